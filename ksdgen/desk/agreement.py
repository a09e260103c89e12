"""Joins the stages for one agreement: read, compose or take from what was frozen, judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ksdgen.compose.composition import Composition
from ksdgen.desk.causes import shape_without_consequences, without_consequences
from ksdgen.desk.clause_versions import pair_pins, pin_findings
from ksdgen.desk.composing import Composing
from ksdgen.desk.loading import Loaded
from ksdgen.desk.outcome import Result
from ksdgen.desk.standard import compare_with_standard
from ksdgen.diagnostics import Diagnostic
from ksdgen.naskah.model import Status
from ksdgen.rules.engine import check as check_rules
from ksdgen.rules.own import OwnRules
from ksdgen.rules.rule import Context
from ksdgen.source.places import Places


def check(
    composing: Composing,
    own_rules: OwnRules,
    path: str,
    today: date,
    *,
    rules: bool = True,
    as_status: Status | None = None,
) -> Result:
    """Load, compose and judge one agreement; of a file of shared party data only its shape.

    Args:
        composing: what it is composed with.
        own_rules: the rules that the repository adds to those of ksdgen.
        path: relative to the root.
        today: the day on which undated agreements are judged.
        rules: whether to run the rules.
        as_status: judge it as if it had come so far; its own status unless given.
    """
    agreements = composing.agreements
    if composing.repository.is_pihak_file(path):
        loaded = agreements.shared_party(path)
        return Result(loaded, None, loaded.findings)
    loaded = agreements.load(path)
    if as_status is not None and loaded.naskah is not None:
        loaded = replace(loaded, naskah=loaded.naskah.replace(status=as_status))
    naskah = loaded.naskah
    if naskah is None:
        return Result(loaded, None, loaded.findings)
    shape = list(loaded.findings)
    related: list[Loaded | None] = []
    for route in ("kesepakatan_bersama", "nota_kesepakatan", "rencana_kerja"):
        other, findings = agreements.related(loaded, route)
        related.append(other)
        shape += findings
    ksb, nota, plan = (other.naskah if other else None for other in related)
    composition: Composition | None = None
    # What was frozen was signed, whatever the file says of its status now.
    if composing.repository.is_frozen(path):
        from ksdgen.desk.frozen import read_frozen  # most agreements are not signed yet

        composition, findings = read_frozen(composing.repository, loaded)
        shape += findings
    frozen = composition is not None
    if composition is None:
        pins, findings = pair_pins(composing.repository, composing.catalogue, loaded)
        versions = pins.versions if pins else None
        composition = composing.composer.compose(naskah, loaded.place, ksb=ksb, nota=nota, versions=versions)
        composition = replace(composition, klausul=compare_with_standard(composing, loaded, composition))
        shape = shape_without_consequences(shape + composition.findings)
        shape += findings + (pin_findings(pins, loaded, composition) if pins else [])
    if not rules or not composition.dokumen.content:
        return Result(loaded, composition, shape, frozen=frozen)
    kind = composing.catalogue.kind(naskah.jenis)
    front_matter = kind.front_matter if kind else None
    judgement = check_rules(Context(naskah, loaded.place, composition, front_matter, today, ksb, nota, plan), own_rules)
    return Result(loaded, composition, shape, without_consequences(judgement.findings, shape), judgement, frozen)


def failed(path: str, fault: Diagnostic) -> Result:
    """What is known of a file over which ksdgen itself has failed."""
    return Result(Loaded(path, None, Places(None, path), [fault]), None, [fault])
