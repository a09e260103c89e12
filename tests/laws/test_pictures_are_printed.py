"""A picture that the check lets in is printed in every format; any other is told, and stops no agreement but its own."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ksdgen.paper.document import Dokumen, Paragraph, Picture
from ksdgen.word.writer import write
from tests.helpers.pictures import BROKEN, GOOD
from tests.helpers.util import ksdgen, pks, put, run_check, save, template
from tests.helpers.word_files import findings
from tests.helpers.word_util import convert

pytestmark = pytest.mark.usefixtures("base_rules")


def slow(name: str) -> Any:
    """A case for the long run; the quick one has others of its kind."""
    return pytest.param(name, marks=pytest.mark.slow(traced=True))


WITH_LOGO = put(pks(), "para_pihak.0.logo", "logo.png")


@pytest.mark.parametrize(
    "name", ["jpeg of four colours", *(slow(name) for name in ("png 16 bit alpha", "png interlaced", "jpeg of adobe"))]
)
def test_what_is_let_in_is_printed(repo: Path, name: str) -> None:
    save(repo, GOOD[name], "logo.png")
    run = run_check(repo, WITH_LOGO)
    assert "KSD060" not in run.finding_codes
    printed = ksdgen("render", repo / "agreements", "--out", repo / "keluaran", "--format", "docx,html,txt")
    assert printed.code == run.code == 0, printed.everything
    assert not findings((repo / "keluaran" / "a.docx").read_bytes())


@pytest.mark.parametrize(
    "name",
    [
        "png cut off",
        *(slow(name) for name in ("signature only", "png that is one strip", "png bomb", "jpeg cut off", "gif")),
    ],
)
def test_what_cannot_be_printed_is_told_where_it_is_named(repo: Path, name: str) -> None:
    save(repo, BROKEN[name], "logo.png")
    save(repo, pks(), "b.yaml")
    run = run_check(repo, WITH_LOGO)
    assert run.code == 1
    assert run.finding_codes.count("KSD060") == 1
    printed = ksdgen("render", repo / "agreements", "--out", repo / "keluaran")
    assert printed.code == 1
    assert [file.name for file in (repo / "keluaran").iterdir()] == ["b.docx"]


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize(
    "name", ["x", "pihak.x", "pihak.99", "pihak.-1", "pihak", "pihak.\u0663", "", "lambang_negara.1"]
)
def test_a_picture_that_no_template_has_is_told(repo: Path, name: str) -> None:
    skeleton = (Path(__file__).parents[2] / "templates" / "dasar.j2").read_text()
    template(repo, "dasar.j2", skeleton.replace("@gambar {{ g }}", f"@gambar {name}"))
    run = run_check(repo, WITH_LOGO)
    assert run.code == 1
    assert "KSD060" in run.finding_codes
    assert "templates/dasar.j2:40:" in run.output


@pytest.mark.slow(traced=True)
def test_a_signed_paper_is_held_to_the_same(repo: Path) -> None:
    """Whoever writes a frozen file may name any file as its picture."""
    signed = {**WITH_LOGO, "status": "ditandatangani"}
    save(repo, GOOD["png"], "logo.png")
    assert ksdgen("lock", save(repo, signed)).code == 0
    frozen = repo / "agreements" / "a.beku.json"
    digests = [hashlib.sha256(data).hexdigest() for data in (GOOD["png"], BROKEN["png cut off"])]
    data = json.loads(frozen.read_text().replace(*digests))
    document = json.dumps(data["dokumen"], ensure_ascii=False, sort_keys=True)
    data["sidik_dokumen"] = hashlib.sha256(document.encode()).hexdigest()
    frozen.write_text(json.dumps(data))
    save(repo, BROKEN["png cut off"], "logo.png")
    run = ksdgen("render", repo / "agreements", "--out", repo / "keluaran")
    assert run.code == 1, run.everything
    assert "KSD060" in run.finding_codes


@pytest.mark.slow(traced=True)
def test_the_emblem_of_a_style_is_held_to_the_same(repo: Path) -> None:
    template(repo, "gaya/kantor.yaml", "uraian: x\nberdasar_pada: baku\nlambang_negara: garuda.png\n")
    (repo / "templates" / "gaya" / "garuda.png").write_bytes(BROKEN["png cut off"])
    run = ksdgen("templates", repo)
    assert run.code == 1
    assert "templates/gaya/kantor.yaml:3:17: kesalahan KSD060" in run.output
    assert "terpotong" in run.output


@pytest.mark.parametrize("height", [1, 25, 50, 10**9])
def test_a_picture_of_any_height_fits_into_word(height: int) -> None:
    images = {hashlib.sha256(data).hexdigest(): data for data in (GOOD["png"], GOOD["jpeg"])}
    pictures = tuple(Picture("x", digest, height) for digest in images)
    assert not findings(write(Dokumen("Uji", (Paragraph("lambang", pictures),)), images))


@pytest.mark.libreoffice
def test_libreoffice_shows_every_picture(tmp_path: Path) -> None:
    images = {hashlib.sha256(data).hexdigest(): data for data in GOOD.values()}
    pictures = tuple(
        Paragraph("lambang", (Picture(name, digest, 25),)) for name, digest in zip(GOOD, images, strict=True)
    )
    file = tmp_path / "gambar.docx"
    file.write_bytes(write(Dokumen("Uji", pictures), images))
    pdf = next(iter(convert(tmp_path, [file], "pdf")))
    listed = subprocess.run(["pdfimages", "-list", pdf], capture_output=True, text=True, check=True).stdout
    shown = [row for row in listed.splitlines()[2:] if row.split()[2] == "image"]
    assert len(shown) == len(GOOD), listed
