"""`ksdgen init`."""

from __future__ import annotations

from pathlib import Path

import click

from ksdgen.cli import asking, shared
from ksdgen.cli.say import say
from ksdgen.editing.start import (
    CI,
    EXAMPLE,
    Started,
    ensure_outermost,
    has_naskah,
    install_source,
    starter_files,
    write_missing,
)
from ksdgen.world.repository import FOLDER

WITHOUT = "tanpa"


@click.command("init", epilog="Contoh: ksdgen init kerja-sama --ci github")
@click.argument("folder", required=False, default=Path(), type=click.Path(path_type=Path))
@click.option(
    "--ci",
    type=click.Choice([*CI, WITHOUT]),
    default=None,
    help="Berkas pemeriksaan otomatis (baku: ditanyakan; di luar terminal tanpa).",
)
@click.option(
    "--templat",
    "template",
    is_flag=True,
    help="Salin templat bawaan ke templates/ agar dapat diubah; tanpa ini dipakai templat milik ksdgen.",
)
@click.option(
    "--pasang",
    "install",
    metavar="SUMBER",
    default=None,
    help="Yang dipasang pip pada pemeriksaan otomatis (baku: asal ksdgen ini).",
)
@click.option("-q", "--quiet", is_flag=True, help="Hanya tampilkan kesalahan.")
def command(folder: Path, ci: str | None, template: bool, install: str | None, quiet: bool) -> int:
    """Siapkan FOLDER (baku: folder ini) untuk menyimpan naskah.

    Yang dibuat: naskah contoh beserta berkas pihaknya, skema untuk penyunting, pengaturan VS Code dan git, serta
    pemeriksaan otomatis bila diminta. Berkas yang sudah ada tidak pernah diubah.
    """
    root = shared.ordinary_path(folder)
    if root.exists() and not root.is_dir():
        raise click.UsageError(f"`{folder}` adalah berkas, bukan folder")
    ensure_outermost(root)
    if ci is None:
        ci = _ask_ci(root)
    with_example = not has_naskah(root)
    # The plan is whole before the first file is written: what stands in the folder decides what is needed.
    plan = [
        *starter_files(root, ci=None if ci == WITHOUT else ci, template=template, install=install or install_source())
    ]
    changed = False
    for started in write_missing(root, plan):
        changed = changed or started.written
        if not quiet:
            say(_news(root, started))
    if quiet:
        return 0
    if not with_example:
        say(f"naskah contoh tidak ditambahkan karena {FOLDER} sudah berisi naskah")
    if not template and not (root / "templates").is_dir():
        say("templat: dipakai milik ksdgen; untuk templat sendiri jalankan lagi dengan --templat")
    if not changed:
        say("semua sudah ada; tidak ada yang diubah")
        return 0
    _next_steps(root, with_example)
    return 0


def _ask_ci(root: Path) -> str:
    """Where checks should run, if somebody can say so and has not said it by a file already."""
    if not asking.can_ask() or any((root / p).exists() for p in CI.values()):
        return WITHOUT
    choices = {WITHOUT: "naskah diperiksa sendiri di komputer ini", "github": "GitHub Actions", "gitlab": "GitLab CI"}
    return asking.choose("Pemeriksaan otomatis setiap kali naskah berubah", choices, WITHOUT)


def _news(root: Path, started: Started) -> str:
    file = started.file
    if started.written:
        return f"dibuat: {file.path}"
    update = f" (perbarui dengan `{file.updater}`)" if file.is_stale(root) else ""
    return f"sudah ada, tidak diubah: {file.path}{update}"


def _next_steps(root: Path, with_example: bool) -> None:
    """What to do next."""
    steps = []
    if root.resolve() != Path.cwd().resolve():
        steps.append(f'cd "{root}"' if " " in str(root) else f"cd {root}")
    if with_example:
        steps += [f"ksdgen check {EXAMPLE}", f"ksdgen render {EXAMPLE} --out keluaran"]
    steps.append("ksdgen new")
    say("\nlangkah berikutnya:")
    for step in steps:
        say(f"  {step}")
    say(
        "\nBuka folder ini di VS Code dan pasang ekstensi yang disarankan, agar isian dilengkapi dan diterangkan sambil mengetik."
    )
    if with_example:
        say(
            "Nama pejabat dan nomor pada naskah contoh direkayasa; ganti data di agreements/pihak dengan milik kantor Anda."
        )
    if not any((p / ".git").exists() for p in (root.resolve(), *root.resolve().parents)):
        say("Folder ini belum dijaga git. Untuk menyimpan riwayat perubahan: git init")
