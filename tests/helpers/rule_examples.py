"""Runs the examples of rules: each a complete agreement in memory, judged on a fixed day."""

from __future__ import annotations

import re
from datetime import date

from ksdgen.desk.outcome import Result
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic
from ksdgen.rules.checks import shapes
from ksdgen.rules.examples import FOLDER, base_text, put
from ksdgen.rules.packaged import packaged_rules
from ksdgen.world.repository import Repository
from tests.helpers.util import PNG, ROOT

TODAY = date(2026, 12, 31)
"""Undated examples are judged on this day, whenever the tests run."""

BASES = sorted(p.stem for p in FOLDER.glob("*.yaml"))
"""The complete agreements that examples change."""

_MARK = re.compile(r"# <- (KSD\d{3})\s*$", re.MULTILINE)


class TextTree:
    """A tree of files in memory; every .png is there."""

    def __init__(self) -> None:
        self.content: dict[str, str] = {f"{name}.yaml": base_text(name) for name in BASES}

    def read(self, path: str) -> bytes | None:
        """A file's content, None when there is none."""
        return PNG if path.endswith(".png") else self.content[path].encode() if path in self.content else None

    def files(self, folder: str) -> list[str]:
        """The files below a folder."""
        return sorted(p for p in self.content if not folder or p.startswith(f"{folder}/"))

    def name(self, path: str) -> str:
        """A path as messages print it."""
        return path


class Examples:
    """Judges texts one after another in one workspace: templates are compiled once. All bases stand beside each text."""

    def __init__(self) -> None:
        self.tree = TextTree()
        self.workspace = Workspace(Repository(ROOT / "tests", self.tree))
        self.nth = 0
        self.last = ""
        """The text judged last."""

    def check(self, text: str, today: date = TODAY) -> Result:
        """All that is known of an agreement given as text."""
        self.nth += 1
        self.last = text
        name = f"contoh-{self.nth}.yaml"
        self.tree.content[name] = text
        return self.workspace.check(name, today)

    def change(self, name: str, piece: str = "", today: date = TODAY) -> Result:
        """A base with some top-level keys replaced."""
        return self.check(put(base_text(name), piece), today)

    def codes(self, name: str, piece: str = "", today: date = TODAY) -> set[str]:
        """The codes of all findings on a base with some top-level keys replaced."""
        return {finding.code for finding in self.change(name, piece, today).findings}


def family(*names: str) -> set[str]:
    """The shapes of check that some modules of `ksdgen.rules.checks` declare."""
    return {shape.name for shape in shapes().values() if shape.check.__module__.rpartition(".")[2] in names}


def lines(findings: list[Diagnostic], code: str) -> list[int]:
    """The lines of all findings of a code."""
    return sorted(finding.span.line if finding.span else 0 for finding in findings if finding.code == code)


def marked_lines(text: str, code: str) -> list[int]:
    """The lines that an example marks for a code."""
    return [text.count("\n", 0, match.start()) + 1 for match in _MARK.finditer(text) if match[1] == code]


def example_files() -> tuple[dict[str, str], dict[str, str]]:
    """All bases, and both examples of every rule, as complete agreements by file name."""
    bases = {f"{name}.yaml": base_text(name) for name in BASES}
    examples = {}
    for rule in packaged_rules():
        if rule.contoh is not None:
            for kind in ("benar", "salah"):
                text = put(base_text(rule.contoh.naskah), getattr(rule.contoh, kind))
                examples[f"{rule.kode}-{kind}.yaml"] = text
    return bases, examples
