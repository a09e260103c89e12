"""The cache belongs to one user: what others put there is never looked at, and nothing that is wrong with it is told."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ksdgen.compose.bytecode import FOLDER as TEMPLATES
from ksdgen.world import cachedir, results
from tests.helpers.util import ROOT, ksb, ksdgen, process, put, save, template

needs_posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners and modes of POSIX")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder and a folder for the key that nobody has used yet."""
    cachedir._open.cache_clear()
    monkeypatch.setenv("KSDGEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    yield tmp_path / "cache"
    cachedir._open.cache_clear()


def _forget() -> None:
    cachedir._open.cache_clear()


def test_what_is_kept_comes_back(cache: Path) -> None:
    cachedir.save("a/b", b"isi")
    assert cachedir.take("a/b") == b"isi"
    _forget()
    assert cachedir.take("a/b") == b"isi"
    assert [p.name for p in cache.rglob("*")] == ["a", "b"]


@needs_posix
def test_only_the_user_sees_it(cache: Path) -> None:
    cachedir.save("a/b", b"isi")
    state = cache.parent / "state"
    modes = {p.relative_to(cache.parent).as_posix(): oct(p.stat().st_mode)[-3:] for p in (cache, *cache.rglob("*"))}
    assert modes == {"cache": "700", "cache/a": "700", "cache/a/b": "600"}
    assert [oct(p.stat().st_mode)[-3:] for p in (state / "ksdgen", state / "ksdgen/kunci")] == ["700", "600"]


def test_what_was_sealed_with_another_key_or_name_is_nothing(cache: Path) -> None:
    cachedir.save("a", b"isi")
    cachedir.save("b", b"lain")
    (cache / "c").write_bytes((cache / "a").read_bytes())
    assert cachedir.take("c") is None
    data = (cache / "a").read_bytes()
    for index in (0, len(data) - 1):
        (cache / "a").write_bytes(bytes([*data[:index], data[index] ^ 1, *data[index + 1 :]]))
        assert cachedir.take("a") is None
    (cache.parent / "state/ksdgen/kunci").write_bytes(bytes(32))
    _forget()
    assert cachedir.take("b") is None


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 31, b"x" * 33, b"x" * 1000])
def test_a_broken_key_is_no_key(cache: Path, content: bytes) -> None:
    cachedir.save("a", b"isi")
    (cache.parent / "state/ksdgen/kunci").write_bytes(content)
    _forget()
    assert not cachedir.is_used()
    cachedir.save("a", b"isi")
    assert cachedir.take("a") is None


@needs_posix
@pytest.mark.parametrize("place", ["cache", "state/ksdgen", "state/ksdgen/kunci"])
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_what_others_can_write_is_not_used(cache: Path, place: str, mode: int) -> None:
    cachedir.save("a", b"isi")
    (cache.parent / place).chmod(mode)
    _forget()
    assert cachedir.take("a") is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("place", ["cache", "state/ksdgen", "state/ksdgen/kunci"])
def test_what_belongs_to_another_is_not_used(cache: Path, place: str) -> None:
    cachedir.save("a", b"isi")
    os.chown(cache.parent / place, 12345, 12345)
    _forget()
    assert cachedir.take("a") is None


def test_links_pipes_and_huge_files_are_not_read(cache: Path) -> None:
    cachedir.save("a", b"isi")
    (cache / "a").rename(cache.parent / "a")
    (cache / "a").symlink_to(cache.parent / "a")
    os.mkfifo(cache / "pipa")
    with (cache / "besar").open("wb") as stream:
        stream.truncate(10**10)
    assert [cachedir.take(name) for name in ("a", "pipa", "besar", "tak-ada", "x\0")] == [None] * 5
    cache.rename(cache.parent / "asli")
    cache.symlink_to(cache.parent / "asli")
    _forget()
    assert not cachedir.is_used()


class _Attack:
    """What runs a command when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> Any:
        return (Path.touch, (self.trace,))


@pytest.mark.slow(traced=True)
def test_a_cache_in_the_checkout_runs_nothing_and_makes_nothing_green(repo: Path, cache: Path) -> None:
    path = save(repo, put(ksb(), "para_pihak", []))
    assert ksdgen("check", path).code == 1
    save(repo, ksb(), "baik.yaml")
    assert ksdgen("check", repo / "agreements/baik.yaml").code == 0
    kept = sorted(p for p in cache.rglob("*") if p.is_file())
    assert {p.parent.name for p in kept} >= {results.FOLDER, TEMPLATES}
    # The stranger made all of it with a key of his own, and knows every name.
    good = next(p for p in kept if p.parent.name == results.FOLDER and b"\xdaKSD" not in p.read_bytes())
    trace = repo / "jejak"
    for file in kept:
        data = good.read_bytes() if file.parent.name == results.FOLDER else pickle.dumps(_Attack(trace))
        file.write_bytes(data)
    (cache.parent / "state/ksdgen/kunci").unlink()
    _forget()
    assert ksdgen("check", path).code == 1
    assert not trace.exists()


@pytest.mark.slow(traced=True)
def test_templates_of_a_repository_are_not_kept(repo: Path, cache: Path) -> None:
    template(repo, "klausul/objek.j2", (ROOT / "templates/klausul/objek.j2").read_text(encoding="utf-8"))
    path = save(repo, ksb())
    ksdgen("check", path)
    before = {p.name for p in (cache / TEMPLATES).iterdir()}
    (repo / "templates/klausul/objek.j2").unlink()
    ksdgen("check", path)
    assert len({p.name for p in (cache / TEMPLATES).iterdir()} - before) == 1


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("command", [("check",), ("render", "--out", "keluaran")])
def test_a_full_disk_below_the_cache_is_no_matter(repo: Path, cache: Path, command: tuple[str, ...]) -> None:
    resource = pytest.importorskip("resource")
    path = save(repo, ksb())
    cache.mkdir()

    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY) if command == ("check",) else (200_000, -1)
        )

    run = process(*command, path, env={"KSDGEN_CACHE": str(cache)}, preexec_fn=limit, cwd=repo)
    assert run.returncode == 0, run.stderr
    assert run.stderr == b""
    assert not list(cache.rglob(".*"))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another user")
@pytest.mark.parametrize("home", [None, "", "/tak-ada", "relatif"])
def test_a_user_whom_the_system_does_not_know(home: str | None) -> None:
    code = """import os, platformdirs.unix, pathlib
from ksdgen.world import cachedir
os.setgroups([]); os.setgid(54321); os.setuid(54321)
cachedir.save("a", b"isi")
print(cachedir.is_used(), cachedir.take("a"))"""
    env = {"PYTHONPATH": str(ROOT)} | ({} if home is None else {"HOME": home})
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False, cwd="/")
    assert (run.stdout, run.stderr) == (b"False None\n", b"")


def test_the_oldest_go_first_and_leftovers_with_them(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    for index in range(8):
        cachedir.save(f"uji/{index}", b"x" * 100)
        os.utime(cache / f"uji/{index}", (now - 100 + index, now - 100 + index))
    for name, age in ((".hidup.1", 10), (".mati.2", 7200), (".masa-depan.3", -7200)):
        (cache / "uji" / name).write_bytes(b"")
        os.utime(cache / "uji" / name, (now - age, now - age))
    for name in ("aturan-lama", "aturan-baru"):
        (cache / name).write_bytes(b"")
    (cache / "jinja-abc").mkdir()
    (cache / "jinja-abc/x.cache").write_bytes(b"")
    os.utime(cache / "aturan-lama", (now - 10**7, now - 10**7))
    cachedir.limit("uji", 100)
    assert {p.relative_to(cache).as_posix() for p in cache.rglob("*")} == {
        "uji", "uji/.hidup.1", "aturan-baru", *(f"uji/{i}" for i in range(8)),
    }  # fmt: skip
    monkeypatch.setattr(cachedir, "SPACE", 600)
    cachedir.limit("uji", 100)
    assert sorted(p.name for p in (cache / "uji").glob("[!.]*")) == ["5", "6", "7"]
