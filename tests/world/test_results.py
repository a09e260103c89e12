"""What is kept of earlier runs: when it is void, and how much of it stays."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ksdgen.world import results
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

    def other_text_of_same_size_and_time() -> None:
        rule.write_bytes(rule.read_bytes()[::-1])
        os.utime(rule, ns=(1, 1))

    for change in (
        lambda: rule.write_text(rule.read_text(encoding="utf-8") + "\n", encoding="utf-8"),
        lambda: os.utime(rule, ns=(1, 1)),
        other_text_of_same_size_and_time,
        lambda: (package / "rules" / "checks" / "baru.py").touch(),
        rule.unlink,
    ):
        change()
        current = code()
        assert current is not None and current not in seen
        seen.add(current)
