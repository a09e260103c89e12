"""Tests of `ksdgen.desk.frozen`: whatever a frozen file says is a paper that can be printed, or a finding."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from ksdgen.catalogue import archive, pins
from ksdgen.compose.composition import Composition
from ksdgen.desk.diff_text import diff_text
from ksdgen.desk.frozen import _data_digest, frozen_text, read_frozen
from ksdgen.desk.frozen import _read as read_bytes
from ksdgen.desk.overview import overview
from ksdgen.desk.workspace import Workspace
from ksdgen.difference import compare_versions, list_changes
from ksdgen.paper import plain
from ksdgen.paper.fences import FENCE_RANGE
from ksdgen.paper.revision import marked
from ksdgen.review.deviations import deviations
from ksdgen.word.styles import TABLE_STYLE_IDS
from ksdgen.world import stored
from ksdgen.world.repository import Repository
from ksdgen.writers import writer_for
from tests.helpers.util import PNG, ROOT, ksdgen, pks, yaml
from tests.helpers.word_files import findings as faults

DAY = date(2026, 12, 31)
NASKAH, FROZEN, LOGO = "agreements/a.yaml", "agreements/a.beku.json", "agreements/logo.png"
EXTRA = """\
(1) Satu:
    a. x;
        1. y; dan
        2. z.
    b. w.
(2) Dua <b>:
| a | b |
|---|---|
| 1 | 2 |
"""

Place = tuple[Any, ...]
"""Keys and indices from the top down."""


@cache
def _repository() -> Repository:
    """A signed agreement with pictures, points, a table and a number of every usual kind; in memory."""
    data = pks(status="ditandatangani")
    data["para_pihak"][0]["logo"] = "logo.png"
    data["pasal_tambahan"] = [{"kode": "biaya", "judul": "BIAYA", "setelah": "pelaksanaan", "isi": EXTRA}]
    return Repository(ROOT / "tests").supposing({NASKAH: yaml(data).encode(), LOGO: PNG})


@cache
def _content() -> Any:
    result = Workspace(_in_agreements(_repository())).check(NASKAH, DAY, rules=False)
    assert [finding for finding in result.shape_findings if finding.severity.value == "kesalahan"] == []
    return json.loads(frozen_text(result))


def _in_agreements(repository: Repository, *, frozen: bytes | None = None) -> Repository:
    """The same with a frozen file beside the agreement."""
    texts = {path: repository.tree.read(path) or b"" for path in (NASKAH, LOGO)}
    if frozen is not None:
        texts[FROZEN] = frozen
    return Repository(ROOT / "tests", folder="agreements").supposing(texts)


def _sealed(content: Any) -> bytes:
    """A frozen file as a forger writes it: with the digest of what it says."""
    if isinstance(content, dict) and "dokumen" in content and "sidik_dokumen" in content:
        content = {**content, "sidik_dokumen": _data_digest(content["dokumen"])}
    return json.dumps(content).encode()


def _read(frozen: bytes) -> Composition | None:
    """What a frozen file gives; where it gives nothing there is exactly one finding."""
    repository = _in_agreements(_repository(), frozen=frozen)
    composition, found = read_frozen(repository, _loaded())
    assert composition is not None or [finding.code for finding in found] == ["KSD054"], found
    return composition


@cache
def _loaded() -> Any:
    return Workspace(_in_agreements(_repository())).agreements.load(NASKAH)


# --- mutants ----------------------------------------------------------------------------------------------------------

WRONG: tuple[Any, ...] = (
    *(None, True, [], {}, [None], [[]], {"jenis_blok": "Teks", "isi": "x"}, {"jenis_blok": "Paragraf", "peran": "isi"}),
    *(
        "",
        "<script>x</script>",
        '" onload="x',
        "</style><script>",
        "\ue000x",
        "\x1b[31m",
        "\n",
        "\ud800",
        "]]>",
        "x" * 3000,
    ),
    *(0, -1, 7, 10**9, 2**63, 10**30, 0.5, 1e308, "ayat", "romawi", "tanda_tangan", "pasal"),
)
MORE: tuple[tuple[str, Any], ...] = (
    ("kunci", "objek"),
    ("kedalaman", 5),
    *(("nomor", {"jenis_blok": "Nomor", "jenis": kind, "nilai": 1}) for kind in ("ayat", "pasal", "romawi", "huruf")),
    ("isi", [{"jenis_blok": "Bidang", "jenis": "halaman"}]),
    ("isi", [{"jenis_blok": "Baris"}] * 3),
    ("isi", [{"jenis_blok": "Kosong", "nama": "para_pihak.99.nomor"}]),
    ("isi", [{"jenis_blok": "Rujukan", "target": "objek", "isi": "<b>"}]),
    ("isi", [{"jenis_blok": "Gambar", "keterangan": "x", "sha256": "0" * 64, "tinggi_mm": 9}]),
    ("isi", [{"jenis_blok": "Ubahan", "jenis": "sisip", "isi": []}]),
    ("tanda", {"jenis_blok": "Tanda", "jenis": "sisip"}),
    ("semula", {"jenis_blok": "Paragraf", "peran": "isi"}),
    ("lanskap", True),
    ("kolom", [0, 1000]),
    ("baru", 1),
    *(
        ("jenis_blok", tag)
        for tag in ("Teks", "Baris", "Paragraf", "Tabel", "Sel", "PemisahHalaman", "Dokumen", "Nomor")
    ),
)


def _places(node: Any, place: Place = ()) -> Iterator[Place]:
    yield place
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from _places(child, (*place, key))


def _changed(node: Any, place: Place, change: Callable[[Any], Any]) -> Any:
    """A copy in which one node is another; None of the change drops it."""
    if not place:
        return change(node)
    key, *rest = place
    copied: Any = dict(node) if isinstance(node, dict) else list(node)
    copied[key] = _changed(node[key], tuple(rest), change)
    return copied


def _without(node: Any, place: Place) -> Any:
    *parent, key = place

    def drop(owner: Any) -> Any:
        return (
            {k: v for k, v in owner.items() if k != key} if isinstance(owner, dict) else owner[:key] + owner[key + 1 :]
        )

    return _changed(node, tuple(parent), drop)


def _mutants(content: Any, place: Place) -> Iterator[Any]:
    """What can become of one node."""
    node = content
    for key in place:
        node = node[key]
    if place:
        yield _without(content, place)
    others = [value for value in WRONG if type(value) is not type(node) or value != node]
    if isinstance(node, dict):
        others += [{**node, key: value} for key, value in MORE]
    elif isinstance(node, list) and node:
        others += [node + node, node[::-1], node[:1], node[:-1]]
    elif isinstance(node, str):
        others += [node + "<b>", node.upper()]
    elif type(node) in (int, float):
        others += [node + 1, node - 1, node * 2]
    for other in others:
        yield _changed(content, place, lambda _, other=other: other)


class _Tags(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update((tag, *(f"@{name}" for name, _ in attrs)))


def _print(composition: Composition) -> bytes:
    """Every form of the paper; gives the Word file."""
    document, assets = composition.dokumen, composition.assets
    page = writer_for("html")(document, assets).decode()
    assert _Tags(page).found <= ALLOWED
    text = writer_for("txt")(document, assets)
    word = writer_for("docx")(document, assets)
    assert max(len(page), len(text), len(word)) < 2_000_000
    return word


ALLOWED = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "div",
        "header",
        "section",
        "h1",
        "h2",
        "p",
        "span",
        "br",
    ),
    *("a", "img", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
    *("@lang", "@charset", "@name", "@content", "@http-equiv", "@class", "@id", "@style", "@href", "@title", "@alt"),
    *("@src", "@scope", "@data-kolom"),
}


def _sample(count: int, seed: int = 0) -> Iterator[bytes]:
    rng = random.Random(seed)
    content = _content()
    places = list(_places(content))
    for _ in range(count):
        mutants = list(_mutants(content, rng.choice(places)))
        yield _sealed(rng.choice(mutants))


def test_the_frozen_file_itself_is_read_and_printed() -> None:
    composition = _read(_sealed(_content()))
    assert composition is not None and composition.assets
    _print(composition)


def test_any_mutant_is_a_paper_or_a_finding() -> None:
    read = [composition for frozen in _sample(40) if (composition := _read(frozen)) is not None]
    for composition in read[:3]:
        _print(composition)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 4))
def test_many_mutants_are_papers_or_findings(seed: int) -> None:
    """Also what is said of a forged paper, and how it is compared with another, has an answer."""
    before = _read(_sealed(_content()))
    assert before is not None
    printed = []
    for frozen in _sample(250, seed):
        composition = _read(frozen)
        if composition is None:
            continue
        printed.append(_print(composition))
        workspace = Workspace(_in_agreements(_repository(), frozen=frozen))
        result = workspace.check(NASKAH, DAY)
        assert result.frozen
        deviations(workspace, result)
        overview(workspace, NASKAH, DAY, result)
        redline = compare_versions(before.dokumen, composition.dokumen)
        list_changes(redline)
        if marked(redline):
            writer_for("docx")(redline, {**before.assets, **composition.assets})
    assert printed
    for word in dict.fromkeys(printed[::6]):
        assert faults(word) == []


# --- what a forger may think of ---------------------------------------------------------------------------------------


def _paragraph(**fields: Any) -> Any:
    return {"jenis_blok": "Paragraf", "peran": "isi", **fields}


def _table(rows: int, columns: int, **fields: Any) -> Any:
    cell = {"jenis_blok": "Sel", "isi": [_paragraph(peran="sel")]}
    row = {"jenis_blok": "BarisTabel", "sel": [cell] * columns}
    return {"jenis_blok": "Tabel", "peran": "tabel", "kolom": [1000], "baris": [row] * rows, **fields}


def _number(kind: str, value: int) -> Any:
    return {"jenis_blok": "Nomor", "jenis": kind, "nilai": value}


BLOCKS: dict[str, Any] = {
    "nomor melompat": [_paragraph(nomor=_number("huruf", 32_000))],
    "romawi terlalu besar": [_paragraph(nomor=_number("romawi", n)) for n in range(1, 4001)],
    "kedalaman": [_paragraph(kedalaman=10**9)],
    "baris pendek": [_table(1, 1, kolom=[500, 500])],
    "baris panjang": [_table(1, 2)],
    "kolom banyak": [_table(1, 64, kolom=[15] * 64)],
    "jumlah kolom": [_table(1, 1, kolom=[999])],
    "tanpa baris": [_table(0, 1)],
    "tanpa sel": [_table(1, 0, kolom=[])],
    "sel kosong": [_table(1, 1, baris=[{"jenis_blok": "BarisTabel", "sel": [{"jenis_blok": "Sel", "isi": []}]}])],
    "kunci kembar": [_paragraph(kunci="sama"), _paragraph(kunci="sama")],
    "dua versi": [_paragraph(tanda={"jenis_blok": "Tanda", "jenis": "hapus"})],
    "gambar asing": [_paragraph(isi=[{"jenis_blok": "Gambar", "keterangan": "", "sha256": "0" * 64, "tinggi_mm": 9}])],
    "kosong": [],
}


@pytest.mark.parametrize("name", BLOCKS)
def test_what_is_no_paper_is_refused(name: str) -> None:
    document = {"jenis_blok": "Dokumen", "judul": "x", "isi": BLOCKS[name]}
    assert _read(_sealed({**_content(), "gambar": {}, "dokumen": document})) is None


BYTES: dict[str, bytes] = {
    "kosong": b"",
    "bukan JSON": b"{",
    "daftar": b"[]",
    "BOM": b"\xef\xbb\xbf{}",
    "UTF-16": '{"versi": 1}'.encode("utf-16"),
    "bukan UTF-8": b'{"versi": 1, "x": "\xff"}',
    "tak hingga": b'{"versi": 1e999}',
    "bukan bilangan": b'{"versi": NaN}',
    "minus tak hingga": b'{"versi": -Infinity}',
    "bilangan panjang": b'{"versi": 1' + b"0" * 5000 + b"}",
    "kunci ganda": b'{"versi": 1, "versi": 1}',
    "dalam": b'{"versi": 1, "klausul": ' + b"[" * 100_000,
    "sangat dalam": b"[" * 900 + b"]" * 900,
    "benar": b'{"versi": true}',
    "desimal": b'{"versi": 1.0}',
    "versi lain": b'{"versi": 2}',
    "besar": b'{"versi": 1, "x": "' + b"x" * stored.SIZE_LIMIT + b'"}',
}


@pytest.mark.parametrize("name", BYTES)
def test_whatever_the_bytes_are_there_is_one_finding(name: str) -> None:
    assert _read(BYTES[name]) is None


@pytest.mark.parametrize("name", BYTES)
def test_other_files_that_ksdgen_keeps_are_read_as_strictly(name: str) -> None:
    class One:
        def read(self, path: str) -> bytes | None:
            return BYTES[name]

    with pytest.raises(pins.BrokenPins):
        pins.read(BYTES[name])
    with pytest.raises(archive.BrokenIndex):
        archive.read_index(One())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        {"versi": 1, "klausul": {"objek": {"versi": 1e999, "sidik": "0" * 64}}},
        {"versi": 1, "klausul": {"objek": {"versi": "1", "sidik": "0" * 64}}},
        {"versi": 1, "klausul": {"objek": {"versi": 1, "sidik": "\x1b]0;x\x07\n::error::x"}}},
        {"versi": 1, "klausul": {"a\nb": {"versi": 1, "sidik": "0" * 64}}},
        {"versi": 1, "klausul": {"objek": {"versi": 1, "sidik": "0" * 64, "lain": 1}}},
        {"versi": 1, "klausul": []},
    ],
)
def test_pins_are_versions_and_digests(data: Any) -> None:
    with pytest.raises(pins.BrokenPins):
        pins.read(json.dumps(data).encode())


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_a_lost_picture_stands_by_its_name(repo: Path) -> None:
    repository = Repository(ROOT / "tests", folder="agreements").supposing(
        {NASKAH: _repository().tree.read(NASKAH) or b"", FROZEN: _sealed(_content())}
    )
    composition, found = read_frozen(repository, _loaded())
    assert [finding.code for finding in found] == ["KSD060"]
    assert composition is not None and composition.assets == {}
    assert b"[" in writer_for("txt")(composition.dokumen, {})
    writer_for("docx")(composition.dokumen, {})
    writer_for("html")(composition.dokumen, {})


def test_a_picture_is_a_picture(repo: Path) -> None:
    """A file of the repository that has the digest and is none is not embedded."""
    data = b"nama: Rahasia\n"
    digest = hashlib.sha256(data).hexdigest()
    (old,) = _content()["gambar"]
    forged = json.loads(json.dumps(_content()).replace(old, digest))
    frozen = _sealed(forged)
    texts = {NASKAH: _repository().tree.read(NASKAH) or b"", FROZEN: frozen, LOGO: data}
    composition, found = read_frozen(Repository(ROOT / "tests", folder="agreements").supposing(texts), _loaded())
    assert [finding.code for finding in found] == ["KSD060"] and composition is not None and composition.assets == {}


# --- one table of what there is ---------------------------------------------------------------------------------------


def test_what_is_read_is_what_can_be_printed() -> None:
    roles = {role for role in TABLE_STYLE_IDS if plain._PARTS_1["Tabel"].needed["peran"](role)}
    assert roles == set(TABLE_STYLE_IDS) and not plain._PARTS_1["Tabel"].needed["peran"]("lain")
    assert not any(stored.text(9)(char) for char in (chr(0xE000), chr(0xE0FF)))
    assert FENCE_RANGE == "\ue000-\ue0ff"


@pytest.mark.slow
def test_every_shipped_agreement_can_be_frozen_and_is_the_same(repo: Path) -> None:
    """What an honest hand composes is never too strange to be kept."""
    workspace = Workspace(ROOT)
    for path in workspace.repository.agreement_paths():
        result = workspace.check(path, DAY, rules=False)
        assert result.composition is not None
        frozen = read_bytes(frozen_text(result).encode(), result.loaded)
        assert frozen.dokumen == result.composition.dokumen


@pytest.mark.slow(traced=True)
def test_commands_survive_a_broken_frozen_file(repo: Path) -> None:
    (repo / NASKAH).write_bytes(_repository().tree.read(NASKAH) or b"")
    (repo / LOGO).write_bytes(PNG)
    (repo / FROZEN).write_bytes(_sealed(_changed(_content(), ("dokumen", "isi", 0, "kedalaman"), lambda _: 10**9)))
    for command in (["check"], ["show"], ["lock"], ["render", "--out", repo / "o"], ["fix", "--diff"]):
        run = ksdgen(*command, repo / NASKAH)
        assert run.code in (0, 1), (command, run.everything)
    assert not (repo / "o").exists()
    assert diff_text(repo / NASKAH, (repo / NASKAH).read_bytes(), repo)
