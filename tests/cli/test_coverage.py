"""`ksdgen coverage`: which provision is judged by which rule."""

from __future__ import annotations

import re

from ksdgen import regulation
from ksdgen.rules.coverage import Baris, baris_cakupan
from ksdgen.rules.packaged import semua
from tests.helpers.util import ksdgen


def test_perintah_cakupan() -> None:
    teks = ksdgen("coverage").keluar
    ringkas = re.findall(
        r"^(\S+): (\d+) ketentuan, (\d+) diperiksa aturan, (\d+) tidak dapat diperiksa mesin, (\d+) belum \((\d+|–)",
        teks,
        re.MULTILINE,
    )
    hitung = {nama: tuple(map(int, angka)) for nama, *angka, _ in ringkas}
    for nama, (n, *bagian) in hitung.items():
        baris = [b for b in CAKUPAN if nama in (b.peraturan, "jumlah")]
        assert n == sum(bagian) == len(baris)
        assert bagian == [sum(keadaan(b)[i] for b in baris) for i in range(3)]
    assert set(hitung) == {b.peraturan for b in CAKUPAN} | {"jumlah"}
    *_, bagian_jumlah = next(r for r in ringkas if r[0] == "jumlah")
    _, diperiksa, _, belum = hitung["jumlah"]
    assert int(bagian_jumlah) == diperiksa * 100 // (diperiksa + belum)
    assert all(f"{b.cetak}\n    {b.uraian}\n    {b.keterangan}\n" in teks for b in CAKUPAN)
    satu = ksdgen("coverage", "uu-23-2014").keluar
    assert "uu-23-2014: " in satu and "jumlah" not in satu and "Permendagri" not in satu.partition("\n\n")[2]
    tabel = ksdgen("coverage", "--format", "markdown").keluar.splitlines()
    assert sum(b.startswith("| ") for b in tabel) == len(CAKUPAN) + 1
    jalan = ksdgen("coverage", "uu-99")
    assert jalan.kode == 2 and "peraturan `uu-99` tidak ada" in jalan.galat


CAKUPAN = list(baris_cakupan())


def keadaan(b: Baris) -> list[bool]:
    """Enforced, not checkable, not yet: exactly one is true."""
    return [bool(b.aturan), b.tidak_dapat, not b.aturan and not b.tidak_dapat]


def test_setiap_ketentuan_tepat_satu_keadaan() -> None:
    assert [b.sitasi for b in CAKUPAN] == list(dict.fromkeys(f"{p.id}/{k.sitasi}" for p, k in regulation.cakupan()))
    for b in CAKUPAN:
        assert sum(keadaan(b)) == 1, b
        assert b.uraian.strip(), b
        assert bool(b.aturan) != bool(b.alasan.strip()), b  # a reason exactly where no rule checks it
        awal = ("diperiksa: KSD", "tidak dapat diperiksa mesin: ", "belum: ")[keadaan(b).index(True)]
        assert b.keterangan.startswith(awal) and len(b.keterangan) > len(awal)


def test_setiap_sitasi_aturan_terhitung() -> None:
    """A rule that cites a listed provision enforces it; a whole article counts for its parts, unless no machine can check them."""
    menurut = {b.sitasi: b for b in CAKUPAN}
    for a in semua():
        for d in a.dasar:
            if d.sitasi in menurut:
                assert a.kode in menurut[d.sitasi].aturan, (a.kode, d.sitasi)
    for b in CAKUPAN:
        for kode in b.aturan:
            sitasi = {d.sitasi for a in semua() if a.kode == kode for d in a.dasar}
            assert any(b.sitasi == s or b.sitasi.startswith(f"{s}/") for s in sitasi), b
