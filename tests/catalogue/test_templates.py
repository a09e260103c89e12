"""A document type, a clause or a house style is one new file; places in templates are exact; a signed paper stays as it
was signed.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.util import PNG, ROOT, daerah, ksb, ksdgen, pks, put, render, run_check, save, template, yaml

pytestmark = pytest.mark.usefixtures("base_rules")


# --- one new file -----------------------------------------------------------------------------------------------------

KLAUSUL = """---
judul: KLAUSUL BARU
unsur: [baru]
letak: {setelah: [tak_ada, objek]}
varian:
  biasa: {uraian: biasa}
  khusus: {uraian: khusus, pilihan: true}
isian:
  hari: {tipe: bilangan, baku: 14, uraian: lamanya}
  sebab: {tipe: markah, uraian: sebabnya}
---
(#) [utama] Paling lama {{ isian.hari | angka }} hari{% if varian == 'khusus' %} secara khusus{% endif %}.
(#) Sebab sebagaimana dimaksud pada [[utama]] dalam [[objek]]: {{ isian.sebab | markah }}.
"""


def _following(text: str, title: str) -> list[str]:
    lines = [" ".join(b.split()) for b in text.split("\n") if b.strip()]
    return lines[lines.index(title) + 1 :]


def test_a_new_klausul_is_one_file(repo: Path) -> None:
    template(repo, "klausul/klausul_baru.j2", KLAUSUL)
    _, without = render(repo, ksb())
    assert without is not None
    assert "KLAUSUL BARU" not in without
    run, text = render(repo, ksb(klausul={"klausul_baru": {"isian": {"sebab": "hujan"}}}))
    assert run.finding_codes == []
    assert text is not None
    objek = _following(text, "OBJEK")
    assert objek[1:3] == ["Pasal 3", "KLAUSUL BARU"]
    assert objek[3:5] == [
        "(1) Paling lama 14 (empat belas) hari.",
        "(2) Sebab sebagaimana dimaksud pada ayat (1) dalam Pasal 2: hujan.",
    ]
    _, text = render(repo, ksb(klausul={"klausul_baru": {"varian": "khusus", "isian": {"hari": 7, "sebab": "x"}}}))
    assert text is not None
    assert "Paling lama 7 (tujuh) hari secara khusus." in text
    run = run_check(repo, ksb(klausul={"klausul_baru": {}}))
    assert [k for k in run.finding_codes if k == "KSD050"] == ["KSD050"]
    run = run_check(repo, ksb(klausul={"klausul_baru": {"ubah": "isi lain", "isian": {"hari": 7}}}))
    assert run.finding_codes == ["KSD061"]  # a blank of a text that is not used is not lost in silence
    run = run_check(repo, ksb(klausul={"klausul_bru": {}}))
    assert "maksud Anda `klausul_baru`?" in run.output


def test_a_new_kind_is_one_file(repo: Path) -> None:
    template(
        repo,
        "berita_acara.j2",
        "---\njenis: berita_acara\njudul: BERITA ACARA\nsebutan: Berita Acara\nuraian: contoh\nkategori: [ksdd_sukarela]\n"
        "pasal: [objek]\nisian: {sifat: {tipe: pilihan, pilihan: [biasa, penting], uraian: sifat}}\n---\n"
        '{% extends "dasar.j2" %}\n{% block menerangkan %}\n@isi Sifat: {{ isian.sifat }}.\n{% endblock %}\n',
    )
    run, text = render(repo, ksb(jenis="berita_acara", isian={"sifat": "penting"}))
    assert {c for *_, c in run.findings} == {"KSD061"}  # what this type does not print is said
    assert text is not None
    assert "BERITA ACARA" in text.split("\n")
    assert "Sifat: penting." in text
    assert "KSD013" in run_check(repo, ksb(jenis="berita_acara", isian={"sifat": "genting"})).finding_codes
    assert "berita_acara" in run_check(repo, ksb(jenis="berita_acra")).output


def test_a_new_style_is_one_file(repo: Path) -> None:
    template(
        repo,
        "gaya/daerah_kami.yaml",
        "uraian: kebiasaan kami\nberdasar_pada: baku\nsebutan_pihak: pertama\ngelar: true\ntanda_tangan: urut\n",
    )
    data = put(ksb(gaya="daerah_kami"), "para_pihak.0.penanda_tangan.0.gelar_depan", "Dr.")
    run, text = render(repo, data)
    assert run.finding_codes == []
    assert text is not None
    assert "selanjutnya disebut PIHAK PERTAMA." in text
    assert text.index("DR. PEJABAT GARUT") < text.index("PEJABAT CIMAHI", text.index("Demikian"))


def test_templates_of_the_repository_come_first(repo: Path) -> None:
    template(repo, "klausul/objek.j2", "---\njudul: OBJEK KAMI\n---\n(#) Objeknya {{ naskah.objek | markah }}.\n")
    _, text = render(repo, ksb())
    assert text is not None
    assert "Objeknya pengendalian inflasi." in text


def test_an_empty_list_is_printed_as_dots(repo: Path) -> None:
    template(repo, "klausul/coba.j2", "---\njudul: COBA\n---\n(#) awal {{ naskah.latar_belakang }} akhir\n")
    _, text = render(repo, ksb(klausul={"coba": {}}, latar_belakang=None))
    assert text is not None and re.search(r"awal \W{5,} akhir", text)


# --- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", range(0, 12, 3))
def test_location_in_templates_is_exact(repo: Path, gap: int) -> None:
    """Whatever stands before it — statements, comments, tags over several lines, blank lines — the line is right."""
    above = [
        "{# catatan",
        "   dua baris #}",
        "{% set a = 1 %}",
        "(#) isi {{ a }}",
        "{% if",
        "   a %}",
        "(#) lagi",
        "{%- endif %}",
        "",
        "  {% for x in [1] -%}",
        "(#) y",
        "{% endfor %}",
    ]
    body = [*above, *["(#) isi"] * gap, "(#) salah [[tak_ada]]", "(#) akhir"]
    template(repo, "klausul/coba.j2", "---\njudul: COBA\n---\n" + "\n".join(body) + "\n")
    run = run_check(repo, ksb(klausul={"coba": {}}))
    assert [(b, k, c) for _, b, k, c in run.findings] == [(3 + len(above) + gap + 1, 11, "KSD030")]
    template(
        repo,
        "klausul/coba.j2",
        "---\njudul: COBA\n---\n" + "\n".join(body).replace("[[tak_ada]]", "{{ tak_ada }}") + "\n",
    )
    run = run_check(repo, ksb(klausul={"coba": {}}))
    assert [(b, c) for _, b, _, c in run.findings] == [(3 + len(above) + gap + 1, "KSD043")]


@pytest.mark.parametrize(
    ("content", "quote_column"),
    [
        ("    isi: satu [[tak_ada]] dua", 15),
        ("    isi: 'satu [[tak_ada]] dua'", 16),
        ('    isi: "satu [[tak_ada]] dua"', 16),
        ("    isi: |\n      satu [[tak_ada]] dua", 12),
        ("    isi: |\n      (1) satu\n      (2) [x] dua [[tak_ada]]", 19),
        ("    isi: |\n      (1) satu\n          a. dua\n          b. tiga\n             lanjut [[tak_ada]]", 21),
        ("    isi: |\n      | a | [[tak_ada]] |", 13),
        ("    isi: |\n      \\(1) a \\@ b [[tak_ada]]", 19),
        ("    isi: |\n      漢字 😀 [[tak_ada]]", 12),
    ],
)
def test_location_in_markah_is_exact(repo: Path, content: str, quote_column: int) -> None:
    above = yaml(ksb()) + "pasal_tambahan:\n  - kode: baru\n    judul: BARU\n    setelah: objek\n"
    run = run_check(repo, f"{above}{content}\n")
    line = above.count("\n") + content.count("\n") + 1
    assert [(b, k, c) for _, b, k, c in run.findings] == [(line, quote_column, "KSD030")]
    pointer = run.output.split("\n")[2]
    assert pointer.count("^") == len("[[tak_ada]]")


def test_arrow_stands_below_the_letter_meant(repo: Path) -> None:
    """Wide and combining characters and tabs before the place do not shift the caret."""
    import unicodedata

    for prefix in ("", "漢字漢字 ", "e\u0301e\u0301 ", "😀 ", "a\tb ", "x" * 300 + " "):
        run = run_check(
            repo,
            yaml(ksb())
            + f"gaya: baku # {prefix}\npasal_tambahan: [{{kode: a, judul: '{prefix}', isi: x, setelah: tak_ada}}]\n",
        )
        line, arrow = run.output.split("\n")[1:3]

        def width(text: str) -> int:
            return sum(
                0 if unicodedata.combining(h) else 2 if unicodedata.east_asian_width(h) in "WF" else 1 for h in text
            )

        assert width(line[: line.index("tak_ada")]) == arrow.index("^")


def test_location_of_values_of_shared_pihak(repo: Path) -> None:
    """A fault in shared party data is found in the file where it is written."""
    save(repo, "bentuk: pemerintah_daerah\nnama: A\nalamat: [x]\n", "pihak/a.yaml")
    data = ksb()
    data["para_pihak"][0] = {"kode": "garut", "acuan": "pihak/a", "nomor": "1"}
    run = run_check(repo, data)
    assert ("pihak/a.yaml", 3, 9, "KSD011") in [
        (f.rpartition("agreements/")[2], b, k, c) for f, b, k, c in run.findings
    ]


# --- signed is signed -------------------------------------------------------------------------------------------------


@pytest.fixture
def frozen_repo(repo: Path) -> Path:
    """A repository with one signed, frozen and printed agreement."""
    save(
        repo,
        "bentuk: pemerintah_daerah\nnama: Pemerintah Daerah Kabupaten Garut\nalamat: Jalan Lama\ntempat_kedudukan: Garut\nlogo: a.png\n",
        "pihak/garut.yaml",
    )
    (repo / "agreements/pihak/a.png").write_bytes(PNG)
    data = pks(status="ditandatangani")
    first = daerah(0)
    data["para_pihak"][0] = {
        "acuan": "pihak/garut",
        **{k: v for k, v in first.items() if k not in ("nama", "alamat", "tempat_kedudukan", "bentuk")},
    }
    run, text = render(repo, data)
    assert run.code == 0, run.everything
    assert "KSD055" in run.finding_codes
    assert text is not None
    assert "Jalan Lama" in text
    assert (repo / "agreements/a.beku.json").exists()
    return repo


def _render_again(repo: Path) -> tuple[Any, str | None]:
    shutil.rmtree(repo / "keluaran", ignore_errors=True)
    return render(repo, (repo / "agreements/a.yaml").read_text())


def test_frozen_survives_changes_of_templates_pihak_and_styles(frozen_repo: Path) -> None:
    _, before = _render_again(frozen_repo)
    save(
        frozen_repo, "bentuk: pemerintah_daerah\nnama: Nama Baru\nalamat: Jalan Baru\nlogo: a.png\n", "pihak/garut.yaml"
    )
    template(frozen_repo, "gaya/baku.yaml", "uraian: lain\ngelar: true\nsebutan_pihak: pertama\n")
    template(frozen_repo, "klausul/objek.j2", "---\njudul: LAIN\n---\n(#) {{ rusak\n")
    run, text = _render_again(frozen_repo)
    assert text == before
    assert run.code == 0


def test_frozen_survives_the_loss_of_a_pihak_file(frozen_repo: Path) -> None:
    _, before = _render_again(frozen_repo)
    (frozen_repo / "agreements/pihak/garut.yaml").unlink()
    _, text = _render_again(frozen_repo)
    assert text == before


def test_frozen_is_the_same_in_docx(frozen_repo: Path) -> None:
    path = frozen_repo / "agreements/a.yaml"
    assert ksdgen("render", path, "--out", frozen_repo / "o1", "--format", "docx").code == 0
    template(frozen_repo, "gaya/baku.yaml", "uraian: lain\nukuran: 10\n")
    assert ksdgen("render", path, "--out", frozen_repo / "o2", "--format", "docx").code == 0
    assert (frozen_repo / "o1/a.docx").read_bytes() == (frozen_repo / "o2/a.docx").read_bytes()


@pytest.mark.parametrize(
    ("old", "new"), [("pengendalian inflasi", "pengendalian"), ("Jalan Braga Nomor 7", "Jalan Braga")]
)
def test_frozen_rejects_changed_content(frozen_repo: Path, old: str, new: str) -> None:
    path = frozen_repo / "agreements/a.yaml"
    path.write_text(path.read_text().replace(old, new))
    run, text = _render_again(frozen_repo)
    assert (run.code, text) == (1, None)
    assert "KSD053" in run.finding_codes


@pytest.mark.parametrize("status", ["berakhir", "diubah"])
def test_frozen_may_change_status_notes_and_layout(frozen_repo: Path, status: str) -> None:
    _, before = _render_again(frozen_repo)
    path = frozen_repo / "agreements/a.yaml"
    path.write_text(
        "# catatan\n" + path.read_text().replace('"ditandatangani"', status).replace("\n", "\r\n"), newline=""
    )
    run, text = _render_again(frozen_repo)
    assert (run.code, text) == (0, before)


@pytest.mark.slow
@pytest.mark.parametrize("broken", ["", "{", "[]", '{"versi": 1}', "isi", "panjang", "null"])
def test_broken_frozen_file(frozen_repo: Path, broken: str) -> None:
    path = frozen_repo / "agreements/a.beku.json"
    if broken == "isi":
        path.write_text(path.read_text().replace("pengendalian inflasi", "pengendalian iklim"))
    elif broken == "panjang":
        path.write_text("[" * 100_000)
    else:
        path.write_text(broken)
    run, text = _render_again(frozen_repo)
    assert (run.code, text) == (1, None)
    assert "KSD054" in run.finding_codes


@pytest.mark.parametrize("broken", ["hilang", "lain"])
def test_frozen_with_a_changed_image(frozen_repo: Path, broken: str) -> None:
    image = frozen_repo / "agreements/pihak/a.png"
    if broken == "hilang":
        image.unlink()
    else:
        image.write_bytes(PNG + b"x")
    run, text = _render_again(frozen_repo)
    assert (run.code, text) == (1, None)
    assert "KSD060" in run.finding_codes


def test_frozen_file_is_readable_and_stable(frozen_repo: Path) -> None:
    path = frozen_repo / "agreements/a.beku.json"
    before = path.read_bytes()
    assert json.loads(before)["dokumen"]
    _render_again(frozen_repo)
    assert path.read_bytes() == before
    path.unlink()
    assert ksdgen("lock", frozen_repo / "agreements/a.yaml").code == 0
    assert path.read_bytes() == before
    assert "sudah beku" in ksdgen("lock", frozen_repo / "agreements/a.yaml").output


def test_a_draft_is_not_frozen(repo: Path) -> None:
    render(repo, ksb())
    assert "dikunci" in ksdgen("lock", repo).output
    assert not (repo / "agreements/a.beku.json").exists()
    save(repo, ksb(status="batal"), "b.yaml")
    assert "dilewati, status batal" in ksdgen("lock", repo).output
    assert not (repo / "agreements/b.kunci.json").exists()


# --- the templates of this repository ---------------------------------------------------------------------------------


def test_all_klausul_are_clean_and_listed() -> None:
    """Every clause and type of the catalogue has front matter without fault, and compiles."""
    from ksdgen.catalogue.catalogue import Catalogue
    from ksdgen.desk.workspace import Workspace
    from ksdgen.world.tree import WorkingTree

    workspace = Workspace(ROOT)
    catalogue = Catalogue(WorkingTree(ROOT / "templates"))
    assert catalogue.list_kinds()
    for name in catalogue.list_klausul():
        assert catalogue.klausul(name) is not None, name
        workspace.composer.env.get_template(f"klausul/{name}.j2")
    for name in catalogue.list_kinds():
        file = catalogue.kind(name)
        assert file is not None
        assert set(file.front_matter.pasal) <= set(catalogue.list_klausul())
        workspace.composer.env.get_template(f"{name}.j2")
    for name in catalogue.list_styles():
        assert catalogue.style(name) is not None
    assert [finding for findings in catalogue.findings.values() for finding in findings] == []
