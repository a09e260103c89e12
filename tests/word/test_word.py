"""`ksdgen.word`: what is written is valid, always the same, and found again; LibreOffice lays out the same numbers."""

from __future__ import annotations

import contextlib
import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ksdgen.paper.document import (
    PERAN,
    Baris,
    BarisTabel,
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
from ksdgen.word import identity
from ksdgen.word.images import GambarRusak
from ksdgen.word.ooxml import W, w
from ksdgen.word.reader import BerkasWordRusak, baca
from ksdgen.word.writer import tulis
from tests.helpers.word_files import bagian, bolak_balik, ganti_bagian, isi_saja, rapat, ringkas, simpan
from tests.helpers.word_util import (
    ASET,
    PENUTUP,
    SHA,
    konversi,
    par,
    perjanjian,
    tanda_tangan,
    teks_pdf,
)

# --- round trip -----------------------------------------------------------------------------------------------------


def test_karakter_yang_tidak_dikenal_xml_tidak_menggagalkan() -> None:
    d, _ = baca(tulis(Dokumen("a\x00b", (par("isi", "c\x01d\ud800e\uffff", kunci="k\x02"),), tanda_air="\x03"), {}))
    assert (d.judul, d.tanda_air) == ("a\ufffdb", "\ufffd")
    assert d.isi == (par("isi", "c\ufffdd\ufffde\ufffd", kunci="k\ufffd"),)


def test_judul_pasal_satu_paragraf_dengan_ganti_baris() -> None:
    kepala = Paragraf("pasal", (Baris(), Teks("OBJEK"), Baris(), Teks("LANJUTAN")), Nomor("pasal", 1), "objek")
    bolak_balik(isi_saja(kepala, Paragraf("pasal", (), Nomor("pasal", 2)), Paragraf("pasal", (Teks("TANPA NOMOR"),))))


def test_halaman_dan_orientasi() -> None:
    d = isi_saja(
        PemisahHalaman(),
        par("isi", "tegak"),
        PemisahHalaman(True),
        tanda_tangan(2),
        PemisahHalaman(),
        PemisahHalaman(True),
        par("isi", "datar"),
        PemisahHalaman(False),
    )
    bolak_balik(d)
    bolak_balik(
        replace(
            d,
            tata=TataLetak(215.0, 330.0, 20.05, 20, 30, 20, "Arial", 11.5, 1.5, lanskap=True),
            kaki=(par("kaki", "x"),),
        )
    )
    ukuran = [(s.get(w("w")), s.get(w("orient"))) for s in bagian(tulis(d, {})).iter(w("pgSz"))]
    assert ukuran == [("11906", None), ("16838", "landscape"), ("16838", "landscape"), ("11906", None)]


def test_penanda_yang_bertabrakan_tetap_terbaca(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "_RUANG", 2)
    isi = tuple(par("ayat", f"Ayat {n}", Nomor("ayat", n), f"k{n}", 1) for n in (1, 2))
    bolak_balik(isi_saja(*isi, Paragraf("isi", (Rujukan("k2", "(2)"), Kosong("a"), Kosong("a")))))


def test_rujukan_tanpa_sasaran_bukan_medan() -> None:
    d = isi_saja(
        par("isi", "tanpa nomor", kunci="polos"),
        Paragraf("isi", (Rujukan("tiada", "Pasal 9"), Rujukan("polos", ""), Teks(" x"))),
    )
    bolak_balik(d)
    assert b"instrText" not in tulis(d, {})


def test_rujukan_hidup_menunjuk_penanda_yang_ada() -> None:
    badan = bagian(tulis(perjanjian(), ASET))
    nama = [e.get(w("name")) for e in badan.iter(w("bookmarkStart"))]
    sasaran = [(e.text or "").split()[1] for e in badan.iter(w("instrText")) if "REF" in (e.text or "")]
    assert len(nama) == len(set(nama))
    assert len(sasaran) == 8
    assert set(sasaran) <= set(nama)
    assert all(n is not None and len(n) <= 40 for n in nama)


def test_gambar_dipakai_berulang_disimpan_sekali() -> None:
    g = Paragraf("lambang", (Gambar("a & b", SHA[1], 25), Gambar("", SHA[1], 10)))
    d = replace(isi_saja(g), kaki=(g,))
    bolak_balik(d)
    data = tulis(d, ASET)
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        assert [n for n in z.namelist() if "media" in n] == ["word/media/image1.png"]
    ukuran = [
        (int(e.get("cx", "")), int(e.get("cy", ""))) for e in bagian(data).iter() if str(e.tag).endswith("}extent")
    ]
    assert ukuran == [(50 * 36000, 25 * 36000), (20 * 36000, 10 * 36000)]


def test_gambar_yang_bukan_gambar_ditolak() -> None:
    sha = hashlib.sha256(b"bukan").hexdigest()
    with pytest.raises(GambarRusak, match="PNG atau JPEG"):
        tulis(isi_saja(Paragraf("lambang", (Gambar("", sha, 10),))), {sha: b"bukan"})


def test_jpeg() -> None:
    # The headers of a JPEG of 40 × 20 dots: JFIF and start of frame.
    jpeg = bytes.fromhex("ffd8ffe000104a46494600010101004800480000ffc0000b080014002801011100ffda0008010100003f00ffd9")
    sha = hashlib.sha256(jpeg).hexdigest()
    d = isi_saja(Paragraf("lambang", (Gambar("foto", sha, 10),)))
    assert baca(tulis(d, {sha: jpeg})) == (d, {sha: jpeg})


def test_daftar_yang_terputus_mulai_dari_nomor_yang_diminta() -> None:
    def butir(jenis: str, *nilai: int, kedalaman: int = 1) -> list[Paragraf]:
        return [par("isi" if jenis == "romawi" else jenis, "x", Nomor(jenis, n), None, kedalaman) for n in nilai]

    bolak_balik(
        isi_saja(
            *butir("angka", 1),
            *butir("angka", 1, 2, kedalaman=3),
            *butir("angka", 2),
            *butir("huruf", 3, 4),
            *butir("ayat", 2),
            *butir("huruf", 5, 27, 28, 53),
            *butir("pasal", 7, 8, kedalaman=0),
            *butir("romawi", 4, 5, kedalaman=0),
            *butir("pasal", 1, kedalaman=0),
        )
    )


# --- bytes ----------------------------------------------------------------------------------------------------------


def test_zip_tanpa_jam_tanpa_mampat() -> None:
    with zipfile.ZipFile(io.BytesIO(tulis(perjanjian(), ASET))) as z:
        assert z.testzip() is None
        assert z.namelist()[0] == "[Content_Types].xml"
        for i in z.infolist():
            assert (i.date_time, i.compress_type) == ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)
        semua = b"".join(z.read(n) for n in z.namelist())
    assert b"updateFields" not in semua
    assert b"w:caps" not in semua
    assert "\u00a0".encode() not in semua


def test_tulis_tidak_mengubah_contoh_yang_disimpan() -> None:
    a, b = perjanjian(), isi_saja(par("isi", "lain"))
    sekali = tulis(a, ASET), tulis(b, {})
    assert (tulis(a, ASET), tulis(b, {})) == sekali


# --- validity -------------------------------------------------------------------------------------------------------


def test_setiap_peran_adalah_gaya_bernama() -> None:
    data = tulis(isi_saja(), {})
    gaya = {e.get(w("styleId")): e for e in bagian(data, "word/styles.xml").iter(w("style"))}
    d = isi_saja(*(par(peran, peran) for peran in PERAN))
    dipakai = [e.get(w("val")) for e in bagian(tulis(d, {})).iter(w("pStyle"))]
    assert len(dipakai) == len(PERAN)
    for id_gaya in dipakai:
        dasar = gaya[id_gaya].find(w("basedOn"))
        assert dasar is not None
        assert dasar.get(w("val")) == "Normal"


# --- files that were edited -----------------------------------------------------------------------------------------

_PELINTAS = f'<w:p xmlns:w="{W}">%s</w:p>'


def _sunting(d: Dokumen, ubah: Callable[[etree._Element], None]) -> Dokumen:
    def kerjakan(xml: bytes) -> bytes:
        akar = etree.fromstring(xml)
        ubah(akar)
        return etree.tostring(akar)

    return baca(ganti_bagian(tulis(d, ASET), "word/document.xml", kerjakan))[0]


def test_sisipan_dibaca_dan_hapusan_tidak() -> None:
    def ubah(akar: etree._Element) -> None:
        p = akar.find(f".//{w('p')}")
        assert p is not None
        for isi in (
            '<w:ins w:id="90" w:author="a"><w:r><w:t>baru</w:t></w:r></w:ins>',
            '<w:del w:id="91" w:author="a"><w:r><w:delText>lama</w:delText></w:r></w:del>',
            '<w:moveFrom w:id="92" w:author="a"><w:r><w:t>pergi</w:t></w:r></w:moveFrom>',
            "<w:hyperlink><w:r><w:t>taut</w:t></w:r></w:hyperlink>",
            "<w:sdt><w:sdtContent><w:r><w:t>isian</w:t></w:r></w:sdtContent></w:sdt>",
            '<w:fldSimple w:instr=" DATE "><w:r><w:t>hari ini</w:t></w:r></w:fldSimple>',
            "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>",
        ):
            p.extend(etree.fromstring(_PELINTAS % isi))

    d = _sunting(isi_saja(par("isi", "asli ")), ubah)
    assert [p.teks for p in paragraf_dari(d.isi)] == ["asli barutautisianhari inia\u2011b"]


def test_paragraf_yang_tanda_akhirnya_dihapus_menyatu() -> None:
    def ubah(akar: etree._Element) -> None:
        ppr = akar.find(f".//{w('pPr')}")
        assert ppr is not None
        ppr.extend(etree.fromstring(_PELINTAS % '<w:rPr><w:del w:id="9" w:author="a"/></w:rPr>'))

    d = _sunting(isi_saja(par("isi", "satu "), par("penutup", "dua")), ubah)
    assert d.isi == (Paragraf("penutup", (Teks("satu "), Teks("dua"))),)


def test_gaya_asing_dan_daftar_orang_lain() -> None:
    def ubah(akar: etree._Element) -> None:
        gaya = list(akar.iter(w("pStyle")))
        gaya[0].set(w("val"), "GayaSaya")
        gaya[1].set(w("val"), "GayaSaya")

    d = _sunting(isi_saja(par("penutup", "polos"), par("ayat", "bernomor", Nomor("ayat", 1), None, 1)), ubah)
    assert d.isi == (par("isi", "polos"), par("ayat", "bernomor", Nomor("ayat", 1), None, 1))


def test_tanpa_bagian_penanda_teks_dan_nomor_tetap() -> None:
    d = perjanjian()
    rusak = ganti_bagian(tulis(d, ASET), "customXml/item1.xml", lambda _: b"<lain/>")
    hasil, _ = baca(rusak)
    assert ringkas(hasil) == ringkas(d)
    assert hasil.tata == d.tata


def test_isian_yang_diisi_tangan_tetap_bernama() -> None:
    def ubah(akar: etree._Element) -> None:
        for t in akar.iter(w("t")):
            t.text = "123/PKS"

    d = _sunting(isi_saja(Paragraf("isi", (Kosong("nomor"),))), ubah)
    assert d.isi == (Paragraf("isi", (Kosong("nomor", "123/PKS"),)),)


def test_tanpa_gaya_tabel_peran_dari_isi() -> None:
    def ubah(akar: etree._Element) -> None:
        for e in list(akar.iter(w("tblStyle"))):
            induk = e.getparent()
            assert induk is not None
            induk.remove(e)

    d = perjanjian()
    assert [b.peran for b in _sunting(d, ubah).isi if isinstance(b, Tabel)] == [
        b.peran for b in d.isi if isinstance(b, Tabel)
    ]


# --- broken files ---------------------------------------------------------------------------------------------------


def _zip(**isi: bytes) -> bytes:
    hasil = io.BytesIO()
    with zipfile.ZipFile(hasil, "w") as z:
        for nama, data in isi.items():
            z.writestr(nama.replace("__", "/"), data)
    return hasil.getvalue()


_BOM = (
    b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="'
    + W.encode()
    + b'"><w:body>&b;</w:body></w:document>'
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"bukan zip",
        b"PK\x03\x04",
        _zip(),
        _zip(x=b"y"),
        ganti_bagian(tulis(isi_saja(), {}), "word/document.xml", lambda x: x[:-9]),
        ganti_bagian(tulis(isi_saja(), {}), "word/document.xml", lambda _: b"<x/>"),
        ganti_bagian(tulis(isi_saja(), {}), "word/document.xml", lambda _: _BOM),
        ganti_bagian(tulis(isi_saja(), {}), "word/document.xml", lambda _: f'<w:document xmlns:w="{W}"/>'.encode()),
        ganti_bagian(tulis(isi_saja(), {}), "_rels/.rels", lambda _: b"<x/>"),
        ganti_bagian(tulis(isi_saja(), {}), "[Content_Types].xml", lambda _: b"?"),
        ganti_bagian(tulis(isi_saja(), {}), "word/styles.xml", lambda _: b"<"),
        tulis(isi_saja(), {})[:-40],
    ],
    # Names that hold no bytes: an archive holds the time at which it was made, and both workers must know a test by one name.
    ids=range(13),
)
def test_berkas_rusak_dikatakan(data: bytes) -> None:
    with pytest.raises(BerkasWordRusak, match="berkas"):
        baca(data)


_UTUH = tulis(perjanjian(), ASET)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(_UTUH) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_bita_apa_pun_terbaca_atau_ditolak(ubah: list[tuple[int, int]]) -> None:
    data = bytearray(_UTUH)
    for letak, nilai in ubah:
        data[letak] = nilai
    with contextlib.suppress(BerkasWordRusak):
        baca(bytes(data))


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(st.data())
def test_xml_apa_pun_terbaca_atau_ditolak(data: st.DataObject) -> None:
    """Elements are doubled and dropped and attributes exchanged: well-formed, but no document of ours any more."""
    nama = data.draw(
        st.sampled_from(["word/document.xml", "word/numbering.xml", "word/styles.xml", "customXml/item1.xml"])
    )

    def ubah(xml: bytes) -> bytes:
        akar = etree.fromstring(xml)
        for _ in range(data.draw(st.integers(1, 6))):
            e = data.draw(st.sampled_from(list(akar.iter())))
            induk = e.getparent()
            if induk is None:
                continue
            cara = data.draw(st.integers(0, 3))
            if cara == 0:
                induk.remove(e)
            elif cara == 1:
                induk.append(etree.fromstring(etree.tostring(e)))
            elif cara == 2 and e.attrib:
                e.set(
                    data.draw(st.sampled_from(list(e.attrib))),
                    data.draw(st.sampled_from(["", "x", "-1", "9" * 30, "1e999", "nan"])),
                )
            else:
                for a in list(e.attrib):
                    del e.attrib[a]
        return etree.tostring(akar)

    with contextlib.suppress(BerkasWordRusak):
        baca(ganti_bagian(_UTUH, nama, ubah))


# --- what stays together --------------------------------------------------------------------------------------------


def test_kisi_tanda_tangan_tidak_terbelah() -> None:
    def ikut(jumlah: int) -> list[bool]:
        tabel = bagian(tulis(isi_saja(par("penutup", PENUTUP), tanda_tangan(jumlah)), {})).find(f".//{w('tbl')}")
        assert tabel is not None
        baris = list(tabel.iter(w("tr")))
        assert all(b.find(f"{w('trPr')}/{w('cantSplit')}") is not None for b in baris)
        return [all(p.find(w("keepNext")) is not None for p in b.iter(w("pPr"))) for b in baris]

    assert ikut(2) == [True, False]
    # Too long for one page: only titles and names belong together.
    assert ikut(11) == [True, False] * 4


def test_baris_kepala_tabel_berulang_dan_angka_rata_kanan() -> None:
    akar = bagian(tulis(perjanjian(), ASET))
    assert len(list(akar.iter(w("tblHeader")))) == 1
    kanan = [
        p
        for p in akar.iter(w("p"))
        if (jc := p.find(f"{w('pPr')}/{w('jc')}")) is not None and jc.get(w("val")) == "right"
    ]
    assert ["".join(t.text or "" for t in p.iter(w("t"))) for p in kanan] == ["1.250.000.000,00"] * 3


# --- LibreOffice ----------------------------------------------------------------------------------------------------


@pytest.mark.libreoffice
def test_tanda_tangan_tidak_sendiri_dan_pasal_tidak_di_kaki_halaman(tmp_path: Path) -> None:
    daftar = [perjanjian(jumlah, pengisi) for jumlah in (2, 11) for pengisi in range(8, 34, 3)]
    for pdf in konversi(tmp_path, simpan(tmp_path, daftar), "pdf"):
        halaman = teks_pdf(pdf).split("\f")
        pertama = next(h for h in halaman if "NAMA KESATU" in h and "PIHAK KESATU," in h)
        assert rapat(PENUTUP)[-60:] in rapat(pertama)
        for i, h in enumerate(halaman[:-1]):
            assert f"Halaman {i + 1} dari {len(halaman) - 1}" in h
            isi = h.split("Halaman ")[0].strip().splitlines()
            assert isi[-1] not in ("MAKSUD DAN TUJUAN", "RUANG LINGKUP", "PEMBIAYAAN")


@pytest.mark.libreoffice
def test_tanda_air_tidak_menjadi_teks(tmp_path: Path) -> None:
    d = isi_saja(par("isi", "satu-satunya teks"))
    (pdf,) = konversi(tmp_path, simpan(tmp_path, [replace(d, tanda_air="RAHASIA")]), "pdf")
    assert teks_pdf(pdf).split() == ["satu-satunya", "teks"]


def test_sel_dan_baris_kurang_dari_kisi() -> None:
    baris = (BarisTabel((Sel((par("sel", "a"),)),)), BarisTabel((Sel((par("sel", "b"),)), Sel((par("sel", "c"),)))))
    bolak_balik(isi_saja(Tabel("tabel", (1, 999), baris, 2, "t"), Tabel("pihak", (333, 667), baris)))
