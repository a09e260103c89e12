"""Rules that need many agreements at once."""

from __future__ import annotations

from collections.abc import Iterable

from ksdgen.decode import Tempat
from ksdgen.diagnostics import Diagnostic
from ksdgen.model import Naskah, Status
from ksdgen.regulation import cetak_sitasi
from ksdgen.rules.checks.proofreading import nomor_polos, tahun_nomor
from ksdgen.rules.rule import semua

KODE_GANDA = "KSD530"


def ganda(daftar: Iterable[tuple[str, Naskah, Tempat]]) -> list[Diagnostic]:
    """Papers of one party and one year that bear the same number (KSD530): a finding for each but the first.

    Numbers that are still open, and papers that were called off, do not count. Parties are the same where they bear the same
    name. Waivers are the caller's matter.

    Args:
        daftar: path, agreement and places of each file of the run, in the order in which they are reported.
    """
    aturan = next(a for a in semua() if a.kode == KODE_GANDA)
    pertama: dict[tuple[str, int, str], str] = {}
    hasil: list[Diagnostic] = []
    for path, naskah, tempat in daftar:
        if naskah.status is Status.BATAL:
            continue
        for i, pihak in enumerate(naskah.para_pihak):
            nomor = nomor_polos(pihak.nomor)
            tahun = tahun_nomor(naskah, nomor) if nomor is not None else None
            if nomor is None or tahun is None:
                continue
            kunci = (" ".join(pihak.nama.split()).casefold(), tahun, nomor)
            if kunci not in pertama:
                pertama[kunci] = path
            elif pertama[kunci] != path:
                rute = f"para_pihak.{i}.nomor"
                isian = {"nomor": str(pihak.nomor), "lain": pertama[kunci]}
                hasil.append(
                    Diagnostic(
                        aturan.kode,
                        aturan.tingkat,
                        aturan.pesan.format_map(isian),
                        tempat.span(rute),
                        aturan.bantuan,
                        tuple(cetak_sitasi(d.sitasi) for d in aturan.dasar),
                        rute,
                    )
                )
    return hasil
