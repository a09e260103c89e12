"""YAML written from data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ksdgen.source.node import Peta, Skalar
from ksdgen.source.parse import parse


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
