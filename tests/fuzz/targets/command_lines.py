"""Command lines: words, options and paths at random, in a repository with odd files."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ksdgen.cli import COMMANDS, main
from tests.fuzz.engine import Target, Wrong
from tests.fuzz.memory import as_yaml
from tests.fuzz.mutations import Changer
from tests.helpers.git_util import repository
from tests.helpers.util import PNG, ksb, pks

SECRET = "rahasia-di-luar-repositori"
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_PATHS = (
    ".", "agreements", "agreements/", "agreements/a.yaml", "agreements/b.yaml", "./agreements/a.yaml", "agreements/sub/c.yml", "agreements/pihak", "templates",
    "agreements/pihak/x.yaml", "tidak-ada", "agreements/tidak-ada.yaml", "agreements/lingkar.yaml", "agreements/putus.yaml", "agreements/luar.yaml", "agreements/map.yaml",
    "agreements/rusak.yaml", "agreements/kosong.yaml", "agreements/a.kunci.json", "agreements/naskah.schema.json", "logo.png", "agreements/baris\nbaru.yaml", "",
    "agreements/\x1b[31m.yaml", "agreements/\udcff.yaml", "\udcff", "a\0b", "-", "--", "x" * 300, "keluaran", "keluaran/x.docx", "keluaran/x.txt", "keluaran/tertutup/x",
    "agreements/a.yaml/x", "tanda'kutip", "%s", "{x}", "$HOME", "~", "agreements/*.yaml", "C:\\x", ".git", ".git/config", "README.md",
)  # fmt: skip
_VALUES = (
    "HEAD", "HEAD~1", "main", "HEAD..HEAD~1", "^HEAD", "x", "0", "-1", "2026-12-07", "7 Desember 2026", "2026-02-31", "9999999999", "KSD301", "KSD999", "KSD", "objek",
    "sanksi", "garut", "pemda", "kesepakatan_bersama", "perjanjian_kerja_sama", "ksdd_sukarela", "ksdpk", "text", "json", "html", "docx", "txt", "docx,html", "bash",
    "1/KSB/2026", "Judul", "permendagri-22-2020", "a=b", "github", "tanpa",
)  # fmt: skip
_NEVER = frozenset({"pdf", "--gambar"})
"""What starts LibreOffice, which takes seconds."""


@cache
def _options(command: str) -> tuple[str, ...]:
    """The options of a command, and the words that they take."""
    found: click.Command = import_module(f"ksdgen.cli.{command}").command
    commands = [found, *(found.commands.values() if isinstance(found, click.Group) else ())]
    words = [
        option for one in commands for p in one.params for option in (*p.opts, *p.secondary_opts) if option[0] == "-"
    ]
    words += [str(word) for one in commands for p in one.params for word in getattr(p.type, "choices", ())]
    words += [name for one in commands if isinstance(one, click.Group) for name in one.commands]
    return tuple(word for word in words if word not in _NEVER)


class Attack(Target):
    """The words of one command."""

    name = "command_lines"
    share = 0.4
    every = (1, 1)

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="ksdgen-fuzz-")
        # Deep enough that no ".." leads out of the folder.
        self._model = Path(self._folder.name, "asal")
        self._place = Path(self._folder.name, "a/b/c/d/repo")
        self._home = Path.cwd()
        self._prepare()
        self._config = (self._model / ".git/config").read_bytes()

    def _prepare(self) -> None:
        (Path(self._folder.name) / "luar.yaml").write_text(f"tentang: {SECRET}\n")
        git = repository(self._model, as_yaml(ksb()).decode(), as_yaml(ksb(objek="lain")).decode())
        git.write("agreements/b.yaml", as_yaml(pks()))
        git.write("agreements/sub/c.yml", as_yaml(ksb(3, status="ditandatangani")))
        git.write("agreements/pihak/x.yaml", b"nama: x\n")
        git.write("agreements/rusak.yaml", b"a: [\xff")
        git.write("agreements/kosong.yaml", b"")
        git.write("agreements/logo.png", PNG)
        git.commit()
        git.write("agreements/a.yaml", as_yaml(ksb(objek="belum disimpan")))
        folder = self._model / "agreements"
        (folder / "map.yaml").mkdir()
        with contextlib.suppress(OSError):  # not every system has such names or links
            (folder / "lingkar.yaml").symlink_to("lingkar.yaml")
            (folder / "putus.yaml").symlink_to("tidak-ada")
            (folder / "luar.yaml").symlink_to(Path(self._folder.name) / "luar.yaml")
            (folder / "baris\nbaru.yaml").write_bytes(as_yaml(ksb()))
            (folder / "\x1b[31m.yaml").write_bytes(b"a: b\n")
            Path(os.fsdecode(os.fsencode(folder) + b"/\xff.yaml")).write_bytes(b"a: b\n")

    def close(self) -> None:
        """See `Target`."""
        os.chdir(self._home)
        self._folder.cleanup()

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        with_paths = (
            "check",
            "show",
            "render",
            "fix",
            "fmt",
            "lock",
            "upgrade",
            "nomor",
            "clauses",
            "textconv",
            "templates",
            "schema",
        )
        result = [[command, "--help"] for command in COMMANDS]
        result += [[command, "agreements/a.yaml"] for command in with_paths]
        result += [
            ["diff", "HEAD~1", "HEAD"],
            ["diff", "HEAD"],
            ["redline", "HEAD", "agreements/a.yaml", "--out", "keluaran/x.docx"],
        ]
        result += [
            ["review", "HEAD", "--out", "keluaran", "--tanpa-gambar"],
            ["check", "--since", "HEAD~1", "agreements"],
        ]
        result += [["explain", "KSD301"], ["rules"], ["coverage"], ["init", "--ci", "tanpa"], ["completion", "bash"]]
        return [
            *result,
            ["new", "kesepakatan_bersama", "--pemrakarsa", "garut", "--mitra", "cimahi", "--out", "agreements/n.yaml"],
        ]

    def change(self, changer: Changer, sample: Any, other: Any) -> Any:
        """See `Target`."""
        random = changer.random
        words = list(sample)
        command = words[0] if words and words[0] in COMMANDS else random.choice(list(COMMANDS))
        for _ in range(random.choice((1, 1, 2, 3))):
            at = random.randrange(len(words) + 1)
            kind = random.randrange(8)
            if kind == 0 and words:
                del words[min(at, len(words) - 1)]
            elif kind == 1:
                words = [command, *words[1:at], *other[1:]]
            elif kind == 2 and len(words) > 1:
                at = max(1, min(at, len(words) - 1))
                words[at] = words[at][: random.randrange(len(words[at]) + 1)]
            else:
                groups = (_options(command), _options(command), _PATHS, _VALUES)
                words.insert(max(at, 1), random.choice(random.choice(groups) or _VALUES))
        return [word for word in words if word not in _NEVER][:12]

    def run(self, sample: Any, depth: int) -> Iterable[str]:
        """See `Target`."""
        words = [word for word in sample if isinstance(word, str)] if isinstance(sample, list) else []
        if any(word.startswith(("/", "..")) or "/.." in word or "=/" in word for word in words) or _NEVER & set(words):
            return []  # what is made smaller must stay where it is
        shutil.rmtree(self._place, ignore_errors=True)
        shutil.copytree(self._model, self._place, symlinks=True)
        os.chdir(self._place)
        code, output = _answer(words)
        if code not in (0, 1, 2):
            raise Wrong("invalid", "exit code", str(code))
        if hidden := _HIDDEN.search(output):
            raise Wrong(
                "invalid",
                "hidden character in the output",
                f"{hidden[0]!r} {output[max(0, hidden.start() - 60) :][:120]!r}",
            )
        if SECRET in output or any(SECRET.encode() in data for data in self._written()):
            raise Wrong("leak", "a file outside")
        if (self._place / ".git/config").read_bytes() != self._config:
            raise Wrong("leak", "what git is configured to do")
        return [f"{words[0] if words else ''} {code}", *re.findall(r"KSD\d{3}", output)]

    def _written(self) -> Iterator[bytes]:
        for path in self._place.rglob("*"):
            if ".git" not in path.parts and path.is_file() and not path.is_symlink():
                yield path.read_bytes()


def _answer(words: list[str]) -> tuple[int, str]:
    """Exit code and output of a command; what would be a message about a fault of ksdgen is raised."""
    output, before = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True), sys.stdin
    os.environ["KSDGEN_DEBUG"] = "1"
    sys.stdin = io.StringIO("")
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            code = main(words)
    except SystemExit as error:
        raise Wrong("invalid", "sys.exit", str(error.code)) from None
    finally:
        sys.stdin = before
        del os.environ["KSDGEN_DEBUG"]
    output.seek(0)
    return code, output.read()
