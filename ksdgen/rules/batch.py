"""Rules that need many agreements at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ksdgen.diagnostics import Diagnostic
from ksdgen.naskah.model import Naskah, Status
from ksdgen.regulation import cetak_sitasi
from ksdgen.rules.checks.paper_numbers import nomor_polos, tahun_nomor
from ksdgen.rules.packaged import semua
from ksdgen.source.places import Tempat
from ksdgen.world.results import NomorPihak

KODE_GANDA = "KSD530"


def nomor_pihak(naskah: Naskah, tempat: Tempat) -> Iterator[NomorPihak]:
    """The numbers that the parties gave a paper, to be compared with those of others.

    Numbers that are still open, and papers that were called off, do not count. Parties are the same where they bear the same
    name.
    """
    if naskah.status is Status.BATAL:
        return
    for i, pihak in enumerate(naskah.para_pihak):
        nomor = nomor_polos(pihak.nomor)
        tahun = tahun_nomor(naskah, nomor) if nomor is not None else None
        if nomor is not None and tahun is not None:
            rute = f"para_pihak.{i}.nomor"
            kunci = (" ".join(pihak.nama.split()).casefold(), tahun, nomor)
            yield NomorPihak(kunci, str(pihak.nomor), rute, tempat.span(rute))


def kembar(daftar: Iterable[tuple[str, Iterable[NomorPihak]]]) -> list[Diagnostic]:
    """Papers of one party and one year that bear the same number (KSD530): a finding for each but the first.

    Waivers are the caller's matter.

    Args:
        daftar: path and numbers of each file of the run, in the order in which they are reported.
    """
    aturan = next(a for a in semua() if a.kode == KODE_GANDA)
    dasar = tuple(cetak_sitasi(d.sitasi) for d in aturan.dasar)
    pertama: dict[tuple[str, int, str], str] = {}
    hasil: list[Diagnostic] = []
    for path, nomor in daftar:
        for n in nomor:
            lain = pertama.setdefault(n.kunci, path)
            if lain != path:
                pesan = aturan.pesan.format_map({"nomor": n.nomor, "lain": lain})
                hasil.append(Diagnostic(aturan.kode, aturan.tingkat, pesan, n.span, aturan.bantuan, dasar, n.rute))
    return hasil


def ganda(daftar: Iterable[tuple[str, Naskah, Tempat]]) -> list[Diagnostic]:
    """The findings of `kembar` in agreements.

    Args:
        daftar: path, agreement and places of each file, in the order in which they are reported.
    """
    return kembar((path, nomor_pihak(naskah, tempat)) for path, naskah, tempat in daftar)
