"""A rule as its file says it, and what a check is given to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ksdgen.compose import Susunan
from ksdgen.decode import Pembaca, Tempat
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.library import KepalaJenis
from ksdgen.model import Naskah
from ksdgen.record import Rekaman, medan
from ksdgen.source import Daftar, Node, Peta, Skalar, load

FOLDER = Path(__file__).parent.parent / "data" / "rules"


class Berlaku(Rekaman):
    """Which agreements a rule judges; an empty list means all."""

    jenis: tuple[str, ...] = medan("Jenis naskah", default=(), tunggal=True)
    kategori: tuple[str, ...] = medan("Kategori", default=(), tunggal=True)
    status: tuple[str, ...] = medan("Status", default=(), tunggal=True)


class Dasar(Rekaman):
    """A citation with the day from which it binds."""

    sitasi: str = medan("Sitasi, atau `praktik`")
    sejak: date | None = medan("Hari mulai mengikat", default=None)


class ContohAturan(Rekaman):
    """An agreement that keeps the rule and one that breaks it; `# <- KODE` marks the line of the finding."""

    benar: str = medan("Contoh yang benar")
    salah: str = medan("Contoh yang salah")


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
    ksb: Naskah | None = None


@dataclass(frozen=True, slots=True)
class Temuan:
    """What a check found: the route of the value, and words for the message."""

    rute: str
    isian: dict[str, str] = field(default_factory=dict)
    kunci: bool = False
    """Point at the key instead of the value."""


Cek = Callable[[Konteks, dict[str, Any]], Iterator[Temuan]]


class AturanRusak(Exception):
    """A packaged rule file is broken: our own bug."""


@cache
def semua() -> tuple[Aturan, ...]:
    """All rules, by code."""
    return tuple(_baca(p) for p in sorted(FOLDER.glob("KSD*.yaml")))


def _baca(path: Path) -> Aturan:
    node, temuan = load(path.read_bytes(), path.name)
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
