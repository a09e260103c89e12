"""A real git repository for tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import yaml

_LINGKUNGAN = {
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

    def __init__(self, akar: Path) -> None:
        self.akar = akar
        akar.mkdir(parents=True, exist_ok=True)
        self("init", "-q", "-b", "main")
        self("config", "user.name", "Budi Santoso")
        self("config", "user.email", "budi@contoh.go.id")

    def __call__(self, *argumen: str) -> str:
        """Run git."""
        hasil = subprocess.run(
            ["git", "-C", str(self.akar), *argumen], check=True, capture_output=True, env={**os.environ, **_LINGKUNGAN}
        )
        return hasil.stdout.decode()

    def tulis(self, path: str, isi: Any) -> Path:
        """Write a file: data becomes YAML."""
        tujuan = self.akar / path
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(isi, bytes):
            tujuan.write_bytes(isi)
        else:
            teks = isi if isinstance(isi, str) else yaml.safe_dump(isi, allow_unicode=True, sort_keys=False)
            tujuan.write_text(teks, encoding="utf-8")
        return tujuan

    def komit(self, pesan: str = "ubah") -> str:
        """Commit everything and return the commit's name."""
        self("add", "-A")
        self("commit", "-q", "--allow-empty", "-m", pesan)
        return self("rev-parse", "HEAD").strip()


def repositori(akar: Path, *versi: Any, path: str = "agreements/a.yaml") -> Git:
    """A repository in which one agreement went through these versions, a commit each."""
    git = Git(akar)
    for i, isi in enumerate(versi):
        git.tulis(path, isi)
        git.komit(f"versi {i + 1}")
    return git
