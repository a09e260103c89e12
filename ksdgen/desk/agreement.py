"""Joins the stages for one agreement: read, compose or take from what was frozen, judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ksdgen.compose.composition import Susunan
from ksdgen.desk.causes import tanpa_ikutan, tanpa_ikutan_bentuk
from ksdgen.desk.composing import Composing
from ksdgen.desk.frozen import read_frozen
from ksdgen.desk.loading import Muatan
from ksdgen.desk.outcome import Hasil
from ksdgen.desk.pinned import pasangan, temuan_kunci
from ksdgen.desk.standard import bandingkan_baku
from ksdgen.naskah.model import Status
from ksdgen.rules.engine import periksa as periksa_aturan
from ksdgen.rules.own import OwnRules
from ksdgen.rules.rule import Konteks


def periksa(
    composing: Composing,
    own_rules: OwnRules,
    path: str,
    hari_ini: date,
    *,
    aturan: bool = True,
    sebagai: Status | None = None,
) -> Hasil:
    """Load, compose and judge one agreement; of a file of shared party data only its shape.

    Args:
        composing: what it is composed with.
        own_rules: the rules that the repository adds to those of ksdgen.
        path: relative to the root.
        hari_ini: the day on which undated agreements are judged.
        aturan: whether to run the rules.
        sebagai: judge it as if it had come so far; its own status unless given.
    """
    agreements = composing.agreements
    if composing.repository.adalah_pihak(path):
        muatan = agreements.shared_party(path)
        return Hasil(muatan, None, muatan.temuan)
    muatan = agreements.muat(path)
    if sebagai is not None and muatan.naskah is not None:
        muatan = replace(muatan, naskah=muatan.naskah.ganti(status=sebagai))
    naskah = muatan.naskah
    if naskah is None:
        return Hasil(muatan, None, muatan.temuan)
    bentuk = list(muatan.temuan)
    related: list[Muatan | None] = []
    for rute in ("kesepakatan_bersama", "nota_kesepakatan", "rencana_kerja"):
        other, temuan = agreements.terkait(muatan, rute)
        related.append(other)
        bentuk += temuan
    ksb, nota, rencana = (m.naskah if m else None for m in related)
    susunan: Susunan | None = None
    if naskah.status.sudah_ditandatangani:
        susunan, temuan = read_frozen(composing.repository, muatan)
        bentuk += temuan
    beku = susunan is not None
    if susunan is None:
        pins, temuan = pasangan(composing.repository, composing.katalog, muatan)
        versi = pins.versi if pins else None
        susunan = composing.penyusun.susun(naskah, muatan.tempat, ksb=ksb, nota=nota, versi=versi)
        susunan = replace(susunan, klausul=bandingkan_baku(composing, muatan, susunan))
        bentuk = tanpa_ikutan_bentuk(bentuk + susunan.temuan)
        bentuk += temuan + (temuan_kunci(pins, muatan, susunan) if pins else [])
    if not aturan or not susunan.dokumen.isi:
        return Hasil(muatan, susunan, bentuk, beku=beku)
    jenis = composing.katalog.jenis(naskah.jenis)
    kepala = jenis.kepala if jenis else None
    penilaian = periksa_aturan(Konteks(naskah, muatan.tempat, susunan, kepala, hari_ini, ksb, nota, rencana), own_rules)
    return Hasil(muatan, susunan, bentuk, tanpa_ikutan(penilaian.temuan, bentuk), penilaian, beku)
