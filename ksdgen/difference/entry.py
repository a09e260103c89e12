"""One entry of the list of changes, as data."""

from __future__ import annotations

from dataclasses import dataclass

from ksdgen.difference.pieces import Piece
from ksdgen.paper.document import Origin

KINDS: dict[str, str] = {
    "diubah": "diubah",
    "diganti": "diganti",
    "baru": "baru",
    "dihapus": "dihapus",
    "dipindah": "dipindah",
    "dinomori_ulang": "dinomori ulang",
}
"""The closed list of what can happen, with how it is said."""

CLASSES: dict[str, str] = {
    "pihak": "pihak",
    "nomor": "nomor",
    "tanggal": "tanggal",
    "nilai_uang": "nilai",
    "jangka_waktu": "jangka waktu",
    "bilangan": "bilangan",
    "rujukan": "rujukan",
    "kosong": "isian",
    "teks": "teks",
    "pasal": "pasal",
    "tabel": "tabel",
    "gambar": "gambar",
    "bentuk": "bentuk",
    "tata_letak": "tata letak",
}
"""The closed list of what an entry is about, with how it is said."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A whole paragraph or table row to show beside a change.

    `old_number` and `number` are its numbers as printed ("Pasal 3", "(2)", "a.") in the older and the newer version, ""
    where it has none.
    """

    old_number: str
    number: str
    depth: int
    pieces: tuple[Piece, ...]

    @property
    def old(self) -> str:
        """The text of the older version."""
        return "".join(p.text for p in self.pieces if p.kind != "sisip")

    @property
    def new(self) -> str:
        """The text of the newer version."""
        return "".join(p.text for p in self.pieces if p.kind != "hapus")


@dataclass(frozen=True, slots=True)
class Change:
    """One change as a drafter would say it.

    Attributes:
        kind: a key of `KINDS`: "diubah" words of a paragraph that stays, "diganti" a paragraph or row that has nothing
            in common with what stood at its place before.
        group: a key of `CLASSES`.
        place: where, in people's words ("Pasal 6 ayat (2) huruf a", "para pihak: PIHAK KESATU"); of the newer version,
            or of the older one when only that has it.
        old_place: the same in the older version; "" when it has no such place.
        former: the changed words as they were; of a whole paragraph or article, its text.
        after: the changed words as they are.
        title: the heading of a new, deleted or moved article.
        before: the word right after an insertion or deletion, "" at the end of a paragraph.
        following: the word right before it, "" at the beginning.
        passages: the whole paragraphs concerned, with their changes.
        reference: how many references changed their number because of this.
        identity: the identity of the paragraph, when it has one.
        old_origin: where the older words were written.
        origin: where the newer words were written.
        location: the ordinal of the paragraph in the document that holds both versions: entries of one paragraph share
            it.
        part: the article or part of the document it belongs to, for grouping ("Pasal 6", "para pihak", "lampiran").
    """

    kind: str
    group: str
    place: str
    old_place: str = ""
    former: str = ""
    after: str = ""
    title: str = ""
    before: str = ""
    following: str = ""
    passages: tuple[Passage, ...] = ()
    reference: int = 0
    identity: str | None = None
    old_origin: Origin | None = None
    origin: Origin | None = None
    location: int = 0
    part: str = ""
