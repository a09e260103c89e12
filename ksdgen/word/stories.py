"""Reads one story, the body or a footer, into blocks: of the newer version, or of both with marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from ksdgen.paper.document import ROLES, Block, Cell, Mark, Number, PageBreak, Paragraph, Picture, Table, TableRow
from ksdgen.word import identity
from ksdgen.word.inlines import InlineReader, Rest, VersionedInline, join, take, without_line_break
from ksdgen.word.layout import landscape
from ksdgen.word.moves import Moves, without_move
from ksdgen.word.ooxml import numeral, wml
from ksdgen.word.properties import Properties, is_on, value
from ksdgen.word.revisions import move_name
from ksdgen.word.styles import INDENT_STEP
from ksdgen.word.tables import columns_from_grid
from ksdgen.word.versions import BOTH, MOVED, NEW, OLD, children, property_mark, tracked_change_kind, version

_PARAGRAPH, _TBL, _TR, _TC, _PPR, _RUN = wml("p"), wml("tbl"), wml("tr"), wml("tc"), wml("pPr"), wml("r")
_START, _END, _SECT = wml("bookmarkStart"), wml("bookmarkEnd"), wml("sectPr")
_PER_VERSION = {identity.IDENTITY: BOTH, identity.NEW_IDENTITY: NEW, identity.OLD_IDENTITY: OLD}

Section = tuple[etree._Element, int]
"""The properties of a section, and the versions that have its end."""


class Common(NamedTuple):
    """What all stories of a file share."""

    versions: int
    """The versions to be read: `NEW` or `BOTH`."""
    properties: Properties
    bookmarks: dict[str, identity.Bookmark]
    restore: identity.RedlineNotes | None
    """What the file itself remembers of its tracked changes, where the editor that saved it loses some; else None."""


class _Traits(NamedTuple):
    """What a paragraph is in one version."""

    role: str
    number: Number | None
    identity: str | None
    depth: int


def former_section(sect: etree._Element) -> etree._Element:
    """The section as it was in the older version."""
    former = sect.find(f"{wml('sectPrChange')}/{_SECT}")
    return sect if former is None else former


class StoryReader:
    """Reads one story.

    Args:
        common: what it shares with the others.
        image: the picture of a w:drawing of this story, None when it shows none.
        sections: the sections of the body in their order; none in other stories.
    """

    def __init__(
        self, common: Common, image: Callable[[etree._Element], Picture | None], sections: Sequence[Section] = ()
    ) -> None:
        self._common = common
        self._image = image
        self._sections = sections
        self._places = {sect: ordinal for ordinal, (sect, _) in enumerate(sections)}
        self._moves = Moves()
        self._identities: list[tuple[str, int]] = []
        self._table_identities: list[str] = []
        self._rest = Rest()
        self._rest_identities: list[tuple[str, int]] = []
        self._rest_ppr: etree._Element | None = None
        self._noted_traits: list[identity.Traits] = []
        self._spacer = False

    def read(self, parent: etree._Element) -> tuple[Block, ...]:
        """The blocks of the story."""
        blocks = self._blocks(parent, self._common.versions)
        return tuple(self._moves.pair_up(blocks))

    def _blocks(self, parent: etree._Element, versions: int) -> list[Block]:
        result: list[Block] = []
        for child, present in children(parent, versions):
            if child.tag == _PARAGRAPH:
                result.extend(self._paragraph_blocks(child, present & BOTH, versions))
            elif child.tag == _TBL:
                result.extend(self._finish(versions))
                result.extend(self._table(child, present & BOTH))
            elif child.tag == _START:
                # Between blocks a bookmark belongs to the paragraph that follows (17.13.6.2).
                self._identity_bookmark(child)
            else:
                self._moves.read(child)
        result.extend(self._finish(versions))
        return result

    def _mark(self, present: int, versions: int) -> Mark | None:
        """The mark of what the versions `present` have, of those that have what is around it."""
        return None if present == versions else Mark(tracked_change_kind(present))

    # --- tables ---

    def _table(self, tbl: etree._Element, versions: int) -> list[Block]:
        properties = tbl.find(wml("tblPr"))
        grid = tbl.find(wml("tblGrid"))
        ind = None if properties is None else properties.find(wml("tblInd"))
        rows: list[TableRow] = []
        self._table_identities = []
        for tr, present in children(tbl, versions):
            if tr.tag == _TR:
                rows += self._rows(tr, present & BOTH, versions)
        if not rows:
            return []
        widths = [] if grid is None else [numeral(column.get(wml("w"))) for column in grid.iterfind(wml("gridCol"))]
        # A grid may lack columns that rows have; those are made as wide as the widest (17.4.16).
        widths += [max(widths, default=1)] * (max(len(row.cells) for row in rows) - len(widths))
        role = self._common.properties.table_role(value(properties, "tblStyle")) or _role_from_content(rows)
        mark = rows[0].mark
        if mark is not None and all(row.mark == mark for row in rows):
            rows = [TableRow(row.cells, row.header) for row in rows]
        else:
            mark = None
        return [
            Table(
                role,
                columns_from_grid(widths),
                tuple(rows),
                depth=0 if ind is None else max(0, round(numeral(ind.get(wml("w"))) / INDENT_STEP)),
                identity=self._table_identities[0] if self._table_identities else None,
                mark=mark,
            )
        ]

    def _rows(self, tr: etree._Element, present: int, versions: int) -> list[TableRow]:
        properties = tr.find(wml("trPr"))
        present = property_mark(properties, present) & BOTH
        cells = [(tc, _cell_versions(tc, k & present)) for tc, k in children(tr, present) if tc.tag == _TC]
        # Cells that came or went alone: the row is another one in each version.
        differs = any(cell_versions != present for _, cell_versions in cells)
        result: list[TableRow] = []
        for side in (OLD, NEW) if differs and present == BOTH else (present,) if present else ():
            content = [self._cell(tc, side) for tc, cell_versions in cells if cell_versions & side]
            while content and not content[-1].content:
                # The writer fills a short row up with cells that hold no paragraph of the model.
                del content[-1]
            if content:
                full = tuple(cell if cell.content else Cell((Paragraph("sel"),)) for cell in content)
                result.append(TableRow(full, is_on(properties, "tblHeader"), self._mark(side, versions)))
        return result

    def _cell(self, tc: etree._Element, versions: int) -> Cell:
        outer, self._table_identities = self._table_identities, []
        content: list[Paragraph] = []
        for block in self._blocks(tc, versions):
            if isinstance(block, Paragraph):
                content.append(block)
            elif isinstance(block, Table):
                # The model has no table in a table; its text stays.
                content.extend(p for row in block.rows for cell in row.cells for p in cell.content)
        self._table_identities = outer + self._table_identities
        # Nothing moves in or out of a cell.
        return Cell(tuple(p for block in content if isinstance(p := without_move(block), Paragraph)))

    # --- paragraphs ---

    def _paragraph_blocks(self, paragraph_element: etree._Element, versions: int, outer: int) -> list[Block]:
        ppr = paragraph_element.find(_PPR)
        present = property_mark(None if ppr is None else ppr.find(wml("rPr")), versions)
        moved, present = bool(present & MOVED), present & BOTH
        of_one_version = present in (NEW, OLD) and versions == BOTH
        range_name = self._moves.name(present) if of_one_version else None
        reader = InlineReader(self._common.bookmarks.get, self._image)
        self._noted_traits, self._spacer = [], False
        # An editor may put the bookmark of a paragraph into the first words, also when those are struck out.
        for child in paragraph_element.iter(_START):
            self._identity_bookmark(child)
        for child, child_versions in children(paragraph_element, versions):
            if self._moves.read(child):
                range_name = self._moves.name(present) or range_name if of_one_version else None
            else:
                self._read_inline(reader, child, child_versions)
        reader.finish()
        moved = of_one_version and (moved or any(child_versions & MOVED for _, child_versions in reader.content))
        if moved and self._noted_traits and self._noted_traits[0].move is not None:
            range_name = move_name(self._noted_traits[0].move)
        if self._spacer or self._common.properties.role(self._common.properties.paragraph_style(ppr)) == "":
            # A page break of our own making comes and goes with its paragraph.
            reader.breaks_before = [k & present for k in reader.breaks_before if k & present]
        words = [*self._rest.take(present), *take(reader.content, present)]
        identities = self._identities + self._rest_identities
        # The words of a version that has not the end of the paragraph go to the next one, which gives the properties
        # (17.13.5.15).
        self._rest.add(reader.content, versions & ~present)
        self._rest_ppr = ppr
        self._identities, self._rest_identities = [], []
        if self._rest.versions:
            # Of each version the first one counts.
            sides = (side for side in (NEW, OLD) if not present & side)
            firsts = ((side, next((name for name, k in identities if k & side), None)) for side in sides)
            self._rest_identities = [(name, side) for side, name in firsts if name is not None]
        result: list[Block] = [PageBreak(mark=self._mark(k & BOTH, outer)) for k in reader.breaks_before]
        if present and is_on(ppr, "pageBreakBefore"):
            result.append(PageBreak(mark=self._mark(present, outer)))
        sect = None if ppr is None else ppr.find(_SECT)
        # LibreOffice takes the style from a paragraph that only ends a section.
        self._spacer = self._spacer or sect is not None
        paragraph = self._paragraph(ppr, present, words, identities, moved) if present else None
        if paragraph is not None:
            mark = self._moves.mark(range_name, present) if moved else self._mark(present, outer)
            result.append(replace(paragraph, mark=mark))
        result += [PageBreak(mark=self._mark(k & BOTH, outer)) for k in reader.breaks_after]
        if sect is not None and present:
            result += self._section_boundary(sect, present, outer)
        return result

    def _finish(self, versions: int) -> list[Block]:
        """Words whose paragraph should have joined the next one, where no other one follows."""
        identities, self._rest_identities = self._rest_identities, []
        present = versions & self._rest.versions
        words = self._rest.take(BOTH)
        if not present:
            return []
        paragraph = self._paragraph(self._rest_ppr, present, take(words, present), identities, moved=False)
        return [] if paragraph is None else [replace(paragraph, mark=self._mark(present, versions))]

    def _section_boundary(self, sect: etree._Element, present: int, outer: int) -> list[Block]:
        """The page break that the end of a section makes; one for each version where they turn the pages differently."""
        # A section's properties stand at its end, so those of the pages to come are the next ones (17.6.17).
        ordinal = self._places.get(sect)
        if ordinal is None:
            return []
        restore = self._common.restore
        if restore is not None and ordinal < len(restore.sections) == len(self._sections) - 1:
            is_landscape, kind = restore.sections[ordinal]
            present = version(Mark(kind) if kind else None) & outer
            return [PageBreak(is_landscape, self._mark(present, outer))] if present else []
        landscapes: dict[int, bool | None] = {}
        for side in (OLD, NEW):
            if present & side:
                later = (self._sections[index] for index in range(ordinal + 1, len(self._sections)))
                next_ = next((other for other, k in later if k & side), sect)
                current = sect
                if side == OLD:
                    next_, current = former_section(next_), former_section(sect)
                same = value(next_, "type") == "continuous" and landscape(next_) == landscape(current)
                landscapes[side] = None if same else landscape(next_)
        if len(landscapes) == 2 and landscapes[OLD] == landscapes[NEW]:
            landscapes = {present: landscapes[NEW]}
        return [PageBreak(turn, self._mark(side, outer)) for side, turn in landscapes.items() if turn is not None]

    def _traits(self, ppr: etree._Element | None, side: int, identities: list[tuple[str, int]]) -> tuple[_Traits, bool]:
        """What a paragraph is in one version, and whether it may be one of our own making, which no version has."""
        former = None if ppr is None or side == NEW else ppr.find(f"{wml('pPrChange')}/{_PPR}")
        ppr = ppr if former is None else former
        properties = self._common.properties
        style_id = properties.paragraph_style(ppr)
        reference = properties.numbering(ppr, style_id)
        number = None if reference is None else properties.count(reference, side)
        role = properties.role(style_id)
        own_making = role == ""
        if not role:
            # Text that somebody typed into a paragraph of our own making, or with a style of their own.
            role = number.kind if number is not None and number.kind in ROLES else "isi"
        own_identity = next((name for name, k in identities if k & side), None)
        if self._noted_traits:
            noted = self._noted_traits[-1 if side == OLD else 0]
            return _Traits(noted.role, noted.number, own_identity, noted.depth), False
        traits = _Traits(role, number, own_identity, properties.depth(ppr, style_id, reference))
        return traits, own_making or self._spacer

    def _paragraph(
        self,
        ppr: etree._Element | None,
        present: int,
        words: list[VersionedInline],
        identities: list[tuple[str, int]],
        moved: bool,
    ) -> Paragraph | None:
        traits: dict[int, _Traits] = {}
        own_making = True
        for side in (NEW, OLD):
            if present & side:
                traits[side], also_own = self._traits(ppr, side, identities)
                own_making = own_making and also_own and traits[side].identity is None
                number = traits[side].number
                if number is not None and number.kind == "pasal":
                    words = without_line_break(words, side)
        if own_making and not words:
            return None
        current = traits[NEW if present & NEW else OLD]
        old = traits.get(OLD, current)
        content = join(words, present, moved=moved, tidied=self._common.versions == BOTH)
        former = None if old == current else Paragraph(old.role, (), old.number, old.identity, old.depth)
        return Paragraph(current.role, content, current.number, current.identity, current.depth, former=former)

    def _identity_bookmark(self, element: etree._Element) -> None:
        bookmark = self._common.bookmarks.get(element.get(wml("name"), ""))
        if bookmark is None:
            return
        if bookmark.kind in _PER_VERSION:
            self._identities.append((bookmark.value, _PER_VERSION[bookmark.kind]))
        elif bookmark.kind == identity.TABLE:
            self._table_identities.append(bookmark.value)
        elif bookmark.kind == identity.TRAITS and self._common.restore is not None:
            self._noted_traits = identity.read_traits(bookmark.value)
        elif bookmark.kind == identity.SPACER:
            self._spacer = True

    def _read_inline(self, reader: InlineReader, element: etree._Element, versions: int) -> None:
        if element.tag == _RUN:
            reader.run(element, versions)
        elif element.tag == _START:
            bookmark = self._common.bookmarks.get(element.get(wml("name"), ""))
            if bookmark is not None and bookmark.kind in (identity.GAP, identity.REFERENCE):
                reader.open_bookmark(element.get(wml("id"), ""), bookmark)
        elif element.tag == _END:
            reader.close_bookmark(element.get(wml("id"), ""))
        elif element.tag == wml("fldSimple"):
            reader.begin_field(versions, element.get(wml("instr"), ""))
            for inside, present in children(element, versions):
                self._read_inline(reader, inside, present)
            reader.end_field()


def _cell_versions(tc: etree._Element, versions: int) -> int:
    """The versions, of `versions`, that have a cell (17.13.5.1, 17.13.5.2)."""
    properties = tc.find(wml("tcPr"))
    if properties is not None and properties.find(wml("cellIns")) is not None:
        versions &= NEW
    if properties is not None and properties.find(wml("cellDel")) is not None:
        versions &= OLD
    return versions


def _role_from_content(rows: list[TableRow]) -> str:
    """The role of a table whose style is lost, from the roles in its cells."""
    present = {p.role for row in rows for cell in row.cells for p in cell.content}
    for role, telling in (
        ("pihak", {"pihak_nama", "pihak_titik_dua", "pihak_uraian"}),
        ("tanda_tangan", {"ttd_pihak", "ttd_ruang", "ttd_nama"}),
        ("lambang", {"lambang", "bingkai_lambang"}),
        ("paraf", {"paraf"}),
    ):
        if present & telling:
            return role
    return "tabel"
