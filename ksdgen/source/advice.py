"""What to do about a value or key that cannot be used: the nearest known word, another place, another way to write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from ksdgen import bahasa
from ksdgen.diagnostics import Span, Suntingan
from ksdgen.source.convert import DATE_EXAMPLE, DURATION_EXAMPLE, ringkas
from ksdgen.source.node import Daftar, Node, Peta, Skalar
from ksdgen.source.record import WAJIB, Medan, Rekaman, konverter
from ksdgen.source.scalars import Lama


def mirip(nama: str, daftar: Mapping[str, Any] | list[str] | tuple[str, ...]) -> str | None:
    """The known word nearest to what was written, for "maksud Anda …?"."""
    import difflib  # only when something is wrong

    calon = {_ejaan(k): k for k in reversed(list(daftar))}
    dekat = difflib.get_close_matches(_ejaan(nama), calon, n=1, cutoff=0.6)
    return calon[dekat[0]] if dekat else None


def key_correction(nama: str, node: Peta, tabel: Mapping[str, Any]) -> tuple[Suntingan, ...]:
    """The correction of a misspelt key, where there is no doubt: one near key only, which nothing else here is or may be meant to be."""
    saran = _pasti(nama, tabel)
    if (
        saran is None
        or saran in node.isi
        or any(_pasti(n, tabel) == saran for n in node.isi if n != nama and n not in tabel)
    ):
        return ()
    span = node.kunci[nama]
    tepi = span.end_column - span.column - len(nama)
    if span.line != span.end_line or tepi not in (0, 2):
        return ()  # an escape inside quotes
    # Quotes stay: without them `{"objk":x}` would not be a key any more.
    dalam = Span(span.file, span.line, span.column + tepi // 2, span.end_line, span.end_column - tepi // 2)
    return (Suntingan(dalam, saran),)


def _pasti(nama: str, tabel: Mapping[str, Any]) -> str | None:
    """The only known word that is very near to what was written."""
    import difflib

    calon = {_ejaan(k): k for k in tabel}
    dekat = difflib.get_close_matches(_ejaan(nama), calon, n=2, cutoff=0.8)
    return calon[dekat[0]] if len(dekat) == 1 else None


def _ejaan(nama: str) -> str:
    return nama.strip().lower().replace(" ", "_").replace("-", "_")


def sebut(node: Node) -> str:
    """What a node is, in words for people."""
    if isinstance(node, Peta):
        return "ini pasangan kunci: nilai"
    if isinstance(node, Daftar):
        return "ini daftar"
    return f'"{ringkas(node.teks)}"' if node.teks else "nilai ini kosong"


def list_hint(node: Node) -> str:
    """What to do with a text, or pairs, where a list belongs."""
    awal = node.teks.lstrip()[:1] if isinstance(node, Skalar) else ""
    if awal == "-":
        return "beri satu spasi biasa sesudah tanda `-` di awal setiap butir"
    if awal and awal in "–—−•·▪●*":
        return f"ganti tanda `{awal}` di awal setiap butir dengan tanda hubung dan satu spasi: `- `"
    return "tulis setiap butir pada baris sendiri yang diawali tanda hubung dan spasi: `- `"


def shape_hint(node: Node) -> str | None:
    """What to do with pairs or a list where one value belongs."""
    if isinstance(node, Peta):
        return "bila titik dua itu bagian dari teks, apit seluruh teksnya dengan tanda kutip"
    if isinstance(node, Daftar):
        return "tulis satu nilai saja sesudah titik dua, tanpa tanda `-`"
    return None


def quote_hint(node: Skalar) -> str | None:
    """What to do with the quotation marks that a word processor sets: to YAML they are letters."""
    if node.gaya == "" and node.teks[:1] in ("“", "”", "„", "‘", "’"):
        return f"hapus tanda kutip {node.teks[0]} di kedua ujungnya; nilai ini tidak perlu tanda kutip"
    return None


def date_hint(node: Skalar, tipe: list[Any]) -> str | None:
    """What is wrong with a text that is nearly a date: the day's name before it, or a day that its month does not have."""
    if date not in tipe:
        return None
    _, koma, sisa = node.teks.rpartition(",")
    if koma and bahasa.baca_tanggal(sisa.strip()) is not None:
        return f"tulis tanggalnya saja, `{sisa.strip()}`; nama harinya dicetak sendiri"
    hari, _, sisa = node.teks.strip().partition(" ")
    bulan = bahasa.baca_tanggal(f"1 {sisa}") if hari.isdigit() else None
    if bulan is not None:
        from calendar import monthrange  # only when something is wrong

        return f"{sisa.strip()} hanya sampai dengan tanggal {monthrange(bulan.year, bulan.month)[1]}"
    return None


def type_hint(tipe: list[Any]) -> str | None:
    """How a date or a length of time is written, where one of them belongs."""
    return DATE_EXAMPLE if date in tipe else DURATION_EXAMPLE if Lama in tipe else None


_NAMA_LAZIM = {
    "menimbang": "konsideran",
    "mengingat": "dasar_hukum",
    "memperhatikan": "dasar_hukum",
    "judul": "tentang",
    "pihak": "para_pihak",
    "biaya": "pembiayaan",
    "anggaran": "pembiayaan",
    "pendanaan": "pembiayaan",
    "lingkup": "ruang_lingkup",
    "lingkup_kerja_sama": "ruang_lingkup",
    "tanda_tangan": "penanda_tangan",
    "penandatangan": "penanda_tangan",
    "masa_berlaku": "jangka_waktu",
    "definisi": "istilah",
    "pasal": "pasal_tambahan",
    "ksb": "kesepakatan_bersama",
    "hak_kewajiban": "hak_dan_kewajiban",
    "telp": "telepon",
    "email": "surel",
}
"""What drafters call a key, and its name here."""


def key_hint(nama: str, jenis: type[Rekaman]) -> str:
    """What to do with an unknown key: another name, another place, or what there is."""
    tabel = jenis.medan_
    lazim = _NAMA_LAZIM.get(nama.strip().lower().replace(" ", "_"))
    if lazim in tabel:
        return f"maksud Anda `{lazim}`?"
    for induk, tipe in konverter(jenis).items():
        for t in (tipe, *get_args(tipe)):
            if isinstance(t, type) and issubclass(t, Rekaman) and nama in t.medan_:
                return f"kunci ini bagian dari `{induk}`: tulis di bawahnya, menjorok dua spasi"
    saran = mirip(nama, tabel)
    return f"maksud Anda `{saran}`?" if saran else _kunci_ada(tabel)


def _kunci_ada(tabel: Mapping[str, Medan]) -> str:
    nama = list(tabel)
    return f"kunci yang ada di sini: {', '.join(nama[:20])}{', …' if len(nama) > 20 else ''}"


def example_hint(nama: str, m: Medan) -> str | None:
    """How a missing key is written."""
    return f"misalnya `{nama}: {m.contoh}`" if m.contoh is not None else f"tambahkan `{nama}:` di sini"


def key_examples(jenis: type[Rekaman]) -> str:
    """The keys that a record cannot do without."""
    wajib = [n for n, m in jenis.medan_.items() if m.baku is WAJIB] or list(jenis.medan_)[:3]
    return f"kunci di sini antara lain: {', '.join(wajib)}"
