"""The standard of docs/pesan.md, over everything that ksdgen can say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from ksdgen.catalogue.front_matter import Gaya, KepalaJenis, KepalaKlausul
from ksdgen.naskah.model import BerkasPihak, Naskah
from tests.helpers.messages import PAKET, Ucapan, dari_data, dari_model, dari_python, polos
from tests.helpers.util import AKAR

SEMUA = [*dari_python(), *dari_data(), *dari_model(Naskah, BerkasPihak, KepalaKlausul, KepalaJenis, Gaya)]

BATAS = {"pesan": 120, "bantuan": 160, "pilihan": 160, "uraian": 120}
"""The longest text of each kind, what is filled in not counted."""

ISTILAH = ["node", "none", "null", "exception", "scalar", "skalar", "mapping", "parse", "parsing", "parser", "token", "string", "integer", "float", "boolean", "bool", "error", "traceback", "invalid", "valid", "expected", "key", "value", "list", "dict", "dictionary", "tuple", "array", "object", "type", "file", "path", "default", "field", "template", "input", "update", "delete", "argument", "option", "command", "warning", "syntax", "schema", "loop", "index", "runtime", "stack", "function", "method", "class", "module", "bug", "crash", "debug"]  # fmt: skip
"""Words of programmers; Indonesian has berkas, kunci, nilai, daftar, pasangan, letak, baku, templat, isian, skema."""

INGGRIS = [
    "the",
    "of",
    "and",
    "or",
    "is",
    "are",
    "was",
    "not",
    "with",
    "without",
    "for",
    "from",
    "must",
    "should",
    "shall",
    "please",
    "found",
    "missing",
    "unknown",
    "failed",
    "cannot",
    "this",
    "that",
    "which",
]

AKRAB = ["kamu", "kau", "lu", "gue", "aku", "harap", "mohon", "maaf", "ups", "oops"]
"""Forms of address that an official letter does not use, and what only fills space."""

TERLARANG = re.compile(rf"(?<![\w-])({'|'.join(ISTILAH + INGGRIS + AKRAB)})(?!\w)")
"""In lower case, or as the first word of a sentence; PATH and KODE in capitals stand for what the user types."""


def terlarang(teks: str) -> list[str]:
    """The words of a text that people should not have to read."""
    isi = re.sub(r"(?<![\w-])--?[a-z][a-z-]*", "…", polos(teks))
    kecil = re.sub(r"(?:^|(?<=[.:] ))[A-Z][a-z]", lambda m: m[0].lower(), isi)
    return [*TERLARANG.findall(kecil), *re.findall(r"\b(?:anda|ANDA)\b", isi)]


def ucapan(*nama: str) -> list[Ucapan]:
    """All texts of some kinds."""
    return [u for u in SEMUA if u.jenis in nama]


def test_everything_is_read() -> None:
    """The collector sees the messages: none of its sources has run dry."""
    paling_sedikit = {"pesan": 350, "bantuan": 250, "penjelasan": 200, "pilihan": 40, "perintah": 15, "uraian": 200}
    banyak = {j: len(ucapan(j)) for j in paling_sedikit}
    assert all(banyak[j] >= n for j, n in paling_sedikit.items()), banyak
    berkas = {u.letak.partition(":")[0] for u in SEMUA}
    for nama in (
        "source/convert",
        "source/decode",
        "source/mistakes",
        "source/report",
        "catalogue/catalogue",
        "naskah/parties",
        "desk/loading",
        "compose/plan",
        "cli/shared",
    ):
        assert f"ksdgen/{nama}.py" in berkas


def test_short() -> None:
    assert not [(u.letak, u.teks) for u in ucapan(*BATAS) if len(re.sub(r"\{[^{}]*\}", "", u.teks)) > BATAS[u.jenis]]
    assert not [(u.letak, u.teks) for u in ucapan(*BATAS) if "  " in u.teks or u.teks != u.teks.strip()]


def test_a_phrase_has_no_final_dot() -> None:
    frasa = ucapan("pesan", "bantuan", "uraian")
    assert not [(u.letak, u.teks) for u in frasa if re.search(r"(?<!\.)[.!]$", u.teks)]
    assert not [(u.letak, u.teks) for u in frasa if re.search(r"[a-z)`]\. [A-Z]", polos(u.teks))], "two sentences"


_NAMA_DIRI = (
    "Kesepakatan Bersama", "Perjanjian Kerja Sama", "Nota Kesepakatan", "Rencana Kerja", "Berita Acara", "PIHAK", "DPRD", "KSB", "PKS", "LibreOffice", "Word", "YAML",
)  # fmt: skip


def test_a_phrase_begins_in_lower_case() -> None:
    """It stands behind a place and a code; only a name begins with a capital."""
    besar = [u for u in ucapan("pesan", "bantuan") if u.teks[:1].isupper()]
    assert not [(u.letak, u.teks) for u in besar if not u.teks.startswith(_NAMA_DIRI)]


def test_a_page_is_made_of_sentences() -> None:
    halaman = ucapan("penjelasan", "pilihan", "perintah")
    assert not [
        (u.letak, u.teks[-60:])
        for u in halaman
        if not re.search(r"[.`)]$", u.teks) and not re.search(r"\n[ -].*$", u.teks)
    ]
    assert not [(u.letak, u.teks[:60]) for u in halaman if not re.match(r"[A-Z0-9`\"{]", u.teks)]


def test_words() -> None:
    assert not [(u.letak, kata, u.teks) for u in SEMUA if (kata := terlarang(u.teks))]


def test_one_word_for_what_is_expected() -> None:
    """`seharusnya`, in every message that says what should stand in a place."""
    assert not [
        u
        for u in ucapan("pesan", "bantuan")
        if re.search(r"\b(harusnya|mestinya|semestinya berupa|seyogianya)\b", polos(u.teks))
    ]


# --- nothing slips past the collector -----------------------------------------------------------------------------------------------------------

_INDONESIA = re.compile(r"\b(yang|tidak|dan|ini|atau|pada|belum|dengan|untuk|harus|bukan|sudah|oleh|dari)\b")


def _kalimat() -> Iterator[tuple[str, str]]:
    """Every Indonesian text in the source, wherever it stands."""
    for path in sorted(PAKET.rglob("*.py")):
        pohon = ast.parse(path.read_text(encoding="utf-8"))
        uraian = {id(n.value) for n in ast.walk(pohon) if isinstance(n, ast.Expr)}
        for n in ast.walk(pohon):
            teks = ""
            # Patterns and pieces of HTML or of shell scripts are not read by people.
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in uraian:
                teks = n.value
            elif isinstance(n, ast.JoinedStr):
                teks = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in n.values)
            if " " in teks.strip() and _INDONESIA.search(teks) and not re.search(r"\(\?|<|\bend\b", teks):
                yield f"{path.relative_to(AKAR).as_posix()}:{n.lineno}", teks


def test_every_indonesian_text_in_the_source() -> None:
    semua = list(_kalimat())
    assert len(semua) > 400
    assert not [(letak, kata, teks) for letak, teks in semua if (kata := terlarang(teks))]


# --- the test can fail ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "teks, kata",
    [
        ("nilai null tidak boleh", ["null"]),
        ("Error pada berkas", ["error"]),
        ("file ini tidak ada", ["file"]),
        ("periksa ejaan yang anda tulis", ["anda"]),
        ("value is missing", ["value", "is", "missing"]),
        ("kunci `null` berarti kosong", []),
        ('pilih "Save with Encoding" di sini', []),
        ("Periksa naskah pada PATH. Anda dapat memakai --output", []),
    ],
)
def test_what_is_forbidden(teks: str, kata: list[str]) -> None:
    assert terlarang(teks) == kata
