"""Pictures in a line of text: inline DrawingML (ISO/IEC 29500-1, 20.4.2.8)."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from ksdgen.paper.document import Picture
from ksdgen.paper.pictures import PictureFile, Unprintable, judge
from ksdgen.word.ooxml import DRAWING, EMU_PER_MM, RELATIONS, WP, clean, copy, fragment


class BrokenImage(ValueError):
    """The bytes of an image are none that can be printed."""


_IMAGE = """
<w:r><w:drawing>
  <wp:inline distT="0" distB="0" distL="0" distR="0">
    <wp:extent cx="0" cy="0"/><wp:docPr id="0" name=""/>
    <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
    <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
      <pic:pic><pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>
        <pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
        <pic:spPr>
          <a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>
          <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
      </pic:pic></a:graphicData></a:graphic>
  </wp:inline>
</w:drawing></w:r>
"""


@lru_cache(maxsize=1)
def _example() -> etree._Element:
    return fragment(_IMAGE)


def inspect_image(data: bytes) -> PictureFile:
    """The shape of a picture.

    Raises:
        BrokenImage: it cannot be printed.

    """
    verdict = judge(data)
    if isinstance(verdict, Unprintable):
        raise BrokenImage(f"gambar {verdict.fault}")
    return verdict


LARGEST_EMU = 22 * 914400
"""The longest edge that Word lets a picture have: 22 inches."""


def write_image(paragraph: etree._Element, image: Picture, ratio: float, rid: str, ordinal: int) -> None:
    """Append the run of an image.

    Args:
        paragraph: where the run goes.
        image: what to show, and its height.
        ratio: width divided by height, as `paper.pictures` reads it.
        rid: the relationship id of the bytes.
        ordinal: makes the id of the drawing unique in the document.
    """
    run = copy(_example())
    highest = int(LARGEST_EMU / max(1, ratio))
    height = min(max(1, image.height_mm) * EMU_PER_MM, highest)
    width = max(1, round(height * ratio))
    for element in run.iter(f"{{{WP}}}extent", f"{{{DRAWING}}}ext"):
        element.set("cx", str(width))
        element.set("cy", str(height))
    inline = run[0][0]
    doc_pr = inline[1]
    blip = next(run.iter(f"{{{DRAWING}}}blip"))
    blip.set(f"{{{RELATIONS}}}embed", rid)
    for element in (doc_pr, next(e for e in run.iter() if str(e.tag).endswith("}cNvPr"))):
        element.set("id", str(ordinal))
        element.set("name", f"Gambar {ordinal}")
    doc_pr.set("descr", clean(image.remark))
    paragraph.append(run)


def read_image(drawing: etree._Element) -> tuple[str, str, int] | None:
    """Alt text, relationship id and height in millimetres of a w:drawing; None when it shows no picture."""
    blip = next(drawing.iter(f"{{{DRAWING}}}blip"), None)
    rid = None if blip is None else blip.get(f"{{{RELATIONS}}}embed")
    if rid is None:
        return None
    doc_pr = next(drawing.iter(f"{{{WP}}}docPr"), None)
    box_size = next(drawing.iter(f"{{{WP}}}extent"), None)
    try:
        height = round(float("" if box_size is None else box_size.get("cy", "")) / EMU_PER_MM)
    except (ValueError, OverflowError):
        height = 0
    return ("" if doc_pr is None else doc_pr.get("descr", ""), rid, height)
