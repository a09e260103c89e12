"""The canonical form of a tree with comments: keys in the order of the model, long text folded, quotes only where
needed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, get_args, get_origin

from ksdgen.editing.commented import Collection, Entry, Leaf, Root
from ksdgen.editing.fix import key_order
from ksdgen.editing.scalars import CONTROLS, key_text, one_line, types_of
from ksdgen.source.record import Record, field_types

WIDTH: Final = 140
"""Columns of a line of folded text."""

ONE_LINE_WIDTH: Final = 150
"""Columns up to which a value stays on one line. Wider, so that no fold leaves a lone word behind; and wide on purpose:
a finding can name the very words of a value only while it stands on one line."""

GROUP_STARTS: Final = (
    "penandatanganan", "para_pihak", "urutan", "premis", "dasar_hukum", "istilah", "maksud", "ruang_lingkup", "pelaksanaan",
    "hak_dan_kewajiban", "tugas_dan_tanggung_jawab", "pembiayaan", "hasil", "jangka_waktu", "kegiatan", "klausul", "pasal_tambahan",
    "isian", "lampiran", "rangkap", "saksi", "mengetahui", "urusan", "pengecualian",
)  # fmt: skip
"""Keys of an agreement with which a group begins. An empty line stands between groups; elsewhere a single one of the
author's stays.
"""

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
        return field_types(record).get(key)
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


def _container(collection: Collection, type_: Any, indent: int, *, root: bool = False, order: bool = True) -> list[str]:
    """The lines of a collection without brackets, its entries at column `indent`."""
    result: list[str] = []
    group = group_of(collection, type_) if root and collection.mapping else {}
    previous = 0
    separated = True
    for index, entry in enumerate(_sorted(collection, type_) if order else collection.items):
        above = _squeezed(entry.above)
        this = group.get(id(entry), 0)
        if index == 0:
            above = above[1:] if above and not above[0] else above
        elif (this != previous and "" not in above) or not (separated or above[:1] == [""]):
            above = ["", *above]
        previous = this
        separated = not entry.below
        lines = _item(entry, _child_type(type_, entry.key.text) if entry.key else type_, indent)
        if above and not above[0] and result and not result[-1]:
            del above[0]  # a text that ends in empty lines
        result += [" " * indent + a if a else "" for a in above] + lines + _notes(entry.below, indent)
    tail = _squeezed(collection.tail)
    return result + [" " * indent + e if e else "" for e in (tail[:-1] if tail and not tail[-1] else tail)]


def _sorted(collection: Collection, type_: Any) -> list[Entry]:
    record = record_of(type_)
    if not collection.mapping or record is None:
        return collection.items
    by_key = {b.key.text: b for b in collection.items if b.key}
    return [by_key[k] for k in key_order(by_key, record.fields_)]


def group_of(collection: Collection, type_: Any) -> dict[int, int]:
    """The group of each top-level entry; an unknown key belongs to the group of the key before it."""
    record = record_of(type_)
    number: dict[str, int] = {}
    for key in record.fields_ if record is not None else ():
        number[key] = len({a for a in (*number, key) if a in GROUP_STARTS})
    result: dict[int, int] = {}
    last = 0
    for entry in collection.items:
        last = number.get(entry.key.text if entry.key else "", last)
        result[id(entry)] = last
    return result


def _item(entry: Entry, type_: Any, indent: int) -> list[str]:
    """The lines of an entry, from a comment that found no other place to its last value."""
    if entry.raw is not None:
        return entry.raw
    start = " " * indent + (f"{key_text(entry.key)}:" if entry.key else "-")
    comments = entry.front_matter + entry.beside
    value = entry.value
    if isinstance(value, Leaf):
        return _notes(comments[:-1], indent) + _leaves(value, start, type_, indent, comments[-1:])
    assert value is not None
    if not value.items:
        comments = entry.front_matter + value.tail + entry.beside
        return [*_notes(comments[:-1], indent), _with(f"{start} {'{}' if value.mapping else '[]'}", comments[-1:])]
    if value.flow and (text := _flow(value, type_)) is not None and len(start) + 1 + len(text) <= ONE_LINE_WIDTH:
        return [*_notes(comments[:-1], indent), _with(f"{start} {text}", comments[-1:])]
    content = _container(value, type_, indent + 2) + _notes(entry.beside, indent + 2)
    if entry.key:
        return [_with(start, entry.front_matter[:1]), *_notes(entry.front_matter[1:], indent + 2), *content]
    # The first entry stands on the line of the dash; what is above it goes above the dash.
    first = next(i for i, lines in enumerate(content) if lines and lines.lstrip()[0] != "#")
    return [
        *_notes(entry.front_matter, indent),
        *(lines[2:] for lines in content[:first]),
        f"{start} {content[first].lstrip()}",
        *content[first + 1 :],
    ]


def _notes(comments: list[str], indent: int) -> list[str]:
    return [" " * indent + k for k in comments if k]


def _with(lines: str, comments: list[str]) -> str:
    return "  ".join([lines, *comments])


def _leaves(leaf: Leaf, start: str, type_: Any, indent: int, comments: list[str]) -> list[str]:
    """The lines of an entry whose value is a text."""
    content = " " * (indent + 2)
    if leaf.style == "|":
        return [
            _with(f"{start} {_mark('|', leaf.text, leaf.text.split(chr(10)))}", comments),
            *_block_lines(leaf.text.split("\n"), content),
        ]
    if leaf.style == ">" and "\n" in leaf.text:
        one = leaf.text.removesuffix("\n")
        folded = _fold(one, WIDTH - len(content))
        lines = _folded_content(leaf) if folded is None else [*folded, ""]
        return [_with(f"{start} {_mark('>', leaf.text, lines)}", comments), *_block_lines(lines, content)]
    marker = LIKE_MARKER.match(leaf.text) is not None
    text = one_line(leaf, type_)
    if (leaf.is_folded and marker) or (not marker and len(start) + 1 + len(text) > ONE_LINE_WIDTH):
        folded = _fold(leaf.text, WIDTH - len(content))
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


def _folded_content(leaf: Leaf) -> list[str]:
    """The lines of a folded text, without their indentation."""
    front_matter, _, content = leaf.raw.partition("\n")
    lines = content.split("\n")
    figure = re.search(r"[1-9]", front_matter.partition("#")[0])
    indent = (
        leaf.column + int(figure[0])
        if figure
        else next((len(b) - len(b.lstrip(" ")) for b in lines if b.strip(" ")), 0)
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


def _flow(value: Leaf | Collection, type_: Any) -> str | None:
    """A value for inside brackets; None when it must be written in lines: it has comments, or a key without value."""
    if isinstance(value, Leaf):
        return (
            None
            if value.empty or (value.is_folded and LIKE_MARKER.match(value.text))
            else one_line(value, type_, flow=True)
        )
    if value.tail:
        return None
    pieces = []
    for entry in _sorted(value, type_):
        content = (
            _flow(entry.value, _child_type(type_, entry.key.text) if entry.key else type_)
            if entry.value is not None
            else None
        )
        if content is None or any(entry.above) or entry.front_matter or entry.beside or entry.below:
            return None
        pieces.append(f"{key_text(entry.key)}: {content}" if entry.key else content)
    return ("{%s}" if value.mapping else "[%s]") % ", ".join(pieces)
