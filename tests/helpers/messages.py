"""Everything that ksdgen can say to people, with the place in the source where it is said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ksdgen.source.node import Daftar, Node, Peta, Skalar
from ksdgen.source.parse import load
from ksdgen.source.record import Rekaman, konverter
from tests.helpers.util import AKAR

PAKET = AKAR / "ksdgen"


@dataclass(frozen=True)
class Ucapan:
    """One text: `pesan` (a headline), `bantuan` (what to do), `penjelasan` (a page), `pilihan` (help of an option), `perintah` (help of a command)."""

    jenis: str
    teks: str
    letak: str
    """File and line."""


# --- Python ---------------------------------------------------------------------------------------------------------------------------------

_PANGGILAN: dict[str, dict[int, str]] = {
    "Diagnostic": {2: "pesan", 4: "bantuan"},
    "lapor": {1: "pesan", 3: "bantuan"},
    "tambah": {1: "pesan", 3: "bantuan"},
    "salah": {1: "pesan", 4: "bantuan"},
    "_salah": {0: "pesan", 2: "bantuan"},
    "Unusable": {0: "pesan", 1: "bantuan"},
    "Refused": {0: "bantuan"},  # what is the matter and what to do, in one
    "broken_template": {1: "pesan", 3: "bantuan"},
    "_unfit": {1: "pesan", 3: "bantuan"},
    "_broken": {1: "pesan", 3: "bantuan"},
    "GitGagal": {0: "pesan"},
    "UsageError": {0: "pesan"},
    "fail": {0: "pesan"},
}
"""Calls whose arguments are messages, by the last part of their name."""

_NAMA = {"pesan": "pesan", "bantuan": "bantuan", "help": "pilihan"}
"""Names of variables and arguments that hold messages."""


def dari_python() -> Iterator[Ucapan]:
    """The messages in the source of the package."""
    for path in sorted(PAKET.rglob("*.py")):
        nama = path.relative_to(AKAR).as_posix()
        pohon = ast.parse(path.read_text(encoding="utf-8"))
        for n in ast.walk(pohon):
            for jenis, ungkapan in _di(n):
                for teks in _teks(ungkapan):
                    if re.search(r"[a-z]{3}", teks.replace("{}", "")):
                        yield Ucapan(jenis, teks, f"{nama}:{ungkapan.lineno}")
            if isinstance(n, ast.FunctionDef) and n.name == "perintah" and path.parent.name == "cli":
                yield Ucapan("perintah", ast.get_docstring(n) or "", f"{nama}:{n.lineno}")


def _di(n: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(n, ast.Call):
        nama = n.func.attr if isinstance(n.func, ast.Attribute) else n.func.id if isinstance(n.func, ast.Name) else ""
        for i, jenis in _PANGGILAN.get(nama, {}).items():
            if i < len(n.args):
                yield jenis, n.args[i]
        for k in n.keywords:
            if k.arg in _NAMA:
                yield _NAMA[k.arg], k.value
    elif isinstance(n, ast.Assign):
        for sasaran in n.targets:
            if isinstance(sasaran, ast.Name) and sasaran.id in _NAMA:
                yield _NAMA[sasaran.id], n.value
            elif isinstance(sasaran, ast.Tuple) and isinstance(n.value, ast.Tuple):
                for s, v in zip(sasaran.elts, n.value.elts, strict=False):
                    if isinstance(s, ast.Name) and s.id in _NAMA:
                        yield _NAMA[s.id], v


def _teks(n: ast.expr) -> Iterator[str]:
    """The texts that an expression can give; what is filled in stands as {}."""
    if isinstance(n, ast.Constant) and isinstance(n.value, str):
        yield n.value
    elif isinstance(n, ast.JoinedStr):
        yield "".join(v.value if isinstance(v, ast.Constant) else "{}" for v in n.values)
    elif isinstance(n, ast.IfExp):
        yield from _teks(n.body)
        yield from _teks(n.orelse)
    elif isinstance(n, ast.BinOp) and isinstance(n.op, ast.Add):
        kiri, kanan = list(_teks(n.left)) or ["{}"], list(_teks(n.right)) or ["{}"]
        yield from (a + b for a in kiri for b in kanan)
    elif isinstance(n, ast.BoolOp):
        for v in n.values:
            yield from _teks(v)


# --- data -----------------------------------------------------------------------------------------------------------------------------------


def dari_data() -> Iterator[Ucapan]:
    """The messages of rules and of the codes of shape."""
    for path in [*sorted((PAKET / "data" / "rules").glob("KSD*.yaml")), PAKET / "data" / "bentuk.yaml"]:
        nama = path.relative_to(AKAR).as_posix()
        node, _ = load(path.read_bytes(), nama)
        for peta in node.butir if isinstance(node, Daftar) else [node]:
            assert isinstance(peta, Peta)
            for kunci in ("pesan", "bantuan", "penjelasan"):
                yield from _nilai(kunci, peta.isi.get(kunci), nama)


def _nilai(jenis: str, node: Node | None, nama: str) -> Iterator[Ucapan]:
    if isinstance(node, Skalar) and node.teks:
        yield Ucapan(jenis, node.teks.strip(), f"{nama}:{node.span.line}")


def dari_model(*akar: type[Rekaman]) -> Iterator[Ucapan]:
    """The descriptions of fields, which missing keys and editors show."""
    sudah: set[type[Rekaman]] = set()
    sisa = list(akar)
    while sisa:
        jenis = sisa.pop()
        if jenis in sudah:
            continue
        sudah.add(jenis)
        for nama, m in jenis.medan_.items():
            yield Ucapan("uraian", m.uraian, f"{jenis.__name__}.{nama}")
        sisa += [
            t
            for tipe in konverter(jenis).values()
            for t in _daun(tipe)
            if isinstance(t, type) and issubclass(t, Rekaman)
        ]


def _daun(tipe: object) -> Iterator[object]:
    anak = getattr(tipe, "__args__", ())
    if not anak:
        yield tipe
    for t in anak:
        yield from _daun(t)


def polos(teks: str) -> str:
    """A text without what is quoted: words of files, of other programs and of agreements are not ksdgen's own."""
    tanpa = re.sub(
        r"```.*?```|``.*?``|`[^`]*`|\"[^\"]*\"|“[^”]*”|^    .*$", " … ", teks, flags=re.DOTALL | re.MULTILINE
    )
    tanpa = re.sub(r"[\w./-]+\.(?:html|yaml|yml|json|docx|pdf|txt|md|j2|png)\b", "…", tanpa)
    return re.sub(r"\{[^{}]*\}", "…", tanpa)
