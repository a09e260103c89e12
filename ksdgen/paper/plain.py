"""A document as plain data, the form in which a signed paper is kept for ever.

Tags and keys are literals of the format, never the names of classes and fields: a renamed class or field changes
neither what is written nor what is read. A new form gets the next number and a reader of its own beside those of the
older ones, which stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from ksdgen.paper.document import (
    NUMBER_LABELS,
    ROLES,
    Block,
    Cell,
    Dokumen,
    Gap,
    Inline,
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
from ksdgen.world.stored import DIGEST, Check, Malformed, flag, items, number, one_of, optional, text, whole

FORMAT: Final = 1
"""The number of the form that `to_data` writes."""

Data: TypeAlias = dict[str, Any]
Part: TypeAlias = Dokumen | Block | Inline | Cell | TableRow | Number | Mark | PageLayout


def to_data(part: Part) -> Data:
    """A document or a part of it as JSON-ready data; where it was written (`origin`) is left out."""
    return _WRITERS[type(part)](part)


def from_data(data: Any, version: int = FORMAT) -> Any:
    """The inverse of `to_data`.

    Args:
        data: what `to_data` gave, from this version of ksdgen or from an older one, or anything else that JSON can say.
        version: the number of its form.

    Raises:
        KeyError: there is no such form.
        Malformed: no `to_data` has written this.
    """
    return READERS[version](data)


# --- writing --------------------------------------------------------------------------------------------------------
# What is None or an empty list is left out where the form allows it to be missing.


def _write_all(parts: Iterable[Part]) -> list[Data]:
    return [_WRITERS[type(part)](part) for part in parts]


def _write_text(text: Text) -> Data:
    return {"jenis_blok": "Teks", "isi": text.content}


def _write_reference(reference: Reference) -> Data:
    return {"jenis_blok": "Rujukan", "target": reference.target, "isi": reference.content}


def _write_gap(gap: Gap) -> Data:
    return {"jenis_blok": "Kosong", "nama": gap.name, "isi": gap.content}


def _write_line_break(_: LineBreak) -> Data:
    return {"jenis_blok": "Baris"}


def _write_image(image: Picture) -> Data:
    return {
        "jenis_blok": "Gambar",
        "keterangan": image.remark,
        "sha256": image.sha256,
        "tinggi_mm": image.height_mm,
    }


def _write_page_field(field: PageField) -> Data:
    return {"jenis_blok": "Bidang", "jenis": field.kind}


def _write_change(change: TrackedChange) -> Data:
    return {"jenis_blok": "Ubahan", "jenis": change.kind, "isi": _write_all(change.content)}


def _write_mark(mark: Mark) -> Data:
    data: Data = {"jenis_blok": "Tanda", "jenis": mark.kind}
    if mark.move is not None:
        data["pindah"] = mark.move
    return data


def _write_number(number: Number) -> Data:
    return {"jenis_blok": "Nomor", "jenis": number.kind, "nilai": number.value}


def _write_paragraph(paragraph: Paragraph) -> Data:
    data: Data = {"jenis_blok": "Paragraf", "peran": paragraph.role}
    if paragraph.content:
        data["isi"] = _write_all(paragraph.content)
    if paragraph.number is not None:
        data["nomor"] = _write_number(paragraph.number)
    if paragraph.identity is not None:
        data["kunci"] = paragraph.identity
    data["kedalaman"] = paragraph.depth
    if paragraph.mark is not None:
        data["tanda"] = _write_mark(paragraph.mark)
    if paragraph.former is not None:
        data["semula"] = _write_paragraph(paragraph.former)
    return data


def _write_cell(cell: Cell) -> Data:
    return {"jenis_blok": "Sel", "isi": _write_all(cell.content)}


def _write_row(row: TableRow) -> Data:
    data: Data = {"jenis_blok": "BarisTabel", "sel": _write_all(row.cells), "kepala": row.header}
    if row.mark is not None:
        data["tanda"] = _write_mark(row.mark)
    return data


def _write_table(table: Table) -> Data:
    data: Data = {
        "jenis_blok": "Tabel",
        "peran": table.role,
        "kolom": list(table.column),
        "baris": _write_all(table.rows),
        "kedalaman": table.depth,
    }
    if table.identity is not None:
        data["kunci"] = table.identity
    if table.mark is not None:
        data["tanda"] = _write_mark(table.mark)
    return data


def _write_page_break(page_break: PageBreak) -> Data:
    data: Data = {"jenis_blok": "PemisahHalaman"}
    if page_break.landscape is not None:
        data["lanskap"] = page_break.landscape
    if page_break.mark is not None:
        data["tanda"] = _write_mark(page_break.mark)
    return data


def _write_layout(layout: PageLayout) -> Data:
    return {
        "jenis_blok": "TataLetak",
        "lebar_mm": layout.width_mm,
        "tinggi_mm": layout.height_mm,
        "margin_atas_mm": layout.margin_top_mm,
        "margin_bawah_mm": layout.margin_bottom_mm,
        "margin_kiri_mm": layout.margin_left_mm,
        "margin_kanan_mm": layout.margin_right_mm,
        "huruf": layout.font,
        "ukuran_pt": layout.size_pt,
        "spasi": layout.spacing,
        "lanskap": layout.landscape,
    }


def _write_document(document: Dokumen) -> Data:
    data: Data = {"jenis_blok": "Dokumen", "judul": document.title, "isi": _write_all(document.content)}
    if document.footer:
        data["kaki"] = _write_all(document.footer)
    data["tata"] = _write_layout(document.layout)
    if document.watermark is not None:
        data["tanda_air"] = document.watermark
    if document.former is not None:
        data["semula"] = _write_document(document.former)
    return data


_WRITERS: Final[dict[type, Callable[[Any], Data]]] = {
    Text: _write_text,
    Reference: _write_reference,
    Gap: _write_gap,
    LineBreak: _write_line_break,
    Picture: _write_image,
    PageField: _write_page_field,
    TrackedChange: _write_change,
    Mark: _write_mark,
    Number: _write_number,
    Paragraph: _write_paragraph,
    Cell: _write_cell,
    TableRow: _write_row,
    Table: _write_table,
    PageBreak: _write_page_break,
    PageLayout: _write_layout,
    Dokumen: _write_document,
}


# --- reading form 1 -------------------------------------------------------------------------------------------------
# Each value passes its check before it is used, so that whatever a file says is a part of a document or an error.


class _PartForm(NamedTuple):
    """How one kind of part is written."""

    needed: Mapping[str, Check]
    """Keys that are there, each with the check of its value."""
    more: Mapping[str, Check]
    """Keys that may be there."""
    read: Callable[[Data], Part]


def _read_1(data: Any) -> Any:
    """One tagged part; None stays None."""
    if data is None:
        return None
    form = _PARTS_1.get(_tag(data))
    if form is None:
        raise Malformed
    for key in form.needed:
        if key not in data:
            raise Malformed
    for key, value in data.items():
        check = form.needed.get(key) or form.more.get(key)
        if key != _TAG and (check is None or not check(value)):
            raise Malformed
    return form.read(data)


_TAG: Final = "jenis_blok"


def _tag(data: Any) -> str:
    tag = data.get(_TAG) if type(data) is dict else None
    return tag if type(tag) is str else ""


def _one(*tags: str) -> Check:
    """A part of one of these kinds; what is in it is checked when it is read."""
    return lambda value: _tag(value) in tags


def _some(*tags: str, most: int | None = None) -> Check:
    return items(_one(*tags), most)


def _former(tag: str) -> Check:
    """What another version had instead: a part without content, and without a version before it."""
    return lambda value: _tag(value) == tag and not value.get("isi") and not value.get("semula")


def _read_all_1(data: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(_read_1(part) for part in data)


def _read_text(data: Data) -> Text:
    return Text(data["isi"])


def _read_reference(data: Data) -> Reference:
    return Reference(data["target"], data.get("isi", ""))


def _read_gap(data: Data) -> Gap:
    return Gap(data["nama"], data.get("isi", "…………………"))


def _read_line_break(_: Data) -> LineBreak:
    return LineBreak()


def _read_image(data: Data) -> Picture:
    return Picture(data["keterangan"], data["sha256"], data["tinggi_mm"])


def _read_page_field(data: Data) -> PageField:
    return PageField(data["jenis"])


def _read_change(data: Data) -> TrackedChange:
    return TrackedChange(data["jenis"], _read_all_1(data["isi"]))


def _read_mark(data: Data) -> Mark:
    return Mark(data["jenis"], data.get("pindah"))


def _read_number(data: Data) -> Number:
    if data["nilai"] > _NUMBER_LIMITS.get(data["jenis"], _LARGEST_NUMBER):
        raise Malformed
    return Number(data["jenis"], data["nilai"])


def _read_paragraph(data: Data) -> Paragraph:
    return Paragraph(
        data["peran"],
        _read_all_1(data.get("isi", ())),
        _read_1(data.get("nomor")),
        data.get("kunci"),
        data.get("kedalaman", 0),
        mark=_read_1(data.get("tanda")),
        former=_read_1(data.get("semula")),
    )


def _read_cell(data: Data) -> Cell:
    return Cell(_read_all_1(data["isi"]))


def _read_row(data: Data) -> TableRow:
    return TableRow(_read_all_1(data["sel"]), data.get("kepala", False), _read_1(data.get("tanda")))


def _read_table(data: Data) -> Table:
    return Table(
        data["peran"],
        tuple(data["kolom"]),
        _read_all_1(data["baris"]),
        data.get("kedalaman", 0),
        data.get("kunci"),
        mark=_read_1(data.get("tanda")),
    )


def _read_page_break(data: Data) -> PageBreak:
    return PageBreak(data.get("lanskap"), _read_1(data.get("tanda")))


def _read_layout(data: Data) -> PageLayout:
    return PageLayout(
        width_mm=data.get("lebar_mm", 210.0),
        height_mm=data.get("tinggi_mm", 297.0),
        margin_top_mm=data.get("margin_atas_mm", 25.4),
        margin_bottom_mm=data.get("margin_bawah_mm", 25.4),
        margin_left_mm=data.get("margin_kiri_mm", 25.4),
        margin_right_mm=data.get("margin_kanan_mm", 25.4),
        font=data.get("huruf", "Bookman Old Style"),
        size_pt=data.get("ukuran_pt", 12.0),
        spacing=data.get("spasi", 1.15),
        landscape=data.get("lanskap", False),
    )


def _read_document(data: Data) -> Dokumen:
    return Dokumen(
        data["judul"],
        _read_all_1(data["isi"]),
        _read_all_1(data.get("kaki", ())),
        _read_layout({}) if data.get("tata") is None else _read_1(data["tata"]),
        data.get("tanda_air"),
        _read_1(data.get("semula")),
    )


_LARGEST_NUMBER: Final = 32_767
"""Word counts no further."""
_NUMBER_LIMITS: Final = {"romawi": 3999}

_DEPTH = whole(0, 9)
"""Word's lists have as many levels."""
_WORDS = text(1_000_000)
_NAME = text(2_000)
"""Identities, and names of blanks."""
_LENGTH = number(0, 600)
"""Millimetres; Word's largest page measures 559."""
_INLINES = ("Teks", "Rujukan", "Kosong", "Baris", "Gambar", "Bidang")
_BLOCKS = ("Paragraf", "Tabel", "PemisahHalaman")
_MARK = optional(_one("Tanda"))

_PARTS_1: Final[dict[str, _PartForm]] = {
    "Teks": _PartForm({"isi": _WORDS}, {}, _read_text),
    "Rujukan": _PartForm({"target": _NAME}, {"isi": _WORDS}, _read_reference),
    "Kosong": _PartForm({"nama": _NAME}, {"isi": _WORDS}, _read_gap),
    "Baris": _PartForm({}, {}, _read_line_break),
    "Gambar": _PartForm({"keterangan": _NAME, "sha256": text(64, DIGEST), "tinggi_mm": whole(0, 559)}, {}, _read_image),
    "Bidang": _PartForm({"jenis": one_of(("halaman", "jumlah_halaman"))}, {}, _read_page_field),
    "Ubahan": _PartForm({"jenis": one_of(("sisip", "hapus")), "isi": _some(*_INLINES)}, {}, _read_change),
    "Tanda": _PartForm(
        {"jenis": one_of(("sisip", "hapus", "pindah_ke", "pindah_dari"))},
        {"pindah": optional(whole(0, 1_000_000))},
        _read_mark,
    ),
    "Nomor": _PartForm({"jenis": one_of(NUMBER_LABELS), "nilai": whole(1, _LARGEST_NUMBER)}, {}, _read_number),
    "Paragraf": _PartForm(
        {"peran": one_of(ROLES)},
        {
            "isi": _some(*_INLINES, "Ubahan"),
            "nomor": optional(_one("Nomor")),
            "kunci": optional(_NAME),
            "kedalaman": _DEPTH,
            "tanda": _MARK,
            "semula": optional(_former("Paragraf")),
        },
        _read_paragraph,
    ),
    "Sel": _PartForm({"isi": _some("Paragraf")}, {}, _read_cell),
    "BarisTabel": _PartForm({"sel": _some("Sel", most=63)}, {"kepala": flag, "tanda": _MARK}, _read_row),
    "Tabel": _PartForm(
        {
            "peran": one_of(("pihak", "lambang", "tanda_tangan", "paraf", "tabel")),
            # Word's tables have as many columns at most.
            "kolom": items(whole(0, 1000), most=63),
            "baris": _some("BarisTabel"),
        },
        {"kedalaman": _DEPTH, "kunci": optional(_NAME), "tanda": _MARK},
        _read_table,
    ),
    "PemisahHalaman": _PartForm({}, {"lanskap": optional(flag), "tanda": _MARK}, _read_page_break),
    "TataLetak": _PartForm(
        {},
        {
            "lebar_mm": number(10, 600),
            "tinggi_mm": number(10, 600),
            "margin_atas_mm": _LENGTH,
            "margin_bawah_mm": _LENGTH,
            "margin_kiri_mm": _LENGTH,
            "margin_kanan_mm": _LENGTH,
            "huruf": text(200),
            "ukuran_pt": number(1, 400),
            "spasi": number(0.1, 20),
            "lanskap": flag,
        },
        _read_layout,
    ),
    "Dokumen": _PartForm(
        {"judul": _WORDS, "isi": _some(*_BLOCKS)},
        {
            "kaki": _some(*_BLOCKS),
            "tata": optional(_one("TataLetak")),
            "tanda_air": optional(text(200)),
            "semula": optional(_former("Dokumen")),
        },
        _read_document,
    ),
}

READERS: Final[dict[int, Callable[[Any], Any]]] = {1: _read_1}
"""How each form that was ever written is read."""
