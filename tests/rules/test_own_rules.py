"""A repository's own rules: judged like packaged ones, shown with them, and broken ones told at their place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic
from ksdgen.lint.own_rules import check_own_rules
from ksdgen.lint.shelf import Shelf
from ksdgen.reporters import FORMAT
from ksdgen.rules.checks import shapes
from ksdgen.rules.decoding import read_rule
from ksdgen.rules.engine import apply_rule
from ksdgen.rules.examples import base_text, put
from ksdgen.rules.own import own_rules
from ksdgen.rules.patterns import regex_faults
from ksdgen.rules.rule import Context
from ksdgen.world.tree import WorkingTree
from tests.helpers.rule_examples import TODAY, Examples
from tests.helpers.util import ksdgen

RULE = """\
kode: PERDA001
nama: laporan-belum-ada
tingkat: kesalahan
berlaku: {jenis: [perjanjian_kerja_sama]}
dasar:
  - {sitasi: "Perda Kabupaten Garut Nomor 1 Tahun 2024 Pasal 5 ayat (1)", sejak: 2024-02-01}
cek: fakta_ada
parameter: {fakta: rekomendasi_tkksd}
pesan: "`{fakta}` belum ada"
bantuan: "isi `{fakta}`"
penjelasan: |
  Perda meminta rekomendasi. Mintalah kepada TKKSD.
contoh:
  naskah: pks_ksdpk
  benar: |
    rekomendasi_tkksd: {nomor: 1/2026, tanggal: 2026-06-02}
  salah: |
    rekomendasi_tkksd:  # <- PERDA001
"""

NASKAH = "agreements/a.yaml"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one agreement and one own rule, and the shell in it."""
    (tmp_path / "templates/aturan").mkdir(parents=True)
    (tmp_path / "agreements").mkdir()
    (tmp_path / NASKAH).write_text(put(base_text("pks_ksdpk"), "rekomendasi_tkksd:\n"), encoding="utf-8")
    (tmp_path / "agreements/ksb_ksdpk.yaml").write_text(base_text("ksb_ksdpk"), encoding="utf-8")
    write(tmp_path, RULE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, text: str, name: str = "PERDA001") -> Path:
    path = root / f"templates/aturan/{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def codes(*options: str) -> set[str]:
    """The codes that a check of the agreement reports."""
    data = json.loads(ksdgen("check", NASKAH, "--format", "json", *options).output)
    return {t["code"] for t in data["findings"]}


def linted(root: Path) -> list[Diagnostic]:
    """What `ksdgen templates` says of own rules."""
    workspace = Workspace(root)
    shelf = Shelf(workspace.catalogue, workspace.repository.tree)
    check_own_rules(shelf)
    return list(shelf.findings.values())


# --- judged like packaged rules ---------------------------------------------------------------------------------------


def test_check_reports_it_with_its_citation(office: Path) -> None:
    run = ksdgen("check", NASKAH)
    assert run.code == 1
    assert "kesalahan PERDA001 `rekomendasi_tkksd` belum ada" in run.output
    assert "= dasar: Perda Kabupaten Garut Nomor 1 Tahun 2024 Pasal 5 ayat (1)" in run.output


def test_fulfilled_or_not_meant_it_is_silent(office: Path) -> None:
    write(office, RULE.replace("[perjanjian_kerja_sama]", "[nota_kesepakatan]"))
    assert "PERDA001" not in codes()
    write(office, RULE.replace("2024-02-01", "2099-01-01"))
    assert "PERDA001" not in codes()
    write(office, RULE)
    path = office / NASKAH
    path.write_text(put(path.read_text(encoding="utf-8"), "rekomendasi_tkksd: {nomor: 1/2026}\n"), encoding="utf-8")
    assert "PERDA001" not in codes()


def test_select_ignore_and_waiver(office: Path) -> None:
    assert codes("--select", "PERDA") == {"PERDA001"}
    assert "PERDA001" not in codes("--ignore", "perda001")
    assert ksdgen("check", NASKAH, "--select", "PERDA002").code == 2
    with (office / NASKAH).open("a", encoding="utf-8") as file:
        file.write(
            "pengecualian:\n  - {aturan: PERDA001, alasan: menunggu, penanggung_jawab: Kabag, sampai: 2099-01-01}\n"
        )
    assert not codes() & {"PERDA001", "KSD090", "KSD093"}
    write(office, RULE.replace("rekomendasi_tkksd}", "rekomendasi_tkksd, fkta: x}"))
    assert "KSD010" in codes() and not codes() & {"KSD090", "KSD093"}, "a broken rule's waiver cannot be judged"


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMAT)
def test_every_report_format_carries_it(office: Path, format_: str) -> None:
    text = ksdgen("check", NASKAH, "--format", format_).output
    assert "PERDA001" in text
    if format_ == "sarif":
        (rule,) = [r for r in json.loads(text)["runs"][0]["tool"]["driver"]["rules"] if r["id"] == "PERDA001"]
        assert rule["name"] == "laporan-belum-ada" and rule["shortDescription"]["text"] == "Laporan belum ada"


def test_an_error_keeps_a_finished_paper_from_printing(office: Path) -> None:
    assert ksdgen("render", NASKAH, "--format", "txt", "--out", "out").code == 1
    assert (office / "out/a.txt").exists(), "a draft is printed all the same"


def test_kept_results_notice_a_changed_rule(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSDGEN_CACHE", str(tmp_path / "cache"))
    assert "PERDA001" in codes() and "PERDA001" in codes()
    write(office, RULE.replace("fakta: rekomendasi_tkksd", "fakta: objek"))
    assert "PERDA001" not in codes()
    write(office, RULE)
    assert "PERDA001" in codes()
    (office / "templates/aturan/PERDA001.yaml").unlink()
    assert "PERDA001" not in codes()


# --- shown with the packaged rules ------------------------------------------------------------------------------------


def test_rules_explain_coverage(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = ksdgen("rules").output
    assert listing.splitlines()[-1].startswith("PERDA001  kesalahan   laporan-belum-ada  (Perda Kabupaten Garut")
    assert "Laporan belum ada" in ksdgen("rules", "--format", "markdown").output
    page = ksdgen("explain", "perda001").output
    assert page.startswith("# PERDA001 laporan-belum-ada\n")
    assert "- Perda Kabupaten Garut Nomor 1 Tahun 2024 Pasal 5 ayat (1), mengikat sejak 2024-02-01" in page
    coverage = ksdgen("coverage").output
    assert "Pasal 5 ayat (1)\n    laporan-belum-ada\n    diperiksa: PERDA001\n" in coverage
    assert "aturan sendiri: 1 ketentuan, 1 diperiksa aturan" in coverage
    monkeypatch.chdir(tmp_path.parent)
    assert "PERDA001" not in ksdgen("rules").output and ksdgen("explain", "PERDA001").code == 2


def test_packaged_citation_counts_in_coverage(office: Path) -> None:
    write(office, RULE.replace('"Perda Kabupaten Garut Nomor 1 Tahun 2024 Pasal 5 ayat (1)"', "uu-23-2014/pasal-366"))
    assert "PERDA001" in ksdgen("coverage", "uu-23-2014").output


@pytest.mark.slow
def test_templates_lists_it(office: Path) -> None:
    text = ksdgen("templates").output
    assert "Aturan sendiri (1)" in text and "templates/aturan/PERDA001.yaml" in text
    assert "KSD" not in text


# --- broken ones ------------------------------------------------------------------------------------------------------

BROKEN = [
    ("cek: fakta_ada", "cek: fakta_adaa", "KSD047", "fakta_adaa", "bentuk pemeriksaan `fakta_adaa` tidak ada", "maksud Anda `fakta_ada`?"),
    ("{fakta: rekomendasi_tkksd}", "{fkta: rekomendasi_tkksd}", "KSD010", "fkta", "kunci `fkta` tidak dikenal", "maksud Anda `fakta`?"),
    ("{fakta: rekomendasi_tkksd}", "{fakta: [a]}", "KSD011", "[a]", "seharusnya teks", ""),
    ("parameter: {fakta: rekomendasi_tkksd}\n", "", "KSD012", "fakta_ada", "kunci `fakta` wajib diisi", ""),
    ("kode: PERDA001", "kode: KSD999", "KSD047", "KSD999", "kode `KSD999` tidak dapat dipakai", "PERDA001"),
    ("kode: PERDA001", "kode: P1", "KSD047", "P1", "kode `P1` tidak dapat dipakai", ""),
    ("kode: PERDA001", "kode: PERDA002", "KSD047", "PERDA002", "tidak sama dengan nama berkasnya", "PERDA002.yaml"),
    ('pesan: "`{fakta}`', 'pesan: "`{fakt}`', "KSD047", "{fakt}", "isian `{fakt}` tidak ada", "maksud Anda `{fakta}`?"),
    ('pesan: "`{fakta}`', 'pesan: "`{fakta', "KSD047", "", "tidak berpasangan", "{{"),
    ('pesan: "`{fakta}`', 'pesan: "`{fakta:>999999999}`', "KSD047", "{fakta", "hanya boleh berupa satu nama", ""),
    ('"Perda Kabupaten Garut Nomor 1 Tahun 2024 Pasal 5 ayat (1)"', "pp-28-2018/pasal-99", "KSD047", "pp-28-2018/pasal-99", "ketentuan `pp-28-2018/pasal-99` tidak ada", ""),
    ("[perjanjian_kerja_sama]}", "[perjanjian_kerja_sama], kategori: [ksdpkk]}", "KSD013", "ksdpkk", "ksdpkk", "maksud Anda `ksdpk`?"),
    ("tingkat: kesalahan", "tingkat: parah", "KSD013", "parah", "parah", ""),
    ("kode: PERDA001\n", "kode: [\n", "KSD002", "", "", ""),
]  # fmt: skip
"""Text, what it becomes, the code of the finding, the word it points at, what it says, what it advises."""


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new", "code", "word", "message", "hint"), BROKEN, ids=lambda v: str(v)[:24])
def test_broken_rule_is_told_at_its_place(
    office: Path, old: str, new: str, code: str, word: str, message: str, hint: str
) -> None:
    assert old in RULE
    write(office, RULE.replace(old, new))
    write(office, RULE.replace("PERDA001", "PERDA009").replace("rekomendasi_tkksd", "arsip"), "PERDA009")
    run = ksdgen("check", NASKAH, "--format", "json")
    assert run.code == 1
    findings = json.loads(run.output)["findings"]
    (finding,) = [f for f in findings if f["file"].endswith("PERDA001.yaml") and f["code"] == code]
    assert message in finding["message"] and hint in (finding["help"] or "")
    if word:
        line = RULE.replace(old, new).split("\n")[finding["line"] - 1]
        assert line[finding["column"] - 1 :].lstrip("\"'").startswith(word), (line, finding)
    assert "PERDA009" in {f["code"] for f in findings}, "the other rules go on"
    assert (code, finding["line"], finding["column"]) in {
        (f.code, f.span.line, f.span.column) for f in linted(office) if f.span
    }


@pytest.mark.slow
def test_doubled_code(office: Path) -> None:
    write(office, RULE, "PERDA002")
    run = ksdgen("templates", "--quiet")
    assert "PERDA002.yaml:1:7: kesalahan KSD047 kode `PERDA001` sudah dipakai `aturan/PERDA001.yaml`" in run.output
    assert "PERDA001" in codes()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("    rekomendasi_tkksd: {nomor: 1/2026, tanggal: 2026-06-02}", "    rekomendasi_tkksd:", 15, "contoh benar menimbulkan temuan PERDA001"),
        ("    rekomendasi_tkksd:  # <- PERDA001", "    rekomendasi_tkksd: {nomor: 1/2026}", 17, "contoh salah tidak menimbulkan temuan PERDA001"),
        ("  # <- PERDA001", "", 17, "contoh salah tidak menandai baris temuannya"),
        ("    rekomendasi_tkksd:  # <-", "    rekomendasi: 1\n    rekomendasi_tkksd:  # <-", 17, "contoh ini tidak dapat dibaca"),
        ("naskah: pks_ksdpk", "naskah: pks_ksdp", 14, "contoh naskah `pks_ksdp` tidak ada"),
        ("jenis: [perjanjian_kerja_sama]", "jenis: [perjanjian]", 4, "jenis naskah `perjanjian` tidak ada"),
        ("fakta: rekomendasi_tkksd", "fakta: rekomendasi_tksd", 8, "fakta `rekomendasi_tksd` tidak ada dalam naskah"),
    ],
)  # fmt: skip
def test_lint_sees_what_never_works(office: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in RULE
    write(office, RULE.replace(old, new))
    assert [(f.message.startswith(message), f.span and f.span.line) for f in linted(office)] == [(True, line)]


@pytest.mark.slow
def test_file_of_another_name_is_told(office: Path) -> None:
    write(office, RULE).rename(office / "templates/aturan/PERDA001.yml")
    assert "KSD071" in ksdgen("templates", "--quiet").output and "PERDA001" not in codes()


@pytest.fixture(scope="module")
def context() -> Context:
    """A complete contract as rules see it."""
    example = Examples()
    result = example.change("pks_ksdpk")
    assert result.loaded.naskah is not None and result.composition is not None
    return Context(result.loaded.naskah, result.loaded.place, result.composition, None, TODAY)


@pytest.mark.parametrize("shape", sorted(shapes()))
def test_no_shape_falls_over_hostile_parameters(context: Context, shape: str) -> None:
    """Whatever a rule file gives to a shape is a finding in that file or harmless."""
    parameters = shapes()[shape].parameters
    for value in (
        "999999999999999",
        "[a, b]",
        "{a: b}",
        "'(('",
        "{a: [x]}",
        "[[a, b], [c]]",
        "a.b.c.*",
        "-1",
        "''",
        "0",
    ):
        content = ", ".join(f"{n}: {value}" for n in (parameters.fields_ if parameters is not None else ["x"]))
        rule = RULE.replace("cek: fakta_ada", f"cek: {shape}").replace("{fakta: rekomendasi_tkksd}", f"{{{content}}}")
        rule = rule.replace("`{fakta}` belum ada", "salah").replace("isi `{fakta}`", "isi")
        reading = read_rule(rule.encode(), "PERDA001.yaml")
        assert reading.findings or reading.ready is not None
        if reading.ready is not None:
            apply_rule(reading.ready, context, ("praktik",))


def test_a_repository_without_own_rules_loads_no_shape(tmp_path: Path) -> None:
    assert own_rules(WorkingTree(tmp_path)).codes == frozenset()


def test_words_of_an_own_rule_may_have_capitals(office: Path) -> None:
    write(
        office,
        RULE.replace("cek: fakta_ada", "cek: kata_tak_tegas")
        .replace("{fakta: rekomendasi_tkksd}", "{kata: [DLL, Dan Lain-Lain]}")
        .replace('"`{fakta}` belum ada"', '"`{kata}` tidak tegas"')
        .replace('bantuan: "isi `{fakta}`"\n', "")
        .partition("contoh:")[0],
    )
    pasal = "pasal_tambahan:\n  - {kode: lain, judul: LAIN, setelah: objek, isi: 'Pupuk, benih, dan lain-lain.'}\n"
    (office / NASKAH).write_text(put(base_text("pks_ksdpk"), pasal), encoding="utf-8")
    assert "PERDA001" in codes()


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("([a-z ]+)*!", "waktu tanpa akhir"),
        (".*denda", "waktu tanpa akhir"),
        ("(a{0,9}){0,9}", "waktu tanpa akhir"),
        ("(?=(a|b)+)c", "waktu tanpa akhir"),
        ("(" * 40 + "a{0,99}" + "){0,99}" * 40, "waktu tanpa akhir"),
        ("a{5,4}", "tidak dapat dibaca"),
        ("x" * 2000, "paling banyak 1000"),
        ("[[a]b]", "dengan dua cara"),
        ("berita acara.{0,80}pemetaan|rkpd?", None),
    ],
)
def test_a_pattern_that_may_run_for_ever_is_refused(pattern: str, message: str | None) -> None:
    faults = [fault.message for fault in regex_faults("pola", pattern)]
    assert len(faults) == (message is not None)
    assert message is None or message in faults[0]


_HOSTILE = "<!-- | <img src=x> [k](http://palsu.example) @semua ##[error]x"


def test_words_of_an_own_rule_are_text_in_tables(office: Path) -> None:
    write(
        office,
        RULE.replace("tingkat: kes", f"ringkas_en: {json.dumps(_HOSTILE)}\ntingkat: kes").replace(
            '"`{fakta}` belum ada"', json.dumps(f"`{{fakta}}` belum ada {_HOSTILE}")
        ),
    )
    assert "PERDA001" in codes()
    tables = (("rules", "--format", "markdown"), ("check", NASKAH, "--format", "markdown"))
    rows = [row for command in tables for row in ksdgen(*command).output.splitlines() if "PERDA001" in row]
    assert len(rows) == 2
    for row in rows:
        assert not re.search(r"<!|<img|\]\(|[^\\] \| <|@semua|##\[", row), row
    message = next(
        result["message"]["text"]
        for result in json.loads(ksdgen("check", NASKAH, "--format", "sarif").output)["runs"][0]["results"]
        if result["ruleId"] == "PERDA001"
    )
    assert "](" not in message  # SARIF would make a link of it


@pytest.mark.parametrize("citation", [f"Perda {_HOSTILE}", "Perda `x`", "Perda [a](b)", "Perda *a*"])
def test_a_citation_is_made_of_what_citations_are_made_of(office: Path, citation: str) -> None:
    honest = '"Perda Kabupaten Garut Nomor 1 Tahun 2024 Pasal 5 ayat (1)"'
    write(office, RULE.replace(honest, json.dumps(citation)))
    assert any(finding.code == "KSD047" and "ketentuan" in finding.message for finding in linted(office))
