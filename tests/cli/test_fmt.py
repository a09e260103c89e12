"""`ksdgen fmt`: one form for every way of writing the same thing; what is said, the comments, and the line ends stay."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.desk.loading import sidik_isi
from ksdgen.diagnostics import Severity
from ksdgen.editing.canonical import LEBAR_SATU
from ksdgen.editing.fmt import rapikan
from ksdgen.naskah.model import BerkasPihak, Naskah
from ksdgen.rules.examples import dasar, pasang
from ksdgen.rules.packaged import semua
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Daftar, Node, Peta
from ksdgen.source.parse import parse
from ksdgen.source.record import Rekaman
from tests.helpers.util import AKAR, ksb, ksdgen, pks, simpan
from tests.helpers.util import yaml as tulis_yaml

BERKAS = {p.relative_to(AKAR).as_posix(): p for p in sorted((AKAR / "agreements").rglob("*.yaml"))}
CONTOH = {p.stem: p.read_text(encoding="utf-8") for p in sorted((AKAR / "ksdgen" / "data" / "contoh").glob("*.yaml"))}
for _a in semua():
    if _a.contoh is not None:
        CONTOH[f"{_a.kode}-salah"] = pasang(dasar(_a.contoh.naskah), _a.contoh.salah)
        CONTOH[f"{_a.kode}-benar"] = pasang(dasar(_a.contoh.naskah), _a.contoh.benar)

_KOMENTAR = re.compile(r"(?m)(?:^|(?<=\s))#(?: |$).*?$")


def node(teks: str) -> Node:
    hasil, temuan = parse(teks.removeprefix("\ufeff"), "x")
    assert hasil is not None and not [t for t in temuan if t.tingkat is Severity.KESALAHAN], temuan
    return hasil


def data(n: Node) -> object:
    """What a text says, to the last character; a block of lines is another thing than one line."""
    if isinstance(n, Peta):
        return {k: data(v) for k, v in n.isi.items()}
    return [data(b) for b in n.butir] if isinstance(n, Daftar) else (n.teks, n.gaya == "|")


def terbaca(teks: str, jenis: type[Rekaman] = Naskah) -> tuple[Any, list[tuple[str, str]]]:
    """What the decoder makes of a text, and what it says about it."""
    pembaca = Pembaca()
    hasil = pembaca.rekaman(jenis, node(teks))
    return tanpa_letak(hasil), sorted((t.kode, t.pesan) for t in pembaca.temuan)


def tanpa_letak(nilai: Any) -> Any:
    """A record as data; blanks of templates are kept as nodes, whose places may differ."""
    if isinstance(nilai, Rekaman):
        return (type(nilai), {n: tanpa_letak(getattr(nilai, n)) for n in nilai.medan_})
    if isinstance(nilai, dict):
        return {k: tanpa_letak(v) for k, v in nilai.items()}
    if isinstance(nilai, tuple):
        return [tanpa_letak(v) for v in nilai]
    return data(nilai) if isinstance(nilai, Node) else nilai


def rapi(teks: str, jenis: type[Rekaman] = Naskah) -> str:
    """The canonical text, after checking every law that holds for all texts."""
    hasil = rapikan(teks, jenis)
    assert hasil is not None
    assert data(node(hasil)) == data(node(teks))
    assert sidik_isi(node(hasil)) == sidik_isi(node(teks))
    assert terbaca(hasil, jenis) == terbaca(teks, jenis)
    assert rapikan(hasil, jenis) == hasil, "a second run changes the text"
    return hasil


# --- real files ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", BERKAS)
def test_berkas_kita_sendiri_rapi(nama: str) -> None:
    teks = BERKAS[nama].read_bytes().decode("utf-8")
    jenis = BerkasPihak if "/pihak/" in nama else Naskah
    assert rapi(teks, jenis) == teks


@pytest.mark.slow
def test_setiap_contoh_tetap_artinya() -> None:
    """On both examples of every rule; the comments of examples mark lines, so none may be lost."""
    for nama, teks in CONTOH.items():
        hasil = rapi(teks)
        assert sorted(_KOMENTAR.findall(hasil)) == sorted(_KOMENTAR.findall(teks)), nama
        assert not [b for b in hasil.split("\n") if b != b.rstrip()], nama


@pytest.mark.slow
@pytest.mark.parametrize("ujung", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_ujung_baris_dan_bom_tetap(ujung: str, bom: str) -> None:
    for teks in [*CONTOH.values()][:40]:
        hasil = rapi(bom + teks.replace("\n", ujung))
        assert hasil == bom + rapi(teks).replace("\n", ujung)
        assert hasil.count("\n") == hasil.count(ujung)


# --- one form for all ways of writing ------------------------------------------------------------------------------------------------------

_HURUF = st.characters(
    blacklist_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"], blacklist_characters="\x85\ufeff"
)
_POTONG = st.sampled_from(
    [
        "PARA PIHAK", "a: b", "x #y", "# z", "- 1", "30 (tiga puluh)", "'", '"', "\\", "[", "]", "{", "}", ",", "&a", "*a", "!t", "%", "@", "`", "|", ">",
        "?", ":", "-", "no", "~", "null", "yes", "1.5", "0x1F", "1e3", "2026-12-07", "(1)", "a.", "1.", "1)", "{{ x }}", "é", "漢字", "😀", "\u00a0", "bahwa",
        "tanggal 7 Desember 2026", "Rp1.000,00", "<<", "=", "...", "---", "#", "\t", "000123", "19660317 199103 1 005", "kerja sama " * 20,
    ]
)  # fmt: skip
_TEKS = st.one_of(
    st.lists(_POTONG, min_size=1, max_size=6).map(" ".join),
    st.lists(_POTONG, min_size=1, max_size=3).map("".join),
    st.text(_HURUF, min_size=1, max_size=60),
    st.lists(
        st.sampled_from(["bahwa", "kerja", "sama", "daerah", "telah", "disepakati", "oleh", "para", "pihak"]),
        min_size=5,
        max_size=60,
    ).map(" ".join),
).filter(lambda t: t == t.strip() and "\n" not in t and t not in ("", "---", "..."))
_BARIS_BANYAK = st.lists(st.one_of(st.just(""), _TEKS, _TEKS.map(lambda t: "  " + t)), min_size=2, max_size=5).map(
    lambda b: "\n".join(b) + "\n"
)


class Penulis:
    """Writes the same data in many ways: quotes, indentation, wrapping, brackets, comments."""

    def __init__(self, acak: random.Random, *, komentar: bool, kurung: dict[int, bool] | None = None) -> None:
        self.acak = acak
        self.komentar = komentar
        self.nomor = 0
        self.kurung = kurung
        self.ke = 0

    def tulis(self, isi: dict[str, Any]) -> str:
        return "".join(f"{b}\n" for b in self.peta(isi, 0))

    def catatan(self) -> str:
        self.nomor += 1
        return f"# catatan {self.nomor}{self.acak.choice(['', ': x', ' - y', ' #z', ' {', ' |'])}"

    def samping(self) -> str:
        return f"{' ' * self.acak.randint(1, 4)}{self.catatan()}" if self.komentar and self.acak.random() < 0.2 else ""

    def atas(self, lekuk: int) -> list[str]:
        hasil = []
        while self.komentar and self.acak.random() < 0.2:
            hasil.append(
                self.acak.choice(
                    [f"{' ' * lekuk}{self.catatan()}", "", f"{' ' * self.acak.randint(0, 8)}{self.catatan()}"]
                )
            )
        return hasil

    def peta(self, isi: dict[str, Any], lekuk: int) -> list[str]:
        hasil: list[str] = []
        for k, v in isi.items():
            kunci = self.acak.choice([k, k, f'"{k}"', f"'{k}'"])
            hasil += self.atas(lekuk)
            hasil += self.anak(f"{' ' * lekuk}{kunci}:", v, lekuk)
        return hasil

    def anak(self, awal: str, nilai: Any, lekuk: int) -> list[str]:
        if isinstance(nilai, str):
            return self.teks(awal, nilai, lekuk)
        self.ke += 1
        kurung = (
            self.acak.random() < 0.3
            if self.kurung is None
            else self.kurung.setdefault(self.ke, self.acak.random() < 0.3)
        )
        if not nilai or (kurung and _bisa_sebaris(nilai)):
            return [f"{awal}{' ' * self.acak.randint(1, 3)}{self.alir(nilai, lekuk + 1)}{self.samping()}"]
        if isinstance(nilai, dict):
            dalam = lekuk + self.acak.randint(1, 5)
            return [f"{awal}{self.samping()}", *self.peta(nilai, dalam)]
        dalam = lekuk + self.acak.randint(0, 4)
        hasil = [f"{awal}{self.samping()}"]
        for b in nilai:
            hasil += self.atas(dalam)
            jarak = self.acak.randint(1, 3)
            kepala = f"{' ' * dalam}-"
            if isinstance(b, dict) and b:
                isi = self.peta(b, dalam + 1 + jarak)
                i = next(i for i, x in enumerate(isi) if x.strip() and x.lstrip()[0] != "#")
                hasil += [*isi[:i], f"{kepala}{' ' * jarak}{isi[i].lstrip()}", *isi[i + 1 :]]
            else:
                hasil += self.anak(kepala, b, dalam)
        return hasil

    def alir(self, nilai: Any, lekuk: int) -> str:
        if isinstance(nilai, str):
            return self.satu(nilai, alir=True)
        sela = self.acak.choice([" ", "  ", ""])
        pisah = self.acak.choice([", ", " ,", ",  ", f",\n{' ' * (lekuk + 1)}"])
        if self.komentar and self.acak.random() < 0.3:
            pisah = f", {self.catatan()}\n{' ' * (lekuk + 1)}"
        if isinstance(nilai, dict):
            return "{" + sela + pisah.join(f"{k}: {self.alir(v, lekuk)}" for k, v in nilai.items()) + sela + "}"
        return "[" + sela + pisah.join(self.alir(v, lekuk) for v in nilai) + sela + "]"

    def satu(self, teks: str, *, alir: bool = False) -> str:
        """A text on one line, in any quoting that says it."""
        pilihan = [json.dumps(teks, ensure_ascii=False).replace("\x7f", "\\u007f")]
        if "\t" not in teks:
            pilihan.append("'" + teks.replace("'", "''") + "'")
            if _polos(teks, alir):
                pilihan += [teks] * 3
        return self.acak.choice(pilihan)

    def teks(self, awal: str, teks: str, lekuk: int) -> list[str]:
        dalam = " " * (lekuk + self.acak.randint(1, 6))
        if "\n" in teks:
            inti = [dalam + b if b else "" for b in teks[:-1].split("\n")]
            pertama = next((b for b in teks.split("\n") if b), "")
            angka = str(len(dalam) - lekuk) if pertama.startswith(" ") else ""
            akhir = "+" if teks.endswith("\n\n") or not pertama else ""
            return [f"{awal} |{angka}{akhir}{self.samping()}", *inti]
        # Text that looks like a point is another thing when it is folded.
        kata = re.split(r"(?<=\S) (?=\S)", teks)
        if (
            len(kata) > 1
            and not re.match(r"\(?#?[0-9a-z]{1,3}[.)]\s", teks)
            and "\t" not in teks
            and self.acak.random() < 0.3
        ):
            i = self.acak.randint(1, len(kata) - 1)
            return [f"{awal} >-{self.samping()}", dalam + " ".join(kata[:i]), dalam + " ".join(kata[i:])]
        if self.acak.random() < 0.1 and not awal.endswith("-"):
            return [awal + self.samping(), f"{dalam}{self.satu(teks)}{self.samping()}"]
        return [f"{awal} {self.satu(teks)}{self.samping()}"]


def _polos(teks: str, alir: bool) -> bool:
    """Whether a text is certainly plain."""
    return re.fullmatch(r"[A-Za-z(][\w() ./-]*[\w)]|[A-Za-z]", teks, re.ASCII) is not None and teks.lower() not in (
        "null",
        "true",
        "false",
    )


def _bisa_sebaris(nilai: Any) -> bool:
    if isinstance(nilai, str):
        return "\n" not in nilai
    return all(_bisa_sebaris(v) for v in (nilai.values() if isinstance(nilai, dict) else nilai))


_NASKAH = st.fixed_dictionaries(
    {},
    optional={
        "jenis": _TEKS,
        "kategori": st.just("ksdpk"),
        "tentang": _TEKS,
        "tak_dikenal": _TEKS.filter(
            lambda t: not re.fullmatch(r"[\d .+xXoOeE_-]*|true|false|null|[-+.]*(?:inf|nan)", t, re.IGNORECASE)
        ),
        "kesepakatan_bersama": st.fixed_dictionaries(
            {}, optional={"tentang": _TEKS, "nomor": st.lists(_TEKS, max_size=3), "tanggal": st.just("2025-03-03")}
        ),
        "penandatanganan": st.fixed_dictionaries({}, optional={"tanggal": st.just("2026-12-07"), "tempat": _TEKS}),
        "para_pihak": st.lists(
            st.fixed_dictionaries(
                {"kode": _TEKS},
                optional={
                    "nama": _TEKS,
                    "nomor": _TEKS,
                    "nama_judul": st.one_of(_TEKS, st.lists(_TEKS, min_size=1, max_size=2)),
                    "penanda_tangan": st.lists(
                        st.fixed_dictionaries(
                            {}, optional={"nip": _TEKS, "nama": _TEKS, "dasar_kewenangan": st.just({"bebas": "Akta 1"})}
                        ),
                        max_size=2,
                    ),
                },
            ),
            max_size=3,
        ),
        "konsideran": st.lists(st.one_of(_TEKS, _BARIS_BANYAK), max_size=4),
        "objek": st.one_of(_TEKS, _BARIS_BANYAK),
        "hak_dan_kewajiban": st.dictionaries(
            st.sampled_from(["garut", "cimahi"]),
            st.fixed_dictionaries({}, optional={"hak": st.lists(_TEKS, max_size=3), "kewajiban": st.lists(_TEKS)}),
        ),
        "urusan": st.lists(st.just("pangan"), max_size=3),
        "surat_penawaran": st.fixed_dictionaries({}, optional={"nomor": _TEKS, "tanggal": st.just("2026-01-02")}),
    },
).filter(bool)


@pytest.mark.slow
@settings(deadline=None, max_examples=120)
@given(_NASKAH, st.randoms(use_true_random=False))
def test_tulisan_apa_pun_tetap_artinya(isi: dict[str, Any], acak: random.Random) -> None:
    """Laws on any way of writing any data with comments anywhere: nothing lost, nothing changed, settled after one run."""
    teks = Penulis(acak, komentar=True).tulis(isi)
    hasil = rapi(teks)
    ada = sorted(re.findall(r"# catatan \d+", teks))
    assert sorted(re.findall(r"# catatan \d+", hasil)) == ada


@pytest.mark.slow
@settings(deadline=None, max_examples=120)
@given(_NASKAH, st.randoms(use_true_random=False))
def test_satu_bentuk_untuk_semua_cara_menulis(isi: dict[str, Any], acak: random.Random) -> None:
    """Law: two ways of writing the same data are one afterwards; only what stands in brackets is the author's choice."""
    kurung: dict[int, bool] = {}
    a = rapi(Penulis(acak, komentar=False, kurung=kurung).tulis(isi))
    b = rapi(Penulis(acak, komentar=False, kurung=kurung).tulis(isi))
    assert a == b


@settings(deadline=None, max_examples=80)
@given(_NASKAH, st.randoms(use_true_random=False))
def test_urutan_kunci_di_setiap_tingkat(isi: dict[str, Any], acak: random.Random) -> None:
    """Law: in which order the keys of a record are written makes no difference."""
    isi.pop("tak_dikenal", None)  # an unknown key stays behind the key that it follows

    def kocok(nilai: Any, *, rekaman: bool = True) -> Any:
        if isinstance(nilai, dict):
            kunci = list(nilai)
            if rekaman:
                acak.shuffle(kunci)
            return {k: kocok(nilai[k], rekaman=k != "hak_dan_kewajiban") for k in kunci}
        return [kocok(v) for v in nilai] if isinstance(nilai, list) else nilai

    if isi:
        tanpa_kurung = dict.fromkeys(range(1000), False)
        a, b = (rapi(Penulis(acak, komentar=False, kurung=tanpa_kurung).tulis(d)) for d in (isi, kocok(isi)))
        assert a == b
        assert re.findall(r"(?m)^([a-z_]+):", a) == [k for k in Naskah.medan_ if k in isi]


@settings(deadline=None, max_examples=100)
@given(st.text(st.one_of(st.sampled_from("abk:-#|>'\"[]{},&*!%?~ \n\n  \t\r"), _HURUF), max_size=80))
def test_teks_sembarang(teks: str) -> None:
    """Whatever the text: either it is no readable YAML, or every law holds."""
    if rapikan(teks) is not None:
        rapi(teks)


# --- comments, by example ------------------------------------------------------------------------------------------------------------------

KUSUT = """\


# yang lain
# yaml-language-server: $schema=x

# di atas jenis
jenis :   'kesepakatan_bersama'   #di samping jenis
tentang: # di kepala tentang
    # di bawah kepala
    "Pengendalian Inflasi"
para_pihak:   # di kepala daftar


   # di atas butir
   -   nama: "17"       # bukan bilangan
       kode: garut
       # di akhir butir satu

   - # di sesudah tanda
     kode: "cimahi"
     nomor: {}   # kosong
   # di akhir daftar
# milik kategori
kategori: "ksdpk"
konsideran:
- |   # di kepala blok
      baris   satu
         baris dua

- >
      terlipat
      biasa
# di akhir konsideran


surat_penawaran: {tanggal: 2026-01-02, # di dalam kurung
   nomor: '1'}  # di sesudah kurung
urusan: [ pangan ,"perdagangan",
   ]
# penutup
"""

RAPI = """\
# yaml-language-server: $schema=x
# yang lain

# di atas jenis
jenis: kesepakatan_bersama  #di samping jenis
# milik kategori
kategori: ksdpk
# di bawah kepala
tentang: Pengendalian Inflasi  # di kepala tentang

para_pihak:  # di kepala daftar
  # di atas butir
  - kode: garut
    nama: "17"  # bukan bilangan
    # di akhir butir satu

  # di sesudah tanda
  - kode: cimahi
    nomor: {}  # kosong
  # di akhir daftar

konsideran:
  - |  # di kepala blok
    baris   satu
       baris dua

  - >
    terlipat biasa
# di akhir konsideran

urusan: [pangan, perdagangan]

surat_penawaran:
  nomor: "1"
  tanggal: 2026-01-02  # di dalam kurung
  # di sesudah kurung
# penutup
"""


def test_setiap_komentar_di_tempatnya() -> None:
    assert rapi(KUSUT) == RAPI


def test_bagian_berjangkar_tidak_disentuh() -> None:
    """Parts with anchors, aliases and tags stay as they are, to the last space; the rest is formatted, in the order that it has."""
    teks = (
        "tentang:   x\njenis: &a   'kesepakatan_bersama'  # satu\n# dua\nobjek:\n    *a  # tiga\nmaksud:   !!str   12\n"
        "konsideran:\n -  &b\n    # empat\n    a\n -  'b'\n   # lima\n# enam\nkategori:   'ksdpk'\n"
    )
    hasil = rapi(teks)
    assert hasil == (
        "tentang: x\njenis: &a   'kesepakatan_bersama'  # satu\n\n# dua\nobjek:\n    *a  # tiga\nmaksud:   !!str   12\n\n"
        "konsideran:\n -  &b\n    # empat\n    a\n -  'b'\n\n# lima\n# enam\nkategori: ksdpk\n"
    )


@pytest.mark.parametrize(
    "teks",
    [
        "{jenis: x, tentang: 'y'}\n",
        "  jenis:   x\n  tentang: y\n",
        "%YAML 1.1\n---\njenis:   x\n",
        "- a\n-   b\n",
        "&a {x:   1}\n",
        "? [a]\n: b\n",
        "x\n",
    ],
)
def test_yang_meragukan_dibiarkan(teks: str) -> None:
    assert rapikan(teks) in (teks, None)


@pytest.mark.parametrize("teks", ["", "# saja\n", "a: [1\n", "a: 1\na: 2\n", "a: \x00\n", "a:\n\t- b\n"])
def test_yang_rusak_bukan_urusan_fmt(teks: str) -> None:
    assert rapikan(teks) is None


def test_tanda_dokumen_dan_ujung_berkas() -> None:
    assert rapi("---\njenis: x # a\n...\n# b") == "jenis: x  # a\n# b\n"


@pytest.mark.parametrize(
    ("semula", "menjadi"),
    [
        ("nomor: 12", 'nomor: "12"'),  # the number of a deed is text
        ('tanggal: "2026-12-07"', "tanggal: 2026-12-07"),
        ("notaris: 19660317 199103 1 005", 'notaris: "19660317 199103 1 005"'),
        ("nomor: 100.3.7/___/PKS/2026", "nomor: 100.3.7/___/PKS/2026"),
        ("nomor: '~'", 'nomor: "~"'),
        ("nomor: ~", "nomor: ~"),
        ("nomor:", "nomor:"),
        ("nama: 'a: b'", 'nama: "a: b"'),
        ("nama: 'a \"b\": c'", "nama: 'a \"b\": c'"),
        ('nama: "\\u00e9"', 'nama: "\\u00e9"'),  # somebody wanted it to be seen
        ('nama: "a\\nb"', 'nama: "a\\nb"'),
        ("nama: 'blok #1'", 'nama: "blok #1"'),
        ("nama: no", "nama: no"),
    ],
)
def test_tanda_kutip(semula: str, menjadi: str) -> None:
    kepala = "para_pihak:\n  - penanda_tangan:\n      - dasar_kewenangan:\n          akta:\n            "
    assert rapi(f"{kepala}{semula}\n") == f"{kepala}{menjadi}\n"


def test_isian_templat_menurut_penulisnya() -> None:
    """Where the model does not say what a value is, the author's quotes decide between a number and text."""
    teks = 'klausul:\n  pelaksanaan:\n    isian:\n      a: "12"\n      b: 12\n      c: x\n'
    assert rapi(teks.replace("c: x", "c: 'x'")) == teks


def test_panjang_baris() -> None:
    """Text that would leave the line is folded, flow becomes block; a text like a point is never folded, for that changes it."""
    panjang = " ".join(["kata"] * 60)
    hasil = rapi(
        f"tentang: {panjang}\nkonsideran:\n  - a. {panjang}\nsurat_penawaran: {{nomor: {panjang[:120]}, tanggal: 2026-01-01}}\n"
    )
    assert (
        "tentang: >-\n  kata" in hasil and f"  - a. {panjang}\n" in hasil and "surat_penawaran:\n  nomor: kata" in hasil
    )
    assert all(len(b) <= LEBAR_SATU for b in hasil.split("\n") if "a. " not in b)
    assert rapi("tentang: >-\n  dua\n  baris\n") == "tentang: dua baris\n"
    assert rapi("konsideran:\n - >-\n  a. dua\n  baris\n") == "konsideran:\n  - >-\n    a. dua baris\n"


def test_baris_kosong_di_antara_kelompok() -> None:
    """One before each group, as many as one elsewhere, none at the beginning of a list."""
    assert rapi(
        "jenis: a\n\n\n\nkategori: ksdpk\npara_pihak:\n\n  - kode: a\n\n\n  - kode: b\ntujuan: x\nobjek: y\n"
    ) == ("jenis: a\n\nkategori: ksdpk\n\npara_pihak:\n  - kode: a\n\n  - kode: b\n\ntujuan: x\nobjek: y\n")


# --- the command -----------------------------------------------------------------------------------------------------------------------------


def test_perintah(repo: Path) -> None:
    """--check and --diff write nothing and tell with exit code 1; the command itself writes, and then nothing is left to do."""
    path = simpan(repo, KUSUT.replace("\n", "\r\n").encode())
    pihak = simpan(repo, "nama:   x\n", "pihak/x.yaml")
    semula = path.read_bytes()
    jalan = ksdgen("fmt", "--check", repo)
    assert jalan.kode == 1 and jalan.keluar.count("belum rapi") == 2 and path.read_bytes() == semula
    jalan = ksdgen("fmt", "--diff", path)
    assert (
        jalan.kode == 1
        and "+jenis: kesepakatan_bersama  #di samping jenis\n" in jalan.keluar
        and path.read_bytes() == semula
    )
    jalan = ksdgen("fmt", repo)
    assert jalan.kode == 0 and jalan.keluar.count("dirapikan") == 2
    assert path.read_bytes() == RAPI.replace("\n", "\r\n").encode() and pihak.read_text() == "nama: x\n"
    for pilihan in ([], ["--check"], ["--diff"]):
        jalan = ksdgen("fmt", repo, *pilihan)
        assert (jalan.kode, jalan.keluar) == (0, "semua berkas sudah rapi\n")
    assert ksdgen("fmt", "-q", repo).semua == ""
    assert [p.name for p in sorted(path.parent.iterdir())] == ["a.yaml", "pihak"]


def test_berkas_rusak_dilaporkan_dan_yang_lain_dirapikan(repo: Path) -> None:
    rusak = simpan(repo, "tentang: [x\n", "a.yaml")
    utf16 = simpan(repo, "tentang:   x\n".encode("utf-16"), "b.yaml")
    baik = simpan(repo, "tentang:   x\n", "c.yaml")
    semula = rusak.read_bytes(), utf16.read_bytes()
    jalan = ksdgen("fmt", repo)
    assert jalan.kode == 1 and jalan.kode_temuan == ["KSD002", "KSD001"]
    assert (rusak.read_bytes(), utf16.read_bytes()) == semula and baik.read_text() == "tentang: x\n"


@pytest.mark.parametrize("data", [pks(status="ditandatangani"), ksb(status="berakhir"), ksb(status="ditandatangni")])
def test_yang_ditandatangani_tidak_disentuh(repo: Path, data: dict[str, Any]) -> None:
    path = simpan(repo, data)
    semula = path.read_bytes()
    jalan = ksdgen("fmt", "--check", repo)
    assert (jalan.kode, path.read_bytes()) == (0, semula)
    assert ksdgen("fmt", repo).kode == 0 and path.read_bytes() == semula
    simpan(repo, ksb(), "b.yaml")
    assert ksdgen("fmt", "--check", repo).kode == 1


def test_check_sama_sebelum_dan_sesudah(repo: Path) -> None:
    """The findings of a formatted file are the same, only their places differ."""
    simpan(repo, tulis_yaml(ksb(objek=None, tak_dikenal="x", para_pihak=[])))
    sebelum = ksdgen("check", repo).kode_temuan
    assert ksdgen("fmt", repo).kode == 0
    assert sorted(ksdgen("check", repo).kode_temuan) == sorted(sebelum) != []
