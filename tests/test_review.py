"""`ksdgen review`: everything that a reader of a proposal must know is on the page and in its twin, for one agreement and for many."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from git_util import Git, repositori
from util import daerah, ksb, ksdgen, pasang, pks, yaml

A = "agreements/a.yaml"
HARI = ("--tanggal", "2026-11-22")


@pytest.fixture
def g(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    monkeypatch.chdir(tmp_path)
    return repositori(tmp_path, yaml(ksb()))


class _Halaman(HTMLParser):
    """The page's text, its elements, links and ids; every element must be closed in order."""

    _HAMPA = frozenset(("meta", "br", "img", "input"))

    def __init__(self) -> None:
        super().__init__()
        self.teks = ""
        self.tautan: list[str] = []
        self.id: list[str] = []
        self.sumber: list[str] = []
        self.kepala: list[int] = []
        self._buka: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if tag not in self._HAMPA:
            self._buka.append(tag)
        if tag == "a":
            self.tautan.append(a.get("href") or "")
        if "id" in a:
            self.id.append(a["id"] or "")
        if "src" in a:
            self.sumber.append(a["src"] or "")
        if re.fullmatch(r"h[1-6]", tag):
            self.kepala.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self._buka.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._buka or self._buka[-1] not in ("style", "script"):
            self.teks += data

    def close(self) -> None:
        super().close()
        assert self._buka == []


def halaman(folder: Path) -> _Halaman:
    h = _Halaman()
    h.feed((folder / "index.html").read_text(encoding="utf-8"))
    h.close()
    return h


def telaah(*argumen: object, kode: int = 0) -> tuple[_Halaman, str]:
    hasil = ksdgen("review", *argumen, "--out", "t", "--tanpa-gambar", *HARI)
    assert hasil.kode == kode, hasil.semua
    return halaman(Path("t")), Path("t/review.md").read_text(encoding="utf-8")


def test_what_changed_stands_at_the_top_of_both_forms(g: Git) -> None:
    g.tulis(A, yaml(pasang(ksb(), "jangka_waktu.lama", "5 tahun")))
    h, md = telaah("HEAD")
    assert h.teks.index("Daftar perubahan") < h.teks.index("3 (tiga) tahun") < h.teks.index("Rincian tiap naskah")
    assert "<del>3 \\(tiga\\) tahun</del><ins>5 \\(lima\\) tahun</ins>" in md
    for nama in ("a.docx", "a.redline.docx"):
        assert (Path("t") / nama).stat().st_size > 5000
        assert f"./{nama}" in h.tautan


def test_findings_are_new_still_there_or_solved(g: Git) -> None:
    g.tulis(A, yaml(pasang(ksb(), "objek", "pasokan 30 (tiga) ton")))
    g.komit()
    g.tulis(A, yaml(pasang(pasang(ksb(), "tujuan", ["menyalurkan 40 (empat) ton"]), "jangka_waktu.lama", "7 tahun")))
    h, md = telaah("HEAD")
    baru, lain = h.teks.split("Temuan baru (", 1)[1].split("Temuan yang sudah selesai (", 1)
    assert "KSD501" in baru and "KSD301" in baru
    assert "KSD501" in lain
    assert "**Temuan yang sudah selesai (1)**" in md and "~~" in md
    h, md = telaah("HEAD", "HEAD")
    assert "Tidak ada naskah yang berubah" in h.teks


def test_a_finding_that_only_moved_is_not_new(g: Git) -> None:
    salah = pasang(ksb(), "objek", "pasokan 30 (tiga) ton")
    g.tulis(A, yaml(salah))
    g.komit()
    g.tulis(A, "# satu\n# dua\n" + yaml(pasang(salah, "tujuan", ["tujuan lain"])))
    h, _ = telaah("HEAD")
    assert "Temuan baru" not in h.teks
    assert "KSD501" in h.teks.split("Temuan yang sudah ada sebelumnya", 1)[1]


def test_deviations_consents_and_waivers(g: Git) -> None:
    isi = ksb()
    isi["klausul"] = {"lain_lain": {"ubah": "Hal lain diatur kemudian.", "alasan": "diminta mitra"}}
    isi["pengecualian"] = [{"aturan": "KSD606", "alasan": "disebut dalam konsideran", "penanggung_jawab": "Kepala Bagian Hukum", "sampai": "2027-01-31"}]
    g.tulis(A, yaml(isi))
    for teks in telaah("HEAD"):
        teks = teks if isinstance(teks, str) else teks.teks
        assert "diminta mitra" in teks
        assert "Kepala Bagian Hukum" in teks and "31 Januari 2027" in teks
        assert "perlu persetujuan" in teks or "diizinkan" in teks


def test_who_signs_and_what_is_open(g: Git) -> None:
    g.tulis(A, yaml(pasang(ksb(3), "objek", "lain")))
    h, md = telaah("HEAD")
    for p in ("Pejabat Garut", "Bupati Sumedang", "PIHAK KETIGA"):
        assert p in h.teks and p in md
    assert "Yang masih terbuka sebelum penandatanganan" in h.teks and "Permendagri 22/2020 Pasal 6" in h.teks


@pytest.mark.parametrize("cara", ["baru", "dihapus", "dinamai ulang", "rusak", "rusak lama"])
def test_every_state_of_a_file(g: Git, cara: str) -> None:
    if cara == "baru":
        g.tulis("agreements/b.yaml", yaml(pks()))
    elif cara == "dihapus":
        (g.akar / A).unlink()
    elif cara == "dinamai ulang":
        (g.akar / A).rename(g.akar / "agreements/lain.yaml")
    elif cara == "rusak":
        g.tulis(A, "jenis: [")
    else:
        g.tulis(A, "jenis: [")
        g.komit()
        g.tulis(A, yaml(ksb()))
    h, md = telaah("HEAD")
    harap = {"baru": "Naskah baru", "dihapus": "Naskah dihapus", "dinamai ulang": "dinamai ulang", "rusak": "tidak dapat disusun", "rusak lama": "tidak dapat disusun"}[cara]
    assert harap.lower() in h.teks.lower() and harap.lower() in md.lower()


def test_hostile_text_stays_text(g: Git) -> None:
    jahat = "</script><img src=x onerror=alert(1)> " + "a" * 10_000 + " | @semua"
    g.tulis(A, yaml(pasang(ksb(), "objek", jahat)))
    h, md = telaah("HEAD")
    assert h.sumber == []
    assert "onerror=alert(1)" in h.teks
    assert "<img" not in md and len(md) <= 65_536


def test_the_page_fetches_nothing_and_its_links_lead_somewhere(g: Git) -> None:
    g.tulis("agreements/sub folder/ü b#1?.yaml", yaml(pks()))
    g.komit()
    g.tulis("agreements/sub folder/ü b#1?.yaml", yaml(pasang(pks(), "objek", "lain")))
    g.tulis(A, yaml(pasang(ksb(), "objek", "lain")))
    h, _ = telaah("HEAD")
    from urllib.parse import unquote

    assert len(h.id) == len(set(h.id))
    for t in h.tautan:
        if t.startswith("#"):
            assert t[1:] in h.id
        else:
            assert t.startswith("./") and (Path("t") / unquote(t)).exists(), t
    teks = Path("t/index.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//|@import|url\(", teks)
    assert h.kepala[0] == 1 and all(b - a <= 1 for a, b in zip(h.kepala, h.kepala[1:], strict=False))


def test_the_twin_fits_a_comment_however_many_agreements(g: Git) -> None:
    for i in range(40):
        g.tulis(f"agreements/banyak/{i:03}.yaml", yaml(pasang(ksb(11), "tentang", f"Pengendalian Inflasi {i}")))
    g.komit()
    for i in range(40):
        baru = pasang(pasang(ksb(11), "tentang", f"Pengendalian Inflasi {i}"), "jangka_waktu.lama", "5 tahun")
        baru["para_pihak"][3] = daerah(3) | {"nama": "Pemerintah Daerah Kabupaten Baru"}
        g.tulis(f"agreements/banyak/{i:03}.yaml", yaml(baru))
    h, md = telaah("HEAD")
    assert len(md) <= 60_000
    assert re.search(r"Selebihnya \d+ naskah tidak dimuat di sini", md)
    assert sum(t.startswith("#n") for t in h.tautan) >= 40
    assert "Saring menurut kata" in h.teks


def test_same_input_same_bytes(g: Git) -> None:
    g.tulis(A, yaml(pasang(ksb(3), "objek", "lain")))
    isi = set()
    for i, zona in enumerate(("Asia/Jakarta", "America/New_York")):
        lingkungan = {**os.environ, "PYTHONHASHSEED": str(i), "TZ": zona}
        subprocess.run([sys.executable, "-m", "ksdgen", "review", "HEAD", "--out", f"t{i}", "--tanpa-gambar", "-q", *HARI], check=True, env=lingkungan)
        isi.add(tuple((p.relative_to(f"t{i}").as_posix(), p.read_bytes()) for p in sorted(Path(f"t{i}").rglob("*")) if p.is_file()))
    assert len(isi) == 1


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [([], "tulis revisi git"), (["tidak-ada"], "revisi `tidak-ada` tidak ada"), (["HEAD", "agreements/x.yaml"], "tidak ada pada HEAD")],
)
def test_what_cannot_be_reviewed(g: Git, argumen: list[Any], pesan: str) -> None:
    hasil = ksdgen("review", *argumen, "--out", "t", *HARI)
    assert hasil.kode == 2 and pesan in " ".join(hasil.semua.split())
    assert not Path("t").exists()
