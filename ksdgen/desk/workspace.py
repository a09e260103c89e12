"""A repository at work: what its agreements are read, composed and judged with, loaded when the first of them needs it.

Nothing heavy is loaded with this module, so that a run whose results are all known loads neither templates nor rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ksdgen.world.repository import Repository

if TYPE_CHECKING:
    from ksdgen.catalogue.catalogue import Katalog
    from ksdgen.compose.composer import Penyusun
    from ksdgen.compose.composition import Susunan
    from ksdgen.desk.composing import Composing
    from ksdgen.desk.loading import Agreements, Muatan
    from ksdgen.desk.outcome import Hasil
    from ksdgen.naskah.model import Naskah, Status
    from ksdgen.rules.own import OwnRules


class Workspace:
    """A repository, or a lone folder, with everything that is shared between its agreements.

    Args:
        repository: the repository, or its root.
    """

    def __init__(self, repository: Repository | Path) -> None:
        self.repository = Repository(repository) if isinstance(repository, Path) else repository

    @cached_property
    def katalog(self) -> Katalog:
        """Document types, clauses and styles."""
        from ksdgen.catalogue.catalogue import Katalog

        return Katalog(self.repository.pohon_templat)

    @cached_property
    def penyusun(self) -> Penyusun:
        """What composes with that catalogue; templates that an earlier run has compiled are not compiled again."""
        from ksdgen.compose.bytecode import cache_jinja
        from ksdgen.compose.composer import Penyusun

        return Penyusun(self.katalog, self.repository.pohon, cache_jinja())

    @cached_property
    def agreements(self) -> Agreements:
        """Its agreements as they are read."""
        from ksdgen.desk.loading import Agreements

        return Agreements(self.repository)

    @cached_property
    def composing(self) -> Composing:
        """What its agreements are composed with."""
        from ksdgen.desk.composing import Composing

        return Composing(self.repository, self.katalog, self.penyusun, self.agreements)

    @cached_property
    def own_rules(self) -> OwnRules:
        """The rules that the repository adds to those of ksdgen."""
        from ksdgen.rules.own import own_rules

        return own_rules(self.repository.pohon_templat)

    def supposing(self, texts: Mapping[str, bytes]) -> Workspace:
        """The repository as it would be with these texts, by path relative to the root."""
        return Workspace(self.repository.supposing(texts))

    def periksa(self, path: str, hari_ini: date, *, aturan: bool = True, sebagai: Status | None = None) -> Hasil:
        """Load, compose and judge one agreement.

        Args:
            path: relative to the root.
            hari_ini: the day on which undated agreements are judged.
            aturan: whether to run the rules.
            sebagai: judge it as if it had come so far; its own status unless given.
        """
        from ksdgen.desk import agreement

        return agreement.periksa(self.composing, self.own_rules, path, hari_ini, aturan=aturan, sebagai=sebagai)

    def baku(self, muatan: Muatan, susunan: Susunan | None = None) -> Susunan:
        """An agreement as it would be with nothing but standard clauses; see `standard.baku`."""
        from ksdgen.desk import standard

        return standard.baku(self.composing, muatan, susunan)

    def dengan_versi(self, muatan: Muatan, versi: Mapping[str, int]) -> Susunan:
        """An agreement composed with these versions of its clauses in place of those that it is pinned to; others as they are now."""
        assert muatan.naskah is not None
        return self.composing.susun(muatan, muatan.naskah, versi=versi)

    def dengan_naskah(self, muatan: Muatan, naskah: Naskah) -> Susunan:
        """A variation of an agreement, composed in its place: same file, same related agreements, same versions of clauses."""
        return self.composing.susun(muatan, naskah)
