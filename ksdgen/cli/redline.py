"""`ksdgen redline`."""

from __future__ import annotations

from pathlib import Path

import click

from ksdgen import api
from ksdgen.cli import revisions, shared
from ksdgen.cli.say import say
from ksdgen.review.redline import only_pair, redline


@click.command(
    "redline",
    epilog="Contoh: ksdgen redline HEAD agreements/contoh/kesepakatan-bersama.yaml --out keluaran/perubahan.docx",
)
@click.argument("words", nargs=-1, metavar="[REVISI [REVISI2]] [PATH]")
@click.option(
    "--out",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="BERKAS",
    required=True,
    help="Berkas Word tujuan (.docx).",
)
@revisions.two_files_option
@click.option("--baku", "standard", is_flag=True, help="Bandingkan naskah dengan klausul baku murni.")
@shared.quiet_option
def command(words: tuple[str, ...], out: Path, old: Path | None, new: Path | None, standard: bool, quiet: bool) -> int:
    """Tulis berkas Word dengan lacak perubahan (tracked changes) antara dua versi satu naskah.

    Satu REVISI dibandingkan dengan berkas kerja, dua REVISI satu sama lain. Nama dan tanggal perubahan diambil dari
    komit yang lebih baru; berkas kerja yang belum dikomit tidak bertanggal.
    """
    if out.suffix.lower() != ".docx":
        raise click.UsageError("--out harus berkas .docx")
    if (old is None) != (new is None):
        raise click.UsageError("--lama dan --baru dipakai bersama")
    if old is not None and new is not None:
        if words or standard:
            raise click.UsageError("--lama dan --baru tidak dipakai bersama revisi, PATH, atau --baku")
        result = api.compare_files(old, new)
    elif standard:
        if len(words) != 1 or not Path(words[0]).is_file():
            raise click.UsageError("--baku memerlukan satu berkas naskah")
        result = api.compare_with_standard(words[0])
    else:
        target = revisions.parse(words, revision_required=True)
        if not target.paths:
            raise click.UsageError("sebutkan satu naskah, misalnya agreements/2026/…/perjanjian-kerja-sama.yaml")
        result = target.compare()
    pair = only_pair(result)
    if pair is None:
        raise click.ClickException("tidak ada perubahan isi di antara keduanya, sehingga tidak ada yang ditulis")
    shared.save_output(out, redline(pair, result.new), quiet=True)
    if not quiet:
        say(f"ditulis: {out} ({len(pair.changes)} perubahan)")
    return 0
