"""LibreOffice: Word files to PDF, many through one process; poppler: pages of a PDF to pictures.

Neither is trusted: it has a folder of its own and a limit of time, everything that it started ends with it, and what it
made is looked at before it is used. What fails for one document costs that document.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from ksdgen.world import temporary
from ksdgen.world.files import WriteFailed, reason, write_whole
from ksdgen.world.processes import end_working_in, guarded, run
from ksdgen.world.programs import find_program

_OTHER_PLACES: tuple[str, ...] = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)

PORTION = 50
"""How many documents go through one process: what takes it down takes no more with it."""

START_SECONDS, EACH_SECONDS = 100, 10
"""How long LibreOffice may take to start, and for each document."""

PAGES_SECONDS = 300
"""How long poppler may take for one document."""

HANGING = 3
"""After so many documents on which it hung alone, and none that it has done, LibreOffice is not tried any more."""

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is taken from a program."""

_NOT_WHOLE = "LibreOffice tidak menghasilkan PDF yang utuh"


class OfficeFailed(Exception):
    """LibreOffice or poppler is absent or has failed; the text is for people."""


def find() -> str | None:
    """The LibreOffice program, or None."""
    for name in ("soffice", "libreoffice"):
        path = find_program(name)
        if path is not None:
            return path
    for place in _OTHER_PLACES:
        if Path(place).exists():
            return place
    return None


def to_pdfs(documents: Sequence[bytes]) -> Generator[bytes | OfficeFailed, None, None]:
    """Word files as PDF, in their order; of one that cannot be converted, why.

    Raises:
        OfficeFailed: LibreOffice is absent, or there is no room for its work.
    """
    program = find()
    if program is None:
        raise OfficeFailed(
            "LibreOffice tidak ditemukan; pasang LibreOffice untuk membuat PDF, atau pakai --format docx"
        )
    with _workplace() as folder:
        office = _Office(program, folder)
        for start in range(0, len(documents), PORTION):
            portion = documents[start : start + PORTION]
            for document, made in zip(portion, office.convert(portion), strict=True):
                if isinstance(made, bytes) or len(portion) == 1 or office.is_hopeless:
                    yield made
                else:
                    yield office.convert([document])[0]


def write_pdfs(for_pdf: Sequence[tuple[Path, bytes]], within: Path | None = None) -> tuple[list[Path], list[str]]:
    """Write the PDF files of a batch.

    Args:
        for_pdf: PDF files to be made, each with its Word file.
        within: the folder that they must really lie in.

    Returns:
        What was written, and what could not be, in words for people.
    """
    written: list[Path] = []
    failed: list[str] = []
    try:
        with closing(to_pdfs([document for _, document in for_pdf])) as pdfs:
            for (target, _), made in zip(for_pdf, pdfs, strict=True):
                if isinstance(made, OfficeFailed):
                    failed.append(f"`{target}` tidak dapat dibuat: {made}")
                    continue
                try:
                    write_whole(target, made, within=within)
                    written.append(target)
                except WriteFailed as error:
                    failed.append(str(error))
    except OfficeFailed as error:
        failed.append(str(error))
    return written, failed


def page_images(files: Sequence[Path]) -> Iterator[list[bytes]]:
    """The pages of Word files as pictures, file by file; none of a file that failed.

    Raises:
        OfficeFailed: LibreOffice or poppler is absent, or, after all other files, one has failed.
    """
    failures: list[str] = []
    try:
        documents = [file.read_bytes() for file in files]
    except OSError as error:
        raise OfficeFailed(f"berkas Word tidak dapat dibaca: {reason(error)}") from None
    with closing(to_pdfs(documents)) as pdfs:
        for file, made in zip(files, pdfs, strict=True):
            images: list[bytes] = []
            try:
                images = to_images(made)
            except OfficeFailed as error:
                failures.append(f"gambar halaman `{file}` tidak dapat dibuat: {error}")
            yield images
    if failures:
        other = f"; {len(failures) - 1} berkas lain pun tidak" if len(failures) > 1 else ""
        raise OfficeFailed(failures[0] + other)


def can_make_images() -> bool:
    """Whether pictures of pages can be made: LibreOffice and poppler are there."""
    return find() is not None and find_program("pdftoppm") is not None


def to_images(pdf: bytes | OfficeFailed, dots_per_inch: int = 60) -> list[bytes]:
    """The pages of a PDF as grey JPEG pictures.

    Args:
        pdf: the file, or why there is none, which is raised.
        dots_per_inch: resolution.

    Raises:
        OfficeFailed: poppler is absent, took too long, or did not make whole pictures.
    """
    if isinstance(pdf, OfficeFailed):
        raise pdf
    program = find_program("pdftoppm")
    if program is None:
        raise OfficeFailed(
            "pdftoppm tidak ditemukan; pasang poppler untuk membuat gambar halaman, atau pakai --tanpa-gambar"
        )
    with _workplace() as folder:
        source, prefix = folder / "naskah.pdf", folder / "halaman"
        source.write_bytes(pdf)
        quality = ("-jpeg", "-jpegopt", "quality=55", "-gray", "-r", str(dots_per_inch))
        _run([program, *quality, str(source), str(prefix)], folder, PAGES_SECONDS, "pdftoppm")
        # Page numbers have as many digits as the last one needs, so that names are in the order of pages.
        pages = [_made(path) for path in sorted(folder.glob(f"{prefix.name}-*.jpg"))]
    images = [page for page in pages if page.startswith(b"\xff\xd8") and page.endswith(b"\xff\xd9")]
    if not images or len(images) < len(pages):
        raise OfficeFailed("pdftoppm tidak menghasilkan gambar yang utuh")
    return images


class _Office:
    """LibreOffice at work in a folder."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._runs = count(1)
        self._works = False
        self._hung = 0
        """On how many documents it has hung alone."""

    @property
    def is_hopeless(self) -> bool:
        return self._hung >= HANGING and not self._works

    def convert(self, documents: Sequence[bytes]) -> list[bytes | OfficeFailed]:
        """Word files to PDF in one process; of one that was not converted, why."""
        # A folder and a profile of its own for each process: an open LibreOffice would swallow the request without
        # doing it, and one that was ended may have left a broken profile.
        place = self._folder / str(next(self._runs))
        place.mkdir()
        sources = [place / f"{index:05}.docx" for index in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        profile = f"-env:UserInstallation={(place / 'profil').as_uri()}"
        mode = ("--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(place))
        why: OfficeFailed | None = None
        try:
            limit = START_SECONDS + EACH_SECONDS * len(documents)
            _run([self._program, profile, *mode, *map(str, sources)], place, limit, "LibreOffice")
        except OfficeFailed as failed:
            why = failed
        self._hung += why is not None and len(documents) == 1
        result = [_whole_pdf(source.with_suffix(".pdf")) or why or OfficeFailed(_NOT_WHOLE) for source in sources]
        self._works = self._works or any(isinstance(made, bytes) for made in result)
        return result


@contextmanager
def _workplace() -> Iterator[Path]:
    """A folder for programs to work in: private, and gone afterwards with all that still works there, even where this
    process is killed.

    Raises:
        OfficeFailed: it cannot be made or written in.
    """
    import shutil

    try:
        with temporary.new_folder(end_working_in) as folder:

            def clear() -> None:
                end_working_in(folder)
                shutil.rmtree(folder, ignore_errors=True)

            with guarded(clear):
                try:
                    yield folder
                finally:
                    end_working_in(folder)
    except OSError as error:
        raise OfficeFailed(
            f"folder sementara tidak dapat ditulis: {reason(error)}; sebutkan folder lain dengan TMPDIR"
        ) from None


def _run(command: Sequence[str], folder: Path, limit_seconds: int, name: str) -> None:
    try:
        ended = run(command, folder, limit_seconds)
    except OSError as error:
        raise OfficeFailed(f"{name} tidak dapat dijalankan ({type(error).__name__})") from None
    if not ended:
        raise OfficeFailed(f"{name} tidak selesai dalam {limit_seconds} detik")


def _whole_pdf(path: Path) -> bytes | None:
    """The PDF at a path, or None where it is cut off, something else, or no plain file."""
    data = _made(path)
    end = data[-1024:].rstrip()
    return data if data.startswith(b"%PDF-") and end.endswith(b"%%EOF") else None


def _made(path: Path) -> bytes:
    """What a program has made at a path; empty where that is no plain file, or too large. No link is followed."""
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return b""
        with os.fdopen(os.open(path, flags), "rb") as stream:
            status = os.fstat(stream.fileno())
            return stream.read() if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST else b""
    except OSError:
        return b""
