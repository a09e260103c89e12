"""Click's own words in Indonesian: the frame of `--help`, and what is wrong with a command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

_JUDUL = {"Options": "Pilihan", "Commands": "Perintah", "Arguments": "Argumen"}
_BANTUAN = (
    ("Show this message and exit.", "Tampilkan bantuan ini lalu selesai."),
    ("[required]", "[wajib]"),
    ("[default: ", "[baku: "),
    ("; required]", "; wajib]"),
)
_TEMPAT = (
    ("[OPTIONS]", "[PILIHAN]"),
    ("[COMMAND] [ARGS]...", "[PERINTAH] [ARGUMEN]..."),
    ("COMMAND [ARGS]...", "PERINTAH [ARGUMEN]..."),
)


class Penata(click.HelpFormatter):
    """The help page with Indonesian headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        super().write_usage(prog, _ganti(args, _TEMPAT), "Pemakaian: " if prefix is None else prefix)

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A heading and what stands below it."""
        with super().section(_JUDUL.get(name, name)):
            yield

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of options or commands."""
        super().write_dl([(nama, _ganti(uraian, _BANTUAN)) for nama, uraian in rows], col_max, col_spacing)


class Konteks(click.Context):
    """The context of every command of ksdgen."""

    formatter_class = Penata

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


_PESAN = (
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


_CONTOH = {
    ("PATH", ""): "sebutkan berkas atau foldernya, misalnya agreements",
    ("--out", "FOLDER"): "sebutkan folder hasilnya, misalnya --out keluaran",
    ("--output", "BERKAS"): "sebutkan berkas hasilnya, misalnya --out keluaran/perubahan.docx",
}
"""What to write where something was left out, by name and kind of the parameter."""


def terjemah(galat: click.ClickException) -> str:
    """What is wrong with the command line, for people."""
    if isinstance(galat, click.NoSuchOption):
        saran = f"; maksud Anda `{galat.possibilities[0]}`?" if galat.possibilities else ""
        return f"pilihan `{galat.option_name}` tidak dikenal{saran}"
    if isinstance(galat, click.MissingParameter) and galat.param is not None:
        contoh = _CONTOH.get((_nama(galat.param), galat.param.metavar or "")) or _CONTOH.get((_nama(galat.param), ""))
        return f"{_nama(galat.param)} belum diisi" + (f": {contoh}" if contoh else "")
    pesan = galat.message
    for pola, ganti in _PESAN:
        m = re.fullmatch(pola, pesan, re.DOTALL)
        if m is not None:
            pesan = ganti.format(**{k: v if k == "a" else v.replace("'", "") for k, v in m.groupdict().items()})
            break
    if isinstance(galat, click.BadParameter) and galat.param is not None:
        return f"{_nama(galat.param)}: {pesan}"
    return pesan


def _nama(param: click.Parameter) -> str:
    """How a user writes a parameter."""
    if isinstance(param, click.Argument):
        return (param.metavar or param.name or "").upper().rstrip(".")
    return max(param.opts, key=len)


def _ganti(teks: str, daftar: Sequence[tuple[str, str]]) -> str:
    for lama, baru in daftar:
        teks = teks.replace(lama, baru)
    return teks
