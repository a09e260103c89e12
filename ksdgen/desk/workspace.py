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
    from ksdgen.catalogue.catalogue import Catalogue
    from ksdgen.compose.composer import Composer
    from ksdgen.compose.composition import Composition
    from ksdgen.desk.composing import Composing
    from ksdgen.desk.loading import Agreements, Loaded
    from ksdgen.desk.outcome import Result
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
    def catalogue(self) -> Catalogue:
        """Document types, clauses and styles."""
        from ksdgen.catalogue.catalogue import Catalogue

        return Catalogue(self.repository.template_tree)

    @cached_property
    def composer(self) -> Composer:
        """What composes with that catalogue; templates that an earlier run has compiled are not compiled again."""
        from ksdgen.compose.bytecode import compiled_templates
        from ksdgen.compose.composer import Composer

        return Composer(self.catalogue, self.repository.tree, compiled_templates(self.repository.template_tree))

    @cached_property
    def agreements(self) -> Agreements:
        """Its agreements as they are read."""
        from ksdgen.desk.loading import Agreements

        return Agreements(self.repository)

    @cached_property
    def composing(self) -> Composing:
        """What its agreements are composed with."""
        from ksdgen.desk.composing import Composing

        return Composing(self.repository, self.catalogue, self.composer, self.agreements)

    @cached_property
    def own_rules(self) -> OwnRules:
        """The rules that the repository adds to those of ksdgen."""
        from ksdgen.rules.own import own_rules

        return own_rules(self.repository.template_tree)

    def supposing(self, texts: Mapping[str, bytes]) -> Workspace:
        """The repository as it would be with these texts, by path relative to the root."""
        return Workspace(self.repository.supposing(texts))

    def check(self, path: str, today: date, *, rules: bool = True, as_status: Status | None = None) -> Result:
        """Load, compose and judge one agreement.

        Args:
            path: relative to the root.
            today: the day on which undated agreements are judged.
            rules: whether to run the rules.
            as_status: judge it as if it had come so far; its own status unless given.
        """
        from ksdgen.desk import agreement
        from ksdgen.desk.faults import guarded

        return guarded(
            path,
            lambda: agreement.check(self.composing, self.own_rules, path, today, rules=rules, as_status=as_status),
            lambda fault: agreement.failed(path, fault),
        )

    def standard(self, loaded: Loaded, composition: Composition | None = None) -> Composition:
        """An agreement as it would be with nothing but standard clauses; see `standard.standard`."""
        from ksdgen.desk import standard

        return standard.standard(self.composing, loaded, composition)

    def with_versions(self, loaded: Loaded, versions: Mapping[str, int]) -> Composition:
        """An agreement composed with these versions of its clauses in place of those that it is pinned to; others as
        they are now.
        """
        assert loaded.naskah is not None
        return self.composing.compose(loaded, loaded.naskah, versions=versions)

    def with_naskah(self, loaded: Loaded, naskah: Naskah) -> Composition:
        """A variation of an agreement, composed in its place: same file, same related agreements, same versions of
        clauses.
        """
        return self.composing.compose(loaded, naskah)
