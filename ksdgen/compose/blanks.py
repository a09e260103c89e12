"""Typed blanks (`isian`) that a clause or document type declares and an agreement fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ksdgen.catalogue.front_matter import IsianDeclaration
from ksdgen.compose.task import Job
from ksdgen.compose.views import Hole, View, view_of
from ksdgen.source.convert import ISIAN_TYPES
from ksdgen.source.decode import FAILED, Decoder
from ksdgen.source.node import Node
from ksdgen.source.record import record_field
from ksdgen.source.scalars import Markah


def read_isian(
    job: Job, declarations: Mapping[str, IsianDeclaration] | None, content: Mapping[str, Node] | None, route: str
) -> View:
    """The blanks as templates see them: what the agreement writes, else the standard value."""
    declarations, content = declarations or {}, content or {}
    for name in content:
        if name not in declarations:
            present = f"isian yang ada: {', '.join(declarations)}" if declarations else "tidak ada isian di sini"
            child = f"{route}.{name}"
            span = job.places.key(child)
            hint = job.did_you_mean(name, declarations, present)
            job.report("KSD010", f"isian `{name}` tidak dikenal", span, hint, child)
    result: dict[str, Any] = {}
    for name, declaration in declarations.items():
        child = f"{route}.{name}"
        node: Node | None = content.get(name) or declaration.baku
        value = _value(job, declaration, node, child) if node is not None else FAILED
        # A standard value is the clause's own text, not the agreement's: it has no route.
        origin = child if name in content or isinstance(value, tuple | Markah) else ""
        result[name] = Hole(child) if value is FAILED else view_of(value, origin)
    return View(None, route, result)


def _value(job: Job, declaration: IsianDeclaration, node: Node, route: str) -> Any:
    decoder = Decoder()
    type_ = str if declaration.tipe == "pilihan" else ISIAN_TYPES.get(declaration.tipe, str)
    value = decoder.value(type_, record_field(declaration.uraian, single=True), node, route)
    job.findings += decoder.findings
    if declaration.tipe == "pilihan" and value is not FAILED and value not in declaration.pilihan:
        hint = f"pilihan: {', '.join(declaration.pilihan)}"
        job.report("KSD013", f'nilai "{value}" tidak dikenal', node.span, hint, route)
        return FAILED
    return value
