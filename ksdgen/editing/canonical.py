"""The canonical form of a tree with comments: keys in the order of the model, long text folded, quotes only where needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, get_args, get_origin

from ksdgen.editing.commented import Collection, Entry, Leaf, Root
from ksdgen.editing.fix import key_order
from ksdgen.editing.scalars import CONTROLS, key_text, one_line, types_of
from ksdgen.source.record import Record, converters

WIDTH: Final = 140
"""Columns of a line of folded text."""

ONE_LINE_WIDTH: Final = 150
"""Columns up to which a value stays on one line. Wider, so that no fold leaves a lone word behind; and wide on purpose: a finding can name
the very words of a value only while it stands on one line."""

GROUP_STARTS: Final = (
    "penandatanganan", "para_pihak", "urutan", "premis", "dasar_hukum", "istilah", "maksud", "ruang_lingkup", "pelaksanaan",
    "hak_dan_kewajiban", "tugas_dan_tanggung_jawab", "pembiayaan", "hasil", "jangka_waktu", "kegiatan", "klausul", "pasal_tambahan",
    "isian", "lampiran", "rangkap", "saksi", "mengetahui", "urusan", "pengecualian",
)  # fmt: skip
"""Keys of an agreement with which a group begins. An empty line stands between groups; elsewhere a single one of the author's stays."""

MODELINE = re.compile(r"#\s*yaml-language-server")

# Folded, such a text looks like a point that lost its lines.
LIKE_MARKER = re.compile(r"\(?#?[0-9a-z]{1,3}[.)]\s")

_FOLD = re.compile(r"(?<=\S) (?=\S)")


def record_of(type_: Any) -> type[Record] | None:
    return next((t for t in types_of(type_) if isinstance(t, type) and issubclass(t, Record)), None)


def _child_type(type_: Any, key: str) -> Any:
    """The type of a value in a mapping; None where the model does not say."""
    record = record_of(type_)
    if record is not None:
        return converters(record).get(key)
    return next((get_args(t)[1] for t in types_of(type_) if get_origin(t) in (Mapping, dict)), None)


def write(root: Root, kind: type[Record]) -> str:
    """The text of a file in canonical form; `kind` is the record that the file holds."""
    first = root.content.items[0]
    front_matter, first.above = _split_header(first.above)
    front_matter = [
        *(b for b in front_matter if MODELINE.match(b)),
        *(b for b in front_matter if not MODELINE.match(b)),
    ]
    content = _container(root.content, kind, 0, root=True, order=not root.anchored)
    return "".join(f"{b}\n" for b in front_matter + content)


def _split_header(above: list[str]) -> tuple[list[str], list[str]]:
    """The file's heading, and the comments of the first key: those that an empty line sets apart."""
    above = _squeezed(above)
    above = above[1:] if above and not above[0] else above
    location = len(above) - above[::-1].index("") if "" in above else len(above)
    return above[:location], above[location:]


def _squeezed(lines: list[str]) -> list[str]:
    """Comments with at most one empty line between them."""
    return [b for i, b in enumerate(lines) if b or i == 0 or lines[i - 1]]


def _container(w: Collection, type_: Any, indent: int, *, root: bool = False, order: bool = True) -> list[str]:
    """The lines of a collection without brackets, its entries at column `indent`."""
    result: list[str] = []
    group = group_of(w, type_) if root and w.mapping else {}
    previous = 0
    separated = True
    for i, b in enumerate(_sorted(w, type_) if order else w.items):
        above = _squeezed(b.above)
        this = group.get(id(b), 0)
        if i == 0:
            above = above[1:] if above and not above[0] else above
        elif (this != previous and "" not in above) or not (separated or above[:1] == [""]):
            above = ["", *above]
        previous = this
        separated = not b.below
        lines = _item(b, _child_type(type_, b.key.text) if b.key else type_, indent)
        if above and not above[0] and result and not result[-1]:
            del above[0]  # a text that ends in empty lines
        result += [" " * indent + a if a else "" for a in above] + lines + _notes(b.below, indent)
    tail = _squeezed(w.tail)
    return result + [" " * indent + e if e else "" for e in (tail[:-1] if tail and not tail[-1] else tail)]


def _sorted(w: Collection, type_: Any) -> list[Entry]:
    record = record_of(type_)
    if not w.mapping or record is None:
        return w.items
    by_key = {b.key.text: b for b in w.items if b.key}
    return [by_key[k] for k in key_order(by_key, record.fields_)]


def group_of(w: Collection, type_: Any) -> dict[int, int]:
    """The group of each top-level entry; an unknown key belongs to the group of the key before it."""
    record = record_of(type_)
    number: dict[str, int] = {}
    for k in record.fields_ if record is not None else ():
        number[k] = len({a for a in (*number, k) if a in GROUP_STARTS})
    result: dict[int, int] = {}
    last = 0
    for b in w.items:
        last = number.get(b.key.text if b.key else "", last)
        result[id(b)] = last
    return result


def _item(b: Entry, type_: Any, indent: int) -> list[str]:
    """The lines of an entry, from a comment that found no other place to its last value."""
    if b.raw is not None:
        return b.raw
    start = " " * indent + (f"{key_text(b.key)}:" if b.key else "-")
    comments = b.front_matter + b.beside
    v = b.value
    if isinstance(v, Leaf):
        return _notes(comments[:-1], indent) + _leaves(v, start, type_, indent, comments[-1:])
    assert v is not None
    if not v.items:
        comments = b.front_matter + v.tail + b.beside
        return [*_notes(comments[:-1], indent), _with(f"{start} {'{}' if v.mapping else '[]'}", comments[-1:])]
    if v.flow and (text := _flow(v, type_)) is not None and len(start) + 1 + len(text) <= ONE_LINE_WIDTH:
        return [*_notes(comments[:-1], indent), _with(f"{start} {text}", comments[-1:])]
    content = _container(v, type_, indent + 2) + _notes(b.beside, indent + 2)
    if b.key:
        return [_with(start, b.front_matter[:1]), *_notes(b.front_matter[1:], indent + 2), *content]
    # The first entry stands on the line of the dash; what is above it goes above the dash.
    n = next(i for i, lines in enumerate(content) if lines and lines.lstrip()[0] != "#")
    return [
        *_notes(b.front_matter, indent),
        *(lines[2:] for lines in content[:n]),
        f"{start} {content[n].lstrip()}",
        *content[n + 1 :],
    ]


def _notes(comments: list[str], indent: int) -> list[str]:
    return [" " * indent + k for k in comments if k]


def _with(lines: str, comments: list[str]) -> str:
    return "  ".join([lines, *comments])


def _leaves(v: Leaf, start: str, type_: Any, indent: int, comments: list[str]) -> list[str]:
    """The lines of an entry whose value is a text."""
    content = " " * (indent + 2)
    if v.style == "|":
        return [
            _with(f"{start} {_mark('|', v.text, v.text.split(chr(10)))}", comments),
            *_block_lines(v.text.split("\n"), content),
        ]
    if v.style == ">" and "\n" in v.text:
        one = v.text.removesuffix("\n")
        folded = _fold(one, WIDTH - len(content))
        lines = _folded_content(v) if folded is None else [*folded, ""]
        return [_with(f"{start} {_mark('>', v.text, lines)}", comments), *_block_lines(lines, content)]
    marker = LIKE_MARKER.match(v.text) is not None
    text = one_line(v, type_)
    if (v.is_folded and marker) or (not marker and len(start) + 1 + len(text) > ONE_LINE_WIDTH):
        folded = _fold(v.text, WIDTH - len(content))
        if folded is not None and (marker or len(folded) > 1):
            return [_with(f"{start} >-", comments), *_block_lines(folded, content)]
    return [_with(f"{start} {text}" if text else start, comments)]


def _mark(style: str, text: str, lines: list[str]) -> str:
    """What opens a block: `|`, with how deep it begins and how it ends where that must be said."""
    first = next((b for b in lines if b), "")
    inside = "2" if first.startswith(" ") else ""
    return style + inside + ("-" if not text.endswith("\n") else "+" if text.endswith("\n\n") or text == "\n" else "")


def _block_lines(lines: list[str], content: str) -> list[str]:
    # The last piece is what follows the last line end: nothing.
    return [content + b if b else "" for b in (lines[:-1] if not lines[-1] else lines)]


def _folded_content(v: Leaf) -> list[str]:
    """The lines of a folded text, without their indentation."""
    front_matter, _, content = v.raw.partition("\n")
    lines = content.split("\n")
    figure = re.search(r"[1-9]", front_matter.partition("#")[0])
    indent = (
        v.column + int(figure[0]) if figure else next((len(b) - len(b.lstrip(" ")) for b in lines if b.strip(" ")), 0)
    )
    lines = [b[indent:] for b in lines]
    while len(lines) > 1 and not lines[-1].strip() and "+" not in front_matter.partition("#")[0]:
        del lines[-1]
    return [*lines, ""]


def _fold(text: str, width: int) -> list[str] | None:
    """A text in lines that YAML joins to the same text again; None where that cannot be."""
    if not text or text != text.strip() or CONTROLS.search(text):
        return None
    result = [""]
    for words in _FOLD.split(text):
        if result[-1] and len(result[-1]) + 1 + len(words) > width:
            result.append(words)
        else:
            result[-1] = f"{result[-1]} {words}" if result[-1] else words
    return result


def _flow(v: Leaf | Collection, type_: Any) -> str | None:
    """A value for inside brackets; None when it must be written in lines: it has comments, or a key without value."""
    if isinstance(v, Leaf):
        return None if v.empty or (v.is_folded and LIKE_MARKER.match(v.text)) else one_line(v, type_, flow=True)
    if v.tail:
        return None
    pieces = []
    for b in _sorted(v, type_):
        content = _flow(b.value, _child_type(type_, b.key.text) if b.key else type_) if b.value is not None else None
        if content is None or any(b.above) or b.front_matter or b.beside or b.below:
            return None
        pieces.append(f"{key_text(b.key)}: {content}" if b.key else content)
    return ("{%s}" if v.mapping else "[%s]") % ", ".join(pieces)
