"""Rules on papers that belong together: a PKS and its Kesepakatan Bersama, a Nota Kesepakatan and its Rencana Kerja."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen import bahasa
from ksdgen.desk.outcome import Result
from ksdgen.rules.examples import base_text
from ksdgen.rules.packaged import packaged_rules
from tests.helpers.rule_examples import Examples, family

EXAMPLES = Examples()
RULES = [rule for rule in packaged_rules() if rule.cek in family("related")]
OWN = {rule.kode for rule in RULES}


def codes(result: Result) -> set[str]:
    return {t.code for t in result.findings} & OWN


def file_with(name: str, *pairs: tuple[str, str]) -> str:
    """A changed base as a file beside the examples; its name."""
    text = base_text(name)
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    EXAMPLES.nth += 1
    path = f"induk-{EXAMPLES.nth}.yaml"
    EXAMPLES.tree.content[path] = text
    return path


@pytest.mark.parametrize(("pks", "ksb"), [("pks_ksdd", "ksb_ksdd"), ("pks_ksdpk", "ksb_ksdpk")])
def test_pks_with_a_matching_ksb_file_is_clean(pks: str, ksb: str) -> None:
    assert not codes(EXAMPLES.change(pks, f"kesepakatan_bersama: {ksb}.yaml\n"))


@pytest.mark.parametrize("category", ["ksdpk", "ksdd_sukarela"])
def test_pks_needs_a_ksb_except_outside_ksd(category: str) -> None:
    name = "pks_ksdpk" if category == "ksdpk" else "pks_ksdd"
    assert codes(EXAMPLES.change(name, "kesepakatan_bersama:\n")) == {"KSD390"}
    assert not codes(EXAMPLES.change(name, "kesepakatan_bersama:\nkategori: di_luar_ksd\n"))


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("nama: PT Olah Lestari", "nama: PT. OLAH LESTARI (Persero) Tbk", True),
        ("nama: Pemerintah Daerah Kabupaten Garut", "nama: Pemerintah Kabupaten Garut", True),
        ("    daerah: {tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}\n", "", True),
        ("nama: PT Olah Lestari", "nama: PT Olah Sejahtera", False),
    ],
)
def test_the_same_legal_subject(old: str, new: str, same: bool) -> None:
    path = file_with("ksb_ksdpk", (old, new))
    assert codes(EXAMPLES.change("pks_ksdpk", f"kesepakatan_bersama: {path}\n")) == (set() if same else {"KSD392"})


def test_pks_may_be_made_by_some_pihak_of_the_ksb() -> None:
    two = re.search(r"  - kode: cimahi\n(?:    .*\n)+", base_text("ksb_ksdd"))
    assert two is not None
    three = two[0] + two[0].replace("cimahi", "bogor").replace("Cimahi", "Bogor")
    path = file_with("ksb_ksdd", (two[0], three))
    assert not codes(EXAMPLES.change("pks_ksdd", f"kesepakatan_bersama: {path}\n"))


def test_wajib_and_sukarela_are_both_between_daerah() -> None:
    path = file_with("ksb_ksdd", ("kategori: ksdd_sukarela", "kategori: ksdd_wajib"))
    assert not codes(EXAMPLES.change("pks_ksdd", f"kesepakatan_bersama: {path}\n"))


@pytest.mark.parametrize("key", ["kesepakatan_bersama", "nota_kesepakatan", "rencana_kerja"])
def test_file_of_the_wrong_kind_is_one_finding(key: str) -> None:
    """A file of the wrong kind is one finding; it is not compared any further."""
    name, other = ("pks_ksdd", "rk") if key == "kesepakatan_bersama" else ("nk", "ksb_ksdpk")
    result = EXAMPLES.change(name, f"{key}: {other}.yaml\n")
    assert [(t.code, t.route) for t in result.findings if t.code in OWN] == [("KSD391", key)]


@pytest.mark.parametrize(
    ("status", "number", "expected"),
    [
        ("ditandatangani", "7/KSB/VI/2026", set()),
        ("berakhir", "7/KSB/VI/2026", set()),
        ("siap_ditandatangani", "7/KSB/VI/2026", {"KSD395"}),
        ("konsep", "7/KSB/VI/2026", {"KSD395"}),
        ("ditandatangani", "___/KSB/VI/2026", {"KSD395"}),
        ("ditandatangani", "menyusul", {"KSD395"}),
    ],
)
def test_ksb_ended_before_the_pks_is_signed(status: str, number: str, expected: set[str]) -> None:
    path = file_with("ksb_ksdpk", ("status: konsep", f"status: {status}"), ("nomor: 7/KSB/VI/2026", f"nomor: {number}"))
    piece = f"kesepakatan_bersama: {path}\n"
    assert codes(EXAMPLES.change("pks_ksdpk", f"{piece}status: siap_ditandatangani\n")) == expected
    assert not codes(EXAMPLES.change("pks_ksdpk", f"{piece}status: konsep\n"))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("konsep", set()),
        ("pembahasan", {"KSD398"}),
        ("siap_ditandatangani", {"KSD397"}),
        ("ditandatangani", {"KSD397"}),
    ],
)
def test_nota_kesepakatan_without_rencana_kerja(status: str, expected: set[str]) -> None:
    assert codes(EXAMPLES.change("nk", f"status: {status}\n")) == expected
    assert not codes(EXAMPLES.change("nk", f"status: {status}\nrencana_kerja: rk.yaml\n"))


@pytest.mark.parametrize(
    ("status", "expected"), [("konsep", set()), ("pembahasan", {"KSD399"}), ("siap_ditandatangani", {"KSD399"})]
)
def test_rencana_kerja_without_nota_kesepakatan(status: str, expected: set[str]) -> None:
    assert codes(EXAMPLES.change("rk", f"status: {status}\n")) == expected
    assert not codes(EXAMPLES.change("rk", f"status: {status}\nnota_kesepakatan: nk.yaml\n"))


def test_pihak_of_the_nota_missing_from_the_rencana_kerja() -> None:
    two = re.search(r"  - kode: garut\n(?:    .*\n)+", base_text("nk"))
    assert two is not None
    path = file_with("nk", (two[0], two[0] + two[0].replace("garut", "bogor").replace("Garut", "Bogor")))
    (one,) = [t for t in EXAMPLES.change("rk", f"nota_kesepakatan: {path}\n").findings if t.code == "KSD396"]
    assert one.route == "para_pihak" and "Bogor" in one.message


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(offset=st.integers(min_value=-400, max_value=400), from_file=st.booleans())
def test_pks_does_not_precede_the_ksb(offset: int, from_file: bool) -> None:
    """Only the order of the two days counts, wherever the day of the Kesepakatan Bersama is written."""
    signing_date = date(2026, 12, 7)
    ksb_date = (signing_date + timedelta(days=offset)).isoformat()
    if from_file:
        ksb = file_with("ksb_ksdd", ("tanggal: 2026-06-09", f"tanggal: {ksb_date}"))
    else:
        ksb = f"{{nomor: 1/KSB/2026, tanggal: {ksb_date}, tentang: Penyediaan dan Distribusi Pangan Pokok}}"
    result = EXAMPLES.change("pks_ksdd", f"kesepakatan_bersama: {ksb}\n")
    wrong = [t for t in result.findings if t.code == "KSD394"]
    assert bool(wrong) == (offset > 0)
    assert all(bahasa.long_date(signing_date) in t.message and t.route == "penandatanganan.tanggal" for t in wrong)
