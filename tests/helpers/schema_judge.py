"""Judges agreements by the editor schema as well as by the decoder, and says where they may differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import jsonschema

from ksdgen.catalogue.schema import naskah_schema, pihak_schema
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic
from ksdgen.source.parse import MappingNode, Node, ScalarNode, SequenceNode, parse
from ksdgen.world.repository import Repository
from ksdgen.world.tree import WorkingTree
from tests.helpers.util import ROOT
from tests.helpers.yaml_types import typed

DAY = date(2026, 11, 21)
SHAPE_CODES = {"KSD010", "KSD011", "KSD012", "KSD013", "KSD015"}
"""Faults of one agreement's own shape; those of other files and of templates have other codes."""


class _Changing:
    """The working tree with some files replaced."""

    def __init__(self, root: Path) -> None:
        self._tree = WorkingTree(root)
        self.replace: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        return self.replace[path].encode("utf-8", "surrogatepass") if path in self.replace else self._tree.read(path)

    def files(self, folder: str) -> list[str]:
        return self._tree.files(folder)

    def below(self, folder: str) -> list[str]:
        return self._tree.below(folder)

    def name(self, path: str) -> str:
        return path


class Comparer:
    """Judges texts by both: the stages of `check` up to composition, and the schema."""

    def __init__(self) -> None:
        self.tree = _Changing(ROOT)
        self.workspace = Workspace(Repository(ROOT, self.tree))
        self.naskah = jsonschema.Draft202012Validator(naskah_schema(self.workspace.catalogue))
        self.pihak = jsonschema.Draft202012Validator(pihak_schema(self.workspace.catalogue))
        self.count = 0

    def compare(self, text: str, folder: str = "agreements/2026/cimahi-garut-cabai") -> None:
        """Both accept a text or both reject it, but for the differences that are meant."""
        self.count += 1
        path = f"{folder}/banding-{self.count}.yaml"
        self.tree.replace = {path: text}
        node, _ = parse(text, path)
        if node is None:
            return  # not YAML at all: nothing to compare
        self.agree(node, path, text, self.workspace.check(path, DAY, rules=False).shape_findings)

    def agree(self, node: Node, path: str, text: str, findings: Sequence[Diagnostic]) -> None:
        """The schema accepts or rejects as the findings of the decoder do, but for the differences that are meant."""
        of_file = [finding for finding in findings if finding.span is not None and finding.span.file == path]
        shape_findings = [finding for finding in of_file if finding.code in SHAPE_CODES]
        judge = self.pihak if "/pihak" in path else self.naskah
        errors = list(judge.iter_errors(typed(node)))
        if bool(shape_findings) == bool(errors):
            return
        if shape_findings:
            fair = all(_fair_difference(node, finding) for finding in shape_findings)
        else:
            fair = all(_too_strict(node, [str(part) for part in error.absolute_path]) for error in errors)
        schema_errors = [(list(error.absolute_path), error.message[:200]) for error in errors[:3]]
        assert fair, (shape_findings[:3], schema_errors, text[-400:])


def _at(node: Node | None, route: list[str]) -> Node | None:
    """The node at a route; "0" is also the only element of a list that is written without dashes."""
    for part in route:
        if isinstance(node, MappingNode):
            node = node.content.get(part)
        elif isinstance(node, SequenceNode) and part.isdigit() and int(part) < len(node.items):
            node = node.items[int(part)]
        elif part != "0":
            return None
    return node


_NUMBER_LIKE = re.compile(r"[-+.0-9]")


def _fair_difference(root: Node, finding: Diagnostic) -> bool:
    """Faults that no schema can see in a value as the language server types it."""
    route = (finding.route or "").split(".")
    if finding.code == "KSD013" and route[0] in ("hak_dan_kewajiban", "tugas_dan_tanggung_jawab", "urutan"):
        return True  # a key must be the code of a party: one part of the file decides about another
    if "blok `|`" in finding.message:
        return True  # the same text, written in another style
    node = _at(root, route)
    if not isinstance(node, ScalarNode):
        return False
    if finding.code != "KSD011":
        return False
    if node.style == "" and _NUMBER_LIKE.match(node.text) and isinstance(typed(node), int | float):
        return True  # 0123, 1e3 and 2.0 have become numbers, and their notation is gone
    # Words that say another number than the figure.
    return "lama waktu" in finding.message and "(" in node.text


def _too_strict(root: Node, route: list[str]) -> bool:
    """Places where the schema rejects what is never read, or what the decoder trims."""
    if route[:1] == ["klausul"] and route[2:3] in (["varian"], ["isian"]):
        choices = _at(root, route[:2])
        if isinstance(choices, MappingNode) and {"ubah", "hapus"} & choices.content.keys():
            return True  # a clause that is taken out or reworded has no variant or blanks any more
    # Spaces around a choice, in quotes.
    node = _at(root, route)
    return isinstance(node, ScalarNode) and node.style != "" and node.text != node.text.strip()
