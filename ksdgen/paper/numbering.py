"""Gives Pasal and points their numbers, then resolves references.

References can point forward, so numbers are given in a first pass over all blocks and references resolved in a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ksdgen.diagnostics import Diagnostic
from ksdgen.paper.document import Block, Inline, Number, PageBreak, Paragraph, Reference, Table, Text, change_paragraphs
from ksdgen.world.codes import finding

_WORDS = {
    "pasal": "",
    "ayat": "ayat ",
    "huruf": "huruf ",
    "angka": "angka ",
    "huruf_kurung": "huruf ",
    "angka_kurung": "angka ",
    "romawi": "",
}
"""The word that a reference prints before each kind of number; "Pasal" is part of the number itself."""


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
    chain: list[Chain]
    label: dict[str, Chain]


def resolve(
    blocks: Sequence[Block], *, name: Mapping[str, str] | None = None
) -> tuple[tuple[Block, ...], list[Diagnostic]]:
    """Turn every reference into its words and one `Reference` per number; report what points to nothing and doubled
    identities.

    Args:
        blocks: numbered blocks.
        name: titles of articles that exist but are not in this document, by id, for a better message.
    """
    findings: list[Diagnostic] = []
    chart = _chart(blocks, findings)

    def change(paragraph: Paragraph, here: Chain) -> Paragraph:
        if not any(isinstance(inline, Reference) for inline in paragraph.content):
            return paragraph
        content: list[Inline] = []
        for inline in paragraph.content:
            if isinstance(inline, Reference) and not inline.content:
                _insert(content, _expand(inline, here, chart.label, name or {}, findings))
            else:
                _insert(content, (inline,))
        return replace(paragraph, content=tuple(content))

    result: list[Block] = []
    for block, here in zip(chart.blocks, chart.chain, strict=True):
        result += change_paragraphs((block,), partial(change, here=here))
    return tuple(result), findings


def _chart(blocks: Sequence[Block], findings: list[Diagnostic]) -> _Chart:
    """Find the chain of each block and label; ancestors of labelled items are given an identity, doubled labels are
    taken away.
    """
    result = list(blocks)
    index: list[tuple[int, ...]] = []  # of the enclosing numbered paragraphs, Pasal first
    users: dict[str, int] = {}
    stack: list[int] = []
    for position, block in enumerate(blocks):
        stack = _parents(result, stack, position)
        index.append(tuple(stack))
        if not isinstance(block, Paragraph) or block.identity is None:
            continue
        if block.identity in users:
            findings.append(_doubled(block))
            result[position] = replace(block, identity=None)
        elif DERIVED not in block.identity:
            users[block.identity] = position
            for ancestor in stack:
                parent = result[ancestor]
                if isinstance(parent, Paragraph) and parent.identity is None:
                    result[ancestor] = replace(parent, identity=f"{block.identity}{DERIVED}{parent.depth}")
    chain = [_chain(result, r) for r in index]
    return _Chart(result, chain, {identity: chain[position] for identity, position in users.items()})


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
    result = [j for j in stack if _depth(blocks[j]) <= limit]
    return [*result, position] if numbered else result


def _chain(blocks: Sequence[Block], index: Sequence[int]) -> Chain:
    paragraph = (b for b in (blocks[j] for j in index) if isinstance(b, Paragraph))
    return tuple((p.identity or "", p.number) for p in paragraph if p.number is not None)


def _depth(block: Block) -> int:
    return (
        -1 if isinstance(block, PageBreak) or (isinstance(block, Paragraph) and block.role == "pasal") else block.depth
    )


def _expand(
    reference: Reference, here: Chain, label: Mapping[str, Chain], name: Mapping[str, str], findings: list[Diagnostic]
) -> tuple[Inline, ...]:
    """A reference as words and numbers, shortened by what it shares with the place where it stands."""
    # Inside an article its own labels come first, then articles and full paths.
    candidates = (
        (reference.target,)
        if "/" in reference.target or not here
        else (f"{here[0][0]}/{reference.target}", reference.target)
    )
    chain: Chain = next((label[c] for c in candidates if c in label), ())
    if not chain:
        findings.append(_not_found(reference, label, name))
        return (Text(f"[[{reference.target}]]", ((0, reference.origin),) if reference.origin else ()),)
    result: list[Inline] = []
    for index, (identity, number) in enumerate(chain[_same(chain, here) :]):
        word = (" " if index else "") + _WORDS[number.kind]
        if word:
            _insert(result, (Text(word, ((0, reference.origin),) if reference.origin else ()),))
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


def _not_found(reference: Reference, label: Mapping[str, Chain], name: Mapping[str, str]) -> Diagnostic:
    return finding(
        "KSD030",
        f"rujukan [[{reference.target}]] tidak menunjuk apa pun dalam naskah ini",
        reference.origin.span if reference.origin else None,
        _suggestion(reference.target, label, name),
        route=reference.origin.route if reference.origin else None,
    )


def _suggestion(target: str, label: Mapping[str, Chain], name: Mapping[str, str]) -> str:
    """What to write instead of a reference that points to nothing."""
    import difflib  # only when something is wrong

    pasal = target.partition("/")[0]
    if pasal in name and pasal not in label:
        return f"pasal {name[pasal]} tidak dipakai dalam naskah ini"
    same_name = next((k for k in label if k.rpartition("/")[2] == target), None)
    if same_name is not None:
        return f"label itu ada pada pasal lain, tulis [[{same_name}]]"
    near = difflib.get_close_matches(target, label, n=1, cutoff=0.6)
    return (
        f"maksud Anda [[{near[0]}]]?"
        if near
        else "rujukan memakai kode pasal, atau kode pasal/label, misalnya [[jangka_waktu]]"
    )


def _insert(content: list[Inline], part: Sequence[Inline]) -> None:
    """Append, joining a Text to the Text before it."""
    for inline in part:
        if isinstance(inline, Text) and content and isinstance(content[-1], Text):
            start = content[-1]
            shift = len(start.content)
            content[-1] = Text(
                start.content + inline.content, start.origin + tuple((o + shift, a) for o, a in inline.origin)
            )
        else:
            content.append(inline)
