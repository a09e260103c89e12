"""Mutation operators over agreements: each makes one fault and names the finding that must kill it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ksdgen import bahasa
from ksdgen.source.node import Daftar, Node, Peta, Skalar
from ksdgen.source.parse import parse


@dataclass(frozen=True)
class Mutan:
    """A faulty text, what was done to it, the codes of which one must be found, and the line it must be found on."""

    operator: str
    uraian: str
    teks: str
    kode: frozenset[str]
    baris: int | None
    """1-based line of the mutated text; None where the fault has no single line."""


def jalan(node: Node, rute: str = "") -> Iterator[tuple[str, Node]]:
    """Every node below with its route."""
    if isinstance(node, Peta):
        for k, v in node.isi.items():
            anak = f"{rute}.{k}" if rute else k
            yield anak, v
            yield from jalan(v, anak)
    elif isinstance(node, Daftar):
        for i, v in enumerate(node.butir):
            yield f"{rute}.{i}", v
            yield from jalan(v, f"{rute}.{i}")


def ganti(teks: str, baris: int, kolom: int, panjang: int, baru: str) -> str:
    """The text with some characters of one line replaced; line and column count from 1."""
    semua = teks.split("\n")
    b = semua[baris - 1]
    semua[baris - 1] = b[: kolom - 1] + baru + b[kolom - 1 + panjang :]
    return "\n".join(semua)


def blok_kunci(teks: str, kunci: str) -> tuple[int, int] | None:
    """First line and the line after the last of a top-level key, 0-based."""
    semua = teks.split("\n")
    awal = next((i for i, b in enumerate(semua) if b.startswith(f"{kunci}:")), None)
    if awal is None:
        return None
    akhir = awal + 1
    while (
        akhir < len(semua)
        and (not semua[akhir].strip() or semua[akhir][0] in " -}]")
        and not semua[akhir].startswith("#")
    ):
        akhir += 1
    return awal, akhir


def hapus_kunci(teks: str, kunci: str) -> str | None:
    """The text without a top-level key."""
    batas = blok_kunci(teks, kunci)
    if batas is None:
        return None
    semua = teks.split("\n")
    return "\n".join(semua[: batas[0]] + semua[batas[1] :])


def baris_pertama(teks: str) -> int:
    """The line of the first key: where what is missing from the whole agreement is reported."""
    return next(i for i, b in enumerate(teks.split("\n"), start=1) if re.match(r"[a-z_]+:", b))


def ubah_nama_kunci(teks: str) -> Iterator[Mutan]:
    """Rename each key that the model knows, at every depth."""
    node, _ = parse(teks, "x")
    bebas = re.compile(
        r"^(hak_dan_kewajiban|tugas_dan_tanggung_jawab|klausul)\.[^.]+$|^klausul\.[^.]+\.isian\.[^.]+$|^isian\.[^.]+$"
    )
    for rute, induk in [("", node), *jalan(node)] if node is not None else []:
        if not isinstance(induk, Peta):
            continue
        for kunci, span in induk.kunci.items():
            anak = f"{rute}.{kunci}" if rute else kunci
            kode = (
                {"KSD013"}
                if bebas.match(anak) and ".isian." not in anak and not anak.startswith("isian.")
                else {"KSD010"}
            )
            baru = ganti(teks, span.line, span.column, len(kunci), f"{kunci}_x")
            yield Mutan("ubah nama kunci", anak, baru, frozenset(kode), span.line)


_BILANGAN = re.compile(r"(?<![\d.,/-])(\d{1,3}(?:\.\d{3})*) \(([a-z ]+)\)")
_RUPIAH = re.compile(r"Rp(\d{1,3}(?:\.\d{3})*)(,\d\d)? \(([a-z ]+) rupiah\)")


def ubah_bilangan(teks: str) -> Iterator[Mutan]:
    """Change each figure that stands before its words, and each word number behind its figure."""
    for nomor, baris in enumerate(teks.split("\n"), start=1):
        if baris.lstrip().startswith("#"):
            continue
        for m in _BILANGAN.finditer(baris):
            if bahasa.dari_terbilang(m[2]) is None:
                continue
            angka = int(m[1].replace(".", ""))
            yield Mutan(
                "ubah angka",
                m[0],
                ganti(teks, nomor, m.start() + 1, len(m[1]), bahasa.angka(angka + 1)),
                frozenset({"KSD500", "KSD501", "KSD502"}),
                nomor,
            )
            yield Mutan(
                "ubah kata bilangan",
                m[0],
                ganti(teks, nomor, m.start(2) + 1, len(m[2]), bahasa.terbilang(angka + 1)),
                frozenset({"KSD500", "KSD501", "KSD502"}),
                nomor,
            )


def putus_rujukan(teks: str) -> Iterator[Mutan]:
    """Break each [[reference]]."""
    for nomor, baris in enumerate(teks.split("\n"), start=1):
        if baris.lstrip().startswith("#"):
            continue
        for m in re.finditer(r"\[\[([a-z0-9_/]+)\]\]", baris):
            yield Mutan(
                "putus rujukan",
                m[0],
                ganti(teks, nomor, m.start(1) + 1, len(m[1]), f"{m[1]}_tiada"),
                frozenset({"KSD030"}),
                nomor,
            )


def skalar(teks: str, rute: str) -> Skalar | None:
    """The scalar at a route."""
    node, _ = parse(teks, "x")
    for r, n in jalan(node) if node is not None else []:
        if r == rute and isinstance(n, Skalar):
            return n
    return None


def ubah_nilai(teks: str, rute: str, baru: str) -> tuple[str, int] | None:
    """The text with a one-line scalar replaced, and its line."""
    n = skalar(teks, rute)
    if n is None or n.span.line != n.span.end_line or n.gaya in ("|", ">"):
        return None
    s = n.span
    return ganti(teks, s.line, s.column, s.end_column - s.column, baru), s.line
