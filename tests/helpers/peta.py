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


def kind(catalogue: Catalogue) -> dict[str, KindFrontMatter]:
    """Every document type by name."""
    return {n: b.front_matter for n in catalogue.list_kinds() if (b := catalogue.kind(n)) is not None}


def klausul(catalogue: Catalogue) -> dict[str, KlausulFrontMatter]:
    """Every clause by name."""
    return {n: b.front_matter for n in catalogue.list_klausul() if (b := catalogue.klausul(n)) is not None}


def fits(front_matter: KlausulFrontMatter, name: str, document_kind: KindFrontMatter) -> bool:
    """Whether a clause may stand in a document of that type."""
    return (not front_matter.jenis or name in front_matter.jenis) and (
        not front_matter.kategori or bool(set(front_matter.kategori) & set(document_kind.kategori))
    )


def required_unsur() -> list[tuple[str, str]]:
    """The elements that Pasal 40, 41 and 42 list, as (citation, what it says)."""
    act = load_act(ACT)
    assert act is not None
    all_unsur = [(k.sitasi, k.uraian) for k in act.provisions if _UNSUR.fullmatch(k.sitasi)]
    return [(s, u) for s, u in all_unsur if not any(t.startswith(f"{s}/") for t, _ in all_unsur)]


def fulfilment() -> Iterator[tuple[str, str, str, list[str], list[str]]]:
    """For each element: its citation, what it says, the type, the rules that demand it, and what fulfils it."""
    shipped = catalogue()
    all_kinds, all_klausul = kind(shipped), klausul(shipped)
    for citation, description in required_unsur():
        full = f"{ACT}/{citation}"
        rule = [a for a in packaged_rules() if _unsur(a) and any(d.sitasi == full for d in a.dasar)]
        for name in dict.fromkeys(n for a in rule for n in a.berlaku.jenis):
            fulfilled: list[str] = []
            for unsur in dict.fromkeys(u for a in rule if name in a.berlaku.jenis for u in _unsur(a)):
                if unsur in all_kinds[name].unsur:
                    fulfilled.append(f"kerangka naskah (`{all_kinds[name].unsur[unsur]}`)")
                fulfilled += [
                    f"`{n}`"
                    for n, front_matter in all_klausul.items()
                    if unsur in front_matter.unsur and fits(front_matter, name, all_kinds[name])
                ]
            yield citation, description, name, [a.kode for a in rule], list(dict.fromkeys(fulfilled))


def _unsur(rule: Rule) -> list[str]:
    """The elements that a rule asks for, whatever its shape; several where any of them will do."""
    unsur = rule.parameter.get("unsur", ())
    return [unsur] if isinstance(unsur, str) else list(unsur)


def title(front_matter: KlausulFrontMatter) -> str:
    """The heading, or all headings of a clause whose variants differ."""
    return (
        front_matter.judul
        if isinstance(front_matter.judul, str)
        else " / ".join(dict.fromkeys(front_matter.judul.values()))
    )


def write() -> str:
    """The whole file."""
    shipped = catalogue()
    all_klausul = klausul(shipped)
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
        *_table(
            ("Ketentuan", "Isi", "Dipenuhi oleh", "Aturan"),
            (
                (render_citation(f"{ACT}/{s}").partition(" ")[2].partition(" ")[2], u, ", ".join(d), ", ".join(a))
                for s, u, _, a, d in fulfilment()
            ),
        ),
    ]
    for name, document_kind in kind(shipped).items():
        lines += [
            "",
            f"## {document_kind.judul}",
            "",
            f"{document_kind.uraian}. Dasar: {_citations(document_kind.dasar)}. Kategori: {_code(document_kind.kategori)}.",
            "",
        ]
        if document_kind.pasal:
            used = ((n, all_klausul[n]) for n in document_kind.pasal)
            lines += [
                "Pasal menurut urutannya:",
                "",
                *_table(_HEADER, (_klausul(n, front_matter) for n, front_matter in used)),
            ]
        other = [
            (n, front_matter)
            for n, front_matter in all_klausul.items()
            if n not in document_kind.pasal and fits(front_matter, name, document_kind)
        ]
        if other and document_kind.pasal:
            lines += ["", "Pasal yang dipakai bila naskah menyebutnya di bawah `klausul:`:", ""]
            lines += _table(_HEADER, (_klausul(n, front_matter) for n, front_matter in other))
    return "\n".join(lines) + "\n"


_HEADER = ("Klausul", "Judul", "Dipakai", "Unsur", "Dasar")


def _klausul(name: str, front_matter: KlausulFrontMatter) -> tuple[str, ...]:
    used_by = "; ".join(
        [
            *([f"hanya {_code(front_matter.kategori)}"] if front_matter.kategori else []),
            *([f"bila {_code(front_matter.bila)} diisi"] if front_matter.bila else []),
            *([f"varian {_code(front_matter.varian)}"] if front_matter.varian else []),
        ]
    )
    return (
        f"`{name}`",
        title(front_matter),
        used_by,
        ", ".join(u.replace("_", " ") for u in front_matter.unsur),
        _citations(front_matter.dasar),
    )


def _citations(basis: Iterable[str]) -> str:
    return "; ".join(map(render_citation, basis)) or "praktik"


def _code(name: Iterable[str]) -> str:
    return ", ".join(f"`{n}`" for n in name)


def _table(header: tuple[str, ...], content: Iterable[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(b)} |" for b in (header, ("---",) * len(header), *content)]
