"""Words of strangers made inert in each language in which ksdgen speaks: they come out as text and command nothing.

Names, keys, values, revisions and authors come from agreements, file names and git, which anybody may have written.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_PLAIN = re.compile(r"[\w/.: -]+")

_HARMLESS = re.compile(r"[\w .,;:/()'\"%–…-]*")
"""Characters that command nothing within a line of Markdown, in whatever order they stand."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~=-])")
"""Characters that Markdown would take as a command."""

_MENTION = re.compile(r"([@#!])(?=\w)")
"""What calls a person, an issue or a merge request. GitHub looks for those after Markdown is done, so that a backslash
is not enough.
"""

_LINK = re.compile(r"(?i)\b(https?|ftp|www|mailto)(?=[:.])")
"""What GitHub and GitLab make a link of by themselves."""

_NOT_SEEN = re.compile(r"[^\x00-\x7e\xa1-\u058f\u2010-\u2027\u2030-\u205f]")
"""Characters among which hidden ones are; JSON writes those below by their numbers anyway."""

_COMMAND = re.compile(r"^(\s*)(?=::)", re.MULTILINE)
_OLD_COMMAND = re.compile(r"##(?=\[|vso\[)", re.IGNORECASE)


def is_hidden(char: str) -> bool:
    """Whether a character is not seen, or commands what shows it."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and char not in "\u200c\u200d"


def line(text: str) -> str:
    """A text on one line, in which each character that is not seen, or commands what shows it, is replaced by U+FFFD;
    line breaks and tabs become blanks.
    """
    if text.isprintable():
        return text
    return "".join(" " if c in "\t\n\r\x0b\x0c\x85\u2028\u2029" else "\ufffd" if is_hidden(c) else c for c in text)


def lines(text: str) -> str:
    """A text of several lines, each as in `line`; tabs stay."""
    return "\n".join("\t".join(map(line, row.split("\t"))) for row in text.split("\n"))


def console(text: str) -> str:
    """A text of several lines for a terminal and for the log of CI, which takes some beginnings of lines as commands.

    GitHub obeys `::command` at the start of a line and `##[command]` anywhere, Azure `##vso[command]`.
    """
    result = commands(text)
    return _COMMAND.sub("\\1\u200b", result) if "::" in result else result


def commands(text: str) -> str:
    """Commands for GitHub, whose words are escaped already, so that no older form of command is in them."""
    result = lines(text)
    return _OLD_COMMAND.sub("#\u200b#", result) if "##" in result else result


def as_json(data: Any, indent: int | None = 2) -> str:
    """Data as JSON: what is not seen, or commands what shows it, is written by its number, and reads back the same."""
    import json  # loaded with the first report that is JSON

    text = json.dumps(data, ensure_ascii=False, indent=indent)
    if not text.isascii():
        text = _NOT_SEEN.sub(_by_number, text)
    return _OLD_COMMAND.sub(r"#\\u0023", text) if "##" in text else text


def _by_number(match: re.Match[str]) -> str:
    char = match[0]
    return "".join(f"\\u{ord(unit):04x}" for unit in _units(char)) if is_hidden(char) else char


def _units(char: str) -> str:
    """The UTF-16 code units of a character, as characters."""
    code = ord(char) - 0x10000
    return char if code < 0 else chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def sarif(text: str) -> str:
    """A message of SARIF in which `[words](target)` is no link (SARIF 2.1.0, 3.11.6); what JSON hides is left to it."""
    return text.replace("](", "]\u200b(")


def html(text: str) -> str:
    """A text in which nothing is HTML; line breaks stay."""
    return _escape(lines(text)).replace('"', "&quot;").replace("'", "&#x27;")


def _escape(text: str) -> str:
    # As `html.escape`, whose module loads the names of 2,231 characters first.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def markdown(text: str) -> str:
    """A text on one line in which nothing is a command of Markdown, HTML or a forge, and nothing becomes a link."""
    shown = _SPECIAL.sub(r"\\\1", _escape(line(" ".join(text.split()) if "\n" in text else text)))
    return _LINK.sub("\\1&#8203;", _MENTION.sub("\\1&#8203;", shown))


def markdown_code(text: str) -> str:
    """A name as code, whatever characters it holds: those with a meaning in Markdown or in a table become entities."""
    if _PLAIN.fullmatch(text) and text.isprintable() and text.strip() == text:
        return f"`{text}`"
    return f"<code>{''.join(_entity(char) for char in line(text))}</code>"


def markdown_sentence(text: str) -> str:
    """A sentence of ksdgen's own, in which `x` is a word to be typed."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return markdown(text)
    return "".join(markdown_code(part) if i % 2 else markdown(part) for i, part in enumerate(parts))


def markdown_cell(text: str) -> str:
    """A sentence for a cell of a table: as it is where it holds only characters that command nothing."""
    return text if _HARMLESS.fullmatch(text) and not _LINK.search(text) else markdown_sentence(text)


def _entity(char: str) -> str:
    return char if char.isalnum() or char in " /.:-" else f"&#{ord(char)};"
