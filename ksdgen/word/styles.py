"""Roles as named Word styles: how each role looks, and how it is found again (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from ksdgen.paper.document import PERAN, TataLetak
from ksdgen.word.ooxml import NSMAP, bersih, elemen, fragmen, serialisasi, twip, w

LANGKAH = twip(10)
"""One list depth: 10 mm, room for "(10)" in 12 point."""

SELA = "KsdSela"
TANDA_ISIAN = "KsdIsian"

_POLOS = {"pasal", "ayat", "huruf", "angka", "huruf_kurung", "angka_kurung"}


def _id_gaya(peran: str) -> str:
    nama = "".join(kata.capitalize() for kata in peran.split("_"))
    return nama if peran in _POLOS else f"Ksd{nama}"


def _nama_gaya(peran: str) -> str:
    nama = peran.replace("_", " ").title()
    return nama if peran in _POLOS else f"KSD {nama}"


ID_GAYA: dict[str, str] = {peran: _id_gaya(peran) for peran in PERAN}
"""The styleId of each role."""

_NAMA_TABEL = {
    "pihak": "KSD Tabel Pihak",
    "lambang": "KSD Tabel Lambang",
    "tanda_tangan": "KSD Tabel Tanda Tangan",
    "paraf": "KSD Tabel Paraf",
    "tabel": "KSD Tabel Data",
}

ID_GAYA_TABEL: dict[str, str] = {
    peran: nama.replace(" ", "").replace("KSD", "Ksd") for peran, nama in _NAMA_TABEL.items()
}
"""The table style of each table role."""


def _kunci_nama(nama: str) -> str:
    # LibreOffice rewrites ids from names and Word changes the case of names it knows, so neither blanks nor case count.
    return "".join(nama.split()).casefold()


_PERAN_DARI_NAMA = {_kunci_nama(n): peran for peran in PERAN for n in (_nama_gaya(peran), _id_gaya(peran))}
_TABEL_DARI_NAMA = {_kunci_nama(id_gaya): peran for peran, id_gaya in ID_GAYA_TABEL.items()}


def peran_dari_nama(nama: str) -> str | None:
    """The role whose style has this name or id; "" for the technical paragraph `SELA`, None for a foreign style."""
    kunci = _kunci_nama(nama)
    return "" if kunci == _kunci_nama(SELA) else _PERAN_DARI_NAMA.get(kunci)


def peran_tabel_dari_nama(nama: str) -> str | None:
    """The role whose table style has this name or id, None for a foreign style."""
    return _TABEL_DARI_NAMA.get(_kunci_nama(nama))


@dataclass(frozen=True, slots=True)
class Rupa:
    """How a role looks; spacing in twentieths of a point, `ukuran` in points relative to the document's size."""

    jc: str = "both"
    sebelum: int = 0
    sesudah: int = 120
    tebal: bool = False
    ukuran: float = 0
    ikut: bool = False
    utuh: bool = False
    garis_besar: int | None = None
    rapat: bool = False
    """Single line spacing."""
    warna: str | None = None
    kotak: bool = False


RUPA: dict[str, Rupa] = {
    "judul": Rupa("center", 120, 60, tebal=True, ukuran=1, ikut=True),
    "judul_antara": Rupa("center", 60, 60, tebal=True, ikut=True),
    "judul_pihak": Rupa("center", 0, 0, tebal=True, ikut=True),
    "judul_tentang": Rupa("center", 0, 120, tebal=True, ikut=True),
    "judul_nomor": Rupa("center", 0, 0, tebal=True),
    "pembuka": Rupa(sebelum=240),
    "pihak_nama": Rupa("left", tebal=True),
    "pihak_titik_dua": Rupa("center"),
    # Left, not justified: numbers of decrees are long words, and justified lines beside them would gape.
    "pihak_uraian": Rupa("left"),
    "kesepakatan": Rupa(sebelum=60),
    "pasal": Rupa("center", 240, 120, tebal=True, ikut=True, utuh=True, garis_besar=0),
    "ayat": Rupa(sebelum=40, sesudah=60),
    "huruf": Rupa(sesudah=60),
    "angka": Rupa(sesudah=60),
    "huruf_kurung": Rupa(sesudah=60),
    "angka_kurung": Rupa(sesudah=60),
    # The signature grid may not stand alone on a page: the closing is one piece and goes with it.
    "penutup": Rupa(sebelum=180, sesudah=60, ikut=True, utuh=True),
    "lambang": Rupa("center", rapat=True),
    "bingkai_lambang": Rupa("center", 60, 120, ukuran=-3, rapat=True, warna="595959", kotak=True),
    # Rows of the signature grid are kept together one by one (see `tables.rangkai`), never by style: a long grid must
    # break.
    "ttd_pihak": Rupa("center", 320, 0, tebal=True),
    "ttd_lembaga": Rupa("center", 0, 0),
    "ttd_jabatan": Rupa("center", 0, 0),
    # 24 mm for signature, stamp and meterai, with a small word (as "meterai") in the middle of it where there is one.
    "ttd_ruang": Rupa("center", twip(9.5), twip(9.5), ukuran=-3, warna="7F7F7F"),
    "ttd_nama": Rupa("center", 0, 0, tebal=True),
    "ttd_keterangan": Rupa("center", 0, 0, ukuran=-2),
    "saksi_judul": Rupa("center", 400, 120, ikut=True, utuh=True),
    "sel": Rupa("left", 40, 40, ukuran=-1, rapat=True),
    "sel_kepala": Rupa("center", 60, 60, tebal=True, ukuran=-1, ikut=True, rapat=True),
    "lampiran_judul": Rupa("center", 0, 120, tebal=True, ikut=True, utuh=True, garis_besar=0),
    "kaki": Rupa("center", 60, 0, ukuran=-3, rapat=True),
    "paraf": Rupa("center", 0, 0, ukuran=-5, rapat=True),
}
"""Roles that differ from a justified body paragraph."""


def _huruf(rpr: etree._Element, rupa: Rupa, tata: TataLetak) -> None:
    # Order of CT_RPr: b, bCs, color, sz, szCs.
    if rupa.tebal:
        elemen(rpr, "b")
        elemen(rpr, "bCs")
    if rupa.warna:
        elemen(rpr, "color", val=rupa.warna)
    if rupa.ukuran:
        setengah = max(8, round((tata.ukuran_pt + rupa.ukuran) * 2))
        elemen(rpr, "sz", val=setengah)
        elemen(rpr, "szCs", val=setengah)


def _paragraf(ppr: etree._Element, peran: str, rupa: Rupa) -> None:
    # Order of CT_PPrBase: keepNext, keepLines, widowControl, numPr, pBdr, spacing, jc, outlineLvl.
    if rupa.ikut:
        elemen(ppr, "keepNext")
    if rupa.utuh:
        elemen(ppr, "keepLines")
    if peran == "pasal":
        elemen(elemen(ppr, "numPr"), "numId", val=1)
    if rupa.kotak:
        bingkai = elemen(ppr, "pBdr")
        for sisi, jarak in (("top", 24), ("left", 4), ("bottom", 24), ("right", 4)):
            elemen(bingkai, sisi, val="single", sz=6, space=jarak, color="7F7F7F")
    jarak_baris = {"line": 240, "lineRule": "auto"} if rupa.rapat else {}
    elemen(ppr, "spacing", before=rupa.sebelum, after=rupa.sesudah, **jarak_baris)
    if rupa.jc != "both":
        elemen(ppr, "jc", val=rupa.jc)
    if rupa.garis_besar is not None:
        elemen(ppr, "outlineLvl", val=rupa.garis_besar)


_TETAP = """
<w:styles>
  <w:docDefaults>
    <w:rPrDefault><w:rPr>
      <w:rFonts/><w:kern w:val="0"/><w:sz/><w:szCs/><w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>
    </w:rPr></w:rPrDefault>
    <w:pPrDefault><w:pPr/></w:pPrDefault>
  </w:docDefaults>
  <w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0"
    w:count="376"/>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
    <w:pPr><w:widowControl/><w:spacing/><w:jc w:val="both"/></w:pPr></w:style>
  <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
    <w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
  <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
    <w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
    <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
      <w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
  <w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>
    <w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
  <w:style w:type="paragraph" w:customStyle="1" w:styleId="KsdSela"><w:name w:val="KSD Sela"/>
    <w:basedOn w:val="Normal"/>
    <w:uiPriority w:val="99"/><w:semiHidden/>
    <w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:jc w:val="left"/></w:pPr>
    <w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>
  <w:style w:type="character" w:customStyle="1" w:styleId="KsdIsian"><w:name w:val="Isian"/>
    <w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="1"/><w:qFormat/><w:rPr><w:noProof/></w:rPr></w:style>
</w:styles>
"""


def set_huruf(rfonts: etree._Element, huruf: str) -> None:
    """Name one typeface for every script, so that no theme font shows through."""
    for sisi in ("ascii", "hAnsi", "eastAsia", "cs"):
        rfonts.set(w(sisi), bersih(huruf))


@lru_cache(maxsize=16)
def gaya(tata: TataLetak) -> bytes:
    """word/styles.xml for a layout."""
    sumber = fragmen(_TETAP)
    # A root of its own: the wrapper of `fragmen` must not be its document.
    akar = etree.Element(w("styles"), nsmap={"w": NSMAP["w"]})
    akar.extend(sumber)
    rfonts = akar.find(f".//{w('rFonts')}")
    assert rfonts is not None
    set_huruf(rfonts, tata.huruf)
    for sz in akar[0].iter(w("sz"), w("szCs")):
        sz.set(w("val"), str(setengah_poin(tata)))
    spacing = akar.find(f"{w('style')}/{w('pPr')}/{w('spacing')}")
    assert spacing is not None
    for nama, nilai in (("before", "0"), ("after", "0"), ("line", str(jarak_baris(tata))), ("lineRule", "auto")):
        spacing.set(w(nama), nilai)
    for peran in PERAN:
        rupa = RUPA.get(peran, Rupa())
        s = elemen(akar, "style", type="paragraph", customStyle=1, styleId=ID_GAYA[peran])
        elemen(s, "name", val=_nama_gaya(peran))
        elemen(s, "basedOn", val="Normal")
        if peran == "pasal":
            elemen(s, "next", val=ID_GAYA["ayat"])
        elemen(s, "uiPriority", val=1 if peran in _POLOS else 2)
        elemen(s, "qFormat")
        _paragraf(elemen(s, "pPr"), peran, rupa)
        if rupa.tebal or rupa.warna or rupa.ukuran:
            _huruf(elemen(s, "rPr"), rupa, tata)
    for peran, id_gaya in ID_GAYA_TABEL.items():
        s = elemen(akar, "style", type="table", customStyle=1, styleId=id_gaya)
        elemen(s, "name", val=_NAMA_TABEL[peran])
        elemen(s, "basedOn", val="TableNormal")
        elemen(s, "uiPriority", val=3)
    return serialisasi(akar)


def setengah_poin(tata: TataLetak) -> int:
    """The size of body text in half-points (w:sz, 17.3.2.38)."""
    return max(2, round(tata.ukuran_pt * 2))


def jarak_baris(tata: TataLetak) -> int:
    """The line spacing in 240ths of a line (w:spacing/@w:line with lineRule auto, 17.3.1.33)."""
    return max(1, round(tata.spasi * 240))
