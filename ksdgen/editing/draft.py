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
    candidates = [f"'{text.replace(chr(39), chr(39) * 2)}'"] if style == "'" else [] if style == '"' else [text]
    for written in candidates:
        node, findings = parse(
            f"x: {{k: {written}, y: 1}}  # z\n" if in_brackets else f"x:\n  k: {written}  # z\n  y: 1\n", ""
        )
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
        for key, value in data.items():
            result += _child(f"{start}{key}:", value, depth)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            if isinstance(value, Mapping) and value:
                lines = write(value, depth + 2)
                result += [f"{start}- {lines[0][depth + 2 :]}", *lines[1:]]
            else:
                result += _child(f"{start}-", value, depth)
    else:
        result.append(f"{start}{quote(str(data))}")
    return result


def _child(head: str, value: Any, depth: int) -> list[str]:
    if isinstance(value, Mapping):
        return [head, *write(value, depth + 2)] if value else [f"{head} {{}}"]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [head, *write(value, depth + 2)] if value else [f"{head} []"]
    text = str(value)
    if "\n" in text.rstrip("\n"):
        blocks = [" " * (depth + 2) + b if b else "" for b in text.rstrip("\n").split("\n")]
        marker = "|2" if blocks[0][depth + 2 :].startswith(" ") else "|"
        return [f"{head} {marker}", *blocks]
    return [f"{head} {quote(text.rstrip(chr(10)))}"]
