"""Templates of a repository's own: shipped clauses with parts changed, and statements out of a grammar of Jinja."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

from ksdgen.lint import check_templates
from ksdgen.world.tree import Supposed
from tests.fuzz.engine import CHEAP, EVERYTHING, Target
from tests.fuzz.memory import (
    DAY,
    FOLDER,
    SMALL_CLAUSE,
    SMALL_KIND,
    SMALL_SKELETON,
    as_yaml,
    codes,
    small_templates,
    templates,
    workspace,
)
from tests.fuzz.mutations import Changer
from tests.fuzz.outputs import papers
from tests.helpers.util import ksb, pks

PATH = f"{FOLDER}/a.yaml"

_NAMES = (
    "naskah", "naskah.tentang", "naskah.para_pihak", "naskah.jangka_waktu.lama", "naskah.penandatanganan.tanggal", "naskah.ruang_lingkup", "para_pihak",
    "para_pihak[0]", "para_pihak[0].nama", "para_pihak[99]", "isian", "isian.x", "varian", "kategori", "loop", "loop.index", "loop.cycle", "self", "self.b()",
    "super()", "ada('objek')", "kosong('x')", "hitung_putaran", "jumlah_pihak", "lambang", "gaya", "gaya.ukuran", "caller()", "m(1)", "m(m)", "x", "none",
    "true", "[]", "[1, 2]", "{}", "{'a': 1}", "(1, 2)", "''", "'a'", "'a' * 9", "1e999", "-1", "9999999999999999999999", "0.1", "range(9)", "dict()",
    "cycler", "lipsum", "namespace", "joiner()", "naskah.__class__", "naskah._isi", "naskah['tentang']", "''.join", "'%s'.format", "x.mro()",
)  # fmt: skip
_FILTERS = (
    "angka", "terbilang", "romawi", "rupiah", "persen", "tanggal", "hari", "lama", "length", "kapital", "gabung", "gabung('x')", "markah", "butir",
    "butir('angka')", "butir('huruf')", "butir(1)", "ayat", "baris", "tahun", "safe", "escape", "map", "attr('x')", "join", "list", "batch(2)", "tojson", "e",
)  # fmt: skip
_OPERATORS = (
    "==",
    "!=",
    "<",
    ">",
    "in",
    "not in",
    "and",
    "or",
    "~",
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "**",
    "is",
    "if x else",
)


def expression(random: Random, depth: int = 0) -> str:
    """An expression that Jinja reads, mostly."""
    kind = random.randrange(8) if depth < 4 else 0
    if kind < 3:
        return random.choice(_NAMES)
    inner = expression(random, depth + 1)
    if kind < 5:
        return f"{inner} | {random.choice(_FILTERS)}"
    if kind == 5:
        return f"({inner} {random.choice(_OPERATORS)} {expression(random, depth + 1)})"
    if kind == 6:
        return f"{inner}.{random.choice(('nama', 'x', '__init__', 'items()', 'index', 'tanggal'))}"
    return f"{inner}[{expression(random, depth + 1)}]"


def statements(random: Random, depth: int = 0) -> str:
    """Text with statements in it."""
    pieces = []
    for _ in range(random.choice((1, 1, 2, 3))):
        kind = random.randrange(13) if depth < 5 else random.randrange(3)
        inner = statements(random, depth + 1) if kind > 3 else ""
        value = expression(random)
        pieces.append(
            (
                random.choice(("teks ", "(#) ", "    #a. ", "[[pokok]] ", "\n", "@judul ", "@gambar pihak.0\n", "@gambar x\n", "@tabel x 1 1\n@baris\n@sel\n")),
                f"{{{{ {value} }}}}",
                f"{{{{ {value} }}}}\n",
                f"{{% set x = {value} %}}",
                f"{{% if {value} %}}{inner}{{% endif %}}",
                f"{{% if {value} %}}{inner}{{% else %}}{inner}{{% endif %}}",
                f"{{% for x in {value} %}}{inner}{{% endfor %}}",
                f"{{% for x in {value} if x recursive %}}{inner}{{{{ loop(x) }}}}{{% else %}}y{{% endfor %}}",
                f"{{% macro m(a=1) %}}{inner}{{% endmacro %}}{{{{ m({value}) }}}}",
                f"{{% set x %}}{inner}{{% endset %}}{{{{ x }}}}",
                f"{{% block b %}}{inner}{{% endblock %}}",
                random.choice(('{% include "klausul/uji.j2" %}', '{% import "klausul/uji.j2" as i %}{{ i.m() }}', '{% extends "dasar.j2" %}', "{% extends x %}")),
                f"{{% call m() %}}{inner}{{% endcall %}}",
            )[kind]
        )  # fmt: skip
    return "".join(pieces)


class Attack(Target):
    """A clause and the skeleton around it."""

    name = "templates"
    share = 4.0
    every = (25, 6)
    words = (
        "{{", "}}", "{%", "%}", "{#", "#}", "{%-", "-%}", "{% if x %}", "{% endif %}", "{% for x in para_pihak %}", "{% endfor %}", "{% set x = 1 %}", "{{ x }}",
        "{% raw %}", "{% endraw %}", "{% block b %}", "{% endblock %}", "{{ super() }}", "@batang_tubuh\n", "@gambar lambang_negara\n", "@gambar pihak.9\n",
        "@tabel x 1 2\n", "@baris\n", "@sel\n", "@tutup\n", "---\n", "judul: ", "isian: {x: {tipe: bilangan, uraian: y}}\n", "varian: {a: {uraian: x}}\n",
        "\n(#) a", "{{ 1e999 }}", "{{ para_pihak | butir }}", "{{ naskah | gabung }}", "{% extends naskah %}", *_FILTERS,
    )  # fmt: skip

    def __init__(self) -> None:
        extra = {"klausul": {"uji": {"isian": {"x": "3"}}}}
        agreements = ksb(), ksb(3, kategori="ksdpk", **extra), pks(jenis="kesepakatan_bersama")
        self.files = {f"{FOLDER}/{letter}.yaml": as_yaml(data) for letter, data in zip("abc", agreements, strict=True)}
        self.skeletons = _own("dasar.j2")

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        small = {"klausul": SMALL_CLAUSE, "kerangka": SMALL_SKELETON}
        shipped = [path for path in templates().files("klausul") if path.endswith(".j2")]
        full = {"klausul": SMALL_CLAUSE, "kerangka": self.skeletons}
        return [small, *({"klausul": _own(path), "kerangka": SMALL_SKELETON} for path in shipped), small, full]

    def change(self, changer: Changer, sample: Any, other: Any) -> Any:
        """See `Target`."""
        random = changer.random
        part = "kerangka" if random.random() < 0.25 else "klausul"
        text, second = sample.get(part, ""), other.get(part, "")
        if random.random() < 0.4:
            at = random.randrange(len(text) + 1)
            text = text[:at] + statements(random) + text[at + random.choice((0, 0, 5, 50)) :]
        else:
            text = changer.change(text, second)
        return {**sample, part: text}

    def run(self, sample: Mapping[str, str], depth: int) -> Iterable[str]:
        """See `Target`."""
        kind = f"{SMALL_KIND}{sample.get('kerangka', '')}".encode("utf-8", "surrogatepass")
        clause = sample.get("klausul", "").encode("utf-8", "surrogatepass")
        tree = small_templates({"kesepakatan_bersama.j2": kind, "klausul/uji.j2": clause})
        desk = workspace(self.files, tree)
        reached: set[str] = set()
        for path in self.files if depth > CHEAP else (PATH,):
            result = desk.check(path, DAY, rules=False)
            reached |= codes(result.findings)
            if depth > CHEAP and result.composition is not None and result.is_printable:
                papers(result.composition.dokumen, result.composition.assets, depth == EVERYTHING)
        if depth > CHEAP:
            reached |= codes(check_templates(desk.catalogue, Supposed(self.files)))
        return reached


def _own(path: str) -> str:
    data = templates().read(path)
    assert data is not None
    return data.decode()
