"""One canonical form for agreement and party files, so that a git diff shows only what changed.

The file is read into a tree that keeps its comments, and written again: keys in the order of the model, two spaces of indentation, quotes
only where needed, long text folded. What a value says stays as it is, character by character, and so do the words of every comment; a
result of which that cannot be shown is not used.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, get_args, get_origin

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ksdgen.diagnostics import Severity, Span
from ksdgen.editing.fix import urutan_kunci
from ksdgen.naskah.model import Naskah
from ksdgen.source.node import Daftar, Node, Peta, Skalar, kosong
from ksdgen.source.parse import parse
from ksdgen.source.record import Rekaman, konverter
from ksdgen.source.scalars import Markah, Persen, TeksTerbuka

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

_MODELINE = re.compile(r"#\s*yaml-language-server")
_TEKS: Final = (str, Markah, TeksTerbuka, Persen)
# What YAML 1.2 reads as a truth value or a number; and figures with spaces (NIP, NPWP), which people take for one.
_BUKAN_TEKS = re.compile(
    r"true|false|[-+]?\.inf|\.nan|[-+]?(?:0o[0-7]+|0x[0-9a-f]+|(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?)|\d[\d ]*",
    re.IGNORECASE,
)
# Folded, such a text looks like a point that lost its lines.
_MIRIP_PENANDA = re.compile(r"\(?#?[0-9a-z]{1,3}[.)]\s")
_PASTI_POLOS = re.compile(r"[A-Za-z(](?:[\w()./;%+-]| (?! |$))*", re.ASCII)
_KUNCI_POLOS = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_ESCAPE = re.compile(r'(?:[^\\]|\\["\\/])*\\[^"\\/]')
_KENDALI = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_LIPAT = re.compile(r"(?<=\S) (?=\S)")


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
    akar = _Pembaca(polos).baca()
    if akar is None:
        return teks
    hasil = _tulis(akar, jenis)
    return bom + hasil.replace("\n", _ganti_baris(teks)) if _sama(node, akar.komentar, hasil) else teks


def _ganti_baris(teks: str) -> str:
    """The line end that a text uses most."""
    windows = teks.count("\r\n")
    jumlah = {"\n": teks.count("\n") - windows, "\r\n": windows, "\r": teks.count("\r") - windows}
    return max(jumlah, key=jumlah.__getitem__)


# --- proof ------------------------------------------------------------------------------------------------------------------------------


def _sama(node: Node, komentar: list[str], hasil: str) -> bool:
    """Whether a new text says what the old one said, with all its comments."""
    baru, temuan = parse(hasil, "")
    if baru is None or any(t.tingkat is Severity.KESALAHAN for t in temuan) or _arti(baru) != _arti(node):
        return False
    ulang = _Pembaca(hasil).baca()
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
        bool(berlipat and node.gaya != "|" and _MIRIP_PENANDA.match(node.teks)),
    )


# --- reading ----------------------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Daun:
    """A text: what it says, how it is quoted, its source, and the column of the collection that it stands in."""

    teks: str
    gaya: str
    mentah: str
    kolom: int

    @property
    def berlipat(self) -> bool:
        """Written over several lines that YAML joins."""
        return self.gaya == ">" or (self.gaya != "|" and "\n" in self.mentah)

    @property
    def kosong(self) -> bool:
        """Left open by the author."""
        return kosong(Skalar(self.teks, _DI_MANA_PUN, self.gaya))


_DI_MANA_PUN = Span.at("")


@dataclass(slots=True)
class _Wadah:
    """Pairs (`peta`) or a list, in brackets (`alir`) or not; `ekor` are comments after the last entry."""

    peta: bool
    alir: bool
    kolom: int
    butir: list[_Butir] = field(default_factory=list)
    ekor: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Butir:
    """A pair, or a point of a list, with its comments: above it, behind its key, and behind its value.

    In `atas` an empty text stands for empty lines. `bawah` are comments that follow at once and that an empty line sets apart from what
    comes then. `mentah` is the source of an entry that is not rewritten.
    """

    kunci: _Daun | None = None
    nilai: _Daun | _Wadah | None = None
    atas: list[str] = field(default_factory=list)
    kepala: list[str] = field(default_factory=list)
    samping: list[str] = field(default_factory=list)
    bawah: list[str] = field(default_factory=list)
    mentah: list[str] | None = None


@dataclass(slots=True)
class _Akar:
    isi: _Wadah
    komentar: list[str]
    berjangkar: bool


class _Pembaca:
    """Builds the tree with comments from libyaml's events: what lies between two events is white space, indicators and comments."""

    def __init__(self, teks: str) -> None:
        self.teks = teks
        self.awal = [0]
        """Where each line begins."""
        for b in teks.split("\n"):
            self.awal.append(self.awal[-1] + len(b) + 1)
        self.posisi = 0
        self.sisi: list[str] = []
        """To what a comment further on in this line belongs."""
        self.tutup: list[_Wadah] = []
        """The collections without brackets that ended since the last text."""
        self.komentar: list[str] = []

    def baca(self) -> _Akar | None:
        """The tree, or None for what is not rewritten."""
        akar = _Butir()
        pemilik = akar
        tumpuk: list[tuple[_Butir, _Wadah]] = []
        # Of each top-level entry with anchors, aliases or tags: its first character, its own comments, and its last character.
        mentah: dict[int, tuple[int, list[str], int]] = {}
        mulai, milik = 0, [""]
        ambil: Callable[[], Any] = CParser(self.teks).get_event
        while (ev := ambil()) is not None:
            jenis = type(ev)
            if jenis is DocumentStartEvent and (ev.version or ev.tags):
                return None
            if jenis in (MappingEndEvent, SequenceEndEvent):
                butir, wadah = tumpuk.pop()
                if wadah.alir:
                    akhir = self._letak(ev.end_mark)
                    self._sela(akhir - 1, wadah.ekor)
                    self._lewat(akhir, butir.samping)
                else:
                    self.tutup.append(wadah)
            if jenis not in (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent):
                continue
            awal = self._letak(ev.start_mark)
            induk = tumpuk[-1][1] if tumpuk else None
            kunci = False
            if induk is not None:
                if not induk.peta or not induk.butir or induk.butir[-1].nilai is not None:
                    pemilik = _Butir()
                    utuh = mentah.get(len(tumpuk[0][1].butir) - 1) is None
                    self._sela(awal, pemilik.atas, None if induk.alir else induk.kolom, jeda=True, ekor=utuh)
                    if induk.butir and pemilik.atas and pemilik.atas[0] and "" in pemilik.atas:
                        batas = pemilik.atas.index("")
                        induk.butir[-1].bawah, pemilik.atas = pemilik.atas[:batas], pemilik.atas[batas:]
                    induk.butir.append(pemilik)
                    kunci = induk.peta
                    if len(tumpuk) == 1:
                        mulai, milik = awal, list(pemilik.atas)
                else:
                    pemilik = induk.butir[-1]
            nomor = len(tumpuk[0][1].butir) - 1 if tumpuk else 0
            if jenis is AliasEvent or ev.anchor is not None or ev.tag is not None:
                if induk is None:
                    return None
                mentah[nomor] = (mulai, milik, 0)
            if jenis in (ScalarEvent, AliasEvent):
                if induk is None or (kunci and jenis is AliasEvent):
                    return None
                akhir = self._letak(ev.end_mark)
                daun = (
                    _Daun("", "", "", 0)
                    if jenis is AliasEvent
                    else _Daun(ev.value, ev.style or "", self.teks[awal:akhir], induk.kolom)
                )
                if kunci:
                    pemilik.kunci = daun
                    self._lewat(akhir, pemilik.kepala)
                    continue
                self._sela(awal, pemilik.atas)
                pemilik.nilai = daun
                if daun.gaya in ("|", ">"):
                    akhir = self._akhir_blok(awal, daun, pemilik.kepala)
                self._lewat(akhir, pemilik.samping)
            else:
                if kunci:
                    return None
                if ev.flow_style:
                    self._sela(awal, pemilik.atas)
                    self._lewat(awal + 1, pemilik.kepala)
                pemilik.nilai = wadah = _Wadah(jenis is MappingStartEvent, ev.flow_style, ev.start_mark.column)
                tumpuk.append((pemilik, wadah))
            if nomor in mentah:
                mentah[nomor] = (*mentah[nomor][:2], self.posisi)
        if not isinstance(akar.nilai, _Wadah):
            return None
        isi = akar.nilai
        self._sela(len(self.teks), isi.ekor, -1, jeda=True, ekor=len(isi.butir) - 1 not in mentah)
        for i, (a, atas, z) in mentah.items():
            a, z = self.teks.rfind("\n", 0, a) + 1, self.teks.find("\n", max(z, a))
            isi.butir[i].atas, isi.butir[i].mentah = atas, self.teks[a : z if z >= 0 else len(self.teks)].split("\n")
        return _Akar(isi, self.komentar, bool(mentah))

    def _letak(self, mark: Any) -> int:
        letak: int = self.awal[min(mark.line, len(self.awal) - 1)] + mark.column
        return min(letak, len(self.teks))

    def _akhir_blok(self, awal: int, daun: _Daun, kepala: list[str]) -> int:
        """Where the text of a block ends; takes the comment behind its `|` or `>`."""
        tanda, tagar, catatan = daun.mentah.partition("\n")[0].partition("#")
        if tagar:
            self._catat(tagar + catatan, kepala)
        # Empty lines at the end of a text are part of it only after `+`.
        return awal + len(daun.mentah if "+" in tanda else daun.mentah.rstrip())

    def _lewat(self, posisi: int, sisi: list[str]) -> None:
        """Go on behind a text or bracket; a comment further on in that line belongs to `sisi`."""
        self.posisi = max(posisi, self.posisi)
        self.sisi = sisi
        self.tutup = []

    def _catat(self, komentar: str, ke: list[str]) -> None:
        ke.append(komentar.rstrip())
        self.komentar.append(komentar.rstrip())

    def _sela(
        self, sampai: int, atas: list[str], kolom: int | None = None, *, jeda: bool = False, ekor: bool = False
    ) -> None:
        """Give the comments before a position to what they belong to.

        Args:
            sampai: where the next text or bracket begins.
            atas: the comments above it.
            kolom: its column. Comments further right may belong to the end of a collection above.
            jeda: whether empty lines count.
            ekor: whether comments may belong to the end of a collection.
        """
        sebelum = self.teks[self.teks.rfind("\n", 0, self.posisi) + 1 : self.posisi]
        potong = self.teks[self.posisi : sampai].split("\n")
        kosong = False
        for i, isi in enumerate(potong):
            tagar = isi.find("#")
            if i == 0 and sebelum.strip():
                if tagar >= 0:
                    self._catat(isi[tagar:], self.sisi)
            elif tagar < 0:
                # The last piece is where the line of the next text begins.
                kosong = kosong or (jeda and not isi.strip() and i + 1 < len(potong))
            else:
                tempat = tagar if i else tagar + len(sebelum)
                calon = [w for w in self.tutup if ekor and kolom is not None and kolom < w.kolom <= tempat]
                ke = max(calon, key=lambda w: w.kolom).ekor if calon else atas
                ekor = bool(calon)
                if kosong:
                    ke.append("")
                kosong = False
                self._catat(isi[tagar:], ke)
        if kosong:
            atas.append("")
        self.posisi = max(self.posisi, sampai)


# --- types ------------------------------------------------------------------------------------------------------------------------------


def _pilihan(tipe: Any) -> list[Any]:
    """The types that a value may have, taken out of unions and of lists that may be written as their only element."""
    asal = get_origin(tipe)
    if asal in (types.UnionType, typing.Union):
        return [p for t in get_args(tipe) for p in _pilihan(t)]
    if asal is tuple:
        return _pilihan(get_args(tipe)[0])
    return [] if tipe is type(None) or tipe is Any or tipe is None else [tipe]


def _rekaman(tipe: Any) -> type[Rekaman] | None:
    return next((t for t in _pilihan(tipe) if isinstance(t, type) and issubclass(t, Rekaman)), None)


def _tipe_anak(tipe: Any, kunci: str) -> Any:
    """The type of a value in a mapping; None where the model does not say."""
    rekaman = _rekaman(tipe)
    if rekaman is not None:
        return konverter(rekaman).get(kunci)
    return next((get_args(t)[1] for t in _pilihan(tipe) if get_origin(t) in (Mapping, dict)), None)


# --- writing ----------------------------------------------------------------------------------------------------------------------------


def _tulis(akar: _Akar, jenis: type[Rekaman]) -> str:
    pertama = akar.isi.butir[0]
    kepala, pertama.atas = _belah_kepala(pertama.atas)
    kepala = [*(b for b in kepala if _MODELINE.match(b)), *(b for b in kepala if not _MODELINE.match(b))]
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


def _wadah(w: _Wadah, tipe: Any, lekuk: int, *, akar: bool = False, urut: bool = True) -> list[str]:
    """The lines of a collection without brackets, its entries at column `lekuk`."""
    hasil: list[str] = []
    kelompok = _kelompok(w, tipe) if akar and w.peta else {}
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


def _urut(w: _Wadah, tipe: Any) -> list[_Butir]:
    rekaman = _rekaman(tipe)
    if not w.peta or rekaman is None:
        return w.butir
    menurut = {b.kunci.teks: b for b in w.butir if b.kunci}
    return [menurut[k] for k in urutan_kunci(menurut, rekaman.medan_)]


def _kelompok(w: _Wadah, tipe: Any) -> dict[int, int]:
    """The group of each top-level entry; an unknown key belongs to the group of the key before it."""
    rekaman = _rekaman(tipe)
    nomor: dict[str, int] = {}
    for k in rekaman.medan_ if rekaman is not None else ():
        nomor[k] = len({a for a in (*nomor, k) if a in AWAL_KELOMPOK})
    hasil: dict[int, int] = {}
    terakhir = 0
    for b in w.butir:
        terakhir = nomor.get(b.kunci.teks if b.kunci else "", terakhir)
        hasil[id(b)] = terakhir
    return hasil


def _butir(b: _Butir, tipe: Any, lekuk: int) -> list[str]:
    """The lines of an entry, from a comment that found no other place to its last value."""
    if b.mentah is not None:
        return b.mentah
    awal = " " * lekuk + (f"{_kunci(b.kunci)}:" if b.kunci else "-")
    komentar = b.kepala + b.samping
    v = b.nilai
    if isinstance(v, _Daun):
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


def _kunci(kunci: _Daun) -> str:
    if kunci.gaya == "" and "\n" not in kunci.mentah:
        return kunci.teks
    if (
        _KUNCI_POLOS.fullmatch(kunci.teks)
        and not _BUKAN_TEKS.fullmatch(kunci.teks)
        and kunci.teks.lower() not in ("null", "y", "n", "yes", "no")
    ):
        return kunci.teks
    return kunci.mentah if "\n" not in kunci.mentah else _kutip(kunci.teks)


def _daun(v: _Daun, awal: str, tipe: Any, lekuk: int, komentar: list[str]) -> list[str]:
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
    penanda = _MIRIP_PENANDA.match(v.teks) is not None
    teks = _satu_baris(v, tipe)
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


def _isi_lipatan(v: _Daun) -> list[str]:
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
    if not teks or teks != teks.strip() or _KENDALI.search(teks):
        return None
    hasil = [""]
    for kata in _LIPAT.split(teks):
        if hasil[-1] and len(hasil[-1]) + 1 + len(kata) > lebar:
            hasil.append(kata)
        else:
            hasil[-1] = f"{hasil[-1]} {kata}" if hasil[-1] else kata
    return hasil


def _alir(v: _Daun | _Wadah, tipe: Any) -> str | None:
    """A value for inside brackets; None when it must be written in lines: it has comments, or a key without value."""
    if isinstance(v, _Daun):
        return None if v.kosong or (v.berlipat and _MIRIP_PENANDA.match(v.teks)) else _satu_baris(v, tipe, alir=True)
    if v.ekor:
        return None
    potong = []
    for b in _urut(v, tipe):
        isi = _alir(b.nilai, _tipe_anak(tipe, b.kunci.teks) if b.kunci else tipe) if b.nilai is not None else None
        if isi is None or any(b.atas) or b.kepala or b.samping or b.bawah:
            return None
        potong.append(f"{_kunci(b.kunci)}: {isi}" if b.kunci else isi)
    return ("{%s}" if v.peta else "[%s]") % ", ".join(potong)


def _satu_baris(v: _Daun, tipe: Any, *, alir: bool = False) -> str:
    """A text on one line: plain where that is safe."""
    teks = v.teks
    if v.kosong or (v.gaya == '"' and _ESCAPE.match(v.mentah) and "\n" not in v.mentah):
        return v.mentah.strip()
    if _KENDALI.search(teks):
        return _kutip(teks)
    pilihan = _pilihan(tipe)
    if _BUKAN_TEKS.fullmatch(teks):
        # Where the model wants text, editors shall see text; where it does not say, the author decides.
        polos = all(p not in _TEKS for p in pilihan) if pilihan else v.gaya == ""
    else:
        polos = True
    if polos and _polos(teks, alir):
        return teks
    if ('"' in teks or "\\" in teks) and "'" not in teks:
        return f"'{teks}'"
    return _kutip(teks)


def _kutip(teks: str) -> str:
    # JSON's escapes are YAML's too; what it leaves as it is but YAML would break at gets an escape of its own.
    return re.sub(
        r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(teks, ensure_ascii=False)
    )


def _polos(teks: str, alir: bool) -> bool:
    """Whether YAML reads a text without quotes as this very text."""
    if teks in ("", "~", "null", "Null", "NULL"):
        return False
    if _PASTI_POLOS.fullmatch(teks):
        return True
    return all(_sebagai_polos(pola % teks) == teks for pola in (("[%s]\n", "{k: %s}\n") if alir else ("k: %s\n",)))


def _sebagai_polos(contoh: str) -> str | None:
    """The last text of an example, if that is its only value and not quoted."""
    try:
        peristiwa = list(yaml.parse(contoh, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return None
    teks = [ev for ev in peristiwa if isinstance(ev, ScalarEvent)]
    lain = [ev for ev in peristiwa if isinstance(ev, AliasEvent | MappingStartEvent | SequenceStartEvent)]
    if len(lain) != 1 or len(teks) != (1 if contoh.startswith("[") else 2):
        return None
    nilai = teks[-1]
    return str(nilai.value) if not nilai.style and nilai.anchor is None and nilai.tag is None else None
