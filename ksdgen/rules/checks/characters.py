"""Characters, spaces, brackets and quotation marks: none hidden, none missing, none too many.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the characters in the
file from which they came.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping

from ksdgen.rules.reading import (
    Bacaan,
    bukan_ascii,
    di_dalam,
    lembar,
    sekali,
    skalar,
    temuan,
)
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.record import medan


class HurufTersembunyi(Parameter):
    """Characters that look like nothing."""

    huruf: Mapping[str, str] = medan("Titik kode heksadesimal → nama huruf")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        if not self.huruf:
            yield Fault("huruf", "`huruf` tidak boleh kosong", "misalnya `huruf: {200B: spasi tanpa lebar}`")
        for code in self.huruf:
            if not re.fullmatch(r"[0-9A-Fa-f]{4,6}", code) or int(code, 16) > sys.maxunicode:
                yield Fault(
                    f"huruf.{code}", f"`{code}` bukan titik kode", "tulis empat angka heksadesimal, misalnya 200B"
                )


@shape("huruf_tersembunyi", HurufTersembunyi, words=("huruf", "kode"))
def huruf_tersembunyi(k: Konteks, p: HurufTersembunyi) -> Iterator[Temuan]:
    """Characters that look like nothing or like a plain space: `huruf` gives their names by code point."""
    nama: Mapping[str, str] = {chr(int(kode, 16)): sebutan for kode, sebutan in p.huruf.items()}
    pola = re.compile(f"[{''.join(map(re.escape, nama))}]+")
    if not any(pola.search(teks) for teks in bukan_ascii(k.tempat.akar)):
        return
    for rute, node in skalar(k.tempat.akar):
        for i, baris in enumerate(node.teks.split("\n")):
            for m in pola.finditer(baris):
                span = node.tempat(i, m.start(), len(m[0]))
                yield Temuan(rute, {"huruf": nama[m[0][0]], "kode": f"U+{ord(m[0][0]):04X}"}, span=span)


_SPASI = (
    (re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)"), "spasi ganda"),
    (re.compile(r"(?<=[^\W_])\s+[,;:](?=\s|$)|(?<=[^\W_])\s+\.(?=\s*$)"), "spasi sebelum tanda baca"),
    (re.compile(r"(?<=[a-z])[,;](?=[A-Za-z])"), "tidak ada spasi setelah tanda baca"),
    (re.compile(r"\([ \u00a0]+(?=\S)|(?<=[^\s,;:])[ \u00a0]+\)"), "spasi di sisi dalam tanda kurung"),
)


_TANDA_SPASI = ("  ", " ,", " ;", " :", " .", "( ", " )")
_RAPAT = (re.compile(r",[A-Za-z]"), re.compile(r";[A-Za-z]"))


@shape("spasi", words=("apa", "sekitar"))
@sekali
def spasi(k: Konteks) -> Iterator[Temuan]:
    """Spaces stand where they belong."""
    naskah = lembar(k)
    rapat = {naskah.teks[m.start() : m.end()].lower() for pola in _RAPAT for m in pola.finditer(naskah.teks)}
    for b in naskah.calon((*_TANDA_SPASI, *sorted(rapat))):
        for pola, apa in _SPASI:
            for m in pola.finditer(b.teks):
                if not b.tertulis(max(0, m.start() - 1), m.end()):
                    continue
                if "@" not in (kata := _kata_sekitar(b.teks, m.start())) and "://" not in kata:
                    yield temuan(
                        k,
                        b,
                        m.span(),
                        {"apa": apa, "sekitar": " ".join(b.teks[max(0, m.start() - 15) : m.end() + 15].split(" "))},
                    )


def _kata_sekitar(teks: str, posisi: int) -> str:
    """What stands without white space around a character: an address of the net has no spaces after its commas."""
    return (teks[:posisi].split() or [""])[-1] + (teks[posisi:].split() or [""])[0]


_NOMOR_KURUNG = re.compile(r"(?<![\w(])(?:[a-z]{1,2}|[A-Z]|[ivxIVX]{1,4}|\d{1,2}|\*+)\)")


@shape("berpasangan", words=("pasangan", "tanda"))
@sekali
def berpasangan(k: Konteks) -> Iterator[Temuan]:
    """Brackets and quotation marks come in pairs, inside a paragraph or at least inside an article."""
    naskah = lembar(k)
    timpang = [i for i, t in enumerate(naskah.potong) if t.count("(") != t.count(")")]
    kelompok = {naskah.baris[i][1:] if naskah.baris[i][1] is not None else i for i in timpang}
    if kelompok:
        anggota: dict[object, list[int]] = {}
        for i, (_, pasal, lampiran) in enumerate(naskah.baris):
            tanda: object = (pasal, lampiran) if pasal is not None else i
            if tanda in kelompok:
                anggota.setdefault(tanda, []).append(i)
        for indeks in anggota.values():
            yield from _kurung(k, [naskah.bacaan(i) for i in indeks])
    for b in naskah.calon(('"', "“", "”")):
        yield from _kutip(k, b)


def _kurung(k: Konteks, semua: list[Bacaan]) -> Iterator[Temuan]:
    """Brackets of one article, or of one paragraph outside of articles."""
    terbuka: list[tuple[Bacaan, int]] = []
    lebih: list[tuple[Bacaan, int]] = []
    for b in semua:
        nomor = [m.span() for m in _NOMOR_KURUNG.finditer(b.teks)]
        for i, huruf in enumerate(b.teks):
            if huruf == "(":
                terbuka.append((b, i))
            elif huruf == ")" and terbuka and (terbuka[-1][0] is b or not di_dalam(i, nomor)):
                terbuka.pop()
            elif huruf == ")" and not di_dalam(i, nomor):
                lebih.append((b, i))
    yield from _lapor_kurung(k, terbuka, lebih)


def _lapor_kurung(k: Konteks, terbuka: list[tuple[Bacaan, int]], lebih: list[tuple[Bacaan, int]]) -> Iterator[Temuan]:
    for b, i in terbuka:
        yield temuan(k, b, (i, i + 1), {"tanda": "kurung buka `(`", "pasangan": "`)`"})
    for b, i in lebih:
        yield temuan(k, b, (i, i + 1), {"tanda": "kurung tutup `)`", "pasangan": "`(`"})


def _kutip(k: Konteks, b: Bacaan) -> Iterator[Temuan]:
    lurus = [m.start() for m in re.finditer(r"(?<!\d)\"", b.teks)]
    if len(lurus) % 2 and '"' in b.teks:
        yield temuan(k, b, (lurus[-1], lurus[-1] + 1), {"tanda": 'tanda petik `"`', "pasangan": '`"`'})
    buka = 0
    letak = 0
    for m in re.finditer("[“”]", b.teks):
        if m[0] == "“":
            buka, letak = buka + 1, m.start()
        elif buka:
            buka -= 1
        else:
            yield temuan(k, b, m.span(), {"tanda": "petik tutup `”`", "pasangan": "`“`"})
    if buka:
        yield temuan(k, b, (letak, letak + 1), {"tanda": "petik buka `“`", "pasangan": "`”`"})
