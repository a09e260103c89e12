"""Pages: size, margins and orientation of a section (ISO/IEC 29500-1, 17.6), and the watermark (VML, 29500-4, 19)."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache

from lxml import etree

from ksdgen.paper.document import PageLayout
from ksdgen.word.ooxml import NSMAP, OFFICE, TWIP_PER_MM, VECTOR, clean, element, fragment, serialise, twip, wml
from ksdgen.word.versions import versions_of

_HEADER_DISTANCE, _FOOTER_DISTANCE = twip(10), twip(7)
"""How far header and footer stand from the edge of the paper; the boxes for initials must leave air below the text."""

_MARGINS = (
    ("top", "margin_top_mm"),
    ("right", "margin_right_mm"),
    ("bottom", "margin_bottom_mm"),
    ("left", "margin_left_mm"),
)


def text_width(layout: PageLayout, landscape: bool) -> int:
    """The width between the margins in twips."""
    width = layout.height_mm if landscape else layout.width_mm
    return max(twip(width) - twip(layout.margin_left_mm) - twip(layout.margin_right_mm), 1000)


def text_height_mm(layout: PageLayout, landscape: bool) -> float:
    """The height between the margins in millimetres."""
    return (layout.width_mm if landscape else layout.height_mm) - layout.margin_top_mm - layout.margin_bottom_mm


def section(layout: PageLayout, landscape: bool, references: tuple[tuple[str, str], ...] = ()) -> etree._Element:
    """A w:sectPr.

    Args:
        layout: size and margins of the upright page.
        landscape: whether the pages lie on their side.
        references: header and footer as (element, relationship id); a section that has none takes those before it.
    """
    sect = etree.Element(wml("sectPr"), nsmap={"w": NSMAP["w"], "r": NSMAP["r"]})
    for name, rid in references:
        element(sect, name, type="default").set(f"{{{NSMAP['r']}}}id", rid)
    element(sect, "type", val="nextPage")
    width, height = twip(layout.width_mm), twip(layout.height_mm)
    if landscape:
        element(sect, "pgSz", w=height, h=width, orient="landscape")
    else:
        element(sect, "pgSz", w=width, h=height)
    margin = {name: twip(getattr(layout, dimension)) for name, dimension in _MARGINS}
    element(sect, "pgMar", **margin, header=_HEADER_DISTANCE, footer=_FOOTER_DISTANCE, gutter=0)
    return sect


def read_section(sect: etree._Element) -> dict[str, int | bool]:
    """Size and margins of a section in twips, upright, under the field names of `PageLayout`."""
    size, margin = sect.find(wml("pgSz")), sect.find(wml("pgMar"))
    result: dict[str, int | bool] = {"landscape": landscape(sect)}
    if size is not None:
        width, height = ("h", "w") if result["landscape"] else ("w", "h")
        for dimension, name in (("width_mm", width), ("height_mm", height)):
            _take(result, dimension, size.get(wml(name)))
    if margin is not None:
        for name, dimension in _MARGINS:
            _take(result, dimension, margin.get(wml(name)))
    return result


def _take(result: dict[str, int | bool], dimension: str, value: str | None) -> None:
    try:
        result[dimension] = round(float(value or ""))
    except (ValueError, OverflowError):
        return


def landscape(sect: etree._Element) -> bool:
    """Whether the pages of a section lie on their side."""
    size = sect.find(wml("pgSz"))
    return size is not None and size.get(wml("orient")) == "landscape"


def millimetres(width: float) -> float:
    """Twips in millimetres, to the tenth."""
    return round(width / TWIP_PER_MM, 1)


# What Word itself writes for Design → Watermark. A DrawingML text box instead would put its text on every page of a
# text export.
_WATERMARK = """
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

_HEADER = '<w:p><w:pPr><w:pStyle w:val="KsdSela"/></w:pPr></w:p>'


def header(*watermarks: etree._Element) -> bytes:
    """word/header1.xml with watermarks, each a run of `write_watermark` or a tracked change that holds one."""
    root = etree.Element(wml("hdr"), nsmap=NSMAP)
    paragraph = deepcopy(fragment(_HEADER))
    paragraph.extend(watermarks)
    root.append(paragraph)
    return serialise(root)


def write_watermark(text: str, ordinal: int = 1) -> etree._Element:
    """The run with `text` diagonally across the page; `ordinal` tells two on one page apart."""
    run = deepcopy(fragment(_WATERMARK))
    shape = run.find(f".//{{{VECTOR}}}shape")
    assert shape is not None
    if ordinal > 1:
        # Both runs bring their own w:shapetype: whichever is left must stand alone.
        shape_type = run.find(f".//{{{VECTOR}}}shapetype")
        assert shape_type is not None
        shape_type.set("id", f"_x0000_t136_{ordinal}")
        shape.set("type", f"#_x0000_t136_{ordinal}")
    shape.set("id", f"PowerPlusWaterMarkObject{ordinal}")
    shape.set(f"{{{OFFICE}}}spid", f"_x0000_s{2048 + ordinal}")
    # A letter is about 0.7 of its height wide; the diagonal of A4 between its margins leaves some 440 points.
    height = round(min(160, 440 / max(0.7 * len(text), 1)))
    width = round(min(440, height * max(0.7 * len(text), 1)))
    shape.set(
        "style",
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;"
        "z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin",
    )
    text_path = shape.find(f"{{{VECTOR}}}textpath")
    assert text_path is not None
    text_path.set("style", 'font-family:"Arial";font-size:1pt')
    text_path.set("string", clean(text))
    return run


@lru_cache(maxsize=16)
def watermark_header(text: str) -> bytes:
    """word/header1.xml with `text` diagonally across the page."""
    return header(write_watermark(text))


def read_watermark(root: etree._Element, version: int) -> str | None:
    """The watermark in the root of a header part in one version, None when it has none."""
    for text_path in root.iter(f"{{{VECTOR}}}textpath"):
        text = text_path.get("string")
        if text is not None and versions_of(text_path, version):
            return text
    return None
