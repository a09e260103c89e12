"""Joins the stages for one agreement: load, compose, check, freeze."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ksdgen import __version__, bahasa
from ksdgen.catalogue.catalogue import Katalog
from ksdgen.compose.composer import Penyusun
from ksdgen.compose.composition import Keadaan, Pasal, Pemakaian, Susunan, artikel, bunyi
from ksdgen.compose.uses import rinci, tanpa_penyimpangan
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.naskah.model import BerkasPihak, Naskah, Status
from ksdgen.naskah.parties import BukuPihak
from ksdgen.paper.document import Dokumen
from ksdgen.paper.plain import dari_data, ke_data
from ksdgen.rules.engine import Penilaian
from ksdgen.rules.engine import periksa as periksa_aturan
from ksdgen.rules.own import OwnRules, own_rules
from ksdgen.rules.rule import Konteks
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Daftar, Node, Peta, Skalar
from ksdgen.source.parse import load
from ksdgen.source.places import Tempat
from ksdgen.world.repository import AKHIRAN as AKHIRAN
from ksdgen.world.repository import FOLDER as FOLDER
from ksdgen.world.repository import Repositori
from ksdgen.world.repository import cari_akar as cari_akar
from ksdgen.world.tree import Traced, Tree

if TYPE_CHECKING:
    from ksdgen.catalogue.pins import Kunci, Pasangan

VERSI_BEKU = 1

BATAS_MUATAN = 32
"""How many read agreements are kept at once."""

_TAK_MENGUBAH_ISI = {"status", "pengecualian", "arsip", "dilaporkan_kepada_menteri"}
"""Keys that may change after signing without changing the paper."""


@dataclass(slots=True)
class Muatan:
    """An agreement that has been read: its typed form (None when its shape is broken), its places, and what is wrong with it."""

    path: str
    naskah: Naskah | None
    tempat: Tempat
    temuan: list[Diagnostic]
    sidik: str = ""
    """Digest of the content; what does not change the paper is left out."""
    sumber: frozenset[str] = frozenset()
    """The files that it was read from, or would be: itself and its parties."""


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
    return [
        t for t in aturan if not (t.rute and ikutan(t.rute)) and not (pihak_rusak and t.tingkat is Severity.CATATAN)
    ]


def _tanpa_ikutan_bentuk(bentuk: list[Diagnostic]) -> list[Diagnostic]:
    """Findings of shape without those that only follow from another: a part that could not be read is not printed or counted."""
    rusak = _rusak([t for t in bentuk if t.kode not in ("KSD016", "KSD061")])
    pihak_rusak = any(r.startswith("para_pihak.") for r in rusak)

    def ikutan(t: Diagnostic) -> bool:
        if t.kode == "KSD016" and t.rute == "para_pihak":
            return pihak_rusak
        return (
            t.kode == "KSD061" and t.rute is not None and any(t.rute == r or t.rute.startswith(f"{r}.") for r in rusak)
        )

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


class Ruang(Repositori):
    """A repository, or a lone folder, with everything that is shared between its agreements.

    Args:
        akar: the repository's root.
        pohon: where its files are read from; the working tree unless given.
        cache: Jinja's compiled templates of earlier runs.
        folder: where its agreements are, when the tree is not the working tree; see `folder`.
        templat: where its templates are read from, when not from `pohon` laid over the built-in ones.
    """

    def __init__(
        self,
        akar: Path,
        pohon: Tree | None = None,
        cache: Any = None,
        folder: str | None = None,
        templat: Tree | None = None,
    ) -> None:
        super().__init__(akar, pohon, folder, templat)
        self.katalog = Katalog(self.pohon_templat)
        self.penyusun = Penyusun(self.katalog, self.pohon, cache)
        self.buku = BukuPihak(self._muat_pihak, self._semua_pihak)
        self._muatan: dict[str, Muatan] = {}

    @cached_property
    def own_rules(self) -> OwnRules:
        """The rules that the repository adds to those of ksdgen."""
        return own_rules(self.pohon_templat)

    def muat(self, path: str) -> Muatan:
        """Read an agreement: YAML, shared parties, shape."""
        muatan = self._muatan.pop(path, None) or self._baca(path)
        if isinstance(self.pohon, Traced):
            # An agreement or a party that is remembered is not read again, but is made use of all the same.
            self.pohon.touch(muatan.sumber)
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
            return Muatan(path, None, kosong, [_tak_terbaca(path, galat)], sumber=frozenset({path}))
        if data is None:
            return Muatan(path, None, kosong, [_tak_ada(path)], sumber=frozenset({path}))
        node, temuan = load(data, path)
        if node is None:
            return Muatan(path, None, kosong, temuan, sumber=frozenset({path}))
        sidik = sidik_isi(node)
        sumber = frozenset({path, *(p for acuan in _acuan(node) for p in self._letak_pihak(acuan))})
        node, temuan_pihak = self.buku.terapkan(node, path)
        pembaca = Pembaca()
        naskah = pembaca.rekaman(Naskah, node)
        return Muatan(path, naskah, Tempat(node, path), temuan + temuan_pihak + pembaca.temuan, sidik, sumber)

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
        """The files that an agreement is made of: itself, its pins, its parties, related agreements, images, its frozen document."""
        hasil = {path, self.path_beku(path), self.path_kunci(path)}
        naskah = self.muat(path).naskah if not self.adalah_pihak(path) else None
        if naskah is None:
            return hasil
        hasil |= self.muat(path).sumber
        hasil.update(_relatif(path, p.logo) for p in naskah.para_pihak if p.logo)
        for nama in ("kesepakatan_bersama", "nota_kesepakatan", "rencana_kerja"):
            acuan = getattr(naskah, nama)
            if isinstance(acuan, str):
                hasil |= self.muat(_relatif(path, acuan)).sumber
        return hasil

    def periksa(self, path: str, hari_ini: date, *, aturan: bool = True, sebagai: Status | None = None) -> Hasil:
        """Load, compose and judge one agreement.

        Args:
            path: relative to the root.
            hari_ini: the day on which undated agreements are judged.
            aturan: whether to run the rules.
            sebagai: judge it as if it had come so far; its own status unless given.
        """
        if self.adalah_pihak(path):
            return self._periksa_pihak(path)
        muatan = self.muat(path)
        if sebagai is not None and muatan.naskah is not None:
            muatan = replace(muatan, naskah=muatan.naskah.ganti(status=sebagai))
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
            pasangan, temuan = self._pasangan(muatan)
            hasil.susunan = self.penyusun.susun(
                naskah,
                muatan.tempat,
                ksb=ksb.naskah if ksb else None,
                nota=nota.naskah if nota else None,
                versi=pasangan.versi if pasangan else None,
            )
            hasil.susunan.klausul = self._bandingkan_baku(muatan, hasil.susunan)
            hasil.bentuk = _tanpa_ikutan_bentuk(hasil.bentuk + hasil.susunan.temuan)
            hasil.bentuk += temuan + (_temuan_kunci(pasangan, muatan, hasil.susunan) if pasangan else [])
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
            hasil.penilaian = periksa_aturan(konteks, self.own_rules)
            hasil.aturan = _tanpa_ikutan(hasil.penilaian.temuan, hasil.bentuk)
        return hasil

    # --- standard clauses -------------------------------------------------------------------------------------------------------------------

    def baku(self, muatan: Muatan, susunan: Susunan | None = None, *, kembalikan: bool = True) -> Susunan:
        """An agreement as it would be with nothing but standard clauses, filled with its own facts and in its own versions.

        Clauses in the agreement's own words say what the standard says, and additional articles that stand in for a clause give their
        place back to it.

        Args:
            muatan: the agreement; its shape must be sound.
            susunan: the agreement as it was composed, where that is at hand.
            kembalikan: whether clauses that were left out come back too.
        """
        assert muatan.naskah is not None
        susunan = susunan or self._susun(muatan, muatan.naskah)
        naskah, gantian = tanpa_penyimpangan(muatan.naskah, susunan.klausul, kembalikan=kembalikan)
        return self._susun(muatan, naskah, gantian)

    def dengan_versi(self, muatan: Muatan, versi: Mapping[str, int]) -> Susunan:
        """An agreement composed with these versions of its clauses in place of those that it is pinned to; others as they are now."""
        assert muatan.naskah is not None
        return self._susun(muatan, muatan.naskah, versi=versi)

    def dengan_naskah(self, muatan: Muatan, naskah: Naskah) -> Susunan:
        """A variation of an agreement, composed in its place: same file, same related agreements, same versions of clauses."""
        return self._susun(muatan, naskah)

    def _susun(
        self,
        muatan: Muatan,
        naskah: Naskah,
        gantian: dict[int, str] | None = None,
        versi: Mapping[str, int] | None = None,
    ) -> Susunan:
        """Compose an agreement, or a variation of it, for comparison: what is wrong with it has been told."""
        ksb, nota = (self.terkait(muatan, rute)[0] for rute in ("kesepakatan_bersama", "nota_kesepakatan"))
        if versi is None:
            pasangan, _ = self._pasangan(muatan)
            versi = pasangan.versi if pasangan else None
        return self.penyusun.susun(
            naskah,
            muatan.tempat,
            ksb=ksb.naskah if ksb else None,
            nota=nota.naskah if nota else None,
            versi=versi,
            gantian=gantian,
        )

    def _bandingkan_baku(self, muatan: Muatan, susunan: Susunan) -> tuple[Pemakaian, ...]:
        """The uses of clauses; of those in the agreement's own words also whether they say what a variant of the standard says."""
        naskah = muatan.naskah
        if naskah is None or not susunan.dokumen.isi or all(p.keadaan is not Keadaan.DIUBAH for p in susunan.klausul):
            return susunan.klausul
        baku = self.baku(muatan, susunan, kembalikan=False)
        hasil = []
        for p in susunan.klausul:
            if p.keadaan is Keadaan.DIUBAH:
                p = replace(p, sama=self._sama(muatan, susunan, baku, p))
            hasil.append(p)
        return tuple(hasil)

    def _sama(self, muatan: Muatan, susunan: Susunan, baku: Susunan, p: Pemakaian) -> str | None:
        isi = bunyi(artikel(susunan.dokumen, p.kode))
        if isi == bunyi(artikel(baku.dokumen, p.kode)):
            return ""
        polos, gantian = tanpa_penyimpangan(muatan.naskah, susunan.klausul, kembalikan=False)  # type: ignore[arg-type]
        kepala = next((a.klausul for a in susunan.pasal if a.kode == p.kode), None)
        for nama, v in (kepala.varian or {}).items() if kepala is not None else ():
            if nama == p.varian or not v.untuk(polos.jenis, polos.kategori.value):
                continue
            pilihan = dict(polos.klausul or {})
            pilihan[p.kode] = pilihan[p.kode].ganti(varian=nama)
            if isi == bunyi(artikel(self._susun(muatan, polos.ganti(klausul=pilihan), gantian).dokumen, p.kode)):
                return nama
        return None

    def kunci(self, path: str) -> Kunci | None:
        """The versions of clauses that an agreement is pinned to, or None when it is not pinned.

        Raises:
            KunciRusak: the pin file is broken.
            OSError: the pin file cannot be read.
        """
        data = self.pohon.read(self.path_kunci(path))
        if data is None:
            return None
        from ksdgen.catalogue import pins  # most agreements have none

        return pins.baca(data)

    def _pasangan(self, muatan: Muatan) -> tuple[Pasangan | None, list[Diagnostic]]:
        """The agreement's pins held against the catalogue, and what is wrong with the pin file."""
        path = self.path_kunci(muatan.path)
        try:
            data = self.pohon.read(path)
        except OSError as galat:
            return None, [replace(_tak_terbaca(path, galat), kode="KSD056")]
        if data is None:
            return None, []
        from ksdgen.catalogue import pins  # most agreements have none

        try:
            return pins.pasangkan(pins.baca(data), self.katalog), []
        except pins.KunciRusak:
            bantuan = "pulihkan berkas itu dari riwayat git, atau hapus lalu jalankan `ksdgen lock` untuk mengunci klausul versi kini"
            return None, [
                Diagnostic(
                    "KSD056", Severity.KESALAHAN, "berkas kunci klausul naskah ini rusak", Span.at(path), bantuan
                )
            ]

    # --- signed agreements ------------------------------------------------------------------------------------------------------------------

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
            "klausul": [_data_pemakaian(p) for p in s.klausul],
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
            klausul = tuple(_pemakaian(muatan, k) for k in isi.get("klausul", ()))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            hasil.bentuk.append(
                Diagnostic(
                    "KSD054",
                    Severity.KESALAHAN,
                    "berkas beku naskah ini rusak",
                    Span.at(path),
                    "pulihkan berkas itu dari riwayat git",
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
        isi_pasal = [Pasal(k, "", (), "beku") for k in pasal]
        return Susunan(dokumen, [], unsur, isi_pasal, frozenset(), aset, gambar, klausul=klausul)

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


def _sidik_data(data: Any) -> str:
    """Digest of JSON-ready data."""
    return hashlib.sha256(
        json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    ).hexdigest()


def sidik_isi(node: Node) -> str:
    """Digest of what an agreement says: its values in order, without comments, layout or the keys that do not change the paper."""

    def data(n: Node, akar: bool = False) -> Any:
        if isinstance(n, Peta):
            return [[k, data(v)] for k, v in sorted(n.isi.items()) if not (akar and k in _TAK_MENGUBAH_ISI)]
        if isinstance(n, Daftar):
            return [data(b) for b in n.butir]
        assert isinstance(n, Skalar)
        return n.teks

    return hashlib.sha256(
        json.dumps(data(node, akar=True), ensure_ascii=False).encode("utf-8", "surrogatepass")
    ).hexdigest()


def _data_pemakaian(p: Pemakaian) -> dict[str, Any]:
    """What a frozen file keeps of the use of a clause: what the agreement itself does not say."""
    return {
        "kode": p.kode,
        "judul": p.judul,
        "versi": p.versi,
        "varian": p.varian,
        "kekakuan": p.kekakuan,
        "keadaan": p.keadaan.value,
        "pengganti": p.pengganti,
        "sama": p.sama,
    }


def _pemakaian(muatan: Muatan, data: dict[str, Any]) -> Pemakaian:
    """The use of a clause from a frozen file.

    Raises:
        ValueError, KeyError, TypeError: the file says something else.
    """
    assert muatan.naskah is not None
    kode, judul, kekakuan, keadaan = (
        str(data["kode"]),
        str(data["judul"]),
        str(data["kekakuan"]),
        Keadaan(data["keadaan"]),
    )
    pengganti = None if data["pengganti"] is None else int(data["pengganti"])
    p = rinci(muatan.naskah, muatan.tempat, kode, judul, data["versi"], data["varian"], kekakuan, keadaan, pengganti)
    return replace(p, sama=data["sama"])


def _temuan_kunci(pasangan: Pasangan, muatan: Muatan, susunan: Susunan) -> list[Diagnostic]:
    """What is wrong with the pins of the clauses that the document uses, and which have newer versions."""
    temuan: list[Diagnostic] = []
    terpakai = [p.kode for p in susunan.klausul if p.dipakai]
    for kode in terpakai:
        if kode in pasangan.hilang:
            temuan.append(
                Diagnostic(
                    "KSD057",
                    Severity.KESALAHAN,
                    f"klausul `{kode}` tidak lagi seperti saat naskah ini dikunci: {pasangan.hilang[kode]}",
                    muatan.tempat.kunci(f"klausul.{kode}")
                    if muatan.tempat.ada(f"klausul.{kode}")
                    else muatan.tempat.awal(),
                    f"pulihkan teks klausul itu, atau pindah ke versi kini dengan `ksdgen upgrade {muatan.path} {kode}`",
                )
            )
    baru = [f"`{k}` versi {pasangan.baru[k]}" for k in terpakai if k in pasangan.baru and k not in pasangan.hilang]
    if baru:
        temuan.append(
            Diagnostic(
                "KSD058",
                Severity.CATATAN,
                f"ada versi yang lebih baru dari klausul naskah ini: {bahasa.gabung(baru)}",
                muatan.tempat.awal(),
                f"lihat bedanya dengan `ksdgen upgrade --diff {muatan.path}`; tanpa --diff naskah ini pindah ke versi itu",
            )
        )
    return temuan


def _acuan(akar: Node) -> list[str]:
    """The party files that an agreement names."""
    para_pihak = akar.isi.get("para_pihak") if isinstance(akar, Peta) else None
    butir = para_pihak.butir if isinstance(para_pihak, Daftar) else ()
    acuan = [p.isi.get("acuan") for p in butir if isinstance(p, Peta)]
    return [a.teks.strip() for a in acuan if isinstance(a, Skalar)]


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
    return Diagnostic(
        "KSD009", Severity.KESALAHAN, "berkas tidak ada", Span.at(path), "periksa letak dan ejaan nama berkas"
    )


def _tak_terbaca(path: str, galat: OSError) -> Diagnostic:
    sebab = "tidak ada izin membaca" if isinstance(galat, PermissionError) else "berkas tidak dapat dibaca"
    return Diagnostic("KSD009", Severity.KESALAHAN, sebab, Span.at(path), "periksa izin berkas itu")
