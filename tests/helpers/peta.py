"""Makes docs/peta-pasal.md: where every standard article comes from, and which article fulfils what the regulation demands.

`python -m tests.generate_docs` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import KepalaJenis, KepalaKlausul
from ksdgen.regulation import cetak_sitasi, muat
from ksdgen.rules.packaged import semua
from ksdgen.rules.rule import Aturan
from ksdgen.world.tree import WorkingTree

AKAR = Path(__file__).parents[2]
PERATURAN = "permendagri-22-2020"
_UNSUR = re.compile(r"pasal-4[012]/ayat-1/huruf-[a-z](/angka-\d+)?")


def katalog() -> Katalog:
    """The catalogue of the checkout."""
    return Katalog(WorkingTree(AKAR / "templates"))


def jenis(k: Katalog) -> dict[str, KepalaJenis]:
    """Every document type by name."""
    return {n: b.kepala for n in k.daftar_jenis() if (b := k.jenis(n)) is not None}


def klausul(k: Katalog) -> dict[str, KepalaKlausul]:
    """Every clause by name."""
    return {n: b.kepala for n in k.daftar_klausul() if (b := k.klausul(n)) is not None}


def dapat(kl: KepalaKlausul, nama: str, j: KepalaJenis) -> bool:
    """Whether a clause may stand in a document of that type."""
    return (not kl.jenis or nama in kl.jenis) and (not kl.kategori or bool(set(kl.kategori) & set(j.kategori)))


def unsur_wajib() -> list[tuple[str, str]]:
    """The elements that Pasal 40, 41 and 42 list, as (citation, what it says)."""
    p = muat(PERATURAN)
    assert p is not None
    semua_unsur = [(k.sitasi, k.uraian) for k in p.ketentuan if _UNSUR.fullmatch(k.sitasi)]
    return [(s, u) for s, u in semua_unsur if not any(t.startswith(f"{s}/") for t, _ in semua_unsur)]


def pemenuhan() -> Iterator[tuple[str, str, str, list[str], list[str]]]:
    """For each element: its citation, what it says, the type, the rules that demand it, and what fulfils it."""
    k = katalog()
    semua_jenis, semua_klausul = jenis(k), klausul(k)
    for sitasi, uraian in unsur_wajib():
        lengkap = f"{PERATURAN}/{sitasi}"
        aturan = [a for a in semua() if _unsur(a) and any(d.sitasi == lengkap for d in a.dasar)]
        for nama in dict.fromkeys(n for a in aturan for n in a.berlaku.jenis):
            dipenuhi: list[str] = []
            for unsur in dict.fromkeys(u for a in aturan if nama in a.berlaku.jenis for u in _unsur(a)):
                if unsur in semua_jenis[nama].unsur:
                    dipenuhi.append(f"kerangka naskah (`{semua_jenis[nama].unsur[unsur]}`)")
                dipenuhi += [
                    f"`{n}`"
                    for n, kl in semua_klausul.items()
                    if unsur in kl.unsur and dapat(kl, nama, semua_jenis[nama])
                ]
            yield sitasi, uraian, nama, [a.kode for a in aturan], list(dict.fromkeys(dipenuhi))


def _unsur(aturan: Aturan) -> list[str]:
    """The elements that a rule asks for, whatever its shape; several where any of them will do."""
    unsur = aturan.parameter.get("unsur", ())
    return [unsur] if isinstance(unsur, str) else list(unsur)


def judul(kl: KepalaKlausul) -> str:
    """The heading, or all headings of a clause whose variants differ."""
    return kl.judul if isinstance(kl.judul, str) else " / ".join(dict.fromkeys(kl.judul.values()))


def tulis() -> str:
    """The whole file."""
    k = katalog()
    semua_klausul = klausul(k)
    baris = [
        "# Peta pasal",
        "",
        "Berkas ini dibuat dengan `python -m tests.generate_docs` dari kepala templat dan aturan; jangan disunting langsung.",
        '"praktik" berarti pasal itu kebiasaan dalam naskah kerja sama, tidak diperintahkan oleh ketentuan tertentu.',
        "",
        "## Unsur menurut Permendagri 22/2020 Pasal 40, Pasal 41, dan Pasal 42",
        "",
        "Pasal tambahan pada naskah juga memenuhi unsur yang dinyatakannya dengan `unsur: [...]`.",
        "",
        *_tabel(
            ("Ketentuan", "Isi", "Dipenuhi oleh", "Aturan"),
            (
                (cetak_sitasi(f"{PERATURAN}/{s}").partition(" ")[2].partition(" ")[2], u, ", ".join(d), ", ".join(a))
                for s, u, _, a, d in pemenuhan()
            ),
        ),
    ]
    for nama, j in jenis(k).items():
        baris += ["", f"## {j.judul}", "", f"{j.uraian}. Dasar: {_dasar(j.dasar)}. Kategori: {_kode(j.kategori)}.", ""]
        if j.pasal:
            terpakai = ((n, semua_klausul[n]) for n in j.pasal)
            baris += ["Pasal menurut urutannya:", "", *_tabel(_KEPALA, (_klausul(n, kl) for n, kl in terpakai))]
        lain = [(n, kl) for n, kl in semua_klausul.items() if n not in j.pasal and dapat(kl, nama, j)]
        if lain and j.pasal:
            baris += ["", "Pasal yang dipakai bila naskah menyebutnya di bawah `klausul:`:", ""]
            baris += _tabel(_KEPALA, (_klausul(n, kl) for n, kl in lain))
    return "\n".join(baris) + "\n"


_KEPALA = ("Klausul", "Judul", "Dipakai", "Unsur", "Dasar")


def _klausul(nama: str, kl: KepalaKlausul) -> tuple[str, ...]:
    dipakai = "; ".join(
        [
            *([f"hanya {_kode(kl.kategori)}"] if kl.kategori else []),
            *([f"bila {_kode(kl.bila)} diisi"] if kl.bila else []),
            *([f"varian {_kode(kl.varian)}"] if kl.varian else []),
        ]
    )
    return f"`{nama}`", judul(kl), dipakai, ", ".join(u.replace("_", " ") for u in kl.unsur), _dasar(kl.dasar)


def _dasar(dasar: Iterable[str]) -> str:
    return "; ".join(map(cetak_sitasi, dasar)) or "praktik"


def _kode(nama: Iterable[str]) -> str:
    return ", ".join(f"`{n}`" for n in nama)


def _tabel(kepala: tuple[str, ...], isi: Iterable[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(b)} |" for b in (kepala, ("---",) * len(kepala), *isi)]
