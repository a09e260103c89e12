"""Node tree → typed records, driven by the record's own annotations.

Whatever is unknown, missing or of the wrong kind becomes a `Diagnostic` at its place; decoding goes on, so that one run tells all. The
places of all values stay behind in a `Tempat`, by route.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic, Severity, Span, Suntingan
from ksdgen.source.node import Daftar, Node, Peta, Skalar, kosong
from ksdgen.source.record import WAJIB, Medan, Rekaman
from ksdgen.source.scalars import Lama, Markah, Menyusul, Persen, Rupiah, Tanggal, TeksTerbuka

_T = TypeVar("_T", bound=Rekaman)

GAGAL: Any = object()
"""What a converter returns for a value that it has reported as wrong."""

MENYUSUL = "menyusul"


class Tempat:
    """Where each value and key of one agreement is written, by route (`para_pihak.1.nama`)."""

    def __init__(self, akar: Node | None, file: str) -> None:
        self.file = file
        self.akar = akar

    def node(self, rute: str) -> Node | None:
        """The node at a route, or None when nothing is written there."""
        kini = self.akar
        for bagian in rute.split(".") if rute else ():
            if isinstance(kini, Peta) and bagian in kini.isi:
                kini = kini.isi[bagian]
            elif isinstance(kini, Daftar):
                nomor = int(bagian) if bagian.isascii() and bagian.isdigit() else len(kini.butir)
                kini = kini.butir[nomor] if nomor < len(kini.butir) else None
            elif (
                bagian != "0" or kini is None
            ):  # "0" also names the only element of a list that is written without dashes
                return None
        return kini

    def ada(self, rute: str) -> bool:
        """Whether a value is written at this route."""
        node = self.node(rute)
        return node is not None and not kosong(node)

    def span(self, rute: str) -> Span:
        """The place of the value, or of the nearest parent that is written."""
        while True:
            node = self.node(rute)
            if node is not None:
                return node.span if rute else self.awal()
            if not rute:
                return Span.at(self.file)
            rute = rute.rpartition(".")[0]

    def kunci(self, rute: str) -> Span:
        """The place of the key that leads to the value; of the value itself where there is no key."""
        induk, _, nama = rute.rpartition(".")
        node = self.node(induk)
        if isinstance(node, Peta) and nama in node.kunci:
            return node.kunci[nama]
        return self.span(rute)

    def awal(self) -> Span:
        """The place of the whole agreement: its first key."""
        if isinstance(self.akar, Peta):
            for span in self.akar.kunci.values():
                return span
        return self.akar.span if self.akar is not None else Span.at(self.file)


class Pembaca:
    """Decodes nodes into records and collects what is wrong with them."""

    def __init__(self) -> None:
        self.temuan: list[Diagnostic] = []

    def salah(
        self,
        kode: str,
        pesan: str,
        span: Span,
        rute: str,
        bantuan: str | None = None,
        perbaikan: tuple[Suntingan, ...] = (),
    ) -> None:
        """Report a value that cannot be used."""
        self.temuan.append(Diagnostic(kode, Severity.KESALAHAN, pesan, span, bantuan, rute=rute, perbaikan=perbaikan))

    def rekaman(self, jenis: type[_T], node: Node, rute: str = "") -> _T | None:
        """Decode a record; None when it cannot be built (the reasons are in `temuan`)."""
        if not isinstance(node, Peta):
            self.salah(
                "KSD011", f"{sebut(node)}, seharusnya pasangan kunci: nilai", node.span, rute, _contoh_kunci(jenis)
            )
            return None
        nilai: dict[str, Any] = {}
        gagal = False
        tabel = jenis.medan_
        for nama, isi in node.isi.items():
            anak = f"{rute}.{nama}" if rute else nama
            m = tabel.get(nama)
            if m is None:
                self.salah(
                    "KSD010",
                    f"kunci `{nama}` tidak dikenal",
                    node.kunci[nama],
                    anak,
                    _bantuan_kunci(nama, jenis),
                    _ejaan_kunci(nama, node, tabel),
                )
                continue
            if kosong(isi):
                continue
            hasil = self.nilai(konverter(jenis)[nama], m, isi, anak)
            if hasil is GAGAL:
                gagal = gagal or m.baku is WAJIB
            else:
                nilai[nama] = hasil
        for nama, m in tabel.items():
            if m.baku is WAJIB and (nama not in node.isi or kosong(node.isi[nama])):
                gagal = True
                anak = f"{rute}.{nama}" if rute else nama
                tempat = node.kunci.get(nama, node.span)
                self.salah(
                    "KSD012",
                    f"kunci `{nama}` wajib diisi: {m.uraian[0].lower()}{m.uraian[1:]}",
                    tempat,
                    anak,
                    _contoh(nama, m),
                )
        return None if gagal else jenis(**nilai)

    def nilai(self, tipe: Any, m: Medan, node: Node, rute: str) -> Any:
        """Decode one value of a field; GAGAL when it has been reported."""
        asal = get_origin(tipe)
        if asal is tuple:
            return self._daftar(get_args(tipe)[0], m, node, rute)
        if asal in (Mapping, dict):
            return self._peta(get_args(tipe)[1], m, node, rute)
        if asal in (types.UnionType, typing.Union):
            return self._salah_satu(get_args(tipe), m, node, rute)
        if tipe is Any:
            return node
        if isinstance(tipe, type) and issubclass(tipe, Rekaman):
            hasil = self.rekaman(tipe, node, rute)
            return GAGAL if hasil is None else hasil
        if not isinstance(node, Skalar):
            self.salah(
                "KSD011", f"{sebut(node)}, seharusnya {nama_tipe(tipe)}", node.span, rute, _bantuan_susunan(node)
            )
            return GAGAL
        if isinstance(tipe, type) and issubclass(tipe, Enum):
            return self._enum(tipe, node, rute)
        if m.pilihan and tipe is str and node.teks.strip() not in m.pilihan:
            saran = mirip(node.teks, m.pilihan)
            bantuan = (f"maksud Anda `{saran}`? " if saran else "") + f"pilihan: {', '.join(m.pilihan)}"
            self.salah("KSD013", f'nilai "{ringkas(node.teks)}" tidak dikenal', node.span, rute, bantuan)
            return GAGAL
        baca = _SKALAR[tipe]
        hasil = baca(node)
        if isinstance(hasil, _Salah):
            self.salah("KSD011", hasil.pesan, node.span, rute, _bantuan_kutip(node) or hasil.bantuan)
            return GAGAL
        if node.teks[:1] == "“":
            self._kutip_pengolah_kata(node, rute)
        return hasil

    def _kutip_pengolah_kata(self, node: Skalar, rute: str) -> None:
        """Warn of a text between the quotation marks of a word processor, which would be printed with it."""
        teks = node.teks.rstrip()
        if node.gaya == "" and teks.endswith("”") and teks.count("“") == teks.count("”") == 1:
            self.temuan.append(
                Diagnostic(
                    "KSD025",
                    Severity.PERINGATAN,
                    "tanda kutip lengkung di kedua ujung teks ini ikut tercetak",
                    node.span,
                    "hapus keduanya; bila memang harus tercetak, apit seluruhnya dengan tanda kutip lurus `'`",
                    rute=rute,
                )
            )

    def _daftar(self, tipe: Any, m: Medan, node: Node, rute: str) -> Any:
        if isinstance(node, Daftar):
            hasil = []
            for i, butir in enumerate(node.butir):
                if kosong(butir):
                    self.salah(
                        "KSD011",
                        "butir daftar ini kosong",
                        butir.span,
                        f"{rute}.{i}",
                        "isi atau hapus tanda '-' di baris ini",
                    )
                    continue
                nilai = self.nilai(tipe, m, butir, f"{rute}.{i}")
                if nilai is not GAGAL:
                    hasil.append(nilai)
            return tuple(hasil)
        if m.tunggal:
            nilai = self.nilai(tipe, m, node, f"{rute}.0")
            return GAGAL if nilai is GAGAL else (nilai,)
        self.salah(
            "KSD011",
            f"{sebut(node)}, seharusnya daftar",
            node.span,
            rute,
            _bantuan_daftar(node),
        )
        return GAGAL

    def _peta(self, tipe: Any, m: Medan, node: Node, rute: str) -> Any:
        if not isinstance(node, Peta):
            self.salah("KSD011", f"{sebut(node)}, seharusnya pasangan kunci: nilai", node.span, rute)
            return GAGAL
        hasil = {}
        for nama, isi in node.isi.items():
            if kosong(isi) and isinstance(tipe, type) and issubclass(tipe, Rekaman):
                isi = Peta({}, {}, node.kunci[nama])  # `kerahasiaan:` alone chooses a clause as it stands
            nilai = self.nilai(tipe, m, isi, f"{rute}.{nama}")
            if nilai is not GAGAL:
                hasil[nama] = nilai
        return hasil

    def _salah_satu(self, pilihan: tuple[Any, ...], m: Medan, node: Node, rute: str) -> Any:
        tipe = [t for t in pilihan if t is not type(None)]
        if len(tipe) == 1:
            return self.nilai(tipe[0], m, node, rute)
        if not isinstance(node, Skalar):
            for t in tipe:
                if _cocok(t, node):
                    return self.nilai(t, m, node, rute)
        if isinstance(node, Skalar):
            if m.pilihan and node.teks.strip() in m.pilihan:
                return node.teks.strip()
            skalar = [t for t in tipe if t in _SKALAR or (isinstance(t, type) and issubclass(t, Enum))]
            if m.pilihan:
                skalar = [t for t in skalar if t is not str]
            for t in skalar:
                hasil = _enum(t, node) if t not in _SKALAR else _SKALAR[t](node)
                if not isinstance(hasil, _Salah) and hasil is not None:
                    return hasil
            harap = " atau ".join([nama_tipe(t) for t in skalar] + [f"`{p}`" for p in m.pilihan])
            bantuan = _bantuan_kutip(node) or _bantuan_tanggal(node, skalar) or _bantuan_tipe(skalar)
            self.salah("KSD011", f'"{ringkas(node.teks)}" bukan {harap}', node.span, rute, bantuan)
            return GAGAL
        harap = " atau ".join(nama_tipe(t) for t in tipe)
        self.salah("KSD011", f"{sebut(node)}, seharusnya {harap}", node.span, rute, _bantuan_susunan(node))
        return GAGAL

    def _enum(self, tipe: type[Enum], node: Skalar, rute: str) -> Any:
        hasil = _enum(tipe, node)
        if hasil is None:
            nama = [str(e.value) for e in tipe]
            saran = mirip(node.teks.strip(), nama)
            self.salah(
                "KSD013",
                f'nilai "{ringkas(node.teks)}" tidak dikenal',
                node.span,
                rute,
                (f"maksud Anda `{saran}`? " if saran else "") + f"pilihan: {', '.join(nama)}",
            )
            return GAGAL
        return hasil


def mirip(nama: str, daftar: Mapping[str, Any] | list[str] | tuple[str, ...]) -> str | None:
    """The known word nearest to what was written, for "maksud Anda …?"."""
    import difflib  # only when something is wrong

    calon = {_ejaan(k): k for k in reversed(list(daftar))}
    dekat = difflib.get_close_matches(_ejaan(nama), calon, n=1, cutoff=0.6)
    return calon[dekat[0]] if dekat else None


def _ejaan_kunci(nama: str, node: Peta, tabel: Mapping[str, Any]) -> tuple[Suntingan, ...]:
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


def ringkas(teks: str, panjang: int = 40) -> str:
    """A value short enough to quote in a message."""
    satu = " ".join(teks.split())
    return satu if len(satu) <= panjang else satu[: panjang - 1] + "…"


class _Salah:
    __slots__ = ("bantuan", "pesan")

    def __init__(self, pesan: str, bantuan: str | None = None) -> None:
        self.pesan = pesan
        self.bantuan = bantuan


def _teks(node: Skalar) -> Any:
    return " ".join(node.teks.split()) if "\n" in node.teks else node.teks.strip()


def _terbuka(node: Skalar) -> Any:
    return TeksTerbuka(_teks(node))


def _markah(node: Skalar) -> Any:
    teks = node.teks.rstrip()
    if node.gaya == "|":
        return Markah(teks)
    # Prose may be wrapped in any way that YAML folds into one line. Points may not: folding would lose their lines.
    berlipat = node.gaya == ">" or node.span.line != node.span.end_line or "\n" in teks
    if "\n" in teks or (berlipat and _MIRIP_PENANDA.match(teks)):
        return _Salah(
            "teks yang berisi butir, ayat, atau beberapa paragraf harus ditulis dalam blok `|`",
            "tulis `|` setelah tanda titik dua, lalu teksnya pada baris-baris di bawahnya",
        )
    return Markah(teks)


_MIRIP_PENANDA = re.compile(r"\(?#?[0-9a-z]{1,3}[.)]\s")


def _persen(node: Skalar) -> Any:
    teks = node.teks.strip().removesuffix("%").strip()
    try:
        bahasa.persen(teks)
    except ValueError:
        return _Salah(f'"{ringkas(node.teks)}" bukan persen', "tulis angkanya saja, misalnya 30 atau 2,5")
    return Persen(teks.replace(".", ","))


def _rupiah(node: Skalar) -> Any:
    sen = bahasa.baca_rupiah(node.teks.strip())
    if sen is None:
        return _Salah(
            f'"{ringkas(node.teks)}" bukan jumlah uang',
            "tulis angkanya saja, misalnya 2500000000 atau Rp2.500.000.000,00",
        )
    return Rupiah(sen)


def _int(node: Skalar) -> Any:
    teks = node.teks.strip()
    if not (teks.isascii() and teks.isdigit()) or (len(teks) > 1 and teks[0] == "0") or len(teks) > 15:
        return _Salah(f'"{ringkas(node.teks)}" bukan bilangan bulat', "tulis angka saja tanpa titik, misalnya 3")
    return int(teks)


def _bool(node: Skalar) -> Any:
    hasil = {"ya": True, "true": True, "tidak": False, "false": False}.get(node.teks.strip().lower())
    if hasil is None:
        return _Salah(f'"{ringkas(node.teks)}" bukan ya atau tidak', "tulis `ya` atau `tidak`")
    return hasil


def _date(node: Skalar) -> Any:
    hasil = bahasa.baca_tanggal(node.teks.strip())
    if hasil is None:
        return _Salah(f'"{ringkas(node.teks)}" bukan tanggal yang ada pada kalender', _CONTOH_TANGGAL)
    return hasil


def _menyusul(node: Skalar) -> Any:
    return Menyusul.MENYUSUL if node.teks.strip().lower() == MENYUSUL else _Salah("bukan menyusul")


def _lama(node: Skalar) -> Any:
    hasil = bahasa.baca_lama(node.teks.strip())
    if hasil is None or not any(hasil):
        return _Salah(f'"{ringkas(node.teks)}" bukan lama waktu', _CONTOH_LAMA)
    return Lama(*hasil)


def _enum(tipe: type[Enum], node: Skalar) -> Any:
    try:
        return tipe(node.teks.strip())
    except ValueError:
        return None


_CONTOH_LAMA = "tulis misalnya `3 tahun`, `1 tahun 6 bulan`, atau `90 hari`"
_CONTOH_TANGGAL = "tulis misalnya 2026-12-07, 07-12-2026, atau 7 Desember 2026"

_SKALAR: dict[Any, Callable[[Skalar], Any]] = {
    Menyusul: _menyusul,
    date: _date,
    Rupiah: _rupiah,
    Lama: _lama,
    int: _int,
    bool: _bool,
    Persen: _persen,
    Markah: _markah,
    TeksTerbuka: _terbuka,
    str: _teks,
}

_NAMA: dict[Any, str] = {
    Menyusul: "`menyusul`",
    date: "tanggal",
    Rupiah: "jumlah uang",
    Lama: "lama waktu",
    int: "bilangan bulat",
    bool: "ya atau tidak",
    Persen: "persen",
    Markah: "teks",
    TeksTerbuka: "teks",
    str: "teks",
}


def nama_tipe(tipe: Any) -> str:
    """A type's name in words for people."""
    if tipe in _NAMA:
        return _NAMA[tipe]
    if isinstance(tipe, type) and issubclass(tipe, Rekaman):
        return "pasangan kunci: nilai"
    if isinstance(tipe, type) and issubclass(tipe, Enum):
        return "salah satu pilihan"
    if get_origin(tipe) in (types.UnionType, typing.Union):
        return " atau ".join(nama_tipe(t) for t in get_args(tipe) if t is not type(None))
    return "daftar" if get_origin(tipe) is tuple else "nilai"


def _cocok(tipe: Any, node: Node) -> bool:
    """Whether a type out of several is the one for a list or a mapping."""
    if isinstance(node, Daftar):
        return get_origin(tipe) is tuple
    return get_origin(tipe) in (Mapping, dict) or (isinstance(tipe, type) and issubclass(tipe, Rekaman))


def _bantuan_daftar(node: Node) -> str:
    """What to do with a text, or pairs, where a list belongs."""
    awal = node.teks.lstrip()[:1] if isinstance(node, Skalar) else ""
    if awal == "-":
        return "beri satu spasi biasa sesudah tanda `-` di awal setiap butir"
    if awal and awal in "–—−•·▪●*":
        return f"ganti tanda `{awal}` di awal setiap butir dengan tanda hubung dan satu spasi: `- `"
    return "tulis setiap butir pada baris sendiri yang diawali tanda hubung dan spasi: `- `"


def _bantuan_susunan(node: Node) -> str | None:
    """What to do with pairs or a list where one value belongs."""
    if isinstance(node, Peta):
        return "bila titik dua itu bagian dari teks, apit seluruh teksnya dengan tanda kutip"
    if isinstance(node, Daftar):
        return "tulis satu nilai saja sesudah titik dua, tanpa tanda `-`"
    return None


def _bantuan_kutip(node: Skalar) -> str | None:
    """What to do with the quotation marks that a word processor sets: to YAML they are letters."""
    if node.gaya == "" and node.teks[:1] in ("“", "”", "„", "‘", "’"):
        return f"hapus tanda kutip {node.teks[0]} di kedua ujungnya; nilai ini tidak perlu tanda kutip"
    return None


def _bantuan_tanggal(node: Skalar, tipe: list[Any]) -> str | None:
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


def _bantuan_tipe(tipe: list[Any]) -> str | None:
    return _CONTOH_TANGGAL if date in tipe else _CONTOH_LAMA if Lama in tipe else None


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


def _bantuan_kunci(nama: str, jenis: type[Rekaman]) -> str:
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


def _contoh(nama: str, m: Medan) -> str | None:
    return f"misalnya `{nama}: {m.contoh}`" if m.contoh is not None else f"tambahkan `{nama}:` di sini"


def _contoh_kunci(jenis: type[Rekaman]) -> str:
    wajib = [n for n, m in jenis.medan_.items() if m.baku is WAJIB] or list(jenis.medan_)[:3]
    return f"kunci di sini antara lain: {', '.join(wajib)}"


_KONVERTER: dict[type[Rekaman], dict[str, Any]] = {}


def konverter(jenis: type[Rekaman]) -> dict[str, Any]:
    """The resolved type of every field of a record."""
    if jenis not in _KONVERTER:
        _KONVERTER[jenis] = get_type_hints(jenis)
    return _KONVERTER[jenis]


TIPE_ISIAN: dict[str, Any] = {
    "teks": str,
    "markah": Markah,
    "daftar_markah": tuple[Markah, ...],
    "tanggal": Tanggal,
    "bilangan": int,
    "rupiah": Rupiah,
    "lama": Lama,
    "persen": Persen,
    "ya_tidak": bool,
}
"""The types that front matter can give to a blank; `pilihan` is a text out of a closed list."""
