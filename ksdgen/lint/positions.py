"""Templates as Jinja's tree in which every node knows its column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import jinja2
from jinja2 import nodes
from jinja2.lexer import TokenStream
from jinja2.parser import Parser

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.compose.marks import tandai
from ksdgen.compose.rendering import terjemah
from ksdgen.compose.sandbox import CADANGAN, terlarang
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.paper import fences


class LineColumn(int):
    """A line number (as an `int`, which is all that Jinja asks for) that also knows its column; both count from 1."""

    kolom: int

    def __new__(cls, baris: int, kolom: int) -> LineColumn:
        """A place in a template file."""
        hasil = super().__new__(cls, baris)
        hasil.kolom = kolom
        return hasil


_SEMU = re.compile(f"{fences.TANDA}[^{fences.TANDA_AKHIR}]*{fences.TANDA_AKHIR}|{fences.TELAN}")
"""What stands in a marked template and in no file."""

_PEMBUKA = frozenset({"if", "for", "block", "macro", "call", "filter", "raw", "autoescape", "with"})
_LETAK_HURUF = re.compile(r"^unexpected char .* at (\d+)$", re.DOTALL)


class _Columns:
    """From offsets in a marked template to lines and columns of its file."""

    def __init__(self, bertanda: str, mentah: list[str]) -> None:
        self._bertanda = bertanda
        self._mentah = mentah
        self._awal = [0, *(m.end() for m in re.finditer("\n", bertanda))]

    def titik(self, posisi: int) -> LineColumn:
        """The place of a character."""
        i = bisect_right(self._awal, posisi) - 1
        awal = self._awal[i]
        kolom = len(_SEMU.sub("", self._bertanda[awal:posisi]))
        mentah = self._mentah[i] if i < len(self._mentah) else ""
        akhir = self._awal[i + 1] - 1 if i + 1 < len(self._awal) else len(self._bertanda)
        if self._bertanda[awal:akhir].endswith(fences.TELAN):
            kolom += len(mentah) - len(mentah.lstrip())  # lines of mere statements lose their indentation
        return LineColumn(i + 1, kolom + 1)


class _ColumnParser(jinja2.Environment):
    """Jinja's parser fed with tokens that know their columns; it never renders."""

    def __init__(self, letak: _Columns) -> None:
        super().__init__(keep_trailing_newline=True)
        self._letak = letak
        self.terbuka: list[tuple[str, LineColumn]] = []
        """Statements that are open at the end of what was read."""
        self.posisi = 0
        """Where the first character stands that was not read."""

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        token = self._berkolom(source, name, filename, state)
        return TokenStream(self.lexer.wrap(token, name, filename), name, filename)

    def _berkolom(
        self, source: str, name: str | None, filename: str | None, state: str | None
    ) -> Iterator[tuple[int, str, str]]:
        posisi, perintah = 0, False
        for _, jenis, isi in self.lexer.tokeniter(source, name, filename, state):
            # White space that `-` takes away is not among the tokens.
            awal = source.find(isi, posisi)
            posisi = awal if awal >= 0 else posisi
            titik = self._letak.titik(posisi)
            if perintah and jenis == "name":
                self._catat(isi, titik)
            if jenis != "whitespace":
                perintah = jenis == "block_begin"
            posisi += len(isi)
            self.posisi = posisi
            yield titik, jenis, isi

    def _catat(self, nama: str, titik: LineColumn) -> None:
        if nama in _PEMBUKA:
            self.terbuka.append((nama, titik))
        elif nama.startswith("end") and self.terbuka and self.terbuka[-1][0] == nama[3:]:
            self.terbuka.pop()


class TemplateFile:
    """One template: its tree (None when it cannot be read), the lines of its file, and what is wrong with its syntax."""

    def __init__(self, path: str, nama: str, isi: str, baris: int) -> None:
        self.path = path
        self.nama = nama
        self.mentah = [""] * baris + isi.split("\n")
        self.awal_teks = baris
        """How many lines of front matter stand before the text."""
        self.temuan: list[Diagnostic] = []
        self.pohon: nodes.Template | None = None
        self.berstruktur: dict[int, bool] = {}
        """Of nodes, by identity: whether they hold more than words; see `paths`."""
        self.bertanda: dict[int, str] = {}
        """Of nodes, by identity: their text with its marks; see `paths`."""
        asing = CADANGAN.search(isi)
        if asing is None:
            self._bedah("\n" * baris + tandai(isi, path, baris))
            return
        awal = isi.rfind("\n", 0, asing.start()) + 1
        span = Span.at(nama, baris + isi.count("\n", 0, awal) + 1, asing.start() - awal + 1)
        self._lapor("KSD040", "templat memuat karakter yang dicadangkan", span, "hapus huruf itu dan ketik ulang")

    def span(self, node: nodes.Node, lebar: int = 1, geser: int = 0) -> Span:
        """The place of a node, so many characters further."""
        kolom = node.lineno.kolom if isinstance(node.lineno, LineColumn) else 1
        return Span.at(self.nama, int(node.lineno), kolom + geser, lebar)

    def awal(self, node: nodes.Node) -> Span:
        """The place where an expression begins: Jinja gives operators the place of one of their operands."""
        semua = (n.lineno for n in (node, *node.find_all(nodes.Node)) if isinstance(n.lineno, LineColumn))
        titik = min(semua, key=lambda t: (int(t), t.kolom), default=LineColumn(1, 1))
        return Span.at(self.nama, int(titik), titik.kolom)

    def cari(self, node: nodes.Node, kata: str, geser: int = 0) -> Span:
        """The place of a word at or after a node, on the node's line; of the node itself where the word is not there."""
        awal = self.span(node).column - 1 + geser
        baris = self.mentah[int(node.lineno) - 1] if int(node.lineno) <= len(self.mentah) else ""
        m = re.compile(rf"(?<!\w){re.escape(kata)}(?!\w)").search(baris, awal)
        return Span.at(self.nama, int(node.lineno), m.start() + 1, len(kata)) if m else self.span(node)

    def _lapor(self, kode: str, pesan: str, span: Span, bantuan: str | None = None) -> None:
        self.temuan.append(Diagnostic(kode, Severity.KESALAHAN, pesan, span, bantuan))

    def _bedah(self, bertanda: str) -> None:
        letak = _Columns(bertanda, self.mentah)
        pembedah = _ColumnParser(letak)
        try:
            pohon = Parser(pembedah, bertanda, self.path, self.nama).parse()
        except jinja2.TemplateSyntaxError as galat:
            self._susunan(galat, letak, pembedah)
            return
        except RecursionError:
            pesan = "perintah dalam templat ini bertingkat terlalu dalam"
            self._lapor("KSD044", pesan, Span.at(self.nama))
            return
        for node, pesan in terlarang(pohon):
            self._lapor("KSD040", f"templat tidak dapat dibaca: {terjemah(pesan)}", self.awal(node))
        self.pohon = pohon

    def _susunan(self, galat: jinja2.TemplateSyntaxError, letak: _Columns, pembedah: _ColumnParser) -> None:
        pesan = galat.message or ""
        titik: int = galat.lineno
        if (m := _LETAK_HURUF.match(pesan)) is not None:
            titik = letak.titik(int(m[1]))
        elif pesan.startswith("Unexpected end of template") and pembedah.terbuka:
            nama, titik = pembedah.terbuka[-1]
            span = Span.at(self.nama, int(titik), titik.kolom, len(nama))
            self._lapor("KSD040", f"perintah `{nama}` belum ditutup", span, f"tulis {{% end{nama} %}} pada tempatnya")
            return
        elif not isinstance(titik, LineColumn):
            titik = letak.titik(pembedah.posisi)
        kolom = titik.kolom if isinstance(titik, LineColumn) else 1
        span = Span.at(self.nama, max(1, int(titik)), kolom)
        self._lapor("KSD040", f"templat tidak dapat dibaca: {terjemah(pesan)}", span)


class TemplateFiles:
    """The templates of a catalogue, each read once."""

    def __init__(self, katalog: Katalog) -> None:
        self.katalog = katalog
        self._dok: dict[str, TemplateFile | None] = {}

    def dok(self, path: str) -> TemplateFile | None:
        """A template, or None when there is none at this path."""
        if path not in self._dok:
            teks = self.katalog.teks(path)
            nama = self.katalog.pohon.name(path)
            self._dok[path] = TemplateFile(path, nama, *teks) if teks is not None else None
        return self._dok[path]

    def dibaca(self) -> list[str]:
        """The paths that were asked for and are there."""
        return [path for path, dok in self._dok.items() if dok is not None]


def templat_induk(rak: TemplateFiles, dok: TemplateFile) -> TemplateFile:
    """The skeleton that a template extends in the end; itself when it extends none."""
    return rantai(rak, dok)[-1]


def rantai(rak: TemplateFiles, dok: TemplateFile) -> list[TemplateFile]:
    """A template and those that it extends, from the nearest to the skeleton."""
    hasil = [dok]
    while (pohon := hasil[-1].pohon) is not None:
        extends = pohon.find(nodes.Extends)
        nama = extends.template.value if extends is not None and isinstance(extends.template, nodes.Const) else None
        induk = rak.dok(nama) if isinstance(nama, str) else None
        if induk is None or induk in hasil:
            break
        hasil.append(induk)
    return hasil


def warisan_putus(rak: TemplateFiles, dok: TemplateFile) -> bool:
    """Whether a template extends one that is not there."""
    pohon = templat_induk(rak, dok).pohon
    return pohon is None or pohon.find(nodes.Extends) is not None


def nama_dalam(node: nodes.Node) -> set[str]:
    """The variables that an expression asks."""
    sendiri = [node] if isinstance(node, nodes.Name) else []
    return {n.name for n in (*sendiri, *node.find_all(nodes.Name))}


def konstanta_varian(dok: TemplateFile) -> list[tuple[str, ...]] | None:
    """The words with which each comparison of a template compares the variant; None when it is used in any other way."""
    if dok.pohon is None:
        return None
    hasil: list[tuple[str, ...]] = []
    terbanding = 0
    for banding in dok.pohon.find_all(nodes.Compare):
        if isinstance(banding.expr, nodes.Name) and banding.expr.name == "varian":
            terbanding += 1
            for op in banding.ops:
                isi = op.expr.items if isinstance(op.expr, nodes.List | nodes.Tuple) else [op.expr]
                hasil.append(tuple(str(n.value) for n in isi if isinstance(n, nodes.Const)))
    semua = sum(n.name == "varian" for n in dok.pohon.find_all(nodes.Name))
    return hasil if semua == terbanding else None
