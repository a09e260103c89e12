"""A few inputs for each target, and that the search sees what it is there to see."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.__main__ import table, write
from tests.fuzz.engine import EVERYTHING, THOROUGH, Fault, Search, Tally, Target, Wrong, attempt
from tests.fuzz.memory import as_yaml
from tests.fuzz.mutations import Changer
from tests.fuzz.outputs import check_docx, check_html, check_markdown
from tests.fuzz.processes import run_all
from tests.fuzz.shrinking import reduced, shrink
from tests.fuzz.targets import MODULES, naskah_structure, target
from tests.helpers.util import ROOT, ksb

QUICK = {
    "yaml_bytes": 120, "naskah_structure": 4, "proposals": 2, "markah": 150, "templates": 8, "styles": 12, "own_rules": 6, "parties": 10, "frozen": 20, "pins": 150,
    "word_files": 8, "pictures": 16, "revisions": 2, "command_lines": 2,
}  # fmt: skip
"""How many inputs each target gets in the quick part: about two tenths of a second."""

LONGER = 12
"""How many times as many it gets in the slow part."""


def _faults(name: str, inputs: int, seed: str) -> list[str]:
    tried = target(name)
    try:
        tally = Search(tried, seed, seeds_first=False).run(inputs)
    finally:
        tried.close()
    assert tally.inputs == inputs
    return [f"{fault.kind}: {fault.place}\n{fault.detail}\n{fault.sample!r:.2000}" for fault in tally.faults.values()]


def test_every_target_is_tried() -> None:
    modules = {path.stem for path in (ROOT / "tests/fuzz/targets").glob("*.py")} - {"__init__"}
    assert modules == set(MODULES) == set(QUICK)


@pytest.mark.parametrize("name", MODULES)
def test_no_input_is_a_fault(name: str) -> None:
    assert _faults(name, QUICK[name], f"quick/{name}") == []


@pytest.mark.slow
@pytest.mark.parametrize("name", MODULES)
def test_no_input_of_many_is_a_fault(name: str) -> None:
    assert _faults(name, QUICK[name] * LONGER, f"longer/{name}") == []


# --- the search itself ------------------------------------------------------------------------------------------------


class _Unclean:
    def __del__(self) -> None:
        raise ZeroDivisionError("there")


class _Broken(Target):
    """Breaks in every way that there is."""

    name = "broken"
    words = ("SLOW", "HUGE", "LOST", "CRASH", "CLEARED")

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        return [{"a": ["one", "two"], "b": "three"}, b"four"]

    def run(self, sample: Any, depth: int) -> Iterable[str]:
        """See `Target`."""
        text = repr(sample)
        if "SLOW" in text:
            time.sleep(60)
        if "HUGE" in text:
            raise MemoryError
        if "LOST" in text:
            raise Wrong("lost", "a word", "LOST")
        if "CLEARED" in text:
            _Unclean()
        if "CRASH" in text:
            raise ZeroDivisionError("here")
        return [str(len(text) // 20)]


@pytest.mark.parametrize(
    ("word", "kind", "place"),
    [
        ("HUGE", "memory", "MemoryError in ?"),
        ("LOST", "lost", "a word"),
        ("CRASH", "exception", "ZeroDivisionError in ?"),
        ("CLEARED", "exception", "ZeroDivisionError in ?"),
    ],
)
def test_each_kind_of_fault_is_seen_and_made_small(word: str, kind: str, place: str) -> None:
    sample = {"a": ["one", {"x": f"some {word} text"}], "b": "three"}
    _, fault = attempt(_Broken(), sample, EVERYTHING)
    assert fault is not None and (fault.kind, fault.place) == (kind, place)
    assert shrink(_Broken(), fault, 5).sample == {"a": [{"x": word}]}


@pytest.mark.skipif(not hasattr(__import__("signal"), "setitimer"), reason="the system has no such clock")
def test_what_takes_too_long_is_a_fault() -> None:
    start = time.monotonic()
    _, fault = attempt(_Broken(), b"SLOW", EVERYTHING, limit=0.05)
    assert fault is not None and fault.kind == "slow"
    assert time.monotonic() - start < 5


def test_the_search_comes_upon_what_is_broken() -> None:
    class Quick(_Broken):
        words = ("LOST", "CRASH")

    tally = Search(Quick(), "x").run(400)
    assert {fault.kind for fault in tally.faults.values()} == {"lost", "exception"}


def test_the_same_seed_gives_the_same_inputs() -> None:
    tried: list[list[Any]] = [[], [], []]
    for seed, samples in zip("xxy", tried, strict=True):
        Search(target("pins"), seed, samples.append, seeds_first=False).run(60)
    assert tried[0] == tried[1] != tried[2]


def test_what_is_made_smaller_stays_what_it_is() -> None:
    assert reduced(b"..x.....y..", lambda data: b"x" in data and b"y" in data) == b"xy"
    assert reduced({"a": [1, 2, {"b": "zzq"}], "c": 3}, lambda data: "q" in repr(data)) == {"a": [{"b": "q"}]}
    assert reduced(1000, lambda number: number >= 7) in range(7, 16)


def test_changes_of_a_tree_leave_the_old_one_alone() -> None:
    data = {"a": [{"b": "c"}, 1, None], "d": {"e": True}}
    copy = repr(data)
    changer = Changer(random.Random(1), ("x",))
    changed = [changer.change(data, data) for _ in range(300)]
    assert repr(data) == copy
    assert len({repr(one) for one in changed}) > 200
    for one in changed:
        as_yaml(one)


@pytest.mark.parametrize(
    "page", ["<script>", '<p onclick="x">', '<img src="http://x/y">', '<a href="javascript:x">', "<!-- x -->", "<base>"]
)
def test_a_page_that_holds_more_than_text_is_seen(page: str) -> None:
    with pytest.raises(Wrong):
        check_html(f"<p>{page}</p>")
    check_html('<p class="x">&lt;script&gt; <img alt="" src="data:x"></p>')


@pytest.mark.parametrize(
    "comment",
    [
        "![x](http://a)",
        "[x](http://a/b)",
        "a @kepala-hukum",
        "x <img src=x>",
        "`a` <b>",
        "# Disetujui",
        "a\n<!-- ksdgen -->",
        "\x1b[31m",
        "\u202e",
    ],
)
def test_a_comment_that_holds_more_than_text_is_seen(comment: str) -> None:
    with pytest.raises(Wrong):
        check_markdown(f"<!-- ksdgen -->\n{comment}\n")
    check_markdown(
        "<!-- ksdgen -->\n`![x](http://a) <b>` ``a ` @kepala-hukum`` \\<b> <del>x</del>\n\n```\n<b>\n# Disetujui\n```\n"
    )


def test_a_value_that_is_not_printed_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = target("naskah_structure")
    sample = ksb(objek="penyediaan Q77Q")
    tried.run(sample, THOROUGH)
    monkeypatch.setattr(naskah_structure, "papers", lambda *_: {"txt": b"penyediaan"})
    with pytest.raises(Wrong, match="value of objek: 'Q77Q'"):
        tried.run(sample, THOROUGH)


def test_what_comes_out_differently_the_second_time_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    count = iter(range(9))
    monkeypatch.setattr(naskah_structure, "papers", lambda *_: {"txt": b"%d" % next(count)})
    with pytest.raises(Wrong, match="papers"):
        target("naskah_structure").run(ksb(), EVERYTHING)


def test_a_broken_part_of_a_word_file_is_seen() -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<a><b></a>")
    with pytest.raises(Wrong):
        check_docx(data.getvalue())


def test_faults_are_told_and_written(tmp_path: Path) -> None:
    fault = Fault("pins", "slow", "somewhere", {"a": "\udcff"}, "detail")
    tally = Tally("pins", 10, 2.0)
    tally.note(fault)
    tally.note(Fault("pins", "slow", "somewhere", {"a": "\udcff and more"}, "detail"))
    assert list(tally.faults.values()) == [fault]
    assert table([tally], 2.0)[-1].split() == ["all", "10", "5", "0.0", "0", "1"]
    write(tmp_path, 1, fault)
    assert "detail" in (tmp_path / "001-pins-slow.txt").read_text(encoding="utf-8")
    assert (tmp_path / "001-pins-slow.json").read_text(encoding="utf-8") == '{\n "a": "\\udcff"\n}'


@pytest.mark.slow
def test_the_command_tells_what_it_tried(tmp_path: Path) -> None:
    arguments = ["pins", "markah", "--inputs", "400", "--processes", "2", "--folder", str(tmp_path)]
    run = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.splitlines()[-1].split()[:2] == ["all", "400"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_one_process_or_two_try_the_same() -> None:
    one, two = (run_all(["pins"], 300, None, "x", count) for count in (1, 2))
    assert [(t.inputs, t.reached) for t in one] == [(t.inputs, t.reached) for t in two]
