"""What a machine can say about the source: lint, strict types, and who may import whom."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from pathlib import Path

import pytest

from ksdgen.cli import COMMANDS
from tests.helpers.util import ROOT


@pytest.mark.parametrize(
    "tool",
    [
        pytest.param(["-m", "ruff", "check", "--no-cache", "."], id="ruff"),
        pytest.param(["-m", "ruff", "format", "--no-cache", "--check", "."], id="ruff format"),
        pytest.param(["-m", "mypy"], id="mypy"),
        pytest.param(["-m", "mypy", "--config-file", "tests/mypy.ini", "-p", "tests"], id="mypy-tests"),
        pytest.param(
            ["-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"], id="import-linter"
        ),
    ],
)
def test_tools_find_nothing(tool: list[str]) -> None:
    result = subprocess.run([sys.executable, *tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def too_long(source: str) -> list[int]:
    """Lines of more than 120 columns that are not one text, pattern or row of a table which is read whole."""
    if all(len(line) <= 120 for line in source.splitlines()):
        return []
    texts: set[int] = set()
    docstrings = {
        node.body[0].value.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node, clean=False)
        if isinstance(node.body[0], ast.Expr)
    }
    skipped = {n for n, line in enumerate(source.splitlines(), 1) if line.rstrip().endswith("# fmt: skip")}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        # From Python 3.12 on a formatted text is several tokens.
        if tokenize.tok_name[token.type] in ("STRING", "FSTRING_MIDDLE") and token.start[0] not in docstrings:
            texts.update(range(token.start[0], token.end[0] + 1))
    # The formatter itself lets the quotes that close a docstring, and remarks for the type checker, stand beyond.
    lines = [line.partition("  # type: ignore")[0].removesuffix('"""') for line in source.splitlines()]
    return [
        number
        for number, line in enumerate(lines, 1)
        if len(line) > 120 and number not in texts and number not in skipped
    ]


@pytest.mark.parametrize("folder", ["ksdgen", "tests"])
def test_lines_are_short(folder: str) -> None:
    found = {
        path.relative_to(ROOT).as_posix(): too_long(path.read_text(encoding="utf-8"))
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("line", [f"# {'x' * 120}", f'"""{"x " * 70}"""', " + ".join(["name"] * 30)])
def test_the_law_of_short_lines_sees(line: str) -> None:
    assert too_long(f"{line}\n") == [1]
    assert too_long(f"text = {'x' * 120!r}\n") == []


def test_no_module_of_the_tests_has_two_names() -> None:
    """A helper imported as `util` and as `tests.util` would hold its state twice; `tests.helpers.util` is the one way."""
    loaded = [
        (name, Path(module.__file__).resolve())
        for name, module in sys.modules.items()
        if getattr(module, "__file__", None) and ROOT / "tests" in Path(module.__file__ or "").resolve().parents
    ]
    by_path = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for _, path in loaded]
    assert [name for name, _ in loaded] == by_path != []


def test_each_lint_rule_left_out_has_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(text)["tool"]
    for name in (*settings["ruff"]["lint"]["ignore"], *settings["ruff"]["lint"]["per-file-ignores"]):
        assert re.search(rf'^(?:    )?"{re.escape(name)}".* # \S.{{10,}}$', text, re.MULTILINE), name
    assert settings["pytest"]["ini_options"]["filterwarnings"][0] == "error"
    assert settings["coverage"]["report"]["fail_under"] >= 92


def test_every_wing_and_every_command_has_its_tests() -> None:
    """What ksdgen/<wing>/ does is tested in tests/<wing>/, a command in tests/cli/test_<command>.py."""
    tests = ROOT / "tests"
    # What a command of editing changes can be seen at the command alone.
    wings = {path.parent.name for path in (ROOT / "ksdgen").glob("*/__init__.py")} - {"editing"}
    assert sorted(wing for wing in wings if not [*(tests / wing).glob("test_*.py")]) == []
    assert sorted(name for name in COMMANDS if not (tests / "cli" / f"test_{name}.py").is_file()) == []


@pytest.mark.slow
def test_slow_tests_are_not_traced(request: pytest.FixtureRequest) -> None:
    """Under xdist two coverages lie one on the other: stopping the upper one wakes the lower, and no time is won."""
    if not request.config.pluginmanager.hasplugin("_cov"):
        pytest.skip("coverage is not measured in this run")
    assert sys.gettrace() is None
