"""Image files that an agreement or a house style names."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from ksdgen.compose.task import Job
from ksdgen.source.convert import summary
from ksdgen.world.files import reason
from ksdgen.world.tree import Tree, join


class NoImage(NamedTuple):
    """Why an image file cannot be used, and what to do."""

    message: str
    hint: str


def read_image(tree: Tree, file: str) -> bytes | NoImage:
    """The bytes of an image that can be printed, or why there are none."""
    from ksdgen.paper.pictures import Unprintable, judge  # many agreements show none

    name, hint = summary(file, 120), "betulkan nama berkasnya, atau hapus kuncinya agar dicetak bingkai kosong"
    try:
        data = tree.read(file)
    except OSError as error:
        return NoImage(f"berkas gambar `{name}` tidak dapat dibaca: {reason(error)}", hint)
    if data is None:
        return NoImage(f"berkas gambar `{name}` tidak ada", hint)
    verdict = judge(data)
    if isinstance(verdict, Unprintable):
        return NoImage(f"berkas gambar `{name}` {verdict.fault}", verdict.hint)
    return data


class Gallery:
    """Reads images, each once, and keeps those that the document shows.

    Args:
        job: where an image that cannot be used is reported.
        tree: where images are read from.
    """

    def __init__(self, job: Job, tree: Tree) -> None:
        self._job = job
        self._tree = tree
        self._seen_files: dict[tuple[str, str], bytes | None] = {}
        self.assets: dict[str, bytes] = {}
        """sha256 → content."""
        self.files: dict[str, str] = {}
        """sha256 → path."""

    def exhibit(self, path: str, route: str, base: str) -> str | None:
        """The sha256 of an image that the document shows, or None when it cannot be used."""
        data = self.read(path, route, base)
        if data is None:
            return None
        digest = hashlib.sha256(data).hexdigest()
        self.assets[digest] = data
        self.files[digest] = join(base, path)
        return digest

    def read(self, path: str, route: str, base: str) -> bytes | None:
        """The image that a value names relative to a file (`base`); reported once when it cannot be used."""
        if (path, route) not in self._seen_files:
            self._seen_files[path, route] = self._read(join(base, path), route)
        return self._seen_files[path, route]

    def _read(self, file: str, route: str) -> bytes | None:
        image = read_image(self._tree, file)
        if isinstance(image, NoImage):
            self._job.report("KSD060", image.message, self._job.places.span(route), image.hint, route)
            return None
        return image
