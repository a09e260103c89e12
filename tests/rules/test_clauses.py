"""What an agreement does with standard clauses: each difference is found, graded by strictness, and can be undone."""

from __future__ import annotations

import copy
import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import KlausulFrontMatter, beyond_limits
from ksdgen.compose.composition import Allowance, ClauseState, ClauseUse, article, text_digest, wording
from ksdgen.desk.frozen import frozen_text
from ksdgen.desk.outcome import Result
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.paper.document import Paragraph, Reference, paragraphs_of
from ksdgen.paper.print import write
from ksdgen.rules.examples import base_text
from ksdgen.source.parse import load
from ksdgen.world.repository import Repository
from ksdgen.world.tree import WorkingTree
from tests.helpers.rule_examples import BASES, TODAY, Examples, TextTree
from tests.helpers.util import ROOT, ksb, render, run_check, save, template, yaml

EXAMPLES = Examples()
CATALOGUE = Catalogue(WorkingTree(ROOT / "templates"))
KSD4 = tuple(f"KSD4{i:02}" for i in range(11))
AGREED = {"oleh": "Kepala Bagian Hukum", "tanggal": "2026-11-16"}


def data(name: str) -> dict[str, Any]:
    """A base agreement as plain data, every scalar as the text that it is written as."""
    return copy.deepcopy(_data(name))


@cache
def _data(name: str) -> dict[str, Any]:
    result: dict[str, Any] = pyyaml.load(base_text(name), Loader=pyyaml.CBaseLoader)
    return result


def check(content: dict[str, Any]) -> Result:
    """Judge an agreement."""
    return EXAMPLES.check(yaml(content), TODAY)


def codes4(result: Result) -> list[str]:
    """The findings about clauses, without the note that consent is not tied to a text."""
    return sorted(t.code for t in result.rule_findings if t.code.startswith("KSD4") and t.code != "KSD410")


def use(result: Result, code: str) -> ClauseUse:
    """What became of a clause."""
    assert result.composition is not None
    (clause_use,) = [used for used in result.composition.klausul if used.code == code]
    return clause_use


@cache
def standard_klausul(name: str) -> list[str]:
    """The clauses of a base agreement."""
    result = check(data(name))
    assert result.composition is not None
    return [p.code for p in result.composition.klausul]


EACH = [(name, code) for name in BASES for code in standard_klausul(name)]
each = pytest.mark.parametrize(("name", "code"), EACH)
listed = pytest.mark.parametrize(
    ("name", "code"),
    [(n, k) for n, k in EACH if k in CATALOGUE.kind(data(n)["jenis"]).front_matter.pasal],  # type: ignore[union-attr]
)
"""Clauses that come with the document type: one that an agreement chose itself is not missed when it goes."""


@cache
def write_standard(name: str, code: str) -> str:
    """The text of a standard clause in an agreement, written as markup."""
    composition = check(data(name)).composition
    assert composition is not None
    return write(article(composition.dokumen, code), scope=code)


def with_klausul(content: dict[str, Any], code: str, **choices: Any) -> dict[str, Any]:
    """An agreement that does something with a clause."""
    klausul = content.setdefault("klausul", {}) or {}
    klausul[code] = {**(klausul.get(code) or {}), **choices}
    content["klausul"] = klausul
    return content


def own_pasal(code: str = "pasal_sendiri", title: str = "PASAL SENDIRI", **other: Any) -> dict[str, Any]:
    """An article of the agreement's own."""
    return {
        "kode": code,
        "judul": title,
        "setelah": "objek",
        "isi": "PARA PIHAK bekerja dengan sungguh-sungguh.",
        **other,
    }


# --- nothing is flagged where nothing differs -------------------------------------------------------------------------


@pytest.mark.parametrize("name", BASES)
def test_unchanged_agreement_has_no_deviation(name: str) -> None:
    result = check(data(name))
    assert codes4(result) == []
    assert result.composition is not None
    assert {p.state for p in result.composition.klausul} <= {ClauseState.STANDARD, ClauseState.ISIAN}
    assert all(p.allowance is Allowance.ALLOWED for p in result.composition.klausul)


@pytest.mark.slow
@each
def test_own_words_that_say_the_standard_are_no_deviation(name: str, code: str) -> None:
    """Whatever the clause: its own text written as `ubah` is the standard, and only a note says so."""
    result = check(with_klausul(data(name), code, ubah=write_standard(name, code)))
    assert codes4(result) == ["KSD406"], [t.message for t in result.findings]
    clause_use = use(result, code)
    assert (clause_use.state, clause_use.same, clause_use.allowance) == (ClauseState.CHANGED, "", Allowance.ALLOWED)


EXPECTED = {"bebas": [], "persetujuan": ["KSD402"], "tetap": ["KSD401"]}


def _defects(text: str, rng: random.Random) -> Iterator[str]:
    """Seeded deviations: a word changed, a negation, a paragraph added, a party, a figure, a paragraph dropped."""
    words = [
        match
        for match in re.finditer(r"[a-z]{5,}", text)
        if "[[" not in text[max(0, match.start() - 30) : match.start()]
    ]
    match = rng.choice(words)
    yield text[: match.start()] + "senantiasa" + text[match.end() :]
    yield f"{text[: match.start()]}tidak {text[match.start() :]}"
    yield text + "\n\nKetentuan ini dapat disimpangi."
    if "PARA PIHAK" in text:
        yield text.replace("PARA PIHAK", "PIHAK KESATU", 1)
    if figure := re.search(r"\d+ \([a-z ]+\)", text):
        yield text.replace(figure[0], "99 (sembilan puluh sembilan)", 1)
    lines = text.split("\n")
    if len(lines) > 1:
        yield "\n".join(lines[:-1])


@pytest.mark.slow
@each
def test_seeded_deviation_is_found_and_graded(name: str, code: str) -> None:
    standard = write_standard(name, code)
    for text in _defects(standard, random.Random(code)):
        result = check(with_klausul(data(name), code, ubah=text, alasan="kebutuhan daerah"))
        assert result.composition is not None
        if not result.composition.dokumen.content or any(t.code == "KSD020" for t in result.shape_findings):
            continue
        clause_use = use(result, code)
        assert clause_use.deviates, text
        assert codes4(result) == EXPECTED[clause_use.strictness], (text, clause_use.strictness)


@pytest.mark.slow
@listed
def test_dropped_clause_is_graded(name: str, code: str) -> None:
    result = check(with_klausul(data(name), code, hapus="ya", alasan="tidak diperlukan"))
    clause_use = use(result, code)
    assert clause_use.state is ClauseState.DELETED and code not in {a.code for a in result.composition.pasal}  # type: ignore[union-attr]
    assert codes4(result) == EXPECTED[clause_use.strictness]
    assert [t.span.line for t in result.rule_findings if t.code in ("KSD401", "KSD402") and t.span] == [
        EXAMPLES.last[: EXAMPLES.last.index(f"  {code}:", EXAMPLES.last.index("\nklausul:"))].count("\n") + 1
    ] * len(EXPECTED[clause_use.strictness])


@pytest.mark.slow
@listed
def test_all_deviations_can_be_undone(name: str, code: str) -> None:
    """An agreement that differs, with its differences undone, is the agreement that never differed."""
    standard = check(data(name)).composition
    assert standard is not None
    for change in (
        with_klausul(data(name), code, ubah="Isi lain.", alasan="x"),
        with_klausul(data(name), code, hapus="ya", alasan="x"),
        {
            **with_klausul(data(name), code, hapus="ya", alasan="x"),
            "pasal_tambahan": [own_pasal(title=CATALOGUE.klausul(code).front_matter.judul)],
        }  # type: ignore[union-attr]
        if isinstance(CATALOGUE.klausul(code).front_matter.judul, str)  # type: ignore[union-attr]
        else data(name),
    ):
        result = check(change)
        assert result.loaded.naskah is not None
        assert EXAMPLES.workspace.standard(result.loaded).dokumen == standard.dokumen


# --- no silent replacement --------------------------------------------------------------------------------------------


def _available(name: str) -> Iterator[tuple[str, KlausulFrontMatter]]:
    content = data(name)
    for code in CATALOGUE.list_klausul():
        file = CATALOGUE.klausul(code)
        assert file is not None
        front_matter: KlausulFrontMatter = file.front_matter
        if (not front_matter.jenis or content["jenis"] in front_matter.jenis) and (
            not front_matter.kategori or content["kategori"] in front_matter.kategori
        ):
            yield code, front_matter


def _disguises(title: str) -> list[str]:
    """A title as somebody may write it who does not want it to be recognised."""
    return [
        title,
        title.title(),
        f"  {title} ",
        f"{title} (KETENTUAN KHUSUS)",
        f"KESUNGGUHAN DAN {title}",
        title.replace(" DAN ", " & "),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", BASES)
def test_article_that_stands_in_for_a_clause_is_found(name: str) -> None:
    """Every clause that the agreement could use, dropped or not chosen, with an article under its title in its place."""
    present = set(standard_klausul(name))
    if not present:
        pytest.skip("a document without articles")
    for code, front_matter in _available(name):
        title = front_matter.judul if isinstance(front_matter.judul, str) else next(iter(front_matter.judul.values()))
        if any(k != code and (k in present) and CATALOGUE.klausul(k).front_matter.judul == title for k in present):  # type: ignore[union-attr]
            continue  # a sister clause with the same title stands in the document
        for written in _disguises(title)[:: 1 if code == "keadaan_kahar" else 3]:
            content = data(name)
            if code in present:
                with_klausul(content, code, hapus="ya")
            content["pasal_tambahan"] = [own_pasal(title=written)]
            result = check(content)
            clause_use = use(result, code)
            assert (clause_use.state, clause_use.replaced_by) == (ClauseState.REPLACED, 0), (code, written)
            assert "KSD400" in codes4(result)
            assert codes4(result) == sorted(["KSD400", *EXPECTED[clause_use.strictness]]), code


@pytest.mark.slow
@each
def test_article_that_fulfils_an_element_stands_in_for_its_clause(name: str, code: str) -> None:
    unsur = CATALOGUE.klausul(code).front_matter.unsur  # type: ignore[union-attr]
    if not unsur:
        pytest.skip("a clause without an element")
    content = with_klausul(data(name), code, hapus="ya")
    content["pasal_tambahan"] = [own_pasal(unsur=list(unsur))]
    clause_use = use(check(content), code)
    assert (clause_use.state, clause_use.replaced_by) == (ClauseState.REPLACED, 0)


def test_article_beside_a_clause_is_told() -> None:
    result = check({**data("pks_ksdpk"), "pasal_tambahan": [own_pasal(title="KEADAAN KAHAR DAN BENCANA")]})
    assert codes4(result) == ["KSD409"]
    assert use(result, "keadaan_kahar").companions == (0,)


@pytest.mark.parametrize(
    "title",
    [
        "PENGAMANAN FASILITAS",
        "KELOMPOK KERJA WILAYAH PERBATASAN",
        "VOLUME DAN MUTU",
        "PERUBAHAN IKLIM",
        "TATA LAKSANA LAPANGAN",
        "-",
        "(…)",
    ],
)
def test_article_on_another_matter_is_no_deviation(title: str) -> None:
    assert codes4(check({**data("pks_ksdpk"), "pasal_tambahan": [own_pasal(title=title)]})) == []


def test_titles_of_different_clauses_are_not_taken_for_each_other() -> None:
    """PEMBAYARAN is no misspelt PEMBIAYAAN."""
    content = with_klausul(data("pks_ksdpk"), "pembiayaan", hapus="ya", alasan="x")
    content["pasal_tambahan"] = [own_pasal(title="PEMBAYARAN")]
    result = check(content)
    assert use(result, "pembiayaan").state is ClauseState.DELETED
    assert use(result, "pembayaran").companions == (0,)


def test_second_article_on_a_replaced_clause_is_told() -> None:
    """A consented article must not cover another one under the same title."""
    content = with_klausul(data("pks_ksdpk"), "sanksi", hapus="ya", alasan="x", disetujui=AGREED)
    content["pasal_tambahan"] = [own_pasal(title="SANKSI"), own_pasal("lagi", "SANKSI (KHUSUS)")]
    result = check(content)
    assert codes4(result) == ["KSD409"]
    assert (use(result, "sanksi").replaced_by, use(result, "sanksi").companions) == (0, (1,))


def test_reason_and_consent_may_stand_at_the_article_or_at_the_clause() -> None:
    for in_pasal, in_klausul in ((True, False), (False, True)):
        allowance = {"alasan": "kebutuhan daerah", "disetujui": AGREED}
        content = with_klausul(data("pks_ksdpk"), "sanksi", hapus="ya", **(allowance if in_klausul else {}))
        content["pasal_tambahan"] = [own_pasal(title="SANKSI", **(allowance if in_pasal else {}))]
        result = check(content)
        assert codes4(result) == []
        clause_use = use(result, "sanksi")
        assert clause_use.reason == "kebutuhan daerah" and clause_use.consent is not None


# --- grading: every combination ---------------------------------------------------------------------------------------


def _klausul(strictness: str) -> str:
    return (
        f"---\njudul: UJI {strictness.upper()}\nkekakuan: {strictness}\nletak: {{setelah: objek}}\n"
        "varian: {biasa: {uraian: a}, ketat: {uraian: b, pilihan: true, kekakuan: tetap}}\n"
        "isian: {hari: {tipe: bilangan, baku: 14, min: 7, maks: 30, uraian: c}}\n---\n"
        "(#) Paling lama {{ isian.hari | angka }} hari.\n{% if varian == 'ketat' %}\n(#) Tanpa kecuali.\n{% endif %}\n"
    )


@cache
def _clauses_of_each_strictness() -> tuple[TextTree, Workspace]:
    """Three more clauses, that differ in strictness only: their templates are compiled once."""
    tree = TextTree()
    for strictness in EXPECTED:
        tree.content[f"templates/klausul/uji_{strictness}.j2"] = _klausul(strictness)
    return tree, Workspace(Repository(ROOT / "tests", tree))


@pytest.fixture
def trial() -> Iterator[None]:
    """Three clauses that differ in strictness only."""
    start = EXAMPLES.tree, EXAMPLES.workspace
    EXAMPLES.tree, EXAMPLES.workspace = _clauses_of_each_strictness()
    yield
    EXAMPLES.tree, EXAMPLES.workspace = start


CONSENT: dict[str, Any] = {
    "tanpa": None,
    "lengkap": AGREED,
    "tanpa jabatan": {"tanggal": "2026-11-16"},
    "tanpa tanggal": {"oleh": "Kepala Bagian Hukum"},
    "kosong": {"nama": "Asep Hidayat", "surat": "1/2026"},
}


@pytest.mark.slow
@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize(
    ("strictness", "way", "reason", "consent"),
    list(itertools.product(EXPECTED, ("ubah", "ganti"), ("", "perlu"), CONSENT)),
)
def test_every_combination_of_strictness_reason_and_consent(
    strictness: str, way: str, reason: str, consent: str
) -> None:
    content = data("pks_ksdpk")
    choices: dict[str, Any] = {"alasan": reason} if reason else {}
    if CONSENT[consent] is not None:
        choices["disetujui"] = CONSENT[consent]
    if way == "ubah":
        with_klausul(content, f"uji_{strictness}", ubah="Kata sendiri.", **choices)
    else:
        content["pasal_tambahan"] = [own_pasal(title=f"UJI {strictness.upper()}", **choices)]
    expected = [] if reason else ["KSD400"]
    if strictness == "tetap":
        expected.append("KSD401")
    if strictness == "persetujuan" and consent != "lengkap":
        expected.append("KSD402")
    result = check(content)
    assert codes4(result) == expected
    for finding in result.rule_findings:
        if finding.code in expected:
            assert finding.span is not None and (finding.route or "").startswith(
                "klausul." if way == "ubah" else "pasal_tambahan.0"
            )


@pytest.mark.usefixtures("trial")
def test_a_variant_may_be_held_more_strictly() -> None:
    content = with_klausul(data("pks_ksdpk"), "uji_bebas", ubah="Kata sendiri.", alasan="x")
    assert codes4(check(content)) == []
    assert codes4(check(with_klausul(content, "uji_bebas", varian="ketat"))) == ["KSD401"]


@pytest.mark.usefixtures("trial")
def test_own_words_that_say_another_variant_name_it() -> None:
    content = with_klausul(
        data("pks_ksdpk"),
        "uji_persetujuan",
        ubah="(1) Paling lama 14 (empat belas) hari.\n(2) Tanpa kecuali.",
        alasan="x",
    )
    result = check(content)
    assert codes4(result) == ["KSD407"]
    (finding,) = [finding for finding in result.rule_findings if finding.code == "KSD407"]
    assert "`ketat`" in finding.message and finding.hint is not None and "varian: ketat" in finding.hint
    assert use(result, "uji_persetujuan").same == "ketat"


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize(
    ("day", "expected"), [("7", []), ("30", []), ("14", []), ("6", ["KSD408"]), ("31", ["KSD408"]), ("0", ["KSD408"])]
)
def test_blanks_are_filled_within_their_limits(day: str, expected: list[str]) -> None:
    result = check(with_klausul(data("pks_ksdpk"), "uji_bebas", isian={"hari": day}))
    assert codes4(result) == expected
    assert use(result, "uji_bebas").state is ClauseState.ISIAN


@pytest.mark.parametrize(
    ("type_", "limit", "outside"),
    [
        ("bilangan", "min: 2, maks: 9", ["1", "10"]),
        ("persen", 'maks: "2,5"', ["2,6", "3"]),
        ("rupiah", "min: 1000000", ["999999"]),
        ("lama", "maks: 1 tahun", ["13 bulan", "400 hari"]),
    ],
)
def test_limits_of_every_kind_of_blank(type_: str, limit: str, outside: list[str]) -> None:
    from ksdgen.catalogue.front_matter import IsianDeclaration
    from ksdgen.source.decode import Decoder

    node, _ = load(f"{{tipe: {type_}, uraian: x, {limit}}}".encode(), "x")
    assert node is not None
    declaration = Decoder().record(IsianDeclaration, node)
    assert declaration is not None
    for value in outside:
        content, _ = load(f'"{value}"'.encode(), "x")
        assert content is not None and beyond_limits(declaration, content), value
    for bound in (declaration.min, declaration.maks):
        assert bound is None or beyond_limits(declaration, bound) is None, "a limit is inside"


@pytest.mark.parametrize(
    ("on_date", "ttd", "expected"),
    [
        ("2026-12-07", "2026-12-07", []),
        ("2026-12-08", "2026-12-07", ["KSD403"]),
        ("2026-12-31", "menyusul", []),
        ("2027-01-01", "menyusul", ["KSD403"]),
        ("2027-01-01", "2027-02-01", ["KSD403"]),
    ],
)
def test_consent_comes_before_the_signing_and_not_from_the_future(on_date: str, ttd: str, expected: list[str]) -> None:
    content = with_klausul(
        data("pks_ksdpk"), "sanksi", ubah="Kata sendiri.", alasan="x", disetujui={**AGREED, "tanggal": on_date}
    )
    content["penandatanganan"]["tanggal"] = ttd
    assert codes4(check(content)) == expected


words = st.text("abcdefghij", min_size=1, max_size=8)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(words, min_size=1, max_size=12), st.data())
def test_a_digest_stands_for_words_not_for_layout(text: list[str], rng: st.DataObject) -> None:
    gap = rng.draw(
        st.lists(st.sampled_from([" ", "\n", "  ", "\n    ", "\r\n"]), min_size=len(text), max_size=len(text))
    )
    layout = "".join(k + s for k, s in zip(text, gap, strict=True))
    assert text_digest(layout) == text_digest(" ".join(text))
    index = rng.draw(st.integers(0, len(text) - 1))
    other = [*text[:index], text[index] + "x", *text[index + 1 :]]
    assert text_digest(" ".join(other)) != text_digest(" ".join(text))


def test_consent_is_tied_to_the_text() -> None:
    """The note tells the digest; with it there is peace until a word changes."""
    content = with_klausul(data("pks_ksdpk"), "sanksi", ubah="Kata sendiri.", alasan="x", disetujui=dict(AGREED))
    (finding,) = [finding for finding in check(content).rule_findings if finding.code == "KSD410"]
    digest = re.search(r"sidik: ([0-9a-f]{12})", finding.hint or "")
    assert digest is not None
    content["klausul"]["sanksi"]["disetujui"]["sidik"] = digest[1]
    assert [finding.code for finding in check(content).rule_findings if finding.code in KSD4] == []
    content["klausul"]["sanksi"]["ubah"] = "Kata lain."
    assert [finding.code for finding in check(content).rule_findings if finding.code in KSD4] == ["KSD404"]


def test_consent_without_a_change_is_told() -> None:
    content = with_klausul(data("pks_ksdpk"), "sanksi", disetujui=AGREED)
    content["pasal_tambahan"] = [own_pasal(disetujui=AGREED)]
    assert codes4(check(content)) == ["KSD405", "KSD405"]


@pytest.mark.parametrize("status", ["konsep", "pembahasan", "siap_ditandatangani"])
def test_grades_do_not_depend_on_the_status(status: str) -> None:
    content = with_klausul({**data("pks_ksdpk"), "status": status}, "sanksi", ubah="Kata sendiri.", alasan="x")
    result = check(content)
    assert [t.severity for t in result.rule_findings if t.code == "KSD402"] == [Severity.WARNING]


# --- what is known of a signed agreement ------------------------------------------------------------------------------


def test_frozen_agreement_keeps_what_it_did_with_clauses() -> None:
    content = {**data("pks_ksdpk"), "status": "ditandatangani"}
    with_klausul(content, "sanksi", ubah="Kata sendiri.", alasan="x")
    with_klausul(content, "monitoring_dan_evaluasi", hapus="ya", alasan="x")
    with_klausul(content, "perubahan", hapus="ya", alasan="x")
    content["pasal_tambahan"] = [own_pasal(title="PERUBAHAN")]
    result = check(content)
    assert result.composition is not None and not result.frozen
    former = [replace(p, companions=()) for p in result.composition.klausul]
    EXAMPLES.tree.content[EXAMPLES.workspace.repository.frozen_path(result.loaded.path)] = frozen_text(result)
    frozen = EXAMPLES.workspace.check(result.loaded.path, TODAY)
    assert frozen.frozen and frozen.composition is not None
    assert list(frozen.composition.klausul) == former
    assert codes4(frozen) == codes4(result)


# --- optional articles come and go ------------------------------------------------------------------------------------


def _check_references(result: Result, case: object) -> None:
    """Numbers run, and every reference that is printed is the number of what it points at."""
    assert result.composition is not None
    paragraphs = list(paragraphs_of(result.composition.dokumen.content))
    numbers = [paragraph.number.value for paragraph in paragraphs if paragraph.role == "pasal" and paragraph.number]
    assert numbers == list(range(1, len(numbers) + 1)), case
    by_identity = {paragraph.identity: paragraph for paragraph in paragraphs if paragraph.identity}
    for paragraph in paragraphs:
        for inline in paragraph.content:
            if isinstance(inline, Reference):
                target = by_identity.get(inline.target)
                assert target is not None and target.number is not None, (case, inline.target)
                assert inline.content == target.number.reference, (case, inline.target)
    assert [t.message for t in result.shape_findings if t.code == "KSD030"] == [], case


def _required(name: str) -> set[str]:
    """The clauses without which the law's elements are not fulfilled."""
    result: set[str] = set()
    for code in standard_klausul(name):
        findings = check(with_klausul(data(name), code, hapus="ya", alasan="x")).rule_findings
        if any(t.code.startswith("KSD2") and t.severity is Severity.ERROR for t in findings):
            result.add(code)
    return result


@pytest.mark.slow
@pytest.mark.parametrize("name", [n for n in BASES if n != "rk"])
def test_optional_articles_come_and_go_without_a_wrong_number(name: str) -> None:
    """Any choice of optional clauses, each alone and many at once, beside articles of the agreement's own."""
    required = _required(name)
    present = [k for k in standard_klausul(name) if k not in required]
    extra = [k for k, _ in _available(name) if k not in standard_klausul(name)]
    rng = random.Random(name)
    choices: list[tuple[list[str], list[str]]] = (
        [([k], []) for k in present] + [([], [k]) for k in extra] + [(present, []), ([], extra), (present, extra)]
    )
    choices += [
        (rng.sample(present, rng.randint(0, len(present))), rng.sample(extra, rng.randint(0, len(extra))))
        for _ in range(40)
    ]
    for dropped, used in choices:
        content = data(name)
        for code in dropped:
            with_klausul(content, code, hapus="ya", alasan="x")
        for code in used:
            with_klausul(content, code)
        content["pasal_tambahan"] = [
            own_pasal(
                setelah=rng.choice(sorted(required)),
                isi="(1) [a] Satu.\n(2) Sebagaimana dimaksud pada [[a]] dalam [[objek]].",
            )
        ]
        _check_references(check(content), (dropped, used))


# --- one file ---------------------------------------------------------------------------------------------------------

NEW = """---
judul: TANGGUNG JAWAB LINGKUNGAN
kekakuan: persetujuan
letak: {setelah: objek}
varian:
  biasa: {uraian: Untuk kegiatan di dalam ruangan}
  lapangan: {uraian: Untuk kegiatan di lapangan, pilihan: true}
isian:
  hari: {tipe: bilangan, baku: 14, maks: 30, uraian: Batas waktu pemulihan}
---
(#) [pulih] PARA PIHAK memulihkan lingkungan paling lama {{ isian.hari | angka }} hari.
{% if varian == 'lapangan' %}
(#) Pemulihan sebagaimana dimaksud pada [[pulih]] meliputi lahan di luar [[objek]].
{% endif %}
"""


def test_adding_a_clause_touches_one_file(repo: Any) -> None:
    """One new file: agreements can use it, check judges it, render prints it, lists know it, `ubah` on it is graded."""
    template(repo, "klausul/tanggung_jawab_lingkungan.j2", NEW)
    content = ksb(klausul={"tanggung_jawab_lingkungan": {"varian": "lapangan", "isian": {"hari": 7}}})
    run, text = render(repo, content)
    assert "KSD013" not in run.finding_codes and run.code == 0 and text is not None
    flattened = " ".join(text.split())
    assert "TANGGUNG JAWAB LINGKUNGAN (1) PARA PIHAK memulihkan lingkungan paling lama 7 (tujuh) hari." in flattened
    assert "meliputi lahan di luar Pasal 2." in flattened
    assert (
        "KSD408" in run_check(repo, ksb(klausul={"tanggung_jawab_lingkungan": {"isian": {"hari": 31}}})).finding_codes
    )
    change = {"tanggung_jawab_lingkungan": {"ubah": "Lain.", "alasan": "x"}}
    assert "KSD402" in run_check(repo, ksb(klausul=change)).finding_codes
    assert "KSD400" in run_check(repo, ksb(pasal_tambahan=[own_pasal(title="Tanggung Jawab Lingkungan")])).finding_codes
    assert (
        "maksud Anda `tanggung_jawab_lingkungan`?"
        in run_check(repo, ksb(klausul={"tanggung_jawab_lingkunan": {}})).output
    )
    from ksdgen.desk.workspace import Workspace

    assert "tanggung_jawab_lingkungan" in Workspace(repo).catalogue.list_klausul()


def test_files_of_one_clause_are_all_that_changed(repo: Any) -> None:
    """Beside the new file nothing had to be written: every other agreement stays as it was."""
    save(repo, ksb())
    from ksdgen.desk.workspace import Workspace

    before = Workspace(repo).check("agreements/a.yaml", TODAY).composition
    template(repo, "klausul/tanggung_jawab_lingkungan.j2", NEW)
    after = Workspace(repo).check("agreements/a.yaml", TODAY).composition
    assert before is not None and after is not None and before.dokumen == after.dokumen


def test_article_ends_where_the_next_part_begins() -> None:
    """The words of an article are all its own and no others'."""
    composition = check(data("pks_ksdpk")).composition
    assert composition is not None
    content = [b for p in composition.pasal for b in article(composition.dokumen, p.code)]
    start = next(i for i, b in enumerate(composition.dokumen.content) if isinstance(b, Paragraph) and b.role == "pasal")
    end = next(i for i, b in enumerate(composition.dokumen.content) if isinstance(b, Paragraph) and b.role == "penutup")
    assert content == [
        b for b in composition.dokumen.content[start:end] if not (isinstance(b, Paragraph) and b.role == "pasal")
    ]
    assert wording(article(composition.dokumen, "tak_ada")) == ()
