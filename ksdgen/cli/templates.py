"""`ksdgen templates`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from ksdgen import api
from ksdgen.cli import shared
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic
from ksdgen.editing.versions import FileWrite, new_version, record
from ksdgen.lint import TemplateRow, check_templates, list_templates
from ksdgen.reporters import FORMAT
from ksdgen.reporters.report import Report
from ksdgen.world.files import write_whole
from ksdgen.world.git import GitTree
from ksdgen.world.repository import Repository, display_name, find_root, source_text
from ksdgen.world.tree import WorkingTree

FOLDER = "templates"
_LONGEST_TITLE = 36
_GROUPS = {
    "jenis": "Jenis naskah",
    "klausul": "Klausul",
    "gaya": "Gaya",
    "aturan": "Aturan sendiri",
    "arsip": "Teks lama klausul",
    "kerangka": "Kerangka dan pembantu",
}


@click.command("templates", epilog="Contoh: ksdgen templates --quiet")
@click.argument("path", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMAT),
    default="text",
    show_default=True,
    help="Bentuk laporan; daftar templat hanya pada text dan json.",
)
@click.option(
    "--output",
    "output",
    metavar="BERKAS",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Tulis laporan ke berkas.",
)
@click.option(
    "--versi-baru",
    "code",
    metavar="KLAUSUL",
    default=None,
    help="Simpan teks klausul ini ke arsip dan naikkan versinya, sebelum teksnya diubah.",
)
@click.option(
    "--revisi",
    "revision",
    metavar="REVISI",
    default=None,
    help="Bersama --versi-baru: revisi git yang memuat teks lama, bila teksnya sudah terlanjur diubah.",
)
@click.option(
    "--kunci",
    "record_index",
    is_flag=True,
    help="Catat sidik teks setiap versi klausul, sehingga perubahan tanpa versi baru ketahuan.",
)
@shared.fail_on_option
@shared.quiet_option
def command(
    path: Path,
    format_: str,
    output: Path | None,
    code: str | None,
    revision: str | None,
    record_index: bool,
    fail_on: str,
    quiet: bool,
) -> int:
    """Tampilkan templat pada repositori PATH (baku: folder ini), lalu periksa.

    Templat milik repositori pada templates/ didahulukan daripada bawaan ksdgen. Yang diperiksa: nama, isian, varian,
    penanda, label, rujukan, dan dasar pada setiap cabang teks, juga cabang yang belum dipakai naskah mana pun.
    """
    root = find_root(path) or (path if path.is_dir() else path.parent).resolve()
    if revision is not None and code is None:
        raise click.UsageError("--revisi hanya dipakai bersama --versi-baru")
    if code is not None and record_index:
        raise click.UsageError("pakai --versi-baru atau --kunci, tidak keduanya")
    if code is not None:
        return _raise_version(root, code, revision)
    if record_index:
        return _index(root)
    workspace = Workspace(root)
    rows = list_templates(workspace.catalogue, workspace.repository.covered_templates)
    report = _report(check_templates(workspace.catalogue, workspace.repository.tree), rows, workspace.repository)
    text = _text(report, rows, format_, quiet)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode("utf-8", "replace"))
        if not quiet:
            click.echo(f"laporan ditulis ke {output}")
    return shared.exit_code(report.findings, fail_on)


def _report(findings: Sequence[Diagnostic], rows: Sequence[TemplateRow], repository: Repository) -> Report:
    return Report(
        findings,
        [b.file for b in rows],
        lambda f: display_name(f, [repository]),
        lambda f: source_text(f, [repository]),
    )


# --- the table --------------------------------------------------------------------------------------------------------


def _text(report: Report, rows: Sequence[TemplateRow], format_: str, quiet: bool) -> str:
    text = api.report(report, format_, closing=not quiet)
    if format_ == "json":
        data = json.loads(text)
        content = {"version": data.pop("version"), "templates": [_data(b, report) for b in rows], **data}
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    if format_ == "text" and not quiet:
        return "".join(f"{b}\n" for b in _table(rows, report)) + "\n" + text
    return text


def _data(row: TemplateRow, report: Report) -> dict[str, object]:
    return {
        "macam": row.kind,
        "id": row.id,
        "judul": row.title,
        "versi": row.version,
        "kekakuan": row.strictness,
        "berkas": report.name(row.file),
        "asal": row.origin,
        "menggantikan": row.replaces,
        "beda": row.differing_lines,
        "dipakai": row.used_by,
        "dipilih": row.chosen_by,
        "singkatan": row.abbreviation,
    }


def _table(rows: Sequence[TemplateRow], report: Report) -> Iterator[str]:
    short = {b.id: b.abbreviation or b.id for b in rows if b.kind == "jenis"}
    for variety, title in _GROUPS.items():
        group = [b for b in rows if b.kind == variety]
        if group:
            yield f"{title} ({len(group)})"
            yield from _columns([_cells(b, report, short) for b in group])


def _cells(row: TemplateRow, report: Report, short: Mapping[str, str]) -> list[str]:
    title = f"{row.title} ({row.abbreviation})" if row.abbreviation else row.title
    if len(title) > _LONGEST_TITLE:
        title = f"{title[: _LONGEST_TITLE - 1]}…"
    cells = [row.id, title]
    if row.kind in ("klausul", "arsip"):
        cells += [f"versi {row.version}" if row.version is not None else "rusak", row.strictness or ""]
    cells += [report.name(row.file), "; ".join(filter(None, [_replaces(row), _users(row, short)]))]
    return cells


def _replaces(row: TemplateRow) -> str:
    if row.replaces is None:
        return ""
    return f"menggantikan bawaan ksdgen, {f'berbeda {row.differing_lines} baris' if row.differing_lines else 'isinya sama'}"


def _users(row: TemplateRow, short: Mapping[str, str]) -> str:
    if row.kind == "gaya":
        return f"dasar gaya {', '.join(row.used_by)}" if row.used_by else ""
    part = [f"dipakai {', '.join(short[n] for n in row.used_by)}"] if row.used_by else []
    part += [f"dapat dipilih {', '.join(short[n] for n in row.chosen_by)}"] if row.chosen_by else []
    return "; ".join(part)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    width = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(s.ljust(w) for s, w in zip(row, width, strict=True) if w).rstrip()


# --- versions ---------------------------------------------------------------------------------------------------------


def _raise_version(root: Path, code: str, revision: str | None) -> int:
    """Archive a clause's text and raise its version."""
    tree = _own(root)
    old = None
    if revision is not None:
        try:
            with GitTree(root, revision) as history:
                old = history.read(f"{FOLDER}/klausul/{code}.j2")
        except OSError as error:
            raise click.UsageError(str(error)) from None
        if old is None:
            raise click.UsageError(f"klausul `{code}` tidak ada pada revisi `{revision}`")
    writes = new_version(tree, code, old)
    _write(root, writes)
    click.echo(f"klausul `{code}` sekarang versi baru; ubah teksnya, lalu catat dengan `ksdgen templates --kunci`")
    return 0


def _index(root: Path) -> int:
    """Record the digests of all versions."""
    writes = record(_own(root))
    if not _write(root, [writes]):
        click.echo("semua versi klausul sudah tercatat")
    return 0


def _own(root: Path) -> WorkingTree:
    """The templates of the repository's own."""
    if not (root / FOLDER).is_dir():
        raise click.UsageError(f"repositori ini tidak mempunyai templat sendiri pada folder {FOLDER}/")
    return WorkingTree(root / FOLDER, f"{FOLDER}/")


def _write(root: Path, writes: Iterable[FileWrite]) -> bool:
    """Write files in order; whether any of them changed."""
    changed = False
    for file_write in writes:
        if write_whole(root / FOLDER / file_write.path, file_write.content, f"{FOLDER}/{file_write.path}"):
            changed = True
            click.echo(f"ditulis: {FOLDER}/{file_write.path}")
    return changed
