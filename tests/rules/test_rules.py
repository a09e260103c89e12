"""Every rule: its file is complete, its citations resolve, and its two examples behave."""

from __future__ import annotations

import pickle
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ksdgen import regulation
from ksdgen.diagnostics import Diagnostic
from ksdgen.lint.front_matter import salah_rute
from ksdgen.naskah.model import Kategori, Status
from ksdgen.rules import engine, packaged, pages
from ksdgen.rules.checks import bentuk
from ksdgen.rules.decoding import read_rule
from ksdgen.rules.packaged import semua
from ksdgen.rules.rule import Aturan, AturanRusak, Dasar, Konteks, Temuan
from tests.helpers.rule_examples import HARI_INI, Contoh, baris, tanda

SEMUA = semua()
HUKUM_KSD = ("permendagri-22-2020/", "pp-28-2018/", "uu-23-2014/")
UNPRINTED = {"KSD061"}
"""An example may leave out the article that would print a fact; it has no other fault of shape."""
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


@setiap
def test_right_example(contoh: Contoh, aturan: Aturan) -> None:
    hasil = contoh.ubah(aturan.contoh.naskah, aturan.contoh.benar)
    assert baris(hasil.temuan, aturan.kode) == []
    assert {t.kode for t in hasil.bentuk} <= UNPRINTED, [t.pesan for t in hasil.bentuk]
    assert hasil.susunan is not None and hasil.susunan.dokumen.isi, [t.pesan for t in hasil.bentuk]


@setiap
def test_wrong_example(contoh: Contoh, aturan: Aturan) -> None:
    hasil = contoh.ubah(aturan.contoh.naskah, aturan.contoh.salah)
    assert {t.kode for t in hasil.bentuk} <= UNPRINTED, [t.pesan for t in hasil.bentuk]
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
    with pytest.raises(AturanRusak, match="KSD999"):
        packaged.semua()


@pytest.mark.parametrize(
    ("kode", "semula", "menjadi", "sebab"),
    [
        ("KSD603", "kecuali", "kecuaali", "kunci `kecuaali` tidak dikenal"),
        ("KSD301", "{tahun: 5}", "{tahun: 5, bulan: 1}", "kunci `bulan` tidak dikenal"),
        ("KSD301", "{tahun: 5}", "{tahun: lima}", "bukan bilangan bulat"),
        ("KSD301", "parameter: {tahun: 5}\n", "", "kunci `tahun` wajib diisi"),
        ("KSD310", "wajib: [daerah]", "wajib: [daerahh]", "tidak dikenal"),
        ("KSD516", '{ada: "tidak"}', "{ada: entah}", "bukan ya atau tidak"),
        ("KSD332", "berita acara.{0,80}pemetaan|", "((", "ungkapan reguler"),
        ("KSD605", "pp-28-2018}", "pp-28-2081}", "peraturan `pp-28-2081` tidak ada"),
        ("KSD317", "cek:", "parameter: {x: y}\ncek:", "tidak memakai parameter"),
        ("KSD301", "cek: paling_lama", "cek: paling_lma", "bentuk pemeriksaan `paling_lma` tidak ada"),
        ("KSD301", "{lama}", "{lma}", "isian `{lma}` tidak ada"),
    ],
)
def test_parameter_that_the_shape_does_not_know(
    folder_lain: Path, kode: str, semula: str, menjadi: str, sebab: str
) -> None:
    path = folder_lain / f"{kode}.yaml"
    teks = path.read_text(encoding="utf-8")
    assert semula in teks
    path.write_text(teks.replace(semula, menjadi, 1), encoding="utf-8")
    packaged.semua.cache_clear()
    with pytest.raises(AturanRusak, match=rf"{kode}\.yaml:\d+: .*{re.escape(sebab)}"):
        packaged.semua()


def test_misspelt_parameter_is_suggested(folder_lain: Path) -> None:
    teks = (folder_lain / "KSD603.yaml").read_text(encoding="utf-8").replace("kecuali", "kecuaali", 1)
    (t,) = read_rule(teks.encode(), "KSD603.yaml").findings
    assert (t.kode, t.bantuan) == ("KSD010", "maksud Anda `kecuali`?")
    assert t.span is not None and teks.split("\n")[t.span.line - 1][t.span.column - 1 :].startswith("kecuaali")


@setiap
def test_findings_give_the_words_of_their_shape(
    contoh: Contoh, aturan: Aturan, monkeypatch: pytest.MonkeyPatch
) -> None:
    shape, given = bentuk()[aturan.cek], set()
    semula = engine._finding

    def saksikan(a: Aturan, dasar: tuple[str, ...], t: Temuan, k: Konteks) -> Diagnostic:
        given.add((a.cek, frozenset(t.isian)))
        return semula(a, dasar, t, k)

    monkeypatch.setattr(engine, "_finding", saksikan)
    contoh.ubah(aturan.contoh.naskah, aturan.contoh.salah)
    assert {words for cek, words in given if cek == aturan.cek} == {frozenset(shape.words)}


def test_routes_of_facts_exist() -> None:
    for ready in engine._siap():
        for place, route in ready.parameter.routes() if ready.parameter is not None else ():
            assert salah_rute(route) is None, (ready.aturan.kode, place, route)


def test_kept_rules_are_those_of_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSDGEN_CACHE", str(tmp_path))
    packaged.semua.cache_clear()
    awal = packaged.semua()
    (simpanan,) = tmp_path.glob("aturan-*")
    packaged.semua.cache_clear()
    monkeypatch.setattr(packaged, "_baca", None)
    assert packaged.semua() == awal
    monkeypatch.undo()
    # Whoever can write there cannot make it run anything: what does not bear its own digest is not read.
    simpanan.write_bytes(pickle.dumps(Path("x")))
    monkeypatch.setenv("KSDGEN_CACHE", str(tmp_path))
    packaged.semua.cache_clear()
    assert packaged.semua() == awal
    packaged.semua.cache_clear()


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
