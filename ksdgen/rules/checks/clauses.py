"""What an agreement does with standard clauses: every difference has its reason, and consent where the clause asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ksdgen import bahasa
from ksdgen.catalogue.front_matter import beyond_limits
from ksdgen.compose.composition import Allowance, ClauseUse
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.node import Node, ScalarNode
from ksdgen.source.record import record_field


def _deviating(k: Context) -> Iterator[tuple[ClauseUse, dict[str, str]]]:
    """The clauses that the agreement rewords, leaves out or replaces, with the words of a message."""
    for p in k.composition.klausul:
        if p.deviates:
            yield p, {"klausul": p.code, "apa": p.state.value}


@shape("perubahan_beralasan", words=("apa", "klausul"))
def perubahan_beralasan(k: Context) -> Iterator[Finding]:
    """A standard clause that is reworded, left out or replaced says why."""
    for u, fillings in _deviating(k):
        if not u.reason:
            yield Finding(u.route, fillings, span=u.span)


@shape("klausul_tetap", words=("apa", "klausul"))
def klausul_tetap(k: Context) -> Iterator[Finding]:
    """A clause that may not be changed is not changed."""
    for u, fillings in _deviating(k):
        if u.allowance is Allowance.FORBIDDEN:
            yield Finding(u.route, fillings, span=u.span)


@shape("perubahan_disetujui", words=("apa", "hal", "klausul"))
def perubahan_disetujui(k: Context) -> Iterator[Finding]:
    """A clause that may be changed with consent names who consented and when."""
    for u, fillings in _deviating(k):
        if u.allowance is not Allowance.NEEDS_CONSENT:
            continue
        s = u.consent
        if s is None:
            yield Finding(u.route, {**fillings, "hal": "belum disetujui bagian hukum"}, span=u.span)
            continue
        lacking = [name for name, content in (("jabatan", s.oleh), ("tanggal", s.tanggal)) if not content]
        if lacking:
            what_is_wrong = f"persetujuannya belum menyebut {bahasa.join(lacking)}"
            route = _consent_route(k, u)
            yield Finding(route, {**fillings, "hal": what_is_wrong}, span=k.places.key(route))


@shape("tanggal_persetujuan", words=("apa", "hal", "klausul", "tanggal"))
def tanggal_persetujuan(k: Context) -> Iterator[Finding]:
    """Consent was given before the agreement was signed, and not in the future."""
    ttd = k.naskah.penandatanganan.tanggal
    for u, fillings in _deviating(k):
        consent_date = u.consent.tanggal if u.consent is not None else None
        if consent_date is None:
            continue
        if isinstance(ttd, date) and consent_date > ttd:
            what_is_wrong = f"sesudah penandatanganan tanggal {bahasa.long_date(ttd)}"
        elif consent_date > k.today:
            what_is_wrong = f"sesudah hari ini, {bahasa.long_date(k.today)}"
        else:
            continue
        yield Finding(
            f"{_consent_route(k, u)}.tanggal",
            {**fillings, "tanggal": bahasa.long_date(consent_date), "hal": what_is_wrong},
        )


@shape("persetujuan_basi", words=("apa", "klausul", "sidik"))
def persetujuan_basi(k: Context) -> Iterator[Finding]:
    """Consent counts for the words that were consented to."""
    for u, fillings in _deviating(k):
        if u.consent is not None and u.consent.sidik and u.consent.sidik.strip().lower() != u.digest:
            yield Finding(f"{_consent_route(k, u)}.sidik", {**fillings, "sidik": u.digest})


@shape("persetujuan_terikat", words=("apa", "klausul", "sidik"))
def persetujuan_terikat(k: Context) -> Iterator[Finding]:
    """Consent says by a digest which words it is for."""
    for u, fillings in _deviating(k):
        s = u.consent
        if u.allowance is Allowance.NEEDS_CONSENT and u.text and s is not None and s.oleh and s.tanggal and not s.sidik:
            route = _consent_route(k, u)
            yield Finding(route, {**fillings, "sidik": u.digest}, span=k.places.key(route))


@shape("persetujuan_terpakai", words=("hal",))
def persetujuan_terpakai(k: Context) -> Iterator[Finding]:
    """Consent stands where something differs from the standard."""
    deviates = {u.code for u in k.composition.klausul if u.state.deviates}
    for code, choice in (k.naskah.klausul or {}).items():
        if choice.disetujui is not None and code not in deviates:
            yield Finding(f"klausul.{code}.disetujui", {"hal": f"klausul `{code}` tidak diubah"}, key=True)
    replacements = {u.replaced_by for u in k.composition.klausul}
    for i, t in enumerate(k.naskah.pasal_tambahan):
        if t.disetujui is not None and i not in replacements:
            what_is_wrong = f"pasal `{t.kode}` tidak menggantikan klausul baku"
            yield Finding(f"pasal_tambahan.{i}.disetujui", {"hal": what_is_wrong}, key=True)


class SameAsVariant(Parameter):
    """What a reworded clause is compared with."""

    varian: bool = record_field("Dibandingkan dengan varian lain, bukan yang dipakai", default=False)


@shape("ubahan_berbeda", SameAsVariant, words=("klausul", "varian"))
def ubahan_berbeda(k: Context, p: SameAsVariant) -> Iterator[Finding]:
    """A reworded clause says something else than the standard: than the variant in use, or than another one (`varian: true`)."""
    for u in k.composition.klausul:
        if u.same is not None and bool(u.same) is p.varian:
            yield Finding(f"klausul.{u.code}.ubah", {"klausul": u.code, "varian": u.same}, key=True)


@shape("isian_dalam_batas", words=("batas", "isian", "klausul", "nilai"))
def isian_dalam_batas(k: Context) -> Iterator[Finding]:
    """A blank is filled within the limits of the clause."""
    for pasal in k.composition.pasal:
        choice = (k.naskah.klausul or {}).get(pasal.code)
        if pasal.origin != "klausul" or pasal.klausul is None or choice is None:
            continue
        content: dict[str, Node] = dict(choice.isian or {})
        for name, node in content.items():
            d = (pasal.klausul.isian or {}).get(name)
            limit = beyond_limits(d, node) if d is not None else None
            if limit is not None and isinstance(node, ScalarNode):
                text = node.text.strip()
                yield Finding(
                    f"klausul.{pasal.code}.isian.{name}",
                    {"klausul": pasal.code, "isian": name, "nilai": text, "batas": limit},
                )


@shape("pasal_mendampingi", words=("judul", "klausul"))
def pasal_mendampingi(k: Context) -> Iterator[Finding]:
    """An article of the agreement's own does not settle again what a standard clause of the paper settles."""
    for u in k.composition.klausul:
        for i in u.companions:
            yield Finding(f"pasal_tambahan.{i}.judul", {"klausul": u.code, "judul": k.naskah.pasal_tambahan[i].judul})


def _consent_route(k: Context, u: ClauseUse) -> str:
    """Where the consent that counts is written."""
    if u.replaced_by is not None and k.naskah.pasal_tambahan[u.replaced_by].disetujui is not None:
        return f"pasal_tambahan.{u.replaced_by}.disetujui"
    return f"klausul.{u.code}.disetujui"
