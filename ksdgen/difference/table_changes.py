"""Entries about tables: data tables by row and column, parties and signatures by party, the rest by paragraph."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from ksdgen.difference.entry import Perubahan
from ksdgen.difference.likeness import mirip, tas
from ksdgen.difference.paragraphs import alinea_baris, perubahan_kata, perubahan_utuh
from ksdgen.difference.pieces import tampil
from ksdgen.difference.places import sebutan_pihak
from ksdgen.difference.sequence import Pasangan
from ksdgen.difference.tables import nama_baris, pasangan_baris, pasangan_paragraf
from ksdgen.paper.document import BarisTabel, Paragraf, Tabel, paragraf_dari

_SAMA = 0.85
"""The least likeness of what two versions say of a party that is called differently."""

_LUAS = 400
_NAMA = 40


def perubahan_tabel(lama: Tabel, baru: Tabel, tempat: str, tempat_lama: str) -> list[Perubahan]:
    """What a drafter would say changed in a table, in reading order; nothing when only the width of columns did.

    Args:
        lama: the older version.
        baru: the newer version.
        tempat: where it is.
        tempat_lama: where it was.
    """
    if baru.peran == "pihak":
        return _kelompok(_para_pihak(lama), _para_pihak(baru), tempat, tempat_lama)
    if baru.peran == "tanda_tangan":
        return _kelompok(_tanda_tangan(lama), _tanda_tangan(baru), tempat, tempat_lama)
    if baru.peran == "tabel":
        return _data(lama, baru, tempat, tempat_lama)
    return _paragraf(list(paragraf_dari((lama,))), list(paragraf_dari((baru,))), tempat, tempat_lama)


# --- parties and signatures -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Kelompok:
    """What a table says of one party."""

    sebutan: str
    isi: list[Paragraf] = field(default_factory=list)

    @property
    def nama(self) -> str:
        """The name of who signs, or of the institution, or how it is called."""
        semua = {p.peran: t for p in reversed(self.isi) if (t := tampil(p.isi).strip())}
        return semua.get("pihak_nama") or semua.get("ttd_nama") or semua.get("ttd_lembaga") or self.sebutan

    @property
    def teks(self) -> str:
        """All words."""
        return " ".join(t for p in self.isi if (t := tampil(p.isi).strip()) and t != ":")


def _para_pihak(t: Tabel) -> list[_Kelompok]:
    """A row for each who signs; the last row of a party says how it is called."""
    hasil: list[_Kelompok] = []
    kurang: list[_Kelompok] = []
    for n, r in enumerate(t.baris, start=1):
        isi = [p for s in r.sel for p in s.isi]
        sebutan = next((s for p in reversed(isi) if (s := _sebutan_akhir(p)) is not None), None)
        hasil.append(_Kelompok(f"baris {n}", isi))
        kurang.append(hasil[-1])
        if sebutan is not None:
            for k in kurang:
                k.sebutan = sebutan
            kurang = []
    return hasil


def _sebutan_akhir(p: Paragraf) -> str | None:
    _, kata, ekor = p.teks.rpartition("disebut ")
    return sebutan_pihak(ekor) if kata else None


def _tanda_tangan(t: Tabel) -> list[_Kelompok]:
    """A column for each party; a new designation in a column begins another one."""
    hasil: list[_Kelompok] = []
    kini: dict[int, _Kelompok] = {}
    for r in t.baris:
        for n, s in enumerate(r.sel):
            judul = next((p for p in s.isi if p.peran == "ttd_pihak"), None)
            if judul is not None or n not in kini:
                if not any(p.isi for p in s.isi):
                    continue
                sebutan = judul.teks.strip(" ,:") if judul is not None else ""
                kini[n] = _Kelompok(sebutan or (f"kolom {n + 1}" if len(t.kolom) > 1 else ""))
                hasil.append(kini[n])
            kini[n].isi += [p for p in s.isi if p is not judul]
    return hasil


def _kelompok(lama: list[_Kelompok], baru: list[_Kelompok], tempat: str, tempat_lama: str) -> list[Perubahan]:
    pasangan = _pasangan(lama, baru)
    hasil: list[Perubahan] = []
    for j, k in enumerate(baru):
        if j not in pasangan:
            hasil.append(_utuh(k, _di(tempat, k.sebutan), baru=True))
            continue
        dulu = lama[pasangan[j]]
        geser = len(lama) != len(baru) or j != pasangan[j]
        if dulu.sebutan == k.sebutan:
            hasil += _paragraf(dulu.isi, k.isi, _di(tempat, k.sebutan), _di(tempat_lama, dulu.sebutan), nomor=not geser)
            continue
        # Who is now called differently is known by name.
        di = _di(tempat, k.nama)
        sebutan = Perubahan("diubah", "pihak", di, di, dulu.sebutan, k.sebutan)
        hasil.append(sebutan)
        lain = _paragraf(dulu.isi, k.isi, di, di, nomor=not geser)
        hasil += (p for p in lain if (p.semula, p.menjadi) != (sebutan.semula, sebutan.menjadi))
    sisa = [k for i, k in enumerate(lama) if i not in pasangan.values()]
    hasil += [_utuh(k, _di(tempat_lama, k.sebutan), baru=False) for k in sisa]
    urutan = [lama[i].sebutan for i in sorted(pasangan.values())]
    kini = [k.sebutan for j, k in enumerate(baru) if j in pasangan]
    if urutan != kini and sorted(urutan) == sorted(kini):
        hasil.append(Perubahan("diubah", "bentuk", tempat, tempat_lama, judul=f"urutan menjadi {', '.join(kini)}"))
    elif not hasil and [k.sebutan for k in lama] != [k.sebutan for k in baru]:
        hasil.append(Perubahan("diubah", "bentuk", tempat, tempat_lama, judul="susunan berubah"))
    return hasil


def _pasangan(lama: list[_Kelompok], baru: list[_Kelompok]) -> dict[int, int]:
    """Newer to older: by the same designation where that is the same party, else the most alike, else by designation alone."""
    hasil: dict[int, int] = {}
    if len(lama) * len(baru) > _LUAS:
        return {j: j for j in range(min(len(lama), len(baru)))}
    kiri, kanan = ([_tas(k) for k in x] for x in (lama, baru))
    nilai = {(i, j): mirip(kiri[i], kanan[j]) for i in range(len(lama)) for j in range(len(baru))}

    def urutan(p: Pasangan) -> tuple[float, bool, int, Pasangan]:
        return (-nilai[p], lama[p[0]].sebutan != baru[p[1]].sebutan, abs(p[0] - p[1]), p)

    for serupa in (lambda p: nilai[p] >= _SAMA, lambda p: lama[p[0]].sebutan == baru[p[1]].sebutan):
        for i, j in sorted(filter(serupa, nilai), key=urutan):
            if j not in hasil and i not in hasil.values():
                hasil[j] = i
    return hasil


def _tas(k: _Kelompok) -> dict[Hashable, int]:
    hasil: dict[Hashable, int] = {}
    for p in k.isi:
        for kata, n in tas(p.isi).items():
            hasil[kata] = hasil.get(kata, 0) + n
    return hasil


def _utuh(k: _Kelompok, di: str, *, baru: bool) -> Perubahan:
    alinea = (alinea_baris([t for p in k.isi if (t := tampil(p.isi).strip())], "sisip" if baru else "hapus"),)
    if baru:
        return Perubahan("baru", "pihak", di, menjadi=k.teks, alinea=alinea)
    return Perubahan("dihapus", "pihak", di, di, semula=k.teks, alinea=alinea)


def _di(tempat: str, sebutan: str) -> str:
    return f"{tempat}: {sebutan}" if sebutan else tempat


# --- paragraphs -----------------------------------------------------------------------------------------------------------------------


def _paragraf(
    lama: Sequence[Paragraf], baru: Sequence[Paragraf], tempat: str, tempat_lama: str, *, nomor: bool = True
) -> list[Perubahan]:
    """What changed in a run of paragraphs of a cell or a table.

    Args:
        nomor: whether a changed number is worth an entry.
    """
    hasil: list[Perubahan] = []
    i = j = 0
    for k, m in (*pasangan_paragraf(lama, baru), (len(lama), len(baru))):
        hasil += [perubahan_utuh(p, False, tempat_lama) for p in lama[i:k]]
        hasil += [perubahan_utuh(p, True, tempat) for p in baru[j:m]]
        if k < len(lama):
            hasil += [p for _, p in perubahan_kata(lama[k], baru[m], tempat, tempat_lama)]
            if nomor and lama[k].nomor != baru[m].nomor:
                semula, menjadi = (p.nomor.teks if p.nomor is not None else "" for p in (lama[k], baru[m]))
                hasil.append(Perubahan("diubah", "bentuk", tempat, tempat_lama, semula, menjadi))
        i, j = k + 1, m + 1
    return hasil


# --- data -----------------------------------------------------------------------------------------------------------------------------


def _data(lama: Tabel, baru: Tabel, tempat: str, tempat_lama: str) -> list[Perubahan]:
    kolom_lama, kolom = _kepala(lama), _kepala(baru)
    pasangan = pasangan_baris(lama.baris, baru.baris)
    pindah = _pindah(lama.baris, baru.baris, pasangan)
    geser = len(pasangan) < max(len(lama.baris), len(baru.baris))
    letak_lama, letak = _urutan(lama), _urutan(baru)
    hasil: list[Perubahan] = []
    i = j = 0
    for k, m in (*pasangan, (len(lama.baris), len(baru.baris))):
        for n in range(i, k):
            if n not in pindah.values():
                hasil.append(_baris(lama.baris[n], f"{tempat_lama}, {letak_lama[n]}", baru=False))
        for n in range(j, m):
            di = f"{tempat}, {letak[n]}"
            if n in pindah:
                dulu = f"{tempat_lama}, {letak_lama[pindah[n]]}"
                alinea = (alinea_baris(_sel(baru.baris[n]), "tetap"),)
                hasil.append(
                    Perubahan("dipindah", "tabel", di, dulu, menjadi=" | ".join(_sel(baru.baris[n])), alinea=alinea)
                )
            else:
                hasil.append(_baris(baru.baris[n], di, baru=True))
        if k < len(lama.baris):
            for n, (a, b) in enumerate(zip(lama.baris[k].sel, baru.baris[m].sel, strict=True)):
                nomor_urut = geser and all(tampil(p.isi).strip(" .").isdigit() for s in (a, b) for p in s.isi)
                if a != b and not nomor_urut:
                    di = _di_sel(tempat, baru.baris[m], letak[m], kolom, n)
                    di_lama = _di_sel(tempat_lama, lama.baris[k], letak_lama[k], kolom_lama, n)
                    # A row is known by its name: that it stands one line lower is no news.
                    sama = tempat == tempat_lama and nama_baris(lama.baris[k]) == nama_baris(baru.baris[m])
                    hasil += _paragraf(a.isi, b.isi, di, di if sama else di_lama)
        i, j = k + 1, m + 1
    return hasil


def _pindah(lama: Sequence[BarisTabel], baru: Sequence[BarisTabel], pasangan: Sequence[Pasangan]) -> dict[int, int]:
    """Newer to older: rows that say the same at another place, but for a running number."""
    sudah_lama, sudah = {a for a, _ in pasangan}, {b for _, b in pasangan}
    kiri = {_sel_isi(r): i for i, r in enumerate(lama) if i not in sudah_lama}
    return {j: i for j, r in enumerate(baru) if j not in sudah and (i := kiri.pop(_sel_isi(r), -1)) >= 0}


def _sel_isi(r: BarisTabel) -> tuple[str, ...]:
    sel = _sel(r)
    return tuple(sel[1:] if sel and sel[0].strip(" .").isdigit() else sel)


def _sel(r: BarisTabel) -> list[str]:
    return [" ".join(t for p in s.isi if (t := tampil(p.isi).strip())) for s in r.sel]


def _kepala(t: Tabel) -> list[str]:
    return next((_sel(r) for r in t.baris if r.kepala), [])


def _urutan(t: Tabel) -> list[str]:
    """The name of each row: the head, or its ordinal without the head."""
    hasil: list[str] = []
    n = 0
    for r in t.baris:
        n += not r.kepala
        hasil.append("kepala tabel" if r.kepala else f"baris {n}")
    return hasil


def _di_sel(tempat: str, r: BarisTabel, letak: str, kolom: Sequence[str], n: int) -> str:
    nama = nama_baris(r)
    sebut = f" ({nama})" if nama and len(nama) <= _NAMA and not r.kepala and (n or nama != _sel(r)[0]) else ""
    judul = f"“{kolom[n]}”" if n < len(kolom) and kolom[n] and not r.kepala else str(n + 1)
    return f"{tempat}, {letak}{sebut} kolom {judul}"


def _baris(r: BarisTabel, di: str, *, baru: bool) -> Perubahan:
    teks = " | ".join(_sel(r))
    alinea = (alinea_baris(_sel(r), "sisip" if baru else "hapus"),)
    if baru:
        return Perubahan("baru", "tabel", di, menjadi=teks, alinea=alinea)
    return Perubahan("dihapus", "tabel", di, di, semula=teks, alinea=alinea)
