"""What can be chosen for a new agreement: document type, category, parties, the paper from which it is made, its place."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from ksdgen.catalogue.front_matter import KepalaJenis
from ksdgen.desk.workspace import Workspace
from ksdgen.errors import Refused
from ksdgen.naskah.model import Kategori, Naskah, Pejabat, Status
from ksdgen.source.node import Peta, plain
from ksdgen.source.parse import load
from ksdgen.world.repository import AKHIRAN, FOLDER

INDUK = {"perjanjian_kerja_sama": "kesepakatan_bersama", "rencana_kerja": "nota_kesepakatan"}
"""The kind of paper from which another is made; the field that names it bears the same name."""

TERKAIT = frozenset([*INDUK.values(), "rencana_kerja"])
"""Fields that name the file of another paper."""


@dataclass(frozen=True, slots=True)
class Induk:
    """The paper from which another is made."""

    path: str
    akar: Peta
    naskah: Naskah


def pilihan_jenis(ruang: Workspace) -> dict[str, KepalaJenis]:
    """The document types of the repository."""
    hasil = {}
    for nama in ruang.katalog.daftar_jenis():
        berkas = ruang.katalog.jenis(nama)
        if berkas is not None:
            hasil[nama] = berkas.kepala
    return hasil


def pilihan_kategori(jenis: KepalaJenis) -> dict[str, str]:
    """The categories of a document type, with their meaning."""
    return {k.value: k.uraian for k in Kategori if k.didukung and k.value in jenis.kategori}


def pilihan_pihak(ruang: Workspace) -> dict[str, str]:
    """Shared party files by their id (the file's name), with the name of the legal subject."""
    awal = f"{ruang.repository.folder}/pihak" if ruang.repository.folder else "pihak"
    hasil = {}
    for f in ruang.repository.pohon.files(awal):
        if f.endswith(AKHIRAN) and not f.rpartition("/")[2].startswith("."):
            id_ = f.rpartition("/")[2].rpartition(".")[0]
            data = ruang.agreements.buku.baca(f"pihak/{id_}")
            nama = data.isi.isi.get("nama") if data is not None and data.isi is not None else None
            hasil[id_] = str(plain(nama)) if nama is not None else id_
    return hasil


def pilihan_induk(ruang: Workspace, jenis: str) -> dict[str, str]:
    """Papers from which one of this kind can be made: path relative to the root, with the title."""
    asal = INDUK.get(jenis)
    hasil = {}
    for f in ruang.repository.agreement_paths() if asal is not None else ():
        naskah = ruang.agreements.muat(f).naskah
        if naskah is not None and naskah.jenis == asal and naskah.status is not Status.BATAL:
            hasil[f] = naskah.tentang
    return hasil


def baca_induk(ruang: Workspace, path: str, jenis: str | None) -> Induk:
    """The paper from which another is made.

    Args:
        ruang: the repository.
        path: relative to the root.
        jenis: what is to be made from it, where that is known.

    Raises:
        Refused: it is absent, broken, or of a kind from which nothing (or not this) is made.
    """
    try:
        data = ruang.repository.pohon.read(path)
    except OSError:
        raise Refused(f"`{path}` tidak dapat dibaca") from None
    if data is None:
        raise Refused(f"`{path}` tidak ada")
    akar, _ = load(data, path)
    naskah = ruang.agreements.muat(path).naskah
    if naskah is None or not isinstance(akar, Peta):
        raise Refused(f"`{path}` belum dapat dibaca; perbaiki dahulu menurut `ksdgen check {path}`")
    turunan = [j for j, asal in INDUK.items() if asal == naskah.jenis]
    if not turunan or (jenis is not None and jenis not in turunan):
        boleh = "; ".join(f"{j} dari {asal}" for j, asal in INDUK.items())
        raise Refused(f"`{path}` berjenis {naskah.jenis}, padahal yang dapat dibuat dari naskah lain: {boleh}")
    return Induk(path, akar, naskah)


def pejabat_menjabat(ruang: Workspace, id_: str) -> list[Pejabat]:
    """The officials of a party file who are in office."""
    data = ruang.agreements.buku.baca(f"pihak/{id_}")
    return [p for p, _ in data.pejabat if p.sampai is None] if data is not None else []


def letak_baku(jenis: str, tentang: str, tahun: int, induk: Induk | None) -> str:
    """Where a new agreement goes unless told otherwise: beside the paper it is made from, else in a folder named after its title."""
    nama = f"{jenis.replace('_', '-')}.yaml"
    if induk is not None:
        return posixpath.join(posixpath.dirname(induk.path), nama)
    kata = re.findall(r"[a-z0-9]+", tentang.lower())
    slug = ""
    for k in kata:
        if len(slug) + len(k) > 40:
            break
        slug = f"{slug}-{k}" if slug else k
    return f"{FOLDER}/{tahun}/{slug or 'naskah'}/{nama}"
