"""Fills `acuan:` parties from the files under agreements/pihak/, and `pejabat:` signatories by the date of signing.

Works on nodes before decoding, so that every value keeps the place where it is really written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic
from ksdgen.naskah.pihak import Pejabat, PihakFile
from ksdgen.source.advice import nearest
from ksdgen.source.decode import Decoder
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode, empty
from ksdgen.source.places import Places
from ksdgen.world.codes import finding

Load = Callable[[str], tuple[Node | None, list[Diagnostic]] | None]
"""Loads a party file by its `acuan`; None when there is no such file."""


@dataclass(slots=True)
class PihakData:
    """What one party file gives: values without faults, officials with their terms, and what is wrong with the file."""

    content: MappingNode | None = None
    pejabat: list[tuple[Pejabat, MappingNode]] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


class PihakBook:
    """The party files of one run, each read and checked once.

    Args:
        load: loads a party file.
        references: lists all `acuan` values that exist, for suggestions.
    """

    def __init__(self, load: Load, references: Callable[[], list[str]]) -> None:
        self._load = load
        self._references = references
        self._read: dict[str, PihakData | None] = {}

    def read(self, reference: str) -> PihakData | None:
        """A party file's data; None when there is no such file."""
        if reference not in self._read:
            loaded = self._load(reference) if _is_inside(reference) else None
            self._read[reference] = None if loaded is None else _read_file(*loaded)
        return self._read[reference]

    def apply(self, root: Node, file: str) -> tuple[Node, list[Diagnostic]]:
        """The agreement with its parties filled in, and what could not be found.

        Args:
            root: the agreement's tree.
            file: its name, for places.
        """
        findings: list[Diagnostic] = []
        para_pihak = root.content.get("para_pihak") if isinstance(root, MappingNode) else None
        if not isinstance(root, MappingNode) or not isinstance(para_pihak, SequenceNode):
            return root, findings
        on_day = _date(Places(root, file).node("penandatanganan.tanggal"))
        items = [self._pihak(p, on_day, f"para_pihak.{i}", findings) for i, p in enumerate(para_pihak.items)]
        content = {**root.content, "para_pihak": SequenceNode(items, para_pihak.span)}
        return MappingNode(content, root.keys, root.span), findings

    def _pihak(self, pihak: Node, on_day: date | None, route: str, findings: list[Diagnostic]) -> Node:
        if not isinstance(pihak, MappingNode):
            return pihak
        reference = pihak.content.get("acuan")
        if not isinstance(reference, ScalarNode) or empty(reference):
            return _fill_pejabat(pihak, None, on_day, route, findings)
        data = self.read(reference.text.strip())
        if data is None:
            findings.append(self._not_found(reference, route))
            return _with_stand_ins(pihak, reference)
        findings += [finding for finding in data.findings if finding not in findings]
        if data.content is not None:
            pihak = _join(pihak, data.content, {"pejabat"})
        if data.findings:
            pihak = _with_stand_ins(pihak, reference)
        return _fill_pejabat(pihak, data, on_day, route, findings)

    def _not_found(self, reference: ScalarNode, route: str) -> Diagnostic:
        suggestion = nearest(reference.text, self._references())
        hint = (
            f"maksud Anda `{suggestion}`?"
            if suggestion
            else "berkas pihak ada pada agreements/pihak/, ditulis tanpa .yaml"
        )
        return _wrong(f"berkas pihak `{reference.text}` tidak ada", reference, hint, f"{route}.acuan")


def _is_inside(reference: str) -> bool:
    """Whether a path stays below the folder that it is relative to, on every operating system."""
    return not any(c in reference for c in "\\:\0") and all(b not in ("", ".", "..") for b in reference.split("/"))


def _read_file(node: Node | None, findings: list[Diagnostic]) -> PihakData:
    """Check a party file; keys with faults are left out, for they would be reported again as part of the agreement."""
    if node is None:
        return PihakData(findings=findings)
    decoder = Decoder()
    decoder.record(PihakFile, node)
    faulty_keys = {(finding.route or "").partition(".")[0] for finding in decoder.findings}
    findings = findings + decoder.findings
    if not isinstance(node, MappingNode):
        return PihakData(findings=findings)
    return PihakData(_without(node, faulty_keys), _pejabat_list(node), findings)


def _pejabat_list(file: MappingNode) -> list[tuple[Pejabat, MappingNode]]:
    """The officials that can be read; faults of the others are reported with the file."""
    sequence = file.content.get("pejabat")
    result = []
    for node in sequence.items if isinstance(sequence, SequenceNode) else ():
        pejabat = Decoder().record(Pejabat, node)
        if pejabat is not None and isinstance(node, MappingNode):
            result.append((pejabat, node))
    return result


def _fill_pejabat(
    pihak: MappingNode, data: PihakData | None, on_day: date | None, route: str, findings: list[Diagnostic]
) -> MappingNode:
    """A party whose signatories named by `pejabat:` are filled in from its file."""
    sequence = pihak.content.get("penanda_tangan")
    if not isinstance(sequence, SequenceNode):
        return pihak
    items: list[Node] = []
    for index, person in enumerate(sequence.items):
        code = person.content.get("pejabat") if isinstance(person, MappingNode) else None
        if isinstance(person, MappingNode) and isinstance(code, ScalarNode) and not empty(code):
            person = _penanda_tangan(person, code, data, on_day, f"{route}.penanda_tangan.{index}.pejabat", findings)
        items.append(person)
    return MappingNode({**pihak.content, "penanda_tangan": SequenceNode(items, sequence.span)}, pihak.keys, pihak.span)


def _penanda_tangan(
    person: MappingNode,
    code: ScalarNode,
    data: PihakData | None,
    on_day: date | None,
    route: str,
    findings: list[Diagnostic],
) -> MappingNode:
    if data is None:
        message = "`pejabat` hanya dapat dipakai pada pihak yang memakai `acuan`"
        findings.append(_wrong(message, code, "tulis nama dan jabatannya di sini", route))
        return person
    name = code.text.strip()
    candidates = [(p, node) for p, node in data.pejabat if p.kode == name]
    in_office = [(p, node) for p, node in candidates if _holds_office(p, on_day)]
    if in_office:
        _, node = max(in_office, key=lambda c: c[0].sejak)
        return _join(person, node, {"kode", "sejak", "sampai"})
    if candidates:
        when = bahasa.long_date(on_day) if on_day is not None else "saat ini"
        hint = "lengkapi masa jabatannya pada berkas pihak, atau tulis penanda tangan di sini"
        findings.append(_wrong(f"tidak ada `{name}` yang menjabat pada {when}", code, hint, route))
    elif not data.findings:
        findings.append(_wrong(f"berkas pihak tidak memuat pejabat `{name}`", code, _choices(name, data), route))
    return person


def _choices(name: str, data: PihakData) -> str:
    present = list(dict.fromkeys(p.kode for p, _ in data.pejabat))
    suggestion = nearest(name, present)
    if suggestion:
        return f"maksud Anda `{suggestion}`?"
    return f"pejabat yang ada: {', '.join(present)}" if present else "berkas itu belum memuat pejabat"


def _wrong(message: str, node: Node, hint: str, route: str) -> Diagnostic:
    return finding("KSD017", message, node.span, hint, route=route)


def _join(above: MappingNode, below: MappingNode, left_out: set[str]) -> MappingNode:
    """Two mappings laid over each other; the upper wins key by key, where it says something.

    Args:
        above: the agreement's own.
        below: the party file's.
        left_out: keys of `below` that have no place in an agreement.
    """
    below = _without(below, left_out)
    content = {k: v for k, v in above.content.items() if not (empty(v) and k in below.content)}
    key = {k: span for k, span in above.keys.items() if k in content}
    return MappingNode({**below.content, **content}, {**below.keys, **key}, above.span)


def _without(mapping: MappingNode, left_out: set[str]) -> MappingNode:
    return MappingNode(
        {k: v for k, v in mapping.content.items() if k not in left_out},
        {k: v for k, v in mapping.keys.items() if k not in left_out},
        mapping.span,
    )


def _with_stand_ins(pihak: MappingNode, reference: ScalarNode) -> MappingNode:
    """A party whose file cannot be used, with what the file should have given: one finding tells what is wrong with it."""
    content = dict(pihak.content)
    key = dict(pihak.keys)
    for name, text in (("bentuk", "pemerintah_daerah"), ("nama", "___")):
        if name not in content:
            content[name] = ScalarNode(text, reference.span)
            key[name] = key["acuan"]
    return MappingNode(content, key, pihak.span)


def _holds_office(pejabat: Pejabat, on_day: date | None) -> bool:
    """In office on a day; an undated draft takes the official without an end."""
    if on_day is None:
        return pejabat.sampai is None
    return pejabat.sejak <= on_day and (pejabat.sampai is None or on_day <= pejabat.sampai)


def _date(node: Node | None) -> date | None:
    return bahasa.read_date(node.text.strip()) if isinstance(node, ScalarNode) else None
