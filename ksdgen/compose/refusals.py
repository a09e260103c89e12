"""What no template may be or contain: looked at before it is compiled, by the environment and by the lint alike."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.parser import Parser

from ksdgen.source.convert import summary

_OPERATORS: dict[type[nodes.Node], str] = {
    nodes.Concat: "~",
    nodes.Add: "+",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
}
LARGEST = 200_000
"""Characters of the largest template; the largest of ksdgen has 10,000."""

_NODE_LIMIT = 10_000
"""Parts of speech of one template; the largest of ksdgen has 1,000."""

RUN_NODE_LIMIT = 50_000
"""Parts of speech of all templates that are compiled in one run; those of ksdgen have 5,000."""

_DEPTH_LIMIT = 60
"""How deep they may lie in each other; 11 in those of ksdgen."""

_LOOPS_LIMIT = 8
"""How many loops may stand in each other: Python allows no more than 20 blocks."""

_ELIF_LIMIT = 100
"""How many cases an `if` may have: to Python each stands in the one before."""

_LONGEST_NAME = 100
"""Characters of a name."""

_LARGEST_NUMBER = 10**12

_LONGEST_TEXT = 5_000
"""Characters of a text within a statement; what is long is written outside of them."""

RESERVED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\ue0ff\ufeff\ufffe\uffff]"
)
"""Characters that templates may not contain: the fences of values are made of them, or nobody sees them."""


_LONG_NUMBER = re.compile(r"\d[\d_]{4000}")
_TOO_LONG_NUMBER = "templat hanya mengenal bilangan bulat sampai satu triliun"
TOO_DEEP = "perintah dalam templat ini bertingkat terlalu dalam"


class BeyondLimits(jinja2.TemplateSyntaxError):
    """A template that is too large or too deep to be compiled."""


def parse(environment: jinja2.Environment, source: str, name: str | None, filename: str | None) -> nodes.Template:
    """A template as Jinja reads it.

    Raises:
        TemplateSyntaxError: it is none.
        BeyondLimits: it is too deep to be read.
    """
    parser = None
    try:
        parser = Parser(environment, source, name, filename)
        return parser.parse()
    except RecursionError:
        line = parser.stream.current.lineno if parser is not None else 1
        raise BeyondLimits(TOO_DEEP, line, name, filename) from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        number = _LONG_NUMBER.search(source)
        line = source.count("\n", 0, number.start()) + 1 if number is not None else 1
        raise jinja2.TemplateSyntaxError(_TOO_LONG_NUMBER, line, name, filename) from None


def checked(
    tokens: Iterable[tuple[int, str, str]], name: str | None, filename: str | None
) -> Iterator[tuple[int, str, str]]:
    """The tokens of a template.

    Raises:
        TemplateSyntaxError: a name is long or has letters that look like others, or a text hides, behind escapes,
            characters that may not stand in the file.
    """
    for token in tokens:
        line, kind, text = token
        if kind == "name" and (len(text) > _LONGEST_NAME or not text.isascii()):
            message = f"nama `{summary(text)}` terlalu panjang atau memuat huruf selain a sampai z"
            raise jinja2.TemplateSyntaxError(f"templat tidak dapat memakai {message}", line, name, filename)
        if kind == "string" and "\\" in text and (hidden := RESERVED.search(_spelled_out(text))) is not None:
            raise jinja2.TemplateSyntaxError(reserved_character(hidden[0]), line, name, filename)
        yield token


def _spelled_out(text: str) -> str:
    """A text as Jinja reads it; as it stands where Jinja will complain itself."""
    try:
        return text.encode("ascii", "backslashreplace").decode("unicode-escape")
    except ValueError:
        return text


def reserved_character(character: str) -> str:
    """What is wrong with a template that has this character."""
    return f"templat memuat karakter yang tidak boleh dipakai (U+{ord(character):04X})"


def walk(tree: nodes.Template) -> tuple[list[nodes.Node], tuple[nodes.Node, str] | None]:
    """All parts of speech of a template, and the first that goes beyond what can be compiled in reasonable time, with
    what is wrong; then they end there.
    """
    waiting: deque[tuple[nodes.Node, nodes.Node, int, int]] = deque([(tree, tree, 0, 0)])
    seen: list[nodes.Node] = []
    while waiting:
        node, place, depth, loops = waiting.popleft()
        seen.append(node)
        if node.lineno is not None:  # parts of comparisons have none
            place = node
        if isinstance(node, nodes.For):
            loops += 1
        if depth > _DEPTH_LIMIT or loops > _LOOPS_LIMIT:
            return seen, (place, TOO_DEEP)
        if len(seen) > _NODE_LIMIT:
            return seen, (place, "perintah dalam templat ini terlalu banyak")
        if isinstance(node, nodes.If) and len(node.elif_) > _ELIF_LIMIT:
            return seen, (node.elif_[_ELIF_LIMIT], f"`if` ini mempunyai lebih dari {_ELIF_LIMIT} cabang `elif`")
        waiting.extend((child, place, depth + 1, loops) for child in node.iter_child_nodes())
    return seen, None


def forbidden(parts: Iterable[nodes.Node]) -> Iterator[tuple[nodes.Node, str]]:
    """Which parts of speech templates may not contain, though Jinja allows them, and what is wrong with each."""
    for node in parts:
        look = _LOOKS.get(type(node))
        message = look(node) if look is not None else None
        if message is not None:
            yield node, message


def _sequence_fault(node: Any) -> str | None:
    # Lists made of lists grow twofold with every line; nothing in a document needs them.
    if getattr(node, "ctx", "load") == "load" and not all(map(_is_constant, node.iter_child_nodes())):
        return "daftar dalam templat hanya boleh memuat nilai tetap"
    return None


def _is_constant(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const | nodes.Pair | nodes.List | nodes.Tuple)


def _other_template_fault(node: Any) -> str | None:
    if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str):
        return None
    return "templat lain disebut dengan nama tetap di antara tanda kutip"


def _call_fault(node: Any) -> str | None:
    if node.dyn_args is None and node.dyn_kwargs is None:
        return None
    return "templat tidak mengenal `*` di depan nilai yang diberikan"


def _loop_fault(node: Any) -> str | None:
    return "perintah `for … recursive` tidak tersedia dalam templat" if node.recursive else None


def _constant_fault(node: Any) -> str | None:
    value = node.value
    if isinstance(value, str):
        return "teks di antara tanda kutip terlalu panjang" if len(value) > _LONGEST_TEXT else None
    is_other = isinstance(value, float | complex) or (isinstance(value, int) and abs(value) > _LARGEST_NUMBER)
    return _TOO_LONG_NUMBER if is_other else None


def _always(message: str) -> Callable[[Any], str | None]:
    return lambda _: message


_NO_BLOCK = _always("perintah `filter` dan `autoescape` tidak tersedia dalam templat")
_LOOKS: dict[type[nodes.Node], Callable[[Any], str | None]] = {
    **{
        kind: _always(f"operator `{sign}` tidak tersedia dalam templat: asal teks akan hilang")
        for kind, sign in _OPERATORS.items()
    },
    **dict.fromkeys((nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair), _sequence_fault),
    **dict.fromkeys((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport), _other_template_fault),
    **dict.fromkeys((nodes.FilterBlock, nodes.EvalContextModifier, nodes.ScopedEvalContextModifier), _NO_BLOCK),
    **dict.fromkeys((nodes.Call, nodes.Filter, nodes.Test), _call_fault),
    nodes.NSRef: _always("perintah `set` hanya untuk nama biasa tanpa titik"),
    nodes.For: _loop_fault,
    nodes.Const: _constant_fault,
}
"""How each kind of part is looked at: what is wrong with it, or None."""
