"""Law 7: no value of an agreement is lost, cut or turned into structure."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.diagnostics import Severity
from ksdgen.naskah.model import Naskah
from ksdgen.paper.document import (
    Baris,
    Kosong,
    Paragraf,
    Teks,
)
from ksdgen.source.decode import konverter
from ksdgen.source.record import Rekaman
from ksdgen.source.scalars import Markah, TeksTerbuka
from ksdgen.word.writer import tulis
from tests.helpers.composed import composed, printed_text
from tests.helpers.util import cetak, ksb, pasang, pks, yaml
from tests.helpers.word_files import bolak_balik, isi_saja
from tests.helpers.word_util import (
    par,
)


def _rute(jenis: type[Rekaman], awal: str = "", tercetak: bool = False) -> Iterator[str]:
    """A route to every text field whose content must appear in the paper."""
    for nama, m in jenis.medan_.items():
        yield from _rute_tipe(konverter(jenis)[nama], f"{awal}.{nama}" if awal else nama, tercetak or m.cetak)


def _rute_tipe(tipe: Any, rute: str, tercetak: bool) -> Iterator[str]:
    asal = typing.get_origin(tipe)
    nama = rute.rpartition(".")[2]
    if asal is tuple:
        yield from _rute_tipe(typing.get_args(tipe)[0], f"{rute}.0", tercetak)
    elif asal in (Mapping, dict):
        kunci = {"klausul": "antikorupsi", "isian": None}.get(nama, "garut")
        if kunci is not None:
            yield from _rute_tipe(typing.get_args(tipe)[1], f"{rute}.{kunci}", tercetak)
    elif asal in (types.UnionType, typing.Union):
        pilihan = [t for t in typing.get_args(tipe) if t is not type(None)]
        rekaman = [t for t in pilihan if isinstance(t, type) and issubclass(t, Rekaman)]
        for t in rekaman or ([str] if str in pilihan and tercetak else pilihan):
            yield from _rute_tipe(t, rute, tercetak)
    elif isinstance(tipe, type) and issubclass(tipe, Rekaman):
        yield from _rute(tipe, rute, tercetak)
    elif tercetak and tipe in (str, TeksTerbuka, Markah):
        yield rute


# What a power of attorney says besides what the paper quotes of it.
_BUKAN_CETAK = ("surat_kuasa.untuk", "surat_kuasa.tembusan")


_KEWENANGAN = ("keputusan", "surat_kuasa", "pasal", "akta", "bebas")


RUTE = [r for r in _rute(Naskah) if not r.endswith(_BUKAN_CETAK)]


JENIS = {
    "perjanjian_kerja_sama": ("ksdpk", "badan_hukum"),
    "kesepakatan_bersama": ("ksdpk", "perseorangan"),
    "nota_kesepakatan": ("sinergi", "lembaga"),
    "rencana_kerja": ("sinergi", "lembaga"),
}


def test_rute_mencakup_medan_penting() -> None:
    assert {"tentang", "maksud", "para_pihak.0.alamat", "lampiran.0.isi", "pasal_tambahan.0.isi"} <= set(RUTE)
    assert len(RUTE) > 60


def _penuh(jenis: str, pola: str) -> tuple[dict[str, Any], dict[str, str]]:
    """An agreement in which every text field holds the pattern with a token of its own, and the text of each field."""
    kategori, bentuk = JENIS[jenis]
    data = pks(jenis=jenis, kategori=kategori, dasar_hukum=[], rangkap={"asli": 3})
    data["para_pihak"][0].update(bentuk=bentuk, badan_hukum={}, penanda_tangan=[{"dasar_kewenangan": []}])
    rencana = jenis == "rencana_kerja"
    if not rencana:
        data.update(klausul={"antikorupsi": {"alasan": "x"}}, pasal_tambahan=[{"kode": "tambahan", "setelah": "objek"}])
    isi = {}
    for i, rute in enumerate(RUTE):
        if rencana and rute.startswith(("klausul", "pasal_tambahan")):
            continue
        for j, kunci in enumerate(_KEWENANGAN):  # one basis of authority holds one of them
            rute = rute.replace(f"dasar_kewenangan.0.{kunci}", f"dasar_kewenangan.{j}.{kunci}")
        isi[rute] = pola.replace("TANDA", f"Q{i}Q")
        data = pasang(data, rute, isi[rute])
    kewenangan = "para_pihak.0.penanda_tangan.0.dasar_kewenangan"
    for rute in (
        f"{kewenangan}.1.surat_kuasa",
        f"{kewenangan}.3.akta",
        "para_pihak.0.badan_hukum.akta.0",
        "kesepakatan_bersama",
    ):
        data = pasang(data, f"{rute}.tanggal", "2026-01-01")
    return data, isi


def _rata(teks: str) -> str:
    return " ".join(teks.upper().split())


POLA = [
    'Budi & <Co> {{ x }} (1) "Pasal 3" TANDA',
    "😀 TANDA {% if x %} {# y #} e\u0301 漢字",
    "TANDA " + "x" * 10_000,
    "a. TANDA",
    "- TANDA",
    "@TANDA",
    "@judul TANDA",
    "@batang_tubuh TANDA",
    "|TANDA|",
    "| TANDA | b |",
    "(1) TANDA",
    "(#) TANDA",
    "1) TANDA",
    "I. TANDA",
    "~ TANDA \\ & * _ __ ## %% <!-- x -->",
    "0123 TANDA dll.",
]


@pytest.mark.slow
@pytest.mark.parametrize("jenis", JENIS)
@pytest.mark.parametrize("pola", POLA)
def test_tiap_teks_tercetak_utuh_atau_dilaporkan(jenis: str, pola: str) -> None:
    data, isi = _penuh(jenis, pola)
    susunan = composed(data)
    assert [t for t in susunan.temuan if t.tingkat is Severity.KESALAHAN] == []
    keluaran = _rata(
        printed_text(susunan).partition("ANTARA")[2]
    )  # a frame that stands for an emblem is not yet the paper
    dilaporkan = {t.rute for t in susunan.temuan if t.kode == "KSD061"}
    tercetak = {r for r, t in isi.items() if _rata(t) in keluaran}
    lolos = {r for r in isi if any(r.rsplit(".", n)[0] in dilaporkan for n in range(r.count(".") + 1))}
    assert set(isi) - tercetak - lolos == set()
    assert tercetak & dilaporkan == set()


_TEKS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"), include_characters=" "
    ),
    min_size=1,
    max_size=60,
).filter(lambda t: t.strip() and "___" not in t and t.strip().lower() != "menyusul")


@settings(max_examples=25, deadline=None)
@given(_TEKS)
def test_teks_sembarang_tetap_teks(teks: str) -> None:
    """Whatever stands in a one-line text comes out as it is, and changes nothing of the paper's structure."""
    biasa = pasang(ksb(), "para_pihak.0.alamat", "ALAMAT")
    hasil = composed(pasang(biasa, "para_pihak.0.alamat", teks))
    assert printed_text(hasil) == printed_text(composed(biasa)).replace("ALAMAT", teks.strip())


@settings(max_examples=25, deadline=None)
@given(_TEKS.filter(lambda t: not set(t) & set("\\[]_") and not t.strip().endswith((".", ";", ",", "|"))))
def test_markah_satu_baris_bukan_susunan(teks: str) -> None:
    biasa = pasang(ksb(), "ruang_lingkup.0", "BUTIR")
    hasil = composed(pasang(biasa, "ruang_lingkup.0", teks.strip()))
    assert printed_text(hasil) == printed_text(composed(biasa)).replace("BUTIR", teks.strip())


@pytest.mark.parametrize(
    "teks",
    [
        'Budi & <Co> {{ x }} (1) "Pasal 3"',
        "👩‍👩‍👧 emoji 😀",
        "x" * 10_000,
        "- butir",
        "  dua spasi  ",
        "\ttab\t\tdi mana-mana\t",
        "]]> <!-- & &amp;",
        "spasi\u00a0tetap, tanda hubung\u2011tetap, ke\u00adlunak",
        "",
    ],
)
def test_nilai_utuh_dan_tidak_menjadi_susunan(teks: str) -> None:
    d = isi_saja(par("isi", "awal"), Paragraf("isi", (Teks(teks), Baris(), Kosong(f"nama {teks}"[:50], teks))))
    bolak_balik(d)
    assert tulis(d, {}).count(b"<w:sectPr") == 1


@pytest.mark.parametrize(
    "teks", ["0123", "12:30", "no", "1.10", "2026-02-31", "0x1F", "1e3", "~", "null", "true", "=", "<<", "1_000"]
)
@pytest.mark.parametrize("rute", ["para_pihak.0.nomor", "para_pihak.0.alamat", "objek", "tujuan.0"])
def test_teks_tetap_teks(repo: Path, rute: str, teks: str) -> None:
    if teks in ("~", "null"):
        data = yaml(pasang(ksb(), rute, teks))  # open unless in quotes
    else:
        data = yaml(pasang(ksb(), rute, "PENANDA")).replace('"PENANDA"', teks)
    jalan, keluaran = cetak(repo, data)
    assert "KSD011" not in jalan.kode_temuan
    assert keluaran is not None
    assert teks in keluaran
