"""`ksdgen new`: whatever is chosen, the skeleton passes the check, explains itself, and overwrites nothing."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.editing import needs, new, new_choices, new_parties
from ksdgen.editing.fmt import tidy
from ksdgen.editing.skeleton import Request, SkeletonWriter
from ksdgen.naskah.model import Category, Naskah
from ksdgen.naskah.pihak import LegalForm
from ksdgen.rules.packaged import packaged_rules
from ksdgen.source.characters import clean
from ksdgen.source.decode import Decoder
from ksdgen.source.node import Node, plain
from ksdgen.source.parse import parse
from ksdgen.source.report import Report
from tests.helpers.terminal import CTRL_C, CTRL_D, run_command
from tests.helpers.util import ROOT, Run, ksb, ksdgen, put, save, template

DAY = date(2026, 11, 22)
PATH = "agreements/2026/air/a.yaml"
"""Where a skeleton is imagined to stand."""
NOT_YET = {"KSD332", "KSD336", "KSD390"}
"""Warnings that say the truth about a draft of which nothing is known: no mapping, no RKPD, no Kesepakatan Bersama."""

_WORKSPACE = Workspace(ROOT)
ALL = [
    (kind, category)
    for kind, front_matter in new_choices.kind_choices(_WORKSPACE).items()
    for category in new_choices.category_choices(front_matter)
]


@pytest.fixture
def office(repo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the shipped parties and schema, and the working folder there."""
    shutil.copytree(ROOT / "agreements" / "pihak", repo / "agreements" / "pihak")
    shutil.copy(ROOT / "agreements" / "naskah.schema.json", repo / "agreements")
    monkeypatch.chdir(repo)
    return repo


def make(*arguments: object) -> Run:
    """Run `ksdgen new` on a fixed day."""
    return ksdgen("new", *arguments, "--tanggal", DAY)


@cache
def skeleton(kind: str, category: str) -> str:
    """A skeleton of unknown parties."""
    kategori = Category(category)
    forms = new_parties.empty_composition(kategori)
    pihak = [new_parties.empty_pihak(form, f"p{index}") for index, form in enumerate(forms)]
    new_parties.tidy_codes(pihak, 0)
    return new.compose(_WORKSPACE, Request(kind, kategori, "Pengelolaan Air", PATH, pihak), DAY)


def codes(text: str, severity: Severity) -> list[str]:
    """The codes of the findings of a severity in a skeleton."""
    return [finding.code for finding in new.foresee(_WORKSPACE, PATH, text, DAY) if finding.severity is severity]


def read(text: str) -> tuple[Node, Naskah | None]:
    """A text as values and as an agreement."""
    node, findings = parse(text, "")
    assert node is not None and findings == []
    return node, Decoder().record(Naskah, node)


# --- laws -------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "category"), ALL)
def test_every_skeleton_passes(kind: str, category: str) -> None:
    text = skeleton(kind, category)
    assert codes(text, Severity.ERROR) == []
    assert set(codes(text, Severity.WARNING)) <= NOT_YET
    assert tidy(text) == text


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "category"), ALL)
def test_every_key_is_explained(kind: str, category: str) -> None:
    """Every key at the top has its explanation above it, out of the model; every key that is only suggested exists."""
    lines = skeleton(kind, category).splitlines()
    keys = [
        (index, match[1])
        for index, line in enumerate(lines)
        if (match := re.match(r"(?:# )?([a-z_]+):(?: |$)", line)) and not line.startswith("#   ")
    ]
    names = [name for _, name in keys]
    assert set(names) >= {"jenis", "kategori", "status", "tentang", "para_pihak"}
    assert len(set(names)) == len(names)
    for index, name in keys:
        assert name in Naskah.fields_
        assert lines[index - 1].startswith("# "), name
        above = " ".join(line.removeprefix("# ") for line in lines[max(0, index - 4) : index])
        assert Naskah.fields_[name].description.rstrip(".") in above


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "category"), ALL)
def test_provisions_that_ask_are_named(kind: str, category: str) -> None:
    """What a paper without any content is told to have, the skeleton has, with the provision."""
    text = skeleton(kind, category)
    needed = needs.needs(_WORKSPACE, kind, Category(category), new_parties.empty_composition(Category(category)), DAY)
    for route, basis in needed.items():
        if "." not in route:
            assert re.search(rf"^(?:# )?{route}:", text, re.MULTILINE), route
            assert basis in text.replace("\n# ", " ")
    if category != "di_luar_ksd" and kind != "rencana_kerja":
        assert sum(map(bool, needed.values())) >= 10


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize(("kind", "category"), ALL)
def test_notes_do_not_change_the_content(kind: str, category: str) -> None:
    text = skeleton(kind, category)
    without_notes = re.sub(r"(^|  )# .*$", "", text, flags=re.MULTILINE)
    assert "#" not in without_notes
    assert read(without_notes)[1] == read(text)[1] is not None


def test_kinds_and_klausul_of_the_own_office(office: Path) -> None:
    """A type and a clause of the repository's own give a skeleton of their own: the program lists none."""
    template(
        office,
        "berita_acara.j2",
        "---\njenis: berita_acara\njudul: BERITA ACARA\nsebutan: Berita Acara\nuraian: Uji\nkategori: [ksdpk]\n"
        'pasal: [tempat_kegiatan]\n---\n{% extends "dasar.j2" %}\n',
    )
    template(
        office,
        "klausul/tempat_kegiatan.j2",
        "---\njudul: TEMPAT\nfakta: [lokasi]\n---\n(#) Di {{ naskah.lokasi | markah or kosong('lokasi') }}.\n",
    )
    run = make("berita_acara", "--tentang", "Uji", "--out", "agreements/x.yaml")
    text = (office / "agreements/x.yaml").read_text(encoding="utf-8")
    assert run.code == 0, run.everything
    assert "kategori: ksdpk\n" in text
    assert "lokasi:\n  - ___\n" in text
    assert "ruang_lingkup" not in text and "jangka_waktu" not in text


def test_the_same_every_time(office: Path) -> None:
    arguments = (
        "kesepakatan_bersama", "--kategori", "ksdd_sukarela", "--pemrakarsa", "kota-cimahi", "--mitra", "kabupaten-garut", "--tentang", "Air",
    )  # fmt: skip
    for name in ("a", "b"):
        assert make(*arguments, "--out", f"agreements/2026/{name}.yaml").code == 0
    assert (office / "agreements/2026/a.yaml").read_bytes() == (office / "agreements/2026/b.yaml").read_bytes()


@cache
def _writer() -> SkeletonWriter:
    forms = {"a": LegalForm.PEMERINTAH_DAERAH, "b": LegalForm.BADAN_HUKUM}
    pihak = [new_parties.empty_pihak(form, code) for code, form in forms.items()]
    request = Request("kesepakatan_bersama", Category.KSDPK, "x", "agreements/a.yaml", pihak)
    return SkeletonWriter(_WORKSPACE, request, DAY)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.text(
        st.characters(blacklist_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"], blacklist_characters="\ufeff"),
        min_size=1,
        max_size=60,
    )
)
def test_any_title_stays_whole(title: str) -> None:
    """No title is lost, cut or turned into structure; only of what nobody sees in it, a sign is left in its place."""
    title = " ".join(title.split()) or "x"
    writer = _writer()
    writer.request = replace(writer.request, tentang=title)
    node, findings = parse(writer.text(), "")
    assert node is not None and {finding.code for finding in findings} <= {"KSD006", "KSD007", "KSD029"}
    read = plain(node)["tentang"]
    assert read == clean(title, Report(""))
    assert (read == title) is ("KSD006" not in {finding.code for finding in findings})
    assert re.fullmatch(
        r"agreements/2026/[a-z0-9]+(?:-[a-z0-9]+)*/kesepakatan-bersama\.yaml",
        new_choices.default_path("kesepakatan_bersama", title, 2026, None),
    )


# --- shared parties ---------------------------------------------------------------------------------------------------


def test_shared_pihak(office: Path) -> None:
    run = make(
        "perjanjian_kerja_sama", "--kategori", "ksdd_sukarela", "--pemrakarsa", "kota-bandung", "--mitra", "agreements\\pihak\\kabupaten-bandung.yaml",
        "--mitra", "pihak/kota-cimahi", "--penanda-tangan", "kota-cimahi=kepala_dinas_pangan_dan_pertanian", "--tentang", "Air: Baku",
    )  # fmt: skip
    assert run.code == 0, run.everything
    path = "agreements/2026/air-baku/perjanjian-kerja-sama.yaml"
    assert f"ditulis: {path}" in run.output
    text = (office / path).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../naskah.schema.json\n")
    assert (office / path).parent.joinpath("../../naskah.schema.json").is_file()
    content: Any = plain(read(text)[0])
    assert content["tentang"] == "Air: Baku"
    assert [p["kode"] for p in content["para_pihak"]] == ["kota_bandung", "kabupaten_bandung", "cimahi"]
    assert [p.get("pemrakarsa") for p in content["para_pihak"]] == ["true", None, None]
    wali_kota, _, dinas = (p["penanda_tangan"][0] for p in content["para_pihak"])
    assert wali_kota == {"pejabat": "wali_kota"}
    kuasa = dinas["dasar_kewenangan"]["surat_kuasa"]
    assert (kuasa["pemberi_kuasa"], kuasa["untuk"]) == ("Wali Kota Cimahi", "Air: Baku")
    check = ksdgen("check", path, "--tanggal", DAY)
    assert check.code == 0
    assert set(re.findall(r"peringatan (KSD\d{3})", check.output)) <= NOT_YET


@pytest.mark.slow
@pytest.mark.parametrize("form", list(LegalForm))
def test_incomplete_pihak_file(office: Path, form: LegalForm) -> None:
    """Of a party whose file names it and nothing more the rest is a blank, and the skeleton passes all the same."""
    save(office, f"bentuk: {form.value}\nnama: Pihak Baru\n", "pihak/baru.yaml")
    kind, category = ("nota_kesepakatan", "sinergi") if form.central else ("kesepakatan_bersama", "ksdpk")
    if form is LegalForm.PEMERINTAH_DAERAH:
        category = "ksdd_sukarela"
    run = make(
        kind, "--kategori", category, "--pemrakarsa", "kota-cimahi", "--mitra", "baru", "--tentang", "Air", "--out", "agreements/x.yaml"
    )  # fmt: skip
    assert run.code == 0, run.everything
    content: Any = plain(read((office / "agreements/x.yaml").read_text(encoding="utf-8"))[0])
    (written,) = [p for p in content["para_pihak"] if p["acuan"] == "pihak/baru"]
    (other,) = [p for p in content["para_pihak"] if p["acuan"] != "pihak/baru"]
    # A Nota Kesepakatan prints no addresses for letters.
    assert written.get("narahubung") == (None if form.central else {"unit": "___", "alamat": "___"})
    assert written["alamat"] == "___"
    assert "nama" not in written and "alamat" not in other


def test_sinergi_puts_the_central_government_first(office: Path) -> None:
    run = make(
        "nota_kesepakatan", "--pemrakarsa", "kabupaten-majalengka", "--mitra", "kantor-pertanahan-kabupaten-majalengka", "--tentang", "Tanah",
    )  # fmt: skip
    assert run.code == 0, run.everything
    content: Any = plain(read((office / "agreements/2026/tanah/nota-kesepakatan.yaml").read_text(encoding="utf-8"))[0])
    assert [bool(p.get("pemrakarsa")) for p in content["para_pihak"]] == [False, True]
    plan = make("rencana_kerja", "--dari", "agreements/2026/tanah/nota-kesepakatan.yaml")
    assert plan.code == 0, plan.everything
    assert "tambahkan juga baris `rencana_kerja: rencana-kerja.yaml`" in plan.output


# --- from another paper -----------------------------------------------------------------------------------------------

PARENTS = sorted(
    p for p in (ROOT / "agreements").rglob("*.yaml") if p.name in ("kesepakatan-bersama.yaml", "nota-kesepakatan.yaml")
)


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("origin", PARENTS, ids=lambda p: p.parent.name)
@pytest.mark.parametrize("location", ["samping", "jauh"])
def test_from_every_parent_naskah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: Path, location: str) -> None:
    """From every shipped paper the next one can be made, anywhere: it refers back, has the same parties, and passes."""
    shutil.copytree(ROOT / "agreements", tmp_path / "agreements")
    monkeypatch.chdir(tmp_path)
    parent = origin.relative_to(ROOT)
    kind = "rencana_kerja" if origin.name.startswith("nota") else "perjanjian_kerja_sama"
    folder = parent.parent if location == "samping" else Path("agreements/2027/lain folder")
    out = (folder / "baru.yaml").as_posix()
    run = make(kind, "--dari", parent, "--out", out)
    assert run.code == 0, run.everything
    workspace = Workspace(tmp_path)
    written = workspace.agreements.load(out)
    naskah, old = written.naskah, workspace.agreements.load(parent.as_posix()).naskah
    assert naskah is not None and old is not None
    assert workspace.agreements.related(written, new_choices.PARENTS[kind])[0] is not None
    for new_pihak, old_pihak in zip(naskah.para_pihak, old.para_pihak, strict=True):
        assert (new_pihak.kode, new_pihak.nama, new_pihak.bentuk) == (old_pihak.kode, old_pihak.nama, old_pihak.bentuk)
        assert (new_pihak.logo is None) == (old_pihak.logo is None)
        assert new_pihak.nomor == "menyusul"
    kept = ["kategori", "tentang"]
    if kind == "perjanjian_kerja_sama":
        kept += ["dasar_hukum", "urusan", "prakarsa"]
    for field in kept:
        assert getattr(naskah, field) == getattr(old, field), field
    findings = new.foresee(workspace, out, (tmp_path / out).read_text(encoding="utf-8"), DAY)
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    assert f'ksdgen check "{out}"' in run.output or " " not in out


def test_lambang_comes_along_from_another_folder(office: Path) -> None:
    save(office, put(ksb(), "para_pihak.0.logo", "gambar/garut.png"), "2026/a/kesepakatan-bersama.yaml")
    parent, out = "agreements/2026/a/kesepakatan-bersama.yaml", "agreements/2027/b/c/pks.yaml"
    assert make("perjanjian_kerja_sama", "--dari", parent, "--out", out).code == 1  # the picture does not exist
    content: Any = plain(read((office / out).read_text(encoding="utf-8"))[0])
    assert content["para_pihak"][0]["logo"] == "../../../2026/a/gambar/garut.png"
    assert content["kesepakatan_bersama"] == "../../../2026/a/kesepakatan-bersama.yaml"


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_does_not_overwrite(office: Path) -> None:
    path = save(office, "isi: lama\n", "2026/air/kesepakatan-bersama.yaml")
    run = make("kesepakatan_bersama", "--kategori", "ksdd_sukarela", "--tentang", "Air")
    assert run.code == 2
    assert "sudah ada dan tidak ditimpa" in run.error
    assert "--out agreements/2026/air/kesepakatan-bersama-2.yaml" in run.error
    assert path.read_text(encoding="utf-8") == "isi: lama\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "JENIS belum diisi, pilihan: kesepakatan_bersama, "),
        (
            ["perjanjian"],
            "JENIS `perjanjian` tidak dapat dipakai di sini; maksud Anda `perjanjian_kerja_sama`? pilihan: ",
        ),
        (["x"], "JENIS `x` tidak dapat dipakai di sini; pilihan: "),
        (["PKS"], "--kategori belum diisi"),
        (["Nota Kesepakatan", "--tentang", "x", "--mitra", "kota-cimahi, x"], "berkas pihak `x` tidak ada"),
        (["kesepakatan_bersama"], "--kategori belum diisi, pilihan: ksdd_wajib, "),
        (["kesepakatan_bersama", "--kategori", "sinergi"], "--kategori `sinergi` tidak dapat dipakai di sini"),
        (["kesepakatan_bersama", "--kategori", "ksdpk"], "--tentang belum diisi"),
        (["nota_kesepakatan", "--tentang", " "], "--tentang belum diisi"),
        (["nota_kesepakatan", "--tentang", "x", "--mitra", "kota-cimah"], "maksud Anda `kota-cimahi`?"),
        (
            ["nota_kesepakatan", "--tentang", "x", "--pemrakarsa", "kota-cimahi", "--mitra", "kota-cimahi"],
            "disebut dua kali",
        ),
        (
            ["nota_kesepakatan", "--tentang", "x", "--penanda-tangan", "kota-cimahi=camat"],
            "bukan berkas pihak naskah ini",
        ),
        (
            ["nota_kesepakatan", "--tentang", "x", "--mitra", "kota-cimahi", "--penanda-tangan", "kota-cimahi=camat"],
            "yang menjabat: wali_kota",
        ),
        (["nota_kesepakatan", "--tentang", "x", "--penanda-tangan", "camat"], "harus berbentuk ID=PEJABAT"),
        (["nota_kesepakatan", "--tentang", "x", "--out", "a.docx"], "harus berakhiran .yaml"),
        (["perjanjian_kerja_sama", "--dari", "tak-ada.yaml"], "`tak-ada.yaml` tidak ada"),
        (["perjanjian_kerja_sama", "--dari", "agreements/pihak/kota-cimahi.yaml"], "belum dapat dibaca"),
        (["rencana_kerja", "--dari", "agreements/k.yaml"], "berjenis kesepakatan_bersama"),
        (
            ["perjanjian_kerja_sama", "--dari", "agreements/k.yaml", "--kategori", "ksdpk"],
            "berbeda dari kategori naskah --dari",
        ),
        (
            ["perjanjian_kerja_sama", "--dari", "agreements/k.yaml", "--mitra", "kota-cimahi"],
            "tidak dipakai bersama --dari",
        ),
    ],
)
def test_misuse(office: Path, arguments: list[str], message: str) -> None:
    save(office, ksb(), "k.yaml")
    before = sorted(p.as_posix() for p in office.rglob("*"))
    run = make(*arguments)
    assert (run.code, run.output) == (2, "")
    assert message in run.error
    assert sorted(p.as_posix() for p in office.rglob("*")) == before


def test_outside_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = make("nota_kesepakatan", "--tentang", "x")
    assert run.code == 2 and "ksdgen init" in run.error
    run = make("nota_kesepakatan", "--tentang", "x", "--out", "sendiri.yaml")
    assert run.code == 0, run.everything
    assert not (tmp_path / "sendiri.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server")
    assert ksdgen("check", "sendiri.yaml", "--tanggal", DAY).code == 0


def test_broken_templates_are_told(office: Path) -> None:
    """The file is written all the same; what is wrong is told."""
    template(office, "klausul/objek.j2", "---\njudul: OBJEK\nfakta: [objek]\n---\n{{ tak_ada }}\n")
    run = make("kesepakatan_bersama", "--kategori", "ksdpk", "--tentang", "Air")
    assert run.code == 1
    assert "KSD043" in run.output and "ditulis: " in run.output


# --- at a terminal ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_asked_in_the_terminal(office: Path) -> None:
    (office / "agreements" / "2026").mkdir()
    ids = list(new_choices.pihak_choices(Workspace(office)))
    garut = ids.index("kabupaten-garut") + 1
    cimahi = ids.index("kota-cimahi")  # one less: the initiator is not offered a second time
    exit_code, shown = run_command(
        ["ksdgen", "new", "--tanggal", DAY],
        ["1\n", "7\n", "ksdd_sukarela\n", "\n", "Jalan Perbatasan\n", f"{garut}\n", f"{cimahi}\n", "\n", "\n", "\n"],
        office,
    )
    assert exit_code == 0, shown
    assert "ketik nomor 1 sampai dengan 4" in shown and "belum diisi; ketik jawabannya" in shown
    path = office / "agreements/2026/jalan-perbatasan/kesepakatan-bersama.yaml"
    content: Any = plain(read(path.read_text(encoding="utf-8"))[0])
    assert [p["acuan"] for p in content["para_pihak"]] == ["pihak/kabupaten-garut", "pihak/kota-cimahi"]
    assert [p["penanda_tangan"][0]["pejabat"] for p in content["para_pihak"]] == ["bupati", "wali_kota"]
    # The next paper is made from it; the file's name is chosen.
    exit_code, shown = run_command(
        ["ksdgen", "new", "perjanjian_kerja_sama"],
        ["1\n", "\n", "2\n", "\n", "agreements\\2026\\pks jalan.yaml\n"],
        office,
    )
    assert exit_code == 0, shown
    content = plain(read((office / "agreements/2026/pks jalan.yaml").read_text(encoding="utf-8"))[0])
    assert content["kesepakatan_bersama"] == "jalan-perbatasan/kesepakatan-bersama.yaml"
    assert content["para_pihak"][0]["penanda_tangan"][0]["pejabat"] == "kepala_dinas_pertanian"


@pytest.mark.slow
@pytest.mark.parametrize("stop", [CTRL_C, CTRL_D])
def test_cancelled_without_trace(office: Path, stop: str) -> None:
    before = sorted(p.as_posix() for p in office.rglob("*"))
    exit_code, shown = run_command(["ksdgen", "new"], ["1\n", "2\n", stop], office)
    assert exit_code == 2
    assert shown.rstrip().endswith("dibatalkan")
    assert sorted(p.as_posix() for p in office.rglob("*")) == before


@pytest.mark.slow
def test_every_dasar_hukum_rule_is_used() -> None:
    """The acts that a rule wants among the legal basis are in the list of every skeleton that it judges."""
    judged = [
        (rule, kind, category)
        for rule in packaged_rules()
        if rule.cek == "dasar_hukum_memuat"
        for kind, category in ALL
        if (not rule.berlaku.jenis or kind in rule.berlaku.jenis)
        and (not rule.berlaku.kategori or category in rule.berlaku.kategori)
    ]
    assert judged
    for rule, kind, category in judged:
        assert rule.kode not in codes(skeleton(kind, category), Severity.NOTE)
        assert "pp-28-2018" in needs.dasar_hukum(kind, Category(category))
