"""Rules on parties and signatories: what breaks them, what keeps them, and what must stay silent."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.desk.outcome import Result
from ksdgen.naskah.offices import is_kepala_daerah
from ksdgen.naskah.pihak import PenandaTangan, StatusJabatan
from ksdgen.rules.examples import base_text
from ksdgen.rules.packaged import packaged_rules
from tests.helpers.rule_examples import Examples, family

EXAMPLES = Examples()
RULES = [rule for rule in packaged_rules() if rule.cek in family("parties") or rule.cek == "format_lampiran"]
OWN = {rule.kode for rule in RULES}


def codes(result: Result) -> set[str]:
    return {t.code for t in result.findings} & OWN


def replace(name: str, *pairs: tuple[str, str]) -> str:
    """A base with some pieces of its text replaced; each must be there."""
    text = base_text(name)
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def codes_with(name: str, *pairs: tuple[str, str]) -> set[str]:
    """The codes of this family on a changed base, its shape intact."""
    result = EXAMPLES.check(replace(name, *pairs))
    assert not [t for t in result.shape_findings if t.code != "KSD061"], result.shape_findings
    return codes(result)


# --- the parties ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
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
def test_five_neighbouring_cases_are_accepted(first: str, second: str) -> None:
    def pihak(pihak_code: str, daerah: str) -> str:
        match = re.search(r"tingkat: (\w+), nama: ([\w ]+)", daerah)
        assert match is not None
        head = {"kabupaten": "Bupati", "kota": "Wali Kota", "provinsi": "Gubernur"}[match[1]]
        return (
            f"  - kode: {pihak_code}\n    bentuk: pemerintah_daerah\n    nama: Pemerintah Daerah {match[1].capitalize()} {match[2]}\n"
            f"    daerah: {daerah}\n    penanda_tangan: [{{nama: Asep Hidayat, jabatan: {head} {match[2]}}}]\n"
        )

    result = EXAMPLES.change("ksb_ksdd_wajib", f"para_pihak:\n{pihak('satu', first)}{pihak('dua', second)}")
    assert not codes(result)


def test_central_agency_explains_the_missing_pihak_ketiga() -> None:
    """One cause, one finding: a central agency in place of the third party is not reported as a missing third party
    too.
    """
    result = EXAMPLES.check(
        replace(
            "ksb_ksdpk", ("bentuk: badan_hukum", "bentuk: lembaga"), ("nama: PT Olah Lestari", "nama: Bank Indonesia")
        )
    )
    assert [t.route for t in result.findings if t.code == "KSD311"] == ["para_pihak.1.bentuk"]


def test_missing_pihak_ketiga_points_to_the_para_pihak() -> None:
    result = EXAMPLES.check(replace("ksb_ksdd", ("kategori: ksdd_sukarela", "kategori: ksdpk")))
    assert [t.route for t in result.findings if t.code == "KSD311"] == ["para_pihak"]


def test_outside_ksd_is_not_judged() -> None:
    text = replace(
        "pks_ksdpk",
        ("kategori: ksdpk", "kategori: di_luar_ksd"),
        ("surat_kuasa:\n            pemberi_kuasa: Bupati Garut", "surat_kuasa:\n            pemberi_kuasa: Camat"),
    )
    assert not codes(EXAMPLES.check(text))


def test_naskah_of_old_age_is_not_judged() -> None:
    result = EXAMPLES.check(
        replace(
            "ksb_ksdd",
            ("tanggal: 2026-06-09", "tanggal: 2017-06-09"),
            ("jabatan: Bupati Garut", "jabatan: Walikota Garut"),
        )
    )
    assert not codes(result)


@pytest.mark.parametrize(
    ("name", "legal_form", "expected"),
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
def test_legal_forms_of_pihak_ketiga(name: str, legal_form: str, expected: set[str]) -> None:
    assert (
        codes_with(
            "ksb_ksdpk", ("nama: PT Olah Lestari", f"nama: {name}"), ("bentuk: badan_hukum", f"bentuk: {legal_form}")
        )
        == expected
    )


@pytest.mark.parametrize(
    ("status", "expected"), [("konsep", "KSD370"), ("pembahasan", "KSD370"), ("siap_ditandatangani", "KSD319")]
)
def test_basis_of_badan_hukum_by_status(status: str, expected: str) -> None:
    text = re.sub(
        r"      (akta|pengesahan):\n +- .*\n", "", replace("ksb_ksdpk", ("status: konsep", f"status: {status}"))
    )
    result = EXAMPLES.check(text)
    assert codes(result) == {expected}
    assert [t.route for t in result.findings if t.code == expected] == ["para_pihak.1.badan_hukum.akta"]


@pytest.mark.parametrize(
    ("name", "daerah", "expected"),
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
def test_name_and_data_of_daerah(name: str, daerah: str, expected: str | None) -> None:
    text = replace(
        "ksb_ksdpk",
        ("nama: Pemerintah Daerah Kabupaten Garut", f"nama: {name}"),
        ("daerah: {tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}", f"daerah: {daerah}"),
        ("jabatan: Bupati Garut", "jabatan: Kepala Daerah"),
    )
    routes = [t.route for t in EXAMPLES.check(text).findings if t.code == "KSD317"]
    assert routes == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("name", "daerah", "jabatan"),
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
def test_usual_terms_of_daerah_are_not_faulted(name: str, daerah: str, jabatan: str) -> None:
    assert not codes_with(
        "ksb_ksdpk",
        ("nama: Pemerintah Daerah Kabupaten Garut", f"nama: {name}"),
        ("daerah: {tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}", f"daerah: {daerah}"),
        ("jabatan: Bupati Garut", f"jabatan: {jabatan}"),
    )


# --- the signatories --------------------------------------------------------------------------------------------------

_DECREE = "        dasar_kewenangan:\n          keputusan: {bentuk: Keputusan Menteri Dalam Negeri, nomor: 100.2.1.3-9 Tahun 2026}\n"
_KUASA = (
    "        dasar_kewenangan:\n          surat_kuasa:\n            pemberi_kuasa: Bupati Garut\n            nomor: 100.3.7/9/SKK/2026\n"
    "            tanggal: 2026-06-01\n"
)


def with_garut(name: str, person: str) -> Result:
    """A base whose Garut is signed for by somebody else; `person` are the lines after the name."""
    text = re.sub(
        r"(nama: Pemerintah Daerah Kabupaten Garut\n(?:    .*\n)*?    penanda_tangan:\n)(?:      .*\n)+",
        lambda m: f"{m[1]}      - nama: Ujang Permana\n{person}",
        base_text(name),
        count=1,
    )
    assert "Ujang Permana" in text
    result = EXAMPLES.check(text)
    assert not [t for t in result.shape_findings if t.code != "KSD061"], result.shape_findings
    return result


@pytest.mark.parametrize("name", ["ksb_ksdd", "ksb_ksdd_wajib", "ksb_ksdpk", "nk", "rk"])
@pytest.mark.parametrize(
    "person",
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
        f"        jabatan: Wakil Bupati Garut\n{_DECREE}",
        "        jabatan: Sekretaris Daerah Kabupaten Garut\n        bertindak_selaku: Pelaksana Harian Bupati Garut\n",
    ],
)
def test_holder_of_the_jabatan_kepala_daerah_is_valid(name: str, person: str) -> None:
    assert not codes(with_garut(name, person))


@pytest.mark.parametrize(
    ("name", "expected"),
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
def test_not_a_kepala_daerah(name: str, expected: str, jabatan: str) -> None:
    assert codes(with_garut(name, f"        jabatan: {jabatan}\n")) == {expected}


@pytest.mark.parametrize(
    ("name", "expected"), [("ksb_ksdd", "KSD375"), ("ksb_ksdpk", "KSD376"), ("nk", "KSD378"), ("rk", "KSD378")]
)
def test_kuasa_for_a_daerah_only_on_a_pks(name: str, expected: str) -> None:
    assert codes(with_garut(name, f"        jabatan: Kepala Dinas Perhubungan Kabupaten Garut\n{_KUASA}")) == {expected}


def test_bupati_with_surat_kuasa_on_a_ksb_points_to_the_surat_kuasa() -> None:
    result = with_garut("ksb_ksdd", f"        jabatan: Bupati Garut\n{_KUASA}")
    assert [t.route for t in result.findings if t.code == "KSD375"] == [
        "para_pihak.0.penanda_tangan.0.dasar_kewenangan.0.surat_kuasa"
    ]


@pytest.mark.parametrize(("name", "expected"), [("pks_ksdd", "KSD381"), ("pks_ksdpk", "KSD382")])
@pytest.mark.parametrize(
    "jabatan",
    [
        "Sekretaris Daerah Kabupaten Garut",
        "Camat Cikajang",
        "Inspektur Daerah",
        "Kepala Pelaksana BPBD Kabupaten Garut",
    ],
)
def test_pks_needs_kuasa_whatever_the_jabatan(name: str, expected: str, jabatan: str) -> None:
    assert codes(with_garut(name, f"        jabatan: {jabatan}\n")) == {expected}
    # With a power the office does not matter; only what the power itself lacks is noted.
    assert codes(with_garut(name, f"        jabatan: {jabatan}\n{_KUASA}")) <= {"KSD314", "KSD385"}


@pytest.mark.parametrize("name", ["pks_ksdd", "pks_ksdpk"])
def test_pks_may_be_signed_by_the_kepala_daerah_himself(name: str) -> None:
    assert not codes(with_garut(name, "        jabatan: Bupati Garut\n"))


@pytest.mark.parametrize(
    ("jabatan", "kuasa", "expected"),
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
def test_head_of_pihak_ketiga_on_a_ksb(jabatan: str, kuasa: str, expected: set[str]) -> None:
    person = f"      - nama: Sri Wahyuni\n        jabatan: {jabatan}\n{kuasa}"
    pattern = r"      - nama: Sri Wahyuni\n(?:        .*\n)+"
    assert codes(EXAMPLES.check(re.sub(pattern, lambda _: person, base_text("ksb_ksdpk")))) == expected
    # On a PKS the same person is welcome, if need be with a power of attorney.
    assert codes(EXAMPLES.check(re.sub(pattern, lambda _: person, base_text("pks_ksdpk")))) == (
        expected if not kuasa else set()
    )
    if not kuasa:
        assert not codes(EXAMPLES.check(re.sub(pattern, lambda _: person + _KUASA, base_text("pks_ksdpk"))))


@pytest.mark.parametrize(
    ("on_date", "expected"),
    [("2026-12-06", set()), ("2026-12-07", set()), ("2026-12-08", {"KSD383"}), ("menyusul", set())],
)
@pytest.mark.parametrize("name", ["pks_ksdd", "pks_ksdpk"])
def test_date_of_the_surat_kuasa(name: str, on_date: str, expected: set[str]) -> None:
    assert codes_with(name, ("tanggal: 2026-12-01", f"tanggal: {on_date}")) == expected


@pytest.mark.parametrize(
    ("name", "old", "new", "route"),
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
def test_dasar_kewenangan_that_is_younger(name: str, old: str, new: str, route: str) -> None:
    result = EXAMPLES.check(replace(name, (old, new)))
    assert {(t.route or "").split(".", 2)[2] for t in result.findings if t.code == "KSD383"} == {route}
    one_day = {"ksb_ksdd": "2026-06-09", "ksb_ksdpk": "2026-06-09", "nk": "2026-12-07"}[name]
    assert not codes_with(name, (old, f"tanggal: {one_day}"))


@pytest.mark.parametrize(
    ("purpose", "expected"),
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
def test_surat_kuasa_names_this_naskah(purpose: str, expected: set[str]) -> None:
    old = "untuk: Perjanjian Kerja Sama tentang Pengolahan Sampah menjadi Bahan Bakar di Kabupaten Garut"
    assert codes_with("pks_ksdpk", (old, f"untuk: {purpose}")) == expected


def test_tembusan_is_asked_only_between_daerah() -> None:
    tembusan = ("            tembusan: Bagian Kerja Sama Sekretariat Daerah Kabupaten Garut\n", "")
    assert codes_with("pks_ksdd", tembusan) == {"KSD314"}
    assert codes_with("pks_ksdpk", tembusan) == set()


@pytest.mark.parametrize(
    ("grantor", "expected"),
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
def test_giver_of_kuasa(grantor: str, expected: set[str]) -> None:
    assert codes_with("pks_ksdpk", ("pemberi_kuasa: Bupati Garut", f"pemberi_kuasa: {grantor}")) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [("pj", set()), ("pjs", set()), ("definitif", set()), ("plt", {"KSD388"}), ("plh", {"KSD388"})],
)
def test_executor_is_questioned_only_when_apbd_is_burdened(status: str, expected: set[str]) -> None:
    person = f"        jabatan: Bupati Garut\n        status_jabatan: {status}\n"
    assert codes(with_garut("pks_ksdd", person)) == expected
    # The contract with a third party in the base is paid by the company.
    assert codes(with_garut("pks_ksdpk", person)) == set()


def test_walikota_in_the_title_of_a_decree_is_not_faulted() -> None:
    assert not codes_with(
        "ksb_ksdd",
        ("tentang: Pengesahan Pengangkatan Kepala Daerah", "tentang: Pengesahan Pengangkatan Walikota Cimahi"),
    )


def test_one_format_deviation_one_note() -> None:
    piece = "penghubung: [DENGAN]\nistilah:\n  - istilah: Beras\n    arti: beras medium\nurutan:\n  tanda_tangan: [garut, cimahi]\n"
    result = EXAMPLES.change("pks_ksdd", piece)
    (one,) = [t for t in result.findings if t.code == "KSD315"]
    assert all(words in one.message for words in ("KETENTUAN UMUM", "DENGAN", "di sebelah kiri", "2 baris NOMOR"))
    assert one.severity.name == "NOTE"


def test_order_of_pihak_in_a_nota_kesepakatan_is_noted() -> None:
    text = base_text("nk")
    start, one, two, end = re.split(r"(?m)^(?=  - kode: |premis:)", text, maxsplit=3)
    result = EXAMPLES.check(start + two + one + end)
    assert [t.route for t in result.findings if t.code == "KSD315"] == ["para_pihak.0.bentuk"]


# --- properties -------------------------------------------------------------------------------------------------------

_NAMES = st.lists(
    st.sampled_from(["Garut", "Barat", "Kepulauan", "Aru", "Kota", "Baru", "Tidore"]), min_size=1, max_size=3
).map(" ".join)


@given(
    jabatan=st.sampled_from(["Bupati", "Wali Kota", "Walikota", "Gubernur"]),
    prefix=st.sampled_from(
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
    name=_NAMES,
    status=st.sampled_from(StatusJabatan),
)
def test_every_term_of_a_kepala_daerah_is_known(jabatan: str, prefix: str, name: str, status: StatusJabatan) -> None:
    assert is_kepala_daerah(PenandaTangan(jabatan=f"{prefix}{jabatan} {name}", status_jabatan=status))


@given(
    prefix=st.sampled_from(
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
    end=st.sampled_from(["", "Bupati Garut", "Wali Kota Cimahi"]),
)
def test_another_pejabat_is_no_kepala_daerah(prefix: str, end: str) -> None:
    assert not is_kepala_daerah(PenandaTangan(jabatan=f"{prefix}{end}"))


@settings(max_examples=25, deadline=None)
@given(
    name=_NAMES,
    level=st.sampled_from(["kabupaten", "kota"]),
    pihak=st.sampled_from(["Pemerintah Daerah", "Pemerintah"]),
)
def test_any_consistent_daerah_name_is_clean(name: str, level: str, pihak: str) -> None:
    head = {"kabupaten": "Bupati", "kota": "Wali Kota"}[level]
    assert not codes_with(
        "ksb_ksdpk",
        ("nama: Pemerintah Daerah Kabupaten Garut", f"nama: {pihak} {level.capitalize()} {name}"),
        (
            "daerah: {tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}",
            f"daerah: {{tingkat: {level}, nama: {name}, provinsi: Maluku}}",
        ),
        ("jabatan: Bupati Garut", f"jabatan: {head} {name}"),
    )
