"""Word files in tests: their parts, what a validator finds in them, round trips, and what LibreOffice lays out."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from ksdgen.paper.document import Block, Dokumen, paragraphs_of
from ksdgen.word.reader import read_word
from ksdgen.word.writer import write
from tests.helpers.word_util import ASSETS, naskah, used_assets

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """The root of a part of a written file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def replace_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed, as an editor would save it."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == name else old.read(member))
    return result.getvalue()


def findings(data: bytes) -> list[str]:
    """What the validator finds in a file."""
    # Not among the packages that the lowest versions are tried with: it needs a newer lxml than ksdgen does.
    audit = pytest.importorskip("openxml_audit")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "naskah.docx")
        file.write_bytes(data)
        return [str(e) for e in audit.OpenXmlValidator().validate(file).errors]


def round_trip(dokumen: Dokumen) -> None:
    """What is written is read again, with exactly the images that are shown."""
    assert read_word(write(dokumen, ASSETS)) == (dokumen, used_assets(dokumen))


def content_only(*blocks: Block) -> Dokumen:
    """A document of nothing but these blocks."""
    return Dokumen("Uji", blocks)


def summary(dokumen: Dokumen) -> list[tuple[str, str | None, str]]:
    """Role, printed number and text of every paragraph of the body."""
    return [(p.role, p.number.text if p.number else None, p.text) for p in paragraphs_of(dokumen.content)]


def tight(text: str) -> str:
    """The text without white space, which no two programs give alike."""
    return "".join(text.split())


def expected_pdf(dokumen: Dokumen) -> str:
    """The text of the body as a PDF should print it, without white space."""
    return tight(" ".join(f"{p.number.text if p.number else ''} {p.text}" for p in paragraphs_of(dokumen.content)))


def naskah_examples(count: int) -> list[Dokumen]:
    """Some documents of the strategy, the same ones in every run."""
    result: list[Dokumen] = []

    @settings(max_examples=count, database=None, derandomize=True, deadline=None, suppress_health_check=SLOW)
    @given(naskah())
    def collect(dokumen: Dokumen) -> None:
        result.append(dokumen)

    collect()
    return result


def save(folder: Path, documents: list[Dokumen]) -> list[Path]:
    """Write documents as .docx into a folder."""
    paths = [folder / f"d{i:03d}.docx" for i in range(len(documents))]
    for path, dokumen in zip(paths, documents, strict=True):
        path.write_bytes(write(dokumen, ASSETS))
    return paths
