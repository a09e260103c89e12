"""LibreOffice: Word files to PDF, one process for a whole batch."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

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
            subprocess.run(perintah, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=batas_detik)
        except subprocess.TimeoutExpired:
            raise OfficeGagal(f"LibreOffice tidak selesai dalam {batas_detik} detik") from None
        except OSError as galat:
            raise OfficeGagal(f"LibreOffice tidak dapat dijalankan ({type(galat).__name__})") from None
    kurang = [b.name for b in berkas if not (folder / f"{b.stem}.pdf").exists()]
    if kurang:
        raise OfficeGagal(f"LibreOffice tidak menghasilkan PDF untuk {', '.join(kurang)}")
