"""Fields (ISO/IEC 29500-1, 17.16): live cross-references and page numbers, with cached results."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from ksdgen.word.ooxml import copy, fragment

_INSTRUCTIONS = {"halaman": "PAGE", "jumlah_halaman": "NUMPAGES"}
_FROM_INSTRUCTION = {instruction: kind for kind, instruction in _INSTRUCTIONS.items()}

# begin, instruction, separate, result, end (17.16.18)
_FIELD_XML = """
<w:p>
  <w:r><w:fldChar w:fldCharType="begin"/></w:r>
  <w:r><w:instrText xml:space="preserve"/></w:r>
  <w:r><w:fldChar w:fldCharType="separate"/></w:r>
  <w:r><w:t xml:space="preserve"/></w:r>
  <w:r><w:fldChar w:fldCharType="end"/></w:r>
</w:p>
"""


@lru_cache(maxsize=1)
def _pieces() -> list[etree._Element]:
    return list(fragment(_FIELD_XML))


def _field(paragraph: etree._Element, instruction: str) -> etree._Element:
    pieces = [copy(run) for run in _pieces()]
    pieces[1][0].text = f" {instruction} "
    paragraph.extend(pieces)
    return pieces[3]


def write_reference(paragraph: etree._Element, bookmark: str) -> etree._Element:
    r"""A reference to the number of the paragraph at a bookmark; returns the run that holds the cached result.

    `\n` prints the number alone and without its trailing full stop: "Pasal 7", "(2)", "a". `\r` and `\w` would print
    "Pasal 7(2)a".
    """
    return _field(paragraph, f"REF {bookmark} \\n \\h")


def write_page_field(paragraph: etree._Element, kind: str) -> etree._Element:
    """A page field; returns the run that holds the cached result."""
    return _field(paragraph, _INSTRUCTIONS[kind])


def meaning_of(instruction: str) -> tuple[str, str] | None:
    """What an instruction means: ("rujukan", bookmark), ("bidang", kind of page field), or None for any other field."""
    words = instruction.split()
    if not words:
        return None
    name = words[0].upper()
    if name == "REF" and len(words) > 1:
        return ("rujukan", words[1])
    if name in _FROM_INSTRUCTION:
        return ("bidang", _FROM_INSTRUCTION[name])
    return None
