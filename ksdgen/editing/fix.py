"""Safe corrections: what findings know how to mend, and the order of top-level keys.

Works on the text itself, so that comments, quoting and line ends stay as their author wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.model import Naskah
from ksdgen.source import Peta, parse


@dataclass(frozen=True, slots=True)
class Perbaikan:
    """A corrected text and what was corrected."""

    teks: str
    diperbaiki: tuple[Diagnostic, ...]
    """The findings that the new text no longer has."""
    diurutkan: bool
    """Whether top-level keys changed places."""


def perbaiki(teks: str, temuan: Iterable[Diagnostic], file: str) -> Perbaikan:
    """Apply the corrections of an agreement's findings.

    Args:
        teks: the file's text as it stands, with its line ends.
        temuan: findings; those of other files or without a correction are passed over.
        file: the name that places in this file carry.
    """
    baris = teks.splitlines(keepends=True) if _biasa(teks) else _belah(teks)
    potongan: list[tuple[int, int, int, str, Diagnostic]] = []
    for t in temuan:
        if not t.perbaikan or any(s.span.file != file or s.span.line != s.span.end_line for s in t.perbaikan):
            continue
        potongan += [(s.span.line, s.span.column, s.span.end_column, s.teks, t) for s in t.perbaikan]
    diperbaiki: list[Diagnostic] = []
    akhir: tuple[int, int] | None = None
    # From the end backwards, so that earlier places stay right; an overlap waits for the next run.
    for nomor, mulai, selesai, ganti, t in sorted(potongan, key=lambda p: p[:3], reverse=True):
        if nomor > len(baris) or (akhir is not None and (nomor, selesai) > akhir):
            continue
        b = baris[nomor - 1]
        bom = 1 if nomor == 1 and b.startswith("\ufeff") else 0
        baris[nomor - 1] = b[: mulai - 1 + bom] + ganti + b[selesai - 1 + bom :]
        akhir = (nomor, mulai)
        if t not in diperbaiki:
            diperbaiki.append(t)
    hasil = "".join(baris)
    urut = urutkan(hasil)
    return Perbaikan(urut, tuple(reversed(diperbaiki)), urut != hasil)


def urutkan(teks: str) -> str:
    """The text with its top-level keys in the order of the model.

    A comment directly above a key goes with it; what stands before the first key stays first. A text that is not a plain mapping, or
    whose keys are in order already, comes back as it is.
    """
    node, temuan = parse(teks.removeprefix("\ufeff"), "")
    if not isinstance(node, Peta) or any(t.tingkat is Severity.KESALAHAN for t in temuan):
        return teks
    urutan = {k: i for i, k in enumerate(Naskah.medan_)}
    kunci = list(node.kunci)
    if any(s.column != 1 for s in node.kunci.values()):
        return teks
    dikenal = [k for k in kunci if k in urutan]
    if dikenal == sorted(dikenal, key=urutan.__getitem__):
        return teks
    baris = _belah(teks)
    awal: dict[str, int] = {}
    for nama, span in node.kunci.items():
        nomor = span.line - 1
        while nomor > 0 and baris[nomor - 1].lstrip("\ufeff").startswith("#") and nomor - 1 not in awal.values():
            nomor -= 1
        awal[nama] = nomor
    # The file's own heading is not the first key's comment: a comment block at the very top stays where it is.
    pertama = node.kunci[kunci[0]].line - 1
    awal[kunci[0]] = pertama if awal[kunci[0]] == 0 else awal[kunci[0]]
    batas = [*(awal[k] for k in kunci), len(baris)]
    blok = {k: "".join(baris[batas[i] : batas[i + 1]]) for i, k in enumerate(kunci)}
    ujung = "\r\n" if "\r\n" in teks else "\n"
    blok = {k: b if b.endswith("\n") else b + ujung for k, b in blok.items()}
    # An unknown key stays behind the key that it follows.
    letak: dict[str, tuple[int, int]] = {}
    terakhir = -1
    for i, k in enumerate(kunci):
        terakhir = urutan.get(k, terakhir)
        letak[k] = (terakhir, i)
    return "".join(baris[: batas[0]]) + "".join(blok[k] for k in sorted(kunci, key=letak.__getitem__))


def _biasa(teks: str) -> bool:
    return not any(h in teks for h in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def _belah(teks: str) -> list[str]:
    """Lines with their ends, as YAML counts them."""
    hasil: list[str] = []
    kini: list[str] = []
    i = 0
    while i < len(teks):
        h = teks[i]
        kini.append(h)
        if h == "\r" and teks[i + 1 : i + 2] == "\n":
            kini.append("\n")
            i += 1
        if h in "\r\n":
            hasil.append("".join(kini))
            kini = []
        i += 1
    if kini:
        hasil.append("".join(kini))
    return hasil
