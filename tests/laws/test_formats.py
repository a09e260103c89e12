"""What is written to disk for ever: its tags and keys as text, which no renamed class or field may touch.

The files in `golden/formats` were written by the first version of each form. They must be readable for ever; what is
written today must be these bytes as long as the number of the form is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ksdgen.paper import plain
from ksdgen.paper.document import (
    Cell,
    Dokumen,
    Gap,
    LineBreak,
    Mark,
    Number,
    PageBreak,
    PageField,
    PageLayout,
    Paragraph,
    Picture,
    Reference,
    Table,
    TableRow,
    Text,
    TrackedChange,
)
from ksdgen.word import identity

STORED = Path(__file__).parents[1] / "golden" / "formats"

LAYOUT = PageLayout(215.0, 330.0, 30.5, 25.4, 25.0, 20.0, "Bookman <&> Style", 11.5, 1.5, True)
BEFORE = Dokumen("JUDUL LAMA", (), layout=PageLayout(), watermark="KONSEP")
DOCUMENT = Dokumen(
    "JUDUL",
    (
        Paragraph("judul", (Text("PERJANJIAN"), LineBreak(), Text("KERJA SAMA"))),
        Paragraph("pasal", (Text("OBJEK"),), Number("pasal", 1), "objek"),
        Paragraph(
            "ayat",
            (Text("Lihat "), Reference("objek", "Pasal 1"), TrackedChange("sisip", (Text("; "), Gap("nomor")))),
            Number("ayat", 2),
            "objek/dua",
            1,
            mark=Mark("pindah_ke", 3),
            former=Paragraph("isi", number=Number("huruf", 28)),
        ),
        PageBreak(True, Mark("sisip")),
        Table(
            "tabel",
            (400, 600),
            (
                TableRow((Cell((Paragraph("sel_kepala"),)), Cell((Paragraph("sel"),))), True),
                TableRow((Cell(()),), mark=Mark("hapus")),
            ),
            1,
            "t",
            mark=Mark("pindah_dari", 1),
        ),
        PageBreak(),
    ),
    (Paragraph("kaki", (PageField("halaman"), Picture("Lambang", "ab" * 32, 25))),),
    LAYOUT,
    "KONSEP KEDUA",
    BEFORE,
)
KINDS = ("kunci", "kunci_baru", "kunci_lama", "tabel", "kosong", "rujukan", "ciri", "sela")


def _written() -> str:
    return json.dumps(plain.to_data(DOCUMENT), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _custom_xml() -> bytes:
    bookmarks = identity.BookmarkNames()
    for kind in KINDS:
        bookmarks.add(kind, f"nilai {kind}")
    return bookmarks.xml(DOCUMENT, 7)


def _keys(data: Any) -> dict[str, set[str]]:
    """Every tag in a document as plain data, with the keys that it has anywhere."""
    keys: dict[str, set[str]] = {}
    for part in data if isinstance(data, list) else data.values() if isinstance(data, dict) else ():
        for tag, found in _keys(part).items():
            keys.setdefault(tag, set()).update(found)
    if isinstance(data, dict):
        keys.setdefault(data["jenis_blok"], set()).update(data)
    return keys


def test_frozen_document_of_form_1_is_read_for_ever() -> None:
    stored = json.loads((STORED / "document-1.json").read_text(encoding="utf-8"))
    assert plain.from_data(stored, 1) == DOCUMENT
    assert plain.READERS[1](stored) == DOCUMENT


def test_frozen_document_is_written_as_stored() -> None:
    assert plain.FORMAT == 1
    assert _written() == (STORED / "document-1.json").read_text(encoding="utf-8")


def test_stored_document_has_every_tag_and_key() -> None:
    stored = json.loads((STORED / "document-1.json").read_text(encoding="utf-8"))
    assert _keys(stored) == {
        "Teks": {"jenis_blok", "isi"},
        "Rujukan": {"jenis_blok", "target", "isi"},
        "Kosong": {"jenis_blok", "nama", "isi"},
        "Baris": {"jenis_blok"},
        "Gambar": {"jenis_blok", "keterangan", "sha256", "tinggi_mm"},
        "Bidang": {"jenis_blok", "jenis"},
        "Ubahan": {"jenis_blok", "jenis", "isi"},
        "Tanda": {"jenis_blok", "jenis", "pindah"},
        "Nomor": {"jenis_blok", "jenis", "nilai"},
        "Paragraf": {"jenis_blok", "peran", "isi", "nomor", "kunci", "kedalaman", "tanda", "semula"},
        "Sel": {"jenis_blok", "isi"},
        "BarisTabel": {"jenis_blok", "sel", "kepala", "tanda"},
        "Tabel": {"jenis_blok", "peran", "kolom", "baris", "kedalaman", "kunci", "tanda"},
        "PemisahHalaman": {"jenis_blok", "lanskap", "tanda"},
        "TataLetak": {
            "jenis_blok",
            "lebar_mm",
            "tinggi_mm",
            "margin_atas_mm",
            "margin_bawah_mm",
            "margin_kiri_mm",
            "margin_kanan_mm",
            "huruf",
            "ukuran_pt",
            "spasi",
            "lanskap",
        },
        "Dokumen": {"jenis_blok", "judul", "isi", "kaki", "tata", "tanda_air", "semula"},
    }


def test_every_field_that_counts_is_written() -> None:
    # A field that is added to the model and forgotten here would be lost from signed papers.
    keys = _keys(plain.to_data(DOCUMENT))
    for part in _parts(DOCUMENT):
        tag = plain.to_data(part)["jenis_blok"]
        counted = [field for field in type(part).__dataclass_fields__.values() if field.compare]
        assert len(counted) == len(keys[tag]) - 1, tag


def _parts(value: Any) -> list[Any]:
    if isinstance(value, tuple):
        return [part for item in value for part in _parts(item)]
    fields = getattr(type(value), "__dataclass_fields__", None)
    if fields is None:
        return []
    return [value, *(part for name in fields if name != "origin" for part in _parts(getattr(value, name)))]


@pytest.fixture
def renamed_classes() -> Iterator[None]:
    """Every class of the model under another name."""
    kinds = {type(part): type(part).__name__ for part in _parts(DOCUMENT)}
    for kind, name in kinds.items():
        kind.__name__ = f"Renamed{name}"
    yield
    for kind, name in kinds.items():
        kind.__name__ = name


@pytest.mark.usefixtures("renamed_classes")
def test_renamed_classes_break_no_signed_paper() -> None:
    assert Text.__name__ == "RenamedText"
    test_frozen_document_of_form_1_is_read_for_ever()
    test_frozen_document_is_written_as_stored()


def test_unknown_form_is_refused() -> None:
    with pytest.raises(KeyError):
        plain.from_data(plain.to_data(DOCUMENT), 2)


def test_custom_xml_of_form_1_is_read_for_ever() -> None:
    root = etree.parse(STORED / "customxml-1.xml").getroot()
    part = identity.READERS["urn:ksdgen:naskah:1"](root)
    assert part.layout == LAYOUT
    assert part.former == BEFORE
    assert part.redline == identity.RedlineNotes("KONSEP KEDUA", ((True, "sisip"),))
    assert [(p.kind, p.value) for p in part.bookmarks.values()] == [(kind, f"nilai {kind}") for kind in KINDS]
    assert list(part.bookmarks) == [
        "_Ref888532323",
        "_Ref578010290",
        "_Ref695424941",
        "_Tbl654656215",
        "_Isi085630163",
        "_Rjk961462958",
        "_Cri409894308",
        "_Sla200833880",
    ]


def test_custom_xml_is_written_as_stored() -> None:
    assert identity.NS == "urn:ksdgen:naskah:1"
    assert _custom_xml() == (STORED / "customxml-1.xml").read_bytes()


def test_every_measure_of_the_layout_is_in_the_custom_xml() -> None:
    root = etree.fromstring(_custom_xml())
    layout = root.find("{urn:ksdgen:naskah:1}tata")
    assert layout is not None
    assert len(layout.attrib) == len(PageLayout.__dataclass_fields__)


def test_paragraph_of_two_versions_keeps_its_marks() -> None:
    written = identity.write_traits(DOCUMENT.content[2])  # type: ignore[arg-type]
    assert written == "ayat,1,ayat:2,3;isi,0,huruf:28,3"
    assert identity.read_traits(written) == [
        identity.Traits("ayat", 1, Number("ayat", 2), 3),
        identity.Traits("isi", 0, Number("huruf", 28), 3),
    ]
