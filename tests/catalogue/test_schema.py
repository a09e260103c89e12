"""The editor schema: fresh, explained, and of one mind with the decoder; and what the real language server makes of it.

Schema and decoder are compared on every base and rule example and on made-up faults; tests/laws compare them on every
mutant of the shipped agreements. Where they differ on principle, tests/helpers/schema_judge.py says why.
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
from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.schema import NASKAH_FILE, PIHAK_FILE, naskah_schema, pihak_schema, write
from ksdgen.desk.workspace import Workspace
from ksdgen.naskah import model, pihak
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.pihak import PihakFile
from ksdgen.rules.examples import base_text, put
from ksdgen.rules.packaged import packaged_rules
from ksdgen.source.decode import Decoder
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode
from ksdgen.source.parse import parse
from ksdgen.source.record import Record, field_types, record_field
from ksdgen.source.scalars import Duration, Markah, OpenText, Percent, Rupiah, ToFollow
from tests.helpers.rule_examples import BASES
from tests.helpers.schema_judge import Comparer
from tests.helpers.util import ROOT
from tests.helpers.yaml_client import Server
from tests.helpers.yaml_client import install as install_server
from tests.helpers.yaml_types import typed

DAY = date(2026, 11, 21)
NASKAH = sorted((ROOT / "agreements").glob("2*/**/*.yaml"))
PIHAK = sorted((ROOT / "agreements" / "pihak").glob("*.yaml"))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """ksdgen's own templates."""
    return Workspace(ROOT).catalogue


@pytest.fixture(scope="module")
def naskah(catalogue: Catalogue) -> dict[str, Any]:
    """The schema of agreements."""
    return naskah_schema(catalogue)


# --- the files --------------------------------------------------------------------------------------------------------


def test_files_are_fresh(catalogue: Catalogue) -> None:
    assert (ROOT / "agreements" / NASKAH_FILE).read_bytes() == write(naskah_schema(catalogue)), "run `ksdgen schema`"
    assert (ROOT / "agreements" / PIHAK_FILE).read_bytes() == write(pihak_schema(catalogue)), "run `ksdgen schema`"


def test_files_are_schemas(catalogue: Catalogue) -> None:
    for json_schema in (naskah_schema(catalogue), pihak_schema(catalogue)):
        assert json_schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        jsonschema.Draft202012Validator.check_schema(json_schema)
        references = {part["$ref"].removeprefix("#/$defs/") for part in _schemas(json_schema) if "$ref" in part}
        assert references <= json_schema["$defs"].keys()
        for part in _schemas(json_schema):
            if "pattern" in part:
                re.compile(part["pattern"])


@pytest.mark.parametrize("path", [*NASKAH, *PIHAK], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_first_line_names_the_schema(path: Path) -> None:
    """The extension finds the schema by the first line, whatever folder the file is in."""
    line = path.read_text(encoding="utf-8").partition("\n")[0]
    matched = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
    assert matched is not None
    json_schema = PIHAK_FILE if path in PIHAK else NASKAH_FILE
    assert (path.parent / matched[1]).resolve() == ROOT / "agreements" / json_schema


# --- what editors show ------------------------------------------------------------------------------------------------


def _schemas(json_schema: Any) -> Iterator[dict[str, Any]]:
    """Every subschema."""
    if isinstance(json_schema, dict):
        yield json_schema
        for value in json_schema.values():
            yield from _schemas(value)
    elif isinstance(json_schema, list):
        for value in json_schema:
            yield from _schemas(value)


def _keys(json_schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that is offered, with its schema; conditions and further constraints offer none."""
    if isinstance(json_schema, list):
        for item in json_schema:
            yield from _keys(item)
    elif isinstance(json_schema, dict):
        for word, content in json_schema.items():
            if word == "properties":
                yield from (
                    (n, item) for n, item in content.items() if not item.get("doNotSuggest") and "$ref" not in item
                )
                yield from _keys(list(content.values()))
            elif word == "$defs":
                yield from _keys(list(content.values()))
            elif word not in ("if", "not", "enum", "examples", "default", "defaultSnippets"):
                yield from _keys(content)


_ENGLISH = re.compile(r"\b(the|and|or|of|is|not|which|when|must|with|for|party|agreement)\b")


def test_every_key_is_explained(catalogue: Catalogue) -> None:
    for json_schema in (naskah_schema(catalogue), pihak_schema(catalogue)):
        count = 0
        for name, content in _keys(json_schema):
            count += 1
            assert content["title"] and content["title"][0].isupper(), name
            assert len(content["description"]) >= 4 and not content["description"].endswith("."), name
            assert not _ENGLISH.search(content["description"]), (name, content["description"])
        assert count > 60


def _records(kind: type[Record], seen: set[type[Record]]) -> Iterator[type[Record]]:
    if kind in seen:
        return
    seen.add(kind)
    yield kind
    for type_ in field_types(kind).values():
        for leaf in _leaves(type_):
            if isinstance(leaf, type) and issubclass(leaf, Record):
                yield from _records(leaf, seen)


def _leaves(type_: Any) -> Iterator[Any]:
    from typing import get_args

    if not get_args(type_):
        yield type_
    for argument in get_args(type_):
        yield from _leaves(argument)


def test_every_field_of_text_has_an_example() -> None:
    text_types = (str, OpenText, Markah)
    kinds: list[type[Record]] = [*_records(Naskah, set()), PihakFile, pihak.Pejabat]
    for kind in kinds:
        for name, field in kind.fields_.items():
            leaves = list(_leaves(field_types(kind)[name]))
            if (
                any(t in text_types for t in leaves)
                and not any(isinstance(t, type) and issubclass(t, Record) for t in leaves)
                and Any not in leaves
            ):
                assert field.example is not None, f"{kind.__name__}.{name}"


def test_examples_can_be_read() -> None:
    """The example of a field, as the editor shows it, is an agreement's own way of writing."""
    kinds: list[type[Record]] = [*_records(Naskah, set()), PihakFile]
    for kind in kinds:
        for name, field in kind.fields_.items():
            type_ = field_types(kind)[name]
            example = schema_examples.example(type_, field)
            if example in ({}, [], "…"):
                continue
            node, broken = parse(schema_examples.block_yaml({name: example}), "x")
            assert isinstance(node, MappingNode) and not broken, (name, example)
            decoder = Decoder()
            decoder.value(type_, field, node.content[name], name)
            assert not [finding for finding in decoder.findings if not finding.route.endswith("…")], (
                kind.__name__,
                name,
                decoder.findings,
            )


@pytest.mark.parametrize(
    "value",
    [
        n
        for e in vars(model).values()
        if isinstance(e, type) and issubclass(e, Enum) and e not in (Enum, ToFollow)
        for n in e
    ],
    ids=str,
)
def test_every_choice_is_explained(value: Any, naskah: dict[str, Any]) -> None:
    assert (
        len(value.description) >= 4 and not value.description.endswith(".") and not _ENGLISH.search(value.description)
    )


def test_choices_of_the_catalogue_are_explained(naskah: dict[str, Any], catalogue: Catalogue) -> None:
    kind = naskah["properties"]["jenis"]
    assert kind["enum"] == catalogue.list_kinds()
    for part in _schemas(naskah):
        if (
            "enum" in part
            and isinstance(part["enum"], list)
            and "errorMessage" in part
            and part["enum"] != ["ya", "tidak"]
            and "enumDescriptions" in part
        ):
            assert len(part["enumDescriptions"]) == len(part["enum"]) and all(part["enumDescriptions"])
    assert list(naskah["$defs"]["klausul"]["properties"]) == catalogue.list_klausul()


def test_snippets_fit_the_model() -> None:
    """A snippet holds no key that the record does not have, and none of those that it must have is missing."""
    records = schema_examples._RECORDS
    node, _ = parse(schema_examples._SNIPPETS.read_text(encoding="utf-8"), "x")
    assert isinstance(node, MappingNode) and set(node.content) == set(records)
    assert set(records.values()) <= set(_records(Naskah, set()))
    for name, snippets in node.content.items():
        assert isinstance(snippets, SequenceNode)
        for item in snippets.items:
            assert isinstance(item, MappingNode) and set(item.content) == {"label", "uraian", "isi"}
            decoder = Decoder()
            content = _fill_places(item.content["isi"])
            has_reference = isinstance(content, MappingNode) and "acuan" in content.content
            decoder.record(records[name], content)
            codes = {
                finding.code
                for finding in decoder.findings
                if not (has_reference and finding.code == "KSD012" and finding.route in PihakFile.fields_)
            }
            assert codes <= {"KSD011"}, (name, decoder.findings)
            assert all("___" in finding.message for finding in decoder.findings if finding.code == "KSD011")


def test_skeletons_fit_the_model(catalogue: Catalogue) -> None:
    schemas = schema.CatalogueSchemas(catalogue)
    for name, front_matter in schemas.kinds.items():
        node, _ = parse(json.dumps(schemas._skeleton(name, front_matter)["body"]), "x")
        assert node is not None
        decoder = Decoder()
        decoder.record(Naskah, _fill_places(node))
        assert {finding.code for finding in decoder.findings} <= {"KSD011", "KSD013"}
        assert all("___" in finding.message for finding in decoder.findings), decoder.findings


def _fill_places(node: Node) -> Node:
    """A snippet with its places filled in: the first choice where there are choices."""
    if isinstance(node, MappingNode):
        return MappingNode({k: _fill_places(v) for k, v in node.content.items()}, node.keys, node.span)
    if isinstance(node, SequenceNode):
        return SequenceNode([_fill_places(b) for b in node.items], node.span)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", node.text)
    return ScalarNode(re.sub(r"\$\d+", "___", text), node.span, node.style)


# --- the schema follows model and catalogue ---------------------------------------------------------------------------


def test_new_field_of_the_model_is_in_the_schema(catalogue: Catalogue) -> None:
    class New(Record):
        """A record that grew."""

        warna: str = record_field("Warna sampul", example="biru")
        tebal: int | None = record_field("Tebal", default=None)

    content = schema.CatalogueSchemas(catalogue).record(New, required=True)
    assert set(content["properties"]) == {"warna", "tebal"}
    assert content["allOf"] == [{"required": ["warna"], "errorMessage": "kunci `warna` wajib diisi: warna sampul"}]


# --- patterns ---------------------------------------------------------------------------------------------------------


def _matches(name: str, text: str) -> bool:
    return re.search(schema_scalars.SHARED[f"nilai.{name}"]["pattern"], text) is not None


def test_every_day_there_is_and_none_else() -> None:
    month_names = (*bahasa.MONTHS, "pebruari", "NOPEMBER")
    for year in (1, 4, 100, 400, 1900, 1999, 2000, 2023, 2024, 2026, 2100, 9996, 0):
        for month in range(14):
            for day in (0, 1, 9, 10, 27, 28, 29, 30, 31, 32):
                for text in (
                    f"{year:04}-{month:02}-{day:02}",
                    f"{day:02}-{month:02}-{year:04}",
                    f"{day}-{month}-{year:04}",
                    f"{day}/{month}/{year:04}",
                    f"{day}-{month}/{year:04}",
                ):
                    assert _matches("tanggal", text) == (bahasa.read_date(text) is not None), text
        for day in (1, 28, 29, 30, 31):
            for name in month_names:
                text = f" {day}  {name} {year:04}\n"
                assert _matches("tanggal", text) == (bahasa.read_date(text.strip()) is not None), text


@given(st.dates(), st.integers(-40, 40))
def test_days_near_the_end_of_months(day: date, offset: int) -> None:
    try:
        day += timedelta(days=offset)
    except OverflowError:
        return
    assert _matches("tanggal", day.isoformat()) and _matches("tanggal", f"{day.day}-{day.month}-{day.year:04}")


_PIECES = st.lists(
    st.sampled_from(["0", "1", "3", "12", "000", "100", ".", ",", "-", "%", "Rp", "rp.", " ", "  ", "tahun", "Tahun", "bulan", "hari", "(tiga)", "(", ")", "x", "\n"]),
    max_size=8,
).map("".join)  # fmt: skip


def _readable(type_: Any, text: str) -> bool:
    decoder = Decoder()
    node, _ = parse(json.dumps(text), "x")
    assert node is not None
    decoder.value(type_, record_field("x"), node, "x")
    return not decoder.findings


@pytest.mark.slow
@settings(max_examples=1500)
@given(_PIECES)
@example("3 (tiga) tahun 6 (enam) bulan")
@example("Rp1.000.000.000.000.000,50")
@example("0 tahun 1 hari")
def test_patterns_read_what_the_decoder_reads(text: str) -> None:
    assert _matches("uang", text) == _readable(Rupiah, text)
    assert _matches("persen", text) == _readable(Percent, text)
    assert _matches("bilangan_teks", text) == _readable(int, text)
    duration = _readable(Duration, text)
    assert _matches("lama", text) or not duration
    if "(" not in text:  # whether words say what the figure says is beyond a pattern
        assert _matches("lama", text) == duration


@pytest.mark.parametrize("text", ["ya", "Ya", " TIDAK ", "true", "False", "yes", "no", "", "1", "yatidak", "ya\n"])
def test_yes_and_no(text: str) -> None:
    json_schema = {"anyOf": schema_scalars.SCALAR_BRANCHES[bool], "$defs": schema_scalars.SHARED}
    assert jsonschema.Draft202012Validator(json_schema).is_valid(text) == _readable(bool, text)


# --- of one mind with the decoder -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    """One workspace for all comparisons."""
    return Comparer()


@pytest.mark.parametrize("path", NASKAH, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_shipped_agreements_are_accepted(path: Path, comparer: Comparer) -> None:
    node, _ = parse(path.read_text(encoding="utf-8"), path.name)
    assert node is not None
    assert not [(list(g.absolute_path), g.message) for g in comparer.naskah.iter_errors(typed(node))]


@pytest.mark.parametrize("path", PIHAK, ids=lambda p: p.name)
def test_shipped_parties_are_accepted(path: Path, comparer: Comparer) -> None:
    node, _ = parse(path.read_text(encoding="utf-8"), path.name)
    assert node is not None
    assert not [(list(g.absolute_path), g.message) for g in comparer.pihak.iter_errors(typed(node))]


@pytest.mark.parametrize("name", BASES)
def test_bases(name: str, comparer: Comparer) -> None:
    comparer.compare(base_text(name))


@pytest.mark.slow
@pytest.mark.parametrize("rule", [a for a in packaged_rules() if a.contoh is not None], ids=lambda a: a.kode)
def test_rule_examples(rule: Any, comparer: Comparer) -> None:
    for piece in (rule.contoh.benar, rule.contoh.salah):
        comparer.compare(put(base_text(rule.contoh.naskah), piece))


_VALUES = st.sampled_from(
    ["", "~", "null", '""', '"null"', '" "', "[]", "{}", "[~]", "{a: b}", "[x]", "[[x]]", "x", "5", "007", "-1", "2.5", "1e3", "0x1F", "true", "no",
     "ya", "Tidak", "2026-12-07", "31-02-2026", "7 Desember 2026", "menyusul", "Menyusul", "3 tahun", "0 hari", "30%", "Rp1.000,00", "1.500",
     "pemerintah_daerah", "ksdpk", "sinergi", "ksdpl", "perjanjian_kerja_sama", "kesepakatan_bersama", "berakhir", "uu-23-2014", "uu-0-1900", "kontrak", "f4",
     "{varian: arbitrase}", "{hapus: ya}", "{kerahasiaan: {isian: {hari_pengembalian: 30}}}", "{kerahasiaan: {isian: {hari_pengembalian: x}}}",
     "{penyelesaian_perselisihan: {varian: arbitrase}}", "{pembiayaan_sinergi: ~}", "{sanksi: {isian: {x: 1}}}", "|\n    (1) satu;\n    (2) dua."]
)  # fmt: skip


def _routes(node: Node, start: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(node, MappingNode):
        for key, child in node.content.items():
            yield (*start, key)
            yield from _routes(child, (*start, key))
    elif isinstance(node, SequenceNode):
        for index, child in enumerate(node.items):
            yield (*start, str(index))
            yield from _routes(child, (*start, str(index)))


def _write_yaml(node: Node, replacements: dict[tuple[str, ...], str], route: tuple[str, ...] = ()) -> str:
    """A tree as YAML, block style at the top and flow style below, with the raw text of `replacements` in place of some
    values.
    """
    if route in replacements:
        return replacements[route]
    if isinstance(node, MappingNode):
        content = [(k, _write_yaml(v, replacements, (*route, k))) for k, v in node.content.items()]
        if not route:
            return "".join(f"{k}: {v}\n" for k, v in content if v != "<hapus>")
        return "{" + ", ".join(f"{k}: {v}" for k, v in content if v != "<hapus>") + "}"
    if isinstance(node, SequenceNode):
        list_content = [_write_yaml(v, replacements, (*route, str(i))) for i, v in enumerate(node.items)]
        return "[" + ", ".join(v for v in list_content if v != "<hapus>") + "]"
    return node.text if isinstance(typed(node), int | float) else json.dumps(node.text, ensure_ascii=False)


_TREES = {name: parse(base_text(name), name)[0] for name in BASES}


@pytest.mark.slow
@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_made_up_faults(comparer: Comparer, data: st.DataObject) -> None:
    """Some values of a complete agreement replaced or taken away, some keys set that were not there."""
    root = _TREES[data.draw(st.sampled_from(BASES))]
    assert isinstance(root, MappingNode)
    new = data.draw(st.dictionaries(st.sampled_from(sorted(Naskah.fields_)), _VALUES, max_size=2))
    all_routes = sorted(_routes(root))
    replacements = data.draw(
        st.dictionaries(st.sampled_from(all_routes), st.one_of(_VALUES, st.just("<hapus>")), min_size=1, max_size=2)
    )
    # A block of lines can only stand at the top.
    replacements = {r: v for r, v in replacements.items() if len(r) == 1 or "\n" not in v}
    text = _write_yaml(root, replacements)
    text = put(text, "".join(f"{k}: {v}\n" for k, v in new.items()))
    comparer.compare(text)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_made_up_faults_of_parties(comparer: Comparer, data: st.DataObject) -> None:
    root, _ = parse(data.draw(st.sampled_from(PIHAK)).read_text(encoding="utf-8"), "x")
    assert isinstance(root, MappingNode)
    replacements = data.draw(
        st.dictionaries(
            st.sampled_from(sorted(_routes(root))), st.one_of(_VALUES, st.just("<hapus>")), min_size=1, max_size=2
        )
    )
    replacements = {r: v for r, v in replacements.items() if len(r) == 1 or "\n" not in v}
    comparer.compare(_write_yaml(root, replacements), "agreements/pihak")


def test_no_party_can_be_read(comparer: Comparer) -> None:
    """Found by made-up faults: the emblem of the initiator was looked for where there was no party left."""
    root = _TREES["pks_ksdd"]
    assert isinstance(root, MappingNode)
    comparer.compare(
        _write_yaml(root, {("para_pihak", "0", "bentuk"): "<hapus>", ("para_pihak", "1", "kode"): "<hapus>"})
    )
    comparer.compare(_write_yaml(root, {("para_pihak",): "[]"}))


# --- the real language server -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """yaml-language-server, as the extension of VS Code starts it."""
    process = Server(install_server(), ROOT)
    yield process
    process.close()


NEW = ROOT / "agreements" / "2026" / "baru" / "naskah.yaml"
"""A file that exists in the editor only."""

MODELINE = "# yaml-language-server: $schema=../../naskah.schema.json\n"
PKS = "jenis: perjanjian_kerja_sama\nkategori: ksdpk\n"


def _proposals(server: Server, text: str) -> dict[str, dict[str, Any]]:
    """Label → proposal; none is offered twice."""
    items = server.proposals(NEW, MODELINE + text)
    result = {u["label"]: u for u in items}
    assert len(result) == len(items), [u["label"] for u in items]
    return result


def _explanation(proposal: dict[str, Any]) -> str:
    text = proposal.get("documentation") or ""
    return text["value"] if isinstance(text, dict) else text


@pytest.mark.node
@pytest.mark.parametrize("path", [*NASKAH, *PIHAK], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_server_marks_nothing_in_shipped_files(path: Path, server: Server) -> None:
    assert server.open_file(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.node
def test_server_offers_every_key_of_an_agreement(server: Server, catalogue: Catalogue) -> None:
    proposals = _proposals(server, "‸")
    assert set(Naskah.fields_) <= set(proposals)
    skeletons = {label for label in proposals if label.startswith("Kerangka ")}
    assert len(skeletons) == len(catalogue.list_kinds()) and set(proposals) == skeletons | set(Naskah.fields_)
    for name, field in Naskah.fields_.items():
        assert _explanation(proposals[name]).startswith(field.description)
    # What has been written is not offered again.
    assert "jenis" not in _proposals(server, PKS + "‸")


@pytest.mark.node
@pytest.mark.parametrize(
    "text, expected",
    [
        ("jenis: ‸", {"kesepakatan_bersama", "perjanjian_kerja_sama", "nota_kesepakatan", "rencana_kerja"}),
        ("jenis: perjanjian_kerja_sama\nkategori: ‸", {"ksdd_wajib", "ksdd_sukarela", "ksdpk", "di_luar_ksd"}),
        ("jenis: nota_kesepakatan\nkategori: ‸", {"sinergi"}),
        (PKS + "status: ‸", {s.value for s in model.Status}),
        (PKS + "para_pihak:\n  - kode: a\n    bentuk: ‸", {b.value for b in pihak.LegalForm}),
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
def test_server_offers_values(text: str, expected: set[str], server: Server) -> None:
    """Exactly the words that may stand here; never true, false or null."""
    assert {u for u in _proposals(server, text) if not u[0].isupper()} == expected


@pytest.mark.node
def test_server_explains_the_values_that_it_offers(server: Server) -> None:
    for text in (
        "jenis: ‸",
        "jenis: perjanjian_kerja_sama\nkategori: ‸",
        PKS + "klausul:\n  penyelesaian_perselisihan:\n    varian: ‸",
    ):
        assert all(len(_explanation(u)) > 10 for u in _proposals(server, text).values())


@pytest.mark.node
def test_server_offers_the_clauses_of_type_and_category(server: Server, catalogue: Catalogue) -> None:
    pks = {u for u in _proposals(server, PKS + "klausul:\n  ‸") if not u[0].isupper()}
    ksdd = {
        u
        for u in _proposals(server, "jenis: kesepakatan_bersama\nkategori: ksdd_sukarela\nklausul:\n  ‸")
        if not u[0].isupper()
    }
    assert {"sanksi", "penyelesaian_perselisihan", "kerahasiaan"} <= pks <= set(catalogue.list_klausul())
    assert "pembiayaan_sinergi" not in pks and "pembiayaan_ksb" in ksdd - pks
    isian = _proposals(server, PKS + "klausul:\n  kerahasiaan:\n    isian:\n      ‸")
    assert isian["hari_pengembalian"]["textEdit"]["newText"] == "hari_pengembalian: ${1:14}"


_STOP = re.compile(r"\$\{\d+(?::([^}]*)|\|([^,|]*)[^}]*)\}|\$\d+")


def _accept(text: str, proposal: dict[str, Any]) -> str:
    """The text after a proposal has been accepted, with nothing typed into its places."""
    before, _, following = text.partition("‸")
    edit = proposal["textEdit"]
    lines = (MODELINE + before + following).split("\n")
    start, end = edit["range"]["start"], edit["range"]["end"]
    indent = re.match(r" *", lines[start["line"]])
    assert indent is not None and start["line"] == end["line"]
    # Editors indent the further lines of a snippet like its first.
    content = _STOP.sub(lambda m: m[1] or m[2] or "", edit["newText"]).replace("\n", "\n" + indent[0])
    old_line = lines[start["line"]]
    lines[start["line"]] = old_line[: start["character"]] + content + old_line[end["character"] :]
    return "\n".join(lines)


@pytest.mark.node
@pytest.mark.parametrize(
    "text",
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
def test_accepted_snippets_fit(text: str, server: Server) -> None:
    """Whatever ready-made piece is accepted, the file stays YAML and has no key that is not known at its place."""
    snippets = [snippet for name, snippet in _proposals(server, text).items() if name[0].isupper()]
    assert snippets
    for snippet in snippets:
        result = _accept(text, snippet)
        node, findings = parse(result, "x")
        assert node is not None and not findings, (result, findings)
        decoder = Decoder()
        decoder.record(Naskah, node)
        assert not [finding for finding in decoder.findings if finding.code == "KSD010"], (result, decoder.findings)
        assert not [
            finding
            for finding in decoder.findings
            if "seharusnya daftar" in finding.message or "pasangan" in finding.message
        ], (
            result,
            decoder.findings,
        )


@pytest.mark.node
@pytest.mark.parametrize(
    "text, expected",
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
def test_server_explains_what_the_mouse_is_over(text: str, expected: list[str], server: Server) -> None:
    content = server.hover(NEW, MODELINE + text)
    assert all(h in content for h in expected), content
    assert "||" not in content, "a title or description stands twice"


def _marks(server: Server, text: str) -> list[tuple[int, str]]:
    """Line (from 1, without the first) and message of what is marked."""
    return sorted((d["range"]["start"]["line"], d["message"]) for d in server.open_file(NEW, MODELINE + text))


@pytest.mark.node
def test_server_marks_faults_in_indonesian(server: Server) -> None:
    text = (
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
    marks = _marks(server, text)
    assert [(b, p.partition(";")[0]) for b, p in marks] == [
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
def test_server_sees_values_as_this_test_does(server: Server, comparer: Comparer) -> None:
    """`typed` is the server's own typing: both judge the same odd scalars alike."""
    base_ = (
        "tentang: x\npara_pihak:\n  - {kode: a, bentuk: yayasan, nama: a}\n  - {kode: b, bentuk: yayasan, nama: b}\n"
    )
    for key in ("penandatanganan: {tanggal: %s}", "jangka_waktu: {lama: %s}", "rkpd: {tahun: %s}", "pembiayaan: {nilai: %s}",
                  "pembiayaan: {termasuk_pajak: %s}", "tujuan: %s", "objek: %s", "konsideran: %s", "gaya: %s", "kesepakatan_bersama: %s"):  # fmt: skip
        for value in ("", "~", "Null", '"null"', "x", "7", "007", "-7", "7.5", "1e3", "0x1F", "0o17", "+7", ".5", ".inf", "true", "yes", "No", "Ya", "2026-12-07",
                      "12:30", "[x]", "{a: b}", "3 tahun", "1.500", "'7'"):  # fmt: skip
            text = PKS + base_ + key % value + "\n"
            node, broken = parse(text, "x")
            assert node is not None and not broken
            assert bool(_marks(server, text)) != comparer.naskah.is_valid(typed(node)), text
