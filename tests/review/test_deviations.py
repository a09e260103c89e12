"""Deviations from standard clauses: every seeded change in every clause is found, named at its place and rightly graded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from ksdgen import bahasa
from ksdgen.catalogue.front_matter import kekakuan_klausul
from ksdgen.compose.composition import artikel
from ksdgen.desk.outcome import Hasil
from ksdgen.desk.workspace import Workspace
from ksdgen.paper.document import Blok, Paragraf
from ksdgen.paper.print import tulis
from ksdgen.review.deviations import Penyimpangan, penyimpangan
from tests.helpers.clause_bases import AKAR, PASANGAN, Penguji, dapat, katalog, kepala_klausul, lengkap

TINGKAT = {"bebas": "diizinkan", "persetujuan": "perlu persetujuan", "tetap": "terlarang"}

Ubah = Callable[[str], str | None]
"""A line of markup with a change seeded in it, None when the line gives no occasion."""


# --- the changes ------------------------------------------------------------------------------------------------------


def tukar_kata(baris: str) -> str | None:
    kata = re.findall(r"(?<![\w\[/])[a-z]{6,}(?![\w\]/])", baris)
    return re.sub(rf"(?<![\w\[/]){kata[-1]}(?![\w\]/])", "kerikil", baris, count=1) if kata else None


def sisip_tidak(baris: str) -> str | None:
    m = re.search(
        r" (?=(?:dilakukan|dilaksanakan|dapat|wajib|berlaku|memberitahukan|meliputi|dikenai|disampaikan|berhak|mulai|adalah)\b)",
        baris,
    )
    return f"{baris[: m.start()]} tidak{baris[m.start() :]}" if m and " tidak" not in baris else None


def ubah_bilangan(baris: str) -> str | None:
    m = re.search(r"(?<![\d.])(\d{1,3}) \(([a-z ]+)\)", baris)
    return f"{baris[: m.start()]}{bahasa.dengan_kata(int(m[1]) + 4)}{baris[m.end() :]}" if m else None


def tukar_pihak(baris: str) -> str | None:
    for lama, baru in (
        ("PARA PIHAK", "PIHAK KESATU"),
        ("PIHAK KESATU", "PIHAK KEDUA"),
        ("PIHAK KEDUA", "PIHAK KESATU"),
    ):
        if re.search(rf"\b{lama}\b", baris):
            return re.sub(rf"\b{lama}\b", baru, baris, count=1)
    return None


SEBARIS: dict[str, Ubah] = {"kata": tukar_kata, "ingkar": sisip_tidak, "bilangan": ubah_bilangan, "pihak": tukar_pihak}


def buang_akhir(teks: str) -> str | None:
    """Without the last point, where nothing refers to it and something is left."""
    baris = teks.split("\n")
    if len(baris) < 2 or not re.match(r" *(\(\d+\)|[a-z]+\.|\d+\.) [^\[|]", baris[-1]):
        return None
    return "\n".join(baris[:-1])


# --- every clause and variant once ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bahan:
    """An agreement and the clauses of it to be reworded: code → their text as markup."""

    data: dict[str, Any]
    teks: dict[str, str]
    kekakuan: dict[str, str]


def _bahan() -> Iterator[Bahan]:
    k = katalog()
    sudah: set[tuple[str, str | None]] = set()
    penguji = _penguji()
    for jenis, kategori in PASANGAN:
        data = lengkap(k, jenis, kategori, 2)
        kode_semua = [p.kode for p in _susunan(penguji.susun(data)).pasal]
        for ke in range(6):
            pilihan = dict(data.get("klausul", {}))
            for kode in kode_semua:
                cocok = [n for n, v in (kepala_klausul(k, kode).varian or {}).items() if dapat(v, jenis, kategori)]
                if ke < len(cocok) and cocok[ke] != "tanpa_pembayaran":
                    pilihan[kode] = {**pilihan.get(kode, {}), "varian": cocok[ke]}
            if ke and pilihan == data.get("klausul", {}):
                break
            kini = {**data, "klausul": pilihan}
            susunan = _susunan(penguji.susun(kini))
            teks, kekakuan = {}, {}
            for p in susunan.pasal:
                if p.klausul is not None and (p.kode, p.varian) not in sudah:
                    sudah.add((p.kode, p.varian))
                    teks[p.kode] = tulis(artikel(susunan.dokumen, p.kode), lingkup=p.kode)
                    kekakuan[p.kode] = kekakuan_klausul(p.klausul, p.varian)
            if teks:
                yield Bahan(kini, teks, kekakuan)


@cache
def _penguji() -> Penguji:
    """One for all: templates are compiled once."""
    return Penguji()


def _susunan(hasil: Hasil) -> Any:
    assert hasil.susunan is not None and hasil.susunan.dokumen.isi, [t.pesan for t in hasil.bentuk]
    return hasil.susunan


@pytest.fixture(scope="module")
def bahan() -> list[Bahan]:
    return list(_bahan())


def _dengan_ubah(b: Bahan, teks: dict[str, str]) -> dict[str, Any]:
    pilihan = dict(b.data.get("klausul", {}))
    for kode, isi in teks.items():
        asli = pilihan.get(kode, {})
        pilihan[kode] = {**{n: v for n, v in asli.items() if n == "varian"}, "ubah": isi + "\n", "alasan": "uji"}
    return {**b.data, "klausul": pilihan}


def _temukan(data: dict[str, Any]) -> tuple[dict[str, Penyimpangan], Sequence[Blok]]:
    penguji = _penguji()
    hasil = penguji.susun(data)
    susunan = _susunan(hasil)
    return {p.pemakaian.kode: p for p in penyimpangan(penguji.ruang, hasil)}, susunan.dokumen.isi


@pytest.mark.slow
def test_every_clause_and_variant_takes_part(bahan: list[Bahan]) -> None:
    k = katalog()
    ada = {kode for b in bahan for kode in b.teks}
    assert ada == set(k.daftar_klausul())


@pytest.mark.slow
def test_a_clause_copied_word_for_word_is_no_deviation(bahan: list[Bahan]) -> None:
    for b in bahan:
        temuan, _ = _temukan(_dengan_ubah(b, b.teks))
        assert {k: [x.semula + " → " + x.menjadi for x in p.perubahan] for k, p in temuan.items()} == {}


@pytest.mark.slow
@pytest.mark.parametrize("cara", [*SEBARIS, "buang"])
def test_every_seeded_change_is_found_at_its_place_and_graded(bahan: list[Bahan], cara: str) -> None:
    jumlah = 0
    for b in bahan:
        tanam = {kode: hasil for kode, teks in b.teks.items() if (hasil := _tanam(teks, cara)) is not None}
        temuan, isi = _temukan(_dengan_ubah(b, {k: t for k, (t, _) in tanam.items()}))
        assert set(temuan) == set(tanam)
        for kode, (_, baris) in tanam.items():
            p = temuan[kode]
            assert p.tingkat == TINGKAT[b.kekakuan[kode]], kode
            assert p.perubahan, kode
            _periksa(p, cara, baris, isi, kode)
            jumlah += 1
    assert jumlah >= {"kata": 50, "ingkar": 25, "bilangan": 20, "pihak": 30, "buang": 25}[cara]


def _tanam(teks: str, cara: str) -> tuple[str, str] | None:
    """The text with one change, and the line that was changed."""
    if cara == "buang":
        kurang = buang_akhir(teks)
        return None if kurang is None else (kurang, teks.split("\n")[-1])
    baris = teks.split("\n")
    for i in reversed(range(len(baris))):
        if baris[i].lstrip().startswith("|"):
            continue
        baru = SEBARIS[cara](baris[i])
        if baru is not None and baru != baris[i]:
            return "\n".join([*baris[:i], baru, *baris[i + 1 :]]), baru
    return None


def _periksa(p: Penyimpangan, cara: str, baris: str, isi: Sequence[Blok], kode: str) -> None:
    semua = [(x.semula, x.menjadi, x.tempat) for x in p.perubahan]
    if cara == "buang":
        assert any(x.jenis == "dihapus" for x in p.perubahan), (kode, semua)
        return
    assert len(p.perubahan) == 1, (kode, baris, semua)
    satu = p.perubahan[0]
    if cara == "kata":
        assert "kerikil" in satu.menjadi
    elif cara == "ingkar":
        assert "tidak" in satu.menjadi.split() and "tidak" not in satu.semula.split(), (kode, semua)
    elif cara == "bilangan":
        assert re.search(r"\d+ \([a-z ]+\)", satu.semula) and satu.semula != satu.menjadi, (kode, semua)
    else:
        assert "PIHAK" in satu.menjadi and satu.menjadi != satu.semula, (kode, semua)
    pasal = next(x for x in isi if isinstance(x, Paragraf) and x.kunci == kode and x.peran == "pasal")
    assert pasal.nomor is not None and satu.tempat.startswith(pasal.nomor.teks), (kode, satu.tempat)
    m = re.match(r" *(?:\((\d+)\)|([a-z]+)\.|(\d+)\.) ", baris)
    if m is not None:
        sebut = f"ayat ({m[1]})" if m[1] else f"huruf {m[2]}" if m[2] else f"angka {m[3]}"
        assert satu.tempat.endswith(sebut), (kode, baris, satu.tempat)


def test_unchanged_agreements_give_an_empty_report() -> None:
    k = katalog()
    for jenis, kategori in PASANGAN:
        for n in (2, 11):
            temuan, _ = _temukan(lengkap(k, jenis, kategori, n))
            assert temuan == {}, (jenis, kategori, n)


def test_the_shipped_agreements_deviate_only_where_they_say_so() -> None:
    ruang = Workspace(AKAR)
    from datetime import date

    for path in ruang.repository.pohon.below("agreements"):
        if path.endswith(".yaml") and not ruang.repository.adalah_pihak(path):
            hasil = ruang.periksa(path, date(2026, 6, 1), aturan=False)
            menurut = hasil.muatan.naskah.klausul or {} if hasil.muatan.naskah else {}
            for p in penyimpangan(ruang, hasil):
                assert menurut[p.pemakaian.kode].alasan, path
                assert p.tingkat in ("diizinkan", "disetujui"), path


def test_a_clause_left_out_shows_the_words_that_are_missing() -> None:
    data = lengkap(katalog(), "perjanjian_kerja_sama", "ksdpk", 2)
    data["klausul"] = {**data["klausul"], "keadaan_kahar": {"hapus": True, "alasan": "uji"}}
    temuan, _ = _temukan(data)
    p = temuan["keadaan_kahar"]
    assert (p.apa, p.tingkat, p.judul) == ("dihapus", "perlu persetujuan", "KEADAAN KAHAR")
    assert any("bencana alam" in a.lama for x in p.perubahan for a in x.alinea)


def test_an_article_that_stands_in_is_compared_with_the_clause_it_replaces() -> None:
    data = lengkap(katalog(), "perjanjian_kerja_sama", "ksdpk", 2)
    data["klausul"] = {**data["klausul"], "keadaan_kahar": {"hapus": True, "alasan": "uji"}}
    data["pasal_tambahan"] = [
        {"kode": "kahar", "judul": "KEADAAN KAHAR", "setelah": "sanksi", "isi": "Keadaan kahar menunda kewajiban."}
    ]
    temuan, _ = _temukan(data)
    p = temuan["keadaan_kahar"]
    assert p.apa == "diganti dengan pasal tambahan"
    assert p.judul.endswith("KEADAAN KAHAR") and p.judul.startswith("Pasal ")
    assert any("Keadaan kahar menunda kewajiban." in a.baru for x in p.perubahan for a in x.alinea)


@pytest.mark.parametrize(
    ("disetujui", "tingkat"),
    [
        (None, "perlu persetujuan"),
        ({"oleh": "Kepala Bagian Hukum"}, "perlu persetujuan"),
        ({"oleh": "Kepala Bagian Hukum", "tanggal": "2026-11-16"}, "disetujui"),
        ({"oleh": "Kepala Bagian Hukum", "tanggal": "2026-11-16", "sidik": "000000000000"}, "perlu persetujuan"),
    ],
)
def test_consent_counts_once_office_and_date_are_named(disetujui: Any, tingkat: str) -> None:
    data = lengkap(katalog(), "perjanjian_kerja_sama", "ksdpk", 2)
    ubah = {
        "ubah": "Keadaan kahar menunda kewajiban.",
        "alasan": "uji",
        **({"disetujui": disetujui} if disetujui else {}),
    }
    data["klausul"] = {**data["klausul"], "keadaan_kahar": ubah}
    assert _temukan(data)[0]["keadaan_kahar"].tingkat == tingkat
