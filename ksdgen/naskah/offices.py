"""Who holds the office of head of a region, as an agreement tells it."""

from __future__ import annotations

import re

from ksdgen.naskah.pihak import DaerahLevel, PenandaTangan, Pihak, StatusJabatan

HEADS = {DaerahLevel.PROVINSI: "Gubernur", DaerahLevel.KABUPATEN: "Bupati", DaerahLevel.KOTA: "Wali Kota"}
"""What the head of a region of each level is called."""

_ACTING = re.compile(
    r"^(?:(?:pj|pjs|plt|plh)\b\.?|penjabat sementara|penjabat|pejabat sementara|pelaksana tugas|pelaksana harian)\s*",
    re.IGNORECASE,
)
_ACTING_IN_BRACKETS = re.compile(r"\s*\((?:pj|pjs|plt|plh)\.?\)", re.IGNORECASE)
_HOLDING = re.compile(r"(selaku|sebagai|pl[th]\.?|pjs?\.?|penjabat|sementara|tugas|wewenang|harian)$", re.IGNORECASE)
"""The last words before an office that its holder carries besides his own."""
_TITLE = 60
"""More characters than the words before an office have."""
SEBUTAN_KEPALA_DAERAH = re.compile(r"\b(wakil\s+)?(gubernur|bupati|wali\s?kota)\b", re.IGNORECASE)
"""The office of a head of region, or of a deputy."""


def kepala_daerah(pihak: Pihak) -> str:
    """The office that represents a region: "Bupati Garut"; in general words when the region's data are missing."""
    return f"{HEADS[pihak.daerah.tingkat]} {pihak.daerah.nama}" if pihak.daerah is not None else "Kepala Daerah"


def is_kepala_daerah(person: PenandaTangan) -> bool:
    """Whether a person signs as head of a region: definitive, acting, or a deputy who shows that he carries the office.

    A deputy carries the office while the head is absent (UU 23/2014 Pasal 65 ayat (4)); any basis of his own but a
    power of attorney, the status of his office, or a second capacity shows it.
    """
    for written in (person.jabatan or "", person.bertindak_selaku or ""):
        text = _ACTING_IN_BRACKETS.sub("", " ".join(written.split()))
        for mention in SEBUTAN_KEPALA_DAERAH.finditer(text):
            if mention[1] is not None:
                if _carries_office(person):
                    return True
                continue
            start = mention.start()
            before = text[max(0, start - _TITLE) : start].strip()
            # "Bupati Garut" or "Sekretaris Daerah selaku Plh. Bupati Garut", but not "Staf Ahli Bupati Garut".
            if _HOLDING.search(before) or (start < _TITLE and not _ACTING.sub("", before).strip()):
                return True
    return False


def _carries_office(deputy: PenandaTangan) -> bool:
    grounds = deputy.dasar_kewenangan
    return deputy.status_jabatan is not StatusJabatan.DEFINITIF or (
        bool(grounds) and not any(ground.surat_kuasa for ground in grounds)
    )
