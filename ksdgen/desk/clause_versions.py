"""The versions of its clauses that an agreement is pinned to, and what is wrong with them."""

from __future__ import annotations

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
        return None, [unreadable(path, error, "KSD056", cause=None)]
    if data is None:
        return None, []
    from ksdgen.catalogue import pins  # most agreements have none

    try:
        return pins.pair_up(pins.read(data), catalogue), []
    except pins.BrokenPins:
        hint = "pulihkan berkas itu dari riwayat git, atau hapus lalu jalankan `ksdgen lock` untuk mengunci klausul versi kini"
        return None, [finding("KSD056", "berkas kunci klausul naskah ini rusak", Span.at(path), hint)]


def pin_findings(pins: PairedPins, loaded: Loaded, composition: Composition) -> list[Diagnostic]:
    """What is wrong with the pins of the clauses that the document uses, and which have newer versions."""
    findings: list[Diagnostic] = []
    used = [use.code for use in composition.klausul if use.in_document]
    for code in used:
        if code in pins.missing:
            route = f"klausul.{code}"
            findings.append(
                finding(
                    "KSD057",
                    f"klausul `{code}` tidak lagi seperti saat naskah ini dikunci: {pins.missing[code]}",
                    loaded.place.key(route) if loaded.place.present(route) else loaded.place.start(),
                    f"pulihkan teks klausul itu, atau pindah ke versi kini dengan `ksdgen upgrade {loaded.path} {code}`",
                    cause=Cause.LOST_PIN,
                )
            )
    newer = [f"`{code}` versi {pins.newer[code]}" for code in used if code in pins.newer and code not in pins.missing]
    if newer:
        findings.append(
            finding(
                "KSD058",
                f"ada versi yang lebih baru dari klausul naskah ini: {bahasa.join(newer)}",
                loaded.place.start(),
                f"lihat bedanya dengan `ksdgen upgrade --diff {loaded.path}`; tanpa --diff naskah ini pindah ke versi itu",
            )
        )
    return findings
