"""The page of every code: what `ksdgen explain` prints, SARIF carries and docs/aturan.md lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from ksdgen import regulation
from ksdgen.diagnostics import Severity
from ksdgen.errors import Refused
from ksdgen.rules.own import OwnRules
from ksdgen.rules.packaged import packaged_rules
from ksdgen.rules.rule import Applies, Basis, BrokenRule, Rule
from ksdgen.source.advice import nearest
from ksdgen.source.decode import Decoder
from ksdgen.source.node import SequenceNode
from ksdgen.source.parse import load
from ksdgen.source.record import Record, record_field
from ksdgen.world.codes import TABLE


class ShapeCode(Record):
    """A code that is not a rule of law but of the file itself: YAML, shape, templates, references, freezing, waivers."""

    kode: str = record_field("Kode")
    nama: str = record_field("Nama pendek")
    ringkas_en: str = record_field("One English line for the README")
    tingkat: Severity = record_field("Tingkat", default=Severity.ERROR)
    tingkat_lain: Mapping[str, Severity] = record_field("Keadaan yang tingkatnya lain", default=None)
    penjelasan: str = record_field("Mengapa dan apa yang harus dilakukan")


@dataclass(frozen=True, slots=True)
class Page:
    """One code's page."""

    code: str
    name: str
    english_summary: str
    severity: Severity
    message: str
    explanation: str
    basis: tuple[Basis, ...] = ()
    scope: Applies = field(default_factory=Applies)
    correct: str = ""
    wrong: str = ""
    tingkat_lain: Mapping[str, Severity] = field(default_factory=dict)
    """Cases in which it is of another severity."""

    def markdown(self) -> str:
        """The page as Markdown, in Indonesian."""
        other = "".join(f"; {severity.value} bila {case}" for case, severity in self.tingkat_lain.items())
        lines = [f"# {self.code} {self.name}", "", f"Tingkat: {self.severity.value}{other}"]
        limits = {"jenis": self.scope.jenis, "kategori": self.scope.kategori, "status": self.scope.status}
        suits = [f"{name} {', '.join(values)}" for name, values in limits.items() if values]
        if suits:
            lines += ["", f"Berlaku untuk: {'; '.join(suits)}"]
        if self.message:
            lines += ["", f"Pesan: {self.message}"]
        lines += ["", self.explanation.strip()]
        if self.basis:
            lines += ["", "## Dasar", ""]
            for basis in self.basis:
                since = f", mengikat sejak {basis.sejak.isoformat()}" if basis.sejak else ""
                lines.append(f"- {regulation.render_citation(basis.sitasi)}{since}{_description(basis.sitasi)}")
        for title, content in (("Benar", self.correct), ("Salah", self.wrong)):
            if content.strip():
                lines += ["", f"## {title}", "", "```yaml", content.rstrip(), "```"]
        return "\n".join(lines) + "\n"


def _description(citation: str) -> str:
    provision = regulation.provision(citation)
    return f": {provision.uraian}" if provision is not None else ""


@cache
def shape_codes() -> tuple[ShapeCode, ...]:
    """The codes that are not rules.

    Raises:
        BrokenRule: the packaged table is broken.
    """
    node, findings = load(TABLE.read_bytes(), TABLE.name)
    decoder = Decoder()
    result = [decoder.record(ShapeCode, item) for item in node.items] if isinstance(node, SequenceNode) else []
    if findings or decoder.findings or not result:
        raise BrokenRule(f"{TABLE.name}: {[finding.message for finding in findings + decoder.findings]}")
    return tuple(code for code in result if code is not None)


def _shape_page(shape_code: ShapeCode) -> Page:
    return Page(
        shape_code.kode,
        shape_code.nama,
        shape_code.ringkas_en,
        shape_code.tingkat,
        "",
        shape_code.penjelasan,
        tingkat_lain=shape_code.tingkat_lain or {},
    )


def rule_page(rule: Rule) -> Page:
    """The page of a rule."""
    example = rule.contoh
    return Page(
        rule.kode,
        rule.nama,
        rule.ringkas_en or f"{rule.nama[:1].upper()}{rule.nama[1:]}".replace("-", " "),
        rule.tingkat,
        rule.pesan,
        rule.penjelasan,
        rule.dasar,
        rule.berlaku,
        example.benar if example else "",
        example.salah if example else "",
    )


@cache
def all_pages() -> dict[str, Page]:
    """Every code's page, by code in order."""
    pages = {code.kode: _shape_page(code) for code in shape_codes()}
    pages |= {rule.kode: rule_page(rule) for rule in packaged_rules()}
    return dict(sorted(pages.items()))


def page_of(code: str, pages: Mapping[str, Page]) -> Page:
    """The page of a code, however it is written.

    Args:
        code: the code as somebody types it.
        pages: the pages that there are, by code.

    Raises:
        Refused: there is no such code.
    """
    written = code.strip().upper()
    if written in pages:
        return pages[written]
    suggestion = nearest(written.lower(), [present.lower() for present in pages])
    what_next = f"maksud Anda `{suggestion.upper()}`?" if suggestion else "daftar kode: `ksdgen rules`"
    raise Refused(f"kode `{written}` tidak ada; {what_next}")


def pages_with(own: OwnRules) -> dict[str, Page]:
    """Every code's page, those of a repository's own rules after the others."""
    return {**all_pages(), **{ready.rule.kode: rule_page(ready.rule) for ready in own.rules}}
