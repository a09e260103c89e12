"""Agreement + templates → document. The only module that knows Jinja2.

Each article is rendered on its own, so that a fault in one does not hide the others; the skeleton is rendered once and holds the place
of the articles. Values travel through Jinja fenced (see `markup`), so that no value can become structure and every character of the
result can be traced to the line that it came from.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from ksdgen import bahasa, markup, regulation
from ksdgen.decode import GAGAL, TIPE_ISIAN, Pembaca, Tempat, mirip, ringkas
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.document import (
    Asal,
    BarisTabel,
    Bidang,
    Blok,
    Dokumen,
    Gambar,
    Kosong,
    Paragraf,
    Rujukan,
    Sel,
    Tabel,
    TataLetak,
    Teks,
    paragraf_dari,
)
from ksdgen.library import DeklarasiIsian, Gaya, Katalog, KepalaJenis, KepalaKlausul
from ksdgen.model import (
    BentukPihak,
    DasarHukum,
    DasarKewenangan,
    FaktaKesepakatan,
    Kategori,
    Lama,
    Markah,
    Menyusul,
    Naskah,
    PasalTambahan,
    Persen,
    PilihanKlausul,
    Rupiah,
    TeksTerbuka,
    TingkatDaerah,
)
from ksdgen.numbering import beri_nomor, rujuk
from ksdgen.record import Rekaman, medan
from ksdgen.source import Node, Skalar
from ksdgen.tree import Tree

BATAS_PUTARAN = 50_000
BATAS_KELUARAN = 20_000_000
"""Loop turns and characters that one agreement may cost; a template that needs more never ends by itself."""


# --- what templates see -----------------------------------------------------------------------------------------------------------------


class Nilai:
    """A value with the route at which it is written."""

    __slots__ = ("isi", "rute")

    def __init__(self, isi: Any, rute: str) -> None:
        self.isi = isi
        self.rute = rute

    def __eq__(self, lain: object) -> bool:
        return bool(self.isi == (lain.isi if isinstance(lain, Nilai) else lain))

    def __hash__(self) -> int:
        return hash(self.isi)

    def __lt__(self, lain: Any) -> bool:
        return bool(self.isi < (lain.isi if isinstance(lain, Nilai) else lain))

    def __gt__(self, lain: Any) -> bool:
        return bool(self.isi > (lain.isi if isinstance(lain, Nilai) else lain))

    def __le__(self, lain: Any) -> bool:
        return not self > lain

    def __ge__(self, lain: Any) -> bool:
        return not self < lain

    def __bool__(self) -> bool:
        return bool(self.isi) and not isinstance(self.isi, Menyusul)


class Lubang:
    """A fact that is not there: false, empty, and printed as a blank that says what is missing."""

    __slots__ = ("rute",)

    def __init__(self, rute: str) -> None:
        self.rute = rute

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getattr__(self, nama: str) -> Lubang:
        if nama.startswith("_"):
            raise AttributeError(nama)
        return Lubang(f"{self.rute}.{nama}")


class Senarai:
    """A list with its route."""

    __slots__ = ("butir", "rute")

    def __init__(self, butir: list[Any], rute: str) -> None:
        self.butir = butir
        self.rute = rute

    def __iter__(self) -> Iterator[Any]:
        return iter(self.butir)

    def __len__(self) -> int:
        return len(self.butir)

    def __getitem__(self, i: int) -> Any:
        return self.butir[i] if -len(self.butir) <= i < len(self.butir) else Lubang(f"{self.rute}.{i}")

    def __contains__(self, isi: object) -> bool:
        return isi in self.butir


class Pandang:
    """A record as templates see it: fields become values with their route, `tambahan` adds what is derived."""

    __slots__ = ("_rekaman", "_rute", "_tambahan")

    def __init__(self, rekaman: Rekaman | None, rute: str, tambahan: Mapping[str, Any] | None = None) -> None:
        self._rekaman = rekaman
        self._rute = rute
        self._tambahan = tambahan or {}

    def __getattr__(self, nama: str) -> Any:
        if nama in self._tambahan:
            return self._tambahan[nama]
        if self._rekaman is None or nama not in self._rekaman.medan_:
            raise AttributeError(nama)
        return lihat(getattr(self._rekaman, nama), f"{self._rute}.{nama}" if self._rute else nama)


def lihat(isi: Any, rute: str) -> Any:
    """Wrap a value of the model for templates."""
    if isi is None or isi == "":
        return Lubang(rute)
    if isinstance(isi, Rekaman):
        return Pandang(isi, rute)
    if isinstance(isi, tuple):
        return Senarai([lihat(b, f"{rute}.{i}") for i, b in enumerate(isi)], rute)
    if isinstance(isi, Mapping):
        return Pandang(None, rute, {k: lihat(v, f"{rute}.{k}") for k, v in isi.items()})
    if isinstance(isi, Enum) and not isinstance(isi, Menyusul):
        return Nilai(isi.value, rute)
    return Nilai(isi, rute)


def _kosong(nama: Any) -> Lubang:
    if not isinstance(nama, str) or isinstance(nama, Markup):
        raise SaringanSalah("`kosong` memerlukan nama fakta di antara tanda kutip")
    return Lubang(nama)


class Fungsi:
    """A function that templates may call."""

    __slots__ = ("fungsi",)

    def __init__(self, fungsi: Callable[..., Any]) -> None:
        self.fungsi = fungsi

    def __call__(self, *argumen: Any) -> Any:
        return self.fungsi(*argumen)


# --- filters ------------------------------------------------------------------------------------------------------------------------------


def _saring(nama_tipe: str, *tipe: type) -> Callable[[Callable[..., str]], Callable[..., Any]]:
    """A filter over one type of value: keeps the route, passes blanks through, complains about any other type."""

    def bungkus(fungsi: Callable[..., str]) -> Callable[..., Any]:
        def saringan(nilai: Any, *argumen: Any) -> Any:
            if isinstance(nilai, Lubang):
                return nilai
            rute = nilai.rute if isinstance(nilai, Nilai) else ""
            isi = nilai.isi if isinstance(nilai, Nilai) else nilai
            if isinstance(isi, jinja2.Undefined):
                str(isi)  # raises with the name
            if isinstance(isi, Menyusul):
                return Lubang(rute)
            if not isinstance(isi, tipe) or isinstance(isi, bool):
                raise SaringanSalah(f"saringan ini memerlukan {nama_tipe}")
            return Nilai(fungsi(isi, *argumen), rute)

        return saringan

    return bungkus


class SaringanSalah(Exception):
    """A filter was given a value that it cannot print; the text is for people."""


def _lama(x: Lama) -> str:
    return bahasa.lama(x.tahun, x.bulan, x.hari)


def _baris(nilai: Any) -> Any:
    """A list as lines of one paragraph."""
    if isinstance(nilai, Lubang):
        return nilai
    butir = list(nilai) if isinstance(nilai, Senarai | list | tuple) else [nilai]
    return Markup("\\\n").join(_cetak(b) for b in butir) if butir else Lubang(getattr(nilai, "rute", ""))


def _gabung(nilai: Any, kata: str = "dan") -> Any:
    """A list as one phrase: "a, b, dan c"."""
    if isinstance(nilai, Lubang):
        return nilai
    butir = [_cetak(b) for b in nilai]
    if not butir:
        return Lubang(getattr(nilai, "rute", ""))
    if len(butir) == 1:
        return butir[0]
    if len(butir) == 2:
        return Markup(f" {kata} ").join(butir)
    return Markup(", ").join(butir[:-1]) + Markup(f", {kata} ") + butir[-1]


def _kapital(nilai: Any) -> Any:
    if isinstance(nilai, Nilai):
        # A gap stays a gap: `menyusul` in capitals would be printed as a word.
        return nilai if _terbuka(nilai.isi) else Nilai(_teks_nilai(nilai.isi).upper(), nilai.rute)
    if isinstance(nilai, Lubang):
        return nilai
    if isinstance(nilai, jinja2.Undefined):
        str(nilai)  # raises with the name
    if isinstance(nilai, Markup) or not isinstance(nilai, str):
        raise SaringanSalah("saringan ini memerlukan satu teks, bukan daftar atau hasil perintah lain")
    return nilai.upper()


def _markah(nilai: Any, akhir: str = "") -> Any:
    """A Markah as law-like text of its own lines; `akhir` is the mark that the sentence ends with, whatever its author typed."""
    if not isinstance(nilai, Nilai):
        return nilai
    baris = _baris_markah(nilai)
    if akhir and baris:
        baris[-1] = _akhiri(baris[-1], akhir)
    return Markup("\n").join(Markup(b) for b in baris)


def _baris_markah(nilai: Nilai) -> list[str]:
    """The lines of a Markah, each with a mark that leads back to its place; a one-line text is never structure."""
    teks = str(nilai.isi)
    baris = teks.split("\n")
    if not isinstance(nilai.isi, Markah):
        return [markup.nilai(teks, nilai.rute)]
    hasil = []
    for i, b in enumerate(baris):
        kolom = len(b) - len(b.lstrip(" "))
        isi = b[kolom:]
        if isi.startswith("@") or (len(baris) == 1 and isi):
            isi = (markup.HARFIAH if _seperti_penanda(isi) else "") + isi
        hasil.append(b[:kolom] + markup.tanda(f"{nilai.rute}\x1f{i}+{kolom}") + isi if isi else "")
    return hasil


def _seperti_penanda(isi: str) -> bool:
    return isi[0] in "@|" or markup.adalah_penanda(isi)


_AKHIR = (";", ".", ",", ":")


def _butir(nilai: Any, jenis: str = "huruf") -> Any:
    """A list as numbered points, ended the way lists in Indonesian law end: ";", "; dan", "."."""
    penanda = {"huruf": "#a.", "angka": "#1.", "huruf_kurung": "#a)", "angka_kurung": "#1)"}.get(jenis)
    if penanda is None:
        raise SaringanSalah("`butir` mengenal 'huruf', 'angka', 'huruf_kurung', dan 'angka_kurung'")
    if isinstance(nilai, Lubang) or len(nilai) == 0:
        return Markup(f"{penanda} ") + Markup(markup.lubang(getattr(nilai, "rute", "")))
    butir = list(nilai)
    hasil = []
    for i, b in enumerate(butir):
        baris = _baris_markah(b) if isinstance(b, Nilai) else [str(_cetak(b))]
        while baris and not baris[-1]:
            baris.pop()
        akhir = "." if i == len(butir) - 1 else "; dan" if i == len(butir) - 2 else ";"
        if baris:
            baris[-1] = _akhiri(baris[-1], akhir)
        hasil.append("\n".join([f"{penanda} {baris[0].lstrip() if baris else ''}", *("   " + x if x else "" for x in baris[1:])]))
    return Markup("\n".join(hasil))


def _ayat(nilai: Any) -> Any:
    """A list as one ayat each."""
    if isinstance(nilai, Lubang) or len(nilai) == 0:
        return Markup("(#) ") + Markup(markup.lubang(getattr(nilai, "rute", "")))
    hasil = []
    for b in nilai:
        baris = _baris_markah(b) if isinstance(b, Nilai) else [str(_cetak(b))]
        while baris and not baris[-1]:
            baris.pop()
        if baris:
            baris[-1] = _akhiri(baris[-1], ".")
        hasil.append("\n".join([f"(#) {baris[0].lstrip() if baris else ''}", *("    " + x if x else "" for x in baris[1:])]))
    return Markup("\n".join(hasil))


def _akhiri(baris: str, akhir: str) -> str:
    """A point with its final punctuation; what the author ended it with gives way only to the same kind of mark."""
    ekor = ""
    isi = baris
    if isi.endswith(markup.NILAI_AKHIR):
        isi, ekor = isi[:-1], markup.NILAI_AKHIR
    polos = isi.rstrip()
    if polos.endswith(("|", "\\")):
        return baris
    for tanda in ("; dan", "; serta", "; atau", "; dan/atau"):
        if polos.endswith(tanda):
            polos = polos[: -len(tanda)]
            akhir = tanda if akhir != "." else akhir
    if polos.endswith((";", ".", ",")) and not polos.endswith(("...", "dll.", "dsb.", "dst.")):
        polos = polos[:-1]
    return polos + ekor + akhir


def _terbuka(isi: Any) -> bool:
    """Whether a value says that it is still to come."""
    return isinstance(isi, Menyusul) or (isinstance(isi, TeksTerbuka) and isi.strip().lower() == "menyusul")


def _teks_nilai(isi: Any) -> str:
    """How a value prints where no filter says otherwise."""
    if isinstance(isi, Rupiah):
        return bahasa.rupiah(isi)
    if isinstance(isi, date):
        return bahasa.tanggal(isi)
    if isinstance(isi, Lama):
        return _lama(isi)
    if isinstance(isi, Persen):
        return bahasa.persen(isi)
    return str(isi)


def _cetak(nilai: Any) -> Markup:
    """A value on its way into the text: fenced, with blanks for its gaps."""
    keadaan = _keadaan()
    if isinstance(nilai, Markup):
        keadaan.hitung(len(nilai))
        return nilai
    if isinstance(nilai, jinja2.Undefined):
        str(nilai)
    if isinstance(nilai, Lubang):
        return Markup(markup.lubang(nilai.rute))
    if isinstance(nilai, Senarai):
        return _gabung(nilai)  # type: ignore[no-any-return]
    if isinstance(nilai, Pandang):
        raise SaringanSalah("nilai ini terdiri atas beberapa bagian; cetak bagiannya satu per satu")
    rute = nilai.rute if isinstance(nilai, Nilai) else ""
    isi = nilai.isi if isinstance(nilai, Nilai) else nilai
    if _terbuka(isi):
        return Markup(markup.lubang(rute))
    if not isinstance(isi, str | int | float | date | Lama) or isinstance(isi, bool):
        raise SaringanSalah("nilai ini tidak dapat dicetak")
    teks = _teks_nilai(isi)
    keadaan.hitung(len(teks))
    if "___" in teks:
        bagian = []
        for i, potong in enumerate(_CELAH.split(teks)):
            if i:
                bagian.append(markup.lubang(rute))
            if potong:
                bagian.append(markup.nilai(potong, rute))
        return Markup("".join(bagian))
    return Markup(markup.nilai(teks, rute))


_CELAH = markup.CELAH

SARINGAN: dict[str, Callable[..., Any]] = {
    "angka": _saring("bilangan", int)(lambda n: bahasa.dengan_kata(n)),
    "angka_saja": _saring("bilangan", int)(lambda n: bahasa.angka(n)),
    "tahun": _saring("bilangan", int)(lambda n: str(n)),
    "terbilang": _saring("bilangan", int)(lambda n: bahasa.terbilang(n)),
    "romawi": _saring("bilangan", int)(lambda n: bahasa.romawi(n)),
    "rupiah": _saring("jumlah uang", Rupiah)(lambda n: bahasa.rupiah(n)),
    "rupiah_angka": _saring("jumlah uang", Rupiah)(lambda n: bahasa.rupiah_angka(n)),
    "anggaran": lambda n: SARINGAN["rupiah_angka"](n) if isinstance(n, Nilai) and isinstance(n.isi, Rupiah) else n,
    "persen": _saring("persen", str)(lambda s: bahasa.persen(s)),
    "tanggal": _saring("tanggal", date)(lambda d: bahasa.tanggal(d)),
    "tanggal_angka": _saring("tanggal", date)(lambda d: bahasa.tanggal_angka(d)),
    "tanggal_kata": _saring("tanggal", date)(lambda d: bahasa.tanggal_kata(d)[0]),
    "bulan_kata": _saring("tanggal", date)(lambda d: bahasa.tanggal_kata(d)[1]),
    "tahun_kata": _saring("tanggal", date)(lambda d: bahasa.tanggal_kata(d)[2]),
    "hari": _saring("tanggal", date)(lambda d: bahasa.hari(d)),
    "lama": _saring("lama waktu", Lama)(_lama),
    "length": lambda x: 0 if isinstance(x, Lubang) else len(x),
    "kapital": _kapital,
    "gabung": _gabung,
    "markah": _markah,
    "butir": _butir,
    "ayat": _ayat,
    "baris": _baris,
}
"""The only filters of templates."""


# --- the Jinja environment -----------------------------------------------------------------------------------------------------------------


class _Keadaan:
    """What one composition has used up."""

    def __init__(self) -> None:
        self.putaran = 0
        self.keluaran = 0

    def ulang(self) -> None:
        self.putaran = self.keluaran = 0

    def hitung(self, panjang: int) -> None:
        self.keluaran += panjang
        if self.keluaran > BATAS_KELUARAN:
            raise TerlaluBesar("teks yang dihasilkan templat ini terlalu panjang")

    def putar(self, isi: Any, panjang: int) -> Iterator[Any]:
        for butir in isi:
            self.langkah()
            self.hitung(panjang)
            yield butir

    def langkah(self) -> None:
        self.putaran += 1
        if self.putaran > BATAS_PUTARAN:
            raise TerlaluBesar(f"pengulangan pada templat ini melebihi {bahasa.angka(BATAS_PUTARAN)} kali")


class TerlaluBesar(Exception):
    """A template used more than its share."""


_KINI: list[_Keadaan] = [_Keadaan()]


def _keadaan() -> _Keadaan:
    return _KINI[-1]


_OPERATOR: dict[type[nodes.Node], str] = {
    nodes.Concat: "~",
    nodes.Add: "+",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
}


@jinja2.pass_context
def _akhir(konteks: Context, nilai: Any) -> Markup:
    return _cetak(nilai)


class _Lingkungan(SandboxedEnvironment):
    """Jinja with values that keep their origin, counted loops and nothing callable but what is listed."""

    def __init__(self, katalog: Katalog, cache: jinja2.BytecodeCache | None) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(self._muat),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_akhir,
            keep_trailing_newline=True,
            bytecode_cache=cache,
            auto_reload=False,
            cache_size=-1,
        )
        self.katalog = katalog
        self.filters = dict(SARINGAN)
        self.tests = {k: v for k, v in self.tests.items() if k in ("defined", "undefined", "none", "in", "eq", "ne", "lt", "gt", "le", "ge")}
        self.globals = {"hitung_putaran": Fungsi(lambda isi, panjang=0: _keadaan().putar(isi, panjang))}

    def _muat(self, path: str) -> tuple[str, str, Callable[[], bool]] | None:
        berkas = self.katalog.teks(path)
        if berkas is None:
            return None
        isi, baris = berkas
        asing = _CADANGAN.search(isi)
        if asing is not None:
            nomor = baris + isi.count("\n", 0, asing.start()) + 1
            raise jinja2.TemplateSyntaxError("templat memuat karakter yang dicadangkan", nomor, path, self.katalog.pohon.name(path))
        return "\n" * baris + _tandai(isi, path, baris), self.katalog.pohon.name(path), lambda: True

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        pohon = super()._parse(source, name, filename)
        for jenis, tanda in _OPERATOR.items():
            for node in pohon.find_all(jenis):
                raise jinja2.TemplateSyntaxError(
                    f"operator `{tanda}` tidak tersedia dalam templat: asal teks akan hilang", node.lineno, name, filename
                )
        for susunan in pohon.find_all((nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair)):
            # Lists made of lists grow twofold with every line; nothing in a document needs them.
            if getattr(susunan, "ctx", "load") == "load" and any(
                not isinstance(anak, nodes.Const | nodes.Pair | nodes.List | nodes.Tuple) for anak in susunan.iter_child_nodes()
            ):
                raise jinja2.TemplateSyntaxError("daftar dalam templat hanya boleh memuat nilai tetap", susunan.lineno, name, filename)
        for acuan in pohon.find_all(nodes.NSRef):
            raise jinja2.TemplateSyntaxError("perintah `set` hanya untuk nama biasa tanpa titik", acuan.lineno, name, filename)
        for blok in pohon.find_all((nodes.FilterBlock, nodes.EvalContextModifier)):
            raise jinja2.TemplateSyntaxError("perintah `filter` dan `autoescape` tidak tersedia dalam templat", blok.lineno, name, filename)
        for loop in pohon.find_all(nodes.For):
            hitung = nodes.Name("hitung_putaran", "load", lineno=loop.lineno)
            teks = sum(len(t.data) for bagian in loop.body for t in _teks_tetap(bagian))
            loop.iter = nodes.Call(hitung, [loop.iter, nodes.Const(teks)], [], None, None, lineno=loop.lineno)
        pohon.set_environment(self)
        return pohon

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Every call is a turn, as of a loop: macros that call each other twice double with every line."""
        _keadaan().langkah()
        return super().call(__context, __obj, *args, **kwargs)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:
        """Every include is a turn too."""
        _keadaan().langkah()
        return super().get_template(name, parent, globals)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, inherited blocks and listed functions only."""
        return isinstance(obj, Fungsi | Macro) or type(obj).__name__ == "BlockReference"

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only what the views offer, and the loop's counters."""
        return not attr.startswith("_") and (
            isinstance(obj, Pandang | Lubang) or type(obj).__name__ in ("LoopContext", "TemplateModule", "TemplateReference")
        )


_CADANGAN = re.compile("[\ue000-\ue0ff]")


def _teks_tetap(node: nodes.Node) -> Iterator[nodes.TemplateData]:
    if isinstance(node, nodes.TemplateData):
        yield node
    yield from node.find_all(nodes.TemplateData)


def _tandai(isi: str, path: str, baris_awal: int) -> str:
    """The template with a hidden `path:line` mark before the first text of each line.

    A line that holds only statements or comments leaves nothing behind, not even its line break. (Jinja's own trim_blocks would also
    take the break after a statement that ends a line of text, and so join two paragraphs.)
    """
    tag: list[tuple[int, int, bool]] = []
    posisi = 0
    while True:
        calon = [(isi.find(b, posisi), b, e) for b, e in (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))]
        calon = [c for c in calon if c[0] >= 0]
        if not calon:
            break
        awal, buka, tutup = min(calon)
        akhir = isi.find(tutup, awal + 2)
        akhir = len(isi) if akhir < 0 else akhir + 2
        tag.append((awal, akhir, buka == "{{"))
        posisi = akhir
    hasil: list[str] = []
    posisi = 0
    indeks = 0
    semua = isi.split("\n")
    for nomor, baris in enumerate(semua, start=baris_awal + 1):
        mulai, selesai = posisi, posisi + len(baris)
        posisi = selesai + 1
        titik = mulai
        while indeks and tag[indeks - 1][1] > mulai:
            indeks -= 1
        while True:
            while titik < selesai and isi[titik] in " \t":
                titik += 1
            while indeks < len(tag) and tag[indeks][1] <= titik:
                indeks += 1
            if indeks < len(tag) and tag[indeks][0] <= titik < tag[indeks][1]:
                awal, akhir, ekspresi = tag[indeks]
                if ekspresi and awal == titik:
                    break
                titik = akhir
                if titik >= selesai:
                    break
                continue
            break
        if titik >= selesai:
            # The end of a statement that spans lines is inside a tag on all lines but its last.
            di_dalam = any(awal < selesai < akhir for awal, akhir, _ in tag[max(0, indeks - 1) : indeks + 1])
            lanjut = semua[nomor - baris_awal].lstrip() if nomor - baris_awal < len(semua) else ""
            # Where `-` takes the break away, Jinja does it itself.
            sendiri = baris.rstrip().endswith(("-%}", "-#}")) or lanjut.startswith(("{%-", "{{-", "{#-"))
            hasil.append(baris.strip() + markup.TELAN if baris.strip() and not di_dalam and not sendiri else baris)
        else:
            potong = titik - mulai
            id_ = f"{path}\x1e{nomor}+{potong}"
            hasil.append(f"{baris[:potong]}{markup.tanda(id_)}{baris[potong:]}")
    return "\n".join(hasil)


# --- composition ---------------------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Pasal:
    """An article of the composed document and what it is made of."""

    kode: str
    judul: str
    unsur: tuple[str, ...]
    asal: str
    """"klausul", "ubahan" (a standard clause with the agreement's own text) or "tambahan"."""
    klausul: KepalaKlausul | None = None
    varian: str | None = None


@dataclass(slots=True)
class Susunan:
    """The result of composing: the document and what rules need to know of how it came about."""

    dokumen: Dokumen
    temuan: list[Diagnostic]
    unsur: frozenset[str] = frozenset()
    pasal: list[Pasal] = field(default_factory=list)
    tercetak: frozenset[str] = frozenset()
    aset: dict[str, bytes] = field(default_factory=dict)
    gambar: dict[str, str] = field(default_factory=dict)
    """sha256 → file of each image."""
    bingkai: list[tuple[str, str]] = field(default_factory=list)
    """(label, route) of each emblem that has no image."""


class Penyusun:
    """Composes agreements with one catalogue; templates are compiled once.

    Args:
        katalog: document types, clauses and styles.
        berkas: where images are read from.
        cache: compiled templates from earlier runs.
    """

    def __init__(self, katalog: Katalog, berkas: Tree, cache: jinja2.BytecodeCache | None = None) -> None:
        self.katalog = katalog
        self.berkas = berkas
        self.env = _Lingkungan(katalog, cache)

    def susun(
        self,
        naskah: Naskah,
        tempat: Tempat,
        *,
        ksb: Naskah | None = None,
        nota: Naskah | None = None,
    ) -> Susunan:
        """Compose one agreement; a document without blocks when its type is unknown.

        Args:
            naskah: the agreement.
            tempat: where its values are written.
            ksb: the Kesepakatan Bersama that it refers to by file.
            nota: the Nota Kesepakatan that a Rencana Kerja belongs to.
        """
        return _Susun(self, naskah, tempat, ksb, nota).jalan()


class _Susun:
    def __init__(self, penyusun: Penyusun, naskah: Naskah, tempat: Tempat, ksb: Naskah | None, nota: Naskah | None) -> None:
        self.katalog = penyusun.katalog
        self.berkas = penyusun.berkas
        self.env = penyusun.env
        self.naskah = naskah
        self.tempat = tempat
        self.ksb = ksb
        self.nota = nota
        self.temuan: list[Diagnostic] = []
        self.unsur: set[str] = set()
        self.aset: dict[str, bytes] = {}
        self.gambar: dict[str, str] = {}
        self.bingkai: list[tuple[str, str]] = []
        self.dibaca: dict[tuple[str, str], bytes | None] = {}

    def lapor(
        self, kode: str, pesan: str, span: Span | None, bantuan: str | None = None, rute: str | None = None, tingkat: Severity = Severity.KESALAHAN
    ) -> None:
        self.temuan.append(Diagnostic(kode, tingkat, pesan, span, bantuan, rute=rute))

    def jalan(self) -> Susunan:
        naskah = self.naskah
        kosong = Dokumen(naskah.tentang, ())
        berkas_jenis = self.katalog.jenis(naskah.jenis)
        if berkas_jenis is None:
            rusak = self.katalog.temuan_berkas(f"{naskah.jenis}.j2")
            self.temuan += rusak
            if not rusak:
                ada = self.katalog.daftar_jenis()
                saran = mirip(naskah.jenis, ada)
                self.lapor(
                    "KSD013",
                    f"jenis naskah `{naskah.jenis}` tidak dikenal",
                    self.tempat.span("jenis"),
                    (f"maksud Anda `{saran}`? " if saran else "") + f"jenis yang ada: {', '.join(ada)}",
                    "jenis",
                )
            return Susunan(kosong, self.temuan)
        self.temuan += self.katalog.temuan_berkas(berkas_jenis.path)
        jenis: KepalaJenis = berkas_jenis.kepala
        self.jenis = jenis
        if naskah.kategori in (Kategori.KSDPL, Kategori.KSDLL):
            self.lapor("KSD015", f"kategori `{naskah.kategori.value}` belum didukung", self.tempat.span("kategori"), None, "kategori")
            return Susunan(kosong, self.temuan)
        if naskah.kategori.value not in jenis.kategori:
            self.lapor(
                "KSD015",
                f"kategori `{naskah.kategori.value}` tidak dapat memakai jenis naskah {jenis.sebutan}",
                self.tempat.span("kategori"),
                f"kategori untuk jenis ini: {', '.join(jenis.kategori)}",
                "kategori",
            )
        gaya = self._gaya()
        self.gaya = gaya
        self._sebutan()
        self._periksa_pihak()
        _KINI.append(_Keadaan())
        try:
            pasal = self._rencana()
            self.ada = {p.kode for p in pasal}
            self.konteks = self._konteks()
            self.konteks["isian"] = self._isian(jenis.isian, naskah.isian, "isian")
            badan: list[Blok] = []
            for p in pasal:
                badan += self._pasal(p)
            depan, belakang = self._kerangka(berkas_jenis.path)
        finally:
            _KINI.pop()
        if any(t.kode.startswith("KSD04") for t in self.temuan):
            # A template that cannot be rendered leaves parts out: what is missing because of it is not the agreement's fault.
            return Susunan(kosong, self.temuan)
        blok = beri_nomor([*depan, *badan, *belakang])
        blok, temuan = rujuk(blok, nama=self._judul_klausul(blok))
        self.temuan += temuan
        for unsur, peran in (jenis.unsur or {}).items():
            if any(_berisi(b, peran) for b in blok):
                self.unsur.add(unsur)
        for p in pasal:
            self.unsur.update(p.unsur)
        tercetak = _rute_tercetak(blok)
        self._tak_tercetak(tercetak)
        dokumen = Dokumen(
            judul=f"{self.judul} {naskah.tentang}",
            isi=blok,
            kaki=self._kaki(),
            tata=self._tata(),
            tanda_air="DRAF" if naskah.status.rancangan else None,
        )
        return Susunan(
            dokumen, self.temuan, frozenset(self.unsur), pasal, tercetak, self.aset, self.gambar, self.bingkai
        )

    # --- what the agreement chooses -------------------------------------------------------------------------------------------------------

    def _gaya(self) -> Gaya:
        nama = self.naskah.gaya or "baku"
        gaya = self.katalog.gaya(nama)
        self.temuan += self.katalog.temuan_berkas(f"gaya/{nama}.yaml")
        if gaya is None:
            if not self.katalog.temuan_berkas(f"gaya/{nama}.yaml"):
                ada = self.katalog.daftar_gaya()
                saran = mirip(nama, ada)
                self.lapor(
                    "KSD013",
                    f"gaya `{nama}` tidak ada",
                    self.tempat.span("gaya"),
                    (f"maksud Anda `{saran}`? " if saran else "") + f"gaya yang ada: {', '.join(ada)}",
                    "gaya",
                )
            return Gaya(uraian="")
        return gaya

    def _sebutan(self) -> None:
        jenis = self.jenis
        self.judul, self.sebutan = jenis.judul, jenis.sebutan
        pilihan = self.naskah.sebutan
        if pilihan is None:
            return
        lain = (jenis.sebutan_lain or {}).get(pilihan)
        if lain is None:
            ada = list(jenis.sebutan_lain or {})
            self.lapor(
                "KSD013",
                f"sebutan `{pilihan}` tidak tersedia untuk jenis naskah ini",
                self.tempat.span("sebutan"),
                f"sebutan yang ada: {', '.join(ada)}" if ada else "hapus kunci `sebutan`",
                "sebutan",
            )
            return
        if lain.kategori and self.naskah.kategori.value not in lain.kategori:
            self.lapor(
                "KSD015",
                f"sebutan `{pilihan}` hanya untuk kategori {', '.join(lain.kategori)}",
                self.tempat.span("sebutan"),
                "hapus kunci `sebutan`",
                "sebutan",
            )
        self.judul, self.sebutan = lain.judul, lain.sebutan

    def _periksa_pihak(self) -> None:
        kode: dict[str, int] = {}
        for i, p in enumerate(self.naskah.para_pihak):
            if p.kode in kode:
                self.lapor(
                    "KSD016",
                    f"kode pihak `{p.kode}` dipakai dua kali",
                    self.tempat.span(f"para_pihak.{i}.kode"),
                    "beri setiap pihak kode yang berbeda",
                    f"para_pihak.{i}.kode",
                )
            kode.setdefault(p.kode, i)
        for nama in ("hak_dan_kewajiban", "tugas_dan_tanggung_jawab"):
            for k in getattr(self.naskah, nama) or {}:
                if k not in kode:
                    self._kode_asing(k, list(kode), self.tempat.kunci(f"{nama}.{k}"), f"{nama}.{k}")
        for bagian in ("judul", "nomor", "para_pihak", "tanda_tangan"):
            urutan = getattr(self.naskah.urutan, bagian)
            rute = f"urutan.{bagian}"
            for i, k in enumerate(urutan):
                if k not in kode:
                    self._kode_asing(k, list(kode), self.tempat.span(f"{rute}.{i}"), f"{rute}.{i}")
            if urutan and set(urutan) <= set(kode) and sorted(urutan) != sorted(kode):
                kurang = [k for k in kode if k not in urutan]
                self.lapor(
                    "KSD016",
                    f"urutan `{bagian}` harus menyebut setiap pihak tepat satu kali",
                    self.tempat.span(rute),
                    f"belum disebut: {', '.join(kurang)}" if kurang else "hapus kode yang berulang",
                    rute,
                )
        penghubung = self.naskah.penghubung
        if penghubung and len(penghubung) != len(self.naskah.para_pihak) - 1:
            self.lapor(
                "KSD016",
                f"ada {len(penghubung)} penghubung untuk {len(self.naskah.para_pihak)} pihak, "
                f"seharusnya {len(self.naskah.para_pihak) - 1}",
                self.tempat.span("penghubung"),
                "tulis satu kata untuk setiap sela di antara dua pihak pada judul; `tanpa` berarti tidak ada kata",
                "penghubung",
            )
        for i, p in enumerate(self.naskah.para_pihak):
            if p.logo is not None:
                self._baca_gambar(p.logo, f"para_pihak.{i}.logo")
            for j, t in enumerate(p.penanda_tangan):
                for k, d in enumerate(t.dasar_kewenangan):
                    self._periksa_kewenangan(d, f"para_pihak.{i}.penanda_tangan.{j}.dasar_kewenangan.{k}")
        if not 2 <= len(self.naskah.para_pihak) <= 11:
            self.lapor(
                "KSD016",
                f"ada {len(self.naskah.para_pihak)} pihak, seharusnya dua sampai sebelas",
                self.tempat.kunci("para_pihak"),
                None,
                "para_pihak",
            )

    def _periksa_kewenangan(self, d: DasarKewenangan, rute: str) -> None:
        terisi = [n for n in d.medan_ if getattr(d, n) is not None]
        if len(terisi) == 1:
            return
        pilihan = ", ".join(d.medan_)
        if terisi:
            pesan = f"satu dasar kewenangan memuat {' dan '.join(terisi)}; yang tercetak hanya satu"
            bantuan = "tulis masing-masing sebagai butir sendiri yang diawali tanda '- '"
        else:
            pesan, bantuan = "dasar kewenangan ini kosong", f"isi salah satu: {pilihan}"
        self.lapor("KSD016", pesan, self.tempat.span(rute), bantuan, rute)

    def _kode_asing(self, kode: str, ada: list[str], span: Span, rute: str) -> None:
        saran = mirip(kode, ada)
        self.lapor(
            "KSD013",
            f"tidak ada pihak dengan kode `{kode}`",
            span,
            f"maksud Anda `{saran}`?" if saran else f"kode pihak yang ada: {', '.join(ada)}",
            rute,
        )

    def _rencana(self) -> list[Pasal]:
        """The articles in order: those of the type, those chosen in addition, the agreement's own."""
        naskah = self.naskah
        pilihan = naskah.klausul or {}
        hasil: list[Pasal] = []
        for kode in self.jenis.pasal:
            berkas = self.katalog.klausul(kode)
            if berkas is None:
                self.temuan += self.katalog.temuan_berkas(f"klausul/{kode}.j2") or [
                    Diagnostic(
                        "KSD041",
                        Severity.KESALAHAN,
                        f"jenis naskah {self.jenis.sebutan} menyebut klausul `{kode}` yang tidak ada",
                        Span.at(self.katalog.pohon.name(f"{self.jenis.jenis}.j2")),
                    )
                ]
                continue
            kepala: KepalaKlausul = berkas.kepala
            dipilih = pilihan.get(kode)
            if dipilih is not None and dipilih.hapus:
                continue
            if kepala.kategori and naskah.kategori.value not in kepala.kategori:
                continue
            if kepala.bila and dipilih is None and not any(_berfakta(naskah, r) for r in kepala.bila):
                continue
            hasil.append(self._pasal_klausul(kode, kepala, dipilih))
        lepas: list[tuple[Pasal, tuple[str, ...]]] = []
        for kode, dipilih in pilihan.items():
            if kode in self.jenis.pasal and self.katalog.klausul(kode) is not None:
                kepala = self.katalog.klausul(kode).kepala  # type: ignore[union-attr]
                if kepala.kategori and naskah.kategori.value not in kepala.kategori:
                    self._klausul_tak_cocok(kode, kepala)
                continue
            berkas = self.katalog.klausul(kode)
            if berkas is None:
                rusak = self.katalog.temuan_berkas(f"klausul/{kode}.j2")
                self.temuan += rusak
                if not rusak:
                    saran = mirip(kode, self.katalog.daftar_klausul())
                    self.lapor(
                        "KSD013",
                        f"klausul `{kode}` tidak ada",
                        self.tempat.kunci(f"klausul.{kode}"),
                        f"maksud Anda `{saran}`?" if saran else "lihat berkas pada templates/klausul/",
                        f"klausul.{kode}",
                    )
                continue
            kepala = berkas.kepala
            if (kepala.jenis and naskah.jenis not in kepala.jenis) or (
                kepala.kategori and naskah.kategori.value not in kepala.kategori
            ):
                self._klausul_tak_cocok(kode, kepala)
                continue
            if dipilih.hapus:
                continue
            lepas.append((self._pasal_klausul(kode, kepala, dipilih), kepala.letak.setelah if kepala.letak else ()))
        self._sisipkan_lepas(hasil, lepas)
        self._sisipkan_tambahan(hasil)
        return hasil

    @staticmethod
    def _sisipkan_lepas(hasil: list[Pasal], lepas: list[tuple[Pasal, tuple[str, ...]]]) -> None:
        """Place chosen clauses that the type does not list; those with the same place keep the order of the agreement."""
        ekor: dict[str, str] = {}
        while lepas:
            menunggu = {p.kode for p, _ in lepas}
            for i, (p, setelah) in enumerate(lepas):
                jangkar = next((s for s in setelah if s == "awal" or s in menunggu or any(q.kode == s for q in hasil)), None)
                if jangkar in menunggu and jangkar != p.kode and i < len(lepas) - 1:
                    continue  # first the clause after which this one goes
                letak = next((j for j, q in enumerate(hasil) if q.kode == ekor.get(jangkar or "", jangkar)), None)
                if jangkar == "awal" and letak is None:
                    letak = -1
                hasil.insert(len(hasil) if letak is None else letak + 1, p)
                if jangkar is not None:
                    ekor[jangkar] = p.kode
                del lepas[i]
                break

    def _sisipkan_tambahan(self, hasil: list[Pasal]) -> None:
        sisa = list(enumerate(self.naskah.pasal_tambahan))
        terpakai = {p.kode for p in hasil}
        ekor: dict[str, str] = {}  # after which article the next of the same place goes
        while sisa:
            maju = False
            for i, t in list(sisa):
                if t.kode in terpakai:
                    self.lapor(
                        "KSD031",
                        f"kode pasal `{t.kode}` sudah dipakai",
                        self.tempat.span(f"pasal_tambahan.{i}.kode"),
                        "beri pasal tambahan ini kode lain",
                        f"pasal_tambahan.{i}.kode",
                    )
                    sisa.remove((i, t))
                    maju = True
                    continue
                letak = next((j for j, q in enumerate(hasil) if q.kode == ekor.get(t.setelah, t.setelah)), None)
                if letak is None:
                    continue
                hasil.insert(letak + 1, Pasal(t.kode, t.judul, t.unsur, f"tambahan.{i}"))
                ekor[t.setelah] = t.kode
                terpakai.add(t.kode)
                sisa.remove((i, t))
                maju = True
            if not maju:
                for i, t in sisa:
                    saran = mirip(t.setelah, [p.kode for p in hasil])
                    self.lapor(
                        "KSD030",
                        f"`setelah: {t.setelah}` tidak menunjuk pasal dalam naskah ini",
                        self.tempat.span(f"pasal_tambahan.{i}.setelah"),
                        f"maksud Anda `{saran}`?" if saran else f"pasal yang ada: {', '.join(p.kode for p in hasil)}",
                        f"pasal_tambahan.{i}.setelah",
                    )
                    hasil.append(Pasal(t.kode, t.judul, t.unsur, f"tambahan.{i}"))
                return

    def _klausul_tak_cocok(self, kode: str, kepala: KepalaKlausul) -> None:
        untuk = ", ".join((*kepala.jenis, *kepala.kategori))
        self.lapor(
            "KSD015",
            f"klausul `{kode}` bukan untuk {self.sebutan} kategori {self.naskah.kategori.value}",
            self.tempat.kunci(f"klausul.{kode}"),
            f"klausul ini untuk: {untuk}",
            f"klausul.{kode}",
        )

    def _pasal_klausul(self, kode: str, kepala: KepalaKlausul, pilihan: PilihanKlausul | None) -> Pasal:
        varian = self._varian(kode, kepala, pilihan)
        if isinstance(kepala.judul, str):
            judul = kepala.judul
        else:
            judul = kepala.judul.get(varian or "", next(iter(kepala.judul.values()), ""))
        if pilihan is not None and pilihan.ubah is not None:
            return Pasal(kode, judul, kepala.unsur, "ubahan", kepala, varian)
        unsur = kepala.unsur if all(_berfakta(self.naskah, f) for f in kepala.fakta) else ()
        return Pasal(kode, judul, unsur, "klausul", kepala, varian)

    def _varian(self, kode: str, kepala: KepalaKlausul, pilihan: PilihanKlausul | None) -> str | None:
        semua = kepala.varian or {}
        naskah = self.naskah

        def cocok(nama: str) -> bool:
            v = semua[nama]
            return (not v.jenis or naskah.jenis in v.jenis) and (not v.kategori or naskah.kategori.value in v.kategori)

        if pilihan is not None and pilihan.varian is not None:
            rute = f"klausul.{kode}.varian"
            if pilihan.varian not in semua:
                saran = mirip(pilihan.varian, list(semua))
                self.lapor(
                    "KSD013",
                    f"klausul `{kode}` tidak mempunyai varian `{pilihan.varian}`",
                    self.tempat.span(rute),
                    (f"maksud Anda `{saran}`? " if saran else "") + (f"varian yang ada: {', '.join(semua)}" if semua else "klausul ini tidak bervarian"),
                    rute,
                )
            elif not cocok(pilihan.varian):
                self.lapor(
                    "KSD015",
                    f"varian `{pilihan.varian}` dari klausul `{kode}` bukan untuk {self.sebutan} kategori {naskah.kategori.value}",
                    self.tempat.span(rute),
                    f"varian yang dapat dipakai: {', '.join(v for v in semua if cocok(v))}",
                    rute,
                )
            else:
                return pilihan.varian
        return next((v for v in semua if cocok(v) and not semua[v].pilihan), None)

    def _judul_klausul(self, blok: Iterable[Blok]) -> dict[str, str]:
        return {k: k.replace("_", " ").upper() for k in self.jenis.pasal if k not in self.ada}

    # --- rendering ------------------------------------------------------------------------------------------------------------------------

    def _pasal(self, p: Pasal) -> list[Blok]:
        kepala_asal = None
        if p.asal.startswith("tambahan."):
            rute = f"pasal_{p.asal}"
            t: PasalTambahan = self.naskah.pasal_tambahan[int(p.asal.partition(".")[2])]
            kepala_asal = Asal(self.tempat.span(f"{rute}.judul"), f"{rute}.judul")
            judul = Teks(t.judul, ((0, kepala_asal),))
            teks = "\n".join(_baris_markah(Nilai(t.isi, f"{rute}.isi")))
            direktif = False
        else:
            judul = Teks(p.judul)
            pilihan = (self.naskah.klausul or {}).get(p.kode)
            direktif = False
            if p.asal == "ubahan" and pilihan is not None:
                rute = f"klausul.{p.kode}.ubah"
                kepala_asal = Asal(self.tempat.kunci(rute), rute)
                teks = "\n".join(_baris_markah(Nilai(pilihan.ubah, rute)))
            else:
                path = f"klausul/{p.kode}.j2"
                kepala_asal = Asal(Span.at(self.katalog.pohon.name(path)))
                self.temuan += self.katalog.temuan_berkas(path)
                isian = self._isian(p.klausul.isian if p.klausul else None, pilihan.isian if pilihan else None, f"klausul.{p.kode}.isian")
                hasil = self._render(path, {**self.konteks, "varian": p.varian, "isian": isian})
                teks = hasil if hasil is not None else ""
        parser = markup.Parser(self._asal, direktif=direktif, lingkup=p.kode)
        badan = parser.parse(teks)
        self.temuan += badan.temuan
        return [Paragraf("pasal", (judul,), None, p.kode, 0, kepala_asal), *badan.blok]

    def _kerangka(self, path: str) -> tuple[list[Blok], list[Blok]]:
        teks = self._render(path, {**self.konteks, "varian": None})
        if teks is None:
            return [], []
        baris = teks.split("\n")
        batas = next((i for i, b in enumerate(baris) if markup.tanpa_tanda(b).strip() == "@batang_tubuh"), None)
        if batas is None:
            self.lapor("KSD041", "kerangka tidak memuat baris `@batang_tubuh`", Span.at(self.katalog.pohon.name(path)))
            batas = len(baris)
        hasil = []
        for bagian in (baris[:batas], baris[batas + 1 :]):
            parser = markup.Parser(self._asal, direktif=True, gambar=self._gambar)
            potong = parser.parse("\n".join(bagian))
            self.temuan += potong.temuan
            hasil.append(potong.blok)
        return hasil[0], hasil[1]

    def _render(self, path: str, variabel: Mapping[str, Any]) -> str | None:
        try:
            templat = self.env.get_template(path)
            potong = []
            panjang = 0
            for bagian in templat.generate(**variabel):
                panjang += len(bagian)
                if panjang > BATAS_KELUARAN:
                    raise TerlaluBesar("teks yang dihasilkan templat ini terlalu panjang")
                potong.append(bagian)
            return "".join(potong).replace(f"{markup.TELAN}\n", "").replace(markup.TELAN, "")
        except jinja2.TemplateSyntaxError as galat:
            nama = galat.filename or self.katalog.pohon.name(path)
            self.lapor("KSD040", f"templat tidak dapat dibaca: {terjemah(galat.message or '')}", Span.at(nama, galat.lineno))
        except jinja2.TemplateNotFound as galat:
            self.lapor("KSD041", f"templat `{galat.name}` tidak ada", self._baris_galat(galat, path))
        except jinja2.UndefinedError as galat:
            self.lapor("KSD043", terjemah(galat.message or ""), self._baris_galat(galat, path), "periksa ejaan nama dalam templat")
        except SecurityError:
            self.lapor(
                "KSD044", "templat memanggil sesuatu yang tidak diizinkan", self._baris_galat(path=path, galat=None), "pakai saringan yang tersedia"
            )
        except jinja2.TemplateRuntimeError as galat:
            self.lapor("KSD040", f"templat tidak dapat dibaca: {terjemah(galat.message or '')}", self._baris_galat(galat, path))
        except RecursionError:
            self.lapor("KSD044", "templat memanggil dirinya sendiri atau bertingkat terlalu dalam", self._baris_galat(None, path))
        except SyntaxError:
            # Python's own limits on nested blocks, met when Jinja's code is compiled.
            self.lapor("KSD044", "perintah dalam templat ini bertingkat terlalu dalam", Span.at(self.katalog.pohon.name(path)))
        except TerlaluBesar as galat:
            self.lapor("KSD044", str(galat), self._baris_galat(galat, path), "kurangi pengulangan atau teks pada templat ini")
            _keadaan().ulang()  # the other templates are not to blame
        except SaringanSalah as galat:
            self.lapor("KSD044", str(galat), self._baris_galat(galat, path))
        except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError, MemoryError) as galat:
            self.lapor("KSD044", "templat memakai nilai dengan cara yang keliru", self._baris_galat(galat, path))
        return None

    def _baris_galat(self, galat: BaseException | None, path: str) -> Span:
        """The template line at which a rendering error arose: Jinja rewrites tracebacks to template lines."""
        tb = (galat or sys.exc_info()[1]).__traceback__  # type: ignore[union-attr]
        nama, baris = self.katalog.pohon.name(path), 1
        while tb is not None:
            if tb.tb_frame.f_code.co_filename.endswith(".j2"):
                nama, baris = tb.tb_frame.f_code.co_filename, tb.tb_lineno
            tb = tb.tb_next
        return Span.at(nama, max(1, baris))

    def _asal(self, id_: str, kolom: int) -> Asal | None:
        """The place behind a fence: `route`, `route ␟ line + column` of a Markah, `template ␞ line + column`."""
        if "\x1e" in id_:
            path, _, sisa = id_.partition("\x1e")
            baris, _, geser = sisa.partition("+")
            return Asal(Span.at(self.katalog.pohon.name(path), int(baris), int(geser.split("+")[0] or 0) + kolom + 1))
        if "\x1f" in id_:
            rute, _, sisa = id_.partition("\x1f")
            baris, _, geser = sisa.partition("+")
            node = self.tempat.node(rute)
            if isinstance(node, Skalar):
                return Asal(node.tempat(int(baris), sum(int(g) for g in geser.split("+") if g) + kolom), rute)
            return Asal(self.tempat.span(rute), rute)
        return Asal(self.tempat.span(id_), id_) if id_ else None

    # --- variables ------------------------------------------------------------------------------------------------------------------------

    def _konteks(self) -> dict[str, Any]:
        naskah = self.naskah
        pihak = [self._pihak(i) for i in range(len(naskah.para_pihak))]
        menurut = {p.kode: v for p, v in zip(naskah.para_pihak, pihak, strict=True)}
        bentuk = [p.bentuk for p in naskah.para_pihak]

        def urut(bagian: str) -> list[Any]:
            kode = getattr(naskah.urutan, bagian)
            return [menurut[k] for k in kode if k in menurut] if kode else list(pihak)

        daerah = [p.daerah for p in naskah.para_pihak if p.bentuk is BentukPihak.PEMERINTAH_DAERAH]
        provinsi = {d.provinsi for d in daerah if d is not None}
        satu = bool(daerah) and all(d is not None and d.tingkat is not TingkatDaerah.PROVINSI and d.provinsi for d in daerah) and len(provinsi) == 1
        rangkap = naskah.rangkap
        jumlah = (rangkap.asli if rangkap is not None else None) or len(pihak)
        ttd = urut("tanda_tangan")
        kolom = min(max(1, self.gaya.kolom_tanda_tangan), 2 if len(ttd) in (2, 4) else 3)
        # The formats put PIHAK KEDUA left and PIHAK KESATU right; more rows follow below.
        arah = -1 if not naskah.urutan.tanda_tangan and self.gaya.tanda_tangan == "format" else 1
        judul = urut("judul")
        hubung = naskah.penghubung if len(naskah.penghubung) == len(judul) - 1 else ("tanpa",) * (len(judul) - 2) + ("DAN",)
        return {
            "naskah": Pandang(
                naskah,
                "",
                {
                    "sebutan": self.sebutan,
                    "sebutan_kapital": self.sebutan.upper(),
                    "judul": self.judul,
                    "rangkap": Pandang(
                        rangkap, "rangkap", {"jumlah": Nilai(jumlah, "rangkap.asli"), **({} if rangkap else {"elektronik": False, "pemegang": ()})}
                    ),
                    "jangka_waktu": Pandang(naskah.jangka_waktu, "jangka_waktu", {"berakhir": self._berakhir()})
                    if naskah.jangka_waktu is not None
                    else Lubang("jangka_waktu"),
                },
            ),
            "para_pihak": pihak,
            "daerah_para_pihak": [v for v, b in zip(pihak, bentuk, strict=True) if b is BentukPihak.PEMERINTAH_DAERAH],
            "pihak_ketiga": [v for v, b in zip(pihak, bentuk, strict=True) if b.pihak_ketiga],
            "pihak_pusat": [v for v, b in zip(pihak, bentuk, strict=True) if b.pusat],
            "jumlah_pihak": len(pihak),
            "pihak_judul": [Pandang(None, "", {"pihak": p, "penghubung": "" if not i or hubung[i - 1].lower() == "tanpa" else hubung[i - 1].upper()}) for i, p in enumerate(judul)],
            "pihak_nomor": urut("nomor"),
            "pihak_komparisi": urut("para_pihak"),
            "pihak_tanda_tangan": [ttd[i : i + kolom][::arah] for i in range(0, len(ttd), kolom)],
            "kolom_tanda_tangan": " ".join(["1"] * kolom),
            "lambang": self._lambang(pihak),
            "kategori": naskah.kategori.value,
            "jenis": naskah.jenis,
            "status": naskah.status.value,
            "satu_provinsi": satu,
            "ksb": self._ksb(),
            "nk": self._terkait(self.nota, "nota_kesepakatan"),
            "dasar_hukum": self._dasar_hukum(),
            "gaya": Pandang(self.gaya, "gaya"),
            "ada": Fungsi(lambda kode: str(kode.isi if isinstance(kode, Nilai) else kode) in self.ada),
            "kosong": Fungsi(_kosong),
        }

    def _pihak(self, i: int) -> Pandang:
        p = self.naskah.para_pihak[i]
        rute = f"para_pihak.{i}"
        hk = (self.naskah.hak_dan_kewajiban or {}).get(p.kode)
        tugas = (self.naskah.tugas_dan_tanggung_jawab or {}).get(p.kode)
        kepala = None
        if p.daerah is not None:
            sebut = {"provinsi": "Gubernur", "kabupaten": "Bupati", "kota": "Wali Kota"}[p.daerah.tingkat.value]
            kepala = f"{sebut} {p.daerah.nama}"
        ordinal = "pertama" if i == 0 and self.gaya.sebutan_pihak == "pertama" else bahasa.ordinal(i + 1)
        rute_hk = f"hak_dan_kewajiban.{p.kode}"
        return Pandang(
            p,
            rute,
            {
                "sebutan": f"PIHAK {ordinal.upper()}",
                "urutan": i + 1,
                "adalah_daerah": p.bentuk is BentukPihak.PEMERINTAH_DAERAH,
                "adalah_pusat": p.bentuk.pusat,
                "adalah_pihak_ketiga": p.bentuk.pihak_ketiga,
                "adalah_perseorangan": p.bentuk is BentukPihak.PERSEORANGAN,
                "kepala_daerah": kepala if kepala else Lubang(f"{rute}.daerah"),
                "hak": lihat(hk.hak, f"{rute_hk}.hak") if hk else Lubang(f"{rute_hk}.hak"),
                "kewajiban": lihat(hk.kewajiban, f"{rute_hk}.kewajiban") if hk else Lubang(f"{rute_hk}.kewajiban"),
                "tugas": lihat(tugas, f"tugas_dan_tanggung_jawab.{p.kode}") if tugas else Lubang(f"tugas_dan_tanggung_jawab.{p.kode}"),
                "nama_judul": lihat(p.nama_judul, f"{rute}.nama_judul") if p.nama_judul else Senarai([Nilai(p.nama, f"{rute}.nama")], f"{rute}.nama"),
                "penanda_tangan": Senarai([self._penanda_tangan(i, j) for j in range(len(p.penanda_tangan))], f"{rute}.penanda_tangan"),
            },
        )

    def _penanda_tangan(self, i: int, j: int) -> Pandang:
        t = self.naskah.para_pihak[i].penanda_tangan[j]
        rute = f"para_pihak.{i}.penanda_tangan.{j}"
        lengkap = t.nama
        if lengkap and t.gelar_depan:
            lengkap = f"{t.gelar_depan} {lengkap}"
        if lengkap and t.gelar_belakang:
            lengkap = f"{lengkap}, {t.gelar_belakang}"
        tercetak = lengkap if self.gaya.gelar else t.nama
        jabatan = f"{t.status_jabatan.sebutan} {t.jabatan}".strip() if t.jabatan else None
        return Pandang(
            t,
            rute,
            {
                "nama_tercetak": Nilai(tercetak, f"{rute}.nama") if tercetak else Lubang(f"{rute}.nama"),
                "jabatan": Nilai(jabatan, f"{rute}.jabatan") if jabatan else Lubang(f"{rute}.jabatan"),
            },
        )

    def _berakhir(self) -> Any:
        """The last day: as written, or start + length − 1 day is left to the clause; here start + length."""
        jw = self.naskah.jangka_waktu
        if jw is None:
            return Lubang("jangka_waktu")
        if jw.sampai is not None:
            return Nilai(jw.sampai, "jangka_waktu.sampai")
        mulai = jw.mulai if isinstance(jw.mulai, date) else self.naskah.penandatanganan.tanggal
        if jw.lama is None or not isinstance(mulai, date):
            return Lubang("jangka_waktu.sampai")
        try:
            return Nilai(bahasa.tambah_lama(mulai, jw.lama.tahun, jw.lama.bulan, jw.lama.hari), "jangka_waktu.lama")
        except ValueError:
            return Lubang("jangka_waktu.sampai")

    def _ksb(self) -> Any:
        acuan = self.naskah.kesepakatan_bersama
        if isinstance(acuan, FaktaKesepakatan):
            return lihat(acuan, "kesepakatan_bersama")
        return self._terkait(self.ksb, "kesepakatan_bersama")

    def _terkait(self, k: Naskah | None, rute: str) -> Any:
        """The facts of another agreement, with the route of the reference to it."""
        if k is None:
            return Lubang(rute)
        tanggal = k.penandatanganan.tanggal
        return Pandang(
            None,
            rute,
            {
                "nomor": Senarai([Nilai(p.nomor, rute) if p.nomor else Lubang(f"{rute}.nomor") for p in k.para_pihak], rute),
                "tanggal": Nilai(tanggal, rute) if tanggal is not None else Lubang(f"{rute}.tanggal"),
                "tentang": Nilai(k.tentang, rute),
                "jangka_waktu": Nilai(k.jangka_waktu.lama, rute) if k.jangka_waktu and k.jangka_waktu.lama else Lubang(f"{rute}.jangka_waktu"),
            },
        )

    def _dasar_hukum(self) -> Senarai:
        hasil: list[Any] = []
        pada = self.naskah.penandatanganan.tanggal
        for i, d in enumerate(self.naskah.dasar_hukum):
            rute = f"dasar_hukum.{i}"
            if isinstance(d, DasarHukum):
                hasil.append(Nilai(d.sebutan, f"{rute}.sebutan"))
                continue
            teks = regulation.sebutan(d, pada if isinstance(pada, date) else None, self.gaya.lembaran_negara)
            if teks is None:
                saran = mirip(d, [p.id for p in regulation.semua()])
                self.lapor(
                    "KSD013",
                    f"peraturan `{d}` tidak ada dalam daftar",
                    self.tempat.span(rute),
                    f"maksud Anda `{saran}`?" if saran else "tulis lengkap dengan `- {sebutan: …}`",
                    rute,
                )
                hasil.append(Lubang(rute))
            else:
                hasil.append(Nilai(teks, rute))
        return Senarai(hasil, "dasar_hukum")

    def _isian(self, deklarasi: Mapping[str, DeklarasiIsian] | None, isi: Mapping[str, Any] | None, rute: str) -> Pandang:
        hasil: dict[str, Any] = {}
        deklarasi = deklarasi or {}
        for nama in isi or {}:
            if nama not in deklarasi:
                saran = mirip(nama, list(deklarasi))
                self.lapor(
                    "KSD010",
                    f"isian `{nama}` tidak dikenal",
                    self.tempat.kunci(f"{rute}.{nama}"),
                    f"maksud Anda `{saran}`?" if saran else (f"isian yang ada: {', '.join(deklarasi)}" if deklarasi else "tidak ada isian di sini"),
                    f"{rute}.{nama}",
                )
        for nama, d in deklarasi.items():
            tertulis: Node | None = (isi or {}).get(nama) or d.baku
            anak = f"{rute}.{nama}"
            if tertulis is None:
                hasil[nama] = Lubang(anak)
                continue
            nilai = self._nilai_isian(d, tertulis, anak)
            hasil[nama] = Lubang(anak) if nilai is GAGAL else lihat(nilai, anak)
        return Pandang(None, rute, hasil)

    def _nilai_isian(self, d: DeklarasiIsian, node: Node, rute: str) -> Any:
        pembaca = Pembaca()
        tipe = str if d.tipe == "pilihan" else TIPE_ISIAN.get(d.tipe, str)
        nilai = pembaca.nilai(tipe, medan(d.uraian, tunggal=True), node, rute)
        self.temuan += pembaca.temuan
        if d.tipe == "pilihan" and nilai is not GAGAL and nilai not in d.pilihan:
            self.lapor(
                "KSD013", f'nilai "{nilai}" tidak dikenal', node.span, f"pilihan: {', '.join(d.pilihan)}", rute
            )
            return GAGAL
        return nilai

    # --- emblems, footer, layout --------------------------------------------------------------------------------------------------------

    def _lambang(self, pihak: list[Pandang]) -> Pandang:
        """How the emblems stand: one row of cells, the widths of the columns, and a name for each picture."""
        tata = (self.jenis.lambang or {}).get(self.naskah.kategori.value, "tanpa")
        semua = list(range(len(pihak)))
        if tata == "garuda":
            sel = ["lambang_negara"]
        elif tata == "logo_dan_lambang":
            # Permendagri 22/2020 Pasal 44 and the formats A.2 and B.2: third party left, region right.
            ketiga = [i for i in semua if self.naskah.para_pihak[i].bentuk is not BentukPihak.PEMERINTAH_DAERAH]
            daerah = [i for i in semua if i not in ketiga]
            sel = [f"pihak.{i}" for i in [*reversed(ketiga), *reversed(daerah)]]
        elif tata == "pemrakarsa":
            # Permendagri 22/2020 Pasal 43 ayat (2) and (3): initiator right, partners left.
            awal = next((i for i in semua if self.naskah.para_pihak[i].pemrakarsa), 0)
            sel = [f"pihak.{i}" for i in [*(i for i in reversed(semua) if i != awal), awal]]
        else:
            sel = []
        banyak = len(sel)
        self.tinggi_lambang = self.gaya.tinggi_lambang if banyak <= 2 else max(12, self.gaya.tinggi_lambang * 3 // (banyak + 1))
        if banyak <= 6:
            baris = [sel] if sel else []
            kolom = [1] if banyak == 1 else [1] * banyak
            if banyak == 2:
                kolom = [1, 2, 1]
                baris = [[sel[0], "", sel[1]]]
        else:
            # Eleven emblems do not fit in one row: partners in rows on the left, the initiator alone on the right.
            mitra, utama = sel[:-1], sel[-1]
            per = (len(mitra) + 1) // 2
            baris = [[*mitra[:per], utama], [*mitra[per:], *[""] * (2 * per - len(mitra)), ""]]
            kolom = [1] * (per + 1)
        return Pandang(
            None,
            "",
            {"ada": bool(sel), "baris": baris, "kolom": " ".join(str(k) for k in kolom)},
        )

    def _gambar(self, acuan: str) -> Gambar | str:
        if acuan == "lambang_negara":
            path, rute, label = self.gaya.lambang_negara, "gaya", "Lambang Negara"
            if path is not None:
                path = _gabung_path("templates/gaya/", path)
        else:
            i = int(acuan.rpartition(".")[2])
            p = self.naskah.para_pihak[i]
            rute = f"para_pihak.{i}.logo"
            path = p.logo
            if p.bentuk is BentukPihak.PEMERINTAH_DAERAH:
                d = p.daerah
                label = f"Lambang Daerah {d.tingkat.value.capitalize()} {d.nama}" if d is not None else f"Lambang Daerah {p.nama}"
            else:
                label = f"Logo {p.nama}"
        if path is None:
            self.bingkai.append((label, rute))
            return label
        data = self._baca_gambar(path, rute)
        if data is None:
            return label
        path = self._path_gambar(path, rute)
        sidik = hashlib.sha256(data).hexdigest()
        self.aset[sidik] = data
        self.gambar[sidik] = path
        return Gambar(label, sidik, self.tinggi_lambang)

    def _path_gambar(self, path: str, rute: str) -> str:
        """An image is named relative to the file that names it."""
        return path if rute == "gaya" else _gabung_path(self.tempat.span(rute).file, path)

    def _baca_gambar(self, path: str, rute: str) -> bytes | None:
        """The image that a value names; reported once when it cannot be used, also where no emblem of a party is printed."""
        if (path, rute) not in self.dibaca:
            self.dibaca[path, rute] = self._gambar_dari(path, rute)
        return self.dibaca[path, rute]

    def _gambar_dari(self, path: str, rute: str) -> bytes | None:
        berkas = self._path_gambar(path, rute)
        try:
            data = self.berkas.read(berkas)
            pesan = f"berkas gambar `{ringkas(berkas, 120)}` tidak ada"
        except OSError:
            data, pesan = None, f"berkas gambar `{berkas}` tidak dapat dibaca"
        if data is not None and not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
            data, pesan = None, f"berkas `{berkas}` bukan gambar PNG atau JPEG"
        if data is None:
            self.lapor("KSD060", pesan, self.tempat.span(rute), "betulkan nama berkasnya, atau hapus kuncinya agar dicetak bingkai kosong", rute)
        return data

    def _kaki(self) -> tuple[Blok, ...]:
        kaki: list[Blok] = []
        if self.gaya.paraf:
            n = len(self.naskah.para_pihak)
            urut = range(n)
            ordinal = [("pertama" if i == 0 and self.gaya.sebutan_pihak == "pertama" else bahasa.ordinal(i + 1)).upper() for i in urut]
            sel = tuple(Sel((Paragraf("paraf", (Teks(f"Paraf PIHAK {o}" if n <= 4 else f"PIHAK {o}"),)),)) for o in ordinal)
            kaki.append(Tabel("paraf", markup.bagi_seribu([1] * n), (BarisTabel(sel),)))
        if self.gaya.nomor_halaman:
            kaki.append(Paragraf("kaki", (Teks("Halaman "), Bidang("halaman"), Teks(" dari "), Bidang("jumlah_halaman"))))
        return tuple(kaki)

    def _tata(self) -> TataLetak:
        g = self.gaya
        if isinstance(g.kertas, str):
            lebar, tinggi = {"A4": (210.0, 297.0), "F4": (215.0, 330.0)}[g.kertas]
        else:
            lebar, tinggi = float(g.kertas.lebar), float(g.kertas.tinggi)
        m = g.margin
        return TataLetak(
            lebar, tinggi, float(m.atas), float(m.bawah), float(m.kiri), float(m.kanan), g.huruf, float(g.ukuran), float(g.spasi), self.jenis.lanskap
        )

    # --- nothing may be lost -------------------------------------------------------------------------------------------------------------

    def _tak_tercetak(self, tercetak: frozenset[str]) -> None:
        berkas = self.tempat.file
        rusak = {t.rute for t in self.temuan}
        awalan = {r.rsplit(".", n)[0] for r in tercetak for n in range(r.count(".") + 1)}
        for rute in (*_rute_isi(self.naskah, ""), *self._rute_isian()):
            if rute in awalan or any(rute.startswith(f"{r}.") for r in (rute.rsplit(".", n)[0] for n in range(1, rute.count(".") + 1)) if r in tercetak):
                continue
            if rute in rusak or not self.tempat.ada(rute):
                continue
            span = self.tempat.kunci(rute)
            if span.file != berkas:
                continue
            self.lapor(
                "KSD061",
                f"`{rute.rpartition('.')[2] if not rute.rpartition('.')[2].isdigit() else rute}` tidak tercetak pada {self.sebutan} ini",
                span,
                "pindahkan ke tempat yang dicetak jenis naskah ini, atau hapus",
                rute,
                Severity.PERINGATAN,
            )


    def _rute_isian(self) -> Iterator[str]:
        """Routes of blanks that the agreement fills in and whose values are words; a choice only chooses words."""
        milik: list[tuple[str, Mapping[str, Any] | None, Mapping[str, DeklarasiIsian] | None]] = [("isian", self.naskah.isian, self.jenis.isian)]
        for kode, pilihan in (self.naskah.klausul or {}).items():
            berkas = self.katalog.klausul(kode)
            if berkas is not None:
                milik.append((f"klausul.{kode}.isian", pilihan.isian, berkas.kepala.isian))
        for rute, isi, deklarasi in milik:
            for nama in isi or {}:
                d = (deklarasi or {}).get(nama)
                if d is not None and d.tipe not in ("pilihan", "ya_tidak"):
                    yield f"{rute}.{nama}"


def _rute_tercetak(blok: Iterable[Blok]) -> frozenset[str]:
    """Routes of all values that stand in the document, as text or as a blank."""
    hasil: set[str] = set()
    for paragraf in paragraf_dari(blok):
        for bagian in paragraf.isi:
            if isinstance(bagian, Teks):
                hasil.update(asal.rute for _, asal in bagian.asal if asal.rute)
            elif isinstance(bagian, Kosong):
                hasil.add(bagian.nama)
                if bagian.asal is not None and bagian.asal.rute:
                    hasil.add(bagian.asal.rute)
            elif isinstance(bagian, Rujukan) and bagian.asal is not None and bagian.asal.rute:
                hasil.add(bagian.asal.rute)
    return frozenset(hasil)


def _rute_isi(rekaman: Rekaman, rute: str) -> Iterator[str]:
    """Routes of all values that must appear in the document."""
    for nama, m in rekaman.medan_.items():
        isi = getattr(rekaman, nama)
        anak = f"{rute}.{nama}" if rute else nama
        if isi is None or isi == () or isi == "":
            continue
        if m.cetak:
            if isinstance(isi, tuple):
                for i, b in enumerate(isi):
                    if isinstance(b, Rekaman) and nama != "dasar_kewenangan":
                        yield from _rute_isi(b, f"{anak}.{i}")
                    else:
                        yield f"{anak}.{i}"
            elif isinstance(isi, Mapping):
                for k, b in isi.items():
                    if isinstance(b, Rekaman):
                        yield from _rute_isi(b, f"{anak}.{k}")
                    elif isinstance(b, tuple):
                        yield from (f"{anak}.{k}.{i}" for i in range(len(b)))
                    else:
                        yield f"{anak}.{k}"
            else:
                yield anak
        elif isinstance(isi, Rekaman):
            yield from _rute_isi(isi, anak)
        elif isinstance(isi, tuple):
            for i, b in enumerate(isi):
                if isinstance(b, Rekaman):
                    yield from _rute_isi(b, f"{anak}.{i}")
        elif isinstance(isi, Mapping):
            for k, b in isi.items():
                if isinstance(b, Rekaman):
                    yield from _rute_isi(b, f"{anak}.{k}")


def _berfakta(naskah: Naskah, rute: str) -> bool:
    """Whether a fact is given; `*` in a route means "for every party / item, and at least one"."""
    return _ada(naskah, rute.split("."))


def _ada(nilai: Any, bagian: list[str]) -> bool:
    if nilai is None or nilai == "" or nilai == () or nilai == {}:
        return False
    if not bagian:
        return True
    kepala, sisa = bagian[0], bagian[1:]
    if kepala == "*":
        anak = list(nilai.values()) if isinstance(nilai, Mapping) else list(nilai)
        return bool(anak) and all(_ada(a, sisa) for a in anak)
    if isinstance(nilai, Mapping):
        return _ada(nilai.get(kepala), sisa)
    return _ada(getattr(nilai, kepala, None), sisa)


def _berisi(b: Blok, peran: str) -> bool:
    """Whether a block of this role says something: text that is more than blanks."""
    if isinstance(b, Tabel) and b.peran == peran:
        return any(isinstance(i, Teks) and i.isi.strip() for p in paragraf_dari((b,)) for i in p.isi)
    return isinstance(b, Paragraf) and b.peran == peran and any(isinstance(i, Teks) and len(i.isi.strip(" .;:")) > 2 for i in b.isi)


def _gabung_path(berkas: str, relatif: str) -> str:
    """A path written in a file, as a path from the root; never above it."""
    bagian = berkas.replace("\\", "/").split("/")[:-1]
    for b in relatif.replace("\\", "/").split("/"):
        if b == "..":
            if bagian:
                bagian.pop()
        elif b not in ("", "."):
            bagian.append(b)
    return "/".join(bagian)


_TERJEMAH = (
    ("Expected an expression", "ada bagian perintah yang belum ditulis"),
    ("expected 'end of print statement'", "`{{{{` belum ditutup dengan `}}}}`"),
    ("expected 'end of statement block'", "`{{%` belum ditutup dengan `%}}`"),
    ("expected token 'end of print statement'", "isi `{{{{ … }}}}` keliru"),
    ("expected token 'end of statement block'", "isi `{{% … %}}` keliru"),
    ("Missing end of comment tag", "`{{#` belum ditutup dengan `#}}`"),
    ("Missing end of raw directive", "`{{% raw %}}` belum ditutup dengan `{{% endraw %}}`"),
    ("unexpected char", "karakter {} tidak dapat dipakai dalam perintah"),
    ("unexpected '", "tanda {} tidak pada tempatnya"),
    ("expected token", "seharusnya ada {} di sini"),
    ("defined twice", "blok {} ditulis dua kali"),
    ("No filter named", "saringan {} tidak ada"),
    ("No test named", "uji {} tidak ada"),
    ("Encountered unknown tag", "perintah {} tidak dikenal"),
    ("Unexpected end of template", "ada perintah yang belum ditutup, misalnya {{% endif %}} atau {{% endfor %}}"),
    ("is undefined", "nama {} tidak dikenal"),
    ("has no attribute", "nama {} tidak dikenal"),
    ("has no element", "butir dengan nomor itu tidak ada"),
)


def terjemah(pesan: str) -> str:
    """A Jinja message in Indonesian; what is not known is quoted."""
    kutip = pesan.split("'")
    if "has no attribute" in pesan and len(kutip) >= 2:
        return f"nama `{kutip[-2]}` tidak dikenal"
    for cari, ganti in _TERJEMAH:
        if cari in pesan:
            return ganti.format(f"`{kutip[1]}`" if len(kutip) > 1 else "")
    return pesan if pesan.startswith(("operator", "templat", "daftar", "perintah")) else "susunan perintah pada baris ini keliru"
