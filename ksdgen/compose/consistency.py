"""Whether what the agreement says of its parties fits together: codes, orders, connecting words, bases of authority."""

from __future__ import annotations

from collections.abc import Callable

from ksdgen.compose.task import Garapan, maksud
from ksdgen.diagnostics import Cause, Span
from ksdgen.naskah.model import DasarKewenangan

_MENURUT_PIHAK = ("hak_dan_kewajiban", "tugas_dan_tanggung_jawab")
_BERURUTAN = ("judul", "nomor", "para_pihak", "tanda_tangan")


def periksa_pihak(garapan: Garapan, periksa_logo: Callable[[int], None]) -> None:
    """Report what does not fit together; `periksa_logo` reports the image of a party that cannot be used."""
    _periksa_kode(garapan)
    _periksa_penghubung(garapan)
    for i, p in enumerate(garapan.naskah.para_pihak):
        periksa_logo(i)
        for j, t in enumerate(p.penanda_tangan):
            for k, dasar in enumerate(t.dasar_kewenangan):
                rute = f"para_pihak.{i}.penanda_tangan.{j}.dasar_kewenangan.{k}"
                _periksa_kewenangan(garapan, dasar, rute)
    _periksa_banyaknya(garapan)


def _periksa_kode(garapan: Garapan) -> None:
    """Every party has a code of its own, and codes that are used belong to a party."""
    naskah, tempat = garapan.naskah, garapan.tempat
    ada: list[str] = []
    for i, p in enumerate(naskah.para_pihak):
        if p.kode not in ada:
            ada.append(p.kode)
            continue
        rute = f"para_pihak.{i}.kode"
        pesan = f"kode pihak `{p.kode}` dipakai dua kali"
        _unfit(garapan, pesan, tempat.span(rute), "beri setiap pihak kode yang berbeda", rute)
    for nama in _MENURUT_PIHAK:
        for kode in getattr(naskah, nama) or {}:
            if kode not in ada:
                rute = f"{nama}.{kode}"
                _kode_asing(garapan, kode, ada, tempat.kunci(rute), rute)
    for bagian in _BERURUTAN:
        _periksa_urutan(garapan, bagian, ada)


def _periksa_penghubung(garapan: Garapan) -> None:
    """The title has one connecting word for each gap between two parties."""
    penghubung, banyak = garapan.naskah.penghubung, len(garapan.naskah.para_pihak)
    if penghubung and len(penghubung) != banyak - 1:
        _unfit(
            garapan,
            f"ada {len(penghubung)} penghubung untuk {banyak} pihak, seharusnya {banyak - 1}",
            garapan.tempat.span("penghubung"),
            "tulis satu kata untuk setiap sela di antara dua pihak pada judul; `tanpa` berarti tidak ada kata",
            "penghubung",
        )


def _periksa_kewenangan(garapan: Garapan, dasar: DasarKewenangan, rute: str) -> None:
    """A basis of authority says exactly one thing."""
    terisi = [nama for nama in dasar.medan_ if getattr(dasar, nama) is not None]
    if len(terisi) == 1:
        return
    if terisi:
        pesan = f"satu dasar kewenangan memuat {' dan '.join(terisi)}; yang tercetak hanya satu"
        bantuan = "tulis masing-masing sebagai butir sendiri yang diawali tanda '- '"
    else:
        pesan, bantuan = "dasar kewenangan ini kosong", f"isi salah satu: {', '.join(dasar.medan_)}"
    _unfit(garapan, pesan, garapan.tempat.span(rute), bantuan, rute)


def _periksa_banyaknya(garapan: Garapan) -> None:
    """An agreement has two to eleven parties."""
    banyak = len(garapan.naskah.para_pihak)
    if not 2 <= banyak <= 11:
        pesan = f"ada {banyak} pihak, seharusnya dua sampai sebelas"
        _unfit(garapan, pesan, garapan.tempat.kunci("para_pihak"), None, "para_pihak")


def _periksa_urutan(garapan: Garapan, bagian: str, ada: list[str]) -> None:
    urutan: tuple[str, ...] = getattr(garapan.naskah.urutan, bagian)
    rute = f"urutan.{bagian}"
    for i, kode in enumerate(urutan):
        if kode not in ada:
            _kode_asing(garapan, kode, ada, garapan.tempat.span(f"{rute}.{i}"), f"{rute}.{i}")
    if urutan and set(urutan) <= set(ada) and sorted(urutan) != sorted(ada):
        kurang = ", ".join(kode for kode in ada if kode not in urutan)
        _unfit(
            garapan,
            f"urutan `{bagian}` harus menyebut setiap pihak tepat satu kali",
            garapan.tempat.span(rute),
            f"belum disebut: {kurang}" if kurang else "hapus kode yang berulang",
            rute,
        )


def _kode_asing(garapan: Garapan, kode: str, ada: list[str], span: Span, rute: str) -> None:
    bantuan = maksud(kode, ada, f"kode pihak yang ada: {', '.join(ada)}")
    garapan.lapor("KSD013", f"tidak ada pihak dengan kode `{kode}`", span, bantuan, rute)


def _unfit(garapan: Garapan, pesan: str, span: Span, bantuan: str | None, rute: str) -> None:
    garapan.lapor("KSD016", pesan, span, bantuan, rute, cause=Cause.UNFIT_PARTIES)
