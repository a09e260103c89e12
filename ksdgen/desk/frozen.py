"""Signed agreements: what is frozen when they are signed, and read ever after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from ksdgen import __version__
from ksdgen.compose.composition import ClauseState, ClauseUse, Composition, Pasal
from ksdgen.compose.uses import clause_use
from ksdgen.desk.loading import Loaded, unreadable
from ksdgen.desk.outcome import Result
from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.paper.document import Dokumen
from ksdgen.paper.pictures import Unprintable, judge
from ksdgen.paper.plain import from_data, to_data
from ksdgen.world.codes import finding
from ksdgen.world.repository import Repository, display_name

FROZEN_VERSION = 1
"""The form in which frozen files are written."""


def frozen_text(result: Result) -> str:
    """The text of the frozen file: the composed document, its images by digest, what it fulfils, and the digest of its
    content.
    """
    composition = result.composition
    assert composition is not None
    dokumen = to_data(composition.dokumen)
    content = {
        "versi": FROZEN_VERSION,
        "ksdgen": __version__,
        "sidik_isi": result.loaded.digest,
        "gambar": composition.image_files,
        "unsur": sorted(composition.unsur),
        "pasal": [pasal.code for pasal in composition.pasal],
        "klausul": [_clause_use_data(use) for use in composition.klausul],
        "dokumen": dokumen,
        "sidik_dokumen": _data_digest(dokumen),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def freeze(repository: Repository, result: Result) -> str:
    """Write the frozen file of an agreement that was signed; gives the file as it is named to people.

    Raises:
        WriteFailed: it cannot be written.
    """
    path = repository.frozen_path(result.loaded.path)
    name = display_name(path, [repository])
    repository.write(path, frozen_text(result).encode())
    return name


class _Frozen(NamedTuple):
    """What a frozen file says."""

    dokumen: Dokumen
    digest: str
    images: dict[str, str]
    """sha256 → file."""
    unsur: frozenset[str]
    pasal: list[str]
    """Codes of its articles."""
    klausul: tuple[ClauseUse, ...]


def _read_1(content: Any, loaded: Loaded) -> _Frozen:
    if content["sidik_dokumen"] != _data_digest(content["dokumen"]):
        raise ValueError
    dokumen = from_data(content["dokumen"])
    if not isinstance(dokumen, Dokumen):
        raise ValueError
    return _Frozen(
        dokumen,
        str(content["sidik_isi"]),
        {str(digest): str(file) for digest, file in content["gambar"].items()},
        frozenset(content["unsur"]),
        [str(code) for code in content["pasal"]],
        tuple(_clause_use(loaded, data) for data in content.get("klausul", ())),
    )


_READERS: dict[int, Callable[[Any, Loaded], _Frozen]] = {1: _read_1}
"""How each form of frozen files is read. A form that was ever written stays here: a signed paper prints for ever."""


def read_frozen(repository: Repository, loaded: Loaded) -> tuple[Composition | None, list[Diagnostic]]:
    """The document of a signed agreement as it was frozen, and what is wrong with what was signed.

    Args:
        repository: where the frozen file and its images are.
        loaded: the agreement; its shape must be sound.

    Returns:
        None for the document when there is no frozen file that can be read.
    """
    path = repository.frozen_path(loaded.path)
    try:
        data = repository.tree.read(path)
    except OSError as error:
        return None, [unreadable(path, error, "KSD054", cause=Cause.BROKEN_SEAL)]
    if data is None:
        return None, []
    try:
        content = json.loads(data)
        frozen = _READERS[content["versi"]](content, loaded)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, [_broken("KSD054", "berkas beku naskah ini rusak", path, "pulihkan berkas itu dari riwayat git")]
    findings: list[Diagnostic] = []
    if frozen.digest != loaded.digest:
        findings.append(
            finding(
                "KSD053",
                "isi berkas ini berubah setelah naskah ditandatangani",
                loaded.place.span("status"),
                "kembalikan isinya; perubahan dibuat dengan adendum, bukan pada naskah yang sudah ditandatangani",
                route="status",
                cause=Cause.BROKEN_SEAL,
            )
        )
    assets: dict[str, bytes] = {}
    for digest, file in frozen.images.items():
        image_bytes = repository.source(file)
        if image_bytes is None or hashlib.sha256(image_bytes).hexdigest() != digest:
            message = f"gambar `{file}` hilang atau berubah setelah naskah ditandatangani"
            findings.append(_broken("KSD060", message, path, "pulihkan gambar itu dari riwayat git"))
        elif isinstance(verdict := judge(image_bytes), Unprintable):
            findings.append(_broken("KSD060", f"berkas gambar `{file}` {verdict.fault}", path, verdict.hint))
        else:
            assets[digest] = image_bytes
    pasal = [Pasal(code, "", (), "beku") for code in frozen.pasal]
    composition = Composition(
        frozen.dokumen, [], frozen.unsur, pasal, frozenset(), assets, frozen.images, klausul=frozen.klausul
    )
    return composition, findings


def _broken(code: str, message: str, path: str, hint: str) -> Diagnostic:
    return finding(code, message, Span.at(path), hint, cause=Cause.BROKEN_SEAL)


def _data_digest(data: Any) -> str:
    """Digest of JSON-ready data."""
    return hashlib.sha256(
        json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    ).hexdigest()


def _clause_use_data(use: ClauseUse) -> dict[str, Any]:
    """What a frozen file keeps of the use of a clause: what the agreement itself does not say."""
    return {
        "kode": use.code,
        "judul": use.title,
        "versi": use.version,
        "varian": use.variant,
        "kekakuan": use.strictness,
        "keadaan": use.state.value,
        "pengganti": use.replaced_by,
        "sama": use.same,
    }


def _clause_use(loaded: Loaded, data: dict[str, Any]) -> ClauseUse:
    """The use of a clause from a frozen file.

    Raises:
        ValueError, KeyError, TypeError: the file says something else.
    """
    assert loaded.naskah is not None
    use = clause_use(
        loaded.naskah,
        loaded.place,
        str(data["kode"]),
        str(data["judul"]),
        data["versi"],
        data["varian"],
        str(data["kekakuan"]),
        ClauseState(data["keadaan"]),
        None if data["pengganti"] is None else int(data["pengganti"]),
    )
    return replace(use, same=data["sama"])
