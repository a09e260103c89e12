"""Fields (ISO/IEC 29500-1, 17.16): live cross-references and page numbers, with cached results."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from ksdgen.word.ooxml import fragmen, salin

_BIDANG = {"halaman": "PAGE", "jumlah_halaman": "NUMPAGES"}
_DARI_INSTRUKSI = {instruksi: jenis for jenis, instruksi in _BIDANG.items()}

# begin, instruction, separate, result, end (17.16.18)
_MEDAN = """
<w:p>
  <w:r><w:fldChar w:fldCharType="begin"/></w:r>
  <w:r><w:instrText xml:space="preserve"/></w:r>
  <w:r><w:fldChar w:fldCharType="separate"/></w:r>
  <w:r><w:t xml:space="preserve"/></w:r>
  <w:r><w:fldChar w:fldCharType="end"/></w:r>
</w:p>
"""


@lru_cache(maxsize=1)
def _potongan() -> list[etree._Element]:
    return list(fragmen(_MEDAN))


def _medan(p: etree._Element, instruksi: str) -> etree._Element:
    potongan = [salin(r) for r in _potongan()]
    potongan[1][0].text = f" {instruksi} "
    p.extend(potongan)
    return potongan[3]


def tulis_rujukan(p: etree._Element, penanda: str) -> etree._Element:
    r"""A reference to the number of the paragraph at a bookmark; returns the run that holds the cached result.

    `\n` prints the number alone and without its trailing full stop: "Pasal 7", "(2)", "a". `\r` and `\w` would print
    "Pasal 7(2)a".
    """
    return _medan(p, f"REF {penanda} \\n \\h")


def tulis_bidang(p: etree._Element, jenis: str) -> etree._Element:
    """A page field; returns the run that holds the cached result."""
    return _medan(p, _BIDANG[jenis])


def arti(instruksi: str) -> tuple[str, str] | None:
    """What an instruction means: ("rujukan", bookmark), ("bidang", jenis), or None for a field of others."""
    kata = instruksi.split()
    if not kata:
        return None
    nama = kata[0].upper()
    if nama == "REF" and len(kata) > 1:
        return ("rujukan", kata[1])
    if nama in _DARI_INSTRUKSI:
        return ("bidang", _DARI_INSTRUKSI[nama])
    return None
