"""The list of changes that a drafter would write, read from a document that holds two versions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from ksdgen.difference.entry import Alinea, Perubahan
from ksdgen.difference.kinds import Ganti, hanya_nomor, tanpa_ekor
from ksdgen.difference.layout import perubahan_halaman
from ksdgen.difference.outline import BADAN, Simpul, cap
from ksdgen.difference.paragraphs import alinea_satu, alinea_tabel, perubahan_kata, perubahan_utuh
from ksdgen.difference.places import bagian, tempat, tempat_alinea
from ksdgen.difference.renumbering import perubahan_bentuk, perubahan_nomor
from ksdgen.difference.table_changes import perubahan_tabel
from ksdgen.difference.versions import Ganda, Sisi
from ksdgen.paper.document import Blok, Dokumen, Paragraf, PemisahHalaman, Tabel


def daftar_perubahan(ganda: Dokumen) -> list[Perubahan]:
    """What changed, in reading order; empty when nothing that is printed did.

    Args:
        ganda: a document that holds two versions, made by `bandingkan` or read from a file with tracked changes.
    """
    isi = _Daftar(ganda.isi, "").susun()
    geser = len(ganda.isi)
    kaki = [replace(p, letak=p.letak + geser) for p in _Daftar(ganda.kaki, "kaki halaman").susun()]
    return [*isi, *kaki, *(replace(p, letak=geser + len(ganda.kaki)) for p in perubahan_halaman(ganda))]


class _Daftar:
    """Collects the entries of a block list.

    Args:
        blok: blocks that hold two versions.
        di: the name of the place, where the blocks do not say it themselves.
    """

    def __init__(self, blok: Sequence[Blok], di: str) -> None:
        self._ganda = Ganda(blok)
        self._di = di
        self._butir: list[Perubahan] = []
        self._berubah: dict[tuple[Simpul | None, Simpul | None], bool] = {}
        self._sebab: dict[str, int] = {}
        """The identity of a paragraph whose number changed → the entry that says so."""

    def susun(self) -> list[Perubahan]:
        """The entries in reading order."""
        tabel = self._pasangan_tabel()
        self._pindah()
        for letak, p, kunci in perubahan_nomor(self._ganda):
            n = self._catat(letak, p)
            for k in kunci:
                self._sebab.setdefault(k, n)
        for letak, p in perubahan_bentuk(self._ganda):
            self._catat(letak, p)
        self._satu_versi(self._ganda.lama, {*self._ganda.ke, *tabel}, baru=False)
        self._satu_versi(self._ganda.baru, {*self._ganda.dari, *tabel.values()}, baru=True)
        self._tabel(tabel)
        self._kata()
        return _ganti_seluruh(sorted(self._butir, key=lambda p: p.letak))

    def _catat(self, letak: int, p: Perubahan) -> int:
        s = self._ganda.baru.simpul.get(letak) or self._ganda.lama.simpul[letak]
        self._butir.append(replace(p, letak=letak, bagian=self._di or bagian(s)))
        return len(self._butir) - 1

    def _tempat(self, s: Simpul) -> str:
        return self._di or tempat(s)

    def _tempat_alinea(self, s: Simpul) -> str:
        return self._di or tempat_alinea(s)

    # --- moved ------------------------------------------------------------------------------------------------------------------------

    def _pindah(self) -> None:
        for j, i in self._ganda.dari.items():
            if not self._ganda.pindah_sendiri(j):
                continue
            a, b = self._ganda.lama.blok[i], self._ganda.baru.blok[j]
            if not isinstance(a, Paragraf) or not isinstance(b, Paragraf):
                continue
            s = self._ganda.baru.simpul[j]
            pasal = b.peran == "pasal"
            n = self._catat(
                j,
                Perubahan(
                    "dipindah",
                    "pasal" if pasal else "teks",
                    self._tempat_alinea(s),
                    self._tempat_alinea(self._ganda.lama.simpul[i]),
                    menjadi="" if pasal else b.teks,
                    judul=b.teks if pasal else "",
                    alinea=self._alinea(s, self._ganda.baru, set(), "tetap"),
                    kunci=b.kunci,
                    asal_lama=a.asal,
                    asal=b.asal,
                ),
            )
            if b.kunci is not None:
                self._sebab[b.kunci] = n

    # --- of one version only ----------------------------------------------------------------------------------------------------------

    def _satu_versi(self, sisi: Sisi, sudah: set[int], *, baru: bool) -> None:
        """What came or went, each with all that belongs to it.

        Args:
            sisi: the version that has it.
            sudah: what is told elsewhere, because the other version has it too.
            baru: whether it is the newer version.
        """
        utuh: dict[Simpul, bool] = {}  # annexes, and whether only this version has them
        for i, s in sisi.simpul.items():
            if i in sudah:
                continue
            akar = s.bagian
            if akar.jenis == "lampiran":
                if akar not in utuh:
                    utuh[akar] = all(sisi.letak(a) not in sudah for a in akar.turunan())
                    if utuh[akar]:
                        self._catat(i, self._lampiran(akar, sisi, baru))
                if utuh[akar]:
                    continue
            induk = sisi.induk(i)
            if induk is None or induk in sudah or not isinstance(sisi.blok[induk], Paragraf):
                self._satu(i, s, sisi, sudah, baru)

    def _satu(self, i: int, s: Simpul, sisi: Sisi, sudah: set[int], baru: bool) -> None:
        b = sisi.blok[i]
        di = self._tempat_alinea(s)
        if isinstance(b, PemisahHalaman):
            if not self._pemisah_ikut(i):
                nama = {None: "pemisah halaman", True: "halaman mendatar", False: "halaman tegak"}[b.lanskap]
                self._catat(
                    i, Perubahan("diubah", "bentuk", di, di, judul=f"{nama} {'ditambah' if baru else 'dihapus'}")
                )
            return
        if isinstance(b, Paragraf) and b.nomor is None and b.peran not in BADAN and b.peran != "pasal":
            self._catat(i, perubahan_utuh(b, baru, self._tempat(s)))
            return
        pasal = isinstance(b, Paragraf) and b.peran == "pasal"
        alinea = self._alinea(s, sisi, sudah, "sisip" if baru else "hapus")
        teks = _gabung(alinea[1:] if pasal else alinea)
        p = Perubahan(
            "baru" if baru else "dihapus",
            "tabel" if isinstance(b, Tabel) else "pasal" if pasal else "teks",
            di,
            "" if baru else di,
            "" if baru else teks,
            teks if baru else "",
            b.teks if pasal and isinstance(b, Paragraf) else "",
            alinea=alinea,
            kunci=b.kunci,
            asal_lama=None if baru else b.asal,
            asal=b.asal if baru else None,
        )
        self._catat(i, p)

    def _lampiran(self, s: Simpul, sisi: Sisi, baru: bool) -> Perubahan:
        """The entry for a whole annex."""
        di = bagian(s.anak[0])
        jenis = "sisip" if baru else "hapus"
        alinea = tuple(a for anak in s.anak for a in self._alinea(anak, sisi, set(), jenis))
        kepala = [a.blok for a in s.anak if isinstance(a.blok, Paragraf) and a.jenis == "lampiran_judul"]
        judul = kepala[-1].teks
        if baru:
            return Perubahan("baru", "teks", di, menjadi=judul, judul=judul, alinea=alinea, asal=kepala[-1].asal)
        return Perubahan("dihapus", "teks", di, di, semula=judul, judul=judul, alinea=alinea, asal_lama=kepala[-1].asal)

    def _pemisah_ikut(self, i: int) -> bool:
        """Whether a page break only came or went with the annex behind it, or moved with the paragraphs around it."""
        semua, tanda = self._ganda.blok, self._ganda.blok[i].tanda
        sesudah = semua[i + 1] if i + 1 < len(semua) else None
        if isinstance(sesudah, Paragraf) and sesudah.peran == "lampiran_judul" and sesudah.tanda == tanda:
            return True
        tetangga = (sesudah, semua[i - 1] if i else None)
        return all(b is not None and b.tanda is not None and b.tanda.pindah is not None for b in tetangga)

    def _alinea(self, s: Simpul, sisi: Sisi, kecuali: set[int], jenis: str) -> tuple[Alinea, ...]:
        """The paragraphs of a block and of what belongs to it, but for what is told elsewhere."""
        hasil: list[Alinea] = []
        for a in (s, *s.turunan()):
            if sisi.letak(a) in kecuali:
                continue
            if isinstance(a.blok, Paragraf):
                hasil.append(alinea_satu(a.blok, jenis))
            elif isinstance(a.blok, Tabel):
                hasil += alinea_tabel(a.blok, jenis)
        return tuple(hasil)

    # --- tables -----------------------------------------------------------------------------------------------------------------------

    def _pasangan_tabel(self) -> dict[int, int]:
        """Tables of one version each that are the same table: older to newer, by what they say, else by role and part."""
        lama = [i for i, b in self._ganda.lama.blok.items() if isinstance(b, Tabel) and i not in self._ganda.ke]
        baru = [j for j, b in self._ganda.baru.blok.items() if isinstance(b, Tabel) and j not in self._ganda.dari]
        hasil: dict[int, int] = {}
        ciri_semua: tuple[Callable[[Sisi, int], Hashable], ...] = (_isi_tabel, _peran_bagian)
        for ciri in ciri_semua:
            sudah = set(hasil.values())
            letak: dict[Hashable, list[int]] = {}
            for j in baru:
                if j not in sudah:
                    letak.setdefault(ciri(self._ganda.baru, j), []).append(j)
            for i in lama:
                if i not in hasil and (sisa := letak.get(ciri(self._ganda.lama, i))):
                    hasil[i] = sisa.pop(0)
        return hasil

    def _tabel(self, pasangan: dict[int, int]) -> None:
        tetap = {i: i for i in self._ganda.ke if self._ganda.ke[i] == i}
        for i, j in (tetap | pasangan).items():
            a, b = self._ganda.lama.blok[i], self._ganda.baru.blok[j]
            if not isinstance(a, Tabel) or not isinstance(b, Tabel) or (i == j and a == b):
                continue
            di, di_lama = (
                self._tempat_alinea(self._ganda.baru.simpul[j]),
                self._tempat_alinea(self._ganda.lama.simpul[i]),
            )
            butir = perubahan_tabel(a, b, di, di_lama)
            if not butir and i != j:
                butir = self._letak_tabel(i, j, di, di_lama)
            for p in butir:
                self._catat(j, p)

    def _letak_tabel(self, i: int, j: int, di: str, di_lama: str) -> list[Perubahan]:
        """What there is to say of a table that says the same, but could not stay the same table."""
        a, b = self._ganda.lama.blok[i], self._ganda.baru.blok[j]
        assert isinstance(a, Tabel) and isinstance(b, Tabel)
        if a.kolom != b.kolom:
            return [Perubahan("diubah", "bentuk", di, di_lama, judul="lebar kolom berubah")]
        if a.kedalaman != b.kedalaman:
            return [Perubahan("diubah", "bentuk", di, di_lama, judul="letak tabel terhadap tepi berubah")]
        kepala = self._ganda.lama.simpul[i].bagian, self._ganda.baru.simpul[j].bagian
        letak_lama, letak = self._ganda.lama.letak(kepala[0]), self._ganda.baru.letak(kepala[1])
        if letak_lama is not None and letak is not None and self._ganda.ke.get(letak_lama) == letak != letak_lama:
            return []  # it moved with its article
        return [Perubahan("dipindah", "tabel", di, di_lama, alinea=tuple(alinea_tabel(b, "tetap")))]

    # --- words ------------------------------------------------------------------------------------------------------------------------

    def _kata(self) -> None:
        for j, i in self._ganda.dari.items():
            a, b = self._ganda.lama.blok[i], self._ganda.baru.blok[j]
            if not isinstance(a, Paragraf) or not isinstance(b, Paragraf) or a.isi == b.isi:
                continue
            s, s_lama = self._ganda.baru.simpul[j], self._ganda.lama.simpul[i]
            awal = "judul " if b.peran == "pasal" else ""
            for g, p in perubahan_kata(a, b, awal + self._tempat(s), awal + self._tempat(s_lama)):
                if (sebab := self._penyebab(g)) is not None:
                    butir = self._butir[sebab]
                    self._butir[sebab] = replace(butir, rujukan=butir.rujukan + 1)
                elif not self._deret_berubah(i, j):
                    self._catat(j, p)
                elif (sisa := tanpa_ekor(g)) is not None:
                    self._catat(j, replace(p, semula=sisa.semula, menjadi=sisa.menjadi))

    def _penyebab(self, g: Ganti) -> int | None:
        """The entry that made a reference print another number, if that is all that happened to it."""
        return next((self._sebab[t] for t in hanya_nomor(g) or () if t in self._sebab), None)

    def _deret_berubah(self, i: int, j: int) -> bool:
        """Whether a point came, went or moved among those around a block."""
        lama, baru = self._ganda.lama.simpul[i].induk, self._ganda.baru.simpul[j].induk
        if (lama, baru) not in self._berubah:
            self._berubah[lama, baru] = _berubah(lama, self._ganda.lama, self._ganda.ke) or _berubah(
                baru, self._ganda.baru, self._ganda.dari
            )
        return self._berubah[lama, baru]


def _berubah(induk: Simpul | None, sisi: Sisi, jodoh: dict[int, int]) -> bool:
    letak = (sisi.letak(s) for s in induk.anak) if induk is not None else ()
    return any(n is not None and jodoh.get(n) != n for n in letak)


def _ganti_seluruh(butir: list[Perubahan]) -> list[Perubahan]:
    """One entry for what went and what came at the very same place."""
    hapus = {p.tempat: n for n, p in enumerate(butir) if p.jenis == "dihapus" and p.golongan in ("teks", "tabel")}
    hasil: list[Perubahan | None] = list(butir)
    for n, p in enumerate(butir):
        if p.jenis == "baru" and p.golongan in ("teks", "tabel") and (dulu := hapus.pop(p.tempat, None)) is not None:
            lama = butir[dulu]
            hasil[dulu] = None
            hasil[n] = replace(
                p,
                jenis="diganti",
                tempat_lama=lama.tempat,
                semula=lama.semula,
                asal_lama=lama.asal_lama,
                alinea=(*lama.alinea, *p.alinea),
            )
    return [p for p in hasil if p is not None]


def _isi_tabel(sisi: Sisi, i: int) -> Hashable:
    b = sisi.blok[i]
    assert isinstance(b, Tabel)
    return cap(replace(b, kolom=()))


def _peran_bagian(sisi: Sisi, i: int) -> Hashable:
    s = sisi.simpul[i]
    akar = s.bagian
    nama = akar.kunci or akar.tas_semua.get("", 0) if akar.jenis == "pasal" else bagian(s)
    return s.jenis, nama


def _gabung(alinea: Sequence[Alinea]) -> str:
    """Paragraphs as one text; the number of the first is said by the place."""
    teks = [(a.lama or a.baru).strip() for a in alinea]
    nomor = [(a.nomor or a.nomor_lama) if n else "" for n, a in enumerate(alinea)]
    return " ".join(f"{n} {t}".strip() for n, t in zip(nomor, teks, strict=True))
