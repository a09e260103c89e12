"""Gives Pasal and points their numbers, then resolves references.

References can point forward, so numbers are given in a first pass over all blocks and references resolved in a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from ksdgen.diagnostics import SHOWN, Diagnostic
from ksdgen.paper.document import (
    NUMBER_WORDS,
    Block,
    Inline,
    Number,
    PageBreak,
    Paragraph,
    Reference,
    Table,
    Text,
    change_paragraphs,
    joined,
)
from ksdgen.world.codes import finding


def assign_numbers(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Number the Pasal from 1 and take the number from an ayat that is alone in its Pasal.

    Markers inside a Pasal are numbered by the parser; here only what needs the whole document is decided.
    """
    result: list[Block] = []
    pasal = 0
    start = 0  # where the current Pasal's body starts in `result`
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "pasal":
            _single_ayat(result, start)
            pasal += 1
            result.append(replace(block, number=Number("pasal", pasal)))
            start = len(result)
        elif isinstance(block, Paragraph) and block.role in ("penutup", "lampiran_judul"):
            _single_ayat(result, start)
            result.append(block)
            start = len(result)
        else:
            result.append(block)
    _single_ayat(result, start)
    return tuple(result)


def _single_ayat(result: list[Block], start: int) -> None:
    ayat = [index for index in range(start, len(result)) if _kind(result[index]) == "ayat"]
    if len(ayat) != 1:
        return
    for index in range(ayat[0], len(result)):
        block = result[index]
        if index == ayat[0]:
            assert isinstance(block, Paragraph)
            result[index] = replace(block, role="isi", number=None, depth=0)
        elif isinstance(block, Paragraph | Table) and block.depth:
            result[index] = replace(block, depth=block.depth - 1)


def _kind(block: Block) -> str | None:
    return block.number.kind if isinstance(block, Paragraph) and block.number is not None else None


Chain = tuple[tuple[str, Number], ...]
"""The identities and numbers of the paragraphs from the Pasal down to a place."""

DERIVED = "^"
"""Stands in identities that the engine gave and no author wrote, so that nobody can refer to them."""


@dataclass(slots=True)
class _Chart:
    """Where everything is: the chain of numbers at every block, and at every label."""

    blocks: list[Block]
    chains: list[Chain]
    labels: dict[str, Chain]


def resolve(
    blocks: Sequence[Block], *, name: Mapping[str, str] | None = None
) -> tuple[tuple[Block, ...], list[Diagnostic]]:
    """Turn every reference into its words and one `Reference` per number.

    Args:
        blocks: numbered blocks.
        name: titles of articles that exist but are not in this document, by id, for a better message.

    Returns:
        The blocks, and what is wrong: references that point to nothing, and identities that stand twice.
    """
    findings: list[Diagnostic] = []
    chart = _chart(blocks, findings)

    suggestions = _Suggestions(chart.labels, name or {})

    def change(paragraph: Paragraph, here: Chain) -> Paragraph:
        if not any(isinstance(inline, Reference) for inline in paragraph.content):
            return paragraph
        content: list[Inline] = []
        for inline in paragraph.content:
            if isinstance(inline, Reference) and not inline.content:
                _append(content, _expand(inline, here, chart.labels, suggestions, findings))
            else:
                _append(content, (inline,))
        return replace(paragraph, content=tuple(content))

    result: list[Block] = []
    for block, here in zip(chart.blocks, chart.chains, strict=True):
        result += change_paragraphs((block,), partial(change, here=here))
    return tuple(result), findings


def _chart(blocks: Sequence[Block], findings: list[Diagnostic]) -> _Chart:
    """Find the chain of each block and label.

    Ancestors of labelled items are given an identity, doubled labels are taken away.
    """
    result = list(blocks)
    paths: list[tuple[int, ...]] = []  # for each block the numbered paragraphs around it, Pasal first
    positions: dict[str, int] = {}
    stack: list[int] = []
    for position, block in enumerate(blocks):
        stack = _parents(result, stack, position)
        paths.append(tuple(stack))
        if not isinstance(block, Paragraph) or block.identity is None:
            continue
        if block.identity in positions:
            findings.append(_doubled(block))
            result[position] = replace(block, identity=None)
        elif DERIVED not in block.identity:
            positions[block.identity] = position
            for ancestor in stack:
                parent = result[ancestor]
                if isinstance(parent, Paragraph) and parent.identity is None:
                    result[ancestor] = replace(parent, identity=f"{block.identity}{DERIVED}{parent.depth}")
    chains = [_chain(result, path) for path in paths]
    return _Chart(result, chains, {identity: chains[position] for identity, position in positions.items()})


def _parents(blocks: Sequence[Block], stack: Sequence[int], position: int) -> list[int]:
    """The numbered paragraphs around block `position`, itself included, given those around the block before it."""
    block = blocks[position]
    if isinstance(block, Paragraph) and block.role == "pasal":
        return [position]
    if not isinstance(block, Paragraph | Table):
        return list(stack)
    numbered = isinstance(block, Paragraph) and block.number is not None and block.number.kind != "romawi"
    if isinstance(block, Paragraph) and not numbered and block.depth == 0 and block.role != "isi":
        return []
    limit = block.depth - 1 if numbered else block.depth
    result = [outer for outer in stack if _depth(blocks[outer]) <= limit]
    return [*result, position] if numbered else result


def _chain(blocks: Sequence[Block], path: Sequence[int]) -> Chain:
    paragraphs = (block for block in (blocks[position] for position in path) if isinstance(block, Paragraph))
    return tuple((p.identity or "", p.number) for p in paragraphs if p.number is not None)


def _depth(block: Block) -> int:
    if isinstance(block, PageBreak) or (isinstance(block, Paragraph) and block.role == "pasal"):
        return -1
    return block.depth


def _expand(
    reference: Reference,
    here: Chain,
    labels: Mapping[str, Chain],
    suggestions: _Suggestions,
    findings: list[Diagnostic],
) -> tuple[Inline, ...]:
    """A reference as words and numbers, shortened by what it shares with the place where it stands."""
    origin = ((0, reference.origin),) if reference.origin else ()
    # Inside an article its own labels come first, then articles and full paths.
    own = () if "/" in reference.target or not here else (f"{here[0][0]}/{reference.target}",)
    chain: Chain = next((labels[label] for label in (*own, reference.target) if label in labels), ())
    if not chain:
        findings.append(_not_found(reference, suggestions.hint(reference.target)))
        return (Text(f"[[{reference.target}]]", origin),)
    result: list[Inline] = []
    for index, (identity, number) in enumerate(chain[_same(chain, here) :]):
        word = (" " if index else "") + NUMBER_WORDS[number.kind]
        if word:
            _append(result, (Text(word, origin),))
        result.append(Reference(identity, number.reference, reference.origin))
    return tuple(result)


def _same(chain: Chain, here: Chain) -> int:
    """How many numbers need not be said: the Pasal inside the same Pasal, and the ayat too inside the same ayat."""
    same = 0
    for kind, there, current in zip(("pasal", "ayat"), chain, here, strict=False):
        if there != current or there[1].kind != kind or len(chain) == same + 1:
            break
        same += 1
    return same


def _doubled(paragraph: Paragraph) -> Diagnostic:
    return finding(
        "KSD031",
        f"label `{paragraph.identity}` dipakai dua kali dalam naskah ini",
        paragraph.origin.span if paragraph.origin else None,
        "beri salah satunya nama lain",
        route=paragraph.origin.route if paragraph.origin else None,
    )


def _not_found(reference: Reference, hint: str) -> Diagnostic:
    return finding(
        "KSD030",
        f"rujukan [[{reference.target}]] tidak menunjuk apa pun dalam naskah ini",
        reference.origin.span if reference.origin else None,
        hint,
        route=reference.origin.route if reference.origin else None,
    )


_LONGEST = 120
"""The longest label to which a near one is looked for, and how many are looked at."""
_MOST = 1000


class _Suggestions:
    """What to write instead of references that point to nothing.

    Args:
        labels: what a reference can point to.
        titles: titles of articles that exist but are not in this document, by id.
    """

    def __init__(self, labels: Mapping[str, Chain], titles: Mapping[str, str]) -> None:
        self._labels, self._titles = labels, titles
        self._by_name: dict[str, str] | None = None
        self._count = 0  # of those for which a near label was looked for, which takes time

    def hint(self, target: str) -> str:
        """What to write instead of one."""
        pasal = target.partition("/")[0]
        if pasal in self._titles and pasal not in self._labels:
            return f"pasal {self._titles[pasal]} tidak dipakai dalam naskah ini"
        if self._by_name is None:
            self._by_name = {label.rpartition("/")[2]: label for label in reversed(list(self._labels))}
        if target in self._by_name:
            return f"label itu ada pada pasal lain, tulis [[{self._by_name[target]}]]"
        self._count += 1
        if self._count <= SHOWN and len(target) <= _LONGEST:
            import difflib  # only when something is wrong

            candidates = [label for label in islice(self._labels, _MOST) if len(label) <= 2 * _LONGEST]
            if near := difflib.get_close_matches(target, candidates, n=1, cutoff=0.6):
                return f"maksud Anda [[{near[0]}]]?"
        return "rujukan memakai kode pasal, atau kode pasal/label, misalnya [[jangka_waktu]]"


def _append(content: list[Inline], inlines: Sequence[Inline]) -> None:
    """Append, joining a Text to the Text before it."""
    for inline in inlines:
        if isinstance(inline, Text) and content and isinstance(content[-1], Text):
            content[-1] = joined(content[-1], inline)
        else:
            content.append(inline)
