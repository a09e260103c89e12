"""Signed papers held against git's history: none was altered, removed or taken back.

The frozen file of a signed agreement is evidence. What it must say is what it said in the commit that first had it;
whoever alters it can also compute its digests anew, and only history tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.world.codes import finding
from ksdgen.world.git import content_names
from ksdgen.world.history import History, history_of
from ksdgen.world.repository import FROZEN_SUFFIX, SUFFIXES, Repository


class Then(NamedTuple):
    """The older state."""

    name: str
    """How people call it."""
    commit: str
    """Its full name."""
    contents: Mapping[str, str]
    """Path → name of the content of each file."""


def altered_papers(
    now: Repository, then: Then, newer: str = "HEAD", concerned: Callable[[str], bool] = lambda _: True
) -> list[Diagnostic]:
    """What became of signed papers since a revision: those that were altered, removed, moved, or cannot be judged.

    Args:
        now: the newer state.
        then: the older state.
        newer: the commit of the newer state, or that which it was made from.
        concerned: whether a frozen file is looked at, by its path.
    """
    papers = _Papers(now, then, newer)
    return [found for path in papers.paths if concerned(path) for found in papers.judge(path)]


class _Papers:
    """The frozen files of both states."""

    def __init__(self, now: Repository, then: Then, newer: str) -> None:
        self._now = now
        self._then = then
        self._newer = newer
        start = f"{now.folder}/" if now.folder else ""
        before = {p for p in then.contents if p.startswith(start) and "/." not in f"/{p}"}
        self._files = set(now.tree.below(now.folder))
        frozen = (p for p in before | self._files if p.endswith(FROZEN_SUFFIX) and not now.is_pihak_file(p))
        self.paths = sorted(frozen)
        self._names: dict[str, frozenset[str]] = {}

    @cached_property
    def _history(self) -> History:
        return history_of(self._now.root, FROZEN_SUFFIX, self._then.commit, self._newer)

    @cached_property
    def _arrived(self) -> dict[str, str]:
        """Name of its content → path, of frozen files that are new and stand beside an agreement."""
        new = (p for p in self.paths if p in self._files and p not in self._then.contents and self._agreement(p))
        return {name: path for path in new for name in self._names_of(path)}

    def judge(self, path: str) -> Iterator[Diagnostic]:
        """What is to be said of one frozen file."""
        agreement = self._agreement(path)
        if path in self._files:
            if not self._unchanged(path) or not self._unchanged(agreement):
                yield from self._present(path, agreement)
        elif agreement is None and (new := self._arrived.get(self._then.contents[path])):
            yield from self._moved(path, new)
        elif path in self._history.of_newer or not self._history.complete:
            where = f"pada {self._then.name} masih ada"
            if agreement is None:
                yield _altered(f"naskah yang sudah ditandatangani ini dihapus; {where}", self._named_then(path))
            else:
                yield _altered(f"berkas beku naskah yang sudah ditandatangani ini dihapus; {where}", agreement)

    def _present(self, path: str, agreement: str | None) -> Iterator[Diagnostic]:
        if agreement is None:
            yield _altered("berkas beku ini tidak mempunyai naskah di sampingnya", path)
        elif not self._history.complete and not self._unchanged(path) and path in self._then.contents:
            yield _altered(f"berkas beku naskah ini tidak lagi seperti pada {self._then.name}", agreement)
        else:
            yield from self._against_first(path, path, agreement)

    def _moved(self, old: str, new: str) -> Iterator[Diagnostic]:
        agreement = self._agreement(new) or new
        yield from self._against_first(old, new, agreement)
        message = f"naskah yang sudah ditandatangani ini dipindahkan, semula `{self._named_then(old)}`; isinya tetap"
        yield finding("KSD079", message, Span.at(agreement))

    def _against_first(self, known_as: str, path: str, agreement: str) -> Iterator[Diagnostic]:
        """Hold a file against the content with which it first came, maybe under another name."""
        first = self._history.first.get(known_as)
        if first and first.isdisjoint(self._names_of(path)):
            yield _altered("berkas beku naskah ini tidak lagi seperti saat pertama kali disimpan dalam git", agreement)
        elif not self._history.complete:
            yield finding(
                "KSD078",
                "riwayat git terpotong, sehingga naskah yang sudah ditandatangani ini tidak dapat dibandingkan dengan simpanan pertamanya",
                Span.at(agreement),
                "jalankan `git fetch --unshallow`, atau dalam CI ambil seluruh riwayat (`fetch-depth: 0`)",
            )

    # --- files --------------------------------------------------------------------------------------------------------

    def _agreement(self, frozen: str) -> str | None:
        """The agreement beside a frozen file, as it is now."""
        return next((p for p in _agreements(frozen) if p in self._files), None)

    def _named_then(self, frozen: str) -> str:
        """The agreement that was beside a frozen file; the file itself where there was none."""
        return next((p for p in _agreements(frozen) if p in self._then.contents), frozen)

    def _unchanged(self, path: str | None) -> bool:
        name = self._then.contents.get(path) if path is not None else None
        if path is None or name is None:
            return False
        return name in self._names_of(path)

    def _names_of(self, path: str) -> frozenset[str]:
        """The names under which git may keep the content of a file as it is now; none where it cannot be read."""
        if path not in self._names:
            try:
                data = self._now.tree.read(path)
            except OSError:
                data = None
            self._names[path] = content_names(data, len(self._then.commit)) if data is not None else frozenset()
        return self._names[path]


def _agreements(frozen: str) -> Iterator[str]:
    """What the agreement beside a frozen file can be called."""
    return (frozen.removesuffix(FROZEN_SUFFIX) + suffix for suffix in SUFFIXES)


def _altered(message: str, path: str) -> Diagnostic:
    hint = "pulihkan dari riwayat git; perubahan dibuat dengan adendum, bukan pada naskah yang sudah ditandatangani"
    return finding("KSD077", message, Span.at(path), hint, cause=Cause.BROKEN_SEAL)
