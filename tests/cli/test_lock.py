"""`ksdgen lock`: the pins of an agreement say which version of each clause it was drafted with."""

from __future__ import annotations

import json
from pathlib import Path

from ksdgen.catalogue.archive import digest
from ksdgen.catalogue.catalogue import Catalogue
from tests.helpers.pinned import DAY, change_klausul, pins_file, tree
from tests.helpers.util import ksdgen, pks, save


def test_lock_is_deterministic_and_says_what_it_did(owned: Path) -> None:
    start = pins_file(owned).read_bytes()
    pins = json.loads(start)["klausul"]
    catalogue = Catalogue(tree(owned))
    assert pins and list(pins) == sorted(pins)
    assert all(pin == {"versi": 1, "sidik": digest(catalogue.klausul(code))} for code, pin in pins.items())  # type: ignore[arg-type]
    assert "sudah dikunci" in ksdgen("lock", owned, *DAY).output
    assert pins_file(owned).read_bytes() == start
    pins_file(owned).unlink()
    assert ksdgen("lock", owned, *DAY).code == 0
    assert pins_file(owned).read_bytes() == start


def test_lock_follows_what_the_agreement_uses(owned: Path) -> None:
    """A pinned clause stays where it is; a new one is pinned as it is now; one that is not used is let go."""
    change_klausul(owned, "keadaan_kahar")
    change_klausul(owned, "kerahasiaan")
    save(owned, pks(klausul={"kerahasiaan": {}, "monitoring_dan_evaluasi": {"hapus": True, "alasan": "x"}}))
    run = ksdgen("lock", owned, *DAY)
    assert "bertambah: kerahasiaan" in run.output
    assert "dilepas karena tidak dipakai lagi: monitoring_dan_evaluasi" in run.output
    pins = json.loads(pins_file(owned).read_bytes())["klausul"]
    assert (pins["keadaan_kahar"]["versi"], pins["kerahasiaan"]["versi"]) == (1, 2)
    assert "monitoring_dan_evaluasi" not in pins


def test_lock_writes_nothing_for_a_broken_agreement(repo: Path) -> None:
    save(repo, pks(klausul={"tak_ada": {}}))
    run = ksdgen("lock", repo, *DAY)
    assert run.code == 1 and "KSD013" in run.finding_codes
    assert not pins_file(repo).exists()
