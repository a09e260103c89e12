"""What the Tab key offers: files, document types, categories, parties, codes, clauses. Whatever goes wrong, it offers
nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from ksdgen.desk.workspace import Workspace

LIMIT = 500
"""How many files are offered at most."""

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _safe(candidates: Callable[[click.Context, str], Iterable[tuple[str, str]]]) -> Completer:
    """Offer what begins with the typed text; a broken repository must not disturb somebody who types."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            return [
                CompletionItem(name, help=description or None)
                for name, description in candidates(ctx, incomplete)
                if name.lower().startswith(incomplete.lower())
            ]
        except Exception:  # the shell would print the traceback into the line that is being typed
            return []

    return complete


def _argument(ctx: click.Context, name: str) -> str | None:
    """The argument that is typed already; behind an option without its value click leaves it among the rest."""
    typed = ctx.params.get(name) or next(iter(ctx.args), None)
    return None if typed is None else str(typed)


def _workspace() -> Workspace:
    from ksdgen.desk.workspace import Workspace
    from ksdgen.world.repository import find_root

    return Workspace(find_root(Path.cwd()) or Path.cwd())


@_safe
def kind(ctx: click.Context, start: str) -> Iterable[tuple[str, str]]:
    """Document types."""
    from ksdgen.editing.new_choices import kind_choices

    return [(name, front_matter.uraian) for name, front_matter in kind_choices(_workspace()).items()]


@_safe
def category(ctx: click.Context, start: str) -> Iterable[tuple[str, str]]:
    """Categories; of the document type where it is typed already."""
    from ksdgen.editing.new_choices import category_choices, kind_choices
    from ksdgen.naskah.model import Category

    front_matter = kind_choices(_workspace()).get(_argument(ctx, "jenis") or "")
    return (
        category_choices(front_matter).items()
        if front_matter is not None
        else [(k.value, k.description) for k in Category if k.supported]
    )


@_safe
def pihak(ctx: click.Context, start: str) -> Iterable[tuple[str, str]]:
    """Ids of shared party files."""
    from ksdgen.editing.new_choices import pihak_choices

    return pihak_choices(_workspace()).items()


@_safe
def code(ctx: click.Context, start: str) -> Iterable[tuple[str, str]]:
    """Codes of findings."""
    from ksdgen.cli.shared import own_rules_here
    from ksdgen.rules.pages import pages_with

    return [(code, page.name) for code, page in pages_with(own_rules_here()).items()]


@_safe
def act(ctx: click.Context, start: str) -> Iterable[tuple[str, str]]:
    """Ids of acts."""
    from ksdgen import regulation

    return [(act.id, act.singkat) for act in regulation.all_acts()]


@_safe
def klausul(ctx: click.Context, start: str) -> Iterable[tuple[str, str]]:
    """Ids of clauses."""
    return [(code, "") for code in _workspace().catalogue.list_klausul()]


@_safe
def pihak_codes(ctx: click.Context, start: str) -> Iterable[tuple[str, str]]:
    """Codes of the parties of the agreement that is typed already."""
    from ksdgen.desk.workspace import Workspace
    from ksdgen.world.repository import find_root

    path = _argument(ctx, "path")
    if path is None:
        return []
    place = Path(path.replace("\\", "/")).absolute()
    workspace = Workspace(find_root(place.parent) or place.parent)
    naskah = workspace.agreements.load(workspace.repository.name(place)).naskah
    return [(p.kode, p.nama) for p in naskah.para_pihak] if naskah is not None else []


@_safe
def naskah(ctx: click.Context, start: str) -> Iterable[tuple[str, str]]:
    """Agreement files and their folders below what is typed."""
    return ((path, "") for path in _files(start))


def _files(start: str) -> Iterator[str]:
    """Paths of YAML files and folders that begin with the typed text, at any depth, without what starts with a dot."""
    from ksdgen.world.repository import FOLDER, SUFFIXES

    typed_folder = start.rpartition("/")[0]
    base = Path(typed_folder) if typed_folder or not start.startswith("/") else Path("/")
    if not start and Path(FOLDER).is_dir():
        base = Path(FOLDER)
        yield FOLDER
    count = 0
    for folder, folders, files in os.walk(base):
        place = "" if folder == "." else f"{Path(folder).as_posix()}/".replace("//", "/")
        folders[:] = sorted(a for a in folders if not a.startswith(".") and _same_way(f"{place}{a}", start))
        for entry in [*folders, *sorted(a for a in files if a.endswith(SUFFIXES) and not a.startswith("."))]:
            if f"{place}{entry}".startswith(start):
                yield f"{place}{entry}"
                count += 1
                if count >= LIMIT:
                    return


def _same_way(path: str, start: str) -> bool:
    """Whether a folder lies on the way to what is typed, or below it."""
    return path.startswith(start) or start.startswith(f"{path}/")
