"""Which block of the older version is which of the newer one.

First by identity, then, among what belongs to the same parent, by what is said; what is left over is looked for in the whole document.
Comparisons are few: equal texts are found by their digest, similar ones only in small gaps or through words that few texts have.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from ksdgen.difference.likeness import Indeks, mirip, sejalan
from ksdgen.difference.outline import BADAN, DAFTAR, Simpul, cap, sekelas
from ksdgen.difference.sequence import selaras, terurut
from ksdgen.paper.document import Tabel, paragraf_dari

_AMBANG = 0.4
"""The least likeness of two texts that stand at the same place."""

AMBANG_PINDAH = 0.6
"""The least likeness of two texts at different places of the same parent."""

_AMBANG_JAUH = 0.8
_BERAT_JAUH = 50
"""The least likeness, and weight of words, of two texts under different parents."""

_LUAS = 900
"""The largest product of sizes of a gap in which every text is compared with every other."""


class Jodoh:
    """The matching: nodes of the older version to nodes of the newer one, and back."""

    def __init__(self, lama: Simpul, baru: Simpul) -> None:
        self._baru: dict[Simpul, Simpul] = {}
        self._lama: dict[Simpul, Simpul] = {}
        self._berkunci: set[Simpul] = set()
        self._cap: dict[Simpul, Hashable] = {}
        self._cap_semua: dict[Simpul, Hashable] = {}
        semua_lama, semua_baru = lama.turunan(), baru.turunan()
        self._kunci(semua_lama, semua_baru)
        self._pasang(lama, baru)
        self._turun([(lama, baru)])
        self._jauh(semua_lama, semua_baru)

    def baru(self, lama: Simpul) -> Simpul | None:
        """What became of an older node."""
        return self._baru.get(lama)

    def pasti(self, lama: Simpul) -> bool:
        """Whether a match holds wherever the two stand: by identity, or because they are alike."""
        if lama in self._berkunci:
            return True
        pasangan = self._baru[lama]
        return self._capnya(lama) == self._capnya(pasangan) or mirip(lama.tas, pasangan.tas) >= AMBANG_PINDAH

    def _pasang(self, a: Simpul, b: Simpul) -> None:
        self._baru[a], self._lama[b] = b, a

    def _kunci(self, lama: Sequence[Simpul], baru: Sequence[Simpul]) -> None:
        letak = _sekali(baru, lambda s: s.kunci)
        for kunci, a in _sekali(lama, lambda s: s.kunci).items():
            b = letak.get(kunci)
            if b is not None and type(a.blok) is type(b.blok) and (a.jenis == "pasal") == (b.jenis == "pasal"):
                if not isinstance(a.blok, Tabel) or sekelas(a, b):
                    self._pasang(a, b)
                    self._berkunci.add(a)

    def _turun(self, tugas: list[tuple[Simpul, Simpul]]) -> None:
        """Match what belongs to each matched pair, downwards."""
        while tugas:
            a, b = tugas.pop()
            self._saudara(a.anak, b.anak)
            tugas += [(x, y) for x in reversed(a.anak) if (y := self._baru.get(x)) is not None and (x.anak or y.anak)]

    # --- among the children of a matched pair -----------------------------------------------------------------------------------------

    def _saudara(self, lama: Sequence[Simpul], baru: Sequence[Simpul]) -> None:
        _berjajar(lama, baru, self._boleh, self._pasang)
        self._sama(lama, baru, self._cap_semuanya)
        self._sama(lama, baru, self._capnya)
        for kiri, kanan in self._celah(lama, baru):
            _berperan(kiri, kanan, self._boleh, self._pasang)
            kiri, kanan = self._sisa(kiri, self._baru), self._sisa(kanan, self._lama)
            if len(kiri) * len(kanan) <= _LUAS:
                nilai = [[_mirip(a, b) for b in kanan] for a in kiri]
                for i, j in sejalan(nilai, _AMBANG):
                    self._pasang(kiri[i], kanan[j])
            else:
                self._cari(kiri, kanan, _AMBANG, _mirip)
        kiri, kanan = (
            [s for s in x if s.dapat_pindah] for x in (self._sisa(lama, self._baru), self._sisa(baru, self._lama))
        )
        self._kembar(kiri, kanan)
        self._cari(self._sisa(kiri, self._baru), self._sisa(kanan, self._lama), AMBANG_PINDAH, _mirip)

    def _boleh(self, a: Simpul, b: Simpul) -> bool:
        return a not in self._baru and b not in self._lama

    def _sisa(self, simpul: Sequence[Simpul], jodoh: dict[Simpul, Simpul]) -> list[Simpul]:
        return [s for s in simpul if s not in jodoh]

    def _sama(self, lama: Sequence[Simpul], baru: Sequence[Simpul], ciri: Callable[[Simpul], Hashable]) -> None:
        """Pair what is equal and stands in the same order between what is matched already."""
        kiri = [(Simpul, id(s)) if s in self._baru else ciri(s) for s in lama]
        kanan = [(Simpul, id(self._lama[s])) if s in self._lama else ciri(s) for s in baru]
        for i, j in selaras(kiri, kanan, _bobot):
            if lama[i] not in self._baru and sekelas(lama[i], baru[j]):
                self._pasang(lama[i], baru[j])

    def _celah(self, lama: Sequence[Simpul], baru: Sequence[Simpul]) -> list[tuple[list[Simpul], list[Simpul]]]:
        """What is not matched yet, between the neighbours that are and have kept their order."""
        letak = {s: j for j, s in enumerate(baru)}
        calon = [
            (i, j) for i, s in enumerate(lama) if (t := self._baru.get(s)) is not None and (j := letak.get(t, -1)) >= 0
        ]
        tetap = terurut(calon, [1] * len(calon))
        jangkar = [p for n, p in enumerate(calon) if n in tetap]
        hasil: list[tuple[list[Simpul], list[Simpul]]] = []
        for (i, j), (k, m) in zip([(-1, -1), *jangkar], [*jangkar, (len(lama), len(baru))], strict=True):
            kiri, kanan = self._sisa(lama[i + 1 : k], self._baru), self._sisa(baru[j + 1 : m], self._lama)
            if kiri and kanan:
                hasil.append((kiri, kanan))
        return hasil

    def _kembar(self, lama: Sequence[Simpul], baru: Sequence[Simpul]) -> None:
        """Pair equal texts that stand once on each side."""
        letak = _sekali(baru, self._capnya)
        for ciri, a in _sekali(lama, self._capnya).items():
            b = letak.get(ciri)
            if b is not None and self._boleh(a, b) and sekelas(a, b):
                self._pasang(a, b)

    def _cari(
        self, lama: Sequence[Simpul], baru: Sequence[Simpul], ambang: float, nilai: Callable[[Simpul, Simpul], float]
    ) -> list[tuple[Simpul, Simpul]]:
        """Pair similar texts, the most similar first; only those that share rare words are compared."""
        if not lama or not baru:
            return []
        indeks = Indeks((j, s.tas) for j, s in enumerate(baru))
        usul: list[tuple[float, int, int]] = []
        for i, a in enumerate(lama):
            for j in indeks.calon(a.tas):
                assert isinstance(j, int)
                mirip_ = nilai(a, baru[j])
                if mirip_ >= ambang:
                    usul.append((-mirip_, i, j))
        hasil: list[tuple[Simpul, Simpul]] = []
        for _, i, j in sorted(usul):
            if self._boleh(lama[i], baru[j]):
                self._pasang(lama[i], baru[j])
                hasil.append((lama[i], baru[j]))
        return hasil

    # --- anywhere ---------------------------------------------------------------------------------------------------------------------

    def _jauh(self, semua_lama: Sequence[Simpul], semua_baru: Sequence[Simpul]) -> None:
        """Look for the rest under other parents; only texts that say enough to be known again."""

        def sisa(semua: Sequence[Simpul], jodoh: dict[Simpul, Simpul]) -> list[Simpul]:
            return [s for s in semua if s not in jodoh and s.dapat_pindah and sum(s.tas.values()) >= _BERAT_JAUH]

        kiri, kanan = sisa(semua_lama, self._baru), sisa(semua_baru, self._lama)
        self._kembar(kiri, kanan)
        self._cari(self._sisa(kiri, self._baru), self._sisa(kanan, self._lama), _AMBANG_JAUH, _mirip_sendiri)
        self._turun([(a, self._baru[a]) for a in kiri if a in self._baru and (a.anak or self._baru[a].anak)])

    # --- digests ----------------------------------------------------------------------------------------------------------------------

    def _capnya(self, s: Simpul) -> Hashable:
        if s not in self._cap:
            self._cap[s] = (s.jenis,) if s.blok is None else cap(s.blok)
        return self._cap[s]

    def _cap_semuanya(self, s: Simpul) -> Hashable:
        if s not in self._cap_semua:
            self._cap_semua[s] = (self._capnya(s), tuple(self._cap_semuanya(a) for a in s.anak))
        return self._cap_semua[s]


def _sekali(simpul: Sequence[Simpul], ciri: Callable[[Simpul], Hashable | None]) -> dict[Hashable, Simpul]:
    """The nodes whose trait no other has."""
    hasil: dict[Hashable, Simpul | None] = {}
    for s in simpul:
        c = ciri(s)
        if c is not None:
            hasil[c] = s if c not in hasil else None
    return {c: s for c, s in hasil.items() if s is not None}


def _bobot(ciri: Hashable) -> int:
    """What is matched already weighs most, so that new pairs stand between it."""
    return 100 if isinstance(ciri, tuple) and ciri and ciri[0] is Simpul else 1


def _mirip(a: Simpul, b: Simpul) -> float:
    """How alike two nodes are with all that belongs to them; 0 when they cannot be the same."""
    if not sekelas(a, b):
        return 0.0
    if a.jenis == "dasar_hukum":
        return _mirip_peraturan(a, b)
    if a.blok is None:
        return mirip(a.tas_semua, b.tas_semua)
    sendiri = mirip(a.tas, b.tas)
    return (sendiri + mirip(a.tas_semua, b.tas_semua)) / 2 if a.anak and b.anak else sendiri


def _mirip_peraturan(a: Simpul, b: Simpul) -> float:
    """Two citations are of the same act or not: the words around its number are much alike in all of them."""
    sama = a.peraturan == b.peraturan
    return (1 + mirip(a.tas, b.tas)) / 2 if sama else 0.0


def _mirip_sendiri(a: Simpul, b: Simpul) -> float:
    if not sekelas(a, b):
        return 0.0
    return _mirip_peraturan(a, b) if a.jenis == "dasar_hukum" else mirip(a.tas, b.tas)


_Boleh = Callable[[Simpul, Simpul], bool]
_Pasang = Callable[[Simpul, Simpul], None]


def _berjajar(lama: Sequence[Simpul], baru: Sequence[Simpul], boleh: _Boleh, pasang: _Pasang) -> None:
    """Lines of the title keep their places: the first with the first of its role, when there are as many."""
    for peran in {s.jenis: None for s in lama if s.jenis.startswith("judul")}:
        kiri, kanan = [s for s in lama if s.jenis == peran], [s for s in baru if s.jenis == peran]
        if len(kiri) == len(kanan):
            for a, b in zip(kiri, kanan, strict=True):
                if boleh(a, b):
                    pasang(a, b)


def _berperan(lama: Sequence[Simpul], baru: Sequence[Simpul], boleh: _Boleh, pasang: _Pasang) -> None:
    """Where a role outside articles and lists stands as often on both sides of a gap, the first goes with the first and so on."""
    for peran in {s.jenis: None for s in lama if s.jenis not in BADAN and s.jenis not in DAFTAR and s.jenis != "pasal"}:
        kiri, kanan = [s for s in lama if s.jenis == peran], [s for s in baru if s.jenis == peran]
        if len(kiri) == len(kanan):
            for a, b in zip(kiri, kanan, strict=True):
                if boleh(a, b) and sekelas(a, b) and (peran != "tabel" or _berpola_sama(a, b)):
                    pasang(a, b)


def _berpola_sama(a: Simpul, b: Simpul) -> bool:
    """Whether two data tables have the same head, or much in common."""
    assert isinstance(a.blok, Tabel) and isinstance(b.blok, Tabel)
    kepala = [[p.teks for p in paragraf_dari((t,)) if p.peran == "sel_kepala"] for t in (a.blok, b.blok)]
    return kepala[0] == kepala[1] != [] or mirip(a.tas, b.tas) >= _AMBANG
