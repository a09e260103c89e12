"""A YAML file as a tree that keeps its comments: what lies between two events of libyaml is white space and comments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

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

from ksdgen.diagnostics import Span
from ksdgen.source.node import Skalar, kosong


@dataclass(slots=True)
class Leaf:
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
        return kosong(Skalar(self.teks, ANYWHERE, self.gaya))


ANYWHERE = Span.at("")


@dataclass(slots=True)
class Collection:
    """Pairs (`peta`) or a list, in brackets (`alir`) or not; `ekor` are comments after the last entry."""

    peta: bool
    alir: bool
    kolom: int
    butir: list[Entry] = field(default_factory=list)
    ekor: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """A pair, or a point of a list, with its comments: above it, behind its key, and behind its value.

    In `atas` an empty text stands for empty lines. `bawah` are comments that follow at once and that an empty line sets apart from what
    comes then. `mentah` is the source of an entry that is not rewritten.
    """

    kunci: Leaf | None = None
    nilai: Leaf | Collection | None = None
    atas: list[str] = field(default_factory=list)
    kepala: list[str] = field(default_factory=list)
    samping: list[str] = field(default_factory=list)
    bawah: list[str] = field(default_factory=list)
    mentah: list[str] | None = None


@dataclass(slots=True)
class Root:
    """A whole file: what it holds, and the comments of its heading or end."""

    isi: Collection
    komentar: list[str]
    berjangkar: bool


class CommentReader:
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
        self.tutup: list[Collection] = []
        """The collections without brackets that ended since the last text."""
        self.komentar: list[str] = []

    def baca(self) -> Root | None:
        """The tree, or None for what is not rewritten."""
        akar = Entry()
        pemilik = akar
        tumpuk: list[tuple[Entry, Collection]] = []
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
                    pemilik = Entry()
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
                    Leaf("", "", "", 0)
                    if jenis is AliasEvent
                    else Leaf(ev.value, ev.style or "", self.teks[awal:akhir], induk.kolom)
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
                pemilik.nilai = wadah = Collection(jenis is MappingStartEvent, ev.flow_style, ev.start_mark.column)
                tumpuk.append((pemilik, wadah))
            if nomor in mentah:
                mentah[nomor] = (*mentah[nomor][:2], self.posisi)
        if not isinstance(akar.nilai, Collection):
            return None
        isi = akar.nilai
        self._sela(len(self.teks), isi.ekor, -1, jeda=True, ekor=len(isi.butir) - 1 not in mentah)
        for i, (a, atas, z) in mentah.items():
            a, z = self.teks.rfind("\n", 0, a) + 1, self.teks.find("\n", max(z, a))
            isi.butir[i].atas, isi.butir[i].mentah = atas, self.teks[a : z if z >= 0 else len(self.teks)].split("\n")
        return Root(isi, self.komentar, bool(mentah))

    def _letak(self, mark: Any) -> int:
        letak: int = self.awal[min(mark.line, len(self.awal) - 1)] + mark.column
        return min(letak, len(self.teks))

    def _akhir_blok(self, awal: int, daun: Leaf, kepala: list[str]) -> int:
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
