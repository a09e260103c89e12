"""The .docx package (ISO/IEC 29500-2): parts and relationships through python-docx, a zip file of our own."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from lxml import etree

from ksdgen.word.archive import Archive, BrokenWordFile
from ksdgen.word.base import BOOKMARK_PROPERTIES, SETTINGS, THEME
from ksdgen.word.ooxml import NSMAP, clean, element, serialise, wml

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_EP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CT = "http://schemas.openxmlformats.org/package/2006/content-types"


@lru_cache(maxsize=16)
def _font_list(font_name: str) -> bytes:
    root = etree.Element(wml("fonts"), nsmap={"w": NSMAP["w"]})
    font = element(root, "font", name=font_name)
    # A machine without the typeface is to take another serif at least; Arial and its kin are the exception.
    serif = not any(n in font_name.casefold() for n in ("arial", "calibri", "sans", "tahoma", "verdana", "helvetica"))
    element(font, "charset", val="00")
    element(font, "family", val="roman" if serif else "swiss")
    element(font, "pitch", val="variable")
    return serialise(root)


def _core(title: str) -> bytes:
    # No dates: equal input has equal bytes.
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC})
    for name, content in (("title", title), ("creator", "ksdgen"), ("language", "id-ID")):
        etree.SubElement(root, f"{{{_DC}}}{name}").text = clean(content)
    return serialise(root)


class PackagePart(Part):
    """A part whose bytes are known only when the whole document has been walked."""

    content: bytes = b""

    @property
    def blob(self) -> bytes:
        """The part's bytes."""
        return self.content


class Package:
    """A .docx in the making; relationship ids are given at once, bytes may follow."""

    def __init__(self) -> None:
        self._opc = OpcPackage()
        self._order: list[PackagePart] = []
        self.dokumen = self._part("/word/document.xml", CT.WML_DOCUMENT_MAIN)
        self._opc.relate_to(self.dokumen, RT.OFFICE_DOCUMENT)
        self._images: dict[str, PackagePart] = {}

    def _part(self, name: str, kind: str, content: bytes = b"") -> PackagePart:
        part = PackagePart(PackURI(name), kind)
        part.content = content
        self._order.append(part)
        return part

    def add(self, name: str, kind: str, relationship: str, content: bytes = b"") -> tuple[PackagePart, str]:
        """Add a part of the main document; returns it and its relationship id."""
        part = self._part(f"/word/{name}", kind, content)
        return part, self.dokumen.relate_to(part, relationship)

    def add_header(self, content: bytes) -> str:
        """Add the header; returns its relationship id."""
        return self.add("header1.xml", CT.WML_HEADER, RT.HEADER, content)[1]

    def add_footer(self) -> tuple[PackagePart, str]:
        """Add the footer, still empty; returns it and its relationship id."""
        return self.add("footer1.xml", CT.WML_FOOTER, RT.FOOTER)

    def add_image(self, story: PackagePart, sha256: str, data: bytes, kind: str, extension: str) -> str:
        """Add an image to a story; returns its relationship id there. Equal images share one part."""
        part = self._images.get(sha256)
        if part is None:
            part = self._part(f"/word/media/image{len(self._images) + 1}.{extension}", kind, data)
            self._images[sha256] = part
        return story.relate_to(part, RT.IMAGE)

    def add_fixed_parts(self, styles: bytes, numbering: bytes, font_name: str) -> None:
        """Add the parts that every document has."""
        self.add("styles.xml", CT.WML_STYLES, RT.STYLES, styles)
        self.add("numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, numbering)
        self.add("settings.xml", CT.WML_SETTINGS, RT.SETTINGS, SETTINGS)
        self.add("theme/theme1.xml", CT.OFC_THEME, RT.THEME, THEME)
        self.add("fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE, _font_list(font_name))

    def add_properties(self, title: str, bookmarks: bytes) -> None:
        """Add the title of the file and the customXml part of `identity`."""
        self._opc.relate_to(self._part("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, _core(title)), RT.CORE_PROPERTIES)
        item = self._part("/customXml/item1.xml", CT.XML, bookmarks)
        self.dokumen.relate_to(item, RT.CUSTOM_XML)
        item.relate_to(
            self._part("/customXml/itemProps1.xml", CT.OFC_CUSTOM_XML_PROPERTIES, BOOKMARK_PROPERTIES),
            RT.CUSTOM_XML_PROPS,
        )

    def zipped(self) -> bytes:
        """The zip file."""
        return _zip([("[Content_Types].xml", self._content_types()), *self._files()])

    def _files(self) -> Iterator[tuple[str, bytes]]:
        yield PACKAGE_URI.rels_uri.membername, _relationships("/", _relationship_rows(self._opc.rels))
        for part in self._order:
            yield part.partname.membername, part.blob
            if part.rels:
                yield (
                    part.partname.rels_uri.membername,
                    _relationships(part.partname.baseURI, _relationship_rows(part.rels)),
                )

    def _content_types(self) -> bytes:
        images = tuple(sorted({(part.partname.ext, part.content_type) for part in self._images.values()}))
        return _content_types(images, tuple((str(part.partname), part.content_type) for part in self._order))


def _relationship_rows(relationships: Relationships) -> tuple[tuple[str, str, str], ...]:
    """Relationships as (id, type, part name)."""
    return tuple((r.rId, r.reltype, str(r.target_part.partname)) for r in relationships.values())


@lru_cache(maxsize=64)
def _relationships(base: str, rows: tuple[tuple[str, str, str], ...]) -> bytes:
    """A .rels part from rows of `_relationship_rows`; most documents have the same few."""
    relationships = Relationships(base)
    for rid, kind, name in rows:
        relationships.add_relationship(kind, Part(PackURI(name), ""), rid)
    xml = relationships.xml
    return xml if isinstance(xml, bytes) else xml.encode()


@lru_cache(maxsize=64)
def _content_types(images: tuple[tuple[str, str], ...], parts: tuple[tuple[str, str], ...]) -> bytes:
    """[Content_Types].xml: images by extension, all other parts by name."""
    root = etree.fromstring(f'<Types xmlns="{_CT}"/>')
    defaults = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML, **dict(images)}
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{_CT}}}Default", {"Extension": extension, "ContentType": kind})
    for name, kind in parts:
        if defaults.get(name.rpartition(".")[2]) != kind:
            etree.SubElement(root, f"{{{_CT}}}Override", {"PartName": name, "ContentType": kind})
    return serialise(root)


_LOCAL_HEADER = b"PK\x03\x04\x14\x00\x00\x08\x00\x00\x00\x00\x21\x00"
"""Local file header up to the date: version 2.0, UTF-8 names, stored, 1980-01-01 00:00."""


def _zip(files: list[tuple[str, bytes]]) -> bytes:
    """A zip archive that depends on its members alone.

    The members are stored: the output of deflate differs between builds of zlib. Date and attributes are fixed, where
    `zipfile` would write the operating system into each entry.
    """
    local_headers: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for name, content in files:
        raw = name.encode()
        size = len(content).to_bytes(4, "little")
        common = zlib.crc32(content).to_bytes(4, "little") + size + size + len(raw).to_bytes(2, "little")
        local_headers += (_LOCAL_HEADER, common, b"\0\0", raw, content)
        # Central entry: made by version 2.0 (FAT), then as above; no extra field, comment, disk or attributes;
        # offset, name.
        central += (b"PK\x01\x02\x14\x00", _LOCAL_HEADER[4:], common, b"\0" * 12, offset.to_bytes(4, "little"), raw)
        offset += len(_LOCAL_HEADER) + len(common) + 2 + len(raw) + len(content)
    directory = b"".join(central)
    count = len(files).to_bytes(2, "little")
    end = (
        b"PK\x05\x06\0\0\0\0"
        + count
        + count
        + len(directory).to_bytes(4, "little")
        + offset.to_bytes(4, "little")
        + b"\0\0"
    )
    return b"".join((*local_headers, directory, end))


# --- reading ---


@dataclass(frozen=True, slots=True)
class Story:
    """A part that was read: its root, and the targets of its relationships as (type, part name) by id."""

    name: str
    root: etree._Element
    relationships: dict[str, tuple[str, str]]


class ReadPackage:
    """The parts of a .docx from anywhere."""

    def __init__(self, data: bytes) -> None:
        """Open the package.

        Raises:
            BrokenWordFile: no zip file, no main document, or parts that are missing, damaged or beyond all size.

        """
        self._archive = Archive(data)
        self._stories: dict[str, Story] = {}
        name = self._targets(str(PACKAGE_URI), RT.OFFICE_DOCUMENT)
        if not name:
            raise BrokenWordFile("berkas tidak memuat dokumen Word")
        self.dokumen = self._story(name[0])
        if self.dokumen.root.tag != wml("document"):
            raise BrokenWordFile("isi berkas bukan dokumen Word biasa; simpan ulang sebagai Word Document (.docx)")

    def _targets(self, source: str, relationship: str) -> list[str]:
        return [
            name
            for kind, name in self._archive.relationships(source).values()
            if kind == relationship and name in self._archive
        ]

    def _story(self, name: str) -> Story:
        if name not in self._stories:
            self._stories[name] = Story(name, self._archive.root(name), self._archive.relationships(name))
        return self._stories[name]

    def related(self, relationship: str) -> list[Story]:
        """The parts that the main document relates to by this type."""
        return [self._story(name) for name in dict.fromkeys(self._targets(self.dokumen.name, relationship))]

    def by_id(self, rid: str) -> Story | None:
        """The part that the main document knows by this relationship id."""
        _, name = self.dokumen.relationships.get(rid, ("", ""))
        return self._story(name) if name in self._archive else None

    def data(self, name: str) -> bytes | None:
        """The bytes of a part."""
        return self._archive.read(name)

    @property
    def title(self) -> str:
        """The title among the properties of the file."""
        # LibreOffice writes this relationship under a type of its own making, which only ends as it should.
        return self._property(RT.CORE_PROPERTIES.split("relationships")[-1], f"{{{_DC}}}title")

    @property
    def application(self) -> str:
        """The program that saved the file, as it calls itself; "" when it does not say."""
        return self._property(RT.EXTENDED_PROPERTIES, f"{{{_EP}}}Application")

    def _property(self, kind_ending: str, element_name: str) -> str:
        relationships = self._archive.relationships(str(PACKAGE_URI)).values()
        for name in [n for kind, n in relationships if kind.endswith(kind_ending) and n in self._archive]:
            child = self._story(name).root.find(element_name)
            if child is not None:
                return child.text or ""
        return ""
