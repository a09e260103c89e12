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
"""Keys of an agreement with which a group begins. An empty line stands between groups; elsewhere one that the author
has set stays.
"""

MODELINE = re.compile(r"#\s*yaml-language-server")
"""The comment that names the schema to editors."""

LIKE_MARKER = re.compile(r"\(?#?[0-9a-z]{1,3}[.)]\s")
"""How a text begins that, folded, looks like a point that lost its lines."""

_FOLD = re.compile(r"(?<=\S) (?=\S)")


def record_of(type_: Any) -> type[Record] | None:
    """The record that a value of this type is, or of which it is a list; None where there is none."""
    return next((member for member in types_of(type_) if isinstance(member, type) and issubclass(member, Record)), None)


def _child_type(type_: Any, key: str) -> Any:
    """The type of a value in a mapping; None where the model does not say."""
    record = record_of(type_)
    if record is not None:
        return field_types(record).get(key)
    return next((get_args(member)[1] for member in types_of(type_) if get_origin(member) in (Mapping, dict)), None)


def write(root: Root, kind: type[Record]) -> str:
    """The text of a file in canonical form; `kind` is the record that the file holds."""
    first = root.content.items[0]
    header, first.above = _split_header(first.above)
    header.sort(key=lambda line: MODELINE.match(line) is None)  # the modeline comes first
    content = _collection_lines(root.content, kind, 0, root=True, order=not root.anchored)
    return "".join(f"{line}\n" for line in header + content)


def _split_header(above: list[str]) -> tuple[list[str], list[str]]:
    """The file's heading, and the comments of the first key: those that an empty line sets apart."""
    above = _without_leading_blank(_squeezed(above))
    cut = len(above) - above[::-1].index("") if "" in above else len(above)
    return above[:cut], above[cut:]


def _squeezed(lines: list[str]) -> list[str]:
    """Comments with at most one empty line between them."""
    return [line for i, line in enumerate(lines) if line or i == 0 or lines[i - 1]]


def _without_leading_blank(lines: list[str]) -> list[str]:
    return lines[1:] if lines and not lines[0] else lines


def _without_trailing_blank(lines: list[str]) -> list[str]:
    return lines[:-1] if lines and not lines[-1] else lines


def _collection_lines(
    collection: Collection, type_: Any, indent: int, *, root: bool = False, order: bool = True
) -> list[str]:
    """The lines of a collection without brackets, its entries at column `indent`.

    Args:
        collection: the collection.
        type_: its type in the model; None where the model does not say.
        indent: the column of its entries, from 0.
        root: whether it is the whole file.
        order: whether keys are put in the order of the model.
    """
    result: list[str] = []
    groups = groups_of(collection, type_) if root and collection.mapping else {}
    previous = 0
    separated = True
    for index, entry in enumerate(_sorted(collection, type_) if order else collection.items):
        above = _squeezed(entry.above)
        group = groups.get(id(entry), 0)
        if index == 0:
            above = _without_leading_blank(above)
        elif (group != previous and "" not in above) or not (separated or above[:1] == [""]):
            above = ["", *above]
        previous = group
        separated = not entry.below
        lines = _entry_lines(entry, _child_type(type_, entry.key.text) if entry.key else type_, indent)
        if above and not above[0] and result and not result[-1]:
            del above[0]  # a text that ends in empty lines
        result += _block_lines(above, " " * indent) + lines + _comment_lines(entry.below, indent)
    tail = _squeezed(collection.tail)
    return result + _block_lines(_without_trailing_blank(tail), " " * indent)


def _sorted(collection: Collection, type_: Any) -> list[Entry]:
    record = record_of(type_)
    if not collection.mapping or record is None:
        return collection.items
    by_key = {entry.key.text: entry for entry in collection.items if entry.key}
    return [by_key[key] for key in key_order(by_key, record.fields_)]


def groups_of(collection: Collection, type_: Any) -> dict[int, int]:
    """The group of each top-level entry, by its `id`; an unknown key belongs to the group of the key before it."""
    record = record_of(type_)
    groups: dict[str, int] = {}
    for key in record.fields_ if record is not None else ():
        groups[key] = len({start for start in (*groups, key) if start in GROUP_STARTS})
    result: dict[int, int] = {}
    group = 0
    for entry in collection.items:
        group = groups.get(entry.key.text if entry.key else "", group)
        result[id(entry)] = group
    return result


def _entry_lines(entry: Entry, type_: Any, indent: int) -> list[str]:
    """The lines of an entry, from a comment that found no other place to its last value."""
    if entry.raw is not None:
        return entry.raw
    start = " " * indent + (f"{key_text(entry.key)}:" if entry.key else "-")
    comments = entry.behind_key + entry.beside
    value = entry.value
    if isinstance(value, Leaf):
        return _comment_lines(comments[:-1], indent) + _leaf_lines(value, start, type_, indent, comments[-1:])
    assert value is not None
    if not value.items:
        comments = entry.behind_key + value.tail + entry.beside
        return [
            *_comment_lines(comments[:-1], indent),
            _with_comment(f"{start} {'{}' if value.mapping else '[]'}", comments[-1:]),
        ]
    if value.flow and (text := _flow(value, type_)) is not None and len(start) + 1 + len(text) <= ONE_LINE_WIDTH:
        return [*_comment_lines(comments[:-1], indent), _with_comment(f"{start} {text}", comments[-1:])]
    content = _collection_lines(value, type_, indent + 2) + _comment_lines(entry.beside, indent + 2)
    if entry.key:
        return [_with_comment(start, entry.behind_key[:1]), *_comment_lines(entry.behind_key[1:], indent + 2), *content]
    # The first entry stands on the line of the dash; what is above it goes above the dash.
    first = next(i for i, line in enumerate(content) if line and line.lstrip()[0] != "#")
    return [
        *_comment_lines(entry.behind_key, indent),
        *(line[2:] for line in content[:first]),
        f"{start} {content[first].lstrip()}",
        *content[first + 1 :],
    ]


def _comment_lines(comments: list[str], indent: int) -> list[str]:
    return [" " * indent + comment for comment in comments if comment]


def _with_comment(line: str, comments: list[str]) -> str:
    return "  ".join([line, *comments])


def _leaf_lines(leaf: Leaf, start: str, type_: Any, indent: int, comments: list[str]) -> list[str]:
    """The lines of an entry whose value is a text; `comments` holds at most one, for its first line."""
    margin = " " * (indent + 2)
    if leaf.style == "|":
        lines = leaf.text.split("\n")
        return [_with_comment(f"{start} {_mark('|', leaf.text, lines)}", comments), *_block(lines, margin)]
    if leaf.style == ">" and "\n" in leaf.text:
        folded = _fold(leaf.text.removesuffix("\n"), WIDTH - len(margin))
        lines = _folded_content(leaf) if folded is None else [*folded, ""]
        return [_with_comment(f"{start} {_mark('>', leaf.text, lines)}", comments), *_block(lines, margin)]
    marker = LIKE_MARKER.match(leaf.text) is not None
    text = one_line(leaf, type_)
    if (leaf.is_folded and marker) or (not marker and len(start) + 1 + len(text) > ONE_LINE_WIDTH):
        folded = _fold(leaf.text, WIDTH - len(margin))
        if folded is not None and (marker or len(folded) > 1):
            return [_with_comment(f"{start} >-", comments), *_block(folded, margin)]
    return [_with_comment(f"{start} {text}" if text else start, comments)]


def _mark(style: str, text: str, lines: list[str]) -> str:
    """What opens a block: `|` or `>`, with how deep it begins and how it ends where that must be said."""
    first = next((line for line in lines if line), "")
    depth = "2" if first.startswith(" ") else ""
    if not text.endswith("\n"):
        return f"{style}{depth}-"
    return f"{style}{depth}+" if text.endswith("\n\n") or text == "\n" else f"{style}{depth}"


def _block(lines: list[str], margin: str) -> list[str]:
    # The last piece is what follows the last line end: nothing.
    return _block_lines(_without_trailing_blank(lines), margin)


def _block_lines(lines: list[str], margin: str) -> list[str]:
    """Lines behind a margin; empty ones stay empty."""
    return [margin + line if line else "" for line in lines]


def _folded_content(leaf: Leaf) -> list[str]:
    """The lines of a folded text, without their indentation."""
    opening, _, content = leaf.raw.partition("\n")
    mark = opening.partition("#")[0]
    lines = content.split("\n")
    depth = re.search(r"[1-9]", mark)
    if depth:
        indent = leaf.column + int(depth[0])
    else:
        indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)
    lines = [line[indent:] for line in lines]
    while len(lines) > 1 and not lines[-1].strip() and "+" not in mark:
        del lines[-1]
    return [*lines, ""]


def _fold(text: str, width: int) -> list[str] | None:
    """A text in lines that YAML joins to the same text again; None where that cannot be."""
    if not text or text != text.strip() or CONTROLS.search(text):
        return None
    result = [""]
    for word in _FOLD.split(text):
        if result[-1] and len(result[-1]) + 1 + len(word) > width:
            result.append(word)
        else:
            result[-1] = f"{result[-1]} {word}" if result[-1] else word
    return result


def _flow(value: Leaf | Collection, type_: Any) -> str | None:
    """A value for inside brackets; None when it must be written in lines: it has comments, or a key without value."""
    if isinstance(value, Leaf):
        if value.empty or (value.is_folded and LIKE_MARKER.match(value.text)):
            return None
        return one_line(value, type_, flow=True)
    if value.tail:
        return None
    pieces = []
    for entry in _sorted(value, type_):
        child_type = _child_type(type_, entry.key.text) if entry.key else type_
        text = _flow(entry.value, child_type) if entry.value is not None else None
        if text is None or any(entry.above) or entry.behind_key or entry.beside or entry.below:
            return None
        pieces.append(f"{key_text(entry.key)}: {text}" if entry.key else text)
    return ("{%s}" if value.mapping else "[%s]") % ", ".join(pieces)
