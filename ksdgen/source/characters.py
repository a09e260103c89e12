"""The characters of a YAML file: its encoding, and those that must not stand in it because nobody can see them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.source.report import BATAS_MASALAH, Report


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


# What libyaml refuses anyway, what this program reserves (U+E000-E0FF), and breaks or marks nobody can see: libyaml
# would count U+0085, U+2028 and U+2029 as line ends where editors do not, and every later place would be off.
_TERLARANG = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ue000-\\ue0ff\\ufeff\\ufffe\\uffff"
)
_ARAH = "\\u202a-\\u202e\\u2066-\\u2069"
_TERLARANG_SATU = re.compile(f"[{_TERLARANG}]")
_TERLARANG_RUN = re.compile(f"[{_TERLARANG}]+")
_ARAH_RUN = re.compile(f"[{_ARAH}]+")
HAS_BAD_CHARACTER = re.compile(f"[{_TERLARANG}{_ARAH}]")
# In a finished value a carriage return can only come from an escape.
_NILAI_TERLARANG = re.compile(f"[{_TERLARANG}\\r]")
_NILAI_ARAH = re.compile(f"[{_ARAH}]")


def _lapor_huruf(lapor: Report, huruf: str, span: Span) -> None:
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


def _lapor_arah(lapor: Report, huruf: str, span: Span) -> None:
    lapor.tambah(
        "KSD007",
        f"ada karakter tersembunyi (U+{ord(huruf):04X}) yang membalik arah tulisan; teks di layar dapat berbeda dari isinya",
        span,
        "hapus karakter itu kecuali memang diperlukan",
        Severity.PERINGATAN,
    )


def clean(teks: str, lapor: Report) -> str:
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


def check_value(nilai: str, span: Span, baris: list[str], lapor: Report) -> str:
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
