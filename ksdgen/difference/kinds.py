"""The changed stretches of a paragraph, and what kind of words changed: an amount, a date, a term, a party, a reference, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ksdgen.difference.pieces import tampil
from ksdgen.difference.tokens import Untai, pecah, ringan
from ksdgen.paper.document import Asal, Inline, Kosong, Rujukan, Teks, Ubahan

_EKOR = re.compile(r"[;,.:]?(?:\s*\b(dan/atau|dan|atau))?\s*\Z")

_GOLONGAN = {
    "nilai_uang": "nilai_uang",
    "tanggal": "tanggal",
    "jangka_waktu": "jangka_waktu",
    "persen": "bilangan",
    "bilangan": "bilangan",
    "rujukan": "rujukan",
    "nomor": "nomor",
    "pihak": "pihak",
    "lain": "gambar",
    "kosong": "kosong",
}
"""What a kind of word makes of a change, when all changed words are of that kind."""


@dataclass(frozen=True, slots=True)
class Ganti:
    """One changed stretch: what stood there, what stands there, and the words around it.

    `akhir` says that nothing comes after it.
    """

    lama: tuple[Inline, ...]
    baru: tuple[Inline, ...]
    sesudah: str
    sebelum: str
    akhir: bool

    @property
    def semula(self) -> str:
        """The older words."""
        return tampil(self.lama).strip()

    @property
    def menjadi(self) -> str:
        """The newer words."""
        return tampil(self.baru).strip()


def gantian(isi: Sequence[Inline]) -> Iterator[Ganti]:
    """The changed stretches of a paragraph that holds two versions, in order."""
    n = 0
    while n < len(isi):
        if not isinstance(isi[n], Ubahan):
            n += 1
            continue
        awal = n
        lama: list[Inline] = []
        baru: list[Inline] = []
        while n < len(isi) and isinstance(u := isi[n], Ubahan):
            (baru if u.jenis == "sisip" else lama).extend(u.isi)
            n += 1
        depan, belakang = _tetap(isi, range(awal - 1, -1, -1)), _tetap(isi, range(n, len(isi)))
        kata_depan, kata_belakang = depan.split(), belakang.split()
        yield Ganti(
            tuple(lama),
            tuple(baru),
            kata_depan[-1] if kata_depan else "",
            kata_belakang[0].rstrip(".,;:") if kata_belakang else "",
            n == len(isi),
        )


def _tetap(isi: Sequence[Inline], urutan: Iterable[int]) -> str:
    """The nearest words that did not change."""
    return next((t for n in urutan if not isinstance(isi[n], Ubahan) and (t := tampil((isi[n],))).strip()), "")


def golongan(g: Ganti, baku: str = "teks") -> str:
    """What kind of words changed; `baku` when they are of several kinds or plain text."""
    kiri, kanan = _jenis(g.lama), _jenis(g.baru)
    semua = (kiri | kanan) - {"kosong"}
    if not semua:
        return "kosong" if kiri or kanan else baku
    if len(semua) == 1 and (hasil := _GOLONGAN.get(next(iter(semua)))) is not None:
        return hasil
    return "kosong" if baku == "teks" and {"kosong"} in (kiri, kanan) else baku


def _jenis(isi: Sequence[Inline]) -> set[str]:
    return {t.jenis for t in pecah(Untai(isi))[:-1] if not ringan(t.kunci)}


def asal(isi: Sequence[Inline]) -> Asal | None:
    """Where words were written: preferably a value of the agreement."""
    semua: list[Asal] = []
    for i in isi:
        if isinstance(i, Teks):
            semua += (a for _, a in i.asal)
        elif isinstance(i, Rujukan | Kosong) and i.asal is not None:
            semua.append(i.asal)
    return next((a for a in semua if a.rute is not None), semua[0] if semua else None)


def tanpa_ekor(g: Ganti) -> Ganti | None:
    """The change without what only the list around a point makes of its end; None when nothing is left.

    "dan" that became "atau" is never that.
    """
    if not g.akhir:
        return g
    lama, baru = (_EKOR.search(tampil(isi)) for isi in (g.lama, g.baru))
    assert lama is not None and baru is not None
    if lama[1] and baru[1] and lama[1] != baru[1]:
        return g
    semula, menjadi = lama.string[: lama.start()], baru.string[: baru.start()]
    if semula.strip() == menjadi.strip():
        return None
    return replace(g, lama=(Teks(semula),), baru=(Teks(menjadi),))


def hanya_nomor(g: Ganti) -> tuple[str, ...] | None:
    """The targets of a reference that still points to the same, but prints another number; None for any other change."""
    lama, baru = ([i for i in isi if isinstance(i, Rujukan)] for isi in (g.lama, g.baru))
    if not lama or not baru or lama[-1].target != baru[-1].target:
        return None
    if any(
        not isinstance(i, Rujukan) and tampil((i,)).strip() not in ("", "ayat", "huruf", "angka")
        for i in (*g.lama, *g.baru)
    ):
        return None
    semula = {i.target: i.isi for i in lama}
    return (*(i.target for i in baru if semula.get(i.target, i.isi) != i.isi), baru[-1].target)
