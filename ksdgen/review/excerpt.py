"""What every form of a comparison shows alike: the words around a change, and what is said of a pair as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from ksdgen import bahasa
from ksdgen.desk.outcome import Result
from ksdgen.diagnostics import Severity
from ksdgen.difference import Change, Passage, Piece
from ksdgen.review.comparison import Comparison, Pair

AROUND = 70
"""How many characters of unchanged text are shown on each side of a change; up to twice as many are shown whole."""

_NAMED = 5
"""Of more altered papers than this the others are counted."""

STATE_TITLES = {"diubah": "Diubah", "baru": "Naskah baru", "dihapus": "Naskah dihapus", "tetap": "Isi cetak tetap"}


def excerpts(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces of a paragraph with long unchanged stretches cut at words; what was cut shows as "…"."""
    end = len(pieces) - 1
    for index, piece in enumerate(pieces):
        if piece.kind != "tetap" or len(piece.text) <= 2 * AROUND:
            yield piece
            continue
        left = "" if index == 0 else _start(piece.text, AROUND)
        right = "" if index == end else _end(piece.text, AROUND)
        yield Piece("tetap", f"{left}…{right}")


def alarm(comparison: Comparison, name: Callable[[str], str]) -> str:
    """That signed papers were altered, and which."""
    files = [name(file) for file in comparison.altered]
    more = [f"{len(files) - _NAMED} lagi"] if len(files) > _NAMED else []
    return f"Naskah yang sudah ditandatangani berubah: {bahasa.join([*files[:_NAMED], *more])}"


def by_location(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The entries, those of one paragraph together."""
    for _, group in groupby(changes, key=lambda change: change.location):
        yield list(group)


def passages(group: Sequence[Change]) -> list[Passage]:
    """The paragraphs to show below entries of one place: each once, also where a place (a row of a table) has several."""
    different = dict.fromkeys(change.passages for change in group)
    return [passage for of_one_change in different for passage in of_one_change]


def failure(result: Result) -> str | None:
    """Why an agreement has no document to look at; None when it has one."""
    if result.composition is not None and result.composition.dokumen.content:
        return None
    error = next((finding for finding in result.shape_findings if finding.severity is Severity.ERROR), None)
    return f"naskah tidak dapat disusun: {error.message if error else 'isinya kosong'}; periksa dengan `ksdgen check`"


def title(pair: Pair) -> str:
    """What the agreement is called: its title, or its path when it cannot be composed."""
    return " ".join(filter(None, kind_and_subject(pair)))


def kind_and_subject(pair: Pair) -> tuple[str, str]:
    """The title in two: the kind of paper ("" when it is not known) and what it is about, or its path when it cannot be
    composed.
    """
    for side in (pair.new, pair.old):
        if side is not None and side.dokumen is not None:
            title, naskah = side.dokumen.title, side.result.loaded.naskah
            if naskah is not None and title.endswith(f" {naskah.tentang}"):
                return title.removesuffix(f" {naskah.tentang}"), naskah.tentang
            return "", title
    return "", pair.path


def remarks(pair: Pair) -> Iterator[str]:
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
        for name, composed in (("lama", old), ("baru", new)):
            if composed is not None and composed.errors:
                yield f"versi {name} mempunyai {len(composed.errors)} kesalahan bentuk; bagian yang salah tidak tercetak dan tidak terbandingkan"
    if also_changed := list(_causes(pair.causes)):
        yield "ikut berubah: " + "; ".join(also_changed)


def _causes(files: Sequence[str]) -> Iterator[str]:
    """The other files that changed, in words; many templates are counted."""
    templates = [file for file in files if file.startswith("templates/")]
    yield from (_cause_name(file) for file in files if not file.startswith("templates/"))
    if len(templates) > 3:
        yield f"{len(templates)} berkas templat"
    else:
        yield from (_cause_name(file) for file in templates)


def _cause_name(file: str) -> str:
    name = file.rpartition("/")[2].rpartition(".")[0]
    if file.startswith("templates/klausul/"):
        return f"klausul baku {name}"
    if file.startswith("templates/gaya/"):
        return f"gaya {name}"
    if file.startswith("templates/"):
        return f"templat {name}"
    if "/pihak/" in f"/{file}":
        return f"data pihak {name}"
    return file


def _start(text: str, length: int) -> str:
    head = text[:length]
    return (head[: head.rfind(" ")] if " " in head else head) + " "


def _end(text: str, length: int) -> str:
    tail = text[-length:]
    return " " + (tail[tail.find(" ") + 1 :] if " " in tail else tail)
