"""Documents for the tests of `ksdgen.word`: a realistic agreement, arbitrary ones, and LibreOffice to check them."""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import strategies as st

from ksdgen.paper.document import (
    NUMBER_LABELS,
    ROLES,
    Block,
    Cell,
    Dokumen,
    Gap,
    Inline,
    LineBreak,
    Number,
    PageBreak,
    PageField,
    PageLayout,
    Paragraph,
    Picture,
    Reference,
    Table,
    TableRow,
    Text,
    change_paragraphs,
    paragraphs_of,
)


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


ASSETS = {
    hashlib.sha256(content).hexdigest(): content
    for content in (png(9, 10, (200, 150, 40)), png(20, 10, (10, 90, 40)), png(3, 8, (9, 9, 200)))
}
SHA = list(ASSETS)


def used_assets(dokumen: Dokumen) -> dict[str, bytes]:
    """The images that a document shows."""
    return {
        inline.sha256: ASSETS[inline.sha256]
        for p in paragraphs_of((*dokumen.content, *dokumen.footer))
        for inline in p.content
        if isinstance(inline, Picture)
    }


# --- a realistic agreement ------------------------------------------------------------------------------------------

# fmt: off
TERMS = [
    f"KE{ordinal}" for ordinal in (
        "SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN", "SEPULUH", "SEBELAS",
    )
]
# fmt: on
LEMBAGA = [
    "PEMERINTAH DAERAH KABUPATEN INDRAMAYU",
    "PEMERINTAH DAERAH KABUPATEN MAJALENGKA",
    "PT BUMI HIJAU NUSANTARA",
    "UNIVERSITAS WIRALODRA",
]
CLOSING = (
    "Demikian Perjanjian Kerja Sama ini dibuat dan ditandatangani di Indramayu pada hari dan tanggal tersebut di atas "
    "dalam rangkap 4 (empat), bermeterai cukup, masing-masing mempunyai kekuatan hukum yang sama."
)


def par(
    role: str, text: str = "", number: Number | None = None, identity: str | None = None, depth: int = 0
) -> Paragraph:
    """A paragraph of one text."""
    return Paragraph(role, (Text(text),) if text else (), number, identity, depth)


def signature(count: int) -> Table:
    """A signature grid of two columns, three from five parties on; the titles and the names are rows of their own."""
    width = 2 if count <= 4 else 3
    rows: list[TableRow] = []
    for start in range(0, count, width):
        pihak = range(start, min(start + width, count))
        rows.append(
            TableRow(
                tuple(
                    Cell(
                        (
                            par("ttd_pihak", f"PIHAK {TERMS[i]},"),
                            par("ttd_lembaga", LEMBAGA[i % 4]),
                            par("ttd_jabatan", "KEPALA DINAS LINGKUNGAN HIDUP"),
                        )
                    )
                    for i in pihak
                )
            )
        )
        rows.append(
            TableRow(
                tuple(
                    Cell(
                        (
                            par("ttd_ruang", "meterai" if i % 2 else ""),
                            par("ttd_nama", f"NAMA {TERMS[i]}"),
                            par("ttd_keterangan", "NIP 19710101 199603 1 001"),
                        )
                    )
                    for i in pihak
                )
            )
        )
    return Table("tanda_tangan", (500, 500) if width == 2 else (333, 334, 333), tuple(rows))


def agreement(count: int = 2, filler: int = 0, watermark: str | None = "DRAF") -> Dokumen:
    """An agreement with everything: frames, parties, points, articles, references, a table, signatures and footer."""

    def ayat(number: int) -> Number:
        return Number("ayat", number)

    pihak = tuple(
        TableRow(
            (
                Cell((par("pihak_nama", number=Number("romawi", i + 1)),)),
                Cell((par("pihak_nama", f"NAMA {TERMS[i]}"),)),
                Cell((par("pihak_titik_dua", ":"),)),
                Cell(
                    (
                        Paragraph(
                            "pihak_uraian",
                            (
                                Text("Kepala Dinas, berkedudukan di Indramayu, berdasarkan Surat Kuasa Khusus Nomor "),
                                Gap(f"para_pihak.{i}.nomor"),
                                Text(f", untuk dan atas nama {LEMBAGA[i % 4]}, selanjutnya disebut PIHAK {TERMS[i]}."),
                            ),
                        ),
                    )
                ),
            )
        )
        for i in range(min(count, 4))
    )
    content: list[Block] = [
        Table(
            "lambang",
            (500, 500),
            (
                TableRow(
                    (
                        Cell((par("bingkai_lambang", "Logo PT Bumi Hijau Nusantara"),)),
                        Cell((Paragraph("lambang", (Picture("Lambang Kabupaten Indramayu", SHA[0], 25),)),)),
                    )
                ),
            ),
        ),
        par("judul", "PERJANJIAN KERJA SAMA"),
        par("judul_antara", "ANTARA"),
        par("judul_pihak", LEMBAGA[0]),
        par("judul_antara", "DAN"),
        par("judul_pihak", LEMBAGA[2]),
        par("judul_antara", "TENTANG"),
        par("judul_tentang", "PENGELOLAAN SAMPAH TERPADU"),
        par("judul_nomor", "NOMOR: 100.3.7/12/PKS/2026"),
        Paragraph("judul_nomor", (Text("NOMOR: "), Gap("nomor.1"))),
        par(
            "pembuka", "Pada hari ini, Senin, tanggal tujuh bulan Desember tahun dua ribu dua puluh enam (07-12-2026):"
        ),
        Table("pihak", (60, 300, 30, 610), pihak),
        par("isi", "PARA PIHAK terlebih dahulu menerangkan hal-hal sebagai berikut:"),
        *(par("konsideran", f"bahwa hal {i};", Number("angka", i), f"konsideran/{i}", 1) for i in (1, 2, 3)),
        par("kesepakatan", "Berdasarkan hal-hal tersebut di atas, PARA PIHAK sepakat sebagai berikut:"),
        par("pasal", "MAKSUD DAN TUJUAN", Number("pasal", 1), "maksud"),
        par("ayat", "Maksud Perjanjian Kerja Sama ini adalah sebagai pedoman.", ayat(1), "maksud/1", 1),
        par("ayat", "Tujuan Perjanjian Kerja Sama ini meliputi:", ayat(2), "maksud/2", 1),
        par("huruf", "pengurangan sampah, dengan ketentuan:", Number("huruf", 1), "maksud/2/a", 2),
        par("angka", "pembatasan timbulan sampah;", Number("angka", 1), None, 3),
        par("angka", "pendauran ulang sampah:", Number("angka", 2), "maksud/2/a/2", 3),
        par("huruf_kurung", "bank sampah; dan", Number("huruf_kurung", 1), None, 4),
        par("huruf_kurung", "tempat pengolahan:", Number("huruf_kurung", 2), "hk", 4),
        par("angka_kurung", "TPS 3R;", Number("angka_kurung", 1), None, 5),
        par("angka_kurung", "TPST.", Number("angka_kurung", 2), "ak", 5),
        par("angka", "pemanfaatan kembali sampah.", Number("angka", 3), None, 3),
        par("huruf", "penanganan sampah.", Number("huruf", 2), None, 2),
        par("isi", "Penanganan sampah dilakukan sesuai dengan ketentuan.", None, None, 2),
        par("pasal", "RUANG LINGKUP", Number("pasal", 2), "ruang"),
        Paragraph(
            "ayat",
            (
                Text("Ruang lingkup pada "),
                Reference("maksud", "Pasal 1"),
                Text(" ayat "),
                Reference("maksud/2", "(2)"),
                Text(" huruf "),
                Reference("maksud/2/a", "a"),
                Text(" angka "),
                Reference("maksud/2/a/2", "2"),
                Text(" huruf "),
                Reference("hk", "b)"),
                Text(" angka "),
                Reference("ak", "2)"),
                Text(" diatur dalam "),
                Reference("biaya", "Pasal 3"),
                Text(", butir "),
                Reference("konsideran/2", "2"),
                Text("."),
            ),
            ayat(1),
            None,
            1,
        ),
        par("ayat", 'Nilai: Budi & <Co> (1) "Pasal 3" dan seterusnya.', ayat(2), None, 1),
        *(par("huruf", f"butir ke-{i};", Number("huruf", i), None, 2) for i in range(1, 30)),
        par("isi", "Ayat lanjutan tanpa nomor.", None, None, 1),
        par("pasal", "PEMBIAYAAN", Number("pasal", 3), "biaya"),
        par("isi", "Pembiayaan dibebankan sesuai dengan jadwal berikut:"),
        Table(
            "tabel",
            (80, 470, 200, 250),
            (
                TableRow(
                    tuple(Cell((par("sel_kepala", t),)) for t in ("No.", "Uraian", "Tahun", "Nilai")), header=True
                ),
                *(
                    TableRow(
                        (
                            Cell((par("sel", number=Number("angka", i)),)),
                            Cell((par("sel", f"Sarana tahap {i}"),)),
                            Cell((par("sel", "2026"),)),
                            Cell((par("sel", "1.250.000.000,00"),)),
                        )
                    )
                    for i in range(1, 4)
                ),
            ),
            identity="biaya/tabel",
        ),
        *(par("isi", f"Pengisi halaman nomor {i}.") for i in range(filler)),
        par("penutup", CLOSING),
        signature(count),
    ]
    footer = Table(
        "paraf",
        (400, 300, 300),
        (
            TableRow(
                (
                    Cell(
                        (
                            Paragraph(
                                "kaki",
                                (Text("Halaman "), PageField("halaman"), Text(" dari "), PageField("jumlah_halaman")),
                            ),
                        )
                    ),
                    Cell((par("paraf", "Paraf PIHAK KESATU"),)),
                    Cell((par("paraf", "Paraf PIHAK KEDUA"),)),
                )
            ),
        ),
    )
    return Dokumen("Perjanjian Kerja Sama", tuple(content), (footer,), watermark=watermark)


# --- arbitrary documents --------------------------------------------------------------------------------------------

_CHARS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t")
TEXT = st.one_of(
    st.text(_CHARS, max_size=30),
    st.sampled_from(
        [
            'Budi & <Co> {{ x }} (1) "Pasal 3"',
            "- butir",
            "  spasi  ",
            "👩‍👩‍👧 emoji",
            "",
            "a" * 10_000,
            "(1) [x] [[y]]",
            "1. a",
        ]
    ),
)
NAME = st.text(_CHARS, min_size=1, max_size=20)

_INLINE: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, TEXT),
    st.builds(Gap, NAME, st.one_of(st.just("…………………"), TEXT)),
    st.builds(LineBreak),
    st.builds(Picture, TEXT, st.sampled_from(SHA), st.integers(1, 200)),
    st.builds(PageField, st.sampled_from(("halaman", "jumlah_halaman"))),
    st.builds(Reference, NAME, TEXT),
)
_NUMBER = st.builds(Number, st.sampled_from(sorted(NUMBER_LABELS)), st.integers(1, 60))


@st.composite
def _paragraph(draw: st.DrawFn) -> Paragraph:
    role = draw(st.sampled_from(sorted(ROLES)))
    number = draw(st.one_of(st.none(), _NUMBER))
    return Paragraph(
        role,
        tuple(draw(st.lists(_INLINE, max_size=4))),
        number,
        draw(st.one_of(st.none(), NAME)),
        draw(st.integers(0, 7)),
    )


@st.composite
def _table(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 5))
    edges = sorted(draw(st.sets(st.integers(1, 999), min_size=width - 1, max_size=width - 1)))
    column = tuple(right - left for left, right in zip([0, *edges], [*edges, 1000], strict=True))
    rows = st.builds(
        TableRow,
        st.lists(
            st.builds(Cell, st.lists(_paragraph(), min_size=1, max_size=2).map(tuple)), min_size=1, max_size=width
        ).map(tuple),
        st.booleans(),
    )
    return Table(
        draw(st.sampled_from(("pihak", "lambang", "tanda_tangan", "paraf", "tabel"))),
        column,
        tuple(draw(st.lists(rows, min_size=1, max_size=3))),
        draw(st.integers(0, 6)),
        draw(st.one_of(st.none(), NAME)),
    )


_MM = st.floats(0, 40, allow_nan=False)
_LAYOUT = st.builds(
    PageLayout,
    width_mm=st.floats(200, 330),
    height_mm=st.floats(200, 420),
    margin_top_mm=_MM,
    margin_bottom_mm=_MM,
    margin_left_mm=_MM,
    margin_right_mm=_MM,
    font=st.sampled_from(("Bookman Old Style", "Arial", "Times New Roman", "Huruf & Co")),
    size_pt=st.floats(6, 30),
    spacing=st.floats(0.7, 3),
    landscape=st.booleans(),
)


def _unique_identities(blocks: tuple[Block, ...], used: set[str]) -> tuple[Block, ...]:
    """Identities are unique in a document: a paragraph whose identity is used already loses it."""

    def once(identity: str | None) -> str | None:
        if identity is None or identity in used:
            return None
        used.add(identity)
        return identity

    def change(paragraph: Paragraph) -> Paragraph:
        return Paragraph(paragraph.role, paragraph.content, paragraph.number, once(paragraph.identity), paragraph.depth)

    result: list[Block] = []
    for block in change_paragraphs(blocks, change):
        result.append(
            Table(block.role, block.column, block.rows, block.depth, once(block.identity))
            if isinstance(block, Table)
            else block
        )
    return tuple(result)


@st.composite
def dokumen(draw: st.DrawFn) -> Dokumen:
    """Any document that the model allows; half of its references point at a paragraph that exists."""
    blocks: st.SearchStrategy[Block] = st.one_of(
        _paragraph(), _paragraph(), _table(), st.builds(PageBreak, st.sampled_from((None, False, True)))
    )
    used: set[str] = set()
    content = _unique_identities(tuple(draw(st.lists(blocks, max_size=8))), used)
    footer = _unique_identities(tuple(draw(st.lists(st.one_of(_paragraph(), _table()), max_size=2))), used)
    targets = [p for p in paragraphs_of(content) if p.identity is not None and p.number is not None]

    def redirect(paragraph: Paragraph) -> Paragraph:
        inlines: list[Inline] = []
        for inline in paragraph.content:
            if isinstance(inline, Reference) and targets and draw(st.booleans()):
                chosen = draw(st.sampled_from(targets))
                assert chosen.identity is not None and chosen.number is not None
                inline = Reference(chosen.identity, chosen.number.reference)
            inlines.append(inline)
        return Paragraph(paragraph.role, tuple(inlines), paragraph.number, paragraph.identity, paragraph.depth)

    return Dokumen(
        draw(TEXT),
        change_paragraphs(content, redirect),
        change_paragraphs(footer, redirect),
        draw(_LAYOUT),
        draw(st.one_of(st.none(), NAME)),
    )


@st.composite
def naskah(draw: st.DrawFn) -> Dokumen:
    """A document as the numbering stage makes it: nested lists that run on, and references that print their targets."""
    content: list[Paragraph] = []
    children = {
        "pasal": ("ayat", "huruf", "angka"),
        "ayat": ("huruf", "angka"),
        "huruf": ("angka", "angka_kurung"),
        "angka": ("huruf_kurung", "huruf"),
        "huruf_kurung": ("angka_kurung",),
        "angka_kurung": (),
    }

    def add_list(kind: str, depth: int, path: str) -> None:
        for item_number in range(1, draw(st.integers(1, 3)) + 1):
            identity = f"{path}/{kind}{item_number}"
            content.append(par(kind, f"Teks {len(content)} dari {kind}.", Number(kind, item_number), identity, depth))
            for child in children[kind]:
                if depth < 4 and draw(st.integers(0, 3)) == 0:
                    add_list(child, depth + 1, identity)
                    break
            if depth and draw(st.integers(0, 5)) == 0:
                content.append(par("isi", f"Lanjutan {len(content)}.", None, None, depth))

    for number in range(1, draw(st.integers(0, 3)) + 1):
        content.append(par("konsideran", f"bahwa hal {number};", Number("angka", number), f"k{number}", 1))
    for number in range(1, draw(st.integers(1, 4)) + 1):
        content.append(par("pasal", f"JUDUL {number}", Number("pasal", number), f"p{number}"))
        add_list(draw(st.sampled_from(("ayat", "huruf", "angka"))), 1, f"p{number}")
    targets = [paragraph for paragraph in content if paragraph.identity is not None and paragraph.number is not None]
    result: list[Paragraph] = []
    for paragraph in content:
        if paragraph.role != "pasal" and draw(st.integers(0, 2)) == 0:
            target = draw(st.sampled_from(targets))
            assert target.identity is not None and target.number is not None
            paragraph = Paragraph(
                paragraph.role,
                (*paragraph.content, Text(" Lihat "), Reference(target.identity, target.number.reference), Text(".")),
                paragraph.number,
                paragraph.identity,
                paragraph.depth,
            )
        result.append(paragraph)
    return Dokumen("Naskah", tuple(result))


# --- LibreOffice ----------------------------------------------------------------------------------------------------


def need_libreoffice() -> str:
    """The path of soffice. Absent on a desk: skip; absent in CI: a failure, or the tests would be silent."""
    soffice = shutil.which("soffice")
    if soffice is None or shutil.which("pdftotext") is None:
        if os.environ.get("CI"):
            pytest.fail("soffice dan pdftotext wajib ada di CI")
        pytest.skip("soffice atau pdftotext tidak terpasang")
    return soffice


def convert(folder: Path, files: Iterable[Path], output_format: str) -> list[Path]:
    """Convert files with one call of LibreOffice, in a profile of its own, so that parallel tests do not meet."""
    soffice = need_libreoffice()
    incoming = list(files)
    output = folder / f"keluar-{output_format}"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profil').as_uri()}",
            "--headless",
            "--convert-to",
            output_format,
            "--outdir",
            str(output),
            *map(str, incoming),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [output / f"{file.stem}.{output_format}" for file in incoming]


def pdf_text(pdf: Path, *options: str) -> str:
    """The text of a PDF in the order in which it was drawn."""
    result = subprocess.run(["pdftotext", "-raw", *options, str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return result.stdout.decode()
