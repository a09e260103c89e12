"""docs/api.md: every example runs and gives what the page says, in a copy of the shipped agreements."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest

from tests.helpers.util import ROOT

PAGE = ROOT / "docs" / "api.md"


@pytest.mark.slow(traced=True)
def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("agreements", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    # A fence closes an example; what doctest sees there is a blank line.
    text = PAGE.read_text(encoding="utf-8").replace("```python\n", "\n").replace("```\n", "\n")
    test = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    assert len(test.examples) >= 20
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert not said, "".join(said)
