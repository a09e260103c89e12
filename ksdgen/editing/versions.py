"""A new version of a clause: the old text goes into the archive, the number goes up, and the index says what every version was.

Works on one folder of templates. Nothing is written here: each function says which files to write, in an order in which no text can
be lost when the writing stops half-way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ksdgen.catalogue.archive import INDEKS, IndeksRusak, baca_indeks, sidik, tulis_indeks
from ksdgen.catalogue.catalogue import ARSIP, Katalog, path_arsip
from ksdgen.catalogue.front_matter import Berkas
from ksdgen.errors import Refused
from ksdgen.source.node import Peta
from ksdgen.world.tree import Tree

_BARIS = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Tulisan:
    """A file to write: its path below the folder of templates, and what it is to say."""

    path: str
    isi: bytes


def catat(pohon: Tree, *, ulang: bool = False) -> Tulisan:
    """The index with every clause as it is now, and every archived text that it did not have.

    Args:
        pohon: the folder of templates.
        ulang: also take a text that differs from what was recorded for its version: only for versions that no agreement uses yet.

    Raises:
        Refused: a recorded text was changed, or a clause or the index cannot be read.
    """
    katalog = Katalog(pohon)
    indeks = _indeks(pohon)
    masalah: list[str] = []
    semua = [(kode, katalog.klausul(kode), f"klausul/{kode}.j2") for kode in katalog.daftar_klausul()]
    for path in pohon.files(ARSIP):
        kode, _, versi = path.removeprefix(f"{ARSIP}/").removesuffix(".j2").rpartition("@")
        if path.endswith(".j2") and versi.isdigit():
            semua.append((kode, katalog.arsip(kode, int(versi)), path))
    for kode, berkas, path in semua:
        if berkas is None:
            masalah.append(f"{path}: kepala templat ini belum dapat dibaca; jalankan `ksdgen templates`")
            continue
        versi_: int = berkas.kepala.versi
        tercatat = indeks.setdefault(kode, {})
        if tercatat.get(versi_, sidik(berkas)) != sidik(berkas) and not ulang:
            masalah.append(
                f"{path}: teks versi {versi_} berubah sejak dicatat; naikkan versinya dengan `ksdgen templates --versi-baru {kode}`"
            )
            continue
        tercatat[versi_] = sidik(berkas)
    if masalah:
        raise Refused("\n".join(masalah))
    return Tulisan(INDEKS, tulis_indeks(indeks))


def versi_baru(pohon: Tree, kode: str, lama: bytes | None = None) -> list[Tulisan]:
    """Put the recorded text of a clause into the archive and raise the version of the clause.

    Best called before the text is edited. Where it was edited already, the recorded text must be given; the edited text stays as it is
    and gets the new number.

    Args:
        pohon: the folder of templates.
        kode: the clause.
        lama: the file with the recorded text, for example from an earlier revision.

    Raises:
        Refused: there is no such clause, its version was never recorded, or its recorded text is neither in the file nor given.
    """
    path = f"klausul/{kode}.j2"
    berkas = Katalog(pohon).klausul(kode)
    data = pohon.read(path)
    if berkas is None or data is None:
        raise Refused(f"klausul `{kode}` tidak ada atau belum dapat dibaca pada folder templates/ ini")
    versi: int = berkas.kepala.versi
    tercatat = _indeks(pohon).get(kode, {}).get(versi)
    if tercatat is None:
        raise Refused(
            f"klausul `{kode}` versi {versi} belum dicatat; catat dahulu teks yang sudah dipakai naskah dengan `ksdgen templates --kunci`"
        )
    if sidik(berkas) == tercatat:
        lama = data
    elif lama is None:
        raise Refused(
            f"teks klausul `{kode}` sudah diubah sejak versi {versi} dicatat; sebut revisi git yang masih memuat teks lamanya, supaya teks itu masuk arsip"
        )
    elif not _teksnya(lama, kode, versi, tercatat):
        raise Refused(f"teks yang diberikan bukan teks klausul `{kode}` versi {versi} yang tercatat")
    arsip = path_arsip(kode, versi)
    ada = pohon.read(arsip)
    if ada is not None and not _teksnya(ada, kode, versi, tercatat):
        raise Refused(f"arsip `{arsip}` sudah ada dengan teks lain; pulihkan dahulu dari riwayat git")
    hasil = [Tulisan(arsip, lama)] if ada is None else []
    return [*hasil, Tulisan(path, _naikkan(data, berkas, versi + 1))]


def _indeks(pohon: Tree) -> dict[str, dict[int, str]]:
    try:
        return {kode: dict(versi) for kode, versi in baca_indeks(pohon).items()}
    except IndeksRusak as galat:
        raise Refused(f"{INDEKS}: {galat}; pulihkan dari riwayat git") from None


def _teksnya(data: bytes, kode: str, versi: int, tercatat: str) -> bool:
    """Whether a file is the recorded text of this version."""
    berkas = Katalog(_Satu(f"klausul/{kode}.j2", data)).klausul(kode)
    return berkas is not None and berkas.kepala.versi == versi and sidik(berkas) == tercatat


def _naikkan(data: bytes, berkas: Berkas, versi: int) -> bytes:
    """A clause's file with another version and nothing else changed."""
    teks = data.decode("utf-8")
    baris = _BARIS.findall(teks)
    akar = berkas.tempat.akar
    if isinstance(akar, Peta) and "versi" in akar.isi:
        span = akar.isi["versi"].span
        b = baris[span.line - 1]
        baris[span.line - 1] = f"{b[: span.column - 1]}{versi}{b[span.end_column - 1 :]}"
    else:
        ganti_baris = baris[0][len(baris[0].rstrip("\r\n")) :]
        baris.insert(1, f"versi: {versi}{ganti_baris}")
    return "".join(baris).encode("utf-8")


class _Satu:
    """A tree of one file in memory."""

    def __init__(self, path: str, data: bytes) -> None:
        self._isi = {path: data}

    def read(self, path: str) -> bytes | None:
        return self._isi.get(path)

    def files(self, folder: str) -> list[str]:
        return [p for p in self._isi if p.rpartition("/")[0] == folder]

    def below(self, folder: str) -> list[str]:
        return [p for p in self._isi if p.startswith(f"{folder}/" if folder else "")]

    def name(self, path: str) -> str:
        return path
