"""One document that holds two versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ksdgen.difference.matching import Jodoh
from ksdgen.difference.outline import Simpul, pohon
from ksdgen.difference.sequence import Pasangan, terurut
from ksdgen.difference.tables import banding_paragraf, banding_tabel
from ksdgen.difference.words import banding_isi, sisi
from ksdgen.paper.document import Blok, Dokumen, Paragraf, PemisahHalaman, Tabel, Tanda
from ksdgen.paper.revision import bertanda


def bandingkan(lama: Dokumen, baru: Dokumen) -> Dokumen:
    """The document that holds both versions: `terima` of it is `baru`, `tolak` of it is `lama`.

    The same documents give the same result; of equal ones it has no mark. Time grows about as the size does, whatever they hold.

    Args:
        lama: the older version.
        baru: the newer version.

    Raises:
        ValueError: one of them holds marks of change itself.
    """
    if bertanda(lama) or bertanda(baru):
        raise ValueError("only documents without marks of change can be compared")
    isi = _Banding(lama.isi, baru.isi, pindah=True).hasil()
    kaki = _Banding(lama.kaki, baru.kaki, pindah=False).hasil()
    sama = (lama.judul, lama.tata, lama.tanda_air) == (baru.judul, baru.tata, baru.tanda_air)
    return replace(baru, isi=isi, kaki=kaki, semula=None if sama else replace(lama, isi=(), kaki=()))


class _Banding:
    """Two block lists.

    Args:
        lama: the older blocks.
        baru: the newer blocks.
        pindah: whether a paragraph can be shown as moved.
    """

    def __init__(self, lama: Sequence[Blok], baru: Sequence[Blok], *, pindah: bool) -> None:
        self._lama, self._baru = lama, baru
        akar_lama, self._simpul_lama = pohon(lama)
        akar_baru, self._simpul_baru = pohon(baru)
        self._ubah: dict[Pasangan, Blok] = {}
        self._tetap, pindahan = (
            self._bagi(Jodoh(akar_lama, akar_baru)) if lama != baru else ([(i, i) for i in range(len(baru))], [])
        )
        if not pindah:
            pindahan = []
        self._ke = {j: (i, n) for n, (i, j) in enumerate(sorted(pindahan, key=lambda p: p[1]), start=1)}
        self._dari = {i: (j, n) for j, (i, n) in self._ke.items()}

    def _bagi(self, jodoh: Jodoh) -> tuple[list[Pasangan], list[Pasangan]]:
        """The pairs that keep their place, and those that have moved."""
        pasangan = [
            (a.indeks, b.indeks) for a in self._simpul_lama if (b := jodoh.baru(a)) is not None and self._sepadan(a, b)
        ]
        pasangan.sort()
        bobot = [_bobot(self._simpul_baru[j]) for _, j in pasangan]
        tetap = terurut(pasangan, bobot)
        pindahan = [p for n, p in enumerate(pasangan) if n not in tetap and self._dapat_pindah(p, jodoh)]
        return [p for n, p in enumerate(pasangan) if n in tetap], pindahan

    def _sepadan(self, a: Simpul, b: Simpul) -> bool:
        """Whether two matched blocks can stand as one; two tables that share no row cannot."""
        if not isinstance(a.blok, Tabel) or not isinstance(b.blok, Tabel):
            return True
        tabel = b.blok if a.blok == b.blok else banding_tabel(a.blok, b.blok)
        if tabel is not None:
            self._ubah[a.indeks, b.indeks] = tabel
        return tabel is not None

    def _dapat_pindah(self, p: Pasangan, jodoh: Jodoh) -> bool:
        a, b = self._simpul_lama[p[0]], self._simpul_baru[p[1]]
        return a.dapat_pindah and b.dapat_pindah and jodoh.pasti(a)

    def hasil(self) -> tuple[Blok, ...]:
        """The blocks of both versions in reading order."""
        hasil: list[Blok] = []
        i = j = 0
        for k, m in (*self._tetap, (len(self._lama), len(self._baru))):
            # What still belongs to the part that is being read comes before what begins another one.
            batas_lama, batas_baru = _akhir_bagian(self._simpul_lama, i, k), _akhir_bagian(self._simpul_baru, j, m)
            hasil += (*map(self._keluar, range(i, batas_lama)), *map(self._masuk, range(j, batas_baru)))
            hasil += (*map(self._keluar, range(batas_lama, k)), *map(self._masuk, range(batas_baru, m)))
            if k < len(self._lama):
                hasil.append(self._sama(k, m))
            i, j = k + 1, m + 1
        return tuple(hasil)

    def _sama(self, i: int, j: int) -> Blok:
        a, b = self._lama[i], self._baru[j]
        if a == b:
            return b
        return (
            banding_paragraf(a, b) if isinstance(a, Paragraf) and isinstance(b, Paragraf) else self._ubah.get((i, j), b)
        )

    def _keluar(self, i: int) -> Blok:
        b = self._lama[i]
        if i not in self._dari:
            return replace(b, tanda=Tanda("hapus"))
        j, nomor = self._dari[i]
        return _ujung(b, self._baru[j], b, "hapus", Tanda("pindah_dari", nomor))

    def _masuk(self, j: int) -> Blok:
        b = self._baru[j]
        if j not in self._ke:
            return replace(b, tanda=Tanda("sisip"))
        i, nomor = self._ke[j]
        return _ujung(self._lama[i], b, b, "sisip", Tanda("pindah_ke", nomor))


def _ujung(lama: Blok, baru: Blok, dasar: Blok, jenis: str, tanda: Tanda) -> Blok:
    """One end of a move, with the words that the other end has not."""
    assert isinstance(lama, Paragraf) and isinstance(baru, Paragraf) and isinstance(dasar, Paragraf)
    return replace(dasar, isi=sisi(banding_isi(lama.isi, baru.isi), jenis), tanda=tanda)


def _akhir_bagian(simpul: Sequence[Simpul], awal: int, akhir: int) -> int:
    """Where, between two places, the first article or annex begins."""
    return next((n for n in range(awal, akhir) if simpul[n].jenis in ("pasal", "lampiran_judul", "penutup")), akhir)


def _bobot(s: Simpul) -> int:
    """How much it says for a block to have kept its place: one article more than all its points, then the longer text.

    What cannot be shown as moved weighs like an article.
    """
    if isinstance(s.blok, PemisahHalaman):
        return 1
    utama: int = 1000 ** max(0, 4 - (1 if not s.dapat_pindah else s.tingkat))
    panjang = len(s.blok.teks) if isinstance(s.blok, Paragraf) else 0
    return (utama << 20) + min(panjang, (1 << 20) - 1)
