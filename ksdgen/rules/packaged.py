"""The packaged rules, `data/rules/KSDnnn.yaml`: read once, kept decoded between runs."""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from ksdgen.diagnostics import Severity
from ksdgen.rules.rule import Aturan, AturanRusak, Berlaku, ContohAturan, Dasar
from ksdgen.source.record import Rekaman
from ksdgen.source.scalars import Markah
from ksdgen.world import cachedir
from ksdgen.world.digest import sidik
from ksdgen.world.package import DATA
from ksdgen.world.results import state_of_code

FOLDER = DATA / "rules"

_R = TypeVar("_R", bound=Rekaman)


@cache
def semua() -> tuple[Aturan, ...]:
    """All packaged rules, by code.

    Reading them takes longer than judging an agreement, so they are kept between runs, by the state of their files and of the code
    that reads them: as plain data, from which nothing but rules can be made.

    Raises:
        AturanRusak: a file is broken.
    """
    nama = _name()
    tersimpan = cachedir.ambil(nama) if nama is not None else None
    if tersimpan is not None and sidik(tersimpan[16:]) == tersimpan[:16]:
        try:
            return tuple(_rule(data) for data in marshal.loads(tersimpan[16:]))
        except (ValueError, TypeError, EOFError, LookupError):  # a broken cache is no cache
            pass
    aturan = tuple(map(_baca, sorted(FOLDER.glob("KSD*.yaml"))))
    if nama is not None:
        data = marshal.dumps(tuple(map(_data, aturan)))
        cachedir.simpan(nama, sidik(data) + data)
    return aturan


def _name() -> str | None:
    """Under which name the rules are kept; None when it cannot be told whether the code or a file has changed."""
    kode = state_of_code() if cachedir.folder() is not None else None
    if kode is None:
        return None
    with os.scandir(FOLDER) as isi:
        keadaan = sorted((e.name, s.st_size, s.st_mtime_ns) for e in isi if (s := e.stat()) is not None)
    return f"aturan-{sidik(kode + repr(keadaan).encode('utf-8', 'surrogateescape')).hex()}"


def _baca(path: Path) -> Aturan:
    from ksdgen.rules.decoding import read_rule  # loads every shape of check; only when nothing is kept

    reading = read_rule(path.read_bytes(), path.name)
    if reading.ready is None:
        raise AturanRusak(
            "; ".join(f"{t.span.file}:{t.span.line}: {t.pesan}" for t in reading.findings if t.span is not None)
        )
    return reading.ready.aturan


# --- as plain data -----------------------------------------------------------------------------------------------------------------------


def _data(a: Aturan) -> tuple[Any, ...]:
    """A rule as plain data."""
    c, b = a.contoh, a.berlaku
    return (
        (a.kode, a.nama, a.ringkas_en, a.tingkat.value, a.cek, a.pesan, a.bantuan, a.penjelasan),
        (b.jenis, b.kategori, b.status),
        tuple((d.sitasi, d.sejak.toordinal() if d.sejak else 0, d.jenis, d.kategori) for d in a.dasar),
        _plain(a.parameter),
        None if c is None else (c.naskah, str.__str__(c.benar), str.__str__(c.salah)),
    )


def _plain(value: Any) -> Any:
    """A parameter's value without the types of the house."""
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return str.__str__(value) if isinstance(value, str) else value


def _rule(data: tuple[Any, ...]) -> Aturan:
    """A rule from plain data.

    Raises:
        ValueError, TypeError: the data are no rule's.
    """
    (kode, nama, ringkas_en, tingkat, cek, pesan, bantuan, penjelasan), berlaku, dasar, parameter, contoh = data
    jenis, kategori, status = berlaku
    return _made(
        Aturan,
        kode=kode,
        nama=nama,
        ringkas_en=ringkas_en,
        tingkat=Severity(tingkat),
        berlaku=_made(Berlaku, jenis=jenis, kategori=kategori, status=status),
        dasar=tuple(
            _made(Dasar, sitasi=s, sejak=date.fromordinal(h) if h else None, jenis=j, kategori=k)
            for s, h, j, k in dasar
        ),
        cek=cek,
        parameter=parameter,
        pesan=pesan,
        bantuan=bantuan,
        penjelasan=penjelasan,
        contoh=contoh and _made(ContohAturan, naskah=contoh[0], benar=Markah(contoh[1]), salah=Markah(contoh[2])),
    )


def _made(kind: type[_R], **values: Any) -> _R:
    """A record of values that were those of such a record before: what is kept was checked when it was read from its file."""
    record = kind.__new__(kind)
    record.__dict__.update(values)
    return record
