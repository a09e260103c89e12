"""Which findings only follow from others: one cause is told once."""

from __future__ import annotations

from ksdgen.diagnostics import Cause, Diagnostic, Severity


def tanpa_ikutan(aturan: list[Diagnostic], bentuk: list[Diagnostic]) -> list[Diagnostic]:
    """Findings of rules without those that only follow from a value that could not be read.

    A value that is no date is not missing too: one finding at its place says it.
    """
    rusak = _rusak(bentuk)
    if not rusak:
        return aturan
    pihak_rusak = any(r.startswith("para_pihak.") for r in rusak)
    induk = {r.rpartition(".")[0] for r in rusak} - {""}

    def ikutan(rute: str) -> bool:
        if pihak_rusak and rute.partition(".")[0] == "para_pihak":
            return True  # a party that could not be read is missing from everything that is said of the parties
        return rute in rusak or rute in induk or any(rute.startswith(f"{r}.") for r in rusak)

    # Notes on the paper as a whole wait until all parties can be read.
    return [
        t for t in aturan if not (t.rute and ikutan(t.rute)) and not (pihak_rusak and t.tingkat is Severity.CATATAN)
    ]


def tanpa_ikutan_bentuk(bentuk: list[Diagnostic]) -> list[Diagnostic]:
    """Findings of shape without those that only follow from another: a part that could not be read is not printed or counted."""
    rusak = _rusak([t for t in bentuk if t.cause not in (Cause.UNFIT_PARTIES, Cause.NOT_PRINTED)])
    pihak_rusak = any(r.startswith("para_pihak.") for r in rusak)

    def ikutan(t: Diagnostic) -> bool:
        if t.cause is Cause.UNFIT_PARTIES and t.rute == "para_pihak":
            return pihak_rusak
        if t.cause is not Cause.NOT_PRINTED or t.rute is None:
            return False
        return any(t.rute == r or t.rute.startswith(f"{r}.") for r in rusak)

    return [t for t in bentuk if not ikutan(t)]


def _rusak(bentuk: list[Diagnostic]) -> set[str]:
    """Routes of values that could not be read; a misspelt key stands for the key that it should be."""
    rusak = {t.rute for t in bentuk if t.rute and t.tingkat is Severity.KESALAHAN}
    for t in bentuk:
        if t.cause is Cause.MISSPELT_KEY and t.rute and t.perbaikan:
            induk = t.rute.rpartition(".")[0]
            rusak.add(f"{induk}.{t.perbaikan[0].teks}" if induk else t.perbaikan[0].teks)
    return rusak
