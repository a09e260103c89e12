"""The packaged rules, `data/rules/KSDnnn.yaml`: read once, kept decoded between runs."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ksdgen import __version__
from ksdgen.diagnostics import Severity
from ksdgen.rules.rule import Aturan, AturanRusak, Berlaku, ContohAturan, Dasar
from ksdgen.source.scalars import Markah
from ksdgen.world import cachedir
from ksdgen.world.package import DATA

FOLDER = DATA / "rules"


@cache
def semua() -> tuple[Aturan, ...]:
    """All packaged rules, by code.

    Reading them takes longer than judging an agreement, so they are kept between runs, by the content of their files: as plain data,
    from which nothing but rules can be made.

    Raises:
        AturanRusak: a file is broken.
    """
    berkas = [(p, p.read_bytes()) for p in sorted(FOLDER.glob("KSD*.yaml"))]
    sidik = sha256(repr((__version__, sys.version_info, _state_of_code(), [d for _, d in berkas])).encode())
    nama = f"aturan-{sidik.hexdigest()[:32]}"
    tersimpan = cachedir.ambil(nama)
    if tersimpan is not None:
        try:
            return tuple(_rule(data) for data in marshal.loads(tersimpan))
        except (ValueError, TypeError, EOFError, LookupError):  # a broken cache is no cache
            pass
    aturan = tuple(_baca(path, data) for path, data in berkas)
    cachedir.simpan(nama, marshal.dumps(tuple(_data(a) for a in aturan)))
    return aturan


def _state_of_code() -> list[tuple[str, int, int]]:
    """What the form of decoded rules depends on: the modules of rules, by size and time of change, as Python compiles them."""
    keadaan = [(p, p.stat()) for p in sorted(Path(__file__).parent.rglob("*.py"))]
    return [(p.name, s.st_size, s.st_mtime_ns) for p, s in keadaan]


def _baca(path: Path, data: bytes) -> Aturan:
    from ksdgen.rules.decoding import read_rule  # loads every shape of check; only when nothing is kept

    reading = read_rule(data, path.name)
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
    return Aturan(
        kode=kode,
        nama=nama,
        ringkas_en=ringkas_en,
        tingkat=Severity(tingkat),
        berlaku=Berlaku(jenis=jenis, kategori=kategori, status=status),
        dasar=tuple(
            Dasar(sitasi=s, sejak=date.fromordinal(h) if h else None, jenis=j, kategori=k) for s, h, j, k in dasar
        ),
        cek=cek,
        parameter=parameter,
        pesan=pesan,
        bantuan=bantuan,
        penjelasan=penjelasan,
        contoh=contoh and ContohAturan(naskah=contoh[0], benar=Markah(contoh[1]), salah=Markah(contoh[2])),
    )
