"""Every code has one page, and the listings made of the pages and of the provisions are complete."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from ksdgen import regulation
from ksdgen.diagnostics import Severity
from ksdgen.rules.packaged import everything
from ksdgen.rules.pages import all_pages, shape
from ksdgen.world.codes import finding, severities
from tests.helpers.util import ROOT, ksdgen

PACKAGE = ROOT / "ksdgen"
PAGES = all_pages()
SOURCES = {
    p.relative_to(PACKAGE).as_posix(): ast.parse(p.read_text(encoding="utf-8")) for p in sorted(PACKAGE.rglob("*.py"))
}
_CODE = re.compile(r"KSD\d{3}")


def codes_in_source() -> dict[str, set[str]]:
    """Each code that occurs in a text of the program, docstrings apart, and where."""
    result: dict[str, set[str]] = {}
    for name, tree in SOURCES.items():
        doc = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for n in ast.walk(tree):
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in doc:
                for code in _CODE.findall(n.value):
                    result.setdefault(code, set()).add(name)
    return result


# --- pages ------------------------------------------------------------------------------------------------------------------------------


def test_every_code_has_one_page() -> None:
    count = Counter([b.kode for b in shape()] + [a.kode for a in everything()])
    assert [k for k, n in count.items() if n > 1] == []
    source = codes_in_source()
    assert len(source) > 30
    assert {k: v for k, v in source.items() if k not in count} == {}
    # No page of the shape is left over from a code that nothing reports any more.
    assert [b.kode for b in shape() if b.kode not in source] == []
    assert list(PAGES) == sorted(count)


@pytest.mark.parametrize("code", PAGES)
def test_pages_are_complete(code: str) -> None:
    h = PAGES[code]
    assert re.fullmatch(r"KSD\d{3}", code) and h.code == code
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", h.name)
    assert (
        h.english_summary[0].isupper()
        and not h.english_summary.endswith(".")
        and "\n" not in h.english_summary
        and "|" not in h.english_summary
    )
    assert h.explanation.strip().endswith(".")
    text = h.markdown()
    assert ksdgen("explain", code).output == text
    assert ksdgen("explain", code.lower(), code).output == f"{text}\n{text}"
    assert text.startswith(f"# {code} {h.name}\n") and h.explanation.strip() in text and text.count("```") % 2 == 0
    for d in h.basis:
        assert regulation.render_citation(d.sitasi) in text and (d.sejak is None or d.sejak.isoformat() in text)
    if int(code[3:]) >= 100:
        assert h.basis and h.correct.strip() and h.wrong.strip()
        assert "## Dasar\n" in text and "## Benar\n" in text and "## Salah\n" in text


def test_page_names_do_not_repeat() -> None:
    assert [n for n, j in Counter(h.name for h in PAGES.values()).items() if j > 1] == []
    assert [n for n, j in Counter(h.english_summary for h in PAGES.values()).items() if j > 1] == []


# --- style of messages ------------------------------------------------------------------------------------------------------------------


def message() -> Iterator[tuple[str, int, str]]:
    """Every message and help that stands in the program: text arguments beside a code, and values of `message` and `bantuan`.

    Values put in are shown as "…".
    """

    def text(n: ast.expr | None) -> Iterator[str]:
        if isinstance(n, ast.Constant) and isinstance(n.value, str):
            yield n.value
        elif isinstance(n, ast.JoinedStr):
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in n.values)
        elif isinstance(n, ast.IfExp):
            yield from text(n.body)
            yield from text(n.orelse)
        elif isinstance(n, ast.Tuple):
            for e in n.elts:
                yield from text(e)

    for name, tree in SOURCES.items():
        for n in ast.walk(tree):
            candidates: list[ast.expr] = []
            if isinstance(n, ast.Call) and any(
                isinstance(a, ast.Constant) and _CODE.fullmatch(str(a.value)) for a in n.args
            ):
                candidates = [*n.args, *(k.value for k in n.keywords)]
            elif (
                isinstance(n, ast.Call)
                and isinstance(n.func, ast.Name)
                and n.func.id in ("Unusable", "GitGagal", "Refused")
            ):
                candidates = n.args
            elif isinstance(n, ast.Assign) and {t.id for t in n.targets if isinstance(t, ast.Name)} & {
                "pesan",
                "bantuan",
                "saran",
                "_UMUM",
            }:
                candidates = [n.value]
            for c in candidates:
                for t in text(c):
                    if " " in t.strip():
                        yield name, n.lineno, t


def test_shape_messages_have_one_style() -> None:
    """Messages begin small, end without a full stop, put what is typed between backticks and what was read between straight quotes."""
    all_messages = list(message())
    assert len(all_messages) > 150
    for name, line, t in all_messages:
        where = f"{name}:{line}: {t}"
        assert not t.rstrip().endswith((".", "!", ":", ";")) or t.endswith(("....", "misalnya", ":")), where
        assert not re.match(r"[A-Z][a-z]", t) or t.startswith(("Jinja", "YAML", "LibreOffice", "Word")), where
        assert not re.search(r"[“”‘’]", t), where
        assert t.count("`") % 2 == 0, where
        assert not re.search(r"\b(?:[Ee]rror|[Ii]nvalid|[Uu]nknown|[Mm]issing|[Ee]xpected|dll|dsb)\b", t), where
        assert "  " not in t, where


@pytest.mark.parametrize("code", [h.code for h in PAGES.values() if h.message])
def test_rule_messages_have_one_style(code: str) -> None:
    rule = next(a for a in everything() if a.kode == code)
    for t in filter(None, (rule.pesan, rule.bantuan)):
        assert not t.endswith(".") and t.count("`") % 2 == 0 and "  " not in t
        assert (
            t.startswith(
                (
                    "{",
                    "`",
                    "Kesepakatan",
                    "Perjanjian",
                    "Nota",
                    "Rencana",
                    "PIHAK",
                    "PARA",
                    "DPRD",
                    "Berita",
                    "KSB",
                    "PKS",
                    "Menteri",
                    "TKKSD",
                )
            )
            or t[0].islower()
            or t[1].isupper()
        ), t


# --- severities ---------------------------------------------------------------------------------------------------------------------------


def test_one_table_of_severities() -> None:
    """The quick reading of the table and the one with YAML are the same."""
    assert {k: dict(v) for k, v in severities().items()} == {
        b.kode: {"": b.tingkat, **(b.tingkat_lain or {})} for b in shape()
    }
    assert severities()["KSD055"] == {"": Severity.NOTE, "belum dapat dibekukan": Severity.WARNING}
    with pytest.raises(KeyError):
        finding("KSD055", "x", case="no such case")


def test_no_call_gives_a_severity_that_the_page_does_not() -> None:
    """A code and a severity in one call: the page of the code says so too."""
    other = []
    for name, tree in SOURCES.items():
        for n in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            args = [*n.args, *(k.value for k in n.keywords)]
            code = [a.value for a in args if isinstance(a, ast.Constant) and a.value in severities()]
            severity = [
                getattr(Severity, a.attr)
                for a in args
                if isinstance(a, ast.Attribute) and isinstance(a.value, ast.Name) and a.value.id == "Severity"
            ]
            other += [(name, n.lineno, k, t) for k in code for t in severity if t not in severities()[k].values()]
    assert other == []


# --- what is loaded -----------------------------------------------------------------------------------------------------------------------

_HEAVY = ("jinja2", "markupsafe", "docx", "lxml")


def loaded_by(program: str) -> set[str]:
    """Which of the heavy libraries a program has loaded when it ends."""
    report = f"import sys; print(*[m for m in {_HEAVY} if m in sys.modules], file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", f"{program}\n{report}"], capture_output=True, text=True, check=True)
    return set(run.stderr.split())


@pytest.mark.parametrize("command", [["explain", "KSD214"], ["rules"], ["coverage", "uu-23-2014"]], ids=lambda p: p[0])
def test_pages_load_no_heavy_library(command: list[str]) -> None:
    """Pages and rules are data: showing them takes no template engine and no Word."""
    assert loaded_by(f"from ksdgen.cli import main; assert main({command}) == 0") == set()


def test_rules_load_no_heavy_library() -> None:
    """Judging reads a composition, it does not compose: not even every shape of check together needs Jinja2."""
    assert loaded_by("import ksdgen.rules.engine, ksdgen.rules.checks as c; c.bentuk()") == set()
    assert loaded_by("import ksdgen.compose.composer") >= {"jinja2", "markupsafe"}  # the probe can see them
