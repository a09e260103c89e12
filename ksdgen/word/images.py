"""Pictures in a line of text: inline DrawingML (ISO/IEC 29500-1, 20.4.2.8)."""

from __future__ import annotations

from functools import lru_cache

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from lxml import etree

from ksdgen.paper.document import Gambar
from ksdgen.word.ooxml import EMU_PER_MM, WP, A, R, bersih, fragmen, salin


class GambarRusak(ValueError):
    """The bytes of an image are neither PNG nor JPEG, or they are cut off."""


_GAMBAR = """
<w:r><w:drawing>
  <wp:inline distT="0" distB="0" distL="0" distR="0">
    <wp:extent cx="0" cy="0"/><wp:docPr id="0" name=""/>
    <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
    <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
      <pic:pic><pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>
        <pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
        <pic:spPr>
          <a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>
          <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
      </pic:pic></a:graphicData></a:graphic>
  </wp:inline>
</w:drawing></w:r>
"""


@lru_cache(maxsize=1)
def _contoh() -> etree._Element:
    return fragmen(_GAMBAR)


@lru_cache(maxsize=64)
def ukuran(data: bytes) -> tuple[float, str, str]:
    """Width divided by height, content type and file extension of a PNG or JPEG.

    Raises:
        GambarRusak: the bytes are no such image.

    """
    try:
        gambar = Image.from_blob(data)
    except (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
        ValueError,
        KeyError,
        IndexError,
    ) as galat:
        raise GambarRusak("gambar tidak dapat dibaca: bukan PNG atau JPEG yang utuh") from galat
    jenis = gambar.content_type
    if jenis not in ("image/png", "image/jpeg") or gambar.px_width < 1 or gambar.px_height < 1:
        raise GambarRusak("gambar harus PNG atau JPEG")
    # A picture whose dots are not square says so by its two resolutions.
    rasio = (gambar.px_width / (gambar.horz_dpi or 72)) / (gambar.px_height / (gambar.vert_dpi or 72))
    return rasio, jenis, "png" if jenis == "image/png" else "jpg"


def tulis_gambar(p: etree._Element, gambar: Gambar, rasio: float, rid: str, urutan: int) -> None:
    """Append the run of an image; `urutan` makes its id unique in the document."""
    r = salin(_contoh())
    tinggi = max(1, gambar.tinggi_mm) * EMU_PER_MM
    lebar = max(1, round(tinggi * rasio))
    for e in r.iter(f"{{{WP}}}extent", f"{{{A}}}ext"):
        e.set("cx", str(lebar))
        e.set("cy", str(tinggi))
    sebaris = r[0][0]
    doc_pr = sebaris[1]
    blip = next(r.iter(f"{{{A}}}blip"))
    blip.set(f"{{{R}}}embed", rid)
    for e in (doc_pr, next(e for e in r.iter() if str(e.tag).endswith("}cNvPr"))):
        e.set("id", str(urutan))
        e.set("name", f"Gambar {urutan}")
    doc_pr.set("descr", bersih(gambar.keterangan))
    p.append(r)


def baca_gambar(gambar: etree._Element) -> tuple[str, str, int] | None:
    """Alt text, relationship id and height in millimetres of a w:drawing; None when it shows no picture."""
    blip = next(gambar.iter(f"{{{A}}}blip"), None)
    rid = None if blip is None else blip.get(f"{{{R}}}embed")
    if rid is None:
        return None
    doc_pr = next(gambar.iter(f"{{{WP}}}docPr"), None)
    ukuran_kotak = next(gambar.iter(f"{{{WP}}}extent"), None)
    try:
        tinggi = round(float("" if ukuran_kotak is None else ukuran_kotak.get("cy", "")) / EMU_PER_MM)
    except (ValueError, OverflowError):
        tinggi = 0
    return ("" if doc_pr is None else doc_pr.get("descr", ""), rid, tinggi)
