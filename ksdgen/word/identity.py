"""Identity that survives Word: bookmarks for keys, blanks and dead references, and their customXml part.

A bookmark name holds 40 characters of [A-Za-z0-9_] (ISO/IEC 29500-1, 17.13.6.2 and Word's limit), an identity
anything; so the name is a stable hash and the part maps it back. The part also carries what OOXML rounds: the layout in
millimetres.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from ksdgen.paper.document import NUMBER_LABELS, ROLES, Dokumen, Number, PageBreak, PageLayout, Paragraph
from ksdgen.word.ooxml import clean, serialise

NS = "urn:ksdgen:naskah:1"
"""The form of the part that is written; its last number is the version (see `READERS`)."""

IDENTITY, TABLE, GAP, REFERENCE = "kunci", "tabel", "kosong", "rujukan"
NEW_IDENTITY, OLD_IDENTITY = "kunci_baru", "kunci_lama"
"""The identity that a paragraph of two versions has in one of them only."""
TRAITS, SPACER = "ciri", "sela"
"""What a paragraph of a redlined file is in each version, and that a paragraph is in neither: for editors that lose it."""
_PREFIXES = {
    IDENTITY: "_Ref",
    NEW_IDENTITY: "_Ref",
    OLD_IDENTITY: "_Ref",
    TABLE: "_Tbl",
    GAP: "_Isi",
    REFERENCE: "_Rjk",
    TRAITS: "_Cri",
    SPACER: "_Sla",
}
_SPACE = 10**9
"""How many numbers a name can end in."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What a bookmark of ours stands for: `kind` is one of the constants above, `value` the identity, name or target."""

    kind: str
    value: str


class BookmarkNames:
    """Names for bookmarks, given in document order, so that equal input gives equal names."""

    def __init__(self) -> None:
        self._bookmarks: dict[str, Bookmark] = {}
        self._next_numbers: dict[Bookmark, int] = {}

    def add(self, kind: str, value: str) -> str:
        """A name of its own for the bookmark of this identity, or of this occurrence of a blank."""
        bookmark = Bookmark(kind, clean(value))
        prefix = _PREFIXES[kind]
        number = self._next_numbers.get(bookmark, -1)
        if number < 0:
            number = int.from_bytes(hashlib.sha256(bookmark.value.encode()).digest()[:8], "big") % _SPACE
        # Two identities can share a hash, and one blank occurs many times: the next free number, in document order.
        while (name := f"{prefix}{number:09d}") in self._bookmarks:
            number = (number + 1) % _SPACE
        self._bookmarks[name] = bookmark
        self._next_numbers[bookmark] = (number + 1) % _SPACE
        return name

    def xml(self, dokumen: Dokumen, changes: int) -> bytes:
        """customXml/item1.xml.

        Args:
            dokumen: the document with its layout, and with what the older version had instead.
            changes: how many tracked changes the file holds.
        """
        root = etree.fromstring(f'<naskah xmlns="{NS}"/>')
        _write_layout(root, dokumen.layout)
        former = dokumen.former
        if changes:
            root.set("perubahan", str(changes))
            if dokumen.watermark is not None:
                root.set("tanda_air", clean(dokumen.watermark))
            for block in dokumen.content:
                if isinstance(block, PageBreak) and block.landscape is not None:
                    kind = "" if block.mark is None else block.mark.kind
                    etree.SubElement(root, f"{{{NS}}}seksi", lanskap=str(block.landscape), tanda=kind)
        if former is not None:
            element = etree.SubElement(root, f"{{{NS}}}semula", judul=clean(former.title))
            if former.watermark is not None:
                element.set("tanda_air", clean(former.watermark))
            _write_layout(element, former.layout)
        for name, bookmark in self._bookmarks.items():
            element = etree.SubElement(root, f"{{{NS}}}penanda")
            element.set("nama", name)
            element.set("jenis", bookmark.kind)
            element.set("nilai", bookmark.value)
        return serialise(root)


def _write_layout(parent: etree._Element, layout: PageLayout) -> None:
    element = etree.SubElement(parent, f"{{{NS}}}tata")
    element.set("lebar_mm", repr(layout.width_mm))
    element.set("tinggi_mm", repr(layout.height_mm))
    element.set("margin_atas_mm", repr(layout.margin_top_mm))
    element.set("margin_bawah_mm", repr(layout.margin_bottom_mm))
    element.set("margin_kiri_mm", repr(layout.margin_left_mm))
    element.set("margin_kanan_mm", repr(layout.margin_right_mm))
    element.set("huruf", clean(layout.font))
    element.set("ukuran_pt", repr(layout.size_pt))
    element.set("spasi", repr(layout.spacing))
    element.set("lanskap", repr(layout.landscape))


def read_bookmarks(root: etree._Element) -> dict[str, Bookmark]:
    """Bookmark name → meaning, from a customXml part of ours."""
    result: dict[str, Bookmark] = {}
    for element in root.iterfind(f"{{{NS}}}penanda"):
        name, kind = element.get("nama"), element.get("jenis")
        if name is not None and kind in _PREFIXES:
            result[name] = Bookmark(kind, element.get("nilai", ""))
    return result


def read_layout(root: etree._Element) -> PageLayout | None:
    """The layout as it was before rounding to twips, None when somebody broke the part."""
    element = root.find(f"{{{NS}}}tata")
    if element is None:
        return None
    try:
        return PageLayout(
            width_mm=_measure(element, "lebar_mm"),
            height_mm=_measure(element, "tinggi_mm"),
            margin_top_mm=_measure(element, "margin_atas_mm"),
            margin_bottom_mm=_measure(element, "margin_bawah_mm"),
            margin_left_mm=_measure(element, "margin_kiri_mm"),
            margin_right_mm=_measure(element, "margin_kanan_mm"),
            font=str(element.attrib["huruf"]),
            size_pt=_measure(element, "ukuran_pt"),
            spacing=_measure(element, "spasi"),
            landscape=element.attrib["lanskap"] == "True",
        )
    except (KeyError, ValueError):
        return None


def _measure(element: etree._Element, key: str) -> float:
    """A length, type size or spacing.

    Raises:
        KeyError, ValueError: it is missing, or nothing that a page can have.
    """
    value = float(element.attrib[key])
    if not 0 <= value < 10_000:
        raise ValueError(value)
    return value


class RedlineNotes(NamedTuple):
    """What the part remembers of a file that was written with tracked changes."""

    watermark: str | None
    sections: tuple[tuple[bool, str], ...]
    """For each section break whether the pages after it lie on their side, and the kind of its mark ("" for none)."""


def read_redline_notes(root: etree._Element) -> RedlineNotes | None:
    """What is to be known of the tracked changes that the file was written with; None when there were none."""
    if root.get("perubahan") is None:
        return None
    sections = ((e.get("lanskap") == "True", e.get("tanda", "")) for e in root.iterfind(f"{{{NS}}}seksi"))
    return RedlineNotes(root.get("tanda_air"), tuple(sections))


_TRAITS = re.compile(
    r"(?P<peran>\w+),(?P<kedalaman>\d{1,4}),(?:(?P<jenis>\w+):(?P<nilai>\d{1,9}))?,(?P<pindah>\d{0,9})", re.ASCII
)


def write_traits(paragraph: Paragraph) -> str:
    """Role, depth, number and move of a paragraph, and those of the older version after them where they differ."""
    move = "" if paragraph.mark is None or paragraph.mark.move is None else paragraph.mark.move
    traits: list[str] = []
    for version in (paragraph, paragraph.former):
        if version is not None:
            number = "" if version.number is None else f"{version.number.kind}:{version.number.value}"
            traits.append(f"{version.role},{version.depth},{number},{move}")
    return ";".join(traits)


class Traits(NamedTuple):
    """What a paragraph is in one version."""

    role: str
    depth: int
    number: Number | None
    move: int | None


def read_traits(value: str) -> list[Traits]:
    """The inverse of `write_traits`; nothing when somebody broke it."""
    result: list[Traits] = []
    for traits in value.split(";"):
        matched = _TRAITS.fullmatch(traits)
        if matched is None or matched["peran"] not in ROLES or (matched["jenis"] or "pasal") not in NUMBER_LABELS:
            return []
        number = Number(matched["jenis"], int(matched["nilai"])) if matched["jenis"] else None
        move = int(matched["pindah"]) if matched["pindah"] else None
        result.append(Traits(matched["peran"], int(matched["kedalaman"]), number, move))
    return result


def read_former(root: etree._Element) -> Dokumen | None:
    """Title, layout and watermark of the older version; None where it had the same, or somebody broke the part."""
    element = root.find(f"{{{NS}}}semula")
    layout = None if element is None else read_layout(element)
    if element is None or layout is None:
        return None
    return Dokumen(element.get("judul", ""), (), layout=layout, watermark=element.get("tanda_air"))


class Part(NamedTuple):
    """All that a customXml part of ours says."""

    bookmarks: dict[str, Bookmark]
    layout: PageLayout | None
    former: Dokumen | None
    redline: RedlineNotes | None


def _read_1(root: etree._Element) -> Part:
    return Part(read_bookmarks(root), read_layout(root), read_former(root), read_redline_notes(root))


READERS: Final[dict[str | None, Callable[[etree._Element], Part]]] = {"urn:ksdgen:naskah:1": _read_1}
"""How each form of the part that was ever written is read, by its namespace."""
