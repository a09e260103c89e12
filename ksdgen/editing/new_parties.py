"""The parties of a new agreement: from a shared file, from the paper it is made from, or still unknown."""

from __future__ import annotations

import posixpath
import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ksdgen.desk.workspace import Workspace
from ksdgen.editing.new_choices import INDUK, Induk, pejabat_menjabat, pilihan_pihak
from ksdgen.errors import Refused
from ksdgen.naskah.model import BentukPihak, Daerah, Kategori, Pejabat, PenandaTangan, Pihak, TingkatDaerah
from ksdgen.naskah.offices import kepala_daerah, memegang_jabatan_kepala_daerah
from ksdgen.source.advice import mirip
from ksdgen.source.node import plain
from ksdgen.source.scalars import GAP, Menyusul
from ksdgen.world.repository import FOLDER

_SUSUNAN: dict[Kategori, tuple[BentukPihak, BentukPihak]] = {
    Kategori.SINERGI: (BentukPihak.INSTANSI_VERTIKAL, BentukPihak.PEMERINTAH_DAERAH),
    Kategori.KSDPK: (BentukPihak.PEMERINTAH_DAERAH, BentukPihak.BADAN_HUKUM),
    Kategori.DI_LUAR_KSD: (BentukPihak.PEMERINTAH_DAERAH, BentukPihak.BADAN_HUKUM),
}
"""Parties of a category while nothing is known of them; otherwise two regions."""


@dataclass(slots=True)
class PihakBaru:
    """A party as it is written, with a remark behind some of its keys (by route inside the party)."""

    isi: dict[str, Any]
    bentuk: BentukPihak
    catatan: dict[str, str] = field(default_factory=dict)

    @property
    def kode(self) -> str:
        """The party's code."""
        return str(self.isi["kode"])


def pihak_dari_berkas(
    ruang: Workspace, id_: str, permintaan: tuple[str, str], penanda_tangan: str | None = None
) -> PihakBaru:
    """A party whose data stand in a file under agreements/pihak/.

    Args:
        ruang: the repository.
        id_: the file's name without suffix.
        permintaan: document type and title of the new agreement.
        penanda_tangan: code of the official who signs; the head of the region, else the first, unless given.

    Raises:
        Refused: there is no such file, or no such official in it.
    """
    data = ruang.agreements.buku.baca(f"pihak/{id_}")
    if data is None or data.isi is None:
        ada = list(pilihan_pihak(ruang))
        saran = mirip(id_, ada)
        baru = "; untuk pihak baru salin salah satunya, lalu ganti isinya" if ada else ""
        lanjut = f"maksud Anda `{saran}`?" if saran else f"yang ada: {', '.join(ada) or 'belum ada'}{baru}"
        raise Refused(f"berkas pihak `{id_}` tidak ada di {FOLDER}/pihak; {lanjut}")
    kini = {str(k): plain(v) for k, v in data.isi.isi.items()}
    try:
        bentuk = BentukPihak(str(kini.get("bentuk", "")))
    except ValueError:
        raise Refused(
            f"berkas pihak `{id_}` belum dapat dibaca; perbaiki dahulu menurut `ksdgen check {FOLDER}/pihak`"
        ) from None
    hasil = PihakBaru({"kode": id_, "acuan": f"pihak/{id_}"}, bentuk)
    hasil.isi["nomor"] = Menyusul.MENYUSUL.value
    # What the file does not say yet stands in the agreement as a blank, where it can be filled in.
    kosong = pihak_kosong(bentuk, id_)
    hasil.isi.update({k: v for k, v in kosong.isi.items() if k not in kini and k not in (*hasil.isi, "penanda_tangan")})
    hasil.catatan.update({r: c for r, c in kosong.catatan.items() if r.partition(".")[0] in hasil.isi})
    pejabat = pejabat_menjabat(ruang, id_)
    kepala = next((p for p in pejabat if memegang_jabatan_kepala_daerah(_orang(p))), None)
    dipilih = kepala or (pejabat[0] if pejabat else None)
    if penanda_tangan is not None:
        dipilih = next((p for p in pejabat if p.kode == penanda_tangan), None)
        if dipilih is None:
            ada = [p.kode for p in pejabat]
            raise Refused(
                f"berkas pihak `{id_}` tidak memuat pejabat `{penanda_tangan}`; yang menjabat: {', '.join(ada) or 'belum ada'}"
            )
    if dipilih is None:
        hasil.isi["penanda_tangan"] = [{"nama": GAP}]
        return hasil
    orang: dict[str, Any] = {"pejabat": dipilih.kode}
    hasil.catatan["penanda_tangan.*.pejabat"] = f"{dipilih.nama}, {dipilih.jabatan}"
    jenis, tentang = permintaan
    if bentuk is BentukPihak.PEMERINTAH_DAERAH and dipilih is not kepala and INDUK.get(jenis) == "kesepakatan_bersama":
        daerah = kini.get("daerah")
        pemberi = kepala.jabatan if kepala is not None else _kepala(daerah) if isinstance(daerah, dict) else GAP
        surat = {"pemberi_kuasa": pemberi, "nomor": "menyusul", "tanggal": "menyusul", "untuk": tentang}
        orang["dasar_kewenangan"] = {"surat_kuasa": surat}
    hasil.isi["penanda_tangan"] = [orang]
    return hasil


def _orang(p: Pejabat) -> PenandaTangan:
    return PenandaTangan(
        jabatan=p.jabatan,
        status_jabatan=p.status_jabatan,
        bertindak_selaku=p.bertindak_selaku,
        dasar_kewenangan=p.dasar_kewenangan,
    )


def _kepala(daerah: Mapping[str, Any]) -> str:
    """The office of the head of a region: "Bupati Garut"."""
    contoh = Daerah(tingkat=TingkatDaerah(str(daerah["tingkat"])), nama=str(daerah["nama"]))
    return kepala_daerah(Pihak(kode="", bentuk=BentukPihak.PEMERINTAH_DAERAH, nama="", daerah=contoh))


def pihak_kosong(bentuk: BentukPihak, kode: str) -> PihakBaru:
    """A party of whom nothing is known but its legal form."""
    isi: dict[str, Any] = {
        "kode": kode,
        "bentuk": bentuk.value,
        "nama": GAP,
        "nomor": "menyusul",
        "tempat_kedudukan": GAP,
        "alamat": GAP,
    }
    catatan: dict[str, str] = {}
    orang: dict[str, Any] = {"nama": GAP, "jabatan": GAP}
    if bentuk is BentukPihak.PEMERINTAH_DAERAH:
        isi["nama"] = f"Pemerintah Daerah Kabupaten {GAP}"
        isi["daerah"] = {"tingkat": TingkatDaerah.KABUPATEN.value, "nama": GAP, "provinsi": GAP}
        catatan["daerah.tingkat"] = f"{', '.join(t.value for t in TingkatDaerah)}; sesuaikan `nama` dan `jabatan`"
        orang["jabatan"] = f"Bupati {GAP}"
        orang["dasar_kewenangan"] = {"keputusan": {"bentuk": GAP, "nomor": "menyusul", "tanggal": "menyusul"}}
    elif bentuk in (BentukPihak.BADAN_HUKUM, BentukPihak.YAYASAN):
        akta = {"nomor": "menyusul", "tanggal": "menyusul", "notaris": GAP}
        isi["badan_hukum"] = {"akta": [akta], "pengesahan": [{"nomor": "menyusul", "tanggal": "menyusul"}]}
    isi["narahubung"] = {"unit": GAP, "alamat": GAP}
    isi["penanda_tangan"] = [orang]
    return PihakBaru(isi, bentuk, catatan)


def pihak_dari_induk(
    ruang: Workspace,
    induk: Induk,
    path: str,
    permintaan: tuple[str, str],
    pejabat: Mapping[str, str] = types.MappingProxyType({}),
) -> list[PihakBaru]:
    """The parties of the paper from which another is made; numbers are left open, for every paper has its own.

    Args:
        ruang: the repository.
        induk: that paper.
        path: where the new file goes.
        permintaan: document type and title of the new agreement.
        pejabat: officials who sign, by the id of the party file.

    Raises:
        Refused: a party file has no such official.
    """
    para = induk.akar.isi.get("para_pihak")
    hasil = []
    for p, node in zip(induk.naskah.para_pihak, getattr(para, "butir", ()), strict=False):
        isi = {k: v for k, v in plain(node).items() if k in Pihak.medan_ and v != ""}
        if "logo" in isi and not isi["logo"].startswith("/"):
            asal = posixpath.normpath(posixpath.join(posixpath.dirname(induk.path), isi["logo"].replace("\\", "/")))
            isi["logo"] = posixpath.relpath(asal, posixpath.dirname(path) or ".")
        isi["nomor"] = Menyusul.MENYUSUL.value
        baru = PihakBaru({k: isi[k] for k in Pihak.medan_ if k in isi}, p.bentuk)
        id_ = p.acuan.removeprefix("pihak/") if p.acuan else ""
        if id_ in pejabat:
            dipilih = pihak_dari_berkas(ruang, id_, permintaan, pejabat[id_])
            baru.isi["penanda_tangan"] = dipilih.isi["penanda_tangan"]
            baru.catatan.update(dipilih.catatan)
        elif id_:
            _catat_pejabat(ruang, id_, baru)
        hasil.append(baru)
    return hasil


def _catat_pejabat(ruang: Workspace, id_: str, baru: PihakBaru) -> None:
    """Tell beside the signatory who else could sign."""
    orang = baru.isi.get("penanda_tangan")
    if not isinstance(orang, list) or not orang or not isinstance(orang[0], dict) or "pejabat" not in orang[0]:
        return
    lain = [p.kode for p in pejabat_menjabat(ruang, id_) if p.kode != orang[0]["pejabat"]]
    if lain:
        baru.catatan["penanda_tangan.*.pejabat"] = f"pejabat lain pada berkas pihak: {', '.join(dict.fromkeys(lain))}"


def rapikan_kode(pihak: Sequence[PihakBaru], pemrakarsa: int | None) -> None:
    """Give parties of shared files short codes, all different, and mark the initiator."""
    panjang = [re.sub(r"[^a-z0-9]+", "_", p.kode.lower()).strip("_") or "pihak" for p in pihak]
    pendek = [
        re.sub(r"^(?:kabupaten|kota|provinsi|pemerintah|kementerian|pt|yayasan)_(?=[a-z])", "", k) for k in panjang
    ]
    for i, p in enumerate(pihak):
        kode = pendek[i] if pendek.count(pendek[i]) == 1 else panjang[i]
        if [*pendek[:i], *panjang[:i]].count(kode) and panjang.count(kode) > 1:
            kode = f"{kode}_{i + 1}"
        isi = {"kode": kode, **{k: v for k, v in p.isi.items() if k not in ("kode", "pemrakarsa")}}
        if i == pemrakarsa:
            isi["pemrakarsa"] = "true"
        p.isi = {k: isi[k] for k in Pihak.medan_ if k in isi}


def susunan_kosong(kategori: Kategori) -> tuple[BentukPihak, BentukPihak]:
    """The legal forms of two parties of a category."""
    return _SUSUNAN.get(kategori, (BentukPihak.PEMERINTAH_DAERAH, BentukPihak.PEMERINTAH_DAERAH))
