"""The list of changes that a drafter would write, read from a document that holds two versions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from ksdgen.difference.entry import Change, Passage
from ksdgen.difference.kinds import Replacement, only_numbers, without_tail
from ksdgen.difference.layout import page_changes
from ksdgen.difference.outline import BODY, OutlineNode, cap
from ksdgen.difference.paragraphs import passage_of_one, table_passages, whole_change, word_changes
from ksdgen.difference.places import part, passage_place, place
from ksdgen.difference.renumbering import number_changes, shape_changes
from ksdgen.difference.table_changes import table_changes_of
from ksdgen.difference.versions import Redline, Side
from ksdgen.paper.document import Block, Dokumen, PageBreak, Paragraph, Table


def list_changes(redline: Dokumen) -> list[Change]:
    """What changed, in reading order; empty when nothing that is printed did.

    Args:
        redline: a document that holds two versions, made by `compare_versions` or read from a file with tracked changes.
    """
    content = _ChangeList(redline.content, "").compose()
    shift = len(redline.content)
    footer = [replace(p, location=p.location + shift) for p in _ChangeList(redline.footer, "kaki halaman").compose()]
    return [*content, *footer, *(replace(p, location=shift + len(redline.footer)) for p in page_changes(redline))]


class _ChangeList:
    """Collects the entries of a block list.

    Args:
        blok: blocks that hold two versions.
        di: the name of the place, where the blocks do not say it themselves.
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
        table = self._table_pairs()
        self._moves()
        for location, p, identity in number_changes(self._redline):
            n = self._record(location, p)
            for k in identity:
                self._causes.setdefault(k, n)
        for location, p in shape_changes(self._redline):
            self._record(location, p)
        self._one_version(self._redline.old, {*self._redline.newer_of, *table}, new=False)
        self._one_version(self._redline.new, {*self._redline.older_of, *table.values()}, new=True)
        self._table(table)
        self._words()
        return _replace_wholly(sorted(self._entries, key=lambda p: p.location))

    def _record(self, location: int, p: Change) -> int:
        s = self._redline.new.nodes.get(location) or self._redline.old.nodes[location]
        self._entries.append(replace(p, location=location, part=self._where or part(s)))
        return len(self._entries) - 1

    def _place(self, s: OutlineNode) -> str:
        return self._where or place(s)

    def _passage_place(self, s: OutlineNode) -> str:
        return self._where or passage_place(s)

    # --- moved ------------------------------------------------------------------------------------------------------------------------

    def _moves(self) -> None:
        for j, i in self._redline.older_of.items():
            if not self._redline.moves_alone(j):
                continue
            a, b = self._redline.old.blocks[i], self._redline.new.blocks[j]
            if not isinstance(a, Paragraph) or not isinstance(b, Paragraph):
                continue
            s = self._redline.new.nodes[j]
            pasal = b.role == "pasal"
            n = self._record(
                j,
                Change(
                    "dipindah",
                    "pasal" if pasal else "teks",
                    self._passage_place(s),
                    self._passage_place(self._redline.old.nodes[i]),
                    after="" if pasal else b.text,
                    title=b.text if pasal else "",
                    passages=self._passages(s, self._redline.new, set(), "tetap"),
                    identity=b.identity,
                    old_origin=a.origin,
                    origin=b.origin,
                ),
            )
            if b.identity is not None:
                self._causes[b.identity] = n

    # --- of one version only ----------------------------------------------------------------------------------------------------------

    def _one_version(self, side: Side, seen: set[int], *, new: bool) -> None:
        """What came or went, each with all that belongs to it.

        Args:
            side: the version that has it.
            seen: what is told elsewhere, because the other version has it too.
            new: whether it is the newer version.
        """
        whole: dict[OutlineNode, bool] = {}  # annexes, and whether only this version has them
        for i, s in side.nodes.items():
            if i in seen:
                continue
            root = s.part
            if root.kind == "lampiran":
                if root not in whole:
                    whole[root] = all(side.location(a) not in seen for a in root.descendants())
                    if whole[root]:
                        self._record(i, self._lampiran(root, side, new))
                if whole[root]:
                    continue
            parent = side.parent(i)
            if parent is None or parent in seen or not isinstance(side.blocks[parent], Paragraph):
                self._one(i, s, side, seen, new)

    def _one(self, i: int, s: OutlineNode, side: Side, seen: set[int], new: bool) -> None:
        b = side.blocks[i]
        where = self._passage_place(s)
        if isinstance(b, PageBreak):
            if not self._break_comes_along(i):
                name = {None: "pemisah halaman", True: "halaman mendatar", False: "halaman tegak"}[b.landscape]
                self._record(
                    i, Change("diubah", "bentuk", where, where, title=f"{name} {'ditambah' if new else 'dihapus'}")
                )
            return
        if isinstance(b, Paragraph) and b.number is None and b.role not in BODY and b.role != "pasal":
            self._record(i, whole_change(b, new, self._place(s)))
            return
        pasal = isinstance(b, Paragraph) and b.role == "pasal"
        passages = self._passages(s, side, seen, "sisip" if new else "hapus")
        text = _join(passages[1:] if pasal else passages)
        p = Change(
            "baru" if new else "dihapus",
            "tabel" if isinstance(b, Table) else "pasal" if pasal else "teks",
            where,
            "" if new else where,
            "" if new else text,
            text if new else "",
            b.text if pasal and isinstance(b, Paragraph) else "",
            passages=passages,
            identity=b.identity,
            old_origin=None if new else b.origin,
            origin=b.origin if new else None,
        )
        self._record(i, p)

    def _lampiran(self, s: OutlineNode, side: Side, new: bool) -> Change:
        """The entry for a whole annex."""
        where = part(s.children[0])
        kind = "sisip" if new else "hapus"
        passages = tuple(a for child in s.children for a in self._passages(child, side, set(), kind))
        headings = [a.blocks for a in s.children if isinstance(a.blocks, Paragraph) and a.kind == "lampiran_judul"]
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

    def _break_comes_along(self, i: int) -> bool:
        """Whether a page break only came or went with the annex behind it, or moved with the paragraphs around it."""
        everything, mark = self._redline.blocks, self._redline.blocks[i].mark
        following = everything[i + 1] if i + 1 < len(everything) else None
        if isinstance(following, Paragraph) and following.role == "lampiran_judul" and following.mark == mark:
            return True
        neighbours = (following, everything[i - 1] if i else None)
        return all(b is not None and b.mark is not None and b.mark.move is not None for b in neighbours)

    def _passages(self, s: OutlineNode, side: Side, except_for: set[int], kind: str) -> tuple[Passage, ...]:
        """The paragraphs of a block and of what belongs to it, but for what is told elsewhere."""
        result: list[Passage] = []
        for a in (s, *s.descendants()):
            if side.location(a) in except_for:
                continue
            if isinstance(a.blocks, Paragraph):
                result.append(passage_of_one(a.blocks, kind))
            elif isinstance(a.blocks, Table):
                result += table_passages(a.blocks, kind)
        return tuple(result)

    # --- tables -----------------------------------------------------------------------------------------------------------------------

    def _table_pairs(self) -> dict[int, int]:
        """Tables of one version each that are the same table: older to newer, by what they say, else by role and part."""
        old = [
            i for i, b in self._redline.old.blocks.items() if isinstance(b, Table) and i not in self._redline.newer_of
        ]
        new = [
            j for j, b in self._redline.new.blocks.items() if isinstance(b, Table) and j not in self._redline.older_of
        ]
        result: dict[int, int] = {}
        traits: tuple[Callable[[Side, int], Hashable], ...] = (_table_content, _part_role)
        for trait in traits:
            seen = set(result.values())
            location: dict[Hashable, list[int]] = {}
            for j in new:
                if j not in seen:
                    location.setdefault(trait(self._redline.new, j), []).append(j)
            for i in old:
                if i not in result and (rest := location.get(trait(self._redline.old, i))):
                    result[i] = rest.pop(0)
        return result

    def _table(self, pairs: dict[int, int]) -> None:
        kept = {i: i for i in self._redline.newer_of if self._redline.newer_of[i] == i}
        for i, j in (kept | pairs).items():
            a, b = self._redline.old.blocks[i], self._redline.new.blocks[j]
            if not isinstance(a, Table) or not isinstance(b, Table) or (i == j and a == b):
                continue
            where, old_where = (
                self._passage_place(self._redline.new.nodes[j]),
                self._passage_place(self._redline.old.nodes[i]),
            )
            items = table_changes_of(a, b, where, old_where)
            if not items and i != j:
                items = self._table_location(i, j, where, old_where)
            for p in items:
                self._record(j, p)

    def _table_location(self, i: int, j: int, where: str, old_where: str) -> list[Change]:
        """What there is to say of a table that says the same, but could not stay the same table."""
        a, b = self._redline.old.blocks[i], self._redline.new.blocks[j]
        assert isinstance(a, Table) and isinstance(b, Table)
        if a.column != b.column:
            return [Change("diubah", "bentuk", where, old_where, title="lebar kolom berubah")]
        if a.depth != b.depth:
            return [Change("diubah", "bentuk", where, old_where, title="letak tabel terhadap tepi berubah")]
        headings = self._redline.old.nodes[i].part, self._redline.new.nodes[j].part
        old_location, location = self._redline.old.location(headings[0]), self._redline.new.location(headings[1])
        if (
            old_location is not None
            and location is not None
            and self._redline.newer_of.get(old_location) == location != old_location
        ):
            return []  # it moved with its article
        return [Change("dipindah", "tabel", where, old_where, passages=tuple(table_passages(b, "tetap")))]

    # --- words ------------------------------------------------------------------------------------------------------------------------

    def _words(self) -> None:
        for j, i in self._redline.older_of.items():
            a, b = self._redline.old.blocks[i], self._redline.new.blocks[j]
            if not isinstance(a, Paragraph) or not isinstance(b, Paragraph) or a.content == b.content:
                continue
            s, old_node = self._redline.new.nodes[j], self._redline.old.nodes[i]
            start = "judul " if b.role == "pasal" else ""
            for g, p in word_changes(a, b, start + self._place(s), start + self._place(old_node)):
                if (cause := self._causing_entry(g)) is not None:
                    items = self._entries[cause]
                    self._entries[cause] = replace(items, reference=items.reference + 1)
                elif not self._series_changed(i, j):
                    self._record(j, p)
                elif (rest := without_tail(g)) is not None:
                    self._record(j, replace(p, former=rest.former, after=rest.after))

    def _causing_entry(self, g: Replacement) -> int | None:
        """The entry that made a reference print another number, if that is all that happened to it."""
        return next((self._causes[t] for t in only_numbers(g) or () if t in self._causes), None)

    def _series_changed(self, i: int, j: int) -> bool:
        """Whether a point came, went or moved among those around a block."""
        old, new = self._redline.old.nodes[i].parent, self._redline.new.nodes[j].parent
        if (old, new) not in self._changed:
            self._changed[old, new] = _changed(old, self._redline.old, self._redline.newer_of) or _changed(
                new, self._redline.new, self._redline.older_of
            )
        return self._changed[old, new]


def _changed(parent: OutlineNode | None, side: Side, matches: dict[int, int]) -> bool:
    location = (side.location(s) for s in parent.children) if parent is not None else ()
    return any(n is not None and matches.get(n) != n for n in location)


def _replace_wholly(items: list[Change]) -> list[Change]:
    """One entry for what went and what came at the very same place."""
    deleted = {p.place: n for n, p in enumerate(items) if p.kind == "dihapus" and p.group in ("teks", "tabel")}
    result: list[Change | None] = list(items)
    for n, p in enumerate(items):
        if p.kind == "baru" and p.group in ("teks", "tabel") and (earlier := deleted.pop(p.place, None)) is not None:
            old = items[earlier]
            result[earlier] = None
            result[n] = replace(
                p,
                kind="diganti",
                old_place=old.place,
                former=old.former,
                old_origin=old.old_origin,
                passages=(*old.passages, *p.passages),
            )
    return [p for p in result if p is not None]


def _table_content(side: Side, i: int) -> Hashable:
    b = side.blocks[i]
    assert isinstance(b, Table)
    return cap(replace(b, column=()))


def _part_role(side: Side, i: int) -> Hashable:
    s = side.nodes[i]
    root = s.part
    name = root.identity or root.full_bag.get("", 0) if root.kind == "pasal" else part(s)
    return s.kind, name


def _join(passages: Sequence[Passage]) -> str:
    """Paragraphs as one text; the number of the first is said by the place."""
    text = [(a.old or a.new).strip() for a in passages]
    number = [(a.number or a.old_number) if n else "" for n, a in enumerate(passages)]
    return " ".join(f"{n} {t}".strip() for n, t in zip(number, text, strict=True))
