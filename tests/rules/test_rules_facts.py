"""Term, stages, rights and duties, funding, required elements: the bounds are lawful, and what must stay silent is
silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen import bahasa
from ksdgen.compose.composition import Composition
from ksdgen.naskah.facts import filled
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.routes import route_term
from ksdgen.paper.document import Dokumen
from ksdgen.rules.checks import facts, funding, shapes, term
from ksdgen.rules.examples import base_text, put
from ksdgen.rules.rule import Context, Finding
from ksdgen.source.decode import Decoder
from ksdgen.source.parse import load
from ksdgen.source.places import Places
from tests.helpers.rule_examples import TODAY, Examples


@pytest.fixture(scope="module")
def examples() -> Examples:
    """One workspace for all texts."""
    return Examples()


def context(name: str, piece: str = "") -> Context:
    """What checks of facts see of a base with some keys replaced; nothing is composed."""
    node, findings = load(put(base_text(name), piece).encode(), "a.yaml")
    assert node is not None and not findings
    decoder = Decoder()
    naskah = decoder.record(Naskah, node)
    assert naskah is not None and not decoder.findings
    return Context(naskah, Places(node, "a.yaml"), Composition(Dokumen("", ()), []), None, TODAY)


def routes(check: Callable[..., Iterator[Finding]], context: Context, **parameter: object) -> list[str]:
    """The routes that a check reports."""
    shape = next(s for s in shapes().values() if s.check is check)
    parameters = shape.parameters(**parameter) if shape.parameters is not None else None
    return [found.route for found in shape.run(context, parameters)]


def jangka_waktu(begin: date, duration: str = "", until: date | None = None) -> str:
    """The key of a term; without `duration` or `until` it lacks these."""
    content = [f"mulai: {begin}"] + [f"lama: {duration}"] * bool(duration) + [f"sampai: {until}"] * (until is not None)
    return f"jangka_waktu: {{{', '.join(content)}}}\n"


DAY = st.dates(date(2020, 4, 14), date(2090, 12, 31))
LENGTH = st.tuples(st.integers(0, 5), st.integers(0, 24), st.integers(0, 60)).filter(any)


# --- term -------------------------------------------------------------------------------------------------------------


@given(DAY, st.sampled_from(["5 tahun", "60 bulan", "4 tahun 12 bulan", "1 hari", "1826 hari"]))
@settings(max_examples=60, deadline=None)
def test_five_years_exactly_are_lawful(begin: date, duration: str) -> None:
    limit = bahasa.add_duration(begin, 5, 0, 0)
    assert routes(term.paling_lama, context("ksb_ksdd", jangka_waktu(begin, duration)), tahun=5) == []
    assert routes(term.paling_lama, context("ksb_ksdd", jangka_waktu(begin, "", limit)), tahun=5) == []
    assert routes(
        term.paling_lama, context("ksb_ksdd", jangka_waktu(begin, "", limit + timedelta(days=1))), tahun=5
    ) == ["jangka_waktu.sampai"]


@pytest.mark.parametrize("duration", ["6 tahun", "61 bulan", "5 tahun 1 hari", "1828 hari", "9999 tahun"])
def test_more_than_five_years(duration: str) -> None:
    for begin in ("penandatanganan", "2027-01-01"):
        rule_context = context("ksb_ksdd", f"jangka_waktu: {{lama: {duration}, mulai: {begin}}}\n")
        assert routes(term.paling_lama, rule_context, tahun=5) == ["jangka_waktu.lama"]


def test_length_in_days_without_a_start_gets_the_longest_limit() -> None:
    without = "penandatanganan: {tempat: Garut, tanggal: menyusul}\n"
    assert routes(term.paling_lama, context("ksb_ksdd", without + "jangka_waktu: {lama: 1827 hari}\n"), tahun=5) == []
    assert routes(term.paling_lama, context("ksb_ksdd", without + "jangka_waktu: {lama: 1828 hari}\n"), tahun=5) == [
        "jangka_waktu.lama"
    ]


@given(DAY, LENGTH, st.integers(-40, 40))
@settings(max_examples=80, deadline=None)
def test_written_end_is_start_plus_length_or_the_day_before(
    begin: date, duration: tuple[int, int, int], shift: int
) -> None:
    end = bahasa.add_duration(begin, *duration)
    until = end + timedelta(days=shift)
    wording = " ".join(f"{n} {s}" for n, s in zip(duration, ("tahun", "bulan", "hari"), strict=True) if n)
    rule_context = context("pks_ksdd", jangka_waktu(begin, wording, until))
    wrong = routes(term.akhir_cocok, rule_context) + routes(term.akhir_setelah_mulai, rule_context)
    assert wrong == ([] if shift in (0, -1) and until > begin else ["jangka_waktu.sampai"])


def test_a_pks_has_no_longest_term(examples: Examples) -> None:
    assert "KSD301" not in examples.codes("pks_ksdpk", "jangka_waktu: {lama: 20 tahun}\n")


def test_start_on_the_day_of_signing_is_not_retroactive() -> None:
    assert (
        routes(term.tidak_berlaku_surut, context("pks_ksdd", "jangka_waktu: {lama: 1 tahun, mulai: 2026-12-07}\n"))
        == []
    )
    assert routes(
        term.tidak_berlaku_surut, context("pks_ksdd", "jangka_waktu: {lama: 1 tahun, mulai: 2026-12-06}\n")
    ) == ["jangka_waktu.mulai"]


@pytest.mark.parametrize(("on_date", "present"), [("2021-12-07", False), ("2021-12-06", True), ("2026-12-07", False)])
def test_ksb_may_end_on_the_day_the_pks_is_signed(on_date: str, present: bool) -> None:
    rule_context = context(
        "pks_ksdd",
        f"kesepakatan_bersama: {{nomor: ['1'], tanggal: {on_date}, tentang: Pangan, jangka_waktu: 5 tahun}}\n",
    )
    assert routes(term.ksb_masih_berlaku, rule_context) == (["kesepakatan_bersama.jangka_waktu"] if present else [])


def test_ksb_of_unknown_length_is_not_judged() -> None:
    rule_context = context("pks_ksdd", "kesepakatan_bersama: {nomor: ['1'], tanggal: 2001-01-01, tentang: Pangan}\n")
    assert routes(term.ksb_masih_berlaku, rule_context) == routes(term.dalam_ksb, rule_context) == []


def test_ksb_in_a_file_counts_too(examples: Examples) -> None:
    examples.tree.content["ksb-lama.yaml"] = put(
        base_text("ksb_ksdd"), "penandatanganan: {tempat: Garut, tanggal: 2024-06-10}\njangka_waktu: {lama: 1 tahun}\n"
    )
    assert "KSD305" in examples.codes("pks_ksdd", "kesepakatan_bersama: ksb-lama.yaml\n")
    assert "KSD305" not in examples.codes("pks_ksdd", "kesepakatan_bersama: ksb_ksdd.yaml\n")


# --- DPRD -------------------------------------------------------------------------------------------------------------


def dprd(content: str) -> list[str]:
    """The routes that are reported of facts about DPRD."""
    return routes(facts.disetujui_dprd, context("pks_ksdd", f"persetujuan_dprd: {{{content}}}\n"))


@pytest.mark.parametrize(
    "content",
    [
        "membebani_masyarakat_dan_daerah: tidak, sudah_dianggarkan: ya",
        "membebani_masyarakat_dan_daerah: tidak, sudah_dianggarkan: {tahun_anggaran: 2026}",
        "membebani_masyarakat_dan_daerah: ya, surat_pimpinan_dprd: {nomor: '1', tanggal: 2026-12-07}",
        "sudah_dianggarkan: tidak, surat_pimpinan_dprd: {nomor: '1'}",
        "sudah_dianggarkan: tidak, diterima_tanggal: 2026-10-23",  # the 45th day is the day of signing
        "membebani_masyarakat_dan_daerah: ya, diterima_tanggal: 2026-01-05, surat_pimpinan_dprd: {tanggal: 2026-12-20}",
    ],
)
def test_dprd_has_approved_or_need_not(content: str) -> None:
    assert dprd(content) == []


@pytest.mark.parametrize(
    ("content", "place"),
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
def test_dprd_has_not_approved(content: str, place: str) -> None:
    assert dprd(content) == [place]


@pytest.mark.parametrize("name", ["ksb_ksdd", "ksb_ksdd_wajib", "ksb_ksdpk"])
def test_a_ksb_never_needs_dprd(examples: Examples, name: str) -> None:
    found = examples.codes(
        name,
        "status: siap_ditandatangani\npersetujuan_dprd: {membebani_masyarakat_dan_daerah: ya, sudah_dianggarkan: tidak}\n",
    )
    assert not found & {"KSD320", "KSD321", "KSD322", "KSD323", "KSD324"}


@pytest.mark.parametrize(
    ("name", "citation"),
    [("pks_ksdd", "Pasal 11 ayat (1)"), ("pks_ksdpk", "Pasal 34 ayat (1)"), ("nk", "Pasal 56 ayat (1)")],
)
def test_dprd_by_the_article_of_its_category(examples: Examples, name: str, citation: str) -> None:
    result = examples.change(name, "status: siap_ditandatangani\npersetujuan_dprd: {sudah_dianggarkan: tidak}\n")
    (finding,) = [t for t in result.findings if t.code == "KSD320"]
    assert [d for d in finding.citations if d.startswith("Permendagri")] == [f"Permendagri 22/2020 {citation}"]
    assert (finding.citations[0] == "PP 28/2018 Pasal 6 ayat (2)") is (name != "nk")


def test_budget_is_only_asked_for_where_a_budget_pays() -> None:
    private = "pembiayaan: {sumber: anggaran PT Olah Lestari}\n"
    question = "persetujuan_dprd: {membebani_masyarakat_dan_daerah: tidak}\n"
    assert routes(facts.fakta_dprd, context("pks_ksdpk", private + question)) == []
    assert routes(facts.fakta_dprd, context("pks_ksdd", question)) == ["persetujuan_dprd"]
    assert routes(facts.fakta_dprd, context("nk", question)) == ["persetujuan_dprd"]


# --- stages -----------------------------------------------------------------------------------------------------------


@given(st.integers(-400, 400))
@settings(max_examples=60, deadline=None)
def test_order_of_two_dates(offset: int) -> None:
    ttd = date(2026, 6, 9)
    rule_context = context("ksb_ksdd", f"rekomendasi_tkksd: {{tanggal: {ttd + timedelta(days=offset)}}}\n")
    pairs = [["rekomendasi_tkksd.tanggal", "penandatanganan.tanggal"]]
    assert routes(facts.urutan_tanggal, rule_context, pasangan=pairs) == (
        ["rekomendasi_tkksd.tanggal"] if offset > 0 else []
    )


def test_undated_papers_have_no_order() -> None:
    rule_context = context(
        "ksb_ksdd", "penandatanganan: {tempat: Garut, tanggal: menyusul}\nrekomendasi_tkksd: {tanggal: 2099-01-01}\n"
    )
    assert (
        routes(facts.urutan_tanggal, rule_context, pasangan=[["rekomendasi_tkksd.tanggal", "penandatanganan.tanggal"]])
        == []
    )
    assert routes(facts.bukan_hari_libur, rule_context, tetap=[]) == []


def test_study_on_the_day_of_signing_precedes_it(examples: Examples) -> None:
    assert "KSD328" not in examples.codes("pks_ksdpk", "studi_kelayakan: {tanggal: 2026-12-07}\n")
    assert "KSD328" in examples.codes("pks_ksdpk", "studi_kelayakan: {tanggal: 2026-12-08}\n")


def test_missing_study_is_a_note_before_the_contract_is_ready(examples: Examples) -> None:
    empty = "studi_kelayakan:\n"
    assert {"KSD326"} == examples.codes("pks_ksdpk", empty) & {"KSD325", "KSD326", "KSD327"}
    assert {"KSD325"} == examples.codes("pks_ksdpk", f"status: siap_ditandatangani\n{empty}") & {
        "KSD325",
        "KSD326",
        "KSD327",
    }
    assert {"KSD327"} == examples.codes("ksb_ksdpk", f"status: siap_ditandatangani\n{empty}") & {
        "KSD325",
        "KSD326",
        "KSD327",
    }
    assert not examples.codes("pks_ksdd", f"status: siap_ditandatangani\n{empty}") & {"KSD325", "KSD326", "KSD327"}


def test_a_mention_is_enough(examples: Examples) -> None:
    for name, code, key, sentence in (
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
        without = f"{key}:\nkonsideran:\n  - bahwa kerja sama ini perlu\n"
        assert code in examples.codes(name, without)
        assert code not in examples.codes(name, f"{without}  - {sentence}\n")


def test_third_party_initiative_needs_neither_list_nor_terms_of_reference(examples: Examples) -> None:
    content = "prakarsa: pihak_ketiga\nkeputusan_daftar_rencana:\nkerangka_acuan_kerja:\n"
    assert not examples.codes("ksb_ksdpk", content) & {"KSD329", "KSD333"}


@pytest.mark.parametrize(
    "author", ["PT Olah Lestari", "Dinas Lingkungan Hidup bersama PT Olah Lestari", "Universitas Contoh", ""]
)
def test_study_by_the_third_party_or_its_adviser(author: str) -> None:
    rule_context = context(
        "ksb_ksdpk", f'prakarsa: pihak_ketiga\nstudi_kelayakan: {{tanggal: 2026-02-24, penyusun: "{author}"}}\n'
    )
    assert routes(facts.studi_oleh_pemrakarsa, rule_context) == []


@pytest.mark.parametrize(
    "urusan", ["Pangan", "pekerjaan umum", "usaha_kecil", "keuangan daerah", "perencanaan", "olah raga", "desa"]
)
def test_affairs_by_any_usual_name(examples: Examples, urusan: str) -> None:
    assert "KSD347" not in examples.codes("ksb_ksdd", f"urusan: {urusan}\n")


def test_affairs_are_not_judged_outside_cooperation_between_regions(examples: Examples) -> None:
    assert "KSD347" not in examples.codes("ksb_ksdpk", "urusan: antariksa\n") | examples.codes(
        "nk", "urusan: antariksa\n"
    )


@pytest.mark.parametrize(
    ("original_count", "present"),
    [("{asli: 1}", True), ("{asli: 2}", False), ("{asli: 9}", False), ("{elektronik: ya}", False), ("{}", False)],
)
def test_originals(original_count: str, present: bool) -> None:
    assert bool(routes(facts.rangkap_cukup, context("ksb_ksdd", f"rangkap: {original_count}\n"))) is present


@pytest.mark.parametrize("status", ["siap_ditandatangani", "ditandatangani"])
def test_after_signing_only(examples: Examples, status: str) -> None:
    found = examples.codes("nk", f"status: {status}\narsip:\ndilaporkan_kepada_menteri:\n")
    assert bool(found & {"KSD337"}) is bool(found & {"KSD338"}) is (status == "ditandatangani")


@pytest.mark.parametrize(
    ("day", "present"), [("2026-12-07", False), ("2026-12-05", True), ("2026-12-06", True), ("2027-08-17", True)]
)
def test_holidays(examples: Examples, day: str, present: bool) -> None:
    assert ("KSD346" in examples.codes("pks_ksdd", f"penandatanganan: {{tempat: Garut, tanggal: {day}}}\n")) is present


# --- rights and duties ------------------------------------------------------------------------------------------------

HK = "hak_dan_kewajiban: {garut: {hak: [x], kewajiban: [y]}}\n"


def test_rights_of_each_party(examples: Examples) -> None:
    assert routes(facts.tiap_pihak, context("pks_ksdd", HK), fakta="hak_dan_kewajiban") == ["hak_dan_kewajiban"]
    empty = "hak_dan_kewajiban: {garut: {hak: [x], kewajiban: [y]}, cimahi: {}}\n"
    assert routes(facts.tiap_pihak, context("pks_ksdd", empty), fakta="hak_dan_kewajiban") == [
        "hak_dan_kewajiban.cimahi"
    ]
    assert "KSD340" not in examples.codes("pks_ksdd", "hak_dan_kewajiban:\n")  # the element itself is missing: KSD222


def test_own_wording_of_rights_is_not_counted() -> None:
    change = HK + "klausul: {hak_dan_kewajiban: {ubah: PARA PIHAK berhak dan berkewajiban sama., alasan: x}}\n"
    pasal = (
        HK
        + "pasal_tambahan: [{kode: hak_lain, judul: HAK, setelah: objek, unsur: hak_dan_kewajiban, isi: PARA PIHAK berhak.}]\n"
    )
    for content in (change, pasal):
        assert routes(facts.tiap_pihak, context("pks_ksdd", content), fakta="hak_dan_kewajiban") == []
        assert routes(facts.hak_dan_kewajiban_seimbang, context("pks_ksdd", content)) == []


@pytest.mark.parametrize(
    ("content", "place"),
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
def test_ksb_is_general(examples: Examples, content: str, place: str) -> None:
    assert [t.route for t in examples.change("ksb_ksdd", content).findings if t.code == "KSD343"] == [place]


def test_money_told_in_the_recitals_of_a_ksb_is_not_a_promise(examples: Examples) -> None:
    assert "KSD343" not in examples.codes(
        "ksb_ksdd", "konsideran:\n  - bahwa harga telah mencapai Rp90.000,00 setiap kilogram\n"
    )
    assert "KSD343" not in examples.codes("ksb_ksdd", "tujuan: menekan harga menjadi Rp40.000,00 setiap kilogram\n")


def test_personal_data(examples: Examples) -> None:
    pasal = "pasal_tambahan: [{kode: data, judul: DATA, setelah: objek, isi: PARA PIHAK menjamin perlindungan data pribadi.}]\n"
    assert "KSD345" in examples.codes("pks_ksdd", "memuat_data_pribadi: ya\n")
    assert "KSD345" not in examples.codes("pks_ksdd", f"memuat_data_pribadi: ya\n{pasal}")
    assert "KSD345" not in examples.codes("pks_ksdd", "memuat_data_pribadi:\n")


# --- funding ----------------------------------------------------------------------------------------------------------


def instalments(shares: list[str], amounts: list[int], total: int) -> Context:
    """A contract paid in instalments: the share of each in percent, its amount, and the value."""
    pairs = zip(shares, amounts, strict=True)
    termin = ", ".join(f'{{persen: "{share}", nilai: {amount}, saat: kelak}}' for share, amount in pairs)
    return context("pks_ksdpk", f"pembiayaan: {{sumber: anggaran PT, nilai: {total}, termin: [{termin}]}}\n")


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6), st.integers(1, 10**9))
@settings(max_examples=60, deadline=None)
def test_instalments_add_up(parts: list[int], unit: int) -> None:
    per_mille = [*parts, 1000 - sum(parts)]
    shares = [f"{part // 10},{part % 10}" for part in per_mille]
    amounts = [part * unit for part in per_mille]
    rule_context = instalments(shares, amounts, 1000 * unit)
    for check in (funding.termin_seratus_persen, funding.termin_senilai, funding.termin_sebanding):
        assert routes(check, rule_context) == []
    assert routes(funding.termin_seratus_persen, instalments(shares[:-1], amounts[:-1], 1000 * unit)) == [
        "pembiayaan.termin"
    ]
    assert routes(funding.termin_senilai, instalments(shares, amounts, 1000 * unit + 1)) == ["pembiayaan.nilai"]


def test_thirds_may_be_rounded() -> None:
    rule_context = instalments(["33,33", "33,33", "33,34"], [33_333_333, 33_333_333, 33_333_334], 100_000_000)
    assert (
        routes(funding.termin_seratus_persen, rule_context)
        == routes(funding.termin_senilai, rule_context)
        == routes(funding.termin_sebanding, rule_context)
        == []
    )


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("tahun_anggaran: 2026", []),
        ("tahun_anggaran: [2026, 2026]", []),
        ("tahun_anggaran: [2026, 2027, 2028]", ["pembiayaan.tahun_anggaran"]),
    ],
)
def test_several_budget_years(content: str, place: list[str]) -> None:
    apbd = f"pembiayaan: {{sumber: APBD Kabupaten Garut, {content}}}\n"
    assert routes(funding.tahun_jamak_disetujui, context("pks_ksdd", apbd)) == place
    private = f"pembiayaan: {{sumber: anggaran PT Olah Lestari, {content}}}\n"
    assert routes(funding.tahun_jamak_disetujui, context("pks_ksdpk", private)) == []
    consent = "persetujuan_tahun_jamak: {nomor: '1', tanggal: 2026-01-05, sampai_tahun: %d}\n"
    assert routes(funding.tahun_jamak_disetujui, context("pks_ksdd", apbd + consent % 2028)) == []
    if place:
        assert routes(funding.tahun_jamak_disetujui, context("pks_ksdd", apbd + consent % 2027)) == [
            "persetujuan_tahun_jamak.sampai_tahun"
        ]


@pytest.mark.parametrize(
    ("content", "present"),
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
def test_each_level_pays_its_own(examples: Examples, content: str, present: bool) -> None:
    assert ("KSD360" in examples.codes("nk", content)) is present


@pytest.mark.parametrize(
    ("name", "sentence", "present"),
    [
        ("pks_ksdd", "memberikan bantuan keuangan kepada PIHAK KEDUA", True),
        ("pks_ksdd", "pembayaran yang bukan merupakan pemberian bantuan keuangan", False),
        ("pks_ksdd", "menyusun pedoman bantuan keuangan partai politik", False),
        ("pks_ksdpk", "memberikan bantuan keuangan kepada PIHAK KEDUA", False),
    ],
)
def test_financial_aid(examples: Examples, name: str, sentence: str, present: bool) -> None:
    assert ("KSD361" in examples.codes(name, f"ruang_lingkup:\n  - penyediaan barang\n  - {sentence}\n")) is present
    required = f"kategori: ksdd_wajib\nruang_lingkup:\n  - penyediaan barang\n  - {sentence}\n"
    assert name != "pks_ksdd" or "KSD361" not in examples.codes(name, required)


def test_results_need_their_article_only_where_there_are_results(examples: Examples) -> None:
    deleted = "klausul: {penyelesaian_perselisihan: {varian: pengadilan}, hasil: {hapus: true, alasan: x}}\n"
    assert "KSD363" in examples.codes("pks_ksdpk", deleted)
    assert not examples.codes("pks_ksdpk", f"{deleted}hasil:\n") & {"KSD362", "KSD363"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
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
def test_results_denied_to_the_region(examples: Examples, sentence: str, expected: set[str]) -> None:
    content = (
        f"klausul: {{penyelesaian_perselisihan: {{varian: pengadilan}}, hasil: {{ubah: '{sentence}', alasan: x}}}}\n"
    )
    assert examples.codes("pks_ksdpk", content) & {"KSD362", "KSD363"} == expected


# --- elements ---------------------------------------------------------------------------------------------------------


def test_one_article_may_fulfil_two_elements(examples: Examples) -> None:
    content = """\
objek:
ruang_lingkup:
klausul: {objek: {hapus: true, alasan: digabung}, ruang_lingkup: {hapus: true, alasan: digabung}}
pasal_tambahan: [{kode: objek_lingkup, judul: OBJEK DAN RUANG LINGKUP, setelah: maksud_dan_tujuan, unsur: [objek, ruang_lingkup], isi: Objeknya pangan.}]
"""
    assert not examples.codes("ksb_ksdd", content) & {"KSD205", "KSD206"}


def test_missing_letters_point_at_the_party(examples: Examples) -> None:
    text = put(base_text("ksb_ksdd"), "").replace("    narahubung:\n", "    narahubung:\n", 1)
    start, _, end = text.rpartition("    narahubung:\n")
    pieces = end[end.index("    penanda_tangan") :]
    (finding,) = [t for t in examples.check(start + pieces).findings if t.code == "KSD209"]
    assert finding.span is not None and finding.span.line == text[: text.index("kode: cimahi")].count("\n") + 1


def test_papers_outside_the_law_need_no_element(examples: Examples) -> None:
    found = examples.codes(
        "pks_ksdpk", "kategori: di_luar_ksd\nobjek:\nstudi_kelayakan:\nhak_dan_kewajiban:\npersetujuan_dprd:\n"
    )
    assert not {k for k in found if "KSD200" <= k < "KSD300" or "KSD320" <= k < "KSD348"}


def test_a_note_of_understanding_with_one_list_of_recitals(examples: Examples) -> None:
    unsur = {"KSD233", "KSD234", "KSD235", "KSD246", "KSD247"}
    assert examples.codes("nk", "premis:\n") & unsur == {"KSD233"}
    assert examples.codes("nk", "konsideran:\n") & unsur == {"KSD234"}
    assert examples.codes("nk", "premis:\nkonsideran:\n") & unsur == {"KSD246"}
    assert examples.codes("nk", "latar_belakang:\n") & unsur == {"KSD247"}
    assert examples.codes("nk", "premis:\nlatar_belakang:\n") & unsur == {"KSD233", "KSD235"}


def test_a_natural_person_has_no_logo(examples: Examples) -> None:
    content = """\
status: siap_ditandatangani
para_pihak:
  - {kode: garut, bentuk: pemerintah_daerah, nama: Pemerintah Daerah Kabupaten Garut, logo: a.png}
  - {kode: orang, bentuk: perseorangan, nama: Budi Santoso}
"""
    assert "KSD062" not in examples.codes("ksb_ksdpk", content)
    assert "KSD062" in examples.codes("ksb_ksdpk", content.replace(", logo: a.png", ""))


@pytest.mark.parametrize(
    ("name", "wording"),
    [("nk", "Lampiran huruf C"), ("ksb_ksdd", "Pasal 43"), ("pks_ksdpk", "Pasal 44")],
)
def test_emblems_by_the_provision_of_their_paper(examples: Examples, name: str, wording: str) -> None:
    citations = {
        t.citations for t in examples.change(name, "status: siap_ditandatangani\n").findings if t.code == "KSD062"
    }
    assert citations == {(f"Permendagri 22/2020 {wording}",)}


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("route", "wording"),
    [
        ("para_pihak.1.nomor", "nomor PIHAK KEDUA"),
        ("para_pihak.0.penanda_tangan.0.nama", "nama penanda tangan PIHAK KESATU"),
        ("penandatanganan.tanggal", "tanggal penandatanganan"),
        ("rekomendasi_tkksd.tanggal", "tanggal rekomendasi TKKSD"),
        ("ruang_lingkup.2", "ruang lingkup ke-3"),
        ("objek", "objek"),
    ],
)
def test_routes_in_words(route: str, wording: str) -> None:
    assert route_term(route) == wording


def test_an_empty_record_says_nothing() -> None:
    rule_context = context("ksb_ksdd", "kerangka_acuan_kerja: {}\n")
    assert not filled(rule_context.naskah.kerangka_acuan_kerja)
    assert routes(facts.fakta_ada, rule_context, fakta="kerangka_acuan_kerja") == ["kerangka_acuan_kerja"]
