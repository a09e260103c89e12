"""Numbers of papers: a party does not give one twice in a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ksdgen import bahasa
from ksdgen.naskah.accompanying import KesepakatanFacts
from ksdgen.naskah.model import Naskah
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import shape
from ksdgen.source.scalars import OpenText, is_open


def plain_number(number: str | None) -> str | None:
    """A paper's number for comparison; None while it is open."""
    plain = re.sub(r"\s+", "", number or "").casefold()
    return None if is_open(OpenText(plain)) or "…" in plain or "..." in plain else plain


def number_year(naskah: Naskah, number: str) -> int | None:
    """The year to which a number belongs: that of signing, else the one written in it."""
    signing_date = naskah.penandatanganan.tanggal
    if isinstance(signing_date, date):
        return signing_date.year
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", number)
    return int(years[-1]) if years else None


@shape("nomor_ganda", words=("lain", "nomor"))
def nomor_ganda(context: Context) -> Iterator[Finding]:
    """A party does not number two papers of one year alike.

    Here: this paper and a Kesepakatan Bersama known by its facts. Papers in files are compared by
    `ksdgen.rules.batch.duplicates`.
    """
    ksb = context.naskah.kesepakatan_bersama
    if not isinstance(ksb, KesepakatanFacts):
        return
    ksb_numbers = set(map(plain_number, ksb.nomor))
    for index, pihak in enumerate(context.naskah.para_pihak):
        number = plain_number(pihak.nomor)
        if number is not None and number in ksb_numbers and number_year(context.naskah, number) == ksb.tanggal.year:
            other = f"Kesepakatan Bersama tanggal {bahasa.long_date(ksb.tanggal)}"
            yield Finding(f"para_pihak.{index}.nomor", {"nomor": str(pihak.nomor), "lain": other})
