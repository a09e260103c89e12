"""Which articles the document has, in which order, and in which variant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ksdgen.catalogue.front_matter import Berkas, KepalaKlausul, Varian, judul_klausul
from ksdgen.compose.composition import Pasal
from ksdgen.compose.task import Garapan, Pilihan, maksud, maksud_dan
from ksdgen.compose.views import text_deferred
from ksdgen.diagnostics import Span
from ksdgen.naskah.model import Naskah, PasalTambahan, PilihanKlausul


@dataclass(slots=True)
class Rencana:
    """The articles of a document, and those that it would have if the agreement did not take them out."""

    pasal: list[Pasal]
    dihapus: list[Pasal]


_Lepas = tuple[Pasal, tuple[str, ...]]
"""A chosen clause that the document type does not list, and the articles after which it may go."""


def rencanakan(garapan: Garapan, pilihan: Pilihan) -> Rencana:
    """The articles in order: those of the document type, those chosen in addition, the agreement's own."""
    perencana = _Perencana(garapan, pilihan)
    return Rencana(perencana.rencana(), perencana.dihapus)


class _Perencana:
    def __init__(self, garapan: Garapan, pilihan: Pilihan) -> None:
        self.garapan = garapan
        self.naskah = garapan.naskah
        self.katalog = garapan.katalog
        self.jenis = pilihan.jenis
        self.sebutan = pilihan.sebutan
        self.dipilih: Mapping[str, PilihanKlausul] = self.naskah.klausul or {}
        self.dihapus: list[Pasal] = []

    def rencana(self) -> list[Pasal]:
        hasil = self._baku()
        _sisipkan_lepas(hasil, self._lepas())
        self._sisipkan_tambahan(hasil)
        return hasil

    # --- standard clauses ---------------------------------------------------------------------------------------------

    def _baku(self) -> list[Pasal]:
        """The clauses that the document type lists, without those that do not apply or are taken out."""
        hasil: list[Pasal] = []
        for kode in self.jenis.pasal:
            berkas = self.garapan.klausul(kode)
            if berkas is None:
                self._klausul_hilang(kode)
                continue
            kepala: KepalaKlausul = berkas.kepala
            dipilih = self.dipilih.get(kode)
            hapus = dipilih is not None and dipilih.hapus
            if not self._untuk_kategori(kepala):
                continue
            if kepala.bila and (dipilih is None or hapus) and not any(_berfakta(self.naskah, r) for r in kepala.bila):
                continue
            pasal = self._pasal(kode, berkas, dipilih)
            (self.dihapus if hapus else hasil).append(pasal)
        return hasil

    def _lepas(self) -> list[_Lepas]:
        """The clauses that the agreement chooses and its document type does not list."""
        hasil: list[_Lepas] = []
        for kode, dipilih in self.dipilih.items():
            berkas = self.garapan.klausul(kode)
            if berkas is None:
                self._klausul_tak_dikenal(kode)
                continue
            kepala: KepalaKlausul = berkas.kepala
            baku = kode in self.jenis.pasal
            untuk_jenis = baku or not kepala.jenis or self.naskah.jenis in kepala.jenis
            if not untuk_jenis or not self._untuk_kategori(kepala):
                self._klausul_tak_cocok(kode, kepala)
            elif not baku and not dipilih.hapus:
                hasil.append((self._pasal(kode, berkas, dipilih), kepala.letak.setelah if kepala.letak else ()))
        return hasil

    def _untuk_kategori(self, kepala: KepalaKlausul) -> bool:
        return not kepala.kategori or self.naskah.kategori.value in kepala.kategori

    def _pasal(self, kode: str, berkas: Berkas, pilihan: PilihanKlausul | None) -> Pasal:
        kepala: KepalaKlausul = berkas.kepala
        varian = self._varian(kode, kepala, pilihan)
        judul = judul_klausul(kepala, varian)
        if pilihan is not None and pilihan.ubah is not None:
            return Pasal(kode, judul, kepala.unsur, "ubahan", kepala, varian, berkas.path)
        unsur = kepala.unsur if all(_berfakta(self.naskah, rute) for rute in kepala.fakta) else ()
        return Pasal(kode, judul, unsur, "klausul", kepala, varian, berkas.path)

    def _varian(self, kode: str, kepala: KepalaKlausul, pilihan: PilihanKlausul | None) -> str | None:
        """The variant that is chosen, else the first that applies and may be taken without being chosen."""
        semua = kepala.varian or {}
        cocok = [nama for nama, v in semua.items() if self._varian_cocok(v)]
        nama = pilihan.varian if pilihan is not None else None
        if nama in cocok:
            return nama
        if nama is not None:
            self._varian_keliru(kode, nama, list(semua), cocok)
        return next((v for v in cocok if not semua[v].pilihan), None)

    def _varian_cocok(self, varian: Varian) -> bool:
        return varian.untuk(self.naskah.jenis, self.naskah.kategori.value)

    # --- the agreement's own articles ---------------------------------------------------------------------------------

    def _sisipkan_tambahan(self, hasil: list[Pasal]) -> None:
        """Place the agreement's own articles; one may follow another whatever order they are written in."""
        gantian = self.garapan.gantian
        sisa = [(i, t) for i, t in enumerate(self.naskah.pasal_tambahan) if i not in gantian]
        terpakai = {p.kode for p in hasil}
        # After which article the next of the same place goes; what follows an article that is left out follows its clause.
        ekor = {self.naskah.pasal_tambahan[i].kode: kode for i, kode in gantian.items()}
        while sisa:
            tertunda: list[tuple[int, PasalTambahan]] = []
            for i, t in sisa:
                if t.kode in terpakai:
                    self._kode_terpakai(i, t)
                    continue
                letak = _letak(hasil, ekor.get(t.setelah, t.setelah))
                if letak is None:
                    tertunda.append((i, t))
                    continue
                hasil.insert(letak + 1, _pasal_tambahan(i, t))
                ekor[t.setelah] = t.kode
                terpakai.add(t.kode)
            if len(tertunda) == len(sisa):
                for i, t in tertunda:
                    self._letak_tak_ada(i, t, [p.kode for p in hasil])
                    hasil.append(_pasal_tambahan(i, t))
                return
            sisa = tertunda

    # --- what is wrong ------------------------------------------------------------------------------------------------

    def _klausul_hilang(self, kode: str) -> None:
        """A document type lists a clause that is not there or cannot be read."""
        rusak = self.katalog.temuan_berkas(f"klausul/{kode}.j2")
        self.garapan.temuan += rusak
        if not rusak:
            pesan = f"jenis naskah {self.jenis.sebutan} menyebut klausul `{kode}` yang tidak ada"
            self.garapan.broken_template("KSD041", pesan, Span.at(self.katalog.pohon.name(f"{self.jenis.jenis}.j2")))

    def _klausul_tak_dikenal(self, kode: str) -> None:
        """The agreement chooses a clause that is not there or cannot be read."""
        rusak = self.katalog.temuan_berkas(f"klausul/{kode}.j2")
        self.garapan.temuan += rusak
        if not rusak:
            rute = f"klausul.{kode}"
            bantuan = maksud(kode, self.katalog.daftar_klausul(), "lihat berkas pada templates/klausul/")
            self.garapan.lapor("KSD013", f"klausul `{kode}` tidak ada", self.garapan.tempat.kunci(rute), bantuan, rute)

    def _klausul_tak_cocok(self, kode: str, kepala: KepalaKlausul) -> None:
        rute = f"klausul.{kode}"
        self.garapan.lapor(
            "KSD015",
            f"klausul `{kode}` bukan untuk {self.sebutan} kategori {self.naskah.kategori.value}",
            self.garapan.tempat.kunci(rute),
            f"klausul ini untuk: {', '.join((*kepala.jenis, *kepala.kategori))}",
            rute,
        )

    def _varian_keliru(self, kode: str, nama: str, semua: list[str], cocok: list[str]) -> None:
        rute = f"klausul.{kode}.varian"
        span = self.garapan.tempat.span(rute)
        if nama not in semua:
            ada = f"varian yang ada: {', '.join(semua)}" if semua else "klausul ini tidak bervarian"
            pesan = f"klausul `{kode}` tidak mempunyai varian `{nama}`"
            self.garapan.lapor("KSD013", pesan, span, maksud_dan(nama, semua, ada), rute)
            return
        pesan = (
            f"varian `{nama}` dari klausul `{kode}` bukan untuk {self.sebutan} kategori {self.naskah.kategori.value}"
        )
        self.garapan.lapor("KSD015", pesan, span, f"varian yang dapat dipakai: {', '.join(cocok)}", rute)

    def _kode_terpakai(self, i: int, t: PasalTambahan) -> None:
        rute = f"pasal_tambahan.{i}.kode"
        span = self.garapan.tempat.span(rute)
        bantuan = "beri pasal tambahan ini kode lain"
        self.garapan.lapor("KSD031", f"kode pasal `{t.kode}` sudah dipakai", span, bantuan, rute)

    def _letak_tak_ada(self, i: int, t: PasalTambahan, ada: list[str]) -> None:
        rute = f"pasal_tambahan.{i}.setelah"
        span = self.garapan.tempat.span(rute)
        bantuan = maksud(t.setelah, ada, f"pasal yang ada: {', '.join(ada)}")
        pesan = f"`setelah: {t.setelah}` tidak menunjuk pasal dalam naskah ini"
        self.garapan.lapor("KSD030", pesan, span, bantuan, rute)


def _sisipkan_lepas(hasil: list[Pasal], lepas: list[_Lepas]) -> None:
    """Place chosen clauses that the type does not list; those with the same place keep the order of the agreement."""
    ekor: dict[str, str] = {}  # after which article the next of the same place goes
    while lepas:
        menunggu = {p.kode for p, _ in lepas}
        ada = {"awal", *menunggu, *(p.kode for p in hasil)}
        for i, (p, setelah) in enumerate(lepas):
            jangkar = next((s for s in setelah if s in ada), None)
            if jangkar in menunggu and jangkar != p.kode and i < len(lepas) - 1:
                continue  # first the clause after which this one goes
            letak = _letak(hasil, ekor.get(jangkar or "", jangkar))
            if jangkar == "awal" and letak is None:
                letak = -1
            hasil.insert(len(hasil) if letak is None else letak + 1, p)
            if jangkar is not None:
                ekor[jangkar] = p.kode
            del lepas[i]
            break


def _letak(pasal: list[Pasal], kode: str | None) -> int | None:
    return next((i for i, p in enumerate(pasal) if p.kode == kode), None)


def _pasal_tambahan(i: int, t: PasalTambahan) -> Pasal:
    return Pasal(t.kode, t.judul, t.unsur, f"tambahan.{i}")


def _berfakta(naskah: Naskah, rute: str) -> bool:
    """Whether a fact is given; `*` in a route means "for every party / item, and at least one", `|` divides routes of which one will do."""
    return any(_ada(naskah, r.split(".")) for r in rute.split("|"))


def _ada(nilai: Any, bagian: list[str]) -> bool:
    if nilai is None or nilai == "" or nilai == () or nilai == {} or text_deferred(nilai):
        return False
    if isinstance(nilai, tuple) and not bagian:
        return not all(map(text_deferred, nilai))
    if not bagian:
        return True
    kepala, sisa = bagian[0], bagian[1:]
    if kepala == "*":
        anak = list(nilai.values()) if isinstance(nilai, Mapping) else list(nilai)
        return bool(anak) and all(_ada(a, sisa) for a in anak)
    if isinstance(nilai, Mapping):
        return _ada(nilai.get(kepala), sisa)
    return _ada(getattr(nilai, kepala, None), sisa)
