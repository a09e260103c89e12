"""What can be chosen for a new agreement: document type, category, parties, the paper from which it is made, its place."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from ksdgen.catalogue.front_matter import KindFrontMatter
from ksdgen.desk.workspace import Workspace
from ksdgen.errors import Refused
from ksdgen.naskah.model import Category, Naskah, Status
from ksdgen.naskah.pihak import Pejabat
from ksdgen.source.node import MappingNode, plain
from ksdgen.source.parse import load
from ksdgen.world.repository import FOLDER, SUFFIXES

PARENTS = {"perjanjian_kerja_sama": "kesepakatan_bersama", "rencana_kerja": "nota_kesepakatan"}
"""The kind of paper from which another is made; the field that names it bears the same name."""

RELATED = frozenset([*PARENTS.values(), "rencana_kerja"])
"""Fields that name the file of another paper."""


@dataclass(frozen=True, slots=True)
class Parent:
    """The paper from which another is made."""

    path: str
    root: MappingNode
    naskah: Naskah


def kind_choices(workspace: Workspace) -> dict[str, KindFrontMatter]:
    """The document types of the repository."""
    result = {}
    for name in workspace.catalogue.list_kinds():
        file = workspace.catalogue.kind(name)
        if file is not None:
            result[name] = file.front_matter
    return result


def category_choices(kind: KindFrontMatter) -> dict[str, str]:
    """The categories of a document type, with their meaning."""
    return {
        category.value: category.description
        for category in Category
        if category.supported and category.value in kind.kategori
    }


def pihak_choices(workspace: Workspace) -> dict[str, str]:
    """Shared party files by their id (the file's name), with the name of the legal subject."""
    start = f"{workspace.repository.folder}/pihak" if workspace.repository.folder else "pihak"
    result = {}
    for path in workspace.repository.tree.files(start):
        file_name = path.rpartition("/")[2]
        if file_name.endswith(SUFFIXES) and not file_name.startswith("."):
            id_ = file_name.rpartition(".")[0]
            data = workspace.agreements.book.read(f"pihak/{id_}")
            name = data.content.content.get("nama") if data is not None and data.content is not None else None
            result[id_] = str(plain(name)) if name is not None else id_
    return result


def parent_choices(workspace: Workspace, kind: str) -> dict[str, str]:
    """Papers from which one of this kind can be made: path relative to the root, with the title."""
    origin = PARENTS.get(kind)
    result = {}
    for path in workspace.repository.agreement_paths() if origin is not None else ():
        naskah = workspace.agreements.load(path).naskah
        if naskah is not None and naskah.jenis == origin and naskah.status is not Status.CANCELLED:
            result[path] = naskah.tentang
    return result


def read_parent(workspace: Workspace, path: str, kind: str | None) -> Parent:
    """The paper from which another is made.

    Args:
        workspace: the repository.
        path: relative to the root.
        kind: what is to be made from it, where that is known.

    Raises:
        Refused: it is absent, broken, or of a kind from which nothing (or not this) is made.
    """
    try:
        data = workspace.repository.tree.read(path)
    except OSError:
        raise Refused(f"`{path}` tidak dapat dibaca") from None
    if data is None:
        raise Refused(f"`{path}` tidak ada")
    root, _ = load(data, path)
    naskah = workspace.agreements.load(path).naskah
    if naskah is None or not isinstance(root, MappingNode):
        raise Refused(f"`{path}` belum dapat dibaca; perbaiki dahulu menurut `ksdgen check {path}`")
    children = [child for child, origin in PARENTS.items() if origin == naskah.jenis]
    if not children or (kind is not None and kind not in children):
        allowed = "; ".join(f"{child} dari {origin}" for child, origin in PARENTS.items())
        raise Refused(f"`{path}` berjenis {naskah.jenis}, padahal yang dapat dibuat dari naskah lain: {allowed}")
    return Parent(path, root, naskah)


def pejabat_in_office(workspace: Workspace, id_: str) -> list[Pejabat]:
    """The officials of a party file who are in office."""
    data = workspace.agreements.book.read(f"pihak/{id_}")
    return [p for p, _ in data.pejabat if p.sampai is None] if data is not None else []


def default_path(kind: str, tentang: str, year: int, parent: Parent | None) -> str:
    """Where a new agreement goes unless told otherwise, relative to the root: beside the paper that it is made from,
    else in a folder named after its title.
    """
    name = f"{kind.replace('_', '-')}.yaml"
    if parent is not None:
        return posixpath.join(posixpath.dirname(parent.path), name)
    slug = ""
    for word in re.findall(r"[a-z0-9]+", tentang.lower()):
        if len(slug) + len(word) > 40:
            break
        slug = f"{slug}-{word}" if slug else word
    return f"{FOLDER}/{year}/{slug or 'naskah'}/{name}"
