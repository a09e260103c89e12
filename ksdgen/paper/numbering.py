"""Gives Pasal and points their numbers, then resolves references.

References can point forward, so numbers are given in a first pass over all blocks and references resolved in a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.paper.document import Blok, Inline, Nomor, Paragraf, PemisahHalaman, Rujukan, Tabel, Teks, ubah_paragraf

_KATA = {
    "pasal": "",
    "ayat": "ayat ",
    "huruf": "huruf ",
    "angka": "angka ",
    "huruf_kurung": "huruf ",
    "angka_kurung": "angka ",
    "romawi": "",
}
"""The word that a reference prints before each kind of number; "Pasal" is part of the number itself."""


def beri_nomor(blok: Sequence[Blok]) -> tuple[Blok, ...]:
    """Number the Pasal from 1 and take the number from an ayat that is alone in its Pasal.

    Markers inside a Pasal are numbered by the parser; here only what needs the whole document is decided.
    """
    hasil: list[Blok] = []
    pasal = 0
    awal = 0  # where the current Pasal's body starts in `hasil`
    for b in blok:
        if isinstance(b, Paragraf) and b.peran == "pasal":
            _ayat_tunggal(hasil, awal)
            pasal += 1
            hasil.append(replace(b, nomor=Nomor("pasal", pasal)))
            awal = len(hasil)
        elif isinstance(b, Paragraf) and b.peran in ("penutup", "lampiran_judul"):
            _ayat_tunggal(hasil, awal)
            hasil.append(b)
            awal = len(hasil)
        else:
            hasil.append(b)
    _ayat_tunggal(hasil, awal)
    return tuple(hasil)


def _ayat_tunggal(hasil: list[Blok], awal: int) -> None:
    ayat = [i for i in range(awal, len(hasil)) if _jenis(hasil[i]) == "ayat"]
    if len(ayat) != 1:
        return
    for i in range(ayat[0], len(hasil)):
        b = hasil[i]
        if i == ayat[0]:
            assert isinstance(b, Paragraf)
            hasil[i] = replace(b, peran="isi", nomor=None, kedalaman=0)
        elif isinstance(b, Paragraf | Tabel) and b.kedalaman:
            hasil[i] = replace(b, kedalaman=b.kedalaman - 1)


def _jenis(b: Blok) -> str | None:
    return b.nomor.jenis if isinstance(b, Paragraf) and b.nomor is not None else None


Rantai = tuple[tuple[str, Nomor], ...]
"""The identities and numbers of the paragraphs from the Pasal down to a place."""

TURUNAN = "^"
"""Stands in identities that the engine gave and no author wrote, so that nobody can refer to them."""


@dataclass(slots=True)
class _Peta:
    """Where everything is: the chain of numbers at every block, and at every label."""

    blok: list[Blok]
    rantai: list[Rantai]
    label: dict[str, Rantai]


def rujuk(blok: Sequence[Blok], *, nama: Mapping[str, str] | None = None) -> tuple[tuple[Blok, ...], list[Diagnostic]]:
    """Turn every reference into its words and one `Rujukan` per number; report what points to nothing and doubled identities.

    Args:
        blok: numbered blocks.
        nama: titles of articles that exist but are not in this document, by id, for a better message.
    """
    temuan: list[Diagnostic] = []
    peta = _petakan(blok, temuan)

    def ubah(p: Paragraf, sini: Rantai) -> Paragraf:
        if not any(isinstance(i, Rujukan) for i in p.isi):
            return p
        isi: list[Inline] = []
        for i in p.isi:
            if isinstance(i, Rujukan) and not i.isi:
                _sisip(isi, _urai(i, sini, peta.label, nama or {}, temuan))
            else:
                _sisip(isi, (i,))
        return replace(p, isi=tuple(isi))

    hasil: list[Blok] = []
    for b, sini in zip(peta.blok, peta.rantai, strict=True):
        hasil += ubah_paragraf((b,), partial(ubah, sini=sini))
    return tuple(hasil), temuan


def _petakan(blok: Sequence[Blok], temuan: list[Diagnostic]) -> _Peta:
    """Find the chain of each block and label; ancestors of labelled items are given an identity, doubled labels are taken away."""
    hasil = list(blok)
    indeks: list[tuple[int, ...]] = []  # of the enclosing numbered paragraphs, Pasal first
    pemakai: dict[str, int] = {}
    tumpukan: list[int] = []
    for i, b in enumerate(blok):
        tumpukan = _induk(hasil, tumpukan, i)
        indeks.append(tuple(tumpukan))
        if not isinstance(b, Paragraf) or b.kunci is None:
            continue
        if b.kunci in pemakai:
            temuan.append(_dobel(b))
            hasil[i] = replace(b, kunci=None)
        elif TURUNAN not in b.kunci:
            pemakai[b.kunci] = i
            for j in tumpukan:
                induk = hasil[j]
                if isinstance(induk, Paragraf) and induk.kunci is None:
                    hasil[j] = replace(induk, kunci=f"{b.kunci}{TURUNAN}{induk.kedalaman}")
    rantai = [_rantai(hasil, r) for r in indeks]
    return _Peta(hasil, rantai, {kunci: rantai[i] for kunci, i in pemakai.items()})


def _induk(blok: Sequence[Blok], tumpukan: Sequence[int], i: int) -> list[int]:
    """The numbered paragraphs around block `i`, itself included, given those around the block before it."""
    b = blok[i]
    if isinstance(b, Paragraf) and b.peran == "pasal":
        return [i]
    if not isinstance(b, Paragraf | Tabel):
        return list(tumpukan)
    bernomor = isinstance(b, Paragraf) and b.nomor is not None and b.nomor.jenis != "romawi"
    if isinstance(b, Paragraf) and not bernomor and b.kedalaman == 0 and b.peran != "isi":
        return []
    batas = b.kedalaman - 1 if bernomor else b.kedalaman
    hasil = [j for j in tumpukan if _dalam(blok[j]) <= batas]
    return [*hasil, i] if bernomor else hasil


def _rantai(blok: Sequence[Blok], indeks: Sequence[int]) -> Rantai:
    paragraf = (b for b in (blok[j] for j in indeks) if isinstance(b, Paragraf))
    return tuple((p.kunci or "", p.nomor) for p in paragraf if p.nomor is not None)


def _dalam(b: Blok) -> int:
    return -1 if isinstance(b, PemisahHalaman) or (isinstance(b, Paragraf) and b.peran == "pasal") else b.kedalaman


def _urai(
    r: Rujukan, sini: Rantai, label: Mapping[str, Rantai], nama: Mapping[str, str], temuan: list[Diagnostic]
) -> tuple[Inline, ...]:
    """A reference as words and numbers, shortened by what it shares with the place where it stands."""
    # Inside an article its own labels come first, then articles and full paths.
    calon = (r.target,) if "/" in r.target or not sini else (f"{sini[0][0]}/{r.target}", r.target)
    rantai: Rantai = next((label[c] for c in calon if c in label), ())
    if not rantai:
        temuan.append(_tak_ada(r, label, nama))
        return (Teks(f"[[{r.target}]]", ((0, r.asal),) if r.asal else ()),)
    hasil: list[Inline] = []
    for i, (kunci, nomor) in enumerate(rantai[_sama(rantai, sini) :]):
        kata = (" " if i else "") + _KATA[nomor.jenis]
        if kata:
            _sisip(hasil, (Teks(kata, ((0, r.asal),) if r.asal else ()),))
        hasil.append(Rujukan(kunci, nomor.rujukan, r.asal))
    return tuple(hasil)


def _sama(rantai: Rantai, sini: Rantai) -> int:
    """How many numbers need not be said: the Pasal inside the same Pasal, and the ayat too inside the same ayat."""
    sama = 0
    for jenis, sana, kini in zip(("pasal", "ayat"), rantai, sini, strict=False):
        if sana != kini or sana[1].jenis != jenis or len(rantai) == sama + 1:
            break
        sama += 1
    return sama


def _dobel(p: Paragraf) -> Diagnostic:
    return Diagnostic(
        "KSD031",
        Severity.KESALAHAN,
        f"label `{p.kunci}` dipakai dua kali dalam naskah ini",
        p.asal.span if p.asal else None,
        "beri salah satunya nama lain",
        rute=p.asal.rute if p.asal else None,
    )


def _tak_ada(r: Rujukan, label: Mapping[str, Rantai], nama: Mapping[str, str]) -> Diagnostic:
    return Diagnostic(
        "KSD030",
        Severity.KESALAHAN,
        f"rujukan [[{r.target}]] tidak menunjuk apa pun dalam naskah ini",
        r.asal.span if r.asal else None,
        _saran(r.target, label, nama),
        rute=r.asal.rute if r.asal else None,
    )


def _saran(target: str, label: Mapping[str, Rantai], nama: Mapping[str, str]) -> str:
    """What to write instead of a reference that points to nothing."""
    import difflib  # only when something is wrong

    pasal = target.partition("/")[0]
    if pasal in nama and pasal not in label:
        return f"pasal {nama[pasal]} tidak dipakai dalam naskah ini"
    senama = next((k for k in label if k.rpartition("/")[2] == target), None)
    if senama is not None:
        return f"label itu ada pada pasal lain, tulis [[{senama}]]"
    dekat = difflib.get_close_matches(target, label, n=1, cutoff=0.6)
    return (
        f"maksud Anda [[{dekat[0]}]]?"
        if dekat
        else "rujukan memakai kode pasal, atau kode pasal/label, misalnya [[jangka_waktu]]"
    )


def _sisip(isi: list[Inline], bagian: Sequence[Inline]) -> None:
    """Append, joining a Teks to the Teks before it."""
    for b in bagian:
        if isinstance(b, Teks) and isi and isinstance(isi[-1], Teks):
            awal = isi[-1]
            geser = len(awal.isi)
            isi[-1] = Teks(awal.isi + b.isi, awal.asal + tuple((o + geser, a) for o, a in b.asal))
        else:
            isi.append(b)
