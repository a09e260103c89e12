"""Every code has one page, and the listings made of the pages and of the provisions are complete."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from ksdgen import regulation
from ksdgen.diagnostics import Severity
from ksdgen.reporters.report import LEVEL
from ksdgen.rules.coverage import Baris, baris_cakupan
from ksdgen.rules.pages import bentuk, semua_halaman
from ksdgen.rules.rule import semua
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


@pytest.mark.parametrize(("kode", "saran"), [("KSD09", "maksud Anda `KSD"), ("ABC", "daftar kode: `ksdgen rules`")])
def test_explain_kode_tak_ada(kode: str, saran: str) -> None:
    jalan = ksdgen("explain", kode)
    assert jalan.kode == 2 and f"kode `{kode}` tidak ada" in jalan.galat and saran in jalan.galat and jalan.keluar == ""


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


# --- ksdgen rules -----------------------------------------------------------------------------------------------------------------------


def test_daftar_kode() -> None:
    teks = ksdgen("rules").keluar.splitlines()
    assert [b[:6] for b in teks] == list(HALAMAN)
    assert all(HALAMAN[b[:6]].tingkat.value in b and HALAMAN[b[:6]].nama in b for b in teks)
    tabel = ksdgen("rules", "--format", "markdown").keluar.splitlines()
    sel = [b.split(" | ") for b in tabel]
    assert {len(s) for s in sel[:1] + sel[2:]} == {4} and tabel[1] == "|---|---|---|---|"
    assert [(s[0][2:], s[1], s[2]) for s in sel[2:]] == [
        (h.kode, LEVEL[h.tingkat], h.ringkas_en) for h in HALAMAN.values()
    ]
    data = json.loads(ksdgen("rules", "--format", "json").keluar)
    assert [d["code"] for d in data] == list(HALAMAN)
    assert all(set(d) == {"code", "name", "severity", "summary", "citations"} for d in data)
    assert {d["severity"] for d in data} <= set(LEVEL.values()) and len(LEVEL) == len(Severity)


# --- ksdgen coverage --------------------------------------------------------------------------------------------------------------------

CAKUPAN = list(baris_cakupan())


def keadaan(b: Baris) -> list[bool]:
    """Enforced, not checkable, not yet: exactly one is true."""
    return [bool(b.aturan), b.tidak_dapat, not b.aturan and not b.tidak_dapat]


def test_setiap_ketentuan_tepat_satu_keadaan() -> None:
    assert [b.sitasi for b in CAKUPAN] == list(dict.fromkeys(f"{p.id}/{k.sitasi}" for p, k in regulation.cakupan()))
    for b in CAKUPAN:
        assert sum(keadaan(b)) == 1, b
        assert b.uraian.strip(), b
        assert bool(b.aturan) != bool(b.alasan.strip()), b  # a reason exactly where no rule checks it
        awal = ("diperiksa: KSD", "tidak dapat diperiksa mesin: ", "belum: ")[keadaan(b).index(True)]
        assert b.keterangan.startswith(awal) and len(b.keterangan) > len(awal)


def test_setiap_sitasi_aturan_terhitung() -> None:
    """A rule that cites a listed provision enforces it; a whole article counts for its parts, unless no machine can check them."""
    menurut = {b.sitasi: b for b in CAKUPAN}
    for a in semua():
        for d in a.dasar:
            if d.sitasi in menurut:
                assert a.kode in menurut[d.sitasi].aturan, (a.kode, d.sitasi)
    for b in CAKUPAN:
        for kode in b.aturan:
            sitasi = {d.sitasi for a in semua() if a.kode == kode for d in a.dasar}
            assert any(b.sitasi == s or b.sitasi.startswith(f"{s}/") for s in sitasi), b


def test_perintah_cakupan() -> None:
    teks = ksdgen("coverage").keluar
    ringkas = re.findall(
        r"^(\S+): (\d+) ketentuan, (\d+) diperiksa aturan, (\d+) tidak dapat diperiksa mesin, (\d+) belum \((\d+|–)",
        teks,
        re.MULTILINE,
    )
    hitung = {nama: tuple(map(int, angka)) for nama, *angka, _ in ringkas}
    for nama, (n, *bagian) in hitung.items():
        baris = [b for b in CAKUPAN if nama in (b.peraturan, "jumlah")]
        assert n == sum(bagian) == len(baris)
        assert bagian == [sum(keadaan(b)[i] for b in baris) for i in range(3)]
    assert set(hitung) == {b.peraturan for b in CAKUPAN} | {"jumlah"}
    *_, bagian_jumlah = next(r for r in ringkas if r[0] == "jumlah")
    _, diperiksa, _, belum = hitung["jumlah"]
    assert int(bagian_jumlah) == diperiksa * 100 // (diperiksa + belum)
    assert all(f"{b.cetak}\n    {b.uraian}\n    {b.keterangan}\n" in teks for b in CAKUPAN)
    satu = ksdgen("coverage", "uu-23-2014").keluar
    assert "uu-23-2014: " in satu and "jumlah" not in satu and "Permendagri" not in satu.partition("\n\n")[2]
    tabel = ksdgen("coverage", "--format", "markdown").keluar.splitlines()
    assert sum(b.startswith("| ") for b in tabel) == len(CAKUPAN) + 1
    jalan = ksdgen("coverage", "uu-99")
    assert jalan.kode == 2 and "peraturan `uu-99` tidak ada" in jalan.galat


def test_halaman_tidak_memuat_paket_berat() -> None:
    """Pages are data: no Jinja, no Word, no clock."""
    for nama in ("rules/pages.py", "rules/coverage.py"):
        modul = {a.name for n in ast.walk(SUMBER[nama]) if isinstance(n, ast.Import) for a in n.names}
        assert not modul & {"jinja2", "docx", "lxml", "datetime"}
