"""Repositories in memory: nothing on the disk is read but the templates of this checkout, and those once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml as pyyaml

from ksdgen.desk.outcome import Result
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic
from ksdgen.rules.examples import base_text
from ksdgen.world.repository import Repository
from ksdgen.world.tree import Snapshot, Supposed, Tree, WorkingTree
from tests.helpers.rule_examples import BASES
from tests.helpers.util import PNG, ROOT

DAY = date(2026, 11, 21)

ROOT_IN_MEMORY = Path("/tidak-ada/ksdgen")
"""Nothing is there."""

FOLDER = "agreements"


@cache
def templates() -> Tree:
    """The templates of this checkout."""
    return Snapshot(WorkingTree(ROOT / "templates"))


@cache
def shared_files() -> Mapping[str, bytes]:
    """What stands beside each agreement: the bases of the examples of rules, which name each other, and a picture."""
    return {**{f"{FOLDER}/{name}.yaml": base_text(name).encode() for name in BASES}, f"{FOLDER}/logo.png": PNG}


@cache
def base_data() -> Mapping[str, Any]:
    """The bases as plain data; every scalar is the text that was written."""
    return {name: pyyaml.load(base_text(name), pyyaml.BaseLoader) for name in BASES}


SMALL_KIND = """---
jenis: kesepakatan_bersama
judul: KESEPAKATAN BERSAMA
sebutan: Kesepakatan Bersama
uraian: Uji
dasar: praktik
kategori: [ksdd_sukarela, ksdpk]
lambang: {ksdd_sukarela: garuda, ksdpk: logo_dan_lambang}
pasal: [uji]
---
"""
SMALL_SKELETON = """@judul {{ naskah.judul }} {{ naskah.tentang | kapital }}
{% if lambang.ada %}
@tabel lambang {{ lambang.kolom }}
{% for r in lambang.baris %}
@baris
{% for g in r %}
@sel
{% if g %}
@gambar {{ g }}
{% endif %}
{% endfor %}
{% endfor %}
@tutup
{% endif %}
@batang_tubuh
@penutup Demikian {{ naskah.sebutan }} ini.
"""
SMALL_CLAUSE = """---
judul: UJI
dasar: [praktik]
---
(#) [pokok] {{ naskah.objek }} bagi {{ para_pihak[0].nama }}.
(#) Sebagaimana dimaksud pada [[pokok]].
"""


def small_templates(files: Mapping[str, bytes] | None = None) -> Tree:
    """One document type with one clause: composing with it costs hardly anything.

    Args:
        files: what stands in place of its files, or beside them.
    """
    style = templates().read("gaya/baku.yaml")
    assert style is not None
    return Supposed(
        {
            "kesepakatan_bersama.j2": f"{SMALL_KIND}{SMALL_SKELETON}".encode(),
            "klausul/uji.j2": SMALL_CLAUSE.encode(),
            "gaya/baku.yaml": style,
            **(files or {}),
        }
    )


def workspace(files: Mapping[str, bytes], of_templates: Tree | None = None) -> Workspace:
    """A repository of these files, by path relative to the root."""
    return Workspace(Repository(ROOT_IN_MEMORY, Supposed(files), FOLDER, of_templates or templates()))


class Desk:
    """One repository in which files come and go: its templates are compiled once.

    Args:
        files: what is there at first.
        of_templates: its templates.
    """

    def __init__(self, files: Mapping[str, bytes] | None = None, of_templates: Tree | None = None) -> None:
        self.files = dict(shared_files() if files is None else files)
        self._start = dict(self.files)
        self.workspace = workspace(self.files, of_templates)

    def check(self, path: str, files: Mapping[str, bytes], *, rules: bool = True) -> Result:
        """One agreement as it is judged beside these files; those of an earlier call are gone."""
        self.hold(files)
        return self.workspace.check(path, DAY, rules=rules)

    def hold(self, files: Mapping[str, bytes]) -> None:
        """Have these files, and none of an earlier call."""
        self.files.clear()
        self.files.update(self._start)
        self.files.update(files)
        for kept in ("agreements", "composing"):
            vars(self.workspace).pop(kept, None)


@cache
def desk() -> Desk:
    """One with the templates of this checkout, shared by all that need no other."""
    return Desk()


def codes(findings: Iterable[Diagnostic]) -> set[str]:
    """The codes of findings."""
    return {finding.code for finding in findings}


def as_yaml(data: Any) -> bytes:
    """Any plain data as YAML: blocks, and texts of several lines as `|` where that can be."""
    return (_block(data, 0) if isinstance(data, dict | list) and data else f"{_scalar(data)}\n").encode(
        "utf-8", "surrogatepass"
    )


def _block(data: Any, depth: int) -> str:
    start = "  " * depth
    if isinstance(data, dict):
        pieces = [f"{start}{_key(k)}:{_child(v, depth)}" for k, v in data.items()]
    else:
        pieces = [f"{start}-{_child(v, depth)}" for v in data]
    return "".join(pieces)


def _key(key: object) -> str:
    text = str(key)
    return text if text.isidentifier() else _scalar(text)


def _child(value: Any, depth: int) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + _block(value, depth + 1)
    if isinstance(value, str) and "\n" in value and value.isprintable() is False and value.strip() == value:
        start = "  " * (depth + 1)
        return " |\n" + "".join(f"{start}{line}\n" if line else "\n" for line in value.split("\n"))
    return f" {_scalar(value)}\n"


def _scalar(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
