"""Nothing that an agreement writes may be lost: what must appear in the document, and what does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ksdgen.catalogue.front_matter import DeklarasiIsian
from ksdgen.compose.task import Garapan, Pilihan
from ksdgen.diagnostics import Cause, Severity
from ksdgen.paper.document import Blok, Kosong, Rujukan, Teks, paragraf_dari
from ksdgen.source.record import Rekaman

_SATU_KESATUAN = "dasar_kewenangan"
"""Records that are printed as one phrase: some of their words prove the whole."""


def rute_tercetak(blok: Iterable[Blok]) -> frozenset[str]:
    """Routes of all values that stand in the document, as text or as a blank."""
    hasil: set[str] = set()
    for paragraf in paragraf_dari(blok):
        for bagian in paragraf.isi:
            if isinstance(bagian, Teks):
                hasil.update(asal.rute for _, asal in bagian.asal if asal.rute)
            elif isinstance(bagian, Kosong | Rujukan):
                if isinstance(bagian, Kosong):
                    hasil.add(bagian.nama)
                if bagian.asal is not None and bagian.asal.rute:
                    hasil.add(bagian.asal.rute)
    return frozenset(hasil)


def periksa_tercetak(garapan: Garapan, pilihan: Pilihan, tercetak: frozenset[str]) -> None:
    """Report each value that must appear in the document and does not."""
    tempat = garapan.tempat
    rusak = {t.rute for t in garapan.temuan}
    memuat = {atasan for rute in tercetak for atasan in (rute, *_atasan(rute))}
    for rute in (*_rute_isi(garapan.naskah, ""), *_rute_isian(garapan, pilihan)):
        if rute in memuat or not tercetak.isdisjoint(_atasan(rute)):
            continue
        if rute in rusak or not tempat.ada(rute):
            continue
        span = tempat.kunci(rute)
        if span.file != tempat.file:
            continue  # data of a shared party
        kunci = rute.rpartition(".")[2]
        garapan.lapor(
            "KSD061",
            f"`{rute if kunci.isdigit() else kunci}` tidak tercetak pada {pilihan.sebutan} ini",
            span,
            "pindahkan ke tempat yang dicetak jenis naskah ini, atau hapus",
            rute,
            Severity.PERINGATAN,
            Cause.NOT_PRINTED,
        )


def _atasan(rute: str) -> Iterator[str]:
    """Routes of all that a route is part of, from near to far."""
    while "." in rute:
        rute = rute.rpartition(".")[0]
        yield rute


def _rute_isi(rekaman: Rekaman, rute: str) -> Iterator[str]:
    """Routes of all values of a record that must appear in the document."""
    for nama, m in rekaman.medan_.items():
        isi = getattr(rekaman, nama)
        anak = f"{rute}.{nama}" if rute else nama
        if isi is None or isi == () or isi == "":
            continue
        if m.cetak:
            yield from _rute_cetak(isi, anak, nama == _SATU_KESATUAN)
            continue
        for bagian, rute_bagian in _bagian(isi, anak) or [(isi, anak)]:
            if isinstance(bagian, Rekaman):
                yield from _rute_isi(bagian, rute_bagian)


def _rute_cetak(isi: Any, rute: str, satu_kesatuan: bool) -> Iterator[str]:
    """Routes of what a field that is printed holds: each part of a list or table by itself."""
    bagian = _bagian(isi, rute)
    if bagian is None:
        yield rute
        return
    for b, rute_bagian in bagian:
        if isinstance(b, Rekaman) and not satu_kesatuan:
            yield from _rute_isi(b, rute_bagian)
        elif isinstance(b, tuple) and isinstance(isi, Mapping):
            yield from (f"{rute_bagian}.{i}" for i in range(len(b)))
        else:
            yield rute_bagian


def _bagian(isi: Any, rute: str) -> list[tuple[Any, str]] | None:
    """The parts of a list or table with their routes; None for a single value."""
    if isinstance(isi, tuple):
        return [(b, f"{rute}.{i}") for i, b in enumerate(isi)]
    if isinstance(isi, Mapping):
        return [(b, f"{rute}.{k}") for k, b in isi.items()]
    return None


def _rute_isian(garapan: Garapan, pilihan: Pilihan) -> Iterator[str]:
    """Routes of blanks that the agreement fills in and whose values are words; a choice only chooses words."""
    for rute, isi, deklarasi in _isian(garapan, pilihan):
        for nama in isi or {}:
            d = (deklarasi or {}).get(nama)
            if d is not None and d.tipe not in ("pilihan", "ya_tidak"):
                yield f"{rute}.{nama}"


_Isian = tuple[str, Mapping[str, Any] | None, Mapping[str, DeklarasiIsian] | None]


def _isian(garapan: Garapan, pilihan: Pilihan) -> Iterator[_Isian]:
    """Route, values and declarations of the blanks of the document type and of each clause that the agreement names."""
    naskah = garapan.naskah
    yield "isian", naskah.isian, pilihan.jenis.isian
    for kode, klausul in (naskah.klausul or {}).items():
        berkas = garapan.klausul(kode)
        if berkas is not None:
            yield f"klausul.{kode}.isian", klausul.isian, berkas.kepala.isian
