"""Every shipped agreement, broken in every way of an operator table: each fault must be found, by the right code, on the right line.

`python -m tests.laws.test_mutants` prints how many of how many were killed, by operator.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ksdgen import regulation
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic
from ksdgen.rules.rule import semua
from ksdgen.source.node import Daftar, Peta
from ksdgen.source.parse import parse
from tests.helpers.mutants import (
    Mutan,
    baris_pertama,
    blok_kunci,
    hapus_kunci,
    jalan,
    putus_rujukan,
    ubah_bilangan,
    ubah_nama_kunci,
    ubah_nilai,
)

AKAR = Path(__file__).parents[2]
HARI = date(2026, 11, 21)
NASKAH = sorted(p.relative_to(AKAR).as_posix() for p in (AKAR / "agreements").glob("2*/**/*.yaml"))

UNSUR_FAKTA: dict[str, dict[str, str]] = {
    "kesepakatan_bersama": {
        "konsideran": "KSD203",
        "maksud": "KSD204",
        "tujuan": "KSD204",
        "objek": "KSD205",
        "ruang_lingkup": "KSD206",
        "pelaksanaan": "KSD207",
        "jangka_waktu": "KSD208",
    },
    "perjanjian_kerja_sama": {
        "konsideran": "KSD217",
        "maksud": "KSD218",
        "tujuan": "KSD218",
        "objek": "KSD219",
        "ruang_lingkup": "KSD220",
        "pelaksanaan": "KSD221",
        "hak_dan_kewajiban": "KSD222",
        "pembiayaan": "KSD223",
        "jangka_waktu": "KSD224",
    },
    "nota_kesepakatan": {
        "latar_belakang": "KSD247",
        "maksud": "KSD236",
        "tujuan": "KSD236",
        "lokasi": "KSD237",
        "objek": "KSD238",
        "ruang_lingkup": "KSD239",
        "tugas_dan_tanggung_jawab": "KSD240",
        "pelaksanaan": "KSD241",
        "jangka_waktu": "KSD242",
        "premis": "KSD233",
        "konsideran": "KSD234",
    },
    "rencana_kerja": {},
}
"""Facts whose deletion takes a required element away (Permendagri 22/2020 Pasal 40, 41, 42)."""

UNSUR_KLAUSUL: dict[str, dict[str, str]] = {
    "kesepakatan_bersama": {
        "surat_menyurat": "KSD209",
        "lain_lain": "KSD210",
        "pelaksanaan": "KSD207",
        "objek": "KSD205",
    },
    "perjanjian_kerja_sama": {
        "penyelesaian_perselisihan": "KSD225",
        "keadaan_kahar": "KSD226",
        "pengakhiran": "KSD227",
        "sanksi": "KSD214",
        "pembiayaan": "KSD223",
    },
    "nota_kesepakatan": {"pembiayaan_sinergi": "KSD243", "lain_lain": "KSD244"},
    "rencana_kerja": {},
}
"""Standard clauses whose removal takes a required element away."""

ENUM: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "jenis": (("surat_edaran", frozenset({"KSD013"})),),
    "kategori": (
        ("ksdpl", frozenset({"KSD015"})),
        ("ksd", frozenset({"KSD013"})),
    ),
    "status": (("final", frozenset({"KSD013"})),),
    "gaya": (("entah", frozenset({"KSD013"})),),
    "prakarsa": (("pusat", frozenset({"KSD013"})),),
    "jenis_ksdpk": (("hibah", frozenset({"KSD013"})),),
    "bentuk": (("perusahaan", frozenset({"KSD013"})),),
    "tingkat": (("desa", frozenset({"KSD013"})),),
}
"""Values that are not in the list, by the last part of the route."""


class RuangMutan:
    """The repository with one file's text replaced; templates and the other files are read once."""

    def __init__(self) -> None:
        self.ruang = Workspace(AKAR)
        self.asli = self.ruang.repository.pohon

    def periksa(self, path: str, teks: str) -> list[Diagnostic]:
        """The findings of a mutated file."""
        self.ruang.agreements._muatan.clear()  # a fresh reading of the same repository
        asli = self.asli

        class Ganti:
            def read(self, p: str) -> bytes | None:
                return teks.encode() if p == path else asli.read(p)

            def files(self, folder: str) -> list[str]:
                return asli.files(folder)

            def name(self, p: str) -> str:
                return asli.name(p)

        self.ruang.repository.pohon = Ganti()
        return self.ruang.periksa(path, HARI).temuan


def mutan(path: str, teks: str) -> Iterator[Mutan]:
    """All mutants of one agreement."""
    node, _ = parse(teks, path)
    assert isinstance(node, Peta)
    jenis = node.isi["jenis"].teks  # type: ignore[union-attr]
    kategori = node.isi["kategori"].teks  # type: ignore[union-attr]
    for kunci, kode in UNSUR_FAKTA[jenis].items():
        baru = hapus_kunci(teks, kunci)
        if baru is not None:
            yield Mutan("hapus unsur", kunci, baru, frozenset({kode}), baris_pertama(baru))
    for klausul, kode in UNSUR_KLAUSUL[jenis].items():
        if klausul == "sanksi" and kategori != "ksdpk":
            continue
        hasil = _hapus_klausul(teks, klausul)
        if hasil is not None:
            yield Mutan("hapus klausul", klausul, hasil[0], frozenset({kode}), hasil[1])
    yield from ubah_nama_kunci(teks)
    yield from ubah_bilangan(teks)
    yield from putus_rujukan(teks)
    for rute, _n in jalan(node):
        for baru_nilai, kode_set in ENUM.get(rute.rpartition(".")[2], ()):
            if (
                rute.count(".")
                and rute.rpartition(".")[2] in ("jenis", "bentuk", "kategori")
                and "para_pihak" not in rute
            ):
                continue
            if (
                rute.endswith(("akta.0.jenis", "akta.1.jenis", "keputusan.bentuk", "pengesahan.0.bentuk"))
                or ".badan_hukum." in rute
            ):
                continue
            if "dasar_kewenangan" in rute:
                continue
            m = ubah_nilai(teks, rute, baru_nilai)
            if m is not None:
                yield Mutan("ganti pilihan", f"{rute} → {baru_nilai}", m[0], kode_set, m[1])
    yield from _tanggal(teks, node, jenis)


def _hapus_klausul(teks: str, klausul: str) -> tuple[str, int] | None:
    """The text with a standard clause dropped, and the line on which that stands."""
    potongan = f"  {klausul}: {{hapus: ya, alasan: uji mutasi}}"
    batas = blok_kunci(teks, "klausul")
    semua = teks.split("\n")
    if batas is None:
        semua = [*semua, "klausul:", potongan, ""] if semua[-1] else [*semua[:-1], "klausul:", potongan, ""]
        return "\n".join(semua), semua.index(potongan) + 1
    isi = semua[batas[0] : batas[1]]
    if not isi[0].rstrip().endswith("klausul:") or any(re.match(rf"  {klausul}:", b) for b in isi):
        return None
    semua.insert(batas[0] + 1, potongan)
    return "\n".join(semua), batas[0] + 2


def _tanggal(teks: str, node: Peta, jenis: str) -> Iterator[Mutan]:
    """Dates beyond their bounds, and an act after its revocation."""
    jw = node.isi.get("jangka_waktu")
    if isinstance(jw, Peta) and "sampai" in jw.isi:
        m = ubah_nilai(teks, "jangka_waktu.sampai", "2020-01-01")
        if m is not None:
            yield Mutan("tanggal", "sampai sebelum mulai", m[0], frozenset({"KSD306", "KSD302"}), m[1])
        m = ubah_nilai(teks, "jangka_waktu.sampai", "2026-02-31")
        if m is not None:
            yield Mutan("tanggal", "tanggal yang tidak ada", m[0], frozenset({"KSD011"}), m[1])
    if jenis == "kesepakatan_bersama" and isinstance(jw, Peta) and "lama" in jw.isi:
        m = ubah_nilai(teks, "jangka_waktu.lama", "5 tahun 1 hari")
        if m is not None:
            yield Mutan("tanggal", "KSB lebih dari lima tahun", m[0], frozenset({"KSD301"}), m[1])
    for rute, _n in jalan(node):
        if rute.endswith("surat_kuasa.tanggal"):
            m = ubah_nilai(teks, rute, "2027-06-01")
            if m is not None:
                yield Mutan("tanggal", "surat kuasa sesudah penandatanganan", m[0], frozenset({"KSD383"}), m[1])
        if rute == "studi_kelayakan.tanggal":
            m = ubah_nilai(teks, rute, "2027-06-01")
            if m is not None:
                yield Mutan(
                    "tanggal", "studi kelayakan sesudah penandatanganan", m[0], frozenset({"KSD328", "KSD348"}), m[1]
                )
    dasar = node.isi.get("dasar_hukum")
    if isinstance(dasar, Daftar):
        for i, b in enumerate(dasar.butir):
            m = ubah_nilai(teks, f"dasar_hukum.{i}", "pp-50-2007") if not isinstance(b, Peta) else None
            if m is not None:
                yield Mutan("tanggal", "peraturan yang dicabut", m[0], frozenset({"KSD600"}), m[1])


def jalankan(paths: list[str]) -> tuple[Counter[str], list[str]]:
    """Run all mutants; how many per operator, and the survivors."""
    ruang = RuangMutan()
    hitung: Counter[str] = Counter()
    hidup: list[str] = []
    kode_hukum = {a.kode for a in semua() if any(d.sitasi != "praktik" for d in a.dasar)}
    for path in paths:
        teks = (AKAR / path).read_text(encoding="utf-8")
        dasar = {(t.kode, t.rute) for t in ruang.periksa(path, teks)}
        for m in mutan(path, teks):
            hitung[m.operator] += 1
            baru = [t for t in ruang.periksa(path, m.teks) if t.kode in m.kode]
            tepat = [
                t
                for t in baru
                if m.baris is None or (t.span is not None and t.span.file == path and t.span.line == m.baris)
            ]
            if not tepat:
                letak = [f"{t.kode}@{t.span.line if t.span else '?'}" for t in baru]
                hidup.append(f"{path}: {m.operator}: {m.uraian}: harap {sorted(m.kode)}@{m.baris}, ada {letak}")
            elif tepat[0].kode in kode_hukum and not tepat[0].dasar:
                hidup.append(f"{path}: {m.operator}: {m.uraian}: {tepat[0].kode} tanpa dasar hukum")
        assert all(k for k, _ in dasar)
    return hitung, hidup


@pytest.mark.lambat
@pytest.mark.parametrize("path", NASKAH)
def test_setiap_mutan_ditemukan(path: str) -> None:
    """Law: no fault of the operator table survives."""
    hitung, hidup = jalankan([path])
    assert sum(hitung.values()) > 10
    assert not hidup, f"{len(hidup)} dari {sum(hitung.values())} mutan hidup:\n" + "\n".join(hidup[:20])


def test_dasar_unsur_menyebut_angkanya() -> None:
    """The rule that kills a deleted element cites the number of Pasal 40, 41 or 42 that demands that element."""
    menurut = {a.kode: a for a in semua()}
    for tabel in (UNSUR_FAKTA, UNSUR_KLAUSUL):
        for kode in {k for t in tabel.values() for k in t.values()}:
            assert all(regulation.ada(d.sitasi) for d in menurut[kode].dasar), kode
            assert any(d.sitasi != "praktik" for d in menurut[kode].dasar), kode


if __name__ == "__main__":
    hitung, hidup = jalankan(NASKAH)
    for baris in hidup:
        print(baris)
    for nama, n in sorted(hitung.items()):
        print(f"{nama:<20} {n}")
    semua_mutan = sum(hitung.values())
    print(f"{semua_mutan - len(hidup)} dari {semua_mutan} mutan ditemukan")
