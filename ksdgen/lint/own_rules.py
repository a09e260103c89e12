"""A repository's own rules: facts and kinds of paper that exist, and examples that behave."""

from __future__ import annotations

import re
from datetime import date

from ksdgen.compose.composer import Composer
from ksdgen.compose.task import did_you_mean
from ksdgen.diagnostics import Severity
from ksdgen.lint.front_matter import wrong_route
from ksdgen.lint.shelf import Shelf
from ksdgen.naskah.model import Naskah
from ksdgen.rules import engine
from ksdgen.rules.decoding import BROKEN_CODE, Ready, RuleReading
from ksdgen.rules.examples import FOLDER, base_text, put
from ksdgen.rules.own import own_rules
from ksdgen.rules.rule import Context
from ksdgen.source.decode import Decoder
from ksdgen.source.parse import load
from ksdgen.source.places import Places
from ksdgen.world.codes import finding

_DAY = date(2026, 12, 31)
"""Undated examples are judged on this day, or when a rule binds from later on, on that day: results do not change with
the calendar.
"""


def check_own_rules(shelf: Shelf) -> None:
    """Every own rule of a repository."""
    own = own_rules(shelf.catalogue.tree)
    shelf.note(own.findings)
    examples = _Examples(shelf)
    for reading in own.readings.values():
        # Examples of a rule that names what does not exist only say so again.
        if reading.ready is not None and _names_exist(shelf, reading, reading.ready):
            examples.check(reading, reading.ready)


def _names_exist(shelf: Shelf, reading: RuleReading, ready: Ready) -> bool:
    """Kinds of paper and routes of facts: a misspelt one makes a rule that never finds anything, or always does."""
    rule, places = ready.rule, reading.places
    before = len(shelf.findings)
    kinds = [("berlaku.jenis", rule.berlaku.jenis)]
    kinds += [(f"dasar.{index}.jenis", d.jenis) for index, d in enumerate(rule.dasar)]
    for route, names in kinds:
        for index, name in enumerate(names):
            if name not in shelf.kinds:
                hint = did_you_mean(name, shelf.kinds, f"jenis yang ada: {', '.join(shelf.kinds)}")
                shelf.report("KSD013", f"jenis naskah `{name}` tidak ada", places.span(f"{route}.{index}"), hint)
    for place, fact in ready.parameter.routes() if ready.parameter is not None else ():
        wrong = wrong_route(fact)
        if wrong is not None:
            shelf.report("KSD013", f"fakta `{fact}` tidak ada dalam naskah", places.span(f"parameter.{place}"), wrong)
    return len(shelf.findings) == before


class _Examples:
    """Judges the examples of rules, each by its own rule alone."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._composer: Composer | None = None

    def check(self, reading: RuleReading, ready: Ready) -> None:
        """The right example is in order, the wrong one has its findings where it marks them."""
        example, places = ready.rule.contoh, reading.places
        if example is None:
            return
        bases = sorted(p.stem for p in FOLDER.glob("*.yaml"))
        if example.naskah not in bases:
            hint = did_you_mean(example.naskah, bases, f"contoh yang ada: {', '.join(bases)}")
            self._report(f"contoh naskah `{example.naskah}` tidak ada", places, "contoh.naskah", hint)
            return
        code = ready.rule.kode
        for name, text in (("benar", example.benar), ("salah", example.salah)):
            whole = put(base_text(example.naskah), text)
            lines = self._lines(ready, whole, places, f"contoh.{name}")
            if lines is None:
                continue
            marked = [
                whole.count("\n", 0, m.start()) + 1 for m in re.finditer(rf"# <- {code}\s*$", whole, re.MULTILINE)
            ]
            if name == "benar" and lines:
                self._report(
                    f"contoh benar menimbulkan temuan {code}", places, "contoh.benar", "perbaiki contoh atau aturannya"
                )
            elif name == "salah" and not lines:
                hint = "perbaiki contoh atau aturannya; periksa juga `berlaku`"
                self._report(f"contoh salah tidak menimbulkan temuan {code}", places, "contoh.salah", hint)
            elif name == "salah" and lines != marked:
                rows = whole.split("\n")
                hint = f"temuannya pada baris `{rows[lines[0] - 1].partition('#')[0].strip()}`; akhiri baris itu dengan `# <- {code}`"
                self._report("contoh salah tidak menandai baris temuannya", places, "contoh.salah", hint)

    def _lines(self, ready: Ready, text: str, places: Places, route: str) -> list[int] | None:
        """The lines of what a rule finds in an example; None when the example cannot be judged."""
        node, findings = load(text.encode(), "contoh.yaml")
        decoder = Decoder()
        naskah = decoder.record(Naskah, node) if node is not None else None
        faults = [finding for finding in findings + decoder.findings if finding.severity is Severity.ERROR]
        if naskah is None or faults:
            reason = faults[0].message if faults else "kosong"
            self._report(
                f"contoh ini tidak dapat dibaca: {reason}",
                places,
                route,
                "tulis kunci naskah seperti pada berkas naskah",
            )
            return None
        if self._composer is None:
            self._composer = Composer(self._shelf.catalogue, _Pictures())
        fields = ("kesepakatan_bersama", "nota_kesepakatan", "rencana_kerja")
        ksb, nota, plan = (_related(naskah, field) for field in fields)
        own_places = Places(node, "contoh.yaml")
        composition = self._composer.compose(naskah, own_places, ksb=ksb, nota=nota)
        if not composition.dokumen.content:
            self._report(
                "contoh ini tidak dapat disusun",
                places,
                route,
                composition.findings[0].message if composition.findings else None,
            )
            return None
        kind = self._shelf.kinds.get(naskah.jenis)
        day = max([_DAY, *(d.sejak for d in ready.rule.dasar if d.sejak is not None)])
        context = Context(naskah, own_places, composition, kind, day, ksb, nota, plan)
        found = engine.apply_rule(ready, context, tuple(d.sitasi for d in ready.rule.dasar))
        return sorted(finding.span.line if finding.span is not None else 0 for finding in found)

    def _report(self, message: str, places: Places, route: str, hint: str | None) -> None:
        self._shelf.note([finding(BROKEN_CODE, message, places.key(route), hint)])


def _related(naskah: Naskah, field: str) -> Naskah | None:
    """The packaged agreement that an example names by file; all of them stand beside each other."""
    path = getattr(naskah, field)
    if not isinstance(path, str) or not (FOLDER / path).is_file():
        return None
    node, _ = load(base_text(path.removesuffix(".yaml")).encode(), path)
    return Decoder().record(Naskah, node) if node is not None else None


class _Pictures:
    """A tree in which every picture is there and nothing else."""

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        return b"\x89PNG\r\n\x1a\n" if path.endswith(".png") else None

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        return []

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        return []

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return path
