"""A new version of a clause: the old text goes into the archive, the number goes up, and the index says what every
version was.

Works on one folder of templates. What is to change is first said as a list of files, in an order in which no text can
be lost when the writing stops half-way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ksdgen.catalogue.archive import INDEX, BrokenIndex, digest, read_index, write_index
from ksdgen.catalogue.catalogue import ARCHIVE, Catalogue, archive_path
from ksdgen.catalogue.front_matter import TemplateFile
from ksdgen.editing.fix import split_lines
from ksdgen.errors import Refused
from ksdgen.source.node import MappingNode
from ksdgen.world.files import reason, write_whole
from ksdgen.world.git import GitTree
from ksdgen.world.repository import TEMPLATES
from ksdgen.world.tree import Tree, WorkingTree


@dataclass(frozen=True, slots=True)
class FileWrite:
    """A file to write: its path below the folder of templates, and what it is to say."""

    path: str
    content: bytes


def own_templates(root: Path) -> WorkingTree:
    """The templates of a repository's own.

    Raises:
        Refused: it has none.
    """
    if not (root / TEMPLATES).is_dir():
        raise Refused(f"repositori ini tidak mempunyai templat sendiri pada folder {TEMPLATES}/")
    return WorkingTree(root / TEMPLATES, f"{TEMPLATES}/")


def write_files(root: Path, writes: Iterable[FileWrite]) -> Iterator[str]:
    """Write files of a repository's own templates in order; gives the name of each that changed once it is written.

    Raises:
        WriteFailed: a file cannot be written; those before it are.
    """
    for file in writes:
        name = f"{TEMPLATES}/{file.path}"
        if write_whole(root / name, file.content, name, within=root, lasting=True):
            yield name


def record(tree: Tree, *, again: bool = False) -> FileWrite:
    """The index with every clause as it is now and with every archived text.

    Args:
        tree: the folder of templates.
        again: also take a text that differs from what was recorded for its version: only for versions that no agreement
            uses yet.

    Raises:
        Refused: a recorded text was changed, or a clause or the index cannot be read.
    """
    catalogue = Catalogue(tree)
    index = _index(tree)
    problems: list[str] = []
    texts = [(code, catalogue.klausul(code), f"klausul/{code}.j2") for code in catalogue.list_klausul()]
    for path in tree.files(ARCHIVE):
        code, _, version = path.removeprefix(f"{ARCHIVE}/").removesuffix(".j2").rpartition("@")
        if path.endswith(".j2") and version.isdigit():
            texts.append((code, catalogue.archive(code, int(version)), path))
    for code, file, path in texts:
        if file is None:
            problems.append(f"{path}: kepala templat ini belum dapat dibaca; jalankan `ksdgen templates`")
            continue
        file_version: int = file.front_matter.versi
        recorded = index.setdefault(code, {})
        if recorded.get(file_version, digest(file)) != digest(file) and not again:
            problems.append(
                f"{path}: teks versi {file_version} berubah sejak dicatat; naikkan versinya dengan `ksdgen templates --versi-baru {code}`"
            )
            continue
        recorded[file_version] = digest(file)
    if problems:
        raise Refused("\n".join(problems))
    return FileWrite(INDEX, write_index(index))


def raise_version(root: Path, code: str, revision: str | None = None) -> list[FileWrite]:
    """Archive a clause's text and raise its version, in a repository.

    Args:
        root: the repository's root.
        code: the clause.
        revision: a git revision that has the recorded text, where the text was edited already.

    Raises:
        Refused: as `new_version`, or the repository has no templates of its own, git has no such revision, or the
            revision no such clause.
    """
    tree = own_templates(root)
    if revision is None:
        return new_version(tree, code)
    try:
        with GitTree(root, revision) as history:
            old = history.read(f"{TEMPLATES}/klausul/{code}.j2")
    except OSError as error:
        raise Refused(f"klausul `{code}` pada revisi `{revision}` tidak dapat dibaca: {reason(error)}") from None
    if old is None:
        raise Refused(f"klausul `{code}` tidak ada pada revisi `{revision}`")
    return new_version(tree, code, old)


def new_version(tree: Tree, code: str, old: bytes | None = None) -> list[FileWrite]:
    """Put the recorded text of a clause into the archive and raise the version of the clause.

    Best called before the text is edited. Where it was edited already, the recorded text must be given; the edited text
    stays as it is and gets the new number.

    Args:
        tree: the folder of templates.
        code: the clause.
        old: the file with the recorded text, for example from an earlier revision.

    Raises:
        Refused: there is no such clause, its version was never recorded, or its recorded text is neither in the file
            nor given.
    """
    path = f"klausul/{code}.j2"
    catalogue = Catalogue(tree)
    file, data = catalogue.klausul(code), catalogue.read(path)
    if file is None or data is None:
        raise Refused(f"klausul `{code}` tidak ada atau belum dapat dibaca pada folder templates/ ini")
    version: int = file.front_matter.versi
    recorded = _index(tree).get(code, {}).get(version)
    if recorded is None:
        raise Refused(
            f"klausul `{code}` versi {version} belum dicatat; catat dahulu teks yang sudah dipakai naskah dengan `ksdgen templates --kunci`"
        )
    if digest(file) == recorded:
        old = data
    elif old is None:
        raise Refused(
            f"teks klausul `{code}` sudah diubah sejak versi {version} dicatat; sebut revisi git yang masih memuat teks lamanya, supaya teks itu masuk arsip"
        )
    elif not _is_its_text(old, code, version, recorded):
        raise Refused(f"teks yang diberikan bukan teks klausul `{code}` versi {version} yang tercatat")
    archive = archive_path(code, version)
    try:
        present = tree.read(archive)
    except OSError as error:
        raise Refused(f"arsip `{archive}` tidak dapat dibaca: {reason(error)}") from None
    if present is not None and not _is_its_text(present, code, version, recorded):
        raise Refused(f"arsip `{archive}` sudah ada dengan teks lain; pulihkan dahulu dari riwayat git")
    result = [FileWrite(archive, old)] if present is None else []
    return [*result, FileWrite(path, _renumbered(data, file, version + 1))]


def _index(tree: Tree) -> dict[str, dict[int, str]]:
    try:
        return {code: dict(versions) for code, versions in read_index(tree).items()}
    except BrokenIndex as error:
        raise Refused(f"{INDEX}: {error}; pulihkan dari riwayat git") from None


def _is_its_text(data: bytes, code: str, version: int, recorded: str) -> bool:
    """Whether a file is the recorded text of this version."""
    file = Catalogue(_Single(f"klausul/{code}.j2", data)).klausul(code)
    return file is not None and file.front_matter.versi == version and digest(file) == recorded


def _renumbered(data: bytes, file: TemplateFile, version: int) -> bytes:
    """A clause's file with another version and nothing else changed."""
    text = data.decode("utf-8")
    lines = split_lines(text)
    root = file.places.root
    if isinstance(root, MappingNode) and "versi" in root.content:
        span = root.content["versi"].span
        line = lines[span.line - 1]
        lines[span.line - 1] = f"{line[: span.column - 1]}{version}{line[span.end_column - 1 :]}"
    else:
        line_break = lines[0][len(lines[0].rstrip("\r\n")) :]
        lines.insert(1, f"versi: {version}{line_break}")
    return "".join(lines).encode("utf-8")


class _Single:
    """A tree of one file in memory."""

    def __init__(self, path: str, data: bytes) -> None:
        self._content = {path: data}

    def read(self, path: str) -> bytes | None:
        return self._content.get(path)

    def files(self, folder: str) -> list[str]:
        return [p for p in self._content if p.rpartition("/")[0] == folder]

    def below(self, folder: str) -> list[str]:
        return [p for p in self._content if p.startswith(f"{folder}/" if folder else "")]

    def name(self, path: str) -> str:
        return path
