"""The `ksdgen` command. Click, standard output, exit codes and the clock live below this package and nowhere else.

Exit codes: 0 clean, 1 findings, 2 wrong use or a machine that refuses, 3 a fault of ksdgen itself, 128 + n stopped by
signal n.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, TextIO

import click

from ksdgen import __version__
from ksdgen.cli.messages import Context, translate
from ksdgen.cli.say import say
from ksdgen.world import stopping

COMMANDS = {
    "init": "siapkan folder kerja: naskah contoh, berkas pihak, pengaturan VS Code, pemeriksaan otomatis",
    "new": "buat naskah baru yang menerangkan setiap isiannya",
    "check": "periksa naskah tanpa menulis berkas",
    "show": "sekilas satu naskah atau daftar naskah: isi pokok, yang masih kurang, dan langkah berikutnya",
    "render": "cetak naskah menjadi Word, PDF, HTML, atau teks",
    "fix": "perbaiki yang pasti benar: kata bilangan, nama hari, ejaan kunci, urutan kunci",
    "fmt": "rapikan tulisan YAML: urutan kunci, lekukan, tanda kutip, panjang baris",
    "clauses": "klausul baku: daftar, isi, pemakaian, penyimpangan",
    "diff": "perubahan isi naskah antara dua revisi, dengan kata-kata perancang",
    "redline": "berkas Word dengan lacak perubahan antara dua versi",
    "review": "halaman telaah perubahan untuk pimpinan: HTML, Markdown, dan Word",
    "textconv": "naskah sebagai teks, untuk git diff",
    "nomor": "isi nomor, tanggal, dan tempat penandatanganan",
    "lock": "kunci naskah pada versi klausulnya; bekukan yang sudah ditandatangani",
    "upgrade": "pindahkan naskah ke versi klausul yang baru, beserta bedanya",
    "schema": "tulis skema untuk VS Code: pelengkapan dan penjelasan kunci",
    "templates": "daftar templat, berkas mana yang dipakai, dan apa yang keliru di dalamnya",
    "explain": "jelaskan sebuah kode temuan",
    "rules": "daftar semua kode temuan",
    "coverage": "ketentuan setiap peraturan dan aturan yang memeriksanya",
    "completion": "pelengkapan tombol Tab untuk bash, zsh, dan fish",
}
"""Commands and their one-line help, so that `--help` need not import them."""


class Group(click.Group):
    """Imports a command's module when it is called."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"ksdgen.cli.{cmd_name}").command
        command.context_class = Context
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            import difflib

            near = difflib.get_close_matches(args[0], list(COMMANDS), n=1)
            suggestion = f"; maksud Anda `{near[0]}`?" if near else f"; perintah yang ada: {', '.join(COMMANDS)}"
            raise click.UsageError(f"perintah `{args[0]}` tidak dikenal{suggestion}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """What the Tab key offers at the place of the command, without importing the commands."""
        from click.shell_completion import CompletionItem

        commands = [CompletionItem(name, help=line) for name, line in COMMANDS.items() if name.startswith(incomplete)]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Perintah"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(
    __version__, "-V", "--version", message="ksdgen %(version)s", help="Tampilkan versi lalu selesai."
)
def ksdgen() -> None:
    """Naskah kerja sama daerah: YAML diperiksa terhadap peraturan, lalu dicetak menjadi Word."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code; a fault of ksdgen itself becomes a message, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console in cp1252 cannot print "…"; better a replacement than a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _run(arguments)
    except BrokenPipeError:
        _discard(sys.stdout)
        return 1
    except OSError as error:
        if os.environ.get("KSDGEN_DEBUG"):
            raise
        return _refused_by_system(error)


def _run(arguments: list[str] | None) -> int:
    try:
        result = ksdgen.main(arguments, prog_name="ksdgen", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()  # what cannot be written is told while it can be
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as exit_error:
        return exit_error.exit_code
    except (click.Abort, KeyboardInterrupt) as stopped:
        words, code = stopping.verdict(_signal_behind(stopped))
        _tell(words)
        return code
    except click.ClickException as error:
        ctx = getattr(error, "ctx", None)
        if type(error).__name__ == "NoArgsIsHelpError":
            _tell(error.format_message())
            return 2
        cause = "kesalahan pemakaian" if isinstance(error, click.UsageError) else "gagal"
        _tell(f"{cause}: {translate(error)}")
        if ctx is not None:
            _tell(f"lihat `{ctx.command_path} --help`")
        return 2
    except OSError:
        raise
    except Exception as error:
        if os.environ.get("KSDGEN_DEBUG"):
            raise
        _tell(
            f"ksdgen sendiri mengalami kesalahan ({type(error).__name__}); naskah Anda tidak diubah.\n"
            "Jalankan lagi dengan KSDGEN_DEBUG=1 dan laporkan keluarannya kepada pengembang ksdgen."
        )
        return 3


def _signal_behind(stopped: BaseException) -> KeyboardInterrupt | None:
    """The signal that stopped the run; None where somebody gave no answer to a question, by whatever key."""
    # At a question click forgets where its exception comes from.
    for cause in (stopped, stopped.__cause__, stopped.__context__):
        if isinstance(cause, stopping.Stopped) and cause.is_from_outside:
            return cause
    cause = stopped if isinstance(stopped, KeyboardInterrupt) else stopped.__cause__
    return cause if isinstance(cause, KeyboardInterrupt) else None


def _refused_by_system(error: OSError) -> int:
    """Tell what the machine does not let be done, which no stage has told in better words."""
    from pathlib import Path  # --help loads click alone

    from ksdgen.world.files import reason

    if error.filename is not None:
        name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename)
        _tell(f"gagal: `{name}` tidak dapat dipakai: {reason(error)}")
        return 2
    try:
        Path.cwd()
    except OSError:
        _tell("gagal: folder kerja ini sudah tidak ada; pindah dahulu ke folder lain")
        return 2
    # Nothing else is written without a name.
    _discard(sys.stdout)
    _tell(f"gagal: keluaran tidak dapat ditulis: {reason(error)}")
    return 2


def _tell(message: str) -> None:
    """Tell something that stops a run, where anything can be told."""
    try:
        say(message, err=True)
    except OSError:
        _discard(sys.stderr)


def _discard(stream: TextIO | None) -> None:
    """Send what is still to be written to nowhere: the interpreter would try once more as it ends, and complain."""
    try:
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return
