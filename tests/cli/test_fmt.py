"""`ksdgen fmt`: one form for every way of writing the same thing; what is said, the comments, and the line ends stay."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.desk.loading import content_digest
from ksdgen.diagnostics import Severity
from ksdgen.editing.canonical import ONE_LINE_WIDTH
from ksdgen.editing.fmt import tidy
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.pihak import PihakFile
from ksdgen.rules.examples import base_text, put
from ksdgen.rules.packaged import packaged_rules
from ksdgen.source.decode import Decoder
from ksdgen.source.node import MappingNode, Node, SequenceNode
from ksdgen.source.parse import parse
from ksdgen.source.record import Record
from tests.helpers.util import ROOT, ksb, ksdgen, pks, save
from tests.helpers.util import yaml as write_yaml

FILES = {p.relative_to(ROOT).as_posix(): p for p in sorted((ROOT / "agreements").rglob("*.yaml"))}
EXAMPLES = {p.stem: p.read_text(encoding="utf-8") for p in sorted((ROOT / "ksdgen" / "data" / "contoh").glob("*.yaml"))}
for _rule in packaged_rules():
    if _rule.contoh is not None:
        EXAMPLES[f"{_rule.kode}-salah"] = put(base_text(_rule.contoh.naskah), _rule.contoh.salah)
        EXAMPLES[f"{_rule.kode}-benar"] = put(base_text(_rule.contoh.naskah), _rule.contoh.benar)

_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#(?: |$).*?$")


def node(text: str) -> Node:
    result, findings = parse(text.removeprefix("\ufeff"), "x")
    assert result is not None and not [f for f in findings if f.severity is Severity.ERROR], findings
    return result


def data(tree: Node) -> object:
    """What a text says, to the last character; a block of lines is another thing than one line."""
    if isinstance(tree, MappingNode):
        return {k: data(v) for k, v in tree.content.items()}
    return [data(item) for item in tree.items] if isinstance(tree, SequenceNode) else (tree.text, tree.style == "|")


def read_back(text: str, kind: type[Record] = Naskah) -> tuple[Any, list[tuple[str, str]]]:
    """What the decoder makes of a text, and what it says about it."""
    decoder = Decoder()
    result = decoder.record(kind, node(text))
    return without_places(result), sorted((finding.code, finding.message) for finding in decoder.findings)


def without_places(value: Any) -> Any:
    """A record as data; blanks of templates are kept as nodes, whose places may differ."""
    if isinstance(value, Record):
        return (type(value), {name: without_places(getattr(value, name)) for name in value.fields_})
    if isinstance(value, dict):
        return {k: without_places(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [without_places(v) for v in value]
    return data(value) if isinstance(value, Node) else value


def tidied(text: str, kind: type[Record] = Naskah) -> str:
    """The canonical text, after checking every law that holds for all texts."""
    result = tidy(text, kind)
    assert result is not None
    assert data(node(result)) == data(node(text))
    assert content_digest(node(result)) == content_digest(node(text))
    assert read_back(result, kind) == read_back(text, kind)
    assert tidy(result, kind) == result, "a second run changes the text"
    return result


# --- real files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_our_own_files_are_tidy(name: str) -> None:
    text = FILES[name].read_bytes().decode("utf-8")
    kind = PihakFile if "/pihak/" in name else Naskah
    assert tidied(text, kind) == text


@pytest.mark.slow
def test_every_example_keeps_its_meaning() -> None:
    """On both examples of every rule; the comments of examples mark lines, so none may be lost."""
    for name, text in EXAMPLES.items():
        result = tidied(text)
        assert sorted(_COMMENT.findall(result)) == sorted(_COMMENT.findall(text)), name
        assert not [line for line in result.split("\n") if line != line.rstrip()], name


@pytest.mark.slow
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_ends_and_bom_stay(line_end: str, bom: str) -> None:
    for text in [*EXAMPLES.values()][:40]:
        result = tidied(bom + text.replace("\n", line_end))
        assert result == bom + tidied(text).replace("\n", line_end)
        assert result.count("\n") == result.count(line_end)


# --- one form for all ways of writing ---------------------------------------------------------------------------------

_CHARS = st.characters(
    max_codepoint=0x24F,  # letters of other scripts beside Latin ones are refused when they are read
    blacklist_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"],
    blacklist_characters="\x85\ufeff",
)
_PIECE = st.sampled_from(
    [
        "PARA PIHAK", "a: b", "x #y", "# z", "- 1", "30 (tiga puluh)", "'", '"', "\\", "[", "]", "{", "}", ",", "&a", "*a", "!t", "%", "@", "`", "|", ">",
        "?", ":", "-", "no", "~", "null", "yes", "1.5", "0x1F", "1e3", "2026-12-07", "(1)", "a.", "1.", "1)", "{{ x }}", "é", "漢字", "😀", "\u00a0", "bahwa",
        "tanggal 7 Desember 2026", "Rp1.000,00", "<<", "=", "...", "---", "#", "\t", "000123", "19660317 199103 1 005", "kerja sama " * 20,
    ]
)  # fmt: skip
_TEXT = st.one_of(
    st.lists(_PIECE, min_size=1, max_size=6).map(" ".join),
    st.lists(_PIECE, min_size=1, max_size=3).map("".join),
    st.text(_CHARS, min_size=1, max_size=60),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FBF), min_size=1, max_size=20),
    st.lists(
        st.sampled_from(["bahwa", "kerja", "sama", "daerah", "telah", "disepakati", "oleh", "para", "pihak"]),
        min_size=5,
        max_size=60,
    ).map(" ".join),
).filter(lambda t: t == t.strip() and "\n" not in t and t not in ("", "---", "..."))
_MANY_LINES = st.lists(st.one_of(st.just(""), _TEXT, _TEXT.map(lambda t: "  " + t)), min_size=2, max_size=5).map(
    lambda b: "\n".join(b) + "\n"
)


class Writer:
    """Writes the same data in many ways: quotes, indentation, wrapping, brackets, comments."""

    def __init__(self, rng: random.Random, *, comments: bool, brackets: dict[int, bool] | None = None) -> None:
        """`brackets` says which list or mapping, counted from 1, stands in brackets; what it does not say is added."""
        self.rng = rng
        self.comments = comments
        self.brackets = {} if brackets is None else brackets
        self.comments_written = 0
        self.collections_written = 0

    def write(self, content: dict[str, Any]) -> str:
        return "".join(f"{b}\n" for b in self.mapping(content, 0))

    def comment(self) -> str:
        self.comments_written += 1
        return f"# catatan {self.comments_written}{self.rng.choice(['', ': x', ' - y', ' #z', ' {', ' |'])}"

    def beside(self) -> str:
        return f"{' ' * self.rng.randint(1, 4)}{self.comment()}" if self.comments and self.rng.random() < 0.2 else ""

    def above(self, indent: int) -> list[str]:
        result = []
        while self.comments and self.rng.random() < 0.2:
            at = self.rng.choice([indent, None, self.rng.randint(0, 8)])
            result.append("" if at is None else f"{' ' * at}{self.comment()}")
        return result

    def mapping(self, content: dict[str, Any], indent: int) -> list[str]:
        result: list[str] = []
        for name, value in content.items():
            key = self.rng.choice([name, name, f'"{name}"', f"'{name}'"])
            result += self.above(indent)
            result += self.child(f"{' ' * indent}{key}:", value, indent)
        return result

    def child(self, start: str, value: Any, indent: int) -> list[str]:
        if isinstance(value, str):
            return self.text(start, value, indent)
        self.collections_written += 1
        bracket = self.brackets.setdefault(self.collections_written, self.rng.random() < 0.3)
        if not value or (bracket and _fits_on_line(value)):
            return [f"{start}{' ' * self.rng.randint(1, 3)}{self.flow(value, indent + 1)}{self.beside()}"]
        if isinstance(value, dict):
            inside = indent + self.rng.randint(1, 5)
            return [f"{start}{self.beside()}", *self.mapping(value, inside)]
        inside = indent + self.rng.randint(0, 4)
        result = [f"{start}{self.beside()}"]
        for item in value:
            result += self.above(inside)
            spacing = self.rng.randint(1, 3)
            head = f"{' ' * inside}-"
            if isinstance(item, dict) and item:
                lines = self.mapping(item, inside + 1 + spacing)
                first = next(i for i, line in enumerate(lines) if line.strip() and line.lstrip()[0] != "#")
                result += [*lines[:first], f"{head}{' ' * spacing}{lines[first].lstrip()}", *lines[first + 1 :]]
            else:
                result += self.child(head, item, inside)
        return result

    def flow(self, value: Any, indent: int) -> str:
        if isinstance(value, str):
            return self.one(value)
        gap = self.rng.choice([" ", "  ", ""])
        separator = self.rng.choice([", ", " ,", ",  ", f",\n{' ' * (indent + 1)}"])
        if self.comments and self.rng.random() < 0.3:
            separator = f", {self.comment()}\n{' ' * (indent + 1)}"
        if isinstance(value, dict):
            return "{" + gap + separator.join(f"{k}: {self.flow(v, indent)}" for k, v in value.items()) + gap + "}"
        return "[" + gap + separator.join(self.flow(v, indent) for v in value) + gap + "]"

    def one(self, text: str) -> str:
        """A text on one line, in any quoting that says it."""
        options = [json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")]
        if "\t" not in text:
            options.append("'" + text.replace("'", "''") + "'")
            if _is_plain(text):
                options += [text] * 3
        return self.rng.choice(options)

    def text(self, start: str, text: str, indent: int) -> list[str]:
        inside = " " * (indent + self.rng.randint(1, 6))
        if "\n" in text:
            lines = [inside + line if line else "" for line in text[:-1].split("\n")]
            first = next(filter(None, text.split("\n")), "")
            indicator = str(len(inside) - indent) if first.startswith(" ") else ""
            end = "+" if text.endswith("\n\n") or not first else ""
            return [f"{start} |{indicator}{end}{self.beside()}", *lines]
        # Text that looks like a point is another thing when it is folded.
        words = re.split(r"(?<=\S) (?=\S)", text)
        can_be_folded = len(words) > 1 and not re.match(r"\(?#?[0-9a-z]{1,3}[.)]\s", text) and "\t" not in text
        if can_be_folded and self.rng.random() < 0.3:
            cut = self.rng.randint(1, len(words) - 1)
            return [f"{start} >-{self.beside()}", inside + " ".join(words[:cut]), inside + " ".join(words[cut:])]
        if self.rng.random() < 0.1 and not start.endswith("-"):
            return [start + self.beside(), f"{inside}{self.one(text)}{self.beside()}"]
        return [f"{start} {self.one(text)}{self.beside()}"]


def _is_plain(text: str) -> bool:
    """Whether a text is certainly one that needs no quotes."""
    harmless = re.fullmatch(r"[A-Za-z(][\w() ./-]*[\w)]|[A-Za-z]", text, re.ASCII)
    return harmless is not None and text.lower() not in ("null", "true", "false")


def _fits_on_line(value: Any) -> bool:
    if isinstance(value, str):
        return "\n" not in value
    return all(_fits_on_line(v) for v in (value.values() if isinstance(value, dict) else value))


_NASKAH = st.fixed_dictionaries(
    {},
    optional={
        "jenis": _TEXT,
        "kategori": st.just("ksdpk"),
        "tentang": _TEXT,
        "tak_dikenal": _TEXT.filter(
            lambda t: not re.fullmatch(r"[\d .+xXoOeE_-]*|true|false|null|[-+.]*(?:inf|nan)", t, re.IGNORECASE)
        ),
        "kesepakatan_bersama": st.fixed_dictionaries(
            {}, optional={"tentang": _TEXT, "nomor": st.lists(_TEXT, max_size=3), "tanggal": st.just("2025-03-03")}
        ),
        "penandatanganan": st.fixed_dictionaries({}, optional={"tanggal": st.just("2026-12-07"), "tempat": _TEXT}),
        "para_pihak": st.lists(
            st.fixed_dictionaries(
                {"kode": _TEXT},
                optional={
                    "nama": _TEXT,
                    "nomor": _TEXT,
                    "nama_judul": st.one_of(_TEXT, st.lists(_TEXT, min_size=1, max_size=2)),
                    "penanda_tangan": st.lists(
                        st.fixed_dictionaries(
                            {}, optional={"nip": _TEXT, "nama": _TEXT, "dasar_kewenangan": st.just({"bebas": "Akta 1"})}
                        ),
                        max_size=2,
                    ),
                },
            ),
            max_size=3,
        ),
        "konsideran": st.lists(st.one_of(_TEXT, _MANY_LINES), max_size=4),
        "objek": st.one_of(_TEXT, _MANY_LINES),
        "hak_dan_kewajiban": st.dictionaries(
            st.sampled_from(["garut", "cimahi"]),
            st.fixed_dictionaries({}, optional={"hak": st.lists(_TEXT, max_size=3), "kewajiban": st.lists(_TEXT)}),
        ),
        "urusan": st.lists(st.just("pangan"), max_size=3),
        "surat_penawaran": st.fixed_dictionaries({}, optional={"nomor": _TEXT, "tanggal": st.just("2026-01-02")}),
    },
).filter(bool)


@pytest.mark.slow
@settings(deadline=None, max_examples=120)
@given(_NASKAH, st.randoms(use_true_random=False))
def test_any_writing_keeps_its_meaning(content: dict[str, Any], rng: random.Random) -> None:
    """Laws on any way of writing any data with comments anywhere: nothing lost, nothing changed, settled after one run."""
    text = Writer(rng, comments=True).write(content)
    comments = sorted(re.findall(r"# catatan \d+", text))
    assert sorted(re.findall(r"# catatan \d+", tidied(text))) == comments


@pytest.mark.slow
@settings(deadline=None, max_examples=120)
@given(_NASKAH, st.randoms(use_true_random=False))
def test_one_form_for_all_ways_of_writing(content: dict[str, Any], rng: random.Random) -> None:
    """Law: two ways of writing the same data are one afterwards; only what stands in brackets is the author's choice."""
    brackets: dict[int, bool] = {}
    first = tidied(Writer(rng, comments=False, brackets=brackets).write(content))
    second = tidied(Writer(rng, comments=False, brackets=brackets).write(content))
    assert first == second


@pytest.mark.slow
@settings(deadline=None, max_examples=80)
@given(_NASKAH, st.randoms(use_true_random=False))
def test_the_order_of_keys_makes_no_difference(content: dict[str, Any], rng: random.Random) -> None:
    """Law: in which order the keys of a record are written makes no difference."""
    content.pop("tak_dikenal", None)  # an unknown key stays behind the key that it follows

    def shuffle(value: Any, *, record: bool = True) -> Any:
        if isinstance(value, dict):
            keys = list(value)
            if record:
                rng.shuffle(keys)
            return {key: shuffle(value[key], record=key != "hak_dan_kewajiban") for key in keys}
        return [shuffle(v) for v in value] if isinstance(value, list) else value

    if content:
        without = dict.fromkeys(range(1000), False)
        first = tidied(Writer(rng, comments=False, brackets=without).write(content))
        second = tidied(Writer(rng, comments=False, brackets=without).write(shuffle(content)))
        assert first == second
        assert re.findall(r"(?m)^([a-z_]+):", first) == [k for k in Naskah.fields_ if k in content]


@settings(deadline=None, max_examples=100)
@given(st.text(st.one_of(st.sampled_from("abk:-#|>'\"[]{},&*!%?~ \n\n  \t\r"), _CHARS), max_size=80))
def test_any_text_keeps_the_laws_or_is_left_alone(text: str) -> None:
    """Whatever the text: either it is no readable YAML, or every law holds."""
    if tidy(text) is not None:
        tidied(text)


# --- comments, by example ---------------------------------------------------------------------------------------------

TANGLED = """\


# yang lain
# yaml-language-server: $schema=x

# di atas jenis
jenis :   'kesepakatan_bersama'   #di samping jenis
tentang: # di kepala tentang
    # di bawah kepala
    "Pengendalian Inflasi"
para_pihak:   # di kepala daftar


   # di atas butir
   -   nama: "17"       # bukan bilangan
       kode: garut
       # di akhir butir satu

   - # di sesudah tanda
     kode: "cimahi"
     nomor: {}   # kosong
   # di akhir daftar
# milik kategori
kategori: "ksdpk"
konsideran:
- |   # di kepala blok
      baris   satu
         baris dua

- >
      terlipat
      biasa
# di akhir konsideran


surat_penawaran: {tanggal: 2026-01-02, # di dalam kurung
   nomor: '1'}  # di sesudah kurung
urusan: [ pangan ,"perdagangan",
   ]
# penutup
"""

TIDY = """\
# yaml-language-server: $schema=x
# yang lain

# di atas jenis
jenis: kesepakatan_bersama  #di samping jenis
# milik kategori
kategori: ksdpk
# di bawah kepala
tentang: Pengendalian Inflasi  # di kepala tentang

para_pihak:  # di kepala daftar
  # di atas butir
  - kode: garut
    nama: "17"  # bukan bilangan
    # di akhir butir satu

  # di sesudah tanda
  - kode: cimahi
    nomor: {}  # kosong
  # di akhir daftar

konsideran:
  - |  # di kepala blok
    baris   satu
       baris dua

  - >
    terlipat biasa
# di akhir konsideran

urusan: [pangan, perdagangan]

surat_penawaran:
  nomor: "1"
  tanggal: 2026-01-02  # di dalam kurung
  # di sesudah kurung
# penutup
"""


def test_every_comment_in_its_place() -> None:
    assert tidied(TANGLED) == TIDY


def test_anchored_parts_are_not_touched() -> None:
    """Anchors, aliases and tags stay as they are, to the last space; the rest is formatted, in the order that it has."""
    text = (
        "tentang:   x\njenis: &a   'kesepakatan_bersama'  # satu\n# dua\nobjek:\n    *a  # tiga\nmaksud:   !!str   12\n"
        "konsideran:\n -  &b\n    # empat\n    a\n -  'b'\n   # lima\n# enam\nkategori:   'ksdpk'\n"
    )
    result = tidied(text)
    assert result == (
        "tentang: x\njenis: &a   'kesepakatan_bersama'  # satu\n\n# dua\nobjek:\n    *a  # tiga\nmaksud:   !!str   12\n\n"
        "konsideran:\n -  &b\n    # empat\n    a\n -  'b'\n\n# lima\n# enam\nkategori: ksdpk\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{jenis: x, tentang: 'y'}\n",
        "  jenis:   x\n  tentang: y\n",
        "%YAML 1.1\n---\njenis:   x\n",
        "- a\n-   b\n",
        "&a {x:   1}\n",
        "? [a]\n: b\n",
        "x\n",
    ],
)
def test_what_is_doubtful_is_left_alone(text: str) -> None:
    assert tidy(text) in (text, None)


@pytest.mark.parametrize("text", ["", "# saja\n", "a: [1\n", "a: 1\na: 2\n", "a: \x00\n", "a:\n\t- b\n"])
def test_what_is_broken_is_no_business_of_fmt(text: str) -> None:
    assert tidy(text) is None


def test_document_marks_and_end_of_file() -> None:
    assert tidied("---\njenis: x # a\n...\n# b") == "jenis: x  # a\n# b\n"


@pytest.mark.parametrize(
    ("written", "tidy_line"),
    [
        ("nomor: 12", 'nomor: "12"'),  # the number of a deed is text
        ('tanggal: "2026-12-07"', "tanggal: 2026-12-07"),
        ("notaris: 19660317 199103 1 005", 'notaris: "19660317 199103 1 005"'),
        ("nomor: 100.3.7/___/PKS/2026", "nomor: 100.3.7/___/PKS/2026"),
        ("nomor: '~'", 'nomor: "~"'),
        ("nomor: ~", "nomor: ~"),
        ("nomor:", "nomor:"),
        ("nama: 'a: b'", 'nama: "a: b"'),
        ("nama: 'a \"b\": c'", "nama: 'a \"b\": c'"),
        ('nama: "\\u00e9"', 'nama: "\\u00e9"'),  # somebody wanted it to be seen
        ('nama: "a\\nb"', 'nama: "a\\nb"'),
        ("nama: 'blok #1'", 'nama: "blok #1"'),
        ("nama: no", "nama: no"),
    ],
)
def test_quotes_stand_where_they_are_needed(written: str, tidy_line: str) -> None:
    head = "para_pihak:\n  - penanda_tangan:\n      - dasar_kewenangan:\n          akta:\n            "
    assert tidied(f"{head}{written}\n") == f"{head}{tidy_line}\n"


def test_template_isian_follow_their_author() -> None:
    """Where the model does not say what a value is, the author's quotes decide between a number and text."""
    text = 'klausul:\n  pelaksanaan:\n    isian:\n      a: "12"\n      b: 12\n      c: x\n'
    assert tidied(text.replace("c: x", "c: 'x'")) == text


def test_long_text_is_folded() -> None:
    """Also what stands in brackets becomes lines; a text like a point is never folded: that would change it."""
    text = " ".join(["kata"] * 60)
    result = tidied(
        f"tentang: {text}\nkonsideran:\n  - a. {text}\nsurat_penawaran: {{nomor: {text[:120]}, tanggal: 2026-01-01}}\n"
    )
    assert "tentang: >-\n  kata" in result
    assert f"  - a. {text}\n" in result
    assert "surat_penawaran:\n  nomor: kata" in result
    assert all(len(line) <= ONE_LINE_WIDTH for line in result.split("\n") if "a. " not in line)
    assert tidied("tentang: >-\n  dua\n  baris\n") == "tentang: dua baris\n"
    assert tidied("konsideran:\n - >-\n  a. dua\n  baris\n") == "konsideran:\n  - >-\n    a. dua baris\n"


def test_empty_lines_between_groups() -> None:
    """One before each group, as many as one elsewhere, none at the beginning of a list."""
    assert tidied(
        "jenis: a\n\n\n\nkategori: ksdpk\npara_pihak:\n\n  - kode: a\n\n\n  - kode: b\ntujuan: x\nobjek: y\n"
    ) == ("jenis: a\n\nkategori: ksdpk\n\npara_pihak:\n  - kode: a\n\n  - kode: b\n\ntujuan: x\nobjek: y\n")


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_writes_once(repo: Path) -> None:
    """--check and --diff write nothing and exit with 1; the command itself writes, and then nothing is left to do."""
    path = save(repo, TANGLED.replace("\n", "\r\n").encode())
    pihak = save(repo, "nama:   x\n", "pihak/x.yaml")
    former = path.read_bytes()
    run = ksdgen("fmt", "--check", repo)
    assert run.code == 1 and run.output.count("belum rapi") == 2 and path.read_bytes() == former
    run = ksdgen("fmt", "--diff", path)
    assert run.code == 1 and "+jenis: kesepakatan_bersama  #di samping jenis\n" in run.output
    assert path.read_bytes() == former
    run = ksdgen("fmt", repo)
    assert run.code == 0 and run.output.count("dirapikan") == 2
    assert path.read_bytes() == TIDY.replace("\n", "\r\n").encode() and pihak.read_text() == "nama: x\n"
    for options in ([], ["--check"], ["--diff"]):
        run = ksdgen("fmt", repo, *options)
        assert (run.code, run.output) == (0, "semua berkas sudah rapi\n")
    assert ksdgen("fmt", "-q", repo).everything == ""
    assert [p.name for p in sorted(path.parent.iterdir())] == ["a.yaml", "pihak"]


def test_broken_files_are_reported_and_others_tidied(repo: Path) -> None:
    broken = save(repo, "tentang: [x\n", "a.yaml")
    utf16 = save(repo, "tentang:   x\n".encode("utf-16"), "b.yaml")
    good = save(repo, "tentang:   x\n", "c.yaml")
    former = broken.read_bytes(), utf16.read_bytes()
    run = ksdgen("fmt", repo)
    assert run.code == 1 and run.finding_codes == ["KSD002", "KSD001"]
    assert (broken.read_bytes(), utf16.read_bytes()) == former and good.read_text() == "tentang: x\n"


@pytest.mark.parametrize("signed", [pks(status="ditandatangani"), ksb(status="berakhir"), ksb(status="ditandatangni")])
def test_what_is_signed_is_not_touched(repo: Path, signed: dict[str, Any]) -> None:
    path = save(repo, signed)
    former = path.read_bytes()
    run = ksdgen("fmt", "--check", repo)
    assert (run.code, path.read_bytes()) == (0, former)
    assert ksdgen("fmt", repo).code == 0 and path.read_bytes() == former
    save(repo, ksb(), "b.yaml")
    assert ksdgen("fmt", "--check", repo).code == 1


def test_check_is_the_same_before_and_after(repo: Path) -> None:
    """The findings of a formatted file are the same, only their places differ."""
    save(repo, write_yaml(ksb(objek=None, tak_dikenal="x", para_pihak=[])))
    before = ksdgen("check", repo).finding_codes
    assert ksdgen("fmt", repo).code == 0
    assert sorted(ksdgen("check", repo).finding_codes) == sorted(before) != []
