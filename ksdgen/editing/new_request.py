"""What a new agreement is to be, settled from what is known already and, where somebody can answer, from questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from ksdgen.desk.workspace import Workspace
from ksdgen.editing import new_choices, new_parties
from ksdgen.editing.new_choices import Parent
from ksdgen.editing.new_parties import NewPihak
from ksdgen.editing.skeleton import Request
from ksdgen.errors import Refused
from ksdgen.naskah.model import Category
from ksdgen.naskah.pihak import LegalForm
from ksdgen.source.advice import nearest
from ksdgen.world.files import ordinary_path
from ksdgen.world.repository import FOLDER, SUFFIXES, find_root

_ABBREVIATIONS = {
    "ksb": "kesepakatan_bersama",
    "pks": "perjanjian_kerja_sama",
    "nk": "nota_kesepakatan",
    "rk": "rencana_kerja",
}
"""What offices call the document types of the regulation."""

_NOBODY_YET = "belum ada"
_NOBODY_YET_MEANING = "datanya diisi sendiri di dalam naskah"
_NO_PARENT = "tidak ada"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody says of a new agreement; None and nothing where it is not said."""

    kind: str | None = None
    """A document type, or what offices call it."""
    category: str | None = None
    source: Path | None = None
    """The paper from which it is made."""
    pemrakarsa: str | None = None
    """The file of shared party data, with or without folder and suffix."""
    partners: Sequence[str] = ()
    """Files of shared party data, also several in a word, held apart by commas."""
    penanda_tangan: Mapping[str, str] = field(default_factory=dict)
    """The id of a party's file → the official of that file who signs."""
    tentang: str | None = None
    out: Path | None = None
    """Where it goes."""


class Questions(Protocol):
    """Asks somebody; choices are names with their explanation."""

    def choose(self, question: str, choices: Mapping[str, str], default: str | None = None) -> str:
        """One of several, or the default."""

    def choose_many(self, question: str, choices: Mapping[str, str], without: str = ...) -> list[str]:
        """Several, or none; `without` says when none."""

    def fill_in(self, question: str, default: str | None = None) -> str:
        """A text that is not empty, or the default."""


def repository_root(wish: Wish, here: Path) -> Path:
    """The repository: of the new file, of the paper that it is made from, or of a folder.

    Args:
        wish: what is said of the new agreement.
        here: the folder.

    Raises:
        Refused: no place is named, and the folder lies in no repository.
    """
    for place in (wish.out, wish.source):
        if place is not None:
            present = next((parent for parent in place.absolute().parents if parent.is_dir()), here)
            return find_root(present) or present
    root = find_root(here)
    if root is None:
        raise Refused(
            f"di sini belum ada folder {FOLDER}; jalankan `ksdgen init` dahulu, atau sebutkan berkasnya dengan --out"
        )
    return root


def read_signatories(pairs: Sequence[str]) -> dict[str, str]:
    """Who signs, from words like `kota-cimahi=wali_kota`.

    Raises:
        Refused: a word has another form.
    """
    result = {}
    for pair in pairs:
        id_, mark, pejabat = pair.partition("=")
        if not mark or not id_.strip() or not pejabat.strip():
            raise Refused(f"--penanda-tangan `{pair}` harus berbentuk ID=PEJABAT, misalnya kota-cimahi=wali_kota")
        result[_party_id(id_)] = pejabat.strip()
    return result


def _party_id(text: str) -> str:
    """A party's id, however its file was named: `kota-cimahi`, `pihak/kota-cimahi`,
    `agreements\\pihak\\kota-cimahi.yaml`.
    """
    name = text.strip().replace("\\", "/").rpartition("/")[2]
    return name.rpartition(".")[0] if name.endswith(SUFFIXES) else name


def settle(workspace: Workspace, wish: Wish, day: date, questions: Questions | None = None) -> Request:
    """What is to be written.

    Args:
        workspace: the repository.
        wish: what is said of the new agreement.
        day: the day on which it is made.
        questions: asks for what is not said; None where nobody can answer.

    Raises:
        Refused: what is said does not fit, or something is not said and nobody can answer.
    """
    return _Settling(workspace, wish, questions).request(day)


class _Settling:
    def __init__(self, workspace: Workspace, wish: Wish, questions: Questions | None) -> None:
        self._workspace = workspace
        self._wish = wish
        self._questions = questions

    def request(self, day: date) -> Request:
        wish, repository = self._wish, self._workspace.repository
        kinds = new_choices.kind_choices(self._workspace)
        kind = self._one(
            "JENIS", "Jenis naskah", wish.kind, {name: front_matter.uraian for name, front_matter in kinds.items()}
        )
        parent = self._parent(kind)
        category = self._category(new_choices.category_choices(kinds[kind]), parent)
        tentang = self._tentang(parent)
        path = (
            repository.name(_location(wish.out))
            if wish.out is not None
            else new_choices.default_path(kind, tentang, day.year, parent)
        )
        if parent is not None:
            pihak = self._pihak_of_parent(parent, path, (kind, tentang))
        else:
            pihak = self._pihak(category, (kind, tentang))
        if wish.out is None and self._questions is not None:
            path = self._questions.fill_in("\nDisimpan sebagai", path).replace("\\", "/")
            path = repository.name(_location(repository.root / path))
        return Request(kind, category, tentang, path, pihak, parent)

    def _parent(self, kind: str) -> Parent | None:
        """The paper from which the new one is made."""
        wish, workspace = self._wish, self._workspace
        if wish.source is not None:
            return new_choices.read_parent(workspace, workspace.repository.name(ordinary_path(wish.source)), kind)
        if self._questions is None or wish.category is not None or wish.partners or wish.pemrakarsa:
            return None
        candidates = new_choices.parent_choices(workspace, kind)
        if not candidates:
            return None
        path = self._questions.choose(
            "Disusun dari naskah",
            {**candidates, _NO_PARENT: "naskah yang mendasarinya belum ada di sini"},
            next(iter(candidates)),
        )
        return new_choices.read_parent(workspace, path, kind) if path != _NO_PARENT else None

    def _category(self, choices: dict[str, str], parent: Parent | None) -> Category:
        """As it is said; else that of the parent, or the only one that there is."""
        wish, category = self._wish, self._wish.category
        if parent is not None:
            of_parent = parent.naskah.kategori.value
            if category is not None and category != of_parent:
                raise Refused(
                    f"--kategori {category} berbeda dari kategori naskah --dari, yaitu {of_parent}; hapus pilihan --kategori"
                )
            if wish.pemrakarsa or wish.partners:
                raise Refused(
                    "--pemrakarsa dan --mitra tidak dipakai bersama --dari; para pihaknya diambil dari naskah itu"
                )
            category = of_parent
        elif category is None and len(choices) == 1:
            category = next(iter(choices))
        return Category(self._one("--kategori", "Kategori kerja sama", category, choices))

    def _tentang(self, parent: Parent | None) -> str:
        """The title, without the kind of paper."""
        tentang, of_parent = self._wish.tentang, parent.naskah.tentang if parent is not None else None
        if tentang is None and self._questions is not None:
            tentang = self._questions.fill_in("\nJudul: apa yang dikerjasamakan, tanpa jenis naskahnya", of_parent)
        tentang = " ".join((tentang or of_parent or "").split())
        if not tentang:
            raise Refused(
                '--tentang belum diisi: sebutkan apa yang dikerjasamakan, misalnya --tentang "Pengelolaan Sampah"'
            )
        return tentang

    def _pihak_of_parent(self, parent: Parent, path: str, asked: tuple[str, str]) -> list[NewPihak]:
        """The parties of the parent."""
        files = [pihak.acuan.removeprefix("pihak/") for pihak in parent.naskah.para_pihak if pihak.acuan]
        self._ensure_known(files)
        chosen = dict(self._wish.penanda_tangan)
        for id_ in files:
            if id_ not in chosen and (pejabat := self._ask_pejabat(id_, asked)) is not None:
                chosen[id_] = pejabat
        return new_parties.pihak_from_parent(self._workspace, parent, path, asked, chosen)

    def _pihak(self, category: Category, asked: tuple[str, str]) -> list[NewPihak]:
        """The parties: of shared files where they are named, else left open."""
        pemrakarsa, partners = self._party_files()
        self._ensure_known([pemrakarsa or "", *partners])
        if pemrakarsa in partners or len(set(partners)) != len(partners):
            raise Refused("satu berkas pihak disebut dua kali; setiap pihak hanya satu kali")
        forms = new_parties.empty_composition(category)
        region = LegalForm.PEMERINTAH_DAERAH
        # Only the form that a region does not have is the partner's where a category joins two kinds.
        partner_form = next((form for form in forms if form is not region), region)
        first = (
            self._from_file(pemrakarsa, asked) if pemrakarsa is not None else new_parties.empty_pihak(region, "daerah")
        )
        others = [self._from_file(id_, asked) for id_ in partners] or [new_parties.empty_pihak(partner_form, "mitra")]
        # The formats of Sinergi name the central agency first.
        result = [*others, first] if forms[0] is partner_form is not region else [first, *others]
        new_parties.tidy_codes(result, result.index(first))
        return result

    def _party_files(self) -> tuple[str | None, list[str]]:
        """The ids of the files of the initiator, if any, and of its partners."""
        pemrakarsa = self._wish.pemrakarsa
        partners = [_party_id(name) for word in self._wish.partners for name in word.split(",") if name.strip()]
        available = new_choices.pihak_choices(self._workspace)
        if self._questions is not None and pemrakarsa is None and not partners and available:
            choices = {**available, _NOBODY_YET: _NOBODY_YET_MEANING}
            answer = self._questions.choose("Pemrakarsa", choices, next(iter(available)))
            pemrakarsa = answer if answer != _NOBODY_YET else None
            candidates = {id_: name for id_, name in available.items() if id_ != pemrakarsa}
            partners = self._questions.choose_many(
                "Mitra kerja sama", candidates, f"{_NOBODY_YET}; {_NOBODY_YET_MEANING}"
            )
        return None if pemrakarsa is None else _party_id(pemrakarsa), partners

    def _from_file(self, id_: str, asked: tuple[str, str]) -> NewPihak:
        code = self._wish.penanda_tangan.get(id_)
        if code is None:
            code = self._ask_pejabat(id_, asked)
        return new_parties.pihak_from_file(self._workspace, id_, asked, code)

    def _ensure_known(self, files: Sequence[str]) -> None:
        foreign = sorted(set(self._wish.penanda_tangan) - set(files))
        if foreign:
            raise Refused(f"--penanda-tangan menyebut `{foreign[0]}`, yang bukan berkas pihak naskah ini")

    def _ask_pejabat(self, id_: str, asked: tuple[str, str]) -> str | None:
        """Ask who signs for a party, where its file names more than one who may."""
        if self._questions is None:
            return None
        in_office = new_choices.pejabat_in_office(self._workspace, id_)
        if len(in_office) < 2:
            return None
        default = str(new_parties.pihak_from_file(self._workspace, id_, asked).content["penanda_tangan"][0]["pejabat"])
        name = new_choices.pihak_choices(self._workspace).get(id_, id_)
        choices = {pejabat.kode: f"{pejabat.nama}, {pejabat.jabatan}" for pejabat in in_office}
        return self._questions.choose(f"Yang menandatangani untuk {name}", choices, default)

    def _one(self, name: str, question: str, said: str | None, choices: dict[str, str]) -> str:
        """One of several names: as it is said, or asked for."""
        if said is None:
            if self._questions is None:
                raise Refused(f"{name} belum diisi, pilihan: {', '.join(choices)}")
            return self._questions.choose(question, choices, next(iter(choices)))
        said = said.strip()
        meant = said.lower().replace("-", "_").replace(" ", "_")
        meant = _ABBREVIATIONS.get(meant, meant)
        if meant not in choices:
            suggestion = nearest(meant, list(choices))
            did_you_mean = f"maksud Anda `{suggestion}`? " if suggestion else ""
            raise Refused(f"{name} `{said}` tidak dapat dipakai di sini; {did_you_mean}pilihan: {', '.join(choices)}")
        return meant


def _location(out: Path) -> Path:
    out = ordinary_path(out)
    if out.suffix not in SUFFIXES:
        raise Refused(f"`{out}` harus berakhiran .yaml")
    return out.absolute()
