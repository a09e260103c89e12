"""Entries about numbers and form that changed without any word: neighbours that moved on by the same step are one entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ksdgen.difference.entry import Perubahan
from ksdgen.difference.outline import Simpul
from ksdgen.difference.places import awalan, tempat, tempat_alinea
from ksdgen.difference.versions import Ganda
from ksdgen.paper.document import Blok, Nomor, Paragraf

Berkunci = tuple[int, Perubahan, tuple[str, ...]]
"""Where an entry stands, the entry, and the identities whose number it changed."""


def perubahan_nomor(ganda: Ganda) -> Iterator[Berkunci]:
    """The entries about numbers, in reading order."""
    deret: list[int] = []
    for j in ganda.baru.blok:
        if deret and not _lanjut(ganda, deret[-1], j):
            yield _butir(ganda, deret)
            deret = []
        if _beda_nomor(ganda, j):
            deret.append(j)
    if deret:
        yield _butir(ganda, deret)


def perubahan_bentuk(ganda: Ganda) -> Iterator[tuple[int, Perubahan]]:
    """Paragraphs whose role or depth changed where no entry about a number or a move says so."""
    tercakup: dict[Simpul, bool] = {}
    for j, i in ganda.dari.items():
        a, b = ganda.lama.blok[i], ganda.baru.blok[j]
        if (
            not isinstance(a, Paragraf)
            or not isinstance(b, Paragraf)
            or (a.peran, a.kedalaman) == (b.peran, b.kedalaman)
        ):
            continue
        if i != j or _beda_nomor(ganda, j):
            continue
        bagian = ganda.baru.simpul[j].bagian
        if bagian not in tercakup:
            tercakup[bagian] = _tercakup(ganda, bagian)
        if not tercakup[bagian]:
            di, di_lama = tempat(ganda.baru.simpul[j]), tempat(ganda.lama.simpul[i])
            yield (
                j,
                Perubahan("diubah", "bentuk", di, di_lama, judul="tingkat atau bentuk paragraf berubah", kunci=b.kunci),
            )


def _beda_nomor(ganda: Ganda, j: int) -> bool:
    """Whether a newer block had another number; what moved by itself says so already."""
    i = ganda.dari.get(j)
    if i is None or ganda.pindah_sendiri(j):
        return False
    a, b = ganda.lama.blok[i], ganda.baru.blok[j]
    return isinstance(a, Paragraf) and isinstance(b, Paragraf) and a.nomor != b.nomor


def _tercakup(ganda: Ganda, bagian: Simpul) -> bool:
    """Whether a number that came or went explains that paragraphs of an article stand deeper or less deep: the only ayat has none."""
    letak = (ganda.baru.letak(a) for a in bagian.turunan())
    return any(n is not None and _beda_nomor(ganda, n) and _hilang(ganda, n) for n in letak)


def _hilang(ganda: Ganda, j: int) -> bool:
    return (_nomor(ganda.lama.blok[ganda.dari[j]]) is None) != (_nomor(ganda.baru.blok[j]) is None)


def _nomor(b: Blok | None) -> Nomor | None:
    return b.nomor if isinstance(b, Paragraf) else None


def _lanjut(ganda: Ganda, j: int, k: int) -> bool:
    """Whether the block at `k` goes on with the run whose last block is at `j`, or only stands in between."""
    s, t = ganda.baru.simpul[j], ganda.baru.simpul[k]
    if t.induk is not s.induk:
        return t.tingkat > s.tingkat and not _beda_nomor(ganda, k)
    if not _beda_nomor(ganda, k):
        return _nomor(t.blok) is None
    lama = (_nomor(ganda.lama.blok[ganda.dari[n]]) for n in (j, k))
    baru = (_nomor(ganda.baru.blok[n]) for n in (j, k))
    return _berurutan(*lama) and _berurutan(*baru) and ganda.serta(ganda.dari[k], k)


def _berurutan(a: Nomor | None, b: Nomor | None) -> bool:
    return a is not None and b is not None and a.jenis == b.jenis and b.nilai == a.nilai + 1


def _butir(ganda: Ganda, deret: Sequence[int]) -> Berkunci:
    lama = [ganda.lama.simpul[ganda.dari[j]] for j in deret]
    baru = [ganda.baru.simpul[j] for j in deret]
    di_lama, di = _rentang(lama), _rentang(baru)
    induk_lama, induk = awalan(lama[0]), awalan(baru[0])
    if induk and induk == induk_lama:
        di = di.removeprefix(f"{induk} ")  # "Pasal 5 ayat (4) menjadi ayat (5)"
    kunci = tuple(s.blok.kunci for s in baru if isinstance(s.blok, Paragraf) and s.blok.kunci is not None)
    return deret[0], Perubahan("dinomori_ulang", "nomor", di, di_lama, kunci=kunci[0] if kunci else None), kunci


def _rentang(simpul: Sequence[Simpul]) -> str:
    """The places of neighbours: "Pasal 7–12", "Pasal 5 ayat (4)–(8)"."""
    awal, akhir = tempat_alinea(simpul[0]), _nomor(simpul[-1].blok)
    return awal if len(simpul) == 1 or akhir is None else f"{awal}–{akhir.rujukan.removeprefix('Pasal ')}"
