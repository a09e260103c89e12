"""`ksdgen lock`: the pins of an agreement say which version of each clause it was drafted with."""

from __future__ import annotations

import json
from pathlib import Path

from ksdgen.catalogue.archive import sidik
from ksdgen.catalogue.catalogue import Katalog
from tests.helpers.pinned import HARI, kunci, pohon, ubah_klausul
from tests.helpers.util import ksdgen, pks, simpan


def test_lock_is_deterministic_and_says_what_it_did(punya: Path) -> None:
    awal = kunci(punya).read_bytes()
    isi = json.loads(awal)["klausul"]
    katalog = Katalog(pohon(punya))
    assert isi and list(isi) == sorted(isi)
    assert all(p == {"versi": 1, "sidik": sidik(katalog.klausul(k))} for k, p in isi.items())  # type: ignore[arg-type]
    assert "sudah dikunci" in ksdgen("lock", punya, *HARI).keluar
    assert kunci(punya).read_bytes() == awal
    kunci(punya).unlink()
    assert ksdgen("lock", punya, *HARI).kode == 0
    assert kunci(punya).read_bytes() == awal


def test_lock_follows_what_the_agreement_uses(punya: Path) -> None:
    """A pinned clause stays where it is; a new one is pinned as it is now; one that is not used is let go."""
    ubah_klausul(punya, "keadaan_kahar")
    ubah_klausul(punya, "kerahasiaan")
    simpan(punya, pks(klausul={"kerahasiaan": {}, "monitoring_dan_evaluasi": {"hapus": True, "alasan": "x"}}))
    jalan = ksdgen("lock", punya, *HARI)
    assert (
        "bertambah: kerahasiaan" in jalan.keluar
        and "dilepas karena tidak dipakai lagi: monitoring_dan_evaluasi" in jalan.keluar
    )
    isi = json.loads(kunci(punya).read_bytes())["klausul"]
    assert (isi["keadaan_kahar"]["versi"], isi["kerahasiaan"]["versi"]) == (1, 2)
    assert "monitoring_dan_evaluasi" not in isi


def test_lock_writes_nothing_for_a_broken_agreement(repo: Path) -> None:
    simpan(repo, pks(klausul={"tak_ada": {}}))
    jalan = ksdgen("lock", repo, *HARI)
    assert jalan.kode == 1 and "KSD013" in jalan.kode_temuan
    assert not kunci(repo).exists()
