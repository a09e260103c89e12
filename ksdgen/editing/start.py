"""A working repository out of an empty folder: which files it needs and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from ksdgen import __version__
from ksdgen.catalogue.schema import schema_files
from ksdgen.desk.workspace import Workspace
from ksdgen.errors import Refused
from ksdgen.world.files import WriteFailed, holds, write_whole
from ksdgen.world.package import DATA, own_templates
from ksdgen.world.repository import FOLDER, SUFFIXES, find_root

SKELETON = DATA / "kerangka"
"""The files as they are written, named without a leading dot."""

CI = {"github": ".github/workflows/naskah.yml", "gitlab": ".gitlab-ci.yml"}
"""Where the checks of a platform are told what to do."""

EXAMPLE = f"{FOLDER}/contoh/kesepakatan-bersama.yaml"
"""The first agreement."""

_SETTINGS = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit.yaml",
    ".vscode/extensions.json": "vscode/extensions.json",
    ".vscode/settings.json": "vscode/settings.json",
    ".vscode/tasks.json": "vscode/tasks.json",
}


@dataclass(frozen=True, slots=True)
class StarterFile:
    """A file of a new repository: its path, its bytes, and how it is brought up to date where it is generated."""

    path: str
    content: bytes
    updater: str | None = None

    def is_stale(self, root: Path) -> bool:
        """Whether it is generated, and what stands below a folder says something else, or cannot be read."""
        return self.updater is not None and not holds(root / self.path, self.content)


def starter_files(root: Path, *, ci: str | None, template: bool, install: str) -> Iterator[StarterFile]:
    """The files that a repository should have, in the order in which people are told of them.

    Args:
        root: the folder; what stands in it already decides what is still needed.
        ci: a key of `CI`, or None.
        template: whether ksdgen's templates are copied so that they can be changed.
        install: what pip installs where checks run.
    """
    if not has_naskah(root):
        example = SKELETON / "naskah"
        for file in sorted(example.rglob("*.yaml"), key=lambda p: (p.parent.name != "pihak", p.name)):
            yield StarterFile(f"{FOLDER}/{file.relative_to(example).as_posix()}", _read(file))
    if template:
        built_in = own_templates()
        for file in sorted(p for p in built_in.rglob("*") if p.is_file() and p.suffix in (".j2", ".yaml")):
            yield StarterFile(f"templates/{file.relative_to(built_in).as_posix()}", _read(file))
    for name, data in schema_files(Workspace(root).catalogue).items():
        yield StarterFile(f"{FOLDER}/{name}", data, "ksdgen schema")
    for path, origin in _SETTINGS.items():
        yield StarterFile(path, _content(origin, install))
    if ci is not None:
        yield StarterFile(CI[ci], _content(f"ci/{ci}.yml", install))


def ensure_outermost(root: Path) -> None:
    """Refuse a place in which no repository can be started.

    Raises:
        Refused: it lies inside another repository.
    """
    above = find_root(root)
    if above is not None and above != root.resolve():
        raise Refused(f"folder ini berada di dalam `{above}`, yang sudah memuat {FOLDER}; jalankan di sana")


class Started(NamedTuple):
    """What became of a file of a new repository."""

    file: StarterFile
    written: bool
    """False for a file that was there: it is never touched."""


def write_missing(root: Path, files: Iterable[StarterFile]) -> Iterator[Started]:
    """Write the files that are not there, one after the other.

    Raises:
        WriteFailed: a file cannot be written; those before it are.
    """
    for file in files:
        target = root / file.path
        try:
            present = target.exists()
        except OSError as error:
            raise WriteFailed(str(target), error) from None
        if not present:
            write_whole(target, file.content, within=root)
        yield Started(file, not present)


def has_naskah(root: Path) -> bool:
    """Whether agreements/ holds an agreement or party file other than the example."""
    skeleton = SKELETON / "naskah"
    example = {f"{FOLDER}/{file.relative_to(skeleton).as_posix()}" for file in skeleton.rglob("*.yaml")}
    present = (file.relative_to(root).as_posix() for file in (root / FOLDER).rglob("*") if file.suffix in SUFFIXES)
    return any(file not in example for file in present)


def install_source() -> str:
    """What pip should install to have this ksdgen elsewhere: the address it was installed from, else its version."""
    try:
        origin = json.loads(metadata.distribution("ksdgen").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        origin = {}
    url, vcs = origin.get("url", ""), origin.get("vcs_info")
    if vcs:
        return f"ksdgen @ {vcs['vcs']}+{url}@{vcs['commit_id']}"
    # A folder of this computer is no address for another one.
    return f"ksdgen @ {url}" if url.startswith(("http://", "https://")) else f"ksdgen=={__version__}"


def _content(origin: str, install: str) -> bytes:
    text = _read(SKELETON / origin).decode("utf-8")
    return text.replace("@PASANG@", json.dumps(install, ensure_ascii=False)[1:-1]).encode("utf-8")


def _read(path: Path) -> bytes:
    # A checkout on Windows may have turned the line ends.
    return path.read_bytes().replace(b"\r\n", b"\n")
