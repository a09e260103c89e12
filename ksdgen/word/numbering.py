"""Word's own numbering (ISO/IEC 29500-1, 17.9): list instances for the writer, counters for the reader.

Each kind of number has its level; every list is its own `w:num` with a `startOverride`. A paragraph continues a list
only where Word, which counts per abstract list, and LibreOffice, which counts per `w:num`, come to the same number;
everywhere else a new instance says its start.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from ksdgen.paper.document import Nomor
from ksdgen.word.ooxml import NSMAP, VAL, bilangan, elemen, salin, serialisasi, w
from ksdgen.word.styles import LANGKAH

_BENTUK: dict[str, tuple[str, str]] = {
    "pasal": ("decimal", "Pasal %"),
    "ayat": ("decimal", "(%)"),
    "huruf": ("lowerLetter", "%."),
    "angka": ("decimal", "%."),
    "huruf_kurung": ("lowerLetter", "%)"),
    "angka_kurung": ("decimal", "%)"),
    "romawi": ("upperRoman", "%."),
}
"""Number format and text of each kind; "%" stands for the level's own number."""

_TINGKAT = {jenis: tingkat for tingkat, jenis in enumerate(_BENTUK)}
_DARI_BENTUK = {bentuk: jenis for jenis, bentuk in _BENTUK.items()}

# Abstract lists. Pasal has one alone, because its numbers run through all others. Points before the first Pasal do
# not share counters with ayat and huruf. RAPAT is for depth 0: no hanging indent, so one space after the number
# instead of a tab.
_PASAL, _URUTAN, _BUTIR, _RAPAT, _HAMPA = 0, 1, 2, 3, 4
_PERAN_BUTIR = {"premis", "konsideran", "dasar_hukum"}
NUM_PASAL = 1


def _daftar(akar: etree._Element, nomor: int, isi: list[tuple[int, str]]) -> None:
    abstrak = elemen(akar, "abstractNum", abstractNumId=nomor)
    elemen(abstrak, "nsid", val=f"4B53440{nomor}")
    elemen(abstrak, "multiLevelType", val="multilevel" if len(isi) > 1 else "singleLevel")
    elemen(abstrak, "tmpl", val=f"4B53441{nomor}")
    for urutan, (tingkat, jenis) in enumerate(isi):
        format_nomor, teks = _BENTUK[jenis]
        lvl = elemen(abstrak, "lvl", ilvl=tingkat)
        elemen(lvl, "start", val=1)
        elemen(lvl, "numFmt", val=format_nomor)
        if nomor == _PASAL:
            elemen(lvl, "pStyle", val="Pasal")
        if nomor in (_PASAL, _RAPAT):
            elemen(lvl, "suff", val="nothing" if nomor == _PASAL else "space")
        elemen(lvl, "lvlText", val=teks.replace("%", f"%{tingkat + 1}"))
        elemen(lvl, "lvlJc", val="left")
        ppr = elemen(lvl, "pPr")
        if nomor in (_PASAL, _RAPAT):
            elemen(ppr, "ind", left=0, firstLine=0)
        else:
            elemen(ppr, "ind", left=LANGKAH * (urutan + 1), hanging=LANGKAH)


@lru_cache(maxsize=1)
def _dasar() -> etree._Element:
    akar = etree.Element(w("numbering"), nsmap={"w": NSMAP["w"]})
    butir = [(0, "angka")]
    semua = [(tingkat, jenis) for jenis, tingkat in _TINGKAT.items() if jenis != "pasal"]
    for nomor, isi in ((_PASAL, [(0, "pasal")]), (_URUTAN, semua), (_BUTIR, butir), (_RAPAT, semua)):
        _daftar(akar, nomor, isi)
    hampa = elemen(akar, "abstractNum", abstractNumId=_HAMPA)
    elemen(hampa, "nsid", val=f"4B53440{_HAMPA}")
    elemen(hampa, "multiLevelType", val="singleLevel")
    elemen(hampa, "tmpl", val=f"4B53441{_HAMPA}")
    lvl = elemen(hampa, "lvl", ilvl=0)
    for nama, nilai in (("start", 1), ("numFmt", "none"), ("suff", "nothing"), ("lvlText", ""), ("lvlJc", "left")):
        elemen(lvl, nama, val=nilai)
    elemen(elemen(akar, "num", numId=NUM_PASAL), "abstractNumId", val=_PASAL)
    return akar


@lru_cache(maxsize=1)
def _contoh_num() -> etree._Element:
    num = etree.Element(w("num"), nsmap={"w": NSMAP["w"]})
    elemen(num, "abstractNumId", val=0)
    elemen(elemen(num, "lvlOverride", ilvl=0), "startOverride", val=1)
    return num


class Butir(NamedTuple):
    """What the list instance of a paragraph depends on."""

    peran: str
    nomor: Nomor
    kedalaman: int

    @property
    def daftar(self) -> tuple[int, int]:
        """The abstract list and the level in it."""
        jenis = self.nomor.jenis
        if jenis == "pasal":
            return _PASAL, 0
        if self.kedalaman == 0:
            return _RAPAT, _TINGKAT[jenis]
        if jenis == "angka" and self.peran in _PERAN_BUTIR:
            return _BUTIR, 0
        return _URUTAN, _TINGKAT[jenis]


class _Hitungan:
    """The lists of one version, each the paragraphs that one instance counts."""

    def __init__(self) -> None:
        self.daftar: list[tuple[int, int, int]] = []
        """Abstract list, level and first number of each list."""
        self.pertama: set[int] = set()
        """The lists that are the first of their abstract list and of their story; Pasal has one in the file."""
        self._keadaan: dict[int, dict[int, tuple[int, int]]] = {}

    def catat(self, butir: Butir) -> int:
        """The list that the next paragraph belongs to: it is counted on, or a new one begins."""
        (abstrak, tingkat), nilai = butir.daftar, butir.nomor.nilai
        keadaan = self._keadaan.get(abstrak)
        if keadaan is None:
            keadaan = self._keadaan[abstrak] = {}
            self.pertama.add(len(self.daftar))
        nomor, terakhir = keadaan.get(tingkat, (-1, 0))
        if nomor < 0 or nilai == 1 or nilai != terakhir + 1:
            nomor = len(self.daftar)
            self.daftar.append((abstrak, tingkat, nilai))
        # What lies deeper in its list starts anew.
        for dalam in [t for t in keadaan if t > tingkat]:
            del keadaan[dalam]
        keadaan[tingkat] = (nomor, nilai)
        return nomor

    def mulai_cerita(self) -> None:
        """Nothing continues in another story; only that Pasal was counted is still true."""
        self._keadaan = {_PASAL: {}} if _PASAL in self._keadaan else {}


Letak = tuple[tuple[int, int] | None, tuple[int, int] | None]
"""`(numId, ilvl)` in the newer and in the older version, None where that has no such paragraph or no number on it."""


class Penomor:
    """Gives every numbered paragraph its list instance and collects the instances.

    A document of two versions is counted once for each. An instance says its start at its first use, and each version
    has a first use of its own: so lists that are the same for most of their paragraphs share one instance.

    Args:
        cerita: for each story, in their order, its paragraphs in reading order as they are in the newer and in the
            older version.
    """

    def __init__(self, cerita: Sequence[Sequence[tuple[Butir | None, Butir | None]]]) -> None:
        self._num: list[tuple[int, int, int]] = []
        self._baru, self._lama = _Hitungan(), _Hitungan()
        butir: list[tuple[Butir | None, Butir | None, int, int]] = []
        awal_baru: dict[int, int] = {}
        awal_lama: dict[int, int] = {}
        for isi in cerita:
            for b, k in isi:
                nomor_baru, nomor_lama = self._baru.catat(b) if b else -1, self._lama.catat(k) if k else -1
                awal_baru.setdefault(nomor_baru, len(butir))
                awal_lama.setdefault(nomor_lama, len(butir))
                butir.append((b, k, nomor_baru, nomor_lama))
            self._baru.mulai_cerita()
            self._lama.mulai_cerita()
        bersama = Counter((nb, nl) for _, _, nb, nl in butir if nb >= 0 and nl >= 0)
        self._teman = _pasangkan(self._baru, self._lama, bersama)
        # LibreOffice ties the start of an instance to the paragraph that uses it first: where the versions begin with
        # another one, the instance has an abstract list of its own.
        self._sendiri_baru = {nb for nb, nl in self._teman.items() if awal_baru[nb] != awal_lama[nl]}
        self._sendiri_lama = {self._teman[nb] for nb in self._sendiri_baru}
        self._sendiri: list[int] = []
        self._id_baru: dict[int, int] = {}
        self._id_lama: dict[int, int] = {}
        self._butir = iter(butir)

    def berikut(self) -> Letak:
        """Where the next paragraph, in the order that was given, is numbered."""
        b, k, nomor_baru, nomor_lama = next(self._butir)
        if b is not None and nomor_baru not in self._id_baru:
            teman = self._teman.get(nomor_baru, -1)
            num_id = self._id_lama.get(teman) or self._buka(self._baru, nomor_baru, nomor_baru in self._sendiri_baru)
            self._id_baru[nomor_baru] = num_id
            if teman >= 0:
                self._id_lama[teman] = num_id
        if k is not None and nomor_lama not in self._id_lama:
            self._id_lama[nomor_lama] = self._buka(self._lama, nomor_lama, nomor_lama in self._sendiri_lama)
        return (
            None if b is None else (self._id_baru[nomor_baru], b.daftar[1]),
            None if k is None else (self._id_lama[nomor_lama], k.daftar[1]),
        )

    def _buka(self, hitungan: _Hitungan, nomor: int, sendiri: bool) -> int:
        isi = hitungan.daftar[nomor]
        if isi == (_PASAL, 0, 1) and nomor in hitungan.pertama:
            return NUM_PASAL
        self._num.append(isi)
        num_id = NUM_PASAL + len(self._num)
        # The abstract list of Pasal is the one that the style knows.
        if sendiri and isi[0] != _PASAL:
            self._sendiri.append(num_id)
        return num_id

    def tanpa_nomor(self) -> int:
        """The numId of a paragraph that its style would number.

        NumId 0 says the same, but validators call it dangling.
        """
        hampa = (_HAMPA, 0, 1)
        if hampa not in self._num:
            self._num.append(hampa)
        return NUM_PASAL + 1 + self._num.index(hampa)

    def xml(self) -> bytes:
        """word/numbering.xml with every instance given out."""
        akar = salin(_dasar())
        contoh = _contoh_num()
        abstrak_sendiri = {num_id: _HAMPA + i for i, num_id in enumerate(self._sendiri, 1)}
        for num_id, nomor in abstrak_sendiri.items():
            asal, tingkat, mulai = self._num[num_id - NUM_PASAL - 1]
            akar.insert(nomor, _salinan_daftar(akar[asal], nomor, tingkat, mulai))
        for num_id, (abstrak, tingkat, mulai) in enumerate(self._num, NUM_PASAL + 1):
            num = salin(contoh)
            num.set(w("numId"), str(num_id))
            num[0].set(VAL, str(abstrak_sendiri.get(num_id, abstrak)))
            num[1].set(w("ilvl"), str(tingkat))
            num[1][0].set(VAL, str(mulai))
            akar.append(num)
        return serialisasi(akar)


def _pasangkan(baru: _Hitungan, lama: _Hitungan, suara: Counter[tuple[int, int]]) -> dict[int, int]:
    """For lists of the newer version the list of the older one that may share the instance.

    Lists of the same place and start with the most common paragraphs go together. The first list of Pasal has no start
    of its own in the file, and so only pairs with its like.
    """
    hasil: dict[int, int] = {}
    terpakai: set[int] = set()
    for (nb, nl), _ in sorted(suara.items(), key=lambda s: (-s[1], s[0])):
        sama = baru.daftar[nb] == lama.daftar[nl]
        if baru.daftar[nb] == (_PASAL, 0, 1):
            sama = sama and (nb in baru.pertama) == (nl in lama.pertama)
        if sama and nb not in hasil and nl not in terpakai:
            hasil[nb] = nl
            terpakai.add(nl)
    return hasil


def _salinan_daftar(asal: etree._Element, nomor: int, tingkat: int, mulai: int) -> etree._Element:
    """An abstract list like another one, in which a level has its own start."""
    e = salin(asal)
    e.set(w("abstractNumId"), str(nomor))
    for nama, awalan in (("nsid", "4B54"), ("tmpl", "4B55")):
        anak = e.find(w(nama))
        assert anak is not None
        anak.set(VAL, f"{awalan}{nomor:04X}")
    for lvl in e.iterfind(w("lvl")):
        start = lvl.find(w("start"))
        if lvl.get(w("ilvl")) == str(tingkat) and start is not None:
            start.set(VAL, str(mulai))
    return e


class _Tingkat:
    """One level as the reader sees it."""

    __slots__ = ("format", "kiri", "lvl_restart", "mulai", "p_style", "teks")

    def __init__(self, lvl: etree._Element) -> None:
        def nilai(nama: str) -> str | None:
            e = lvl.find(w(nama))
            return None if e is None else e.get(VAL)

        self.format = nilai("numFmt") or "decimal"
        self.teks = nilai("lvlText") or ""
        self.mulai = bilangan(nilai("start"), 1)
        self.p_style = nilai("pStyle")
        restart = nilai("lvlRestart")
        self.lvl_restart = None if restart is None else bilangan(restart)
        ind = lvl.find(f"{w('pPr')}/{w('ind')}")
        self.kiri = None if ind is None else (ind.get(w("left")) or ind.get(w("start")))


_PERSEN = re.compile(r"%\d")


class Penghitung:
    """Computes numbers from num, abstractNum and override as Word does, whatever the numIds are."""

    def __init__(self, akar: etree._Element | None) -> None:
        self._tingkat: dict[str, dict[int, _Tingkat]] = {}
        self._num: dict[str, tuple[str, dict[int, int], dict[int, _Tingkat]]] = {}
        self._hitung: dict[str, dict[int, int]] = {}
        self._mulai_terpakai: set[tuple[str, int]] = set()
        if akar is None:
            return
        for abstrak in akar.iterfind(w("abstractNum")):
            self._tingkat[abstrak.get(w("abstractNumId"), "")] = {
                bilangan(lvl.get(w("ilvl"))): _Tingkat(lvl) for lvl in abstrak.iterfind(w("lvl"))
            }
        for num in akar.iterfind(w("num")):
            acuan = num.find(w("abstractNumId"))
            mulai: dict[int, int] = {}
            ganti: dict[int, _Tingkat] = {}
            for o in num.iterfind(w("lvlOverride")):
                ilvl = bilangan(o.get(w("ilvl")))
                s = o.find(w("startOverride"))
                if s is not None:
                    mulai[ilvl] = bilangan(s.get(VAL), 1)
                lvl = o.find(w("lvl"))
                if lvl is not None:
                    ganti[ilvl] = _Tingkat(lvl)
            self._num[num.get(w("numId"), "")] = ("" if acuan is None else acuan.get(VAL, ""), mulai, ganti)

    def _cari(self, num_id: str, ilvl: int) -> _Tingkat | None:
        num = self._num.get(num_id)
        if num is None:
            return None
        return num[2].get(ilvl) or self._tingkat.get(num[0], {}).get(ilvl)

    def tingkat_gaya(self, num_id: str, id_gaya: str) -> int:
        """The level that a paragraph style is linked to (w:pStyle, 17.9.23), 0 when to none."""
        num = self._num.get(num_id)
        tingkat = {} if num is None else {**self._tingkat.get(num[0], {}), **num[2]}
        return next((ilvl for ilvl, t in tingkat.items() if t.p_style == id_gaya), 0)

    def kiri(self, num_id: str, ilvl: int) -> str | None:
        """The left indent that the level gives."""
        tingkat = self._cari(num_id, ilvl)
        return None if tingkat is None else tingkat.kiri

    def hitung(self, num_id: str, ilvl: int) -> Nomor | None:
        """Count one paragraph; None when the list is unknown or prints no number of a known kind."""
        tingkat = self._cari(num_id, ilvl)
        if tingkat is None:
            return None
        abstrak, mulai, _ = self._num[num_id]
        hitung = self._hitung.setdefault(abstrak, {})
        if ilvl in mulai and (num_id, ilvl) not in self._mulai_terpakai:
            self._mulai_terpakai.add((num_id, ilvl))
            hitung[ilvl] = mulai[ilvl]
        elif ilvl in hitung:
            hitung[ilvl] += 1
        else:
            hitung[ilvl] = mulai.get(ilvl, tingkat.mulai)
        for dalam in [d for d in hitung if d > ilvl]:
            batas = self._cari(num_id, dalam)
            # lvlRestart 0: never; n: only after a level below n (17.9.10).
            if batas is None or batas.lvl_restart is None or ilvl < batas.lvl_restart:
                del hitung[dalam]
        jenis = _DARI_BENTUK.get((tingkat.format, _PERSEN.sub("%", tingkat.teks)))
        return None if jenis is None or hitung[ilvl] < 1 else Nomor(jenis, hitung[ilvl])
