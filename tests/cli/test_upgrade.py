"""`ksdgen upgrade`: an agreement moves to the present versions of its clauses, word for word told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.pinned import DAY, change_klausul, dokumen, pins_file
from tests.helpers.util import ksb, ksdgen, pks, save


@pytest.mark.slow(traced=True)
def test_upgrade_shows_the_difference_and_moves_on(owned: Path) -> None:
    change_klausul(owned, "keadaan_kahar", "tsunami", "gelombang pasang")
    change_klausul(owned, "sanksi")
    start, former = pins_file(owned).read_bytes(), dokumen(owned)
    run = ksdgen("upgrade", "--diff", owned / "agreements/a.yaml", *DAY)
    assert run.code == 1 and pins_file(owned).read_bytes() == start
    assert "klausul keadaan_kahar versi 1 → 2, klausul sanksi versi 1 → 2" in run.output
    assert "[-tsunami-]{+gelombang pasang+}" in " ".join(run.output.split())
    run = ksdgen("upgrade", owned / "agreements/a.yaml", "sanksi", *DAY)
    assert run.code == 0 and "keadaan_kahar" not in run.output
    pins = json.loads(pins_file(owned).read_bytes())["klausul"]
    assert (pins["sanksi"]["versi"], pins["keadaan_kahar"]["versi"]) == (2, 1)
    assert ksdgen("upgrade", owned, *DAY).code == 0
    assert ksdgen("upgrade", "--diff", owned, *DAY).code == 0
    assert "sudah memakai versi kini" in ksdgen("upgrade", owned, *DAY).output
    upgraded = dokumen(owned)
    pins_file(owned).unlink()
    assert upgraded == dokumen(owned) != former, "all pins moved on is as good as no pins"


def test_upgrade_leaves_alone_what_it_should(owned: Path) -> None:
    change_klausul(owned, "keadaan_kahar")
    save(owned, ksb(), "b.yaml")
    assert "belum dikunci" in ksdgen("upgrade", owned / "agreements/b.yaml", *DAY).output
    run = ksdgen("upgrade", owned / "agreements/a.yaml", "keadan_kahar", *DAY)
    assert run.code == 2 and "maksud Anda `keadaan_kahar`?" in run.error
    start = pins_file(owned).read_bytes()
    save(owned, pks(status="ditandatangani"))
    assert "sudah ditandatangani" in ksdgen("upgrade", owned / "agreements/a.yaml", *DAY).output
    assert pins_file(owned).read_bytes() == start
    save(owned, pks(objek=[["x"]]))
    assert ksdgen("upgrade", owned / "agreements/a.yaml", *DAY).code == 1
    assert pins_file(owned).read_bytes() == start
