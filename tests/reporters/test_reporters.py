"""Reports: every format tells every finding, is valid by its own standard, and never calls clean what was not judged."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable
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
        assert data["summary"][severity] == sum(t["severity"] == severity for t in data["findings"])
    return [(t["file"], t["line"], t["code"]) for t in data["findings"]]


def _sarif(text: str) -> list[Location]:
    data = json.loads(text)
    validate(data, SARIF_SCHEMA)
    (run,) = data["runs"]
    rule = run["tool"]["driver"]["rules"]
    code = [a["id"] for a in rule]
    assert len(set(code)) == len(code)
    result: list[Location] = []
    for entry in run["results"]:
        assert code[entry["ruleIndex"]] == entry["ruleId"]
        location = entry.get("locations", [])
        assert len(location) <= 1
        for place in location:
            region = place["physicalLocation"]["region"]
            assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
        if "suppressions" not in entry:
            place = location[0]["physicalLocation"] if location else None
            result.append(
                (unquote(place["artifactLocation"]["uri"]), place["region"]["startLine"], entry["ruleId"])
                if place
                else (None, None, entry["ruleId"])
            )
    assert set(code) == {entry["ruleId"] for entry in run["results"]}
    return result


_COMMAND = re.compile(r"::(error|warning|notice) ([^:\n]*)::([^\n]*)")


def _open(text: str) -> str:
    """What a GitHub runner makes of escapes."""
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, char)
    return text


def github(text: str) -> list[tuple[str, dict[str, str], str]]:
    result = []
    for line in text.removesuffix("\n").split("\n") if text else []:
        match = _COMMAND.fullmatch(line)
        assert match is not None, line
        properties = dict(s.split("=", 1) for s in match[2].split(","))
        result.append((match[1], {k: _open(v) for k, v in properties.items()}, _open(match[3])))
    return result


def _github(text: str) -> list[Location]:
    return [
        (s.get("file"), int(s["line"]) if "line" in s else None, s["title"])
        for _, s, _ in github(text)
        if not s["title"].endswith(" dikecualikan")
    ]


def _gitlab(text: str) -> list[Location]:
    data = json.loads(text)
    assert len({entry["fingerprint"] for entry in data}) == len(data)
    for entry in data:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1 and entry["description"]
    return [
        (
            entry["location"]["path"] or None,
            entry["location"]["lines"]["begin"] if entry["location"]["path"] else None,
            entry["check_name"],
        )
        for entry in data
        if "; dikecualikan sampai " not in entry["description"]
    ]


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
            if test_case.find("failure") is not None:
                assert match is not None and test_case.find("failure").attrib["type"] == match[1]  # type: ignore[union-attr]
                result.append(
                    (suite.attrib["name"], int(match[2]), match[1]) if match[2] != "0" else (None, None, match[1])
                )
    return result


def _markdown(text: str) -> list[Location]:
    part = text.partition("### ")[0]
    result: list[Location] = []
    for line in part.splitlines():
        cells = re.split(r"(?<!\\)\|", line)
        if len(cells) != 7 or not re.fullmatch(r"KSD\d{3}", cells[3].strip()):
            continue
        match = re.fullmatch(r"(?:`|<code>)([^`|<]+):(\d+)(?:`|</code>)", cells[2].strip())
        result.append(
            (html.unescape(match[1]), int(match[2]), cells[3].strip()) if match else (None, None, cells[3].strip())
        )
    return result


def _text(text: str) -> list[Location]:
    pattern = re.compile(r"^(?:(.+?):(\d+):\d+: )?(?:kesalahan|peringatan|catatan) (KSD\d{3}) ", re.MULTILINE)
    return [(m[1], int(m[2]) if m[2] else None, m[3]) for m in pattern.finditer(text)]


READERS: dict[str, Callable[[str], list[Location]]] = {
    "text": _text, "json": _json, "github": _github, "gitlab": _gitlab, "sarif": _sarif, "junit": _junit, "markdown": _markdown,
}  # fmt: skip


def test_every_format_is_tested() -> None:
    assert set(READERS) == set(FORMAT)


# --- laws on any report -----------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)
ONE_LINE = TEXT.map(lambda t: " ".join(t.split()) or "x")
NAME = st.text("abz é日,:%|`<&'\"\\[](){}#._-", min_size=1, max_size=12).map(lambda t: f"agreements/{t}.yaml")


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
    file = sorted({t.span.file for t in found if t.span} | set(draw(st.lists(NAME, max_size=2))))
    skipped = [Waived(t, draw(ONE_LINE), draw(ONE_LINE), "2027-01-31") for t in draw(st.lists(findings(), max_size=2))]
    unjudged = draw(st.lists(st.sampled_from(file), unique=True, max_size=2)) if file else []
    return Report(found, file, lambda n: n, lambda n: "x\n" * 99, skipped, unjudged)


def write(format_: str, content: Report) -> str:
    result: str = import_module(f"ksdgen.reporters.{format_}").write(content)
    return result


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMAT)
@settings(deadline=None, max_examples=60)
@given(report())
def test_every_format_holds_every_finding(format_: str, content: Report) -> None:
    """Law: what a reader gets back from a report are its findings, whatever characters they hold."""
    expected = Counter(
        (t.span.file if t.span else None, t.span.line if t.span else None, t.code)
        for t in content.findings
        if format_ != "junit" or t.severity is not Severity.NOTE
    )
    if format_ == "text":  # a text report is for people: names with colons cannot be told apart
        expected, read = (
            Counter(k for _, _, k in expected.elements()),
            Counter(k for _, _, k in _text(write(format_, content))),
        )
        assert read == expected
    else:
        assert Counter(READERS[format_](write(format_, content))) == expected


@pytest.mark.parametrize("format_", FORMAT)
@settings(deadline=None, max_examples=30)
@given(report())
def test_every_format_holds_waivers_and_what_is_not_judged(format_: str, content: Report) -> None:
    text = write(format_, content)
    if format_ == "junit":
        skipped = [k.attrib["message"] for k in ET.fromstring(text).iter("skipped")]
        assert sum("dikecualikan sampai" in m for m in skipped) >= len(content.waived)
        assert skipped.count("tidak dinilai") == len(content.not_judged)
    elif format_ == "sarif":
        result = json.loads(text)["runs"][0]["results"]
        assert sum("suppressions" in r for r in result) == len(content.waived)
        assert all(s["kind"] == "inSource" for r in result for s in r.get("suppressions", ()))
    elif format_ == "json":
        assert len(json.loads(text)["summary"]["waived"]) == len(content.waived)
        assert json.loads(text)["summary"]["not_judged"] == list(content.not_judged)
    else:
        assert text.count("2027-01-31") >= len(content.waived)
    if content.not_judged:
        # Unless a finding itself uses the words, in whichever of its texts.
        assert "tidak ada temuan" not in text or "tidak ada temuan" in repr((content.findings, content.waived))


@settings(deadline=None, max_examples=60)
@given(st.lists(findings(), min_size=1, max_size=6, unique=True), st.integers(1, 20))
def test_gitlab_digest_does_not_change_when_lines_shift(found: list[Diagnostic], shift: int) -> None:
    def digest(offset: int) -> list[str]:
        everything = [
            Diagnostic(
                t.code,
                t.severity,
                t.message,
                Span(t.span.file, t.span.line + offset, 1, t.span.end_line + offset, 2) if t.span else None,
                t.hint,
                t.citations,
                t.route,
            )
            for t in found
        ]
        return [
            t["fingerprint"] for t in json.loads(write("gitlab", Report(everything, [], lambda f: f, lambda f: None)))
        ]

    assert digest(0) == digest(shift)
    assert len(set(digest(0))) == len(found)


def test_github_escaping() -> None:
    finding = Diagnostic("KSD301", Severity.ERROR, "100%: a, b\nc\r::error::d", Span("a,b:c%.yaml", 1, 2, 1, 4), "x")
    text = write("github", Report([finding], ["x"], lambda n: n, lambda n: None))
    assert text == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,endLine=1,title=KSD301,endColumn=4::100%25: a, b%0Ac%0D::error::d%0Abantuan: x\n"
    )
    two = Diagnostic("KSD301", Severity.NOTE, "x", Span("a", 1, 2, 3, 4))
    ((command, properties, _),) = github(write("github", Report([two], ["a"], lambda n: n, lambda n: None)))
    assert (
        command == "notice" and properties["endLine"] == "3" and "endColumn" not in properties
    )  # columns only within one line


def test_pages_in_sarif() -> None:
    """Every code that occurs brings its page, with the severity of the rule."""
    everything = [Diagnostic(page.code, page.severity, "x", Span.at("a")) for page in PAGES.values()]
    data = json.loads(write("sarif", Report(everything, ["a"], lambda n: n, lambda n: None)))
    validate(data, SARIF_SCHEMA)
    for rule in data["runs"][0]["tool"]["driver"]["rules"]:
        page = PAGES[rule["id"]]
        assert rule["help"]["markdown"] == page.markdown()
        assert rule["shortDescription"]["text"] == page.english_summary
        assert rule["defaultConfiguration"]["level"] == LEVEL[page.severity]


# --- the command ------------------------------------------------------------------------------------------------------

WRONG = "objek: pasokan 30 (tiga) ton dan dan seterusnya"


@pytest.fixture
def content(repo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a clean paper, one with findings of every severity, one with a broken shape; the working
    directory is its root.
    """
    monkeypatch.chdir(repo)
    save(repo, base_text("ksb_ksdd"), "bersih.yaml")
    text = put(base_text("ksb_ksdpk"), WRONG).replace("/KSB/2026", "/KSB-B/2026")
    save(repo, text.replace("nomor: 100.3.7/11/KSB-B/2026", "nomor: menyusul"), "salah, 100%.yaml")
    save(repo, put(base_text("nk"), "gaya: tak_ada"), "rusak.yaml")
    return repo


def check(*options: object) -> Run:
    return ksdgen("check", "agreements", *DAY, *options)


def test_all_formats_agree(content: Path) -> None:
    """The command tells the same in every format; also through --output, where standard output stays free."""
    reference = Counter(_json(check("--format", "json").output))
    assert {k for _, _, k in reference} >= {"KSD013", "KSD501", "KSD050"}
    assert all(f and (content / f).is_file() for f, _, _ in reference)
    notes = {k for _, _, k in reference if PAGES[k].severity is Severity.NOTE}
    assert notes
    for format_ in FORMAT:
        run = check("--format", format_)
        assert run.code == 1 and run.error == ""
        result = Counter(READERS[format_](run.output))
        assert result == (
            Counter({k: n for k, n in reference.items() if k[2] not in notes}) if format_ == "junit" else reference
        ), format_
        output = check("--format", format_, "--output", "laporan")
        assert (content / "laporan").read_text(encoding="utf-8") == run.output
        assert output.output == "laporan ditulis ke laporan\n" and output.code == 1
        assert check("--format", format_, "--output", "laporan", "-q").everything == ""


def test_summary_is_appended(content: Path) -> None:
    """A step summary belongs to all steps: what stands there stays."""
    (content / "ikhtisar.md").write_text("# langkah lain\n", encoding="utf-8")
    run = check("--format", "github", "--summary", "ikhtisar.md")
    assert run.output == check("--format", "github").output
    text = (content / "ikhtisar.md").read_text(encoding="utf-8")
    assert text == "# langkah lain\n" + check("--format", "markdown").output
    check("--summary", "ikhtisar.md")
    assert (content / "ikhtisar.md").read_text(encoding="utf-8").count("## ksdgen") == 2


@pytest.mark.parametrize("options", ["--output", "--summary"])
def test_unwritable_report(content: Path, options: str) -> None:
    (content / "folder").mkdir()
    for target in ("folder", "agreements/bersih.yaml/x"):
        run = check(options, target)
        assert run.code == 2 and run.output == ""
        assert "tidak dapat" in run.error or "adalah folder" in run.error


def test_select_and_ignore(content: Path) -> None:
    everything = set(check().finding_codes)
    one = min(everything - {"KSD013"})
    assert set(check("--select", one).finding_codes) == {one}
    assert set(check("--ignore", one).finding_codes) == everything - {one}
    assert set(check("--select", "KSD5").finding_codes) == {k for k in everything if k.startswith("KSD5")} != set()
    assert set(check("--select", f"{one},KSD013").finding_codes) == {one, "KSD013"}
    assert set(check("--select", one, "--select", "ksd013").finding_codes) == {one, "KSD013"}
    assert set(check("--select", "KSD5", "--ignore", "KSD501").finding_codes) == {
        k for k in everything if k.startswith("KSD5")
    } - {"KSD501"}
    empty = check("--ignore", "KSD")
    assert empty.code == 0 and "tidak ada temuan" in empty.output
    for options in ("--select", "--ignore"):
        run = check(options, "KSD999")
        assert run.code == 2 and "kode `KSD999` tidak ada" in run.error
        assert check(options, "KSD5,ABC").code == 2


@pytest.mark.parametrize(("code", "severity"), [("KSD501", "kesalahan"), ("KSD050", "catatan")])
def test_exit_code_threshold(content: Path, code: str, severity: str) -> None:
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
    output = ksdgen("check", repo, "--format", format_, *options)
    assert output.code == 0, output.everything
    assert "tidak dinilai" in output.output and "tidak ada temuan" not in output.output
    if format_ == "junit":
        suite = ET.fromstring(output.output)[0]
        assert (suite.attrib["tests"], suite.attrib["skipped"]) == ("1", "1")
    if format_ == "json":
        assert len(json.loads(output.output)["summary"]["not_judged"]) == 1
    save(repo, text.replace("2020-04-13", "2020-04-14"))
    assert "tidak dinilai" not in ksdgen("check", repo, "--format", format_, *options).output


# --- waivers ----------------------------------------------------------------------------------------------------------


def waive(**given: str | None) -> str:
    full = {
        "aturan": "KSD501",
        "alasan": "menunggu data",
        "penanggung_jawab": "Bagian Kerja Sama",
        "sampai": "2026-12-31",
    } | given
    return f"{WRONG}\npengecualian:\n  - {json.dumps({k: v for k, v in full.items() if v})}"


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
def test_waiver(repo: Path, replacements: dict[str, str | None], code: str | None, held_back: bool) -> None:
    path = save(repo, put(base_text("ksb_ksdd"), waive(**replacements)))
    run = ksdgen("check", path, *DAY)
    assert [k for k in run.finding_codes if k.startswith("KSD09")] == ([code] if code else [])
    assert ("KSD501" not in run.finding_codes) == held_back
    assert ("dikecualikan KSD501 sampai" in run.output) == held_back
    if code:
        line = next(b for _, b, _, k in run.findings if k == code)
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
