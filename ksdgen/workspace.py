"""Joins the stages for one agreement: find the repository, load, compose, check, freeze.

A repository is the nearest folder upwards that has `agreements/`. Without one, the file's own folder and the built-in templates serve.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ksdgen import __version__
from ksdgen.compose import Pasal, Penyusun, Susunan
from ksdgen.decode import Pembaca, Tempat
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.document import Dokumen, dari_data, ke_data
from ksdgen.library import Katalog
from ksdgen.model import BerkasPihak, Naskah
from ksdgen.rules.engine import Penilaian
from ksdgen.rules.engine import periksa as periksa_aturan
from ksdgen.rules.rule import Konteks
from ksdgen.shared_parties import BukuPihak
from ksdgen.source import Daftar, Node, Peta, Skalar, load
from ksdgen.tree import Overlay, Tree, WorkingTree

FOLDER = "agreements"
AKHIRAN = (".yaml", ".yml")
AKHIRAN_BEKU = ".beku.json"
VERSI_BEKU = 1

BATAS_MUATAN = 32
"""How many read agreements are kept at once."""

_TAK_MENGUBAH_ISI = {"status", "pengecualian", "arsip", "dilaporkan_kepada_menteri"}
"""Keys that may change after signing without changing the paper."""


def templat_bawaan() -> Path:
    """The folder of ksdgen's own templates: inside the installed package, or beside it in a source checkout."""
    paket = Path(__file__).parent / "templates"
    return paket if paket.is_dir() else Path(__file__).parent.parent / "templates"


def cari_akar(path: Path) -> Path | None:
    """The repository that a file or folder belongs to, or None."""
    path = path.resolve()
    for calon in (path, *path.parents):
        if calon.name != FOLDER and (calon / FOLDER).is_dir():
            return calon
    return None


@dataclass(slots=True)
class Muatan:
    """An agreement that has been read: its typed form (None when its shape is broken), its places, and what is wrong with it."""

    path: str
    naskah: Naskah | None
    tempat: Tempat
    temuan: list[Diagnostic]
    sidik: str = ""
    """Digest of the content; what does not change the paper is left out."""


@dataclass(slots=True)
class Hasil:
    """All that is known of one agreement."""

    muatan: Muatan
    susunan: Susunan | None
    bentuk: list[Diagnostic] = field(default_factory=list)
    """Faults of shape or composition: there is no document."""
    aturan: list[Diagnostic] = field(default_factory=list)
    """What the rules found in the document."""
    penilaian: Penilaian | None = None
    """The rules' judgement with its waivers, where it came to that."""
    beku: bool = False
    """The document comes from the frozen file of a signed agreement."""

    @property
    def temuan(self) -> list[Diagnostic]:
        """All findings."""
        return self.bentuk + self.aturan

    @property
    def layak_cetak(self) -> bool:
        """Whether a file may be written: never with faults of shape; with errors of rules only while it is a draft."""
        if self.susunan is None or self.muatan.naskah is None:
            return False
        if self.beku:
            # What became of party data, templates or related files after the signing does not touch the paper.
            return not _ada_kesalahan([t for t in self.bentuk if t.kode in _MERUSAK_BEKU])
        if _ada_kesalahan(self.bentuk):
            return False
        return self.muatan.naskah.status.rancangan or not _ada_kesalahan(self.aturan)


def _tanpa_ikutan(aturan: list[Diagnostic], bentuk: list[Diagnostic]) -> list[Diagnostic]:
    """Findings of rules without those that only follow from a value that could not be read.

    A value that is no date is not missing too: one finding at its place says it.
    """
    rusak = _rusak(bentuk)
    if not rusak:
        return aturan
    pihak_rusak = any(r.startswith("para_pihak.") for r in rusak)
    induk = {r.rpartition(".")[0] for r in rusak} - {""}

    def ikutan(rute: str) -> bool:
        if pihak_rusak and rute.partition(".")[0] == "para_pihak":
            return True  # a party that could not be read is missing from everything that is said of the parties
        return rute in rusak or rute in induk or any(rute.startswith(f"{r}.") for r in rusak)

    # Notes on the paper as a whole wait until all parties can be read.
    return [t for t in aturan if not (t.rute and ikutan(t.rute)) and not (pihak_rusak and t.tingkat is Severity.CATATAN)]


def _tanpa_ikutan_bentuk(bentuk: list[Diagnostic]) -> list[Diagnostic]:
    """Findings of shape without those that only follow from another: a part that could not be read is not printed or counted."""
    rusak = _rusak([t for t in bentuk if t.kode not in ("KSD016", "KSD061")])
    pihak_rusak = any(r.startswith("para_pihak.") for r in rusak)

    def ikutan(t: Diagnostic) -> bool:
        if t.kode == "KSD016" and t.rute == "para_pihak":
            return pihak_rusak
        return t.kode == "KSD061" and t.rute is not None and any(t.rute == r or t.rute.startswith(f"{r}.") for r in rusak)

    return [t for t in bentuk if not ikutan(t)]


def _rusak(bentuk: list[Diagnostic]) -> set[str]:
    """Routes of values that could not be read; a misspelt key stands for the key that it should be."""
    rusak = {t.rute for t in bentuk if t.rute and t.tingkat is Severity.KESALAHAN}
    for t in bentuk:
        if t.kode == "KSD010" and t.rute and t.perbaikan:
            induk = t.rute.rpartition(".")[0]
            rusak.add(f"{induk}.{t.perbaikan[0].teks}" if induk else t.perbaikan[0].teks)
    return rusak


_MERUSAK_BEKU = ("KSD053", "KSD054", "KSD060")


def _ada_kesalahan(temuan: list[Diagnostic]) -> bool:
    return any(t.tingkat is Severity.KESALAHAN for t in temuan)


class Ruang:
    """A repository, or a lone folder, with everything that is shared between its agreements.

    Args:
        akar: the repository's root.
        pohon: where its files are read from; the working tree unless given.
        cache: Jinja's compiled templates of earlier runs.
    """

    def __init__(self, akar: Path, pohon: Tree | None = None, cache: Any = None) -> None:
        self.akar = akar
        self.pohon: Tree = pohon or WorkingTree(akar)
        bawaan = templat_bawaan()
        milik = _Cabang(self.pohon, "templates")
        pohon_templat: Tree = milik if bawaan.resolve() == (akar / "templates").resolve() else Overlay(milik, WorkingTree(bawaan, "ksdgen:templates/"))
        self.katalog = Katalog(pohon_templat)
        self.penyusun = Penyusun(self.katalog, self.pohon, cache)
        self.buku = BukuPihak(self._muat_pihak, self._semua_pihak)
        self._muatan: dict[str, Muatan] = {}

    @property
    def folder(self) -> str:
        """Where agreements are, relative to the root: "agreements", or "" for a lone folder."""
        return FOLDER if (self.akar / FOLDER).is_dir() else ""

    def nama(self, path: Path) -> str:
        """A file's path relative to the root, with "/"."""
        # Links are followed in the folders only: a file is known by the name that it has here.
        tempat = path.parent.resolve() / path.name
        try:
            return tempat.relative_to(self.akar.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    def adalah_pihak(self, path: str) -> bool:
        """Whether a path is shared party data."""
        awal = f"{self.folder}/pihak/" if self.folder else "pihak/"
        return path.startswith(awal)

    def muat(self, path: str) -> Muatan:
        """Read an agreement: YAML, shared parties, shape."""
        muatan = self._muatan.pop(path, None) or self._baca(path)
        # The least recently used goes first: related agreements are near each other, and a batch must not keep every file.
        self._muatan[path] = muatan
        if len(self._muatan) > BATAS_MUATAN:
            del self._muatan[next(iter(self._muatan))]
        return muatan

    def _baca(self, path: str) -> Muatan:
        kosong = Tempat(None, path)
        try:
            data = self.pohon.read(path)
        except OSError as galat:
            return Muatan(path, None, kosong, [_tak_terbaca(path, galat)])
        if data is None:
            return Muatan(path, None, kosong, [_tak_ada(path)])
        node, temuan = load(data, path)
        if node is None:
            return Muatan(path, None, kosong, temuan)
        sidik = sidik_isi(node)
        node, temuan_pihak = self.buku.terapkan(node, path)
        pembaca = Pembaca()
        naskah = pembaca.rekaman(Naskah, node)
        return Muatan(path, naskah, Tempat(node, path), temuan + temuan_pihak + pembaca.temuan, sidik)

    def terkait(self, muatan: Muatan, rute: str) -> tuple[Muatan | None, list[Diagnostic]]:
        """The agreement that a field of another names by its path relative to it."""
        acuan = getattr(muatan.naskah, rute) if muatan.naskah is not None else None
        if not isinstance(acuan, str):
            return None, []
        path = _relatif(muatan.path, acuan)
        hasil = self.muat(path)
        if hasil.naskah is not None:
            return hasil, []
        span = muatan.tempat.span(rute)
        if any(t.kode == "KSD009" for t in hasil.temuan):
            pesan, bantuan = f"berkas `{acuan}` tidak ada", "tulis letaknya relatif terhadap berkas ini"
            if rute == "kesepakatan_bersama":
                bantuan += ", atau tulis fakta KSB lama: nomor, tanggal, tentang"
        else:
            pesan, bantuan = f"berkas `{acuan}` belum dapat dibaca", "perbaiki dahulu berkas itu"
        return None, [Diagnostic("KSD018", Severity.KESALAHAN, pesan, span, bantuan, rute=rute)]

    def bergantung(self, path: str) -> set[str]:
        """The files that an agreement is made of: itself, its parties, related agreements, images, its frozen document."""
        hasil = {path, self.path_beku(path)}
        naskah = self.muat(path).naskah if not self.adalah_pihak(path) else None
        if naskah is None:
            return hasil
        for p in naskah.para_pihak:
            if p.acuan:
                hasil.update(self._letak_pihak(p.acuan))
            if p.logo:
                hasil.add(_relatif(path, p.logo))
        for nama in ("kesepakatan_bersama", "nota_kesepakatan", "rencana_kerja"):
            acuan = getattr(naskah, nama)
            if isinstance(acuan, str):
                hasil.add(_relatif(path, acuan))
        return hasil

    def periksa(self, path: str, hari_ini: date, *, aturan: bool = True) -> Hasil:
        """Load, compose and judge one agreement.

        Args:
            path: relative to the root.
            hari_ini: the day on which undated agreements are judged.
            aturan: whether to run the rules.
        """
        if self.adalah_pihak(path):
            return self._periksa_pihak(path)
        muatan = self.muat(path)
        hasil = Hasil(muatan, None, list(muatan.temuan))
        naskah = muatan.naskah
        if naskah is None:
            return hasil
        ksb, temuan = self.terkait(muatan, "kesepakatan_bersama")
        hasil.bentuk += temuan
        nota, temuan = self.terkait(muatan, "nota_kesepakatan")
        hasil.bentuk += temuan
        rencana, temuan = self.terkait(muatan, "rencana_kerja")
        hasil.bentuk += temuan
        if naskah.status.sudah_ditandatangani and (beku := self._baca_beku(muatan, hasil)) is not None:
            hasil.susunan, hasil.beku = beku, True
        else:
            hasil.susunan = self.penyusun.susun(
                naskah, muatan.tempat, ksb=ksb.naskah if ksb else None, nota=nota.naskah if nota else None
            )
            hasil.bentuk = _tanpa_ikutan_bentuk(hasil.bentuk + hasil.susunan.temuan)
        jenis = self.katalog.jenis(naskah.jenis)
        if aturan and hasil.susunan.dokumen.isi:
            konteks = Konteks(
                naskah,
                muatan.tempat,
                hasil.susunan,
                jenis.kepala if jenis else None,
                hari_ini,
                ksb.naskah if ksb else None,
                nota.naskah if nota else None,
                rencana.naskah if rencana else None,
            )
            hasil.penilaian = periksa_aturan(konteks)
            hasil.aturan = _tanpa_ikutan(hasil.penilaian.temuan, hasil.bentuk)
        return hasil

    # --- signed agreements ------------------------------------------------------------------------------------------------------------------

    def path_beku(self, path: str) -> str:
        """The frozen file of an agreement."""
        return path.rpartition(".")[0] + AKHIRAN_BEKU

    def bekukan(self, hasil: Hasil) -> str:
        """The text of the frozen file: the composed document, its images by digest, what it fulfils, and the digest of its content."""
        s = hasil.susunan
        assert s is not None
        isi = {
            "versi": VERSI_BEKU,
            "ksdgen": __version__,
            "sidik_isi": hasil.muatan.sidik,
            "gambar": s.gambar,
            "unsur": sorted(s.unsur),
            "pasal": [p.kode for p in s.pasal],
            "dokumen": (dokumen := ke_data(s.dokumen)),
            "sidik_dokumen": _sidik_data(dokumen),
        }
        return json.dumps(isi, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def _baca_beku(self, muatan: Muatan, hasil: Hasil) -> Susunan | None:
        path = self.path_beku(muatan.path)
        try:
            data = self.pohon.read(path)
        except OSError as galat:
            hasil.bentuk.append(replace(_tak_terbaca(path, galat), kode="KSD054"))
            return None
        if data is None:
            return None
        try:
            isi = json.loads(data)
            if isi["versi"] != VERSI_BEKU or isi["sidik_dokumen"] != _sidik_data(isi["dokumen"]):
                raise ValueError
            dokumen = dari_data(isi["dokumen"])
            if not isinstance(dokumen, Dokumen):
                raise ValueError
            gambar: dict[str, str] = dict(isi["gambar"])
            unsur, pasal, sidik = frozenset(isi["unsur"]), [str(p) for p in isi["pasal"]], isi["sidik_isi"]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            hasil.bentuk.append(
                Diagnostic(
                    "KSD054", Severity.KESALAHAN, "berkas beku naskah ini rusak", Span.at(path), "pulihkan berkas itu dari riwayat git"
                )
            )
            return None
        if sidik != muatan.sidik:
            hasil.bentuk.append(
                Diagnostic(
                    "KSD053",
                    Severity.KESALAHAN,
                    "isi berkas ini berubah setelah naskah ditandatangani",
                    muatan.tempat.span("status"),
                    "kembalikan isinya; perubahan dibuat dengan adendum, bukan pada naskah yang sudah ditandatangani",
                    rute="status",
                )
            )
        aset: dict[str, bytes] = {}
        for sidik_gambar, berkas in gambar.items():
            bita = self.pohon.read(berkas)
            if bita is None or hashlib.sha256(bita).hexdigest() != sidik_gambar:
                hasil.bentuk.append(
                    Diagnostic(
                        "KSD060",
                        Severity.KESALAHAN,
                        f"gambar `{berkas}` hilang atau berubah setelah naskah ditandatangani",
                        Span.at(path),
                        "pulihkan gambar itu dari riwayat git",
                    )
                )
            else:
                aset[sidik_gambar] = bita
        return Susunan(dokumen, [], unsur, [Pasal(k, "", (), "beku") for k in pasal], frozenset(), aset, gambar)

    # --- shared parties -----------------------------------------------------------------------------------------------------------------

    def _letak_pihak(self, acuan: str) -> list[str]:
        awal = f"{self.folder}/" if self.folder else ""
        return [f"{awal}{acuan}{a}" for a in AKHIRAN]

    def _muat_pihak(self, acuan: str) -> tuple[Node | None, list[Diagnostic]] | None:
        if ".." in acuan.split("/") or acuan.startswith("/"):
            return None
        for path in self._letak_pihak(acuan):
            try:
                data = self.pohon.read(path)
            except OSError as galat:
                return None, [_tak_terbaca(path, galat)]
            if data is not None:
                return load(data, path)
        return None

    def _semua_pihak(self) -> list[str]:
        awal = f"{self.folder}/" if self.folder else ""
        berkas = self.pohon.files(f"{awal}pihak")
        return [f.removeprefix(awal).rpartition(".")[0] for f in berkas if f.endswith(AKHIRAN)]

    def _periksa_pihak(self, path: str) -> Hasil:
        data = None
        try:
            data = self.pohon.read(path)
        except OSError as galat:
            return Hasil(Muatan(path, None, Tempat(None, path), []), None, [_tak_terbaca(path, galat)])
        if data is None:
            return Hasil(Muatan(path, None, Tempat(None, path), []), None, [_tak_ada(path)])
        node, temuan = load(data, path)
        pembaca = Pembaca()
        if node is not None:
            pembaca.rekaman(BerkasPihak, node)
        return Hasil(Muatan(path, None, Tempat(node, path), []), None, temuan + pembaca.temuan)


class _Cabang:
    """A folder of a tree as a tree of its own."""

    def __init__(self, pohon: Tree, folder: str) -> None:
        self.pohon = pohon
        self.folder = folder

    def read(self, path: str) -> bytes | None:
        return self.pohon.read(f"{self.folder}/{path}")

    def files(self, folder: str) -> list[str]:
        awal = f"{self.folder}/{folder}" if folder else self.folder
        return [f.removeprefix(f"{self.folder}/") for f in self.pohon.files(awal)]

    def name(self, path: str) -> str:
        return self.pohon.name(f"{self.folder}/{path}")


def _sidik_data(data: Any) -> str:
    """Digest of JSON-ready data."""
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def sidik_isi(node: Node) -> str:
    """Digest of what an agreement says: its values in order, without comments, layout or the keys that do not change the paper."""

    def data(n: Node, akar: bool = False) -> Any:
        if isinstance(n, Peta):
            return [[k, data(v)] for k, v in sorted(n.isi.items()) if not (akar and k in _TAK_MENGUBAH_ISI)]
        if isinstance(n, Daftar):
            return [data(b) for b in n.butir]
        assert isinstance(n, Skalar)
        return n.teks

    return hashlib.sha256(json.dumps(data(node, akar=True), ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _relatif(path: str, acuan: str) -> str:
    bagian = path.split("/")[:-1]
    for b in acuan.replace("\\", "/").split("/"):
        if b == "..":
            if bagian:
                bagian.pop()
        elif b not in ("", "."):
            bagian.append(b)
    return "/".join(bagian)


def _tak_ada(path: str) -> Diagnostic:
    return Diagnostic("KSD009", Severity.KESALAHAN, "berkas tidak ada", Span.at(path), "periksa letak dan ejaan nama berkas")


def _tak_terbaca(path: str, galat: OSError) -> Diagnostic:
    sebab = "tidak ada izin membaca" if isinstance(galat, PermissionError) else "berkas tidak dapat dibaca"
    return Diagnostic("KSD009", Severity.KESALAHAN, sebab, Span.at(path), "periksa izin berkas itu")
