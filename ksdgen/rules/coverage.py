"""Which provision is enforced by which rule: derived from the rules' citations, so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ksdgen import regulation
from ksdgen.rules.rule import semua


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


def baris_cakupan() -> Iterator[Baris]:
    """Every provision of every act, in order.

    A rule enforces the provisions that it cites; a citation of a whole article enforces each of its parts.
    """
    menurut: dict[str, list[str]] = {}
    for aturan in semua():
        for d in aturan.dasar:
            menurut.setdefault(d.sitasi, []).append(aturan.kode)
    for peraturan, ketentuan in regulation.cakupan():
        sitasi = f"{peraturan.id}/{ketentuan.sitasi}"
        kode: list[str] = []
        bagian = sitasi.split("/")
        for n in range(2, len(bagian) + 1):
            kode += menurut.get("/".join(bagian[:n]), [])
        yield Baris(
            peraturan.id,
            sitasi,
            regulation.cetak_sitasi(sitasi),
            ketentuan.uraian,
            tuple(dict.fromkeys(kode)),
            ketentuan.peran is regulation.Peran.TIDAK_DAPAT,
            ketentuan.alasan or "",
        )
