"""Names of ISO/IEC 29500 and the few XML helpers that writer and reader share."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
VECTOR = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"
W10 = "urn:schemas-microsoft-com:office:word"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

NSMAP: dict[str, str] = {
    "w": WORD,
    "r": RELATIONS,
    "wp": WP,
    "a": DRAWING,
    "pic": PIC,
    "v": VECTOR,
    "o": OFFICE,
    "w10": W10,
}
"""Declared on the root of every story, so that no element below repeats a declaration."""

_DECLARATION = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NSMAP.items())

# Characters outside the Char production of XML 1.0 (section 2.2); they are refused upstream, here they must only not
# crash.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TWIP_PER_MM = 1440 / 25.4
EMU_PER_MM = 36000


# copy.copy calls this too, after a search that costs as much again; the stubs do not know it.
copy: Callable[[etree._Element], etree._Element] = etree._Element.__copy__  # type: ignore[attr-defined]
"""A copy of an element and all below it.

Building from copies of small patterns is three times as fast as element by element.
"""


def wml(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


VAL = wml("val")


def fragment(xml: str) -> etree._Element:
    """A static piece of markup as an element; the usual prefixes are declared. Never used with text of a document."""
    wrapper = etree.fromstring(f"<x {_DECLARATION}>{xml}</x>", etree.XMLParser(remove_blank_text=True))
    return wrapper[0]


def clean(text: str) -> str:
    """The text with every character that XML 1.0 cannot hold replaced by U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def twip(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * TWIP_PER_MM)


def element(parent: etree._Element, tag: str, **attributes: object) -> etree._Element:
    """A new WordprocessingML child; attributes are given by local name and keep the order of the call."""
    child = etree.SubElement(parent, wml(tag))
    for key, value in attributes.items():
        child.set(wml(key), clean(str(value)))
    return child


def serialise(root: etree._Element) -> bytes:
    """A part's bytes: UTF-8, with the declaration that Word writes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def parse(data: bytes) -> etree._Element:
    """The root of a part from outside: no DTD, no entities, no network.

    Raises:
        ValueError: not well-formed, or with a document type declaration, which OPC forbids (ISO/IEC 29500-2, 9.1.4).

    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("deklarasi DOCTYPE")
    return root


LARGEST_NUMERAL = 2**31 - 1
"""The largest whole number that WordprocessingML knows (22.9.2, xsd:int)."""


def numeral(text: str | None, default: int = 0) -> int:
    """An integer attribute of a foreign file; `default` when it is absent or no number."""
    try:
        value = round(float(text)) if text is not None else default
    except (ValueError, OverflowError):
        return default
    return max(-LARGEST_NUMERAL, min(value, LARGEST_NUMERAL))
