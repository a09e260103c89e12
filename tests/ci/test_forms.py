"""The forms for issues and proposals: readable by both forges, and the same questions on both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.util import ROOT

GITHUB = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]-*.yml"))
GITLAB = ROOT / ".gitlab" / "issue_templates"


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_a_form_is_what_github_reads(path: Path) -> None:
    form: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"] and form["description"] and form["body"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in fields} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert len({field["id"] for field in fields}) == len(fields)
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_both_forges_ask_the_same() -> None:
    kinds = {path.stem.partition("-")[2]: yaml.safe_load(path.read_text(encoding="utf-8")) for path in GITHUB}
    pages = {path.stem.lower(): path.read_text(encoding="utf-8") for path in GITLAB.glob("*.md")}
    assert kinds.keys() == pages.keys() == {"kesalahan", "peraturan", "klausul"}
    for kind, form in kinds.items():
        assert f"/label ~{form['labels'][0]}" in pages[kind]
        asked = {field["attributes"]["label"].partition(",")[0] for field in form["body"]}
        headings = {heading.partition(",")[0] for heading in re.findall(r"^## (.+)$", pages[kind], re.MULTILINE)}
        assert {heading for heading in headings if heading not in asked} <= {"Dasar"}
    assert (ROOT / ".gitlab/merge_request_templates/Default.md").read_text(encoding="utf-8") == (
        ROOT / ".github/PULL_REQUEST_TEMPLATE.md"
    ).read_text(encoding="utf-8")
