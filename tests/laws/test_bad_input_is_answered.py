"""Bad input is answered in Indonesian, with its place and an exit code; never a traceback, never half a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.util import ksb, ksdgen, pks, put, render, run_check, save, template, yaml

pytestmark = pytest.mark.usefixtures("base_rules")

GOOD = yaml(ksb())
BOM_ALIAS = "a: &a [x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)


# --- files that are no YAML, or too much of it ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ("a: [b\nc: {", "KSD002", 1, 4),
        ("a:\n\tb: c\n", "KSD002", 2, 1),
        (GOOD + "tentang: x\n", "KSD003", GOOD.count("\n") + 1, 1),
        (BOM_ALIAS, "KSD004", 6, 8),
        ("[" * 100_000, "KSD004", 1, 51),
        (GOOD.encode("utf-16"), "KSD001", 1, 1),
        (GOOD.encode("utf-32"), "KSD001", 1, 1),
        ("jenis: x\ntentang: é\n".encode("latin-1"), "KSD001", 2, 10),
        ("", "KSD008", 1, 1),
        ("# hanya catatan\n", "KSD008", 1, 1),
        ("halo\n", "KSD011", 1, 1),
        ("- a\n", "KSD011", 1, 1),
        ("%PDF-1.4\n\x00\x01", "KSD006", 2, 1),
    ],
    ids=[
        "bukan", "tab", "ganda", "alias", "kurung", "utf16", "utf32", "latin1", "kosong", "catatan", "teks", "daftar", "biner",
    ],
)  # fmt: skip
def test_broken_files(repo: Path, content: str | bytes, code: str, line: int, column: int) -> None:
    run, text = render(repo, content)
    assert run.code == 1
    assert text is None
    assert (line, column, code) in [finding[1:] for finding in run.findings]
    assert len(run.output) < 10_000


@pytest.mark.parametrize(
    "change", [lambda b: b"\xef\xbb\xbf" + b, lambda b: b.replace(b"\n", b"\r\n")], ids=["bom", "crlf"]
)
def test_bom_and_crlf_make_no_difference(repo: Path, change: Any) -> None:
    _, ordinary = render(repo, GOOD)
    run, text = render(repo, change(GOOD.encode()))
    assert run.code == 0
    assert ordinary is not None
    assert text == ordinary


def test_control_characters_do_not_reach_the_terminal(repo: Path) -> None:
    run = run_check(repo, GOOD.replace('tentang: "', 'tentang: "\x1b[31m\u202e'))
    assert "KSD006" in run.finding_codes
    assert "\x1b" not in run.output
    assert "\u202e" not in run.output


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("route", "value", "code"),
    [
        ("penandatanganan.tanggal", "2026-02-31", "KSD011"),
        ("penandatanganan.tanggal", "1.10", "KSD011"),
        ("jangka_waktu.lama", "3 taun", "KSD011"),
        ("jangka_waktu.lama", "12:30", "KSD011"),
        ("rangkap.asli", "0123", "KSD011"),
        ("rangkap.asli", "-1", "KSD011"),
        ("rangkap.elektronik", "no", "KSD011"),
        ("pembiayaan.nilai", "9" * 60, "KSD011"),
        ("pembiayaan.termin.0.persen", "-5", "KSD011"),
        ("status", "selesai", "KSD013"),
        ("kategori", "ksdpl", "KSD015"),
        ("kategori", "sinergi", "KSD015"),
        ("jenis", "perjanjian_kerjasama", "KSD013"),
        ("jenis", "../dasar", "KSD013"),
        ("jenis", "dasar", "KSD013"),
        ("gaya", "bku", "KSD013"),
        ("gaya", "../gaya/baku", "KSD013"),
        ("sebutan", "piagam", "KSD013"),
        ("dasar_hukum.0", "uu-23-2041", "KSD013"),
        ("kesepakatan_bersama", "tak-ada.yaml", "KSD018"),
        ("kesepakatan_bersama", "x" * 5000, "KSD018"),
        ("penghubung", ["DAN", "DENGAN"], "KSD016"),
        ("urutan.judul.0", "garot", "KSD013"),
        ("urutan.nomor", ["garut", "garut"], "KSD016"),
        ("urutan.tanda_tangan", ["garut"], "KSD016"),
        ("klausul.penyelesaian_perselisihan.varian", "pengadilam", "KSD013"),
        ("klausul.penyelesaian_perselisihan.varian", "antardaerah", "KSD015"),
        ("klausul.sanksi.isian.hari_tak_ada", "3", "KSD010"),
        ("klausul.sanksi.isian.hari_perbaikan", "tujuh", "KSD011"),
        ("klausul.ketentuan_umumm", {}, "KSD013"),
        ("para_pihak.1.kode", "garut", "KSD016"),
        ("para_pihak.0.penanda_tangan.0.dasar_kewenangan.0", {"pasal": "Pasal 1", "bebas": "Surat"}, "KSD016"),
        ("para_pihak.0.acuan", "pihak/tak-ada", "KSD017"),
        ("para_pihak.0.acuan", "../../../etc/passwd", "KSD017"),
        ("para_pihak.0.logo", "tak/ada.png", "KSD060"),
        ("para_pihak.0.logo", "/etc/hostname", "KSD060"),
        ("para_pihak.0.logo", "a.yaml", "KSD060"),
        ("para_pihak.0.logo", ".", "KSD060"),
        ("para_pihak.0.logo", "x" * 5000, "KSD060"),
    ],
)
def test_wrong_values(repo: Path, route: str, value: Any, code: str) -> None:
    """One finding at the place of the value, and no other finding that only follows from it; no file is written."""
    run, text = render(repo, put(pks(), route, value))
    assert run.code == 1
    assert text is None
    assert code in run.finding_codes
    assert "KSD050" not in run.finding_codes
    line = next(b for _, b, _, c in run.findings if c == code)
    source = (repo / "agreements/a.yaml").read_text().split("\n")
    key = [part for part in route.split(".") if not part.isdigit()][-1]
    around = source[max(0, line - 2) : line]
    assert any(key in text_line or str(value) in text_line for text_line in around) or not isinstance(value, str)


def test_unknown_keys_get_a_suggestion(repo: Path) -> None:
    run = run_check(repo, {**ksb(), "tentnag": "x"})
    assert ("KSD010" in run.finding_codes, run.code) == (True, 1)
    assert "maksud Anda `tentang`?" in run.output


def test_all_errors_in_one_run(repo: Path) -> None:
    data = pks(gaya="bku", tentnag="x", dasar_hukum=["uu-23-2041"], penghubung=["A", "B"])
    data = put(data, "penandatanganan.tanggal", "2026-02-31")
    data = put(data, "klausul.antikorup", {})
    run = run_check(repo, data)
    assert {"KSD010", "KSD011", "KSD013", "KSD016"} <= set(run.finding_codes)
    assert run.finding_codes.count("KSD013") == 3


@pytest.mark.parametrize(("after", "suggestion"), [("objk", "maksud Anda `objek`?"), ("zzz", "pasal yang ada:")])
def test_pasal_tambahan_after(repo: Path, after: str, suggestion: str) -> None:
    extra = [{"kode": "baru", "judul": "BARU", "setelah": after, "isi": "isi baru"}]
    run = run_check(repo, ksb(pasal_tambahan=extra))
    assert "KSD030" in run.finding_codes
    assert suggestion in run.output


def test_circular_pasal_tambahan(repo: Path) -> None:
    extra = [
        {"kode": "satu", "judul": "SATU", "setelah": "dua", "isi": "isi"},
        {"kode": "dua", "judul": "DUA", "setelah": "satu", "isi": "isi"},
    ]
    assert run_check(repo, ksb(pasal_tambahan=extra)).finding_codes.count("KSD030") == 2


def test_broken_ksb_referred_to_by_a_pks(repo: Path) -> None:
    save(repo, "tentang: [\n", "ksb.yaml")
    run = run_check(repo, pks(kesepakatan_bersama="ksb.yaml"))
    assert run.code == 1
    assert [(f[-6:], c) for f, _, _, c in run.findings if c == "KSD018"] == [("a.yaml", "KSD018")]
    assert "belum dapat dibaca" in run.output


def test_backslash_in_references(repo: Path) -> None:
    save(repo, ksb(), "induk/ksb.yaml")
    run = run_check(repo, pks(kesepakatan_bersama="..\\induk\\ksb.yaml"), name="anak/a.yaml")
    assert "KSD018" not in run.finding_codes


def test_self_reference_does_not_loop(repo: Path) -> None:
    assert run_check(repo, pks(kesepakatan_bersama="a.yaml")).code in (0, 1)


# --- folders and files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("check",), ("render", "--out", "o", "--format", "txt"), ("lock",)])
def test_missing_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kosong").mkdir()
    (tmp_path / "b.txt").write_text("x")
    for path, message in (
        ("tak-ada.yaml", "tidak ada"),
        ("kosong", "tidak memuat naskah"),
        ("b.txt", "bukan berkas .yaml"),
    ):
        run = ksdgen(*command, path)
        assert run.code == 2
        assert message in run.error
        assert run.output == ""


def test_folder_named_yaml_and_broken_link(repo: Path) -> None:
    (repo / "agreements/folder.yaml").mkdir()
    (repo / "agreements/putus.yaml").symlink_to("tak-ada")
    save(repo, ksb(), "baik.yaml")
    run = ksdgen("check", repo)
    assert run.code == 1
    assert [(Path(f).name, c) for f, _, _, c in run.findings] == [("putus.yaml", "KSD009")]


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root reads everything")
def test_files_without_permission(repo: Path) -> None:
    path = save(repo, ksb())
    path.chmod(0)
    run = ksdgen("check", path)
    assert (run.code, run.finding_codes) == (1, ["KSD009"])


def test_single_file_outside_the_repository(tmp_path: Path) -> None:
    folder = tmp_path / "dokumen saya (baru)"
    folder.mkdir()
    (folder / "naskah 1.yaml").write_text(yaml(ksb()))
    run = ksdgen("render", folder / "naskah 1.yaml", "--out", tmp_path / "ke luar", "--format", "txt")
    assert run.code == 0
    assert (tmp_path / "ke luar/naskah 1.txt").exists()


def test_colliding_outputs(repo: Path) -> None:
    save(repo, ksb(), "x.yaml")
    save(repo, ksb(), "x.yml")
    run = ksdgen("render", repo, "--out", repo / "o", "--format", "txt")
    assert run.code == 2
    assert "x.yaml" in run.error
    assert "x.yml" in run.error
    assert not (repo / "o").exists()


@pytest.mark.parametrize("obstacle", ["berkas", "di bawah berkas", "folder bernama sama"])
def test_unwritable_output(repo: Path, obstacle: str) -> None:
    path = save(repo, ksb())
    (repo / "berkas").write_text("asli")
    out = {"berkas": repo / "berkas", "di bawah berkas": repo / "berkas/x", "folder bernama sama": repo / "o"}[obstacle]
    (repo / "o/a.txt").mkdir(parents=True)
    run = ksdgen("render", path, "--out", out, "--format", "txt")
    assert run.code == 2
    assert str(out) in run.error
    assert (repo / "berkas").read_text() == "asli"
    assert [p.name for p in (repo / "o").iterdir()] == ["a.txt"]


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root writes everywhere")
def test_read_only_output(repo: Path) -> None:
    path = save(repo, ksb())
    (repo / "o").mkdir(mode=0o500)
    run = ksdgen("render", path, "--out", repo / "o", "--format", "txt")
    assert run.code == 2
    assert "tidak ada izin" in run.error


def test_failed_writing_leaves_nothing_behind(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(repo, ksb())
    (repo / "o").mkdir()
    (repo / "o/a.txt").write_text("lama")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    run = ksdgen("render", path, "--out", repo / "o", "--format", "txt")
    assert run.code == 2
    assert "ruang simpan penuh" in run.error
    assert [(p.name, p.read_text()) for p in (repo / "o").iterdir()] == [("a.txt", "lama")]


# --- templates --------------------------------------------------------------------------------------------------------

FRONT_MATTER = "---\njudul: COBA\nletak: {setelah: [objek]}\n---\n(#) pertama\n"
TEN = "[1,2,3,4,5,6,7,8,9,0]"


def _try(repo: Path, body: str, front_matter: str = FRONT_MATTER) -> Any:
    template(repo, "klausul/coba.j2", front_matter + body)
    return run_check(repo, ksb(klausul={"coba": {}}))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("(#) {% if %}\n", "KSD040", 6),
        ("(#) {{ naskah.tentang\n", "KSD040", 6),
        ("(#) a\n{% for x in para_pihak %}\n(#) b\n", "KSD040", 7),
        ("(#) a\n\n{% endif %}\n", "KSD040", 8),
        ("(#) a\n{% do 1 %}\n", "KSD040", 7),
        ("(#) {{ naskah.tentang | upper }}", "KSD040", 6),
        ("(#) a\n{% if naskah.tentang | upper %}x{% endif %}", "KSD040", 7),
        ("(#) {% if naskah.tentang is string %}x{% endif %}", "KSD040", 6),
        ("(#) {{ naskah.tentang ~ 'x' }}", "KSD040", 6),
        ("(#) {{ 'a' * 1000000000 }}", "KSD040", 6),
        ("(#) {{ 2 ** 100000000 }}", "KSD040", 6),
        ("{% filter kapital %}x{% endfilter %}", "KSD040", 6),
        ("{% autoescape false %}(#) x{% endautoescape %}", "KSD040", 6),
        ("{% set naskah.tentang = 'x' %}", "KSD040", 6),
        ("{% set a = [naskah, naskah] %}", "KSD040", 6),
        ("(#) \ue000x\ue001y\ue002", "KSD040", 6),
        ("(#) {{ tak_ada }}", "KSD043", 6),
        ("(#) {{ naskah.tentnag }}", "KSD043", 6),
        ("(#) {{ naskah.tentang.x }}", "KSD043", 6),
        ("(#) a\n{% if tak_ada %}x{% endif %}", "KSD043", 7),
        ("(#) a\n(#) {{ para_pihak[99].nama }}", "KSD043", 7),
        ("(#) {{ 1 / 0 }}", "KSD044", 6),
        ("(#) {{ naskah._record }}", "KSD044", 6),
        ("(#) {{ naskah.__class__.__mro__ }}", "KSD044", 6),
        ("(#) {{ naskah['__class__'] }}", "KSD044", 6),
        ("(#) {{ naskah.tentang.content }}", "KSD044", 6),
        ("(#) {{ naskah.tentang.upper() }}", "KSD044", 6),
        ("(#) {{ 'a'.ljust(1000000000) }}", "KSD044", 6),
        ("(#) {{ '{0.__class__}'.format(naskah) }}", "KSD044", 6),
        ("(#) {{ naskah.ganti(tentang='x') }}", "KSD044", 6),
        ("{% for i in range(1000000000) %}{% endfor %}", "KSD044", 6),
        ("{% for x in para_pihak %}{{ loop.cycle('a') }}{% endfor %}", "KSD044", 6),
        ("(#) {{ naskah.tentang | angka }}", "KSD044", 6),
        ("(#) {{ naskah.tentang | tanggal }}", "KSD044", 6),
        ("(#) {{ para_pihak[0] }}", "KSD044", 6),
        ("(#) {{ para_pihak }}", "KSD044", 6),
        ("(#) {{ none }}", "KSD044", 6),
        ("{{ naskah.tujuan | butir('x') }}", "KSD044", 6),
        ("{% if naskah.tentang < 3 %}{% endif %}", "KSD044", 6),
        ("{% include 'x.j2' %}", "KSD041", 6),
        ("{% include '../../../etc/passwd' %}", "KSD041", 6),
        ("{% include '/etc/passwd' %}", "KSD041", 6),
        ("(#) a [[tak_ada]] b", "KSD030", 6),
        ("(#) [x] a\n(#) [x] b", "KSD031", 7),
    ],
)
def test_wrong_templates(repo: Path, body: str, code: str, line: int) -> None:
    run = _try(repo, body)
    assert run.code == 1
    assert [(f.rpartition("templates/")[2], b, c) for f, b, _, c in run.findings] == [("klausul/coba.j2", line, code)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        "".join(f"{{% for a{i} in {TEN} %}}" for i in range(9)) + "x" + "{% endfor %}" * 9,
        "{% set a %}xxxxxxxxxxxxxxxx{% endset %}\n" + "{% set a %}{{ a }}{{ a }}{% endset %}\n" * 60 + "(#) {{ a }}",
        "{% macro m0() %}{% endmacro %}\n"
        + "".join(
            f"{{% macro m{i}() %}}{{% if m{i - 1}() %}}{{% endif %}}{{{{ m{i - 1}() }}}}{{% endmacro %}}\n"
            for i in range(1, 60)
        )
        + "(#) {{ m59() }}",
        "{% macro m() %}{{ m() }}{% endmacro %}(#) {{ m() }}",
        "{% include 'klausul/coba.j2' %}{% include 'klausul/coba.j2' %}",
        "{% extends 'klausul/coba.j2' %}",
        f"{{% for a in {TEN} %}}{{% for b in {TEN} %}}{{% set z %}}{'x' * 300_000}{{% endset %}}{{% endfor %}}{{% endfor %}}",
        "(#) {{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{% if true %}" * 150 + "(#) x" + "{% endif %}" * 150,
        "".join(f"{{% for a{i} in [1] %}}" for i in range(30)) + "x" + "{% endfor %}" * 30,
    ],
    ids=["putaran", "set", "makro", "rekursi", "include", "extends", "teks", "kurung", "jika", "for"],
)
def test_greedy_templates(repo: Path, body: str) -> None:
    """A template that would run for ever or eat the memory is stopped by counting, and blamed alone."""
    run = _try(repo, body)
    assert run.code == 1
    assert {(f.rpartition("templates/")[2], c) for f, _, _, c in run.findings} == {("klausul/coba.j2", "KSD044")}


@pytest.mark.parametrize(
    ("front_matter", "code", "line"),
    [
        ("(#) x\n", "KSD041", 1),
        ("---\njudul: A\n(#) x", "KSD041", 1),
        ("---\njudul: [\n---\n", "KSD002", 2),
        ("---\njudul: A\njudl: B\n---\n", "KSD010", 3),
        ("---\njudul: A\nantarmuka: 2\n---\n", "KSD042", 3),
        ("---\njudul: A\nkekakuan: keras\n---\n", "KSD013", 3),
        ("---\njudul: A\nisian: {a: {tipe: zz, uraian: b}}\n---\n", "KSD013", 3),
    ],
)
def test_wrong_template_front_matter(repo: Path, front_matter: str, code: str, line: int) -> None:
    run = _try(repo, "", front_matter)
    assert run.code == 1
    assert ("klausul/coba.j2", line, code) in [(f.rpartition("templates/")[2], b, c) for f, b, _, c in run.findings]


def test_template_that_is_not_utf8(repo: Path) -> None:
    template(repo, "klausul/coba.j2", "").write_bytes("---\njudul: A\n---\n(#) é\n".encode("latin-1"))
    assert "KSD001" in run_check(repo, ksb(klausul={"coba": {}})).finding_codes


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("uraian: x\nkertas: A5\n", "KSD011"),
        ("uraian: x\nberdasar_pada: coba\n", "KSD013"),
        ("uraian: x\nberdasar_pada: tak_ada\n", "KSD013"),
        ("uraian: x\nukuran: 100\n", "KSD011"),
        ("uraian: x\nspasi: lebar\n", "KSD011"),
        ("uraian: x\ntanda_tangan: acak\n", "KSD013"),
        ("uraian: x\nmargin: 25\n", "KSD011"),
        ("uraian: x\nkolom_tanda_tangan: 0\n", "KSD011"),
        ("[", "KSD002"),
        ("", "KSD008"),
    ],
)
def test_wrong_styles(repo: Path, content: str, code: str) -> None:
    template(repo, "gaya/coba.yaml", content)
    run = run_check(repo, ksb(gaya="coba"))
    assert run.code == 1
    assert code in [c for f, _, _, c in run.findings if f.endswith("gaya/coba.yaml")]


def test_circular_styles(repo: Path) -> None:
    template(repo, "gaya/satu.yaml", "uraian: x\nberdasar_pada: dua\n")
    template(repo, "gaya/dua.yaml", "uraian: x\nberdasar_pada: satu\n")
    assert run_check(repo, ksb(gaya="satu")).code == 1
