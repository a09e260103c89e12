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


def _location(content: list[Block], rng: random.Random, accepts: Callable[[Block], bool]) -> int:
    return rng.choice([i for i, b in enumerate(content) if accepts(b)])


def _item(b: Block) -> bool:
    return isinstance(b, Paragraph) and b.number is not None and b.number.kind in ("ayat", "huruf", "angka")


def _pasal(b: Block) -> bool:
    return isinstance(b, Paragraph) and b.number is not None and b.number.kind == "pasal"


def _article(content: list[Block], rng: random.Random) -> slice:
    """A whole article that another one follows."""
    start = [i for i, b in enumerate(content) if _pasal(b)]
    if len(start) < 2:
        raise IndexError("tidak ada pasal")
    n = rng.randrange(len(start) - 1)
    return slice(start[n], start[n + 1])


def replace_word(content: list[Block], rng: random.Random) -> None:
    """Other words in one paragraph."""
    i = _location(content, rng, lambda b: isinstance(b, Paragraph) and len(b.text.split()) > 4)
    p = content[i]
    assert isinstance(p, Paragraph)
    text = [n for n, b in enumerate(p.content) if isinstance(b, Text) and b.content.strip()]
    n = rng.choice(text)
    old = p.content[n]
    assert isinstance(old, Text)
    words = old.content.split(" ")
    words[rng.randrange(len(words))] = rng.choice(("seluruhnya", "5 (lima) tahun", "Rp2.000.000,00 (dua juta rupiah)"))
    content[i] = replace(p, content=(*p.content[:n], Text(" ".join(words)), *p.content[n + 1 :]))


def delete_item(content: list[Block], rng: random.Random) -> None:
    """A point or ayat goes."""
    del content[_location(content, rng, _item)]


def add_item(content: list[Block], rng: random.Random) -> None:
    """A point or ayat comes."""
    i = _location(content, rng, _item)
    p = content[i]
    assert isinstance(p, Paragraph)
    content.insert(
        i + rng.randrange(2),
        replace(p, content=(Text("ketentuan baru yang disisipkan;"),), identity=f"baru/{rng.random()}"),
    )


def delete_pasal(content: list[Block], rng: random.Random) -> None:
    """An article goes."""
    del content[_article(content, rng)]


def add_pasal(content: list[Block], rng: random.Random) -> None:
    """An article comes."""
    i = _article(content, rng).start
    identity = f"baru/{rng.random()}"
    content[i:i] = [
        Paragraph("pasal", (Text("MONITORING DAN EVALUASI"),), Number("pasal", 1), identity),
        Paragraph("ayat", (Text("PARA PIHAK melakukan monitoring."),), Number("ayat", 1), f"{identity}/1", 1),
        Paragraph("ayat", (Text("Evaluasi dilakukan setiap tahun."),), Number("ayat", 2), f"{identity}/2", 1),
    ]


def move_pasal(content: list[Block], rng: random.Random) -> None:
    """An article moves."""
    article = _article(content, rng)
    pieces = content[article]
    del content[article]
    i = _location(content, rng, _pasal)
    content[i:i] = pieces


def change_table(content: list[Block], rng: random.Random) -> None:
    """A row of a table goes or comes, or one of its cells changes."""
    table = [i for i, b in enumerate(content) if isinstance(b, Table)]
    i = rng.choice(table)
    t = content[i]
    assert isinstance(t, Table)
    rows = list(t.rows)
    n = rng.randrange(len(rows))
    way = rng.randrange(3)
    if way == 0 and len(rows) > 1:
        del rows[n]
    elif way == 1:
        cells = tuple(Cell((Paragraph("sel", (Text(f"baris baru {k}"),)),)) for k in range(len(t.column)))
        rows.insert(n + rows[n].header, TableRow(cells))
    else:
        old_cell = rows[n].cells[-1]
        end = old_cell.content[-1]
        replacement = replace(end, content=tidy((*end.content, Text(" dengan tambahan"))))
        rows[n] = replace(rows[n], cells=(*rows[n].cells[:-1], Cell((*old_cell.content[:-1], replacement))))
    content[i] = replace(t, rows=tuple(rows))


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


def edit(dokumen: Dokumen, seed: int, count: int = 4, kind: tuple[Edit, ...] = EDITS) -> Dokumen:
    """The document after some edits; the same seed makes the same ones."""
    rng = random.Random(seed)
    content = list(dokumen.content)
    while count:
        # What a document has none of cannot be edited.
        with contextlib.suppress(IndexError):
            rng.choice(kind)(content, rng)
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
    for b in content:
        if not isinstance(b, Paragraph):
            result.append(b)
            continue
        pasal = b.number is not None and b.number.kind == "pasal"
        outside = pasal or (b.number is None and b.depth == 0 and b.role != "isi")
        for location in [
            k for k in count if k[1] != "pasal" and (outside or (b.number is not None and k[2] > b.depth))
        ]:
            del count[location]
        if b.number is not None:
            location = ("" if pasal else b.role, b.number.kind, b.depth)
            count[location] = count.get(location, 0) + 1
            b = replace(b, number=Number(b.number.kind, count[location]))
        result.append(b)
    content = tuple(result)
    number = {
        p.identity: p.number.reference
        for p in paragraphs_of(content)
        if p.identity is not None and p.number is not None
    }

    def resolve(p: Paragraph) -> Paragraph:
        replacement = tuple(
            replace(b, content=number.get(b.target, b.content)) if isinstance(b, Reference) else b for b in p.content
        )
        return replace(p, content=replacement)

    return change_paragraphs(content, resolve)
