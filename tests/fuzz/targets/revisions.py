"""Names of git revisions, as somebody may type them or a job of CI may be made to pass them on."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ksdgen import api
from ksdgen.errors import Refused
from tests.fuzz.engine import CHEAP, Target, Wrong
from tests.fuzz.memory import DAY, as_yaml
from tests.helpers.git_util import repository
from tests.helpers.util import ksb


class Attack(Target):
    """Two names at a time; what they mean is compared."""

    name = "revisions"
    share = 0.15
    every = (3, 4)
    words = (
        "HEAD", "HEAD~1", "HEAD^", "HEAD^{tree}", "HEAD:agreements", "HEAD:agreements/a.yaml", "^HEAD", "HEAD..HEAD~1", "HEAD...HEAD~1", "main", "@", "@{0}",
        "@{-1}", "@{upstream}", "main@{yesterday}", ":/versi", "HEAD^{/versi}", ":0:agreements/a.yaml", "--output=x", "--exec=x", "-O", "--", "-", "--all",
        "--git-dir=.", "refs/heads/main", "heads/main", "stash", "FETCH_HEAD", "0" * 40, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "~", "^", ":", "..", "\\", "*", "?",
        "v1", "HEAD\0", "HEAD\n", "HEAD --output=x", "HEAD~99999999999999999999", "HEAD" + "^" * 3000, "HEAD^{commit}", "main^{}", "$(touch x)", "`x`", ";x", "|x",
    )  # fmt: skip

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="ksdgen-fuzz-")
        self.root = Path(self._folder.name, "repo")
        first, second = as_yaml(ksb()).decode(), as_yaml(ksb(objek="lain")).decode()
        repository(self.root, first, second)("tag", "v1", "HEAD~1")
        self._before = _fingerprint(self.root)

    def close(self) -> None:
        """See `Target`."""
        self._folder.cleanup()

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        return [["HEAD~1", "HEAD"], ["main~1", "v1"], ["v1", ""], ["HEAD^{commit}", "@"]]

    def run(self, sample: Any, depth: int) -> Iterable[str]:
        """See `Target`."""
        names = [name for name in sample if isinstance(name, str)] if isinstance(sample, list) else []
        old, new = [*names, "", ""][:2]
        reached = set()
        for what in (self._since, self._compare) if depth > CHEAP else (self._since,):
            try:
                reached.add(what(old, new))
            except Refused as refused:
                reached.add(f"{what.__name__} {' '.join(str(refused).split()[-3:])[:30]}")
        if _fingerprint(self.root) != self._before:
            raise Wrong("leak", "files of the repository", f"{old!r} {new!r}")
        return reached

    def _since(self, old: str, _: str) -> str:
        return f"since {bool(api.check([self.root / 'agreements'], day=DAY, since=old).findings)}"

    def _compare(self, old: str, new: str) -> str:
        found = api.compare(api.open_repository(self.root), old, new or None)
        return f"compare {len(found.pairs)}" if hasattr(found, "pairs") else "compare"


def _fingerprint(root: Path) -> str:
    """Names of all files, and what git is configured to do."""
    names = sorted(str(path.relative_to(root)) for path in root.rglob("*"))
    return hashlib.sha256("\n".join(names).encode() + (root / ".git/config").read_bytes()).hexdigest()
