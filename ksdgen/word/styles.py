"""Roles as named Word styles: how each role looks, and how it is found again (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from ksdgen.paper.document import ROLES, PageLayout
from ksdgen.word.ooxml import NSMAP, clean, element, fragment, serialise, twip, wml

INDENT_STEP = twip(10)
"""One list depth: 10 mm, room for "(10)" in 12 point."""

SPACER = "KsdSela"
BLANK_STYLE = "KsdIsian"

_PLAIN = {"pasal", "ayat", "huruf", "angka", "huruf_kurung", "angka_kurung"}


def _style_id(role: str) -> str:
    name = "".join(word.capitalize() for word in role.split("_"))
    return name if role in _PLAIN else f"Ksd{name}"


def _style_name(role: str) -> str:
    name = role.replace("_", " ").title()
    return name if role in _PLAIN else f"KSD {name}"


STYLE_IDS: dict[str, str] = {role: _style_id(role) for role in ROLES}
"""The styleId of each role."""

_TABLE_NAMES = {
    "pihak": "KSD Tabel Pihak",
    "lambang": "KSD Tabel Lambang",
    "tanda_tangan": "KSD Tabel Tanda Tangan",
    "paraf": "KSD Tabel Paraf",
    "tabel": "KSD Tabel Data",
}

TABLE_STYLE_IDS: dict[str, str] = {
    role: name.replace(" ", "").replace("KSD", "Ksd") for role, name in _TABLE_NAMES.items()
}
"""The table style of each table role."""


def _name_key(name: str) -> str:
    # LibreOffice rewrites ids from names and Word changes the case of names it knows, so neither blanks nor case count.
    return "".join(name.split()).casefold()


_ROLE_FROM_NAME = {_name_key(n): role for role in ROLES for n in (_style_name(role), _style_id(role))}
_TABLE_FROM_NAME = {_name_key(style_id): role for role, style_id in TABLE_STYLE_IDS.items()}


def role_from_name(name: str) -> str | None:
    """The role whose style has this name or id; "" for the technical paragraph `SPACER`, None for a foreign style."""
    key = _name_key(name)
    return "" if key == _name_key(SPACER) else _ROLE_FROM_NAME.get(key)


def table_role_from_name(name: str) -> str | None:
    """The role whose table style has this name or id, None for a foreign style."""
    return _TABLE_FROM_NAME.get(_name_key(name))


@dataclass(frozen=True, slots=True)
class Look:
    """How a role looks: space before and after in twentieths of a point, `size` in points relative to the document's."""

    jc: str = "both"
    before: int = 0
    after: int = 120
    bold: bool = False
    size: float = 0
    keep_with_next: bool = False
    whole: bool = False
    """Not broken across pages."""
    outline_level: int | None = None
    tight: bool = False
    """Single line spacing."""
    colour: str | None = None
    """As RRGGBB."""
    box: bool = False
    """With a border all around."""


LOOKS: dict[str, Look] = {
    "judul": Look("center", 120, 60, bold=True, size=1, keep_with_next=True),
    "judul_antara": Look("center", 60, 60, bold=True, keep_with_next=True),
    "judul_pihak": Look("center", 0, 0, bold=True, keep_with_next=True),
    "judul_tentang": Look("center", 0, 120, bold=True, keep_with_next=True),
    "judul_nomor": Look("center", 0, 0, bold=True),
    "pembuka": Look(before=240),
    "pihak_nama": Look("left", bold=True),
    "pihak_titik_dua": Look("center"),
    # Left, not justified: numbers of decrees are long words, and justified lines beside them would gape.
    "pihak_uraian": Look("left"),
    "kesepakatan": Look(before=60),
    "pasal": Look("center", 240, 120, bold=True, keep_with_next=True, whole=True, outline_level=0),
    "ayat": Look(before=40, after=60),
    "huruf": Look(after=60),
    "angka": Look(after=60),
    "huruf_kurung": Look(after=60),
    "angka_kurung": Look(after=60),
    # The signature grid may not stand alone on a page: the closing is one piece and goes with it.
    "penutup": Look(before=180, after=60, keep_with_next=True, whole=True),
    "lambang": Look("center", tight=True),
    "bingkai_lambang": Look("center", 60, 120, size=-3, tight=True, colour="595959", box=True),
    # Rows of the signature grid are kept together one by one (see `tables.keep_together`), never by style: a long grid
    # must break.
    "ttd_pihak": Look("center", 320, 0, bold=True),
    "ttd_lembaga": Look("center", 0, 0),
    "ttd_jabatan": Look("center", 0, 0),
    # 24 mm for signature, stamp and meterai, with a small word (as "meterai") in the middle of it where there is one.
    "ttd_ruang": Look("center", twip(9.5), twip(9.5), size=-3, colour="7F7F7F"),
    "ttd_nama": Look("center", 0, 0, bold=True),
    "ttd_keterangan": Look("center", 0, 0, size=-2),
    "saksi_judul": Look("center", 400, 120, keep_with_next=True, whole=True),
    "sel": Look("left", 40, 40, size=-1, tight=True),
    "sel_kepala": Look("center", 60, 60, bold=True, size=-1, keep_with_next=True, tight=True),
    "lampiran_judul": Look("center", 0, 120, bold=True, keep_with_next=True, whole=True, outline_level=0),
    "kaki": Look("center", 60, 0, size=-3, tight=True),
    "paraf": Look("center", 0, 0, size=-5, tight=True),
}
"""Roles that differ from a justified body paragraph."""


def _font(rpr: etree._Element, look: Look, layout: PageLayout) -> None:
    # Order of CT_RPr: b, bCs, color, sz, szCs.
    if look.bold:
        element(rpr, "b")
        element(rpr, "bCs")
    if look.colour:
        element(rpr, "color", val=look.colour)
    if look.size:
        half_points = max(8, round((layout.size_pt + look.size) * 2))
        element(rpr, "sz", val=half_points)
        element(rpr, "szCs", val=half_points)


def _paragraph(ppr: etree._Element, role: str, look: Look) -> None:
    # Order of CT_PPrBase: keepNext, keepLines, widowControl, numPr, pBdr, spacing, jc, outlineLvl.
    if look.keep_with_next:
        element(ppr, "keepNext")
    if look.whole:
        element(ppr, "keepLines")
    if role == "pasal":
        element(element(ppr, "numPr"), "numId", val=1)
    if look.box:
        frame = element(ppr, "pBdr")
        for side, spacing in (("top", 24), ("left", 4), ("bottom", 24), ("right", 4)):
            element(frame, side, val="single", sz=6, space=spacing, color="7F7F7F")
    line_spacing = {"line": 240, "lineRule": "auto"} if look.tight else {}
    element(ppr, "spacing", before=look.before, after=look.after, **line_spacing)
    if look.jc != "both":
        element(ppr, "jc", val=look.jc)
    if look.outline_level is not None:
        element(ppr, "outlineLvl", val=look.outline_level)


_FIXED = """
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


def set_font(rfonts: etree._Element, font: str) -> None:
    """Name one typeface for every script, so that no theme font shows through."""
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        rfonts.set(wml(script), clean(font))


@lru_cache(maxsize=16)
def write_styles(layout: PageLayout) -> bytes:
    """word/styles.xml for a layout."""
    source = fragment(_FIXED)
    # A root of its own: the wrapper of `fragment` must not be its document.
    root = etree.Element(wml("styles"), nsmap={"w": NSMAP["w"]})
    root.extend(source)
    rfonts = root.find(f".//{wml('rFonts')}")
    assert rfonts is not None
    set_font(rfonts, layout.font)
    for sz in root[0].iter(wml("sz"), wml("szCs")):
        sz.set(wml("val"), str(half_point_size(layout)))
    spacing = root.find(f"{wml('style')}/{wml('pPr')}/{wml('spacing')}")
    assert spacing is not None
    for name, value in (("before", "0"), ("after", "0"), ("line", str(line_spacing(layout))), ("lineRule", "auto")):
        spacing.set(wml(name), value)
    for role in ROLES:
        look = LOOKS.get(role, Look())
        style_element = element(root, "style", type="paragraph", customStyle=1, styleId=STYLE_IDS[role])
        element(style_element, "name", val=_style_name(role))
        element(style_element, "basedOn", val="Normal")
        if role == "pasal":
            element(style_element, "next", val=STYLE_IDS["ayat"])
        element(style_element, "uiPriority", val=1 if role in _PLAIN else 2)
        element(style_element, "qFormat")
        _paragraph(element(style_element, "pPr"), role, look)
        if look.bold or look.colour or look.size:
            _font(element(style_element, "rPr"), look, layout)
    for role, style_id in TABLE_STYLE_IDS.items():
        style_element = element(root, "style", type="table", customStyle=1, styleId=style_id)
        element(style_element, "name", val=_TABLE_NAMES[role])
        element(style_element, "basedOn", val="TableNormal")
        element(style_element, "uiPriority", val=3)
    return serialise(root)


def half_point_size(layout: PageLayout) -> int:
    """The size of body text in half-points (w:sz, 17.3.2.38)."""
    return max(2, round(layout.size_pt * 2))


def line_spacing(layout: PageLayout) -> int:
    """The line spacing in 240ths of a line (w:spacing/@w:line with lineRule auto, 17.3.1.33)."""
    return max(1, round(layout.spacing * 240))
