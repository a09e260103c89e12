"""What a single value may look like in the schema: patterns of dates, money and lengths, and what is said of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

from ksdgen import bahasa
from ksdgen.source.record import Medan
from ksdgen.source.scalars import Lama, Markah, Menyusul, Persen, Rupiah, TeksTerbuka

Skema: TypeAlias = dict[str, Any]


def any_case(kata: Iterable[str]) -> str:
    """A pattern of words in any case; regular expressions of JSON Schema know no flags."""
    return "|".join("".join(f"[{h.upper()}{h}]" for h in k) for k in kata)


_BULAN_30 = (4, 6, 9, 11)
_TAHUN = r"(?!0000)[0-9]{4}"
_KABISAT = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"


def _nama_bulan(panjang: int) -> str:
    def hari(nomor: int) -> int:
        return 28 if nomor == 2 else 30 if nomor in _BULAN_30 else 31

    return f"(?:{any_case(nama for nama, nomor in bahasa.MONTH_NUMBERS.items() if hari(nomor) == panjang)})"


def _pola_hari_bulan(nol: str, sela: str, bulan: tuple[str, str, str]) -> str:
    """Day, separator, month, separator, year; only days that exist."""
    satu = f"{nol}[1-9]"
    b31, b30, b28 = bulan
    biasa = "|".join(
        (
            f"(?:{satu}|[12][0-9]|3[01]){sela}{b31}",
            f"(?:{satu}|[12][0-9]|30){sela}{b30}",
            f"(?:{satu}|1[0-9]|2[0-8]){sela}{b28}",
        )
    )
    return f"(?:{biasa}){sela}{_TAHUN}|29{sela}{b28}{sela}{_KABISAT}"


_ANGKA_BULAN = ("(?:0?[13578]|1[02])", "(?:0?[469]|11)", "0?2")
_POLA_TANGGAL = "|".join(
    (
        rf"{_TAHUN}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))",
        f"{_KABISAT}-02-29",
        _pola_hari_bulan("0?", "-", _ANGKA_BULAN),
        _pola_hari_bulan("0?", "/", _ANGKA_BULAN),
        _pola_hari_bulan("0?", r"\s+", (_nama_bulan(31), _nama_bulan(30), _nama_bulan(28))),
    )
)
_BULAT = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}|0|[1-9][0-9]{0,17})"
_POLA_RUPIAH = rf"(?:[Rr][Pp]\.?\s*)?{_BULAT}(?:,(?:[0-9]{{1,2}}|-))?"
_POLA_PERSEN = r"(?:0|[1-9][0-9]{0,17})(?:[.,][0-9]+)?\s*%?"
_POLA_LAMA = r"(?=[^(]*[1-9])" + "".join(
    rf"(?:{_BULAT}(?:\s*\([^()0-9]*\)\s*|\s+)(?:{any_case([satuan])})(?:\s+|$))?"
    for satuan in ("tahun", "bulan", "hari")
)

_BUKAN_TANGGAL = "bukan tanggal yang ada pada kalender; tulis misalnya 2026-12-07 atau 7 Desember 2026"
_BUKAN_UANG = "bukan jumlah uang; tulis angkanya saja, misalnya 2500000000 atau Rp2.500.000.000,00"
_BUKAN_LAMA = "bukan lama waktu; tulis misalnya `3 tahun`, `1 tahun 6 bulan`, atau `90 hari`"
_BUKAN_BILANGAN = "bukan bilangan bulat; tulis angka saja tanpa titik, misalnya 3"
_BUKAN_PERSEN = "bukan persen; tulis angkanya saja, misalnya 30 atau 2,5"
_BUKAN_YA_TIDAK = "tulis `ya` atau `tidak`"


def pattern(pola: str, pesan: str, *contoh: str) -> Skema:
    hasil = {"type": "string", "pattern": rf"^\s*(?:{pola})\s*$", "errorMessage": pesan}
    return {**hasil, "examples": list(contoh)} if contoh else hasil


SHARED: dict[str, Skema] = {
    "nilai.tanggal": pattern(_POLA_TANGGAL, _BUKAN_TANGGAL, "2026-12-07", "7 Desember 2026"),
    "nilai.menyusul": pattern(
        any_case([Menyusul.MENYUSUL.value]), "tulis `menyusul` bila belum diketahui", Menyusul.MENYUSUL.value
    ),
    "nilai.uang": pattern(_POLA_RUPIAH, _BUKAN_UANG, "Rp2.500.000.000,00"),
    "nilai.lama": pattern(_POLA_LAMA, _BUKAN_LAMA, "3 tahun", "1 tahun 6 bulan", "90 hari"),
    "nilai.bilangan": {"type": "integer", "minimum": 0, "exclusiveMaximum": 10**15, "errorMessage": _BUKAN_BILANGAN},
    "nilai.bilangan_teks": pattern(r"0|[1-9][0-9]{0,14}", _BUKAN_BILANGAN),
    "nilai.persen": pattern(_POLA_PERSEN, _BUKAN_PERSEN, "30", "2,5"),
    "nilai.angka": {"type": "number", "minimum": 0, "exclusiveMaximum": 10**18},
    "nilai.ya_tidak": {"enum": ["ya", "tidak"], "errorMessage": _BUKAN_YA_TIDAK},
    "nilai.ya_tidak_lain": pattern(any_case(("ya", "true", "tidak", "false")), _BUKAN_YA_TIDAK),
    "nilai.benar_salah": {"not": {"type": ["string", "number", "object", "array", "null"]}},
    # `properties` constrains nothing in these: it keeps the language server, which compares titles and properties, from taking all
    # branches of an `anyOf` for the same and repeating the title for each.
    "nilai.bukan_teks": {"not": {"type": ["string", "object", "array", "null"]}, "properties": {}},
    "nilai.bukan_teks_atau_kosong": {"not": {"type": ["string", "object", "array"]}, "properties": {}},
    "nilai.kosong": {"not": {"type": ["string", "number", "boolean", "object", "array"]}, "properties": {}},
}


def _acu(*nama: str) -> list[Skema]:
    return [{"$ref": f"#/$defs/nilai.{n}"} for n in nama]


SCALAR_BRANCHES: dict[Any, list[Skema]] = {
    date: _acu("tanggal"),
    Menyusul: _acu("menyusul"),
    Rupiah: _acu("uang", "angka"),
    Lama: _acu("lama"),
    int: _acu("bilangan", "bilangan_teks"),
    Persen: _acu("persen", "angka"),
    bool: _acu("ya_tidak", "ya_tidak_lain", "benar_salah"),
}
"""How each scalar may be written, as branches of an `anyOf`; texts are made where they are used, for their examples differ."""

(NUMBER,) = _acu("bukan_teks")
(NUMBER_OR_EMPTY,) = _acu("bukan_teks_atau_kosong")
(EMPTY,) = _acu("kosong")

TEXT_TYPES = (str, TeksTerbuka, Markah)
_SINGKATAN = {"dprd", "tkksd", "rkpd", "dpa", "nip", "nik", "ksdpk", "ksb", "pks", "sha256"}


def title(nama: str) -> str:
    """A key as words: `rekomendasi_tkksd` → "Rekomendasi TKKSD"."""
    kata = " ".join(k.upper() if k in _SINGKATAN else k for k in nama.split("_"))
    return kata[:1].upper() + kata[1:]


def code_list(kode: Iterable[str]) -> str:
    return ", ".join(f"`{k}`" for k in kode)


def closed_list(nilai: Mapping[str, str], harap: str) -> Skema:
    """A closed list of words with their explanations."""
    return {
        "enum": list(nilai),
        "enumDescriptions": list(nilai.values()),
        "errorMessage": f"{harap}; pilihan: {', '.join(nilai)}",
    }


def description(uraian: str, contoh: str = "") -> Skema:
    """A description; as Markdown too where it has code words or an example, which the language server would escape or leave out."""
    hasil = {"description": uraian}
    if contoh:
        hasil["markdownDescription"] = f"{uraian}\n\n```yaml\n{contoh}```"
    elif "`" in uraian or "_" in uraian:
        hasil["markdownDescription"] = uraian
    return hasil


def pairs() -> Skema:
    return {
        "if": {"type": ["object", "null"]},
        "else": {"type": "object", "errorMessage": "seharusnya pasangan kunci: nilai"},
    }


def text(m: Medan, wajib: bool) -> Skema:
    harap = (
        f"wajib diisi dengan teks: {m.uraian[0].lower()}{m.uraian[1:]}"
        if wajib
        else "seharusnya teks, bukan daftar atau pasangan kunci: nilai"
    )
    return {"type": "string", "errorMessage": harap, **({"examples": [str(m.contoh)]} if m.contoh is not None else {})}


def enumeration(tipe: type[Enum]) -> Skema:
    return closed_list({e.value: e.uraian for e in tipe}, "nilai ini tidak dikenal")  # type: ignore[attr-defined]


def when(**nilai: list[str]) -> Skema:
    """Keys of the agreement have one of these values."""
    isi = {k: {"const": v[0]} if len(v) == 1 else {"enum": v} for k, v in nilai.items()}
    return {"properties": isi, "required": list(nilai)}


def silent(isi: Skema) -> Skema:
    """Further constraints on keys that are described elsewhere: they are not offered a second time."""
    return {
        "properties": {
            k: {"doNotSuggest": True, **v} if "$ref" not in v else {"allOf": [v], "doNotSuggest": True}
            for k, v in isi.items()
        }
    }


def required(nama: str, m: Medan) -> Skema:
    return {"required": [nama], "errorMessage": f"kunci `{nama}` wajib diisi: {m.uraian[0].lower()}{m.uraian[1:]}"}


def default_value(baku: Any) -> Any:
    """A default as it would be written; None where nothing is."""
    if isinstance(baku, bool):
        return "ya" if baku else "tidak"
    if isinstance(baku, Enum):
        return baku.value
    return baku if isinstance(baku, str | int) else None
