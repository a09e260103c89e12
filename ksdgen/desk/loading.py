"""Reading agreements: YAML, shared parties, shape, and the agreements that they refer to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.naskah.model import BerkasPihak, Naskah
from ksdgen.naskah.parties import BukuPihak
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Daftar, Node, Peta, Skalar
from ksdgen.source.parse import load
from ksdgen.source.places import Tempat
from ksdgen.world.codes import finding
from ksdgen.world.repository import AKHIRAN, Repository
from ksdgen.world.tree import join

BATAS_MUATAN = 32
"""How many read agreements are kept at once."""

_TAK_MENGUBAH_ISI = {"status", "pengecualian", "arsip", "dilaporkan_kepada_menteri"}
"""Keys that may change after signing without changing the paper."""


@dataclass(frozen=True, slots=True)
class Muatan:
    """An agreement that has been read: its typed form (None when its shape is broken), its places, and what is wrong with it."""

    path: str
    naskah: Naskah | None
    tempat: Tempat
    temuan: list[Diagnostic]
    sidik: str = ""
    """Digest of the content; what does not change the paper is left out."""
    sumber: frozenset[str] = frozenset()
    """The files that it was read from, or would be: itself and its parties."""


class Agreements:
    """The agreements of a repository as they are read; those that are needed again soon are kept.

    Args:
        repository: where they are.
    """

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self.buku = BukuPihak(self._muat_pihak, self._semua_pihak)
        self._muatan: dict[str, Muatan] = {}

    def muat(self, path: str) -> Muatan:
        """Read an agreement: YAML, shared parties, shape."""
        muatan = self._muatan.pop(path, None) or self._baca(path)
        # An agreement or a party that is remembered is not read again, but is made use of all the same.
        self._repository.trace.touch(muatan.sumber)
        # The least recently used goes first: related agreements are near each other, and a batch must not keep every file.
        self._muatan[path] = muatan
        if len(self._muatan) > BATAS_MUATAN:
            del self._muatan[next(iter(self._muatan))]
        return muatan

    def _baca(self, path: str) -> Muatan:
        kosong = Tempat(None, path)
        try:
            data = self._repository.pohon.read(path)
        except OSError as galat:
            return Muatan(path, None, kosong, [tak_terbaca(path, galat)], sumber=frozenset({path}))
        if data is None:
            return Muatan(path, None, kosong, [_tak_ada(path)], sumber=frozenset({path}))
        node, temuan = load(data, path)
        if node is None:
            return Muatan(path, None, kosong, temuan, sumber=frozenset({path}))
        sidik = sidik_isi(node)
        sumber = frozenset({path, *(p for acuan in _acuan(node) for p in self._letak_pihak(acuan))})
        node, temuan_pihak = self.buku.terapkan(node, path)
        pembaca = Pembaca()
        naskah = pembaca.rekaman(Naskah, node)
        return Muatan(path, naskah, Tempat(node, path), temuan + temuan_pihak + pembaca.temuan, sidik, sumber)

    def terkait(self, muatan: Muatan, rute: str) -> tuple[Muatan | None, list[Diagnostic]]:
        """The agreement that a field of another names by its path relative to it."""
        acuan = getattr(muatan.naskah, rute) if muatan.naskah is not None else None
        if not isinstance(acuan, str):
            return None, []
        path = join(muatan.path, acuan)
        hasil = self.muat(path)
        if hasil.naskah is not None:
            return hasil, []
        span = muatan.tempat.span(rute)
        if any(t.cause is Cause.UNREADABLE for t in hasil.temuan):
            pesan, bantuan = f"berkas `{acuan}` tidak ada", "tulis letaknya relatif terhadap berkas ini"
            if rute == "kesepakatan_bersama":
                bantuan += ", atau tulis fakta KSB lama: nomor, tanggal, tentang"
        else:
            pesan, bantuan = f"berkas `{acuan}` belum dapat dibaca", "perbaiki dahulu berkas itu"
        return None, [finding("KSD018", pesan, span, bantuan, route=rute)]

    def bergantung(self, path: str) -> set[str]:
        """The files that an agreement is made of: itself, its pins, its parties, related agreements, images, its frozen document."""
        hasil = {path, self._repository.path_beku(path), self._repository.path_kunci(path)}
        naskah = self.muat(path).naskah if not self._repository.adalah_pihak(path) else None
        if naskah is None:
            return hasil
        hasil |= self.muat(path).sumber
        hasil.update(join(path, p.logo) for p in naskah.para_pihak if p.logo)
        for nama in ("kesepakatan_bersama", "nota_kesepakatan", "rencana_kerja"):
            acuan = getattr(naskah, nama)
            if isinstance(acuan, str):
                hasil |= self.muat(join(path, acuan)).sumber
        return hasil

    def _letak_pihak(self, acuan: str) -> list[str]:
        awal = f"{self._repository.folder}/" if self._repository.folder else ""
        return [f"{awal}{acuan}{a}" for a in AKHIRAN]

    def _muat_pihak(self, acuan: str) -> tuple[Node | None, list[Diagnostic]] | None:
        if ".." in acuan.split("/") or acuan.startswith("/"):
            return None
        for path in self._letak_pihak(acuan):
            try:
                data = self._repository.pohon.read(path)
            except OSError as galat:
                return None, [tak_terbaca(path, galat)]
            if data is not None:
                return load(data, path)
        return None

    def _semua_pihak(self) -> list[str]:
        awal = f"{self._repository.folder}/" if self._repository.folder else ""
        berkas = self._repository.pohon.files(f"{awal}pihak")
        return [f.removeprefix(awal).rpartition(".")[0] for f in berkas if f.endswith(AKHIRAN)]

    def shared_party(self, path: str) -> Muatan:
        """A file of shared party data, held to its shape; it is no agreement."""
        try:
            data = self._repository.pohon.read(path)
        except OSError as galat:
            return Muatan(path, None, Tempat(None, path), [tak_terbaca(path, galat)])
        if data is None:
            return Muatan(path, None, Tempat(None, path), [_tak_ada(path)])
        node, temuan = load(data, path)
        pembaca = Pembaca()
        if node is not None:
            pembaca.rekaman(BerkasPihak, node)
        return Muatan(path, None, Tempat(node, path), temuan + pembaca.temuan)


def sidik_isi(node: Node) -> str:
    """Digest of what an agreement says: its values in order, without comments, layout or the keys that do not change the paper."""

    def data(n: Node, akar: bool = False) -> Any:
        if isinstance(n, Peta):
            return [[k, data(v)] for k, v in sorted(n.isi.items()) if not (akar and k in _TAK_MENGUBAH_ISI)]
        if isinstance(n, Daftar):
            return [data(b) for b in n.butir]
        assert isinstance(n, Skalar)
        return n.teks

    return hashlib.sha256(
        json.dumps(data(node, akar=True), ensure_ascii=False).encode("utf-8", "surrogatepass")
    ).hexdigest()


def _acuan(akar: Node) -> list[str]:
    """The party files that an agreement names."""
    para_pihak = akar.isi.get("para_pihak") if isinstance(akar, Peta) else None
    butir = para_pihak.butir if isinstance(para_pihak, Daftar) else ()
    acuan = [p.isi.get("acuan") for p in butir if isinstance(p, Peta)]
    return [a.teks.strip() for a in acuan if isinstance(a, Skalar)]


def _tak_ada(path: str) -> Diagnostic:
    return finding(
        "KSD009",
        "berkas tidak ada",
        Span.at(path),
        "periksa letak dan ejaan nama berkas",
        cause=Cause.UNREADABLE,
    )


def tak_terbaca(path: str, galat: OSError) -> Diagnostic:
    """That the system does not let a file be read."""
    sebab = "tidak ada izin membaca" if isinstance(galat, PermissionError) else "berkas tidak dapat dibaca"
    bantuan = "periksa izin berkas itu"
    return finding("KSD009", sebab, Span.at(path), bantuan, cause=Cause.UNREADABLE)
