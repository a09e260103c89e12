"""The .docx package (ISO/IEC 29500-2): parts and relationships through python-docx, a zip file of our own."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.pkgreader import PackageReader
from docx.opc.rel import Relationships
from lxml import etree

from ksdgen.errors import Refused
from ksdgen.word.base import PENGATURAN, PROPERTI_PENANDA, TEMA
from ksdgen.word.ooxml import NSMAP, bersih, elemen, serialisasi, urai, w


class BerkasWordRusak(Refused):
    """The bytes are no .docx that can be read; the message says so in Indonesian."""


BATAS_UKURAN = 512 * 1024 * 1024
"""Most bytes that a package may hold unpacked; more is a zip bomb, not an agreement."""

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_EP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CT = "http://schemas.openxmlformats.org/package/2006/content-types"


@lru_cache(maxsize=16)
def _daftar_huruf(huruf: str) -> bytes:
    akar = etree.Element(w("fonts"), nsmap={"w": NSMAP["w"]})
    font = elemen(akar, "font", name=huruf)
    # A machine without the typeface is to take another serif at least; Arial and its kin are the exception.
    serif = not any(n in huruf.casefold() for n in ("arial", "calibri", "sans", "tahoma", "verdana", "helvetica"))
    elemen(font, "charset", val="00")
    elemen(font, "family", val="roman" if serif else "swiss")
    elemen(font, "pitch", val="variable")
    return serialisasi(akar)


def _inti(judul: str) -> bytes:
    # No dates: equal input has equal bytes.
    akar = etree.Element(f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC})
    for nama, isi in (("title", judul), ("creator", "ksdgen"), ("language", "id-ID")):
        etree.SubElement(akar, f"{{{_DC}}}{nama}").text = bersih(isi)
    return serialisasi(akar)


class Bagian(Part):
    """A part whose bytes are known only when the whole document has been walked."""

    isi: bytes = b""

    @property
    def blob(self) -> bytes:
        """The part's bytes."""
        return self.isi


class Paket:
    """A .docx in the making; relationship ids are given at once, bytes may follow."""

    def __init__(self) -> None:
        self._opc = OpcPackage()
        self._urutan: list[Bagian] = []
        self.dokumen = self._bagian("/word/document.xml", CT.WML_DOCUMENT_MAIN)
        self._opc.relate_to(self.dokumen, RT.OFFICE_DOCUMENT)
        self._gambar: dict[str, Bagian] = {}

    def _bagian(self, nama: str, jenis: str, isi: bytes = b"") -> Bagian:
        bagian = Bagian(PackURI(nama), jenis)
        bagian.isi = isi
        self._urutan.append(bagian)
        return bagian

    def tambah(self, nama: str, jenis: str, hubungan: str, isi: bytes = b"") -> tuple[Bagian, str]:
        """A part of the main document, with its relationship id."""
        bagian = self._bagian(f"/word/{nama}", jenis, isi)
        return bagian, self.dokumen.relate_to(bagian, hubungan)

    def kepala(self, isi: bytes) -> str:
        """The header; returns its relationship id."""
        return self.tambah("header1.xml", CT.WML_HEADER, RT.HEADER, isi)[1]

    def kaki(self) -> tuple[Bagian, str]:
        """The footer, still empty, and its relationship id."""
        return self.tambah("footer1.xml", CT.WML_FOOTER, RT.FOOTER)

    def gambar(self, cerita: Bagian, sha256: str, data: bytes, jenis: str, ekstensi: str) -> str:
        """The relationship id of an image in a story; equal images share one part."""
        bagian = self._gambar.get(sha256)
        if bagian is None:
            bagian = self._bagian(f"/word/media/image{len(self._gambar) + 1}.{ekstensi}", jenis, data)
            self._gambar[sha256] = bagian
        return cerita.relate_to(bagian, RT.IMAGE)

    def tetap(self, gaya: bytes, penomoran: bytes, huruf: str) -> None:
        """The parts that every document has."""
        self.tambah("styles.xml", CT.WML_STYLES, RT.STYLES, gaya)
        self.tambah("numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, penomoran)
        self.tambah("settings.xml", CT.WML_SETTINGS, RT.SETTINGS, PENGATURAN)
        self.tambah("theme/theme1.xml", CT.OFC_THEME, RT.THEME, TEMA)
        self.tambah("fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE, _daftar_huruf(huruf))

    def keterangan(self, judul: str, penanda: bytes) -> None:
        """The title of the file and the customXml part of `identity`."""
        self._opc.relate_to(
            self._bagian("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, _inti(judul)), RT.CORE_PROPERTIES
        )
        item = self._bagian("/customXml/item1.xml", CT.XML, penanda)
        self.dokumen.relate_to(item, RT.CUSTOM_XML)
        item.relate_to(
            self._bagian("/customXml/itemProps1.xml", CT.OFC_CUSTOM_XML_PROPERTIES, PROPERTI_PENANDA),
            RT.CUSTOM_XML_PROPS,
        )

    def data(self) -> bytes:
        """The zip file."""
        return _zip([("[Content_Types].xml", self._jenis_isi()), *self._berkas()])

    def _berkas(self) -> Iterator[tuple[str, bytes]]:
        yield PACKAGE_URI.rels_uri.membername, _hubungan("/", _kunci(self._opc.rels))
        for bagian in self._urutan:
            yield bagian.partname.membername, bagian.blob
            if bagian.rels:
                yield bagian.partname.rels_uri.membername, _hubungan(bagian.partname.baseURI, _kunci(bagian.rels))

    def _jenis_isi(self) -> bytes:
        bawaan = tuple(sorted({(b.partname.ext, b.content_type) for b in self._gambar.values()}))
        return _jenis_isi(bawaan, tuple((str(b.partname), b.content_type) for b in self._urutan))


def _kunci(hubungan: Relationships) -> tuple[tuple[str, str, str], ...]:
    return tuple((h.rId, h.reltype, str(h.target_part.partname)) for h in hubungan.values())


@lru_cache(maxsize=64)
def _hubungan(dasar: str, isi: tuple[tuple[str, str, str], ...]) -> bytes:
    """A .rels part; most documents have the same few."""
    hubungan = Relationships(dasar)
    for rid, jenis, nama in isi:
        hubungan.add_relationship(jenis, Part(PackURI(nama), ""), rid)
    xml = hubungan.xml
    return xml if isinstance(xml, bytes) else xml.encode()


@lru_cache(maxsize=64)
def _jenis_isi(gambar: tuple[tuple[str, str], ...], bagian: tuple[tuple[str, str], ...]) -> bytes:
    """[Content_Types].xml: images by extension, all other parts by name."""
    akar = etree.fromstring(f'<Types xmlns="{_CT}"/>')
    bawaan = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML, **dict(gambar)}
    for ekstensi, jenis in bawaan.items():
        etree.SubElement(akar, f"{{{_CT}}}Default", {"Extension": ekstensi, "ContentType": jenis})
    for nama, jenis in bagian:
        if bawaan.get(nama.rpartition(".")[2]) != jenis:
            etree.SubElement(akar, f"{{{_CT}}}Override", {"PartName": nama, "ContentType": jenis})
    return serialisasi(akar)


_LOKAL = b"PK\x03\x04\x14\x00\x00\x08\x00\x00\x00\x00\x21\x00"
"""Local file header up to the date: version 2.0, UTF-8 names, stored, 1980-01-01 00:00."""


def _zip(berkas: list[tuple[str, bytes]]) -> bytes:
    """A zip archive that depends on its members alone.

    The members are stored: the output of deflate differs between builds of zlib. Date and attributes are fixed, where
    `zipfile` would write the operating system into each entry.
    """
    lokal: list[bytes] = []
    pusat: list[bytes] = []
    letak = 0
    for nama, isi in berkas:
        mentah = nama.encode()
        ukuran = len(isi).to_bytes(4, "little")
        inti = zlib.crc32(isi).to_bytes(4, "little") + ukuran + ukuran + len(mentah).to_bytes(2, "little")
        lokal += (_LOKAL, inti, b"\0\0", mentah, isi)
        # Central entry: made by version 2.0 (FAT), then as above; no extra field, comment, disk or attributes;
        # offset, name.
        pusat += (b"PK\x01\x02\x14\x00", _LOKAL[4:], inti, b"\0" * 12, letak.to_bytes(4, "little"), mentah)
        letak += len(_LOKAL) + len(inti) + 2 + len(mentah) + len(isi)
    direktori = b"".join(pusat)
    jumlah = len(berkas).to_bytes(2, "little")
    akhir = (
        b"PK\x05\x06\0\0\0\0"
        + jumlah
        + jumlah
        + len(direktori).to_bytes(4, "little")
        + letak.to_bytes(4, "little")
        + b"\0\0"
    )
    return b"".join((*lokal, direktori, akhir))


# --- reading ---


@dataclass(frozen=True, slots=True)
class Cerita:
    """A part that was read: its root, and the targets of its relationships as (type, part name) by id."""

    akar: etree._Element
    hubungan: dict[str, tuple[str, str]]


class PaketTerbaca:
    """The parts of a .docx from anywhere."""

    def __init__(self, data: bytes) -> None:
        """Open the package.

        Raises:
            BerkasWordRusak: no zip file, no main document, or parts that are missing, damaged or beyond all size.

        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as berkas:
                if sum(i.file_size for i in berkas.infolist()) > BATAS_UKURAN:
                    raise BerkasWordRusak("berkas Word terlalu besar untuk dibaca")
            pembaca = PackageReader.from_file(io.BytesIO(data))  # type: ignore[no-untyped-call]
            self._bagian: dict[str, bytes] = {str(nama): blob for nama, _, _, blob in pembaca.iter_sparts()}
            self._hubungan: dict[str, dict[str, tuple[str, str]]] = {}
            for sumber, h in pembaca.iter_srels():
                if not h.is_external:
                    self._hubungan.setdefault(str(sumber), {})[h.rId] = (h.reltype, str(h.target_partname))
        except BerkasWordRusak:
            raise
        except _GALAT_PAKET as galat:
            raise BerkasWordRusak("berkas bukan dokumen Word (.docx) yang utuh") from galat
        nama = self._tujuan(str(PACKAGE_URI), RT.OFFICE_DOCUMENT)
        if not nama:
            raise BerkasWordRusak("berkas tidak memuat dokumen Word")
        self.dokumen = self._cerita(nama[0])
        self._nama = nama[0]
        if self.dokumen.akar.tag != w("document"):
            raise BerkasWordRusak("isi berkas bukan dokumen Word biasa; simpan ulang sebagai Word Document (.docx)")

    def _tujuan(self, sumber: str, hubungan: str) -> list[str]:
        return [
            nama
            for jenis, nama in self._hubungan.get(sumber, {}).values()
            if jenis == hubungan and nama in self._bagian
        ]

    def _cerita(self, nama: str) -> Cerita:
        try:
            return Cerita(urai(self._bagian[nama]), self._hubungan.get(nama, {}))
        except ValueError as galat:
            raise BerkasWordRusak(f"bagian {nama} pada berkas Word rusak") from galat

    def terkait(self, hubungan: str) -> list[Cerita]:
        """The parts that the main document relates to by this type."""
        return [self._cerita(nama) for nama in self._tujuan(self._nama, hubungan)]

    def menurut_id(self, rid: str) -> Cerita | None:
        """The part that the main document knows by this relationship id."""
        _, nama = self.dokumen.hubungan.get(rid, ("", ""))
        return self._cerita(nama) if nama in self._bagian else None

    def data(self, nama: str) -> bytes | None:
        """The bytes of a part."""
        return self._bagian.get(nama)

    @property
    def judul(self) -> str:
        """The title among the properties of the file."""
        # LibreOffice writes this relationship under a type of its own making, which only ends as it should.
        return self._keterangan(RT.CORE_PROPERTIES.split("relationships")[-1], f"{{{_DC}}}title")

    @property
    def aplikasi(self) -> str:
        """The program that saved the file, as it calls itself; "" when it does not say."""
        return self._keterangan(RT.EXTENDED_PROPERTIES, f"{{{_EP}}}Application")

    def _keterangan(self, jenis_akhir: str, nama_unsur: str) -> str:
        hubungan = self._hubungan.get(str(PACKAGE_URI), {}).values()
        for nama in [n for jenis, n in hubungan if jenis.endswith(jenis_akhir) and n in self._bagian]:
            e = self._cerita(nama).akar.find(nama_unsur)
            if e is not None:
                return e.text or ""
        return ""


_GALAT_PAKET = (
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    OSError,
    EOFError,
    # What python-docx raises over damaged content types, relationships and part names.
    AttributeError,
    IndexError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
