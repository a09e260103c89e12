"""Mistakes in YAML syntax, said in plain words at the place where the author should look first."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from ksdgen.diagnostics import Span
from ksdgen.source.report import EMPTY_KEY, Report, report_many_documents

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


def report_unreadable(lapor: Report) -> None:
    """Say that the file cannot be read, where libyaml knows no more than that."""
    lapor.tambah("KSD002", _UMUM[0], Span.at(lapor.file), _UMUM[1])


def report_syntax(
    galat: yaml.MarkedYAMLError,
    baris: list[str],
    lapor: Report,
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
        pesan, bantuan = EMPTY_KEY
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
            report_many_documents(lapor, di_sini)
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
