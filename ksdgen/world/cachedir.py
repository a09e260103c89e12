"""A folder for what can be computed again, safe to delete at any time.

Who can write there can at most make ksdgen compute again. Every entry is sealed with a key that lies elsewhere, among
what the user's programs keep for themselves, and nothing of an entry is looked at before its seal has been found good:
the folder may come out of the store of a CI or lie in a checkout. Where the disk fails, where others can write to the
folder, and where no key can be had, nothing is kept and nothing is said.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from functools import cache
from pathlib import Path

from ksdgen.world.digest import digest, same, seal

SHELVES = {"hasil": 20_000, "templat": 500, "aturan": 8}
"""The kinds of entries, each a folder below the cache folder, and how many are kept of each; the oldest go first."""

LONGEST = 4 << 20
"""How long an entry may be; the longest of ksdgen's own, the packaged rules, takes a twentieth."""

KEY = "kunci"
"""The file of the key."""

_ENVIRONMENT = ("KSDGEN_CACHE", "XDG_CACHE_HOME", "XDG_STATE_HOME", "HOME", "LOCALAPPDATA")
_KEY_LENGTH = 32
_SEAL_LENGTH = 32
_PRUNED_EVERY = 1000
"""After how many entries of one process its shelf is pruned again."""

# Nothing is waited for (a pipe), no link is followed, no line end is changed; where a system lacks one of them, it has
# nothing of the kind or looks at the file itself.
_SAFELY = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_BINARY"))


def folder() -> Path | None:
    """Where the cache lives; KSDGEN_CACHE overrides, and says that there is none when it is empty. None, too, where the
    user has no home.
    """
    named = os.environ.get("KSDGEN_CACHE")
    if named is not None:
        return Path(named) if named else None
    # Imported here because it costs about 6 ms, which a run whose cache is named need not pay.
    from platformdirs import user_cache_path

    try:
        place = user_cache_path("ksdgen", appauthor=False)
    except (OSError, RuntimeError, KeyError):
        return None
    return place if place.is_absolute() else None


def key_folder() -> Path | None:
    """Where the key of the cache lives, or None where the user has no place of his own.

    By hand, because `platformdirs` would cost every run 6 ms; nothing but the key lies there.
    """
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA", ""))
    else:
        base = Path(os.environ.get("XDG_STATE_HOME", ""))
        if not base.is_absolute():  # to be ignored then, and would lie in a checkout
            try:
                base = Path.home() / ".local/state"
            except RuntimeError:
                return None
    return base / "ksdgen" if base.is_absolute() else None


def is_used(shelf: str) -> bool:
    """Whether entries of a kind can be kept."""
    return _opened(shelf) is not None


def take(shelf: str, name: str, state: bytes) -> bytes | None:
    """What this user has kept under a name in the same state of what it depends on, or None."""
    opened = _opened(shelf)
    if opened is None:
        return None
    place, key = opened
    try:
        data = _read(place / name, LONGEST)
    except OSError:
        return None
    content = data[_SEAL_LENGTH:]
    return content if same(data[:_SEAL_LENGTH], _seal(key, shelf, name, state, content)) else None


def save(shelf: str, name: str, state: bytes, content: bytes) -> None:
    """Keep something; where nothing can be written, nothing is kept.

    Args:
        shelf: its kind, one of `SHELVES`.
        name: 32 hexadecimal digits; a new entry takes the place of the old one of this name.
        state: what it depends on beside its name.
        content: the entry.
    """
    opened = _opened(shelf)
    if opened is None or len(content) > LONGEST - _SEAL_LENGTH:
        return
    place, key = opened
    with suppress(OSError):
        # Not written beside it and moved: half an entry bears no seal, and nothing is left that a later run must find.
        _write_new(place / name, _seal(key, shelf, name, state, content) + content)
    # Written or not: a full disk may be full of what is pruned now.
    saved = _saved[place] = _saved.get(place, 0) + 1
    if saved % _PRUNED_EVERY == 1:
        from ksdgen.world.cache_bounds import prune, remove_former  # a run that knows everything needs none of it

        prune(place, SHELVES[shelf], LONGEST)
        remove_former(place.parent)


_saved: dict[Path, int] = {}
"""How many entries this process has saved, by shelf."""


def _seal(key: bytes, shelf: str, name: str, state: bytes, content: bytes) -> bytes:
    return seal(key, f"{shelf}/{name}".encode(), state, content)


# --- folders and files of the user alone ------------------------------------------------------------------------------


def _opened(shelf: str) -> tuple[Path, bytes] | None:
    """A shelf, made sure of, and the key; None where nothing can be kept on it."""
    return _open(shelf, *map(os.environ.get, _ENVIRONMENT))


@cache
def _open(shelf: str, *environment: str | None) -> tuple[Path, bytes] | None:
    """Once for each state of the variables that `folder` and `key_folder` read."""
    place, keys = folder(), key_folder()
    if place is None or keys is None or not (_made(place) and _made(keys) and _made(place / shelf)):
        return None
    key = _key(keys / KEY)
    return None if key is None else (place / shelf, key)


def _made(place: Path) -> bool:
    """Whether a folder, made if it is not there, belongs to this user, and nobody else can write to it."""
    try:
        try:
            info = place.lstat()
        except FileNotFoundError:
            for each in (*reversed(place.parents), place):
                each.mkdir(0o700, exist_ok=True)
            info = place.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(info.st_mode) and _is_own(info, others=0o022)


def _is_own(info: os.stat_result, others: int) -> bool:
    """Whether something belongs to this user and grants others nothing of this.

    Windows tells neither in a simple way: there it is the folder of the profile that keeps others out.
    """
    return os.name == "nt" or (info.st_uid == os.geteuid() and not info.st_mode & others)


def _key(path: Path) -> bytes | None:
    """The key, made if there is none that is the user's alone."""
    key = _read_key(path)
    if key is None:
        try:
            _write_new(path, os.urandom(_KEY_LENGTH))
        except OSError:
            return None
        key = _read_key(path)
    return key


def _read_key(path: Path) -> bytes | None:
    try:
        descriptor = os.open(path, os.O_RDONLY | _SAFELY)
        try:
            info = os.fstat(descriptor)
            if not stat.S_ISREG(info.st_mode) or info.st_size != _KEY_LENGTH or not _is_own(info, others=0o077):
                return None
            content = os.read(descriptor, _KEY_LENGTH)
        finally:
            os.close(descriptor)
    except OSError:
        return None
    # Where the home lies in a checkout or comes out of the store of a CI, a stranger may have written the file. When it
    # came here is what he can neither choose nor know.
    return digest(content + info.st_ctime_ns.to_bytes(16, "big", signed=True))


def _read(path: Path, longest: int) -> bytes:
    """A file of at most that length; nothing of a longer one, and of what is no file.

    Raises:
        OSError: it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | _SAFELY)
    try:
        info = os.fstat(descriptor)
        return os.read(descriptor, info.st_size) if stat.S_ISREG(info.st_mode) and info.st_size <= longest else b""
    finally:
        os.close(descriptor)


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that did not exist, in the place of whatever bore its name.

    Raises:
        OSError: it cannot be written; then there is none.
    """
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFELY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
    except OSError:
        path.unlink(missing_ok=True)
        raise
