"""Templates are programs of strangers: none gets out of the sandbox, reads what it should not, or runs past its limits.

Each refusal has the template's line.
"""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from ksdgen.compose import budget
from tests.helpers.util import ksb, ksdgen, run_check, save, template

pytestmark = pytest.mark.slow(traced=True)

_HEAD = "---\njudul: COBA\nletak: {setelah: [objek]}\n---\n(#) pertama\n"
_TEN = "[1,2,3,4,5,6,7,8,9,0]"
_LOOPS = "".join(f"{{% for a{i} in {_TEN} %}}" for i in range(4))
_ENDS = "{% endfor %}" * 4
_BIG = "x" * 4_900
_HUGE = "x" * 150_000

_REFUSED = {
    # the counter of loops has no name
    "counter": "(#) a\n{% for x in hitung_putaran([1], -10) %}{% endfor %}",
    "counter of today": "(#) a\n{{ count_turns([1], -10) }}",
    "counter by attribute": "(#) a\n{{ self.environment.count_turns }}",
    # what is made and not printed counts too
    "filter in set": "(#) a\n" + _LOOPS + f"{{% set z = '{_BIG}' | kapital %}}" + _ENDS,
    "filter in if": "(#) a\n" + _LOOPS + f"{{% if '{_BIG}' | kapital %}}{{% endif %}}" + _ENDS,
    "filter in comparison": "(#) a\n" + _LOOPS + f"{{% if ('{_BIG}' | kapital) == 'y' %}}{{% endif %}}" + _ENDS,
    "filter as argument": "(#) a\n{% macro m(x) %}{% endmacro %}" + _LOOPS + f"{{% set _ = m('{_BIG}' | kapital) %}}" + _ENDS,
    "many filters": "(#) a\n" + _LOOPS + "{% set z = 'a' | kapital | kapital | kapital | kapital | kapital %}" * 3 + _ENDS,
    "many statements in loops": "(#) a\n" + _LOOPS + "{% set a = 1 %}" * 3000 + _ENDS,
    "many statements in a macro": (
        "{% macro m() %}" + "{% set a = 1 %}" * 3000 + "{% endmacro %}\n(#) a\n" + _LOOPS + "{{ m() }}" + _ENDS
    ),
    "long blank": f"(#) a\n{{% set z = kosong('{_BIG}') %}}",
    "long text in a statement": f"(#) a\n{{% set z = '{_HUGE}' %}}",
    "blocks in set": "(#) a\n{% set a %}" + "x" * 5000 + "{% endset %}\n" + "{% set a %}{{ a }}{{ a }}{% endset %}\n" * 40,
    # numbers and what Jinja makes of constants
    "infinity": "(#) a\n(#) {{ 1e999 }}",
    "infinity in if": "(#) a\n{% if 1e999 > 2 %}{% endif %}",
    "minus infinity": "(#) a\n{{ -1e999 }}",
    "fraction": "(#) a\n(#) {{ 1.5 }}",
    "huge number": "(#) a\n(#) {{ 9" + "9" * 4000 + " }}",
    "huger number": "(#) a\n(#) {{ 9" + "9" * 5000 + " }}",
    "division": "(#) a\n(#) {{ 1 / 0 }}",
    "power": "(#) a\n{% set a = 9 ** 9 ** 9 %}",
    "repetition": "(#) a\n{% set a = [1] * 10**9 %}",
    "format": "(#) a\n{% set a = '%1000000000d' % 1 %}",
    # names of other templates
    "extends a value": "(#) a\n{% extends naskah %}",
    "include a value": "(#) a\n{% include naskah.tentang %}",
    "include a list": "(#) a\n{% include [naskah, 'x.j2'] %}",
    "import a value": "(#) a\n{% import para_pihak as m %}",
    "from a value": "(#) a\n{% from naskah import m %}",
    "include outside": "(#) a\n{% include '../../rahasia.j2' %}",
    "include absolute": "(#) a\n{% include '/etc/passwd' %}",
    "include front matter": "(#) a\n{% include 'gaya/baku.yaml' %}",
    "name as code": "(#) a\n{% include 'x\\n;import os;\\n.j2' %}",
    "name with braces": "(#) a\n{% include \"{0.__class__}.j2\" %}",
    # ways out
    "class": "(#) a\n(#) {{ naskah.__class__ }}",
    "class by string": "(#) a\n(#) {{ naskah['__class__'] }}",
    "class by attr": "(#) a\n(#) {{ naskah | attr('__class__') }}",
    "globals of a macro": "(#) a\n{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "environment of a macro": "(#) a\n{% macro m() %}{% endmacro %}{{ m._environment }}",
    "self": "(#) a\n{{ self.__init__ }}",
    "context": "(#) a\n{{ self._TemplateReference__context }}",
    "loop": "(#) a\n{% for x in para_pihak %}{{ loop._iterator }}{% endfor %}",
    "cycler": "(#) a\n{{ cycler('a') }}",
    "namespace": "(#) a\n{% set n = namespace(a=1) %}",
    "lipsum": "(#) a\n{{ lipsum.__globals__ }}",
    "range": "(#) a\n{% for x in range(10) %}{% endfor %}",
    "dict": "(#) a\n{{ dict(a=1) }}",
    "debug": "(#) a\n{% debug %}",
    "trans": "(#) a\n{% trans %}x{% endtrans %}",
    "recursive loop": "(#) a\n{% for x in para_pihak recursive %}{{ loop([x]) }}{% endfor %}",
    "indexed format": "(#) a\n{{ '{0.a}'.format(naskah) }}",
    "join with an object": "(#) a\n(#) {{ para_pihak | gabung(naskah) }}",
    "join with a blank": "(#) a\n(#) {{ [1, 2] | gabung(kosong('x')) }}",
    "unknown test": "(#) a\n{% if naskah is sameas naskah %}{% endif %}",
    # what a statement runs through, makes or looks through counts, wherever it stands
    "much in a loop": "(#) a\n" + _LOOPS + "{% if naskah.tentang %}{% endif %}" * 500 + _ENDS,
    "much in a macro": "(#) a\n{% macro m() %}" + "{% if naskah.tentang %}{% endif %}" * 500 + "{% endmacro %}" + _LOOPS + "{% set z = m() %}" + _ENDS,
    "text of a macro": "(#) a\n{% macro m() %}" + _HUGE + "{% endmacro %}" + "".join(f"{{% set z{i} = m() %}}" for i in range(600)),
    "slices": f"(#) a\n{{% set t %}}{_HUGE}{{% endset %}}{_LOOPS}{{% if t[::-1] %}}{{% endif %}}{_ENDS}",
    "comparison of texts": f"(#) a\n{{% set t %}}{_HUGE}{{% endset %}}{_LOOPS}{{% if 'xy' in t %}}{{% endif %}}{_ENDS}",
    "test of texts": f"(#) a\n{{% set t %}}{_HUGE}{{% endset %}}{_LOOPS}{{% if t is eq(t) %}}{{% endif %}}{_ENDS}",
    "long key": f"(#) a\n{{% set t %}}{_HUGE}{{% endset %}}{_LOOPS}{{% if naskah[t] is defined %}}{{% endif %}}{_ENDS}",
    "letters as a list": f"(#) a\n{{% set t %}}{_HUGE}{{% endset %}}{{{{ t | gabung }}}}",
    "letters as points": f"(#) a\n{{% set t %}}{_HUGE}{{% endset %}}{{{{ t | butir }}}}",
    "fraction of numbers": "(#) a\n(#) {{ 1 / 3 }}",
    "bars": "(#) {{ naskah.tentang }}\n(#) a\n" + "|a" * 80_000 + "|\n",
    # characters that nobody sees, also behind escapes
    "fence behind an escape": "(#) a\n(#) {{ '\\ue003klausul/coba.j2\\x1eabc+z\\ue004' }}",
    "control character behind an escape": "(#) a\n(#) {{ '\\x01' }}",
    "control character": "(#) a\n(#) \x01",
    "turned text": "(#) a\n(#) \u202ea",
    "letters that look like others": "(#) a\n{% set \ufb01 = 1 %}{% set fi = 2 %}{{ \ufb01 }}",
    "long name": "(#) a\n{{ " + "a" * 100_000 + " }}",
    "long name of a file": "(#) a\n{% include '" + "a" * 4_000 + ".j2' %}",
    "unpacked arguments": "(#) a\n{% macro m() %}{% endmacro %}{{ m(*naskah.tujuan) }}",
    "many cases": "(#) a\n{% if 1 %}" + "{% elif 1 %}" * 2_000 + "{% endif %}",
    "many comparisons": "(#) a\n" + "{% if naskah.tentang == 'a' %}\n(#) a\n{% endif %}\n" * 1_700,
    # depth and size
    "deep expression": "(#) a\n(#) {{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "deep unary": "(#) a\n(#) {{ " + "not " * 3000 + "1 }}",
    "deep attribute": "(#) a\n(#) {{ naskah" + ".a" * 3000 + " }}",
    "deep filter": "(#) a\n(#) {{ 'a'" + " | kapital" * 3000 + " }}",
    "deep blocks": "(#) a\n" + "{% if true %}" * 500 + "{% endif %}" * 500,
    "deep loops": "(#) a\n" + "{% for x in [1] %}" * 12 + "{% endfor %}" * 12,
    "many statements": "(#) a\n" + "{% set a = 1 %}" * 12_000,
    "many values": "(#) a\n" + "{{ 1 }}" * 20_000,
    "long text": "(#) a\n" + "(#) a\n" * 40_000,
}  # fmt: skip


@pytest.mark.parametrize("name", _REFUSED)
def test_a_hostile_template_is_refused_at_its_line(repo: Path, name: str) -> None:
    template(repo, "klausul/coba.j2", _HEAD + _REFUSED[name])
    tracemalloc.start()
    begin = time.process_time()
    try:
        run = run_check(repo, ksb(klausul={"coba": {}}))
        assert time.process_time() - begin < 10
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()
    assert run.code == 1, run.error
    assert "0x" not in run.everything
    places = {(f.rpartition("templates/")[2], line, code[:5]) for f, line, _, code in run.findings}
    assert {(f, code) for f, _, code in places} == {("klausul/coba.j2", "KSD04")}, run.output
    # The size of a whole template is at no line of its own.
    assert all(line == 5 if name == "long text" else line > 5 for _, line, _ in places), run.output


def test_the_lint_stands_hostile_templates(repo: Path) -> None:
    for index, body in enumerate(_REFUSED.values()):
        template(repo, f"klausul/coba{index}.j2", _HEAD + body)
    begin = time.process_time()
    run = ksdgen("templates", repo)
    assert run.code == 1, run.error
    assert time.process_time() - begin < 60


_MANY_LINES = {
    "points": "(#) {{ naskah.tentang }}\n" + "{% for a in " + _TEN + " %}" * 1 + "(#) a\n" * 3_000 + "{% endfor %}",
    "bars": "(#) {{ naskah.tentang }}\n(#) a\n\n    | a | b |\n    |---|---|\n" + "    " + "|" * 150_000 + "\n",
    "words": "(#) {{ naskah.tentang }} " + "kata " * 35_000,
    "backslashes": "(#) {{ naskah.tentang }} " + "\\\\" * 80_000,
    "references": "(#) {{ naskah.tentang }} " + "[[a/b]] " * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("name", _MANY_LINES)
def test_a_long_text_is_read_in_time(repo: Path, name: str) -> None:
    template(repo, "klausul/coba.j2", _HEAD + _MANY_LINES[name])
    begin = time.process_time()
    run = run_check(repo, ksb(klausul={"coba": {}}))
    assert run.code in (0, 1), run.error
    assert time.process_time() - begin < 10


@pytest.fixture
def run_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of its own, in which two compositions may cost all they can."""
    monkeypatch.setattr(budget, "_RUN", budget._Run())
    monkeypatch.setattr(budget, "_RUN_FACTOR", 2)
    monkeypatch.setenv("KSDGEN_PROSES", "1")


_JUST_BELOW = _HEAD + _LOOPS + "{% set z = 'a' | kapital %}" * 3 + _ENDS + "(#) b\n"


@pytest.mark.usefixtures("run_limits")
def test_a_run_has_a_limit_of_its_own(repo: Path) -> None:
    """Just below the limit of one agreement, in many of them: refused in the end, at the template, and honest papers
    with other clauses are not.
    """
    template(repo, "klausul/coba.j2", _JUST_BELOW)
    for index in range(8):
        save(repo, ksb(klausul={"coba": {}} if index < 7 else {}), f"{index}.yaml")
    run = ksdgen("check", repo / "agreements", "--select", "KSD044")
    assert run.finding_codes == ["KSD044"], "one finding of the template, however many agreements use it"
    assert "jatah seluruh naskah" in run.output
    assert run.findings[0][0].endswith("klausul/coba.j2")


@pytest.mark.usefixtures("run_limits")
def test_what_a_run_refused_is_not_kept(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSDGEN_CACHE", str(tmp_path / "cache"))
    template(repo, "klausul/coba.j2", _JUST_BELOW)
    paths = [save(repo, ksb(klausul={"coba": {}}), f"{index}.yaml") for index in range(6)]
    assert "KSD044" in ksdgen("check", *paths).finding_codes
    monkeypatch.setattr(budget, "_RUN", budget._Run())
    assert "KSD044" not in ksdgen("check", paths[-1]).finding_codes


def test_templates_together_have_a_limit(repo: Path) -> None:
    """Each alone may be compiled; all of them would take minutes."""
    for index in range(40):
        template(repo, f"x{index}.j2", "{% if 1 == 2 %}" + "{{ a.b.c.d }}" * 1_900 + "{% endif %}")
    includes = "".join(f"{{% include 'x{index}.j2' %}}" for index in range(40))
    template(repo, "klausul/coba.j2", _HEAD + includes)
    begin = time.process_time()
    run = run_check(repo, ksb(klausul={"coba": {}}))
    assert time.process_time() - begin < 30
    assert set(run.finding_codes) == {"KSD044"}
    assert ksdgen("templates", repo).code == 1


def test_names_of_files_are_no_code(repo: Path) -> None:
    for name in (
        "klausul/{{ 7 * 7 }}.j2",
        "klausul/\u00f1.j2",
        "klausul/x'\nraise SystemExit.j2",
        "klausul/arsip/objek@\u00b2.j2",
    ):
        template(repo, name, _HEAD)
    run = run_check(repo, ksb(klausul={"{{ 7 * 7 }}": {}, "\u00f1": {}}))
    assert "KSD013" in run.finding_codes
    run = ksdgen("templates", repo)
    assert run.code == 1, run.error
    assert run.output.count("tidak dapat dipakai") == 4


_MANY_WAYS = {
    "loops over constants": "(#) a\n" + "".join(f"{{% for a{i} in {_TEN} %}}" for i in range(8)) + "x" + "{% endfor %}" * 8,
    "loops": "{% for a in naskah.tujuan %}" * 8 + "\n(#) x\n" * 100 + "{% endfor %}" * 8,
    "macros": "{% macro m0() %}(#) a{% endmacro %}\n"
    + "".join(f"{{% macro m{i}() %}}{{{{ m{i - 1}() }}}}{{{{ m{i - 1}() }}}}{{% endmacro %}}\n" for i in range(1, 40))
    + "{{ m39() }}",
}  # fmt: skip


@pytest.mark.parametrize("name", _MANY_WAYS)
def test_the_lint_goes_no_endless_ways(repo: Path, name: str) -> None:
    template(repo, "klausul/coba.j2", _HEAD + _MANY_WAYS[name])
    begin = time.process_time()
    run = ksdgen("templates", repo)
    assert time.process_time() - begin < 30
    assert ("klausul/coba.j2", "KSD044") in {(f.rpartition("templates/")[2], code) for f, _, _, code in run.findings}
    assert all(line > 5 for f, line, _, _ in run.findings if f.endswith("coba.j2"))


def test_front_matter_and_styles_of_strangers(repo: Path) -> None:
    for index in range(200):
        template(repo, f"gaya/s{index}.yaml", f"uraian: x\nberdasar_pada: s{index + 1}\n")
    many = ",".join(["objek"] * 5_000)
    kind = f"jenis: coba\njudul: A\nsebutan: A\nuraian: x\nkategori: [ksdd_sukarela]\npasal: [{many}]\n"
    template(repo, "coba.j2", f"---\n{kind}---\n{{% extends 'dasar.j2' %}}\n")
    unknown = ",".join(f"u{i}" for i in range(5_000))
    template(repo, "klausul/coba.j2", f"---\njudul: A\nunsur: [{unknown}]\n---\n(#) a\n")
    isian = f"{{a: {{tipe: bilangan, baku: {'9' * 5_000}, uraian: b}}}}"
    template(repo, "klausul/besar.j2", f"---\njudul: A\nisian: {isian}\n---\n(#) {{{{ isian.a }}}}\n")
    begin = time.process_time()
    assert "KSD013" in run_check(repo, ksb(gaya="s0")).finding_codes
    assert ksdgen("templates", repo).code == 1
    assert ksdgen("schema").code == 0
    assert time.process_time() - begin < 30
