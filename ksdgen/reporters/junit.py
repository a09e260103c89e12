"""JUnit XML: one suite per file, one case per finding that is an error or a warning."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.reporters.report import Report, Waived

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report) -> str:
    """The report as JUnit XML.

    A file without errors and warnings is a passed case, or a skipped one where it was not judged. Waived findings are
    skipped cases, notes are output and never fail.
    """
    by_file: dict[str, list[Diagnostic]] = {file: [] for file in report.files}
    for finding in report.findings:
        by_file.setdefault(finding.span.file if finding.span else "", []).append(finding)
    skipped: dict[str, list[Waived]] = {}
    for waiver in report.waived:
        file = waiver.finding.span.file if waiver.finding.span else ""
        skipped.setdefault(file, []).append(waiver)
        by_file.setdefault(file, [])
    root = ET.Element("testsuites", name="ksdgen")
    for file, findings in by_file.items():
        name = report.name(file) if file else "ksdgen"
        _suite(root, name, findings, skipped.get(file, []), file in report.not_judged)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, name: str, findings: list[Diagnostic], skipped: list[Waived], not_judged: bool) -> None:
    """One file's suite."""
    suite = ET.SubElement(root, "testsuite", name=_xml(name))

    def test_case(case_name: str) -> ET.Element:
        return ET.SubElement(suite, "testcase", classname=_xml(name), name=_xml(case_name))

    failed = [finding for finding in findings if finding.severity is not Severity.NOTE]
    for finding in failed:
        line = finding.span.line if finding.span else 0
        content = ET.SubElement(
            test_case(f"{finding.code} baris {line}"), "failure", type=finding.code, message=_xml(finding.message)
        )
        content.text = _xml(
            "\n".join([f"{name}:{line}", *finding.citations, *([finding.hint] if finding.hint else [])])
        )
    for waiver in skipped:
        line = waiver.finding.span.line if waiver.finding.span else 0
        ET.SubElement(test_case(f"{waiver.finding.code} baris {line}"), "skipped", message=_xml(waiver.remark))
    if not_judged:
        ET.SubElement(test_case("ksdgen"), "skipped", message="tidak dinilai")
    elif not failed:
        test_case("ksdgen")
    for count, child in (("tests", "testcase"), ("failures", "testcase/failure"), ("skipped", "testcase/skipped")):
        suite.set(count, str(len(suite.findall(child))))
    suite.set("errors", "0")
    notes = [finding for finding in findings if finding.severity is Severity.NOTE]
    if notes:
        ET.SubElement(suite, "system-out").text = _xml(
            "\n".join(f"{finding.code} {finding.message}" for finding in notes)
        )


def _xml(text: str) -> str:
    """Text without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("\ufffd", text)
