"""Deviations from standard clauses: every seeded change in every clause is found, named at its place and rightly
graded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest

from ksdgen import bahasa
from ksdgen.catalogue.front_matter import klausul_strictness
from ksdgen.compose.composition import article
from ksdgen.desk.outcome import Result
from ksdgen.desk.workspace import Workspace
from ksdgen.paper.document import Block, Paragraph
from ksdgen.paper.print import write
from ksdgen.review.deviations import Deviation, deviations
from tests.helpers.clause_bases import PAIRS, ROOT, ClauseJudge, catalogue, fits, full, klausul_front_matter

GRADES = {"bebas": "diizinkan", "persetujuan": "perlu persetujuan", "tetap": "terlarang"}

Changer = Callable[[str], str | None]
"""Gives a line of markup with a change seeded in it; None when the line gives no occasion."""


# --- the changes ------------------------------------------------------------------------------------------------------


def swap_word(line: str) -> str | None:
    words = re.findall(r"(?<![\w\[/])[a-z]{6,}(?![\w\]/])", line)
    return re.sub(rf"(?<![\w\[/]){words[-1]}(?![\w\]/])", "kerikil", line, count=1) if words else None


def insert_not(line: str) -> str | None:
    verbs = "dilakukan|dilaksanakan|dapat|wajib|berlaku|memberitahukan|meliputi|dikenai|disampaikan|berhak|mulai|adalah"
    match = re.search(rf" (?=(?:{verbs})\b)", line)
    return f"{line[: match.start()]} tidak{line[match.start() :]}" if match and " tidak" not in line else None


def change_numeral(line: str) -> str | None:
    match = re.search(r"(?<![\d.])(\d{1,3}) \(([a-z ]+)\)", line)
    return f"{line[: match.start()]}{bahasa.with_words(int(match[1]) + 4)}{line[match.end() :]}" if match else None


def swap_pihak(line: str) -> str | None:
    for old, new in (
        ("PARA PIHAK", "PIHAK KESATU"),
        ("PIHAK KESATU", "PIHAK KEDUA"),
        ("PIHAK KEDUA", "PIHAK KESATU"),
    ):
        if re.search(rf"\b{old}\b", line):
            return re.sub(rf"\b{old}\b", new, line, count=1)
    return None


IN_LINE: dict[str, Changer] = {"kata": swap_word, "ingkar": insert_not, "bilangan": change_numeral, "pihak": swap_pihak}


def drop_end(text: str) -> str | None:
    """Without the last point, where nothing refers to it and something is left."""
    lines = text.split("\n")
    if len(lines) < 2 or not re.match(r" *(\(\d+\)|[a-z]+\.|\d+\.) [^\[|]", lines[-1]):
        return None
    return "\n".join(lines[:-1])


# --- every clause and variant once ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Material:
    """An agreement and the clauses of it to be reworded: code → their text as markup."""

    data: dict[str, Any]
    text: dict[str, str]
    strictness: dict[str, str]


def _materials() -> Iterator[Material]:
    shipped = catalogue()
    seen: set[tuple[str, str | None]] = set()
    judge = _judge()
    for kind, category in PAIRS:
        data = full(shipped, kind, category, 2)
        all_codes = [pasal.code for pasal in _composition(judge.compose(data)).pasal]
        for index in range(6):
            choices = dict(data.get("klausul", {}))
            for code in all_codes:
                variants = klausul_front_matter(shipped, code).varian or {}
                matched = [name for name, variant in variants.items() if fits(variant, kind, category)]
                if index < len(matched) and matched[index] != "tanpa_pembayaran":
                    choices[code] = {**choices.get(code, {}), "varian": matched[index]}
            if index and choices == data.get("klausul", {}):
                break
            current = {**data, "klausul": choices}
            composition = _composition(judge.compose(current))
            text, strictness = {}, {}
            for pasal in composition.pasal:
                if pasal.klausul is not None and (pasal.code, pasal.variant) not in seen:
                    seen.add((pasal.code, pasal.variant))
                    text[pasal.code] = write(article(composition.dokumen, pasal.code), scope=pasal.code)
                    strictness[pasal.code] = klausul_strictness(pasal.klausul, pasal.variant)
            if text:
                yield Material(current, text, strictness)


@cache
def _judge() -> ClauseJudge:
    """One for all: templates are compiled once."""
    return ClauseJudge()


def _composition(result: Result) -> Any:
    messages = [finding.message for finding in result.shape_findings]
    assert result.composition is not None and result.composition.dokumen.content, messages
    return result.composition


@pytest.fixture(scope="module")
def materials() -> list[Material]:
    return list(_materials())


def _with_changes(material: Material, texts: dict[str, str]) -> dict[str, Any]:
    choices = dict(material.data.get("klausul", {}))
    for code, text in texts.items():
        original = choices.get(code, {})
        choices[code] = {
            **{name: v for name, v in original.items() if name == "varian"},
            "ubah": text + "\n",
            "alasan": "uji",
        }
    return {**material.data, "klausul": choices}


def _discover(data: dict[str, Any]) -> tuple[dict[str, Deviation], Sequence[Block]]:
    judge = _judge()
    result = judge.compose(data)
    found = {deviation.clause_use.code: deviation for deviation in deviations(judge.workspace, result)}
    return found, _composition(result).dokumen.content


@pytest.mark.slow
def test_every_clause_and_variant_takes_part(materials: list[Material]) -> None:
    shipped = catalogue()
    present = {code for material in materials for code in material.text}
    assert present == set(shipped.list_klausul())


@pytest.mark.slow
def test_a_clause_copied_word_for_word_is_no_deviation(materials: list[Material]) -> None:
    for material in materials:
        found, _ = _discover(_with_changes(material, material.text))
        assert {code: [(x.former, x.after) for x in deviation.changes] for code, deviation in found.items()} == {}


@pytest.mark.slow
@pytest.mark.parametrize("way", [*IN_LINE, "buang"])
def test_every_seeded_change_is_found_at_its_place_and_graded(materials: list[Material], way: str) -> None:
    count = 0
    for material in materials:
        planted = {code: result for code, text in material.text.items() if (result := _plant(text, way)) is not None}
        found, content = _discover(_with_changes(material, {code: text for code, (text, _) in planted.items()}))
        assert set(found) == set(planted)
        for code, (_, line) in planted.items():
            deviation = found[code]
            assert deviation.grade == GRADES[material.strictness[code]], code
            assert deviation.changes, code
            _check(deviation, way, line, content, code)
            count += 1
    assert count >= {"kata": 50, "ingkar": 25, "bilangan": 20, "pihak": 30, "buang": 25}[way]


def _plant(text: str, way: str) -> tuple[str, str] | None:
    """The text with one change, and the line that was changed."""
    if way == "buang":
        shortened = drop_end(text)
        return None if shortened is None else (shortened, text.split("\n")[-1])
    lines = text.split("\n")
    for index in reversed(range(len(lines))):
        if lines[index].lstrip().startswith("|"):
            continue
        new = IN_LINE[way](lines[index])
        if new is not None and new != lines[index]:
            return "\n".join([*lines[:index], new, *lines[index + 1 :]]), new
    return None


def _check(deviation: Deviation, way: str, line: str, content: Sequence[Block], code: str) -> None:
    all_changes = [(change.former, change.after, change.place) for change in deviation.changes]
    if way == "buang":
        assert any(change.kind == "dihapus" for change in deviation.changes), (code, all_changes)
        return
    assert len(deviation.changes) == 1, (code, line, all_changes)
    only = deviation.changes[0]
    if way == "kata":
        assert "kerikil" in only.after
    elif way == "ingkar":
        assert "tidak" in only.after.split() and "tidak" not in only.former.split(), (code, all_changes)
    elif way == "bilangan":
        assert re.search(r"\d+ \([a-z ]+\)", only.former) and only.former != only.after, (code, all_changes)
    else:
        assert "PIHAK" in only.after and only.after != only.former, (code, all_changes)
    headings = [block for block in content if isinstance(block, Paragraph) and block.role == "pasal"]
    pasal = next(heading for heading in headings if heading.identity == code)
    assert pasal.number is not None and only.place.startswith(pasal.number.text), (code, only.place)
    match = re.match(r" *(?:\((\d+)\)|([a-z]+)\.|(\d+)\.) ", line)
    if match is not None:
        mention = f"ayat ({match[1]})" if match[1] else f"huruf {match[2]}" if match[2] else f"angka {match[3]}"
        assert only.place.endswith(mention), (code, line, only.place)


@pytest.mark.slow
def test_unchanged_agreements_give_an_empty_report() -> None:
    shipped = catalogue()
    for kind, category in PAIRS:
        for count in (2, 11):
            found, _ = _discover(full(shipped, kind, category, count))
            assert found == {}, (kind, category, count)


@pytest.mark.slow
def test_the_shipped_agreements_deviate_only_where_they_say_so() -> None:
    workspace = Workspace(ROOT)
    for path in workspace.repository.tree.below("agreements"):
        if path.endswith(".yaml") and not workspace.repository.is_pihak_file(path):
            result = workspace.check(path, date(2026, 6, 1), rules=False)
            choices = result.loaded.naskah.klausul or {} if result.loaded.naskah else {}
            for deviation in deviations(workspace, result):
                assert choices[deviation.clause_use.code].alasan, path
                assert deviation.grade in ("diizinkan", "disetujui"), path


def test_a_clause_left_out_shows_the_words_that_are_missing() -> None:
    data = full(catalogue(), "perjanjian_kerja_sama", "ksdpk", 2)
    data["klausul"] = {**data["klausul"], "keadaan_kahar": {"hapus": True, "alasan": "uji"}}
    deviation = _discover(data)[0]["keadaan_kahar"]
    assert (deviation.what, deviation.grade, deviation.title) == ("dihapus", "perlu persetujuan", "KEADAAN KAHAR")
    assert any("bencana alam" in passage.old for change in deviation.changes for passage in change.passages)


def test_an_article_that_stands_in_is_compared_with_the_clause_it_replaces() -> None:
    data = full(catalogue(), "perjanjian_kerja_sama", "ksdpk", 2)
    data["klausul"] = {**data["klausul"], "keadaan_kahar": {"hapus": True, "alasan": "uji"}}
    data["pasal_tambahan"] = [
        {"kode": "kahar", "judul": "KEADAAN KAHAR", "setelah": "sanksi", "isi": "Keadaan kahar menunda kewajiban."}
    ]
    deviation = _discover(data)[0]["keadaan_kahar"]
    assert deviation.what == "diganti dengan pasal tambahan"
    assert deviation.title.endswith("KEADAAN KAHAR") and deviation.title.startswith("Pasal ")
    passages = [passage for change in deviation.changes for passage in change.passages]
    assert any("Keadaan kahar menunda kewajiban." in passage.new for passage in passages)


@pytest.mark.parametrize(
    ("consent", "grade"),
    [
        (None, "perlu persetujuan"),
        ({"oleh": "Kepala Bagian Hukum"}, "perlu persetujuan"),
        ({"oleh": "Kepala Bagian Hukum", "tanggal": "2026-11-16"}, "disetujui"),
        ({"oleh": "Kepala Bagian Hukum", "tanggal": "2026-11-16", "sidik": "000000000000"}, "perlu persetujuan"),
    ],
)
def test_consent_counts_once_office_and_date_are_named(consent: Any, grade: str) -> None:
    data = full(catalogue(), "perjanjian_kerja_sama", "ksdpk", 2)
    change = {
        "ubah": "Keadaan kahar menunda kewajiban.",
        "alasan": "uji",
        **({"disetujui": consent} if consent else {}),
    }
    data["klausul"] = {**data["klausul"], "keadaan_kahar": change}
    assert _discover(data)[0]["keadaan_kahar"].grade == grade
