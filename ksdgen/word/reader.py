""".docx → `Dokumen`, also for files that Word or LibreOffice saved meanwhile.

Insertions that are not yet accepted are read as present and deletions as absent. Numbers are computed from the
numbering part; styles are recognised by name; keys, blanks and targets come back through the bookmarks of `identity`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from ksdgen.document import (
    PERAN,
    Baris,
    BarisTabel,
    Bidang,
    Blok,
    Dokumen,
    Gambar,
    Inline,
    Kosong,
    Nomor,
    Paragraf,
    PemisahHalaman,
    Rujukan,
    Sel,
    Tabel,
    TataLetak,
    Teks,
    teks_inline,
)
from ksdgen.word import identity
from ksdgen.word.fields import arti
from ksdgen.word.images import baca_gambar
from ksdgen.word.layout import baca_seksi, baca_tanda_air, lanskap, milimeter, seksi
from ksdgen.word.numbering import Penghitung
from ksdgen.word.ooxml import MC, NSMAP, VAL, bilangan, w
from ksdgen.word.package import BerkasWordRusak, Cerita, PaketTerbaca
from ksdgen.word.styles import LANGKAH, jarak_baris, peran_dari_nama, peran_tabel_dari_nama, setengah_poin
from ksdgen.word.tables import kolom_dari_kisi

__all__ = ["BerkasWordRusak", "baca"]

# Wrappers whose content counts as if they were not there, and those whose content is gone.
_TEMBUS = {w(n) for n in ("ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "dir", "bdo")} | {
    f"{{{MC}}}AlternateContent"
}
_LENYAP = {w("del"), w("moveFrom")}
_CADANGAN = f"{{{MC}}}Fallback"
_PILIHAN = f"{{{MC}}}Choice"

_P, _TBL, _TR, _TC, _PPR, _R = w("p"), w("tbl"), w("tr"), w("tc"), w("pPr"), w("r")
_AWAL, _AKHIR, _SECT = w("bookmarkStart"), w("bookmarkEnd"), w("sectPr")
_KARAKTER = {w("tab"): "\t", w("ptab"): "\t", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}


def baca(data: bytes) -> tuple[Dokumen, dict[str, bytes]]:
    """Read a .docx.

    Returns:
        The document, and the bytes of its images by sha256.

    Raises:
        BerkasWordRusak: the bytes are no .docx that can be read.

    """
    try:
        pembaca = _Pembaca(PaketTerbaca(data))
        return pembaca.dokumen(), pembaca.aset
    except RecursionError as galat:
        raise BerkasWordRusak("susunan berkas Word terlalu dalam untuk dibaca") from galat


def _anak(induk: etree._Element) -> Iterator[etree._Element]:
    """The children that are really there: wrappers opened, deleted content left out."""
    for e in induk:
        if e.tag in _LENYAP:
            continue
        if e.tag == f"{{{MC}}}AlternateContent":
            # The fallback is what a reader of plain ISO/IEC 29500 understands (29500-3, 10.2).
            pilihan = e.find(_PILIHAN) if (cadangan := e.find(_CADANGAN)) is None else cadangan
            if pilihan is not None:
                yield from _anak(pilihan)
        elif e.tag in _TEMBUS:
            yield from _anak(e)
        else:
            yield e


def _nilai(induk: etree._Element | None, nama: str) -> str | None:
    e = None if induk is None else induk.find(w(nama))
    return None if e is None else e.get(VAL)


def _nyala(induk: etree._Element | None, nama: str) -> bool:
    """An on/off property (22.9.2.7): on when present, unless it says otherwise."""
    e = None if induk is None else induk.find(w(nama))
    return e is not None and e.get(VAL, "1") not in ("0", "false", "off")


@dataclass(slots=True)
class _Gaya:
    """A style as far as it matters here; `induk` is the style it is based on."""

    nama: str
    induk: str | None
    ppr: etree._Element | None
    rpr: etree._Element | None


@dataclass(slots=True)
class _Medan:
    """A field that is being read."""

    instruksi: str = ""
    hasil: bool = False
    isi: list[Inline] = field(default_factory=list)


@dataclass(slots=True)
class _Rentang:
    """A bookmark of a blank or of a reference without target that is being read."""

    id: str
    penanda: identity.Penanda
    isi: list[Inline] = field(default_factory=list)


class _Pembaca:
    def __init__(self, paket: PaketTerbaca) -> None:
        self._paket = paket
        self.aset: dict[str, bytes] = {}
        self._gaya: dict[str, _Gaya] = {}
        self._peran: dict[str, str | None] = {}
        self._gaya_bawaan = ""
        self._bawaan: etree._Element | None = None
        for cerita in paket.terkait(RT.STYLES)[:1]:
            self._baca_gaya(cerita.akar)
        penomoran = paket.terkait(RT.NUMBERING)
        self._penghitung = Penghitung(penomoran[0].akar if penomoran else None)
        self._penanda: dict[str, identity.Penanda] = {}
        self._tata: TataLetak | None = None
        for cerita in paket.terkait(RT.CUSTOM_XML):
            if etree.QName(cerita.akar).namespace == identity.NS:
                self._penanda.update(identity.baca_penanda(cerita.akar))
                self._tata = self._tata or identity.baca_tata(cerita.akar)

    def _baca_gaya(self, akar: etree._Element) -> None:
        self._bawaan = akar.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        for s in akar.iterfind(w("style")):
            id_gaya = s.get(w("styleId"), "")
            self._gaya[id_gaya] = _Gaya(_nilai(s, "name") or "", _nilai(s, "basedOn"), s.find(_PPR), s.find(w("rPr")))
            if s.get(w("type")) == "paragraph" and s.get(w("default")) in ("1", "true", "on"):
                self._gaya_bawaan = id_gaya

    def dokumen(self) -> Dokumen:
        cerita = self._paket.dokumen
        badan = cerita.akar.find(w("body"))
        if badan is None:
            raise BerkasWordRusak("berkas Word tidak memuat isi")
        seksi = [
            s for s in badan.iter(_SECT) if (induk := s.getparent()) is not None and induk.tag in (_PPR, w("body"))
        ]
        isi = _PembacaCerita(self, cerita, seksi).blok(badan)
        kaki: tuple[Blok, ...] = ()
        tanda_air: str | None = None
        for s in seksi:
            for rujukan in s.iterfind(w("headerReference")):
                bagian = self._paket.menurut_id(rujukan.get(f"{{{NSMAP['r']}}}id", ""))
                if bagian is not None and tanda_air is None:
                    tanda_air = baca_tanda_air(bagian.akar)
            for rujukan in s.iterfind(w("footerReference")):
                bagian = self._paket.menurut_id(rujukan.get(f"{{{NSMAP['r']}}}id", ""))
                if bagian is not None and not kaki and rujukan.get(w("type"), "default") == "default":
                    kaki = tuple(_PembacaCerita(self, bagian, []).blok(bagian.akar))
        return Dokumen(self._paket.judul, tuple(isi), kaki, self._baca_tata(seksi), tanda_air)

    def _baca_tata(self, daftar_seksi: list[etree._Element]) -> TataLetak:
        """The layout; exactly as it was before rounding where the file still agrees with it."""
        halaman = baca_seksi(daftar_seksi[0]) if daftar_seksi else {}
        normal = self._gaya.get(self._gaya_bawaan)
        asal = (normal.rpr if normal else None, self._bawaan)
        huruf = next((h for rpr in asal if (h := _huruf(rpr)) is not None), None)
        poin = next((bilangan(u) for rpr in asal if (u := _nilai(rpr, "sz")) is not None), None)
        spacing = None if normal is None or normal.ppr is None else normal.ppr.find(w("spacing"))
        baris = None if spacing is None else spacing.get(w("line"))
        asli = self._tata
        if asli is not None:
            semula = baca_seksi(seksi(asli, asli.lanskap))
            # LibreOffice counts in hundredths of a millimetre: a twip more or less is no change.
            sama = all(abs(semula[n] - v) <= 2 for n, v in halaman.items()) and semula["lanskap"] == halaman.get(
                "lanskap", False
            )
            sama = sama and huruf in (None, asli.huruf) and poin in (None, setengah_poin(asli))
            if sama and (baris is None or abs(bilangan(baris) - jarak_baris(asli)) <= 2):
                return asli
        b = TataLetak()
        mm = {n: milimeter(v) for n, v in halaman.items() if n != "lanskap"}
        return TataLetak(
            lebar_mm=mm.get("lebar_mm", b.lebar_mm),
            tinggi_mm=mm.get("tinggi_mm", b.tinggi_mm),
            margin_atas_mm=mm.get("margin_atas_mm", b.margin_atas_mm),
            margin_bawah_mm=mm.get("margin_bawah_mm", b.margin_bawah_mm),
            margin_kiri_mm=mm.get("margin_kiri_mm", b.margin_kiri_mm),
            margin_kanan_mm=mm.get("margin_kanan_mm", b.margin_kanan_mm),
            huruf=huruf or b.huruf,
            ukuran_pt=poin / 2 if poin else 10.0,
            spasi=round(bilangan(baris, 240) / 240, 2),
            lanskap=bool(halaman.get("lanskap", False)),
        )

    # --- properties that styles pass on ---

    def rantai(self, id_gaya: str | None) -> Iterator[tuple[str, _Gaya]]:
        """The style and those it is based on, nearest first; a circle ends."""
        terlihat: set[str] = set()
        while id_gaya is not None and id_gaya not in terlihat and (g := self._gaya.get(id_gaya)) is not None:
            terlihat.add(id_gaya)
            yield id_gaya, g
            id_gaya = g.induk

    def peran(self, id_gaya: str) -> str | None:
        """The role by style name, or by id where the styles are lost; None for a foreign style."""
        if id_gaya not in self._peran:
            nama = [n for id_rantai, g in self.rantai(id_gaya) for n in (g.nama, id_rantai)]
            dikenal = (peran_dari_nama(n) for n in (*nama, id_gaya))
            self._peran[id_gaya] = next((p for p in dikenal if p is not None), None)
        return self._peran[id_gaya]

    def peran_tabel(self, id_gaya: str | None) -> str | None:
        """The role of a table by its style."""
        if id_gaya is None:
            return None
        nama = [n for id_rantai, g in self.rantai(id_gaya) for n in (g.nama, id_rantai)]
        return next((p for n in (*nama, id_gaya) if (p := peran_tabel_dari_nama(n)) is not None), None)

    def gaya_paragraf(self, ppr: etree._Element | None) -> str:
        """The styleId of a paragraph."""
        return _nilai(ppr, "pStyle") or self._gaya_bawaan

    def penomoran(self, ppr: etree._Element | None, id_gaya: str) -> tuple[str, int] | None:
        """`(numId, ilvl)` that holds for a paragraph: its own, else that of its style (17.3.1.19)."""
        numpr = None if ppr is None else ppr.find(w("numPr"))
        num_id, ilvl = _nilai(numpr, "numId"), _nilai(numpr, "ilvl")
        if num_id is None:
            for id_rantai, g in self.rantai(id_gaya):
                numpr = None if g.ppr is None else g.ppr.find(w("numPr"))
                num_id = _nilai(numpr, "numId")
                if num_id is not None:
                    tingkat = _nilai(numpr, "ilvl") if ilvl is None else ilvl
                    ilvl = str(self._penghitung.tingkat_gaya(num_id, id_rantai)) if tingkat is None else tingkat
                    break
        return None if num_id in (None, "0") else (num_id, bilangan(ilvl))

    def kedalaman(self, ppr: etree._Element | None, id_gaya: str, nomor: tuple[str, int] | None) -> int:
        """The list depth, from the left indent: the paragraph's own, else the list's, else the style's."""
        ind = None if ppr is None else ppr.find(w("ind"))
        kiri = None if ind is None else (ind.get(w("left")) or ind.get(w("start")))
        kanan = None if ind is None else (ind.get(w("right")) or ind.get(w("end")))
        if kiri is None and nomor is not None:
            kiri = self._penghitung.kiri(*nomor)
        if kiri is None:
            for _, g in self.rantai(id_gaya):
                ind = None if g.ppr is None else g.ppr.find(w("ind"))
                kiri = None if ind is None else (ind.get(w("left")) or ind.get(w("start")))
                if kiri is not None:
                    break
        # A frame for an emblem is narrowed by the same indent on both sides.
        sisip = bilangan(kanan) if self.peran(id_gaya) == "bingkai_lambang" else 0
        return max(0, round((bilangan(kiri) - sisip) / LANGKAH))

    def hitung(self, nomor: tuple[str, int]) -> Nomor | None:
        """The number of the next paragraph in reading order."""
        return self._penghitung.hitung(*nomor)

    def arti_penanda(self, nama: str) -> identity.Penanda | None:
        """What a bookmark stands for."""
        return self._penanda.get(nama)

    def gambar(self, cerita: Cerita, e: etree._Element) -> Gambar | None:
        """The picture of a w:drawing; its bytes go into `aset`."""
        terbaca = baca_gambar(e)
        if terbaca is None:
            return None
        keterangan, rid, tinggi = terbaca
        data = self._paket.data(cerita.hubungan.get(rid, ("", ""))[1])
        if data is None:
            return None
        sha256 = hashlib.sha256(data).hexdigest()
        self.aset[sha256] = data
        return Gambar(keterangan, sha256, tinggi)


def _huruf(rpr: etree._Element | None) -> str | None:
    rfonts = None if rpr is None else rpr.find(w("rFonts"))
    return None if rfonts is None else rfonts.get(w("ascii"))


class _PembacaCerita:
    """Reads one story: the body or a footer."""

    def __init__(self, pembaca: _Pembaca, cerita: Cerita, seksi: list[etree._Element]) -> None:
        self._umum = pembaca
        self._cerita = cerita
        self._seksi = seksi
        self._kunci: list[str] = []
        self._kunci_tabel: list[str] = []
        self._sisa: list[Inline] = []

    def blok(self, induk: etree._Element) -> list[Blok]:
        hasil: list[Blok] = []
        for e in _anak(induk):
            if e.tag == _P:
                hasil.extend(self._blok_paragraf(e))
            elif e.tag == _TBL:
                tabel = self._tabel(e)
                if tabel is not None:
                    hasil.append(tabel)
            elif e.tag == _AWAL:
                # Between blocks a bookmark belongs to the paragraph that follows (17.13.6.2).
                self._penanda_kunci(e)
        return hasil

    # --- tables ---

    def _tabel(self, tbl: etree._Element) -> Tabel | None:
        pr = tbl.find(w("tblPr"))
        kisi = tbl.find(w("tblGrid"))
        ind = None if pr is None else pr.find(w("tblInd"))
        baris: list[BarisTabel] = []
        self._kunci_tabel = []
        for tr in _anak(tbl):
            if tr.tag != _TR:
                continue
            trpr = tr.find(w("trPr"))
            if trpr is not None and trpr.find(w("del")) is not None:
                continue
            sel = [self._sel(tc) for tc in _anak(tr) if tc.tag == _TC]
            while sel and not sel[-1].isi:
                # The writer fills a short row up with cells that hold no paragraph of the model.
                del sel[-1]
            if sel:
                isi = tuple(s if s.isi else Sel((Paragraf("sel"),)) for s in sel)
                baris.append(BarisTabel(isi, _nyala(trpr, "tblHeader")))
        if not baris:
            return None
        lebar = [] if kisi is None else [bilangan(k.get(w("w"))) for k in kisi.iterfind(w("gridCol"))]
        if not lebar:
            lebar = [1] * max(len(b.sel) for b in baris)
        peran = self._umum.peran_tabel(_nilai(pr, "tblStyle")) or _peran_dari_isi(baris)
        return Tabel(
            peran,
            kolom_dari_kisi(lebar),
            tuple(baris),
            kedalaman=0 if ind is None else max(0, round(bilangan(ind.get(w("w"))) / LANGKAH)),
            kunci=self._kunci_tabel[0] if self._kunci_tabel else None,
        )

    def _sel(self, tc: etree._Element) -> Sel:
        luar, self._kunci_tabel = self._kunci_tabel, []
        isi: list[Paragraf] = []
        for b in self.blok(tc):
            if isinstance(b, Paragraf):
                isi.append(b)
            elif isinstance(b, Tabel):
                # The model has no table in a table; its text stays.
                isi.extend(p for r in b.baris for s in r.sel for p in s.isi)
        self._kunci_tabel = luar + self._kunci_tabel
        return Sel(tuple(isi))

    # --- paragraphs ---

    def _blok_paragraf(self, p: etree._Element) -> list[Blok]:
        ppr = p.find(_PPR)
        rpr = None if ppr is None else ppr.find(w("rPr"))
        isi, sebelum, sesudah = self._inline(p)
        if rpr is not None and (rpr.find(w("del")) is not None or rpr.find(w("moveFrom")) is not None):
            # A deleted paragraph mark joins the paragraph to the next one, which gives the properties (17.13.5.15).
            self._sisa += isi
            return []
        isi = self._sisa + isi
        self._sisa = []
        hasil: list[Blok] = [PemisahHalaman()] * (sebelum + _nyala(ppr, "pageBreakBefore"))
        paragraf = self._paragraf(ppr, isi)
        if paragraf is not None:
            hasil.append(paragraf)
        hasil += [PemisahHalaman()] * sesudah
        sect = None if ppr is None else ppr.find(_SECT)
        if sect is not None and sect in self._seksi:
            hasil += self._batas_seksi(sect)
        return hasil

    def _batas_seksi(self, sect: etree._Element) -> list[Blok]:
        # A section's properties stand at its end, so those of the pages to come are the next ones (17.6.17).
        urutan = self._seksi.index(sect)
        berikut = self._seksi[urutan + 1] if urutan + 1 < len(self._seksi) else sect
        if _nilai(berikut, "type") == "continuous" and lanskap(berikut) == lanskap(sect):
            return []
        return [PemisahHalaman(lanskap(berikut))]

    def _paragraf(self, ppr: etree._Element | None, isi: list[Inline]) -> Paragraf | None:
        umum = self._umum
        id_gaya = umum.gaya_paragraf(ppr)
        acuan = umum.penomoran(ppr, id_gaya)
        nomor = None if acuan is None else umum.hitung(acuan)
        peran = umum.peran(id_gaya)
        kunci = self._kunci[0] if self._kunci else None
        self._kunci = []
        if peran == "" and not isi and kunci is None:
            return None
        if not peran:
            # Text that somebody typed into a paragraph of our own making, or with a style of their own.
            peran = nomor.jenis if nomor is not None and nomor.jenis in PERAN else "isi"
        if nomor is not None and nomor.jenis == "pasal" and isi and isinstance(isi[0], Baris):
            del isi[0]
        return Paragraf(peran, tuple(isi), nomor, kunci, umum.kedalaman(ppr, id_gaya, acuan))

    def _penanda_kunci(self, e: etree._Element) -> identity.Penanda | None:
        penanda = self._umum.arti_penanda(e.get(w("name"), ""))
        if penanda is not None and penanda.jenis == identity.KUNCI:
            self._kunci.append(penanda.nilai)
        elif penanda is not None and penanda.jenis == identity.TABEL:
            self._kunci_tabel.append(penanda.nilai)
        return penanda

    def _inline(self, p: etree._Element) -> tuple[list[Inline], int, int]:
        """The inlines of a paragraph, and the page breaks before and after its text."""
        pembaca = _PembacaInline(self._umum, self._cerita)
        for e in _anak(p):
            self._satu(pembaca, e)
        return pembaca.selesai()

    def _satu(self, pembaca: _PembacaInline, e: etree._Element) -> None:
        if e.tag == _R:
            pembaca.run(e)
        elif e.tag == _AWAL:
            penanda = self._penanda_kunci(e)
            if penanda is not None and penanda.jenis in (identity.KOSONG, identity.RUJUKAN):
                pembaca.buka(e.get(w("id"), ""), penanda)
        elif e.tag == _AKHIR:
            pembaca.tutup(e.get(w("id"), ""))
        elif e.tag == w("fldSimple"):
            pembaca.mulai_medan(e.get(w("instr"), ""))
            for dalam in _anak(e):
                self._satu(pembaca, dalam)
            pembaca.akhir_medan()


class _PembacaInline:
    """Collects the inlines of one paragraph."""

    def __init__(self, umum: _Pembaca, cerita: Cerita) -> None:
        self._umum = umum
        self._cerita = cerita
        self._isi: list[Inline] = []
        self._medan: list[_Medan] = []
        self._rentang: _Rentang | None = None
        self._sebelum = 0
        self._sesudah = 0

    def selesai(self) -> tuple[list[Inline], int, int]:
        while self._medan:
            self.akhir_medan()
        self._tutup_rentang()
        return self._isi, self._sebelum, self._sesudah

    def _keluar(self, bagian: Inline) -> None:
        if self._medan:
            if self._medan[-1].hasil:
                self._medan[-1].isi.append(bagian)
        elif self._rentang is not None:
            self._rentang.isi.append(bagian)
        else:
            self._isi.append(bagian)

    # --- blanks and references without target ---

    def buka(self, id_penanda: str, penanda: identity.Penanda) -> None:
        self._tutup_rentang()
        self._rentang = _Rentang(id_penanda, penanda)

    def tutup(self, id_penanda: str) -> None:
        if self._rentang is not None and self._rentang.id == id_penanda:
            self._tutup_rentang()

    def _tutup_rentang(self) -> None:
        rentang, self._rentang = self._rentang, None
        if rentang is None:
            return
        teks = teks_inline(rentang.isi)
        jenis = Kosong if rentang.penanda.jenis == identity.KOSONG else Rujukan
        self._isi.append(jenis(rentang.penanda.nilai, teks))
        # Nothing that stood between the two ends is lost.
        self._isi.extend(b for b in rentang.isi if isinstance(b, (Gambar, Bidang)))

    # --- fields ---

    def mulai_medan(self, instruksi: str | None = None) -> None:
        self._medan.append(_Medan(instruksi or "", hasil=instruksi is not None))

    def akhir_medan(self) -> None:
        if not self._medan:
            return
        medan = self._medan.pop()
        makna = arti(medan.instruksi)
        if makna is None:
            for bagian in medan.isi:
                self._keluar(bagian)
        elif makna[0] == "bidang":
            self._keluar(Bidang(makna[1]))
        else:
            penanda = self._umum.arti_penanda(makna[1])
            self._keluar(Rujukan(makna[1] if penanda is None else penanda.nilai, teks_inline(medan.isi)))

    # --- runs ---

    def run(self, r: etree._Element) -> None:
        """Read a run: its text is one `Teks`, cut only where something else stands in it."""
        teks: list[str] | None = None
        for e in _anak(r):
            if e.tag == w("t"):
                teks = [] if teks is None else teks
                teks.append(e.text or "")
                continue
            if e.tag in _KARAKTER:
                teks = [] if teks is None else teks
                teks.append(_KARAKTER[e.tag])
                continue
            if teks is not None:
                self._keluar(Teks("".join(teks)))
                teks = None
            self._bukan_teks(e)
        if teks is not None:
            self._keluar(Teks("".join(teks)))

    def _bukan_teks(self, e: etree._Element) -> None:
        if e.tag == w("fldChar"):
            jenis = e.get(w("fldCharType"))
            if jenis == "begin":
                self.mulai_medan()
            elif jenis == "separate" and self._medan:
                self._medan[-1].hasil = True
            elif jenis == "end":
                self.akhir_medan()
        elif e.tag == w("instrText"):
            if self._medan and not self._medan[-1].hasil:
                self._medan[-1].instruksi += e.text or ""
        elif e.tag in (w("br"), w("cr")):
            if e.get(w("type")) != "page":
                self._keluar(Baris())
            elif self._isi or self._medan or self._rentang is not None:
                self._sesudah += 1
            else:
                self._sebelum += 1
        elif e.tag == w("drawing"):
            gambar = self._umum.gambar(self._cerita, e)
            if gambar is not None:
                self._keluar(gambar)


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
