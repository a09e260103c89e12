"""Image files that an agreement or a house style names."""

from __future__ import annotations

import hashlib

from ksdgen.compose.task import Job
from ksdgen.source.convert import summary
from ksdgen.world.files import reason
from ksdgen.world.tree import Tree, join

_FILE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How PNG and JPEG files begin."""


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
        try:
            data = self._tree.read(file)
            message = f"berkas gambar `{summary(file, 120)}` tidak ada"
        except OSError as error:
            data, message = None, f"berkas gambar `{summary(file, 120)}` tidak dapat dibaca: {reason(error)}"
        if data is not None and not data.startswith(_FILE_STARTS):
            data, message = None, f"berkas `{file}` bukan gambar PNG atau JPEG"
        if data is None:
            hint = "betulkan nama berkasnya, atau hapus kuncinya agar dicetak bingkai kosong"
            self._job.report("KSD060", message, self._job.places.span(route), hint, route)
        return data
