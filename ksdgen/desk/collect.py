"""Which files are meant: the agreements that files and folders stand for, and those of them that have changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ksdgen.desk.workspace import Workspace
from ksdgen.errors import Refused
from ksdgen.world.files import reason
from ksdgen.world.paths import is_folder, is_there, is_within, real
from ksdgen.world.repository import FOLDER, SUFFIXES, TEMPLATES, Repository, file_key, find_root, template_tree
from ksdgen.world.tree import Snapshot, WorkingTree

if TYPE_CHECKING:
    from ksdgen.diagnostics import Diagnostic
    from ksdgen.world.git import ChangesSince


class Task:
    """One file to work on: its repository, its path relative to the root, and where its output goes, without suffix."""

    __slots__ = ("output", "path", "workspace")

    def __init__(self, workspace: Workspace, path: str, output: Path) -> None:
        self.workspace = workspace
        self.path = path
        self.output = output

    @property
    def repository(self) -> Repository:
        """The repository that the file is in."""
        return self.workspace.repository


def collect(paths: Sequence[Path], *, pihak: bool) -> list[Task]:
    """The agreements that files and folders stand for, in order and without repetition.

    Args:
        paths: files or folders.
        pihak: whether shared party files found in folders count too.

    Raises:
        Refused: a path does not exist, a file is no agreement, or a folder holds none.
    """
    workspaces: dict[Path, Workspace] = {}
    result: dict[Path, Task] = {}
    for path in paths:
        if is_folder(path):
            files = list(_folder_contents(path))
        elif path.suffix in SUFFIXES and (is_there(path) or path.is_symlink()):
            files = [path]
        elif is_there(path):
            raise Refused(f"`{path}` bukan berkas .yaml")
        else:
            raise Refused(f"`{path}` tidak ada{_suggestion(path)}")
        any_found = False
        for file in files:
            root = find_root(file.parent) or Path(real(path if is_folder(path) else file.parent))
            if root not in workspaces:
                workspaces[root] = Workspace(_for_a_batch(root))
            repository = workspaces[root].repository
            name = repository.name(file)
            nested = repository.nested_folder(name)
            if nested is not None:
                raise Refused(
                    f"folder `{nested}` berada di dalam {FOLDER}/: satu repositori mempunyai satu folder {FOLDER}; "
                    "pindahkan isinya atau ganti nama folder itu"
                )
            if is_folder(path) and repository.is_pihak_file(name) and not pihak:
                continue
            any_found = True
            output = name.removeprefix(f"{FOLDER}/") if repository.folder else name
            result.setdefault(root / name, Task(workspaces[root], name, Path(output).with_suffix("")))
        if is_folder(path) and not any_found:
            raise Refused(f"folder `{path}` tidak memuat naskah (berkas .yaml di bawah agreements/)")
    return list(result.values())


def collect_or_all(paths: Sequence[Path], here: Path) -> list[Task]:
    """The agreements that files and folders stand for; without any those of a repository.

    Args:
        paths: files or folders.
        here: a folder of the repository whose agreements are meant where none are named.

    Raises:
        Refused: as `collect`, or nothing is named and the folder lies in no repository.
    """
    root = find_root(here)
    if paths or root is None:
        if not paths:
            raise Refused(f"folder ini tidak memuat {FOLDER}/; sebutkan naskah atau foldernya")
        return collect(paths, pihak=False)
    return collect([root / FOLDER], pihak=False)


def _folder_contents(folder: Path) -> Iterator[Path]:
    """YAML files below a folder; of a repository's root only those under agreements/."""
    start = folder / FOLDER if is_folder(folder / FOLDER) else folder

    def failed(error: OSError) -> None:
        raise Refused(f"folder `{error.filename}` tidak dapat dibaca: {reason(error)}")

    for inside, folders, names in os.walk(start, onerror=failed):
        folders[:] = sorted(subfolder for subfolder in folders if not subfolder.startswith("."))
        for subfolder in folders:
            if Path(inside, subfolder).is_symlink():
                raise Refused(
                    f"folder `{Path(inside, subfolder)}` adalah symbolic link, sehingga isinya tidak diperiksa; "
                    "ganti dengan folder sungguhan"
                )
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield Path(inside) / name


def _suggestion(missing: Path) -> str:
    """Which file or folder may have been meant by one that is not there."""
    root = Path(FOLDER)
    if not is_folder(root):
        return "" if missing.is_absolute() else f" di folder ini; buka dahulu folder yang memuat {FOLDER}"
    import difflib  # only when something is wrong

    present = [root.as_posix(), *sorted(p.as_posix() for p in root.rglob("*") if is_folder(p) or p.suffix in SUFFIXES)]
    name = missing.as_posix().removeprefix("./")
    candidates = [p for p in present if p.endswith(f"/{name}")]
    candidates = candidates or difflib.get_close_matches(name, present, n=1, cutoff=0.7)
    return f"; maksud Anda {' atau '.join(f'`{c}`' for c in candidates[:2])}?" if candidates else ""


def _for_a_batch(root: Path) -> Repository:
    """A repository whose templates stay as they are first read, whatever becomes of them during the run."""
    return Repository(root, template=Snapshot(template_tree(root, WorkingTree(root))))


def changes_since(tasks: Iterable[Task], revision: str) -> dict[Repository, ChangesSince]:
    """What has changed since a git revision in each of the repositories of some tasks.

    Raises:
        GitFailed: git or the revision is not there.
    """
    from ksdgen.world.git import ChangesSince  # only where a revision is asked for

    return {repository: ChangesSince(repository.root, revision) for repository in repositories(tasks)}


def changed(tasks: Sequence[Task], changes: Mapping[Repository, ChangesSince]) -> list[Task]:
    """The tasks whose outcome can differ since a git revision: changed themselves, or by what they refer to, or by a
    template.
    """
    by_template = {repository for repository, since in changes.items() if since.any_below(TEMPLATES)}
    return [
        task
        for task in tasks
        if task.repository in by_template
        or changes[task.repository].any_of(sorted(task.workspace.agreements.depends_on(task.path)))
    ]


def altered_papers(
    paths: Sequence[Path], changes: Mapping[Repository, ChangesSince], revision: str
) -> list[Diagnostic]:
    """What became of signed papers since a git revision, of those that files and folders stand for.

    Args:
        paths: files or folders.
        changes: what has changed in each repository.
        revision: the revision, as it was typed.
    """
    from ksdgen.desk import evidence

    result = []
    for repository, since in changes.items():
        places = [_place(repository, path) for path in paths]

        def concerned(frozen: str, root: Path = repository.root, places: Sequence[str] = places) -> bool:
            return any(is_within(str(root / frozen), place) for place in places)

        then = evidence.Then(f"revisi `{revision}`", since.commit, since.contents)
        result += evidence.altered_papers(repository, then, concerned=concerned)
    return result


def _place(repository: Repository, path: Path) -> str:
    """Where the frozen files of what was named are: a folder, or the one file."""
    return real(path) if is_folder(path) else str(repository.root / repository.frozen_path(repository.name(path)))


def repositories(tasks: Iterable[Task]) -> list[Repository]:
    """The repositories of some tasks, each once."""
    return [*dict.fromkeys(task.repository for task in tasks)]


def collisions(tasks: Iterable[Task]) -> list[tuple[str, str]]:
    """Pairs of files whose output would be the same file (also where names differ in case only)."""
    seen: dict[str, str] = {}
    result = []
    for task in tasks:
        key = file_key(task.output.as_posix())
        if key in seen:
            result.append((seen[key], task.path))
        seen.setdefault(key, task.path)
    return result
