"""The Word file of an agreement with tracked changes between two states."""

from __future__ import annotations

from dataclasses import replace

from ksdgen.errors import Refused
from ksdgen.review.comparison import Comparison, Pair, RepositoryState, Side
from ksdgen.world.git import ChangesSince, GitFailed, commit_description
from ksdgen.world.repository import TEMPLATES


def only_pair(comparison: Comparison) -> Pair | None:
    """The one agreement of a comparison that can be shown with tracked changes; None when nothing changed.

    Raises:
        Refused: several agreements changed, or one of its sides is missing or cannot be composed.
    """
    if not comparison.pairs:
        return None
    if len(comparison.pairs) > 1:
        listing = ", ".join(pair.path for pair in comparison.pairs[:5])
        raise Refused(f"{len(comparison.pairs)} naskah berubah; sebutkan satu di antaranya: {listing}")
    pair = comparison.pairs[0]
    if pair.old is None:
        raise Refused(f"`{pair.path}` belum ada pada {comparison.old.name}; cetak dengan `ksdgen render`")
    if pair.new is None:
        raise Refused(f"`{pair.path}` sudah tidak ada pada {comparison.new.name}")
    for name, side in pair.not_composed:
        cause = side.errors[0].message if side.errors else "naskah tidak dapat dibaca"
        raise Refused(f"versi {name} `{side.path}` tidak dapat disusun: {cause}; periksa dengan `ksdgen check`")
    return None if pair.state == "tetap" else pair


def redline(pair: Pair, newer: RepositoryState) -> bytes:
    """A .docx with tracked changes, by the author and of the date of the newer commit; undated where that is not
    committed.

    Args:
        pair: an agreement that both states can compose.
        newer: the newer state; the working tree counts as HEAD where the agreement is as it was committed.
    """
    from ksdgen.word.writer import write

    assert pair.redline is not None and pair.new is not None
    if newer.revision is None:
        newer = _committed(newer, pair.new)
    images: dict[str, bytes] = {}
    for side in (pair.old, pair.new):
        if side is not None and side.result.composition is not None:
            images |= side.result.composition.assets
    return write(pair.redline, images, author=newer.author or "ksdgen", changed_at=newer.committed)


def _committed(state: RepositoryState, side: Side) -> RepositoryState:
    """HEAD's author and date when the files of the agreement are those of HEAD; else the state as it is, without a
    date.
    """
    root = state.workspace.repository.root
    try:
        changes = ChangesSince(root, "HEAD")
        files = sorted(state.workspace.agreements.depends_on(side.path))
        if not changes.any_of(files) and not changes.any_below(TEMPLATES):
            commit = commit_description(root, "HEAD")
            return replace(state, author=commit.author, committed=commit.authored)
    except GitFailed:
        pass
    return state
