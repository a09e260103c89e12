"""LibreOffice: Word files to PDF, one process for a whole batch."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ksdgen.world.files import WriteFailed, write_whole

_OTHER_PLACES: tuple[str, ...] = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)


class OfficeFailed(Exception):
    """LibreOffice is absent or could not convert; the text is for people."""


def find() -> str | None:
    """The LibreOffice program, or None."""
    for name in ("soffice", "libreoffice"):
        path = shutil.which(name)
        if path is not None:
            return path
    for place in _OTHER_PLACES:
        if Path(place).exists():
            return place
    return None


def to_pdf(files: Sequence[Path], folder: Path, limit_seconds: int = 600) -> None:
    """Convert Word files to PDF, each named after its file, into `folder`.

    Args:
        files: .docx files with different names.
        folder: an existing folder.
        limit_seconds: how long the whole batch may take, in seconds.

    Raises:
        OfficeFailed: LibreOffice is absent, took too long, or left a file out.
    """
    if not files:
        return
    program = find()
    if program is None:
        raise OfficeFailed(
            "LibreOffice tidak ditemukan; pasang LibreOffice untuk membuat PDF, atau pakai --format docx"
        )
    # A profile of its own: an open LibreOffice would otherwise swallow the request without doing it.
    with tempfile.TemporaryDirectory(prefix="ksdgen-office-") as profile:
        command = [
            program,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *(str(file) for file in files),
        ]
        try:
            subprocess.run(
                command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=limit_seconds
            )
        except subprocess.TimeoutExpired:
            raise OfficeFailed(f"LibreOffice tidak selesai dalam {limit_seconds} detik") from None
        except OSError as error:
            raise OfficeFailed(f"LibreOffice tidak dapat dijalankan ({type(error).__name__})") from None
    missing = [file.name for file in files if not (folder / f"{file.stem}.pdf").exists()]
    if missing:
        raise OfficeFailed(f"LibreOffice tidak menghasilkan PDF untuk {', '.join(missing)}")


def write_pdfs(for_pdf: list[tuple[Path, bytes]]) -> tuple[list[Path], list[str]]:
    """All Word files of a batch through one LibreOffice.

    Args:
        for_pdf: PDF files to be made, each with its Word file.

    Returns:
        What was written, and what could not be, in words for people.
    """
    written: list[Path] = []
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="ksdgen-pdf-") as temporary:
        folder = Path(temporary)
        sources = []
        for index, (_, data) in enumerate(for_pdf):
            file = folder / f"{index:05}.docx"  # numbered, because targets in different folders may share a name
            file.write_bytes(data)
            sources.append(file)
        try:
            to_pdf(sources, folder)
        except OfficeFailed as error:
            return [], [str(error)]
        for index, (target, _) in enumerate(for_pdf):
            try:
                write_whole(target, (folder / f"{index:05}.pdf").read_bytes())
                written.append(target)
            except WriteFailed as error:
                failed.append(str(error))
    return written, failed


def page_images(files: Sequence[Path]) -> Iterator[list[bytes]]:
    """The pages of Word files as pictures, file by file; all files go through one LibreOffice.

    Raises:
        OfficeFailed: LibreOffice or poppler is absent or failed.
    """
    with tempfile.TemporaryDirectory(prefix="ksdgen-telaah-") as temporary:
        folder = Path(temporary)
        numbered = [folder / f"{index:05}.docx" for index in range(len(files))]
        for copy, file in zip(numbered, files, strict=True):
            copy.write_bytes(file.read_bytes())
        to_pdf(numbered, folder)
        for copy in numbered:
            yield to_images(copy.with_suffix(".pdf"), folder)


def can_make_images() -> bool:
    """Whether pictures of pages can be made: LibreOffice and poppler are there."""
    return find() is not None and shutil.which("pdftoppm") is not None


def to_images(pdf: Path, folder: Path, dots_per_inch: int = 60, limit_seconds: int = 300) -> list[bytes]:
    """The pages of a PDF as grey JPEG pictures.

    Args:
        pdf: the file.
        folder: an existing folder for what is made on the way.
        dots_per_inch: resolution.
        limit_seconds: how long it may take, in seconds.

    Raises:
        OfficeFailed: poppler is absent, took too long, or made nothing.
    """
    program = shutil.which("pdftoppm")
    if program is None:
        raise OfficeFailed(
            "pdftoppm tidak ditemukan; pasang poppler untuk membuat gambar halaman, atau pakai --tanpa-gambar"
        )
    prefix = folder / f"{pdf.stem}-halaman"
    try:
        command = [program, "-jpeg", "-jpegopt", "quality=55", "-gray", "-r", str(dots_per_inch), str(pdf), str(prefix)]
        subprocess.run(
            command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=limit_seconds
        )
    except subprocess.TimeoutExpired:
        raise OfficeFailed(f"pdftoppm tidak selesai dalam {limit_seconds} detik") from None
    # Page numbers have as many digits as the last one needs, so that names are in the order of pages.
    files = sorted(folder.glob(f"{prefix.name}-*.jpg"))
    if not files:
        raise OfficeFailed(f"pdftoppm tidak menghasilkan gambar untuk {pdf.name}")
    return [file.read_bytes() for file in files]
