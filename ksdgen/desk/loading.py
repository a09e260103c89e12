"""Reading agreements: YAML, shared parties, shape, and the agreements that they refer to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.errors import Refused
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.pihak import PihakFile
from ksdgen.naskah.pihak_files import PihakBook
from ksdgen.source.decode import Decoder
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode
from ksdgen.source.parse import load
from ksdgen.source.places import Places
from ksdgen.world.codes import finding
from ksdgen.world.files import reason, remedy
from ksdgen.world.repository import SUFFIXES, Repository
from ksdgen.world.tree import join

LOADED_LIMIT = 32
"""How many read agreements are kept at once."""

_NOT_PAPER = frozenset(["status", "pengecualian", "arsip", "dilaporkan_kepada_menteri"])
"""Top-level keys that may change after signing without changing the paper."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An agreement that has been read: its typed form (None when its shape is broken), its places, and what is wrong
    with it.
    """

    path: str
    naskah: Naskah | None
    place: Places
    findings: list[Diagnostic]
    digest: str = ""
    """Digest of the content; what does not change the paper is left out."""
    sources: frozenset[str] = frozenset()
    """The files that it was read from, or would be: itself and its parties."""


class Agreements:
    """The agreements of a repository as they are read; those that are needed again soon are kept.

    Args:
        repository: where they are.
    """

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self.book = PihakBook(self._load_pihak, self._all_pihak)
        self._loaded: dict[str, Loaded] = {}

    def load(self, path: str) -> Loaded:
        """Read an agreement: YAML, shared parties, shape."""
        loaded = self._loaded.pop(path, None) or self._read(path)
        # An agreement or a party that is remembered is not read again, but is made use of all the same.
        self._repository.trace.touch(loaded.sources)
        # The least recently used goes first: related agreements are near each other, and a batch must not keep all.
        self._loaded[path] = loaded
        if len(self._loaded) > LOADED_LIMIT:
            del self._loaded[next(iter(self._loaded))]
        return loaded

    def _read(self, path: str) -> Loaded:
        empty, itself = Places(None, path), frozenset({path})
        try:
            data = self._repository.tree.read(path)
        except OSError as error:
            return Loaded(path, None, empty, [unreadable(path, error)], sources=itself)
        if data is None:
            return Loaded(path, None, empty, [_not_found(path)], sources=itself)
        node, findings = load(data, path)
        if node is None:
            return Loaded(path, None, empty, findings, sources=itself)
        digest = content_digest(node)
        sources = itself.union(*map(self._pihak_paths, _references(node)))
        node, pihak_findings = self.book.apply(node, path)
        decoder = Decoder()
        naskah = decoder.record(Naskah, node)
        return Loaded(path, naskah, Places(node, path), findings + pihak_findings + decoder.findings, digest, sources)

    def related(self, loaded: Loaded, route: str) -> tuple[Loaded | None, list[Diagnostic]]:
        """The agreement that a field of another names by its path relative to it, and what is wrong with the reference.

        Args:
            loaded: the agreement that names it.
            route: the field, for example `kesepakatan_bersama`.
        """
        reference = getattr(loaded.naskah, route) if loaded.naskah is not None else None
        if not isinstance(reference, str):
            return None, []
        path = join(loaded.path, reference)
        result = self.load(path)
        if result.naskah is not None:
            return result, []
        span = loaded.place.span(route)
        if any(found.cause is Cause.UNREADABLE for found in result.findings):
            message, hint = f"berkas `{reference}` tidak ada", "tulis letaknya relatif terhadap berkas ini"
            if route == "kesepakatan_bersama":
                hint += ", atau tulis fakta KSB lama: nomor, tanggal, tentang"
        else:
            message, hint = f"berkas `{reference}` belum dapat dibaca", "perbaiki dahulu berkas itu"
        return None, [finding("KSD018", message, span, hint, route=route)]

    def depends_on(self, path: str) -> set[str]:
        """The files that an agreement is made of: itself, its pins, its parties, related agreements, images, its frozen
        document.
        """
        result = {path, self._repository.frozen_path(path), self._repository.pins_path(path)}
        naskah = self.load(path).naskah if not self._repository.is_pihak_file(path) else None
        if naskah is None:
            return result
        result |= self.load(path).sources
        result.update(join(path, p.logo) for p in naskah.para_pihak if p.logo)
        for name in ("kesepakatan_bersama", "nota_kesepakatan", "rencana_kerja"):
            reference = getattr(naskah, name)
            if isinstance(reference, str):
                result |= self.load(join(path, reference)).sources
        return result

    def _pihak_paths(self, reference: str) -> list[str]:
        """Where the party file of a reference (`pihak/garut`) may be."""
        start = f"{self._repository.folder}/" if self._repository.folder else ""
        return [f"{start}{reference}{suffix}" for suffix in SUFFIXES]

    def _load_pihak(self, reference: str) -> tuple[Node | None, list[Diagnostic]] | None:
        if ".." in reference.split("/") or reference.startswith("/"):
            return None
        for path in self._pihak_paths(reference):
            try:
                data = self._repository.tree.read(path)
            except OSError as error:
                return None, [unreadable(path, error)]
            if data is not None:
                return load(data, path)
        return None

    def _all_pihak(self) -> list[str]:
        start = f"{self._repository.folder}/" if self._repository.folder else ""
        try:
            files = self._repository.tree.files(f"{start}pihak")
        except Refused:
            return []  # looked at for suggestions only
        return [file.removeprefix(start).rpartition(".")[0] for file in files if file.endswith(SUFFIXES)]

    def shared_party(self, path: str) -> Loaded:
        """A file of shared party data, held to its shape; it is no agreement."""
        try:
            data = self._repository.tree.read(path)
        except OSError as error:
            return Loaded(path, None, Places(None, path), [unreadable(path, error)])
        if data is None:
            return Loaded(path, None, Places(None, path), [_not_found(path)])
        node, findings = load(data, path)
        decoder = Decoder()
        if node is not None:
            decoder.record(PihakFile, node)
        return Loaded(path, None, Places(node, path), findings + decoder.findings)


def content_digest(node: Node) -> str:
    """Digest of what an agreement says: its values in order, without comments, layout or the keys that do not change
    the paper.
    """

    def values(node: Node, ignored: frozenset[str] = frozenset()) -> Any:
        if isinstance(node, MappingNode):
            return [[key, values(value)] for key, value in sorted(node.content.items()) if key not in ignored]
        if isinstance(node, SequenceNode):
            return [values(item) for item in node.items]
        assert isinstance(node, ScalarNode)
        return node.text

    text = json.dumps(values(node, _NOT_PAPER), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _references(root: Node) -> list[str]:
    """The party files that an agreement names."""
    para_pihak = root.content.get("para_pihak") if isinstance(root, MappingNode) else None
    items = para_pihak.items if isinstance(para_pihak, SequenceNode) else ()
    references = [pihak.content.get("acuan") for pihak in items if isinstance(pihak, MappingNode)]
    return [node.text.strip() for node in references if isinstance(node, ScalarNode)]


def _not_found(path: str) -> Diagnostic:
    hint = "periksa letak dan ejaan nama berkas"
    return finding("KSD009", "berkas tidak ada", Span.at(path), hint, cause=Cause.UNREADABLE)


def unreadable(path: str, error: OSError, code: str = "KSD009", cause: Cause | None = Cause.UNREADABLE) -> Diagnostic:
    """That the system does not let a file be read."""
    message = (
        "tidak ada izin membaca"
        if isinstance(error, PermissionError)
        else f"berkas tidak dapat dibaca: {reason(error)}"
    )
    hint = remedy(error)
    return finding(code, message, Span.at(path), hint, cause=cause)
