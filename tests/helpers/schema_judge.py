"""Judges agreements by the editor schema as well as by the decoder, and says where they may differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import jsonschema

from ksdgen.catalogue.schema import skema_naskah, skema_pihak
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic
from ksdgen.source.parse import Daftar, Node, Peta, Skalar, parse
from ksdgen.world.repository import Repository
from ksdgen.world.tree import WorkingTree
from tests.helpers.util import AKAR
from tests.helpers.yaml_types import bertipe

HARI = date(2026, 11, 21)
KODE_BENTUK = {"KSD010", "KSD011", "KSD012", "KSD013", "KSD015"}
"""Faults of one agreement's own shape; those of other files and of templates have other codes."""


class _Berubah:
    """The working tree with some files replaced."""

    def __init__(self, akar: Path) -> None:
        self._pohon = WorkingTree(akar)
        self.ganti: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        return self.ganti[path].encode("utf-8", "surrogatepass") if path in self.ganti else self._pohon.read(path)

    def files(self, folder: str) -> list[str]:
        return self._pohon.files(folder)

    def below(self, folder: str) -> list[str]:
        return self._pohon.below(folder)

    def name(self, path: str) -> str:
        return path


class Pembanding:
    """Judges texts by both: the stages of `check` up to composition, and the schema."""

    def __init__(self) -> None:
        self.pohon = _Berubah(AKAR)
        self.ruang = Workspace(Repository(AKAR, self.pohon))
        self.naskah = jsonschema.Draft202012Validator(skema_naskah(self.ruang.katalog))
        self.pihak = jsonschema.Draft202012Validator(skema_pihak(self.ruang.katalog))
        self.ke = 0

    def banding(self, teks: str, folder: str = "agreements/2026/cimahi-garut-cabai") -> None:
        """Both accept a text or both reject it, but for the differences that are meant."""
        self.ke += 1
        path = f"{folder}/banding-{self.ke}.yaml"
        self.pohon.ganti = {path: teks}
        node, _ = parse(teks, path)
        if node is None:
            return  # not YAML at all: nothing to compare
        self.agree(node, path, teks, self.ruang.periksa(path, HARI, aturan=False).bentuk)

    def agree(self, node: Node, path: str, teks: str, findings: Sequence[Diagnostic]) -> None:
        """The schema accepts or rejects as the findings of the decoder do, but for the differences that are meant."""
        temuan = [t for t in findings if t.kode in KODE_BENTUK and t.span is not None and t.span.file == path]
        penilai = self.pihak if "/pihak" in path else self.naskah
        galat = list(penilai.iter_errors(bertipe(node)))
        if bool(temuan) == bool(galat):
            return
        wajar = (
            all(_beda_wajar(node, t) for t in temuan)
            if temuan
            else all(_terlalu_keras(node, [str(p) for p in g.absolute_path]) for g in galat)
        )
        assert wajar, (temuan[:3], [(list(g.absolute_path), g.message[:200]) for g in galat[:3]], teks[-400:])


def _pada(node: Node | None, rute: list[str]) -> Node | None:
    for bagian in rute:
        if isinstance(node, Peta):
            node = node.isi.get(bagian)
        elif isinstance(node, Daftar) and bagian.isdigit() and int(bagian) < len(node.butir):
            node = node.butir[int(bagian)]
        elif bagian != "0":
            return None
    return node


_MIRIP_ANGKA = re.compile(r"[-+.0-9]")


def _beda_wajar(akar: Node, t: Diagnostic) -> bool:
    """Faults that no schema can see in a value as the language server types it."""
    rute = (t.rute or "").split(".")
    if t.kode == "KSD013" and rute[0] in ("hak_dan_kewajiban", "tugas_dan_tanggung_jawab", "urutan"):
        return True  # a key must be the code of a party: one part of the file decides about another
    if "blok `|`" in t.pesan:
        return True  # the same text, written in another style
    node = _pada(akar, rute)
    if not isinstance(node, Skalar):
        return False
    if (
        t.kode == "KSD011"
        and node.gaya == ""
        and _MIRIP_ANGKA.match(node.teks)
        and isinstance(bertipe(node), int | float)
    ):
        return True  # 0123, 1e3 and 2.0 have become numbers, and their notation is gone
    return (
        t.kode == "KSD011" and "lama waktu" in t.pesan and "(" in node.teks
    )  # words that say another number than the figure


def _terlalu_keras(akar: Node, rute: list[str]) -> bool:
    """Places where the schema rejects what is never read, or what the decoder trims."""
    if rute[:1] == ["klausul"] and rute[2:3] in (["varian"], ["isian"]):
        pilihan = _pada(akar, rute[:2])
        if isinstance(pilihan, Peta) and {"ubah", "hapus"} & pilihan.isi.keys():
            return True  # a clause that is taken out or reworded has no variant or blanks any more
    node = _pada(akar, rute)
    return (
        isinstance(node, Skalar) and node.gaya != "" and node.teks != node.teks.strip()
    )  # spaces around a choice, in quotes
