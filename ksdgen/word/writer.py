"""`Dokumen` → .docx. The same document gives the same bytes: no clock, no locale, no order of a set.

A document that holds two versions becomes a file with tracked changes: to accept all of them gives the newer version,
to reject all the older one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from lxml import etree

from ksdgen.paper.document import (
    Baris,
    Bidang,
    Blok,
    Dokumen,
    Gambar,
    Inline,
    Kosong,
    Paragraf,
    PemisahHalaman,
    Rujukan,
    Tabel,
    Tanda,
    TataLetak,
    Teks,
    Ubahan,
)
from ksdgen.paper.revision import bertanda
from ksdgen.word.fields import tulis_bidang, tulis_rujukan
from ksdgen.word.identity import (
    CIRI,
    KOSONG,
    RUJUKAN,
    SELA,
    TABEL,
    DaftarPenanda,
    tulis_ciri,
)
from ksdgen.word.images import tulis_gambar, ukuran
from ksdgen.word.layout import kepala, kepala_tanda_air, lebar_teks, seksi, tulis_tanda_air
from ksdgen.word.numbering import Penomor
from ksdgen.word.ooxml import NSMAP, VAL, bersih, elemen, fragmen, salin, serialisasi, twip, w
from ksdgen.word.package import Bagian, Paket
from ksdgen.word.revisions import Pencatat, hapuskan, nama_pindah, rentang_pindah
from ksdgen.word.styles import ID_GAYA, LANGKAH, TANDA_ISIAN, gaya
from ksdgen.word.tables import kisi, rangkai, tulis_baris, tulis_sel, tulis_tabel
from ksdgen.word.twofold import (
    ends_in_new_words,
    has_field,
    is_new_paragraph,
    keys_of,
    newest_text,
    next_blocks,
    numbering_of_versions,
    paragraphs_with_versions,
    with_deletion_last,
    with_line_break,
)
from ksdgen.word.versions import BARU, KEDUA, LAMA, versi
from ksdgen.word.visible import tampakkan

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


def tulis(
    dokumen: Dokumen,
    aset: Mapping[str, bytes],
    *,
    penulis: str | None = None,
    tanggal: datetime | None = None,
    tampak: bool = False,
) -> bytes:
    """Write a document as .docx.

    Args:
        dokumen: what to write; marks of change become tracked changes.
        aset: the bytes of every image in the document, PNG or JPEG, by the sha256 that a `Gambar` names.
        penulis: the author of the changes.
        tanggal: when the changes were made; None writes no date.
        tampak: changed words are coloured text and no tracked changes.

    Returns:
        The file's bytes, which depend on the arguments alone.

    Raises:
        KeyError: an image is not among `aset`, or a role or kind of number is none of the model's.
        GambarRusak: the bytes of an image are neither PNG nor JPEG.

    """
    return _Penulis(dokumen, aset, penulis, tanggal, tampak).tulis()


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
    def __init__(
        self,
        dokumen: Dokumen,
        aset: Mapping[str, bytes],
        penulis: str | None,
        tanggal: datetime | None,
        tampak: bool,
    ) -> None:
        self._dokumen = dokumen
        self._tampak = tampak
        self._aset = aset
        self._paket = Paket()
        self._cerita: Bagian = self._paket.dokumen
        self._penanda = DaftarPenanda()
        self._penomor = Penomor(
            [[numbering_of_versions(*p) for p in paragraphs_with_versions(c)] for c in (dokumen.isi, dokumen.kaki)]
        )
        self._id_penanda = 0
        self._id_gambar = 0
        self._catat = Pencatat(penulis, tanggal, self._id_berikut)
        semula = dokumen.semula or dokumen
        self._tata: dict[int, TataLetak] = {BARU: dokumen.tata, LAMA: semula.tata}
        self._tanda_air = dokumen.tanda_air, semula.tanda_air
        self._lanskap: dict[int, bool] = {}
        self._ganda = bertanda(dokumen)
        # Names first: a reference may stand before its target. Only a numbered paragraph of the body has a number to
        # print.
        self._sasaran: dict[int, dict[str, str]] = {BARU: {}, LAMA: {}}
        for p, v in paragraphs_with_versions(dokumen.isi):
            for jenis, kunci, bernomor in keys_of(p, v):
                sasaran = [self._sasaran[x] for x in (BARU, LAMA) if bernomor & x and kunci not in self._sasaran[x]]
                nama = self._penanda.tambah(jenis, kunci) if sasaran else ""
                for isi in sasaran:
                    isi[kunci] = nama
        self._belum = {v: dict(isi) for v, isi in self._sasaran.items()}

    def _id_berikut(self) -> str:
        nomor = str(self._id_penanda)
        self._id_penanda += 1
        return nomor

    def tulis(self) -> bytes:
        dokumen, paket = self._dokumen, self._paket
        rujukan: list[tuple[str, str]] = []
        if self._tanda_air != (None, None):
            rujukan.append(("headerReference", paket.kepala(self._kepala())))
        if dokumen.kaki:
            kaki, rid = paket.kaki()
            rujukan.append(("footerReference", rid))
        self._rujukan_seksi = tuple(rujukan)
        akar = etree.Element(w("document"), nsmap=NSMAP)
        badan = elemen(akar, "body")
        self._mulai_cerita(paket.dokumen)
        self._blok(badan, dokumen.isi)
        badan.append(self._seksi(KEDUA))
        paket.dokumen.isi = serialisasi(akar)
        if dokumen.kaki:
            self._mulai_cerita(kaki)
            akar_kaki = etree.Element(w("ftr"), nsmap=NSMAP)
            self._blok(akar_kaki, dokumen.kaki)
            kaki.isi = serialisasi(akar_kaki)
        paket.tetap(gaya(dokumen.tata), self._penomor.xml(), dokumen.tata.huruf)
        paket.keterangan(dokumen.judul, self._penanda.xml(dokumen, self._catat.jumlah))
        return paket.data()

    def _mulai_cerita(self, cerita: Bagian) -> None:
        self._cerita = cerita
        self._lanskap = {v: tata.lanskap for v, tata in self._tata.items()}

    def _kepala(self) -> bytes:
        baru, lama = self._tanda_air
        if baru is not None and baru == lama:
            return kepala_tanda_air(baru)
        wadah = etree.Element(w("hdr"), nsmap=NSMAP)
        for urutan, (teks, jenis) in enumerate(((baru, "sisip"), (lama, "hapus")), 1):
            if teks is not None:
                self._catat.kata(wadah, jenis).append(tulis_tanda_air(teks, urutan))
        return kepala(*wadah)

    def _seksi(self, v: int) -> etree._Element:
        """The properties of the section that ends here, in the versions that have this end."""
        semula = seksi(self._tata[LAMA], self._lanskap[LAMA])
        if v == LAMA:
            return seksi(self._tata[LAMA], self._lanskap[LAMA], self._rujukan_seksi)
        sect = seksi(self._tata[BARU], self._lanskap[BARU], self._rujukan_seksi)
        if v == KEDUA:
            # Later sections inherit header and footer, but only from an end that no version is without.
            if etree.tostring(semula) != etree.tostring(seksi(self._tata[BARU], self._lanskap[BARU])):
                self._catat.seksi_semula(sect, semula)
            self._rujukan_seksi = ()
        return sect

    # --- blocks ---

    def _blok(self, induk: etree._Element, blok: tuple[Blok, ...]) -> None:
        sebelumnya: dict[int, Blok | None] = {BARU: None, LAMA: None}
        berikut = next_blocks(blok)
        pindah = rentang_pindah(blok)
        rentang: etree._Element | None = None
        # The versions that have the paragraph written last: the mark of one can only go where another one follows.
        terakhir = KEDUA
        for i, b in enumerate(blok):
            v, tanda = versi(b.tanda), b.tanda
            if isinstance(b, Paragraf):
                awal, akhir = pindah.get(i, (False, False))
                # A lead-in goes with what it leads to, the last words before the signatures with them.
                lanjut = berikut[i]
                ikut = (isinstance(lanjut, Tabel) and lanjut.peran == "tanda_tangan") or newest_text(
                    b
                ).rstrip().endswith(":")
                diikuti = i + 1 < len(blok) and is_new_paragraph(blok[i + 1])
                self._catat.lain_waktu = i > 0 and ends_in_new_words(blok[i - 1]) and is_new_paragraph(b)
                p = self._paragraf(induk, with_deletion_last(b) if diikuti else b, ikut, terakhir=terakhir)
                self._catat.lain_waktu = False
                if awal and tanda is not None:
                    rentang = self._catat.buka_pindah(p, tanda.jenis, nama_pindah(tanda.pindah or 0))
                    p.insert(1, rentang)
                if akhir and rentang is not None:
                    self._catat.tutup_pindah(induk, rentang)
                terakhir = v
            elif isinstance(b, Tabel):
                if terakhir != KEDUA or any(isinstance(sebelumnya[x], Tabel) for x in (BARU, LAMA) if v & x):
                    # Word runs two tables together that touch.
                    induk.append(self._sela(_SELA, None, terakhir))
                self._tabel(induk, b)
                terakhir = KEDUA
                if b.peran == "tabel":
                    induk.append(self._sela(_SELA_TABEL, tanda, KEDUA))
                    terakhir = v
            else:
                self._pemisah(induk, b, terakhir)
                terakhir = v
            for x in (BARU, LAMA):
                if v & x:
                    sebelumnya[x] = b
        if terakhir != KEDUA or not blok or not isinstance(blok[-1], Paragraf):
            # A story ends in a paragraph.
            induk.append(self._sela(_SELA, None, terakhir))

    def _sela(self, contoh: etree._Element, tanda: Tanda | None, terakhir: int) -> etree._Element:
        """A paragraph of our own making, with the mark of what it belongs to, after one of the versions `terakhir`."""
        p = salin(contoh)
        if tanda is not None:
            self._catat.akhir_paragraf(p, tanda.jenis)
        if terakhir != KEDUA:
            # LibreOffice gives it the style of what goes before it.
            p.extend(self._apit(SELA, ""))
        return p

    def _pemisah(self, induk: etree._Element, b: PemisahHalaman, terakhir: int) -> None:
        if b.lanskap is None:
            p = self._sela(_HALAMAN_BARU, b.tanda, terakhir)
            if b.tanda is not None:
                self._catat.kata(p, b.tanda.jenis).append(p[1])
        else:
            v = versi(b.tanda)
            p = self._sela(_SELA, b.tanda, terakhir)
            # The properties of a section stand at its end (17.6.17).
            p[0].append(self._seksi(v))
            for x in (BARU, LAMA):
                if v & x:
                    self._lanskap[x] = b.lanskap
        induk.append(p)

    def _tabel(self, induk: etree._Element, tabel: Tabel) -> None:
        ada = LAMA if versi(tabel.tanda) == LAMA else BARU
        tata, lanskap = self._tata[ada], self._lanskap[ada]
        lebar = max(lebar_teks(tata, lanskap) - tabel.kedalaman * LANGKAH, 1000)
        lebar_kolom = kisi(tabel.kolom, lebar)
        tbl = tulis_tabel(tabel, lebar, lentur=self._cerita is not self._paket.dokumen)
        induk.append(tbl)
        # Its key stands in the first row of each version, and so in one row mostly.
        perlu = versi(tabel.tanda) if tabel.kunci is not None else 0
        for baris, ikut in zip(tabel.baris, rangkai(tabel, lebar, tata, lanskap), strict=True):
            tr = tulis_baris(tbl, tabel, baris)
            tanda = tabel.tanda or baris.tanda
            if tanda is not None:
                self._catat.baris(tr, tanda.jenis)
            for i, sel in enumerate(baris.sel):
                tc = tulis_sel(tr, tabel, baris, i, lebar_kolom[i])
                terakhir = KEDUA
                for paragraf in sel.isi:
                    p = self._paragraf(tc, paragraf, ikut, lebar_kolom[i], tanda, terakhir)
                    terakhir = versi(tanda or paragraf.tanda)
                    if tabel.kunci is not None and perlu & versi(tanda):
                        p.extend(self._apit(TABEL, tabel.kunci))
                        perlu &= ~versi(tanda)
                if sel.isi and sel.isi[-1].tanda is not None and tanda is None:
                    tc.append(self._sela(_SELA, None, terakhir))
            # A short row is filled up: LibreOffice would do it with cells that cannot be told from real ones.
            for i in range(len(baris.sel), len(lebar_kolom)):
                sela = salin(_SELA)
                if ikut:
                    # Word keeps a row with the next one only when all its paragraphs say so.
                    elemen(sela[0], "keepNext")
                if tanda is not None:
                    self._catat.akhir_paragraf(sela, tanda.jenis)
                tulis_sel(tr, tabel, baris, i, lebar_kolom[i]).append(sela)

    def _paragraf(
        self,
        induk: etree._Element,
        par: Paragraf,
        ikut: bool,
        lebar: int | None = None,
        luar: Tanda | None = None,
        terakhir: int = KEDUA,
    ) -> etree._Element:
        """Write a paragraph; `luar` is the mark of the row around it, `terakhir` the versions that have the one before."""
        tanda = luar or par.tanda
        v = versi(tanda)
        semula = par.semula or par
        baru, lama = self._penomor.berikut()
        ruang = lebar or lebar_teks(self._tata[v & BARU or LAMA], self._lanskap[v & BARU or LAMA])
        p = self._sifat(par, lama if v == LAMA else baru, ikut, ruang, newest_text(par))
        if tanda is not None:
            self._catat.akhir_paragraf(p, tanda.jenis, dengan_medan=any(map(has_field, par.isi)))
        elif par.semula is not None or baru != lama:
            self._catat.sifat_semula(p, self._sifat(semula, lama, ikut, ruang, newest_text(par))[0])
        ujung: list[etree._Element] = []
        for jenis, kunci, _ in keys_of(par, v):
            awal, akhir = self._apit_nama(self._nama(jenis, kunci, par, v))
            p.append(awal)
            ujung.append(akhir)
        if self._ganda and (terakhir == LAMA or par.nomor or par.semula or par.tanda or par.peran == "pasal"):
            p.extend(self._apit(CIRI, tulis_ciri(par)))
        self._isi(p, with_line_break(par, v), tanda)
        p.extend(ujung)
        induk.append(p)
        return p

    def _sifat(
        self, par: Paragraf, daftar: tuple[int, int] | None, ikut: bool, ruang: int, teks: str
    ) -> etree._Element:
        """A w:p with the properties of a paragraph that has `ruang` twips of width."""
        sisip = 0
        if par.peran == "bingkai_lambang":
            sisip = max(0, (ruang - par.kedalaman * LANGKAH - _LEBAR_BINGKAI) // 2)
        # Amounts in a column stand under each other.
        kanan = par.peran == "sel" and _JUMLAH.fullmatch(teks) is not None
        if par.nomor is None and par.peran == "pasal":
            # Its style would number it.
            daftar = self._penomor.tanpa_nomor(), 0
        gantung = par.nomor is not None and par.nomor.jenis != "pasal"
        tingkat = None if daftar is None else daftar[1]
        p = salin(_contoh_paragraf(par.peran, tingkat, par.kedalaman, gantung, ikut, sisip, kanan))
        if daftar is not None:
            p[0][2 if ikut else 1][1].set(VAL, str(daftar[0]))
        return p

    def _nama(self, jenis: str, kunci: str, par: Paragraf, v: int) -> str:
        """The bookmark for a key of a paragraph: the one that references know, at its first numbered paragraph."""
        for x in (BARU, LAMA):
            sebagai = par.semula if x == LAMA and v == KEDUA and par.semula is not None else par
            if v & x and sebagai.kunci == kunci and sebagai.nomor is not None and kunci in self._belum[x]:
                nama = self._belum[x].pop(kunci)
                lain = self._belum[LAMA if x == BARU else BARU]
                if lain.get(kunci) == nama:
                    del lain[kunci]
                return nama
        return self._penanda.tambah(jenis, kunci)

    # --- inlines ---

    def _isi(self, p: etree._Element, isi: Sequence[Inline], tanda: Tanda | None) -> None:
        """The words of a paragraph, each stretch of one mark in an element of its own."""
        polos: list[Inline] = []

        def tuang() -> None:
            if polos:
                self._kata(p, polos, None if tanda is None else tanda.jenis)
                polos.clear()

        for b in isi:
            if isinstance(b, Ubahan):
                tuang()
                self._kata(p, b.isi, b.jenis)
            else:
                polos.append(b)
        tuang()

    def _kata(self, p: etree._Element, isi: Iterable[Inline], jenis: str | None) -> None:
        if jenis is None:
            self._inline(p, isi, BARU)
            return
        if self._tampak:
            awal = len(p)
            self._inline(p, isi, BARU)
            tampakkan(list(p)[awal:], jenis)
            return
        wadah = self._catat.kata(p, jenis)
        self._inline(wadah, isi, LAMA if jenis in ("hapus", "pindah_dari") else BARU)
        if jenis == "hapus":
            hapuskan(wadah)

    def _inline(self, p: etree._Element, isi: Iterable[Inline], v: int) -> None:
        for bagian in isi:
            if isinstance(bagian, Teks):
                _isi_teks(_tambah(p, _R), bagian.isi)
            elif isinstance(bagian, Rujukan):
                nama = self._sasaran[v].get(bagian.target)
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
            elif isinstance(bagian, Bidang):
                _isi_teks(tulis_bidang(p, bagian.jenis), "1")
            else:
                self._inline(p, bagian.isi, v)

    def _diapit(self, p: etree._Element, jenis: str, nilai: str, contoh: etree._Element, isi: str) -> None:
        awal, akhir = self._apit(jenis, nilai)
        p.append(awal)
        _isi_teks(_tambah(p, contoh), isi)
        p.append(akhir)

    def _apit(self, jenis: str, nilai: str) -> tuple[etree._Element, etree._Element]:
        return self._apit_nama(self._penanda.tambah(jenis, nilai))

    def _apit_nama(self, nama: str) -> tuple[etree._Element, etree._Element]:
        awal, akhir = salin(_PENANDA[0]), salin(_PENANDA[1])
        nomor = self._id_berikut()
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
