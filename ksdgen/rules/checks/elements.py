"""Required elements, blanks and emblems: what the composed document contains."""

from __future__ import annotations

from collections.abc import Iterator

from ksdgen.compose.composition import open_values
from ksdgen.naskah.pihak import LegalForm, Pihak
from ksdgen.naskah.routes import pihak_term
from ksdgen.rules.checks.places import nearest
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import record_field


class RequiredUnsur(Parameter):
    """An element that the document must fulfil."""

    ROUTES = ("fakta",)

    unsur: str = record_field("Unsur yang harus ada")
    fakta: tuple[str, ...] = record_field(
        "Rute fakta yang diperlukan pasal bakunya; `*` berarti setiap pihak", default=(), single=True
    )
    klausul: str | None = record_field("Kode klausul bakunya, bila lain dari nama unsur", default=None)


@shape("memuat_unsur", RequiredUnsur, words=("sebab",))
def memuat_unsur(context: Context, parameter: RequiredUnsur) -> Iterator[Finding]:
    """The composed document fulfils an element (`unsur`); any article may, also one of the agreement's own.

    `fakta` are the routes of what the standard article needs, `*` standing for every party; `klausul` is that article's
    id where it differs from the element's name.
    """
    if parameter.unsur not in context.composition.unsur:
        yield _missing(context, parameter.fakta, parameter.klausul or parameter.unsur)


class RequiredUnsurIfPresent(RequiredUnsur):
    """An element that the document must fulfil where it fulfils another."""

    ada: str = record_field("Unsur yang menuntutnya")


@shape("memuat_unsur_bila_ada", RequiredUnsurIfPresent, words=("sebab",))
def memuat_unsur_bila_ada(context: Context, parameter: RequiredUnsurIfPresent) -> Iterator[Finding]:
    """As `memuat_unsur`, but only in a document that has the element `ada`."""
    if parameter.unsur not in context.composition.unsur and parameter.ada in context.composition.unsur:
        yield _missing(context, parameter.fakta, parameter.klausul or parameter.unsur)


class OneOfUnsur(Parameter):
    """Elements one of which the document must fulfil."""

    ROUTES = ("fakta",)

    unsur: tuple[str, ...] = record_field("Unsur; salah satu harus ada")
    fakta: tuple[str, ...] = record_field(
        "Rute fakta yang diperlukan pasal bakunya; `*` berarti setiap pihak", default=(), single=True
    )


@shape("memuat_salah_satu", OneOfUnsur, words=("sebab",))
def memuat_salah_satu(context: Context, parameter: OneOfUnsur) -> Iterator[Finding]:
    """The composed document fulfils at least one of several elements (`unsur`)."""
    if not context.composition.unsur.intersection(parameter.unsur):
        yield _missing(context, parameter.fakta, None)


def _missing(context: Context, facts: tuple[str, ...], klausul: str | None) -> Finding:
    """An element that is not there, at the place of what would bring it about.

    Args:
        context: the agreement.
        facts: the routes of what the standard article needs.
        klausul: the code of that article.
    """
    choice = (context.naskah.klausul or {}).get(klausul) if klausul is not None else None
    if choice is not None and choice.hapus:
        return Finding(f"klausul.{klausul}", {"sebab": "pasalnya dihapus"}, key=True)
    for pattern in facts:
        for route in _routes(context, pattern):
            if not context.places.present(route):
                cause = f"`{route.rpartition('.')[2]}` belum diisi"
                return Finding(nearest(context, route), {"sebab": cause}, key=True)
    where = "klausul" if context.places.present("klausul") else "jenis"
    return Finding(where, {"sebab": "tidak ada pasalnya"}, key=True)


def _routes(context: Context, pattern: str) -> list[str]:
    """The routes that a pattern stands for: `*` is every party."""
    if "*" not in pattern:
        return [pattern]
    return [pattern.replace("*", str(i), 1) for i in range(len(context.naskah.para_pihak))]


class PihakFacts(Parameter):
    """An element that prints facts of the parties, and the facts."""

    unsur: str = record_field("Unsur yang mencetaknya")
    salah_satu: tuple[str, ...] = record_field("Rute di bawah pihak; salah satu harus terisi", single=True)

    def routes(self) -> Iterator[tuple[str, str]]:
        """See `Parameter`."""
        for index, below in enumerate(self.salah_satu):
            listed, _, rest = below.partition(".")
            yield f"salah_satu.{index}", f"para_pihak.*.{listed}.*.{rest}" if rest else f"para_pihak.*.{below}"


@shape("pihak_lengkap", PihakFacts, words=("pihak",))
def pihak_lengkap(context: Context, parameter: PihakFacts) -> Iterator[Finding]:
    """Element `unsur` is printed and, in a paper that is no longer a draft, every party has one of the facts
    `salah_satu`.

    The facts are routes below the party.
    """
    if parameter.unsur not in context.composition.unsur:
        yield Finding("jenis", {"pihak": "PARA PIHAK"}, key=True)
        return
    if context.naskah.status.is_draft:
        return
    for index, pihak in enumerate(context.naskah.para_pihak):
        if not any(_is_filled(pihak, route) for route in parameter.salah_satu):
            yield Finding(f"para_pihak.{index}", {"pihak": pihak_term(index)})


def _is_filled(pihak: Pihak, route: str) -> bool:
    """Whether a party has a fact; of a list (`penanda_tangan.nama`) one item must."""
    name, _, below = route.partition(".")
    value = getattr(pihak, name, None)
    if not below or not isinstance(value, tuple):
        return bool(value) and not below
    return any(getattr(item, below, None) for item in value)


class ClosingUnsur(Parameter):
    """The element that the closing fulfils."""

    unsur: str = record_field("Unsur yang dicetak penutup")


@shape("penutup_lengkap", ClosingUnsur, words=("sebab",))
def penutup_lengkap(context: Context, parameter: ClosingUnsur) -> Iterator[Finding]:
    """The closing is printed and, once the paper is no draft any more, says where it is signed or leaves it open on
    purpose.
    """
    if parameter.unsur not in context.composition.unsur:
        yield Finding("jenis", {"sebab": "templat jenis naskah tidak mencetaknya"}, key=True)
    elif not context.naskah.status.is_draft and not context.places.present("penandatanganan.tempat"):
        yield Finding(
            nearest(context, "penandatanganan.tempat"), {"sebab": "tempat penandatanganan belum diisi"}, key=True
        )


class MayBeOpen(Parameter):
    """What may stay open."""

    boleh: tuple[str, ...] = record_field(
        "Rute, atau bagian terakhirnya, yang boleh terbuka bila disengaja", default=(), single=True
    )


@shape("nilai_terbuka", MayBeOpen, words=("keadaan", "nilai"))
def nilai_terbuka(context: Context, parameter: MayBeOpen) -> Iterator[Finding]:
    """Blanks in the document. `boleh` lists what may stay open where the file says so (`menyusul`, `___`)."""
    for route, value, present in open_values(context.composition, context.places):
        if not present or (route.rpartition(".")[2] not in parameter.boleh and route not in parameter.boleh):
            yield Finding(route, {"nilai": value, "keadaan": "masih terbuka" if present else "belum diisi"}, key=True)


@shape("lambang_ada", words=("lambang",))
def lambang_ada(context: Context) -> Iterator[Finding]:
    """Every emblem has its picture; a natural person has no emblem."""
    without = {
        f"para_pihak.{index}.logo"
        for index, pihak in enumerate(context.naskah.para_pihak)
        if pihak.bentuk is LegalForm.PERSEORANGAN
    }
    for label, route in context.composition.frames:
        if route not in without:
            yield Finding(route, {"lambang": label})
