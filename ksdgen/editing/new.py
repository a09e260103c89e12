"""A new agreement as a commented skeleton that passes the check.

Nothing here lists what an agreement needs. An agreement that says nothing is composed and judged: its blanks and the
findings are the facts that its document type prints and that the regulation asks for, each with the provision that
asks. The model explains them. A new document type, clause or rule therefore changes the skeleton by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Cause, Diagnostic
from ksdgen.editing.fmt import tidy
from ksdgen.editing.skeleton import Request, SkeletonWriter
from ksdgen.errors import Refused
from ksdgen.world.files import ordinary_path
from ksdgen.world.repository import display_name


class Created(NamedTuple):
    """A new agreement that was written."""

    file: Path
    findings: list[Diagnostic]
    """What the check says of it."""
    parent_to_link: str | None
    """The paper from which it is made, relative to the root, where that should name the new file and does not yet."""


def create(workspace: Workspace, request: Request, today: date) -> Created:
    """Write a new agreement; a file that is there is never touched.

    Args:
        workspace: the repository.
        request: what is to be written.
        today: the day whose law is asked.

    Raises:
        Refused: the file is there.
        WriteFailed: it cannot be written.
    """
    file = workspace.repository.root / request.path
    if ordinary_path(file).exists():
        name = display_name(request.path, [workspace.repository])
        other = Path(request.path).with_name(f"{Path(request.path).stem}-2.yaml").as_posix()
        raise Refused(f"`{name}` sudah ada dan tidak ditimpa; sebutkan nama lain, misalnya --out {other}")
    text = compose(workspace, request, today)
    findings = foresee(workspace, request.path, text, today)
    workspace.repository.write(request.path, text.encode("utf-8"))
    parent = request.parent
    linked = parent is None or request.kind != "rencana_kerja" or parent.naskah.rencana_kerja is not None
    return Created(file, findings, None if linked or parent is None else parent.path)


def compose(workspace: Workspace, request: Request, today: date) -> str:
    """The text of the new file.

    Args:
        workspace: the repository.
        request: what is to be written; what this document type does not print is taken out of its parties.
        today: the day whose law is asked.
    """
    writer = SkeletonWriter(workspace, request, today)
    for finding in foresee(workspace, request.path, writer.text(), today):
        if finding.cause is Cause.NOT_PRINTED and finding.route is not None and finding.route.startswith("para_pihak."):
            _, number, *route = finding.route.split(".")
            _discard(request.pihak[int(number)].content, route)
    text = writer.text()
    return tidy(text) or text


def _discard(content: Any, route: Sequence[str]) -> None:
    """Take a value out of nested data, with the parents that it leaves empty."""
    if isinstance(content, dict) and route[:1] == ["0"]:
        _discard(content, route[1:])  # "0" is also the only element of a list that is written without dashes
        return
    key: Any = int(route[0]) if isinstance(content, list) else route[0]
    if len(route) > 1:
        child = content[key] if isinstance(content, list) or key in content else None
        if isinstance(child, dict | list) and route[1:] != ["0"]:
            _discard(child, route[1:])
            if child:
                return
    if isinstance(content, list) or key in content:
        del content[key]


def foresee(workspace: Workspace, path: str, text: str, today: date) -> list[Diagnostic]:
    """What the check will say of a text once it stands at `path`."""
    return workspace.supposing({path: text.encode()}).check(path, today).findings
