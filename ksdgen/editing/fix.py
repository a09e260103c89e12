"""Safe corrections: what findings know how to mend, and the order of top-level keys.

Works on the text itself, so that comments, quoting and line ends stay as their author wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.naskah.model import Naskah, Status
from ksdgen.source.node import Daftar, Node, Peta, Skalar
from ksdgen.source.parse import parse
from ksdgen.source.record import Rekaman

_BARIS = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DITANDATANGANI = frozenset(s.value for s in Status if s.sudah_ditandatangani)
_BELUM = frozenset(s.value for s in Status if not s.sudah_ditandatangani)


@dataclass(frozen=True, slots=True)
class Perbaikan:
    """A corrected text and what was corrected."""

    teks: str
    diperbaiki: tuple[Diagnostic, ...] = ()
    """The findings that the new text no longer has."""
    diurutkan: bool = False
    """Whether top-level keys changed places."""


def perbaiki(teks: str, temuan: Iterable[Diagnostic], file: str, jenis: type[Rekaman] = Naskah) -> Perbaikan:
    """Apply the corrections of a file's findings, then put its keys in order.

    All corrections of a finding are made or none; one that touches another's place waits for the next run. A signed agreement comes back
    as it is.

    Args:
        teks: the file's text as it stands, with its line ends.
        temuan: findings; those of other files or without a correction are passed over.
        file: the name that places in this file carry.
        jenis: what the file is; the order of keys is that of its fields.
    """
    bom = "\ufeff" if teks.startswith("\ufeff") else ""
    if ditandatangani(teks.removeprefix(bom)):
        return Perbaikan(teks)
    baris = _belah(teks.removeprefix(bom))
    terpakai: dict[Span, str] = {}
    diperbaiki: list[Diagnostic] = []
    for t in sorted((t for t in temuan if t.perbaikan), key=lambda t: _letak(t.perbaikan[0].span)):
        baru = {s.span: s.teks for s in t.perbaikan}
        if all(s.file == file and _ada(s, baris) and _bebas(s, teks_baru, terpakai) for s, teks_baru in baru.items()):
            terpakai |= baru
            diperbaiki.append(t)
    # From the end backwards, so that earlier places stay right.
    for s in sorted(terpakai, key=_letak, reverse=True):
        b = baris[s.line - 1]
        baris[s.line - 1] = b[: s.column - 1] + terpakai[s] + b[s.end_column - 1 :]
    betul = "".join(baris)
    urut = urutkan(betul, jenis)
    return Perbaikan(bom + urut, tuple(diperbaiki), urut != betul)


def _letak(s: Span) -> tuple[int, int]:
    return (s.line, s.column)


def _ada(s: Span, baris: list[str]) -> bool:
    """Whether a place lies on one line of the text."""
    return (
        s.line == s.end_line and 0 < s.line <= len(baris) and s.end_column - 1 <= len(baris[s.line - 1].rstrip("\r\n"))
    )


def _bebas(s: Span, teks: str, terpakai: dict[Span, str]) -> bool:
    """Whether no other correction touches this place; the same one made twice is one."""
    return terpakai.get(s) == teks or not any(
        s.line == lain.line and s.column <= lain.end_column and lain.column <= s.end_column for lain in terpakai
    )


def ditandatangani(teks: str) -> bool:
    """Whether a text may be a signed agreement: a status that is misspelt counts, and a signed one under a misspelt key."""
    node, _ = parse(teks, "")
    if not isinstance(node, Peta):
        return False
    nilai = {k: v.teks.strip() for k, v in node.isi.items() if isinstance(v, Skalar)}
    return not _DITANDATANGANI.isdisjoint(nilai.values()) or (
        bool(nilai.get("status")) and nilai["status"] not in _BELUM
    )


# --- order of keys ----------------------------------------------------------------------------------------------------------------------


def urutkan(teks: str, jenis: type[Rekaman] = Naskah) -> str:
    """The text with its top-level keys in the order of the model.

    Comments above a key go with it. The file's heading (comments at the very top) stays first, comments after the last value stay last.
    A text that is no plain mapping, whose keys are in order already, or which would say something else in another order (an alias before
    its anchor) comes back as it is.
    """
    bom = "\ufeff" if teks.startswith("\ufeff") else ""
    polos = teks.removeprefix(bom)
    node, temuan = parse(polos, "")
    if (
        not isinstance(node, Peta)
        or any(t.tingkat is Severity.KESALAHAN for t in temuan)
        or any(s.column != 1 for s in node.kunci.values())
    ):
        return teks
    urut = urutan_kunci(node.kunci, jenis.medan_)
    if urut == list(node.kunci):
        return teks
    hasil = _pindahkan(polos, {k: s.line - 1 for k, s in node.kunci.items()}, urut)
    baru, temuan_baru = parse(hasil, "")
    sama = (
        baru is not None and _isi(baru) == _isi(node) and not any(t.tingkat is Severity.KESALAHAN for t in temuan_baru)
    )
    return bom + hasil if sama else teks


def urutan_kunci(kunci: Iterable[str], medan: Iterable[str]) -> list[str]:
    """Keys in the order of a record's fields; an unknown key stays behind the key that it follows."""
    urutan = {k: i for i, k in enumerate(medan)}
    letak: dict[str, tuple[int, int]] = {}
    terakhir = -1
    for i, k in enumerate(kunci):
        terakhir = urutan.get(k, terakhir)
        letak[k] = (terakhir, i)
    return sorted(letak, key=letak.__getitem__)


def _pindahkan(teks: str, awal: dict[str, int], urut: list[str]) -> str:
    """The text with the blocks of its keys in another order; `awal` is the line of each key, from 0.

    Empty lines between two blocks stay where blocks meet: the last block takes those before it along.
    """
    baris = _belah(teks)
    kunci = list(awal)
    mulai = {k: _naik(baris, awal[k], awal[kunci[i - 1]] + 1 if i else 0, pertama=not i) for i, k in enumerate(kunci)}
    ekor = len(baris)
    while ekor - 1 > awal[kunci[-1]] and (
        _catatan(baris[ekor - 1]) or not baris[ekor - 1].strip() or baris[ekor - 1].startswith("...")
    ):
        ekor -= 1
    batas = [*mulai.values(), ekor]
    ganti_baris = "\r\n" if "\r\n" in teks else "\n" if "\n" in teks else "\r"
    blok: dict[str, tuple[str, str]] = {}
    jeda = ""
    for k, a, b in zip(kunci, batas, batas[1:], strict=False):
        akhir = b
        while not baris[akhir - 1].strip():
            akhir -= 1
        isi = "".join(baris[a:akhir])
        # The last block has no empty lines of its own; it takes those that stood before it.
        jeda = jeda if b == ekor else "".join(baris[akhir:b])
        blok[k] = (isi if isi.endswith(("\r", "\n")) else isi + ganti_baris, jeda)
    tubuh = "".join(isi + jeda for isi, jeda in (blok[k] for k in urut[:-1])) + blok[urut[-1]][0]
    return "".join(baris[: batas[0]]) + tubuh + "".join(baris[ekor:])


def _naik(baris: list[str], kunci: int, dasar: int, *, pertama: bool) -> int:
    """The first line of a key's block: the comments between the value before it and the key are the key's own."""
    awal = i = kunci
    while i > dasar and (_catatan(baris[i - 1]) or (not baris[i - 1].strip() and not pertama)):
        i -= 1
        if _catatan(baris[i]):
            awal = i
    # Comments at the very top are the file's heading, unless an empty line sets the first key's own apart.
    return kunci if pertama and (awal == 0 or baris[awal - 1].strip()) else awal


def _catatan(baris: str) -> bool:
    return baris.startswith("#")


def _isi(node: Node) -> object:
    """What a text says, whatever the order of its keys."""
    if isinstance(node, Peta):
        return {k: _isi(v) for k, v in node.isi.items()}
    if isinstance(node, Daftar):
        return [_isi(b) for b in node.butir]
    return (node.teks.rstrip("\n"), node.gaya)


def _belah(teks: str) -> list[str]:
    """Lines with their ends, as YAML counts them."""
    return _BARIS.findall(teks)
