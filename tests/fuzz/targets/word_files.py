"""Word files as they come back: zip archives with parts gone, doubled and swollen, XML that is nearly right."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from lxml import etree

from ksdgen import api
from ksdgen.difference import compare_versions
from ksdgen.errors import Refused
from ksdgen.paper.document import Cell, Dokumen, Gap, Number, Paragraph, Picture, Reference, Table, TableRow, Text
from ksdgen.word.writer import write
from tests.fuzz.engine import CHEAP, EVERYTHING, Target
from tests.fuzz.memory import FOLDER, Desk, as_yaml
from tests.fuzz.mutations import Changer
from tests.fuzz.outputs import papers
from tests.helpers.util import PNG, ksb

Parts = list[list[Any]]
"""Names and contents, in the order of the archive."""


class Attack(Target):
    """Archives as bytes or by their parts; what can be read is printed again."""

    name = "word_files"
    share = 6.0
    every = (12, 5)
    words = (
        "<w:p/>", "<w:p>", "</w:p>", "<w:r><w:t>x</w:t></w:r>", "<w:tbl/>", "<w:tbl>", "</w:tbl>", "<w:tr/>", "<w:tc/>", "<w:sectPr/>", "<w:ins>", "</w:ins>",
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", "<w:moveFrom>", "<w:numPr/>", '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="-1"/></w:numPr>',
        '<w:bookmarkStart w:id="0" w:name="x"/>', '<w:bookmarkEnd w:id="99"/>', '<w:fldChar w:fldCharType="begin"/>', "<w:instrText> REF x </w:instrText>",
        '<w:gridSpan w:val="999999999"/>', '<w:gridSpan w:val="-1"/>', '<w:vMerge/>', '<w:pStyle w:val="x"/>', '<w:basedOn w:val="Normal"/>', 'w:val="', 'w:val="-1"',
        'w:val="1e9"', 'w:val=""', 'w:w="99999999999999999999"', 'w:val="&#0;"', "&x;", "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY x '&a;&a;&a;&a;&a;&a;'>]>", "<![CDATA[", "]]>", "<!--", "<?x?>", 'xmlns:w="x"', "word/document.xml",
        "word/numbering.xml", "word/styles.xml", "[Content_Types].xml", "../x", "/word/document.xml", "WORD/DOCUMENT.XML", 'r:embed="rId99"', 'Target="', 'Id="rId1"',
        'TargetMode="External"', 'Target="http://127.0.0.1:9/x"', "<w:drawing/>", "<mc:AlternateContent>", "<w:sdt><w:sdtContent>", "<w:pict/>", 'w:date="x"',
    )  # fmt: skip

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        files = _files()
        return [*map(_parts, files), *files]

    def change(self, changer: Changer, sample: Any, other: Any) -> Any:
        """See `Target`."""
        random = changer.random
        if isinstance(sample, bytes) or not _are_parts(sample):
            return changer.change(sample, other if isinstance(other, bytes) else None)
        if random.random() < 0.1:
            return changer.change(sample, other)
        # Half of the changes go to what holds the text.
        names = [name for name, _ in sample]
        index = random.randrange(len(sample))
        if "word/document.xml" in names and random.random() < 0.5:
            index = names.index("word/document.xml")
        name, content = sample[index]
        if not isinstance(content, str):
            changed = changer.change(content, content) if isinstance(content, bytes) else content
        elif random.random() < 0.6:
            changed = _other_elements(changer, content)
        else:
            changed = changer.text(content, content)
        return [*sample[:index], [name, changed], *sample[index + 1 :]]

    def run(self, sample: Any, depth: int) -> Iterable[str]:
        """See `Target`."""
        data = sample if isinstance(sample, bytes) else _archive(sample)
        try:
            document, images = api.read_word(data, changes=True)
            plain, _ = api.read_word(data) if depth > CHEAP else (document, images)
        except Refused as refused:
            return [str(refused)[:25]]
        reached = {f"{type(block).__name__} {getattr(block, 'role', '')}" for block in document.content}
        if depth > CHEAP:
            papers(plain, images, depth == EVERYTHING)
        if depth == EVERYTHING and len(plain.content) < 500:
            compare_versions(_small(), plain)
        return reached


def _are_parts(sample: Any) -> bool:
    return isinstance(sample, list) and bool(sample) and all(isinstance(p, list) and len(p) == 2 for p in sample)


def _small() -> Dokumen:
    """A document with one of each."""
    picture = Picture("Logo", _digest(), 20)
    row = TableRow((Cell((Paragraph("isi", (Text("x"),)),)), Cell((Paragraph("isi", (picture,)),))))
    return Dokumen(
        "Uji",
        (
            Paragraph("judul", (Text("JUDUL"),)),
            Paragraph("pasal", (Text("SATU"),), Number("pasal", 1), "satu"),
            Paragraph("isi", (Text("a "), Reference("satu", "Pasal 1"), Gap("nama")), Number("ayat", 1), "satu/pokok"),
            Paragraph("isi", (Text("b"),), Number("huruf", 1), None, 1),
            Table("tabel", (500, 500), (row,)),
        ),
    )


def _digest() -> str:
    import hashlib

    return hashlib.sha256(PNG).hexdigest()


@cache
def _files() -> list[bytes]:
    """A small file, a whole agreement, and the redline between two versions of it."""
    desk, path, documents = Desk(), f"{FOLDER}/a.yaml", []
    for data in (ksb(), ksb(objek="lain", tujuan=["dua", "tiga"])):
        result = desk.check(path, {path: as_yaml(data)}, rules=False)
        assert result.composition is not None
        documents.append(result.composition.dokumen)
    small = write(_small(), {_digest(): PNG})
    both = compare_versions(*documents)
    return [small, small, write(documents[0], {}), write(both, {}, author="A", changed_at=datetime(2026, 1, 1))]


def _parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    return [[n, content.decode() if n.endswith((".xml", ".rels")) else content] for n, content in members]


def _archive(parts: Any) -> bytes:
    """A zip of whatever looks like parts; of one name there may be two."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for part in parts if isinstance(parts, list) else ():
            if not isinstance(part, list) or len(part) < 2:
                continue
            content = part[1] if isinstance(part[1], bytes) else str(part[1]).encode("utf-8", "replace")
            name = str(part[0]).encode("utf-8", "replace").decode()[:1000]
            archive.NameToInfo.pop(name, None)  # two of one name without the warning
            archive.writestr(zipfile.ZipInfo(name), content)
    return result.getvalue()


def _other_elements(changer: Changer, text: str) -> str:
    """XML with one element gone, doubled, elsewhere, or with other attributes."""
    random = changer.random
    try:
        root = etree.fromstring(text.encode())
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return changer.text(text, text)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    element, other = random.choice(elements), random.choice(elements)
    parent = element.getparent()
    kind = random.randrange(7)
    if kind == 0 and parent is not None:
        parent.remove(element)
    elif kind == 1 and parent is not None:
        parent.insert(parent.index(element), etree.fromstring(etree.tostring(element)))
    elif kind == 2:
        other.append(etree.fromstring(etree.tostring(element)))
    elif kind == 3 and element.attrib:
        name = random.choice(list(element.attrib))
        if random.random() < 0.3:
            del element.attrib[name]
        else:
            element.attrib[name] = random.choice(
                (
                    "",
                    "-1",
                    "0",
                    "1",
                    "99",
                    "99999999999",
                    "x",
                    "1.5",
                    "true",
                    "Normal",
                    "rId1",
                    "\u0661",
                    " 1",
                    "1_0",
                    "²",
                )
            )
    elif kind == 4:
        element.text = random.choice(("", "x", " REF x ", "(1)", "Pasal 99", "\u0661", "PAGE", "1" * 5000))
    elif kind == 5:
        element.tag = other.tag
    else:
        for child in list(element):
            element.remove(child)
    return etree.tostring(root).decode()
