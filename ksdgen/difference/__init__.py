"""What changed between two versions of an agreement: one document that holds both, and the list that a drafter would
write.

`compare_versions(old, new)` gives one `Dokumen` with marks (`TrackedChange`, `Mark`, `former`); `revision.accept`
makes the newer version of it and `revision.reject` the older one, exactly. Every writer shows such a document (Word as
tracked changes). In it

* a paragraph of both versions stands once; its changed words are `TrackedChange`, first "hapus" and then "sisip"; where
  number, identity, role or depth changed, `former` says what they were.
* a moved paragraph stands twice, "pindah_dari" and "pindah_ke", with a number `move` that no other pair has: of a moved
  article every paragraph is such a pair. Only paragraphs of the body move; tables, page breaks and the footer are
  deleted and inserted.
* a table of both versions has row marks only where rows came or went; the last paragraph of a cell is never deleted or
  inserted as a block, because a Word cell cannot be without one. A table whose every row came or went carries the mark
  itself.

`list_changes(redline)` reads such a document, also one that came back from Word, and lists what changed in reading
order as `Change`; consequences (renumbering and the references that follow it, the "; dan" of a list) are folded into
one entry. `sentence(change)` says an entry as one Indonesian sentence, `sentence_pieces(change)` the same in pieces.
For showing text with its changes, all surfaces use the same pieces: `pieces_of(paragraph)` gives `Piece(kind, text)`
with kind "tetap", "hapus" or "sisip"; a `Change` has them ready in `passages`.

    for change in list_changes(compare_versions(old, new)):
        print(sentence(change))     # Pasal 6 ayat (2): jangka waktu 3 (tiga) tahun → 5 (lima) tahun

Both versions must be free of marks; a document with marks is split first, with `revision.accept` and `revision.reject`.
"""

from __future__ import annotations

from ksdgen.difference.changes import list_changes
from ksdgen.difference.compare import compare_versions
from ksdgen.difference.entry import CLASSES, KINDS, Change, Passage
from ksdgen.difference.pieces import Piece, pieces_of
from ksdgen.difference.sentences import sentence, sentence_pieces

__all__ = [
    "CLASSES",
    "KINDS",
    "Change",
    "Passage",
    "Piece",
    "compare_versions",
    "list_changes",
    "pieces_of",
    "sentence",
    "sentence_pieces",
]
