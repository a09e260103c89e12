"""Every rule: its file is complete, its citations resolve, and its two examples behave."""

from __future__ import annotations

import pickle
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ksdgen import regulation
from ksdgen.diagnostics import Diagnostic
from ksdgen.lint.front_matter import wrong_route
from ksdgen.naskah.model import Category, Status
from ksdgen.rules import engine, packaged, pages
from ksdgen.rules.checks import shapes
from ksdgen.rules.decoding import read_rule
from ksdgen.rules.packaged import packaged_rules
from ksdgen.rules.rule import Basis, BrokenRule, Context, Finding, Rule
from tests.helpers.rule_examples import TODAY, Examples, lines, marked_lines

ALL = packaged_rules()
KSD_LAW = ("permendagri-22-2020/", "pp-28-2018/", "uu-23-2014/")
UNPRINTED = {"KSD061"}
"""An example may leave out the article that would print a fact; it has no other fault of shape."""
each = pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.kode)


@pytest.fixture(scope="module")
def examples() -> Examples:
    """One workspace for all examples."""
    return Examples()


# --- the files --------------------------------------------------------------------------------------------------------


def test_files_and_codes() -> None:
    files = sorted(path.stem for path in packaged.FOLDER.glob("*.yaml"))
    assert files == [rule.kode for rule in ALL]
    assert not set(files) & {code.kode for code in pages.shape_codes()}
    names = [rule.nama for rule in ALL]
    assert len(set(names)) == len(names)


def test_every_shape_is_used() -> None:
    assert {rule.cek for rule in ALL} == set(shapes())


@each
def test_wording(rule: Rule) -> None:
    assert re.fullmatch(r"KSD\d{3}", rule.kode)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.nama)
    assert rule.ringkas_en.isascii() and 10 <= len(rule.ringkas_en) <= 120 and not rule.ringkas_en.endswith(".")
    assert 0 < len(rule.pesan) <= 120 and not rule.pesan.endswith(".")
    assert rule.bantuan and not rule.bantuan.endswith(".")
    assert len(re.findall(r"[.?](?:\s|$)", rule.penjelasan)) >= 2, "the explanation says why and how"


@each
def test_applies_to_known_values(examples: Examples, rule: Rule) -> None:
    kinds = examples.workspace.catalogue.list_kinds()
    scopes: list[Any] = [rule.berlaku, *rule.dasar]
    for scope in scopes:
        assert set(scope.jenis) <= set(kinds)
        assert set(scope.kategori) <= {k.value for k in Category}
    assert set(rule.berlaku.status) <= {s.value for s in Status}


@each
def test_citations(rule: Rule) -> None:
    assert rule.dasar
    for basis in rule.dasar:
        assert regulation.resolves(basis.sitasi), basis.sitasi
        if basis.sitasi == regulation.PRACTICE:
            continue
        assert basis.sejak == regulation.in_force_since(basis.sitasi), basis.sitasi
        provision = regulation.provision(basis.sitasi)
        assert provision is None or provision.keyakinan.value in ("V", "V-ocr"), (
            f"{basis.sitasi} has not been read in the source"
        )


@each
def test_papers_outside_the_law_are_only_proofread(rule: Rule) -> None:
    categories = rule.berlaku.kategori
    if not categories or Category.OUTSIDE_KSD.value in categories:
        assert not [basis.sitasi for basis in rule.dasar if basis.sitasi.startswith(KSD_LAW)]


# --- the examples -----------------------------------------------------------------------------------------------------


@each
def test_right_example(examples: Examples, rule: Rule) -> None:
    result = examples.change(rule.contoh.naskah, rule.contoh.benar)
    assert lines(result.findings, rule.kode) == []
    assert {t.code for t in result.shape_findings} <= UNPRINTED, [t.message for t in result.shape_findings]
    assert result.composition is not None and result.composition.dokumen.content, [
        t.message for t in result.shape_findings
    ]


@each
def test_wrong_example(examples: Examples, rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found where the example says, and told in the words that its shape promises."""
    given = set()
    former = engine._diagnostic

    def witness(checked_rule: Rule, citations: tuple[str, ...], found: Finding, context: Context) -> Diagnostic:
        given.add((checked_rule.cek, frozenset(found.fillings)))
        return former(checked_rule, citations, found, context)

    monkeypatch.setattr(engine, "_diagnostic", witness)
    result = examples.change(rule.contoh.naskah, rule.contoh.salah)
    assert {finding.code for finding in result.shape_findings} <= UNPRINTED, [
        finding.message for finding in result.shape_findings
    ]
    findings = [finding for finding in result.rule_findings if finding.code == rule.kode]
    assert findings and lines(findings, rule.kode) == marked_lines(examples.last, rule.kode)
    for finding in findings:
        assert finding.severity is rule.tingkat and finding.citations
        assert (
            not finding.message.endswith(".")
            and "{" not in finding.message
            and "{" not in (finding.hint or "").replace(": {", "")
        )
    assert {words for check, words in given if check == rule.cek} == {frozenset(shapes()[rule.cek].words)}


# --- how rules are run ------------------------------------------------------------------------------------------------

NEW = """\
kode: KSD999
nama: aturan-uji
ringkas_en: A rule that only this test knows
tingkat: peringatan
berlaku: {jenis: [kesepakatan_bersama]}
dasar:
  - {sitasi: permendagri-22-2020/pasal-9/ayat-3, sejak: 2020-04-14}
cek: fakta_ada
parameter: {fakta: saksi}
pesan: "saksi belum ada"
penjelasan: |
  Uji saja.
contoh:
  naskah: ksb_ksdd
  benar: "saksi: [{nama: A, jabatan: B}]"
  salah: "saksi:"
"""


@pytest.fixture
def other_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the rules folder that the engine reads instead of its own."""
    folder = tmp_path / "rules"
    shutil.copytree(packaged.FOLDER, folder)
    monkeypatch.setattr(packaged, "FOLDER", folder)
    for cached in (packaged.packaged_rules, engine._ready):
        cached.cache_clear()
    yield folder
    monkeypatch.undo()
    for cached in (packaged.packaged_rules, engine._ready):
        cached.cache_clear()


def test_one_new_file_is_a_rule(other_folder: Path, examples: Examples) -> None:
    assert "KSD999" not in examples.codes("ksb_ksdd")
    (other_folder / "KSD999.yaml").write_text(NEW, encoding="utf-8")
    packaged.packaged_rules.cache_clear()
    engine._ready.cache_clear()
    (finding,) = [t for t in examples.change("ksb_ksdd", "saksi:\n").findings if t.code == "KSD999"]
    assert finding.citations == ("Permendagri 22/2020 Pasal 9 ayat (3)",)
    assert finding.span is not None and examples.last.split("\n")[finding.span.line - 1] == "saksi:"
    assert "KSD999" not in examples.codes("nk")


def test_broken_rule_file_is_our_bug(other_folder: Path) -> None:
    (other_folder / "KSD999.yaml").write_text(NEW.replace("tingkat: peringatan", "tingkat: parah"), encoding="utf-8")
    packaged.packaged_rules.cache_clear()
    with pytest.raises(BrokenRule, match="KSD999"):
        packaged.packaged_rules()


@pytest.mark.parametrize(
    ("code", "former", "after", "cause"),
    [
        ("KSD603", "kecuali", "kecuaali", "kunci `kecuaali` tidak dikenal"),
        ("KSD301", "{tahun: 5}", "{tahun: 5, bulan: 1}", "kunci `bulan` tidak dikenal"),
        ("KSD301", "{tahun: 5}", "{tahun: lima}", "bukan bilangan bulat"),
        ("KSD301", "parameter: {tahun: 5}\n", "", "kunci `tahun` wajib diisi"),
        ("KSD310", "wajib: [daerah]", "wajib: [daerahh]", "tidak dikenal"),
        ("KSD516", '{ada: "tidak"}', "{ada: entah}", "bukan ya atau tidak"),
        ("KSD332", "berita acara.{0,80}pemetaan|", "((", "ungkapan reguler"),
        ("KSD605", "pp-28-2018}", "pp-28-2081}", "peraturan `pp-28-2081` tidak ada"),
        ("KSD317", "cek:", "parameter: {x: y}\ncek:", "tidak memakai parameter"),
        ("KSD301", "cek: paling_lama", "cek: paling_lma", "bentuk pemeriksaan `paling_lma` tidak ada"),
        ("KSD301", "{lama}", "{lma}", "isian `{lma}` tidak ada"),
    ],
)
def test_parameter_that_the_shape_does_not_know(
    other_folder: Path, code: str, former: str, after: str, cause: str
) -> None:
    path = other_folder / f"{code}.yaml"
    text = path.read_text(encoding="utf-8")
    assert former in text
    path.write_text(text.replace(former, after, 1), encoding="utf-8")
    packaged.packaged_rules.cache_clear()
    with pytest.raises(BrokenRule, match=rf"{code}\.yaml:\d+: .*{re.escape(cause)}"):
        packaged.packaged_rules()


def test_misspelt_parameter_is_suggested(other_folder: Path) -> None:
    text = (other_folder / "KSD603.yaml").read_text(encoding="utf-8").replace("kecuali", "kecuaali", 1)
    (finding,) = read_rule(text.encode(), "KSD603.yaml").findings
    assert (finding.code, finding.hint) == ("KSD010", "maksud Anda `kecuali`?")
    assert finding.span is not None and text.split("\n")[finding.span.line - 1][finding.span.column - 1 :].startswith(
        "kecuaali"
    )


def test_routes_of_facts_exist() -> None:
    for ready in engine._ready():
        for place, route in ready.parameter.routes() if ready.parameter is not None else ():
            assert wrong_route(route) is None, (ready.rule.kode, place, route)


def test_kept_rules_are_those_of_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSDGEN_CACHE", str(tmp_path))
    packaged.packaged_rules.cache_clear()
    rules = packaged.packaged_rules()
    (saved,) = (tmp_path / packaged.SHELF).iterdir()
    packaged.packaged_rules.cache_clear()
    monkeypatch.setattr(packaged, "_read", None)
    assert packaged.packaged_rules() == rules
    monkeypatch.undo()
    # Whoever can write there cannot make it run anything: what does not bear its own digest is not read.
    saved.write_bytes(pickle.dumps(Path("x")))
    monkeypatch.setenv("KSDGEN_CACHE", str(tmp_path))
    packaged.packaged_rules.cache_clear()
    assert packaged.packaged_rules() == rules
    packaged.packaged_rules.cache_clear()


def test_citation_binds_from_its_day(examples: Examples) -> None:
    day = date(2020, 4, 14)
    basis = Basis(sitasi="permendagri-22-2020/pasal-9/ayat-3", sejak=day, kategori=("ksdd_sukarela",))
    naskah = examples.change("ksb_ksdd").loaded.naskah
    other = examples.change("ksb_ksdpk").loaded.naskah
    assert naskah is not None and other is not None
    assert basis.binds(naskah, day)
    assert not basis.binds(naskah, day - timedelta(days=1))
    assert not basis.binds(other, day)


@pytest.mark.parametrize(("day", "present"), [("2020-04-13", False), ("2020-04-14", True)])
def test_law_of_the_day(examples: Examples, day: str, present: bool) -> None:
    piece = f"penandatanganan: {{tempat: Garut, tanggal: {day}}}\njangka_waktu: {{lama: 7 tahun}}\n"
    assert ("KSD301" in examples.codes("ksb_ksdd", piece)) is present


def test_undated_paper_is_judged_on_the_given_day(examples: Examples) -> None:
    piece = "penandatanganan: {tempat: Garut, tanggal: menyusul}\njangka_waktu: {lama: 7 tahun}\n"
    assert "KSD301" in examples.codes("ksb_ksdd", piece, TODAY)
    assert "KSD301" not in examples.codes("ksb_ksdd", piece, date(2019, 1, 1))
