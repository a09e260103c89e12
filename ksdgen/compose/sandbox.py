"""Jinja with values that keep their origin, counted loops and nothing callable but what is listed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.parser import Parser
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.compose.budget import budget
from ksdgen.compose.fencing import render
from ksdgen.compose.filters import FILTERS
from ksdgen.compose.marks import add_marks
from ksdgen.compose.views import Function, Hole, ListView, View, plain
from ksdgen.paper import markup

TESTS = frozenset({"defined", "undefined", "none", "in", "eq", "ne", "lt", "gt", "le", "ge"})
_OPERATORS: dict[type[nodes.Node], str] = {
    nodes.Concat: "~",
    nodes.Add: "+",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
}
_TEMPLATE_PATH = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_@-]+)*\.j2")
"""What templates are called: Jinja puts their names into the code that it makes."""

LARGEST = 200_000
"""Characters of the largest template; the largest of ksdgen has 10,000."""

_NODE_LIMIT = 10_000
"""Parts of speech of one template; the largest of ksdgen has 1,000."""

_OWN_SIZE = 1_000
"""At least the parts of the largest template of ksdgen, which is mostly not read but found compiled."""

_DEPTH_LIMIT = 60
"""How deep they may lie in each other; 11 in those of ksdgen."""

_LOOPS_LIMIT = 8
"""How many loops may stand in each other: Python allows no more than 20 blocks."""

_LARGEST_NUMBER = 10**12

_LONGEST_TEXT = 5_000
"""Characters of a text within a statement; what is long is written outside of them."""

_COUNT_TURNS = "count_turns"
RESERVED = re.compile("[\ue000-\ue0ff]")
"""Characters that templates and agreements may not contain: the fences of values are made of them."""

_WITH_ATTRIBUTES = frozenset({"LoopContext", "TemplateModule", "TemplateReference"})


@jinja2.pass_context
def _finalize(context: Context, value: Any) -> Markup:
    return render(value)


class BeyondLimits(jinja2.TemplateSyntaxError):
    """A template that is too large or too deep to be compiled."""


class Environment(SandboxedEnvironment):
    """The environment in which the templates of a catalogue are compiled and rendered."""

    def __init__(self, catalogue: Catalogue, cache: jinja2.BytecodeCache | None) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(self._load),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_finalize,
            keep_trailing_newline=True,
            bytecode_cache=cache,
            auto_reload=False,
            cache_size=-1,
            optimized=False,  # what filters make of constants is counted when it is made, in each run alike
        )
        self.catalogue = catalogue
        self.memo: dict[tuple[str, str], markup.Parsed] = {}
        """What the bodies of standard clauses were read as, by article and text."""
        self.filters = {name: _counted(function) for name, function in FILTERS.items()}
        self.tests = {name: test for name, test in self.tests.items() if name in TESTS}
        self.globals = {}
        self.count_turns = Function(lambda content, length, work: budget().loop(content, length, work))
        """What loops are counted by; templates have no name for it."""
        self._largest = _OWN_SIZE
        """Parts of speech of the largest template that was read, which a call may run through."""

    def _load(self, path: str) -> tuple[str, str, Callable[[], bool]] | None:
        file = self.catalogue.text(path) if _TEMPLATE_PATH.fullmatch(path) else None
        if file is None:
            return None
        content, line = file
        name = self.catalogue.tree.name(path)
        if len(content) > LARGEST:
            message = f"templat terlalu besar: {len(content)} karakter, paling banyak {LARGEST}"
            raise BeyondLimits(message, line + 1, path, name)
        foreign = RESERVED.search(content)
        if foreign is not None:
            number = line + content.count("\n", 0, foreign.start()) + 1
            raise jinja2.TemplateSyntaxError("templat memuat karakter yang dicadangkan", number, path, name)
        return "\n" * line + add_marks(content, path, line), name, lambda: True

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = parse(self, source, name, filename)
        too_much = beyond_limits(tree)
        if too_much is not None:
            raise BeyondLimits(too_much[1], too_much[0].lineno, name, filename)
        for node, message in forbidden(tree):
            raise jinja2.TemplateSyntaxError(message, node.lineno, name, filename)
        for loop in tree.find_all(nodes.For):
            _insert_count(loop)
        self._largest = max(self._largest, sum(1 for _ in tree.find_all(nodes.Node)))
        tree.set_environment(self)
        return tree

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Every call is a turn, as of a loop: macros that call each other twice double with every line."""
        budget().step()
        if not isinstance(__obj, Function):
            budget().charge(__self._largest)
        return super().call(__context, __obj, *args, **kwargs)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:
        """Every include is a turn too."""
        budget().step()
        budget().charge(self._largest)
        if type(name) is not str:
            raise jinja2.TemplateNotFound(None, "nama templat harus teks tetap")
        return super().get_template(name, parent, globals)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, inherited blocks and listed functions only."""
        return isinstance(obj, Function | Macro) or type(obj).__name__ == "BlockReference"

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only what the views offer, and the loop's counters."""
        return not attr.startswith("_") and (isinstance(obj, View | Hole) or type(obj).__name__ in _WITH_ATTRIBUTES)


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
        raise BeyondLimits(_TOO_DEEP, line, name, filename) from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        number = _LONG_NUMBER.search(source)
        line = source.count("\n", 0, number.start()) + 1 if number is not None else 1
        raise jinja2.TemplateSyntaxError(_TOO_LONG_NUMBER, line, name, filename) from None


def forbidden(tree: nodes.Template) -> Iterator[tuple[nodes.Node, str]]:
    """What templates may not contain, though Jinja allows it."""
    for node in tree.find_all(nodes.Node):
        look = _LOOKS.get(type(node))
        message = look(node) if look is not None else None
        if message is not None:
            yield node, message


def _sequence_fault(node: Any) -> str | None:
    # Lists made of lists grow twofold with every line; nothing in a document needs them.
    if getattr(node, "ctx", "load") == "load" and not all(map(_is_constant, node.iter_child_nodes())):
        return "daftar dalam templat hanya boleh memuat nilai tetap"
    return None


def _other_template_fault(node: Any) -> str | None:
    if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str):
        return None
    return "templat lain disebut dengan nama tetap di antara tanda kutip"


def _constant_fault(node: Any) -> str | None:
    value = node.value
    if isinstance(value, str):
        return "teks di antara tanda kutip terlalu panjang" if len(value) > _LONGEST_TEXT else None
    is_other = isinstance(value, float | complex) or (isinstance(value, int) and abs(value) > _LARGEST_NUMBER)
    return _TOO_LONG_NUMBER if is_other else None


def _says(message: str) -> Callable[[Any], str | None]:
    return lambda node: message


_NO_BLOCK = _says("perintah `filter` dan `autoescape` tidak tersedia dalam templat")
_LOOKS: dict[type[nodes.Node], Callable[[Any], str | None]] = {
    **{
        kind: _says(f"operator `{sign}` tidak tersedia dalam templat: asal teks akan hilang")
        for kind, sign in _OPERATORS.items()
    },
    **dict.fromkeys((nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair), _sequence_fault),
    **dict.fromkeys((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport), _other_template_fault),
    **dict.fromkeys((nodes.FilterBlock, nodes.EvalContextModifier, nodes.ScopedEvalContextModifier), _NO_BLOCK),
    nodes.NSRef: _says("perintah `set` hanya untuk nama biasa tanpa titik"),
    nodes.Const: _constant_fault,
}
"""How each kind of part is looked at: what is wrong with it, or None."""


_LONG_NUMBER = re.compile(r"\d[\d_]{4000}")
_TOO_LONG_NUMBER = "templat hanya mengenal bilangan bulat sampai satu triliun"
_TOO_DEEP = "perintah dalam templat ini bertingkat terlalu dalam"


def beyond_limits(tree: nodes.Template) -> tuple[nodes.Node, str] | None:
    """The first part of a template that goes beyond what can be compiled in reasonable time, and what is wrong."""
    waiting: deque[tuple[nodes.Node, int, int]] = deque([(tree, 0, 0)])
    count = 0
    while waiting:
        node, depth, loops = waiting.popleft()
        count += 1
        if isinstance(node, nodes.For):
            loops += 1
        if depth > _DEPTH_LIMIT or loops > _LOOPS_LIMIT:
            return node, _TOO_DEEP
        if count > _NODE_LIMIT:
            return node, "perintah dalam templat ini terlalu banyak"
        waiting.extend((child, depth + 1, loops) for child in node.iter_child_nodes())
    return None


def _counted(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that counts what it is asked for and what it makes, wherever a template uses it."""

    def template_filter(value: Any, *arguments: Any, **named: Any) -> Any:
        share = budget()
        share.step()
        if isinstance(value, list | tuple | ListView):
            share.count(len(value))
        result = function(value, *arguments, **named)
        content = plain(result)
        if isinstance(content, str):
            share.count(len(content))
        return result

    return template_filter


def _is_constant(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const | nodes.Pair | nodes.List | nodes.Tuple)


def _insert_count(loop: nodes.For) -> None:
    """Let a loop count its turns and the constant text that each of them prints."""
    length = sum(len(t.data) for part in loop.body for t in _constant_text(part))
    work = sum(1 for part in loop.body for _ in part.find_all(nodes.Node))
    count = nodes.EnvironmentAttribute(_COUNT_TURNS, lineno=loop.lineno)
    arguments = [loop.iter, nodes.Const(length), nodes.Const(work)]
    loop.iter = nodes.Call(count, arguments, [], None, None, lineno=loop.lineno)


def _constant_text(node: nodes.Node) -> Iterator[nodes.TemplateData]:
    if isinstance(node, nodes.TemplateData):
        yield node
    yield from node.find_all(nodes.TemplateData)
