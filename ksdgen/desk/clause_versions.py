"""The versions of its clauses that an agreement is pinned to, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ksdgen import bahasa
from ksdgen.desk.loading import Loaded, unreadable
from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.world.codes import finding
from ksdgen.world.repository import Repository

if TYPE_CHECKING:
    from ksdgen.catalogue.catalogue import Catalogue
    from ksdgen.catalogue.pins import PairedPins, Pins
    from ksdgen.compose.composition import Composition


def read_pins(repository: Repository, path: str) -> Pins | None:
    """The pins of an agreement, or None when it is not pinned.

    Raises:
        BrokenPins: the pin file is broken.
        OSError: the pin file cannot be read.
    """
    data = repository.tree.read(repository.pins_path(path))
    if data is None:
        return None
    from ksdgen.catalogue import pins  # most agreements have none

    return pins.read(data)


def pair_pins(
    repository: Repository, catalogue: Catalogue, loaded: Loaded
) -> tuple[PairedPins | None, list[Diagnostic]]:
    """The pins of an agreement held against the catalogue, and what is wrong with the pin file."""
    path = repository.pins_path(loaded.path)
    try:
        data = repository.tree.read(path)
    except OSError as error:
        return None, [replace(unreadable(path, error), code="KSD056", cause=None)]
    if data is None:
        return None, []
    from ksdgen.catalogue import pins  # most agreements have none

    try:
        return pins.pair_up(pins.read(data), catalogue), []
    except pins.BrokenPins:
        hint = "pulihkan berkas itu dari riwayat git, atau hapus lalu jalankan `ksdgen lock` untuk mengunci klausul versi kini"
        return None, [finding("KSD056", "berkas kunci klausul naskah ini rusak", Span.at(path), hint)]


def pin_findings(pair: PairedPins, loaded: Loaded, composition: Composition) -> list[Diagnostic]:
    """What is wrong with the pins of the clauses that the document uses, and which have newer versions."""
    findings: list[Diagnostic] = []
    used = [p.code for p in composition.klausul if p.used_by]
    for code in used:
        if code in pair.missing:
            findings.append(
                finding(
                    "KSD057",
                    f"klausul `{code}` tidak lagi seperti saat naskah ini dikunci: {pair.missing[code]}",
                    loaded.place.key(f"klausul.{code}")
                    if loaded.place.present(f"klausul.{code}")
                    else loaded.place.start(),
                    f"pulihkan teks klausul itu, atau pindah ke versi kini dengan `ksdgen upgrade {loaded.path} {code}`",
                    cause=Cause.LOST_PIN,
                )
            )
    new = [f"`{k}` versi {pair.new[k]}" for k in used if k in pair.new and k not in pair.missing]
    if new:
        findings.append(
            finding(
                "KSD058",
                f"ada versi yang lebih baru dari klausul naskah ini: {bahasa.join(new)}",
                loaded.place.start(),
                f"lihat bedanya dengan `ksdgen upgrade --diff {loaded.path}`; tanpa --diff naskah ini pindah ke versi itu",
            )
        )
    return findings
