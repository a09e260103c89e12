"""The schema of records and their fields, read off the model's own annotations.

What the catalogue knows of some fields comes from a class below this one (see `catalogue.schema`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, get_args, get_origin

from ksdgen.catalogue.schema_examples import as_class, block_yaml, example, main_keys, read_snippets
from ksdgen.catalogue.schema_scalars import (
    EMPTY,
    NUMBER,
    NUMBER_OR_EMPTY,
    SCALAR_BRANCHES,
    TEXT_TYPES,
    Skema,
    code_list,
    default_value,
    description,
    enumeration,
    pattern,
    required,
    text,
    title,
)
from ksdgen.naskah.model import BerkasPihak, Pihak
from ksdgen.source.record import WAJIB, Medan, Rekaman, konverter
from ksdgen.source.scalars import Menyusul


class RecordSchemas:
    """Builds the schemas of records; `_contoh` and `_dari_katalog` are for whoever knows more of a field."""

    def __init__(self) -> None:
        self.cuplikan = read_snippets()

    def rekaman(
        self,
        jenis: type[Rekaman],
        *,
        wajib: bool,
        ganti: Mapping[str, Skema] | None = None,
    ) -> Skema:
        """A mapping with the keys of a record; `ganti` replaces the schemas of some fields."""
        tipe = konverter(jenis)
        isi = {
            nama: (ganti or {}).get(nama) or self.medan(jenis, nama, m, tipe[nama]) for nama, m in jenis.medan_.items()
        }
        boleh = ["object"] if wajib else ["object", "null"]
        hasil: Skema = {
            "if": {"type": boleh},
            "else": {
                "type": "object",
                "errorMessage": f"seharusnya pasangan kunci: nilai, antara lain {code_list(main_keys(jenis))}",
            },
            "properties": isi,
            "additionalProperties": False,
            "errorMessage": "kunci ini tidak dikenal di sini; periksa ejaan dan lekukannya",
        }
        if syarat := _syarat(jenis):
            hasil["allOf"] = syarat
        if jenis in self.cuplikan:
            hasil["defaultSnippets"] = self.cuplikan[jenis]
        return hasil

    def medan(self, jenis: type[Rekaman], nama: str, m: Medan, tipe: Any) -> Skema:
        """The schema of one field."""
        hasil: Skema = {"title": title(nama), **description(m.uraian, self._contoh(jenis, nama, m, tipe))}
        if (baku := default_value(m.baku)) is not None:
            hasil["default"] = baku
        return hasil | (self._dari_katalog(jenis, nama, m) or self.nilai(tipe, m, wajib=m.baku is WAJIB))

    def _contoh(self, jenis: type[Rekaman], nama: str, m: Medan, tipe: Any) -> str:
        """An example of a field that is more than one word or sentence, as YAML; empty for the others."""
        return self.example_text(nama, example(tipe, m))

    @staticmethod
    def example_text(key: str, value: Any) -> str:
        """A key with an example of its value as YAML; empty where the value is one word or sentence."""
        return block_yaml({key: value}) if value and isinstance(value, dict | list) else ""

    def _dari_katalog(self, jenis: type[Rekaman], nama: str, m: Medan) -> Skema | None:
        """The schema of a field whose values are names of the catalogue; None for the others."""
        return None

    def nilai(self, tipe: Any, m: Medan, *, wajib: bool) -> Skema:
        """What may be written for a type; with `wajib` it may not stay open."""
        asal = get_origin(tipe)
        if asal is tuple:
            return self._daftar(get_args(tipe)[0], m, wajib)
        if asal is not None and issubclass(as_class(asal), Mapping):
            return self._peta(get_args(tipe)[1], m, wajib)
        pilihan = [t for t in get_args(tipe) if t is not type(None)] if asal is not None else [tipe]
        if len(pilihan) > 1:
            return {"anyOf": self._cabang(pilihan, m, wajib)}
        tipe = pilihan[0] if pilihan else tipe
        if get_origin(tipe) is not None:
            return self.nilai(tipe, m, wajib=wajib)
        if isinstance(tipe, type) and issubclass(tipe, Rekaman):
            return self.rekaman(tipe, wajib=wajib)
        if isinstance(tipe, type) and issubclass(tipe, Enum) and wajib and tipe is not Menyusul:
            return {"type": "string", **enumeration(tipe)}
        return {"anyOf": self._cabang([tipe], m, wajib)}

    def _cabang(self, tipe: Sequence[Any], m: Medan, wajib: bool) -> list[Skema]:
        """The branches of a value that may be written in several ways."""
        hasil: list[Skema] = []
        teks = False
        for t in tipe:
            if t in TEXT_TYPES:
                if m.pilihan:
                    pola = "|".join(m.pilihan)
                    hasil.append(pattern(pola, f"pilihan: {', '.join(m.pilihan)}", *m.pilihan))
                    continue
                teks = True
                hasil.append(text(m, wajib))
            elif t in SCALAR_BRANCHES:
                hasil += SCALAR_BRANCHES[t]
            elif isinstance(t, type) and issubclass(t, Enum):
                hasil.append(enumeration(t))
            else:
                hasil.append({"title": title(m.uraian), **self.nilai(t, m, wajib=True)})
        if teks:
            hasil.append(NUMBER if wajib else NUMBER_OR_EMPTY)
        elif not wajib:
            hasil.append(EMPTY)
        return hasil

    def _daftar(self, tipe: Any, m: Medan, wajib: bool) -> Skema:
        hasil: Skema = {}
        butir = self.nilai(tipe, m, wajib=True)
        if tipe in self.cuplikan:
            # The language server puts the dash before a piece whose type is said to be a list.
            hasil["defaultSnippets"] = [{**c, "type": "array"} for c in self.cuplikan[tipe]]
            butir.pop("defaultSnippets", None)
        hasil["items"] = butir
        if m.tunggal:
            satu = self.nilai(tipe, m, wajib=wajib)
            satu.pop("defaultSnippets", None)
            return {"if": {"type": "array"}, "else": satu, **hasil}
        harap = {
            "type": "array",
            "errorMessage": "seharusnya daftar; tulis setiap butir pada baris sendiri yang diawali tanda '- '",
        }
        if wajib:
            return {**harap, **hasil}
        return {"if": {"type": "null"}, "else": harap, **hasil}

    def _peta(self, tipe: Any, m: Medan, wajib: bool) -> Skema:
        hasil: Skema = {
            "if": {"type": ["object"] if wajib else ["object", "null"]},
            "else": {"type": "object", "errorMessage": "seharusnya pasangan kunci: nilai"},
            "properties": {},
        }
        if tipe is not Any:
            # `kerahasiaan:` alone is an empty record, which can be read where nothing in it is required.
            kosong = isinstance(tipe, type) and issubclass(tipe, Rekaman) and not _syarat(tipe)
            hasil["additionalProperties"] = self.nilai(tipe, m, wajib=not kosong)
        return hasil


def _syarat(jenis: type[Rekaman]) -> list[Skema]:
    """The required keys, each with its own message."""
    wajib = {n: m for n, m in jenis.medan_.items() if m.baku is WAJIB}
    if jenis is not Pihak:
        return [required(n, m) for n, m in wajib.items()]
    # What a party file gives need not be written again.
    sendiri = [required(n, m) for n, m in wajib.items() if n not in BerkasPihak.medan_]
    berkas = [required(n, m) for n, m in wajib.items() if n in BerkasPihak.medan_]
    beracuan = {"properties": {"acuan": {"not": {"type": ["null", "array", "object"]}}}, "required": ["acuan"]}
    return [*sendiri, {"if": beracuan, "else": {"allOf": berkas}}]
