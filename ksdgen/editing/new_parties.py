"""The parties of a new agreement: from a shared file, from the paper it is made from, or still unknown."""

from __future__ import annotations

import posixpath
import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ksdgen.desk.workspace import Workspace
from ksdgen.editing.new_choices import PARENTS, Parent, pejabat_in_office, pihak_choices
from ksdgen.errors import Refused
from ksdgen.naskah.model import Category
from ksdgen.naskah.offices import is_kepala_daerah, kepala_daerah
from ksdgen.naskah.pihak import Daerah, DaerahLevel, LegalForm, Pejabat, PenandaTangan, Pihak
from ksdgen.source.advice import nearest
from ksdgen.source.node import plain
from ksdgen.source.scalars import GAP, ToFollow
from ksdgen.world.repository import FOLDER

_COMPOSITIONS: dict[Category, tuple[LegalForm, LegalForm]] = {
    Category.SINERGI: (LegalForm.INSTANSI_VERTIKAL, LegalForm.PEMERINTAH_DAERAH),
    Category.KSDPK: (LegalForm.PEMERINTAH_DAERAH, LegalForm.BADAN_HUKUM),
    Category.OUTSIDE_KSD: (LegalForm.PEMERINTAH_DAERAH, LegalForm.BADAN_HUKUM),
}
"""Parties of a category while nothing is known of them; otherwise two regions."""


_OFFICIAL_PREFIX = re.compile(r"^(?:kabupaten|kota|provinsi|pemerintah|kementerian|pt|yayasan)_(?=[a-z])")


@dataclass(slots=True)
class NewPihak:
    """A party as it is written, with a remark behind some of its keys (by route inside the party)."""

    content: dict[str, Any]
    legal_form: LegalForm
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The party's code."""
        return str(self.content["kode"])


def pihak_from_file(
    workspace: Workspace, id_: str, asked: tuple[str, str], penanda_tangan: str | None = None
) -> NewPihak:
    """A party whose data stand in a file under agreements/pihak/.

    Args:
        workspace: the repository.
        id_: the file's name without suffix.
        asked: document type and title of the new agreement.
        penanda_tangan: code of the official who signs; the head of the region, else the first, unless given.

    Raises:
        Refused: there is no such file, or no such official in it.
    """
    data = workspace.agreements.book.read(f"pihak/{id_}")
    if data is None or data.content is None:
        present = list(pihak_choices(workspace))
        suggestion = nearest(id_, present)
        if suggestion:
            advice = f"maksud Anda `{suggestion}`?"
        elif present:
            advice = f"yang ada: {', '.join(present)}; untuk pihak baru salin salah satunya, lalu ganti isinya"
        else:
            advice = "yang ada: belum ada"
        raise Refused(f"berkas pihak `{id_}` tidak ada di {FOLDER}/pihak; {advice}")
    current = {str(k): plain(v) for k, v in data.content.content.items()}
    try:
        legal_form = LegalForm(str(current.get("bentuk", "")))
    except ValueError:
        raise Refused(
            f"berkas pihak `{id_}` belum dapat dibaca; perbaiki dahulu menurut `ksdgen check {FOLDER}/pihak`"
        ) from None
    result = NewPihak({"kode": id_, "acuan": f"pihak/{id_}"}, legal_form)
    result.content["nomor"] = ToFollow.TO_FOLLOW.value
    # What the file does not say yet stands in the agreement as a blank, where it can be filled in.
    empty = empty_pihak(legal_form, id_)
    result.content.update(
        {k: v for k, v in empty.content.items() if k not in current and k not in (*result.content, "penanda_tangan")}
    )
    result.notes.update({r: c for r, c in empty.notes.items() if r.partition(".")[0] in result.content})
    pejabat = pejabat_in_office(workspace, id_)
    head = next((person for person in pejabat if is_kepala_daerah(_person(person))), None)
    chosen = head or (pejabat[0] if pejabat else None)
    if penanda_tangan is not None:
        chosen = next((person for person in pejabat if person.kode == penanda_tangan), None)
        if chosen is None:
            present = [person.kode for person in pejabat]
            raise Refused(
                f"berkas pihak `{id_}` tidak memuat pejabat `{penanda_tangan}`; yang menjabat: {', '.join(present) or 'belum ada'}"
            )
    if chosen is None:
        result.content["penanda_tangan"] = [{"nama": GAP}]
        return result
    person: dict[str, Any] = {"pejabat": chosen.kode}
    result.notes["penanda_tangan.*.pejabat"] = f"{chosen.nama}, {chosen.jabatan}"
    kind, tentang = asked
    follows_ksb = PARENTS.get(kind) == "kesepakatan_bersama"
    if follows_ksb and legal_form is LegalForm.PEMERINTAH_DAERAH and chosen is not head:
        daerah = current.get("daerah")
        if head is not None:
            grantor = head.jabatan
        else:
            grantor = _office_of_head(daerah) if isinstance(daerah, dict) else GAP
        letter = {"pemberi_kuasa": grantor, "nomor": "menyusul", "tanggal": "menyusul", "untuk": tentang}
        person["dasar_kewenangan"] = {"surat_kuasa": letter}
    result.content["penanda_tangan"] = [person]
    return result


def _person(pejabat: Pejabat) -> PenandaTangan:
    return PenandaTangan(
        jabatan=pejabat.jabatan,
        status_jabatan=pejabat.status_jabatan,
        bertindak_selaku=pejabat.bertindak_selaku,
        dasar_kewenangan=pejabat.dasar_kewenangan,
    )


def _office_of_head(daerah: Mapping[str, Any]) -> str:
    """The office of the head of a region: "Bupati Garut"."""
    example = Daerah(tingkat=DaerahLevel(str(daerah["tingkat"])), nama=str(daerah["nama"]))
    return kepala_daerah(Pihak(kode="", bentuk=LegalForm.PEMERINTAH_DAERAH, nama="", daerah=example))


def empty_pihak(legal_form: LegalForm, code: str) -> NewPihak:
    """A party of whom nothing is known but its legal form."""
    content: dict[str, Any] = {
        "kode": code,
        "bentuk": legal_form.value,
        "nama": GAP,
        "nomor": "menyusul",
        "tempat_kedudukan": GAP,
        "alamat": GAP,
    }
    notes: dict[str, str] = {}
    person: dict[str, Any] = {"nama": GAP, "jabatan": GAP}
    if legal_form is LegalForm.PEMERINTAH_DAERAH:
        content["nama"] = f"Pemerintah Daerah Kabupaten {GAP}"
        content["daerah"] = {"tingkat": DaerahLevel.KABUPATEN.value, "nama": GAP, "provinsi": GAP}
        notes["daerah.tingkat"] = f"{', '.join(level.value for level in DaerahLevel)}; sesuaikan `nama` dan `jabatan`"
        person["jabatan"] = f"Bupati {GAP}"
        person["dasar_kewenangan"] = {"keputusan": {"bentuk": GAP, "nomor": "menyusul", "tanggal": "menyusul"}}
    elif legal_form in (LegalForm.BADAN_HUKUM, LegalForm.YAYASAN):
        akta = {"nomor": "menyusul", "tanggal": "menyusul", "notaris": GAP}
        content["badan_hukum"] = {"akta": [akta], "pengesahan": [{"nomor": "menyusul", "tanggal": "menyusul"}]}
    content["narahubung"] = {"unit": GAP, "alamat": GAP}
    content["penanda_tangan"] = [person]
    return NewPihak(content, legal_form, notes)


def pihak_from_parent(
    workspace: Workspace,
    parent: Parent,
    path: str,
    asked: tuple[str, str],
    pejabat: Mapping[str, str] = types.MappingProxyType({}),
) -> list[NewPihak]:
    """The parties of the paper from which another is made; numbers are left open, for every paper has its own.

    Args:
        workspace: the repository.
        parent: that paper.
        path: where the new file goes.
        asked: document type and title of the new agreement.
        pejabat: officials who sign, by the id of the party file.

    Raises:
        Refused: a party file has no such official.
    """
    para_pihak = parent.root.content.get("para_pihak")
    result = []
    for pihak, node in zip(parent.naskah.para_pihak, getattr(para_pihak, "items", ()), strict=False):
        content = {k: v for k, v in plain(node).items() if k in Pihak.fields_ and v != ""}
        if "logo" in content and not content["logo"].startswith("/"):
            logo = posixpath.join(posixpath.dirname(parent.path), content["logo"].replace("\\", "/"))
            content["logo"] = posixpath.relpath(posixpath.normpath(logo), posixpath.dirname(path) or ".")
        content["nomor"] = ToFollow.TO_FOLLOW.value
        new = NewPihak({k: content[k] for k in Pihak.fields_ if k in content}, pihak.bentuk)
        id_ = pihak.acuan.removeprefix("pihak/") if pihak.acuan else ""
        if id_ in pejabat:
            chosen = pihak_from_file(workspace, id_, asked, pejabat[id_])
            new.content["penanda_tangan"] = chosen.content["penanda_tangan"]
            new.notes.update(chosen.notes)
        elif id_:
            _note_other_pejabat(workspace, id_, new)
        result.append(new)
    return result


def _note_other_pejabat(workspace: Workspace, id_: str, new: NewPihak) -> None:
    """Tell beside the signatory who else could sign."""
    person = new.content.get("penanda_tangan")
    if not isinstance(person, list) or not person or not isinstance(person[0], dict) or "pejabat" not in person[0]:
        return
    others = [p.kode for p in pejabat_in_office(workspace, id_) if p.kode != person[0]["pejabat"]]
    if others:
        new.notes["penanda_tangan.*.pejabat"] = f"pejabat lain pada berkas pihak: {', '.join(dict.fromkeys(others))}"


def tidy_codes(para_pihak: Sequence[NewPihak], pemrakarsa: int | None) -> None:
    """Give parties of shared files short codes, all different, and mark the initiator."""
    long_codes = [re.sub(r"[^a-z0-9]+", "_", pihak.code.lower()).strip("_") or "pihak" for pihak in para_pihak]
    short_codes = [_OFFICIAL_PREFIX.sub("", code) for code in long_codes]
    for index, pihak in enumerate(para_pihak):
        code = short_codes[index] if short_codes.count(short_codes[index]) == 1 else long_codes[index]
        if [*short_codes[:index], *long_codes[:index]].count(code) and long_codes.count(code) > 1:
            code = f"{code}_{index + 1}"
        content = {"kode": code, **{k: v for k, v in pihak.content.items() if k not in ("kode", "pemrakarsa")}}
        if index == pemrakarsa:
            content["pemrakarsa"] = "true"
        pihak.content = {k: content[k] for k in Pihak.fields_ if k in content}


def empty_composition(category: Category) -> tuple[LegalForm, LegalForm]:
    """The legal forms of the two parties of a category while nothing is known of them."""
    return _COMPOSITIONS.get(category, (LegalForm.PEMERINTAH_DAERAH, LegalForm.PEMERINTAH_DAERAH))
