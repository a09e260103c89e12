"""The Word file of an agreement with tracked changes between two states."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ksdgen.review.comparison import Keadaan, Pasangan, Sisi
from ksdgen.world.git import GitGagal, berubah_sejak, keterangan_komit
from ksdgen.world.repository import TEMPLATES


def redline(pair: Pasangan, newer: Keadaan) -> bytes:
    """A .docx with tracked changes, by the author and of the date of the newer commit; undated where that is not committed.

    Args:
        pair: an agreement that both states can compose.
        newer: the newer state; the working tree counts as HEAD where the agreement is as it was committed.
    """
    from ksdgen.word.writer import tulis

    assert pair.ganda is not None and pair.baru is not None
    if newer.tanggal is None:
        newer = _committed(newer, pair.baru)
    images: dict[str, bytes] = {}
    for side in (pair.lama, pair.baru):
        if side is not None and side.hasil.susunan is not None:
            images |= side.hasil.susunan.aset
    when = datetime.fromisoformat(newer.tanggal) if newer.tanggal else None
    return tulis(pair.ganda, images, penulis=newer.penulis or "ksdgen", tanggal=when)


def _committed(state: Keadaan, side: Sisi) -> Keadaan:
    """HEAD's author and date when the files of the agreement are those of HEAD; else the state as it is, without a date."""
    root = state.ruang.repository.akar
    try:
        changed = set(berubah_sejak(root, "HEAD"))
        if changed.isdisjoint(state.ruang.agreements.bergantung(side.path)) and not any(
            file.startswith(f"{TEMPLATES}/") for file in changed
        ):
            commit = keterangan_komit(root, "HEAD")
            return replace(state, penulis=commit.penulis, tanggal=commit.tanggal)
    except GitGagal:
        pass
    return state
