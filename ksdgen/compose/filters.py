"""The only filters of templates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from markupsafe import Markup

from ksdgen import bahasa
from ksdgen.compose.fencing import SalahNilai, baris_markah, cetak, gabung, teks_nilai, tolak_tak_dikenal
from ksdgen.compose.views import Lubang, Nilai, Senarai, polos, rute_dari
from ksdgen.paper import fences
from ksdgen.source.scalars import Lama, Menyusul, Rupiah, is_deferred

PENANDA_BUTIR = {"huruf": "#a.", "angka": "#1.", "huruf_kurung": "#a)", "angka_kurung": "#1)"}
_PENYAMBUNG = ("; dan", "; serta", "; atau", "; dan/atau")
_SINGKATAN = ("...", "dll.", "dsb.", "dst.")

MEMERLUKAN: dict[Callable[..., Any], tuple[str, type]] = {}
"""The type of value that a filter needs, with its name for people; other filters take several."""


def _saring(nama_tipe: str, tipe: type, fungsi: Callable[..., str]) -> Callable[..., Any]:
    """A filter over one type of value: keeps the route, passes blanks through, complains about any other type."""

    def saringan(nilai: Any, *argumen: Any) -> Any:
        if isinstance(nilai, Lubang):
            return nilai
        rute, isi = rute_dari(nilai), polos(nilai)
        tolak_tak_dikenal(isi)
        if isinstance(isi, Menyusul):
            return Lubang(rute)
        if not isinstance(isi, tipe) or isinstance(isi, bool):
            raise SalahNilai(f"saringan ini memerlukan {nama_tipe}")
        return Nilai(fungsi(isi, *argumen), rute)

    MEMERLUKAN[saringan] = (nama_tipe, tipe)
    return saringan


def _anggaran(nilai: Any) -> Any:
    """Money in figures; a source of money that is words stays as it is."""
    return SARINGAN["rupiah_angka"](nilai) if isinstance(nilai, Nilai) and isinstance(nilai.isi, Rupiah) else nilai


def _kapital(nilai: Any) -> Any:
    if isinstance(nilai, Nilai):
        # A gap stays a gap: `menyusul` in capitals would be printed as a word.
        return nilai if is_deferred(nilai.isi) else Nilai(teks_nilai(nilai.isi).upper(), nilai.rute)
    if isinstance(nilai, Lubang):
        return nilai
    tolak_tak_dikenal(nilai)
    if isinstance(nilai, Markup) or not isinstance(nilai, str):
        raise SalahNilai("saringan ini memerlukan satu teks, bukan daftar atau hasil perintah lain")
    return nilai.upper()


def _panjang(nilai: Any) -> int:
    return 0 if isinstance(nilai, Lubang) else len(nilai)


def _baris(nilai: Any) -> Any:
    """A list as lines of one paragraph."""
    if isinstance(nilai, Lubang):
        return nilai
    butir = list(nilai) if isinstance(nilai, Senarai | list | tuple) else [nilai]
    return Markup("\\\n").join(cetak(b) for b in butir) if butir else Lubang(getattr(nilai, "rute", ""))


# --- law-like text ----------------------------------------------------------------------------------------------------


def _markah(nilai: Any, akhir: str = "") -> Any:
    """A Markah as law-like text; `akhir` is the mark that the sentence ends with, whatever its author typed."""
    if not isinstance(nilai, Nilai):
        return nilai
    baris = baris_markah(nilai)
    if akhir and baris:
        baris[-1] = _akhiri(baris[-1], akhir)
    return Markup("\n").join(Markup(b) for b in baris)


def _butir(nilai: Any, jenis: str = "huruf") -> Any:
    """A list as numbered points, ended the way lists in Indonesian law end: ";", "; dan", "."."""
    penanda = PENANDA_BUTIR.get(jenis)
    if penanda is None:
        raise SalahNilai("`butir` mengenal 'huruf', 'angka', 'huruf_kurung', dan 'angka_kurung'")
    terakhir = len(nilai) - 1
    return _bernomor(nilai, penanda, 3, lambda i: "." if i == terakhir else "; dan" if i == terakhir - 1 else ";")


def _ayat(nilai: Any) -> Any:
    """A list as one ayat each."""
    return _bernomor(nilai, "(#)", 4, lambda _: ".")


def _bernomor(nilai: Any, penanda: str, lekuk: int, akhir: Callable[[int], str]) -> Markup:
    """Each value of a list after a marker, its further lines indented; `akhir` gives the ending of the i-th."""
    if len(nilai) == 0:
        return Markup(f"{penanda} {fences.lubang(getattr(nilai, 'rute', ''))}")
    hasil = []
    for i, b in enumerate(nilai):
        baris = baris_markah(b) if isinstance(b, Nilai) else [str(cetak(b))]
        while baris and not baris[-1]:
            baris.pop()
        if baris:
            baris[-1] = _akhiri(baris[-1], akhir(i))
        hasil.append(f"{penanda} {baris[0].lstrip() if baris else ''}")
        hasil += [" " * lekuk + b if b else "" for b in baris[1:]]
    return Markup("\n".join(hasil))


def _akhiri(baris: str, akhir: str) -> str:
    """A point with its final punctuation; what the author ended it with gives way only to the same kind of mark."""
    ekor = fences.NILAI_AKHIR if baris.endswith(fences.NILAI_AKHIR) else ""
    isi = baris.removesuffix(ekor).rstrip()
    if isi.endswith(("|", "\\")):
        return baris
    for sambung in _PENYAMBUNG:
        if isi.endswith(sambung):
            isi = isi.removesuffix(sambung)
            akhir = sambung if akhir != "." else akhir
    if isi.endswith((";", ".", ",")) and not isi.endswith(_SINGKATAN):
        isi = isi[:-1]
    return isi + ekor + akhir


SARINGAN: dict[str, Callable[..., Any]] = {
    "angka": _saring("bilangan", int, bahasa.dengan_kata),
    "angka_saja": _saring("bilangan", int, bahasa.angka),
    "tahun": _saring("bilangan", int, str),
    "terbilang": _saring("bilangan", int, bahasa.terbilang),
    "romawi": _saring("bilangan", int, bahasa.romawi),
    "rupiah": _saring("jumlah uang", Rupiah, bahasa.rupiah),
    "rupiah_angka": _saring("jumlah uang", Rupiah, bahasa.rupiah_angka),
    "anggaran": _anggaran,
    "persen": _saring("persen", str, bahasa.persen),
    "tanggal": _saring("tanggal", date, bahasa.tanggal),
    "tanggal_angka": _saring("tanggal", date, bahasa.tanggal_angka),
    "tanggal_kata": _saring("tanggal", date, lambda d: bahasa.tanggal_kata(d)[0]),
    "bulan_kata": _saring("tanggal", date, lambda d: bahasa.tanggal_kata(d)[1]),
    "tahun_kata": _saring("tanggal", date, lambda d: bahasa.tanggal_kata(d)[2]),
    "hari": _saring("tanggal", date, bahasa.hari),
    "lama": _saring("lama waktu", Lama, teks_nilai),
    "length": _panjang,
    "kapital": _kapital,
    "gabung": gabung,
    "markah": _markah,
    "butir": _butir,
    "ayat": _ayat,
    "baris": _baris,
}
