"""A headless Chromium for tests, driven as a person would: the system's own browser and driver."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

butuh_chromium = [
    pytest.mark.chromium,
    pytest.mark.skipif(
        (CHROMIUM is None or DRIVER is None) and not os.environ.get("CI"),
        reason="Chromium atau chromedriver tidak terpasang",
    ),
]
"""Marks of a test module that needs a browser: never skipped in CI."""

_PILIHAN = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic", "--hide-scrollbars", "--force-color-profile=srgb",
)  # fmt: skip


@contextmanager
def peramban(profil: Path, lebar: int = 1280, tinggi: int = 900, gelap: bool = False) -> Iterator[Any]:
    """A browser window of that size in CSS pixels, with an empty profile.

    Args:
        profil: an empty folder.
        lebar: width of the viewport.
        tinggi: height of the viewport.
        gelap: whether the user prefers dark colours.
    """
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    pilihan = webdriver.ChromeOptions()
    pilihan.binary_location = CHROMIUM or "chromium"
    for p in (*_PILIHAN, f"--user-data-dir={profil}", f"--window-size={lebar},{tinggi}"):
        pilihan.add_argument(p)
    pilihan.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=pilihan, service=Service(DRIVER or "chromedriver"))
    try:
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": lebar, "height": tinggi, "deviceScaleFactor": 1, "mobile": lebar < 600},
        )
        if gelap:
            driver.execute_cdp_cmd(
                "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
            )
        yield driver
    finally:
        driver.quit()


def pelanggaran(driver: Any) -> list[str]:
    """What axe finds wrong with the page for people with disabilities (WCAG 2.1 A and AA, and best practices)."""
    import axe_core_python

    sumber = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    driver.execute_script(sumber)
    hasil = driver.execute_async_script("const selesai = arguments[0]; axe.run(document).then(selesai);")
    return [f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for v in hasil["violations"]]


def galat_konsol(driver: Any) -> list[str]:
    """Errors and warnings that the browser's console shows."""
    return [b["message"] for b in driver.get_log("browser") if b["level"] in ("SEVERE", "WARNING")]
