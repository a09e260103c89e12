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
    result = Workspace(ROOT).check(path, date(2026, 12, 1), rules=False)
    assert result.composition is not None
    return result.composition.dokumen


def compose(repo: Path, content: Any, name: str = "a.yaml") -> Dokumen:
    """An agreement of a test as composed."""
    save(repo, content, name)
    result = Workspace(repo).check(f"agreements/{name}", date(2026, 12, 1), rules=False)
    assert result.composition is not None and result.composition.dokumen.content, result.shape_findings
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
    ends: dict[int, list[str]] = {}
    for block in redline.content:
        if block.mark is not None and block.mark.move is not None:
            assert isinstance(block, Paragraph)
            ends.setdefault(block.mark.move, []).append(block.mark.kind)
    assert all(sorted(kinds) == ["pindah_dari", "pindah_ke"] for kinds in ends.values())
    assert sorted(ends) == list(range(1, len(ends) + 1))
    for block in redline.footer:
        assert block.mark is None or block.mark.move is None
    for table in (block for block in (*redline.content, *redline.footer) if isinstance(block, Table)):
        marks = {row.mark for row in table.rows}
        assert len(marks) > 1 or marks == {None}, "a mark that all rows share belongs to the table"
        for row in table.rows:
            for cell in row.cells:
                assert cell.content[-1].mark is None, "a cell always keeps its last paragraph"
                assert row.mark is None or all(
                    paragraph.mark is None and paragraph.former is None for paragraph in cell.content
                )
    for paragraph in paragraphs_of((*redline.content, *redline.footer)):
        assert paragraph.former is None or (paragraph.mark is None and not paragraph.former.content)
        kinds = [i.kind if isinstance(i, TrackedChange) else "" for i in paragraph.content]
        assert all(left != right or not left for left, right in itertools.pairwise(kinds)), (
            "neighbouring marks of a kind are one"
        )
        assert ("sisip", "hapus") not in itertools.pairwise(kinds), "first what went, then what came"


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


def _paragraph(role: str, content: Any, number: Number | None, depth: int) -> Paragraph:
    if role == "pasal":
        return Paragraph(role, content, Number("pasal", number.value if number is not None else 1))
    return Paragraph(role, content, number, None, depth)


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
    count = draw(st.integers(1, 2))
    rows = draw(st.lists(st.builds(TableRow, st.tuples(*[CELL] * count), st.booleans()), min_size=1, max_size=3))
    role = draw(st.sampled_from(["tabel", "pihak", "tanda_tangan", "lambang"]))
    return Table(role, (1000 // count,) * count, tuple(rows), draw(st.integers(0, 1)))


BLOCK = st.one_of(PARAGRAPH, PARAGRAPH, PARAGRAPH, table(), st.builds(PageBreak, st.none() | st.booleans()))


IDENTITY = st.none() | st.sampled_from(["a", "b", "c", "a/x", "b^1"])


def _with_identity(blocks: list[tuple[Block, str | None]]) -> tuple[Block, ...]:
    """Blocks with identities that are unique, as every document has them."""
    result: list[Block] = []
    seen: set[str] = set()
    for block, identity in blocks:
        if isinstance(block, Paragraph | Table):
            block = replace(block, identity=identity if identity not in seen else None)
            seen.add(identity or "")
        result.append(block)
    return tuple(result)


DOKUMEN = st.builds(
    Dokumen,
    st.just("J"),
    st.lists(st.tuples(BLOCK, IDENTITY), max_size=7).map(_with_identity),
    st.lists(PARAGRAPH | table(), max_size=2).map(tuple),
    st.builds(PageLayout, landscape=st.booleans()),
    st.none() | st.just("DRAF"),
)


@st.composite
def dokumen_pair(draw: st.DrawFn) -> tuple[Dokumen, Dokumen]:
    """Two documents that have nothing to do with each other, or one and what a few edits made of it."""
    first = draw(DOKUMEN)
    if draw(st.booleans()):
        return first, draw(DOKUMEN)
    content: list[Block] = list(first.content)
    for _ in range(draw(st.integers(0, 3)) if content else 0):
        if not content:
            break
        index = draw(st.integers(0, len(content) - 1))
        action = draw(st.sampled_from(["hapus", "pindah", "ganti", "isi"]))
        block = content[index]
        if action == "hapus":
            del content[index]
        elif action == "pindah":
            content.insert(draw(st.integers(0, len(content) - 1)), content.pop(index))
        elif action == "ganti":
            content[index] = draw(BLOCK)
        elif isinstance(block, Paragraph):
            content[index] = replace(block, content=draw(CONTENT))
    identities = [block.identity if isinstance(block, Paragraph | Table) else None for block in content]
    return first, replace(first, content=_with_identity(list(zip(content, identities, strict=True))))


def printed(item: Any) -> Any:
    """What is printed of a document: without identities, targets and the names of blanks."""
    if isinstance(item, tuple):
        return tuple(printed(i) for i in item)
    if isinstance(item, Gap | Reference):
        return Text(item.content)
    if isinstance(item, Dokumen):
        return replace(item, content=printed(item.content), footer=printed(item.footer))
    if isinstance(item, Paragraph):
        return replace(item, identity=None, content=tidy(printed(item.content)))
    if isinstance(item, Table):
        return replace(item, identity=None, rows=printed(item.rows))
    if isinstance(item, TableRow):
        return replace(item, cells=printed(item.cells))
    return Cell(printed(item.content)) if isinstance(item, Cell) else item
