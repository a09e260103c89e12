"""The catalogue: the document types, clauses and house styles that a repository can use, read without jinja2.

A template file is a block of YAML between two `---` lines, then the text. A file is read when it is asked for: one agreement pays only
for what it uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from ksdgen.catalogue.front_matter import ANTARMUKA, Berkas, Gaya, KepalaJenis, KepalaKlausul, _desimal
from ksdgen.diagnostics import Cause, Diagnostic, Severity, Span
from ksdgen.source.characters import decode_bytes
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Peta
from ksdgen.source.parse import load
from ksdgen.source.places import Tempat
from ksdgen.source.record import Rekaman
from ksdgen.world.tree import Tree

ARSIP = "klausul/arsip"
"""Where older texts of clauses are kept, each as `<id>@<versi>.j2`."""

_T = TypeVar("_T", bound=Rekaman)


class Katalog:
    """All document types, clauses and styles that a repository can use."""

    def __init__(self, pohon: Tree) -> None:
        self.pohon = pohon
        self.temuan: dict[str, list[Diagnostic]] = {}
        self._klausul: dict[str, Berkas | None] = {}
        self._arsip: dict[str, Berkas | None] = {}
        self._kepala: list[tuple[str, str]] | None = None
        self._jenis: dict[str, Berkas | None] = {}
        self._gaya: dict[str, Gaya | None] = {}

    def jenis(self, nama: str) -> Berkas | None:
        """A document type (front matter: `KepalaJenis`), or None when there is none of that name or it is broken."""
        if nama not in self._jenis:
            berkas = self._berkas(f"{nama}.j2", KepalaJenis) if _nama_baik(nama) else None
            self._jenis[nama] = berkas
        return self._jenis[nama]

    def klausul(self, nama: str) -> Berkas | None:
        """A clause (front matter: `KepalaKlausul`), or None when there is none of that name or it is broken."""
        if nama not in self._klausul:
            self._klausul[nama] = self._berkas(f"klausul/{nama}.j2", KepalaKlausul) if _nama_baik(nama) else None
        return self._klausul[nama]

    def arsip(self, nama: str, versi: int) -> Berkas | None:
        """An older text of a clause from the archive, or None when it is not there or broken."""
        path = path_arsip(nama, versi)
        if path not in self._arsip:
            self._arsip[path] = self._berkas(path, KepalaKlausul) if _nama_baik(nama) else None
        return self._arsip[path]

    def klausul_bertanda(self, kata: Iterable[str]) -> list[str]:
        """Names of the clauses whose titles or elements contain one of these words, in small letters.

        A quick look at all files: decoding every front matter would take longer than judging an agreement.
        """
        if self._kepala is None:
            self._kepala = [(nama, self._tanda_kepala(nama)) for nama in self.daftar_klausul()]
        dicari = set(kata)
        return [nama for nama, tanda in self._kepala if any(k in tanda for k in dicari)]

    def _tanda_kepala(self, nama: str) -> str:
        data = self.pohon.read(f"klausul/{nama}.j2") or b""
        kepala, _, _ = _belah(data.decode("utf-8", "replace"))
        return " ".join([nama.replace("_", " "), *(m[0] for m in _TANDA_KEPALA.finditer(kepala))]).lower()

    def gaya(self, nama: str) -> Gaya | None:
        """A house style with what it is based on filled in, or None."""
        if nama not in self._gaya:
            self._gaya[nama] = None  # a circle of styles ends here
            self._gaya[nama] = self._baca_gaya(nama) if _nama_baik(nama) else None
        return self._gaya[nama]

    def temuan_berkas(self, path: str) -> list[Diagnostic]:
        """What is wrong with a template file's front matter."""
        return self.temuan.get(path, [])

    def daftar_jenis(self) -> list[str]:
        """Names of all document types: templates at the top whose front matter names a `jenis`."""
        semua = [_nama(f) for f in self.pohon.files("") if f.endswith(".j2")]
        return [n for n in semua if n != "dasar" and self.jenis(n) is not None]

    def daftar_klausul(self) -> list[str]:
        """Names of all clauses."""
        return [_nama(f) for f in self.pohon.files("klausul") if f.endswith(".j2")]

    def daftar_gaya(self) -> list[str]:
        """Names of all house styles."""
        return [_nama(f) for f in self.pohon.files("gaya") if f.endswith(".yaml")]

    def teks(self, path: str) -> tuple[str, int] | None:
        """A template's text without its front matter, and the line (0-based) at which it starts; None when absent."""
        data = self.pohon.read(path)
        if data is None:
            return None
        _, isi, baris = _belah(data.decode("utf-8", "replace"))
        return isi, baris

    def _berkas(self, path: str, jenis: type[_T]) -> Berkas | None:
        data = self.pohon.read(path)
        if data is None:
            return None
        nama = self.pohon.name(path)
        teks, rusak = decode_bytes(data, nama)
        if teks is None:
            self.temuan[path] = rusak
            return None
        kepala, isi, baris = _belah(teks)
        if not kepala:
            if jenis is KepalaJenis:
                return None  # a helper template, not a document type
            span = Span.at(nama)
            self.temuan[path] = [
                Diagnostic(
                    "KSD041",
                    Severity.KESALAHAN,
                    "templat tidak mempunyai kepala YAML di antara dua baris `---`",
                    span,
                    cause=Cause.UNUSABLE_TEMPLATE,
                )
            ]
            return None
        # A leading line keeps the line numbers of the file.
        node, temuan = load(("\n" + kepala).encode(), nama)
        pembaca = Pembaca()
        hasil = pembaca.rekaman(jenis, node) if node is not None else None
        temuan = temuan + pembaca.temuan
        if hasil is not None and getattr(hasil, "antarmuka", ANTARMUKA) != ANTARMUKA:
            temuan.append(
                Diagnostic(
                    "KSD042",
                    Severity.KESALAHAN,
                    f"templat ini ditulis untuk antarmuka {hasil.antarmuka}, ksdgen ini memakai antarmuka {ANTARMUKA}",  # type: ignore[attr-defined]
                    Tempat(node, nama).span("antarmuka"),
                    cause=Cause.UNUSABLE_TEMPLATE,
                )
            )
        if temuan:
            self.temuan[path] = temuan
        if hasil is None:
            return None
        return Berkas(path, hasil, Tempat(node, nama), isi, baris)

    def _baca_gaya(self, nama: str) -> Gaya | None:
        path = f"gaya/{nama}.yaml"
        data = self.pohon.read(path)
        if data is None:
            return None
        node, temuan = load(data, self.pohon.name(path))
        pembaca = Pembaca()
        hasil = pembaca.rekaman(Gaya, node) if node is not None else None
        self.temuan[path] = temuan + pembaca.temuan
        if hasil is None:
            return None
        angka: dict[str, float] = {}
        for kunci, rentang in (("ukuran", (6.0, 24.0)), ("spasi", (0.8, 3.0))):
            isi = node.isi.get(kunci) if isinstance(node, Peta) else None
            if isi is not None:
                nilai = _desimal(isi)
                if nilai is None or not rentang[0] <= nilai <= rentang[1]:
                    self.temuan[path].append(
                        Diagnostic(
                            "KSD011",
                            Severity.KESALAHAN,
                            f"`{kunci}` harus bilangan antara {rentang[0]:g} dan {rentang[1]:g}",
                            isi.span,
                        )
                    )
                    return None
                angka[kunci] = nilai
        hasil = hasil.ganti(**angka)
        if hasil.berdasar_pada is not None:
            induk = self.gaya(hasil.berdasar_pada)
            if induk is None:
                self.temuan[path].append(
                    Diagnostic(
                        "KSD013",
                        Severity.KESALAHAN,
                        f"gaya `{hasil.berdasar_pada}` tidak ada",
                        Tempat(node, self.pohon.name(path)).span("berdasar_pada"),
                    )
                )
                return None
            hasil = Gaya(**{**induk.__dict__, **hasil.__dict__})
        return hasil


_TANDA_KEPALA = re.compile(r"^(?:judul|judul_lain|unsur):.*(?:\n[ \t-].*)*", re.MULTILINE)
"""The keys of a front matter by which a clause can be known, with their values on one line or several."""


def path_arsip(nama: str, versi: int) -> str:
    """Where the text of a version of a clause is kept."""
    return f"{ARSIP}/{nama}@{versi}.j2"


def _nama(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _nama_baik(nama: str) -> bool:
    """Whether a name can be a file name below templates/: a value from YAML must not reach outside."""
    return nama.replace("_", "").replace("-", "").isalnum()


def _belah(teks: str) -> tuple[str, str, int]:
    """Front matter, body and the line at which the body starts."""
    teks = teks.removeprefix("\ufeff").replace("\r\n", "\n")
    if not teks.startswith("---\n"):
        return "", teks, 0
    akhir = teks.find("\n---\n", 3)
    if akhir < 0:
        return "", teks, 0
    kepala = teks[4 : akhir + 1]
    return kepala, teks[akhir + 5 :], kepala.count("\n") + 2
