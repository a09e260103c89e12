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
from ksdgen.rules.packaged import packaged_rules
from ksdgen.rules.pages import all_pages, shape_codes
from ksdgen.world.codes import finding, severities
from tests.helpers.source_trees import package_trees
from tests.helpers.util import ksdgen

PAGES = all_pages()
_CODE = re.compile(r"KSD\d{3}")


def codes_in_source() -> dict[str, set[str]]:
    """Each code that occurs in a text of the program, docstrings apart, and where."""
    result: dict[str, set[str]] = {}
    for name, tree in package_trees().items():
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                for code in _CODE.findall(node.value):
                    result.setdefault(code, set()).add(name)
    return result


# --- pages ------------------------------------------------------------------------------------------------------------


def test_every_code_has_one_page() -> None:
    count = Counter([code.kode for code in shape_codes()] + [rule.kode for rule in packaged_rules()])
    assert [code for code, times in count.items() if times > 1] == []
    source = codes_in_source()
    assert len(source) > 30
    assert {code: places for code, places in source.items() if code not in count} == {}
    # No page of the shape is left over from a code that nothing reports any more.
    assert [code.kode for code in shape_codes() if code.kode not in source] == []
    assert list(PAGES) == sorted(count)


@pytest.mark.parametrize("code", PAGES)
def test_pages_are_complete(code: str) -> None:
    page = PAGES[code]
    assert re.fullmatch(r"KSD\d{3}", code) and page.code == code
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", page.name)
    assert (
        page.english_summary[0].isupper()
        and not page.english_summary.endswith(".")
        and "\n" not in page.english_summary
        and "|" not in page.english_summary
    )
    assert page.explanation.strip().endswith(".")
    text = page.markdown()
    assert ksdgen("explain", code).output == text
    assert ksdgen("explain", code.lower(), code).output == f"{text}\n{text}"
    assert (
        text.startswith(f"# {code} {page.name}\n") and page.explanation.strip() in text and text.count("```") % 2 == 0
    )
    for basis in page.basis:
        assert regulation.render_citation(basis.sitasi) in text and (
            basis.sejak is None or basis.sejak.isoformat() in text
        )
    if int(code[3:]) >= 100:
        assert page.basis and page.correct.strip() and page.wrong.strip()
        assert "## Dasar\n" in text and "## Benar\n" in text and "## Salah\n" in text


def test_page_names_do_not_repeat() -> None:
    for repeated in (Counter(page.name for page in PAGES.values()), Counter(p.english_summary for p in PAGES.values())):
        assert [name for name, times in repeated.items() if times > 1] == []


# --- style of messages ------------------------------------------------------------------------------------------------


def messages() -> Iterator[tuple[str, int, str]]:
    """Every message and hint in the program: texts beside a code, and values of `message`, `hint` and the like.

    Values put in are shown as "…".
    """

    def text(expression: ast.expr | None) -> Iterator[str]:
        if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
            yield expression.value
        elif isinstance(expression, ast.JoinedStr):
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in expression.values)
        elif isinstance(expression, ast.IfExp):
            yield from text(expression.body)
            yield from text(expression.orelse)
        elif isinstance(expression, ast.Tuple):
            for element in expression.elts:
                yield from text(element)

    for name, tree in package_trees().items():
        for node in ast.walk(tree):
            candidates: list[ast.expr] = []
            if isinstance(node, ast.Call) and any(
                isinstance(a, ast.Constant) and _CODE.fullmatch(str(a.value)) for a in node.args
            ):
                candidates = [*node.args, *(k.value for k in node.keywords)]
            elif (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("Unusable", "GitFailed", "Refused")
            ):
                candidates = node.args
            elif isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id in ("message", "hint", "suggestion", "_GENERAL")
                for target in node.targets
            ):
                candidates = [node.value]
            for candidate in candidates:
                for sentence in text(candidate):
                    if " " in sentence.strip():
                        yield name, candidate.lineno, sentence


def test_shape_messages_have_one_style() -> None:
    """Messages begin small, end without a full stop, put what is typed between backticks and what was read between
    straight quotes.
    """
    all_messages = list(messages())
    assert len(all_messages) > 150
    for name, line, sentence in all_messages:
        where = f"{name}:{line}: {sentence}"
        assert not sentence.rstrip().endswith((".", "!", ":", ";")) or sentence.endswith(("....", "misalnya", ":")), (
            where
        )
        assert not re.match(r"[A-Z][a-z]", sentence) or sentence.startswith(("Jinja", "YAML", "LibreOffice", "Word")), (
            where
        )
        assert not re.search(r"[“”‘’]", sentence), where
        assert sentence.count("`") % 2 == 0, where
        assert not re.search(r"\b(?:[Ee]rror|[Ii]nvalid|[Uu]nknown|[Mm]issing|[Ee]xpected|dll|dsb)\b", sentence), where
        assert "  " not in sentence, where


@pytest.mark.parametrize("code", [page.code for page in PAGES.values() if page.message])
def test_rule_messages_have_one_style(code: str) -> None:
    rule = next(rule for rule in packaged_rules() if rule.kode == code)
    for sentence in filter(None, (rule.pesan, rule.bantuan)):
        assert not sentence.endswith(".") and sentence.count("`") % 2 == 0 and "  " not in sentence
        assert (
            sentence.startswith(
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
            or sentence[0].islower()
            or sentence[1].isupper()
        ), sentence


# --- severities -------------------------------------------------------------------------------------------------------


def test_one_table_of_severities() -> None:
    """The quick reading of the table and the one with YAML are the same."""
    assert {k: dict(v) for k, v in severities().items()} == {
        b.kode: {"": b.tingkat, **(b.tingkat_lain or {})} for b in shape_codes()
    }
    assert severities()["KSD055"] == {"": Severity.NOTE, "belum dapat dibekukan": Severity.WARNING}
    with pytest.raises(KeyError):
        finding("KSD055", "x", case="no such case")


_MAKERS = {
    "world/codes.py": "severities()[code][case]",
    "world/results.py": "Severity(severity)",
    "rules/engine.py": "rule.tingkat",
    "rules/batch.py": "rule.tingkat",
    "diagnostics.py": "Severity.NOTE",
}
"""The modules that make findings, each with the only place from which it takes a severity: the table, the findings of
an earlier run, the rule.
"""


def _words(expression: ast.expr) -> Iterator[ast.expr]:
    """What an expression may turn out to be."""
    if isinstance(expression, ast.IfExp):
        yield from (*_words(expression.body), *_words(expression.orelse))
    elif isinstance(expression, ast.BoolOp):
        yield from (word for value in expression.values for word in _words(value))
    elif isinstance(expression, ast.Starred | ast.NamedExpr):
        yield from _words(expression.value)
    else:
        yield expression


def _is_severity(expression: ast.expr | None) -> bool:
    return expression is not None and any(
        isinstance(word, ast.Attribute) and ast.unparse(word.value).rpartition(".")[2] == "Severity"
        for word in _words(expression)
    )


def severities_given(tree: ast.Module) -> list[tuple[int, str]]:
    """Where a module makes findings by itself, or says how grave one is: line, and the severity or what stands there.

    A severity in a comparison or in a table decides nothing about a finding; neither does the default of a field.
    """
    result: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            result += [
                (node.lineno, f"as {a.asname}") for a in node.names if a.name in ("Diagnostic", "Severity") and a.asname
            ]
        elif isinstance(node, ast.FunctionDef):
            result += [
                (d.lineno, ast.unparse(d))
                for d in (*node.args.defaults, *node.args.kw_defaults)
                if d is not None and _is_severity(d)
            ]
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            values = [*node.args, *(k.value for k in node.keywords)]
            if called == "Diagnostic":
                result.append((node.lineno, ast.unparse(values[1]) if len(values) > 1 else ast.unparse(node)))
            elif called == "replace" and {k.arg for k in node.keywords} & {"code", "severity"}:
                result.append((node.lineno, ast.unparse(node)))
            elif called not in ("isinstance", "record_field"):
                result += [
                    (node.lineno, ast.unparse(v))
                    for v in values
                    if _is_severity(v) or ast.unparse(v).rpartition(".")[2] == "Diagnostic"
                ]
    return result


@pytest.mark.parametrize(
    "words",
    [
        "Diagnostic('KSD010'.ERROR, 'x')",
        "diagnostics.Diagnostic('KSD010', found.severity, 'x')",
        "map(Diagnostic, codes, grades)",
        "from ksdgen.diagnostics import Diagnostic as D",
        "dataclasses.replace(found, severity=other)",
        "replace(found, code='KSD011')",
        "linted.report('KSD071', message, span, hint, Severity.WARNING)",
        "self.one(route, severity=diagnostics.Severity.NOTE if key else Severity.ERROR)",
        "def add(self, code: str, severity: Severity = Severity.ERROR) -> None: ...",
        "def add(self, code: str, *, severity: Severity = Severity.ERROR) -> None: ...",
    ],
)
def test_severities_given_are_seen(words: str) -> None:
    assert len(severities_given(ast.parse(words))) == 1


def test_a_call_gives_code_words_and_place() -> None:
    """How grave a finding is comes from the table or from its rule: no other module makes one or names a severity."""
    given = {name: severities_given(tree) for name, tree in package_trees().items()}
    assert {name: places for name, places in given.items() if places and name not in _MAKERS} == {}
    assert {name: [word for _, word in given[name]] for name in _MAKERS} == {n: [word] for n, word in _MAKERS.items()}


def _texts(expression: ast.expr | None) -> set[str]:
    """The texts that an expression may be."""
    return {
        word.value
        for word in (_words(expression) if expression is not None else ())
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }


def cases_named() -> set[tuple[str, str]]:
    """Each code with each case in which some call reports it.

    A call that names a case and no code stands in a helper's way: the codes are those that the helper is given, or
    that its own module passes on together with a case.
    """
    counted = {  # the codes that `source.report:Report` counts, and of which it tells the rest at once
        code
        for name, tree in package_trees().items()
        if name.startswith("source/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "report.add"
        for code in _texts(node.args[0]) or {f"unknown: {ast.unparse(node)}"}
    }
    result: set[tuple[str, str]] = set()
    for name, tree in package_trees().items():
        calls = [
            (_texts(node.args[0]) if node.args else set(), keyword.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            for keyword in node.keywords
            if keyword.arg == "case"
        ]
        passed = {code for codes, case in calls if not _texts(case) for code in codes if _CODE.fullmatch(code)}
        for codes, case in calls:
            own = {code for code in codes if _CODE.fullmatch(code)}
            helped = counted if name == "source/report.py" else passed
            result |= {(code, text) for text in _texts(case) - {""} for code in own or helped or {f"unknown: {name}"}}
    return result


def test_cases_are_those_of_the_table() -> None:
    """No call names a case that the table does not have for its code, and the table has none that no call names."""
    assert cases_named() == {(code, case) for code, cases in severities().items() for case in cases if case}


# --- what is loaded ---------------------------------------------------------------------------------------------------

_HEAVY = ("jinja2", "markupsafe", "docx", "lxml")


def loaded_by(program: str) -> set[str]:
    """Which of the heavy libraries a program has loaded when it ends."""
    report = f"import sys; print(*[m for m in {_HEAVY} if m in sys.modules], file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", f"{program}\n{report}"], capture_output=True, text=True, check=True)
    return set(run.stderr.split())


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("command", [["explain", "KSD214"], ["rules"], ["coverage", "uu-23-2014"]], ids=lambda p: p[0])
def test_pages_load_no_heavy_library(command: list[str]) -> None:
    """Pages and rules are data: showing them takes no template engine and no Word."""
    assert loaded_by(f"from ksdgen.cli import main; assert main({command}) == 0") == set()


@pytest.mark.slow(traced=True)
def test_rules_load_no_heavy_library() -> None:
    """Judging reads a composition, it does not compose: not even every shape of check together needs Jinja2."""
    assert loaded_by("import ksdgen.rules.engine, ksdgen.rules.checks as c; c.shapes()") == set()
    assert loaded_by("import ksdgen.compose.composer") >= {"jinja2", "markupsafe"}  # the probe can see them
