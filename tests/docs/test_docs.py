"""The documentation is true: generated pages are fresh, commands print what is shown, templates work, names exist."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from ksdgen import __version__
from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.rules.pages import all_pages
from ksdgen.world.tree import WorkingTree
from tests import generate_docs
from tests.helpers.util import ROOT, ksb, ksdgen, render, run_check, template

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
NAMING_PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "arsitektur.md"]
"""Pages that name modules and functions."""

_TEMPLATE = re.compile(r"`(templates/[\w/]+\.\w+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """The one-line shell commands of the README."""
    return re.findall(r"^```sh\n(.+)\n```$", README, re.MULTILINE)


@pytest.mark.slow(traced=True)
def test_generated_pages_are_fresh() -> None:
    assert generate_docs.stale() == [], f"run {generate_docs.RUN}"


def test_a_wrong_output_is_mended() -> None:
    text = "```console\n$ git init -q\n$ ksdgen --version\nksdgen 9\n```\n"
    mended = generate_docs.with_outputs(text)
    assert mended == text.replace("ksdgen 9", f"ksdgen {__version__}") != text
    shortened = text.replace("ksdgen 9", "ksdg…")
    assert generate_docs.with_outputs(shortened) == shortened


def test_every_code_stands_in_its_page_under_a_heading() -> None:
    page = generate_docs.CODES_PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^\| (KSD\d{3}) \| (?:kesalahan|peringatan|catatan) \|", page, re.MULTILINE) == list(all_pages())
    assert {code[:4] for code in all_pages()} == set(generate_docs.GROUPS)


def test_readme_is_short() -> None:
    assert len(README.splitlines()) <= 250
    assert all(README.index(command) < README.index("## Five minutes") for command in commands())


def test_first_command_writes_every_agreement(tmp_path: Path) -> None:
    command, _ = commands()
    make, install, run = (shlex.split(part) for part in command.split(" && "))
    assert make == ["python3", "-m", "venv", ".venv"]
    assert install == [".venv/bin/pip", "install", "-q", "."]
    assert run[0] == ".venv/bin/ksdgen" and run[-2:] == ["--out", "keluaran"]
    done = ksdgen(*(str(ROOT / word) if word == "agreements" else word for word in run[1:-1]), tmp_path)
    assert done.code == 0, done.everything
    folder = ROOT / "agreements"
    agreements = sorted(path.relative_to(folder).with_suffix("") for path in folder.glob("2*/**/*.yaml"))
    assert sorted(path.relative_to(tmp_path).with_suffix("") for path in tmp_path.rglob("*.docx")) == agreements != []


def test_second_command_is_what_ci_runs() -> None:
    _, test = commands()
    script = ROOT / ".ci" / "run"
    assert script.read_text(encoding="utf-8").splitlines()[-1] == test
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
    assert ".ci/run" in (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert shlex.split(test)[-4:] == ["pytest", "-n", "auto", "--cov"]


def test_powershell_does_what_the_commands_do() -> None:
    (block,) = re.findall(r"^```powershell\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    as_shell = block.replace("\\", "/").replace("/Scripts/", "/bin/").replace("/python -m pip", "/pip")
    expected = " && ".join(commands()).replace("python3 -m venv", "py -m venv").split(" && ")
    assert as_shell.splitlines() == list(dict.fromkeys(expected))


def test_templates_of_the_contributing_page_work(repo: Path) -> None:
    files = dict(_TEMPLATE.findall(CONTRIBUTING))
    assert len(files) == 3
    for name, text in files.items():
        template(repo, name.removeprefix("templates/"), text)
    catalogue = Catalogue(WorkingTree(repo / "templates"))
    (kind,), (clause,), (style,) = catalogue.list_kinds(), catalogue.list_klausul(), catalogue.list_styles()
    data = ksb(gaya=style, klausul={clause: {"isian": {"kali": 3}}})
    _, text = render(repo, data)
    assert text is not None and "paling sedikit 3 (tiga) kali setiap tahun" in text
    assert re.search(r"PELATIHAN\n.*\n.*pada ayat \(1\) diselenggarakan sesuai dengan Pasal 3\.", text)
    _, text = render(repo, ksb(gaya=style, jenis=kind, kategori="di_luar_ksd", dasar_hukum=None), name="b.yaml")
    assert text is not None and "NOTA PEMAHAMAN" in text and "Nota Pemahaman ini berlaku selama 3 (tiga) tahun" in text
    headings = re.findall(r"^Pasal \d+\n(.+)$", text, re.MULTILINE)
    assert headings == ["MAKSUD DAN TUJUAN", "RUANG LINGKUP", "JANGKA WAKTU"]
    assert run_check(repo, data).code == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)\)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_picture_of_the_readme() -> None:
    picture = ROOT / "docs" / "gambar" / "halaman.png"
    assert picture.read_bytes().startswith(b"\x89PNG") and picture.stat().st_size <= 300_000


# --- names in the pages for developers --------------------------------------------------------------------------------

_NAME = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?:ksdgen|tests|templates|docs|agreements|\.github|\.gitlab|\.ci)/[\w./-]*")
_DOTTED = re.compile(r"(?:ksdgen|tests)(?:\.\w+)+")
_MEMBER = re.compile(r"((?:\w+/)*\w+\.py|(?:\w+\.)*\w+):(\w+(?:\.\w+)*)")


def missing(text: str) -> list[str]:
    """The names between backticks that nothing in the checkout answers to.

    A path (`ksdgen/desk/`), a dotted module (`ksdgen.rules.engine`), and a member of a module of ksdgen or tests
    (`rules.engine:check`, `source/parse.py:load`). Left out are files that a page shows as an example, and placeholders
    (`NAME`, `nnn`).
    """
    examples = dict(_TEMPLATE.findall(text))
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    names = [name for name in _NAME.findall(prose) if name not in examples and not re.search(r"NAME|nnn", name)]
    return [name for name in names if not _exists(name)]


def _exists(name: str) -> bool:
    if _PATH.fullmatch(name):
        return (ROOT / name).exists()
    if _DOTTED.fullmatch(name):
        return _module(name) or _member(*name.rsplit(".", 1))
    if found := _MEMBER.fullmatch(name):
        module = found[1].removesuffix(".py").replace("/", ".")
        return any(_member(candidate, found[2]) for candidate in (module, f"ksdgen.{module}", f"tests.{module}"))
    return True


def _module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").exists()


def _member(module: str, name: str) -> bool:
    if not module.startswith(("ksdgen", "tests")) or not _module(module):
        return False
    thing: object = import_module(module)
    for part in name.split("."):
        if not hasattr(thing, part) and part not in getattr(thing, "__annotations__", {}):
            return False
        thing = getattr(thing, part, None)
    return True


@pytest.mark.parametrize("page", NAMING_PAGES, ids=lambda path: path.name)
def test_names_of_modules_and_functions_exist(page: Path) -> None:
    assert missing(page.read_text(encoding="utf-8")) == []


def test_a_name_that_is_gone_is_found() -> None:
    gone = [
        "ksdgen/desk/nothing.py",
        "ksdgen.nothing",
        "rules.engine:nothing",
        "source/parse.py:nothing",
        "tests/nothing/",
    ]
    there = [
        "ksdgen/source/parse.py",
        "ksdgen.rules.engine",
        "source.parse:load",
        "source/parse.py:load",
        "diagnostics:Diagnostic",
    ]
    there += ["KSD301", "python -m tests.digests", "kesalahan"]
    assert missing(" ".join(f"`{name}`" for name in gone + there)) == gone
