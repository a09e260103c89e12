"""The txt writer: every number and every word of the body, in the order of the paper, and nothing else."""

from __future__ import annotations

from hypothesis import given, settings

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
from ksdgen.writers.text import tulis
from tests.helpers.word_files import LAMBAT, harap_pdf, rapat
from tests.helpers.word_util import dokumen, naskah, par


def teks(*blok: Blok) -> str:
    """The text of a document of these blocks."""
    return tulis(Dokumen("Uji", blok), {}).decode()


@settings(deadline=None, suppress_health_check=LAMBAT)
@given(dokumen())
def test_semua_teks_tercetak_menurut_urutan(d: Dokumen) -> None:
    assert rapat(tulis(d, {}).decode()) == harap_pdf(d)


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
