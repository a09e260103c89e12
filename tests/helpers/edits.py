"""Seeded edits of a composed document, as a drafter would make them: the numbers run on and the references follow."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import replace

from ksdgen.paper.document import (
    Block,
    Cell,
    Dokumen,
    Number,
    PageBreak,
    PageLayout,
    Paragraph,
    Reference,
    Table,
    TableRow,
    Text,
    change_paragraphs,
    paragraphs_of,
)
from ksdgen.paper.revision import tidy

Edit = Callable[[list[Block], random.Random], None]


def _choose(content: list[Block], rng: random.Random, accepts: Callable[[Block], bool]) -> int:
    """The place of one of the blocks that are accepted."""
    return rng.choice([i for i, block in enumerate(content) if accepts(block)])


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.number is not None and block.number.kind in ("ayat", "huruf", "angka")


def _is_pasal(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.number is not None and block.number.kind == "pasal"


def _article(content: list[Block], rng: random.Random) -> slice:
    """A whole article that another one follows."""
    starts = [i for i, block in enumerate(content) if _is_pasal(block)]
    if len(starts) < 2:
        raise IndexError("tidak ada pasal")
    index = rng.randrange(len(starts) - 1)
    return slice(starts[index], starts[index + 1])


def replace_word(content: list[Block], rng: random.Random) -> None:
    """Other words in one paragraph."""
    index = _choose(content, rng, lambda b: isinstance(b, Paragraph) and len(b.text.split()) > 4)
    paragraph = content[index]
    assert isinstance(paragraph, Paragraph)
    positions = [position for position, b in enumerate(paragraph.content) if isinstance(b, Text) and b.content.strip()]
    position = rng.choice(positions)
    old = paragraph.content[position]
    assert isinstance(old, Text)
    words = old.content.split(" ")
    words[rng.randrange(len(words))] = rng.choice(("seluruhnya", "5 (lima) tahun", "Rp2.000.000,00 (dua juta rupiah)"))
    content[index] = replace(
        paragraph, content=(*paragraph.content[:position], Text(" ".join(words)), *paragraph.content[position + 1 :])
    )


def delete_item(content: list[Block], rng: random.Random) -> None:
    """A point or ayat goes."""
    del content[_choose(content, rng, _is_item)]


def add_item(content: list[Block], rng: random.Random) -> None:
    """A point or ayat comes."""
    index = _choose(content, rng, _is_item)
    paragraph = content[index]
    assert isinstance(paragraph, Paragraph)
    content.insert(
        index + rng.randrange(2),
        replace(paragraph, content=(Text("ketentuan baru yang disisipkan;"),), identity=f"baru/{rng.random()}"),
    )


def delete_pasal(content: list[Block], rng: random.Random) -> None:
    """An article goes."""
    del content[_article(content, rng)]


def add_pasal(content: list[Block], rng: random.Random) -> None:
    """An article comes."""
    index = _article(content, rng).start
    identity = f"baru/{rng.random()}"
    content[index:index] = [
        Paragraph("pasal", (Text("MONITORING DAN EVALUASI"),), Number("pasal", 1), identity),
        Paragraph("ayat", (Text("PARA PIHAK melakukan monitoring."),), Number("ayat", 1), f"{identity}/1", 1),
        Paragraph("ayat", (Text("Evaluasi dilakukan setiap tahun."),), Number("ayat", 2), f"{identity}/2", 1),
    ]


def move_pasal(content: list[Block], rng: random.Random) -> None:
    """An article moves."""
    article = _article(content, rng)
    pieces = content[article]
    del content[article]
    index = _choose(content, rng, _is_pasal)
    content[index:index] = pieces


def change_table(content: list[Block], rng: random.Random) -> None:
    """A row of a table goes or comes, or one of its cells changes."""
    tables = [index for index, b in enumerate(content) if isinstance(b, Table)]
    index = rng.choice(tables)
    chosen = content[index]
    assert isinstance(chosen, Table)
    rows = list(chosen.rows)
    row_index = rng.randrange(len(rows))
    way = rng.randrange(3)
    if way == 0 and len(rows) > 1:
        del rows[row_index]
    elif way == 1:
        cells = tuple(Cell((Paragraph("sel", (Text(f"baris baru {k}"),)),)) for k in range(len(chosen.column)))
        rows.insert(row_index + rows[row_index].header, TableRow(cells))
    else:
        old_cell = rows[row_index].cells[-1]
        last = old_cell.content[-1]
        replacement = replace(last, content=tidy((*last.content, Text(" dengan tambahan"))))
        rows[row_index] = replace(
            rows[row_index], cells=(*rows[row_index].cells[:-1], Cell((*old_cell.content[:-1], replacement)))
        )
    content[index] = replace(chosen, rows=tuple(rows))


def add_lampiran(content: list[Block], rng: random.Random) -> None:
    """An annex on lying pages comes at the end."""
    header = TableRow(tuple(Cell((Paragraph("sel_kepala", (Text(t),)),)) for t in ("No.", "Uraian")), header=True)
    rows = [
        TableRow(
            (Cell((Paragraph("sel", (), Number("angka", n)),)), Cell((Paragraph("sel", (Text(f"Kegiatan {n}"),)),)))
        )
        for n in range(1, 4)
    ]
    content += [
        PageBreak(True),
        Paragraph("lampiran_judul", (Text("LAMPIRAN"),)),
        Table("tabel", (200, 800), (header, *rows)),
    ]


EDITS: tuple[Edit, ...] = (
    replace_word,
    delete_item,
    add_item,
    delete_pasal,
    add_pasal,
    move_pasal,
    change_table,
    add_lampiran,
)
"""Every kind of edit."""


def edit(dokumen: Dokumen, seed: int, count: int = 4, kinds: tuple[Edit, ...] = EDITS) -> Dokumen:
    """The document after some edits; the same seed makes the same ones."""
    rng = random.Random(seed)
    content = list(dokumen.content)
    while count:
        # What a document has none of cannot be edited.
        with contextlib.suppress(IndexError):
            rng.choice(kinds)(content, rng)
            count -= 1
    result = replace(dokumen, content=_give_numbers(tuple(content)))
    if seed % 3 == 0:
        result = replace(result, title=f"{dokumen.title} (Perubahan)", watermark=rng.choice((None, "RANCANGAN KEDUA")))
    if seed % 5 == 0:
        result = replace(result, layout=PageLayout(width_mm=215.0, height_mm=330.0))
    if seed % 7 == 0:
        result = replace(result, footer=(Paragraph("kaki", (Text("naskah kedua"),)), *dokumen.footer))
    return result


def _give_numbers(content: tuple[Block, ...]) -> tuple[Block, ...]:
    """Numbers that run, and references that print them; numbers in tables stay."""
    count: dict[tuple[str, str, int], int] = {}
    result: list[Block] = []
    for block in content:
        if not isinstance(block, Paragraph):
            result.append(block)
            continue
        pasal = block.number is not None and block.number.kind == "pasal"
        outside = pasal or (block.number is None and block.depth == 0 and block.role != "isi")
        for list_key in [
            k for k in count if k[1] != "pasal" and (outside or (block.number is not None and k[2] > block.depth))
        ]:
            del count[list_key]
        if block.number is not None:
            list_key = ("" if pasal else block.role, block.number.kind, block.depth)
            count[list_key] = count.get(list_key, 0) + 1
            block = replace(block, number=Number(block.number.kind, count[list_key]))
        result.append(block)
    content = tuple(result)
    references = {
        p.identity: p.number.reference
        for p in paragraphs_of(content)
        if p.identity is not None and p.number is not None
    }

    def resolve(paragraph: Paragraph) -> Paragraph:
        replacement = tuple(
            replace(b, content=references.get(b.target, b.content)) if isinstance(b, Reference) else b
            for b in paragraph.content
        )
        return replace(paragraph, content=replacement)

    return change_paragraphs(content, resolve)
