"""Regulations as data: acts, their provisions, citations, and what was in force on a date.

Each act is one file, `data/regulasi/<id>.yaml`, read by the same decoder as agreements. Its head (identity, amendments,
revocation) is decoded when the act is asked for, its provisions only when they are: printing a citation or a legal
basis must not pay for a table of hundreds of provisions.

A citation is written `permendagri-22-2020/pasal-41/ayat-1/huruf-d/angka-5`; the bare id of an act cites the whole act,
and `praktik` stands for custom that no provision carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import NamedTuple, TypeVar

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic
from ksdgen.source.decode import Decoder
from ksdgen.source.parse import load
from ksdgen.source.record import Record, record_field
from ksdgen.world.package import DATA

PRACTICE = "praktik"
"""The basis of a rule that rests on custom; it resolves, but cites nothing."""

FOLDER = DATA / "regulasi"

_PROVISION_BOUNDARY = "\nketentuan:\n"
_ABBREVIATIONS = {"uu": "UU", "perppu": "Perppu", "pp": "PP", "perpres": "Perpres", "permendagri": "Permendagri"}


class BrokenData(Exception):
    """A packaged regulation file is broken. That is a fault of ksdgen, not of a user's file."""


class Confidence(Enum):
    """How a provision was verified."""

    NASKAH = "V"
    """Read in the official text or its page image."""
    OCR = "V-ocr"
    """Read in a machine-read copy of the official text."""
    PRACTICE = "praktik"
    """Not yet compared with the official text."""


class Role(Enum):
    """What ksdgen does with a provision."""

    CHECKED = "diperiksa"
    UNCHECKABLE = "tidak_dapat"
    NOT_YET = "belum"


class Provision(Record):
    """One provision of an act and how far it is enforced."""

    sitasi: str = record_field("Letak ketentuan di dalam peraturan", example="pasal-9/ayat-3")
    uraian: str = record_field("Isi ketentuan dengan kata-kata sendiri")
    keyakinan: Confidence = record_field("V dan V-ocr berarti sudah dicocokkan dengan naskah; praktik berarti belum")
    peran: Role = record_field("diperiksa, tidak_dapat, atau belum")
    aturan: tuple[str, ...] = record_field("Kode aturan yang memeriksanya", default=())
    alasan: str | None = record_field("Mengapa tidak atau belum diperiksa", default=None)
    sejak: date | None = record_field("Hari pertama berlaku bila berbeda dari peraturannya", default=None)
    sampai: date | None = record_field("Hari terakhir berlaku bila sudah dibatalkan atau dicabut", default=None)


class Revocation(Record):
    """One act revoking another; `id` is the act on the other side."""

    id: str = record_field("Peraturan yang dicabut, atau yang mencabut")
    dasar: str | None = record_field("Ketentuan yang mencabut", default=None)
    sejak: date = record_field("Hari pertama pencabutan berlaku")
    sebagian: str | None = record_field("Bagian yang dicabut bila tidak seluruhnya", default=None)


class Amendment(Record):
    """One act amending another; `id` is the amending act."""

    id: str = record_field("Peraturan yang mengubah")
    sejak: date = record_field("Hari pertama perubahan berlaku")
    ke: int = record_field("Perubahan keberapa; penetapan Perppu menjadi undang-undang bukan perubahan baru")


class Act(Record):
    """The head of an act; `provisions` reads the rest."""

    id: str = record_field("Nama pendek", example="pp-28-2018")
    bentuk: str = record_field("Bentuk peraturan", example="Peraturan Pemerintah")
    nomor: int = record_field("Nomor")
    tahun: int = record_field("Tahun")
    tentang: str = record_field("Judul")
    singkat: str = record_field("Sebutan pendek", example="PP 28/2018")
    diundangkan: date | None = record_field("Tanggal pengundangan", default=None)
    berlaku: date | None = record_field("Hari pertama berlaku", default=None)
    peralihan: date | None = record_field("Hari terakhir masa penyesuaian", default=None)
    lembaran: str | None = record_field("Nomor Lembaran Negara atau Berita Negara", default=None)
    mencabut: tuple[Revocation, ...] = record_field("Peraturan yang dicabut oleh peraturan ini", default=())
    dicabut_oleh: tuple[Revocation, ...] = record_field(
        "Peraturan yang mencabut peraturan ini", default=(), single=True
    )
    diubah_oleh: tuple[Amendment, ...] = record_field(
        "Peraturan yang mengubah peraturan ini, menurut tanggal", default=()
    )

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions that ksdgen knows, in the order of the act."""
        return _provisions(self.id)


class _ProvisionFile(Record):
    """The second half of a file: what follows the head."""

    ketentuan: tuple[Provision, ...] = record_field("Ketentuan menurut urutan peraturan")


class Citation(NamedTuple):
    """A citation taken apart; without `parts` it cites the whole act."""

    act: str
    parts: tuple[str, ...]


# --- files ------------------------------------------------------------------------------------------------------------

_ID = re.compile(r"(?:uu|perppu|pp|perpres|permendagri)-[1-9]\d*-\d{4}")
_T = TypeVar("_T", bound=Record)


@cache
def load_act(id: str) -> Act | None:
    """An act by its id, or None when ksdgen does not know it.

    Raises:
        BrokenData: the packaged file is broken.
    """
    halves = _split(id)
    if halves is None:
        return None
    act = _read(Act, halves[0], id)
    if act.id != id:
        raise BrokenData(f"data/regulasi/{id}.yaml names itself {act.id}")
    return act


@cache
def id_list() -> tuple[str, ...]:
    """The ids of all known acts, in order."""
    return tuple(sorted(f.stem for f in FOLDER.glob("*.yaml")))


def all_acts() -> list[Act]:
    """All known acts, sorted by id."""
    return [act for act in map(load_act, id_list()) if act is not None]


def coverage() -> Iterator[tuple[Act, Provision]]:
    """Every known provision with its act: the rows of a coverage table."""
    for act in all_acts():
        for provision in act.provisions:
            yield act, provision


def _split(id: str) -> tuple[str, str] | None:
    """The two halves of an act's file, head and provisions; the latter keep their line numbers. None without a file."""
    if not _ID.fullmatch(id):
        return None
    try:
        text = (FOLDER / f"{id}.yaml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    head, boundary, provisions = text.partition(_PROVISION_BOUNDARY)
    return head + "\n", "\n" * head.count("\n") + boundary + provisions if boundary else ""


@cache
def _provisions(id: str) -> tuple[Provision, ...]:
    halves = _split(id)
    if halves is None or not halves[1]:
        return ()
    return _read(_ProvisionFile, halves[1], id).ketentuan


@cache
def _by_citation(id: str) -> dict[str, Provision]:
    return {k.sitasi: k for k in _provisions(id)}


def _read(kind: type[_T], text: str, id: str) -> _T:
    name = f"data/regulasi/{id}.yaml"
    node, findings = load(text.encode(), name)
    decoder = Decoder()
    result = decoder.record(kind, node) if node is not None else None
    findings = findings + decoder.findings
    if findings or result is None:
        raise BrokenData("; ".join(map(_in_one_line, findings)) or f"{name}: no content")
    return result


def _in_one_line(finding: Diagnostic) -> str:
    place = f"{finding.span.file}:{finding.span.line}: " if finding.span else ""
    return f"{place}{finding.code} {finding.message}"


# --- citations --------------------------------------------------------------------------------------------------------

_FIGURE = r"[1-9]\d*[a-z]?"
_PARTS = re.compile(
    rf"pasal-{_FIGURE}(?:/ayat-{_FIGURE})?(?:/huruf-[a-z]{{1,2}})?(?:/angka-{_FIGURE})?(?:/penjelasan)?"
    r"|lampiran(?:-(?:[a-z]|[1-9]\d*))*|penjelasan"
)


def parse_citation(text: str) -> Citation | None:
    """Take a citation apart; None when it is not well formed (`praktik` is not a citation)."""
    act, slash, parts = text.partition("/")
    if not _ID.fullmatch(act) or (slash and not _PARTS.fullmatch(parts)):
        return None
    return Citation(act, tuple(parts.split("/")) if slash else ())


def render_citation(citation: str) -> str:
    """A citation as people write it: "Permendagri 22/2020 Pasal 41 ayat (1) huruf d angka 5".

    What is not a citation is returned as it stands, which prints `praktik`.
    """
    parsed = parse_citation(citation)
    if parsed is None:
        return citation
    act = load_act(parsed.act)
    if act is None:
        kind, number, year = parsed.act.split("-")
        name = f"{_ABBREVIATIONS[kind]} {number}/{year}"
    else:
        name = act.singkat
    parts = [part for part in parsed.parts if part != "penjelasan"]
    explanation = ["Penjelasan"] if len(parts) < len(parsed.parts) else []
    return " ".join([name, *explanation, *map(_render_part, parts)])


def _render_part(part: str) -> str:
    kind, _, value = part.partition("-")
    if kind == "pasal":
        return f"Pasal {value.upper()}"
    if kind == "ayat":
        return f"ayat ({value})"
    if kind != "lampiran":
        return f"{kind} {value}"
    words = ["Lampiran"]
    for index, segment in enumerate(value.split("-") if value else ()):
        if not segment.isdigit():
            words.append(f"huruf {segment.upper()}")
        else:  # a numbered annex carries a Roman number: "Lampiran II"; below a letter it is a point
            words.append(f"angka {segment}" if index else bahasa.roman(int(segment)))
    return " ".join(words)


def provision(citation: str) -> Provision | None:
    """The provision that is listed under exactly this citation."""
    parsed = parse_citation(citation)
    return _by_citation(parsed.act).get("/".join(parsed.parts)) if parsed is not None else None


def resolves(citation: str) -> bool:
    """Whether a citation resolves: the provision, or one inside it, is listed. `praktik` resolves."""
    parsed = parse_citation(citation)
    if parsed is None:
        return citation == PRACTICE
    if load_act(parsed.act) is None:
        return False
    provisions = _by_citation(parsed.act)
    cited = "/".join(parsed.parts)
    if not cited or cited in provisions:
        return True
    inside = (f"{cited}/", f"{cited}-") if cited.startswith("lampiran") else f"{cited}/"
    return any(known.startswith(inside) for known in provisions)


def in_force_since(citation: str) -> date:
    """The first day from which a citation binds; for `praktik` the first day there is.

    Raises:
        ValueError: the citation does not resolve, or the day is not known.
    """
    if citation == PRACTICE:
        return date.min
    act = _act(citation)
    exact = provision(citation)
    since = exact.sejak if exact is not None and exact.sejak is not None else act.berlaku
    if since is None:
        raise ValueError(f"{citation}: the day from which {act.id} binds is not known")
    return since


def in_force_until(citation: str) -> date | None:
    """The last day on which a citation bound, None when it still does.

    Raises:
        ValueError: the citation does not resolve.
    """
    if citation == PRACTICE:
        return None
    act = _act(citation)
    ends = [revocation.sejak - timedelta(days=1) for revocation in act.dicabut_oleh if revocation.sebagian is None]
    exact = provision(citation)
    if exact is not None and exact.sampai is not None:
        ends.append(exact.sampai)
    return min(ends, default=None)


def _act(citation: str) -> Act:
    parsed = parse_citation(citation)
    act = load_act(parsed.act) if parsed is not None and resolves(citation) else None
    if act is None:
        raise ValueError(f"{citation}: no such provision")
    return act


# --- acts by name and date --------------------------------------------------------------------------------------------


def act_name(id: str, on_day: date | None, gazette: bool) -> str | None:
    """How a legal basis names an act as of a day, with the amendments in force by then; None for an unknown act.

    Args:
        id: the act.
        on_day: the day of the agreement; None mentions every amendment known.
        gazette: whether to print the numbers of Lembaran Negara or Berita Negara.
    """
    act = load_act(id)
    if act is None:
        return None
    name = _name(act, gazette)
    amendments = [amendment for amendment in act.diubah_oleh if on_day is None or amendment.sejak <= on_day]
    if not amendments:
        return name
    latest = max(amendments, key=lambda amendment: amendment.sejak)
    amending = load_act(latest.id)
    if amending is None:
        raise BrokenData(f"data/regulasi/{id}.yaml: the amending act {latest.id} has no file")
    amended = "beberapa kali diubah, terakhir" if latest.ke > 1 else "diubah"
    return f"{name} sebagaimana telah {amended} dengan {_name(amending, gazette)}"


def _name(act: Act, gazette: bool) -> str:
    name = f"{act.bentuk} Nomor {act.nomor} Tahun {act.tahun} tentang {act.tentang}"
    return f"{name} ({act.lembaran})" if gazette and act.lembaran is not None else name


def revoked(id: str, on_day: date | None) -> tuple[str, date, str] | None:
    """What revoked an act by a day (None: by now): the revoking act, since when, and the citation that says so.

    The citation is the whole revoking act where its article is not known. An act revoked in part is not revoked.
    """
    act = load_act(id)
    for revocation in act.dicabut_oleh if act is not None else ():
        if revocation.sebagian is None and (on_day is None or revocation.sejak <= on_day):
            citation = f"{revocation.id}/{revocation.dasar}" if revocation.dasar is not None else revocation.id
            return revocation.id, revocation.sejak, citation
    return None


_MENTION = re.compile(
    r"""(?<![\w-])(?:
        (?P<perppu>Peraturan\s+Pemerintah\s+Pengganti\s+Undang\s*+-?\s*+Undang|Perp+u)
      | (?P<uu>Undang\s*+-?\s*+Undang|UU)
      | (?P<permendagri>Peraturan\s+Menteri\s+Dalam\s+Negeri|Permendagri)
      | (?P<perpres>Peraturan\s+Presiden|Perpres)
      | (?P<pp>Peraturan\s+Pemerintah|PP)
    )
    (?:\s+(?:Republik\s+Indonesia|R\.?I\.?))?
    (?:\s+\((?:Perp+u|UU|Permendagri|Perpres|PP)\))?
    (?:
        [\s,]++(?:(?:Nomor|No\.?|Nr\.?)\s*+:?\s*+)?0*+(?P<nomor>[1-9]\d{0,3})
        (?:\s*+/\s*+|[\s,]++(?:Tahun|Th\.?|Thn\.?)\s*+)(?P<tahun>(?:19|20)\d\d)
      | -(?P<nomor_id>[1-9]\d{0,3})-(?P<tahun_id>(?:19|20)\d\d)
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)


def recognise(text: str) -> str | None:
    """The id of the first act that a text mentions, whether ksdgen has a file on it or not.

    Known are UU, Perppu, PP, Perpres and Permendagri, in full ("Peraturan Pemerintah Nomor 50 Tahun 2007 tentang …")
    or short ("PP No. 50 Tahun 2007", "PP 50/2007").
    """
    return next((id for id, _, _ in recognise_all(text)), None)


def recognise_all(text: str) -> Iterator[tuple[str, int, int]]:
    """Every act that a text mentions, as `recognise` reads them: its id, and where the mention begins and ends."""
    for match in _MENTION.finditer(text):
        kind = next(name for name in _ABBREVIATIONS if match[name])
        id = f"{kind}-{match['nomor'] or match['nomor_id']}-{match['tahun'] or match['tahun_id']}"
        yield id, match.start(), match.end()
