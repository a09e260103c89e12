"""Runs the rules that apply to an agreement and turns what they find into findings with places and citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from ksdgen import bahasa, regulation
from ksdgen.diagnostics import Cause, Diagnostic
from ksdgen.naskah.model import Kategori, Pengecualian
from ksdgen.rules.batch import KODE_GANDA
from ksdgen.rules.decoding import Ready, prepare
from ksdgen.rules.own import NONE, OwnRules
from ksdgen.rules.packaged import semua
from ksdgen.rules.rule import Aturan, Konteks, Temuan
from ksdgen.world.codes import finding

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
def _siap() -> tuple[Ready, ...]:
    return tuple(map(prepare, semua()))


def periksa(konteks: Konteks, own: OwnRules = NONE) -> Penilaian:
    """Judge one composed agreement by the rules in force on its date.

    Args:
        konteks: the agreement.
        own: the rules of its repository; what is wrong with them is a finding of every agreement that they should judge.
    """
    naskah = konteks.naskah
    hasil = Penilaian()
    temuan: list[Diagnostic] = []
    for ready in (*_siap(), *own.rules):
        dasar = tuple(d.sitasi for d in ready.aturan.dasar if d.mengikat(naskah, konteks.pada))
        if dasar:
            temuan += judge(ready, konteks, dasar)
    if konteks.pada < HUKUM_TERTUA.get(naskah.jenis, HUKUM_TERTUA_LAIN) and naskah.kategori is not Kategori.DI_LUAR_KSD:
        hasil.dinilai = False
        temuan.append(
            finding(
                "KSD098",
                f"tidak dinilai: naskah tanggal {bahasa.tanggal(konteks.pada)} lebih tua dari peraturan yang termuat",
                konteks.tempat.span("penandatanganan.tanggal"),
                "hanya ketentuan yang sudah berlaku saat itu dan kecermatan tulisannya yang diperiksa",
                route="penandatanganan.tanggal",
                cause=Cause.NOT_JUDGED,
            )
        )
    _kecualikan(konteks, temuan, hasil, own)
    hasil.temuan += own.findings
    return hasil


def judge(ready: Ready, konteks: Konteks, dasar: tuple[str, ...]) -> list[Diagnostic]:
    """What one rule finds in an agreement, if it is meant for such agreements.

    Args:
        ready: the rule.
        konteks: the agreement.
        dasar: the citations that bind it.
    """
    naskah, b = konteks.naskah, ready.aturan.berlaku
    if b.jenis and naskah.jenis not in b.jenis:
        return []
    if b.kategori and naskah.kategori.value not in b.kategori:
        return []
    if b.status and naskah.status.value not in b.status:
        return []
    return [_finding(ready.aturan, dasar, t, konteks) for t in ready.shape.run(konteks, ready.parameter)]


def _finding(aturan: Aturan, dasar: tuple[str, ...], temuan: Temuan, k: Konteks) -> Diagnostic:
    span = temuan.span or (k.tempat.kunci(temuan.rute) if temuan.kunci else k.tempat.span(temuan.rute))
    pesan = aturan.pesan.format_map(temuan.isian) if temuan.isian else aturan.pesan
    bantuan = aturan.bantuan.format_map(temuan.isian) if aturan.bantuan and temuan.isian else aturan.bantuan
    cetak = tuple(regulation.cetak_sitasi(s) for s in dasar)
    return Diagnostic(aturan.kode, aturan.tingkat, pesan, span, bantuan, cetak, temuan.rute, temuan.perbaikan)


def berlaku(p: Pengecualian, hari_ini: date) -> bool:
    """Whether a waiver is complete and has not expired."""
    return bool(p.alasan and p.penanggung_jawab) and p.sampai is not None and p.sampai >= hari_ini


def _kecualikan(k: Konteks, temuan: list[Diagnostic], hasil: Penilaian, own: OwnRules) -> None:
    """Hold back what a valid waiver covers; a waiver that is expired, unused or without reason is a finding itself."""
    kode_ada = {a.kode for a in semua()} | own.codes
    aktif: dict[str, Pengecualian] = {}
    terpakai: set[str] = set()
    for i, p in enumerate(k.naskah.pengecualian):
        rute = f"pengecualian.{i}"

        def lapor(kode: str, pesan: str, bantuan: str, rute: str = rute) -> None:
            hasil.temuan.append(finding(kode, pesan, k.tempat.span(f"{rute}.aturan"), bantuan, route=rute))

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
        # Whether a waiver of the rule over many papers is used cannot be seen from one paper, of a broken rule not at all.
        if p.aturan in aktif and p.aturan not in terpakai and p.aturan not in (KODE_GANDA, *own.unusable):
            hasil.temuan.append(
                finding(
                    "KSD093",
                    f"pengecualian {p.aturan} tidak terpakai",
                    k.tempat.span(f"pengecualian.{i}.aturan"),
                    "hapus pengecualian ini",
                    route=f"pengecualian.{i}",
                )
            )
