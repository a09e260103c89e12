"""The text of a new agreement: what is known, open values with their explanations, and remarks for what may be added."""

from __future__ import annotations

import posixpath
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args, get_origin

from ksdgen.desk.workspace import Workspace
from ksdgen.editing.draft import write
from ksdgen.editing.needs import dasar_hukum, needs
from ksdgen.editing.new_choices import PARENTS, RELATED, Parent
from ksdgen.editing.new_parties import NewPihak
from ksdgen.naskah.model import Category, Naskah, Status
from ksdgen.naskah.pihak import Pihak
from ksdgen.source.node import plain
from ksdgen.source.record import REQUIRED, Field, Record, field_types
from ksdgen.source.scalars import GAP, Markah, OpenText, ToFollow
from ksdgen.world.repository import FOLDER

SCHEMA = f"{FOLDER}/naskah.schema.json"

WIDTH = 118
"""Columns of a line with a remark."""

_START = {"konsideran": f"bahwa {GAP}", "premis": f"bahwa {GAP}", "latar_belakang": f"{GAP} perlu {GAP}"}
"""How a text begins by custom."""

_CARRIED_ALONG = (
    "dasar_hukum",
    "urusan",
    "jenis_ksdpk",
    "prakarsa",
    "perangkat_daerah_pemrakarsa",
    "berita_acara_pemetaan",
    "keputusan_daftar_rencana",
    "studi_kelayakan",
    "memuat_data_pribadi",
)
"""What stays true when one paper is made from another; what may differ is left open."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be written.

    Args:
        kind: a document type of the catalogue.
        category: a category that the type has.
        tentang: the title.
        path: where the file goes, relative to the root.
        pihak: the parties in order.
        parent: the paper that it is made from.
    """

    kind: str
    category: Category
    tentang: str
    path: str
    pihak: Sequence[NewPihak]
    parent: Parent | None = None


class SkeletonWriter:
    """Writes the text of a new agreement.

    Args:
        workspace: the repository.
        request: what is to be written.
        today: the day whose law is asked.
    """

    def __init__(self, workspace: Workspace, request: Request, today: date) -> None:
        self.workspace = workspace
        self.request = request
        self.needed = needs(
            workspace, request.kind, request.category, [pihak.legal_form for pihak in request.pihak], today
        )
        self.codes = [pihak.code for pihak in request.pihak]
        self.folder = posixpath.dirname(request.path)

    def text(self) -> str:
        """The text: what is known or open in the order of the model, then remarks for what may be added."""
        written, waiting = [], []
        certain = self._certain()
        for key in Naskah.fields_:
            if key in certain:
                written.append(self._field(key, certain[key]))
            elif any(route.partition(".")[0] == key for route in self.needed):
                content = None if key in RELATED else self._open(field_types(Naskah)[key], key, Naskah.fields_[key])
                if content is not None:
                    written.append(self._field(key, content))
                else:
                    waiting.append(self._example(key))
        parts = [self._header(), *written]
        if waiting:
            title = _fold(
                "Yang belum ada. Hapus tanda pagar di depan kuncinya bila sudah ada isinya, lalu ganti tanda … dengan isinya. "
                "Sebagian besar tidak dicetak, tetapi diperiksa kelengkapan dan urutannya."
            )
            parts += [title, *waiting]
        return "\n\n".join("\n".join(lines) for lines in parts) + "\n"

    def _certain(self) -> dict[str, Any]:
        """What is known: chosen, or taken over."""
        request = self.request
        content: dict[str, Any] = {
            "jenis": request.kind,
            "kategori": request.category.value,
            "status": Status.DRAFT.value,
            "tentang": request.tentang,
            "penandatanganan": {"tempat": "menyusul", "tanggal": "menyusul"},
            "para_pihak": [p.content for p in request.pihak],
        }
        acts = dasar_hukum(request.kind, request.category)
        if acts:
            content["dasar_hukum"] = acts
        if request.parent is not None:
            content[PARENTS[request.kind]] = posixpath.relpath(request.parent.path, self.folder or ".")
            for key in _CARRIED_ALONG:
                node = request.parent.root.content.get(key)
                if node is not None and plain(node) not in ("", [], {}) and (key != "dasar_hukum" or acts):
                    content[key] = plain(node)
        return content

    def _header(self) -> list[str]:
        kind = self.workspace.catalogue.kind(self.request.kind)
        term = kind.front_matter.sebutan if kind is not None else self.request.kind
        result = []
        if self.workspace.repository.tree.read(SCHEMA) is not None and self.request.path.startswith(f"{FOLDER}/"):
            result.append(f"# yaml-language-server: $schema={posixpath.relpath(SCHEMA, self.folder)}")
        parent = self.request.parent
        origin = f", disusun dari {posixpath.relpath(parent.path, self.folder or '.')}" if parent is not None else ""
        result += _fold(f"Konsep {term}{origin}.")
        result += _fold(
            f"Ganti {GAP} dan `menyusul` dengan isinya bila sudah diketahui; sampai saat itu keduanya dicetak sebagai titik-titik. "
            "Catatan di belakang tanda pagar menerangkan isi yang dimaksud beserta ketentuan yang memintanya, dan boleh dihapus."
        )
        return result

    # --- values that are still open -----------------------------------------------------------------------------------

    def _open(self, type_: Any, route: str, field: Field) -> Any:
        """A value of this type that says "not known yet"; None where the type has none."""
        origin = get_origin(type_)
        if origin in (types.UnionType, typing.Union):
            members = [t for t in get_args(type_) if t is not type(None)]
            if ToFollow in members:
                return ToFollow.TO_FOLLOW.value
            if field.choices and isinstance(field.default, str):
                return field.default
            return next((n for n in (self._open(t, route, field) for t in members) if n is not None), None)
        if origin is tuple:
            content = self._open(get_args(type_)[0], f"{route}.*", field)
            return None if content is None else [_START.get(route, content)]
        if origin is Mapping:
            content = self._open(get_args(type_)[1], f"{route}.*", field)
            return None if content is None else dict.fromkeys(self.codes, content)
        if isinstance(type_, type) and issubclass(type_, Record):
            return self._record(type_, route)
        if type_ is OpenText:
            return ToFollow.TO_FOLLOW.value
        return GAP if type_ in (str, Markah) else None

    def _record(self, kind: type[Record], route: str) -> dict[str, Any] | None:
        result: dict[str, Any] = {}
        requested = False
        for name, field in kind.fields_.items():
            needed = f"{route}.{name}" in self.needed
            if not (needed or field.default is REQUIRED or field.choices):
                continue
            content = self._open(field_types(kind)[name], f"{route}.{name}", field)
            if content is None and field.default is REQUIRED:
                return None
            if content is not None:
                result[name] = content
                requested = requested or needed or field.default is REQUIRED
        return result if requested else None

    # --- lines with their explanations --------------------------------------------------------------------------------

    def _field(self, key: str, content: Any) -> list[str]:
        """A top-level key, its explanation above it."""
        lines = [*_fold(self._explanation(Naskah.fields_[key], key))]
        if key == "para_pihak":
            lines.append(f"{key}:")
            for index, pihak in enumerate(self.request.pihak):
                # What the first party has explains itself; a party of another kind has keys of its own.
                seen = {k for q in self.request.pihak[:index] for k in q.content}
                lines += self._pihak(pihak, frozenset(pihak.content) - seen)
            return lines
        return lines + self._content(key, content, Naskah, key, 0, explained=True)

    def _pihak(self, pihak: NewPihak, explained: frozenset[str]) -> list[str]:
        """A party as an item of their list; some of its keys with their explanation."""
        lines: list[str] = []
        for key, content in pihak.content.items():
            lines += self._content(
                key,
                content,
                Pihak,
                f"para_pihak.*.{key}",
                4,
                explained=key in explained,
                notes=pihak.notes,
                own=True,
            )
        return _item(lines, 2)

    def _content(
        self,
        key: str,
        content: Any,
        kind: type[Record],
        route: str,
        indent: int,
        *,
        explained: bool,
        notes: Mapping[str, str] = types.MappingProxyType({}),
        own: bool = False,
    ) -> list[str]:
        """A key with its value; `own` puts the key's own explanation on its line."""
        child = _content_record(field_types(kind)[key])
        written = [f"{' ' * indent}{key}:"]
        if isinstance(content, Mapping) and child is not None and content:
            if get_origin(field_types(kind)[key]) is not Mapping:
                return written + self._keys(content, child, route, indent + 2, explained, notes)
            for index, (name, part) in enumerate(content.items()):
                written.append(f"{' ' * (indent + 2)}{name}:")
                written += self._keys(part, child, f"{route}.*", indent + 4, explained and not index, notes)
            return written
        if isinstance(content, list) and child is not None and content and all(isinstance(b, Mapping) for b in content):
            for index, part in enumerate(content):
                lines = self._keys(part, child, f"{route}.*", indent + 4, explained and not index, notes)
                written += _item(lines, indent + 2)
            return written
        lines = write({key: content}, indent)
        if not own:
            return lines
        special = notes.get(route.removeprefix("para_pihak.*."))
        if special is None and not explained:
            return lines
        return _append_note(lines, special or self._explanation(kind.fields_[key], route))

    def _keys(
        self,
        content: Mapping[str, Any],
        kind: type[Record],
        route: str,
        indent: int,
        explained: bool,
        notes: Mapping[str, str],
    ) -> list[str]:
        """The keys of a record with their values, each with its explanation on its line if they are explained."""
        lines: list[str] = []
        for key, value in content.items():
            lines += self._content(
                key, value, kind, f"{route}.{key}", indent, explained=explained, notes=notes, own=True
            )
        return lines

    def _explanation(self, field: Field, route: str) -> str:
        """What a field is, with the provision that asks for it."""
        basis = self.needed.get(route) or ("" if "." in route else self._citations_below(route))
        description = field.description.strip().rstrip(".")
        return f"{description} ({basis})" if basis else description

    def _citations_below(self, key: str) -> str:
        """The first provision that asks for a part of a key's value; parties have too many to name one."""
        if key == "para_pihak":
            return ""
        return next((basis for route, basis in self.needed.items() if route.startswith(f"{key}.") and basis), "")

    def _example(self, key: str) -> list[str]:
        """A key that has no open value, as a remark from which the sign is taken away when its facts are there."""
        field = Naskah.fields_[key]
        lines = _fold(self._explanation(field, key))
        child = _content_record(field_types(Naskah)[key])
        if key in RELATED:
            return [*lines, f"# {key}: {key.replace('_', '-')}.yaml"]
        if child is None:
            return [*lines, f"# {key}: {field.example if field.example is not None else '…'}"]
        keys = list(child.fields_)
        if len(keys) <= 3 and all(_content_record(field_types(child)[child_key]) is None for child_key in keys):
            return [*lines, f"# {key}: {{{', '.join(f'{child_key}: …' for child_key in keys)}}}"]
        lines.append(f"# {key}:")
        for child_key in keys:
            grandchild = _content_record(field_types(child)[child_key])
            content = f"{{{', '.join(f'{c}: …' for c in grandchild.fields_)}}}" if grandchild is not None else "…"
            lines += [
                f"# {line}"
                for line in _append_note([f"  {child_key}: {content}"], child.fields_[child_key].description)
            ]
        return lines


def _example_record(kind: type[Record]) -> str:
    """A record in brackets, its values still to be written."""
    return f"{{{', '.join(f'{name}: …' for name in kind.fields_)}}}"


def _content_record(type_: Any) -> type[Record] | None:
    """The record inside a type: itself, or what a list, a mapping or a choice holds."""
    if isinstance(type_, type) and issubclass(type_, Record):
        return type_
    for member in get_args(type_):
        inside = _content_record(member)
        if inside is not None:
            return inside
    return None


def _fold(text: str) -> list[str]:
    """A remark, on as few lines as it needs."""
    import textwrap

    return [f"# {line}" for line in textwrap.wrap(text, WIDTH - 2, break_long_words=False, break_on_hyphens=False)]


def _item(lines: list[str], indent: int) -> list[str]:
    """The lines of a mapping as an item of a list; remarks above its first key stay above the dash."""
    first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
    start = " " * indent
    return [
        *(f"{start}{line.lstrip()}" for line in lines[:first]),
        f"{start}- {lines[first].lstrip()}",
        *lines[first + 1 :],
    ]


def _append_note(lines: list[str], note: str) -> list[str]:
    """Lines with a remark behind the first, or above it where it does not fit."""
    first_line = lines[0]
    if len(first_line) + len(note) + 4 <= WIDTH:
        return [f"{first_line}  # {note}", *lines[1:]]
    start = " " * (len(first_line) - len(first_line.lstrip()))
    return [*(f"{start}{line}" for line in _fold(note)), *lines]
