"""What the text of one way through a template says: its labels and references, and what is wrong with its points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ksdgen.compose.origins import cari_asal
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.lint.ways import NILAI
from ksdgen.paper import fences, markup
from ksdgen.paper.document import Blok, Paragraf, Rujukan, paragraf_dari
from ksdgen.source.places import Tempat
from ksdgen.world.tree import Tree

_TANDA = re.compile(f"{fences.TANDA}([^{fences.TANDA_AKHIR}]*){fences.TANDA_AKHIR}")
_BANYAK_KOLOM = " ".join(["1"] * 40)
_URUTAN = ("ayat", "huruf", "angka", "huruf_kurung", "angka_kurung")
_SEBUTAN = {"ayat": "(1)", "huruf": "a.", "angka": "1.", "huruf_kurung": "a)", "angka_kurung": "1)"}


@dataclass(slots=True)
class TextStructure:
    """The structure of a text."""

    label: dict[str, Span] = field(default_factory=dict)
    rujukan: list[tuple[str, Span]] = field(default_factory=list)
    temuan: list[Diagnostic] = field(default_factory=list)


def susun(teks: str, templat: Tree, lingkup: str) -> TextStructure:
    """Read the text of one way through a clause.

    Args:
        teks: the text with its marks.
        templat: names the files of the marks.
        lingkup: the clause's id.
    """
    hasil = markup.Parser(_pencari(templat), lingkup=lingkup).parse(teks)
    susunan = _susunan(hasil)
    susunan.temuan += _lompatan(hasil.blok)
    return susunan


def susun_kerangka(teks: str, templat: Tree, batas: str) -> tuple[TextStructure, list[Span]]:
    """Read the text of one way through a document type; `batas` is the line where the articles go, whose places come with it."""
    letak: list[Span] = []
    sisa: list[str] = []
    cari = _pencari(templat)
    for baris in teks.split("\n"):
        if fences.tanpa_tanda(baris).strip() != batas:
            # How many columns a value stands for is not known: enough.
            sisa.append(baris.replace(NILAI, _BANYAK_KOLOM) if "@tabel" in baris else baris)
            continue
        tanda = _TANDA.search(baris)
        asal = cari(tanda[1], 0) if tanda is not None else None
        if asal is not None:
            letak.append(Span.at(asal.span.file, asal.span.line, asal.span.column, len(batas)))
    return _susunan(markup.Parser(cari, direktif=True).parse("\n".join(sisa))), letak


def _pencari(templat: Tree) -> fences.CariAsal:
    tempat = Tempat(None, "")
    return lambda id_, kolom: cari_asal(id_, kolom, tempat, templat)


def _susunan(hasil: markup.Parsed) -> TextStructure:
    susunan = TextStructure(temuan=list(hasil.temuan))
    for p in paragraf_dari(hasil.blok):
        if p.kunci is not None and p.asal is not None:
            _label(susunan, p.kunci, p.asal.span)
        for i in p.isi:
            if isinstance(i, Rujukan) and i.asal is not None and NILAI not in i.target:
                susunan.rujukan.append((i.target, i.asal.span))
    return susunan


def _label(susunan: TextStructure, kunci: str, span: Span) -> None:
    lama = susunan.label.setdefault(kunci, span)
    if lama != span:
        nama = kunci.rpartition("/")[2]
        pesan, bantuan = (
            f"label `{nama}` dipakai dua kali",
            f"label ini sudah ada pada baris {lama.line}; beri salah satunya nama lain",
        )
        susunan.temuan.append(Diagnostic("KSD031", Severity.KESALAHAN, pesan, span, bantuan))


def _lompatan(blok: Iterable[Blok]) -> Iterator[Diagnostic]:
    """Points that skip a level: "1." directly below an ayat, or "a)" below "a."."""
    butir = [b for b in blok if isinstance(b, Paragraf) and b.nomor is not None and b.nomor.jenis in _URUTAN]
    if sum(b.peran == "ayat" for b in butir) == 1:
        butir = [b for b in butir if b.peran != "ayat"]  # an ayat that is alone loses its number
    terbuka: list[tuple[int, str]] = []
    for b in butir:
        if b.nomor is None or b.asal is None:
            continue
        while terbuka and terbuka[-1][0] >= b.kedalaman:
            terbuka.pop()
        tingkat = _URUTAN.index(b.nomor.jenis)
        induk = _URUTAN.index(terbuka[-1][1]) if terbuka else 1
        if tingkat > induk + 1:
            harus = _SEBUTAN[_URUTAN[induk + 1]] if terbuka else "(1), a., atau 1."
            yield Diagnostic(
                "KSD070",
                Severity.KESALAHAN,
                f"penanda `{b.nomor.teks}` meloncati satu tingkat",
                b.asal.span,
                f"di sini pakai {harus}; urutan tingkatnya {', '.join(_SEBUTAN.values())}",
            )
        terbuka.append((b.kedalaman, b.nomor.jenis))
