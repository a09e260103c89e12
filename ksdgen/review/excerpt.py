"""What every form of a comparison shows alike: the words around a change, and what is said of a pair as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ksdgen.desk.outcome import Result
from ksdgen.diagnostics import Severity
from ksdgen.difference import Change, Passage, Piece
from ksdgen.review.comparison import Pair

AROUND = 70
"""How many characters of unchanged text are shown on each side of a change."""

STATE_TITLES = {"diubah": "Diubah", "baru": "Naskah baru", "dihapus": "Naskah dihapus", "tetap": "Isi cetak tetap"}


def excerpts(pieces: Sequence[Piece], around: int = AROUND) -> Iterator[Piece]:
    """The pieces of a paragraph with long unchanged stretches cut at words; what was cut shows as "…"."""
    end = len(pieces) - 1
    for index, piece in enumerate(pieces):
        if (
            piece.kind != "tetap"
            or len(piece.text) <= 2 * around
            or (index in (0, end) and len(piece.text) <= around + 20)
        ):
            yield piece
            continue
        left = "" if index == 0 else _start(piece.text, around)
        right = "" if index == end else _end(piece.text, around)
        yield Piece("tetap", f"{left}…{right}")


def by_location(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The entries, those of one paragraph together."""
    for _, group in groupby(changes, key=lambda p: p.location):
        yield list(group)


def passages(group: Sequence[Change]) -> list[Passage]:
    """The paragraphs to show below entries of one place: each once, also where a place (a row of a table) has several."""
    return [a for everything in dict.fromkeys(p.passages for p in group) for a in everything]


def failed(result: Result) -> str | None:
    """Why an agreement has no document to look at; None when it has one."""
    if result.composition is not None and result.composition.dokumen.content:
        return None
    wrong = next((t for t in result.shape_findings if t.severity is Severity.ERROR), None)
    return f"naskah tidak dapat disusun: {wrong.message if wrong else 'isinya kosong'}; periksa dengan `ksdgen check`"


def title(pair: Pair) -> str:
    """What the agreement is called: its title, or its path when it cannot be composed."""
    return " ".join(filter(None, kind_and_subject(pair)))


def kind_and_subject(pair: Pair) -> tuple[str, str]:
    """The title in two: the kind of paper ("" when it is not known) and what it is about, or its path when it cannot be
    composed.
    """
    for version in (pair.new, pair.old):
        if version is not None and version.dokumen is not None:
            title, naskah = version.dokumen.title, version.result.loaded.naskah
            if naskah is not None and title.endswith(f" {naskah.tentang}"):
                return title.removesuffix(f" {naskah.tentang}"), naskah.tentang
            return "", title
    return "", pair.path


def remark(pair: Pair) -> Iterator[str]:
    """What is to be said of a pair beside its list of changes."""
    old, new = pair.old, pair.new
    if pair.renamed and old is not None:
        yield f"berkas dinamai ulang, semula `{old.path}`"
    if pair.state == "tetap":
        yield "berkasnya berubah, isi cetaknya tetap"
    for name, side in pair.not_composed:
        cause = side.errors[0].message if side.errors else "naskah tidak dapat dibaca"
        yield f"versi {name} tidak dapat disusun, sehingga isinya tidak dapat dibandingkan: {cause}"
    if pair.redline is not None:
        for name, version in (("lama", old), ("baru", new)):
            if version is not None and version.errors:
                yield f"versi {name} mempunyai {len(version.errors)} kesalahan bentuk; bagian yang salah tidak tercetak dan tidak terbandingkan"
    if also_changed := list(_causes(pair.cause)):
        yield "ikut berubah: " + "; ".join(also_changed)


def _causes(files: Sequence[str]) -> Iterator[str]:
    """The other files that changed, in words; many templates are counted."""
    template = [b for b in files if b.startswith("templates/")]
    yield from (_cause_name(b) for b in files if not b.startswith("templates/"))
    if len(template) > 3:
        yield f"{len(template)} berkas templat"
    else:
        yield from (_cause_name(b) for b in template)


def _cause_name(files: str) -> str:
    name = files.rpartition("/")[2].rpartition(".")[0]
    if files.startswith("templates/klausul/"):
        return f"klausul baku {name}"
    if files.startswith("templates/gaya/"):
        return f"gaya {name}"
    if files.startswith("templates/"):
        return f"templat {name}"
    if "/pihak/" in f"/{files}":
        return f"data pihak {name}"
    return files


def _start(text: str, length: int) -> str:
    pieces = text[:length]
    return (pieces[: pieces.rfind(" ")] if " " in pieces else pieces) + " "


def _end(text: str, length: int) -> str:
    pieces = text[-length:]
    return " " + (pieces[pieces.find(" ") + 1 :] if " " in pieces else pieces)
