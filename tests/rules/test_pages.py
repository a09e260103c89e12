"""Every code has one page, and the listings made of the pages and of the provisions are complete."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from ksdgen import regulation
from ksdgen.diagnostics import Severity
from ksdgen.rules.packaged import semua
from ksdgen.rules.pages import bentuk, semua_halaman
from ksdgen.world.codes import finding, severities
from tests.helpers.util import AKAR, ksdgen

PAKET = AKAR / "ksdgen"
HALAMAN = semua_halaman()
SUMBER = {
    p.relative_to(PAKET).as_posix(): ast.parse(p.read_text(encoding="utf-8")) for p in sorted(PAKET.rglob("*.py"))
}
_KODE = re.compile(r"KSD\d{3}")


def kode_dalam_sumber() -> dict[str, set[str]]:
    """Each code that occurs in a text of the program, docstrings apart, and where."""
    hasil: dict[str, set[str]] = {}
    for nama, pohon in SUMBER.items():
        dok = {id(n.value) for n in ast.walk(pohon) if isinstance(n, ast.Expr)}
        for n in ast.walk(pohon):
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in dok:
                for kode in _KODE.findall(n.value):
                    hasil.setdefault(kode, set()).add(nama)
    return hasil


# --- pages ------------------------------------------------------------------------------------------------------------------------------


def test_setiap_kode_punya_satu_halaman() -> None:
    hitung = Counter([b.kode for b in bentuk()] + [a.kode for a in semua()])
    assert [k for k, n in hitung.items() if n > 1] == []
    sumber = kode_dalam_sumber()
    assert len(sumber) > 30
    assert {k: v for k, v in sumber.items() if k not in hitung} == {}
    # No page of the shape is left over from a code that nothing reports any more.
    assert [b.kode for b in bentuk() if b.kode not in sumber] == []
    assert list(HALAMAN) == sorted(hitung)


@pytest.mark.parametrize("kode", HALAMAN)
def test_halaman_lengkap(kode: str) -> None:
    h = HALAMAN[kode]
    assert re.fullmatch(r"KSD\d{3}", kode) and h.kode == kode
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", h.nama)
    assert (
        h.ringkas_en[0].isupper()
        and not h.ringkas_en.endswith(".")
        and "\n" not in h.ringkas_en
        and "|" not in h.ringkas_en
    )
    assert h.penjelasan.strip().endswith(".")
    teks = h.markdown()
    assert ksdgen("explain", kode).keluar == teks
    assert ksdgen("explain", kode.lower(), kode).keluar == f"{teks}\n{teks}"
    assert teks.startswith(f"# {kode} {h.nama}\n") and h.penjelasan.strip() in teks and teks.count("```") % 2 == 0
    for d in h.dasar:
        assert regulation.cetak_sitasi(d.sitasi) in teks and (d.sejak is None or d.sejak.isoformat() in teks)
    if int(kode[3:]) >= 100:
        assert h.dasar and h.benar.strip() and h.salah.strip()
        assert "## Dasar\n" in teks and "## Benar\n" in teks and "## Salah\n" in teks


def test_nama_halaman_tidak_berulang() -> None:
    assert [n for n, j in Counter(h.nama for h in HALAMAN.values()).items() if j > 1] == []
    assert [n for n, j in Counter(h.ringkas_en for h in HALAMAN.values()).items() if j > 1] == []


# --- style of messages ------------------------------------------------------------------------------------------------------------------


def pesan() -> Iterator[tuple[str, int, str]]:
    """Every message and help that stands in the program: text arguments beside a code, and values of `pesan` and `bantuan`.

    Values put in are shown as "…".
    """

    def teks(n: ast.expr | None) -> Iterator[str]:
        if isinstance(n, ast.Constant) and isinstance(n.value, str):
            yield n.value
        elif isinstance(n, ast.JoinedStr):
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in n.values)
        elif isinstance(n, ast.IfExp):
            yield from teks(n.body)
            yield from teks(n.orelse)
        elif isinstance(n, ast.Tuple):
            for e in n.elts:
                yield from teks(e)

    for nama, pohon in SUMBER.items():
        for n in ast.walk(pohon):
            calon: list[ast.expr] = []
            if isinstance(n, ast.Call) and any(
                isinstance(a, ast.Constant) and _KODE.fullmatch(str(a.value)) for a in n.args
            ):
                calon = [*n.args, *(k.value for k in n.keywords)]
            elif (
                isinstance(n, ast.Call)
                and isinstance(n.func, ast.Name)
                and n.func.id in ("Unusable", "GitGagal", "Refused")
            ):
                calon = n.args
            elif isinstance(n, ast.Assign) and {t.id for t in n.targets if isinstance(t, ast.Name)} & {
                "pesan",
                "bantuan",
                "saran",
                "_UMUM",
            }:
                calon = [n.value]
            for c in calon:
                for t in teks(c):
                    if " " in t.strip():
                        yield nama, n.lineno, t


def test_pesan_bentuk_satu_gaya() -> None:
    """Messages begin small, end without a full stop, put what is typed between backticks and what was read between straight quotes."""
    semua_pesan = list(pesan())
    assert len(semua_pesan) > 150
    for nama, baris, t in semua_pesan:
        di = f"{nama}:{baris}: {t}"
        assert not t.rstrip().endswith((".", "!", ":", ";")) or t.endswith(("....", "misalnya", ":")), di
        assert not re.match(r"[A-Z][a-z]", t) or t.startswith(("Jinja", "YAML", "LibreOffice", "Word")), di
        assert not re.search(r"[“”‘’]", t), di
        assert t.count("`") % 2 == 0, di
        assert not re.search(r"\b(?:[Ee]rror|[Ii]nvalid|[Uu]nknown|[Mm]issing|[Ee]xpected|dll|dsb)\b", t), di
        assert "  " not in t, di


@pytest.mark.parametrize("kode", [h.kode for h in HALAMAN.values() if h.pesan])
def test_pesan_aturan_satu_gaya(kode: str) -> None:
    aturan = next(a for a in semua() if a.kode == kode)
    for t in filter(None, (aturan.pesan, aturan.bantuan)):
        assert not t.endswith(".") and t.count("`") % 2 == 0 and "  " not in t
        assert (
            t.startswith(
                (
                    "{",
                    "`",
                    "Kesepakatan",
                    "Perjanjian",
                    "Nota",
                    "Rencana",
                    "PIHAK",
                    "PARA",
                    "DPRD",
                    "Berita",
                    "KSB",
                    "PKS",
                    "Menteri",
                    "TKKSD",
                )
            )
            or t[0].islower()
            or t[1].isupper()
        ), t


# --- severities ---------------------------------------------------------------------------------------------------------------------------


def test_one_table_of_severities() -> None:
    """The quick reading of the table and the one with YAML are the same."""
    assert {k: dict(v) for k, v in severities().items()} == {
        b.kode: {"": b.tingkat, **(b.tingkat_lain or {})} for b in bentuk()
    }
    assert severities()["KSD055"] == {"": Severity.CATATAN, "belum dapat dibekukan": Severity.PERINGATAN}
    with pytest.raises(KeyError):
        finding("KSD055", "x", case="no such case")


def test_no_call_gives_a_severity_that_the_page_does_not() -> None:
    """A code and a severity in one call: the page of the code says so too."""
    lain = []
    for nama, pohon in SUMBER.items():
        for n in (n for n in ast.walk(pohon) if isinstance(n, ast.Call)):
            args = [*n.args, *(k.value for k in n.keywords)]
            kode = [a.value for a in args if isinstance(a, ast.Constant) and a.value in severities()]
            tingkat = [
                getattr(Severity, a.attr)
                for a in args
                if isinstance(a, ast.Attribute) and isinstance(a.value, ast.Name) and a.value.id == "Severity"
            ]
            lain += [(nama, n.lineno, k, t) for k in kode for t in tingkat if t not in severities()[k].values()]
    assert lain == []


# --- what is loaded -----------------------------------------------------------------------------------------------------------------------

_BERAT = ("jinja2", "markupsafe", "docx", "lxml")


def loaded_by(program: str) -> set[str]:
    """Which of the heavy libraries a program has loaded when it ends."""
    laporan = f"import sys; print(*[m for m in {_BERAT} if m in sys.modules], file=sys.stderr)"
    jalan = subprocess.run([sys.executable, "-c", f"{program}\n{laporan}"], capture_output=True, text=True, check=True)
    return set(jalan.stderr.split())


@pytest.mark.parametrize("perintah", [["explain", "KSD214"], ["rules"], ["coverage", "uu-23-2014"]], ids=lambda p: p[0])
def test_pages_load_no_heavy_library(perintah: list[str]) -> None:
    """Pages and rules are data: showing them takes no template engine and no Word."""
    assert loaded_by(f"from ksdgen.cli import main; assert main({perintah}) == 0") == set()


def test_rules_load_no_heavy_library() -> None:
    """Judging reads a composition, it does not compose: not even every shape of check together needs Jinja2."""
    assert loaded_by("import ksdgen.rules.engine, ksdgen.rules.checks as c; c.bentuk()") == set()
    assert loaded_by("import ksdgen.compose.composer") >= {"jinja2", "markupsafe"}  # the probe can see them
