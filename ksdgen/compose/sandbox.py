"""Jinja with values that keep their origin, counted loops and nothing callable but what is listed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.lexer import TokenStream
from jinja2.parser import Parser
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.compose.budget import budget, refuse_run
from ksdgen.compose.fencing import render
from ksdgen.compose.filters import FILTERS
from ksdgen.compose.marks import add_marks
from ksdgen.compose.views import Function, Hole, ListView, View, plain
from ksdgen.diagnostics import Span
from ksdgen.paper import markup
from ksdgen.source.convert import summary

TESTS = frozenset({"defined", "undefined", "none", "in", "eq", "ne", "lt", "gt", "le", "ge"})
_OPERATORS: dict[type[nodes.Node], str] = {
    nodes.Concat: "~",
    nodes.Add: "+",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
}
TEMPLATE_PATH = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_@-]+)*\.j2")
"""What templates are called: Jinja puts their names into the code that it makes."""

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

_COUNT_TURNS = "count_turns"
RESERVED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\ue0ff\ufeff\ufffe\uffff]"
)
"""Characters that templates may not contain: the fences of values are made of them, or nobody sees them."""

_CHARGE, _MEASURE = " charge", " measure"
"""Filters that every compiled template uses; no template can write a name with a space."""

_WITH_ATTRIBUTES = frozenset({"LoopContext", "TemplateModule", "TemplateReference"})


@jinja2.pass_context
def _finalize(context: Context, value: Any) -> Markup:
    return render(value)


class BeyondLimits(jinja2.TemplateSyntaxError):
    """A template that is too large or too deep to be compiled."""


class _Template(jinja2.Template):
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
        self.filters |= {_CHARGE: _charge, _MEASURE: _measured}
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
        count, too_much = beyond_limits(tree)
        if too_much is not None:
            raise BeyondLimits(too_much[1], too_much[0].lineno, name, filename)
        for node, message in forbidden(tree):
            raise jinja2.TemplateSyntaxError(message, node.lineno, name, filename)
        self._compiled += count
        if self._compiled > RUN_NODE_LIMIT:
            raise self._one_too_many(_first_line(tree), name, filename)
        _price(tree)
        tree.set_environment(self)
        return tree

    def _one_too_many(self, line: int, name: str | None, filename: str | None) -> BeyondLimits:
        refuse_run()
        return BeyondLimits("templat yang dipakai sekaligus terlalu banyak atau terlalu besar", line, name, filename)

    def _generate(self, source: nodes.Template, *arguments: Any, **named: Any) -> Any:
        self._line = _first_line(source)
        try:
            return super()._generate(source, *arguments, **named)
        except (RecursionError, MemoryError, ValueError):
            raise BeyondLimits(_TOO_DEEP, self._line, *arguments[:2]) from None

    def _compile(self, source: str, filename: str) -> Any:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError, ValueError):
            # Python's own limits; ours are reached first.
            raise BeyondLimits(_TOO_DEEP, self._line, None, filename) from None

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
    for other in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(other, "template", None)
        if not (isinstance(named, nodes.Const) and isinstance(named.value, str)):
            yield other, "templat lain disebut dengan nama tetap di antara tanda kutip"
    for loop in tree.find_all(nodes.For):
        if loop.recursive:
            yield loop, "perintah `for … recursive` tidak tersedia dalam templat"
    for call in tree.find_all((nodes.Call, nodes.Filter, nodes.Test)):
        if call.dyn_args is not None or call.dyn_kwargs is not None:  # type: ignore[attr-defined]
            yield call, "templat tidak mengenal `*` di depan nilai yang diberikan"
    for constant in tree.find_all(nodes.Const):
        number = constant.value
        if isinstance(number, str) and len(number) > _LONGEST_TEXT:
            yield constant, "teks di antara tanda kutip terlalu panjang"
        if isinstance(number, float | complex) or (isinstance(number, int) and abs(number) > _LARGEST_NUMBER):
            yield constant, _TOO_LONG_NUMBER


_LONG_NUMBER = re.compile(r"\d[\d_]{4000}")
_TOO_LONG_NUMBER = "templat hanya mengenal bilangan bulat sampai satu triliun"
_TOO_DEEP = "perintah dalam templat ini bertingkat terlalu dalam"


def beyond_limits(tree: nodes.Template) -> tuple[int, tuple[nodes.Node, str] | None]:
    """How many parts of speech a template has, and the first that goes beyond what can be compiled in reasonable time,
    with what is wrong; then the count ends there.
    """
    waiting: deque[tuple[nodes.Node, nodes.Node, int, int]] = deque([(tree, tree, 0, 0)])
    count = 0
    while waiting:
        node, place, depth, loops = waiting.popleft()
        count += 1
        if node.lineno is not None:  # parts of comparisons have none
            place = node
        if isinstance(node, nodes.For):
            loops += 1
        if depth > _DEPTH_LIMIT or loops > _LOOPS_LIMIT:
            return count, (place, _TOO_DEEP)
        if count > _NODE_LIMIT:
            return count, (place, "perintah dalam templat ini terlalu banyak")
        if isinstance(node, nodes.If) and len(node.elif_) > _ELIF_LIMIT:
            return count, (node.elif_[_ELIF_LIMIT], f"`if` ini mempunyai lebih dari {_ELIF_LIMIT} cabang `elif`")
        waiting.extend((child, place, depth + 1, loops) for child in node.iter_child_nodes())
    return count, None


def _first_line(node: nodes.Node) -> int:
    """The first line of a template, or of a part of one, that says more than text."""
    return next((inner.lineno for inner in node.find_all((nodes.Stmt, nodes.Expr)) if _speaks(inner)), node.lineno)


def _speaks(node: nodes.Node) -> bool:
    return not isinstance(node, nodes.Output | nodes.TemplateData)


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


def _is_constant(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const | nodes.Pair | nodes.List | nodes.Tuple)


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


_OWN_BODIES = (nodes.Template, nodes.Block, nodes.Macro, nodes.CallBlock, nodes.For)
"""What runs as often as it is called for, whatever it stands in."""


def _price(node: nodes.Node) -> tuple[int, int]:
    """Let every body pay for all that stands in it, each time before it runs; so nothing runs that is not paid for.

    Returns:
        What the node itself adds to what it stands in: parts of speech, and characters of constant text.
    """
    here = [1, len(node.data) if isinstance(node, nodes.TemplateData) else 0]
    inside = [1, 0]
    for name, value in list(node.iter_fields()):
        own = isinstance(node, _OWN_BODIES) and name in ("body", "test", "defaults")
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, nodes.Node):
                work, length = _price(child)
                total = inside if own else here
                total[0] += work
                total[1] += length
    if isinstance(node, nodes.For):
        count = nodes.EnvironmentAttribute(_COUNT_TURNS, lineno=node.lineno)
        arguments = [node.iter, nodes.Const(inside[1]), nodes.Const(inside[0])]
        node.iter = nodes.Call(count, arguments, [], None, None, lineno=node.lineno)
    elif isinstance(node, _OWN_BODIES):
        line = _first_line(node) if isinstance(node, nodes.Template) else node.lineno
        charge = _filter(nodes.Const(inside[0]), _CHARGE, nodes.Const(inside[1]), lineno=line)
        node.body.insert(0, nodes.ExprStmt(charge, lineno=line))
    elif isinstance(node, nodes.Compare | nodes.Operand):
        node.expr = _measure(node.expr)
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        node.node = _measure(node.node)
    return here[0], here[1]


def _measure(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filter(node, _MEASURE, lineno=node.lineno)


def _filter(node: nodes.Expr, name: str, *arguments: nodes.Expr, lineno: int) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=lineno)
