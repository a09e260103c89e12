"""`ksdgen fix`: what it corrects is right, what it does not correct stays byte for byte, and signed papers stay as they are."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen import bahasa
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic, Severity, Span, Suntingan
from ksdgen.editing.fix import perbaiki, urutkan
from ksdgen.naskah.model import BerkasPihak, Naskah
from ksdgen.rules.examples import dasar, pasang
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Daftar, Node, Peta
from ksdgen.source.parse import parse
from tests.helpers.rule_examples import Contoh
from tests.helpers.util import AKAR, ksdgen, simpan

CONTOH = Contoh()
HARI = ("--tanggal", "2026-06-01")
NASKAH = {
    p.relative_to(AKAR).as_posix(): p.read_text(encoding="utf-8")
    for p in sorted((AKAR / "agreements").glob("2*/**/*.yaml"))
}
URUTAN = {k: i for i, k in enumerate(Naskah.medan_)}


def baca(teks: str) -> Peta:
    node, temuan = parse(teks.removeprefix("\ufeff"), "x")
    assert isinstance(node, Peta) and not [t for t in temuan if t.tingkat is Severity.KESALAHAN]
    return node


def data(n: Node | str) -> object:
    """What a text says, whatever the order of its keys and the empty lines at the end of a block."""
    if isinstance(n, str):
        n = baca(n)
    if isinstance(n, Peta):
        return {k: data(v) for k, v in n.isi.items()}
    return [data(b) for b in n.butir] if isinstance(n, Daftar) else n.teks.rstrip("\n")


def naskah(teks: str) -> Naskah | None:
    """What a text says, typed."""
    node, _ = parse(teks.removeprefix("\ufeff"), "x")
    return Pembaca().rekaman(Naskah, node) if node is not None else None


def fix(repo: Path, isi: Any, *pilihan: str, nama: str = "a.yaml") -> str:
    """The content of a file after the command."""
    path = simpan(repo, isi, nama)
    jalan = ksdgen("fix", path, *HARI, *pilihan)
    assert jalan.kode == 0, jalan.semua
    return path.read_bytes().decode("utf-8")


# --- corrections ------------------------------------------------------------------------------------------------------------------------

SALAH = {
    "KSD500": ("objek: pasokan senilai Rp30.000,00 ({})", "dua puluh ribu rupiah", "tiga puluh ribu rupiah"),
    "KSD501": ("objek: pasokan 30 ({}) ton  # catatan", "tiga", "tiga puluh"),
    "KSD502": ("objek: pasokan sejak hari {}, 7 Desember 2026", "Rabu", "Senin"),
    "KSD010": ("{}: pangan pokok", "objk", "objek"),
}


@pytest.mark.parametrize("kode", SALAH)
@pytest.mark.parametrize("ujung", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_koreksi_hanya_mengubah_yang_salah(repo: Path, kode: str, ujung: str, bom: str) -> None:
    """Everything else stays byte for byte: comments, line ends, byte order mark; a second run changes nothing."""
    pola, salah, benar = SALAH[kode]
    awal = bom + pasang(dasar("ksb_ksdd"), pola.format(salah)).replace("\n", ujung)
    harap = bom + pasang(dasar("ksb_ksdd"), pola.format(benar)).replace("\n", ujung)
    if kode == "KSD010":  # `objk` is a new key, and comes last
        awal = bom + dasar("ksb_ksdd").replace("\nobjek:", "\nobjk:").replace("\n", ujung)
        harap = bom + dasar("ksb_ksdd").replace("\n", ujung)
    assert awal != harap
    hasil = fix(repo, awal)
    assert hasil == harap
    assert fix(repo, hasil) == hasil
    assert ksdgen("check", repo, *HARI).kode_temuan.count(kode) == 0


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 999_999), st.integers(0, 999_999)), min_size=1, max_size=5))
def test_angka_menang_atas_katanya(pasangan: list[tuple[int, int]]) -> None:
    """Law: afterwards every figure has its own words, and the figures are those that were written."""
    teks = pasang(
        dasar("ksb_ksdd"), "objek: " + ", ".join(f"{bahasa.angka(a)} ({bahasa.terbilang(b)}) ton" for a, b in pasangan)
    )
    hasil = CONTOH.periksa(teks)
    baru = perbaiki(teks, hasil.temuan, hasil.muatan.path)
    n = naskah(baru.teks)
    assert n is not None and n.objek is not None
    assert str(n.objek) == ", ".join(f"{bahasa.angka(a)} ({bahasa.terbilang(a)}) ton" for a, _ in pasangan)
    assert len(baru.diperbaiki) == sum(a != b for a, b in pasangan)


@settings(deadline=None, max_examples=25)
@given(st.dates(date(2019, 1, 1), date(2030, 12, 31)), st.sampled_from(bahasa.HARI))
def test_tanggal_menang_atas_hari(tanggal: date, hari: str) -> None:
    teks = pasang(dasar("ksb_ksdd"), f"objek: pasokan mulai hari {hari}, tanggal {bahasa.tanggal(tanggal)}")
    hasil = CONTOH.periksa(teks)
    baru = perbaiki(teks, hasil.temuan, hasil.muatan.path)
    assert f"hari {bahasa.hari(tanggal)}, tanggal {bahasa.tanggal(tanggal)}\n" in baru.teks
    assert (baru.teks == teks) == (hari == bahasa.hari(tanggal))


def test_teks_berlipat_tidak_disentuh() -> None:
    """A correction is offered only where the place is exact: here the words run over two lines."""
    teks = pasang(dasar("ksb_ksdd"), "objek: >\n  pasokan 30 (dua puluh\n  lima) ton")
    hasil = CONTOH.periksa(teks)
    assert "KSD501" in {t.kode for t in hasil.temuan}
    assert perbaiki(teks, hasil.temuan, hasil.muatan.path).teks == teks


@pytest.mark.slow
def test_setiap_koreksi_menghapus_temuannya() -> None:
    """On the wrong example of every rule: what is reported as corrected is gone, and nothing new appears."""
    from ksdgen.rules.packaged import semua

    dikoreksi = set()
    for aturan in semua():
        if aturan.contoh is None:
            continue
        teks = pasang(dasar(aturan.contoh.naskah), aturan.contoh.salah)
        sebelum = CONTOH.periksa(teks)
        baru = perbaiki(teks, sebelum.temuan, sebelum.muatan.path)
        if not baru.diperbaiki:
            continue
        sesudah = CONTOH.periksa(baru.teks)
        tinggal = [(t.kode, t.pesan) for t in sesudah.temuan]
        assert not {(t.kode, t.pesan) for t in baru.diperbaiki} & set(tinggal), aturan.kode
        assert len(tinggal) == len(sebelum.temuan) - len(baru.diperbaiki), aturan.kode
        dikoreksi |= {t.kode for t in baru.diperbaiki}
    assert dikoreksi == {"KSD500", "KSD501", "KSD502"}


# --- spelling of keys -------------------------------------------------------------------------------------------------------------------


def ejaan(teks: str) -> list[str]:
    """The corrections of keys that the decoder offers."""
    node, _ = parse(teks, "x")
    assert node is not None
    pembaca = Pembaca()
    pembaca.rekaman(Naskah, node)
    return [s.teks for t in pembaca.temuan for s in t.perbaikan]


@pytest.mark.parametrize(
    ("teks", "harap"),
    [
        ("objk: x", ["objek"]),
        ("ruang-lingkup: x", ["ruang_lingkup"]),
        ("Para Pihak: []", ["para_pihak"]),
        ("'objk': x", ["objek"]),
        ('{"objk":x}', ["objek"]),
        ("para_pihak: [{nam: x}]", ["nama"]),
        ("penandatanganan: {tempta: x}", ["tempat"]),
        ("objek: x\nobjk: y", []),  # the right key is there already
        ("objk: x\nobjekk: y", []),  # two could be meant
        ("obj: x", []),  # too far
        ("xyz: x", []),
        ('"obj\\u006b": x', []),  # an escape: the place is not exact
    ],
)
def test_ejaan_kunci_yang_pasti(teks: str, harap: list[str]) -> None:
    assert ejaan(teks) == harap
    node = baca(teks)
    pembaca = Pembaca()
    pembaca.rekaman(Naskah, node)
    baru = perbaiki(teks, pembaca.temuan, "x").teks
    assert ejaan(baru) == []
    baca(baru)


@pytest.mark.parametrize("kunci", list(Naskah.medan_))
def test_satu_huruf_hilang_dari_kunci(kunci: str) -> None:
    """Law: a correction of a key with one letter missing gives that key back, or there is none."""
    for i in range(len(kunci)):
        salah = kunci[:i] + kunci[i + 1 :]
        if salah and salah not in Naskah.medan_:
            assert ejaan(f"{salah}: x") in ([kunci], [])


# --- order of keys ----------------------------------------------------------------------------------------------------------------------


def acak(teks: str, benih: int) -> str:
    """The text with its top-level blocks shuffled; the comments directly above a key go with it."""
    baris = teks.splitlines(keepends=True)
    awal = []
    for span in baca(teks).kunci.values():
        i = span.line - 1
        while i and baris[i - 1].startswith("#"):
            i -= 1
        awal.append(i)
    awal[0] = next(iter(baca(teks).kunci.values())).line - 1
    blok = ["".join(baris[a:b]).rstrip("\n") + "\n" for a, b in zip(awal, [*awal[1:], len(baris)], strict=True)]
    random.Random(benih).shuffle(blok)
    return "".join(baris[: awal[0]]) + "\n".join(blok)


def di_atas(teks: str) -> dict[str, list[str]]:
    """The comments above each top-level key, and inside its value."""
    hasil: dict[str, list[str]] = {}
    tunggu: list[str] = []
    kini = ""
    kunci = {s.line: k for k, s in baca(teks).kunci.items()}
    for nomor, baris in enumerate(teks.splitlines(), start=1):
        if nomor in kunci:
            kini = kunci[nomor]
            hasil[kini], tunggu = (tunggu if hasil else []), []
        if baris.startswith("#"):
            tunggu.append(baris)
        elif "#" in baris and kini:
            hasil[kini].append(baris.partition("#")[2])
    return hasil


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(NASKAH)), st.integers(0, 2**32))
def test_kunci_diurutkan_tanpa_mengubah_arti(path: str, benih: int) -> None:
    """Law: whatever order the keys had, afterwards they are in the model's order, say the same, and keep their comments."""
    teks = acak(NASKAH[path], benih)
    hasil = urutkan(teks)
    kunci = [k for k in baca(hasil).kunci if k in URUTAN]
    assert kunci == sorted(kunci, key=URUTAN.__getitem__)
    assert data(hasil) == data(teks) == data(NASKAH[path])
    assert di_atas(hasil) == di_atas(teks)
    assert sorted(b for b in hasil.splitlines() if b) == sorted(b for b in teks.splitlines() if b)
    assert hasil.partition("\n")[0] == teks.partition("\n")[0]
    assert hasil.endswith("\n") and not hasil.endswith("\n\n")
    assert urutkan(hasil) == hasil


@pytest.mark.parametrize("ujung", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("teks", "harap"),
    [
        ("tentang: a\njenis: b\n", "jenis: b\ntentang: a\n"),
        ("tentang: a\njenis: b", "jenis: b\ntentang: a\n"),
        ("# kepala\ntentang: a\n# jenisnya\njenis: b\n", "# kepala\n# jenisnya\njenis: b\ntentang: a\n"),
        ("# kepala\n\n# tentangnya\ntentang: a\njenis: b\n", "# kepala\n\njenis: b\n# tentangnya\ntentang: a\n"),
        ("tentang: a\n\n# bagian\n\njenis: b\n", "# bagian\n\njenis: b\n\ntentang: a\n"),
        ("tentang: a\njenis: b\n# penutup\n", "jenis: b\ntentang: a\n# penutup\n"),
        ("---\ntentang: a\njenis: b\n...\n", "---\njenis: b\ntentang: a\n...\n"),
        ("asing: 1\ntentang: a\nlain: 2\njenis: b\n", "asing: 1\njenis: b\ntentang: a\nlain: 2\n"),
        (
            "tentang: |\n  a\n  # bukan catatan\n\n  b\njenis: b\n",
            "jenis: b\ntentang: |\n  a\n  # bukan catatan\n\n  b\n",
        ),
    ],
)
def test_letak_catatan_dan_baris_kosong(teks: str, harap: str, bom: str, ujung: str) -> None:
    assert urutkan(bom + teks.replace("\n", ujung)) == bom + harap.replace("\n", ujung)
    assert urutkan(bom + harap.replace("\n", ujung)) == bom + harap.replace("\n", ujung)


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "- a\n- b\n",
        "{tentang: a, jenis: b}\n",
        "tentang: a\njenis: [b\n",
        "tentang: &x a\njenis: *x\n",  # the alias would stand before its anchor
        "tentang: a\ntentang: c\njenis: b\n",
        "  tentang: a\n  jenis: b\n",
    ],
)
def test_yang_tidak_dapat_diurutkan_tetap(teks: str) -> None:
    assert urutkan(teks) == teks


# --- several corrections ----------------------------------------------------------------------------------------------------------------


def suntingan(*potong: tuple[int, int, str], baris: int = 1) -> Diagnostic:
    """A finding with corrections on one line: from column, to column, text."""
    semua = tuple(Suntingan(Span("x", baris, a, baris, b), t) for a, b, t in potong)
    return Diagnostic("KSD500", Severity.KESALAHAN, "x", semua[0].span, perbaikan=semua)


def test_koreksi_yang_bertindihan_menunggu() -> None:
    a, b, c = suntingan((1, 4, "XX")), suntingan((3, 6, "YYYY")), suntingan((8, 9, "Z"))
    hasil = perbaiki("abcdefgh\n", [a, b, c], "x")
    assert hasil.teks == "XXdefgZ\n" and hasil.diperbaiki == (a, c)
    # A finding's corrections are made together or not at all.
    dua = suntingan((3, 6, "Y"), (8, 9, "Z"))
    assert perbaiki("abcdefgh\n", [a, dua], "x").teks == "XXdefgh\n"
    # The same correction told twice is one.
    assert perbaiki("abcdefgh\n", [a, a], "x").teks == "XXdefgh\n"


@pytest.mark.parametrize(
    "temuan",
    [
        Diagnostic("KSD500", Severity.KESALAHAN, "x", perbaikan=(Suntingan(Span.at("lain", 1, 1, 2), "Z"),)),
        Diagnostic("KSD500", Severity.KESALAHAN, "x", perbaikan=(Suntingan(Span("x", 1, 1, 2, 2), "Z"),)),
        suntingan((1, 2, "Z"), baris=9),
        suntingan((20, 22, "Z")),
    ],
)
def test_koreksi_di_luar_berkas_tidak_dilakukan(temuan: Diagnostic) -> None:
    assert perbaiki("abc\r\ndef\r\n", [temuan], "x").teks == "abc\r\ndef\r\n"


@given(
    st.text("ab #:\n\r\u2028\x85é", max_size=40),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 9), st.integers(0, 5)), max_size=6),
)
def test_koreksi_tidak_pernah_merusak_yang_lain(teks: str, letak: list[tuple[int, int, int]]) -> None:
    """Law: a correction that writes what is there already changes nothing, wherever it lies."""
    baris = teks.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    temuan = [suntingan((k, k + n, baris[b - 1][k - 1 : k - 1 + n]), baris=b) for b, k, n in letak if b <= len(baris)]
    assert perbaiki(teks, temuan, "x", BerkasPihak).teks == urutkan(teks, BerkasPihak)


# --- what is never touched --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ganti",
    [
        ("status: konsep", "status: ditandatangani"),
        ("status: konsep", "status: berakhir"),
        ("status: konsep", "status: diubah"),
        ("status: konsep", "status: Ditandatangani"),
        ("status: konsep", "status: ditandatangai"),
        ("status: konsep", "statu: ditandatangani"),
        ("status: konsep", "keadaan: ditandatangani"),
    ],
)
def test_naskah_bertanda_tangan_tidak_disentuh(repo: Path, ganti: tuple[str, str]) -> None:
    """Not even where the shape is so wrong that the agreement cannot be read as signed."""
    teks = pasang(dasar("ksb_ksdd"), "objek: pasokan 30 (tiga) ton").replace(*ganti).replace("tentang:", "tentan:")
    for isi in (teks, teks.replace("tentan:", "tentang:")):
        assert fix(repo, isi) == isi
        assert ksdgen("fix", repo, "--diff", *HARI).kode == 0


def test_naskah_beku_tidak_disentuh(repo: Path) -> None:
    """A frozen file beside the agreement means that it was signed, whatever its status says now."""
    teks = pasang(dasar("ksb_ksdd"), "objek: pasokan 30 (tiga) ton")
    (repo / "agreements" / "a.beku.json").write_text("{}", encoding="utf-8")
    assert fix(repo, teks) == teks


@pytest.mark.parametrize("isi", [b"\xff\xfe", b"", b"- a\n", b"objk: [\n", b"a: \xe9\n"])
def test_berkas_rusak_tidak_disentuh(repo: Path, isi: bytes) -> None:
    path = simpan(repo, isi)
    jalan = ksdgen("fix", path)
    assert (jalan.kode, path.read_bytes()) == (0, isi)
    assert "tidak ada yang perlu diperbaiki" in jalan.keluar


# --- the command ------------------------------------------------------------------------------------------------------------------------

CAMPUR = "tentang: x\njenis: kesepakatan_bersama\nkategori: ksdd_sukarela\nobjk: y\npara_pihak: []\n"


def test_diff_tidak_menulis(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo)
    path = simpan(repo, CAMPUR)
    awal, waktu = path.read_bytes(), path.stat().st_mtime_ns
    jalan = ksdgen("fix", "agreements", "--diff")
    assert jalan.kode == 1
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (awal, waktu)
    assert (
        "--- agreements/a.yaml (semula)" in jalan.keluar and "-objk: y" in jalan.keluar and "+objek: y" in jalan.keluar
    )
    assert [p.name for p in (repo / "agreements").iterdir()] == ["a.yaml"]
    jalan = ksdgen("fix", "agreements")
    assert jalan.kode == 0
    assert (
        "agreements/a.yaml:4: KSD010 diperbaiki" in jalan.keluar
        and "agreements/a.yaml: kunci diurutkan" in jalan.keluar
    )
    assert list(baca(path.read_text(encoding="utf-8")).kunci) == ["jenis", "kategori", "tentang", "para_pihak", "objek"]
    for pilihan in ((), ("--diff",)):
        jalan = ksdgen("fix", "agreements", *pilihan)
        assert (jalan.kode, jalan.keluar) == (0, "tidak ada yang perlu diperbaiki\n")
    assert ksdgen("fix", "agreements", "-q").semua == ""


def test_data_pihak_diurutkan_menurut_modelnya(repo: Path) -> None:
    path = simpan(repo, "nam: Pemerintah Daerah Kabupaten Garut\nbentuk: pemerintah_daerah\n", "pihak/garut.yaml")
    assert ksdgen("fix", repo).kode == 0
    assert path.read_text(encoding="utf-8") == "bentuk: pemerintah_daerah\nnama: Pemerintah Daerah Kabupaten Garut\n"


def test_naskah_yang_dibawa_tidak_perlu_dikoreksi() -> None:
    """Shipped agreements need no correction but, at most, another order of keys."""
    ruang = Workspace(AKAR)
    for path, teks in NASKAH.items():
        hasil = perbaiki(teks, ruang.periksa(path, date(2026, 12, 31)).temuan, path)
        assert hasil.diperbaiki == ()
        assert data(hasil.teks) == data(teks)
