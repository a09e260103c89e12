"""`ksdgen upgrade`: an agreement moves to the present versions of its clauses, word for word told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.pinned import HARI, dokumen, kunci, ubah_klausul
from tests.helpers.util import ksb, ksdgen, pks, simpan


@pytest.mark.slow(traced=True)
def test_upgrade_shows_the_difference_and_moves_on(punya: Path) -> None:
    ubah_klausul(punya, "keadaan_kahar", "tsunami", "gelombang pasang")
    ubah_klausul(punya, "sanksi")
    awal, dok = kunci(punya).read_bytes(), dokumen(punya)
    jalan = ksdgen("upgrade", "--diff", punya / "agreements/a.yaml", *HARI)
    assert jalan.kode == 1 and kunci(punya).read_bytes() == awal
    assert "klausul keadaan_kahar versi 1 → 2, klausul sanksi versi 1 → 2" in jalan.keluar
    assert "[-tsunami-]{+gelombang pasang+}" in " ".join(jalan.keluar.split())
    jalan = ksdgen("upgrade", punya / "agreements/a.yaml", "sanksi", *HARI)
    assert jalan.kode == 0 and "keadaan_kahar" not in jalan.keluar
    versi = {k: p["versi"] for k, p in json.loads(kunci(punya).read_bytes())["klausul"].items()}
    assert (versi["sanksi"], versi["keadaan_kahar"]) == (2, 1)
    assert ksdgen("upgrade", punya, *HARI).kode == 0
    assert ksdgen("upgrade", "--diff", punya, *HARI).kode == 0
    assert "sudah memakai versi kini" in ksdgen("upgrade", punya, *HARI).keluar
    sesudah = dokumen(punya)
    kunci(punya).unlink()
    assert sesudah == dokumen(punya) != dok, "all pins moved on is as good as no pins"


def test_upgrade_leaves_alone_what_it_should(punya: Path) -> None:
    ubah_klausul(punya, "keadaan_kahar")
    simpan(punya, ksb(), "b.yaml")
    assert "belum dikunci" in ksdgen("upgrade", punya / "agreements/b.yaml", *HARI).keluar
    jalan = ksdgen("upgrade", punya / "agreements/a.yaml", "keadan_kahar", *HARI)
    assert jalan.kode == 2 and "maksud Anda `keadaan_kahar`?" in jalan.galat
    awal = kunci(punya).read_bytes()
    simpan(punya, pks(status="ditandatangani"))
    assert "sudah ditandatangani" in ksdgen("upgrade", punya / "agreements/a.yaml", *HARI).keluar
    assert kunci(punya).read_bytes() == awal
    simpan(punya, pks(objek=[["x"]]))
    assert ksdgen("upgrade", punya / "agreements/a.yaml", *HARI).kode == 1
    assert kunci(punya).read_bytes() == awal
