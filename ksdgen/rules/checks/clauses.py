"""What an agreement does with standard clauses: every difference has its reason, and consent where the clause asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ksdgen import bahasa
from ksdgen.catalogue.front_matter import luar_batas
from ksdgen.compose.composition import Izin, Pemakaian
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.node import Node, Skalar
from ksdgen.source.record import medan


def _menyimpang(k: Konteks) -> Iterator[tuple[Pemakaian, dict[str, str]]]:
    """The clauses that the agreement rewords, leaves out or replaces, with the words of a message."""
    for p in k.susunan.klausul:
        if p.menyimpang:
            yield p, {"klausul": p.kode, "apa": p.keadaan.value}


@shape("perubahan_beralasan", words=("apa", "klausul"))
def perubahan_beralasan(k: Konteks) -> Iterator[Temuan]:
    """A standard clause that is reworded, left out or replaced says why."""
    for u, isian in _menyimpang(k):
        if not u.alasan:
            yield Temuan(u.rute, isian, span=u.span)


@shape("klausul_tetap", words=("apa", "klausul"))
def klausul_tetap(k: Konteks) -> Iterator[Temuan]:
    """A clause that may not be changed is not changed."""
    for u, isian in _menyimpang(k):
        if u.izin is Izin.TERLARANG:
            yield Temuan(u.rute, isian, span=u.span)


@shape("perubahan_disetujui", words=("apa", "hal", "klausul"))
def perubahan_disetujui(k: Konteks) -> Iterator[Temuan]:
    """A clause that may be changed with consent names who consented and when."""
    for u, isian in _menyimpang(k):
        if u.izin is not Izin.PERLU_PERSETUJUAN:
            continue
        s = u.disetujui
        if s is None:
            yield Temuan(u.rute, {**isian, "hal": "belum disetujui bagian hukum"}, span=u.span)
            continue
        kurang = [nama for nama, isi in (("jabatan", s.oleh), ("tanggal", s.tanggal)) if not isi]
        if kurang:
            hal = f"persetujuannya belum menyebut {bahasa.gabung(kurang)}"
            rute = _rute_persetujuan(k, u)
            yield Temuan(rute, {**isian, "hal": hal}, span=k.tempat.kunci(rute))


@shape("tanggal_persetujuan", words=("apa", "hal", "klausul", "tanggal"))
def tanggal_persetujuan(k: Konteks) -> Iterator[Temuan]:
    """Consent was given before the agreement was signed, and not in the future."""
    ttd = k.naskah.penandatanganan.tanggal
    for u, isian in _menyimpang(k):
        tanggal = u.disetujui.tanggal if u.disetujui is not None else None
        if tanggal is None:
            continue
        if isinstance(ttd, date) and tanggal > ttd:
            hal = f"sesudah penandatanganan tanggal {bahasa.tanggal(ttd)}"
        elif tanggal > k.hari_ini:
            hal = f"sesudah hari ini, {bahasa.tanggal(k.hari_ini)}"
        else:
            continue
        yield Temuan(f"{_rute_persetujuan(k, u)}.tanggal", {**isian, "tanggal": bahasa.tanggal(tanggal), "hal": hal})


@shape("persetujuan_basi", words=("apa", "klausul", "sidik"))
def persetujuan_basi(k: Konteks) -> Iterator[Temuan]:
    """Consent counts for the words that were consented to."""
    for u, isian in _menyimpang(k):
        if u.disetujui is not None and u.disetujui.sidik and u.disetujui.sidik.strip().lower() != u.sidik:
            yield Temuan(f"{_rute_persetujuan(k, u)}.sidik", {**isian, "sidik": u.sidik})


@shape("persetujuan_terikat", words=("apa", "klausul", "sidik"))
def persetujuan_terikat(k: Konteks) -> Iterator[Temuan]:
    """Consent says by a digest which words it is for."""
    for u, isian in _menyimpang(k):
        s = u.disetujui
        if u.izin is Izin.PERLU_PERSETUJUAN and u.teks and s is not None and s.oleh and s.tanggal and not s.sidik:
            rute = _rute_persetujuan(k, u)
            yield Temuan(rute, {**isian, "sidik": u.sidik}, span=k.tempat.kunci(rute))


@shape("persetujuan_terpakai", words=("hal",))
def persetujuan_terpakai(k: Konteks) -> Iterator[Temuan]:
    """Consent stands where something differs from the standard."""
    menyimpang = {u.kode for u in k.susunan.klausul if u.keadaan.menyimpang}
    for kode, pilihan in (k.naskah.klausul or {}).items():
        if pilihan.disetujui is not None and kode not in menyimpang:
            yield Temuan(f"klausul.{kode}.disetujui", {"hal": f"klausul `{kode}` tidak diubah"}, kunci=True)
    pengganti = {u.pengganti for u in k.susunan.klausul}
    for i, t in enumerate(k.naskah.pasal_tambahan):
        if t.disetujui is not None and i not in pengganti:
            hal = f"pasal `{t.kode}` tidak menggantikan klausul baku"
            yield Temuan(f"pasal_tambahan.{i}.disetujui", {"hal": hal}, kunci=True)


class SamaDenganVarian(Parameter):
    """What a reworded clause is compared with."""

    varian: bool = medan("Dibandingkan dengan varian lain, bukan yang dipakai", default=False)


@shape("ubahan_berbeda", SamaDenganVarian, words=("klausul", "varian"))
def ubahan_berbeda(k: Konteks, p: SamaDenganVarian) -> Iterator[Temuan]:
    """A reworded clause says something else than the standard: than the variant in use, or than another one (`varian: true`)."""
    for u in k.susunan.klausul:
        if u.sama is not None and bool(u.sama) is p.varian:
            yield Temuan(f"klausul.{u.kode}.ubah", {"klausul": u.kode, "varian": u.sama}, kunci=True)


@shape("isian_dalam_batas", words=("batas", "isian", "klausul", "nilai"))
def isian_dalam_batas(k: Konteks) -> Iterator[Temuan]:
    """A blank is filled within the limits of the clause."""
    for pasal in k.susunan.pasal:
        pilihan = (k.naskah.klausul or {}).get(pasal.kode)
        if pasal.asal != "klausul" or pasal.klausul is None or pilihan is None:
            continue
        isi: dict[str, Node] = dict(pilihan.isian or {})
        for nama, node in isi.items():
            d = (pasal.klausul.isian or {}).get(nama)
            batas = luar_batas(d, node) if d is not None else None
            if batas is not None and isinstance(node, Skalar):
                teks = node.teks.strip()
                yield Temuan(
                    f"klausul.{pasal.kode}.isian.{nama}",
                    {"klausul": pasal.kode, "isian": nama, "nilai": teks, "batas": batas},
                )


@shape("pasal_mendampingi", words=("judul", "klausul"))
def pasal_mendampingi(k: Konteks) -> Iterator[Temuan]:
    """An article of the agreement's own does not settle again what a standard clause of the paper settles."""
    for u in k.susunan.klausul:
        for i in u.pendamping:
            yield Temuan(f"pasal_tambahan.{i}.judul", {"klausul": u.kode, "judul": k.naskah.pasal_tambahan[i].judul})


def _rute_persetujuan(k: Konteks, u: Pemakaian) -> str:
    """Where the consent that counts is written."""
    if u.pengganti is not None and k.naskah.pasal_tambahan[u.pengganti].disetujui is not None:
        return f"pasal_tambahan.{u.pengganti}.disetujui"
    return f"klausul.{u.kode}.disetujui"
