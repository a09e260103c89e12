"""What pyproject promises about other packages has its reasons, and is tried: the lowest versions, and every Python."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.helpers.util import ROOT

TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(TEXT)["project"]
DEPENDENCIES = [
    *PROJECT["dependencies"],
    *(line for extra in PROJECT["optional-dependencies"].values() for line in extra if not line.startswith("ksdgen[")),
]


@pytest.mark.parametrize("line", DEPENDENCIES)
def test_every_dependency_has_a_floor_and_a_reason(line: str) -> None:
    floors = [part for part in Requirement(line).specifier if part.operator == ">="]
    assert len(floors) == 1, f"{line}: a lower bound"
    with_reason = rf'^    "{re.escape(line)}", +# \S.{{8,}}$'
    assert re.search(with_reason, TEXT, re.MULTILINE), f"{line}: a comment that says what it is for"


def test_the_lowest_versions_are_tried() -> None:
    script = (ROOT / ".ci" / "lowest").read_text(encoding="utf-8")
    assert '--resolution lowest-direct -e ".[test]"' in script
    files = re.findall(r"^    (tests/\S+)$", script, re.MULTILINE)
    assert len(files) > 5 and [file for file in files if not (ROOT / file).is_file()] == []
    for caller in (".ci/run", ".github/workflows/ci.yml"):
        text = (ROOT / caller).read_text(encoding="utf-8")
        assert re.search(r"^(?: *- run: )?\.ci/lowest$", text, re.MULTILINE), caller


def test_every_version_of_python_is_tried() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    tried = re.search(r"python: \[(.+)\]", workflow)
    assert tried is not None
    promised = [
        found[1]
        for line in PROJECT["classifiers"]
        if (found := re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", line))
    ]
    assert re.findall(r"3\.\d+", tried[1]) == promised
    assert PROJECT["requires-python"] == f">={promised[0]}"
