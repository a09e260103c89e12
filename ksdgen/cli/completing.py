"""What the Tab key offers: files, document types, categories, parties, codes, clauses. Whatever goes wrong, it offers nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

BATAS = 500
"""How many files are offered at most."""

Pelengkap = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _aman(calon: Callable[[click.Context, str], Iterable[tuple[str, str]]]) -> Pelengkap:
    """Offer what begins with the typed text; a broken repository must not disturb somebody who types."""

    def lengkapi(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            return [
                CompletionItem(n, help=u or None)
                for n, u in calon(ctx, incomplete)
                if n.lower().startswith(incomplete.lower())
            ]
        except Exception:  # the shell would print the traceback into the line that is being typed
            return []

    return lengkapi


def _argumen(ctx: click.Context, nama: str) -> str | None:
    """The argument that is typed already; behind an option without its value click leaves it among the rest."""
    isi = ctx.params.get(nama) or next(iter(ctx.args), None)
    return None if isi is None else str(isi)


def _ruang() -> Any:
    from ksdgen.desk.workspace import Workspace
    from ksdgen.world.repository import cari_akar

    return Workspace(cari_akar(Path.cwd()) or Path.cwd())


@_aman
def jenis(ctx: click.Context, awal: str) -> Iterable[tuple[str, str]]:
    """Document types."""
    from ksdgen.editing.new_choices import pilihan_jenis

    return [(j, k.uraian) for j, k in pilihan_jenis(_ruang()).items()]


@_aman
def kategori(ctx: click.Context, awal: str) -> Iterable[tuple[str, str]]:
    """Categories; of the document type where it is typed already."""
    from ksdgen.editing.new_choices import pilihan_jenis, pilihan_kategori
    from ksdgen.naskah.model import Kategori

    kepala = pilihan_jenis(_ruang()).get(_argumen(ctx, "jenis") or "")
    return (
        pilihan_kategori(kepala).items()
        if kepala is not None
        else [(k.value, k.uraian) for k in Kategori if k.didukung]
    )


@_aman
def pihak(ctx: click.Context, awal: str) -> Iterable[tuple[str, str]]:
    """Ids of shared party files."""
    from ksdgen.editing.new_choices import pilihan_pihak

    return pilihan_pihak(_ruang()).items()


@_aman
def kode(ctx: click.Context, awal: str) -> Iterable[tuple[str, str]]:
    """Codes of findings."""
    from ksdgen.cli.shared import own_rules_here
    from ksdgen.rules.pages import pages_with

    return [(k, h.nama) for k, h in pages_with(own_rules_here()).items()]


@_aman
def peraturan(ctx: click.Context, awal: str) -> Iterable[tuple[str, str]]:
    """Ids of acts."""
    from ksdgen import regulation

    return [(p.id, p.singkat) for p in regulation.semua()]


@_aman
def klausul(ctx: click.Context, awal: str) -> Iterable[tuple[str, str]]:
    """Ids of clauses."""
    return [(k, "") for k in _ruang().katalog.daftar_klausul()]


@_aman
def kode_pihak(ctx: click.Context, awal: str) -> Iterable[tuple[str, str]]:
    """Codes of the parties of the agreement that is typed already."""
    path = _argumen(ctx, "path")
    if path is None:
        return []
    tempat = Path(path.replace("\\", "/")).absolute()
    from ksdgen.desk.workspace import Workspace
    from ksdgen.world.repository import cari_akar

    ruang = Workspace(cari_akar(tempat.parent) or tempat.parent)
    naskah = ruang.agreements.muat(ruang.repository.nama(tempat)).naskah
    return [(p.kode, p.nama) for p in naskah.para_pihak] if naskah is not None else []


@_aman
def naskah(ctx: click.Context, awal: str) -> Iterable[tuple[str, str]]:
    """Agreement files and their folders below what is typed."""
    return ((p, "") for p in _berkas(awal))


def _berkas(awal: str) -> Iterator[str]:
    """Paths of YAML files and folders that begin with the typed text, at any depth, without what starts with a dot."""
    from ksdgen.world.repository import AKHIRAN, FOLDER

    folder = awal.rpartition("/")[0]
    dasar = Path(folder) if folder or not awal.startswith("/") else Path("/")
    if not awal and Path(FOLDER).is_dir():
        dasar = Path(FOLDER)
        yield FOLDER
    jumlah = 0
    for sub, anak, nama in os.walk(dasar):
        tempat = "" if sub == "." else f"{Path(sub).as_posix()}/".replace("//", "/")
        anak[:] = sorted(a for a in anak if not a.startswith(".") and _searah(f"{tempat}{a}", awal))
        for n in [*anak, *sorted(n for n in nama if n.endswith(AKHIRAN) and not n.startswith("."))]:
            if f"{tempat}{n}".startswith(awal):
                yield f"{tempat}{n}"
                jumlah += 1
                if jumlah >= BATAS:
                    return


def _searah(path: str, awal: str) -> bool:
    """Whether a folder lies on the way to what is typed, or below it."""
    return path.startswith(awal) or awal.startswith(f"{path}/")
