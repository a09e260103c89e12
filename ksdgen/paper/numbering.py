"""Gives Pasal and points their numbers, then resolves references.

References can point forward, so numbers are given in a first pass over all blocks and references resolved in a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.paper.document import Block, Inline, Number, PageBreak, Paragraph, Reference, Table, Text, change_paragraphs

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
    for b in blocks:
        if isinstance(b, Paragraph) and b.role == "pasal":
            _single_ayat(result, start)
            pasal += 1
            result.append(replace(b, number=Number("pasal", pasal)))
            start = len(result)
        elif isinstance(b, Paragraph) and b.role in ("penutup", "lampiran_judul"):
            _single_ayat(result, start)
            result.append(b)
            start = len(result)
        else:
            result.append(b)
    _single_ayat(result, start)
    return tuple(result)


def _single_ayat(result: list[Block], start: int) -> None:
    ayat = [i for i in range(start, len(result)) if _kind(result[i]) == "ayat"]
    if len(ayat) != 1:
        return
    for i in range(ayat[0], len(result)):
        b = result[i]
        if i == ayat[0]:
            assert isinstance(b, Paragraph)
            result[i] = replace(b, role="isi", number=None, depth=0)
        elif isinstance(b, Paragraph | Table) and b.depth:
            result[i] = replace(b, depth=b.depth - 1)


def _kind(b: Block) -> str | None:
    return b.number.kind if isinstance(b, Paragraph) and b.number is not None else None


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
    """Turn every reference into its words and one `Reference` per number; report what points to nothing and doubled identities.

    Args:
        blocks: numbered blocks.
        name: titles of articles that exist but are not in this document, by id, for a better message.
    """
    findings: list[Diagnostic] = []
    chart = _chart(blocks, findings)

    def change(p: Paragraph, here: Chain) -> Paragraph:
        if not any(isinstance(i, Reference) for i in p.content):
            return p
        content: list[Inline] = []
        for i in p.content:
            if isinstance(i, Reference) and not i.content:
                _insert(content, _expand(i, here, chart.label, name or {}, findings))
            else:
                _insert(content, (i,))
        return replace(p, content=tuple(content))

    result: list[Block] = []
    for b, here in zip(chart.blocks, chart.chain, strict=True):
        result += change_paragraphs((b,), partial(change, here=here))
    return tuple(result), findings


def _chart(blocks: Sequence[Block], findings: list[Diagnostic]) -> _Chart:
    """Find the chain of each block and label; ancestors of labelled items are given an identity, doubled labels are taken away."""
    result = list(blocks)
    index: list[tuple[int, ...]] = []  # of the enclosing numbered paragraphs, Pasal first
    users: dict[str, int] = {}
    stack: list[int] = []
    for i, b in enumerate(blocks):
        stack = _parents(result, stack, i)
        index.append(tuple(stack))
        if not isinstance(b, Paragraph) or b.identity is None:
            continue
        if b.identity in users:
            findings.append(_doubled(b))
            result[i] = replace(b, identity=None)
        elif DERIVED not in b.identity:
            users[b.identity] = i
            for j in stack:
                parent = result[j]
                if isinstance(parent, Paragraph) and parent.identity is None:
                    result[j] = replace(parent, identity=f"{b.identity}{DERIVED}{parent.depth}")
    chain = [_chain(result, r) for r in index]
    return _Chart(result, chain, {identity: chain[i] for identity, i in users.items()})


def _parents(blocks: Sequence[Block], stack: Sequence[int], i: int) -> list[int]:
    """The numbered paragraphs around block `i`, itself included, given those around the block before it."""
    b = blocks[i]
    if isinstance(b, Paragraph) and b.role == "pasal":
        return [i]
    if not isinstance(b, Paragraph | Table):
        return list(stack)
    numbered = isinstance(b, Paragraph) and b.number is not None and b.number.kind != "romawi"
    if isinstance(b, Paragraph) and not numbered and b.depth == 0 and b.role != "isi":
        return []
    limit = b.depth - 1 if numbered else b.depth
    result = [j for j in stack if _depth(blocks[j]) <= limit]
    return [*result, i] if numbered else result


def _chain(blocks: Sequence[Block], index: Sequence[int]) -> Chain:
    paragraph = (b for b in (blocks[j] for j in index) if isinstance(b, Paragraph))
    return tuple((p.identity or "", p.number) for p in paragraph if p.number is not None)


def _depth(b: Block) -> int:
    return -1 if isinstance(b, PageBreak) or (isinstance(b, Paragraph) and b.role == "pasal") else b.depth


def _expand(
    r: Reference, here: Chain, label: Mapping[str, Chain], name: Mapping[str, str], findings: list[Diagnostic]
) -> tuple[Inline, ...]:
    """A reference as words and numbers, shortened by what it shares with the place where it stands."""
    # Inside an article its own labels come first, then articles and full paths.
    candidates = (r.target,) if "/" in r.target or not here else (f"{here[0][0]}/{r.target}", r.target)
    chain: Chain = next((label[c] for c in candidates if c in label), ())
    if not chain:
        findings.append(_not_found(r, label, name))
        return (Text(f"[[{r.target}]]", ((0, r.origin),) if r.origin else ()),)
    result: list[Inline] = []
    for i, (identity, number) in enumerate(chain[_same(chain, here) :]):
        word = (" " if i else "") + _WORDS[number.kind]
        if word:
            _insert(result, (Text(word, ((0, r.origin),) if r.origin else ()),))
        result.append(Reference(identity, number.reference, r.origin))
    return tuple(result)


def _same(chain: Chain, here: Chain) -> int:
    """How many numbers need not be said: the Pasal inside the same Pasal, and the ayat too inside the same ayat."""
    same = 0
    for kind, there, current in zip(("pasal", "ayat"), chain, here, strict=False):
        if there != current or there[1].kind != kind or len(chain) == same + 1:
            break
        same += 1
    return same


def _doubled(p: Paragraph) -> Diagnostic:
    return Diagnostic(
        "KSD031",
        Severity.ERROR,
        f"label `{p.identity}` dipakai dua kali dalam naskah ini",
        p.origin.span if p.origin else None,
        "beri salah satunya nama lain",
        route=p.origin.route if p.origin else None,
    )


def _not_found(r: Reference, label: Mapping[str, Chain], name: Mapping[str, str]) -> Diagnostic:
    return Diagnostic(
        "KSD030",
        Severity.ERROR,
        f"rujukan [[{r.target}]] tidak menunjuk apa pun dalam naskah ini",
        r.origin.span if r.origin else None,
        _suggestion(r.target, label, name),
        route=r.origin.route if r.origin else None,
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
    for b in part:
        if isinstance(b, Text) and content and isinstance(content[-1], Text):
            start = content[-1]
            shift = len(start.content)
            content[-1] = Text(start.content + b.content, start.origin + tuple((o + shift, a) for o, a in b.origin))
        else:
            content.append(b)
