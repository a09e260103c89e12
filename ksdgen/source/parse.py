"""YAML text to a tree of values that know their exact place in the file.

The tree is built from libyaml *events* with a stack of our own: `yaml.compose` recurses in C and kills the process on
deeply nested input, and the usual constructors would turn `no`, `0123` or `12:30` into something the author did not
write. Every value therefore stays the text that stands in the file; giving it a meaning is the work of later stages.

Bad user data never raises here; it becomes a `Diagnostic` (KSD001 to KSD008).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ksdgen.diagnostics import Diagnostic, Span
from ksdgen.source.characters import HAS_BAD_CHARACTER, check_value, clean, decode_bytes
from ksdgen.source.node import Daftar, Node, Peta, Skalar
from ksdgen.source.properties import Anchor, content_start
from ksdgen.source.report import (
    BATAS_ALIAS,
    BATAS_NILAI,
    BATAS_TEKS_ALIAS,
    BATAS_TINGKAT,
    BATAS_UKURAN,
    CUT_OFF,
    SUSPICIOUS_KEYS,
    Report,
    empty_file,
    is_key_refused,
    report_complex_key,
    report_cut_off,
    report_many_documents,
    report_too_deep,
    report_too_many,
    short,
    too_long,
)


def load(data: bytes, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """`decode_bytes` and `parse` in one step."""
    if len(data) > BATAS_UKURAN:
        return None, [too_long(file)]
    teks, masalah = decode_bytes(data, file)
    if teks is None:
        return None, masalah
    node, lanjutan = parse(teks, file)
    return node, masalah + lanjutan


# Key of a value that is read (it may hold further problems) but kept nowhere. Known by identity, never by its text.
_BUANG: Final = str(b"(dibuang)", "ascii")

# A frozen dataclass pays for each field when it is made, and this file makes one for every key and value. Setting the
# slots directly gives the same object in half the time.
_span_baru = object.__new__
_isi_file, _isi_baris, _isi_kolom, _isi_baris_akhir, _isi_kolom_akhir = (
    Span.__dict__[nama].__set__ for nama in ("file", "line", "column", "end_line", "end_column")
)


def _span(file: str, baris: int, kolom: int, baris_akhir: int, kolom_akhir: int) -> Span:
    span = _span_baru(Span)
    _isi_file(span, file)
    _isi_baris(span, baris)
    _isi_kolom(span, kolom)
    _isi_baris_akhir(span, baris_akhir)
    _isi_kolom_akhir(span, kolom_akhir)
    return span


def parse(teks: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of `teks` with all problems found in one run.

    A syntax error or an exceeded limit gives None: half a tree would make later stages report things as missing.
    """
    lapor = Report(file)
    teks = teks.removeprefix("\ufeff")
    if len(teks) > BATAS_UKURAN:
        return None, [too_long(file)]
    if HAS_BAD_CHARACTER.search(teks) is not None:
        teks = clean(teks, lapor)
    # After the cleaning these are exactly libyaml's lines.
    baris = teks.splitlines()
    return _build(teks, baris, lapor)


# libyaml counts open brackets itself from 0.2.6 on and stops at 1,000. It reads up to 1,024 characters ahead of its
# events, so it may stop before the event of our 51st level is out.
_SCANNER_DEPTH: Final = "exceeded maximum nesting depth"


def _build(teks: str, baris: list[str], lapor: Report) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of `teks`; `baris` are the lines of the whole file, also where `teks` is only its beginning."""
    reported = len(lapor.masalah), dict(lapor.jumlah)
    file = lapor.file
    masalah = lapor.masalah
    ada_escape = "\\" in teks

    akar: list[Node] = []
    butir: list[Node] | None = akar  # where the next value goes: this list ...
    isi: dict[str, Node] = {}  # ... or, when there is none, these pairs
    kunci: dict[str, Span] = {}
    key: str | None = None  # the key waiting for its value
    node: Peta | Daftar | None = None  # the collection being filled
    alir = False  # whether it is written with brackets
    tumpuk: list[
        tuple[list[Node] | None, dict[str, Node], dict[str, Span], str | None, Peta | Daftar | None, bool]
    ] = []
    jangkar: dict[str, Anchor] = {}
    cacah = 0
    cacah_alias = 0
    huruf_alias = 0
    dokumen = 0
    ditutup = False
    nilai_akhir: tuple[str, Span] | None = None
    span: Span
    anak: Node

    pagar = " #" in teks
    try:
        ambil: Callable[[], Any] = CParser(teks).get_event
        baru = _span_baru
        while True:
            ev = ambil()
            jenis = type(ev)

            if jenis is ScalarEvent:
                cacah += 1
                nilai = ev.value
                gaya = ev.style
                letak = ev.start_mark
                nomor = letak.line
                kolom = letak.column
                nama = ev.anchor
                if nama is not None or ev.tag is not None:
                    nomor, kolom = content_start(ev, baris, lapor)
                indentasi = 0
                # `_span` written out: this is the place where calls count.
                span = baru(Span)
                _isi_file(span, file)
                _isi_baris(span, nomor + 1)
                _isi_kolom(span, kolom + 1)
                if gaya == "|" or gaya == ">":
                    _isi_baris_akhir(span, nomor + 1)
                    _isi_kolom_akhir(span, len(baris[nomor].rstrip()) + 1)
                    if gaya == "|":
                        # The first line with text, against the same line of the file: right for `|2` as well.
                        tanpa = nilai.lstrip("\n")
                        if tanpa:
                            asal = baris[nomor + 1 + len(nilai) - len(tanpa)]
                            indentasi = len(asal) - len(tanpa.partition("\n")[0])
                else:
                    letak = ev.end_mark
                    _isi_baris_akhir(span, letak.line + 1)
                    _isi_kolom_akhir(span, letak.column + 1)
                    if pagar and not gaya and (sisa := CUT_OFF.match(baris[letak.line], letak.column)) is not None:
                        report_cut_off(
                            lapor, Span.at(file, letak.line + 1, sisa.start(1) + 1, sisa.end(1) - sisa.start(1))
                        )
                    if gaya:
                        nilai_akhir = (gaya, span)
                        if ada_escape and gaya == '"':
                            nilai = check_value(nilai, span, baris, lapor)

                if butir is None and key is None:
                    if nama is not None:
                        jangkar[nama] = Anchor(Skalar(nilai, span, gaya, indentasi))
                    if (nilai in kunci or gaya or nilai in SUSPICIOUS_KEYS) and is_key_refused(
                        nilai, gaya, span, kunci, lapor
                    ):
                        key = _BUANG
                    else:
                        kunci[nilai] = span
                        key = nilai
                    continue
                anak = Skalar(nilai, span, gaya, indentasi)
                if cacah > BATAS_NILAI:
                    report_too_many(lapor, span)
                    return None, masalah
                if nama is not None:
                    jangkar[nama] = Anchor(anak)

            elif jenis is MappingStartEvent or jenis is SequenceStartEvent:
                cacah += 1
                letak = ev.start_mark
                nomor = letak.line
                kolom = letak.column
                nama = ev.anchor
                if nama is not None or ev.tag is not None:
                    nomor, kolom = content_start(ev, baris, lapor)
                span = _span(file, nomor + 1, kolom + 1, nomor + 1, len(baris[nomor].rstrip()) + 1)
                if len(tumpuk) >= BATAS_TINGKAT:
                    report_too_deep(lapor, span)
                    return None, masalah
                if cacah > BATAS_NILAI:
                    report_too_many(lapor, span)
                    return None, masalah
                wadah: Peta | Daftar = Peta({}, {}, span) if jenis is MappingStartEvent else Daftar([], span)
                if nama is not None:
                    jangkar[nama] = Anchor(wadah)
                if butir is not None:
                    butir.append(wadah)
                elif key is None:
                    # Of keys within keys, as in `{{{x}}}`, only the outermost is worth a word.
                    if not tumpuk or tumpuk[-1][3] is not _BUANG:
                        report_complex_key(lapor, span)
                    key = _BUANG
                else:
                    if key is not _BUANG:
                        isi[key] = wadah
                    key = None
                tumpuk.append((butir, isi, kunci, key, node, alir))
                node = wadah
                alir = ev.flow_style
                if isinstance(wadah, Peta):
                    butir = None
                    isi = wadah.isi
                    kunci = wadah.kunci
                    key = None
                else:
                    butir = wadah.butir
                continue

            elif jenis is MappingEndEvent or jenis is SequenceEndEvent:
                if alir and node is not None:
                    letak = ev.end_mark
                    span = node.span
                    if letak.line + 1 == span.line:
                        node.span = _span(file, span.line, span.column, span.line, letak.column + 1)
                butir, isi, kunci, key, node, alir = tumpuk.pop()
                continue

            elif jenis is AliasEvent:
                letak = ev.start_mark
                span = _span(file, letak.line + 1, letak.column + 1, ev.end_mark.line + 1, ev.end_mark.column + 1)
                nama = ev.anchor
                cacah_alias += 1
                if cacah_alias > BATAS_ALIAS:
                    lapor.tambah(
                        "KSD004",
                        f"rujukan dengan tanda `*` dipakai lebih dari {BATAS_ALIAS} kali",
                        span,
                        "tulis nilainya langsung di tempat yang memerlukannya",
                    )
                    return None, masalah
                tujuan = jangkar.get(nama)
                if tujuan is None:
                    lapor.tambah(
                        "KSD002",
                        f"`*{short(nama)}` merujuk ke nama yang tidak ada",
                        span,
                        "bila ini teks biasa, apit seluruh nilai dengan tanda kutip",
                    )
                    anak = Skalar("", span)
                elif tujuan.node is node or any(bingkai[4] is tujuan.node for bingkai in tumpuk):
                    lapor.tambah(
                        "KSD004",
                        f"`*{short(nama)}` merujuk ke bagian yang memuat dirinya sendiri",
                        span,
                        "tulis nilainya langsung, tanpa merujuk ke bagian yang sedang ditulis",
                    )
                    anak = Skalar("", span)
                else:
                    anak = tujuan.node
                    tujuan.ukur()
                    cacah += tujuan.nilai
                    huruf_alias += tujuan.huruf
                    if len(tumpuk) + tujuan.tingkat > BATAS_TINGKAT:
                        report_too_deep(lapor, span)
                        return None, masalah
                    if cacah > BATAS_NILAI or huruf_alias > BATAS_TEKS_ALIAS:
                        report_too_many(lapor, span)
                        return None, masalah
                if butir is None and key is None:
                    report_complex_key(lapor, span)
                    key = _BUANG
                    continue

            elif jenis is DocumentStartEvent:
                dokumen += 1
                if dokumen > 1:
                    report_many_documents(lapor, Span.at(file, ev.start_mark.line + 1, ev.start_mark.column + 1, 3))
                    break
                continue
            elif jenis is DocumentEndEvent:
                ditutup = ev.explicit
                continue
            elif jenis is StreamEndEvent:
                break
            else:
                continue

            # A finished value (text or alias) goes to the list or to its key.
            if butir is not None:
                butir.append(anak)
            elif key is not None:
                if key is not _BUANG:
                    isi[key] = anak
                key = None
    except yaml.MarkedYAMLError as galat:
        if galat.problem == _SCANNER_DEPTH:
            # The text before that bracket gives every event up to our own limit, whose place is the one to name.
            del masalah[reported[0] :]
            lapor.jumlah = reported[1]
            assert galat.problem_mark is not None
            return _build(teks[: galat.problem_mark.index], baris, lapor)
        from ksdgen.source.mistakes import report_syntax  # only when something is wrong

        if all(b.lstrip().startswith("#") or not b.strip() for b in baris):
            return None, [*masalah, empty_file(file)]
        kurung = node.span if node is not None and alir else None
        report_syntax(galat, baris, lapor, nilai_akhir, kurung, ditutup)
        return None, masalah
    except (yaml.YAMLError, UnicodeError, ValueError):
        # Only odd escapes in a !tag come here: libyaml lets bytes through that are no text.
        from ksdgen.source.mistakes import report_unreadable

        report_unreadable(lapor)
        return None, masalah

    if not akar or (isinstance(akar[0], Skalar) and not akar[0].teks and not akar[0].gaya):
        return None, [*masalah, empty_file(file)]
    return akar[0], masalah
