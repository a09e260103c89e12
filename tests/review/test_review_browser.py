"""The pages about changes in a real browser: all that must be seen is seen, on a telephone, on paper, without scripts and without eyes."""

from __future__ import annotations

import base64
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.browser import butuh_chromium, galat_konsol, pelanggaran, peramban
from tests.helpers.git_util import Git
from tests.helpers.review_seeds import BERUBAH, JUMLAH, SEMAI, Semai, tanam
from tests.helpers.util import ksdgen

pytestmark = butuh_chromium

HARI = ("--tanggal", "2026-11-22")
PONSEL = 360

LIHAT = """
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
def telaah(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `ksdgen review` wrote, with the pages of `diff` and `clauses deviations`."""
    akar = tmp_path_factory.mktemp("telaah")
    tanam(Git(akar))
    with pytest.MonkeyPatch.context() as m:
        m.chdir(akar)
        for perintah in (
            ("review", "HEAD", "--out", "t", "--tanpa-gambar", *HARI),
            ("diff", "HEAD", "--format", "html", "--output", "t/diff.html"),
            ("clauses", "deviations", "agreements", "--format", "html", "--output", "t/penyimpangan.html"),
        ):
            hasil = ksdgen(*perintah)
            assert hasil.kode in (0, 1), hasil.semua
    return akar / "t"


@pytest.fixture(scope="module")
def mesin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with peramban(tmp_path_factory.mktemp("profil")) as driver:
        driver.set_script_timeout(100)
        yield driver


@pytest.fixture
def layar(mesin: Any) -> Iterator[Any]:
    """The browser, set back to a desk's window, light, with scripts."""
    yield mesin
    _ukuran(mesin, 1280)
    mesin.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    mesin.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def _ukuran(driver: Any, lebar: int, tinggi: int = 900) -> None:
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": lebar, "height": tinggi, "deviceScaleFactor": 1, "mobile": lebar < 600},
    )


def _buka_semua(driver: Any) -> None:
    driver.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")


def _buka(driver: Any, path: Path) -> None:
    driver.get("about:blank")
    driver.get(path.as_uri())


def _nomor(driver: Any, s: Semai) -> int:
    """The number of an agreement on the page, found by its file."""
    return int(
        driver.execute_script(
            "return [...document.querySelectorAll('article')].findIndex((a) => a.querySelector('.berkas code').textContent === arguments[0]) + 1",
            f"agreements/{s.path}",
        )
    )


def _akar(nomor: int, cara: str, teks: str) -> tuple[str, str, str]:
    """Where to look for something, as arguments of `LIHAT`."""
    if cara == "atas":
        return f"ol.naskah > li:nth-child({nomor})", "", teks
    if cara in ("baru", "tetap", "selesai"):
        return f"#n{nomor} ul.temuan[data-keadaan={cara}]", "li", teks
    return f"#n{nomor}", {"hapus": "del", "sisip": "ins", "": ""}[cara], teks


@pytest.mark.parametrize("lebar", [1280, PONSEL])
def test_all_that_is_seeded_is_seen(layar: Any, telaah: Path, lebar: int) -> None:
    assert JUMLAH >= 60
    _ukuran(layar, lebar)
    _buka(layar, telaah / "index.html")
    _buka_semua(layar)
    tak_tampak = []
    for s in BERUBAH:
        nomor = _nomor(layar, s)
        assert nomor, s.path
        for cara, teks in s.lihat:
            if not layar.execute_script(LIHAT, *_akar(nomor, cara, " ".join(teks.lower().split()))):
                tak_tampak.append((s.path, cara, teks))
    assert tak_tampak == []
    # What is not there is not claimed: each text is missed in an agreement that has nothing to do with it.
    lain = _nomor(layar, SEMAI[0])
    assert not layar.execute_script(LIHAT, *_akar(lain, "sisip", "pelaporan berkala"))
    assert not layar.execute_script(LIHAT, *_akar(lain, "sisip", "3 (tiga) tahun"))
    assert layar.execute_script("return document.querySelectorAll('article').length") == len(BERUBAH)


def test_what_is_folded_is_not_seen(layar: Any, telaah: Path) -> None:
    """The measure of the test above can fail: without unfolding, what is folded is not visible."""
    _buka(layar, telaah / "index.html")
    assert not layar.execute_script(LIHAT, *_akar(_nomor(layar, SEMAI[0]), "sisip", "5 (lima) tahun"))
    assert layar.execute_script(LIHAT, "ol.naskah", "ins", "5 (lima) tahun")


@pytest.mark.parametrize("halaman", ["index.html", "diff.html", "penyimpangan.html"])
def test_no_scrolling_sideways_on_a_telephone(layar: Any, telaah: Path, halaman: str) -> None:
    for lebar in (PONSEL, 320):
        _ukuran(layar, lebar)
        _buka(layar, telaah / halaman)
        assert layar.execute_script("return document.scrollingElement.scrollWidth") <= lebar
        _buka_semua(layar)
        assert layar.execute_script("return document.scrollingElement.scrollWidth") <= lebar
        luber = layar.execute_script(
            "return [...document.querySelectorAll('body *')].filter((e) => !e.closest('.bantu, .lewat') && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 120))"
        )
        assert luber == []


@pytest.mark.parametrize("rupa", ["terang", "gelap", "ponsel"])
@pytest.mark.parametrize("halaman", ["index.html", "diff.html", "penyimpangan.html"])
def test_accessible_and_without_errors(layar: Any, telaah: Path, halaman: str, rupa: str) -> None:
    if rupa == "gelap":
        layar.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
        )
    elif rupa == "ponsel":
        _ukuran(layar, PONSEL)
    layar.get_log("browser")
    _buka(layar, telaah / halaman)
    latar = layar.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", latar))) < 150) == (rupa == "gelap")
    assert layar.title and layar.execute_script("return document.documentElement.lang") == "id"
    _buka_semua(layar)
    assert pelanggaran(layar) == []
    assert galat_konsol(layar) == []
    ambil = layar.execute_script("return performance.getEntriesByType('resource').map((e) => e.name)")
    assert ambil == []


def _tampak(driver: Any, pemilih: str) -> list[str]:
    return list(
        driver.execute_script(
            "return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility()).map((e) => e.id || e.textContent)",
            pemilih,
        )
    )


def test_the_list_is_filtered_by_words_and_by_verdict(layar: Any, telaah: Path) -> None:
    from selenium.webdriver.common.by import By

    _buka(layar, telaah / "index.html")
    kotak = layar.find_element(By.ID, "saring")
    kotak.send_keys("nilai BERUBAH")
    assert len(_tampak(layar, "article")) == len(_tampak(layar, "ol.naskah > li")) == 1
    assert layar.find_element(By.ID, "hasil").text == f"1 dari {len(BERUBAH)} naskah"
    kotak.clear()
    kotak.send_keys("tidakadasamasekali")
    assert _tampak(layar, "article") == []
    kotak.clear()
    kotak.send_keys(" ")
    assert len(_tampak(layar, "article")) == len(BERUBAH)
    tombol = next(t for t in layar.find_elements(By.CSS_SELECTOR, ".hitung button") if "ada kesalahan" in t.text)
    jumlah = int(tombol.text.split()[0])
    tombol.click()
    assert tombol.get_attribute("aria-pressed") == "true"
    tampak = _tampak(layar, "ol.naskah > li")
    assert len(tampak) == jumlah < len(BERUBAH) and all("ada kesalahan" in t for t in tampak)
    tombol.click()
    assert len(_tampak(layar, "article")) == len(BERUBAH)


def test_the_keyboard_reaches_and_opens_everything(layar: Any, telaah: Path) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    _buka(layar, telaah / "index.html")
    layar.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    lewat = layar.switch_to.active_element
    assert lewat.get_attribute("class") == "lewat" and lewat.rect["x"] >= 0 and lewat.size["height"] > 10
    lewat.send_keys(Keys.ENTER)
    assert layar.execute_script("return location.hash") == "#daftar"
    # A link of the list unfolds the agreement it leads to.
    layar.find_element(By.CSS_SELECTOR, 'ol.naskah a[href="#n3"]').send_keys(Keys.ENTER)
    assert layar.execute_script("return document.querySelector('#n3 details').open")
    ringkas = layar.find_element(By.CSS_SELECTOR, "#n1 summary")
    assert not layar.execute_script("return document.querySelector('#n1 details').open")
    ringkas.send_keys(Keys.ENTER)
    assert layar.execute_script("return document.querySelector('#n1 details').open")
    assert layar.execute_script(
        "const g = getComputedStyle(document.activeElement); return [g.outlineStyle, parseFloat(g.outlineWidth) >= 2]"
    ) == ["solid", True]
    ringkas.send_keys(Keys.SPACE)
    assert not layar.execute_script("return document.querySelector('#n1 details').open")


@pytest.mark.parametrize("skrip", [True, False], ids=["dengan skrip", "tanpa skrip"])
def test_on_paper_nothing_is_folded(layar: Any, telaah: Path, tmp_path: Path, skrip: bool) -> None:
    layar.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not skrip})
    _buka(layar, telaah / "index.html")
    data = layar.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})["data"]
    pdf = tmp_path / "telaah.pdf"
    pdf.write_bytes(base64.b64decode(data))
    teks = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    rapat = "".join(teks.split()).lower()
    hilang = [(s.path, t) for s in BERUBAH for _, t in s.lihat if "".join(t.split()).lower() not in rapat]
    assert hilang == []
    assert "Saring menurut kata" not in teks
    if skrip:
        assert not layar.execute_script("return document.querySelector('#n1 details').open")


def test_works_without_scripts(layar: Any, telaah: Path) -> None:
    """The list, the links and the folds need none; the filter, which does, is not offered."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    layar.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    _buka(layar, telaah / "index.html")
    assert not layar.find_element(By.ID, "saring").is_displayed()
    assert layar.find_elements(By.CSS_SELECTOR, ".hitung button") == []
    butir = layar.find_element(By.XPATH, "//ol/li[contains(., 'Jangka Waktu Berubah')]")
    assert butir.find_element(By.TAG_NAME, "ins").is_displayed()
    lipatan = layar.find_element(By.CSS_SELECTOR, "#n1 details")
    layar.find_element(By.CSS_SELECTOR, "#n1 summary").send_keys(Keys.ENTER)
    assert lipatan.get_attribute("open") is not None
    assert lipatan.find_element(By.CSS_SELECTOR, ".kalimat").is_displayed()
