"""Pairs of documents to compare: shipped ones and made-up ones, and the laws that hold for every comparison."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ksdgen.desk.workspace import Workspace
from ksdgen.difference import compare_versions
from ksdgen.paper.document import (
    Block,
    Cell,
    Dokumen,
    Gap,
    LineBreak,
    Number,
    PageBreak,
    PageField,
    PageLayout,
    Paragraph,
    Picture,
    Reference,
    Table,
    TableRow,
    Text,
    TrackedChange,
    paragraphs_of,
)
from ksdgen.paper.revision import accept, reject, tidy
from tests.helpers.util import ROOT, save

NASKAH = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "agreements" / "2026").rglob("*.yaml"))


@cache
def naskah(path: str) -> Dokumen:
    """A shipped agreement as composed."""
    result = Workspace(ROOT).check(path, date(2026, 12, 1), rule=False)
    assert result.composition is not None
    return result.composition.dokumen


def compose(repo: Path, content: Any, name: str = "a.yaml") -> Dokumen:
    """An agreement of a test as composed."""
    save(repo, content, name)
    result = Workspace(repo).check(f"agreements/{name}", date(2026, 12, 1), rule=False)
    assert result.composition is not None and result.composition.dokumen.content, result.shape
    return result.composition.dokumen


def comparison(old: Dokumen, new: Dokumen) -> Dokumen:
    """Both versions in one, with the laws that hold for every pair."""
    redline = compare_versions(old, new)
    assert reject(redline) == old
    assert accept(redline) == new
    _check_marks(redline)
    return redline


def _check_marks(redline: Dokumen) -> None:
    """What writers rely on."""
    edge: dict[int, list[str]] = {}
    for b in redline.content:
        if b.mark is not None and b.mark.move is not None:
            assert isinstance(b, Paragraph)
            edge.setdefault(b.mark.move, []).append(b.mark.kind)
    assert all(sorted(u) == ["pindah_dari", "pindah_ke"] for u in edge.values())
    assert sorted(edge) == list(range(1, len(edge) + 1))
    for b in redline.footer:
        assert b.mark is None or b.mark.move is None
    for t in (b for b in (*redline.content, *redline.footer) if isinstance(b, Table)):
        mark = {r.mark for r in t.rows}
        assert len(mark) > 1 or mark == {None}, "a mark that all rows share belongs to the table"
        for r in t.rows:
            for s in r.cells:
                assert s.content[-1].mark is None, "a cell always keeps its last paragraph"
                assert r.mark is None or all(p.mark is None and p.former is None for p in s.content)
    for p in paragraphs_of((*redline.content, *redline.footer)):
        assert p.former is None or (p.mark is None and not p.former.content)
        kind = [i.kind if isinstance(i, TrackedChange) else "" for i in p.content]
        assert all(a != b or not a for a, b in itertools.pairwise(kind)), "neighbouring marks of a kind are one"
        assert ("sisip", "hapus") not in itertools.pairwise(kind), "first what went, then what came"


WORDS = st.sampled_from(
    [
        *(
            "PIHAK KESATU",
            "PIHAK KEDUA",
            "menyediakan",
            "benih cabai",
            "laporan",
            "tidak",
            "dapat",
            "dan",
            "atau",
            ",",
            ";",
            "; dan",
            ".",
        ),
        *(
            "3 (tiga) tahun",
            "5 (lima) tahun",
            "Rp1.000,00 (seribu rupiah)",
            "tanggal 7 Desember 2026",
            "100.3.7/12/KSB/2026",
        ),
        *("  ", "\ue000", "😀", "Pasal 7 ayat (2)", "(0262) 233344", "Undang-Undang Nomor 23 Tahun 2014"),
    ]
)


TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


INLINE = st.one_of(
    TEXT.map(Text),
    st.builds(Reference, st.sampled_from(["a", "b", "a/x"]), st.sampled_from(["Pasal 1", "Pasal 2", "(1)"])),
    st.builds(Gap, st.sampled_from("xy")),
    st.just(LineBreak()),
    st.builds(Picture, st.just("logo"), st.sampled_from("mn"), st.just(9)),
    st.just(PageField("halaman")),
)


CONTENT = st.lists(INLINE, max_size=3).map(tidy)


NUMBERED = ["ayat", "huruf", "angka"]


def _paragraph(role: str, content: Any, number: Number | None, inside: int) -> Paragraph:
    if role == "pasal":
        return Paragraph(role, content, Number("pasal", number.value if number is not None else 1))
    return Paragraph(role, content, number, None, inside)


PARAGRAPH = st.builds(
    _paragraph,
    st.sampled_from(
        ["pasal", "isi", *NUMBERED, "judul", "judul_pihak", "penutup", "lampiran_judul", "konsideran", "dasar_hukum"]
    ),
    CONTENT,
    st.none() | st.builds(Number, st.sampled_from(NUMBERED), st.integers(1, 4)),
    st.integers(0, 2),
)


CELL_CONTENT = st.builds(
    Paragraph, st.sampled_from(["sel", "pihak_nama", "pihak_uraian", "ttd_pihak", "ttd_nama", "ttd_ruang"]), CONTENT
)


CELL = st.lists(CELL_CONTENT, min_size=1, max_size=3).map(lambda content: Cell(tuple(content)))


@st.composite
def table(draw: st.DrawFn) -> Table:
    n = draw(st.integers(1, 2))
    lines = draw(st.lists(st.builds(TableRow, st.tuples(*[CELL] * n), st.booleans()), min_size=1, max_size=3))
    role = draw(st.sampled_from(["tabel", "pihak", "tanda_tangan", "lambang"]))
    return Table(role, (1000 // n,) * n, tuple(lines), draw(st.integers(0, 1)))


BLOCK = st.one_of(PARAGRAPH, PARAGRAPH, PARAGRAPH, table(), st.builds(PageBreak, st.none() | st.booleans()))


IDENTITY = st.none() | st.sampled_from(["a", "b", "c", "a/x", "b^1"])


def _with_identity(blocks: list[tuple[Block, str | None]]) -> tuple[Block, ...]:
    """Blocks with identities that are unique, as every document has them."""
    result: list[Block] = []
    seen: set[str] = set()
    for b, key in blocks:
        if isinstance(b, Paragraph | Table):
            b = replace(b, identity=key if key not in seen else None)
            seen.add(key or "")
        result.append(b)
    return tuple(result)


DOKUMEN = st.builds(
    Dokumen,
    st.just("J"),
    st.lists(st.tuples(BLOCK, IDENTITY), max_size=7).map(_with_identity),
    st.lists(PARAGRAPH | table(), max_size=2).map(tuple),
    st.builds(PageLayout, lanskap=st.booleans()),
    st.none() | st.just("DRAF"),
)


@st.composite
def dokumen_pair(draw: st.DrawFn) -> tuple[Dokumen, Dokumen]:
    """Two documents that have nothing to do with each other, or one and what a few edits made of it."""
    a = draw(DOKUMEN)
    if draw(st.booleans()):
        return a, draw(DOKUMEN)
    content: list[Block] = list(a.content)
    for _ in range(draw(st.integers(0, 3)) if content else 0):
        if not content:
            break
        i = draw(st.integers(0, len(content) - 1))
        action = draw(st.sampled_from(["hapus", "pindah", "ganti", "isi"]))
        b = content[i]
        if action == "hapus":
            del content[i]
        elif action == "pindah":
            content.insert(draw(st.integers(0, len(content) - 1)), content.pop(i))
        elif action == "ganti":
            content[i] = draw(BLOCK)
        elif isinstance(b, Paragraph):
            content[i] = replace(b, content=draw(CONTENT))
    key = [b.identity if isinstance(b, Paragraph | Table) else None for b in content]
    return a, replace(a, content=_with_identity(list(zip(content, key, strict=True))))


def printed(x: Any) -> Any:
    """What is printed of a document: without identities, targets and the names of blanks."""
    if isinstance(x, tuple):
        return tuple(printed(i) for i in x)
    if isinstance(x, Gap | Reference):
        return Text(x.content)
    if isinstance(x, Dokumen):
        return replace(x, content=printed(x.content), footer=printed(x.footer))
    if isinstance(x, Paragraph):
        return replace(x, identity=None, content=tidy(printed(x.content)))
    if isinstance(x, Table):
        return replace(x, identity=None, rows=printed(x.rows))
    if isinstance(x, TableRow):
        return replace(x, cells=printed(x.cells))
    return Cell(printed(x.content)) if isinstance(x, Cell) else x
