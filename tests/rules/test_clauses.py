"""What an agreement does with standard clauses: each difference is found, graded by the clause's strictness, and can be undone."""

from __future__ import annotations

import copy
import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import KepalaKlausul, luar_batas
from ksdgen.compose.composition import Izin, Keadaan, Pemakaian, artikel, bunyi, sidik_teks
from ksdgen.desk.frozen import bekukan
from ksdgen.desk.outcome import Hasil
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.paper.document import Paragraf, Rujukan, paragraf_dari
from ksdgen.paper.print import tulis
from ksdgen.rules.examples import dasar
from ksdgen.source.parse import load
from ksdgen.world.repository import Repository
from ksdgen.world.tree import WorkingTree
from tests.helpers.rule_examples import DASAR, HARI_INI, Contoh, PohonTeks
from tests.helpers.util import AKAR, cek, cetak, ksb, simpan, templat, yaml

CONTOH = Contoh()
KATALOG = Katalog(WorkingTree(AKAR / "templates"))
KSD4 = tuple(f"KSD4{i:02}" for i in range(11))
SETUJU = {"oleh": "Kepala Bagian Hukum", "tanggal": "2026-11-16"}


def data(nama: str) -> dict[str, Any]:
    """A base agreement as plain data, every scalar as the text that it is written as."""
    return copy.deepcopy(_data(nama))


@cache
def _data(nama: str) -> dict[str, Any]:
    hasil: dict[str, Any] = pyyaml.load(dasar(nama), Loader=pyyaml.CBaseLoader)
    return hasil


def periksa(isi: dict[str, Any]) -> Hasil:
    """Judge an agreement."""
    return CONTOH.periksa(yaml(isi), HARI_INI)


def kode4(hasil: Hasil) -> list[str]:
    """The findings about clauses, without the note that consent is not tied to a text."""
    return sorted(t.kode for t in hasil.aturan if t.kode.startswith("KSD4") and t.kode != "KSD410")


def pakai(hasil: Hasil, kode: str) -> Pemakaian:
    """What became of a clause."""
    assert hasil.susunan is not None
    (p,) = [p for p in hasil.susunan.klausul if p.kode == kode]
    return p


@cache
def klausul_baku(nama: str) -> list[str]:
    """The clauses of a base agreement."""
    hasil = periksa(data(nama))
    assert hasil.susunan is not None
    return [p.kode for p in hasil.susunan.klausul]


SETIAP = [(nama, kode) for nama in DASAR for kode in klausul_baku(nama)]
setiap = pytest.mark.parametrize(("nama", "kode"), SETIAP)
terdaftar = pytest.mark.parametrize(
    ("nama", "kode"),
    [(n, k) for n, k in SETIAP if k in KATALOG.jenis(data(n)["jenis"]).kepala.pasal],  # type: ignore[union-attr]
)
"""Clauses that come with the document type: one that an agreement chose itself is not missed when it goes."""


@cache
def tulis_baku(nama: str, kode: str) -> str:
    """The text of a standard clause in an agreement, written as markup."""
    s = periksa(data(nama)).susunan
    assert s is not None
    return tulis(artikel(s.dokumen, kode), lingkup=kode)


def dengan(isi: dict[str, Any], kode: str, **pilihan: Any) -> dict[str, Any]:
    """An agreement that does something with a clause."""
    klausul = isi.setdefault("klausul", {}) or {}
    klausul[kode] = {**(klausul.get(kode) or {}), **pilihan}
    isi["klausul"] = klausul
    return isi


def sendiri(kode: str = "pasal_sendiri", judul: str = "PASAL SENDIRI", **lain: Any) -> dict[str, Any]:
    """An article of the agreement's own."""
    return {
        "kode": kode,
        "judul": judul,
        "setelah": "objek",
        "isi": "PARA PIHAK bekerja dengan sungguh-sungguh.",
        **lain,
    }


# --- nothing is flagged where nothing differs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", DASAR)
def test_unchanged_agreement_has_no_deviation(nama: str) -> None:
    hasil = periksa(data(nama))
    assert kode4(hasil) == []
    assert hasil.susunan is not None
    assert {p.keadaan for p in hasil.susunan.klausul} <= {Keadaan.BAKU, Keadaan.ISIAN}
    assert all(p.izin is Izin.DIIZINKAN for p in hasil.susunan.klausul)


@pytest.mark.slow
@setiap
def test_own_words_that_say_the_standard_are_no_deviation(nama: str, kode: str) -> None:
    """Whatever the clause: its own text written as `ubah` is the standard, and only a note says so."""
    hasil = periksa(dengan(data(nama), kode, ubah=tulis_baku(nama, kode)))
    assert kode4(hasil) == ["KSD406"], [t.pesan for t in hasil.temuan]
    p = pakai(hasil, kode)
    assert (p.keadaan, p.sama, p.izin) == (Keadaan.DIUBAH, "", Izin.DIIZINKAN)


HARAP = {"bebas": [], "persetujuan": ["KSD402"], "tetap": ["KSD401"]}


def _cacat(teks: str, acak: random.Random) -> Iterator[str]:
    """Seeded deviations: a word swapped, one left out, a negation, an amount, a party, a paragraph dropped, a paragraph added."""
    kata = [m for m in re.finditer(r"[a-z]{5,}", teks) if "[[" not in teks[max(0, m.start() - 30) : m.start()]]
    m = acak.choice(kata)
    yield teks[: m.start()] + "senantiasa" + teks[m.end() :]
    yield f"{teks[: m.start()]}tidak {teks[m.start() :]}"
    yield teks + "\n\nKetentuan ini dapat disimpangi."
    if "PARA PIHAK" in teks:
        yield teks.replace("PARA PIHAK", "PIHAK KESATU", 1)
    if angka := re.search(r"\d+ \([a-z ]+\)", teks):
        yield teks.replace(angka[0], "99 (sembilan puluh sembilan)", 1)
    baris = teks.split("\n")
    if len(baris) > 1:
        yield "\n".join(baris[:-1])


@pytest.mark.slow
@setiap
def test_seeded_deviation_is_found_and_graded(nama: str, kode: str) -> None:
    baku = tulis_baku(nama, kode)
    for teks in _cacat(baku, random.Random(kode)):
        hasil = periksa(dengan(data(nama), kode, ubah=teks, alasan="kebutuhan daerah"))
        assert hasil.susunan is not None
        if not hasil.susunan.dokumen.isi or any(t.kode == "KSD020" for t in hasil.bentuk):
            continue
        p = pakai(hasil, kode)
        assert p.menyimpang, teks
        assert kode4(hasil) == HARAP[p.kekakuan], (teks, p.kekakuan)


@pytest.mark.slow
@terdaftar
def test_dropped_clause_is_graded(nama: str, kode: str) -> None:
    hasil = periksa(dengan(data(nama), kode, hapus="ya", alasan="tidak diperlukan"))
    p = pakai(hasil, kode)
    assert p.keadaan is Keadaan.DIHAPUS and kode not in {a.kode for a in hasil.susunan.pasal}  # type: ignore[union-attr]
    assert kode4(hasil) == HARAP[p.kekakuan]
    assert [t.span.line for t in hasil.aturan if t.kode in ("KSD401", "KSD402") and t.span] == [
        CONTOH.terakhir[: CONTOH.terakhir.index(f"  {kode}:", CONTOH.terakhir.index("\nklausul:"))].count("\n") + 1
    ] * len(HARAP[p.kekakuan])


@pytest.mark.slow
@terdaftar
def test_all_deviations_can_be_undone(nama: str, kode: str) -> None:
    """An agreement that differs, with its differences undone, is the agreement that never differed."""
    semula = periksa(data(nama)).susunan
    assert semula is not None
    for ubah in (
        dengan(data(nama), kode, ubah="Isi lain.", alasan="x"),
        dengan(data(nama), kode, hapus="ya", alasan="x"),
        {
            **dengan(data(nama), kode, hapus="ya", alasan="x"),
            "pasal_tambahan": [sendiri(judul=KATALOG.klausul(kode).kepala.judul)],
        }  # type: ignore[union-attr]
        if isinstance(KATALOG.klausul(kode).kepala.judul, str)  # type: ignore[union-attr]
        else data(nama),
    ):
        hasil = periksa(ubah)
        assert hasil.muatan.naskah is not None
        assert CONTOH.ruang.baku(hasil.muatan).dokumen == semula.dokumen


# --- no silent replacement ----------------------------------------------------------------------------------------------------------------


def _tersedia(nama: str) -> Iterator[tuple[str, KepalaKlausul]]:
    isi = data(nama)
    for kode in KATALOG.daftar_klausul():
        berkas = KATALOG.klausul(kode)
        assert berkas is not None
        k: KepalaKlausul = berkas.kepala
        if (not k.jenis or isi["jenis"] in k.jenis) and (not k.kategori or isi["kategori"] in k.kategori):
            yield kode, k


def _samaran(judul: str) -> list[str]:
    """A title as somebody may write it who does not want it to be recognised."""
    return [
        judul,
        judul.title(),
        f"  {judul} ",
        f"{judul} (KETENTUAN KHUSUS)",
        f"KESUNGGUHAN DAN {judul}",
        judul.replace(" DAN ", " & "),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("nama", DASAR)
def test_article_that_stands_in_for_a_clause_is_found(nama: str) -> None:
    """Every clause that the agreement could use, dropped or not chosen, with an article under its title in its place."""
    ada = set(klausul_baku(nama))
    if not ada:
        pytest.skip("a document without articles")
    for kode, kepala in _tersedia(nama):
        judul = kepala.judul if isinstance(kepala.judul, str) else next(iter(kepala.judul.values()))
        if any(k != kode and (k in ada) and KATALOG.klausul(k).kepala.judul == judul for k in ada):  # type: ignore[union-attr]
            continue  # a sister clause with the same title stands in the document
        for tulisan in _samaran(judul)[:: 1 if kode == "keadaan_kahar" else 3]:
            isi = data(nama)
            if kode in ada:
                dengan(isi, kode, hapus="ya")
            isi["pasal_tambahan"] = [sendiri(judul=tulisan)]
            hasil = periksa(isi)
            p = pakai(hasil, kode)
            assert (p.keadaan, p.pengganti) == (Keadaan.DIGANTI, 0), (kode, tulisan)
            assert "KSD400" in kode4(hasil)
            assert kode4(hasil) == sorted(["KSD400", *HARAP[p.kekakuan]]), kode


@pytest.mark.slow
@setiap
def test_article_that_fulfils_an_element_stands_in_for_its_clause(nama: str, kode: str) -> None:
    unsur = KATALOG.klausul(kode).kepala.unsur  # type: ignore[union-attr]
    if not unsur:
        pytest.skip("a clause without an element")
    isi = dengan(data(nama), kode, hapus="ya")
    isi["pasal_tambahan"] = [sendiri(unsur=list(unsur))]
    p = pakai(periksa(isi), kode)
    assert (p.keadaan, p.pengganti) == (Keadaan.DIGANTI, 0)


def test_article_beside_a_clause_is_told() -> None:
    hasil = periksa({**data("pks_ksdpk"), "pasal_tambahan": [sendiri(judul="KEADAAN KAHAR DAN BENCANA")]})
    assert kode4(hasil) == ["KSD409"]
    assert pakai(hasil, "keadaan_kahar").pendamping == (0,)


@pytest.mark.parametrize(
    "judul",
    [
        "PENGAMANAN FASILITAS",
        "KELOMPOK KERJA WILAYAH PERBATASAN",
        "VOLUME DAN MUTU",
        "PERUBAHAN IKLIM",
        "TATA LAKSANA LAPANGAN",
        "-",
        "(…)",
    ],
)
def test_article_on_another_matter_is_no_deviation(judul: str) -> None:
    assert kode4(periksa({**data("pks_ksdpk"), "pasal_tambahan": [sendiri(judul=judul)]})) == []


def test_titles_of_different_clauses_are_not_taken_for_each_other() -> None:
    """PEMBAYARAN is no misspelt PEMBIAYAAN."""
    isi = dengan(data("pks_ksdpk"), "pembiayaan", hapus="ya", alasan="x")
    isi["pasal_tambahan"] = [sendiri(judul="PEMBAYARAN")]
    hasil = periksa(isi)
    assert pakai(hasil, "pembiayaan").keadaan is Keadaan.DIHAPUS
    assert pakai(hasil, "pembayaran").pendamping == (0,)


def test_second_article_on_a_replaced_clause_is_told() -> None:
    """A consented article must not cover another one under the same title."""
    isi = dengan(data("pks_ksdpk"), "sanksi", hapus="ya", alasan="x", disetujui=SETUJU)
    isi["pasal_tambahan"] = [sendiri(judul="SANKSI"), sendiri("lagi", "SANKSI (KHUSUS)")]
    hasil = periksa(isi)
    assert kode4(hasil) == ["KSD409"]
    assert (pakai(hasil, "sanksi").pengganti, pakai(hasil, "sanksi").pendamping) == (0, (1,))


def test_reason_and_consent_may_stand_at_the_article_or_at_the_clause() -> None:
    for di_pasal, di_klausul in ((True, False), (False, True)):
        izin = {"alasan": "kebutuhan daerah", "disetujui": SETUJU}
        isi = dengan(data("pks_ksdpk"), "sanksi", hapus="ya", **(izin if di_klausul else {}))
        isi["pasal_tambahan"] = [sendiri(judul="SANKSI", **(izin if di_pasal else {}))]
        hasil = periksa(isi)
        assert kode4(hasil) == []
        p = pakai(hasil, "sanksi")
        assert p.alasan == "kebutuhan daerah" and p.disetujui is not None


# --- grading: every combination -----------------------------------------------------------------------------------------------------------


def _klausul(kekakuan: str) -> str:
    return (
        f"---\njudul: UJI {kekakuan.upper()}\nkekakuan: {kekakuan}\nletak: {{setelah: objek}}\n"
        "varian: {biasa: {uraian: a}, ketat: {uraian: b, pilihan: true, kekakuan: tetap}}\n"
        "isian: {hari: {tipe: bilangan, baku: 14, min: 7, maks: 30, uraian: c}}\n---\n"
        "(#) Paling lama {{ isian.hari | angka }} hari.\n{% if varian == 'ketat' %}\n(#) Tanpa kecuali.\n{% endif %}\n"
    )


@cache
def _clauses_of_each_strictness() -> tuple[PohonTeks, Workspace]:
    """Three more clauses, that differ in strictness only: their templates are compiled once."""
    tree = PohonTeks()
    for kekakuan in HARAP:
        tree.isi[f"templates/klausul/uji_{kekakuan}.j2"] = _klausul(kekakuan)
    return tree, Workspace(Repository(AKAR / "tests", tree))


@pytest.fixture
def uji() -> Iterator[None]:
    """Three clauses that differ in strictness only."""
    awal = CONTOH.pohon, CONTOH.ruang
    CONTOH.pohon, CONTOH.ruang = _clauses_of_each_strictness()
    yield
    CONTOH.pohon, CONTOH.ruang = awal


PERSETUJUAN: dict[str, Any] = {
    "tanpa": None,
    "lengkap": SETUJU,
    "tanpa jabatan": {"tanggal": "2026-11-16"},
    "tanpa tanggal": {"oleh": "Kepala Bagian Hukum"},
    "kosong": {"nama": "Asep Hidayat", "surat": "1/2026"},
}


@pytest.mark.usefixtures("uji")
@pytest.mark.parametrize(
    ("kekakuan", "cara", "alasan", "setuju"),
    list(itertools.product(HARAP, ("ubah", "ganti"), ("", "perlu"), PERSETUJUAN)),
)
def test_every_combination_of_strictness_reason_and_consent(kekakuan: str, cara: str, alasan: str, setuju: str) -> None:
    isi = data("pks_ksdpk")
    pilihan: dict[str, Any] = {"alasan": alasan} if alasan else {}
    if PERSETUJUAN[setuju] is not None:
        pilihan["disetujui"] = PERSETUJUAN[setuju]
    if cara == "ubah":
        dengan(isi, f"uji_{kekakuan}", ubah="Kata sendiri.", **pilihan)
    else:
        isi["pasal_tambahan"] = [sendiri(judul=f"UJI {kekakuan.upper()}", **pilihan)]
    harap = [] if alasan else ["KSD400"]
    if kekakuan == "tetap":
        harap.append("KSD401")
    if kekakuan == "persetujuan" and setuju != "lengkap":
        harap.append("KSD402")
    hasil = periksa(isi)
    assert kode4(hasil) == harap
    for t in hasil.aturan:
        if t.kode in harap:
            assert t.span is not None and (t.rute or "").startswith(
                "klausul." if cara == "ubah" else "pasal_tambahan.0"
            )


@pytest.mark.usefixtures("uji")
def test_a_variant_may_be_held_more_strictly() -> None:
    isi = dengan(data("pks_ksdpk"), "uji_bebas", ubah="Kata sendiri.", alasan="x")
    assert kode4(periksa(isi)) == []
    assert kode4(periksa(dengan(isi, "uji_bebas", varian="ketat"))) == ["KSD401"]


@pytest.mark.usefixtures("uji")
def test_own_words_that_say_another_variant_name_it() -> None:
    isi = dengan(
        data("pks_ksdpk"),
        "uji_persetujuan",
        ubah="(1) Paling lama 14 (empat belas) hari.\n(2) Tanpa kecuali.",
        alasan="x",
    )
    hasil = periksa(isi)
    assert kode4(hasil) == ["KSD407"]
    (t,) = [t for t in hasil.aturan if t.kode == "KSD407"]
    assert "`ketat`" in t.pesan and t.bantuan is not None and "varian: ketat" in t.bantuan
    assert pakai(hasil, "uji_persetujuan").sama == "ketat"


@pytest.mark.usefixtures("uji")
@pytest.mark.parametrize(
    ("hari", "harap"), [("7", []), ("30", []), ("14", []), ("6", ["KSD408"]), ("31", ["KSD408"]), ("0", ["KSD408"])]
)
def test_blanks_are_filled_within_their_limits(hari: str, harap: list[str]) -> None:
    hasil = periksa(dengan(data("pks_ksdpk"), "uji_bebas", isian={"hari": hari}))
    assert kode4(hasil) == harap
    assert pakai(hasil, "uji_bebas").keadaan is Keadaan.ISIAN


@pytest.mark.parametrize(
    ("tipe", "batas", "di_luar"),
    [
        ("bilangan", "min: 2, maks: 9", ["1", "10"]),
        ("persen", 'maks: "2,5"', ["2,6", "3"]),
        ("rupiah", "min: 1000000", ["999999"]),
        ("lama", "maks: 1 tahun", ["13 bulan", "400 hari"]),
    ],
)
def test_limits_of_every_kind_of_blank(tipe: str, batas: str, di_luar: list[str]) -> None:
    from ksdgen.catalogue.front_matter import DeklarasiIsian
    from ksdgen.source.decode import Pembaca

    node, _ = load(f"{{tipe: {tipe}, uraian: x, {batas}}}".encode(), "x")
    assert node is not None
    d = Pembaca().rekaman(DeklarasiIsian, node)
    assert d is not None
    for nilai in di_luar:
        isi, _ = load(f'"{nilai}"'.encode(), "x")
        assert isi is not None and luar_batas(d, isi), nilai
    for batas_ in (d.min, d.maks):
        assert batas_ is None or luar_batas(d, batas_) is None, "a limit is inside"


@pytest.mark.parametrize(
    ("tanggal", "ttd", "harap"),
    [
        ("2026-12-07", "2026-12-07", []),
        ("2026-12-08", "2026-12-07", ["KSD403"]),
        ("2026-12-31", "menyusul", []),
        ("2027-01-01", "menyusul", ["KSD403"]),
        ("2027-01-01", "2027-02-01", ["KSD403"]),
    ],
)
def test_consent_comes_before_the_signing_and_not_from_the_future(tanggal: str, ttd: str, harap: list[str]) -> None:
    isi = dengan(
        data("pks_ksdpk"), "sanksi", ubah="Kata sendiri.", alasan="x", disetujui={**SETUJU, "tanggal": tanggal}
    )
    isi["penandatanganan"]["tanggal"] = ttd
    assert kode4(periksa(isi)) == harap


kata = st.text("abcdefghij", min_size=1, max_size=8)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(kata, min_size=1, max_size=12), st.data())
def test_a_digest_stands_for_words_not_for_layout(teks: list[str], acak: st.DataObject) -> None:
    sela = acak.draw(
        st.lists(st.sampled_from([" ", "\n", "  ", "\n    ", "\r\n"]), min_size=len(teks), max_size=len(teks))
    )
    tata = "".join(k + s for k, s in zip(teks, sela, strict=True))
    assert sidik_teks(tata) == sidik_teks(" ".join(teks))
    i = acak.draw(st.integers(0, len(teks) - 1))
    lain = [*teks[:i], teks[i] + "x", *teks[i + 1 :]]
    assert sidik_teks(" ".join(lain)) != sidik_teks(" ".join(teks))


def test_consent_is_tied_to_the_text() -> None:
    """The note tells the digest; with it there is peace until a word changes."""
    isi = dengan(data("pks_ksdpk"), "sanksi", ubah="Kata sendiri.", alasan="x", disetujui=dict(SETUJU))
    (t,) = [t for t in periksa(isi).aturan if t.kode == "KSD410"]
    sidik = re.search(r"sidik: ([0-9a-f]{12})", t.bantuan or "")
    assert sidik is not None
    isi["klausul"]["sanksi"]["disetujui"]["sidik"] = sidik[1]
    assert [t.kode for t in periksa(isi).aturan if t.kode in KSD4] == []
    isi["klausul"]["sanksi"]["ubah"] = "Kata lain."
    assert [t.kode for t in periksa(isi).aturan if t.kode in KSD4] == ["KSD404"]


def test_consent_without_a_change_is_told() -> None:
    isi = dengan(data("pks_ksdpk"), "sanksi", disetujui=SETUJU)
    isi["pasal_tambahan"] = [sendiri(disetujui=SETUJU)]
    assert kode4(periksa(isi)) == ["KSD405", "KSD405"]


@pytest.mark.parametrize("status", ["konsep", "pembahasan", "siap_ditandatangani"])
def test_grades_do_not_depend_on_the_status(status: str) -> None:
    isi = dengan({**data("pks_ksdpk"), "status": status}, "sanksi", ubah="Kata sendiri.", alasan="x")
    hasil = periksa(isi)
    assert [t.tingkat for t in hasil.aturan if t.kode == "KSD402"] == [Severity.PERINGATAN]


# --- what is known of a signed agreement ---------------------------------------------------------------------------------------------


def test_frozen_agreement_keeps_what_it_did_with_clauses() -> None:
    isi = {**data("pks_ksdpk"), "status": "ditandatangani"}
    dengan(isi, "sanksi", ubah="Kata sendiri.", alasan="x")
    dengan(isi, "monitoring_dan_evaluasi", hapus="ya", alasan="x")
    dengan(isi, "perubahan", hapus="ya", alasan="x")
    isi["pasal_tambahan"] = [sendiri(judul="PERUBAHAN")]
    hasil = periksa(isi)
    assert hasil.susunan is not None and not hasil.beku
    semula = [replace(p, pendamping=()) for p in hasil.susunan.klausul]
    CONTOH.pohon.isi[CONTOH.ruang.repository.path_beku(hasil.muatan.path)] = bekukan(hasil)
    beku = CONTOH.ruang.periksa(hasil.muatan.path, HARI_INI)
    assert beku.beku and beku.susunan is not None
    assert list(beku.susunan.klausul) == semula
    assert kode4(beku) == kode4(hasil)


# --- optional articles come and go ---------------------------------------------------------------------------------------------------


def _periksa_rujukan(hasil: Hasil, tentang: object) -> None:
    """Numbers run, and every reference that is printed is the number of what it points at."""
    assert hasil.susunan is not None
    blok = hasil.susunan.dokumen.isi
    paragraf = list(paragraf_dari(blok))
    pasal = [p.nomor.nilai for p in paragraf if p.peran == "pasal" and p.nomor]
    assert pasal == list(range(1, len(pasal) + 1)), tentang
    menurut = {p.kunci: p for p in paragraf if p.kunci}
    for p in paragraf:
        for r in p.isi:
            if isinstance(r, Rujukan):
                sasaran = menurut.get(r.target)
                assert sasaran is not None and sasaran.nomor is not None, (tentang, r.target)
                assert r.isi == sasaran.nomor.rujukan, (tentang, r.target)
    assert [t.pesan for t in hasil.bentuk if t.kode == "KSD030"] == [], tentang


def _wajib(nama: str) -> set[str]:
    """The clauses without which the law's elements are not fulfilled."""
    hasil: set[str] = set()
    for kode in klausul_baku(nama):
        temuan = periksa(dengan(data(nama), kode, hapus="ya", alasan="x")).aturan
        if any(t.kode.startswith("KSD2") and t.tingkat is Severity.KESALAHAN for t in temuan):
            hasil.add(kode)
    return hasil


@pytest.mark.slow
@pytest.mark.parametrize("nama", [n for n in DASAR if n != "rk"])
def test_optional_articles_come_and_go_without_a_wrong_number(nama: str) -> None:
    """Any choice of optional clauses, each alone and many at once, beside articles of the agreement's own."""
    wajib = _wajib(nama)
    ada = [k for k in klausul_baku(nama) if k not in wajib]
    tambahan = [k for k, _ in _tersedia(nama) if k not in klausul_baku(nama)]
    acak = random.Random(nama)
    pilihan: list[tuple[list[str], list[str]]] = (
        [([k], []) for k in ada] + [([], [k]) for k in tambahan] + [(ada, []), ([], tambahan), (ada, tambahan)]
    )
    pilihan += [
        (acak.sample(ada, acak.randint(0, len(ada))), acak.sample(tambahan, acak.randint(0, len(tambahan))))
        for _ in range(40)
    ]
    for lepas, pakai_ in pilihan:
        isi = data(nama)
        for kode in lepas:
            dengan(isi, kode, hapus="ya", alasan="x")
        for kode in pakai_:
            dengan(isi, kode)
        isi["pasal_tambahan"] = [
            sendiri(
                setelah=acak.choice(sorted(wajib)),
                isi="(1) [a] Satu.\n(2) Sebagaimana dimaksud pada [[a]] dalam [[objek]].",
            )
        ]
        _periksa_rujukan(periksa(isi), (lepas, pakai_))


# --- one file ------------------------------------------------------------------------------------------------------------------------

BARU = """---
judul: TANGGUNG JAWAB LINGKUNGAN
kekakuan: persetujuan
letak: {setelah: objek}
varian:
  biasa: {uraian: Untuk kegiatan di dalam ruangan}
  lapangan: {uraian: Untuk kegiatan di lapangan, pilihan: true}
isian:
  hari: {tipe: bilangan, baku: 14, maks: 30, uraian: Batas waktu pemulihan}
---
(#) [pulih] PARA PIHAK memulihkan lingkungan paling lama {{ isian.hari | angka }} hari.
{% if varian == 'lapangan' %}
(#) Pemulihan sebagaimana dimaksud pada [[pulih]] meliputi lahan di luar [[objek]].
{% endif %}
"""


def test_adding_a_clause_touches_one_file(repo: Any) -> None:
    """One new file: agreements can use it, check judges it, render prints it, lists know it, `ubah` on it is graded."""
    templat(repo, "klausul/tanggung_jawab_lingkungan.j2", BARU)
    isi = ksb(klausul={"tanggung_jawab_lingkungan": {"varian": "lapangan", "isian": {"hari": 7}}})
    jalan, teks = cetak(repo, isi)
    assert "KSD013" not in jalan.kode_temuan and jalan.kode == 0 and teks is not None
    rata = " ".join(teks.split())
    assert "TANGGUNG JAWAB LINGKUNGAN (1) PARA PIHAK memulihkan lingkungan paling lama 7 (tujuh) hari." in rata
    assert "meliputi lahan di luar Pasal 2." in rata
    assert "KSD408" in cek(repo, ksb(klausul={"tanggung_jawab_lingkungan": {"isian": {"hari": 31}}})).kode_temuan
    ubah = {"tanggung_jawab_lingkungan": {"ubah": "Lain.", "alasan": "x"}}
    assert "KSD402" in cek(repo, ksb(klausul=ubah)).kode_temuan
    assert "KSD400" in cek(repo, ksb(pasal_tambahan=[sendiri(judul="Tanggung Jawab Lingkungan")])).kode_temuan
    assert "maksud Anda `tanggung_jawab_lingkungan`?" in cek(repo, ksb(klausul={"tanggung_jawab_lingkunan": {}})).keluar
    from ksdgen.desk.workspace import Workspace

    assert "tanggung_jawab_lingkungan" in Workspace(repo).katalog.daftar_klausul()


def test_files_of_one_clause_are_all_that_changed(repo: Any) -> None:
    """Beside the new file nothing had to be written: every other agreement stays as it was."""
    simpan(repo, ksb())
    from ksdgen.desk.workspace import Workspace

    awal = Workspace(repo).periksa("agreements/a.yaml", HARI_INI).susunan
    templat(repo, "klausul/tanggung_jawab_lingkungan.j2", BARU)
    sesudah = Workspace(repo).periksa("agreements/a.yaml", HARI_INI).susunan
    assert awal is not None and sesudah is not None and awal.dokumen == sesudah.dokumen


def test_article_ends_where_the_next_part_begins() -> None:
    """The words of an article are all its own and no others'."""
    s = periksa(data("pks_ksdpk")).susunan
    assert s is not None
    isi = [b for p in s.pasal for b in artikel(s.dokumen, p.kode)]
    awal = next(i for i, b in enumerate(s.dokumen.isi) if isinstance(b, Paragraf) and b.peran == "pasal")
    akhir = next(i for i, b in enumerate(s.dokumen.isi) if isinstance(b, Paragraf) and b.peran == "penutup")
    assert isi == [b for b in s.dokumen.isi[awal:akhir] if not (isinstance(b, Paragraf) and b.peran == "pasal")]
    assert bunyi(artikel(s.dokumen, "tak_ada")) == ()
