"""Where a character of the result was written: the ids of fences and the way back from them.

An id is the route of a value, `route ␟ line + column` inside a Markah, or `template ␞ line + column`
of a line of a template.
"""

from __future__ import annotations

import re

from ksdgen.diagnostics import Span
from ksdgen.paper.document import Origin
from ksdgen.paper.fences import VALUE, VALUE_CONTENT
from ksdgen.source.node import ScalarNode
from ksdgen.source.places import Places
from ksdgen.world.tree import Tree

_MARKAH, _TEMPLATE = "\x1f", "\x1e"


def markah_id(route: str, line: int, column: int) -> str:
    """The id of a line (0-based) of a Markah."""
    return f"{route}{_MARKAH}{line}+{column}"


def template_id(path: str, line: int, column: int) -> str:
    """The id of a line (1-based) of a template."""
    return f"{path}{_TEMPLATE}{line}+{column}"


_LOADED = re.compile(f"{VALUE}[^{VALUE_CONTENT}]|{_MARKAH}")


def is_loaded(text: str) -> bool:
    """Whether rendered text holds a value that is written in the agreement."""
    return _LOADED.search(text) is not None


def find_origin(id_: str, column: int, places: Places, template: Tree) -> Origin | None:
    """The place that many characters behind a fence."""
    if _TEMPLATE in id_:
        path, _, location = id_.partition(_TEMPLATE)
        line, _, shift = location.partition("+")
        return Origin(Span.at(template.name(path), int(line), int(shift.split("+")[0] or 0) + column + 1))
    if _MARKAH in id_:
        route, _, location = id_.partition(_MARKAH)
        line, _, shift = location.partition("+")
        node = places.node(route)
        if isinstance(node, ScalarNode):
            return Origin(node.place(int(line), sum(int(g) for g in shift.split("+") if g) + column), route)
        return Origin(places.span(route), route)
    return Origin(places.span(id_), id_) if id_ else None
