"""Two states of one repository: which agreements differ, and in what.

A state is the working tree or a git revision, with the agreements, party data and templates of that state. Agreements
are matched by path, those that are left over by likeness (renamed files).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from ksdgen.desk import evidence
from ksdgen.desk.faults import guarded
from ksdgen.desk.outcome import Result
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Cause, Diagnostic, Severity
from ksdgen.difference import Change, compare_versions, list_changes
from ksdgen.errors import Refused
from ksdgen.paper.document import Dokumen
from ksdgen.paper.revision import marked
from ksdgen.world.git import GitTree, commit_description, git_author
from ksdgen.world.repository import FROZEN_SUFFIX, TEMPLATES, Repository

SIMILAR = 0.6
"""From this share of common words on, a file that went and one that came are one file renamed."""
GUESS_LIMIT = 60
"""More vanished or new files than this are matched by their title alone."""


@dataclass(frozen=True, slots=True)
class RepositoryState:
    """One state of the repository.

    Args:
        name: how people call it: "HEAD (3f2a1bc)", "berkas kerja".
        workspace: its agreements, parties and templates.
        author: who made it; None when that is not known.
        committed: when it was committed; None for a working tree and where git knows no such date.
        revision: the full name of the commit; None for a working tree.
        contents: path → name of the content that git keeps of each file; empty for a working tree.
    """

    name: str
    workspace: Workspace
    author: str | None = None
    committed: datetime | None = None
    revision: str | None = None
    contents: Mapping[str, str] = field(default_factory=dict)

    def naskah_paths(self) -> list[str]:
        """The paths of all agreements."""
        return self.workspace.repository.agreement_paths()


@dataclass(frozen=True, slots=True)
class Side:
    """One agreement in one state: its document is None when it cannot be composed."""

    path: str
    result: Result

    @property
    def dokumen(self) -> Dokumen | None:
        """The composed document."""
        composition = self.result.composition
        return composition.dokumen if composition is not None and composition.dokumen.content else None

    def failing(self, fault: Diagnostic) -> Side:
        """The same where ksdgen itself has failed over it."""
        found = [*self.result.shape_findings, fault]
        return replace(self, result=replace(self.result, composition=None, shape_findings=found))

    @property
    def errors(self) -> list[Diagnostic]:
        """Why it cannot be composed, or is composed with holes."""
        return [finding for finding in self.result.shape_findings if finding.severity is Severity.ERROR]


@dataclass(frozen=True, slots=True)
class Pair:
    """One agreement in both states.

    `state`: "diubah" | "baru" | "dihapus", or "tetap" when its file changed and what it prints did not; a renamed file
    has two paths. `redline` holds both versions with marks, and is None when a side is missing or cannot be composed.
    """

    old: Side | None
    new: Side | None
    state: str
    redline: Dokumen | None = None
    changes: Sequence[Change] = ()
    causes: Sequence[str] = ()
    """Files other than its own by which the agreement can have changed."""
    seal: Sequence[Diagnostic] = ()
    """What git's history says against it, or of it, as a signed paper."""

    @property
    def path(self) -> str:
        """The newer path; the older one of a deleted file."""
        side = self.new or self.old
        assert side is not None
        return side.path

    @property
    def faults(self) -> list[Diagnostic]:
        """That ksdgen itself has failed over it."""
        sides = [side for side in (self.old, self.new) if side is not None]
        return [f for side in sides for f in side.result.shape_findings if f.cause is Cause.INTERNAL_FAULT]

    def failing(self, fault: Diagnostic) -> Pair:
        """The same where ksdgen itself has failed over it."""
        old, new = self.old, self.new
        if new is not None:
            state = "diubah" if self.state == "tetap" else self.state
            return replace(self, new=new.failing(fault), state=state, redline=None, changes=())
        return replace(self, old=old and old.failing(fault))

    @property
    def renamed(self) -> bool:
        """Whether the file has another path than before."""
        return self.old is not None and self.new is not None and self.old.path != self.new.path

    @property
    def not_composed(self) -> list[tuple[str, Side]]:
        """The sides ("lama", "baru") of which no document can be made."""
        sides = (("lama", self.old), ("baru", self.new))
        return [(name, side) for name, side in sides if side is not None and side.dokumen is None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states and every agreement that differs."""

    old: RepositoryState
    new: RepositoryState
    pairs: Sequence[Pair] = ()
    unchanged: int = 0
    """How many agreements were looked at and print the same in both."""
    notes: Sequence[str] = ()
    """What a reader should know of the states: no templates of their own, …"""
    seal: Sequence[Diagnostic] = ()
    """What became of signed papers: by git's history, and by what the newer state itself says."""

    @property
    def altered(self) -> list[str]:
        """The files of signed papers that were altered, removed or taken back."""
        found = (finding.span.file for finding in self.seal if finding.span and finding.severity is Severity.ERROR)
        return list(dict.fromkeys(found))


def working_state(root: Path, *, folder: str | None = None) -> RepositoryState:
    """The working tree."""
    return RepositoryState("berkas kerja", Workspace(Repository(root, folder=folder)), git_author(root))


def revision_state(root: Path, revision: str, *, folder: str | None = None) -> RepositoryState:
    """A git revision.

    Raises:
        GitFailed: git is not there, or the revision does not exist.
    """
    commit = commit_description(root, revision)
    short = commit.digest[:7]
    name = short if commit.digest.startswith(revision) else f"{revision} ({short})"
    tree = GitTree(root, commit.digest, f"{short}:")
    if folder is None:
        folder = "agreements" if tree.below("agreements") else ""
    workspace = Workspace(Repository(root, tree, folder))
    return RepositoryState(name, workspace, commit.author, commit.authored, commit.digest, tree.contents)


def comparison(
    old: RepositoryState,
    new: RepositoryState,
    only: Sequence[str] = (),
    *,
    day: date = date.min,
    rules: bool = False,
) -> Comparison:
    """Compare the agreements of two states.

    Args:
        old: the older state.
        new: the newer state.
        only: files or folders relative to the root; none means all.
        day: the day on which agreements are judged.
        rules: whether the rules are run on both sides of what differs.

    Raises:
        Refused: a chosen path is in neither state.
    """
    comparer = _Comparer(old, new, day, rules)
    return comparer.comparison(only)


def compare_files(old: RepositoryState, old_path: str, new: RepositoryState, new_path: str) -> Comparison:
    """Compare one file with another, whatever they are called."""
    old_side = Side(old_path, old.workspace.check(old_path, date.min, rules=False))
    new_side = Side(new_path, new.workspace.check(new_path, date.min, rules=False))
    return Comparison(old, new, [_pair(old_side, new_side, [])])


def compare_to_standard(state: RepositoryState, path: str) -> Comparison:
    """Compare an agreement with what it would be in pure standard clauses."""
    result = state.workspace.check(path, date.min, rules=False)
    standard = result
    if result.loaded.naskah is not None:
        standard = replace(result, composition=state.workspace.standard(result.loaded))
    former = replace(state, name="klausul baku")
    return Comparison(former, state, [_pair(Side(path, standard), Side(path, result), [])])


def _pair(old: Side, new: Side, causes: list[str]) -> Pair:
    """Two sides of one agreement, compared when both can be composed."""
    if old.dokumen is None or new.dokumen is None:
        return Pair(old, new, "diubah", causes=causes)
    return guarded(
        new.path,
        lambda: _compared(old, new, causes),
        lambda fault: Pair(old, new, "diubah", causes=causes).failing(fault),
    )


def _compared(old: Side, new: Side, causes: list[str]) -> Pair:
    assert old.dokumen is not None and new.dokumen is not None
    redline = compare_versions(old.dokumen, new.dokumen)
    if marked(redline):
        return Pair(old, new, "diubah", redline, list_changes(redline), causes)
    return Pair(old, new, "tetap", redline, causes=causes)


class _Comparer:
    def __init__(self, old: RepositoryState, new: RepositoryState, day: date, rules: bool) -> None:
        self._old = old
        self._new = new
        self._day = day
        self._with_rules = rules
        self._differs: dict[str, bool] = {}

    def comparison(self, only: Sequence[str]) -> Comparison:
        present_old = _chosen(self._old.naskah_paths(), only)
        present_new = _chosen(self._new.naskah_paths(), only)
        for chosen in only:
            if not any(_is_below(path, chosen) for path in (*present_old, *present_new)):
                raise Refused(f"`{chosen}` tidak ada pada {self._old.name} maupun pada {self._new.name}")
        missing = sorted(set(present_old) - set(present_new))
        arrived = sorted(set(present_new) - set(present_old))
        old_names = self._find_old_names(missing, arrived)
        templates = self._changed_templates()
        seal = self._seal(only)
        differing: list[Pair] = []
        unchanged = 0
        for path in sorted({*present_new, *missing} - set(old_names.values())):
            origin = old_names.get(path, path if path in present_old else None)
            target = path if path in present_new else None
            names = {_stem(name) for name in (origin, target) if name is not None}
            told = [finding for finding in seal if finding.span is not None and _stem(finding.span.file) in names]
            pair = self._pair(origin, target, templates, told)
            if pair is None:
                unchanged += 1
            else:
                differing.append(replace(pair, seal=told))
        seal += [
            finding
            for pair in differing
            if pair.new is not None
            for finding in pair.new.result.shape_findings
            if finding.cause is Cause.BROKEN_SEAL
        ]
        notes = [f"`{finding.span.file if finding.span else ''}`: {finding.message}" for finding in seal]
        return Comparison(self._old, self._new, differing, unchanged, [*notes, *self._template_notes()], seal)

    def _seal(self, only: Sequence[str]) -> list[Diagnostic]:
        """What became of signed papers, where the older state is one of git's."""
        if self._old.revision is None:
            return []
        then = evidence.Then(self._old.name, self._old.revision, self._old.contents)
        return evidence.altered_papers(
            self._new.workspace.repository,
            then,
            self._new.revision or "HEAD",
            lambda path: not only or any(_stem(path) == _stem(place) or _is_below(path, place) for place in only),
        )

    def _pair(
        self, origin: str | None, target: str | None, templates: list[str], told: Sequence[Diagnostic]
    ) -> Pair | None:
        """Both sides of an agreement; None when it prints the same, its own files say the same, and nothing is told of
        it.
        """
        causes = self._causes(origin, target) + templates
        if origin == target and not causes and not told:
            return None  # no file that it is made of differs: there is no need to compose it twice
        old, new = self._side(self._old, origin), self._side(self._new, target)
        frozen = [self._new.workspace.repository.frozen_path(path) for path in (origin, target) if path is not None]
        others = [file for file in causes if file not in (origin, target, *frozen)]
        if old is None or new is None:
            return Pair(old, new, "baru" if old is None else "dihapus", causes=others)
        own = origin != target or len(others) < len(causes)
        pair = _pair(old, new, others)
        # A file that cannot be composed, as before, and is untouched: nothing to tell.
        broken = len(pair.not_composed) == 2
        return None if not own and not told and (pair.state == "tetap" or broken) else pair

    def _side(self, state: RepositoryState, path: str | None) -> Side | None:
        return None if path is None else Side(path, state.workspace.check(path, self._day, rules=self._with_rules))

    # --- what differs between the trees -------------------------------------------------------------------------------

    def _causes(self, origin: str | None, target: str | None) -> list[str]:
        """The files that an agreement is made of, templates aside, which differ."""
        files: set[str] = set()
        for state, path in ((self._old, origin), (self._new, target)):
            if path is not None:
                files |= state.workspace.agreements.depends_on(path)
        return sorted(file for file in files if self._content_differs(file))

    def _content_differs(self, path: str) -> bool:
        if path not in self._differs:
            self._differs[path] = _read(self._old, path) != _read(self._new, path)
        return self._differs[path]

    def _changed_templates(self) -> list[str]:
        """The templates that differ: any of them can touch any agreement."""
        templates = {*_own_templates(self._old), *_own_templates(self._new)}
        return sorted(path for path in templates if self._content_differs(path))

    def _template_notes(self) -> list[str]:
        without = [state.name for state in (self._old, self._new) if not _own_templates(state)]
        if len(without) != 1:
            return []  # both have templates, or both use those of ksdgen
        return [f"{without[0]} belum mempunyai templates/ sendiri, sehingga disusun dengan templat bawaan ksdgen"]

    # --- renamed files ------------------------------------------------------------------------------------------------

    def _find_old_names(self, missing: list[str], arrived: list[str]) -> dict[str, str]:
        """New path → old path of files that were renamed: the likeliest pairs first."""
        candidates: list[tuple[float, str, str]] = []
        old_words = {path: _words(self._old, path) for path in missing}
        too_many = len(missing) > GUESS_LIMIT or len(arrived) > GUESS_LIMIT
        for new in arrived:
            new_words = _words(self._new, new)
            for old in missing:
                if too_many and old.rpartition("/")[2] != new.rpartition("/")[2]:
                    continue
                if (likeness := _likeness(old_words[old], new_words)) >= SIMILAR:
                    candidates.append((-likeness, new, old))
        result: dict[str, str] = {}
        for _, new, old in sorted(candidates):
            if new not in result and old not in result.values():
                result[new] = old
        return result


def _stem(path: str) -> str:
    """What an agreement and its frozen file have in common."""
    return path.removesuffix(FROZEN_SUFFIX) if path.endswith(FROZEN_SUFFIX) else path.rpartition(".")[0]


def _own_templates(state: RepositoryState) -> list[str]:
    return state.workspace.repository.tree.below(TEMPLATES)


def _read(state: RepositoryState, path: str) -> bytes | None:
    try:
        data = state.workspace.repository.tree.read(path)
    except OSError:
        return None
    # git may change line ends between the repository and the working tree.
    return None if data is None else data.replace(b"\r\n", b"\n")


def _words(state: RepositoryState, path: str) -> Counter[str]:
    """The words of an agreement's file."""
    return Counter((_read(state, path) or b"").decode("utf-8", "replace").split())


def _likeness(first: Counter[str], second: Counter[str]) -> float:
    """The share of words that two files have in common, 0 to 1 (Dice)."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _chosen(paths: Iterable[str], only: Sequence[str]) -> list[str]:
    return [path for path in paths if not only or any(_is_below(path, place) for place in only)]


def _is_below(path: str, place: str) -> bool:
    """Whether a path is a file or lies below a folder; "" and "." stand for the root."""
    return place in ("", ".") or path == place or path.startswith(f"{place.rstrip('/')}/")
