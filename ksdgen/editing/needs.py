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
"""Top-level keys at which findings ask for no fact."""


def needs(
    workspace: Workspace, kind: str, category: Category, legal_forms: Sequence[LegalForm], today: date
) -> dict[str, str]:
    """The facts that an agreement needs, by route (`*` for every item or party), each with the provision that asks for
    it.

    Found by judging an agreement that says nothing: what is printed as a blank, and what rules miss.

    Args:
        workspace: the repository.
        kind: the document type.
        category: the category.
        legal_forms: the legal forms of the parties.
        today: the day whose law is asked.
    """
    codes = [f"pihak_{i}" for i in range(len(legal_forms))]
    pihak = [
        {"kode": code, "bentuk": form.value, "nama": f"{GAP} {code}"}
        for code, form in zip(codes, legal_forms, strict=True)
    ]
    rules = {rule.kode: rule for rule in packaged_rules()}
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
        lines = [
            line for key in Naskah.fields_ for line in (write({key: content[key]}) if key in content else [f"{key}:"])
        ]
        path = "naskah.yaml"
        empty = workspace.supposing({path: ("\n".join(lines) + "\n").encode()})
        for finding in empty.check(path, today).findings:
            rule = rules.get(finding.code)
            if finding.route is None or rule is None:
                continue
            basis = next((citation for citation in finding.citations if citation != PRACTICE), "")
            for route in _same_route(finding.route, rule):
                general = _common(route, codes)
                key = general.partition(".")[0]
                if key in Naskah.fields_ and key not in NOT_CONTENT:
                    result[general] = result.get(general) or basis
    return result


def _same_route(route: str, rule: Rule) -> list[str]:
    """A finding's route with the other facts of which its rule reports only the first that is missing."""
    fact = rule.parameter.get("fakta", ())
    return list(fact) if "unsur" in rule.parameter and route in fact else [route]


def _common(route: str, codes: Sequence[str]) -> str:
    """A route with `*` for the number of an item or party and for the code of a party."""
    return ".".join("*" if part.isdigit() or part in codes else part for part in route.split("."))


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
            ids.update(basis.sitasi.partition("/")[0] for basis in rule.dasar if basis.sitasi != PRACTICE)
    ranks = ("uu", "perppu", "pp", "perpres")

    def order(id_: str) -> tuple[int, int, str]:
        act_type, _, rest = id_.partition("-")
        return (ranks.index(act_type) if act_type in ranks else len(ranks), int(rest.rpartition("-")[2]), id_)

    return sorted((id_ for id_ in ids if regulation.load_act(id_) is not None), key=order) if demanded else []
