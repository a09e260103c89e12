"""Blocks → text that looks like law, which reads back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ksdgen.paper.columns import WIDTH, dashes, thousandths
from ksdgen.paper.document import Block, Cell, Gap, Inline, LineBreak, Number, Paragraph, Reference, Table, Text
from ksdgen.paper.markers import LABEL, NEXT_MARKERS, is_marker

_INDENT = "    "
_SPECIAL = re.compile(r"\\|\[(?=\[)|(?<=\[)\[|^_|_(?=_|$)|(?<=_)_")
_REFERENCE_WORDS = re.compile(r"(?:^|(?<=[^\w]))(?:ayat|huruf|angka) $")
_CONTINUATIONS = (" ayat ", " huruf ", " angka ")
_LABEL_NAME = re.compile(r"[a-z][a-z0-9_]*")


def escape(text: str) -> str:
    """One line of text as markup that reads back as itself, whatever it looks like."""
    return _line_start(_SPECIAL.sub(r"\\\g<0>", text))


def write(blocks: Iterable[Block], *, scope: str = "") -> str:
    """The blocks of an article's body as markup, which `Parser(…, scope=scope)` reads as the same blocks.

    Numbers must run as the parser would give them. What markup has no words for is written as the nearest that it has:
    a blank of any name becomes `___`, several paragraphs in a cell or a line break there become one line, white space
    at the ends of lines and page breaks are dropped. Resolved references become `[[…]]` again.
    """
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.number is None and lines:
                lines.append("")
            lines += _write_paragraph(block, scope)
        elif isinstance(block, Table):
            if lines:
                lines.append("")
            lines += [f"{_INDENT * block.depth}{row}" for row in _write_table(block, scope)]
    return "\n".join(lines)


def _write_paragraph(paragraph: Paragraph, scope: str) -> list[str]:
    start, *rest = _write_inline(paragraph.content, scope)
    indentation = _INDENT * paragraph.depth
    if paragraph.number is None:
        first = f"{indentation}{_line_start(start)}"
    else:
        label = (paragraph.identity or "").removeprefix(f"{scope}/" if scope else "")
        if _LABEL_NAME.fullmatch(label):
            start = f"[{label}] {start}"
        elif LABEL.match(start):
            start = f"\\{start}"
        first = f"{indentation.removesuffix(_INDENT)}{_marker(paragraph.number)} {start}".rstrip(" ")
    return [first, *(f"{indentation}{_line_start(line)}" for line in rest)]


def _marker(number: Number) -> str:
    """A number as a marker; numbers too long for a typed marker become "the next of its kind"."""
    if is_marker(number.text):
        return number.text
    return NEXT_MARKERS[number.kind]


def _write_inline(content: Iterable[Inline], scope: str) -> list[str]:
    """The lines of a paragraph; what each begins with is not escaped yet."""
    lines = [""]
    for part in _merge_references(content):
        if isinstance(part, Text):
            lines[-1] += _SPECIAL.sub(r"\\\g<0>", part.content)
        elif isinstance(part, Reference):
            target = part.target.removeprefix(f"{scope}/") if scope else part.target
            lines[-1] += f"[[{target}]]"
        elif isinstance(part, Gap):
            lines[-1] += "___"
        elif isinstance(part, LineBreak):
            lines[-1] += "\\"
            lines.append("")
    return lines


def _merge_references(content: Iterable[Inline]) -> list[Inline]:
    """References as they were written: "Pasal 7", " ayat ", "(2)" is one reference to the last of them."""
    result: list[Inline] = []
    for part in content:
        if isinstance(part, Reference) and part.content and result and isinstance(words := result[-1], Text):
            before = result[-2] if len(result) > 1 else None
            if isinstance(before, Reference) and before.content and words.content in _CONTINUATIONS:
                del result[-2:]
            elif not part.content.startswith("Pasal"):
                rest = _REFERENCE_WORDS.sub("", words.content)
                result[-1:] = [Text(rest)] if rest else []
        result.append(part)
    return result


def _line_start(line: str) -> str:
    """A line that would begin an item, a table or a directive, with a backslash before it."""
    return f"\\{line}" if line.startswith(("|", "@")) or is_marker(line) else line


def _write_table(table: Table, scope: str) -> list[str]:
    lines = [f"| {' | '.join(_write_cell(cell, scope) for cell in row.cells)} |" for row in table.rows]
    has_header = bool(table.rows) and table.rows[0].header
    if has_header or table.column != thousandths([1] * len(table.column)):
        lines.insert(1 if has_header else 0, f"|{'|'.join('-' * w for w in dashes(table.column))}|")
    return lines


def _write_cell(cell: Cell, scope: str) -> str:
    content = " ".join(_write_inline(_without_breaks(p.content), scope)[0] for p in cell.content).replace("|", "\\|")
    return f"\\{content}" if WIDTH.fullmatch(content.strip(" ")) else content


def _without_breaks(content: Iterable[Inline]) -> Iterable[Inline]:
    return (Text(" ") if isinstance(inline, LineBreak) else inline for inline in content)
