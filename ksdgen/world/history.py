"""What git's history says of a kind of file: with which content each of them first came, and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ksdgen.world.git import GitFailed, ask, commit, common_ancestor, is_shallow

_COMMIT = re.compile("[0-9a-f]{40,64}( [0-9a-f]{40,64})*")
_OPTIONS = (
    *("--full-history", "--simplify-merges", "--parents", "--topo-order", "--reverse"),
    # A merge can bring what none of its parents has: it is compared with each of them.
    *("-m", "--root", "--raw", "--no-abbrev", "--no-renames", "--no-follow", "--relative", "-z", "--format=%H %P"),
    *("--no-ext-diff", "--no-textconv", "--no-show-signature"),
)


class History(NamedTuple):
    """What is known of the past of some files."""

    first: Mapping[str, frozenset[str]]
    """Path → names of the contents with which it first came: several where lines of history brought it each for
    themselves.
    """
    of_newer: frozenset[str]
    """The paths that the newer revision or an ancestor of it has had; all where it has another origin."""
    complete: bool
    """Whether the whole history could be read."""


def history_of(root: Path, suffix: str, base: str, newer: str) -> History:
    """With which content the files of a kind first came: in the history of a revision, else in that of a newer one.

    What is proposed cannot make itself a past: where the older revision knows a file, only its history counts.

    Args:
        root: a folder of the working tree; paths are relative to it.
        suffix: how the names of the files end.
        base: the full name of the older commit.
        newer: what git understands as the newer commit.
    """
    try:
        of_base, of_newer = (_first_contents(root, suffix, commit(root, revision)) for revision in (base, newer))
        complete = not is_shallow(root)
    except GitFailed:
        return History({}, frozenset(), complete=False)
    try:
        common_ancestor(root, base, newer)
        had = frozenset(of_newer)
    except GitFailed:
        had = frozenset({*of_base, *of_newer})
    return History({**of_newer, **of_base}, had, complete)


def _first_contents(root: Path, suffix: str, revision: str) -> dict[str, frozenset[str]]:
    """Path → names of the contents in the commits that have it and whose ancestors have not."""
    cause = "riwayat git tidak dapat dibaca"
    listing = ask(root, "log", *_OPTIONS, "--end-of-options", revision, "--", f"*{suffix}", cause=cause)
    known: dict[str, frozenset[str]] = {}
    """Commit → the paths that it or an ancestor has had."""
    first: dict[str, set[str]] = {}
    for digest, parents, added in _commits(listing.split("\0")):
        before: frozenset[str] = frozenset().union(*(known.get(parent, frozenset()) for parent in parents))
        # The same commit is told once for each parent that it is compared with.
        for path, name in added:
            if path not in before:
                first.setdefault(path, set()).add(name)
        known[digest] = before.union((path for path, _ in added), known.get(digest, ()))
    return {path: frozenset(names) for path, names in first.items()}


def _commits(tokens: Iterable[str]) -> Iterable[tuple[str, list[str], list[tuple[str, str]]]]:
    """The commits of a listing with their parents and what was added in each, as path and name of the content."""
    digest, parents = "", list[str]()
    added: list[tuple[str, str]] = []
    rest = iter(tokens)
    for token in rest:
        entry = token.lstrip("\n")
        if entry.startswith(":"):
            _, mode, _, name, status = entry.split(" ")
            path = next(rest, "")
            if status.startswith("A") and mode.startswith("100"):
                added.append((path, name))
        elif _COMMIT.fullmatch(entry.strip()):
            if digest:
                yield digest, parents, added
            digest, *parents = entry.split()
            added = []
    if digest:
        yield digest, parents, added
