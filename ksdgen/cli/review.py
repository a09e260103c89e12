"""`ksdgen review`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from ksdgen.cli import revisions, shared
from ksdgen.review.assessment import Review
from ksdgen.review.comparison import Pair, RepositoryState
from ksdgen.review.page import PageFiles
from ksdgen.world.files import write_whole

IMAGE_LIMIT = 20
"""Of more changed agreements no pictures are made unless they are asked for."""
BYTE_LIMIT = 6_000_000
"""Pictures beyond this many bytes are left out of the page, so that it still opens on a telephone."""


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
    from ksdgen.review import page, twin
    from ksdgen.review.assessment import review

    target = revisions.parse(words, revision_required=True)
    day = shared.today(on_date)
    result = target.compare(day)
    new = result.new
    name = revisions.display_name(target.root) if new.revision is None else str
    everything = review(result, day)
    files: dict[str, PageFiles] = {}
    with shared.progress_over(everything, quiet) as bar:
        for reviewed in bar:
            files[reviewed.pair.path] = _word(reviewed.pair, new, out)
    if images or (images is None and len(everything) <= IMAGE_LIMIT):
        _image(everything, files, out, required=bool(images))
    write_whole(out / "index.html", page.write(result, everything, files, day, name).encode("utf-8", "replace"))
    write_whole(out / "review.md", twin.write(result, everything, files, day, name).encode("utf-8", "replace"))
    if not quiet:
        file_count = sum(b.clean is not None for b in files.values()) + sum(
            b.review is not None for b in files.values()
        )
        click.echo(f"ditulis: {out / 'index.html'}, {out / 'review.md'}, dan {file_count} berkas Word")
        click.echo(f"{len(everything)} naskah ditelaah")
    return 0


def _word(pair: Pair, new: RepositoryState, out: Path) -> PageFiles:
    """Write the clean and the redlined Word file of an agreement that changed."""
    from ksdgen.review.redline import redline
    from ksdgen.word.writer import write

    result = PageFiles()
    base = Path(pair.path.removeprefix("agreements/")).with_suffix("")
    if pair.new is not None and pair.new.dokumen is not None:
        assert pair.new.result.composition is not None
        result.clean = base.with_suffix(".docx").as_posix()
        write_whole(out / result.clean, write(pair.new.dokumen, pair.new.result.composition.assets))
    if pair.redline is not None and pair.state == "diubah" and pair.new is not None:
        result.review = base.with_suffix(".redline.docx").as_posix()
        write_whole(out / result.review, redline(pair, new))
    return result


def _image(everything: Sequence[Review], files: dict[str, PageFiles], out: Path, *, required: bool) -> None:
    """Pictures of the pages of clean files, as far as the page has room for them."""
    from ksdgen.world.office import OfficeFailed, can_make_images, to_images, to_pdf

    if not required and not can_make_images():
        return
    present = [
        (page_files, out / page_files.clean) for t in everything if (page_files := files[t.pair.path]).clean is not None
    ]
    with tempfile.TemporaryDirectory(prefix="ksdgen-telaah-") as temporary:
        folder = Path(temporary)
        source = []
        for index, (_, path) in enumerate(present):
            source.append(folder / f"{index:05}.docx")
            source[-1].write_bytes(path.read_bytes())
        try:
            to_pdf(source, folder)
            rest = BYTE_LIMIT
            for (page_files, _), path in zip(present, source, strict=True):
                pages = to_images(path.with_suffix(".pdf"), folder)
                if (size := sum(map(len, pages))) <= rest:
                    page_files.images = pages
                    rest -= size
        except OfficeFailed as error:
            if required:
                raise click.ClickException(str(error)) from None
