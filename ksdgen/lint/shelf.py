"""All templates of a repository as the checks see them, with what every check needs to know of the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import DeklarasiIsian, KepalaJenis, KepalaKlausul
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.lint.kinds import Kind, konteks_contoh
from ksdgen.lint.positions import TemplateFiles
from ksdgen.naskah.model import Naskah
from ksdgen.rules.examples import dasar
from ksdgen.source.advice import mirip
from ksdgen.source.decode import Pembaca
from ksdgen.source.parse import load
from ksdgen.source.places import Tempat
from ksdgen.world.tree import Tree

_CONTOH = ("pks_ksdpk", "ksb_ksdd", "nk")
"""Complete agreements that between them have every kind of party and fact."""


class Shelf:
    """The templates, and what was found wrong with them.

    Args:
        katalog: document types, clauses and styles.
        berkas: the repository's files, where styles find their images.
    """

    def __init__(self, katalog: Katalog, berkas: Tree) -> None:
        self.katalog = katalog
        self.berkas = berkas
        self.rak = TemplateFiles(katalog)
        self.andaian: set[tuple[str, int]] = set()
        """What was assumed already on a way through some document type; see `jelajahi`."""
        self.temuan: dict[tuple[str, Span | None], Diagnostic] = {}
        self.jenis: dict[str, KepalaJenis] = {}
        for nama in katalog.daftar_jenis():
            berkas_jenis = katalog.jenis(nama)
            if berkas_jenis is not None:
                self.jenis[nama] = berkas_jenis.kepala
        self.klausul: dict[str, KepalaKlausul] = {}
        for nama in self.kode_klausul:
            berkas_klausul = katalog.klausul(nama)
            if berkas_klausul is not None:
                self.klausul[nama] = berkas_klausul.kepala

    @cached_property
    def kode_klausul(self) -> list[str]:
        """The names of all clauses, broken ones too."""
        return self.katalog.daftar_klausul()

    @cached_property
    def konteks(self) -> dict[str, Kind]:
        """The kinds of all variables but the blanks and the variant."""
        return konteks_contoh(self.katalog, list(_contoh()))

    @cached_property
    def pasangan(self) -> list[tuple[str, str]]:
        """Every document type with every category of its own."""
        return [(nama, kategori) for nama, j in self.jenis.items() for kategori in j.kategori]

    def dapat(self, kode: str, jenis: str, kategori: str) -> bool:
        """Whether a document of that type and category may have a clause."""
        k, j = self.klausul.get(kode), self.jenis.get(jenis)
        if k is None or j is None:
            return False
        return (kode in j.pasal or not k.jenis or jenis in k.jenis) and (not k.kategori or kategori in k.kategori)

    def pemakai(self, kode: str) -> list[tuple[str, str]]:
        """The document types and categories that may have a clause."""
        return [p for p in self.pasangan if self.dapat(kode, *p)]

    def dicantumkan(self, kode: str) -> list[str]:
        """The document types that list a clause."""
        return [nama for nama, j in self.jenis.items() if kode in j.pasal]

    def isian_menganggur(
        self, isian: Mapping[str, DeklarasiIsian] | None, terpakai: Collection[str], tempat: Tempat
    ) -> None:
        """Report the blanks that a template declares and no text uses; a misspelt use is a use."""
        asing = [n for n in terpakai if n not in (isian or {})]
        for nama in isian or {}:
            if nama not in terpakai and not mirip(nama, asing):
                pesan = f"isian `{nama}` dinyatakan tetapi tidak dipakai dalam teks"
                bantuan = f"pakai dengan {{{{ isian.{nama} }}}}, atau hapus"
                self.lapor("KSD073", pesan, tempat.kunci(f"isian.{nama}"), bantuan, Severity.PERINGATAN)

    def lapor(
        self, kode: str, pesan: str, span: Span, bantuan: str | None = None, tingkat: Severity = Severity.KESALAHAN
    ) -> None:
        """Add a finding, one of each code at a place."""
        self.catat([Diagnostic(kode, tingkat, pesan, span, bantuan)])

    def catat(self, temuan: Iterable[Diagnostic]) -> None:
        """Add findings that somebody else made."""
        for t in temuan:
            self.temuan.setdefault((t.kode, t.span), t)


def _contoh() -> Iterator[tuple[Naskah, Tempat]]:
    for nama in _CONTOH:
        node, _ = load(dasar(nama).encode(), nama)
        naskah = Pembaca().rekaman(Naskah, node) if node is not None else None
        assert naskah is not None, nama
        yield naskah, Tempat(node, nama)


def saran(nama: str, ada: Iterable[str], lain: str) -> str:
    """Help for a name that does not exist: the name that was probably meant, and what there is."""
    dekat = mirip(nama, list(ada))
    return f"maksud Anda `{dekat}`?" if dekat else lain
