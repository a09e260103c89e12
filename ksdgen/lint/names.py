"""Names, attributes, filters and values that a template uses, held against what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jinja2 import nodes

from ksdgen.compose.filters import FILTERS, ITEM_MARKERS, REQUIRES
from ksdgen.compose.sandbox import TESTS
from ksdgen.compose.task import did_you_mean
from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.lint.effort import TooManyWays
from ksdgen.lint.kinds import (
    ANY_KIND,
    NUMBER_KIND,
    TEXT_KIND,
    YES_NO_KIND,
    AnyKind,
    BlanksKind,
    CallKind,
    Kind,
    ListKind,
    LoopKind,
    MappingKind,
    RecordKind,
    ScalarKind,
    in_words,
    merge,
    part,
    part_names,
)
from ksdgen.lint.positions import ParsedTemplate, ParsedTemplates, chain, is_open
from ksdgen.lint.scopes import KnownMacro, KnownModule, Meaning, Scope, root_scope, top_names
from ksdgen.source.report import PROBLEM_LIMIT
from ksdgen.source.scalars import ToFollow
from ksdgen.world.codes import finding

_FOR_LISTS = frozenset({"butir", "ayat", "gabung", "baris", "length"})
_FOR_TEXTS_TOO = frozenset({"baris", "length"})
"""Those of the filters for lists that take a single value too."""


def check_names(
    templates: ParsedTemplates, doc: ParsedTemplate, context: Mapping[str, Kind], klausul_codes: Sequence[str]
) -> tuple[list[Diagnostic], set[str]]:
    """What is wrong with the names of a template, and which blanks it uses.

    Args:
        templates: finds those that it extends, imports and includes.
        doc: the template.
        context: the variables that it has, blanks and variant included.
        klausul_codes: the clauses that there are.
    """
    checker = _NameChecker(templates, klausul_codes)
    if doc.tree is not None:
        checker.template(doc, Scope(dict(context)))
    return list(checker.findings), checker.isian


class _NameChecker:
    def __init__(self, templates: ParsedTemplates, klausul_codes: Sequence[str]) -> None:
        self.templates = templates
        self.klausul_codes = klausul_codes
        self.findings: dict[Diagnostic, None] = {}
        self.isian: set[str] = set()
        self.unknown = 0
        self.doc: ParsedTemplate
        self.visited: set[int] = set()
        self.stack: list[nodes.Node] = []

    # --- templates ----------------------------------------------------------------------------------------------------

    def template(self, doc: ParsedTemplate, outside: Scope) -> None:
        """A template and the macros in it that nothing calls."""
        assert doc.tree is not None
        self.doc = doc
        scope = outside.child(**self._inherited(doc))
        self._body(doc.tree.body, scope)
        for macro in doc.tree.find_all(nodes.Macro):
            if id(macro) not in self.visited:
                self._macro_body(KnownMacro(macro, doc), {}, scope)

    def _inherited(self, doc: ParsedTemplate) -> dict[str, Meaning]:
        """What the templates that this one extends define at their top; blocks see it."""
        result: dict[str, Meaning] = {}
        for parent in reversed(chain(self.templates, doc)[1:]):
            result.update(top_names(parent))
        return result

    def _other_doc(self, name: nodes.Expr) -> ParsedTemplate | None:
        """Another template that this one names; a name that is computed is not followed."""
        if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
            return None
        doc = self.templates.doc(name.value)
        if doc is None:
            present = [
                f
                for folder in ("", "klausul")
                for f in self.templates.catalogue.tree.files(folder)
                if f.endswith(".j2")
            ]
            hint = did_you_mean(name.value, present, "periksa letak dan ejaan nama berkas")
            self._report("KSD041", f"templat `{name.value}` tidak ada", self._quotation(name), hint)
        return doc

    # --- statements ---------------------------------------------------------------------------------------------------

    def _spend(self, node: nodes.Node | None) -> None:
        try:
            self.templates.effort.spend(1)
        except TooManyWays:
            span = self.doc.span(node) if node is not None and node.lineno is not None else None
            raise TooManyWays(span) from None

    def _body(self, content: Iterable[nodes.Node], scope: Scope) -> None:
        for node in content:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        self._spend(node)
        match node:
            case nodes.Output():
                for inner in node.nodes:
                    if not isinstance(inner, nodes.TemplateData):
                        self._output(inner, scope)
            case nodes.If():
                self._kind_of(node.test, scope)
                self._body(node.body, scope)
                self._body(node.elif_, scope)
                self._body(node.else_, scope)
            case nodes.For():
                self._loop(node, scope)
            case nodes.Assign():
                self._assign(node.target, self._kind_of(node.node, scope), scope)
            case nodes.AssignBlock():
                self._body(node.body, scope.child())
                self._assign(node.target, TEXT_KIND, scope)
            case nodes.Macro():
                scope.names[node.name] = KnownMacro(node, self.doc)
                for default in node.defaults:
                    self._kind_of(default, scope)
            case nodes.Block():
                self._body(node.body, scope.child(super=CallKind("super")))
            case nodes.Extends():
                self._kind_of(node.template, scope)
                self._other_doc(node.template)
            case nodes.Import():
                scope.names[node.target] = self._module(node.template)
            case nodes.FromImport():
                self._from_import(node, scope)
            case nodes.Include():
                self._include(node, scope)
            case nodes.With():
                inside = scope.child()
                for target, value in zip(node.targets, node.values, strict=True):
                    self._assign(target, self._kind_of(value, scope), inside)
                self._body(node.body, inside)
            case nodes.CallBlock():
                self._kind_of(node.call, scope)
                self._body(node.body, scope.child(**{inner.name: ANY_KIND for inner in node.args}))
            case nodes.Expr():
                self._kind_of(node, scope)
            case _:
                for child in node.iter_child_nodes():
                    self._statement(child, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        source = self._kind_of(node.iter, scope)
        content: Kind = ANY_KIND
        if isinstance(source, ListKind):
            content = source.content
        elif not isinstance(source, AnyKind):
            self._report("KSD044", f"`for` memerlukan daftar, ini {_mention(source)}", self._end_span(node.iter))
        inside = scope.child(loop=LoopKind(content))
        self._assign(node.target, content, inside)
        if node.test is not None:
            self._kind_of(node.test, inside)
        self._body(node.body, inside)
        self._body(node.else_, scope)

    def _assign(self, target: nodes.Node, value: Meaning, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            old = scope.names.get(target.name)
            # Set in one branch as this and in another as that: what both may be.
            if isinstance(old, ScalarKind) and isinstance(value, ScalarKind):
                value = merge([old, value])
            scope.names[target.name] = value
        for child in target.iter_child_nodes():
            self._assign(child, ANY_KIND, scope)

    def _module(self, name: nodes.Expr) -> Meaning:
        doc = self._other_doc(name)
        return KnownModule(top_names(doc), doc.path) if doc is not None and doc.tree is not None else ANY_KIND

    def _from_import(self, node: nodes.FromImport, scope: Scope) -> None:
        module = self._module(node.template)
        for imported in node.names:
            name, alias = (imported, imported) if isinstance(imported, str) else imported
            content: Meaning | None = ANY_KIND
            if isinstance(module, KnownModule):
                content = module.content.get(name)
                if content is None:
                    self._unknown(
                        name, self.doc.find(node, name), list(module.content), f"`{module.path}` tidak memuatnya"
                    )
            scope.names[alias] = content if content is not None else ANY_KIND

    def _include(self, node: nodes.Include, scope: Scope) -> None:
        candidates = node.template.items if isinstance(node.template, nodes.List | nodes.Tuple) else [node.template]
        for name in candidates:
            present = isinstance(name, nodes.Const) and self.templates.doc(str(name.value)) is not None
            doc = self._other_doc(name) if present or not node.ignore_missing else None
            if doc is None or doc.tree is None or is_open(doc.tree, self.stack):
                continue
            former, self.doc = self.doc, doc
            self.stack.append(doc.tree)
            self._body(doc.tree.body, scope.child() if node.with_context else root_scope(scope).child())
            self.stack.pop()
            self.doc = former

    # --- expressions --------------------------------------------------------------------------------------------------

    def _output(self, node: nodes.Expr | nodes.Node, scope: Scope) -> None:
        """An expression that is printed."""
        kind = self._kind_of(node, scope)
        if isinstance(kind, RecordKind | MappingKind | LoopKind):
            message = "nilai ini terdiri atas beberapa bagian; cetak bagiannya satu per satu"
            hint = f"bagian yang ada: {', '.join(part_names(kind)[:12])}" if part_names(kind) else None
            self._report("KSD044", message, self._end_span(node), hint)
        elif isinstance(kind, CallKind | KnownMacro | KnownModule) or kind == YES_NO_KIND:
            self._report("KSD044", f"{_mention(kind)} tidak dapat dicetak", self._end_span(node))

    def _kind_of(self, node: nodes.Node | None, scope: Scope) -> Meaning:
        """The kind of an expression; what is wrong in it is reported."""
        self._spend(node)
        match node:
            case None:
                return ANY_KIND
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Const():
                return ScalarKind(frozenset({type(node.value)})) if node.value is not None else ANY_KIND
            case nodes.Getattr():
                return self._part(node, self._kind_of(node.node, scope), node.attr)
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Test():
                self._test(node, scope)
                return YES_NO_KIND
            case nodes.Compare():
                self._compare(node, scope)
                return YES_NO_KIND
            case nodes.Not():
                self._kind_of(node.node, scope)
                return YES_NO_KIND
            case nodes.And() | nodes.Or():
                left, right = self._kind_of(node.left, scope), self._kind_of(node.right, scope)
                return left if left == right else ANY_KIND
            case nodes.CondExpr():
                self._kind_of(node.test, scope)
                result = self._kind_of(node.expr1, scope)
                self._kind_of(node.expr2, scope)
                return result if isinstance(result, ScalarKind) else ANY_KIND
            case nodes.Call():
                return self._call(node, scope)
            case nodes.List() | nodes.Tuple():
                kinds = [self._kind_of(n, scope) for n in node.items]
                return ListKind(merge(r for r in kinds if isinstance(r, ScalarKind)))
        for child in node.iter_child_nodes():
            self._kind_of(child, scope)
        return ANY_KIND

    def _name(self, node: nodes.Name, scope: Scope) -> Meaning:
        content = scope.find(node.name)
        if content is None:
            self._unknown(
                node.name, self.doc.span(node, len(node.name)), scope.all_names(), "periksa ejaan nama dalam templat"
            )
            return ANY_KIND
        return content

    def _part(self, node: nodes.Getattr | nodes.Getitem, parent: Meaning, name: str) -> Meaning:
        if isinstance(parent, BlanksKind):
            self.isian.add(name)
        if isinstance(parent, KnownModule):
            result, present = parent.content.get(name), list(parent.content)
        elif isinstance(parent, KnownMacro | CallKind):
            result, present = None, []
        else:
            result, present = part(parent, name), part_names(parent)
        if result is None:
            span = self.doc.find(node, name)
            if isinstance(parent, BlanksKind):
                other = (
                    f"isian yang dinyatakan: {', '.join(present)}" if present else "templat ini tidak menyatakan isian"
                )
            elif present:
                other = f"yang ada: {', '.join(present[:12])}{', …' if len(present) > 12 else ''}"
            else:
                other = f"nilai ini {_mention(parent)}, tidak mempunyai bagian bernama"
            self._unknown(name, span, present, other)
            return ANY_KIND
        return result

    def _item(self, node: nodes.Getitem, scope: Scope) -> Meaning:
        parent = self._kind_of(node.node, scope)
        self._kind_of(node.arg, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str) and not isinstance(parent, AnyKind):
            return self._part(node, parent, node.arg.value)
        return parent.content if isinstance(parent, ListKind) else ANY_KIND

    def _filter(self, node: nodes.Filter, scope: Scope) -> Meaning:
        content = self._kind_of(node.node, scope)
        for argument in (*node.args, *(k.value for k in node.kwargs)):
            self._kind_of(argument, scope)
        span = self.doc.span(node, len(node.name))
        template_filter = FILTERS.get(node.name)
        if template_filter is None:
            hint = did_you_mean(node.name, list(FILTERS), f"saringan yang ada: {', '.join(FILTERS)}")
            self._report("KSD040", f"saringan `{node.name}` tidak ada", span, hint)
            return ANY_KIND
        needed = REQUIRES.get(template_filter)
        if needed is not None and not _matches(content, needed[1]):
            self._report("KSD044", f"saringan `{node.name}` memerlukan {needed[0]}, ini {_mention(content)}", span)
        is_list = isinstance(content, ListKind | AnyKind | BlanksKind)
        is_text = isinstance(content, ScalarKind) and node.name in _FOR_TEXTS_TOO
        if node.name in _FOR_LISTS and not is_list and not is_text:
            self._report("KSD044", f"saringan `{node.name}` memerlukan daftar, ini {_mention(content)}", span)
        if node.name == "butir":
            for arg in node.args[:1]:
                if isinstance(arg, nodes.Const) and arg.value not in ITEM_MARKERS:
                    present = f"pilihan: {', '.join(ITEM_MARKERS)}"
                    self._report(
                        "KSD044",
                        f"`butir` tidak mengenal '{arg.value}'",
                        self._quotation(arg),
                        did_you_mean(str(arg.value), ITEM_MARKERS, present),
                    )
        return NUMBER_KIND if node.name == "length" else TEXT_KIND

    def _test(self, node: nodes.Test, scope: Scope) -> None:
        # `x is defined` asks whether there is an x: no fault when there is none.
        if not (node.name in ("defined", "undefined") and isinstance(node.node, nodes.Name)):
            self._kind_of(node.node, scope)
        for argument in node.args:
            self._kind_of(argument, scope)
        if node.name not in TESTS:
            span = self.doc.find(node, node.name)
            self._report(
                "KSD040",
                f"uji `{node.name}` tidak ada",
                span,
                did_you_mean(node.name, sorted(TESTS), f"uji yang ada: {', '.join(sorted(TESTS))}"),
            )

    def _compare(self, node: nodes.Compare, scope: Scope) -> None:
        kind = self._kind_of(node.expr, scope)
        for op in node.ops:
            other = self._kind_of(op.expr, scope)
            self._require_choice(kind, op.expr, node.expr)
            self._require_choice(other, node.expr, op.expr)

    def _require_choice(self, kind: Meaning, constant: nodes.Node, origin: nodes.Node) -> None:
        """A value out of a closed list is only compared with words that are in it."""
        if not isinstance(kind, ScalarKind) or not kind.choices:
            return
        for item in constant.items if isinstance(constant, nodes.List | nodes.Tuple) else [constant]:
            if isinstance(item, nodes.Const) and isinstance(item.value, str) and item.value not in kind.choices:
                present = f"pilihan: {', '.join(kind.choices)}"
                self._report(
                    "KSD013",
                    f"`{_last_name(origin)}` tidak pernah bernilai `{item.value}`",
                    self._quotation(item),
                    did_you_mean(item.value, kind.choices, present),
                    Cause.UNKNOWN_WORD,
                )

    def _call(self, node: nodes.Call, scope: Scope) -> Meaning:
        function = self._kind_of(node.node, scope)
        arguments = [self._kind_of(argument, scope) for argument in node.args]
        named = {k.key: self._kind_of(k.value, scope) for k in node.kwargs}
        match function:
            case KnownMacro():
                self._call_macro(node, function, arguments, named, scope)
                return TEXT_KIND
            case CallKind(name="ada"):
                for argument in node.args[:1]:
                    if (
                        isinstance(argument, nodes.Const)
                        and isinstance(argument.value, str)
                        and argument.value not in self.klausul_codes
                    ):
                        self._report(
                            "KSD013",
                            f"klausul `{argument.value}` tidak ada",
                            self._quotation(argument),
                            did_you_mean(argument.value, self.klausul_codes, "lihat `ksdgen templates`"),
                            Cause.UNKNOWN_WORD,
                        )
                self._require_arguments(node, 1, "ada")
                return YES_NO_KIND
            case CallKind(name="kosong"):
                self._require_arguments(node, 1, "kosong")
                return ANY_KIND
            case CallKind() | AnyKind():
                return ANY_KIND
        self._report("KSD044", f"{_mention(function)} tidak dapat dipanggil", self._end_span(node.node))
        return ANY_KIND

    def _require_arguments(self, node: nodes.Call, count: int, name: str) -> None:
        if len(node.args) != count or node.kwargs:
            self._report("KSD044", f"`{name}` memerlukan {count} nilai di dalam kurung", self._end_span(node.node))

    def _call_macro(
        self,
        node: nodes.Call,
        macro: KnownMacro,
        arguments: list[Meaning],
        named: dict[str, Meaning],
        scope: Scope,
    ) -> None:
        names = [a.name for a in macro.node.args]
        required = names[: len(names) - len(macro.node.defaults)]
        content = {**dict(zip(names, arguments, strict=False)), **{k: v for k, v in named.items() if k in names}}
        lacking = [n for n in required if n not in content]
        foreign = [k for k in named if k not in names]
        if len(arguments) > len(names) or lacking or foreign:
            message = f"makro `{macro.node.name}` dipanggil dengan {len(arguments) + len(named)} nilai, seharusnya {len(names)}"
            self._report(
                "KSD044", message, self._end_span(node.node), f"nilai yang diminta: {', '.join(names) or 'tidak ada'}"
            )
        self._macro_body(macro, content, root_scope(scope))

    def _macro_body(self, macro: KnownMacro, arguments: Mapping[str, Meaning], scope: Scope) -> None:
        """The body of a macro with the kinds of what it was called with."""
        if is_open(macro.node, self.stack):
            return
        self.visited.add(id(macro.node))
        parameters = {a.name: arguments.get(a.name, ANY_KIND) for a in macro.node.args}
        former, self.doc = self.doc, macro.doc
        self.stack.append(macro.node)
        outside = scope if macro.doc is former else scope.child(**top_names(macro.doc))
        self._body(macro.node.body, outside.child(caller=ANY_KIND, varargs=ANY_KIND, kwargs=ANY_KIND, **parameters))
        self.stack.pop()
        self.doc = former

    # --- findings -----------------------------------------------------------------------------------------------------

    def _unknown(self, name: str, span: Span, present: Sequence[str], other: str) -> None:
        self.unknown += 1
        known = dict.fromkeys(present) if self.unknown <= PROBLEM_LIMIT else ()  # more are not told
        self._report(
            "KSD043", f"nama `{name}` tidak dikenal", span, did_you_mean(name, known, other), Cause.UNKNOWN_WORD
        )

    def _quotation(self, node: nodes.Const) -> Span:
        """The place of a word between quotes."""
        return self.doc.span(node, len(str(node.value)), 1)

    def _end_span(self, node: nodes.Node) -> Span:
        """The place of the last name of an expression."""
        match node:
            case nodes.Getattr():
                return self.doc.find(node, node.attr)
            case nodes.Name() | nodes.Filter():
                return self.doc.span(node, len(node.name))
            case nodes.Call():
                return self._end_span(node.node)
        return self.doc.span(node)

    def _report(self, code: str, message: str, span: Span, hint: str | None = None, cause: Cause | None = None) -> None:
        self.findings.setdefault(finding(code, message, span, hint, cause=cause))


def _matches(content: Meaning, type_: type) -> bool:
    """Whether a filter for this type may be given that."""
    if isinstance(content, AnyKind):
        return True
    if not isinstance(content, ScalarKind):
        return False
    return any(issubclass(t, type_) and (t is not bool or type_ is bool) for t in content.annotation - {ToFollow})


def _last_name(node: nodes.Node) -> str:
    """What people call an expression: its last name."""
    if isinstance(node, nodes.Name):
        return node.name
    return node.attr if isinstance(node, nodes.Getattr) else "nilai"


def _mention(content: Meaning) -> str:
    """What a meaning is, in words for people."""
    if isinstance(content, KnownMacro):
        return f"makro `{content.node.name}`"
    return "templat lain" if isinstance(content, KnownModule) else in_words(content)
