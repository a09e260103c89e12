"""`ksdgen diff` with the real git: the right words for every change, a clear message for what cannot be compared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ksdgen.paper.document import Table
from ksdgen.word.reader import read_word
from tests.helpers.git_util import Git, repository
from tests.helpers.util import ROOT, daerah, ksb, ksdgen, pks, put, yaml

NASKAH = "agreements/a.yaml"
PIHAK = {
    "bentuk": "pemerintah_daerah",
    "nama": "Pemerintah Daerah Kabupaten Garut",
    "alamat": "Jalan Pembangunan Nomor 1, Garut",
}


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository with one committed agreement; the working directory is its root."""
    monkeypatch.chdir(tmp_path)
    return repository(tmp_path, yaml(ksb()))


def diff(*arguments: object, code: int = 0) -> str:
    result = ksdgen("diff", *arguments)
    assert result.code == code, result.everything
    return result.everything


def data(*arguments: object) -> Any:
    return json.loads(diff(*arguments, "--format", "json"))


def changes(*arguments: object) -> list[dict[str, Any]]:
    """The changes of all agreements."""
    return [change for naskah in data(*arguments)["naskah"] for change in naskah["perubahan"]]


def sentences(*arguments: object) -> list[str]:
    return [change["kalimat"] for change in changes(*arguments)]


def test_the_working_tree_against_head_in_a_drafters_words(git: Git) -> None:
    assert diff().splitlines()[-1] == "tidak ada perbedaan isi; 1 naskah tetap"
    git.write(NASKAH, yaml(put(ksb(), "jangka_waktu.lama", "5 tahun")))
    assert sentences() == [
        "Pasal 6 ayat (1): jangka waktu 3 (tiga) tahun → 5 (lima) tahun",
        "Pasal 6 ayat (1): tanggal 7 Desember 2029 → 7 Desember 2031",
    ]
    text = diff()
    assert "[-3 (tiga) tahun-]{+5 (lima) tahun+}" in text
    assert text.splitlines()[-1] == "1 naskah diubah; 0 naskah tetap"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("route", "value", "group", "after"),
    [
        ("jangka_waktu.lama", "5 tahun", "jangka_waktu", "5 (lima) tahun"),
        ("penandatanganan.tanggal", "2026-12-08", "tanggal", "8"),
        ("para_pihak.0.nomor", "100.3.7/99/KSB/2026", "nomor", "100.3.7/99/KSB/2026"),
        ("para_pihak.0.penanda_tangan.0.nama", "Pejabat Baru", "pihak", "Baru"),
        ("objek", "pengendalian harga", "teks", "harga"),
    ],
)
def test_each_kind_of_change_is_named_as_such(git: Git, route: str, value: str, group: str, after: str) -> None:
    git.write(NASKAH, yaml(put(ksb(), route, value)))
    found = changes()
    assert any(change["golongan"] == group and after in change["menjadi"] for change in found), found


def test_one_changed_amount_is_one_change(git: Git) -> None:
    git.write("agreements/b.yaml", yaml(pks()))
    git.commit()
    new = put(put(pks(), "pembiayaan.nilai", "2000000000"), "pembiayaan.termin.0.nilai", "2000000000")
    git.write("agreements/b.yaml", yaml(new))
    found = changes("agreements/b.yaml")
    assert {change["golongan"] for change in found} == {"nilai_uang"}
    assert {change["semula"] for change in found} == {"Rp1.000.000.000,00 (satu miliar rupiah)"}


def test_a_new_article_folds_what_it_renumbers(git: Git) -> None:
    extra = [
        {"kode": "monitoring", "judul": "PEMANTAUAN BERSAMA", "setelah": "objek", "isi": "PARA PIHAK memantau bersama."}
    ]
    git.write(NASKAH, yaml({**ksb(), "pasal_tambahan": extra}))
    found = sentences()
    assert any(text.startswith("Pasal baru") and "PEMANTAUAN BERSAMA" in text for text in found), found
    assert len(found) <= 3, found


def test_party_data_alone_is_named_as_the_cause(git: Git) -> None:
    content = ksb()
    garut = content["para_pihak"][0]
    own = ("kode", "pemrakarsa", "nomor", "tempat_kedudukan", "penanda_tangan", "daerah")
    content["para_pihak"][0] = {"acuan": "pihak/garut", **{key: garut[key] for key in own}}
    git.write(NASKAH, yaml(content))
    git.write("agreements/pihak/garut.yaml", yaml(PIHAK))
    git.commit()
    git.write("agreements/pihak/garut.yaml", yaml({**PIHAK, "alamat": "Jalan Cimanuk Nomor 2, Garut"}))
    result = data()
    assert [n["sebab"] for n in result["naskah"]] == [["agreements/pihak/garut.yaml"]]
    assert any("Cimanuk" in change["menjadi"] for change in result["naskah"][0]["perubahan"])
    assert "ikut berubah: data pihak garut" in diff()


@pytest.mark.slow
def test_a_template_alone_is_named_as_the_cause(git: Git) -> None:
    klausul = (ROOT / "templates" / "klausul" / "objek.j2").read_text(encoding="utf-8")
    git.write("templates/klausul/objek.j2", klausul)
    git.commit()
    git.write("templates/klausul/objek.j2", klausul.replace("(#) Objek", "(#) Sasaran"))
    result = data()
    assert [n["sebab"] for n in result["naskah"]] == [["templates/klausul/objek.j2"]]
    assert "klausul baku objek" in diff()


def test_a_revision_without_templates_of_its_own(git: Git) -> None:
    name = "templates/klausul/objek.j2"
    git.write(name, (ROOT / name).read_text(encoding="utf-8"))
    assert "belum mempunyai templates/ sendiri, sehingga disusun dengan templat bawaan ksdgen" in diff()


@pytest.mark.slow
def test_added_deleted_and_renamed_files(git: Git) -> None:
    git.write("agreements/b.yaml", yaml(pks()))
    git.commit()
    (git.root / "agreements/b.yaml").rename(git.root / "agreements/nama baru é.yaml")
    result = data()["naskah"]
    assert [(n["berkas_lama"], n["berkas"], n["keadaan"], n["perubahan"]) for n in result] == [
        ("agreements/b.yaml", "agreements/nama baru é.yaml", "tetap", [])
    ]
    git.write("agreements/nama baru é.yaml", yaml(put(pks(), "objek", "pengelolaan sampah")))
    result = data()["naskah"]
    assert [(n["berkas_lama"], n["keadaan"]) for n in result] == [("agreements/b.yaml", "diubah")]
    assert "berkas dinamai ulang, semula `agreements/b.yaml`" in diff()
    (git.root / "agreements/nama baru é.yaml").unlink()
    assert [(n["berkas_lama"], n["berkas"], n["keadaan"]) for n in data()["naskah"]] == [
        ("agreements/b.yaml", None, "dihapus")
    ]
    assert [(n["berkas"], n["keadaan"]) for n in data("HEAD", "HEAD~1")["naskah"]] == [(None, "dihapus")]
    assert [(n["berkas"], n["keadaan"]) for n in data("HEAD~1", "HEAD")["naskah"]] == [("agreements/b.yaml", "baru")]
    assert "agreements/b.yaml" in diff("agreements/b.yaml")


@pytest.mark.slow
@pytest.mark.parametrize("broken", ["jenis: [", "jenis: kesepakatan_bersama\n", "", "\x00"])
@pytest.mark.parametrize("side", ["lama", "baru"])
def test_an_agreement_broken_on_one_side(git: Git, broken: str, side: str) -> None:
    git.write(NASKAH, broken)
    if side == "lama":
        git.commit()
        git.write(NASKAH, yaml(ksb()))
    text = " ".join(diff().split())
    assert f"versi {side} tidak dapat disusun" in text
    assert "1 naskah diubah" in text


def test_broken_on_both_sides_is_told_only_when_touched(git: Git) -> None:
    git.write("agreements/b.yaml", "jenis: [")
    git.commit()
    assert "tidak ada perbedaan isi" in diff()
    git.write("agreements/b.yaml", "jenis: [[")
    assert "versi lama tidak dapat disusun" in " ".join(diff().split())


def test_a_template_of_an_older_interface(git: Git) -> None:
    klausul = (ROOT / "templates" / "klausul" / "objek.j2").read_text(encoding="utf-8")
    git.write("templates/klausul/objek.j2", klausul.replace("antarmuka: 1\n", "antarmuka: 99\n", 1))
    text = " ".join(diff().split())
    assert "versi baru" in text and "antarmuka 99" in text


def test_only_the_layout_of_the_yaml_changed(git: Git) -> None:
    git.write(NASKAH, "# sebuah komentar\n" + yaml(ksb()).replace("\n", "\r\n"))
    result = data()["naskah"]
    assert [(n["keadaan"], n["perubahan"]) for n in result] == [("tetap", [])]
    assert diff("--exit-code").splitlines()[-1] == "tidak ada perbedaan isi; 1 naskah tetap"


def test_exit_code_is_as_that_of_git(git: Git) -> None:
    git.write(NASKAH, yaml(put(ksb(), "objek", "lain")))
    diff()
    diff("--exit-code", code=1)
    diff("--exit-code", "HEAD", "HEAD")


@pytest.mark.slow
def test_ranges_and_merge_bases(git: Git) -> None:
    git("checkout", "-q", "-b", "usul")
    git.write(NASKAH, yaml(put(ksb(), "objek", "usulan objek")))
    git.commit()
    git("checkout", "-q", "main")
    git.write(NASKAH, yaml(put(ksb(), "tujuan", ["tujuan lain"])))
    git.commit()
    assert len(data("main..usul")["naskah"][0]["perubahan"]) == 2
    assert len(data("main...usul")["naskah"][0]["perubahan"]) == 1
    git("merge", "-q", "--no-edit", "-X", "theirs", "usul")
    assert len(data("HEAD^1", "HEAD")["naskah"][0]["perubahan"]) >= 1


@pytest.mark.parametrize(
    ("arguments", "message"),
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
def test_what_cannot_be_meant(git: Git, arguments: list[str], message: str) -> None:
    git.write(NASKAH, yaml(put(ksb(), "objek", "lain")))
    before = (git.root / NASKAH).read_bytes()
    assert message in " ".join(diff(*arguments, code=2).split())
    assert (git.root / NASKAH).read_bytes() == before


def test_a_name_that_is_a_branch_and_a_folder(git: Git) -> None:
    git("branch", "agreements")
    assert "tulis `./agreements`" in diff("agreements", code=2)
    assert "1 naskah tetap" in diff("./agreements")


def test_no_git_no_repository_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / NASKAH).write_text(yaml(ksb()), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "bukan repositori git" in diff(code=2)
    Git(tmp_path)
    assert "belum mempunyai komit" in diff(code=2)
    monkeypatch.setenv("PATH", "")
    assert "git tidak ditemukan" in diff(code=2)


def test_a_shallow_clone(git: Git, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    first = git("rev-parse", "HEAD").strip()
    git.write(NASKAH, yaml(put(ksb(), "objek", "lain")))
    git.commit()
    clone = tmp_path_factory.mktemp("klon") / "x"
    git("clone", "-q", "--depth=1", f"file://{git.root}", str(clone))
    monkeypatch.chdir(clone)
    assert "git fetch --unshallow" in " ".join(diff(first, code=2).split())
    assert "tidak ada perbedaan isi" in diff()


@pytest.mark.slow
def test_the_repository_of_agreements_below_the_git_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = Git(tmp_path)
    git.write("bagian hukum/agreements/a.yaml", yaml(ksb()))
    git.commit()
    git.write("bagian hukum/agreements/a.yaml", yaml(put(ksb(), "objek", "lain")))
    monkeypatch.chdir(tmp_path / "bagian hukum" / "agreements")
    assert [n["berkas"] for n in data()["naskah"]] == ["a.yaml"]
    monkeypatch.chdir(tmp_path)
    assert [n["berkas"] for n in data("bagian hukum")["naskah"]] == ["bagian hukum/agreements/a.yaml"]


def test_agreements_absent_at_a_revision(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = Git(tmp_path_factory.mktemp("lain"))
    git.write("README.md", "x")
    git.commit()
    git.write(NASKAH, yaml(ksb()))
    monkeypatch.chdir(git.root)
    assert [n["keadaan"] for n in data()["naskah"]] == ["baru"]


def test_a_signed_agreement_is_compared_as_it_is_frozen(git: Git, base_rules: None) -> None:
    git.write(NASKAH, yaml({**ksb(), "status": "ditandatangani"}))
    ksdgen("lock", NASKAH, "--tanggal", "2026-12-08")
    git.commit()
    assert (git.root / "agreements/a.beku.json").exists()
    klausul = (ROOT / "templates/klausul/objek.j2").read_text(encoding="utf-8")
    git.write("templates/klausul/objek.j2", f"{klausul}\nKalimat baru.\n")
    assert "tidak ada perbedaan isi" in diff()


def test_two_files(git: Git) -> None:
    git.write("lain/lama.yaml", yaml(ksb()))
    git.write("agreements/b.yaml", yaml(put(ksb(), "objek", "lain")))
    result = data("--lama", "lain/lama.yaml", "--baru", "agreements/b.yaml")
    assert len(result["naskah"][0]["perubahan"]) == 1
    assert "berkas `x.yaml` tidak ada" in diff("--lama", "x.yaml", "--baru", NASKAH, code=2)


def test_json_keeps_its_shape(git: Git) -> None:
    content = put(ksb(3), "jangka_waktu.lama", "5 tahun")
    content["pasal_tambahan"] = [{"kode": "x", "judul": "LAIN", "setelah": "objek", "isi": "Isi lain."}]
    git.write(NASKAH, yaml(content))
    git.write("agreements/b.yaml", yaml(pks()))
    schema = json.loads((ROOT / "tests" / "golden" / "perbedaan-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data())


def test_every_form_shows_hostile_text_as_text(git: Git) -> None:
    hostile = "<script>alert(1)</script> **tebal** @semua | [x](http://x) ]]> &amp;"
    git.write(NASKAH, yaml(put(ksb(), "objek", hostile)))
    html = diff("--format", "html")
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    markdown = diff("--format", "markdown")
    assert "<script>" not in markdown
    assert "\\*\\*tebal\\*\\*" in markdown and "\\| \\[x\\]\\(http&#8203;://x\\)" in markdown
    assert "@semua" not in markdown


@pytest.mark.slow
def test_same_input_same_bytes(git: Git, tmp_path: Path) -> None:
    git.write(NASKAH, yaml(put(ksb(11), "objek", "lain")))
    results = set()
    for seed, zone in (("0", "Asia/Jakarta"), ("1", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        output = tmp_path / f"m{seed}.docx"
        command = [sys.executable, "-m", "ksdgen", "diff"]
        subprocess.run([*command, "--format", "matriks", "--output", output, "-q"], check=True, env=environment)
        html = subprocess.run([*command, "--format", "html"], check=True, env=environment, capture_output=True).stdout
        results.add((output.read_bytes(), html))
    assert len(results) == 1


@pytest.mark.slow
def test_of_many_agreements_only_the_changed_are_listed(git: Git) -> None:
    agreements = {
        f"agreements/banyak/{index}.yaml": put(ksb(), "tentang", f"Pengendalian Inflasi {index}") for index in range(60)
    }
    for path, content in agreements.items():
        git.write(path, yaml(content))
    git.commit()
    for path, content in [*agreements.items()][::2]:
        git.write(path, yaml(put(content, "objek", "lain")))
    result = data("agreements/banyak")
    assert len(result["naskah"]) == 30 and result["tetap"] == 30


def test_the_party_that_was_swapped_is_said(git: Git) -> None:
    content = ksb()
    content["para_pihak"][1] = daerah(4)
    git.write(NASKAH, yaml(content))
    assert any("Majalengka" in text for text in sentences())


@pytest.mark.slow
def test_the_matrix_is_a_table_to_be_filled_in(git: Git) -> None:
    content = put(ksb(), "jangka_waktu.lama", "5 tahun")
    content["pasal_tambahan"] = [{"kode": "x", "judul": "LAIN", "setelah": "objek", "isi": "(1) Satu.\n(2) Dua.\n"}]
    git.write(NASKAH, yaml(content))
    diff("--format", "matriks", "--output", "m.docx")
    dokumen, _ = read_word(Path("m.docx").read_bytes())
    (table,) = [block for block in dokumen.content if isinstance(block, Table)]
    rows = [[" ".join(paragraph.text for paragraph in cell.content) for cell in row.cells] for row in table.rows]
    assert rows[0] == ["No.", "Pasal", "Semula", "Usulan", "Hasil pembahasan"] and table.rows[0].header
    assert dokumen.layout.landscape
    term = next(row for row in rows if "3 (tiga) tahun" in row[2])
    assert "5 (lima) tahun" in term[3] and term[4:] == [""]
    assert [row[3] for row in rows if "Satu." in row[3] or "Dua." in row[3]] == ["(1) Satu.", "(2) Dua."]
    with zipfile.ZipFile("m.docx") as archive:
        xml = archive.read("word/document.xml").decode()
    assert "<w:ins " not in xml and "<w:strike/>" in xml
    (git.root / "agreements/b.yaml").write_text(yaml(pks()), encoding="utf-8")
    assert "sebutkan satu naskah" in " ".join(diff("--format", "matriks", "--output", "m.docx", code=2).split())
    diff("--format", "matriks", "--output", "folder")
    assert Path("folder/b.matriks.docx").exists()
