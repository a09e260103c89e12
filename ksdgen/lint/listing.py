"""The templates of a repository as a table: what each is, which file wins, what it takes the place of, and who uses it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import Any

from ksdgen.catalogue.catalogue import ARSIP, Katalog
from ksdgen.catalogue.front_matter import KepalaJenis, KepalaKlausul
from ksdgen.rules.decoding import Reading
from ksdgen.rules.own import own_rules
from ksdgen.world.tree import Overlay, Tree


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template."""

    macam: str
    """`jenis`, `klausul`, `gaya`, `aturan`, `arsip`, or `kerangka` for what others extend."""
    id: str
    judul: str
    versi: int | None
    kekakuan: str | None
    berkas: str
    """The file that wins, as it is named to people."""
    asal: str
    """`repositori` or `ksdgen`."""
    menggantikan: str | None
    """The file of ksdgen that this one takes the place of."""
    beda: int | None
    """In how many lines it differs from that one."""
    dipakai: tuple[str, ...]
    """Clauses: the document types that list it. Styles: the styles that are based on it."""
    dipilih: tuple[str, ...]
    """Clauses: the document types that do not list it and whose agreements may choose it."""
    singkatan: str | None = None
    """Document types: the abbreviation."""


def daftar_templat(katalog: Katalog, bawaan: Tree | None) -> list[TemplateRow]:
    """All templates: document types, clauses, styles, older texts, skeletons; broken ones too.

    Args:
        katalog: the catalogue.
        bawaan: ksdgen's own templates, when the repository's lie over them.
    """
    return [*_TemplateLister(katalog, bawaan).semua()]


class _TemplateLister:
    def __init__(self, katalog: Katalog, bawaan: Tree | None) -> None:
        self._katalog = katalog
        self._bawaan = bawaan
        self._jenis: dict[str, KepalaJenis] = {}
        for nama in katalog.daftar_jenis():
            berkas = katalog.jenis(nama)
            if berkas is not None:
                self._jenis[nama] = berkas.kepala

    def semua(self) -> list[TemplateRow]:
        """The rows, by kind."""
        katalog, pohon = self._katalog, self._katalog.pohon
        hasil = [
            replace(self._baris("jenis", n, f"{n}.j2", j.judul), singkatan=j.singkatan) for n, j in self._jenis.items()
        ]
        hasil += [self._klausul(n) for n in katalog.daftar_klausul()]
        hasil += [self._gaya(n) for n in katalog.daftar_gaya()]
        hasil += [self._rule(path, reading) for path, reading in own_rules(pohon).readings.items()]
        hasil += [self._arsip(path) for path in pohon.files(ARSIP) if path.endswith(".j2")]
        lain = [p for p in pohon.files("") if p.endswith(".j2") and p.removesuffix(".j2") not in self._jenis]
        return hasil + [self._baris("kerangka", p.removesuffix(".j2"), p, "") for p in lain]

    def _klausul(self, nama: str) -> TemplateRow:
        berkas = self._katalog.klausul(nama)
        kepala: KepalaKlausul | None = berkas.kepala if berkas is not None else None
        path = f"klausul/{nama}.j2"
        if kepala is None:
            return self._baris("klausul", nama, path, "")
        dipakai = tuple(n for n, j in self._jenis.items() if nama in j.pasal)
        dapat = tuple(n for n, j in self._jenis.items() if n not in dipakai and _dapat(kepala, n, j))
        judul = kepala.judul if isinstance(kepala.judul, str) else " / ".join(dict.fromkeys(kepala.judul.values()))
        return self._baris("klausul", nama, path, judul, kepala.versi, kepala.kekakuan, dipakai, dapat)

    def _gaya(self, nama: str) -> TemplateRow:
        semua = {n: self._katalog.gaya(n) for n in self._katalog.daftar_gaya()}
        gaya = semua[nama]
        dipakai = tuple(n for n, g in semua.items() if g is not None and g.berdasar_pada == nama)
        return self._baris("gaya", nama, f"gaya/{nama}.yaml", gaya.uraian if gaya is not None else "", dipakai=dipakai)

    def _rule(self, path: str, reading: Reading) -> TemplateRow:
        aturan = reading.ready.aturan if reading.ready is not None else None
        kode = path.rpartition("/")[2].removesuffix(".yaml")
        return self._baris("aturan", kode, path, aturan.nama if aturan is not None else "")

    def _arsip(self, path: str) -> TemplateRow:
        id_ = path.removeprefix(f"{ARSIP}/").removesuffix(".j2")
        nama, _, versi = id_.rpartition("@")
        berkas = self._katalog.arsip(nama, int(versi)) if versi.isdigit() else None
        kepala: Any = berkas.kepala if berkas is not None else None
        judul = kepala.judul if kepala is not None and isinstance(kepala.judul, str) else ""
        return self._baris(
            "arsip", id_, path, judul, kepala.versi if kepala else None, kepala.kekakuan if kepala else None
        )

    def _baris(
        self,
        macam: str,
        id_: str,
        path: str,
        judul: str,
        versi: int | None = None,
        kekakuan: str | None = None,
        dipakai: tuple[str, ...] = (),
        dipilih: tuple[str, ...] = (),
    ) -> TemplateRow:
        pohon = self._katalog.pohon
        atas = pohon.trees[0] if isinstance(pohon, Overlay) else pohon
        milik = atas.read(path)
        bawaan = self._bawaan.read(path) if self._bawaan is not None else None
        menggantikan = beda = None
        if self._bawaan is not None and milik is not None and bawaan is not None:
            menggantikan, beda = self._bawaan.name(path), _beda(bawaan, milik)
        asal = "repositori" if milik is not None else "ksdgen"
        return TemplateRow(
            macam, id_, judul, versi, kekakuan, pohon.name(path), asal, menggantikan, beda, dipakai, dipilih
        )


def _dapat(kepala: KepalaKlausul, nama: str, jenis: KepalaJenis) -> bool:
    untuk_kategori = not kepala.kategori or not set(kepala.kategori).isdisjoint(jenis.kategori)
    return untuk_kategori and (not kepala.jenis or nama in kepala.jenis)


def _beda(lama: bytes, baru: bytes) -> int:
    """How many lines differ; line ends do not count."""
    a, b = (d.decode("utf-8", "replace").replace("\r\n", "\n").split("\n") for d in (lama, baru))
    kode = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in kode if tag != "equal")
