"""The list of changes that a drafter would write, read from a document that holds two versions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from ksdgen.difference.entry import Change, Passage
from ksdgen.difference.kinds import Replacement, only_numbers, without_tail
from ksdgen.difference.layout import page_changes
from ksdgen.difference.outline import BODY, OutlineNode, gist, printed_form
from ksdgen.difference.paragraphs import passage_of_one, table_passages, whole_change, word_changes
from ksdgen.difference.places import part, passage_place, place
from ksdgen.difference.renumbering import number_changes, shape_changes
from ksdgen.difference.table_changes import table_changes_of
from ksdgen.difference.versions import Redline, Side
from ksdgen.paper.document import Block, Dokumen, PageBreak, Paragraph, Table


def list_changes(redline: Dokumen) -> list[Change]:
    """What changed, in reading order; empty when nothing that is printed did.

    Args:
        redline: a document that holds two versions, made by `compare_versions` or read from a file with tracked
            changes.
    """
    content = _ChangeList(redline.content, "").compose()
    shift = len(redline.content)
    footer = _ChangeList(redline.footer, "kaki halaman").compose()
    return [
        *content,
        *(replace(change, location=change.location + shift) for change in footer),
        *(replace(change, location=shift + len(redline.footer)) for change in page_changes(redline)),
    ]


class _ChangeList:
    """Collects the entries of a block list.

    Args:
        blocks: blocks that hold two versions.
        where: the name of the place, where the blocks do not say it themselves; else "".
    """

    def __init__(self, blocks: Sequence[Block], where: str) -> None:
        self._redline = Redline(blocks)
        self._where = where
        self._entries: list[Change] = []
        self._changed: dict[tuple[OutlineNode | None, OutlineNode | None], bool] = {}
        self._causes: dict[str, int] = {}
        """The identity of a paragraph whose number changed → the entry that says so."""

    def compose(self) -> list[Change]:
        """The entries in reading order."""
        if self._redline.print_the_same():
            return []
        table = self._table_pairs()
        self._moves()
        for location, change, identities in number_changes(self._redline):
            entry_index = self._record(location, change)
            for identity in identities:
                self._causes.setdefault(identity, entry_index)
        for location, change in shape_changes(self._redline):
            self._record(location, change)
        self._one_version(self._redline.old, {*self._redline.newer_of, *table}, new=False)
        self._one_version(self._redline.new, {*self._redline.older_of, *table.values()}, new=True)
        self._table(table)
        self._words()
        return _replace_wholly(sorted(self._entries, key=lambda change: change.location))

    def _record(self, location: int, change: Change) -> int:
        node = self._redline.new.nodes.get(location) or self._redline.old.nodes[location]
        self._entries.append(replace(change, location=location, part=self._where or part(node)))
        return len(self._entries) - 1

    def _place(self, node: OutlineNode) -> str:
        return self._where or place(node)

    def _passage_place(self, node: OutlineNode) -> str:
        return self._where or passage_place(node)

    # --- moved --------------------------------------------------------------------------------------------------------

    def _moves(self) -> None:
        for new_index, old_index in self._redline.older_of.items():
            if not self._redline.moves_alone(new_index):
                continue
            old_block, new_block = self._redline.old.blocks[old_index], self._redline.new.blocks[new_index]
            if not isinstance(old_block, Paragraph) or not isinstance(new_block, Paragraph):
                continue
            node = self._redline.new.nodes[new_index]
            pasal = new_block.role == "pasal"
            entry_index = self._record(
                new_index,
                Change(
                    "dipindah",
                    "pasal" if pasal else "teks",
                    self._passage_place(node),
                    self._passage_place(self._redline.old.nodes[old_index]),
                    after="" if pasal else new_block.text,
                    title=new_block.text if pasal else "",
                    passages=self._passages(node, self._redline.new, set(), "tetap"),
                    identity=new_block.identity,
                    old_origin=old_block.origin,
                    origin=new_block.origin,
                ),
            )
            if new_block.identity is not None:
                self._causes[new_block.identity] = entry_index

    # --- of one version only ------------------------------------------------------------------------------------------

    def _one_version(self, side: Side, seen: set[int], *, new: bool) -> None:
        """What came or went, each with all that belongs to it.

        Args:
            side: the version that has it.
            seen: what is told elsewhere, because the other version has it too.
            new: whether it is the newer version.
        """
        whole: dict[OutlineNode, bool] = {}  # annexes, and whether only this version has them
        for index, node in side.nodes.items():
            if index in seen:
                continue
            root = node.part
            if root.kind == "lampiran":
                if root not in whole:
                    whole[root] = all(side.location(member) not in seen for member in root.descendants())
                    if whole[root]:
                        self._record(index, self._lampiran(root, side, new))
                if whole[root]:
                    continue
            parent = side.parent(index)
            if parent is None or parent in seen or not isinstance(side.blocks[parent], Paragraph):
                self._one(index, node, side, seen, new)

    def _one(self, index: int, node: OutlineNode, side: Side, seen: set[int], new: bool) -> None:
        block = side.blocks[index]
        where = self._passage_place(node)
        if isinstance(block, PageBreak):
            if not self._break_comes_along(index):
                name = {None: "pemisah halaman", True: "halaman mendatar", False: "halaman tegak"}[block.landscape]
                self._record(
                    index, Change("diubah", "bentuk", where, where, title=f"{name} {'ditambah' if new else 'dihapus'}")
                )
            return
        if isinstance(block, Paragraph) and block.number is None and block.role not in BODY and block.role != "pasal":
            self._record(index, whole_change(block, new, self._place(node)))
            return
        pasal = isinstance(block, Paragraph) and block.role == "pasal"
        passages = self._passages(node, side, seen, "sisip" if new else "hapus")
        text = _join(passages[1:] if pasal else passages)
        change = Change(
            "baru" if new else "dihapus",
            "tabel" if isinstance(block, Table) else "pasal" if pasal else "teks",
            where,
            "" if new else where,
            "" if new else text,
            text if new else "",
            block.text if pasal and isinstance(block, Paragraph) else "",
            passages=passages,
            identity=block.identity,
            old_origin=None if new else block.origin,
            origin=block.origin if new else None,
        )
        self._record(index, change)

    def _lampiran(self, node: OutlineNode, side: Side, new: bool) -> Change:
        """The entry for a whole annex."""
        where = part(node.children[0])
        kind = "sisip" if new else "hapus"
        passages = tuple(passage for child in node.children for passage in self._passages(child, side, set(), kind))
        headings = [
            child.block
            for child in node.children
            if isinstance(child.block, Paragraph) and child.kind == "lampiran_judul"
        ]
        title = headings[-1].text
        if new:
            return Change(
                "baru", "teks", where, after=title, title=title, passages=passages, origin=headings[-1].origin
            )
        return Change(
            "dihapus",
            "teks",
            where,
            where,
            former=title,
            title=title,
            passages=passages,
            old_origin=headings[-1].origin,
        )

    def _break_comes_along(self, index: int) -> bool:
        """Whether a page break only came or went with the annex behind it, or moved with the paragraphs around it."""
        blocks, mark = self._redline.blocks, self._redline.blocks[index].mark
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(following, Paragraph) and following.role == "lampiran_judul" and following.mark == mark:
            return True
        neighbours = (following, blocks[index - 1] if index else None)
        return all(block is not None and block.mark is not None and block.mark.move is not None for block in neighbours)

    def _passages(self, node: OutlineNode, side: Side, except_for: set[int], kind: str) -> tuple[Passage, ...]:
        """The paragraphs of a block and of what belongs to it, but for what is told elsewhere."""
        result: list[Passage] = []
        for member in (node, *node.descendants()):
            if side.location(member) in except_for:
                continue
            if isinstance(member.block, Paragraph):
                result.append(passage_of_one(member.block, kind))
            elif isinstance(member.block, Table):
                result += table_passages(member.block, kind)
        return tuple(result)

    # --- tables -------------------------------------------------------------------------------------------------------

    def _table_pairs(self) -> dict[int, int]:
        """Tables of one version each that are the same table: older to newer, by what they say, else by role and part."""
        old = [
            old_index
            for old_index, b in self._redline.old.blocks.items()
            if isinstance(b, Table) and old_index not in self._redline.newer_of
        ]
        new = [
            new_index
            for new_index, b in self._redline.new.blocks.items()
            if isinstance(b, Table) and new_index not in self._redline.older_of
        ]
        result: dict[int, int] = {}
        traits: tuple[Callable[[Side, int], Hashable], ...] = (_table_content, _part_role)
        for trait in traits:
            seen = set(result.values())
            location: dict[Hashable, list[int]] = {}
            for new_index in new:
                if new_index not in seen:
                    location.setdefault(trait(self._redline.new, new_index), []).append(new_index)
            for old_index in old:
                if old_index not in result and (rest := location.get(trait(self._redline.old, old_index))):
                    result[old_index] = rest.pop(0)
        return result

    def _table(self, pairs: dict[int, int]) -> None:
        kept = {
            old_index: old_index
            for old_index in self._redline.newer_of
            if self._redline.newer_of[old_index] == old_index
        }
        for old_index, new_index in (kept | pairs).items():
            old_table, new_table = self._redline.old.blocks[old_index], self._redline.new.blocks[new_index]
            if (
                not isinstance(old_table, Table)
                or not isinstance(new_table, Table)
                or (old_index == new_index and old_table == new_table)
            ):
                continue
            where, old_where = (
                self._passage_place(self._redline.new.nodes[new_index]),
                self._passage_place(self._redline.old.nodes[old_index]),
            )
            items = table_changes_of(old_table, new_table, where, old_where)
            if not items:
                passes = any(
                    (old_index < old_other) != (new_index < new_other)
                    for old_other, new_other in (self._redline.newer_of | pairs).items()
                )
                items = self._table_location(old_index, new_index, where, old_where, passes)
            for change in items:
                self._record(new_index, change)

    def _table_location(self, old_index: int, new_index: int, where: str, old_where: str, passes: bool) -> list[Change]:
        """What there is to say of a table whose words are the same.

        Args:
            old_index: the place of the older table in the common list.
            new_index: the place of the newer one.
            where: the name of the newer place.
            old_where: the name of the older one.
            passes: whether it passes something that both versions have; else only its identity changed.
        """
        old_table, new_table = self._redline.old.blocks[old_index], self._redline.new.blocks[new_index]
        assert isinstance(old_table, Table) and isinstance(new_table, Table)
        if old_table.column != new_table.column:
            return [Change("diubah", "bentuk", where, old_where, title="lebar kolom berubah")]
        if old_table.depth != new_table.depth:
            return [Change("diubah", "bentuk", where, old_where, title="letak tabel terhadap tepi berubah")]
        if [row.header for row in old_table.rows] != [row.header for row in new_table.rows]:
            return [Change("diubah", "bentuk", where, old_where, title="baris kepala tabel berubah")]
        if printed_form(old_table) != printed_form(new_table):
            return [Change("diubah", "bentuk", where, old_where, title="susunan berubah")]
        if not passes:
            return []
        headings = self._redline.old.nodes[old_index].part, self._redline.new.nodes[new_index].part
        old_location, location = self._redline.old.location(headings[0]), self._redline.new.location(headings[1])
        if (
            old_location is not None
            and location is not None
            and self._redline.newer_of.get(old_location) == location != old_location
        ):
            return []  # it moved with its article
        return [Change("dipindah", "tabel", where, old_where, passages=tuple(table_passages(new_table, "tetap")))]

    # --- words --------------------------------------------------------------------------------------------------------

    def _words(self) -> None:
        for new_index, old_index in self._redline.older_of.items():
            old_block, new_block = self._redline.old.blocks[old_index], self._redline.new.blocks[new_index]
            if not isinstance(old_block, Paragraph) or not isinstance(new_block, Paragraph):
                continue
            if old_block.content == new_block.content:
                continue
            new_node, old_node = self._redline.new.nodes[new_index], self._redline.old.nodes[old_index]
            start = "judul " if new_block.role == "pasal" else ""
            where, old_where = start + self._place(new_node), start + self._place(old_node)
            for replacement, change in word_changes(old_block, new_block, where, old_where):
                if (cause := self._causing_entry(replacement)) is not None:
                    entry = self._entries[cause]
                    self._entries[cause] = replace(entry, reference=entry.reference + 1)
                elif not self._series_changed(old_index, new_index):
                    self._record(new_index, change)
                elif (rest := without_tail(replacement)) is not None:
                    self._record(new_index, replace(change, former=rest.former, after=rest.after))

    def _causing_entry(self, replacement: Replacement) -> int | None:
        """The entry that made a reference print another number, if that is all that happened to it."""
        return next(
            (self._causes[target] for target in only_numbers(replacement) or () if target in self._causes), None
        )

    def _series_changed(self, old_index: int, new_index: int) -> bool:
        """Whether a point came, went or moved among those around a block."""
        old, new = self._redline.old.nodes[old_index].parent, self._redline.new.nodes[new_index].parent
        if (old, new) not in self._changed:
            self._changed[old, new] = _changed(old, self._redline.old, self._redline.newer_of) or _changed(
                new, self._redline.new, self._redline.older_of
            )
        return self._changed[old, new]


def _changed(parent: OutlineNode | None, side: Side, matches: dict[int, int]) -> bool:
    """Whether a child of a node came, went or moved in one version."""
    places = (side.location(child) for child in parent.children) if parent is not None else ()
    return any(index is not None and matches.get(index) != index for index in places)


def _replace_wholly(items: list[Change]) -> list[Change]:
    """One entry for what went and what came at the very same place."""
    deleted = {
        change.place: index
        for index, change in enumerate(items)
        if change.kind == "dihapus" and change.group in ("teks", "tabel")
    }
    result: list[Change | None] = list(items)
    for index, change in enumerate(items):
        if (
            change.kind == "baru"
            and change.group in ("teks", "tabel")
            and (earlier := deleted.pop(change.place, None)) is not None
        ):
            old = items[earlier]
            result[earlier] = None
            result[index] = replace(
                change,
                kind="diganti",
                old_place=old.place,
                former=old.former,
                old_origin=old.old_origin,
                passages=(*old.passages, *change.passages),
            )
    return [change for change in result if change is not None]


def _table_content(side: Side, index: int) -> Hashable:
    table = side.blocks[index]
    assert isinstance(table, Table)
    return gist(replace(table, column=()))


def _part_role(side: Side, index: int) -> Hashable:
    node = side.nodes[index]
    root = node.part
    name = root.identity or root.full_bag.get("", 0) if root.kind == "pasal" else part(node)
    return node.kind, name


def _join(passages: Sequence[Passage]) -> str:
    """Paragraphs as one text; the number of the first is said by the place."""
    texts = [(passage.old or passage.new).strip() for passage in passages]
    numbers = ["", *(passage.number or passage.old_number for passage in passages[1:])]
    return " ".join(f"{number} {text}".strip() for number, text in zip(numbers, texts, strict=False))
