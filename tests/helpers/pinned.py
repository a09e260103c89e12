"""A repository whose agreement is pinned to versions of its clauses."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from ksdgen.catalogue.archive import periksa_indeks
from ksdgen.desk.workspace import Workspace
from ksdgen.editing.versions import Tulisan, catat, versi_baru
from ksdgen.paper.document import Dokumen
from ksdgen.world.tree import WorkingTree
from tests.helpers.util import AKAR, ksdgen, pks, simpan

HARI = ("--tanggal", "2026-12-31")


def tuliskan(folder: Path, tulisan: list[Tulisan]) -> None:
    """Write what was planned, in its order."""
    for t in tulisan:
        tujuan = folder / t.path
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        tujuan.write_bytes(t.isi)


def pohon(repo: Path) -> WorkingTree:
    """A repository's own templates."""
    return WorkingTree(repo / "templates")


def dokumen(repo: Path, nama: str = "a.yaml") -> Dokumen:
    """The document of an agreement, composed anew."""
    susunan = Workspace(repo).periksa(f"agreements/{nama}", date(2026, 12, 31), aturan=False).susunan
    assert susunan is not None and susunan.dokumen.isi
    return susunan.dokumen


def kunci(repo: Path, nama: str = "a") -> Path:
    """The pin file of an agreement."""
    return repo / f"agreements/{nama}.kunci.json"


def ubah_klausul(
    repo: Path, kode: str, lama: str = "", baru: str = "", *, tambah: str = "\n(#) Ketentuan baru.\n"
) -> None:
    """Publish a new version of a clause: the old text to the archive, the number up, the text changed, the index written."""
    tuliskan(repo / "templates", versi_baru(pohon(repo), kode))
    path = repo / f"templates/klausul/{kode}.j2"
    teks = path.read_text(encoding="utf-8")
    path.write_text(teks.replace(lama, baru) if lama else teks.rstrip("\n") + tambah, encoding="utf-8")
    tuliskan(repo / "templates", [catat(pohon(repo))])
    assert periksa_indeks(pohon(repo)) == []


def pin(repo: Path) -> Path:
    """Give a repository all templates of its own, recorded, and one agreement that is pinned."""
    shutil.copytree(AKAR / "templates", repo / "templates", ignore=shutil.ignore_patterns("arsip"))
    tuliskan(repo / "templates", [catat(pohon(repo))])
    simpan(repo, pks())
    jalan = ksdgen("lock", repo / "agreements/a.yaml", *HARI)
    assert jalan.kode == 0 and "dikunci" in jalan.keluar, jalan.semua
    return repo
