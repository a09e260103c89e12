"""The review page: one self-contained HTML file on what a proposal changes, for people who have never seen git.

It begins with one list of all changes in red and green and says for each agreement where it stands; everything else folds out below.
The page fetches nothing and needs no script: the little one it carries filters long lists and unfolds everything for the printer.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.difference import Perubahan
from ksdgen.review import deviations, excerpt, html
from ksdgen.review.assessment import Telaah, Vonis, jumlah_vonis
from ksdgen.review.comparison import Keadaan, Perbandingan
from ksdgen.review.html import aman
from ksdgen.review.text import ringkasan

JUDUL = "Telaah perubahan naskah kerja sama"
BATAS_RINGKAS = 8
"""Of one agreement the list at the top shows this many changes; the rest stands in its own part."""
BATAS_TERBUKA = 12
"""From more agreements on, their parts are folded."""
BATAS_SARING = 6
"""From this many agreements on, there is a field to filter by words."""

_LENCANA = {
    Vonis.DIHAPUS: "hapus", Vonis.TAK_TERSUSUN: "hapus", Vonis.KESALAHAN: "hapus", Vonis.PERSETUJUAN: "awas",
    Vonis.BELUM: "awas", Vonis.SIAP: "sisip", Vonis.DITANDATANGANI: "sisip",
}  # fmt: skip
_FILTER = {
    Vonis.DIHAPUS: "DIHAPUS", Vonis.TAK_TERSUSUN: "TAK_TERSUSUN", Vonis.KESALAHAN: "KESALAHAN", Vonis.PERSETUJUAN: "PERSETUJUAN",
    Vonis.BELUM: "BELUM", Vonis.SIAP: "SIAP", Vonis.DITANDATANGANI: "DITANDATANGANI",
}  # fmt: skip
"""What the page's script knows a verdict by."""
_TINGKAT = {Severity.KESALAHAN: "hapus", Severity.PERINGATAN: "awas", Severity.CATATAN: "netral"}
_BERTANDA = {
    "baru": ("sisip", "+"),
    "dihapus": ("hapus", "−"),
    "dipindah": ("netral", "↕"),
    "dinomori_ulang": ("netral", "#"),
}
"""The sign that stands before an entry of the list at the top, and its colour; what merely changed has "±"."""
_PENGECUALIAN = {"baru": "awas", "tetap": "netral", "dicabut": "sisip"}
_TEMUAN = {
    "baru": "Temuan baru",
    "tetap": "Temuan yang sudah ada sebelumnya",
    "selesai": "Temuan yang sudah selesai",
}


@dataclass(slots=True)
class Berkas:
    """The files that go with one agreement, named relative to the page."""

    bersih: str | None = None
    telaah: str | None = None
    gambar: list[bytes] = field(default_factory=list)
    """Pictures of its pages, JPEG."""


def tulis(
    p: Perbandingan, semua: Sequence[Telaah], berkas: Mapping[str, Berkas], hari: date, nama: Callable[[str], str] = str
) -> str:
    """The page.

    Args:
        p: the two states.
        semua: what is to be said of each agreement.
        berkas: Word files and pictures by path of the agreement.
        hari: the day on which the agreements were judged.
        nama: how a file is named to the reader.
    """
    isi = [
        '<a class="lewat" href="#daftar">Langsung ke daftar perubahan</a>\n',
        *_kepala(p, semua),
        '<main id="isi">\n',
        *_ringkas(semua),
    ]
    if semua:
        isi.append(f'<h2 id="rincian">{"Rincian" if len(semua) == 1 else "Rincian tiap naskah"}</h2>\n')
    for i, t in enumerate(semua):
        isi += _naskah(i, t, berkas.get(t.pasangan.path, Berkas()), len(semua), nama)
    isi += ["</main>\n", _kaki(hari)]
    return html.halaman(JUDUL, isi, gaya=_gaya(), skrip=_skrip())


# --- head -------------------------------------------------------------------------------------------------------------


def _kepala(p: Perbandingan, semua: Sequence[Telaah]) -> Iterator[str]:
    yield f"<header>\n<h1>{JUDUL}</h1>\n"
    yield f'<p class="samar">Membandingkan {_keadaan(p.lama)} dengan {_keadaan(p.baru)}. {aman(bahasa.kapital_awal(ringkasan(p)))}.</p>\n'
    yield from (f"<p>{aman(bahasa.kapital_awal(c))}.</p>\n" for c in p.catatan)
    hitung = jumlah_vonis(semua)
    if len(semua) > 1:
        yield '<ul class="hitung">\n'
        for v, n in hitung.items():
            yield f'<li class="{_LENCANA[v]}" data-pilih="{_FILTER[v]}"><strong>{n}</strong> {aman(v.value)}</li>\n'
        yield "</ul>\n"
    yield "</header>\n"


def _keadaan(k: Keadaan) -> str:
    waktu = f", {bahasa.tanggal(datetime.fromisoformat(k.tanggal).date())}" if k.tanggal else ""
    siapa = f" oleh {aman(k.penulis)}" if k.penulis else ""
    return f"<strong>{aman(k.nama)}</strong>{siapa}{waktu}"


# --- the list at the top ----------------------------------------------------------------------------------------------


def _ringkas(semua: Sequence[Telaah]) -> Iterator[str]:
    yield '<section aria-labelledby="daftar">\n<h2 id="daftar">Daftar perubahan</h2>\n'
    if not semua:
        yield "<p>Tidak ada naskah yang berubah.</p>\n</section>\n"
        return
    yield (
        '<p class="samar">Teks <del>merah dan dicoret</del> adalah kata yang dihapus; teks <ins>hijau dan bergaris bawah</ins> adalah kata '
        "yang baru.</p>\n"
    )
    if len(semua) >= BATAS_SARING:
        yield '<p class="saring" hidden><label for="saring">Saring menurut kata</label> <input id="saring" type="search" autocomplete="off"> <span id="hasil" role="status"></span></p>\n'
    yield f'<ol class="naskah{" satu" if len(semua) == 1 else ""}">\n'
    for i, t in enumerate(semua):
        yield from _ringkas_satu(i, t)
    yield "</ol>\n</section>\n"


def _ringkas_satu(i: int, t: Telaah) -> Iterator[str]:
    x = t.pasangan
    jenis, judul = excerpt.jenis_dan_pokok(x)
    yield f'<li data-cari="{_FILTER[t.vonis]}">\n{_jenis("p", jenis)}<p class="judul"><a href="#n{i + 1}">{aman(judul)}</a></p>\n'
    keadaan = [_lencana(t.vonis.value, _LENCANA[t.vonis])]
    if x.keadaan != "diubah":
        keadaan.insert(0, aman(excerpt.KEADAAN[x.keadaan]))
    keadaan += (
        f"{sebut}: {_menurut_tingkat(t, k)}"
        for k, sebut in (("baru", "temuan baru"), ("selesai", "temuan selesai"))
        if t.hitung(k)
    )
    if menyimpang := sum(b for _, b in t.penyimpangan):
        keadaan.append(f"{menyimpang} penyimpangan baru dari klausul baku")
    yield f'<p class="keadaan">{" · ".join(keadaan)}</p>\n'
    baris = [_baris(p) for p in x.perubahan[:BATAS_RINGKAS]]
    if len(x.perubahan) > BATAS_RINGKAS:
        baris.append(
            f'<li class="netral"><a href="#n{i + 1}">dan {len(x.perubahan) - BATAS_RINGKAS} perubahan lagi</a></li>\n'
        )
    if baris:
        yield f'<ul class="ringkas">\n{"".join(baris)}</ul>\n'
    yield "</li>\n"


def _menurut_tingkat(t: Telaah, keadaan: str) -> str:
    return ", ".join(f"{n} {s.value}" for s in Severity if (n := t.hitung(keadaan, s)))


def _baris(p: Perubahan) -> str:
    """A change as one line: its sentence, with the words of each version marked."""
    warna, tanda = _BERTANDA.get(p.jenis, ("netral", "±"))
    return f'<li class="{warna}"><span class="tanda" aria-hidden="true">{tanda}</span>{html.kalimat_berwarna(p)}</li>\n'


def _jenis(tag: str, jenis: str) -> str:
    return f'<{tag} class="jenis">{aman(jenis)}</{tag}>\n' if jenis else ""


# --- one agreement ----------------------------------------------------------------------------------------------------


def _naskah(i: int, t: Telaah, berkas: Berkas, banyak: int, nama: Callable[[str], str]) -> Iterator[str]:
    x = t.pasangan
    jenis, judul = excerpt.jenis_dan_pokok(x)
    yield f'<article id="n{i + 1}" data-cari="{_FILTER[t.vonis]}" aria-labelledby="j{i + 1}">\n'
    if banyak == 1:
        # The only agreement was named right above.
        yield f'<h3 id="j1" class="bantu">{aman(judul)}</h3>\n'
    else:
        yield f'<details class="naskah"{" open" if banyak <= BATAS_TERBUKA else ""}>\n<summary>{_jenis("span", jenis)}<h3 id="j{i + 1}">{aman(judul)}</h3>\n'
        yield f'<span class="keadaan">{_lencana(t.vonis.value, _LENCANA[t.vonis])}</span></summary>\n'
    yield from _tautan(berkas)
    yield f'<p class="samar berkas">{excerpt.KEADAAN[x.keadaan]}: <code>{aman(nama(x.path))}</code></p>\n'
    catatan = [*excerpt.keterangan(x)]
    if catatan:
        yield (
            '<ul class="catatan">\n'
            + "".join(f"<li>{html.kalimat_html(bahasa.kapital_awal(k))}.</li>\n" for k in catatan)
            + "</ul>\n"
        )
    if x.perubahan:
        yield "<h4>Perubahan isi</h4>\n"
        yield from html.daftar(x.perubahan)
    yield from _temuan(t, nama)
    yield from _klausul(t)
    yield from _pengecualian(t)
    yield from _penanda_tangan(t)
    yield from _terbuka(t)
    yield from _gambar(berkas, excerpt.judul(x))
    yield "</details>\n</article>\n" if banyak > 1 else "</article>\n"


def _tautan(berkas: Berkas) -> Iterator[str]:
    tautan = [
        f'<a href="{aman(_url(b))}">{sebut}</a>'
        for b, sebut in ((berkas.telaah, "Word dengan lacak perubahan"), (berkas.bersih, "Word bersih"))
        if b is not None
    ]
    if tautan:
        yield f'<p class="tautan">{" ".join(tautan)}</p>\n'


def _temuan(t: Telaah, nama: Callable[[str], str]) -> Iterator[str]:
    for keadaan, judul in _TEMUAN.items():
        daftar = [b.temuan for b in t.temuan if b.keadaan == keadaan]
        if not daftar:
            continue
        isi = [f'<ul class="temuan" data-keadaan="{keadaan}">\n']
        for d in daftar:
            isi.append(
                f"<li>{_lencana(bahasa.kapital_awal(d.tingkat.value), _TINGKAT[d.tingkat])} {html.kalimat_html(bahasa.kapital_awal(d.pesan))}"
            )
            if d.bantuan and keadaan != "selesai":
                isi.append(f"<br>Yang perlu dilakukan: {html.kalimat_html(d.bantuan)}")
            isi.append(f'<br><span class="samar">{_asal(d, nama)}</span></li>\n')
        isi.append("</ul>\n")
        kepala = f"{judul} ({len(daftar)})"
        # What was there before and is no worse should not drown what is new.
        if keadaan == "tetap" and len(daftar) > 3:
            yield f'<details class="lipat"><summary><h4>{kepala}</h4></summary>\n{"".join(isi)}</details>\n'
        else:
            yield f"<h4>{kepala}</h4>\n{''.join(isi)}"


def _asal(d: Diagnostic, nama: Callable[[str], str]) -> str:
    """The rule of a finding, what it rests on, and the line."""
    bagian = [d.kode, *([aman("; ".join(d.dasar))] if d.dasar else [])]
    if d.span is not None:
        bagian.append(f"<code>{aman(nama(d.span.file))}</code> baris {d.span.line}")
    return " · ".join(bagian)


def _klausul(t: Telaah) -> Iterator[str]:
    if not t.penyimpangan:
        return
    yield "<h4>Penyimpangan dari klausul baku</h4>\n"
    for d, baru in t.penyimpangan:
        sebut = f" · {_lencana('baru', 'awas')}" if baru else ""
        yield f'<details class="lipat"{" open" if baru else ""}>\n<summary>{aman(d.judul)}: {aman(d.apa)} · {_lencana(d.tingkat, deviations.LENCANA[d.tingkat])}{sebut}</summary>\n'
        yield "<dl>\n" + "".join(f"<dt>{k.capitalize()}</dt><dd>{aman(v)}</dd>\n" for k, v in d.keterangan) + "</dl>\n"
        yield from html.daftar(d.perubahan)
        yield "</details>\n"


def _pengecualian(t: Telaah) -> Iterator[str]:
    if not t.pengecualian:
        return
    yield '<h4>Pengecualian</h4>\n<ul class="pihak">\n'
    for p, keadaan in t.pengecualian:
        sampai = f"sampai {bahasa.tanggal(p.sampai)}" if p.sampai else "tanpa tanggal akhir"
        yield f"<li><strong>{aman(p.aturan)}</strong>: {_lencana(keadaan, _PENGECUALIAN[keadaan])}, {sampai}<br>{aman(p.alasan or 'tanpa alasan')}"
        yield f' <span class="samar">({aman(p.penanggung_jawab or "tanpa penanggung jawab")})</span></li>\n'
    yield "</ul>\n"


def _penanda_tangan(t: Telaah) -> Iterator[str]:
    if t.sekilas is None or not t.sekilas.pihak:
        return
    yield '<h4>Yang menandatangani</h4>\n<ul class="pihak">\n'
    for p in t.sekilas.pihak:
        siapa = "; ".join(p.penanda_tangan) or "penanda tangan belum disebut"
        nomor = f"nomor {p.nomor}" if p.nomor else "nomor belum ada"
        yield f'<li><strong>{aman(p.sebutan)}</strong>: {aman(p.nama)}<br>{aman(siapa)} <span class="samar">({aman(nomor)})</span></li>\n'
    yield "</ul>\n"


def _terbuka(t: Telaah) -> Iterator[str]:
    kurang = [k for k in t.sekilas.kekurangan if k.tingkat is Severity.KESALAHAN] if t.sekilas is not None else []
    sudah = {b.temuan.pesan for b in t.temuan if b.keadaan != "selesai" and b.temuan.tingkat is Severity.KESALAHAN}
    kurang = [k for k in kurang if k.pesan not in sudah]
    if t.terbuka or kurang:
        yield "<h4>Yang masih terbuka sebelum penandatanganan</h4>\n<ul>\n"
        yield from (
            f'<li>{html.kalimat_html(bahasa.kapital_awal(k.pesan))} <span class="samar">({k.kode})</span></li>\n'
            for k in kurang
        )
        yield from (
            f'<li>{html.kalimat_html(bahasa.kapital_awal(teks))} <span class="samar">({aman(dasar)})</span></li>\n'
            for teks, dasar in t.terbuka
        )
        yield "</ul>\n"


def _gambar(berkas: Berkas, judul: str) -> Iterator[str]:
    if berkas.gambar:
        yield '<details class="lipat"><summary><h4>Gambar halaman</h4></summary>\n<div class="halaman">\n'
        for i, data in enumerate(berkas.gambar, 1):
            isi = base64.b64encode(data).decode("ascii")
            yield f'<img alt="Halaman {i} {aman(judul)}" loading="lazy" src="data:image/jpeg;base64,{isi}">\n'
        yield "</div>\n</details>\n"


def _kaki(hari: date) -> str:
    return (
        f"<footer>\n<p>Dinilai menurut ketentuan yang berlaku pada {aman(bahasa.tanggal(hari))}. Halaman ini dibuat oleh ksdgen dan tidak "
        "mengirim atau mengambil data apa pun.</p>\n</footer>\n"
    )


def _lencana(teks: str, warna: str) -> str:
    return f'<span class="lencana {warna}">{aman(teks)}</span>'


def _url(path: str) -> str:
    """A relative path as a link: percent-encoded, never taken for a scheme."""
    kode = "".join(
        h if re.match(r"[A-Za-z0-9/._~-]", h) else "".join(f"%{b:02X}" for b in h.encode("utf-8", "surrogatepass"))
        for h in path
    )
    return f"./{kode}"


@lru_cache(maxsize=1)
def _gaya() -> str:
    return (Path(__file__).parent / "review.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _skrip() -> str:
    return (Path(__file__).parent / "review.js").read_text(encoding="utf-8")
