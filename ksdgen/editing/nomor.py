"""Numbers, date and place of an agreement, filled into its text as they arrive: nothing else in the file changes."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.editing.draft import quote
from ksdgen.editing.fix import is_signed, split_lines
from ksdgen.errors import Refused
from ksdgen.naskah.model import Naskah, Penandatanganan
from ksdgen.naskah.pihak import Pihak
from ksdgen.naskah.routes import route_term
from ksdgen.rules.batch import duplicates
from ksdgen.source.node import MappingNode, ScalarNode, SequenceNode, empty, plain
from ksdgen.source.parse import parse
from ksdgen.source.places import Places
from ksdgen.source.scalars import is_open

DATE = "penandatanganan.tanggal"
PLACE = "penandatanganan.tempat"


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A fact that is still open: its route, and what it is."""

    route: str
    term: str


def open_slots(naskah: Naskah) -> list[OpenSlot]:
    """The numbers, the place and the date that are still to come."""
    result = []
    for index, pihak in enumerate(naskah.para_pihak):
        if is_open(pihak.nomor):
            route = f"para_pihak.{index}.nomor"
            result.append(OpenSlot(route, f"{route_term(route)} ({pihak.nama})"))
    for name in ("tempat", "tanggal"):
        value = getattr(naskah.penandatanganan, name)
        if is_open(value):
            result.append(OpenSlot(f"penandatanganan.{name}", route_term(f"penandatanganan.{name}")))
    return result


def read(workspace: Workspace, path: str) -> tuple[str, Naskah]:
    """The text of an agreement that may still be filled in, and the agreement.

    Raises:
        Refused: it cannot be read, or it has been signed.
    """
    try:
        data = workspace.repository.tree.read(path) or b""
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused(f"`{path}` tidak dapat dibaca") from None
    if is_signed(text.removeprefix("\ufeff")) or workspace.repository.is_frozen(path):
        raise Refused(f"`{path}` sudah ditandatangani; isinya tidak diubah lagi, perubahan dibuat dengan adendum")
    naskah = workspace.agreements.load(path).naskah
    if naskah is None:
        raise Refused(f"`{path}` belum dapat dibaca; perbaiki dahulu menurut `ksdgen check`")
    return text, naskah


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """The text with values at some routes; comments, quotes and layout stay.

    Args:
        text: the file's text.
        values: values by route.

    Raises:
        Refused: a value stands there in a way that cannot be replaced with certainty.
    """
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(bom)
    for route, value in values.items():
        node, _ = parse(text, "")
        expected = _with(plain(node), route.split("."), value) if node is not None else None
        new = _replace(text, Places(node, ""), route, value)
        result, findings = parse(new, "") if new is not None else (None, [])
        broken = any(finding.severity is Severity.ERROR for finding in findings)
        if new is None or result is None or broken or plain(result) != expected:
            raise Refused(
                f"{route_term(route)} tidak dapat diisi dengan sendirinya; tulis sendiri `{route.rpartition('.')[2]}: {value}` di dalam berkas"
            )
        text = new
    return bom + text


def given_values(
    naskah: Naskah, numbers: Iterable[tuple[str, str]], day: date | None = None, place: str | None = None
) -> dict[str, str]:
    """What is to be filled in, as values by route.

    Args:
        naskah: the agreement.
        numbers: codes of its parties, each with the number that the party gives the paper.
        day: when the paper is signed.
        place: where it is signed.

    Raises:
        Refused: the agreement has no such party, a party is named twice, or a value is empty.
    """
    codes = [pihak.kode for pihak in naskah.para_pihak]
    result: dict[str, str] = {}
    for code, number in numbers:
        code = code.strip().lower()
        if code not in codes:
            raise Refused(f"naskah ini tidak mempunyai pihak `{code}`; kode pihaknya: {', '.join(codes)}")
        route = f"para_pihak.{codes.index(code)}.nomor"
        if route in result:
            raise Refused(f"nomor pihak `{code}` disebut dua kali")
        result[route] = _not_empty(number, "--nomor")
    if place is not None:
        result[PLACE] = _not_empty(place, "--tempat")
    if day is not None:
        result[DATE] = day.isoformat()
    return result


def _not_empty(content: str, option: str) -> str:
    content = " ".join(content.split())
    if not content:
        raise Refused(f"{option} belum diisi")
    return content


class Verdict(NamedTuple):
    """What is wrong with values that were filled in."""

    twins: list[Diagnostic]
    """Numbers that another agreement bears already."""
    findings: list[Diagnostic]
    """Other findings at the places of the values."""


def judge_values(workspace: Workspace, path: str, text: str, routes: Collection[str], today: date) -> Verdict:
    """What is wrong with the values that a new text of an agreement has.

    Args:
        workspace: the repository.
        path: the agreement, relative to the root.
        text: its new text.
        routes: the routes that were filled in.
        today: the day on which it is judged.
    """
    new = workspace.supposing({path: text.encode("utf-8")})
    others = [other for other in workspace.repository.agreement_paths() if other != path]
    # This agreement comes last, so that it is the one that is told of.
    loaded = [(m.path, m.naskah, m.place) for m in map(new.agreements.load, [*others, path]) if m.naskah is not None]
    twins = [t for t in duplicates(loaded) if t.span is not None and t.span.file == path and t.route in routes]
    return Verdict(twins, [t for t in new.check(path, today).findings if t.route in routes])


def _with(data: Any, route: Sequence[str], value: str) -> Any:
    """A copy of nested data with a value at a route; a parent that is not there is made."""
    data = copy.deepcopy(data)
    current = data
    for part in route[:-1]:
        if isinstance(current, list):
            current = current[int(part)]
        else:
            if not isinstance(current.get(part), dict | list):
                current[part] = {}
            current = current[part]
    current[route[-1]] = value
    return data


def _replace(text: str, places: Places, route: str, value: str) -> str | None:
    """The text with a value at a route, in place of another or as a new key; None where it is not clear how."""
    lines = split_lines(text)
    node = places.node(route)
    parent, _, name = route.rpartition(".")
    container = places.node(parent)
    if node is None:
        if isinstance(container, MappingNode):
            return _insert(lines, container, name, value, _key_order(parent))
        return _insert_parent(lines, places, parent, name, value)
    if not isinstance(node, ScalarNode) or node.span.line != node.span.end_line or node.style in ("|", ">"):
        return None
    span = node.span
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    before, following = line[: span.column - 1], line[span.end_column - 1 :]
    pause = "" if before.endswith((" ", "\t")) else " "
    written = quote(value, node.style, in_brackets=_bracketed(lines, container))
    lines[span.line - 1] = f"{before}{pause}{written}{following}"
    return "".join(lines)


def _key_order(parent: str) -> list[str]:
    return list(Penandatanganan.fields_ if parent == "penandatanganan" else Pihak.fields_)


def _bracketed(lines: list[str], container: Any) -> bool:
    """Whether a mapping is written in brackets."""
    span = container.span if isinstance(container, MappingNode | SequenceNode) else None
    return span is not None and span.line <= len(lines) and lines[span.line - 1][span.column - 1 : span.column] == "{"


def _insert(lines: list[str], container: MappingNode, name: str, value: str, order: list[str]) -> str | None:
    """A new key in a mapping, behind the key that comes before it in the model."""
    present = [k for k in container.keys if k in order]
    before = [k for k in present if order.index(k) < order.index(name)]
    if not present:
        return None
    reference = max(before, key=order.index) if before else present[0]
    node, key = container.content[reference], container.keys[reference]
    if not isinstance(node, ScalarNode) or node.span.line != node.span.end_line or node.style in ("|", ">"):
        return None
    index = node.span.end_line - 1
    if _bracketed(lines, container):
        before_end, following = lines[index][: node.span.end_column - 1], lines[index][node.span.end_column - 1 :]
        lines[index] = f"{before_end}, {name}: {quote(value, in_brackets=True)}{following}"
    else:
        _new_lines(lines, index + 1, [f"{' ' * (key.column - 1)}{name}: {quote(value)}"])
    return "".join(lines)


def _insert_parent(lines: list[str], places: Places, parent: str, name: str, value: str) -> str | None:
    """A new key in a top-level mapping that is empty or not there yet."""
    root = places.root
    if "." in parent or not isinstance(root, MappingNode):
        return None
    child = f"  {name}: {quote(value)}"
    if parent in root.content:
        if not empty(root.content[parent]):
            return None
        _new_lines(lines, root.keys[parent].line, [child])
        return "".join(lines)
    order = list(Naskah.fields_)
    place = order.index(parent)
    following = [span.line - 1 for k, span in root.keys.items() if k not in order or order.index(k) > place]
    index = min(following, default=len(lines))
    # Comments above the next key are that key's own.
    while index > 0 and (not lines[index - 1].strip() or lines[index - 1].startswith("#")):
        index -= 1
    _new_lines(lines, index, [f"{parent}:", child])
    return "".join(lines)


def _new_lines(lines: list[str], index: int, new: list[str]) -> None:
    """Put new lines before the line at an index, with the line end that the file has."""
    newline = next((line[len(line.rstrip("\r\n")) :] for line in lines if line.endswith(("\r", "\n"))), "\n")
    if index and not lines[index - 1].endswith(("\r", "\n")):
        lines[index - 1] += newline
    lines[index:index] = [line + newline for line in new]
