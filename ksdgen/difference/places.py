"""Where a block stands, in people's words."""

from __future__ import annotations

import re

from ksdgen.difference.outline import Simpul
from ksdgen.paper.document import Nomor, Paragraf, Tabel

_KATA = {"ayat": "ayat ", "huruf": "huruf ", "angka": "angka ", "huruf_kurung": "huruf ", "angka_kurung": "angka "}
_DAFTAR = {
    "premis": "premis",
    "latar_belakang": "latar belakang",
    "konsideran": "hal-hal yang diterangkan",
    "dasar_hukum": "dasar hukum",
}
_PERAN = {
    "judul": "judul",
    "pembuka": "pembukaan",
    "pihak": "para pihak",
    "pihak_nama": "para pihak",
    "pihak_titik_dua": "para pihak",
    "pihak_uraian": "para pihak",
    "kesepakatan": "kalimat kesepakatan",
    "penutup": "penutup",
    "lambang": "lambang",
    "bingkai_lambang": "lambang",
    "tanda_tangan": "tanda tangan",
    "saksi_judul": "tanda tangan",
    "kaki": "kaki halaman",
    "paraf": "kaki halaman",
}
"""Roles that say by themselves where they are."""

_URUTAN = re.compile(r"PIHAK KE[A-Z]+(?: BELAS)?")


def sebut_nomor(n: Nomor) -> str:
    """A number with its word: "Pasal 3", "ayat (2)", "huruf a"."""
    return _KATA.get(n.jenis, "") + n.rujukan


def tempat(s: Simpul) -> str:
    """Where a block is, down to its own number."""
    rantai: list[str] = []
    kini: Simpul | None = s
    while kini is not None and kini.tingkat > 1:
        if isinstance(kini.blok, Paragraf) and kini.blok.nomor is not None:
            rantai.append(sebut_nomor(kini.blok.nomor))
        kini = kini.induk
    awal = bagian(s)
    if s.jenis == "lampiran_judul":
        awal = f"judul {awal}"
    return " ".join((awal, *reversed(rantai)))


def tempat_alinea(s: Simpul) -> str:
    """Where a block is, as something that can come, go or move: a paragraph without a number is one at its place."""
    bernomor = isinstance(s.blok, Paragraf) and (s.blok.nomor is not None or s.jenis == "pasal")
    if isinstance(s.blok, Tabel):
        return f"tabel pada {tempat(s)}" if s.jenis == "tabel" else tempat(s)
    return tempat(s) if bernomor or s.blok is None else f"paragraf pada {tempat(s)}"


def awalan(s: Simpul) -> str:
    """What the places of a block and of its neighbours begin with; "" for an article."""
    if s.jenis in _DAFTAR:
        return bagian(s)
    return tempat(s.induk) if s.induk is not None and s.tingkat > 1 else ""


def bagian(s: Simpul) -> str:
    """The article or other part that a block belongs to."""
    if s.jenis in _DAFTAR:
        return _DAFTAR[s.jenis]
    if s.jenis in _PERAN or s.jenis.startswith(("judul", "ttd_")):
        return _PERAN.get(s.jenis, "judul" if s.jenis.startswith("judul") else "tanda tangan")
    kini = s.bagian
    if kini.jenis == "pasal":
        assert isinstance(kini.blok, Paragraf)
        return kini.blok.nomor.teks if kini.blok.nomor is not None else "pasal"
    if kini.jenis == "lampiran":
        assert kini.induk is not None
        semua = [b for b in kini.induk.anak if b.jenis == "lampiran"]
        return "lampiran" if len(semua) == 1 else f"lampiran {semua.index(kini) + 1}"
    return kini.jenis


def sebutan_pihak(teks: str) -> str | None:
    """The designation of a party in a text: "PIHAK KESATU"."""
    m = _URUTAN.search(teks)
    return m[0] if m is not None else None
