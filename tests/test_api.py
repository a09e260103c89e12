"""The front door for programs: its signatures stay, and every function does its work on the shipped agreements.

`python -m tests.test_api` writes the signatures anew; a change of them is a change of the interface and belongs in the
changelog.
"""

from __future__ import annotations

import inspect
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ksdgen import api
from ksdgen.diagnostics import Severity
from ksdgen.reporters import FORMAT
from tests.helpers.git_util import Git
from tests.helpers.util import PNG, ROOT, ksb, pks, save

DAY = date(2026, 11, 21)
SIGNATURES = ROOT / "tests" / "golden" / "api.txt"
SHIPPED = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "agreements").glob("2*/**/*.yaml"))


def signatures() -> str:
    """Everything of `ksdgen.api` that a program can use."""
    lines: list[str] = []
    for name in sorted(api.__all__):
        thing = getattr(api, name)
        if hasattr(thing, "_fields"):
            lines.append(f"class {name}")
            for field in thing._fields:
                type_ = thing.__annotations__[field]
                lines.append(f"    {field}: {getattr(type_, '__forward_arg__', type_)}")
        elif isinstance(thing, type):
            lines.append(f"class {name}({', '.join(base.__name__ for base in thing.__bases__)})")
        else:
            signature = inspect.signature(thing)
            lines.append(f"{name} -> {signature.return_annotation}")
            lines += [f"    {_parameter(parameter)}" for parameter in signature.parameters.values()]
    return "\n".join(lines) + "\n"


def _parameter(parameter: inspect.Parameter) -> str:
    default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
    by_name = "*, " if parameter.kind is parameter.KEYWORD_ONLY else ""
    return f"{by_name}{parameter.name}: {parameter.annotation}{default}"


def test_signatures_stay() -> None:
    assert signatures() == SIGNATURES.read_text(encoding="utf-8")


def test_everything_public_is_listed() -> None:
    own = {n for n, x in vars(api).items() if getattr(x, "__module__", "") == api.__name__ and not n.startswith("_")}
    assert own | {"Refused", "WriteFailed"} == set(api.__all__)


def test_records_are_frozen_and_typed() -> None:
    result = api.judge(api.open_repository(ROOT), SHIPPED[0], day=DAY)
    compared = api.compare_with_standard(ROOT / SHIPPED[0])
    records = (api.check([ROOT / SHIPPED[0]], day=DAY), result, result.loaded, compared, *compared.pairs)
    for record in records:
        assert type(record).__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert issubclass(api.Printed, tuple) and issubclass(api.WordFile, tuple)
    assert (ROOT / "ksdgen" / "py.typed").exists()


def test_no_clock_no_printing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    source = Path(api.__file__).read_text(encoding="utf-8")
    assert not [word for word in ("today", "now(", "print(", "click", "sys.") if word in source]
    for name in ("check", "render", "judge"):
        assert inspect.signature(getattr(api, name)).parameters["day"].default is inspect.Parameter.empty
    api.check([ROOT / SHIPPED[0]], day=DAY)
    assert capsys.readouterr() == ("", "")


def test_the_door_is_light() -> None:
    """A program that imports it has loaded neither templates nor rules nor Word."""
    code = "import sys, ksdgen.api; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(run.stdout.split())
    heavy = {"jinja2", "yaml", "docx", "lxml", "click", "ksdgen.compose", "ksdgen.rules", "ksdgen.naskah.model"}
    assert not loaded & heavy


# --- every function, on the shipped agreements ------------------------------------------------------------------------


def test_check() -> None:
    steps: list[tuple[int, int]] = []
    found = api.check([ROOT / "agreements"], day=DAY, progress=lambda done, of: steps.append((done, of)))
    assert set(found.files) > set(SHIPPED)
    assert found.count[Severity.ERROR] == 0
    assert [done for done, _ in steps] == list(range(len(found.files) + 1))
    assert {of for _, of in steps} == {len(found.files)}
    assert len(api.check([ROOT / "agreements"], day=DAY, parties=False).files) == len(SHIPPED)


def test_report() -> None:
    found = api.check([ROOT / SHIPPED[0]], day=DAY)
    for kind in FORMAT:
        assert isinstance(api.report(found, kind), str)
    with pytest.raises(api.Refused, match="format `xml` tidak dikenal"):
        api.report(found, "xml")


@pytest.mark.slow
@pytest.mark.parametrize("path", SHIPPED)
def test_judge_write_and_read_word(path: str) -> None:
    result = api.judge(api.open_repository(ROOT / path), path, day=DAY)
    assert result.composition is not None and result.is_printable
    again = api.judge(api.open_repository(ROOT), ROOT / path, day=DAY)
    assert (again.loaded.naskah, again.composition, again.findings) == (
        result.loaded.naskah,
        result.composition,
        result.findings,
    )
    read = api.read_word(api.write(result))
    assert read.document == result.composition.dokumen
    assert set(read.images) == set(result.composition.assets)
    assert api.write(result, "txt").decode().strip() and api.write(result, "html").startswith(b"<!")


def test_unsaved_text(repo: Path) -> None:
    save(repo, ksb())
    text = (repo / "agreements/a.yaml").read_text(encoding="utf-8").replace("Pengendalian", "Perbaikan")
    opened = api.open_repository(repo, texts={"agreements/a.yaml": text.encode(), "agreements/b.yaml": text.encode()})
    for path in ("agreements/a.yaml", "agreements/b.yaml"):
        naskah = api.judge(opened, path, day=DAY).loaded.naskah
        assert naskah is not None and naskah.tentang == "Perbaikan Inflasi"


@pytest.mark.slow
def test_render(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "agreements", tmp_path / "agreements")
    out = tmp_path / "out"
    printed = api.render([tmp_path / "agreements"], out, day=DAY, formats=["docx", "txt"])
    assert {p.relative_to(out).as_posix() for p in printed.written} == {
        f"{path.removeprefix('agreements/').removesuffix('.yaml')}.{kind}"
        for path in SHIPPED
        for kind in ("docx", "txt")
    }
    assert not printed.refused and not printed.parties and not printed.failed
    repository = api.open_repository(tmp_path)
    for path in SHIPPED:
        file = out / path.removeprefix("agreements/").replace(".yaml", ".docx")
        assert file.read_bytes() == api.write(api.judge(repository, path, day=DAY))


def test_render_tells_what_it_did_not_do(repo: Path) -> None:
    save(repo, ksb(gaya="tak_ada"))
    save(repo, ksb(), "b.yaml")
    (repo / "o" / "b.docx").mkdir(parents=True)
    printed = api.render([repo / "agreements"], repo / "o", day=DAY)
    assert [Path(p).name for p in printed.refused] == ["a.yaml"]
    assert len(printed.failed) == 1 and "sudah ada folder dengan nama itu" in printed.failed[0]
    assert printed.written == ()


@pytest.mark.slow
def test_compare(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "agreements", tmp_path / "agreements")
    git = Git(tmp_path)
    before = git.commit()
    path = tmp_path / SHIPPED[0]
    path.write_text(path.read_text(encoding="utf-8").replace("tempat: ", "tempat: Kota ", 1), encoding="utf-8")
    repository = api.open_repository(tmp_path)
    (pair,) = api.compare(repository).pairs
    assert pair.path == SHIPPED[0] and pair.changes
    assert not api.compare(repository, only=[SHIPPED[1]]).pairs
    after = git.commit()
    assert [p.path for p in api.compare(repository, before, after, day=DAY).pairs] == [SHIPPED[0]]


@pytest.mark.slow
@pytest.mark.parametrize("path", SHIPPED)
def test_compare_files_and_with_standard(path: str) -> None:
    (same,) = api.compare_files(ROOT / path, ROOT / path).pairs
    assert same.state == "tetap" and not same.changes
    (standard,) = api.compare_with_standard(ROOT / path).pairs
    assert standard.old is not None and standard.old.dokumen is not None


# --- what stops a piece of work ---------------------------------------------------------------------------------------


def test_refusals(repo: Path) -> None:
    save(repo, ksb())
    broken = save(repo, ksb(gaya="tak_ada"), "rusak.yaml")
    result = api.judge(api.open_repository(repo), broken, day=DAY)
    save(repo, pks(), "a.yml")
    for work in (
        lambda: api.check([repo / "tak-ada"], day=DAY),
        lambda: api.check([repo / "agreements"], day=DAY, since="tak-ada"),
        lambda: api.render([repo / "agreements"], repo / "o", day=DAY),
        lambda: api.render([broken], repo / "o", day=DAY, formats=["odt"]),
        lambda: api.write(result),
        lambda: api.write(result, "odt"),
        lambda: api.compare(api.open_repository(repo), "tak-ada"),
        lambda: api.compare_files(broken, repo / "tak-ada"),
        lambda: api.compare_with_standard(repo / "tak-ada"),
        lambda: api.read_word(PNG),
        lambda: api.read_word(repo / "tak-ada"),
    ):
        with pytest.raises(api.Refused, match=r"\w"):
            work()
    assert not (repo / "o").exists()


def test_an_absent_agreement_is_a_finding(repo: Path) -> None:
    assert [t.code for t in api.judge(api.open_repository(repo), "agreements/x.yaml", day=DAY).findings] == ["KSD009"]


if __name__ == "__main__":
    SIGNATURES.write_text(signatures(), encoding="utf-8")
