"""One tongue: every identifier is made of English words and of the nouns in docs/kamus.md.

One-letter names stay in short expressions.

What is held is where a name is made: functions, classes, parameters, variables, attributes, and aliases of ksdgen and
its tests. Not held: keywords of calls, which are held where the parameter is made; and, because they are data, fields
of records (the keys of agreements) as attributes and class-level names, and the names of checks, which rule files call.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from ksdgen import regulation
from tests.helpers.source_trees import syntax_tree
from tests.helpers.util import ROOT

GLOSSARY = ROOT / "docs" / "kamus.md"
TECHNICAL = ROOT / "tests" / "technical_words.txt"
RECORD = "Record"
"""The class that records derive from."""
MATHEMATICS: frozenset[str] = frozenset()
"""Functions that may use one-letter names as a formula does, as `module:function`."""
PRACTICE = "praktik naskah"

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


# --- words ------------------------------------------------------------------------------------------------------------


def words(name: str) -> list[str]:
    """The words of an identifier, in small letters: `_ParaPihak2` gives `para`, `pihak`."""
    return [word.lower() for word in _WORD.findall(name)]


@cache
def glossary() -> dict[tuple[str, ...], tuple[str, str]]:
    """Each entry of the glossary as words, with its gloss and source."""
    rows = re.findall(r"^\| ([a-z ]+) \| (.+?) \| (.+?) \|$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    return {tuple(entry.split()): (gloss, source) for entry, gloss, source in rows if entry != "word"}


@cache
def technical() -> tuple[str, ...]:
    """The reviewed English words that are not frequent."""
    lines = TECHNICAL.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def is_english(word: str) -> bool:
    """Whether a word is frequent in English and not clearly more so in Indonesian, or a reviewed technical one."""
    return len(word) == 1 or word in technical() or is_frequent(word)


def is_frequent(word: str) -> bool:
    """Whether a word occurs once in five million English words or more, and in Indonesian at most five times as often."""
    from wordfreq import zipf_frequency

    english = zipf_frequency(word, "en")
    return english >= 2.3 and zipf_frequency(word, "id") - english < 0.75


@cache
def foreign(name: str) -> tuple[str, ...]:
    """The words of an identifier that are neither English nor, with their neighbours, an entry of the glossary."""
    left, found = words(name), []
    longest = max(map(len, glossary()))
    while left:
        size = next((n for n in range(min(longest, len(left)), 0, -1) if tuple(left[:n]) in glossary()), 0)
        if not size and not is_english(left[0]):
            found.append(left[0])
        left = left[size or 1 :]
    return tuple(found)


# --- names ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Made:
    """A name where it is made."""

    name: str
    line: int
    data: bool = False
    """It may be a field of a record: an attribute or a class-level name."""
    short: bool = False
    """It lives in a comprehension, a lambda or a formula, or is a type variable: one letter is enough."""


_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def made(tree: ast.Module, module: str) -> Iterator[Made]:
    """Every name that a module makes."""
    yield from _made(tree, module, in_class=False, short=False)


def _made(node: ast.AST, module: str, in_class: bool, short: bool) -> Iterator[Made]:
    for child in ast.iter_child_nodes(node):
        below_class, below_short = in_class, short
        match child:
            case ast.ClassDef():
                yield Made(child.name, child.lineno)
                below_class = True
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield Made(child.name, child.lineno, data=in_class)
                below_class, below_short = False, short or f"{module}:{child.name}" in MATHEMATICS
            case ast.Lambda():
                below_class, below_short = False, True
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                below_class, below_short = False, True
            case ast.arg():
                yield Made(child.arg, child.lineno, short=short)
            case ast.Name(ctx=ast.Store() | ast.Del()):
                yield Made(child.id, child.lineno, data=in_class, short=short or _is_type_variable(node))
            case ast.Attribute(ctx=ast.Store()):
                yield Made(child.attr, child.lineno, data=True)
            case ast.alias(asname=str(name)):
                yield Made(name, child.lineno)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield Made(name, child.lineno)
            case ast.MatchMapping(rest=str(name)):
                yield Made(name, child.lineno)
        yield from _made(child, module, below_class, below_short)


def _is_type_variable(node: ast.AST) -> bool:
    value = getattr(node, "value", None)
    return isinstance(value, ast.Call) and getattr(value.func, "id", "") in ("TypeVar", "ParamSpec")


def record_fields(trees: Iterable[ast.Module]) -> set[str]:
    """The fields of all classes that derive from the record class, however far down."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    records = {RECORD}
    while found := {
        node.name
        for node in classes
        if node.name not in records and records & {getattr(base, "id", "") for base in node.bases}
    }:
        records |= found
    return {
        field.target.id
        for node in classes
        if node.name in records
        for field in node.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    }


@cache
def check_names() -> frozenset[str]:
    """What rule files call."""
    files = (ROOT / "ksdgen" / "data" / "rules").glob("*.yaml")
    return frozenset(
        name for path in files for name in re.findall(r"^cek: (\w+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    )


def offenders(trees: dict[str, ast.Module]) -> list[str]:
    """One line for each name that offends, with the words and the places where it is made."""
    data = record_fields(trees.values()) | check_names()
    places: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for path, tree in trees.items():
        for found in made(tree, path.removesuffix(".py").replace("/", ".")):
            bare = found.name.strip("_")
            if not bare or found.name in check_names() or (found.data and found.name in data):
                continue
            if len(bare) > 1:
                wrong = foreign(found.name)
            else:
                wrong = () if found.short else ("one letter",)
            if wrong:
                places[found.name, wrong].append(f"{path}:{found.line}")
    return [
        f"{name} ({', '.join(wrong)}): {', '.join(where[:3])}{f' and {len(where) - 3} more' if len(where) > 3 else ''}"
        for (name, wrong), where in sorted(places.items())
    ]


def sources() -> dict[str, ast.Module]:
    """Every Python file of ksdgen and of its tests."""
    files = [path for folder in ("ksdgen", "tests") for path in sorted((ROOT / folder).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): syntax_tree(path) for path in files}


# --- tests ------------------------------------------------------------------------------------------------------------


def test_every_identifier_is_english_or_in_the_glossary() -> None:
    found = offenders(sources())
    assert not found, f"{len(found)} names:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def muat_naskah(): ...", ["muat_naskah (muat)"]),
        ("def load_naskah(pihak): ...", []),
        ("def number_pasal(p): ...", ["p (one letter)"]),
        ("pairs = [(k, v) for k, v in {}.items()]; key = lambda x: x", []),
        ("T = TypeVar('T')", []),
        ("for i in range(3): ...", ["i (one letter)"]),
        ("hak_dan_kewajiban = 1", []),
        ("pihak_dan_pasal = 1", ["pihak_dan_pasal (dan)"]),
        ("class Lampiran(Record):\n    menyusun: str = medan('x')\nLampiran(menyusun=1).menyusun = 2", []),
        ("class Lampiran(Record):\n    menyusun: str = medan('x')\nmenyusun = 2", ["menyusun (menyusun)"]),
        (
            "class First(Record):\n    menulis: str\nclass Second(First):\n    membaca: int\nread(membaca=1, menulis=2)",
            [],
        ),
        ("import json as berkas", ["berkas (berkas)"]),
        ("try: ...\nexcept ValueError as galat: ...", ["galat (galat)"]),
        ("match value:\n    case [hasilnya, *sisa]: ...", ["hasilnya (hasilnya)", "sisa (sisa)"]),
        ("class PenyusunNaskah: ...", ["PenyusunNaskah (penyusun)"]),
        ("def memuat_unsur(): ...", []),
    ],
)
def test_what_offends(code: str, expected: list[str]) -> None:
    assert [line.partition(": ")[0] for line in offenders({"ksdgen/a.py": ast.parse(code)})] == expected


def test_the_glossary_is_in_order_and_its_sources_exist() -> None:
    page = GLOSSARY.read_text(encoding="utf-8")
    entries = re.findall(r"^\| ([a-z ]+) \|", page, re.MULTILINE)
    assert len(entries) - entries.count("word") == len(glossary()) >= 150
    for group in page.split("\n## ")[1:]:
        listed = re.findall(r"^\| ([a-z ]+) \| (?!in English)", group, re.MULTILINE)
        assert listed == sorted(listed)
    provisions = {
        regulation.render_citation(f"{act.id}/{provision.sitasi}")
        for act in regulation.all_acts()
        for provision in act.provisions
    }
    sources_of_law = {" ".join(entry): source for entry, (_, source) in glossary().items() if source != PRACTICE}
    assert {entry: source for entry, source in sources_of_law.items() if source not in provisions} == {}


def test_technical_words_are_needed() -> None:
    """No word is listed twice, and none that is frequent or in the glossary."""
    assert len(set(technical())) == len(technical())
    assert [word for word in technical() if is_frequent(word) or (word,) in glossary()] == []
