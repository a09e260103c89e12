"""The review page: one self-contained HTML file on what a proposal changes, for people who have never seen git.

It begins with one list of all changes in red and green and says for each agreement where it stands; everything else
folds out below. The page fetches nothing and needs no script: the little one it carries filters long lists and unfolds
everything for the printer.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.difference import Change
from ksdgen.inert import html as safe
from ksdgen.review import deviations, excerpt, html
from ksdgen.review.assessment import Review, Verdict, verdict_counts
from ksdgen.review.comparison import Comparison, RepositoryState
from ksdgen.review.text import summary

TITLE = "Telaah perubahan naskah kerja sama"
SHORT_LIMIT = 8
"""Of one agreement the list at the top shows this many changes; the rest stands in its own part."""
OPEN_LIMIT = 12
"""From more agreements on, their parts are folded."""
FILTER_LIMIT = 6
"""From this many agreements on, there is a field to filter by words."""

_BADGE = {
    Verdict.ALTERED: "hapus", Verdict.DELETED: "hapus", Verdict.NOT_COMPOSED: "hapus", Verdict.ERROR: "hapus", Verdict.CONSENT: "awas",
    Verdict.NOT_YET: "awas", Verdict.READY: "sisip", Verdict.SIGNED: "sisip",
}  # fmt: skip
_FILTER = {
    Verdict.ALTERED: "BERUBAH", Verdict.DELETED: "DIHAPUS", Verdict.NOT_COMPOSED: "TAK_TERSUSUN", Verdict.ERROR: "KESALAHAN", Verdict.CONSENT: "PERSETUJUAN",
    Verdict.NOT_YET: "BELUM", Verdict.READY: "SIAP", Verdict.SIGNED: "DITANDATANGANI",
}  # fmt: skip
"""What the page's script knows a verdict by."""
_SEVERITIES = {Severity.ERROR: "hapus", Severity.WARNING: "awas", Severity.NOTE: "netral"}
"""The class of a severity's badge in the style sheet, as in `_BADGE` that of a verdict's."""
_MARKED = {
    "baru": ("sisip", "+"),
    "dihapus": ("hapus", "−"),
    "dipindah": ("netral", "↕"),
    "dinomori_ulang": ("netral", "#"),
}
"""The sign that stands before an entry of the list at the top, and its colour; what merely changed has "±"."""
_WAIVER_COLOURS = {"baru": "awas", "tetap": "netral", "dicabut": "sisip"}
_FINDING_TITLES = {
    "baru": "Temuan baru",
    "tetap": "Temuan yang sudah ada sebelumnya",
    "selesai": "Temuan yang sudah selesai",
}


@dataclass(slots=True)
class PageFiles:
    """The files that go with one agreement, named relative to the page."""

    clean: str | None = None
    review: str | None = None
    images: list[bytes] = field(default_factory=list)
    """Pictures of its pages, JPEG."""


def write(
    comparison: Comparison,
    reviews: Sequence[Review],
    files: Mapping[str, PageFiles],
    day: date,
    name: Callable[[str], str] = str,
) -> str:
    """The page.

    Args:
        comparison: the two states.
        reviews: what is to be said of each agreement.
        files: Word files and pictures by path of the agreement.
        day: the day on which the agreements were judged.
        name: how a file is named to the reader.
    """
    content = [
        '<a class="lewat" href="#daftar">Langsung ke daftar perubahan</a>\n',
        *_header(comparison, reviews, name),
        '<main id="isi">\n',
        *_summary(reviews),
    ]
    if reviews:
        content.append(f'<h2 id="rincian">{"Rincian" if len(reviews) == 1 else "Rincian tiap naskah"}</h2>\n')
    for index, review in enumerate(reviews):
        content += _naskah(index, review, files.get(review.pair.path, PageFiles()), len(reviews), name)
    content += ["</main>\n", _footer(day)]
    return html.page(TITLE, content, style=_style(), script=_script())


# --- head -------------------------------------------------------------------------------------------------------------


def _header(comparison: Comparison, reviews: Sequence[Review], name: Callable[[str], str]) -> Iterator[str]:
    yield f"<header>\n<h1>{TITLE}</h1>\n"
    yield f'<p class="samar">Membandingkan {_state(comparison.old)} dengan {_state(comparison.new)}. {safe(bahasa.initial_capital(summary(comparison)))}.</p>\n'
    if comparison.altered:
        yield f'<p class="gawat">{safe(excerpt.alarm(comparison, name))}</p>\n'
    yield from (f"<p>{safe(bahasa.initial_capital(note))}.</p>\n" for note in comparison.notes)
    counts = verdict_counts(reviews)
    if len(reviews) > 1:
        yield '<ul class="hitung">\n'
        for verdict, total in counts.items():
            yield f'<li class="{_BADGE[verdict]}" data-pilih="{_FILTER[verdict]}"><strong>{total}</strong> {safe(verdict.value)}</li>\n'
        yield "</ul>\n"
    yield "</header>\n"


def _state(state: RepositoryState) -> str:
    time_text = f", {bahasa.long_date(state.committed.date())}" if state.committed else ""
    who = f" oleh {safe(state.author)}" if state.author else ""
    return f"<strong>{safe(state.name)}</strong>{who}{time_text}"


# --- the list at the top ----------------------------------------------------------------------------------------------


def _summary(reviews: Sequence[Review]) -> Iterator[str]:
    yield '<section aria-labelledby="daftar">\n<h2 id="daftar">Daftar perubahan</h2>\n'
    if not reviews:
        yield "<p>Tidak ada naskah yang berubah.</p>\n</section>\n"
        return
    yield (
        '<p class="samar">Teks <del>merah dan dicoret</del> adalah kata yang dihapus; teks <ins>hijau dan bergaris bawah</ins> adalah kata '
        "yang baru.</p>\n"
    )
    if len(reviews) >= FILTER_LIMIT:
        yield '<p class="saring" hidden><label for="saring">Saring menurut kata</label> <input id="saring" type="search" autocomplete="off"> <span id="hasil" role="status"></span></p>\n'
    yield f'<ol class="naskah{" satu" if len(reviews) == 1 else ""}">\n'
    for index, review in enumerate(reviews):
        yield from _summarise_one(index, review)
    yield "</ol>\n</section>\n"


def _summarise_one(index: int, review: Review) -> Iterator[str]:
    pair = review.pair
    kind, title = excerpt.kind_and_subject(pair)
    yield f'<li data-cari="{_FILTER[review.verdict]}">\n{_kind("p", kind)}<p class="judul"><a href="#n{index + 1}">{safe(title)}</a></p>\n'
    state = [_badge(review.verdict.value, _BADGE[review.verdict])]
    if pair.state != "diubah":
        state.insert(0, safe(excerpt.STATE_TITLES[pair.state]))
    state += (
        f"{label}: {_by_severity(review, which)}"
        for which, label in (("baru", "temuan baru"), ("selesai", "temuan selesai"))
        if review.count(which)
    )
    if deviates := sum(new for _, new in review.deviations):
        state.append(f"{deviates} penyimpangan baru dari klausul baku")
    yield f'<p class="keadaan">{" · ".join(state)}</p>\n'
    rows = [_row(change) for change in pair.changes[:SHORT_LIMIT]]
    if len(pair.changes) > SHORT_LIMIT:
        rows.append(
            f'<li class="netral"><a href="#n{index + 1}">dan {len(pair.changes) - SHORT_LIMIT} perubahan lagi</a></li>\n'
        )
    if rows:
        yield f'<ul class="ringkas">\n{"".join(rows)}</ul>\n'
    yield "</li>\n"


def _by_severity(review: Review, state: str) -> str:
    return ", ".join(f"{count} {severity.value}" for severity in Severity if (count := review.count(state, severity)))


def _row(change: Change) -> str:
    """A change as one line: its sentence, with the words of each version marked."""
    colour, mark = _MARKED.get(change.kind, ("netral", "±"))
    return f'<li class="{colour}"><span class="tanda" aria-hidden="true">{mark}</span>{html.coloured_sentence(change)}</li>\n'


def _kind(tag: str, kind: str) -> str:
    return f'<{tag} class="jenis">{safe(kind)}</{tag}>\n' if kind else ""


# --- one agreement ----------------------------------------------------------------------------------------------------


def _naskah(index: int, review: Review, files: PageFiles, count: int, name: Callable[[str], str]) -> Iterator[str]:
    pair = review.pair
    kind, title = excerpt.kind_and_subject(pair)
    yield f'<article id="n{index + 1}" data-cari="{_FILTER[review.verdict]}" aria-labelledby="j{index + 1}">\n'
    if count == 1:
        # The only agreement was named right above.
        yield f'<h3 id="j1" class="bantu">{safe(title)}</h3>\n'
    else:
        yield f'<details class="naskah"{" open" if count <= OPEN_LIMIT else ""}>\n<summary>{_kind("span", kind)}<h3 id="j{index + 1}">{safe(title)}</h3>\n'
        yield f'<span class="keadaan">{_badge(review.verdict.value, _BADGE[review.verdict])}</span></summary>\n'
    yield from _links(files)
    yield f'<p class="samar berkas">{excerpt.STATE_TITLES[pair.state]}: <code>{safe(name(pair.path))}</code></p>\n'
    remarks = [f"<li>{html.sentence_html(bahasa.initial_capital(r))}.</li>\n" for r in excerpt.remarks(pair)]
    if remarks:
        yield f'<ul class="catatan">\n{"".join(remarks)}</ul>\n'
    if pair.changes:
        yield "<h4>Perubahan isi</h4>\n"
        yield from html.change_list(pair.changes)
    yield from _findings(review, name)
    yield from _klausul(review)
    yield from _waivers(review)
    yield from _penanda_tangan(review)
    yield from _open(review)
    yield from _images(files, excerpt.title(pair))
    yield "</details>\n</article>\n" if count > 1 else "</article>\n"


def _links(files: PageFiles) -> Iterator[str]:
    links = [
        f'<a href="{safe(_url(file))}">{label}</a>'
        for file, label in ((files.review, "Word dengan lacak perubahan"), (files.clean, "Word bersih"))
        if file is not None
    ]
    if links:
        yield f'<p class="tautan">{" ".join(links)}</p>\n'


def _findings(review: Review, name: Callable[[str], str]) -> Iterator[str]:
    for state, title in _FINDING_TITLES.items():
        findings = [item.finding for item in review.findings if item.state == state]
        if not findings:
            continue
        content = [f'<ul class="temuan" data-keadaan="{state}">\n']
        for finding in findings:
            badge = _badge(bahasa.initial_capital(finding.severity.value), _SEVERITIES[finding.severity])
            content.append(f"<li>{badge} {html.sentence_html(bahasa.initial_capital(finding.message))}")
            if finding.hint and state != "selesai":
                content.append(f"<br>Yang perlu dilakukan: {html.sentence_html(finding.hint)}")
            content.append(f'<br><span class="samar">{_origin(finding, name)}</span></li>\n')
        content.append("</ul>\n")
        heading = f"{title} ({len(findings)})"
        # What was there before and is no worse should not drown what is new.
        if state == "tetap" and len(findings) > 3:
            yield f'<details class="lipat"><summary><h4>{heading}</h4></summary>\n{"".join(content)}</details>\n'
        else:
            yield f"<h4>{heading}</h4>\n{''.join(content)}"


def _origin(finding: Diagnostic, name: Callable[[str], str]) -> str:
    """The rule of a finding, what it rests on, and the line."""
    parts = [finding.code, *([safe("; ".join(finding.citations))] if finding.citations else [])]
    if finding.span is not None:
        parts.append(f"<code>{safe(name(finding.span.file))}</code> baris {finding.span.line}")
    return " · ".join(parts)


def _klausul(review: Review) -> Iterator[str]:
    if not review.deviations:
        return
    yield "<h4>Penyimpangan dari klausul baku</h4>\n"
    for deviation, new in review.deviations:
        badges = _badge(deviation.grade, deviations.BADGE[deviation.grade])
        if new:
            badges += f" · {_badge('baru', 'awas')}"
        yield f'<details class="lipat"{" open" if new else ""}>\n<summary>{safe(deviation.title)}: {safe(deviation.what)} · {badges}</summary>\n'
        yield "<dl>\n"
        yield from (f"<dt>{label.capitalize()}</dt><dd>{safe(text)}</dd>\n" for label, text in deviation.remarks)
        yield "</dl>\n"
        yield from html.change_list(deviation.changes)
        yield "</details>\n"


def _waivers(review: Review) -> Iterator[str]:
    if not review.waivers:
        return
    yield '<h4>Pengecualian</h4>\n<ul class="pihak">\n'
    for waiver, state in review.waivers:
        until = f"sampai {bahasa.long_date(waiver.sampai)}" if waiver.sampai else "tanpa tanggal akhir"
        yield f"<li><strong>{safe(waiver.aturan)}</strong>: {_badge(state, _WAIVER_COLOURS[state])}, {until}<br>{safe(waiver.alasan or 'tanpa alasan')}"
        yield f' <span class="samar">({safe(waiver.penanggung_jawab or "tanpa penanggung jawab")})</span></li>\n'
    yield "</ul>\n"


def _penanda_tangan(review: Review) -> Iterator[str]:
    if review.overview is None or not review.overview.pihak:
        return
    yield '<h4>Yang menandatangani</h4>\n<ul class="pihak">\n'
    for pihak in review.overview.pihak:
        who = "; ".join(pihak.penanda_tangan) or "penanda tangan belum disebut"
        number = f"nomor {pihak.number}" if pihak.number else "nomor belum ada"
        yield f'<li><strong>{safe(pihak.term)}</strong>: {safe(pihak.name)}<br>{safe(who)} <span class="samar">({safe(number)})</span></li>\n'
    yield "</ul>\n"


def _open(review: Review) -> Iterator[str]:
    shortcomings = review.overview.shortcomings if review.overview is not None else ()
    present = [item.finding for item in review.findings if item.state != "selesai"]
    told = {finding.message for finding in present if finding.severity is Severity.ERROR}
    open_errors = [s for s in shortcomings if s.severity is Severity.ERROR and s.message not in told]
    if review.open_items or open_errors:
        yield "<h4>Yang masih terbuka sebelum penandatanganan</h4>\n<ul>\n"
        yield from (
            f'<li>{html.sentence_html(bahasa.initial_capital(shortcoming.message))} <span class="samar">({shortcoming.code})</span></li>\n'
            for shortcoming in open_errors
        )
        yield from (
            f'<li>{html.sentence_html(bahasa.initial_capital(text))} <span class="samar">({safe(citation)})</span></li>\n'
            for text, citation in review.open_items
        )
        yield "</ul>\n"


def _images(files: PageFiles, title: str) -> Iterator[str]:
    if files.images:
        yield '<details class="lipat"><summary><h4>Gambar halaman</h4></summary>\n<div class="halaman">\n'
        for number, data in enumerate(files.images, 1):
            content = base64.b64encode(data).decode("ascii")
            yield f'<img alt="Halaman {number} {safe(title)}" loading="lazy" src="data:image/jpeg;base64,{content}">\n'
        yield "</div>\n</details>\n"


def _footer(day: date) -> str:
    return (
        f"<footer>\n<p>Dinilai menurut ketentuan yang berlaku pada {safe(bahasa.long_date(day))}. Halaman ini dibuat oleh ksdgen dan tidak "
        "mengirim atau mengambil data apa pun.</p>\n</footer>\n"
    )


def _badge(text: str, colour: str) -> str:
    return f'<span class="lencana {colour}">{safe(text)}</span>'


def _url(path: str) -> str:
    """A relative path as a link: percent-encoded, never taken for a scheme."""

    def encoded(unsafe: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in unsafe[0].encode("utf-8", "surrogatepass"))

    return f"./{re.sub(r'[^A-Za-z0-9/._~-]', encoded, path)}"


@lru_cache(maxsize=1)
def _style() -> str:
    return (Path(__file__).parent / "review.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _script() -> str:
    return (Path(__file__).parent / "review.js").read_text(encoding="utf-8")
