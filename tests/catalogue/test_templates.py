"""A document type, a clause or a house style is one new file; places in templates are exact; a signed paper stays as it was signed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.util import AKAR, PNG, cek, cetak, daerah, ksb, ksdgen, pasang, pks, simpan, templat, yaml

pytestmark = pytest.mark.usefixtures("aturan_dasar")


# --- one new file ---------------------------------------------------------------------------------------------------------------------

KLAUSUL = """---
judul: KLAUSUL BARU
unsur: [baru]
letak: {setelah: [tak_ada, objek]}
varian:
  biasa: {uraian: biasa}
  khusus: {uraian: khusus, pilihan: true}
isian:
  hari: {tipe: bilangan, baku: 14, uraian: lamanya}
  sebab: {tipe: markah, uraian: sebabnya}
---
(#) [utama] Paling lama {{ isian.hari | angka }} hari{% if varian == 'khusus' %} secara khusus{% endif %}.
(#) Sebab sebagaimana dimaksud pada [[utama]] dalam [[objek]]: {{ isian.sebab | markah }}.
"""


def _sesudah(teks: str, judul: str) -> list[str]:
    baris = [" ".join(b.split()) for b in teks.split("\n") if b.strip()]
    return baris[baris.index(judul) + 1 :]


def test_klausul_baru_satu_berkas(repo: Path) -> None:
    templat(repo, "klausul/klausul_baru.j2", KLAUSUL)
    _, tanpa = cetak(repo, ksb())
    assert tanpa is not None
    assert "KLAUSUL BARU" not in tanpa
    jalan, teks = cetak(repo, ksb(klausul={"klausul_baru": {"isian": {"sebab": "hujan"}}}))
    assert jalan.kode_temuan == []
    assert teks is not None
    objek = _sesudah(teks, "OBJEK")
    assert objek[1:3] == ["Pasal 3", "KLAUSUL BARU"]
    assert objek[3:5] == [
        "(1) Paling lama 14 (empat belas) hari.",
        "(2) Sebab sebagaimana dimaksud pada ayat (1) dalam Pasal 2: hujan.",
    ]
    _, teks = cetak(repo, ksb(klausul={"klausul_baru": {"varian": "khusus", "isian": {"hari": 7, "sebab": "x"}}}))
    assert teks is not None
    assert "Paling lama 7 (tujuh) hari secara khusus." in teks
    jalan = cek(repo, ksb(klausul={"klausul_baru": {}}))
    assert [k for k in jalan.kode_temuan if k == "KSD050"] == ["KSD050"]
    jalan = cek(repo, ksb(klausul={"klausul_baru": {"ubah": "isi lain", "isian": {"hari": 7}}}))
    assert jalan.kode_temuan == ["KSD061"]  # a blank of a text that is not used is not lost in silence
    jalan = cek(repo, ksb(klausul={"klausul_bru": {}}))
    assert "maksud Anda `klausul_baru`?" in jalan.keluar


def test_jenis_baru_satu_berkas(repo: Path) -> None:
    templat(
        repo,
        "berita_acara.j2",
        "---\njenis: berita_acara\njudul: BERITA ACARA\nsebutan: Berita Acara\nuraian: contoh\nkategori: [ksdd_sukarela]\n"
        "pasal: [objek]\nisian: {sifat: {tipe: pilihan, pilihan: [biasa, penting], uraian: sifat}}\n---\n"
        '{% extends "dasar.j2" %}\n{% block menerangkan %}\n@isi Sifat: {{ isian.sifat }}.\n{% endblock %}\n',
    )
    jalan, teks = cetak(repo, ksb(jenis="berita_acara", isian={"sifat": "penting"}))
    assert {c for *_, c in jalan.temuan} == {"KSD061"}  # what this type does not print is said
    assert teks is not None
    assert "BERITA ACARA" in teks.split("\n")
    assert "Sifat: penting." in teks
    assert "KSD013" in cek(repo, ksb(jenis="berita_acara", isian={"sifat": "genting"})).kode_temuan
    assert "berita_acara" in cek(repo, ksb(jenis="berita_acra")).keluar


def test_gaya_baru_satu_berkas(repo: Path) -> None:
    templat(
        repo,
        "gaya/daerah_kami.yaml",
        "uraian: kebiasaan kami\nberdasar_pada: baku\nsebutan_pihak: pertama\ngelar: true\ntanda_tangan: urut\n",
    )
    data = pasang(ksb(gaya="daerah_kami"), "para_pihak.0.penanda_tangan.0.gelar_depan", "Dr.")
    jalan, teks = cetak(repo, data)
    assert jalan.kode_temuan == []
    assert teks is not None
    assert "selanjutnya disebut PIHAK PERTAMA." in teks
    assert teks.index("DR. PEJABAT GARUT") < teks.index("PEJABAT CIMAHI", teks.index("Demikian"))


def test_templat_milik_repositori_didahulukan(repo: Path) -> None:
    templat(repo, "klausul/objek.j2", "---\njudul: OBJEK KAMI\n---\n(#) Objeknya {{ naskah.objek | markah }}.\n")
    _, teks = cetak(repo, ksb())
    assert teks is not None
    assert "Objeknya pengendalian inflasi." in teks


def test_daftar_kosong_dicetak_sebagai_titik_titik(repo: Path) -> None:
    templat(repo, "klausul/coba.j2", "---\njudul: COBA\n---\n(#) awal {{ naskah.latar_belakang }} akhir\n")
    _, teks = cetak(repo, ksb(klausul={"coba": {}}, latar_belakang=None))
    assert teks is not None and re.search(r"awal \W{5,} akhir", teks)


# --- places -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sela", range(0, 12, 3))
def test_letak_dalam_templat_tepat(repo: Path, sela: int) -> None:
    """Whatever stands before it — statements, comments, tags over several lines, blank lines — the line is right."""
    atas = [
        "{# catatan",
        "   dua baris #}",
        "{% set a = 1 %}",
        "(#) isi {{ a }}",
        "{% if",
        "   a %}",
        "(#) lagi",
        "{%- endif %}",
        "",
        "  {% for x in [1] -%}",
        "(#) y",
        "{% endfor %}",
    ]
    badan = [*atas[:0], *atas, *["(#) isi"] * sela, "(#) salah [[tak_ada]]", "(#) akhir"]
    templat(repo, "klausul/coba.j2", "---\njudul: COBA\n---\n" + "\n".join(badan) + "\n")
    jalan = cek(repo, ksb(klausul={"coba": {}}))
    assert [(b, k, c) for _, b, k, c in jalan.temuan] == [(3 + len(atas) + sela + 1, 11, "KSD030")]
    templat(
        repo,
        "klausul/coba.j2",
        "---\njudul: COBA\n---\n" + "\n".join(badan).replace("[[tak_ada]]", "{{ tak_ada }}") + "\n",
    )
    jalan = cek(repo, ksb(klausul={"coba": {}}))
    assert [(b, c) for _, b, _, c in jalan.temuan] == [(3 + len(atas) + sela + 1, "KSD043")]


@pytest.mark.parametrize(
    ("isi", "kolom_kutip"),
    [
        ("    isi: satu [[tak_ada]] dua", 15),
        ("    isi: 'satu [[tak_ada]] dua'", 16),
        ('    isi: "satu [[tak_ada]] dua"', 16),
        ("    isi: |\n      satu [[tak_ada]] dua", 12),
        ("    isi: |\n      (1) satu\n      (2) [x] dua [[tak_ada]]", 19),
        ("    isi: |\n      (1) satu\n          a. dua\n          b. tiga\n             lanjut [[tak_ada]]", 21),
        ("    isi: |\n      | a | [[tak_ada]] |", 13),
        ("    isi: |\n      \\(1) a \\@ b [[tak_ada]]", 19),
        ("    isi: |\n      漢字 😀 [[tak_ada]]", 12),
    ],
)
def test_letak_dalam_markah_tepat(repo: Path, isi: str, kolom_kutip: int) -> None:
    atas = yaml(ksb()) + "pasal_tambahan:\n  - kode: baru\n    judul: BARU\n    setelah: objek\n"
    jalan = cek(repo, f"{atas}{isi}\n")
    baris = atas.count("\n") + isi.count("\n") + 1
    assert [(b, k, c) for _, b, k, c in jalan.temuan] == [(baris, kolom_kutip, "KSD030")]
    penunjuk = jalan.keluar.split("\n")[2]
    assert penunjuk.count("^") == len("[[tak_ada]]")


def test_tanda_panah_di_bawah_huruf_yang_dimaksud(repo: Path) -> None:
    """Wide and combining characters and tabs before the place do not shift the caret."""
    import unicodedata

    for awalan in ("", "漢字漢字 ", "e\u0301e\u0301 ", "😀 ", "a\tb ", "x" * 300 + " "):
        jalan = cek(
            repo,
            yaml(ksb())
            + f"gaya: baku # {awalan}\npasal_tambahan: [{{kode: a, judul: '{awalan}', isi: x, setelah: tak_ada}}]\n",
        )
        baris, panah = jalan.keluar.split("\n")[1:3]

        def lebar(teks: str) -> int:
            return sum(
                0 if unicodedata.combining(h) else 2 if unicodedata.east_asian_width(h) in "WF" else 1 for h in teks
            )

        assert lebar(baris[: baris.index("tak_ada")]) == panah.index("^")


def test_letak_nilai_pihak_bersama(repo: Path) -> None:
    """A fault in shared party data is found in the file where it is written."""
    simpan(repo, "bentuk: pemerintah_daerah\nnama: A\nalamat: [x]\n", "pihak/a.yaml")
    data = ksb()
    data["para_pihak"][0] = {"kode": "garut", "acuan": "pihak/a", "nomor": "1"}
    jalan = cek(repo, data)
    assert ("pihak/a.yaml", 3, 9, "KSD011") in [
        (f.rpartition("agreements/")[2], b, k, c) for f, b, k, c in jalan.temuan
    ]


# --- signed is signed -------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def terbeku(repo: Path) -> Path:
    """A repository with one signed, frozen and printed agreement."""
    simpan(
        repo,
        "bentuk: pemerintah_daerah\nnama: Pemerintah Daerah Kabupaten Garut\nalamat: Jalan Lama\ntempat_kedudukan: Garut\nlogo: a.png\n",
        "pihak/garut.yaml",
    )
    (repo / "agreements/pihak/a.png").write_bytes(PNG)
    data = pks(status="ditandatangani")
    pertama = daerah(0)
    data["para_pihak"][0] = {
        "acuan": "pihak/garut",
        **{k: v for k, v in pertama.items() if k not in ("nama", "alamat", "tempat_kedudukan", "bentuk")},
    }
    jalan, teks = cetak(repo, data)
    assert jalan.kode == 0, jalan.semua
    assert "KSD055" in jalan.kode_temuan
    assert teks is not None
    assert "Jalan Lama" in teks
    assert (repo / "agreements/a.beku.json").exists()
    return repo


def _cetak_ulang(repo: Path) -> tuple[Any, str | None]:
    shutil.rmtree(repo / "keluaran", ignore_errors=True)
    return cetak(repo, (repo / "agreements/a.yaml").read_text())


def test_beku_tahan_perubahan_templat_pihak_dan_gaya(terbeku: Path) -> None:
    _, awal = _cetak_ulang(terbeku)
    simpan(terbeku, "bentuk: pemerintah_daerah\nnama: Nama Baru\nalamat: Jalan Baru\nlogo: a.png\n", "pihak/garut.yaml")
    templat(terbeku, "gaya/baku.yaml", "uraian: lain\ngelar: true\nsebutan_pihak: pertama\n")
    templat(terbeku, "klausul/objek.j2", "---\njudul: LAIN\n---\n(#) {{ rusak\n")
    jalan, teks = _cetak_ulang(terbeku)
    assert teks == awal
    assert jalan.kode == 0


def test_beku_tahan_hilangnya_berkas_pihak(terbeku: Path) -> None:
    _, awal = _cetak_ulang(terbeku)
    (terbeku / "agreements/pihak/garut.yaml").unlink()
    _, teks = _cetak_ulang(terbeku)
    assert teks == awal


def test_beku_sama_pada_docx(terbeku: Path) -> None:
    path = terbeku / "agreements/a.yaml"
    assert ksdgen("render", path, "--out", terbeku / "o1", "--format", "docx").kode == 0
    templat(terbeku, "gaya/baku.yaml", "uraian: lain\nukuran: 10\n")
    assert ksdgen("render", path, "--out", terbeku / "o2", "--format", "docx").kode == 0
    assert (terbeku / "o1/a.docx").read_bytes() == (terbeku / "o2/a.docx").read_bytes()


@pytest.mark.parametrize(
    ("lama", "baru"), [("pengendalian inflasi", "pengendalian"), ("Jalan Braga Nomor 7", "Jalan Braga")]
)
def test_beku_menolak_isi_yang_diubah(terbeku: Path, lama: str, baru: str) -> None:
    path = terbeku / "agreements/a.yaml"
    path.write_text(path.read_text().replace(lama, baru))
    jalan, teks = _cetak_ulang(terbeku)
    assert (jalan.kode, teks) == (1, None)
    assert "KSD053" in jalan.kode_temuan


@pytest.mark.parametrize("status", ["berakhir", "diubah"])
def test_beku_boleh_berganti_status_catatan_dan_tata_letak(terbeku: Path, status: str) -> None:
    _, awal = _cetak_ulang(terbeku)
    path = terbeku / "agreements/a.yaml"
    path.write_text(
        "# catatan\n" + path.read_text().replace('"ditandatangani"', status).replace("\n", "\r\n"), newline=""
    )
    jalan, teks = _cetak_ulang(terbeku)
    assert (jalan.kode, teks) == (0, awal)


@pytest.mark.parametrize("rusak", ["", "{", "[]", '{"versi": 1}', "isi", "panjang", "null"])
def test_beku_rusak(terbeku: Path, rusak: str) -> None:
    path = terbeku / "agreements/a.beku.json"
    if rusak == "isi":
        path.write_text(path.read_text().replace("pengendalian inflasi", "pengendalian iklim"))
    elif rusak == "panjang":
        path.write_text("[" * 100_000)
    else:
        path.write_text(rusak)
    jalan, teks = _cetak_ulang(terbeku)
    assert (jalan.kode, teks) == (1, None)
    assert "KSD054" in jalan.kode_temuan


@pytest.mark.parametrize("rusak", ["hilang", "lain"])
def test_beku_gambar_berubah(terbeku: Path, rusak: str) -> None:
    gambar = terbeku / "agreements/pihak/a.png"
    if rusak == "hilang":
        gambar.unlink()
    else:
        gambar.write_bytes(PNG + b"x")
    jalan, teks = _cetak_ulang(terbeku)
    assert (jalan.kode, teks) == (1, None)
    assert "KSD060" in jalan.kode_temuan


def test_berkas_beku_terbaca_dan_tetap(terbeku: Path) -> None:
    path = terbeku / "agreements/a.beku.json"
    awal = path.read_bytes()
    assert json.loads(awal)["dokumen"]
    _cetak_ulang(terbeku)
    assert path.read_bytes() == awal
    path.unlink()
    assert ksdgen("lock", terbeku / "agreements/a.yaml").kode == 0
    assert path.read_bytes() == awal
    assert "sudah beku" in ksdgen("lock", terbeku / "agreements/a.yaml").keluar


def test_konsep_tidak_dibekukan(repo: Path) -> None:
    cetak(repo, ksb())
    assert "dikunci" in ksdgen("lock", repo).keluar
    assert not (repo / "agreements/a.beku.json").exists()
    simpan(repo, ksb(status="batal"), "b.yaml")
    assert "dilewati, status batal" in ksdgen("lock", repo).keluar
    assert not (repo / "agreements/b.kunci.json").exists()


# --- the templates of this repository -----------------------------------------------------------------------------------------------


def test_semua_klausul_bersih_dan_terdaftar() -> None:
    """Every clause and type of the catalogue has front matter without fault, and compiles."""
    from ksdgen.catalogue.catalogue import Katalog
    from ksdgen.desk.workspace import Workspace
    from ksdgen.world.tree import WorkingTree

    ruang = Workspace(AKAR)
    katalog = Katalog(WorkingTree(AKAR / "templates"))
    assert katalog.daftar_jenis()
    for nama in katalog.daftar_klausul():
        assert katalog.klausul(nama) is not None, nama
        ruang.penyusun.env.get_template(f"klausul/{nama}.j2")
    for nama in katalog.daftar_jenis():
        berkas = katalog.jenis(nama)
        assert berkas is not None
        assert set(berkas.kepala.pasal) <= set(katalog.daftar_klausul())
        ruang.penyusun.env.get_template(f"{nama}.j2")
    for nama in katalog.daftar_gaya():
        assert katalog.gaya(nama) is not None
    assert [t for daftar in katalog.temuan.values() for t in daftar] == []
