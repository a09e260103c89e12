"""The changed words of a paragraph that both versions have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ksdgen.difference.sequence import selaras
from ksdgen.difference.tokens import Token, Untai, bobot, pecah, ringan
from ksdgen.paper.document import Inline, Ubahan
from ksdgen.paper.revision import rapikan

_SEDIKIT = 0.25
"""Below this share of common words the whole text is replaced rather than patched in several places."""


class _Suntingan(NamedTuple):
    """Words [a, b) of the older text became words [c, d) of the newer one."""

    a: int
    b: int
    c: int
    d: int


def banding_isi(lama: Sequence[Inline], baru: Sequence[Inline]) -> tuple[Inline, ...]:
    """Both texts in one, what only one has as `Ubahan`: first "hapus", then "sisip"."""
    if tuple(lama) == tuple(baru):
        return tuple(baru)
    kiri, kanan = Untai(lama), Untai(baru)
    a, b = pecah(kiri), pecah(kanan)
    suntingan = _gabung(a, b, _suntingan(a, b, kiri, kanan))
    return _Penulis(kiri, kanan).tulis(a, b, suntingan)


def _suntingan(a: list[Token], b: list[Token], kiri: Untai, kanan: Untai) -> list[_Suntingan]:
    """What differs, word by word; the words that stand for the end always correspond."""
    pasangan = selaras([t.kunci for t in a[:-1]], [t.kunci for t in b[:-1]], bobot)
    hasil: list[_Suntingan] = []
    i = j = 0
    for k, m in (*pasangan, (len(a) - 1, len(b) - 1)):
        if k > i or m > j:
            hasil.append(_Suntingan(i, k, j, m))
        if not _serupa(kiri, a[k], kanan, b[m]):
            hasil.append(_Suntingan(k, k + 1, m, m + 1))  # the same reference or blank, printed differently
        i, j = k + 1, m + 1
    return hasil


def _serupa(kiri: Untai, x: Token, kanan: Untai, y: Token) -> bool:
    """Whether two words that correspond print the same too."""
    if isinstance(x.kunci, str):
        return kiri.teks[x.awal : x.akhir] == kanan.teks[y.awal : y.akhir]
    return kiri.iris(x.awal, x.akhir) == kanan.iris(y.awal, y.akhir)


def _gabung(a: list[Token], b: list[Token], suntingan: list[_Suntingan]) -> list[_Suntingan]:
    """Join edits between which too little stays the same to be worth reading on its own."""
    sebaris = not any(t.jenis == "baris" for t in (*a, *b))
    if (
        sebaris
        and len(suntingan) > 1
        and not all(_nilai(a, b, s) for s in suntingan)
        and _sama(a, b, suntingan) < _SEDIKIT
    ):
        ujung = suntingan[-1].b == len(a)  # what ends the text is kept when both end alike
        return [_Suntingan(0, len(a) - (not ujung), 0, len(b) - (not ujung))]
    hasil: list[_Suntingan] = []
    for s in suntingan:
        # Joining makes an edit larger, so that the one before it may have to follow.
        while hasil and _lebur(a, b, hasil[-1], s):
            s = _Suntingan(hasil[-1].a, s.b, hasil[-1].c, s.d)
            hasil.pop()
        hasil.append(s)
    return hasil


def _sama(a: list[Token], b: list[Token], suntingan: list[_Suntingan]) -> float:
    berat_a, berat_b = (sum(0 if ringan(t.kunci) else bobot(t.kunci) for t in x[:-1]) for x in (a, b))
    ubah_a = sum(_berat(a[s.a : s.b]) for s in suntingan)
    ubah_b = sum(_berat(b[s.c : s.d]) for s in suntingan)
    return 1 - max(ubah_a / berat_a if berat_a else 0, ubah_b / berat_b if berat_b else 0)


def _berat(kata: Sequence[Token]) -> int:
    return sum(0 if ringan(t.kunci) else bobot(t.kunci) for t in kata)


def _lebur(a: list[Token], b: list[Token], kiri: _Suntingan, kanan: _Suntingan) -> bool:
    if _nilai(a, b, kiri) or _nilai(a, b, kanan):
        return False
    if kiri.b == kanan.a and kiri.d == kanan.c:
        return True
    if any(t.jenis == "baris" for t in a[kiri.b : kanan.a]):
        return False
    tambah_saja = kiri.a == kiri.b and kanan.a == kanan.b
    kurang_saja = kiri.c == kiri.d and kanan.c == kanan.d
    if tambah_saja or kurang_saja:
        return False
    tengah = _berat(a[kiri.b : kanan.a])
    besar = min(max(_berat(a[s.a : s.b]), _berat(b[s.c : s.d])) for s in (kiri, kanan))
    return tengah <= besar if tengah else besar > 0


_BERNILAI = frozenset(
    (
        "nilai_uang",
        "tanggal",
        "jangka_waktu",
        "persen",
        "bilangan",
        "rujukan",
        "nomor",
        "kosong",
        "lain",
        "baris",
        "pihak",
    )
)


def _nilai(a: list[Token], b: list[Token], s: _Suntingan) -> bool:
    """Whether one value took the place of another: such a change stands on its own."""
    if s.b - s.a != 1 or s.d - s.c != 1:
        return False
    x, y = a[s.a].jenis, b[s.c].jenis
    return x in _BERNILAI and (x == y or "kosong" in (x, y))


def _urut(isi: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines with neighbouring changes in order: first all that went, then all that came."""
    hapus: list[Inline] = []
    sisip: list[Inline] = []
    for i in isi:
        if isinstance(i, Ubahan):
            (hapus if i.jenis == "hapus" else sisip).append(i)
            continue
        yield from (*hapus, *sisip, i)
        hapus, sisip = [], []
    yield from (*hapus, *sisip)


class _Penulis:
    """Writes the common words once and collects what differs until the next common word."""

    def __init__(self, kiri: Untai, kanan: Untai) -> None:
        self._kiri, self._kanan = kiri, kanan
        self._hasil: list[Inline] = []
        self._hapus: list[Inline] = []
        self._sisip: list[Inline] = []

    def tulis(self, a: list[Token], b: list[Token], suntingan: list[_Suntingan]) -> tuple[Inline, ...]:
        i = j = 0
        for s in suntingan:
            self._tetap(a[i : s.a], b[j : s.c])
            self._ganti(a[s.a : s.b], b[s.c : s.d])
            i, j = s.b, s.d
        self._tetap(a[i:], b[j:])
        self._tutup()
        return rapikan(_urut(rapikan(self._hasil)))

    def _tetap(self, a: Sequence[Token], b: Sequence[Token]) -> None:
        mulai = 0  # where the stretch that is the same, white space included, begins in the newer text
        for n, (x, y) in enumerate(zip(a, b, strict=True)):
            depan = y.awal - len(y.sela)
            if n == 0:
                mulai = depan
            if x.sela != y.sela:
                self._sama(self._kanan.iris(mulai, depan))
                self._hapus += self._kiri.iris(x.awal - len(x.sela), x.awal)
                self._sisip += self._kanan.iris(depan, y.awal)
                mulai = y.awal
        if b:
            self._sama(self._kanan.iris(mulai, b[-1].akhir))

    def _sama(self, isi: tuple[Inline, ...]) -> None:
        if isi:
            self._tutup()
            self._hasil += isi

    def _ganti(self, a: Sequence[Token], b: Sequence[Token]) -> None:
        kiri = a[0].awal - len(a[0].sela) if a else 0
        kanan = b[0].awal - len(b[0].sela) if b else 0
        if a and b and a[0].sela == b[0].sela and not self._hapus and not self._sisip:
            self._sama(self._kanan.iris(kanan, b[0].awal))
            kiri, kanan = a[0].awal, b[0].awal
        if a:
            self._hapus += self._kiri.iris(kiri, a[-1].akhir)
        if b:
            self._sisip += self._kanan.iris(kanan, b[-1].akhir)

    def _tutup(self) -> None:
        self._hasil += (Ubahan("hapus", tuple(self._hapus)), Ubahan("sisip", tuple(self._sisip)))
        self._hapus, self._sisip = [], []


def sisi(isi: Sequence[Inline], jenis: str) -> tuple[Inline, ...]:
    """The text of one version with only its own marks: "hapus" for the older, "sisip" for the newer."""
    return rapikan(i for i in isi if not isinstance(i, Ubahan) or i.jenis == jenis)
