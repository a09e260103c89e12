"""`ksdgen templates`: which file wins, and every fault of a template at its line and column, found before any agreement
meets it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.diagnostics import Diagnostic
from ksdgen.lint import check_templates, list_templates
from ksdgen.lint.positions import ParsedTemplate
from ksdgen.world.tree import Overlay, WorkingTree
from tests.helpers.util import ROOT


class FakeTree:
    """Files in memory."""

    def __init__(self, contents: dict[str, str | bytes]) -> None:
        self.contents = {k: v if isinstance(v, bytes) else v.encode() for k, v in contents.items()}

    def read(self, path: str) -> bytes | None:
        return self.contents.get(path)

    def files(self, folder: str) -> list[str]:
        return sorted(f for f in self.contents if f.rpartition("/")[0] == folder)

    def below(self, folder: str) -> list[str]:
        return sorted(f for f in self.contents if not folder or f.startswith(f"{folder}/"))

    def name(self, path: str) -> str:
        return path


SMALL: dict[str, str | bytes] = {
    "dasar.j2": """\
@judul {{ naskah.judul }}
{% macro sebut(p) %}{{ p.sebutan }}{% endmacro %}
{% block pembuka %}
@pembuka Pada hari ini bertemu {% for p in para_pihak %}{{ sebut(p) }} {% endfor %}.
{% endblock %}
@tabel pihak 1 1
@baris
@sel
@pihak_nama satu
@sel
@pihak_nama dua
@tutup
@batang_tubuh
@penutup Demikian.
""",
    "perjanjian.j2": """\
---
jenis: perjanjian
judul: PERJANJIAN
sebutan: Perjanjian
uraian: contoh
dasar: [permendagri-22-2020/pasal-41/ayat-1]
kategori: [ksdpk, ksdd_sukarela]
lambang: {ksdpk: garuda}
pasal:
  - objek
  - biaya
unsur: {penutup: penutup}
isian:
  sifat: {tipe: teks, uraian: sifat}
---
{% extends "dasar.j2" %}
{% block pembuka %}
{{ super() }}
@isi Sifat {{ isian.sifat }}.
{% endblock %}
""",
    "klausul/objek.j2": """\
---
antarmuka: 1
judul: OBJEK
unsur: [objek]
versi: 1
dasar: [praktik]
jenis: [perjanjian]
fakta: [objek]
isian:
  hari: {tipe: bilangan, baku: 14, uraian: lamanya}
  cara: {tipe: pilihan, pilihan: [tunai, transfer], baku: tunai, uraian: caranya}
varian:
  biasa: {uraian: biasa}
  khusus: {pilihan: ya, uraian: khusus}
---
(#) [pokok] Objek {{ naskah.sebutan }} ini adalah {{ naskah.objek | markah('.') }}
(#) Paling lama {{ isian.hari | angka }} hari sejak {{ naskah.penandatanganan.tanggal | tanggal }} menurut [[pokok]]:
    #a. satu;
        #1. dua;
        #1. tiga; dan
    #a. empat.
{% if varian == 'khusus' %}
(#) Khusus {% if isian.cara == 'tunai' %}tunai{% endif %} menurut [[pokok]].
{% endif %}
{% for p in para_pihak %}
{% if loop.first %}
(#) [pihak] Para pihak:
{% endif %}
    #a. {{ p.nama }}{% if not loop.last %};{% else %}.{% endif %}

{% endfor %}
{% if ada('lain') %}
(#) Sesuai dengan [[lain]] dan [[lain/utama]].
{% endif %}
""",
    "klausul/biaya.j2": """\
---
judul: BIAYA
versi: 1
kategori: [ksdpk]
---
{% macro tiap(p, akhir='.') %}{{ p.nama }}{{ akhir }}{% endmacro %}
(#) Biaya ditanggung {{ tiap(para_pihak[0], akhir=',') }}
{% if naskah.pembiayaan.termin %}
(#) [termin] Dibayar bertahap:
{% for t in naskah.pembiayaan.termin %}
    #a. {{ t.nilai | rupiah }};
{% endfor %}
(#) Tahap menurut [[termin]].
{% endif %}
""",
    "klausul/lain.j2": """\
---
judul: LAIN
versi: 1
jenis: [perjanjian]
letak: {setelah: [biaya, objek]}
---
(#) [utama] Lain-lain {{ kosong('objek') }}.
(#) Menurut [[utama]].
""",
    "gaya/baku.yaml": "uraian: baku\n",
}


def lint(contents: dict[str, str | bytes]) -> list[Diagnostic]:
    tree = FakeTree(contents)
    return check_templates(Catalogue(tree), tree)


def places(findings: list[Diagnostic]) -> list[tuple[str, str, int, int]]:
    return [
        (finding.code, finding.span.file, finding.span.line, finding.span.column)
        for finding in findings
        if finding.span is not None
    ]


def test_clean() -> None:
    assert places(lint(SMALL)) == []


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_windows_newlines_and_bom_change_nothing(change: Callable[[str], str]) -> None:
    def changed(contents: dict[str, str | bytes]) -> dict[str, str | bytes]:
        return {k: change(v) if k.endswith(".j2") and isinstance(v, str) else v for k, v in contents.items()}

    assert lint(changed(SMALL)) == []
    wrong = {**SMALL, "klausul/lain.j2": str(SMALL["klausul/lain.j2"]).replace("kosong(", "kosng(")}
    assert places(lint(changed(wrong))) == places(lint(wrong)) == [("KSD043", "klausul/lain.j2", 7, 26)]


# --- one seeded fault of each kind ------------------------------------------------------------------------------------

# (file, what stands there, what is written instead; « marks the place of the finding, its code). The rest stays clean.
WRONG = [
    # names
    ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ naskah.«sebutn }}", "KSD043"),
    ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ «naska.sebutan }}", "KSD043"),
    ("klausul/objek.j2", "naskah.penandatanganan.tanggal", "naskah.penandatanganan.«tanggl", "KSD043"),
    ("klausul/objek.j2", "naskah.penandatanganan.tanggal", "naskah.objek.«tanggal", "KSD043"),
    ("klausul/objek.j2", "{{ p.nama }}", "{{ p.«nma }}", "KSD043"),
    ("klausul/objek.j2", "not loop.last", "not loop.«akhir", "KSD043"),
    ("klausul/objek.j2", "{% if not loop.last %};", "{% if not loop.last %}{{ «q }};", "KSD043"),
    ("klausul/objek.j2", "%}tunai{%", "%}{{ «tuna }}{%", "KSD043"),
    ("klausul/biaya.j2", "{{ p.nama }}{{ akhir }}", "{{ p.«nam }}{{ akhir }}", "KSD043"),
    ("klausul/biaya.j2", "{{ t.nilai | rupiah }}", "{{ «t2.nilai | rupiah }}", "KSD043"),
    (
        "klausul/biaya.j2",
        "in naskah.pembiayaan.termin %}\n    #a. {{ t.nilai",
        "in naskah.pembiayaan.termin %}\n    #a. {{ t.«nila",
        "KSD043",
    ),
    ("dasar.j2", "{{ p.sebutan }}", "{{ p.«sebtan }}", "KSD043"),
    ("dasar.j2", "{{ sebut(p) }}", "{{ «sebt(p) }}", "KSD043"),
    ("klausul/objek.j2", "isian.hari |", "isian.«harii |", "KSD043"),
    ("perjanjian.j2", "isian.sifat", "isian.«sft", "KSD043"),
    # filters, calls, types
    ("klausul/objek.j2", "| tanggal", "| «tnggal", "KSD040"),
    ("klausul/objek.j2", "isian.hari | angka", "isian.hari | «tanggal", "KSD044"),
    (
        "klausul/objek.j2",
        "naskah.penandatanganan.tanggal | tanggal",
        "naskah.penandatanganan.tanggal | «rupiah",
        "KSD044",
    ),
    ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ naskah.«penandatanganan }}", "KSD044"),
    ("klausul/objek.j2", "for p in para_pihak", "for p in naskah.«objek", "KSD044"),
    ("klausul/biaya.j2", "tiap(para_pihak[0], akhir=',')", "«tiap()", "KSD044"),
    ("klausul/biaya.j2", "tiap(para_pihak[0], akhir=',')", "«tiap(para_pihak[0], ujung=',')", "KSD044"),
    ("klausul/biaya.j2", "termin %}\n(#)", "termin is «numerik %}\n(#)", "KSD040"),
    # words out of closed lists
    ("klausul/objek.j2", "varian == 'khusus'", "varian == '«khsus'", "KSD013"),
    ("klausul/objek.j2", "isian.cara == 'tunai'", "isian.cara == '«kontan'", "KSD013"),
    ("klausul/lain.j2", "(#) Menurut", "(#) {% if kategori == '«ksdp' %}x{% endif %}Menurut", "KSD013"),
    ("klausul/lain.j2", "(#) Menurut", "(#) {% if jenis in ['perjanjian', '«nota'] %}x{% endif %}Menurut", "KSD013"),
    (
        "klausul/objek.j2",
        "ada('lain') %}\n(#) Sesuai dengan [[lain]] dan [[lain/utama]].",
        "ada('«lian') %}\n(#) Sesuai.",
        "KSD013",
    ),
    # syntax
    ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ naskah.sebutan ( «}}", "KSD040"),
    ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ naskah.sebutan «? }}", "KSD040"),
    ("klausul/objek.j2", "{% if ada('lain') %}\n", "{% «if ada('lain') %}\n{% if ada('lain') %}\n", "KSD040"),
    ("klausul/lain.j2", "{{ kosong('objek') }}", "{{ «kosong('a') ~ 'b' }}", "KSD040"),
    ("klausul/lain.j2", "Lain-lain", "Lain-«\ue000lain", "KSD040"),
    ("perjanjian.j2", '"dasar.j2"', '"«dasr.j2"', "KSD041"),
    # points, labels, references
    ("klausul/objek.j2", "        #1. dua;\n        #1. tiga; dan", "        «#a) dua;", "KSD070"),
    (
        "klausul/objek.j2",
        "    #a. satu;\n        #1. dua;\n        #1. tiga; dan\n    #a. empat.\n",
        "    «#1. satu.\n",
        "KSD070",
    ),
    ("klausul/biaya.j2", "(#) Tahap", "«(7) Tahap", "KSD020"),
    ("klausul/objek.j2", "(#) [pihak] Para", "«(#) [pokok] Para", "KSD031"),
    ("klausul/objek.j2", "tanggal }} menurut [[pokok]]", "tanggal }} menurut «[[pokk]]", "KSD030"),
    ("klausul/objek.j2", "[[lain/utama]]", "«[[lain/utma]]", "KSD030"),
    ("klausul/objek.j2", "[[lain]] dan [[lain/utama]]", "[[lain]] dan «[[lian]]", "KSD030"),
    ("klausul/objek.j2", "[[lain]] dan [[lain/utama]]", "«[[lain] dan [[lain/utama]]", "KSD021"),
    ("klausul/objek.j2", "[[lain]] dan [[lain/utama]]", "[[lain]] dan «[[biaya]]", "KSD075"),
    ("klausul/lain.j2", "[[utama]]", "«[[objek]]", "KSD075"),
    ("klausul/biaya.j2", "Tahap menurut [[termin]].\n{% endif %}", "Tahap.\n{% endif %}\n(#) x «[[termin]]", "KSD075"),
    ("klausul/lain.j2", "(#) Menurut", "| a | b |\n| «c |\n\n(#) Menurut", "KSD023"),
    # skeletons
    ("dasar.j2", "@penutup", "«@penutp", "KSD024"),
    ("dasar.j2", "@pihak_nama satu", "«[[objek]]", "KSD075"),
    ("dasar.j2", "@batang_tubuh\n", "@batang_tubuh\n  «@batang_tubuh\n", "KSD041"),
    # front matter
    ("klausul/objek.j2", "versi: 1\n", "versi: 1\n«vrsi: 1\n", "KSD010"),
    ("klausul/objek.j2", "antarmuka: 1", "antarmuka: «9", "KSD042"),
    ("klausul/objek.j2", "unsur: [objek]", "unsur: [objek, «objk]", "KSD013"),
    ("klausul/objek.j2", "dasar: [praktik]", "dasar: [praktik, «pp-28-2018/pasal-999]", "KSD013"),
    ("klausul/objek.j2", "dasar: [praktik]", "dasar: [«praktek]", "KSD013"),
    ("klausul/objek.j2", "jenis: [perjanjian]", "jenis: [perjanjian, «perjanjan]", "KSD013"),
    ("klausul/biaya.j2", "kategori: [ksdpk]", "kategori: [ksdpk, «ksdpkk]", "KSD013"),
    ("klausul/objek.j2", "fakta: [objek]", "fakta: [objek, «objk.x]", "KSD013"),
    ("klausul/objek.j2", "fakta: [objek]", "fakta: [«para_pihak.nama]", "KSD013"),
    ("klausul/objek.j2", "fakta: [objek]", "fakta: [objek]\nbila: [«pembiayaan.nila|hasil.uang]", "KSD013"),
    ("klausul/lain.j2", "letak: {setelah: [biaya, objek]}", "letak: {setelah: [biaya, «objk]}", "KSD013"),
    ("klausul/objek.j2", "baku: 14", "baku: «dua", "KSD011"),
    ("klausul/objek.j2", "baku: tunai", "baku: «kontan", "KSD013"),
    ("klausul/objek.j2", "  cara:", "  «lama: {tipe: lama, uraian: x}\n  cara:", "KSD073"),
    ("perjanjian.j2", "  sifat:", "  «lama: {tipe: lama, uraian: x}\n  sifat:", "KSD073"),
    ("klausul/objek.j2", "  biasa: {uraian: biasa}", "  biasa: {uraian: biasa}\n  «lain: {uraian: lain}", "KSD074"),
    ("klausul/objek.j2", "khusus: {pilihan: ya,", "«khusus: {pilihan: ya, kategori: sinergi,", "KSD072"),
    ("klausul/objek.j2", "judul: OBJEK", "judul: {biasa: A, khusus: B, «lain: C}", "KSD013"),
    ("klausul/objek.j2", "judul: OBJEK", "«judul: {biasa: A}", "KSD012"),
    ("klausul/biaya.j2", "(#) Biaya", "(#) {% if «kategori == 'ksdd_sukarela' %}x{% endif %}Biaya", "KSD072"),
    (
        "klausul/lain.j2",
        "judul: LAIN\nversi: 1\njenis: [perjanjian]\nletak: {setelah: [biaya, objek]}",
        "«judul: LAIN\nversi: 1",
        "KSD071",
    ),
    ("klausul/lain.j2", "letak:", "«bila: [hasil]\nletak:", "KSD072"),
    ("perjanjian.j2", "jenis: perjanjian", "jenis: «perjanjan", "KSD011"),
    ("perjanjian.j2", "  - biaya", "  - biaya\n  - «biya", "KSD041"),
    ("perjanjian.j2", "  - biaya", "  - biaya\n  - «objek", "KSD031"),
    ("perjanjian.j2", "{ksdpk: garuda}", "{ksdpk: «garuta}", "KSD013"),
    ("perjanjian.j2", "{ksdpk: garuda}", "{«sinergi: garuda}", "KSD013"),
    ("perjanjian.j2", "{penutup: penutup}", "{penutup: «penutp}", "KSD013"),
    ("gaya/baku.yaml", "uraian: baku\n", "uraian: baku\n«warna: biru\n", "KSD010"),
    ("gaya/baku.yaml", "uraian: baku\n", "uraian: baku\nlambang_negara: «garuda.png\n", "KSD060"),
    ("gaya/baku.yaml", "uraian: baku\n", "uraian: baku\nberdasar_pada: «bku\n", "KSD013"),
]


def plant(contents: dict[str, str | bytes], path: str, old: str, new: str) -> tuple[dict[str, str | bytes], int, int]:
    """The files with one text replaced, and the line and column of « in it."""
    content = str(contents[path])
    assert content.count(old) >= 1, (path, old)
    content = content.replace(old, new, 1)
    start = content.index("«")
    return (
        {**contents, path: content.replace("«", "")},
        content.count("\n", 0, start) + 1,
        start - content.rfind("\n", 0, start),
    )


@pytest.mark.parametrize(("path", "old", "new", "code"), WRONG)
def test_every_error_in_its_place_and_only_that(path: str, old: str, new: str, code: str) -> None:
    contents, line, column = plant(SMALL, path, old, new)
    findings = lint(contents)
    assert places(findings) == [(code, path, line, column)]
    assert all(
        finding.hint
        for finding in findings
        if finding.code >= "KSD070" or finding.code in ("KSD030", "KSD031", "KSD043")
    )


def test_skeleton_without_main_body() -> None:
    contents = {**SMALL, "dasar.j2": str(SMALL["dasar.j2"]).replace("@batang_tubuh\n", "")}
    assert places(lint(contents)) == [("KSD041", "dasar.j2", 1, 1)]


def test_unclosed_table() -> None:
    contents = {**SMALL, "dasar.j2": str(SMALL["dasar.j2"]).replace("@tutup\n", "")}
    assert ("KSD024", "dasar.j2", 6, 1) in places(lint(contents))


def test_klausul_that_nobody_can_use() -> None:
    contents, line, column = plant(SMALL, "klausul/lain.j2", "letak:", "«kategori: [sinergi]\nletak:")
    # And so the references to it in another clause can never hold.
    assert ("KSD071", "klausul/lain.j2", line, column) in places(lint(contents))
    assert {k for k, *_ in places(lint(contents))} == {"KSD071", "KSD072"}


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("klausul/x.j2", b"---\njudul: X\nletak: {setelah: objek}\n---\n(#) caf\xe9\n", ("KSD001", 5)),
        ("dasar2.j2", b"caf\xe9\n", ("KSD001", 1)),
        ("klausul/x.j2", "(#) tanpa kepala\n", ("KSD041", 1)),
        ("pembantu.j2", "{% macro a() %}{% endmacro %}\n", ("KSD071", 1)),
        ("gaya/x.yml", "uraian: x\n", ("KSD071", 1)),
        ("klausul/x.yaml", "judul: x\n", ("KSD071", 1)),
        ("klausul/lama/x.j2", "x\n", ("KSD071", 1)),
        ("klausul/arsip/sidik.json", "{", ("KSD046", 1)),
        ("catatan.md", "bukan templat\n", None),
    ],
)
def test_files(path: str, content: str | bytes, expected: tuple[str, int] | None) -> None:
    findings = [
        (finding.code, finding.span.line)
        for finding in lint({**SMALL, path: content})
        if finding.span is not None and finding.span.file == path
    ]
    assert findings == ([expected] if expected else [])


def test_all_problems_in_one_run() -> None:
    contents = dict(SMALL)
    expected = []
    for path, old, new, code in (
        ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ naskah.«sebutn }}", "KSD043"),
        ("klausul/objek.j2", "[[lain/utama]]", "«[[lain/utma]]", "KSD030"),
        ("klausul/biaya.j2", "(#) Tahap", "«(7) Tahap", "KSD020"),
        ("klausul/lain.j2", "[[utama]]", "«[[objek]]", "KSD075"),
        ("perjanjian.j2", "isian.sifat", "isian.«sft", "KSD043"),
        ("gaya/baku.yaml", "uraian: baku\n", "uraian: baku\n«warna: biru\n", "KSD010"),
    ):
        contents, line, column = plant(contents, path, old, new)
        expected.append((code, path, line, column))
    assert sorted(places(lint(contents))) == sorted(expected)


def test_helper_templates_from_import_and_include() -> None:
    helpers = {"alat.j2": "{% macro sebut(p) %}{{ p.nama }}{% endmacro %}\n", "sisip.j2": "(#) {{ naskah.objek }}\n"}
    other = str(SMALL["klausul/lain.j2"])
    use = other + "{% from 'alat.j2' import sebut %}\n{% include 'sisip.j2' %}\n(#) {{ sebut(para_pihak[0]) }}\n"
    assert lint({**SMALL, **helpers, "klausul/lain.j2": use}) == []
    wrong = {**SMALL, **helpers, "klausul/lain.j2": use, "alat.j2": helpers["alat.j2"].replace("p.nama", "p.nma")}
    assert places(lint(wrong)) == [("KSD043", "alat.j2", 1, 26)]
    wrong = {**SMALL, **helpers, "klausul/lain.j2": use, "sisip.j2": "(#) {{ naskah.objk }}\n"}
    assert places(lint(wrong)) == [("KSD043", "sisip.j2", 1, 15)]


def test_a_template_that_calls_itself_ends() -> None:
    other = str(SMALL["klausul/lain.j2"])
    assert (
        lint({**SMALL, "klausul/lain.j2": other + "{% macro a(n) %}{{ a(n) }}{% endmacro %}\n(#) {{ a(1) }}\n"}) == []
    )
    lint({**SMALL, "dasar.j2": "{% extends 'dasar.j2' %}\n"})
    lint({**SMALL, "klausul/lain.j2": other + "{% include 'klausul/lain.j2' %}\n"})


# --- laws -------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_changed_name_is_found_in_its_place(data: st.DataObject) -> None:
    """Every word between Jinja's braces that is replaced by one that does not exist is found where it stands."""
    path = data.draw(st.sampled_from([p for p in SMALL if p.startswith("klausul/")]))
    content = str(SMALL[path])
    head_end = content.index("\n---\n") + 5
    candidates = [
        head_end + m.start() + n.start()
        for m in re.finditer(r"\{\{.*?\}\}", content[head_end:])
        for n in re.finditer(r"(?<![\w'])[a-z_]+(?![\w']|\s*=)", m[0])
    ]
    start = data.draw(st.sampled_from(candidates))
    match = re.compile(r"[a-z_]+").match(content, start)
    assert match is not None
    new = content[:start] + "zzz" + content[match.end() :]
    line, column = new.count("\n", 0, start) + 1, start - new.rfind("\n", 0, start)
    findings = [(k, b, c) for k, f, b, c in places(lint({**SMALL, path: new})) if f == path and k != "KSD073"]
    assert findings in ([("KSD043", line, column)], [("KSD040", line, column)])


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("{%#}-| \n()[]'\"abn.=,+~0(#)\\@"), max_size=60))
def test_no_text_makes_the_check_fail(text: str) -> None:
    doc = ParsedTemplate("klausul/a.j2", "klausul/a.j2", text, 3)
    assert (doc.tree is None) <= bool(doc.findings)
    for finding in doc.findings:
        assert finding.span is not None and 1 <= finding.span.line <= text.count("\n") + 5 and finding.span.column >= 1


@settings(max_examples=12, deadline=None)
@given(st.text(alphabet=st.sampled_from("{%#}|\n[]a.(#)1@ "), max_size=40))
def test_checking_any_klausul_ends(text: str) -> None:
    lint({**SMALL, "klausul/lain.j2": str(SMALL["klausul/lain.j2"]) + text})


# --- the templates that ship ------------------------------------------------------------------------------------------

BUILT_IN = ROOT / "templates"


def built_in() -> dict[str, str | bytes]:
    tree = WorkingTree(BUILT_IN)
    return {p: (tree.read(p) or b"").decode() for p in tree.below("") if p.endswith((".j2", ".yaml"))}


@pytest.mark.slow
def test_built_in_templates_are_clean() -> None:
    assert [(*place, finding.message) for finding in lint(built_in()) for place in places([finding])] == []


def _body(content: str) -> int:
    return content.index("\n---\n") + 5


def _name(content: str) -> Iterator[int]:
    yield from (m.start() + 7 for m in re.finditer(r"naskah\.[a-z]", content[_body(content) :]))


def _filter(content: str) -> Iterator[int]:
    yield from (m.start() + 2 for m in re.finditer(r"\| [a-z]", content[_body(content) :]))


def _isian(content: str) -> Iterator[int]:
    yield from (m.start() + 6 for m in re.finditer(r"isian\.[a-z]", content[_body(content) :]))


def _present(content: str) -> Iterator[int]:
    yield from (m.start() + 5 for m in re.finditer(r"ada\('[a-z]", content[_body(content) :]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("find", "code"), [(_name, "KSD043"), (_filter, "KSD040"), (_isian, "KSD043"), (_present, "KSD013")]
)
@pytest.mark.parametrize("nth", [0, -1])
def test_every_broken_built_in_klausul_is_found(find: Callable[[str], Iterator[int]], code: str, nth: int) -> None:
    """In every clause one word is misspelt; every one of them is found at its line and column."""
    contents, expected = built_in(), set()
    for path, content in built_in().items():
        if not path.startswith("klausul/") or "/arsip/" in path:
            continue
        content = str(content)
        starts = [*find(content)]
        if not starts:
            continue
        position = _body(content) + starts[nth]
        contents[path] = f"{content[:position]}zz{content[position:]}"
        expected.add((code, path, content.count("\n", 0, position) + 1, position - content.rfind("\n", 0, position)))
    assert len(expected) > 10
    assert expected <= set(places(lint(contents)))


@pytest.mark.slow
def test_every_missing_built_in_label_is_found() -> None:
    """Without its label, every reference to a point of the same clause points to nothing."""
    contents, expected = built_in(), set()
    for path, content in built_in().items():
        if not path.startswith("klausul/") or "/arsip/" in path:
            continue
        content = str(content)
        for match in re.finditer(r"(?<=[).] )\[([a-z_]+)\] ", content):
            reference = re.search(rf"\[\[{match[1]}\]\]", content)
            if (
                reference is not None
                and content.count(f"[{match[1]}] ") == 1
                and reference.start() > match.end()
                and f"{match[1]}.j2" not in " ".join(contents)
            ):
                # Spaces keep the columns of the rest.
                new = content[: match.start()] + " " * len(match[0]) + content[match.end() :]
                contents[path] = new
                expected.add(
                    (
                        path,
                        new.count("\n", 0, reference.start()) + 1,
                        reference.start() - new.rfind("\n", 0, reference.start()),
                    )
                )
                break
    assert len(expected) > 10
    findings = {(f, b, k) for code, f, b, k in places(lint(contents)) if code == "KSD030"}
    assert expected <= findings


def test_list_marks_what_is_the_same_and_what_is_broken(tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN / "klausul", tmp_path / "klausul")
    (tmp_path / "klausul/objek.j2").write_text("rusak", encoding="utf-8")
    original = WorkingTree(BUILT_IN, "ksdgen:templates/")
    rows = list_templates(Catalogue(Overlay(WorkingTree(tmp_path), original)), original)
    klausul = {b.id: b for b in rows if b.kind == "klausul"}
    assert klausul["sanksi"].differing_lines == 0 and klausul["objek"].version is None
    assert {b.origin for b in rows if b.kind == "jenis"} == {"ksdgen"}
