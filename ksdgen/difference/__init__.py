"""What changed between two versions of an agreement: one document that holds both, and the list that a drafter would write.

`bandingkan(lama, baru)` gives one `Dokumen` with marks (`Ubahan`, `Tanda`, `semula`); `revision.terima` makes the newer version of it
and `revision.tolak` the older one, exactly. Every writer shows such a document (Word as tracked changes). In it

* a paragraph of both versions stands once; its changed words are `Ubahan`, first "hapus" and then "sisip"; where number, key, role or
  depth changed, `semula` says what they were;
* a moved paragraph stands twice, "pindah_dari" and "pindah_ke", with a number `pindah` that no other pair has: of a moved article every
  paragraph is such a pair. Only paragraphs of the body move; tables, page breaks and the footer are deleted and inserted;
* a table of both versions has row marks only where rows came or went; the last paragraph of a cell is never deleted or inserted as a
  block, because a Word cell cannot be without one. A table whose every row came or went carries the mark itself.

`daftar_perubahan(ganda)` reads such a document, also one that came back from Word, and lists what changed in reading order as
`Perubahan`; consequences (renumbering and the references that follow it, the "; dan" of a list) are folded into one entry.
`kalimat(p)` says an entry as one Indonesian sentence, `potong_kalimat(p)` the same in pieces. For showing text with its changes, all
surfaces use the same pieces: `potong(paragraf)` gives `Potong(jenis, teks)` with jenis "tetap", "hapus" or "sisip"; a `Perubahan` has
them ready in `alinea`.

    for p in daftar_perubahan(bandingkan(lama, baru)):
        print(kalimat(p))           # Pasal 6 ayat (2): jangka waktu 3 (tiga) tahun → 5 (lima) tahun
        for a in p.alinea:          # a.nomor, a.nomor_lama, a.potong; a.lama and a.baru are the texts of each version

Both versions must be free of marks; a document with marks is split first, with `revision.terima` and `revision.tolak`.
"""

from __future__ import annotations

from ksdgen.difference.changes import daftar_perubahan
from ksdgen.difference.compare import bandingkan
from ksdgen.difference.entry import GOLONGAN, JENIS, Alinea, Perubahan
from ksdgen.difference.pieces import Potong, potong
from ksdgen.difference.sentences import kalimat, potong_kalimat

__all__ = [
    "GOLONGAN",
    "JENIS",
    "Alinea",
    "Perubahan",
    "Potong",
    "bandingkan",
    "daftar_perubahan",
    "kalimat",
    "potong",
    "potong_kalimat",
]
