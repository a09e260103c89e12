"""One standard clause for a drafter: what it is for, how strictly it is held, and how it reads when it is filled in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.clause_list import STRICTNESS_MEANINGS, require_klausul, used_by
from ksdgen.catalogue.front_matter import KlausulFrontMatter
from ksdgen.compose.composition import article
from ksdgen.desk.outcome import Result
from ksdgen.desk.workspace import Workspace
from ksdgen.errors import Refused
from ksdgen.naskah.articles import KlausulChoice
from ksdgen.paper.document import Dokumen
from ksdgen.regulation import render_citation
from ksdgen.rules.examples import base_text
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode
from ksdgen.writers.text import write as write_text

EXAMPLES: dict[str, tuple[str, str]] = {
    "pks_ksdpk": ("perjanjian_kerja_sama", "ksdpk"),
    "ksb_ksdd": ("kesepakatan_bersama", "ksdd_sukarela"),
    "pks_ksdd": ("perjanjian_kerja_sama", "ksdd_sukarela"),
    "nk": ("nota_kesepakatan", "sinergi"),
    "ksb_ksdpk": ("kesepakatan_bersama", "ksdpk"),
    "ksb_ksdd_wajib": ("kesepakatan_bersama", "ksdd_wajib"),
}
"""ksdgen's own example agreements that can fill a clause, in the order of preference, with type and category."""

_EXAMPLE_FILE = "contoh-ksdgen.yaml"
"""What the file of an example is called where it is supposed to stand."""


class NotComposed(Refused):
    """The clause cannot be shown in this agreement."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A clause as an agreement would print it."""

    text: str
    source: str
    """Which agreement filled it."""
    variant: str | None
    findings: tuple[str, ...] = ()
    """What is still to be filled in."""


def page(
    workspace: Workspace, code: str, variant: str | None = None, path: str | None = None, width: int = 100
) -> list[str]:
    """The lines of a clause's page; without its wording where none of ksdgen's own examples may use the clause.

    Args:
        workspace: the repository.
        code: the clause.
        variant: one of its variants; the one that is in force of itself unless given.
        path: the agreement that fills the clause, relative to the root; one of ksdgen's own examples unless given.
        width: columns of the terminal.

    Raises:
        Refused: there is no such clause or variant, or the clause cannot be filled as it was asked for.
    """
    require_klausul(workspace.catalogue, code, variant)
    if path is not None:
        return [*_lines(workspace.catalogue, code, _fill(workspace, path, code, variant, path), width)]
    try:
        filled = _fill_from_example(workspace, code, variant)
    except NotComposed:
        if variant is not None:
            raise
        filled = None
    return [*_lines(workspace.catalogue, code, filled, width)]


def _fill_from_example(workspace: Workspace, code: str, variant: str | None) -> Filled:
    """The clause filled from the first of ksdgen's own examples that may use it.

    Raises:
        NotComposed: none may.
    """
    file = workspace.catalogue.klausul(code)
    assert file is not None
    front_matter: KlausulFrontMatter = file.front_matter
    chosen = (front_matter.varian or {})[variant] if variant is not None else None
    for name, (kind, category) in EXAMPLES.items():
        if not _matches(front_matter, kind, category) or (chosen is not None and not chosen.suits(kind, category)):
            continue
        folder = workspace.repository.folder
        path = f"{folder}/{_EXAMPLE_FILE}" if folder else _EXAMPLE_FILE
        example = workspace.supposing({path: base_text(name).encode()})
        try:
            return _fill(example, path, code, variant, f"naskah contoh ksdgen: {kind}, {category}")
        except NotComposed:
            continue
    raise NotComposed(f"klausul `{code}` tidak cocok dengan contoh mana pun; sebutkan naskah dengan --dari")


def _fill(workspace: Workspace, path: str, code: str, variant: str | None, source: str) -> Filled:
    """The clause filled from an agreement of the repository, as the standard has it.

    Raises:
        NotComposed: the agreement cannot be composed, or is of a kind that may not use the clause or the variant.
    """
    result: Result = workspace.check(path, date.min, rules=False)
    naskah = result.loaded.naskah
    if naskah is None:
        cause = result.shape_findings[0].message if result.shape_findings else "bentuknya belum benar"
        raise NotComposed(f"naskah `{path}` belum dapat disusun: {cause}")
    choices = dict(naskah.klausul or {})
    old = choices.get(code, KlausulChoice())
    choices[code] = old.replace(ubah=None, hapus=False, varian=variant or old.varian)
    composition = workspace.with_naskah(result.loaded, naskah.replace(klausul=choices))
    content = article(composition.dokumen, code)
    used = next((pasal for pasal in composition.pasal if pasal.code == code), None)
    if not content or used is None or (variant is not None and used.variant != variant):
        what = f"varian `{variant}` klausul `{code}`" if variant else f"klausul `{code}`"
        raise NotComposed(f"{what} tidak dapat dipakai naskah {naskah.jenis} kategori {naskah.kategori.value}")
    heading = next(b for b in composition.dokumen.content if getattr(b, "identity", None) == code)
    text = write_text(Dokumen("", (heading, *content)), {}).decode()
    of_clause = [f for f in composition.findings if (f.route or "").startswith(f"klausul.{code}")]
    return Filled(text, source, used.variant, tuple(finding.message for finding in of_clause))


def _matches(front_matter: KlausulFrontMatter, kind: str, category: str) -> bool:
    return (not front_matter.jenis or kind in front_matter.jenis) and (
        not front_matter.kategori or category in front_matter.kategori
    )


def _lines(catalogue: Catalogue, code: str, filled: Filled | None, width: int) -> Iterator[str]:
    file = catalogue.klausul(code)
    assert file is not None
    front_matter: KlausulFrontMatter = file.front_matter
    title = front_matter.judul if isinstance(front_matter.judul, str) else next(iter(front_matter.judul.values()))
    yield f"{title} ({code}, versi {front_matter.versi})"
    yield from _entry("kekakuan", STRICTNESS_MEANINGS[front_matter.kekakuan], width)
    yield from _entry("dasar", "; ".join(map(render_citation, front_matter.dasar)) or "praktik", width)
    yield from _entry("unsur", ", ".join(front_matter.unsur) or "–", width)
    kinds, categories = ", ".join(front_matter.jenis), ", ".join(front_matter.kategori)
    yield from _entry("untuk", f"{kinds or 'semua jenis naskah'}; {categories or 'semua kategori'}", width)
    yield from _entry("dipakai oleh", ", ".join(used_by(catalogue, code)) or "hanya bila dipilih pada `klausul`", width)
    if front_matter.bila:
        yield from _entry("dengan sendirinya", f"bila `{'`, `'.join(front_matter.bila)}` diisi", width)
    if front_matter.catatan:
        yield from _entry("catatan", front_matter.catatan, width)
    for name, option in (front_matter.varian or {}).items():
        only_chosen = "hanya bila dipilih" if option.pilihan else ""
        limits = "; ".join(filter(None, (", ".join(option.jenis), ", ".join(option.kategori), only_chosen)))
        yield from _entry(f"varian {name}", option.uraian + (f" ({limits})" if limits else ""), width)
    for name, declaration in (front_matter.isian or {}).items():
        default = "tanpa nilai baku" if declaration.baku is None else f"baku: {_value(declaration.baku)}"
        type_ = f"{declaration.tipe}: {', '.join(declaration.pilihan)}" if declaration.pilihan else declaration.tipe
        yield from _entry(f"isian {name}", f"{declaration.uraian} ({type_}; {default})", width)
    if filled is not None:
        variant = f", varian {filled.variant}" if filled.variant else ""
        yield from ("", f"Bunyi klausul{variant} (diisi dari {filled.source}):", "")
        yield from filled.text.rstrip("\n").split("\n")
        yield from (f"* {message}" for message in filled.findings)


def _value(node: Node) -> str:
    """A default as it is written in the clause."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, SequenceNode):
        return ", ".join(map(_value, node.items))
    return ", ".join(f"{k}: {_value(v)}" for k, v in node.content.items()) if isinstance(node, MappingNode) else "–"


def _entry(name: str, content: str, width: int) -> list[str]:
    return textwrap.wrap(
        f"{name}: {' '.join(content.split())}",
        max(40, width),
        initial_indent="  ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )
