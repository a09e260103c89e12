"""A traced tree tells what was asked of it while somebody listened, and nothing that cannot be relied on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksdgen.diagnostics import Cause, Diagnostic, Edit, Severity, Span
from ksdgen.world.digest import digest
from ksdgen.world.results import finding_data, finding_from
from ksdgen.world.trace import Traced
from ksdgen.world.tree import Supposed, WorkingTree, join


def test_only_what_is_asked_within_the_with_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    tree = Traced(WorkingTree(tmp_path))
    tree.read("b")
    with tree.recording() as asked:
        tree.read("a")
        with tree.recording() as inner:
            tree.files("")
        tree.read("c")
    tree.read("d")
    assert dict(asked.answers() or ()) == {"<a": digest(b"x"), "/": digest(b"a"), "<c": None}
    assert dict(inner.answers() or ()) == {"/": digest(b"a")}
    assert all(tree.answer(question) == answer for question, answer in asked.answers() or ())


def test_a_recording_ends_with_its_with_whatever_happens(tmp_path: Path) -> None:
    tree = Traced(WorkingTree(tmp_path))
    with pytest.raises(RuntimeError), tree.recording() as asked:
        raise RuntimeError
    tree.read("a")
    assert asked.answers() == ()


def test_what_is_remembered_counts_as_asked(tmp_path: Path) -> None:
    tree = Traced(WorkingTree(tmp_path))
    tree.read("a")
    with tree.recording() as asked:
        tree.touch(["a", "never read"])
    assert asked.answers() == (("<a", None),)


def test_an_answer_that_changed_cannot_be_relied_on(tmp_path: Path) -> None:
    tree = Traced(WorkingTree(tmp_path))
    tree.read("a")
    (tmp_path / "a").write_bytes(b"x")
    with tree.recording() as asked:
        tree.read("a")
    assert asked.answers() is None


def test_supposed_texts_lie_over_the_tree(tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f/a").write_bytes(b"old")
    tree = Supposed({"f/a": b"new", "f/g/b": b"b"}, WorkingTree(tmp_path, "label:"))
    assert (tree.read("f/a"), tree.read("f/g/b"), tree.read("f/c")) == (b"new", b"b", None)
    assert tree.files("f") == ["f/a"] and tree.below("") == ["f/a", "f/g/b"]
    assert Supposed({"a": b""}).below("") == ["a"]


@pytest.mark.parametrize(
    ("file", "relative", "path"),
    [
        ("agreements/a.yaml", "b.png", "agreements/b.png"),
        ("agreements/x/a.yaml", "../b.png", "agreements/b.png"),
        ("agreements/a.yaml", "..\\pihak\\b.png", "pihak/b.png"),
        ("a.yaml", "../../b.png", "b.png"),
        ("a.yaml", "./c/./b.png", "c/b.png"),
    ],
)
def test_a_path_is_relative_to_the_file_that_names_it(file: str, relative: str, path: str) -> None:
    assert join(file, relative) == path


@pytest.mark.parametrize("cause", [None, *Cause])
def test_a_kept_finding_is_the_finding(cause: Cause | None) -> None:
    span = Span.at("a.yaml", 2, 3, 4)
    finding = Diagnostic("KSD010", Severity.ERROR, "x", span, "y", ("z",), "a.b", (Edit(span, "t"),), cause)
    assert finding_from(finding_data(finding)) == finding
