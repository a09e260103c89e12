"""Runs the examples of rules: each a complete agreement in memory, judged on a fixed day."""

from __future__ import annotations

import re
from datetime import date

from ksdgen.desk.outcome import Hasil
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic
from ksdgen.rules.checks import bentuk
from ksdgen.rules.examples import FOLDER, dasar, pasang
from ksdgen.rules.packaged import semua
from ksdgen.world.repository import Repository
from tests.helpers.util import AKAR

HARI_INI = date(2026, 12, 31)
"""Undated examples are judged on this day, whenever the tests run."""

DASAR = sorted(p.stem for p in FOLDER.glob("*.yaml"))
"""The complete agreements that examples change."""

PNG = b"\x89PNG\r\n\x1a\n"
_TANDA = re.compile(r"# <- (KSD\d{3})\s*$", re.MULTILINE)


class PohonTeks:
    """A tree of files in memory; every .png is there."""

    def __init__(self) -> None:
        self.isi: dict[str, str] = {f"{nama}.yaml": dasar(nama) for nama in DASAR}

    def read(self, path: str) -> bytes | None:
        """A file's content, None when there is none."""
        return PNG if path.endswith(".png") else self.isi[path].encode() if path in self.isi else None

    def files(self, folder: str) -> list[str]:
        """The files below a folder."""
        return sorted(p for p in self.isi if not folder or p.startswith(f"{folder}/"))

    def name(self, path: str) -> str:
        """A path as messages print it."""
        return path


class Contoh:
    """Judges texts one after another in one workspace: templates are compiled once. All bases stand beside each text."""

    def __init__(self) -> None:
        self.pohon = PohonTeks()
        self.ruang = Workspace(Repository(AKAR / "tests", self.pohon))
        self.ke = 0
        self.terakhir = ""
        """The text judged last."""

    def periksa(self, teks: str, hari_ini: date = HARI_INI) -> Hasil:
        """All that is known of an agreement given as text."""
        self.ke += 1
        self.terakhir = teks
        nama = f"contoh-{self.ke}.yaml"
        self.pohon.isi[nama] = teks
        return self.ruang.periksa(nama, hari_ini)

    def ubah(self, nama: str, potongan: str = "", hari_ini: date = HARI_INI) -> Hasil:
        """A base with some top-level keys replaced."""
        return self.periksa(pasang(dasar(nama), potongan), hari_ini)

    def kode(self, nama: str, potongan: str = "", hari_ini: date = HARI_INI) -> set[str]:
        """The codes of all findings on a base with some top-level keys replaced."""
        return {t.kode for t in self.ubah(nama, potongan, hari_ini).temuan}


def family(*names: str) -> set[str]:
    """The shapes of check that some modules of `ksdgen.rules.checks` declare."""
    return {s.name for s in bentuk().values() if s.check.__module__.rpartition(".")[2] in names}


def baris(temuan: list[Diagnostic], kode: str) -> list[int]:
    """The lines of all findings of a code."""
    return sorted(t.span.line if t.span else 0 for t in temuan if t.kode == kode)


def tanda(teks: str, kode: str) -> list[int]:
    """The lines that an example marks for a code."""
    return [teks.count("\n", 0, m.start()) + 1 for m in _TANDA.finditer(teks) if m[1] == kode]


def example_files() -> tuple[dict[str, str], dict[str, str]]:
    """All bases, and both examples of every rule, as complete agreements by file name."""
    bases = {f"{name}.yaml": dasar(name) for name in DASAR}
    examples = {}
    for rule in semua():
        if rule.contoh is not None:
            for kind in ("benar", "salah"):
                changed = pasang(dasar(rule.contoh.naskah), getattr(rule.contoh, kind))
                examples[f"{rule.kode}-{kind}.yaml"] = changed
    return bases, examples
