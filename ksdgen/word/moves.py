"""Moved paragraphs of a file that is being read: which one went where (ISO/IEC 29500-1, 17.13.5.21 to 17.13.5.28)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from ksdgen.paper.document import Block, Mark, Paragraph, TrackedChange
from ksdgen.paper.revision import tidy
from ksdgen.word.ooxml import wml
from ksdgen.word.revisions import move_number
from ksdgen.word.versions import NEW, OLD

_START = {wml("moveToRangeStart"): NEW, wml("moveFromRangeStart"): OLD}
_END = {wml("moveToRangeEnd"), wml("moveFromRangeEnd")}


class Moves:
    """Pairs the ends of moves by the names of their ranges and by the order of the paragraphs in them."""

    def __init__(self) -> None:
        self._open: dict[int, dict[str, str]] = {NEW: {}, OLD: {}}
        self._counts: dict[tuple[int, str], int] = {}
        self._numbers: dict[tuple[str, int], int] = {}
        self._ends: dict[int, int] = {}

    def read(self, element: etree._Element) -> bool:
        """Note the start or end of a range; False when the element is neither."""
        if element.tag in _START:
            open_ranges = self._open[_START[str(element.tag)]]
            open_ranges[element.get(wml("id"), "")] = element.get(wml("name"), "")
            return True
        if element.tag in _END:
            for open_ranges in self._open.values():
                open_ranges.pop(element.get(wml("id"), ""), None)
            return True
        return False

    def name(self, version: int) -> str | None:
        """The name of the range that was opened last, None outside of all ranges."""
        return next(reversed(self._open[version].values()), None)

    def mark(self, name: str | None, version: int) -> Mark:
        """The mark of the next moved paragraph in a range, its number not yet final."""
        kind = "pindah_ke" if version == NEW else "pindah_dari"
        if name is None:
            return Mark(kind)
        ordinal = self._counts.get((version, name), 0)
        self._counts[version, name] = ordinal + 1
        number = self._numbers.setdefault((name, ordinal), len(self._numbers))
        self._ends[number] = self._ends.get(number, 0) | version
        return Mark(kind, number)

    def pair_up(self, blocks: Iterable[Block]) -> list[Block]:
        """The blocks with the final numbers; an end without its other one is an insertion or a deletion."""
        final: dict[int, int] = {}
        ours = (first + ordinal for name, ordinal in self._numbers if (first := move_number(name)) is not None)
        free = 1 + max(ours, default=0)
        for (name, ordinal), number in self._numbers.items():
            first = move_number(name)
            if first is None:
                final[number], free = free, free + 1
            else:
                final[number] = first + ordinal
        return [self._with_number(block, final) for block in blocks]

    def _with_number(self, block: Block, final: dict[int, int]) -> Block:
        if block.mark is None or not block.mark.kind.startswith("pindah"):
            return block
        number = block.mark.move
        if isinstance(block, Paragraph) and number is not None and self._ends.get(number) == NEW | OLD:
            return replace(block, mark=Mark(block.mark.kind, final[number]))
        return without_move(block)


def without_move(block: Block) -> Block:
    """A block whose mark says that it was moved as one that was inserted or deleted."""
    if block.mark is None:
        return block
    mark = Mark("sisip" if block.mark.new else "hapus")
    if isinstance(block, Paragraph):
        content = (
            part
            for inline in block.content
            for part in (inline.content if isinstance(inline, TrackedChange) else (inline,))
        )
        return replace(block, mark=mark, content=tidy(content))
    return replace(block, mark=mark)
