"""Whatever strangers call their files, keys, values, branches and themselves: it comes out as text in every form."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from ksdgen import inert
from ksdgen.cli.say import paint, say
from tests.helpers.git_util import Git
from tests.helpers.util import ROOT, Run, ksb, ksdgen, put, yaml

_ESCAPES = "\x1b[31m\x1b]0;judul\x07\x9b1m\u202e\u2066"
_COMMANDS = "\n::error title=palsu::palsu\n##[error]palsu\n##vso[task.complete]palsu\n"
_MARKUP = (
    "`<img src=x onerror=palsu>` ![p](https://palsu.example/p.png) @semua #1 | **palsu** <!-- palsu --> </code></td>"
)
_HOSTILE = f"{_MARKUP}{_ESCAPES}{_COMMANDS}🟢 Disetujui Bagian Hukum"

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Agreements, templates, rules, a branch and an author with hostile names and words, in two commits."""
    root = tmp_path_factory.mktemp("jahat")
    git = Git(root)
    git.write("agreements/a.yaml", yaml(put(ksb(), "tentang", "Pertanian")))
    name = "agreements/x" + (_ESCAPES + _COMMANDS + "`![p](p)` @semua").replace("/", "_") + ".yaml"
    git.write(name, yaml(ksb()))
    git.commit()
    data: dict[str, Any] = put(ksb(), "tentang", _HOSTILE.replace("\x07", "").replace("\x1b", "").replace("\x9b", ""))
    data["para_pihak"][0]["nama"] = _MARKUP
    data["pengecualian"] = [
        {"aturan": "KSD501", "alasan": _MARKUP, "penanggung_jawab": _MARKUP, "sampai": "2099-01-01"}
    ]
    git.write("agreements/a.yaml", yaml(data) + f"{json.dumps(_HOSTILE)}: x\n{json.dumps(_HOSTILE)}: y\n")
    git.write(name, yaml(put(ksb(), "jangka_waktu.lama", _HOSTILE)))
    git.write("templates/aturan/PERDA001.yaml", f"kode: PERDA001\n{json.dumps(_HOSTILE)}: x\n")
    git.write("templates/klausul/coba.j2", f"---\n{json.dumps(_HOSTILE)}: x\n---\n{{{{ {_MARKUP} }}}}\n")
    git("config", "user.name", _MARKUP + _ESCAPES)
    git("add", "-A")
    subprocess.run(
        ["git", "-C", str(root), "-c", "user.email=x@y", "commit", "-qm", _HOSTILE],
        check=True,
        env={**os.environ, "GIT_AUTHOR_NAME": _MARKUP + _ESCAPES, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    git("branch", "::error::palsu`@semua`".replace(":", "_"))
    return root


def _said(run: Run) -> str:
    assert run.code in (0, 1, 2), run.everything
    assert not _CONTROL.search(run.everything), _CONTROL.findall(run.everything)
    return run.everything


def _no_commands(text: str) -> None:
    for row in re.split("[\n\r\u2028\u2029\x85]", text):
        assert not row.lstrip().startswith("::"), row
        assert "##[" not in row and "##vso[" not in row, row


_TEXT = (
    ("check", "agreements"),
    ("check", "agreements", "--format", "markdown"),
    ("check", "agreements", "--format", "junit"),
    ("check", "agreements", "--format", "json"),
    ("check", "agreements", "--format", "gitlab"),
    ("check", "agreements", "--format", "sarif"),
    ("render", "agreements", "--out", "keluaran", "--format", "txt"),
    ("show", "agreements"),
    ("show", "agreements", "--format", "json"),
    ("show", "agreements/a.yaml"),
    ("diff", "HEAD~1", "HEAD"),
    ("diff", "HEAD~1", "HEAD", "--format", "markdown"),
    ("diff", "HEAD~1", "HEAD", "--format", "html"),
    ("diff", "HEAD~1", "HEAD", "--format", "json"),
    ("review", "HEAD~1", "HEAD", "--out", "telaah"),
    ("templates",),
    ("templates", "--format", "json"),
    ("rules",),
    ("clauses", "list"),
    ("clauses", "usage", "agreements"),
    ("clauses", "deviations", "agreements"),
    ("fmt", "agreements"),
    ("fix", "agreements", "--diff"),
    ("lock", "agreements"),
    ("upgrade", "agreements"),
    ("nomor", "agreements/a.yaml"),
    ("check", _HOSTILE),
    ("explain", _HOSTILE),
    ("diff", _HOSTILE),
    ("check", "agreements", "--since", _HOSTILE),
    ("check", "agreements", f"--{_HOSTILE}"),
    (_HOSTILE,),
    ("init", _HOSTILE.replace("/", "_")),
)


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("command", _TEXT, ids=lambda command: " ".join(command)[:40])
def test_nothing_commands_the_terminal_or_the_log(
    repository: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    _no_commands(_said(ksdgen(*command)))


@pytest.mark.slow(traced=True)
def test_only_our_own_commands_reach_github(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    text = _said(ksdgen("check", "agreements", "--format", "github"))
    for row in text.splitlines():
        assert re.match(r"::(error|warning|notice) file=[^,:]*,line=\d+,", row), row
        assert "##[" not in row


class _Tags(HTMLParser):
    """The tags of a page, and what they say."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.comments: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def _is_inert_html(text: str) -> None:
    page = _Tags(text)
    assert page.comments == []
    for tag, attributes in page.tags:
        assert not (tag == "img" and dict(attributes).get("src") == "x"), tag
        assert not any(name.startswith("on") for name, _ in attributes), attributes
    assert not _CONTROL.search(text)


_OUR_HTML = re.compile(r"</?(del|ins|details|summary|sub|code|br)>")
_ENTITY = re.compile(r"&(#\d+|lt|gt|amp);")
_CODE = re.compile(r"`[\w/.: -]*`|<code>[^<]*</code>")


def _is_inert_markdown(text: str) -> None:
    """Outside of code nothing is left that Markdown or a forge would obey."""
    rest = _OUR_HTML.sub("", _CODE.sub("", text))
    assert "<" not in rest, rest
    assert not re.search(r"(?<!\\)!\[", rest) and not re.search(r"(?<!\\)\]\(", rest), rest
    assert not re.search(r"[@](?=\w)", rest), rest
    assert not re.search(r"(?<![&\\])#(?=\d)", _ENTITY.sub("", rest)), rest
    assert not re.search(r"https?:", rest), rest
    assert not _CONTROL.search(text)
    _no_commands(text)


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize(
    "command",
    [
        ("check", "agreements"),
        ("diff", "HEAD~1", "HEAD"),
        ("clauses", "usage", "agreements"),
        ("clauses", "deviations", "agreements"),
    ],
)
def test_a_text_in_a_file_is_inert_too(
    repository: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    assert ksdgen(*command, "--output", "laporan.txt").code in (0, 1)
    text = Path("laporan.txt").read_text(encoding="utf-8")
    assert text and not _CONTROL.search(text)


@pytest.mark.slow(traced=True)
def test_pages_and_data_hold_text_only(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    ksdgen("review", "HEAD~1", "HEAD", "--out", "telaah")
    _is_inert_html(Path("telaah/index.html").read_text(encoding="utf-8"))
    _is_inert_markdown(Path("telaah/review.md").read_text(encoding="utf-8"))
    ksdgen("render", "agreements", "--out", "keluaran", "--format", "html")
    for file in Path("keluaran").rglob("*.html"):
        _is_inert_html(file.read_text(encoding="utf-8"))
    _is_inert_html(ksdgen("clauses", "deviations", "agreements", "--format", "html").output)
    for form in ("deviations", "usage"):
        _is_inert_markdown(ksdgen("clauses", form, "agreements", "--format", "markdown").output)
    _is_inert_html(ksdgen("diff", "HEAD~1", "HEAD", "--format", "html").output)
    _is_inert_markdown(ksdgen("diff", "HEAD~1", "HEAD", "--format", "markdown").output)
    ksdgen("check", "agreements", "--format", "text", "--summary", "ringkas.md")
    _is_inert_markdown(Path("ringkas.md").read_text(encoding="utf-8"))
    _is_inert_markdown(ksdgen("check", "agreements", "--format", "markdown").output)
    ET.fromstring(ksdgen("check", "agreements", "--format", "junit").output)
    for form in ("json", "gitlab", "sarif"):
        json.loads(ksdgen("check", "agreements", "--format", form).output)


@pytest.mark.slow(traced=True)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif", "junit", "markdown"])
def test_a_file_name_that_is_no_text(repo: Path, form: str) -> None:
    path = os.fsencode(repo / "agreements") + b"/\xff\xfe.yaml"
    Path(os.fsdecode(path)).write_text(yaml(ksb()) + "lain: x\n", encoding="utf-8")
    for encoding in ("utf-8", "cp1252", "ascii"):
        env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "ksdgen", "check", str(repo / "agreements"), "--format", form]
        run = subprocess.run(command, env=env, capture_output=True, check=False)
        assert run.returncode == 1, run.stderr
        assert b"Traceback" not in run.stderr
        if form in ("json", "gitlab", "sarif"):
            json.loads(run.stdout)
    ksdgen("check", repo / "agreements", "--format", form, "--output", repo / "laporan")
    assert (repo / "laporan").read_bytes()


def test_only_ksdgen_colours(capsys: pytest.CaptureFixture[str]) -> None:
    say(paint("merah\x1b[0m", fg="red") + " \x1b[32mhijau\x1b[0m \U000f0001")
    shown = capsys.readouterr().out
    assert shown.startswith("\x1b[31mmerah\ufffd[0m\x1b[0m ") and shown.count("\x1b") == 2


def test_every_command_speaks_through_one_gate() -> None:
    speakers = re.compile(r"click\.(echo|secho|style)\(|^\s*print\(.*\)$|std(out|err)\.write", re.MULTILINE)
    found = {p.name for p in (ROOT / "ksdgen").rglob("*.py") if speakers.search(p.read_text(encoding="utf-8"))}
    assert found == {"__main__.py", "say.py"}  # the entry point speaks before anything is loaded


@pytest.mark.parametrize("text", [_HOSTILE, "##[x]\u202e\x1b", "\ud800\U0001f600\U000e0041", "a\\##[b"])
def test_json_reads_back_the_same(text: str) -> None:
    written = inert.as_json({"a": text, text: 1})
    assert json.loads(written) == {"a": text, text: 1}
    assert "##[" not in written and not _CONTROL.search(written)


@pytest.mark.parametrize("text", ["kata", "“petik” – é ½ m²", "Pasal 1\nayat (2)", "\tlekuk"])
def test_honest_text_stays(text: str) -> None:
    assert inert.console(text) == text
    assert inert.lines(text) == text
