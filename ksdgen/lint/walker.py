"""One walk through a template, in which conditions that depend on an agreement come out as they are assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from jinja2 import nodes

from ksdgen.compose import origins
from ksdgen.compose.filters import ITEM_MARKERS
from ksdgen.lint.kinds import ANY_KIND, TEXT_KIND, ListKind, ScalarKind, part
from ksdgen.lint.positions import LineColumn, TemplateFile, TemplateFiles, chain
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
from ksdgen.lint.ways import VALUE, Branch, Reading, TextPath
from ksdgen.paper import fences, markers


class Walker:
    """A template that can be walked through again and again."""

    def __init__(self, shelf: TemplateFiles, doc: TemplateFile, state: Reading, branch: dict[int, Branch]) -> None:
        self._shelf = shelf
        self._state = state
        self._branches = branch
        self._block: dict[str, list[tuple[nodes.Block, TemplateFile]]] = {}
        self._chain = chain(shelf, doc)
        self._parent = self._chain[-1]
        for template in self._chain:
            for blocks in template.tree.find_all(nodes.Block) if template.tree is not None else ():
                self._block.setdefault(blocks.name, []).append((blocks, template))
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
        self._emit: list[str] = []
        self._stack: list[nodes.Node] = []
        name: Names = {}
        for variable, look in self._state.look.items():
            fixed = variable in self._state.fixed
            name[variable] = Known(self._state.fixed[variable]) if fixed else Symbol(variable, look)
        for doc in reversed(self._chain[:-1]):
            self._doc = doc
            for node in doc.tree.body if doc.tree is not None else ():
                if isinstance(node, nodes.Macro | nodes.Assign | nodes.AssignBlock | nodes.Import | nodes.FromImport):
                    self._command(node, name)
        self._doc = self._parent
        if self._parent.tree is not None:
            self._body(self._parent.tree.body, name)
        text = "".join(self._emit)
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
        if self._parent_empty(key):
            return 0
        result: int = self._suppose(f"length {key}", LENGTHS if key not in PER_PIHAK else (2, 3))
        self._parent_present(key, bool(result))
        return result

    def _is_filled(self, key: str) -> bool:
        """Whether a fact is given."""
        if self._parent_empty(key):
            return False
        result: bool = self._suppose(f"?{key}", (True, False))
        self._parent_present(key, result)
        return result

    def _parent_empty(self, key: str) -> bool:
        """Whether it was assumed that what this is part of is not given."""
        return any(self._walk.suppositions.get(f"?{i}") is False for i in owners(key))

    def _parent_present(self, key: str, present: bool) -> None:
        for owner in owners(key) if present else ():
            self._walk.suppositions.setdefault(f"?{owner}", True)

    # --- statements ---------------------------------------------------------------------------------------------------

    def _body(self, content: Iterable[nodes.Node], name: Names) -> None:
        for node in content:
            self._command(node, name)

    def _command(self, node: nodes.Node, name: Names) -> None:
        match node:
            case nodes.Output():
                for inner in node.nodes:
                    self._render(inner, name)
            case nodes.If():
                self._if(node, name)
            case nodes.For():
                self._loop(node, name)
            case nodes.Assign():
                self._assign(node.target, self._try(node.node, name), name)
            case nodes.AssignBlock():
                self._assign(node.target, Symbol(f"blok {id(node)}", TEXT_KIND), name)
            case nodes.Macro():
                name[node.name] = WalkedMacro(node, self._doc)
            case nodes.Block():
                self._block_content(self._block.get(node.name, [(node, self._doc)]), 0, name)
            case nodes.Import():
                name[node.target] = self._module(node.template)
            case nodes.FromImport():
                module = self._module(node.template)
                for imported in node.names:
                    origin, alias = (imported, imported) if isinstance(imported, str) else imported
                    name[alias] = module.content.get(origin, Symbol(alias))
            case nodes.Include():
                self._insert(node, name)
            case nodes.With():
                inside = dict(name)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._assign(target, self._try(value, name), inside)
                self._body(node.body, inside)
            case nodes.CallBlock() | nodes.FilterBlock() | nodes.Scope():
                self._body(node.body, dict(name))

    def _if(self, node: nodes.If, name: Names) -> None:
        structure = self._structure(node)
        for branch in (node, *node.elif_):
            if self._test(branch, structure, name):
                self._body(branch.body, name)
                return
        self._body(node.else_, name)

    def _test(self, node: nodes.If, structure: bool, name: Names) -> bool:
        """How a condition comes out; where only words differ, no assumption is made and any branch will do."""
        self._allowed, former = self._allowed and structure, self._allowed
        branch = self._branches.setdefault(id(node), Branch(self._doc, node))
        try:
            correct = self._is_true(node.test, name)
        except Undecided:
            branch.result.add(False)
            correct = True
        finally:
            self._allowed = former
        branch.result.add(correct)
        return correct

    def _loop(self, node: nodes.For, name: Names) -> None:
        value = self._try(node.iter, name)
        if isinstance(value, Known):
            content: list[Symbolic] = (
                [Known(v) for v in value.content] if isinstance(value.content, list | tuple) else []
            )
            items = Symbol(repr(value.content))
        else:
            items = value if isinstance(value, Symbol) else Symbol(self._key(node.iter, name))
            try:
                allowed, self._allowed = self._allowed, self._allowed and self._structure(node)
                count = self._length(items.key)
            except Undecided:
                count = 1
            finally:
                self._allowed = allowed
            content = [element(items, index) for index in range(count)]
        for index, looped in enumerate(content):
            inside = dict(name)
            inside["loop"] = LoopTurn(index, len(content), items)
            self._assign(node.target, looped, inside)
            self._body(node.body, inside)
        if not content:
            self._body(node.else_, name)

    def _assign(self, target: nodes.Node, value: Symbolic, name: Names) -> None:
        if isinstance(target, nodes.Name):
            name[target.name] = value
        elif isinstance(value, Symbol):
            for variable in target.find_all(nodes.Name):
                name[variable.name] = Symbol(f"{value.key}.{variable.name}")

    def _block_content(self, items: Sequence[tuple[nodes.Block, TemplateFile]], nth: int, name: Names) -> None:
        if nth >= len(items):
            return
        blocks, doc = items[nth]
        former, self._doc = self._doc, doc
        inside = dict(name)
        inside["super"] = Symbol(f"super {blocks.name} {nth + 1}")
        self._body(blocks.body, inside)
        self._doc = former

    def _module(self, name: nodes.Expr) -> WalkedModule:
        doc = self._shelf.doc(str(name.value)) if isinstance(name, nodes.Const) else None
        macro = doc.tree.find_all(nodes.Macro) if doc is not None and doc.tree is not None else ()
        return WalkedModule({m.name: WalkedMacro(m, doc) for m in macro if doc is not None})

    def _insert(self, node: nodes.Include, name: Names) -> None:
        doc = self._shelf.doc(str(node.template.value)) if isinstance(node.template, nodes.Const) else None
        if doc is None or doc.tree is None or doc.tree in self._stack:
            return
        former, self._doc = self._doc, doc
        self._stack.append(doc.tree)
        self._body(doc.tree.body, dict(name))
        self._stack.pop()
        self._doc = former

    # --- text ---------------------------------------------------------------------------------------------------------

    def _render(self, node: nodes.Node, name: Names) -> None:
        if isinstance(node, nodes.TemplateData):
            self._emit.append(self._marked(node))
        elif isinstance(node, nodes.Filter) and node.name in ("butir", "ayat"):
            self._emit.append("\n".join([f"{_bookmarks(node)} {fences.value(VALUE)}"] * 2))
        elif isinstance(node, nodes.Call) and self._call(node, name):
            pass
        else:
            self._emit.append(fences.value(VALUE))

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
                result = (
                    fences.mark(origins.template_id(self._doc.path, int(node.lineno), node.lineno.column - 1)) + result
                )
            self._doc.marked[id(node)] = result
        return result

    def _call(self, node: nodes.Call, name: Names) -> bool:
        """Print what a macro or an inherited block gives; False when it is neither."""
        function = self._try(node.node, name)
        if isinstance(function, Symbol) and function.key.startswith("super "):
            _, blocks, nth = function.key.split(" ")
            self._block_content(self._block.get(blocks, []), int(nth), name)
            return True
        if not isinstance(function, WalkedMacro) or function.node in self._stack:
            return False
        inside = dict(name)
        rest = [argument.name for argument in function.node.args]
        for argument, standard in zip(
            rest[len(rest) - len(function.node.defaults) :], function.node.defaults, strict=True
        ):
            inside[argument] = self._try(standard, name)
        for argument, given in zip(rest, node.args, strict=False):
            inside[argument] = self._try(given, name)
        for keyword in node.kwargs:
            inside[keyword.key] = self._try(keyword.value, name)
        former, self._doc = self._doc, function.doc
        self._stack.append(function.node)
        self._body(function.node.body, inside)
        self._stack.pop()
        self._doc = former
        return True

    def _structure(self, node: nodes.Node) -> bool:
        """Whether a branch holds more than words: markers, labels, references, rows, directives."""
        if id(node) not in self._structured:
            self._structured[id(node)] = False  # a macro that calls itself
            self._structured[id(node)] = self._find_structure(node)
        return self._structured[id(node)]

    def _find_structure(self, node: nodes.Node) -> bool:
        match node:
            case nodes.TemplateData():
                return any(
                    _has_shape(b) for b in fences.without_marks(node.data).replace(fences.SWALLOW, "").split("\n")
                )
            case nodes.Filter(name="butir" | "ayat") | nodes.Include() | nodes.Block():
                return True
            case nodes.Call(node=nodes.Name() as function):
                macro = self._macros.get(function.name)
                return macro is not None and any(map(self._structure, macro.body))
            case nodes.Call(node=nodes.Getattr()):
                return True  # a macro of another template
        return any(map(self._structure, node.iter_child_nodes()))

    # --- expressions --------------------------------------------------------------------------------------------------

    def _try(self, node: nodes.Node, name: Names) -> Symbolic:
        """The value of an expression, without an assumption that is not made yet."""
        allowed, self._allowed = self._allowed, False
        try:
            return self._value(node, name)
        except Undecided:
            return Symbol(self._key(node, name))
        finally:
            self._allowed = allowed

    def _value(self, node: nodes.Node, name: Names) -> Symbolic:
        match node:
            case nodes.Const():
                return Known(node.value)
            case nodes.Name(name="jumlah_pihak"):
                return Known(self._length("para_pihak"))
            case nodes.Name():
                return name.get(node.name, Symbol(node.name))
            case nodes.Getattr():
                return self._part(self._value(node.node, name), node.attr, node, name)
            case nodes.Getitem():
                parent = self._value(node.node, name)
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                    return self._part(parent, node.arg.value, node, name)
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int) and isinstance(parent, Symbol):
                    return element(parent, node.arg.value)
            case nodes.Filter(name="length"):
                content = self._value(node.node, name) if node.node is not None else None
                if isinstance(content, Symbol):
                    return Known(self._length(content.key))
            case nodes.List() | nodes.Tuple():
                everything = [self._value(n, name) for n in node.items]
                if all(isinstance(n, Known) for n in everything):
                    return Known([n.content for n in everything if isinstance(n, Known)])
            case nodes.And() | nodes.Or() | nodes.Not() | nodes.Compare() | nodes.Test():
                return Known(self._is_true(node, name))
            case nodes.Call(node=nodes.Name(name="ada"), args=[nodes.Const(value=str())]):
                return Known(self._is_true(node, name))
            case nodes.CondExpr():
                choices = node.expr1 if self._is_true(node.test, name) else node.expr2
                return self._value(choices, name) if choices is not None else Known(None)
        return Symbol(self._key(node, name))

    def _part(self, parent: Symbolic, attribute: str, node: nodes.Node, name: Names) -> Symbolic:
        match parent:
            case Symbol():
                return Symbol(f"{parent.key}.{attribute}", part(parent.look, attribute) or ANY_KIND)
            case LoopTurn():
                return parent.part(attribute)
            case WalkedModule():
                return parent.content.get(attribute, Symbol(attribute))
        return Symbol(self._key(node, name))

    def _is_true(self, node: nodes.Node, name: Names) -> bool:
        """Whether a condition holds, on this way."""
        match node:
            case nodes.And():
                return self._is_true(node.left, name) and self._is_true(node.right, name)
            case nodes.Or():
                return self._is_true(node.left, name) or self._is_true(node.right, name)
            case nodes.Not():
                return not self._is_true(node.node, name)
            case nodes.Compare():
                return self._compare(node, name)
            case nodes.Call(node=nodes.Name(name="ada"), args=[nodes.Const(value=str() as code)]):
                return self._present(code)
            case nodes.Test(name="defined", node=nodes.Getitem(arg=nodes.Const(value=int() as nth))):
                assert isinstance(node.node, nodes.Getitem)
                items = self._value(node.node.node, name)
                if isinstance(items, Symbol):
                    return self._length(items.key) > nth
            case nodes.Test(name="defined", node=nodes.Name(name=variable)):
                return variable in name
            case nodes.Test() | nodes.Call():
                result: bool = self._suppose(self._key(node, name), (True, False))
                return result
        content = self._value(node, name)
        match content:
            case Known():
                return bool(content.content)
            case Symbol(look=ListKind()):
                return self._length(content.key) > 0
            case Symbol(look=ScalarKind(choices=choices)) if choices:
                return bool(self._from(content, choices))
            case Symbol():
                return self._is_filled(content.key)
        return True

    def _present(self, code: str) -> bool:
        certain = self._state.present(code)
        if certain is not None:
            self._walk.suppositions[f"ada({code})"] = certain
            return certain
        result: bool = self._suppose(f"ada({code})", (True, False))
        return result

    def _from(self, content: Symbol, choices: tuple[str, ...]) -> str | None:
        """Which word of a closed list a value is; None when it is not given."""
        if self._parent_empty(content.key):
            return None
        result: str | None = self._suppose(f"= {content.key}", (*choices, None))
        self._parent_present(content.key, result is not None)
        return result

    def _compare(self, node: nodes.Compare, name: Names) -> bool:
        left, key = self._value(node.expr, name), self._key(node.expr, name)
        for op in node.ops:
            right = self._value(op.expr, name)
            if not self._one_comparison(op.op, left, right, key, self._key(op.expr, name)):
                return False
            left, key = right, self._key(op.expr, name)
        return True

    def _one_comparison(self, op: str, left: Symbolic, right: Symbolic, left_key: str, right_key: str) -> bool:
        if op in ("ne", "notin"):
            return not self._one_comparison("eq" if op == "ne" else "in", left, right, left_key, right_key)
        left, right = self._choices(left, right), self._choices(right, left)
        if isinstance(left, Known) and isinstance(right, Known):
            try:
                return bool(COMPARISONS[op](left.content, right.content))
            except TypeError:
                return False
        result: bool = self._suppose(f"{left_key} {op} {right_key}", (True, False))
        return result

    def _choices(self, content: Symbolic, other: Symbolic) -> Symbolic:
        """A value out of a closed list that is compared with words becomes one of its words."""
        if (
            isinstance(content, Symbol)
            and isinstance(content.look, ScalarKind)
            and content.look.choices
            and isinstance(other, Known)
        ):
            return Known(self._from(content, content.look.choices))
        return content

    def _key(self, node: nodes.Node, name: Names) -> str:
        """An expression as one name: the same for the same values."""
        match node:
            case nodes.Const():
                return repr(node.value)
            case nodes.Name():
                content = name.get(node.name)
                return (
                    content.key
                    if isinstance(content, Symbol)
                    else repr(content.content)
                    if isinstance(content, Known)
                    else node.name
                )
            case nodes.Getattr():
                return f"{self._key(node.node, name)}.{node.attr}"
        own = [str(v) for _, v in node.iter_fields() if isinstance(v, str | int)]
        return f"{type(node).__name__}({', '.join([*own, *(self._key(n, name) for n in node.iter_child_nodes())])})"


def _bookmarks(node: nodes.Filter) -> str:
    if node.name == "ayat":
        return "(#)"
    kind = node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else "huruf"
    return ITEM_MARKERS.get(kind, "#a.")


def _has_shape(lines: str) -> bool:
    """Whether a line may be more than words; a lone number can be the width of a column."""
    content = lines.strip()
    return "[[" in content or content.startswith(("@", "|")) or content.isdigit() or markers.is_marker(content)
