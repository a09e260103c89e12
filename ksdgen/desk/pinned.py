"""Agreements that are pinned to versions of their clauses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ksdgen import bahasa
from ksdgen.desk.loading import Muatan, tak_terbaca
from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.world.codes import finding
from ksdgen.world.repository import Repository

if TYPE_CHECKING:
    from ksdgen.catalogue.catalogue import Katalog
    from ksdgen.catalogue.pins import Kunci, Pasangan
    from ksdgen.compose.composition import Susunan


def kunci(repository: Repository, path: str) -> Kunci | None:
    """The versions of clauses that an agreement is pinned to, or None when it is not pinned.

    Raises:
        KunciRusak: the pin file is broken.
        OSError: the pin file cannot be read.
    """
    data = repository.pohon.read(repository.path_kunci(path))
    if data is None:
        return None
    from ksdgen.catalogue import pins  # most agreements have none

    return pins.baca(data)


def pasangan(repository: Repository, katalog: Katalog, muatan: Muatan) -> tuple[Pasangan | None, list[Diagnostic]]:
    """The agreement's pins held against the catalogue, and what is wrong with the pin file."""
    path = repository.path_kunci(muatan.path)
    try:
        data = repository.pohon.read(path)
    except OSError as galat:
        return None, [replace(tak_terbaca(path, galat), kode="KSD056", cause=None)]
    if data is None:
        return None, []
    from ksdgen.catalogue import pins  # most agreements have none

    try:
        return pins.pasangkan(pins.baca(data), katalog), []
    except pins.KunciRusak:
        bantuan = "pulihkan berkas itu dari riwayat git, atau hapus lalu jalankan `ksdgen lock` untuk mengunci klausul versi kini"
        return None, [finding("KSD056", "berkas kunci klausul naskah ini rusak", Span.at(path), bantuan)]


def temuan_kunci(pasangan: Pasangan, muatan: Muatan, susunan: Susunan) -> list[Diagnostic]:
    """What is wrong with the pins of the clauses that the document uses, and which have newer versions."""
    temuan: list[Diagnostic] = []
    terpakai = [p.kode for p in susunan.klausul if p.dipakai]
    for kode in terpakai:
        if kode in pasangan.hilang:
            temuan.append(
                finding(
                    "KSD057",
                    f"klausul `{kode}` tidak lagi seperti saat naskah ini dikunci: {pasangan.hilang[kode]}",
                    muatan.tempat.kunci(f"klausul.{kode}")
                    if muatan.tempat.ada(f"klausul.{kode}")
                    else muatan.tempat.awal(),
                    f"pulihkan teks klausul itu, atau pindah ke versi kini dengan `ksdgen upgrade {muatan.path} {kode}`",
                    cause=Cause.LOST_PIN,
                )
            )
    baru = [f"`{k}` versi {pasangan.baru[k]}" for k in terpakai if k in pasangan.baru and k not in pasangan.hilang]
    if baru:
        temuan.append(
            finding(
                "KSD058",
                f"ada versi yang lebih baru dari klausul naskah ini: {bahasa.gabung(baru)}",
                muatan.tempat.awal(),
                f"lihat bedanya dengan `ksdgen upgrade --diff {muatan.path}`; tanpa --diff naskah ini pindah ke versi itu",
            )
        )
    return temuan
