"""The text of clauses and document types: names, blanks, variants, points, labels and references on every way through
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ksdgen.catalogue.front_matter import IsianDeclaration, KlausulFrontMatter, klausul_strictness, klausul_title
from ksdgen.diagnostics import Cause, Span
from ksdgen.lint.kinds import BlanksKind, Kind, ScalarKind, isian_look
from ksdgen.lint.names import check_names
from ksdgen.lint.paths import ask, explore
from ksdgen.lint.positions import TemplateFile, inheritance_broken, names_in, parent_template, variant_constants
from ksdgen.lint.shelf import Shelf, suggestion
from ksdgen.lint.structure import TextStructure, compose, compose_skeleton
from ksdgen.lint.ways import Branch, Reading, TextPath
from ksdgen.source.places import Places

_FIXED = frozenset({"jenis", "kategori", "varian", "ada"})
"""What conditions may ask that is settled before any agreement is written."""

BATANG_TUBUH = "@batang_tubuh"


def check_text(
    linted: Shelf,
    doc: TemplateFile,
    isian: Mapping[str, IsianDeclaration] | None,
    places: Places | None,
    variant: Sequence[str],
) -> set[str]:
    """Syntax and names of a template; returns the blanks that it uses.

    Args:
        linted: all templates.
        doc: the template.
        isian: the blanks that it declares.
        places: where they are declared, when blanks that are not used are to be reported.
        variant: its variants.
    """
    linted.note(doc.findings)
    context = _context(linted, isian_look(isian), variant)
    findings, used = check_names(linted.shelf, doc, context, linted.klausul_codes)
    linted.note(findings)
    if places is not None and doc.tree is not None:
        linted.idle_isian(isian, used, places)
    return used


def _context(linted: Shelf, isian: BlanksKind, variant: Sequence[str]) -> dict[str, Kind]:
    return {**linted.context, "isian": isian, "varian": ScalarKind(frozenset({str}), tuple(variant))}


# --- variants ---------------------------------------------------------------------------------------------------------


def check_twin_variants(
    linted: Shelf, code: str, doc: TemplateFile, front_matter: KlausulFrontMatter, places: Places
) -> None:
    """Two variants that say the same are one."""
    variant = front_matter.varian or {}
    constants = variant_constants(doc)
    if constants is None or len(variant) < 2 or not {n for t in constants for n in t} <= variant.keys():
        return  # a misspelt variant is said at its place
    seen: dict[object, str] = {}
    users = linted.users(code)
    for name in (n for n, v in variant.items() if any(v.suits(*p) for p in users)):
        mark = (
            tuple(name in t for t in constants),
            klausul_title(front_matter, name),
            klausul_strictness(front_matter, name),
        )
        twins = seen.setdefault(mark, name)
        if twins != name:
            message = f"varian `{name}` berbunyi sama dengan varian `{twins}`: teks klausul tidak membedakannya"
            hint = f"tulis {{% if varian == '{name}' %}} pada teks yang berbeda, atau hapus varian ini"
            linted.report("KSD074", message, places.key(f"varian.{name}"), hint)


# --- clauses: every way through ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _ReferenceUse:
    """What became of one reference on the ways through a clause."""

    target: str
    present: bool = False
    """The article, or the label, was there on some way."""
    unconditional: bool = False
    """It was missing on a way on which it could have been there."""
    absent: list[str] = field(default_factory=list)
    """Document types that never have it."""
    outside: str | None = None
    """The path of a label in another clause."""


class ClauseChecker:
    """Reads the clauses on all their ways; references between them are judged when all are read."""

    def __init__(self, linted: Shelf) -> None:
        self._linted = linted
        self._label: dict[str, set[str]] = {}
        self._references: dict[str, dict[Span, _ReferenceUse]] = {}

    def klausul(self, code: str, doc: TemplateFile, front_matter: KlausulFrontMatter) -> None:
        """Read one clause in every document type, category and variant that it is for."""
        linted = self._linted
        branches: dict[int, Branch] = {}
        memo: dict[str, TextStructure] = {}
        label = self._label.setdefault(code, set())
        self._references[code] = {}
        question, seen = ask(linted.shelf, doc), set[object]()
        for state in self._all_states(code, front_matter):
            mark = question.answer(state) if question is not None else object()
            if mark in seen:
                continue
            seen.add(mark)
            for walk in explore(linted.shelf, doc, state, branches):
                structure = memo.get(walk.text)
                if structure is None:
                    structure = memo[walk.text] = compose(walk.text, linted.catalogue.tree, code)
                    linted.note(structure.findings)
                    label.update(structure.label)
                self._record_reference(code, walk, structure, state)
        if linted.users(code):
            _dead_branches(linted, branches.values())

    def finish(self) -> None:
        """Judge the references."""
        for code, everything in self._references.items():
            for span, use in everything.items():
                self._judge(code, span, use)

    def _all_states(self, code: str, front_matter: KlausulFrontMatter) -> Iterator[Reading]:
        """Every document type, category and variant that a clause is for; all that there are when it is for none."""
        linted = self._linted
        context = _context(linted, isian_look(front_matter.isian), ())
        for kind, category in linted.users(code) or linted.pairs:
            present = self._answerer(code, kind, category)
            everything: list[str | None] = [
                n for n, v in (front_matter.varian or {}).items() if v.suits(kind, category)
            ]
            for variant in everything or [None]:
                yield Reading({"jenis": kind, "kategori": category, "varian": variant}, context, present)

    def _answerer(self, code: str, kind: str, category: str) -> Callable[[str], bool | None]:
        """Whether a document of this kind that has this clause has another: what it may have, an agreement may leave
        out.
        """
        linted = self._linted

        def present(other: str) -> bool | None:
            if other == code:
                return True
            # A name that is no clause is reported where it stands.
            return None if other not in linted.klausul or linted.fits(other, kind, category) else False

        return present

    def _record_reference(self, code: str, walk: TextPath, structure: TextStructure, state: Reading) -> None:
        for target, span in structure.references:
            use = self._references[code].setdefault(span, _ReferenceUse(target))
            if f"{code}/{target}" in structure.label or target in (code, *structure.label):
                use.present = True
                continue
            pasal, _, label = target.partition("/")
            if pasal == code or pasal not in self._linted.klausul_codes:
                use.unconditional = True  # a label of this clause that is not there on this way, or nowhere
            elif walk.present(pasal):
                use.present = True
                use.outside = target if label else None
            elif state.present(pasal) is False:
                use.absent.append(f"{state.fixed['jenis']} kategori {state.fixed['kategori']}")
            else:
                use.unconditional = True

    def _judge(self, code: str, span: Span, use: _ReferenceUse) -> None:
        linted, own = self._linted, {n.partition("/")[2] for n in self._label[code]}
        pasal, _, label = use.target.partition("/")
        is_own = use.target in own or (pasal == code and label in own)
        if pasal != code and not is_own and pasal in linted.klausul_codes:
            self._judge_pasal(span, use, pasal)
        elif is_own and use.unconditional:
            name = label or pasal
            message = f"label `{name}` tidak selalu ada saat rujukan ini dicetak"
            linted.report("KSD075", message, span, f"beri rujukan ini syarat yang sama dengan butir berlabel [{name}]")
        elif use.unconditional:
            hint = suggestion(
                label or use.target,
                [*own, *linted.klausul_codes],
                f"label dalam klausul ini: {', '.join(sorted(own)) or 'tidak ada'}",
            )
            linted.report("KSD030", f"rujukan [[{use.target}]] tidak menunjuk apa pun", span, hint)

    def _judge_pasal(self, span: Span, use: _ReferenceUse, pasal: str) -> None:
        """A reference to another article, or into it."""
        linted = self._linted
        hint = f"apit dengan {{% if ada('{pasal}') %}} … {{% endif %}}"
        if use.unconditional:
            message = f"pasal `{pasal}` tidak selalu ada dalam naskah, sedangkan rujukan ini selalu dicetak"
            linted.report("KSD075", message, span, hint)
        elif use.absent and not use.present:
            message = (
                f"rujukan [[{use.target}]] tidak menunjuk apa pun: pasal `{pasal}` tidak pernah ada bersama klausul ini"
            )
            linted.report("KSD030", message, span, "periksa `jenis` dan `kategori` kedua klausul itu")
        elif use.absent:
            message = f"pasal `{pasal}` tidak ada dalam {use.absent[0]}, sedangkan rujukan ini dicetak di sana"
            linted.report("KSD075", message, span, hint)
        elif use.outside is not None and pasal in self._label and use.outside not in self._label[pasal]:
            present = [n.partition("/")[2] for n in sorted(self._label[pasal])]
            label = use.outside.partition("/")[2]
            other = suggestion(label, present, f"label pada `{pasal}`: {', '.join(present) or 'tidak ada'}")
            linted.report(
                "KSD030",
                f"rujukan [[{use.target}]] tidak menunjuk apa pun: klausul `{pasal}` tidak mempunyai label `{label}`",
                span,
                other,
            )


def _dead_branches(linted: Shelf, branches: Iterable[Branch]) -> None:
    """Conditions that no document can fulfil."""
    for branch in branches:
        name = names_in(branch.node.test)
        if branch.result != {False} or not name or not name <= _FIXED:
            continue
        span = branch.doc.start(branch.node.test)
        seen = [(f.cause, s.line) for (_, s), f in linted.findings.items() if s is not None and s.file == span.file]
        if (Cause.UNKNOWN_WORD, span.line) in seen:
            continue  # a misspelt word says it already
        if "varian" in name and any(c is Cause.NEVER_USED and line <= branch.doc.text_start for c, line in seen):
            continue  # and so does a variant that nobody can choose
        linted.report(
            "KSD072",
            "syarat ini tidak pernah terpenuhi: tidak ada naskah dengan klausul ini yang memenuhinya",
            span,
            "hapus bagian ini, atau sesuaikan `jenis`, `kategori`, dan `varian` pada kepala klausul",
        )


# --- document types ---------------------------------------------------------------------------------------------------


def check_skeleton(
    linted: Shelf, name: str, doc: TemplateFile, isian: Mapping[str, IsianDeclaration] | None, category: Sequence[str]
) -> None:
    """A document type with the skeleton that it extends: directives, tables, references, and the line where the
    articles go.
    """
    branches: dict[int, Branch] = {}
    memo: set[str] = set()
    question, seen = ask(linted.shelf, doc), set[object]()
    for tried_category in category:

        def present(code: str, own_category: str = tried_category) -> bool | None:
            return None if code not in linted.klausul or linted.fits(code, name, own_category) else False

        fixed = {"jenis": name, "kategori": tried_category, "varian": None}
        state = Reading(fixed, _context(linted, isian_look(isian), ()), present)
        mark = question.answer(state) if question is not None else object()
        if mark in seen:
            continue
        seen.add(mark)
        for walk in explore(linted.shelf, doc, state, branches, limit=0, seen=linted.suppositions):
            if walk.text in memo:
                continue
            memo.add(walk.text)
            _check_walk(linted, doc, walk)


def _check_walk(linted: Shelf, doc: TemplateFile, walk: TextPath) -> None:
    structure, location = compose_skeleton(walk.text, linted.catalogue.tree, BATANG_TUBUH)
    linted.note(structure.findings)
    if not location and (doc.tree is None or not inheritance_broken(linted.shelf, doc)):
        parent = parent_template(linted.shelf, doc)
        message = f"kerangka tidak memuat baris `{BATANG_TUBUH}`"
        linted.report("KSD041", message, Span.at(parent.name), "tulis baris itu di tempat pasal-pasal")
    for span in location[1:]:
        linted.report("KSD041", f"baris `{BATANG_TUBUH}` ditulis dua kali", span, "pasal-pasal hanya dicetak satu kali")
    for target, span in structure.references:
        pasal = target.partition("/")[0]
        if target in structure.label or walk.present(pasal):
            continue
        if pasal in linted.klausul_codes:
            message = f"pasal `{pasal}` tidak selalu ada dalam naskah, sedangkan rujukan ini selalu dicetak"
            linted.report("KSD075", message, span, f"apit dengan {{% if ada('{pasal}') %}} … {{% endif %}}")
        else:
            hint = suggestion(target, linted.klausul_codes, "rujukan memakai kode pasal, misalnya [[objek]]")
            linted.report("KSD030", f"rujukan [[{target}]] tidak menunjuk apa pun", span, hint)
