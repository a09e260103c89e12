"""Which emblems head the document and how they stand."""

from __future__ import annotations

from collections.abc import Sequence

from ksdgen.compose.images import Gallery
from ksdgen.compose.task import Choice, Job
from ksdgen.compose.views import View
from ksdgen.naskah.pihak import LegalForm, Pihak
from ksdgen.paper.document import Picture

_GARUDA = "lambang_negara"
_STYLE_FILES = "templates/gaya/"


class Lambang:
    """The emblems of one agreement.

    Args:
        job: the agreement.
        choice: its document type, which says whose emblems are shown, and its house style, which says how large.
        gallery: reads their images.
    """

    def __init__(self, job: Job, choice: Choice, gallery: Gallery) -> None:
        self._job = job
        self._style = choice.style
        self._gallery = gallery
        layout = (choice.kind.lambang or {}).get(job.naskah.kategori.value, "tanpa")
        self._names = _order(layout, job.naskah.para_pihak)
        self._all_names = {_GARUDA, *(f"pihak.{i}" for i in range(len(job.naskah.para_pihak)))}
        self._height = _height(self._style.tinggi_lambang, len(self._names))
        self.frames: list[tuple[str, str]] = []
        """(label, route) of each emblem that has no image."""

    def view(self) -> View:
        """What templates see: rows of names of pictures and the widths of the columns."""
        rows, widths = _grid(self._names)
        content = {"ada": bool(self._names), "baris": rows, "kolom": " ".join(map(str, widths))}
        return View(None, "", content)

    def image(self, name: str) -> Picture | str | None:
        """The picture of a name, or the label of the frame that takes its place; None when there is no such name."""
        if name not in self._all_names:
            return None
        label, route, path, base = self._source(name)
        if path is None:
            self.frames.append((label, route))
            return label
        digest = self._gallery.exhibit(path, route, base)
        return Picture(label, digest, self._height) if digest is not None else label

    def read_logo(self, index: int) -> None:
        """Report the image of a party that cannot be used, also where no emblem of it is printed."""
        _, route, path, base = self._source(f"pihak.{index}")
        if path is not None:
            self._gallery.read(path, route, base)

    def _source(self, name: str) -> tuple[str, str, str | None, str]:
        """Label and route of an emblem, its image file, and the file that names that one."""
        if name == _GARUDA:
            return "Lambang Negara", "gaya", self._style.lambang_negara, _STYLE_FILES
        index = int(name.rpartition(".")[2])
        pihak, route = self._job.naskah.para_pihak[index], f"para_pihak.{index}.logo"
        return _label(pihak), route, pihak.logo, self._job.places.span(route).file


def _label(pihak: Pihak) -> str:
    if pihak.bentuk is not LegalForm.PEMERINTAH_DAERAH:
        return f"Logo {pihak.nama}"
    daerah = pihak.daerah
    if daerah is None:
        return f"Lambang Daerah {pihak.nama}"
    return f"Lambang Daerah {daerah.tingkat.value.capitalize()} {daerah.nama}"


def _order(layout: str, para_pihak: Sequence[Pihak]) -> list[str]:
    """The names of the pictures from left to right."""
    indexes = range(len(para_pihak))
    if layout == "garuda":
        return [_GARUDA]
    if layout == "logo_dan_lambang":
        # Permendagri 22/2020 Pasal 44 and the formats A.2 and B.2: third party left, region right.
        daerah = [i for i in indexes if para_pihak[i].bentuk is LegalForm.PEMERINTAH_DAERAH]
        third_parties = [i for i in indexes if i not in daerah]
        order = [*reversed(third_parties), *reversed(daerah)]
    elif layout == "pemrakarsa" and para_pihak:
        # Permendagri 22/2020 Pasal 43 ayat (2) and (3): initiator right, partners left.
        initiator = next((i for i in indexes if para_pihak[i].pemrakarsa), 0)
        order = [*(i for i in reversed(indexes) if i != initiator), initiator]
    else:
        order = []
    return [f"pihak.{i}" for i in order]


def _grid(names: list[str]) -> tuple[list[list[str]], list[int]]:
    """Rows of cells, and the relative widths of the columns."""
    count = len(names)
    if count == 0:
        return [], []
    if count == 2:
        return [[names[0], "", names[1]]], [1, 2, 1]
    if count <= 6:
        return [names], [1] * count
    # Eleven emblems do not fit in one row: partners in rows on the left, the initiator alone on the right.
    partners, initiator = names[:-1], names[-1]
    per_row = (len(partners) + 1) // 2
    rest = [""] * (2 * per_row - len(partners))
    return [[*partners[:per_row], initiator], [*partners[per_row:], *rest, ""]], [1] * (per_row + 1)


def _height(height: int, count: int) -> int:
    """The height in millimetres, less when many stand side by side."""
    return height if count <= 2 else max(12, height * 3 // (count + 1))
