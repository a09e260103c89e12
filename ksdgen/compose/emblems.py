"""Which emblems head the document and how they stand."""

from __future__ import annotations

from collections.abc import Sequence

from ksdgen.compose.images import Galeri
from ksdgen.compose.task import Garapan, Pilihan
from ksdgen.compose.views import Pandang
from ksdgen.naskah.model import BentukPihak, Pihak
from ksdgen.paper.document import Gambar

_GARUDA = "lambang_negara"
_BERKAS_GAYA = "templates/gaya/"


class Lambang:
    """The emblems of one agreement.

    Args:
        garapan: the agreement.
        pilihan: its document type, which says whose emblems are shown, and its house style, which says how large.
        galeri: reads their images.
    """

    def __init__(self, garapan: Garapan, pilihan: Pilihan, galeri: Galeri) -> None:
        self._garapan = garapan
        self._gaya = pilihan.gaya
        self._galeri = galeri
        tata = (pilihan.jenis.lambang or {}).get(garapan.naskah.kategori.value, "tanpa")
        self._nama = _urutan(tata, garapan.naskah.para_pihak)
        self._tinggi = _tinggi(self._gaya.tinggi_lambang, len(self._nama))
        self.bingkai: list[tuple[str, str]] = []
        """(label, route) of each emblem that has no image."""

    def pandang(self) -> Pandang:
        """What templates see: rows of names of pictures and the widths of the columns."""
        baris, kolom = _petak(self._nama)
        isi = {"ada": bool(self._nama), "baris": baris, "kolom": " ".join(map(str, kolom))}
        return Pandang(None, "", isi)

    def gambar(self, nama: str) -> Gambar | str:
        """The picture of a name, or the label of the frame that takes its place."""
        label, rute, path, pangkal = self._sumber(nama)
        if path is None:
            self.bingkai.append((label, rute))
            return label
        sidik = self._galeri.pajang(path, rute, pangkal)
        return Gambar(label, sidik, self._tinggi) if sidik is not None else label

    def baca_logo(self, i: int) -> None:
        """Report the image of a party that cannot be used, also where no emblem of it is printed."""
        _, rute, path, pangkal = self._sumber(f"pihak.{i}")
        if path is not None:
            self._galeri.baca(path, rute, pangkal)

    def _sumber(self, nama: str) -> tuple[str, str, str | None, str]:
        """Label and route of an emblem, its image file, and the file that names that one."""
        if nama == _GARUDA:
            return "Lambang Negara", "gaya", self._gaya.lambang_negara, _BERKAS_GAYA
        i = int(nama.rpartition(".")[2])
        pihak, rute = self._garapan.naskah.para_pihak[i], f"para_pihak.{i}.logo"
        return _label(pihak), rute, pihak.logo, self._garapan.tempat.span(rute).file


def _label(pihak: Pihak) -> str:
    if pihak.bentuk is not BentukPihak.PEMERINTAH_DAERAH:
        return f"Logo {pihak.nama}"
    daerah = pihak.daerah
    if daerah is None:
        return f"Lambang Daerah {pihak.nama}"
    return f"Lambang Daerah {daerah.tingkat.value.capitalize()} {daerah.nama}"


def _urutan(tata: str, para_pihak: Sequence[Pihak]) -> list[str]:
    """The names of the pictures from left to right."""
    semua = range(len(para_pihak))
    if tata == "garuda":
        return [_GARUDA]
    if tata == "logo_dan_lambang":
        # Permendagri 22/2020 Pasal 44 and the formats A.2 and B.2: third party left, region right.
        daerah = [i for i in semua if para_pihak[i].bentuk is BentukPihak.PEMERINTAH_DAERAH]
        ketiga = [i for i in semua if i not in daerah]
        urut = [*reversed(ketiga), *reversed(daerah)]
    elif tata == "pemrakarsa" and para_pihak:
        # Permendagri 22/2020 Pasal 43 ayat (2) and (3): initiator right, partners left.
        awal = next((i for i in semua if para_pihak[i].pemrakarsa), 0)
        urut = [*(i for i in reversed(semua) if i != awal), awal]
    else:
        urut = []
    return [f"pihak.{i}" for i in urut]


def _petak(nama: list[str]) -> tuple[list[list[str]], list[int]]:
    """Rows of cells, and the relative widths of the columns."""
    banyak = len(nama)
    if banyak == 0:
        return [], []
    if banyak == 2:
        return [[nama[0], "", nama[1]]], [1, 2, 1]
    if banyak <= 6:
        return [nama], [1] * banyak
    # Eleven emblems do not fit in one row: partners in rows on the left, the initiator alone on the right.
    mitra, utama = nama[:-1], nama[-1]
    per = (len(mitra) + 1) // 2
    sisa = [""] * (2 * per - len(mitra))
    return [[*mitra[:per], utama], [*mitra[per:], *sisa, ""]], [1] * (per + 1)


def _tinggi(tinggi: int, banyak: int) -> int:
    """The height in millimetres, less when many stand side by side."""
    return tinggi if banyak <= 2 else max(12, tinggi * 3 // (banyak + 1))
