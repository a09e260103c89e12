"""`ksdgen new`: whatever is chosen, the skeleton passes the check, explains itself from the model and the rules, and overwrites nothing."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.editing import needs, new, new_choices, new_parties
from ksdgen.editing.fmt import rapikan
from ksdgen.editing.skeleton import Permintaan, SkeletonWriter
from ksdgen.naskah.model import BentukPihak, Kategori, Naskah
from ksdgen.rules.packaged import semua
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Node, plain
from ksdgen.source.parse import parse
from tests.helpers.terminal import CTRL_C, CTRL_D, jalankan
from tests.helpers.util import AKAR, Jalan, ksb, ksdgen, pasang, simpan, templat

HARI = date(2026, 11, 22)
BELUM = {"KSD332", "KSD336", "KSD390"}
"""Warnings that say the truth about a draft of which nothing is known: no map of affairs, no RKPD, no Kesepakatan Bersama."""

_RUANG = Workspace(AKAR)
SEMUA = [
    (jenis, kategori)
    for jenis, kepala in new_choices.pilihan_jenis(_RUANG).items()
    for kategori in new_choices.pilihan_kategori(kepala)
]
_SKELETON: dict[tuple[str, str], str] = {}


@pytest.fixture
def kantor(repo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the shipped parties and schema, and the working folder there."""
    shutil.copytree(AKAR / "agreements" / "pihak", repo / "agreements" / "pihak")
    shutil.copy(AKAR / "agreements" / "naskah.schema.json", repo / "agreements")
    monkeypatch.chdir(repo)
    return repo


def buat(*argumen: object) -> Jalan:
    """Run `ksdgen new` on a fixed day."""
    return ksdgen("new", *argumen, "--tanggal", HARI)


def skeleton(jenis: str, kategori: str) -> str:
    """A skeleton of unknown parties."""
    if (jenis, kategori) not in _SKELETON:
        k = Kategori(kategori)
        pihak = [new_parties.pihak_kosong(b, f"p{i}") for i, b in enumerate(new_parties.susunan_kosong(k))]
        new_parties.rapikan_kode(pihak, 0)
        _SKELETON[jenis, kategori] = new.susun(
            _RUANG, Permintaan(jenis, k, "Pengelolaan Air", "agreements/2026/air/a.yaml", pihak), HARI
        )
    return _SKELETON[jenis, kategori]


def kode(teks: str, tingkat: Severity, path: str = "agreements/2026/air/a.yaml") -> list[str]:
    """The codes of the findings of a severity."""
    return [t.kode for t in new.nilai(_RUANG, path, teks, HARI) if t.tingkat is tingkat]


def baca(teks: str) -> tuple[Node, Naskah | None]:
    """A text as values and as an agreement."""
    node, temuan = parse(teks, "")
    assert node is not None and temuan == []
    return node, Pembaca().rekaman(Naskah, node)


# --- laws ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("jenis", "kategori"), SEMUA)
def test_setiap_kerangka_lulus(jenis: str, kategori: str) -> None:
    teks = skeleton(jenis, kategori)
    assert kode(teks, Severity.KESALAHAN) == []
    assert set(kode(teks, Severity.PERINGATAN)) <= BELUM
    assert rapikan(teks) == teks


@pytest.mark.parametrize(("jenis", "kategori"), SEMUA)
def test_setiap_kunci_diterangkan(jenis: str, kategori: str) -> None:
    """Every key at the top has its explanation above it, out of the model; every key that is only suggested exists."""
    baris = skeleton(jenis, kategori).splitlines()
    kunci = [
        (i, m[2], bool(m[1]))
        for i, b in enumerate(baris)
        if (m := re.match(r"(# )?([a-z_]+):(?: |$)", b)) and not b.startswith("#   ")
    ]
    assert {k for _, k, _ in kunci} >= {"jenis", "kategori", "status", "tentang", "para_pihak"}
    for i, k, _ in kunci:
        assert k in Naskah.medan_
        assert baris[i - 1].startswith("# "), k
        uraian = " ".join(b.removeprefix("# ") for b in baris[max(0, i - 4) : i])
        assert Naskah.medan_[k].uraian.rstrip(".") in uraian
    assert len({k for _, k, _ in kunci}) == len(kunci)


@pytest.mark.parametrize(("jenis", "kategori"), SEMUA)
def test_ketentuan_yang_meminta_disebut(jenis: str, kategori: str) -> None:
    """What a paper without any content is told to have, the skeleton has, with the provision."""
    teks = skeleton(jenis, kategori)
    perlu = needs.kebutuhan(_RUANG, jenis, Kategori(kategori), new_parties.susunan_kosong(Kategori(kategori)), HARI)
    for rute, dasar in perlu.items():
        if "." not in rute:
            assert re.search(rf"^(?:# )?{rute}:", teks, re.MULTILINE), rute
            assert dasar in teks.replace("\n# ", " ")
    if kategori != "di_luar_ksd" and jenis != "rencana_kerja":
        assert sum(bool(d) for d in perlu.values()) >= 10


@pytest.mark.parametrize(("jenis", "kategori"), SEMUA)
def test_catatan_tidak_mengubah_isi(jenis: str, kategori: str) -> None:
    teks = skeleton(jenis, kategori)
    polos = "\n".join(re.sub(r"(^|  )# .*$", "", b) for b in teks.splitlines()) + "\n"
    assert polos.count("#") == 0
    assert baca(polos)[1] == baca(teks)[1] is not None


def test_jenis_dan_klausul_kantor_sendiri(kantor: Path) -> None:
    """A document type and a clause of the repository's own give a skeleton of their own: nothing is listed in the program."""
    kepala = "---\njenis: berita_acara\njudul: BERITA ACARA\nsebutan: Berita Acara\nuraian: Uji\nkategori: [ksdpk]\npasal: [tempat_kegiatan]\n---\n"
    templat(kantor, "berita_acara.j2", kepala + '{% extends "dasar.j2" %}\n')
    templat(
        kantor,
        "klausul/tempat_kegiatan.j2",
        "---\njudul: TEMPAT\nfakta: [lokasi]\n---\n(#) Di {{ naskah.lokasi | markah or kosong('lokasi') }}.\n",
    )
    jalan = buat("berita_acara", "--tentang", "Uji", "--out", "agreements/x.yaml")
    teks = (kantor / "agreements/x.yaml").read_text(encoding="utf-8")
    assert jalan.kode == 0, jalan.semua
    assert "kategori: ksdpk\n" in teks
    assert "lokasi:\n  - ___\n" in teks
    assert "ruang_lingkup" not in teks and "jangka_waktu" not in teks


def test_sama_setiap_kali(kantor: Path) -> None:
    argumen = (
        "kesepakatan_bersama",
        "--kategori",
        "ksdd_sukarela",
        "--pemrakarsa",
        "kota-cimahi",
        "--mitra",
        "kabupaten-garut",
        "--tentang",
        "Air",
    )
    assert (
        buat(*argumen, "--out", "agreements/2026/a.yaml").kode
        == buat(*argumen, "--out", "agreements/2026/b.yaml").kode
        == 0
    )
    assert (kantor / "agreements/2026/a.yaml").read_bytes() == (kantor / "agreements/2026/b.yaml").read_bytes()


@cache
def _penulis() -> Any:
    pihak = [
        new_parties.pihak_kosong(BentukPihak.PEMERINTAH_DAERAH, "a"),
        new_parties.pihak_kosong(BentukPihak.BADAN_HUKUM, "b"),
    ]
    return SkeletonWriter(
        _RUANG, Permintaan("kesepakatan_bersama", Kategori.KSDPK, "x", "agreements/a.yaml", pihak), HARI
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.text(
        st.characters(blacklist_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"], blacklist_characters="\ufeff"),
        min_size=1,
        max_size=60,
    )
)
def test_judul_apa_pun_tetap_utuh(judul: str) -> None:
    """No title is lost, cut or turned into structure."""
    judul = " ".join(judul.split()) or "x"
    penulis = _penulis()
    penulis.minta = replace(penulis.minta, tentang=judul)
    node, temuan = parse(penulis.teks(), "")
    assert node is not None and {t.kode for t in temuan} <= {"KSD007"}
    assert plain(node)["tentang"] == judul
    assert re.fullmatch(
        r"agreements/2026/[a-z0-9]+(?:-[a-z0-9]+)*/kesepakatan-bersama\.yaml",
        new_choices.letak_baku("kesepakatan_bersama", judul, 2026, None),
    )


# --- shared parties --------------------------------------------------------------------------------------------------------------------


def test_pihak_bersama(kantor: Path) -> None:
    jalan = buat(
        "perjanjian_kerja_sama", "--kategori", "ksdd_sukarela", "--pemrakarsa", "kota-bandung", "--mitra", "agreements\\pihak\\kabupaten-bandung.yaml",
        "--mitra", "pihak/kota-cimahi", "--penanda-tangan", "kota-cimahi=kepala_dinas_pangan_dan_pertanian", "--tentang", "Air: Baku",
    )  # fmt: skip
    assert jalan.kode == 0, jalan.semua
    path = "agreements/2026/air-baku/perjanjian-kerja-sama.yaml"
    assert f"ditulis: {path}" in jalan.keluar
    teks = (kantor / path).read_text(encoding="utf-8")
    assert teks.startswith("# yaml-language-server: $schema=../../naskah.schema.json\n")
    assert (kantor / path).parent.joinpath("../../naskah.schema.json").is_file()
    isi: Any = plain(baca(teks)[0])
    assert isi["tentang"] == "Air: Baku"
    assert [p["kode"] for p in isi["para_pihak"]] == ["kota_bandung", "kabupaten_bandung", "cimahi"]
    assert [p.get("pemrakarsa") for p in isi["para_pihak"]] == ["true", None, None]
    kepala, _, dinas = (p["penanda_tangan"][0] for p in isi["para_pihak"])
    assert kepala == {"pejabat": "wali_kota"}
    assert dinas["dasar_kewenangan"]["surat_kuasa"]["pemberi_kuasa"] == "Wali Kota Cimahi"
    assert dinas["dasar_kewenangan"]["surat_kuasa"]["untuk"] == "Air: Baku"
    periksa = ksdgen("check", path, "--tanggal", HARI)
    assert periksa.kode == 0
    assert "peringatan" not in periksa.keluar.replace("peringatan KSD390", "").replace("0 peringatan", "").replace(
        "1 peringatan", ""
    )


@pytest.mark.slow
@pytest.mark.parametrize("bentuk", list(BentukPihak))
def test_berkas_pihak_yang_belum_lengkap(kantor: Path, bentuk: BentukPihak) -> None:
    """Of a party whose file names it and nothing more the rest is a blank, and the skeleton passes all the same."""
    simpan(kantor, f"bentuk: {bentuk.value}\nnama: Pihak Baru\n", "pihak/baru.yaml")
    jenis, kategori = ("nota_kesepakatan", "sinergi") if bentuk.pusat else ("kesepakatan_bersama", "ksdpk")
    if bentuk is BentukPihak.PEMERINTAH_DAERAH:
        kategori = "ksdd_sukarela"
    jalan = buat(
        jenis, "--kategori", kategori, "--pemrakarsa", "kota-cimahi", "--mitra", "baru", "--tentang", "Air", "--out", "agreements/x.yaml"
    )  # fmt: skip
    assert jalan.kode == 0, jalan.semua
    isi: Any = plain(baca((kantor / "agreements/x.yaml").read_text(encoding="utf-8"))[0])
    (baru,) = [p for p in isi["para_pihak"] if p["acuan"] == "pihak/baru"]
    (lain,) = [p for p in isi["para_pihak"] if p["acuan"] != "pihak/baru"]
    # A Nota Kesepakatan prints no addresses for letters.
    assert baru.get("narahubung") == (None if bentuk.pusat else {"unit": "___", "alamat": "___"})
    assert baru["alamat"] == "___"
    assert "nama" not in baru and "alamat" not in lain


def test_sinergi_menempatkan_pusat_lebih_dahulu(kantor: Path) -> None:
    jalan = buat(
        "nota_kesepakatan",
        "--pemrakarsa",
        "kabupaten-majalengka",
        "--mitra",
        "kantor-pertanahan-kabupaten-majalengka",
        "--tentang",
        "Tanah",
    )
    assert jalan.kode == 0, jalan.semua
    isi: Any = plain(baca((kantor / "agreements/2026/tanah/nota-kesepakatan.yaml").read_text(encoding="utf-8"))[0])
    assert [bool(p.get("pemrakarsa")) for p in isi["para_pihak"]] == [False, True]
    rencana = buat("rencana_kerja", "--dari", "agreements/2026/tanah/nota-kesepakatan.yaml")
    assert rencana.kode == 0, rencana.semua
    assert "tambahkan juga baris `rencana_kerja: rencana-kerja.yaml`" in rencana.keluar


# --- from another paper ----------------------------------------------------------------------------------------------------------------

INDUK = sorted(
    p for p in (AKAR / "agreements").rglob("*.yaml") if p.name in ("kesepakatan-bersama.yaml", "nota-kesepakatan.yaml")
)


@pytest.mark.parametrize("asal", INDUK, ids=lambda p: p.parent.name)
@pytest.mark.parametrize("letak", ["samping", pytest.param("jauh", marks=pytest.mark.slow)])
def test_dari_setiap_naskah_induk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asal: Path, letak: str) -> None:
    """From every shipped paper the next one can be made, wherever it is put: it refers back, has the same parties, and passes."""
    shutil.copytree(AKAR / "agreements", tmp_path / "agreements")
    monkeypatch.chdir(tmp_path)
    induk = asal.relative_to(AKAR)
    jenis = "rencana_kerja" if asal.name.startswith("nota") else "perjanjian_kerja_sama"
    out = (
        induk.parent / "baru.yaml" if letak == "samping" else Path("agreements/2027/lain folder/baru.yaml")
    ).as_posix()
    jalan = buat(jenis, "--dari", induk, "--out", out)
    assert jalan.kode == 0, jalan.semua
    ruang = Workspace(tmp_path)
    baru, lama = ruang.agreements.muat(out), ruang.agreements.muat(induk.as_posix()).naskah
    assert baru.naskah is not None and lama is not None
    assert ruang.agreements.terkait(baru, new_choices.INDUK[jenis])[0] is not None
    assert [(p.kode, p.nama, p.bentuk, p.logo is None) for p in baru.naskah.para_pihak] == [
        (p.kode, p.nama, p.bentuk, p.logo is None) for p in lama.para_pihak
    ]
    assert all(p.nomor == "menyusul" for p in baru.naskah.para_pihak)
    assert (baru.naskah.kategori, baru.naskah.tentang) == (lama.kategori, lama.tentang)
    if jenis == "perjanjian_kerja_sama":
        assert (baru.naskah.dasar_hukum, baru.naskah.urusan, baru.naskah.prakarsa) == (
            lama.dasar_hukum,
            lama.urusan,
            lama.prakarsa,
        )
    temuan = new.nilai(ruang, out, (tmp_path / out).read_text(encoding="utf-8"), HARI)
    assert [t for t in temuan if t.tingkat is Severity.KESALAHAN] == []
    assert f'ksdgen check "{out}"' in jalan.keluar or " " not in out


def test_lambang_ikut_dari_folder_lain(kantor: Path) -> None:
    data = pasang(ksb(), "para_pihak.0.logo", "gambar/garut.png")
    simpan(kantor, data, "2026/a/kesepakatan-bersama.yaml")
    assert (
        buat(
            "perjanjian_kerja_sama",
            "--dari",
            "agreements/2026/a/kesepakatan-bersama.yaml",
            "--out",
            "agreements/2027/b/c/pks.yaml",
        ).kode
        == 1
    )
    isi: Any = plain(baca((kantor / "agreements/2027/b/c/pks.yaml").read_text(encoding="utf-8"))[0])
    assert isi["para_pihak"][0]["logo"] == "../../../2026/a/gambar/garut.png"
    assert isi["kesepakatan_bersama"] == "../../../2026/a/kesepakatan-bersama.yaml"


# --- refusals --------------------------------------------------------------------------------------------------------------------------


def test_tidak_menimpa(kantor: Path) -> None:
    path = simpan(kantor, "isi: lama\n", "2026/air/kesepakatan-bersama.yaml")
    jalan = buat("kesepakatan_bersama", "--kategori", "ksdd_sukarela", "--tentang", "Air")
    assert jalan.kode == 2
    assert "sudah ada dan tidak ditimpa" in jalan.galat
    assert "--out agreements/2026/air/kesepakatan-bersama-2.yaml" in jalan.galat
    assert path.read_text(encoding="utf-8") == "isi: lama\n"


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        ([], "JENIS belum diisi, pilihan: kesepakatan_bersama, "),
        (
            ["perjanjian"],
            "JENIS `perjanjian` tidak dapat dipakai di sini; maksud Anda `perjanjian_kerja_sama`? pilihan: ",
        ),
        (["x"], "JENIS `x` tidak dapat dipakai di sini; pilihan: "),
        (["PKS"], "--kategori belum diisi"),
        (["Nota Kesepakatan", "--tentang", "x", "--mitra", "kota-cimahi, x"], "berkas pihak `x` tidak ada"),
        (["kesepakatan_bersama"], "--kategori belum diisi, pilihan: ksdd_wajib, "),
        (["kesepakatan_bersama", "--kategori", "sinergi"], "--kategori `sinergi` tidak dapat dipakai di sini"),
        (["kesepakatan_bersama", "--kategori", "ksdpk"], "--tentang belum diisi"),
        (["nota_kesepakatan", "--tentang", " "], "--tentang belum diisi"),
        (["nota_kesepakatan", "--tentang", "x", "--mitra", "kota-cimah"], "maksud Anda `kota-cimahi`?"),
        (
            ["nota_kesepakatan", "--tentang", "x", "--pemrakarsa", "kota-cimahi", "--mitra", "kota-cimahi"],
            "disebut dua kali",
        ),
        (
            ["nota_kesepakatan", "--tentang", "x", "--penanda-tangan", "kota-cimahi=camat"],
            "bukan berkas pihak naskah ini",
        ),
        (
            [
                "nota_kesepakatan",
                "--tentang",
                "x",
                "--pemrakarsa",
                "kota-cimahi",
                "--penanda-tangan",
                "kota-cimahi=camat",
            ],
            "yang menjabat: wali_kota",
        ),
        (["nota_kesepakatan", "--tentang", "x", "--penanda-tangan", "camat"], "harus berbentuk ID=PEJABAT"),
        (["nota_kesepakatan", "--tentang", "x", "--out", "a.docx"], "harus berakhiran .yaml"),
        (["perjanjian_kerja_sama", "--dari", "tak-ada.yaml"], "`tak-ada.yaml` tidak ada"),
        (["perjanjian_kerja_sama", "--dari", "agreements/pihak/kota-cimahi.yaml"], "belum dapat dibaca"),
        (["rencana_kerja", "--dari", "agreements/k.yaml"], "berjenis kesepakatan_bersama"),
        (
            ["perjanjian_kerja_sama", "--dari", "agreements/k.yaml", "--kategori", "ksdpk"],
            "berbeda dari kategori naskah --dari",
        ),
        (
            ["perjanjian_kerja_sama", "--dari", "agreements/k.yaml", "--mitra", "kota-cimahi"],
            "tidak dipakai bersama --dari",
        ),
    ],
)
def test_salah_pakai(kantor: Path, argumen: list[str], pesan: str) -> None:
    simpan(kantor, ksb(), "k.yaml")
    sebelum = sorted(p.as_posix() for p in kantor.rglob("*"))
    jalan = buat(*argumen)
    assert (jalan.kode, jalan.keluar) == (2, "")
    assert pesan in jalan.galat
    assert sorted(p.as_posix() for p in kantor.rglob("*")) == sebelum


def test_di_luar_folder_kerja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    jalan = buat("nota_kesepakatan", "--tentang", "x")
    assert jalan.kode == 2 and "ksdgen init" in jalan.galat
    jalan = buat("nota_kesepakatan", "--tentang", "x", "--out", "sendiri.yaml")
    assert jalan.kode == 0, jalan.semua
    assert not (tmp_path / "sendiri.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server")
    assert ksdgen("check", "sendiri.yaml", "--tanggal", HARI).kode == 0


def test_templat_rusak_diberitahukan(kantor: Path) -> None:
    """The file is written all the same; what is wrong is told."""
    templat(kantor, "klausul/objek.j2", "---\njudul: OBJEK\nfakta: [objek]\n---\n{{ tak_ada }}\n")
    jalan = buat("kesepakatan_bersama", "--kategori", "ksdpk", "--tentang", "Air")
    assert jalan.kode == 1
    assert "KSD043" in jalan.keluar and "ditulis: " in jalan.keluar


# --- at a terminal ---------------------------------------------------------------------------------------------------------------------


def test_ditanya_di_terminal(kantor: Path) -> None:
    (kantor / "agreements" / "2026").mkdir()
    ids = list(new_choices.pilihan_pihak(Workspace(kantor)))
    garut, cimahi = (
        ids.index("kabupaten-garut") + 1,
        ids.index("kota-cimahi"),
    )  # the initiator is not offered a second time
    kode_, tampil = jalankan(
        ["ksdgen", "new", "--tanggal", HARI],
        ["1\n", "7\n", "ksdd_sukarela\n", "\n", "Jalan Perbatasan\n", f"{garut}\n", f"{cimahi}\n", "\n", "\n", "\n"],
        kantor,
    )
    assert kode_ == 0, tampil
    assert "ketik nomor 1 sampai dengan 4" in tampil and "belum diisi; ketik jawabannya" in tampil
    path = kantor / "agreements/2026/jalan-perbatasan/kesepakatan-bersama.yaml"
    isi: Any = plain(baca(path.read_text(encoding="utf-8"))[0])
    assert [p["acuan"] for p in isi["para_pihak"]] == ["pihak/kabupaten-garut", "pihak/kota-cimahi"]
    assert [p["penanda_tangan"][0]["pejabat"] for p in isi["para_pihak"]] == ["bupati", "wali_kota"]
    # The next paper is made from it; the file's name is chosen.
    kode_, tampil = jalankan(
        ["ksdgen", "new", "perjanjian_kerja_sama"],
        ["1\n", "\n", "2\n", "\n", "agreements\\2026\\pks jalan.yaml\n"],
        kantor,
    )
    assert kode_ == 0, tampil
    isi = plain(baca((kantor / "agreements/2026/pks jalan.yaml").read_text(encoding="utf-8"))[0])
    assert isi["kesepakatan_bersama"] == "jalan-perbatasan/kesepakatan-bersama.yaml"
    assert isi["para_pihak"][0]["penanda_tangan"][0]["pejabat"] == "kepala_dinas_pertanian"


@pytest.mark.parametrize("henti", [CTRL_C, CTRL_D])
def test_dibatalkan_tanpa_bekas(kantor: Path, henti: str) -> None:
    sebelum = sorted(p.as_posix() for p in kantor.rglob("*"))
    kode_, tampil = jalankan(["ksdgen", "new"], ["1\n", "2\n", henti], kantor)
    assert kode_ == 2
    assert tampil.rstrip().endswith("dibatalkan")
    assert sorted(p.as_posix() for p in kantor.rglob("*")) == sebelum


def test_setiap_aturan_dasar_hukum_dipakai() -> None:
    """The acts that a rule wants among the legal basis are in the list of every skeleton that it judges."""
    for a in semua():
        for jenis, kategori in SEMUA if a.cek == "dasar_hukum_memuat" else ():
            if (not a.berlaku.jenis or jenis in a.berlaku.jenis) and (
                not a.berlaku.kategori or kategori in a.berlaku.kategori
            ):
                assert a.kode not in kode(skeleton(jenis, kategori), Severity.CATATAN)
                assert "pp-28-2018" in needs.dasar_hukum(jenis, Kategori(kategori))
