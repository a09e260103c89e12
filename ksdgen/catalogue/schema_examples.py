"""Examples that the schema shows: of a field as YAML, of a whole paper to be filled in, and ready-made pieces."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin

from ksdgen.catalogue.schema_scalars import Skema
from ksdgen.naskah.model import (
    DasarHukum,
    DasarKewenangan,
    HakKewajiban,
    JangkaWaktu,
    PasalTambahan,
    PenandaTangan,
    Pengecualian,
    Pihak,
    PilihanKlausul,
    Termin,
)
from ksdgen.source.node import Daftar, Peta, plain
from ksdgen.source.parse import load
from ksdgen.source.record import WAJIB, Medan, Rekaman, konverter, medan
from ksdgen.source.scalars import Lama, Menyusul, Persen, Rupiah
from ksdgen.world.package import DATA

_CUPLIKAN = DATA / "cuplikan.yaml"


def as_class(asal: Any) -> type:
    return asal if isinstance(asal, type) else object


def main_keys(jenis: type[Rekaman]) -> list[str]:
    return [n for n, m in jenis.medan_.items() if m.baku is WAJIB] or list(jenis.medan_)[:3]


_CONTOH: dict[Any, str] = {
    date: "2026-12-07",
    Menyusul: "menyusul",
    Rupiah: "2500000000",
    Lama: "3 tahun",
    int: "3",
    Persen: "30",
    bool: "ya",
}


def example(tipe: Any, m: Medan) -> Any:
    """An example of a field as data."""
    asal = get_origin(tipe)
    if asal is tuple:
        return [example(get_args(tipe)[0], m)]
    if asal is not None and issubclass(as_class(asal), Mapping):
        isi = get_args(tipe)[1]
        return {} if isi in (Any, PilihanKlausul) else {"garut": example(isi, m)}
    pilihan = [t for t in get_args(tipe) if t is not type(None)] if asal is not None else [tipe]
    if m.contoh is not None and not (
        len(pilihan) == 1 and isinstance(pilihan[0], type) and issubclass(pilihan[0], Rekaman)
    ):
        return str(m.contoh)
    t = pilihan[0]
    if isinstance(t, type) and issubclass(t, Rekaman):
        kunci = main_keys(t)
        return {n: example(konverter(t)[n], t.medan_[n]) for n in kunci}
    if t in _CONTOH:
        return _CONTOH[t]
    if isinstance(t, type) and issubclass(t, Enum):
        return str(next(iter(t)).value)
    return "…"


def block_yaml(data: Any, dalam: int = 0) -> str:
    """A small example as block YAML."""
    awal = "  " * dalam
    if isinstance(data, dict):
        return "".join(f"{awal}{k}:" + _anak(v, dalam) for k, v in data.items())
    baris = []
    for butir in data:
        teks = block_yaml(butir, dalam + 1) if isinstance(butir, dict | list) else f"{awal}  {_skalar(butir)}\n"
        baris.append(f"{awal}- {teks[len(awal) + 2 :]}")
    return "".join(baris)


def _anak(nilai: Any, dalam: int) -> str:
    return "\n" + block_yaml(nilai, dalam + 1) if isinstance(nilai, dict | list) and nilai else f" {_skalar(nilai)}\n"


def _skalar(nilai: Any) -> str:
    teks = str(nilai) if nilai != {} else ""
    return (
        json.dumps(teks, ensure_ascii=False)
        if ": " in teks or " #" in teks or (teks[:1] in "[]{}&*!|>'\"%@`" and teks)
        else teks
    )


def empty_shape(tipe: Any, nomor: Iterator[int]) -> Any:
    """A field of a skeleton: the structure that it has, with places to fill in."""
    asal = get_origin(tipe)
    if asal is tuple:
        return [empty_shape(get_args(tipe)[0], nomor)]
    if asal is not None and issubclass(as_class(asal), Mapping):
        return {f"${{{next(nomor)}:kode_pihak}}": empty_shape(get_args(tipe)[1], nomor)}
    pilihan = [t for t in get_args(tipe) if t is not type(None)] if asal is not None else [tipe]
    t = pilihan[0]
    if isinstance(t, type) and issubclass(t, Rekaman):
        kunci = [n for n, m in t.medan_.items() if m.baku is WAJIB] or list(t.medan_)[:2]
        return {n: empty_shape(konverter(t)[n], nomor) for n in kunci}
    return f"${next(nomor)}"


class Cuplikan(Rekaman):
    """A ready-made piece that editors offer."""

    label: str = medan("Nama yang tampil di daftar")
    uraian: str = medan("Untuk apa cuplikan ini")
    isi: Any = medan("Isinya; $1, $2, … adalah tempat yang diisi")


_RECORDS: dict[str, type[Rekaman]] = {
    "Pihak": Pihak,
    "PenandaTangan": PenandaTangan,
    "DasarKewenangan": DasarKewenangan,
    "DasarHukum": DasarHukum,
    "PilihanKlausul": PilihanKlausul,
    "PasalTambahan": PasalTambahan,
    "JangkaWaktu": JangkaWaktu,
    "HakKewajiban": HakKewajiban,
    "Termin": Termin,
    "Pengecualian": Pengecualian,
}
"""The records that data/cuplikan.yaml has pieces for, by the names that stand there."""


def read_snippets() -> dict[type[Rekaman], list[Skema]]:
    """The snippets of each record, from data/cuplikan.yaml."""
    from ksdgen.source.decode import Pembaca

    node, _ = load(_CUPLIKAN.read_bytes(), _CUPLIKAN.name)
    hasil: dict[type[Rekaman], list[Skema]] = {}
    assert isinstance(node, Peta)
    for nama, daftar in node.isi.items():
        assert isinstance(daftar, Daftar)
        semua = [Pembaca().rekaman(Cuplikan, butir) for butir in daftar.butir]
        hasil[_RECORDS[nama]] = [
            {"label": c.label, "description": c.uraian, "body": plain(c.isi)} for c in semua if c is not None
        ]
    return hasil
