"""Reads one story, the body or a footer, into blocks: of the newer version, or of both with marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lxml import etree

from ksdgen.paper.document import ROLES, Block, Cell, Mark, Number, PageBreak, Paragraph, Picture, Table, TableRow
from ksdgen.word import identity
from ksdgen.word.inlines import InlineReader, VersionedInline, join, take, without_line_break
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

    full: int
    """The versions to be read."""
    properties: Properties
    bookmark: dict[str, identity.Bookmark]
    restore: identity.Change | None
    """What the editor that saved the file loses of tracked changes; None when it loses nothing."""


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
        umum: what it shares with the others.
        gambar: the picture of a w:drawing of this story.
        seksi: the sections of the body in their order; none in other stories.
    """

    def __init__(
        self, general: Common, image: Callable[[etree._Element], Picture | None], section: Sequence[Section] = ()
    ) -> None:
        self._common = general
        self._image = image
        self._sections = section
        self._moves = Moves()
        self._identities: list[tuple[str, int]] = []
        self._table_identities: list[str] = []
        self._rest: list[VersionedInline] = []
        self._rest_identities: list[tuple[str, int]] = []
        self._rest_ppr: etree._Element | None = None
        self._notes: list[identity.Traits] = []
        self._spacer = False

    def read(self, parent: etree._Element) -> tuple[Block, ...]:
        """The blocks of the story."""
        blocks = self._block(parent, self._common.full)
        return tuple(self._moves.pair_up(blocks))

    def _block(self, parent: etree._Element, versions: int) -> list[Block]:
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
        """The mark of something that only some of the versions `versions` around it have."""
        return None if present == versions else Mark(tracked_change_kind(present))

    # --- tables ---

    def _table(self, tbl: etree._Element, versions: int) -> list[Block]:
        pr = tbl.find(wml("tblPr"))
        grid = tbl.find(wml("tblGrid"))
        ind = None if pr is None else pr.find(wml("tblInd"))
        rows: list[TableRow] = []
        self._table_identities = []
        for tr, present in children(tbl, versions):
            if tr.tag == _TR:
                rows += self._rows(tr, present & BOTH, versions)
        if not rows:
            return []
        width = [] if grid is None else [numeral(k.get(wml("w"))) for k in grid.iterfind(wml("gridCol"))]
        if not width:
            width = [1] * max(len(b.cells) for b in rows)
        role = self._common.properties.table_role(value(pr, "tblStyle")) or _role_from_content(rows)
        mark = rows[0].mark
        if mark is not None and all(b.mark == mark for b in rows):
            rows = [TableRow(b.cells, b.header) for b in rows]
        else:
            mark = None
        return [
            Table(
                role,
                columns_from_grid(width),
                tuple(rows),
                depth=0 if ind is None else max(0, round(numeral(ind.get(wml("w"))) / INDENT_STEP)),
                identity=self._table_identities[0] if self._table_identities else None,
                mark=mark,
            )
        ]

    def _rows(self, tr: etree._Element, present: int, versions: int) -> list[TableRow]:
        pr = tr.find(wml("trPr"))
        present = property_mark(pr, present) & BOTH
        cells = [(tc, _cell_version(tc, k & present)) for tc, k in children(tr, present) if tc.tag == _TC]
        # Cells that came or went alone: the row is another one in each version.
        differs = any(k != present for _, k in cells)
        result: list[TableRow] = []
        for side in (OLD, NEW) if differs and present == BOTH else (present,) if present else ():
            content = [self._cell(tc, side) for tc, k in cells if k & side]
            while content and not content[-1].content:
                # The writer fills a short row up with cells that hold no paragraph of the model.
                del content[-1]
            if content:
                full = tuple(s if s.content else Cell((Paragraph("sel"),)) for s in content)
                result.append(TableRow(full, is_on(pr, "tblHeader"), self._mark(side, versions)))
        return result

    def _cell(self, tc: etree._Element, versions: int) -> Cell:
        outer, self._table_identities = self._table_identities, []
        content: list[Paragraph] = []
        for block in self._block(tc, versions):
            if isinstance(block, Paragraph):
                content.append(block)
            elif isinstance(block, Table):
                # The model has no table in a table; its text stays.
                content.extend(p for r in block.rows for s in r.cells for p in s.content)
        self._table_identities = outer + self._table_identities
        # Nothing moves in or out of a cell.
        return Cell(tuple(p for block in content if isinstance(p := _inside_cell(block), Paragraph)))

    # --- paragraphs ---

    def _paragraph_blocks(self, paragraph_element: etree._Element, versions: int, outer: int) -> list[Block]:
        ppr = paragraph_element.find(_PPR)
        present = property_mark(None if ppr is None else ppr.find(wml("rPr")), versions)
        move, present = bool(present & MOVED), present & BOTH
        one = present in (NEW, OLD) and versions == BOTH
        name = self._moves.name(present) if one else None
        reader = InlineReader(self._common.bookmark.get, self._image)
        self._notes, self._spacer = [], False
        # An editor may put the bookmark of a paragraph into the first words, also when those are struck out.
        for child in paragraph_element.iter(_START):
            self._identity_bookmark(child)
        for child, child_versions in children(paragraph_element, versions):
            if self._moves.read(child):
                name = self._moves.name(present) or name if one else None
            else:
                self._one(reader, child, child_versions)
        reader.finish()
        move = one and (move or any(child_versions & MOVED for _, child_versions in reader.content))
        if move and self._notes and self._notes[0].move is not None:
            name = move_name(self._notes[0].move)
        if self._spacer or self._common.properties.role(self._common.properties.paragraph_style(ppr)) == "":
            # A page break of our own making comes and goes with its paragraph.
            reader.before = [child_versions & present for child_versions in reader.before if child_versions & present]
        words = self._rest + reader.content
        identity = self._identities + self._rest_identities
        # The words of a version that has not the end of the paragraph go to the next one, which gives the properties
        # (17.13.5.15).
        self._rest, self._rest_ppr = (
            [(b, child_versions & BOTH) for b, child_versions in take(words, versions & ~present)],
            ppr,
        )
        self._identities, self._rest_identities = (
            [],
            [(n, child_versions & ~present) for n, child_versions in identity if child_versions & ~present]
            if self._rest
            else [],
        )
        result: list[Block] = [
            PageBreak(mark=self._mark(child_versions & BOTH, outer)) for child_versions in reader.before
        ]
        if present and is_on(ppr, "pageBreakBefore"):
            result.append(PageBreak(mark=self._mark(present, outer)))
        sect = None if ppr is None else ppr.find(_SECT)
        # LibreOffice takes the style from a paragraph that only ends a section.
        self._spacer = self._spacer or sect is not None
        paragraph = self._paragraph(ppr, present, take(words, present), identity, move) if present else None
        if paragraph is not None:
            mark = self._moves.mark(name, present) if move else self._mark(present, outer)
            result.append(_marked(paragraph, mark))
        result += [PageBreak(mark=self._mark(child_versions & BOTH, outer)) for child_versions in reader.following]
        if sect is not None and present:
            result += self._section_boundary(sect, present, outer)
        return result

    def _finish(self, versions: int) -> list[Block]:
        """Words whose paragraph should have joined the next one, where no other one follows."""
        words, self._rest = self._rest, []
        identity, self._rest_identities = self._rest_identities, []
        present = versions & (NEW * any(k & NEW for _, k in words) | OLD * any(k & OLD for _, k in words))
        paragraph = (
            self._paragraph(self._rest_ppr, present, take(words, present), identity, move=False) if present else None
        )
        return [] if paragraph is None else [_marked(paragraph, self._mark(present, versions))]

    def _section_boundary(self, sect: etree._Element, present: int, outer: int) -> list[Block]:
        # A section's properties stand at its end, so those of the pages to come are the next ones (17.6.17).
        ordinal = next((i for i, (s, _) in enumerate(self._sections) if s is sect), None)
        if ordinal is None:
            return []
        restore = self._common.restore
        if restore is not None and len(restore.section) == len(self._sections) - 1:
            origin_direction, kind = restore.section[ordinal]
            present = version(Mark(kind) if kind else None) & outer
            return [PageBreak(origin_direction, self._mark(present, outer))] if present else []
        direction: dict[int, bool | None] = {}
        for side in (OLD, NEW):
            if present & side:
                next_ = next((s for s, k in self._sections[ordinal + 1 :] if k & side), sect)
                current = sect
                if side == OLD:
                    next_, current = former_section(next_), former_section(sect)
                same = value(next_, "type") == "continuous" and landscape(next_) == landscape(current)
                direction[side] = None if same else landscape(next_)
        if len(direction) == 2 and direction[OLD] == direction[NEW]:
            direction = {present: direction[NEW]}
        return [PageBreak(a, self._mark(side, outer)) for side, a in direction.items() if a is not None]

    def _traits(self, ppr: etree._Element | None, side: int, identity: list[tuple[str, int]]) -> tuple[_Traits, bool]:
        """What a paragraph is in one version, and whether it is one of our own making."""
        former = None if ppr is None or side == NEW else ppr.find(f"{wml('pPrChange')}/{_PPR}")
        ppr = ppr if former is None else former
        properties = self._common.properties
        style_id = properties.paragraph_style(ppr)
        reference = properties.numbering(ppr, style_id)
        number = None if reference is None else properties.count(reference, side)
        role = properties.role(style_id)
        gap = role == ""
        if not role:
            # Text that somebody typed into a paragraph of our own making, or with a style of their own.
            role = number.kind if number is not None and number.kind in ROLES else "isi"
        own = next((n for n, k in identity if k & side), None)
        if self._notes:
            notes = self._notes[-1 if side == OLD else 0]
            return _Traits(notes.role, notes.number, own, notes.depth), False
        return _Traits(role, number, own, properties.depth(ppr, style_id, reference)), gap or self._spacer

    def _paragraph(
        self,
        ppr: etree._Element | None,
        present: int,
        words: list[VersionedInline],
        identity: list[tuple[str, int]],
        move: bool,
    ) -> Paragraph | None:
        trait: dict[int, _Traits] = {}
        gap = True
        for side in (NEW, OLD):
            if present & side:
                trait[side], own = self._traits(ppr, side, identity)
                gap = gap and own and trait[side].identity is None
                number = trait[side].number
                if number is not None and number.kind == "pasal":
                    words = without_line_break(words, side)
        if gap and not words:
            return None
        current = trait[NEW if present & NEW else OLD]
        old = trait.get(OLD, current)
        content = join(words, present, move=move, tidied=self._common.full == BOTH)
        former = None if old == current else Paragraph(old.role, (), old.number, old.identity, old.depth)
        return Paragraph(current.role, content, current.number, current.identity, current.depth, former=former)

    def _identity_bookmark(self, element: etree._Element) -> None:
        bookmark = self._common.bookmark.get(element.get(wml("name"), ""))
        if bookmark is None:
            return
        if bookmark.kind in _PER_VERSION:
            self._identities.append((bookmark.value, _PER_VERSION[bookmark.kind]))
        elif bookmark.kind == identity.TABLE:
            self._table_identities.append(bookmark.value)
        elif bookmark.kind == identity.TRAITS and self._common.restore is not None:
            self._notes = identity.read_traits(bookmark.value)
        elif bookmark.kind == identity.SPACER:
            self._spacer = True

    def _one(self, reader: InlineReader, element: etree._Element, versions: int) -> None:
        if element.tag == _RUN:
            reader.run(element, versions)
        elif element.tag == _START:
            bookmark = self._common.bookmark.get(element.get(wml("name"), ""))
            if bookmark is not None and bookmark.kind in (identity.GAP, identity.REFERENCE):
                reader.open_bookmark(element.get(wml("id"), ""), bookmark)
        elif element.tag == _END:
            reader.close(element.get(wml("id"), ""))
        elif element.tag == wml("fldSimple"):
            reader.begin_field(versions, element.get(wml("instr"), ""))
            for inside, present in children(element, versions):
                self._one(reader, inside, present)
            reader.end_field()


def _marked(paragraph: Paragraph, mark: Mark | None) -> Paragraph:
    return Paragraph(
        paragraph.role,
        paragraph.content,
        paragraph.number,
        paragraph.identity,
        paragraph.depth,
        mark=mark,
        former=paragraph.former,
    )


def _inside_cell(paragraph: Paragraph) -> Block:
    return without_move(paragraph) if paragraph.mark is not None else paragraph


def _cell_version(tc: etree._Element, versions: int) -> int:
    """The versions, of `versions`, that have a cell (17.13.5.1, 17.13.5.2)."""
    pr = tc.find(wml("tcPr"))
    if pr is not None and pr.find(wml("cellIns")) is not None:
        versions &= NEW
    if pr is not None and pr.find(wml("cellDel")) is not None:
        versions &= OLD
    return versions


def _role_from_content(rows: list[TableRow]) -> str:
    """The role of a table whose style is lost, from the roles in its cells."""
    content = {p.role for b in rows for s in b.cells for p in s.content}
    for role, mark in (
        ("pihak", {"pihak_nama", "pihak_titik_dua", "pihak_uraian"}),
        ("tanda_tangan", {"ttd_pihak", "ttd_ruang", "ttd_nama"}),
        ("lambang", {"lambang", "bingkai_lambang"}),
        ("paraf", {"paraf"}),
    ):
        if content & mark:
            return role
    return "tabel"
