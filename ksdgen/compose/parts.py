"""The articles and the skeleton of a document, each from its template or from the agreement's own text to blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ksdgen.compose.blanks import read_isian
from ksdgen.compose.budget import TooLarge, budget
from ksdgen.compose.composition import Pasal
from ksdgen.compose.fencing import markah_lines
from ksdgen.compose.origins import find_origin, holds_value
from ksdgen.compose.rendering import render
from ksdgen.compose.sandbox import Environment
from ksdgen.compose.task import Job
from ksdgen.compose.views import Value
from ksdgen.diagnostics import Cause, Span
from ksdgen.paper import fences, markup
from ksdgen.paper.document import Block, Origin, Paragraph, Picture, Text

_BATANG_TUBUH = "@batang_tubuh"

_MEMO_LIMIT = 2000
"""How many read texts are kept at once."""

_MEMO_TEXT_LIMIT = 20_000
"""Characters, marks included, of the longest that is kept."""


class Parts:
    """Makes the parts of one document.

    Args:
        job: the agreement.
        env: renders templates.
        context: the variables of all templates.
        image: gives the picture that a skeleton names, or the label of the frame that takes its place.
    """

    def __init__(
        self,
        job: Job,
        env: Environment,
        context: Mapping[str, Any],
        image: Callable[[str], Picture | str | None],
    ) -> None:
        self._job = job
        self._naskah = job.naskah
        self._places = job.places
        self._templates = job.catalogue.tree
        self._env = env
        self._context = context
        self._image = image

    def pasal(self, pasal: Pasal) -> list[Block]:
        """The heading and the body of an article."""
        if pasal.origin.startswith("tambahan."):
            title, origin, text = self._extra(int(pasal.origin.partition(".")[2]))
        elif pasal.origin == "ubahan":
            title, origin, text = self._changed_text(pasal)
        else:
            title, origin, text = self._klausul(pasal)
        body = self._body(pasal.code, text)
        return [Paragraph("pasal", (title,), None, pasal.code, 0, origin), *body]

    def skeleton(self, path: str) -> tuple[list[Block], list[Block]]:
        """What stands before the articles and after them."""
        text = self._render(path, varian=None)
        if text is None:
            return [], []
        lines = text.split("\n")
        boundary = next(
            (i for i, line in enumerate(lines) if fences.without_marks(line).strip() == _BATANG_TUBUH), None
        )
        if boundary is None:
            span = Span.at(self._templates.name(path))
            self._job.broken_template("KSD041", f"kerangka tidak memuat baris `{_BATANG_TUBUH}`", span)
            boundary = len(lines)
        return self._skeleton_part(lines[:boundary]), self._skeleton_part(lines[boundary + 1 :])

    def _skeleton_part(self, lines: Sequence[str]) -> list[Block]:
        return self._read(markup.Parser(self._origin, directives=True, image=self._image), "\n".join(lines))

    # --- heading, its place, and text ---------------------------------------------------------------------------------

    def _extra(self, index: int) -> tuple[Text, Origin, str]:
        """An article of the agreement's own."""
        extra, route = self._naskah.pasal_tambahan[index], f"pasal_tambahan.{index}"
        origin = Origin(self._places.span(f"{route}.judul"), f"{route}.judul")
        return Text(extra.judul, ((0, origin),)), origin, "\n".join(markah_lines(Value(extra.isi, f"{route}.isi")))

    def _changed_text(self, pasal: Pasal) -> tuple[Text, Origin, str]:
        """A standard clause in the agreement's own words."""
        route = f"klausul.{pasal.code}.ubah"
        content = (self._naskah.klausul or {})[pasal.code].ubah
        return Text(pasal.title), Origin(self._places.key(route), route), "\n".join(markah_lines(Value(content, route)))

    def _klausul(self, pasal: Pasal) -> tuple[Text, Origin, str]:
        """A standard clause."""
        job, path = self._job, pasal.path
        job.findings += job.catalogue.file_findings(path)
        declarations = pasal.klausul.isian if pasal.klausul is not None else None
        choice = (self._naskah.klausul or {}).get(pasal.code)
        isian = read_isian(job, declarations, choice.isian if choice else None, f"klausul.{pasal.code}.isian")
        text = self._render(path, varian=pasal.variant, isian=isian)
        return Text(pasal.title), Origin(Span.at(self._templates.name(path))), text or ""

    # --- text → blocks ------------------------------------------------------------------------------------------------

    def _render(self, path: str, **variables: Any) -> str | None:
        return render(self._job, self._env, path, {**self._context, **variables})

    def _read(self, parser: markup.Parser, text: str) -> list[Block]:
        if not self._has_room(text):
            return []
        result = parser.parse(text)
        self._job.findings += result.findings
        return result.blocks

    def _has_room(self, text: str) -> bool:
        """Whether the document may have this text too; where it may not, that is reported."""
        try:
            budget().count_lines(text)
        except TooLarge as error:
            hint = "kurangi pengulangan pada templat, atau pindahkan sebagian isi naskah ke naskah lain"
            self._job.report("KSD044", str(error), self._longest_part(text), hint, cause=Cause.UNUSABLE_TEMPLATE)
            return False
        return True

    def _longest_part(self, text: str) -> Span:
        """The line of a template, or of the agreement, that most of a text comes from."""
        origin = self._origin(fences.longest_part(text), 0)
        return origin.span if origin is not None else self._places.start()

    def _body(self, code: str, text: str) -> list[Block]:
        """The blocks of an article's body.

        Many standard clauses say the same in every agreement. A text that holds no value of this agreement has all its
        places in templates, so that what it was read as can be kept for the next agreement of the run.
        """
        parser = markup.Parser(self._origin, scope=code)
        if holds_value(text):
            return self._read(parser, text)
        if not self._has_room(text):
            return []
        memo = self._env.memo
        result = memo.get((code, text))
        if result is None:
            result = parser.parse(text)
            if len(text) <= _MEMO_TEXT_LIMIT:
                if len(memo) >= _MEMO_LIMIT:
                    memo.clear()
                memo[code, text] = result
        self._job.findings += result.findings
        return list(result.blocks)

    def _origin(self, id_: str, column: int) -> Origin | None:
        return find_origin(id_, column, self._places, self._templates)
