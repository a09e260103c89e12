"""Fills `acuan:` parties from the files under agreements/pihak/, and `pejabat:` signatories by the date of signing.

Works on nodes before decoding, so that every value keeps the place where it is really written.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ksdgen import bahasa
from ksdgen.decode import Pembaca, Tempat, mirip
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.model import BerkasPihak, Pejabat
from ksdgen.source import Daftar, Node, Peta, Skalar

Muat = Callable[[str], tuple[Node | None, list[Diagnostic]] | None]
"""Loads a party file by its `acuan`; None when there is no such file."""


class BukuPihak:
    """The party files of one run, each read and checked once.

    Args:
        muat: loads a party file.
        semua: lists all `acuan` values that exist, for suggestions.
    """

    def __init__(self, muat: Muat, semua: Callable[[], list[str]]) -> None:
        self._muat = muat
        self._semua = semua
        self._isi: dict[str, tuple[Peta, BerkasPihak | None, list[Diagnostic]] | None] = {}

    def baca(self, acuan: str) -> tuple[Peta, BerkasPihak | None, list[Diagnostic]] | None:
        """A party file's node, its decoded form and what is wrong with it; None when there is no such file."""
        if acuan not in self._isi:
            muatan = self._muat(acuan)
            if muatan is None:
                self._isi[acuan] = None
            else:
                node, temuan = muatan
                pembaca = Pembaca()
                berkas = pembaca.rekaman(BerkasPihak, node) if node is not None else None
                isi = node if isinstance(node, Peta) else None
                self._isi[acuan] = (isi, berkas, temuan + pembaca.temuan) if isi is not None else None
                if isi is None:
                    self._isi[acuan] = (Peta({}, {}, node.span), None, temuan + pembaca.temuan) if node is not None else None
        return self._isi[acuan]

    def terapkan(self, akar: Node, file: str) -> tuple[Node, list[Diagnostic]]:
        """The agreement with its parties filled in, and what could not be found.

        Args:
            akar: the agreement's tree.
            file: its name, for places.
        """
        temuan: list[Diagnostic] = []
        if not isinstance(akar, Peta) or not isinstance(akar.isi.get("para_pihak"), Daftar):
            return akar, temuan
        para_pihak = akar.isi["para_pihak"]
        assert isinstance(para_pihak, Daftar)
        pada = _tanggal(Tempat(akar, file).node("penandatanganan.tanggal"))
        butir: list[Node] = []
        for i, pihak in enumerate(para_pihak.butir):
            acuan = pihak.isi.get("acuan") if isinstance(pihak, Peta) else None
            if not isinstance(pihak, Peta) or not isinstance(acuan, Skalar):
                butir.append(pihak)
                continue
            berkas = self.baca(acuan.teks.strip())
            if berkas is None:
                saran = mirip(acuan.teks, self._semua())
                temuan.append(
                    Diagnostic(
                        "KSD017",
                        Severity.KESALAHAN,
                        f"berkas pihak `{acuan.teks}` tidak ada",
                        acuan.span,
                        f"maksud Anda `{saran}`?" if saran else "berkas pihak ada pada agreements/pihak/, ditulis tanpa .yaml",
                        rute=f"para_pihak.{i}.acuan",
                    )
                )
                # Without the party's data every required key would be reported as missing too: one finding says it.
                butir.append(_tambal(pihak))
                continue
            node, isi, masalah = berkas
            temuan += masalah
            gabung = _gabung(pihak, node, {"pejabat"})
            if isi is not None:
                gabung = self._pejabat(gabung, node, isi, pada, i, temuan)
            butir.append(gabung)
        return Peta({**akar.isi, "para_pihak": Daftar(butir, para_pihak.span)}, akar.kunci, akar.span), temuan

    def _pejabat(
        self, pihak: Peta, node: Peta, isi: BerkasPihak, pada: date | None, i: int, temuan: list[Diagnostic]
    ) -> Peta:
        daftar = pihak.isi.get("penanda_tangan")
        sumber = node.isi.get("pejabat")
        if not isinstance(daftar, Daftar):
            return pihak
        butir: list[Node] = []
        for j, orang in enumerate(daftar.butir):
            kode = orang.isi.get("pejabat") if isinstance(orang, Peta) else None
            if not isinstance(orang, Peta) or not isinstance(kode, Skalar):
                butir.append(orang)
                continue
            nama = kode.teks.strip()
            calon = [(n, p) for n, p in enumerate(isi.pejabat) if p.kode == nama]
            cocok = [(n, p) for n, p in calon if _menjabat(p, pada)]
            if not cocok or not isinstance(sumber, Daftar):
                if calon:
                    kapan = bahasa.tanggal(pada) if pada is not None else "saat ini"
                    pesan = f"tidak ada `{nama}` yang menjabat pada {kapan}"
                    bantuan = "lengkapi masa jabatannya pada berkas pihak, atau tulis penanda tangan di sini"
                else:
                    pesan = f"berkas pihak tidak memuat pejabat `{nama}`"
                    saran = mirip(nama, [p.kode for p in isi.pejabat])
                    ada = ", ".join(dict.fromkeys(p.kode for p in isi.pejabat))
                    bantuan = f"maksud Anda `{saran}`?" if saran else f"pejabat yang ada: {ada}" if ada else "berkas itu belum memuat pejabat"
                temuan.append(
                    Diagnostic(
                        "KSD017",
                        Severity.KESALAHAN,
                        pesan,
                        kode.span,
                        bantuan,
                        rute=f"para_pihak.{i}.penanda_tangan.{j}.pejabat",
                    )
                )
                butir.append(orang)
                continue
            nomor = max(cocok, key=lambda c: c[1].sejak)[0]
            pejabat = sumber.butir[nomor]
            butir.append(_gabung(orang, pejabat, {"kode", "sejak", "sampai"}) if isinstance(pejabat, Peta) else orang)
        return Peta({**pihak.isi, "penanda_tangan": Daftar(butir, daftar.span)}, pihak.kunci, pihak.span)


def _gabung(atas: Peta, bawah: Peta, tanpa: set[str]) -> Peta:
    """Two mappings laid over each other; the upper wins key by key."""
    isi = {k: v for k, v in bawah.isi.items() if k not in tanpa}
    kunci = {k: v for k, v in bawah.kunci.items() if k not in tanpa}
    return Peta({**isi, **atas.isi}, {**kunci, **atas.kunci}, atas.span)


def _tambal(pihak: Peta) -> Peta:
    isi = dict(pihak.isi)
    kunci = dict(pihak.kunci)
    acuan = isi["acuan"]
    for nama, teks in (("bentuk", "pemerintah_daerah"), ("nama", "___"), ("kode", "___")):
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
