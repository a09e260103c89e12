"""Joins the steps: what is chosen, which articles, their text and the skeleton's, numbers, and what was lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.compose import page
from ksdgen.compose.blanks import baca_isian
from ksdgen.compose.budget import jatah_baru
from ksdgen.compose.choices import pilih
from ksdgen.compose.composition import Pasal, Susunan
from ksdgen.compose.consistency import periksa_pihak
from ksdgen.compose.context import Terkait, susun_konteks
from ksdgen.compose.emblems import Lambang
from ksdgen.compose.images import Galeri
from ksdgen.compose.parts import Bagian
from ksdgen.compose.plan import rencanakan
from ksdgen.compose.printed import periksa_tercetak, rute_tercetak
from ksdgen.compose.sandbox import Lingkungan
from ksdgen.compose.task import Garapan, Pilihan
from ksdgen.compose.uses import pemakaian
from ksdgen.diagnostics import Cause
from ksdgen.naskah.model import Naskah
from ksdgen.paper.document import Blok, Dokumen, Paragraf, Tabel, Teks, paragraf_dari
from ksdgen.paper.numbering import beri_nomor, rujuk
from ksdgen.source.places import Tempat
from ksdgen.world.tree import Tree

if TYPE_CHECKING:
    from jinja2 import BytecodeCache


class Penyusun:
    """Composes agreements with one catalogue; templates are compiled once.

    Args:
        katalog: document types, clauses and styles.
        berkas: where images are read from.
        cache: compiled templates from earlier runs.
    """

    def __init__(self, katalog: Katalog, berkas: Tree, cache: BytecodeCache | None = None) -> None:
        self.katalog = katalog
        self.berkas = berkas
        self.env = Lingkungan(katalog, cache)

    def susun(
        self,
        naskah: Naskah,
        tempat: Tempat,
        *,
        ksb: Naskah | None = None,
        nota: Naskah | None = None,
        versi: Mapping[str, int] | None = None,
        gantian: Mapping[int, str] | None = None,
    ) -> Susunan:
        """Compose one agreement; a document without blocks when its type is unknown.

        Args:
            naskah: the agreement.
            tempat: where its values are written.
            ksb: the Kesepakatan Bersama that it refers to by file.
            nota: the Nota Kesepakatan that a Rencana Kerja belongs to.
            versi: the versions of clauses that the agreement is pinned to.
            gantian: additional articles to leave out, by number, each with the clause that takes its place.
        """
        garapan = Garapan(naskah, tempat, self.katalog, versi=versi or {}, gantian=gantian or {})
        pilihan = pilih(garapan)
        if pilihan is None:
            return _kosong(garapan)
        galeri = Galeri(garapan, self.berkas)
        lambang = Lambang(garapan, pilihan, galeri)
        periksa_pihak(garapan, lambang.baca_logo)
        rencana = rencanakan(garapan, pilihan)
        pasal = rencana.pasal
        konteks = susun_konteks(garapan, pilihan, Terkait(ksb, nota), lambang.pandang(), {p.kode for p in pasal})
        konteks["isian"] = baca_isian(garapan, pilihan.jenis.isian, naskah.isian, "isian")
        bagian = Bagian(garapan, self.env, konteks, lambang.gambar)
        with jatah_baru():
            badan = [blok for p in pasal for blok in bagian.pasal(p)]
            depan, belakang = bagian.kerangka(pilihan.path)
        if any(t.cause is Cause.UNUSABLE_TEMPLATE for t in garapan.temuan):
            # A template that cannot be rendered leaves parts out: what is missing is not the agreement's fault.
            return _kosong(garapan)
        blok, temuan = rujuk(beri_nomor([*depan, *badan, *belakang]), nama=_judul_absen(pilihan, pasal))
        garapan.temuan += temuan
        tercetak = rute_tercetak(blok)
        periksa_tercetak(garapan, pilihan, tercetak)
        return Susunan(
            _dokumen(naskah, pilihan, blok),
            garapan.temuan,
            _unsur(pilihan, pasal, blok),
            pasal,
            tercetak,
            galeri.aset,
            galeri.berkas,
            lambang.bingkai,
            pemakaian(garapan, rencana),
        )


def _dokumen(naskah: Naskah, pilihan: Pilihan, blok: tuple[Blok, ...]) -> Dokumen:
    return Dokumen(
        judul=f"{pilihan.judul} {naskah.tentang}",
        isi=blok,
        kaki=page.kaki(pilihan.gaya, len(naskah.para_pihak)),
        tata=page.tata(pilihan.gaya, pilihan.jenis.lanskap),
        tanda_air="DRAF" if naskah.status.rancangan else None,
    )


def _kosong(garapan: Garapan) -> Susunan:
    return Susunan(Dokumen(garapan.naskah.tentang, ()), garapan.temuan)


def _judul_absen(pilihan: Pilihan, pasal: Sequence[Pasal]) -> dict[str, str]:
    """Titles of the articles that the document type has and this document has not."""
    ada = {p.kode for p in pasal}
    return {kode: kode.replace("_", " ").upper() for kode in pilihan.jenis.pasal if kode not in ada}


def _unsur(pilihan: Pilihan, pasal: Sequence[Pasal], blok: Sequence[Blok]) -> frozenset[str]:
    """The elements that the document fulfils: those of its articles, and those of the skeleton that say something."""
    kerangka = (pilihan.jenis.unsur or {}).items()
    hasil = {unsur for unsur, peran in kerangka if any(_berisi(b, peran) for b in blok)}
    return frozenset(hasil.union(*(p.unsur for p in pasal)))


def _berisi(b: Blok, peran: str) -> bool:
    """Whether a block of this role says something: text that is more than blanks."""
    if isinstance(b, Tabel) and b.peran == peran:
        return any(isinstance(i, Teks) and i.isi.strip() for p in paragraf_dari((b,)) for i in p.isi)
    return (
        isinstance(b, Paragraf)
        and b.peran == peran
        and any(isinstance(i, Teks) and len(i.isi.strip(" .;:")) > 2 for i in b.isi)
    )
