"""Node tree → typed records, driven by the record's own annotations.

Whatever is unknown, missing or of the wrong kind becomes a `Diagnostic` at its place; decoding goes on, so that one run tells all.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

from ksdgen.diagnostics import Cause, Diagnostic, Severity, Span, Suntingan
from ksdgen.source.advice import (
    date_hint,
    example_hint,
    key_correction,
    key_examples,
    key_hint,
    list_hint,
    mirip,
    quote_hint,
    sebut,
    shape_hint,
    type_hint,
)
from ksdgen.source.convert import SCALARS, Unusable, nama_tipe, read_enum, ringkas
from ksdgen.source.node import Daftar, Node, Peta, Skalar, kosong
from ksdgen.source.record import WAJIB, Medan, Rekaman, konverter

_T = TypeVar("_T", bound=Rekaman)

GAGAL: Any = object()
"""What a converter returns for a value that it has reported as wrong."""


class Pembaca:
    """Decodes nodes into records and collects what is wrong with them."""

    def __init__(self) -> None:
        self.temuan: list[Diagnostic] = []

    def salah(
        self,
        kode: str,
        pesan: str,
        span: Span,
        rute: str,
        bantuan: str | None = None,
        perbaikan: tuple[Suntingan, ...] = (),
        cause: Cause | None = None,
    ) -> None:
        """Report a value that cannot be used."""
        self.temuan.append(
            Diagnostic(kode, Severity.KESALAHAN, pesan, span, bantuan, rute=rute, perbaikan=perbaikan, cause=cause)
        )

    def rekaman(self, jenis: type[_T], node: Node, rute: str = "") -> _T | None:
        """Decode a record; None when it cannot be built (the reasons are in `temuan`)."""
        if not isinstance(node, Peta):
            self.salah(
                "KSD011", f"{sebut(node)}, seharusnya pasangan kunci: nilai", node.span, rute, key_examples(jenis)
            )
            return None
        nilai: dict[str, Any] = {}
        gagal = False
        tabel = jenis.medan_
        for nama, isi in node.isi.items():
            anak = f"{rute}.{nama}" if rute else nama
            m = tabel.get(nama)
            if m is None:
                self.salah(
                    "KSD010",
                    f"kunci `{nama}` tidak dikenal",
                    node.kunci[nama],
                    anak,
                    key_hint(nama, jenis),
                    key_correction(nama, node, tabel),
                    Cause.MISSPELT_KEY,
                )
                continue
            if kosong(isi):
                continue
            hasil = self.nilai(konverter(jenis)[nama], m, isi, anak)
            if hasil is GAGAL:
                gagal = gagal or m.baku is WAJIB
            else:
                nilai[nama] = hasil
        for nama, m in tabel.items():
            if m.baku is WAJIB and (nama not in node.isi or kosong(node.isi[nama])):
                gagal = True
                anak = f"{rute}.{nama}" if rute else nama
                tempat = node.kunci.get(nama, node.span)
                self.salah(
                    "KSD012",
                    f"kunci `{nama}` wajib diisi: {m.uraian[0].lower()}{m.uraian[1:]}",
                    tempat,
                    anak,
                    example_hint(nama, m),
                )
        return None if gagal else jenis(**nilai)

    def nilai(self, tipe: Any, m: Medan, node: Node, rute: str) -> Any:
        """Decode one value of a field; GAGAL when it has been reported."""
        asal = get_origin(tipe)
        if asal is tuple:
            return self._daftar(get_args(tipe)[0], m, node, rute)
        if asal in (Mapping, dict):
            return self._peta(get_args(tipe)[1], m, node, rute)
        if asal in (types.UnionType, typing.Union):
            return self._salah_satu(get_args(tipe), m, node, rute)
        if tipe is Any:
            return node
        if isinstance(tipe, type) and issubclass(tipe, Rekaman):
            hasil = self.rekaman(tipe, node, rute)
            return GAGAL if hasil is None else hasil
        if not isinstance(node, Skalar):
            self.salah("KSD011", f"{sebut(node)}, seharusnya {nama_tipe(tipe)}", node.span, rute, shape_hint(node))
            return GAGAL
        if isinstance(tipe, type) and issubclass(tipe, Enum):
            return self._enum(tipe, node, rute)
        if m.pilihan and tipe is str and node.teks.strip() not in m.pilihan:
            saran = mirip(node.teks, m.pilihan)
            bantuan = (f"maksud Anda `{saran}`? " if saran else "") + f"pilihan: {', '.join(m.pilihan)}"
            self.salah("KSD013", f'nilai "{ringkas(node.teks)}" tidak dikenal', node.span, rute, bantuan)
            return GAGAL
        baca = SCALARS[tipe]
        hasil = baca(node)
        if isinstance(hasil, Unusable):
            self.salah("KSD011", hasil.pesan, node.span, rute, quote_hint(node) or hasil.bantuan)
            return GAGAL
        if node.teks[:1] == "“":
            self._kutip_pengolah_kata(node, rute)
        return hasil

    def _kutip_pengolah_kata(self, node: Skalar, rute: str) -> None:
        """Warn of a text between the quotation marks of a word processor, which would be printed with it."""
        teks = node.teks.rstrip()
        if node.gaya == "" and teks.endswith("”") and teks.count("“") == teks.count("”") == 1:
            self.temuan.append(
                Diagnostic(
                    "KSD025",
                    Severity.PERINGATAN,
                    "tanda kutip lengkung di kedua ujung teks ini ikut tercetak",
                    node.span,
                    "hapus keduanya; bila memang harus tercetak, apit seluruhnya dengan tanda kutip lurus `'`",
                    rute=rute,
                )
            )

    def _daftar(self, tipe: Any, m: Medan, node: Node, rute: str) -> Any:
        if isinstance(node, Daftar):
            hasil = []
            for i, butir in enumerate(node.butir):
                if kosong(butir):
                    self.salah(
                        "KSD011",
                        "butir daftar ini kosong",
                        butir.span,
                        f"{rute}.{i}",
                        "isi atau hapus tanda '-' di baris ini",
                    )
                    continue
                nilai = self.nilai(tipe, m, butir, f"{rute}.{i}")
                if nilai is not GAGAL:
                    hasil.append(nilai)
            return tuple(hasil)
        if m.tunggal:
            nilai = self.nilai(tipe, m, node, f"{rute}.0")
            return GAGAL if nilai is GAGAL else (nilai,)
        self.salah(
            "KSD011",
            f"{sebut(node)}, seharusnya daftar",
            node.span,
            rute,
            list_hint(node),
        )
        return GAGAL

    def _peta(self, tipe: Any, m: Medan, node: Node, rute: str) -> Any:
        if not isinstance(node, Peta):
            self.salah("KSD011", f"{sebut(node)}, seharusnya pasangan kunci: nilai", node.span, rute)
            return GAGAL
        hasil = {}
        for nama, isi in node.isi.items():
            if kosong(isi) and isinstance(tipe, type) and issubclass(tipe, Rekaman):
                isi = Peta({}, {}, node.kunci[nama])  # `kerahasiaan:` alone chooses a clause as it stands
            nilai = self.nilai(tipe, m, isi, f"{rute}.{nama}")
            if nilai is not GAGAL:
                hasil[nama] = nilai
        return hasil

    def _salah_satu(self, pilihan: tuple[Any, ...], m: Medan, node: Node, rute: str) -> Any:
        tipe = [t for t in pilihan if t is not type(None)]
        if len(tipe) == 1:
            return self.nilai(tipe[0], m, node, rute)
        if not isinstance(node, Skalar):
            for t in tipe:
                if _cocok(t, node):
                    return self.nilai(t, m, node, rute)
        if isinstance(node, Skalar):
            if m.pilihan and node.teks.strip() in m.pilihan:
                return node.teks.strip()
            skalar = [t for t in tipe if t in SCALARS or (isinstance(t, type) and issubclass(t, Enum))]
            if m.pilihan:
                skalar = [t for t in skalar if t is not str]
            for t in skalar:
                hasil = read_enum(t, node) if t not in SCALARS else SCALARS[t](node)
                if not isinstance(hasil, Unusable) and hasil is not None:
                    return hasil
            harap = " atau ".join([nama_tipe(t) for t in skalar] + [f"`{p}`" for p in m.pilihan])
            bantuan = quote_hint(node) or date_hint(node, skalar) or type_hint(skalar)
            self.salah("KSD011", f'"{ringkas(node.teks)}" bukan {harap}', node.span, rute, bantuan)
            return GAGAL
        harap = " atau ".join(nama_tipe(t) for t in tipe)
        self.salah("KSD011", f"{sebut(node)}, seharusnya {harap}", node.span, rute, shape_hint(node))
        return GAGAL

    def _enum(self, tipe: type[Enum], node: Skalar, rute: str) -> Any:
        hasil = read_enum(tipe, node)
        if hasil is None:
            nama = [str(e.value) for e in tipe]
            saran = mirip(node.teks.strip(), nama)
            self.salah(
                "KSD013",
                f'nilai "{ringkas(node.teks)}" tidak dikenal',
                node.span,
                rute,
                (f"maksud Anda `{saran}`? " if saran else "") + f"pilihan: {', '.join(nama)}",
            )
            return GAGAL
        return hasil


def _cocok(tipe: Any, node: Node) -> bool:
    """Whether a type out of several is the one for a list or a mapping."""
    if isinstance(node, Daftar):
        return get_origin(tipe) is tuple
    return get_origin(tipe) in (Mapping, dict) or (isinstance(tipe, type) and issubclass(tipe, Rekaman))
