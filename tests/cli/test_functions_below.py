"""A command parses, calls one function, prints: a program that calls that function has what the command prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ksdgen.catalogue import clause_list
from ksdgen.catalogue.schema import schema_files
from ksdgen.desk.collect import collect
from ksdgen.desk.overview import overviews
from ksdgen.desk.overview_data import overview_data
from ksdgen.desk.overview_text import page, table
from ksdgen.desk.templates import template_report, template_text
from ksdgen.desk.workspace import Workspace
from ksdgen.editing import new
from ksdgen.editing.new_request import Wish, settle
from ksdgen.errors import Refused
from ksdgen.naskah.model import Category
from ksdgen.reporters import code_list
from ksdgen.review import clause_page, clause_uses, deviations
from ksdgen.rules import coverage
from ksdgen.rules.pages import all_pages, page_of
from tests.helpers.util import ROOT, ksdgen

DAY = date(2026, 12, 7)
ON_DAY = ("--tanggal", DAY.isoformat())
FILE = Path("agreements/2026/indramayu-rdf/perjanjian-kerja-sama.yaml")
FOLDER = FILE.parent


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def lines(content: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in content)


def data(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _uses(*only: str) -> clause_uses.ClauseUses:
    return clause_uses.clause_uses(collect([FOLDER], pihak=False), only)


def _deviations() -> deviations.DeviationReport:
    return deviations.deviation_report(collect([FOLDER], pihak=False))


def _coverage(*acts: str) -> str:
    rows = coverage.coverage(acts=acts)
    return lines([*coverage.text(rows), "", *coverage.summary(rows)])


PRINTED: Mapping[tuple[str, ...], Callable[[], str]] = {
    ("show", str(FILE), *ON_DAY): lambda: lines(page(overviews([FILE], DAY).agreements[0], DAY)),
    ("show", str(FOLDER), *ON_DAY): lambda: lines(table(overviews([FOLDER], DAY).agreements, DAY)),
    ("show", str(FOLDER), "--format", "json", *ON_DAY): lambda: data(
        overview_data(overviews([FOLDER], DAY).agreements, DAY)
    ),
    ("clauses",): lambda: lines(clause_list.text(clause_list.clause_list(Workspace(ROOT).catalogue))),
    ("clauses", "list", "--jenis", "nota_kesepakatan", "--format", "json"): lambda: data(
        clause_list.data(clause_list.clause_list(Workspace(ROOT).catalogue, ["nota_kesepakatan"]))
    ),
    ("clauses", "show", "keadaan_kahar"): lambda: lines(clause_page.page(Workspace(ROOT), "keadaan_kahar")),
    ("clauses", "usage", str(FOLDER)): lambda: clause_uses.text(_uses()),
    ("clauses", "usage", str(FOLDER), "--format", "markdown"): lambda: clause_uses.markdown(_uses()),
    ("clauses", "usage", str(FOLDER), "--klausul", "keadaan_kahar", "--format", "json"): lambda: data(
        clause_uses.data(_uses("keadaan_kahar"))
    ),
    ("clauses", "deviations", str(FOLDER)): lambda: deviations.text(_deviations()),
    ("clauses", "deviations", str(FOLDER), "--format", "html"): lambda: deviations.html(_deviations()),
    ("templates",): lambda: template_text(template_report(Workspace(ROOT)), "text"),
    ("coverage", "uu-23-2014"): lambda: _coverage("uu-23-2014"),
    ("rules",): lambda: lines(code_list.text(all_pages().values())),
    ("rules", "--format", "markdown"): lambda: lines(code_list.markdown(all_pages().values())),
    ("rules", "--format", "json"): lambda: data(code_list.data(all_pages().values())),
    ("explain", "ksd214"): lambda: page_of("ksd214", all_pages()).markdown(),
}
"""Command lines, and the text that a program makes by the functions below."""


@pytest.mark.slow
@pytest.mark.parametrize("words", PRINTED, ids=" ".join)
def test_what_a_command_prints(words: tuple[str, ...]) -> None:
    run = ksdgen(*words)
    assert run.output == PRINTED[words]()
    assert run.output.strip()


def test_schemas_are_those_of_the_command(tmp_path: Path) -> None:
    assert ksdgen("schema", "--out", tmp_path).code == 0
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == schema_files(Workspace(ROOT).catalogue)


def test_progress_counts_every_file() -> None:
    told: list[tuple[int, int]] = []
    count = len(overviews([FOLDER], DAY, lambda done, of: told.append((done, of))).agreements)
    assert told == [(done, count) for done in range(count + 1)]


# --- a new agreement --------------------------------------------------------------------------------------------------


class Answers:
    """Somebody who takes what is offered and remembers what was asked."""

    def __init__(self, **answers: str) -> None:
        self.asked: list[str] = []
        self._answers = answers

    def choose(self, question: str, choices: Mapping[str, str], default: str | None = None) -> str:
        self.asked.append(question)
        answer = self._answers.get(question, default)
        assert answer in choices
        return answer

    def choose_many(self, question: str, choices: Mapping[str, str], without: str = "") -> list[str]:
        self.asked.append(question)
        return []

    def fill_in(self, question: str, default: str | None = None) -> str:
        self.asked.append(question.strip().partition(":")[0])
        return default or "Pengelolaan Sampah"


def test_a_program_may_answer_what_the_command_asks() -> None:
    answers = Answers()
    request = settle(Workspace(ROOT), Wish("nk"), DAY, answers)
    assert answers.asked[:2] == ["Judul", "Pemrakarsa"], "a type with one category leaves no choice"
    assert answers.asked[-1] == "Disimpan sebagai"
    assert (request.kind, request.category, request.tentang) == (
        "nota_kesepakatan",
        Category.SINERGI,
        "Pengelolaan Sampah",
    )
    assert len(request.pihak) == 2


def test_what_is_said_is_not_asked() -> None:
    wish = Wish(
        "ksb",
        "ksdd_sukarela",
        pemrakarsa="kabupaten-garut",
        partners=["kabupaten-bandung"],
        tentang="Air",
        out=Path("agreements/baru.yaml"),
    )
    answers = Answers()
    request = settle(Workspace(ROOT), wish, DAY, answers)
    assert {question.partition(" untuk ")[0] for question in answers.asked} <= {"Yang menandatangani"}
    assert request.path == "agreements/baru.yaml"
    assert [pihak.code for pihak in request.pihak] == ["garut", "bandung"]


def test_nobody_to_ask() -> None:
    with pytest.raises(Refused, match="JENIS belum diisi"):
        settle(Workspace(ROOT), Wish(), DAY)


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    workspace = Workspace(tmp_path)
    request = settle(workspace, Wish("ksb", "ksdd_sukarela", tentang="Air"), DAY)
    created = new.create(workspace, request, DAY)
    assert created.file == tmp_path / request.path
    assert created.file.is_file()
    assert created.parent_to_link is None
    before = created.file.read_bytes()
    with pytest.raises(Refused, match="sudah ada dan tidak ditimpa"):
        new.create(Workspace(tmp_path), request, DAY)
    assert created.file.read_bytes() == before
