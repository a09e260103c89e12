"""The txt writer: every number and every word of the body, in the order of the paper, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ksdgen.paper.document import (
    Block,
    Cell,
    Dokumen,
    LineBreak,
    Number,
    Paragraph,
    Picture,
    Table,
    TableRow,
    Text,
    paragraphs_of,
)
from ksdgen.writers.text import write
from tests.helpers.word_files import SLOW, expected_pdf, tight
from tests.helpers.word_util import dokumen, naskah, par


def text(*blocks: Block) -> str:
    """The text of a document of these blocks."""
    return write(Dokumen("Uji", blocks), {}).decode()


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=SLOW)
@given(dokumen())
def test_all_text_is_printed_in_order(document: Dokumen) -> None:
    assert tight(write(document, {}).decode()) == expected_pdf(document)


@settings(deadline=None, suppress_health_check=SLOW)
@given(naskah())
def test_one_line_one_paragraph(document: Dokumen) -> None:
    """But for an article, whose number stands on a line above its title."""
    lines = [line.strip() for line in write(document, {}).decode().split("\n") if line.strip()]
    assert lines == [line.strip() for paragraph in paragraphs_of(document.content) for line in _lines(paragraph)]


def _lines(paragraph: Paragraph) -> list[str]:
    if paragraph.number is None:
        return [paragraph.text]
    if paragraph.role == "pasal":
        return [paragraph.number.text, paragraph.text]
    return [f"{paragraph.number.text} {paragraph.text}"]


def test_a_whole_paper() -> None:
    document = Dokumen(
        "Uji",
        (
            par("judul", "PERJANJIAN"),
            par("judul_nomor", "NOMOR: 1"),
            par("isi", "Pembuka."),
            par("pasal", "OBJEK", Number("pasal", 1), "objek"),
            par("ayat", "Satu:", Number("ayat", 1), None, 1),
            Paragraph("huruf", (Text("jalan"), LineBreak(), Text("kota")), Number("huruf", 1), None, 2),
            par("isi", "lanjutan", None, None, 2),
            Table("tabel", (500, 500), (TableRow((Cell((par("sel"),)), Cell((par("sel", "b"), par("sel", "c"))))),)),
            par("penutup", "Demikian."),
            Table(
                "tanda_tangan",
                (500, 500),
                (
                    TableRow(
                        (
                            Cell((par("ttd_pihak", "PIHAK KEDUA,"), par("ttd_ruang"), par("ttd_nama", "BUDI"))),
                            Cell((par("ttd_pihak", "PIHAK KESATU,"), par("ttd_ruang"), par("ttd_nama", "SITI"))),
                        )
                    ),
                ),
            ),
        ),
        (par("kaki", "Halaman 1"),),
        watermark="DRAF",
    )
    assert write(document, {}).decode() == (
        "PERJANJIAN\nNOMOR: 1\n\nPembuka.\n\nPasal 1\nOBJEK\n(1) Satu:\n    a. jalan\n        kota\n        lanjutan\n\n"
        "\tb c\n\nDemikian.\n\nPIHAK KEDUA,\n\nBUDI\n\nPIHAK KESATU,\n\nSITI\n"
    )


def test_images_have_no_text() -> None:
    assert text(Paragraph("lambang", (Picture("Lambang Daerah", "0" * 64, 25),)), par("isi", "a")) == "a\n"


def test_unprintable_characters() -> None:
    assert text(par("isi", "a\x00b\ud800c")) == "a\ufffdb\ufffdc\n"
