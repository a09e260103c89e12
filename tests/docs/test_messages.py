"""The standard of docs/pesan.md, over everything that ksdgen can say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from ksdgen.catalogue.front_matter import KindFrontMatter, KlausulFrontMatter, Style
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.pihak import PihakFile
from tests.helpers.messages import Utterance, from_data, from_models, from_python, plain
from tests.helpers.source_trees import PACKAGE, package_trees


@cache
def everything_said() -> list[Utterance]:
    """All that is said."""
    models = from_models(Naskah, PihakFile, KlausulFrontMatter, KindFrontMatter, Style)
    return [*from_python(), *from_data(), *models]


LIMITS = {"pesan": 120, "bantuan": 160, "pilihan": 160, "uraian": 120}
"""The longest text of each kind, what is filled in not counted."""

TECHNICAL_TERMS = ["node", "none", "null", "exception", "scalar", "skalar", "mapping", "parse", "parsing", "parser", "token", "string", "integer", "float", "boolean", "bool", "error", "traceback", "invalid", "valid", "expected", "key", "value", "list", "dict", "dictionary", "tuple", "array", "object", "type", "file", "path", "default", "field", "template", "input", "update", "delete", "argument", "option", "command", "warning", "syntax", "schema", "loop", "index", "runtime", "stack", "function", "method", "class", "module", "bug", "crash", "debug"]  # fmt: skip
"""Words of programmers; Indonesian has berkas, kunci, nilai, daftar, pasangan, letak, baku, templat, isian, skema."""

ENGLISH = ["the", "of", "and", "or", "is", "are", "was", "not", "with", "without", "for", "from", "must", "should", "shall", "please", "found", "missing", "unknown", "failed", "cannot", "this", "that", "which"]  # fmt: skip

FAMILIAR = ["kamu", "kau", "lu", "gue", "aku", "harap", "mohon", "maaf", "ups", "oops"]
"""Forms of address that an official letter does not use, and what only fills space."""

FORBIDDEN = re.compile(rf"(?<![\w-])({'|'.join(TECHNICAL_TERMS + ENGLISH + FAMILIAR)})(?!\w)")
"""In lower case, or as the first word of a sentence; PATH and KODE in capitals stand for what the user types."""


def forbidden(text: str) -> list[str]:
    """The words of a text that people should not have to read."""
    without_options = re.sub(r"(?<![\w-])--?[a-z][a-z-]*", "…", plain(text))
    lowered = re.sub(r"(?:^|(?<=[.:] ))[A-Z][a-z]", lambda match: match[0].lower(), without_options)
    return [*FORBIDDEN.findall(lowered), *re.findall(r"\b(?:anda|ANDA)\b", without_options)]


def utterances(*kinds: str) -> list[Utterance]:
    """All texts of some kinds."""
    return [utterance for utterance in everything_said() if utterance.kind in kinds]


def test_everything_is_read() -> None:
    """The collector sees the messages: none of its sources has run dry."""
    at_least = {"pesan": 350, "bantuan": 250, "penjelasan": 200, "pilihan": 40, "perintah": 15, "uraian": 200}
    counts = {kind: len(utterances(kind)) for kind in at_least}
    assert all(counts[kind] >= number for kind, number in at_least.items()), counts
    files = {utterance.location.partition(":")[0] for utterance in everything_said()}
    for name in (
        "source/convert",
        "source/decode",
        "source/mistakes",
        "source/report",
        "catalogue/catalogue",
        "naskah/pihak_files",
        "desk/loading",
        "compose/plan",
        "cli/shared",
    ):
        assert f"ksdgen/{name}.py" in files


def test_messages_are_short() -> None:
    for utterance in utterances(*LIMITS):
        assert len(re.sub(r"\{[^{}]*\}", "", utterance.text)) <= LIMITS[utterance.kind], utterance
        assert "  " not in utterance.text and utterance.text == utterance.text.strip(), utterance


def test_a_phrase_has_no_final_dot() -> None:
    phrases = utterances("pesan", "bantuan", "uraian")
    assert not [(u.location, u.text) for u in phrases if re.search(r"(?<!\.)[.!]$", u.text)]
    assert not [(u.location, u.text) for u in phrases if re.search(r"[a-z)`]\. [A-Z]", plain(u.text))], "two sentences"


_PROPER_NAMES = (
    "Kesepakatan Bersama", "Perjanjian Kerja Sama", "Nota Kesepakatan", "Rencana Kerja", "Berita Acara", "PIHAK", "DPRD", "KSB", "PKS", "LibreOffice", "Word", "YAML",
)  # fmt: skip


def test_a_phrase_begins_in_lower_case() -> None:
    """It stands behind a place and a code; only a name begins with a capital."""
    capitalised = [u for u in utterances("pesan", "bantuan") if u.text[:1].isupper()]
    assert not [(u.location, u.text) for u in capitalised if not u.text.startswith(_PROPER_NAMES)]


def test_a_page_is_made_of_sentences() -> None:
    for utterance in utterances("penjelasan", "pilihan", "perintah"):
        assert re.search(r"[.`)]$|\n[ -].*$", utterance.text), (utterance.location, utterance.text[-60:])
        assert re.match(r"[A-Z0-9`\"{]", utterance.text), (utterance.location, utterance.text[:60])


def test_nobody_reads_a_forbidden_word() -> None:
    assert not [(u.location, words, u.text) for u in everything_said() if (words := forbidden(u.text))]


def test_one_word_for_what_is_expected() -> None:
    """`seharusnya`, in every message that says what should stand in a place."""
    other = re.compile(r"\b(harusnya|mestinya|semestinya berupa|seyogianya)\b")
    assert not [u for u in utterances("pesan", "bantuan") if other.search(plain(u.text))]


# --- nothing slips past the collector ---------------------------------------------------------------------------------

_INDONESIAN = re.compile(r"\b(yang|tidak|dan|ini|atau|pada|belum|dengan|untuk|harus|bukan|sudah|oleh|dari)\b")


def _sentences() -> Iterator[tuple[str, str]]:
    """Every Indonesian text in the source, wherever it stands."""
    for module, tree in package_trees().items():
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = ""
            # Patterns and pieces of HTML or of shell scripts are not read by people.
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                text = node.value
            elif isinstance(node, ast.JoinedStr):
                text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            if " " in text.strip() and _INDONESIAN.search(text) and not re.search(r"\(\?|<|\bend\b", text):
                yield f"{PACKAGE.name}/{module}:{getattr(node, 'lineno', 0)}", text


def test_no_indonesian_text_in_the_source_has_a_forbidden_word() -> None:
    found = list(_sentences())
    assert len(found) > 400
    assert not [(location, words, text) for location, text in found if (words := forbidden(text))]


# --- the test can fail ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nilai null tidak boleh", ["null"]),
        ("Error pada berkas", ["error"]),
        ("file ini tidak ada", ["file"]),
        ("periksa ejaan yang anda tulis", ["anda"]),
        ("value is missing", ["value", "is", "missing"]),
        ("kunci `null` berarti kosong", []),
        ('pilih "Save with Encoding" di sini', []),
        ("Periksa naskah pada PATH. Anda dapat memakai --output", []),
    ],
)
def test_what_is_forbidden(text: str, words: list[str]) -> None:
    assert forbidden(text) == words
