"""Image files that an agreement or a house style names."""

from __future__ import annotations

import hashlib

from ksdgen.compose.task import Garapan
from ksdgen.source.convert import ringkas
from ksdgen.world.tree import Tree, join

_AWAL_BERKAS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How PNG and JPEG files begin."""


class Galeri:
    """Reads images, each once, and keeps those that the document shows.

    Args:
        garapan: where an image that cannot be used is reported.
        pohon: where images are read from.
    """

    def __init__(self, garapan: Garapan, pohon: Tree) -> None:
        self._garapan = garapan
        self._pohon = pohon
        self._dibaca: dict[tuple[str, str], bytes | None] = {}
        self.aset: dict[str, bytes] = {}
        """sha256 → content."""
        self.berkas: dict[str, str] = {}
        """sha256 → file."""

    def pajang(self, path: str, rute: str, pangkal: str) -> str | None:
        """The sha256 of an image that the document shows, or None when it cannot be used."""
        data = self.baca(path, rute, pangkal)
        if data is None:
            return None
        sidik = hashlib.sha256(data).hexdigest()
        self.aset[sidik] = data
        self.berkas[sidik] = join(pangkal, path)
        return sidik

    def baca(self, path: str, rute: str, pangkal: str) -> bytes | None:
        """The image that a value names relative to a file (`pangkal`); reported once when it cannot be used."""
        if (path, rute) not in self._dibaca:
            self._dibaca[path, rute] = self._baca(join(pangkal, path), rute)
        return self._dibaca[path, rute]

    def _baca(self, berkas: str, rute: str) -> bytes | None:
        try:
            data = self._pohon.read(berkas)
            pesan = f"berkas gambar `{ringkas(berkas, 120)}` tidak ada"
        except OSError:
            data, pesan = None, f"berkas gambar `{berkas}` tidak dapat dibaca"
        if data is not None and not data.startswith(_AWAL_BERKAS):
            data, pesan = None, f"berkas `{berkas}` bukan gambar PNG atau JPEG"
        if data is None:
            bantuan = "betulkan nama berkasnya, atau hapus kuncinya agar dicetak bingkai kosong"
            self._garapan.lapor("KSD060", pesan, self._garapan.tempat.span(rute), bantuan, rute)
        return data
