"""Reports: every format tells every finding, is valid by its own standard, and never calls clean what was not judged."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.cli.check import FORMAT
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.reporters.report import LEVEL, Report, Waived
from ksdgen.rules.examples import base_text, put
from ksdgen.rules.pages import all_pages
from tests.helpers.util import ROOT, Run, ksdgen, save

DAY = ("--tanggal", "2026-06-01")
JSON_SCHEMA = json.loads((ROOT / "tests" / "golden" / "laporan-1.schema.json").read_text(encoding="utf-8"))
SARIF_SCHEMA = json.loads((ROOT / "tests" / "golden" / "sarif-2.1.0-bagian.schema.json").read_text(encoding="utf-8"))
PAGES = all_pages()
Location = tuple[str | None, int | None, str]
"""A finding as every format must tell it: file, line, code."""


def validate(data: Any, schema: dict[str, Any]) -> None:
    jsonschema.Draft7Validator(schema).validate(data)


# --- reading the formats back -----------------------------------------------------------------------------------------


def _json(text: str) -> list[Location]:
    data = json.loads(text)
    validate(data, JSON_SCHEMA)
    for severity in LEVEL.values():
        assert data["summary"][severity] == sum(finding["severity"] == severity for finding in data["findings"])
    return [(finding["file"], finding["line"], finding["code"]) for finding in data["findings"]]


def _sarif(text: str) -> list[Location]:
    data = json.loads(text)
    validate(data, SARIF_SCHEMA)
    (run,) = data["runs"]
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(codes)) == len(codes)
    result: list[Location] = []
    for entry in run["results"]:
        code = entry["ruleId"]
        assert codes[entry["ruleIndex"]] == code
        file = line = None
        if "locations" in entry:
            (location,) = entry["locations"]
            region = location["physicalLocation"]["region"]
            assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
            file, line = unquote(location["physicalLocation"]["artifactLocation"]["uri"]), region["startLine"]
        if "suppressions" not in entry:
            result.append((file, line, code))
    assert set(codes) == {entry["ruleId"] for entry in run["results"]}
    return result


_COMMAND = re.compile(r"::(error|warning|notice) ([^:\n]*)::([^\n]*)")


def _decoded(text: str) -> str:
    """What a GitHub runner makes of escapes."""
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, char)
    return text


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands of a report: name, properties and message."""
    result = []
    for line in text.removesuffix("\n").split("\n") if text else []:
        match = _COMMAND.fullmatch(line)
        assert match is not None, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        result.append((match[1], {k: _decoded(v) for k, v in properties.items()}, _decoded(match[3])))
    return result


def _github(text: str) -> list[Location]:
    return [
        (properties.get("file"), int(properties["line"]) if "line" in properties else None, properties["title"])
        for _, properties, _ in commands(text)
        if not properties["title"].endswith(" dikecualikan")
    ]


def _gitlab(text: str) -> list[Location]:
    data = json.loads(text)
    assert len({entry["fingerprint"] for entry in data}) == len(data)
    result: list[Location] = []
    for entry in data:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        file, line = entry["location"]["path"], entry["location"]["lines"]["begin"]
        assert line >= 1 and entry["description"]
        if "; dikecualikan sampai " not in entry["description"]:
            result.append((file, line, entry["check_name"]) if file else (None, None, entry["check_name"]))
    return result


def _junit(text: str) -> list[Location]:
    root = ET.fromstring(text)
    assert root.tag == "testsuites"
    result: list[Location] = []
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.attrib["tests"]) == len(cases) >= 1
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
        assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
        assert suite.attrib["errors"] == "0"
        for test_case in cases:
            assert test_case.attrib["classname"] == suite.attrib["name"]
            match = re.fullmatch(r"(KSD\d{3}) baris (\d+)", test_case.attrib["name"])
            failure = test_case.find("failure")
            if failure is not None:
                assert match is not None and failure.attrib["type"] == match[1]
                line = int(match[2])
                result.append((suite.attrib["name"], line, match[1]) if line else (None, None, match[1]))
    return result


def _markdown(text: str) -> list[Location]:
    findings = text.partition("### ")[0]
    result: list[Location] = []
    for row in findings.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)]
        if len(cells) != 7 or not re.fullmatch(r"KSD\d{3}", cells[3]):
            continue
        match = re.fullmatch(r"(?:`|<code>)([^`|<]+):(\d+)(?:`|</code>)", cells[2])
        result.append((html.unescape(match[1]), int(match[2]), cells[3]) if match else (None, None, cells[3]))
    return result


def _text(text: str) -> list[Location]:
    pattern = re.compile(r"^(?:(.+?):(\d+):\d+: )?(?:kesalahan|peringatan|catatan) (KSD\d{3}) ", re.MULTILINE)
    return [
        (file, int(line) if line else None, code) for file, line, code in (m.groups() for m in pattern.finditer(text))
    ]


READERS: dict[str, Callable[[str], list[Location]]] = {
    "text": _text, "json": _json, "github": _github, "gitlab": _gitlab, "sarif": _sarif, "junit": _junit, "markdown": _markdown,
}  # fmt: skip


def test_every_format_is_tested() -> None:
    assert set(READERS) == set(FORMAT)


# --- laws on any report -----------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)
ONE_LINE = TEXT.map(lambda text: " ".join(text.split()) or "x")
NAME = st.text("abz é日,:%|`<&'\"\\[](){}#._-", min_size=1, max_size=12).map(lambda stem: f"agreements/{stem}.yaml")


@st.composite
def findings(draw: st.DrawFn) -> Diagnostic:
    line, column = draw(st.integers(1, 99)), draw(st.integers(1, 99))
    span = Span(draw(NAME), line, column, line + draw(st.integers(0, 1)), column + draw(st.integers(1, 9)))
    return Diagnostic(
        draw(st.sampled_from(["KSD010", "KSD214", "KSD301", "KSD501"])),
        draw(st.sampled_from(Severity)),
        draw(ONE_LINE),
        span if draw(st.integers(0, 5)) else None,
        draw(st.none() | ONE_LINE),
        tuple(draw(st.lists(ONE_LINE, max_size=2))),
        draw(st.none() | st.just("para_pihak.0.nama")),
    )


@st.composite
def report(draw: st.DrawFn) -> Report:
    found = draw(st.lists(findings(), max_size=6, unique=True))
    files = sorted({f.span.file for f in found if f.span} | set(draw(st.lists(NAME, max_size=2))))
    waived = [
        Waived(finding, draw(ONE_LINE), draw(ONE_LINE), "2027-01-31")
        for finding in draw(st.lists(findings(), max_size=2))
    ]
    unjudged = draw(st.lists(st.sampled_from(files), unique=True, max_size=2)) if files else []
    return Report(found, files, lambda name: name, lambda name: "x\n" * 99, waived, unjudged)


def write(format_: str, of: Report) -> str:
    result: str = import_module(f"ksdgen.reporters.{format_}").write(of)
    return result


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMAT)
@settings(deadline=None, max_examples=60)
@given(report())
def test_every_format_holds_every_finding(format_: str, drawn: Report) -> None:
    """Law: what a reader gets back from a report are its findings, whatever characters they hold."""
    expected = [
        (finding.span.file, finding.span.line, finding.code) if finding.span else (None, None, finding.code)
        for finding in drawn.findings
        if format_ != "junit" or finding.severity is not Severity.NOTE
    ]
    read = READERS[format_](write(format_, drawn))
    if format_ == "text":  # for people: names with colons cannot be told apart
        assert Counter(code for *_, code in read) == Counter(code for *_, code in expected)
    else:
        assert Counter(read) == Counter(expected)


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMAT)
@settings(deadline=None, max_examples=30)
@given(report())
def test_every_format_holds_waivers_and_what_is_not_judged(format_: str, drawn: Report) -> None:
    text = write(format_, drawn)
    if format_ == "junit":
        skipped = [element.attrib["message"] for element in ET.fromstring(text).iter("skipped")]
        assert sum("dikecualikan sampai" in message for message in skipped) >= len(drawn.waived)
        assert skipped.count("tidak dinilai") == len(drawn.not_judged)
    elif format_ == "sarif":
        results = json.loads(text)["runs"][0]["results"]
        assert sum("suppressions" in result for result in results) == len(drawn.waived)
        assert all(each["kind"] == "inSource" for result in results for each in result.get("suppressions", ()))
    elif format_ == "json":
        summary = json.loads(text)["summary"]
        assert len(summary["waived"]) == len(drawn.waived)
        assert summary["not_judged"] == list(drawn.not_judged)
    else:
        assert text.count("2027-01-31") >= len(drawn.waived)
    if drawn.not_judged:
        # Unless a finding itself uses the words, in whichever of its texts.
        assert "tidak ada temuan" not in text or "tidak ada temuan" in repr((drawn.findings, drawn.waived))


@settings(deadline=None, max_examples=60)
@given(st.lists(findings(), min_size=1, max_size=6, unique=True), st.integers(1, 20))
def test_gitlab_digest_does_not_change_when_lines_shift(found: list[Diagnostic], shift: int) -> None:
    def shifted(finding: Diagnostic, by: int) -> Diagnostic:
        span = finding.span
        if span is not None:
            span = Span(span.file, span.line + by, 1, span.end_line + by, 2)
        return replace(finding, span=span)

    def digest(by: int) -> list[str]:
        report = Report([shifted(finding, by) for finding in found], [], lambda name: name, lambda name: None)
        return [entry["fingerprint"] for entry in json.loads(write("gitlab", report))]

    assert digest(0) == digest(shift)
    assert len(set(digest(0))) == len(found)


def test_github_escaping() -> None:
    finding = Diagnostic("KSD301", Severity.ERROR, "100%: a, b\nc\r::error::d", Span("a,b:c%.yaml", 1, 2, 1, 4), "x")
    text = write("github", Report([finding], ["x"], lambda n: n, lambda n: None))
    assert text == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,endLine=1,title=KSD301,endColumn=4::100%25: a, b%0Ac%0D::error::d%0Abantuan: x\n"
    )
    of_lines = Diagnostic("KSD301", Severity.NOTE, "x", Span("a", 1, 2, 3, 4))
    ((command, properties, _),) = commands(write("github", Report([of_lines], ["a"], lambda n: n, lambda n: None)))
    assert command == "notice" and properties["endLine"] == "3"
    assert "endColumn" not in properties  # columns only within one line


def test_pages_in_sarif() -> None:
    """Every code that occurs brings its page, with the severity of the rule."""
    found = [Diagnostic(page.code, page.severity, "x", Span.at("a")) for page in PAGES.values()]
    data = json.loads(write("sarif", Report(found, ["a"], lambda n: n, lambda n: None)))
    validate(data, SARIF_SCHEMA)
    for rule in data["runs"][0]["tool"]["driver"]["rules"]:
        page = PAGES[rule["id"]]
        assert rule["help"]["markdown"] == page.markdown()
        assert rule["shortDescription"]["text"] == page.english_summary
        assert rule["defaultConfiguration"]["level"] == LEVEL[page.severity]


# --- the command ------------------------------------------------------------------------------------------------------

WRONG = "objek: pasokan 30 (tiga) ton dan dan seterusnya"


@pytest.fixture
def papers(repo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a clean paper, one with findings of every severity, one of broken shape; we stand at its root."""
    monkeypatch.chdir(repo)
    save(repo, base_text("ksb_ksdd"), "bersih.yaml")
    text = put(base_text("ksb_ksdpk"), WRONG).replace("/KSB/2026", "/KSB-B/2026")
    save(repo, text.replace("nomor: 100.3.7/11/KSB-B/2026", "nomor: menyusul"), "salah, 100%.yaml")
    save(repo, put(base_text("nk"), "gaya: tak_ada"), "rusak.yaml")
    return repo


def check(*options: object) -> Run:
    return ksdgen("check", "agreements", *DAY, *options)


def test_all_formats_agree(papers: Path) -> None:
    """The command tells the same in every format; also through --output, where standard output stays free."""
    reference = Counter(_json(check("--format", "json").output))
    assert {code for *_, code in reference} >= {"KSD013", "KSD501", "KSD050"}
    assert all(file and (papers / file).is_file() for file, *_ in reference)
    without_notes = Counter({k: n for k, n in reference.items() if PAGES[k[2]].severity is not Severity.NOTE})
    assert without_notes != reference
    for format_ in FORMAT:
        run = check("--format", format_)
        assert run.code == 1 and run.error == ""
        expected = without_notes if format_ == "junit" else reference
        assert Counter(READERS[format_](run.output)) == expected, format_
        to_file = check("--format", format_, "--output", "laporan")
        assert (papers / "laporan").read_text(encoding="utf-8") == run.output
        assert to_file.output == "laporan ditulis ke laporan\n" and to_file.code == 1
        assert check("--format", format_, "--output", "laporan", "-q").everything == ""


def test_summary_is_appended(papers: Path) -> None:
    """A step summary belongs to all steps: what stands there stays."""
    (papers / "ikhtisar.md").write_text("# langkah lain\n", encoding="utf-8")
    run = check("--format", "github", "--summary", "ikhtisar.md")
    assert run.output == check("--format", "github").output
    text = (papers / "ikhtisar.md").read_text(encoding="utf-8")
    assert text == "# langkah lain\n" + check("--format", "markdown").output
    check("--summary", "ikhtisar.md")
    assert (papers / "ikhtisar.md").read_text(encoding="utf-8").count("## ksdgen") == 2


@pytest.mark.parametrize("option", ["--output", "--summary"])
def test_unwritable_report(papers: Path, option: str) -> None:
    (papers / "folder").mkdir()
    for target in ("folder", "agreements/bersih.yaml/x"):
        run = check(option, target)
        assert run.code == 2 and run.output == ""
        assert "tidak dapat" in run.error or "adalah folder" in run.error


def test_select_and_ignore(papers: Path) -> None:
    codes = set(check().finding_codes)
    proofreading = {code for code in codes if code.startswith("KSD5")}
    assert "KSD501" in proofreading != codes
    one = min(codes - {"KSD013"})
    for options, expected in (
        (("--select", one), {one}),
        (("--ignore", one), codes - {one}),
        (("--select", "KSD5"), proofreading),
        (("--select", f"{one},KSD013"), {one, "KSD013"}),
        (("--select", one, "--select", "ksd013"), {one, "KSD013"}),
        (("--select", "KSD5", "--ignore", "KSD501"), proofreading - {"KSD501"}),
    ):
        assert set(check(*options).finding_codes) == expected, options
    empty = check("--ignore", "KSD")
    assert empty.code == 0 and "tidak ada temuan" in empty.output
    for option in ("--select", "--ignore"):
        run = check(option, "KSD999")
        assert run.code == 2 and "kode `KSD999` tidak ada" in run.error
        assert check(option, "KSD5,ABC").code == 2


@pytest.mark.parametrize(("code", "severity"), [("KSD501", "kesalahan"), ("KSD050", "catatan")])
def test_exit_code_threshold(papers: Path, code: str, severity: str) -> None:
    """Exit code 1 exactly from the severity of the gravest finding on, in every format."""
    assert PAGES[code].severity.value == severity
    for threshold in Severity:
        for format_ in FORMAT:
            expected = int(PAGES[code].severity.reaches(threshold))
            assert check("--select", code, "--fail-on", threshold.value, "--format", format_).code == expected


# --- papers older than the law ----------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMAT)
@pytest.mark.parametrize(
    "options", [("--ignore", "KSD"), ("--ignore", "KSD098,KSD5,KSD3,KSD6"), ("--select", "KSD214")]
)
def test_old_naskah_is_not_judged(repo: Path, format_: str, options: tuple[str, ...]) -> None:
    """Never clean, in no format, and not to be hidden."""
    text = base_text("ksb_ksdd").replace("tanggal: 2026-06-09", "tanggal: 2020-04-13", 1)
    save(repo, text)
    run = ksdgen("check", repo, "--format", format_, *options)
    assert run.code == 0, run.everything
    assert "tidak dinilai" in run.output and "tidak ada temuan" not in run.output
    if format_ == "junit":
        suite = ET.fromstring(run.output)[0]
        assert (suite.attrib["tests"], suite.attrib["skipped"]) == ("1", "1")
    if format_ == "json":
        assert len(json.loads(run.output)["summary"]["not_judged"]) == 1
    save(repo, text.replace("2020-04-13", "2020-04-14"))
    assert "tidak dinilai" not in ksdgen("check", repo, "--format", format_, *options).output


# --- waivers ----------------------------------------------------------------------------------------------------------


def waive(**replacements: str | None) -> str:
    """A wrong text and a waiver for it, as keys of an agreement; a key that is replaced by None is left out."""
    waiver = {
        "aturan": "KSD501",
        "alasan": "menunggu data",
        "penanggung_jawab": "Bagian Kerja Sama",
        "sampai": "2026-12-31",
    } | replacements
    return f"{WRONG}\npengecualian:\n  - {json.dumps({key: value for key, value in waiver.items() if value})}"


@pytest.mark.parametrize("format_", FORMAT)
def test_active_waiver_holds_back_and_is_named(repo: Path, monkeypatch: pytest.MonkeyPatch, format_: str) -> None:
    monkeypatch.chdir(repo)
    save(repo, put(base_text("ksb_ksdd"), waive()))
    run = ksdgen("check", "agreements", *DAY, "--format", format_, "--select", "KSD501,KSD09")
    assert run.code == 0
    assert READERS[format_](run.output) == []
    for part in ("2026-12-31", "menunggu data", "Bagian Kerja Sama", "KSD501", "agreements/a.yaml"):
        assert part in run.output
    if format_ == "sarif":
        validate(json.loads(run.output), SARIF_SCHEMA)


@pytest.mark.parametrize(
    ("replacements", "code", "held_back"),
    [
        ({}, None, True),
        ({"sampai": "2026-06-01"}, None, True),  # the last day counts
        ({"sampai": "2026-05-31"}, "KSD091", False),
        ({"alasan": None}, "KSD092", False),
        ({"penanggung_jawab": None}, "KSD092", False),
        ({"sampai": None}, "KSD092", False),
        ({"aturan": "KSD999"}, "KSD090", False),
        ({"aturan": "KSD013"}, "KSD090", False),  # no rule of law: shape
        ({"aturan": "KSD098"}, "KSD090", False),
        ({"aturan": "KSD214"}, "KSD093", False),
    ],
)
def test_which_waivers_hold_a_finding_back(
    repo: Path, replacements: dict[str, str | None], code: str | None, held_back: bool
) -> None:
    path = save(repo, put(base_text("ksb_ksdd"), waive(**replacements)))
    run = ksdgen("check", path, *DAY)
    assert [found for found in run.finding_codes if found.startswith("KSD09")] == ([code] if code else [])
    assert ("KSD501" not in run.finding_codes) == held_back
    assert ("dikecualikan KSD501 sampai" in run.output) == held_back
    if code:
        line = next(line for _, line, _, found in run.findings if found == code)
        assert "aturan" in path.read_text(encoding="utf-8").splitlines()[line - 1]


@pytest.mark.parametrize(
    ("piece", "code"), [("gaya: tak_ada", "KSD013"), ("asing: x", "KSD010"), ("maksud: 'lihat [[tiada]]'", "KSD030")]
)
def test_shape_errors_cannot_be_waived(repo: Path, piece: str, code: str) -> None:
    text = put(put(base_text("ksb_ksdd"), waive(aturan=code)), piece)
    run = ksdgen("check", save(repo, text), *DAY)
    assert {code, "KSD090"} <= set(run.finding_codes)
    assert "dikecualikan" not in run.output.replace("pengecualian", "")


def test_duplicate_numbers_can_be_waived(repo: Path) -> None:
    """The rule over many papers keeps to waivers too: active ones are told, expired ones do not count."""
    save(repo, base_text("ksb_ksdd"), "a.yaml")
    for until, held_back in (("2026-12-31", True), ("2026-05-31", False)):
        text = put(put(base_text("ksb_ksdd"), waive(aturan="KSD530", sampai=until)), "objek: pangan pokok")
        path = save(repo, text, "b.yaml")
        run = ksdgen("check", repo, *DAY)
        assert ("KSD530" not in run.finding_codes) == held_back, run.everything
        assert run.output.count("dikecualikan KSD530") == 2 * held_back
        assert "KSD093" not in ksdgen("check", path, *DAY).finding_codes
