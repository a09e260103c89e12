"""`ksdgen init`."""

from __future__ import annotations

from pathlib import Path

import click

from ksdgen.cli import asking, shared
from ksdgen.editing.start import CI, CONTOH, BerkasAwal, ada_naskah, berkas_awal, sumber_pasang
from ksdgen.world.files import WriteFailed, write_whole
from ksdgen.world.repository import FOLDER, cari_akar

TANPA = "tanpa"


@click.command("init", epilog="Contoh: ksdgen init kerja-sama --ci github")
@click.argument("folder", required=False, default=Path(), type=click.Path(path_type=Path))
@click.option(
    "--ci",
    type=click.Choice([*CI, TANPA]),
    default=None,
    help="Berkas pemeriksaan otomatis (baku: ditanyakan; di luar terminal tanpa).",
)
@click.option(
    "--templat",
    is_flag=True,
    help="Salin templat bawaan ke templates/ agar dapat diubah; tanpa ini dipakai templat milik ksdgen.",
)
@click.option(
    "--pasang",
    metavar="SUMBER",
    default=None,
    help="Yang dipasang pip pada pemeriksaan otomatis (baku: asal ksdgen ini).",
)
@click.option("-q", "--quiet", is_flag=True, help="Hanya tampilkan kesalahan.")
def perintah(folder: Path, ci: str | None, templat: bool, pasang: str | None, quiet: bool) -> int:
    """Siapkan FOLDER (baku: folder ini) untuk menyimpan naskah.

    Yang dibuat: naskah contoh beserta berkas pihaknya, skema untuk penyunting, pengaturan VS Code dan git, serta pemeriksaan otomatis bila
    diminta. Berkas yang sudah ada tidak pernah diubah.
    """
    akar = shared.biasa(folder)
    if akar.exists() and not akar.is_dir():
        raise click.UsageError(f"`{folder}` adalah berkas, bukan folder")
    atas = cari_akar(akar)
    if atas is not None and atas != akar.resolve():
        raise click.UsageError(f"folder ini berada di dalam `{atas}`, yang sudah memuat {FOLDER}; jalankan di sana")
    if ci is None:
        ci = _tanya_ci(akar)
    contoh = not ada_naskah(akar)
    rencana = list(berkas_awal(akar, ci=None if ci == TANPA else ci, templat=templat, pasang=pasang or sumber_pasang()))
    baru = [_tulis(akar, b, quiet) for b in rencana]
    if quiet:
        return 0
    if not contoh:
        click.echo(f"naskah contoh tidak ditambahkan karena {FOLDER} sudah berisi naskah")
    if not templat and not (akar / "templates").is_dir():
        click.echo("templat: dipakai milik ksdgen; untuk templat sendiri jalankan lagi dengan --templat")
    if not any(baru):
        click.echo("semua sudah ada; tidak ada yang diubah")
        return 0
    _lanjut(akar, contoh)
    return 0


def _tanya_ci(akar: Path) -> str:
    """Where checks should run, if somebody can say so and has not said it by a file already."""
    if not asking.dapat_bertanya() or any((akar / p).exists() for p in CI.values()):
        return TANPA
    pilihan = {TANPA: "naskah diperiksa sendiri di komputer ini", "github": "GitHub Actions", "gitlab": "GitLab CI"}
    return asking.pilih("Pemeriksaan otomatis setiap kali naskah berubah", pilihan, TANPA)


def _tulis(akar: Path, b: BerkasAwal, quiet: bool) -> bool:
    """Write a file that is not there; whether it was written."""
    tujuan = akar / b.path
    try:
        if tujuan.exists():
            if not quiet:
                basi = b.pembaru is not None and tujuan.read_bytes() != b.isi
                click.echo(f"sudah ada, tidak diubah: {b.path}" + (f" (perbarui dengan `{b.pembaru}`)" if basi else ""))
            return False
    except OSError as galat:
        raise WriteFailed(str(tujuan), galat) from None
    write_whole(tujuan, b.isi)
    if not quiet:
        click.echo(f"dibuat: {b.path}")
    return True


def _lanjut(akar: Path, contoh: bool) -> None:
    """What to do next."""
    langkah = []
    if akar.resolve() != Path.cwd().resolve():
        langkah.append(f'cd "{akar}"' if " " in str(akar) else f"cd {akar}")
    if contoh:
        langkah += [f"ksdgen check {CONTOH}", f"ksdgen render {CONTOH} --out keluaran"]
    langkah.append("ksdgen new")
    click.echo("\nlangkah berikutnya:")
    for baris in langkah:
        click.echo(f"  {baris}")
    click.echo(
        "\nBuka folder ini di VS Code dan pasang ekstensi yang disarankan, agar isian dilengkapi dan diterangkan sambil mengetik."
    )
    if contoh:
        click.echo(
            "Nama pejabat dan nomor pada naskah contoh direkayasa; ganti data di agreements/pihak dengan milik kantor Anda."
        )
    if not any((p / ".git").exists() for p in (akar.resolve(), *akar.resolve().parents)):
        click.echo("Folder ini belum dijaga git. Untuk menyimpan riwayat perubahan: git init")
