"""What the regulation asks of an agreement of some kind: facts with the provision that asks for each, and acts of its
legal basis.

Nothing is listed here: an agreement that says nothing is composed and judged, and its blanks and findings are the
facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ksdgen import regulation
from ksdgen.desk.workspace import Workspace
from ksdgen.editing.draft import write
from ksdgen.naskah.model import Category, Naskah, Status
from ksdgen.naskah.pihak import LegalForm
from ksdgen.regulation import PRACTICE
from ksdgen.rules.packaged import packaged_rules
from ksdgen.rules.rule import Rule
from ksdgen.source.scalars import GAP

NOT_CONTENT = frozenset(["gaya", "klausul"])
"""Where findings point that ask for no fact."""


def needs(
    workspace: Workspace, kind: str, category: Category, shape: Sequence[LegalForm], today: date
) -> dict[str, str]:
    """The facts that an agreement needs, by route (`*` for every item or party), each with the provision that asks for
    it.

    Found by judging an agreement that says nothing: what is printed as a blank, and what rules miss.

    Args:
        workspace: the repository.
        kind: the document type.
        category: the category.
        shape: the legal forms of the parties.
        today: the day whose law is asked.
    """
    code = [f"pihak_{i}" for i in range(len(shape))]
    pihak = [{"kode": k, "bentuk": b.value, "nama": f"{GAP} {k}"} for k, b in zip(code, shape, strict=True)]
    rule = {asking_rule.kode: asking_rule for asking_rule in packaged_rules()}
    result: dict[str, str] = {}
    for status in (Status.DRAFT, Status.READY_TO_SIGN):
        content: dict[str, Any] = {
            "jenis": kind,
            "kategori": category.value,
            "status": status.value,
            "tentang": GAP,
            "para_pihak": pihak,
        }
        # Every other key stands there without a value, so that findings can name it.
        lines = [b for k in Naskah.fields_ for b in (write({k: content[k]}) if k in content else [f"{k}:"])]
        path = "naskah.yaml"
        empty = workspace.supposing({path: ("\n".join(lines) + "\n").encode()})
        for finding in empty.check(path, today).findings:
            asking_rule = rule.get(finding.code)
            if finding.route is None or asking_rule is None:
                continue
            basis = next((d for d in finding.citations if d != PRACTICE), "")
            for route in _same_route(finding.route, asking_rule):
                general = _common(route, code)
                if general.partition(".")[0] in Naskah.fields_ and general.partition(".")[0] not in NOT_CONTENT:
                    result[general] = result.get(general) or basis
    return result


def _same_route(route: str, rule: Rule) -> list[str]:
    """A finding's route with the other facts of which its rule reports only the first that is missing."""
    fact = rule.parameter.get("fakta", ())
    return list(fact) if "unsur" in rule.parameter and route in fact else [route]


def _common(route: str, code: Sequence[str]) -> str:
    return ".".join("*" if b.isdigit() or b in code else b for b in route.split("."))


def dasar_hukum(kind: str, category: Category) -> list[str]:
    """The acts that rules expect among the legal basis, and those that say what this category is; highest first, then
    by age.
    """
    ids: set[str] = set()
    demanded = False
    for rule in packaged_rules():
        scope = rule.berlaku
        if (scope.jenis and kind not in scope.jenis) or (scope.kategori and category.value not in scope.kategori):
            continue
        if rule.cek == "dasar_hukum_memuat":
            demanded = True
            ids.add(rule.parameter["peraturan"])
        elif rule.cek == "susunan_pihak":
            ids.update(d.sitasi.partition("/")[0] for d in rule.dasar if d.sitasi != PRACTICE)
    severity = ("uu", "perppu", "pp", "perpres")

    def order(id_: str) -> tuple[int, int, str]:
        shape, _, rest = id_.partition("-")
        return (severity.index(shape) if shape in severity else len(severity), int(rest.rpartition("-")[2]), id_)

    return sorted((i for i in ids if regulation.load_act(i) is not None), key=order) if demanded else []
