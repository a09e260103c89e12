"""What an agreement does with each standard clause: takes it, fills it in, rewords it, leaves it out, or puts an
article of its own in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ksdgen.catalogue.front_matter import KlausulFrontMatter, klausul_title
from ksdgen.compose.composition import ClauseState, ClauseUse, Pasal
from ksdgen.compose.plan import Plan
from ksdgen.compose.task import Job
from ksdgen.naskah.articles import KlausulChoice
from ksdgen.naskah.model import Naskah
from ksdgen.source.places import Places

# --- the list ---------------------------------------------------------------------------------------------------------


def clause_uses(job: Job, plan: Plan) -> tuple[ClauseUse, ...]:
    """All standard clauses of an agreement: those of its document in order, then those left out or replaced."""
    naskah, places = job.naskah, job.places
    replaced, accompanied = _match_extra(job, plan) if naskah.pasal_tambahan else ({}, {})
    result = []

    def add(pasal: Pasal, state: ClauseState, replaced_by: int | None = None) -> None:
        accompanied_by = accompanied.get(pasal.code, ())
        result.append(
            clause_use(
                naskah,
                places,
                pasal.code,
                pasal.title,
                pasal.version,
                pasal.variant,
                pasal.strictness,
                state,
                replaced_by,
                accompanied_by,
            )
        )

    for planned in plan.pasal:
        if planned.klausul is not None:
            state = ClauseState.CHANGED if planned.origin == "ubahan" else _standard_state(naskah, planned.code)
            add(planned, state)
    for planned in plan.deleted:
        index = replaced.pop(planned.code, None)
        add(planned, ClauseState.DELETED if index is None else ClauseState.REPLACED, index)
    for code, index in replaced.items():
        file = job.klausul(code)
        if file is not None:
            front_matter: KlausulFrontMatter = file.front_matter
            title = klausul_title(front_matter, None)
            add(Pasal(code, title, front_matter.unsur, "", front_matter), ClauseState.REPLACED, index)
    return tuple(result)


def clause_use(
    naskah: Naskah,
    places: Places,
    code: str,
    title: str,
    version: int | None,
    variant: str | None,
    strictness: str,
    state: ClauseState,
    replaced_by: int | None,
    companions: tuple[int, ...] = (),
) -> ClauseUse:
    """A use with what the agreement itself says of it: its words, the reason, the consent, and where."""
    choice = (naskah.klausul or {}).get(code)
    route = f"klausul.{code}" if choice is not None else ""
    span = places.key(route) if route else places.start()
    reason = choice.alasan if choice is not None else None
    consent = choice.disetujui if choice is not None else None
    text = ""
    if state is ClauseState.CHANGED and choice is not None:
        text = choice.ubah or ""
    elif state is ClauseState.REPLACED and replaced_by is not None and replaced_by < len(naskah.pasal_tambahan):
        extra = naskah.pasal_tambahan[replaced_by]
        text = f"{extra.judul}\n{extra.isi}"
        if extra.alasan or extra.disetujui or not route:
            route = f"pasal_tambahan.{replaced_by}"
            span = places.span(f"{route}.judul")
        reason, consent = extra.alasan or reason, extra.disetujui or consent
    return ClauseUse(
        code, title, version, variant, strictness, state, route, span, reason, consent, text, replaced_by, companions
    )


def _standard_state(naskah: Naskah, code: str) -> ClauseState:
    choice = (naskah.klausul or {}).get(code)
    return ClauseState.ISIAN if choice is not None and choice.isian else ClauseState.STANDARD


# --- articles of the agreement's own that do a clause's work ----------------------------------------------------------


def _match_extra(job: Job, plan: Plan) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """Which additional article stands in for which clause, and which stand beside a clause on the same matter.

    An article stands in for a clause that the document does not have when it has the clause's code or title or one
    nearly the same, or when it says that it fulfils an element of the clause that no standard clause of the document
    fulfils.
    """
    used = {p.code: p for p in plan.pasal if p.klausul is not None}
    deleted = [p.code for p in plan.deleted]
    of_document = {p.code: p.klausul for p in (*used.values(), *plan.deleted) if p.klausul is not None}
    replaced: dict[str, int] = {}
    accompanied: dict[str, list[int]] = {}
    known_titles: dict[str, set[str]] = {}
    fulfilled = {u for p in used.values() if p.klausul is not None for u in p.klausul.unsur}
    for index, extra in enumerate(job.naskah.pasal_tambahan):
        headings = _headings(extra.judul)
        candidates = dict(_candidates(job, [*headings, extra.kode.replace("_", " ")], extra.unsur, of_document))
        for code, front_matter in candidates.items():
            if code not in known_titles:
                known_titles[code] = _known_titles(code, front_matter)
        titles = {code: known_titles[code] for code in candidates}
        unsur = set(extra.unsur)
        # PEMBAYARAN is no misspelt PEMBIAYAAN: a title that some clause has is not near another.
        exact = set().union(*titles.values())
        if headings and headings[0] in exact:
            headings = headings[:1]  # PERNYATAAN DAN JAMINAN is one matter, not two
        for code, front_matter in candidates.items():
            same_name = code == extra.kode or any(
                heading in titles[code]
                or (index < _COMPARED and heading not in exact and _is_alike(heading, titles[code]))
                for heading in headings
            )
            same_unsur = not unsur.isdisjoint(front_matter.unsur)
            if code in used or code in replaced:
                if same_name or same_unsur:
                    accompanied.setdefault(code, []).append(index)
            elif same_name:
                replaced[code] = index
            elif same_unsur:
                # Several clauses may fulfil one element; the one that was left out is the one that is replaced.
                free = unsur & set(front_matter.unsur) - fulfilled
                rivals = {k for k in deleted if k != code and k in of_document and free & set(of_document[k].unsur)}
                if free and (code in deleted or not rivals):
                    replaced[code] = index
    return replaced, {code: tuple(indices) for code, indices in accompanied.items()}


def _candidates(
    job: Job, headings: Sequence[str], unsur: Sequence[str], of_document: Mapping[str, KlausulFrontMatter]
) -> Iterator[tuple[str, KlausulFrontMatter]]:
    """The clauses of this document, then others for such agreements that an article with these headings may be about."""
    yield from of_document.items()
    naskah = job.naskah
    prefixes = {word[:4] for j in headings for word in j.split() if len(word) > 3}
    for code in job.catalogue.marked_klausul(prefixes.union(u.lower() for u in unsur)):
        if code in of_document:
            continue
        file = job.klausul(code)
        if file is None:
            continue
        front_matter: KlausulFrontMatter = file.front_matter
        if front_matter.suits(naskah.jenis, naskah.kategori.value):
            yield code, front_matter


_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_CONJUNCTION = re.compile(r" (?:dan|serta|atau|dan atau) ")
_LIKENESS_LIMIT = 0.86
"""From which likeness on two titles are the same title with a slip of the pen; "objek" and "subjek" are not."""
_COMPARED = 100
"""For how many articles of its own that is looked at, which takes time."""
_MATTERS = 20
"""How many matters a title names at most."""


def _headings(title: str) -> list[str]:
    """A title in plain small letters, as a whole and each of the matters that it names."""
    plain = f" {_NOT_LETTERS.sub(' ', _BRACKETS.sub(' ', title.lower()))} "
    bracketed = [_NOT_LETTERS.sub(" ", k.lower()).strip() for k in _BRACKETS.findall(title)]
    whole = " ".join(plain.split())
    parts = [b.strip() for b in _CONJUNCTION.split(whole)]
    comma_parts = [_NOT_LETTERS.sub(" ", b).strip() for b in re.split(r"[,;/]", title.lower())]
    return [j for j in dict.fromkeys([whole, *parts, *comma_parts, *bracketed]) if j][:_MATTERS]


def _known_titles(code: str, front_matter: KlausulFrontMatter) -> set[str]:
    """The titles by which a clause is known."""
    official = [front_matter.judul] if isinstance(front_matter.judul, str) else list(front_matter.judul.values())
    return {j for name in (*official, *front_matter.judul_lain, code.replace("_", " ")) for j in _headings(name)[:1]}


def _is_alike(title: str, titles: Iterable[str]) -> bool:
    import difflib  # only where an agreement has articles of its own

    near = [n for n in titles if abs(len(title) - len(n)) <= 4 and len(n) >= 6]
    return any(difflib.SequenceMatcher(None, title, n, autojunk=False).ratio() >= _LIKENESS_LIMIT for n in near)


# --- undoing ----------------------------------------------------------------------------------------------------------


def without_deviations(naskah: Naskah, uses: Iterable[ClauseUse], *, restore: bool) -> tuple[Naskah, dict[int, str]]:
    """The agreement as it would be with standard clauses only, and the articles of its own that stand in for one.

    Args:
        naskah: the agreement.
        uses: what it does with standard clauses.
        restore: whether clauses that are left out come back too.
    """
    choices: dict[str, KlausulChoice] = dict(naskah.klausul or {})
    replacements: dict[int, str] = {}
    for use in uses:
        if use.state is ClauseState.REPLACED and use.replaced_by is not None:
            replacements.setdefault(use.replaced_by, use.code)
        if use.state.deviates and (restore or use.state is not ClauseState.DELETED):
            choices[use.code] = choices.get(use.code, KlausulChoice()).replace(ubah=None, hapus=False)
    return naskah.replace(klausul=choices), replacements
