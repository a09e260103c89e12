"""Required elements, blanks and emblems: what the composed document contains."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ksdgen.document import Kosong, paragraf_dari
from ksdgen.rules.rule import Cek, Konteks, Temuan


def memuat_unsur(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """The composed document fulfils an element (`unsur`); any article may, also one of the agreement's own."""
    unsur = p["unsur"]
    if unsur not in k.susunan.unsur:
        # The place is where the element's fact is written, else the agreement as a whole.
        yield Temuan(p.get("fakta", unsur), {"unsur": unsur.replace("_", " ")}, kunci=True)


def nilai_terbuka(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """Blanks in the document. `boleh` lists what may stay open where the file says so (`menyusul`, `___`)."""
    boleh = tuple(p.get("boleh", ()))
    sudah: set[str] = set()
    for paragraf in paragraf_dari(k.susunan.dokumen.isi):
        for bagian in paragraf.isi:
            if not isinstance(bagian, Kosong):
                continue
            rute = bagian.nama
            if rute == "celah":
                rute = bagian.asal.rute if bagian.asal is not None and bagian.asal.rute else "celah"
            if rute in sudah:
                continue
            sudah.add(rute)
            akhir = rute.rpartition(".")[2]
            if k.tempat.ada(rute) and (akhir in boleh or rute in boleh):
                continue
            yield Temuan(rute, {"nilai": rute}, kunci=True)


def lambang_ada(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """Every emblem has its picture."""
    for label, rute in k.susunan.bingkai:
        yield Temuan(rute, {"lambang": label})


BENTUK: dict[str, Cek] = {
    "memuat_unsur": memuat_unsur,
    "nilai_terbuka": nilai_terbuka,
    "lambang_ada": lambang_ada,
}
