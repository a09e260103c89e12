"""Runs the rules that apply to an agreement and turns what they find into findings with places and citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from ksdgen import bahasa, regulation
from ksdgen.diagnostics import Cause, Diagnostic, Severity
from ksdgen.naskah.model import Kategori, Pengecualian
from ksdgen.rules.batch import KODE_GANDA
from ksdgen.rules.checks import bentuk
from ksdgen.rules.rule import Aturan, Cek, Konteks, Temuan, polos, semua

HUKUM_TERTUA = {"perjanjian_kerja_sama": date(2018, 7, 13)}
"""From when the law of a kind of paper is encoded: PP 28/2018 for what a contract contains (older papers were made under PP 50/2007)."""

HUKUM_TERTUA_LAIN = date(2020, 4, 14)
"""Permendagri 22/2020, which alone says what the other kinds of paper contain."""

PRAKTIK = "praktik"


@dataclass(slots=True)
class Penilaian:
    """What the rules say of one agreement."""

    temuan: list[Diagnostic] = field(default_factory=list)
    dikecualikan: list[tuple[Pengecualian, Diagnostic]] = field(default_factory=list)
    """Findings that an active waiver holds back, with the waiver."""
    dinilai: bool = True
    """False for papers older than the law that is encoded: "tidak dinilai", never "bersih"."""


@cache
def _siap() -> tuple[tuple[Aturan, Cek, dict[str, object]], ...]:
    tabel = bentuk()
    return tuple((a, tabel[a.cek], polos(a.parameter)) for a in semua())


def periksa(konteks: Konteks) -> Penilaian:
    """Judge one composed agreement by the rules in force on its date."""
    naskah = konteks.naskah
    hasil = Penilaian()
    temuan: list[Diagnostic] = []
    for aturan, cek, parameter in _siap():
        b = aturan.berlaku
        if b.jenis and naskah.jenis not in b.jenis:
            continue
        if b.kategori and naskah.kategori.value not in b.kategori:
            continue
        if b.status and naskah.status.value not in b.status:
            continue
        dasar = tuple(d.sitasi for d in aturan.dasar if d.mengikat(naskah, konteks.pada))
        if not dasar:
            continue
        temuan += [_finding(aturan, dasar, t, konteks) for t in cek(konteks, parameter)]
    if konteks.pada < HUKUM_TERTUA.get(naskah.jenis, HUKUM_TERTUA_LAIN) and naskah.kategori is not Kategori.DI_LUAR_KSD:
        hasil.dinilai = False
        temuan.append(
            Diagnostic(
                "KSD098",
                Severity.CATATAN,
                f"tidak dinilai: naskah tanggal {bahasa.tanggal(konteks.pada)} lebih tua dari peraturan yang termuat",
                konteks.tempat.span("penandatanganan.tanggal"),
                "hanya ketentuan yang sudah berlaku saat itu dan kecermatan tulisannya yang diperiksa",
                rute="penandatanganan.tanggal",
                cause=Cause.NOT_JUDGED,
            )
        )
    _kecualikan(konteks, temuan, hasil)
    return hasil


def _finding(aturan: Aturan, dasar: tuple[str, ...], temuan: Temuan, k: Konteks) -> Diagnostic:
    span = temuan.span or (k.tempat.kunci(temuan.rute) if temuan.kunci else k.tempat.span(temuan.rute))
    pesan = aturan.pesan.format_map(temuan.isian) if temuan.isian else aturan.pesan
    bantuan = aturan.bantuan.format_map(temuan.isian) if aturan.bantuan and temuan.isian else aturan.bantuan
    cetak = tuple(regulation.cetak_sitasi(s) for s in dasar)
    return Diagnostic(aturan.kode, aturan.tingkat, pesan, span, bantuan, cetak, temuan.rute, temuan.perbaikan)


def berlaku(p: Pengecualian, hari_ini: date) -> bool:
    """Whether a waiver is complete and has not expired."""
    return bool(p.alasan and p.penanggung_jawab) and p.sampai is not None and p.sampai >= hari_ini


def _kecualikan(k: Konteks, temuan: list[Diagnostic], hasil: Penilaian) -> None:
    """Hold back what a valid waiver covers; a waiver that is expired, unused or without reason is a finding itself."""
    kode_ada = {a.kode for a in semua()}
    aktif: dict[str, Pengecualian] = {}
    terpakai: set[str] = set()
    for i, p in enumerate(k.naskah.pengecualian):
        rute = f"pengecualian.{i}"

        def lapor(
            kode: str, pesan: str, bantuan: str, tingkat: Severity = Severity.KESALAHAN, rute: str = rute
        ) -> None:
            hasil.temuan.append(Diagnostic(kode, tingkat, pesan, k.tempat.span(f"{rute}.aturan"), bantuan, rute=rute))

        if p.aturan not in kode_ada:
            lapor("KSD090", f"aturan `{p.aturan}` tidak ada", "daftar aturan: `ksdgen rules`")
        elif p.sampai is not None and p.sampai < k.hari_ini:
            lapor(
                "KSD091",
                f"pengecualian {p.aturan} berakhir pada {bahasa.tanggal(p.sampai)}",
                "selesaikan temuannya, atau perpanjang dengan alasan baru",
            )
        elif not berlaku(p, k.hari_ini):
            kurang = [n for n in ("alasan", "penanggung_jawab", "sampai") if not getattr(p, n)]
            lapor(
                "KSD092", f"pengecualian {p.aturan} belum lengkap", f"isi {bahasa.gabung([f'`{n}`' for n in kurang])}"
            )
        else:
            aktif[p.aturan] = p
    for t in temuan:
        if t.kode in aktif:
            terpakai.add(t.kode)
            hasil.dikecualikan.append((aktif[t.kode], t))
        else:
            hasil.temuan.append(t)
    for i, p in enumerate(k.naskah.pengecualian):
        # Whether a waiver of the rule over many papers is used cannot be seen from one paper.
        if p.aturan in aktif and p.aturan not in terpakai and p.aturan != KODE_GANDA:
            hasil.temuan.append(
                Diagnostic(
                    "KSD093",
                    Severity.PERINGATAN,
                    f"pengecualian {p.aturan} tidak terpakai",
                    k.tempat.span(f"pengecualian.{i}.aturan"),
                    "hapus pengecualian ini",
                    rute=f"pengecualian.{i}",
                )
            )
