"""What commands that compare revisions have in common: which words are revisions and which are paths, and the two states."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from ksdgen import api
from ksdgen.desk.workspace import Workspace
from ksdgen.review.comparison import Perbandingan
from ksdgen.world.git import GitGagal, komit, leluhur_bersama
from ksdgen.world.repository import AKHIRAN, FOLDER, cari_akar


@dataclass(slots=True)
class Sasaran:
    """What a command line means: the repository, up to two revisions, and paths relative to the root."""

    akar: Path
    revisi: list[str]
    pilihan: list[str]

    def compare(self, day: date | None = None) -> Perbandingan:
        """The two states: HEAD and the working tree unless revisions are named; see `api.compare`."""
        old, new = [*self.revisi, None, None][:2]
        return api.compare(Workspace(self.akar), old or "HEAD", new, only=self.pilihan, day=day)


def opsi_dua_berkas(fungsi: Callable[..., Any]) -> Callable[..., Any]:
    """Two files in place of revisions."""
    for nama, uraian in (
        ("--baru", "Bandingkan dua berkas: naskah baru."),
        ("--lama", "Bandingkan dua berkas: naskah lama."),
    ):
        tipe = click.Path(dir_okay=False, path_type=Path)
        fungsi = click.option(nama, type=tipe, metavar="BERKAS", default=None, help=uraian)(fungsi)
    return fungsi


def urai(kata: Sequence[str], *, revisi_wajib: bool = False) -> Sasaran:
    """Tell revisions from paths, as git does: revisions come first, a path exists or looks like one.

    Raises:
        click.UsageError: a word is neither, or both; paths of different repositories.
    """
    revisi: list[str] = []
    sisa = list(kata)
    akar = _akar(sisa)
    while sisa and len(revisi) < 2:
        k = sisa[0]
        if _seperti_berkas(k):
            if Path(k).exists() and not k.startswith((".", "/")) and not k.endswith(AKHIRAN) and _ada_revisi(akar, k):
                raise click.UsageError(f"`{k}` adalah nama revisi dan juga nama berkas; tulis `./{k}` untuk berkasnya")
            break
        if ".." in k:
            revisi += _rentang(akar, k)
        else:
            try:
                komit(akar, k)
            except GitGagal as galat:
                lain = "" if revisi_wajib and not revisi else f"; berkas atau folder `{k}` juga tidak ada"
                raise click.UsageError(f"{galat}{lain}") from None
            revisi.append(k)
        sisa.pop(0)
    if len(revisi) > 2:
        raise click.UsageError("tulis paling banyak dua revisi")
    if revisi_wajib and not revisi:
        raise click.UsageError("tulis revisi git yang dibandingkan, misalnya HEAD atau main")
    pilihan = [_relatif(akar, k) for k in sisa]
    if not (akar / FOLDER).is_dir() and not pilihan and not _pernah_ada(akar):
        raise click.UsageError(
            "folder ini tidak memuat agreements/; sebutkan berkas yang dibandingkan, atau jalankan dari folder repositori naskah"
        )
    return Sasaran(akar, revisi, pilihan)


def nama_tampil(akar: Path) -> Any:
    """How a file of the repository is named to the reader: relative to the working directory."""

    def nama(path: str) -> str:
        try:
            return os.path.relpath(akar / path).replace(os.sep, "/")
        except ValueError:  # another drive on Windows
            return (akar / path).as_posix()

    return nama


def _akar(kata: Sequence[str]) -> Path:
    """The repository of the first path that lies in one, else of the working directory."""
    for k in kata:
        p = Path(k.replace("\\", "/") if os.sep == "/" else k)
        if p.exists() and (akar := cari_akar(p)) is not None:
            return akar
    akar = cari_akar(Path.cwd())
    if akar is not None:
        return akar
    ada = next((Path(k) for k in kata if Path(k).exists()), None)
    return (ada if ada is None or ada.is_dir() else ada.parent).resolve() if ada is not None else Path.cwd()


def _seperti_berkas(kata: str) -> bool:
    return (
        kata.endswith(AKHIRAN)
        or kata in (".", "..")
        or kata.startswith(("./", "../", "/", ".\\", "..\\"))
        or Path(kata).exists()
        or Path(kata.replace("\\", "/")).exists()
    )


def _ada_revisi(akar: Path, kata: str) -> bool:
    try:
        komit(akar, kata)
    except GitGagal:
        return False
    return True


def _rentang(akar: Path, kata: str) -> list[str]:
    """`A..B`, or `A...B` from the commit at which they parted; an empty side is HEAD."""
    tiga = "..." in kata
    a, _, b = kata.partition("..." if tiga else "..")
    a, b = a or "HEAD", b or "HEAD"
    return [leluhur_bersama(akar, a, b) if tiga else a, b] if komit(akar, a) and komit(akar, b) else []


def _relatif(akar: Path, kata: str) -> str:
    path = Path(kata.replace("\\", "/") if os.sep == "/" else kata)
    penuh = path if path.is_absolute() else Path.cwd() / path
    penuh = penuh.parent.resolve() / penuh.name if penuh.name not in ("", ".", "..") else penuh.resolve()
    try:
        hasil = penuh.relative_to(akar.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"`{kata}` berada di luar repositori {akar}") from None
    return "" if hasil == "." else hasil


def _pernah_ada(akar: Path) -> bool:
    """Whether the last commit has agreements/, though the working tree has lost it."""
    from ksdgen.world.git import GitTree

    try:
        with GitTree(akar, "HEAD") as pohon:
            return bool(pohon.below(FOLDER))
    except GitGagal:
        return False
