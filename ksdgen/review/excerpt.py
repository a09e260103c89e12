"""What every form of a comparison shows alike: the words around a change, and what is said of a pair as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ksdgen.desk.outcome import Hasil
from ksdgen.diagnostics import Severity
from ksdgen.difference import Alinea, Perubahan, Potong
from ksdgen.review.comparison import Pasangan

SEKITAR = 70
"""How many characters of unchanged text are shown on each side of a change."""

KEADAAN = {"diubah": "Diubah", "baru": "Naskah baru", "dihapus": "Naskah dihapus", "tetap": "Isi cetak tetap"}


def cuplik(potong: Sequence[Potong], sekitar: int = SEKITAR) -> Iterator[Potong]:
    """The pieces of a paragraph with long unchanged stretches cut at words; what was cut shows as "…"."""
    akhir = len(potong) - 1
    for i, p in enumerate(potong):
        if p.jenis != "tetap" or len(p.teks) <= 2 * sekitar or (i in (0, akhir) and len(p.teks) <= sekitar + 20):
            yield p
            continue
        kiri = "" if i == 0 else _awal(p.teks, sekitar)
        kanan = "" if i == akhir else _akhir(p.teks, sekitar)
        yield Potong("tetap", f"{kiri}…{kanan}")


def menurut_letak(perubahan: Sequence[Perubahan]) -> Iterator[list[Perubahan]]:
    """The entries, those of one paragraph together."""
    for _, kelompok in groupby(perubahan, key=lambda p: p.letak):
        yield list(kelompok)


def alinea(kelompok: Sequence[Perubahan]) -> list[Alinea]:
    """The paragraphs to show below entries of one place: each once, also where a place (a row of a table) has several."""
    return [a for semua in dict.fromkeys(p.alinea for p in kelompok) for a in semua]


def gagal(hasil: Hasil) -> str | None:
    """Why an agreement has no document to look at; None when it has one."""
    if hasil.susunan is not None and hasil.susunan.dokumen.isi:
        return None
    salah = next((t for t in hasil.bentuk if t.tingkat is Severity.KESALAHAN), None)
    return f"naskah tidak dapat disusun: {salah.pesan if salah else 'isinya kosong'}; periksa dengan `ksdgen check`"


def judul(pasangan: Pasangan) -> str:
    """What the agreement is called: its title, or its path when it cannot be composed."""
    return " ".join(filter(None, jenis_dan_pokok(pasangan)))


def jenis_dan_pokok(pasangan: Pasangan) -> tuple[str, str]:
    """The title in two: the kind of paper ("" when it is not known) and what it is about, or its path when it cannot be composed."""
    for versi in (pasangan.baru, pasangan.lama):
        if versi is not None and versi.dokumen is not None:
            judul, naskah = versi.dokumen.judul, versi.hasil.muatan.naskah
            if naskah is not None and judul.endswith(f" {naskah.tentang}"):
                return judul.removesuffix(f" {naskah.tentang}"), naskah.tentang
            return "", judul
    return "", pasangan.path


def keterangan(pasangan: Pasangan) -> Iterator[str]:
    """What is to be said of a pair beside its list of changes."""
    lama, baru = pasangan.lama, pasangan.baru
    if pasangan.dinamai_ulang and lama is not None:
        yield f"berkas dinamai ulang, semula `{lama.path}`"
    if pasangan.keadaan == "tetap":
        yield "berkasnya berubah, isi cetaknya tetap"
    for nama, sisi in pasangan.tak_tersusun:
        sebab = sisi.kesalahan[0].pesan if sisi.kesalahan else "naskah tidak dapat dibaca"
        yield f"versi {nama} tidak dapat disusun, sehingga isinya tidak dapat dibandingkan: {sebab}"
    if pasangan.ganda is not None:
        for nama, versi in (("lama", lama), ("baru", baru)):
            if versi is not None and versi.kesalahan:
                yield f"versi {nama} mempunyai {len(versi.kesalahan)} kesalahan bentuk; bagian yang salah tidak tercetak dan tidak terbandingkan"
    if ikut := list(_sebab(pasangan.sebab)):
        yield "ikut berubah: " + "; ".join(ikut)


def _sebab(berkas: Sequence[str]) -> Iterator[str]:
    """The other files that changed, in words; many templates are counted."""
    templat = [b for b in berkas if b.startswith("templates/")]
    yield from (_nama_sebab(b) for b in berkas if not b.startswith("templates/"))
    if len(templat) > 3:
        yield f"{len(templat)} berkas templat"
    else:
        yield from (_nama_sebab(b) for b in templat)


def _nama_sebab(berkas: str) -> str:
    nama = berkas.rpartition("/")[2].rpartition(".")[0]
    if berkas.startswith("templates/klausul/"):
        return f"klausul baku {nama}"
    if berkas.startswith("templates/gaya/"):
        return f"gaya {nama}"
    if berkas.startswith("templates/"):
        return f"templat {nama}"
    if "/pihak/" in f"/{berkas}":
        return f"data pihak {nama}"
    return berkas


def _awal(teks: str, panjang: int) -> str:
    potong = teks[:panjang]
    return (potong[: potong.rfind(" ")] if " " in potong else potong) + " "


def _akhir(teks: str, panjang: int) -> str:
    potong = teks[-panjang:]
    return " " + (potong[potong.find(" ") + 1 :] if " " in potong else potong)
