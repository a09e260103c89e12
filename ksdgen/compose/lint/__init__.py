"""What can be said of a template without any agreement: names, filters, types, and the text of every way through its conditions.

Jinja's tree knows lines only; here every node knows its column too. Names are held against what templates really see (`kinds`), and
each condition is taken both ways (`paths`), so that a fault in a branch that no agreement has reached yet is found when it is written.
"""

from ksdgen.compose.lint.kinds import APA, Isian, Rekam, Rupa, Skalar, bagian, isi_daftar, konteks_contoh, rupa_isian
from ksdgen.compose.lint.names import periksa_nama
from ksdgen.compose.lint.paths import Cabang, Keadaan, Lintasan, Pertanyaan, jelajahi, tanya
from ksdgen.compose.lint.positions import Dok, Rak, konstanta_varian, nama_dalam, rantai, templat_induk, warisan_putus
from ksdgen.compose.lint.structure import Susunan, susun, susun_kerangka

__all__ = [
    "APA",
    "Cabang",
    "Dok",
    "Isian",
    "Keadaan",
    "Lintasan",
    "Pertanyaan",
    "Rak",
    "Rekam",
    "Rupa",
    "Skalar",
    "Susunan",
    "bagian",
    "isi_daftar",
    "jelajahi",
    "konstanta_varian",
    "konteks_contoh",
    "nama_dalam",
    "periksa_nama",
    "rantai",
    "rupa_isian",
    "susun",
    "susun_kerangka",
    "tanya",
    "templat_induk",
    "warisan_putus",
]
