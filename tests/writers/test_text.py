"""The txt writer: every number and every word of the body, in the order of the paper, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from ksdgen.desk.workspace import Workspace
from ksdgen.paper.document import (
    Baris,
    BarisTabel,
    Blok,
    Dokumen,
    Gambar,
    Nomor,
    Paragraf,
    Sel,
    Tabel,
    Teks,
    paragraf_dari,
)
from ksdgen.writers import penulis
from ksdgen.writers.text import tulis
from tests.helpers.util import AKAR
from tests.helpers.word_util import ASET, dokumen, konversi, naskah, par, perjanjian, teks_pdf

LAMBAT = [HealthCheck.too_slow, HealthCheck.data_too_large]


def rapat(teks: str) -> str:
    """The text without white space."""
    return "".join(teks.split())


def harap(d: Dokumen) -> str:
    """What the paper says, paragraph by paragraph."""
    return rapat(" ".join(f"{p.nomor.teks if p.nomor else ''} {p.teks}" for p in paragraf_dari(d.isi)))


def teks(*blok: Blok) -> str:
    """The text of a document of these blocks."""
    return tulis(Dokumen("Uji", blok), {}).decode()


@settings(deadline=None, suppress_health_check=LAMBAT)
@given(dokumen())
def test_semua_teks_tercetak_menurut_urutan(d: Dokumen) -> None:
    assert rapat(tulis(d, {}).decode()) == harap(d)


@settings(deadline=None, suppress_health_check=LAMBAT)
@given(naskah())
def test_satu_baris_satu_paragraf(d: Dokumen) -> None:
    baris = [b.strip() for b in tulis(d, {}).decode().split("\n") if b.strip()]
    judul = sum(p.peran == "pasal" for p in paragraf_dari(d.isi))
    assert len(baris) == len(list(paragraf_dari(d.isi))) + judul
    assert baris == [b.strip() for p in paragraf_dari(d.isi) for b in _baris(p)]


def _baris(p: Paragraf) -> list[str]:
    if p.nomor is None:
        return [p.teks]
    return [p.nomor.teks, p.teks] if p.peran == "pasal" else [f"{p.nomor.teks} {p.teks}"]


def test_susunan() -> None:
    kaki = (par("kaki", "Halaman 1"),)
    d = Dokumen(
        "Uji",
        (
            par("judul", "PERJANJIAN"),
            par("judul_nomor", "NOMOR: 1"),
            par("isi", "Pembuka."),
            par("pasal", "OBJEK", Nomor("pasal", 1), "objek"),
            par("ayat", "Satu:", Nomor("ayat", 1), None, 1),
            Paragraf("huruf", (Teks("jalan"), Baris(), Teks("kota")), Nomor("huruf", 1), None, 2),
            par("isi", "lanjutan", None, None, 2),
            Tabel("tabel", (500, 500), (BarisTabel((Sel((par("sel"),)), Sel((par("sel", "b"), par("sel", "c"))))),)),
            par("penutup", "Demikian."),
            Tabel(
                "tanda_tangan",
                (500, 500),
                (
                    BarisTabel(
                        (
                            Sel((par("ttd_pihak", "PIHAK KEDUA,"), par("ttd_ruang"), par("ttd_nama", "BUDI"))),
                            Sel((par("ttd_pihak", "PIHAK KESATU,"), par("ttd_ruang"), par("ttd_nama", "SITI"))),
                        )
                    ),
                ),
            ),
        ),
        kaki,
        tanda_air="DRAF",
    )
    assert tulis(d, {}).decode() == (
        "PERJANJIAN\nNOMOR: 1\n\nPembuka.\n\nPasal 1\nOBJEK\n(1) Satu:\n    a. jalan\n        kota\n        lanjutan\n\n"
        "\tb c\n\nDemikian.\n\nPIHAK KEDUA,\n\nBUDI\n\nPIHAK KESATU,\n\nSITI\n"
    )


def test_gambar_tidak_berteks() -> None:
    assert teks(Paragraf("lambang", (Gambar("Lambang Daerah", "0" * 64, 25),)), par("isi", "a")) == "a\n"


def test_karakter_yang_tidak_dapat_dicetak() -> None:
    assert teks(par("isi", "a\x00b\ud800c")) == "a\ufffdb\ufffdc\n"


@pytest.mark.libreoffice
def test_sama_dengan_isi_word_yang_ditata_libreoffice(tmp_path: Path) -> None:
    ruang = Workspace(AKAR)
    daftar = [(perjanjian(jumlah), ASET) for jumlah in (2, 3)]
    for berkas in sorted((AKAR / "agreements").glob("2*/**/*.yaml")):
        s = ruang.periksa(ruang.repository.nama(berkas), date(2026, 12, 1), aturan=False).susunan
        assert s is not None, berkas
        daftar.append((s.dokumen, s.aset))
    assert len(daftar) > 5
    jalur = []
    for i, (d, aset) in enumerate(daftar):
        # On a page that holds everything: at the foot of a page, the parts of a row would change their order.
        daftar[i] = (replace(d, kaki=(), tata=replace(d.tata, tinggi_mm=2900)), aset)
        jalur.append(tmp_path / f"d{i:03}.docx")
        jalur[-1].write_bytes(penulis("docx")(*daftar[i]))
    for (d, aset), pdf in zip(daftar, konversi(tmp_path, jalur, "pdf"), strict=True):
        assert rapat(teks_pdf(pdf)) == rapat(tulis(d, aset).decode())
