"""The flat blocks of a document as the tree that its numbers make: parts, articles, ayat, points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence

from ksdgen.difference.likeness import bag
from ksdgen.paper.document import Block, Gap, Inline, PageBreak, Paragraph, Reference, Table, Text, paragraphs_of
from ksdgen.paper.revision import tidy

BODY = frozenset(("isi", "ayat", "huruf", "angka", "huruf_kurung", "angka_kurung"))
"""Roles of the text of articles: one can take the place of another."""

LISTS = frozenset(("premis", "latar_belakang", "konsideran", "dasar_hukum"))
"""Roles of the numbered lists before the articles."""

_TAIL = re.compile(r"[;,.:]?(?:\s+(?:dan|atau|dan/atau))?\Z")
"""How a point ends, which depends on what comes after it."""

_TAIL_LENGTH = 16
"""The last characters of a text among which its tail is sought."""

_ACT = re.compile(r".{0,200}?\bNomor \S+ Tahun \d{4}\b")


class OutlineNode:
    """A block with what belongs to it; the root and the parts that have no heading of their own have no block."""

    __slots__ = ("_bag", "_full_bag", "block", "children", "index", "kind", "level", "parent")

    def __init__(self, kind: str, block: Block | None, index: int, parent: OutlineNode | None) -> None:
        self.kind = kind
        """The role of a paragraph or table, or the name of a part."""
        self.block = block
        self.index = index
        """Its place among the blocks, -1 without a block."""
        self.parent = parent
        self.level: int = parent.level + 1 if parent is not None else 0
        """0 for the root, 1 for parts and articles, and so on."""
        self.children: list[OutlineNode] = []
        if parent is not None:
            parent.children.append(self)
        self._bag: Counter[Hashable] | None = None
        self._full_bag: Counter[Hashable] | None = None

    @property
    def bag(self) -> Counter[Hashable]:
        """The words of the block itself."""
        if self._bag is None:
            self._bag = Counter()
            if self.block is not None:
                for paragraph in paragraphs_of((self.block,)):
                    self._bag.update(bag(paragraph.content))
        return self._bag

    @property
    def full_bag(self) -> Counter[Hashable]:
        """The words of the block and of everything that belongs to it."""
        if self._full_bag is None:
            full_bag = Counter(self.bag)
            for child in self.children:
                full_bag.update(child.full_bag)
            self._full_bag = full_bag
        return self._full_bag

    @property
    def part(self) -> OutlineNode:
        """The article or other part that it belongs to; itself when it is one."""
        node = self
        while node.parent is not None and node.level > 1:
            node = node.parent
        return node

    def descendants(self) -> list[OutlineNode]:
        """Everything that belongs to it, in reading order."""
        result: list[OutlineNode] = []
        stack = self.children[::-1]
        while stack:
            node = stack.pop()
            result.append(node)
            stack += reversed(node.children)
        return result

    @property
    def act(self) -> str:
        """Of a legal basis, the act: the words up to its number."""
        text = self.block.text if isinstance(self.block, Paragraph) else ""
        match = _ACT.match(text)
        return match[0] if match is not None else text

    @property
    def identity(self) -> str | None:
        """The identity that an author gave."""
        identity = self.block.identity if isinstance(self.block, Paragraph | Table) else None
        return None if identity is None or "^" in identity else identity

    @property
    def can_move(self) -> bool:
        """Whether it can be shown as moved."""
        return isinstance(self.block, Paragraph) and (self.kind == "pasal" or self.kind in BODY or self.kind in LISTS)


def tree(blocks: Sequence[Block]) -> tuple[OutlineNode, list[OutlineNode]]:
    """The root, and the node of each block."""
    root = OutlineNode("akar", None, -1, None)
    part = OutlineNode("pembukaan", None, -1, root)
    stack: list[OutlineNode] = []  # the paragraphs around: numbered ones, and those that lead in a list
    nodes: list[OutlineNode] = []
    for index, block in enumerate(blocks):
        kind = "pemisah" if isinstance(block, PageBreak) else block.role
        new = _new_part(kind, part, blocks[index - 1] if index else None)
        if new is not None:
            part = OutlineNode(new, block if new == "pasal" else None, index if new == "pasal" else -1, root)
            stack = []
            if new == "pasal":
                nodes.append(part)
                continue
        numbered = isinstance(block, Paragraph) and block.number is not None
        depth = 0 if isinstance(block, PageBreak) else block.depth
        while stack and not _contains(stack[-1], depth, numbered):
            stack.pop()
        node = OutlineNode(kind, block, index, stack[-1] if stack else part)
        nodes.append(node)
        if numbered or kind == "isi":
            stack.append(node)
    return root, nodes


def _contains(node: OutlineNode, depth: int, numbered: bool) -> bool:
    """Whether a block of this depth belongs to a paragraph before it.

    Points belong to what leads them in, other text to its point.
    """
    assert isinstance(node.block, Paragraph)
    if numbered or node.block.number is None:
        return node.block.depth < depth
    return 0 < depth >= node.block.depth


def _new_part(kind: str, current: OutlineNode, before: Block | None) -> str | None:
    """The part that begins with a block of this role, if one does."""
    if kind == "pasal":
        return "pasal"
    if kind == "lampiran_judul":
        continues = isinstance(before, Paragraph) and before.role == "lampiran_judul"
        return None if continues and current.kind == "lampiran" else "lampiran"
    return "penutup" if kind == "penutup" and current.kind not in ("penutup", "lampiran") else None


def printed_form(block: Block) -> Hashable:
    """What a reader sees of a block: all of it but identities, what references point at, and which fact a blank waits
    for.
    """
    if isinstance(block, PageBreak):
        return block
    if isinstance(block, Table):
        rows = tuple(
            (row.header, tuple(tuple(printed_form(p) for p in cell.content) for cell in row.cells))
            for row in block.rows
        )
        return block.role, block.column, block.depth, rows
    content = (Text(i.content) if isinstance(i, Reference | Gap) else i for i in block.content)
    return block.role, block.number, block.depth, tidy(content)


def gist(block: Block) -> Hashable:
    """What two blocks that say the same have in common.

    Their numbers, the numbers that they refer to and the ends of points may differ.
    """
    if isinstance(block, Paragraph):
        return (_role_class(block.role), content_gist(block.content))
    if isinstance(block, PageBreak):
        return block
    return (
        block.role,
        block.column,
        tuple(tuple(tuple(gist(p) for p in cell.content) for cell in row.cells) for row in block.rows),
    )


def content_gist(content: Sequence[Inline]) -> Hashable:
    """The same for a text alone."""
    result: list[Hashable] = []
    for index, inline in enumerate(content):
        if isinstance(inline, Text):
            result.append(_without_tail(inline.content) if index == len(content) - 1 else inline.content)
        elif isinstance(inline, Reference):
            result.append((Reference, inline.target))
        else:
            result.append(Gap if isinstance(inline, Gap) else inline)
    return tuple(result)


def _without_tail(text: str) -> str:
    text = text.rstrip()
    tail = _TAIL.search(text, max(0, len(text) - _TAIL_LENGTH))
    return text[: tail.start()] if tail is not None else text


def _role_class(role: str) -> str:
    return "isi" if role in BODY else role


def same_class(old_node: OutlineNode, new_node: OutlineNode) -> bool:
    """Whether two nodes can be the same thing in two versions."""
    if type(old_node.block) is not type(new_node.block):
        return False
    old, new = old_node.block, new_node.block
    if isinstance(old, Table) and isinstance(new, Table):
        return (old.role, old.column, old.depth, old.identity) == (new.role, new.column, new.depth, new.identity)
    if isinstance(old, PageBreak):
        return old == new
    return _role_class(old_node.kind) == _role_class(new_node.kind)
