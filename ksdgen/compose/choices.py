"""What an agreement chooses of the catalogue: document type, category, house style and title."""

from __future__ import annotations

from ksdgen.catalogue.front_matter import KindFrontMatter, Style, TemplateFile
from ksdgen.compose.task import Choice, Job


def choose(job: Job) -> Choice | None:
    """What the agreement chooses, or None where without it nothing can be composed."""
    file = _kind(job)
    if file is None:
        return None
    kind: KindFrontMatter = file.front_matter
    if not _category_supported(job, kind):
        return None
    style = _style(job)
    title, term = _terms(job, kind)
    return Choice(kind, file.path, style, title, term)


def _kind(job: Job) -> TemplateFile | None:
    name, catalogue = job.naskah.jenis, job.catalogue
    file = catalogue.kind(name)
    if file is not None:
        job.findings += catalogue.file_findings(file.path)
        return file
    broken = catalogue.file_findings(f"{name}.j2")
    job.findings += broken
    if not broken:
        present = catalogue.list_kinds()
        job.report(
            "KSD013",
            f"jenis naskah `{name}` tidak dikenal",
            job.places.span("jenis"),
            job.did_you_mean_and(name, present, f"jenis yang ada: {', '.join(present)}"),
            "jenis",
        )
    return None


def _category_supported(job: Job, kind: KindFrontMatter) -> bool:
    category = job.naskah.kategori
    span = job.places.span("kategori")
    if not category.supported:
        job.report("KSD015", f"kategori `{category.value}` belum didukung", span, None, "kategori")
        return False
    if category.value not in kind.kategori:
        job.report(
            "KSD015",
            f"kategori `{category.value}` tidak dapat memakai jenis naskah {kind.sebutan}",
            span,
            f"kategori untuk jenis ini: {', '.join(kind.kategori)}",
            "kategori",
        )
    return True


def _style(job: Job) -> Style:
    name, catalogue = job.naskah.gaya or "baku", job.catalogue
    style = catalogue.style(name)
    broken = catalogue.file_findings(f"gaya/{name}.yaml")
    job.findings += broken
    if style is not None:
        return style
    if not broken:
        present = catalogue.list_styles()
        job.report(
            "KSD013",
            f"gaya `{name}` tidak ada",
            job.places.span("gaya"),
            job.did_you_mean_and(name, present, f"gaya yang ada: {', '.join(present)}"),
            "gaya",
        )
    return Style(uraian="")


def _terms(job: Job, kind: KindFrontMatter) -> tuple[str, str]:
    """The title and what the text calls the agreement."""
    name, category = job.naskah.sebutan, job.naskah.kategori.value
    if name is None:
        return kind.judul, kind.sebutan
    other = (kind.sebutan_lain or {}).get(name)
    span = job.places.span("sebutan")
    if other is None:
        present = ", ".join(kind.sebutan_lain or {})
        job.report(
            "KSD013",
            f"sebutan `{name}` tidak tersedia untuk jenis naskah ini",
            span,
            f"sebutan yang ada: {present}" if present else "hapus kunci `sebutan`",
            "sebutan",
        )
        return kind.judul, kind.sebutan
    if other.kategori and category not in other.kategori:
        job.report(
            "KSD015",
            f"sebutan `{name}` hanya untuk kategori {', '.join(other.kategori)}",
            span,
            "hapus kunci `sebutan`",
            "sebutan",
        )
    return other.judul, other.sebutan
