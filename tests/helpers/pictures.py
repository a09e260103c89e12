"""Pictures of every kind, made byte by byte: whole ones and spoilt ones."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

PNG_START = b"\x89PNG\r\n\x1a\n"
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def chunk(kind: bytes, content: bytes = b"") -> bytes:
    """A chunk of a PNG with its checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(
    width: int = 40,
    height: int = 20,
    *,
    depth: int = 8,
    colour: int = 2,
    interlaced: bool = False,
    extra: Sequence[bytes] = (),
    rows: bytes | None = None,
    filtering: int = 0,
    end: bytes | None = None,
) -> bytes:
    """A PNG of one colour.

    Args:
        width: in dots.
        height: in dots.
        depth: bits of a sample.
        colour: type of colour.
        interlaced: by Adam7.
        extra: chunks before the dots.
        rows: the dots, unpacked, in place of those that the header promises.
        filtering: the filter of every row.
        end: what stands in place of the chunk at the end.
    """
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colour, 1)
    if rows is None:
        rows = b""
        for left, top, across, down in _PASSES if interlaced else ((0, 0, 1, 1),):
            columns, lines = -(-(width - left) // across), -(-(height - top) // down)
            if columns > 0 and lines > 0:
                rows += (bytes([filtering]) + b"\0" * ((columns * bits + 7) // 8)) * lines
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    palette = [chunk(b"PLTE", b"\0\0\0")] if colour == 3 else []
    packed = zlib.compress(rows)
    half = len(packed) // 2
    dots = [chunk(b"IDAT", packed[:half]), chunk(b"IDAT", packed[half:])]
    tail = chunk(b"IEND") if end is None else end
    return b"".join((PNG_START, chunk(b"IHDR", header), *palette, *extra, *dots, tail))


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def jpeg(
    width: int = 40,
    height: int = 20,
    *,
    components: int = 3,
    frame: int = 0xC0,
    bits: int = 8,
    extra: bytes = b"",
    tables: bool = True,
    end: bytes = b"\xff\xd9",
) -> bytes:
    """A JPEG of one grey.

    Args:
        width: in dots.
        height: in dots.
        components: 1 for grey, 3 for colour, 4 for the four colours of print.
        frame: the marker of the frame, which says how it is packed.
        bits: of a sample.
        extra: segments before the frame.
        tables: whether it has the tables without which it cannot be unpacked.
        end: what stands at its end.
    """
    parts = [b"\xff\xd8", extra]
    if tables:
        parts.append(segment(0xDB, b"\0" + b"\1" * 64))
    numbers = range(1, components + 1)
    size = struct.pack(">BHHB", bits, height, width, components)
    parts.append(segment(frame, size + b"".join(bytes((n, 0x11, 0)) for n in numbers)))
    if tables:
        for head in (0x00, 0x10):
            # One code of one bit: no difference, end of block.
            parts.append(segment(0xC4, bytes((head, 1, *[0] * 15, 0))))
    blocks = -(-width // 8) * -(-height // 8) * components
    parts.append(segment(0xDA, bytes((components, *(b for n in numbers for b in (n, 0)), 0, 63, 0))))
    parts.append(b"\0" * -(-blocks * 2 // 8))
    return b"".join((*parts, end))


def dots_apart(unit: int, across: int, down: int) -> bytes:
    """The segment that tells how far the dots stand apart."""
    return segment(0xE0, b"JFIF\0\1\1" + struct.pack(">BHHBB", unit, across, down, 0, 0))


GOOD = {
    "png": png(),
    "png grey": png(colour=0),
    "png one bit": png(depth=1, colour=0),
    "png 16 bit": png(depth=16),
    "png 16 bit alpha": png(depth=16, colour=6),
    "png grey alpha": png(colour=4),
    "png palette": png(depth=4, colour=3),
    "png interlaced": png(13, 7, interlaced=True),
    "png interlaced, one dot": png(1, 1, interlaced=True),
    "png with text behind": png() + b"lagi",
    "png with remarks": png(extra=[chunk(b"tEXt", b"Title\0x"), chunk(b"eXIf", b"II*\0")]),
    "png, dots of nonsense": png(extra=[chunk(b"pHYs", struct.pack(">IIB", 1, 2**31 - 1, 1))]),
    "png, no dots told": png(extra=[chunk(b"pHYs", struct.pack(">IIB", 0, 0, 1))]),
    "jpeg": jpeg(),
    "jpeg grey": jpeg(components=1),
    "jpeg of four colours": jpeg(components=4),
    "jpeg of adobe": jpeg(components=4, extra=segment(0xEE, b"Adobe\0\x64\0\0\0\0\2")),
    "jpeg sequential": jpeg(frame=0xC1),
    "jpeg, dots of nonsense": jpeg(extra=dots_apart(1, 1, 65535)),
    "jpeg, no dots told": jpeg(extra=dots_apart(1, 0, 0)),
    "jpeg of a camera": jpeg(extra=segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff"), end=b"\xff\xff\xd9\0\0"),
}
"""Pictures that can be printed, by what they are."""

_PIXEL = png(1, 1)

BROKEN = {
    "signature only": PNG_START,
    "png cut off": png()[:-30],
    "png without end": png(end=b""),
    "png, end of nonsense": png(end=chunk(b"IENX")),
    "png, wrong checksum": png().replace(b"IDAT", b"IDAt", 1),
    "png, no header": PNG_START + chunk(b"IDAT") + chunk(b"IEND"),
    "png, empty header": PNG_START + chunk(b"IHDR") + chunk(b"IEND"),
    "png of no dots": png(0, 0),
    "png without dots": _PIXEL[:33] + chunk(b"IEND"),
    "png, too few dots": png(rows=b"\0" * 100),
    "png, too many dots": png(rows=b"\0" * 100_000),
    "png, dots of nonsense packing": _PIXEL[:33] + chunk(b"IDAT", b"nonsense") + chunk(b"IEND"),
    "png, no such filter": png(filtering=5),
    "png, no such depth": png(depth=3, colour=0),
    "png, no such colour": png(colour=5),
    "png, no palette": png(colour=3).replace(chunk(b"PLTE", b"\0\0\0"), b""),
    "png, odd palette": png(extra=[chunk(b"PLTE", b"\0\0")]),
    "png, unknown critical chunk": png(extra=[chunk(b"CgBI", b"\0")]),
    "png, length of nonsense": PNG_START + b"\xff\xff\xff\xffIHDR",
    "png that is one strip": png(2**31 - 1, 1, rows=b""),
    "png bomb": png(100_000, 100_000, rows=b"\0" * 1000),
    "png bomb of small size": png(9_999, 9_999, rows=b"\0" * 1000),
    "png far too wide": png(1000, 10),
    "png far too high": png(10, 1000),
    "png that moves": png(extra=[chunk(b"acTL", b"\0\0\0\2\0\0\0\0")]),
    "jpeg cut off": jpeg()[:-4],
    "jpeg signature only": b"\xff\xd8\xff",
    "jpeg signature and marker": b"\xff\xd8\xff\xe0",
    "jpeg of no dots": jpeg(0, 0),
    "jpeg without frame": b"\xff\xd8" + segment(0xE0, b"JFIF\0") + b"\xff\xd9",
    "jpeg without tables": jpeg(tables=False),
    "jpeg, two frames": jpeg(extra=segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0")),
    "jpeg of two components": jpeg(components=2),
    "jpeg, arithmetic": jpeg(frame=0xC9),
    "jpeg, lossless": jpeg(frame=0xC3),
    "jpeg of 12 bits": jpeg(frame=0xC1, bits=12),
    "jpeg bomb": jpeg(65_000, 65_000)[:300] + b"\xff\xd9",
    "gif": b"GIF89a\1\0\1\0\0\0\0;",
    "bmp": b"BM\x1a\0\0\0\0\0\0\0\x1a\0\0\0",
    "webp": b"RIFF\x1a\0\0\0WEBPVP8 ",
    "tiff": b"II*\0\x08\0\0\0",
    "emf": b"\1\0\0\0" + b"\0" * 36 + b" EMF",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "heic": b"\0\0\0\x18ftypheic",
    "pdf": b"%PDF-1.4",
    "nothing": b"",
    "text": b"logo",
    "large": PNG_START + b"\0" * 11_000_000,
}
"""Files that are called pictures and cannot be printed, by what they are."""
