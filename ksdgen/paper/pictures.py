"""Picture files: which of them can be printed everywhere, and their shape.

The bytes are read here as strictly as the strictest program will read them later, so that a picture which is let in
fails nowhere: not in Word, LibreOffice or a browser, and not by what it becomes when it is unpacked.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

SIZE_LIMIT: Final = 10 * 1024 * 1024
"""Most bytes of a picture file; each agreement that shows it holds it once more."""

EDGE_LIMIT: Final = 10_000
"""Most dots along an edge."""

DOT_LIMIT: Final = 50_000_000
"""Most dots in all: a program unpacks each of them, however small the file is."""

RATIO_LIMIT: Final = 10
"""How many times as long as the other an edge may be; beyond that a picture of any height leaves the paper."""

SCAN_LIMIT: Final = 100
"""Most passes over a JPEG; each costs as much as unpacking the whole."""


class PictureFile(NamedTuple):
    """A picture that can be printed."""

    ratio: float
    """Width divided by height."""
    content_type: str
    extension: str


class Unprintable(NamedTuple):
    """Why a picture cannot be printed, and what to do; both go on from the name of the file."""

    fault: str
    hint: str


_SAVE_AGAIN = "buka di program gambar, lalu simpan kembali sebagai PNG atau JPEG"
_SHRINK = "perkecil di program gambar; untuk cetakan cukup sekitar 1.000 titik"
_BROKEN = Unprintable("terpotong atau rusak", "salin kembali dari aslinya, atau simpan ulang di program gambar")
_NO_PICTURE = Unprintable(
    "bukan gambar PNG atau JPEG", "betulkan nama berkasnya, atau hapus kuncinya agar dicetak bingkai kosong"
)

_OTHER_KINDS: Final = (
    (rb"GIF8[79]a", "GIF"),
    (rb"BM.{4}\0\0\0\0", "BMP"),
    (rb"RIFF.{4}WEBP", "WebP"),
    (rb"II\*\0|MM\0\*", "TIFF"),
    (rb"\x01\0\0\0.{36} EMF", "EMF"),
    (rb"\xd7\xcd\xc6\x9a", "WMF"),
    (rb".{4}ftyp(?:heic|heix|mif1|avif)", "foto HEIC atau AVIF"),
    (rb"\0\0\x01\0", "ikon"),
    (rb"%PDF-", "PDF"),
    (rb"\s*(?:<\?xml|<!--|<svg)", "SVG"),
)
"""How files of other kinds begin that are taken for pictures, and what people call them."""


class _Refused(Exception):
    """A picture cannot be printed."""

    def __init__(self, reason: Unprintable) -> None:
        super().__init__(reason.fault)
        self.reason = reason


@lru_cache(maxsize=16)
def judge(data: bytes) -> PictureFile | Unprintable:
    """The shape of a picture that can be printed, or why it cannot be."""
    try:
        if len(data) > SIZE_LIMIT:
            raise _refused(f"lebih besar dari {SIZE_LIMIT // 1024 // 1024} MB", _SHRINK)
        if data.startswith(_PNG_START):
            return _Png(data).read()
        if data.startswith(b"\xff\xd8\xff"):
            return _Jpeg(data).read()
    except _Refused as refused:
        return refused.reason
    kind = next((name for start, name in _OTHER_KINDS if re.match(start, data, re.DOTALL)), None)
    return _NO_PICTURE if kind is None else Unprintable(f"adalah {kind}, bukan PNG atau JPEG", _SAVE_AGAIN)


def _refused(fault: str, hint: str) -> _Refused:
    return _Refused(Unprintable(fault, hint))


def _ratio(width: int, height: int, dots: tuple[int, int]) -> float:
    """Width divided by height, as the file says how far its dots stand apart.

    Args:
        width: in dots.
        height: in dots.
        dots: dots for each unit of length, across and down.
    """
    if max(width, height) > EDGE_LIMIT or width * height > DOT_LIMIT:
        raise _refused(f"terlalu besar: {width} × {height} titik", _SHRINK)
    across, down = dots
    # Whoever writes that a dot is five times as wide as high has written nonsense there.
    square = not (across and down) or not 0.25 <= across / down <= 4
    ratio = width / height if square else (width / across) / (height / down)
    if not 1 / RATIO_LIMIT <= ratio <= RATIO_LIMIT:
        longer, shorter = ("lebar", "tinggi") if ratio > 1 else ("tinggi", "lebar")
        raise _refused(
            f"lebih dari {RATIO_LIMIT} kali lebih {longer} daripada {shorter}nya ({width} × {height} titik)",
            "potong di program gambar, atau pakai gambar lain",
        )
    return ratio


# --- PNG (ISO/IEC 15948) ----------------------------------------------------------------------------------------------

_PNG_START = b"\x89PNG\r\n\x1a\n"

_SAMPLES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a dot by colour type."""

_DEPTHS: Final = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bits of a sample by colour type."""

_PASSES: Final = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""First column and row of each pass of an interlaced picture, and the steps from there."""

_FED = 16 * 1024
"""Bytes that are unpacked at once: they become 16 MB at most."""


class _Png:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._colours = 0

    def read(self) -> PictureFile:
        chunks = self._chunks()
        kind, header = next(chunks, (b"", b""))
        if kind != b"IHDR" or len(header) != 13:
            raise _Refused(_BROKEN)
        width, height = _number(header[:4]), _number(header[4:8])
        depth, colour, compression, filtering, interlaced = header[8:]
        if (
            not width
            or not height
            or depth not in _DEPTHS.get(colour, ())
            or compression
            or filtering
            or interlaced > 1
        ):
            raise _Refused(_BROKEN)
        palette = False
        dots = (0, 0)
        packed: list[bytes] = []
        between = False
        for kind, content in chunks:
            if kind == b"IDAT":
                if between or (colour == 3 and not palette):
                    raise _Refused(_BROKEN)
                packed.append(content)
                continue
            between = bool(packed)
            if kind == b"PLTE":
                if palette or packed or colour in (0, 4) or len(content) % 3 or not 3 <= len(content) <= 768:
                    raise _Refused(_BROKEN)
                palette = True
            elif kind == b"acTL":
                raise _refused("adalah gambar bergerak", "simpan satu gambarnya saja sebagai PNG biasa")
            elif kind == b"pHYs" and len(content) == 9 and content[8] == 1:
                # In dots to the inch, as they are given.
                dots = round(_number(content[:4]) * 0.0254), round(_number(content[4:8]) * 0.0254)
            elif kind == b"IEND":
                if not packed:
                    raise _Refused(_BROKEN)
                ratio = _ratio(width, height, dots)
                _unpack(packed, list(_rows(width, height, depth * _SAMPLES[colour], bool(interlaced))))
                return PictureFile(ratio, "image/png", "png")
            elif not kind[0] & 0x20:  # what every program must know, and none does
                raise _Refused(_BROKEN)
        raise _Refused(_BROKEN)

    def _chunks(self) -> Iterator[tuple[bytes, bytes]]:
        """The chunks with their content; each carries a checksum."""
        data = memoryview(self._data)
        position = len(_PNG_START)
        while position + 12 <= len(data):
            end = position + 8 + _number(data[position : position + 4])
            kind = bytes(data[position + 4 : position + 8])
            if (
                end + 4 > len(data)
                or not kind.isalpha()
                or zlib.crc32(data[position + 4 : end]) != _number(data[end : end + 4])
            ):
                raise _Refused(_BROKEN)
            yield kind, bytes(data[position + 8 : end])
            position = end + 4


def _number(data: bytes | memoryview) -> int:
    return int.from_bytes(data, "big")


def _rows(width: int, height: int, bits: int, interlaced: bool) -> Iterator[tuple[int, int]]:
    """Bytes of a row, with the byte that tells its filter, and how many rows, of each pass."""
    for left, top, across, down in _PASSES if interlaced else ((0, 0, 1, 1),):
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            yield 1 + (columns * bits + 7) // 8, rows


def _unpack(packed: list[bytes], passes: list[tuple[int, int]]) -> None:
    """Hold the packed dots to what the header says of them: so many bytes, each row with a filter that there is."""
    missing = sum(size * rows for size, rows in passes)
    stream = zlib.decompressobj()
    ahead = 0  # bytes until the next row begins
    size, rows = passes.pop(0)
    try:
        for content in packed:
            for start in range(0, len(content), _FED):
                piece = stream.decompress(content[start : start + _FED])
                missing -= len(piece)
                if missing < 0:
                    raise _Refused(_BROKEN)
                position = ahead
                while position < len(piece):
                    count = min(rows, -(-(len(piece) - position) // size))
                    if max(piece[position : position + count * size : size]) > 4:
                        raise _Refused(_BROKEN)
                    position += count * size
                    rows -= count
                    if not rows and passes:
                        size, rows = passes.pop(0)
                ahead = position - len(piece)
    except zlib.error:
        raise _Refused(_BROKEN) from None
    if missing or not stream.eof:
        raise _Refused(_BROKEN)


# --- JPEG (ISO/IEC 10918-1) -------------------------------------------------------------------------------------------

_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""The marker behind a scan: in its data a 255 stands before a zero, or before a mark for starting again."""

_COMMON_FRAMES = (0xC0, 0xC1, 0xC2)
"""Baseline, sequential, progressive, all in Huffman's code: what every program reads."""

_RARE_FRAMES = (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)


class _Jpeg:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size: tuple[int, int] | None = None
        self._components: dict[int, int] = {}
        """The table of quantisation that each component of the frame uses, by its number."""
        self._dividers: set[int] = set()
        self._coded: set[int] = set()
        """Huffman tables by class and number."""
        self._progressive = False
        self._dots = (0, 0)

    def read(self) -> PictureFile:
        data, position, scans = self._data, 2, 0
        while True:
            marker, position = self._marker(position)
            if marker == 0xD9 and scans and self._size is not None:
                width, height = self._size
                return PictureFile(_ratio(width, height, self._dots), "image/jpeg", "jpg")
            length = _number(data[position : position + 2])
            content = data[position + 2 : position + length]
            if marker in (0x01, 0xD8, 0xD9, *range(0xD0, 0xD8)) or length < 2 or len(content) != length - 2:
                raise _Refused(_BROKEN)
            position += length
            self._segment(marker, content)
            if marker == 0xDA:
                scans += 1
                behind = _NEXT_MARKER.search(data, position)
                if behind is None or scans > SCAN_LIMIT:
                    raise _Refused(_BROKEN)
                position = behind.start()

    def _marker(self, position: int) -> tuple[int, int]:
        """The marker at a place, and the place behind it."""
        data = self._data
        if data[position : position + 1] != b"\xff":
            raise _Refused(_BROKEN)
        while data[position : position + 1] == b"\xff":
            position += 1
        if position >= len(data):
            raise _Refused(_BROKEN)
        return data[position], position + 1

    def _segment(self, marker: int, content: bytes) -> None:
        if marker in _COMMON_FRAMES:
            self._frame(content)
            self._progressive = marker == 0xC2
        elif marker in _RARE_FRAMES or marker == 0xCC:
            raise _refused("adalah JPEG dengan pemampatan yang tidak dibaca Word", _SAVE_AGAIN)
        elif marker == 0xDB:
            self._dividers.update(_divider_tables(content))
        elif marker == 0xC4:
            self._coded.update(_code_tables(content))
        elif marker == 0xDA:
            self._scan(content)
        elif marker == 0xE0 and content.startswith(b"JFIF\0") and len(content) >= 12 and content[7] in (1, 2):
            self._dots = _number(content[8:10]), _number(content[10:12])

    def _frame(self, content: bytes) -> None:
        if self._size is not None or len(content) < 6 or len(content) != 6 + 3 * content[5]:
            raise _Refused(_BROKEN)
        height, width, count = _number(content[1:3]), _number(content[3:5]), content[5]
        if content[0] != 8:
            raise _refused(f"adalah JPEG {content[0]} bit, yang tidak dibaca Word", _SAVE_AGAIN)
        if not width or not height or count not in (1, 3, 4):
            raise _Refused(_BROKEN)
        for number, sampling, table in (content[start : start + 3] for start in range(6, len(content), 3)):
            if not (1 <= sampling >> 4 <= 4 and 1 <= sampling & 15 <= 4) or table > 3 or number in self._components:
                raise _Refused(_BROKEN)
            self._components[number] = table
        self._size = width, height

    def _scan(self, content: bytes) -> None:
        count = content[0] if content else 0
        if not 1 <= count <= 4 or len(content) != 4 + 2 * count:
            raise _Refused(_BROKEN)
        first, last = content[-3], content[-2]
        for number, tables in (content[start : start + 2] for start in range(1, 1 + 2 * count, 2)):
            # A progressive scan of the first coefficient needs no code for the others, and the other way round; one
            # that refines the first coefficient needs none.
            needed = [tables >> 4] if not first and not content[-1] >> 4 else []
            needed += [0x10 | tables & 15] if last or not self._progressive else []
            if self._components.get(number) not in self._dividers or not self._coded.issuperset(needed):
                raise _Refused(_BROKEN)


def _divider_tables(content: bytes) -> Iterator[int]:
    """Numbers of the tables of quantisation in a segment."""
    position = 0
    while position < len(content):
        wide, number = divmod(content[position], 16)
        position += 129 if wide else 65
        if wide > 1 or number > 3 or position > len(content):
            raise _Refused(_BROKEN)
        yield number


def _code_tables(content: bytes) -> Iterator[int]:
    """Class and number of the Huffman tables in a segment."""
    position = 0
    while position < len(content):
        head = content[position]
        position += 17 + sum(content[position + 1 : position + 17])
        if head & ~0x13 or position > len(content):
            raise _Refused(_BROKEN)
        yield head
