"""Click's own words in Indonesian: the frame of `--help`, and what is wrong with a command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

_TITLES = {"Options": "Pilihan", "Commands": "Perintah", "Arguments": "Argumen"}
_HINTS = (
    ("Show this message and exit.", "Tampilkan bantuan ini lalu selesai."),
    ("[required]", "[wajib]"),
    ("[default: ", "[baku: "),
    ("; required]", "; wajib]"),
)
_PLACES = (
    ("[OPTIONS]", "[PILIHAN]"),
    ("[COMMAND] [ARGS]...", "[PERINTAH] [ARGUMEN]..."),
    ("COMMAND [ARGS]...", "PERINTAH [ARGUMEN]..."),
)


class Formatter(click.HelpFormatter):
    """The help page with Indonesian headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        super().write_usage(prog, _replace(args, _PLACES), "Pemakaian: " if prefix is None else prefix)

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A heading and what stands below it."""
        with super().section(_TITLES.get(name, name)):
            yield

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of options or commands."""
        super().write_dl([(name, _replace(description, _HINTS)) for name, description in rows], col_max, col_spacing)


class Context(click.Context):
    """The context of every command of ksdgen."""

    formatter_class = Formatter

    def invoke(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command; what stops it is told in the way of the command line."""
        try:
            return super().invoke(*args, **kwargs)
        except click.ClickException:
            raise
        except Exception as stopped:
            from ksdgen.errors import Refused  # --help loads click alone
            from ksdgen.world.files import WriteFailed

            if isinstance(stopped, Refused):
                raise click.UsageError(str(stopped), ctx=self) from None
            if isinstance(stopped, WriteFailed):
                raise click.ClickException(str(stopped)) from None
            raise


_MESSAGES = (
    (r"'(?P<a>.*)' is not one of (?P<b>.*?)\.?$", "`{a}` tidak dikenal, pilihan: {b}"),
    (r"(?:File|Directory|Path) '(?P<a>.*)' does not exist\.", "`{a}` tidak ada"),
    (r"Directory '(?P<a>.*)' is a file\.", "`{a}` adalah berkas, bukan folder"),
    (r"File '(?P<a>.*)' is a directory\.", "`{a}` adalah folder, bukan berkas"),
    (r"(?:File|Directory|Path) '(?P<a>.*)' is not readable\.", "`{a}` tidak dapat dibaca"),
    (r"(?:File|Directory|Path) '(?P<a>.*)' is not writable\.", "`{a}` tidak dapat ditulis"),
    (r"'(?P<a>.*)' is not a valid (?:integer|float)( range)?\.", "`{a}` bukan bilangan"),
    (r"(?P<a>\S+) is not in the range (?P<b>.*)\.", "{a} di luar rentang {b}"),
    (r"'(?P<a>.*)' is not a valid boolean.*", "`{a}` bukan ya atau tidak"),
    (r"Option '(?P<a>.*)' requires (?:an argument|\d+ arguments)\.", "pilihan `{a}` memerlukan nilai"),
    (r"Option '(?P<a>.*)' does not take a value\.", "pilihan `{a}` tidak memakai nilai"),
    (r"Got unexpected extra arguments? \((?P<a>.*)\)", "kata `{a}` tidak pada tempatnya"),
    (r"No such command '(?P<a>.*?)'.*", "perintah `{a}` tidak dikenal"),
    (r"Missing command\.", "perintah belum ditulis"),
)


_EXAMPLES = {
    ("PATH", ""): "sebutkan berkas atau foldernya, misalnya agreements",
    ("--out", "FOLDER"): "sebutkan folder hasilnya, misalnya --out keluaran",
    ("--output", "BERKAS"): "sebutkan berkas hasilnya, misalnya --out keluaran/perubahan.docx",
}
"""What to write where something was left out, by name and kind of the parameter."""


def translate(error: click.ClickException) -> str:
    """What is wrong with the command line, for people."""
    if isinstance(error, click.NoSuchOption):
        suggestion = f"; maksud Anda `{error.possibilities[0]}`?" if error.possibilities else ""
        return f"pilihan `{error.option_name}` tidak dikenal{suggestion}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = _name(error.param)
        example = _EXAMPLES.get((name, error.param.metavar or "")) or _EXAMPLES.get((name, ""))
        return f"{name} belum diisi" + (f": {example}" if example else "")
    message = error.message
    for pattern, replacement in _MESSAGES:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is not None:
            message = replacement.format(
                **{k: v if k == "a" else v.replace("'", "") for k, v in match.groupdict().items()}
            )
            break
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"{_name(error.param)}: {message}"
    return message


def _name(param: click.Parameter) -> str:
    """How a user writes a parameter."""
    if isinstance(param, click.Argument):
        return (param.metavar or param.name or "").upper().rstrip(".")
    return max(param.opts, key=len)


def _replace(text: str, replacements: Sequence[tuple[str, str]]) -> str:
    for old, new in replacements:
        text = text.replace(old, new)
    return text
