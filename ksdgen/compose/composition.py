"""What others may know of a composition: the document, its articles, what became of each standard clause, the blanks.

Nothing here knows Jinja2: rules, reviews and the desk read compositions, only composing them takes templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from typing import Any

from ksdgen.catalogue.front_matter import KlausulFrontMatter, klausul_strictness
from ksdgen.diagnostics import Diagnostic, Span
from ksdgen.naskah.articles import Consent
from ksdgen.naskah.routes import route_term
from ksdgen.paper.document import Block, Dokumen, Gap, Paragraph, Reference, Table, inline_text, paragraphs_of
from ksdgen.source.places import Places

# --- what becomes of standard clauses ---------------------------------------------------------------------------------


class ClauseState(Enum):
    """What became of a standard clause in an agreement."""

    STANDARD = "baku"
    ISIAN = "isian"
    CHANGED = "diubah"
    DELETED = "dihapus"
    REPLACED = "diganti"

    @property
    def deviates(self) -> bool:
        """Whether the agreement does not say what the standard says."""
        return self in (ClauseState.CHANGED, ClauseState.DELETED, ClauseState.REPLACED)


class Allowance(Enum):
    """Whether an agreement may differ from a clause: freely, with consent, not at all."""

    ALLOWED = "diizinkan"
    NEEDS_CONSENT = "perlu persetujuan"
    FORBIDDEN = "terlarang"


_ALLOWANCES = {"persetujuan": Allowance.NEEDS_CONSENT, "tetap": Allowance.FORBIDDEN}


@dataclass(frozen=True, slots=True)
class ClauseUse:
    """One standard clause in one agreement."""

    code: str
    title: str
    version: int | None
    variant: str | None
    strictness: str
    state: ClauseState
    route: str
    """The key that speaks of the clause; empty where it comes with the document type and the agreement is silent."""
    span: Span
    reason: str | None = None
    consent: Consent | None = None
    text: str = ""
    """The agreement's own words where it differs; empty for a clause that is left out."""
    replaced_by: int | None = None
    """The number of the additional article that stands in its place."""
    companions: tuple[int, ...] = ()
    """Additional articles that speak of the same matter beside the clause."""
    same: str | None = None
    """For a clause in the agreement's own words: the variant that says the same, or None.

    Empty when that is the variant which the document would have.
    """

    @property
    def in_document(self) -> bool:
        """Whether the document has an article of this clause, if only in the agreement's own words."""
        return self.state not in (ClauseState.DELETED, ClauseState.REPLACED)

    @property
    def deviates(self) -> bool:
        """Whether the agreement says something else than the standard, or nothing."""
        return self.state.deviates and self.same is None

    @property
    def allowance(self) -> Allowance:
        """How this use is graded; what does not differ is always allowed."""
        return _ALLOWANCES.get(self.strictness, Allowance.ALLOWED) if self.deviates else Allowance.ALLOWED

    @property
    def digest(self) -> str:
        """The digest that ties a consent to the words that were consented to."""
        return text_digest(self.text)


def text_digest(text: str) -> str:
    """A short digest of an agreement's own words; spaces and line breaks between them do not count."""
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


# --- articles and the whole -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Pasal:
    """An article of the composed document and what it is made of."""

    code: str
    title: str
    unsur: tuple[str, ...]
    origin: str
    """`klausul`, `ubahan` (a standard clause with the agreement's own text) or `tambahan.<number>`."""
    klausul: KlausulFrontMatter | None = None
    variant: str | None = None
    path: str = ""
    """The template of a standard clause."""

    @property
    def version(self) -> int | None:
        """The version of the standard clause."""
        return self.klausul.versi if self.klausul is not None else None

    @property
    def strictness(self) -> str:
        """How strictly the standard clause is held; an article of the agreement's own is free."""
        return klausul_strictness(self.klausul, self.variant) if self.klausul is not None else "bebas"


@dataclass(slots=True)
class Composition:
    """The result of composing: the document and what rules need to know of how it came about."""

    dokumen: Dokumen
    findings: list[Diagnostic]
    unsur: frozenset[str] = frozenset()
    pasal: list[Pasal] = field(default_factory=list)
    printed: frozenset[str] = frozenset()
    assets: dict[str, bytes] = field(default_factory=dict)
    image_files: dict[str, str] = field(default_factory=dict)
    """sha256 → file of each image."""
    frames: list[tuple[str, str]] = field(default_factory=list)
    """(label, route) of each emblem that has no image."""
    klausul: tuple[ClauseUse, ...] = ()
    """What the agreement does with each standard clause."""


def open_values(composition: Composition, places: Places) -> Iterator[tuple[str, str, bool]]:
    """The blanks of a document, each once: its route, what it is for, and whether the file leaves it open on purpose."""
    seen: set[str] = set()
    for paragraph in paragraphs_of(composition.dokumen.content):
        for inline in paragraph.content:
            if not isinstance(inline, Gap):
                continue
            route = inline.name
            if route == "celah":
                route = inline.origin.route if inline.origin is not None and inline.origin.route else "celah"
            if route in seen:
                continue
            seen.add(route)
            present = places.present(route)
            yield (
                route,
                "nomor kesepakatan bersama" if route == "kesepakatan_bersama" and present else route_term(route),
                present,
            )


# --- words of an article, to be compared ------------------------------------------------------------------------------


def article(dokumen: Dokumen, code: str) -> tuple[Block, ...]:
    """The blocks of an article's body, without its heading; empty when the document has no such article."""
    begin = next(
        (
            i
            for i, b in enumerate(dokumen.content)
            if isinstance(b, Paragraph) and b.role == "pasal" and b.identity == code
        ),
        None,
    )
    if begin is None:
        return ()
    end = begin + 1
    while end < len(dokumen.content) and not _ends_body(dokumen.content[end]):
        end += 1
    return dokumen.content[begin + 1 : end]


_AFTER_PASAL = frozenset({"pasal", "penutup", "lampiran_judul", "saksi_judul"})


def _ends_body(block: Block) -> bool:
    """Whether an article's body ends before this block."""
    if isinstance(block, Paragraph):
        return block.role in _AFTER_PASAL
    return not isinstance(block, Table) or block.role != "tabel"


def wording(blocks: Iterable[Block]) -> tuple[tuple[Any, ...], ...]:
    """What an article says, for comparison: roles, numbers and words; an article that is referred to counts by its
    code, not its number.
    """
    result: list[tuple[Any, ...]] = []
    for block in blocks:
        for paragraph in paragraphs_of((block,)):
            words = "".join(
                f"[[{i.target}]]" if isinstance(i, Reference) and i.content.startswith("Pasal ") else inline_text((i,))
                for i in paragraph.content
            )
            result.append(
                (
                    isinstance(block, Table),
                    paragraph.role,
                    paragraph.number.text if paragraph.number else "",
                    paragraph.depth,
                    " ".join(words.split()),
                )
            )
    return tuple(result)
