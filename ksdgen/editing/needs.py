"""What the regulation asks of an agreement of some kind: facts with the provision that asks for each, and acts of its legal basis.

Nothing is listed here: an agreement that says nothing is composed and judged, and its blanks and findings are the facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ksdgen import regulation
from ksdgen.desk.workspace import Workspace
from ksdgen.editing.draft import tulis
from ksdgen.naskah.model import BentukPihak, Kategori, Naskah, Status
from ksdgen.rules.engine import PRAKTIK
from ksdgen.rules.packaged import semua
from ksdgen.rules.rule import Aturan
from ksdgen.source.scalars import GAP

NOT_CONTENT = frozenset(["gaya", "klausul"])
"""Where findings point that ask for no fact."""


def kebutuhan(
    ruang: Workspace, jenis: str, kategori: Kategori, bentuk: Sequence[BentukPihak], hari_ini: date
) -> dict[str, str]:
    """The facts that an agreement needs, by route (`*` for every item or party), each with the provision that asks for it.

    Found by judging an agreement that says nothing: what is printed as a blank, and what rules miss.

    Args:
        ruang: the repository.
        jenis: the document type.
        kategori: the category.
        bentuk: the legal forms of the parties.
        hari_ini: the day whose law is asked.
    """
    kode = [f"pihak_{i}" for i in range(len(bentuk))]
    pihak = [{"kode": k, "bentuk": b.value, "nama": f"{GAP} {k}"} for k, b in zip(kode, bentuk, strict=True)]
    aturan = {a.kode: a for a in semua()}
    hasil: dict[str, str] = {}
    for status in (Status.KONSEP, Status.SIAP_DITANDATANGANI):
        isi: dict[str, Any] = {
            "jenis": jenis,
            "kategori": kategori.value,
            "status": status.value,
            "tentang": GAP,
            "para_pihak": pihak,
        }
        # Every other key stands there without a value, so that findings can name it.
        baris = [b for k in Naskah.medan_ for b in (tulis({k: isi[k]}) if k in isi else [f"{k}:"])]
        path = "naskah.yaml"
        kosong = ruang.supposing({path: ("\n".join(baris) + "\n").encode()})
        for t in kosong.periksa(path, hari_ini).temuan:
            a = aturan.get(t.kode)
            if t.rute is None or a is None:
                continue
            dasar = next((d for d in t.dasar if d != PRAKTIK), "")
            for rute in _serute(t.rute, a):
                umum = _umum(rute, kode)
                if umum.partition(".")[0] in Naskah.medan_ and umum.partition(".")[0] not in NOT_CONTENT:
                    hasil[umum] = hasil.get(umum) or dasar
    return hasil


def _serute(rute: str, aturan: Aturan) -> list[str]:
    """A finding's route with the other facts of which its rule reports only the first that is missing."""
    fakta = aturan.parameter.get("fakta", ())
    return list(fakta) if "unsur" in aturan.parameter and rute in fakta else [rute]


def _umum(rute: str, kode: Sequence[str]) -> str:
    return ".".join("*" if b.isdigit() or b in kode else b for b in rute.split("."))


def dasar_hukum(jenis: str, kategori: Kategori) -> list[str]:
    """The acts that rules expect among the legal basis, and those that say what this category is; highest first, then by age."""
    ids: set[str] = set()
    dituntut = False
    for a in semua():
        b = a.berlaku
        if (b.jenis and jenis not in b.jenis) or (b.kategori and kategori.value not in b.kategori):
            continue
        if a.cek == "dasar_hukum_memuat":
            dituntut = True
            ids.add(a.parameter["peraturan"])
        elif a.cek == "susunan_pihak":
            ids.update(d.sitasi.partition("/")[0] for d in a.dasar if d.sitasi != PRAKTIK)
    tingkat = ("uu", "perppu", "pp", "perpres")

    def urut(id_: str) -> tuple[int, int, str]:
        bentuk, _, sisa = id_.partition("-")
        return (tingkat.index(bentuk) if bentuk in tingkat else len(tingkat), int(sisa.rpartition("-")[2]), id_)

    return sorted((i for i in ids if regulation.muat(i) is not None), key=urut) if dituntut else []
