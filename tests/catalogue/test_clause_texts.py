"""The texts of the clause library: every clause in every variant, category and number of parties, and what a lawyer reads of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ksdgen import regulation
from ksdgen.catalogue.front_matter import kekakuan_klausul
from ksdgen.desk.outcome import Hasil
from ksdgen.diagnostics import Severity
from ksdgen.paper.document import Kosong, Paragraf, Rujukan, paragraf_dari
from tests.helpers.clause_bases import (
    JUMLAH,
    PASANGAN,
    Penguji,
    dapat,
    dengan,
    isian_perlu,
    katalog,
    kepala_jenis,
    kepala_klausul,
    klausul_pilihan,
    lengkap,
    naskah,
)
from tests.helpers.golden_klausul import GOLDEN, Pembacaan, halaman

KATALOG = katalog()
KLAUSUL = KATALOG.daftar_klausul()

CATATAN_WAJAR = {
    "KSD315": "setiap pihak memakai nomornya sendiri, dan pasal KETENTUAN UMUM mendahului MAKSUD DAN TUJUAN",
}
"""Notes that a complete agreement may carry, and why."""


def _putaran(jenis: str, kategori: str) -> list[dict[str, str]]:
    """Choices of variants such that each variant of each clause is taken at least once; the first leaves all to the library."""
    hasil: list[dict[str, str]] = [{}]
    for kode in [*kepala_jenis(KATALOG, jenis).pasal, *klausul_pilihan(KATALOG, jenis, kategori)]:
        kepala = kepala_klausul(KATALOG, kode)
        for i, (nama, v) in enumerate((kepala.varian or {}).items()):
            if not (dapat(kepala, jenis, kategori) and dapat(v, jenis, kategori)):
                continue
            while len(hasil) < i + 2:
                hasil.append({})
            hasil[i + 1][kode] = nama
    return [h for i, h in enumerate(hasil) if h or not i]


@pytest.fixture(scope="module")
def penguji() -> Penguji:
    return Penguji()


@pytest.fixture(scope="module")
def pembacaan() -> Pembacaan:
    return Pembacaan()


def _salah(hasil: Hasil) -> Iterator[str]:
    """What is wrong with a composed agreement, in words."""
    for t in hasil.temuan:
        if t.tingkat is not Severity.CATATAN or t.kode not in CATATAN_WAJAR:
            yield f"{t.kode} {t.pesan} ({t.span})"
    assert hasil.susunan is not None
    isi = hasil.susunan.dokumen.isi
    menurut_kunci = {p.kunci: p for p in paragraf_dari(isi) if p.kunci is not None}
    for p in paragraf_dari(isi):
        for bagian in p.isi:
            if isinstance(bagian, Kosong):
                yield f"titik-titik: {bagian.nama} pada {p.teks}"
            elif isinstance(bagian, Rujukan):
                sasaran = menurut_kunci.get(bagian.target)
                if sasaran is None or sasaran.nomor is None or sasaran.nomor.rujukan != bagian.isi:
                    yield f"rujukan `{bagian.isi}` tidak menunjuk tempatnya: {p.teks}"
    yield from _salah_nomor([b for b in isi if isinstance(b, Paragraf)])
    for p in paragraf_dari(isi):
        if re.search(
            r"\s[,.;:]|[,;:]\S*[,;:]|\.\.|  |\bdan dan\b|\bini ini\b|\( ", re.sub(r"…+|\bhttps?://\S+", "", p.teks)
        ):
            yield f"tanda baca: {p.teks}"


def _salah_nomor(isi: list[Paragraf]) -> Iterator[str]:
    """Pasal count from one; in each list the numbers count from one without a gap, and an ayat is never alone."""
    pasal = [p.nomor.nilai for p in isi if p.peran == "pasal" and p.nomor]
    if pasal != list(range(1, len(pasal) + 1)):
        yield f"nomor Pasal: {pasal}"
    terakhir: dict[int, tuple[str, int]] = {}
    judul = ""
    ayat = 0
    for p in [*isi, Paragraf("penutup")]:
        if p.peran in ("pasal", "penutup"):
            if ayat == 1:
                yield f"ayat tunggal bernomor: {judul}"
            judul, ayat, terakhir = p.teks, 0, {}
            continue
        if p.nomor is None:
            continue
        ayat += p.nomor.jenis == "ayat"
        lalu = terakhir.get(p.kedalaman)
        terakhir = {k: v for k, v in terakhir.items() if k < p.kedalaman}
        if p.nomor.nilai != 1 and lalu != (p.nomor.jenis, p.nomor.nilai - 1):
            yield f"nomor {p.nomor.teks} pada {judul}"
        terakhir[p.kedalaman] = (p.nomor.jenis, p.nomor.nilai)


# --- every clause × variant × parties × category ----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("n", JUMLAH)
@pytest.mark.parametrize(("jenis", "kategori"), PASANGAN)
def test_semua_klausul_dan_varian_bersih(penguji: Penguji, jenis: str, kategori: str, n: int) -> None:
    """With every clause at once, in every variant: no blank, no wrong number or reference, nothing that a rule finds."""
    assert list(_salah(penguji.susun(naskah(jenis, kategori, n), aturan=True))) == []
    diminta = {c for c in KLAUSUL if dapat(kepala_klausul(KATALOG, c), jenis, kategori)}
    for pilihan in _putaran(jenis, kategori):
        data = lengkap(KATALOG, jenis, kategori, n)
        for kode, varian in pilihan.items():
            dengan(data, kode, varian, data["klausul"].get(kode, {}).get("isian"))
        hasil = penguji.susun(data, aturan=True)
        assert list(_salah(hasil)) == [], pilihan
        assert hasil.susunan is not None
        termuat = {p.kode: p.varian for p in hasil.susunan.pasal}
        assert diminta - set(termuat) <= ({"pembayaran"} if "tanpa_pembayaran" in pilihan.values() else set())
        assert {k: termuat[k] for k in pilihan} == pilihan


@pytest.mark.slow
@pytest.mark.parametrize(("jenis", "kategori"), PASANGAN)
def test_setiap_klausul_pilihan_sendirian_bersih(penguji: Penguji, jenis: str, kategori: str) -> None:
    """One clause beside those of the document type: what refers to another article says it without that article."""
    for kode in klausul_pilihan(KATALOG, jenis, kategori):
        data = naskah(jenis, kategori)
        hasil = penguji.susun(dengan(data, kode, isian=isian_perlu(kode, data)), aturan=True)
        assert list(_salah(hasil)) == [], kode


@pytest.mark.slow
@pytest.mark.parametrize("jenis", ["kesepakatan_bersama", "perjanjian_kerja_sama"])
@pytest.mark.parametrize("kategori", ["ksdd_wajib", "ksdd_sukarela"])
def test_daerah_dari_dua_provinsi(penguji: Penguji, jenis: str, kategori: str) -> None:
    """Between provinces the dispute goes to the Menteri at once, and no governor is named."""
    for n in JUMLAH:
        hasil = penguji.susun(lengkap(KATALOG, jenis, kategori, n, lintas=True), aturan=True)
        assert list(_salah(hasil)) == []
        assert hasil.susunan is not None
        teks = "\n".join(p.teks for p in paragraf_dari(hasil.susunan.dokumen.isi))
        assert "Menteri Dalam Negeri" in teks
        assert not re.search(r"Gubernur|Kerja Sama Daerah\s+Provinsi", teks)


@pytest.mark.parametrize("pasal", [(), ("penutup",), ("lain_lain", "perubahan"), ("lain_lain", "perubahan", "penutup")])
@pytest.mark.parametrize(("jenis", "kategori"), PASANGAN)
def test_tidak_ada_yang_dikatakan_dua_kali(penguji: Penguji, jenis: str, kategori: str, pasal: tuple[str, ...]) -> None:
    """Closing, originals, stamp duty, annexes and what a working day is are said once, whichever articles say them."""
    data = naskah(jenis, kategori)
    data["lampiran"] = [{"judul": "Peta Lokasi", "isi": "Peta lokasi kerja sama."}]
    for kode in pasal:
        dengan(data, kode)
    hasil = penguji.susun(data)
    assert hasil.susunan is not None
    teks = "\n".join(p.teks for p in paragraf_dari(hasil.susunan.dokumen.isi))
    sekali = (
        "Demikian",
        "dalam rangkap 2 (dua) bermeterai cukup",
        "memegang 1 (satu) naskah asli",
        "Lampiran merupakan bagian",
        "Hari kerja adalah",
    )
    assert {k: teks.count(k) for k in sekali} == dict.fromkeys(sekali, 1)


# --- golden texts -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("kode", KLAUSUL)
def test_teks_baku_sesuai_dengan_klausul(pembacaan: Pembacaan, kode: str) -> None:
    """What a lawyer reads is what prints, and all that the clause can say of a complete agreement is there to be read."""
    isi = (GOLDEN / f"{kode}.md").read_text(encoding="utf-8")
    assert isi == halaman(pembacaan, kode), "jalankan python -m tests.helpers.golden_klausul"


def test_tidak_ada_teks_baku_yang_usang() -> None:
    assert sorted(p.stem for p in GOLDEN.glob("*.md")) == KLAUSUL


@pytest.mark.parametrize("kode", KLAUSUL)
def test_setiap_kalimat_klausul_dapat_dibaca(kode: str) -> None:
    """No sentence of a template hides from its golden text, but what prints only while a fact is missing."""
    berkas = KATALOG.klausul(kode)
    assert berkas is not None
    terbaca = _rapat((GOLDEN / f"{kode}.md").read_text(encoding="utf-8").replace("\\", ""))
    hilang = [f for f in _potongan(berkas.isi) if f not in terbaca]
    assert hilang == []


_TAK_TERCETAK = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|\[\[.*?\]\]|\(#\)|#[a-z1IA]+[.)]|(?<=\s)\[\w+\]|\\$", re.DOTALL | re.MULTILINE
)
_SELAMA_KOSONG = re.compile(
    r"\{% else %\}\n(?:(?!\{% (?:else|endif|endfor)).*\n)*?.*kosong\(.*\n(?:(?!\{% end).*\n)*\{% endfor %\}"
)
_HASIL_KOSONG = re.compile(r"\{% if not .*%\}\n.*kosong\((?:.*\n)*?\{% endif %\}")


def _potongan(isi: str) -> Iterator[str]:
    """The stretches of three words and more that a template says of itself."""
    isi = _HASIL_KOSONG.sub("", _SELAMA_KOSONG.sub("", isi))
    for potong in _TAK_TERCETAK.split(isi):
        for baris in re.split(r"\n(?=\s*$)", potong):
            teks = _rapat(baris)
            if len(teks.split()) >= 3:
                yield teks


def _rapat(teks: str) -> str:
    return " ".join(teks.split())


# --- front matter -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kode", KLAUSUL)
def test_kepala_klausul_berguna(kode: str) -> None:
    """A clause tells a drafter how to use it, every blank is printed or decides something, and every variant can be reached."""
    berkas = KATALOG.klausul(kode)
    assert berkas is not None
    kepala = kepala_klausul(KATALOG, kode)
    assert len((kepala.catatan or "").split()) >= 8, "catatan untuk perancang belum ada"
    assert [i for i in kepala.isian or () if f"isian.{i}" not in berkas.isi] == []
    for nama, v in (kepala.varian or {}).items():
        assert any(dapat(kepala, *q) and dapat(v, *q) for q in PASANGAN), nama
    assert any(dapat(kepala, *q) for q in PASANGAN)


@pytest.mark.parametrize("kode", KLAUSUL)
def test_yang_diperintahkan_peraturan_tidak_bebas(kode: str) -> None:
    """A clause that fulfils an element which the law demands, other than an address list, is not reworded at will."""
    kepala = kepala_klausul(KATALOG, kode)
    unsur_hukum = bool(kepala.unsur) and any(d != regulation.PRAKTIK for d in kepala.dasar)
    if unsur_hukum and kode not in ("surat_menyurat", "latar_belakang"):
        assert kekakuan_klausul(kepala, None) != "bebas"


def test_batas_hukum_tidak_boleh_diubah() -> None:
    """Disputes between regions, taking over, and Sinergi's budgets are held fast; a forum among private parties may be agreed."""
    sengketa = kepala_klausul(KATALOG, "penyelesaian_perselisihan")
    assert {v: kekakuan_klausul(sengketa, v) for v in sengketa.varian or {}} == {
        "antardaerah": "tetap",
        "pengadilan": "persetujuan",
        "musyawarah": "persetujuan",
        "mediasi": "persetujuan",
        "arbitrase": "persetujuan",
    }
    assert {k: kepala_klausul(KATALOG, k).kekakuan for k in ("pembiayaan_sinergi", "pengambilalihan")} == dict.fromkeys(
        ("pembiayaan_sinergi", "pengambilalihan"), "tetap"
    )
