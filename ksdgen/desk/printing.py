"""Printing a batch: each agreement checked, composed, frozen when it is signed, and written in every format that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ksdgen.desk.batch import kerjakan
from ksdgen.desk.collect import Tugas
from ksdgen.diagnostics import Diagnostic, Span
from ksdgen.world.codes import finding
from ksdgen.world.digest import sidik
from ksdgen.world.files import WriteFailed, write_whole
from ksdgen.world.results import Hasilan, data_temuan, temuan_dari
from ksdgen.writers import FORMAT, penulis

if TYPE_CHECKING:
    from ksdgen.desk.outcome import Hasil


FORMATS = (*FORMAT, "pdf")
"""In what agreements are printed; a PDF is made of a Word file."""


class Nasib(Enum):
    """What became of a file."""

    DITULIS = "ditulis"
    DITOLAK = "ditolak"
    """Its faults do not allow it to be printed."""
    PIHAK = "pihak"
    """It is shared party data."""


class Cetakan(NamedTuple):
    """One file printed."""

    temuan: list[Diagnostic]
    nasib: Nasib
    tertulis: list[Path]
    untuk_pdf: list[tuple[Path, bytes]]
    """PDF files to be made, each with its Word file."""
    gagal: list[str]
    """What could not be written, in words for people."""


def cetak_semua(
    tugas: Sequence[Tugas],
    keluar: Path,
    format_: Sequence[str],
    hari_ini: date,
    maju: Callable[[int], object] = lambda _: None,
) -> Iterator[Cetakan]:
    """Print every task; a file that stands as an earlier run has written it is left alone when nothing has changed since.

    Args:
        tugas: the agreements.
        keluar: the folder to write to.
        format_: names of formats; "pdf" is left to the caller.
        hari_ini: the day on which undated agreements are judged.
        maju: told how many more files are done.
    """
    # What LibreOffice makes of a Word file also depends on its fonts and version.
    hasilan = Hasilan(hari_ini, f"cetak {','.join(format_)}") if "pdf" not in format_ else None
    semua = kerjakan(
        tugas,
        lambda t: _tersimpan(t, keluar, hasilan) if hasilan is not None else None,
        lambda t: _cetak(t, keluar, format_, hari_ini, hasilan),
    )
    for temuan, nasib, tertulis, untuk_pdf, gagal in semua:
        maju(1)
        yield Cetakan(
            [temuan_dari(t) for t in temuan],
            Nasib(nasib),
            [Path(p) for p in tertulis],
            [(Path(p), data) for p, data in untuk_pdf],
            gagal,
        )


def _tujuan(t: Tugas, keluar: Path, format_: str) -> Path:
    return keluar / t.keluaran.parent / f"{t.keluaran.name}.{format_}"


def _tersimpan(t: Tugas, keluar: Path, hasilan: Hasilan) -> tuple[Any, ...] | None:
    """What an earlier run has found and written, where it still stands."""
    isi = hasilan.ambil(t.repository, t.path)
    if isi is None:
        return None
    temuan, nasib, ditulis = isi
    tertulis = []
    for f, sidik_isi in ditulis:
        tujuan = _tujuan(t, keluar, f)
        try:
            if sidik(tujuan.read_bytes()) != sidik_isi:
                return None
        except OSError:
            return None
        tertulis.append(str(tujuan))
    return temuan, nasib, tertulis, [], []


def _cetak(t: Tugas, keluar: Path, format_: Sequence[str], hari_ini: date, hasilan: Hasilan | None) -> tuple[Any, ...]:
    """Print one file; gives the fields of `Cetakan` as plain data."""
    with t.repository.trace.recording() as asked:
        hasil = t.ruang.periksa(t.path, hari_ini)
    temuan = [data_temuan(d) for d in hasil.temuan]
    nasib = Nasib.DITULIS
    if t.repository.adalah_pihak(t.path):
        nasib = Nasib.PIHAK
    elif not hasil.layak_cetak:
        nasib = Nasib.DITOLAK
    if nasib is not Nasib.DITULIS:
        if hasilan is not None:
            hasilan.simpan(t.repository, t.path, (temuan, nasib.value, ()), asked)
        return temuan, nasib.value, [], [], []
    beku = _bekukan(t, hasil)
    isi = _isi(hasil, format_)
    ditulis: list[tuple[str, bytes]] = []
    tertulis: list[str] = []
    untuk_pdf: list[tuple[str, bytes]] = []
    gagal: list[str] = []
    for f, data in isi.items():
        tujuan = _tujuan(t, keluar, f)
        if f == "pdf":
            untuk_pdf.append((str(tujuan), data))
            continue
        try:
            write_whole(tujuan, data)
        except WriteFailed as galat:
            gagal.append(str(galat))
            continue
        tertulis.append(str(tujuan))
        ditulis.append((f, sidik(data)))
    # A file that was frozen just now is another file from now on.
    if hasilan is not None and not gagal and beku is None:
        hasilan.simpan(t.repository, t.path, (temuan, nasib.value, tuple(ditulis)), asked)
    return [*temuan, *([data_temuan(beku)] if beku is not None else [])], nasib.value, tertulis, untuk_pdf, gagal


def _isi(hasil: Hasil, format_: Sequence[str]) -> dict[str, bytes]:
    s = hasil.susunan
    assert s is not None
    return {f: penulis("docx" if f == "pdf" else f)(s.dokumen, s.aset) for f in format_}


def _bekukan(t: Tugas, hasil: Hasil) -> Diagnostic | None:
    """A signed agreement is frozen when it is first printed: from then on it prints from the frozen document."""
    naskah = hasil.muatan.naskah
    if hasil.beku or naskah is None or not naskah.status.sudah_ditandatangani:
        return None
    from ksdgen.desk.frozen import freeze  # nothing is composed where an earlier run has printed

    path = t.repository.path_beku(t.path)
    try:
        freeze(t.repository, hasil)
    except WriteFailed:
        return finding(
            "KSD055",
            "naskah yang sudah ditandatangani belum dapat dibekukan karena foldernya tidak dapat ditulis",
            Span.at(t.path),
            "jalankan `ksdgen lock` dengan izin menulis",
            case="belum dapat dibekukan",
        )
    pesan = f"naskah dibekukan ke `{path.rpartition('/')[2]}`; simpan berkas itu ke dalam git"
    return finding("KSD055", pesan, hasil.muatan.tempat.span("status"))
