"""The standard clauses as a list: what each is called, how strictly it is held, and which document types list it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import KlausulFrontMatter, klausul_titles
from ksdgen.errors import Refused
from ksdgen.naskah.model import Category

VERSION = 1

STRICTNESS_MEANINGS = {
    "bebas": "bebas: boleh diubah atau dihapus dengan alasan",
    "persetujuan": "persetujuan: perubahan memerlukan persetujuan bagian hukum",
    "tetap": "tetap: tidak boleh diubah",
}


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One standard clause."""

    code: str
    title: str
    version: int
    strictness: str
    unsur: tuple[str, ...]
    variants: tuple[str, ...]
    used_by: tuple[str, ...]
    """The document types that list it."""
    file: str
    """As it is named to people."""


def clause_list(catalogue: Catalogue, kinds: Sequence[str] = (), categories: Sequence[str] = ()) -> list[ClauseRow]:
    """The clauses that can be read, by code.

    Args:
        catalogue: where they are.
        kinds: only those for agreements of one of these document types; all unless given.
        categories: only those for agreements of one of these categories; all unless given.

    Raises:
        Refused: there is no such document type or category.
    """
    present = catalogue.list_kinds()
    for kind in kinds:
        if kind not in present:
            raise Refused(f"jenis naskah `{kind}` tidak ada, pilihan: {', '.join(present)}")
    known = [category.value for category in Category]
    for category in categories:
        if category not in known:
            raise Refused(f"kategori `{category}` tidak ada, pilihan: {', '.join(known)}")
    rows = []
    for code in catalogue.list_klausul():
        file = catalogue.klausul(code)
        if file is None:
            continue
        front_matter: KlausulFrontMatter = file.front_matter
        users = used_by(catalogue, code)
        if kinds and not any(kind in users or kind in front_matter.jenis for kind in kinds):
            continue
        if categories and front_matter.kategori and set(categories).isdisjoint(front_matter.kategori):
            continue
        rows.append(
            ClauseRow(
                code,
                klausul_titles(front_matter),
                front_matter.versi,
                front_matter.kekakuan,
                front_matter.unsur,
                tuple(front_matter.varian or ()),
                tuple(users),
                catalogue.tree.name(file.path),
            )
        )
    return rows


def used_by(catalogue: Catalogue, code: str) -> list[str]:
    """The document types that list a clause."""
    return [j for j in catalogue.list_kinds() if (b := catalogue.kind(j)) is not None and code in b.front_matter.pasal]


def require_klausul(catalogue: Catalogue, code: str, variant: str | None = None) -> None:
    """Refuse a clause or variant that does not exist, and say which may have been meant.

    Raises:
        Refused: there is no such clause, or it has no such variant.
    """
    file = catalogue.klausul(code)
    if file is None:
        from ksdgen.source.advice import nearest  # only when something is wrong

        suggestion = nearest(code, catalogue.list_klausul())
        what_next = f"maksud Anda `{suggestion}`?" if suggestion else "daftar: `ksdgen clauses`"
        raise Refused(f"klausul `{code}` tidak ada; {what_next}")
    present = file.front_matter.varian or {}
    if variant is not None and variant not in present:
        choices = f"pilihan: {', '.join(present)}" if present else "klausul ini tidak mempunyai varian"
        raise Refused(f"varian `{variant}` tidak ada pada klausul `{code}`; {choices}")


# --- forms ------------------------------------------------------------------------------------------------------------


def data(rows: Sequence[ClauseRow]) -> dict[str, Any]:
    """For programs: JSON-ready data in a fixed, versioned shape."""
    return {
        "versi": VERSION,
        "klausul": [
            {
                "kode": row.code,
                "judul": row.title,
                "versi": row.version,
                "kekakuan": row.strictness,
                "unsur": list(row.unsur),
                "varian": list(row.variants),
                "dipakai": list(row.used_by),
                "berkas": row.file,
            }
            for row in rows
        ],
    }


def text(rows: Sequence[ClauseRow]) -> Iterator[str]:
    """For people, line by line: the clauses, what their strictness means, and how many there are."""
    width = max((len(row.code) for row in rows), default=0)
    for row in rows:
        variants = f" [{', '.join(row.variants)}]" if row.variants else ""
        yield f"{row.code:<{width}}  v{row.version}  {row.strictness:<11}  {row.title}{variants}"
    for strictness, meaning in STRICTNESS_MEANINGS.items():
        if any(row.strictness == strictness for row in rows):
            yield meaning
    yield f"{len(rows)} klausul; bunyi satu klausul: `ksdgen clauses show KODE`"
