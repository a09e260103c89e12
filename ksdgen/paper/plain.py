"""A document as plain data, the form in which a signed paper is kept for ever.

Tags and keys are literals of the format, never the names of classes and fields: a renamed class or field changes neither what is
written nor what is read. A new form gets the next number and a reader of its own beside those of the older ones, which stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from ksdgen.paper.document import (
    Baris,
    BarisTabel,
    Bidang,
    Blok,
    Dokumen,
    Gambar,
    Inline,
    Kosong,
    Nomor,
    Paragraf,
    PemisahHalaman,
    Rujukan,
    Sel,
    Tabel,
    Tanda,
    TataLetak,
    Teks,
    Ubahan,
)

FORMAT: Final = 1
"""The number of the form that `ke_data` writes."""

Data: TypeAlias = dict[str, Any]
Part: TypeAlias = Dokumen | Blok | Inline | Sel | BarisTabel | Nomor | Tanda | TataLetak


def ke_data(part: Part) -> Data:
    """A document or a part of it as JSON-ready data; where it was written (`asal`) is left out."""
    return _WRITERS[type(part)](part)


def dari_data(data: Any, version: int = FORMAT) -> Any:
    """The inverse of `ke_data`.

    Args:
        data: what `ke_data` gave, from this version of ksdgen or from an older one.
        version: the number of its form.

    Raises:
        KeyError, TypeError: no `ke_data` has written this.
    """
    return READERS[version](data)


# --- writing --------------------------------------------------------------------------------------------------------
# What is None or an empty list is left out where the form allows it to be missing.


def _write_all(parts: Iterable[Part]) -> list[Data]:
    return [_WRITERS[type(part)](part) for part in parts]


def _write_text(text: Teks) -> Data:
    return {"jenis_blok": "Teks", "isi": text.isi}


def _write_reference(reference: Rujukan) -> Data:
    return {"jenis_blok": "Rujukan", "target": reference.target, "isi": reference.isi}


def _write_gap(gap: Kosong) -> Data:
    return {"jenis_blok": "Kosong", "nama": gap.nama, "isi": gap.isi}


def _write_line_break(_: Baris) -> Data:
    return {"jenis_blok": "Baris"}


def _write_image(image: Gambar) -> Data:
    return {
        "jenis_blok": "Gambar",
        "keterangan": image.keterangan,
        "sha256": image.sha256,
        "tinggi_mm": image.tinggi_mm,
    }


def _write_page_field(field: Bidang) -> Data:
    return {"jenis_blok": "Bidang", "jenis": field.jenis}


def _write_change(change: Ubahan) -> Data:
    return {"jenis_blok": "Ubahan", "jenis": change.jenis, "isi": _write_all(change.isi)}


def _write_mark(mark: Tanda) -> Data:
    data: Data = {"jenis_blok": "Tanda", "jenis": mark.jenis}
    if mark.pindah is not None:
        data["pindah"] = mark.pindah
    return data


def _write_number(number: Nomor) -> Data:
    return {"jenis_blok": "Nomor", "jenis": number.jenis, "nilai": number.nilai}


def _write_paragraph(paragraph: Paragraf) -> Data:
    data: Data = {"jenis_blok": "Paragraf", "peran": paragraph.peran}
    if paragraph.isi:
        data["isi"] = _write_all(paragraph.isi)
    if paragraph.nomor is not None:
        data["nomor"] = _write_number(paragraph.nomor)
    if paragraph.kunci is not None:
        data["kunci"] = paragraph.kunci
    data["kedalaman"] = paragraph.kedalaman
    if paragraph.tanda is not None:
        data["tanda"] = _write_mark(paragraph.tanda)
    if paragraph.semula is not None:
        data["semula"] = _write_paragraph(paragraph.semula)
    return data


def _write_cell(cell: Sel) -> Data:
    return {"jenis_blok": "Sel", "isi": _write_all(cell.isi)}


def _write_row(row: BarisTabel) -> Data:
    data: Data = {"jenis_blok": "BarisTabel", "sel": _write_all(row.sel), "kepala": row.kepala}
    if row.tanda is not None:
        data["tanda"] = _write_mark(row.tanda)
    return data


def _write_table(table: Tabel) -> Data:
    data: Data = {
        "jenis_blok": "Tabel",
        "peran": table.peran,
        "kolom": list(table.kolom),
        "baris": _write_all(table.baris),
        "kedalaman": table.kedalaman,
    }
    if table.kunci is not None:
        data["kunci"] = table.kunci
    if table.tanda is not None:
        data["tanda"] = _write_mark(table.tanda)
    return data


def _write_page_break(page_break: PemisahHalaman) -> Data:
    data: Data = {"jenis_blok": "PemisahHalaman"}
    if page_break.lanskap is not None:
        data["lanskap"] = page_break.lanskap
    if page_break.tanda is not None:
        data["tanda"] = _write_mark(page_break.tanda)
    return data


def _write_layout(layout: TataLetak) -> Data:
    return {
        "jenis_blok": "TataLetak",
        "lebar_mm": layout.lebar_mm,
        "tinggi_mm": layout.tinggi_mm,
        "margin_atas_mm": layout.margin_atas_mm,
        "margin_bawah_mm": layout.margin_bawah_mm,
        "margin_kiri_mm": layout.margin_kiri_mm,
        "margin_kanan_mm": layout.margin_kanan_mm,
        "huruf": layout.huruf,
        "ukuran_pt": layout.ukuran_pt,
        "spasi": layout.spasi,
        "lanskap": layout.lanskap,
    }


def _write_document(document: Dokumen) -> Data:
    data: Data = {"jenis_blok": "Dokumen", "judul": document.judul, "isi": _write_all(document.isi)}
    if document.kaki:
        data["kaki"] = _write_all(document.kaki)
    data["tata"] = _write_layout(document.tata)
    if document.tanda_air is not None:
        data["tanda_air"] = document.tanda_air
    if document.semula is not None:
        data["semula"] = _write_document(document.semula)
    return data


_WRITERS: Final[dict[type, Callable[[Any], Data]]] = {
    Teks: _write_text,
    Rujukan: _write_reference,
    Kosong: _write_gap,
    Baris: _write_line_break,
    Gambar: _write_image,
    Bidang: _write_page_field,
    Ubahan: _write_change,
    Tanda: _write_mark,
    Nomor: _write_number,
    Paragraf: _write_paragraph,
    Sel: _write_cell,
    BarisTabel: _write_row,
    Tabel: _write_table,
    PemisahHalaman: _write_page_break,
    TataLetak: _write_layout,
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


def _read_text(data: Data) -> Teks:
    return Teks(data["isi"])


def _read_reference(data: Data) -> Rujukan:
    return Rujukan(data["target"], data.get("isi", ""))


def _read_gap(data: Data) -> Kosong:
    return Kosong(data["nama"], data.get("isi", "…………………"))


def _read_line_break(_: Data) -> Baris:
    return Baris()


def _read_image(data: Data) -> Gambar:
    return Gambar(data["keterangan"], data["sha256"], data["tinggi_mm"])


def _read_page_field(data: Data) -> Bidang:
    return Bidang(data["jenis"])


def _read_change(data: Data) -> Ubahan:
    return Ubahan(data["jenis"], _read_all_1(data["isi"]))


def _read_mark(data: Data) -> Tanda:
    return Tanda(data["jenis"], data.get("pindah"))


def _read_number(data: Data) -> Nomor:
    return Nomor(data["jenis"], data["nilai"])


def _read_paragraph(data: Data) -> Paragraf:
    return Paragraf(
        data["peran"],
        _read_all_1(data.get("isi", ())),
        _read_1(data.get("nomor")),
        data.get("kunci"),
        data.get("kedalaman", 0),
        tanda=_read_1(data.get("tanda")),
        semula=_read_1(data.get("semula")),
    )


def _read_cell(data: Data) -> Sel:
    return Sel(_read_all_1(data["isi"]))


def _read_row(data: Data) -> BarisTabel:
    return BarisTabel(_read_all_1(data["sel"]), data.get("kepala", False), _read_1(data.get("tanda")))


def _read_table(data: Data) -> Tabel:
    return Tabel(
        data["peran"],
        tuple(data["kolom"]),
        _read_all_1(data["baris"]),
        data.get("kedalaman", 0),
        data.get("kunci"),
        tanda=_read_1(data.get("tanda")),
    )


def _read_page_break(data: Data) -> PemisahHalaman:
    return PemisahHalaman(data.get("lanskap"), _read_1(data.get("tanda")))


def _read_layout(data: Data) -> TataLetak:
    return TataLetak(
        lebar_mm=data.get("lebar_mm", 210.0),
        tinggi_mm=data.get("tinggi_mm", 297.0),
        margin_atas_mm=data.get("margin_atas_mm", 25.4),
        margin_bawah_mm=data.get("margin_bawah_mm", 25.4),
        margin_kiri_mm=data.get("margin_kiri_mm", 25.4),
        margin_kanan_mm=data.get("margin_kanan_mm", 25.4),
        huruf=data.get("huruf", "Bookman Old Style"),
        ukuran_pt=data.get("ukuran_pt", 12.0),
        spasi=data.get("spasi", 1.15),
        lanskap=data.get("lanskap", False),
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
