"""Signed agreements: what is frozen when they are signed, and read ever after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from ksdgen import __version__
from ksdgen.compose.composition import Keadaan, Pasal, Pemakaian, Susunan
from ksdgen.compose.uses import rinci
from ksdgen.desk.loading import Muatan, tak_terbaca
from ksdgen.desk.outcome import Hasil
from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.paper.document import Dokumen
from ksdgen.paper.plain import dari_data, ke_data
from ksdgen.world.codes import finding
from ksdgen.world.files import write_whole
from ksdgen.world.repository import Repository, display_name

VERSI_BEKU = 1
"""The form in which frozen files are written."""


def bekukan(hasil: Hasil) -> str:
    """The text of the frozen file: the composed document, its images by digest, what it fulfils, and the digest of its content."""
    s = hasil.susunan
    assert s is not None
    isi = {
        "versi": VERSI_BEKU,
        "ksdgen": __version__,
        "sidik_isi": hasil.muatan.sidik,
        "gambar": s.gambar,
        "unsur": sorted(s.unsur),
        "pasal": [p.kode for p in s.pasal],
        "klausul": [_data_pemakaian(p) for p in s.klausul],
        "dokumen": (dokumen := ke_data(s.dokumen)),
        "sidik_dokumen": _sidik_data(dokumen),
    }
    return json.dumps(isi, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def freeze(repository: Repository, hasil: Hasil) -> str:
    """Write the frozen file of an agreement that was signed; gives the file as it is named to people.

    Raises:
        WriteFailed: it cannot be written.
    """
    path = repository.path_beku(hasil.muatan.path)
    name = display_name(path, [repository])
    write_whole(repository.akar / path, bekukan(hasil).encode(), name)
    return name


class _Frozen(NamedTuple):
    """What a frozen file says."""

    dokumen: Dokumen
    sidik: str
    gambar: dict[str, str]
    unsur: frozenset[str]
    pasal: list[str]
    klausul: tuple[Pemakaian, ...]


def _read_1(isi: Any, muatan: Muatan) -> _Frozen:
    if isi["sidik_dokumen"] != _sidik_data(isi["dokumen"]):
        raise ValueError
    dokumen = dari_data(isi["dokumen"])
    if not isinstance(dokumen, Dokumen):
        raise ValueError
    return _Frozen(
        dokumen,
        str(isi["sidik_isi"]),
        {str(digest): str(file) for digest, file in isi["gambar"].items()},
        frozenset(isi["unsur"]),
        [str(p) for p in isi["pasal"]],
        tuple(_pemakaian(muatan, k) for k in isi.get("klausul", ())),
    )


_READERS: dict[int, Callable[[Any, Muatan], _Frozen]] = {1: _read_1}
"""How each form of frozen files is read. A form that was ever written stays here: a signed paper prints for ever."""


def read_frozen(repository: Repository, muatan: Muatan) -> tuple[Susunan | None, list[Diagnostic]]:
    """The document of a signed agreement as it was frozen, and what is wrong with what was signed.

    Args:
        repository: where the frozen file and its images are.
        muatan: the agreement; its shape must be sound.

    Returns:
        None for the document when there is no frozen file that can be read.
    """
    path = repository.path_beku(muatan.path)
    try:
        data = repository.pohon.read(path)
    except OSError as galat:
        return None, [replace(tak_terbaca(path, galat), kode="KSD054", cause=Cause.BROKEN_SEAL)]
    if data is None:
        return None, []
    try:
        isi = json.loads(data)
        beku = _READERS[isi["versi"]](isi, muatan)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, [_broken("KSD054", "berkas beku naskah ini rusak", path, "pulihkan berkas itu dari riwayat git")]
    temuan: list[Diagnostic] = []
    if beku.sidik != muatan.sidik:
        temuan.append(
            finding(
                "KSD053",
                "isi berkas ini berubah setelah naskah ditandatangani",
                muatan.tempat.span("status"),
                "kembalikan isinya; perubahan dibuat dengan adendum, bukan pada naskah yang sudah ditandatangani",
                route="status",
                cause=Cause.BROKEN_SEAL,
            )
        )
    aset: dict[str, bytes] = {}
    for digest, file in beku.gambar.items():
        bita = repository.source(file)
        if bita is None or hashlib.sha256(bita).hexdigest() != digest:
            pesan = f"gambar `{file}` hilang atau berubah setelah naskah ditandatangani"
            temuan.append(_broken("KSD060", pesan, path, "pulihkan gambar itu dari riwayat git"))
        else:
            aset[digest] = bita
    pasal = [Pasal(k, "", (), "beku") for k in beku.pasal]
    susunan = Susunan(beku.dokumen, [], beku.unsur, pasal, frozenset(), aset, beku.gambar, klausul=beku.klausul)
    return susunan, temuan


def _broken(kode: str, pesan: str, path: str, bantuan: str) -> Diagnostic:
    return finding(kode, pesan, Span.at(path), bantuan, cause=Cause.BROKEN_SEAL)


def _sidik_data(data: Any) -> str:
    """Digest of JSON-ready data."""
    return hashlib.sha256(
        json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    ).hexdigest()


def _data_pemakaian(p: Pemakaian) -> dict[str, Any]:
    """What a frozen file keeps of the use of a clause: what the agreement itself does not say."""
    return {
        "kode": p.kode,
        "judul": p.judul,
        "versi": p.versi,
        "varian": p.varian,
        "kekakuan": p.kekakuan,
        "keadaan": p.keadaan.value,
        "pengganti": p.pengganti,
        "sama": p.sama,
    }


def _pemakaian(muatan: Muatan, data: dict[str, Any]) -> Pemakaian:
    """The use of a clause from a frozen file.

    Raises:
        ValueError, KeyError, TypeError: the file says something else.
    """
    assert muatan.naskah is not None
    kode, judul, kekakuan, keadaan = (
        str(data["kode"]),
        str(data["judul"]),
        str(data["kekakuan"]),
        Keadaan(data["keadaan"]),
    )
    pengganti = None if data["pengganti"] is None else int(data["pengganti"])
    p = rinci(muatan.naskah, muatan.tempat, kode, judul, data["versi"], data["varian"], kekakuan, keadaan, pengganti)
    return replace(p, sama=data["sama"])
