"""Numbers, date and place of an agreement, filled into its text as they arrive: nothing else in the file changes."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.editing.draft import kutip
from ksdgen.editing.fix import ditandatangani
from ksdgen.errors import Refused
from ksdgen.naskah.model import Naskah, Penandatanganan, Pihak
from ksdgen.naskah.routes import sebutan_rute
from ksdgen.rules.batch import ganda
from ksdgen.source.node import Daftar, Peta, Skalar, kosong, plain
from ksdgen.source.parse import parse
from ksdgen.source.places import Tempat
from ksdgen.source.scalars import is_open

TANGGAL = "penandatanganan.tanggal"
TEMPAT = "penandatanganan.tempat"

_BARIS = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Terbuka:
    """A fact that is still open: its route, and what it is."""

    rute: str
    sebutan: str


def yang_terbuka(naskah: Naskah) -> list[Terbuka]:
    """The numbers, the place and the date that are still to come."""
    hasil = []
    for i, p in enumerate(naskah.para_pihak):
        if is_open(p.nomor):
            rute = f"para_pihak.{i}.nomor"
            hasil.append(Terbuka(rute, f"{sebutan_rute(rute)} ({p.nama})"))
    for nama in ("tempat", "tanggal"):
        isi = getattr(naskah.penandatanganan, nama)
        if is_open(isi):
            hasil.append(Terbuka(f"penandatanganan.{nama}", sebutan_rute(f"penandatanganan.{nama}")))
    return hasil


def baca(ruang: Workspace, path: str) -> tuple[str, Naskah]:
    """The text of an agreement that may still be filled in, and the agreement.

    Raises:
        Refused: it cannot be read, or it has been signed.
    """
    try:
        data = ruang.repository.pohon.read(path) or b""
        teks = data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused(f"`{path}` tidak dapat dibaca") from None
    if ditandatangani(teks.removeprefix("\ufeff")) or ruang.repository.is_frozen(path):
        raise Refused(f"`{path}` sudah ditandatangani; isinya tidak diubah lagi, perubahan dibuat dengan adendum")
    naskah = ruang.agreements.muat(path).naskah
    if naskah is None:
        raise Refused(f"`{path}` belum dapat dibaca; perbaiki dahulu menurut `ksdgen check`")
    return teks, naskah


def isikan(teks: str, isian: Mapping[str, str]) -> str:
    """The text with values at some routes; comments, quotes and layout stay.

    Args:
        teks: the file's text.
        isian: values by route.

    Raises:
        Refused: a value stands there in a way that cannot be replaced with certainty.
    """
    bom = "\ufeff" if teks.startswith("\ufeff") else ""
    teks = teks.removeprefix(bom)
    for rute, nilai in isian.items():
        node, _ = parse(teks, "")
        harap = _dengan(plain(node), rute.split("."), nilai) if node is not None else None
        baru = _ganti(teks, Tempat(node, ""), rute, nilai)
        hasil, temuan = parse(baru, "") if baru is not None else (None, [])
        if (
            baru is None
            or hasil is None
            or any(t.tingkat is Severity.KESALAHAN for t in temuan)
            or plain(hasil) != harap
        ):
            raise Refused(
                f"{sebutan_rute(rute)} tidak dapat diisi dengan sendirinya; tulis sendiri `{rute.rpartition('.')[2]}: {nilai}` di dalam berkas"
            )
        teks = baru
    return bom + teks


def nilai(
    ruang: Workspace, path: str, teks: str, rute: Sequence[str], hari_ini: Any
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What is wrong with the new values: numbers that another agreement bears already, and other findings at their places.

    Args:
        ruang: the repository.
        path: the agreement, relative to the root.
        teks: its new text.
        rute: the routes that were filled in.
        hari_ini: the day on which it is judged.
    """
    baru = ruang.supposing({path: teks.encode("utf-8")})
    semua = [f for f in ruang.repository.agreement_paths() if f != path]
    # This agreement comes last, so that it is the one that is told of.
    muatan = [(m.path, m.naskah, m.tempat) for m in map(baru.agreements.muat, [*semua, path]) if m.naskah is not None]
    kembar = [t for t in ganda(muatan) if t.span is not None and t.span.file == path and t.rute in rute]
    return kembar, [t for t in baru.periksa(path, hari_ini).temuan if t.rute in rute]


def _dengan(data: Any, rute: Sequence[str], nilai: str) -> Any:
    """A copy of nested data with a value at a route; a parent that is not there is made."""
    data = copy.deepcopy(data)
    kini = data
    for bagian in rute[:-1]:
        if isinstance(kini, list):
            kini = kini[int(bagian)]
        else:
            if not isinstance(kini.get(bagian), dict | list):
                kini[bagian] = {}
            kini = kini[bagian]
    kini[rute[-1]] = nilai
    return data


def _ganti(teks: str, tempat: Tempat, rute: str, nilai: str) -> str | None:
    """The text with one value in another place; None where that is not clear."""
    baris = _BARIS.findall(teks)
    node = tempat.node(rute)
    induk, _, nama = rute.rpartition(".")
    wadah = tempat.node(induk)
    if node is None:
        if isinstance(wadah, Peta):
            return _sisip(baris, wadah, nama, nilai, _medan(induk))
        return _sisip_induk(baris, tempat, induk, nama, nilai)
    if not isinstance(node, Skalar) or node.span.line != node.span.end_line or node.gaya in ("|", ">"):
        return None
    s = node.span
    b = baris[s.line - 1] if s.line <= len(baris) else ""
    sebelum, sesudah = b[: s.column - 1], b[s.end_column - 1 :]
    jeda = "" if sebelum.endswith((" ", "\t")) else " "
    baris[s.line - 1] = f"{sebelum}{jeda}{kutip(nilai, node.gaya, dalam_kurung=_berkurung(baris, wadah))}{sesudah}"
    return "".join(baris)


def _medan(induk: str) -> list[str]:
    return list(Penandatanganan.medan_ if induk == "penandatanganan" else Pihak.medan_)


def _berkurung(baris: list[str], wadah: Any) -> bool:
    """Whether a mapping is written in brackets."""
    s = wadah.span if isinstance(wadah, Peta | Daftar) else None
    return s is not None and s.line <= len(baris) and baris[s.line - 1][s.column - 1 : s.column] == "{"


def _sisip(baris: list[str], wadah: Peta, nama: str, nilai: str, urutan: list[str]) -> str | None:
    """A new key in a mapping, behind the key that comes before it in the model."""
    ada = [k for k in wadah.kunci if k in urutan]
    sebelum = [k for k in ada if urutan.index(k) < urutan.index(nama)]
    if not ada:
        return None
    acuan = max(sebelum, key=urutan.index) if sebelum else ada[0]
    node, kunci = wadah.isi[acuan], wadah.kunci[acuan]
    if not isinstance(node, Skalar) or node.span.line != node.span.end_line or node.gaya in ("|", ">"):
        return None
    no = node.span.end_line - 1
    if _berkurung(baris, wadah):
        b = baris[no]
        baris[no] = (
            f"{b[: node.span.end_column - 1]}, {nama}: {kutip(nilai, dalam_kurung=True)}{b[node.span.end_column - 1 :]}"
        )
    else:
        _baris_baru(baris, no + 1, [f"{' ' * (kunci.column - 1)}{nama}: {kutip(nilai)}"])
    return "".join(baris)


def _sisip_induk(baris: list[str], tempat: Tempat, induk: str, nama: str, nilai: str) -> str | None:
    """A new key in a top-level mapping that is empty or not there yet."""
    akar = tempat.akar
    if "." in induk or not isinstance(akar, Peta):
        return None
    anak = f"  {nama}: {kutip(nilai)}"
    if induk in akar.isi:
        if not kosong(akar.isi[induk]):
            return None
        _baris_baru(baris, akar.kunci[induk].line, [anak])
        return "".join(baris)
    urutan = list(Naskah.medan_)
    sesudah = [s.line - 1 for k, s in akar.kunci.items() if k not in urutan or urutan.index(k) > urutan.index(induk)]
    letak = min(sesudah, default=len(baris))
    # Comments above the next key are that key's own.
    while letak > 0 and (not baris[letak - 1].strip() or baris[letak - 1].startswith("#")):
        letak -= 1
    _baris_baru(baris, letak, [f"{induk}:", anak])
    return "".join(baris)


def _baris_baru(baris: list[str], letak: int, isi: list[str]) -> None:
    """New lines, with the line end that the file has."""
    ganti = next((b[len(b.rstrip("\r\n")) :] for b in baris if b.endswith(("\r", "\n"))), "\n")
    if letak and not baris[letak - 1].endswith(("\r", "\n")):
        baris[letak - 1] += ganti
    baris[letak:letak] = [b + ganti for b in isi]
