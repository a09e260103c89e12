"""`ksdgen templates`: which file wins, and every fault of a template at its line and column, found before any agreement meets it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.diagnostics import Diagnostic
from ksdgen.lint import daftar_templat, periksa_templat
from ksdgen.lint.positions import TemplateFile
from ksdgen.world.tree import Overlay, WorkingTree
from tests.helpers.util import AKAR


class Pohon:
    """Files in memory."""

    def __init__(self, berkas: dict[str, str | bytes]) -> None:
        self.berkas = {k: v if isinstance(v, bytes) else v.encode() for k, v in berkas.items()}

    def read(self, path: str) -> bytes | None:
        return self.berkas.get(path)

    def files(self, folder: str) -> list[str]:
        return sorted(f for f in self.berkas if f.rpartition("/")[0] == folder)

    def below(self, folder: str) -> list[str]:
        return sorted(f for f in self.berkas if not folder or f.startswith(f"{folder}/"))

    def name(self, path: str) -> str:
        return path


KECIL: dict[str, str | bytes] = {
    "dasar.j2": """\
@judul {{ naskah.judul }}
{% macro sebut(p) %}{{ p.sebutan }}{% endmacro %}
{% block pembuka %}
@pembuka Pada hari ini bertemu {% for p in para_pihak %}{{ sebut(p) }} {% endfor %}.
{% endblock %}
@tabel pihak 1 1
@baris
@sel
@pihak_nama satu
@sel
@pihak_nama dua
@tutup
@batang_tubuh
@penutup Demikian.
""",
    "perjanjian.j2": """\
---
jenis: perjanjian
judul: PERJANJIAN
sebutan: Perjanjian
uraian: contoh
dasar: [permendagri-22-2020/pasal-41/ayat-1]
kategori: [ksdpk, ksdd_sukarela]
lambang: {ksdpk: garuda}
pasal:
  - objek
  - biaya
unsur: {penutup: penutup}
isian:
  sifat: {tipe: teks, uraian: sifat}
---
{% extends "dasar.j2" %}
{% block pembuka %}
{{ super() }}
@isi Sifat {{ isian.sifat }}.
{% endblock %}
""",
    "klausul/objek.j2": """\
---
antarmuka: 1
judul: OBJEK
unsur: [objek]
versi: 1
dasar: [praktik]
jenis: [perjanjian]
fakta: [objek]
isian:
  hari: {tipe: bilangan, baku: 14, uraian: lamanya}
  cara: {tipe: pilihan, pilihan: [tunai, transfer], baku: tunai, uraian: caranya}
varian:
  biasa: {uraian: biasa}
  khusus: {pilihan: ya, uraian: khusus}
---
(#) [pokok] Objek {{ naskah.sebutan }} ini adalah {{ naskah.objek | markah('.') }}
(#) Paling lama {{ isian.hari | angka }} hari sejak {{ naskah.penandatanganan.tanggal | tanggal }} menurut [[pokok]]:
    #a. satu;
        #1. dua;
        #1. tiga; dan
    #a. empat.
{% if varian == 'khusus' %}
(#) Khusus {% if isian.cara == 'tunai' %}tunai{% endif %} menurut [[pokok]].
{% endif %}
{% for p in para_pihak %}
{% if loop.first %}
(#) [pihak] Para pihak:
{% endif %}
    #a. {{ p.nama }}{% if not loop.last %};{% else %}.{% endif %}

{% endfor %}
{% if ada('lain') %}
(#) Sesuai dengan [[lain]] dan [[lain/utama]].
{% endif %}
""",
    "klausul/biaya.j2": """\
---
judul: BIAYA
versi: 1
kategori: [ksdpk]
---
{% macro tiap(p, akhir='.') %}{{ p.nama }}{{ akhir }}{% endmacro %}
(#) Biaya ditanggung {{ tiap(para_pihak[0], akhir=',') }}
{% if naskah.pembiayaan.termin %}
(#) [termin] Dibayar bertahap:
{% for t in naskah.pembiayaan.termin %}
    #a. {{ t.nilai | rupiah }};
{% endfor %}
(#) Tahap menurut [[termin]].
{% endif %}
""",
    "klausul/lain.j2": """\
---
judul: LAIN
versi: 1
jenis: [perjanjian]
letak: {setelah: [biaya, objek]}
---
(#) [utama] Lain-lain {{ kosong('objek') }}.
(#) Menurut [[utama]].
""",
    "gaya/baku.yaml": "uraian: baku\n",
}


def lint(berkas: dict[str, str | bytes]) -> list[Diagnostic]:
    pohon = Pohon(berkas)
    return periksa_templat(Katalog(pohon), pohon)


def letak(temuan: list[Diagnostic]) -> list[tuple[str, str, int, int]]:
    return [(t.kode, t.span.file, t.span.line, t.span.column) for t in temuan if t.span is not None]


def test_bersih() -> None:
    assert letak(lint(KECIL)) == []


@pytest.mark.parametrize("ubah", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t])
def test_ganti_baris_windows_dan_bom_tidak_mengubah_apa_pun(ubah: Callable[[str], str]) -> None:
    def semua(berkas: dict[str, str | bytes]) -> dict[str, str | bytes]:
        return {k: ubah(v) if k.endswith(".j2") and isinstance(v, str) else v for k, v in berkas.items()}

    assert lint(semua(KECIL)) == []
    salah = {**KECIL, "klausul/lain.j2": str(KECIL["klausul/lain.j2"]).replace("kosong(", "kosng(")}
    assert letak(lint(semua(salah))) == letak(lint(salah)) == [("KSD043", "klausul/lain.j2", 7, 26)]


# --- one seeded fault of each kind ------------------------------------------------------------------------------------

# (file, what stands there, what is written instead; « marks the place of the finding, its code). The rest stays clean.
SALAH = [
    # names
    ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ naskah.«sebutn }}", "KSD043"),
    ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ «naska.sebutan }}", "KSD043"),
    ("klausul/objek.j2", "naskah.penandatanganan.tanggal", "naskah.penandatanganan.«tanggl", "KSD043"),
    ("klausul/objek.j2", "naskah.penandatanganan.tanggal", "naskah.objek.«tanggal", "KSD043"),
    ("klausul/objek.j2", "{{ p.nama }}", "{{ p.«nma }}", "KSD043"),
    ("klausul/objek.j2", "not loop.last", "not loop.«akhir", "KSD043"),
    ("klausul/objek.j2", "{% if not loop.last %};", "{% if not loop.last %}{{ «q }};", "KSD043"),
    ("klausul/objek.j2", "%}tunai{%", "%}{{ «tuna }}{%", "KSD043"),
    ("klausul/biaya.j2", "{{ p.nama }}{{ akhir }}", "{{ p.«nam }}{{ akhir }}", "KSD043"),
    ("klausul/biaya.j2", "{{ t.nilai | rupiah }}", "{{ «t2.nilai | rupiah }}", "KSD043"),
    (
        "klausul/biaya.j2",
        "in naskah.pembiayaan.termin %}\n    #a. {{ t.nilai",
        "in naskah.pembiayaan.termin %}\n    #a. {{ t.«nila",
        "KSD043",
    ),
    ("dasar.j2", "{{ p.sebutan }}", "{{ p.«sebtan }}", "KSD043"),
    ("dasar.j2", "{{ sebut(p) }}", "{{ «sebt(p) }}", "KSD043"),
    ("klausul/objek.j2", "isian.hari |", "isian.«harii |", "KSD043"),
    ("perjanjian.j2", "isian.sifat", "isian.«sft", "KSD043"),
    # filters, calls, types
    ("klausul/objek.j2", "| tanggal", "| «tnggal", "KSD040"),
    ("klausul/objek.j2", "isian.hari | angka", "isian.hari | «tanggal", "KSD044"),
    (
        "klausul/objek.j2",
        "naskah.penandatanganan.tanggal | tanggal",
        "naskah.penandatanganan.tanggal | «rupiah",
        "KSD044",
    ),
    ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ naskah.«penandatanganan }}", "KSD044"),
    ("klausul/objek.j2", "for p in para_pihak", "for p in naskah.«objek", "KSD044"),
    ("klausul/biaya.j2", "tiap(para_pihak[0], akhir=',')", "«tiap()", "KSD044"),
    ("klausul/biaya.j2", "tiap(para_pihak[0], akhir=',')", "«tiap(para_pihak[0], ujung=',')", "KSD044"),
    ("klausul/biaya.j2", "termin %}\n(#)", "termin is «numerik %}\n(#)", "KSD040"),
    # words out of closed lists
    ("klausul/objek.j2", "varian == 'khusus'", "varian == '«khsus'", "KSD013"),
    ("klausul/objek.j2", "isian.cara == 'tunai'", "isian.cara == '«kontan'", "KSD013"),
    ("klausul/lain.j2", "(#) Menurut", "(#) {% if kategori == '«ksdp' %}x{% endif %}Menurut", "KSD013"),
    ("klausul/lain.j2", "(#) Menurut", "(#) {% if jenis in ['perjanjian', '«nota'] %}x{% endif %}Menurut", "KSD013"),
    (
        "klausul/objek.j2",
        "ada('lain') %}\n(#) Sesuai dengan [[lain]] dan [[lain/utama]].",
        "ada('«lian') %}\n(#) Sesuai.",
        "KSD013",
    ),
    # syntax
    ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ naskah.sebutan ( «}}", "KSD040"),
    ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ naskah.sebutan «? }}", "KSD040"),
    ("klausul/objek.j2", "{% if ada('lain') %}\n", "{% «if ada('lain') %}\n{% if ada('lain') %}\n", "KSD040"),
    ("klausul/lain.j2", "{{ kosong('objek') }}", "{{ «kosong('a') ~ 'b' }}", "KSD040"),
    ("klausul/lain.j2", "Lain-lain", "Lain-«\ue000lain", "KSD040"),
    ("perjanjian.j2", '"dasar.j2"', '"«dasr.j2"', "KSD041"),
    # points, labels, references
    ("klausul/objek.j2", "        #1. dua;\n        #1. tiga; dan", "        «#a) dua;", "KSD070"),
    (
        "klausul/objek.j2",
        "    #a. satu;\n        #1. dua;\n        #1. tiga; dan\n    #a. empat.\n",
        "    «#1. satu.\n",
        "KSD070",
    ),
    ("klausul/biaya.j2", "(#) Tahap", "«(7) Tahap", "KSD020"),
    ("klausul/objek.j2", "(#) [pihak] Para", "«(#) [pokok] Para", "KSD031"),
    ("klausul/objek.j2", "tanggal }} menurut [[pokok]]", "tanggal }} menurut «[[pokk]]", "KSD030"),
    ("klausul/objek.j2", "[[lain/utama]]", "«[[lain/utma]]", "KSD030"),
    ("klausul/objek.j2", "[[lain]] dan [[lain/utama]]", "[[lain]] dan «[[lian]]", "KSD030"),
    ("klausul/objek.j2", "[[lain]] dan [[lain/utama]]", "«[[lain] dan [[lain/utama]]", "KSD021"),
    ("klausul/objek.j2", "[[lain]] dan [[lain/utama]]", "[[lain]] dan «[[biaya]]", "KSD075"),
    ("klausul/lain.j2", "[[utama]]", "«[[objek]]", "KSD075"),
    ("klausul/biaya.j2", "Tahap menurut [[termin]].\n{% endif %}", "Tahap.\n{% endif %}\n(#) x «[[termin]]", "KSD075"),
    ("klausul/lain.j2", "(#) Menurut", "| a | b |\n| «c |\n\n(#) Menurut", "KSD023"),
    # skeletons
    ("dasar.j2", "@penutup", "«@penutp", "KSD024"),
    ("dasar.j2", "@tutup\n@batang_tubuh", "@batang_tubuh", None),
    ("dasar.j2", "@pihak_nama satu", "«[[objek]]", "KSD075"),
    ("dasar.j2", "@batang_tubuh\n", "@batang_tubuh\n  «@batang_tubuh\n", "KSD041"),
    # front matter
    ("klausul/objek.j2", "versi: 1\n", "versi: 1\n«vrsi: 1\n", "KSD010"),
    ("klausul/objek.j2", "antarmuka: 1", "antarmuka: «9", "KSD042"),
    ("klausul/objek.j2", "unsur: [objek]", "unsur: [objek, «objk]", "KSD013"),
    ("klausul/objek.j2", "dasar: [praktik]", "dasar: [praktik, «pp-28-2018/pasal-999]", "KSD013"),
    ("klausul/objek.j2", "dasar: [praktik]", "dasar: [«praktek]", "KSD013"),
    ("klausul/objek.j2", "jenis: [perjanjian]", "jenis: [perjanjian, «perjanjan]", "KSD013"),
    ("klausul/biaya.j2", "kategori: [ksdpk]", "kategori: [ksdpk, «ksdpkk]", "KSD013"),
    ("klausul/objek.j2", "fakta: [objek]", "fakta: [objek, «objk.x]", "KSD013"),
    ("klausul/objek.j2", "fakta: [objek]", "fakta: [«para_pihak.nama]", "KSD013"),
    ("klausul/objek.j2", "fakta: [objek]", "fakta: [objek]\nbila: [«pembiayaan.nila|hasil.uang]", "KSD013"),
    ("klausul/lain.j2", "letak: {setelah: [biaya, objek]}", "letak: {setelah: [biaya, «objk]}", "KSD013"),
    ("klausul/objek.j2", "baku: 14", "baku: «dua", "KSD011"),
    ("klausul/objek.j2", "baku: tunai", "baku: «kontan", "KSD013"),
    ("klausul/objek.j2", "  cara:", "  «lama: {tipe: lama, uraian: x}\n  cara:", "KSD073"),
    ("perjanjian.j2", "  sifat:", "  «lama: {tipe: lama, uraian: x}\n  sifat:", "KSD073"),
    ("klausul/objek.j2", "  biasa: {uraian: biasa}", "  biasa: {uraian: biasa}\n  «lain: {uraian: lain}", "KSD074"),
    ("klausul/objek.j2", "khusus: {pilihan: ya,", "«khusus: {pilihan: ya, kategori: sinergi,", "KSD072"),
    ("klausul/objek.j2", "judul: OBJEK", "judul: {biasa: A, khusus: B, «lain: C}", "KSD013"),
    ("klausul/objek.j2", "judul: OBJEK", "«judul: {biasa: A}", "KSD012"),
    ("klausul/biaya.j2", "(#) Biaya", "(#) {% if «kategori == 'ksdd_sukarela' %}x{% endif %}Biaya", "KSD072"),
    (
        "klausul/lain.j2",
        "judul: LAIN\nversi: 1\njenis: [perjanjian]\nletak: {setelah: [biaya, objek]}",
        "«judul: LAIN\nversi: 1",
        "KSD071",
    ),
    ("klausul/lain.j2", "letak:", "«kategori: [sinergi]\nletak:", None),
    ("klausul/lain.j2", "letak:", "«bila: [hasil]\nletak:", "KSD072"),
    ("perjanjian.j2", "jenis: perjanjian", "jenis: «perjanjan", "KSD011"),
    ("perjanjian.j2", "  - biaya", "  - biaya\n  - «biya", "KSD041"),
    ("perjanjian.j2", "  - biaya", "  - biaya\n  - «objek", "KSD031"),
    ("perjanjian.j2", "{ksdpk: garuda}", "{ksdpk: «garuta}", "KSD013"),
    ("perjanjian.j2", "{ksdpk: garuda}", "{«sinergi: garuda}", "KSD013"),
    ("perjanjian.j2", "{penutup: penutup}", "{penutup: «penutp}", "KSD013"),
    ("gaya/baku.yaml", "uraian: baku\n", "uraian: baku\n«warna: biru\n", "KSD010"),
    ("gaya/baku.yaml", "uraian: baku\n", "uraian: baku\nlambang_negara: «garuda.png\n", "KSD060"),
    ("gaya/baku.yaml", "uraian: baku\n", "uraian: baku\nberdasar_pada: «bku\n", "KSD013"),
]


def tanam(berkas: dict[str, str | bytes], path: str, lama: str, baru: str) -> tuple[dict[str, str | bytes], int, int]:
    """The files with one text replaced, and the line and column of « in it."""
    isi = str(berkas[path])
    assert isi.count(lama) >= 1, (path, lama)
    isi = isi.replace(lama, baru, 1)
    awal = isi.index("«")
    return {**berkas, path: isi.replace("«", "")}, isi.count("\n", 0, awal) + 1, awal - isi.rfind("\n", 0, awal)


@pytest.mark.parametrize(("path", "lama", "baru", "kode"), [s for s in SALAH if s[3]])
def test_setiap_kesalahan_pada_tempatnya_dan_hanya_itu(path: str, lama: str, baru: str, kode: str) -> None:
    berkas, baris, kolom = tanam(KECIL, path, lama, baru)
    temuan = lint(berkas)
    assert letak(temuan) == [(kode, path, baris, kolom)]
    assert all(t.bantuan for t in temuan if t.kode >= "KSD070" or t.kode in ("KSD030", "KSD031", "KSD043"))


def test_kerangka_tanpa_batang_tubuh() -> None:
    berkas = {**KECIL, "dasar.j2": str(KECIL["dasar.j2"]).replace("@batang_tubuh\n", "")}
    assert letak(lint(berkas)) == [("KSD041", "dasar.j2", 1, 1)]


def test_tabel_yang_tidak_ditutup() -> None:
    berkas = {**KECIL, "dasar.j2": str(KECIL["dasar.j2"]).replace("@tutup\n", "")}
    assert ("KSD024", "dasar.j2", 6, 1) in letak(lint(berkas))


def test_klausul_yang_tidak_dapat_dipakai_siapa_pun() -> None:
    berkas, baris, kolom = tanam(KECIL, "klausul/lain.j2", "letak:", "«kategori: [sinergi]\nletak:")
    # And so the references to it in another clause can never hold.
    assert ("KSD071", "klausul/lain.j2", baris, kolom) in letak(lint(berkas))
    assert {k for k, *_ in letak(lint(berkas))} == {"KSD071", "KSD072"}


@pytest.mark.parametrize(
    ("path", "isi", "harap"),
    [
        ("klausul/x.j2", b"---\njudul: X\nletak: {setelah: objek}\n---\n(#) caf\xe9\n", ("KSD001", 5)),
        ("dasar2.j2", b"caf\xe9\n", ("KSD001", 1)),
        ("klausul/x.j2", "(#) tanpa kepala\n", ("KSD041", 1)),
        ("pembantu.j2", "{% macro a() %}{% endmacro %}\n", ("KSD071", 1)),
        ("gaya/x.yml", "uraian: x\n", ("KSD071", 1)),
        ("klausul/x.yaml", "judul: x\n", ("KSD071", 1)),
        ("klausul/lama/x.j2", "x\n", ("KSD071", 1)),
        ("klausul/arsip/sidik.json", "{", ("KSD046", 1)),
        ("catatan.md", "bukan templat\n", None),
    ],
)
def test_berkas(path: str, isi: str | bytes, harap: tuple[str, int] | None) -> None:
    temuan = [(t.kode, t.span.line) for t in lint({**KECIL, path: isi}) if t.span is not None and t.span.file == path]
    assert temuan == ([harap] if harap else [])


def test_semua_masalah_dalam_satu_kali_jalan() -> None:
    berkas = dict(KECIL)
    harap = []
    for path, lama, baru, kode in (
        ("klausul/objek.j2", "{{ naskah.sebutan }}", "{{ naskah.«sebutn }}", "KSD043"),
        ("klausul/objek.j2", "[[lain/utama]]", "«[[lain/utma]]", "KSD030"),
        ("klausul/biaya.j2", "(#) Tahap", "«(7) Tahap", "KSD020"),
        ("klausul/lain.j2", "[[utama]]", "«[[objek]]", "KSD075"),
        ("perjanjian.j2", "isian.sifat", "isian.«sft", "KSD043"),
        ("gaya/baku.yaml", "uraian: baku\n", "uraian: baku\n«warna: biru\n", "KSD010"),
    ):
        berkas, baris, kolom = tanam(berkas, path, lama, baru)
        harap.append((kode, path, baris, kolom))
    assert sorted(letak(lint(berkas))) == sorted(harap)


def test_templat_pembantu_dari_import_dan_include() -> None:
    pembantu = {"alat.j2": "{% macro sebut(p) %}{{ p.nama }}{% endmacro %}\n", "sisip.j2": "(#) {{ naskah.objek }}\n"}
    lain = str(KECIL["klausul/lain.j2"])
    pakai = lain + "{% from 'alat.j2' import sebut %}\n{% include 'sisip.j2' %}\n(#) {{ sebut(para_pihak[0]) }}\n"
    assert lint({**KECIL, **pembantu, "klausul/lain.j2": pakai}) == []
    salah = {**KECIL, **pembantu, "klausul/lain.j2": pakai, "alat.j2": pembantu["alat.j2"].replace("p.nama", "p.nma")}
    assert letak(lint(salah)) == [("KSD043", "alat.j2", 1, 26)]
    salah = {**KECIL, **pembantu, "klausul/lain.j2": pakai, "sisip.j2": "(#) {{ naskah.objk }}\n"}
    assert letak(lint(salah)) == [("KSD043", "sisip.j2", 1, 15)]


def test_templat_yang_memanggil_dirinya_sendiri_berakhir() -> None:
    lain = str(KECIL["klausul/lain.j2"])
    assert lint({**KECIL, "klausul/lain.j2": lain + "{% macro a(n) %}{{ a(n) }}{% endmacro %}\n(#) {{ a(1) }}\n"}) == []
    lint({**KECIL, "dasar.j2": "{% extends 'dasar.j2' %}\n"})
    lint({**KECIL, "klausul/lain.j2": lain + "{% include 'klausul/lain.j2' %}\n"})


# --- laws -------------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nama_apa_pun_yang_diganti_ditemukan_di_tempatnya(data: st.DataObject) -> None:
    """Every word between Jinja's braces that is replaced by one that does not exist is found where it stands."""
    path = data.draw(st.sampled_from([p for p in KECIL if p.startswith("klausul/")]))
    isi = str(KECIL[path])
    kepala = isi.index("\n---\n") + 5
    calon = [
        kepala + m.start() + n.start()
        for m in re.finditer(r"\{\{.*?\}\}", isi[kepala:])
        for n in re.finditer(r"(?<![\w'])[a-z_]+(?![\w']|\s*=)", m[0])
    ]
    letak_nama = data.draw(st.sampled_from(calon))
    kata = re.compile(r"[a-z_]+").match(isi, letak_nama)
    assert kata is not None
    baru = isi[:letak_nama] + "zzz" + isi[kata.end() :]
    baris, kolom = baru.count("\n", 0, letak_nama) + 1, letak_nama - baru.rfind("\n", 0, letak_nama)
    temuan = [(k, b, c) for k, f, b, c in letak(lint({**KECIL, path: baru})) if f == path and k != "KSD073"]
    assert temuan in ([("KSD043", baris, kolom)], [("KSD040", baris, kolom)])


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("{%#}-| \n()[]'\"abn.=,+~0(#)\\@"), max_size=60))
def test_teks_apa_pun_tidak_menggagalkan_pemeriksaan(teks: str) -> None:
    dok = TemplateFile("klausul/a.j2", "klausul/a.j2", teks, 3)
    assert (dok.pohon is None) <= bool(dok.temuan)
    for t in dok.temuan:
        assert t.span is not None and 1 <= t.span.line <= teks.count("\n") + 5 and t.span.column >= 1


@settings(max_examples=12, deadline=None)
@given(st.text(alphabet=st.sampled_from("{%#}|\n[]a.(#)1@ "), max_size=40))
def test_klausul_apa_pun_selesai_diperiksa(teks: str) -> None:
    lint({**KECIL, "klausul/lain.j2": str(KECIL["klausul/lain.j2"]) + teks})


# --- the templates that ship ------------------------------------------------------------------------------------------

BAWAAN = AKAR / "templates"


def bawaan() -> dict[str, str | bytes]:
    pohon = WorkingTree(BAWAAN)
    return {p: (pohon.read(p) or b"").decode() for p in pohon.below("") if p.endswith((".j2", ".yaml"))}


@pytest.mark.slow
def test_templat_bawaan_bersih() -> None:
    assert [(*x, t.pesan) for t in lint(bawaan()) for x in letak([t])] == []


def _badan(isi: str) -> int:
    return isi.index("\n---\n") + 5


def _nama(isi: str) -> Iterator[int]:
    yield from (m.start() + 7 for m in re.finditer(r"naskah\.[a-z]", isi[_badan(isi) :]))


def _saringan(isi: str) -> Iterator[int]:
    yield from (m.start() + 2 for m in re.finditer(r"\| [a-z]", isi[_badan(isi) :]))


def _isian(isi: str) -> Iterator[int]:
    yield from (m.start() + 6 for m in re.finditer(r"isian\.[a-z]", isi[_badan(isi) :]))


def _ada(isi: str) -> Iterator[int]:
    yield from (m.start() + 5 for m in re.finditer(r"ada\('[a-z]", isi[_badan(isi) :]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cari", "kode"), [(_nama, "KSD043"), (_saringan, "KSD040"), (_isian, "KSD043"), (_ada, "KSD013")]
)
@pytest.mark.parametrize("ke", [0, -1])
def test_setiap_klausul_bawaan_yang_dirusak_ditemukan(cari: Callable[[str], Iterator[int]], kode: str, ke: int) -> None:
    """In every clause one word is misspelt; every one of them is found at its line and column."""
    berkas, harap = bawaan(), set()
    for path, isi in bawaan().items():
        if not path.startswith("klausul/") or "/arsip/" in path:
            continue
        isi = str(isi)
        tempat = [*cari(isi)]
        if not tempat:
            continue
        i = _badan(isi) + tempat[ke]
        berkas[path] = f"{isi[:i]}zz{isi[i:]}"
        harap.add((kode, path, isi.count("\n", 0, i) + 1, i - isi.rfind("\n", 0, i)))
    assert len(harap) > 10
    assert harap <= set(letak(lint(berkas)))


@pytest.mark.slow
def test_setiap_label_bawaan_yang_hilang_ditemukan() -> None:
    """Without its label, every reference to a point of the same clause points to nothing."""
    berkas, harap = bawaan(), set()
    for path, isi in bawaan().items():
        if not path.startswith("klausul/") or "/arsip/" in path:
            continue
        isi = str(isi)
        for m in re.finditer(r"(?<=[).] )\[([a-z_]+)\] ", isi):
            rujukan = re.search(rf"\[\[{m[1]}\]\]", isi)
            if (
                rujukan is not None
                and isi.count(f"[{m[1]}] ") == 1
                and rujukan.start() > m.end()
                and f"{m[1]}.j2" not in " ".join(berkas)
            ):
                # Spaces keep the columns of the rest.
                baru = isi[: m.start()] + " " * len(m[0]) + isi[m.end() :]
                berkas[path] = baru
                harap.add(
                    (
                        path,
                        baru.count("\n", 0, rujukan.start()) + 1,
                        rujukan.start() - baru.rfind("\n", 0, rujukan.start()),
                    )
                )
                break
    assert len(harap) > 10
    temuan = {(f, b, k) for kode, f, b, k in letak(lint(berkas)) if kode == "KSD030"}
    assert harap <= temuan


def test_daftar_menandai_yang_sama_dan_yang_rusak(tmp_path: Path) -> None:
    shutil.copytree(BAWAAN / "klausul", tmp_path / "klausul")
    (tmp_path / "klausul/objek.j2").write_text("rusak", encoding="utf-8")
    asli = WorkingTree(BAWAAN, "ksdgen:templates/")
    daftar = daftar_templat(Katalog(Overlay(WorkingTree(tmp_path), asli)), asli)
    klausul = {b.id: b for b in daftar if b.macam == "klausul"}
    assert klausul["sanksi"].beda == 0 and klausul["objek"].versi is None
    assert {b.asal for b in daftar if b.macam == "jenis"} == {"ksdgen"}
