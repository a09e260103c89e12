"""Gives Pasal and points their numbers, then resolves references.

References can point forward, so numbers are given in a first pass over all blocks and references resolved in a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.document import Asal, Blok, Inline, Nomor, Paragraf, Rujukan, Tabel, Teks, paragraf_dari, ubah_paragraf

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


@dataclass(frozen=True, slots=True)
class _Titik:
    """A place that can be referred to: the numbered paragraphs from the Pasal down to it."""

    rantai: tuple[tuple[str, Nomor], ...]


def rujuk(blok: Sequence[Blok], *, nama: Mapping[str, str] | None = None) -> tuple[tuple[Blok, ...], list[Diagnostic]]:
    """Turn every reference into its words and one `Rujukan` per number; report what points to nothing and doubled identities.

    Args:
        blok: numbered blocks.
        nama: titles of articles that exist but are not in this document, by id, for a better message.
    """
    temuan: list[Diagnostic] = []
    blok, titik, pemilik = _petakan(blok, temuan)
    label = _label(titik)

    def ubah(p: Paragraf) -> Paragraf:
        if not any(isinstance(i, Rujukan) for i in p.isi):
            return p
        rantai_sini = pemilik.get(id(p), ())
        isi: list[Inline] = []
        for i in p.isi:
            if isinstance(i, Rujukan) and not i.isi:
                _sisip(isi, _urai(i, rantai_sini, titik, label, nama or {}, temuan))
            else:
                _sisip(isi, (i,))
        return replace(p, isi=tuple(isi))

    return ubah_paragraf(blok, ubah), temuan


def _petakan(
    blok: Sequence[Blok], temuan: list[Diagnostic]
) -> tuple[tuple[Blok, ...], dict[str, _Titik], dict[int, tuple[tuple[str, Nomor], ...]]]:
    """Give the ancestors of labelled items an identity, and find each identity's chain of numbers."""
    hasil = list(blok)
    titik: dict[str, _Titik] = {}
    pertama: dict[str, Paragraf] = {}
    tumpukan: list[int] = []  # indexes of the enclosing numbered paragraphs, Pasal first
    rantai_indeks: dict[int, tuple[int, ...]] = {}
    for i, b in enumerate(hasil):
        if isinstance(b, Tabel):
            rantai_indeks[i] = tuple(tumpukan)
            continue
        if not isinstance(b, Paragraf):
            continue
        if b.peran == "pasal":
            tumpukan = [i]
        elif b.nomor is not None and b.nomor.jenis != "romawi":
            while tumpukan and _dalam(hasil[tumpukan[-1]]) >= b.kedalaman:
                tumpukan.pop()
            tumpukan.append(i)
        elif b.kedalaman == 0 and b.peran != "isi":
            tumpukan = []
        else:
            while tumpukan and _dalam(hasil[tumpukan[-1]]) > b.kedalaman:
                tumpukan.pop()
        rantai_indeks[i] = tuple(tumpukan)
        if b.kunci is not None:
            if b.kunci in pertama:
                temuan.append(
                    Diagnostic(
                        "KSD031",
                        Severity.KESALAHAN,
                        f"label `{b.kunci}` dipakai dua kali dalam naskah ini",
                        b.asal.span if b.asal else None,
                        "beri salah satunya nama lain",
                    )
                )
                hasil[i] = replace(b, kunci=None)
                continue
            pertama[b.kunci] = b
            for atas in tumpukan[1:]:
                induk = hasil[atas]
                assert isinstance(induk, Paragraf)
                if induk.kunci is None:
                    hasil[atas] = replace(induk, kunci=f"{b.kunci}^{induk.kedalaman}")
    pemilik: dict[int, tuple[tuple[str, Nomor], ...]] = {}
    for i, indeks in rantai_indeks.items():
        rantai = []
        for j in indeks:
            p = hasil[j]
            if isinstance(p, Paragraf) and p.nomor is not None:
                rantai.append((p.kunci or "", p.nomor))
        b = hasil[i]
        if isinstance(b, Paragraf) and b.kunci is not None:
            titik[b.kunci] = _Titik(tuple(rantai))
        for p in paragraf_dari((b,)):
            pemilik[id(p)] = tuple(rantai)
    return tuple(hasil), titik, pemilik


def _dalam(b: Blok) -> int:
    return -1 if isinstance(b, Paragraf) and b.peran == "pasal" else b.kedalaman if isinstance(b, Paragraf) else 0


def _label(titik: Mapping[str, _Titik]) -> dict[str, list[str]]:
    """Short labels → full identities."""
    hasil: dict[str, list[str]] = {}
    for kunci in titik:
        hasil.setdefault(kunci.rpartition("/")[2], []).append(kunci)
    return hasil


def _urai(
    r: Rujukan,
    sini: tuple[tuple[str, Nomor], ...],
    titik: Mapping[str, _Titik],
    label: Mapping[str, list[str]],
    nama: Mapping[str, str],
    temuan: list[Diagnostic],
) -> tuple[Inline, ...]:
    pasal_sini = sini[0][0] if sini and sini[0][1].jenis == "pasal" else ""
    tujuan = None
    # Inside an article its own labels come first, then articles and full paths.
    for calon in ((f"{pasal_sini}/{r.target}", r.target) if "/" not in r.target else (r.target,)):
        if calon in titik:
            tujuan = calon
            break
    if tujuan is None:
        temuan.append(_tak_ada(r, titik, label, nama))
        return (Teks(f"[[{r.target}]]", ((0, r.asal),) if r.asal else ()),)
    rantai = list(titik[tujuan].rantai)
    if not rantai:
        # An ayat that is alone in its Pasal has lost its number: the reference means the Pasal.
        temuan.append(_tak_ada(r, titik, label, nama))
        return (Teks(f"[[{r.target}]]"),)
    if rantai[0][0] == pasal_sini and len(rantai) > 1:
        umum = 1
        if len(sini) > 1 and len(rantai) > 2 and rantai[1][0] and rantai[1] == sini[1] and rantai[1][1].jenis == "ayat":
            umum = 2
        rantai = rantai[umum:]
    hasil: list[Inline] = []
    for i, (kunci, nomor) in enumerate(rantai):
        kata = (" " if i else "") + _KATA[nomor.jenis]
        if kata:
            _sisip(hasil, (Teks(kata, ((0, r.asal),) if r.asal else ()),))
        hasil.append(Rujukan(kunci, nomor.rujukan, r.asal))
    return tuple(hasil)


def _tak_ada(r: Rujukan, titik: Mapping[str, _Titik], label: Mapping[str, list[str]], nama: Mapping[str, str]) -> Diagnostic:
    import difflib  # only when something is wrong

    target = r.target
    bantuan = None
    if target in nama:
        bantuan = f"pasal {nama[target]} tidak dipakai dalam naskah ini"
    elif target in label:
        bantuan = f"label itu ada pada pasal lain, tulis [[{label[target][0]}]]"
    else:
        dekat = difflib.get_close_matches(target, [k for k in titik if "^" not in k], n=1, cutoff=0.6)
        if dekat:
            bantuan = f"maksud Anda [[{dekat[0]}]]?"
        else:
            bantuan = "rujukan memakai kode pasal, atau kode pasal/label, misalnya [[jangka_waktu]]"
    asal: Asal | None = r.asal
    return Diagnostic(
        "KSD030",
        Severity.KESALAHAN,
        f"rujukan [[{target}]] tidak menunjuk apa pun dalam naskah ini",
        asal.span if asal else None,
        bantuan,
        rute=asal.rute if asal else None,
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
