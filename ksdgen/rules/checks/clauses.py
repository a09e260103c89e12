"""What an agreement does with standard clauses: every difference has its reason, and consent where the clause asks for
it.
"""

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


def _deviating(context: Context) -> Iterator[tuple[ClauseUse, dict[str, str]]]:
    """The clauses that the agreement rewords, leaves out or replaces, with the words of a message."""
    for use in context.composition.klausul:
        if use.deviates:
            yield use, {"klausul": use.code, "apa": use.state.value}


@shape("perubahan_beralasan", words=("apa", "klausul"))
def perubahan_beralasan(context: Context) -> Iterator[Finding]:
    """A standard clause that is reworded, left out or replaced says why."""
    for use, fillings in _deviating(context):
        if not use.reason:
            yield Finding(use.route, fillings, span=use.span)


@shape("klausul_tetap", words=("apa", "klausul"))
def klausul_tetap(context: Context) -> Iterator[Finding]:
    """A clause that may not be changed is not changed."""
    for use, fillings in _deviating(context):
        if use.allowance is Allowance.FORBIDDEN:
            yield Finding(use.route, fillings, span=use.span)


@shape("perubahan_disetujui", words=("apa", "hal", "klausul"))
def perubahan_disetujui(context: Context) -> Iterator[Finding]:
    """A clause that may be changed with consent names who consented and when."""
    for use, fillings in _deviating(context):
        if use.allowance is not Allowance.NEEDS_CONSENT:
            continue
        consent = use.consent
        if consent is None:
            yield Finding(use.route, {**fillings, "hal": "belum disetujui bagian hukum"}, span=use.span)
            continue
        lacking = [name for name, value in (("jabatan", consent.oleh), ("tanggal", consent.tanggal)) if not value]
        if lacking:
            what_is_wrong = f"persetujuannya belum menyebut {bahasa.join(lacking)}"
            route = _consent_route(context, use)
            yield Finding(route, {**fillings, "hal": what_is_wrong}, span=context.places.key(route))


@shape("tanggal_persetujuan", words=("apa", "hal", "klausul", "tanggal"))
def tanggal_persetujuan(context: Context) -> Iterator[Finding]:
    """Consent was given before the agreement was signed, and not in the future."""
    signing_date = context.naskah.penandatanganan.tanggal
    for use, fillings in _deviating(context):
        consent_date = use.consent.tanggal if use.consent is not None else None
        if consent_date is None:
            continue
        if isinstance(signing_date, date) and consent_date > signing_date:
            what_is_wrong = f"sesudah penandatanganan tanggal {bahasa.long_date(signing_date)}"
        elif consent_date > context.today:
            what_is_wrong = f"sesudah hari ini, {bahasa.long_date(context.today)}"
        else:
            continue
        yield Finding(
            f"{_consent_route(context, use)}.tanggal",
            {**fillings, "tanggal": bahasa.long_date(consent_date), "hal": what_is_wrong},
        )


@shape("persetujuan_basi", words=("apa", "klausul", "sidik"))
def persetujuan_basi(context: Context) -> Iterator[Finding]:
    """Consent counts for the words that were consented to."""
    for use, fillings in _deviating(context):
        if use.consent is not None and use.consent.sidik and use.consent.sidik.strip().lower() != use.digest:
            yield Finding(f"{_consent_route(context, use)}.sidik", {**fillings, "sidik": use.digest})


@shape("persetujuan_terikat", words=("apa", "klausul", "sidik"))
def persetujuan_terikat(context: Context) -> Iterator[Finding]:
    """Consent says by a digest which words it is for."""
    for use, fillings in _deviating(context):
        consent = use.consent
        if (
            use.allowance is Allowance.NEEDS_CONSENT
            and use.text
            and consent is not None
            and consent.oleh
            and consent.tanggal
            and not consent.sidik
        ):
            route = _consent_route(context, use)
            yield Finding(route, {**fillings, "sidik": use.digest}, span=context.places.key(route))


@shape("persetujuan_terpakai", words=("hal",))
def persetujuan_terpakai(context: Context) -> Iterator[Finding]:
    """Consent stands where something differs from the standard."""
    deviating = {use.code for use in context.composition.klausul if use.state.deviates}
    for code, choice in (context.naskah.klausul or {}).items():
        if choice.disetujui is not None and code not in deviating:
            yield Finding(f"klausul.{code}.disetujui", {"hal": f"klausul `{code}` tidak diubah"}, key=True)
    replacements = {use.replaced_by for use in context.composition.klausul}
    for index, pasal in enumerate(context.naskah.pasal_tambahan):
        if pasal.disetujui is not None and index not in replacements:
            what_is_wrong = f"pasal `{pasal.kode}` tidak menggantikan klausul baku"
            yield Finding(f"pasal_tambahan.{index}.disetujui", {"hal": what_is_wrong}, key=True)


class SameAsVariant(Parameter):
    """What a reworded clause is compared with."""

    varian: bool = record_field("Dibandingkan dengan varian lain, bukan yang dipakai", default=False)


@shape("ubahan_berbeda", SameAsVariant, words=("klausul", "varian"))
def ubahan_berbeda(context: Context, parameter: SameAsVariant) -> Iterator[Finding]:
    """A reworded clause says something else than the variant in use or, with `varian: ya`, than any other."""
    for use in context.composition.klausul:
        if use.same is not None and bool(use.same) is parameter.varian:
            yield Finding(f"klausul.{use.code}.ubah", {"klausul": use.code, "varian": use.same}, key=True)


@shape("isian_dalam_batas", words=("batas", "isian", "klausul", "nilai"))
def isian_dalam_batas(context: Context) -> Iterator[Finding]:
    """A blank is filled within the limits of the clause."""
    for pasal in context.composition.pasal:
        choice = (context.naskah.klausul or {}).get(pasal.code)
        if pasal.origin != "klausul" or pasal.klausul is None or choice is None:
            continue
        isian: dict[str, Node] = dict(choice.isian or {})
        for name, node in isian.items():
            declaration = (pasal.klausul.isian or {}).get(name)
            limit = beyond_limits(declaration, node) if declaration is not None else None
            if limit is not None and isinstance(node, ScalarNode):
                fillings = {"klausul": pasal.code, "isian": name, "nilai": node.text.strip(), "batas": limit}
                yield Finding(f"klausul.{pasal.code}.isian.{name}", fillings)


@shape("pasal_mendampingi", words=("judul", "klausul"))
def pasal_mendampingi(context: Context) -> Iterator[Finding]:
    """An article of the agreement's own does not settle again what a standard clause of the paper settles."""
    for use in context.composition.klausul:
        for index in use.companions:
            title = context.naskah.pasal_tambahan[index].judul
            yield Finding(f"pasal_tambahan.{index}.judul", {"klausul": use.code, "judul": title})


def _consent_route(context: Context, use: ClauseUse) -> str:
    """Where the consent that counts is written."""
    if use.replaced_by is not None and context.naskah.pasal_tambahan[use.replaced_by].disetujui is not None:
        return f"pasal_tambahan.{use.replaced_by}.disetujui"
    return f"klausul.{use.code}.disetujui"
