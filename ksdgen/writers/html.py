"""One self-contained HTML page: the agreement for a screen, a telephone and a browser's printer.

Style and pictures travel inside the page; it has no script and fetches nothing (its own content security policy says so).
The text of its body is the text of the txt writer: numbers and dots are text, the watermark and page numbers are CSS.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from itertools import takewhile
from pathlib import Path

from ksdgen.paper.document import (
    Baris,
    BarisTabel,
    Bidang,
    Blok,
    Dokumen,
    Gambar,
    Inline,
    Kosong,
    Paragraf,
    PemisahHalaman,
    Rujukan,
    Tabel,
    TataLetak,
    Teks,
    paragraf_dari,
)
from ksdgen.writers.text import bersih

_TAG = {"judul": "h1", "pasal": "h2", "lampiran_judul": "h2"}
_KISI = {"lambang", "tanda_tangan"}
"""Tables that only place things side by side; the others hold rows and columns that mean something."""
_AKHIR_PASAL = {"penutup", "saksi_judul", "lampiran_judul"}
_BIDANG = {"halaman": "counter(page)", "jumlah_halaman": "counter(pages)"}


def tulis(dokumen: Dokumen, aset: Mapping[str, bytes]) -> bytes:
    """Write a document as HTML.

    Raises:
        KeyError: an image is not among `aset`.
    """
    return "".join(_Penulis(dokumen, aset).halaman()).encode()


class _Penulis:
    def __init__(self, dokumen: Dokumen, aset: Mapping[str, bytes]) -> None:
        self._dokumen = dokumen
        self._aset = aset
        self._sasaran = {p.kunci for p in paragraf_dari(dokumen.isi) if p.kunci is not None}

    def halaman(self) -> Iterator[str]:
        d = self._dokumen
        yield (
            '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
            f"<title>{_teks(d.judul)}</title>\n<style>\n{_gaya(d.tata, d.tanda_air, _kaki(d.kaki))}</style>\n</head>\n<body>\n<main>\n"
        )
        lanskap = d.tata.lanskap
        for i, (lembar, blok) in enumerate(_lembar(d.isi)):
            lanskap = lanskap if lembar is None else lembar
            kelas = "lembar" + " lanskap" * lanskap + " baru" * (i > 0)
            yield f'<div class="{kelas}">\n'
            yield from self._lembar(blok)
            yield "</div>\n"
        yield "</main>\n</body>\n</html>\n"

    def _lembar(self, blok: Iterable[Blok]) -> Iterator[str]:
        """The blocks of one sheet; a title block and each article become an element of their own."""
        terbuka = ""
        for b in blok:
            perlu = _wadah(b, terbuka)
            if perlu != terbuka or (perlu == "section" and isinstance(b, Paragraf) and b.peran == "pasal"):
                if terbuka:
                    yield f"</{terbuka}>\n"
                if perlu:
                    yield f"<{perlu}>\n"
                terbuka = perlu
            if isinstance(b, Paragraf):
                yield self._paragraf(b)
            elif isinstance(b, Tabel):
                yield from self._kisi(b) if b.peran in _KISI else self._tabel(b)
        if terbuka:
            yield f"</{terbuka}>\n"

    def _paragraf(self, p: Paragraf) -> str:
        tag = _TAG.get(p.peran, "p")
        isi = "".join(map(self._inline, p.isi))
        atribut = f' class="{p.peran}"'
        if p.kunci is not None:
            atribut += f' id="{_jangkar(p.kunci)}"'
        if p.kedalaman:
            atribut += f' style="--d:{p.kedalaman}"'
        if p.nomor is not None:
            if p.peran == "pasal":
                isi = f"{p.nomor.teks}<br>{isi}"
            else:
                isi = f'<span class="no">{p.nomor.teks} </span>{isi}'
                atribut = atribut.replace('class="', 'class="bernomor ', 1)
        return f"<{tag}{atribut}>{isi}</{tag}>\n"

    def _inline(self, bagian: Inline) -> str:
        if isinstance(bagian, Teks):
            return _teks(bagian.isi)
        if isinstance(bagian, Rujukan):
            isi = _teks(bagian.isi)
            return f'<a href="#{_jangkar(bagian.target)}">{isi}</a>' if bagian.target in self._sasaran else isi
        if isinstance(bagian, Kosong):
            return f'<span class="kosong" title="belum diisi: {_teks(bagian.nama)}">{_teks(bagian.isi)}</span>'
        if isinstance(bagian, Baris):
            return "<br>"
        if isinstance(bagian, Gambar):
            return self._gambar(bagian)
        return ""  # the number of a page: a page of HTML has none

    def _gambar(self, gambar: Gambar) -> str:
        data = self._aset[gambar.sha256]
        jenis = "png" if data.startswith(b"\x89PNG") else "jpeg"
        isi = base64.b64encode(data).decode("ascii")
        return f'<img alt="{_teks(gambar.keterangan)}" style="height:{gambar.tinggi_mm}mm" src="data:image/{jenis};base64,{isi}">'

    def _kisi(self, tabel: Tabel) -> Iterator[str]:
        yield f'<div class="kisi {tabel.peran}"{_kunci(tabel)}>\n'
        kolom = " ".join(f"{k}fr" for k in tabel.kolom)
        for r in tabel.baris:
            yield f'<div class="baris" style="grid-template-columns:{kolom}">\n'
            for s in r.sel:
                yield f"<div>\n{''.join(map(self._paragraf, s.isi))}</div>\n"
            yield "</div>\n"
        yield "</div>\n"

    def _tabel(self, tabel: Tabel) -> Iterator[str]:
        yield f'<table class="{tabel.peran}"{_kunci(tabel, f"--d:{tabel.kedalaman}" if tabel.kedalaman else "")}>\n<colgroup>'
        yield "".join(f'<col style="width:{k / 10:g}%">' for k in tabel.kolom)
        yield "</colgroup>\n"
        kepala = list(takewhile(lambda r: r.kepala, tabel.baris))
        judul = [" ".join(" ".join(p.teks for p in s.isi).split()) for s in kepala[-1].sel] if kepala else []
        if kepala:
            yield "<thead>\n"
            yield from (self._baris(r, 'th scope="col"', []) for r in kepala)
            yield "</thead>\n"
        yield "<tbody>\n"
        yield from (self._baris(r, "td", judul) for r in tabel.baris[len(kepala) :])
        yield "</tbody>\n</table>\n"

    def _baris(self, baris: BarisTabel, tag: str, judul: list[str]) -> str:
        potong = ["<tr>\n"]
        for i, s in enumerate(baris.sel):
            # On a narrow screen rows are stacked, and each cell says which column it is in.
            kolom = f' data-kolom="{_teks(judul[i])}"' if i < len(judul) and judul[i] else ""
            potong.append(f"<{tag}{kolom}>{''.join(map(self._paragraf, s.isi))}</{tag.partition(' ')[0]}>\n")
        return "".join([*potong, "</tr>\n"])


def _teks(teks: str) -> str:
    return escape(bersih(teks))


def _kunci(tabel: Tabel, gaya: str = "") -> str:
    kunci = f' id="{_jangkar(tabel.kunci)}"' if tabel.kunci is not None else ""
    return kunci + (f' style="{gaya}"' if gaya else "")


def _jangkar(kunci: str) -> str:
    """A key as an id that also stands in a link as it is; different keys give different ids."""
    return re.sub(r"[^A-Za-z0-9_/.-]", lambda m: f"~{ord(m[0]):x}~", kunci)


def _lembar(blok: Iterable[Blok]) -> Iterator[tuple[bool | None, list[Blok]]]:
    """The blocks between page breaks, each with the orientation that begins there (None: as before)."""
    lanskap: bool | None = None
    isi: list[Blok] = []
    for b in blok:
        if isinstance(b, PemisahHalaman):
            yield lanskap, isi
            lanskap, isi = b.lanskap, []
        else:
            isi.append(b)
    yield lanskap, isi


def _wadah(b: Blok, terbuka: str) -> str:
    """The element that a block belongs in: "header", "section" or none, after the one that is open."""
    if isinstance(b, Paragraf):
        if b.peran.startswith("judul"):
            return "header"
        if b.peran == "pasal":
            return "section"
        if b.peran in _AKHIR_PASAL:
            return ""
    elif isinstance(b, Tabel) and b.peran in _KISI:
        return ""
    return "" if terbuka == "header" else terbuka


def _kaki(blok: Iterable[Blok]) -> str:
    """The page numbers of the footer as a CSS `content`; boxes for initials belong to paper that is signed."""
    for p in paragraf_dari(blok):
        if p.peran == "kaki":
            return " ".join(
                _BIDANG[b.jenis] if isinstance(b, Bidang) else _css(b.isi)
                for b in p.isi
                if isinstance(b, (Teks, Bidang))
            )
    return ""


def _css(teks: str) -> str:
    """A CSS string; everything but letters, digits and spaces is escaped, so that no text can end it or the style element."""
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda m: f"\\{ord(m[0]):x} ", bersih(teks)) + '"'


@lru_cache(maxsize=1)
def _lembar_gaya() -> str:
    return (Path(__file__).parent / "html.css").read_text(encoding="utf-8")


def _gaya(tata: TataLetak, tanda_air: str | None, kaki: str) -> str:
    lebar, tinggi = tata.lebar_mm, tata.tinggi_mm
    margin = " ".join(
        f"{m:g}mm" for m in (tata.margin_atas_mm, tata.margin_kanan_mm, tata.margin_bawah_mm, tata.margin_kiri_mm)
    )
    nomor = f"@bottom-center{{content:{kaki};font-size:{max(4, tata.ukuran_pt - 3):g}pt}}" if kaki else ""
    potong = [
        f"@page{{size:{lebar:g}mm {tinggi:g}mm;margin:{margin};{nomor}}}\n",
        f"@page lanskap{{size:{tinggi:g}mm {lebar:g}mm}}\n",
        f":root{{--huruf:{_css(tata.huruf)};--ukuran:{tata.ukuran_pt:g}pt;--spasi:{tata.spasi * 1.2:g};",
        f"--lebar:{lebar:g}mm;--tinggi:{tinggi:g}mm;--margin:{margin}}}\n",
        _lembar_gaya(),
    ]
    if tanda_air is not None:
        potong.append(
            f"main::before{{content:{_css(tanda_air)};font-size:min(130pt,{140 / max(1, len(tanda_air)):g}vmin)}}\n"
        )
    return "".join(potong)
