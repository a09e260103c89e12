"""Rules on parties and signatories: what breaks them, what keeps them, and what must stay silent."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.desk.outcome import Hasil
from ksdgen.naskah.model import PenandaTangan, StatusJabatan
from ksdgen.naskah.offices import memegang_jabatan_kepala_daerah
from ksdgen.rules.examples import dasar
from ksdgen.rules.packaged import semua
from tests.helpers.rule_examples import Contoh, family

CONTOH = Contoh()
ATURAN = [a for a in semua() if a.cek in family("parties") or a.cek == "format_lampiran"]
MILIK = {a.kode for a in ATURAN}


def kode(hasil: Hasil) -> set[str]:
    return {t.kode for t in hasil.temuan} & MILIK


def ganti(nama: str, *pasangan: tuple[str, str]) -> str:
    """A base with some pieces of its text replaced; each must be there."""
    teks = dasar(nama)
    for lama, baru in pasangan:
        assert lama in teks, lama
        teks = teks.replace(lama, baru)
    return teks


def temuan(nama: str, *pasangan: tuple[str, str]) -> set[str]:
    """The codes of this family on a changed base, its shape intact."""
    hasil = CONTOH.periksa(ganti(nama, *pasangan))
    assert not [t for t in hasil.bentuk if t.kode != "KSD061"], hasil.bentuk
    return kode(hasil)


# --- the parties ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "{tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}",
            "{tingkat: kabupaten, nama: Tasikmalaya, provinsi: Jawa Barat}",
        ),
        (
            "{tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}",
            "{tingkat: kota, nama: Tegal, provinsi: Jawa Tengah}",
        ),
        ("{tingkat: provinsi, nama: Jawa Barat}", "{tingkat: provinsi, nama: Jawa Tengah}"),
        ("{tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}", "{tingkat: provinsi, nama: Jawa Barat}"),
        ("{tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}", "{tingkat: provinsi, nama: Jawa Tengah}"),
    ],
    ids=[
        "satu provinsi",
        "dua provinsi",
        "antarprovinsi",
        "provinsi dengan wilayahnya",
        "provinsi dengan wilayah lain",
    ],
)
def test_lima_keadaan_berbatasan_diterima(a: str, b: str) -> None:
    def pihak(kode_pihak: str, daerah: str) -> str:
        m = re.search(r"tingkat: (\w+), nama: ([\w ]+)", daerah)
        assert m is not None
        kepala = {"kabupaten": "Bupati", "kota": "Wali Kota", "provinsi": "Gubernur"}[m[1]]
        return (
            f"  - kode: {kode_pihak}\n    bentuk: pemerintah_daerah\n    nama: Pemerintah Daerah {m[1].capitalize()} {m[2]}\n"
            f"    daerah: {daerah}\n    penanda_tangan: [{{nama: Asep Hidayat, jabatan: {kepala} {m[2]}}}]\n"
        )

    hasil = CONTOH.ubah("ksb_ksdd_wajib", f"para_pihak:\n{pihak('satu', a)}{pihak('dua', b)}")
    assert not kode(hasil)


def test_instansi_pusat_menjelaskan_pihak_ketiga_yang_tidak_ada() -> None:
    """One cause, one finding: a central agency in place of the third party is not reported as a missing third party too."""
    hasil = CONTOH.periksa(
        ganti(
            "ksb_ksdpk", ("bentuk: badan_hukum", "bentuk: lembaga"), ("nama: PT Olah Lestari", "nama: Bank Indonesia")
        )
    )
    assert [t.rute for t in hasil.temuan if t.kode == "KSD311"] == ["para_pihak.1.bentuk"]


def test_tidak_ada_pihak_ketiga_menunjuk_para_pihak() -> None:
    hasil = CONTOH.periksa(ganti("ksb_ksdd", ("kategori: ksdd_sukarela", "kategori: ksdpk")))
    assert [t.rute for t in hasil.temuan if t.kode == "KSD311"] == ["para_pihak"]


def test_di_luar_ksd_tidak_dinilai() -> None:
    teks = ganti(
        "pks_ksdpk",
        ("kategori: ksdpk", "kategori: di_luar_ksd"),
        ("surat_kuasa:\n            pemberi_kuasa: Bupati Garut", "surat_kuasa:\n            pemberi_kuasa: Camat"),
    )
    assert not kode(CONTOH.periksa(teks))


def test_naskah_tua_tidak_dinilai() -> None:
    hasil = CONTOH.periksa(
        ganti(
            "ksb_ksdd",
            ("tanggal: 2026-06-09", "tanggal: 2017-06-09"),
            ("jabatan: Bupati Garut", "jabatan: Walikota Garut"),
        )
    )
    assert not kode(hasil)


@pytest.mark.parametrize(
    ("nama", "bentuk", "harap"),
    [
        ("PT Olah Lestari", "badan_hukum", set()),
        ("PT. Olah Lestari (Persero) Tbk", "badan_hukum", set()),
        ("CV. Olah Lestari", "badan_hukum", {"KSD318"}),
        ("Firma Olah Lestari", "badan_hukum", {"KSD318"}),
        ("PT Olah Lestari", "perseorangan", {"KSD371"}),
        ("Koperasi Tani Makmur", "badan_hukum", set()),
        ("Perumda Tirta Intan", "organisasi_kemasyarakatan", {"KSD371"}),
        ("Cvetkov Indonesia", "badan_hukum", set()),
        ("Ikatan Dokter Indonesia Cabang Garut", "organisasi_kemasyarakatan", set()),
    ],
)
def test_bentuk_pihak_ketiga(nama: str, bentuk: str, harap: set[str]) -> None:
    assert (
        temuan("ksb_ksdpk", ("nama: PT Olah Lestari", f"nama: {nama}"), ("bentuk: badan_hukum", f"bentuk: {bentuk}"))
        == harap
    )


@pytest.mark.parametrize(
    ("status", "harap"), [("konsep", "KSD370"), ("pembahasan", "KSD370"), ("siap_ditandatangani", "KSD319")]
)
def test_dasar_badan_hukum_menurut_status(status: str, harap: str) -> None:
    teks = re.sub(
        r"      (akta|pengesahan):\n +- .*\n", "", ganti("ksb_ksdpk", ("status: konsep", f"status: {status}"))
    )
    hasil = CONTOH.periksa(teks)
    assert kode(hasil) == {harap}
    assert [t.rute for t in hasil.temuan if t.kode == harap] == ["para_pihak.1.badan_hukum.akta"]


@pytest.mark.parametrize(
    ("nama", "daerah", "harap"),
    [
        (
            "Pemerintah Daerah Kabupaten Garut",
            "{tingkat: kota, nama: Garut, provinsi: Jawa Barat}",
            "para_pihak.0.daerah.tingkat",
        ),
        ("Pemerintah Kabupaten Garut", "{tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}", None),
        (
            "Pemerintah Daerah Kabupaten Garut Provinsi Jawa Barat",
            "{tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}",
            None,
        ),
        (
            "Pemerintah Daerah Kabupaten Sumedang",
            "{tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}",
            "para_pihak.0.daerah.nama",
        ),
        (
            "Pemerintah Daerah Kabupaten Bandung Barat",
            "{tingkat: kabupaten, nama: Bandung, provinsi: Jawa Barat}",
            "para_pihak.0.daerah.nama",
        ),
    ],
)
def test_nama_dan_data_daerah(nama: str, daerah: str, harap: str | None) -> None:
    teks = ganti(
        "ksb_ksdpk",
        ("nama: Pemerintah Daerah Kabupaten Garut", f"nama: {nama}"),
        ("daerah: {tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}", f"daerah: {daerah}"),
        ("jabatan: Bupati Garut", "jabatan: Kepala Daerah"),
    )
    rute = [t.rute for t in CONTOH.periksa(teks).temuan if t.kode == "KSD317"]
    assert rute == ([harap] if harap else [])


@pytest.mark.parametrize(
    ("nama", "daerah", "jabatan"),
    [
        (
            "Pemerintah Provinsi Daerah Khusus Ibukota Jakarta",
            "{tingkat: provinsi, nama: DKI Jakarta}",
            "Gubernur Daerah Khusus Ibukota Jakarta",
        ),
        (
            "Pemerintah Daerah Daerah Istimewa Yogyakarta",
            "{tingkat: provinsi, nama: Yogyakarta}",
            "Gubernur Daerah Istimewa Yogyakarta",
        ),
        ("Pemerintah Aceh", "{tingkat: provinsi, nama: Aceh}", "Gubernur Aceh"),
        ("Pemerintah Kota Bandung", "{tingkat: kota, nama: Bandung, provinsi: Jawa Barat}", "Pj. Wali Kota Bandung"),
        (
            "Pemerintah Kabupaten Garut",
            "{tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}",
            "Bupati Garut Periode 2025–2030",
        ),
    ],
)
def test_sebutan_daerah_yang_lazim_tidak_ditegur(nama: str, daerah: str, jabatan: str) -> None:
    assert not temuan(
        "ksb_ksdpk",
        ("nama: Pemerintah Daerah Kabupaten Garut", f"nama: {nama}"),
        ("daerah: {tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}", f"daerah: {daerah}"),
        ("jabatan: Bupati Garut", f"jabatan: {jabatan}"),
    )


# --- the signatories ------------------------------------------------------------------------------------------------------------------------

_KEPUTUSAN = "        dasar_kewenangan:\n          keputusan: {bentuk: Keputusan Menteri Dalam Negeri, nomor: 100.2.1.3-9 Tahun 2026}\n"
_KUASA = (
    "        dasar_kewenangan:\n          surat_kuasa:\n            pemberi_kuasa: Bupati Garut\n            nomor: 100.3.7/9/SKK/2026\n"
    "            tanggal: 2026-06-01\n"
)


def bergarut(nama: str, orang: str) -> Hasil:
    """A base whose Garut is signed for by somebody else; `orang` are the lines after the name."""
    teks = re.sub(
        r"(nama: Pemerintah Daerah Kabupaten Garut\n(?:    .*\n)*?    penanda_tangan:\n)(?:      .*\n)+",
        lambda m: f"{m[1]}      - nama: Ujang Permana\n{orang}",
        dasar(nama),
        count=1,
    )
    assert "Ujang Permana" in teks
    hasil = CONTOH.periksa(teks)
    assert not [t for t in hasil.bentuk if t.kode != "KSD061"], hasil.bentuk
    return hasil


@pytest.mark.parametrize("nama", ["ksb_ksdd", "ksb_ksdd_wajib", "ksb_ksdpk", "nk", "rk"])
@pytest.mark.parametrize(
    "orang",
    [
        "        jabatan: Bupati Garut\n",
        "        jabatan: Bupati Garut\n        status_jabatan: pj\n",
        "        jabatan: Bupati Garut\n        status_jabatan: pjs\n",
        "        jabatan: Bupati Garut\n        status_jabatan: plt\n",
        "        jabatan: Plt. Bupati Garut\n",
        "        jabatan: Pj Bupati Garut\n",
        "        jabatan: Penjabat Sementara Bupati Garut\n",
        "        jabatan: Wakil Bupati Garut\n        status_jabatan: plt\n",
        "        jabatan: Wakil Bupati Garut selaku Pelaksana Tugas Bupati Garut\n",
        "        jabatan: Wakil Bupati Garut\n        bertindak_selaku: Pelaksana Tugas Bupati Garut\n",
        f"        jabatan: Wakil Bupati Garut\n{_KEPUTUSAN}",
        "        jabatan: Sekretaris Daerah Kabupaten Garut\n        bertindak_selaku: Pelaksana Harian Bupati Garut\n",
    ],
)
def test_pemegang_jabatan_kepala_daerah_sah(nama: str, orang: str) -> None:
    assert not kode(bergarut(nama, orang))


@pytest.mark.parametrize(
    ("nama", "harap"),
    [("ksb_ksdd", "KSD375"), ("ksb_ksdd_wajib", "KSD375"), ("ksb_ksdpk", "KSD376"), ("nk", "KSD377"), ("rk", "KSD377")],
)
@pytest.mark.parametrize(
    "jabatan",
    [
        "Kepala Dinas Perhubungan",
        "Sekretaris Daerah Kabupaten Garut",
        "a.n. Bupati Garut",
        "Staf Ahli Bupati Garut",
        "Wakil Bupati Garut",
    ],
)
def test_bukan_kepala_daerah(nama: str, harap: str, jabatan: str) -> None:
    assert kode(bergarut(nama, f"        jabatan: {jabatan}\n")) == {harap}


@pytest.mark.parametrize(
    ("nama", "harap"), [("ksb_ksdd", "KSD375"), ("ksb_ksdpk", "KSD376"), ("nk", "KSD378"), ("rk", "KSD378")]
)
def test_kuasa_untuk_daerah_hanya_pada_pks(nama: str, harap: str) -> None:
    assert kode(bergarut(nama, f"        jabatan: Kepala Dinas Perhubungan Kabupaten Garut\n{_KUASA}")) == {harap}


def test_bupati_dengan_surat_kuasa_pada_ksb_menunjuk_surat_kuasa() -> None:
    hasil = bergarut("ksb_ksdd", f"        jabatan: Bupati Garut\n{_KUASA}")
    assert [t.rute for t in hasil.temuan if t.kode == "KSD375"] == [
        "para_pihak.0.penanda_tangan.0.dasar_kewenangan.0.surat_kuasa"
    ]


@pytest.mark.parametrize(("nama", "harap"), [("pks_ksdd", "KSD381"), ("pks_ksdpk", "KSD382")])
@pytest.mark.parametrize(
    "jabatan",
    [
        "Sekretaris Daerah Kabupaten Garut",
        "Camat Cikajang",
        "Inspektur Daerah",
        "Kepala Pelaksana BPBD Kabupaten Garut",
    ],
)
def test_pks_memerlukan_kuasa_apa_pun_jabatannya(nama: str, harap: str, jabatan: str) -> None:
    assert kode(bergarut(nama, f"        jabatan: {jabatan}\n")) == {harap}
    # With a power the office does not matter; only what the power itself lacks is noted.
    assert kode(bergarut(nama, f"        jabatan: {jabatan}\n{_KUASA}")) <= {"KSD314", "KSD385"}


@pytest.mark.parametrize("nama", ["pks_ksdd", "pks_ksdpk"])
def test_pks_boleh_ditandatangani_kepala_daerah_sendiri(nama: str) -> None:
    assert not kode(bergarut(nama, "        jabatan: Bupati Garut\n"))


@pytest.mark.parametrize(
    ("jabatan", "kuasa", "harap"),
    [
        ("Direktur Utama PT Olah Lestari", "", set()),
        ("Direktur Keuangan", _KUASA, set()),
        ("Presiden Direktur", "", set()),
        ("Pemimpin Cabang Garut", "", {"KSD380"}),
        ("Kepala Kantor Wilayah Bandung", "", {"KSD380"}),
        ("General Manager", "", {"KSD380"}),
        ("Pimpinan PT Olah Lestari", _KUASA, {"KSD380"}),
        ("Ketua Pimpinan Wilayah Jawa Barat", "", set()),
    ],
)
def test_pimpinan_pihak_ketiga_pada_ksb(jabatan: str, kuasa: str, harap: set[str]) -> None:
    orang = f"      - nama: Sri Wahyuni\n        jabatan: {jabatan}\n{kuasa}"
    pola = r"      - nama: Sri Wahyuni\n(?:        .*\n)+"
    assert kode(CONTOH.periksa(re.sub(pola, lambda _: orang, dasar("ksb_ksdpk")))) == harap
    # On a PKS the same person is welcome, if need be with a power of attorney.
    assert kode(CONTOH.periksa(re.sub(pola, lambda _: orang, dasar("pks_ksdpk")))) == (harap if not kuasa else set())
    if not kuasa:
        assert not kode(CONTOH.periksa(re.sub(pola, lambda _: orang + _KUASA, dasar("pks_ksdpk"))))


@pytest.mark.parametrize(
    ("tanggal", "harap"),
    [("2026-12-06", set()), ("2026-12-07", set()), ("2026-12-08", {"KSD383"}), ("menyusul", set())],
)
@pytest.mark.parametrize("nama", ["pks_ksdd", "pks_ksdpk"])
def test_tanggal_surat_kuasa(nama: str, tanggal: str, harap: set[str]) -> None:
    assert temuan(nama, ("tanggal: 2026-12-01", f"tanggal: {tanggal}")) == harap


@pytest.mark.parametrize(
    ("nama", "lama", "baru", "rute"),
    [
        (
            "ksb_ksdd",
            "tanggal: 2025-02-14",
            "tanggal: 2026-06-10",
            "penanda_tangan.0.dasar_kewenangan.0.keputusan.tanggal",
        ),
        ("ksb_ksdpk", "tanggal: 2024-05-13", "tanggal: 2026-06-10", "penanda_tangan.0.dasar_kewenangan.0.akta.tanggal"),
        ("ksb_ksdpk", "tanggal: 2015-05-11", "tanggal: 2026-06-10", "badan_hukum.akta.0.tanggal"),
        ("ksb_ksdpk", "tanggal: 2015-06-01", "tanggal: 2026-06-10", "badan_hukum.pengesahan.0.tanggal"),
        ("nk", "tanggal: 2026-11-30", "tanggal: 2026-12-08", "penanda_tangan.0.dasar_kewenangan.0.surat_kuasa.tanggal"),
    ],
)
def test_dasar_kewenangan_lebih_muda(nama: str, lama: str, baru: str, rute: str) -> None:
    hasil = CONTOH.periksa(ganti(nama, (lama, baru)))
    assert {(t.rute or "").split(".", 2)[2] for t in hasil.temuan if t.kode == "KSD383"} == {rute}
    sehari = {"ksb_ksdd": "2026-06-09", "ksb_ksdpk": "2026-06-09", "nk": "2026-12-07"}[nama]
    assert not temuan(nama, (lama, f"tanggal: {sehari}"))


@pytest.mark.parametrize(
    ("untuk", "harap"),
    [
        ("PENGOLAHAN SAMPAH MENJADI BAHAN BAKAR DI KABUPATEN GARUT", set()),
        (
            "Menandatangani Perjanjian Kerja Sama dengan PT Olah Lestari tentang Pengolahan Sampah menjadi Bahan Bakar di Kabupaten Garut",
            set(),
        ),
        ("Pengolahan Sampah menjadi Bahan Bakar", set()),
        ("PKS Pengolahan Sampah menjadi Bahan Bakar di Kab. Garut", set()),
        (
            "Perjanjian Kerja Sama antara Pemerintah Daerah Kabupaten Garut dan PT Olah Lestari tentang Pengolahan Sampah menjadi Bahan Bakar",
            set(),
        ),
        ("penandatanganan naskah perjanjian kerja sama Pengolahan Sampah", set()),
        ("Perjanjian Kerja Sama antara Pemkab Garut dan PT Olah Lestari tentang Pengolahan Sampah", set()),
        ("Perjanjian Kerja Sama antara Pemkab Garut dan PT Olah Lestari tentang Pengelolaan Pasar", {"KSD384"}),
        ("Perjanjian Kerja Sama", {"KSD384"}),
        ("Perjanjian Kerja Sama tentang Pengelolaan Pasar Hewan di Kabupaten Garut", {"KSD384"}),
    ],
)
def test_surat_kuasa_menyebut_naskah_ini(untuk: str, harap: set[str]) -> None:
    lama = "untuk: Perjanjian Kerja Sama tentang Pengolahan Sampah menjadi Bahan Bakar di Kabupaten Garut"
    assert temuan("pks_ksdpk", (lama, f"untuk: {untuk}")) == harap


def test_tembusan_hanya_diminta_antardaerah() -> None:
    tembusan = ("            tembusan: Bagian Kerja Sama Sekretariat Daerah Kabupaten Garut\n", "")
    assert temuan("pks_ksdd", tembusan) == {"KSD314"}
    assert temuan("pks_ksdpk", tembusan) == set()


@pytest.mark.parametrize(
    ("pemberi", "harap"),
    [
        ("Bupati Garut", set()),
        ("Plt. Bupati Garut", set()),
        ("Penjabat Bupati Garut", set()),
        ("Wali Kota Garut", {"KSD387"}),
        ("Bupati Sumedang", {"KSD387"}),
        ("Sekretaris Daerah Kabupaten Garut", {"KSD387"}),
        (
            "Kepala Dinas Lingkungan Hidup\n            substitusi_dari: Surat Kuasa Khusus Bupati Garut Nomor 1 tanggal 2 Januari 2026",
            set(),
        ),
    ],
)
def test_pemberi_kuasa(pemberi: str, harap: set[str]) -> None:
    assert temuan("pks_ksdpk", ("pemberi_kuasa: Bupati Garut", f"pemberi_kuasa: {pemberi}")) == harap


@pytest.mark.parametrize(
    ("status", "harap"), [("pj", set()), ("pjs", set()), ("definitif", set()), ("plt", {"KSD388"}), ("plh", {"KSD388"})]
)
def test_pelaksana_hanya_dipersoalkan_bila_apbd_terbebani(status: str, harap: set[str]) -> None:
    orang = f"        jabatan: Bupati Garut\n        status_jabatan: {status}\n"
    assert kode(bergarut("pks_ksdd", orang)) == harap
    # The contract with a third party in the base is paid by the company.
    assert kode(bergarut("pks_ksdpk", orang)) == set()


def test_walikota_dalam_judul_keputusan_tidak_ditegur() -> None:
    assert not temuan(
        "ksb_ksdd",
        ("tentang: Pengesahan Pengangkatan Kepala Daerah", "tentang: Pengesahan Pengangkatan Walikota Cimahi"),
    )


def test_satu_penyimpangan_format_satu_catatan() -> None:
    potongan = "penghubung: [DENGAN]\nistilah:\n  - istilah: Beras\n    arti: beras medium\nurutan:\n  tanda_tangan: [garut, cimahi]\n"
    hasil = CONTOH.ubah("pks_ksdd", potongan)
    (satu,) = [t for t in hasil.temuan if t.kode == "KSD315"]
    assert all(kata in satu.pesan for kata in ("KETENTUAN UMUM", "DENGAN", "di sebelah kiri", "2 baris NOMOR"))
    assert satu.tingkat.name == "CATATAN"


def test_urutan_pihak_nota_kesepakatan_dicatat() -> None:
    teks = dasar("nk")
    awal, satu, dua, akhir = re.split(r"(?m)^(?=  - kode: |premis:)", teks, maxsplit=3)
    hasil = CONTOH.periksa(awal + dua + satu + akhir)
    assert [t.rute for t in hasil.temuan if t.kode == "KSD315"] == ["para_pihak.0.bentuk"]


# --- properties -----------------------------------------------------------------------------------------------------------------------------

_NAMA = st.lists(
    st.sampled_from(["Garut", "Barat", "Kepulauan", "Aru", "Kota", "Baru", "Tidore"]), min_size=1, max_size=3
).map(" ".join)


@given(
    jabatan=st.sampled_from(["Bupati", "Wali Kota", "Walikota", "Gubernur"]),
    awalan=st.sampled_from(
        [
            "",
            "Pj. ",
            "Pjs ",
            "Plt. ",
            "Plh ",
            "Penjabat ",
            "Pelaksana Tugas ",
            "Pelaksana Harian ",
            "Penjabat Sementara ",
        ]
    ),
    nama=_NAMA,
    status=st.sampled_from(StatusJabatan),
)
def test_setiap_sebutan_kepala_daerah_dikenal(jabatan: str, awalan: str, nama: str, status: StatusJabatan) -> None:
    assert memegang_jabatan_kepala_daerah(PenandaTangan(jabatan=f"{awalan}{jabatan} {nama}", status_jabatan=status))


@given(
    awalan=st.sampled_from(
        [
            "Kepala Dinas Perhubungan ",
            "Sekretaris Daerah ",
            "Staf Ahli ",
            "a.n. ",
            "Asisten ",
            "Ajudan ",
            "Juru Bicara ",
        ]
    ),
    akhir=st.sampled_from(["", "Bupati Garut", "Wali Kota Cimahi"]),
)
def test_pejabat_lain_bukan_kepala_daerah(awalan: str, akhir: str) -> None:
    assert not memegang_jabatan_kepala_daerah(PenandaTangan(jabatan=f"{awalan}{akhir}"))


@settings(max_examples=25, deadline=None)
@given(
    nama=_NAMA,
    tingkat=st.sampled_from(["kabupaten", "kota"]),
    pihak=st.sampled_from(["Pemerintah Daerah", "Pemerintah"]),
)
def test_nama_daerah_apa_pun_yang_taat_asas_bersih(nama: str, tingkat: str, pihak: str) -> None:
    kepala = {"kabupaten": "Bupati", "kota": "Wali Kota"}[tingkat]
    assert not temuan(
        "ksb_ksdpk",
        ("nama: Pemerintah Daerah Kabupaten Garut", f"nama: {pihak} {tingkat.capitalize()} {nama}"),
        (
            "daerah: {tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}",
            f"daerah: {{tingkat: {tingkat}, nama: {nama}, provinsi: Maluku}}",
        ),
        ("jabatan: Bupati Garut", f"jabatan: {kepala} {nama}"),
    )
