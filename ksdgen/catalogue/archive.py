"""Versions of clauses: the digest of a clause's text, and the index that locks every version once it is recorded.

`templates/klausul/arsip/sidik.json` holds the digest of each recorded version of each clause, the current ones too.
Older texts stand beside it as `<id>@<versi>.j2`. A clause that the index does not know is new: nothing is locked yet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from ksdgen.catalogue.catalogue import ARCHIVE, Catalogue, archive_path, archived
from ksdgen.catalogue.front_matter import IsianDeclaration, KlausulFrontMatter, TemplateFile, Variant
from ksdgen.diagnostics import Diagnostic, Span
from ksdgen.source.node import plain
from ksdgen.world import stored
from ksdgen.world.codes import finding
from ksdgen.world.files import reason
from ksdgen.world.tree import Overlay, Tree

INDEX = f"{ARCHIVE}/sidik.json"

Index = Mapping[str, Mapping[int, str]]
"""Clause → version → digest."""


def digest(file: TemplateFile) -> str:
    """The digest of all that decides what a clause prints: titles, variants, blanks, conditions and the text.

    Notes, sources, strictness and place are left out, and so are line ends and spaces at the end of a line: they may be
    mended without a new version.
    """
    if file.digest is None:
        front_matter: KlausulFrontMatter = file.front_matter
        data = [
            front_matter.judul if isinstance(front_matter.judul, str) else dict(front_matter.judul),
            list(front_matter.bila),
            {name: _variant(v) for name, v in (front_matter.varian or {}).items()},
            {name: _isian(d) for name, d in (front_matter.isian or {}).items()},
            [b.rstrip() for b in file.content.strip("\n").split("\n")],
        ]
        file.digest = sha256(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
    return file.digest


def _variant(variant: Variant) -> list[Any]:
    return [list(variant.jenis), list(variant.kategori), variant.pilihan]


def _isian(declaration: IsianDeclaration) -> list[Any]:
    return [declaration.tipe, None if declaration.baku is None else plain(declaration.baku), list(declaration.pilihan)]


# --- the index --------------------------------------------------------------------------------------------------------


class BrokenIndex(Exception):
    """The index cannot be read; the text is for people."""


def read_index(tree: Tree) -> Index:
    """The recorded digests; empty when nothing is recorded.

    Raises:
        BrokenIndex: the file is there and says something else.
    """
    try:
        data = tree.read(INDEX)
        if data is None:
            return {}
        content = stored.parse(data)
        stored.demand(_FORM(content))
    except stored.Malformed:
        raise BrokenIndex("indeks versi klausul tidak dapat dibaca") from None
    except OSError as error:
        raise BrokenIndex(f"indeks versi klausul tidak dapat dibaca: {reason(error)}") from None
    return {code: {int(version): digest for version, digest in recorded.items()} for code, recorded in content.items()}


_FORM = stored.mapping(
    stored.text(200),
    stored.mapping(stored.text(9, re.compile("0|[1-9][0-9]*")), stored.text(64, stored.DIGEST)),
)


def write_index(index: Index) -> bytes:
    """The text of an index: one line for each version, in a fixed order."""
    lines = [
        f"{json.dumps(k, ensure_ascii=False)}: {{\n  "
        + ",\n  ".join(f'"{v}": {json.dumps(index[k][v])}' for v in sorted(index[k]))
        + "\n }"
        for k in sorted(index)
    ]
    return ("{\n " + ",\n ".join(lines) + "\n}\n" if lines else "{}\n").encode()


def check_index(tree: Tree) -> list[Diagnostic]:
    """What is wrong with the versions of a folder of templates, or of each of several laid over each other.

    A text that differs from what was recorded for its version, and an older version whose text is gone or was altered.
    """
    if isinstance(tree, Overlay):
        return [found for layer in tree.trees for found in check_index(layer)]
    try:
        index = read_index(tree)
    except BrokenIndex as error:
        span = Span.at(tree.name(INDEX))
        return [finding("KSD046", str(error), span, "pulihkan berkas itu dari riwayat git")]
    catalogue = Catalogue(tree)
    findings: list[Diagnostic] = []
    for code in catalogue.list_klausul():
        file = catalogue.klausul(code)
        if file is not None:
            findings += _check_klausul(catalogue, code, file, index.get(code, {}))
    for path in tree.files(ARCHIVE):
        known = archived(path)
        if path.endswith(".j2") and (known is None or known[1] not in index.get(known[0], {})):
            message = "teks klausul dalam arsip ini tidak tercatat"
            hint = "catat dengan `ksdgen templates --kunci`, atau hapus berkas ini"
            findings.append(finding("KSD046", message, Span.at(tree.name(path)), hint))
    return findings


def _check_klausul(
    catalogue: Catalogue, code: str, file: TemplateFile, recorded: Mapping[int, str]
) -> list[Diagnostic]:
    findings: list[Diagnostic] = []
    current: int = file.front_matter.versi
    if current in recorded and recorded[current] != digest(file):
        findings.append(
            finding(
                "KSD045",
                f"teks klausul `{code}` berubah tanpa versi baru",
                file.places.span("versi"),
                f"kembalikan teksnya, jalankan `ksdgen templates --versi-baru {code}`, lalu ubah lagi: naskah lama tetap memakai versi {current}",
            )
        )
    if recorded and current < max(recorded):
        findings.append(
            finding(
                "KSD045",
                f"klausul `{code}` versi {current} lebih rendah daripada versi {max(recorded)} yang sudah tercatat",
                file.places.span("versi"),
                f"tulis `versi: {max(recorded)}` bila teksnya memang itu, atau versi yang lebih tinggi bila teksnya baru",
            )
        )
    for version in sorted(v for v in recorded if v != current):
        archive = catalogue.archive(code, version)
        if archive is not None and digest(archive) == recorded[version] and archive.front_matter.versi == version:
            continue
        what_is_wrong = "tidak ada dalam arsip" if archive is None else "dalam arsip berubah"
        findings.append(
            finding(
                "KSD046",
                f"teks klausul `{code}` versi {version} {what_is_wrong}",
                Span.at(catalogue.tree.name(archive_path(code, version))),
                "pulihkan berkas itu dari riwayat git; naskah yang dikunci pada versi itu memerlukannya",
            )
        )
    return findings
