"""A document as plain data, the form in which a signed paper is kept for ever.

Tags and keys are literals of the format, never the names of classes and fields: a renamed class or field changes
neither what is written nor what is read. A new form gets the next number and a reader of its own beside those of the
older ones, which stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from ksdgen.paper.document import (
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
        data: what `to_data` gave, from this version of ksdgen or from an older one.
        version: the number of its form.

    Raises:
        KeyError, TypeError: no `to_data` has written this.
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


def _read_1(data: Any) -> Any:
    """One tagged part; None stays None."""
    if data is None:
        return None
    if not isinstance(data, dict):
        raise TypeError(f"a part of a document, not {type(data).__name__}")
    keys, read = _PARTS_1[data["jenis_blok"]]
    if unknown := data.keys() - keys:
        raise TypeError(f"unknown keys: {', '.join(sorted(unknown))}")
    return read(data)


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


def _keys(text: str) -> frozenset[str]:
    return frozenset(("jenis_blok", *text.split()))


_PARTS_1: Final[dict[str, tuple[frozenset[str], Callable[[Data], Part]]]] = {
    "Teks": (_keys("isi"), _read_text),
    "Rujukan": (_keys("target isi"), _read_reference),
    "Kosong": (_keys("nama isi"), _read_gap),
    "Baris": (_keys(""), _read_line_break),
    "Gambar": (_keys("keterangan sha256 tinggi_mm"), _read_image),
    "Bidang": (_keys("jenis"), _read_page_field),
    "Ubahan": (_keys("jenis isi"), _read_change),
    "Tanda": (_keys("jenis pindah"), _read_mark),
    "Nomor": (_keys("jenis nilai"), _read_number),
    "Paragraf": (_keys("peran isi nomor kunci kedalaman tanda semula"), _read_paragraph),
    "Sel": (_keys("isi"), _read_cell),
    "BarisTabel": (_keys("sel kepala tanda"), _read_row),
    "Tabel": (_keys("peran kolom baris kedalaman kunci tanda"), _read_table),
    "PemisahHalaman": (_keys("lanskap tanda"), _read_page_break),
    "TataLetak": (
        _keys(
            "lebar_mm tinggi_mm margin_atas_mm margin_bawah_mm margin_kiri_mm margin_kanan_mm huruf ukuran_pt spasi lanskap"
        ),
        _read_layout,
    ),
    "Dokumen": (_keys("judul isi kaki tata tanda_air semula"), _read_document),
}

READERS: Final[dict[int, Callable[[Any], Any]]] = {1: _read_1}
"""How each form that was ever written is read."""
