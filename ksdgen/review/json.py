"""A comparison as data: a fixed, versioned shape for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ksdgen.diagnostics import Diagnostic
from ksdgen.difference import Change, sentence
from ksdgen.inert import as_json
from ksdgen.paper.document import Origin
from ksdgen.review import excerpt
from ksdgen.review.comparison import Comparison, Pair, RepositoryState

VERSION = 1


def write(comparison: Comparison, *, name: Callable[[str], str] = str) -> str:
    """The whole comparison as JSON."""
    data = {
        "versi": VERSION,
        "lama": _state(comparison.old),
        "baru": _state(comparison.new),
        "catatan": comparison.notes,
        "segel": [_seal(finding, name) for finding in comparison.seal],
        "tetap": comparison.unchanged,
        "naskah": [_pair(pair, name) for pair in comparison.pairs],
    }
    return as_json(data) + "\n"


def _state(state: RepositoryState) -> dict[str, Any]:
    committed = state.committed.isoformat() if state.committed is not None else None
    return {"nama": state.name, "revisi": state.revision, "penulis": state.author, "tanggal": committed}


def _seal(finding: Diagnostic, name: Callable[[str], str]) -> dict[str, Any]:
    """What became of a signed paper; of the gravest kind where it was altered."""
    return {
        "berkas": name(finding.span.file) if finding.span else None,
        "kode": finding.code,
        "tingkat": finding.severity.value,
        "pesan": finding.message,
    }


def _pair(pair: Pair, name: Callable[[str], str]) -> dict[str, Any]:
    return {
        "berkas": name(pair.new.path) if pair.new else None,
        "berkas_lama": name(pair.old.path) if pair.old else None,
        "keadaan": pair.state,
        "judul": excerpt.title(pair),
        "keterangan": [*excerpt.remarks(pair)],
        "sebab": pair.causes,
        "perubahan": [change_data(change) for change in pair.changes],
    }


def change_data(change: Change) -> dict[str, Any]:
    """One change, JSON-ready."""
    return {
        "kalimat": sentence(change),
        "jenis": change.kind,
        "golongan": change.group,
        "tempat": change.place,
        "tempat_lama": change.old_place,
        "semula": change.former,
        "menjadi": change.after,
        "rujukan_ikut_berubah": change.reference,
        "kunci": change.identity,
        "asal": _origin(change.origin),
        "asal_lama": _origin(change.old_origin),
        "alinea": [
            {
                "nomor_lama": passage.old_number,
                "nomor": passage.number,
                "potong": [{"jenis": piece.kind, "teks": piece.text} for piece in passage.pieces],
            }
            for passage in change.passages
        ],
    }


def _origin(origin: Origin | None) -> dict[str, Any] | None:
    if origin is None:
        return None
    span = origin.span
    return {"berkas": span.file, "baris": span.line, "kolom": span.column, "rute": origin.route}
