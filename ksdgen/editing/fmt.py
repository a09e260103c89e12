"""One canonical form for agreement and party files, so that a git diff shows only what changed.

The file is read into a tree that keeps its comments, and written again: keys in the order of the model, two spaces of indentation, quotes
only where needed, long text folded. What a value says stays as it is, character by character, and so do the words of every comment; a
result of which that cannot be shown is not used.
"""

from __future__ import annotations

import re

from ksdgen.diagnostics import Severity
from ksdgen.editing.canonical import LIKE_MARKER, write
from ksdgen.editing.commented import CommentReader
from ksdgen.naskah.model import Naskah
from ksdgen.source.node import Daftar, Node, Peta, kosong
from ksdgen.source.parse import parse
from ksdgen.source.record import Rekaman


def rapikan(teks: str, jenis: type[Rekaman] = Naskah) -> str | None:
    """The text in canonical form; None when it is no YAML that can be read, which must be mended first.

    Line ends and a byte order mark stay. A text that cannot be rewritten with certainty (a bracketed or indented whole, directives) comes
    back as it is, and so does a part with anchors or aliases.

    Args:
        teks: the file's text.
        jenis: what the file is; the order of keys is that of its fields.
    """
    bom = "\ufeff" if teks.startswith("\ufeff") else ""
    polos = re.sub(r"\r\n?", "\n", teks.removeprefix(bom))
    node, temuan = parse(polos, "")
    if node is None or any(t.tingkat is Severity.KESALAHAN for t in temuan):
        return None
    if not isinstance(node, Peta) or not node.isi or any(s.column != 1 for s in node.kunci.values()):
        return teks
    akar = CommentReader(polos).baca()
    if akar is None:
        return teks
    hasil = write(akar, jenis)
    return bom + hasil.replace("\n", _ganti_baris(teks)) if _sama(node, akar.komentar, hasil) else teks


def _ganti_baris(teks: str) -> str:
    """The line end that a text uses most."""
    windows = teks.count("\r\n")
    jumlah = {"\n": teks.count("\n") - windows, "\r\n": windows, "\r": teks.count("\r") - windows}
    return max(jumlah, key=jumlah.__getitem__)


def _sama(node: Node, komentar: list[str], hasil: str) -> bool:
    """Whether a new text says what the old one said, with all its comments."""
    baru, temuan = parse(hasil, "")
    if baru is None or any(t.tingkat is Severity.KESALAHAN for t in temuan) or _arti(baru) != _arti(node):
        return False
    ulang = CommentReader(hasil).baca()
    return ulang is not None and sorted(ulang.komentar) == sorted(komentar)


def _arti(node: Node) -> object:
    """All of a text that the decoder looks at, whatever the order of its keys."""
    if isinstance(node, Peta):
        return {k: _arti(v) for k, v in node.isi.items()}
    if isinstance(node, Daftar):
        return [_arti(b) for b in node.butir]
    berlipat = node.gaya == ">" or node.span.line != node.span.end_line
    return (
        node.teks,
        kosong(node),
        node.gaya == "|",
        bool(berlipat and node.gaya != "|" and LIKE_MARKER.match(node.teks)),
    )
