"""A new agreement as a commented skeleton that passes the check.

Nothing here lists what an agreement needs. An agreement that says nothing is composed and judged: its blanks and the findings are the
facts that its document type prints and that the regulation asks for, each with the provision that asks. The model explains them. A new
document type, clause or rule therefore changes the skeleton by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Cause, Diagnostic
from ksdgen.editing.fmt import rapikan
from ksdgen.editing.skeleton import Permintaan, SkeletonWriter


def susun(ruang: Workspace, minta: Permintaan, hari_ini: date) -> str:
    """The text of the new file.

    Args:
        ruang: the repository.
        minta: what is to be written; what this document type does not print is taken out of its parties.
        hari_ini: the day whose law is asked.
    """
    penulis = SkeletonWriter(ruang, minta, hari_ini)
    for t in nilai(ruang, minta.path, penulis.teks(), hari_ini):
        if t.cause is Cause.NOT_PRINTED and t.rute is not None and t.rute.startswith("para_pihak."):
            _, nomor, *rute = t.rute.split(".")
            _buang(minta.pihak[int(nomor)].isi, rute)
    teks = penulis.teks()
    return rapikan(teks) or teks


def _buang(isi: Any, rute: Sequence[str]) -> None:
    """Take a value out of nested data, with the parents that it leaves empty."""
    if isinstance(isi, dict) and rute[:1] == ["0"]:
        _buang(isi, rute[1:])  # "0" is also the only element of a list that is written without dashes
        return
    kunci: Any = int(rute[0]) if isinstance(isi, list) else rute[0]
    if len(rute) > 1:
        anak = isi[kunci] if isinstance(isi, list) or kunci in isi else None
        if isinstance(anak, dict | list) and rute[1:] != ["0"]:
            _buang(anak, rute[1:])
            if anak:
                return
    if isinstance(isi, list) or kunci in isi:
        del isi[kunci]


def nilai(ruang: Workspace, path: str, teks: str, hari_ini: date) -> list[Diagnostic]:
    """What the check will say of a text once it stands at `path`."""
    return ruang.supposing({path: teks.encode()}).periksa(path, hari_ini).temuan
