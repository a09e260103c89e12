"""`ksdgen new`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from ksdgen.cli import asking, shared
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.editing import new, new_choices, new_parties, skeleton
from ksdgen.errors import Refused
from ksdgen.naskah.model import Category
from ksdgen.naskah.pihak import LegalForm
from ksdgen.source.advice import nearest
from ksdgen.source.scalars import GAP
from ksdgen.world.files import write_whole
from ksdgen.world.repository import FOLDER, SUFFIXES, Repository, display_name, find_root


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
    workspace = Workspace(_root(out, source))
    request = _request(
        workspace, kind, category, source, pemrakarsa, partners, _pejabat(penanda_tangan), tentang, out, day
    )
    target = workspace.repository.root / request.path
    if shared.ordinary_path(target).exists():
        other = Path(request.path).with_name(f"{Path(request.path).stem}-2.yaml").as_posix()
        raise Refused(
            f"`{display_name(request.path, [workspace.repository])}` sudah ada dan tidak ditimpa; sebutkan nama lain, misalnya --out {other}"
        )
    text = new.compose(workspace, request, day)
    findings = new.judge(workspace, request.path, text, day)
    write_whole(target, text.encode("utf-8"), request.path)
    name = display_name(request.path, [workspace.repository])
    wrong = [t for t in findings if t.severity is Severity.ERROR]
    if wrong:
        shared.print_findings_of(wrong, [Repository(workspace.repository.root)])
    if not quiet:
        count = {s: sum(t.severity is s for t in findings) for s in Severity}
        click.echo(f"ditulis: {name}")
        click.echo(f"hasil pemeriksaan: {', '.join(f'{n} {s.value}' for s, n in count.items())}")
        click.echo(
            f"langkah berikutnya: isi yang masih {GAP} atau `menyusul`, lalu jalankan `ksdgen check {_quote(name)}`"
        )
        if (
            request.parent is not None
            and request.kind == "rencana_kerja"
            and request.parent.naskah.rencana_kerja is None
        ):
            click.echo(
                f"tambahkan juga baris `rencana_kerja: {target.name}` pada {display_name(request.parent.path, [workspace.repository])}"
            )
    return int(bool(wrong))


def _quote(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _root(out: Path | None, source: Path | None) -> Path:
    """The repository: of the new file, of the paper that it is made from, or of the working folder."""
    for place in (out, source):
        if place is not None:
            present = next((p for p in place.absolute().parents if p.is_dir()), Path.cwd())
            return find_root(present) or present
    root = find_root(Path.cwd())
    if root is None:
        raise Refused(
            f"di sini belum ada folder {FOLDER}; jalankan `ksdgen init` dahulu, atau sebutkan berkasnya dengan --out"
        )
    return root


def _pejabat(pairs: Sequence[str]) -> dict[str, str]:
    result = {}
    for pair in pairs:
        id_, mark, pejabat = pair.partition("=")
        if not mark or not id_.strip() or not pejabat.strip():
            raise Refused(f"--penanda-tangan `{pair}` harus berbentuk ID=PEJABAT, misalnya kota-cimahi=wali_kota")
        result[_id(id_)] = pejabat.strip()
    return result


def _id(text: str) -> str:
    """A party's id, however its file was named: `kota-cimahi`, `pihak/kota-cimahi`,
    `agreements\\pihak\\kota-cimahi.yaml`.
    """
    name = text.strip().replace("\\", "/").rpartition("/")[2]
    return name.rpartition(".")[0] if name.endswith(SUFFIXES) else name


def _request(
    workspace: Workspace,
    kind: str | None,
    category: str | None,
    source: Path | None,
    pemrakarsa: str | None,
    partners: Sequence[str],
    pejabat: dict[str, str],
    tentang: str | None,
    out: Path | None,
    day: date,
) -> skeleton.Request:
    """What is to be written, from the options and the answers."""
    may_ask = asking.can_ask()
    everything = new_choices.kind_choices(workspace)
    kind = _one("JENIS", "Jenis naskah", kind, {j: k.uraian for j, k in everything.items()}, may_ask)
    parent = (
        new_choices.read_parent(workspace, workspace.repository.name(shared.ordinary_path(source)), kind)
        if source is not None
        else None
    )
    if source is None and may_ask and category is None and not partners and not pemrakarsa:
        candidates = new_choices.parent_choices(workspace, kind)
        if candidates:
            without = "tidak ada"
            path = asking.choose(
                "Disusun dari naskah",
                {**candidates, without: "naskah yang mendasarinya belum ada di sini"},
                next(iter(candidates)),
            )
            parent = new_choices.read_parent(workspace, path, kind) if path != without else None
    choices = new_choices.category_choices(everything[kind])
    if parent is not None:
        if category is not None and category != parent.naskah.kategori.value:
            raise Refused(
                f"--kategori {category} berbeda dari kategori naskah --dari, yaitu {parent.naskah.kategori.value}; hapus pilihan --kategori"
            )
        if pemrakarsa or partners:
            raise Refused(
                "--pemrakarsa dan --mitra tidak dipakai bersama --dari; para pihaknya diambil dari naskah itu"
            )
        category = parent.naskah.kategori.value
    elif category is None and len(choices) == 1:
        category = next(iter(choices))
    chosen_category = Category(_one("--kategori", "Kategori kerja sama", category, choices, may_ask))
    if tentang is None and may_ask:
        tentang = asking.fill_in(
            "\nJudul: apa yang dikerjasamakan, tanpa jenis naskahnya",
            parent.naskah.tentang if parent is not None else None,
        )
    tentang = " ".join((tentang or (parent.naskah.tentang if parent is not None else "")).split())
    if not tentang:
        raise Refused(
            '--tentang belum diisi: sebutkan apa yang dikerjasamakan, misalnya --tentang "Pengelolaan Sampah"'
        )
    path = (
        workspace.repository.name(_location(out))
        if out is not None
        else new_choices.default_path(kind, tentang, day.year, parent)
    )
    if parent is not None:
        files = [p.acuan.removeprefix("pihak/") for p in parent.naskah.para_pihak if p.acuan]
        _ensure_known(pejabat, files)
        if may_ask:
            pejabat = {
                **{
                    b: k
                    for b in files
                    if b not in pejabat and (k := _ask_pejabat(workspace, b, (kind, tentang))) is not None
                },
                **pejabat,
            }
        pihak = new_parties.pihak_from_parent(workspace, parent, path, (kind, tentang), pejabat)
    else:
        pihak = _pihak(workspace, (kind, tentang), chosen_category, pemrakarsa, partners, pejabat, may_ask)
    if out is None and may_ask:
        path = asking.fill_in("\nDisimpan sebagai", path).replace("\\", "/")
        path = workspace.repository.name(_location(workspace.repository.root / path))
    return skeleton.Request(kind, chosen_category, tentang, path, pihak, parent)


def _location(out: Path) -> Path:
    out = shared.ordinary_path(out)
    if out.suffix not in SUFFIXES:
        raise Refused(f"`{out}` harus berakhiran .yaml")
    return out.absolute()


def _one(name: str, question: str, value: str | None, choices: dict[str, str], may_ask: bool) -> str:
    """One of several names: as given, or asked for."""
    if value is None:
        if not may_ask:
            raise Refused(f"{name} belum diisi, pilihan: {', '.join(choices)}")
        return asking.choose(question, choices, next(iter(choices)))
    write = value.strip()
    value = write.lower().replace("-", "_").replace(" ", "_")
    value = _ABBREVIATIONS.get(value, value)
    if value not in choices:
        suggestion = nearest(value, list(choices))
        did_you_mean = f"maksud Anda `{suggestion}`? " if suggestion else ""
        raise Refused(f"{name} `{write}` tidak dapat dipakai di sini; {did_you_mean}pilihan: {', '.join(choices)}")
    return value


_ABBREVIATIONS = {
    "ksb": "kesepakatan_bersama",
    "pks": "perjanjian_kerja_sama",
    "nk": "nota_kesepakatan",
    "rk": "rencana_kerja",
}
"""What offices call the document types of the regulation."""


def _pihak(
    workspace: Workspace,
    asked: tuple[str, str],
    category: Category,
    pemrakarsa: str | None,
    partners: Sequence[str],
    pejabat: dict[str, str],
    may_ask: bool,
) -> list[new_parties.NewPihak]:
    """The parties: of shared files where they are named, else left open."""
    available = new_choices.pihak_choices(workspace)
    partners = [_id(m) for write in partners for m in write.split(",") if m.strip()]
    if may_ask and pemrakarsa is None and not partners and available:
        empty = "belum ada"
        start = asking.choose(
            "Pemrakarsa", {**available, empty: "datanya diisi sendiri di dalam naskah"}, next(iter(available))
        )
        pemrakarsa = start if start != empty else None
        candidates = {k: v for k, v in available.items() if k != pemrakarsa}
        partners = asking.choose_many(
            "Mitra kerja sama", candidates, "belum ada; datanya diisi sendiri di dalam naskah"
        )
    pemrakarsa = _id(pemrakarsa) if pemrakarsa is not None else None
    _ensure_known(pejabat, [pemrakarsa or "", *partners])
    if pemrakarsa in partners or len(set(partners)) != len(partners):
        raise Refused("satu berkas pihak disebut dua kali; setiap pihak hanya satu kali")

    def from_file(id_: str) -> new_parties.NewPihak:
        code = pejabat.get(id_)
        if code is None and may_ask:
            code = _ask_pejabat(workspace, id_, asked)
        return new_parties.pihak_from_file(workspace, id_, asked, code)

    shape = new_parties.empty_composition(category)
    # Only the form that a region does not have is the partner's where a category joins two kinds.
    other = next((b for b in shape if b is not LegalForm.PEMERINTAH_DAERAH), LegalForm.PEMERINTAH_DAERAH)
    first = (
        from_file(pemrakarsa)
        if pemrakarsa is not None
        else new_parties.empty_pihak(LegalForm.PEMERINTAH_DAERAH, "daerah")
    )
    others = [from_file(m) for m in partners] or [new_parties.empty_pihak(other, "mitra")]
    # The formats of Sinergi name the central agency first.
    everything = [*others, first] if shape[0] is other is not LegalForm.PEMERINTAH_DAERAH else [first, *others]
    new_parties.tidy_codes(everything, everything.index(first))
    return everything


def _ensure_known(pejabat: dict[str, str], files: Sequence[str]) -> None:
    foreign = sorted(set(pejabat) - set(files))
    if foreign:
        raise Refused(f"--penanda-tangan menyebut `{foreign[0]}`, yang bukan berkas pihak naskah ini")


def _ask_pejabat(workspace: Workspace, id_: str, asked: tuple[str, str]) -> str | None:
    """Ask who signs for a party, where its file names more than one who may."""
    in_office = new_choices.pejabat_in_office(workspace, id_)
    if len(in_office) < 2:
        return None
    default = str(new_parties.pihak_from_file(workspace, id_, asked).content["penanda_tangan"][0]["pejabat"])
    name = new_choices.pihak_choices(workspace).get(id_, id_)
    return asking.choose(
        f"Yang menandatangani untuk {name}", {p.kode: f"{p.nama}, {p.jabatan}" for p in in_office}, default
    )
