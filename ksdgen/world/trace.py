"""Which files a result was reached from: a tree that records what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ksdgen.world.digest import digest
from ksdgen.world.tree import Tree


class Recording:
    """What was asked of a traced tree while this was open."""

    def __init__(self, trace: Traced) -> None:
        self._trace = trace
        self.questions: set[str] = set()

    def answers(self) -> tuple[tuple[str, bytes | None], ...] | None:
        """What was asked and the digests of the answers, in a fixed order; None when an answer cannot be relied on."""
        if self.questions & self._trace.unsure:
            return None
        return tuple((question, self._trace.answers[question]) for question in sorted(self.questions))


class Traced:
    """A tree that can record what is asked of it, with the digest of each answer.

    A question is "<" and a path for the content of a file, "/" and a folder for the files in it, "*" and a folder for
    all below it. Answers are remembered for as long as the tree lives, recordings or not: what is kept in memory is not
    asked for again.

    Args:
        tree: where the answers come from.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.answers: dict[str, bytes | None] = {}
        """Question → digest; None where there is no file, or no answer that can be relied on."""
        self.unsure: set[str] = set()
        """Questions that were answered in two ways, or not at all."""
        self._open: list[Recording] = []

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """Record what is asked within the `with`."""
        recording = Recording(self)
        self._open.append(recording)
        try:
            yield recording
        finally:
            self._open.remove(recording)

    def touch(self, paths: Iterable[str]) -> None:
        """Count files as read again that are made use of from memory; those that were never read do not count."""
        for recording in self._open:
            recording.questions.update(q for q in (f"<{p}" for p in paths) if q in self.answers)

    def answer(self, question: str) -> bytes | None:
        """The digest of the answer to a question as it is now; nothing is recorded.

        Raises:
            OSError: a file is there but cannot be read.
        """
        kind, path = question[0], question[1:]
        if kind == "<":
            data = self._tree.read(path)
            return None if data is None else digest(data)
        return digest(_joined(self._tree.files(path) if kind == "/" else self._tree.below(path)))

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        try:
            data = self._tree.read(path)
        except OSError:
            self._note(f"<{path}", None)
            self.unsure.add(f"<{path}")
            raise
        self._note(f"<{path}", None if data is None else digest(data))
        return data

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        found = self._tree.files(folder)
        self._note(f"/{folder}", digest(_joined(found)))
        return found

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        found = self._tree.below(folder)
        self._note(f"*{folder}", digest(_joined(found)))
        return found

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return self._tree.name(path)

    def _note(self, question: str, answer: bytes | None) -> None:
        if self.answers.setdefault(question, answer) != answer:
            self.unsure.add(question)
        for recording in self._open:
            recording.questions.add(question)


def _joined(names: list[str]) -> bytes:
    return "\0".join(names).encode("utf-8", "surrogateescape")
