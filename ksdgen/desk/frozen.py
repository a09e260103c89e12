"""Signed agreements: what is frozen when they are signed, and read ever after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from ksdgen import __version__
from ksdgen.catalogue.front_matter import STRICTNESS
from ksdgen.compose.composition import ClauseState, ClauseUse, Composition, Pasal
from ksdgen.compose.uses import clause_use
from ksdgen.desk.loading import Loaded, unreadable
from ksdgen.desk.outcome import Result
from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.naskah.model import Status
from ksdgen.paper.document import Dokumen, Inline, Paragraph, Picture, Text, change_paragraphs, paragraphs_of
from ksdgen.paper.pictures import Unprintable, judge
from ksdgen.paper.plain import from_data, to_data
from ksdgen.paper.revision import tidy
from ksdgen.paper.soundness import is_sound
from ksdgen.source.convert import summary
from ksdgen.world.codes import finding
from ksdgen.world.repository import Repository, display_name
from ksdgen.world.stored import (
    DIGEST,
    Malformed,
    demand,
    items,
    mapping,
    one_of,
    optional,
    parse,
    reader_for,
    record,
    text,
    whole,
)

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
        NotKept: the paper is larger, or stranger, than what can be kept.
    """
    path = repository.frozen_path(result.loaded.path)
    name = display_name(path, [repository])
    data = frozen_text(result).encode("utf-8", "surrogatepass")
    try:
        _read(data, result.loaded)
    except Malformed:  # what could not be read again is no evidence
        raise NotKept from None
    repository.write(path, data)
    return name


class NotKept(Exception):
    """What was composed is no paper that can be kept."""


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


_USE_1 = record(
    {
        "kode": text(200),
        "judul": text(2000),
        "versi": optional(whole(0, 1_000_000)),
        "varian": optional(text(200)),
        "kekakuan": one_of(STRICTNESS),
        "keadaan": one_of([state.value for state in ClauseState]),
        "pengganti": optional(whole(0, 1_000_000)),
        "sama": optional(text(200)),
    }
)
_FORM_1 = record(
    {
        "versi": whole(1, 1),
        "ksdgen": text(100),
        "sidik_isi": text(64, DIGEST),
        "gambar": mapping(text(64, DIGEST), text(4096), most=100),
        "unsur": items(text(200)),
        "pasal": items(text(2000)),
        "dokumen": lambda value: type(value) is dict,
        "sidik_dokumen": text(64, DIGEST),
    },
    {"klausul": items(_USE_1)},
)
"""What stands in a file of form 1; in `dokumen` stands what `paper.plain` reads."""


def _read_1(content: Any, loaded: Loaded) -> _Frozen:
    demand(_FORM_1(content) and content["sidik_dokumen"] == _data_digest(content["dokumen"]))
    dokumen = from_data(content["dokumen"])
    demand(isinstance(dokumen, Dokumen) and is_sound(dokumen))
    demand(all(picture.sha256 in content["gambar"] for picture in _pictures(dokumen)))
    return _Frozen(
        dokumen,
        content["sidik_isi"],
        content["gambar"],
        frozenset(content["unsur"]),
        content["pasal"],
        tuple(_clause_use(loaded, data) for data in content.get("klausul", ())),
    )


_READERS: dict[int, Callable[[Any, Loaded], _Frozen]] = {1: _read_1}
"""How each form of frozen files is read. A form that was ever written stays here: a signed paper prints for ever."""


def _read(data: bytes, loaded: Loaded) -> _Frozen:
    """What a frozen file says.

    Raises:
        Malformed: it is none.
    """
    content = parse(data)
    return reader_for(content, _READERS)(content, loaded)


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
        frozen = _read(data, loaded)
    except Malformed:
        return None, [
            *_status_findings(loaded, path),
            _broken("KSD054", "berkas beku naskah ini rusak", path, _RESTORE),
        ]
    findings = _status_findings(loaded, path)
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
        image = _image(repository, loaded.path, file, digest)
        if image is None:
            message = f"gambar `{summary(file, 120)}` hilang atau berubah setelah naskah ditandatangani"
            findings.append(_broken("KSD060", message, path, "pulihkan gambar itu dari riwayat git"))
        elif isinstance(verdict := judge(image), Unprintable):
            message = f"berkas gambar `{summary(file, 120)}` {verdict.fault}"
            findings.append(_broken("KSD060", message, path, verdict.hint))
        else:
            assets[digest] = image
    if sum(len(assets.get(picture.sha256, b"")) for picture in _pictures(frozen.dokumen)) > _IMAGE_ROOM:
        return None, [_broken("KSD054", "gambar pada berkas beku naskah ini terlalu besar", path, _RESTORE)]
    pasal = [Pasal(code, "", (), "beku") for code in frozen.pasal]
    composition = Composition(
        _without_lost(frozen.dokumen, assets),
        [],
        frozen.unsur,
        pasal,
        frozenset(),
        assets,
        frozen.images,
        klausul=frozen.klausul,
    )
    return composition, findings


def _status_findings(loaded: Loaded, path: str) -> list[Diagnostic]:
    """That the status denies what the frozen file is evidence of. A signed agreement can be cancelled, and then was
    signed all the same.
    """
    assert loaded.naskah is not None
    if loaded.naskah.status.is_signed or loaded.naskah.status is Status.CANCELLED:
        return []
    return [
        finding(
            "KSD076",
            "naskah ini sudah ditandatangani dan dibekukan, tetapi menurut statusnya belum",
            loaded.place.span("status"),
            f"kembalikan statusnya; bila ini salinan untuk naskah baru, hapus salinan `{path.rpartition('/')[2]}`",
            route="status",
            cause=Cause.BROKEN_SEAL,
        )
    ]


_RESTORE = "pulihkan berkas itu dari riwayat git"

_IMAGE_ROOM = 128 * 1024 * 1024
"""Bytes of all images of a paper, each as often as it is shown."""


def _pictures(dokumen: Dokumen) -> list[Picture]:
    shown = paragraphs_of((*dokumen.content, *dokumen.footer))
    return [inline for paragraph in shown for inline in paragraph.content if isinstance(inline, Picture)]


def _image(repository: Repository, agreement: str, file: str, digest: str) -> bytes | None:
    """An image that was frozen, from its place or beside the agreement, which may have moved with it; None when it is
    not there as it was.
    """
    folder, name = agreement.rpartition("/")[0], file.rpartition("/")[2]
    for place in dict.fromkeys((file, f"{folder}/{name}" if folder else name)):
        data = repository.source(place)
        if data is not None and hashlib.sha256(data).hexdigest() == digest:
            return data
    return None


def _without_lost(dokumen: Dokumen, assets: Mapping[str, bytes]) -> Dokumen:
    """The document with the name of each picture that is lost in its place."""
    if all(picture.sha256 in assets for picture in _pictures(dokumen)):
        return dokumen

    def shown(inline: Inline) -> Inline:
        if isinstance(inline, Picture) and inline.sha256 not in assets:
            return Text(f"[{inline.remark}]")
        return inline

    def change(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, content=tidy(map(shown, paragraph.content)))

    content, footer = (change_paragraphs(blocks, change) for blocks in (dokumen.content, dokumen.footer))
    return replace(dokumen, content=content, footer=footer)


def not_frozen(path: str) -> Diagnostic:
    """That what was composed of a signed agreement is no paper that can be kept."""
    return finding(
        "KSD055",
        "naskah yang sudah ditandatangani belum dapat dibekukan karena susunannya terlalu besar atau tidak dapat dicetak Word",
        Span.at(path),
        "periksa tabel yang sangat lebar, daftar yang sangat panjang, dan ukuran kertas pada gaya naskah",
        case="belum dapat dibekukan",
    )


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
    """The use of a clause from a frozen file."""
    assert loaded.naskah is not None
    use = clause_use(
        loaded.naskah,
        loaded.place,
        data["kode"],
        data["judul"],
        data["versi"],
        data["varian"],
        data["kekakuan"],
        ClauseState(data["keadaan"]),
        data["pengganti"],
    )
    return replace(use, same=data["sama"])
