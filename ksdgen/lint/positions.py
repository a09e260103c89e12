"""Templates as Jinja's tree in which every node knows its column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import jinja2
from jinja2 import nodes
from jinja2.lexer import TokenStream

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.compose.marks import add_marks
from ksdgen.compose.refusals import (
    LARGEST,
    RESERVED,
    RUN_NODE_LIMIT,
    BeyondLimits,
    checked,
    forbidden,
    parse,
    reserved_character,
    walk,
)
from ksdgen.compose.rendering import translate
from ksdgen.diagnostics import Diagnostic, Span
from ksdgen.lint.effort import Effort
from ksdgen.paper import fences
from ksdgen.world.codes import finding


class LineColumn(int):
    """A line number (as an `int`, which is all that Jinja asks for) that also knows its column; both count from 1."""

    column: int

    def __new__(cls, line: int, column: int) -> LineColumn:
        """A place in a template file."""
        result = super().__new__(cls, line)
        result.column = column
        return result


_PSEUDO = re.compile(f"{fences.MARK}[^{fences.MARK_END}]*{fences.MARK_END}|{fences.SWALLOW}")
"""What stands in a marked template and in no file."""

_CHAIN_LIMIT = 20
"""How many templates that extend each other are looked at."""

_OPENERS = frozenset({"if", "for", "block", "macro", "call", "filter", "raw", "autoescape", "with"})
_CHAR_LOCATION = re.compile(r"^unexpected char .* at (\d+)$", re.DOTALL)


class _Columns:
    """From offsets in a marked template to lines and columns of its file."""

    def __init__(self, marked: str, raw: list[str]) -> None:
        self._marked = marked
        self._raw = raw
        self._starts = [0, *(m.end() for m in re.finditer("\n", marked))]
        self._ends: list[int] = []
        """Where each mark ends, in order."""
        self._hidden = [0]
        """How many characters of marks stand before the end of each."""
        for match in _PSEUDO.finditer(marked):
            self._ends.append(match.end())
            self._hidden.append(self._hidden[-1] + match.end() - match.start())

    def _marks_before(self, position: int) -> int:
        """How many characters of marks stand before a position that is in none."""
        return self._hidden[bisect_right(self._ends, position)]

    def point(self, position: int) -> LineColumn:
        """The place of a character."""
        index = bisect_right(self._starts, position) - 1
        start = self._starts[index]
        column = position - start - self._marks_before(position) + self._marks_before(start)
        raw = self._raw[index] if index < len(self._raw) else ""
        end = self._starts[index + 1] - 1 if index + 1 < len(self._starts) else len(self._marked)
        if self._marked.endswith(fences.SWALLOW, start, end):
            column += len(raw) - len(raw.lstrip())  # lines of mere statements lose their indentation
        return LineColumn(index + 1, column + 1)


class _ColumnParser(jinja2.Environment):
    """Jinja's parser fed with tokens that know their columns; it never renders."""

    def __init__(self, columns: _Columns) -> None:
        super().__init__(keep_trailing_newline=True)
        self._columns = columns
        self.open_items: list[tuple[str, LineColumn]] = []
        """Statements that are open at the end of what was read."""
        self.position = 0
        """Where the first character stands that was not read."""

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        tokens = checked(self._with_columns(source, name, filename, state), name, filename)
        return TokenStream(self.lexer.wrap(tokens, name, filename), name, filename)

    def _with_columns(
        self, source: str, name: str | None, filename: str | None, state: str | None
    ) -> Iterator[tuple[int, str, str]]:
        position, after_begin = 0, False
        for _, kind, content in self.lexer.tokeniter(source, name, filename, state):
            # White space that `-` takes away is not among the tokens.
            start = source.find(content, position)
            position = start if start >= 0 else position
            point = self._columns.point(position)
            if after_begin and kind == "name":
                self._record(content, point)
            if kind != "whitespace":
                after_begin = kind == "block_begin"
            position += len(content)
            self.position = position
            yield point, kind, content

    def _record(self, name: str, point: LineColumn) -> None:
        if name in _OPENERS:
            self.open_items.append((name, point))
        elif name.startswith("end") and self.open_items and self.open_items[-1][0] == name[3:]:
            self.open_items.pop()


class ParsedTemplate:
    """One template: its tree (None when it cannot be read), the lines of its file, and what is wrong with its syntax."""

    def __init__(self, path: str, name: str, content: str, text_start: int, *, aside: bool = False) -> None:
        self.path = path
        self.name = name
        self.raw = [""] * text_start + content.split("\n")
        self.text_start = text_start
        """How many lines of front matter stand before the text."""
        self.findings: list[Diagnostic] = []
        self.tree: nodes.Template | None = None
        self.size = 0
        """How many parts of speech it has."""
        self.structured: dict[int, bool] = {}
        """Of nodes, by identity: whether they hold more than words; see `walker`."""
        self.marked: dict[int, str] = {}
        """Of nodes, by identity: their text with its marks; see `walker`."""
        if aside:
            return
        if len(content) > LARGEST:
            message = f"templat terlalu besar: {len(content)} karakter, paling banyak {LARGEST}"
            self._report("KSD044", message, Span.at(name, text_start + 1))
            return
        foreign = RESERVED.search(content)
        if foreign is None:
            self._parse("\n" * text_start + add_marks(content, path, text_start))
            return
        start = content.rfind("\n", 0, foreign.start()) + 1
        span = Span.at(name, text_start + content.count("\n", 0, start) + 1, foreign.start() - start + 1)
        self._report("KSD040", reserved_character(foreign[0]), span, "hapus huruf itu dan ketik ulang")

    def span(self, node: nodes.Node, width: int = 1, shift: int = 0) -> Span:
        """The place of a node, so many characters further."""
        column = node.lineno.column if isinstance(node.lineno, LineColumn) else 1
        return Span.at(self.name, int(node.lineno), column + shift, width)

    def start(self, node: nodes.Node) -> Span:
        """The place where an expression begins: Jinja gives operators the place of one of their operands."""
        places = (n.lineno for n in (node, *node.find_all(nodes.Node)) if isinstance(n.lineno, LineColumn))
        point = min(places, key=lambda place: (int(place), place.column), default=LineColumn(1, 1))
        return Span.at(self.name, int(point), point.column)

    def find(self, node: nodes.Node, word: str) -> Span:
        """The place of a word at or after a node, on the node's line; of the node itself where the word is not there."""
        start = self.span(node).column - 1
        line = self.raw[int(node.lineno) - 1] if int(node.lineno) <= len(self.raw) else ""
        match = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(line, start)
        return Span.at(self.name, int(node.lineno), match.start() + 1, len(word)) if match else self.span(node)

    def _report(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self.findings.append(finding(code, message, span, hint))

    def _parse(self, marked: str) -> None:
        columns = _Columns(marked, self.raw)
        parser = _ColumnParser(columns)
        try:
            tree = parse(parser, marked, self.path, self.name)
        except BeyondLimits as error:
            self._report("KSD044", error.message or "", Span.at(self.name, int(error.lineno)))
            return
        except jinja2.TemplateSyntaxError as error:
            self._report_syntax(error, columns, parser)
            return
        parts, too_much = walk(tree)
        self.size = len(parts)
        if too_much is not None:
            self._report("KSD044", too_much[1], self.span(too_much[0]))
            return
        for node, message in forbidden(parts):
            self._report("KSD040", f"templat tidak dapat dibaca: {translate(message)}", self.start(node))
        self.tree = tree

    def put_aside(self) -> None:
        """Refuse to check this template: there are too many."""
        self.tree = None
        message = "templat repositori ini terlalu banyak atau terlalu besar untuk diperiksa semuanya"
        self._report("KSD044", message, Span.at(self.name, self.text_start + 1), "kurangi templat yang tidak dipakai")

    def _report_syntax(self, error: jinja2.TemplateSyntaxError, columns: _Columns, parser: _ColumnParser) -> None:
        message = error.message or ""
        point: int = error.lineno
        if (match := _CHAR_LOCATION.match(message)) is not None:
            point = columns.point(int(match[1]))
        elif message.startswith("Unexpected end of template") and parser.open_items:
            name, point = parser.open_items[-1]
            span = Span.at(self.name, int(point), point.column, len(name))
            self._report("KSD040", f"perintah `{name}` belum ditutup", span, f"tulis {{% end{name} %}} pada tempatnya")
            return
        elif not isinstance(point, LineColumn):
            point = columns.point(parser.position)
        column = point.column if isinstance(point, LineColumn) else 1
        span = Span.at(self.name, max(1, int(point)), column)
        self._report("KSD040", f"templat tidak dapat dibaca: {translate(message)}", span)


class ParsedTemplates:
    """The templates of a catalogue, each read once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.effort = Effort()
        self._size = 0
        """How many parts of speech the templates have that were read."""
        self._docs: dict[str, ParsedTemplate | None] = {}

    def doc(self, path: str) -> ParsedTemplate | None:
        """A template, or None when there is none at this path."""
        if path not in self._docs:
            text = self.catalogue.text(path)
            name = self.catalogue.tree.name(path)
            too_many = self._size > RUN_NODE_LIMIT  # which was said of the one before
            doc = self._docs[path] = ParsedTemplate(path, name, *text, aside=too_many) if text is not None else None
            if doc is not None and not too_many:
                self._size += doc.size
                if self._size > RUN_NODE_LIMIT:
                    doc.put_aside()
        return self._docs[path]

    def names_read(self) -> list[str]:
        """The paths that were asked for and are there."""
        return [path for path, doc in self._docs.items() if doc is not None]


def parent_template(templates: ParsedTemplates, doc: ParsedTemplate) -> ParsedTemplate:
    """The skeleton that a template extends in the end; itself when it extends none."""
    return chain(templates, doc)[-1]


def chain(templates: ParsedTemplates, doc: ParsedTemplate) -> list[ParsedTemplate]:
    """A template and those that it extends, from the nearest to the skeleton."""
    result = [doc]
    while (tree := result[-1].tree) is not None:
        extends = tree.find(nodes.Extends)
        name = extends.template.value if extends is not None and isinstance(extends.template, nodes.Const) else None
        parent = templates.doc(name) if isinstance(name, str) else None
        if parent is None or len(result) > _CHAIN_LIMIT or parent in result:
            break
        result.append(parent)
    return result


def inheritance_broken(templates: ParsedTemplates, doc: ParsedTemplate) -> bool:
    """Whether a template extends one that is not there."""
    tree = parent_template(templates, doc).tree
    return tree is None or tree.find(nodes.Extends) is not None


def is_open(node: nodes.Node, stack: Iterable[nodes.Node]) -> bool:
    """Whether a node is one of these itself; Jinja's `==` would compare all that stands in them."""
    return any(other is node for other in stack)


def names_in(node: nodes.Node) -> set[str]:
    """The variables that an expression asks."""
    own = [node] if isinstance(node, nodes.Name) else []
    return {n.name for n in (*own, *node.find_all(nodes.Name))}


def variant_constants(doc: ParsedTemplate) -> list[tuple[str, ...]] | None:
    """The words with which each comparison of a template compares the variant; None when it is used in any other way."""
    if doc.tree is None:
        return None
    result: list[tuple[str, ...]] = []
    compared = 0
    for comparison in doc.tree.find_all(nodes.Compare):
        if isinstance(comparison.expr, nodes.Name) and comparison.expr.name == "varian":
            compared += 1
            for op in comparison.ops:
                content = op.expr.items if isinstance(op.expr, nodes.List | nodes.Tuple) else [op.expr]
                result.append(tuple(str(n.value) for n in content if isinstance(n, nodes.Const)))
    mentioned = sum(n.name == "varian" for n in doc.tree.find_all(nodes.Name))
    return result if mentioned == compared else None
