"""A text on one line as YAML: plain where that is safe, else in quotes."""

from __future__ import annotations

import json
import re
import types
import typing
from typing import Any, Final, get_args, get_origin

import yaml
from yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

from ksdgen.editing.commented import Leaf
from ksdgen.source.scalars import Markah, Persen, TeksTerbuka

TEXT_TYPES: Final = (str, Markah, TeksTerbuka, Persen)
# What YAML 1.2 reads as a truth value or a number; and figures with spaces (NIP, NPWP), which people take for one.
_BUKAN_TEKS = re.compile(
    r"true|false|[-+]?\.inf|\.nan|[-+]?(?:0o[0-7]+|0x[0-9a-f]+|(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?)|\d[\d ]*",
    re.IGNORECASE,
)

_PASTI_POLOS = re.compile(r"[A-Za-z(](?:[\w()./;%+-]| (?! |$))*", re.ASCII)
_KUNCI_POLOS = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
ESCAPE = re.compile(r'(?:[^\\]|\\["\\/])*\\[^"\\/]')
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def types_of(tipe: Any) -> list[Any]:
    """The types that a value may have, taken out of unions and of lists that may be written as their only element."""
    asal = get_origin(tipe)
    if asal in (types.UnionType, typing.Union):
        return [p for t in get_args(tipe) for p in types_of(t)]
    if asal is tuple:
        return types_of(get_args(tipe)[0])
    return [] if tipe is type(None) or tipe is Any or tipe is None else [tipe]


def key_text(kunci: Leaf) -> str:
    """A key as it is written, without quotes where that is safe."""
    if kunci.gaya == "" and "\n" not in kunci.mentah:
        return kunci.teks
    if (
        _KUNCI_POLOS.fullmatch(kunci.teks)
        and not _BUKAN_TEKS.fullmatch(kunci.teks)
        and kunci.teks.lower() not in ("null", "y", "n", "yes", "no")
    ):
        return kunci.teks
    return kunci.mentah if "\n" not in kunci.mentah else quoted(kunci.teks)


def one_line(v: Leaf, tipe: Any, *, alir: bool = False) -> str:
    """A text on one line: plain where that is safe."""
    teks = v.teks
    if v.kosong or (v.gaya == '"' and ESCAPE.match(v.mentah) and "\n" not in v.mentah):
        return v.mentah.strip()
    if CONTROLS.search(teks):
        return quoted(teks)
    pilihan = types_of(tipe)
    if _BUKAN_TEKS.fullmatch(teks):
        # Where the model wants text, editors shall see text; where it does not say, the author decides.
        polos = all(p not in TEXT_TYPES for p in pilihan) if pilihan else v.gaya == ""
    else:
        polos = True
    if polos and _polos(teks, alir):
        return teks
    if ('"' in teks or "\\" in teks) and "'" not in teks:
        return f"'{teks}'"
    return quoted(teks)


def quoted(teks: str) -> str:
    # JSON's escapes are YAML's too; what it leaves as it is but YAML would break at gets an escape of its own.
    return re.sub(
        r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(teks, ensure_ascii=False)
    )


def _polos(teks: str, alir: bool) -> bool:
    """Whether YAML reads a text without quotes as this very text."""
    if teks in ("", "~", "null", "Null", "NULL"):
        return False
    if _PASTI_POLOS.fullmatch(teks):
        return True
    return all(_sebagai_polos(pola % teks) == teks for pola in (("[%s]\n", "{k: %s}\n") if alir else ("k: %s\n",)))


def _sebagai_polos(contoh: str) -> str | None:
    """The last text of an example, if that is its only value and not quoted."""
    try:
        peristiwa = list(yaml.parse(contoh, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return None
    teks = [ev for ev in peristiwa if isinstance(ev, ScalarEvent)]
    lain = [ev for ev in peristiwa if isinstance(ev, AliasEvent | MappingStartEvent | SequenceStartEvent)]
    if len(lain) != 1 or len(teks) != (1 if contoh.startswith("[") else 2):
        return None
    nilai = teks[-1]
    return str(nilai.value) if not nilai.style and nilai.anchor is None and nilai.tag is None else None
