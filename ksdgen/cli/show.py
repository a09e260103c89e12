"""`ksdgen show`."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ksdgen import bahasa
from ksdgen.cli import shared
from ksdgen.desk.collect import kumpulkan, repositories
from ksdgen.desk.overview import Sekilas, jangka_waktu, perlu_persetujuan, sekilas, waktu_dan_tempat
from ksdgen.diagnostics import Severity
from ksdgen.naskah.stages import Keadaan
from ksdgen.regulation import cetak_sitasi
from ksdgen.reporters.report import LEVEL
from ksdgen.reporters.text import lebar, tersembunyi
from ksdgen.rules.engine import berlaku
from ksdgen.world.repository import display_name

VERSI = 1

_WARNA = {
    Keadaan.SUDAH: "green",
    Keadaan.SEDANG: "yellow",
    Severity.KESALAHAN: "red",
    Severity.PERINGATAN: "yellow",
}
_LABEL = 18


@click.command("show", epilog="Contoh: ksdgen show agreements/contoh/perjanjian-kerja-sama.yaml")
@shared.argumen_path
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Bentuk tampilan.",
)
@shared.opsi_tanggal
def perintah(path: tuple[Path, ...], format_: str, tanggal: date | None) -> int:
    """Tampilkan naskah pada PATH secara ringkas.

    Satu berkas: para pihak, jangka waktu, status, yang masih kurang sebelum ditandatangani, dan langkah berikutnya menurut tahapan
    Permendagri 22/2020. Folder atau beberapa berkas: daftar naskah dengan status, akhir jangka waktu, temuan, dan langkah berikutnya.
    Kode keluar 1 bila ada naskah yang tidak dapat dibaca.
    """
    hari = shared.hari_ini(tanggal)
    tugas = kumpulkan(path, pihak=False)
    for t in tugas:
        if t.repository.adalah_pihak(t.path):
            raise click.UsageError(f"`{display_name(t.path, [t.repository])}` adalah data pihak, bukan naskah")
    hasil: list[Sekilas] = []
    with shared.kemajuan(tugas, False) as bar:
        for t in bar:
            s = sekilas(t.ruang, t.path, hari)
            s.path = display_name(t.path, [t.repository])
            hasil.append(s)
    if format_ == "json":
        data = {"version": VERSI, "date": hari.isoformat(), "agreements": [_data(s, hari) for s in hasil]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif len(path) == 1 and path[0].is_file() and hasil[0].naskah is not None:
        _cetak(_satu(hasil[0], hari))
    else:
        _cetak(_daftar(hasil, hari))
        shared.cetak_temuan([d for s in hasil if s.naskah is None for d in s.temuan], repositories(tugas))
    return int(any(s.naskah is None for s in hasil))


# --- one agreement ----------------------------------------------------------------------------------------------------------------------

Potongan = tuple[str, dict[str, Any]]
"""Words and how they look."""


def _satu(s: Sekilas, hari: date) -> Iterator[str]:
    """An agreement at a glance."""
    n = s.naskah
    assert n is not None
    yield _gaya(f"{s.jenis.upper()} - {n.kategori.value} - {n.status.value.replace('_', ' ')}", bold=True)
    yield from _lipat(n.tentang, "")
    yield from (_gaya(b, dim=True) for b in _lipat(s.path, ""))
    yield ""
    for p in s.pihak:
        yield from _baris(p.sebutan, p.nama)
        for t in p.penanda_tangan or ("penanda tangan belum disebut",):
            yield from _baris("", t)
        yield from _baris("", f"Nomor {p.nomor}" if p.nomor else "Nomor menyusul")
    yield from _baris("Penandatanganan", waktu_dan_tempat(n) or "belum ditentukan")
    yield from _baris("Jangka waktu", _jangka_waktu(s))
    if n.pembiayaan is not None and n.pembiayaan.nilai is not None:
        yield from _baris("Nilai", f"Rp{bahasa.rupiah_angka(n.pembiayaan.nilai).removeprefix('Rp')}")
    if s.ksb is not None:
        yield from _baris("Tindak lanjut", f"Kesepakatan Bersama {s.ksb}")
    yield from _kurang(s)
    yield from _bagian("Masih terbuka", [(c.sebutan, "menyusul" if c.sengaja else "belum diisi") for c in s.celah])
    yield from _bagian(
        "Klausul yang menyimpang",
        [
            (p.kode, f"{p.keadaan.value}, {'perlu persetujuan' if perlu_persetujuan(p) else _izin(p)}")
            for p in s.penyimpangan
        ],
    )
    yield from _bagian(
        "Pengecualian",
        [
            (
                p.aturan,
                f"{'sampai' if berlaku(p, hari) else 'tidak berlaku; sampai'} {p.sampai or '?'}: {p.alasan or 'tanpa alasan'}",
            )
            for p in s.pengecualian
        ],
    )
    yield from _tahapan(s)


def _izin(p: Any) -> str:
    return f"disetujui {p.disetujui.oleh}" if p.disetujui is not None and p.disetujui.oleh else p.izin.value


def _jangka_waktu(s: Sekilas) -> str:
    assert s.naskah is not None
    lama = jangka_waktu(s.naskah)
    if s.akhir is None:
        return lama or "belum ditentukan"
    return f"{f'{lama}, ' if lama else ''}sampai dengan {bahasa.tanggal(s.akhir)} ({_sisa(s.sisa or 0)})"


def _sisa(hari: int) -> str:
    if hari == 0:
        return "hari ini hari terakhir"
    return f"{bahasa.angka(hari)} hari lagi" if hari > 0 else f"berakhir {bahasa.angka(-hari)} hari yang lalu"


def _kurang(s: Sekilas) -> Iterator[str]:
    """What stands in the way of signing; for signed papers what is wrong with them."""
    assert s.naskah is not None
    rancangan = s.naskah.status.rancangan
    judul = "Kurang sebelum ditandatangani" if rancangan else "Temuan"
    yield ""
    if not s.dinilai:
        yield _gaya("Tidak dinilai: lebih tua dari peraturan yang termuat", bold=True)
    if not s.kekurangan:
        yield _gaya("Tidak ada yang kurang sebelum ditandatangani" if rancangan else "Tidak ada temuan", bold=True)
        return
    yield _gaya(f"{judul} ({len(s.kekurangan)})", bold=True)
    for k in s.kekurangan:
        letak = f" (baris {', '.join(map(str, k.baris))})" if k.baris else ""
        yield from _lipat(f"{k.pesan}{letak}", "  ", (f"{k.kode}  {k.tingkat.value:<10}  ", {"fg": _WARNA[k.tingkat]}))


def _bagian(judul: str, isi: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not isi:
        return
    yield ""
    yield _gaya(f"{judul} ({len(isi)})", bold=True)
    lebar_nama = min(max(lebar_teks(a) for a, _ in isi), 40)
    for a, b in isi:
        yield from _lipat(b, "  ", (_rata(_bersih(a), lebar_nama) + "  ", {}))


def _tahapan(s: Sekilas) -> Iterator[str]:
    assert s.naskah is not None
    yield ""
    if not s.kemajuan:
        batal = s.naskah.status.value == "batal"
        yield (
            "Naskah ini batal; tidak ada langkah berikutnya"
            if batal
            else "Tahapan Permendagri 22/2020 tidak berlaku untuk kategori ini"
        )
        return
    yield _gaya(f"Tahapan menurut {cetak_sitasi(s.sitasi or '')}", bold=True)
    lebar_nama = max(lebar_teks(k.tahap.nama) for k in s.kemajuan)
    sebelumnya = ""
    for k in s.kemajuan:
        keterangan = "" if k.keterangan == sebelumnya else k.keterangan
        sebelumnya = k.keterangan
        gaya = {"fg": _WARNA[k.keadaan]} if k.keadaan in _WARNA else {"dim": True}
        yield from _lipat(
            keterangan, "  ", (f"{k.keadaan.value:<14}", gaya), (_rata(k.tahap.nama, lebar_nama) + "  ", {})
        )
    yield ""
    yield _gaya("Langkah berikutnya", bold=True)
    yield from _lipat(f"{s.langkah.teks} ({s.langkah.dasar})" if s.langkah else "tidak ada", "  ")


# --- many agreements --------------------------------------------------------------------------------------------------------------------

_LUAS_TABEL = 40
"""Columns that names and next steps need together."""
_KEPALA = ("Naskah", "Status", "Berakhir", "Temuan", "Langkah berikutnya")


def _daftar(hasil: Sequence[Sekilas], hari: date) -> Iterator[str]:
    """A table, one agreement a row; what does not fit a cell goes on below it."""
    folder = posixpath.commonpath([posixpath.dirname(s.path) for s in hasil])
    di = f" di {_bersih(folder)}" if folder else ""
    yield from _lipat(f"{len(hasil)} naskah{di} per {bahasa.tanggal(hari)}", "")
    yield ""
    isi = [_sel(s, folder) for s in hasil]
    tetap = [max(lebar_teks(x) for x in (kepala, *(b[i] for b in isi))) for i, kepala in enumerate(_KEPALA)]
    luas = shared.lebar_terminal() - sum(tetap[1:4]) - 8
    if luas < _LUAS_TABEL:
        yield from _daftar_sempit(isi)
        return
    naskah = min(tetap[0], max(16, luas * 45 // 100))
    kolom = [naskah, *tetap[1:4], max(16, min(tetap[4], luas - naskah))]
    yield _gaya("  ".join(_rata(k, w) for k, w in zip(_KEPALA, kolom, strict=True)).rstrip(), bold=True)
    for s, baris in zip(hasil, isi, strict=True):
        sel = [_belah(teks, w) for teks, w in zip(baris, kolom, strict=True)]
        warna = next((_WARNA[t] for t in (Severity.KESALAHAN, Severity.PERINGATAN) if s.jumlah[t]), None)
        for i in range(max(map(len, sel))):
            potong = [_rata(c[i] if i < len(c) else "", w) for c, w in zip(sel, kolom, strict=True)]
            polos = "  ".join(potong).rstrip()
            potong[3] = _gaya(potong[3], fg=warna) if warna else potong[3]
            yield "  ".join(potong).rstrip() if warna and shared.berwarna() else polos


def _daftar_sempit(isi: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The same for a terminal too narrow for a table: one agreement below the other."""
    for nama, *lain in isi:
        yield from (_gaya(b, bold=True) for b in _lipat(nama, ""))
        for kepala, teks in zip(_KEPALA[1:], lain, strict=True):
            yield from _lipat(f"{kepala.lower()}: {teks}", "  ")


def _sel(s: Sekilas, folder: str) -> tuple[str, str, str, str, str]:
    nama = _bersih(posixpath.relpath(s.path, folder) if folder else s.path)
    if s.naskah is None:
        return nama, "tidak terbaca", "-", _temuan(s), "perbaiki berkas ini; lihat temuan di bawah"
    akhir = "-" if s.akhir is None else s.akhir.isoformat()
    langkah = s.langkah.teks if s.langkah else "-"
    return nama, s.naskah.status.value.replace("_", " "), akhir, _temuan(s), _bersih(langkah)


def _temuan(s: Sekilas) -> str:
    """The gravest findings by number; what was not judged is never called clean."""
    for t in Severity:
        if s.jumlah[t]:
            return f"{s.jumlah[t]} {t.value}"
    return "bersih" if s.dinilai else "tidak dinilai"


# --- lines ------------------------------------------------------------------------------------------------------------------------------


def _cetak(baris: Iterator[str]) -> None:
    for b in baris:
        click.echo(b.rstrip(), color=shared.berwarna())


def _gaya(teks: str, **gaya: Any) -> str:
    return click.style(teks, **gaya) if shared.berwarna() and gaya else teks


def lebar_teks(teks: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(map(lebar, teks))


def _rata(teks: str, kolom: int) -> str:
    return teks + " " * (kolom - lebar_teks(teks))


def _bersih(teks: str) -> str:
    """A text on one line, without characters that command the terminal."""
    return "".join("\ufffd" if tersembunyi(h) else h for h in " ".join(teks.split()))


def _baris(label: str, isi: str) -> Iterator[str]:
    yield from _lipat(isi, "", (f"{label:<{_LABEL}}", {"dim": True}))


def _lipat(teks: str, lekuk: str, *awal: Potongan) -> Iterator[str]:
    """A text behind its label, folded into the width of the terminal under its own beginning."""
    kolom = lebar_teks(lekuk) + sum(lebar_teks(t) for t, _ in awal)
    luas = shared.lebar_terminal()
    # In a narrow terminal the text goes below its label.
    sempit = bool(awal) and luas - kolom < 24
    maju = lekuk + "    " if sempit else " " * kolom
    baris = _belah(_bersih(teks), luas - lebar_teks(maju))
    if sempit:
        (pertama, gaya), *lain = awal
        nama = _belah("".join(t for t, _ in lain).rstrip(), luas - lebar_teks(lekuk + pertama))
        yield lekuk + _gaya(pertama, **gaya) + nama[0]
        yield from (" " * lebar_teks(lekuk + pertama) + b for b in nama[1:])
        yield from (maju + b for b in baris if b)
        return
    yield lekuk + "".join(_gaya(t, **g) for t, g in awal) + baris[0]
    yield from (maju + b for b in baris[1:])


def _belah(teks: str, kolom: int) -> list[str]:
    """A text in lines of so many columns, broken at spaces; a word that is too long is broken too, behind a `/` or else a `-` if there is one."""
    hasil = [""]
    for kata in teks.split(" "):
        if hasil[-1] and lebar_teks(hasil[-1]) + 1 + lebar_teks(kata) > kolom:
            hasil.append("")
        baris = f"{hasil.pop()} {kata}".lstrip(" ")
        while lebar_teks(baris) > kolom:
            muat = 0
            isi = 0
            for huruf in baris:
                if isi + lebar(huruf) > kolom:
                    break
                isi += lebar(huruf)
                muat += 1
            garis = baris.rfind("/", 0, muat) + 1 or baris.rfind("-", 0, muat) + 1
            batas = garis or max(1, muat)
            hasil.append(baris[:batas])
            baris = baris[batas:]
        hasil.append(baris)
    return hasil


# --- data -------------------------------------------------------------------------------------------------------------------------------


def _data(s: Sekilas, hari: date) -> dict[str, Any]:
    """An agreement as JSON; keys are only ever added."""
    temuan = {LEVEL[t]: n for t, n in s.jumlah.items()}
    n = s.naskah
    if n is None:
        rusak = [
            {"code": t.kode, "severity": LEVEL[t.tingkat], "message": t.pesan, "line": t.span.line if t.span else None}
            for t in s.temuan
        ]
        return {"file": s.path, "readable": False, "findings": temuan, "problems": rusak}
    ttd = n.penandatanganan
    nilai = n.pembiayaan.nilai if n.pembiayaan is not None else None
    return {
        "file": s.path,
        "readable": True,
        "title": n.tentang,
        "type": n.jenis,
        "category": n.kategori.value,
        "status": n.status.value,
        "parties": [
            {"role": p.sebutan, "name": p.nama, "signatories": list(p.penanda_tangan), "number": p.nomor}
            for p in s.pihak
        ],
        "place": ttd.tempat,
        "signing_date": ttd.tanggal.isoformat() if isinstance(ttd.tanggal, date) else None,
        "term": jangka_waktu(n),
        "end_date": s.akhir.isoformat() if s.akhir else None,
        "days_left": s.sisa,
        # In sen, so that no reader rounds it.
        "amount_sen": int(nilai) if nilai is not None else None,
        "based_on": s.ksb,
        "judged": s.dinilai,
        "findings": temuan,
        "missing": [
            {"code": k.kode, "severity": LEVEL[k.tingkat], "message": k.pesan, "lines": list(k.baris)}
            for k in s.kekurangan
        ],
        "blanks": [{"route": c.rute, "name": c.sebutan, "deliberate": c.sengaja} for c in s.celah],
        "clause_deviations": [
            {"clause": p.kode, "state": p.keadaan.value, "reason": p.alasan, "approval_missing": perlu_persetujuan(p)}
            for p in s.penyimpangan
        ],
        "waivers": [
            {
                "code": p.aturan,
                "reason": p.alasan,
                "owner": p.penanggung_jawab,
                "until": p.sampai.isoformat() if p.sampai else None,
                "active": berlaku(p, hari),
            }
            for p in s.pengecualian
        ],
        "stages": [
            {"name": k.tahap.nama, "citation": k.tahap.sitasi, "state": k.keadaan.value, "note": k.keterangan or None}
            for k in s.kemajuan
        ],
        "next_step": {"text": s.langkah.teks, "citation": s.langkah.sitasi} if s.langkah else None,
    }
