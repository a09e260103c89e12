"""The cache belongs to one user: what others put there is never looked at, and nothing that is wrong with it is told."""

from __future__ import annotations

import errno
import io
import os
import pickle
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2.bccache import bc_magic

from ksdgen.compose.bytecode import SHELF as TEMPLATES
from ksdgen.world import cache_bounds, cachedir, results
from ksdgen.world.digest import digest, seal
from ksdgen.world.repository import find_repository
from tests.helpers.util import ROOT, ksb, ksdgen, process, put, save, template

needs_posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners and modes of POSIX")


SHELF, NAME, OTHER, STATE = "hasil", "0" * 32, "1" * 32, b"keadaan"
DAY = "2026-11-22"
AS_USUAL = (SHELF, NAME, STATE)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder and a folder for the key that nobody has used yet."""
    forget()
    monkeypatch.setenv("KSDGEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    yield tmp_path / "cache"
    forget()


def forget() -> None:
    """What the next process knows of the cache: nothing."""
    cachedir._open.cache_clear()
    cachedir._saved.clear()


def names(folder: Path) -> list[str]:
    """All that lies below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# --- what was kept, and by whom ---------------------------------------------------------------------------------------


def test_what_is_kept_comes_back(cache: Path) -> None:
    cachedir.save(*AS_USUAL, b"isi")
    assert cachedir.take(*AS_USUAL) == b"isi"
    forget()
    assert cachedir.take(*AS_USUAL) == b"isi"
    cachedir.save(*AS_USUAL, b"")
    assert cachedir.take(*AS_USUAL) == b""
    assert names(cache) == ["hasil", f"hasil/{NAME}"]


@needs_posix
@pytest.mark.parametrize("mask", [0o000, 0o002, 0o022, 0o077])
def test_only_the_user_sees_it(cache: Path, mask: int) -> None:
    former = os.umask(mask)
    try:
        cachedir.save(*AS_USUAL, b"isi")
    finally:
        os.umask(former)
    modes = {name: oct((cache.parent / name).stat().st_mode)[-3:] for name in names(cache.parent)}
    assert modes == {
        "cache": "700", "cache/hasil": "700", f"cache/hasil/{NAME}": "600",
        "state": "700", "state/ksdgen": "700", "state/ksdgen/kunci": "600",
    }  # fmt: skip
    assert cachedir.take(*AS_USUAL) == b"isi"


def test_nothing_but_the_very_entry_comes_back(cache: Path) -> None:
    """Whatever is changed: a byte, the length, the name, the kind, the state."""
    cachedir.save(*AS_USUAL, b"isi")
    entry = cache / SHELF / NAME
    data = entry.read_bytes()
    for index in (0, 7, 31, 32, len(data) - 1):
        entry.write_bytes(bytes([*data[:index], data[index] ^ 1, *data[index + 1 :]]))
        assert cachedir.take(*AS_USUAL) is None
        entry.write_bytes(data[:index])
        assert cachedir.take(*AS_USUAL) is None
    entry.write_bytes(data + b"x")
    assert cachedir.take(*AS_USUAL) is None
    entry.write_bytes(data)
    assert cachedir.take(SHELF, NAME, STATE + b"i") is None
    (cache / SHELF / OTHER).write_bytes(data)
    assert cachedir.take(SHELF, OTHER, STATE) is None
    cachedir.save("aturan", OTHER, STATE, b"isi")
    (cache / "aturan" / NAME).write_bytes(data)
    assert cachedir.take("aturan", NAME, STATE) is None
    assert cachedir.take(*AS_USUAL) == b"isi"


@pytest.mark.parametrize(
    "seal_of_stranger", [lambda content: b"", lambda content: digest(content), lambda content: seal(bytes(16), content)]
)
def test_what_bears_no_seal_of_ours_is_nothing(cache: Path, seal_of_stranger: Callable[[bytes], bytes]) -> None:
    cachedir.save(*AS_USUAL, b"isi")
    (cache / SHELF / NAME).write_bytes(seal_of_stranger(b"palsu") + b"palsu")
    assert cachedir.take(*AS_USUAL) is None


# --- the key ----------------------------------------------------------------------------------------------------------


@needs_posix
def test_a_key_that_came_with_a_checkout_is_not_the_one_it_was(cache: Path) -> None:
    """Where the home lies in a checkout or is restored by a CI, a stranger may know every byte of the file."""
    cachedir.save(*AS_USUAL, b"isi")
    key = cache.parent / "state/ksdgen/kunci"
    shutil.copy2(key, key.with_name("salinan"))
    key.with_name("salinan").replace(key)
    forget()
    assert cachedir.take(*AS_USUAL) is None
    cachedir.save(*AS_USUAL, b"baru")
    forget()
    assert cachedir.take(*AS_USUAL) == b"baru"


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 31, b"x" * 33, b"x" * 1000, None])
def test_a_broken_key_is_made_anew(cache: Path, content: bytes | None) -> None:
    """A process may have been killed between making the file and writing to it."""
    cachedir.save(*AS_USUAL, b"isi")
    key = cache.parent / "state/ksdgen/kunci"
    key.unlink()
    if content is not None:
        key.write_bytes(content)
        key.chmod(0o600)
    forget()
    assert cachedir.take(*AS_USUAL) is None
    cachedir.save(*AS_USUAL, b"baru")
    forget()
    assert cachedir.take(*AS_USUAL) == b"baru"
    assert names(key.parent) == ["kunci"]


@needs_posix
def test_a_key_that_others_could_read_or_choose_is_made_anew(cache: Path) -> None:
    key = cache.parent / "state/ksdgen/kunci"

    def is_link() -> None:
        key.rename(cache.parent / "lain")
        key.symlink_to(cache.parent / "lain")

    def is_pipe() -> None:
        key.unlink()
        os.mkfifo(key, 0o600)

    for spoil in (lambda: key.chmod(0o640), lambda: key.chmod(0o602), is_link, is_pipe):
        cachedir.save(*AS_USUAL, b"isi")
        spoil()
        forget()
        assert cachedir.take(*AS_USUAL) is None
        assert stat.S_ISREG(key.lstat().st_mode) and key.stat().st_mode & 0o777 == 0o600
    key.unlink()
    key.mkdir()
    forget()
    assert not cachedir.is_used(SHELF), "what cannot be taken away is left alone"


@pytest.mark.parametrize("value", ["", "state", "./state", "~"])
def test_a_folder_that_is_not_absolute_is_no_place_for_the_key(
    cache: Path, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(cache.parent)
    monkeypatch.setenv("XDG_STATE_HOME", value)
    monkeypatch.setenv("HOME", "rumah")
    monkeypatch.setenv("LOCALAPPDATA", "")
    assert not cachedir.is_used(SHELF)
    cachedir.save(*AS_USUAL, b"isi")
    assert names(cache.parent) == []
    monkeypatch.setenv("HOME", str(cache.parent / "rumah"))
    assert os.name == "nt" or cachedir.key_folder() == cache.parent / "rumah/.local/state/ksdgen"


# --- folders ----------------------------------------------------------------------------------------------------------


@needs_posix
@pytest.mark.parametrize("place", ["cache", "cache/hasil", "state/ksdgen"])
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777])
def test_a_folder_that_others_can_write_to_is_not_used(cache: Path, place: str, mode: int) -> None:
    cachedir.save(*AS_USUAL, b"isi")
    (cache.parent / place).chmod(mode)
    forget()
    before = names(cache.parent)
    assert not cachedir.is_used(SHELF)
    assert cachedir.take(*AS_USUAL) is None
    cachedir.save(SHELF, OTHER, STATE, b"isi")
    assert names(cache.parent) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("place", ["cache", "cache/hasil", "state/ksdgen"])
def test_a_folder_of_another_is_not_used(cache: Path, place: str) -> None:
    cachedir.save(*AS_USUAL, b"isi")
    os.chown(cache.parent / place, 12345, 12345)
    forget()
    assert cachedir.take(*AS_USUAL) is None
    cachedir.save(SHELF, OTHER, STATE, b"isi")
    assert names(cache / SHELF) == [NAME]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_a_key_of_another_is_made_anew(cache: Path) -> None:
    cachedir.save(*AS_USUAL, b"isi")
    key = cache.parent / "state/ksdgen/kunci"
    os.chown(key, 12345, 12345)
    forget()
    assert cachedir.take(*AS_USUAL) is None
    assert key.stat().st_uid == os.geteuid()


@needs_posix
@pytest.mark.parametrize("place", ["cache", "cache/hasil", "state/ksdgen"])
@pytest.mark.parametrize("other", ["folder", "file", "nothing", "itself", "pipe"])
def test_what_is_no_folder_is_not_used(cache: Path, place: str, other: str) -> None:
    """A link in a checkout leads where its author wants: nothing is written there, and nothing taken away."""
    elsewhere = cache.parent / "berharga"
    elsewhere.mkdir(mode=0o700)
    for name in (".profile", f".{NAME}.77", NAME, "skripsi.txt"):
        (elsewhere / name).write_bytes(b"x")
        os.utime(elsewhere / name, (1, 1))
    link = cache.parent / place
    link.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if other == "pipe":
        os.mkfifo(link)
    else:
        link.symlink_to(
            {"folder": elsewhere, "itself": link}.get(other, elsewhere / ("tak-ada" if other == "nothing" else NAME))
        )
    before = names(elsewhere)
    cachedir.save(*AS_USUAL, b"isi")
    assert cachedir.take(*AS_USUAL) is None
    assert names(elsewhere) == before


def test_a_folder_of_the_user_stays_as_it_is(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """KSDGEN_CACHE may name a folder with other things in it, even a checkout."""
    cache.mkdir(mode=0o755)
    mode = cache.stat().st_mode
    theirs = [
        "README.md", ".gitignore", ".gitlab-ci.yml", "aturan-daerah.yaml", "aturan-", "jinja-2024", f"aturan-{NAME}x",
        "jinja-notes/a.txt", "jinja-notes/__jinja2_x.cache", f"jinja-{'0' * 16}/catatan.txt", "hasil/laporan.docx", "hasil/.env", f"hasil/.{NAME}.bak",
        f"hasil/{NAME}.docx", "templat/surat.j2", "aturan/PERDA001.yaml", *(f"dokumen-{i}" for i in range(20)),
    ]  # fmt: skip
    for name in theirs:
        path = cache / name
        path.parent.mkdir(exist_ok=True, mode=0o755)
        path.write_bytes(b"x")
        os.utime(path, (1, 1))
    monkeypatch.setattr(cachedir, "SHELVES", dict.fromkeys(cachedir.SHELVES, 1))
    monkeypatch.setattr(cache_bounds, "MOST_BYTES", 1)
    for shelf in cachedir.SHELVES:
        cachedir.save(shelf, NAME, STATE, b"isi")
    assert {name for name in theirs if not (cache / name).exists()} == set()
    assert cache.stat().st_mode == mode


# --- files that are none, and faults of the disk ----------------------------------------------------------------------


@needs_posix
def test_what_is_no_file_is_neither_waited_for_nor_read(cache: Path) -> None:
    cachedir.save(*AS_USUAL, b"isi")
    entry = cache / SHELF / NAME
    data = entry.read_bytes()

    def huge() -> None:
        with entry.open("wb") as stream:
            stream.write(data)
            stream.truncate(10**10)

    cache.parent.joinpath("a").write_bytes(data)
    for make in (
        lambda: os.mkfifo(entry),
        lambda: entry.symlink_to("/dev/zero"),
        lambda: entry.symlink_to(cache.parent / "a"),
        lambda: entry.symlink_to(entry),
        huge,
    ):
        entry.unlink(missing_ok=True)
        make()
        assert cachedir.take(*AS_USUAL) is None
        cachedir.save(*AS_USUAL, b"baru")
        assert cachedir.take(*AS_USUAL) == b"baru"
    assert (cache.parent / "a").read_bytes() == data, "nothing is written through a link"
    entry.unlink()
    entry.mkdir()
    cachedir.save(*AS_USUAL, b"baru")
    assert cachedir.take(*AS_USUAL) is None


def test_an_entry_that_is_too_long_is_not_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cachedir, "LONGEST", 40)
    cachedir.save(*AS_USUAL, b"x" * 8)
    assert cachedir.take(*AS_USUAL) == b"x" * 8
    cachedir.save(SHELF, OTHER, STATE, b"x" * 9)
    assert names(cache / SHELF) == [NAME]


CODES = ("ENOSPC", "EROFS", "EDQUOT", "EIO", "EACCES", "EMFILE", "ENAMETOOLONG", "ESTALE")


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("for_ever", [False, True])
@pytest.mark.parametrize("call", ["open", "fstat", "read", "mkdir", "unlink", "lstat", "scandir"])
def test_no_fault_of_the_disk_comes_out(
    cache: Path, call: str, for_ever: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call of the system fails at each of its turns, once or from then on; afterwards all is as it was."""

    def use() -> None:
        forget()
        for content in (b"isi", b"baru"):
            assert cachedir.take(*AS_USUAL) in (None, b"isi", b"baru")
            cachedir.save(*AS_USUAL, content)

    original, count = getattr(os, call), 0

    def fail(*arguments: Any, **options: Any) -> Any:
        nonlocal count
        count += 1
        if count == turn or (for_ever and count > turn):
            raise OSError(getattr(errno, CODES[turn % len(CODES)], errno.EIO), "uji")
        return original(*arguments, **options)

    for turn in range(1, 100):
        for folder in (cache, cache.parent / "state"):
            shutil.rmtree(folder, ignore_errors=True)
        count = 0
        with monkeypatch.context() as patch:
            patch.setattr(os, call, fail)
            use()
        use()
        assert cachedir.take(*AS_USUAL) == b"baru"
        assert names(cache) == ["hasil", f"hasil/{NAME}"]
        if count < turn:
            return
    raise AssertionError(f"more than 100 calls of {call}")


def test_a_disk_that_becomes_full_holds_nothing_half_and_nothing_old(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.BytesIO):
        def __init__(self, descriptor: int, mode: str) -> None:
            super().__init__()
            os.close(descriptor)

        def write(self, data: Any) -> int:
            raise OSError(errno.ENOSPC, "uji")

    cachedir.save(*AS_USUAL, b"isi")
    (cache / SHELF / OTHER).write_bytes(b"tua")
    os.utime(cache / SHELF / OTHER, (1, 1))
    forget()
    assert cachedir.is_used(SHELF)
    monkeypatch.setattr(os, "fdopen", Full)
    cachedir.save(*AS_USUAL, b"baru")
    assert cachedir.take(*AS_USUAL) is None
    assert names(cache) == ["hasil"]


def test_a_half_written_entry_is_nothing_and_nothing_lies_beside_it(cache: Path) -> None:
    """Killed between any two bytes, or read by another process meanwhile."""
    cachedir.save(*AS_USUAL, b"isi")
    data = (cache / SHELF / NAME).read_bytes()
    for length in (0, 1, len(data) // 2, len(data) - 1):
        (cache / SHELF / NAME).write_bytes(data[:length])
        forget()
        assert cachedir.take(*AS_USUAL) is None
    cachedir.save(*AS_USUAL, b"isi")
    assert names(cache) == ["hasil", f"hasil/{NAME}"]


@pytest.mark.slow(traced=True)
def test_nobody_has_a_home(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a container runs under a number that its system does not know."""
    pwd = pytest.importorskip("pwd")

    def unknown(_: object) -> None:
        raise KeyError("uji")

    path = save(repo, ksb())
    forget()
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "KSDGEN_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.chdir(repo)
    assert cachedir.folder() is None and cachedir.key_folder() is None
    assert ksdgen("check", path).code == 0
    monkeypatch.setenv("KSDGEN_CACHE", str(repo / "cache"))
    forget()
    assert ksdgen("check", path).code == 0
    assert "~" not in names(repo)


# --- how much ---------------------------------------------------------------------------------------------------------


def test_the_oldest_go_first(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cachedir.is_used(SHELF)
    now = (cache / SHELF).stat().st_mtime_ns

    def fill() -> None:
        for index in range(40):
            cachedir.save(SHELF, f"{index:032x}", STATE, b"x" * 68)
            time_ = now - cache_bounds.DAY + index
            os.utime(cache / SHELF / f"{index:032x}", ns=(time_, time_))

    def prune(most: int) -> None:
        cache_bounds.prune(cache / SHELF, most, 1000)

    def numbers() -> list[int]:
        return sorted(int(name, 16) for name in names(cache / SHELF))

    fill()
    prune(40)
    assert numbers() == list(range(40))
    prune(39)
    assert numbers() == list(range(11, 40))
    fill()
    monkeypatch.setattr(cache_bounds, "MOST_BYTES", 3900)
    prune(100)
    assert numbers() == list(range(11, 40))


@needs_posix
def test_what_is_old_or_broken_goes_with_the_next_entry(cache: Path) -> None:
    cachedir.save(*AS_USUAL, b"isi")
    now = (cache / SHELF / NAME).stat().st_mtime_ns
    ages = {"tua": 31, "muda": 29, "besok": -2, "nanti": -0.5}
    places = {name: f"{index:032x}" for index, name in enumerate(ages, 2)}
    for name, days in ages.items():
        (cache / SHELF / places[name]).write_bytes(b"")
        time_ = now - int(days * cache_bounds.DAY)
        os.utime(cache / SHELF / places[name], ns=(time_, time_))
    (cache / SHELF / f".{NAME}.4242").write_bytes(b"x")
    with (cache / SHELF / ("f" * 32)).open("wb") as stream:
        stream.truncate(10**10)
    (cache / SHELF / ("e" * 32)).symlink_to("/dev/zero")
    forget()
    cachedir.save(SHELF, OTHER, STATE, b"isi")
    assert names(cache / SHELF) == sorted([NAME, OTHER, places["muda"], places["nanti"]])


@needs_posix
def test_what_earlier_versions_kept_goes_with_the_next_entry(cache: Path) -> None:
    cachedir.is_used(SHELF)
    jinja = cache / "jinja-803a49a96ba145ad"
    for path in (
        cache / f"aturan-{NAME}", cache / f".aturan-{NAME}.12", jinja / f"__jinja2_{'a' * 40}.cache",
        jinja / f"__jinja2_{'b' * 40}.cachex_1y.tmp",
    ):  # fmt: skip
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    elsewhere = cache.parent / "berharga"
    elsewhere.mkdir()
    (elsewhere / "__jinja2_x.cache").write_bytes(b"x")
    (cache / f"jinja-{'1' * 16}").symlink_to(elsewhere)
    cachedir.save(*AS_USUAL, b"isi")
    assert names(cache) == ["hasil", f"hasil/{NAME}", f"jinja-{'1' * 16}"]
    assert names(elsewhere) == ["__jinja2_x.cache"]


def test_a_long_run_prunes_too(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cachedir, "_PRUNED_EVERY", 10)
    monkeypatch.setattr(cachedir, "SHELVES", {SHELF: 20})
    most = 0
    for index in range(100):
        cachedir.save(SHELF, f"{index:032x}", STATE, b"")
        most = max(most, len(names(cache / SHELF)))
    assert most <= 30


# --- commands ---------------------------------------------------------------------------------------------------------


class _Attack:
    """What runs a command when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> Any:
        return (Path.touch, (self.trace,))


@pytest.mark.slow(traced=True)
def test_a_cache_that_a_stranger_wrote_runs_nothing(repo: Path, cache: Path) -> None:
    path = save(repo, put(ksb(), "para_pihak", []))
    save(repo, ksb(), "baik.yaml")
    expected = ksdgen("check", repo / "agreements", "--tanggal", DAY)
    trace = repo / "jejak"
    attack = pickle.dumps(_Attack(trace))
    kept = [file for file in cache.rglob("*") if file.is_file()]
    assert {file.parent.name for file in kept} >= {results.SHELF, TEMPLATES}
    for content in (attack, bc_magic + attack, bytes(32) + attack, digest(attack) + attack, b""):
        for file in kept:
            file.write_bytes(content)
        forget()
        assert ksdgen("check", repo / "agreements", "--tanggal", DAY) == expected
        assert not trace.exists()
    assert ksdgen("check", path, "--tanggal", DAY).code == 1


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("stranger", [False, True])
def test_a_forged_result_makes_nothing_green(
    repo: Path, cache: Path, stranger: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who knows everything but the key; that the forger is right in all else is seen with our own key."""
    path = save(repo, put(ksb(), "para_pihak", []))
    with monkeypatch.context() as patch:
        if stranger:
            patch.setenv("XDG_STATE_HOME", str(repo / "lain"))
        repository = find_repository(path)
        store = results.ResultsStore(date.fromisoformat(DAY), "periksa")
        with repository.trace.recording() as asked:
            repository.tree.read("agreements/a.yaml")
        lie = results.Summary([], [], True, [], None)
        store.save(repository, "agreements/a.yaml", results.to_data(lie), asked)
    assert len(names(cache / results.SHELF)) == 1
    assert ksdgen("check", path, "--tanggal", DAY).code == (1 if stranger else 0)


@pytest.mark.slow(traced=True)
def test_templates_of_a_repository_are_not_kept(repo: Path, cache: Path) -> None:
    """Those are that say something else than the one of ksdgen; a copy says the same."""
    path = save(repo, ksb())
    ksdgen("check", path, "--tanggal", DAY)
    count = len(names(cache / TEMPLATES))
    original = (ROOT / "templates/klausul/objek.j2").read_text(encoding="utf-8")
    template(repo, "klausul/objek.j2", original + "{# SARAN ORANG #}\n")
    ksdgen("check", path, "--tanggal", DAY)
    assert len(names(cache / TEMPLATES)) == count
    template(repo, "klausul/objek.j2", original)
    ksdgen("check", path, "--tanggal", DAY)
    assert len(names(cache / TEMPLATES)) == count + 1, "it has another name for people"


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
cachedir.save("hasil", "0" * 32, b"", b"isi")
print(cachedir.is_used("hasil"), cachedir.take("hasil", "0" * 32, b""))"""
    env = {"PYTHONPATH": str(ROOT)} | ({} if home is None else {"HOME": home})
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False, cwd="/")
    assert (run.stdout, run.stderr) == (b"False None\n", b"")
