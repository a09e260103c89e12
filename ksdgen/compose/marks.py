"""Templates before Jinja reads them: each line says where it was written, lines of mere statements leave nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from ksdgen.compose import origins
from ksdgen.paper import fences

_OPEN = re.compile(r"\{[{%#]")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}


class _Tag(NamedTuple):
    """What stands between Jinja's braces: an expression, a statement or a comment."""

    start: int
    end: int
    expression: bool


def add_marks(content: str, path: str, first_line: int) -> str:
    """The template with a hidden mark before the first text of each line.

    A line that holds only statements or comments leaves nothing behind, not even its line break. (Jinja's own
    trim_blocks would also take the break after a statement that ends a line of text, and so join two paragraphs.)

    Args:
        content: the template without its front matter.
        path: its name.
        first_line: how many lines of front matter stand before it.
    """
    tags = _list_tags(content)
    lines = content.split("\n")
    result: list[str] = []
    begin = index = 0
    for line_index, line in enumerate(lines):
        finish = begin + len(line)
        point, index = _text_start(content, tags, index, begin, finish)
        if point < finish:
            column = point - begin
            id_ = origins.template_id(path, first_line + line_index + 1, column)
            result.append(f"{line[:column]}{fences.mark(id_)}{line[column:]}")
        else:
            # The end of a statement that spans lines is inside a tag on all lines but its last.
            inside_tag = any(t.start < finish < t.end for t in tags[max(0, index - 1) : index + 1])
            next_line = lines[line_index + 1].lstrip() if line_index + 1 < len(lines) else ""
            # Where `-` takes the break away, Jinja does it itself.
            jinja_does = line.rstrip().endswith(("-%}", "-#}")) or next_line.startswith(("{%-", "{{-", "{#-"))
            swallow = line.strip() and not inside_tag and not jinja_does
            result.append(line.strip() + fences.SWALLOW if swallow else line)
        begin = finish + 1
    return "\n".join(result)


def _list_tags(content: str) -> list[_Tag]:
    result: list[_Tag] = []
    position = 0
    while (opening := _OPEN.search(content, position)) is not None:
        end = content.find(_CLOSE[opening[0]], opening.end())
        position = len(content) if end < 0 else end + 2
        result.append(_Tag(opening.start(), position, opening[0] == "{{"))
    return result


def _text_start(content: str, tags: list[_Tag], index: int, begin: int, finish: int) -> tuple[int, int]:
    """Where the first text or expression of a line stands, or `finish` or more; and the tag at hand."""
    while index and tags[index - 1].end > begin:
        index -= 1
    point = begin
    while True:
        while point < finish and content[point] in " \t":
            point += 1
        while index < len(tags) and tags[index].end <= point:
            index += 1
        if index == len(tags) or point < tags[index].start or (tags[index].expression and tags[index].start == point):
            return point, index
        point = tags[index].end
        if point >= finish:
            return point, index
