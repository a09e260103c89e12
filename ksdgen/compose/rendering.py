"""One template to text; whatever goes wrong in it becomes a finding at its line, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError

from ksdgen.compose.budget import TooLarge, budget
from ksdgen.compose.fencing import WrongValue
from ksdgen.compose.refusals import BeyondLimits
from ksdgen.compose.sandbox import Environment
from ksdgen.compose.task import Job
from ksdgen.diagnostics import Span
from ksdgen.paper import fences
from ksdgen.source.convert import summary

_SPENT_LIMIT = 3
"""How many times a template may use up what is left of a run; then it is not run again, and the last is repeated."""


def render(job: Job, env: Environment, path: str, variables: Mapping[str, Any]) -> str | None:
    """The text of one template, or None when it cannot be rendered, which is reported."""
    said = env.spent.get(path, [])
    if len(said) >= _SPENT_LIMIT:
        job.broken_template(*said[-1])
        return None
    try:
        text = "".join(_pieces(env.get_template(path), variables))
        return text.replace(f"{fences.SWALLOW}\n", "").replace(fences.SWALLOW, "")
    except Exception as error:  # a template is a program of strangers: whatever it brings about is its fault
        before = len(job.findings)
        _report(job, error, path)
        if isinstance(error, TooLarge) and error.of_run:
            found = job.findings[before]
            assert found.span is not None
            env.spent.setdefault(path, []).append((found.code, found.message, found.span, found.hint))
        return None


def _pieces(template: jinja2.Template, variables: Mapping[str, Any]) -> Iterator[str]:
    share = budget()
    for part in template.generate(**variables):
        share.count(len(part))
        yield part


def _report(job: Job, error: Exception, path: str) -> None:
    name = job.catalogue.tree.name(path)
    span = _error_span(error, name)
    match error:
        case BeyondLimits():
            hint = "bagi templat ini, atau kurangi perintahnya"
            job.broken_template("KSD044", error.message or "", Span.at(error.filename or name, error.lineno), hint)
        case jinja2.TemplateSyntaxError():
            message = f"templat tidak dapat dibaca: {translate(error.message or '')}"
            job.broken_template("KSD040", message, Span.at(error.filename or name, error.lineno))
        case jinja2.TemplateNotFound():
            unreadable = job.catalogue.file_findings(str(error.name))
            if unreadable:
                job.findings += unreadable
            else:
                job.broken_template("KSD041", f"templat `{summary(str(error.name), 80)}` tidak ada", span)
        case jinja2.UndefinedError():
            job.broken_template("KSD043", translate(error.message or ""), span, "periksa ejaan nama dalam templat")
        case SecurityError():
            message = "templat memanggil sesuatu yang tidak diizinkan"
            job.broken_template("KSD044", message, span, "pakai saringan yang tersedia")
        case jinja2.TemplateRuntimeError():
            job.broken_template("KSD040", f"templat tidak dapat dibaca: {translate(error.message or '')}", span)
        case RecursionError():
            job.broken_template("KSD044", "templat memanggil dirinya sendiri atau bertingkat terlalu dalam", span)
        case TooLarge():
            job.broken_template("KSD044", str(error), span, "kurangi pengulangan atau teks pada templat ini")
            budget().reset()
        case WrongValue():
            job.broken_template("KSD044", str(error), span)
        case _:
            job.broken_template("KSD044", "templat memakai nilai dengan cara yang keliru", span)


def _error_span(error: Exception, name: str) -> Span:
    """The template line at which a rendering error arose: Jinja rewrites tracebacks to template lines."""
    tb, line = error.__traceback__, 1
    while tb is not None:
        if tb.tb_frame.f_code.co_filename.endswith(".j2"):
            name, line = tb.tb_frame.f_code.co_filename, tb.tb_lineno
        tb = tb.tb_next
    return Span.at(name, max(1, line))


_TRANSLATIONS = (
    ("Expected an expression", "ada bagian perintah yang belum ditulis"),
    ("expected 'end of print statement'", "`{{{{` belum ditutup dengan `}}}}`"),
    ("expected 'end of statement block'", "`{{%` belum ditutup dengan `%}}`"),
    ("expected token 'end of print statement'", "isi `{{{{ … }}}}` keliru"),
    ("expected token 'end of statement block'", "isi `{{% … %}}` keliru"),
    ("Missing end of comment tag", "`{{#` belum ditutup dengan `#}}`"),
    ("Missing end of raw directive", "`{{% raw %}}` belum ditutup dengan `{{% endraw %}}`"),
    ("unexpected char", "karakter {} tidak dapat dipakai dalam perintah"),
    ("unexpected '", "tanda {} tidak pada tempatnya"),
    ("expected token", "seharusnya ada {} di sini"),
    ("defined twice", "blok {} ditulis dua kali"),
    ("No filter named", "saringan {} tidak ada"),
    ("No test named", "uji {} tidak ada"),
    ("Encountered unknown tag", "perintah {} tidak dikenal"),
    ("Unexpected end of template", "ada perintah yang belum ditutup, misalnya {{% endif %}} atau {{% endfor %}}"),
    ("is undefined", "nama {} tidak dikenal"),
    ("has no attribute", "nama {} tidak dikenal"),
    ("has no element", "butir dengan nomor itu tidak ada"),
)
_OWN = ("operator", "templat", "daftar", "perintah")
"""How our own messages begin."""


def translate(message: str) -> str:
    """A Jinja message in Indonesian; what is not known is said in general words."""
    quoted = message.split("'")
    if "has no attribute" in message and len(quoted) >= 2:
        return f"nama `{quoted[-2]}` tidak dikenal"
    for english, indonesian in _TRANSLATIONS:
        if english in message:
            return indonesian.format(f"`{quoted[1]}`" if len(quoted) > 1 else "")
    return message if message.startswith(_OWN) else "susunan perintah pada baris ini keliru"
