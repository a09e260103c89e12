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
from ksdgen.rules.examples import dasar, pasang
from tests.helpers.util import AKAR, ksdgen, simpan, templat

if shutil.which("git") is None:
    pytest.skip("git tidak terpasang", allow_module_level=True)

HARI = ("--tanggal", "2026-06-01")
SALAH = "objek: pasokan 30 (tiga) ton"
DOKUMEN = (AKAR / "docs" / "ci.md").read_text(encoding="utf-8")
BLOK = re.findall(r"^```(\w+)\n(.*?)^```$", DOKUMEN, re.MULTILINE | re.DOTALL)


def git(folder: Path, *argumen: str) -> str:
    hasil = subprocess.run(["git", *argumen], cwd=folder, capture_output=True, text=True, check=False)
    assert hasil.returncode == 0, hasil.stderr
    return hasil.stdout.strip()


@pytest.fixture(autouse=True)
def _git_sendiri(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings of the user nor a repository around the tests play a part."""
    for nama in [n for n in os.environ if n.startswith("GIT_")]:
        monkeypatch.delenv(nama)
    for nama, nilai in {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@contoh.example",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@contoh.example",
    }.items():  # fmt: skip
        monkeypatch.setenv(nama, nilai)


def simpan_git(repo: Path) -> str:
    """Commit everything; the revision."""
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "--allow-empty", "-m", "x")
    return git(repo, "rev-parse", "HEAD")


@pytest.fixture
def naskah(repo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with four papers: a KSB with shared party data, its PKS, and two others; the working directory is its root."""
    git(repo, "init", "-q", "-b", "main")
    pihak = {
        "bentuk": "pemerintah_daerah",
        "nama": "Pemerintah Daerah Kabupaten Garut",
        "alamat": "Jalan Pembangunan Nomor 1, Garut",
    }
    simpan(repo, pihak, "pihak/garut.yaml")
    ksb = re.sub(
        r"bentuk: pemerintah_daerah\n    nama: Pemerintah Daerah Kabupaten Garut",
        "acuan: pihak/garut",
        dasar("ksb_ksdd"),
        count=1,
    ).replace("alamat: Jalan Pembangunan Nomor 1, Garut\n    daerah", "daerah", 1)
    assert "acuan" in ksb
    simpan(repo, ksb, "2026/ksb.yaml")
    simpan(repo, pasang(dasar("pks_ksdd"), "kesepakatan_bersama: ksb.yaml"), "2026/pks.yaml")
    simpan(repo, dasar("nk"), "2026/nk.yaml")
    simpan(repo, dasar("pks_ksdpk"), "2026/lain.yml")
    simpan_git(repo)
    monkeypatch.chdir(repo)
    return repo


def diperiksa(*pilihan: object, sejak: str = "HEAD") -> list[str]:
    """Which files a check since a revision looks at, from its JUnit report."""
    jalan = ksdgen("check", "agreements", *HARI, "--since", sejak, "--format", "junit", *pilihan)
    assert jalan.kode in (0, 1), jalan.semua
    return sorted(re.findall(r'<testsuite name="agreements/(?:2026/)?([^"]+)"', jalan.keluar))


def test_tanpa_perubahan(naskah: Path) -> None:
    assert diperiksa() == []
    for format_ in FORMAT:
        assert ksdgen("check", "agreements", "--since", "HEAD", "--format", format_).kode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("berkas", "harap"),
    [
        ("2026/nk.yaml", ["nk.yaml"]),
        ("2026/pks.yaml", ["pks.yaml"]),
        ("2026/ksb.yaml", ["ksb.yaml", "pks.yaml"]),
        ("pihak/garut.yaml", ["ksb.yaml", "pihak/garut.yaml", "pks.yaml"]),  # the PKS is judged beside its KSB
        ("2026/nk.beku.json", ["nk.yaml"]),
        ("2026/baru.yaml", ["baru.yaml"]),
        ("../README.md", []),
    ],
)
def test_yang_berubah(naskah: Path, berkas: str, harap: list[str]) -> None:
    """Edited, untracked, and what others are made of; in the working tree, staged or committed: all the same."""
    awal = git(naskah, "rev-parse", "HEAD")
    path = naskah / "agreements" / berkas
    isi = path.read_bytes() if path.exists() else (b"{}" if path.suffix == ".json" else dasar("nk").encode())
    path.write_bytes(isi + b"\n# diubah\n")
    assert diperiksa() == harap
    git(naskah, "add", "-A")
    assert diperiksa() == harap
    simpan_git(naskah)
    assert diperiksa() == []
    assert diperiksa(sejak=awal) == diperiksa(sejak="HEAD~1") == harap


def test_templat_mengubah_semuanya(naskah: Path) -> None:
    templat(naskah, "gaya/kantor.yaml", "uraian: x\nberdasar_pada: lazim\n")
    assert len(diperiksa()) == 5


def test_berkas_yang_diganti_namanya(naskah: Path) -> None:
    """What refers to the old name is affected."""
    git(naskah, "mv", "agreements/pihak/garut.yaml", "agreements/pihak/kabupaten-garut.yaml")
    assert diperiksa() == ["ksb.yaml", "pihak/kabupaten-garut.yaml", "pks.yaml"]
    git(naskah, "mv", "agreements/2026/ksb.yaml", "agreements/2026/kesepakatan.yaml")
    assert "pks.yaml" in diperiksa()


def test_nama_yang_tidak_lazim(naskah: Path) -> None:
    simpan(naskah, dasar("nk"), "2026/a b é,.yaml")
    assert diperiksa() == ["a b é,.yaml"]


def test_hanya_di_bawah_path_dan_dari_subfolder(naskah: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository below git's own root, and only the paths that were asked for."""
    for nama in ("nk", "lain"):
        with next((naskah / "agreements" / "2026").glob(f"{nama}.*")).open("a", encoding="utf-8") as f:
            f.write("# diubah\n")
    jalan = ksdgen("check", "agreements/2026/nk.yaml", *HARI, "--since", "HEAD")
    assert "1 berkas diperiksa" in jalan.keluar
    anak = naskah / "dinas"
    (anak / "agreements").mkdir(parents=True)
    simpan(anak, dasar("nk"))
    simpan_git(naskah)
    simpan(anak, pasang(dasar("nk"), SALAH))
    monkeypatch.chdir(anak)
    jalan = ksdgen("check", "agreements", *HARI, "--since", "HEAD")
    assert {t[0] for t in jalan.temuan} == {"agreements/a.yaml"} and "KSD501" in jalan.kode_temuan


@pytest.mark.parametrize("revisi", ["tiada", "--output=x", "HEAD~99", ""])
def test_revisi_yang_tidak_ada(naskah: Path, revisi: str) -> None:
    jalan = ksdgen("check", "agreements", f"--since={revisi}")
    assert jalan.kode == 2 and "revisi" in jalan.galat
    assert not (naskah / "x").exists()


def test_tanpa_git(repo: Path, naskah: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repo.parent))
    shutil.rmtree(naskah / ".git")
    jalan = ksdgen("check", "agreements", "--since", "HEAD")
    assert jalan.kode == 2 and "bukan repositori git" in jalan.galat
    monkeypatch.setenv("PATH", str(repo / "kosong"))
    jalan = ksdgen("check", "agreements", "--since", "HEAD")
    assert jalan.kode == 2 and "git tidak ditemukan" in jalan.galat
    assert ksdgen("check", "agreements", *HARI).kode == 0  # git is needed for nothing else here


# --- templates --------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def asal(naskah: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a bare `origin`, and a branch that breaks one paper; `origin` has moved on meanwhile."""
    jauh = tmp_path_factory.mktemp("asal") / "asal.git"
    git(naskah, "clone", "-q", "--bare", ".", str(jauh))
    git(naskah, "remote", "add", "origin", jauh.as_uri())
    git(naskah, "checkout", "-q", "-b", "usulan")
    simpan(naskah, pasang(dasar("nk"), SALAH), "2026/nk.yaml")
    simpan_git(naskah)
    return naskah


@pytest.fixture
def lingkungan(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment as a runner's: `ksdgen` on the PATH, and a `pip` that only writes down what it is told to install."""
    bin_ = tmp_path_factory.mktemp("bin")
    py = shlex.quote(sys.executable)
    for nama, isi in {
        "ksdgen": f'exec {py} -m ksdgen "$@"',
        "pip": f'echo "$@" >> {shlex.quote(str(bin_))}/pip.log',
        "python": f'if [ "$2" = pip ]; then shift 2; exec pip "$@"; else exec {py} "$@"; fi',
    }.items():
        (bin_ / nama).write_text(f"#!/bin/sh\n{isi}\n", encoding="utf-8")
        (bin_ / nama).chmod(0o755)
    sementara = tmp_path_factory.mktemp("runner")
    ikhtisar = str(sementara / "ikhtisar.md")
    return {
        **os.environ, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "BIN": str(bin_), "RUNNER_TEMP": str(sementara),
        "GITHUB_STEP_SUMMARY": ikhtisar,
    }  # fmt: skip


def bash(skrip: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub does."""
    perintah = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", skrip]
    return subprocess.run(perintah, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=120)


def muat(path: str) -> Any:
    return yaml.safe_load((AKAR / path).read_text(encoding="utf-8"))


def _benar(syarat: str, nilai: dict[str, str]) -> bool:
    """The conditions that the action's steps use; every step before went well."""

    def satu(bagian: str) -> bool:
        if bagian == "always()":
            return True
        cocok = re.fullmatch(r"([\w.-]+) (==|!=) '([^']*)'", bagian)
        assert cocok is not None, bagian
        return (nilai[cocok[1]] == cocok[3]) == (cocok[2] == "==")

    return all(satu(b.strip()) for b in syarat.split("&&"))


def jalankan_action(
    cwd: Path, env: dict[str, str], masukan: dict[str, str], basis: str, **github: str
) -> subprocess.CompletedProcess[str]:
    """Run the steps of the composite action; the last one's result."""
    action = muat("action.yml")
    assert action["runs"]["using"] == "composite"
    nilai = {f"inputs.{k}": v["default"] for k, v in action["inputs"].items()} | {
        f"inputs.{k}": v for k, v in masukan.items()
    }
    nilai |= {
        "github.base_ref": basis, "github.action_path": "/aksi", "runner.temp": env["RUNNER_TEMP"],
        "github.event.pull_request.head.sha": "", "github.event.pull_request.number": "", "github.token": "", "github.api_url": "",
        "github.repository": "", **{k.replace("__", "."): v for k, v in github.items()},
    }  # fmt: skip

    def isi(teks: str) -> str:
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda m: nilai[m[1]], teks)

    hasil = None
    lingkungan = Path(env["RUNNER_TEMP"]) / "lingkungan"
    lingkungan.write_text("", encoding="utf-8")
    for langkah in action["runs"]["steps"]:
        if not _benar(langkah.get("if", "always()"), nilai):
            continue
        if "uses" in langkah:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", langkah["uses"])
            if "upload-artifact" in langkah["uses"]:
                assert list(Path(isi(langkah["with"]["path"])).glob("index.html"))
            continue
        assert (
            langkah["shell"] == "bash" and "${{" not in langkah["run"]
        )  # values come through the environment, never into the script
        simpanan = dict(b.split("=", 1) for b in lingkungan.read_text(encoding="utf-8").splitlines())
        sendiri = {k: isi(v) for k, v in langkah.get("env", {}).items()}
        hasil = bash(langkah["run"], cwd, env | {"GITHUB_ENV": str(lingkungan)} | simpanan | sendiri)
        assert hasil.returncode in (0, 1), hasil.stderr
    assert hasil is not None
    return hasil


@pytest.mark.slow
def test_action_github(asal: Path, lingkungan: dict[str, str]) -> None:
    ikhtisar = Path(lingkungan["GITHUB_STEP_SUMMARY"])
    env = lingkungan
    # On a pull request: only what changed, as annotations, with a summary.
    hasil = jalankan_action(asal, env, {}, "main")
    assert hasil.returncode == 1
    assert re.search(r"^::error file=agreements/2026/nk\.yaml,line=\d+,.*title=KSD501", hasil.stdout, re.MULTILINE)
    assert "1 berkas diperiksa" in ikhtisar.read_text(encoding="utf-8")
    # On main: everything.
    jalankan_action(asal, env, {}, "")
    assert "5 berkas diperiksa" in ikhtisar.read_text(encoding="utf-8")
    # Nothing changed.
    git(asal, "checkout", "-q", "main")
    assert jalankan_action(asal, env, {}, "main").returncode == 0
    # Installs itself unless told otherwise.
    jalankan_action(asal, env, {"ksdgen": "ksdgen==9", "path": "agreements/2026/lain.yml"}, "")
    log = (Path(env["BIN"]) / "pip.log").read_text(encoding="utf-8").splitlines()
    assert log[0] == "install --quiet /aksi" and log[-1] == "install --quiet ksdgen==9"


@pytest.mark.slow
def test_action_github_memakai_ambang(asal: Path, lingkungan: dict[str, str]) -> None:
    env = lingkungan
    simpan(asal, dasar("nk").replace("nomor: ", "nomor: menyusul #", 1), "2026/nk.yaml")
    assert jalankan_action(asal, env, {}, "main").returncode == 0
    assert jalankan_action(asal, env, {"fail-on": "catatan"}, "main").returncode == 1


@pytest.mark.slow
def test_templat_gitlab(asal: Path, lingkungan: dict[str, str]) -> None:
    isi = muat(".gitlab/ksdgen.yml")
    kerja = isi["ksdgen"]
    artefak = kerja["artifacts"]
    assert artefak["when"] == "always" and artefak["reports"]["codequality"] in artefak["paths"]
    skrip = "\n".join([*kerja["before_script"], *kerja["script"]])
    env = lingkungan | isi["variables"]
    dasar_ = git(asal, "rev-parse", "main")
    hasil = bash(skrip, asal, env | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": dasar_})
    assert hasil.returncode == 1, hasil.stderr
    data = json.loads((asal / artefak["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert {t["location"]["path"] for t in data} == {"agreements/2026/nk.yaml"}
    assert "1 berkas diperiksa" in (asal / "ksdgen.md").read_text(encoding="utf-8")
    git(asal, "checkout", "-q", "main")
    hasil = bash(skrip, asal, env)
    assert hasil.returncode == 0, hasil.stdout + hasil.stderr
    assert "5 berkas diperiksa" in (asal / "ksdgen.md").read_text(encoding="utf-8")
    assert (Path(env["BIN"]) / "pip.log").read_text(encoding="utf-8").splitlines() == ["install --quiet ksdgen"] * 2


class _Jaringan(BaseHTTPRequestHandler):
    """A server that keeps notes as GitLab and GitHub do, as far as the templates use them."""

    catatan: ClassVar[list[dict[str, Any]]] = []
    kunci: ClassVar[list[str | None]] = []
    tolak: ClassVar[bool] = False

    def _jawab(self, data: Any, kode: int = 200) -> None:
        isi = json.dumps(data).encode()
        self.send_response(kode)
        self.send_header("Content-Length", str(len(isi)))
        self.end_headers()
        self.wfile.write(isi)

    def _badan(self) -> str:
        teks = self.rfile.read(int(self.headers["Content-Length"])).decode()
        return str(json.loads(teks)["body"] if teks.startswith("{") else parse_qs(teks)["body"][0])

    def _boleh(self) -> bool:
        self.kunci.append(self.headers.get("PRIVATE-TOKEN") or self.headers.get("Authorization"))
        if self.tolak:
            self._jawab({}, 403)
        return not self.tolak

    def do_GET(self) -> None:
        if self._boleh():
            self._jawab(self.catatan)

    def do_POST(self) -> None:
        if self._boleh():
            self.catatan.append({"id": len(self.catatan) + 1, "body": self._badan()})
            self._jawab(self.catatan[-1], 201)

    def do_PUT(self) -> None:
        if self._boleh():
            self.catatan[int(self.path.rsplit("/", 1)[1]) - 1]["body"] = self._badan()
            self._jawab({})

    do_PATCH = do_PUT

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def jaringan() -> Iterator[tuple[str, type[_Jaringan]]]:
    """Its address, and what it keeps."""
    catatan: list[dict[str, Any]] = [{"id": 1, "body": "komentar orang"}]
    pelayan = type("Pelayan", (_Jaringan,), {"catatan": catatan, "kunci": [], "tolak": False})
    server = ThreadingHTTPServer(("127.0.0.1", 0), pelayan)
    utas = threading.Thread(target=server.serve_forever, daemon=True)
    utas.start()
    yield f"http://127.0.0.1:{server.server_port}", pelayan
    server.shutdown()
    server.server_close()
    utas.join()


def majukan_main(repo: Path) -> str:
    """`main` of origin moves on, in a paper that the proposal does not touch; where the proposal branched off."""
    cabang = git(repo, "rev-parse", "main")
    git(repo, "checkout", "-q", "main")
    simpan(repo, pasang(dasar("pks_ksdpk"), SALAH), "2026/lain.yml")
    simpan_git(repo)
    git(repo, "push", "-q", "origin", "main", "usulan")
    git(repo, "checkout", "-q", "usulan")
    return cabang


@pytest.mark.slow
def test_action_menelaah_usulan_saja(
    asal: Path, lingkungan: dict[str, str], jaringan: tuple[str, type[_Jaringan]], tmp_path: Path
) -> None:
    """From a checkout of one commit, as `actions/checkout` makes it of the merge of the proposal with a base that has moved on."""
    majukan_main(asal)
    kepala = git(asal, "rev-parse", "usulan")
    git(asal, "merge", "-q", "--no-edit", "main")
    git(asal, "push", "-q", "origin", "HEAD:refs/pull/7/merge")
    dangkal = tmp_path / "kerja"
    git(tmp_path, "init", "-q", str(dangkal))
    git(dangkal, "remote", "add", "origin", git(asal, "remote", "get-url", "origin"))
    git(dangkal, "fetch", "-q", "--depth=1", "origin", "refs/pull/7/merge")
    git(dangkal, "checkout", "-q", "FETCH_HEAD")
    assert git(dangkal, "rev-parse", "--is-shallow-repository") == "true"
    alamat, pelayan = jaringan
    github = {
        "github__event__pull_request__head__sha": kepala, "github__event__pull_request__number": "7", "github__token": "rahasia",
        "github__api_url": alamat, "github__repository": "a/b",
    }  # fmt: skip
    hasil = jalankan_action(dangkal, lingkungan, {}, "main", **github)
    ikhtisar = Path(lingkungan["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    assert hasil.returncode == 1 and "1 berkas diperiksa" in ikhtisar
    assert "Telaah perubahan naskah" in ikhtisar and "pasokan 30" in ikhtisar and "agreements/2026/nk.yaml" in ikhtisar
    assert "lain.yml" not in ikhtisar and "lain.yml" not in hasil.stdout
    folder = Path(lingkungan["RUNNER_TEMP"]) / "ksdgen-telaah"
    assert (folder / "2026/nk.redline.docx").exists() and not (folder / "2026/lain.docx").exists()
    assert len(pelayan.catatan) == 1 and pelayan.kunci == []  # no comment unless it was asked for
    for _ in range(2):
        jalankan_action(dangkal, lingkungan, {"comment": "true"}, "main", **github)
    assert [c["id"] for c in pelayan.catatan] == [1, 2] and pelayan.catatan[0]["body"] == "komentar orang"
    assert pelayan.catatan[1]["body"].startswith("<!-- ksdgen -->") and "pasokan 30" in pelayan.catatan[1]["body"]
    assert set(pelayan.kunci) == {"Bearer rahasia"}
    pelayan.tolak = True
    assert jalankan_action(dangkal, lingkungan, {"comment": "true"}, "main", **github).returncode == 1


@pytest.mark.slow
def test_riwayat_yang_ada_tidak_dipotong(asal: Path, lingkungan: dict[str, str]) -> None:
    """A checkout with all its history keeps it."""
    cabang = majukan_main(asal)
    jalankan_action(asal, lingkungan, {}, "main")
    assert git(asal, "rev-parse", "--is-shallow-repository") == "false"
    assert git(asal, "merge-base", "origin/main", "HEAD") == cabang


@pytest.mark.slow
def test_gitlab_menulis_dan_memperbarui_satu_catatan(
    asal: Path, lingkungan: dict[str, str], jaringan: tuple[str, type[_Jaringan]], tmp_path: Path
) -> None:
    cabang = majukan_main(asal)
    dangkal = tmp_path / "kerja"
    git(
        tmp_path,
        "clone",
        "-q",
        "--depth=1",
        "--branch",
        "usulan",
        git(asal, "remote", "get-url", "origin"),
        str(dangkal),
    )
    alamat, pelayan = jaringan
    isi = muat(".gitlab/ksdgen.yml")
    skrip = "\n".join([*isi["ksdgen"]["before_script"], *isi["ksdgen"]["script"]])
    mr = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": cabang, "CI_COMMIT_SHA": git(dangkal, "rev-parse", "HEAD"), "CI_API_V4_URL": alamat,
        "CI_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "7",
    }  # fmt: skip
    env = lingkungan | isi["variables"] | mr
    hasil = bash(skrip, dangkal, env)
    assert hasil.returncode == 1 and "pasokan 30" in (dangkal / "ksdgen-telaah/review.md").read_text(encoding="utf-8")
    assert len(pelayan.catatan) == 1  # without a token there is no note
    for _ in range(2):
        hasil = bash(skrip, dangkal, env | {"KSDGEN_TOKEN": "rahasia"})
        assert hasil.returncode == 1 and "rahasia" not in hasil.stdout + hasil.stderr
    assert [c["id"] for c in pelayan.catatan] == [1, 2] and pelayan.catatan[0]["body"] == "komentar orang"
    assert (
        pelayan.catatan[1]["body"].startswith("<!-- ksdgen -->")
        and "Telaah perubahan naskah" in pelayan.catatan[1]["body"]
    )
    assert set(pelayan.kunci) == {"rahasia"}
    assert {p for p in isi["ksdgen"]["artifacts"]["paths"] if not (dangkal / p).exists()} == set()
    pelayan.tolak = True
    hasil = bash(skrip, dangkal, env | {"KSDGEN_TOKEN": "rahasia"})
    assert hasil.returncode == 1 and "tidak dapat ditulis pada merge request" in hasil.stderr


def test_pre_commit(asal: Path, lingkungan: dict[str, str]) -> None:
    (kait,) = muat(".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language", "files", "types"} <= set(kait)
    assert kait["language"] == "python"
    pola = re.compile(kait["files"])
    semua = [*git(asal, "ls-files").splitlines(), "agreements/a.beku.json", "lain/agreements.yaml", "docs/x.yaml"]
    cocok = [f for f in semua if pola.search(f)]
    assert cocok == [f for f in semua if f.startswith("agreements/") and f.endswith(("yaml", "yml"))] != []
    hasil = bash(f"{kait['entry']} {shlex.join(cocok)}", asal, lingkungan)
    assert hasil.returncode == 1 and "agreements/2026/nk.yaml" in hasil.stdout and "KSD501" in hasil.stdout
    bersih = [f for f in cocok if "nk.yaml" not in f]
    hasil = bash(f"{kait['entry']} {shlex.join(bersih)}", asal, lingkungan)
    assert (hasil.returncode, hasil.stdout, hasil.stderr) == (0, "", "")


# --- docs/ci.md -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("skrip", [isi for bahasa, isi in BLOK if bahasa == "sh"], ids=lambda s: s.splitlines()[-1])
def test_perintah_dalam_dokumen(asal: Path, lingkungan: dict[str, str], skrip: str) -> None:
    """Each command runs and judges: it finds the broken paper, and passes once that is mended."""
    hasil = bash(skrip, asal, lingkungan)
    if "review" in skrip:
        assert hasil.returncode == 0 and "pasokan 30" in (asal / "telaah/review.md").read_text(encoding="utf-8")
        return
    if "textconv" in skrip:
        assert hasil.returncode == 0 and re.search(
            r"^\+Objek Nota Kesepakatan ini .*pasokan 30", hasil.stdout, re.MULTILINE
        ), hasil.stdout
        return
    if "fix" in skrip:
        assert hasil.returncode == 0 and "-objek: pasokan 30 (tiga) ton" in hasil.stdout
        assert "30 (tiga puluh) ton" in (asal / "agreements/2026/nk.yaml").read_text(encoding="utf-8")
        return
    assert hasil.returncode == 1, hasil.stdout + hasil.stderr
    assert hasil.stderr == ""
    for nama in re.findall(r"--(?:output|summary) (\S+)", skrip):
        assert "KSD501" in (asal / nama).read_text(encoding="utf-8")
    simpan(asal, dasar("nk"), "2026/nk.yaml")
    hasil = bash(skrip, asal, lingkungan)
    assert hasil.returncode == 0, hasil.stdout + hasil.stderr


def test_yaml_dalam_dokumen(repo: Path) -> None:
    isi = {
        teks.partition("\n")[0].removeprefix("# "): yaml.safe_load(teks) for bahasa, teks in BLOK if bahasa == "yaml"
    }
    assert set(isi) == {
        ".pre-commit-config.yaml",
        ".github/workflows/naskah.yml",
        ".gitlab-ci.yml",
        "bagian dari agreements/…",
    }
    (sumber,) = isi[".pre-commit-config.yaml"]["repos"]
    assert {h["id"] for h in sumber["hooks"]} <= {h["id"] for h in muat(".pre-commit-hooks.yaml")} and sumber["rev"]
    (kerja,) = isi[".github/workflows/naskah.yml"]["jobs"].values()
    pakai = kerja["steps"][-1]
    letak, _, versi = pakai["uses"].partition("@")
    assert versi and letak.count("/") == 1 and (AKAR / "action.yml").is_file()
    assert set(pakai["with"]) <= set(muat("action.yml")["inputs"])
    gitlab = isi[".gitlab-ci.yml"]
    assert all((AKAR / i["file"]).is_file() for i in gitlab["include"])
    assert set(gitlab["variables"]) <= set(muat(".gitlab/ksdgen.yml")["variables"])
    potongan = next(teks for bahasa, teks in BLOK if "pengecualian:" in teks)
    jalan = ksdgen("check", simpan(repo, pasang(pasang(dasar("nk"), SALAH), potongan)), *HARI)
    assert jalan.kode == 0 and "1 temuan dikecualikan" in jalan.keluar


def test_dokumen_menyebut_setiap_format_dan_kode_keluar() -> None:
    tabel = re.findall(r"^\| `?(\w+)`? \|", DOKUMEN, re.MULTILINE)
    assert set(tabel) >= {*FORMAT, "0", "1", "2", "3"}
    assert {bahasa for bahasa, _ in BLOK} == {"sh", "yaml"}


def test_action_is_fit_for_a_marketplace() -> None:
    """A marketplace lists the action at the root alone, with an author, a picture and a description of at most 125 characters."""
    action = muat("action.yml")
    assert action["author"] and set(action["branding"]) == {"icon", "color"}
    assert len(action["description"]) <= 125
    assert not (AKAR / ".github" / "actions").exists()
