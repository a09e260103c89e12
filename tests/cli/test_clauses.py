"""`ksdgen clauses`: the catalogue, one clause filled in, who uses which, and the reports of deviations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import KlausulFrontMatter
from ksdgen.world.tree import WorkingTree
from tests.helpers.util import ROOT, ksb, ksdgen, pks, save, template

CATALOGUE = Catalogue(WorkingTree(ROOT / "templates"))


def front_matter(code: str) -> KlausulFrontMatter:
    klausul = CATALOGUE.klausul(code)
    assert klausul is not None
    return klausul.front_matter


def run(*arguments: object, code: int = 0) -> str:
    result = ksdgen("clauses", *arguments)
    assert result.code == code, result.everything
    return result.everything


def test_the_list_names_every_clause_with_version_and_strictness() -> None:
    lines = {line.split()[0]: line.split() for line in run().splitlines()}
    for code in CATALOGUE.list_klausul():
        assert {f"v{front_matter(code).versi}", front_matter(code).kekakuan} <= set(lines[code])
    data = json.loads(run("list", "--format", "json"))
    assert data["versi"] == 1
    assert {entry["kode"]: entry["varian"] for entry in data["klausul"]} == {
        code: list(front_matter(code).varian or {}) for code in CATALOGUE.list_klausul()
    }


def test_the_list_can_be_narrowed() -> None:
    sinergi = run("list", "--jenis", "nota_kesepakatan", "--kategori", "sinergi")
    assert "pembiayaan_sinergi" in sinergi and "sanksi  " not in sinergi
    assert "jenis naskah `nota` tidak ada" in run("list", "--jenis", "nota", code=2)


@pytest.mark.slow
@pytest.mark.parametrize("code", CATALOGUE.list_klausul())
def test_every_clause_and_variant_can_be_shown_filled_in(code: str) -> None:
    text = run("show", code)
    title = front_matter(code).judul
    assert (title if isinstance(title, str) else next(iter(title.values()))) in text
    assert "Bunyi klausul" in text
    assert "Skalar(" not in text and "[[" not in text
    for name, variant in (front_matter(code).varian or {}).items():
        text = run("show", code, "--varian", name)
        assert f"Bunyi klausul, varian {name} (diisi dari naskah contoh ksdgen" in text
        assert variant.uraian.split()[0] in text


def test_a_clause_filled_from_an_agreement_shows_its_facts(repo: Path) -> None:
    path = save(repo, ksb(objek="pengendalian harga beras"))
    assert "pengendalian harga beras" in run("show", "objek", "--dari", path)
    changed = save(repo, ksb(klausul={"objek": {"ubah": "Teks lain.", "alasan": "uji"}}), "b.yaml")
    assert "Teks lain." not in run("show", "objek", "--dari", changed)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "keadaan_kaharr"], "klausul `keadaan_kaharr` tidak ada; maksud Anda `keadaan_kahar`?"),
        (["show", "zzz"], "daftar: `ksdgen clauses`"),
        (
            ["show", "penyelesaian_perselisihan", "--varian", "x"],
            "varian `x` tidak ada pada klausul `penyelesaian_perselisihan`; pilihan: antardaerah,",
        ),
        (["show", "objek", "--varian", "x"], "klausul ini tidak mempunyai varian"),
        (["show", "objek", "--dari", "tidak-ada.yaml"], "berkas `tidak-ada.yaml` tidak ada"),
        (["list", "--jenis", "pks"], "jenis naskah `pks` tidak ada, pilihan: "),
        (["list", "--kategori", "ksdd"], "kategori `ksdd` tidak ada, pilihan: ksdd_wajib, ksdd_sukarela, "),
        (["tampil"], "perintah `tampil` tidak dikenal"),
        (["deviations", "--output", "x.yaml", str(ROOT / "agreements")], "adalah berkas naskah"),
    ],
)
def test_wrong_use(arguments: list[str], message: str) -> None:
    assert message in " ".join(run(*arguments, code=2).split())


def test_a_variant_that_the_agreement_may_not_use(repo: Path) -> None:
    path = save(repo, ksb())
    assert "tidak dapat dipakai naskah kesepakatan_bersama kategori ksdd_sukarela" in run(
        "show", "penyelesaian_perselisihan", "--varian", "arbitrase", "--dari", path, code=2
    )


def test_a_broken_agreement_cannot_fill_a_clause(repo: Path) -> None:
    assert "belum dapat disusun" in run("show", "objek", "--dari", save(repo, "jenis: ["), code=2)


def test_usage_tells_version_variant_and_what_became_of_it(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    klausul = {
        "lain_lain": {"ubah": "Hal lain diatur kemudian.", "alasan": "uji"},
        "keadaan_kahar": {"hapus": True, "alasan": "uji"},
    }
    save(repo, pks(klausul=klausul))
    save(repo, ksb(), "b.yaml")
    monkeypatch.chdir(repo)
    uses = {entry["kode"]: entry["pemakaian"] for entry in json.loads(run("usage", "--format", "json"))["klausul"]}
    assert {(use["berkas"], use["keadaan"]) for use in uses["lain_lain"]} == {
        ("agreements/a.yaml", "diubah"),
        ("agreements/b.yaml", "baku"),
    }
    assert {(use["keadaan"], use["tingkat"]) for use in uses["keadaan_kahar"]} == {("dihapus", "perlu persetujuan")}
    assert {use["berkas"] for use in uses["objek"]} == {"agreements/a.yaml", "agreements/b.yaml"}
    assert all(use["versi"] == front_matter("objek").versi for use in uses["objek"])
    text = run("usage", "--klausul", "keadaan_kahar")
    assert "dihapus (perlu persetujuan)" in text and "objek" not in text
    assert "| keadaan\\_kahar |" in run("usage", "--format", "markdown")


def test_deviations_in_every_form_and_their_exit_code(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change = {"ubah": "Keadaan kahar <b>menunda</b> kewajiban.", "alasan": "diminta | mitra"}
    save(repo, pks(klausul={"keadaan_kahar": change}))
    monkeypatch.chdir(repo)
    text = run("deviations")
    assert "KEADAAN KAHAR: diubah (perlu persetujuan)" in text and "alasan: diminta | mitra" in text
    assert "agreements/a.yaml:" in text and text.endswith("1 penyimpangan pada 1 dari 1 naskah: 1 perlu persetujuan\n")
    run("deviations", "--fail-on", "peringatan", code=1)
    html = run("deviations", "--format", "html")
    assert "&lt;b&gt;" in html and "<b>" not in html
    assert "diminta \\| mitra" in run("deviations", "--format", "markdown")
    assert "ditulis: p.html" in run("deviations", "--format", "html", "--output", "p.html")
    assert Path("p.html").read_text(encoding="utf-8") == html


def test_a_forbidden_deviation_fails(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change = {"ubah": "Perselisihan diselesaikan bersama.", "alasan": "uji"}
    save(repo, ksb(jenis="perjanjian_kerja_sama", klausul={"penyelesaian_perselisihan": change}))
    monkeypatch.chdir(repo)
    assert "(terlarang)" in run("deviations", code=1)


def test_no_deviation_says_so_and_a_broken_file_is_named(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(repo, ksb())
    monkeypatch.chdir(repo)
    assert run("deviations") == "1 naskah dibandingkan, tidak ada penyimpangan dari klausul baku\n"
    save(repo, "jenis: [", "b.yaml")
    assert "1 naskah tidak dapat dibandingkan" in run("deviations", code=1)


def test_a_clause_of_the_repository_is_listed_and_shown(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template(
        repo,
        "klausul/uji_coba.j2",
        "---\nantarmuka: 1\njudul: UJI COBA\nversi: 4\ndasar: praktik\nletak: {setelah: objek}\n---\n"
        "(#) Uji coba dilakukan selama satu bulan.\n",
    )
    monkeypatch.chdir(repo)
    assert "uji_coba" in run() and "v4" in run()
    assert "Uji coba dilakukan selama satu bulan." in run("show", "uji_coba")
