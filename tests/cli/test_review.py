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

from ksdgen.difference import kalimat, potong_kalimat
from ksdgen.review.comparison import banding, keadaan_kerja, keadaan_revisi
from tests.helpers.git_util import Git, repositori
from tests.helpers.review_seeds import tanam
from tests.helpers.util import daerah, ksb, ksdgen, pasang, pks, yaml

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
    assert h.teks.index("Daftar perubahan") < h.teks.index("3 (tiga) tahun") < h.teks.index("Rincian")
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
    isi["pengecualian"] = [
        {
            "aturan": "KSD606",
            "alasan": "disebut dalam konsideran",
            "penanggung_jawab": "Kepala Bagian Hukum",
            "sampai": "2027-01-31",
        }
    ]
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
    harap = {
        "baru": "Naskah baru",
        "dihapus": "Naskah dihapus",
        "dinamai ulang": "dinamai ulang",
        "rusak": "tidak dapat disusun",
        "rusak lama": "tidak dapat disusun",
    }[cara]
    assert harap.lower() in h.teks.lower() and harap.lower() in md.lower()


def test_what_cannot_be_judged_is_not_called_solved(g: Git) -> None:
    g.tulis(A, yaml(pasang(ksb(), "objek", "pasokan 30 (tiga) ton")))
    g.komit()
    g.tulis(A, "jenis: [")
    for teks in _dua(*telaah("HEAD")):
        assert "tidak dapat disusun" in teks and "sudah selesai" not in teks and "KSD002" in teks
    (g.akar / A).unlink()
    for teks in _dua(*telaah("HEAD")):
        assert "dihapus dari repositori" in teks and "sudah selesai" not in teks


def _dua(h: _Halaman, md: str) -> tuple[str, str]:
    return h.teks, md


def test_every_paragraph_of_a_place_is_shown(g: Git) -> None:
    """A party is one row of a table with several paragraphs: each that changed stands in every form."""
    baru = pasang(
        pasang(ksb(), "para_pihak.1.penanda_tangan.0.nama", "Bambang Wirawan"),
        "para_pihak.1.alamat",
        "Jalan Pahlawan Nomor 45",
    )
    g.tulis(A, yaml(baru))
    h, md = telaah("HEAD")
    rincian = h.teks.partition("Rincian")[2]
    assert (
        rincian.count("Bambang Wirawan") >= 2 and rincian.count("Pahlawan") == 2
    )  # in the sentence and in the paragraph
    assert "<ins>Bambang Wirawan</ins>" in md and "<ins>Pahlawan</ins>" in md
    teks = ksdgen("diff", "HEAD").keluar
    assert "{+Bambang Wirawan+}" in teks and "{+Pahlawan+}" in teks
    assert ksdgen("diff", "HEAD", "--format", "matriks", "--output", "m.docx").kode == 0
    matriks = "".join(
        re.findall(r"<w:t[^>]*>([^<]*)</w:t>", zipfile.ZipFile("m.docx").read("word/document.xml").decode())
    )
    assert "Bambang Wirawan" in matriks and "Pahlawan" in matriks


@pytest.mark.slow(traced=True)
def test_the_words_of_each_version_are_marked_in_the_sentence(tmp_path: Path) -> None:
    """The pieces make the sentence, and what they say is old or new was old or new."""
    tanam(Git(tmp_path))
    jumlah = 0
    for x in banding(keadaan_revisi(tmp_path, "HEAD"), keadaan_kerja(tmp_path)).pasangan:
        for p in x.perubahan:
            potong = potong_kalimat(p, 10_000)
            assert "".join(b.teks for b in potong) == kalimat(p, 10_000) == " ".join(kalimat(p, 10_000).split())
            for jenis, utuh in (("hapus", p.semula), ("sisip", p.menjadi)):
                for b in potong:
                    if b.jenis == jenis:
                        jumlah += 1
                        assert b.teks in " ".join(utuh.split()) or (b.teks.endswith(p.judul) and p.golongan == "pasal")
    assert jumlah > 50


def test_nobody_is_called_by_the_twin(g: Git) -> None:
    g.tulis(A, yaml(pasang(ksb(), "objek", "menurut @bagian-hukum dan #12, lihat !7 serta *tebal* _miring_ `kode`")))
    _, md = telaah("HEAD")
    polos = re.sub(r"`[^`\n]*`", "", md)
    assert "@&#8203;bagian" in md and not re.search(r"[@!](?=\w)|#(?=\d)", polos.replace("&#8203;", " "))
    assert r"\*tebal\*" in md and r"\_miring\_" in md


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


@pytest.mark.slow
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


@pytest.mark.slow
def test_same_input_same_bytes(g: Git) -> None:
    g.tulis(A, yaml(pasang(ksb(3), "objek", "lain")))
    isi = set()
    for i, zona in enumerate(("Asia/Jakarta", "America/New_York")):
        lingkungan = {**os.environ, "PYTHONHASHSEED": str(i), "TZ": zona}
        subprocess.run(
            [sys.executable, "-m", "ksdgen", "review", "HEAD", "--out", f"t{i}", "--tanpa-gambar", "-q", *HARI],
            check=True,
            env=lingkungan,
        )
        isi.add(
            tuple(
                (p.relative_to(f"t{i}").as_posix(), p.read_bytes())
                for p in sorted(Path(f"t{i}").rglob("*"))
                if p.is_file()
            )
        )
    assert len(isi) == 1


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        ([], "tulis revisi git"),
        (["tidak-ada"], "revisi `tidak-ada` tidak ada"),
        (["HEAD", "agreements/x.yaml"], "tidak ada pada HEAD"),
    ],
)
def test_what_cannot_be_reviewed(g: Git, argumen: list[Any], pesan: str) -> None:
    hasil = ksdgen("review", *argumen, "--out", "t", *HARI)
    assert hasil.kode == 2 and pesan in " ".join(hasil.semua.split())
    assert not Path("t").exists()
