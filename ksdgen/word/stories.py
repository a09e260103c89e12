"""Reads one story, the body or a footer, into blocks: of the newer version, or of both with marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lxml import etree

from ksdgen.paper.document import PERAN, BarisTabel, Blok, Gambar, Nomor, Paragraf, PemisahHalaman, Sel, Tabel, Tanda
from ksdgen.word import identity
from ksdgen.word.inlines import Kata, PembacaInline, ambil, gabung, tanpa_ganti_baris
from ksdgen.word.layout import lanskap
from ksdgen.word.moves import Perpindahan, tanpa_pindah
from ksdgen.word.ooxml import bilangan, w
from ksdgen.word.properties import Sifat, nilai, nyala
from ksdgen.word.revisions import nama_pindah
from ksdgen.word.styles import LANGKAH
from ksdgen.word.tables import kolom_dari_kisi
from ksdgen.word.versions import BARU, KEDUA, LAMA, PINDAH, anak, jenis_ubahan, tanda_sifat, versi

_P, _TBL, _TR, _TC, _PPR, _R = w("p"), w("tbl"), w("tr"), w("tc"), w("pPr"), w("r")
_AWAL, _AKHIR, _SECT = w("bookmarkStart"), w("bookmarkEnd"), w("sectPr")
_PER_VERSI = {identity.KUNCI: KEDUA, identity.KUNCI_BARU: BARU, identity.KUNCI_LAMA: LAMA}

Seksi = tuple[etree._Element, int]
"""The properties of a section, and the versions that have its end."""


class Umum(NamedTuple):
    """What all stories of a file share."""

    penuh: int
    """The versions to be read."""
    sifat: Sifat
    penanda: dict[str, identity.Penanda]
    pulihkan: identity.Perubahan | None
    """What the editor that saved the file loses of tracked changes; None when it loses nothing."""


class _Ciri(NamedTuple):
    """What a paragraph is in one version."""

    peran: str
    nomor: Nomor | None
    kunci: str | None
    kedalaman: int


def seksi_semula(sect: etree._Element) -> etree._Element:
    """The section as it was in the older version."""
    semula = sect.find(f"{w('sectPrChange')}/{_SECT}")
    return sect if semula is None else semula


class PembacaCerita:
    """Reads one story.

    Args:
        umum: what it shares with the others.
        gambar: the picture of a w:drawing of this story.
        seksi: the sections of the body in their order; none in other stories.
    """

    def __init__(
        self, umum: Umum, gambar: Callable[[etree._Element], Gambar | None], seksi: Sequence[Seksi] = ()
    ) -> None:
        self._umum = umum
        self._gambar = gambar
        self._seksi = seksi
        self._pindah = Perpindahan()
        self._kunci: list[tuple[str, int]] = []
        self._kunci_tabel: list[str] = []
        self._sisa: list[Kata] = []
        self._kunci_sisa: list[tuple[str, int]] = []
        self._ppr_sisa: etree._Element | None = None
        self._catatan: list[identity.Ciri] = []
        self._sela = False

    def baca(self, induk: etree._Element) -> tuple[Blok, ...]:
        """The blocks of the story."""
        blok = self._blok(induk, self._umum.penuh)
        return tuple(self._pindah.pasangkan(blok))

    def _blok(self, induk: etree._Element, v: int) -> list[Blok]:
        hasil: list[Blok] = []
        for e, ada in anak(induk, v):
            if e.tag == _P:
                hasil.extend(self._blok_paragraf(e, ada & KEDUA, v))
            elif e.tag == _TBL:
                hasil.extend(self._tuntas(v))
                hasil.extend(self._tabel(e, ada & KEDUA))
            elif e.tag == _AWAL:
                # Between blocks a bookmark belongs to the paragraph that follows (17.13.6.2).
                self._penanda_kunci(e)
            else:
                self._pindah.baca(e)
        hasil.extend(self._tuntas(v))
        return hasil

    def _tanda(self, ada: int, v: int) -> Tanda | None:
        """The mark of something that only some of the versions `v` around it have."""
        return None if ada == v else Tanda(jenis_ubahan(ada))

    # --- tables ---

    def _tabel(self, tbl: etree._Element, v: int) -> list[Blok]:
        pr = tbl.find(w("tblPr"))
        kisi = tbl.find(w("tblGrid"))
        ind = None if pr is None else pr.find(w("tblInd"))
        baris: list[BarisTabel] = []
        self._kunci_tabel = []
        for tr, ada in anak(tbl, v):
            if tr.tag == _TR:
                baris += self._baris(tr, ada & KEDUA, v)
        if not baris:
            return []
        lebar = [] if kisi is None else [bilangan(k.get(w("w"))) for k in kisi.iterfind(w("gridCol"))]
        if not lebar:
            lebar = [1] * max(len(b.sel) for b in baris)
        peran = self._umum.sifat.peran_tabel(nilai(pr, "tblStyle")) or _peran_dari_isi(baris)
        tanda = baris[0].tanda
        if tanda is not None and all(b.tanda == tanda for b in baris):
            baris = [BarisTabel(b.sel, b.kepala) for b in baris]
        else:
            tanda = None
        return [
            Tabel(
                peran,
                kolom_dari_kisi(lebar),
                tuple(baris),
                kedalaman=0 if ind is None else max(0, round(bilangan(ind.get(w("w"))) / LANGKAH)),
                kunci=self._kunci_tabel[0] if self._kunci_tabel else None,
                tanda=tanda,
            )
        ]

    def _baris(self, tr: etree._Element, ada: int, v: int) -> list[BarisTabel]:
        pr = tr.find(w("trPr"))
        ada = tanda_sifat(pr, ada) & KEDUA
        sel = [(tc, _versi_sel(tc, k & ada)) for tc, k in anak(tr, ada) if tc.tag == _TC]
        # Cells that came or went alone: the row is another one in each version.
        beda = any(k != ada for _, k in sel)
        hasil: list[BarisTabel] = []
        for x in (LAMA, BARU) if beda and ada == KEDUA else (ada,) if ada else ():
            isi = [self._sel(tc, x) for tc, k in sel if k & x]
            while isi and not isi[-1].isi:
                # The writer fills a short row up with cells that hold no paragraph of the model.
                del isi[-1]
            if isi:
                penuh = tuple(s if s.isi else Sel((Paragraf("sel"),)) for s in isi)
                hasil.append(BarisTabel(penuh, nyala(pr, "tblHeader"), self._tanda(x, v)))
        return hasil

    def _sel(self, tc: etree._Element, v: int) -> Sel:
        luar, self._kunci_tabel = self._kunci_tabel, []
        isi: list[Paragraf] = []
        for b in self._blok(tc, v):
            if isinstance(b, Paragraf):
                isi.append(b)
            elif isinstance(b, Tabel):
                # The model has no table in a table; its text stays.
                isi.extend(p for r in b.baris for s in r.sel for p in s.isi)
        self._kunci_tabel = luar + self._kunci_tabel
        # Nothing moves in or out of a cell.
        return Sel(tuple(p for b in isi if isinstance(p := _dalam_sel(b), Paragraf)))

    # --- paragraphs ---

    def _blok_paragraf(self, p: etree._Element, v: int, luar: int) -> list[Blok]:
        ppr = p.find(_PPR)
        ada = tanda_sifat(None if ppr is None else ppr.find(w("rPr")), v)
        pindah, ada = bool(ada & PINDAH), ada & KEDUA
        satu = ada in (BARU, LAMA) and v == KEDUA
        nama = self._pindah.nama(ada) if satu else None
        pembaca = PembacaInline(self._umum.penanda.get, self._gambar)
        self._catatan, self._sela = [], False
        # An editor may put the bookmark of a paragraph into the first words, also when those are struck out.
        for e in p.iter(_AWAL):
            self._penanda_kunci(e)
        for e, k in anak(p, v):
            if self._pindah.baca(e):
                nama = self._pindah.nama(ada) or nama if satu else None
            else:
                self._satu(pembaca, e, k)
        pembaca.selesai()
        pindah = satu and (pindah or any(k & PINDAH for _, k in pembaca.isi))
        if pindah and self._catatan and self._catatan[0].pindah is not None:
            nama = nama_pindah(self._catatan[0].pindah)
        if self._sela or self._umum.sifat.peran(self._umum.sifat.gaya_paragraf(ppr)) == "":
            # A page break of our own making comes and goes with its paragraph.
            pembaca.sebelum = [k & ada for k in pembaca.sebelum if k & ada]
        kata = self._sisa + pembaca.isi
        kunci = self._kunci + self._kunci_sisa
        # The words of a version that has not the end of the paragraph go to the next one, which gives the properties
        # (17.13.5.15).
        self._sisa, self._ppr_sisa = [(b, k & KEDUA) for b, k in ambil(kata, v & ~ada)], ppr
        self._kunci, self._kunci_sisa = [], [(n, k & ~ada) for n, k in kunci if k & ~ada] if self._sisa else []
        hasil: list[Blok] = [PemisahHalaman(tanda=self._tanda(k & KEDUA, luar)) for k in pembaca.sebelum]
        if ada and nyala(ppr, "pageBreakBefore"):
            hasil.append(PemisahHalaman(tanda=self._tanda(ada, luar)))
        sect = None if ppr is None else ppr.find(_SECT)
        # LibreOffice takes the style from a paragraph that only ends a section.
        self._sela = self._sela or sect is not None
        paragraf = self._paragraf(ppr, ada, ambil(kata, ada), kunci, pindah) if ada else None
        if paragraf is not None:
            tanda = self._pindah.tanda(nama, ada) if pindah else self._tanda(ada, luar)
            hasil.append(_bertanda(paragraf, tanda))
        hasil += [PemisahHalaman(tanda=self._tanda(k & KEDUA, luar)) for k in pembaca.sesudah]
        if sect is not None and ada:
            hasil += self._batas_seksi(sect, ada, luar)
        return hasil

    def _tuntas(self, v: int) -> list[Blok]:
        """Words whose paragraph should have joined the next one, where no other one follows."""
        kata, self._sisa = self._sisa, []
        kunci, self._kunci_sisa = self._kunci_sisa, []
        ada = v & (BARU * any(k & BARU for _, k in kata) | LAMA * any(k & LAMA for _, k in kata))
        paragraf = self._paragraf(self._ppr_sisa, ada, ambil(kata, ada), kunci, pindah=False) if ada else None
        return [] if paragraf is None else [_bertanda(paragraf, self._tanda(ada, v))]

    def _batas_seksi(self, sect: etree._Element, ada: int, luar: int) -> list[Blok]:
        # A section's properties stand at its end, so those of the pages to come are the next ones (17.6.17).
        urutan = next((i for i, (s, _) in enumerate(self._seksi) if s is sect), None)
        if urutan is None:
            return []
        pulihkan = self._umum.pulihkan
        if pulihkan is not None and len(pulihkan.seksi) == len(self._seksi) - 1:
            arah_asal, jenis = pulihkan.seksi[urutan]
            ada = versi(Tanda(jenis) if jenis else None) & luar
            return [PemisahHalaman(arah_asal, self._tanda(ada, luar))] if ada else []
        arah: dict[int, bool | None] = {}
        for x in (LAMA, BARU):
            if ada & x:
                berikut = next((s for s, k in self._seksi[urutan + 1 :] if k & x), sect)
                kini = sect
                if x == LAMA:
                    berikut, kini = seksi_semula(berikut), seksi_semula(sect)
                sama = nilai(berikut, "type") == "continuous" and lanskap(berikut) == lanskap(kini)
                arah[x] = None if sama else lanskap(berikut)
        if len(arah) == 2 and arah[LAMA] == arah[BARU]:
            arah = {ada: arah[BARU]}
        return [PemisahHalaman(a, self._tanda(x, luar)) for x, a in arah.items() if a is not None]

    def _ciri(self, ppr: etree._Element | None, v: int, kunci: list[tuple[str, int]]) -> tuple[_Ciri, bool]:
        """What a paragraph is in one version, and whether it is one of our own making."""
        semula = None if ppr is None or v == BARU else ppr.find(f"{w('pPrChange')}/{_PPR}")
        ppr = ppr if semula is None else semula
        sifat = self._umum.sifat
        id_gaya = sifat.gaya_paragraf(ppr)
        acuan = sifat.penomoran(ppr, id_gaya)
        nomor = None if acuan is None else sifat.hitung(acuan, v)
        peran = sifat.peran(id_gaya)
        sela = peran == ""
        if not peran:
            # Text that somebody typed into a paragraph of our own making, or with a style of their own.
            peran = nomor.jenis if nomor is not None and nomor.jenis in PERAN else "isi"
        milik = next((n for n, k in kunci if k & v), None)
        if self._catatan:
            catatan = self._catatan[-1 if v == LAMA else 0]
            return _Ciri(catatan.peran, catatan.nomor, milik, catatan.kedalaman), False
        return _Ciri(peran, nomor, milik, sifat.kedalaman(ppr, id_gaya, acuan)), sela or self._sela

    def _paragraf(
        self, ppr: etree._Element | None, ada: int, kata: list[Kata], kunci: list[tuple[str, int]], pindah: bool
    ) -> Paragraf | None:
        ciri: dict[int, _Ciri] = {}
        sela = True
        for x in (BARU, LAMA):
            if ada & x:
                ciri[x], sendiri = self._ciri(ppr, x, kunci)
                sela = sela and sendiri and ciri[x].kunci is None
                nomor = ciri[x].nomor
                if nomor is not None and nomor.jenis == "pasal":
                    kata = tanpa_ganti_baris(kata, x)
        if sela and not kata:
            return None
        kini = ciri[BARU if ada & BARU else LAMA]
        lama = ciri.get(LAMA, kini)
        isi = gabung(kata, ada, pindah=pindah, rapi=self._umum.penuh == KEDUA)
        semula = None if lama == kini else Paragraf(lama.peran, (), lama.nomor, lama.kunci, lama.kedalaman)
        return Paragraf(kini.peran, isi, kini.nomor, kini.kunci, kini.kedalaman, semula=semula)

    def _penanda_kunci(self, e: etree._Element) -> None:
        penanda = self._umum.penanda.get(e.get(w("name"), ""))
        if penanda is None:
            return
        if penanda.jenis in _PER_VERSI:
            self._kunci.append((penanda.nilai, _PER_VERSI[penanda.jenis]))
        elif penanda.jenis == identity.TABEL:
            self._kunci_tabel.append(penanda.nilai)
        elif penanda.jenis == identity.CIRI and self._umum.pulihkan is not None:
            self._catatan = identity.baca_ciri(penanda.nilai)
        elif penanda.jenis == identity.SELA:
            self._sela = True

    def _satu(self, pembaca: PembacaInline, e: etree._Element, v: int) -> None:
        if e.tag == _R:
            pembaca.run(e, v)
        elif e.tag == _AWAL:
            penanda = self._umum.penanda.get(e.get(w("name"), ""))
            if penanda is not None and penanda.jenis in (identity.KOSONG, identity.RUJUKAN):
                pembaca.buka(e.get(w("id"), ""), penanda)
        elif e.tag == _AKHIR:
            pembaca.tutup(e.get(w("id"), ""))
        elif e.tag == w("fldSimple"):
            pembaca.mulai_medan(v, e.get(w("instr"), ""))
            for dalam, k in anak(e, v):
                self._satu(pembaca, dalam, k)
            pembaca.akhir_medan()


def _bertanda(p: Paragraf, tanda: Tanda | None) -> Paragraf:
    return Paragraf(p.peran, p.isi, p.nomor, p.kunci, p.kedalaman, tanda=tanda, semula=p.semula)


def _dalam_sel(p: Paragraf) -> Blok:
    return tanpa_pindah(p) if p.tanda is not None else p


def _versi_sel(tc: etree._Element, v: int) -> int:
    """The versions, of `v`, that have a cell (17.13.5.1, 17.13.5.2)."""
    pr = tc.find(w("tcPr"))
    if pr is not None and pr.find(w("cellIns")) is not None:
        v &= BARU
    if pr is not None and pr.find(w("cellDel")) is not None:
        v &= LAMA
    return v


def _peran_dari_isi(baris: list[BarisTabel]) -> str:
    """The role of a table whose style is lost, from the roles in its cells."""
    isi = {p.peran for b in baris for s in b.sel for p in s.isi}
    for peran, tanda in (
        ("pihak", {"pihak_nama", "pihak_titik_dua", "pihak_uraian"}),
        ("tanda_tangan", {"ttd_pihak", "ttd_ruang", "ttd_nama"}),
        ("lambang", {"lambang", "bingkai_lambang"}),
        ("paraf", {"paraf"}),
    ):
        if isi & tanda:
            return peran
    return "tabel"
