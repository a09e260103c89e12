"""Reports: every format tells every finding, is valid by its own standard, and never calls clean what was not judged."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.cli.check import FORMAT
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.reporters.report import LEVEL, Dikecualikan, Laporan
from ksdgen.rules.examples import dasar, pasang
from ksdgen.rules.pages import semua_halaman
from tests.helpers.util import AKAR, Jalan, ksdgen, simpan

HARI = ("--tanggal", "2026-06-01")
SKEMA_JSON = json.loads((AKAR / "tests" / "golden" / "laporan-1.schema.json").read_text(encoding="utf-8"))
SKEMA_SARIF = json.loads((AKAR / "tests" / "golden" / "sarif-2.1.0-bagian.schema.json").read_text(encoding="utf-8"))
HALAMAN = semua_halaman()
Letak = tuple[str | None, int | None, str]
"""A finding as every format must tell it: file, line, code."""


def sah(data: Any, skema: dict[str, Any]) -> None:
    jsonschema.Draft7Validator(skema).validate(data)


# --- reading the formats back -----------------------------------------------------------------------------------------------------------


def _json(teks: str) -> list[Letak]:
    data = json.loads(teks)
    sah(data, SKEMA_JSON)
    for tingkat in LEVEL.values():
        assert data["summary"][tingkat] == sum(t["severity"] == tingkat for t in data["findings"])
    return [(t["file"], t["line"], t["code"]) for t in data["findings"]]


def _sarif(teks: str) -> list[Letak]:
    data = json.loads(teks)
    sah(data, SKEMA_SARIF)
    (run,) = data["runs"]
    aturan = run["tool"]["driver"]["rules"]
    kode = [a["id"] for a in aturan]
    assert len(set(kode)) == len(kode)
    hasil: list[Letak] = []
    for r in run["results"]:
        assert kode[r["ruleIndex"]] == r["ruleId"]
        letak = r.get("locations", [])
        assert len(letak) <= 1
        for tempat in letak:
            wilayah = tempat["physicalLocation"]["region"]
            assert (wilayah["startLine"], wilayah["startColumn"]) <= (wilayah["endLine"], wilayah["endColumn"])
        if "suppressions" not in r:
            tempat = letak[0]["physicalLocation"] if letak else None
            hasil.append(
                (unquote(tempat["artifactLocation"]["uri"]), tempat["region"]["startLine"], r["ruleId"])
                if tempat
                else (None, None, r["ruleId"])
            )
    assert set(kode) == {r["ruleId"] for r in run["results"]}
    return hasil


_PERINTAH = re.compile(r"::(error|warning|notice) ([^:\n]*)::([^\n]*)")


def _buka(teks: str) -> str:
    """What a GitHub runner makes of escapes."""
    for sandi, huruf in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        teks = teks.replace(sandi, huruf)
    return teks


def github(teks: str) -> list[tuple[str, dict[str, str], str]]:
    hasil = []
    for baris in teks.removesuffix("\n").split("\n") if teks else []:
        m = _PERINTAH.fullmatch(baris)
        assert m is not None, baris
        sifat = dict(s.split("=", 1) for s in m[2].split(","))
        hasil.append((m[1], {k: _buka(v) for k, v in sifat.items()}, _buka(m[3])))
    return hasil


def _github(teks: str) -> list[Letak]:
    return [
        (s.get("file"), int(s["line"]) if "line" in s else None, s["title"])
        for _, s, _ in github(teks)
        if not s["title"].endswith(" dikecualikan")
    ]


def _gitlab(teks: str) -> list[Letak]:
    data = json.loads(teks)
    assert len({t["fingerprint"] for t in data}) == len(data)
    for t in data:
        assert set(t) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert t["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert t["location"]["lines"]["begin"] >= 1 and t["description"]
    return [
        (
            t["location"]["path"] or None,
            t["location"]["lines"]["begin"] if t["location"]["path"] else None,
            t["check_name"],
        )
        for t in data
        if "; dikecualikan sampai " not in t["description"]
    ]


def _junit(teks: str) -> list[Letak]:
    akar = ET.fromstring(teks)
    assert akar.tag == "testsuites"
    hasil: list[Letak] = []
    for suite in akar:
        kasus = suite.findall("testcase")
        assert int(suite.attrib["tests"]) == len(kasus) >= 1
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
        assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
        assert suite.attrib["errors"] == "0"
        for k in kasus:
            assert k.attrib["classname"] == suite.attrib["name"]
            m = re.fullmatch(r"(KSD\d{3}) baris (\d+)", k.attrib["name"])
            if k.find("failure") is not None:
                assert m is not None and k.find("failure").attrib["type"] == m[1]  # type: ignore[union-attr]
                hasil.append((suite.attrib["name"], int(m[2]), m[1]) if m[2] != "0" else (None, None, m[1]))
    return hasil


def _markdown(teks: str) -> list[Letak]:
    bagian = teks.partition("### ")[0]
    hasil: list[Letak] = []
    for baris in bagian.splitlines():
        sel = re.split(r"(?<!\\)\|", baris)
        if len(sel) != 7 or not re.fullmatch(r"KSD\d{3}", sel[3].strip()):
            continue
        m = re.fullmatch(r"(?:`|<code>)([^`|<]+):(\d+)(?:`|</code>)", sel[2].strip())
        hasil.append((html.unescape(m[1]), int(m[2]), sel[3].strip()) if m else (None, None, sel[3].strip()))
    return hasil


def _text(teks: str) -> list[Letak]:
    pola = re.compile(r"^(?:(.+?):(\d+):\d+: )?(?:kesalahan|peringatan|catatan) (KSD\d{3}) ", re.MULTILINE)
    return [(m[1], int(m[2]) if m[2] else None, m[3]) for m in pola.finditer(teks)]


BACA: dict[str, Callable[[str], list[Letak]]] = {
    "text": _text, "json": _json, "github": _github, "gitlab": _gitlab, "sarif": _sarif, "junit": _junit, "markdown": _markdown,
}  # fmt: skip


def test_setiap_format_diuji() -> None:
    assert set(BACA) == set(FORMAT)


# --- laws on any report -----------------------------------------------------------------------------------------------------------------

TEKS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)
SATU_BARIS = TEKS.map(lambda t: " ".join(t.split()) or "x")
NAMA = st.text("abz é日,:%|`<&'\"\\[](){}#._-", min_size=1, max_size=12).map(lambda t: f"agreements/{t}.yaml")


@st.composite
def temuan(draw: st.DrawFn) -> Diagnostic:
    baris, kolom = draw(st.integers(1, 99)), draw(st.integers(1, 99))
    span = Span(draw(NAMA), baris, kolom, baris + draw(st.integers(0, 1)), kolom + draw(st.integers(1, 9)))
    return Diagnostic(
        draw(st.sampled_from(["KSD010", "KSD214", "KSD301", "KSD501"])),
        draw(st.sampled_from(Severity)),
        draw(SATU_BARIS),
        span if draw(st.integers(0, 5)) else None,
        draw(st.none() | SATU_BARIS),
        tuple(draw(st.lists(SATU_BARIS, max_size=2))),
        draw(st.none() | st.just("para_pihak.0.nama")),
    )


@st.composite
def laporan(draw: st.DrawFn) -> Laporan:
    daftar = draw(st.lists(temuan(), max_size=6, unique=True))
    berkas = sorted({t.span.file for t in daftar if t.span} | set(draw(st.lists(NAMA, max_size=2))))
    lewat = [
        Dikecualikan(t, draw(SATU_BARIS), draw(SATU_BARIS), "2027-01-31") for t in draw(st.lists(temuan(), max_size=2))
    ]
    tidak = draw(st.lists(st.sampled_from(berkas), unique=True, max_size=2)) if berkas else []
    return Laporan(daftar, berkas, lambda n: n, lambda n: "x\n" * 99, lewat, tidak)


def tulis(format_: str, isi: Laporan) -> str:
    hasil: str = import_module(f"ksdgen.reporters.{format_}").tulis(isi)
    return hasil


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMAT)
@settings(deadline=None, max_examples=60)
@given(laporan())
def test_setiap_format_memuat_setiap_temuan(format_: str, isi: Laporan) -> None:
    """Law: what a reader gets back from a report are its findings, whatever characters they hold."""
    harap = Counter(
        (t.span.file if t.span else None, t.span.line if t.span else None, t.kode)
        for t in isi.temuan
        if format_ != "junit" or t.tingkat is not Severity.CATATAN
    )
    if format_ == "text":  # a text report is for people: names with colons cannot be told apart
        harap, baca = Counter(k for _, _, k in harap.elements()), Counter(k for _, _, k in _text(tulis(format_, isi)))
        assert baca == harap
    else:
        assert Counter(BACA[format_](tulis(format_, isi))) == harap


@pytest.mark.parametrize("format_", FORMAT)
@settings(deadline=None, max_examples=30)
@given(laporan())
def test_setiap_format_memuat_pengecualian_dan_yang_tidak_dinilai(format_: str, isi: Laporan) -> None:
    teks = tulis(format_, isi)
    if format_ == "junit":
        lewat = [k.attrib["message"] for k in ET.fromstring(teks).iter("skipped")]
        assert sum("dikecualikan sampai" in m for m in lewat) >= len(isi.dikecualikan)
        assert lewat.count("tidak dinilai") == len(isi.tidak_dinilai)
    elif format_ == "sarif":
        hasil = json.loads(teks)["runs"][0]["results"]
        assert sum("suppressions" in r for r in hasil) == len(isi.dikecualikan)
        assert all(s["kind"] == "inSource" for r in hasil for s in r.get("suppressions", ()))
    elif format_ == "json":
        assert len(json.loads(teks)["summary"]["waived"]) == len(isi.dikecualikan)
        assert json.loads(teks)["summary"]["not_judged"] == list(isi.tidak_dinilai)
    else:
        assert teks.count("2027-01-31") >= len(isi.dikecualikan)
    if isi.tidak_dinilai:
        # Unless a finding itself uses the words, in whichever of its texts.
        assert "tidak ada temuan" not in teks or "tidak ada temuan" in repr((isi.temuan, isi.dikecualikan))


@settings(deadline=None, max_examples=60)
@given(st.lists(temuan(), min_size=1, max_size=6, unique=True), st.integers(1, 20))
def test_sidik_gitlab_tidak_berubah_bila_baris_bergeser(daftar: list[Diagnostic], geser: int) -> None:
    def sidik(n: int) -> list[str]:
        semua = [
            Diagnostic(
                t.kode,
                t.tingkat,
                t.pesan,
                Span(t.span.file, t.span.line + n, 1, t.span.end_line + n, 2) if t.span else None,
                t.bantuan,
                t.dasar,
                t.rute,
            )
            for t in daftar
        ]
        return [t["fingerprint"] for t in json.loads(tulis("gitlab", Laporan(semua, [], lambda f: f, lambda f: None)))]

    assert sidik(0) == sidik(geser)
    assert len(set(sidik(0))) == len(daftar)


def test_pelolosan_github() -> None:
    t = Diagnostic("KSD301", Severity.KESALAHAN, "100%: a, b\nc\r::error::d", Span("a,b:c%.yaml", 1, 2, 1, 4), "x")
    teks = tulis("github", Laporan([t], ["x"], lambda n: n, lambda n: None))
    assert teks == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,endLine=1,title=KSD301,endColumn=4::100%25: a, b%0Ac%0D::error::d%0Abantuan: x\n"
    )
    dua = Diagnostic("KSD301", Severity.CATATAN, "x", Span("a", 1, 2, 3, 4))
    ((perintah, sifat, _),) = github(tulis("github", Laporan([dua], ["a"], lambda n: n, lambda n: None)))
    assert perintah == "notice" and sifat["endLine"] == "3" and "endColumn" not in sifat  # columns only within one line


def test_halaman_dalam_sarif() -> None:
    """Every code that occurs brings its page, with the severity of the rule."""
    semua = [Diagnostic(h.kode, h.tingkat, "x", Span.at("a")) for h in HALAMAN.values()]
    data = json.loads(tulis("sarif", Laporan(semua, ["a"], lambda n: n, lambda n: None)))
    sah(data, SKEMA_SARIF)
    for aturan in data["runs"][0]["tool"]["driver"]["rules"]:
        h = HALAMAN[aturan["id"]]
        assert aturan["help"]["markdown"] == h.markdown()
        assert aturan["shortDescription"]["text"] == h.ringkas_en
        assert aturan["defaultConfiguration"]["level"] == LEVEL[h.tingkat]


# --- the command ------------------------------------------------------------------------------------------------------------------------

SALAH = "objek: pasokan 30 (tiga) ton dan dan seterusnya"


@pytest.fixture
def isi(repo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a clean paper, one with findings of every severity, one with a broken shape; the working directory is its root."""
    monkeypatch.chdir(repo)
    simpan(repo, dasar("ksb_ksdd"), "bersih.yaml")
    teks = pasang(dasar("ksb_ksdpk"), SALAH).replace("/KSB/2026", "/KSB-B/2026")
    simpan(repo, teks.replace("nomor: 100.3.7/11/KSB-B/2026", "nomor: menyusul"), "salah, 100%.yaml")
    simpan(repo, pasang(dasar("nk"), "gaya: tak_ada"), "rusak.yaml")
    return repo


def periksa(*pilihan: object) -> Jalan:
    return ksdgen("check", "agreements", *HARI, *pilihan)


def test_semua_format_sepakat(isi: Path) -> None:
    """The command tells the same in every format; also through --output, where standard output stays free."""
    acuan = Counter(_json(periksa("--format", "json").keluar))
    assert {k for _, _, k in acuan} >= {"KSD013", "KSD501", "KSD050"}
    assert all(f and (isi / f).is_file() for f, _, _ in acuan)
    catatan = {k for _, _, k in acuan if HALAMAN[k].tingkat is Severity.CATATAN}
    assert catatan
    for format_ in FORMAT:
        jalan = periksa("--format", format_)
        assert jalan.kode == 1 and jalan.galat == ""
        hasil = Counter(BACA[format_](jalan.keluar))
        assert hasil == (
            Counter({k: n for k, n in acuan.items() if k[2] not in catatan}) if format_ == "junit" else acuan
        ), format_
        keluar = periksa("--format", format_, "--output", "laporan")
        assert (isi / "laporan").read_text(encoding="utf-8") == jalan.keluar
        assert keluar.keluar == "laporan ditulis ke laporan\n" and keluar.kode == 1
        assert periksa("--format", format_, "--output", "laporan", "-q").semua == ""


def test_ikhtisar_ditambahkan(isi: Path) -> None:
    """A step summary belongs to all steps: what stands there stays."""
    (isi / "ikhtisar.md").write_text("# langkah lain\n", encoding="utf-8")
    jalan = periksa("--format", "github", "--summary", "ikhtisar.md")
    assert jalan.keluar == periksa("--format", "github").keluar
    teks = (isi / "ikhtisar.md").read_text(encoding="utf-8")
    assert teks == "# langkah lain\n" + periksa("--format", "markdown").keluar
    periksa("--summary", "ikhtisar.md")
    assert (isi / "ikhtisar.md").read_text(encoding="utf-8").count("## ksdgen") == 2


@pytest.mark.parametrize("pilihan", ["--output", "--summary"])
def test_laporan_yang_tak_dapat_ditulis(isi: Path, pilihan: str) -> None:
    (isi / "folder").mkdir()
    for tujuan in ("folder", "agreements/bersih.yaml/x"):
        jalan = periksa(pilihan, tujuan)
        assert jalan.kode == 2 and jalan.keluar == ""
        assert "tidak dapat" in jalan.galat or "adalah folder" in jalan.galat


def test_pilih_dan_abaikan(isi: Path) -> None:
    semua = set(periksa().kode_temuan)
    satu = min(semua - {"KSD013"})
    assert set(periksa("--select", satu).kode_temuan) == {satu}
    assert set(periksa("--ignore", satu).kode_temuan) == semua - {satu}
    assert set(periksa("--select", "KSD5").kode_temuan) == {k for k in semua if k.startswith("KSD5")} != set()
    assert set(periksa("--select", f"{satu},KSD013").kode_temuan) == {satu, "KSD013"}
    assert set(periksa("--select", satu, "--select", "ksd013").kode_temuan) == {satu, "KSD013"}
    assert set(periksa("--select", "KSD5", "--ignore", "KSD501").kode_temuan) == {
        k for k in semua if k.startswith("KSD5")
    } - {"KSD501"}
    kosong = periksa("--ignore", "KSD")
    assert kosong.kode == 0 and "tidak ada temuan" in kosong.keluar
    for pilihan in ("--select", "--ignore"):
        jalan = periksa(pilihan, "KSD999")
        assert jalan.kode == 2 and "kode `KSD999` tidak ada" in jalan.galat
        assert periksa(pilihan, "KSD5,ABC").kode == 2


@pytest.mark.parametrize(("kode", "tingkat"), [("KSD501", "kesalahan"), ("KSD050", "catatan")])
def test_ambang_kode_keluar(isi: Path, kode: str, tingkat: str) -> None:
    """Exit code 1 exactly from the severity of the gravest finding on, in every format."""
    assert HALAMAN[kode].tingkat.value == tingkat
    for ambang in Severity:
        for format_ in FORMAT:
            harap = int(HALAMAN[kode].tingkat.reaches(ambang))
            assert periksa("--select", kode, "--fail-on", ambang.value, "--format", format_).kode == harap


# --- papers older than the law ----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMAT)
@pytest.mark.parametrize(
    "pilihan", [("--ignore", "KSD"), ("--ignore", "KSD098,KSD5,KSD3,KSD6"), ("--select", "KSD214")]
)
def test_naskah_lama_tidak_dinilai(repo: Path, format_: str, pilihan: tuple[str, ...]) -> None:
    """Never clean, in no format, and not to be hidden."""
    teks = dasar("ksb_ksdd").replace("tanggal: 2026-06-09", "tanggal: 2020-04-13", 1)
    simpan(repo, teks)
    keluar = ksdgen("check", repo, "--format", format_, *pilihan)
    assert keluar.kode == 0, keluar.semua
    assert "tidak dinilai" in keluar.keluar and "tidak ada temuan" not in keluar.keluar
    if format_ == "junit":
        suite = ET.fromstring(keluar.keluar)[0]
        assert (suite.attrib["tests"], suite.attrib["skipped"]) == ("1", "1")
    if format_ == "json":
        assert len(json.loads(keluar.keluar)["summary"]["not_judged"]) == 1
    simpan(repo, teks.replace("2020-04-13", "2020-04-14"))
    assert "tidak dinilai" not in ksdgen("check", repo, "--format", format_, *pilihan).keluar


# --- waivers ----------------------------------------------------------------------------------------------------------------------------


def kecualikan(**isi_: str | None) -> str:
    lengkap = {
        "aturan": "KSD501",
        "alasan": "menunggu data",
        "penanggung_jawab": "Bagian Kerja Sama",
        "sampai": "2026-12-31",
    } | isi_
    return f"{SALAH}\npengecualian:\n  - {json.dumps({k: v for k, v in lengkap.items() if v})}"


@pytest.mark.parametrize("format_", FORMAT)
def test_pengecualian_aktif_menahan_dan_disebut(repo: Path, monkeypatch: pytest.MonkeyPatch, format_: str) -> None:
    monkeypatch.chdir(repo)
    simpan(repo, pasang(dasar("ksb_ksdd"), kecualikan()))
    jalan = ksdgen("check", "agreements", *HARI, "--format", format_, "--select", "KSD501,KSD09")
    assert jalan.kode == 0
    assert BACA[format_](jalan.keluar) == []
    for bagian in ("2026-12-31", "menunggu data", "Bagian Kerja Sama", "KSD501", "agreements/a.yaml"):
        assert bagian in jalan.keluar
    if format_ == "sarif":
        sah(json.loads(jalan.keluar), SKEMA_SARIF)


@pytest.mark.parametrize(
    ("ganti", "kode", "tertahan"),
    [
        ({}, None, True),
        ({"sampai": "2026-06-01"}, None, True),  # the last day counts
        ({"sampai": "2026-05-31"}, "KSD091", False),
        ({"alasan": None}, "KSD092", False),
        ({"penanggung_jawab": None}, "KSD092", False),
        ({"sampai": None}, "KSD092", False),
        ({"aturan": "KSD999"}, "KSD090", False),
        ({"aturan": "KSD013"}, "KSD090", False),  # no rule of law: shape
        ({"aturan": "KSD098"}, "KSD090", False),
        ({"aturan": "KSD214"}, "KSD093", False),
    ],
)
def test_pengecualian(repo: Path, ganti: dict[str, str | None], kode: str | None, tertahan: bool) -> None:
    path = simpan(repo, pasang(dasar("ksb_ksdd"), kecualikan(**ganti)))
    jalan = ksdgen("check", path, *HARI)
    assert [k for k in jalan.kode_temuan if k.startswith("KSD09")] == ([kode] if kode else [])
    assert ("KSD501" not in jalan.kode_temuan) == tertahan
    assert ("dikecualikan KSD501 sampai" in jalan.keluar) == tertahan
    if kode:
        baris = next(b for _, b, _, k in jalan.temuan if k == kode)
        assert "aturan" in path.read_text(encoding="utf-8").splitlines()[baris - 1]


@pytest.mark.parametrize(
    ("potongan", "kode"), [("gaya: tak_ada", "KSD013"), ("asing: x", "KSD010"), ("maksud: 'lihat [[tiada]]'", "KSD030")]
)
def test_kesalahan_bentuk_tidak_dapat_dikecualikan(repo: Path, potongan: str, kode: str) -> None:
    teks = pasang(pasang(dasar("ksb_ksdd"), kecualikan(aturan=kode)), potongan)
    jalan = ksdgen("check", simpan(repo, teks), *HARI)
    assert {kode, "KSD090"} <= set(jalan.kode_temuan)
    assert "dikecualikan" not in jalan.keluar.replace("pengecualian", "")


def test_nomor_ganda_dapat_dikecualikan(repo: Path) -> None:
    """The rule over many papers keeps to waivers too: active ones are told, expired ones do not count."""
    simpan(repo, dasar("ksb_ksdd"), "a.yaml")
    for sampai, tertahan in (("2026-12-31", True), ("2026-05-31", False)):
        teks = pasang(pasang(dasar("ksb_ksdd"), kecualikan(aturan="KSD530", sampai=sampai)), "objek: pangan pokok")
        path = simpan(repo, teks, "b.yaml")
        jalan = ksdgen("check", repo, *HARI)
        assert ("KSD530" not in jalan.kode_temuan) == tertahan, jalan.semua
        assert jalan.keluar.count("dikecualikan KSD530") == 2 * tertahan
        assert "KSD093" not in ksdgen("check", path, *HARI).kode_temuan
