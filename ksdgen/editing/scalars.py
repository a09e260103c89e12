"""A text on one line as YAML: plain where that is safe, else in quotes."""

from __future__ import annotations

import json
import re
import types
import typing
from typing import Any, Final, get_args, get_origin

import yaml
from yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

from ksdgen.editing.commented import Leaf
from ksdgen.source.scalars import Markah, OpenText, Percent

TEXT_TYPES: Final = (str, Markah, OpenText, Percent)
"""Types whose values are text, also where YAML would read something else."""

# What YAML 1.2 reads as a truth value or a number; and figures with spaces (NIP, NPWP), which people take for one.
_NOT_TEXT = re.compile(
    r"true|false|[-+]?\.inf|\.nan|[-+]?(?:0o[0-7]+|0x[0-9a-f]+|(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?)|\d[\d ]*",
    re.IGNORECASE,
)

_CERTAINLY_PLAIN = re.compile(r"[A-Za-z(](?:[\w()./;%+-]| (?! |$))*", re.ASCII)
_PLAIN_KEY = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
ESCAPE = re.compile(r'(?:[^\\]|\\["\\/])*\\[^"\\/]')
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def types_of(type_: Any) -> list[Any]:
    """The types that a value may have, taken out of unions and of lists that may be written as their only element."""
    origin = get_origin(type_)
    if origin in (types.UnionType, typing.Union):
        return [inner for member in get_args(type_) for inner in types_of(member)]
    if origin is tuple:
        return types_of(get_args(type_)[0])
    return [] if type_ is type(None) or type_ is Any or type_ is None else [type_]


def key_text(key: Leaf) -> str:
    """A key as it is written, without quotes where that is safe."""
    if key.style == "" and "\n" not in key.raw:
        return key.text
    means_something_else = _NOT_TEXT.fullmatch(key.text) or key.text.lower() in ("null", "y", "n", "yes", "no")
    if _PLAIN_KEY.fullmatch(key.text) and not means_something_else:
        return key.text
    return key.raw if "\n" not in key.raw else quoted(key.text)


def one_line(leaf: Leaf, type_: Any, *, flow: bool = False) -> str:
    """A text on one line: plain where that is safe."""
    text = leaf.text
    if leaf.empty or (leaf.style == '"' and ESCAPE.match(leaf.raw) and "\n" not in leaf.raw):
        return leaf.raw.strip()
    if CONTROLS.search(text):
        return quoted(text)
    choices = types_of(type_)
    if _NOT_TEXT.fullmatch(text):
        # Where the model wants text, editors shall see text; where it does not say, the author decides.
        plain = all(choice not in TEXT_TYPES for choice in choices) if choices else leaf.style == ""
    else:
        plain = True
    if plain and _plain(text, flow):
        return text
    if ('"' in text or "\\" in text) and "'" not in text:
        return f"'{text}'"
    return quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes."""
    # JSON's escapes are YAML's too; what it leaves as it is but YAML would break at gets an escape of its own.
    return re.sub(
        r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _plain(text: str, flow: bool) -> bool:
    """Whether YAML reads a text without quotes as this very text."""
    if text in ("", "~", "null", "Null", "NULL"):
        return False
    if _CERTAINLY_PLAIN.fullmatch(text):
        return True
    patterns = ("[%s]\n", "{k: %s}\n") if flow else ("k: %s\n",)
    return all(_as_plain(pattern % text) == text for pattern in patterns)


def _as_plain(example: str) -> str | None:
    """The last text of an example, if that is its only value and not quoted."""
    try:
        events = list(yaml.parse(example, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return None
    scalars = [event for event in events if isinstance(event, ScalarEvent)]
    others = [event for event in events if isinstance(event, AliasEvent | MappingStartEvent | SequenceStartEvent)]
    if len(others) != 1 or len(scalars) != (1 if example.startswith("[") else 2):
        return None
    value = scalars[-1]
    return str(value.value) if not value.style and value.anchor is None and value.tag is None else None
