"""Names of ISO/IEC 29500 and the few XML helpers that writer and reader share."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - the prefix that every VML sample uses
W10 = "urn:schemas-microsoft-com:office:word"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

NSMAP: dict[str, str] = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC, "v": V, "o": O, "w10": W10}
"""Declared on the root of every story, so that no element below repeats a declaration."""

_DEKLARASI = " ".join(f'xmlns:{awalan}="{uri}"' for awalan, uri in NSMAP.items())

# Characters outside the Char production of XML 1.0 (section 2.2); they are refused upstream, here they must only not
# crash.
_TERLARANG = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TWIP_PER_MM = 1440 / 25.4
EMU_PER_MM = 36000


# copy.copy calls this too, after a search that costs as much again; the stubs do not know it.
salin: Callable[[etree._Element], etree._Element] = etree._Element.__copy__  # type: ignore[attr-defined]
"""A copy of an element and all below it.

Building from copies of small patterns is three times as fast as element by element.
"""


def w(nama: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{nama}"


VAL = w("val")


def fragmen(xml: str) -> etree._Element:
    """A static piece of markup as an element; the usual prefixes are declared. Never used with text of a document."""
    pembungkus = etree.fromstring(f"<x {_DEKLARASI}>{xml}</x>", etree.XMLParser(remove_blank_text=True))
    return pembungkus[0]


def bersih(teks: str) -> str:
    """The text with every character that XML 1.0 cannot hold replaced by U+FFFD."""
    return _TERLARANG.sub("\ufffd", teks)


def twip(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * TWIP_PER_MM)


def elemen(induk: etree._Element, nama: str, **atribut: object) -> etree._Element:
    """A new WordprocessingML child; attributes are given by local name and keep the order of the call."""
    anak = etree.SubElement(induk, w(nama))
    for kunci, nilai in atribut.items():
        anak.set(w(kunci), bersih(str(nilai)))
    return anak


def serialisasi(akar: etree._Element) -> bytes:
    """A part's bytes: UTF-8, with the declaration that Word writes."""
    return etree.tostring(akar, xml_declaration=True, encoding="UTF-8", standalone=True)


def urai(data: bytes) -> etree._Element:
    """The root of a part from outside: no DTD, no entities, no network.

    Raises:
        ValueError: not well-formed, or with a document type declaration, which OPC forbids (ISO/IEC 29500-2, 9.1.4).

    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        akar = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as galat:
        raise ValueError(str(galat)) from galat
    if akar.getroottree().docinfo.internalDTD is not None:
        raise ValueError("deklarasi DOCTYPE")
    return akar


def bilangan(teks: str | None, bawaan: int = 0) -> int:
    """An integer attribute of a foreign file; `bawaan` when it is absent or no number."""
    try:
        return round(float(teks)) if teks is not None else bawaan
    except (ValueError, OverflowError):
        return bawaan
