"""Who holds the office of head of a region, as an agreement tells it."""

from __future__ import annotations

import re

from ksdgen.naskah.model import PenandaTangan, Pihak, StatusJabatan, TingkatDaerah

KEPALA = {TingkatDaerah.PROVINSI: "Gubernur", TingkatDaerah.KABUPATEN: "Bupati", TingkatDaerah.KOTA: "Wali Kota"}
"""The head of a region of each level."""

_PENJABAT = re.compile(
    r"^(?:(?:pj|pjs|plt|plh)\b\.?|penjabat sementara|penjabat|pejabat sementara|pelaksana tugas|pelaksana harian)\s*",
    re.IGNORECASE,
)
_SINGKATAN_PENJABAT = re.compile(r"\s*\((?:pj|pjs|plt|plh)\.?\)", re.IGNORECASE)
_MEMEGANG = re.compile(r"(selaku|sebagai|pl[th]\.?|pjs?\.?|penjabat|sementara|tugas|wewenang|harian)$", re.IGNORECASE)
SEBUTAN_KEPALA_DAERAH = re.compile(r"\b(wakil\s+)?(gubernur|bupati|wali\s?kota)\b", re.IGNORECASE)


def kepala_daerah(pihak: Pihak) -> str:
    """The office that represents a region: "Bupati Garut"; in general words when the region's data are missing."""
    return f"{KEPALA[pihak.daerah.tingkat]} {pihak.daerah.nama}" if pihak.daerah is not None else "Kepala Daerah"


def memegang_jabatan_kepala_daerah(orang: PenandaTangan) -> bool:
    """Whether a person signs as head of a region: definitive, acting, or a deputy who shows that he carries the office.

    A deputy carries the office while the head is absent (UU 23/2014 Pasal 65 ayat (4)); any basis of his own but a power of attorney,
    the status of his office, or a second capacity shows it.
    """
    for tertulis in (orang.jabatan or "", orang.bertindak_selaku or ""):
        teks = _SINGKATAN_PENJABAT.sub("", tertulis)
        for sebut in SEBUTAN_KEPALA_DAERAH.finditer(teks):
            awal = teks[: sebut.start()].strip()
            if sebut[1] is not None:
                if orang.status_jabatan is not StatusJabatan.DEFINITIF or (
                    orang.dasar_kewenangan and not any(d.surat_kuasa for d in orang.dasar_kewenangan)
                ):
                    return True
            # "Bupati Garut" or "Sekretaris Daerah selaku Plh. Bupati Garut", but not "Staf Ahli Bupati Garut".
            elif not awal or not _PENJABAT.sub("", awal).strip() or _MEMEGANG.search(awal):
                return True
    return False
