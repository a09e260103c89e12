"""Makes docs/peta-pasal.md: where every standard article comes from, and which article fulfils what the regulation
demands.

`python -m tests.generate_docs` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import KindFrontMatter, KlausulFrontMatter
from ksdgen.regulation import load_act, render_citation
from ksdgen.rules.packaged import packaged_rules
from ksdgen.rules.rule import Rule
from ksdgen.world.tree import WorkingTree

ROOT = Path(__file__).parents[2]
ACT = "permendagri-22-2020"
_UNSUR = re.compile(r"pasal-4[012]/ayat-1/huruf-[a-z](/angka-\d+)?")


def catalogue() -> Catalogue:
    """The catalogue of the checkout."""
    return Catalogue(WorkingTree(ROOT / "templates"))


def all_kinds(catalogue: Catalogue) -> dict[str, KindFrontMatter]:
    """Every document type by name."""
    return {name: file.front_matter for name in catalogue.list_kinds() if (file := catalogue.kind(name)) is not None}


def all_klausul(catalogue: Catalogue) -> dict[str, KlausulFrontMatter]:
    """Every clause by name."""
    return {
        name: file.front_matter for name in catalogue.list_klausul() if (file := catalogue.klausul(name)) is not None
    }


def fits(front_matter: KlausulFrontMatter, name: str, document_kind: KindFrontMatter) -> bool:
    """Whether a clause may stand in a document of that type."""
    return (not front_matter.jenis or name in front_matter.jenis) and (
        not front_matter.kategori or bool(set(front_matter.kategori) & set(document_kind.kategori))
    )


def required_unsur() -> list[tuple[str, str]]:
    """The elements that Pasal 40, 41 and 42 list, as (citation, what it says)."""
    act = load_act(ACT)
    assert act is not None
    all_unsur = [
        (provision.sitasi, provision.uraian) for provision in act.provisions if _UNSUR.fullmatch(provision.sitasi)
    ]
    parents = {citation.rpartition("/")[0] for citation, _ in all_unsur}
    return [(citation, description) for citation, description in all_unsur if citation not in parents]


def fulfilment() -> Iterator[tuple[str, str, str, list[str], list[str]]]:
    """For each element: its citation, what it says, the type, the rules that demand it, and what fulfils it."""
    shipped = catalogue()
    kinds, clauses = all_kinds(shipped), all_klausul(shipped)
    for citation, description in required_unsur():
        full = f"{ACT}/{citation}"
        rules = [rule for rule in packaged_rules() if _unsur(rule) and any(d.sitasi == full for d in rule.dasar)]
        for name in dict.fromkeys(name for rule in rules for name in rule.berlaku.jenis):
            kind = kinds[name]
            fulfilled: list[str] = []
            for unsur in dict.fromkeys(u for rule in rules if name in rule.berlaku.jenis for u in _unsur(rule)):
                if unsur in kind.unsur:
                    fulfilled.append(f"kerangka naskah (`{kind.unsur[unsur]}`)")
                fulfilled += [
                    f"`{code}`"
                    for code, front_matter in clauses.items()
                    if unsur in front_matter.unsur and fits(front_matter, name, kind)
                ]
            yield citation, description, name, [rule.kode for rule in rules], list(dict.fromkeys(fulfilled))


def _unsur(rule: Rule) -> list[str]:
    """The elements that a rule asks for, whatever its shape; several where any of them will do."""
    unsur = rule.parameter.get("unsur", ())
    return [unsur] if isinstance(unsur, str) else list(unsur)


def title(front_matter: KlausulFrontMatter) -> str:
    """The heading, or all headings of a clause whose variants differ."""
    if isinstance(front_matter.judul, str):
        return front_matter.judul
    return " / ".join(dict.fromkeys(front_matter.judul.values()))


def write() -> str:
    """The whole file."""
    shipped = catalogue()
    clauses = all_klausul(shipped)
    unsur_rows = (
        (_short_citation(citation), description, ", ".join(fulfilled), ", ".join(rules))
        for citation, description, _, rules, fulfilled in fulfilment()
    )
    lines = [
        "# Peta pasal",
        "",
        "Berkas ini dibuat dengan `python -m tests.generate_docs` dari kepala templat dan aturan; jangan disunting langsung.",
        '"praktik" berarti pasal itu kebiasaan dalam naskah kerja sama, tidak diperintahkan oleh ketentuan tertentu.',
        "",
        "## Unsur menurut Permendagri 22/2020 Pasal 40, Pasal 41, dan Pasal 42",
        "",
        "Pasal tambahan pada naskah juga memenuhi unsur yang dinyatakannya dengan `unsur: [...]`.",
        "",
        *_table(("Ketentuan", "Isi", "Dipenuhi oleh", "Aturan"), unsur_rows),
    ]
    for name, document_kind in all_kinds(shipped).items():
        lines += [
            "",
            f"## {document_kind.judul}",
            "",
            f"{document_kind.uraian}. Dasar: {_citations(document_kind.dasar)}. Kategori: {_code(document_kind.kategori)}.",
            "",
        ]
        if document_kind.pasal:
            lines += ["Pasal menurut urutannya:", ""]
            lines += _table(_HEADER, (_row(code, clauses[code]) for code in document_kind.pasal))
        others = [
            _row(code, front_matter)
            for code, front_matter in clauses.items()
            if code not in document_kind.pasal and fits(front_matter, name, document_kind)
        ]
        if others and document_kind.pasal:
            lines += ["", "Pasal yang dipakai bila naskah menyebutnya di bawah `klausul:`:", ""]
            lines += _table(_HEADER, others)
    return "\n".join(lines) + "\n"


_HEADER = ("Klausul", "Judul", "Dipakai", "Unsur", "Dasar")


def _short_citation(citation: str) -> str:
    """A provision of the regulation without the regulation's name."""
    return render_citation(f"{ACT}/{citation}").partition(" ")[2].partition(" ")[2]


def _row(code: str, front_matter: KlausulFrontMatter) -> tuple[str, ...]:
    used_when = "; ".join(
        [
            *([f"hanya {_code(front_matter.kategori)}"] if front_matter.kategori else []),
            *([f"bila {_code(front_matter.bila)} diisi"] if front_matter.bila else []),
            *([f"varian {_code(front_matter.varian)}"] if front_matter.varian else []),
        ]
    )
    return (
        f"`{code}`",
        title(front_matter),
        used_when,
        ", ".join(u.replace("_", " ") for u in front_matter.unsur),
        _citations(front_matter.dasar),
    )


def _citations(basis: Iterable[str]) -> str:
    return "; ".join(map(render_citation, basis)) or "praktik"


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (header, ("---",) * len(header), *rows)]
