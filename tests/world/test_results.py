"""What is kept of earlier runs: when it is void, and how much of it stays."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ksdgen.world import cachedir, results
from ksdgen.world.package import PACKAGE


def test_code_digest_sees_every_file(tmp_path: Path) -> None:
    """A changed, new or absent file of ksdgen is another version of it."""
    package = tmp_path / "ksdgen"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))

    def code() -> bytes | None:
        return results.state_of_code.__wrapped__(package)

    start = code()
    assert start is not None and code() == start
    seen = {start}
    rule = package / "data" / "rules" / "KSD301.yaml"
    for change in (
        lambda: rule.write_text(rule.read_text(encoding="utf-8") + "\n", encoding="utf-8"),
        lambda: os.utime(rule, ns=(1, 1)),
        lambda: (package / "rules" / "checks" / "baru.py").touch(),
        rule.unlink,
    ):
        change()
        current = code()
        assert current is not None and current not in seen
        seen.add(current)


def test_saved_results_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "uji"
    monkeypatch.setenv("KSDGEN_CACHE", str(tmp_path))
    for index in range(41):
        cachedir.save(f"uji/{index}", b"x")
        os.utime(folder / str(index), ns=(index, index))
    cachedir.limit("uji", 41)
    assert len(list(folder.iterdir())) == 41
    cachedir.limit("uji", 40)
    assert sorted(int(path.name) for path in folder.iterdir()) == list(range(11, 41))
