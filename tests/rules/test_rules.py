"""Every rule: its file is complete, its citations resolve, and its two examples behave."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ksdgen import regulation
from ksdgen.diagnostics import Severity
from ksdgen.naskah.model import Kategori, Status
from ksdgen.rules import engine, packaged, pages, rule
from ksdgen.rules.checks import bentuk
from ksdgen.rules.packaged import semua
from ksdgen.rules.rule import Aturan, Dasar
from tests.helpers.rule_examples import DASAR, HARI_INI, Contoh, baris, tanda

SEMUA = semua()
HUKUM_KSD = ("permendagri-22-2020/", "pp-28-2018/", "uu-23-2014/")
setiap = pytest.mark.parametrize("aturan", SEMUA, ids=lambda a: a.kode)


@pytest.fixture(scope="module")
def contoh() -> Contoh:
    """One workspace for all examples."""
    return Contoh()


# --- the files -------------------------------------------------------------------------------------------------------------------------


def test_files_and_codes() -> None:
    berkas = sorted(p.stem for p in packaged.FOLDER.glob("*.yaml"))
    assert berkas == [a.kode for a in SEMUA]
    assert len(set(berkas)) == len(berkas)
    assert not set(berkas) & {k.kode for k in pages.bentuk()}
    nama = [a.nama for a in SEMUA]
    assert len(set(nama)) == len(nama)


def test_every_shape_is_used() -> None:
    assert {a.cek for a in SEMUA} == set(bentuk())


@setiap
def test_wording(aturan: Aturan) -> None:
    assert re.fullmatch(r"KSD\d{3}", aturan.kode)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", aturan.nama)
    assert aturan.ringkas_en.isascii() and 10 <= len(aturan.ringkas_en) <= 120 and not aturan.ringkas_en.endswith(".")
    assert 0 < len(aturan.pesan) <= 120 and not aturan.pesan.endswith(".")
    assert aturan.bantuan and not aturan.bantuan.endswith(".")
    assert len(re.findall(r"[.?](?:\s|$)", aturan.penjelasan)) >= 2, "the explanation says why and how"


@setiap
def test_applies_to_known_values(contoh: Contoh, aturan: Aturan) -> None:
    katalog = contoh.ruang.katalog.daftar_jenis()
    for b in (aturan.berlaku, *aturan.dasar):
        assert set(b.jenis) <= set(katalog)
        assert set(b.kategori) <= {k.value for k in Kategori}
    assert set(aturan.berlaku.status) <= {s.value for s in Status}


@setiap
def test_citations(aturan: Aturan) -> None:
    assert aturan.dasar
    for d in aturan.dasar:
        assert regulation.ada(d.sitasi), d.sitasi
        if d.sitasi == engine.PRAKTIK:
            continue
        assert d.sejak == regulation.berlaku_sejak(d.sitasi), d.sitasi
        ketentuan = regulation.ketentuan(d.sitasi)
        assert ketentuan is None or ketentuan.keyakinan.value in ("V", "V-ocr"), (
            f"{d.sitasi} has not been read in the source"
        )


@setiap
def test_papers_outside_the_law_are_only_proofread(aturan: Aturan) -> None:
    berlaku = aturan.berlaku.kategori
    if not berlaku or Kategori.DI_LUAR_KSD.value in berlaku:
        assert not [d.sitasi for d in aturan.dasar if d.sitasi.startswith(HUKUM_KSD)]


# --- the examples ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", DASAR)
def test_bases_are_without_fault(contoh: Contoh, nama: str) -> None:
    assert [t for t in contoh.ubah(nama).temuan if t.tingkat is not Severity.CATATAN] == []


@setiap
def test_right_example(contoh: Contoh, aturan: Aturan) -> None:
    hasil = contoh.ubah(aturan.contoh.naskah, aturan.contoh.benar)
    assert baris(hasil.temuan, aturan.kode) == []
    assert hasil.susunan is not None and hasil.susunan.dokumen.isi, [t.pesan for t in hasil.bentuk]


@setiap
def test_wrong_example(contoh: Contoh, aturan: Aturan) -> None:
    hasil = contoh.ubah(aturan.contoh.naskah, aturan.contoh.salah)
    temuan = [t for t in hasil.aturan if t.kode == aturan.kode]
    assert temuan and baris(temuan, aturan.kode) == tanda(contoh.terakhir, aturan.kode)
    for t in temuan:
        assert t.tingkat is aturan.tingkat and t.dasar
        assert not t.pesan.endswith(".") and "{" not in t.pesan and "{" not in (t.bantuan or "").replace(": {", "")


# --- how rules are run -------------------------------------------------------------------------------------------------------------------

BARU = """\
kode: KSD999
nama: aturan-uji
ringkas_en: A rule that only this test knows
tingkat: peringatan
berlaku: {jenis: [kesepakatan_bersama]}
dasar:
  - {sitasi: permendagri-22-2020/pasal-9/ayat-3, sejak: 2020-04-14}
cek: fakta_ada
parameter: {fakta: saksi}
pesan: "saksi belum ada"
penjelasan: |
  Uji saja.
contoh:
  naskah: ksb_ksdd
  benar: "saksi: [{nama: A, jabatan: B}]"
  salah: "saksi:"
"""


@pytest.fixture
def folder_lain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the rules folder that the engine reads instead of its own."""
    folder = tmp_path / "rules"
    shutil.copytree(packaged.FOLDER, folder)
    monkeypatch.setattr(packaged, "FOLDER", folder)
    for tembolok in (packaged.semua, engine._siap):
        tembolok.cache_clear()
    yield folder
    monkeypatch.undo()
    for tembolok in (packaged.semua, engine._siap):
        tembolok.cache_clear()


def test_one_new_file_is_a_rule(folder_lain: Path, contoh: Contoh) -> None:
    assert "KSD999" not in contoh.kode("ksb_ksdd")
    (folder_lain / "KSD999.yaml").write_text(BARU, encoding="utf-8")
    packaged.semua.cache_clear()
    engine._siap.cache_clear()
    (temuan,) = [t for t in contoh.ubah("ksb_ksdd", "saksi:\n").temuan if t.kode == "KSD999"]
    assert temuan.dasar == ("Permendagri 22/2020 Pasal 9 ayat (3)",)
    assert temuan.span is not None and contoh.terakhir.split("\n")[temuan.span.line - 1] == "saksi:"
    assert "KSD999" not in contoh.kode("nk")


def test_broken_rule_file_is_our_bug(folder_lain: Path) -> None:
    (folder_lain / "KSD999.yaml").write_text(BARU.replace("tingkat: peringatan", "tingkat: parah"), encoding="utf-8")
    packaged.semua.cache_clear()
    with pytest.raises(rule.AturanRusak, match="KSD999"):
        packaged.semua()


def test_citation_binds_from_its_day(contoh: Contoh) -> None:
    hari = date(2020, 4, 14)
    dasar = Dasar(sitasi="permendagri-22-2020/pasal-9/ayat-3", sejak=hari, kategori=("ksdd_sukarela",))
    naskah = contoh.ubah("ksb_ksdd").muatan.naskah
    lain = contoh.ubah("ksb_ksdpk").muatan.naskah
    assert naskah is not None and lain is not None
    assert dasar.mengikat(naskah, hari)
    assert not dasar.mengikat(naskah, hari - timedelta(days=1))
    assert not dasar.mengikat(lain, hari)


@pytest.mark.parametrize(("hari", "ada"), [("2020-04-13", False), ("2020-04-14", True)])
def test_law_of_the_day(contoh: Contoh, hari: str, ada: bool) -> None:
    potongan = f"penandatanganan: {{tempat: Garut, tanggal: {hari}}}\njangka_waktu: {{lama: 7 tahun}}\n"
    assert ("KSD301" in contoh.kode("ksb_ksdd", potongan)) is ada


def test_undated_paper_is_judged_on_the_given_day(contoh: Contoh) -> None:
    potongan = "penandatanganan: {tempat: Garut, tanggal: menyusul}\njangka_waktu: {lama: 7 tahun}\n"
    assert "KSD301" in contoh.kode("ksb_ksdd", potongan, HARI_INI)
    assert "KSD301" not in contoh.kode("ksb_ksdd", potongan, date(2019, 1, 1))
