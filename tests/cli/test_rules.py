"""`ksdgen rules`: the listing of all codes, in every format."""

from __future__ import annotations

import json

from ksdgen.diagnostics import Severity
from ksdgen.reporters.report import LEVEL
from ksdgen.rules.pages import all_pages
from tests.helpers.util import ksdgen


def test_list_of_codes() -> None:
    text = ksdgen("rules").output.splitlines()
    assert [b[:6] for b in text] == list(all_pages())
    assert all(all_pages()[b[:6]].severity.value in b and all_pages()[b[:6]].name in b for b in text)
    table = ksdgen("rules", "--format", "markdown").output.splitlines()
    cell = [b.split(" | ") for b in table]
    assert {len(s) for s in cell[:1] + cell[2:]} == {4} and table[1] == "|---|---|---|---|"
    assert [(s[0][2:], s[1], s[2]) for s in cell[2:]] == [
        (h.code, LEVEL[h.severity], h.english_summary) for h in all_pages().values()
    ]
    data = json.loads(ksdgen("rules", "--format", "json").output)
    assert [d["code"] for d in data] == list(all_pages())
    assert all(set(d) == {"code", "name", "severity", "summary", "citations"} for d in data)
    assert {d["severity"] for d in data} <= set(LEVEL.values()) and len(LEVEL) == len(Severity)
