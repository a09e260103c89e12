"""What the text of one way through a template says: its labels and references, and what is wrong with its points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ksdgen.compose.origins import find_origin
from ksdgen.diagnostics import Diagnostic, Span
from ksdgen.lint.ways import VALUE
from ksdgen.paper import fences, markup
from ksdgen.paper.document import Block, Paragraph, Reference, paragraphs_of
from ksdgen.source.places import Places
from ksdgen.world.codes import finding
from ksdgen.world.tree import Tree

_MARK = re.compile(f"{fences.MARK}([^{fences.MARK_END}]*){fences.MARK_END}")
_MANY_COLUMNS = " ".join(["1"] * 40)
_ORDER = ("ayat", "huruf", "angka", "huruf_kurung", "angka_kurung")
_NUMBER_FORMS = {"ayat": "(1)", "huruf": "a.", "angka": "1.", "huruf_kurung": "a)", "angka_kurung": "1)"}


@dataclass(slots=True)
class TextStructure:
    """The structure of a text."""

    labels: dict[str, Span] = field(default_factory=dict)
    references: list[tuple[str, Span]] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def read_clause(text: str, templates: Tree, scope: str) -> TextStructure:
    """What the text of one way through a clause says.

    Args:
        text: the text with its marks.
        templates: names the files of the marks.
        scope: the clause's id.
    """
    parsed = markup.Parser(_finder(templates), scope=scope).parse(text)
    structure = _structure_of(parsed)
    structure.findings += _skipped_levels(parsed.blocks)
    return structure


def read_skeleton(text: str, templates: Tree, boundary: str) -> tuple[TextStructure, list[Span]]:
    """What the text of one way through a document type says, and where the articles go in it.

    Args:
        text: the text with its marks.
        templates: names the files of the marks.
        boundary: the line that stands where the articles go; its places are returned, each time it stands there.
    """
    boundaries: list[Span] = []
    lines: list[str] = []
    find = _finder(templates)
    for line in text.split("\n"):
        if fences.without_marks(line).strip() != boundary:
            # How many columns a value stands for is not known; so many are enough for any table.
            lines.append(line.replace(VALUE, _MANY_COLUMNS) if "@tabel" in line else line)
            continue
        mark = _MARK.search(line)
        origin = find(mark[1], 0) if mark is not None else None
        if origin is not None:
            boundaries.append(Span.at(origin.span.file, origin.span.line, origin.span.column, len(boundary)))
    return _structure_of(markup.Parser(find, directives=True).parse("\n".join(lines))), boundaries


def _finder(templates: Tree) -> fences.FindOrigin:
    places = Places(None, "")
    return lambda id_, column: find_origin(id_, column, places, templates)


def _structure_of(parsed: markup.Parsed) -> TextStructure:
    """Labels, references and findings of a text that was parsed."""
    structure = TextStructure(findings=list(parsed.findings))
    for paragraph in paragraphs_of(parsed.blocks):
        if paragraph.identity is not None and paragraph.origin is not None:
            _note_label(structure, paragraph.identity, paragraph.origin.span)
        for inline in paragraph.content:
            if isinstance(inline, Reference) and inline.origin is not None and VALUE not in inline.target:
                structure.references.append((inline.target, inline.origin.span))
    return structure


def _note_label(structure: TextStructure, identity: str, span: Span) -> None:
    first = structure.labels.setdefault(identity, span)
    if first != span:
        name = identity.rpartition("/")[2]
        message = f"label `{name}` dipakai dua kali"
        hint = f"label ini sudah ada pada baris {first.line}; beri salah satunya nama lain"
        structure.findings.append(finding("KSD031", message, span, hint))


def _skipped_levels(blocks: Iterable[Block]) -> Iterator[Diagnostic]:
    """Points that skip a level: "1." directly below an ayat, or "a)" below "a."."""
    items = [
        item
        for item in blocks
        if isinstance(item, Paragraph) and item.number is not None and item.number.kind in _ORDER
    ]
    if sum(item.role == "ayat" for item in items) == 1:
        items = [item for item in items if item.role != "ayat"]  # an ayat that is alone loses its number
    open_items: list[tuple[int, str]] = []
    for item in items:
        if item.number is None or item.origin is None:
            continue
        while open_items and open_items[-1][0] >= item.depth:
            open_items.pop()
        level = _ORDER.index(item.number.kind)
        parent = _ORDER.index(open_items[-1][1]) if open_items else 1
        if level > parent + 1:
            required = _NUMBER_FORMS[_ORDER[parent + 1]] if open_items else "(1), a., atau 1."
            yield finding(
                "KSD070",
                f"penanda `{item.number.text}` meloncati satu tingkat",
                item.origin.span,
                f"di sini pakai {required}; urutan tingkatnya {', '.join(_NUMBER_FORMS.values())}",
            )
        open_items.append((item.depth, item.number.kind))
