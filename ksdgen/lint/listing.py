"""The templates of a repository as a table: what each is, which file wins, what it takes the place of, and who uses it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from ksdgen.catalogue.catalogue import ARCHIVE, Catalogue, archived
from ksdgen.catalogue.front_matter import KindFrontMatter, KlausulFrontMatter, Style, klausul_titles
from ksdgen.difference.sequence import align
from ksdgen.rules.decoding import RuleReading
from ksdgen.rules.own import own_rules
from ksdgen.world.tree import Overlay, Tree


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template."""

    kind: str
    """`jenis`, `klausul`, `gaya`, `aturan`, `arsip`, or `kerangka` for what others extend."""
    id: str
    title: str
    version: int | None
    strictness: str | None
    file: str
    """The file that wins, as it is named to people."""
    origin: str
    """`repositori` or `ksdgen`."""
    replaces: str | None
    """The file of ksdgen that this one takes the place of."""
    differing_lines: int | None
    """In how many lines it differs from that one."""
    used_by: tuple[str, ...]
    """Clauses: the document types that list it. Styles: the styles that are based on it."""
    chosen_by: tuple[str, ...]
    """Clauses: the document types that do not list it and whose agreements may choose it."""
    abbreviation: str | None = None
    """Document types: the abbreviation."""


def list_templates(catalogue: Catalogue, built_in: Tree | None) -> list[TemplateRow]:
    """All templates: document types, clauses, styles, older texts, skeletons; broken ones too.

    Args:
        catalogue: the catalogue.
        built_in: ksdgen's own templates, when the repository's lie over them.
    """
    return _TemplateLister(catalogue, built_in).rows()


class _TemplateLister:
    def __init__(self, catalogue: Catalogue, built_in: Tree | None) -> None:
        self._catalogue = catalogue
        self._built_in = built_in
        self._kinds: dict[str, KindFrontMatter] = {}
        for name in catalogue.list_kinds():
            file = catalogue.kind(name)
            if file is not None:
                self._kinds[name] = file.front_matter

    @cached_property
    def _styles(self) -> dict[str, Style | None]:
        return {name: self._catalogue.style(name) for name in self._catalogue.list_styles()}

    def rows(self) -> list[TemplateRow]:
        """The rows, by kind."""
        catalogue, tree = self._catalogue, self._catalogue.tree
        result = [
            replace(self._row("jenis", n, f"{n}.j2", j.judul), abbreviation=j.singkatan) for n, j in self._kinds.items()
        ]
        result += [self._klausul(n) for n in catalogue.list_klausul()]
        result += [self._style(n) for n in self._styles]
        result += [self._rule(path, reading) for path, reading in own_rules(tree).readings.items()]
        result += [self._archive(path) for path in tree.files(ARCHIVE) if path.endswith(".j2")]
        skeletons = [p for p in tree.files("") if p.endswith(".j2") and p.removesuffix(".j2") not in self._kinds]
        return result + [self._row("kerangka", p.removesuffix(".j2"), p, "") for p in skeletons]

    def _klausul(self, name: str) -> TemplateRow:
        file = self._catalogue.klausul(name)
        front_matter: KlausulFrontMatter | None = file.front_matter if file is not None else None
        path = f"klausul/{name}.j2"
        if front_matter is None:
            return self._row("klausul", name, path, "")
        used_by = tuple(n for n, j in self._kinds.items() if name in j.pasal)
        chosen_by = tuple(n for n, j in self._kinds.items() if n not in used_by and _may_choose(front_matter, n, j))
        title = klausul_titles(front_matter)
        return self._row("klausul", name, path, title, front_matter.versi, front_matter.kekakuan, used_by, chosen_by)

    def _style(self, name: str) -> TemplateRow:
        style = self._styles[name]
        used_by = tuple(n for n, g in self._styles.items() if g is not None and g.berdasar_pada == name)
        return self._row("gaya", name, f"gaya/{name}.yaml", style.uraian if style is not None else "", used_by=used_by)

    def _rule(self, path: str, reading: RuleReading) -> TemplateRow:
        rule = reading.ready.rule if reading.ready is not None else None
        code = path.rpartition("/")[2].removesuffix(".yaml")
        return self._row("aturan", code, path, rule.nama if rule is not None else "")

    def _archive(self, path: str) -> TemplateRow:
        id_, known = path.removeprefix(f"{ARCHIVE}/").removesuffix(".j2"), archived(path)
        file = self._catalogue.archive(*known) if known is not None else None
        front_matter: Any = file.front_matter if file is not None else None
        title = front_matter.judul if front_matter is not None and isinstance(front_matter.judul, str) else ""
        return self._row(
            "arsip",
            id_,
            path,
            title,
            front_matter.versi if front_matter else None,
            front_matter.kekakuan if front_matter else None,
        )

    def _row(
        self,
        kind: str,
        id_: str,
        path: str,
        title: str,
        version: int | None = None,
        strictness: str | None = None,
        used_by: tuple[str, ...] = (),
        chosen_by: tuple[str, ...] = (),
    ) -> TemplateRow:
        tree = self._catalogue.tree
        top = tree.trees[0] if isinstance(tree, Overlay) else tree
        own = _content(top, path)
        built_in = self._built_in.read(path) if self._built_in is not None else None
        replaces = differing_lines = None
        if self._built_in is not None and own is not None and built_in is not None:
            replaces, differing_lines = self._built_in.name(path), _difference(built_in, own)
        origin = "repositori" if own is not None else "ksdgen"
        return TemplateRow(
            kind,
            id_,
            title,
            version,
            strictness,
            tree.name(path),
            origin,
            replaces,
            differing_lines,
            used_by,
            chosen_by,
        )


def _may_choose(front_matter: KlausulFrontMatter, name: str, kind: KindFrontMatter) -> bool:
    """Whether agreements of a document type may choose a clause."""
    for_category = not front_matter.kategori or not set(front_matter.kategori).isdisjoint(kind.kategori)
    return for_category and (not front_matter.jenis or name in front_matter.jenis)


def _difference(old: bytes, new: bytes) -> int:
    """How many lines differ; line ends do not count."""
    old_lines, new_lines = (d.decode("utf-8", "replace").replace("\r\n", "\n").split("\n") for d in (old, new))
    pairs = [(-1, -1), *align(old_lines, new_lines), (len(old_lines), len(new_lines))]
    return sum(max(i2 - i1, j2 - j1) - 1 for (i1, j1), (i2, j2) in pairwise(pairs))


def _content(tree: Tree, path: str) -> bytes | None:
    """The bytes of a file, none of one that is there and cannot be read, which the lint reports."""
    try:
        return tree.read(path)
    except OSError:
        return b""
