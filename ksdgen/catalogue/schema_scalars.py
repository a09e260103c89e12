"""What a single value may look like in the schema: patterns of dates, money and lengths, and what is said of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

from ksdgen import bahasa
from ksdgen.source.record import Field
from ksdgen.source.scalars import Duration, Markah, OpenText, Percent, Rupiah, ToFollow

Schema: TypeAlias = dict[str, Any]


def any_case(words: Iterable[str]) -> str:
    """A pattern of words in any case; regular expressions of JSON Schema know no flags."""
    return "|".join("".join(f"[{h.upper()}{h}]" for h in k) for k in words)


_MONTHS_OF_30 = (4, 6, 9, 11)
_YEAR = r"(?!0000)[0-9]{4}"
_LEAP_YEAR = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"


def _month_names(length: int) -> str:
    """A pattern of the names of all months of so many days."""

    def days(month: int) -> int:
        return 28 if month == 2 else 30 if month in _MONTHS_OF_30 else 31

    return f"(?:{any_case(name for name, month in bahasa.MONTH_NUMBERS.items() if days(month) == length)})"


def _day_month_pattern(zero: str, gap: str, months: tuple[str, str, str]) -> str:
    """Day, separator, month, separator, year; only days that exist.

    Args:
        zero: what may stand before a day of one figure.
        gap: the separator.
        months: patterns of the months of 31 days, of those of 30, and of February.
    """
    one = f"{zero}[1-9]"
    of_31, of_30, february = months
    ordinary = "|".join(
        (
            f"(?:{one}|[12][0-9]|3[01]){gap}{of_31}",
            f"(?:{one}|[12][0-9]|30){gap}{of_30}",
            f"(?:{one}|1[0-9]|2[0-8]){gap}{february}",
        )
    )
    return f"(?:{ordinary}){gap}{_YEAR}|29{gap}{february}{gap}{_LEAP_YEAR}"


_MONTH_FIGURES = ("(?:0?[13578]|1[02])", "(?:0?[469]|11)", "0?2")
_DATE_PATTERN = "|".join(
    (
        rf"{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))",
        f"{_LEAP_YEAR}-02-29",
        _day_month_pattern("0?", "-", _MONTH_FIGURES),
        _day_month_pattern("0?", "/", _MONTH_FIGURES),
        _day_month_pattern("0?", r"\s+", (_month_names(31), _month_names(30), _month_names(28))),
    )
)
_INTEGER = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}|0|[1-9][0-9]{0,17})"
_RUPIAH_PATTERN = rf"(?:[Rr][Pp]\.?\s*)?{_INTEGER}(?:,(?:[0-9]{{1,2}}|-))?"
_PERCENT_PATTERN = r"(?:0|[1-9][0-9]{0,17})(?:[.,][0-9]+)?\s*%?"
_DURATION_PATTERN = r"(?=[^(]*[1-9])" + "".join(
    rf"(?:{_INTEGER}(?:\s*\([^()0-9]*\)\s*|\s+)(?:{any_case([unit])})(?:\s+|$))?" for unit in ("tahun", "bulan", "hari")
)

_NOT_DATE = "bukan tanggal yang ada pada kalender; tulis misalnya 2026-12-07 atau 7 Desember 2026"
_NOT_MONEY = "bukan jumlah uang; tulis angkanya saja, misalnya 2500000000 atau Rp2.500.000.000,00"
_NOT_DURATION = "bukan lama waktu; tulis misalnya `3 tahun`, `1 tahun 6 bulan`, atau `90 hari`"
_NOT_NUMERAL = "bukan bilangan bulat; tulis angka saja tanpa titik, misalnya 3"
_NOT_PERCENT = "bukan persen; tulis angkanya saja, misalnya 30 atau 2,5"
_NOT_YES_NO = "tulis `ya` atau `tidak`"


def pattern(pattern: str, message: str, *examples: str) -> Schema:
    """A text that matches a pattern as a whole, spaces around it aside; `message` says so where it does not."""
    result = {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$", "errorMessage": message}
    return {**result, "examples": list(examples)} if examples else result


SHARED: dict[str, Schema] = {
    "nilai.tanggal": pattern(_DATE_PATTERN, _NOT_DATE, "2026-12-07", "7 Desember 2026"),
    "nilai.menyusul": pattern(
        any_case([ToFollow.TO_FOLLOW.value]), "tulis `menyusul` bila belum diketahui", ToFollow.TO_FOLLOW.value
    ),
    "nilai.uang": pattern(_RUPIAH_PATTERN, _NOT_MONEY, "Rp2.500.000.000,00"),
    "nilai.lama": pattern(_DURATION_PATTERN, _NOT_DURATION, "3 tahun", "1 tahun 6 bulan", "90 hari"),
    "nilai.bilangan": {"type": "integer", "minimum": 0, "exclusiveMaximum": 10**15, "errorMessage": _NOT_NUMERAL},
    "nilai.bilangan_teks": pattern(r"0|[1-9][0-9]{0,14}", _NOT_NUMERAL),
    "nilai.persen": pattern(_PERCENT_PATTERN, _NOT_PERCENT, "30", "2,5"),
    "nilai.angka": {"type": "number", "minimum": 0, "exclusiveMaximum": 10**18},
    "nilai.ya_tidak": {"enum": ["ya", "tidak"], "errorMessage": _NOT_YES_NO},
    "nilai.ya_tidak_lain": pattern(any_case(("ya", "true", "tidak", "false")), _NOT_YES_NO),
    "nilai.benar_salah": {"not": {"type": ["string", "number", "object", "array", "null"]}},
    # `properties` constrains nothing in these: it keeps the language server, which compares titles and properties, from
    # taking all branches of an `anyOf` for the same and repeating the title for each.
    "nilai.bukan_teks": {"not": {"type": ["string", "object", "array", "null"]}, "properties": {}},
    "nilai.bukan_teks_atau_kosong": {"not": {"type": ["string", "object", "array"]}, "properties": {}},
    "nilai.kosong": {"not": {"type": ["string", "number", "boolean", "object", "array"]}, "properties": {}},
}


def _references(*names: str) -> list[Schema]:
    return [{"$ref": f"#/$defs/nilai.{n}"} for n in names]


SCALAR_BRANCHES: dict[Any, list[Schema]] = {
    date: _references("tanggal"),
    ToFollow: _references("menyusul"),
    Rupiah: _references("uang", "angka"),
    Duration: _references("lama"),
    int: _references("bilangan", "bilangan_teks"),
    Percent: _references("persen", "angka"),
    bool: _references("ya_tidak", "ya_tidak_lain", "benar_salah"),
}
"""How each scalar may be written, as branches of an `anyOf`.

Texts are not among them: they are made where they are used, because their examples differ.
"""

(NUMBER,) = _references("bukan_teks")
(NUMBER_OR_EMPTY,) = _references("bukan_teks_atau_kosong")
(EMPTY,) = _references("kosong")

TEXT_TYPES = (str, OpenText, Markah)
_ABBREVIATIONS = {"dprd", "tkksd", "rkpd", "dpa", "nip", "nik", "ksdpk", "ksb", "pks", "sha256"}


def title(name: str) -> str:
    """A key as words: `rekomendasi_tkksd` → "Rekomendasi TKKSD"."""
    words = " ".join(k.upper() if k in _ABBREVIATIONS else k for k in name.split("_"))
    return words[:1].upper() + words[1:]


def code_list(codes: Iterable[str]) -> str:
    """Words as code, in one line of a message."""
    return ", ".join(f"`{k}`" for k in codes)


def closed_list(words: Mapping[str, str], expected: str) -> Schema:
    """A closed list of words with their explanations."""
    return {
        "enum": list(words),
        "enumDescriptions": list(words.values()),
        "errorMessage": f"{expected}; pilihan: {', '.join(words)}",
    }


def description(description: str, example: str = "") -> Schema:
    """A description, and the same in Markdown where it has code words or an example.

    Without the Markdown the language server would escape the words and leave out the example.
    """
    result = {"description": description}
    if example:
        result["markdownDescription"] = f"{description}\n\n```yaml\n{example}```"
    elif "`" in description or "_" in description:
        result["markdownDescription"] = description
    return result


def pairs() -> Schema:
    """Pairs of key and value, or nothing; with the message for anything else."""
    return {
        "if": {"type": ["object", "null"]},
        "else": {"type": "object", "errorMessage": "seharusnya pasangan kunci: nilai"},
    }


def text(field: Field, required: bool) -> Schema:
    """The text of a field; with `required` the message says what belongs there."""
    expected = (
        f"wajib diisi dengan teks: {field.description[0].lower()}{field.description[1:]}"
        if required
        else "seharusnya teks, bukan daftar atau pasangan kunci: nilai"
    )
    return {
        "type": "string",
        "errorMessage": expected,
        **({"examples": [str(field.example)]} if field.example is not None else {}),
    }


def enumeration(type_: type[Enum]) -> Schema:
    """The closed list of an enumeration of the model."""
    return closed_list({e.value: e.description for e in type_}, "nilai ini tidak dikenal")  # type: ignore[attr-defined]


def when(**values: list[str]) -> Schema:
    """A condition: these keys of the agreement have one of these values."""
    content = {k: {"const": v[0]} if len(v) == 1 else {"enum": v} for k, v in values.items()}
    return {"properties": content, "required": list(values)}


def silent(content: Schema) -> Schema:
    """Further constraints on keys that are described elsewhere: they are not offered a second time."""
    return {
        "properties": {
            k: {"doNotSuggest": True, **v} if "$ref" not in v else {"allOf": [v], "doNotSuggest": True}
            for k, v in content.items()
        }
    }


def required(name: str, field: Field) -> Schema:
    """A key must be there; the message says what is to be written."""
    return {
        "required": [name],
        "errorMessage": f"kunci `{name}` wajib diisi: {field.description[0].lower()}{field.description[1:]}",
    }


def default_value(default: Any) -> Any:
    """A default as it would be written; None where nothing is."""
    if isinstance(default, bool):
        return "ya" if default else "tidak"
    if isinstance(default, Enum):
        return default.value
    return default if isinstance(default, str | int) else None
