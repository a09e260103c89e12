"""Entries about paper, type, title and the word across the pages."""

from __future__ import annotations

from dataclasses import fields

from ksdgen.difference.entry import Change
from ksdgen.paper.document import Dokumen, PageLayout, Paragraph

_LAYOUT = {
    "width_mm": "lebar kertas {} mm",
    "height_mm": "tinggi kertas {} mm",
    "margin_top_mm": "tepi atas {} mm",
    "margin_bottom_mm": "tepi bawah {} mm",
    "margin_left_mm": "tepi kiri {} mm",
    "margin_right_mm": "tepi kanan {} mm",
    "font": "huruf {}",
    "size_pt": "ukuran huruf {}",
    "spacing": "jarak baris {}",
    "landscape": "{}",
}


def page_changes(redline: Dokumen) -> list[Change]:
    """What changed about the document as a whole.

    Its name is made of the title and the subject, which the title block tells in its own entries; it is not told again.
    """
    old = redline.former
    if old is None:
        return []
    result: list[Change] = []
    if old.title != redline.title and not any(
        isinstance(b, Paragraph) and b.role.startswith("judul") for b in redline.content
    ):
        name = "nama naskah"
        result.append(Change("diubah", "teks", name, name, old.title, redline.title, part=name))
    for layout_field in fields(PageLayout):
        former, after = getattr(old.layout, layout_field.name), getattr(redline.layout, layout_field.name)
        if former != after:
            former, after = (_LAYOUT[layout_field.name].format(_mention(value)) for value in (former, after))
            result.append(Change("diubah", "tata_letak", "tata letak", "tata letak", former, after, part="tata letak"))
    if old.watermark != redline.watermark:
        place = "tanda air"
        result.append(Change("diubah", "teks", place, place, old.watermark or "", redline.watermark or "", part=place))
    return result


def _mention(value: object) -> str:
    if isinstance(value, bool):
        return "mendatar" if value else "tegak"
    return f"{value:g}".replace(".", ",") if isinstance(value, float | int) else str(value)
