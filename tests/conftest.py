"""What all tests share: ksdgen never touches the user's cache, and the environment that changes its behaviour is clean."""

from __future__ import annotations

import ast
import gc
import os
import re
import signal
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

# CI judges a change by the same cases each time; a desk keeps searching for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

# Whoever starts the tests in the background may have switched these off, which programs that tests start would inherit.
for _name in ("SIGINT", "SIGHUP"):
    _number = getattr(signal, _name, None)
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _name == "SIGINT" else signal.SIG_DFL)

_CODE = re.compile(r"KSD\d{3}")
_SHAPE = re.compile(r"\b[a-z]+\.([a-z_]+)\b")


@cache
def _codes_of_shapes() -> dict[str, frozenset[str]]:
    """Shape of check → the rules that are of it."""
    result: dict[str, set[str]] = {}
    for path in (Path(__file__).parent.parent / "ksdgen" / "data" / "rules").glob("KSD*.yaml"):
        if match := re.search(r"^cek: (\w+)$", path.read_text(encoding="utf-8"), re.MULTILINE):
            result.setdefault(match[1], set()).add(path.stem)
    return {shape: frozenset(codes) for shape, codes in result.items()}


@cache
def _codes_in(path: Path) -> dict[str, frozenset[str]]:
    """The codes that each function of a test module names, by themselves or by their shape (`term.paling_lama`)."""
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    result: dict[str, frozenset[str]] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            body = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            shapes = [_codes_of_shapes().get(word, frozenset()) for word in _SHAPE.findall(body)]
            result[node.name] = frozenset(_CODE.findall(body)).union(*shapes)
    return result


def _codes(item: pytest.Item) -> frozenset[str]:
    """The codes that a test names in its body; those of its case stand in its name."""
    return _codes_in(item.path).get(getattr(item, "originalname", ""), frozenset())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts LibreOffice, Chromium or Node.js is slow: `-m "not slow"` is all that the quick part needs to say.

    A test answers to every code that it names: `-k KSD301` runs what concerns that rule.
    """
    for item in items:
        item.extra_keyword_matches.update(_codes(item))
        if any(item.get_closest_marker(program) for program in ("libreoffice", "chromium", "node")):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """Thousands of collected cases would be looked at by each run of the collector; its pace is that of the program."""
    gc.set_threshold(100_000, 50, 50)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Coverage is measured over the quick part: traced, a slow test takes three times as long and adds hardly a line.

    One that does add some says so: `@pytest.mark.slow(traced=True)`. The trace is laid aside, not the coverage
    stopped: under xdist another one lies beneath, which would wake.
    """
    trace = sys.gettrace()
    slow = item.get_closest_marker("slow")
    if trace is None or slow is None or slow.kwargs.get("traced") or not item.config.pluginmanager.hasplugin("_cov"):
        return (yield)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(trace)


def pytest_runtest_setup() -> None:
    """Each test is a run of its own: what the one before it used up of the limits of a run is not its own."""
    budget = sys.modules.get("ksdgen.compose.budget")
    if budget is not None:
        budget._RUN = budget._Run()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compiled templates of the test run go to a folder of their own, shared by all tests of the process."""
    patch = pytest.MonkeyPatch()
    patch.setenv("KSDGEN_CACHE", str(tmp_path_factory.mktemp("cache")))
    patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    patch.delenv("KSDGEN_DEBUG", raising=False)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """An empty repository."""
    (tmp_path / "agreements").mkdir()
    return tmp_path


@pytest.fixture
def base_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the rules about open values: what the law demands of the content is not at stake in such a test."""
    import ksdgen.rules.engine as engine

    about_open_values = tuple(ready for ready in engine._ready() if ready[0].kode in ("KSD050", "KSD051", "KSD052"))
    monkeypatch.setattr(engine, "_ready", lambda: about_open_values)


@pytest.fixture
def owned(repo: Path) -> Path:
    """A repository with all templates of its own, recorded, and one agreement that is pinned."""
    from tests.helpers.pinned import pin

    return pin(repo)
