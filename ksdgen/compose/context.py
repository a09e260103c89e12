"""The variables that every template has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from ksdgen import bahasa, regulation
from ksdgen.catalogue.front_matter import Style
from ksdgen.compose.fencing import empty
from ksdgen.compose.parties import view_pihak
from ksdgen.compose.task import Choice, Job
from ksdgen.compose.views import Function, Hole, ListView, Value, View, plain, value_or_hole, view_of
from ksdgen.naskah.accompanying import KesepakatanFacts
from ksdgen.naskah.articles import DasarHukum
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.pihak import DaerahLevel, LegalForm
from ksdgen.source.scalars import Duration


@dataclass(frozen=True, slots=True)
class Related:
    """The agreements that this one refers to by file."""

    ksb: Naskah | None = None
    """The Kesepakatan Bersama."""
    nota: Naskah | None = None
    """The Nota Kesepakatan of a Rencana Kerja."""


def compose_context(
    job: Job, choice: Choice, related: Related, lambang: View, present: Collection[str]
) -> dict[str, Any]:
    """All variables but the blanks (`isian`) and the variant, which each template has of its own.

    Args:
        job: the agreement.
        choice: its document type, style and title.
        related: the agreements that it refers to.
        lambang: how the emblems stand.
        present: codes of the articles that the document has.
    """
    naskah, style = job.naskah, choice.style
    pihak = [view_pihak(naskah, i, style) for i in range(len(naskah.para_pihak))]
    with_form = list(zip(pihak, (p.bentuk for p in naskah.para_pihak), strict=True))
    return {
        "naskah": _naskah(naskah, choice),
        "kategori": naskah.kategori.value,
        "jenis": naskah.jenis,
        "status": naskah.status.value,
        "gaya": View(style, "gaya"),
        "lambang": lambang,
        "para_pihak": pihak,
        "jumlah_pihak": len(pihak),
        "daerah_para_pihak": [v for v, b in with_form if b is LegalForm.PEMERINTAH_DAERAH],
        "pihak_ketiga": [v for v, b in with_form if b.pihak_ketiga],
        "pihak_pusat": [v for v, b in with_form if b.central],
        "satu_provinsi": _same_provinsi(naskah),
        "pihak_judul": _pihak_judul(naskah, _in_order(naskah, pihak, "judul")),
        "pihak_nomor": _in_order(naskah, pihak, "nomor"),
        "pihak_komparisi": _in_order(naskah, pihak, "para_pihak"),
        **_tanda_tangan(naskah, style, _in_order(naskah, pihak, "tanda_tangan")),
        "ksb": _ksb(naskah, related),
        "nk": _facts(related.nota, "nota_kesepakatan"),
        "dasar_hukum": _dasar_hukum(job, style),
        "ada": Function(lambda code: str(plain(code)) in present),
        "kosong": Function(empty),
    }


def _naskah(naskah: Naskah, choice: Choice) -> View:
    rangkap = naskah.rangkap
    original_count = rangkap.asli if rangkap is not None else None
    count = {"jumlah": Value(original_count or len(naskah.para_pihak), "rangkap.asli")}
    defaults = {"elektronik": False, "pemegang": ()} if rangkap is None else {}
    jangka_waktu: Any = Hole("jangka_waktu")
    if naskah.jangka_waktu is not None:
        jangka_waktu = View(naskah.jangka_waktu, "jangka_waktu", {"berakhir": _end(naskah)})
    return View(
        naskah,
        "",
        {
            "sebutan": choice.term,
            "sebutan_kapital": choice.term.upper(),
            "judul": choice.title,
            "rangkap": View(rangkap, "rangkap", {**count, **defaults}),
            "jangka_waktu": jangka_waktu,
        },
    )


def _end(naskah: Naskah) -> Any:
    """The day with which the term ends: as written, or reckoned from start and length (`bahasa.add_duration`)."""
    jangka_waktu = naskah.jangka_waktu
    hole = Hole("jangka_waktu.sampai")
    if jangka_waktu is None:
        return Hole("jangka_waktu")
    if jangka_waktu.sampai is not None:
        return Value(jangka_waktu.sampai, "jangka_waktu.sampai")
    begin = jangka_waktu.mulai if isinstance(jangka_waktu.mulai, date) else naskah.penandatanganan.tanggal
    if not isinstance(jangka_waktu.lama, Duration) or not isinstance(begin, date):
        return hole
    duration = jangka_waktu.lama
    try:
        return Value(bahasa.add_duration(begin, duration.years, duration.months, duration.days), "jangka_waktu.lama")
    except ValueError:
        return hole


# --- orders of the parties --------------------------------------------------------------------------------------------


def _in_order(naskah: Naskah, pihak: list[View], part: str) -> list[View]:
    """The parties in the order that the agreement gives for a part of the document."""
    codes = getattr(naskah.urutan, part)
    by_code = {p.kode: v for p, v in zip(naskah.para_pihak, pihak, strict=True)}
    return [by_code[k] for k in codes if k in by_code] if codes else list(pihak)


def _pihak_judul(naskah: Naskah, pihak: list[View]) -> list[View]:
    """The parties of the title, each with the word that connects it to the one before."""
    connectors = naskah.penghubung
    if len(connectors) != len(pihak) - 1:
        connectors = ("tanpa",) * (len(pihak) - 2) + ("DAN",)
    words = ["", *("" if h.lower() == "tanpa" else h.upper() for h in connectors)]
    return [View(None, "", {"pihak": p, "penghubung": words[i]}) for i, p in enumerate(pihak)]


def _tanda_tangan(naskah: Naskah, style: Style, pihak: list[View]) -> dict[str, Any]:
    """The grid of signatures: rows of parties and the widths of the columns."""
    columns = min(max(1, style.kolom_tanda_tangan), 2 if len(pihak) in (2, 4) else 3)
    # The formats put PIHAK KEDUA left and PIHAK KESATU right; more rows follow below.
    direction = -1 if not naskah.urutan.tanda_tangan and style.tanda_tangan == "format" else 1
    # A short last row keeps the columns of the rows above: its first party stands where PIHAK KESATU stands.
    rows = [[*pihak[i : i + columns], *[""] * columns][:columns][::direction] for i in range(0, len(pihak), columns)]
    return {
        "pihak_tanda_tangan": rows,
        "kolom_tanda_tangan": " ".join(["1"] * columns),
    }


def _same_provinsi(naskah: Naskah) -> bool:
    """Whether all regions are kabupaten and kota of one province."""
    daerah = [p.daerah for p in naskah.para_pihak if p.bentuk is LegalForm.PEMERINTAH_DAERAH]
    provinces = [d.provinsi for d in daerah if d is not None and d.tingkat is not DaerahLevel.PROVINSI and d.provinsi]
    names = {" ".join(b.casefold().split()).removeprefix("provinsi ") for b in provinces}
    return len(provinces) == len(daerah) and len(names) == 1


# --- other agreements and acts ----------------------------------------------------------------------------------------


def _ksb(naskah: Naskah, related: Related) -> Any:
    reference = naskah.kesepakatan_bersama
    if isinstance(reference, KesepakatanFacts):
        return view_of(reference, "kesepakatan_bersama")
    return _facts(related.ksb, "kesepakatan_bersama")


def _facts(naskah: Naskah | None, route: str) -> Any:
    """The facts of another agreement, with the route of the reference to it."""
    if naskah is None:
        return Hole(route)
    numbers = [value_or_hole(p.nomor, route, f"{route}.nomor") for p in naskah.para_pihak]
    duration = naskah.jangka_waktu.lama if naskah.jangka_waktu is not None else None
    return View(
        None,
        route,
        {
            "nomor": ListView(numbers, route),
            "tanggal": value_or_hole(naskah.penandatanganan.tanggal, route, f"{route}.tanggal"),
            "tentang": Value(naskah.tentang, route),
            "jangka_waktu": value_or_hole(duration, route, f"{route}.jangka_waktu"),
        },
    )


def _dasar_hukum(job: Job, style: Style) -> ListView:
    signing_date = job.naskah.penandatanganan.tanggal
    on_day = signing_date if isinstance(signing_date, date) else None
    result: list[Any] = []
    for index, basis in enumerate(job.naskah.dasar_hukum):
        route = f"dasar_hukum.{index}"
        if isinstance(basis, DasarHukum):
            result.append(Value(basis.sebutan, f"{route}.sebutan"))
            continue
        text = regulation.act_name(basis, on_day, style.lembaran_negara)
        if text is None:
            hint = job.did_you_mean(basis, regulation.id_list(), "tulis lengkap dengan `- {sebutan: …}`")
            span = job.places.span(route)
            job.report("KSD013", f"peraturan `{basis}` tidak ada dalam daftar", span, hint, route)
        result.append(Value(text, route) if text is not None else Hole(route))
    return ListView(result, "dasar_hukum")
