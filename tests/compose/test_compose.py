"""Markup becomes structure; parties, orders, open values and choices of clauses come out as written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ksdgen import bahasa
from ksdgen.paper.document import Table
from tests.helpers.composed import composed
from tests.helpers.util import company, daerah, ksb, pks, put, render, run_check

pytestmark = pytest.mark.usefixtures("base_rules")


# --- markup -----------------------------------------------------------------------------------------------------------


def test_block_markah_becomes_structure(repo: Path) -> None:
    content = (
        "(1) [pokok] Ayat & <satu>:\n    a. {{ x }};\n    b. \\@bukan perintah.\n(2) Sesuai [[pokok]] dan [[objek]]."
    )
    _, text = render(repo, ksb(pasal_tambahan=[{"kode": "baru", "judul": "BARU", "setelah": "objek", "isi": content}]))
    assert text is not None
    lines = [" ".join(b.split()) for b in text.split("\n")]
    heading = lines.index("BARU")
    assert [b for b in lines[heading + 1 :] if b][:4] == [
        "(1) Ayat & <satu>:",
        "a. {{ x }};",
        "b. @bukan perintah.",
        "(2) Sesuai ayat (1) dan Pasal 2.",
    ]


# --- parties ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(2, 12))
def test_two_to_eleven_pihak(repo: Path, count: int) -> None:
    run, text = render(repo, ksb(count))
    assert (run.code, run.finding_codes) == (0, [])
    assert text is not None
    flattened = " ".join(text.split())
    terms = [f"PIHAK {bahasa.ordinal(i + 1).upper()}" for i in range(count)]
    series = f"{terms[0]} dan {terms[1]}" if count == 2 else f"{', '.join(terms[:-1])}, dan {terms[-1]}"
    assert f"{series} selanjutnya secara bersama-sama" in flattened
    komparisi = flattened[flattened.index("kami yang bertanda tangan") : flattened.index("secara bersama-sama")]
    assert re.findall(r"(?<= )([IVX]+)\. +Pejabat", komparisi) == [bahasa.roman(i + 1) for i in range(count)]
    assert re.findall(r"selanjutnya disebut (PIHAK [A-Z ]+?)\.", komparisi) == terms
    ttd = flattened[flattened.rindex("kekuatan hukum yang sama") :]
    columns = 2 if count in (2, 4) else 3  # in each row the first stands at the right
    assert re.findall(r"(PIHAK [A-Z ]+),", ttd) == [
        s for i in range(0, count, columns) for s in terms[i : i + columns][::-1]
    ]
    assert f"dalam rangkap {count} ({bahasa.terbilang(count)}) bermeterai" in flattened


@pytest.mark.parametrize("count", [1, 12])
def test_number_of_pihak_out_of_limits(repo: Path, count: int) -> None:
    data = ksb(min(count, 11))
    if count > 11:
        data["para_pihak"].append({**daerah(0), "kode": "lagi"})
    assert "KSD016" in run_check(repo, data).finding_codes


@pytest.mark.parametrize("count", range(2, 12))
def test_grids_of_signatures_and_lambang(count: int) -> None:
    data = ksb(count, jenis="perjanjian_kerja_sama")
    tables = {t.role: t for t in composed(data).dokumen.content if isinstance(t, Table)}
    ttd = tables["tanda_tangan"]
    columns = 2 if count in (2, 4) else 3
    terms = [[p.text for s in r.cells for p in s.content if p.role == "ttd_pihak"] for r in ttd.rows]
    names = [[p.text for s in r.cells for p in s.content if p.role == "ttd_nama"] for r in ttd.rows]
    for cells in ([k for k in terms if k], [k for k in names if k]):
        assert [len(k) for k in cells] == [min(columns, count - i) for i in range(0, count, columns)]
    assert len({t for k in terms for t in k}) == count == len({t for k in names for t in k})
    assert len(ttd.column) == columns
    assert all(len(r.cells) <= columns for r in ttd.rows)
    lambang = tables["lambang"]
    labels = [p.text for r in lambang.rows for s in r.cells for p in s.content if p.text]
    assert len(labels) == count == len(set(labels))
    assert all(len(r.cells) == len(lambang.column) for r in lambang.rows)
    # Permendagri 22/2020 Pasal 43: the initiator's emblem stands at the right of the first row.
    assert lambang.rows[0].cells[-1].content[0].text == "Lambang Daerah Kabupaten Garut"
    assert len(lambang.rows) == (1 if count <= 6 else 2)


@pytest.mark.parametrize("part", ["judul", "nomor", "para_pihak", "tanda_tangan"])
def test_order(repo: Path, part: str) -> None:
    order = ["sumedang", "garut", "cimahi"]
    _, ordinary = render(repo, ksb(3))
    _, text = render(repo, ksb(3, urutan={part: order}))
    assert ordinary is not None
    assert text is not None
    start, end, pattern = {
        "judul": ("\\nANTARA", "\\nTENTANG", r"KABUPATEN (\w+)"),
        "nomor": ("\\nTENTANG", "Pada hari ini", r"NOMOR: 100\.3\.7/(\d)"),
        "para_pihak": ("kami yang bertanda", "secara bersama-sama", r"(?:I|II|III)\.\s+Pejabat (\w+)"),
        "tanda_tangan": ("Demikian", r"\Z", r"PEJABAT (\w+)"),
    }[part]
    expected = ["1", "2", "3"] if part == "nomor" else ["garut", "cimahi", "sumedang"]
    reordered = ["3", "1", "2"] if part == "nomor" else order
    if part == "tanda_tangan":
        expected = expected[::-1]  # the format puts PIHAK KESATU at the right

    def pieces_of(printed: str) -> list[str]:
        match = re.search(f"{start}(.*?){end}", printed, re.DOTALL)
        assert match is not None
        return [x.lower() for x in re.findall(pattern, match[1])]

    assert pieces_of(ordinary) == expected
    assert pieces_of(text) == reordered
    # Only this part of the paper has another order.
    assert sorted(re.findall(r"[\w.]+", ordinary)) == sorted(re.findall(r"[\w.]+", text))


def test_connecting_words(repo: Path) -> None:
    _, text = render(repo, ksb(3, penghubung=["dengan", "tanpa"]))
    assert text is not None
    title_lines = [b.strip(" ,") for b in text[text.index("ANTARA") : text.index("TENTANG")].split("\n") if b.strip()]
    assert title_lines == [
        "ANTARA",
        "PEMERINTAH DAERAH KABUPATEN GARUT",
        "DENGAN",
        "PEMERINTAH DAERAH KABUPATEN CIMAHI",
        "PEMERINTAH DAERAH KABUPATEN SUMEDANG",
    ]


def test_several_penanda_tangan(repo: Path) -> None:
    data = pks()
    data["para_pihak"][1]["penanda_tangan"].append(
        {"nama": "Rudi", "jabatan": "Direktur Keuangan", "dasar_kewenangan": {"bebas": "Surat X"}}
    )
    run, text = render(repo, data)
    assert run.finding_codes == []
    assert text is not None
    assert text.count("bersama-sama bertindak untuk dan atas nama PT Contoh Sejahtera") == 1
    assert text.count("selanjutnya disebut PIHAK KEDUA") == 1
    assert re.search(r"SRI WAHYUNI\s+DIREKTUR KEUANGAN,\s+RUDI", text)


def test_badan_hukum_perseorangan_and_yayasan(repo: Path) -> None:
    data = pks()
    yayasan = company()
    yayasan.update(kode="yayasan", bentuk="yayasan", nama="Yayasan Contoh")
    person = {
        "kode": "orang",
        "bentuk": "perseorangan",
        "nama": "Slamet Riyadi",
        "nomor": "-",
        "tempat_kedudukan": "Garut",
        "alamat": "Jalan Kenanga",
        "perseorangan": {"nik": "0320010101010001", "pekerjaan": "Petani"},
        "narahubung": {"unit": "Slamet Riyadi"},
        "penanda_tangan": [{"nama": "Slamet Riyadi"}],
    }
    data["para_pihak"] += [yayasan, person]
    data["hak_dan_kewajiban"].update({k: {"hak": ["x"], "kewajiban": ["y"]} for k in ("yayasan", "orang")})
    run, text = render(repo, data)
    assert "KSD061" not in run.finding_codes
    assert text is not None
    chain = r"Akta Pendirian Nomor 12 tanggal 14 Mei 2009 [^.]*Dewi Kartika, S\.H\.[^.]*Bandung.*? Akta Perubahan Nomor 15 .*? AHU-1\.AH"
    assert len(re.findall(chain, text)) == 2
    assert "Petani, pemegang Nomor Induk Kependudukan 0320010101010001, bertempat tinggal di Garut" in text
    assert "bertindak untuk dan atas nama diri sendiri, selanjutnya disebut PIHAK KEEMPAT" in text


# --- open values ------------------------------------------------------------------------------------------------------

OPEN_VALUES = {
    "para_pihak.0.nomor": "100/___/2026",
    "penandatanganan.tanggal": "menyusul",
    "penandatanganan.tempat": "Menyusul",
}


@pytest.mark.parametrize(
    ("status", "route", "value", "code", "printed"),
    [
        *[("konsep", r, v, "KSD050", True) for r, v in OPEN_VALUES.items()],
        *[("siap_ditandatangani", r, v, None, True) for r, v in OPEN_VALUES.items()],
        *[("ditandatangani", r, v, "KSD052", False) for r, v in OPEN_VALUES.items()],
        *[
            (s, r, v, k, s in ("konsep", "pembahasan"))
            for s, k in (
                ("konsep", "KSD050"),
                ("pembahasan", "KSD050"),
                ("siap_ditandatangani", "KSD051"),
                ("ditandatangani", "KSD052"),
            )
            for r, v in (
                ("para_pihak.0.nomor", None),
                ("objek", None),
                ("para_pihak.0.alamat", "Jalan ___"),
                ("tujuan.0", "naik ___ persen"),
            )
        ],
    ],
)
def test_open_values_by_status(
    repo: Path, status: str, route: str, value: str | None, code: str | None, printed: bool
) -> None:
    run, text = render(repo, put(ksb(status=status), route, value))
    assert [k for k in run.finding_codes if k in ("KSD050", "KSD051", "KSD052")] == ([code] if code else [])
    assert (text is not None) == printed
    if text is not None:
        assert "……" in text
        assert "___" not in text
        assert "menyusul" not in text.lower().replace("menyusulkan", "")


# --- choices of clauses -----------------------------------------------------------------------------------------------


def test_variant_isian_change_delete(repo: Path) -> None:
    _, ordinary = render(repo, pks())
    run, text = render(
        repo,
        pks(
            klausul={
                "penyelesaian_perselisihan": {"varian": "arbitrase"},
                "keadaan_kahar": {"ubah": "Teks kahar sendiri.", "alasan": "x"},
                "monitoring_dan_evaluasi": {"hapus": True, "alasan": "x"},
                "antikorupsi": {},
            }
        ),
    )
    assert ordinary is not None
    assert text is not None, run.everything
    assert "rbitrase" in text
    assert "Teks kahar sendiri." in text
    assert "MONITORING" in ordinary
    assert "MONITORING" not in text
    assert len(re.findall(r"(?m)^\s*Pasal \d+$", text)) == len(re.findall(r"(?m)^\s*Pasal \d+$", ordinary))


def test_own_words_of_a_deleted_pasal_are_told(repo: Path) -> None:
    run = run_check(repo, ksb(klausul={"monitoring_dan_evaluasi": {"hapus": True, "ubah": "hilang", "alasan": "x"}}))
    assert "KSD061" in run.finding_codes
