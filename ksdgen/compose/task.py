"""One agreement on its way to a document: what it is composed from and what is found wrong on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import Berkas, Gaya, KepalaJenis
from ksdgen.diagnostics import Cause, Diagnostic, Severity, Span
from ksdgen.naskah.model import Naskah
from ksdgen.source.advice import mirip
from ksdgen.source.places import Tempat


@dataclass(slots=True)
class Garapan:
    """The agreement, where its values are written, the catalogue, and the findings in the order they are made."""

    naskah: Naskah
    tempat: Tempat
    katalog: Katalog
    temuan: list[Diagnostic] = field(default_factory=list)
    versi: Mapping[str, int] = field(default_factory=dict)
    """The versions of clauses that the agreement is pinned to; others are taken as they are now."""
    gantian: Mapping[int, str] = field(default_factory=dict)
    """Additional articles that are left out, by number, each with the clause that it stands in for."""

    def klausul(self, kode: str) -> Berkas | None:
        """A standard clause in the agreement's version; see `Katalog.klausul`."""
        kini, versi = self.katalog.klausul(kode), self.versi.get(kode)
        if versi is None or (kini is not None and kini.kepala.versi == versi):
            return kini
        return self.katalog.arsip(kode, versi) or kini

    def lapor(
        self,
        kode: str,
        pesan: str,
        span: Span | None,
        bantuan: str | None = None,
        rute: str | None = None,
        tingkat: Severity = Severity.KESALAHAN,
        cause: Cause | None = None,
    ) -> None:
        """Add a finding."""
        self.temuan.append(Diagnostic(kode, tingkat, pesan, span, bantuan, rute=rute, cause=cause))

    def broken_template(self, kode: str, pesan: str, span: Span, bantuan: str | None = None) -> None:
        """Add a finding on a template that cannot be rendered, so that parts of the document are missing."""
        self.lapor(kode, pesan, span, bantuan, cause=Cause.UNUSABLE_TEMPLATE)


@dataclass(slots=True)
class Pilihan:
    """What an agreement chooses of the catalogue: its document type, house style and title."""

    jenis: KepalaJenis
    path: str
    """The skeleton of the document type."""
    gaya: Gaya
    judul: str
    sebutan: str


def maksud(nama: str, ada: Iterable[str], lain: str) -> str:
    """Help for a name that does not exist: the name that was probably meant, or else this."""
    saran = mirip(nama, list(ada))
    return f"maksud Anda `{saran}`?" if saran else lain


def maksud_dan(nama: str, ada: Iterable[str], lain: str) -> str:
    """Help for a name that does not exist: the name that was probably meant, and this."""
    saran = mirip(nama, list(ada))
    return f"maksud Anda `{saran}`? {lain}" if saran else lain
