"""Pages: size, margins and orientation of a section, and the watermark in the header (ISO/IEC 29500-1, 17.6.

VML: 29500-4, 19).
"""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache

from lxml import etree

from ksdgen.paper.document import TataLetak
from ksdgen.word.ooxml import NSMAP, TWIP_PER_MM, O, V, bersih, elemen, fragmen, serialisasi, twip, w
from ksdgen.word.versions import di_dalam

_JARAK_KEPALA, _JARAK_KAKI = twip(10), twip(7)
"""How far header and footer stand from the edge of the paper; the boxes for initials must leave air below the text."""

_MARGIN = (
    ("top", "margin_atas_mm"),
    ("right", "margin_kanan_mm"),
    ("bottom", "margin_bawah_mm"),
    ("left", "margin_kiri_mm"),
)


def lebar_teks(tata: TataLetak, lanskap: bool) -> int:
    """The width between the margins in twips."""
    lebar = tata.tinggi_mm if lanskap else tata.lebar_mm
    return max(twip(lebar) - twip(tata.margin_kiri_mm) - twip(tata.margin_kanan_mm), 1000)


def tinggi_teks_mm(tata: TataLetak, lanskap: bool) -> float:
    """The height between the margins in millimetres."""
    return (tata.lebar_mm if lanskap else tata.tinggi_mm) - tata.margin_atas_mm - tata.margin_bawah_mm


def seksi(tata: TataLetak, lanskap: bool, rujukan: tuple[tuple[str, str], ...] = ()) -> etree._Element:
    """A w:sectPr.

    `rujukan` are the stories of the first section as (element, relationship id), later sections inherit them.
    """
    sect = etree.Element(w("sectPr"), nsmap={"w": NSMAP["w"], "r": NSMAP["r"]})
    for nama, rid in rujukan:
        elemen(sect, nama, type="default").set(f"{{{NSMAP['r']}}}id", rid)
    elemen(sect, "type", val="nextPage")
    lebar, tinggi = twip(tata.lebar_mm), twip(tata.tinggi_mm)
    if lanskap:
        elemen(sect, "pgSz", w=tinggi, h=lebar, orient="landscape")
    else:
        elemen(sect, "pgSz", w=lebar, h=tinggi)
    margin = {nama: twip(getattr(tata, bidang)) for nama, bidang in _MARGIN}
    elemen(sect, "pgMar", **margin, header=_JARAK_KEPALA, footer=_JARAK_KAKI, gutter=0)
    return sect


def baca_seksi(sect: etree._Element) -> dict[str, int | bool]:
    """Size and margins of a section in twips, upright, under the field names of `TataLetak`."""
    ukuran, margin = sect.find(w("pgSz")), sect.find(w("pgMar"))
    hasil: dict[str, int | bool] = {"lanskap": lanskap(sect)}
    if ukuran is not None:
        datar, tegak = ("h", "w") if hasil["lanskap"] else ("w", "h")
        for bidang, nama in (("lebar_mm", datar), ("tinggi_mm", tegak)):
            _ambil(hasil, bidang, ukuran.get(w(nama)))
    if margin is not None:
        for nama, bidang in _MARGIN:
            _ambil(hasil, bidang, margin.get(w(nama)))
    return hasil


def _ambil(hasil: dict[str, int | bool], bidang: str, nilai: str | None) -> None:
    try:
        hasil[bidang] = round(float(nilai or ""))
    except (ValueError, OverflowError):
        return


def lanskap(sect: etree._Element) -> bool:
    """Whether the pages of a section lie on their side."""
    ukuran = sect.find(w("pgSz"))
    return ukuran is not None and ukuran.get(w("orient")) == "landscape"


def milimeter(nilai: float) -> float:
    """Twips in millimetres, to the tenth."""
    return round(nilai / TWIP_PER_MM, 1)


# What Word itself writes for Design → Watermark. A DrawingML text box instead would put its text on every page of a
# text export.
_TANDA_AIR = """
<w:r><w:rPr><w:noProof/></w:rPr><w:pict>
  <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
    <v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
      <v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
      <v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/>
      <v:f eqn="mid @6 @7"/>
      <v:f eqn="sum @6 0 @5"/></v:formulas>
    <v:path textpathok="t" o:connecttype="custom"
      o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
    <v:textpath on="t" fitshape="t"/>
    <v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>
    <o:lock v:ext="edit" text="t" shapetype="t"/>
  </v:shapetype>
  <v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" o:allowincell="f"
    fillcolor="#e0e0e0" stroked="f">
    <v:fill opacity=".5"/><v:textpath string=""/>
  </v:shape>
</w:pict></w:r>
"""

_KEPALA = '<w:p><w:pPr><w:pStyle w:val="KsdSela"/></w:pPr></w:p>'


def kepala(*tanda_air: etree._Element) -> bytes:
    """word/header1.xml with watermarks, each a run of `tulis_tanda_air` or a tracked change that holds one."""
    akar = etree.Element(w("hdr"), nsmap=NSMAP)
    p = deepcopy(fragmen(_KEPALA))
    p.extend(tanda_air)
    akar.append(p)
    return serialisasi(akar)


def tulis_tanda_air(teks: str, urutan: int = 1) -> etree._Element:
    """The run with `teks` diagonally across the page; `urutan` tells two on one page apart."""
    r = deepcopy(fragmen(_TANDA_AIR))
    bentuk = r.find(f".//{{{V}}}shape")
    assert bentuk is not None
    if urutan > 1:
        # Both runs bring their own w:shapetype: whichever is left must stand alone.
        tipe = r.find(f".//{{{V}}}shapetype")
        assert tipe is not None
        tipe.set("id", f"_x0000_t136_{urutan}")
        bentuk.set("type", f"#_x0000_t136_{urutan}")
    bentuk.set("id", f"PowerPlusWaterMarkObject{urutan}")
    bentuk.set(f"{{{O}}}spid", f"_x0000_s{2048 + urutan}")
    # A letter is about 0.7 of its height wide; the diagonal of A4 between its margins leaves some 440 points.
    tinggi = round(min(160, 440 / max(0.7 * len(teks), 1)))
    lebar = round(min(440, tinggi * max(0.7 * len(teks), 1)))
    bentuk.set(
        "style",
        f"position:absolute;margin-left:0;margin-top:0;width:{lebar}pt;height:{tinggi}pt;rotation:315;"
        "z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin",
    )
    jalur = bentuk.find(f"{{{V}}}textpath")
    assert jalur is not None
    jalur.set("style", 'font-family:"Arial";font-size:1pt')
    jalur.set("string", bersih(teks))
    return r


@lru_cache(maxsize=16)
def kepala_tanda_air(teks: str) -> bytes:
    """word/header1.xml with `teks` diagonally across the page."""
    return kepala(tulis_tanda_air(teks))


def baca_tanda_air(kepala: etree._Element, v: int) -> str | None:
    """The watermark of a header part in one version, None when it has none."""
    for jalur in kepala.iter(f"{{{V}}}textpath"):
        teks = jalur.get("string")
        if teks is not None and di_dalam(jalur, v):
            return teks
    return None
