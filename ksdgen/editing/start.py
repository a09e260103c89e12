"""A working repository out of an empty folder: which files it needs and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from ksdgen import __version__
from ksdgen.catalogue import schema
from ksdgen.desk.workspace import Workspace
from ksdgen.world.package import DATA, own_templates
from ksdgen.world.repository import AKHIRAN, FOLDER

KERANGKA = DATA / "kerangka"
"""The files as they are written, named without a leading dot."""

CI = {"github": ".github/workflows/naskah.yml", "gitlab": ".gitlab-ci.yml"}
"""Where the checks of a platform are told what to do."""

CONTOH = f"{FOLDER}/contoh/kesepakatan-bersama.yaml"
"""The first agreement."""

_PENGATURAN = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit.yaml",
    ".vscode/extensions.json": "vscode/extensions.json",
    ".vscode/settings.json": "vscode/settings.json",
    ".vscode/tasks.json": "vscode/tasks.json",
}


@dataclass(frozen=True, slots=True)
class BerkasAwal:
    """A file of a new repository: its path, its bytes, and how it is brought up to date where it is generated."""

    path: str
    isi: bytes
    pembaru: str | None = None


def berkas_awal(akar: Path, *, ci: str | None, templat: bool, pasang: str) -> Iterator[BerkasAwal]:
    """The files that a repository should have, in the order in which they are told.

    Args:
        akar: the folder; what stands in it already decides what is still needed.
        ci: a key of `CI`, or None.
        templat: whether ksdgen's templates are copied so that they can be changed.
        pasang: what pip installs where checks run.
    """
    if not ada_naskah(akar):
        contoh = KERANGKA / "naskah"
        for f in sorted(contoh.rglob("*.yaml"), key=lambda p: (p.parent.name != "pihak", p.name)):
            yield BerkasAwal(f"{FOLDER}/{f.relative_to(contoh).as_posix()}", _baca(f))
    if templat:
        bawaan = own_templates()
        for f in sorted(p for p in bawaan.rglob("*") if p.is_file() and p.suffix in (".j2", ".yaml")):
            yield BerkasAwal(f"templates/{f.relative_to(bawaan).as_posix()}", _baca(f))
    katalog = Workspace(akar).katalog
    yield BerkasAwal(f"{FOLDER}/{schema.BERKAS_NASKAH}", schema.tulis(schema.skema_naskah(katalog)), "ksdgen schema")
    yield BerkasAwal(f"{FOLDER}/{schema.BERKAS_PIHAK}", schema.tulis(schema.skema_pihak(katalog)), "ksdgen schema")
    for path, asal in _PENGATURAN.items():
        yield BerkasAwal(path, _isi(asal, pasang))
    if ci is not None:
        yield BerkasAwal(CI[ci], _isi(f"ci/{ci}.yml", pasang))


def ada_naskah(akar: Path) -> bool:
    """Whether agreements/ holds an agreement or party file other than the example."""
    contoh = {
        f"{FOLDER}/{f.relative_to(KERANGKA / 'naskah').as_posix()}" for f in (KERANGKA / "naskah").rglob("*.yaml")
    }
    ada = (f.relative_to(akar).as_posix() for f in (akar / FOLDER).rglob("*") if f.suffix in AKHIRAN)
    return any(f not in contoh for f in ada)


def sumber_pasang() -> str:
    """What pip should install to have this ksdgen elsewhere: the address that it was installed from, else its version."""
    try:
        asal = json.loads(metadata.distribution("ksdgen").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        asal = {}
    url, vcs = asal.get("url", ""), asal.get("vcs_info")
    if vcs:
        return f"ksdgen @ {vcs['vcs']}+{url}@{vcs['commit_id']}"
    # A folder of this computer is no address for another one.
    return f"ksdgen @ {url}" if url.startswith(("http://", "https://")) else f"ksdgen=={__version__}"


def _isi(asal: str, pasang: str) -> bytes:
    teks = _baca(KERANGKA / asal).decode("utf-8")
    return teks.replace("@PASANG@", json.dumps(pasang, ensure_ascii=False)[1:-1]).encode("utf-8")


def _baca(path: Path) -> bytes:
    # A checkout on Windows may have turned the line ends.
    return path.read_bytes().replace(b"\r\n", b"\n")
