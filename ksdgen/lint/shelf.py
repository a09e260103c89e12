"""All templates of a repository as the checks see them, with what every check needs to know of the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import IsianDeclaration, KindFrontMatter, KlausulFrontMatter
from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.lint.effort import TooManyWays
from ksdgen.lint.kinds import Kind, example_context
from ksdgen.lint.positions import ParsedTemplate, ParsedTemplates
from ksdgen.naskah.model import Naskah
from ksdgen.rules.examples import base_text
from ksdgen.source.advice import nearest
from ksdgen.source.decode import Decoder
from ksdgen.source.parse import load
from ksdgen.source.places import Places
from ksdgen.source.report import PROBLEM_LIMIT
from ksdgen.world.codes import finding
from ksdgen.world.tree import Tree

_EXAMPLES = ("pks_ksdpk", "ksb_ksdd", "nk")
"""Complete agreements that between them have every kind of party and fact."""


class Shelf:
    """The templates, and what was found wrong with them.

    Args:
        catalogue: document types, clauses and styles.
        files: the repository's files, where styles find their images.
    """

    def __init__(self, catalogue: Catalogue, files: Tree) -> None:
        self.catalogue = catalogue
        self.files = files
        self.templates = ParsedTemplates(catalogue)
        self.suppositions: set[tuple[str, int]] = set()
        """What was assumed already on a way through some document type; see `explore`."""
        self.findings: dict[tuple[str, Span | None], Diagnostic] = {}
        self._counts: dict[tuple[str, str], int] = {}
        self.kinds: dict[str, KindFrontMatter] = {}
        for name in catalogue.list_kinds():
            kind_file = catalogue.kind(name)
            if kind_file is not None:
                self.kinds[name] = kind_file.front_matter
        self.klausul: dict[str, KlausulFrontMatter] = {}
        for name in self.klausul_codes:
            klausul_file = catalogue.klausul(name)
            if klausul_file is not None:
                self.klausul[name] = klausul_file.front_matter

    @cached_property
    def klausul_codes(self) -> list[str]:
        """The names of all clauses, broken ones too."""
        return self.catalogue.list_klausul()

    @cached_property
    def context(self) -> dict[str, Kind]:
        """The kinds of all variables but the blanks and the variant."""
        return example_context(self.catalogue, list(_examples()))

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Every document type with every category of its own."""
        return [(name, category) for name, kind in self.kinds.items() for category in kind.kategori]

    def fits(self, code: str, kind: str, category: str) -> bool:
        """Whether a document of that type and category may have a clause."""
        klausul, front_matter = self.klausul.get(code), self.kinds.get(kind)
        if klausul is None or front_matter is None:
            return False
        return (code in front_matter.pasal or not klausul.jenis or kind in klausul.jenis) and (
            not klausul.kategori or category in klausul.kategori
        )

    def users(self, code: str) -> list[tuple[str, str]]:
        """The document types and categories that may have a clause."""
        return [p for p in self.pairs if self.fits(code, *p)]

    def listed_by(self, code: str) -> list[str]:
        """The document types that list a clause."""
        return [name for name, kind in self.kinds.items() if code in kind.pasal]

    def idle_isian(self, isian: Mapping[str, IsianDeclaration] | None, used: Collection[str], places: Places) -> None:
        """Report the blanks that a template declares and no text uses; a misspelt use is a use."""
        foreign = [n for n in used if n not in (isian or {})]
        for name in isian or {}:
            if name not in used and not nearest(name, foreign):
                message = f"isian `{name}` dinyatakan tetapi tidak dipakai dalam teks"
                hint = f"pakai dengan {{{{ isian.{name} }}}}, atau hapus"
                self.report("KSD073", message, places.key(f"isian.{name}"), hint)

    def report(
        self,
        code: str,
        message: str,
        span: Span,
        hint: str | None = None,
        *,
        case: str = "",
        cause: Cause | None = None,
    ) -> None:
        """Add a finding, one of each code at a place."""
        self.note([finding(code, message, span, hint, case=case, cause=cause)])

    def note(self, findings: Iterable[Diagnostic]) -> None:
        """Add findings that somebody else made; of each code no more in one file than anybody reads."""
        for found in findings:
            if (found.code, found.span) in self.findings:
                continue
            kind = (found.code, found.span.file if found.span is not None else "")
            count = self._counts[kind] = self._counts.get(kind, 0) + 1
            if count == PROBLEM_LIMIT + 1:
                hint = "perbaiki dahulu yang sudah ditampilkan, lalu periksa kembali"
                more = finding(found.code, "masih ada masalah sejenis yang tidak ditampilkan", found.span, hint)
                self.findings[found.code, found.span] = more
            elif count <= PROBLEM_LIMIT:
                self.findings[found.code, found.span] = found

    def is_full(self, code: str, places: Places) -> bool:
        """Whether so many findings of a code are told of a file that no more will be."""
        return self._counts.get((code, places.start().file), 0) > PROBLEM_LIMIT

    @contextmanager
    def reading(self, doc: ParsedTemplate) -> Iterator[None]:
        """Reads one template on its ways; where it has too many, that is reported."""
        try:
            with self.templates.effort.of_one_template():
                yield
        except TooManyWays as error:
            message = "templat ini mempunyai terlalu banyak jalan untuk diperiksa semuanya"
            hint = "kurangi pengulangan, syarat, dan makro yang saling memanggil, atau bagi templat ini"
            self.report("KSD044", message, error.span or Span.at(doc.name, doc.text_start + 1), hint)


def _examples() -> Iterator[tuple[Naskah, Places]]:
    for name in _EXAMPLES:
        node, _ = load(base_text(name).encode(), name)
        naskah = Decoder().record(Naskah, node) if node is not None else None
        assert naskah is not None, name
        yield naskah, Places(node, name)
