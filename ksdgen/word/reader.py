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
from ksdgen.word.images import read_image
from ksdgen.word.layout import millimetres, read_section, read_watermark, section
from ksdgen.word.ooxml import NSMAP, numeral, wml
from ksdgen.word.package import BrokenWordFile, ReadPackage, Story
from ksdgen.word.properties import Properties, value
from ksdgen.word.references import with_target_numbers
from ksdgen.word.stories import Common, Section, StoryReader, former_section
from ksdgen.word.styles import half_point_size, line_spacing
from ksdgen.word.versions import BOTH, CHANGE_ELEMENTS, NEW, OLD, property_mark

__all__ = ["BrokenWordFile", "read_word"]

_SAME_SIZE = 20
"""LibreOffice makes a page that is nearly of a size it knows exactly so: 215 mm become 215.2."""


def read_word(data: bytes, mark: bool = False) -> tuple[Dokumen, dict[str, bytes]]:
    """Read a .docx.

    Args:
        data: the file.
        mark: read tracked changes as marks. Otherwise an insertion that is not yet accepted is read as present and a
            deletion as absent.

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
    def __init__(self, package: ReadPackage, full: int) -> None:
        self._package = package
        self._full = full
        self.assets: dict[str, bytes] = {}
        style, numbering = package.related(RT.STYLES), package.related(RT.NUMBERING)
        self._properties = Properties(style[0].root if style else None, numbering[0].root if numbering else None)
        self._bookmarks: dict[str, identity.Bookmark] = {}
        self._layout: PageLayout | None = None
        self._former: Dokumen | None = None
        self._change: identity.Change | None = None
        for story in package.related(RT.CUSTOM_XML):
            read = identity.READERS.get(etree.QName(story.root).namespace)
            if read is not None:
                part = read(story.root)
                self._bookmarks.update(part.bookmark)
                self._layout = self._layout or part.layout
                self._former = self._former or part.former
                self._change = self._change or part.changes

    def dokumen(self) -> Dokumen:
        story = self._package.dokumen
        body = story.root.find(wml("body"))
        if body is None:
            raise BrokenWordFile("berkas Word tidak memuat isi")
        section_list = self._sections(body)
        footer, headers = self._other_stories(section_list, "footer")[:1], self._other_stories(section_list, "header")
        restore = self._change
        if restore is not None and not any(_changed(part.root) for part in (story, *footer, *headers)):
            # All changes were accepted or rejected meanwhile: there is one version only.
            self._full, restore = NEW, None
        elif not self._package.application.startswith("LibreOffice"):
            restore = None
        general = Common(self._full, self._properties, self._bookmarks, restore)
        content = StoryReader(general, self._image(story), section_list).read(body)
        footer_content: tuple[Block, ...] = ()
        for part in footer:
            footer_content = StoryReader(general, self._image(part)).read(part.root)
        if restore is not None:
            content, footer_content = with_target_numbers(content, footer_content)
        main, end = self._version(section_list, headers, NEW), self._former
        if restore is not None:
            main = replace(main, watermark=restore.watermark)
        if self._full == BOTH and end is None:
            end = self._version(section_list, headers, OLD)
        former = end if self._full == BOTH and end != main else None
        return Dokumen(main.title, content, footer_content, main.layout, main.watermark, former)

    def _sections(self, body: etree._Element) -> list[Section]:
        result: list[Section] = []
        for sect in body.iter(wml("sectPr")):
            parent = sect.getparent()
            if parent is None or parent.tag not in (wml("pPr"), wml("body")):
                continue
            present = property_mark(parent.find(wml("rPr")) if parent.tag == wml("pPr") else None, BOTH) & BOTH
            outside = parent.getparent()
            if present and (outside is None or outside.tag != wml("pPrChange")):
                result.append((sect, present))
        return result

    def _other_stories(self, section_list: list[Section], kind: str) -> list[Story]:
        """The headers or footers of the sections, in their order; of the footers, those of ordinary pages."""
        result: list[Story] = []
        for sect, _ in section_list:
            for reference in sect.iterfind(wml(f"{kind}Reference")):
                part = self._package.by_id(reference.get(f"{{{NSMAP['r']}}}id", ""))
                if part is not None and (kind == "header" or reference.get(wml("type"), "default") == "default"):
                    result.append(part)
        return result

    def _version(self, section_list: list[Section], headers: list[Story], version: int) -> Dokumen:
        """Title, layout and watermark of one version."""
        sections = [former_section(s) if version == OLD else s for s, present in section_list if present & version]
        air = (read_watermark(k.root, version) for k in headers)
        return Dokumen(
            self._package.title,
            (),
            layout=self._read_layout(sections),
            watermark=next((a for a in air if a is not None), None),
        )

    def _read_layout(self, section_list: list[etree._Element]) -> PageLayout:
        """The layout; exactly as it was before rounding where the file still agrees with it."""
        page = read_section(section_list[0]) if section_list else {}
        normal = self._properties.ordinary
        origin = (normal.rpr if normal else None, self._properties.built_in)
        font = next((h for rpr in origin if (h := _font(rpr)) is not None), None)
        half_points = next((numeral(u) for rpr in origin if (u := value(rpr, "sz")) is not None), None)
        spacing = None if normal is None or normal.ppr is None else normal.ppr.find(wml("spacing"))
        line = None if spacing is None else spacing.get(wml("line"))
        for original in (self._layout, None if self._former is None else self._former.layout):
            if original is None:
                continue
            former = read_section(section(original, original.landscape))
            # LibreOffice counts in hundredths of a millimetre: a twip more or less is no change.
            same = all(
                abs(former[n] - v) <= (_SAME_SIZE if n in ("width_mm", "height_mm") else 2)
                for n, v in page.items()
                if n != "landscape"
            )
            same = same and former["landscape"] == page.get("landscape", False)
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
        read_back = read_image(drawing)
        if read_back is None:
            return None
        remark, rid, height = read_back
        data = self._package.data(story.relationship.get(rid, ("", ""))[1])
        if data is None:
            return None
        sha256 = hashlib.sha256(data).hexdigest()
        self.assets[sha256] = data
        return Picture(remark, sha256, height)


def _changed(root: etree._Element) -> bool:
    """Whether a story holds a tracked change."""
    return next(root.iter(*CHANGE_ELEMENTS), None) is not None


def _font(rpr: etree._Element | None) -> str | None:
    rfonts = None if rpr is None else rpr.find(wml("rFonts"))
    return None if rfonts is None else rfonts.get(wml("ascii"))
