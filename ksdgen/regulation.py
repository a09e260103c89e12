"""Regulations as data: acts, their provisions, citations, and what was in force on a date.

Each act is one file, `data/regulasi/<id>.yaml`, read by the same decoder as agreements. Its head (identity, amendments,
revocation) is decoded when the act is asked for, its provisions only when they are: printing a citation or a legal
basis must not pay for a table of hundreds of provisions.

A citation is written `permendagri-22-2020/pasal-41/ayat-1/huruf-d/angka-5`; the bare id of an act cites the whole act,
and `praktik` stands for custom that no provision carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import NamedTuple, TypeVar

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic
from ksdgen.source.decode import Pembaca
from ksdgen.source.parse import load
from ksdgen.source.record import Rekaman, medan
from ksdgen.world.package import DATA

PRAKTIK = "praktik"
"""The basis of a rule that rests on custom; it resolves, but cites nothing."""

FOLDER = DATA / "regulasi"

_BATAS_KETENTUAN = "\nketentuan:\n"
_SINGKATAN = {"uu": "UU", "perppu": "Perppu", "pp": "PP", "perpres": "Perpres", "permendagri": "Permendagri"}


class DataRusak(Exception):
    """A packaged regulation file is broken. That is a fault of ksdgen, not of a user's file."""


class Keyakinan(Enum):
    """How a provision was verified."""

    NASKAH = "V"
    """Read in the official text or its page image."""
    OCR = "V-ocr"
    """Read in a machine-read copy of the official text."""
    PRAKTIK = "praktik"
    """Not yet compared with the official text."""


class Peran(Enum):
    """What ksdgen does with a provision."""

    DIPERIKSA = "diperiksa"
    TIDAK_DAPAT = "tidak_dapat"
    BELUM = "belum"


class Ketentuan(Rekaman):
    """One provision of an act and how far it is enforced."""

    sitasi: str = medan("Letak ketentuan di dalam peraturan", contoh="pasal-9/ayat-3")
    uraian: str = medan("Isi ketentuan dengan kata-kata sendiri")
    keyakinan: Keyakinan = medan("V dan V-ocr berarti sudah dicocokkan dengan naskah; praktik berarti belum")
    peran: Peran = medan("diperiksa, tidak_dapat, atau belum")
    aturan: tuple[str, ...] = medan("Kode aturan yang memeriksanya", default=())
    alasan: str | None = medan("Mengapa tidak atau belum diperiksa", default=None)
    sejak: date | None = medan("Hari pertama berlaku bila berbeda dari peraturannya", default=None)
    sampai: date | None = medan("Hari terakhir berlaku bila sudah dibatalkan atau dicabut", default=None)


class Pencabutan(Rekaman):
    """One act revoking another; `id` is the other side."""

    id: str = medan("Peraturan yang dicabut, atau yang mencabut")
    dasar: str | None = medan("Ketentuan yang mencabut", default=None)
    sejak: date = medan("Hari pertama pencabutan berlaku")
    sebagian: str | None = medan("Bagian yang dicabut bila tidak seluruhnya", default=None)


class Perubahan(Rekaman):
    """An amendment of the act."""

    id: str = medan("Peraturan yang mengubah")
    sejak: date = medan("Hari pertama perubahan berlaku")
    ke: int = medan("Perubahan keberapa; penetapan Perppu menjadi undang-undang bukan perubahan baru")


class Peraturan(Rekaman):
    """The head of an act; `ketentuan` reads its provisions."""

    id: str = medan("Nama pendek", contoh="pp-28-2018")
    bentuk: str = medan("Bentuk peraturan", contoh="Peraturan Pemerintah")
    nomor: int = medan("Nomor")
    tahun: int = medan("Tahun")
    tentang: str = medan("Judul")
    singkat: str = medan("Sebutan pendek", contoh="PP 28/2018")
    diundangkan: date | None = medan("Tanggal pengundangan", default=None)
    berlaku: date | None = medan("Hari pertama berlaku", default=None)
    peralihan: date | None = medan("Hari terakhir masa penyesuaian", default=None)
    lembaran: str | None = medan("Nomor Lembaran Negara atau Berita Negara", default=None)
    mencabut: tuple[Pencabutan, ...] = medan("Peraturan yang dicabut oleh peraturan ini", default=())
    dicabut_oleh: tuple[Pencabutan, ...] = medan("Peraturan yang mencabut peraturan ini", default=(), tunggal=True)
    diubah_oleh: tuple[Perubahan, ...] = medan("Peraturan yang mengubah peraturan ini, menurut tanggal", default=())

    @property
    def ketentuan(self) -> tuple[Ketentuan, ...]:
        """The provisions that ksdgen knows, in the order of the act."""
        return _ketentuan(self.id)


class _BerkasKetentuan(Rekaman):
    """The second part of a file."""

    ketentuan: tuple[Ketentuan, ...] = medan("Ketentuan menurut urutan peraturan")


class Sitasi(NamedTuple):
    """A citation taken apart; no `bagian` cites the whole act."""

    peraturan: str
    bagian: tuple[str, ...]


# --- files ------------------------------------------------------------------------------------------------------------

_ID = re.compile(r"(?:uu|perppu|pp|perpres|permendagri)-[1-9]\d*-\d{4}")
_T = TypeVar("_T", bound=Rekaman)


@cache
def muat(id: str) -> Peraturan | None:
    """An act by its id, or None when ksdgen does not know it.

    Raises:
        DataRusak: the packaged file is broken.
    """
    belahan = _belah(id)
    if belahan is None:
        return None
    peraturan = _baca(Peraturan, belahan[0], id)
    if peraturan.id != id:
        raise DataRusak(f"data/regulasi/{id}.yaml names itself {peraturan.id}")
    return peraturan


@cache
def daftar_id() -> tuple[str, ...]:
    """The ids of all known acts, in order."""
    return tuple(sorted(f.stem for f in FOLDER.glob("*.yaml")))


def semua() -> list[Peraturan]:
    """All known acts, sorted by id."""
    return [p for p in map(muat, daftar_id()) if p is not None]


def cakupan() -> Iterator[tuple[Peraturan, Ketentuan]]:
    """Every known provision with its act: the rows of a coverage table."""
    for peraturan in semua():
        for ketentuan in peraturan.ketentuan:
            yield peraturan, ketentuan


def _belah(id: str) -> tuple[str, str] | None:
    """Head and provisions of a file; the latter keep their line numbers."""
    if not _ID.fullmatch(id):
        return None
    try:
        teks = (FOLDER / f"{id}.yaml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    kepala, batas, isi = teks.partition(_BATAS_KETENTUAN)
    return kepala + "\n", "\n" * kepala.count("\n") + batas + isi if batas else ""


@cache
def _ketentuan(id: str) -> tuple[Ketentuan, ...]:
    belahan = _belah(id)
    if belahan is None or not belahan[1]:
        return ()
    return _baca(_BerkasKetentuan, belahan[1], id).ketentuan


@cache
def _menurut_sitasi(id: str) -> dict[str, Ketentuan]:
    return {k.sitasi: k for k in _ketentuan(id)}


def _baca(jenis: type[_T], teks: str, id: str) -> _T:
    nama = f"data/regulasi/{id}.yaml"
    node, temuan = load(teks.encode(), nama)
    pembaca = Pembaca()
    hasil = pembaca.rekaman(jenis, node) if node is not None else None
    temuan = temuan + pembaca.temuan
    if temuan or hasil is None:
        raise DataRusak("; ".join(map(_sebut, temuan)) or f"{nama}: no content")
    return hasil


def _sebut(d: Diagnostic) -> str:
    return f"{d.span.file}:{d.span.line}: {d.kode} {d.pesan}" if d.span else f"{d.kode} {d.pesan}"


# --- citations --------------------------------------------------------------------------------------------------------

_ANGKA = r"[1-9]\d*[a-z]?"
_BAGIAN = re.compile(
    rf"pasal-{_ANGKA}(?:/ayat-{_ANGKA})?(?:/huruf-[a-z]{{1,2}})?(?:/angka-{_ANGKA})?(?:/penjelasan)?"
    r"|lampiran(?:-(?:[a-z]|[1-9]\d*))*|penjelasan"
)


def parse_sitasi(teks: str) -> Sitasi | None:
    """Take a citation apart; None when it is not well formed (`praktik` is not a citation)."""
    peraturan, garis, bagian = teks.partition("/")
    if not _ID.fullmatch(peraturan) or (garis and not _BAGIAN.fullmatch(bagian)):
        return None
    return Sitasi(peraturan, tuple(bagian.split("/")) if garis else ())


def cetak_sitasi(sitasi: str) -> str:
    """A citation as people write it: "Permendagri 22/2020 Pasal 41 ayat (1) huruf d angka 5".

    What is not a citation is returned as it stands, which prints `praktik`.
    """
    s = parse_sitasi(sitasi)
    if s is None:
        return sitasi
    peraturan = muat(s.peraturan)
    if peraturan is None:
        jenis, nomor, tahun = s.peraturan.split("-")
        nama = f"{_SINGKATAN[jenis]} {nomor}/{tahun}"
    else:
        nama = peraturan.singkat
    bagian = [b for b in s.bagian if b != "penjelasan"]
    penjelasan = ["Penjelasan"] if len(bagian) < len(s.bagian) else []
    return " ".join([nama, *penjelasan, *map(_cetak_bagian, bagian)])


def _cetak_bagian(bagian: str) -> str:
    jenis, _, nilai = bagian.partition("-")
    if jenis == "pasal":
        return f"Pasal {nilai.upper()}"
    if jenis == "ayat":
        return f"ayat ({nilai})"
    if jenis != "lampiran":
        return f"{jenis} {nilai}"
    kata = ["Lampiran"]
    for i, n in enumerate(nilai.split("-") if nilai else ()):
        if not n.isdigit():
            kata.append(f"huruf {n.upper()}")
        else:  # a numbered annex carries a Roman number: "Lampiran II"; below a letter it is a point
            kata.append(f"angka {n}" if i else bahasa.romawi(int(n)))
    return " ".join(kata)


def ketentuan(sitasi: str) -> Ketentuan | None:
    """The provision that is listed under exactly this citation."""
    s = parse_sitasi(sitasi)
    return _menurut_sitasi(s.peraturan).get("/".join(s.bagian)) if s is not None else None


def ada(sitasi: str) -> bool:
    """Whether a citation resolves: the provision, or one inside it, is listed. `praktik` resolves."""
    s = parse_sitasi(sitasi)
    if s is None:
        return sitasi == PRAKTIK
    if muat(s.peraturan) is None:
        return False
    daftar = _menurut_sitasi(s.peraturan)
    bagian = "/".join(s.bagian)
    if not bagian or bagian in daftar:
        return True
    awal = (f"{bagian}/", f"{bagian}-") if bagian.startswith("lampiran") else f"{bagian}/"
    return any(k.startswith(awal) for k in daftar)


def berlaku_sejak(sitasi: str) -> date:
    """The first day from which a citation binds; for `praktik` the first day there is.

    Raises:
        ValueError: the citation does not resolve, or the day is not known.
    """
    if sitasi == PRAKTIK:
        return date.min
    peraturan = _peraturan(sitasi)
    tepat = ketentuan(sitasi)
    sejak = tepat.sejak if tepat is not None and tepat.sejak is not None else peraturan.berlaku
    if sejak is None:
        raise ValueError(f"{sitasi}: the day from which {peraturan.id} binds is not known")
    return sejak


def berlaku_sampai(sitasi: str) -> date | None:
    """The last day on which a citation bound, None when it still does.

    Raises:
        ValueError: the citation does not resolve.
    """
    if sitasi == PRAKTIK:
        return None
    peraturan = _peraturan(sitasi)
    akhir = [c.sejak - timedelta(days=1) for c in peraturan.dicabut_oleh if c.sebagian is None]
    tepat = ketentuan(sitasi)
    if tepat is not None and tepat.sampai is not None:
        akhir.append(tepat.sampai)
    return min(akhir, default=None)


def _peraturan(sitasi: str) -> Peraturan:
    s = parse_sitasi(sitasi)
    peraturan = muat(s.peraturan) if s is not None and ada(sitasi) else None
    if peraturan is None:
        raise ValueError(f"{sitasi}: no such provision")
    return peraturan


# --- acts by name and date --------------------------------------------------------------------------------------------


def sebutan(id: str, pada: date | None, lembaran: bool) -> str | None:
    """How a legal basis names an act as of a day, with the amendments in force by then; None for an unknown act.

    Args:
        id: the act.
        pada: the day of the agreement; None mentions every amendment known.
        lembaran: whether to print the numbers of Lembaran Negara or Berita Negara.
    """
    peraturan = muat(id)
    if peraturan is None:
        return None
    nama = _nama(peraturan, lembaran)
    perubahan = [u for u in peraturan.diubah_oleh if pada is None or u.sejak <= pada]
    if not perubahan:
        return nama
    akhir = max(perubahan, key=lambda u: u.sejak)
    pengubah = muat(akhir.id)
    if pengubah is None:
        raise DataRusak(f"data/regulasi/{id}.yaml: the amending act {akhir.id} has no file")
    kata = "beberapa kali diubah, terakhir" if akhir.ke > 1 else "diubah"
    return f"{nama} sebagaimana telah {kata} dengan {_nama(pengubah, lembaran)}"


def _nama(p: Peraturan, lembaran: bool) -> str:
    nama = f"{p.bentuk} Nomor {p.nomor} Tahun {p.tahun} tentang {p.tentang}"
    return f"{nama} ({p.lembaran})" if lembaran and p.lembaran is not None else nama


def dicabut(id: str, pada: date | None) -> tuple[str, date, str] | None:
    """What revoked an act by a day (None: by now): the revoking act, since when, and the citation that says so.

    The citation is the whole revoking act where its article is not known. An act revoked in part is not revoked.
    """
    peraturan = muat(id)
    for c in peraturan.dicabut_oleh if peraturan is not None else ():
        if c.sebagian is None and (pada is None or c.sejak <= pada):
            return c.id, c.sejak, f"{c.id}/{c.dasar}" if c.dasar is not None else c.id
    return None


_SEBUTAN = re.compile(
    r"""(?<![\w-])(?:
        (?P<perppu>Peraturan\s+Pemerintah\s+Pengganti\s+Undang\s*-?\s*Undang|Perp+u)
      | (?P<uu>Undang\s*-?\s*Undang|UU)
      | (?P<permendagri>Peraturan\s+Menteri\s+Dalam\s+Negeri|Permendagri)
      | (?P<perpres>Peraturan\s+Presiden|Perpres)
      | (?P<pp>Peraturan\s+Pemerintah|PP)
    )
    (?:\s+(?:Republik\s+Indonesia|R\.?I\.?))?
    (?:\s+\((?:Perp+u|UU|Permendagri|Perpres|PP)\))?
    (?:
        [\s,]+(?:(?:Nomor|No\.?|Nr\.?)\s*:?\s*)?0*(?P<nomor>[1-9]\d{0,3})
        (?:\s*/\s*|[\s,]+(?:Tahun|Th\.?|Thn\.?)\s*)(?P<tahun>(?:19|20)\d\d)
      | -(?P<nomor_id>[1-9]\d{0,3})-(?P<tahun_id>(?:19|20)\d\d)
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)


def kenali(teks: str) -> str | None:
    """The id of the first act that a text mentions, whether ksdgen has a file on it or not.

    Known are UU, Perppu, PP, Perpres and Permendagri, in full ("Peraturan Pemerintah Nomor 50 Tahun 2007 tentang …")
    or short ("PP No. 50 Tahun 2007", "PP 50/2007").
    """
    return next((id for id, _, _ in kenali_semua(teks)), None)


def kenali_semua(teks: str) -> Iterator[tuple[str, int, int]]:
    """Every act that a text mentions, as `kenali` reads them: its id, and where the mention begins and ends."""
    for temuan in _SEBUTAN.finditer(teks):
        jenis = next(nama for nama in _SINGKATAN if temuan[nama])
        id = f"{jenis}-{temuan['nomor'] or temuan['nomor_id']}-{temuan['tahun'] or temuan['tahun_id']}"
        yield id, temuan.start(), temuan.end()
