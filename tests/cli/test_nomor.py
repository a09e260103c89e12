"""`ksdgen nomor`: exactly the asked values change, whatever the layout of the file; what was signed or is taken is refused."""

from __future__ import annotations

import copy
import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksdgen.editing.nomor import TANGGAL, TEMPAT, isikan
from ksdgen.errors import Refused
from ksdgen.source.node import plain
from ksdgen.source.parse import parse
from tests.helpers.terminal import CTRL_C, jalankan
from tests.helpers.util import AKAR, ksb, ksdgen, pasang, simpan, yaml

NASKAH = sorted(p for p in (AKAR / "agreements" / "2026").rglob("*.yaml"))
JAUH = ("--tanggal", "2026-12-07")


def data(teks: str) -> Any:
    """What a text says."""
    node, temuan = parse(teks.removeprefix("\ufeff"), "")
    assert node is not None and [t for t in temuan if t.tingkat.value == "kesalahan"] == []
    return plain(node)


def berubah(lama: str, baru: str) -> list[str]:
    """The lines that a new text has and the old one had not."""
    beda = difflib.ndiff(lama.splitlines(), baru.splitlines())
    return [b[2:] for b in beda if b.startswith("+ ")]


# --- laws ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", NASKAH, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_hanya_nilai_itu_yang_berubah(path: Path) -> None:
    teks = path.read_text(encoding="utf-8")
    semula = data(teks)
    for i in range(len(semula["para_pihak"])):
        baru = isikan(teks, {f"para_pihak.{i}.nomor": "9/X: #1/2026"})
        harap = copy.deepcopy(semula)
        harap["para_pihak"][i]["nomor"] = "9/X: #1/2026"
        assert data(baru) == harap
        assert len(berubah(teks, baru)) == 1
    baru = isikan(teks, {TANGGAL: "2027-01-04", TEMPAT: "Kota Bandung"})
    assert data(baru) == {**semula, "penandatanganan": {"tempat": "Kota Bandung", "tanggal": "2027-01-04"}}
    assert isikan(baru, {TANGGAL: "2027-01-04", TEMPAT: "Kota Bandung"}) == baru
    assert baru.count("#") == teks.count("#")


_NILAI = st.text(
    st.characters(blacklist_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"], blacklist_characters="\ufeff"),
    min_size=1,
    max_size=30,
).map(lambda t: " ".join(t.split()) or "1")
_TULISAN = st.sampled_from(["menyusul", "'menyusul'", '"menyusul"', "", "100/___/2026", '"a # b"', "'it''s'"])
_SUSUNAN = st.sampled_from(
    [
        "{p}penandatanganan:\n  tempat: x  # di mana\n  tanggal: menyusul\npara_pihak:\n  - kode: a  # satu\n    nomor: {n}\n    nama: A\n  - {{kode: b, nama: B}}\n",
        "{p}para_pihak:\n- nomor: {n} # catatan\n  kode: a\n-   kode: b\n    nama: 'B, C'\n# akhir\n",
        '{p}penandatanganan: {{tempat: x}}\npara_pihak: [{{kode: a, nomor: {n}}}, {{nama: "B", kode: b}}]\n',
        "{p}penandatanganan:\n# atas\npara_pihak:\n  -\n    kode: a\n    nomor:   {n}\n  - kode: b\n    acuan: pihak/b\n    penanda_tangan:\n      - pejabat: x",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(_SUSUNAN, _TULISAN, _NILAI, st.integers(0, 1), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_susunan_apa_pun(susunan: str, tulisan: str, nilai: str, ke: int, ganti: str, bom: bool) -> None:
    """Quotes, brackets, comments, line ends, byte order mark: the value comes in, all else stays."""
    teks = ("\ufeff" if bom else "") + susunan.format(p="# kepala\njenis: x\n\n", n=tulisan).replace("\n", ganti)
    semula = data(teks)
    isian = {f"para_pihak.{ke}.nomor": nilai, TANGGAL: "2027-01-04"}
    baru = isikan(teks, isian)
    harap = copy.deepcopy(semula)
    harap["para_pihak"][ke]["nomor"] = nilai
    if not isinstance(harap.get("penandatanganan"), dict):
        harap["penandatanganan"] = {}
    harap["penandatanganan"]["tanggal"] = "2027-01-04"
    assert data(baru) == harap
    assert baru.startswith("\ufeff") == bom
    assert ganti == "\n" or baru.count("\n") == baru.count("\r\n")
    assert len(berubah(teks, baru)) <= 4
    assert [b for b in teks.split(ganti) if b.lstrip().startswith("#")] == [
        b for b in baru.split(ganti) if b.lstrip().startswith("#")
    ]
    assert isikan(baru, isian) == baru


@pytest.mark.parametrize(
    "nomor", ["|\n      a\n      b", ">-\n      a\n      b", "a\n      b", "&x a\n    nama: *x", "[a, b]"]
)
def test_yang_tidak_pasti_tidak_disentuh(nomor: str) -> None:
    """A value of several lines, a list, or one that is used again elsewhere: nobody guesses."""
    teks = f"para_pihak:\n  - kode: a\n    nomor: {nomor}\n"
    with pytest.raises(Refused, match=r"tulis sendiri `nomor: 1/2026` di dalam berkas"):
        isikan(teks, {"para_pihak.0.nomor": "1/2026"})


# --- the command -----------------------------------------------------------------------------------------------------------------------

TERBUKA = pasang(
    pasang(ksb(), "para_pihak.0.nomor", "menyusul"), "penandatanganan", {"tempat": "menyusul", "tanggal": "menyusul"}
)


def test_mengisi_lalu_menampilkan_bedanya(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo)
    path = simpan(repo, yaml(TERBUKA).replace('"', ""), "2026/a b/x.yaml")
    semula = path.read_bytes()
    argumen = (
        "nomor",
        "agreements\\2026\\a b\\x.yaml",
        "--pihak",
        "garut",
        "--nomor",
        "7/KSB/2026",
        "--tanggal",
        "7 Desember 2026",
        "--tempat",
        "Garut",
    )
    lihat = ksdgen(*argumen, "--diff")
    assert lihat.kode == 0 and path.read_bytes() == semula
    jalan = ksdgen(*argumen)
    assert jalan.kode == 0, jalan.semua
    assert jalan.keluar.startswith(lihat.keluar)
    assert "-  tanggal: menyusul\n" in jalan.keluar and "+  tanggal: 2026-12-07\n" in jalan.keluar
    assert "+    nomor: 7/KSB/2026\n" in jalan.keluar
    assert jalan.keluar.endswith("ditulis: agreements/2026/a b/x.yaml\nnomor, tanggal, dan tempat sudah lengkap\n")
    assert data(path.read_text(encoding="utf-8"))["penandatanganan"] == {"tempat": "Garut", "tanggal": "2026-12-07"}
    ulang = ksdgen(*argumen)
    assert (ulang.kode, ulang.keluar) == (0, "tidak ada yang berubah\n")
    assert ksdgen(*argumen, "-q").semua == ""


def test_temuan_pada_nilai_baru_disebut(repo: Path) -> None:
    path = simpan(repo, TERBUKA)
    jalan = ksdgen("nomor", path, "--tanggal", "2026-11-07", "-q")
    assert jalan.kode == 0
    assert jalan.kode_temuan == ["KSD346"]  # a Saturday; nothing is said of what was not touched


@pytest.mark.parametrize("beda", [False, True])
def test_nomor_yang_sudah_dipakai(repo: Path, beda: bool) -> None:
    simpan(repo, ksb(), "2026/lain.yaml")
    path = simpan(repo, TERBUKA, "2026/a.yaml")
    semula = path.read_bytes()
    jalan = ksdgen(
        "nomor", path, "--pihak", "garut", "--nomor", "100.3.7/1/KSB/2026", *JAUH, *(["--diff"] if beda else [])
    )
    assert jalan.kode == 2
    assert jalan.kode_temuan == ["KSD530"] and "tidak diubah karena nomor itu sudah dipakai" in jalan.galat
    assert path.read_bytes() == semula
    assert ksdgen("nomor", path, "--pihak", "garut", "--nomor", "100.3.7/2/KSB/2026", *JAUH).kode == 0


@pytest.mark.parametrize("status", ["ditandatangani", "berakhir", "diubah", "ditandatanganni"])
def test_yang_ditandatangani_tidak_disentuh(repo: Path, status: str) -> None:
    path = simpan(repo, ksb(status=status))
    semula = path.read_bytes()
    jalan = ksdgen("nomor", path, *JAUH)
    assert jalan.kode == 2 and "sudah ditandatangani" in jalan.galat
    assert path.read_bytes() == semula


def test_yang_beku_tidak_disentuh(repo: Path) -> None:
    path = simpan(repo, ksb())
    path.with_suffix(".beku.json").write_text("{}", encoding="utf-8")
    assert "sudah ditandatangani" in ksdgen("nomor", path, *JAUH).galat


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        (
            [],
            "yang masih terbuka: nomor PIHAK KESATU (Pemerintah Daerah Kabupaten Garut); tempat penandatanganan; tanggal penandatanganan",
        ),
        (["--pihak", "garut"], "setiap --pihak harus diikuti satu --nomor"),
        (["--nomor", "1"], "setiap --pihak harus diikuti satu --nomor"),
        (["--pihak", "bogor", "--nomor", "1"], "kode pihaknya: garut, cimahi"),
        (["--pihak", "garut", "--nomor", "1", "--pihak", "garut", "--nomor", "2"], "disebut dua kali"),
        (["--pihak", "garut", "--nomor", " "], "--nomor belum diisi"),
        (["--tempat", ""], "--tempat belum diisi"),
        (["--tanggal", "31-11-2026"], "`31-11-2026` bukan tanggal"),
    ],
)
def test_salah_pakai(repo: Path, argumen: list[str], pesan: str) -> None:
    path = simpan(repo, TERBUKA)
    semula = path.read_bytes()
    jalan = ksdgen("nomor", path, *argumen)
    assert (jalan.kode, jalan.keluar) == (2, "")
    assert pesan in jalan.galat
    assert path.read_bytes() == semula


def test_berkas_yang_tidak_dapat_diisi(repo: Path) -> None:
    pihak = simpan(repo, "bentuk: pemerintah_daerah\nnama: A\n", "pihak/a.yaml")
    assert "bukan satu naskah" in ksdgen("nomor", pihak, *JAUH).galat
    simpan(repo, ksb(), "a.yaml")
    simpan(repo, ksb(), "b.yaml")
    assert "bukan satu naskah" in ksdgen("nomor", repo, *JAUH).galat
    assert "belum dapat dibaca" in ksdgen("nomor", simpan(repo, "jenis: [", "c.yaml"), *JAUH).galat
    assert "tidak dapat dibaca" in ksdgen("nomor", simpan(repo, b"\xff\xfej\x00", "d.yaml"), *JAUH).galat
    lengkap = ksdgen("nomor", repo / "agreements/a.yaml")
    assert lengkap.kode == 2 and "sudah terisi" in lengkap.galat


# --- at a terminal ---------------------------------------------------------------------------------------------------------------------


def test_ditanya_satu_per_satu(repo: Path) -> None:
    path = simpan(repo, TERBUKA)
    kode, tampil = jalankan(
        ["ksdgen", "nomor", path], ["  9/KSB/2026 \n", "\n", "7 Desembr 2026\n", "7 Desember 2026\n"], repo
    )
    assert kode == 0, tampil
    assert "`7 Desembr 2026` bukan tanggal" in tampil
    assert "masih terbuka: tempat penandatanganan" in tampil
    isi = data(path.read_text(encoding="utf-8"))
    assert isi["para_pihak"][0]["nomor"] == "9/KSB/2026"
    assert isi["penandatanganan"] == {"tempat": "menyusul", "tanggal": "2026-12-07"}


def test_dibatalkan_tanpa_bekas(repo: Path) -> None:
    path = simpan(repo, TERBUKA)
    semula = path.read_bytes()
    kode, tampil = jalankan(["ksdgen", "nomor", path], ["9/KSB/2026\n", CTRL_C], repo)
    assert kode == 2 and tampil.rstrip().endswith("dibatalkan")
    assert path.read_bytes() == semula
