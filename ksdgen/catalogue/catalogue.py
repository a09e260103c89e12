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
from ksdgen.source.convert import summary
from ksdgen.source.decode import Decoder
from ksdgen.source.node import Node, ScalarNode, empty
from ksdgen.source.parse import load
from ksdgen.source.places import Places
from ksdgen.source.record import Record
from ksdgen.world.codes import finding
from ksdgen.world.files import reason, remedy
from ksdgen.world.tree import Tree

ARCHIVE = "klausul/arsip"
"""Where older texts of clauses are kept, each as `<id>@<versi>.j2`."""

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
        self._chain = 0
        """How many styles are being read, each for the one that is based on it."""

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
        if name not in self._styles and self._chain < _CHAIN_LIMIT:
            self._styles[name] = None  # a circle of styles ends here
            self._chain += 1
            self._styles[name] = self._read_style(name) if _is_good_name(name) else None
            self._chain -= 1
        return self._styles.get(name)

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
        places = Places(node, self.tree.name(path))
        figures, faults = _figures(places)
        self.findings[path] += faults
        if faults:
            return None
        result = result.replace(**figures)
        if result.berdasar_pada is not None:
            parent = self.style(result.berdasar_pada)
            if parent is None:
                message = (
                    f"gaya `{summary(result.berdasar_pada)}` tidak ada"
                    if self._chain < _CHAIN_LIMIT
                    else f"gaya ini berdasar pada lebih dari {_CHAIN_LIMIT} gaya lain"
                )
                self.findings[path].append(finding("KSD013", message, places.span("berdasar_pada")))
                return None
            result = Style(**{**parent.__dict__, **result.__dict__})
        faults = _without_room(result, places)
        self.findings[path] += faults
        return None if faults else result


_BOUNDS = {
    "kertas.lebar": (100, 558),
    "kertas.tinggi": (100, 558),
    "margin.atas": (5, 200),
    "margin.bawah": (5, 200),
    "margin.kiri": (5, 200),
    "margin.kanan": (5, 200),
    "ukuran": (6, 24),
    "spasi": (0.8, 3),
    "kolom_tanda_tangan": (1, 6),
    "tinggi_lambang": (5, 50),
}
"""What the numbers of a house style may be. Word makes no page of more than 22 inches; a picture ten times as wide as
high stays below that too.
"""

_FONT_LIMIT = 31
"""Letters in the name of a typeface; Windows knows none of more."""

_ROOM_MM = 50
"""The least that the margins leave of a page, in each direction."""

_CHAIN_LIMIT = 10
"""How many styles may be based on each other."""


def _figures(places: Places) -> tuple[dict[str, float], list[Diagnostic]]:
    """The numbers of a style with a decimal mark, and what is wrong with its numbers and its typeface."""
    figures: dict[str, float] = {}
    faults: list[Diagnostic] = []
    for route, (least, most) in _BOUNDS.items():
        node = places.node(route)
        if node is None or empty(node):
            continue
        value = _decimal(node)
        if value is not None and least <= value <= most:
            figures[route] = value
            continue
        written = f', di sini "{summary(node.text)}"' if isinstance(node, ScalarNode) else ""
        smallest = f"{least:g}".replace(".", ",")
        message = f"`{route}` harus bilangan antara {smallest} dan {most:g}{written}"
        faults.append(finding("KSD011", message, node.span, _UNITS.get(route, "dalam milimeter"), route=route))
    font = places.node("huruf")
    if isinstance(font, ScalarNode) and not empty(font) and not _is_font_name(font.text.strip()):
        hint = "tulis nama jenis huruf seperti di Word, misalnya `Bookman Old Style`; paling panjang 31 huruf"
        faults.append(
            finding("KSD011", f'"{summary(font.text)}" bukan nama jenis huruf', font.span, hint, route="huruf")
        )
    return {route: value for route, value in figures.items() if route in ("ukuran", "spasi")}, faults


def _is_font_name(name: str) -> bool:
    return name[:1].isalnum() and len(name) <= _FONT_LIMIT and all(c.isalnum() or c in " _.,&+'()-" for c in name)


_UNITS = {
    "ukuran": "dalam poin, misalnya 12",
    "spasi": "1 berarti spasi tunggal, misalnya 1,15",
    "kolom_tanda_tangan": "banyaknya kolom pada kisi tanda tangan, misalnya 3",
}


def _without_room(style: Style, places: Places) -> list[Diagnostic]:
    """Margins that leave nothing of the page, upright or lying."""
    width, height = style.paper_mm()
    margin = style.margin
    across, down = margin.kiri + margin.kanan, margin.atas + margin.bawah
    if min(width, height) - max(across, down) >= _ROOM_MM:
        return []
    route = next((route for route in ("margin", "kertas", "berdasar_pada") if places.present(route)), "")
    message = f"margin tidak menyisakan {_ROOM_MM} mm untuk tulisan pada kertas {width:g} × {height:g} mm"
    return [finding("KSD011", message, places.span(route), "perkecil marginnya atau perbesar kertasnya", route=route)]


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
