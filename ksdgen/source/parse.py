"""YAML text to a tree of values that know their exact place in the file.

The tree is built from libyaml *events* with a stack of our own: `yaml.compose` recurses in C and kills the process on
deeply nested input, and the usual constructors would turn `no`, `0123` or `12:30` into something the author did not
write. Every value therefore stays the text that stands in the file; giving it a meaning is the work of later stages.

Bad user data never raises here; it becomes a `Diagnostic` (KSD001 to KSD008).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final, TypeAlias

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

from ksdgen.diagnostics import Diagnostic, Severity, Span

BATAS_UKURAN: Final = 5 * 1024 * 1024
BATAS_TINGKAT: Final = 50
BATAS_NILAI: Final = 200_000
BATAS_ALIAS: Final = 100
# Text brought in by aliases is limited too: a hundred aliases to one huge text make few values but a huge document.
BATAS_TEKS_ALIAS: Final = BATAS_UKURAN
# Per code, so that thousands of warnings can never hide an error of another kind.
BATAS_MASALAH: Final = 100


@dataclass(slots=True)
class Skalar:
    """One text value. `gaya` is how it was written: '' plain, "'" , '"', '|' or '>'.

    `indentasi` is the number of columns before the text of a `|` block; it serves only `tempat`.
    """

    teks: str
    span: Span
    gaya: str = ""
    indentasi: int = 0

    def tempat(self, baris: int, kolom: int, panjang: int = 1) -> Span:
        """The place in the file of `panjang` characters of `teks`, from line `baris` and column `kolom` (from 0).

        Exact for `|` blocks and for values on one line. Where folding or escapes make the way back ambiguous, the
        span of the whole value is returned.
        """
        span = self.span
        gaya = self.gaya
        if baris < 0 or kolom < 0:
            return span
        if gaya == "|":
            return Span.at(span.file, span.line + 1 + baris, self.indentasi + kolom + 1, panjang)
        if baris or span.line != span.end_line or gaya == ">":
            return span
        if gaya == "":
            return Span.at(span.file, span.line, span.column + kolom, panjang)
        teks = self.teks
        if gaya == "'":
            # Every ' of the value stands doubled in the file.
            awal = kolom + teks.count("'", 0, kolom)
            return Span.at(
                span.file, span.line, span.column + 1 + awal, panjang + teks.count("'", kolom, kolom + panjang)
            )
        if len(teks) == span.end_column - span.column - 2:
            # An escape is always longer than what it stands for, so equal lengths mean there is none.
            return Span.at(span.file, span.line, span.column + 1 + kolom, panjang)
        return span


@dataclass(slots=True)
class Daftar:
    """A list of values."""

    butir: list[Node]
    span: Span


@dataclass(slots=True)
class Peta:
    """Pairs of key and value in the order of the file; `kunci` holds the place of each key."""

    isi: dict[str, Node]
    kunci: dict[str, Span]
    span: Span


Node: TypeAlias = Skalar | Daftar | Peta

_TEKS_KOSONG: Final = frozenset({"", "~", "null", "Null", "NULL"})


def kosong(node: Node) -> bool:
    """Whether the author left the value open: nothing, `~` or `null`, not in quotes."""
    return type(node) is Skalar and node.gaya == "" and node.teks in _TEKS_KOSONG


def decode_bytes(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file in UTF-8 (a byte order mark is dropped), or None and a KSD001."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        lebar = "32" if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")) else "16"
        return None, [_salah_sandi(f"berkas ini disimpan dalam UTF-{lebar}, bukan UTF-8", Span.at(file))]
    bersih = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return bersih.decode("utf-8"), []
    except UnicodeDecodeError as galat:
        sebelum = bersih[: galat.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        baris = sebelum.count("\n") + 1
        kolom = len(sebelum) - sebelum.rfind("\n")
        pesan = f"baris {baris} memuat huruf yang tidak tersimpan dalam UTF-8"
        return None, [_salah_sandi(pesan, Span.at(file, baris, kolom))]


def _salah_sandi(pesan: str, span: Span) -> Diagnostic:
    bantuan = "buka berkas ini di penyunting teks, lalu simpan kembali dengan pilihan UTF-8"
    return Diagnostic("KSD001", Severity.KESALAHAN, pesan, span, bantuan)


def load(data: bytes, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """`decode_bytes` and `parse` in one step."""
    if len(data) > BATAS_UKURAN:
        return None, [_terlalu_panjang(file)]
    teks, masalah = decode_bytes(data, file)
    if teks is None:
        return None, masalah
    node, lanjutan = parse(teks, file)
    return node, masalah + lanjutan


def _terlalu_panjang(file: str) -> Diagnostic:
    return Diagnostic(
        "KSD004",
        Severity.KESALAHAN,
        "berkas ini lebih besar dari 5 MB",
        Span.at(file),
        "pecah isinya menjadi beberapa berkas atau buang bagian yang tidak diperlukan",
    )


class _Laporan:
    """Collects findings of one file, a limited number of each code."""

    __slots__ = ("file", "jumlah", "masalah")

    def __init__(self, file: str) -> None:
        self.file = file
        self.masalah: list[Diagnostic] = []
        self.jumlah: dict[str, int] = {}

    def tambah(self, kode: str, pesan: str, span: Span, bantuan: str, tingkat: Severity = Severity.KESALAHAN) -> None:
        jumlah = self.jumlah[kode] = self.jumlah.get(kode, 0) + 1
        if jumlah <= BATAS_MASALAH:
            self.masalah.append(Diagnostic(kode, tingkat, pesan, span, bantuan))
        elif jumlah == BATAS_MASALAH + 1:
            self.masalah.append(
                Diagnostic(
                    kode,
                    Severity.CATATAN,
                    "masih ada masalah sejenis yang tidak ditampilkan",
                    span,
                    "perbaiki dahulu yang sudah ditampilkan, lalu periksa kembali",
                )
            )


# --- characters -------------------------------------------------------------------------------------------------

# What libyaml refuses anyway, what this program reserves (U+E000-E0FF), and breaks or marks nobody can see: libyaml
# would count U+0085, U+2028 and U+2029 as line ends where editors do not, and every later place would be off.
_TERLARANG = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ue000-\\ue0ff\\ufeff\\ufffe\\uffff"
)
_ARAH = "\\u202a-\\u202e\\u2066-\\u2069"
_TERLARANG_SATU = re.compile(f"[{_TERLARANG}]")
_TERLARANG_RUN = re.compile(f"[{_TERLARANG}]+")
_ARAH_RUN = re.compile(f"[{_ARAH}]+")
_ADA_HURUF_BURUK = re.compile(f"[{_TERLARANG}{_ARAH}]")
# In a finished value a carriage return can only come from an escape.
_NILAI_TERLARANG = re.compile(f"[{_TERLARANG}\\r]")
_NILAI_ARAH = re.compile(f"[{_ARAH}]")


def _lapor_huruf(lapor: _Laporan, huruf: str, span: Span) -> None:
    kode = ord(huruf)
    nama = f"U+{kode:04X}"
    if 0xE000 <= kode <= 0xE0FF:
        pesan = f"karakter {nama} tidak boleh dipakai karena dicadangkan untuk keperluan program ini"
        bantuan = "hapus karakter itu atau ganti dengan huruf biasa"
    elif 0xD800 <= kode <= 0xDFFF:
        pesan = f"karakter {nama} rusak, hanya separuh dari satu huruf"
        bantuan = "hapus karakter itu dan ketik ulang hurufnya"
    elif kode in (0x85, 0x2028, 0x2029):
        pesan = f"ada ganti baris khusus ({nama}) yang tidak terlihat di layar"
        bantuan = "hapus karakter itu, lalu tekan Enter untuk ganti baris biasa"
    else:
        pesan = f"ada karakter tersembunyi ({nama}) yang tidak boleh dipakai"
        bantuan = "hapus karakter itu; biasanya ikut terbawa saat menyalin dari program lain"
    lapor.tambah("KSD006", pesan, span, bantuan)


def _lapor_arah(lapor: _Laporan, huruf: str, span: Span) -> None:
    lapor.tambah(
        "KSD007",
        f"ada karakter tersembunyi (U+{ord(huruf):04X}) yang membalik arah tulisan; teks di layar dapat berbeda dari isinya",
        span,
        "hapus karakter itu kecuali memang diperlukan",
        Severity.PERINGATAN,
    )


def _bersihkan(teks: str, lapor: _Laporan) -> str:
    """Report characters that must not appear and replace them one for one, so that all places stay right."""
    bersih = _TERLARANG_SATU.sub("\ufffd", teks)
    awal = list(accumulate(map(len, bersih.splitlines(keepends=True)), initial=0))
    for pola, kode, lapor_huruf in ((_TERLARANG_RUN, "KSD006", _lapor_huruf), (_ARAH_RUN, "KSD007", _lapor_arah)):
        for temuan in pola.finditer(teks):
            baris = bisect_right(awal, temuan.start())
            kolom = temuan.start() - awal[baris - 1] + 1
            lapor_huruf(lapor, temuan[0][0], Span.at(lapor.file, baris, kolom, len(temuan[0])))
            if lapor.jumlah[kode] > BATAS_MASALAH:
                break
    return bersih


def _periksa_nilai(nilai: str, span: Span, baris: list[str], lapor: _Laporan) -> str:
    """The same for a value in double quotes, where escapes such as \\u202e bring characters in unseen."""
    temuan = _NILAI_TERLARANG.search(nilai)
    if temuan is not None:
        _lapor_huruf(lapor, temuan[0], span)
        nilai = _NILAI_TERLARANG.sub("\ufffd", nilai)
    # A control that stands in the file as itself has been reported already.
    arah = set(_NILAI_ARAH.findall(nilai)).difference(*baris[span.line - 1 : span.end_line])
    if arah:
        _lapor_arah(lapor, min(arah), span)
    return nilai


# --- properties (anchors and tags) ------------------------------------------------------------------------------

_SIFAT = re.compile(r"&[^\s,\[\]{}]*|!<[^>\s]*>|![^\s,\[\]{}]*")
_TAG_TEKS = "tag:yaml.org,2002:str"


def _awal_isi(ev: Any, baris: list[str], lapor: _Laporan) -> tuple[int, int]:
    """0-based line and column where the value itself begins; libyaml's mark includes `&name` and `!tag`."""
    nomor: int = ev.start_mark.line
    kolom: int = ev.start_mark.column
    tag: Span | None = None
    while nomor < len(baris):
        isi = baris[nomor]
        while kolom < len(isi) and isi[kolom] in " \t":
            kolom += 1
        if kolom >= len(isi) or isi[kolom] == "#":
            nomor += 1
            kolom = 0
            continue
        sifat = _SIFAT.match(isi, kolom)
        if sifat is None:
            break
        if isi[kolom] == "!" and tag is None:
            tag = Span.at(lapor.file, nomor + 1, kolom + 1, sifat.end() - kolom)
        kolom = sifat.end()
    teks = type(ev) is ScalarEvent
    if ev.tag is not None and not (teks and ev.tag == _TAG_TEKS):
        lapor.tambah(
            "KSD005",
            "tanda `!` di awal nilai mempunyai arti khusus yang tidak didukung",
            tag or Span.at(lapor.file, ev.start_mark.line + 1, ev.start_mark.column + 1),
            "hapus tanda itu; bila memang bagian dari teks, apit seluruh nilai dengan tanda kutip",
        )
    akhir = ev.end_mark
    # Nothing follows the properties of an empty value, so the loop above ran on into the next one.
    if (teks and not ev.value and not ev.style) or (nomor, kolom) > (akhir.line, akhir.column):
        return akhir.line, akhir.column
    return nomor, kolom


# --- aliases ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Jangkar:
    node: Node
    # Number of values, levels and characters behind the name, with everything that aliases inside bring along. They
    # are counted at the first use: names that nobody uses cost nothing.
    nilai: int = 0
    tingkat: int = 0
    huruf: int = 0

    def ukur(self) -> None:
        # What is walked here was let into the tree within the limits, so the walk is bounded by them.
        if self.nilai:
            return
        sisa: list[tuple[Node, int]] = [(self.node, 0)]
        while sisa:
            node, tingkat = sisa.pop()
            self.nilai += 1
            if isinstance(node, Skalar):
                self.huruf += len(node.teks)
                continue
            tingkat += 1
            self.tingkat = max(self.tingkat, tingkat)
            if isinstance(node, Peta):
                self.nilai += len(node.isi)
                self.huruf += sum(map(len, node.isi))
                sisa += [(anak, tingkat) for anak in node.isi.values()]
            else:
                sisa += [(anak, tingkat) for anak in node.butir]


# --- keys -------------------------------------------------------------------------------------------------------

# Key of a value that is read (it may hold further problems) but kept nowhere. Known by identity, never by its text.
_BUANG: Final = str(b"(dibuang)", "ascii")
_KUNCI_CURIGA: Final = _TEKS_KOSONG | {"<<"}


_KUNCI_KOSONG: Final = (
    "kunci tidak boleh kosong",
    "tulis nama kunci sebelum titik dua; bila ini teks biasa, apit dengan tanda kutip",
)


def _pendek(teks: str) -> str:
    satu = " ".join(teks.split())
    return satu if len(satu) <= 40 else satu[:39] + "…"


def _lapor_kunci_rumit(lapor: _Laporan, span: Span) -> None:
    lapor.tambah(
        "KSD005",
        "kunci harus berupa satu teks pendek di satu baris, bukan daftar atau susunan lain",
        span,
        "tulis dalam bentuk `kunci: nilai`; bila ini teks biasa, apit seluruh nilai dengan tanda kutip",
    )


def _kunci_ditolak(nilai: str, gaya: str, span: Span, kunci: dict[str, Span], lapor: _Laporan) -> bool:
    """Whether an unusual key cannot be kept; says why."""
    if gaya in ("|", ">"):
        _lapor_kunci_rumit(lapor, span)
    elif gaya == "" and nilai == "<<":
        lapor.tambah(
            "KSD005",
            "kunci `<<` untuk menggabungkan isi dari tempat lain tidak didukung",
            span,
            "tulis setiap kunci dan nilainya secara lengkap di sini",
        )
    elif gaya == "" and nilai in _TEKS_KOSONG:
        lapor.tambah(
            "KSD005",
            f"kunci `{nilai}` berarti kosong" if nilai else _KUNCI_KOSONG[0],
            span,
            _KUNCI_KOSONG[1],
        )
    elif nilai in kunci:
        lapor.tambah(
            "KSD003",
            f"kunci `{_pendek(nilai)}` sudah dipakai di baris {kunci[nilai].line}",
            span,
            "hapus salah satu atau ganti namanya; yang dipakai adalah nilai yang pertama",
        )
    else:
        return False
    return True


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


# --- the one pass -----------------------------------------------------------------------------------------------


def parse(teks: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of `teks` with all problems found in one run.

    A syntax error or an exceeded limit gives None: half a tree would make later stages report things as missing.
    """
    lapor = _Laporan(file)
    teks = teks.removeprefix("\ufeff")
    if len(teks) > BATAS_UKURAN:
        return None, [_terlalu_panjang(file)]
    if _ADA_HURUF_BURUK.search(teks) is not None:
        teks = _bersihkan(teks, lapor)
    # After the cleaning these are exactly libyaml's lines.
    baris = teks.splitlines()
    return _build(teks, baris, lapor)


# libyaml counts open brackets itself from 0.2.6 on and stops at 1,000. It reads up to 1,024 characters ahead of its
# events, so it may stop before the event of our 51st level is out.
_SCANNER_DEPTH: Final = "exceeded maximum nesting depth"


def _build(teks: str, baris: list[str], lapor: _Laporan) -> tuple[Node | None, list[Diagnostic]]:
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
    jangkar: dict[str, _Jangkar] = {}
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
                    nomor, kolom = _awal_isi(ev, baris, lapor)
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
                    if pagar and not gaya and (sisa := _TERPOTONG.match(baris[letak.line], letak.column)) is not None:
                        _lapor_terpotong(
                            lapor, Span.at(file, letak.line + 1, sisa.start(1) + 1, sisa.end(1) - sisa.start(1))
                        )
                    if gaya:
                        nilai_akhir = (gaya, span)
                        if ada_escape and gaya == '"':
                            nilai = _periksa_nilai(nilai, span, baris, lapor)

                if butir is None and key is None:
                    if nama is not None:
                        jangkar[nama] = _Jangkar(Skalar(nilai, span, gaya, indentasi))
                    if (nilai in kunci or gaya or nilai in _KUNCI_CURIGA) and _kunci_ditolak(
                        nilai, gaya, span, kunci, lapor
                    ):
                        key = _BUANG
                    else:
                        kunci[nilai] = span
                        key = nilai
                    continue
                anak = Skalar(nilai, span, gaya, indentasi)
                if cacah > BATAS_NILAI:
                    _lapor_terlalu_banyak(lapor, span)
                    return None, masalah
                if nama is not None:
                    jangkar[nama] = _Jangkar(anak)

            elif jenis is MappingStartEvent or jenis is SequenceStartEvent:
                cacah += 1
                letak = ev.start_mark
                nomor = letak.line
                kolom = letak.column
                nama = ev.anchor
                if nama is not None or ev.tag is not None:
                    nomor, kolom = _awal_isi(ev, baris, lapor)
                span = _span(file, nomor + 1, kolom + 1, nomor + 1, len(baris[nomor].rstrip()) + 1)
                if len(tumpuk) >= BATAS_TINGKAT:
                    _lapor_terlalu_dalam(lapor, span)
                    return None, masalah
                if cacah > BATAS_NILAI:
                    _lapor_terlalu_banyak(lapor, span)
                    return None, masalah
                wadah: Peta | Daftar = Peta({}, {}, span) if jenis is MappingStartEvent else Daftar([], span)
                if nama is not None:
                    jangkar[nama] = _Jangkar(wadah)
                if butir is not None:
                    butir.append(wadah)
                elif key is None:
                    # Of keys within keys, as in `{{{x}}}`, only the outermost is worth a word.
                    if not tumpuk or tumpuk[-1][3] is not _BUANG:
                        _lapor_kunci_rumit(lapor, span)
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
                        f"`*{_pendek(nama)}` merujuk ke nama yang tidak ada",
                        span,
                        "bila ini teks biasa, apit seluruh nilai dengan tanda kutip",
                    )
                    anak = Skalar("", span)
                elif tujuan.node is node or any(bingkai[4] is tujuan.node for bingkai in tumpuk):
                    lapor.tambah(
                        "KSD004",
                        f"`*{_pendek(nama)}` merujuk ke bagian yang memuat dirinya sendiri",
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
                        _lapor_terlalu_dalam(lapor, span)
                        return None, masalah
                    if cacah > BATAS_NILAI or huruf_alias > BATAS_TEKS_ALIAS:
                        _lapor_terlalu_banyak(lapor, span)
                        return None, masalah
                if butir is None and key is None:
                    _lapor_kunci_rumit(lapor, span)
                    key = _BUANG
                    continue

            elif jenis is DocumentStartEvent:
                dokumen += 1
                if dokumen > 1:
                    _lapor_banyak_dokumen(lapor, Span.at(file, ev.start_mark.line + 1, ev.start_mark.column + 1, 3))
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
        if all(b.lstrip().startswith("#") or not b.strip() for b in baris):
            return None, [*masalah, _berkas_kosong(file)]
        kurung = node.span if node is not None and alir else None
        _lapor_sintaks(galat, baris, lapor, nilai_akhir, kurung, ditutup)
        return None, masalah
    except (yaml.YAMLError, UnicodeError, ValueError):
        # Only odd escapes in a !tag come here: libyaml lets bytes through that are no text.
        lapor.tambah("KSD002", _UMUM[0], Span.at(file), _UMUM[1])
        return None, masalah

    if not akar or (isinstance(akar[0], Skalar) and not akar[0].teks and not akar[0].gaya):
        return None, [*masalah, _berkas_kosong(file)]
    return akar[0], masalah


_TERPOTONG = re.compile(r"\s+(#\w.*?)\s*$")


def _lapor_terpotong(lapor: _Laporan, span: Span) -> None:
    """A value such as `blok #1` that YAML cuts at the hash; a comment has a space after it."""
    lapor.tambah(
        "KSD019",
        "teks sesudah tanda `#` dibaca sebagai komentar dan tidak tercetak",
        span,
        "apit seluruh nilai dengan tanda kutip; bila ini memang komentar, beri spasi sesudah `#`",
        Severity.PERINGATAN,
    )


def _berkas_kosong(file: str) -> Diagnostic:
    return Diagnostic(
        "KSD008",
        Severity.KESALAHAN,
        "berkas ini kosong atau hanya berisi catatan",
        Span.at(file),
        "isi berkas dengan pasangan kunci: nilai",
    )


def _lapor_terlalu_banyak(lapor: _Laporan, span: Span) -> None:
    lapor.tambah(
        "KSD004",
        "isi berkas menjadi terlalu banyak mulai dari sini (paling banyak 200.000 nilai)",
        span,
        "kurangi isinya atau pecah menjadi beberapa berkas; hindari rujukan `*` yang berulang-ulang",
    )


def _lapor_terlalu_dalam(lapor: _Laporan, span: Span) -> None:
    lapor.tambah(
        "KSD004",
        f"susunan di sini bertingkat terlalu dalam (paling banyak {BATAS_TINGKAT} tingkat)",
        span,
        "sederhanakan susunannya; bila ini teks biasa, apit seluruh nilai dengan tanda kutip",
    )


def _lapor_banyak_dokumen(lapor: _Laporan, span: Span) -> None:
    lapor.tambah(
        "KSD005",
        "satu berkas hanya boleh memuat satu isi, tetapi di sini dimulai isi yang kedua",
        span,
        "hapus garis `---` atau `...` itu, atau pindahkan isi berikutnya ke berkas lain",
    )


# --- syntax errors in words -------------------------------------------------------------------------------------

_KUTIP = "apit seluruh nilai dengan tanda kutip"
_UMUM: Final = (
    "susunan berkas di sini tidak dapat dibaca",
    "periksa spasi di awal baris, titik dua, tanda kutip, dan kurung di baris ini dan baris di atasnya",
)
_TANPA_KUNCI = re.compile(r"(?:.*[\[{,])?[\s-]*:")
_TITIK_DUA_SEBELUMNYA = re.compile(r":\s")
_TITIK_DUA_RAPAT: Final = (
    "sesudah titik dua ini belum ada spasi, sehingga seluruh baris terbaca sebagai teks",
    "beri satu spasi sesudah titik dua, misalnya `lama: 3 tahun`",
)
_RAPAT = re.compile(r" *(?:- +)?[a-z_]+:(?=[^\s:/])")
# What `\s` knows beyond the space and the tab; breaks that nobody can see are told apart as KSD006.
_SPASI_KHUSUS = re.compile("(?: *| *- *(?:[a-z_]+: *)?| *[a-z_]+: *)[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def _lapor_sintaks(
    galat: yaml.MarkedYAMLError,
    baris: list[str],
    lapor: _Laporan,
    berkutip: tuple[str, Span] | None,
    kurung: Span | None,
    ditutup: bool,
) -> None:
    """Say in plain words what libyaml stumbled over, and point where the author should look first."""
    masalah: str = galat.problem or ""
    konteks: str = galat.context or ""
    nomor, kolom, di_akhir = _letak(galat.problem_mark or galat.context_mark, baris)
    awal_nomor, awal_kolom, _ = _letak(galat.context_mark or galat.problem_mark, baris)
    di_sini = Span.at(lapor.file, nomor + 1, kolom + 1)
    di_awal = Span.at(lapor.file, awal_nomor + 1, awal_kolom + 1)
    baris_ini = baris[nomor] if nomor < len(baris) else ""
    huruf = "" if di_akhir else baris_ini[kolom : kolom + 1]

    kode = "KSD002"
    span = di_sini
    pesan, bantuan = _UMUM

    if "tab character" in masalah or (huruf == "\t" and "cannot start" in masalah):
        pesan = "baris ini memakai tombol Tab untuk menjorokkan tulisan"
        bantuan = "ganti setiap Tab di awal baris dengan spasi, misalnya dua spasi untuk setiap tingkat"
    elif "tag" in masalah or "tag" in konteks:
        kode, span = "KSD005", di_awal
        pesan = "tanda `!` di awal nilai mempunyai arti khusus yang tidak didukung"
        bantuan = f"hapus tanda itu; bila memang bagian dari teks, {_KUTIP}"
    elif "quoted scalar" in konteks:
        if "unexpected" in masalah:
            span = di_awal
            pesan = "tanda kutip yang dibuka di sini tidak ditutup"
            bantuan = "tambahkan tanda kutip penutup yang sama di akhir nilai"
        else:
            pesan = "garis miring terbalik `\\` di dalam tanda kutip ganda diikuti huruf yang tidak dikenal"
            bantuan = "tulis garis miring terbalik dua kali (\\\\), atau pakai tanda kutip tunggal"
    elif _sesudah_kutip(berkutip, di_sini) and "did not find expected" in masalah:
        assert berkutip is not None
        if berkutip[1].line != berkutip[1].end_line:
            span = Span.at(lapor.file, berkutip[1].line, berkutip[1].column)
            pesan = "tanda kutip yang dibuka di sini agaknya tidak ditutup di tempat yang semestinya"
            bantuan = "tambahkan tanda kutip penutup yang sama di akhir nilai"
        else:
            pesan = "ada teks sesudah tanda kutip penutup"
            ganti = "''" if berkutip[0] == "'" else '\\"'
            bantuan = f"apit seluruh nilai dengan satu pasang tanda kutip; tanda kutip di dalamnya ditulis {ganti}"
    elif huruf == ":" and _TANPA_KUNCI.fullmatch(baris_ini, 0, kolom + 1) and "did not find expected" in masalah:
        kode = "KSD005"
        pesan, bantuan = _KUNCI_KOSONG
    elif "mapping values are not allowed" in masalah:
        if _TITIK_DUA_SEBELUMNYA.search(baris_ini, 0, kolom):
            pesan = "nilai yang memuat titik dua dan spasi harus diapit tanda kutip"
            bantuan = "apit seluruh nilai dengan tanda kutip, misalnya `kunci: 'Catatan: isi catatan'`"
        elif (tanpa := _tanpa_spasi(baris, nomor - 1)) is not None:
            span = Span.at(lapor.file, tanpa[0] + 1, tanpa[1] + 1)
            pesan, bantuan = _TITIK_DUA_RAPAT
        else:
            pesan = "titik dua tidak diharapkan di sini karena baris ini terbaca sebagai lanjutan baris di atasnya"
            bantuan = (
                "samakan jumlah spasi di awal baris dengan kunci lain yang setingkat, dan pastikan baris di atasnya"
                " memakai titik dua yang diikuti spasi"
            )
    elif "could not find expected ':'" in masalah:
        span = di_awal
        pesan = "baris ini tidak memuat titik dua yang diikuti spasi sesudah kunci"
        bantuan = "tulis dalam bentuk `kunci: nilai`; bila ini lanjutan teks di atasnya, beri spasi lebih banyak di awal baris"
        if (tanpa := _tanpa_spasi(baris, awal_nomor)) is not None:
            span = Span.at(lapor.file, tanpa[0] + 1, tanpa[1] + 1)
            pesan, bantuan = _TITIK_DUA_RAPAT
    elif "cannot start any token" in masalah:
        pesan = f"nilai tidak boleh diawali tanda {'petik balik' if huruf == '`' else f'`{huruf}`'}"
        bantuan = f"bila ini teks biasa, {_KUTIP}"
    elif "block sequence entries" in masalah:
        pesan = "butir daftar dengan tanda `-` tidak boleh dimulai di sini"
        bantuan = f"taruh setiap butir di baris tersendiri di bawah kuncinya; bila ini teks biasa, {_KUTIP}"
    elif "mapping keys are not allowed" in masalah:
        pesan = "tanda `?` tidak boleh dipakai di sini"
        bantuan = f"bila ini teks biasa, {_KUTIP}"
    elif "expected ',' or" in masalah or (di_akhir and kurung is not None and "node content" in masalah):
        if "expected ',' or" in masalah:
            span = di_awal
        elif kurung is not None:
            span = Span.at(lapor.file, kurung.line, kurung.column)
        buka = baris[span.line - 1][span.column - 1 : span.column] if span.line <= len(baris) else "["
        buka = buka if buka in ("[", "{") else "["
        tutup = "]" if buka == "[" else "}"
        if di_akhir:
            pesan = f"kurung `{buka}` yang dibuka di sini belum ditutup dengan `{tutup}`"
        else:
            pesan = (
                f"isi kurung `{buka}` yang dibuka di sini tidak lengkap di baris {nomor + 1}:"
                f" ada koma yang kurang atau belum ditutup dengan `{tutup}`"
            )
        bantuan = f"pisahkan isinya dengan koma dan tutup dengan `{tutup}`; bila ini teks biasa, {_KUTIP}"
    elif "node content" in masalah:
        pesan = f"tanda `{huruf}` tidak diharapkan di sini" if huruf else "ada nilai yang belum lengkap di sini"
        bantuan = f"bila ini teks biasa, {_KUTIP}"
    elif "expected key" in masalah:
        pesan = "susunan baris ini tidak cocok dengan baris-baris di atasnya"
        bantuan = (
            "samakan jumlah spasi di awal baris dengan kunci lain yang setingkat, dan pastikan ada titik dua yang"
            " diikuti spasi sesudah kunci"
        )
    elif "expected '-' indicator" in masalah:
        pesan = "baris ini berada di dalam daftar tetapi tidak diawali tanda `-`"
        bantuan = "awali dengan tanda `- `, atau samakan jumlah spasi di awal baris dengan baris yang setingkat"
    elif "block scalar" in konteks:
        pesan = "sesudah tanda `|` atau `>` tidak boleh ada tulisan lain di baris yang sama"
        bantuan = f"mulai teksnya di baris berikut dengan beberapa spasi di awal; bila ini teks biasa, {_KUTIP}"
    elif "alphabetic or numeric" in masalah and ("alias" in konteks or "anchor" in konteks):
        span = di_awal
        pesan = f"tanda `{'*' if 'alias' in konteks else '&'}` di awal nilai mempunyai arti khusus"
        bantuan = f"bila ini teks biasa, {_KUTIP}"
    elif "directive" in konteks or "directive" in masalah or "incompatible YAML" in masalah:
        span = di_awal
        pesan = "baris yang diawali tanda `%` ini tidak dikenal"
        bantuan = f"hapus baris ini; bila ini teks biasa, {_KUTIP}"
    elif "<document start>" in masalah:
        if ditutup:
            _lapor_banyak_dokumen(lapor, di_sini)
            return
        pesan = "bagian ini berada di luar susunan isi berkas"
        bantuan = "periksa spasi di awal baris, tanda kutip, dan kurung di baris ini dan baris di atasnya"
    khusus = _spasi_khusus(baris, sorted({awal_nomor, _di_atas(baris, nomor - 1), nomor}))
    if khusus is not None and kode == "KSD002":
        span = Span.at(lapor.file, khusus[0] + 1, khusus[1] + 1)
        pesan = "di sini ada spasi khusus yang di layar tampak seperti spasi biasa"
        bantuan = "hapus lalu ketik spasi biasa; spasi khusus terbawa saat menyalin dari Word atau halaman web"
    lapor.tambah(kode, pesan, span, bantuan)


def _di_atas(baris: list[str], nomor: int) -> int:
    """The nearest line from `nomor` upwards that is neither empty nor a remark."""
    while nomor > 0 and (not baris[nomor].strip() or baris[nomor].lstrip().startswith("#")):
        nomor -= 1
    return max(nomor, 0)


def _tanpa_spasi(baris: list[str], nomor: int) -> tuple[int, int] | None:
    """Where a colon behind a key has no space after it, as in `lama:3 tahun`: 0-based line and column."""
    nomor = _di_atas(baris, nomor)
    cocok = _RAPAT.match(baris[nomor]) if nomor < len(baris) else None
    return (nomor, cocok.end() - 1) if cocok is not None else None


def _spasi_khusus(baris: list[str], nomor: list[int]) -> tuple[int, int] | None:
    """Where a space that YAML does not take for one stands as indentation, after a key's colon or after a dash."""
    for n in nomor:
        cocok = _SPASI_KHUSUS.match(baris[n]) if n < len(baris) else None
        if cocok is not None:
            return n, cocok.end() - 1
    return None


def _letak(mark: Any, baris: list[str]) -> tuple[int, int, bool]:
    """0-based place of a mark, moved back to the last text of the file when it lies behind it; whether it does."""
    if mark is None:
        return 0, 0, False
    nomor: int = mark.line
    kolom: int = mark.column
    sisa = baris[nomor][kolom:] if nomor < len(baris) else ""
    if sisa or any(b.strip() for b in baris[nomor + 1 :]):
        return nomor, kolom, False
    nomor = min(nomor, len(baris) - 1)
    while nomor > 0 and not baris[nomor].strip():
        nomor -= 1
    return max(nomor, 0), len(baris[nomor].rstrip()) if baris else 0, True


def _sesudah_kutip(berkutip: tuple[str, Span] | None, span: Span) -> bool:
    return berkutip is not None and berkutip[1].end_line == span.line and berkutip[1].end_column <= span.column
