"""The folder of a review: the page, its Markdown twin, and the Word files of the agreements that changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ksdgen.desk.faults import guarded
from ksdgen.desk.progress import Progress, counted
from ksdgen.diagnostics import Diagnostic
from ksdgen.review import page, twin
from ksdgen.review.assessment import review
from ksdgen.review.comparison import Comparison, Pair, RepositoryState
from ksdgen.review.page import PageFiles
from ksdgen.review.redline import redline
from ksdgen.world.files import write_whole
from ksdgen.world.office import OfficeFailed, can_make_images, page_images
from ksdgen.world.repository import output_bases

IMAGE_LIMIT = 20
"""Of more changed agreements no pictures are made unless they are asked for."""
BYTE_LIMIT = 6_000_000
"""Pictures beyond this many bytes are left out of the page, so that it still opens on a telephone."""


_CLEAN, _REVIEW = ".docx", ".redline.docx"


class Written(NamedTuple):
    """What a review wrote."""

    page: Path
    twin: Path
    word_files: int
    agreements: int
    faults: list[Diagnostic]
    """Over which agreements ksdgen itself has failed; the others are done."""


def write_review(
    comparison: Comparison,
    out: Path,
    *,
    day: date,
    images: bool | None = None,
    name: Callable[[str], str] = str,
    progress: Progress | None = None,
) -> Written:
    """Write everything that a reader of a proposal needs into a folder.

    Args:
        comparison: a comparison whose sides were judged by the rules.
        out: the folder.
        day: the day on which the agreements were judged.
        images: whether the page has pictures of clean files; where they can be made and the agreements are not many
            unless given.
        name: how a file is named to the reader.
        progress: told how many agreements are done.

    Raises:
        OfficeFailed: pictures were asked for and not all could be made; everything else is written.
        WriteFailed: a file cannot be written.
    """
    reviews = review(comparison, day)
    faults = [fault for reviewed in reviews for fault in reviewed.pair.faults]
    bases = output_bases([reviewed.pair.path for reviewed in reviews], (_CLEAN, _REVIEW))
    files: dict[str, PageFiles] = {}
    for reviewed in counted(reviews, progress):
        pair, path = reviewed.pair, reviewed.pair.path
        made = guarded(path, partial(_write_word, pair, comparison.new, out, bases[path]), lambda fault: fault)
        if isinstance(made, Diagnostic):
            faults.append(made)
            made = PageFiles()
        files[path] = made
    failure: OfficeFailed | None = None
    try:
        if images or (images is None and len(reviews) <= IMAGE_LIMIT):
            _add_images(files, out, required=bool(images))
    except OfficeFailed as failed:
        failure = failed
    written = Written(
        out / "index.html",
        out / "review.md",
        sum((file.clean is not None) + (file.review is not None) for file in files.values()),
        len(reviews),
        faults,
    )
    for target, form in ((written.page, page), (written.twin, twin)):
        text = form.write(comparison, reviews, files, day, name)
        write_whole(target, text.encode("utf-8", "replace"), within=out)
    if failure is not None:
        raise failure
    return written


def _write_word(pair: Pair, new: RepositoryState, out: Path, base: str) -> PageFiles:
    """Write the clean and the redlined Word file of an agreement that changed."""
    from ksdgen.word.writer import write  # loads docx

    result = PageFiles()
    if pair.new is not None and pair.new.dokumen is not None:
        assert pair.new.result.composition is not None
        result.clean = f"{base}{_CLEAN}"
        write_whole(out / result.clean, write(pair.new.dokumen, pair.new.result.composition.assets), within=out)
    if pair.redline is not None and pair.state == "diubah" and pair.new is not None:
        result.review = f"{base}{_REVIEW}"
        write_whole(out / result.review, redline(pair, new), within=out)
    return result


def _add_images(files: Mapping[str, PageFiles], out: Path, *, required: bool) -> None:
    """Pictures of the pages of clean files, as far as the page has room for them."""
    if not required and not can_make_images():
        return
    clean = [(page_files, out / page_files.clean) for page_files in files.values() if page_files.clean is not None]
    left = BYTE_LIMIT
    try:
        for (page_files, _), images in zip(clean, page_images([path for _, path in clean]), strict=True):
            if (size := sum(map(len, images))) <= left:
                page_files.images = images
                left -= size
    except OfficeFailed:
        if required:
            raise
