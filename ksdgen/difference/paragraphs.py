"""Entries about the words of one paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from ksdgen.difference.entry import Alinea, Perubahan
from ksdgen.difference.kinds import Ganti, asal, gantian, golongan
from ksdgen.difference.pieces import potong, satukan, tampil
from ksdgen.difference.words import banding_isi
from ksdgen.paper.document import Asal, Inline, Paragraf, Tabel, Ubahan

GOLONGAN_PERAN = {
    "judul_pihak": "pihak",
    "judul_nomor": "nomor",
    "pihak_nama": "pihak",
    "pihak_uraian": "pihak",
    "ttd_pihak": "pihak",
    "ttd_lembaga": "pihak",
    "ttd_jabatan": "pihak",
    "ttd_nama": "pihak",
    "ttd_keterangan": "pihak",
    "bingkai_lambang": "gambar",
}
"""What changed words are about where the role of their paragraph says it."""


_NAMA = frozenset(("judul_pihak", "pihak_nama", "ttd_lembaga", "ttd_jabatan", "ttd_nama", "bingkai_lambang"))
"""Roles whose whole text is one name."""


def alinea_dua(lama: Paragraf, baru: Paragraf, isi: Sequence[Inline]) -> Alinea:
    """A paragraph of both versions to show."""
    bagian = [(i.jenis, tampil(i.isi)) if isinstance(i, Ubahan) else ("tetap", tampil((i,))) for i in isi]
    return Alinea(_nomor(lama), _nomor(baru), baru.kedalaman, satukan(bagian))


def alinea_satu(p: Paragraf, jenis: str) -> Alinea:
    """A paragraph of one version to show: "hapus" the older, "sisip" the newer, "tetap" for one that only moved."""
    nomor_lama = "" if jenis == "sisip" else _nomor(p)
    return Alinea(
        nomor_lama, "" if jenis == "hapus" else _nomor(p), p.kedalaman, satukan((jenis, b.teks) for b in potong(p))
    )


def alinea_baris(sel: Sequence[str], jenis: str) -> Alinea:
    """A table row of one version to show."""
    return Alinea("", "", 0, satukan([(jenis, " | ".join(sel))]))


def alinea_tabel(t: Tabel, jenis: str) -> list[Alinea]:
    """The rows of a table of one version to show."""
    return [
        alinea_baris([" ".join(x for p in s.isi if (x := tampil(p.isi).strip())) for s in r.sel], jenis)
        for r in t.baris
    ]


def _nomor(p: Paragraf) -> str:
    return p.nomor.teks if p.nomor is not None else ""


def perubahan_kata(
    lama: Paragraf, baru: Paragraf, tempat: str, tempat_lama: str, baku: str = "teks"
) -> list[tuple[Ganti, Perubahan]]:
    """One entry for each changed stretch of a paragraph that both versions have.

    Args:
        lama: the older version.
        baru: the newer version.
        tempat: where it is in the newer version.
        tempat_lama: where it was in the older one.
        baku: what plain words are about.
    """
    isi = banding_isi(lama.isi, baru.isi)
    alinea = (alinea_dua(lama, baru, isi),)
    hasil: list[tuple[Ganti, Perubahan]] = []
    semua = list(gantian(isi))
    if semua and baru.peran in _NAMA and lama.isi and baru.isi:
        semua = [Ganti(lama.isi, baru.isi, "", "", True)]
    for g in semua:
        if tampil(g.lama) == tampil(g.baru):
            continue  # blanks for different facts look alike
        p = Perubahan(
            "diubah",
            golongan(g, GOLONGAN_PERAN.get(baru.peran, baku)),
            tempat,
            tempat_lama,
            g.semula,
            g.menjadi,
            "spasi atau ganti baris" if not g.semula and not g.menjadi else "",
            g.sebelum,
            g.sesudah,
            alinea,
            kunci=baru.kunci,
            asal_lama=asal(g.lama) or _asal(lama),
            asal=asal(g.baru) or _asal(baru),
        )
        hasil.append((g, p))
    return hasil


def perubahan_utuh(p: Paragraf, baru: bool, tempat: str, baku: str = "teks") -> Perubahan:
    """The entry for a paragraph without a number that only one version has: its words were added or deleted."""
    teks = tampil(p.isi).strip()
    return Perubahan(
        "diubah",
        GOLONGAN_PERAN.get(p.peran, baku),
        tempat,
        tempat,
        "" if baru else teks,
        teks if baru else "",
        "" if teks else ("paragraf kosong ditambah" if baru else "paragraf kosong dihapus"),
        alinea=(alinea_satu(p, "sisip" if baru else "hapus"),),
        kunci=p.kunci,
        asal_lama=None if baru else asal(p.isi) or p.asal,
        asal=(asal(p.isi) or p.asal) if baru else None,
    )


def _asal(p: Paragraf) -> Asal | None:
    return asal(p.isi) or p.asal
