"""Law 7: no value of an agreement is lost, cut or turned into structure."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.diagnostics import Severity
from ksdgen.naskah.model import Naskah
from ksdgen.paper.document import Gap, LineBreak, Paragraph, Text
from ksdgen.source.record import Record, field_types
from ksdgen.source.scalars import Markah, OpenText
from ksdgen.word.writer import write
from tests.helpers.composed import composed, printed_text
from tests.helpers.util import ksb, pks, put, render, yaml
from tests.helpers.word_files import content_only, round_trip
from tests.helpers.word_util import par


def _routes(kind: type[Record], start: str = "", printed: bool = False) -> Iterator[str]:
    """A route to every text field whose content must appear in the paper."""
    for name, field in kind.fields_.items():
        yield from _type_routes(field_types(kind)[name], f"{start}.{name}" if start else name, printed or field.printed)


def _type_routes(type_: Any, route: str, printed: bool) -> Iterator[str]:
    origin = typing.get_origin(type_)
    name = route.rpartition(".")[2]
    if origin is tuple:
        yield from _type_routes(typing.get_args(type_)[0], f"{route}.0", printed)
    elif origin in (Mapping, dict):
        key = {"klausul": "antikorupsi", "isian": None}.get(name, "garut")
        if key is not None:
            yield from _type_routes(typing.get_args(type_)[1], f"{route}.{key}", printed)
    elif origin in (types.UnionType, typing.Union):
        choices = [choice for choice in typing.get_args(type_) if choice is not type(None)]
        records = [choice for choice in choices if isinstance(choice, type) and issubclass(choice, Record)]
        for choice in records or ([str] if str in choices and printed else choices):
            yield from _type_routes(choice, route, printed)
    elif isinstance(type_, type) and issubclass(type_, Record):
        yield from _routes(type_, route, printed)
    elif printed and type_ in (str, OpenText, Markah):
        yield route


# What a power of attorney says besides what the paper quotes of it.
_NOT_PRINTED = ("surat_kuasa.untuk", "surat_kuasa.tembusan")

_KEWENANGAN = ("keputusan", "surat_kuasa", "pasal", "akta", "bebas")

ROUTES = [route for route in _routes(Naskah) if not route.endswith(_NOT_PRINTED)]

KINDS = {
    "perjanjian_kerja_sama": ("ksdpk", "badan_hukum"),
    "kesepakatan_bersama": ("ksdpk", "perseorangan"),
    "nota_kesepakatan": ("sinergi", "lembaga"),
    "rencana_kerja": ("sinergi", "lembaga"),
}


def test_routes_cover_the_important_fields() -> None:
    assert {"tentang", "maksud", "para_pihak.0.alamat", "lampiran.0.isi", "pasal_tambahan.0.isi"} <= set(ROUTES)
    assert len(ROUTES) > 60


def _full(kind: str, pattern: str) -> tuple[dict[str, Any], dict[str, str]]:
    """An agreement in which every text field holds the pattern with a token of its own, and the text of each field."""
    category, legal_form = KINDS[kind]
    data = pks(jenis=kind, kategori=category, dasar_hukum=[], rangkap={"asli": 3})
    data["para_pihak"][0].update(bentuk=legal_form, badan_hukum={}, penanda_tangan=[{"dasar_kewenangan": []}])
    plan = kind == "rencana_kerja"
    if not plan:
        data.update(klausul={"antikorupsi": {"alasan": "x"}}, pasal_tambahan=[{"kode": "tambahan", "setelah": "objek"}])
    content = {}
    for index, route in enumerate(ROUTES):
        if plan and route.startswith(("klausul", "pasal_tambahan")):
            continue
        for position, key in enumerate(_KEWENANGAN):  # one basis of authority holds one of them
            route = route.replace(f"dasar_kewenangan.0.{key}", f"dasar_kewenangan.{position}.{key}")
        content[route] = pattern.replace("TANDA", f"Q{index}Q")
        data = put(data, route, content[route])
    kewenangan = "para_pihak.0.penanda_tangan.0.dasar_kewenangan"
    for route in (
        f"{kewenangan}.1.surat_kuasa",
        f"{kewenangan}.3.akta",
        "para_pihak.0.badan_hukum.akta.0",
        "kesepakatan_bersama",
    ):
        data = put(data, f"{route}.tanggal", "2026-01-01")
    return data, content


def _normal(text: str) -> str:
    """A text whatever its capitals and breaks."""
    return " ".join(text.upper().split())


PATTERNS = [
    'Budi & <Co> {{ x }} (1) "Pasal 3" TANDA',
    "😀 TANDA {% if x %} {# y #} e\u0301 漢字",
    "TANDA " + "x" * 10_000,
    "a. TANDA",
    "- TANDA",
    "@TANDA",
    "@judul TANDA",
    "@batang_tubuh TANDA",
    "|TANDA|",
    "| TANDA | b |",
    "(1) TANDA",
    "(#) TANDA",
    "1) TANDA",
    "I. TANDA",
    "~ TANDA \\ & * _ __ ## %% <!-- x -->",
    "0123 TANDA dll.",
]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_each_text_is_printed_whole_or_reported(kind: str, pattern: str) -> None:
    data, content = _full(kind, pattern)
    composition = composed(data)
    assert [finding for finding in composition.findings if finding.severity is Severity.ERROR] == []
    # The frame that stands for an emblem comes before the paper itself.
    output = _normal(printed_text(composition).partition("ANTARA")[2])
    reported = {finding.route for finding in composition.findings if finding.code == "KSD061"}
    printed = {route for route, text in content.items() if _normal(text) in output}
    at_or_below = {r for r in content if any(r.rsplit(".", n)[0] in reported for n in range(r.count(".") + 1))}
    assert set(content) - printed - at_or_below == set()
    assert printed & reported == set()


_TEXT = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Mn", "Me"),
        include_characters=" ",
        exclude_characters="\u115f\u1160\u2800\u3164\uffa0\ufffc",
    ),
    min_size=1,
    max_size=60,
).filter(lambda t: t.strip() and "___" not in t and t.strip().lower() != "menyusul")


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(_TEXT)
def test_arbitrary_text_stays_text(text: str) -> None:
    """Whatever stands in a one-line text comes out as it is, and changes nothing of the paper's structure."""
    ordinary = put(ksb(), "para_pihak.0.alamat", "ALAMAT")
    result = composed(put(ordinary, "para_pihak.0.alamat", text))
    assert printed_text(result) == printed_text(composed(ordinary)).replace("ALAMAT", text.strip())


@settings(max_examples=25, deadline=None)
@given(_TEXT.filter(lambda t: not set(t) & set("\\[]_") and not t.strip().endswith((".", ";", ",", "|"))))
def test_one_line_markah_is_no_structure(text: str) -> None:
    ordinary = put(ksb(), "ruang_lingkup.0", "BUTIR")
    result = composed(put(ordinary, "ruang_lingkup.0", text.strip()))
    assert printed_text(result) == printed_text(composed(ordinary)).replace("BUTIR", text.strip())


@pytest.mark.parametrize(
    "text",
    [
        'Budi & <Co> {{ x }} (1) "Pasal 3"',
        "👩‍👩‍👧 emoji 😀",
        "x" * 10_000,
        "- butir",
        "  dua spasi  ",
        "\ttab\t\tdi mana-mana\t",
        "]]> <!-- & &amp;",
        "spasi\u00a0tetap, tanda hubung\u2011tetap, ke\u00adlunak",
        "",
    ],
)
def test_values_stay_whole_and_become_no_structure(text: str) -> None:
    dokumen = content_only(
        par("isi", "awal"), Paragraph("isi", (Text(text), LineBreak(), Gap(f"nama {text}"[:50], text)))
    )
    round_trip(dokumen)
    assert write(dokumen, {}).count(b"<w:sectPr") == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["0123", "12:30", "no", "1.10", "2026-02-31", "0x1F", "1e3", "~", "null", "true", "=", "<<", "1_000"]
)
@pytest.mark.parametrize("route", ["para_pihak.0.nomor", "para_pihak.0.alamat", "objek", "tujuan.0"])
def test_text_stays_text(repo: Path, route: str, text: str) -> None:
    if text in ("~", "null"):
        data = yaml(put(ksb(), route, text))  # open unless in quotes
    else:
        data = yaml(put(ksb(), route, "PENANDA")).replace('"PENANDA"', text)
    run, output = render(repo, data)
    assert "KSD011" not in run.finding_codes
    assert output is not None
    assert text in output
