"""The html writer: the same text as txt, well formed, self-contained, without a way for text to become markup."""

from __future__ import annotations

import base64
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from ksdgen.desk.workspace import Workspace
from ksdgen.paper.document import (
    BarisTabel,
    Bidang,
    Dokumen,
    Gambar,
    Kosong,
    Nomor,
    Paragraf,
    PemisahHalaman,
    Rujukan,
    Sel,
    Tabel,
    TataLetak,
    Teks,
    paragraf_dari,
)
from ksdgen.writers import html, text
from tests.helpers.util import AKAR
from tests.helpers.word_files import LAMBAT
from tests.helpers.word_util import ASET, NAMA, TEKS, dokumen, naskah, par, perjanjian

KOSONG = {"meta", "br", "img", "col"}


class Halaman(HTMLParser):
    """A page taken apart: its text, its elements, and whether every element is closed where it should be."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.teks: list[str] = []
        self.unsur: list[tuple[str, dict[str, str]]] = []
        self.gaya = ""
        self._buka: list[str] = []
        self.feed(data.decode())
        self.close()
        assert self._buka == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unsur.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in KOSONG:
            self._buka.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._buka.pop() == tag

    def handle_data(self, data: str) -> None:
        if "body" in self._buka:
            self.teks.append(data)
        elif "style" in self._buka:
            self.gaya += data

    @property
    def rapat(self) -> str:
        """The text of the body without white space."""
        return "".join("".join(self.teks).split())

    def semua(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of that name."""
        return [a for t, a in self.unsur if t == tag]


def halaman(d: Dokumen) -> Halaman:
    """A document written and taken apart; what must hold of every page is checked here."""
    data = html.tulis(d, ASET)
    assert data == html.tulis(d, ASET)
    h = Halaman(data)
    assert h.rapat == "".join(text.tulis(d, ASET).decode().split())
    assert {t for t, _ in h.unsur} <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "header",
            "section",
            "div",
            "h1",
            "h2",
            "p",
            "span",
            "a",
            "br",
        ),
        *("img", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
    }
    id_ = [a["id"] for _, a in h.unsur if "id" in a]
    assert len(id_) == len(set(id_))
    for tag, atribut in h.unsur:
        assert not any(k.startswith("on") for k in atribut)
        assert atribut.get("src", "data:image/").startswith("data:image/")
        if tag == "a":
            assert atribut["href"].removeprefix("#") in id_
    # The style is of our own making: nothing is fetched, no text ends a rule, and braces match.
    assert "url(" not in h.gaya and "@import" not in h.gaya
    assert h.gaya.count("{") == h.gaya.count("}")
    return h


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=LAMBAT)
@given(dokumen())
def test_teks_sama_dengan_txt_dan_susunan_utuh(d: Dokumen) -> None:
    halaman(d)


@settings(deadline=None, suppress_health_check=LAMBAT)
@given(naskah())
def test_setiap_rujukan_adalah_tautan_ke_paragrafnya(d: Dokumen) -> None:
    h = halaman(d)
    rujukan = [r for p in paragraf_dari(d.isi) for r in p.isi if isinstance(r, Rujukan)]
    assert len(h.semua("a")) == len(rujukan)
    assert len(h.semua("h2")) == len(h.semua("section")) == sum(p.peran == "pasal" for p in paragraf_dari(d.isi))


@settings(deadline=None)
@given(TEKS, NAMA)
def test_tidak_ada_teks_yang_menjadi_markah(teks: str, nama: str) -> None:
    jahat = f"</style><script>\"'&amp;{teks}"
    d = Dokumen(
        jahat,
        (
            Paragraf("isi", (Teks(jahat), Kosong(jahat, jahat), Rujukan(nama, jahat)), None, nama),
            par("isi", jahat, kunci=jahat),
        ),
        (Paragraf("kaki", (Teks(jahat), Bidang("halaman"))),),
        TataLetak(huruf=jahat),
        jahat,
    )
    h = halaman(d)
    assert [t for t, _ in h.unsur].count("style") == 1


def test_naskah_yang_disertakan() -> None:
    ruang = Workspace(AKAR)
    berkas = sorted((AKAR / "agreements").glob("2*/**/*.yaml"))
    assert berkas
    for b in berkas:
        s = ruang.periksa(ruang.repository.nama(b), date(2026, 12, 1), aturan=False).susunan
        assert s is not None, b
        h = Halaman(html.tulis(s.dokumen, s.aset))
        assert h.rapat == "".join(text.tulis(s.dokumen, s.aset).decode().split())


@pytest.mark.parametrize("jumlah", [2, 3, 11])
def test_perjanjian(jumlah: int) -> None:
    h = halaman(perjanjian(jumlah))
    assert [a["lang"] for a in h.semua("html")] == ["id"]
    assert len(h.semua("h1")) == len(h.semua("header")) == 1
    assert len(h.semua("h2")) == len(h.semua("section")) == 3
    (gambar,) = h.semua("img")
    assert base64.b64decode(gambar["src"].partition(",")[2]) in ASET.values()
    assert gambar["alt"] == "Lambang Kabupaten Indramayu" and "height:25mm" in gambar["style"]
    assert [a["title"] for a in h.semua("span") if a.get("class") == "kosong"][-2:] == [
        f"belum diisi: {n}"
        for n in (["para_pihak.0.nomor", "para_pihak.1.nomor"] if jumlah == 2 else _dua_terakhir(jumlah))
    ]
    assert sum(a.get("class") == "baris" for a in h.semua("div")) == 1 + 2 * -(-jumlah // (2 if jumlah <= 4 else 3))
    # On a narrow screen each cell names its column.
    assert [a.get("data-kolom") for a in h.semua("td")].count("Uraian") == 3
    assert '"Halaman " counter(page) " dari " counter(pages)' in h.gaya
    assert 'main::before{content:"DRAF"' in h.gaya


def _dua_terakhir(jumlah: int) -> list[str]:
    return [f"para_pihak.{i}.nomor" for i in range(min(jumlah, 4))][-2:]


def test_halaman_menurut_tata_letak() -> None:
    tata = TataLetak(
        lebar_mm=215, tinggi_mm=330, margin_atas_mm=20, margin_kanan_mm=25, margin_bawah_mm=30, margin_kiri_mm=35
    )
    d = Dokumen(
        "Uji", (par("isi", "a"), PemisahHalaman(), par("isi", "b"), PemisahHalaman(True), par("isi", "c")), tata=tata
    )
    h = halaman(d)
    assert "@page{size:215mm 330mm;margin:20mm 25mm 30mm 35mm;}" in h.gaya
    assert "@page lanskap{size:330mm 215mm}" in h.gaya
    assert [a["class"] for a in h.semua("div")] == ["lembar", "lembar baru", "lembar lanskap baru"]
    assert [
        a["class"] for a in halaman(Dokumen("Uji", (par("isi", "a"),), tata=TataLetak(lanskap=True))).semua("div")
    ] == ["lembar lanskap"]


def test_penutup_bukan_bagian_pasal() -> None:
    isi = (
        par("judul", "JUDUL"),
        par("isi", "pembuka"),
        par("pasal", "OBJEK", Nomor("pasal", 1), "objek"),
        Tabel("tabel", (1000,), (BarisTabel((Sel((par("sel", "x"),)),)),)),
        par("penutup", "Demikian."),
    )
    data = html.tulis(Dokumen("Uji", isi), {}).decode()
    assert re.sub(r"\s+", "", re.sub(r"<(?!/?(section|header))[^>]*>", "", data.partition("<main>")[2])) == (
        "<header>JUDUL</header>pembuka<section>Pasal1OBJEKx</section>Demikian."
    )


def test_gambar_yang_tidak_dibawa_adalah_kesalahan_pemanggil() -> None:
    with pytest.raises(KeyError):
        html.tulis(Dokumen("Uji", (Paragraf("lambang", (Gambar("x", "0" * 64, 10),)),)), {})
