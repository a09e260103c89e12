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

from ksdgen.paper.document import Block, Dokumen, PageLayout, Picture
from ksdgen.word import identity
from ksdgen.word.archive import BrokenWordFile
from ksdgen.word.images import read_image
from ksdgen.word.layout import millimetres, read_section, read_watermark, section
from ksdgen.word.ooxml import NSMAP, numeral, wml
from ksdgen.word.package import ReadPackage, Story
from ksdgen.word.properties import Properties, value
from ksdgen.word.references import with_target_numbers
from ksdgen.word.stories import Common, Section, StoryReader, former_section
from ksdgen.word.styles import half_point_size, line_spacing
from ksdgen.word.versions import BOTH, CHANGE_ELEMENTS, NEW, OLD, property_mark

__all__ = ["BrokenWordFile", "read_word"]

_SAME_SIZE = 20
"""In twips. LibreOffice makes a page that is nearly of a size it knows exactly so: 215 mm become 215.2."""


def read_word(data: bytes, mark: bool = False) -> tuple[Dokumen, dict[str, bytes]]:
    """Read a .docx.

    Args:
        data: the file.
        mark: read tracked changes as marks. Otherwise the newer version is read: insertions that are not yet accepted
            as present, deletions as absent.

    Returns:
        The document, and the bytes of its images by sha256.

    Raises:
        BrokenWordFile: the bytes are no .docx that can be read.

    """
    try:
        reader = _Reader(ReadPackage(data), BOTH if mark else NEW)
        return reader.dokumen(), reader.assets
    except RecursionError as error:
        raise BrokenWordFile("susunan berkas Word terlalu dalam untuk dibaca") from error


class _Reader:
    def __init__(self, package: ReadPackage, versions: int) -> None:
        self._package = package
        self._versions = versions
        self.assets: dict[str, bytes] = {}
        self._digests: dict[str, str | None] = {}
        """sha256 of each picture by its part; None where there is no such part."""
        styles, numbering = package.related(RT.STYLES), package.related(RT.NUMBERING)
        self._properties = Properties(styles[0].root if styles else None, numbering[0].root if numbering else None)
        self._bookmarks: dict[str, identity.Bookmark] = {}
        self._layout: PageLayout | None = None
        self._former: Dokumen | None = None
        self._redline_notes: identity.RedlineNotes | None = None
        for story in package.related(RT.CUSTOM_XML):
            read = identity.READERS.get(etree.QName(story.root).namespace)
            if read is not None:
                part = read(story.root)
                self._bookmarks.update(part.bookmarks)
                self._layout = self._layout or part.layout
                self._former = self._former or part.former
                self._redline_notes = self._redline_notes or part.redline

    def dokumen(self) -> Dokumen:
        story = self._package.dokumen
        body = story.root.find(wml("body"))
        if body is None:
            raise BrokenWordFile("berkas Word tidak memuat isi")
        sections = self._sections(body)
        headers, footers = self._other_stories(sections, "header"), self._other_stories(sections, "footer")[:1]
        restore = self._redline_notes
        if restore is not None and not any(_changed(part.root) for part in (story, *footers, *headers)):
            # All changes were accepted or rejected meanwhile: there is one version only.
            self._versions, restore = NEW, None
        elif not self._package.application.startswith("LibreOffice"):
            restore = None
        common = Common(self._versions, self._properties, self._bookmarks, restore)
        content = StoryReader(common, self._image(story), sections).read(body)
        footer_content: tuple[Block, ...] = ()
        for part in footers:
            footer_content = StoryReader(common, self._image(part)).read(part.root)
        if restore is not None:
            content, footer_content = with_target_numbers(content, footer_content)
        newer = self._version(sections, headers, NEW)
        if restore is not None:
            newer = replace(newer, watermark=restore.watermark)
        former: Dokumen | None = None
        if self._versions == BOTH:
            older = self._former or self._version(sections, headers, OLD)
            former = older if older != newer else None
        return Dokumen(newer.title, content, footer_content, newer.layout, newer.watermark, former)

    def _sections(self, body: etree._Element) -> list[Section]:
        sections: list[Section] = []
        for sect in body.iter(wml("sectPr")):
            parent = sect.getparent()
            if parent is None or parent.tag not in (wml("pPr"), wml("body")):
                continue
            present = property_mark(parent.find(wml("rPr")) if parent.tag == wml("pPr") else None, BOTH) & BOTH
            outside = parent.getparent()
            if present and (outside is None or outside.tag != wml("pPrChange")):
                sections.append((sect, present))
        return sections

    def _other_stories(self, sections: list[Section], kind: str) -> list[Story]:
        """The headers or footers of the sections, in their order; of the footers, those of ordinary pages."""
        result: dict[str, Story] = {}
        for sect, _ in sections:
            for reference in sect.iterfind(wml(f"{kind}Reference")):
                part = self._package.by_id(reference.get(f"{{{NSMAP['r']}}}id", ""))
                if part is not None and (kind == "header" or reference.get(wml("type"), "default") == "default"):
                    result.setdefault(part.name, part)
        return list(result.values())

    def _version(self, sections: list[Section], headers: list[Story], version: int) -> Dokumen:
        """Title, layout and watermark of one version."""
        sects = [former_section(s) if version == OLD else s for s, present in sections if present & version]
        watermarks = (read_watermark(part.root, version) for part in headers)
        return Dokumen(
            self._package.title,
            (),
            layout=self._read_layout(sects),
            watermark=next((text for text in watermarks if text is not None), None),
        )

    def _read_layout(self, sects: list[etree._Element]) -> PageLayout:
        """The layout by the first section and the style of body text; as it was before rounding where the file agrees."""
        page = read_section(sects[0]) if sects else {}
        normal = self._properties.ordinary
        candidates = (normal.rpr if normal else None, self._properties.default_rpr)
        font = next((name for rpr in candidates if (name := _font(rpr)) is not None), None)
        half_points = next((numeral(size) for rpr in candidates if (size := value(rpr, "sz")) is not None), None)
        spacing = None if normal is None or normal.ppr is None else normal.ppr.find(wml("spacing"))
        line = None if spacing is None else spacing.get(wml("line"))
        for original in (self._layout, None if self._former is None else self._former.layout):
            if original is None:
                continue
            written = read_section(section(original, original.landscape))
            # LibreOffice counts in hundredths of a millimetre: a twip more or less is no change.
            same = all(
                abs(written[n] - v) <= (_SAME_SIZE if n in ("width_mm", "height_mm") else 2)
                for n, v in page.items()
                if n != "landscape"
            )
            same = same and written["landscape"] == page.get("landscape", False)
            same = same and font in (None, original.font) and half_points in (None, half_point_size(original))
            if same and (line is None or abs(numeral(line) - line_spacing(original)) <= 2):
                return original
        default = PageLayout()
        mm = {n: millimetres(v) for n, v in page.items() if n != "landscape"}
        return PageLayout(
            width_mm=mm.get("width_mm", default.width_mm),
            height_mm=mm.get("height_mm", default.height_mm),
            margin_top_mm=mm.get("margin_top_mm", default.margin_top_mm),
            margin_bottom_mm=mm.get("margin_bottom_mm", default.margin_bottom_mm),
            margin_left_mm=mm.get("margin_left_mm", default.margin_left_mm),
            margin_right_mm=mm.get("margin_right_mm", default.margin_right_mm),
            font=font or default.font,
            size_pt=half_points / 2 if half_points else 10.0,
            spacing=round(numeral(line, 240) / 240, 2),
            landscape=bool(page.get("landscape", False)),
        )

    def _image(self, story: Story) -> Callable[[etree._Element], Picture | None]:
        return partial(self._one_image, story)

    def _one_image(self, story: Story, drawing: etree._Element) -> Picture | None:
        """The picture of a w:drawing; its bytes go into `assets`."""
        picture = read_image(drawing)
        if picture is None:
            return None
        remark, rid, height = picture
        name = story.relationships.get(rid, ("", ""))[1]
        if name not in self._digests:
            self._digests[name] = self._keep(self._package.data(name))
        digest = self._digests[name]
        return None if digest is None else Picture(remark, digest, height)

    def _keep(self, data: bytes | None) -> str | None:
        """Keep the bytes of a picture; gives their sha256."""
        if data is None:
            return None
        digest = hashlib.sha256(data).hexdigest()
        self.assets[digest] = data
        return digest


def _changed(root: etree._Element) -> bool:
    """Whether a story holds a tracked change."""
    return next(root.iter(*CHANGE_ELEMENTS), None) is not None


def _font(rpr: etree._Element | None) -> str | None:
    rfonts = None if rpr is None else rpr.find(wml("rFonts"))
    return None if rfonts is None else rfonts.get(wml("ascii"))
