""".docx → `Dokumen`, also for files that Word or LibreOffice saved meanwhile.

Numbers are computed from the numbering part; styles are recognised by name; keys, blanks and targets come back through
the bookmarks of `identity`. Tracked changes, whoever made them, are read as the newer version, or as marks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from ksdgen.paper.document import Blok, Dokumen, Gambar, TataLetak
from ksdgen.word import identity
from ksdgen.word.images import baca_gambar
from ksdgen.word.layout import baca_seksi, baca_tanda_air, milimeter, seksi
from ksdgen.word.ooxml import NSMAP, bilangan, w
from ksdgen.word.package import BerkasWordRusak, Cerita, PaketTerbaca
from ksdgen.word.properties import Sifat, nilai
from ksdgen.word.references import dengan_nomor_sasaran
from ksdgen.word.stories import PembacaCerita, Seksi, Umum, seksi_semula
from ksdgen.word.styles import jarak_baris, setengah_poin
from ksdgen.word.versions import BARU, KEDUA, LAMA, UNSUR_PERUBAHAN, tanda_sifat

__all__ = ["BerkasWordRusak", "baca"]

_UKURAN_SAMA = 20
"""LibreOffice makes a page that is nearly of a size it knows exactly so: 215 mm become 215.2."""


def baca(data: bytes, tanda: bool = False) -> tuple[Dokumen, dict[str, bytes]]:
    """Read a .docx.

    Args:
        data: the file.
        tanda: read tracked changes as marks. Otherwise an insertion that is not yet accepted is read as present and a
            deletion as absent.

    Returns:
        The document, and the bytes of its images by sha256.

    Raises:
        BerkasWordRusak: the bytes are no .docx that can be read.

    """
    try:
        pembaca = _Pembaca(PaketTerbaca(data), KEDUA if tanda else BARU)
        return pembaca.dokumen(), pembaca.aset
    except RecursionError as galat:
        raise BerkasWordRusak("susunan berkas Word terlalu dalam untuk dibaca") from galat


class _Pembaca:
    def __init__(self, paket: PaketTerbaca, penuh: int) -> None:
        self._paket = paket
        self._penuh = penuh
        self.aset: dict[str, bytes] = {}
        gaya, penomoran = paket.terkait(RT.STYLES), paket.terkait(RT.NUMBERING)
        self._sifat = Sifat(gaya[0].akar if gaya else None, penomoran[0].akar if penomoran else None)
        self._penanda: dict[str, identity.Penanda] = {}
        self._tata: TataLetak | None = None
        self._semula: Dokumen | None = None
        self._perubahan: identity.Perubahan | None = None
        for cerita in paket.terkait(RT.CUSTOM_XML):
            read = identity.READERS.get(etree.QName(cerita.akar).namespace)
            if read is not None:
                part = read(cerita.akar)
                self._penanda.update(part.penanda)
                self._tata = self._tata or part.tata
                self._semula = self._semula or part.semula
                self._perubahan = self._perubahan or part.perubahan

    def dokumen(self) -> Dokumen:
        cerita = self._paket.dokumen
        badan = cerita.akar.find(w("body"))
        if badan is None:
            raise BerkasWordRusak("berkas Word tidak memuat isi")
        daftar_seksi = self._seksi(badan)
        kaki, kepala = self._cerita_lain(daftar_seksi, "footer")[:1], self._cerita_lain(daftar_seksi, "header")
        pulihkan = self._perubahan
        if pulihkan is not None and not any(_berubah(c.akar) for c in (cerita, *kaki, *kepala)):
            # All changes were accepted or rejected meanwhile: there is one version only.
            self._penuh, pulihkan = BARU, None
        elif not self._paket.aplikasi.startswith("LibreOffice"):
            pulihkan = None
        umum = Umum(self._penuh, self._sifat, self._penanda, pulihkan)
        isi = PembacaCerita(umum, self._gambar(cerita), daftar_seksi).baca(badan)
        isi_kaki: tuple[Blok, ...] = ()
        for c in kaki:
            isi_kaki = PembacaCerita(umum, self._gambar(c)).baca(c.akar)
        if pulihkan is not None:
            isi, isi_kaki = dengan_nomor_sasaran(isi, isi_kaki)
        utama, akhir = self._versi(daftar_seksi, kepala, BARU), self._semula
        if pulihkan is not None:
            utama = replace(utama, tanda_air=pulihkan.tanda_air)
        if self._penuh == KEDUA and akhir is None:
            akhir = self._versi(daftar_seksi, kepala, LAMA)
        semula = akhir if self._penuh == KEDUA and akhir != utama else None
        return Dokumen(utama.judul, isi, isi_kaki, utama.tata, utama.tanda_air, semula)

    def _seksi(self, badan: etree._Element) -> list[Seksi]:
        hasil: list[Seksi] = []
        for s in badan.iter(w("sectPr")):
            induk = s.getparent()
            if induk is None or induk.tag not in (w("pPr"), w("body")):
                continue
            ada = tanda_sifat(induk.find(w("rPr")) if induk.tag == w("pPr") else None, KEDUA) & KEDUA
            luar = induk.getparent()
            if ada and (luar is None or luar.tag != w("pPrChange")):
                hasil.append((s, ada))
        return hasil

    def _cerita_lain(self, daftar_seksi: list[Seksi], jenis: str) -> list[Cerita]:
        """The headers or footers of the sections, in their order; of the footers, those of ordinary pages."""
        hasil: list[Cerita] = []
        for s, _ in daftar_seksi:
            for rujukan in s.iterfind(w(f"{jenis}Reference")):
                bagian = self._paket.menurut_id(rujukan.get(f"{{{NSMAP['r']}}}id", ""))
                if bagian is not None and (jenis == "header" or rujukan.get(w("type"), "default") == "default"):
                    hasil.append(bagian)
        return hasil

    def _versi(self, daftar_seksi: list[Seksi], kepala: list[Cerita], v: int) -> Dokumen:
        """Title, layout and watermark of one version."""
        daftar = [seksi_semula(s) if v == LAMA else s for s, ada in daftar_seksi if ada & v]
        air = (baca_tanda_air(k.akar, v) for k in kepala)
        return Dokumen(
            self._paket.judul,
            (),
            tata=self._baca_tata(daftar),
            tanda_air=next((a for a in air if a is not None), None),
        )

    def _baca_tata(self, daftar_seksi: list[etree._Element]) -> TataLetak:
        """The layout; exactly as it was before rounding where the file still agrees with it."""
        halaman = baca_seksi(daftar_seksi[0]) if daftar_seksi else {}
        normal = self._sifat.biasa
        asal = (normal.rpr if normal else None, self._sifat.bawaan)
        huruf = next((h for rpr in asal if (h := _huruf(rpr)) is not None), None)
        poin = next((bilangan(u) for rpr in asal if (u := nilai(rpr, "sz")) is not None), None)
        spacing = None if normal is None or normal.ppr is None else normal.ppr.find(w("spacing"))
        baris = None if spacing is None else spacing.get(w("line"))
        for asli in (self._tata, None if self._semula is None else self._semula.tata):
            if asli is None:
                continue
            semula = baca_seksi(seksi(asli, asli.lanskap))
            # LibreOffice counts in hundredths of a millimetre: a twip more or less is no change.
            sama = all(
                abs(semula[n] - v) <= (_UKURAN_SAMA if n in ("lebar_mm", "tinggi_mm") else 2)
                for n, v in halaman.items()
                if n != "lanskap"
            )
            sama = sama and semula["lanskap"] == halaman.get("lanskap", False)
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

    def _gambar(self, cerita: Cerita) -> Callable[[etree._Element], Gambar | None]:
        return partial(self._satu_gambar, cerita)

    def _satu_gambar(self, cerita: Cerita, e: etree._Element) -> Gambar | None:
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


def _berubah(akar: etree._Element) -> bool:
    """Whether a story holds a tracked change."""
    return next(akar.iter(*UNSUR_PERUBAHAN), None) is not None


def _huruf(rpr: etree._Element | None) -> str | None:
    rfonts = None if rpr is None else rpr.find(w("rFonts"))
    return None if rfonts is None else rfonts.get(w("ascii"))
