"""What is true of every output, whatever the agreement says."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

from lxml import etree

from ksdgen import reporters
from ksdgen.desk.outcome import Result
from ksdgen.desk.reports import report_of
from ksdgen.paper.document import Dokumen
from ksdgen.world.repository import Repository
from ksdgen.writers import FORMAT, writer_for
from tests.fuzz.engine import Wrong

_TAGS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "div",
        "span",
        "a",
        "br",
        "img",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "section",
        "header",
        "footer",
        "article",
        "ol",
        "ul",
        "li",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "class",
        "style",
        "href",
        "title",
        "alt",
        "src",
        "id",
        "scope",
        "role",
        "colspan",
        "aria-label",
        "data-kolom",
    ]
)

_ACTIVE = frozenset({"base", "embed", "iframe", "form", "input", "link", "object", "svg", "comment"})
"""Tags that no page has, not even one with a script of its own."""

_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)

_MARKDOWN = re.compile(
    r"(?P<picture>(?<!\\)!\[x)|(?P<link>(?<!\\)\]\(http://a)|(?P<mention>(?<![\w\\/])@kepala-hukum)|(?P<comment><!--)"
    r"|(?P<tag>(?<!\\)<(?:img|script|b|x|i|title)\b)|(?P<title>^# Disetujui)",
    re.MULTILINE,
)
"""What values hold that must not do anything."""

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that make a terminal or a reader see something else than there is."""


class _Tags(HTMLParser):
    """Finds tags and attributes that ksdgen never writes: they came from a value."""

    def __init__(self) -> None:
        super().__init__()
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        values = dict(attrs)
        self.foreign += [tag] if tag not in _TAGS else []
        self.foreign += [f"{tag} {name}" for name in values if name not in _ATTRIBUTES]
        if not (values.get("src") or "data:").startswith("data:") or not (values.get("href") or "#").startswith("#"):
            self.foreign.append(f"{tag} leads out")

    def handle_comment(self, data: str) -> None:
        """See `HTMLParser`."""
        self.foreign.append("comment")


def check_html(text: str) -> None:
    """A page holds no tag, attribute or address that came from a value."""
    parser = _Tags()
    parser.feed(text)
    parser.close()
    if parser.foreign:
        raise Wrong("invalid", "html", ", ".join(parser.foreign[:5]))


def check_page(text: str) -> None:
    """A page with parts that ksdgen wrote: nothing runs in it and leads out of it that came from a value."""
    parser = _Tags()
    parser.feed(text)
    parser.close()
    if foreign := [
        what for what in parser.foreign if what.partition(" ")[0] in _ACTIVE or " on" in what or "src" in what
    ]:
        raise Wrong("invalid", "page", ", ".join(foreign[:5]))


def check_markdown(text: str) -> None:
    """A comment for a merge request: what came from values is text, whoever shows it."""
    pieces = re.split(r"^```.*?^```$", text, flags=re.MULTILINE | re.DOTALL)
    plain = "\n\n".join(_CODE_SPAN.sub("", paragraph) for piece in pieces for paragraph in re.split(r"\n\s*\n", piece))
    found = _MARKDOWN.search(plain.removeprefix("<!-- ksdgen -->"))
    if found is not None:
        raise Wrong("invalid", f"markdown {found.lastgroup}", plain[max(0, found.start() - 80) :][:200])
    check_terminal(text)


def check_json(text: str) -> None:
    """Data for programs."""
    try:
        json.loads(text)
    except ValueError as error:
        raise Wrong("invalid", "json", str(error)) from None


def check_terminal(text: str) -> None:
    """A text holds no character that makes a terminal show something else."""
    if hidden := _HIDDEN.search(text):
        raise Wrong("invalid", "hidden character", f"{hidden[0]!r} {text[max(0, hidden.start() - 60) :][:120]!r}")


def check_docx(data: bytes, schema: bool = False) -> None:
    """A Word file consists of whole parts; with `schema`, they are valid too, where the validator is installed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                try:
                    etree.fromstring(archive.read(name))
                except etree.XMLSyntaxError as error:
                    raise Wrong("invalid", "docx", f"{name}: {error}") from None
    if schema and find_spec("openxml_audit") is not None:
        from tests.helpers.word_files import findings

        if found := findings(data):
            kind = re.sub(r"[\d'\[\]]+", "", found[0])[:60]
            raise Wrong("invalid", f"docx schema {kind}", "; ".join(found[:3]))


def papers(document: Dokumen, images: Any, schema: bool = False) -> dict[str, bytes]:
    """A document in every format, each of them whole."""
    result = {format_: writer_for(format_)(document, images) for format_ in FORMAT}
    check_docx(result["docx"], schema)
    check_html(result["html"].decode())
    return result


def check_reports(repository: Repository, result: Result) -> None:
    """Every form of a report of one agreement is what it claims to be."""
    report = report_of(result.findings, [repository], [result.loaded.path])
    for format_ in reporters.FORMAT:
        text = reporters.written(report, format_)
        fault = next(_faults(format_, text), None)
        if fault is not None:
            raise Wrong("invalid", f"report {format_}", fault)


def _faults(format_: str, text: str) -> Iterator[str]:
    if format_ in ("json", "gitlab", "sarif"):
        json.loads(text)
    elif format_ == "junit":
        try:
            ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            yield str(error)
    elif format_ == "github":
        yield from (line for line in text.splitlines() if not line.startswith("::"))
    elif format_ == "text":
        yield from (f"hidden {match[0]!r}" for match in _HIDDEN.finditer(text))
        yield from (line for line in text.split("\n") if line.lstrip().startswith("::"))
