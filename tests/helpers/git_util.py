"""A real git repository for tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import yaml

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Sari Dewi",
    "GIT_AUTHOR_EMAIL": "sari@contoh.go.id",
    "GIT_AUTHOR_DATE": "2026-11-20T09:30:00+07:00",
    "GIT_COMMITTER_NAME": "Sari Dewi",
    "GIT_COMMITTER_EMAIL": "sari@contoh.go.id",
    "GIT_COMMITTER_DATE": "2026-11-20T09:30:00+07:00",
    "LC_ALL": "C.UTF-8",
}


class Git:
    """A repository; every method runs the real git."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self("init", "-q", "-b", "main")
        self("config", "user.name", "Budi Santoso")
        self("config", "user.email", "budi@contoh.go.id")

    def __call__(self, *arguments: str) -> str:
        """Run git."""
        result = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            check=True,
            capture_output=True,
            env={**os.environ, **_ENVIRONMENT},
        )
        return result.stdout.decode()

    def keep(self, kind: str, content: bytes) -> str:
        """Put an object in, whatever it says, and return its name."""
        result = subprocess.run(
            ["git", "-C", str(self.root), "hash-object", "-t", kind, "-w", "--literally", "--stdin"],
            check=True,
            capture_output=True,
            input=content,
        )
        return result.stdout.decode().strip()

    def write(self, path: str, content: Any) -> Path:
        """Write a file: data becomes YAML."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            target.write_bytes(content)
        else:
            text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
            target.write_text(text, encoding="utf-8")
        return target

    def commit(self, message: str = "ubah") -> str:
        """Commit everything and return the commit's name."""
        self("add", "-A")
        self("commit", "-q", "--allow-empty", "-m", message)
        return self("rev-parse", "HEAD").strip()


def repository(root: Path, *versions: Any, path: str = "agreements/a.yaml") -> Git:
    """A repository in which one agreement went through these versions, a commit each."""
    git = Git(root)
    for index, content in enumerate(versions):
        git.write(path, content)
        git.commit(f"versi {index + 1}")
    return git
