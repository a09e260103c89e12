"""One standard clause for a drafter: what it is for, how strictly it is held, and how it reads when it is filled in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import KlausulFrontMatter
from ksdgen.compose.composition import article
from ksdgen.desk.outcome import Result
from ksdgen.desk.workspace import Workspace
from ksdgen.naskah.model import KlausulChoice
from ksdgen.paper.document import Dokumen
from ksdgen.regulation import render_citation
from ksdgen.rules.examples import base_text
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode
from ksdgen.writers.text import write as write_text

STRICTNESS = {
    "bebas": "bebas: boleh diubah atau dihapus dengan alasan",
    "persetujuan": "persetujuan: perubahan memerlukan persetujuan bagian hukum",
    "tetap": "tetap: tidak boleh diubah",
}

EXAMPLES: dict[str, tuple[str, str]] = {
    "pks_ksdpk": ("perjanjian_kerja_sama", "ksdpk"),
    "ksb_ksdd": ("kesepakatan_bersama", "ksdd_sukarela"),
    "pks_ksdd": ("perjanjian_kerja_sama", "ksdd_sukarela"),
    "nk": ("nota_kesepakatan", "sinergi"),
    "ksb_ksdpk": ("kesepakatan_bersama", "ksdpk"),
    "ksb_ksdd_wajib": ("kesepakatan_bersama", "ksdd_wajib"),
}
"""ksdgen's own example agreements that can fill a clause, in the order of preference, with type and category."""

_EXAMPLES = "contoh-ksdgen.yaml"


class NotComposed(Exception):
    """The clause cannot be shown in this agreement; the text is for people."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A clause as an agreement would print it."""

    text: str
    source: str
    """Which agreement filled it."""
    variant: str | None
    findings: tuple[str, ...] = ()
    """What is still to be filled in."""


def fill_from_example(workspace: Workspace, code: str, variant: str | None) -> Filled:
    """The clause filled from the first of ksdgen's own examples that may use it.

    Raises:
        NotComposed: none may.
    """
    file = workspace.catalogue.klausul(code)
    assert file is not None
    k: KlausulFrontMatter = file.front_matter
    for name, (kind, category) in EXAMPLES.items():
        if not _matches(k, kind, category) or (
            variant is not None and not (k.varian or {})[variant].suits(kind, category)
        ):
            continue
        location = f"{workspace.repository.folder}/{_EXAMPLES}" if workspace.repository.folder else _EXAMPLES
        example = workspace.supposing({location: base_text(name).encode()})
        try:
            return _content(example, location, code, variant, f"naskah contoh ksdgen: {kind}, {category}")
        except NotComposed:
            continue
    raise NotComposed(f"klausul `{code}` tidak cocok dengan contoh mana pun; sebutkan naskah dengan --dari")


def fill_from_naskah(workspace: Workspace, path: str, code: str, variant: str | None) -> Filled:
    """The clause filled from an agreement of the repository, as the standard has it.

    Raises:
        NotComposed: the agreement cannot be composed, or is of a kind that may not use the clause or the variant.
    """
    return _content(workspace, path, code, variant, path)


def _content(workspace: Workspace, path: str, code: str, variant: str | None, source: str) -> Filled:
    result: Result = workspace.check(path, date.min, rule=False)
    naskah = result.loaded.naskah
    if naskah is None:
        cause = result.shape[0].message if result.shape else "bentuknya belum benar"
        raise NotComposed(f"naskah `{path}` belum dapat disusun: {cause}")
    choices = dict(naskah.klausul or {})
    old = choices.get(code, KlausulChoice())
    choices[code] = old.replace(ubah=None, hapus=False, varian=variant or old.varian)
    composition = workspace.with_naskah(result.loaded, naskah.replace(klausul=choices))
    block = article(composition.dokumen, code)
    used = next((p for p in composition.pasal if p.code == code), None)
    if not block or used is None or (variant is not None and used.variant != variant):
        what = f"varian `{variant}` klausul `{code}`" if variant else f"klausul `{code}`"
        raise NotComposed(f"{what} tidak dapat dipakai naskah {naskah.jenis} kategori {naskah.kategori.value}")
    front_matter = next(b for b in composition.dokumen.content if getattr(b, "identity", None) == code)
    text = write_text(Dokumen("", (front_matter, *block)), {}).decode()
    lacking = tuple(t.message for t in composition.findings if (t.route or "").startswith(f"klausul.{code}"))
    return Filled(text, source, used.variant, lacking)


def _matches(k: KlausulFrontMatter, kind: str, category: str) -> bool:
    return (not k.jenis or kind in k.jenis) and (not k.kategori or category in k.kategori)


def page(catalogue: Catalogue, code: str, filled: Filled | None, width: int) -> Iterator[str]:
    """The lines of a clause's page."""
    file = catalogue.klausul(code)
    assert file is not None
    k: KlausulFrontMatter = file.front_matter
    title = k.judul if isinstance(k.judul, str) else next(iter(k.judul.values()))
    yield f"{title} ({code}, versi {k.versi})"
    yield from _entry("kekakuan", STRICTNESS[k.kekakuan], width)
    yield from _entry("dasar", "; ".join(render_citation(d) for d in k.dasar) or "praktik", width)
    yield from _entry("unsur", ", ".join(k.unsur) or "–", width)
    yield from _entry(
        "untuk", f"{', '.join(k.jenis) or 'semua jenis naskah'}; {', '.join(k.kategori) or 'semua kategori'}", width
    )
    yield from _entry("dipakai oleh", ", ".join(used_by(catalogue, code)) or "hanya bila dipilih pada `klausul`", width)
    if k.bila:
        yield from _entry("dengan sendirinya", f"bila `{'`, `'.join(k.bila)}` diisi", width)
    if k.catatan:
        yield from _entry("catatan", k.catatan, width)
    for name, v in (k.varian or {}).items():
        limits = "; ".join(
            [
                *([", ".join(v.jenis)] if v.jenis else []),
                *([", ".join(v.kategori)] if v.kategori else []),
                *(["hanya bila dipilih"] if v.pilihan else []),
            ]
        )
        yield from _entry(f"varian {name}", v.uraian + (f" ({limits})" if limits else ""), width)
    for name, d in (k.isian or {}).items():
        default = "tanpa nilai baku" if d.baku is None else f"baku: {_value(d.baku)}"
        type_ = f"{d.tipe}: {', '.join(d.pilihan)}" if d.pilihan else d.tipe
        yield from _entry(f"isian {name}", f"{d.uraian} ({type_}; {default})", width)
    if filled is not None:
        variant = f", varian {filled.variant}" if filled.variant else ""
        yield from ("", f"Bunyi klausul{variant} (diisi dari {filled.source}):", "")
        yield from filled.text.rstrip("\n").split("\n")
        yield from (f"* {t}" for t in filled.findings)


def used_by(catalogue: Catalogue, code: str) -> list[str]:
    """The document types that list a clause."""
    return [j for j in catalogue.list_kinds() if (b := catalogue.kind(j)) is not None and code in b.front_matter.pasal]


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
