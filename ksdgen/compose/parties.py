"""A party and its signers as templates see them."""

from __future__ import annotations

from typing import Any

from ksdgen import bahasa
from ksdgen.catalogue.front_matter import Gaya
from ksdgen.compose.views import Lubang, Nilai, Pandang, Senarai, lihat, nilai_atau_lubang
from ksdgen.naskah.model import BentukPihak, Naskah, PenandaTangan, Pihak, TingkatDaerah

_KEPALA_DAERAH = {
    TingkatDaerah.PROVINSI: "Gubernur",
    TingkatDaerah.KABUPATEN: "Bupati",
    TingkatDaerah.KOTA: "Wali Kota",
}


def sebutan_ordinal(i: int, gaya: Gaya) -> str:
    """What the text calls the i-th party: PIHAK KESATU (in some house styles PERTAMA), PIHAK KEDUA, …"""
    ordinal = "pertama" if i == 0 and gaya.sebutan_pihak == "pertama" else bahasa.ordinal(i + 1)
    return f"PIHAK {ordinal.upper()}"


def lihat_pihak(naskah: Naskah, i: int, gaya: Gaya) -> Pandang:
    """The i-th party with what the agreement says about it elsewhere."""
    p = naskah.para_pihak[i]
    rute = f"para_pihak.{i}"
    penanda_tangan = [
        _lihat_penanda_tangan(t, p, f"{rute}.penanda_tangan.{j}", gaya) for j, t in enumerate(p.penanda_tangan)
    ]
    return Pandang(
        p,
        rute,
        {
            "sebutan": sebutan_ordinal(i, gaya),
            "urutan": i + 1,
            "adalah_daerah": p.bentuk is BentukPihak.PEMERINTAH_DAERAH,
            "adalah_pusat": p.bentuk.pusat,
            "adalah_pihak_ketiga": p.bentuk.pihak_ketiga,
            "adalah_perseorangan": p.bentuk is BentukPihak.PERSEORANGAN,
            "kepala_daerah": _kepala_daerah(p) or Lubang(f"{rute}.daerah"),
            **_hak_kewajiban_tugas(naskah, p.kode),
            "nama_judul": _nama_judul(p, rute),
            "penanda_tangan": Senarai(penanda_tangan, f"{rute}.penanda_tangan"),
        },
    )


def _kepala_daerah(p: Pihak) -> str | None:
    return f"{_KEPALA_DAERAH[p.daerah.tingkat]} {p.daerah.nama}" if p.daerah is not None else None


def _hak_kewajiban_tugas(naskah: Naskah, kode: str) -> dict[str, Any]:
    hasil = {}
    hk = (naskah.hak_dan_kewajiban or {}).get(kode)
    for nama in ("hak", "kewajiban"):
        rute = f"hak_dan_kewajiban.{kode}.{nama}"
        hasil[nama] = lihat(getattr(hk, nama), rute) if hk else Lubang(rute)
    tugas, rute = (naskah.tugas_dan_tanggung_jawab or {}).get(kode), f"tugas_dan_tanggung_jawab.{kode}"
    hasil["tugas"] = lihat(tugas, rute) if tugas else Lubang(rute)
    return hasil


def _nama_judul(p: Pihak, rute: str) -> Any:
    if p.nama_judul:
        return lihat(p.nama_judul, f"{rute}.nama_judul")
    return Senarai([Nilai(p.nama, f"{rute}.nama")], f"{rute}.nama")


def _lihat_penanda_tangan(t: PenandaTangan, p: Pihak, rute: str, gaya: Gaya) -> Pandang:
    nama = _nama_bergelar(t) if gaya.gelar else t.nama
    jabatan = f"{t.status_jabatan.sebutan} {t.jabatan}".strip() if t.jabatan else None
    return Pandang(
        t,
        rute,
        {
            "nama_tercetak": nilai_atau_lubang(nama, f"{rute}.nama"),
            "jabatan": nilai_atau_lubang(jabatan, f"{rute}.jabatan"),
            "jabatan_ringkas": nilai_atau_lubang(_ringkas(jabatan, p), f"{rute}.jabatan"),
        },
    )


_SEBUTAN_KEPALA = ("Gubernur", "Bupati", "Wali Kota")


def _ringkas(jabatan: str | None, p: Pihak) -> str | None:
    """An office without the institution that stands above it: "Direktur Utama" below "PT Contoh".

    Heads of region keep their region, it is part of their title.
    """
    if jabatan is None or any(k in jabatan for k in _SEBUTAN_KEPALA):
        return jabatan
    lembaga = [n.removeprefix("Pemerintah Daerah ") for n in (*p.nama_judul, p.nama)]
    for nama in sorted(lembaga, key=len, reverse=True):
        if jabatan.casefold().endswith(f" {nama.casefold()}"):
            return jabatan[: -len(nama)].rstrip()
    return jabatan


def _nama_bergelar(t: PenandaTangan) -> str | None:
    nama = t.nama
    if nama and t.gelar_depan:
        nama = f"{t.gelar_depan} {nama}"
    if nama and t.gelar_belakang:
        nama = f"{nama}, {t.gelar_belakang}"
    return nama
