"""Which articles the document has, in which order, and in which variant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import Any

from ksdgen.catalogue.front_matter import KlausulFrontMatter, TemplateFile, Variant, klausul_title
from ksdgen.compose.composition import Pasal
from ksdgen.compose.task import Choice, Job
from ksdgen.compose.views import text_deferred
from ksdgen.diagnostics import Span
from ksdgen.naskah.articles import ExtraPasal, KlausulChoice
from ksdgen.naskah.model import Naskah
from ksdgen.source.advice import a_few


@dataclass(slots=True)
class Plan:
    """The articles of a document, and those that it would have if the agreement did not take them out."""

    pasal: list[Pasal]
    deleted: list[Pasal]


_Loose = tuple[Pasal, tuple[str, ...]]
"""A chosen clause that the document type does not list, and the articles after which it may go."""


def make_plan(job: Job, choice: Choice) -> Plan:
    """The articles in order: those of the document type, those chosen in addition, the agreement's own."""
    planner = _Planner(job, choice)
    return Plan(planner.plan(), planner.deleted)


class _Planner:
    def __init__(self, job: Job, choice: Choice) -> None:
        self.job = job
        self.naskah = job.naskah
        self.catalogue = job.catalogue
        self.kind = choice.kind
        self.term = choice.term
        self.chosen: Mapping[str, KlausulChoice] = self.naskah.klausul or {}
        self.deleted: list[Pasal] = []

    def plan(self) -> list[Pasal]:
        result = self._standard_pasal()
        _insert_loose(result, self._loose())
        self._insert_extra(result)
        return result

    # --- standard clauses ---------------------------------------------------------------------------------------------

    def _standard_pasal(self) -> list[Pasal]:
        """The clauses that the document type lists, without those that do not apply or are taken out."""
        result: list[Pasal] = []
        for code in dict.fromkeys(self.kind.pasal):
            file = self.job.klausul(code)
            if file is None:
                self._missing_klausul(code)
                continue
            front_matter: KlausulFrontMatter = file.front_matter
            chosen = self.chosen.get(code)
            deleted = chosen is not None and chosen.hapus
            if not self._for_category(front_matter):
                continue
            wanted = chosen is not None and not deleted
            if front_matter.bila and not wanted and not any(_has_fact(self.naskah, r) for r in front_matter.bila):
                continue
            pasal = self._pasal(code, file, chosen)
            (self.deleted if deleted else result).append(pasal)
        return result

    def _loose(self) -> list[_Loose]:
        """The clauses that the agreement chooses and its document type does not list."""
        result: list[_Loose] = []
        for code, chosen in self.chosen.items():
            file = self.job.klausul(code)
            if file is None:
                self._unknown_klausul(code)
                continue
            front_matter: KlausulFrontMatter = file.front_matter
            standard = code in self.kind.pasal
            for_kind = standard or not front_matter.jenis or self.naskah.jenis in front_matter.jenis
            if not for_kind or not self._for_category(front_matter):
                self._unsuitable_klausul(code, front_matter)
            elif not standard and not chosen.hapus:
                after = front_matter.letak.setelah if front_matter.letak else ()
                result.append((self._pasal(code, file, chosen), after))
        return result

    def _for_category(self, front_matter: KlausulFrontMatter) -> bool:
        return not front_matter.kategori or self.naskah.kategori.value in front_matter.kategori

    def _pasal(self, code: str, file: TemplateFile, choice: KlausulChoice | None) -> Pasal:
        front_matter: KlausulFrontMatter = file.front_matter
        variant = self._variant(code, front_matter, choice)
        title = klausul_title(front_matter, variant)
        if choice is not None and choice.ubah is not None:
            return Pasal(code, title, front_matter.unsur, "ubahan", front_matter, variant, file.path)
        unsur = front_matter.unsur if all(_has_fact(self.naskah, route) for route in front_matter.fakta) else ()
        return Pasal(code, title, unsur, "klausul", front_matter, variant, file.path)

    def _variant(self, code: str, front_matter: KlausulFrontMatter, choice: KlausulChoice | None) -> str | None:
        """The variant that is chosen, else the first that applies and may be taken without being chosen."""
        variants = front_matter.varian or {}
        matched = [name for name, v in variants.items() if self._variant_matches(v)]
        name = choice.varian if choice is not None else None
        if name in matched:
            return name
        if name is not None:
            self._wrong_variant(code, name, list(variants), matched)
        return next((v for v in matched if not variants[v].pilihan), None)

    def _variant_matches(self, variant: Variant) -> bool:
        return variant.suits(self.naskah.jenis, self.naskah.kategori.value)

    # --- the agreement's own articles ---------------------------------------------------------------------------------

    def _insert_extra(self, result: list[Pasal]) -> None:
        """Place the agreement's own articles; one may follow another whatever order they are written in.

        They are gone through again and again, as long as one more finds its place; those that wait for an article are
        looked at again when that one is there.
        """
        replacements = self.job.replacements
        extras = self.naskah.pasal_tambahan
        chain = _Chain(result)
        # After which article the next of the same place goes. What follows an article that a clause stands in for
        # follows the clause.
        tails = {extras[index].kode: code for index, code in replacements.items()}
        waiting: dict[str, list[int]] = {}
        turns: list[tuple[int, int]] = []  # in which going through, and the number of the article
        for index, extra in enumerate(extras):
            if index not in replacements:
                anchor = tails.get(extra.setelah, extra.setelah)
                if anchor in chain or extra.kode in chain:
                    turns.append((1, index))
                else:
                    waiting.setdefault(anchor, []).append(index)
        while turns:
            time, index = heappop(turns)
            extra = extras[index]
            if extra.kode in chain:
                self._used_code(index, extra)
                continue
            chain.insert(tails.get(extra.setelah, extra.setelah), _extra_pasal(index, extra))
            tails[extra.setelah] = extra.kode
            for other in waiting.pop(extra.kode, ()):
                heappush(turns, (time if other > index else time + 1, other))
        result[:] = chain.in_order()
        present = [pasal.code for pasal in result]
        for index in sorted(index for waiters in waiting.values() for index in waiters):
            extra = extras[index]
            if extra.kode in chain:
                self._used_code(index, extra)
                continue
            self._missing_anchor(index, extra, present)
            present.append(extra.kode)
            result.append(_extra_pasal(index, extra))

    # --- what is wrong ------------------------------------------------------------------------------------------------

    def _missing_klausul(self, code: str) -> None:
        """A document type lists a clause that is not there or cannot be read."""
        broken = self.catalogue.file_findings(f"klausul/{code}.j2")
        self.job.findings += broken
        if not broken:
            message = f"jenis naskah {self.kind.sebutan} menyebut klausul `{code}` yang tidak ada"
            self.job.broken_template("KSD041", message, Span.at(self.catalogue.tree.name(f"{self.kind.jenis}.j2")))

    def _unknown_klausul(self, code: str) -> None:
        """The agreement chooses a clause that is not there or cannot be read."""
        broken = self.catalogue.file_findings(f"klausul/{code}.j2")
        self.job.findings += broken
        if not broken:
            route = f"klausul.{code}"
            hint = self.job.did_you_mean(code, self.catalogue.list_klausul(), "lihat berkas pada templates/klausul/")
            self.job.report("KSD013", f"klausul `{code}` tidak ada", self.job.places.key(route), hint, route)

    def _unsuitable_klausul(self, code: str, front_matter: KlausulFrontMatter) -> None:
        route = f"klausul.{code}"
        self.job.report(
            "KSD015",
            f"klausul `{code}` bukan untuk {self.term} kategori {self.naskah.kategori.value}",
            self.job.places.key(route),
            f"klausul ini untuk: {', '.join((*front_matter.jenis, *front_matter.kategori))}",
            route,
        )

    def _wrong_variant(self, code: str, name: str, declared: list[str], matched: list[str]) -> None:
        route = f"klausul.{code}.varian"
        span = self.job.places.span(route)
        if name not in declared:
            present = f"varian yang ada: {', '.join(declared)}" if declared else "klausul ini tidak bervarian"
            message = f"klausul `{code}` tidak mempunyai varian `{name}`"
            self.job.report("KSD013", message, span, self.job.did_you_mean_and(name, declared, present), route)
            return
        message = f"varian `{name}` dari klausul `{code}` bukan untuk {self.term} kategori {self.naskah.kategori.value}"
        self.job.report("KSD015", message, span, f"varian yang dapat dipakai: {', '.join(matched)}", route)

    def _used_code(self, index: int, extra: ExtraPasal) -> None:
        route = f"pasal_tambahan.{index}.kode"
        span = self.job.places.span(route)
        hint = "beri pasal tambahan ini kode lain"
        self.job.report("KSD031", f"kode pasal `{extra.kode}` sudah dipakai", span, hint, route)

    def _missing_anchor(self, index: int, extra: ExtraPasal, present: list[str]) -> None:
        route = f"pasal_tambahan.{index}.setelah"
        span = self.job.places.span(route)
        hint = self.job.did_you_mean(extra.setelah, present, f"pasal yang ada: {a_few(present)}")
        message = f"`setelah: {extra.setelah}` tidak menunjuk pasal dalam naskah ini"
        self.job.report("KSD030", message, span, hint, route)


class _Chain:
    """Articles in order, into which others are put behind those that they follow."""

    def __init__(self, pasal: list[Pasal]) -> None:
        self._pasal = {p.code: p for p in pasal}
        codes = [None, *(p.code for p in pasal), None]
        self._next = dict(pairwise(codes))

    def __contains__(self, code: str) -> bool:
        return code in self._pasal

    def insert(self, code: str, pasal: Pasal) -> None:
        """Put an article right behind the one with a code."""
        self._pasal[pasal.code] = pasal
        self._next[pasal.code], self._next[code] = self._next[code], pasal.code

    def in_order(self) -> list[Pasal]:
        """All articles."""
        result: list[Pasal] = []
        code = self._next[None]
        while code is not None:
            result.append(self._pasal[code])
            code = self._next[code]
        return result


def _insert_loose(result: list[Pasal], loose: list[_Loose]) -> None:
    """Place chosen clauses that the type does not list; those with the same place keep the order of the agreement."""
    tails: dict[str, str] = {}  # after which article the next of the same place goes
    while loose:
        waiting = {pasal.code for pasal, _ in loose}
        present = {"awal", *waiting, *(pasal.code for pasal in result)}
        for index, (pasal, after) in enumerate(loose):
            anchor = next((s for s in after if s in present), None)
            if anchor in waiting and anchor != pasal.code and index < len(loose) - 1:
                continue  # first the clause after which this one goes
            position = _position(result, tails.get(anchor or "", anchor))
            if anchor == "awal" and position is None:
                position = -1
            result.insert(len(result) if position is None else position + 1, pasal)
            if anchor is not None:
                tails[anchor] = pasal.code
            del loose[index]
            break


def _position(pasal: list[Pasal], code: str | None) -> int | None:
    """Where an article stands in a list, or None."""
    return next((i for i, p in enumerate(pasal) if p.code == code), None)


def _extra_pasal(index: int, extra: ExtraPasal) -> Pasal:
    return Pasal(extra.kode, extra.judul, extra.unsur, f"tambahan.{index}")


def _has_fact(naskah: Naskah, route: str) -> bool:
    """Whether a fact is given.

    `*` in a route means every element of a list or mapping, and at least one; `|` divides routes of which one will do.
    """
    return any(_present(naskah, r.split(".")) for r in route.split("|"))


def _present(value: Any, steps: list[str]) -> bool:
    if value is None or value == "" or value == () or value == {} or text_deferred(value):
        return False
    if isinstance(value, tuple) and not steps:
        return not all(map(text_deferred, value))
    if not steps:
        return True
    step, rest = steps[0], steps[1:]
    if step == "*":
        children = list(value.values()) if isinstance(value, Mapping) else list(value)
        return bool(children) and all(_present(a, rest) for a in children)
    if isinstance(value, Mapping):
        return _present(value.get(step), rest)
    return _present(getattr(value, step, None), rest)
