"""`ksdgen init`."""

from __future__ import annotations

from pathlib import Path

import click

from ksdgen.cli import asking, shared
from ksdgen.editing.start import CI, EXAMPLE, StarterFile, has_naskah, install_source, starter_files
from ksdgen.world.files import WriteFailed, write_whole
from ksdgen.world.repository import FOLDER, find_root

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
    above = find_root(root)
    if above is not None and above != root.resolve():
        raise click.UsageError(f"folder ini berada di dalam `{above}`, yang sudah memuat {FOLDER}; jalankan di sana")
    if ci is None:
        ci = _ask_ci(root)
    with_example = not has_naskah(root)
    plan = list(
        starter_files(root, ci=None if ci == WITHOUT else ci, template=template, install=install or install_source())
    )
    new = [_write(root, b, quiet) for b in plan]
    if quiet:
        return 0
    if not with_example:
        click.echo(f"naskah contoh tidak ditambahkan karena {FOLDER} sudah berisi naskah")
    if not template and not (root / "templates").is_dir():
        click.echo("templat: dipakai milik ksdgen; untuk templat sendiri jalankan lagi dengan --templat")
    if not any(new):
        click.echo("semua sudah ada; tidak ada yang diubah")
        return 0
    _next_steps(root, with_example)
    return 0


def _ask_ci(root: Path) -> str:
    """Where checks should run, if somebody can say so and has not said it by a file already."""
    if not asking.can_ask() or any((root / p).exists() for p in CI.values()):
        return WITHOUT
    choices = {WITHOUT: "naskah diperiksa sendiri di komputer ini", "github": "GitHub Actions", "gitlab": "GitLab CI"}
    return asking.choose("Pemeriksaan otomatis setiap kali naskah berubah", choices, WITHOUT)


def _write(root: Path, file: StarterFile, quiet: bool) -> bool:
    """Write a file that is not there; whether it was written."""
    target = root / file.path
    try:
        if target.exists():
            if not quiet:
                stale = file.updater is not None and target.read_bytes() != file.content
                click.echo(
                    f"sudah ada, tidak diubah: {file.path}" + (f" (perbarui dengan `{file.updater}`)" if stale else "")
                )
            return False
    except OSError as error:
        raise WriteFailed(str(target), error) from None
    write_whole(target, file.content)
    if not quiet:
        click.echo(f"dibuat: {file.path}")
    return True


def _next_steps(root: Path, with_example: bool) -> None:
    """What to do next."""
    step = []
    if root.resolve() != Path.cwd().resolve():
        step.append(f'cd "{root}"' if " " in str(root) else f"cd {root}")
    if with_example:
        step += [f"ksdgen check {EXAMPLE}", f"ksdgen render {EXAMPLE} --out keluaran"]
    step.append("ksdgen new")
    click.echo("\nlangkah berikutnya:")
    for line in step:
        click.echo(f"  {line}")
    click.echo(
        "\nBuka folder ini di VS Code dan pasang ekstensi yang disarankan, agar isian dilengkapi dan diterangkan sambil mengetik."
    )
    if with_example:
        click.echo(
            "Nama pejabat dan nomor pada naskah contoh direkayasa; ganti data di agreements/pihak dengan milik kantor Anda."
        )
    if not any((p / ".git").exists() for p in (root.resolve(), *root.resolve().parents)):
        click.echo("Folder ini belum dijaga git. Untuk menyimpan riwayat perubahan: git init")
