"""Where each value and key of one agreement is written, by route."""

from __future__ import annotations

from ksdgen.diagnostics import Span
from ksdgen.source.node import MappingNode, Node, SequenceNode, empty


class Places:
    """Where each value and key of one agreement is written, by route (`para_pihak.1.nama`)."""

    def __init__(self, root: Node | None, file: str) -> None:
        self.file = file
        self.root = root

    def node(self, route: str) -> Node | None:
        """The node at a route, or None when nothing is written there."""
        current = self.root
        for part in route.split(".") if route else ():
            if isinstance(current, MappingNode) and part in current.content:
                current = current.content[part]
            elif isinstance(current, SequenceNode):
                is_index = part.isascii() and part.isdigit() and len(part) <= 9
                index = int(part) if is_index else len(current.items)
                current = current.items[index] if index < len(current.items) else None
            elif part != "0" or current is None:
                # "0" also names the only element of a list that is written without dashes.
                return None
        return current

    def present(self, route: str) -> bool:
        """Whether a value is written at this route."""
        node = self.node(route)
        return node is not None and not empty(node)

    def span(self, route: str) -> Span:
        """The place of the value, or of the nearest parent that is written."""
        while True:
            node = self.node(route)
            if node is not None:
                return node.span if route else self.start()
            if not route:
                return Span.at(self.file)
            route = route.rpartition(".")[0]

    def key(self, route: str) -> Span:
        """The place of the key that leads to the value; of the value itself where there is no key."""
        parent, _, name = route.rpartition(".")
        node = self.node(parent)
        if isinstance(node, MappingNode) and name in node.keys:
            return node.keys[name]
        return self.span(route)

    def start(self) -> Span:
        """The place of the whole agreement: its first key."""
        if isinstance(self.root, MappingNode):
            for span in self.root.keys.values():
                return span
        return self.root.span if self.root is not None else Span.at(self.file)
