"""One agreement on its way to a document: what it is composed from and what is found wrong on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import KindFrontMatter, Style, TemplateFile
from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.naskah.model import Naskah
from ksdgen.source.advice import Suggestions, nearest
from ksdgen.source.places import Places
from ksdgen.world.codes import finding


@dataclass(slots=True)
class Job:
    """The agreement, where its values are written, the catalogue, and the findings in the order they are made."""

    naskah: Naskah
    places: Places
    catalogue: Catalogue
    findings: list[Diagnostic] = field(default_factory=list)
    versions: Mapping[str, int] = field(default_factory=dict)
    """The versions of clauses that the agreement is pinned to; others are taken as they are now."""
    replacements: Mapping[int, str] = field(default_factory=dict)
    """Additional articles that are left out, by number, each with the clause that it stands in for."""
    _suggestions: Suggestions = field(default_factory=Suggestions)

    def klausul(self, code: str) -> TemplateFile | None:
        """A standard clause in the agreement's version; see `Catalogue.klausul`."""
        current, version = self.catalogue.klausul(code), self.versions.get(code)
        if version is None or (current is not None and current.front_matter.versi == version):
            return current
        return self.catalogue.archive(code, version) or current

    def did_you_mean(self, name: str, present: Iterable[str], other: str) -> str:
        """Help for a name that the agreement uses and that does not exist: the one that was probably meant, or else
        this.
        """
        suggestion = self._suggestions.nearest(name, present)
        return f"maksud Anda `{suggestion}`?" if suggestion else other

    def did_you_mean_and(self, name: str, present: Iterable[str], other: str) -> str:
        """Help for a name that the agreement uses and that does not exist: the one that was probably meant, and this."""
        suggestion = self._suggestions.nearest(name, present)
        return f"maksud Anda `{suggestion}`? {other}" if suggestion else other

    def report(
        self,
        code: str,
        message: str,
        span: Span | None,
        hint: str | None = None,
        route: str | None = None,
        cause: Cause | None = None,
    ) -> None:
        """Add a finding."""
        self.findings.append(finding(code, message, span, hint, route=route, cause=cause))

    def broken_template(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """Add a finding on a template that cannot be rendered, so that parts of the document are missing."""
        self.report(code, message, span, hint, cause=Cause.UNUSABLE_TEMPLATE)


@dataclass(slots=True)
class Choice:
    """What an agreement chooses of the catalogue: its document type, house style and title."""

    kind: KindFrontMatter
    path: str
    """The skeleton of the document type."""
    style: Style
    title: str
    term: str


def did_you_mean(name: str, present: Iterable[str], other: str) -> str:
    """Help for a name that does not exist: the name that was probably meant, or else this."""
    suggestion = nearest(name, list(present))
    return f"maksud Anda `{suggestion}`?" if suggestion else other
