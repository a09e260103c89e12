"""Every way through a template's conditions, each with the text that it gives.

A small reading of Jinja's tree in which values are symbols: a condition that depends on one is taken both ways, a loop runs for lists of
none, one, two and three, and what was assumed once holds for the rest of the way. Branches that hold nothing but words are not told
apart. The text has the same marks as that of a real rendering, and one more after each expression, so that places are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from ksdgen.lint.positions import TemplateFile, TemplateFiles, nama_dalam, rantai
from ksdgen.lint.symbols import INDEX
from ksdgen.lint.walker import Walker
from ksdgen.lint.ways import Branch, Reading, TextPath

BATAS = 64
"""How many ways through one template are taken at most, beyond those in which each assumption is made at least once."""

_ARTIKEL = re.compile(r"""\[\[([a-z0-9_]+)|\bada\(\s*['"]([^'"]*)['"]""")


_MEMUAT_LAIN: tuple[type[nodes.Stmt], ...] = (nodes.Import, nodes.FromImport, nodes.Include)


@dataclass(frozen=True, slots=True)
class Questions:
    """What a template asks that is settled before any agreement is written: variables, and articles."""

    variabel: tuple[str, ...]
    artikel: tuple[str, ...]

    def jawab(self, keadaan: Reading) -> tuple[object, ...]:
        """The answers; where they are the same, so are all ways through the template."""
        return (*(keadaan.tetap[v] for v in self.variabel), *(keadaan.ada(a) for a in self.artikel))


def tanya(rak: TemplateFiles, dok: TemplateFile) -> Questions | None:
    """What a template and those that it extends ask; None where it takes in others, whose questions are not followed."""
    nama: set[str] = set()
    artikel: dict[str, None] = {}
    for d in rantai(rak, dok):
        if d.pohon is None or any(d.pohon.find(n) is not None for n in _MEMUAT_LAIN):
            return None
        nama |= nama_dalam(d.pohon)
        artikel.update((a or b, None) for a, b in _ARTIKEL.findall("\n".join(d.mentah)))
    return Questions(tuple(v for v in ("jenis", "kategori", "varian") if v in nama), tuple(artikel))


def jelajahi(
    rak: TemplateFiles,
    dok: TemplateFile,
    keadaan: Reading,
    cabang: dict[int, Branch],
    *,
    batas: int = BATAS,
    sudah: set[tuple[str, int]] | None = None,
) -> Iterator[TextPath]:
    """The ways through a template: first so many that each assumption is made once, then all, up to `batas`.

    Args:
        rak: finds the templates that it extends, imports and includes.
        dok: the template.
        keadaan: in what it is read.
        cabang: how its conditions come out, by identity; added to.
        batas: how many ways are taken in the second round.
        sudah: assumptions that need not be made for their own sake, because they were in another template with the same skeleton;
            added to.
    """
    jelajah = Walker(rak, dok, keadaan, cabang)
    sudah = set() if sudah is None else sudah
    antre: list[list[int]] = [[]]
    while antre:
        lintasan = jelajah.jalan(antre.pop())
        yield lintasan
        pilihan = [i for _, i, _ in lintasan.urutan]
        umum = [INDEX.sub("[*]", nama) for nama, _, _ in lintasan.urutan]
        sudah.update(zip(umum, pilihan, strict=True))
        for j, (nama, (_, _, banyak)) in enumerate(zip(umum, lintasan.urutan, strict=True)):
            for i in range(banyak):
                if (nama, i) not in sudah:
                    sudah.add((nama, i))
                    antre.append([*pilihan[:j], i])
    awal: list[int] = []
    for _ in range(batas):
        lintasan = jelajah.jalan(awal)
        yield lintasan
        urutan = list(lintasan.urutan)
        while urutan and urutan[-1][1] == urutan[-1][2] - 1:
            urutan.pop()
        if not urutan:
            return
        awal = [*(i for _, i, _ in urutan[:-1]), urutan[-1][1] + 1]
