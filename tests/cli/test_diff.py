"""`ksdgen diff` over a real git repository: the right words for every change, and a clear message for every state that cannot be compared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.helpers.git_util import Git, repositori
from tests.helpers.util import AKAR, daerah, ksb, ksdgen, pasang, pks, yaml

A = "agreements/a.yaml"
PIHAK = {
    "bentuk": "pemerintah_daerah",
    "nama": "Pemerintah Daerah Kabupaten Garut",
    "alamat": "Jalan Pembangunan Nomor 1, Garut",
}


@pytest.fixture
def g(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository with one committed agreement; the working directory is its root."""
    monkeypatch.chdir(tmp_path)
    return repositori(tmp_path, yaml(ksb()))


def beda(*argumen: object, kode: int = 0) -> str:
    hasil = ksdgen("diff", *argumen)
    assert hasil.kode == kode, hasil.semua
    return hasil.semua


def data(*argumen: object) -> Any:
    return json.loads(beda(*argumen, "--format", "json"))


def kalimat(*argumen: object) -> list[str]:
    return [p["kalimat"] for n in data(*argumen)["naskah"] for p in n["perubahan"]]


def test_the_working_tree_against_head_in_a_drafters_words(g: Git) -> None:
    assert beda().splitlines()[-1] == "tidak ada perbedaan isi; 1 naskah tetap"
    g.tulis(A, yaml(pasang(ksb(), "jangka_waktu.lama", "5 tahun")))
    assert kalimat() == [
        "Pasal 6 ayat (1): jangka waktu 3 (tiga) tahun → 5 (lima) tahun",
        "Pasal 6 ayat (1): tanggal 7 Desember 2029 → 7 Desember 2031",
    ]
    teks = beda()
    assert "[-3 (tiga) tahun-]{+5 (lima) tahun+}" in teks
    assert teks.splitlines()[-1] == "1 naskah diubah; 0 naskah tetap"


@pytest.mark.parametrize(
    ("rute", "nilai", "golongan", "menjadi"),
    [
        ("jangka_waktu.lama", "5 tahun", "jangka_waktu", "5 (lima) tahun"),
        ("penandatanganan.tanggal", "2026-12-08", "tanggal", "8"),
        ("para_pihak.0.nomor", "100.3.7/99/KSB/2026", "nomor", "100.3.7/99/KSB/2026"),
        ("para_pihak.0.penanda_tangan.0.nama", "Pejabat Baru", "pihak", "Baru"),
        ("objek", "pengendalian harga", "teks", "harga"),
    ],
)
def test_each_kind_of_change_is_named_as_such(g: Git, rute: str, nilai: str, golongan: str, menjadi: str) -> None:
    g.tulis(A, yaml(pasang(ksb(), rute, nilai)))
    perubahan = [p for n in data()["naskah"] for p in n["perubahan"]]
    assert any(p["golongan"] == golongan and menjadi in p["menjadi"] for p in perubahan), [
        (p["golongan"], p["kalimat"]) for p in perubahan
    ]


def test_one_changed_amount_is_one_change(g: Git) -> None:
    g.tulis("agreements/b.yaml", yaml(pks()))
    g.komit()
    lama = pks()
    baru = pasang(pasang(lama, "pembiayaan.nilai", "2000000000"), "pembiayaan.termin.0.nilai", "2000000000")
    g.tulis("agreements/b.yaml", yaml(baru))
    uang = [p for n in data("agreements/b.yaml")["naskah"] for p in n["perubahan"]]
    assert {p["golongan"] for p in uang} == {"nilai_uang"}
    assert all(p["semula"] == "Rp1.000.000.000,00 (satu miliar rupiah)" for p in uang), [p["semula"] for p in uang]


def test_a_new_article_folds_what_it_renumbers(g: Git) -> None:
    tambahan = [
        {"kode": "monitoring", "judul": "PEMANTAUAN BERSAMA", "setelah": "objek", "isi": "PARA PIHAK memantau bersama."}
    ]
    g.tulis(A, yaml({**ksb(), "pasal_tambahan": tambahan}))
    semua = kalimat()
    assert any(k.startswith("Pasal baru") and "PEMANTAUAN BERSAMA" in k for k in semua), semua
    assert len(semua) <= 3, semua


def test_party_data_alone_is_named_as_the_cause(g: Git) -> None:
    isi = ksb()
    isi["para_pihak"][0] = {
        "kode": "garut",
        "acuan": "pihak/garut",
        **{k: isi["para_pihak"][0][k] for k in ("pemrakarsa", "nomor", "tempat_kedudukan", "penanda_tangan", "daerah")},
    }
    g.tulis(A, yaml(isi))
    g.tulis("agreements/pihak/garut.yaml", yaml(PIHAK))
    g.komit()
    g.tulis("agreements/pihak/garut.yaml", yaml({**PIHAK, "alamat": "Jalan Cimanuk Nomor 2, Garut"}))
    hasil = data()
    assert [n["sebab"] for n in hasil["naskah"]] == [["agreements/pihak/garut.yaml"]]
    assert any(
        "Jalan Cimanuk Nomor 2" in p["menjadi"] or "Cimanuk" in p["menjadi"] for p in hasil["naskah"][0]["perubahan"]
    )
    assert "ikut berubah: data pihak garut" in beda()


def test_a_template_alone_is_named_as_the_cause(g: Git) -> None:
    klausul = (AKAR / "templates" / "klausul" / "objek.j2").read_text(encoding="utf-8")
    g.tulis("templates/klausul/objek.j2", klausul)
    g.komit()
    g.tulis("templates/klausul/objek.j2", klausul.replace("(#) Objek", "(#) Sasaran"))
    hasil = data()
    assert [n["sebab"] for n in hasil["naskah"]] == [["templates/klausul/objek.j2"]]
    assert "klausul baku objek" in beda()


def test_templates_that_a_revision_has_not(g: Git) -> None:
    for nama in ("klausul/objek.j2",):
        g.tulis(f"templates/{nama}", (AKAR / "templates" / nama).read_text(encoding="utf-8"))
    assert "belum mempunyai templates/ sendiri, sehingga disusun dengan templat bawaan ksdgen" in beda()


def test_added_deleted_and_renamed_files(g: Git) -> None:
    g.tulis("agreements/b.yaml", yaml(pks()))
    g.komit()
    (g.akar / "agreements/b.yaml").rename(g.akar / "agreements/nama baru é.yaml")
    hasil = data()["naskah"]
    assert [(n["berkas_lama"], n["berkas"], n["keadaan"], n["perubahan"]) for n in hasil] == [
        ("agreements/b.yaml", "agreements/nama baru é.yaml", "tetap", [])
    ]
    g.tulis("agreements/nama baru é.yaml", yaml(pasang(pks(), "objek", "pengelolaan sampah")))
    hasil = data()["naskah"]
    assert [(n["berkas_lama"], n["keadaan"]) for n in hasil] == [("agreements/b.yaml", "diubah")]
    assert "berkas dinamai ulang, semula `agreements/b.yaml`" in beda()
    (g.akar / "agreements/nama baru é.yaml").unlink()
    assert [(n["berkas_lama"], n["berkas"], n["keadaan"]) for n in data()["naskah"]] == [
        ("agreements/b.yaml", None, "dihapus")
    ]
    assert [(n["berkas"], n["keadaan"]) for n in data("HEAD", "HEAD~1")["naskah"]] == [(None, "dihapus")]
    assert [(n["berkas"], n["keadaan"]) for n in data("HEAD~1", "HEAD")["naskah"]] == [("agreements/b.yaml", "baru")]
    assert "agreements/b.yaml" in beda("agreements/b.yaml")


@pytest.mark.parametrize("rusak", ["jenis: [", "jenis: kesepakatan_bersama\n", "", "\x00"])
@pytest.mark.parametrize("sisi", ["lama", "baru"])
def test_an_agreement_broken_on_one_side(g: Git, rusak: str, sisi: str) -> None:
    g.tulis(A, rusak)
    if sisi == "lama":
        g.komit()
        g.tulis(A, yaml(ksb()))
    teks = " ".join(beda().split())
    assert f"versi {sisi} tidak dapat disusun" in teks
    assert "1 naskah diubah" in teks


def test_broken_on_both_sides_is_told_only_when_touched(g: Git) -> None:
    g.tulis("agreements/b.yaml", "jenis: [")
    g.komit()
    assert "tidak ada perbedaan isi" in beda()
    g.tulis("agreements/b.yaml", "jenis: [[")
    assert "versi lama tidak dapat disusun" in " ".join(beda().split())


def test_a_template_of_an_older_interface(g: Git) -> None:
    klausul = (AKAR / "templates" / "klausul" / "objek.j2").read_text(encoding="utf-8")
    g.tulis("templates/klausul/objek.j2", klausul.replace("antarmuka: 1\n", "antarmuka: 99\n", 1))
    teks = " ".join(beda().split())
    assert "versi baru" in teks and "antarmuka 99" in teks


def test_only_the_layout_of_the_yaml_changed(g: Git) -> None:
    g.tulis(A, "# sebuah komentar\n" + yaml(ksb()).replace("\n", "\r\n"))
    hasil = data()["naskah"]
    assert [(n["keadaan"], n["perubahan"]) for n in hasil] == [("tetap", [])]
    assert beda("--exit-code").splitlines()[-1] == "tidak ada perbedaan isi; 1 naskah tetap"


def test_exit_code_as_gits(g: Git) -> None:
    g.tulis(A, yaml(pasang(ksb(), "objek", "lain")))
    beda()
    beda("--exit-code", kode=1)
    beda("--exit-code", "HEAD", "HEAD")


def test_ranges_and_merge_bases(g: Git) -> None:
    g("checkout", "-q", "-b", "usul")
    g.tulis(A, yaml(pasang(ksb(), "objek", "usulan objek")))
    g.komit()
    g("checkout", "-q", "main")
    g.tulis(A, yaml(pasang(ksb(), "tujuan", ["tujuan lain"])))
    g.komit()
    assert len(data("main..usul")["naskah"][0]["perubahan"]) == 2
    assert len(data("main...usul")["naskah"][0]["perubahan"]) == 1
    g("merge", "-q", "--no-edit", "-X", "theirs", "usul")
    assert len(data("HEAD^1", "HEAD")["naskah"][0]["perubahan"]) >= 1


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        (["tidak-ada"], "revisi `tidak-ada` tidak ada"),
        (["HEAD~9"], "revisi `HEAD~9` tidak ada"),
        (["HEAD", "tidak-ada"], "revisi `tidak-ada` tidak ada"),
        (["agreements/tidak-ada.yaml"], "`agreements/tidak-ada.yaml` tidak ada pada HEAD"),
        (["HEAD", "HEAD", "HEAD", "HEAD"], "tidak ada"),
        (["../luar.yaml"], "di luar repositori"),
        (["--lama", "a.yaml"], "--lama dan --baru dipakai bersama"),
        (["--format", "matriks"], "matriks adalah berkas Word"),
        (["--output", "agreements/a.yaml"], "adalah berkas naskah"),
    ],
)
def test_what_cannot_be_meant(g: Git, argumen: list[str], pesan: str) -> None:
    g.tulis(A, yaml(pasang(ksb(), "objek", "lain")))
    sebelum = (g.akar / A).read_bytes()
    assert pesan in " ".join(beda(*argumen, kode=2).split())
    assert (g.akar / A).read_bytes() == sebelum


def test_a_name_that_is_a_branch_and_a_folder(g: Git) -> None:
    g("branch", "agreements")
    assert "tulis `./agreements`" in beda("agreements", kode=2)
    assert "1 naskah tetap" in beda("./agreements")


def test_no_git_no_repository_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / A).write_text(yaml(ksb()), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "bukan repositori git" in beda(kode=2)
    Git(tmp_path)
    assert "belum mempunyai komit" in beda(kode=2)
    monkeypatch.setenv("PATH", "")
    assert "git tidak ditemukan" in beda(kode=2)


def test_a_shallow_clone(g: Git, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    pertama = g("rev-parse", "HEAD").strip()
    g.tulis(A, yaml(pasang(ksb(), "objek", "lain")))
    g.komit()
    klon = tmp_path_factory.mktemp("klon") / "x"
    g("clone", "-q", "--depth=1", f"file://{g.akar}", str(klon))
    monkeypatch.chdir(klon)
    assert "git fetch --unshallow" in " ".join(beda(pertama, kode=2).split())
    assert "tidak ada perbedaan isi" in beda()


def test_the_repository_of_agreements_below_the_git_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = Git(tmp_path)
    git.tulis("bagian hukum/agreements/a.yaml", yaml(ksb()))
    git.komit()
    git.tulis("bagian hukum/agreements/a.yaml", yaml(pasang(ksb(), "objek", "lain")))
    monkeypatch.chdir(tmp_path / "bagian hukum" / "agreements")
    assert [n["berkas"] for n in data()["naskah"]] == ["a.yaml"]
    monkeypatch.chdir(tmp_path)
    assert [n["berkas"] for n in data("bagian hukum")["naskah"]] == ["bagian hukum/agreements/a.yaml"]


def test_agreements_absent_at_a_revision(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = Git(tmp_path_factory.mktemp("lain"))
    git.tulis("README.md", "x")
    git.komit()
    git.tulis(A, yaml(ksb()))
    monkeypatch.chdir(git.akar)
    assert [n["keadaan"] for n in data()["naskah"]] == ["baru"]


def test_a_signed_agreement_is_compared_as_it_is_frozen(g: Git, aturan_dasar: None) -> None:
    g.tulis(A, yaml({**ksb(), "status": "ditandatangani"}))
    ksdgen("lock", A, "--tanggal", "2026-12-08")
    g.komit()
    if not (g.akar / "agreements/a.beku.json").exists():
        pytest.fail("naskah tidak dibekukan")
    g.tulis(
        "templates/klausul/objek.j2",
        (AKAR / "templates/klausul/objek.j2").read_text(encoding="utf-8") + "\nKalimat baru.\n",
    )
    assert "tidak ada perbedaan isi" in beda()


def test_two_files(g: Git) -> None:
    g.tulis("lain/lama.yaml", yaml(ksb()))
    g.tulis("agreements/b.yaml", yaml(pasang(ksb(), "objek", "lain")))
    hasil = data("--lama", "lain/lama.yaml", "--baru", "agreements/b.yaml")
    assert len(hasil["naskah"][0]["perubahan"]) == 1
    assert "berkas `x.yaml` tidak ada" in beda("--lama", "x.yaml", "--baru", A, kode=2)


def test_json_keeps_its_shape(g: Git) -> None:
    isi = pasang(ksb(3), "jangka_waktu.lama", "5 tahun")
    isi["pasal_tambahan"] = [{"kode": "x", "judul": "LAIN", "setelah": "objek", "isi": "Isi lain."}]
    g.tulis(A, yaml(isi))
    g.tulis("agreements/b.yaml", yaml(pks()))
    skema = json.loads((AKAR / "tests" / "golden" / "perbedaan-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(skema)
    Draft202012Validator(skema).validate(data())


def test_every_form_shows_hostile_text_as_text(g: Git) -> None:
    jahat = "<script>alert(1)</script> **tebal** @semua | [x](http://x) ]]> &amp;"
    g.tulis(A, yaml(pasang(ksb(), "objek", jahat)))
    html = beda("--format", "html")
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    markdown = beda("--format", "markdown")
    assert "<script>" not in markdown
    assert "\\*\\*tebal\\*\\*" in markdown and "\\| \\[x\\]\\(http://x\\)" in markdown
    assert "@semua" not in markdown


@pytest.mark.slow
def test_same_input_same_bytes(g: Git, tmp_path: Path) -> None:
    g.tulis(A, yaml(pasang(ksb(11), "objek", "lain")))
    hasil = set()
    for benih, zona in (("0", "Asia/Jakarta"), ("1", "America/New_York")):
        lingkungan = {**os.environ, "PYTHONHASHSEED": benih, "TZ": zona}
        keluar = tmp_path / f"m{benih}.docx"
        perintah = [sys.executable, "-m", "ksdgen", "diff"]
        subprocess.run([*perintah, "--format", "matriks", "--output", keluar, "-q"], check=True, env=lingkungan)
        html = subprocess.run([*perintah, "--format", "html"], check=True, env=lingkungan, capture_output=True).stdout
        hasil.add((keluar.read_bytes(), html))
    assert len(hasil) == 1


@pytest.mark.slow
def test_two_hundred_agreements_are_compared_once_each(g: Git) -> None:
    for i in range(60):
        g.tulis(f"agreements/banyak/{i}.yaml", yaml(pasang(ksb(), "tentang", f"Pengendalian Inflasi {i}")))
    g.komit()
    for i in range(0, 60, 2):
        g.tulis(
            f"agreements/banyak/{i}.yaml",
            yaml(pasang(pasang(ksb(), "tentang", f"Pengendalian Inflasi {i}"), "objek", "lain")),
        )
    hasil = data("agreements/banyak")
    assert len(hasil["naskah"]) == 30 and hasil["tetap"] == 30


def test_the_party_that_was_swapped_is_said(g: Git) -> None:
    isi = ksb()
    isi["para_pihak"][1] = daerah(4)
    g.tulis(A, yaml(isi))
    assert any("Majalengka" in k for k in kalimat())


def test_the_matrix_is_a_table_to_be_filled_in(g: Git) -> None:
    from ksdgen.paper.document import Tabel
    from ksdgen.word.reader import baca

    isi = pasang(ksb(), "jangka_waktu.lama", "5 tahun")
    isi["pasal_tambahan"] = [{"kode": "x", "judul": "LAIN", "setelah": "objek", "isi": "(1) Satu.\n(2) Dua.\n"}]
    g.tulis(A, yaml(isi))
    beda("--format", "matriks", "--output", "m.docx")
    data_docx = Path("m.docx").read_bytes()
    dokumen, _ = baca(data_docx)
    (tabel,) = [b for b in dokumen.isi if isinstance(b, Tabel)]
    baris = [[" ".join(p.teks for p in s.isi) for s in r.sel] for r in tabel.baris]
    assert baris[0] == ["No.", "Pasal", "Semula", "Usulan", "Hasil pembahasan"] and tabel.baris[0].kepala
    assert dokumen.tata.lanskap
    lama = next(r for r in baris if "3 (tiga) tahun" in r[2])
    assert "5 (lima) tahun" in lama[3] and lama[4:] in ([], [""])
    assert [r[3] for r in baris if "Satu." in r[3] or "Dua." in r[3]] == ["(1) Satu.", "(2) Dua."]
    import zipfile

    with zipfile.ZipFile("m.docx") as z:
        xml = z.read("word/document.xml").decode()
    assert "<w:ins " not in xml and "<w:strike/>" in xml
    (g.akar / "agreements/b.yaml").write_text(yaml(pks()), encoding="utf-8")
    assert "sebutkan satu naskah" in " ".join(beda("--format", "matriks", "--output", "m.docx", kode=2).split())
    beda("--format", "matriks", "--output", "folder")
    assert Path("folder/b.matriks.docx").exists()
