"""Where an agreement says something else than the standard clauses: word by word, with its grade, reason and consent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ksdgen import bahasa
from ksdgen.compose.composition import Izin, Keadaan, Pemakaian, artikel
from ksdgen.desk.outcome import Hasil
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.difference import Perubahan, bandingkan, kalimat
from ksdgen.difference.changes import daftar_perubahan
from ksdgen.paper.document import Blok, Dokumen, Nomor, Paragraf
from ksdgen.review import html as _html
from ksdgen.review import markdown as _markdown
from ksdgen.review import text as _text

TINGKAT: dict[str, Severity] = {
    "terlarang": Severity.KESALAHAN,
    "perlu persetujuan": Severity.PERINGATAN,
    "disetujui": Severity.CATATAN,
    "diizinkan": Severity.CATATAN,
}
"""The grades of a deviation, the worst first, with the severity that each counts as."""

_APA = {Keadaan.DIUBAH: "diubah", Keadaan.DIHAPUS: "dihapus", Keadaan.DIGANTI: "diganti dengan pasal tambahan"}


@dataclass(frozen=True, slots=True)
class Penyimpangan:
    """One standard clause that an agreement rewords, leaves out or replaces.

    `judul` is the article as it prints ("Pasal 12 KEADAAN KAHAR"; of a clause left out its heading alone); `perubahan` are the changes from
    the standard text in the agreement's version to its own, with numbers of the agreement.
    """

    pemakaian: Pemakaian
    judul: str
    tingkat: str
    perubahan: tuple[Perubahan, ...]

    @property
    def apa(self) -> str:
        """What was done with the clause."""
        return _APA[self.pemakaian.keadaan]

    @property
    def keterangan(self) -> Iterator[tuple[str, str]]:
        """Reason and consent, as (name, text)."""
        p = self.pemakaian
        yield "alasan", p.alasan or "belum ditulis"
        s = p.disetujui
        if s is not None:
            siapa = [s.oleh or "jabatan belum ditulis", *([s.nama] if s.nama else [])]
            kapan = f"tanggal {bahasa.tanggal(s.tanggal)}" if s.tanggal else "tanggal belum ditulis"
            surat = f", {s.surat}" if s.surat else ""
            basi = "; teks berubah sesudah disetujui" if s.sidik and s.sidik.strip().lower() != p.sidik else ""
            yield "disetujui", f"{', '.join(siapa)}, {kapan}{surat}{basi}"
        elif self.tingkat == "perlu persetujuan":
            yield "disetujui", "belum"


def penyimpangan(ruang: Workspace, hasil: Hasil) -> list[Penyimpangan]:
    """The deviations of one agreement in the order of its articles; those that were left out come last.

    Args:
        ruang: its repository.
        hasil: the agreement as it was loaded and composed; without a document there is nothing to compare.
    """
    susunan = hasil.susunan
    if susunan is None or hasil.muatan.naskah is None or not susunan.dokumen.isi:
        return []
    menyimpang = [p for p in susunan.klausul if p.menyimpang]
    if not menyimpang:
        return []
    baku = ruang.baku(hasil.muatan, susunan)
    tambahan = hasil.muatan.naskah.pasal_tambahan
    daftar = []
    for p in menyimpang:
        milik = p.kode if p.pengganti is None else tambahan[p.pengganti].kode
        kepala = "" if p.keadaan is Keadaan.DIHAPUS else milik
        # The standard's article stands under the number that the agreement's own has; one that was left out has none.
        asli = _kepala(susunan.dokumen, kepala)
        nomor = asli.nomor if asli is not None else None
        ganda = bandingkan(_pasal(baku.dokumen, p.kode, milik, nomor), _pasal(susunan.dokumen, kepala, milik, nomor))
        perubahan = tuple(x for x in daftar_perubahan(ganda) if x.jenis != "dinomori_ulang")
        daftar.append(Penyimpangan(p, _judul(susunan.dokumen, kepala) or p.judul, tingkat(p), perubahan))
    return daftar


def tingkat(p: Pemakaian) -> str:
    """The grade of a use that differs, a key of `TINGKAT`."""
    if p.izin is not Izin.PERLU_PERSETUJUAN:
        return str(p.izin.value)
    s = p.disetujui
    sah = s is not None and s.oleh and s.tanggal and (not s.sidik or s.sidik.strip().lower() == p.sidik)
    return "disetujui" if sah else str(p.izin.value)


def _pasal(dokumen: Dokumen, kode: str, kunci: str, nomor: Nomor | None) -> Dokumen:
    """One article as a document of its own, under the code and number that both sides of a comparison carry; empty when it is not there."""
    kepala = _kepala(dokumen, kode)
    if kepala is None:
        return Dokumen("", ())
    isi: tuple[Blok, ...] = (Paragraf("pasal", kepala.isi, nomor, kunci), *artikel(dokumen, kode))
    return Dokumen("", isi)


def _kepala(dokumen: Dokumen, kode: str) -> Paragraf | None:
    return next(
        (b for b in dokumen.isi if isinstance(b, Paragraf) and b.peran == "pasal" and b.kunci == kode and kode), None
    )


def _judul(dokumen: Dokumen, kode: str) -> str:
    kepala = _kepala(dokumen, kode) if kode else None
    if kepala is None:
        return ""
    nomor = kepala.nomor.teks if isinstance(kepala.nomor, Nomor) else ""
    return f"{nomor} {kepala.teks}".strip()


# --- forms ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Baris:
    """One agreement of a report: its file as named to the reader, its title, its deviations, and why it could not be compared."""

    berkas: str
    judul: str
    daftar: Sequence[Penyimpangan]
    gagal: str = ""


def ringkasan(laporan: Sequence[Baris]) -> str:
    """One line: how many deviations of each grade in how many agreements."""
    semua = [p for b in laporan for p in b.daftar]
    gagal = sum(bool(b.gagal) for b in laporan)
    ekor = f"; {gagal} naskah tidak dapat dibandingkan" if gagal else ""
    if not semua:
        return f"{len(laporan)} naskah dibandingkan, tidak ada penyimpangan dari klausul baku{ekor}"
    hitung = ", ".join(f"{n} {t}" for t in TINGKAT if (n := sum(p.tingkat == t for p in semua)))
    naskah = sum(bool(b.daftar) for b in laporan)
    return f"{len(semua)} penyimpangan pada {naskah} dari {len(laporan)} naskah: {hitung}{ekor}"


def teks(
    laporan: Sequence[Baris],
    *,
    cat: Callable[[str, str], str] = _text.tanda,
    lebar: int = 100,
    nama: Callable[[str], str] = str,
) -> str:
    """For the terminal."""
    hasil: list[str] = []
    for b in laporan:
        if not b.daftar and not b.gagal:
            continue
        hasil += [b.berkas, *_text.bungkus(b.judul, "  ", "  ", lebar)]
        if b.gagal:
            hasil += _text.bungkus(b.gagal, "  * ", "    ", lebar)
        for p in b.daftar:
            hasil += ["", *_text.bungkus(f"{p.judul}: {p.apa} ({p.tingkat})", "  ", "    ", lebar)]
            hasil.append(f"    klausul {_sebut(p.pemakaian)}; {_tempat(p, nama)}")
            for kunci, isi in p.keterangan:
                hasil += _text.bungkus(f"{kunci}: {isi}", "    ", "      ", lebar)
            hasil += _text.daftar(p.perubahan, cat=cat, lebar=lebar, lekuk="    ")
        hasil.append("")
    return "".join(f"{b}\n" for b in [*hasil, ringkasan(laporan)])


def markdown(laporan: Sequence[Baris], *, nama: Callable[[str], str] = str) -> str:
    """For merge requests."""
    aman = _markdown.aman
    hasil = [f"**Penyimpangan dari klausul baku**: {ringkasan(laporan)}"]
    for b in laporan:
        if not b.daftar and not b.gagal:
            continue
        hasil += ["", f"### {aman(b.judul)}", "", _markdown.kode(b.berkas)]
        if b.gagal:
            hasil += ["", f"> {aman(b.gagal)}"]
        for p in b.daftar:
            hasil += ["", f"#### {aman(p.judul)}: {p.apa} ({p.tingkat})", ""]
            hasil.append(f"- klausul {aman(_sebut(p.pemakaian))}; {_markdown.kode(_tempat(p, nama))}")
            hasil += [f"- {kunci}: {aman(isi)}" for kunci, isi in p.keterangan]
            hasil += _markdown.daftar(p.perubahan)
    return "".join(f"{b}\n" for b in hasil)


LENCANA = {"terlarang": "hapus", "perlu persetujuan": "awas", "disetujui": "sisip", "diizinkan": "sisip"}


def html(laporan: Sequence[Baris], *, nama: Callable[[str], str] = str) -> str:
    """One self-contained page."""
    aman = _html.aman
    isi = [
        f'<header>\n<h1>Penyimpangan dari klausul baku</h1>\n<p class="samar">{aman(ringkasan(laporan))}.</p>\n</header>\n<main>\n'
    ]
    for b in laporan:
        if not b.daftar and not b.gagal:
            continue
        isi.append(f'<article>\n<h2>{aman(b.judul)}</h2>\n<p class="samar"><code>{aman(b.berkas)}</code></p>\n')
        if b.gagal:
            isi.append(f"<p>{aman(b.gagal)}</p>\n")
        for p in b.daftar:
            isi += satu_html(p, nama)
        isi.append("</article>\n")
    isi.append("</main>\n")
    return _html.halaman("Penyimpangan dari klausul baku", isi)


def satu_html(p: Penyimpangan, nama: Callable[[str], str] = str) -> Iterator[str]:
    """One deviation, also for pages that show more than deviations."""
    aman = _html.aman
    yield f'<h3>{aman(p.judul)} <span class="lencana {LENCANA[p.tingkat]}">{p.apa}, {p.tingkat}</span></h3>\n'
    yield f'<p class="samar">klausul {aman(_sebut(p.pemakaian))}; <code>{aman(_tempat(p, nama))}</code></p>\n<dl>\n'
    yield from (f"<dt>{k.capitalize()}</dt><dd>{aman(v)}</dd>\n" for k, v in p.keterangan)
    yield "</dl>\n"
    yield from _html.daftar(p.perubahan)


def _sebut(p: Pemakaian) -> str:
    versi = f" versi {p.versi}" if p.versi is not None else ""
    return f"{p.kode}{versi}{f', varian {p.varian}' if p.varian else ''}, {p.kekakuan}"


def _tempat(p: Penyimpangan, nama: Callable[[str], str]) -> str:
    s = p.pemakaian.span
    return f"{nama(s.file)}:{s.line}"


# --- use of clauses ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pakai:
    """One clause in one agreement."""

    kode: str
    judul: str
    versi: int | None
    varian: str | None
    keadaan: str
    tingkat: str | None
    berkas: str


def pakai(berkas: str, hasil: Hasil) -> Iterator[Pakai]:
    """What an agreement does with each standard clause of its kind."""
    susunan = hasil.susunan
    for p in susunan.klausul if susunan is not None else ():
        yield Pakai(p.kode, p.judul, p.versi, p.varian, p.keadaan.value, tingkat(p) if p.menyimpang else None, berkas)


def data_pakai(semua: Iterable[Pakai]) -> list[dict[str, Any]]:
    """The uses as JSON-ready data, per clause."""
    hasil: dict[str, list[Pakai]] = {}
    for p in semua:
        hasil.setdefault(p.kode, []).append(p)
    return [
        {
            "kode": kode,
            "judul": daftar[0].judul,
            "pemakaian": [
                {"berkas": p.berkas, "versi": p.versi, "varian": p.varian, "keadaan": p.keadaan, "tingkat": p.tingkat}
                for p in daftar
            ],
        }
        for kode, daftar in sorted(hasil.items())
    ]


def kalimat_semua(p: Penyimpangan) -> list[str]:
    """The sentences of a deviation."""
    return [kalimat(x) for x in p.perubahan]
