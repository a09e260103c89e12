"""Where a character of the result was written: the ids of fences and the way back from them.

An id is the route of a value, `route ␟ line + column` inside a Markah, or `template ␞ line + column` of a line of a
template.
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


_VALUE_OF_AGREEMENT = re.compile(f"{VALUE}[^{VALUE_CONTENT}]|{_MARKAH}")


def holds_value(text: str) -> bool:
    """Whether rendered text holds a value that is written in the agreement."""
    return _VALUE_OF_AGREEMENT.search(text) is not None


def find_origin(id_: str, column: int, places: Places, templates: Tree) -> Origin | None:
    """The place that many characters (`column`) behind the fence with this id; None for what has no place."""
    if _TEMPLATE in id_:
        path, _, place = id_.partition(_TEMPLATE)
        line, _, shift = place.partition("+")
        return Origin(Span.at(templates.name(path), int(line), int(shift.split("+")[0] or 0) + column + 1))
    if _MARKAH in id_:
        route, _, place = id_.partition(_MARKAH)
        line, _, shift = place.partition("+")
        node = places.node(route)
        if isinstance(node, ScalarNode):
            return Origin(node.place(int(line), sum(int(g) for g in shift.split("+") if g) + column), route)
        return Origin(places.span(route), route)
    return Origin(places.span(id_), id_) if id_ else None
