"""Jinja with values that keep their origin, counted loops and nothing callable but what is listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.compose.budget import budget
from ksdgen.compose.fencing import render
from ksdgen.compose.filters import FILTERS
from ksdgen.compose.marks import add_marks
from ksdgen.compose.views import Function, Hole, View
from ksdgen.paper import markup

TESTS = frozenset({"defined", "undefined", "none", "in", "eq", "ne", "lt", "gt", "le", "ge"})
_OPERATORS: dict[type[nodes.Node], str] = {
    nodes.Concat: "~",
    nodes.Add: "+",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
}
_COUNT_TURNS = "hitung_putaran"
RESERVED = re.compile("[\ue000-\ue0ff]")
"""Characters that templates and agreements may not contain: the fences of values are made of them."""

_WITH_ATTRIBUTES = frozenset({"LoopContext", "TemplateModule", "TemplateReference"})


@jinja2.pass_context
def _finalize(context: Context, value: Any) -> Markup:
    return render(value)


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
        )
        self.catalogue = catalogue
        self.memo: dict[tuple[str, str], markup.Parsed] = {}
        """What the bodies of standard clauses were read as, by article and text."""
        self.filters = dict(FILTERS)
        self.tests = {name: test for name, test in self.tests.items() if name in TESTS}
        self.globals = {_COUNT_TURNS: Function(lambda content, length=0: budget().loop(content, length))}

    def _load(self, path: str) -> tuple[str, str, Callable[[], bool]] | None:
        file = self.catalogue.text(path)
        if file is None:
            return None
        content, line = file
        name = self.catalogue.tree.name(path)
        foreign = RESERVED.search(content)
        if foreign is not None:
            number = line + content.count("\n", 0, foreign.start()) + 1
            raise jinja2.TemplateSyntaxError("templat memuat karakter yang dicadangkan", number, path, name)
        return "\n" * line + add_marks(content, path, line), name, lambda: True

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node, message in forbidden(tree):
            raise jinja2.TemplateSyntaxError(message, node.lineno, name, filename)
        for loop in tree.find_all(nodes.For):
            _count_turns(loop)
        tree.set_environment(self)
        return tree

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Every call is a turn, as of a loop: macros that call each other twice double with every line."""
        budget().step()
        return super().call(__context, __obj, *args, **kwargs)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:
        """Every include is a turn too."""
        budget().step()
        return super().get_template(name, parent, globals)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, inherited blocks and listed functions only."""
        return isinstance(obj, Function | Macro) or type(obj).__name__ == "BlockReference"

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only what the views offer, and the loop's counters."""
        return not attr.startswith("_") and (isinstance(obj, View | Hole) or type(obj).__name__ in _WITH_ATTRIBUTES)


def forbidden(tree: nodes.Template) -> Iterator[tuple[nodes.Node, str]]:
    """What templates may not contain, though Jinja allows it."""
    for kind, sign in _OPERATORS.items():
        for operator in tree.find_all(kind):
            yield operator, f"operator `{sign}` tidak tersedia dalam templat: asal teks akan hilang"
    for sequence in tree.find_all((nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair)):
        # Lists made of lists grow twofold with every line; nothing in a document needs them.
        if getattr(sequence, "ctx", "load") == "load" and not all(map(_is_constant, sequence.iter_child_nodes())):
            yield sequence, "daftar dalam templat hanya boleh memuat nilai tetap"
    for reference in tree.find_all(nodes.NSRef):
        yield reference, "perintah `set` hanya untuk nama biasa tanpa titik"
    for block in tree.find_all((nodes.FilterBlock, nodes.EvalContextModifier)):
        yield block, "perintah `filter` dan `autoescape` tidak tersedia dalam templat"


def _is_constant(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const | nodes.Pair | nodes.List | nodes.Tuple)


def _count_turns(loop: nodes.For) -> None:
    """Let a loop count its turns and the constant text that each of them prints."""
    length = sum(len(t.data) for part in loop.body for t in _constant_text(part))
    count = nodes.Name(_COUNT_TURNS, "load", lineno=loop.lineno)
    loop.iter = nodes.Call(count, [loop.iter, nodes.Const(length)], [], None, None, lineno=loop.lineno)


def _constant_text(node: nodes.Node) -> Iterator[nodes.TemplateData]:
    if isinstance(node, nodes.TemplateData):
        yield node
    yield from node.find_all(nodes.TemplateData)
