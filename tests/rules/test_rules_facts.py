"""Term, stages, rights and duties, funding, required elements: the bounds are lawful, and what must stay silent is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen import bahasa
from ksdgen.compose.composition import Susunan
from ksdgen.naskah.facts import terisi
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.routes import sebutan_rute
from ksdgen.paper.document import Dokumen
from ksdgen.rules.checks import bentuk, facts, funding, term
from ksdgen.rules.examples import dasar, pasang
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.source.decode import Pembaca
from ksdgen.source.parse import load
from ksdgen.source.places import Tempat
from tests.helpers.rule_examples import HARI_INI, Contoh


@pytest.fixture(scope="module")
def contoh() -> Contoh:
    """One workspace for all texts."""
    return Contoh()


def konteks(nama: str, potongan: str = "") -> Konteks:
    """What checks of facts see of a base with some keys replaced; nothing is composed."""
    node, temuan = load(pasang(dasar(nama), potongan).encode(), "a.yaml")
    assert node is not None and not temuan
    pembaca = Pembaca()
    naskah = pembaca.rekaman(Naskah, node)
    assert naskah is not None and not pembaca.temuan
    return Konteks(naskah, Tempat(node, "a.yaml"), Susunan(Dokumen("", ()), []), None, HARI_INI)


def rute(cek: Callable[..., Iterator[Temuan]], k: Konteks, **parameter: object) -> list[str]:
    """The routes that a check reports."""
    shape = next(s for s in bentuk().values() if s.check is cek)
    return [t.rute for t in shape.run(k, shape.parameters(**parameter) if shape.parameters is not None else None)]


def jangka(mulai: date, lama: str = "", sampai: date | None = None) -> str:
    isi = [f"mulai: {mulai}"] + [f"lama: {lama}"] * bool(lama) + [f"sampai: {sampai}"] * (sampai is not None)
    return f"jangka_waktu: {{{', '.join(isi)}}}\n"


HARI = st.dates(date(2020, 4, 14), date(2090, 12, 31))
LAMA = st.tuples(st.integers(0, 5), st.integers(0, 24), st.integers(0, 60)).filter(any)


# --- term ------------------------------------------------------------------------------------------------------------------------------


@given(HARI, st.sampled_from(["5 tahun", "60 bulan", "4 tahun 12 bulan", "1 hari", "1826 hari"]))
@settings(max_examples=60, deadline=None)
def test_five_years_exactly_are_lawful(mulai: date, lama: str) -> None:
    batas = bahasa.tambah_lama(mulai, 5, 0, 0)
    assert rute(term.paling_lama, konteks("ksb_ksdd", jangka(mulai, lama)), tahun=5) == []
    assert rute(term.paling_lama, konteks("ksb_ksdd", jangka(mulai, "", batas)), tahun=5) == []
    assert rute(term.paling_lama, konteks("ksb_ksdd", jangka(mulai, "", batas + timedelta(days=1))), tahun=5) == [
        "jangka_waktu.sampai"
    ]


@pytest.mark.parametrize("lama", ["6 tahun", "61 bulan", "5 tahun 1 hari", "1828 hari", "9999 tahun"])
def test_more_than_five_years(lama: str) -> None:
    for mulai in ("penandatanganan", "2027-01-01"):
        k = konteks("ksb_ksdd", f"jangka_waktu: {{lama: {lama}, mulai: {mulai}}}\n")
        assert rute(term.paling_lama, k, tahun=5) == ["jangka_waktu.lama"]


def test_length_in_days_without_a_start_gets_the_longest_limit() -> None:
    tanpa = "penandatanganan: {tempat: Garut, tanggal: menyusul}\n"
    assert rute(term.paling_lama, konteks("ksb_ksdd", tanpa + "jangka_waktu: {lama: 1827 hari}\n"), tahun=5) == []
    assert rute(term.paling_lama, konteks("ksb_ksdd", tanpa + "jangka_waktu: {lama: 1828 hari}\n"), tahun=5) == [
        "jangka_waktu.lama"
    ]


@given(HARI, LAMA, st.integers(-40, 40))
@settings(max_examples=80, deadline=None)
def test_written_end_is_start_plus_length_or_the_day_before(
    mulai: date, lama: tuple[int, int, int], geser: int
) -> None:
    akhir = bahasa.tambah_lama(mulai, *lama)
    sampai = akhir + timedelta(days=geser)
    kata = " ".join(f"{n} {s}" for n, s in zip(lama, ("tahun", "bulan", "hari"), strict=True) if n)
    k = konteks("pks_ksdd", jangka(mulai, kata, sampai))
    salah = rute(term.akhir_cocok, k) + rute(term.akhir_setelah_mulai, k)
    assert salah == ([] if geser in (0, -1) and sampai > mulai else ["jangka_waktu.sampai"])


def test_a_pks_has_no_longest_term(contoh: Contoh) -> None:
    assert "KSD301" not in contoh.kode("pks_ksdpk", "jangka_waktu: {lama: 20 tahun}\n")


def test_start_on_the_day_of_signing_is_not_retroactive() -> None:
    assert (
        rute(term.tidak_berlaku_surut, konteks("pks_ksdd", "jangka_waktu: {lama: 1 tahun, mulai: 2026-12-07}\n")) == []
    )
    assert rute(
        term.tidak_berlaku_surut, konteks("pks_ksdd", "jangka_waktu: {lama: 1 tahun, mulai: 2026-12-06}\n")
    ) == ["jangka_waktu.mulai"]


@pytest.mark.parametrize(("tanggal", "ada"), [("2021-12-07", False), ("2021-12-06", True), ("2026-12-07", False)])
def test_ksb_may_end_on_the_day_the_pks_is_signed(tanggal: str, ada: bool) -> None:
    k = konteks(
        "pks_ksdd",
        f"kesepakatan_bersama: {{nomor: ['1'], tanggal: {tanggal}, tentang: Pangan, jangka_waktu: 5 tahun}}\n",
    )
    assert rute(term.ksb_masih_berlaku, k) == (["kesepakatan_bersama.jangka_waktu"] if ada else [])


def test_ksb_of_unknown_length_is_not_judged() -> None:
    k = konteks("pks_ksdd", "kesepakatan_bersama: {nomor: ['1'], tanggal: 2001-01-01, tentang: Pangan}\n")
    assert rute(term.ksb_masih_berlaku, k) == rute(term.dalam_ksb, k) == []


def test_ksb_in_a_file_counts_too(contoh: Contoh) -> None:
    contoh.pohon.isi["ksb-lama.yaml"] = pasang(
        dasar("ksb_ksdd"), "penandatanganan: {tempat: Garut, tanggal: 2024-06-10}\njangka_waktu: {lama: 1 tahun}\n"
    )
    assert "KSD305" in contoh.kode("pks_ksdd", "kesepakatan_bersama: ksb-lama.yaml\n")
    assert "KSD305" not in contoh.kode("pks_ksdd", "kesepakatan_bersama: ksb_ksdd.yaml\n")


# --- DPRD --------------------------------------------------------------------------------------------------------------------------------


def dprd(isi: str) -> list[str]:
    return rute(facts.disetujui_dprd, konteks("pks_ksdd", f"persetujuan_dprd: {{{isi}}}\n"))


@pytest.mark.parametrize(
    "isi",
    [
        "membebani_masyarakat_dan_daerah: tidak, sudah_dianggarkan: ya",
        "membebani_masyarakat_dan_daerah: tidak, sudah_dianggarkan: {tahun_anggaran: 2026}",
        "membebani_masyarakat_dan_daerah: ya, surat_pimpinan_dprd: {nomor: '1', tanggal: 2026-12-07}",
        "sudah_dianggarkan: tidak, surat_pimpinan_dprd: {nomor: '1'}",
        "sudah_dianggarkan: tidak, diterima_tanggal: 2026-10-23",  # the 45th day is the day of signing
        "membebani_masyarakat_dan_daerah: ya, diterima_tanggal: 2026-01-05, surat_pimpinan_dprd: {tanggal: 2026-12-20}",
    ],
)
def test_dprd_has_approved_or_need_not(isi: str) -> None:
    assert dprd(isi) == []


@pytest.mark.parametrize(
    ("isi", "tempat"),
    [
        ("membebani_masyarakat_dan_daerah: ya", "persetujuan_dprd"),
        ("sudah_dianggarkan: tidak", "persetujuan_dprd"),
        ("membebani_masyarakat_dan_daerah: ya, surat_permohonan: {tanggal: 2026-10-01}", "persetujuan_dprd"),
        ("sudah_dianggarkan: tidak, diterima_tanggal: 2026-10-24", "persetujuan_dprd.diterima_tanggal"),
        (
            "sudah_dianggarkan: tidak, surat_pimpinan_dprd: {tanggal: 2026-12-08}",
            "persetujuan_dprd.surat_pimpinan_dprd.tanggal",
        ),
    ],
)
def test_dprd_has_not_approved(isi: str, tempat: str) -> None:
    assert dprd(isi) == [tempat]


@pytest.mark.parametrize("nama", ["ksb_ksdd", "ksb_ksdd_wajib", "ksb_ksdpk"])
def test_a_ksb_never_needs_dprd(contoh: Contoh, nama: str) -> None:
    kode = contoh.kode(
        nama,
        "status: siap_ditandatangani\npersetujuan_dprd: {membebani_masyarakat_dan_daerah: ya, sudah_dianggarkan: tidak}\n",
    )
    assert not kode & {"KSD320", "KSD321", "KSD322", "KSD323", "KSD324"}


@pytest.mark.parametrize(
    ("nama", "sitasi"),
    [("pks_ksdd", "Pasal 11 ayat (1)"), ("pks_ksdpk", "Pasal 34 ayat (1)"), ("nk", "Pasal 56 ayat (1)")],
)
def test_dprd_by_the_article_of_its_category(contoh: Contoh, nama: str, sitasi: str) -> None:
    hasil = contoh.ubah(nama, "status: siap_ditandatangani\npersetujuan_dprd: {sudah_dianggarkan: tidak}\n")
    (temuan,) = [t for t in hasil.temuan if t.kode == "KSD320"]
    assert [d for d in temuan.dasar if d.startswith("Permendagri")] == [f"Permendagri 22/2020 {sitasi}"]
    assert (temuan.dasar[0] == "PP 28/2018 Pasal 6 ayat (2)") is (nama != "nk")


def test_budget_is_only_asked_for_where_a_budget_pays() -> None:
    swasta = "pembiayaan: {sumber: anggaran PT Olah Lestari}\n"
    tanya = "persetujuan_dprd: {membebani_masyarakat_dan_daerah: tidak}\n"
    assert rute(facts.fakta_dprd, konteks("pks_ksdpk", swasta + tanya)) == []
    assert rute(facts.fakta_dprd, konteks("pks_ksdd", tanya)) == ["persetujuan_dprd"]
    assert rute(facts.fakta_dprd, konteks("nk", tanya)) == ["persetujuan_dprd"]


# --- stages ----------------------------------------------------------------------------------------------------------------------------


@given(st.integers(-400, 400))
@settings(max_examples=60, deadline=None)
def test_order_of_two_dates(selisih: int) -> None:
    ttd = date(2026, 6, 9)
    k = konteks("ksb_ksdd", f"rekomendasi_tkksd: {{tanggal: {ttd + timedelta(days=selisih)}}}\n")
    pasangan = [["rekomendasi_tkksd.tanggal", "penandatanganan.tanggal"]]
    assert rute(facts.urutan_tanggal, k, pasangan=pasangan) == (["rekomendasi_tkksd.tanggal"] if selisih > 0 else [])


def test_undated_papers_have_no_order() -> None:
    k = konteks(
        "ksb_ksdd", "penandatanganan: {tempat: Garut, tanggal: menyusul}\nrekomendasi_tkksd: {tanggal: 2099-01-01}\n"
    )
    assert rute(facts.urutan_tanggal, k, pasangan=[["rekomendasi_tkksd.tanggal", "penandatanganan.tanggal"]]) == []
    assert rute(facts.bukan_hari_libur, k, tetap=[]) == []


def test_study_on_the_day_of_signing_precedes_it(contoh: Contoh) -> None:
    assert "KSD328" not in contoh.kode("pks_ksdpk", "studi_kelayakan: {tanggal: 2026-12-07}\n")
    assert "KSD328" in contoh.kode("pks_ksdpk", "studi_kelayakan: {tanggal: 2026-12-08}\n")


def test_missing_study_is_a_note_before_the_contract_is_ready(contoh: Contoh) -> None:
    kosong = "studi_kelayakan:\n"
    assert {"KSD326"} == contoh.kode("pks_ksdpk", kosong) & {"KSD325", "KSD326", "KSD327"}
    assert {"KSD325"} == contoh.kode("pks_ksdpk", f"status: siap_ditandatangani\n{kosong}") & {
        "KSD325",
        "KSD326",
        "KSD327",
    }
    assert {"KSD327"} == contoh.kode("ksb_ksdpk", f"status: siap_ditandatangani\n{kosong}") & {
        "KSD325",
        "KSD326",
        "KSD327",
    }
    assert not contoh.kode("pks_ksdd", f"status: siap_ditandatangani\n{kosong}") & {"KSD325", "KSD326", "KSD327"}


def test_a_mention_is_enough(contoh: Contoh) -> None:
    for nama, kode, kunci, kalimat in (
        (
            "ksb_ksdpk",
            "KSD333",
            "keputusan_daftar_rencana",
            "bahwa rencana ini tercantum dalam Keputusan Bupati tentang Daftar Rencana Kerja Sama",
        ),
        ("nk", "KSD336", "rkpd", "bahwa kegiatan ini tercantum dalam RKPD Tahun 2027"),
        (
            "ksb_ksdd_wajib",
            "KSD332",
            "berita_acara_pemetaan",
            "bahwa Berita Acara Kesepakatan Pemetaan Urusan telah ditandatangani",
        ),
    ):
        tanpa = f"{kunci}:\nkonsideran:\n  - bahwa kerja sama ini perlu\n"
        assert kode in contoh.kode(nama, tanpa)
        assert kode not in contoh.kode(nama, f"{tanpa}  - {kalimat}\n")


def test_third_party_initiative_needs_neither_list_nor_terms_of_reference(contoh: Contoh) -> None:
    isi = "prakarsa: pihak_ketiga\nkeputusan_daftar_rencana:\nkerangka_acuan_kerja:\n"
    assert not contoh.kode("ksb_ksdpk", isi) & {"KSD329", "KSD333"}


@pytest.mark.parametrize(
    "penyusun", ["PT Olah Lestari", "Dinas Lingkungan Hidup bersama PT Olah Lestari", "Universitas Contoh", ""]
)
def test_study_by_the_third_party_or_its_adviser(penyusun: str) -> None:
    k = konteks(
        "ksb_ksdpk", f'prakarsa: pihak_ketiga\nstudi_kelayakan: {{tanggal: 2026-02-24, penyusun: "{penyusun}"}}\n'
    )
    assert rute(facts.studi_oleh_pemrakarsa, k) == []


@pytest.mark.parametrize(
    "urusan", ["Pangan", "pekerjaan umum", "usaha_kecil", "keuangan daerah", "perencanaan", "olah raga", "desa"]
)
def test_affairs_by_any_usual_name(contoh: Contoh, urusan: str) -> None:
    assert "KSD347" not in contoh.kode("ksb_ksdd", f"urusan: {urusan}\n")


def test_affairs_are_not_judged_outside_cooperation_between_regions(contoh: Contoh) -> None:
    assert "KSD347" not in contoh.kode("ksb_ksdpk", "urusan: antariksa\n") | contoh.kode("nk", "urusan: antariksa\n")


@pytest.mark.parametrize(
    ("asli", "ada"),
    [("{asli: 1}", True), ("{asli: 2}", False), ("{asli: 9}", False), ("{elektronik: ya}", False), ("{}", False)],
)
def test_originals(asli: str, ada: bool) -> None:
    assert bool(rute(facts.rangkap_cukup, konteks("ksb_ksdd", f"rangkap: {asli}\n"))) is ada


@pytest.mark.parametrize("status", ["siap_ditandatangani", "ditandatangani"])
def test_after_signing_only(contoh: Contoh, status: str) -> None:
    kode = contoh.kode("nk", f"status: {status}\narsip:\ndilaporkan_kepada_menteri:\n")
    assert bool(kode & {"KSD337"}) is bool(kode & {"KSD338"}) is (status == "ditandatangani")


@pytest.mark.parametrize(
    ("hari", "ada"), [("2026-12-07", False), ("2026-12-05", True), ("2026-12-06", True), ("2027-08-17", True)]
)
def test_holidays(contoh: Contoh, hari: str, ada: bool) -> None:
    assert ("KSD346" in contoh.kode("pks_ksdd", f"penandatanganan: {{tempat: Garut, tanggal: {hari}}}\n")) is ada


# --- rights and duties -------------------------------------------------------------------------------------------------------------------

HK = "hak_dan_kewajiban: {garut: {hak: [x], kewajiban: [y]}}\n"


def test_rights_of_each_party(contoh: Contoh) -> None:
    assert rute(facts.tiap_pihak, konteks("pks_ksdd", HK), fakta="hak_dan_kewajiban") == ["hak_dan_kewajiban"]
    kosong = "hak_dan_kewajiban: {garut: {hak: [x], kewajiban: [y]}, cimahi: {}}\n"
    assert rute(facts.tiap_pihak, konteks("pks_ksdd", kosong), fakta="hak_dan_kewajiban") == [
        "hak_dan_kewajiban.cimahi"
    ]
    assert "KSD340" not in contoh.kode("pks_ksdd", "hak_dan_kewajiban:\n")  # the element itself is missing: KSD222


def test_own_wording_of_rights_is_not_counted() -> None:
    ubah = HK + "klausul: {hak_dan_kewajiban: {ubah: PARA PIHAK berhak dan berkewajiban sama., alasan: x}}\n"
    pasal = (
        HK
        + "pasal_tambahan: [{kode: hak_lain, judul: HAK, setelah: objek, unsur: hak_dan_kewajiban, isi: PARA PIHAK berhak.}]\n"
    )
    for isi in (ubah, pasal):
        assert rute(facts.tiap_pihak, konteks("pks_ksdd", isi), fakta="hak_dan_kewajiban") == []
        assert rute(facts.hak_dan_kewajiban_seimbang, konteks("pks_ksdd", isi)) == []


@pytest.mark.parametrize(
    ("isi", "tempat"),
    [
        ("pembiayaan: {nilai: 1000}\n", "pembiayaan.nilai"),
        ("hak_dan_kewajiban: {garut: {hak: [x]}}\n", "hak_dan_kewajiban"),
        (
            "pasal_tambahan: [{kode: h, judul: HAK DAN KEWAJIBAN, setelah: objek, isi: PARA PIHAK berhak.}]\n",
            "pasal_tambahan.0.judul",
        ),
        ("ruang_lingkup:\n  - penyediaan\n  - penjualan seharga Rp5.000,00 setiap kilogram\n", "ruang_lingkup.1"),
    ],
)
def test_ksb_is_general(contoh: Contoh, isi: str, tempat: str) -> None:
    assert [t.rute for t in contoh.ubah("ksb_ksdd", isi).temuan if t.kode == "KSD343"] == [tempat]


def test_money_told_in_the_recitals_of_a_ksb_is_not_a_promise(contoh: Contoh) -> None:
    assert "KSD343" not in contoh.kode(
        "ksb_ksdd", "konsideran:\n  - bahwa harga telah mencapai Rp90.000,00 setiap kilogram\n"
    )
    assert "KSD343" not in contoh.kode("ksb_ksdd", "tujuan: menekan harga menjadi Rp40.000,00 setiap kilogram\n")


def test_personal_data(contoh: Contoh) -> None:
    pasal = "pasal_tambahan: [{kode: data, judul: DATA, setelah: objek, isi: PARA PIHAK menjamin perlindungan data pribadi.}]\n"
    assert "KSD345" in contoh.kode("pks_ksdd", "memuat_data_pribadi: ya\n")
    assert "KSD345" not in contoh.kode("pks_ksdd", f"memuat_data_pribadi: ya\n{pasal}")
    assert "KSD345" not in contoh.kode("pks_ksdd", "memuat_data_pribadi:\n")


# --- funding -----------------------------------------------------------------------------------------------------------------------------


def biaya(persen: list[str], nilai: list[int], seluruh: int) -> Konteks:
    termin = ", ".join(f'{{persen: "{p}", nilai: {n}, saat: kelak}}' for p, n in zip(persen, nilai, strict=True))
    return konteks("pks_ksdpk", f"pembiayaan: {{sumber: anggaran PT, nilai: {seluruh}, termin: [{termin}]}}\n")


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6), st.integers(1, 10**9))
@settings(max_examples=60, deadline=None)
def test_instalments_add_up(bagian: list[int], satuan: int) -> None:
    sisa = 1000 - sum(bagian)
    perseribu = [*bagian, sisa]
    persen = [f"{p // 10},{p % 10}" for p in perseribu]
    nilai = [p * satuan for p in perseribu]
    k = biaya(persen, nilai, 1000 * satuan)
    for cek in (funding.termin_seratus_persen, funding.termin_senilai, funding.termin_sebanding):
        assert rute(cek, k) == []
    assert rute(funding.termin_seratus_persen, biaya(persen[:-1], nilai[:-1], 1000 * satuan)) == ["pembiayaan.termin"]
    assert rute(funding.termin_senilai, biaya(persen, nilai, 1000 * satuan + 1)) == ["pembiayaan.nilai"]


def test_thirds_may_be_rounded() -> None:
    k = biaya(["33,33", "33,33", "33,34"], [33_333_333, 33_333_333, 33_333_334], 100_000_000)
    assert (
        rute(funding.termin_seratus_persen, k)
        == rute(funding.termin_senilai, k)
        == rute(funding.termin_sebanding, k)
        == []
    )


@pytest.mark.parametrize(
    ("isi", "tempat"),
    [
        ("tahun_anggaran: 2026", []),
        ("tahun_anggaran: [2026, 2026]", []),
        ("tahun_anggaran: [2026, 2027, 2028]", ["pembiayaan.tahun_anggaran"]),
    ],
)
def test_several_budget_years(isi: str, tempat: list[str]) -> None:
    apbd = f"pembiayaan: {{sumber: APBD Kabupaten Garut, {isi}}}\n"
    assert rute(funding.tahun_jamak_disetujui, konteks("pks_ksdd", apbd)) == tempat
    swasta = f"pembiayaan: {{sumber: anggaran PT Olah Lestari, {isi}}}\n"
    assert rute(funding.tahun_jamak_disetujui, konteks("pks_ksdpk", swasta)) == []
    setuju = "persetujuan_tahun_jamak: {nomor: '1', tanggal: 2026-01-05, sampai_tahun: %d}\n"
    assert rute(funding.tahun_jamak_disetujui, konteks("pks_ksdd", apbd + setuju % 2028)) == []
    if tempat:
        assert rute(funding.tahun_jamak_disetujui, konteks("pks_ksdd", apbd + setuju % 2027)) == [
            "persetujuan_tahun_jamak.sampai_tahun"
        ]


@pytest.mark.parametrize(
    ("isi", "ada"),
    [
        ("pembiayaan: {sumber: [APBN, APBD Kabupaten Garut], tahun_anggaran: 2027}\n", False),
        ("pembiayaan: {ketentuan: [biaya rapat ditanggung masing-masing PIHAK]}\n", False),
        ("pembiayaan: {ketentuan: [biaya rapat ditanggung oleh PIHAK KESATU dan PIHAK KEDUA]}\n", False),
        ("pembiayaan: {ketentuan: [seluruh biaya dibebankan pada anggaran PIHAK KEDUA]}\n", True),
        ("pembiayaan: {ketentuan: [biaya kegiatan ditanggung PIHAK KEDUA]}\n", True),
        ("pembiayaan: {ketentuan: [biaya rapat ditanggung PIHAK KESATU dan PIHAK KEDUA]}\n", False),
        ("pembiayaan: {ketentuan: [seluruh biaya menjadi beban PIHAK KEDUA]}\n", True),
        ("pembiayaan: {ketentuan: [biaya menjadi beban PIHAK KESATU dan PIHAK KEDUA]}\n", False),
        ("pembiayaan: {ketentuan: [pembiayaan berasal dari APBD PIHAK KEDUA]}\n", True),
        ("pembiayaan: {ketentuan: [pembiayaan berasal dari APBD PIHAK KESATU dan APBN PIHAK KEDUA]}\n", False),
        ("pembiayaan: {termin: [{persen: '100', saat: kelak}]}\n", True),
        ("klausul: {pembiayaan_sinergi: {ubah: Biaya ditanggung bersama., alasan: x}}\n", True),
        (
            "klausul: {pembiayaan_sinergi: {ubah: Biaya dibebankan pada anggaran masing-masing PIHAK., alasan: x}}\n",
            False,
        ),
    ],
)
def test_each_level_pays_its_own(contoh: Contoh, isi: str, ada: bool) -> None:
    assert ("KSD360" in contoh.kode("nk", isi)) is ada


@pytest.mark.parametrize(
    ("nama", "kalimat", "ada"),
    [
        ("pks_ksdd", "memberikan bantuan keuangan kepada PIHAK KEDUA", True),
        ("pks_ksdd", "pembayaran yang bukan merupakan pemberian bantuan keuangan", False),
        ("pks_ksdd", "menyusun pedoman bantuan keuangan partai politik", False),
        ("pks_ksdpk", "memberikan bantuan keuangan kepada PIHAK KEDUA", False),
    ],
)
def test_financial_aid(contoh: Contoh, nama: str, kalimat: str, ada: bool) -> None:
    assert ("KSD361" in contoh.kode(nama, f"ruang_lingkup:\n  - penyediaan barang\n  - {kalimat}\n")) is ada
    wajib = f"kategori: ksdd_wajib\nruang_lingkup:\n  - penyediaan barang\n  - {kalimat}\n"
    assert nama != "pks_ksdd" or "KSD361" not in contoh.kode(nama, wajib)


def test_results_need_their_article_only_where_there_are_results(contoh: Contoh) -> None:
    hapus = "klausul: {penyelesaian_perselisihan: {varian: pengadilan}, hasil: {hapus: true, alasan: x}}\n"
    assert "KSD363" in contoh.kode("pks_ksdpk", hapus)
    assert not contoh.kode("pks_ksdpk", f"{hapus}hasil:\n") & {"KSD362", "KSD363"}


@pytest.mark.parametrize(
    ("kalimat", "harap"),
    [
        (
            "Uang dikelola dinas, tidak disetor ke kas daerah. Barang menjadi milik PIHAK KEDUA dan bukan aset daerah.",
            {"KSD362", "KSD363"},
        ),
        (
            "Uang tidak dipakai langsung dan disetor ke kas daerah. Barang yang tidak dijual dicatat sebagai aset daerah.",
            set(),
        ),
    ],
)
def test_results_denied_to_the_region(contoh: Contoh, kalimat: str, harap: set[str]) -> None:
    isi = f"klausul: {{penyelesaian_perselisihan: {{varian: pengadilan}}, hasil: {{ubah: '{kalimat}', alasan: x}}}}\n"
    assert contoh.kode("pks_ksdpk", isi) & {"KSD362", "KSD363"} == harap


# --- elements ----------------------------------------------------------------------------------------------------------------------------


def test_one_article_may_fulfil_two_elements(contoh: Contoh) -> None:
    isi = """\
objek:
ruang_lingkup:
klausul: {objek: {hapus: true, alasan: digabung}, ruang_lingkup: {hapus: true, alasan: digabung}}
pasal_tambahan: [{kode: objek_lingkup, judul: OBJEK DAN RUANG LINGKUP, setelah: maksud_dan_tujuan, unsur: [objek, ruang_lingkup], isi: Objeknya pangan.}]
"""
    assert not contoh.kode("ksb_ksdd", isi) & {"KSD205", "KSD206"}


def test_missing_letters_point_at_the_party(contoh: Contoh) -> None:
    teks = pasang(dasar("ksb_ksdd"), "").replace("    narahubung:\n", "    narahubung:\n", 1)
    awal, _, akhir = teks.rpartition("    narahubung:\n")
    potong = akhir[akhir.index("    penanda_tangan") :]
    (temuan,) = [t for t in contoh.periksa(awal + potong).temuan if t.kode == "KSD209"]
    assert temuan.span is not None and temuan.span.line == teks[: teks.index("kode: cimahi")].count("\n") + 1


def test_papers_outside_the_law_need_no_element(contoh: Contoh) -> None:
    kode = contoh.kode(
        "pks_ksdpk", "kategori: di_luar_ksd\nobjek:\nstudi_kelayakan:\nhak_dan_kewajiban:\npersetujuan_dprd:\n"
    )
    assert not {k for k in kode if "KSD200" <= k < "KSD300" or "KSD320" <= k < "KSD348"}


def test_a_note_of_understanding_with_one_list_of_recitals(contoh: Contoh) -> None:
    unsur = {"KSD233", "KSD234", "KSD235", "KSD246", "KSD247"}
    assert contoh.kode("nk", "premis:\n") & unsur == {"KSD233"}
    assert contoh.kode("nk", "konsideran:\n") & unsur == {"KSD234"}
    assert contoh.kode("nk", "premis:\nkonsideran:\n") & unsur == {"KSD246"}
    assert contoh.kode("nk", "latar_belakang:\n") & unsur == {"KSD247"}
    assert contoh.kode("nk", "premis:\nlatar_belakang:\n") & unsur == {"KSD233", "KSD235"}


def test_a_natural_person_has_no_logo(contoh: Contoh) -> None:
    isi = """\
status: siap_ditandatangani
para_pihak:
  - {kode: garut, bentuk: pemerintah_daerah, nama: Pemerintah Daerah Kabupaten Garut, logo: a.png}
  - {kode: orang, bentuk: perseorangan, nama: Budi Santoso}
"""
    assert "KSD062" not in contoh.kode("ksb_ksdpk", isi)
    assert "KSD062" in contoh.kode("ksb_ksdpk", isi.replace(", logo: a.png", ""))


@pytest.mark.parametrize(
    ("nama", "kata"),
    [("nk", "Lampiran huruf C"), ("ksb_ksdd", "Pasal 43"), ("pks_ksdpk", "Pasal 44")],
)
def test_emblems_by_the_provision_of_their_paper(contoh: Contoh, nama: str, kata: str) -> None:
    dasar_ = {t.dasar for t in contoh.ubah(nama, "status: siap_ditandatangani\n").temuan if t.kode == "KSD062"}
    assert dasar_ == {(f"Permendagri 22/2020 {kata}",)}


# --- words -------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jalur", "kata"),
    [
        ("para_pihak.1.nomor", "nomor PIHAK KEDUA"),
        ("para_pihak.0.penanda_tangan.0.nama", "nama penanda tangan PIHAK KESATU"),
        ("penandatanganan.tanggal", "tanggal penandatanganan"),
        ("rekomendasi_tkksd.tanggal", "tanggal rekomendasi TKKSD"),
        ("ruang_lingkup.2", "ruang lingkup ke-3"),
        ("objek", "objek"),
    ],
)
def test_routes_in_words(jalur: str, kata: str) -> None:
    assert sebutan_rute(jalur) == kata


def test_an_empty_record_says_nothing() -> None:
    k = konteks("ksb_ksdd", "kerangka_acuan_kerja: {}\n")
    assert not terisi(k.naskah.kerangka_acuan_kerja)
    assert rute(facts.fakta_ada, k, fakta="kerangka_acuan_kerja") == ["kerangka_acuan_kerja"]
