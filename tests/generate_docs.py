"""Everything in the documentation that is made of the code: `python -m tests.generate_docs [--check]`.

Writes docs/perintah.md (the help of every command), docs/aturan.md (every code), docs/peta-pasal.md (articles and
provisions), the tables of wings and modules in README.md and docs/arsitektur.md, and below each command of README.md
what it prints. Run it after a change of a command, a rule, a template, a module or an import contract;
`tests/docs/test_docs.py` fails while a page is stale.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from itertools import chain, groupby
from pathlib import Path

from ksdgen import regulation
from ksdgen.cli import COMMANDS, main
from ksdgen.rules.pages import Page, all_pages
from tests.helpers import peta

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
COMMANDS_PAGE = ROOT / "docs" / "perintah.md"
CODES_PAGE = ROOT / "docs" / "aturan.md"
ARTICLE_MAP = ROOT / "docs" / "peta-pasal.md"
ARCHITECTURE = ROOT / "docs" / "arsitektur.md"
RUN = "python -m tests.generate_docs"

DAY = "2026-11-04"
"""The day on which the README is read."""
DATED = {"check", "render", "show", "new", "nomor"}
"""Commands that would otherwise read the clock; `nomor` is told a day by its reader."""

GROUPS = {
    "KSD0": "Berkas, templat, dan pengecualian",
    "KSD2": "Unsur yang wajib dimuat",
    "KSD3": "Isi naskah: jangka waktu, pembiayaan, pihak, penanda tangan, dan naskah terkait",
    "KSD4": "Klausul baku",
    "KSD5": "Penulisan",
    "KSD6": "Dasar hukum dan bahasa",
}
"""Headings of docs/aturan.md by the first letters of a code."""


def run(*arguments: str) -> tuple[int, str]:
    """The exit code of a command of ksdgen and what it prints on both streams, in this process."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = main(list(arguments))
    return code, "".join(f"{line.rstrip()}\n" for line in printed.getvalue().rstrip().split("\n"))


def note() -> list[str]:
    """The lines below the heading of a generated page."""
    return ["", f"Berkas ini dibuat dengan `{RUN}`; jangan disunting langsung.", ""]


# --- pages ------------------------------------------------------------------------------------------------------------


def commands_page() -> str:
    """docs/perintah.md: the help of every command and subcommand."""
    lines = [
        "# Perintah ksdgen",
        *note(),
        "Kode keluar: 0 bersih; 1 ada temuan pada tingkat `--fail-on` atau yang lebih berat, atau ada berkas yang tidak jadi",
        "ditulis karenanya; 2 perintahnya keliru; 3 ksdgen sendiri mengalami kesalahan.",
    ]
    for words in [(), *_command_words()]:
        _, text = run(*words, "--help")
        called = " ".join(("ksdgen", *words))
        heading = "###" if len(words) > 1 else "##"
        lines += ["", f"{heading} {called}", "", "```console", f"$ {called} --help", text.rstrip(), "```"]
    return "\n".join(lines) + "\n"


def _command_words() -> Iterator[tuple[str, ...]]:
    """How each command is called, subcommands after their command."""
    for name in COMMANDS:
        yield (name,)
        _, text = run(name, "--help")
        section = re.search(r"^Perintah:\n((?:  .*\n)+)", text, re.MULTILINE)
        for subcommand in re.findall(r"^  (\S+)", section[1], re.MULTILINE) if section else ():
            yield name, subcommand


def codes_page() -> str:
    """docs/aturan.md: every code with its severity, name and provisions."""
    pages = list(all_pages().values())
    lines = [
        "# Kode temuan",
        *note(),
        "`ksdgen explain KODE` menampilkan halaman lengkap sebuah kode: apa yang diwajibkan, sejak kapan, dan contohnya.",
        '"bentuk" berarti kode itu mengenai berkasnya sendiri; "praktik" berarti tidak diperintahkan oleh ketentuan tertentu.',
        "`ksdgen coverage` menampilkan sebaliknya: setiap ketentuan dan kode yang memeriksanya.",
    ]
    for prefix, group in groupby(pages, key=lambda page: page.code[:4]):
        lines += ["", f"## {GROUPS.get(prefix, prefix)}", ""]
        lines += ["| Kode | Tingkat | Nama | Dasar | In English |", "| --- | --- | --- | --- | --- |"]
        lines += [_code_row(page) for page in group]
    return "\n".join(lines) + "\n"


def _code_row(page: Page) -> str:
    citations = "; ".join(regulation.render_citation(basis.sitasi) for basis in page.basis) or "bentuk"
    return f"| {page.code} | {page.severity.value} | {page.name} | {citations} | {page.english_summary} |"


# --- blocks in pages that people write --------------------------------------------------------------------------------


def summary(path: Path) -> str:
    """The first paragraph of what a module says of itself."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.partition("\n\n")[0].split())


def layers() -> list[list[str]]:
    """The wings from top to bottom as the import contract names them; those on one line are siblings."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    (rows,) = [contract["layers"] for contract in tools["importlinter"]["contracts"] if contract["type"] == "layers"]
    return [[name.strip() for name in row.split("|")] for row in rows]


def wing_source(name: str) -> Path:
    """The file whose docstring speaks for a wing."""
    package = ROOT / "ksdgen" / name / "__init__.py"
    return package if package.exists() else ROOT / "ksdgen" / f"{name}.py"


def wings_table() -> str:
    """Each wing and what it is, in the order in which they import."""
    lines = ["| wing | what it holds |", "| --- | --- |"]
    for names in layers():
        texts = " · ".join(summary(wing_source(name)) for name in names)
        lines.append(f"| {', '.join(f'`{name}`' for name in names)} | {texts} |")
    return "\n".join(lines)


def modules_table() -> str:
    """Every module of every wing and what it is."""
    lines: list[str] = []
    for name in chain.from_iterable(layers()):
        source = wing_source(name)
        lines += ["", f"**{name}** — {summary(source)}"]
        below = sorted(path for path in source.parent.rglob("*.py") if path.name != "__init__.py")
        if source.name == "__init__.py" and below:
            lines += ["", "| module | what it is |", "| --- | --- |"]
            lines += [f"| `{path.relative_to(ROOT / 'ksdgen').as_posix()}` | {summary(path)} |" for path in below]
    return "\n".join(lines).strip()


BLOCKS: dict[str, Callable[[], str]] = {"wings": wings_table, "modules": modules_table}


def with_blocks(text: str) -> str:
    """A page with its generated blocks made anew."""

    def renewed(match: re.Match[str]) -> str:
        return f"{match[1]}\n{BLOCKS[match[2]]()}\n\n{match[3]}"

    return re.sub(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", renewed, text, flags=re.DOTALL)


# --- what the README's commands print ---------------------------------------------------------------------------------

_STEP = re.compile(r"^```(console|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_REVISION = re.compile(r"\b[0-9a-f]{7}\b")
_SAMPLE_REVISION = "1a2b3c4"


def with_outputs(text: str) -> str:
    """The README followed from top to bottom in an empty folder: below each command stands what it prints.

    A line `…` in the text stands for lines left out and is kept while the rest agrees. A `diff` block is an edit that
    the reader makes.
    """
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), _environment():
        return _STEP.sub(_followed, text)


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    """The same width, revision names and identity for everybody who follows the README."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ.update(COLUMNS="100", GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    for who in ("AUTHOR", "COMMITTER"):
        os.environ.update({f"GIT_{who}_NAME": "A", f"GIT_{who}_EMAIL": "a@contoh.example"})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _followed(block: re.Match[str]) -> str:
    if block[1] == "diff":
        _edit(block[2])
        return block[0]
    steps = re.split(r"^\$ ", block[2], flags=re.MULTILINE)[1:]
    return f"```console\n{''.join(map(_step, steps))}```"


def _step(step: str) -> str:
    command, _, shown = step.partition("\n")
    printed = _REVISION.sub(_SAMPLE_REVISION, _printed(shlex.split(command)))
    return f"$ {command}\n{shown if re.fullmatch(pattern(shown), printed) else printed}"


def _printed(words: list[str]) -> str:
    """What a command of the README prints; git prints nothing that is shown."""
    if words[0] == "ksdgen":
        day = ["--tanggal", DAY] if words[1] in DATED and "--tanggal" not in words else []
        return run(*words[1:], *day)[1]
    assert words[0] == "git", words
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return ""


def _edit(change: str) -> None:
    """Make the change that a `diff` block tells: its first line names the file."""
    head, *lines = change.splitlines()
    path = Path(head.removeprefix("+++ "))
    text = path.read_text(encoding="utf-8")
    old = "".join(f"{line[1:]}\n" for line in lines if line[0] in "- ")
    new = "".join(f"{line[1:]}\n" for line in lines if line[0] in "+ ")
    assert text.count(old) == 1, f"{path} does not hold once:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def pattern(shown: str) -> str:
    """A regular expression for an output as a page shows it: `…` stands for lines, or for the rest of its line."""
    parts = []
    for line in map(str.rstrip, shown.splitlines()):
        if line == "…":
            parts.append(r"(?:.*\n)+?")
        else:
            parts.append(re.escape(line.removesuffix("…")) + (r".*\n" if line.endswith("…") else r"\n"))
    return "".join(parts)


# --- all of it --------------------------------------------------------------------------------------------------------


def pages() -> dict[Path, str]:
    """Every page that holds something generated, as it should stand."""
    with _environment():
        made = {COMMANDS_PAGE: commands_page(), CODES_PAGE: codes_page(), ARTICLE_MAP: peta.write()}
    for path in (README, ARCHITECTURE):
        made[path] = with_blocks(path.read_text(encoding="utf-8"))
    if shutil.which("git") is not None:
        made[README] = with_outputs(made[README])
    return made


def stale() -> list[Path]:
    """The pages that do not stand as they should. Line breaks of the help depend on the version of click; words do not."""

    def is_fresh(path: Path, text: str) -> bool:
        return path.exists() and path.read_text(encoding="utf-8").split() == text.split()

    return [path for path, text in pages().items() if not is_fresh(path, text)]


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        old = stale()
        print("\n".join(f"stale: {path.relative_to(ROOT)}" for path in old) or "every page is fresh")
        sys.exit(bool(old))
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"written: {path.relative_to(ROOT)}")
