"""One template to text; whatever goes wrong in it becomes a finding at its line, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError

from ksdgen.compose.budget import TerlaluBesar, jatah, periksa_panjang
from ksdgen.compose.fencing import SalahNilai
from ksdgen.compose.sandbox import Lingkungan
from ksdgen.compose.task import Garapan
from ksdgen.diagnostics import Span
from ksdgen.paper import fences

_GALAT = (
    jinja2.TemplateSyntaxError,
    jinja2.TemplateNotFound,
    jinja2.TemplateRuntimeError,
    RecursionError,
    SyntaxError,
    TerlaluBesar,
    SalahNilai,
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
    ArithmeticError,
    MemoryError,
)


def render(garapan: Garapan, env: Lingkungan, path: str, variabel: Mapping[str, Any]) -> str | None:
    """The text of one template, or None when it cannot be rendered, which is reported."""
    try:
        return (
            "".join(_potong(env.get_template(path), variabel))
            .replace(f"{fences.TELAN}\n", "")
            .replace(fences.TELAN, "")
        )
    except _GALAT as galat:
        _lapor(garapan, galat, path)
        return None


def _potong(templat: jinja2.Template, variabel: Mapping[str, Any]) -> Iterator[str]:
    panjang = 0
    for bagian in templat.generate(**variabel):
        panjang += len(bagian)
        periksa_panjang(panjang)
        yield bagian


def _lapor(garapan: Garapan, galat: Exception, path: str) -> None:
    nama = garapan.katalog.pohon.name(path)
    span = _baris_galat(galat, nama)
    match galat:
        case jinja2.TemplateSyntaxError():
            pesan = f"templat tidak dapat dibaca: {terjemah(galat.message or '')}"
            garapan.broken_template("KSD040", pesan, Span.at(galat.filename or nama, galat.lineno))
        case jinja2.TemplateNotFound():
            garapan.broken_template("KSD041", f"templat `{galat.name}` tidak ada", span)
        case jinja2.UndefinedError():
            garapan.broken_template("KSD043", terjemah(galat.message or ""), span, "periksa ejaan nama dalam templat")
        case SecurityError():
            pesan = "templat memanggil sesuatu yang tidak diizinkan"
            garapan.broken_template("KSD044", pesan, span, "pakai saringan yang tersedia")
        case jinja2.TemplateRuntimeError():
            garapan.broken_template("KSD040", f"templat tidak dapat dibaca: {terjemah(galat.message or '')}", span)
        case RecursionError():
            garapan.broken_template("KSD044", "templat memanggil dirinya sendiri atau bertingkat terlalu dalam", span)
        case SyntaxError():
            # Python's own limits on nested blocks, met when Jinja's code is compiled.
            garapan.broken_template("KSD044", "perintah dalam templat ini bertingkat terlalu dalam", Span.at(nama))
        case TerlaluBesar():
            garapan.broken_template("KSD044", str(galat), span, "kurangi pengulangan atau teks pada templat ini")
            jatah().ulang()
        case SalahNilai():
            garapan.broken_template("KSD044", str(galat), span)
        case _:
            garapan.broken_template("KSD044", "templat memakai nilai dengan cara yang keliru", span)


def _baris_galat(galat: Exception, nama: str) -> Span:
    """The template line at which a rendering error arose: Jinja rewrites tracebacks to template lines."""
    tb, baris = galat.__traceback__, 1
    while tb is not None:
        if tb.tb_frame.f_code.co_filename.endswith(".j2"):
            nama, baris = tb.tb_frame.f_code.co_filename, tb.tb_lineno
        tb = tb.tb_next
    return Span.at(nama, max(1, baris))


_TERJEMAH = (
    ("Expected an expression", "ada bagian perintah yang belum ditulis"),
    ("expected 'end of print statement'", "`{{{{` belum ditutup dengan `}}}}`"),
    ("expected 'end of statement block'", "`{{%` belum ditutup dengan `%}}`"),
    ("expected token 'end of print statement'", "isi `{{{{ … }}}}` keliru"),
    ("expected token 'end of statement block'", "isi `{{% … %}}` keliru"),
    ("Missing end of comment tag", "`{{#` belum ditutup dengan `#}}`"),
    ("Missing end of raw directive", "`{{% raw %}}` belum ditutup dengan `{{% endraw %}}`"),
    ("unexpected char", "karakter {} tidak dapat dipakai dalam perintah"),
    ("unexpected '", "tanda {} tidak pada tempatnya"),
    ("expected token", "seharusnya ada {} di sini"),
    ("defined twice", "blok {} ditulis dua kali"),
    ("No filter named", "saringan {} tidak ada"),
    ("No test named", "uji {} tidak ada"),
    ("Encountered unknown tag", "perintah {} tidak dikenal"),
    ("Unexpected end of template", "ada perintah yang belum ditutup, misalnya {{% endif %}} atau {{% endfor %}}"),
    ("is undefined", "nama {} tidak dikenal"),
    ("has no attribute", "nama {} tidak dikenal"),
    ("has no element", "butir dengan nomor itu tidak ada"),
)
_SENDIRI = ("operator", "templat", "daftar", "perintah")
"""How our own messages begin."""


def terjemah(pesan: str) -> str:
    """A Jinja message in Indonesian; what is not known is said in general words."""
    kutip = pesan.split("'")
    if "has no attribute" in pesan and len(kutip) >= 2:
        return f"nama `{kutip[-2]}` tidak dikenal"
    for cari, ganti in _TERJEMAH:
        if cari in pesan:
            return ganti.format(f"`{kutip[1]}`" if len(kutip) > 1 else "")
    return pesan if pesan.startswith(_SENDIRI) else "susunan perintah pada baris ini keliru"
