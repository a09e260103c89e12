"""`ksdgen show` and the stages of a cooperation: what is said follows from the file, `check` and the regulation."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen import regulation
from ksdgen.desk.overview import overview
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.editing.canonical import record_of
from ksdgen.editing.scalars import types_of
from ksdgen.naskah import stages
from ksdgen.naskah.model import Category, Naskah, Status
from ksdgen.naskah.stages import Check, Progress, StageState, next_step
from ksdgen.source.decode import Decoder
from ksdgen.source.parse import parse
from ksdgen.source.places import Places
from ksdgen.source.record import field_types
from tests.helpers.rule_examples import BASES, TODAY, Examples
from tests.helpers.util import ROOT, ksb, ksdgen, pks, process, put, save

DAY = ("--tanggal", "2026-11-22")
ON_DAY = date(2026, 11, 22)
EXAMPLES = Examples()


def naskah(base: str, **replacements: Any) -> Naskah:
    """A base agreement, with some fields replaced."""
    node, _ = parse(EXAMPLES.tree.content[f"{base}.yaml"], base)
    assert node is not None
    result = Decoder().record(Naskah, node)
    assert result is not None
    return result.replace(**replacements)


def by_name(progress: tuple[Progress, ...]) -> dict[str, Progress]:
    return {each.stage.nama: each for each in progress}


# --- the data of the stages -------------------------------------------------------------------------------------------


def test_stages_are_the_stages_of_the_act() -> None:
    """Every stage that the regulation lists, in its order, and under the name that the regulation gives it."""
    expected = {
        "permendagri-22-2020/pasal-6": "KSDD",
        "permendagri-22-2020/pasal-28": "KSDPK",
        "permendagri-22-2020/pasal-52": "Sinergi",
    }
    act = regulation.load_act("permendagri-22-2020")
    assert act is not None and [flow.sitasi for flow in stages.all_flows()] == list(expected)
    for flow in stages.all_flows():
        pasal = flow.sitasi.rpartition("/")[2]
        official = {
            provision.sitasi: provision.uraian.lower()
            for provision in act.provisions
            if re.fullmatch(rf"{pasal}(?:/ayat-2)?/huruf-[a-z]", provision.sitasi)
        }
        assert [stage.sitasi.partition("/")[2] for stage in flow.tahap] == list(official)
        for stage, description in zip(flow.tahap, official.values(), strict=True):
            assert description.startswith(f"tahapan {expected[flow.sitasi]}: ".lower()), stage.nama
            assert stage.nama.lower().split()[0] in description, stage.nama


def test_every_citation_and_fact_exists() -> None:
    """What the data names exists: provisions, keys of the model, values, kinds of paper, statuses."""
    catalogue = Workspace(ROOT).catalogue
    categories = [category for flow in stages.all_flows() for category in flow.kategori]
    assert len(categories) == len(set(categories)) and set(categories) <= {category.value for category in Category}
    for flow in stages.all_flows():
        for stage in flow.tahap:
            assert all(catalogue.kind(kind) is not None for kind in stage.naskah)
            assert set(stage.langkah or {}) <= {status.value for status in Status} | {"belum_ada"}
            citations = (stage.sitasi, stage.dasar or stage.sitasi, *(evidence.sitasi for evidence in stage.bukti))
            assert all(map(regulation.resolves, citations))
            assert bool(stage.bukti) or stage.cek is not Check.FACT
            for evidence in stage.bukti:
                assert _types(evidence.fakta), evidence.fakta
                assert evidence.sejak is None or _types(evidence.sejak) == [date], evidence.fakta
                assert (evidence.sejak is None) == (evidence.hari is None) == (evidence.lewat is None)
                for route, value in {**(evidence.bila or {}), **(evidence.kecuali or {})}.items():
                    assert value in {member.value for enum in _types(route) for member in enum}


def _types(route: str) -> list[Any]:
    """The types that the value at a route may have."""
    type_: Any = Naskah
    for part in route.split("."):
        record = record_of(type_)
        assert record is not None and part in field_types(record), route
        type_ = field_types(record)[part]
    return types_of(type_)


# --- how far an agreement has come ------------------------------------------------------------------------------------

_ORDER = [Status.DRAFT, Status.DISCUSSION, Status.READY_TO_SIGN, Status.SIGNED]
_FACTS = [
    "berita_acara_pemetaan",
    "keputusan_daftar_rencana",
    "studi_kelayakan",
    "kerangka_acuan_kerja",
    "surat_penawaran",
    "tanggapan",
    "rkpd",
    "rekomendasi_tkksd",
    "persetujuan_dprd",
    "arsip",
    "dilaporkan_kepada_menteri",
]
_COMPLETE = {
    fact: values[0] for fact in _FACTS if (values := [*filter(None, (getattr(naskah(base), fact) for base in BASES))])
}
"""Facts that some base gives, as the first of them gives it."""


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(st.sampled_from(BASES), st.sets(st.sampled_from(sorted(_COMPLETE))), st.integers(0, 3), st.data())
def test_new_facts_do_not_move_backwards(base: str, present: set[str], status: int, data: st.DataObject) -> None:
    """Law: a fact more, or a status further on, never opens an earlier stage; a draft always has a next step."""

    def progress(facts: set[str], status: int) -> tuple[Progress, ...]:
        content = {fact: (value if fact in facts else None) for fact, value in _COMPLETE.items()}
        return stages.progress(naskah(base, status=_ORDER[status], **content), ON_DAY)

    def first_open(progress: tuple[Progress, ...]) -> int:
        return next((index for index, each in enumerate(progress) if each.is_open), len(progress))

    start = progress(present, status)
    other = data.draw(st.sampled_from(sorted(_COMPLETE)))
    assert first_open(progress(present | {other}, status)) >= first_open(start)
    assert first_open(progress(present, min(3, status + 1))) >= first_open(start)
    if status < 3:
        assert next_step(start) is not None
        assert start[-1].state is StageState.NOT_YET
    assert all(each.step is None for each in start if not each.is_open)
    assert all(regulation.resolves(each.step.citation) for each in start if each.step is not None)


def test_state_by_status_and_facts() -> None:
    empty = dict.fromkeys(_COMPLETE)
    progress = by_name(stages.progress(naskah("ksb_ksdd", **empty), ON_DAY))
    states = [each.state for each in progress.values()]
    assert states[:3] == [StageState.NOT_YET, StageState.NOT_YET, StageState.UNDER_WAY]
    step = next_step(tuple(progress.values()))
    assert step is not None and "kerangka acuan kerja" in step.text
    assert step.citation_text == "Permendagri 22/2020 Pasal 7 ayat (1)"
    # Signed: what stands before and is not recorded is neither done nor ahead.
    progress = by_name(stages.progress(naskah("pks_ksdd", status=Status.SIGNED, **empty), ON_DAY))
    assert progress["Persiapan"].state is StageState.UNRECORDED
    assert progress["Penandatanganan Perjanjian Kerja Sama"].state is StageState.DONE
    assert progress["Pelaksanaan"].state is StageState.UNDER_WAY
    assert progress["Penatausahaan"].state is StageState.NOT_YET
    step = next_step(tuple(progress.values()))
    assert step is not None and "arsip.diterima" in step.text
    assert stages.progress(naskah("ksb_ksdd", kategori=Category.OUTSIDE_KSD), ON_DAY) == ()


@pytest.mark.parametrize(
    ("facts", "state", "wording"),
    [
        ("", StageState.NOT_YET, "belum diketahui"),
        ("membebani_masyarakat_dan_daerah: tidak\nsudah_dianggarkan: ya", StageState.NOT_NEEDED, "tidak membebani"),
        ("membebani_masyarakat_dan_daerah: ya", StageState.NOT_YET, "membebani masyarakat"),
        (
            "sudah_dianggarkan: tidak\nsurat_permohonan: {nomor: x, tanggal: 2026-10-01}",
            StageState.UNDER_WAY,
            "1 Oktober 2026",
        ),
        ("sudah_dianggarkan: tidak\nditerima_tanggal: 2026-11-01", StageState.UNDER_WAY, "1 November 2026"),
        (
            "sudah_dianggarkan: tidak\nditerima_tanggal: 2026-10-01",
            StageState.DONE,
            "dianggap disetujui sejak 15 November 2026",
        ),
        ("sudah_dianggarkan: tidak\nsurat_pimpinan_dprd: {tanggal: 2026-10-02}", StageState.DONE, "2 Oktober 2026"),
    ],
)
def test_consent_of_the_dprd(facts: str, state: StageState, wording: str) -> None:
    piece = "persetujuan_dprd:\n" + indent(facts, "  ")
    agreement = EXAMPLES.change("pks_ksdpk", piece).loaded.naskah
    assert agreement is not None
    progress = by_name(stages.progress(agreement, ON_DAY))["Persetujuan DPRD"]
    assert (progress.state, wording in progress.remark) == (state, True), progress
    assert (progress.step is None) == (not progress.is_open)


@pytest.mark.parametrize(("days", "wording"), [(30, "paling lambat"), (31, "tanggapan kedua")])
def test_time_for_a_response(days: int, wording: str) -> None:
    """Thirty days from the day on which the offer was received; on the last of them it is not late."""
    received = date(2026, 8, 20)
    agreement = EXAMPLES.change(
        "ksb_ksdd", "surat_penawaran: {nomor: x, tanggal: 2026-08-18, diterima: 2026-08-20}\ntanggapan:\n"
    ).loaded.naskah
    assert agreement is not None
    progress = by_name(stages.progress(agreement, received + timedelta(days=days)))["Penawaran"]
    assert progress.state is StageState.UNDER_WAY and progress.step is not None and wording in progress.step.text


# --- what is missing is what `check` would say ------------------------------------------------------------------------


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("deleted", ["", "para_pihak", "objek", "jangka_waktu", "penandatanganan", "dasar_hukum"])
def test_shortcomings_are_later_findings(base: str, deleted: str) -> None:
    """Law: what stands in the way of signing is what `check` says once the file itself says that it is ready."""
    piece = f"{deleted}:\n" if deleted else ""
    EXAMPLES.change(base, "status: konsep\n" + piece)
    summary = overview(EXAMPLES.workspace, f"contoh-{EXAMPLES.nth}.yaml", TODAY)
    later = EXAMPLES.change(base, "status: siap_ditandatangani\n" + piece)
    expected = {(f.code, f.message) for f in later.findings if f.severity is not Severity.NOTE}
    if summary.naskah is None:
        assert later.loaded.naskah is None
    else:
        assert {(shortcoming.code, shortcoming.message) for shortcoming in summary.shortcomings} == expected
        ranks = [shortcoming.severity.rank for shortcoming in summary.shortcomings]
        assert ranks == sorted(ranks)


def test_looking_ahead_changes_nothing() -> None:
    """The agreement that is kept in memory has the status of its file."""
    workspace = Workspace(ROOT)
    path = "agreements/2026/indramayu-rdf/perjanjian-kerja-sama.yaml"
    overview(workspace, path, ON_DAY)
    agreement = workspace.agreements.load(path).naskah
    assert agreement is not None and agreement.status is Status.DRAFT
    assert Places(workspace.agreements.load(path).place.root, path).present("status")


# --- the command ------------------------------------------------------------------------------------------------------


def test_one_naskah(repo: Path) -> None:
    path = save(repo, pks(para_pihak=put(pks(), "para_pihak.0.nomor", "100/___/PKS/2026")["para_pihak"]))
    run = ksdgen("show", path, *DAY)
    assert run.code == 0, run.everything
    for wording in (
        "PERJANJIAN KERJA SAMA - ksdpk - konsep",
        "Pengendalian Inflasi",
        "PIHAK KESATU      Pemerintah Daerah Kabupaten Garut",
        "Pejabat Garut (Bupati Garut)",
        "Nomor 100/___/PKS/2026",
        "Garut, 7 Desember 2026",
        "3 (tiga) tahun sejak penandatanganan, sampai dengan 7 Desember 2029 (1.111 hari",
        "Rp1.000.000.000,00",
        "Pengelolaan Sampah, Nomor 1/KSB/2025 dan 2/KSB/2025",
        "Tahapan menurut Permendagri 22/2020 Pasal 28",
        "Langkah berikutnya",
    ):
        assert wording in run.output, wording
    assert not [line for line in run.output.split("\n") if line != line.rstrip() or len(line) > 100]


@pytest.mark.parametrize(
    ("on_date", "wording"),
    [
        ("2029-12-07", "hari ini hari terakhir"),
        ("2029-12-08", "berakhir 1 hari yang lalu"),
        ("2029-12-06", "1 hari lagi"),
    ],
)
def test_days_left(repo: Path, on_date: str, wording: str) -> None:
    assert wording in " ".join(ksdgen("show", save(repo, ksb()), "--tanggal", on_date).output.split())


def test_a_folder_is_a_list(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo)
    save(repo, ksb(), "2026/satu/a.yaml")
    save(repo, ksb(objek=None, status="siap_ditandatangani"), "2026/dua/b.yaml")
    save(repo, ksb(status="batal"), "2026/c.yaml")
    save(repo, "nama: x\n", "pihak/x.yaml")
    run = ksdgen("show", repo, *DAY)
    assert run.code == 0, run.everything
    header, empty, title, *content = run.output.rstrip("\n").split("\n")
    assert (header, empty) == ("3 naskah di agreements/2026 per 22 November 2026", "")
    assert title.split() == ["Naskah", "Status", "Berakhir", "Temuan", "Langkah", "berikutnya"]
    rows = {line.split()[0]: line for line in content if not line.startswith(" ")}
    assert list(rows) == ["c.yaml", "dua/b.yaml", "satu/a.yaml"]
    assert re.search(r"siap ditandatangani\s+2029-12-07\s+\d+ kesalahan\s", rows["dua/b.yaml"])
    assert rows["c.yaml"].rstrip().endswith("-")
    cancelled = ksdgen("show", repo / "agreements/2026/c.yaml").output
    assert cancelled.rstrip().endswith("Naskah ini batal; tidak ada langkah berikutnya")


def test_what_cannot_be_read(repo: Path) -> None:
    """A file that cannot be read is a row too, with what is wrong below; exit code 1."""
    save(repo, ksb())
    broken = save(repo, "jenis: [\n", "b.yaml")
    for path in (repo, broken):
        run = ksdgen("show", path)
        assert run.code == 1 and "tidak terbaca" in run.output and run.finding_codes == ["KSD002"]
    data = json.loads(ksdgen("show", repo, "--format", "json").output)
    assert [agreement["readable"] for agreement in data["agreements"]] == [True, False]
    pihak = save(repo, "nama: x\n", "pihak/x.yaml")
    run = ksdgen("show", pihak)
    assert run.code == 2 and "adalah data pihak, bukan naskah" in run.error


def test_json_has_every_key_for_every_naskah(repo: Path) -> None:
    """Also where nothing is known."""
    bare: dict[str, Any] = {key: ksb()[key] for key in ("jenis", "kategori", "tentang")}
    bare["para_pihak"] = [{"kode": "a", "bentuk": "pemerintah_daerah", "nama": "A"}]
    paths = [save(repo, pks(), "a.yaml"), save(repo, bare, "b.yaml")]
    run = ksdgen("show", *paths, "--format", "json", *DAY)
    data = json.loads(run.output)
    first, second = data["agreements"]
    assert (data["version"], data["date"], run.code) == (1, "2026-11-22", 0)
    assert first.keys() == second.keys()
    assert (first["amount_sen"], first["days_left"], second["end_date"]) == (100_000_000_000, 1111, None)
    assert first["stages"][0]["citation"] == "permendagri-22-2020/pasal-28/huruf-a" and len(first["stages"]) == 10
    assert second["missing"] and {lack["severity"] for lack in second["missing"]} <= {"error", "warning"}
    assert second["blanks"] and all("deliberate" in blank for blank in second["blanks"])
    assert second["next_step"]["text"]


def test_waivers_and_klausul(repo: Path) -> None:
    content = pks(
        klausul={"monitoring_dan_evaluasi": {"hapus": "ya", "alasan": "x"}},
        pengecualian=[
            {"aturan": "KSD312", "alasan": "a", "penanggung_jawab": "Kepala Bagian Hukum", "sampai": "2027-01-31"},
            {"aturan": "KSD301", "alasan": "b", "penanggung_jawab": "Kepala Bagian Hukum", "sampai": "2026-01-31"},
        ],
    )
    run = ksdgen("show", save(repo, content), *DAY)
    assert re.search(r"KSD312\s+sampai 2027-01-31: a\n", run.output)
    assert re.search(r"KSD301\s+tidak berlaku; sampai 2026-01-31: b\n", run.output)
    assert re.search(r"monitoring_dan_evaluasi\s+dihapus, ", run.output)


def test_each_shipped_naskah_has_a_next_step() -> None:
    run = ksdgen("show", ROOT / "agreements", "--format", "json", *DAY)
    data = json.loads(run.output)
    assert run.code == 0 and len(data["agreements"]) == len(list((ROOT / "agreements").glob("2*/**/*.yaml")))
    assert all(agreement["next_step"] and agreement["title"] for agreement in data["agreements"])


# --- terminals --------------------------------------------------------------------------------------------------------

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def _in_terminal(columns: int, *arguments: object, **env: str) -> str:
    """What the command prints at a real terminal of so many columns."""
    pty = pytest.importorskip("pty")
    fcntl = pytest.importorskip("fcntl")
    termios = pytest.importorskip("termios")
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    inherited = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    environment = inherited | {"TERM": "xterm"} | env
    process = subprocess.Popen(
        [sys.executable, "-m", "ksdgen", *map(str, arguments)], stdin=child, stdout=child, stderr=child, env=environment
    )
    os.close(child)
    content = b""
    while True:
        try:
            chunk = os.read(parent, 65536)
        except OSError:  # the other side is closed
            break
        if not chunk:
            break
        content += chunk
    os.close(parent)
    assert process.wait(60) == 0
    return content.decode("utf-8").replace("\r\n", "\n")


def _width(text: str) -> int:
    """The columns that a text takes at a terminal."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    combining = sum(unicodedata.combining(char) > 0 for char in text)
    return len(text) + wide - combining


@pytest.mark.slow
@pytest.mark.parametrize("columns", [50, 72, 120])
def test_fits_in_the_terminal(repo: Path, columns: int) -> None:
    """No line leaves the terminal, wide characters and overlong words included; nothing of a value is lost on the way."""
    tentang = "漢字" * 40 + " " + "x" * 130 + " ganti\u202ebalik e\u0301"
    path = save(repo, pks(tentang=tentang, kesepakatan_bersama=None))
    long_name = "folder-yang-panjang-sekali-namanya/naskah-yang-juga-panjang-sekali-namanya-sampai-tidak-muat.yaml"
    save(repo, ksb(), f"2026/{long_name}")
    for argument in (path, repo):
        output = _in_terminal(columns, "show", argument, *DAY)
        assert "\x1b[" in output and "\u202e" not in output
        plain = _ANSI.sub("", output)
        assert max(map(_width, plain.split("\n"))) <= columns
    one = _ANSI.sub("", _in_terminal(columns, "show", path, *DAY))
    assert re.sub(r"\s", "", tentang.replace("\u202e", "\ufffd")) in re.sub(r"\s", "", one)


@pytest.mark.slow
def test_colour_can_be_turned_off(repo: Path) -> None:
    path = save(repo, ksb())
    assert "\x1b" in _in_terminal(100, "show", path, *DAY)
    without = _in_terminal(100, "show", path, *DAY, NO_COLOR="1")
    assert without == ksdgen("show", path, *DAY).output
    assert _ANSI.sub("", _in_terminal(100, "show", path, *DAY)) == without


@pytest.mark.slow
def test_console_cp1252(repo: Path) -> None:
    """On an old Windows console characters may be replaced, but the command does not stop."""
    path = save(repo, ksb(tentang="Kerja Sama 漢字 – “Cabai”"))
    for arguments in ([path], [repo], [path, "--format", "json"]):
        result = process("show", *arguments, env={"PYTHONIOENCODING": "cp1252"})
        assert result.returncode == 0 and b"Traceback" not in result.stderr
        if arguments == [path]:
            assert "Kerja Sama ??" in result.stdout.decode("cp1252")
