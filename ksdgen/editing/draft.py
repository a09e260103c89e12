"""YAML written from data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ksdgen.source.node import MappingNode, ScalarNode
from ksdgen.source.parse import parse


def quote(text: str, style: str = "", *, in_brackets: bool = False) -> str:
    """A one-line text as YAML: in the style that it had, plain where it can be, else in double quotes.

    Args:
        text: the text.
        style: `'` or `"` to keep quotes that the author chose; anything else asks for plain text.
        in_brackets: whether it stands inside `{…}` or `[…]`, where a comma ends a plain text.
    """
    doubled = text.replace("'", "''")
    candidates = {"'": [f"'{doubled}'"], '"': []}.get(style, [text])
    for written in candidates:
        sample = f"x: {{k: {written}, y: 1}}  # z\n" if in_brackets else f"x:\n  k: {written}  # z\n  y: 1\n"
        node, findings = parse(sample, "")
        mapping = node.content.get("x") if isinstance(node, MappingNode) else None
        value = mapping.content.get("k") if isinstance(mapping, MappingNode) and len(mapping.content) == 2 else None
        if text and not findings and isinstance(value, ScalarNode) and value.text == text:
            return written
    return json.dumps(text, ensure_ascii=False)


def write(data: Any, depth: int = 0) -> list[str]:
    """Data as lines of block YAML: texts of more than one line as `|` blocks.

    Args:
        data: dicts, lists and texts.
        depth: how many spaces stand before it.
    """
    start = " " * depth
    result: list[str] = []
    if isinstance(data, Mapping):
        for key, item in data.items():
            result += _child(f"{start}{key}:", item, depth)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for item in data:
            if isinstance(item, Mapping) and item:
                lines = write(item, depth + 2)
                result += [f"{start}- {lines[0][depth + 2 :]}", *lines[1:]]
            else:
                result += _child(f"{start}-", item, depth)
    else:
        result.append(f"{start}{quote(str(data))}")
    return result


def _child(head: str, item: Any, depth: int) -> list[str]:
    if isinstance(item, Mapping):
        return [head, *write(item, depth + 2)] if item else [f"{head} {{}}"]
    if isinstance(item, Sequence) and not isinstance(item, str):
        return [head, *write(item, depth + 2)] if item else [f"{head} []"]
    text = str(item)
    if "\n" in text.rstrip("\n"):
        blocks = [" " * (depth + 2) + line if line else "" for line in text.rstrip("\n").split("\n")]
        marker = "|2" if blocks[0][depth + 2 :].startswith(" ") else "|"
        return [f"{head} {marker}", *blocks]
    return [f"{head} {quote(text.rstrip(chr(10)))}"]
