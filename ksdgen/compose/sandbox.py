"""Jinja with values that keep their origin, counted loops and nothing callable but what is listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.lexer import TokenStream
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.compose.budget import budget, refuse_run
from ksdgen.compose.fencing import render
from ksdgen.compose.filters import FILTERS
from ksdgen.compose.marks import add_marks
from ksdgen.compose.pricing import CHARGE, MEASURE, first_line, price
from ksdgen.compose.refusals import (
    LARGEST,
    RESERVED,
    RUN_NODE_LIMIT,
    TOO_DEEP,
    BeyondLimits,
    checked,
    forbidden,
    parse,
    reserved_character,
    walk,
)
from ksdgen.compose.views import Function, Hole, ListView, View, plain
from ksdgen.diagnostics import Span
from ksdgen.paper import markup

TESTS = frozenset({"defined", "undefined", "none", "in", "eq", "ne", "lt", "gt", "le", "ge"})
TEMPLATE_PATH = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_@-]+)*\.j2")
"""What templates are called: Jinja puts their names into the code that it makes."""

_WITH_ATTRIBUTES = frozenset({"LoopContext", "TemplateModule", "TemplateReference"})


@jinja2.pass_context
def _finalize(context: Context, value: Any) -> Markup:
    return render(value)


class _Template(jinja2.Template):
    @classmethod
    def _from_namespace(cls, *arguments: Any) -> jinja2.Template:
        template = super()._from_namespace(*arguments)
        render_root = template.root_render_func

        def nested(context: Context) -> Iterator[str]:
            with budget().one_deeper():
                yield from render_root(context)

        template.root_render_func = nested
        return template

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # Jinja would keep what the template printed for the first that asked, and nobody would pay for it again.
        return self.make_module()


class Environment(SandboxedEnvironment):
    """The environment in which the templates of a catalogue are compiled and rendered."""

    template_class = _Template

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
        self.filters |= {CHARGE: _charge, MEASURE: _measured}
        self.tests = {name: _measured_test(test) for name, test in self.tests.items() if name in TESTS}
        self.globals = {}
        self.count_turns = Function(lambda *arguments: budget().loop(*arguments))
        """What loops are counted by; templates have no name for it."""
        self.spent: dict[str, list[tuple[str, str, Span, str | None]]] = {}
        """What was said of templates that used up what was left of the run, by path."""
        self._broken: dict[str, jinja2.TemplateSyntaxError] = {}
        """What is wrong with templates that cannot be compiled, so that each is read once in a run."""
        self._compiled = 0
        """How many parts of speech were compiled."""
        self._line = 1
        """The first line of the template at hand that says more than text."""

    def _load(self, path: str) -> tuple[str, str, Callable[[], bool]] | None:
        file = self.catalogue.text(path) if TEMPLATE_PATH.fullmatch(path) else None
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
            raise jinja2.TemplateSyntaxError(reserved_character(foreign[0]), number, path, name)
        return "\n" * line + add_marks(content, path, line), name, lambda: True

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        tokens = checked(self.lexer.tokeniter(source, name, filename, state), name, filename)
        return TokenStream(self.lexer.wrap(tokens, name, filename), name, filename)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if self._compiled >= RUN_NODE_LIMIT:
            raise self._one_too_many(source.count("\n", 0, max(0, source.find("{"))) + 1, name, filename)
        tree = parse(self, source, name, filename)
        parts, too_much = walk(tree)
        if too_much is not None:
            raise BeyondLimits(too_much[1], too_much[0].lineno, name, filename)
        fault = min(forbidden(parts), key=lambda found: found[0].lineno, default=None)
        if fault is not None:
            raise jinja2.TemplateSyntaxError(fault[1], fault[0].lineno, name, filename)
        self._compiled += len(parts)
        if self._compiled > RUN_NODE_LIMIT:
            raise self._one_too_many(first_line(tree), name, filename)
        price(tree)
        tree.set_environment(self)
        return tree

    def _one_too_many(self, line: int, name: str | None, filename: str | None) -> BeyondLimits:
        refuse_run()
        return BeyondLimits("templat yang dipakai sekaligus terlalu banyak atau terlalu besar", line, name, filename)

    def _generate(self, source: nodes.Template, *arguments: Any, **named: Any) -> Any:
        self._line = first_line(source)
        try:
            return super()._generate(source, *arguments, **named)
        except (RecursionError, MemoryError, ValueError):
            raise BeyondLimits(TOO_DEEP, self._line, *arguments[:2]) from None

    def _compile(self, source: str, filename: str) -> Any:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError, ValueError):
            # Python's own limits; ours are reached first.
            raise BeyondLimits(TOO_DEEP, self._line, None, filename) from None

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Every call is a turn, as of a loop: macros that call each other twice double with every line."""
        budget().step()
        return super().call(__context, __obj, *args, **kwargs)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What a long key costs counts too."""
        return super().getitem(obj, _measured(argument))

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:
        """Every include is a turn too."""
        budget().step()
        if type(name) is not str:
            raise jinja2.TemplateNotFound(None, "nama templat harus teks tetap")
        if (known := self._broken.get(name)) is not None:
            raise type(known)(known.message or "", known.lineno, known.name, known.filename)
        try:
            return super().get_template(name, parent, globals)
        except jinja2.TemplateSyntaxError as error:
            self._broken[name] = error.with_traceback(None)
            raise

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, inherited blocks and listed functions only."""
        return isinstance(obj, Function | Macro) or type(obj).__name__ == "BlockReference"

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only what the views offer, and the loop's counters."""
        return not attr.startswith("_") and (isinstance(obj, View | Hole) or type(obj).__name__ in _WITH_ATTRIBUTES)


_ELEMENT_COST = 5
"""What an element of a list that a filter makes text of costs, in parts of speech."""


def _counted(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that counts what it is asked for and what it makes, wherever a template uses it."""

    def template_filter(value: Any, *arguments: Any, **named: Any) -> Any:
        share = budget()
        share.step()
        if isinstance(value, list | tuple | ListView):
            share.charge(_ELEMENT_COST * len(value))
        result = function(value, *arguments, **named)
        content = plain(result)
        if isinstance(content, str):
            share.count(len(content))
        return result

    return template_filter


def _charge(work: int, length: int) -> None:
    """Count what the statements around this one cost and print, before they do."""
    share = budget()
    share.charge(work)
    share.count(length)


def _measured(value: Any) -> Any:
    """A value that a template looks through: how long it is counts as if it were printed."""
    content = plain(value)
    if isinstance(content, str):
        budget().count(len(content))
    elif isinstance(content, list | tuple | ListView):
        budget().charge(len(content))
    return value


def _measured_test(test: Any) -> Callable[..., Any]:
    def template_test(*values: Any) -> Any:
        return test(*map(_measured, values))

    return template_test
