"""The Markdown twin of the review page, for the comment or summary of a merge request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.review import excerpt, markdown
from ksdgen.review.assessment import Telaah, Vonis, jumlah_vonis
from ksdgen.review.comparison import Perbandingan
from ksdgen.review.markdown import aman, kode
from ksdgen.review.page import JUDUL, Berkas
from ksdgen.review.text import ringkasan

BATAS = 60_000
"""GitHub refuses comments of more than 65,536 characters; GitLab takes more."""

_TANDA = {
    Vonis.DIHAPUS: "⚪", Vonis.TAK_TERSUSUN: "🔴", Vonis.KESALAHAN: "🔴", Vonis.PERSETUJUAN: "🟡", Vonis.BELUM: "🟡", Vonis.SIAP: "🟢",
    Vonis.DITANDATANGANI: "🟢",
}  # fmt: skip
_TINGKAT = {Severity.KESALAHAN: "🔴", Severity.PERINGATAN: "🟡", Severity.CATATAN: "🔵"}
_TEMUAN = {"baru": "Temuan baru", "tetap": "Temuan yang sudah ada sebelumnya", "selesai": "Temuan yang sudah selesai"}
_BATAS_TETAP = 5


def tulis(
    p: Perbandingan,
    semua: Sequence[Telaah],
    berkas: Mapping[str, Berkas],
    hari: date,
    nama: Callable[[str], str] = str,
    batas: int = BATAS,
) -> str:
    """The twin, at most `batas` characters: agreements that do not fit are counted, in the order of the page.

    Args:
        p: the two states.
        semua: what is to be said of each agreement.
        berkas: Word files by path of the agreement, named relative to the page.
        hari: the day on which the agreements were judged.
        nama: how a file is named to the reader.
        batas: the most characters.
    """
    kepala = "".join(f"{b}\n" for b in _kepala(p, semua))
    kaki = f"\n<sub>Dinilai menurut ketentuan yang berlaku pada {aman(bahasa.tanggal(hari))}.</sub>\n"
    bagian = ["".join(f"{b}\n" for b in _naskah(t, berkas.get(t.pasangan.path, Berkas()), nama)) for t in semua]
    hasil, ruang = [], batas - len(kepala) - len(kaki) - 200
    for i, b in enumerate(bagian):
        if len(b) > ruang:
            hasil.append(
                f"\n**Selebihnya {len(bagian) - i} naskah tidak dimuat di sini; lihat halaman telaah lengkap (index.html).**\n"
            )
            break
        hasil.append(b)
        ruang -= len(b)
    return kepala + "".join(hasil) + kaki


def _kepala(p: Perbandingan, semua: Sequence[Telaah]) -> Iterator[str]:
    yield f"## {JUDUL}"
    yield ""
    yield f"**{aman(p.lama.nama)} → {aman(p.baru.nama)}**: {ringkasan(p)}."
    yield from (f"\n> {aman(c)}" for c in p.catatan)
    hitung = jumlah_vonis(semua)
    if hitung:
        yield ""
        yield " · ".join(f"{_TANDA[v]} {n} {v.value}" for v, n in hitung.items())


def _naskah(t: Telaah, berkas: Berkas, nama: Callable[[str], str]) -> Iterator[str]:
    x = t.pasangan
    yield ""
    yield f"### {_TANDA[t.vonis]} {aman(excerpt.judul(x))}"
    yield ""
    tautan = [
        s for s, b in (("Word dengan lacak perubahan", berkas.telaah), ("Word bersih", berkas.bersih)) if b is not None
    ]
    yield f"{excerpt.KEADAAN[x.keadaan]}: {kode(nama(x.path))}; **{t.vonis.value}**" + (
        f"; pada artefak: {', '.join(tautan)}" if tautan else ""
    )
    yield ""
    yield from (f"- {markdown.kalimat_md(bahasa.kapital_awal(k))}" for k in excerpt.keterangan(x))
    yield from markdown.daftar(x.perubahan)
    for keadaan, judul in _TEMUAN.items():
        yield from _temuan(t, keadaan, judul, nama)
    if t.penyimpangan:
        yield ""
        yield "**Penyimpangan dari klausul baku**"
        yield ""
        for d, baru in t.penyimpangan:
            rincian = "; ".join(f"{k}: {aman(v)}" for k, v in d.keterangan)
            yield f"- {aman(d.judul)}: {d.apa} ({d.tingkat}{', baru' if baru else ''}); {rincian}"
    if t.pengecualian:
        yield ""
        yield "**Pengecualian**"
        yield ""
        for w, keadaan in t.pengecualian:
            sampai = f" sampai {bahasa.tanggal(w.sampai)}" if w.sampai else ""
            yield f"- {aman(w.aturan)} ({keadaan}): {aman(w.alasan or 'tanpa alasan')}; {aman(w.penanggung_jawab or 'tanpa penanggung jawab')}{sampai}"
    if t.sekilas is not None and t.sekilas.pihak:
        yield from _lipat(
            "Yang menandatangani",
            (
                f"- {pihak.sebutan}: {aman(pihak.nama)}, {aman('; '.join(pihak.penanda_tangan) or 'penanda tangan belum disebut')}"
                for pihak in t.sekilas.pihak
            ),
        )
    if t.terbuka:
        yield from _lipat(
            f"Yang masih terbuka sebelum penandatanganan ({len(t.terbuka)})",
            (f"- {markdown.kalimat_md(bahasa.kapital_awal(teks))} ({aman(dasar)})" for teks, dasar in t.terbuka),
        )


def _lipat(judul: str, isi: Iterable[str]) -> Iterator[str]:
    """A part that unfolds; HTML, because Markdown has none."""
    yield ""
    yield f"<details><summary>{judul}</summary>"
    yield ""
    yield from isi
    yield ""
    yield "</details>"


def _temuan(t: Telaah, keadaan: str, judul: str, nama: Callable[[str], str]) -> Iterator[str]:
    daftar = [b.temuan for b in t.temuan if b.keadaan == keadaan]
    if not daftar:
        return
    tampil = daftar[:_BATAS_TETAP] if keadaan == "tetap" else daftar
    isi = [_butir(d, keadaan, nama) for d in tampil]
    if len(tampil) < len(daftar):
        isi.append(f"- dan {len(daftar) - len(tampil)} temuan lagi")
    # What was there before and is no worse should not drown what is new.
    if keadaan == "tetap":
        yield from _lipat(f"{judul} ({len(daftar)})", isi)
        return
    yield from ("", f"**{judul} ({len(daftar)})**", "", *isi)


def _butir(d: Diagnostic, keadaan: str, nama: Callable[[str], str]) -> str:
    pesan = markdown.kalimat_md(bahasa.kapital_awal(d.pesan))
    tempat = f" {kode(f'{nama(d.span.file)}:{d.span.line}')}" if d.span is not None else ""
    dasar = f" ({aman('; '.join(d.dasar))})" if d.dasar else ""
    return f"- {_TINGKAT[d.tingkat]} {f'~~{pesan}~~' if keadaan == 'selesai' else pesan} {d.kode}{dasar}{tempat}"
