"""Agreements composed in their place: with the agreements that they refer to, in the versions of clauses that they are pinned to."""

from __future__ import annotations

from collections.abc import Mapping

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.compose.composer import Penyusun
from ksdgen.compose.composition import Susunan
from ksdgen.desk.loading import Agreements, Muatan
from ksdgen.desk.pinned import pasangan
from ksdgen.naskah.model import Naskah
from ksdgen.world.repository import Repository


class Composing:
    """What agreements of a repository, and variations of them, are composed with.

    Args:
        repository: where they are.
        katalog: document types, clauses and styles.
        penyusun: composes with that catalogue.
        agreements: the agreements as they are read.
    """

    def __init__(self, repository: Repository, katalog: Katalog, penyusun: Penyusun, agreements: Agreements) -> None:
        self.repository = repository
        self.katalog = katalog
        self.penyusun = penyusun
        self.agreements = agreements

    def susun(
        self,
        muatan: Muatan,
        naskah: Naskah,
        gantian: Mapping[int, str] | None = None,
        versi: Mapping[str, int] | None = None,
    ) -> Susunan:
        """Compose an agreement, or a variation of it, for comparison: what is wrong with it has been told.

        Args:
            muatan: the agreement.
            naskah: what is composed in its place.
            gantian: additional articles to leave out; see `Penyusun.susun`.
            versi: versions of its clauses; those that it is pinned to unless given.
        """
        ksb, nota = (self.agreements.terkait(muatan, r)[0] for r in ("kesepakatan_bersama", "nota_kesepakatan"))
        if versi is None:
            pins, _ = pasangan(self.repository, self.katalog, muatan)
            versi = pins.versi if pins else None
        return self.penyusun.susun(
            naskah,
            muatan.tempat,
            ksb=ksb.naskah if ksb else None,
            nota=nota.naskah if nota else None,
            versi=versi,
            gantian=gantian,
        )
