"""Files as they would be: a tree with new texts laid over the disk, and YAML written from data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ksdgen.desk.agreement import Ruang
from ksdgen.source.node import Peta, Skalar
from ksdgen.source.parse import parse
from ksdgen.world.tree import Tree


class Bayangan:
    """A tree in which some files have another text.

    Args:
        isi: the new texts by path.
        dasar: everything else; nothing when there is none.
    """

    def __init__(self, isi: Mapping[str, bytes], dasar: Tree | None = None) -> None:
        self.isi = isi
        self.dasar = dasar

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        if path in self.isi:
            return self.isi[path]
        return None if self.dasar is None else self.dasar.read(path)

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        baru = {p for p in self.isi if p.rpartition("/")[0] == folder}
        return sorted(baru.union([] if self.dasar is None else self.dasar.files(folder)))

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        baru = {p for p in self.isi if not folder or p.startswith(f"{folder}/")}
        return sorted(baru.union([] if self.dasar is None else self.dasar.below(folder)))

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return path if path in self.isi or self.dasar is None else self.dasar.name(path)


def andai(ruang: Ruang, isi: Mapping[str, bytes]) -> Ruang:
    """A repository as it would be with these texts; templates that were compiled for it are not compiled again.

    Args:
        ruang: the repository.
        isi: the new texts, by path relative to its root.
    """
    return Ruang(ruang.akar, Bayangan(isi, ruang.pohon), ruang.penyusun.env.bytecode_cache)


def kutip(teks: str, gaya: str = "", *, dalam_kurung: bool = False) -> str:
    """A one-line text as YAML: in the style that it had, plain where it can be, else in double quotes.

    Args:
        teks: the text.
        gaya: `'` or `"` to keep quotes that the author chose; anything else asks for plain text.
        dalam_kurung: whether it stands inside `{…}` or `[…]`, where a comma ends a plain text.
    """
    calon = [f"'{teks.replace(chr(39), chr(39) * 2)}'"] if gaya == "'" else [] if gaya == '"' else [teks]
    for tulisan in calon:
        node, temuan = parse(
            f"x: {{k: {tulisan}, y: 1}}  # z\n" if dalam_kurung else f"x:\n  k: {tulisan}  # z\n  y: 1\n", ""
        )
        peta = node.isi.get("x") if isinstance(node, Peta) else None
        nilai = peta.isi.get("k") if isinstance(peta, Peta) and len(peta.isi) == 2 else None
        if teks and not temuan and isinstance(nilai, Skalar) and nilai.teks == teks:
            return tulisan
    return json.dumps(teks, ensure_ascii=False)


def tulis(data: Any, dalam: int = 0) -> list[str]:
    """Data as lines of block YAML: texts of more than one line as `|` blocks.

    Args:
        data: dicts, lists and texts.
        dalam: how many spaces stand before it.
    """
    awal = " " * dalam
    hasil: list[str] = []
    if isinstance(data, Mapping):
        for kunci, nilai in data.items():
            hasil += _anak(f"{awal}{kunci}:", nilai, dalam)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for nilai in data:
            if isinstance(nilai, Mapping) and nilai:
                baris = tulis(nilai, dalam + 2)
                hasil += [f"{awal}- {baris[0][dalam + 2 :]}", *baris[1:]]
            else:
                hasil += _anak(f"{awal}-", nilai, dalam)
    else:
        hasil.append(f"{awal}{kutip(str(data))}")
    return hasil


def _anak(kepala: str, nilai: Any, dalam: int) -> list[str]:
    if isinstance(nilai, Mapping):
        return [kepala, *tulis(nilai, dalam + 2)] if nilai else [f"{kepala} {{}}"]
    if isinstance(nilai, Sequence) and not isinstance(nilai, str):
        return [kepala, *tulis(nilai, dalam + 2)] if nilai else [f"{kepala} []"]
    teks = str(nilai)
    if "\n" in teks.rstrip("\n"):
        blok = [" " * (dalam + 2) + b if b else "" for b in teks.rstrip("\n").split("\n")]
        penanda = "|2" if blok[0][dalam + 2 :].startswith(" ") else "|"
        return [f"{kepala} {penanda}", *blok]
    return [f"{kepala} {kutip(teks.rstrip(chr(10)))}"]


class TidakDapat(Exception):
    """What was asked for cannot be done; the text is for people."""
