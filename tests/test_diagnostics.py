"""How findings are put in order, and how many of one kind are shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ksdgen.diagnostics import FOUND, SHOWN, Cause, Diagnostic, Severity, Span, in_order, shortened, without_excess


def _findings(
    count: int, severity: Severity = Severity.ERROR, code: str = "KSD500", file: str = "f"
) -> list[Diagnostic]:
    return [Diagnostic(code, severity, f"nomor {i}", Span.at(file, i + 1), "x") for i in range(count)]


def _notes(findings: Sequence[Diagnostic]) -> list[str]:
    return [finding.message for finding in findings if finding.cause is Cause.MORE]


@pytest.mark.parametrize("severity", Severity)
def test_of_each_kind_a_hundred_are_shown_and_how_many_more_there_are(severity: Severity) -> None:
    """The note stands behind the last one that is shown, at the place of the first one that is not."""
    findings = _findings(SHOWN + 7, severity)
    shown = in_order(reversed(findings))
    assert shown[:SHOWN] == findings[:SHOWN]
    (note,) = shown[SHOWN:]
    assert (note.code, note.severity, note.span) == ("KSD500", Severity.NOTE, findings[SHOWN].span)
    assert note.message == "masih ada 7 temuan sejenis yang tidak ditampilkan"
    assert in_order(findings[:SHOWN]) == findings[:SHOWN]


def test_what_is_shown_does_not_change_when_it_is_put_in_order_again() -> None:
    """Findings of a file are kept, and put in order again with those of other files."""
    for severity in Severity:
        once = in_order(_findings(3 * SHOWN, severity))
        assert in_order(once) == once
        assert in_order([*once, *_findings(3, severity, file="g")])[: len(once)] == once


def test_no_kind_hides_another() -> None:
    """Not another severity of its code, not another code, not another file."""
    notes, errors = _findings(5 * SHOWN, Severity.NOTE), _findings(2, Severity.ERROR)
    other_code, other_file = _findings(2, code="KSD501"), _findings(2, file="g")
    shown = in_order([*notes, *errors, *other_code, *other_file])
    assert {*errors, *other_code, *other_file} <= set(shown)
    assert len(_notes(shown)) == 1


def test_the_note_says_when_there_may_be_more_than_were_found() -> None:
    assert _notes(without_excess(_findings(FOUND - 1))) == [
        f"masih ada {FOUND - 1 - SHOWN} temuan sejenis yang tidak ditampilkan"
    ]
    assert _notes(without_excess(_findings(FOUND))) == [
        f"masih ada sedikitnya {FOUND - SHOWN} temuan sejenis yang tidak ditampilkan"
    ]


def test_a_finding_made_twice_counts_once() -> None:
    assert in_order(_findings(SHOWN) * 3) == _findings(SHOWN)


def test_a_message_keeps_both_ends() -> None:
    """A value in it may be as long as a file; what is said of it stands before and behind."""
    assert shortened("a" * 500) == "a" * 500
    cut = shortened(f"kunci `{'k' * 100_000}` tidak dikenal")
    assert cut.startswith("kunci `k") and cut.endswith("k` tidak dikenal") and " … " in cut
    assert len(cut) < 1100
