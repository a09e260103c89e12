"""The articles and the skeleton of a document, each from its template or from the agreement's own text to blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ksdgen.compose.blanks import baca_isian
from ksdgen.compose.composition import Pasal
from ksdgen.compose.fencing import baris_markah
from ksdgen.compose.origins import bermuatan, cari_asal
from ksdgen.compose.rendering import render
from ksdgen.compose.sandbox import Lingkungan
from ksdgen.compose.task import Garapan
from ksdgen.compose.views import Nilai
from ksdgen.diagnostics import Span
from ksdgen.paper import fences, markup
from ksdgen.paper.document import Asal, Blok, Gambar, Paragraf, Teks

_BATANG_TUBUH = "@batang_tubuh"

_BATAS_INGATAN = 2000
"""How many read texts are kept at once."""


class Bagian:
    """Makes the parts of one document.

    Args:
        garapan: the agreement.
        env: renders templates.
        konteks: the variables of all templates.
        gambar: the picture that a skeleton names, or the label of the frame that takes its place.
    """

    def __init__(
        self,
        garapan: Garapan,
        env: Lingkungan,
        konteks: Mapping[str, Any],
        gambar: Callable[[str], Gambar | str],
    ) -> None:
        self._garapan = garapan
        self._naskah = garapan.naskah
        self._tempat = garapan.tempat
        self._templat = garapan.katalog.pohon
        self._env = env
        self._konteks = konteks
        self._gambar = gambar

    def pasal(self, p: Pasal) -> list[Blok]:
        """The heading and the body of an article."""
        if p.asal.startswith("tambahan."):
            judul, asal, teks = self._tambahan(int(p.asal.partition(".")[2]))
        elif p.asal == "ubahan":
            judul, asal, teks = self._ubahan(p)
        else:
            judul, asal, teks = self._klausul(p)
        badan = self._badan(p.kode, teks)
        return [Paragraf("pasal", (judul,), None, p.kode, 0, asal), *badan]

    def kerangka(self, path: str) -> tuple[list[Blok], list[Blok]]:
        """What stands before the articles and after them."""
        teks = self._render(path, varian=None)
        if teks is None:
            return [], []
        baris = teks.split("\n")
        batas = next((i for i, b in enumerate(baris) if fences.tanpa_tanda(b).strip() == _BATANG_TUBUH), None)
        if batas is None:
            span = Span.at(self._templat.name(path))
            self._garapan.broken_template("KSD041", f"kerangka tidak memuat baris `{_BATANG_TUBUH}`", span)
            batas = len(baris)
        return self._bagian_kerangka(baris[:batas]), self._bagian_kerangka(baris[batas + 1 :])

    def _bagian_kerangka(self, baris: Sequence[str]) -> list[Blok]:
        return self._baca(markup.Parser(self._asal, direktif=True, gambar=self._gambar), "\n".join(baris))

    # --- heading, its place, and text ---------------------------------------------------------------------------------

    def _tambahan(self, i: int) -> tuple[Teks, Asal, str]:
        """An article of the agreement's own."""
        t, rute = self._naskah.pasal_tambahan[i], f"pasal_tambahan.{i}"
        asal = Asal(self._tempat.span(f"{rute}.judul"), f"{rute}.judul")
        return Teks(t.judul, ((0, asal),)), asal, "\n".join(baris_markah(Nilai(t.isi, f"{rute}.isi")))

    def _ubahan(self, p: Pasal) -> tuple[Teks, Asal, str]:
        """A standard clause in the agreement's own words."""
        rute = f"klausul.{p.kode}.ubah"
        isi = (self._naskah.klausul or {})[p.kode].ubah
        return Teks(p.judul), Asal(self._tempat.kunci(rute), rute), "\n".join(baris_markah(Nilai(isi, rute)))

    def _klausul(self, p: Pasal) -> tuple[Teks, Asal, str]:
        """A standard clause."""
        garapan, path = self._garapan, p.path
        garapan.temuan += garapan.katalog.temuan_berkas(path)
        deklarasi = p.klausul.isian if p.klausul is not None else None
        pilihan = (self._naskah.klausul or {}).get(p.kode)
        isian = baca_isian(garapan, deklarasi, pilihan.isian if pilihan else None, f"klausul.{p.kode}.isian")
        teks = self._render(path, varian=p.varian, isian=isian)
        return Teks(p.judul), Asal(Span.at(self._templat.name(path))), teks or ""

    # --- text → blocks ------------------------------------------------------------------------------------------------

    def _render(self, path: str, **variabel: Any) -> str | None:
        return render(self._garapan, self._env, path, {**self._konteks, **variabel})

    def _baca(self, parser: markup.Parser, teks: str) -> list[Blok]:
        hasil = parser.parse(teks)
        self._garapan.temuan += hasil.temuan
        return hasil.blok

    def _badan(self, kode: str, teks: str) -> list[Blok]:
        """The blocks of an article's body.

        Many standard clauses say the same in every agreement. A text without any value of this agreement has all its places in
        templates, so that what it was read as is kept for the next agreement of the run.
        """
        parser = markup.Parser(self._asal, lingkup=kode)
        if bermuatan(teks):
            return self._baca(parser, teks)
        ingatan = self._env.ingatan
        hasil = ingatan.get((kode, teks))
        if hasil is None:
            if len(ingatan) >= _BATAS_INGATAN:
                ingatan.clear()
            hasil = ingatan[kode, teks] = parser.parse(teks)
        self._garapan.temuan += hasil.temuan
        return list(hasil.blok)

    def _asal(self, id_: str, kolom: int) -> Asal | None:
        return cari_asal(id_, kolom, self._tempat, self._templat)
