"""The text of a new agreement: what is known, open values with their explanations, and remarks for what may be added."""

from __future__ import annotations

import posixpath
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args, get_origin

from ksdgen.desk.workspace import Workspace
from ksdgen.editing.draft import tulis
from ksdgen.editing.needs import dasar_hukum, kebutuhan
from ksdgen.editing.new_choices import INDUK, TERKAIT, Induk
from ksdgen.editing.new_parties import PihakBaru
from ksdgen.naskah.model import Kategori, Naskah, Pihak, Status
from ksdgen.source.node import plain
from ksdgen.source.record import WAJIB, Medan, Rekaman, konverter
from ksdgen.source.scalars import GAP, Markah, Menyusul, TeksTerbuka
from ksdgen.world.repository import FOLDER

SKEMA = f"{FOLDER}/naskah.schema.json"

LEBAR = 118

_AWAL = {"konsideran": f"bahwa {GAP}", "premis": f"bahwa {GAP}", "latar_belakang": f"{GAP} perlu {GAP}"}
"""How a text begins by custom."""

_IKUT = (
    "dasar_hukum",
    "urusan",
    "jenis_ksdpk",
    "prakarsa",
    "perangkat_daerah_pemrakarsa",
    "berita_acara_pemetaan",
    "keputusan_daftar_rencana",
    "studi_kelayakan",
    "memuat_data_pribadi",
)
"""What stays true when one paper is made from another; what may differ is left open."""


@dataclass(frozen=True, slots=True)
class Permintaan:
    """What is to be written.

    Args:
        jenis: a document type of the catalogue.
        kategori: a category that the type has.
        tentang: the title.
        path: where the file goes, relative to the root.
        pihak: the parties in order.
        induk: the paper that it is made from.
    """

    jenis: str
    kategori: Kategori
    tentang: str
    path: str
    pihak: Sequence[PihakBaru]
    induk: Induk | None = None


class SkeletonWriter:
    def __init__(self, ruang: Workspace, minta: Permintaan, hari_ini: date) -> None:
        self.ruang = ruang
        self.minta = minta
        self.perlu = kebutuhan(ruang, minta.jenis, minta.kategori, [p.bentuk for p in minta.pihak], hari_ini)
        self.kode = [p.kode for p in minta.pihak]
        self.folder = posixpath.dirname(minta.path)

    def teks(self) -> str:
        tertulis, menunggu = [], []
        pasti = self._pasti()
        for kunci in Naskah.medan_:
            if kunci in pasti:
                tertulis.append(self._medan(kunci, pasti[kunci]))
            elif any(r.partition(".")[0] == kunci for r in self.perlu):
                isi = None if kunci in TERKAIT else self._terbuka(konverter(Naskah)[kunci], kunci, Naskah.medan_[kunci])
                if isi is not None:
                    tertulis.append(self._medan(kunci, isi))
                else:
                    menunggu.append(self._contoh(kunci))
        bagian = [self._kepala(), *tertulis]
        if menunggu:
            judul = _lipat(
                "Yang belum ada. Hapus tanda pagar di depan kuncinya bila sudah ada isinya, lalu ganti tanda … dengan isinya. "
                "Sebagian besar tidak dicetak, tetapi diperiksa kelengkapan dan urutannya."
            )
            bagian += [judul, *menunggu]
        return "\n\n".join("\n".join(b) for b in bagian) + "\n"

    def _pasti(self) -> dict[str, Any]:
        """What is known: chosen, or taken over."""
        m = self.minta
        isi: dict[str, Any] = {
            "jenis": m.jenis,
            "kategori": m.kategori.value,
            "status": Status.KONSEP.value,
            "tentang": m.tentang,
            "penandatanganan": {"tempat": "menyusul", "tanggal": "menyusul"},
            "para_pihak": [p.isi for p in m.pihak],
        }
        acuan = dasar_hukum(m.jenis, m.kategori)
        if acuan:
            isi["dasar_hukum"] = acuan
        if m.induk is not None:
            isi[INDUK[m.jenis]] = posixpath.relpath(m.induk.path, self.folder or ".")
            for kunci in _IKUT:
                node = m.induk.akar.isi.get(kunci)
                if node is not None and plain(node) not in ("", [], {}) and (kunci != "dasar_hukum" or acuan):
                    isi[kunci] = plain(node)
        return isi

    def _kepala(self) -> list[str]:
        kepala = self.ruang.katalog.jenis(self.minta.jenis)
        sebutan = kepala.kepala.sebutan if kepala is not None else self.minta.jenis
        hasil = []
        if self.ruang.repository.pohon.read(SKEMA) is not None and self.minta.path.startswith(f"{FOLDER}/"):
            hasil.append(f"# yaml-language-server: $schema={posixpath.relpath(SKEMA, self.folder)}")
        asal = (
            f", disusun dari {posixpath.relpath(self.minta.induk.path, self.folder or '.')}"
            if self.minta.induk is not None
            else ""
        )
        hasil += _lipat(f"Konsep {sebutan}{asal}.")
        hasil += _lipat(
            f"Ganti {GAP} dan `menyusul` dengan isinya bila sudah diketahui; sampai saat itu keduanya dicetak sebagai titik-titik. "
            "Catatan di belakang tanda pagar menerangkan isi yang dimaksud beserta ketentuan yang memintanya, dan boleh dihapus."
        )
        return hasil

    # --- values that are still open ---------------------------------------------------------------------------------------------

    def _terbuka(self, tipe: Any, rute: str, m: Medan) -> Any:
        """A value of this type that says "not known yet"; None where the type has none."""
        asal = get_origin(tipe)
        if asal in (types.UnionType, typing.Union):
            anggota = [t for t in get_args(tipe) if t is not type(None)]
            if Menyusul in anggota:
                return Menyusul.MENYUSUL.value
            if m.pilihan and isinstance(m.baku, str):
                return m.baku
            return next((n for n in (self._terbuka(t, rute, m) for t in anggota) if n is not None), None)
        if asal is tuple:
            isi = self._terbuka(get_args(tipe)[0], f"{rute}.*", m)
            return None if isi is None else [_AWAL.get(rute, isi)]
        if asal is Mapping:
            isi = self._terbuka(get_args(tipe)[1], f"{rute}.*", m)
            return None if isi is None else dict.fromkeys(self.kode, isi)
        if isinstance(tipe, type) and issubclass(tipe, Rekaman):
            return self._rekaman(tipe, rute)
        if tipe is TeksTerbuka:
            return Menyusul.MENYUSUL.value
        return GAP if tipe in (str, Markah) else None

    def _rekaman(self, jenis: type[Rekaman], rute: str) -> dict[str, Any] | None:
        hasil: dict[str, Any] = {}
        diminta = False
        for nama, m in jenis.medan_.items():
            perlu = f"{rute}.{nama}" in self.perlu
            if not (perlu or m.baku is WAJIB or m.pilihan):
                continue
            isi = self._terbuka(konverter(jenis)[nama], f"{rute}.{nama}", m)
            if isi is None and m.baku is WAJIB:
                return None
            if isi is not None:
                hasil[nama] = isi
                diminta = diminta or perlu or m.baku is WAJIB
        return hasil if diminta else None

    # --- lines with their explanations ------------------------------------------------------------------------------------------

    def _medan(self, kunci: str, isi: Any) -> list[str]:
        """A top-level key, its explanation above it."""
        baris = [*_lipat(self._jelas(Naskah.medan_[kunci], kunci))]
        if kunci == "para_pihak":
            baris.append(f"{kunci}:")
            for i, p in enumerate(self.minta.pihak):
                # What the first party has explains itself; a party of another kind has keys of its own.
                sudah = {k for q in self.minta.pihak[:i] for k in q.isi}
                baris += self._pihak(p, frozenset(p.isi) - sudah)
            return baris
        return baris + self._isi(kunci, isi, Naskah, kunci, 0, jelas=True)

    def _pihak(self, p: PihakBaru, jelas: frozenset[str]) -> list[str]:
        hasil: list[str] = []
        for nama, isi in p.isi.items():
            baris = self._isi(
                nama, isi, Pihak, f"para_pihak.*.{nama}", 4, jelas=nama in jelas, catatan=p.catatan, sendiri=True
            )
            hasil += baris
        return _butir(hasil, 2)

    def _isi(
        self,
        kunci: str,
        isi: Any,
        jenis: type[Rekaman],
        rute: str,
        dalam: int,
        *,
        jelas: bool,
        catatan: Mapping[str, str] = types.MappingProxyType({}),
        sendiri: bool = False,
    ) -> list[str]:
        """A key with its value; `sendiri` puts the key's own explanation on its line."""
        anak = _isi_rekaman(konverter(jenis)[kunci])
        if isinstance(isi, Mapping) and anak is not None and isi:
            kepala = [f"{' ' * dalam}{kunci}:"]
            if get_origin(konverter(jenis)[kunci]) is Mapping:
                for i, (nama, bagian) in enumerate(isi.items()):
                    kepala.append(f"{' ' * (dalam + 2)}{nama}:")
                    for k, v in bagian.items():
                        kepala += self._isi(
                            k, v, anak, f"{rute}.*.{k}", dalam + 4, jelas=jelas and not i, catatan=catatan, sendiri=True
                        )
                return kepala
            for k, v in isi.items():
                kepala += self._isi(k, v, anak, f"{rute}.{k}", dalam + 2, jelas=jelas, catatan=catatan, sendiri=True)
            return kepala
        if isinstance(isi, list) and anak is not None and isi and all(isinstance(b, Mapping) for b in isi):
            kepala = [f"{' ' * dalam}{kunci}:"]
            for i, butir in enumerate(isi):
                baris: list[str] = []
                for k, v in butir.items():
                    baris += self._isi(
                        k, v, anak, f"{rute}.*.{k}", dalam + 4, jelas=jelas and not i, catatan=catatan, sendiri=True
                    )
                kepala += _butir(baris, dalam + 2)
            return kepala
        baris = tulis({kunci: isi}, dalam)
        if not sendiri:
            return baris
        khusus = catatan.get(rute.removeprefix("para_pihak.*."))
        if khusus is None and not jelas:
            return baris
        return _di_belakang(baris, khusus or self._jelas(jenis.medan_[kunci], rute))

    def _jelas(self, m: Medan, rute: str) -> str:
        """What a field is, with the provision that asks for it."""
        dasar = self.perlu.get(rute) or ("" if "." in rute else self._dasar_bawah(rute))
        uraian = m.uraian.strip().rstrip(".")
        return f"{uraian} ({dasar})" if dasar else uraian

    def _dasar_bawah(self, rute: str) -> str:
        return next((d for r, d in self.perlu.items() if r.startswith(f"{rute}.") and d and rute != "para_pihak"), "")

    def _contoh(self, kunci: str) -> list[str]:
        """A key that has no open value, as a remark from which the sign is taken away when its facts are there."""
        baris = _lipat(self._jelas(Naskah.medan_[kunci], kunci))
        tipe = konverter(Naskah)[kunci]
        anak = _isi_rekaman(tipe)
        m = Naskah.medan_[kunci]
        if kunci in TERKAIT:
            return [*baris, f"# {kunci}: {kunci.replace('_', '-')}.yaml"]
        if anak is None:
            return [*baris, f"# {kunci}: {m.contoh if m.contoh is not None else '…'}"]
        nama = list(anak.medan_)
        if len(nama) <= 3 and all(_isi_rekaman(konverter(anak)[n]) is None for n in nama):
            return [*baris, f"# {kunci}: {{{', '.join(f'{n}: …' for n in nama)}}}"]
        baris.append(f"# {kunci}:")
        for n in nama:
            cucu = _isi_rekaman(konverter(anak)[n])
            isi = f"{{{', '.join(f'{c}: …' for c in cucu.medan_)}}}" if cucu is not None else "…"
            baris += [f"# {b}" for b in _di_belakang([f"  {n}: {isi}"], anak.medan_[n].uraian)]
        return baris


def _isi_rekaman(tipe: Any) -> type[Rekaman] | None:
    """The record inside a type: itself, or what a list, a mapping or a choice holds."""
    if isinstance(tipe, type) and issubclass(tipe, Rekaman):
        return tipe
    for t in get_args(tipe):
        dalam = _isi_rekaman(t)
        if dalam is not None:
            return dalam
    return None


def _lipat(teks: str) -> list[str]:
    """A remark, on as few lines as it needs."""
    import textwrap

    return [f"# {b}" for b in textwrap.wrap(teks, LEBAR - 2, break_long_words=False, break_on_hyphens=False)]


def _butir(baris: list[str], dalam: int) -> list[str]:
    """The lines of a mapping as an item of a list; remarks above its first key stay above the dash."""
    n = next(i for i, b in enumerate(baris) if not b.lstrip().startswith("#"))
    awal = " " * dalam
    return [*(f"{awal}{b.lstrip()}" for b in baris[:n]), f"{awal}- {baris[n].lstrip()}", *baris[n + 1 :]]


def _di_belakang(baris: list[str], catatan: str) -> list[str]:
    """Lines with a remark behind the first, or above it where it does not fit."""
    kepala = baris[0]
    if len(kepala) + len(catatan) + 4 <= LEBAR:
        return [f"{kepala}  # {catatan}", *baris[1:]]
    awal = " " * (len(kepala) - len(kepala.lstrip()))
    return [*(f"{awal}{b}" for b in _lipat(catatan)), *baris]
