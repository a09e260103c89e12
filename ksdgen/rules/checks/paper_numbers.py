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
    on_date = naskah.penandatanganan.tanggal
    if isinstance(on_date, date):
        return on_date.year
    year = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", number)
    return int(year[-1]) if year else None


@shape("nomor_ganda", words=("lain", "nomor"))
def nomor_ganda(context: Context) -> Iterator[Finding]:
    """A party does not number two papers of one year alike. Here: this paper and its Kesepakatan Bersama known by its
    facts.

    Papers in files are compared by `ksdgen.rules.batch.duplicates`.
    """
    fact = context.naskah.kesepakatan_bersama
    if not isinstance(fact, KesepakatanFacts):
        return
    ksb_numbers = {plain for n in fact.nomor if (plain := plain_number(n)) is not None}
    for index, pihak in enumerate(context.naskah.para_pihak):
        number = plain_number(pihak.nomor)
        if number is not None and number in ksb_numbers and number_year(context.naskah, number) == fact.tanggal.year:
            yield Finding(
                f"para_pihak.{index}.nomor",
                {"nomor": str(pihak.nomor), "lain": f"Kesepakatan Bersama tanggal {bahasa.long_date(fact.tanggal)}"},
            )
