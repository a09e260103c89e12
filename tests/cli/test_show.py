"""`ksdgen show` and the stages of a cooperation: what is said follows from the file, from `check` and from the regulation, and fits the terminal."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen import regulation
from ksdgen.desk.overview import sekilas
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.editing.canonical import record_of
from ksdgen.editing.scalars import types_of
from ksdgen.naskah import stages
from ksdgen.naskah.model import Kategori, Naskah, Status
from ksdgen.naskah.stages import Cek, Keadaan, Kemajuan, langkah_berikut
from ksdgen.source.decode import Pembaca
from ksdgen.source.parse import parse
from ksdgen.source.places import Tempat
from ksdgen.source.record import konverter
from tests.helpers.rule_examples import DASAR, HARI_INI, Contoh
from tests.helpers.util import AKAR, ksb, ksdgen, pasang, pks, simpan

HARI = ("--tanggal", "2026-11-22")
DI_SINI = date(2026, 11, 22)
CONTOH = Contoh()


def naskah(nama: str, **ganti: Any) -> Naskah:
    """A base agreement, with some fields replaced."""
    node, _ = parse(CONTOH.pohon.isi[f"{nama}.yaml"], nama)
    assert node is not None
    hasil = Pembaca().rekaman(Naskah, node)
    assert hasil is not None
    return hasil.ganti(**ganti)


def menurut_nama(kemajuan: tuple[Kemajuan, ...]) -> dict[str, Kemajuan]:
    return {k.tahap.nama: k for k in kemajuan}


# --- the data of the stages ------------------------------------------------------------------------------------------------------------------


def test_tahapan_adalah_tahapan_peraturan() -> None:
    """Every stage that the regulation lists, in its order, and under the name that the regulation gives it."""
    harap = {
        "permendagri-22-2020/pasal-6": "KSDD",
        "permendagri-22-2020/pasal-28": "KSDPK",
        "permendagri-22-2020/pasal-52": "Sinergi",
    }
    daftar = regulation.muat("permendagri-22-2020")
    assert daftar is not None and [a.sitasi for a in stages.semua()] == list(harap)
    for a in stages.semua():
        pasal = a.sitasi.rpartition("/")[2]
        resmi = {
            k.sitasi: k.uraian for k in daftar.ketentuan if re.fullmatch(rf"{pasal}(?:/ayat-2)?/huruf-[a-z]", k.sitasi)
        }
        assert [t.sitasi.partition("/")[2] for t in a.tahap] == list(resmi)
        for t, uraian in zip(a.tahap, resmi.values(), strict=True):
            nama = t.nama.lower().split()
            assert uraian.lower().startswith(f"tahapan {harap[a.sitasi]}: ".lower()) and nama[0] in uraian.lower(), (
                t.nama
            )


def test_setiap_sitasi_dan_fakta_ada() -> None:
    """What the data names exists: provisions, keys of the model, values, kinds of paper, statuses."""
    katalog = Workspace(AKAR).katalog
    kategori = [k for a in stages.semua() for k in a.kategori]
    assert len(kategori) == len(set(kategori)) and set(kategori) <= {k.value for k in Kategori}
    for a in stages.semua():
        for t in a.tahap:
            assert all(katalog.jenis(j) is not None for j in t.naskah)
            assert set(t.langkah or {}) <= {s.value for s in Status} | {"belum_ada"}
            assert all(regulation.ada(s) for s in (t.sitasi, t.dasar or t.sitasi, *(b.sitasi for b in t.bukti)))
            assert bool(t.bukti) or t.cek is not Cek.FAKTA
            for b in t.bukti:
                assert _tipe(b.fakta) and (b.sejak is None or _tipe(b.sejak) == [date]), b.fakta
                assert (b.sejak is None) == (b.hari is None) == (b.lewat is None)
                for rute, nilai in {**(b.bila or {}), **(b.kecuali or {})}.items():
                    assert nilai in {e.value for tipe in _tipe(rute) for e in tipe}


def _tipe(rute: str) -> list[Any]:
    tipe: Any = Naskah
    for bagian in rute.split("."):
        rekaman = record_of(tipe)
        assert rekaman is not None and bagian in konverter(rekaman), rute
        tipe = konverter(rekaman)[bagian]
    return types_of(tipe)


# --- how far an agreement has come -----------------------------------------------------------------------------------------------------------

_URUTAN = [Status.KONSEP, Status.PEMBAHASAN, Status.SIAP_DITANDATANGANI, Status.DITANDATANGANI]
_FAKTA = [
    "berita_acara_pemetaan",
    "keputusan_daftar_rencana",
    "studi_kelayakan",
    "kerangka_acuan_kerja",
    "surat_penawaran",
    "tanggapan",
    "rkpd",
]
_FAKTA += ["rekomendasi_tkksd", "persetujuan_dprd", "arsip", "dilaporkan_kepada_menteri"]
_LENGKAP = {
    f: next(n for n in (getattr(naskah(b), f) for b in DASAR) if n)
    for f in _FAKTA
    if any(getattr(naskah(b), f) for b in DASAR)
}


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(DASAR), st.sets(st.sampled_from(sorted(_LENGKAP))), st.integers(0, 3), st.data())
def test_fakta_baru_tidak_memundurkan(dasar: str, ada: set[str], status: int, data: st.DataObject) -> None:
    """Law: a fact more, or a status further on, never opens an earlier stage; and there is a next step while a draft is open."""

    def keadaan(fakta: set[str], status: int) -> tuple[Kemajuan, ...]:
        isi = {f: (v if f in fakta else None) for f, v in _LENGKAP.items()}
        return stages.kemajuan(naskah(dasar, status=_URUTAN[status], **isi), DI_SINI)

    def pertama(k: tuple[Kemajuan, ...]) -> int:
        return next((i for i, x in enumerate(k) if x.terbuka), len(k))

    awal = keadaan(ada, status)
    lain = data.draw(st.sampled_from(sorted(_LENGKAP)))
    assert pertama(keadaan(ada | {lain}, status)) >= pertama(awal)
    assert pertama(keadaan(ada, min(3, status + 1))) >= pertama(awal)
    if status < 3:
        assert langkah_berikut(awal) is not None
        assert awal[-1].keadaan is Keadaan.BELUM
    assert all(k.langkah is None for k in awal if not k.terbuka)
    assert all(regulation.ada(k.langkah.sitasi) for k in awal if k.langkah is not None)


def test_keadaan_menurut_status_dan_fakta() -> None:
    kosong = dict.fromkeys(_LENGKAP)
    k = menurut_nama(stages.kemajuan(naskah("ksb_ksdd", **kosong), DI_SINI))
    assert [x.keadaan for x in list(k.values())[:3]] == [Keadaan.BELUM, Keadaan.BELUM, Keadaan.SEDANG]
    langkah = langkah_berikut(tuple(k.values()))
    assert (
        langkah is not None
        and "kerangka acuan kerja" in langkah.teks
        and langkah.dasar == "Permendagri 22/2020 Pasal 7 ayat (1)"
    )
    # Signed: what stands before and is not recorded is neither done nor ahead.
    k = menurut_nama(stages.kemajuan(naskah("pks_ksdd", status=Status.DITANDATANGANI, **kosong), DI_SINI))
    assert k["Persiapan"].keadaan is Keadaan.TAK_TERCATAT
    assert k["Penandatanganan Perjanjian Kerja Sama"].keadaan is Keadaan.SUDAH
    assert k["Pelaksanaan"].keadaan is Keadaan.SEDANG and k["Penatausahaan"].keadaan is Keadaan.BELUM
    langkah = langkah_berikut(tuple(k.values()))
    assert langkah is not None and "arsip.diterima" in langkah.teks
    assert stages.kemajuan(naskah("ksb_ksdd", kategori=Kategori.DI_LUAR_KSD), DI_SINI) == ()


@pytest.mark.parametrize(
    ("fakta", "keadaan", "kata"),
    [
        (None, Keadaan.BELUM, "belum diketahui"),
        ("membebani_masyarakat_dan_daerah: tidak\nsudah_dianggarkan: ya", Keadaan.TIDAK_PERLU, "tidak membebani"),
        ("membebani_masyarakat_dan_daerah: ya", Keadaan.BELUM, "membebani masyarakat"),
        (
            "sudah_dianggarkan: tidak\nsurat_permohonan: {nomor: x, tanggal: 2026-10-01}",
            Keadaan.SEDANG,
            "1 Oktober 2026",
        ),
        ("sudah_dianggarkan: tidak\nditerima_tanggal: 2026-11-01", Keadaan.SEDANG, "1 November 2026"),
        (
            "sudah_dianggarkan: tidak\nditerima_tanggal: 2026-10-01",
            Keadaan.SUDAH,
            "dianggap disetujui sejak 15 November 2026",
        ),
        ("sudah_dianggarkan: tidak\nsurat_pimpinan_dprd: {tanggal: 2026-10-02}", Keadaan.SUDAH, "2 Oktober 2026"),
    ],
)
def test_persetujuan_dprd(fakta: str | None, keadaan: Keadaan, kata: str) -> None:
    potongan = "persetujuan_dprd:\n" + "".join(f"  {b}\n" for b in (fakta or "").split("\n"))
    n = CONTOH.ubah("pks_ksdpk", potongan if fakta else "persetujuan_dprd:\n").muatan.naskah
    assert n is not None
    k = menurut_nama(stages.kemajuan(n, DI_SINI))["Persetujuan DPRD"]
    assert (k.keadaan, kata in k.keterangan) == (keadaan, True), k
    assert (k.langkah is None) == (not k.terbuka)


@pytest.mark.parametrize(("hari", "kata"), [(30, "paling lambat"), (31, "tanggapan kedua")])
def test_waktu_tanggapan(hari: int, kata: str) -> None:
    """Thirty days from the day on which the offer was received; on the last of them it is not late."""
    diterima = date(2026, 8, 20)
    n = CONTOH.ubah(
        "ksb_ksdd", "surat_penawaran: {nomor: x, tanggal: 2026-08-18, diterima: 2026-08-20}\ntanggapan:\n"
    ).muatan.naskah
    assert n is not None
    k = menurut_nama(stages.kemajuan(n, diterima + timedelta(days=hari)))["Penawaran"]
    assert k.keadaan is Keadaan.SEDANG and k.langkah is not None and kata in k.langkah.teks


# --- what is missing is what `check` would say --------------------------------------------------------------------------------------------------


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("dasar", DASAR)
@pytest.mark.parametrize("hapus", ["", "para_pihak", "objek", "jangka_waktu", "penandatanganan", "dasar_hukum"])
def test_kekurangan_adalah_temuan_kelak(dasar: str, hapus: str) -> None:
    """Law: what stands in the way of signing is what `check` says once the file itself says that it is ready."""
    potongan = f"{hapus}:\n" if hapus else ""
    CONTOH.ubah(dasar, "status: konsep\n" + potongan)
    s = sekilas(CONTOH.ruang, f"contoh-{CONTOH.ke}.yaml", HARI_INI)
    kelak = CONTOH.ubah(dasar, "status: siap_ditandatangani\n" + potongan)
    harap = {(t.kode, t.pesan) for t in kelak.temuan if t.tingkat is not Severity.CATATAN}
    if s.naskah is None:
        assert kelak.muatan.naskah is None
    else:
        assert {(k.kode, k.pesan) for k in s.kekurangan} == harap
        assert [k.tingkat.rank for k in s.kekurangan] == sorted(k.tingkat.rank for k in s.kekurangan)


def test_status_berkas_tidak_berubah() -> None:
    """Looking ahead leaves the agreement that is kept in memory as it is."""
    ruang = Workspace(AKAR)
    path = "agreements/2026/indramayu-rdf/perjanjian-kerja-sama.yaml"
    sekilas(ruang, path, DI_SINI)
    n = ruang.agreements.muat(path).naskah
    assert n is not None and n.status is Status.KONSEP
    assert Tempat(ruang.agreements.muat(path).tempat.akar, path).ada("status")


# --- the command ---------------------------------------------------------------------------------------------------------------------------------


def test_satu_naskah(repo: Path) -> None:
    path = simpan(repo, pks(para_pihak=pasang(pks(), "para_pihak.0.nomor", "100/___/PKS/2026")["para_pihak"]))
    jalan = ksdgen("show", path, *HARI)
    assert jalan.kode == 0, jalan.semua
    for kata in (
        "PERJANJIAN KERJA SAMA - ksdpk - konsep",
        "Pengendalian Inflasi",
        "PIHAK KESATU      Pemerintah Daerah Kabupaten Garut",
        "Pejabat Garut (Bupati Garut)",
        "Nomor 100/___/PKS/2026",
        "Garut, 7 Desember 2026",
        "3 (tiga) tahun sejak penandatanganan, sampai dengan 7 Desember 2029 (1.111 hari",
        "Rp1.000.000.000,00",
        "Pengelolaan Sampah, Nomor 1/KSB/2025 dan 2/KSB/2025",
        "Tahapan menurut Permendagri 22/2020 Pasal 28",
        "Langkah berikutnya",
    ):
        assert kata in jalan.keluar, kata
    assert not [b for b in jalan.keluar.split("\n") if b != b.rstrip() or len(b) > 100]


@pytest.mark.parametrize(
    ("tanggal", "kata"),
    [
        ("2029-12-07", "hari ini hari terakhir"),
        ("2029-12-08", "berakhir 1 hari yang lalu"),
        ("2029-12-06", "1 hari lagi"),
    ],
)
def test_sisa_hari(repo: Path, tanggal: str, kata: str) -> None:
    assert kata in " ".join(ksdgen("show", simpan(repo, ksb()), "--tanggal", tanggal).keluar.split())


def test_folder_adalah_daftar(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo)
    simpan(repo, ksb(), "2026/satu/a.yaml")
    simpan(repo, ksb(objek=None, status="siap_ditandatangani"), "2026/dua/b.yaml")
    simpan(repo, ksb(status="batal"), "2026/c.yaml")
    simpan(repo, "nama: x\n", "pihak/x.yaml")
    jalan = ksdgen("show", repo, *HARI)
    assert jalan.kode == 0, jalan.semua
    kepala, kosong, judul, *isi = jalan.keluar.rstrip("\n").split("\n")
    assert (kepala, kosong) == ("3 naskah di agreements/2026 per 22 November 2026", "")
    assert judul.split() == ["Naskah", "Status", "Berakhir", "Temuan", "Langkah", "berikutnya"]
    baris = {b.split()[0]: b for b in isi if not b.startswith(" ")}
    assert list(baris) == ["c.yaml", "dua/b.yaml", "satu/a.yaml"]
    assert re.search(r"siap ditandatangani\s+2029-12-07\s+\d+ kesalahan\s", baris["dua/b.yaml"])
    assert baris["c.yaml"].rstrip().endswith("-")
    assert (
        ksdgen("show", repo / "agreements/2026/c.yaml")
        .keluar.rstrip()
        .endswith("Naskah ini batal; tidak ada langkah berikutnya")
    )


def test_yang_tidak_terbaca(repo: Path) -> None:
    """A file that cannot be read is a row too, with what is wrong below; exit code 1."""
    simpan(repo, ksb())
    rusak = simpan(repo, "jenis: [\n", "b.yaml")
    for pilihan in ([repo], [rusak]):
        jalan = ksdgen("show", *pilihan)
        assert jalan.kode == 1 and "tidak terbaca" in jalan.keluar and jalan.kode_temuan == ["KSD002"]
    data = json.loads(ksdgen("show", repo, "--format", "json").keluar)
    assert [a["readable"] for a in data["agreements"]] == [True, False]
    pihak = simpan(repo, "nama: x\n", "pihak/x.yaml")
    jalan = ksdgen("show", pihak)
    assert jalan.kode == 2 and "adalah data pihak, bukan naskah" in jalan.galat


def test_json(repo: Path) -> None:
    """The data behind the picture: every key is there for every agreement, also where nothing is known."""
    kurang: dict[str, Any] = {k: v for k, v in ksb(3).items() if k in ("jenis", "kategori", "tentang", "para_pihak")}
    kurang["para_pihak"] = [{"kode": "a", "bentuk": "pemerintah_daerah", "nama": "A"}]
    paths = [simpan(repo, pks(), "a.yaml"), simpan(repo, kurang, "b.yaml")]
    jalan = ksdgen("show", *paths, "--format", "json", *HARI)
    data = json.loads(jalan.keluar)
    a, b = data["agreements"]
    assert (data["version"], data["date"], jalan.kode) == (1, "2026-11-22", 0)
    assert (
        a.keys() == b.keys() and a["amount_sen"] == 100_000_000_000 and a["days_left"] == 1111 and b["end_date"] is None
    )
    assert a["stages"][0]["citation"] == "permendagri-22-2020/pasal-28/huruf-a" and len(a["stages"]) == 10
    assert b["missing"] and {m["severity"] for m in b["missing"]} <= {"error", "warning"}
    assert [x["deliberate"] for x in b["blanks"]] and b["next_step"]["text"]


def test_pengecualian_dan_klausul(repo: Path) -> None:
    isi = pks(
        klausul={"monitoring_dan_evaluasi": {"hapus": "ya", "alasan": "x"}},
        pengecualian=[
            {"aturan": "KSD312", "alasan": "a", "penanggung_jawab": "Kepala Bagian Hukum", "sampai": "2027-01-31"},
            {"aturan": "KSD301", "alasan": "b", "penanggung_jawab": "Kepala Bagian Hukum", "sampai": "2026-01-31"},
        ],
    )
    jalan = ksdgen("show", simpan(repo, isi), *HARI)
    assert re.search(r"KSD312\s+sampai 2027-01-31: a\n", jalan.keluar) and re.search(
        r"KSD301\s+tidak berlaku; sampai 2026-01-31: b\n", jalan.keluar
    )
    assert re.search(r"monitoring_dan_evaluasi\s+dihapus, ", jalan.keluar)


def test_setiap_naskah_kita(repo: Path) -> None:
    jalan = ksdgen("show", AKAR / "agreements", "--format", "json", *HARI)
    data = json.loads(jalan.keluar)
    assert jalan.kode == 0 and len(data["agreements"]) == len(list((AKAR / "agreements").glob("2*/**/*.yaml")))
    assert all(a["next_step"] and a["title"] for a in data["agreements"])


# --- terminals ----------------------------------------------------------------------------------------------------------------------------------

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def _di_terminal(kolom: int, *argumen: object, **env: str) -> str:
    """What the command prints at a real terminal of so many columns."""
    pty = pytest.importorskip("pty")
    fcntl = pytest.importorskip("fcntl")
    termios = pytest.importorskip("termios")
    induk, anak = pty.openpty()
    fcntl.ioctl(anak, termios.TIOCSWINSZ, struct.pack("HHHH", 24, kolom, 0, 0))
    lingkungan = (
        {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "TERM")} | {"TERM": "xterm"} | env
    )
    proses = subprocess.Popen(
        [sys.executable, "-m", "ksdgen", *map(str, argumen)], stdin=anak, stdout=anak, stderr=anak, env=lingkungan
    )
    os.close(anak)
    isi = b""
    while True:
        try:
            potong = os.read(induk, 65536)
        except OSError:  # the other side is closed
            break
        if not potong:
            break
        isi += potong
    os.close(induk)
    assert proses.wait(60) == 0
    return isi.decode("utf-8").replace("\r\n", "\n")


def _lebar(teks: str) -> int:
    return sum(0 if unicodedata.combining(h) else 2 if unicodedata.east_asian_width(h) in "WF" else 1 for h in teks)


@pytest.mark.slow
@pytest.mark.parametrize("kolom", [50, 72, 120])
def test_muat_di_terminal(repo: Path, kolom: int) -> None:
    """No line leaves the terminal, wide characters and overlong words included; nothing of a value is lost on the way."""
    tentang = "漢字" * 40 + " " + "x" * 130 + " ganti\u202ebalik e\u0301"
    path = simpan(repo, pks(tentang=tentang, kesepakatan_bersama=None))
    simpan(
        repo,
        ksb(),
        "2026/folder-yang-panjang-sekali-namanya/naskah-yang-juga-panjang-sekali-namanya-sampai-tidak-muat.yaml",
    )
    for argumen in ([path], [repo]):
        keluar = _di_terminal(kolom, "show", *argumen, *HARI)
        assert "\x1b[" in keluar and "\u202e" not in keluar
        polos = _ANSI.sub("", keluar)
        assert max(map(_lebar, polos.split("\n"))) <= kolom
    satu = _ANSI.sub("", _di_terminal(kolom, "show", path, *HARI))
    assert re.sub(r"\s", "", tentang.replace("\u202e", "\ufffd")) in re.sub(r"\s", "", satu)


@pytest.mark.slow
def test_warna_dapat_dimatikan(repo: Path) -> None:
    path = simpan(repo, ksb())
    assert "\x1b" in _di_terminal(100, "show", path, *HARI)
    tanpa = _di_terminal(100, "show", path, *HARI, NO_COLOR="1")
    assert tanpa == ksdgen("show", path, *HARI).keluar
    assert _ANSI.sub("", _di_terminal(100, "show", path, *HARI)) == tanpa


@pytest.mark.slow
def test_konsol_cp1252(repo: Path) -> None:
    """On an old Windows console characters may be replaced, but the command does not stop."""
    path = simpan(repo, ksb(tentang="Kerja Sama 漢字 – “Cabai”"))
    for argumen in ([path], [repo], [path, "--format", "json"]):
        hasil = subprocess.run(
            [sys.executable, "-m", "ksdgen", "show", *map(str, argumen)],
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "cp1252"},
            check=False,
        )
        assert hasil.returncode == 0 and b"Traceback" not in hasil.stderr
    assert "Kerja Sama ??" in subprocess.run(
        [sys.executable, "-m", "ksdgen", "show", str(path)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=True,
    ).stdout.decode("cp1252")
