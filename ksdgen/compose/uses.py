"""What an agreement does with each standard clause: takes it, fills it in, rewords it, leaves it out, or puts an article of its own in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ksdgen.catalogue.front_matter import KepalaKlausul, judul_klausul
from ksdgen.compose.composition import Keadaan, Pasal, Pemakaian
from ksdgen.compose.plan import Rencana
from ksdgen.compose.task import Garapan
from ksdgen.naskah.model import Naskah, PilihanKlausul
from ksdgen.source.places import Tempat

# --- the list -----------------------------------------------------------------------------------------------------------------


def pemakaian(garapan: Garapan, rencana: Rencana) -> tuple[Pemakaian, ...]:
    """All standard clauses of an agreement: those of its document in order, then those left out or replaced."""
    naskah, tempat = garapan.naskah, garapan.tempat
    ganti, dampingi = _tambahan(garapan, rencana) if naskah.pasal_tambahan else ({}, {})
    hasil = []

    def tambah(p: Pasal, keadaan: Keadaan, pengganti: int | None = None) -> None:
        dampingi_p = dampingi.get(p.kode, ())
        hasil.append(
            rinci(naskah, tempat, p.kode, p.judul, p.versi, p.varian, p.kekakuan, keadaan, pengganti, dampingi_p)
        )

    for p in rencana.pasal:
        if p.klausul is not None:
            tambah(p, Keadaan.DIUBAH if p.asal == "ubahan" else _baku(naskah, p.kode))
    for p in rencana.dihapus:
        i = ganti.pop(p.kode, None)
        tambah(p, Keadaan.DIHAPUS if i is None else Keadaan.DIGANTI, i)
    for kode, i in ganti.items():
        berkas = garapan.klausul(kode)
        if berkas is not None:
            k: KepalaKlausul = berkas.kepala
            tambah(Pasal(kode, judul_klausul(k, None), k.unsur, "", k), Keadaan.DIGANTI, i)
    return tuple(hasil)


def rinci(
    naskah: Naskah,
    tempat: Tempat,
    kode: str,
    judul: str,
    versi: int | None,
    varian: str | None,
    kekakuan: str,
    keadaan: Keadaan,
    pengganti: int | None,
    pendamping: tuple[int, ...] = (),
) -> Pemakaian:
    """A use with what the agreement itself says of it: its words, the reason, the consent, and where."""
    pilihan = (naskah.klausul or {}).get(kode)
    rute = f"klausul.{kode}" if pilihan is not None else ""
    span = tempat.kunci(rute) if rute else tempat.awal()
    alasan = pilihan.alasan if pilihan is not None else None
    disetujui = pilihan.disetujui if pilihan is not None else None
    teks = ""
    if keadaan is Keadaan.DIUBAH and pilihan is not None:
        teks = pilihan.ubah or ""
    elif keadaan is Keadaan.DIGANTI and pengganti is not None and pengganti < len(naskah.pasal_tambahan):
        t = naskah.pasal_tambahan[pengganti]
        teks = f"{t.judul}\n{t.isi}"
        if t.alasan or t.disetujui or not rute:
            rute = f"pasal_tambahan.{pengganti}"
            span = tempat.span(f"{rute}.judul")
        alasan, disetujui = t.alasan or alasan, t.disetujui or disetujui
    return Pemakaian(
        kode, judul, versi, varian, kekakuan, keadaan, rute, span, alasan, disetujui, teks, pengganti, pendamping
    )


def _baku(naskah: Naskah, kode: str) -> Keadaan:
    pilihan = (naskah.klausul or {}).get(kode)
    return Keadaan.ISIAN if pilihan is not None and pilihan.isian else Keadaan.BAKU


# --- articles of the agreement's own that do a clause's work --------------------------------------------------------------------------


def _tambahan(garapan: Garapan, rencana: Rencana) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """Which additional article stands in for which clause, and which stand beside a clause on the same matter.

    An article stands in for a clause that the document does not have when it has the clause's code or title or one nearly the same, or
    when it says that it fulfils an element of the clause that no standard clause of the document fulfils.
    """
    terpakai = {p.kode: p for p in rencana.pasal if p.klausul is not None}
    dihapus = [p.kode for p in rencana.dihapus]
    ganti: dict[str, int] = {}
    dampingi: dict[str, tuple[int, ...]] = {}
    terpenuhi = {u for p in terpakai.values() if p.klausul is not None for u in p.klausul.unsur}
    for i, t in enumerate(garapan.naskah.pasal_tambahan):
        judul = _judul(t.judul)
        sejenis = {p.kode: p.klausul for p in (*terpakai.values(), *rencana.dihapus) if p.klausul is not None}
        calon = dict(_calon(garapan, [*judul, t.kode.replace("_", " ")], t.unsur, sejenis))
        nama = {kode: _nama(kode, kepala) for kode, kepala in calon.items()}
        # PEMBAYARAN is no misspelt PEMBIAYAAN: a title that some clause has is not near another.
        tepat = set().union(*nama.values())
        if judul and judul[0] in tepat:
            judul = judul[:1]  # PERNYATAAN DAN JAMINAN is one matter, not two
        for kode, kepala in calon.items():
            senama = kode == t.kode or any(j in nama[kode] or (j not in tepat and _mirip(j, nama[kode])) for j in judul)
            sama_unsur = not set(t.unsur).isdisjoint(kepala.unsur)
            if kode in terpakai:
                if senama or sama_unsur:
                    dampingi[kode] = (*dampingi.get(kode, ()), i)
            elif kode in ganti and (senama or sama_unsur):
                dampingi[kode] = (*dampingi.get(kode, ()), i)
            elif senama:
                ganti[kode] = i
            elif sama_unsur:
                # Several clauses may fulfil one element; the one that was left out is the one that is replaced.
                bebas = set(t.unsur) & set(kepala.unsur) - terpenuhi
                pesaing = {k for k in dihapus if k != kode and k in sejenis and bebas & set(sejenis[k].unsur)}
                if bebas and (kode in dihapus or not pesaing):
                    ganti[kode] = i
    return ganti, dampingi


def _calon(
    garapan: Garapan, judul: Sequence[str], unsur: Sequence[str], sejenis: Mapping[str, KepalaKlausul]
) -> Iterator[tuple[str, KepalaKlausul]]:
    """The clauses of this document, then others for this kind of agreement that an article with such a title may be about."""
    yield from sejenis.items()
    naskah = garapan.naskah
    awalan = {kata[:4] for j in judul for kata in j.split() if len(kata) > 3}
    for kode in garapan.katalog.klausul_bertanda(awalan.union(u.lower() for u in unsur)):
        if kode in sejenis:
            continue
        berkas = garapan.klausul(kode)
        if berkas is None:
            continue
        k: KepalaKlausul = berkas.kepala
        if (not k.jenis or naskah.jenis in k.jenis) and (not k.kategori or naskah.kategori.value in k.kategori):
            yield kode, k


_KURUNG = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BUKAN_HURUF = re.compile(r"[^a-z0-9]+")
_SAMBUNG = re.compile(r" (?:dan|serta|atau|dan atau) ")
_BATAS_MIRIP = 0.86
"""From which likeness on two titles are the same title with a slip of the pen; "objek" and "subjek" are not."""


def _judul(judul: str) -> list[str]:
    """A title in plain small letters, as a whole and each of the matters that it names."""
    polos = f" {_BUKAN_HURUF.sub(' ', _KURUNG.sub(' ', judul.lower()))} "
    kurung = [_BUKAN_HURUF.sub(" ", k.lower()).strip() for k in _KURUNG.findall(judul)]
    utuh = " ".join(polos.split())
    bagian = [b.strip() for b in _SAMBUNG.split(utuh)]
    koma = [_BUKAN_HURUF.sub(" ", b).strip() for b in re.split(r"[,;/]", judul.lower())]
    return [j for j in dict.fromkeys([utuh, *bagian, *koma, *kurung]) if j]


def _nama(kode: str, kepala: KepalaKlausul) -> set[str]:
    """The titles by which a clause is known."""
    resmi = [kepala.judul] if isinstance(kepala.judul, str) else list(kepala.judul.values())
    return {j for nama in (*resmi, *kepala.judul_lain, kode.replace("_", " ")) for j in _judul(nama)[:1]}


def _mirip(judul: str, nama: Iterable[str]) -> bool:
    import difflib  # only where an agreement has articles of its own

    dekat = [n for n in nama if abs(len(judul) - len(n)) <= 4 and len(n) >= 6]
    return any(difflib.SequenceMatcher(None, judul, n, autojunk=False).ratio() >= _BATAS_MIRIP for n in dekat)


# --- undoing ------------------------------------------------------------------------------------------------------------------


def tanpa_penyimpangan(
    naskah: Naskah, daftar: Iterable[Pemakaian], *, kembalikan: bool
) -> tuple[Naskah, dict[int, str]]:
    """The agreement as it would be with standard clauses only, and the articles of its own that stand in for one.

    Args:
        naskah: the agreement.
        daftar: what it does with standard clauses.
        kembalikan: whether clauses that are left out come back too.
    """
    pilihan: dict[str, PilihanKlausul] = dict(naskah.klausul or {})
    gantian: dict[int, str] = {}
    for p in daftar:
        if p.keadaan is Keadaan.DIGANTI and p.pengganti is not None:
            gantian.setdefault(p.pengganti, p.kode)
        if p.keadaan.menyimpang and (kembalikan or p.keadaan is not Keadaan.DIHAPUS):
            pilihan[p.kode] = pilihan.get(p.kode, PilihanKlausul()).ganti(ubah=None, hapus=False)
    return naskah.ganti(klausul=pilihan), gantian
