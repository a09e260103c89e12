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
from ksdgen.source.advice import Suggestions, a_few
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
    offices: dict[str, list[tuple[Pejabat, MappingNode]]] = field(default_factory=dict)
    """The officials by their offices."""

    def __post_init__(self) -> None:
        for pejabat, node in self.pejabat:
            self.offices.setdefault(pejabat.kode, []).append((pejabat, node))


@dataclass(slots=True)
class _Told:
    """What has been said of the parties of one agreement."""

    findings: list[Diagnostic] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    """The party files whose faults are told."""
    suggestions: Suggestions = field(default_factory=Suggestions)
    in_office: dict[tuple[int, str], MappingNode | None] = field(default_factory=dict)
    """Who bears an office of a party file on the day of signing."""


class PihakBook:
    """The party files of one run, each read and checked once.

    Args:
        load: loads a party file.
        references: lists all `acuan` values that exist, for suggestions.
    """

    def __init__(self, load: Load, references: Callable[[], list[str]]) -> None:
        self._load = load
        self._references = references
        self._present: list[str] | None = None
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
        told = _Told()
        findings = told.findings
        para_pihak = root.content.get("para_pihak") if isinstance(root, MappingNode) else None
        if not isinstance(root, MappingNode) or not isinstance(para_pihak, SequenceNode):
            return root, findings
        on_day = _date(Places(root, file).node("penandatanganan.tanggal"))
        items = [self._pihak(p, on_day, f"para_pihak.{i}", told) for i, p in enumerate(para_pihak.items)]
        content = {**root.content, "para_pihak": SequenceNode(items, para_pihak.span)}
        return MappingNode(content, root.keys, root.span), findings

    def _pihak(self, pihak: Node, on_day: date | None, route: str, told: _Told) -> Node:
        if not isinstance(pihak, MappingNode):
            return pihak
        reference = pihak.content.get("acuan")
        if not isinstance(reference, ScalarNode) or empty(reference):
            return _fill_pejabat(pihak, None, on_day, route, told)
        name = reference.text.strip()
        data = self.read(name)
        if data is None:
            told.findings.append(self._not_found(reference, route, told))
            return _with_stand_ins(pihak, reference)
        if name not in told.files:
            told.files.add(name)
            told.findings += data.findings
        if data.content is not None:
            pihak = _join(pihak, data.content, {"pejabat"})
        if data.findings:
            pihak = _with_stand_ins(pihak, reference)
        return _fill_pejabat(pihak, data, on_day, route, told)

    def _not_found(self, reference: ScalarNode, route: str, told: _Told) -> Diagnostic:
        if self._present is None:
            self._present = self._references()
        suggestion = told.suggestions.nearest(reference.text, self._present)
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
    pihak: MappingNode, data: PihakData | None, on_day: date | None, route: str, told: _Told
) -> MappingNode:
    """A party whose signatories named by `pejabat:` are filled in from its file."""
    sequence = pihak.content.get("penanda_tangan")
    if not isinstance(sequence, SequenceNode):
        return pihak
    items: list[Node] = []
    for index, person in enumerate(sequence.items):
        code = person.content.get("pejabat") if isinstance(person, MappingNode) else None
        if isinstance(person, MappingNode) and isinstance(code, ScalarNode) and not empty(code):
            person = _penanda_tangan(person, code, data, on_day, f"{route}.penanda_tangan.{index}.pejabat", told)
        items.append(person)
    return MappingNode({**pihak.content, "penanda_tangan": SequenceNode(items, sequence.span)}, pihak.keys, pihak.span)


def _penanda_tangan(
    person: MappingNode,
    code: ScalarNode,
    data: PihakData | None,
    on_day: date | None,
    route: str,
    told: _Told,
) -> MappingNode:
    if data is None:
        message = "`pejabat` hanya dapat dipakai pada pihak yang memakai `acuan`"
        told.findings.append(_wrong(message, code, "tulis nama dan jabatannya di sini", route))
        return person
    name = code.text.strip()
    candidates = data.offices.get(name, [])
    office = (id(data), name)
    if office not in told.in_office:
        in_office = [(p, node) for p, node in candidates if _holds_office(p, on_day)]
        told.in_office[office] = max(in_office, key=lambda c: c[0].sejak)[1] if in_office else None
    node = told.in_office[office]
    if node is not None:
        return _join(person, node, {"kode", "sejak", "sampai"})
    if candidates:
        when = bahasa.long_date(on_day) if on_day is not None else "saat ini"
        hint = "lengkapi masa jabatannya pada berkas pihak, atau tulis penanda tangan di sini"
        told.findings.append(_wrong(f"tidak ada `{name}` yang menjabat pada {when}", code, hint, route))
    elif not data.findings:
        hint = _choices(name, data, told)
        told.findings.append(_wrong(f"berkas pihak tidak memuat pejabat `{name}`", code, hint, route))
    return person


def _choices(name: str, data: PihakData, told: _Told) -> str:
    present = data.offices
    suggestion = told.suggestions.nearest(name, present)
    if suggestion:
        return f"maksud Anda `{suggestion}`?"
    return f"pejabat yang ada: {a_few(present)}" if present else "berkas itu belum memuat pejabat"


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
