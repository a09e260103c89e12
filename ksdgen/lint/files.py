"""The files of a templates folder: readable, found by somebody, and whole."""

from __future__ import annotations

from ksdgen.catalogue.archive import INDEKS, periksa_indeks
from ksdgen.catalogue.catalogue import ARSIP
from ksdgen.diagnostics import Severity, Span
from ksdgen.lint.shelf import Shelf, saran
from ksdgen.rules.own import FOLDER as OWN_RULES
from ksdgen.source.characters import decode_bytes
from ksdgen.source.parse import load
from ksdgen.source.places import Tempat
from ksdgen.world.tree import join

_AKHIRAN = (".j2", ".yaml", ".yml")
KERANGKA = "dasar.j2"
"""The skeleton that document types extend."""

_LETAK_GAYA = "templates/gaya/"


def periksa_gaya(lemari: Shelf, nama: str) -> None:
    """A house style, and the image that it names."""
    katalog, path = lemari.katalog, f"gaya/{nama}.yaml"
    gaya = katalog.gaya(nama)
    lemari.catat(katalog.temuan_berkas(path))
    if gaya is None or gaya.lambang_negara is None:
        return
    node, _ = load(katalog.pohon.read(path) or b"", katalog.pohon.name(path))
    tempat = Tempat(node, katalog.pohon.name(path))
    if tempat.ada("lambang_negara") and lemari.berkas.read(join(_LETAK_GAYA, gaya.lambang_negara)) is None:
        pesan = f"gambar `{gaya.lambang_negara}` tidak ada"
        lemari.lapor("KSD060", pesan, tempat.span("lambang_negara"), "tulis letaknya relatif terhadap berkas gaya ini")


def periksa_berkas(lemari: Shelf) -> None:
    """Files that cannot be read as text, and files that nothing uses; call it when all templates were read."""
    pohon = lemari.katalog.pohon
    terpakai = {*(f"{n}.j2" for n in lemari.jenis), *lemari.rak.dibaca(), INDEKS}
    for path in pohon.below(""):
        if not path.endswith(_AKHIRAN):
            continue
        data, nama = pohon.read(path), pohon.name(path)
        if data is None:
            continue
        teks, rusak = decode_bytes(data, nama)
        if teks is None:
            lemari.catat(rusak)
        elif path not in terpakai and not _dikenal(lemari, path):
            bantuan = _tempat_semestinya(path, lemari)
            lemari.lapor("KSD071", f"`{path}` tidak dipakai apa pun", Span.at(nama), bantuan, Severity.PERINGATAN)


def periksa_arsip(lemari: Shelf) -> None:
    """Versions of clauses against their index."""
    lemari.catat(periksa_indeks(lemari.katalog.pohon))


def _dikenal(lemari: Shelf, path: str) -> bool:
    """Whether the catalogue finds a file by its place and name."""
    folder, _, berkas = path.rpartition("/")
    nama, _, akhiran = berkas.rpartition(".")
    if folder == "klausul":
        return akhiran == "j2" and nama in lemari.kode_klausul
    if folder == "gaya":
        return akhiran == "yaml"
    if folder == OWN_RULES:
        return akhiran == "yaml"
    if folder == ARSIP:
        return akhiran == "j2"
    if path == KERANGKA:
        return True
    # A document type whose front matter is broken has findings of its own.
    return not folder and akhiran == "j2" and bool(lemari.katalog.temuan_berkas(path))


def _tempat_semestinya(path: str, lemari: Shelf) -> str:
    folder, _, berkas = path.rpartition("/")
    if folder in ("gaya", OWN_RULES):
        return f"ganti namanya menjadi {berkas.rpartition('.')[0]}.yaml"
    if not folder and path.endswith(".j2"):
        nama = berkas.removesuffix(".j2")
        lain = "jenis naskah diawali kepala YAML di antara dua baris `---`; klausul disimpan pada templates/klausul/"
        return saran(nama, ["dasar", *lemari.jenis], lain)
    return "jenis naskah pada templates/, klausul pada templates/klausul/*.j2, gaya pada templates/gaya/*.yaml"
