"""Which provision is enforced by which rule: derived from the rules' citations, so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ksdgen import regulation
from ksdgen.rules.own import NONE, OwnRules
from ksdgen.rules.packaged import semua


@dataclass(frozen=True, slots=True)
class Baris:
    """One provision."""

    peraturan: str
    sitasi: str
    cetak: str
    uraian: str
    aturan: tuple[str, ...]
    tidak_dapat: bool
    alasan: str

    @property
    def keterangan(self) -> str:
        """Who checks it."""
        if self.aturan:
            return f"diperiksa: {', '.join(self.aturan)}"
        return f"tidak dapat diperiksa mesin: {self.alasan}" if self.tidak_dapat else f"belum: {self.alasan}"


OWN = "aturan sendiri"
"""What stands for the act of provisions that only a repository knows."""


def baris_cakupan(own: OwnRules = NONE) -> Iterator[Baris]:
    """Every provision of every act, in order; last those that only a repository's own rules cite.

    A rule enforces the provisions that it cites. A citation of a whole article enforces its parts too, but not those of which the act's
    file says that no machine can check them.
    """
    menurut: dict[str, list[str]] = {}
    for aturan in (*semua(), *(r.aturan for r in own.rules)):
        for d in aturan.dasar:
            menurut.setdefault(d.sitasi, []).append(aturan.kode)
    for peraturan, ketentuan in regulation.cakupan():
        sitasi = f"{peraturan.id}/{ketentuan.sitasi}"
        kode = list(menurut.get(sitasi, []))
        tidak_dapat = ketentuan.peran is regulation.Peran.TIDAK_DAPAT
        if not tidak_dapat:
            bagian = sitasi.split("/")
            kode = [k for n in range(2, len(bagian)) for k in menurut.get("/".join(bagian[:n]), [])] + kode
        yield Baris(
            peraturan.id,
            sitasi,
            regulation.cetak_sitasi(sitasi),
            ketentuan.uraian,
            tuple(dict.fromkeys(kode)),
            tidak_dapat and not kode,
            "" if kode else ketentuan.alasan or "",
        )
    for sitasi in dict.fromkeys(d.sitasi for r in own.rules for d in r.aturan.dasar):
        if not regulation.ada(sitasi):
            uraian = "; ".join(r.aturan.nama for r in own.rules if any(d.sitasi == sitasi for d in r.aturan.dasar))
            yield Baris(OWN, sitasi, sitasi, uraian, tuple(dict.fromkeys(menurut[sitasi])), False, "")
