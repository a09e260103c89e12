"""Entries about the words of one paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from ksdgen.difference.entry import Change, Passage
from ksdgen.difference.kinds import Replacement, group, origin, replacements
from ksdgen.difference.pieces import merge, pieces_of, shown
from ksdgen.difference.words import compare_content
from ksdgen.paper.document import Inline, Origin, Paragraph, Picture, Table, TableRow, TrackedChange

ROLE_GROUPS = {
    "judul_pihak": "pihak",
    "judul_nomor": "nomor",
    "pihak_nama": "pihak",
    "pihak_uraian": "pihak",
    "ttd_pihak": "pihak",
    "ttd_lembaga": "pihak",
    "ttd_jabatan": "pihak",
    "ttd_nama": "pihak",
    "ttd_keterangan": "pihak",
    "bingkai_lambang": "gambar",
}
"""What changed words are about where the role of their paragraph says it."""

_NAMES = frozenset(("judul_pihak", "pihak_nama", "ttd_lembaga", "ttd_jabatan", "ttd_nama", "bingkai_lambang"))
"""Roles whose whole text is one name."""


def passage_of_both(old: Paragraph, new: Paragraph, content: Sequence[Inline]) -> Passage:
    """A paragraph of both versions to show; `content` holds the words of both, with their marks."""
    pieces = [
        (inline.kind, shown(inline.content)) if isinstance(inline, TrackedChange) else ("tetap", shown((inline,)))
        for inline in content
    ]
    return Passage(_number(old), _number(new), new.depth, merge(pieces))


def passage_of_one(paragraph: Paragraph, kind: str) -> Passage:
    """A paragraph of one version to show: "hapus" the older, "sisip" the newer, "tetap" for one that only moved."""
    old_number = "" if kind == "sisip" else _number(paragraph)
    number = "" if kind == "hapus" else _number(paragraph)
    return Passage(old_number, number, paragraph.depth, merge((kind, piece.text) for piece in pieces_of(paragraph)))


def row_passage(cells: Sequence[str], kind: str) -> Passage:
    """A table row of one version to show."""
    return Passage("", "", 0, merge([(kind, " | ".join(cells))]))


def cell_texts(row: TableRow) -> list[str]:
    """The text of each cell, its paragraphs in one line."""
    return [" ".join(text for p in cell.content if (text := shown(p.content).strip())) for cell in row.cells]


def table_passages(table: Table, kind: str) -> list[Passage]:
    """The rows of a table of one version to show."""
    return [row_passage(cell_texts(row), kind) for row in table.rows]


def _number(paragraph: Paragraph) -> str:
    return paragraph.number.text if paragraph.number is not None else ""


def word_changes(
    old: Paragraph, new: Paragraph, place: str, old_place: str, default_class: str = "teks"
) -> list[tuple[Replacement, Change]]:
    """One entry for each changed stretch of a paragraph that both versions have.

    Args:
        old: the older version.
        new: the newer version.
        place: where it is in the newer version.
        old_place: where it was in the older one.
        default_class: what plain words are about.
    """
    content = compare_content(old.content, new.content)
    passages = (passage_of_both(old, new, content),)
    result: list[tuple[Replacement, Change]] = []
    stretches = list(replacements(content))
    if stretches and new.role in _NAMES and old.content and new.content:
        stretches = [Replacement(old.content, new.content, "", "", True)]
    whole_old, whole_new = (_origin(old), _origin(new)) if stretches else (None, None)
    for replacement in stretches:
        unseen = shown(replacement.old) == shown(replacement.new)
        title = _picture_change(replacement) if unseen else ""
        if unseen and not title:
            continue  # blanks for different facts look alike
        former, after = ("", "") if unseen else (replacement.former, replacement.after)
        change = Change(
            "diubah",
            group(replacement, ROLE_GROUPS.get(new.role, default_class)),
            place,
            old_place,
            former,
            after,
            title or ("spasi atau ganti baris" if not former and not after else ""),
            replacement.before,
            replacement.following,
            passages,
            identity=new.identity,
            old_origin=origin(replacement.old) or whole_old,
            origin=origin(replacement.new) or whole_new,
        )
        result.append((replacement, change))
    return result


def _picture_change(replacement: Replacement) -> str:
    """What to say where the descriptions are the same and the pictures are not; "" where those are too."""
    old, new = ([i for i in content if isinstance(i, Picture)] for content in (replacement.old, replacement.new))
    for earlier, picture in zip(old, new, strict=False):
        if earlier.sha256 != picture.sha256:
            return f"gambar lain dengan keterangan yang sama, “{picture.remark}”"
        if earlier.height_mm != picture.height_mm:
            return f"gambar “{picture.remark}” menjadi {picture.height_mm} mm tingginya"
    return ""


def whole_change(paragraph: Paragraph, new: bool, place: str, default_class: str = "teks") -> Change:
    """The entry for a paragraph without a number that only one version has: its words were added or deleted."""
    text = shown(paragraph.content).strip()
    return Change(
        "diubah",
        ROLE_GROUPS.get(paragraph.role, default_class),
        place,
        place,
        "" if new else text,
        text if new else "",
        "" if text else ("paragraf kosong ditambah" if new else "paragraf kosong dihapus"),
        passages=(passage_of_one(paragraph, "sisip" if new else "hapus"),),
        identity=paragraph.identity,
        old_origin=None if new else origin(paragraph.content) or paragraph.origin,
        origin=(origin(paragraph.content) or paragraph.origin) if new else None,
    )


def _origin(paragraph: Paragraph) -> Origin | None:
    return origin(paragraph.content) or paragraph.origin
