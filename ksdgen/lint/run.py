"""All checks of all templates, in one run."""

from __future__ import annotations

from ksdgen.catalogue.catalogue import ARSIP, Katalog
from ksdgen.catalogue.front_matter import Berkas, DeklarasiIsian, KepalaKlausul
from ksdgen.diagnostics import Diagnostic, sort_key
from ksdgen.lint.files import periksa_arsip, periksa_berkas, periksa_gaya
from ksdgen.lint.front_matter import periksa_jenis, periksa_klausul
from ksdgen.lint.own_rules import check_own_rules
from ksdgen.lint.positions import rantai
from ksdgen.lint.shelf import Shelf
from ksdgen.lint.text import ClauseChecker, periksa_kerangka, periksa_teks, periksa_varian_kembar
from ksdgen.world.tree import Tree


def periksa_templat(katalog: Katalog, berkas: Tree) -> list[Diagnostic]:
    """What is wrong with the templates and own rules of a repository, templates of ksdgen that it uses included.

    Args:
        katalog: document types, clauses and styles.
        berkas: the repository's files, where styles find their images.
    """
    lemari = Shelf(katalog, berkas)
    _klausul(lemari)
    _jenis(lemari)
    for nama in katalog.daftar_gaya():
        periksa_gaya(lemari, nama)
    _arsip(lemari)
    check_own_rules(lemari)
    periksa_berkas(lemari)
    return sorted(lemari.temuan.values(), key=sort_key)


def _klausul(lemari: Shelf) -> None:
    pemeriksa = ClauseChecker(lemari)
    for kode in lemari.kode_klausul:
        path = f"klausul/{kode}.j2"
        berkas = lemari.katalog.klausul(kode)
        lemari.catat(lemari.katalog.temuan_berkas(path))
        if berkas is None:
            continue
        kepala: KepalaKlausul = berkas.kepala
        periksa_klausul(lemari, kode, kepala, berkas.tempat)
        dok = lemari.rak.dok(path)
        if dok is None:
            continue
        periksa_teks(lemari, dok, kepala.isian, berkas.tempat, tuple(kepala.varian or ()))
        periksa_varian_kembar(lemari, kode, dok, kepala, berkas.tempat)
        if dok.pohon is not None:
            pemeriksa.klausul(kode, dok, kepala)
    pemeriksa.selesai()


def _jenis(lemari: Shelf) -> None:
    """The document types, and once for all of them the skeletons that they extend."""
    semua_isian: dict[str, dict[str, DeklarasiIsian]] = {}
    terpakai: dict[str, set[str]] = {}
    pemilik: dict[str, Berkas] = {}
    for path in lemari.katalog.pohon.files(""):
        nama = path.removesuffix(".j2")
        if not path.endswith(".j2") or nama == "dasar":
            continue
        berkas = lemari.katalog.jenis(nama)
        lemari.catat(lemari.katalog.temuan_berkas(path))
        dok = lemari.rak.dok(path) if berkas is not None else None
        if berkas is None or dok is None:
            continue
        pemilik[path] = berkas
        periksa_jenis(lemari, nama, berkas.kepala, berkas.tempat)
        for induk in rantai(lemari.rak, dok):
            semua_isian.setdefault(induk.path, {}).update(berkas.kepala.isian or {})
        if dok.pohon is not None:
            periksa_kerangka(lemari, nama, dok, berkas.kepala.isian, berkas.kepala.kategori)
    for path, isian in semua_isian.items():
        dok = lemari.rak.dok(path)
        if dok is not None:
            terpakai[path] = periksa_teks(lemari, dok, isian, None, ())
    for path, berkas in pemilik.items():
        dok = lemari.rak.dok(path)
        dipakai = {n for d in rantai(lemari.rak, dok) for n in terpakai.get(d.path, ())} if dok is not None else set()
        lemari.isian_menganggur(berkas.kepala.isian, dipakai, berkas.tempat)


def _arsip(lemari: Shelf) -> None:
    """Older texts of clauses, which agreements are still composed from."""
    katalog = lemari.katalog
    for path in katalog.pohon.files(ARSIP):
        kode, _, versi = path.removeprefix(f"{ARSIP}/").removesuffix(".j2").rpartition("@")
        if not path.endswith(".j2") or not versi.isdigit():
            continue
        berkas = katalog.arsip(kode, int(versi))
        lemari.catat(katalog.temuan_berkas(path))
        dok = lemari.rak.dok(path)
        if berkas is not None and dok is not None:
            periksa_teks(lemari, dok, berkas.kepala.isian, None, tuple(berkas.kepala.varian or ()))
    periksa_arsip(lemari)
