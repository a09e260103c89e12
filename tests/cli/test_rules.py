"""`ksdgen rules`: the listing of all codes, in every format."""

from __future__ import annotations

import json

from ksdgen.diagnostics import Severity
from ksdgen.reporters.report import LEVEL
from ksdgen.rules.pages import all_pages
from tests.helpers.util import ksdgen


def test_list_of_codes() -> None:
    lines = ksdgen("rules").output.splitlines()
    assert [line[:6] for line in lines] == list(all_pages())
    for line, page in zip(lines, all_pages().values(), strict=True):
        assert page.severity.value in line and page.name in line
    heading, rule, *rows = (line.split(" | ") for line in ksdgen("rules", "--format", "markdown").output.splitlines())
    assert {len(cells) for cells in (heading, *rows)} == {4} and rule == ["|---|---|---|---|"]
    assert [(cells[0][2:], cells[1], cells[2]) for cells in rows] == [
        (page.code, LEVEL[page.severity], page.english_summary) for page in all_pages().values()
    ]
    data = json.loads(ksdgen("rules", "--format", "json").output)
    assert [entry["code"] for entry in data] == list(all_pages())
    assert all(set(entry) == {"code", "name", "severity", "summary", "citations"} for entry in data)
    assert {entry["severity"] for entry in data} <= set(LEVEL.values()) and len(LEVEL) == len(Severity)
