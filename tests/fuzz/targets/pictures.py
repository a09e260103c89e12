"""Pictures that an agreement names as emblems: broken, lying about their size, of another kind than they say."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterable, Sequence

from tests.fuzz.engine import CHEAP, EVERYTHING, Target
from tests.fuzz.memory import FOLDER, Desk, as_yaml, codes, small_templates
from tests.fuzz.mutations import Changer
from tests.fuzz.outputs import papers
from tests.helpers.util import PNG, ksb

PATH = f"{FOLDER}/a.yaml"

_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/"
    "wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q=="
)
"""A picture of one grey pixel."""


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2) -> bytes:
    """A PNG that says it is so large; one line of it is there."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    body = _chunk(b"IDAT", zlib.compress(b"\0" * 8))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + body + _chunk(b"IEND", b"")


def _jpeg(width: int, height: int, components: int) -> bytes:
    """A JPEG that says it is so large and has so many colours."""
    at = _JPEG.index(b"\xff\xc0")
    frame = struct.pack(">BHHB", 8, height, width, components) + b"".join(
        bytes([i + 1, 0x11, 0]) for i in range(components)
    )
    return _JPEG[:at] + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + _JPEG[at + 13 :]


class Attack(Target):
    """Bytes of pictures, through check and onto the paper."""

    name = "pictures"
    share = 6.0
    every = (15, 4)
    words = (
        "\x89PNG\r\n\x1a\n", "IHDR", "pHYs", "IDAT", "IEND", "JFIF\0", "Exif\0\0", "Adobe", "GIF89a", "BM", "RIFF", "<svg onload=x/>", "<?xml?>", "%PDF", "PK\x03\x04",
    )  # fmt: skip

    def __init__(self) -> None:
        self.desk = Desk(of_templates=small_templates())
        data = ksb(kategori="ksdpk")
        for party in data["para_pihak"]:
            party["logo"] = "logo.png"
        self.agreement = as_yaml(data)

    def seeds(self) -> Sequence[bytes]:
        """See `Target`."""
        sizes = [(1, 1), (0, 0), (2**31, 1), (1, 2**31), (2**32 - 1, 2**32 - 1), (1, 100_000), (100_000, 1)]
        per_metre = [
            _chunk(b"pHYs", struct.pack(">IIB", x, y, unit))
            for x, y, unit in ((0, 0, 1), (1, 2**31, 1), (2835, 2835, 0))
        ]
        return [
            PNG,
            _JPEG,
            PNG[:8],
            *(_png(*size) for size in sizes),
            *(_png(3, 2, chunk) for chunk in per_metre),
            *(
                _jpeg(width % 65536, height % 65536, colours)
                for (width, height), colours in zip(sizes, (1, 3, 4, 1, 0, 2, 255), strict=True)
            ),
        ]

    def change(self, changer: Changer, sample: bytes, other: bytes) -> bytes:
        """See `Target`."""
        if changer.random.random() < 0.3:  # most of what a picture says stands at its start
            at = changer.random.randrange(min(60, len(sample)) + 1)
            return sample[:at] + changer.random.randbytes(changer.random.choice((1, 2, 4))) + sample[at + 2 :]
        return changer.change(sample, other)

    def run(self, sample: bytes, depth: int) -> Iterable[str]:
        """See `Target`."""
        logo = f"{FOLDER}/logo.png"
        result = self.desk.check(PATH, {PATH: self.agreement, logo: sample}, rules=depth > CHEAP)
        reached = codes(result.findings)
        if result.composition is not None and result.is_printable:
            out = papers(result.composition.dokumen, result.composition.assets, depth == EVERYTHING)
            reached.add(f"{out['html'].count(b'<img')} {out['docx'].count(b'media/')}")
        return reached
