"""Two versions of a table, of a cell, of a paragraph in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace

from ksdgen.difference.likeness import mirip, sejalan, tas
from ksdgen.difference.outline import cap, cap_isi
from ksdgen.difference.sequence import Pasangan, selaras
from ksdgen.difference.words import banding_isi
from ksdgen.paper.document import BarisTabel, Paragraf, Sel, Tabel, Tanda

_AMBANG = 0.4
_LUAS = 400


def banding_paragraf(lama: Paragraf, baru: Paragraf) -> Paragraf:
    """Both versions of a paragraph in one."""
    sama = (lama.peran, lama.nomor, lama.kunci, lama.kedalaman) == (baru.peran, baru.nomor, baru.kunci, baru.kedalaman)
    semula = None if sama else replace(lama, isi=())
    return replace(baru, isi=banding_isi(lama.isi, baru.isi), semula=semula)


def banding_tabel(lama: Tabel, baru: Tabel) -> Tabel | None:
    """Both versions of a table in one, or None when they have no row in common."""
    pasangan = pasangan_baris(lama.baris, baru.baris)
    if not pasangan and (lama.baris or baru.baris):
        return None
    baris: list[BarisTabel] = []
    i = j = 0
    for k, m in (*pasangan, (len(lama.baris), len(baru.baris))):
        baris += [replace(r, tanda=Tanda("hapus")) for r in lama.baris[i:k]]
        baris += [replace(r, tanda=Tanda("sisip")) for r in baru.baris[j:m]]
        if k < len(lama.baris) and m < len(baru.baris):
            sel = zip(lama.baris[k].sel, baru.baris[m].sel, strict=True)
            baris.append(BarisTabel(tuple(_banding_sel(a, b) for a, b in sel), baru.baris[m].kepala))
        i, j = k + 1, m + 1
    return replace(baru, baris=tuple(baris))


def pasangan_baris(lama: Sequence[BarisTabel], baru: Sequence[BarisTabel]) -> list[Pasangan]:
    """Rows that are the same row in both versions, in order."""
    kiri, kanan = [_cap_baris(r) for r in lama], [_cap_baris(r) for r in baru]
    hasil: list[Pasangan] = []
    jangkar = selaras(kiri, kanan)
    for (i, j), (k, m) in zip([(-1, -1), *jangkar], [*jangkar, (len(lama), len(baru))], strict=True):
        hasil += ((i + 1 + x, j + 1 + y) for x, y in _baris_mirip(lama[i + 1 : k], baru[j + 1 : m]))
        if k < len(lama):
            hasil.append((k, m))
    return hasil


def _cap_baris(r: BarisTabel) -> Hashable:
    return (r.kepala, tuple(tuple(cap(p) for p in s.isi) for s in r.sel))


def _baris_mirip(lama: Sequence[BarisTabel], baru: Sequence[BarisTabel]) -> list[Pasangan]:
    if len(lama) == len(baru) == 1 or len(lama) * len(baru) > _LUAS:
        # A row alone in its place is that row, changed; of very many, the ones at the same place are compared.
        calon = [(i, i) for i in range(min(len(lama), len(baru)))]
        return [
            (i, j)
            for i, j in calon
            if _sebentuk(lama[i], baru[j]) and (len(lama) == 1 or _mirip(lama[i], baru[j]) >= _AMBANG)
        ]
    tas_lama, tas_baru = [_tas(r) for r in lama], [_tas(r) for r in baru]
    nilai = [
        [_nilai(r, s, mirip(tas_lama[i], tas_baru[j])) if _sebentuk(r, s) else 0.0 for j, s in enumerate(baru)]
        for i, r in enumerate(lama)
    ]
    return sejalan(nilai, _AMBANG)


def _sebentuk(a: BarisTabel, b: BarisTabel) -> bool:
    """Whether one row can stand for the other: as many cells, none of them without a paragraph."""
    return a.kepala == b.kepala and len(a.sel) == len(b.sel) and all(s.isi for r in (a, b) for s in r.sel)


def _mirip(a: BarisTabel, b: BarisTabel) -> float:
    return _nilai(a, b, mirip(_tas(a), _tas(b)))


def _nilai(a: BarisTabel, b: BarisTabel, mirip_: float) -> float:
    """Rows are known by the first cell that says something besides a number."""
    return (mirip_ + 1) / 2 if (nama := nama_baris(a)) and nama == nama_baris(b) else mirip_


def nama_baris(r: BarisTabel) -> str:
    """The text of the first cell that is no mere number; "" when there is none."""
    for s in r.sel:
        teks = " ".join(t for p in s.isi if (t := p.teks.strip()))
        if any(c.isalpha() for c in teks):
            return teks
    return ""


def _tas(r: BarisTabel) -> Counter[Hashable]:
    hasil: Counter[Hashable] = Counter()
    for s in r.sel:
        for p in s.isi:
            hasil.update(tas(p.isi))
    return hasil


def _banding_sel(lama: Sel, baru: Sel) -> Sel:
    """Both versions of a cell in one; the last paragraphs always go together."""
    isi: list[Paragraf] = []
    i = j = 0
    for k, m in (*pasangan_paragraf(lama.isi[:-1], baru.isi[:-1]), (len(lama.isi) - 1, len(baru.isi) - 1)):
        isi += [replace(p, tanda=Tanda("hapus")) for p in lama.isi[i:k]]
        isi += [replace(p, tanda=Tanda("sisip")) for p in baru.isi[j:m]]
        isi.append(banding_paragraf(lama.isi[k], baru.isi[m]))
        i, j = k + 1, m + 1
    return Sel(tuple(isi))


def pasangan_paragraf(lama: Sequence[Paragraf], baru: Sequence[Paragraf]) -> list[Pasangan]:
    """Paragraphs of a cell that are the same in both versions, in order: by their words, else by their role."""
    jangkar = selaras([(p.peran, cap_isi(p.isi)) for p in lama], [(p.peran, cap_isi(p.isi)) for p in baru])
    hasil: list[Pasangan] = []
    for (i, j), (k, m) in zip([(-1, -1), *jangkar], [*jangkar, (len(lama), len(baru))], strict=True):
        kiri, kanan = lama[i + 1 : k], baru[j + 1 : m]
        if len(kiri) * len(kanan) <= _LUAS:
            nilai = [[_nilai_paragraf(a, b, len(kiri) == len(kanan)) for b in kanan] for a in kiri]
            hasil += ((i + 1 + x, j + 1 + y) for x, y in sejalan(nilai, _AMBANG))
        else:
            hasil += (
                (i + 1 + x, j + 1 + x) for x in range(min(len(kiri), len(kanan))) if kiri[x].peran == kanan[x].peran
            )
        if k < len(lama):
            hasil.append((k, m))
    return hasil


def _nilai_paragraf(a: Paragraf, b: Paragraf, sebanyak: bool) -> float:
    if a.peran != b.peran:
        return 0.0
    mirip_ = mirip(tas(a.isi), tas(b.isi))
    return max(mirip_, _AMBANG) if sebanyak or a.peran != "sel" else mirip_
