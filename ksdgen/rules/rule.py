"""A rule as its file says it, and what a check is given to judge."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ksdgen import __version__
from ksdgen.catalogue.front_matter import KepalaJenis
from ksdgen.compose.composition import Susunan
from ksdgen.diagnostics import Diagnostic, Severity, Span, Suntingan
from ksdgen.naskah.model import Naskah
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Daftar, Node, Peta, Skalar
from ksdgen.source.parse import load
from ksdgen.source.places import Tempat
from ksdgen.source.record import Rekaman, medan
from ksdgen.source.scalars import Markah
from ksdgen.world import cachedir
from ksdgen.world.package import DATA

FOLDER = DATA / "rules"


class Berlaku(Rekaman):
    """Which agreements a rule judges; an empty list means all."""

    jenis: tuple[str, ...] = medan("Jenis naskah", default=(), tunggal=True)
    kategori: tuple[str, ...] = medan("Kategori", default=(), tunggal=True)
    status: tuple[str, ...] = medan("Status", default=(), tunggal=True)


class Dasar(Rekaman):
    """A citation with the day from which it binds, and the agreements that it binds where the rule is wider than it."""

    sitasi: str = medan("Sitasi, atau `praktik`")
    sejak: date | None = medan("Hari mulai mengikat", default=None)
    jenis: tuple[str, ...] = medan("Jenis naskah yang diikat, bila hanya sebagian", default=(), tunggal=True)
    kategori: tuple[str, ...] = medan("Kategori yang diikat, bila hanya sebagian", default=(), tunggal=True)

    def mengikat(self, naskah: Naskah, pada: date) -> bool:
        """Whether this citation binds an agreement of that day."""
        return (
            (self.sejak is None or self.sejak <= pada)
            and (not self.jenis or naskah.jenis in self.jenis)
            and (not self.kategori or naskah.kategori.value in self.kategori)
        )


class ContohAturan(Rekaman):
    """What keeps the rule and what breaks it: top-level keys that replace those of a complete agreement.

    `# <- KODE` marks the line of the finding. A key without a value takes the key's content away.
    """

    naskah: str = medan("Naskah lengkap pada data/contoh yang diubah")
    benar: Markah = medan("Kunci yang benar")
    salah: Markah = medan("Kunci yang salah")


class Aturan(Rekaman):
    """One rule, `data/rules/KSDnnn.yaml`."""

    kode: str = medan("Kode")
    nama: str = medan("Nama pendek")
    ringkas_en: str = medan("One English line for the README")
    tingkat: Severity = medan("kesalahan, peringatan, atau catatan")
    berlaku: Berlaku = medan("Naskah yang dinilai", default=Berlaku())
    dasar: tuple[Dasar, ...] = medan("Ketentuan yang ditegakkan")
    cek: str = medan("Bentuk pemeriksaan")
    parameter: Any = medan("Parameter bentuk pemeriksaan", default=None)
    pesan: str = medan("Pesan; {nama} diganti isian temuan")
    bantuan: str | None = medan("Apa yang harus dilakukan", default=None)
    penjelasan: str = medan("Mengapa dan bagaimana")
    contoh: ContohAturan | None = medan("Contoh benar dan salah", default=None)


@dataclass(frozen=True, slots=True)
class Konteks:
    """All that a check may look at. Checks call nothing and read no file."""

    naskah: Naskah
    tempat: Tempat
    susunan: Susunan
    jenis: KepalaJenis | None
    hari_ini: date
    """The day on which an undated agreement is judged."""
    ksb: Naskah | None = None
    """The Kesepakatan Bersama that the agreement names by file."""
    nota: Naskah | None = None
    """The Nota Kesepakatan that a Rencana Kerja names by file."""
    rencana: Naskah | None = None
    """The Rencana Kerja that a Nota Kesepakatan names by file."""

    @property
    def pada(self) -> date:
        """The day whose law judges the agreement: its signing, else today."""
        tanggal = self.naskah.penandatanganan.tanggal
        return tanggal if isinstance(tanggal, date) else self.hari_ini


@dataclass(frozen=True, slots=True)
class Temuan:
    """What a check found: the route of the value, and words for the message."""

    rute: str
    isian: dict[str, str] = field(default_factory=dict)
    kunci: bool = False
    """Point at the key instead of the value."""
    span: Span | None = None
    """A more exact place than the value's, for example a few words inside a text."""
    perbaikan: tuple[Suntingan, ...] = ()
    """Corrections that cannot be wrong, in the agreement's own file."""


Cek = Callable[[Konteks, dict[str, Any]], Iterator[Temuan]]


class AturanRusak(Exception):
    """A packaged rule file is broken: our own bug."""


@cache
def semua() -> tuple[Aturan, ...]:
    """All rules, by code.

    Reading them takes longer than judging an agreement, so the decoded rules are kept between runs, by the content of their files.
    """
    berkas = [(p, p.read_bytes()) for p in sorted(FOLDER.glob("KSD*.yaml"))]
    sidik = sha256(repr((__version__, sys.version_info, Path(__file__).read_bytes(), [d for _, d in berkas])).encode())
    nama = f"aturan-{sidik.hexdigest()[:32]}"
    tersimpan = cachedir.ambil(nama)
    if tersimpan is not None:
        try:
            hasil: tuple[Aturan, ...] = pickle.loads(tersimpan)
            return hasil
        except Exception:  # a broken cache is no cache, whatever is wrong with it
            pass
    aturan = tuple(_baca(path, data) for path, data in berkas)
    cachedir.simpan(nama, pickle.dumps(aturan, protocol=5))
    return aturan


def _baca(path: Path, data: bytes) -> Aturan:
    node, temuan = load(data, path.name)
    pembaca = Pembaca()
    aturan = pembaca.rekaman(Aturan, node) if node is not None else None
    masalah: list[Diagnostic] = temuan + pembaca.temuan
    if aturan is None or masalah:
        raise AturanRusak(f"{path.name}: {[m.pesan for m in masalah]}")
    return aturan


def polos(node: Node | None) -> Any:
    """A parameter's node as plain strings, lists and dicts."""
    if node is None:
        return {}
    if isinstance(node, Peta):
        return {k: polos(v) for k, v in node.isi.items()}
    if isinstance(node, Daftar):
        return [polos(b) for b in node.butir]
    assert isinstance(node, Skalar)
    return node.teks
