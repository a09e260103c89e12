"""`ksdgen clauses`: the catalogue, one clause filled in, who uses which, and the reports of deviations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.world.tree import WorkingTree
from tests.helpers.util import AKAR, ksb, ksdgen, pks, simpan, templat

KATALOG = Katalog(WorkingTree(AKAR / "templates"))


def kepala(kode: str):  # type: ignore[no-untyped-def]
    berkas = KATALOG.klausul(kode)
    assert berkas is not None
    return berkas.kepala


def jalan(*argumen: object, kode: int = 0) -> str:
    hasil = ksdgen("clauses", *argumen)
    assert hasil.kode == kode, hasil.semua
    return hasil.semua


def test_the_list_names_every_clause_with_version_and_strictness() -> None:
    baris = {b.split()[0]: b for b in jalan().splitlines()}
    for k in KATALOG.daftar_klausul():
        assert f"v{kepala(k).versi}" in baris[k].split() and kepala(k).kekakuan in baris[k].split()
    data = json.loads(jalan("list", "--format", "json"))
    assert data["versi"] == 1
    assert {d["kode"]: d["varian"] for d in data["klausul"]} == {
        k: list(kepala(k).varian or {}) for k in KATALOG.daftar_klausul()
    }


def test_the_list_can_be_narrowed() -> None:
    sinergi = jalan("list", "--jenis", "nota_kesepakatan", "--kategori", "sinergi")
    assert "pembiayaan_sinergi" in sinergi and "sanksi  " not in sinergi
    assert "jenis naskah `nota` tidak ada" in jalan("list", "--jenis", "nota", kode=2)


@pytest.mark.slow
@pytest.mark.parametrize("kode", KATALOG.daftar_klausul())
def test_every_clause_and_variant_can_be_shown_filled_in(kode: str) -> None:
    teks = jalan("show", kode)
    judul = kepala(kode).judul
    assert (judul if isinstance(judul, str) else next(iter(judul.values()))) in teks
    assert "Bunyi klausul" in teks
    assert "Skalar(" not in teks and "[[" not in teks
    for nama, v in (kepala(kode).varian or {}).items():
        satu = jalan("show", kode, "--varian", nama)
        assert f"Bunyi klausul, varian {nama} (diisi dari naskah contoh ksdgen" in satu
        assert v.uraian.split()[0] in satu


def test_a_clause_filled_from_an_agreement_shows_its_facts(repo: Path) -> None:
    path = simpan(repo, ksb(objek="pengendalian harga beras"))
    assert "pengendalian harga beras" in jalan("show", "objek", "--dari", path)
    diubah = simpan(repo, ksb(klausul={"objek": {"ubah": "Teks lain.", "alasan": "uji"}}), "b.yaml")
    assert "Teks lain." not in jalan("show", "objek", "--dari", diubah)


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        (["show", "keadaan_kaharr"], "klausul `keadaan_kaharr` tidak ada; maksud Anda `keadaan_kahar`?"),
        (["show", "zzz"], "daftar: `ksdgen clauses`"),
        (
            ["show", "penyelesaian_perselisihan", "--varian", "x"],
            "varian `x` tidak ada pada klausul `penyelesaian_perselisihan`; pilihan: antardaerah,",
        ),
        (["show", "objek", "--varian", "x"], "klausul ini tidak mempunyai varian"),
        (["show", "objek", "--dari", "tidak-ada.yaml"], "berkas `tidak-ada.yaml` tidak ada"),
        (["tampil"], "perintah `tampil` tidak dikenal"),
        (["deviations", "--output", "x.yaml", str(AKAR / "agreements")], "adalah berkas naskah"),
    ],
)
def test_wrong_use(argumen: list[str], pesan: str) -> None:
    assert pesan in " ".join(jalan(*argumen, kode=2).split())


def test_a_variant_that_the_agreement_may_not_use(repo: Path) -> None:
    path = simpan(repo, ksb())
    assert "tidak dapat dipakai naskah kesepakatan_bersama kategori ksdd_sukarela" in jalan(
        "show", "penyelesaian_perselisihan", "--varian", "arbitrase", "--dari", path, kode=2
    )


def test_a_broken_agreement_cannot_fill_a_clause(repo: Path) -> None:
    assert "belum dapat disusun" in jalan("show", "objek", "--dari", simpan(repo, "jenis: ["), kode=2)


def test_usage_tells_version_variant_and_what_became_of_it(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    simpan(
        repo,
        pks(
            klausul={
                "lain_lain": {"ubah": "Hal lain diatur kemudian.", "alasan": "uji"},
                "keadaan_kahar": {"hapus": True, "alasan": "uji"},
            }
        ),
    )
    simpan(repo, ksb(), "b.yaml")
    monkeypatch.chdir(repo)
    data = {d["kode"]: d["pemakaian"] for d in json.loads(jalan("usage", "--format", "json"))["klausul"]}
    assert [p["keadaan"] for p in data["lain_lain"]] == ["diubah"] or {p["keadaan"] for p in data["lain_lain"]} == {
        "diubah",
        "baku",
    }
    assert {(p["keadaan"], p["tingkat"]) for p in data["keadaan_kahar"]} == {("dihapus", "perlu persetujuan")}
    assert {p["berkas"] for p in data["objek"]} == {"agreements/a.yaml", "agreements/b.yaml"}
    assert all(p["versi"] == kepala("objek").versi for p in data["objek"])
    teks = jalan("usage", "--klausul", "keadaan_kahar")
    assert "dihapus (perlu persetujuan)" in teks and "objek" not in teks
    assert "| keadaan\\_kahar |" in jalan("usage", "--format", "markdown")


def test_deviations_in_every_form_and_their_exit_code(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    simpan(
        repo,
        pks(
            klausul={"keadaan_kahar": {"ubah": "Keadaan kahar <b>menunda</b> kewajiban.", "alasan": "diminta | mitra"}}
        ),
    )
    monkeypatch.chdir(repo)
    teks = jalan("deviations")
    assert "KEADAAN KAHAR: diubah (perlu persetujuan)" in teks and "alasan: diminta | mitra" in teks
    assert "agreements/a.yaml:" in teks and teks.endswith("1 penyimpangan pada 1 dari 1 naskah: 1 perlu persetujuan\n")
    jalan("deviations", "--fail-on", "peringatan", kode=1)
    html = jalan("deviations", "--format", "html")
    assert "&lt;b&gt;" in html and "<b>" not in html
    assert "diminta \\| mitra" in jalan("deviations", "--format", "markdown")
    assert "ditulis: p.html" in jalan("deviations", "--format", "html", "--output", "p.html")
    assert Path("p.html").read_text(encoding="utf-8") == html


def test_a_forbidden_deviation_fails(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isi = ksb(
        jenis="perjanjian_kerja_sama",
        klausul={"penyelesaian_perselisihan": {"ubah": "Perselisihan diselesaikan bersama.", "alasan": "uji"}},
    )
    simpan(repo, isi)
    monkeypatch.chdir(repo)
    assert "(terlarang)" in jalan("deviations", kode=1)


def test_no_deviation_says_so_and_a_broken_file_is_named(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    simpan(repo, ksb())
    monkeypatch.chdir(repo)
    assert jalan("deviations") == "1 naskah dibandingkan, tidak ada penyimpangan dari klausul baku\n"
    simpan(repo, "jenis: [", "b.yaml")
    assert "1 naskah tidak dapat dibandingkan" in jalan("deviations", kode=1)


def test_a_clause_of_the_repository_is_listed_and_shown(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templat(
        repo,
        "klausul/uji_coba.j2",
        "---\nantarmuka: 1\njudul: UJI COBA\nversi: 4\ndasar: praktik\nletak: {setelah: objek}\n---\n(#) Uji coba dilakukan selama satu bulan.\n",
    )
    monkeypatch.chdir(repo)
    assert "uji_coba" in jalan() and "v4" in jalan()
    assert "Uji coba dilakukan selama satu bulan." in jalan("show", "uji_coba")
