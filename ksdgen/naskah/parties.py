"""Fills `acuan:` parties from the files under agreements/pihak/, and `pejabat:` signatories by the date of signing.

Works on nodes before decoding, so that every value keeps the place where it is really written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.naskah.model import BerkasPihak, Pejabat
from ksdgen.source.advice import mirip
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Daftar, Node, Peta, Skalar, kosong
from ksdgen.source.places import Tempat

Muat = Callable[[str], tuple[Node | None, list[Diagnostic]] | None]
"""Loads a party file by its `acuan`; None when there is no such file."""


@dataclass(slots=True)
class DataPihak:
    """What one party file gives: values without faults, officials with their terms, and what is wrong with the file."""

    isi: Peta | None = None
    pejabat: list[tuple[Pejabat, Peta]] = field(default_factory=list)
    temuan: list[Diagnostic] = field(default_factory=list)


class BukuPihak:
    """The party files of one run, each read and checked once.

    Args:
        muat: loads a party file.
        semua: lists all `acuan` values that exist, for suggestions.
    """

    def __init__(self, muat: Muat, semua: Callable[[], list[str]]) -> None:
        self._muat = muat
        self._semua = semua
        self._isi: dict[str, DataPihak | None] = {}

    def baca(self, acuan: str) -> DataPihak | None:
        """A party file's data; None when there is no such file."""
        if acuan not in self._isi:
            muatan = self._muat(acuan) if _di_dalam(acuan) else None
            self._isi[acuan] = None if muatan is None else _baca_berkas(*muatan)
        return self._isi[acuan]

    def terapkan(self, akar: Node, file: str) -> tuple[Node, list[Diagnostic]]:
        """The agreement with its parties filled in, and what could not be found.

        Args:
            akar: the agreement's tree.
            file: its name, for places.
        """
        temuan: list[Diagnostic] = []
        para_pihak = akar.isi.get("para_pihak") if isinstance(akar, Peta) else None
        if not isinstance(akar, Peta) or not isinstance(para_pihak, Daftar):
            return akar, temuan
        pada = _tanggal(Tempat(akar, file).node("penandatanganan.tanggal"))
        butir = [self._pihak(p, pada, f"para_pihak.{i}", temuan) for i, p in enumerate(para_pihak.butir)]
        return Peta({**akar.isi, "para_pihak": Daftar(butir, para_pihak.span)}, akar.kunci, akar.span), temuan

    def _pihak(self, pihak: Node, pada: date | None, rute: str, temuan: list[Diagnostic]) -> Node:
        if not isinstance(pihak, Peta):
            return pihak
        acuan = pihak.isi.get("acuan")
        if not isinstance(acuan, Skalar) or kosong(acuan):
            return _isi_pejabat(pihak, None, pada, rute, temuan)
        data = self.baca(acuan.teks.strip())
        if data is None:
            temuan.append(self._tak_ada(acuan, rute))
            return _tambal(pihak, acuan)
        temuan += [t for t in data.temuan if t not in temuan]
        if data.isi is not None:
            pihak = _gabung(pihak, data.isi, {"pejabat"})
        if data.temuan:
            pihak = _tambal(pihak, acuan)
        return _isi_pejabat(pihak, data, pada, rute, temuan)

    def _tak_ada(self, acuan: Skalar, rute: str) -> Diagnostic:
        saran = mirip(acuan.teks, self._semua())
        bantuan = f"maksud Anda `{saran}`?" if saran else "berkas pihak ada pada agreements/pihak/, ditulis tanpa .yaml"
        return _salah(f"berkas pihak `{acuan.teks}` tidak ada", acuan, bantuan, f"{rute}.acuan")


def _di_dalam(acuan: str) -> bool:
    """Whether a path stays below the folder that it is relative to, on every operating system."""
    return not any(c in acuan for c in "\\:\0") and all(b not in ("", ".", "..") for b in acuan.split("/"))


def _baca_berkas(node: Node | None, temuan: list[Diagnostic]) -> DataPihak:
    """Check a party file; keys with faults are left out, for they would be reported again as part of the agreement."""
    if node is None:
        return DataPihak(temuan=temuan)
    pembaca = Pembaca()
    pembaca.rekaman(BerkasPihak, node)
    salah = {(t.rute or "").partition(".")[0] for t in pembaca.temuan}
    semua = temuan + pembaca.temuan
    if not isinstance(node, Peta):
        return DataPihak(temuan=semua)
    return DataPihak(_tanpa(node, salah), _daftar_pejabat(node), semua)


def _daftar_pejabat(berkas: Peta) -> list[tuple[Pejabat, Peta]]:
    """The officials that can be read; faults of the others are reported with the file."""
    daftar = berkas.isi.get("pejabat")
    hasil = []
    for node in daftar.butir if isinstance(daftar, Daftar) else ():
        pejabat = Pembaca().rekaman(Pejabat, node)
        if pejabat is not None and isinstance(node, Peta):
            hasil.append((pejabat, node))
    return hasil


def _isi_pejabat(pihak: Peta, data: DataPihak | None, pada: date | None, rute: str, temuan: list[Diagnostic]) -> Peta:
    """A party whose signatories named by `pejabat:` are filled in from its file."""
    daftar = pihak.isi.get("penanda_tangan")
    if not isinstance(daftar, Daftar):
        return pihak
    butir: list[Node] = []
    for j, orang in enumerate(daftar.butir):
        kode = orang.isi.get("pejabat") if isinstance(orang, Peta) else None
        if isinstance(orang, Peta) and isinstance(kode, Skalar) and not kosong(kode):
            orang = _penanda_tangan(orang, kode, data, pada, f"{rute}.penanda_tangan.{j}.pejabat", temuan)
        butir.append(orang)
    return Peta({**pihak.isi, "penanda_tangan": Daftar(butir, daftar.span)}, pihak.kunci, pihak.span)


def _penanda_tangan(
    orang: Peta, kode: Skalar, data: DataPihak | None, pada: date | None, rute: str, temuan: list[Diagnostic]
) -> Peta:
    if data is None:
        pesan = "`pejabat` hanya dapat dipakai pada pihak yang memakai `acuan`"
        temuan.append(_salah(pesan, kode, "tulis nama dan jabatannya di sini", rute))
        return orang
    nama = kode.teks.strip()
    calon = [(p, node) for p, node in data.pejabat if p.kode == nama]
    menjabat = [(p, node) for p, node in calon if _menjabat(p, pada)]
    if menjabat:
        _, node = max(menjabat, key=lambda c: c[0].sejak)
        return _gabung(orang, node, {"kode", "sejak", "sampai"})
    if calon:
        kapan = bahasa.tanggal(pada) if pada is not None else "saat ini"
        bantuan = "lengkapi masa jabatannya pada berkas pihak, atau tulis penanda tangan di sini"
        temuan.append(_salah(f"tidak ada `{nama}` yang menjabat pada {kapan}", kode, bantuan, rute))
    elif not data.temuan:
        temuan.append(_salah(f"berkas pihak tidak memuat pejabat `{nama}`", kode, _pilihan(nama, data), rute))
    return orang


def _pilihan(nama: str, data: DataPihak) -> str:
    ada = list(dict.fromkeys(p.kode for p, _ in data.pejabat))
    saran = mirip(nama, ada)
    if saran:
        return f"maksud Anda `{saran}`?"
    return f"pejabat yang ada: {', '.join(ada)}" if ada else "berkas itu belum memuat pejabat"


def _salah(pesan: str, node: Node, bantuan: str, rute: str) -> Diagnostic:
    return Diagnostic("KSD017", Severity.KESALAHAN, pesan, node.span, bantuan, rute=rute)


def _gabung(atas: Peta, bawah: Peta, tanpa: set[str]) -> Peta:
    """Two mappings laid over each other; the upper wins key by key, where it says something."""
    bawah = _tanpa(bawah, tanpa)
    isi = {k: v for k, v in atas.isi.items() if not (kosong(v) and k in bawah.isi)}
    return Peta({**bawah.isi, **isi}, {**bawah.kunci, **{k: v for k, v in atas.kunci.items() if k in isi}}, atas.span)


def _tanpa(peta: Peta, tanpa: set[str]) -> Peta:
    return Peta(
        {k: v for k, v in peta.isi.items() if k not in tanpa},
        {k: v for k, v in peta.kunci.items() if k not in tanpa},
        peta.span,
    )


def _tambal(pihak: Peta, acuan: Skalar) -> Peta:
    """A party whose file cannot be used, with what the file should have given: one finding tells what is wrong with it."""
    isi = dict(pihak.isi)
    kunci = dict(pihak.kunci)
    for nama, teks in (("bentuk", "pemerintah_daerah"), ("nama", "___")):
        if nama not in isi:
            isi[nama] = Skalar(teks, acuan.span)
            kunci[nama] = kunci["acuan"]
    return Peta(isi, kunci, pihak.span)


def _menjabat(p: Pejabat, pada: date | None) -> bool:
    """In office on a day; an undated draft takes the official without an end."""
    if pada is None:
        return p.sampai is None
    return p.sejak <= pada and (p.sampai is None or pada <= p.sampai)


def _tanggal(node: Node | None) -> date | None:
    return bahasa.baca_tanggal(node.teks.strip()) if isinstance(node, Skalar) else None
