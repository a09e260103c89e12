"""Digests of everything that users get: `python -m tests.digests [--write] [--keep FOLDER] [--without-mutants]`.

Prints Word, text and HTML files, and every form of every report, of the shipped agreements, of both examples of every
rule and of a mutant of each operator of the mutant table, and compares their digests with the stored list. A change of
code that means to change nothing leaves the list alone; one that mends a fault changes exactly the lines that its
commit names.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from ksdgen.cli import main
from ksdgen.reporters import FORMAT
from tests.helpers.mutants import mutants
from tests.helpers.rule_examples import PNG, example_files

ROOT = Path(__file__).parent.parent

STORED = ROOT / "tests" / "golden" / "digests.json"

DAY = "2026-11-21"
EXAMPLE_DAY = "2026-12-31"
DIFFERENCES = ("text", "markdown", "html", "json")
PER_OPERATOR = 3
"""How many mutants of each operator stand for it, spread over those of one agreement."""

_COMMIT = {
    **{
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A"), ("EMAIL", "a@b.c"))
    },
    "GIT_AUTHOR_DATE": "2026-11-20T08:00:00+07:00",
    "GIT_COMMITTER_DATE": "2026-11-20T08:00:00+07:00",
}


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def _run(*arguments: str) -> bytes:
    """What a command prints and its exit code."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(arguments))
    return f"{out.getvalue()}\n--- {err.getvalue()}\n--- {code}".encode()


def _redline(*arguments: str) -> bytes:
    """What `redline` prints and writes."""
    target = Path("redline.docx")
    target.unlink(missing_ok=True)
    said = _run("redline", *arguments, "--out", str(target), "-q")
    return said + (target.read_bytes() if target.exists() else b"")


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True, env={**os.environ, **_COMMIT})


def _files(folder: str) -> list[Path]:
    """Every file below a folder, in order."""
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


def _reports(name: str, path: str, day: str) -> dict[str, bytes]:
    """The findings below a path in every form of report."""
    return {f"{name}/check.{kind}": _run("check", path, "--format", kind, "--tanggal", day) for kind in FORMAT}


def outputs(with_mutants: bool = True) -> dict[str, bytes]:
    """Name → bytes of everything that is compared, made in a folder that is deleted afterwards."""
    former = Path.cwd()
    os.environ.update({"COLUMNS": "100", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"})
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["KSDGEN_CACHE"] = str(Path(temporary) / "cache")
        folder = Path(temporary) / "repository"
        folder.mkdir()
        try:
            os.chdir(folder)
            shutil.copytree(ROOT / "agreements", "agreements")
            shutil.copytree(ROOT / "templates", "templates")
            _git("init", "-q", "-b", "main")
            _git("config", "core.autocrlf", "false")
            _git("config", "user.name", "A")
            _git("add", ".")
            _git("commit", "-qm", "semula")
            agreements = sorted(path.as_posix() for path in Path("agreements").glob("2*/**/*.yaml"))
            result = _of_agreements(agreements)
            if with_mutants:
                result |= _of_mutants()
            result |= _of_two_revisions(agreements)
            result |= _of_examples()
        finally:
            os.chdir(former)
    return result


def _of_agreements(agreements: list[str]) -> dict[str, bytes]:
    """What is said of the shipped agreements and of the templates, and every paper printed of them."""
    result = _reports("agreements", "agreements", DAY)
    result["agreements/render"] = _run(
        "render", "agreements", "--out", "keluaran", "--format", "docx,txt,html", "--tanggal", DAY
    )
    for file in _files("keluaran"):
        result[f"agreements/{file.relative_to('keluaran').as_posix()}"] = file.read_bytes()
    for path in agreements:
        name = path.removeprefix("agreements/")
        result[f"show/{name}.text"] = _run("show", path, "--tanggal", DAY)
        result[f"show/{name}.json"] = _run("show", path, "--format", "json", "--tanggal", DAY)
        result[f"baku/{name}"] = _redline(path, "--baku")
        result[f"textconv/{name}"] = _run("textconv", path)
    for old, new in pairwise(agreements):
        pair = f"{old.removeprefix('agreements/')} {new.removeprefix('agreements/')}"
        if old in agreements[::4]:
            for kind in DIFFERENCES:
                result[f"diff/{pair}.{kind}"] = _run("diff", "--lama", old, "--baru", new, "--format", kind)
        result[f"redline/{pair}"] = _redline("--lama", old, "--baru", new)
    for subcommand in ("usage", "deviations"):
        result[f"clauses/{subcommand}"] = _run("clauses", subcommand, "agreements")
    for command in (
        ("rules",),
        ("coverage",),
        ("clauses", "list"),
        ("templates",),
        ("schema", "--check"),
        ("show", "agreements", "--tanggal", DAY),
    ):
        result[" ".join(command)] = _run(*command)
    _, examples = example_files()
    result["explain"] = b"".join(_run("explain", code) for code in sorted({name[:6] for name in examples}))
    return result


def _of_mutants() -> dict[str, bytes]:
    """What is said of a few mutants of every agreement; they are gone afterwards."""
    _write_mutants()
    result = _reports("mutants", "agreements", DAY)
    report = json.loads(result["mutants/check.json"].partition(b"\n--- ")[0])
    by_file: dict[str, list[object]] = {}
    for finding in report["findings"]:
        by_file.setdefault(finding["file"], []).append(finding)
    for file, findings in by_file.items():
        result[f"mutants/{file.removeprefix('agreements/')}"] = json.dumps(findings, sort_keys=True).encode()
    for path in Path("agreements").rglob("mutan-*"):
        path.unlink()
    return result


def _write_mutants() -> None:
    """A few mutants of each operator of each agreement, as files beside the agreement that they were made of."""
    for path in sorted(Path().glob("agreements/2*/**/*.yaml")):
        by_operator: dict[str, list[str]] = {}
        for mutant in mutants(path.as_posix(), path.read_text(encoding="utf-8")):
            by_operator.setdefault(mutant.operator, []).append(mutant.text)
        for operator, texts in sorted(by_operator.items()):
            step = max(1, len(texts) // PER_OPERATOR)
            for index, text in enumerate(texts[::step][:PER_OPERATOR]):
                name = f"mutan-{re.sub('[^a-z]+', '-', operator)}-{index}.{path.stem}.yaml"
                path.with_name(name).write_text(text, encoding="utf-8")


def _of_two_revisions(agreements: list[str]) -> dict[str, bytes]:
    """Every form of the difference that a commit makes in every agreement; the agreements stay changed."""
    for path in map(Path, agreements):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("PARA PIHAK", "PIHAK KESATU", 2).replace("2026", "2027", 3), encoding="utf-8")
    _git("add", "agreements")
    _git("commit", "-qm", "menjadi")
    result = {"review": _run("review", "HEAD~1", "HEAD", "--out", "telaah", "--tanpa-gambar", "--tanggal", DAY)}
    for file in _files("telaah"):
        result[f"review/{file.relative_to('telaah').as_posix()}"] = file.read_bytes()
    for kind in DIFFERENCES:
        result[f"diff/revisions.{kind}"] = _run("diff", "HEAD~1", "HEAD", "--format", kind)
    return result


def _of_examples() -> dict[str, bytes]:
    """What is said of both examples of every rule, and every paper printed of them, in a folder of their own."""
    Path("contoh").mkdir()
    os.chdir("contoh")
    bases, examples = example_files()
    for name, text in {**bases, **examples}.items():
        Path(name).write_text(text, encoding="utf-8")
        for picture in map(Path, re.findall(r"[\w./-]+\.png", text)):
            picture.parent.mkdir(parents=True, exist_ok=True)
            picture.write_bytes(PNG)
    result = _reports("examples", ".", EXAMPLE_DAY)
    result["examples/render"] = _run(
        "render", ".", "--out", "../hasil", "--format", "docx,txt,html", "--tanggal", EXAMPLE_DAY
    )
    for file in _files("../hasil"):
        result[f"examples/{file.name}"] = file.read_bytes()
    return result


def compare(found: dict[str, str], stored: dict[str, str]) -> list[str]:
    """What differs, in words."""
    gone = [f"gone: {name}" for name in stored.keys() - found.keys()]
    new = [f"new: {name}" for name in found.keys() - stored.keys()]
    changed = [f"changed: {name}" for name in found.keys() & stored.keys() if found[name] != stored[name]]
    return sorted(gone + new + changed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="store what is found")
    parser.add_argument("--keep", type=Path, help="a folder for everything that was printed, to be compared by hand")
    parser.add_argument("--without-mutants", action="store_true", help="compare half of it, in half the time")
    options = parser.parse_args()
    if options.write and options.without_mutants:
        parser.error("what is stored is stored whole")
    printed = outputs(with_mutants=not options.without_mutants)
    if options.keep is not None:
        for name, data in printed.items():
            target = options.keep / name.replace(" ", "_")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.with_name(f"{target.name}.out").write_bytes(data)
    found = {name: _digest(data) for name, data in sorted(printed.items())}
    if options.write:
        STORED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{len(found)} digests stored")
    else:
        stored = json.loads(STORED.read_text(encoding="utf-8"))
        if options.without_mutants:
            stored = {name: digest for name, digest in stored.items() if not name.startswith("mutants/")}
        differences = compare(found, stored)
        print("\n".join(differences) or f"{len(found)} digests as stored")
        sys.exit(bool(differences))
