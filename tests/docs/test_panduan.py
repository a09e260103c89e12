"""docs/panduan.md is followed from top to bottom: every file written, every command run, every output compared.

A yaml block begins with a comment that says what it is: a complete file (`# agreements/…`, `# templates/…`), or a part
that takes the place of the same keys of a file shown before (`# bagian dari agreements/…`), until the next yaml block.
A part that ends in `, salah` must give an error or a warning, every other file must not. Below a command of ksdgen
stands its whole output; a line `…` stands for lines left out, `…` at the end of a line for the rest of that line. A
text block stands word for word in a file that a command wrote. What installs ksdgen is run in a fresh environment of
its own.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.cli import COMMANDS
from ksdgen.naskah.model import Category, Naskah, Status
from ksdgen.naskah.pihak import LegalForm
from ksdgen.world.tree import WorkingTree
from tests.generate_docs import pattern
from tests.helpers.util import ROOT, Run, ksdgen
from tests.helpers.word_util import png

GUIDE = (ROOT / "docs" / "panduan.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
DAY = "2026-11-04"
"""The day on which the guide is read."""
_KEY = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)
_DATED = {"check", "render", "fix", "lock", "new", "show", "review"}


def replace(file: str, part: str) -> str:
    """A file with the top-level keys of `part` in place of its own; new keys go to the end."""
    pieces = {piece.partition(":")[0]: piece for piece in _KEY.split(file)}
    pieces |= {piece.partition(":")[0]: piece for piece in _KEY.split(part) if not piece.startswith("#")}
    return "".join(piece if piece.endswith("\n") else f"{piece}\n" for piece in pieces.values())


def table(title: str) -> list[list[str]]:
    """The rows of the table in the guide whose first heading is `title`."""
    match = re.search(rf"^\| {re.escape(title)} \|.*\n\|[-| ]+\|\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
    assert match is not None, title
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in match[1].splitlines()]


def table_codes(title: str) -> list[str]:
    """The codes in the first column of a table, every one with a meaning."""
    rows = table(title)
    assert [row for row in rows if not all(row)] == []
    return [code for row in rows for code in re.findall(r"`([^`]+)`", row[0])]


class Reader:
    """Somebody who follows the guide in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.original: dict[Path, str] = {}
        self.executed: list[str] = []

    def yaml(self, content: str) -> None:
        """Write a file or a part of one, and check it."""
        for path, text in self.original.items():
            path.write_text(text, encoding="utf-8")
        heading = content.partition("\n")[0]
        match = re.fullmatch(r"# (bagian dari )?((?:agreements|templates)/\S+\.yaml)(, salah)?", heading)
        assert match is not None, f"a yaml block that does not name its file: {heading}"
        path = self.folder / match[2]
        if match[1]:
            path.write_text(replace(self.original[path], content), encoding="utf-8")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            self.original[path] = content
        for image in re.findall(r"\S+\.png", content):
            path.with_name(image).write_bytes(png(9, 10, (200, 150, 40)))
        if match[2].startswith("templates/"):
            return
        path.with_suffix(".beku.json").unlink(missing_ok=True)
        run = ksdgen("check", path, "--fail-on", "peringatan", "--tanggal", DAY)
        assert (run.code != 0) == bool(match[3]), run.everything

    def console(self, content: str) -> None:
        """Run the commands of a block and compare what they print."""
        for piece in re.split(r"^> ", content, flags=re.MULTILINE)[1:]:
            command, _, expected = piece.partition("\n")
            self.executed.append(command)
            run = self._run(shlex.split(command))
            if command.startswith("git "):
                assert run.code == 0, run.everything
                continue
            printed = "".join(f"{line.rstrip()}\n" for line in run.everything.rstrip().split("\n"))
            assert re.fullmatch(pattern(expected), printed), f"`{command}` prints:\n{printed}"

    def _run(self, arguments: list[str]) -> Run:
        if arguments[0] == "ksdgen":
            return ksdgen(*arguments[1:], *(["--tanggal", DAY] if arguments[1] in _DATED else []))
        assert arguments[0] == "git"
        if shutil.which("git") is None:
            pytest.skip("git is not installed")
        options = ("user.name=Analis", "user.email=analis@contoh.example", "commit.gpgsign=false")
        command = ["git", *(word for option in options for word in ("-c", option)), *arguments[1:]]
        result = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        return Run(result.returncode, result.stdout, result.stderr)


@pytest.mark.slow
def test_the_guide_can_be_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if shutil.which("git") is not None:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    reader = Reader(tmp_path)
    for language, content in BLOCKS:
        match language:
            case "yaml":
                reader.yaml(content)
            case "console":
                reader.console(content)
            case "text":
                files = (tmp_path / "agreements").rglob("*.yaml")
                assert any(content in path.read_text(encoding="utf-8") for path in files), content
            case _:
                assert language in ("powershell", "sh"), language
    others = {"textconv", "upgrade", "schema"}  # for machines, or for those who keep the templates
    executed = {command.split()[1] for command in reader.executed if command.startswith("ksdgen ")}
    assert executed == set(COMMANDS) - others
    assert {path.suffix for path in (tmp_path / "keluaran").rglob("*.*")} == {".docx", ".html", ".md"}


def test_every_example_file_is_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files to copy give no finding at all."""
    monkeypatch.chdir(tmp_path)
    reader = Reader(tmp_path)
    for language, content in BLOCKS:
        if language == "console" and re.match(r"> ksdgen (?:init|nomor agreements/contoh)", content.replace("\n", " ")):
            reader.console(content)
        if language == "yaml" and content.startswith("# agreements/"):
            reader.yaml(content)
    run = ksdgen("check", "agreements", "--fail-on", "catatan", "--tanggal", DAY)
    assert run.code == 0, run.everything


@pytest.mark.slow
@pytest.mark.parametrize("language", ["powershell", "sh"])
def test_installation(tmp_path: Path, language: str) -> None:
    """The lines that install ksdgen are run, and what they install begins a repository in another folder."""
    (block,) = [content for kind, content in BLOCKS if kind == language]
    venv = tmp_path / ".venv"
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    if importlib.util.find_spec("hatchling") is not None:
        # Everything that pip would fetch is here already; "0" is what pip reads as "without isolation".
        env |= {
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
            "PYTHONPATH": str(Path(click.__file__).parent.parent),
        }
    elif not os.environ.get("CI"):
        pytest.skip("without hatchling, installing ksdgen needs the network")
    source = tmp_path / "sumber"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "tests", "docs", "keluaran", "__pycache__"))
    if language == "powershell":
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        # On Windows `py` is Python, and what it installs is on the path.
        (venv / "bin" / "py").symlink_to(venv / "bin" / "python")
        env["PATH"] = f"{venv / 'bin'}{os.pathsep}{env['PATH']}"
    else:
        venv = source / ".venv"
    run = subprocess.run(["bash", "-ec", block], cwd=source, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr

    def installed(folder: Path, *arguments: str) -> None:
        command = [str(venv / "bin" / "ksdgen"), *arguments]
        run = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr

    installed(tmp_path, "init", "--templat", "kerja")
    assert (tmp_path / "kerja" / ".vscode" / "settings.json").is_file()
    installed(tmp_path / "kerja", "check", "agreements")


def test_all_values_that_can_be_chosen_are_named() -> None:
    catalogue = Catalogue(WorkingTree(ROOT / "templates"))
    assert [kind for kind in catalogue.list_kinds() if f"`{kind}`" not in GUIDE] == []
    abroad = (Category.KSDPL, Category.KSDLL)
    assert table_codes("Kategori") == [category.value for category in Category if category not in abroad]
    assert table_codes("Bentuk") == [form.value for form in LegalForm]
    assert table_codes("Status") == [status.value for status in Status]
    assert sorted(table_codes("Klausul")) == sorted(catalogue.list_klausul())


def test_keys_in_the_tables_exist() -> None:
    keys = table_codes("Kunci")
    assert keys
    assert set(keys) <= set(Naskah.fields_)


def test_style_table_follows_the_style_file() -> None:
    catalogue = Catalogue(WorkingTree(ROOT / "templates"))
    assert sorted(table_codes("Gaya")) == sorted(catalogue.list_styles())
    for name, paper, titles, signatures, paraf in table("Gaya"):
        style = catalogue.style(name.strip("`"))
        assert style is not None
        assert style.gelar == style.pangkat_dan_nip
        assert [paper, titles, signatures, paraf] == [
            style.kertas,
            "dicetak" if style.gelar else "tidak",
            "kanan" if style.tanda_tangan == "format" else "kiri",
            "ada" if style.paraf else "tidak ada",
        ]


def test_commands_and_options_of_check_are_named() -> None:
    options = re.findall(r"^  (--[a-z-]+)", ksdgen("check", "--help").output, re.MULTILINE)
    assert {"--format", "--select", "--since"} <= set(options)
    assert [command for command in COMMANDS if f"ksdgen {command}" not in GUIDE] == []
    assert [option for option in options if option not in GUIDE] == []
