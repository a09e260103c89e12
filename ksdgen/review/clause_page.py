"""One standard clause for a drafter: what it is for, how strictly it is held, and how it reads when it is filled in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import KepalaKlausul
from ksdgen.compose.composition import artikel
from ksdgen.desk.outcome import Hasil
from ksdgen.desk.workspace import Workspace
from ksdgen.naskah.model import PilihanKlausul
from ksdgen.paper.document import Dokumen
from ksdgen.regulation import cetak_sitasi
from ksdgen.rules.examples import dasar
from ksdgen.source.node import Daftar, Node, Peta, Skalar
from ksdgen.writers.text import tulis as tulis_teks

KEKAKUAN = {
    "bebas": "bebas: boleh diubah atau dihapus dengan alasan",
    "persetujuan": "persetujuan: perubahan memerlukan persetujuan bagian hukum",
    "tetap": "tetap: tidak boleh diubah",
}

CONTOH: dict[str, tuple[str, str]] = {
    "pks_ksdpk": ("perjanjian_kerja_sama", "ksdpk"),
    "ksb_ksdd": ("kesepakatan_bersama", "ksdd_sukarela"),
    "pks_ksdd": ("perjanjian_kerja_sama", "ksdd_sukarela"),
    "nk": ("nota_kesepakatan", "sinergi"),
    "ksb_ksdpk": ("kesepakatan_bersama", "ksdpk"),
    "ksb_ksdd_wajib": ("kesepakatan_bersama", "ksdd_wajib"),
}
"""ksdgen's own example agreements that can fill a clause, in the order of preference, with type and category."""

_CONTOH = "contoh-ksdgen.yaml"


class TidakTersusun(Exception):
    """The clause cannot be shown in this agreement; the text is for people."""


@dataclass(frozen=True, slots=True)
class Terisi:
    """A clause as an agreement would print it."""

    teks: str
    sumber: str
    """Which agreement filled it."""
    varian: str | None
    temuan: tuple[str, ...] = ()
    """What is still to be filled in."""


def isi_dari_contoh(ruang: Workspace, kode: str, varian: str | None) -> Terisi:
    """The clause filled from the first of ksdgen's own examples that may use it.

    Raises:
        TidakTersusun: none may.
    """
    berkas = ruang.katalog.klausul(kode)
    assert berkas is not None
    k: KepalaKlausul = berkas.kepala
    for nama, (jenis, kategori) in CONTOH.items():
        if not _cocok(k, jenis, kategori) or (
            varian is not None and not (k.varian or {})[varian].untuk(jenis, kategori)
        ):
            continue
        letak = f"{ruang.repository.folder}/{_CONTOH}" if ruang.repository.folder else _CONTOH
        contoh = ruang.supposing({letak: dasar(nama).encode()})
        try:
            return _isi(contoh, letak, kode, varian, f"naskah contoh ksdgen: {jenis}, {kategori}")
        except TidakTersusun:
            continue
    raise TidakTersusun(f"klausul `{kode}` tidak cocok dengan contoh mana pun; sebutkan naskah dengan --dari")


def isi_dari_naskah(ruang: Workspace, path: str, kode: str, varian: str | None) -> Terisi:
    """The clause filled from an agreement of the repository, as the standard has it.

    Raises:
        TidakTersusun: the agreement cannot be composed, or is of a kind that may not use the clause or the variant.
    """
    return _isi(ruang, path, kode, varian, path)


def _isi(ruang: Workspace, path: str, kode: str, varian: str | None, sumber: str) -> Terisi:
    hasil: Hasil = ruang.periksa(path, date.min, aturan=False)
    naskah = hasil.muatan.naskah
    if naskah is None:
        sebab = hasil.bentuk[0].pesan if hasil.bentuk else "bentuknya belum benar"
        raise TidakTersusun(f"naskah `{path}` belum dapat disusun: {sebab}")
    pilihan = dict(naskah.klausul or {})
    lama = pilihan.get(kode, PilihanKlausul())
    pilihan[kode] = lama.ganti(ubah=None, hapus=False, varian=varian or lama.varian)
    susunan = ruang.dengan_naskah(hasil.muatan, naskah.ganti(klausul=pilihan))
    blok = artikel(susunan.dokumen, kode)
    terpakai = next((p for p in susunan.pasal if p.kode == kode), None)
    if not blok or terpakai is None or (varian is not None and terpakai.varian != varian):
        apa = f"varian `{varian}` klausul `{kode}`" if varian else f"klausul `{kode}`"
        raise TidakTersusun(f"{apa} tidak dapat dipakai naskah {naskah.jenis} kategori {naskah.kategori.value}")
    kepala = next(b for b in susunan.dokumen.isi if getattr(b, "kunci", None) == kode)
    teks = tulis_teks(Dokumen("", (kepala, *blok)), {}).decode()
    kurang = tuple(t.pesan for t in susunan.temuan if (t.rute or "").startswith(f"klausul.{kode}"))
    return Terisi(teks, sumber, terpakai.varian, kurang)


def _cocok(k: KepalaKlausul, jenis: str, kategori: str) -> bool:
    return (not k.jenis or jenis in k.jenis) and (not k.kategori or kategori in k.kategori)


def halaman(katalog: Katalog, kode: str, terisi: Terisi | None, lebar: int) -> Iterator[str]:
    """The lines of a clause's page."""
    berkas = katalog.klausul(kode)
    assert berkas is not None
    k: KepalaKlausul = berkas.kepala
    judul = k.judul if isinstance(k.judul, str) else next(iter(k.judul.values()))
    yield f"{judul} ({kode}, versi {k.versi})"
    yield from _hal("kekakuan", KEKAKUAN[k.kekakuan], lebar)
    yield from _hal("dasar", "; ".join(cetak_sitasi(d) for d in k.dasar) or "praktik", lebar)
    yield from _hal("unsur", ", ".join(k.unsur) or "–", lebar)
    yield from _hal(
        "untuk", f"{', '.join(k.jenis) or 'semua jenis naskah'}; {', '.join(k.kategori) or 'semua kategori'}", lebar
    )
    yield from _hal("dipakai oleh", ", ".join(dipakai(katalog, kode)) or "hanya bila dipilih pada `klausul`", lebar)
    if k.bila:
        yield from _hal("dengan sendirinya", f"bila `{'`, `'.join(k.bila)}` diisi", lebar)
    if k.catatan:
        yield from _hal("catatan", k.catatan, lebar)
    for nama, v in (k.varian or {}).items():
        batas = "; ".join(
            [
                *([", ".join(v.jenis)] if v.jenis else []),
                *([", ".join(v.kategori)] if v.kategori else []),
                *(["hanya bila dipilih"] if v.pilihan else []),
            ]
        )
        yield from _hal(f"varian {nama}", v.uraian + (f" ({batas})" if batas else ""), lebar)
    for nama, d in (k.isian or {}).items():
        baku = "tanpa nilai baku" if d.baku is None else f"baku: {_nilai(d.baku)}"
        tipe = f"{d.tipe}: {', '.join(d.pilihan)}" if d.pilihan else d.tipe
        yield from _hal(f"isian {nama}", f"{d.uraian} ({tipe}; {baku})", lebar)
    if terisi is not None:
        varian = f", varian {terisi.varian}" if terisi.varian else ""
        yield from ("", f"Bunyi klausul{varian} (diisi dari {terisi.sumber}):", "")
        yield from terisi.teks.rstrip("\n").split("\n")
        yield from (f"* {t}" for t in terisi.temuan)


def dipakai(katalog: Katalog, kode: str) -> list[str]:
    """The document types that list a clause."""
    return [j for j in katalog.daftar_jenis() if (b := katalog.jenis(j)) is not None and kode in b.kepala.pasal]


def _nilai(node: Node) -> str:
    """A default as it is written in the clause."""
    if isinstance(node, Skalar):
        return node.teks
    if isinstance(node, Daftar):
        return ", ".join(map(_nilai, node.butir))
    return ", ".join(f"{k}: {_nilai(v)}" for k, v in node.isi.items()) if isinstance(node, Peta) else "–"


def _hal(nama: str, isi: str, lebar: int) -> list[str]:
    return textwrap.wrap(
        f"{nama}: {' '.join(isi.split())}",
        max(40, lebar),
        initial_indent="  ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )
