"""The text of clauses and document types: names, blanks and variants; points, labels and references on every way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ksdgen.catalogue.front_matter import IsianDeclaration, KlausulFrontMatter, klausul_strictness, klausul_title
from ksdgen.compose.task import did_you_mean
from ksdgen.diagnostics import Cause, Span
from ksdgen.lint.kinds import BlanksKind, Kind, ScalarKind, isian_kinds
from ksdgen.lint.names import check_names
from ksdgen.lint.paths import ask, explore
from ksdgen.lint.positions import ParsedTemplate, inheritance_broken, names_in, parent_template, variant_constants
from ksdgen.lint.shelf import Shelf
from ksdgen.lint.structure import TextStructure, read_clause, read_skeleton
from ksdgen.lint.ways import Branch, Setting, TextPath
from ksdgen.source.places import Places

_FIXED = frozenset({"jenis", "kategori", "varian", "ada"})
"""What conditions may ask that is settled before any agreement is written."""

BATANG_TUBUH = "@batang_tubuh"


def check_text(
    shelf: Shelf,
    doc: ParsedTemplate,
    isian: Mapping[str, IsianDeclaration] | None,
    places: Places | None,
    variants: Sequence[str],
) -> set[str]:
    """Syntax and names of a template; returns the blanks that it uses.

    Args:
        shelf: all templates, where findings go too.
        doc: the template.
        isian: the blanks that it declares.
        places: where they are declared, when blanks that are not used are to be reported.
        variants: its variants.
    """
    shelf.note(doc.findings)
    context = _context(shelf, isian_kinds(isian), variants)
    used: set[str] = set()
    with shelf.reading(doc):
        findings, used = check_names(shelf.templates, doc, context, shelf.klausul_codes)
        shelf.note(findings)
    if places is not None and doc.tree is not None:
        shelf.idle_isian(isian, used, places)
    return used


def _context(shelf: Shelf, isian: BlanksKind, variants: Sequence[str]) -> dict[str, Kind]:
    return {**shelf.context, "isian": isian, "varian": ScalarKind(frozenset({str}), tuple(variants))}


# --- variants ---------------------------------------------------------------------------------------------------------


def check_twin_variants(
    shelf: Shelf, code: str, doc: ParsedTemplate, front_matter: KlausulFrontMatter, places: Places
) -> None:
    """Two variants that say the same are one."""
    variants = front_matter.varian or {}
    constants = variant_constants(doc)
    if constants is None or len(variants) < 2 or not {word for words in constants for word in words} <= variants.keys():
        return  # a misspelt variant is said at its place
    seen: dict[object, str] = {}
    users = shelf.users(code)
    for name in (n for n, v in variants.items() if any(v.suits(*p) for p in users)):
        key = (
            tuple(name in words for words in constants),
            klausul_title(front_matter, name),
            klausul_strictness(front_matter, name),
        )
        twin = seen.setdefault(key, name)
        if twin != name:
            message = f"varian `{name}` berbunyi sama dengan varian `{twin}`: teks klausul tidak membedakannya"
            hint = f"tulis {{% if varian == '{name}' %}} pada teks yang berbeda, atau hapus varian ini"
            shelf.report("KSD074", message, places.key(f"varian.{name}"), hint)


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

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._labels: dict[str, set[str]] = {}
        self._references: dict[str, dict[Span, _ReferenceUse]] = {}

    def klausul(self, code: str, doc: ParsedTemplate, front_matter: KlausulFrontMatter) -> None:
        """Read one clause in every document type, category and variant that it is for."""
        with self._shelf.reading(doc):
            self._klausul(code, doc, front_matter)

    def _klausul(self, code: str, doc: ParsedTemplate, front_matter: KlausulFrontMatter) -> None:
        shelf = self._shelf
        branches: dict[int, Branch] = {}
        memo: dict[str, TextStructure] = {}
        labels = self._labels.setdefault(code, set())
        self._references[code] = {}
        questions, seen = ask(shelf.templates, doc), set[object]()
        for setting in self._settings(code, front_matter):
            shelf.templates.effort.spend(1)
            answers = questions.answer(setting) if questions is not None else object()
            if answers in seen:
                continue
            seen.add(answers)
            for walk in explore(shelf.templates, doc, setting, branches):
                shelf.templates.effort.spend(len(walk.suppositions))
                structure = memo.get(walk.text)
                if structure is None:
                    structure = memo[walk.text] = read_clause(walk.text, shelf.catalogue.tree, code)
                    shelf.note(structure.findings)
                    labels.update(structure.labels)
                self._record_reference(code, walk, structure, setting)
        if shelf.users(code):
            _dead_branches(shelf, branches.values())

    def finish(self) -> None:
        """Judge the references."""
        for code, uses in self._references.items():
            for span, use in uses.items():
                self._judge(code, span, use)

    def _settings(self, code: str, front_matter: KlausulFrontMatter) -> Iterator[Setting]:
        """Every document type, category and variant that a clause is for; all that there are when it is for none."""
        shelf = self._shelf
        context = _context(shelf, isian_kinds(front_matter.isian), ())
        for kind, category in shelf.users(code) or shelf.pairs:
            present = self._answerer(code, kind, category)
            variants: list[str | None] = [n for n, v in (front_matter.varian or {}).items() if v.suits(kind, category)]
            for variant in variants or [None]:
                yield Setting({"jenis": kind, "kategori": category, "varian": variant}, context, present)

    def _answerer(self, code: str, kind: str, category: str) -> Callable[[str], bool | None]:
        """Tells whether a document of this type and category that has this clause has another.

        Nothing but the clause itself is certain: what a document may have, an agreement may leave out.
        """
        shelf = self._shelf

        def present(other: str) -> bool | None:
            if other == code:
                return True
            # A name that is no clause is reported where it stands.
            return None if other not in shelf.klausul or shelf.fits(other, kind, category) else False

        return present

    def _record_reference(self, code: str, walk: TextPath, structure: TextStructure, setting: Setting) -> None:
        for target, span in structure.references:
            use = self._references[code].setdefault(span, _ReferenceUse(target))
            if f"{code}/{target}" in structure.labels or target in (code, *structure.labels):
                use.present = True
                continue
            pasal, _, label = target.partition("/")
            if pasal == code or pasal not in self._shelf.klausul_codes:
                use.unconditional = True  # a label of this clause that is not there on this way, or nowhere
            elif walk.present(pasal):
                use.present = True
                use.outside = target if label else None
            elif setting.present(pasal) is False:
                use.absent.append(f"{setting.fixed['jenis']} kategori {setting.fixed['kategori']}")
            else:
                use.unconditional = True

    def _judge(self, code: str, span: Span, use: _ReferenceUse) -> None:
        shelf, own = self._shelf, {n.partition("/")[2] for n in self._labels[code]}
        pasal, _, label = use.target.partition("/")
        is_own = use.target in own or (pasal == code and label in own)
        if pasal != code and not is_own and pasal in shelf.klausul_codes:
            self._judge_pasal(span, use, pasal)
        elif is_own and use.unconditional:
            name = label or pasal
            message = f"label `{name}` tidak selalu ada saat rujukan ini dicetak"
            shelf.report("KSD075", message, span, f"beri rujukan ini syarat yang sama dengan butir berlabel [{name}]")
        elif use.unconditional:
            hint = did_you_mean(
                label or use.target,
                [*own, *shelf.klausul_codes],
                f"label dalam klausul ini: {', '.join(sorted(own)) or 'tidak ada'}",
            )
            shelf.report("KSD030", f"rujukan [[{use.target}]] tidak menunjuk apa pun", span, hint)

    def _judge_pasal(self, span: Span, use: _ReferenceUse, pasal: str) -> None:
        """A reference to another article, or into it."""
        shelf = self._shelf
        hint = f"apit dengan {{% if ada('{pasal}') %}} … {{% endif %}}"
        if use.unconditional:
            message = f"pasal `{pasal}` tidak selalu ada dalam naskah, sedangkan rujukan ini selalu dicetak"
            shelf.report("KSD075", message, span, hint)
        elif use.absent and not use.present:
            message = (
                f"rujukan [[{use.target}]] tidak menunjuk apa pun: pasal `{pasal}` tidak pernah ada bersama klausul ini"
            )
            shelf.report("KSD030", message, span, "periksa `jenis` dan `kategori` kedua klausul itu")
        elif use.absent:
            message = f"pasal `{pasal}` tidak ada dalam {use.absent[0]}, sedangkan rujukan ini dicetak di sana"
            shelf.report("KSD075", message, span, hint)
        elif use.outside is not None and pasal in self._labels and use.outside not in self._labels[pasal]:
            present = [n.partition("/")[2] for n in sorted(self._labels[pasal])]
            label = use.outside.partition("/")[2]
            other = did_you_mean(label, present, f"label pada `{pasal}`: {', '.join(present) or 'tidak ada'}")
            shelf.report(
                "KSD030",
                f"rujukan [[{use.target}]] tidak menunjuk apa pun: klausul `{pasal}` tidak mempunyai label `{label}`",
                span,
                other,
            )


def _dead_branches(shelf: Shelf, branches: Iterable[Branch]) -> None:
    """Conditions that no document can fulfil."""
    for branch in branches:
        names = names_in(branch.node.test)
        if branch.results != {False} or not names or not names <= _FIXED:
            continue
        span = branch.doc.start(branch.node.test)
        seen = [(f.cause, s.line) for (_, s), f in shelf.findings.items() if s is not None and s.file == span.file]
        if (Cause.UNKNOWN_WORD, span.line) in seen:
            continue  # a misspelt word says it already
        if "varian" in names and any(c is Cause.NEVER_USED and line <= branch.doc.text_start for c, line in seen):
            continue  # and so does a variant that nobody can choose
        shelf.report(
            "KSD072",
            "syarat ini tidak pernah terpenuhi: tidak ada naskah dengan klausul ini yang memenuhinya",
            span,
            "hapus bagian ini, atau sesuaikan `jenis`, `kategori`, dan `varian` pada kepala klausul",
        )


# --- document types ---------------------------------------------------------------------------------------------------


def check_skeleton(
    shelf: Shelf,
    name: str,
    doc: ParsedTemplate,
    isian: Mapping[str, IsianDeclaration] | None,
    categories: Sequence[str],
) -> None:
    """A document type with the skeleton that it extends: directives, tables, references, where the articles go."""
    with shelf.reading(doc):
        _check_skeleton(shelf, name, doc, isian, categories)


def _check_skeleton(
    shelf: Shelf,
    name: str,
    doc: ParsedTemplate,
    isian: Mapping[str, IsianDeclaration] | None,
    categories: Sequence[str],
) -> None:
    branches: dict[int, Branch] = {}
    memo: set[str] = set()
    questions, seen = ask(shelf.templates, doc), set[object]()
    for category in categories:

        def present(code: str, own_category: str = category) -> bool | None:
            return None if code not in shelf.klausul or shelf.fits(code, name, own_category) else False

        fixed = {"jenis": name, "kategori": category, "varian": None}
        setting = Setting(fixed, _context(shelf, isian_kinds(isian), ()), present)
        answers = questions.answer(setting) if questions is not None else object()
        if answers in seen:
            continue
        seen.add(answers)
        for walk in explore(shelf.templates, doc, setting, branches, limit=0, seen=shelf.suppositions):
            if walk.text in memo:
                continue
            memo.add(walk.text)
            _check_walk(shelf, doc, walk)


def _check_walk(shelf: Shelf, doc: ParsedTemplate, walk: TextPath) -> None:
    structure, boundaries = read_skeleton(walk.text, shelf.catalogue.tree, BATANG_TUBUH)
    shelf.note(structure.findings)
    if not boundaries and (doc.tree is None or not inheritance_broken(shelf.templates, doc)):
        parent = parent_template(shelf.templates, doc)
        message = f"kerangka tidak memuat baris `{BATANG_TUBUH}`"
        shelf.report("KSD041", message, Span.at(parent.name), "tulis baris itu di tempat pasal-pasal")
    for span in boundaries[1:]:
        shelf.report("KSD041", f"baris `{BATANG_TUBUH}` ditulis dua kali", span, "pasal-pasal hanya dicetak satu kali")
    for target, span in structure.references:
        pasal = target.partition("/")[0]
        if target in structure.labels or walk.present(pasal):
            continue
        if pasal in shelf.klausul_codes:
            message = f"pasal `{pasal}` tidak selalu ada dalam naskah, sedangkan rujukan ini selalu dicetak"
            shelf.report("KSD075", message, span, f"apit dengan {{% if ada('{pasal}') %}} … {{% endif %}}")
        else:
            hint = did_you_mean(target, shelf.klausul_codes, "rujukan memakai kode pasal, misalnya [[objek]]")
            shelf.report("KSD030", f"rujukan [[{target}]] tidak menunjuk apa pun", span, hint)
