"""A party and its signers as templates see them."""

from __future__ import annotations

from typing import Any

from ksdgen import bahasa
from ksdgen.catalogue.front_matter import Style
from ksdgen.compose.views import Hole, ListView, Value, View, value_or_hole, view_of
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.pihak import DaerahLevel, LegalForm, PenandaTangan, Pihak

_KEPALA_DAERAH = {
    DaerahLevel.PROVINSI: "Gubernur",
    DaerahLevel.KABUPATEN: "Bupati",
    DaerahLevel.KOTA: "Wali Kota",
}


def ordinal_term(index: int, style: Style) -> str:
    """What the text calls the i-th party: PIHAK KESATU (in some house styles PERTAMA), PIHAK KEDUA, …"""
    ordinal = "pertama" if index == 0 and style.sebutan_pihak == "pertama" else bahasa.ordinal(index + 1)
    return f"PIHAK {ordinal.upper()}"


def view_pihak(naskah: Naskah, index: int, style: Style) -> View:
    """The i-th party with what the agreement says about it elsewhere."""
    pihak = naskah.para_pihak[index]
    route = f"para_pihak.{index}"
    penanda_tangan = [
        _view_penanda_tangan(t, pihak, f"{route}.penanda_tangan.{j}", style) for j, t in enumerate(pihak.penanda_tangan)
    ]
    return View(
        pihak,
        route,
        {
            "sebutan": ordinal_term(index, style),
            "urutan": index + 1,
            "adalah_daerah": pihak.bentuk is LegalForm.PEMERINTAH_DAERAH,
            "adalah_pusat": pihak.bentuk.central,
            "adalah_pihak_ketiga": pihak.bentuk.pihak_ketiga,
            "adalah_perseorangan": pihak.bentuk is LegalForm.PERSEORANGAN,
            "kepala_daerah": _kepala_daerah(pihak) or Hole(f"{route}.daerah"),
            **_rights_and_duties(naskah, pihak.kode),
            "nama_judul": _title_names(pihak, route),
            "penanda_tangan": ListView(penanda_tangan, f"{route}.penanda_tangan"),
        },
    )


def _kepala_daerah(pihak: Pihak) -> str | None:
    return f"{_KEPALA_DAERAH[pihak.daerah.tingkat]} {pihak.daerah.nama}" if pihak.daerah is not None else None


def _rights_and_duties(naskah: Naskah, code: str) -> dict[str, Any]:
    result = {}
    hak_kewajiban = (naskah.hak_dan_kewajiban or {}).get(code)
    for name in ("hak", "kewajiban"):
        route = f"hak_dan_kewajiban.{code}.{name}"
        result[name] = view_of(getattr(hak_kewajiban, name), route) if hak_kewajiban else Hole(route)
    tasks, route = (naskah.tugas_dan_tanggung_jawab or {}).get(code), f"tugas_dan_tanggung_jawab.{code}"
    result["tugas"] = view_of(tasks, route) if tasks else Hole(route)
    return result


def _title_names(pihak: Pihak, route: str) -> Any:
    if pihak.nama_judul:
        return view_of(pihak.nama_judul, f"{route}.nama_judul")
    return ListView([Value(pihak.nama, f"{route}.nama")], f"{route}.nama")


def _view_penanda_tangan(penanda_tangan: PenandaTangan, pihak: Pihak, route: str, style: Style) -> View:
    name = _name_with_degrees(penanda_tangan) if style.gelar else penanda_tangan.nama
    jabatan = (
        f"{penanda_tangan.status_jabatan.term} {penanda_tangan.jabatan}".strip() if penanda_tangan.jabatan else None
    )
    return View(
        penanda_tangan,
        route,
        {
            "nama_tercetak": value_or_hole(name, f"{route}.nama"),
            "jabatan": value_or_hole(jabatan, f"{route}.jabatan"),
            "jabatan_ringkas": value_or_hole(_short(jabatan, pihak), f"{route}.jabatan"),
        },
    )


def _short(jabatan: str | None, pihak: Pihak) -> str | None:
    """An office without the institution that stands above it: "Direktur Utama" below "PT Contoh".

    Heads of regions keep their region: it is part of their title.
    """
    if jabatan is None or any(title in jabatan for title in _KEPALA_DAERAH.values()):
        return jabatan
    institutions = [n.removeprefix("Pemerintah Daerah ") for n in (*pihak.nama_judul, pihak.nama)]
    for name in sorted(institutions, key=len, reverse=True):
        if jabatan.casefold().endswith(f" {name.casefold()}"):
            return jabatan[: -len(name)].rstrip()
    return jabatan


def _name_with_degrees(penanda_tangan: PenandaTangan) -> str | None:
    name = penanda_tangan.nama
    if name and penanda_tangan.gelar_depan:
        name = f"{penanda_tangan.gelar_depan} {name}"
    if name and penanda_tangan.gelar_belakang:
        name = f"{name}, {penanda_tangan.gelar_belakang}"
    return name
