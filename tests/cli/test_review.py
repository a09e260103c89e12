"""`ksdgen review`: everything that a reader of a proposal must know is on the page and in its twin, for one agreement and for many."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from ksdgen.difference import sentence, sentence_pieces
from ksdgen.review.comparison import comparison, revision_state, working_state
from tests.helpers.git_util import Git, repository
from tests.helpers.review_seeds import plant
from tests.helpers.util import daerah, ksb, ksdgen, pks, put, yaml

A = "agreements/a.yaml"
DAY = ("--tanggal", "2026-11-22")


@pytest.fixture
def g(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    monkeypatch.chdir(tmp_path)
    return repository(tmp_path, yaml(ksb()))


class _Page(HTMLParser):
    """The page's text, its elements, links and ids; every element must be closed in order."""

    _VOID_TAGS = frozenset(("meta", "br", "img", "input"))

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.id: list[str] = []
        self.source: list[str] = []
        self.front_matter: list[int] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if tag not in self._VOID_TAGS:
            self._open.append(tag)
        if tag == "a":
            self.links.append(a.get("href") or "")
        if "id" in a:
            self.id.append(a["id"] or "")
        if "src" in a:
            self.source.append(a["src"] or "")
        if re.fullmatch(r"h[1-6]", tag):
            self.front_matter.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in ("style", "script"):
            self.text += data

    def close(self) -> None:
        super().close()
        assert self._open == []


def page(folder: Path) -> _Page:
    h = _Page()
    h.feed((folder / "index.html").read_text(encoding="utf-8"))
    h.close()
    return h


def review(*arguments: object, code: int = 0) -> tuple[_Page, str]:
    result = ksdgen("review", *arguments, "--out", "t", "--tanpa-gambar", *DAY)
    assert result.code == code, result.everything
    return page(Path("t")), Path("t/review.md").read_text(encoding="utf-8")


def test_what_changed_stands_at_the_top_of_both_forms(g: Git) -> None:
    g.write(A, yaml(put(ksb(), "jangka_waktu.lama", "5 tahun")))
    h, md = review("HEAD")
    assert h.text.index("Daftar perubahan") < h.text.index("3 (tiga) tahun") < h.text.index("Rincian")
    assert "<del>3 \\(tiga\\) tahun</del><ins>5 \\(lima\\) tahun</ins>" in md
    for name in ("a.docx", "a.redline.docx"):
        assert (Path("t") / name).stat().st_size > 5000
        assert f"./{name}" in h.links


def test_findings_are_new_still_there_or_solved(g: Git) -> None:
    g.write(A, yaml(put(ksb(), "objek", "pasokan 30 (tiga) ton")))
    g.commit()
    g.write(A, yaml(put(put(ksb(), "tujuan", ["menyalurkan 40 (empat) ton"]), "jangka_waktu.lama", "7 tahun")))
    h, md = review("HEAD")
    new, other = h.text.split("Temuan baru (", 1)[1].split("Temuan yang sudah selesai (", 1)
    assert "KSD501" in new and "KSD301" in new
    assert "KSD501" in other
    assert "**Temuan yang sudah selesai (1)**" in md and "~~" in md
    h, md = review("HEAD", "HEAD")
    assert "Tidak ada naskah yang berubah" in h.text


def test_a_finding_that_only_moved_is_not_new(g: Git) -> None:
    wrong = put(ksb(), "objek", "pasokan 30 (tiga) ton")
    g.write(A, yaml(wrong))
    g.commit()
    g.write(A, "# satu\n# dua\n" + yaml(put(wrong, "tujuan", ["tujuan lain"])))
    h, _ = review("HEAD")
    assert "Temuan baru" not in h.text
    assert "KSD501" in h.text.split("Temuan yang sudah ada sebelumnya", 1)[1]


def test_deviations_consents_and_waivers(g: Git) -> None:
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
    g.write(A, yaml(content))
    for text in review("HEAD"):
        text = text if isinstance(text, str) else text.text
        assert "diminta mitra" in text
        assert "Kepala Bagian Hukum" in text and "31 Januari 2027" in text
        assert "perlu persetujuan" in text or "diizinkan" in text


def test_who_signs_and_what_is_open(g: Git) -> None:
    g.write(A, yaml(put(ksb(3), "objek", "lain")))
    h, md = review("HEAD")
    for p in ("Pejabat Garut", "Bupati Sumedang", "PIHAK KETIGA"):
        assert p in h.text and p in md
    assert "Yang masih terbuka sebelum penandatanganan" in h.text and "Permendagri 22/2020 Pasal 6" in h.text


@pytest.mark.parametrize("way", ["baru", "dihapus", "dinamai ulang", "rusak", "rusak lama"])
def test_every_state_of_a_file(g: Git, way: str) -> None:
    if way == "baru":
        g.write("agreements/b.yaml", yaml(pks()))
    elif way == "dihapus":
        (g.root / A).unlink()
    elif way == "dinamai ulang":
        (g.root / A).rename(g.root / "agreements/lain.yaml")
    elif way == "rusak":
        g.write(A, "jenis: [")
    else:
        g.write(A, "jenis: [")
        g.commit()
        g.write(A, yaml(ksb()))
    h, md = review("HEAD")
    expected = {
        "baru": "Naskah baru",
        "dihapus": "Naskah dihapus",
        "dinamai ulang": "dinamai ulang",
        "rusak": "tidak dapat disusun",
        "rusak lama": "tidak dapat disusun",
    }[way]
    assert expected.lower() in h.text.lower() and expected.lower() in md.lower()


def test_what_cannot_be_judged_is_not_called_solved(g: Git) -> None:
    g.write(A, yaml(put(ksb(), "objek", "pasokan 30 (tiga) ton")))
    g.commit()
    g.write(A, "jenis: [")
    for text in _both(*review("HEAD")):
        assert "tidak dapat disusun" in text and "sudah selesai" not in text and "KSD002" in text
    (g.root / A).unlink()
    for text in _both(*review("HEAD")):
        assert "dihapus dari repositori" in text and "sudah selesai" not in text


def _both(h: _Page, md: str) -> tuple[str, str]:
    return h.text, md


def test_every_paragraph_of_a_place_is_shown(g: Git) -> None:
    """A party is one row of a table with several paragraphs: each that changed stands in every form."""
    new = put(
        put(ksb(), "para_pihak.1.penanda_tangan.0.nama", "Bambang Wirawan"),
        "para_pihak.1.alamat",
        "Jalan Pahlawan Nomor 45",
    )
    g.write(A, yaml(new))
    h, md = review("HEAD")
    details = h.text.partition("Rincian")[2]
    assert (
        details.count("Bambang Wirawan") >= 2 and details.count("Pahlawan") == 2
    )  # in the sentence and in the paragraph
    assert "<ins>Bambang Wirawan</ins>" in md and "<ins>Pahlawan</ins>" in md
    text = ksdgen("diff", "HEAD").output
    assert "{+Bambang Wirawan+}" in text and "{+Pahlawan+}" in text
    assert ksdgen("diff", "HEAD", "--format", "matriks", "--output", "m.docx").code == 0
    matrix = "".join(
        re.findall(r"<w:t[^>]*>([^<]*)</w:t>", zipfile.ZipFile("m.docx").read("word/document.xml").decode())
    )
    assert "Bambang Wirawan" in matrix and "Pahlawan" in matrix


@pytest.mark.slow(traced=True)
def test_the_words_of_each_version_are_marked_in_the_sentence(tmp_path: Path) -> None:
    """The pieces make the sentence, and what they say is old or new was old or new."""
    plant(Git(tmp_path))
    count = 0
    for x in comparison(revision_state(tmp_path, "HEAD"), working_state(tmp_path)).pair:
        for p in x.changes:
            pieces = sentence_pieces(p, 10_000)
            assert "".join(b.text for b in pieces) == sentence(p, 10_000) == " ".join(sentence(p, 10_000).split())
            for kind, whole in (("hapus", p.former), ("sisip", p.after)):
                for b in pieces:
                    if b.kind == kind:
                        count += 1
                        assert b.text in " ".join(whole.split()) or (b.text.endswith(p.title) and p.group == "pasal")
    assert count > 50


def test_nobody_is_called_by_the_twin(g: Git) -> None:
    g.write(A, yaml(put(ksb(), "objek", "menurut @bagian-hukum dan #12, lihat !7 serta *tebal* _miring_ `kode`")))
    _, md = review("HEAD")
    plain = re.sub(r"`[^`\n]*`", "", md)
    assert "@&#8203;bagian" in md and not re.search(r"[@!](?=\w)|#(?=\d)", plain.replace("&#8203;", " "))
    assert r"\*tebal\*" in md and r"\_miring\_" in md


def test_hostile_text_stays_text(g: Git) -> None:
    hostile = "</script><img src=x onerror=alert(1)> " + "a" * 10_000 + " | @semua"
    g.write(A, yaml(put(ksb(), "objek", hostile)))
    h, md = review("HEAD")
    assert h.source == []
    assert "onerror=alert(1)" in h.text
    assert "<img" not in md and len(md) <= 65_536


def test_the_page_fetches_nothing_and_its_links_lead_somewhere(g: Git) -> None:
    g.write("agreements/sub folder/ü b#1?.yaml", yaml(pks()))
    g.commit()
    g.write("agreements/sub folder/ü b#1?.yaml", yaml(put(pks(), "objek", "lain")))
    g.write(A, yaml(put(ksb(), "objek", "lain")))
    h, _ = review("HEAD")
    from urllib.parse import unquote

    assert len(h.id) == len(set(h.id))
    for t in h.links:
        if t.startswith("#"):
            assert t[1:] in h.id
        else:
            assert t.startswith("./") and (Path("t") / unquote(t)).exists(), t
    text = Path("t/index.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//|@import|url\(", text)
    assert h.front_matter[0] == 1 and all(b - a <= 1 for a, b in zip(h.front_matter, h.front_matter[1:], strict=False))


@pytest.mark.slow
def test_the_twin_fits_a_comment_however_many_agreements(g: Git) -> None:
    for i in range(40):
        g.write(f"agreements/banyak/{i:03}.yaml", yaml(put(ksb(11), "tentang", f"Pengendalian Inflasi {i}")))
    g.commit()
    for i in range(40):
        new = put(put(ksb(11), "tentang", f"Pengendalian Inflasi {i}"), "jangka_waktu.lama", "5 tahun")
        new["para_pihak"][3] = daerah(3) | {"nama": "Pemerintah Daerah Kabupaten Baru"}
        g.write(f"agreements/banyak/{i:03}.yaml", yaml(new))
    h, md = review("HEAD")
    assert len(md) <= 60_000
    assert re.search(r"Selebihnya \d+ naskah tidak dimuat di sini", md)
    assert sum(t.startswith("#n") for t in h.links) >= 40
    assert "Saring menurut kata" in h.text


@pytest.mark.slow
def test_same_input_same_bytes(g: Git) -> None:
    g.write(A, yaml(put(ksb(3), "objek", "lain")))
    content = set()
    for i, zone in enumerate(("Asia/Jakarta", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": str(i), "TZ": zone}
        subprocess.run(
            [sys.executable, "-m", "ksdgen", "review", "HEAD", "--out", f"t{i}", "--tanpa-gambar", "-q", *DAY],
            check=True,
            env=environment,
        )
        content.add(
            tuple(
                (p.relative_to(f"t{i}").as_posix(), p.read_bytes())
                for p in sorted(Path(f"t{i}").rglob("*"))
                if p.is_file()
            )
        )
    assert len(content) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "tulis revisi git"),
        (["tidak-ada"], "revisi `tidak-ada` tidak ada"),
        (["HEAD", "agreements/x.yaml"], "tidak ada pada HEAD"),
    ],
)
def test_what_cannot_be_reviewed(g: Git, arguments: list[Any], message: str) -> None:
    result = ksdgen("review", *arguments, "--out", "t", *DAY)
    assert result.code == 2 and message in " ".join(result.everything.split())
    assert not Path("t").exists()
