"""`ksdgen nomor`: exactly the given values change, whatever the layout of the file; what is signed or taken is refused."""

from __future__ import annotations

import copy
import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksdgen.diagnostics import Severity
from ksdgen.editing.nomor import DATE, PLACE, fill_in
from ksdgen.errors import Refused
from ksdgen.source.node import plain
from ksdgen.source.parse import parse
from tests.helpers.terminal import CTRL_C, run_command
from tests.helpers.util import ROOT, ksb, ksdgen, put, save, yaml

NASKAH = sorted((ROOT / "agreements" / "2026").rglob("*.yaml"))
SIGNING_DAY = ("--tanggal", "2026-12-07")


def data(text: str) -> Any:
    """What a text says."""
    node, findings = parse(text.removeprefix("\ufeff"), "")
    assert node is not None and [f for f in findings if f.severity is Severity.ERROR] == []
    return plain(node)


def changed(old: str, new: str) -> list[str]:
    """The lines that a new text has and the old one had not."""
    diff = difflib.ndiff(old.splitlines(), new.splitlines())
    return [line[2:] for line in diff if line.startswith("+ ")]


def comment_lines(text: str, newline: str) -> list[str]:
    return [line for line in text.split(newline) if line.lstrip().startswith("#")]


# --- laws -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", NASKAH, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_only_that_value_changes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    former = data(text)
    for index in range(len(former["para_pihak"])):
        new = fill_in(text, {f"para_pihak.{index}.nomor": "9/X: #1/2026"})
        expected = copy.deepcopy(former)
        expected["para_pihak"][index]["nomor"] = "9/X: #1/2026"
        assert data(new) == expected
        assert len(changed(text, new)) == 1
    new = fill_in(text, {DATE: "2027-01-04", PLACE: "Kota Bandung"})
    assert data(new) == {**former, "penandatanganan": {"tempat": "Kota Bandung", "tanggal": "2027-01-04"}}
    assert fill_in(new, {DATE: "2027-01-04", PLACE: "Kota Bandung"}) == new
    assert new.count("#") == text.count("#")


_VALUES = st.text(
    st.characters(max_codepoint=0x24F, blacklist_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]),
    min_size=1,
    max_size=30,
).map(lambda t: " ".join(t.split()) or "1")
_WRITTEN_NUMBERS = st.sampled_from(["menyusul", "'menyusul'", '"menyusul"', "", "100/___/2026", '"a # b"', "'it''s'"])
_LAYOUTS = st.sampled_from(
    [
        "{p}penandatanganan:\n  tempat: x  # di mana\n  tanggal: menyusul\npara_pihak:\n  - kode: a  # satu\n    nomor: {n}\n    nama: A\n  - {{kode: b, nama: B}}\n",
        "{p}para_pihak:\n- nomor: {n} # catatan\n  kode: a\n-   kode: b\n    nama: 'B, C'\n# akhir\n",
        '{p}penandatanganan: {{tempat: x}}\npara_pihak: [{{kode: a, nomor: {n}}}, {{nama: "B", kode: b}}]\n',
        "{p}penandatanganan:\n# atas\npara_pihak:\n  -\n    kode: a\n    nomor:   {n}\n  - kode: b\n    acuan: pihak/b\n    penanda_tangan:\n      - pejabat: x",
    ]
)


@pytest.mark.slow(traced=True)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(_LAYOUTS, _WRITTEN_NUMBERS, _VALUES, st.integers(0, 1), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_layout(layout: str, written: str, value: str, index: int, newline: str, bom: bool) -> None:
    """Quotes, brackets, comments, line ends, byte order mark: the value comes in, all else stays."""
    text = ("\ufeff" if bom else "") + layout.format(p="# kepala\njenis: x\n\n", n=written).replace("\n", newline)
    former = data(text)
    given_values = {f"para_pihak.{index}.nomor": value, DATE: "2027-01-04"}
    new = fill_in(text, given_values)
    expected = copy.deepcopy(former)
    expected["para_pihak"][index]["nomor"] = value
    if not isinstance(expected.get("penandatanganan"), dict):
        expected["penandatanganan"] = {}
    expected["penandatanganan"]["tanggal"] = "2027-01-04"
    assert data(new) == expected
    assert new.startswith("\ufeff") == bom
    assert newline == "\n" or new.count("\n") == new.count("\r\n")
    assert len(changed(text, new)) <= 4
    assert comment_lines(new, newline) == comment_lines(text, newline)
    assert fill_in(new, given_values) == new


@pytest.mark.parametrize(
    "number", ["|\n      a\n      b", ">-\n      a\n      b", "a\n      b", "&x a\n    nama: *x", "[a, b]"]
)
def test_what_is_uncertain_is_not_touched(number: str) -> None:
    """A value of several lines, a list, or one that is used again elsewhere: nobody guesses."""
    text = f"para_pihak:\n  - kode: a\n    nomor: {number}\n"
    with pytest.raises(Refused, match=r"tulis sendiri `nomor: 1/2026` di dalam berkas"):
        fill_in(text, {"para_pihak.0.nomor": "1/2026"})


# --- the command ------------------------------------------------------------------------------------------------------

OPEN_VALUES = put(
    put(ksb(), "para_pihak.0.nomor", "menyusul"), "penandatanganan", {"tempat": "menyusul", "tanggal": "menyusul"}
)


def test_fills_in_then_shows_the_difference(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo)
    path = save(repo, yaml(OPEN_VALUES).replace('"', ""), "2026/a b/x.yaml")
    former = path.read_bytes()
    arguments = (
        "nomor", "agreements\\2026\\a b\\x.yaml", "--pihak", "garut", "--nomor", "7/KSB/2026", "--tanggal", "7 Desember 2026", "--tempat", "Garut",
    )  # fmt: skip
    look = ksdgen(*arguments, "--diff")
    assert look.code == 0 and path.read_bytes() == former
    run = ksdgen(*arguments)
    assert run.code == 0, run.everything
    assert run.output.startswith(look.output)
    assert "-  tanggal: menyusul\n" in run.output and "+  tanggal: 2026-12-07\n" in run.output
    assert "+    nomor: 7/KSB/2026\n" in run.output
    assert run.output.endswith("ditulis: agreements/2026/a b/x.yaml\nnomor, tanggal, dan tempat sudah lengkap\n")
    assert data(path.read_text(encoding="utf-8"))["penandatanganan"] == {"tempat": "Garut", "tanggal": "2026-12-07"}
    again = ksdgen(*arguments)
    assert (again.code, again.output) == (0, "tidak ada yang berubah\n")
    assert ksdgen(*arguments, "-q").everything == ""


def test_findings_on_new_values_are_named(repo: Path) -> None:
    path = save(repo, OPEN_VALUES)
    run = ksdgen("nomor", path, "--tanggal", "2026-11-07", "-q")
    assert run.code == 0
    assert run.finding_codes == ["KSD346"]  # a Saturday; nothing is said of what was not touched


@pytest.mark.parametrize("diff", [False, True])
def test_numbers_already_used(repo: Path, diff: bool) -> None:
    save(repo, ksb(), "2026/lain.yaml")
    path = save(repo, OPEN_VALUES, "2026/a.yaml")
    former = path.read_bytes()
    arguments = ("nomor", path, "--pihak", "garut", *SIGNING_DAY)
    run = ksdgen(*arguments, "--nomor", "100.3.7/1/KSB/2026", *(["--diff"] if diff else []))
    assert run.code == 2
    assert run.finding_codes == ["KSD530"] and "tidak diubah karena nomor itu sudah dipakai" in run.error
    assert path.read_bytes() == former
    assert ksdgen(*arguments, "--nomor", "100.3.7/2/KSB/2026").code == 0


@pytest.mark.parametrize("status", ["ditandatangani", "berakhir", "diubah", "ditandatanganni"])
def test_what_is_signed_is_not_touched(repo: Path, status: str) -> None:
    path = save(repo, ksb(status=status))
    former = path.read_bytes()
    run = ksdgen("nomor", path, *SIGNING_DAY)
    assert run.code == 2 and "sudah ditandatangani" in run.error
    assert path.read_bytes() == former


def test_what_is_frozen_is_not_touched(repo: Path) -> None:
    path = save(repo, ksb())
    path.with_suffix(".beku.json").write_text("{}", encoding="utf-8")
    assert "sudah ditandatangani" in ksdgen("nomor", path, *SIGNING_DAY).error


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            [],
            "yang masih terbuka: nomor PIHAK KESATU (Pemerintah Daerah Kabupaten Garut); "
            "tempat penandatanganan; tanggal penandatanganan",
        ),
        (["--pihak", "garut"], "setiap --pihak harus diikuti satu --nomor"),
        (["--nomor", "1"], "setiap --pihak harus diikuti satu --nomor"),
        (["--pihak", "bogor", "--nomor", "1"], "kode pihaknya: garut, cimahi"),
        (["--pihak", "garut", "--nomor", "1", "--pihak", "garut", "--nomor", "2"], "disebut dua kali"),
        (["--pihak", "garut", "--nomor", " "], "--nomor belum diisi"),
        (["--tempat", ""], "--tempat belum diisi"),
        (["--tanggal", "31-11-2026"], "`31-11-2026` bukan tanggal"),
    ],
)
def test_misuse(repo: Path, arguments: list[str], message: str) -> None:
    path = save(repo, OPEN_VALUES)
    former = path.read_bytes()
    run = ksdgen("nomor", path, *arguments)
    assert (run.code, run.output) == (2, "")
    assert message in run.error
    assert path.read_bytes() == former


def test_files_that_cannot_be_filled_in(repo: Path) -> None:
    pihak = save(repo, "bentuk: pemerintah_daerah\nnama: A\n", "pihak/a.yaml")
    assert "bukan satu naskah" in ksdgen("nomor", pihak, *SIGNING_DAY).error
    save(repo, ksb(), "a.yaml")
    save(repo, ksb(), "b.yaml")
    assert "bukan satu naskah" in ksdgen("nomor", repo, *SIGNING_DAY).error
    assert "belum dapat dibaca" in ksdgen("nomor", save(repo, "jenis: [", "c.yaml"), *SIGNING_DAY).error
    assert "tidak dapat dibaca" in ksdgen("nomor", save(repo, b"\xff\xfej\x00", "d.yaml"), *SIGNING_DAY).error
    full = ksdgen("nomor", repo / "agreements/a.yaml")
    assert full.code == 2 and "sudah terisi" in full.error


# --- at a terminal ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_asked_one_by_one(repo: Path) -> None:
    path = save(repo, OPEN_VALUES)
    code, shown = run_command(
        ["ksdgen", "nomor", path], ["  9/KSB/2026 \n", "\n", "7 Desembr 2026\n", "7 Desember 2026\n"], repo
    )
    assert code == 0, shown
    assert "`7 Desembr 2026` bukan tanggal" in shown
    assert "masih terbuka: tempat penandatanganan" in shown
    content = data(path.read_text(encoding="utf-8"))
    assert content["para_pihak"][0]["nomor"] == "9/KSB/2026"
    assert content["penandatanganan"] == {"tempat": "menyusul", "tanggal": "2026-12-07"}


@pytest.mark.slow
def test_cancelled_without_trace(repo: Path) -> None:
    path = save(repo, OPEN_VALUES)
    former = path.read_bytes()
    code, shown = run_command(["ksdgen", "nomor", path], ["9/KSB/2026\n", CTRL_C], repo)
    assert code == 2 and shown.rstrip().endswith("dibatalkan")
    assert path.read_bytes() == former
