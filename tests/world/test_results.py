"""What is kept of earlier runs: when it is void, and how much of it stays."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ksdgen.world import cachedir, results
from ksdgen.world.package import PACKAGE


def test_sidik_kode_melihat_setiap_berkas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed, new or absent file of ksdgen is another version of it."""
    paket = tmp_path / "ksdgen"
    shutil.copytree(PACKAGE, paket, ignore=shutil.ignore_patterns("__pycache__"))

    def kode() -> bytes | None:
        return results.state_of_code.__wrapped__(paket)

    awal = kode()
    assert awal is not None and kode() == awal
    sudah = {awal}
    aturan = paket / "data" / "rules" / "KSD301.yaml"
    for ubah in (
        lambda: aturan.write_text(aturan.read_text(encoding="utf-8") + "\n", encoding="utf-8"),
        lambda: os.utime(aturan, ns=(1, 1)),
        lambda: (paket / "rules" / "checks" / "baru.py").touch(),
        aturan.unlink,
    ):
        ubah()
        kini = kode()
        assert kini is not None and kini not in sudah
        sudah.add(kini)


def test_simpanan_terbatas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path
    monkeypatch.setenv("KSDGEN_CACHE", str(cache))
    for i in range(41):
        cachedir.simpan(f"uji/{i}", b"x")
        os.utime(cache / "uji" / str(i), ns=(i, i))
    cachedir.batasi("uji", 41)
    assert len(list((cache / "uji").iterdir())) == 41
    cachedir.batasi("uji", 40)
    assert sorted(int(p.name) for p in (cache / "uji").iterdir()) == list(range(11, 41))
