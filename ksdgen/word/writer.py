"""`Dokumen` → .docx. The same document gives the same bytes: no clock, no locale, no order of a set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from lxml import etree

from ksdgen.document import (
    Baris,
    Blok,
    Dokumen,
    Gambar,
    Inline,
    Kosong,
    Paragraf,
    Rujukan,
    Tabel,
    Teks,
    paragraf_dari,
)
from ksdgen.word.fields import tulis_bidang, tulis_rujukan
from ksdgen.word.identity import KOSONG, KUNCI, RUJUKAN, TABEL, DaftarPenanda
from ksdgen.word.images import tulis_gambar, ukuran
from ksdgen.word.layout import kepala_tanda_air, lebar_teks, seksi
from ksdgen.word.numbering import Penomor
from ksdgen.word.ooxml import NSMAP, VAL, bersih, elemen, fragmen, salin, serialisasi, twip, w
from ksdgen.word.package import Bagian, Paket
from ksdgen.word.styles import ID_GAYA, LANGKAH, TANDA_ISIAN, gaya
from ksdgen.word.tables import kisi, rangkai, tulis_baris, tulis_sel, tulis_tabel

_R = fragmen('<w:r><w:t xml:space="preserve"/></w:r>')
_R_ISIAN = fragmen(f'<w:r><w:rPr><w:rStyle w:val="{TANDA_ISIAN}"/></w:rPr><w:t xml:space="preserve"/></w:r>')
_BR = fragmen("<w:r><w:br/></w:r>")
_TAB = fragmen("<w:tab/>")
_PENANDA = fragmen('<x><w:bookmarkStart w:id="0" w:name=""/><w:bookmarkEnd w:id="0"/></x>')
_SELA = fragmen('<w:p><w:pPr><w:pStyle w:val="KsdSela"/></w:pPr></w:p>')
# A bordered table needs air before the next line of text; the reader passes over it as over every empty paragraph of
# this style.
_SELA_TABEL = fragmen(
    '<w:p><w:pPr><w:pStyle w:val="KsdSela"/><w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:p>'
)
_HALAMAN_BARU = fragmen('<w:p><w:pPr><w:pStyle w:val="KsdSela"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>')
_T, _ID, _NAME = w("t"), w("id"), w("name")

_JUMLAH = re.compile(r"(Rp ?)?\d{1,3}(\.\d{3})+(,\d+)?(,-)?")

_LEBAR_BINGKAI = twip(32)
"""An empty frame for an emblem is 32 mm wide."""


def tulis(dokumen: Dokumen, aset: Mapping[str, bytes]) -> bytes:
    """Write a document as .docx.

    Args:
        dokumen: what to write.
        aset: the bytes of every image in the document, PNG or JPEG, by the sha256 that a `Gambar` names.

    Returns:
        The file's bytes, which depend on the arguments alone.

    Raises:
        KeyError: an image is not among `aset`, or a role or kind of number is none of the model's.
        GambarRusak: the bytes of an image are neither PNG nor JPEG.

    """
    return _Penulis(dokumen, aset).tulis()


@lru_cache(maxsize=1024)
def _contoh_paragraf(
    peran: str, tingkat: int | None, kedalaman: int, gantung: bool, ikut: bool, sisip: int, kanan: bool
) -> etree._Element:
    """An empty paragraph to be copied; with `tingkat` its third-level child w:numId waits for its value.

    `sisip` narrows the paragraph on both sides; the reader takes the depth from the difference of the two indents.
    """
    p = etree.Element(w("p"), nsmap={"w": NSMAP["w"]})
    ppr = elemen(p, "pPr")
    elemen(ppr, "pStyle", val=ID_GAYA[peran])
    if ikut:
        elemen(ppr, "keepNext")
    if tingkat is not None:
        numpr = elemen(ppr, "numPr")
        elemen(numpr, "ilvl", val=tingkat)
        elemen(numpr, "numId", val=0)
    if kedalaman or sisip:
        ind = elemen(ppr, "ind", left=kedalaman * LANGKAH + sisip)
        if sisip:
            ind.set(w("right"), str(sisip))
        # A Pasal heading is centred: its number does not hang.
        menggantung = gantung and kedalaman > 0
        ind.set(w("hanging" if menggantung else "firstLine"), str(LANGKAH if menggantung else 0))
    if kanan:
        elemen(ppr, "jc", val="right")
    return p


class _Penulis:
    def __init__(self, dokumen: Dokumen, aset: Mapping[str, bytes]) -> None:
        self._dokumen = dokumen
        self._aset = aset
        self._paket = Paket()
        self._cerita: Bagian = self._paket.dokumen
        self._penanda = DaftarPenanda()
        self._penomor = Penomor()
        self._id_penanda = 0
        self._id_gambar = 0
        self._lanskap = dokumen.tata.lanskap
        self._sasaran: dict[str, str] = {}
        # Names first: a reference may stand before its target. Only a numbered paragraph of the body has a number to
        # print.
        for p in paragraf_dari(dokumen.isi):
            if p.kunci is not None and p.kunci not in self._sasaran and p.nomor is not None:
                self._sasaran[p.kunci] = self._penanda.tambah(KUNCI, p.kunci)
        self._belum = dict(self._sasaran)

    def tulis(self) -> bytes:
        dokumen, paket = self._dokumen, self._paket
        rujukan: list[tuple[str, str]] = []
        if dokumen.tanda_air is not None:
            rujukan.append(("headerReference", paket.kepala(kepala_tanda_air(dokumen.tanda_air))))
        if dokumen.kaki:
            kaki, rid = paket.kaki()
            rujukan.append(("footerReference", rid))
        self._rujukan_seksi = tuple(rujukan)
        akar = etree.Element(w("document"), nsmap=NSMAP)
        badan = elemen(akar, "body")
        self._cerita = paket.dokumen
        self._blok(badan, dokumen.isi)
        badan.append(self._seksi())
        paket.dokumen.isi = serialisasi(akar)
        if dokumen.kaki:
            self._cerita = kaki
            self._penomor.mulai_cerita()
            self._lanskap = dokumen.tata.lanskap
            akar_kaki = etree.Element(w("ftr"), nsmap=NSMAP)
            self._blok(akar_kaki, dokumen.kaki)
            kaki.isi = serialisasi(akar_kaki)
        paket.tetap(gaya(dokumen.tata), self._penomor.xml(), dokumen.tata.huruf)
        paket.keterangan(dokumen.judul, self._penanda.xml(dokumen.tata))
        return paket.data()

    def _seksi(self) -> etree._Element:
        sect = seksi(self._dokumen.tata, self._lanskap, self._rujukan_seksi)
        self._rujukan_seksi = ()
        return sect

    # --- blocks ---

    def _blok(self, induk: etree._Element, blok: tuple[Blok, ...]) -> None:
        sebelumnya: Blok | None = None
        for i, b in enumerate(blok):
            if isinstance(b, Paragraf):
                berikut = blok[i + 1] if i + 1 < len(blok) else None
                # A lead-in goes with what it leads to, the last words before the signatures with them.
                ikut = (isinstance(berikut, Tabel) and berikut.peran == "tanda_tangan") or b.teks.rstrip().endswith(":")
                self._paragraf(induk, b, ikut)
            elif isinstance(b, Tabel):
                if isinstance(sebelumnya, Tabel):
                    # Word runs two tables together that touch.
                    induk.append(salin(_SELA))
                self._tabel(induk, b)
                if b.peran == "tabel":
                    induk.append(salin(_SELA_TABEL))
            elif b.lanskap is None:
                induk.append(salin(_HALAMAN_BARU))
            else:
                p = salin(_SELA)
                # The properties of a section stand at its end (17.6.17).
                p[0].append(self._seksi())
                induk.append(p)
                self._lanskap = b.lanskap
            sebelumnya = b
        if not isinstance(sebelumnya, Paragraf):
            # A story ends in a paragraph.
            induk.append(salin(_SELA))

    def _tabel(self, induk: etree._Element, tabel: Tabel) -> None:
        tata = self._dokumen.tata
        lebar = max(lebar_teks(tata, self._lanskap) - tabel.kedalaman * LANGKAH, 1000)
        lebar_kolom = kisi(tabel.kolom, lebar)
        tbl = tulis_tabel(tabel, lebar, lentur=self._cerita is not self._paket.dokumen)
        induk.append(tbl)
        kunci = tabel.kunci
        for baris, ikut in zip(tabel.baris, rangkai(tabel, lebar, tata, self._lanskap), strict=True):
            tr = tulis_baris(tbl, tabel, baris)
            for i, sel in enumerate(baris.sel):
                tc = tulis_sel(tr, tabel, baris, i, lebar_kolom[i])
                for paragraf in sel.isi:
                    p = self._paragraf(tc, paragraf, ikut, lebar_kolom[i])
                    if kunci is not None:
                        for e in self._apit(TABEL, kunci):
                            p.append(e)
                        kunci = None
            # A short row is filled up: LibreOffice would do it with cells that cannot be told from real ones.
            for i in range(len(baris.sel), len(lebar_kolom)):
                sela = salin(_SELA)
                if ikut:
                    # Word keeps a row with the next one only when all its paragraphs say so.
                    elemen(sela[0], "keepNext")
                tulis_sel(tr, tabel, baris, i, lebar_kolom[i]).append(sela)

    def _paragraf(self, induk: etree._Element, par: Paragraf, ikut: bool, lebar: int | None = None) -> etree._Element:
        sisip = 0
        if par.peran == "bingkai_lambang":
            ruang = (lebar or lebar_teks(self._dokumen.tata, self._lanskap)) - par.kedalaman * LANGKAH
            sisip = max(0, (ruang - _LEBAR_BINGKAI) // 2)
        # Amounts in a column stand under each other.
        kanan = par.peran == "sel" and _JUMLAH.fullmatch(par.teks) is not None
        num_id, tingkat = 0, None
        if par.nomor is not None:
            num_id, tingkat = self._penomor.pasang(par.peran, par.nomor, par.kedalaman)
        elif par.peran == "pasal":
            num_id, tingkat = self._penomor.tanpa_nomor(), 0
        gantung = par.nomor is not None and par.nomor.jenis != "pasal"
        p = salin(_contoh_paragraf(par.peran, tingkat, par.kedalaman, gantung, ikut, sisip, kanan))
        if num_id:
            p[0][2 if ikut else 1][1].set(VAL, str(num_id))
        akhir: etree._Element | None = None
        if par.kunci is not None:
            nama = (self._belum.pop(par.kunci, None) if par.nomor is not None else None) or self._penanda.tambah(
                KUNCI, par.kunci
            )
            awal, akhir = self._apit_nama(nama)
            p.append(awal)
        if par.nomor is not None and par.nomor.jenis == "pasal" and par.isi:
            p.append(salin(_BR))
        if par.isi:
            self._inline(p, par.isi)
        if akhir is not None:
            p.append(akhir)
        induk.append(p)
        return p

    # --- inlines ---

    def _inline(self, p: etree._Element, isi: Iterable[Inline]) -> None:
        for bagian in isi:
            if isinstance(bagian, Teks):
                _isi_teks(_tambah(p, _R), bagian.isi)
            elif isinstance(bagian, Rujukan):
                nama = self._sasaran.get(bagian.target)
                if nama is not None:
                    _isi_teks(tulis_rujukan(p, nama), bagian.isi)
                else:
                    # A field that points nowhere prints "Error!": plain text, whose bookmark remembers the target.
                    self._diapit(p, RUJUKAN, bagian.target, _R, bagian.isi)
            elif isinstance(bagian, Kosong):
                self._diapit(p, KOSONG, bagian.nama, _R_ISIAN, bagian.isi)
            elif isinstance(bagian, Baris):
                p.append(salin(_BR))
            elif isinstance(bagian, Gambar):
                self._gambar(p, bagian)
            else:
                _isi_teks(tulis_bidang(p, bagian.jenis), "1")

    def _diapit(self, p: etree._Element, jenis: str, nilai: str, contoh: etree._Element, isi: str) -> None:
        awal, akhir = self._apit(jenis, nilai)
        p.append(awal)
        _isi_teks(_tambah(p, contoh), isi)
        p.append(akhir)

    def _apit(self, jenis: str, nilai: str) -> tuple[etree._Element, etree._Element]:
        return self._apit_nama(self._penanda.tambah(jenis, nilai))

    def _apit_nama(self, nama: str) -> tuple[etree._Element, etree._Element]:
        awal, akhir = salin(_PENANDA[0]), salin(_PENANDA[1])
        nomor = str(self._id_penanda)
        self._id_penanda += 1
        awal.set(_ID, nomor)
        awal.set(_NAME, nama)
        akhir.set(_ID, nomor)
        return awal, akhir

    def _gambar(self, p: etree._Element, gambar: Gambar) -> None:
        data = self._aset[gambar.sha256]
        rasio, jenis, ekstensi = ukuran(data)
        rid = self._paket.gambar(self._cerita, gambar.sha256, data, jenis, ekstensi)
        self._id_gambar += 1
        tulis_gambar(p, gambar, rasio, rid, self._id_gambar)


def _tambah(p: etree._Element, contoh: etree._Element) -> etree._Element:
    r = salin(contoh)
    p.append(r)
    return r


def _isi_teks(r: etree._Element, teks: str) -> None:
    """Fill a run whose last child is an empty w:t; a tab is an element of its own (17.3.3.32)."""
    t = r[-1]
    kepala, *sisa = teks.split("\t") if "\t" in teks else (teks,)
    _set(t, kepala)
    for potong in sisa:
        r.append(salin(_TAB))
        berikut = salin(t)
        _set(berikut, potong)
        r.append(berikut)


def _set(t: etree._Element, teks: str) -> None:
    try:
        t.text = teks
    except ValueError:  # a character that XML cannot hold
        t.text = bersih(teks)
