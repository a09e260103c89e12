"""Required elements, blanks and emblems: what the composed document contains."""

from __future__ import annotations

from collections.abc import Iterator

from ksdgen.compose.composition import celah
from ksdgen.naskah.model import BentukPihak, Pihak
from ksdgen.naskah.routes import sebutan_pihak
from ksdgen.rules.checks.places import terdekat
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import medan


class Unsur(Parameter):
    """An element that the document must fulfil."""

    ROUTES = ("fakta",)

    unsur: str = medan("Unsur yang harus ada")
    fakta: tuple[str, ...] = medan(
        "Rute fakta yang diperlukan pasal bakunya; `*` berarti setiap pihak", default=(), tunggal=True
    )
    klausul: str | None = medan("Kode klausul bakunya, bila lain dari nama unsur", default=None)


@shape("memuat_unsur", Unsur, words=("sebab",))
def memuat_unsur(k: Konteks, p: Unsur) -> Iterator[Temuan]:
    """The composed document fulfils an element (`unsur`); any article may, also one of the agreement's own.

    `fakta` are the routes of what the standard article needs, `*` standing for every party; `klausul` is that article's id where it
    differs from the element's name.
    """
    if p.unsur not in k.susunan.unsur:
        yield _belum_memuat(k, p.fakta, p.klausul or p.unsur)


class UnsurBilaAda(Unsur):
    """An element that the document must fulfil where it fulfils another."""

    ada: str = medan("Unsur yang menuntutnya")


@shape("memuat_unsur_bila_ada", UnsurBilaAda, words=("sebab",))
def memuat_unsur_bila_ada(k: Konteks, p: UnsurBilaAda) -> Iterator[Temuan]:
    """As `memuat_unsur`, but only in a document that has the element `ada`."""
    if p.unsur not in k.susunan.unsur and p.ada in k.susunan.unsur:
        yield _belum_memuat(k, p.fakta, p.klausul or p.unsur)


class SalahSatuUnsur(Parameter):
    """Elements one of which the document must fulfil."""

    ROUTES = ("fakta",)

    unsur: tuple[str, ...] = medan("Unsur; salah satu harus ada")
    fakta: tuple[str, ...] = medan(
        "Rute fakta yang diperlukan pasal bakunya; `*` berarti setiap pihak", default=(), tunggal=True
    )


@shape("memuat_salah_satu", SalahSatuUnsur, words=("sebab",))
def memuat_salah_satu(k: Konteks, p: SalahSatuUnsur) -> Iterator[Temuan]:
    """The composed document fulfils at least one of several elements (`unsur`)."""
    if not k.susunan.unsur.intersection(p.unsur):
        yield _belum_memuat(k, p.fakta, None)


def _belum_memuat(k: Konteks, fakta: tuple[str, ...], klausul: str | None) -> Temuan:
    pilihan = (k.naskah.klausul or {}).get(klausul) if klausul is not None else None
    if pilihan is not None and pilihan.hapus:
        return Temuan(f"klausul.{klausul}", {"sebab": "pasalnya dihapus"}, kunci=True)
    for pola in fakta:
        for rute in _rute(k, pola):
            if not k.tempat.ada(rute):
                return Temuan(terdekat(k, rute), {"sebab": f"`{rute.rpartition('.')[2]}` belum diisi"}, kunci=True)
    return Temuan("klausul" if k.tempat.ada("klausul") else "jenis", {"sebab": "tidak ada pasalnya"}, kunci=True)


class FaktaPihak(Parameter):
    """An element that prints facts of the parties, and the facts."""

    unsur: str = medan("Unsur yang mencetaknya")
    salah_satu: tuple[str, ...] = medan("Rute di bawah pihak; salah satu harus terisi", tunggal=True)

    def routes(self) -> Iterator[tuple[str, str]]:
        """See `Parameter`."""
        for i, below in enumerate(self.salah_satu):
            in_list, _, rest = below.partition(".")
            yield f"salah_satu.{i}", f"para_pihak.*.{in_list}.*.{rest}" if rest else f"para_pihak.*.{below}"


@shape("pihak_lengkap", FaktaPihak, words=("pihak",))
def pihak_lengkap(k: Konteks, p: FaktaPihak) -> Iterator[Temuan]:
    """Element `unsur` is printed and, in a paper that is no longer a draft, every party has one of the facts `salah_satu`.

    The facts are routes below the party.
    """
    if p.unsur not in k.susunan.unsur:
        yield Temuan("jenis", {"pihak": "PARA PIHAK"}, kunci=True)
        return
    if k.naskah.status.rancangan:
        return
    for i, pihak in enumerate(k.naskah.para_pihak):
        if not any(_terisi(pihak, rute) for rute in p.salah_satu):
            yield Temuan(f"para_pihak.{i}", {"pihak": sebutan_pihak(i)})


def _terisi(pihak: Pihak, rute: str) -> bool:
    nama, _, sisa = rute.partition(".")
    nilai = getattr(pihak, nama, None)
    if not sisa or not isinstance(nilai, tuple):
        return bool(nilai) and not sisa
    return any(bool(getattr(n, sisa, None)) for n in nilai)


class UnsurPenutup(Parameter):
    """The element that the closing fulfils."""

    unsur: str = medan("Unsur yang dicetak penutup")


@shape("penutup_lengkap", UnsurPenutup, words=("sebab",))
def penutup_lengkap(k: Konteks, p: UnsurPenutup) -> Iterator[Temuan]:
    """The closing is printed and, once the paper leaves the drafting table, says or leaves open on purpose where it is signed."""
    if p.unsur not in k.susunan.unsur:
        yield Temuan("jenis", {"sebab": "templat jenis naskah tidak mencetaknya"}, kunci=True)
    elif not k.naskah.status.rancangan and not k.tempat.ada("penandatanganan.tempat"):
        yield Temuan(terdekat(k, "penandatanganan.tempat"), {"sebab": "tempat penandatanganan belum diisi"}, kunci=True)


class BolehTerbuka(Parameter):
    """What may stay open."""

    boleh: tuple[str, ...] = medan(
        "Rute, atau bagian terakhirnya, yang boleh terbuka bila disengaja", default=(), tunggal=True
    )


@shape("nilai_terbuka", BolehTerbuka, words=("keadaan", "nilai"))
def nilai_terbuka(k: Konteks, p: BolehTerbuka) -> Iterator[Temuan]:
    """Blanks in the document. `boleh` lists what may stay open where the file says so (`menyusul`, `___`)."""
    boleh = tuple(p.boleh)
    for rute, nilai, ada in celah(k.susunan, k.tempat):
        if not ada or (rute.rpartition(".")[2] not in boleh and rute not in boleh):
            yield Temuan(rute, {"nilai": nilai, "keadaan": "masih terbuka" if ada else "belum diisi"}, kunci=True)


@shape("lambang_ada", words=("lambang",))
def lambang_ada(k: Konteks) -> Iterator[Temuan]:
    """Every emblem has its picture; a natural person has no emblem."""
    orang = {
        f"para_pihak.{i}.logo"
        for i, pihak in enumerate(k.naskah.para_pihak)
        if pihak.bentuk is BentukPihak.PERSEORANGAN
    }
    for label, rute in k.susunan.bingkai:
        if rute in orang:
            continue
        yield Temuan(rute, {"lambang": label})


def _rute(k: Konteks, pola: str) -> list[str]:
    """The routes that a pattern stands for: `*` is every party."""
    if "*" not in pola:
        return [pola]
    return [pola.replace("*", str(i), 1) for i in range(len(k.naskah.para_pihak))]
