"""The pages about changes in a real browser: all that must be seen is seen, on a telephone, on paper, without scripts
and without eyes.
"""

from __future__ import annotations

import base64
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.browser import browser, console_errors, needs_chromium, violations
from tests.helpers.git_util import Git
from tests.helpers.review_seeds import CHANGED, COUNTS, SEEDS, Seed, plant
from tests.helpers.util import ksdgen

pytestmark = needs_chromium

DAY = ("--tanggal", "2026-11-22")
PHONE = 360

SEE = """
const [akar, pemilih, cari] = arguments;
const abaikan = ".bantu, script, style";
const teks = (e) => {
  const jalan = document.createTreeWalker(e, NodeFilter.SHOW_TEXT, (n) => n.parentElement.closest(abaikan) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  let hasil = "";
  while (jalan.nextNode()) hasil += jalan.currentNode.data;
  return hasil.replace(/\\s+/g, " ").toLowerCase();
};
const terdalam = (e) => [...e.children].map((a) => teks(a).includes(cari) ? terdalam(a) : null).find(Boolean) ?? e;
const tampak = (e) => {
  const kotak = e.getBoundingClientRect();
  return e.checkVisibility({contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true})
    && kotak.width > 1 && kotak.height > 1 && kotak.left >= 0 && kotak.right <= innerWidth + 1;
};
return [...document.querySelectorAll(akar)].some((a) =>
  [...(pemilih ? a.querySelectorAll(pemilih) : [a])].some((e) => teks(e).includes(cari) && tampak(terdalam(e))));
"""
"""Whether a text stands in an element of that kind below that root, in an element that a person sees."""


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `ksdgen review` wrote, with the pages of `diff` and `clauses deviations`."""
    root = tmp_path_factory.mktemp("telaah")
    plant(Git(root))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        for command in (
            ("review", "HEAD", "--out", "t", "--tanpa-gambar", *DAY),
            ("diff", "HEAD", "--format", "html", "--output", "t/diff.html"),
            ("clauses", "deviations", "agreements", "--format", "html", "--output", "t/penyimpangan.html"),
        ):
            result = ksdgen(*command)
            assert result.code in (0, 1), result.everything
    return root / "t"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with browser(tmp_path_factory.mktemp("profil")) as driver:
        driver.set_script_timeout(100)
        yield driver


@pytest.fixture
def screen(engine: Any) -> Iterator[Any]:
    """The browser; afterwards it is set back to a desk's window, light, with scripts."""
    yield engine
    _size(engine, 1280)
    engine.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    engine.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def _size(driver: Any, width: int, height: int = 900) -> None:
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
    )


def _open_all(driver: Any) -> None:
    driver.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")


def _open(driver: Any, path: Path) -> None:
    driver.get("about:blank")
    driver.get(path.as_uri())


def _number(driver: Any, seed: Seed) -> int:
    """The number of an agreement on the page, found by its file."""
    return int(
        driver.execute_script(
            "return [...document.querySelectorAll('article')].findIndex((a) => a.querySelector('.berkas code').textContent === arguments[0]) + 1",
            f"agreements/{seed.path}",
        )
    )


def _root(number: int, way: str, text: str) -> tuple[str, str, str]:
    """Where to look for something, as arguments of `SEE`."""
    if way == "atas":
        return f"ol.naskah > li:nth-child({number})", "", text
    if way in ("baru", "tetap", "selesai"):
        return f"#n{number} ul.temuan[data-keadaan={way}]", "li", text
    return f"#n{number}", {"hapus": "del", "sisip": "ins", "": ""}[way], text


@pytest.mark.parametrize("width", [1280, PHONE])
def test_all_that_is_seeded_is_seen(screen: Any, review: Path, width: int) -> None:
    assert COUNTS >= 60
    _size(screen, width)
    _open(screen, review / "index.html")
    _open_all(screen)
    invisible = []
    for seed in CHANGED:
        number = _number(screen, seed)
        assert number, seed.path
        for way, text in seed.look_for:
            if not screen.execute_script(SEE, *_root(number, way, " ".join(text.lower().split()))):
                invisible.append((seed.path, way, text))
    assert invisible == []
    # What is not there is not claimed: each text is missed in an agreement that has nothing to do with it.
    other = _number(screen, SEEDS[0])
    assert not screen.execute_script(SEE, *_root(other, "sisip", "pelaporan berkala"))
    assert not screen.execute_script(SEE, *_root(other, "sisip", "3 (tiga) tahun"))
    assert screen.execute_script("return document.querySelectorAll('article').length") == len(CHANGED)


def test_what_is_folded_is_not_seen(screen: Any, review: Path) -> None:
    """The measure of the test above can fail: without unfolding, what is folded is not visible."""
    _open(screen, review / "index.html")
    assert not screen.execute_script(SEE, *_root(_number(screen, SEEDS[0]), "sisip", "5 (lima) tahun"))
    assert screen.execute_script(SEE, "ol.naskah", "ins", "5 (lima) tahun")


@pytest.mark.parametrize("page", ["index.html", "diff.html", "penyimpangan.html"])
def test_no_scrolling_sideways_on_a_telephone(screen: Any, review: Path, page: str) -> None:
    for width in (PHONE, 320):
        _size(screen, width)
        _open(screen, review / page)
        assert screen.execute_script("return document.scrollingElement.scrollWidth") <= width
        _open_all(screen)
        assert screen.execute_script("return document.scrollingElement.scrollWidth") <= width
        overflow = screen.execute_script(
            "return [...document.querySelectorAll('body *')].filter((e) => !e.closest('.bantu, .lewat') && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 120))"
        )
        assert overflow == []


@pytest.mark.parametrize("look", ["terang", "gelap", "ponsel"])
@pytest.mark.parametrize("page", ["index.html", "diff.html", "penyimpangan.html"])
def test_accessible_and_without_errors(screen: Any, review: Path, page: str, look: str) -> None:
    if look == "gelap":
        screen.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
        )
    elif look == "ponsel":
        _size(screen, PHONE)
    screen.get_log("browser")
    _open(screen, review / page)
    background = screen.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", background))) < 150) == (look == "gelap")
    assert screen.title and screen.execute_script("return document.documentElement.lang") == "id"
    _open_all(screen)
    assert violations(screen) == []
    assert console_errors(screen) == []
    fetched = screen.execute_script("return performance.getEntriesByType('resource').map((e) => e.name)")
    assert fetched == []


def _visible(driver: Any, selector: str) -> list[str]:
    return list(
        driver.execute_script(
            "return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility()).map((e) => e.id || e.textContent)",
            selector,
        )
    )


def test_the_list_is_filtered_by_words_and_by_verdict(screen: Any, review: Path) -> None:
    from selenium.webdriver.common.by import By

    _open(screen, review / "index.html")
    box = screen.find_element(By.ID, "saring")
    box.send_keys("nilai BERUBAH")
    assert len(_visible(screen, "article")) == len(_visible(screen, "ol.naskah > li")) == 1
    assert screen.find_element(By.ID, "hasil").text == f"1 dari {len(CHANGED)} naskah"
    box.clear()
    box.send_keys("tidakadasamasekali")
    assert _visible(screen, "article") == []
    box.clear()
    box.send_keys(" ")
    assert len(_visible(screen, "article")) == len(CHANGED)
    button = next(t for t in screen.find_elements(By.CSS_SELECTOR, ".hitung button") if "ada kesalahan" in t.text)
    count = int(button.text.split()[0])
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    visible = _visible(screen, "ol.naskah > li")
    assert len(visible) == count < len(CHANGED) and all("ada kesalahan" in t for t in visible)
    button.click()
    assert len(_visible(screen, "article")) == len(CHANGED)


def test_the_keyboard_reaches_and_opens_everything(screen: Any, review: Path) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    _open(screen, review / "index.html")
    screen.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    skip_link = screen.switch_to.active_element
    assert skip_link.get_attribute("class") == "lewat" and skip_link.rect["x"] >= 0 and skip_link.size["height"] > 10
    skip_link.send_keys(Keys.ENTER)
    assert screen.execute_script("return location.hash") == "#daftar"
    # A link of the list unfolds the agreement it leads to.
    screen.find_element(By.CSS_SELECTOR, 'ol.naskah a[href="#n3"]').send_keys(Keys.ENTER)
    assert screen.execute_script("return document.querySelector('#n3 details').open")
    summary = screen.find_element(By.CSS_SELECTOR, "#n1 summary")
    assert not screen.execute_script("return document.querySelector('#n1 details').open")
    summary.send_keys(Keys.ENTER)
    assert screen.execute_script("return document.querySelector('#n1 details').open")
    assert screen.execute_script(
        "const g = getComputedStyle(document.activeElement); return [g.outlineStyle, parseFloat(g.outlineWidth) >= 2]"
    ) == ["solid", True]
    summary.send_keys(Keys.SPACE)
    assert not screen.execute_script("return document.querySelector('#n1 details').open")


@pytest.mark.parametrize("script", [True, False], ids=["dengan skrip", "tanpa skrip"])
def test_on_paper_nothing_is_folded(screen: Any, review: Path, tmp_path: Path, script: bool) -> None:
    screen.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
    _open(screen, review / "index.html")
    data = screen.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})["data"]
    pdf = tmp_path / "telaah.pdf"
    pdf.write_bytes(base64.b64decode(data))
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    tight = "".join(text.split()).lower()
    missing = [(s.path, t) for s in CHANGED for _, t in s.look_for if "".join(t.split()).lower() not in tight]
    assert missing == []
    assert "Saring menurut kata" not in text
    if script:
        assert not screen.execute_script("return document.querySelector('#n1 details').open")


def test_works_without_scripts(screen: Any, review: Path) -> None:
    """The list, the links and the folds need none; the filter, which does, is not offered."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    screen.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    _open(screen, review / "index.html")
    assert not screen.find_element(By.ID, "saring").is_displayed()
    assert screen.find_elements(By.CSS_SELECTOR, ".hitung button") == []
    item = screen.find_element(By.XPATH, "//ol/li[contains(., 'Jangka Waktu Berubah')]")
    assert item.find_element(By.TAG_NAME, "ins").is_displayed()
    fold = screen.find_element(By.CSS_SELECTOR, "#n1 details")
    screen.find_element(By.CSS_SELECTOR, "#n1 summary").send_keys(Keys.ENTER)
    assert fold.get_attribute("open") is not None
    assert fold.find_element(By.CSS_SELECTOR, ".kalimat").is_displayed()
