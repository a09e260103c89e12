"""The texts of the clause library: every clause in every variant, category and number of parties, and what a lawyer
reads of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ksdgen import regulation
from ksdgen.catalogue.front_matter import klausul_strictness
from ksdgen.desk.outcome import Result
from ksdgen.diagnostics import Severity
from ksdgen.paper.document import Gap, Paragraph, Reference, paragraphs_of
from tests.helpers.clause_bases import (
    COUNTS,
    PAIRS,
    ClauseJudge,
    catalogue,
    fits,
    full,
    kind_front_matter,
    klausul_front_matter,
    naskah,
    needed_isian,
    optional_klausul,
    with_klausul,
)
from tests.helpers.golden_klausul import GOLDEN, ReadingRun, page

CATALOGUE = catalogue()
KLAUSUL = CATALOGUE.list_klausul()

FAIR_NOTES = {
    "KSD315": "setiap pihak memakai nomornya sendiri, dan pasal KETENTUAN UMUM mendahului MAKSUD DAN TUJUAN",
}
"""Notes that a complete agreement may carry, and why."""


def _rounds(kind: str, category: str) -> list[dict[str, str]]:
    """Choices of variants such that each variant of each clause is taken at least once; the first leaves all to the
    library.
    """
    rounds: list[dict[str, str]] = [{}]
    for code in [*kind_front_matter(CATALOGUE, kind).pasal, *optional_klausul(CATALOGUE, kind, category)]:
        front_matter = klausul_front_matter(CATALOGUE, code)
        for index, (name, variant) in enumerate((front_matter.varian or {}).items()):
            if not (fits(front_matter, kind, category) and fits(variant, kind, category)):
                continue
            while len(rounds) < index + 2:
                rounds.append({})
            rounds[index + 1][code] = name
    return [choices for index, choices in enumerate(rounds) if choices or not index]


@pytest.fixture(scope="module")
def judge() -> ClauseJudge:
    return ClauseJudge()


@pytest.fixture(scope="module")
def readings() -> ReadingRun:
    return ReadingRun()


def _errors(result: Result) -> Iterator[str]:
    """What is wrong with a composed agreement, in words."""
    for finding in result.findings:
        if finding.severity is not Severity.NOTE or finding.code not in FAIR_NOTES:
            yield f"{finding.code} {finding.message} ({finding.span})"
    assert result.composition is not None
    content = result.composition.dokumen.content
    by_identity = {
        paragraph.identity: paragraph for paragraph in paragraphs_of(content) if paragraph.identity is not None
    }
    for paragraph in paragraphs_of(content):
        for part in paragraph.content:
            if isinstance(part, Gap):
                yield f"titik-titik: {part.name} pada {paragraph.text}"
            elif isinstance(part, Reference):
                target = by_identity.get(part.target)
                if target is None or target.number is None or target.number.reference != part.content:
                    yield f"rujukan `{part.content}` tidak menunjuk tempatnya: {paragraph.text}"
    yield from _wrong_numbers([b for b in content if isinstance(b, Paragraph)])
    for paragraph in paragraphs_of(content):
        if re.search(
            r"\s[,.;:]|[,;:]\S*[,;:]|\.\.|  |\bdan dan\b|\bini ini\b|\( ",
            re.sub(r"…+|\bhttps?://\S+", "", paragraph.text),
        ):
            yield f"tanda baca: {paragraph.text}"


def _wrong_numbers(content: list[Paragraph]) -> Iterator[str]:
    """Pasal count from one; in each list the numbers count from one without a gap, and an ayat is never alone."""
    pasal = [paragraph.number.value for paragraph in content if paragraph.role == "pasal" and paragraph.number]
    if pasal != list(range(1, len(pasal) + 1)):
        yield f"nomor Pasal: {pasal}"
    last: dict[int, tuple[str, int]] = {}
    title = ""
    ayat = 0
    for paragraph in [*content, Paragraph("penutup")]:
        if paragraph.role in ("pasal", "penutup"):
            if ayat == 1:
                yield f"ayat tunggal bernomor: {title}"
            title, ayat, last = paragraph.text, 0, {}
            continue
        if paragraph.number is None:
            continue
        ayat += paragraph.number.kind == "ayat"
        previous = last.get(paragraph.depth)
        last = {k: v for k, v in last.items() if k < paragraph.depth}
        if paragraph.number.value != 1 and previous != (paragraph.number.kind, paragraph.number.value - 1):
            yield f"nomor {paragraph.number.text} pada {title}"
        last[paragraph.depth] = (paragraph.number.kind, paragraph.number.value)


# --- every clause × variant × parties × category ----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize(("kind", "category"), PAIRS)
def test_all_klausul_and_variants_are_clean(judge: ClauseJudge, kind: str, category: str, count: int) -> None:
    """With every clause at once, in every variant: no blank, no wrong number or reference, nothing that a rule finds."""
    assert list(_errors(judge.compose(naskah(kind, category, count), rules=True))) == []
    requested = {c for c in KLAUSUL if fits(klausul_front_matter(CATALOGUE, c), kind, category)}
    for choices in _rounds(kind, category):
        data = full(CATALOGUE, kind, category, count)
        for code, variant in choices.items():
            with_klausul(data, code, variant, data["klausul"].get(code, {}).get("isian"))
        result = judge.compose(data, rules=True)
        assert list(_errors(result)) == [], choices
        assert result.composition is not None
        included = {p.code: p.variant for p in result.composition.pasal}
        assert requested - set(included) <= ({"pembayaran"} if "tanpa_pembayaran" in choices.values() else set())
        assert {k: included[k] for k in choices} == choices


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "category"), PAIRS)
def test_every_optional_klausul_alone_is_clean(judge: ClauseJudge, kind: str, category: str) -> None:
    """One clause beside those of the document type: what refers to another article says it without that article."""
    for code in optional_klausul(CATALOGUE, kind, category):
        data = naskah(kind, category)
        result = judge.compose(with_klausul(data, code, isian=needed_isian(code, data)), rules=True)
        assert list(_errors(result)) == [], code


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["kesepakatan_bersama", "perjanjian_kerja_sama"])
@pytest.mark.parametrize("category", ["ksdd_wajib", "ksdd_sukarela"])
def test_daerah_of_two_provinces(judge: ClauseJudge, kind: str, category: str) -> None:
    """Between provinces the dispute goes to the Menteri at once, and no governor is named."""
    for count in COUNTS:
        result = judge.compose(full(CATALOGUE, kind, category, count, cross_border=True), rules=True)
        assert list(_errors(result)) == []
        assert result.composition is not None
        text = "\n".join(p.text for p in paragraphs_of(result.composition.dokumen.content))
        assert "Menteri Dalam Negeri" in text
        assert not re.search(r"Gubernur|Kerja Sama Daerah\s+Provinsi", text)


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("pasal", [(), ("penutup",), ("lain_lain", "perubahan"), ("lain_lain", "perubahan", "penutup")])
@pytest.mark.parametrize(("kind", "category"), PAIRS)
def test_nothing_is_said_twice(judge: ClauseJudge, kind: str, category: str, pasal: tuple[str, ...]) -> None:
    """Closing, originals, stamp duty, annexes and what a working day is are said once, whichever articles say them."""
    data = naskah(kind, category)
    data["lampiran"] = [{"judul": "Peta Lokasi", "isi": "Peta lokasi kerja sama."}]
    for code in pasal:
        with_klausul(data, code)
    result = judge.compose(data)
    assert result.composition is not None
    text = "\n".join(p.text for p in paragraphs_of(result.composition.dokumen.content))
    once = (
        "Demikian",
        "dalam rangkap 2 (dua) bermeterai cukup",
        "memegang 1 (satu) naskah asli",
        "Lampiran merupakan bagian",
        "Hari kerja adalah",
    )
    assert {k: text.count(k) for k in once} == dict.fromkeys(once, 1)


# --- golden texts -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("code", KLAUSUL)
def test_standard_text_agrees_with_the_klausul(readings: ReadingRun, code: str) -> None:
    """What a lawyer reads is what prints, and all that the clause can say of a complete agreement is there to be read."""
    content = (GOLDEN / f"{code}.md").read_text(encoding="utf-8")
    assert content == page(readings, code), "jalankan python -m tests.helpers.golden_klausul"


def test_no_standard_text_is_stale() -> None:
    assert sorted(p.stem for p in GOLDEN.glob("*.md")) == KLAUSUL


@pytest.mark.parametrize("code", KLAUSUL)
def test_every_klausul_sentence_can_be_read(code: str) -> None:
    """No sentence of a template hides from its golden text, but what prints only while a fact is missing."""
    file = CATALOGUE.klausul(code)
    assert file is not None
    read_back = _squeezed((GOLDEN / f"{code}.md").read_text(encoding="utf-8").replace("\\", ""))
    missing = [f for f in _pieces(file.content) if f not in read_back]
    assert missing == []


_UNPRINTABLE = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|\[\[.*?\]\]|\(#\)|#[a-z1IA]+[.)]|(?<=\s)\[\w+\]|\\$", re.DOTALL | re.MULTILINE
)
_WHILE_EMPTY = re.compile(
    r"\{% else %\}\n(?:(?!\{% (?:else|endif|endfor)).*\n)*?.*kosong\(.*\n(?:(?!\{% end).*\n)*\{% endfor %\}"
)
_EMPTY_RESULT = re.compile(r"\{% if not .*%\}\n.*kosong\((?:.*\n)*?\{% endif %\}")


def _pieces(content: str) -> Iterator[str]:
    """The stretches of three words and more that a template says of itself."""
    content = _EMPTY_RESULT.sub("", _WHILE_EMPTY.sub("", content))
    for piece in _UNPRINTABLE.split(content):
        for line in re.split(r"\n(?=\s*$)", piece):
            text = _squeezed(line)
            if len(text.split()) >= 3:
                yield text


def _squeezed(text: str) -> str:
    return " ".join(text.split())


# --- front matter -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", KLAUSUL)
def test_klausul_front_matter_is_useful(code: str) -> None:
    """A clause tells a drafter how to use it, every blank is printed or decides something, and every variant can be
    reached.
    """
    file = CATALOGUE.klausul(code)
    assert file is not None
    front_matter = klausul_front_matter(CATALOGUE, code)
    assert len((front_matter.catatan or "").split()) >= 8, "catatan untuk perancang belum ada"
    assert [i for i in front_matter.isian or () if f"isian.{i}" not in file.content] == []
    for name, variant in (front_matter.varian or {}).items():
        assert any(fits(front_matter, *q) and fits(variant, *q) for q in PAIRS), name
    assert any(fits(front_matter, *q) for q in PAIRS)


@pytest.mark.parametrize("code", KLAUSUL)
def test_what_an_act_commands_is_not_free(code: str) -> None:
    """A clause that fulfils an element which the law demands, other than an address list, is not reworded at will."""
    front_matter = klausul_front_matter(CATALOGUE, code)
    legal_unsur = bool(front_matter.unsur) and any(d != regulation.PRACTICE for d in front_matter.dasar)
    if legal_unsur and code not in ("surat_menyurat", "latar_belakang"):
        assert klausul_strictness(front_matter, None) != "bebas"


def test_legal_limits_may_not_be_changed() -> None:
    """Disputes between regions, taking over, and Sinergi's budgets are held fast; a forum among private parties may be
    agreed.
    """
    dispute = klausul_front_matter(CATALOGUE, "penyelesaian_perselisihan")
    assert {v: klausul_strictness(dispute, v) for v in dispute.varian or {}} == {
        "antardaerah": "tetap",
        "pengadilan": "persetujuan",
        "musyawarah": "persetujuan",
        "mediasi": "persetujuan",
        "arbitrase": "persetujuan",
    }
    assert {
        k: klausul_front_matter(CATALOGUE, k).kekakuan for k in ("pembiayaan_sinergi", "pengambilalihan")
    } == dict.fromkeys(("pembiayaan_sinergi", "pengambilalihan"), "tetap")
