"""LibreOffice: Word files to PDF, one process for a whole batch."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ksdgen.world.files import WriteFailed, write_whole

_TEMPAT_LAIN: tuple[str, ...] = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)


class OfficeGagal(Exception):
    """LibreOffice is absent or could not convert; the text is for people."""


def cari() -> str | None:
    """The LibreOffice program, or None."""
    for nama in ("soffice", "libreoffice"):
        path = shutil.which(nama)
        if path is not None:
            return path
    for tempat in _TEMPAT_LAIN:
        if Path(tempat).exists():
            return tempat
    return None


def ke_pdf(berkas: Sequence[Path], folder: Path, batas_detik: int = 600) -> None:
    """Convert Word files to PDF, each named after its file, into `folder`.

    Args:
        berkas: .docx files with different names.
        folder: an existing folder.
        batas_detik: how long the whole batch may take, in seconds.

    Raises:
        OfficeGagal: LibreOffice is absent, took too long, or left a file out.
    """
    if not berkas:
        return
    program = cari()
    if program is None:
        raise OfficeGagal("LibreOffice tidak ditemukan; pasang LibreOffice untuk membuat PDF, atau pakai --format docx")
    # A profile of its own: an open LibreOffice would otherwise swallow the request without doing it.
    with tempfile.TemporaryDirectory(prefix="ksdgen-office-") as profil:
        perintah = [
            program,
            f"-env:UserInstallation={Path(profil).as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *(str(b) for b in berkas),
        ]
        try:
            subprocess.run(
                perintah, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=batas_detik
            )
        except subprocess.TimeoutExpired:
            raise OfficeGagal(f"LibreOffice tidak selesai dalam {batas_detik} detik") from None
        except OSError as galat:
            raise OfficeGagal(f"LibreOffice tidak dapat dijalankan ({type(galat).__name__})") from None
    kurang = [b.name for b in berkas if not (folder / f"{b.stem}.pdf").exists()]
    if kurang:
        raise OfficeGagal(f"LibreOffice tidak menghasilkan PDF untuk {', '.join(kurang)}")


def write_pdfs(untuk_pdf: list[tuple[Path, bytes]]) -> tuple[list[Path], list[str]]:
    """All Word files of the batch through one LibreOffice; gives what was written and what could not be.

    Numbered names keep equal file names apart.
    """
    tertulis: list[Path] = []
    gagal: list[str] = []
    with tempfile.TemporaryDirectory(prefix="ksdgen-pdf-") as sementara:
        folder = Path(sementara)
        sumber = []
        for i, (_, data) in enumerate(untuk_pdf):
            berkas = folder / f"{i:05}.docx"
            berkas.write_bytes(data)
            sumber.append(berkas)
        try:
            ke_pdf(sumber, folder)
        except OfficeGagal as galat:
            return [], [str(galat)]
        for i, (tujuan, _) in enumerate(untuk_pdf):
            try:
                write_whole(tujuan, (folder / f"{i:05}.pdf").read_bytes())
                tertulis.append(tujuan)
            except WriteFailed as galat:
                gagal.append(str(galat))
    return tertulis, gagal


def dapat_gambar() -> bool:
    """Whether pictures of pages can be made: LibreOffice and poppler are there."""
    return cari() is not None and shutil.which("pdftoppm") is not None


def ke_gambar(pdf: Path, folder: Path, titik_per_inci: int = 60, batas_detik: int = 300) -> list[bytes]:
    """The pages of a PDF as grey JPEG pictures.

    Args:
        pdf: the file.
        folder: an existing folder for what is made on the way.
        titik_per_inci: resolution.
        batas_detik: how long it may take, in seconds.

    Raises:
        OfficeGagal: poppler is absent, took too long, or made nothing.
    """
    program = shutil.which("pdftoppm")
    if program is None:
        raise OfficeGagal(
            "pdftoppm tidak ditemukan; pasang poppler untuk membuat gambar halaman, atau pakai --tanpa-gambar"
        )
    awal = folder / f"{pdf.stem}-halaman"
    try:
        perintah = [program, "-jpeg", "-jpegopt", "quality=55", "-gray", "-r", str(titik_per_inci), str(pdf), str(awal)]
        subprocess.run(perintah, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=batas_detik)
    except subprocess.TimeoutExpired:
        raise OfficeGagal(f"pdftoppm tidak selesai dalam {batas_detik} detik") from None
    # Page numbers have as many digits as the last one needs, so that names are in the order of pages.
    berkas = sorted(folder.glob(f"{awal.name}-*.jpg"))
    if not berkas:
        raise OfficeGagal(f"pdftoppm tidak menghasilkan gambar untuk {pdf.name}")
    return [b.read_bytes() for b in berkas]
