"""The editor schema: fresh, explained, and of one mind with the decoder; and what the real language server makes of it.

Schema and decoder are compared on every base and rule example and on made-up faults; tests/laws compare them on every mutant of the
shipped agreements. Where they differ on principle, tests/helpers/schema_judge.py says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ksdgen import bahasa
from ksdgen.catalogue import schema, schema_examples, schema_scalars
from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.schema import BERKAS_NASKAH, BERKAS_PIHAK, skema_naskah, skema_pihak, tulis
from ksdgen.desk.workspace import Workspace
from ksdgen.naskah import model
from ksdgen.naskah.model import BerkasPihak, Naskah
from ksdgen.rules.examples import dasar, pasang
from ksdgen.rules.packaged import semua
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Daftar, Node, Peta, Skalar
from ksdgen.source.parse import parse
from ksdgen.source.record import Rekaman, konverter, medan
from ksdgen.source.scalars import Lama, Markah, Menyusul, Persen, Rupiah, TeksTerbuka
from tests.helpers.rule_examples import DASAR
from tests.helpers.schema_judge import Pembanding
from tests.helpers.util import AKAR
from tests.helpers.yaml_client import Peladen
from tests.helpers.yaml_client import pasang as pasang_peladen
from tests.helpers.yaml_types import bertipe

HARI = date(2026, 11, 21)
NASKAH = sorted((AKAR / "agreements").glob("2*/**/*.yaml"))
PIHAK = sorted((AKAR / "agreements" / "pihak").glob("*.yaml"))


@pytest.fixture(scope="module")
def katalog() -> Katalog:
    """ksdgen's own templates."""
    return Workspace(AKAR).katalog


@pytest.fixture(scope="module")
def naskah(katalog: Katalog) -> dict[str, Any]:
    """The schema of agreements."""
    return skema_naskah(katalog)


# --- the files ----------------------------------------------------------------------------------------------------------------------------


def test_files_are_fresh(katalog: Katalog) -> None:
    assert (AKAR / "agreements" / BERKAS_NASKAH).read_bytes() == tulis(skema_naskah(katalog)), "run `ksdgen schema`"
    assert (AKAR / "agreements" / BERKAS_PIHAK).read_bytes() == tulis(skema_pihak(katalog)), "run `ksdgen schema`"


def test_files_are_schemas(katalog: Katalog) -> None:
    for skema in (skema_naskah(katalog), skema_pihak(katalog)):
        assert skema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        jsonschema.Draft202012Validator.check_schema(skema)
        acuan = {s["$ref"].removeprefix("#/$defs/") for s in _skema(skema) if "$ref" in s}
        assert acuan <= skema["$defs"].keys()
        for s in _skema(skema):
            if "pattern" in s:
                re.compile(s["pattern"])


@pytest.mark.parametrize("path", [*NASKAH, *PIHAK], ids=lambda p: p.relative_to(AKAR).as_posix())
def test_first_line_names_the_schema(path: Path) -> None:
    """The extension finds the schema by the first line, whatever folder the file is in."""
    baris = path.read_text(encoding="utf-8").partition("\n")[0]
    cocok = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", baris)
    assert cocok is not None
    skema = BERKAS_PIHAK if path in PIHAK else BERKAS_NASKAH
    assert (path.parent / cocok[1]).resolve() == AKAR / "agreements" / skema


# --- what editors show ----------------------------------------------------------------------------------------------------------------------


def _skema(skema: Any) -> Iterator[dict[str, Any]]:
    """Every subschema."""
    if isinstance(skema, dict):
        yield skema
        for nilai in skema.values():
            yield from _skema(nilai)
    elif isinstance(skema, list):
        for nilai in skema:
            yield from _skema(nilai)


def _kunci(skema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that is offered, with its schema; conditions and further constraints offer none."""
    if isinstance(skema, list):
        for s in skema:
            yield from _kunci(s)
    elif isinstance(skema, dict):
        for kata, isi in skema.items():
            if kata == "properties":
                yield from ((n, s) for n, s in isi.items() if not s.get("doNotSuggest") and "$ref" not in s)
                yield from _kunci(list(isi.values()))
            elif kata == "$defs":
                yield from _kunci(list(isi.values()))
            elif kata not in ("if", "not", "enum", "examples", "default", "defaultSnippets"):
                yield from _kunci(isi)


_INGGRIS = re.compile(r"\b(the|and|or|of|is|not|which|when|must|with|for|party|agreement)\b")


def test_every_key_is_explained(katalog: Katalog) -> None:
    for skema in (skema_naskah(katalog), skema_pihak(katalog)):
        jumlah = 0
        for nama, isi in _kunci(skema):
            jumlah += 1
            assert isi["title"] and isi["title"][0].isupper(), nama
            assert len(isi["description"]) >= 4 and not isi["description"].endswith("."), nama
            assert not _INGGRIS.search(isi["description"]), (nama, isi["description"])
        assert jumlah > 60


def _rekaman(jenis: type[Rekaman], sudah: set[type[Rekaman]]) -> Iterator[type[Rekaman]]:
    if jenis in sudah:
        return
    sudah.add(jenis)
    yield jenis
    for tipe in konverter(jenis).values():
        for t in _daun(tipe):
            if isinstance(t, type) and issubclass(t, Rekaman):
                yield from _rekaman(t, sudah)


def _daun(tipe: Any) -> Iterator[Any]:
    from typing import get_args

    if not get_args(tipe):
        yield tipe
    for t in get_args(tipe):
        yield from _daun(t)


def test_every_field_of_text_has_an_example() -> None:
    teks = (str, TeksTerbuka, Markah)
    for jenis in (*_rekaman(Naskah, set()), BerkasPihak, model.Pejabat):
        for nama, m in jenis.medan_.items():
            daun = list(_daun(konverter(jenis)[nama]))
            if (
                any(t in teks for t in daun)
                and not any(isinstance(t, type) and issubclass(t, Rekaman) for t in daun)
                and Any not in daun
            ):
                assert m.contoh is not None, f"{jenis.__name__}.{nama}"


def test_examples_can_be_read() -> None:
    """The example of a field, as the editor shows it, is an agreement's own way of writing."""
    for jenis in (*_rekaman(Naskah, set()), BerkasPihak):
        for nama, m in jenis.medan_.items():
            tipe = konverter(jenis)[nama]
            contoh = schema_examples.example(tipe, m)
            if contoh in ({}, [], "…"):
                continue
            node, rusak = parse(schema_examples.block_yaml({nama: contoh}), "x")
            assert isinstance(node, Peta) and not rusak, (nama, contoh)
            pembaca = Pembaca()
            pembaca.nilai(tipe, m, node.isi[nama], nama)
            assert not [t for t in pembaca.temuan if not t.rute.endswith("…")], (jenis.__name__, nama, pembaca.temuan)


@pytest.mark.parametrize(
    "nilai",
    [
        n
        for e in vars(model).values()
        if isinstance(e, type) and issubclass(e, Enum) and e not in (Enum, Menyusul)
        for n in e
    ],
    ids=str,
)
def test_every_choice_is_explained(nilai: Any, naskah: dict[str, Any]) -> None:
    assert len(nilai.uraian) >= 4 and not nilai.uraian.endswith(".") and not _INGGRIS.search(nilai.uraian)


def test_choices_of_the_catalogue_are_explained(naskah: dict[str, Any], katalog: Katalog) -> None:
    jenis = naskah["properties"]["jenis"]
    assert jenis["enum"] == katalog.daftar_jenis()
    for s in _skema(naskah):
        if (
            "enum" in s
            and isinstance(s["enum"], list)
            and "errorMessage" in s
            and s["enum"] != ["ya", "tidak"]
            and "enumDescriptions" in s
        ):
            assert len(s["enumDescriptions"]) == len(s["enum"]) and all(s["enumDescriptions"])
    assert list(naskah["$defs"]["klausul"]["properties"]) == katalog.daftar_klausul()


def test_snippets_fit_the_model() -> None:
    """A snippet holds no key that the record does not have, and none of those that it must have is missing."""
    rekaman = schema_examples._RECORDS
    node, _ = parse(schema_examples._CUPLIKAN.read_text(encoding="utf-8"), "x")
    assert isinstance(node, Peta) and set(node.isi) == set(rekaman)
    assert set(rekaman.values()) <= set(_rekaman(Naskah, set()))
    for nama, daftar in node.isi.items():
        assert isinstance(daftar, Daftar)
        for butir in daftar.butir:
            assert isinstance(butir, Peta) and set(butir.isi) == {"label", "uraian", "isi"}
            pembaca = Pembaca()
            isi = _isi_tempat(butir.isi["isi"])
            acuan = isinstance(isi, Peta) and "acuan" in isi.isi
            pembaca.rekaman(rekaman[nama], isi)
            kode = {
                t.kode for t in pembaca.temuan if not (acuan and t.kode == "KSD012" and t.rute in BerkasPihak.medan_)
            }
            assert kode <= {"KSD011"}, (nama, pembaca.temuan)
            assert all("___" in t.pesan for t in pembaca.temuan if t.kode == "KSD011")


def test_skeletons_fit_the_model(katalog: Katalog) -> None:
    penyusun = schema.CatalogueSchemas(katalog)
    for nama, kepala in penyusun.jenis.items():
        node, _ = parse(json.dumps(penyusun._kerangka(nama, kepala)["body"]), "x")
        assert node is not None
        pembaca = Pembaca()
        pembaca.rekaman(Naskah, _isi_tempat(node))
        assert {t.kode for t in pembaca.temuan} <= {"KSD011", "KSD013"}
        assert all("___" in t.pesan for t in pembaca.temuan), pembaca.temuan


def _isi_tempat(node: Node) -> Node:
    """A snippet with its places filled in: the first choice where there are choices."""
    if isinstance(node, Peta):
        return Peta({k: _isi_tempat(v) for k, v in node.isi.items()}, node.kunci, node.span)
    if isinstance(node, Daftar):
        return Daftar([_isi_tempat(b) for b in node.butir], node.span)
    teks = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", node.teks)
    return Skalar(re.sub(r"\$\d+", "___", teks), node.span, node.gaya)


# --- the schema follows model and catalogue ---------------------------------------------------------------------------------------------------


def test_new_field_of_the_model_is_in_the_schema(katalog: Katalog) -> None:
    class Baru(Rekaman):
        """A record that grew."""

        warna: str = medan("Warna sampul", contoh="biru")
        tebal: int | None = medan("Tebal", default=None)

    isi = schema.CatalogueSchemas(katalog).rekaman(Baru, wajib=True)
    assert set(isi["properties"]) == {"warna", "tebal"}
    assert isi["allOf"] == [{"required": ["warna"], "errorMessage": "kunci `warna` wajib diisi: warna sampul"}]


# --- patterns ---------------------------------------------------------------------------------------------------------------------------------


def _cocok(nama: str, teks: str) -> bool:
    return re.search(schema_scalars.SHARED[f"nilai.{nama}"]["pattern"], teks) is not None


def test_every_day_there_is_and_none_else() -> None:
    bulan = (*bahasa.BULAN, "pebruari", "NOPEMBER")
    for tahun in (1, 4, 100, 400, 1900, 1999, 2000, 2023, 2024, 2026, 2100, 9996, 0):
        for m in range(14):
            for d in (0, 1, 9, 10, 27, 28, 29, 30, 31, 32):
                for teks in (
                    f"{tahun:04}-{m:02}-{d:02}",
                    f"{d:02}-{m:02}-{tahun:04}",
                    f"{d}-{m}-{tahun:04}",
                    f"{d}/{m}/{tahun:04}",
                    f"{d}-{m}/{tahun:04}",
                ):
                    assert _cocok("tanggal", teks) == (bahasa.baca_tanggal(teks) is not None), teks
        for d in (1, 28, 29, 30, 31):
            for b in bulan:
                teks = f" {d}  {b} {tahun:04}\n"
                assert _cocok("tanggal", teks) == (bahasa.baca_tanggal(teks.strip()) is not None), teks


@given(st.dates(), st.integers(-40, 40))
def test_days_near_the_end_of_months(hari: date, selisih: int) -> None:
    try:
        hari += timedelta(days=selisih)
    except OverflowError:
        return
    assert _cocok("tanggal", hari.isoformat()) and _cocok("tanggal", f"{hari.day}-{hari.month}-{hari.year:04}")


_POTONGAN = st.lists(
    st.sampled_from(["0", "1", "3", "12", "000", "100", ".", ",", "-", "%", "Rp", "rp.", " ", "  ", "tahun", "Tahun", "bulan", "hari", "(tiga)", "(", ")", "x", "\n"]),
    max_size=8,
).map("".join)  # fmt: skip


def _terbaca(tipe: Any, teks: str) -> bool:
    pembaca = Pembaca()
    node, _ = parse(json.dumps(teks), "x")
    assert node is not None
    pembaca.nilai(tipe, medan("x"), node, "x")
    return not pembaca.temuan


@pytest.mark.slow
@settings(max_examples=1500)
@given(_POTONGAN)
@example("3 (tiga) tahun 6 (enam) bulan")
@example("Rp1.000.000.000.000.000,50")
@example("0 tahun 1 hari")
def test_patterns_read_what_the_decoder_reads(teks: str) -> None:
    assert _cocok("uang", teks) == _terbaca(Rupiah, teks)
    assert _cocok("persen", teks) == _terbaca(Persen, teks)
    assert _cocok("bilangan_teks", teks) == _terbaca(int, teks)
    lama = _terbaca(Lama, teks)
    assert _cocok("lama", teks) or not lama
    if "(" not in teks:  # whether words say what the figure says is beyond a pattern
        assert _cocok("lama", teks) == lama


@pytest.mark.parametrize("teks", ["ya", "Ya", " TIDAK ", "true", "False", "yes", "no", "", "1", "yatidak", "ya\n"])
def test_yes_and_no(teks: str) -> None:
    skema = {"anyOf": schema_scalars.SCALAR_BRANCHES[bool], "$defs": schema_scalars.SHARED}
    assert jsonschema.Draft202012Validator(skema).is_valid(teks) == _terbaca(bool, teks)


# --- of one mind with the decoder -----------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pembanding() -> Pembanding:
    """One workspace for all comparisons."""
    return Pembanding()


@pytest.mark.parametrize("path", NASKAH, ids=lambda p: p.relative_to(AKAR).as_posix())
def test_shipped_agreements_are_accepted(path: Path, pembanding: Pembanding) -> None:
    node, _ = parse(path.read_text(encoding="utf-8"), path.name)
    assert node is not None
    assert not [(list(g.absolute_path), g.message) for g in pembanding.naskah.iter_errors(bertipe(node))]


@pytest.mark.parametrize("path", PIHAK, ids=lambda p: p.name)
def test_shipped_parties_are_accepted(path: Path, pembanding: Pembanding) -> None:
    node, _ = parse(path.read_text(encoding="utf-8"), path.name)
    assert node is not None
    assert not [(list(g.absolute_path), g.message) for g in pembanding.pihak.iter_errors(bertipe(node))]


@pytest.mark.parametrize("nama", DASAR)
def test_bases(nama: str, pembanding: Pembanding) -> None:
    pembanding.banding(dasar(nama))


@pytest.mark.slow
@pytest.mark.parametrize("aturan", [a for a in semua() if a.contoh is not None], ids=lambda a: a.kode)
def test_rule_examples(aturan: Any, pembanding: Pembanding) -> None:
    for potongan in (aturan.contoh.benar, aturan.contoh.salah):
        pembanding.banding(pasang(dasar(aturan.contoh.naskah), potongan))


_NILAI = st.sampled_from(
    ["", "~", "null", '""', '"null"', '" "', "[]", "{}", "[~]", "{a: b}", "[x]", "[[x]]", "x", "5", "007", "-1", "2.5", "1e3", "0x1F", "true", "no",
     "ya", "Tidak", "2026-12-07", "31-02-2026", "7 Desember 2026", "menyusul", "Menyusul", "3 tahun", "0 hari", "30%", "Rp1.000,00", "1.500",
     "pemerintah_daerah", "ksdpk", "sinergi", "ksdpl", "perjanjian_kerja_sama", "kesepakatan_bersama", "berakhir", "uu-23-2014", "uu-0-1900", "kontrak", "f4",
     "{varian: arbitrase}", "{hapus: ya}", "{kerahasiaan: {isian: {hari_pengembalian: 30}}}", "{kerahasiaan: {isian: {hari_pengembalian: x}}}",
     "{penyelesaian_perselisihan: {varian: arbitrase}}", "{pembiayaan_sinergi: ~}", "{sanksi: {isian: {x: 1}}}", "|\n    (1) satu;\n    (2) dua."]
)  # fmt: skip


def _rute(node: Node, awal: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(node, Peta):
        for k, v in node.isi.items():
            yield (*awal, k)
            yield from _rute(v, (*awal, k))
    elif isinstance(node, Daftar):
        for i, v in enumerate(node.butir):
            yield (*awal, str(i))
            yield from _rute(v, (*awal, str(i)))


def _tulis_yaml(node: Node, ganti: dict[tuple[str, ...], str], rute: tuple[str, ...] = ()) -> str:
    """A tree as YAML, block style at the top and flow style below, with the raw text of `ganti` in place of some values."""
    if rute in ganti:
        return ganti[rute]
    if isinstance(node, Peta):
        isi = [(k, _tulis_yaml(v, ganti, (*rute, k))) for k, v in node.isi.items()]
        if not rute:
            return "".join(f"{k}: {v}\n" for k, v in isi if v != "<hapus>")
        return "{" + ", ".join(f"{k}: {v}" for k, v in isi if v != "<hapus>") + "}"
    if isinstance(node, Daftar):
        isi_daftar = [_tulis_yaml(v, ganti, (*rute, str(i))) for i, v in enumerate(node.butir)]
        return "[" + ", ".join(v for v in isi_daftar if v != "<hapus>") + "]"
    return node.teks if isinstance(bertipe(node), int | float) else json.dumps(node.teks, ensure_ascii=False)


_POHON = {nama: parse(dasar(nama), nama)[0] for nama in DASAR}


@pytest.mark.slow
@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_made_up_faults(pembanding: Pembanding, data: st.DataObject) -> None:
    """Some values of a complete agreement replaced or taken away, some keys set that were not there."""
    akar = _POHON[data.draw(st.sampled_from(DASAR))]
    assert isinstance(akar, Peta)
    baru = data.draw(st.dictionaries(st.sampled_from(sorted(Naskah.medan_)), _NILAI, max_size=2))
    semua_rute = sorted(_rute(akar))
    ganti = data.draw(
        st.dictionaries(st.sampled_from(semua_rute), st.one_of(_NILAI, st.just("<hapus>")), min_size=1, max_size=2)
    )
    # A block of lines can only stand at the top.
    ganti = {r: v for r, v in ganti.items() if len(r) == 1 or "\n" not in v}
    teks = _tulis_yaml(akar, ganti)
    teks = pasang(teks, "".join(f"{k}: {v}\n" for k, v in baru.items()))
    pembanding.banding(teks)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_made_up_faults_of_parties(pembanding: Pembanding, data: st.DataObject) -> None:
    akar, _ = parse(data.draw(st.sampled_from(PIHAK)).read_text(encoding="utf-8"), "x")
    assert isinstance(akar, Peta)
    ganti = data.draw(
        st.dictionaries(
            st.sampled_from(sorted(_rute(akar))), st.one_of(_NILAI, st.just("<hapus>")), min_size=1, max_size=2
        )
    )
    ganti = {r: v for r, v in ganti.items() if len(r) == 1 or "\n" not in v}
    pembanding.banding(_tulis_yaml(akar, ganti), "agreements/pihak")


def test_no_party_can_be_read(pembanding: Pembanding) -> None:
    """Found by made-up faults: the emblem of the initiator was looked for where there was no party left."""
    akar = _POHON["pks_ksdd"]
    assert isinstance(akar, Peta)
    pembanding.banding(
        _tulis_yaml(akar, {("para_pihak", "0", "bentuk"): "<hapus>", ("para_pihak", "1", "kode"): "<hapus>"})
    )
    pembanding.banding(_tulis_yaml(akar, {("para_pihak",): "[]"}))


# --- the real language server ------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def peladen() -> Iterator[Peladen]:
    """yaml-language-server, as the extension of VS Code starts it."""
    p = Peladen(pasang_peladen(), AKAR)
    yield p
    p.tutup()


BARU = AKAR / "agreements" / "2026" / "baru" / "naskah.yaml"
"""A file that exists in the editor only."""

KEPALA = "# yaml-language-server: $schema=../../naskah.schema.json\n"
PKS = "jenis: perjanjian_kerja_sama\nkategori: ksdpk\n"


def _usul(peladen: Peladen, teks: str) -> dict[str, dict[str, Any]]:
    """Label → proposal; none is offered twice."""
    butir = peladen.usul(BARU, KEPALA + teks)
    hasil = {u["label"]: u for u in butir}
    assert len(hasil) == len(butir), [u["label"] for u in butir]
    return hasil


def _keterangan(usul: dict[str, Any]) -> str:
    teks = usul.get("documentation") or ""
    return teks["value"] if isinstance(teks, dict) else teks


@pytest.mark.node
@pytest.mark.parametrize("path", [*NASKAH, *PIHAK], ids=lambda p: p.relative_to(AKAR).as_posix())
def test_server_marks_nothing_in_shipped_files(path: Path, peladen: Peladen) -> None:
    assert peladen.buka(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.node
def test_server_offers_every_key_of_an_agreement(peladen: Peladen, katalog: Katalog) -> None:
    usul = _usul(peladen, "‸")
    assert set(Naskah.medan_) <= set(usul)
    kerangka = {u for u in usul if u.startswith("Kerangka ")}
    assert len(kerangka) == len(katalog.daftar_jenis()) and set(usul) == kerangka | set(Naskah.medan_)
    for nama, m in Naskah.medan_.items():
        assert _keterangan(usul[nama]).startswith(m.uraian)
    # What has been written is not offered again.
    assert "jenis" not in _usul(peladen, PKS + "‸")


@pytest.mark.node
@pytest.mark.parametrize(
    "teks, harap",
    [
        ("jenis: ‸", {"kesepakatan_bersama", "perjanjian_kerja_sama", "nota_kesepakatan", "rencana_kerja"}),
        ("jenis: perjanjian_kerja_sama\nkategori: ‸", {"ksdd_wajib", "ksdd_sukarela", "ksdpk", "di_luar_ksd"}),
        ("jenis: nota_kesepakatan\nkategori: ‸", {"sinergi"}),
        (PKS + "status: ‸", {s.value for s in model.Status}),
        (PKS + "para_pihak:\n  - kode: a\n    bentuk: ‸", {b.value for b in model.BentukPihak}),
        (PKS + "klausul:\n  penyelesaian_perselisihan:\n    varian: ‸", {"pengadilan", "mediasi", "arbitrase"}),
        (
            "jenis: perjanjian_kerja_sama\nkategori: ksdd_wajib\nklausul:\n  penyelesaian_perselisihan:\n    varian: ‸",
            {"antardaerah"},
        ),
        (PKS + "memuat_data_pribadi: ‸", {"ya", "tidak"}),
        (PKS + "sebutan: ‸", {"kontrak"}),
        (PKS + "penandatanganan:\n  tanggal: ‸", {"2026-12-07", "7 Desember 2026", "menyusul"}),
    ],
    ids=[
        "jenis",
        "kategori",
        "kategori-nk",
        "status",
        "bentuk",
        "varian",
        "varian-ksdd",
        "ya-tidak",
        "sebutan",
        "tanggal",
    ],
)
def test_server_offers_values(teks: str, harap: set[str], peladen: Peladen) -> None:
    """Exactly the words that may stand here; never true, false or null."""
    assert {u for u in _usul(peladen, teks) if not u[0].isupper()} == harap


@pytest.mark.node
def test_server_explains_the_values_that_it_offers(peladen: Peladen) -> None:
    for teks in (
        "jenis: ‸",
        "jenis: perjanjian_kerja_sama\nkategori: ‸",
        PKS + "klausul:\n  penyelesaian_perselisihan:\n    varian: ‸",
    ):
        assert all(len(_keterangan(u)) > 10 for u in _usul(peladen, teks).values())


@pytest.mark.node
def test_server_offers_the_clauses_of_type_and_category(peladen: Peladen, katalog: Katalog) -> None:
    pks = {u for u in _usul(peladen, PKS + "klausul:\n  ‸") if not u[0].isupper()}
    ksdd = {
        u
        for u in _usul(peladen, "jenis: kesepakatan_bersama\nkategori: ksdd_sukarela\nklausul:\n  ‸")
        if not u[0].isupper()
    }
    assert {"sanksi", "penyelesaian_perselisihan", "kerahasiaan"} <= pks <= set(katalog.daftar_klausul())
    assert "pembiayaan_sinergi" not in pks and "pembiayaan_ksb" in ksdd - pks
    isian = _usul(peladen, PKS + "klausul:\n  kerahasiaan:\n    isian:\n      ‸")
    assert isian["hari_pengembalian"]["textEdit"]["newText"] == "hari_pengembalian: ${1:14}"


_TITIK = re.compile(r"\$\{\d+(?::([^}]*)|\|([^,|]*)[^}]*)\}|\$\d+")


def _terima(teks: str, usul: dict[str, Any]) -> str:
    """The text after a proposal has been accepted, with nothing typed into its places."""
    sebelum, _, sesudah = teks.partition("‸")
    sunting = usul["textEdit"]
    baris = (KEPALA + sebelum + sesudah).split("\n")
    mulai, akhir = sunting["range"]["start"], sunting["range"]["end"]
    lekuk = re.match(r" *", baris[mulai["line"]])
    assert lekuk is not None and mulai["line"] == akhir["line"]
    # Editors indent the further lines of a snippet like its first.
    isi = _TITIK.sub(lambda m: m[1] or m[2] or "", sunting["newText"]).replace("\n", "\n" + lekuk[0])
    b = baris[mulai["line"]]
    baris[mulai["line"]] = b[: mulai["character"]] + isi + b[akhir["character"] :]
    return "\n".join(baris)


@pytest.mark.node
@pytest.mark.parametrize(
    "teks",
    [
        "‸",
        PKS + "para_pihak:\n  - ‸",
        PKS + "para_pihak:\n  ‸",
        PKS + "para_pihak: ‸",
        PKS + "para_pihak:\n  - kode: a\n    penanda_tangan:\n      - ‸",
        PKS + "para_pihak:\n  - kode: a\n    penanda_tangan:\n      ‸",
        PKS + "para_pihak:\n  - kode: a\n    penanda_tangan:\n      - nama: x\n        dasar_kewenangan: ‸",
        PKS + "dasar_hukum:\n  - ‸",
        PKS + "pasal_tambahan:\n  - ‸",
        PKS + "klausul:\n  sanksi:\n    ‸",
        PKS + "jangka_waktu:\n  ‸",
        PKS + "jangka_waktu: ‸",
        PKS + "hak_dan_kewajiban:\n  a:\n    ‸",
        PKS + "pembiayaan:\n  termin:\n    - ‸",
        PKS + "pengecualian:\n  - ‸",
    ],
)
def test_accepted_snippets_fit(teks: str, peladen: Peladen) -> None:
    """Whatever ready-made piece is accepted, the file stays YAML and has no key that is not known at its place."""
    cuplikan = [u for nama, u in _usul(peladen, teks).items() if nama[0].isupper()]
    assert cuplikan
    for u in cuplikan:
        hasil = _terima(teks, u)
        node, temuan = parse(hasil, "x")
        assert node is not None and not temuan, (hasil, temuan)
        pembaca = Pembaca()
        pembaca.rekaman(Naskah, node)
        assert not [t for t in pembaca.temuan if t.kode == "KSD010"], (hasil, pembaca.temuan)
        assert not [t for t in pembaca.temuan if "seharusnya daftar" in t.pesan or "pasangan" in t.pesan], (
            hasil,
            pembaca.temuan,
        )


@pytest.mark.node
@pytest.mark.parametrize(
    "teks, harap",
    [
        (
            "ka‸tegori: ksdpk",
            ["#### Kategori", "Kategori kerja sama", "* `ksdpk`: Kerja sama daerah dengan pihak ketiga"],
        ),
        (
            PKS + "penandatanganan:\n  tang‸gal: 2026-12-07",
            ["#### Tanggal", "Tanggal penandatanganan; `menyusul` dicetak sebagai titik-titik", "7 Desember 2026"],
        ),
        (PKS + "para_pihak:\n  - na‸ma: x", ["#### Nama", "Nama subjek hukum", "Pemerintah Daerah Kabupaten Garut"]),
        (PKS + "tuj‸uan:\n  - x", ["#### Tujuan", "Tujuan yang terukur", "```yaml\ntujuan:\n  - memasok cabai"]),
        (PKS + "klausul:\n  kera‸hasiaan:\n", ["#### KERAHASIAAN", "Klausul baku KERAHASIAAN. Boleh diubah"]),
        (
            PKS + "klausul:\n  penyelesaian_perselisihan:\n    varian: arbi‸trase",
            ["#### Varian", "* `arbitrase`: Musyawarah, lalu arbitrase"],
        ),
        (PKS + "rekomendasi‸_tkksd:\n  nomor: 1", ["#### Rekomendasi TKKSD", "Rekomendasi TKKSD untuk menandatangani"]),
    ],
)
def test_server_explains_what_the_mouse_is_over(teks: str, harap: list[str], peladen: Peladen) -> None:
    isi = peladen.sorot(BARU, KEPALA + teks)
    assert all(h in isi for h in harap), isi
    assert "||" not in isi, "a title or description stands twice"


def _tanda(peladen: Peladen, teks: str) -> list[tuple[int, str]]:
    """Line (from 1, without the first) and message of what is marked."""
    return sorted((d["range"]["start"]["line"], d["message"]) for d in peladen.buka(BARU, KEPALA + teks))


@pytest.mark.node
def test_server_marks_faults_in_indonesian(peladen: Peladen) -> None:
    teks = (
        "jenis: perjanjian_kerja_sama\n"
        "kategori: sinergi\n"
        "objk: x\n"
        "penandatanganan:\n  tanggal: 31-02-2026\n"
        "para_pihak:\n  - kode: a\n    bentuk: perusahaan\n    nama: [x]\n"
        "jangka_waktu: {lama: tiga tahun}\n"
        "memuat_data_pribadi: mungkin\n"
        "ruang_lingkup: x\n"
        "klausul:\n  sangsi: {}\n"
        "isian: {x: 1}\n"
    )
    tanda = _tanda(peladen, teks)
    assert [(b, p.partition(";")[0]) for b, p in tanda] == [
        (1, "kunci `tentang` wajib diisi: judul naskah: apa yang dikerjasamakan"),
        (2, "kategori ini tidak dapat memakai jenis naskah Perjanjian Kerja Sama"),
        (3, "kunci ini tidak dikenal di sini"),
        (5, "bukan tanggal yang ada pada kalender"),
        (8, "nilai ini tidak dikenal"),
        (9, "wajib diisi dengan teks: nama subjek hukum"),
        (10, "bukan lama waktu"),
        (11, "tulis `ya` atau `tidak`"),
        (12, "seharusnya daftar"),
        (14, "klausul ini tidak ada dalam katalog"),
        (15, "Perjanjian Kerja Sama tidak mempunyai isian khusus"),
    ]


@pytest.mark.node
@pytest.mark.slow
def test_server_sees_values_as_this_test_does(peladen: Peladen, pembanding: Pembanding) -> None:
    """`bertipe` is the server's own typing: both judge the same odd scalars alike."""
    dasar_ = (
        "tentang: x\npara_pihak:\n  - {kode: a, bentuk: yayasan, nama: a}\n  - {kode: b, bentuk: yayasan, nama: b}\n"
    )
    for kunci in ("penandatanganan: {tanggal: %s}", "jangka_waktu: {lama: %s}", "rkpd: {tahun: %s}", "pembiayaan: {nilai: %s}",
                  "pembiayaan: {termasuk_pajak: %s}", "tujuan: %s", "objek: %s", "konsideran: %s", "gaya: %s", "kesepakatan_bersama: %s"):  # fmt: skip
        for nilai in ("", "~", "Null", '"null"', "x", "7", "007", "-7", "7.5", "1e3", "0x1F", "0o17", "+7", ".5", ".inf", "true", "yes", "No", "Ya", "2026-12-07",
                      "12:30", "[x]", "{a: b}", "3 tahun", "1.500", "'7'"):  # fmt: skip
            teks = PKS + dasar_ + kunci % nilai + "\n"
            node, rusak = parse(teks, "x")
            assert node is not None and not rusak
            assert bool(_tanda(peladen, teks)) != pembanding.naskah.is_valid(bertipe(node)), teks
