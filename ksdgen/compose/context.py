"""The variables that every template has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from ksdgen import bahasa, regulation
from ksdgen.catalogue.front_matter import Gaya
from ksdgen.compose.fencing import kosong
from ksdgen.compose.parties import lihat_pihak
from ksdgen.compose.task import Garapan, Pilihan, maksud
from ksdgen.compose.views import Fungsi, Lubang, Nilai, Pandang, Senarai, lihat, nilai_atau_lubang, polos
from ksdgen.naskah.model import BentukPihak, DasarHukum, FaktaKesepakatan, Naskah, TingkatDaerah
from ksdgen.source.scalars import Lama


@dataclass(frozen=True, slots=True)
class Terkait:
    """The agreements that this one refers to by file."""

    ksb: Naskah | None = None
    """The Kesepakatan Bersama."""
    nota: Naskah | None = None
    """The Nota Kesepakatan of a Rencana Kerja."""


def susun_konteks(
    garapan: Garapan, pilihan: Pilihan, terkait: Terkait, lambang: Pandang, ada: Collection[str]
) -> dict[str, Any]:
    """All variables but the blanks (`isian`) and the variant, which each template has of its own.

    Args:
        garapan: the agreement.
        pilihan: its document type, style and title.
        terkait: the agreements that it refers to.
        lambang: how the emblems stand.
        ada: codes of the articles that the document has.
    """
    naskah, gaya = garapan.naskah, pilihan.gaya
    pihak = [lihat_pihak(naskah, i, gaya) for i in range(len(naskah.para_pihak))]
    bentuk = list(zip(pihak, (p.bentuk for p in naskah.para_pihak), strict=True))
    return {
        "naskah": _naskah(naskah, pilihan),
        "kategori": naskah.kategori.value,
        "jenis": naskah.jenis,
        "status": naskah.status.value,
        "gaya": Pandang(gaya, "gaya"),
        "lambang": lambang,
        "para_pihak": pihak,
        "jumlah_pihak": len(pihak),
        "daerah_para_pihak": [v for v, b in bentuk if b is BentukPihak.PEMERINTAH_DAERAH],
        "pihak_ketiga": [v for v, b in bentuk if b.pihak_ketiga],
        "pihak_pusat": [v for v, b in bentuk if b.pusat],
        "satu_provinsi": _satu_provinsi(naskah),
        "pihak_judul": _judul(naskah, _urut(naskah, pihak, "judul")),
        "pihak_nomor": _urut(naskah, pihak, "nomor"),
        "pihak_komparisi": _urut(naskah, pihak, "para_pihak"),
        **_tanda_tangan(naskah, gaya, _urut(naskah, pihak, "tanda_tangan")),
        "ksb": _ksb(naskah, terkait),
        "nk": _fakta(terkait.nota, "nota_kesepakatan"),
        "dasar_hukum": _dasar_hukum(garapan, gaya),
        "ada": Fungsi(lambda kode: str(polos(kode)) in ada),
        "kosong": Fungsi(kosong),
    }


def _naskah(naskah: Naskah, pilihan: Pilihan) -> Pandang:
    rangkap = naskah.rangkap
    asli = rangkap.asli if rangkap is not None else None
    jumlah = {"jumlah": Nilai(asli or len(naskah.para_pihak), "rangkap.asli")}
    baku = {"elektronik": False, "pemegang": ()} if rangkap is None else {}
    jangka: Any = Lubang("jangka_waktu")
    if naskah.jangka_waktu is not None:
        jangka = Pandang(naskah.jangka_waktu, "jangka_waktu", {"berakhir": _berakhir(naskah)})
    return Pandang(
        naskah,
        "",
        {
            "sebutan": pilihan.sebutan,
            "sebutan_kapital": pilihan.sebutan.upper(),
            "judul": pilihan.judul,
            "rangkap": Pandang(rangkap, "rangkap", {**jumlah, **baku}),
            "jangka_waktu": jangka,
        },
    )


def _berakhir(naskah: Naskah) -> Any:
    """The last day: as written, or start + length − 1 day is left to the clause; here start + length."""
    jangka = naskah.jangka_waktu
    kosong_ = Lubang("jangka_waktu.sampai")
    if jangka is None:
        return Lubang("jangka_waktu")
    if jangka.sampai is not None:
        return Nilai(jangka.sampai, "jangka_waktu.sampai")
    mulai = jangka.mulai if isinstance(jangka.mulai, date) else naskah.penandatanganan.tanggal
    if not isinstance(jangka.lama, Lama) or not isinstance(mulai, date):
        return kosong_
    lama = jangka.lama
    try:
        return Nilai(bahasa.tambah_lama(mulai, lama.tahun, lama.bulan, lama.hari), "jangka_waktu.lama")
    except ValueError:
        return kosong_


# --- orders of the parties --------------------------------------------------------------------------------------------


def _urut(naskah: Naskah, pihak: list[Pandang], bagian: str) -> list[Pandang]:
    """The parties in the order that the agreement gives for a part of the document."""
    kode = getattr(naskah.urutan, bagian)
    menurut = {p.kode: v for p, v in zip(naskah.para_pihak, pihak, strict=True)}
    return [menurut[k] for k in kode if k in menurut] if kode else list(pihak)


def _judul(naskah: Naskah, pihak: list[Pandang]) -> list[Pandang]:
    """The parties of the title, each with the word that connects it to the one before."""
    hubung = naskah.penghubung
    if len(hubung) != len(pihak) - 1:
        hubung = ("tanpa",) * (len(pihak) - 2) + ("DAN",)
    kata = ["", *("" if h.lower() == "tanpa" else h.upper() for h in hubung)]
    return [Pandang(None, "", {"pihak": p, "penghubung": kata[i]}) for i, p in enumerate(pihak)]


def _tanda_tangan(naskah: Naskah, gaya: Gaya, pihak: list[Pandang]) -> dict[str, Any]:
    """The grid of signatures: rows of parties and the widths of the columns."""
    kolom = min(max(1, gaya.kolom_tanda_tangan), 2 if len(pihak) in (2, 4) else 3)
    # The formats put PIHAK KEDUA left and PIHAK KESATU right; more rows follow below.
    arah = -1 if not naskah.urutan.tanda_tangan and gaya.tanda_tangan == "format" else 1
    # A short last row keeps the columns of the rows above: its first party stands where PIHAK KESATU stands.
    deret = [[*pihak[i : i + kolom], *[""] * kolom][:kolom][::arah] for i in range(0, len(pihak), kolom)]
    return {
        "pihak_tanda_tangan": deret,
        "kolom_tanda_tangan": " ".join(["1"] * kolom),
    }


def _satu_provinsi(naskah: Naskah) -> bool:
    """Whether all regions are kabupaten and kota of one province."""
    daerah = [p.daerah for p in naskah.para_pihak if p.bentuk is BentukPihak.PEMERINTAH_DAERAH]
    bawahan = [d.provinsi for d in daerah if d is not None and d.tingkat is not TingkatDaerah.PROVINSI and d.provinsi]
    nama = {" ".join(b.casefold().split()).removeprefix("provinsi ") for b in bawahan}
    return len(bawahan) == len(daerah) and len(nama) == 1


# --- other agreements and acts ----------------------------------------------------------------------------------------


def _ksb(naskah: Naskah, terkait: Terkait) -> Any:
    acuan = naskah.kesepakatan_bersama
    if isinstance(acuan, FaktaKesepakatan):
        return lihat(acuan, "kesepakatan_bersama")
    return _fakta(terkait.ksb, "kesepakatan_bersama")


def _fakta(naskah: Naskah | None, rute: str) -> Any:
    """The facts of another agreement, with the route of the reference to it."""
    if naskah is None:
        return Lubang(rute)
    nomor = [nilai_atau_lubang(p.nomor, rute, f"{rute}.nomor") for p in naskah.para_pihak]
    lama = naskah.jangka_waktu.lama if naskah.jangka_waktu is not None else None
    return Pandang(
        None,
        rute,
        {
            "nomor": Senarai(nomor, rute),
            "tanggal": nilai_atau_lubang(naskah.penandatanganan.tanggal, rute, f"{rute}.tanggal"),
            "tentang": Nilai(naskah.tentang, rute),
            "jangka_waktu": nilai_atau_lubang(lama, rute, f"{rute}.jangka_waktu"),
        },
    )


def _dasar_hukum(garapan: Garapan, gaya: Gaya) -> Senarai:
    tanggal = garapan.naskah.penandatanganan.tanggal
    pada = tanggal if isinstance(tanggal, date) else None
    hasil: list[Any] = []
    for i, d in enumerate(garapan.naskah.dasar_hukum):
        rute = f"dasar_hukum.{i}"
        if isinstance(d, DasarHukum):
            hasil.append(Nilai(d.sebutan, f"{rute}.sebutan"))
            continue
        teks = regulation.sebutan(d, pada, gaya.lembaran_negara)
        if teks is None:
            bantuan = maksud(d, list(regulation.daftar_id()), "tulis lengkap dengan `- {sebutan: …}`")
            span = garapan.tempat.span(rute)
            garapan.lapor("KSD013", f"peraturan `{d}` tidak ada dalam daftar", span, bantuan, rute)
        hasil.append(Nilai(teks, rute) if teks is not None else Lubang(rute))
    return Senarai(hasil, "dasar_hukum")
