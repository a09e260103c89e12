"""An entry of the list of changes as one Indonesian sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ksdgen.difference.entry import Perubahan
from ksdgen.difference.pieces import Potong, satukan

_LABEL = {
    "nilai_uang": "nilai ",
    "tanggal": "tanggal ",
    "jangka_waktu": "jangka waktu ",
    "nomor": "nomor ",
    "rujukan": "rujukan ",
}
"""Said before values that stand without quotation marks; other values need no word."""

_POLOS = frozenset((*_LABEL, "bilangan", "kosong"))
_SPASI = re.compile(r"\s+")


_Bagian = Iterator[tuple[str, str]]
"""Pieces of a sentence with their kind, as in `Potong`."""


def kalimat(p: Perubahan, batas: int = 160) -> str:
    """The entry in words: `Pasal 6 ayat (2): jangka waktu 3 (tiga) tahun → 5 (lima) tahun`.

    Args:
        p: the entry.
        batas: quoted words longer than this are shortened in the middle; `p` itself and its `alinea` have all of them.
    """
    return "".join(b.teks for b in potong_kalimat(p, batas))


def potong_kalimat(p: Perubahan, batas: int = 160) -> tuple[Potong, ...]:
    """The same sentence in pieces: words of the older version are "hapus", of the newer one "sisip", all others "tetap".

    Args:
        p: the entry.
        batas: as for `kalimat`.
    """
    bagian = satukan((jenis, _SPASI.sub(" ", teks)) for jenis, teks in (*_POLA[p.jenis](p, batas), ("tetap", _ikut(p))))
    awal, akhir = bagian[0], bagian[-1]
    tepi = (Potong(awal.jenis, awal.teks.lstrip()), *bagian[1:])
    return satukan((*tepi[:-1], Potong(akhir.jenis, tepi[-1].teks.rstrip())))


def _diubah(p: Perubahan, batas: int) -> _Bagian:
    yield "tetap", f"{_tempat(p)}: "
    if not p.semula and not p.menjadi:
        yield "tetap", p.judul
    elif p.semula and p.menjadi:
        label = _LABEL.get(p.golongan, "")
        yield "tetap", "" if label in f"{p.semula} ".lower() else label
        yield from _panah(p, batas, dikutip=p.golongan not in _POLOS)
    else:
        yield "tetap", "ditambah " if p.menjadi else "dihapus "
        yield from _kutip("sisip" if p.menjadi else "hapus", p.menjadi or p.semula, batas)
        yield "tetap", _sekitar(p)


def _sekitar(p: Perubahan) -> str:
    if p.sebelum:
        return f" sebelum “{p.sebelum}”"
    return f" setelah “{p.sesudah}”" if p.sesudah else ""


def _diganti(p: Perubahan, batas: int) -> _Bagian:
    yield "tetap", f"{_tempat(p)} diganti: "
    yield from _panah(p, batas, dikutip=True)


def _baru(p: Perubahan, batas: int) -> _Bagian:
    if p.golongan == "pasal":
        yield "tetap", "Pasal baru "
        yield "sisip", f"{p.tempat.removeprefix('Pasal ')} {p.judul}".rstrip()
        return
    yield "tetap", f"{p.tempat} baru"
    if p.menjadi:
        yield "tetap", ": "
        yield from _kutip("sisip", p.menjadi, batas)


def _dihapus(p: Perubahan, batas: int) -> _Bagian:
    if p.golongan == "pasal":
        yield "hapus", f"{p.tempat} {p.judul}".strip()
        yield "tetap", " dihapus"
        return
    yield "tetap", f"{p.tempat} dihapus"
    if p.semula:
        yield "tetap", ": "
        yield from _kutip("hapus", p.semula, batas)


def _dipindah(p: Perubahan, batas: int) -> _Bagian:
    if p.tempat_lama == p.tempat:
        yield "tetap", f"{p.tempat} dipindah"
    else:
        yield "tetap", f"{p.tempat_lama} dipindah menjadi {p.tempat}"
    if p.menjadi:
        yield "tetap", ": "
        yield from _kutip("tetap", p.menjadi, batas)


def _dinomori_ulang(p: Perubahan, batas: int) -> _Bagian:
    yield "tetap", f"{p.tempat_lama} menjadi {p.tempat}"


_POLA: dict[str, Callable[[Perubahan, int], _Bagian]] = {
    "diubah": _diubah,
    "diganti": _diganti,
    "baru": _baru,
    "dihapus": _dihapus,
    "dipindah": _dipindah,
    "dinomori_ulang": _dinomori_ulang,
}


def _ikut(p: Perubahan) -> str:
    return f" ({p.rujukan} rujukan ikut berubah)" if p.rujukan else ""


def _tempat(p: Perubahan) -> str:
    return f"{p.tempat} (semula {p.tempat_lama})" if p.tempat_lama and p.tempat_lama != p.tempat else p.tempat


def _panah(p: Perubahan, batas: int, *, dikutip: bool) -> _Bagian:
    """The older words, an arrow, the newer ones."""
    if dikutip:
        yield from _kutip("hapus", p.semula, batas)
        yield "tetap", " → "
        yield from _kutip("sisip", p.menjadi, batas)
    else:
        yield "hapus", _ringkas(p.semula, batas)
        yield "tetap", " → "
        yield "sisip", _ringkas(p.menjadi, batas)


def _kutip(jenis: str, teks: str, batas: int) -> _Bagian:
    yield "tetap", "“"
    yield jenis, _ringkas(teks, batas)
    yield "tetap", "”"


def _ringkas(teks: str, batas: int) -> str:
    teks = " ".join(teks.split())
    if len(teks) <= batas:
        return teks
    depan, belakang = teks[: batas * 2 // 3].rpartition(" ")[0], teks[-batas // 4 :].partition(" ")[2]
    return f"{depan or teks[: batas * 2 // 3]} … {belakang or teks[-batas // 4 :]}"
