"""Tests of `ksdgen.naskah.parties`: party files, officials by date, and what is said when something is missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.naskah.model import Naskah, PenandaTangan
from ksdgen.naskah.parties import BukuPihak
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Node, Peta
from ksdgen.source.parse import load, parse
from ksdgen.source.places import Tempat

GARUT = """\
bentuk: pemerintah_daerah
nama: Pemerintah Daerah Kabupaten Garut
alamat: Jalan Pembangunan Nomor 1
daerah: {tingkat: kabupaten, nama: Garut}
pejabat:
  - {kode: bupati, sejak: 2020-01-01, sampai: 2024-12-31, nama: Lama, jabatan: Bupati Garut}
  - {kode: bupati, sejak: 2025-02-20, nama: Baru, jabatan: Bupati Garut, dasar_kewenangan: {pasal: Pasal 65}}
  - {kode: sekda, sejak: 2023-05-01, nama: Sekda, jabatan: Sekretaris Daerah}
"""


class Rak:
    """Party files in memory."""

    def __init__(self, **berkas: str) -> None:
        self.berkas = berkas
        self.dibaca: list[str] = []
        self.buku = BukuPihak(self.muat, lambda: [f"pihak/{n}" for n in berkas])

    def muat(self, acuan: str) -> tuple[Node | None, list[Diagnostic]] | None:
        self.dibaca.append(acuan)
        isi = self.berkas.get(acuan.removeprefix("pihak/"))
        return None if isi is None else load(isi.encode(), f"{acuan}.yaml")


def naskah(*pihak: str, tanggal: str | None = "2026-12-07") -> str:
    hari = f"penandatanganan: {{tanggal: {tanggal}}}\n" if tanggal else ""
    return f"jenis: x\nkategori: ksdpk\ntentang: y\n{hari}para_pihak:\n" + "".join(f"  - {p}\n" for p in pihak)


def terapkan(rak: Rak, teks: str) -> tuple[Naskah | None, list[Diagnostic], Tempat]:
    """The agreement after filling in and decoding, all findings, and its places."""
    node, masalah = parse(teks, "n.yaml")
    assert node is not None and masalah == []
    hasil, temuan = rak.buku.terapkan(node, "n.yaml")
    pembaca = Pembaca()
    isi = pembaca.rekaman(Naskah, hasil)
    for d in temuan:
        assert d.tingkat is Severity.KESALAHAN and d.span is not None
    return isi, temuan + pembaca.temuan, Tempat(hasil, "n.yaml")


def orang(rak: Rak, kode: str, tanggal: str | None = "2026-12-07") -> PenandaTangan:
    isi, temuan, _ = terapkan(rak, naskah(_pihak(kode), tanggal=tanggal))
    assert temuan == [] and isi is not None
    return isi.para_pihak[0].penanda_tangan[0]


def _pihak(kode: str) -> str:
    return f"{{kode: garut, acuan: pihak/garut, penanda_tangan: [{{pejabat: {kode}}}]}}"


def ringkas(temuan: list[Diagnostic]) -> list[tuple[str, str | None, str | None]]:
    return [(d.kode, d.rute, d.bantuan) for d in temuan]


# --- filling in -------------------------------------------------------------------------------------------------------------------------


def test_values_come_from_the_file_and_the_agreement_wins() -> None:
    teks = naskah(
        "{kode: garut, acuan: pihak/garut, alamat: Jalan Lain, nomor: 1/2026}", "{kode: a, bentuk: yayasan, nama: A}"
    )
    isi, temuan, tempat = terapkan(Rak(garut=GARUT), teks)
    assert temuan == [] and isi is not None
    p = isi.para_pihak[0]
    assert (p.nama, p.alamat, p.nomor, p.acuan) == (
        "Pemerintah Daerah Kabupaten Garut",
        "Jalan Lain",
        "1/2026",
        "pihak/garut",
    )
    assert isi.para_pihak[1].nama == "A", "other parties stay as they are"
    assert (tempat.span("para_pihak.0.nama").file, tempat.span("para_pihak.0.nama").line) == ("pihak/garut.yaml", 2)
    assert tempat.span("para_pihak.0.alamat").file == "n.yaml"
    assert tempat.kunci("para_pihak.0.nama").file == "pihak/garut.yaml"


def test_a_key_left_open_takes_the_value_of_the_file() -> None:
    isi, temuan, _ = terapkan(Rak(garut=GARUT), naskah("{kode: garut, acuan: pihak/garut, alamat: }"))
    assert temuan == [] and isi is not None and isi.para_pihak[0].alamat == "Jalan Pembangunan Nomor 1"


def test_a_file_is_read_once_and_never_changed() -> None:
    rak = Rak(garut=GARUT)
    dua = naskah(_pihak("bupati"), _pihak("sekda"))
    pertama = terapkan(rak, dua)[0]
    assert terapkan(rak, dua)[0] == pertama
    assert rak.dibaca == ["pihak/garut"]


def test_inline_parties_need_no_file() -> None:
    rak = Rak()
    for pihak in ("{kode: a, bentuk: yayasan, nama: A}", "{kode: a, acuan: , bentuk: yayasan, nama: A}"):
        isi, temuan, _ = terapkan(rak, naskah(pihak))
        assert temuan == [] and isi is not None
    assert rak.dibaca == []


@pytest.mark.parametrize(
    "teks",
    ["a: b\n", "para_pihak: a\n", "para_pihak:\n- a\n- [b]\n-\n", "- a\n", "a\n", "para_pihak: [{acuan: [a]}]\n"],
)
def test_other_shapes_are_left_to_the_decoder(teks: str) -> None:
    node, _ = parse(teks, "n.yaml")
    assert node is not None
    assert Rak().buku.terapkan(node, "n.yaml") == (node, [])


# --- officials --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tanggal", "nama"),
    [
        ("2020-01-01", "Lama"),
        ("2024-12-31", "Lama"),
        ("2025-02-20", "Baru"),
        ("20 Februari 2025", "Baru"),
        ("2040-01-01", "Baru"),
        ("menyusul", "Baru"),
        (None, "Baru"),
    ],
)
def test_official_by_date(tanggal: str | None, nama: str) -> None:
    p = orang(Rak(garut=GARUT), "bupati", tanggal)
    assert (p.nama, p.jabatan, p.pejabat) == (nama, "Bupati Garut", "bupati")


@pytest.mark.parametrize(
    ("kode", "tanggal", "pesan", "bantuan"),
    [
        ("bupati", "2025-01-15", "tidak ada `bupati` yang menjabat pada 15 Januari 2025", "lengkapi masa jabatannya"),
        ("bupati", "2019-12-31", "tidak ada `bupati` yang menjabat pada 31 Desember 2019", "lengkapi masa jabatannya"),
        ("bupat", "2026-12-07", "berkas pihak tidak memuat pejabat `bupat`", "maksud Anda `bupati`?"),
        ("camat", "2026-12-07", "berkas pihak tidak memuat pejabat `camat`", "pejabat yang ada: bupati, sekda"),
    ],
)
def test_gap_or_unknown_official(kode: str, tanggal: str, pesan: str, bantuan: str) -> None:
    isi, (d,), tempat = terapkan(Rak(garut=GARUT), naskah(_pihak(kode), tanggal=tanggal))
    assert isi is not None
    assert (d.kode, d.pesan, d.rute) == ("KSD017", pesan, "para_pihak.0.penanda_tangan.0.pejabat")
    assert bantuan in (d.bantuan or "") and d.span == tempat.span(d.rute or "")


def test_draft_without_a_holder_and_file_without_officials() -> None:
    habis = GARUT.replace("nama: Baru", "sampai: 2030-01-01, nama: Baru")
    _, (d,), _ = terapkan(Rak(garut=habis), naskah(_pihak("bupati"), tanggal=None))
    assert d.pesan == "tidak ada `bupati` yang menjabat pada saat ini"
    _, (d,), _ = terapkan(Rak(garut=GARUT.split("pejabat:")[0]), naskah(_pihak("bupati")))
    assert d.bantuan == "berkas itu belum memuat pejabat"


def test_what_the_agreement_writes_of_a_signatory_wins() -> None:
    pihak = "{kode: garut, acuan: pihak/garut, penanda_tangan: [{pejabat: bupati, gelar_depan: Dr.}, {nama: Tamu, jabatan: Saksi}, {pejabat: }]}"
    isi, temuan, tempat = terapkan(Rak(garut=GARUT), naskah(pihak))
    assert temuan == [] and isi is not None
    satu, dua, tiga = isi.para_pihak[0].penanda_tangan
    assert (satu.gelar_depan, satu.nama, satu.dasar_kewenangan[0].pasal) == ("Dr.", "Baru", "Pasal 65")
    assert (dua.nama, tiga.nama) == ("Tamu", None)
    assert tempat.span("para_pihak.0.penanda_tangan.0.nama").line == 7
    assert tempat.span("para_pihak.0.penanda_tangan.0.dasar_kewenangan.0.pasal").file == "pihak/garut.yaml"


def test_official_needs_a_party_file() -> None:
    _, (d,), _ = terapkan(Rak(), naskah("{kode: a, bentuk: yayasan, nama: A, penanda_tangan: [{pejabat: ketua}]}"))
    assert (d.kode, d.rute) == ("KSD017", "para_pihak.0.penanda_tangan.0.pejabat")
    assert "acuan" in d.pesan


def test_a_broken_official_does_not_take_the_place_of_another() -> None:
    rusak = GARUT.replace("sejak: 2020-01-01", "sejak: kapan")
    isi, temuan, _ = terapkan(Rak(garut=rusak), naskah(_pihak("sekda")))
    assert isi is not None and isi.para_pihak[0].penanda_tangan[0].nama == "Sekda"
    assert [(d.kode, d.rute, d.span.file if d.span else "") for d in temuan] == [
        ("KSD011", "pejabat.0.sejak", "pihak/garut.yaml")
    ]


HARI = st.dates(date(2020, 1, 1), date(2020, 2, 1))


@given(st.lists(st.tuples(HARI, st.none() | st.integers(0, 20)), min_size=1, max_size=5), st.none() | HARI)
def test_law_of_officials(masa: list[tuple[date, int | None]], pada: date | None) -> None:
    batas = [(sejak, None if lama is None else sejak + timedelta(days=lama)) for sejak, lama in masa]
    baris = [
        f"  - {{kode: a, sejak: {sejak}, {f'sampai: {sampai}, ' if sampai else ''}nama: N{i}, jabatan: J}}\n"
        for i, (sejak, sampai) in enumerate(batas)
    ]
    rak = Rak(garut="bentuk: yayasan\nnama: Y\npejabat:\n" + "".join(baris))
    isi, temuan, _ = terapkan(rak, naskah(_pihak("a"), tanggal=str(pada) if pada else "menyusul"))
    assert isi is not None
    cocok = {
        i for i, (a, z) in enumerate(batas) if (z is None if pada is None else a <= pada and (z is None or pada <= z))
    }
    terpilih = isi.para_pihak[0].penanda_tangan[0].nama
    assert (terpilih is None) == (not cocok) == bool(temuan)
    if terpilih is not None:
        nomor = int(terpilih[1:])
        assert nomor in cocok and batas[nomor][0] == max(batas[i][0] for i in cocok)


# --- files that cannot be used ----------------------------------------------------------------------------------------------------------


def test_unknown_file_is_one_finding() -> None:
    isi, (d,), tempat = terapkan(Rak(garut=GARUT), naskah("{kode: a, acuan: pihak/Garud}"))
    assert isi is not None, "what the file should have given is not reported as missing too"
    assert (d.kode, d.rute, d.bantuan) == ("KSD017", "para_pihak.0.acuan", "maksud Anda `pihak/garut`?")
    assert d.pesan == "berkas pihak `pihak/Garud` tidak ada" and d.span == tempat.span("para_pihak.0.acuan")
    assert ringkas(terapkan(Rak(), naskah("{kode: a, acuan: zzz}"))[1]) == [
        ("KSD017", "para_pihak.0.acuan", "berkas pihak ada pada agreements/pihak/, ditulis tanpa .yaml")
    ]


def test_what_only_the_agreement_can_say_is_still_demanded() -> None:
    _, temuan, _ = terapkan(Rak(garut=GARUT), naskah("{acuan: pihak/tidak-ada}", "{acuan: pihak/garut}"))
    assert [(d.kode, d.rute) for d in temuan] == [
        ("KSD017", "para_pihak.0.acuan"),
        ("KSD012", "para_pihak.0.kode"),
        ("KSD012", "para_pihak.1.kode"),
    ]


@pytest.mark.parametrize(
    "acuan",
    [
        "../garut",
        "pihak/../../etc/passwd",
        "/etc/passwd",
        "..",
        ".",
        "./garut",
        "pihak//garut",
        "'..\\garut'",
        "'C:/x'",
        "'C:x'",
    ],
)
def test_path_does_not_leave_the_folder(acuan: str) -> None:
    rak = Rak(garut=GARUT)
    _, temuan, _ = terapkan(rak, naskah(f"{{kode: a, acuan: {acuan}}}"))
    assert [d.kode for d in temuan] == ["KSD017"]
    assert rak.dibaca == [], "the file is not even asked for"


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ("nama: [\n", "KSD002"),
        ("- a\n", "KSD011"),
        ("a\n", "KSD011"),
        ("nama: X\n", "KSD012"),
        ("bentuk: salah\nnama: X\n", "KSD013"),
        ("bentuk: yayasan\nnama: X\nalmat: Y\n", "KSD010"),
        ("bentuk: yayasan\nnama: X\ndaerah: {tingkat: desa, nama: Z}\n", "KSD013"),
    ],
)
def test_fault_of_a_file_is_reported_once_at_its_place(isi: str, kode: str) -> None:
    hasil, temuan, _ = terapkan(Rak(x=isi), naskah("{kode: a, acuan: pihak/x}", "{kode: b, acuan: pihak/x}"))
    assert hasil is not None
    assert len(temuan) == 1 and temuan[0].kode == kode
    assert temuan[0].span is not None and temuan[0].span.file == "pihak/x.yaml"


def test_unreadable_file_tells_why() -> None:
    sebab = Diagnostic("KSD009", Severity.KESALAHAN, "tidak ada izin membaca", Tempat(None, "pihak/x.yaml").awal())
    buku = BukuPihak(lambda _: (None, [sebab]), list)
    node, _ = parse(naskah("{kode: a, acuan: pihak/x, penanda_tangan: [{pejabat: bupati}]}"), "n.yaml")
    assert isinstance(node, Peta)
    assert buku.terapkan(node, "n.yaml")[1] == [sebab]
