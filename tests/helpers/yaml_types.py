"""Values of a file as the YAML language server types them: the core schema of YAML 1.2."""

from __future__ import annotations

import re
from typing import Any

from ksdgen.source.node import Daftar, Node, Peta

_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_LUAR_BIASA = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def bertipe(node: Node) -> Any:
    """Plain data: what is not in quotes may be null, true, false or a number."""
    if isinstance(node, Peta):
        return {k: bertipe(v) for k, v in node.isi.items()}
    if isinstance(node, Daftar):
        return [bertipe(b) for b in node.butir]
    teks = node.teks
    if node.gaya:
        return teks
    if teks in ("", "~", "null", "Null", "NULL"):
        return None
    if teks in ("true", "True", "TRUE"):
        return True
    if teks in ("false", "False", "FALSE"):
        return False
    if _INT.fullmatch(teks):
        return int(teks, 0 if teks[:2] in ("0o", "0x") else 10)
    if _FLOAT.fullmatch(teks):
        return float(teks)
    if _LUAR_BIASA.fullmatch(teks):
        return float(teks.replace(".", ""))
    return teks
