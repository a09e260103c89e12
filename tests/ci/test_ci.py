"""CI: what changed since a revision, and every template and snippet run against a real git repository."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest
import yaml

from ksdgen.cli.check import FORMAT
from ksdgen.rules.examples import base_text, put
from tests.helpers.util import ROOT, ksdgen, save, template

if shutil.which("git") is None:
    pytest.skip("git is not installed", allow_module_level=True)

DAY = ("--tanggal", "2026-06-01")
WRONG = "objek: pasokan 30 (tiga) ton"
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def git(folder: Path, *arguments: str) -> str:
    result = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings of the user nor a repository around the tests play a part."""
    for name in [n for n in os.environ if n.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@contoh.example",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@contoh.example",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)


def save_in_git(repo: Path) -> str:
    """Commit everything; the revision."""
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "--allow-empty", "-m", "x")
    return git(repo, "rev-parse", "HEAD")


@pytest.fixture
def papers(repo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with a KSB with shared party data, its PKS, and two other papers; we stand at its root."""
    git(repo, "init", "-q", "-b", "main")
    pihak = {
        "bentuk": "pemerintah_daerah",
        "nama": "Pemerintah Daerah Kabupaten Garut",
        "alamat": "Jalan Pembangunan Nomor 1, Garut",
    }
    save(repo, pihak, "pihak/garut.yaml")
    ksb = base_text("ksb_ksdd")
    for own, shared in (
        (f"bentuk: {pihak['bentuk']}\n    nama: {pihak['nama']}\n", "acuan: pihak/garut\n"),
        (f"    alamat: {pihak['alamat']}\n", ""),
    ):
        assert own in ksb
        ksb = ksb.replace(own, shared, 1)
    save(repo, ksb, "2026/ksb.yaml")
    save(repo, put(base_text("pks_ksdd"), "kesepakatan_bersama: ksb.yaml"), "2026/pks.yaml")
    save(repo, base_text("nk"), "2026/nk.yaml")
    save(repo, base_text("pks_ksdpk"), "2026/lain.yml")
    save_in_git(repo)
    monkeypatch.chdir(repo)
    return repo


def checked(*options: object, since: str = "HEAD") -> list[str]:
    """Which files a check since a revision looks at, from its JUnit report."""
    run = ksdgen("check", "agreements", *DAY, "--since", since, "--format", "junit", *options)
    assert run.code in (0, 1), run.everything
    return sorted(re.findall(r'<testsuite name="agreements/(?:2026/)?([^"]+)"', run.output))


def test_without_changes_nothing_is_checked(papers: Path) -> None:
    assert checked() == []
    for format_ in FORMAT:
        assert ksdgen("check", "agreements", "--since", "HEAD", "--format", format_).code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("2026/nk.yaml", ["nk.yaml"]),
        ("2026/pks.yaml", ["pks.yaml"]),
        ("2026/ksb.yaml", ["ksb.yaml", "pks.yaml"]),
        ("pihak/garut.yaml", ["ksb.yaml", "pihak/garut.yaml", "pks.yaml"]),  # the PKS is judged beside its KSB
        ("2026/nk.beku.json", ["nk.beku.json", "nk.yaml"]),  # it says that the paper was signed
        ("2026/baru.yaml", ["baru.yaml"]),
        ("../README.md", []),
    ],
)
def test_what_changed(papers: Path, file: str, expected: list[str]) -> None:
    """Edited, untracked, and what others are made of; in the working tree, staged or committed: all the same."""
    start = git(papers, "rev-parse", "HEAD")
    path = papers / "agreements" / file
    content = path.read_bytes() if path.exists() else (b"{}" if path.suffix == ".json" else base_text("nk").encode())
    path.write_bytes(content + b"\n# diubah\n")
    assert checked() == expected
    git(papers, "add", "-A")
    assert checked() == expected
    save_in_git(papers)
    assert checked() == []
    assert checked(since=start) == checked(since="HEAD~1") == expected


def test_a_template_changes_everything(papers: Path) -> None:
    template(papers, "gaya/kantor.yaml", "uraian: x\nberdasar_pada: lazim\n")
    assert len(checked()) == 5


def test_what_refers_to_a_renamed_file_is_checked(papers: Path) -> None:
    git(papers, "mv", "agreements/pihak/garut.yaml", "agreements/pihak/kabupaten-garut.yaml")
    assert checked() == ["ksb.yaml", "pihak/kabupaten-garut.yaml", "pks.yaml"]
    git(papers, "mv", "agreements/2026/ksb.yaml", "agreements/2026/kesepakatan.yaml")
    assert "pks.yaml" in checked()


def test_unusual_names(papers: Path) -> None:
    save(papers, base_text("nk"), "2026/a b é,.yaml")
    assert checked() == ["a b é,.yaml"]


def test_only_below_the_path_and_from_a_subfolder(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository below git's own root, and only the paths that were asked for."""
    for name in ("nk", "lain"):
        with next((papers / "agreements" / "2026").glob(f"{name}.*")).open("a", encoding="utf-8") as file:
            file.write("# diubah\n")
    run = ksdgen("check", "agreements/2026/nk.yaml", *DAY, "--since", "HEAD")
    assert "1 berkas diperiksa" in run.output
    child = papers / "dinas"
    (child / "agreements").mkdir(parents=True)
    save(child, base_text("nk"))
    save_in_git(papers)
    save(child, put(base_text("nk"), WRONG))
    monkeypatch.chdir(child)
    run = ksdgen("check", "agreements", *DAY, "--since", "HEAD")
    assert {file for file, *_ in run.findings} == {"agreements/a.yaml"} and "KSD501" in run.finding_codes


@pytest.mark.parametrize("revision", ["tiada", "--output=x", "HEAD~99", ""])
def test_missing_revision(papers: Path, revision: str) -> None:
    run = ksdgen("check", "agreements", f"--since={revision}")
    assert run.code == 2 and "revisi" in run.error
    assert not (papers / "x").exists()


def test_without_git(repo: Path, papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repo.parent))
    shutil.rmtree(papers / ".git")
    run = ksdgen("check", "agreements", "--since", "HEAD")
    assert run.code == 2 and "bukan repositori git" in run.error
    monkeypatch.setenv("PATH", str(repo / "kosong"))
    run = ksdgen("check", "agreements", "--since", "HEAD")
    assert run.code == 2 and "git tidak ditemukan" in run.error
    assert ksdgen("check", "agreements", *DAY).code == 0  # git is needed for nothing else here


# --- templates --------------------------------------------------------------------------------------------------------


@pytest.fixture
def proposal(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a bare repository as its `origin`, on a branch `usulan` that breaks one paper."""
    remote = tmp_path_factory.mktemp("asal") / "asal.git"
    git(papers, "clone", "-q", "--bare", ".", str(remote))
    git(papers, "remote", "add", "origin", remote.as_uri())
    git(papers, "checkout", "-q", "-b", "usulan")
    save(papers, put(base_text("nk"), WRONG), "2026/nk.yaml")
    save_in_git(papers)
    return papers


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment as a runner's: `ksdgen` on the PATH, and a `pip` that only writes down what it is told to install."""
    tools = tmp_path_factory.mktemp("bin")
    python = shlex.quote(sys.executable)
    for name, command in {
        "ksdgen": f'exec {python} -m ksdgen "$@"',
        "pip": f'echo "$@" >> {shlex.quote(str(tools))}/pip.log',
        "python": f'if [ "$2" = pip ]; then shift 2; exec pip "$@"; else exec {python} "$@"; fi',
    }.items():
        (tools / name).write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    temporary = tmp_path_factory.mktemp("runner")
    return {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "BIN": str(tools),
        "RUNNER_TEMP": str(temporary),
        "GITHUB_STEP_SUMMARY": str(temporary / "ikhtisar.md"),
    }


def bash(script: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub does."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=120)


def load(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def _is_true(conditions: str, values: dict[str, str]) -> bool:
    """Whether a step of the action is run, when every step before went well."""

    def holds(condition: str) -> bool:
        if condition == "always()":
            return True
        match = re.fullmatch(r"([\w.-]+) (==|!=) '([^']*)'", condition)
        assert match is not None, condition
        return (values[match[1]] == match[3]) == (match[2] == "==")

    return all(holds(condition.strip()) for condition in conditions.split("&&"))


def run_action(
    cwd: Path, env: dict[str, str], inputs: dict[str, str], base_ref: str, **github: str
) -> subprocess.CompletedProcess[str]:
    """Run the steps of the composite action; the last one's result.

    Args:
        cwd: the checkout.
        env: the runner's environment.
        inputs: what differs from the action's defaults.
        base_ref: the branch that a pull request goes to; empty when there is none.
        github: more of what GitHub knows, with `__` for each dot.
    """
    action = load("action.yml")
    assert action["runs"]["using"] == "composite"
    values = {f"inputs.{name}": described["default"] for name, described in action["inputs"].items()}
    values |= {f"inputs.{name}": value for name, value in inputs.items()}
    values |= {
        "github.base_ref": base_ref, "github.action_path": "/aksi", "runner.temp": env["RUNNER_TEMP"],
        "github.event.pull_request.head.sha": "", "github.event.pull_request.number": "", "github.token": "", "github.api_url": "",
        "github.repository": "", **{k.replace("__", "."): v for k, v in github.items()},
    }  # fmt: skip

    def filled_in(text: str) -> str:
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda match: values[match[1]], text)

    result = None
    kept = Path(env["RUNNER_TEMP"]) / "environment"  # what a step leaves for those after it
    kept.write_text("", encoding="utf-8")
    for step in action["runs"]["steps"]:
        if not _is_true(step.get("if", "always()"), values):
            continue
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"])
            if "upload-artifact" in step["uses"]:
                assert list(Path(filled_in(step["with"]["path"])).glob("index.html"))
            continue
        # Values come through the environment, never into the script.
        assert step["shell"] == "bash" and "${{" not in step["run"]
        earlier = dict(line.split("=", 1) for line in kept.read_text(encoding="utf-8").splitlines())
        own = {name: filled_in(value) for name, value in step.get("env", {}).items()}
        result = bash(step["run"], cwd, env | {"GITHUB_ENV": str(kept)} | earlier | own)
        assert result.returncode in (0, 1), result.stderr
    assert result is not None
    return result


@pytest.mark.slow
def test_the_action_checks_what_a_proposal_changes(proposal: Path, environment: dict[str, str]) -> None:
    summary = Path(environment["GITHUB_STEP_SUMMARY"])
    # On a pull request: only what changed, as annotations, with a summary.
    result = run_action(proposal, environment, {}, "main")
    assert result.returncode == 1
    assert re.search(r"^::error file=agreements/2026/nk\.yaml,line=\d+,.*title=KSD501", result.stdout, re.MULTILINE)
    assert "1 berkas diperiksa" in summary.read_text(encoding="utf-8")
    # On main: everything.
    run_action(proposal, environment, {}, "")
    assert "5 berkas diperiksa" in summary.read_text(encoding="utf-8")
    # Nothing changed.
    git(proposal, "checkout", "-q", "main")
    assert run_action(proposal, environment, {}, "main").returncode == 0
    # Installs itself unless told otherwise.
    run_action(proposal, environment, {"ksdgen": "ksdgen==9", "path": "agreements/2026/lain.yml"}, "")
    log = (Path(environment["BIN"]) / "pip.log").read_text(encoding="utf-8").splitlines()
    assert log[0] == "install --quiet /aksi" and log[-1] == "install --quiet ksdgen==9"


@pytest.mark.slow
def test_the_action_fails_from_the_threshold_on(proposal: Path, environment: dict[str, str]) -> None:
    save(proposal, base_text("nk").replace("nomor: ", "nomor: menyusul #", 1), "2026/nk.yaml")
    assert run_action(proposal, environment, {}, "main").returncode == 0
    assert run_action(proposal, environment, {"fail-on": "catatan"}, "main").returncode == 1


@pytest.mark.slow
def test_the_gitlab_job_checks_what_a_proposal_changes(proposal: Path, environment: dict[str, str]) -> None:
    pipeline = load(".gitlab/ksdgen.yml")
    job = pipeline["ksdgen"]
    artifacts = job["artifacts"]
    assert artifacts["when"] == "always" and artifacts["reports"]["codequality"] in artifacts["paths"]
    script = "\n".join([*job["before_script"], *job["script"]])
    env = environment | pipeline["variables"]
    refused = bash(script, proposal, env)
    # Nothing is installed by a bare name.
    assert refused.returncode == 1 and "KSDGEN_PASANG belum diisi" in refused.stderr
    env |= {"KSDGEN_PASANG": "ksdgen"}
    base_sha = git(proposal, "rev-parse", "main")
    result = bash(script, proposal, env | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base_sha})
    assert result.returncode == 1, result.stderr
    report = json.loads((proposal / artifacts["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert {entry["location"]["path"] for entry in report} == {"agreements/2026/nk.yaml"}
    assert "1 berkas diperiksa" in (proposal / "ksdgen.md").read_text(encoding="utf-8")
    git(proposal, "checkout", "-q", "main")
    result = bash(script, proposal, env)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "5 berkas diperiksa" in (proposal / "ksdgen.md").read_text(encoding="utf-8")
    assert (Path(env["BIN"]) / "pip.log").read_text(encoding="utf-8").splitlines() == ["install --quiet ksdgen"] * 2


class _Forge(BaseHTTPRequestHandler):
    """A server that keeps notes as GitLab and GitHub do, as far as the templates use them."""

    notes: ClassVar[list[dict[str, Any]]] = []
    tokens: ClassVar[list[str | None]] = []
    reject: ClassVar[bool] = False

    def _answer(self, data: Any, code: int = 200) -> None:
        content = json.dumps(data).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _body(self) -> str:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        return str(json.loads(text)["body"] if text.startswith("{") else parse_qs(text)["body"][0])

    def _allowed(self) -> bool:
        self.tokens.append(self.headers.get("PRIVATE-TOKEN") or self.headers.get("Authorization"))
        if self.reject:
            self._answer({}, 403)
        return not self.reject

    def do_GET(self) -> None:
        if self._allowed():
            self._answer({"id": 99} if self.path.endswith("/user") else self.notes)

    def do_POST(self) -> None:
        if self._allowed():
            bot = {"id": 99, "login": "github-actions[bot]"}
            self.notes.append({"id": len(self.notes) + 1, "body": self._body(), "user": bot, "author": bot})
            self._answer(self.notes[-1], 201)

    def do_PUT(self) -> None:
        if self._allowed():
            self.notes[int(self.path.rsplit("/", 1)[1]) - 1]["body"] = self._body()
            self._answer({})

    do_PATCH = do_PUT

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def forge() -> Iterator[tuple[str, type[_Forge]]]:
    """A running server: its address, and what it keeps."""
    stranger = {"id": 7, "login": "orang"}
    # Whoever knows the mark may write it first.
    notes = [{"id": 1, "body": "<!-- ksdgen --> komentar orang", "user": stranger, "author": stranger}]
    handler = type("Forge", (_Forge,), {"notes": notes, "tokens": [], "reject": False})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()
    thread.join()


def advance_main(repo: Path) -> str:
    """`main` of origin moves on, in a paper that the proposal does not touch; where the proposal branched off."""
    fork_point = git(repo, "rev-parse", "main")
    git(repo, "checkout", "-q", "main")
    save(repo, put(base_text("pks_ksdpk"), WRONG), "2026/lain.yml")
    save_in_git(repo)
    git(repo, "push", "-q", "origin", "main", "usulan")
    git(repo, "checkout", "-q", "usulan")
    return fork_point


@pytest.mark.slow
def test_action_reviews_only_proposals(
    proposal: Path, environment: dict[str, str], forge: tuple[str, type[_Forge]], tmp_path: Path
) -> None:
    """In a checkout of one commit, the merge of the proposal with a base that has moved on, as GitHub makes it."""
    advance_main(proposal)
    head = git(proposal, "rev-parse", "usulan")
    git(proposal, "merge", "-q", "--no-edit", "main")
    git(proposal, "push", "-q", "origin", "HEAD:refs/pull/7/merge")
    shallow = tmp_path / "kerja"
    git(tmp_path, "init", "-q", str(shallow))
    git(shallow, "remote", "add", "origin", git(proposal, "remote", "get-url", "origin"))
    git(shallow, "fetch", "-q", "--depth=1", "origin", "refs/pull/7/merge")
    git(shallow, "checkout", "-q", "FETCH_HEAD")
    assert git(shallow, "rev-parse", "--is-shallow-repository") == "true"
    address, handler = forge
    github = {
        "github__event__pull_request__head__sha": head, "github__event__pull_request__number": "7", "github__token": "rahasia",
        "github__api_url": address, "github__repository": "a/b",
    }  # fmt: skip
    result = run_action(shallow, environment, {}, "main", **github)
    summary = Path(environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    assert result.returncode == 1 and "1 berkas diperiksa" in summary
    assert "Telaah perubahan naskah" in summary and "pasokan 30" in summary and "agreements/2026/nk.yaml" in summary
    assert "lain.yml" not in summary and "lain.yml" not in result.stdout
    folder = Path(environment["RUNNER_TEMP"]) / "ksdgen-telaah"
    assert (folder / "2026/nk.redline.docx").exists() and not (folder / "2026/lain.docx").exists()
    assert len(handler.notes) == 1 and handler.tokens == []  # no comment unless it was asked for
    for _ in range(2):
        run_action(shallow, environment, {"comment": "true"}, "main", **github)
    assert [note["id"] for note in handler.notes] == [1, 2] and handler.notes[0]["body"].endswith("komentar orang")
    written = handler.notes[1]["body"]
    assert written.startswith("<!-- ksdgen -->") and "pasokan 30" in written
    assert set(handler.tokens) == {"Bearer rahasia"}
    handler.reject = True
    assert run_action(shallow, environment, {"comment": "true"}, "main", **github).returncode == 1


@pytest.mark.slow
def test_existing_history_is_not_cut(proposal: Path, environment: dict[str, str]) -> None:
    """A checkout with all its history keeps it."""
    fork_point = advance_main(proposal)
    run_action(proposal, environment, {}, "main")
    assert git(proposal, "rev-parse", "--is-shallow-repository") == "false"
    assert git(proposal, "merge-base", "origin/main", "HEAD") == fork_point


@pytest.mark.slow
def test_gitlab_writes_and_updates_one_note(
    proposal: Path, environment: dict[str, str], forge: tuple[str, type[_Forge]], tmp_path: Path
) -> None:
    fork_point = advance_main(proposal)
    shallow = tmp_path / "kerja"
    url = git(proposal, "remote", "get-url", "origin")
    git(tmp_path, "clone", "-q", "--depth=1", "--branch", "usulan", url, str(shallow))
    address, handler = forge
    pipeline = load(".gitlab/ksdgen.yml")
    job = pipeline["ksdgen"]
    script = "\n".join([*job["before_script"], *job["script"]])
    merge_request = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": fork_point, "CI_COMMIT_SHA": git(shallow, "rev-parse", "HEAD"), "CI_API_V4_URL": address,
        "CI_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "7",
    }  # fmt: skip
    env = environment | pipeline["variables"] | merge_request | {"KSDGEN_PASANG": "ksdgen"}
    result = bash(script, shallow, env)
    assert result.returncode == 1 and "pasokan 30" in (shallow / "ksdgen-telaah/review.md").read_text(encoding="utf-8")
    assert len(handler.notes) == 1  # without a token there is no note
    for _ in range(2):
        result = bash(script, shallow, env | {"KSDGEN_TOKEN": "rahasia"})
        assert result.returncode == 1 and "rahasia" not in result.stdout + result.stderr
    assert [note["id"] for note in handler.notes] == [1, 2] and handler.notes[0]["body"].endswith("komentar orang")
    written = handler.notes[1]["body"]
    assert written.startswith("<!-- ksdgen -->") and "Telaah perubahan naskah" in written
    assert set(handler.tokens) == {"rahasia"}
    assert [path for path in job["artifacts"]["paths"] if not (shallow / path).exists()] == []
    handler.reject = True
    result = bash(script, shallow, env | {"KSDGEN_TOKEN": "rahasia"})
    assert result.returncode == 1 and "tidak dapat ditulis pada merge request" in result.stderr


@pytest.mark.slow
def test_the_hook_of_pre_commit_is_given_agreements(proposal: Path, environment: dict[str, str]) -> None:
    (hook,) = load(".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language", "files", "types"} <= set(hook)
    assert hook["language"] == "python"
    pattern = re.compile(hook["files"])
    others = ("agreements/a.beku.json", "lain/agreements.yaml", "docs/x.yaml")
    files = [*git(proposal, "ls-files").splitlines(), *others]
    matched = [file for file in files if pattern.search(file)]
    assert matched == [f for f in files if f.startswith("agreements/") and f.endswith(("yaml", "yml"))] != []
    result = bash(f"{hook['entry']} {shlex.join(matched)}", proposal, environment)
    assert result.returncode == 1 and "agreements/2026/nk.yaml" in result.stdout and "KSD501" in result.stdout
    clean = [file for file in matched if "nk.yaml" not in file]
    result = bash(f"{hook['entry']} {shlex.join(clean)}", proposal, environment)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


# --- docs/ci.md -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "script", [content for language, content in BLOCKS if language == "sh"], ids=lambda script: script.splitlines()[-1]
)
def test_commands_in_the_docs(proposal: Path, environment: dict[str, str], script: str) -> None:
    """Each command runs and judges: it finds the broken paper, and passes once that is mended."""
    result = bash(script, proposal, environment)
    if "review" in script:
        assert result.returncode == 0 and "pasokan 30" in (proposal / "telaah/review.md").read_text(encoding="utf-8")
        return
    if "textconv" in script:
        printed = re.search(r"^\+Objek Nota Kesepakatan ini .*pasokan 30", result.stdout, re.MULTILINE)
        assert result.returncode == 0 and printed, result.stdout
        return
    if "fix" in script:
        assert result.returncode == 0 and "-objek: pasokan 30 (tiga) ton" in result.stdout
        assert "30 (tiga puluh) ton" in (proposal / "agreements/2026/nk.yaml").read_text(encoding="utf-8")
        return
    assert result.returncode == 1, result.stdout + result.stderr
    assert result.stderr == ""
    for name in re.findall(r"--(?:output|summary) (\S+)", script):
        assert "KSD501" in (proposal / name).read_text(encoding="utf-8")
    save(proposal, base_text("nk"), "2026/nk.yaml")
    result = bash(script, proposal, environment)
    assert result.returncode == 0, result.stdout + result.stderr


def test_yaml_in_the_docs(repo: Path) -> None:
    content = {
        text.partition("\n")[0].removeprefix("# "): yaml.safe_load(text)
        for language, text in BLOCKS
        if language == "yaml"
    }
    assert set(content) == {
        ".pre-commit-config.yaml",
        ".github/workflows/naskah.yml",
        ".gitlab-ci.yml",
        "bagian dari agreements/…",
    }
    (source,) = content[".pre-commit-config.yaml"]["repos"]
    shipped = {hook["id"] for hook in load(".pre-commit-hooks.yaml")}
    assert {hook["id"] for hook in source["hooks"]} <= shipped and source["rev"]
    (job,) = content[".github/workflows/naskah.yml"]["jobs"].values()
    step = job["steps"][-1]
    repository, _, version = step["uses"].partition("@")
    assert version and repository.count("/") == 1 and (ROOT / "action.yml").is_file()
    assert set(step["with"]) <= set(load("action.yml")["inputs"])
    gitlab = content[".gitlab-ci.yml"]
    assert all((ROOT / included["file"]).is_file() for included in gitlab["include"])
    assert set(gitlab["variables"]) <= set(load(".gitlab/ksdgen.yml")["variables"])
    piece = next(text for _, text in BLOCKS if "pengecualian:" in text)
    run = ksdgen("check", save(repo, put(put(base_text("nk"), WRONG), piece)), *DAY)
    assert run.code == 0 and "1 temuan dikecualikan" in run.output


def test_docs_name_every_format_and_exit_code() -> None:
    table = re.findall(r"^\| `?(\w+)`? \|", PAGE, re.MULTILINE)
    assert set(table) >= {*FORMAT, "0", "1", "2", "3"}
    assert {language for language, _ in BLOCKS} == {"sh", "yaml"}


def test_action_is_fit_for_a_marketplace() -> None:
    """A marketplace lists an action at the root alone, with author, picture and at most 125 characters of description."""
    action = load("action.yml")
    assert action["author"] and set(action["branding"]) == {"icon", "color"}
    assert len(action["description"]) <= 125
    assert not (ROOT / ".github" / "actions").exists()
