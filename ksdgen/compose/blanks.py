"""Typed blanks (`isian`) that a clause or document type declares and an agreement fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ksdgen.catalogue.front_matter import DeklarasiIsian
from ksdgen.compose.task import Garapan, maksud
from ksdgen.compose.views import Lubang, Pandang, lihat
from ksdgen.source.convert import TIPE_ISIAN
from ksdgen.source.decode import GAGAL, Pembaca
from ksdgen.source.node import Node
from ksdgen.source.record import medan
from ksdgen.source.scalars import Markah


def baca_isian(
    garapan: Garapan, deklarasi: Mapping[str, DeklarasiIsian] | None, isi: Mapping[str, Node] | None, rute: str
) -> Pandang:
    """The blanks as templates see them: what the agreement writes, else the standard value."""
    deklarasi, isi = deklarasi or {}, isi or {}
    for nama in isi:
        if nama not in deklarasi:
            ada = f"isian yang ada: {', '.join(deklarasi)}" if deklarasi else "tidak ada isian di sini"
            anak = f"{rute}.{nama}"
            span = garapan.tempat.kunci(anak)
            garapan.lapor("KSD010", f"isian `{nama}` tidak dikenal", span, maksud(nama, deklarasi, ada), anak)
    hasil: dict[str, Any] = {}
    for nama, d in deklarasi.items():
        anak = f"{rute}.{nama}"
        node: Node | None = isi.get(nama) or d.baku
        nilai = _nilai(garapan, d, node, anak) if node is not None else GAGAL
        # A standard value is the clause's own text, not the agreement's: it has no route.
        asal = anak if nama in isi or isinstance(nilai, tuple | Markah) else ""
        hasil[nama] = Lubang(anak) if nilai is GAGAL else lihat(nilai, asal)
    return Pandang(None, rute, hasil)


def _nilai(garapan: Garapan, d: DeklarasiIsian, node: Node, rute: str) -> Any:
    pembaca = Pembaca()
    tipe = str if d.tipe == "pilihan" else TIPE_ISIAN.get(d.tipe, str)
    nilai = pembaca.nilai(tipe, medan(d.uraian, tunggal=True), node, rute)
    garapan.temuan += pembaca.temuan
    if d.tipe == "pilihan" and nilai is not GAGAL and nilai not in d.pilihan:
        bantuan = f"pilihan: {', '.join(d.pilihan)}"
        garapan.lapor("KSD013", f'nilai "{nilai}" tidak dikenal', node.span, bantuan, rute)
        return GAGAL
    return nilai
