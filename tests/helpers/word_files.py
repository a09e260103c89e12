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

from ksdgen.paper.document import (
    Blok,
    Dokumen,
    paragraf_dari,
)
from ksdgen.word.reader import baca
from ksdgen.word.writer import tulis
from tests.helpers.word_util import (
    ASET,
    aset_terpakai,
    naskah,
)

LAMBAT = [HealthCheck.too_slow, HealthCheck.data_too_large]


def bagian(data: bytes, nama: str = "word/document.xml") -> etree._Element:
    """The root of a part of a written file."""
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        return etree.fromstring(z.read(nama))


def ganti_bagian(data: bytes, nama: str, ubah: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed, as an editor would save it."""
    hasil = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as lama, zipfile.ZipFile(hasil, "w") as baru:
        for n in lama.namelist():
            baru.writestr(n, ubah(lama.read(n)) if n == nama else lama.read(n))
    return hasil.getvalue()


def temuan(data: bytes) -> list[str]:
    """What the validator finds in a file."""
    # Not among the packages that the lowest versions are tried with: it needs a newer lxml than ksdgen does.
    audit = pytest.importorskip("openxml_audit")
    with tempfile.TemporaryDirectory() as folder:
        berkas = Path(folder, "naskah.docx")
        berkas.write_bytes(data)
        return [str(e) for e in audit.OpenXmlValidator().validate(berkas).errors]


def bolak_balik(d: Dokumen) -> None:
    """What is written is read again, with exactly the images that are shown."""
    assert baca(tulis(d, ASET)) == (d, aset_terpakai(d))


def isi_saja(*blok: Blok) -> Dokumen:
    """A document of nothing but these blocks."""
    return Dokumen("Uji", blok)


def ringkas(d: Dokumen) -> list[tuple[str, str | None, str]]:
    return [(p.peran, p.nomor.teks if p.nomor else None, p.teks) for p in paragraf_dari(d.isi)]


def rapat(teks: str) -> str:
    return "".join(teks.split())


def harap_pdf(d: Dokumen) -> str:
    return rapat(" ".join(f"{p.nomor.teks if p.nomor else ''} {p.teks}" for p in paragraf_dari(d.isi)))


def contoh_naskah(jumlah: int) -> list[Dokumen]:
    """Some documents of the strategy, the same ones in every run."""
    hasil: list[Dokumen] = []

    @settings(max_examples=jumlah, database=None, derandomize=True, deadline=None, suppress_health_check=LAMBAT)
    @given(naskah())
    def kumpulkan(d: Dokumen) -> None:
        hasil.append(d)

    kumpulkan()
    return hasil


def simpan(folder: Path, daftar: list[Dokumen]) -> list[Path]:
    berkas = [folder / f"d{i:03d}.docx" for i in range(len(daftar))]
    for b, d in zip(berkas, daftar, strict=True):
        b.write_bytes(tulis(d, ASET))
    return berkas
