"""`ksdgen review`: all that a reader of a proposal must know is on the page and in its twin, of one agreement or many."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from ksdgen.difference import sentence, sentence_pieces
from ksdgen.review.comparison import comparison, revision_state, working_state
from tests.helpers.git_util import Git, repository
from tests.helpers.review_seeds import plant
from tests.helpers.util import daerah, ksb, ksdgen, pks, put, yaml

NASKAH = "agreements/a.yaml"
DAY = ("--tanggal", "2026-11-22")


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    monkeypatch.chdir(tmp_path)
    return repository(tmp_path, yaml(ksb()))


class _Page(HTMLParser):
    """The page's text, links, ids, sources and levels of headings; every element must be closed in order."""

    _VOID_TAGS = frozenset(("meta", "br", "img", "input"))

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.ids: list[str] = []
        self.sources: list[str] = []
        self.heading_levels: list[int] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag not in self._VOID_TAGS:
            self._open.append(tag)
        if tag == "a":
            self.links.append(attributes.get("href") or "")
        if "id" in attributes:
            self.ids.append(attributes["id"] or "")
        if "src" in attributes:
            self.sources.append(attributes["src"] or "")
        if re.fullmatch(r"h[1-6]", tag):
            self.heading_levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in ("style", "script"):
            self.text += data

    def close(self) -> None:
        super().close()
        assert self._open == []


def page(folder: Path) -> _Page:
    parser = _Page()
    parser.feed((folder / "index.html").read_text(encoding="utf-8"))
    parser.close()
    return parser


def review(*arguments: object, code: int = 0) -> tuple[_Page, str]:
    """The page and its Markdown twin."""
    result = ksdgen("review", *arguments, "--out", "t", "--tanpa-gambar", *DAY)
    assert result.code == code, result.everything
    return page(Path("t")), Path("t/review.md").read_text(encoding="utf-8")


def texts(*arguments: object) -> tuple[str, str]:
    """The words of the page and of its twin."""
    html, md = review(*arguments)
    return html.text, md


def test_what_changed_stands_at_the_top_of_both_forms(git: Git) -> None:
    git.write(NASKAH, yaml(put(ksb(), "jangka_waktu.lama", "5 tahun")))
    html, md = review("HEAD")
    assert html.text.index("Daftar perubahan") < html.text.index("3 (tiga) tahun") < html.text.index("Rincian")
    assert "<del>3 \\(tiga\\) tahun</del><ins>5 \\(lima\\) tahun</ins>" in md
    for name in ("a.docx", "a.redline.docx"):
        assert (Path("t") / name).stat().st_size > 5000
        assert f"./{name}" in html.links


def test_findings_are_new_still_there_or_solved(git: Git) -> None:
    git.write(NASKAH, yaml(put(ksb(), "objek", "pasokan 30 (tiga) ton")))
    git.commit()
    git.write(NASKAH, yaml(put(put(ksb(), "tujuan", ["menyalurkan 40 (empat) ton"]), "jangka_waktu.lama", "7 tahun")))
    html, md = review("HEAD")
    new, other = html.text.split("Temuan baru (", 1)[1].split("Temuan yang sudah selesai (", 1)
    assert "KSD501" in new and "KSD301" in new
    assert "KSD501" in other
    assert "**Temuan yang sudah selesai (1)**" in md and "~~" in md
    html, _ = review("HEAD", "HEAD")
    assert "Tidak ada naskah yang berubah" in html.text


def test_a_finding_that_only_moved_is_not_new(git: Git) -> None:
    wrong = put(ksb(), "objek", "pasokan 30 (tiga) ton")
    git.write(NASKAH, yaml(wrong))
    git.commit()
    git.write(NASKAH, "# satu\n# dua\n" + yaml(put(wrong, "tujuan", ["tujuan lain"])))
    html, _ = review("HEAD")
    assert "Temuan baru" not in html.text
    assert "KSD501" in html.text.split("Temuan yang sudah ada sebelumnya", 1)[1]


@pytest.mark.slow
def test_deviations_consents_and_waivers(git: Git) -> None:
    content = ksb()
    content["klausul"] = {"lain_lain": {"ubah": "Hal lain diatur kemudian.", "alasan": "diminta mitra"}}
    content["pengecualian"] = [
        {
            "aturan": "KSD606",
            "alasan": "disebut dalam konsideran",
            "penanggung_jawab": "Kepala Bagian Hukum",
            "sampai": "2027-01-31",
        }
    ]
    git.write(NASKAH, yaml(content))
    for text in texts("HEAD"):
        assert "diminta mitra" in text
        assert "Kepala Bagian Hukum" in text and "31 Januari 2027" in text
        assert "perlu persetujuan" in text


def test_who_signs_and_what_is_open(git: Git) -> None:
    git.write(NASKAH, yaml(put(ksb(3), "objek", "lain")))
    html, md = review("HEAD")
    for mention in ("Pejabat Garut", "Bupati Sumedang", "PIHAK KETIGA"):
        assert mention in html.text and mention in md
    assert "Yang masih terbuka sebelum penandatanganan" in html.text and "Permendagri 22/2020 Pasal 6" in html.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("new", "naskah baru"),
        ("deleted", "naskah dihapus"),
        ("renamed", "dinamai ulang"),
        ("broken", "tidak dapat disusun"),
        ("formerly broken", "tidak dapat disusun"),
    ],
)
def test_every_state_of_a_file(git: Git, state: str, said: str) -> None:
    match state:
        case "new":
            git.write("agreements/b.yaml", yaml(pks()))
        case "deleted":
            (git.root / NASKAH).unlink()
        case "renamed":
            (git.root / NASKAH).rename(git.root / "agreements/lain.yaml")
        case "broken":
            git.write(NASKAH, "jenis: [")
        case "formerly broken":
            git.write(NASKAH, "jenis: [")
            git.commit()
            git.write(NASKAH, yaml(ksb()))
    for text in texts("HEAD"):
        assert said in text.lower()


def test_what_cannot_be_judged_is_not_called_solved(git: Git) -> None:
    git.write(NASKAH, yaml(put(ksb(), "objek", "pasokan 30 (tiga) ton")))
    git.commit()
    git.write(NASKAH, "jenis: [")
    for text in texts("HEAD"):
        assert "tidak dapat disusun" in text and "sudah selesai" not in text and "KSD002" in text
    (git.root / NASKAH).unlink()
    for text in texts("HEAD"):
        assert "dihapus dari repositori" in text and "sudah selesai" not in text


def test_every_paragraph_of_a_place_is_shown(git: Git) -> None:
    """A party is one row of a table with several paragraphs: each that changed stands in every form."""
    new = put(ksb(), "para_pihak.1.penanda_tangan.0.nama", "Bambang Wirawan")
    git.write(NASKAH, yaml(put(new, "para_pihak.1.alamat", "Jalan Pahlawan Nomor 45")))
    html, md = review("HEAD")
    details = html.text.partition("Rincian")[2]
    # In the sentence and in the paragraph.
    assert details.count("Bambang Wirawan") >= 2 and details.count("Pahlawan") == 2
    assert "<ins>Bambang Wirawan</ins>" in md and "<ins>Pahlawan</ins>" in md
    text = ksdgen("diff", "HEAD").output
    assert "{+Bambang Wirawan+}" in text and "{+Pahlawan+}" in text
    assert ksdgen("diff", "HEAD", "--format", "matriks", "--output", "m.docx").code == 0
    with zipfile.ZipFile("m.docx") as archive:
        matrix = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", archive.read("word/document.xml").decode()))
    assert "Bambang Wirawan" in matrix and "Pahlawan" in matrix


@pytest.mark.slow(traced=True)
def test_the_words_of_each_version_are_marked_in_the_sentence(tmp_path: Path) -> None:
    """The pieces make the sentence, and what they say is old or new was old or new."""
    plant(Git(tmp_path))
    marked = 0
    for pair in comparison(revision_state(tmp_path, "HEAD"), working_state(tmp_path)).pairs:
        for change in pair.changes:
            whole = sentence(change, 10_000)
            pieces = sentence_pieces(change, 10_000)
            assert "".join(piece.text for piece in pieces) == whole == " ".join(whole.split())
            words = {"hapus": " ".join(change.former.split()), "sisip": " ".join(change.after.split())}
            for piece in pieces:
                if piece.kind in words:
                    marked += 1
                    of_a_heading = change.group == "pasal" and piece.text.endswith(change.title)
                    assert piece.text in words[piece.kind] or of_a_heading
    assert marked > 50


def test_nobody_is_called_by_the_twin(git: Git) -> None:
    objek = "menurut @bagian-hukum dan #12, lihat !7 serta *tebal* _miring_ `kode`"
    git.write(NASKAH, yaml(put(ksb(), "objek", objek)))
    _, md = review("HEAD")
    without_code = re.sub(r"`[^`\n]*`", "", md)
    assert "@&#8203;bagian" in md
    assert not re.search(r"[@!](?=\w)|#(?=\d)", without_code.replace("&#8203;", " "))
    assert r"\*tebal\*" in md and r"\_miring\_" in md


def test_hostile_text_stays_text(git: Git) -> None:
    hostile = "</script><img src=x onerror=alert(1)> " + "a" * 10_000 + " | @semua"
    git.write(NASKAH, yaml(put(ksb(), "objek", hostile)))
    html, md = review("HEAD")
    assert html.sources == []
    assert "onerror=alert(1)" in html.text
    assert "<img" not in md and len(md) <= 65_536


def test_the_page_fetches_nothing_and_its_links_lead_somewhere(git: Git) -> None:
    git.write("agreements/sub folder/ü b#1?.yaml", yaml(pks()))
    git.commit()
    git.write("agreements/sub folder/ü b#1?.yaml", yaml(put(pks(), "objek", "lain")))
    git.write(NASKAH, yaml(put(ksb(), "objek", "lain")))
    html, _ = review("HEAD")
    assert len(html.ids) == len(set(html.ids))
    for link in html.links:
        if link.startswith("#"):
            assert link[1:] in html.ids
        else:
            assert link.startswith("./") and (Path("t") / unquote(link)).exists(), link
    text = Path("t/index.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//|@import|url\(", text)
    assert html.heading_levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(html.heading_levels))


@pytest.mark.slow
def test_the_twin_fits_a_comment_however_many_agreements(git: Git) -> None:
    agreements = {
        f"agreements/banyak/{index:03}.yaml": put(ksb(11), "tentang", f"Pengendalian Inflasi {index}")
        for index in range(40)
    }
    for path, content in agreements.items():
        git.write(path, yaml(content))
    git.commit()
    for path, content in agreements.items():
        new = put(content, "jangka_waktu.lama", "5 tahun")
        new["para_pihak"][3] = daerah(3) | {"nama": "Pemerintah Daerah Kabupaten Baru"}
        git.write(path, yaml(new))
    html, md = review("HEAD")
    assert len(md) <= 60_000
    assert re.search(r"Selebihnya \d+ naskah tidak dimuat di sini", md)
    assert sum(link.startswith("#n") for link in html.links) >= 40
    assert "Saring menurut kata" in html.text


@pytest.mark.slow
def test_same_input_same_bytes(git: Git) -> None:
    git.write(NASKAH, yaml(put(ksb(3), "objek", "lain")))
    results = set()
    for seed, zone in enumerate(("Asia/Jakarta", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed), "TZ": zone}
        subprocess.run(
            [sys.executable, "-m", "ksdgen", "review", "HEAD", "--out", f"t{seed}", "--tanpa-gambar", "-q", *DAY],
            check=True,
            env=environment,
        )
        folder = Path(f"t{seed}")
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        results.add(tuple((path.relative_to(folder), path.read_bytes()) for path in files))
    assert len(results) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "tulis revisi git"),
        (["tidak-ada"], "revisi `tidak-ada` tidak ada"),
        (["HEAD", "agreements/x.yaml"], "tidak ada pada HEAD"),
    ],
)
def test_what_cannot_be_reviewed(git: Git, arguments: list[Any], message: str) -> None:
    result = ksdgen("review", *arguments, "--out", "t", *DAY)
    assert result.code == 2 and message in " ".join(result.everything.split())
    assert not Path("t").exists()
