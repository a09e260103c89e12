"""Whatever ksdgen does not foresee over one file is told for that file; the others are done, and the exit code is 3."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ksdgen.compose.composer import Composer
from ksdgen.paper.document import Dokumen
from tests.helpers.git_util import Git
from tests.helpers.util import Run, ksb, ksdgen, put, save

pytestmark = pytest.mark.usefixtures("base_rules")

BAD = put(ksb(), "tentang", "Naskah Yang Gagal")


class Unforeseen(Exception):
    """What no stage knows of."""


@pytest.fixture
def three(repo: Path) -> Path:
    for name, data in (("a.yaml", ksb()), ("b.yaml", BAD), ("c.yaml", ksb())):
        save(repo, data, name)
    return repo


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[type[BaseException]]:
    """What the composition of one agreement fails with; nothing while the list is empty."""
    kinds: list[type[BaseException]] = []
    compose = Composer.compose

    def failing_compose(self: Composer, naskah: Any, *arguments: Any, **other: Any) -> Any:
        if kinds and naskah.tentang == BAD["tentang"]:
            raise kinds[0]("x")
        return compose(self, naskah, *arguments, **other)

    monkeypatch.setattr(Composer, "compose", failing_compose)
    return kinds


def faults(run: Run) -> list[str]:
    """The files over which ksdgen has failed."""
    return [
        file.rpartition("/")[2] for file, line, column, code in run.findings if (code, line, column) == ("KSD028", 1, 1)
    ]


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("kind", [Unforeseen, RecursionError, MemoryError, KeyError, UnicodeEncodeError.__base__])
def test_the_others_are_checked_and_printed(
    three: Path, failing: list[type[BaseException]], kind: type[BaseException]
) -> None:
    failing.append(kind)
    for run in (
        ksdgen("check", three / "agreements"),
        ksdgen("check", three / "agreements", "--ignore", "KSD028", "--fail-on", "kesalahan"),
        ksdgen("render", three / "agreements", "--out", three / "keluaran"),
    ):
        assert run.code == 3, run.everything
        assert faults(run) == ["b.yaml"]
        assert kind.__name__ in run.output
        assert "KSDGEN_DEBUG=1" in run.output
        assert "laporkan" in run.output
    assert sorted(file.name for file in (three / "keluaran").iterdir()) == ["a.docx", "c.docx"]


def test_a_writer_that_fails_stops_no_other(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ksdgen.desk.printing as printing

    def writer_for(format_: str) -> Callable[[Dokumen, Any], bytes]:
        def write(dokumen: Dokumen, assets: Any) -> bytes:
            if BAD["tentang"] in dokumen.title:
                raise Unforeseen
            return b"x"

        return write

    monkeypatch.setattr(printing, "writer_for", writer_for)
    run = ksdgen("render", three / "agreements", "--out", three / "keluaran")
    assert run.code == 3
    assert faults(run) == ["b.yaml"]
    assert sorted(file.name for file in (three / "keluaran").iterdir()) == ["a.docx", "c.docx"]


def test_nothing_of_it_is_kept(
    three: Path, failing: list[type[BaseException]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KSDGEN_CACHE", str(three / "cache"))
    for command in (("check", three / "agreements"), ("render", three / "agreements", "--out", three / "keluaran")):
        failing[:] = [Unforeseen]
        assert ksdgen(*command).code == 3
        failing.clear()
        assert ksdgen(*command).code < 3


def test_whoever_looks_for_the_fault_sees_it(
    three: Path, failing: list[type[BaseException]], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing.append(Unforeseen)
    monkeypatch.setenv("KSDGEN_DEBUG", "1")
    with pytest.raises(Unforeseen):
        ksdgen("check", three / "agreements")


@pytest.mark.slow(traced=True)
def test_one_of_many_on_several_processes(
    repo: Path, failing: list[type[BaseException]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KSDGEN_PROSES", "2")
    for number in range(20):
        save(repo, BAD if number == 11 else ksb(), f"n{number:02}.yaml")
    failing.append(Unforeseen)
    run = ksdgen("check", repo / "agreements")
    assert run.code == 3
    assert faults(run) == ["n11.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [
        "ksdgen.review.comparison.compare_versions",
        "ksdgen.review.assessment.overview",
        "ksdgen.word.writer.write",
    ],
)
def test_a_review_shows_the_others(repo: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Whatever cannot be compared, judged or written: the page comes, and names what has failed."""
    git = Git(repo)
    for name, data in (("a.yaml", ksb()), ("b.yaml", BAD), ("c.yaml", ksb())):
        save(repo, data, name)
    git.commit()
    for name, data in (("a.yaml", ksb()), ("b.yaml", BAD), ("c.yaml", ksb())):
        save(repo, put(data, "objek", "lain"), name)
    module, _, function = place.rpartition(".")
    honest = getattr(import_module(module), function)

    def failing(*arguments: Any, **other: Any) -> Any:
        if any(BAD["tentang"] in repr(argument) for argument in arguments):
            raise Unforeseen
        return honest(*arguments, **other)

    monkeypatch.setattr(place, failing)
    monkeypatch.chdir(repo)
    run = ksdgen("review", "HEAD", "--out", "telaah", "--tanpa-gambar")
    assert run.code == 3
    assert "agreements/b.yaml: KSD028 ksdgen sendiri mengalami kesalahan (Unforeseen)" in run.error
    assert "a.yaml" not in run.error
    page = Path("telaah/index.html").read_text(encoding="utf-8")
    assert all(f"agreements/{name}.yaml" in page for name in "abc")
    present = {path.name for path in Path("telaah").glob("*.docx")}
    assert {"a.docx", "a.redline.docx", "c.docx", "c.redline.docx"} <= present
    assert "b.redline.docx" not in present
    for form in ("text", "json"):
        run = ksdgen("diff", "HEAD", "--format", form)
        assert run.code == (3 if "compare" in place else 0)
        assert "agreements/a.yaml" in run.output
