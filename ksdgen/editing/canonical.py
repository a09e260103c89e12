"""The canonical form of a tree with comments: keys in the order of the model, long text folded, quotes only where needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, get_args, get_origin

from ksdgen.editing.commented import Collection, Entry, Leaf, Root
from ksdgen.editing.fix import urutan_kunci
from ksdgen.editing.scalars import CONTROLS, key_text, one_line, types_of
from ksdgen.source.record import Rekaman, konverter

LEBAR: Final = 140
"""Columns of a line of folded text."""

LEBAR_SATU: Final = 150
"""Columns up to which a value stays on one line. Wider, so that no fold leaves a lone word behind; and wide on purpose: a finding can name
the very words of a value only while it stands on one line."""

AWAL_KELOMPOK: Final = (
    "penandatanganan", "para_pihak", "urutan", "premis", "dasar_hukum", "istilah", "maksud", "ruang_lingkup", "pelaksanaan",
    "hak_dan_kewajiban", "tugas_dan_tanggung_jawab", "pembiayaan", "hasil", "jangka_waktu", "kegiatan", "klausul", "pasal_tambahan",
    "isian", "lampiran", "rangkap", "saksi", "mengetahui", "urusan", "pengecualian",
)  # fmt: skip
"""Keys of an agreement with which a group begins. An empty line stands between groups; elsewhere a single one of the author's stays."""

MODELINE = re.compile(r"#\s*yaml-language-server")

# Folded, such a text looks like a point that lost its lines.
LIKE_MARKER = re.compile(r"\(?#?[0-9a-z]{1,3}[.)]\s")

_LIPAT = re.compile(r"(?<=\S) (?=\S)")


def record_of(tipe: Any) -> type[Rekaman] | None:
    return next((t for t in types_of(tipe) if isinstance(t, type) and issubclass(t, Rekaman)), None)


def _tipe_anak(tipe: Any, kunci: str) -> Any:
    """The type of a value in a mapping; None where the model does not say."""
    rekaman = record_of(tipe)
    if rekaman is not None:
        return konverter(rekaman).get(kunci)
    return next((get_args(t)[1] for t in types_of(tipe) if get_origin(t) in (Mapping, dict)), None)


def write(akar: Root, jenis: type[Rekaman]) -> str:
    """The text of a file in canonical form; `jenis` is the record that the file holds."""
    pertama = akar.isi.butir[0]
    kepala, pertama.atas = _belah_kepala(pertama.atas)
    kepala = [*(b for b in kepala if MODELINE.match(b)), *(b for b in kepala if not MODELINE.match(b))]
    isi = _wadah(akar.isi, jenis, 0, akar=True, urut=not akar.berjangkar)
    return "".join(f"{b}\n" for b in kepala + isi)


def _belah_kepala(atas: list[str]) -> tuple[list[str], list[str]]:
    """The file's heading, and the comments of the first key: those that an empty line sets apart."""
    atas = _rapat(atas)
    atas = atas[1:] if atas and not atas[0] else atas
    letak = len(atas) - atas[::-1].index("") if "" in atas else len(atas)
    return atas[:letak], atas[letak:]


def _rapat(baris: list[str]) -> list[str]:
    """Comments with at most one empty line between them."""
    return [b for i, b in enumerate(baris) if b or i == 0 or baris[i - 1]]


def _wadah(w: Collection, tipe: Any, lekuk: int, *, akar: bool = False, urut: bool = True) -> list[str]:
    """The lines of a collection without brackets, its entries at column `lekuk`."""
    hasil: list[str] = []
    kelompok = group_of(w, tipe) if akar and w.peta else {}
    sebelumnya = 0
    terpisah = True
    for i, b in enumerate(_urut(w, tipe) if urut else w.butir):
        atas = _rapat(b.atas)
        ini = kelompok.get(id(b), 0)
        if i == 0:
            atas = atas[1:] if atas and not atas[0] else atas
        elif (ini != sebelumnya and "" not in atas) or not (terpisah or atas[:1] == [""]):
            atas = ["", *atas]
        sebelumnya = ini
        terpisah = not b.bawah
        baris = _butir(b, _tipe_anak(tipe, b.kunci.teks) if b.kunci else tipe, lekuk)
        if atas and not atas[0] and hasil and not hasil[-1]:
            del atas[0]  # a text that ends in empty lines
        hasil += [" " * lekuk + a if a else "" for a in atas] + baris + _catatan(b.bawah, lekuk)
    ekor = _rapat(w.ekor)
    return hasil + [" " * lekuk + e if e else "" for e in (ekor[:-1] if ekor and not ekor[-1] else ekor)]


def _urut(w: Collection, tipe: Any) -> list[Entry]:
    rekaman = record_of(tipe)
    if not w.peta or rekaman is None:
        return w.butir
    menurut = {b.kunci.teks: b for b in w.butir if b.kunci}
    return [menurut[k] for k in urutan_kunci(menurut, rekaman.medan_)]


def group_of(w: Collection, tipe: Any) -> dict[int, int]:
    """The group of each top-level entry; an unknown key belongs to the group of the key before it."""
    rekaman = record_of(tipe)
    nomor: dict[str, int] = {}
    for k in rekaman.medan_ if rekaman is not None else ():
        nomor[k] = len({a for a in (*nomor, k) if a in AWAL_KELOMPOK})
    hasil: dict[int, int] = {}
    terakhir = 0
    for b in w.butir:
        terakhir = nomor.get(b.kunci.teks if b.kunci else "", terakhir)
        hasil[id(b)] = terakhir
    return hasil


def _butir(b: Entry, tipe: Any, lekuk: int) -> list[str]:
    """The lines of an entry, from a comment that found no other place to its last value."""
    if b.mentah is not None:
        return b.mentah
    awal = " " * lekuk + (f"{key_text(b.kunci)}:" if b.kunci else "-")
    komentar = b.kepala + b.samping
    v = b.nilai
    if isinstance(v, Leaf):
        return _catatan(komentar[:-1], lekuk) + _daun(v, awal, tipe, lekuk, komentar[-1:])
    assert v is not None
    if not v.butir:
        komentar = b.kepala + v.ekor + b.samping
        return [*_catatan(komentar[:-1], lekuk), _dengan(f"{awal} {'{}' if v.peta else '[]'}", komentar[-1:])]
    if v.alir and (teks := _alir(v, tipe)) is not None and len(awal) + 1 + len(teks) <= LEBAR_SATU:
        return [*_catatan(komentar[:-1], lekuk), _dengan(f"{awal} {teks}", komentar[-1:])]
    isi = _wadah(v, tipe, lekuk + 2) + _catatan(b.samping, lekuk + 2)
    if b.kunci:
        return [_dengan(awal, b.kepala[:1]), *_catatan(b.kepala[1:], lekuk + 2), *isi]
    # The first entry stands on the line of the dash; what is above it goes above the dash.
    n = next(i for i, baris in enumerate(isi) if baris and baris.lstrip()[0] != "#")
    return [*_catatan(b.kepala, lekuk), *(baris[2:] for baris in isi[:n]), f"{awal} {isi[n].lstrip()}", *isi[n + 1 :]]


def _catatan(komentar: list[str], lekuk: int) -> list[str]:
    return [" " * lekuk + k for k in komentar if k]


def _dengan(baris: str, komentar: list[str]) -> str:
    return "  ".join([baris, *komentar])


def _daun(v: Leaf, awal: str, tipe: Any, lekuk: int, komentar: list[str]) -> list[str]:
    """The lines of an entry whose value is a text."""
    isi = " " * (lekuk + 2)
    if v.gaya == "|":
        return [
            _dengan(f"{awal} {_tanda('|', v.teks, v.teks.split(chr(10)))}", komentar),
            *_baris_blok(v.teks.split("\n"), isi),
        ]
    if v.gaya == ">" and "\n" in v.teks:
        satu = v.teks.removesuffix("\n")
        lipat = _lipat(satu, LEBAR - len(isi))
        baris = _isi_lipatan(v) if lipat is None else [*lipat, ""]
        return [_dengan(f"{awal} {_tanda('>', v.teks, baris)}", komentar), *_baris_blok(baris, isi)]
    penanda = LIKE_MARKER.match(v.teks) is not None
    teks = one_line(v, tipe)
    if (v.berlipat and penanda) or (not penanda and len(awal) + 1 + len(teks) > LEBAR_SATU):
        lipat = _lipat(v.teks, LEBAR - len(isi))
        if lipat is not None and (penanda or len(lipat) > 1):
            return [_dengan(f"{awal} >-", komentar), *_baris_blok(lipat, isi)]
    return [_dengan(f"{awal} {teks}" if teks else awal, komentar)]


def _tanda(gaya: str, teks: str, baris: list[str]) -> str:
    """What opens a block: `|`, with how deep it begins and how it ends where that must be said."""
    pertama = next((b for b in baris if b), "")
    dalam = "2" if pertama.startswith(" ") else ""
    return gaya + dalam + ("-" if not teks.endswith("\n") else "+" if teks.endswith("\n\n") or teks == "\n" else "")


def _baris_blok(baris: list[str], isi: str) -> list[str]:
    # The last piece is what follows the last line end: nothing.
    return [isi + b if b else "" for b in (baris[:-1] if not baris[-1] else baris)]


def _isi_lipatan(v: Leaf) -> list[str]:
    """The lines of a folded text, without their indentation."""
    kepala, _, isi = v.mentah.partition("\n")
    baris = isi.split("\n")
    angka = re.search(r"[1-9]", kepala.partition("#")[0])
    lekuk = v.kolom + int(angka[0]) if angka else next((len(b) - len(b.lstrip(" ")) for b in baris if b.strip(" ")), 0)
    baris = [b[lekuk:] for b in baris]
    while len(baris) > 1 and not baris[-1].strip() and "+" not in kepala.partition("#")[0]:
        del baris[-1]
    return [*baris, ""]


def _lipat(teks: str, lebar: int) -> list[str] | None:
    """A text in lines that YAML joins to the same text again; None where that cannot be."""
    if not teks or teks != teks.strip() or CONTROLS.search(teks):
        return None
    hasil = [""]
    for kata in _LIPAT.split(teks):
        if hasil[-1] and len(hasil[-1]) + 1 + len(kata) > lebar:
            hasil.append(kata)
        else:
            hasil[-1] = f"{hasil[-1]} {kata}" if hasil[-1] else kata
    return hasil


def _alir(v: Leaf | Collection, tipe: Any) -> str | None:
    """A value for inside brackets; None when it must be written in lines: it has comments, or a key without value."""
    if isinstance(v, Leaf):
        return None if v.kosong or (v.berlipat and LIKE_MARKER.match(v.teks)) else one_line(v, tipe, alir=True)
    if v.ekor:
        return None
    potong = []
    for b in _urut(v, tipe):
        isi = _alir(b.nilai, _tipe_anak(tipe, b.kunci.teks) if b.kunci else tipe) if b.nilai is not None else None
        if isi is None or any(b.atas) or b.kepala or b.samping or b.bawah:
            return None
        potong.append(f"{key_text(b.kunci)}: {isi}" if b.kunci else isi)
    return ("{%s}" if v.peta else "[%s]") % ", ".join(potong)
