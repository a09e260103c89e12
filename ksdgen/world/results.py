"""Results of earlier runs: what was found in a file, for as long as nothing that it was found from has changed.

A result is kept with the digest of everything that was asked of the repository to reach it, and with the state of the templates, of
ksdgen's own code and of the day. It is used again only when all of that is the same; in every doubt it is reached anew. Nothing here
loads the stages of a check, so that a run whose results are all known costs little more than reading its files.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, NamedTuple

from ksdgen import __version__
from ksdgen.diagnostics import Cause, Diagnostic, Severity, Span, Suntingan
from ksdgen.world import cachedir
from ksdgen.world.digest import sidik
from ksdgen.world.package import PACKAGE
from ksdgen.world.repository import Repository
from ksdgen.world.trace import Recording
from ksdgen.world.tree import Tree

FOLDER = "hasil"
"""Where results are, below the cache folder."""

BATAS = 20_000
"""How many results are kept; the oldest go first."""

_VERSI = 2
"""The form of kept results. There is no reader of older forms: what was kept in another form is reached anew."""

_PUSTAKA = ("yaml", "jinja2", "markupsafe", "lxml", "docx")
"""Libraries that a result depends on."""


class NomorPihak(NamedTuple):
    """The number that a party gave a paper: what makes it the same as another, as it is written, and where."""

    kunci: tuple[str, int, str]
    nomor: str
    rute: str
    span: Span | None


class Pembebasan(NamedTuple):
    """What a waiver says: why, who answers for it, until when (ISO)."""

    alasan: str
    penanggung_jawab: str
    sampai: str


class Ringkasan(NamedTuple):
    """What a check of one file found, without the agreement itself."""

    temuan: list[Diagnostic]
    dikecualikan: list[tuple[Diagnostic, Pembebasan]]
    dinilai: bool
    """False when rules refused to judge it."""
    nomor: list[NomorPihak]
    """Its numbers, to be compared with those of other files."""
    bebas_ganda: Pembebasan | None
    """The waiver in force that covers numbers used twice."""


class Hasilan:
    """Results of earlier runs, to be used again on one day.

    Args:
        hari_ini: the day on which undated agreements are judged.
        macam: what was done, with everything that the outcome depends on besides the files.
    """

    def __init__(self, hari_ini: date, macam: str) -> None:
        self._hari_ini = hari_ini.isoformat()
        self._macam = macam
        self._jawaban: dict[tuple[Repository, str], bytes | None] = {}
        self._templat: dict[Repository, bytes] = {}
        self._kode = state_of_code() if cachedir.folder() is not None else None
        self._dihitung = False

    @property
    def aktif(self) -> bool:
        """Whether results are kept at all: there is a folder for them, and ksdgen's own code can be told from another version's."""
        return self._kode is not None

    def ambil(self, repositori: Repository, path: str) -> Any:
        """What was kept for a file, or None when there is nothing or something has changed."""
        if self._kode is None:
            return None
        data = cachedir.ambil(f"{FOLDER}/{self._nama(repositori, path)}")
        if data is None or sidik(data[16:]) != data[:16]:
            return None
        try:
            kepala, pertanyaan, isi = marshal.loads(data[16:])
            if kepala != self._kepala(repositori):
                return None
            for tanya, jawab in pertanyaan:
                if self._tanya(repositori, tanya) != jawab:
                    return None
        except (OSError, ValueError, TypeError, EOFError, LookupError):
            return None
        return isi

    def simpan(self, repositori: Repository, path: str, isi: Any, asked: Recording) -> None:
        """Keep what was found.

        Args:
            repositori: the file's repository.
            path: the file.
            isi: plain data: what `marshal` can write.
            asked: what was asked of the repository to find it.
        """
        pertanyaan = asked.answers()
        if self._kode is None or pertanyaan is None:
            return
        try:
            data = marshal.dumps((self._kepala(repositori), pertanyaan, isi))
        except (OSError, ValueError):
            return
        if not self._dihitung:
            self._dihitung = True
            cachedir.batasi(FOLDER, BATAS)
        cachedir.simpan(f"{FOLDER}/{self._nama(repositori, path)}", sidik(data) + data)

    def _nama(self, repositori: Repository, path: str) -> str:
        # One place for each file: a new result takes the place of the old one.
        asal = "\0".join((str(repositori.akar), repositori.folder, path, self._macam))
        return sidik(asal.encode("utf-8", "surrogateescape")).hex()

    def _kepala(self, repositori: Repository) -> tuple[Any, ...]:
        """What every result of a repository depends on.

        Raises:
            OSError: a template cannot be read.
        """
        if repositori not in self._templat:
            self._templat[repositori] = _sidik_templat(repositori.pohon_templat)
        return (_VERSI, self._kode, self._hari_ini, self._templat[repositori])

    def _tanya(self, repositori: Repository, tanya: str) -> bytes | None:
        kunci = (repositori, tanya)
        if kunci not in self._jawaban:
            self._jawaban[kunci] = repositori.trace.answer(tanya)
        return self._jawaban[kunci]


def _sidik_templat(pohon: Tree) -> bytes:
    """Digest of all templates and of whose they are."""
    isi = [(pohon.name(p), sidik(pohon.read(p) or b"")) for p in pohon.below("")]
    # Not marshal: what it writes depends on how often a text is referred to, and differs from run to run since Python 3.13.
    return sidik(repr(isi).encode())


@cache
def state_of_code(package: Path = PACKAGE) -> bytes | None:
    """Digest of the state of ksdgen's code, its data and the libraries that it rests on; None when that cannot be told.

    By size and time of change, as Python tells whether a module must be compiled again. Once in a process: what is loaded stays.
    """
    try:
        keadaan = sorted(_keadaan(str(package)))
        for nama in _PUSTAKA:
            modul = PathFinder.find_spec(nama)
            if modul is None or modul.origin is None:
                return None
            s = Path(modul.origin).stat()
            keadaan.append((modul.origin, s.st_size, s.st_mtime_ns))
    except OSError:
        return None
    return sidik(repr((__version__, sys.version, keadaan)).encode("utf-8", "surrogateescape"))


def _keadaan(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as isi:
        for e in isi:
            if e.is_dir(follow_symlinks=False):
                if e.name != "__pycache__":
                    yield from _keadaan(e.path)
            elif not e.name.startswith("."):
                s = e.stat()
                yield e.path, s.st_size, s.st_mtime_ns


# --- as plain data ----------------------------------------------------------------------------------------------------------------------


def ke_data(r: Ringkasan) -> tuple[Any, ...]:
    """A summary as plain data."""
    return (
        [data_temuan(t) for t in r.temuan],
        [(data_temuan(t), tuple(p)) for t, p in r.dikecualikan],
        r.dinilai,
        [(n.kunci, n.nomor, n.rute, _data_span(n.span)) for n in r.nomor],
        None if r.bebas_ganda is None else tuple(r.bebas_ganda),
    )


def dari_data(data: tuple[Any, ...]) -> Ringkasan:
    """A summary from plain data."""
    temuan, dikecualikan, dinilai, nomor, bebas = data
    return Ringkasan(
        [temuan_dari(t) for t in temuan],
        [(temuan_dari(t), Pembebasan(*p)) for t, p in dikecualikan],
        dinilai,
        [NomorPihak(kunci, teks, rute, _span(span)) for kunci, teks, rute, span in nomor],
        None if bebas is None else Pembebasan(*bebas),
    )


def data_temuan(t: Diagnostic) -> tuple[Any, ...]:
    """A finding as plain data."""
    perbaikan = tuple((_data_span(s.span), s.teks) for s in t.perbaikan)
    # Words that came out of an agreement may be of a type of their own, which remembers more than the words.
    pesan, bantuan, rute = (None if x is None else str.__str__(x) for x in (t.pesan, t.bantuan, t.rute))
    dasar = tuple(map(str.__str__, t.dasar))
    cause = None if t.cause is None else t.cause.value
    return (t.kode, t.tingkat.value, pesan, _data_span(t.span), bantuan, dasar, rute, perbaikan, cause)


def temuan_dari(data: tuple[Any, ...]) -> Diagnostic:
    """A finding from plain data."""
    kode, tingkat, pesan, span, bantuan, dasar, rute, perbaikan, cause = data
    sunting = tuple(Suntingan(Span(*s), teks) for s, teks in perbaikan)
    lies_behind = None if cause is None else Cause(cause)
    return Diagnostic(kode, Severity(tingkat), pesan, _span(span), bantuan, dasar, rute, sunting, lies_behind)


def _data_span(s: Span | None) -> tuple[Any, ...] | None:
    return None if s is None else (s.file, s.line, s.column, s.end_line, s.end_column)


def _span(data: tuple[Any, ...] | None) -> Span | None:
    return None if data is None else Span(*data)
