"""Numbers of papers: a party does not give one twice in a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ksdgen import bahasa
from ksdgen.naskah.model import FaktaKesepakatan, Naskah
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import shape
from ksdgen.source.scalars import TeksTerbuka, is_open


def nomor_polos(nomor: str | None) -> str | None:
    """A paper's number for comparison; None while it is open."""
    polos = re.sub(r"\s+", "", nomor or "").casefold()
    return None if is_open(TeksTerbuka(polos)) or "…" in polos or "..." in polos else polos


def tahun_nomor(naskah: Naskah, nomor: str) -> int | None:
    """The year to which a number belongs: that of signing, else the one written in it."""
    tanggal = naskah.penandatanganan.tanggal
    if isinstance(tanggal, date):
        return tanggal.year
    tahun = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", nomor)
    return int(tahun[-1]) if tahun else None


@shape("nomor_ganda", words=("lain", "nomor"))
def nomor_ganda(k: Konteks) -> Iterator[Temuan]:
    """A party does not number two papers of one year alike. Here: this paper and its Kesepakatan Bersama known by its facts.

    Papers in files are compared by `ksdgen.rules.batch.ganda`.
    """
    fakta = k.naskah.kesepakatan_bersama
    if not isinstance(fakta, FaktaKesepakatan):
        return
    milik_ksb = {polos for n in fakta.nomor if (polos := nomor_polos(n)) is not None}
    for i, pihak in enumerate(k.naskah.para_pihak):
        nomor = nomor_polos(pihak.nomor)
        if nomor is not None and nomor in milik_ksb and tahun_nomor(k.naskah, nomor) == fakta.tanggal.year:
            yield Temuan(
                f"para_pihak.{i}.nomor",
                {"nomor": str(pihak.nomor), "lain": f"Kesepakatan Bersama tanggal {bahasa.tanggal(fakta.tanggal)}"},
            )
