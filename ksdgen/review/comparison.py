"""Two states of one repository: which agreements differ, and in what.

A state is the working tree or a git revision, with the agreements, party data and templates of that state. Agreements are matched by
path, those that are left over by likeness (renamed files).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ksdgen.desk.outcome import Hasil
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.difference import Perubahan, bandingkan, daftar_perubahan
from ksdgen.errors import Refused
from ksdgen.paper.document import Dokumen
from ksdgen.paper.revision import bertanda
from ksdgen.world.git import GitTree, keterangan_komit, penulis_git
from ksdgen.world.repository import TEMPLATES, Repository

MIRIP = 0.6
"""From this share of common words on, a file that went and one that came are one file renamed."""
BATAS_TEBAKAN = 60
"""More vanished or new files than this are matched by their title alone."""


@dataclass(frozen=True, slots=True)
class Keadaan:
    """One state of the repository.

    Args:
        nama: how people call it: "HEAD (3f2a1bc)", "berkas kerja".
        ruang: its agreements, parties and templates.
        penulis: who made it; None when that is not known.
        tanggal: when it was committed (ISO 8601 with offset); None for a working tree.
        revisi: the full name of the commit; None for a working tree.
    """

    nama: str
    ruang: Workspace
    penulis: str | None = None
    tanggal: str | None = None
    revisi: str | None = None

    def naskah(self) -> list[str]:
        """The paths of all agreements."""
        return self.ruang.repository.agreement_paths()


@dataclass(frozen=True, slots=True)
class Sisi:
    """One agreement in one state: its document is None when it cannot be composed."""

    path: str
    hasil: Hasil

    @property
    def dokumen(self) -> Dokumen | None:
        """The composed document."""
        s = self.hasil.susunan
        return s.dokumen if s is not None and s.dokumen.isi else None

    @property
    def kesalahan(self) -> list[Diagnostic]:
        """Why it cannot be composed, or is composed with holes."""
        return [t for t in self.hasil.bentuk if t.tingkat is Severity.KESALAHAN]


@dataclass(frozen=True, slots=True)
class Pasangan:
    """One agreement in both states.

    `keadaan`: "diubah" | "baru" | "dihapus", or "tetap" when its file changed and what it prints did not; a renamed file has two paths.
    `ganda` holds both versions with marks, and is None when a side is missing or cannot be composed.
    """

    lama: Sisi | None
    baru: Sisi | None
    keadaan: str
    ganda: Dokumen | None = None
    perubahan: Sequence[Perubahan] = ()
    sebab: Sequence[str] = ()
    """Files other than its own by which the agreement can have changed."""

    @property
    def path(self) -> str:
        """The newer path; the older one of a deleted file."""
        sisi = self.baru or self.lama
        assert sisi is not None
        return sisi.path

    @property
    def dinamai_ulang(self) -> bool:
        """Whether the file has another path than before."""
        return self.lama is not None and self.baru is not None and self.lama.path != self.baru.path

    @property
    def tak_tersusun(self) -> list[tuple[str, Sisi]]:
        """The sides ("lama", "baru") of which no document can be made."""
        sisi = (("lama", self.lama), ("baru", self.baru))
        return [(nama, s) for nama, s in sisi if s is not None and s.dokumen is None]


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """Two states and every agreement that differs."""

    lama: Keadaan
    baru: Keadaan
    pasangan: Sequence[Pasangan] = ()
    tetap: int = 0
    """How many agreements were looked at and print the same in both."""
    catatan: Sequence[str] = ()
    """What a reader should know of the states: no templates of their own, …"""


def keadaan_kerja(akar: Path, *, folder: str | None = None) -> Keadaan:
    """The working tree."""
    return Keadaan("berkas kerja", Workspace(Repository(akar, folder=folder)), penulis_git(akar))


def keadaan_revisi(akar: Path, revisi: str, *, folder: str | None = None) -> Keadaan:
    """A git revision.

    Raises:
        GitGagal: git is not there, or the revision does not exist.
    """
    k = keterangan_komit(akar, revisi)
    singkat = k.sidik[:7]
    nama = singkat if k.sidik.startswith(revisi) else f"{revisi} ({singkat})"
    pohon = GitTree(akar, k.sidik, f"{singkat}:")
    if folder is None:
        folder = "agreements" if pohon.below("agreements") else ""
    return Keadaan(nama, Workspace(Repository(akar, pohon, folder)), k.penulis, k.tanggal, k.sidik)


def banding(
    lama: Keadaan, baru: Keadaan, pilihan: Sequence[str] = (), *, hari: date = date.min, aturan: bool = False
) -> Perbandingan:
    """Compare the agreements of two states.

    Args:
        lama: the older state.
        baru: the newer state.
        pilihan: files or folders relative to the root; none means all.
        hari: the day on which agreements are judged.
        aturan: whether the rules are run on both sides of what differs.

    Raises:
        Refused: a chosen path is in neither state.
    """
    p = _Pembanding(lama, baru, hari, aturan)
    return p.banding(pilihan)


def banding_berkas(lama: Keadaan, path_lama: str, baru: Keadaan, path_baru: str) -> Perbandingan:
    """Compare one file with another, whatever they are called."""
    a = Sisi(path_lama, lama.ruang.periksa(path_lama, date.min, aturan=False))
    b = Sisi(path_baru, baru.ruang.periksa(path_baru, date.min, aturan=False))
    return Perbandingan(lama, baru, [_pasang(a, b, [])])


def banding_baku(keadaan: Keadaan, path: str) -> Perbandingan:
    """Compare an agreement with what it would be in pure standard clauses."""
    hasil = keadaan.ruang.periksa(path, date.min, aturan=False)
    baku = replace(hasil, susunan=keadaan.ruang.baku(hasil.muatan)) if hasil.muatan.naskah is not None else hasil
    semula = replace(keadaan, nama="klausul baku")
    return Perbandingan(semula, keadaan, [_pasang(Sisi(path, baku), Sisi(path, hasil), [])])


def _pasang(lama: Sisi, baru: Sisi, sebab: list[str]) -> Pasangan:
    """Two sides of one agreement, compared when both can be composed."""
    if lama.dokumen is None or baru.dokumen is None:
        return Pasangan(lama, baru, "diubah", sebab=sebab)
    ganda = bandingkan(lama.dokumen, baru.dokumen)
    if bertanda(ganda):
        return Pasangan(lama, baru, "diubah", ganda, daftar_perubahan(ganda), sebab)
    return Pasangan(lama, baru, "tetap", ganda, sebab=sebab)


class _Pembanding:
    def __init__(self, lama: Keadaan, baru: Keadaan, hari: date, aturan: bool) -> None:
        self._lama = lama
        self._baru = baru
        self._hari = hari
        self._aturan = aturan
        self._beda: dict[str, bool] = {}

    def banding(self, pilihan: Sequence[str]) -> Perbandingan:
        ada_lama = _terpilih(self._lama.naskah(), pilihan)
        ada_baru = _terpilih(self._baru.naskah(), pilihan)
        for p in pilihan:
            if not any(_di_bawah(f, p) for f in (*ada_lama, *ada_baru)):
                raise Refused(f"`{p}` tidak ada pada {self._lama.nama} maupun pada {self._baru.nama}")
        hilang = sorted(set(ada_lama) - set(ada_baru))
        datang = sorted(set(ada_baru) - set(ada_lama))
        nama_lama = self._cari_nama_lama(hilang, datang)
        templat = self._templat_berubah()
        berbeda: list[Pasangan] = []
        tetap = 0
        for path in sorted({*ada_baru, *hilang} - set(nama_lama.values())):
            asal = nama_lama.get(path, path if path in ada_lama else None)
            tujuan = path if path in ada_baru else None
            pasangan = self._pasangan(asal, tujuan, templat)
            if pasangan is None:
                tetap += 1
            else:
                berbeda.append(pasangan)
        return Perbandingan(self._lama, self._baru, berbeda, tetap, self._catatan_templat())

    def _pasangan(self, asal: str | None, tujuan: str | None, templat: list[str]) -> Pasangan | None:
        """Both sides of an agreement; None when it prints the same and its own file says the same."""
        sebab = self._sebab(asal, tujuan) + templat
        if asal == tujuan and not sebab:
            return None  # no file that it is made of differs: there is no need to compose it twice
        lama, baru = self._sisi(self._lama, asal), self._sisi(self._baru, tujuan)
        lain = [s for s in sebab if s not in (asal, tujuan)]
        if lama is None or baru is None:
            return Pasangan(lama, baru, "baru" if lama is None else "dihapus", sebab=lain)
        sendiri = asal != tujuan or len(lain) < len(sebab)
        pasangan = _pasang(lama, baru, lain)
        # A file that cannot be composed, as before, and is untouched: nothing to tell.
        rusak = len(pasangan.tak_tersusun) == 2
        return None if not sendiri and (pasangan.keadaan == "tetap" or rusak) else pasangan

    def _sisi(self, keadaan: Keadaan, path: str | None) -> Sisi | None:
        return None if path is None else Sisi(path, keadaan.ruang.periksa(path, self._hari, aturan=self._aturan))

    # --- what differs between the trees -------------------------------------------------------------------------------

    def _sebab(self, asal: str | None, tujuan: str | None) -> list[str]:
        """The files that an agreement is made of, templates aside, which differ."""
        berkas: set[str] = set()
        for keadaan, path in ((self._lama, asal), (self._baru, tujuan)):
            if path is not None:
                berkas |= keadaan.ruang.agreements.bergantung(path)
        return sorted(f for f in berkas if self._berbeda(f))

    def _berbeda(self, path: str) -> bool:
        if path not in self._beda:
            self._beda[path] = _baca(self._lama, path) != _baca(self._baru, path)
        return self._beda[path]

    def _templat_berubah(self) -> list[str]:
        """The templates that differ: any of them can touch any agreement."""
        semua = {
            *self._lama.ruang.repository.pohon.below(TEMPLATES),
            *self._baru.ruang.repository.pohon.below(TEMPLATES),
        }
        return sorted(f for f in semua if self._berbeda(f))

    def _catatan_templat(self) -> list[str]:
        tanpa = [k.nama for k in (self._lama, self._baru) if not k.ruang.repository.pohon.below(TEMPLATES)]
        if len(tanpa) != 1:
            return []  # both have templates, or both use those of ksdgen
        return [f"{tanpa[0]} belum mempunyai templates/ sendiri, sehingga disusun dengan templat bawaan ksdgen"]

    # --- renamed files ------------------------------------------------------------------------------------------------

    def _cari_nama_lama(self, hilang: list[str], datang: list[str]) -> dict[str, str]:
        """New path → old path of files that were renamed: the likeliest pairs first."""
        calon: list[tuple[float, str, str]] = []
        sidik = {p: _kata(self._lama, p) for p in hilang}
        banyak = len(hilang) > BATAS_TEBAKAN or len(datang) > BATAS_TEBAKAN
        for baru in datang:
            kata_baru = _kata(self._baru, baru)
            for lama in hilang:
                if banyak and lama.rpartition("/")[2] != baru.rpartition("/")[2]:
                    continue
                if (mirip := _kemiripan(sidik[lama], kata_baru)) >= MIRIP:
                    calon.append((-mirip, baru, lama))
        hasil: dict[str, str] = {}
        for _, baru, lama in sorted(calon):
            if baru not in hasil and lama not in hasil.values():
                hasil[baru] = lama
        return hasil


def _baca(keadaan: Keadaan, path: str) -> bytes | None:
    try:
        data = keadaan.ruang.repository.pohon.read(path)
    except OSError:
        return None
    # git may change line ends between the repository and the working tree.
    return None if data is None else data.replace(b"\r\n", b"\n")


def _kata(keadaan: Keadaan, path: str) -> Counter[str]:
    """The words of an agreement's file."""
    return Counter((_baca(keadaan, path) or b"").decode("utf-8", "replace").split())


def _kemiripan(a: Counter[str], b: Counter[str]) -> float:
    """The share of words that two files have in common, 0 to 1 (Dice)."""
    semua = a.total() + b.total()
    return 2 * (a & b).total() / semua if semua else 0.0


def _terpilih(semua: Iterable[str], pilihan: Sequence[str]) -> list[str]:
    return [f for f in semua if not pilihan or any(_di_bawah(f, p) for p in pilihan)]


def _di_bawah(path: str, pilihan: str) -> bool:
    return pilihan in ("", ".") or path == pilihan or path.startswith(f"{pilihan.rstrip('/')}/")
