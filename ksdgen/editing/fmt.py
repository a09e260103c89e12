"""One canonical form for agreement and party files, so that a git diff shows only what changed.

The file is read into a tree that keeps its comments, and written again: keys in the order of the model, two spaces of
indentation, quotes only where needed, long text folded. What a value says stays as it is, character by character, and
so do the words of every comment; a result of which that cannot be shown is not used.
"""

from __future__ import annotations

import re

from ksdgen.diagnostics import Severity
from ksdgen.editing.canonical import LIKE_MARKER, write
from ksdgen.editing.commented import CommentReader
from ksdgen.naskah.model import Naskah
from ksdgen.source.node import MappingNode, Node, SequenceNode, empty
from ksdgen.source.parse import parse
from ksdgen.source.record import Record


def tidy(text: str, kind: type[Record] = Naskah) -> str | None:
    """The text in canonical form; None when it is no YAML that can be read, which must be mended first.

    Line ends and a byte order mark stay. A text that cannot be rewritten with certainty (a bracketed or indented whole,
    directives) comes back as it is, and so does a part with anchors or aliases.

    Args:
        text: the file's text.
        kind: what the file is; the order of keys is that of its fields.
    """
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    plain_text = re.sub(r"\r\n?", "\n", text.removeprefix(bom))
    node, findings = parse(plain_text, "")
    if node is None or any(finding.severity is Severity.ERROR for finding in findings):
        return None
    if not isinstance(node, MappingNode) or not node.content or any(span.column != 1 for span in node.keys.values()):
        return text
    root = CommentReader(plain_text).read()
    if root is None:
        return text
    result = write(root, kind)
    return bom + result.replace("\n", _line_break(text)) if _same(node, root.comments, result) else text


def _line_break(text: str) -> str:
    """The line end that a text uses most."""
    windows = text.count("\r\n")
    count = {"\n": text.count("\n") - windows, "\r\n": windows, "\r": text.count("\r") - windows}
    return max(count, key=count.__getitem__)


def _same(node: Node, comments: list[str], result: str) -> bool:
    """Whether a new text says what the old one said, with all its comments."""
    new, findings = parse(result, "")
    broken = any(finding.severity is Severity.ERROR for finding in findings)
    if new is None or broken or _meaning(new) != _meaning(node):
        return False
    again = CommentReader(result).read()
    return again is not None and sorted(again.comments) == sorted(comments)


def _meaning(node: Node) -> object:
    """All of a text that the decoder looks at, whatever the order of its keys."""
    if isinstance(node, MappingNode):
        return {key: _meaning(value) for key, value in node.content.items()}
    if isinstance(node, SequenceNode):
        return [_meaning(item) for item in node.items]
    is_folded = node.style == ">" or node.span.line != node.span.end_line
    return (
        node.text,
        empty(node),
        node.style == "|",
        bool(is_folded and node.style != "|" and LIKE_MARKER.match(node.text)),
    )
