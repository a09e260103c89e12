"""The catalogue: the document types, clauses and house styles that a repository can use, read without jinja2.

A template file is a block of YAML between two `---` lines, then the text. A file is read when it is asked for: one
agreement pays only for what it uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from ksdgen.catalogue.front_matter import INTERFACE, KindFrontMatter, KlausulFrontMatter, Style, TemplateFile
from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.source.characters import decode_bytes
from ksdgen.source.decode import Decoder
from ksdgen.source.node import MappingNode, Node, ScalarNode
from ksdgen.source.parse import load
from ksdgen.source.places import Places
from ksdgen.source.record import Record
from ksdgen.world.codes import finding
from ksdgen.world.files import reason, remedy
from ksdgen.world.tree import Tree

ARCHIVE = "klausul/arsip"
"""Where older texts of clauses are kept, each as `<id>@<versi>.j2`."""

_STYLES_LIMIT = 20
"""How many styles may be based on each other, one after the other."""

_T = TypeVar("_T", bound=Record)


class Catalogue:
    """All document types, clauses and styles that a repository can use."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.findings: dict[str, list[Diagnostic]] = {}
        self._klausul: dict[str, TemplateFile | None] = {}
        self._archive: dict[str, TemplateFile | None] = {}
        self._marks: list[tuple[str, str]] | None = None
        self._kinds: dict[str, TemplateFile | None] = {}
        self._styles: dict[str, Style | None] = {}
        self._styles_open = 0
        """How many styles wait for the one that they are based on."""

    def kind(self, name: str) -> TemplateFile | None:
        """A document type (front matter: `KindFrontMatter`), or None when there is none of that name or it is broken."""
        if name not in self._kinds:
            self._kinds[name] = self._file(f"{name}.j2", KindFrontMatter) if _is_good_name(name) else None
        return self._kinds[name]

    def klausul(self, name: str) -> TemplateFile | None:
        """A clause (front matter: `KlausulFrontMatter`), or None when there is none of that name or it is broken."""
        if name not in self._klausul:
            self._klausul[name] = self._file(f"klausul/{name}.j2", KlausulFrontMatter) if _is_good_name(name) else None
        return self._klausul[name]

    def archive(self, name: str, version: int) -> TemplateFile | None:
        """An older text of a clause from the archive, or None when it is not there or broken."""
        path = archive_path(name, version)
        if path not in self._archive:
            self._archive[path] = self._file(path, KlausulFrontMatter) if _is_good_name(name) else None
        return self._archive[path]

    def marked_klausul(self, words: Iterable[str]) -> list[str]:
        """Names of the clauses whose titles or elements contain one of these words, in small letters.

        A quick look at all files: decoding every front matter would take longer than judging an agreement.
        """
        if self._marks is None:
            self._marks = [(name, self._front_matter_marks(name)) for name in self.list_klausul()]
        wanted = set(words)
        return [name for name, marks in self._marks if any(word in marks for word in wanted)]

    def _front_matter_marks(self, name: str) -> str:
        """A clause's code, titles and elements as written, in small letters."""
        data = self.read(f"klausul/{name}.j2") or b""
        front_matter, _, _ = _split(data.decode("utf-8", "replace"))
        return " ".join([name.replace("_", " "), *(m[0] for m in _FRONT_MATTER_MARKS.finditer(front_matter))]).lower()

    def style(self, name: str) -> Style | None:
        """A house style with what it is based on filled in, or None."""
        if name not in self._styles:
            self._styles[name] = None  # a circle of styles ends here
            self._styles[name] = self._read_style(name) if _is_good_name(name) else None
        return self._styles[name]

    def file_findings(self, path: str) -> list[Diagnostic]:
        """What is wrong with a template file's front matter."""
        return self.findings.get(path, [])

    def list_kinds(self) -> list[str]:
        """Names of all document types: templates at the top whose front matter names a `jenis`."""
        names = [_name(f) for f in self.tree.files("") if f.endswith(".j2")]
        return [n for n in names if n != "dasar" and self.kind(n) is not None]

    def list_klausul(self) -> list[str]:
        """Names of all clauses."""
        names = [_name(f) for f in self.tree.files("klausul") if f.endswith(".j2")]
        return [name for name in names if _is_good_name(name)]

    def list_styles(self) -> list[str]:
        """Names of all house styles."""
        return [_name(f) for f in self.tree.files("gaya") if f.endswith(".yaml")]

    def text(self, path: str) -> tuple[str, int] | None:
        """A template's text without its front matter, and the line (0-based) at which it starts; None when absent."""
        data = self.read(path)
        if data is None:
            return None
        _, content, line = _split(data.decode("utf-8", "replace"))
        return content, line

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None when there is none, or when it cannot be read, which is reported."""
        try:
            return self.tree.read(path)
        except OSError as error:
            span = Span.at(self.tree.name(path))
            message = f"templat tidak dapat dibaca: {reason(error)}"
            self.findings[path] = [finding("KSD041", message, span, remedy(error), cause=Cause.UNUSABLE_TEMPLATE)]
            return None

    def _file(self, path: str, kind: type[_T]) -> TemplateFile | None:
        data = self.read(path)
        if data is None:
            return None
        name = self.tree.name(path)
        text, broken = decode_bytes(data, name)
        if text is None:
            self.findings[path] = broken
            return None
        front_matter, content, line = _split(text)
        if not front_matter:
            if kind is KindFrontMatter:
                return None  # a helper template, not a document type
            span = Span.at(name)
            self.findings[path] = [
                finding(
                    "KSD041",
                    "templat tidak mempunyai kepala YAML di antara dua baris `---`",
                    span,
                    cause=Cause.UNUSABLE_TEMPLATE,
                )
            ]
            return None
        # A leading line keeps the line numbers of the file.
        node, findings = load(("\n" + front_matter).encode(), name)
        decoder = Decoder()
        result = decoder.record(kind, node) if node is not None else None
        findings = findings + decoder.findings
        if result is not None and getattr(result, "antarmuka", INTERFACE) != INTERFACE:
            findings.append(
                finding(
                    "KSD042",
                    f"templat ini ditulis untuk antarmuka {result.antarmuka}, ksdgen ini memakai antarmuka {INTERFACE}",  # type: ignore[attr-defined]
                    Places(node, name).span("antarmuka"),
                    cause=Cause.UNUSABLE_TEMPLATE,
                )
            )
        if findings:
            self.findings[path] = findings
        if result is None:
            return None
        return TemplateFile(path, result, Places(node, name), content, line)

    def _read_style(self, name: str) -> Style | None:
        path = f"gaya/{name}.yaml"
        data = self.read(path)
        if data is None:
            return None
        node, findings = load(data, self.tree.name(path))
        decoder = Decoder()
        result = decoder.record(Style, node) if node is not None else None
        self.findings[path] = findings + decoder.findings
        if result is None:
            return None
        figures: dict[str, float] = {}
        for key, least, most in (("ukuran", 6.0, 24.0), ("spasi", 0.8, 3.0)):
            content = node.content.get(key) if isinstance(node, MappingNode) else None
            if content is not None:
                value = _decimal(content)
                if value is None or not least <= value <= most:
                    self.findings[path].append(
                        finding(
                            "KSD011",
                            f"`{key}` harus bilangan antara {least:g} dan {most:g}",
                            content.span,
                        )
                    )
                    return None
                figures[key] = value
        result = result.replace(**figures)
        if result.berdasar_pada is not None:
            self._styles_open += 1
            parent = self.style(result.berdasar_pada) if self._styles_open <= _STYLES_LIMIT else None
            self._styles_open -= 1
            if self._styles_open == _STYLES_LIMIT:
                span = Places(node, self.tree.name(path)).span("berdasar_pada")
                message = f"lebih dari {_STYLES_LIMIT} gaya berdasar pada satu sama lain"
                self.findings[path].append(finding("KSD011", message, span, "gabungkan gaya-gaya itu"))
                return None
            if parent is None:
                self.findings[path].append(
                    finding(
                        "KSD013",
                        f"gaya `{result.berdasar_pada}` tidak ada",
                        Places(node, self.tree.name(path)).span("berdasar_pada"),
                    )
                )
                return None
            result = Style(**{**parent.__dict__, **result.__dict__})
        return result


_FRONT_MATTER_MARKS = re.compile(r"^(?:judul|judul_lain|unsur):.*(?:\n[ \t-].*)*", re.MULTILINE)
"""The keys of a front matter by which a clause can be known, with their values on one line or several."""


def archive_path(name: str, version: int) -> str:
    """Where the text of a version of a clause is kept."""
    return f"{ARCHIVE}/{name}@{version}.j2"


def archived(path: str) -> tuple[str, int] | None:
    """The clause and the version of a file of the archive; None when it is not named as one."""
    name, _, version = path.removeprefix(f"{ARCHIVE}/").removesuffix(".j2").rpartition("@")
    if not path.endswith(".j2") or not (version.isascii() and version.isdigit() and len(version) < 10):
        return None
    return name, int(version)


def _name(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _is_good_name(name: str) -> bool:
    """Whether a name can be a file name below templates/: a value from YAML must not reach outside."""
    return name.isascii() and name.replace("_", "").replace("-", "").isalnum()


def _decimal(node: Node) -> float | None:
    """A number with a decimal comma or point; None when the value is none."""
    try:
        return float(node.text.replace(",", ".")) if isinstance(node, ScalarNode) else None
    except ValueError:
        return None


def _split(text: str) -> tuple[str, str, int]:
    """Front matter, body and the line (0-based) at which the body starts; no front matter where none is marked off."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.startswith("---\n"):
        return "", text, 0
    end = text.find("\n---\n", 3)
    if end < 0:
        return "", text, 0
    front_matter = text[4 : end + 1]
    return front_matter, text[end + 5 :], front_matter.count("\n") + 2
