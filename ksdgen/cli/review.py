"""`ksdgen review`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.cli import revisions, shared
from ksdgen.cli.say import say


@click.command(
    "review",
    epilog="Contoh: ksdgen review HEAD --out keluaran/telaah",
)
@click.argument("words", nargs=-1, metavar="REVISI [REVISI2] [PATH]...")
@click.option(
    "--out",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    required=True,
    help="Folder tujuan.",
)
@click.option(
    "--gambar/--tanpa-gambar",
    "images",
    default=None,
    help="Sertakan gambar halaman, dengan LibreOffice dan poppler (baku: bila keduanya ada dan naskahnya tidak banyak).",
)
@shared.date_option
@shared.quiet_option
def command(words: tuple[str, ...], out: Path, images: bool | None, on_date: date | None, quiet: bool) -> int:
    """Tulis halaman telaah: apa yang berubah, temuan, penyimpangan klausul, dan yang masih terbuka.

    Folder tujuan memuat index.html (dibuka dengan peramban apa pun, tanpa jaringan), review.md untuk permintaan
    penggabungan, serta Word bersih dan Word dengan lacak perubahan dari tiap naskah yang berubah.
    """
    from ksdgen.review.folder import write_review
    from ksdgen.world.office import OfficeFailed

    target = revisions.parse(words, revision_required=True)
    day = shared.today(on_date)
    result = target.compare(day)
    name = revisions.display_name(target.root) if result.new.revision is None else str
    try:
        with shared.progress(quiet) as progress:
            written = write_review(result, out, day=day, images=images, name=name, progress=progress)
    except OfficeFailed as error:
        raise click.ClickException(str(error)) from None
    if not quiet:
        say(f"ditulis: {written.page}, {written.twin}, dan {written.word_files} berkas Word")
        say(f"{written.agreements} naskah ditelaah")
    return shared.tell_faults(written.faults)
