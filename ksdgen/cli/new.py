"""`ksdgen new`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.cli import asking, shared
from ksdgen.cli.say import say
from ksdgen.desk.reports import report_of
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.editing import new
from ksdgen.editing.new_request import Wish, read_signatories, repository_root, settle
from ksdgen.source.scalars import GAP
from ksdgen.world.repository import Repository, display_name


@click.command(
    "new", epilog="Contoh: ksdgen new perjanjian_kerja_sama --dari agreements/contoh/kesepakatan-bersama.yaml"
)
@click.argument("kind", metavar="[JENIS]", required=False, shell_complete=shared.complete("kind"))
@click.option(
    "--kategori",
    "category",
    metavar="KATEGORI",
    default=None,
    shell_complete=shared.complete("category"),
    help="Kategori kerja sama; dengan --dari diambil dari naskah itu.",
)
@click.option(
    "--dari",
    "source",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    default=None,
    shell_complete=shared.complete("naskah"),
    help="Naskah yang mendasari: pihak, judul, dan dasar hukumnya diambil.",
)
@click.option(
    "--pemrakarsa",
    metavar="ID",
    default=None,
    shell_complete=shared.complete("pihak"),
    help="Berkas pihak pemrakarsa di agreements/pihak, tanpa .yaml.",
)
@click.option(
    "--mitra",
    "partners",
    metavar="ID",
    multiple=True,
    shell_complete=shared.complete("pihak"),
    help="Berkas pihak mitra; boleh beberapa kali, atau dipisahkan koma.",
)
@click.option(
    "--penanda-tangan",
    "penanda_tangan",
    metavar="ID=PEJABAT",
    multiple=True,
    help="Pejabat pada berkas pihak yang menandatangani (baku: kepala daerah atau pejabat pertama).",
)
@click.option("--tentang", metavar="JUDUL", default=None, help="Judul: apa yang dikerjasamakan.")
@click.option(
    "--out",
    "out",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    default=None,
    help="Berkas baru (baku: menurut tahun dan judul, atau di samping naskah --dari).",
)
@shared.date_option
@shared.quiet_option
def command(
    kind: str | None,
    category: str | None,
    source: Path | None,
    pemrakarsa: str | None,
    partners: tuple[str, ...],
    penanda_tangan: tuple[str, ...],
    tentang: str | None,
    out: Path | None,
    on_date: date | None,
    quiet: bool,
) -> int:
    """Buat naskah baru dari JENIS naskah: kerangka yang menerangkan setiap isian beserta ketentuan yang memintanya.

    Yang belum disebut ditanyakan bila dijalankan di terminal. Yang belum diketahui ditulis sebagai celah, sehingga
    kerangka itu lulus `ksdgen check` sebagai konsep. Berkas yang sudah ada tidak pernah ditimpa.
    """
    day = shared.today(on_date)
    wish = Wish(kind, category, source, pemrakarsa, partners, read_signatories(penanda_tangan), tentang, out)
    workspace = Workspace(repository_root(wish, Path.cwd()))
    request = settle(workspace, wish, day, asking if asking.can_ask() else None)
    file, findings, parent_to_link = new.create(workspace, request, day)
    repository = workspace.repository
    name = display_name(request.path, [repository])
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    # The file was not there when this repository was first asked for it.
    shared.print_findings(report_of(errors, [Repository(repository.root)]))
    if not quiet:
        count = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
        say(f"ditulis: {name}")
        say(f"hasil pemeriksaan: {', '.join(f'{n} {s.value}' for s, n in count.items())}")
        say(f"langkah berikutnya: isi yang masih {GAP} atau `menyusul`, lalu jalankan `ksdgen check {_quote(name)}`")
        if parent_to_link is not None:
            parent = display_name(parent_to_link, [repository])
            say(f"tambahkan juga baris `rencana_kerja: {file.name}` pada {parent}")
    return int(bool(errors))


def _quote(name: str) -> str:
    return f'"{name}"' if " " in name else name
