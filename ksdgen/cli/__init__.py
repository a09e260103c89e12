"""The `ksdgen` command. Click, standard output, exit codes and the clock live below this package and nowhere else.

Exit codes: 0 clean, 1 findings, 2 wrong use, 3 a fault of ksdgen itself.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from ksdgen import __version__
from ksdgen.cli.messages import Konteks, terjemah

PERINTAH = {
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


class Grup(click.Group):
    """Imports a command's module when it is called."""

    context_class = Konteks

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which a user meets them."""
        return list(PERINTAH)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in PERINTAH:
            return None
        perintah: click.Command = import_module(f"ksdgen.cli.{cmd_name}").perintah
        perintah.context_class = Konteks
        return perintah

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and args[0] not in PERINTAH and not args[0].startswith("-") and not ctx.resilient_parsing:
            import difflib

            dekat = difflib.get_close_matches(args[0], list(PERINTAH), n=1)
            saran = f"; maksud Anda `{dekat[0]}`?" if dekat else f"; perintah yang ada: {', '.join(PERINTAH)}"
            raise click.UsageError(f"perintah `{args[0]}` tidak dikenal{saran}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """What the Tab key offers at the place of the command, without importing the commands."""
        from click.shell_completion import CompletionItem

        perintah = [CompletionItem(n, help=u) for n, u in PERINTAH.items() if n.startswith(incomplete)]
        return [*perintah, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Perintah"):
            formatter.write_dl(list(PERINTAH.items()))


@click.group(cls=Grup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(
    __version__, "-V", "--version", message="ksdgen %(version)s", help="Tampilkan versi lalu selesai."
)
def ksdgen() -> None:
    """Naskah kerja sama daerah: YAML diperiksa terhadap peraturan, lalu dicetak menjadi Word."""


def main(argumen: list[str] | None = None) -> int:
    """Run the command and return its exit code; a fault of ksdgen itself becomes a message, never a traceback."""
    for aliran in (sys.stdout, sys.stderr):
        # A Windows console in cp1252 cannot print "…"; better a replacement than a crash.
        if hasattr(aliran, "reconfigure"):
            aliran.reconfigure(errors="replace")
    try:
        hasil = ksdgen.main(argumen, prog_name="ksdgen", standalone_mode=False)
        return hasil if isinstance(hasil, int) else 0
    except click.exceptions.Exit as keluar:
        return keluar.exit_code
    except click.Abort:
        click.echo("dibatalkan", err=True)
        return 2
    except click.ClickException as galat:
        ctx = getattr(galat, "ctx", None)
        if type(galat).__name__ == "NoArgsIsHelpError":
            click.echo(galat.format_message(), err=True)
            return 2
        sebab = "kesalahan pemakaian" if isinstance(galat, click.UsageError) else "gagal"
        click.echo(f"{sebab}: {terjemah(galat)}", err=True)
        if ctx is not None:
            click.echo(f"lihat `{ctx.command_path} --help`", err=True)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as galat:
        if os.environ.get("KSDGEN_DEBUG"):
            raise
        click.echo(
            f"ksdgen sendiri mengalami kesalahan ({type(galat).__name__}); naskah Anda tidak diubah.\n"
            "Jalankan lagi dengan KSDGEN_DEBUG=1 dan laporkan keluarannya kepada pengembang ksdgen.",
            err=True,
        )
        return 3
