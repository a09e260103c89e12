"""Values of a file as the YAML language server types them: the core schema of YAML 1.2."""

from __future__ import annotations

import re
from typing import Any

from ksdgen.source.node import MappingNode, Node, SequenceNode

_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL_FLOAT = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def typed(node: Node) -> Any:
    """Plain data: what is not in quotes may be null, true, false or a number."""
    if isinstance(node, MappingNode):
        return {k: typed(v) for k, v in node.content.items()}
    if isinstance(node, SequenceNode):
        return [typed(b) for b in node.items]
    text = node.text
    if node.style:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if _INT.fullmatch(text):
        return int(text, 0 if text[:2] in ("0o", "0x") else 10)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _SPECIAL_FLOAT.fullmatch(text):
        return float(text.replace(".", ""))
    return text
