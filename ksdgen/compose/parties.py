"""A party and its signers as templates see them."""

from __future__ import annotations

from typing import Any

from ksdgen import bahasa
from ksdgen.catalogue.front_matter import Style
from ksdgen.compose.views import Hole, ListView, Value, View, value_or_hole, view_of
from ksdgen.naskah.model import DaerahLevel, LegalForm, Naskah, PenandaTangan, Pihak

_KEPALA_DAERAH = {
    DaerahLevel.PROVINSI: "Gubernur",
    DaerahLevel.KABUPATEN: "Bupati",
    DaerahLevel.KOTA: "Wali Kota",
}


def ordinal_term(i: int, style: Style) -> str:
    """What the text calls the i-th party: PIHAK KESATU (in some house styles PERTAMA), PIHAK KEDUA, …"""
    ordinal = "pertama" if i == 0 and style.sebutan_pihak == "pertama" else bahasa.ordinal(i + 1)
    return f"PIHAK {ordinal.upper()}"


def view_pihak(naskah: Naskah, i: int, style: Style) -> View:
    """The i-th party with what the agreement says about it elsewhere."""
    p = naskah.para_pihak[i]
    route = f"para_pihak.{i}"
    penanda_tangan = [
        _view_penanda_tangan(t, p, f"{route}.penanda_tangan.{j}", style) for j, t in enumerate(p.penanda_tangan)
    ]
    return View(
        p,
        route,
        {
            "sebutan": ordinal_term(i, style),
            "urutan": i + 1,
            "adalah_daerah": p.bentuk is LegalForm.PEMERINTAH_DAERAH,
            "adalah_pusat": p.bentuk.central,
            "adalah_pihak_ketiga": p.bentuk.pihak_ketiga,
            "adalah_perseorangan": p.bentuk is LegalForm.PERSEORANGAN,
            "kepala_daerah": _kepala_daerah(p) or Hole(f"{route}.daerah"),
            **_hak_kewajiban_tugas(naskah, p.kode),
            "nama_judul": _title_names(p, route),
            "penanda_tangan": ListView(penanda_tangan, f"{route}.penanda_tangan"),
        },
    )


def _kepala_daerah(p: Pihak) -> str | None:
    return f"{_KEPALA_DAERAH[p.daerah.tingkat]} {p.daerah.nama}" if p.daerah is not None else None


def _hak_kewajiban_tugas(naskah: Naskah, code: str) -> dict[str, Any]:
    result = {}
    hk = (naskah.hak_dan_kewajiban or {}).get(code)
    for name in ("hak", "kewajiban"):
        route = f"hak_dan_kewajiban.{code}.{name}"
        result[name] = view_of(getattr(hk, name), route) if hk else Hole(route)
    task, route = (naskah.tugas_dan_tanggung_jawab or {}).get(code), f"tugas_dan_tanggung_jawab.{code}"
    result["tugas"] = view_of(task, route) if task else Hole(route)
    return result


def _title_names(p: Pihak, route: str) -> Any:
    if p.nama_judul:
        return view_of(p.nama_judul, f"{route}.nama_judul")
    return ListView([Value(p.nama, f"{route}.nama")], f"{route}.nama")


def _view_penanda_tangan(t: PenandaTangan, p: Pihak, route: str, style: Style) -> View:
    name = _name_with_degrees(t) if style.gelar else t.nama
    jabatan = f"{t.status_jabatan.term} {t.jabatan}".strip() if t.jabatan else None
    return View(
        t,
        route,
        {
            "nama_tercetak": value_or_hole(name, f"{route}.nama"),
            "jabatan": value_or_hole(jabatan, f"{route}.jabatan"),
            "jabatan_ringkas": value_or_hole(_short(jabatan, p), f"{route}.jabatan"),
        },
    )


_HEAD_TERMS = ("Gubernur", "Bupati", "Wali Kota")


def _short(jabatan: str | None, p: Pihak) -> str | None:
    """An office without the institution that stands above it: "Direktur Utama" below "PT Contoh".

    Heads of region keep their region, it is part of their title.
    """
    if jabatan is None or any(k in jabatan for k in _HEAD_TERMS):
        return jabatan
    institutions = [n.removeprefix("Pemerintah Daerah ") for n in (*p.nama_judul, p.nama)]
    for name in sorted(institutions, key=len, reverse=True):
        if jabatan.casefold().endswith(f" {name.casefold()}"):
            return jabatan[: -len(name)].rstrip()
    return jabatan


def _name_with_degrees(t: PenandaTangan) -> str | None:
    name = t.nama
    if name and t.gelar_depan:
        name = f"{t.gelar_depan} {name}"
    if name and t.gelar_belakang:
        name = f"{name}, {t.gelar_belakang}"
    return name
