"""The text of clauses and document types: names, blanks, variants, points, labels and references on every way through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ksdgen.catalogue.front_matter import DeklarasiIsian, KepalaKlausul, judul_klausul, kekakuan_klausul
from ksdgen.diagnostics import Severity, Span
from ksdgen.lint.kinds import BlanksKind, Kind, ScalarKind, rupa_isian
from ksdgen.lint.names import periksa_nama
from ksdgen.lint.paths import jelajahi, tanya
from ksdgen.lint.positions import TemplateFile, konstanta_varian, nama_dalam, templat_induk, warisan_putus
from ksdgen.lint.shelf import Shelf, saran
from ksdgen.lint.structure import TextStructure, susun, susun_kerangka
from ksdgen.lint.ways import Branch, Reading, TextPath
from ksdgen.source.places import Tempat

_TETAP = frozenset({"jenis", "kategori", "varian", "ada"})
"""What conditions may ask that is settled before any agreement is written."""

BATANG_TUBUH = "@batang_tubuh"


def periksa_teks(
    lemari: Shelf,
    dok: TemplateFile,
    isian: Mapping[str, DeklarasiIsian] | None,
    tempat: Tempat | None,
    varian: Sequence[str],
) -> set[str]:
    """Syntax and names of a template; returns the blanks that it uses.

    Args:
        lemari: all templates.
        dok: the template.
        isian: the blanks that it declares.
        tempat: where they are declared, when blanks that are not used are to be reported.
        varian: its variants.
    """
    lemari.catat(dok.temuan)
    konteks = _konteks(lemari, rupa_isian(isian), varian)
    temuan, terpakai = periksa_nama(lemari.rak, dok, konteks, lemari.kode_klausul)
    lemari.catat(temuan)
    if tempat is not None and dok.pohon is not None:
        lemari.isian_menganggur(isian, terpakai, tempat)
    return terpakai


def _konteks(lemari: Shelf, isian: BlanksKind, varian: Sequence[str]) -> dict[str, Kind]:
    return {**lemari.konteks, "isian": isian, "varian": ScalarKind(frozenset({str}), tuple(varian))}


# --- variants ---------------------------------------------------------------------------------------------------------


def periksa_varian_kembar(lemari: Shelf, kode: str, dok: TemplateFile, kepala: KepalaKlausul, tempat: Tempat) -> None:
    """Two variants that say the same are one."""
    varian = kepala.varian or {}
    tetapan = konstanta_varian(dok)
    if tetapan is None or len(varian) < 2 or not {n for t in tetapan for n in t} <= varian.keys():
        return  # a misspelt variant is said at its place
    sudah: dict[object, str] = {}
    pemakai = lemari.pemakai(kode)
    for nama in (n for n, v in varian.items() if any(v.untuk(*p) for p in pemakai)):
        tanda = (tuple(nama in t for t in tetapan), judul_klausul(kepala, nama), kekakuan_klausul(kepala, nama))
        kembar = sudah.setdefault(tanda, nama)
        if kembar != nama:
            pesan = f"varian `{nama}` berbunyi sama dengan varian `{kembar}`: teks klausul tidak membedakannya"
            bantuan = f"tulis {{% if varian == '{nama}' %}} pada teks yang berbeda, atau hapus varian ini"
            lemari.lapor("KSD074", pesan, tempat.kunci(f"varian.{nama}"), bantuan, Severity.PERINGATAN)


# --- clauses: every way through ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _ReferenceUse:
    """What became of one reference on the ways through a clause."""

    target: str
    ada: bool = False
    """The article, or the label, was there on some way."""
    tanpa_syarat: bool = False
    """It was missing on a way on which it could have been there."""
    absen: list[str] = field(default_factory=list)
    """Document types that never have it."""
    luar: str | None = None
    """The path of a label in another clause."""


class ClauseChecker:
    """Reads the clauses on all their ways; references between them are judged when all are read."""

    def __init__(self, lemari: Shelf) -> None:
        self._lemari = lemari
        self._label: dict[str, set[str]] = {}
        self._rujukan: dict[str, dict[Span, _ReferenceUse]] = {}

    def klausul(self, kode: str, dok: TemplateFile, kepala: KepalaKlausul) -> None:
        """Read one clause in every document type, category and variant that it is for."""
        lemari = self._lemari
        cabang: dict[int, Branch] = {}
        ingatan: dict[str, TextStructure] = {}
        label = self._label.setdefault(kode, set())
        self._rujukan[kode] = {}
        pertanyaan, sudah = tanya(lemari.rak, dok), set[object]()
        for keadaan in self._semua_keadaan(kode, kepala):
            tanda = pertanyaan.jawab(keadaan) if pertanyaan is not None else object()
            if tanda in sudah:
                continue
            sudah.add(tanda)
            for lintasan in jelajahi(lemari.rak, dok, keadaan, cabang):
                susunan = ingatan.get(lintasan.teks)
                if susunan is None:
                    susunan = ingatan[lintasan.teks] = susun(lintasan.teks, lemari.katalog.pohon, kode)
                    lemari.catat(susunan.temuan)
                    label.update(susunan.label)
                self._catat_rujukan(kode, lintasan, susunan, keadaan)
        if lemari.pemakai(kode):
            _cabang_mati(lemari, cabang.values())

    def selesai(self) -> None:
        """Judge the references."""
        for kode, semua in self._rujukan.items():
            for span, r in semua.items():
                self._nilai(kode, span, r)

    def _semua_keadaan(self, kode: str, kepala: KepalaKlausul) -> Iterator[Reading]:
        """Every document type, category and variant that a clause is for; all that there are when it is for none."""
        lemari = self._lemari
        konteks = _konteks(lemari, rupa_isian(kepala.isian), ())
        for jenis, kategori in lemari.pemakai(kode) or lemari.pasangan:
            ada = self._penjawab(kode, jenis, kategori)
            semua: list[str | None] = [n for n, v in (kepala.varian or {}).items() if v.untuk(jenis, kategori)]
            for varian in semua or [None]:
                yield Reading({"jenis": jenis, "kategori": kategori, "varian": varian}, konteks, ada)

    def _penjawab(self, kode: str, jenis: str, kategori: str) -> Callable[[str], bool | None]:
        """Whether a document of this kind that has this clause has another: what it may have, an agreement may leave out."""
        lemari = self._lemari

        def ada(lain: str) -> bool | None:
            if lain == kode:
                return True
            # A name that is no clause is reported where it stands.
            return None if lain not in lemari.klausul or lemari.dapat(lain, jenis, kategori) else False

        return ada

    def _catat_rujukan(self, kode: str, lintasan: TextPath, susunan: TextStructure, keadaan: Reading) -> None:
        for target, span in susunan.rujukan:
            r = self._rujukan[kode].setdefault(span, _ReferenceUse(target))
            if f"{kode}/{target}" in susunan.label or target in (kode, *susunan.label):
                r.ada = True
                continue
            pasal, _, label = target.partition("/")
            if pasal == kode or pasal not in self._lemari.kode_klausul:
                r.tanpa_syarat = True  # a label of this clause that is not there on this way, or nowhere
            elif lintasan.ada(pasal):
                r.ada = True
                r.luar = target if label else None
            elif keadaan.ada(pasal) is False:
                r.absen.append(f"{keadaan.tetap['jenis']} kategori {keadaan.tetap['kategori']}")
            else:
                r.tanpa_syarat = True

    def _nilai(self, kode: str, span: Span, r: _ReferenceUse) -> None:
        lemari, sendiri = self._lemari, {n.partition("/")[2] for n in self._label[kode]}
        pasal, _, label = r.target.partition("/")
        milik_sendiri = r.target in sendiri or (pasal == kode and label in sendiri)
        if pasal != kode and not milik_sendiri and pasal in lemari.kode_klausul:
            self._nilai_pasal(span, r, pasal)
        elif milik_sendiri and r.tanpa_syarat:
            nama = label or pasal
            pesan = f"label `{nama}` tidak selalu ada saat rujukan ini dicetak"
            lemari.lapor("KSD075", pesan, span, f"beri rujukan ini syarat yang sama dengan butir berlabel [{nama}]")
        elif r.tanpa_syarat:
            bantuan = saran(
                label or r.target,
                [*sendiri, *lemari.kode_klausul],
                f"label dalam klausul ini: {', '.join(sorted(sendiri)) or 'tidak ada'}",
            )
            lemari.lapor("KSD030", f"rujukan [[{r.target}]] tidak menunjuk apa pun", span, bantuan)

    def _nilai_pasal(self, span: Span, r: _ReferenceUse, pasal: str) -> None:
        """A reference to another article, or into it."""
        lemari = self._lemari
        bantuan = f"apit dengan {{% if ada('{pasal}') %}} … {{% endif %}}"
        if r.tanpa_syarat:
            pesan = f"pasal `{pasal}` tidak selalu ada dalam naskah, sedangkan rujukan ini selalu dicetak"
            lemari.lapor("KSD075", pesan, span, bantuan)
        elif r.absen and not r.ada:
            pesan = (
                f"rujukan [[{r.target}]] tidak menunjuk apa pun: pasal `{pasal}` tidak pernah ada bersama klausul ini"
            )
            lemari.lapor("KSD030", pesan, span, "periksa `jenis` dan `kategori` kedua klausul itu")
        elif r.absen:
            pesan = f"pasal `{pasal}` tidak ada dalam {r.absen[0]}, sedangkan rujukan ini dicetak di sana"
            lemari.lapor("KSD075", pesan, span, bantuan)
        elif r.luar is not None and pasal in self._label and r.luar not in self._label[pasal]:
            ada = [n.partition("/")[2] for n in sorted(self._label[pasal])]
            label = r.luar.partition("/")[2]
            lain = saran(label, ada, f"label pada `{pasal}`: {', '.join(ada) or 'tidak ada'}")
            lemari.lapor(
                "KSD030",
                f"rujukan [[{r.target}]] tidak menunjuk apa pun: klausul `{pasal}` tidak mempunyai label `{label}`",
                span,
                lain,
            )


def _cabang_mati(lemari: Shelf, cabang: Iterable[Branch]) -> None:
    """Conditions that no document can fulfil."""
    for c in cabang:
        nama = nama_dalam(c.node.test)
        if c.hasil != {False} or not nama or not nama <= _TETAP:
            continue
        span = c.dok.awal(c.node.test)
        sudah = [(k, s) for k, s in lemari.temuan if s is not None and s.file == span.file]
        if any(s.line == span.line for k, s in sudah if k in ("KSD013", "KSD043")):
            continue  # a misspelt word says it already
        if "varian" in nama and any(k == "KSD072" and s.line <= c.dok.awal_teks for k, s in sudah):
            continue  # and so does a variant that nobody can choose
        lemari.lapor(
            "KSD072",
            "syarat ini tidak pernah terpenuhi: tidak ada naskah dengan klausul ini yang memenuhinya",
            span,
            "hapus bagian ini, atau sesuaikan `jenis`, `kategori`, dan `varian` pada kepala klausul",
            Severity.PERINGATAN,
        )


# --- document types ---------------------------------------------------------------------------------------------------


def periksa_kerangka(
    lemari: Shelf, nama: str, dok: TemplateFile, isian: Mapping[str, DeklarasiIsian] | None, kategori: Sequence[str]
) -> None:
    """A document type with the skeleton that it extends: directives, tables, references, and the line where the articles go."""
    cabang: dict[int, Branch] = {}
    ingatan: set[str] = set()
    pertanyaan, sudah = tanya(lemari.rak, dok), set[object]()
    for k in kategori:

        def ada(kode: str, k: str = k) -> bool | None:
            return None if kode not in lemari.klausul or lemari.dapat(kode, nama, k) else False

        tetap = {"jenis": nama, "kategori": k, "varian": None}
        keadaan = Reading(tetap, _konteks(lemari, rupa_isian(isian), ()), ada)
        tanda = pertanyaan.jawab(keadaan) if pertanyaan is not None else object()
        if tanda in sudah:
            continue
        sudah.add(tanda)
        for lintasan in jelajahi(lemari.rak, dok, keadaan, cabang, batas=0, sudah=lemari.andaian):
            if lintasan.teks in ingatan:
                continue
            ingatan.add(lintasan.teks)
            _periksa_lintasan(lemari, dok, lintasan)


def _periksa_lintasan(lemari: Shelf, dok: TemplateFile, lintasan: TextPath) -> None:
    susunan, letak = susun_kerangka(lintasan.teks, lemari.katalog.pohon, BATANG_TUBUH)
    lemari.catat(susunan.temuan)
    if not letak and (dok.pohon is None or not warisan_putus(lemari.rak, dok)):
        induk = templat_induk(lemari.rak, dok)
        pesan = f"kerangka tidak memuat baris `{BATANG_TUBUH}`"
        lemari.lapor("KSD041", pesan, Span.at(induk.nama), "tulis baris itu di tempat pasal-pasal")
    for span in letak[1:]:
        lemari.lapor("KSD041", f"baris `{BATANG_TUBUH}` ditulis dua kali", span, "pasal-pasal hanya dicetak satu kali")
    for target, span in susunan.rujukan:
        pasal = target.partition("/")[0]
        if target in susunan.label or lintasan.ada(pasal):
            continue
        if pasal in lemari.kode_klausul:
            pesan = f"pasal `{pasal}` tidak selalu ada dalam naskah, sedangkan rujukan ini selalu dicetak"
            lemari.lapor("KSD075", pesan, span, f"apit dengan {{% if ada('{pasal}') %}} … {{% endif %}}")
        else:
            bantuan = saran(target, lemari.kode_klausul, "rujukan memakai kode pasal, misalnya [[objek]]")
            lemari.lapor("KSD030", f"rujukan [[{target}]] tidak menunjuk apa pun", span, bantuan)
