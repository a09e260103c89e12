"""The zip file of a .docx from anywhere (ISO/IEC 29500-2): its parts and relationships, read when they are asked for.

What it may hold is bounded before anything is unpacked, so that no file costs more than a large honest one.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import Final
from urllib.parse import unquote

from lxml import etree

from ksdgen.errors import Refused
from ksdgen.word.ooxml import parse


class BrokenWordFile(Refused):
    """The bytes are no .docx that can be read; the message says so in Indonesian."""


FILE_LIMIT: Final = 64 * 1024 * 1024
"""Most bytes of a file."""

SIZE_LIMIT: Final = 256 * 1024 * 1024
"""Most bytes of all parts of a file, unpacked, pictures and all."""

XML_LIMIT: Final = 32 * 1024 * 1024
"""Most bytes of a part that is XML; an agreement of a thousand pages has less."""

TAG_LIMIT: Final = 800_000
"""Most tags in all parts that are read; each becomes an object."""

COUNT_LIMIT: Final = 5_000
"""Most parts."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}Types"
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_START = b"PK\x03\x04"
_ENCRYPTED: Final = 0x1 | 0x40
"""Bits of a member's flags that say so."""

_UTF_16: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_DECLARED_ENCODING = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_COMMON: Final = (b"utf-8", b"utf8", b"us-ascii", b"ascii")

_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises over members that are damaged or packed in ways of their own."""


class Archive:
    """The parts of a file, by their names, which begin with "/".

    Args:
        data: the file.

    Raises:
        BrokenWordFile: it is no zip file, or one that no word processor writes.
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE_START):
            raise BrokenWordFile(
                "berkas ini dokumen Word lama (.doc) atau dikunci dengan kata sandi; buka di Word, lalu simpan sebagai"
                " Word Document (.docx) tanpa kata sandi"
            )
        if len(data) > FILE_LIMIT:
            raise _too_large()
        if not data.startswith(_ZIP_START):
            raise _broken()
        try:
            self._files = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS as error:
            raise _broken() from error
        self._members = _members(self._files.infolist())
        self._content: dict[str, bytes] = {}
        self._roots: dict[str, etree._Element] = {}
        self._tags = 0
        if self.root("/[Content_Types].xml").tag != _TYPES:
            raise _broken()

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._members

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None when there is none.

        Raises:
            BrokenWordFile: they are damaged.
        """
        member = self._members.get(name.casefold())
        if member is None:
            return None
        if name not in self._content:
            try:
                self._content[name] = self._files.read(member)
            except _ZIP_ERRORS as error:
                raise _broken() from error
        return self._content[name]

    def root(self, name: str) -> etree._Element:
        """The root of a part that is XML.

        Raises:
            BrokenWordFile: there is no such part, or it is no sound XML.
        """
        if name not in self._roots:
            data = self.read(name)
            if data is None:
                raise _broken_part(name)
            if len(data) > XML_LIMIT:
                raise _too_large()
            self._tags += data.count(b"<")
            if self._tags > TAG_LIMIT:
                raise _too_large()
            try:
                self._roots[name] = parse(_without_surprises(data))
            except ValueError as error:
                raise _broken_part(name) from error
        return self._roots[name]

    def relationships(self, source: str) -> dict[str, tuple[str, str]]:
        """What a part, or the whole ("/"), relates to inside the file: type and part name, by id.

        Raises:
            BrokenWordFile: its relationships are damaged.
        """
        folder, _, file = source.rpartition("/")
        name = f"{folder}/_rels/{file}.rels"
        if name not in self:
            return {}
        result: dict[str, tuple[str, str]] = {}
        for element in self.root(name).iterfind(_RELATIONSHIP):
            target = unquote(element.get("Target", ""))
            # What lies outside is never looked at.
            if element.get("TargetMode", "Internal") == "Internal" and "\0" not in target:
                path = posixpath.normpath(posixpath.join(f"{folder}/", target))
                result[element.get("Id", "")] = element.get("Type", ""), f"/{path.lstrip('/')}"
        return result


def _members(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The members by the names of parts, whatever the case of their letters (29500-2, 9.1.1)."""
    if len(infos) > COUNT_LIMIT or sum(info.file_size for info in infos) > SIZE_LIMIT:
        raise _too_large()
    result: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise BrokenWordFile("berkas Word dikunci dengan kata sandi; buka di Word, lalu simpan tanpa kata sandi")
        name = f"/{info.filename.removeprefix('/')}".casefold()
        if name in result or ".." in name.split("/") or "\\" in name:
            raise BrokenWordFile("berkas Word memuat bagian dengan nama yang tidak wajar; simpan ulang di Word")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _broken()
        result[name] = info
    return result


def _without_surprises(data: bytes) -> bytes:
    """XML in an encoding that everybody reads alike.

    Raises:
        ValueError: it is in another one (29500-2, 9.1.4), or declares a document type, which is not even looked at.
    """
    encoding = _UTF_16.get(data[:2])
    if encoding is not None:
        text = data[2:].decode(encoding)
        data = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).encode()
    declared = _DECLARED_ENCODING.match(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    if declared is not None and declared[1].lower() not in _COMMON:
        raise ValueError(f"encoding {declared[1]!r}")
    if b"<!DOCTYPE" in data:
        raise ValueError("document type")
    return data


def _broken() -> BrokenWordFile:
    return BrokenWordFile("berkas bukan dokumen Word (.docx) yang utuh")


def _broken_part(name: str) -> BrokenWordFile:
    return BrokenWordFile(f"bagian {name} pada berkas Word rusak")


def _too_large() -> BrokenWordFile:
    return BrokenWordFile(
        "berkas Word terlalu besar untuk dibaca; pecah menjadi beberapa berkas atau perkecil gambarnya"
    )
