"""Severities of the codes that are no rules, read from the table that their pages are made of.

A call site gives code, words and place; how grave it is stands in `data/bentuk.yaml`. The table is read here
without YAML, so that the first finding of a run costs nothing worth mentioning; a test holds the two readings against
each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ksdgen.diagnostics import Cause, Diagnostic, Edit, Severity, Span, shortened
from ksdgen.inert import line
from ksdgen.world.package import DATA

TABLE = DATA / "bentuk.yaml"

_ENTRY = re.compile(r"^- kode: (KSD\d{3})\n((?:  .*\n)*)", re.MULTILINE)
_SEVERITY = re.compile(r"^  tingkat: (\w+)$", re.MULTILINE)
_CASE = re.compile(r"^    ([^:\n]+): (\w+)$", re.MULTILINE)


@cache
def severities() -> Mapping[str, Mapping[str, Severity]]:
    """Code → case → severity; what holds where no case is named stands under ""."""
    result: dict[str, dict[str, Severity]] = {}
    for code, entry in _ENTRY.findall(TABLE.read_text(encoding="utf-8")):
        head, _, _ = entry.partition("  penjelasan: ")
        usual = _SEVERITY.search(head)
        _, _, cases = head.partition("  tingkat_lain:\n")
        result[code] = {"": Severity(usual[1]) if usual is not None else Severity.ERROR}
        result[code].update((case, Severity(word)) for case, word in _CASE.findall(cases))
    return result


def finding(
    code: str,
    message: str,
    span: Span | None = None,
    hint: str | None = None,
    *,
    route: str | None = None,
    corrections: tuple[Edit, ...] = (),
    case: str = "",
    cause: Cause | None = None,
) -> Diagnostic:
    """A finding of a code that is no rule, as grave as the table says.

    Args:
        code: the code.
        message: what was found.
        span: where.
        hint: what to do.
        route: the value in the agreement.
        corrections: what cannot be wrong to change.
        case: one of the cases that the table names for the code (`tingkat_lain`).
        cause: what lies behind it, where something else is decided by that.

    Raises:
        KeyError: the table has no such code or case: our own bug.
    """
    # What people wrote stands in messages: a key may hold a line break.
    message, hint = shortened(line(message)), hint and shortened(line(hint))
    return Diagnostic(code, severities()[code][case], message, span, hint, route=route, fixes=corrections, cause=cause)
