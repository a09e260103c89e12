"""A comparison as data: a fixed, versioned shape for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ksdgen.difference import Change, sentence
from ksdgen.paper.document import Origin
from ksdgen.review import excerpt
from ksdgen.review.comparison import Comparison, Pair, RepositoryState

VERSION = 1


def write(p: Comparison, *, name: Callable[[str], str] = str) -> str:
    """The whole comparison as JSON."""
    data = {
        "versi": VERSION,
        "lama": _state(p.old),
        "baru": _state(p.new),
        "catatan": p.notes,
        "tetap": p.unchanged,
        "naskah": [_pair(x, name) for x in p.pair],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _state(k: RepositoryState) -> dict[str, Any]:
    return {"nama": k.name, "revisi": k.revision, "penulis": k.author, "tanggal": k.committed}


def _pair(p: Pair, name: Callable[[str], str]) -> dict[str, Any]:
    return {
        "berkas": name(p.new.path) if p.new else None,
        "berkas_lama": name(p.old.path) if p.old else None,
        "keadaan": p.state,
        "judul": excerpt.title(p),
        "keterangan": [*excerpt.remark(p)],
        "sebab": p.cause,
        "perubahan": [changes(x) for x in p.changes],
    }


def changes(p: Change) -> dict[str, Any]:
    """One change."""
    return {
        "kalimat": sentence(p),
        "jenis": p.kind,
        "golongan": p.group,
        "tempat": p.place,
        "tempat_lama": p.old_place,
        "semula": p.former,
        "menjadi": p.after,
        "rujukan_ikut_berubah": p.reference,
        "kunci": p.identity,
        "asal": _origin(p.origin),
        "asal_lama": _origin(p.old_origin),
        "alinea": [
            {
                "nomor_lama": a.old_number,
                "nomor": a.number,
                "potong": [{"jenis": x.kind, "teks": x.text} for x in a.pieces],
            }
            for a in p.passages
        ],
    }


def _origin(a: Origin | None) -> dict[str, Any] | None:
    return None if a is None else {"berkas": a.span.file, "baris": a.span.line, "kolom": a.span.column, "rute": a.route}
