"""Jinja with values that keep their origin, counted loops and nothing callable but what is listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.compose.budget import jatah
from ksdgen.compose.fencing import cetak
from ksdgen.compose.filters import SARINGAN
from ksdgen.compose.marks import tandai
from ksdgen.compose.views import Fungsi, Lubang, Pandang
from ksdgen.paper import markup

UJI = frozenset({"defined", "undefined", "none", "in", "eq", "ne", "lt", "gt", "le", "ge"})
_OPERATOR: dict[type[nodes.Node], str] = {
    nodes.Concat: "~",
    nodes.Add: "+",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
}
_PUTAR = "hitung_putaran"
CADANGAN = re.compile("[\ue000-\ue0ff]")
"""Characters that templates and agreements may not contain: the fences of values are made of them."""

_BERATRIBUT = frozenset({"LoopContext", "TemplateModule", "TemplateReference"})


@jinja2.pass_context
def _akhir(konteks: Context, nilai: Any) -> Markup:
    return cetak(nilai)


class Lingkungan(SandboxedEnvironment):
    """The environment in which the templates of a catalogue are compiled and rendered."""

    def __init__(self, katalog: Katalog, cache: jinja2.BytecodeCache | None) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(self._muat),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_akhir,
            keep_trailing_newline=True,
            bytecode_cache=cache,
            auto_reload=False,
            cache_size=-1,
        )
        self.katalog = katalog
        self.ingatan: dict[tuple[str, str], markup.Parsed] = {}
        """What the bodies of standard clauses were read as, by article and text."""
        self.filters = dict(SARINGAN)
        self.tests = {nama: uji for nama, uji in self.tests.items() if nama in UJI}
        self.globals = {_PUTAR: Fungsi(lambda isi, panjang=0: jatah().putar(isi, panjang))}

    def _muat(self, path: str) -> tuple[str, str, Callable[[], bool]] | None:
        berkas = self.katalog.teks(path)
        if berkas is None:
            return None
        isi, baris = berkas
        nama = self.katalog.pohon.name(path)
        asing = CADANGAN.search(isi)
        if asing is not None:
            nomor = baris + isi.count("\n", 0, asing.start()) + 1
            raise jinja2.TemplateSyntaxError("templat memuat karakter yang dicadangkan", nomor, path, nama)
        return "\n" * baris + tandai(isi, path, baris), nama, lambda: True

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        pohon = super()._parse(source, name, filename)
        for node, pesan in terlarang(pohon):
            raise jinja2.TemplateSyntaxError(pesan, node.lineno, name, filename)
        for loop in pohon.find_all(nodes.For):
            _hitung_putaran(loop)
        pohon.set_environment(self)
        return pohon

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Every call is a turn, as of a loop: macros that call each other twice double with every line."""
        jatah().langkah()
        return super().call(__context, __obj, *args, **kwargs)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:
        """Every include is a turn too."""
        jatah().langkah()
        return super().get_template(name, parent, globals)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, inherited blocks and listed functions only."""
        return isinstance(obj, Fungsi | Macro) or type(obj).__name__ == "BlockReference"

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only what the views offer, and the loop's counters."""
        return not attr.startswith("_") and (isinstance(obj, Pandang | Lubang) or type(obj).__name__ in _BERATRIBUT)


def terlarang(pohon: nodes.Template) -> Iterator[tuple[nodes.Node, str]]:
    """What templates may not contain, though Jinja allows it."""
    for jenis, tanda in _OPERATOR.items():
        for operator in pohon.find_all(jenis):
            yield operator, f"operator `{tanda}` tidak tersedia dalam templat: asal teks akan hilang"
    for daftar in pohon.find_all((nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair)):
        # Lists made of lists grow twofold with every line; nothing in a document needs them.
        if getattr(daftar, "ctx", "load") == "load" and not all(map(_tetap, daftar.iter_child_nodes())):
            yield daftar, "daftar dalam templat hanya boleh memuat nilai tetap"
    for acuan in pohon.find_all(nodes.NSRef):
        yield acuan, "perintah `set` hanya untuk nama biasa tanpa titik"
    for blok in pohon.find_all((nodes.FilterBlock, nodes.EvalContextModifier)):
        yield blok, "perintah `filter` dan `autoescape` tidak tersedia dalam templat"


def _tetap(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const | nodes.Pair | nodes.List | nodes.Tuple)


def _hitung_putaran(loop: nodes.For) -> None:
    """Let a loop count its turns and the constant text that each of them prints."""
    panjang = sum(len(t.data) for bagian in loop.body for t in _teks_tetap(bagian))
    hitung = nodes.Name(_PUTAR, "load", lineno=loop.lineno)
    loop.iter = nodes.Call(hitung, [loop.iter, nodes.Const(panjang)], [], None, None, lineno=loop.lineno)


def _teks_tetap(node: nodes.Node) -> Iterator[nodes.TemplateData]:
    if isinstance(node, nodes.TemplateData):
        yield node
    yield from node.find_all(nodes.TemplateData)
