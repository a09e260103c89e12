"""What docs/peta-pasal.md maps is complete."""

from __future__ import annotations

import pytest

from ksdgen import regulation
from tests.helpers.peta import dapat, jenis, katalog, klausul, pemenuhan, unsur_wajib


def test_setiap_unsur_diperiksa_dan_dapat_dipenuhi() -> None:
    peta = list(pemenuhan())
    assert [s for s, *_ in peta] == [s for s, _ in unsur_wajib()]
    assert [s for s, *_, dipenuhi in peta if not dipenuhi] == []
    # Pasal 40, 41 and 42 list 11, 14 and 15 elements.
    assert [sum(s.startswith(f"pasal-{n}/") for s, *_ in peta) for n in (40, 41, 42)] == [11, 14, 15]


@pytest.mark.parametrize("nama", [*klausul(katalog()), *jenis(katalog())])
def test_setiap_dasar_ada_dalam_daftar_peraturan(nama: str) -> None:
    kepala = {**klausul(katalog()), **jenis(katalog())}[nama]
    assert kepala.dasar, "dasar kosong: tulis ketentuannya atau praktik"
    assert [d for d in kepala.dasar if not regulation.ada(d)] == []


def test_setiap_pasal_jenis_adalah_klausul_yang_dapat_dipakai() -> None:
    k = katalog()
    semua = klausul(k)
    salah = [(n, p) for n, j in jenis(k).items() for p in j.pasal if p not in semua or not dapat(semua[p], n, j)]
    assert salah == []
