"""One walk through a template, in which conditions that depend on an agreement come out as they are assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from jinja2 import nodes

from ksdgen.compose import origins
from ksdgen.compose.filters import ITEM_MARKERS
from ksdgen.lint.effort import TooManyWays
from ksdgen.lint.kinds import ANY_KIND, TEXT_KIND, ListKind, ScalarKind, part
from ksdgen.lint.positions import LineColumn, ParsedTemplate, ParsedTemplates, chain, is_open
from ksdgen.lint.symbols import (
    COMPARISONS,
    LENGTHS,
    PER_PIHAK,
    Known,
    LoopTurn,
    Names,
    Symbol,
    Symbolic,
    Undecided,
    WalkedMacro,
    WalkedModule,
    element,
    owners,
)
from ksdgen.lint.ways import VALUE, Branch, Setting, TextPath
from ksdgen.paper import fences, markers


class Walker:
    """A template that can be walked through again and again."""

    def __init__(
        self, templates: ParsedTemplates, doc: ParsedTemplate, setting: Setting, branches: dict[int, Branch]
    ) -> None:
        self._templates = templates
        self._setting = setting
        self._branches = branches
        self._blocks: dict[str, list[tuple[nodes.Block, ParsedTemplate]]] = {}
        self._chain = chain(templates, doc)
        self._parent = self._chain[-1]
        for template in self._chain:
            for block in template.tree.find_all(nodes.Block) if template.tree is not None else ():
                self._blocks.setdefault(block.name, []).append((block, template))
        self._macros = {
            m.name: m
            for template in self._chain
            if template.tree is not None
            for m in template.tree.find_all(nodes.Macro)
        }
        self._structured = doc.structured

    def run(self, start: Sequence[int]) -> TextPath:
        """Walk once, with the first assumptions as given and the usual ones after them."""
        self._start = start
        self._walk = TextPath()
        self._allowed = True
        self._pieces: list[str] = []
        self._stack: list[nodes.Node] = []
        names: Names = {}
        for variable, kind in self._setting.kinds.items():
            fixed = variable in self._setting.fixed
            names[variable] = Known(self._setting.fixed[variable]) if fixed else Symbol(variable, kind)
        for doc in reversed(self._chain[:-1]):
            self._doc = doc
            for node in doc.tree.body if doc.tree is not None else ():
                if isinstance(node, nodes.Macro | nodes.Assign | nodes.AssignBlock | nodes.Import | nodes.FromImport):
                    self._statement(node, names)
        self._doc = self._parent
        if self._parent.tree is not None:
            self._body(self._parent.tree.body, names)
        text = "".join(self._pieces)
        self._walk.text = text.replace(f"{fences.SWALLOW}\n", "").replace(fences.SWALLOW, "")
        return self._walk

    # --- assumptions --------------------------------------------------------------------------------------------------

    def _suppose(self, name: str, choices: Sequence[Any]) -> Any:
        """What is assumed of something that is not known; the same for the rest of the way."""
        suppositions = self._walk.suppositions
        if name not in suppositions:
            if not self._allowed:
                raise Undecided
            order = self._walk.order
            index = self._start[len(order)] if len(order) < len(self._start) else 0
            index = min(index, len(choices) - 1)
            order.append((name, index, len(choices)))
            suppositions[name] = choices[index]
        return suppositions[name]

    def _length(self, key: str) -> int:
        """How long a list is."""
        if self._owner_absent(key):
            return 0
        result: int = self._suppose(f"length {key}", LENGTHS if key not in PER_PIHAK else (2, 3))
        self._owners_present(key, bool(result))
        return result

    def _is_filled(self, key: str) -> bool:
        """Whether a fact is given."""
        if self._owner_absent(key):
            return False
        result: bool = self._suppose(f"?{key}", (True, False))
        self._owners_present(key, result)
        return result

    def _owner_absent(self, key: str) -> bool:
        """Whether it was assumed that what this is part of is not given."""
        return any(self._walk.suppositions.get(f"?{i}") is False for i in owners(key))

    def _owners_present(self, key: str, present: bool) -> None:
        """What is given makes all that it is part of given."""
        for owner in owners(key) if present else ():
            self._walk.suppositions.setdefault(f"?{owner}", True)

    # --- statements ---------------------------------------------------------------------------------------------------

    def _spend(self, node: nodes.Node) -> None:
        try:
            self._templates.effort.spend(1)
        except TooManyWays:
            raise TooManyWays(self._doc.span(node) if node.lineno is not None else None) from None

    def _body(self, content: Iterable[nodes.Node], names: Names) -> None:
        for node in content:
            self._statement(node, names)

    def _statement(self, node: nodes.Node, names: Names) -> None:
        self._spend(node)
        match node:
            case nodes.Output():
                for inner in node.nodes:
                    self._output(inner, names)
            case nodes.If():
                self._if(node, names)
            case nodes.For():
                self._loop(node, names)
            case nodes.Assign():
                self._assign(node.target, self._try(node.node, names), names)
            case nodes.AssignBlock():
                self._assign(node.target, Symbol(f"blok {id(node)}", TEXT_KIND), names)
            case nodes.Macro():
                names[node.name] = WalkedMacro(node, self._doc)
            case nodes.Block():
                self._block_content(self._blocks.get(node.name, [(node, self._doc)]), 0, names)
            case nodes.Import():
                names[node.target] = self._module(node.template)
            case nodes.FromImport():
                module = self._module(node.template)
                for imported in node.names:
                    origin, alias = (imported, imported) if isinstance(imported, str) else imported
                    names[alias] = module.content.get(origin, Symbol(alias))
            case nodes.Include():
                self._include(node, names)
            case nodes.With():
                inside = dict(names)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._assign(target, self._try(value, names), inside)
                self._body(node.body, inside)
            case nodes.CallBlock() | nodes.FilterBlock() | nodes.Scope():
                self._body(node.body, dict(names))

    def _if(self, node: nodes.If, names: Names) -> None:
        decided = self._is_structured(node)
        for branch in (node, *node.elif_):
            if self._test(branch, decided, names):
                self._body(branch.body, names)
                return
        self._body(node.else_, names)

    def _test(self, node: nodes.If, decided: bool, names: Names) -> bool:
        """How a condition comes out.

        Where only words differ (`decided` is false), no assumption is made and any branch will do.
        """
        self._allowed, former = self._allowed and decided, self._allowed
        branch = self._branches.setdefault(id(node), Branch(self._doc, node))
        try:
            holds = self._is_true(node.test, names)
        except Undecided:
            branch.results.add(False)
            holds = True
        finally:
            self._allowed = former
        branch.results.add(holds)
        return holds

    def _loop(self, node: nodes.For, names: Names) -> None:
        value = self._try(node.iter, names)
        if isinstance(value, Known):
            content: list[Symbolic] = (
                [Known(v) for v in value.content] if isinstance(value.content, list | tuple) else []
            )
            items = Symbol(repr(value.content))
        else:
            items = value if isinstance(value, Symbol) else Symbol(self._key(node.iter, names))
            try:
                allowed, self._allowed = self._allowed, self._allowed and self._is_structured(node)
                count = self._length(items.key)
            except Undecided:
                count = 1
            finally:
                self._allowed = allowed
            content = [element(items, index) for index in range(count)]
        for index, item in enumerate(content):
            inside = dict(names)
            inside["loop"] = LoopTurn(index, len(content), items)
            self._assign(node.target, item, inside)
            self._body(node.body, inside)
        if not content:
            self._body(node.else_, names)

    def _assign(self, target: nodes.Node, value: Symbolic, names: Names) -> None:
        if isinstance(target, nodes.Name):
            names[target.name] = value
        elif isinstance(value, Symbol):
            for variable in target.find_all(nodes.Name):
                names[variable.name] = Symbol(f"{value.key}.{variable.name}")

    def _block_content(
        self, layers: Sequence[tuple[nodes.Block, ParsedTemplate]], layer_index: int, names: Names
    ) -> None:
        if layer_index >= len(layers):
            return
        block, doc = layers[layer_index]
        former, self._doc = self._doc, doc
        inside = dict(names)
        inside["super"] = Symbol(f"super {block.name} {layer_index + 1}")
        self._body(block.body, inside)
        self._doc = former

    def _module(self, name: nodes.Expr) -> WalkedModule:
        doc = self._templates.doc(str(name.value)) if isinstance(name, nodes.Const) else None
        macros = doc.tree.find_all(nodes.Macro) if doc is not None and doc.tree is not None else ()
        return WalkedModule({m.name: WalkedMacro(m, doc) for m in macros if doc is not None})

    def _include(self, node: nodes.Include, names: Names) -> None:
        doc = self._templates.doc(str(node.template.value)) if isinstance(node.template, nodes.Const) else None
        if doc is None or doc.tree is None or is_open(doc.tree, self._stack):
            return
        former, self._doc = self._doc, doc
        self._stack.append(doc.tree)
        self._body(doc.tree.body, dict(names))
        self._stack.pop()
        self._doc = former

    # --- text ---------------------------------------------------------------------------------------------------------

    def _output(self, node: nodes.Node, names: Names) -> None:
        if isinstance(node, nodes.TemplateData):
            piece = self._marked(node)
            self._templates.effort.spend(piece.count("\n"), self._doc.span(node))
            self._pieces.append(piece)
        elif isinstance(node, nodes.Filter) and node.name in ("butir", "ayat"):
            self._pieces.append("\n".join([f"{_marker(node)} {fences.value(VALUE)}"] * 2))
        elif isinstance(node, nodes.Call) and self._call(node, names):
            pass
        else:
            self._pieces.append(fences.value(VALUE))

    def _marked(self, node: nodes.TemplateData) -> str:
        """Text of a template with a mark that says where it stands."""
        result = self._doc.marked.get(id(node))
        if result is None:
            result = node.data
            start = result.partition("\n")[0]
            if (
                start.strip(" \t")
                and not start.startswith((fences.MARK, fences.SWALLOW))
                and isinstance(node.lineno, LineColumn)
            ):
                id_ = origins.template_id(self._doc.path, int(node.lineno), node.lineno.column - 1)
                result = fences.mark(id_) + result
            self._doc.marked[id(node)] = result
        return result

    def _call(self, node: nodes.Call, names: Names) -> bool:
        """Print what a macro or an inherited block gives; False when it is neither."""
        function = self._try(node.node, names)
        if isinstance(function, Symbol) and function.key.startswith("super "):
            _, block_name, nth = function.key.split(" ")
            self._block_content(self._blocks.get(block_name, []), int(nth), names)
            return True
        if not isinstance(function, WalkedMacro) or is_open(function.node, self._stack):
            return False
        inside = dict(names)
        parameters = [argument.name for argument in function.node.args]
        defaults = function.node.defaults
        optional = parameters[len(parameters) - len(defaults) :]
        for argument, default in zip(optional, defaults, strict=True):
            inside[argument] = self._try(default, names)
        for argument, given in zip(parameters, node.args, strict=False):
            inside[argument] = self._try(given, names)
        for keyword in node.kwargs:
            inside[keyword.key] = self._try(keyword.value, names)
        former, self._doc = self._doc, function.doc
        self._stack.append(function.node)
        self._body(function.node.body, inside)
        self._stack.pop()
        self._doc = former
        return True

    def _is_structured(self, node: nodes.Node) -> bool:
        """Whether a branch holds more than words: markers, labels, references, rows, directives."""
        if id(node) not in self._structured:
            self._structured[id(node)] = False  # a macro that calls itself
            self._structured[id(node)] = self._holds_structure(node)
        return self._structured[id(node)]

    def _holds_structure(self, node: nodes.Node) -> bool:
        match node:
            case nodes.TemplateData():
                text = fences.without_marks(node.data).replace(fences.SWALLOW, "")
                return any(map(_has_shape, text.split("\n")))
            case nodes.Filter(name="butir" | "ayat") | nodes.Include() | nodes.Block():
                return True
            case nodes.Call(node=nodes.Name() as function):
                macro = self._macros.get(function.name)
                return macro is not None and any(map(self._is_structured, macro.body))
            case nodes.Call(node=nodes.Getattr()):
                return True  # a macro of another template
        return any(map(self._is_structured, node.iter_child_nodes()))

    # --- expressions --------------------------------------------------------------------------------------------------

    def _try(self, node: nodes.Node, names: Names) -> Symbolic:
        """The value of an expression, without an assumption that is not made yet."""
        allowed, self._allowed = self._allowed, False
        try:
            return self._value(node, names)
        except Undecided:
            return Symbol(self._key(node, names))
        finally:
            self._allowed = allowed

    def _value(self, node: nodes.Node, names: Names) -> Symbolic:
        self._spend(node)
        match node:
            case nodes.Const():
                return Known(node.value)
            case nodes.Name(name="jumlah_pihak"):
                return Known(self._length("para_pihak"))
            case nodes.Name():
                return names.get(node.name, Symbol(node.name))
            case nodes.Getattr():
                return self._part(self._value(node.node, names), node.attr, node, names)
            case nodes.Getitem():
                parent = self._value(node.node, names)
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                    return self._part(parent, node.arg.value, node, names)
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int) and isinstance(parent, Symbol):
                    return element(parent, node.arg.value)
            case nodes.Filter(name="length"):
                content = self._value(node.node, names) if node.node is not None else None
                if isinstance(content, Symbol):
                    return Known(self._length(content.key))
            case nodes.List() | nodes.Tuple():
                items = [self._value(n, names) for n in node.items]
                if all(isinstance(n, Known) for n in items):
                    return Known([n.content for n in items if isinstance(n, Known)])
            case nodes.And() | nodes.Or() | nodes.Not() | nodes.Compare() | nodes.Test():
                return Known(self._is_true(node, names))
            case nodes.Call(node=nodes.Name(name="ada"), args=[nodes.Const(value=str())]):
                return Known(self._is_true(node, names))
            case nodes.CondExpr():
                chosen = node.expr1 if self._is_true(node.test, names) else node.expr2
                return self._value(chosen, names) if chosen is not None else Known(None)
        return Symbol(self._key(node, names))

    def _part(self, parent: Symbolic, attribute: str, node: nodes.Node, names: Names) -> Symbolic:
        match parent:
            case Symbol():
                return Symbol(f"{parent.key}.{attribute}", part(parent.kind, attribute) or ANY_KIND)
            case LoopTurn():
                return parent.part(attribute)
            case WalkedModule():
                return parent.content.get(attribute, Symbol(attribute))
        return Symbol(self._key(node, names))

    def _is_true(self, node: nodes.Node, names: Names) -> bool:
        """Whether a condition holds, on this way."""
        match node:
            case nodes.And():
                return self._is_true(node.left, names) and self._is_true(node.right, names)
            case nodes.Or():
                return self._is_true(node.left, names) or self._is_true(node.right, names)
            case nodes.Not():
                return not self._is_true(node.node, names)
            case nodes.Compare():
                return self._compare(node, names)
            case nodes.Call(node=nodes.Name(name="ada"), args=[nodes.Const(value=str() as code)]):
                return self._present(code)
            case nodes.Test(name="defined", node=nodes.Getitem(arg=nodes.Const(value=int() as nth))):
                assert isinstance(node.node, nodes.Getitem)
                items = self._value(node.node.node, names)
                if isinstance(items, Symbol):
                    return self._length(items.key) > nth
            case nodes.Test(name="defined", node=nodes.Name(name=variable)):
                return variable in names
            case nodes.Test() | nodes.Call():
                result: bool = self._suppose(self._key(node, names), (True, False))
                return result
        content = self._value(node, names)
        match content:
            case Known():
                return bool(content.content)
            case Symbol(kind=ListKind()):
                return self._length(content.key) > 0
            case Symbol(kind=ScalarKind(choices=choices)) if choices:
                return bool(self._word(content, choices))
            case Symbol():
                return self._is_filled(content.key)
        return True

    def _present(self, code: str) -> bool:
        certain = self._setting.present(code)
        if certain is not None:
            self._walk.suppositions[f"ada({code})"] = certain
            return certain
        result: bool = self._suppose(f"ada({code})", (True, False))
        return result

    def _word(self, content: Symbol, choices: tuple[str, ...]) -> str | None:
        """Which word of a closed list a value is; None when it is not given."""
        if self._owner_absent(content.key):
            return None
        result: str | None = self._suppose(f"= {content.key}", (*choices, None))
        self._owners_present(content.key, result is not None)
        return result

    def _compare(self, node: nodes.Compare, names: Names) -> bool:
        left, key = self._value(node.expr, names), self._key(node.expr, names)
        for op in node.ops:
            right = self._value(op.expr, names)
            if not self._one_comparison(op.op, left, right, key, self._key(op.expr, names)):
                return False
            left, key = right, self._key(op.expr, names)
        return True

    def _one_comparison(self, op: str, left: Symbolic, right: Symbolic, left_key: str, right_key: str) -> bool:
        if op in ("ne", "notin"):
            return not self._one_comparison("eq" if op == "ne" else "in", left, right, left_key, right_key)
        left, right = self._as_word(left, right), self._as_word(right, left)
        if isinstance(left, Known) and isinstance(right, Known):
            try:
                return bool(COMPARISONS[op](left.content, right.content))
            except TypeError:
                return False
        result: bool = self._suppose(f"{left_key} {op} {right_key}", (True, False))
        return result

    def _as_word(self, content: Symbolic, other: Symbolic) -> Symbolic:
        """A value out of a closed list that is compared with words becomes one of its words."""
        if (
            isinstance(content, Symbol)
            and isinstance(content.kind, ScalarKind)
            and content.kind.choices
            and isinstance(other, Known)
        ):
            return Known(self._word(content, content.kind.choices))
        return content

    def _key(self, node: nodes.Node, names: Names) -> str:
        """An expression as one name: the same for the same values."""
        match node:
            case nodes.Const():
                return repr(node.value)
            case nodes.Name():
                content = names.get(node.name)
                if isinstance(content, Symbol):
                    return content.key
                return repr(content.content) if isinstance(content, Known) else node.name
            case nodes.Getattr():
                return f"{self._key(node.node, names)}.{node.attr}"
        own = [str(v) for _, v in node.iter_fields() if isinstance(v, str | int)]
        return f"{type(node).__name__}({', '.join([*own, *(self._key(n, names) for n in node.iter_child_nodes())])})"


def _marker(node: nodes.Filter) -> str:
    """The marker of the points that a filter makes of a list."""
    if node.name == "ayat":
        return "(#)"
    kind = node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else "huruf"
    return ITEM_MARKERS.get(kind, "#a.")


def _has_shape(line: str) -> bool:
    """Whether a line may be more than words; a lone number can be the width of a column."""
    content = line.strip()
    return "[[" in content or content.startswith(("@", "|")) or content.isdigit() or markers.is_marker(content)
