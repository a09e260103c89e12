"""Agreements composed in their place: with the agreements that they refer to, in the versions of clauses that they are
pinned to.
"""

from __future__ import annotations

from collections.abc import Mapping

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.compose.composer import Composer
from ksdgen.compose.composition import Composition
from ksdgen.desk.clause_versions import pair_pins
from ksdgen.desk.loading import Agreements, Loaded
from ksdgen.naskah.model import Naskah
from ksdgen.world.repository import Repository


class Composing:
    """What agreements of a repository, and variations of them, are composed with.

    Args:
        repository: where they are.
        catalogue: document types, clauses and styles.
        composer: composes with that catalogue.
        agreements: the agreements as they are read.
    """

    def __init__(
        self, repository: Repository, catalogue: Catalogue, composer: Composer, agreements: Agreements
    ) -> None:
        self.repository = repository
        self.catalogue = catalogue
        self.composer = composer
        self.agreements = agreements

    def compose(
        self,
        loaded: Loaded,
        naskah: Naskah,
        replacements: Mapping[int, str] | None = None,
        versions: Mapping[str, int] | None = None,
    ) -> Composition:
        """Compose an agreement, or a variation of it, for comparison: what is wrong with it has been told.

        Args:
            loaded: the agreement.
            naskah: what is composed in its place.
            replacements: additional articles to leave out; see `Composer.compose`.
            versions: versions of its clauses; those that it is pinned to unless given.
        """
        ksb, nota = (self.agreements.related(loaded, route)[0] for route in ("kesepakatan_bersama", "nota_kesepakatan"))
        if versions is None:
            pins, _ = pair_pins(self.repository, self.catalogue, loaded)
            versions = pins.versions if pins else None
        return self.composer.compose(
            naskah,
            loaded.place,
            ksb=ksb.naskah if ksb else None,
            nota=nota.naskah if nota else None,
            versions=versions,
            replacements=replacements,
        )
