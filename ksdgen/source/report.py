"""What may be wrong with a YAML file, in words: limits that are passed, keys that cannot be kept, text that is cut off."""

from __future__ import annotations

import re
from typing import Final

from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.source.node import EMPTY_TEXT

BATAS_UKURAN: Final = 5 * 1024 * 1024
BATAS_TINGKAT: Final = 50
BATAS_NILAI: Final = 200_000
BATAS_ALIAS: Final = 100
# Text brought in by aliases is limited too: a hundred aliases to one huge text make few values but a huge document.
BATAS_TEKS_ALIAS: Final = BATAS_UKURAN
# Per code, so that thousands of warnings can never hide an error of another kind.
BATAS_MASALAH: Final = 100


def too_long(file: str) -> Diagnostic:
    """The file is larger than `BATAS_UKURAN`."""
    return Diagnostic(
        "KSD004",
        Severity.KESALAHAN,
        "berkas ini lebih besar dari 5 MB",
        Span.at(file),
        "pecah isinya menjadi beberapa berkas atau buang bagian yang tidak diperlukan",
    )


class Report:
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


SUSPICIOUS_KEYS: Final = EMPTY_TEXT | {"<<"}


EMPTY_KEY: Final = (
    "kunci tidak boleh kosong",
    "tulis nama kunci sebelum titik dua; bila ini teks biasa, apit dengan tanda kutip",
)


def short(teks: str) -> str:
    """A key or name on one line, short enough to quote."""
    satu = " ".join(teks.split())
    return satu if len(satu) <= 40 else satu[:39] + "…"


def report_complex_key(lapor: Report, span: Span) -> None:
    """A key that is a list, pairs or a block of text."""
    lapor.tambah(
        "KSD005",
        "kunci harus berupa satu teks pendek di satu baris, bukan daftar atau susunan lain",
        span,
        "tulis dalam bentuk `kunci: nilai`; bila ini teks biasa, apit seluruh nilai dengan tanda kutip",
    )


def is_key_refused(nilai: str, gaya: str, span: Span, kunci: dict[str, Span], lapor: Report) -> bool:
    """Whether an unusual key cannot be kept; says why."""
    if gaya in ("|", ">"):
        report_complex_key(lapor, span)
    elif gaya == "" and nilai == "<<":
        lapor.tambah(
            "KSD005",
            "kunci `<<` untuk menggabungkan isi dari tempat lain tidak didukung",
            span,
            "tulis setiap kunci dan nilainya secara lengkap di sini",
        )
    elif gaya == "" and nilai in EMPTY_TEXT:
        lapor.tambah(
            "KSD005",
            f"kunci `{nilai}` berarti kosong" if nilai else EMPTY_KEY[0],
            span,
            EMPTY_KEY[1],
        )
    elif nilai in kunci:
        lapor.tambah(
            "KSD003",
            f"kunci `{short(nilai)}` sudah dipakai di baris {kunci[nilai].line}",
            span,
            "hapus salah satu atau ganti namanya; yang dipakai adalah nilai yang pertama",
        )
    else:
        return False
    return True


CUT_OFF = re.compile(r"\s+(#\w.*?)\s*$")


def report_cut_off(lapor: Report, span: Span) -> None:
    """A value such as `blok #1` that YAML cuts at the hash; a comment has a space after it."""
    lapor.tambah(
        "KSD019",
        "teks sesudah tanda `#` dibaca sebagai komentar dan tidak tercetak",
        span,
        "apit seluruh nilai dengan tanda kutip; bila ini memang komentar, beri spasi sesudah `#`",
        Severity.PERINGATAN,
    )


def empty_file(file: str) -> Diagnostic:
    """Nothing is written in the file, or remarks only."""
    return Diagnostic(
        "KSD008",
        Severity.KESALAHAN,
        "berkas ini kosong atau hanya berisi catatan",
        Span.at(file),
        "isi berkas dengan pasangan kunci: nilai",
    )


def report_too_many(lapor: Report, span: Span) -> None:
    """More than `BATAS_NILAI` values, from here on."""
    lapor.tambah(
        "KSD004",
        "isi berkas menjadi terlalu banyak mulai dari sini (paling banyak 200.000 nilai)",
        span,
        "kurangi isinya atau pecah menjadi beberapa berkas; hindari rujukan `*` yang berulang-ulang",
    )


def report_too_deep(lapor: Report, span: Span) -> None:
    """More than `BATAS_TINGKAT` levels, here."""
    lapor.tambah(
        "KSD004",
        f"susunan di sini bertingkat terlalu dalam (paling banyak {BATAS_TINGKAT} tingkat)",
        span,
        "sederhanakan susunannya; bila ini teks biasa, apit seluruh nilai dengan tanda kutip",
    )


def report_many_documents(lapor: Report, span: Span) -> None:
    """A second document begins in the file."""
    lapor.tambah(
        "KSD005",
        "satu berkas hanya boleh memuat satu isi, tetapi di sini dimulai isi yang kedua",
        span,
        "hapus garis `---` atau `...` itu, atau pindahkan isi berikutnya ke berkas lain",
    )
