"""What an agreement chooses of the catalogue: document type, category, house style and title."""

from __future__ import annotations

from ksdgen.catalogue.front_matter import Berkas, Gaya, KepalaJenis
from ksdgen.compose.task import Garapan, Pilihan, maksud_dan


def pilih(garapan: Garapan) -> Pilihan | None:
    """What the agreement chooses, or None where without it nothing can be composed."""
    berkas = _jenis(garapan)
    if berkas is None:
        return None
    jenis: KepalaJenis = berkas.kepala
    if not _kategori_didukung(garapan, jenis):
        return None
    gaya = _gaya(garapan)
    judul, sebutan = _sebutan(garapan, jenis)
    return Pilihan(jenis, berkas.path, gaya, judul, sebutan)


def _jenis(garapan: Garapan) -> Berkas | None:
    nama, katalog = garapan.naskah.jenis, garapan.katalog
    berkas = katalog.jenis(nama)
    if berkas is not None:
        garapan.temuan += katalog.temuan_berkas(berkas.path)
        return berkas
    rusak = katalog.temuan_berkas(f"{nama}.j2")
    garapan.temuan += rusak
    if not rusak:
        ada = katalog.daftar_jenis()
        garapan.lapor(
            "KSD013",
            f"jenis naskah `{nama}` tidak dikenal",
            garapan.tempat.span("jenis"),
            maksud_dan(nama, ada, f"jenis yang ada: {', '.join(ada)}"),
            "jenis",
        )
    return None


def _kategori_didukung(garapan: Garapan, jenis: KepalaJenis) -> bool:
    kategori = garapan.naskah.kategori
    span = garapan.tempat.span("kategori")
    if not kategori.didukung:
        garapan.lapor("KSD015", f"kategori `{kategori.value}` belum didukung", span, None, "kategori")
        return False
    if kategori.value not in jenis.kategori:
        garapan.lapor(
            "KSD015",
            f"kategori `{kategori.value}` tidak dapat memakai jenis naskah {jenis.sebutan}",
            span,
            f"kategori untuk jenis ini: {', '.join(jenis.kategori)}",
            "kategori",
        )
    return True


def _gaya(garapan: Garapan) -> Gaya:
    nama, katalog = garapan.naskah.gaya or "baku", garapan.katalog
    gaya = katalog.gaya(nama)
    rusak = katalog.temuan_berkas(f"gaya/{nama}.yaml")
    garapan.temuan += rusak
    if gaya is not None:
        return gaya
    if not rusak:
        ada = katalog.daftar_gaya()
        garapan.lapor(
            "KSD013",
            f"gaya `{nama}` tidak ada",
            garapan.tempat.span("gaya"),
            maksud_dan(nama, ada, f"gaya yang ada: {', '.join(ada)}"),
            "gaya",
        )
    return Gaya(uraian="")


def _sebutan(garapan: Garapan, jenis: KepalaJenis) -> tuple[str, str]:
    """The title and what the text calls the agreement."""
    nama, kategori = garapan.naskah.sebutan, garapan.naskah.kategori.value
    if nama is None:
        return jenis.judul, jenis.sebutan
    lain = (jenis.sebutan_lain or {}).get(nama)
    span = garapan.tempat.span("sebutan")
    if lain is None:
        ada = ", ".join(jenis.sebutan_lain or {})
        garapan.lapor(
            "KSD013",
            f"sebutan `{nama}` tidak tersedia untuk jenis naskah ini",
            span,
            f"sebutan yang ada: {ada}" if ada else "hapus kunci `sebutan`",
            "sebutan",
        )
        return jenis.judul, jenis.sebutan
    if lain.kategori and kategori not in lain.kategori:
        garapan.lapor(
            "KSD015",
            f"sebutan `{nama}` hanya untuk kategori {', '.join(lain.kategori)}",
            span,
            "hapus kunci `sebutan`",
            "sebutan",
        )
    return lain.judul, lain.sebutan
