"""Bad input is answered in Indonesian, with its place and an exit code; never a traceback, never half a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.util import cek, cetak, ksb, ksdgen, pasang, pks, simpan, templat, yaml

pytestmark = pytest.mark.usefixtures("aturan_dasar")

BAIK = yaml(ksb())
BOM_ALIAS = "a: &a [x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)


# --- files that are no YAML, or too much of it --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "kode", "baris", "kolom"),
    [
        ("a: [b\nc: {", "KSD002", 1, 4),
        ("a:\n\tb: c\n", "KSD002", 2, 1),
        (BAIK + "tentang: x\n", "KSD003", BAIK.count("\n") + 1, 1),
        (BOM_ALIAS, "KSD004", 6, 26),
        ("[" * 100_000, "KSD004", 1, 51),
        (BAIK.encode("utf-16"), "KSD001", 1, 1),
        (BAIK.encode("utf-32"), "KSD001", 1, 1),
        ("jenis: x\ntentang: é\n".encode("latin-1"), "KSD001", 2, 10),
        ("", "KSD008", 1, 1),
        ("# hanya catatan\n", "KSD008", 1, 1),
        ("halo\n", "KSD011", 1, 1),
        ("- a\n", "KSD011", 1, 1),
        ("%PDF-1.4\n\x00\x01", "KSD006", 2, 1),
    ],
    ids=[
        "bukan",
        "tab",
        "ganda",
        "alias",
        "kurung",
        "utf16",
        "utf32",
        "latin1",
        "kosong",
        "catatan",
        "teks",
        "daftar",
        "biner",
    ],
)
def test_berkas_rusak(repo: Path, isi: str | bytes, kode: str, baris: int, kolom: int) -> None:
    jalan, teks = cetak(repo, isi)
    assert jalan.kode == 1
    assert teks is None
    assert (baris, kolom, kode) in [(b, k, c) for _, b, k, c in jalan.temuan]
    assert len(jalan.keluar) < 10_000


@pytest.mark.parametrize(
    "ubah", [lambda b: b"\xef\xbb\xbf" + b, lambda b: b.replace(b"\n", b"\r\n")], ids=["bom", "crlf"]
)
def test_bom_dan_crlf_sama_saja(repo: Path, ubah: Any) -> None:
    _, biasa = cetak(repo, BAIK)
    jalan, teks = cetak(repo, ubah(BAIK.encode()))
    assert jalan.kode == 0
    assert biasa is not None
    assert teks == biasa


def test_karakter_kendali_tidak_sampai_ke_terminal(repo: Path) -> None:
    jalan = cek(repo, BAIK.replace('tentang: "', 'tentang: "\x1b[31m\u202e'))
    assert "KSD006" in jalan.kode_temuan
    assert "\x1b" not in jalan.keluar
    assert "\u202e" not in jalan.keluar


# --- values ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rute", "nilai", "kode"),
    [
        ("penandatanganan.tanggal", "2026-02-31", "KSD011"),
        ("penandatanganan.tanggal", "1.10", "KSD011"),
        ("jangka_waktu.lama", "3 taun", "KSD011"),
        ("jangka_waktu.lama", "12:30", "KSD011"),
        ("rangkap.asli", "0123", "KSD011"),
        ("rangkap.asli", "-1", "KSD011"),
        ("rangkap.elektronik", "no", "KSD011"),
        ("pembiayaan.nilai", "9" * 60, "KSD011"),
        ("pembiayaan.termin.0.persen", "-5", "KSD011"),
        ("status", "selesai", "KSD013"),
        ("kategori", "ksdpl", "KSD015"),
        ("kategori", "sinergi", "KSD015"),
        ("jenis", "perjanjian_kerjasama", "KSD013"),
        ("jenis", "../dasar", "KSD013"),
        ("jenis", "dasar", "KSD013"),
        ("gaya", "bku", "KSD013"),
        ("gaya", "../gaya/baku", "KSD013"),
        ("sebutan", "piagam", "KSD013"),
        ("dasar_hukum.0", "uu-23-2041", "KSD013"),
        ("kesepakatan_bersama", "tak-ada.yaml", "KSD018"),
        ("kesepakatan_bersama", "x" * 5000, "KSD018"),
        ("penghubung", ["DAN", "DENGAN"], "KSD016"),
        ("urutan.judul.0", "garot", "KSD013"),
        ("urutan.nomor", ["garut", "garut"], "KSD016"),
        ("urutan.tanda_tangan", ["garut"], "KSD016"),
        ("klausul.penyelesaian_perselisihan.varian", "pengadilam", "KSD013"),
        ("klausul.penyelesaian_perselisihan.varian", "antardaerah", "KSD015"),
        ("klausul.sanksi.isian.hari_tak_ada", "3", "KSD010"),
        ("klausul.sanksi.isian.hari_perbaikan", "tujuh", "KSD011"),
        ("klausul.ketentuan_umumm", {}, "KSD013"),
        ("para_pihak.1.kode", "garut", "KSD016"),
        ("para_pihak.0.penanda_tangan.0.dasar_kewenangan.0", {"pasal": "Pasal 1", "bebas": "Surat"}, "KSD016"),
        ("para_pihak.0.acuan", "pihak/tak-ada", "KSD017"),
        ("para_pihak.0.acuan", "../../../etc/passwd", "KSD017"),
        ("para_pihak.0.logo", "tak/ada.png", "KSD060"),
        ("para_pihak.0.logo", "/etc/hostname", "KSD060"),
        ("para_pihak.0.logo", "a.yaml", "KSD060"),
        ("para_pihak.0.logo", ".", "KSD060"),
        ("para_pihak.0.logo", "x" * 5000, "KSD060"),
    ],
)
def test_nilai_keliru(repo: Path, rute: str, nilai: Any, kode: str) -> None:
    """One finding at the place of the value, and no other finding that only follows from it; no file is written."""
    jalan, teks = cetak(repo, pasang(pks(), rute, nilai))
    assert jalan.kode == 1
    assert teks is None
    assert kode in jalan.kode_temuan
    assert "KSD050" not in jalan.kode_temuan
    baris = next(b for _, b, _, c in jalan.temuan if c == kode)
    sumber = (repo / "agreements/a.yaml").read_text().split("\n")
    kunci = [bagian for bagian in rute.split(".") if not bagian.isdigit()][-1]
    tampak = sumber[max(0, baris - 2) : baris]
    assert any(kunci in t or str(nilai) in t for t in tampak) or not isinstance(nilai, str)


def test_kunci_tak_dikenal_diberi_saran(repo: Path) -> None:
    jalan = cek(repo, {**ksb(), "tentnag": "x"})
    assert ("KSD010" in jalan.kode_temuan, jalan.kode) == (True, 1)
    assert "maksud Anda `tentang`?" in jalan.keluar


def test_semua_kesalahan_dalam_satu_jalan(repo: Path) -> None:
    data = pks(gaya="bku", tentnag="x", dasar_hukum=["uu-23-2041"], penghubung=["A", "B"])
    data = pasang(data, "penandatanganan.tanggal", "2026-02-31")
    data = pasang(data, "klausul.antikorup", {})
    jalan = cek(repo, data)
    assert {"KSD010", "KSD011", "KSD013", "KSD016"} <= set(jalan.kode_temuan)
    assert jalan.kode_temuan.count("KSD013") == 3


@pytest.mark.parametrize(("setelah", "saran"), [("objk", "maksud Anda `objek`?"), ("zzz", "pasal yang ada:")])
def test_pasal_tambahan_setelah(repo: Path, setelah: str, saran: str) -> None:
    tambahan = [{"kode": "baru", "judul": "BARU", "setelah": setelah, "isi": "isi baru"}]
    jalan = cek(repo, ksb(pasal_tambahan=tambahan))
    assert "KSD030" in jalan.kode_temuan
    assert saran in jalan.keluar


def test_pasal_tambahan_melingkar(repo: Path) -> None:
    tambahan = [
        {"kode": "satu", "judul": "SATU", "setelah": "dua", "isi": "isi"},
        {"kode": "dua", "judul": "DUA", "setelah": "satu", "isi": "isi"},
    ]
    assert cek(repo, ksb(pasal_tambahan=tambahan)).kode_temuan.count("KSD030") == 2


def test_ksb_rusak_yang_diacu_pks(repo: Path) -> None:
    simpan(repo, "tentang: [\n", "ksb.yaml")
    jalan = cek(repo, pks(kesepakatan_bersama="ksb.yaml"))
    assert jalan.kode == 1
    assert [(f[-6:], c) for f, _, _, c in jalan.temuan if c == "KSD018"] == [("a.yaml", "KSD018")]
    assert "belum dapat dibaca" in jalan.keluar


def test_garis_miring_terbalik_pada_acuan(repo: Path) -> None:
    simpan(repo, ksb(), "induk/ksb.yaml")
    jalan = cek(repo, pks(kesepakatan_bersama="..\\induk\\ksb.yaml"), nama="anak/a.yaml")
    assert "KSD018" not in jalan.kode_temuan


def test_acuan_diri_sendiri_tidak_berputar(repo: Path) -> None:
    assert cek(repo, pks(kesepakatan_bersama="a.yaml")).kode in (0, 1)


# --- folders and files ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("perintah", [("check",), ("render", "--out", "o", "--format", "txt"), ("lock",)])
def test_path_tak_ada(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, perintah: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kosong").mkdir()
    (tmp_path / "b.txt").write_text("x")
    for path, pesan in (
        ("tak-ada.yaml", "tidak ada"),
        ("kosong", "tidak memuat naskah"),
        ("b.txt", "bukan berkas .yaml"),
    ):
        jalan = ksdgen(*perintah, path)
        assert jalan.kode == 2
        assert pesan in jalan.galat
        assert jalan.keluar == ""


def test_folder_bernama_yaml_dan_tautan_putus(repo: Path) -> None:
    (repo / "agreements/folder.yaml").mkdir()
    (repo / "agreements/putus.yaml").symlink_to("tak-ada")
    simpan(repo, ksb(), "baik.yaml")
    jalan = ksdgen("check", repo)
    assert jalan.kode == 1
    assert [(Path(f).name, c) for f, _, _, c in jalan.temuan] == [("putus.yaml", "KSD009")]


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root reads everything")
def test_berkas_tanpa_izin(repo: Path) -> None:
    path = simpan(repo, ksb())
    path.chmod(0)
    jalan = ksdgen("check", path)
    assert (jalan.kode, jalan.kode_temuan) == (1, ["KSD009"])


def test_berkas_tunggal_di_luar_repositori(tmp_path: Path) -> None:
    folder = tmp_path / "dokumen saya (baru)"
    folder.mkdir()
    (folder / "naskah 1.yaml").write_text(yaml(ksb()))
    jalan = ksdgen("render", folder / "naskah 1.yaml", "--out", tmp_path / "ke luar", "--format", "txt")
    assert jalan.kode == 0
    assert (tmp_path / "ke luar/naskah 1.txt").exists()


def test_keluaran_yang_bertabrakan(repo: Path) -> None:
    simpan(repo, ksb(), "x.yaml")
    simpan(repo, ksb(), "x.yml")
    jalan = ksdgen("render", repo, "--out", repo / "o", "--format", "txt")
    assert jalan.kode == 2
    assert "x.yaml" in jalan.galat
    assert "x.yml" in jalan.galat
    assert not (repo / "o").exists()


@pytest.mark.parametrize("halangan", ["berkas", "di bawah berkas", "folder bernama sama"])
def test_keluaran_tak_dapat_ditulis(repo: Path, halangan: str) -> None:
    path = simpan(repo, ksb())
    (repo / "berkas").write_text("asli")
    out = {"berkas": repo / "berkas", "di bawah berkas": repo / "berkas/x", "folder bernama sama": repo / "o"}[halangan]
    (repo / "o/a.txt").mkdir(parents=True)
    jalan = ksdgen("render", path, "--out", out, "--format", "txt")
    assert jalan.kode == 2
    assert str(out) in jalan.galat
    assert (repo / "berkas").read_text() == "asli"
    assert [p.name for p in (repo / "o").iterdir()] == ["a.txt"]


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root writes everywhere")
def test_keluaran_hanya_baca(repo: Path) -> None:
    path = simpan(repo, ksb())
    (repo / "o").mkdir(mode=0o500)
    jalan = ksdgen("render", path, "--out", repo / "o", "--format", "txt")
    assert jalan.kode == 2
    assert "tidak ada izin" in jalan.galat


def test_gagal_menulis_tidak_menyisakan_apa_pun(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = simpan(repo, ksb())
    (repo / "o").mkdir()
    (repo / "o/a.txt").write_text("lama")

    def penuh(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", penuh)
    jalan = ksdgen("render", path, "--out", repo / "o", "--format", "txt")
    assert jalan.kode == 2
    assert "ruang simpan penuh" in jalan.galat
    assert [(p.name, p.read_text()) for p in (repo / "o").iterdir()] == [("a.txt", "lama")]


# --- templates ------------------------------------------------------------------------------------------------------------------------

KEPALA = "---\njudul: COBA\nletak: {setelah: [objek]}\n---\n(#) pertama\n"
SEPULUH = "[1,2,3,4,5,6,7,8,9,0]"


def _coba(repo: Path, badan: str, kepala: str = KEPALA) -> Any:
    templat(repo, "klausul/coba.j2", kepala + badan)
    return cek(repo, ksb(klausul={"coba": {}}))


@pytest.mark.parametrize(
    ("badan", "kode", "baris"),
    [
        ("(#) {% if %}\n", "KSD040", 6),
        ("(#) {{ naskah.tentang\n", "KSD040", 6),
        ("(#) a\n{% for x in para_pihak %}\n(#) b\n", "KSD040", 7),
        ("(#) a\n\n{% endif %}\n", "KSD040", 8),
        ("(#) a\n{% do 1 %}\n", "KSD040", 7),
        ("(#) {{ naskah.tentang | upper }}", "KSD040", 6),
        ("(#) a\n{% if naskah.tentang | upper %}x{% endif %}", "KSD040", 7),
        ("(#) {% if naskah.tentang is string %}x{% endif %}", "KSD040", 6),
        ("(#) {{ naskah.tentang ~ 'x' }}", "KSD040", 6),
        ("(#) {{ 'a' * 1000000000 }}", "KSD040", 6),
        ("(#) {{ 2 ** 100000000 }}", "KSD040", 6),
        ("{% filter kapital %}x{% endfilter %}", "KSD040", 6),
        ("{% autoescape false %}(#) x{% endautoescape %}", "KSD040", 6),
        ("{% set naskah.tentang = 'x' %}", "KSD040", 6),
        ("{% set a = [naskah, naskah] %}", "KSD040", 6),
        ("(#) \ue000x\ue001y\ue002", "KSD040", 6),
        ("(#) {{ tak_ada }}", "KSD043", 6),
        ("(#) {{ naskah.tentnag }}", "KSD043", 6),
        ("(#) {{ naskah.tentang.x }}", "KSD043", 6),
        ("(#) a\n{% if tak_ada %}x{% endif %}", "KSD043", 7),
        ("(#) a\n(#) {{ para_pihak[99].nama }}", "KSD043", 7),
        ("(#) {{ 1 / 0 }}", "KSD044", 6),
        ("(#) {{ naskah._rekaman }}", "KSD044", 6),
        ("(#) {{ naskah.__class__.__mro__ }}", "KSD044", 6),
        ("(#) {{ naskah['__class__'] }}", "KSD044", 6),
        ("(#) {{ naskah.tentang.isi }}", "KSD044", 6),
        ("(#) {{ naskah.tentang.upper() }}", "KSD044", 6),
        ("(#) {{ 'a'.ljust(1000000000) }}", "KSD044", 6),
        ("(#) {{ '{0.__class__}'.format(naskah) }}", "KSD044", 6),
        ("(#) {{ naskah.ganti(tentang='x') }}", "KSD044", 6),
        ("{% for i in range(1000000000) %}{% endfor %}", "KSD044", 6),
        ("{% for x in para_pihak %}{{ loop.cycle('a') }}{% endfor %}", "KSD044", 6),
        ("(#) {{ naskah.tentang | angka }}", "KSD044", 6),
        ("(#) {{ naskah.tentang | tanggal }}", "KSD044", 6),
        ("(#) {{ para_pihak[0] }}", "KSD044", 6),
        ("(#) {{ para_pihak }}", "KSD044", 6),
        ("(#) {{ none }}", "KSD044", 6),
        ("{{ naskah.tujuan | butir('x') }}", "KSD044", 6),
        ("{% if naskah.tentang < 3 %}{% endif %}", "KSD044", 6),
        ("{% include 'x.j2' %}", "KSD041", 6),
        ("{% include '../../../etc/passwd' %}", "KSD041", 6),
        ("{% include '/etc/passwd' %}", "KSD041", 6),
        ("(#) a [[tak_ada]] b", "KSD030", 6),
        ("(#) [x] a\n(#) [x] b", "KSD031", 7),
    ],
)
def test_templat_keliru(repo: Path, badan: str, kode: str, baris: int) -> None:
    jalan = _coba(repo, badan)
    assert jalan.kode == 1
    assert [(f.rpartition("templates/")[2], b, c) for f, b, _, c in jalan.temuan] == [("klausul/coba.j2", baris, kode)]


@pytest.mark.parametrize(
    "badan",
    [
        "".join(f"{{% for a{i} in {SEPULUH} %}}" for i in range(9)) + "x" + "{% endfor %}" * 9,
        "{% set a %}xxxxxxxxxxxxxxxx{% endset %}\n" + "{% set a %}{{ a }}{{ a }}{% endset %}\n" * 60 + "(#) {{ a }}",
        "{% macro m0() %}{% endmacro %}\n"
        + "".join(
            f"{{% macro m{i}() %}}{{% if m{i - 1}() %}}{{% endif %}}{{{{ m{i - 1}() }}}}{{% endmacro %}}\n"
            for i in range(1, 60)
        )
        + "(#) {{ m59() }}",
        "{% macro m() %}{{ m() }}{% endmacro %}(#) {{ m() }}",
        "{% include 'klausul/coba.j2' %}{% include 'klausul/coba.j2' %}",
        "{% extends 'klausul/coba.j2' %}",
        f"{{% for a in {SEPULUH * 1} %}}{{% for b in {SEPULUH} %}}{{% set z %}}{'x' * 300_000}{{% endset %}}{{% endfor %}}{{% endfor %}}",
        "(#) {{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{% if true %}" * 150 + "(#) x" + "{% endif %}" * 150,
        "".join(f"{{% for a{i} in [1] %}}" for i in range(30)) + "x" + "{% endfor %}" * 30,
    ],
    ids=["putaran", "set", "makro", "rekursi", "include", "extends", "teks", "kurung", "jika", "for"],
)
def test_templat_rakus(repo: Path, badan: str) -> None:
    """A template that would run for ever or eat the memory is stopped by counting, and blamed alone."""
    jalan = _coba(repo, badan)
    assert jalan.kode == 1
    assert {(f.rpartition("templates/")[2], c) for f, _, _, c in jalan.temuan} == {("klausul/coba.j2", "KSD044")}


@pytest.mark.parametrize(
    ("kepala", "kode", "baris"),
    [
        ("(#) x\n", "KSD041", 1),
        ("---\njudul: A\n(#) x", "KSD041", 1),
        ("---\njudul: [\n---\n", "KSD002", 2),
        ("---\njudul: A\njudl: B\n---\n", "KSD010", 3),
        ("---\njudul: A\nantarmuka: 2\n---\n", "KSD042", 3),
        ("---\njudul: A\nkekakuan: keras\n---\n", "KSD013", 3),
        ("---\njudul: A\nisian: {a: {tipe: zz, uraian: b}}\n---\n", "KSD013", 3),
    ],
)
def test_kepala_templat_keliru(repo: Path, kepala: str, kode: str, baris: int) -> None:
    jalan = _coba(repo, "", kepala)
    assert jalan.kode == 1
    assert ("klausul/coba.j2", baris, kode) in [(f.rpartition("templates/")[2], b, c) for f, b, _, c in jalan.temuan]


def test_templat_bukan_utf8(repo: Path) -> None:
    templat(repo, "klausul/coba.j2", "").write_bytes("---\njudul: A\n---\n(#) é\n".encode("latin-1"))
    assert "KSD001" in cek(repo, ksb(klausul={"coba": {}})).kode_temuan


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ("uraian: x\nkertas: A5\n", "KSD011"),
        ("uraian: x\nberdasar_pada: coba\n", "KSD013"),
        ("uraian: x\nberdasar_pada: tak_ada\n", "KSD013"),
        ("uraian: x\nukuran: 100\n", "KSD011"),
        ("uraian: x\nspasi: lebar\n", "KSD011"),
        ("uraian: x\ntanda_tangan: acak\n", "KSD013"),
        ("uraian: x\nmargin: 25\n", "KSD011"),
        ("uraian: x\nkolom_tanda_tangan: 0\n", ""),
        ("[", "KSD002"),
        ("", "KSD008"),
    ],
)
def test_gaya_keliru(repo: Path, isi: str, kode: str) -> None:
    templat(repo, "gaya/coba.yaml", isi)
    jalan = cek(repo, ksb(gaya="coba"))
    assert jalan.kode == (1 if kode else 0)
    assert not kode or kode in [c for f, _, _, c in jalan.temuan if f.endswith("gaya/coba.yaml")]


def test_gaya_melingkar(repo: Path) -> None:
    templat(repo, "gaya/satu.yaml", "uraian: x\nberdasar_pada: dua\n")
    templat(repo, "gaya/dua.yaml", "uraian: x\nberdasar_pada: satu\n")
    assert cek(repo, ksb(gaya="satu")).kode == 1
