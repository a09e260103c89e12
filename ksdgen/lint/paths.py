"""Every way through a template's conditions, each with the text that it gives.

A small reading of Jinja's tree in which values are symbols: a condition that depends on one is taken both ways, a loop
runs for lists of none, one, two and three, and what was assumed once holds for the rest of the way. Branches that hold
nothing but words are not told apart. The text has the same marks as that of a real rendering, and one more after each
expression, so that places are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from ksdgen.lint.positions import ParsedTemplate, ParsedTemplates, chain, names_in
from ksdgen.lint.symbols import INDEX
from ksdgen.lint.walker import Walker
from ksdgen.lint.ways import Branch, Setting, TextPath

LIMIT = 64
"""How many ways through one template are taken at most, beyond those in which each assumption is made at least once."""

_ARTICLES = re.compile(r"""\[\[([a-z0-9_]+)|\bada\(\s*['"]([^'"]*)['"]""")
_LOADS_OTHERS: tuple[type[nodes.Stmt], ...] = (nodes.Import, nodes.FromImport, nodes.Include)


@dataclass(frozen=True, slots=True)
class Questions:
    """What a template asks that is settled before any agreement is written: variables, and articles."""

    variables: tuple[str, ...]
    articles: tuple[str, ...]

    def answer(self, setting: Setting) -> tuple[object, ...]:
        """The answers; where they are the same, so are all ways through the template."""
        return (*(setting.fixed[v] for v in self.variables), *(setting.present(a) for a in self.articles))


def ask(templates: ParsedTemplates, doc: ParsedTemplate) -> Questions | None:
    """What a template and those that it extends ask; None where it takes in others, whose questions are not followed."""
    names: set[str] = set()
    articles: dict[str, None] = {}
    for template in chain(templates, doc):
        if template.tree is None or any(template.tree.find(n) is not None for n in _LOADS_OTHERS):
            return None
        names |= names_in(template.tree)
        articles.update((a or b, None) for a, b in _ARTICLES.findall("\n".join(template.raw)))
    return Questions(tuple(v for v in ("jenis", "kategori", "varian") if v in names), tuple(articles))


def explore(
    templates: ParsedTemplates,
    doc: ParsedTemplate,
    setting: Setting,
    branches: dict[int, Branch],
    *,
    limit: int = LIMIT,
    seen: set[tuple[str, int]] | None = None,
) -> Iterator[TextPath]:
    """The ways through a template: first so many that each assumption is made once, then all, up to `limit`.

    Args:
        templates: finds those that it extends, imports and includes.
        doc: the template.
        setting: in what it is read.
        branches: how its conditions come out, by identity; added to.
        limit: how many ways are taken in the second round.
        seen: assumptions that need not be made for their own sake, because they were in another template with the same
            skeleton; added to.
    """
    explorer = Walker(templates, doc, setting, branches)
    seen = set() if seen is None else seen
    pending: list[list[int]] = [[]]
    while pending:
        walk = explorer.run(pending.pop())
        yield walk
        choices = [choice for _, choice, _ in walk.order]
        generic = [INDEX.sub("[*]", name) for name, _, _ in walk.order]
        seen.update(zip(generic, choices, strict=True))
        for position, (name, (_, _, count)) in enumerate(zip(generic, walk.order, strict=True)):
            for choice in range(count):
                if (name, choice) not in seen:
                    seen.add((name, choice))
                    pending.append([*choices[:position], choice])
    start: list[int] = []
    for _ in range(limit):
        walk = explorer.run(start)
        yield walk
        order = list(walk.order)
        while order and order[-1][1] == order[-1][2] - 1:
            order.pop()
        if not order:
            return
        start = [*(choice for _, choice, _ in order[:-1]), order[-1][1] + 1]
