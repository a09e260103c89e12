"""Versions of clauses: the digest of a clause's text, and the index that locks every version once it is recorded.

`templates/klausul/arsip/sidik.json` holds the digest of each recorded version of each clause, the current ones too. Older texts stand
beside it as `<id>@<versi>.j2`. A clause that the index does not know is new: nothing is locked yet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from ksdgen.catalogue.catalogue import ARSIP, Katalog, path_arsip
from ksdgen.catalogue.front_matter import Berkas, DeklarasiIsian, KepalaKlausul, Varian
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.source.node import plain
from ksdgen.world.tree import Overlay, Tree

INDEKS = f"{ARSIP}/sidik.json"

Indeks = Mapping[str, Mapping[int, str]]
"""Clause → version → digest."""


def sidik(berkas: Berkas) -> str:
    """The digest of all that decides what a clause prints: titles, variants, blanks, conditions and the text.

    Notes, sources, strictness and place are left out, and so are line ends and spaces at the end of a line: they may be mended without
    a new version.
    """
    if berkas.sidik is None:
        k: KepalaKlausul = berkas.kepala
        data = [
            k.judul if isinstance(k.judul, str) else dict(k.judul),
            list(k.bila),
            {nama: _varian(v) for nama, v in (k.varian or {}).items()},
            {nama: _isian(d) for nama, d in (k.isian or {}).items()},
            [b.rstrip() for b in berkas.isi.strip("\n").split("\n")],
        ]
        berkas.sidik = sha256(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
    return berkas.sidik


def _varian(v: Varian) -> list[Any]:
    return [list(v.jenis), list(v.kategori), v.pilihan]


def _isian(d: DeklarasiIsian) -> list[Any]:
    return [d.tipe, None if d.baku is None else plain(d.baku), list(d.pilihan)]


# --- the index ----------------------------------------------------------------------------------------------------------------


class IndeksRusak(Exception):
    """The index cannot be read; the text is for people."""


def baca_indeks(pohon: Tree) -> Indeks:
    """The recorded digests; empty when nothing is recorded.

    Raises:
        IndeksRusak: the file is there and says something else.
    """
    data = pohon.read(INDEKS)
    if data is None:
        return {}
    try:
        isi = json.loads(data)
        hasil = {str(k): {int(v): str(s) for v, s in versi.items()} for k, versi in isi.items()}
    except (ValueError, AttributeError, RecursionError):
        raise IndeksRusak("indeks versi klausul tidak dapat dibaca") from None
    return hasil


def tulis_indeks(indeks: Indeks) -> bytes:
    """The text of an index: one line for each version, in a fixed order."""
    baris = [
        f"{json.dumps(k, ensure_ascii=False)}: {{\n  "
        + ",\n  ".join(f'"{v}": {json.dumps(indeks[k][v])}' for v in sorted(indeks[k]))
        + "\n }"
        for k in sorted(indeks)
    ]
    return ("{\n " + ",\n ".join(baris) + "\n}\n" if baris else "{}\n").encode()


def periksa_indeks(pohon: Tree) -> list[Diagnostic]:
    """What is wrong with the versions of a folder of templates, or of each of several laid over each other.

    A text that differs from what was recorded for its version, and an older version whose text is gone or was altered.
    """
    if isinstance(pohon, Overlay):
        return [t for p in pohon.trees for t in periksa_indeks(p)]
    try:
        indeks = baca_indeks(pohon)
    except IndeksRusak as galat:
        span = Span.at(pohon.name(INDEKS))
        return [Diagnostic("KSD046", Severity.KESALAHAN, str(galat), span, "pulihkan berkas itu dari riwayat git")]
    katalog = Katalog(pohon)
    temuan: list[Diagnostic] = []
    for kode in katalog.daftar_klausul():
        berkas = katalog.klausul(kode)
        if berkas is not None:
            temuan += _periksa_klausul(katalog, kode, berkas, indeks.get(kode, {}))
    for path in pohon.files(ARSIP):
        kode, _, versi = path.removeprefix(f"{ARSIP}/").removesuffix(".j2").rpartition("@")
        if path.endswith(".j2") and not (versi.isdigit() and int(versi) in indeks.get(kode, {})):
            pesan, bantuan = (
                "teks klausul dalam arsip ini tidak tercatat",
                "catat dengan `ksdgen templates --kunci`, atau hapus berkas ini",
            )
            temuan.append(Diagnostic("KSD046", Severity.KESALAHAN, pesan, Span.at(pohon.name(path)), bantuan))
    return temuan


def _periksa_klausul(katalog: Katalog, kode: str, berkas: Berkas, tercatat: Mapping[int, str]) -> list[Diagnostic]:
    temuan: list[Diagnostic] = []
    kini: int = berkas.kepala.versi
    if kini in tercatat and tercatat[kini] != sidik(berkas):
        temuan.append(
            Diagnostic(
                "KSD045",
                Severity.KESALAHAN,
                f"teks klausul `{kode}` berubah tanpa versi baru",
                berkas.tempat.span("versi"),
                f"kembalikan teksnya, jalankan `ksdgen templates --versi-baru {kode}`, lalu ubah lagi: naskah lama tetap memakai versi {kini}",
            )
        )
    if tercatat and kini < max(tercatat):
        temuan.append(
            Diagnostic(
                "KSD045",
                Severity.KESALAHAN,
                f"klausul `{kode}` versi {kini} lebih rendah daripada versi {max(tercatat)} yang sudah tercatat",
                berkas.tempat.span("versi"),
                f"tulis `versi: {max(tercatat)}` bila teksnya memang itu, atau versi yang lebih tinggi bila teksnya baru",
            )
        )
    for versi in sorted(v for v in tercatat if v != kini):
        arsip = katalog.arsip(kode, versi)
        if arsip is not None and sidik(arsip) == tercatat[versi] and arsip.kepala.versi == versi:
            continue
        hal = "tidak ada dalam arsip" if arsip is None else "dalam arsip berubah"
        temuan.append(
            Diagnostic(
                "KSD046",
                Severity.KESALAHAN,
                f"teks klausul `{kode}` versi {versi} {hal}",
                Span.at(katalog.pohon.name(path_arsip(kode, versi))),
                "pulihkan berkas itu dari riwayat git; naskah yang dikunci pada versi itu memerlukannya",
            )
        )
    return temuan
