"""Whether what the agreement says of its parties fits together: codes, orders, connecting words, bases of authority."""

from __future__ import annotations

from collections.abc import Callable

from ksdgen.compose.task import Job
from ksdgen.diagnostics import Cause, Span
from ksdgen.naskah.pihak import DasarKewenangan
from ksdgen.source.advice import a_few

_BY_PIHAK = ("hak_dan_kewajiban", "tugas_dan_tanggung_jawab")
_ORDERED = ("judul", "nomor", "para_pihak", "tanda_tangan")


def check_pihak(job: Job, check_logo: Callable[[int], None]) -> None:
    """Report what does not fit together; `check_logo` reports the image of a party that cannot be used."""
    _check_codes(job)
    _check_connectors(job)
    for pihak_index, pihak in enumerate(job.naskah.para_pihak):
        check_logo(pihak_index)
        for penanda_tangan_index, penanda_tangan in enumerate(pihak.penanda_tangan):
            for basis_index, basis in enumerate(penanda_tangan.dasar_kewenangan):
                route = f"para_pihak.{pihak_index}.penanda_tangan.{penanda_tangan_index}.dasar_kewenangan.{basis_index}"
                _check_kewenangan(job, basis, route)
    _check_count(job)


def _check_codes(job: Job) -> None:
    """Every party has a code of its own, and codes that are used belong to a party."""
    naskah, places = job.naskah, job.places
    present: dict[str, None] = {}
    for index, pihak in enumerate(naskah.para_pihak):
        if pihak.kode not in present:
            present[pihak.kode] = None
            continue
        route = f"para_pihak.{index}.kode"
        message = f"kode pihak `{pihak.kode}` dipakai dua kali"
        _unfit(job, message, places.span(route), "beri setiap pihak kode yang berbeda", route)
    for name in _BY_PIHAK:
        for code in getattr(naskah, name) or {}:
            if code not in present:
                route = f"{name}.{code}"
                _foreign_code(job, code, present, places.key(route), route)
    for part in _ORDERED:
        _check_order(job, part, present)


def _check_connectors(job: Job) -> None:
    """The title has one connecting word for each gap between two parties."""
    connectors, count = job.naskah.penghubung, len(job.naskah.para_pihak)
    if connectors and len(connectors) != count - 1:
        _unfit(
            job,
            f"ada {len(connectors)} penghubung untuk {count} pihak, seharusnya {count - 1}",
            job.places.span("penghubung"),
            "tulis satu kata untuk setiap sela di antara dua pihak pada judul; `tanpa` berarti tidak ada kata",
            "penghubung",
        )


def _check_kewenangan(job: Job, basis: DasarKewenangan, route: str) -> None:
    """A basis of authority says exactly one thing."""
    filled = [name for name in basis.fields_ if getattr(basis, name) is not None]
    if len(filled) == 1:
        return
    if filled:
        message = f"satu dasar kewenangan memuat {' dan '.join(filled)}; yang tercetak hanya satu"
        hint = "tulis masing-masing sebagai butir sendiri yang diawali tanda '- '"
    else:
        message, hint = "dasar kewenangan ini kosong", f"isi salah satu: {', '.join(basis.fields_)}"
    _unfit(job, message, job.places.span(route), hint, route)


def _check_count(job: Job) -> None:
    """An agreement has two to eleven parties."""
    count = len(job.naskah.para_pihak)
    if not 2 <= count <= 11:
        message = f"ada {count} pihak, seharusnya dua sampai sebelas"
        _unfit(job, message, job.places.key("para_pihak"), None, "para_pihak")


def _check_order(job: Job, part: str, present: dict[str, None]) -> None:
    order: tuple[str, ...] = getattr(job.naskah.urutan, part)
    route = f"urutan.{part}"
    for index, code in enumerate(order):
        if code not in present:
            _foreign_code(job, code, present, job.places.span(f"{route}.{index}"), f"{route}.{index}")
    named = set(order)
    if order and named <= set(present) and sorted(order) != sorted(present):
        lacking = a_few(code for code in present if code not in named)
        _unfit(
            job,
            f"urutan `{part}` harus menyebut setiap pihak tepat satu kali",
            job.places.span(route),
            f"belum disebut: {lacking}" if lacking else "hapus kode yang berulang",
            route,
        )


def _foreign_code(job: Job, code: str, present: dict[str, None], span: Span, route: str) -> None:
    hint = job.did_you_mean(code, present, f"kode pihak yang ada: {a_few(present)}")
    job.report("KSD013", f"tidak ada pihak dengan kode `{code}`", span, hint, route)


def _unfit(job: Job, message: str, span: Span, hint: str | None, route: str) -> None:
    job.report("KSD016", message, span, hint, route, cause=Cause.UNFIT_PARTIES)
