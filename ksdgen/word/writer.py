"""`Dokumen` → .docx. The same document gives the same bytes: no clock, no locale, no order of a set.

A document that holds two versions becomes a file with tracked changes: to accept all of them gives the newer version,
to reject all the older one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from lxml import etree

from ksdgen.paper.document import (
    Block,
    Dokumen,
    Gap,
    Inline,
    LineBreak,
    Mark,
    PageBreak,
    PageField,
    PageLayout,
    Paragraph,
    Picture,
    Reference,
    Table,
    Text,
    TrackedChange,
)
from ksdgen.paper.revision import marked
from ksdgen.word.fields import write_page_field, write_reference
from ksdgen.word.identity import GAP, REFERENCE, SPACER, TABLE, TRAITS, BookmarkNames, write_traits
from ksdgen.word.images import inspect_image, write_image
from ksdgen.word.layout import header, section, text_width, watermark_header, write_watermark
from ksdgen.word.numbering import Numberer
from ksdgen.word.ooxml import NSMAP, VAL, clean, copy, element, fragment, serialise, twip, wml
from ksdgen.word.package import Package, PackagePart
from ksdgen.word.revisions import Recorder, mark_deleted, move_name, move_ranges
from ksdgen.word.styles import BLANK_STYLE, INDENT_STEP, STYLE_IDS, write_styles
from ksdgen.word.tables import grid_widths, keep_together, write_cell, write_row, write_table
from ksdgen.word.twofold import (
    as_older,
    ends_in_new_words,
    has_field,
    identities_of,
    is_new_paragraph,
    newest_text,
    next_blocks,
    numbering_of_versions,
    paragraphs_with_versions,
    with_deletion_last,
    with_line_break,
)
from ksdgen.word.versions import BOTH, NEW, OLD, version
from ksdgen.word.visible import make_visible

_RUN = fragment('<w:r><w:t xml:space="preserve"/></w:r>')
_BLANK_RUN = fragment(f'<w:r><w:rPr><w:rStyle w:val="{BLANK_STYLE}"/></w:rPr><w:t xml:space="preserve"/></w:r>')
_LINE_BREAK = fragment("<w:r><w:br/></w:r>")
_TAB = fragment("<w:tab/>")
_BOOKMARK = fragment('<x><w:bookmarkStart w:id="0" w:name=""/><w:bookmarkEnd w:id="0"/></x>')
_SPACER = fragment('<w:p><w:pPr><w:pStyle w:val="KsdSela"/></w:pPr></w:p>')
# A bordered table needs air before the next line of text; the reader passes over it as over every empty paragraph of
# this style.
_TABLE_SPACER = fragment(
    '<w:p><w:pPr><w:pStyle w:val="KsdSela"/><w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:p>'
)
_NEW_PAGE = fragment('<w:p><w:pPr><w:pStyle w:val="KsdSela"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>')
_TEXT, _ID, _NAME = wml("t"), wml("id"), wml("name")

_AMOUNT = re.compile(r"(Rp ?)?\d{1,3}(\.\d{3})+(,\d+)?(,-)?")

_FRAME_WIDTH = twip(32)
"""An empty frame for an emblem is 32 mm wide."""


def write(
    dokumen: Dokumen,
    assets: Mapping[str, bytes],
    *,
    author: str | None = None,
    changed_at: datetime | None = None,
    visible: bool = False,
) -> bytes:
    """Write a document as .docx.

    Args:
        dokumen: what to write; marks of change become tracked changes.
        assets: the bytes of every image in the document, PNG or JPEG, by the sha256 that a `Picture` names.
        author: the author of the changes.
        changed_at: when the changes were made; None writes no date.
        visible: changed words are coloured text and no tracked changes.

    Returns:
        The file's bytes, which depend on the arguments alone.

    Raises:
        KeyError: an image is not among `assets`, or a role or kind of number is none of the model's.
        BrokenImage: the bytes of an image are neither PNG nor JPEG.

    """
    return _Writer(dokumen, assets, author, changed_at, visible).write()


@lru_cache(maxsize=1024)
def _example_paragraph(
    role: str, level: int | None, depth: int, hanging: bool, keep_with_next: bool, inset: int, right: bool
) -> etree._Element:
    """An empty paragraph to be copied; with `level` its third-level child w:numId waits for its value.

    `inset` narrows the paragraph on both sides; the reader takes the depth from the difference of the two indents.
    """
    paragraph = etree.Element(wml("p"), nsmap={"w": NSMAP["w"]})
    ppr = element(paragraph, "pPr")
    element(ppr, "pStyle", val=STYLE_IDS[role])
    if keep_with_next:
        element(ppr, "keepNext")
    if level is not None:
        numpr = element(ppr, "numPr")
        element(numpr, "ilvl", val=level)
        element(numpr, "numId", val=0)
    if depth or inset:
        ind = element(ppr, "ind", left=depth * INDENT_STEP + inset)
        if inset:
            ind.set(wml("right"), str(inset))
        # A Pasal heading is centred: its number does not hang.
        hangs = hanging and depth > 0
        ind.set(wml("hanging" if hangs else "firstLine"), str(INDENT_STEP if hangs else 0))
    if right:
        element(ppr, "jc", val="right")
    return paragraph


class _Writer:
    def __init__(
        self,
        dokumen: Dokumen,
        assets: Mapping[str, bytes],
        author: str | None,
        changed_at: datetime | None,
        visible: bool,
    ) -> None:
        self._dokumen = dokumen
        self._visible = visible
        self._assets = assets
        self._package = Package()
        self._story: PackagePart = self._package.dokumen
        self._bookmarks = BookmarkNames()
        self._numberer = Numberer(
            [
                [numbering_of_versions(par, versions) for par, versions in paragraphs_with_versions(story)]
                for story in (dokumen.content, dokumen.footer)
            ]
        )
        self._bookmark_id = 0
        self._image_id = 0
        self._recorder = Recorder(author, changed_at, self._next_id)
        former = dokumen.former or dokumen
        self._layout: dict[int, PageLayout] = {NEW: dokumen.layout, OLD: former.layout}
        self._watermark = dokumen.watermark, former.watermark
        self._landscape: dict[int, bool] = {}
        self._redline = marked(dokumen)
        # Names first: a reference may stand before its target. Only a numbered paragraph of the body has a number to
        # print.
        self._targets: dict[int, dict[str, str]] = {NEW: {}, OLD: {}}
        for paragraph, versions in paragraphs_with_versions(dokumen.content):
            for kind, identity, numbered in identities_of(paragraph, versions):
                sides = [side for side in (NEW, OLD) if numbered & side and identity not in self._targets[side]]
                name = self._bookmarks.add(kind, identity) if sides else ""
                for side in sides:
                    self._targets[side][identity] = name
        self._pending = {side: dict(names) for side, names in self._targets.items()}

    def _next_id(self) -> str:
        number = str(self._bookmark_id)
        self._bookmark_id += 1
        return number

    def write(self) -> bytes:
        dokumen, package = self._dokumen, self._package
        references: list[tuple[str, str]] = []
        if self._watermark != (None, None):
            references.append(("headerReference", package.add_header(self._header())))
        if dokumen.footer:
            footer, rid = package.add_footer()
            references.append(("footerReference", rid))
        self._section_references = tuple(references)
        root = etree.Element(wml("document"), nsmap=NSMAP)
        body = element(root, "body")
        self._begin_story(package.dokumen)
        self._blocks(body, dokumen.content)
        body.append(self._section(BOTH))
        package.dokumen.content = serialise(root)
        if dokumen.footer:
            self._begin_story(footer)
            footer_root = etree.Element(wml("ftr"), nsmap=NSMAP)
            self._blocks(footer_root, dokumen.footer)
            footer.content = serialise(footer_root)
        package.add_fixed_parts(write_styles(dokumen.layout), self._numberer.xml(), dokumen.layout.font)
        package.add_properties(dokumen.title, self._bookmarks.xml(dokumen, self._recorder.count))
        return package.zipped()

    def _begin_story(self, story: PackagePart) -> None:
        self._story = story
        self._landscape = {side: layout.landscape for side, layout in self._layout.items()}

    def _header(self) -> bytes:
        new, old = self._watermark
        if new is not None and new == old:
            return watermark_header(new)
        container = etree.Element(wml("hdr"), nsmap=NSMAP)
        for ordinal, (text, kind) in enumerate(((new, "sisip"), (old, "hapus")), 1):
            if text is not None:
                self._recorder.words(container, kind).append(write_watermark(text, ordinal))
        return header(*container)

    def _section(self, versions: int) -> etree._Element:
        """The properties of the section that ends here, in the versions that have this end."""
        former = section(self._layout[OLD], self._landscape[OLD])
        if versions == OLD:
            return section(self._layout[OLD], self._landscape[OLD], self._section_references)
        sect = section(self._layout[NEW], self._landscape[NEW], self._section_references)
        if versions == BOTH:
            # Later sections inherit header and footer, but only from an end that no version is without.
            if etree.tostring(former) != etree.tostring(section(self._layout[NEW], self._landscape[NEW])):
                self._recorder.former_section(sect, former)
            self._section_references = ()
        return sect

    # --- blocks ---

    def _blocks(self, parent: etree._Element, blocks: tuple[Block, ...]) -> None:
        previous: dict[int, Block | None] = {NEW: None, OLD: None}
        following = next_blocks(blocks)
        ranges = move_ranges(blocks)
        move_range: etree._Element | None = None
        # The versions that have the paragraph written last: the mark of one can only go where another one follows.
        last = BOTH
        for index, block in enumerate(blocks):
            versions, mark = version(block.mark), block.mark
            if isinstance(block, Paragraph):
                begins, ends = ranges.get(index, (False, False))
                # A lead-in goes with what it leads to, the last words before the signatures with them.
                next_block = following[index]
                before_signatures = isinstance(next_block, Table) and next_block.role == "tanda_tangan"
                keep_with_next = before_signatures or newest_text(block).rstrip().endswith(":")
                followed = index + 1 < len(blocks) and is_new_paragraph(blocks[index + 1])
                self._recorder.other_time = (
                    index > 0 and ends_in_new_words(blocks[index - 1]) and is_new_paragraph(block)
                )
                paragraph = self._paragraph(
                    parent, with_deletion_last(block) if followed else block, keep_with_next, last=last
                )
                self._recorder.other_time = False
                if begins and mark is not None:
                    move_range = self._recorder.open_move(paragraph, mark.kind, move_name(mark.move or 0))
                    paragraph.insert(1, move_range)
                if ends and move_range is not None:
                    self._recorder.close_move(parent, move_range)
                last = versions
            elif isinstance(block, Table):
                if last != BOTH or any(isinstance(previous[side], Table) for side in (NEW, OLD) if versions & side):
                    # Word runs two tables together that touch.
                    parent.append(self._spacer(_SPACER, None, last))
                self._table(parent, block)
                last = BOTH
                if block.role == "tabel":
                    parent.append(self._spacer(_TABLE_SPACER, mark, BOTH))
                    last = versions
            else:
                self._page_break(parent, block, last)
                last = versions
            for side in (NEW, OLD):
                if versions & side:
                    previous[side] = block
        if last != BOTH or not blocks or not isinstance(blocks[-1], Paragraph):
            # A story ends in a paragraph.
            parent.append(self._spacer(_SPACER, None, last))

    def _spacer(self, example: etree._Element, mark: Mark | None, last: int) -> etree._Element:
        """A paragraph of our own making, with the mark of what it belongs to, after one of the versions `last`."""
        paragraph = copy(example)
        if mark is not None:
            self._recorder.mark_paragraph(paragraph, mark.kind)
        if last != BOTH:
            # LibreOffice gives it the style of what goes before it.
            paragraph.extend(self._enclosure(SPACER, ""))
        return paragraph

    def _page_break(self, parent: etree._Element, page_break: PageBreak, last: int) -> None:
        if page_break.landscape is None:
            paragraph = self._spacer(_NEW_PAGE, page_break.mark, last)
            if page_break.mark is not None:
                self._recorder.words(paragraph, page_break.mark.kind).append(paragraph[1])
        else:
            versions = version(page_break.mark)
            paragraph = self._spacer(_SPACER, page_break.mark, last)
            # The properties of a section stand at its end (17.6.17).
            paragraph[0].append(self._section(versions))
            for side in (NEW, OLD):
                if versions & side:
                    self._landscape[side] = page_break.landscape
        parent.append(paragraph)

    def _table(self, parent: etree._Element, table: Table) -> None:
        present = OLD if version(table.mark) == OLD else NEW
        layout, landscape = self._layout[present], self._landscape[present]
        width = max(text_width(layout, landscape) - table.depth * INDENT_STEP, 1000)
        column_widths = grid_widths(table.column, width)
        tbl = write_table(table, width, flexible=self._story is not self._package.dokumen)
        parent.append(tbl)
        # Its identity stands in the first row of each version, and so mostly in one row.
        lacking = version(table.mark) if table.identity is not None else 0
        for row, keep_with_next in zip(table.rows, keep_together(table, width, layout, landscape), strict=True):
            tr = write_row(tbl, table, row)
            mark = table.mark or row.mark
            if mark is not None:
                self._recorder.mark_row(tr, mark.kind)
            for index, cell in enumerate(row.cells):
                tc = write_cell(tr, table, row, index, column_widths[index])
                last = BOTH
                for paragraph in cell.content:
                    written = self._paragraph(tc, paragraph, keep_with_next, column_widths[index], mark, last)
                    last = version(mark or paragraph.mark)
                    if table.identity is not None and lacking & version(mark):
                        written.extend(self._enclosure(TABLE, table.identity))
                        lacking &= ~version(mark)
                if cell.content and cell.content[-1].mark is not None and mark is None:
                    tc.append(self._spacer(_SPACER, None, last))
            # A short row is filled up: LibreOffice would do it with cells that cannot be told from real ones.
            for index in range(len(row.cells), len(column_widths)):
                filler = copy(_SPACER)
                if keep_with_next:
                    # Word keeps a row with the next one only when all its paragraphs say so.
                    element(filler[0], "keepNext")
                if mark is not None:
                    self._recorder.mark_paragraph(filler, mark.kind)
                write_cell(tr, table, row, index, column_widths[index]).append(filler)

    def _paragraph(
        self,
        parent: etree._Element,
        par: Paragraph,
        keep_with_next: bool,
        width: int | None = None,
        outer_mark: Mark | None = None,
        last: int = BOTH,
    ) -> etree._Element:
        """Write a paragraph.

        Args:
            parent: where it goes.
            par: the paragraph.
            keep_with_next: whether it stays on the page of what follows.
            width: the width of its cell in twips, None outside of tables.
            outer_mark: the mark of the row or table around it.
            last: the versions that have the paragraph before it.
        """
        mark = outer_mark or par.mark
        versions = version(mark)
        new, old = self._numberer.next_paragraph()
        room = width or text_width(self._layout[versions & NEW or OLD], self._landscape[versions & NEW or OLD])
        paragraph = self._properties(par, old if versions == OLD else new, keep_with_next, room, newest_text(par))
        if mark is not None:
            self._recorder.mark_paragraph(paragraph, mark.kind, with_field=any(map(has_field, par.content)))
        elif par.former is not None or new != old:
            former = self._properties(par.former or par, old, keep_with_next, room, newest_text(par))
            self._recorder.former_properties(paragraph, former[0])
        edges: list[etree._Element] = []
        for kind, identity, _ in identities_of(par, versions):
            start, end = self._named_enclosure(self._name(kind, identity, par, versions))
            paragraph.append(start)
            edges.append(end)
        if self._redline and (last == OLD or par.number or par.former or par.mark or par.role == "pasal"):
            paragraph.extend(self._enclosure(TRAITS, write_traits(par)))
        self._content(paragraph, with_line_break(par, versions), mark)
        paragraph.extend(edges)
        parent.append(paragraph)
        return paragraph

    def _properties(
        self, par: Paragraph, list_number: tuple[int, int] | None, keep_with_next: bool, room: int, text: str
    ) -> etree._Element:
        """A w:p with the properties of a paragraph that has `room` twips of width."""
        inset = 0
        if par.role == "bingkai_lambang":
            inset = max(0, (room - par.depth * INDENT_STEP - _FRAME_WIDTH) // 2)
        # Amounts in a column stand under each other.
        right = par.role == "sel" and _AMOUNT.fullmatch(text) is not None
        if par.number is None and par.role == "pasal":
            # Its style would number it.
            list_number = self._numberer.without_number(), 0
        hanging = par.number is not None and par.number.kind != "pasal"
        level = None if list_number is None else list_number[1]
        paragraph = copy(_example_paragraph(par.role, level, par.depth, hanging, keep_with_next, inset, right))
        if list_number is not None:
            paragraph[0][2 if keep_with_next else 1][1].set(VAL, str(list_number[0]))
        return paragraph

    def _name(self, kind: str, identity: str, par: Paragraph, versions: int) -> str:
        """The bookmark for an identity: the one that references know, at the first numbered paragraph that has it."""
        for side in (NEW, OLD):
            as_version = as_older(par, versions) if side == OLD else par
            if (
                versions & side
                and as_version.identity == identity
                and as_version.number is not None
                and identity in self._pending[side]
            ):
                name = self._pending[side].pop(identity)
                other = self._pending[OLD if side == NEW else NEW]
                if other.get(identity) == name:
                    del other[identity]
                return name
        return self._bookmarks.add(kind, identity)

    # --- inlines ---

    def _content(self, paragraph: etree._Element, content: Sequence[Inline], mark: Mark | None) -> None:
        """The words of a paragraph, each stretch of one mark in an element of its own."""
        plain: list[Inline] = []

        def pour() -> None:
            if plain:
                self._words(paragraph, plain, None if mark is None else mark.kind)
                plain.clear()

        for inline in content:
            if isinstance(inline, TrackedChange):
                pour()
                self._words(paragraph, inline.content, inline.kind)
            else:
                plain.append(inline)
        pour()

    def _words(self, paragraph: etree._Element, content: Iterable[Inline], kind: str | None) -> None:
        if kind is None:
            self._inlines(paragraph, content, NEW)
            return
        if self._visible:
            start = len(paragraph)
            self._inlines(paragraph, content, NEW)
            make_visible(list(paragraph)[start:], kind)
            return
        container = self._recorder.words(paragraph, kind)
        self._inlines(container, content, OLD if kind in ("hapus", "pindah_dari") else NEW)
        if kind == "hapus":
            mark_deleted(container)

    def _inlines(self, parent: etree._Element, content: Iterable[Inline], side: int) -> None:
        for part in content:
            if isinstance(part, Text):
                _fill_text(_add(parent, _RUN), part.content)
            elif isinstance(part, Reference):
                name = self._targets[side].get(part.target)
                if name is not None:
                    _fill_text(write_reference(parent, name), part.content)
                else:
                    # A field that points nowhere prints "Error!": plain text, whose bookmark remembers the target.
                    self._enclosed(parent, REFERENCE, part.target, _RUN, part.content)
            elif isinstance(part, Gap):
                self._enclosed(parent, GAP, part.name, _BLANK_RUN, part.content)
            elif isinstance(part, LineBreak):
                parent.append(copy(_LINE_BREAK))
            elif isinstance(part, Picture):
                self._image(parent, part)
            elif isinstance(part, PageField):
                _fill_text(write_page_field(parent, part.kind), "1")
            else:
                self._inlines(parent, part.content, side)

    def _enclosed(
        self, paragraph: etree._Element, kind: str, value: str, example: etree._Element, content: str
    ) -> None:
        start, end = self._enclosure(kind, value)
        paragraph.append(start)
        _fill_text(_add(paragraph, example), content)
        paragraph.append(end)

    def _enclosure(self, kind: str, value: str) -> tuple[etree._Element, etree._Element]:
        return self._named_enclosure(self._bookmarks.add(kind, value))

    def _named_enclosure(self, name: str) -> tuple[etree._Element, etree._Element]:
        start, end = copy(_BOOKMARK[0]), copy(_BOOKMARK[1])
        number = self._next_id()
        start.set(_ID, number)
        start.set(_NAME, name)
        end.set(_ID, number)
        return start, end

    def _image(self, paragraph: etree._Element, picture: Picture) -> None:
        data = self._assets[picture.sha256]
        ratio, content_type, extension = inspect_image(data)
        rid = self._package.add_image(self._story, picture.sha256, data, content_type, extension)
        self._image_id += 1
        write_image(paragraph, picture, ratio, rid, self._image_id)


def _add(parent: etree._Element, example: etree._Element) -> etree._Element:
    run = copy(example)
    parent.append(run)
    return run


def _fill_text(run: etree._Element, text: str) -> None:
    """Fill a run whose last child is an empty w:t; a tab is an element of its own (17.3.3.32)."""
    text_element = run[-1]
    first, *rest = text.split("\t") if "\t" in text else (text,)
    _set_text(text_element, first)
    for piece in rest:
        run.append(copy(_TAB))
        next_ = copy(text_element)
        _set_text(next_, piece)
        run.append(next_)


def _set_text(text_element: etree._Element, text: str) -> None:
    try:
        text_element.text = text
    except ValueError:  # a character that XML cannot hold
        text_element.text = clean(text)
