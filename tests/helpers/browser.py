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

needs_chromium = [
    pytest.mark.chromium,
    pytest.mark.skipif(
        (CHROMIUM is None or DRIVER is None) and not os.environ.get("CI"),
        reason="Chromium atau chromedriver tidak terpasang",
    ),
]
"""Marks of a test module that needs a browser: never skipped in CI."""

_OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic", "--hide-scrollbars", "--force-color-profile=srgb",
)  # fmt: skip


@contextmanager
def browser(profile: Path, width: int = 1280, height: int = 900, dark: bool = False) -> Iterator[Any]:
    """A browser window of that size in CSS pixels, with an empty profile.

    Args:
        profile: an empty folder.
        width: width of the viewport.
        height: height of the viewport.
        dark: whether the user prefers dark colours.
    """
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or "chromium"
    for option in (*_OPTIONS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER or "chromedriver"))
    try:
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        if dark:
            driver.execute_cdp_cmd(
                "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
            )
        yield driver
    finally:
        driver.quit()


def violations(driver: Any) -> list[str]:
    """What axe finds wrong with the page for people with disabilities (WCAG 2.1 A and AA, and best practices)."""
    import axe_core_python

    source = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    driver.execute_script(source)
    result = driver.execute_async_script("const selesai = arguments[0]; axe.run(document).then(selesai);")
    return [f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:160]}" for found in result["violations"]]


def console_errors(driver: Any) -> list[str]:
    """Errors and warnings that the browser's console shows."""
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
