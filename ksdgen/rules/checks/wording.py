"""What the articles say: dispute settlement, termination, extension, sanctions, and the form of the Lampiran.

Texts are judged as printed, whoever wrote them: a standard clause, a changed one (`ubah`) or an article of the agreement's own.
Findings point at the words, in the agreement or in the template that holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ksdgen.compose.composition import Pasal
from ksdgen.diagnostics import Span
from ksdgen.paper.document import Paragraf, Tabel, Teks, paragraf_dari
from ksdgen.rules.checks.places import regex_faults
from ksdgen.rules.reading import lembar
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.record import medan


@dataclass(frozen=True, slots=True)
class IsiPasal:
    """An article as printed: its heading and its paragraphs, those in tables included."""

    pasal: Pasal
    judul: Paragraf
    isi: tuple[Paragraf, ...]
    rute: str

    @property
    def teks(self) -> str:
        """All its words, a line per paragraph."""
        return "\n".join(p.teks for p in self.isi)


@dataclass(frozen=True, slots=True)
class Kalimat:
    """A sentence, or a point of an enumeration with the words that introduce it."""

    teks: str
    pembuka: str
    """The text before the colon under which this point stands; empty for a sentence."""
    paragraf: Paragraf
    awal: int
    """Where the sentence begins in its paragraph."""
    pasal: IsiPasal = field(compare=False)

    @property
    def lengkap(self) -> str:
        """The point as it reads with its introduction."""
        return f"{self.pembuka} {self.teks}".strip()


_JUDUL = {
    "penyelesaian_perselisihan": re.compile(r"PERSELISIHAN|SENGKETA"),
    "pengakhiran": re.compile(r"PENGAKHIRAN|BERAKHIR|PEMUTUSAN|PEMBATALAN"),
    "jangka_waktu": re.compile(r"JANGKA WAKTU|MASA BERLAKU|PERPANJANGAN"),
    "sanksi": re.compile(r"\bSANKSI\b|\bDENDA\b"),
}
"""Headings by which an article is known that does not say which element it fulfils."""


def semua_pasal(k: Konteks) -> list[IsiPasal]:
    """The articles of the composed document: what stands between two Pasal headings."""
    ingatan = lembar(k).ingatan
    if "isi_pasal" not in ingatan:
        ingatan["isi_pasal"] = list(_belah(k))
    hasil: list[IsiPasal] = ingatan["isi_pasal"]
    return hasil


def _belah(k: Konteks) -> Iterator[IsiPasal]:
    menurut = {p.kode: p for p in k.susunan.pasal}
    kini: tuple[Pasal, Paragraf] | None = None
    isi: list[Paragraf] = []

    def tutup() -> Iterator[IsiPasal]:
        if kini is not None:
            yield IsiPasal(*kini, tuple(isi), _rute(k, kini[0]))

    for paragraf in paragraf_dari(k.susunan.dokumen.isi):
        if paragraf.peran in ("pasal", "penutup", "lampiran_judul"):
            yield from tutup()
            pasal = menurut.get(paragraf.kunci or "") if paragraf.peran == "pasal" else None
            kini, isi = ((pasal, paragraf) if pasal is not None else None), []
        else:
            isi.append(paragraf)
    yield from tutup()


def _rute(k: Konteks, pasal: Pasal) -> str:
    """Where an agreement has its say about an article."""
    if pasal.asal.startswith("tambahan."):
        return f"pasal_{pasal.asal}.isi"
    return f"klausul.{pasal.kode}.{'ubah' if pasal.asal == 'ubahan' else 'varian'}"


def pasal_tentang(k: Konteks, unsur: str) -> list[IsiPasal]:
    """The articles on an element: those that fulfil it, bear its code, or are headed like it."""
    pola = _JUDUL.get(unsur)
    return [
        p
        for p in semua_pasal(k)
        if unsur in p.pasal.unsur or p.pasal.kode == unsur or (pola is not None and pola.search(p.judul.teks.upper()))
    ]


_TITIK = re.compile(r"[.;](?:\s+|$)")


def kalimat(k: Konteks, pasal: IsiPasal) -> list[Kalimat]:
    """The sentences of an article; a point carries the introductions of all levels above it."""
    ingatan: dict[str, list[Kalimat]] = lembar(k).ingatan.setdefault("kalimat_pasal", {})
    if pasal.pasal.kode not in ingatan:
        ingatan[pasal.pasal.kode] = list(_kalimat(pasal))
    return ingatan[pasal.pasal.kode]


def _kalimat(pasal: IsiPasal) -> Iterator[Kalimat]:
    pembuka: list[tuple[int, str]] = []
    for paragraf in pasal.isi:
        pembuka = [(d, t) for d, t in pembuka if d < paragraf.kedalaman]
        teks = paragraf.teks
        awal = " ".join(t for _, t in pembuka)
        mulai = 0
        for batas in [*(m.end() for m in _TITIK.finditer(teks)), len(teks)]:
            if teks[mulai:batas].strip():
                yield Kalimat(teks[mulai:batas], awal, paragraf, mulai, pasal)
            mulai = batas
        if teks.rstrip().endswith(":"):
            pembuka.append((paragraf.kedalaman, teks))


def kalimat_bertanda(k: Konteks, *tanda: str) -> Iterator[Kalimat]:
    """The sentences of all articles in which one of some words stands; most papers have none, and then nothing is read."""
    teks = lembar(k).kecil
    ada = [t for t in tanda if t in teks]
    if ada:
        for pasal in semua_pasal(k):
            for s in kalimat(k, pasal):
                if any(t in s.teks.lower() for t in ada):
                    yield s


def _di(k: Konteks, pasal: IsiPasal, paragraf: Paragraf, awal: int, akhir: int, **isian: str) -> Temuan:
    """A finding at the characters from `awal` to `akhir` of a paragraph."""
    kini = 0
    for bagian in paragraf.isi:
        panjang = len(bagian.isi) if hasattr(bagian, "isi") else 1
        if kini <= awal < kini + panjang and isinstance(bagian, Teks):
            asal = bagian.tempat(awal - kini, min(akhir - kini, panjang))
            if asal is not None:
                return Temuan(asal.rute or pasal.rute, isian, span=asal.span)
        kini += panjang
    return _pada_pasal(k, pasal, **isian)


def _pada_pasal(k: Konteks, pasal: IsiPasal, **isian: str) -> Temuan:
    """A finding about an article as a whole."""
    return Temuan(pasal.rute, isian, kunci=True, span=None if k.tempat.ada(pasal.rute) else _span_judul(pasal))


def _span_judul(pasal: IsiPasal) -> Span | None:
    return pasal.judul.asal.span if pasal.judul.asal is not None else None


def _temuan_kata(k: Konteks, s: Kalimat, m: re.Match[str], **isian: str) -> Temuan:
    return _di(k, s.pasal, s.paragraf, s.awal + m.start(), s.awal + m.end(), **isian)


# --- settlement of disputes ---------------------------------------------------------------------------------------------------------------

_FORUM = re.compile(
    r"(?P<arbitrase>\barbitrase\b|\bBANI\b|\bBasyarnas\b|\barbiter\b)"
    r"|(?P<pengadilan>\bpengadilan\b|\bmahkamah\b|\bjalur hukum\b|\blitigasi\b|\bgugatan\b|\b(?:lembaga|badan|jalur|proses) peradilan\b|\bPTUN\b"
    r"|\bdi (?:muka|hadapan|depan) hakim\b)",
    re.IGNORECASE,
)
_BUKAN_FORUM = re.compile(r"(?:\b(?:putusan|keputusan|penetapan|luar|panitera)\s+|\bnon-?)$", re.IGNORECASE)
_PUTUSAN = re.compile(
    r"\b(pelaksanaan|eksekusi|melaksanakan|pendaftaran|mendaftarkan|pembatalan)\b.{0,40}\bputusan\b|\bupaya hukum\b",
    re.IGNORECASE,
)
_TIDAK = re.compile(r"\b(tidak|bukan|tanpa|dilarang|dikecualikan)\b", re.IGNORECASE)
_GAGAL = re.compile(
    r"\b(tercapai|mencapai|dicapai|berhasil|sepakat|kesepakatan|disepakati|mufakat|musyawarah|selesai|terselesaikan|diperoleh|memperoleh|maka"
    r"|membuahkan)\b"
    r"|\b(?:diselesaikan|diatasi|dirundingkan|dimusyawarahkan)\b.*?(?<!atau )(?<!dan )(?<!maupun )\b(?:memilih|menempuh|diajukan|dibawa|diputus|diserahkan"
    r"|dilimpahkan|diselesaikan)\b",
    re.IGNORECASE,
)
"""What a negation before a forum may belong to instead: the deliberation that failed, or the dispute that was not settled before it goes on."""
_DOMISILI = re.compile(r"\b(domisili|kedudukan hukum)\b|\bPIHAK\b.{0,40}\bmenggugat\s+PIHAK\b", re.IGNORECASE)
_SENGKETA_KERJA_SAMA = re.compile(
    r"\W*(?:\w+\s+)?(?:sengketa|perselisihan)\b(?=.*\b(?:pasal|perjanjian kerja sama|kesepakatan bersama) ini\b|.*\bPARA PIHAK\b)"
    r".*(?<!yang )\b(?:diajukan|dibawa|diselesaikan|diputus|diserahkan)\b",
    re.IGNORECASE,
)
_DIKESAMPINGKAN = re.compile(
    r"[^,]{0,40}\btidak\b\s+(digunakan|dipakai|ditempuh|berwenang|dipilih|dapat|boleh|berlaku)"
    r"|(?:(?!\bpasal\b|\bketentuan\b)[^,]){0,40}\b(?:dikesampingkan|dikecualikan|ditiadakan)\b",
    re.IGNORECASE,
)
_TANDA_FORUM = (
    "pengadilan", "peradilan", "arbitrase", "arbiter", "bani", "basyarnas", "mahkamah", "jalur hukum", "litigasi", "gugatan", "ptun", "hakim",
)  # fmt: skip


def _forum(s: Kalimat) -> Iterator[tuple[str, re.Match[str]]]:
    """The forums that a sentence sends a dispute to; one that it excludes is none."""
    for m in _FORUM.finditer(s.teks):
        sebelum, sesudah = s.teks[: m.start()], s.teks[m.end() :]
        if _BUKAN_FORUM.search(sebelum):
            continue
        ingkar = list(_TIDAK.finditer(f"{s.pembuka} {sebelum}"))
        if ingkar and not _GAGAL.search(f"{s.pembuka} {sebelum}"[ingkar[-1].end() :]):
            continue
        if _DIKESAMPINGKAN.match(sesudah):
            continue
        yield str(m.lastgroup), m


@shape("tanpa_forum_peradilan", words=("forum",))
def tanpa_forum_peradilan(k: Konteks) -> Iterator[Temuan]:
    """No court and no arbitration settles the dispute; a choice of legal domicile at a court is one too."""
    sengketa = {q.pasal.kode for q in pasal_tentang(k, "penyelesaian_perselisihan")}
    for s in kalimat_bertanda(k, *_TANDA_FORUM):
        if s.pasal.pasal.kode in sengketa or _DOMISILI.search(s.teks) or _SENGKETA_KERJA_SAMA.match(s.teks):
            for _, m in _forum(s):
                yield _temuan_kata(k, s, m, forum=m[0])
                break


@shape("menyebut_jalur_menteri")
def menyebut_jalur_menteri(k: Konteks) -> Iterator[Temuan]:
    """The article on disputes between regions leads to the Menteri, or refers to the regulations on such disputes."""
    pasal = pasal_tentang(k, "penyelesaian_perselisihan")
    teks = "\n".join(q.teks for q in pasal)
    if pasal and not re.search(r"\bmenteri\b|\bgubernur\b|peraturan perundang-undangan", teks, re.IGNORECASE):
        yield _pada_pasal(k, pasal[0])


_MUSYAWARAH = re.compile(
    r"(?<!tanpa )(?<!tanpa melalui )(?<!tanpa didahului )\b((?:ber)?musyawarah|(?:ber)?mufakat|perundingan|berunding|negosiasi|kekeluargaan)\b",
    re.IGNORECASE,
)
_LEBIH_DAHULU = re.compile(
    r"\b(?:dahulu|dulu|sebelum|sebelumnya|didahului|mendahulukan|mengutamakan|mengedepankan|setelah|sesudah)\b",
    re.IGNORECASE,
)


@shape("musyawarah_lebih_dahulu")
def musyawarah_lebih_dahulu(k: Konteks) -> Iterator[Temuan]:
    """The article on disputes names deliberation, and not after a court or arbitration."""
    pasal = pasal_tentang(k, "penyelesaian_perselisihan")
    if not pasal:
        return
    for q in pasal:
        for s in kalimat(k, q):
            if _MUSYAWARAH.search(s.lengkap) or (
                _MUSYAWARAH.search(s.paragraf.teks) and _LEBIH_DAHULU.search(s.paragraf.teks)
            ):
                return
            for _, m in _forum(s):
                yield _temuan_kata(k, s, m)
                return
    yield _pada_pasal(k, pasal[0])


@shape("satu_forum", words=("forum", "lain"))
def satu_forum(k: Konteks) -> Iterator[Temuan]:
    """A dispute goes to a court or to arbitration, not to both."""
    pertama: str | None = None
    for q in pasal_tentang(k, "penyelesaian_perselisihan"):
        for s in kalimat(k, q):
            for forum, m in _forum(s):
                if _PUTUSAN.search(s.teks):
                    continue
                if pertama is not None and forum != pertama:
                    yield _temuan_kata(k, s, m, forum=m[0], lain=pertama)
                    return
                pertama = forum


# --- termination and extension --------------------------------------------------------------------------------------------------------------

_PEJABAT = (
    r"(?:kepala daerah|bupati|wali\s?kota|gubernur|pejabat(?! penghubung)|kepemimpinan|pimpinan|penanda\s?tangan|kepala dinas|kepala badan"
    r"|kepala perangkat daerah)"
)
_GANTI = (
    r"(?:pergantian|penggantian|bergantinya|berganti|digantinya|diganti|digantikan(?:nya)?|berhentinya|pemberhentian|mutasi|pensiun(?:nya)?"
    r"|(?:berakhirnya|habisnya|berakhir|habis) (?:masa )?(?:jabatan|bakti)(?:nya)?|perubahan|tidak lagi menjabat|berhenti menjabat|meninggal dunia"
    r"|mengundurkan diri|pelantikan)"
)
_PERGANTIAN = re.compile(
    rf"\bmasa (?:jabatan|bakti)(?:\s+\w+){{0,2}}?\s+{_PEJABAT}\b(?:\s+[\w/,-]+){{0,3}}?\s+(?:berakhir|habis|selesai)\b"
    rf"|\b{_GANTI}\b(?:\s+[\w/,-]+){{0,3}}?\s+{_PEJABAT}\b|\b{_PEJABAT}\b(?:\s+[\w/,-]+){{0,3}}?\s+{_GANTI}\b",
    re.IGNORECASE,
)
_PENERUS = re.compile(
    rf"\b{_PEJABAT}\b(?:\s+[\w/,-]+){{0,3}}?\s+(?:menggantikan(?:nya)?|pengganti(?:nya)?|baru)\b", re.IGNORECASE
)
_BERLAKU = re.compile(
    r"\b(?:mengikat|tetap (?:berlaku|dilaksanakan|dilanjutkan)|tidak (?:memengaruhi|mempengaruhi|mengurangi|mengubah|berpengaruh))\b",
    re.IGNORECASE,
)
_BERAKHIR = re.compile(
    r"\b(berakhir|berakhirnya|diakhiri|mengakhiri|pengakhiran|pemutusan|diputuskan|dihentikan|batal|dibatalkan|pembatalan|gugur|hapus|putus"
    r"|tidak berlaku lagi|tidak lagi (?:berlaku|mengikat))\b",
    re.IGNORECASE,
)
_TETAP = re.compile(
    r"\b(?:(?:tidak|bukan)(?! lagi (?:menjabat|berlaku|mengikat)\b| berlaku lagi\b)|tetap(?! dapat (?:di)?(?:batal|akhir|putus|henti))"
    r"|tanpa (?:\w+ ){0,2}?(?:berakhir|mengakhiri|terputus|putus|batal|membatalkan)|meskipun|walaupun|sekalipun|kendati|dilanjutkan)\b",
    re.IGNORECASE,
)
_SEBELUM_BERAKHIR = re.compile(r"\b(?:sebelum|sampai|hingga)\b[^,;]{0,60}?\bberakhir\w*", re.IGNORECASE)
_KERJA_SAMA = r"(?:perjanjian kerja sama|kesepakatan bersama|nota kesepakatan|kerja sama|perjanjian|kesepakatan)"
_KERJA_SAMA_BERAKHIR = re.compile(
    rf"\b{_KERJA_SAMA}\b(?:\s+[\w/,-]+){{0,6}}?\s+(?:{_BERAKHIR.pattern})|(?:{_BERAKHIR.pattern})(?:\s+\w+){{0,4}}?\s+{_KERJA_SAMA}\b",
    re.IGNORECASE,
)
_TIDAK_BERAKHIR = re.compile(
    r"\btidak\s+(?:\w+\s+){0,3}?(?:berakhir|diakhiri|mengakhiri|batal|dibatalkan|putus|hapus|gugur)", re.IGNORECASE
)


def _pergantian(k: Konteks) -> Iterator[tuple[Kalimat, re.Match[str]]]:
    """The sentences that speak of a change of officials."""
    for s in kalimat_bertanda(
        k,
        "ganti",
        "berhenti",
        "mutasi",
        "pensiun",
        "jabat",
        "masa bakti",
        "perubahan",
        "meninggal",
        "mengundurkan",
        "pelantikan",
    ):
        kecil = s.teks.lower()
        if any(t in kecil for t in ("kepala", "bupati", "wali", "gubernur", "pejabat", "impin", "penanda")):
            m = _PERGANTIAN.search(s.teks)
            if m is not None:
                yield s, m


@shape("pergantian_pejabat_bukan_sebab", words=("sebab",))
def pergantian_pejabat_bukan_sebab(k: Konteks) -> Iterator[Temuan]:
    """A change of officials is nowhere a ground on which the cooperation ends."""
    pengakhiran = {q.pasal.kode for q in pasal_tentang(k, "pengakhiran")}
    for s, m in _pergantian(k):
        # What ends must be the cooperation, and not be named only to tell a time.
        lain = _SEBELUM_BERAKHIR.sub("", " ".join(s.lengkap.replace(m[0], "").split()))
        if not (_BERAKHIR if s.pasal.pasal.kode in pengakhiran else _KERJA_SAMA_BERAKHIR).search(lain):
            continue
        if not (_TETAP.search(s.teks) or _TIDAK_BERAKHIR.search(s.pembuka)):
            yield _temuan_kata(k, s, m, sebab=m[0])


@shape("pergantian_pejabat_diatur")
def pergantian_pejabat_diatur(k: Konteks) -> Iterator[Temuan]:
    """The agreement says that a change of officials does not end it."""
    pasal = pasal_tentang(k, "pengakhiran")
    if not pasal or any(_BERAKHIR.search(s.lengkap) or _BERLAKU.search(s.teks) for s, _ in _pergantian(k)):
        return
    if not any(
        _PENERUS.search(s.teks) and (_BERLAKU.search(s.teks) or _TIDAK_BERAKHIR.search(s.lengkap))
        for s in kalimat_bertanda(k, "ganti", "baru")
    ):
        yield _pada_pasal(k, pasal[0])


_MENGAKHIRI = (
    r"(?:(?:untuk|sewaktu-waktu|setiap saat|setiap waktu|kapan saja)\s+){0,2}(?:mengakhiri|memutuskan|membatalkan"
    rf"|menghentikan(?:\s+pelaksanaan)?\s+{_KERJA_SAMA}|mengundurkan diri dari\s+{_KERJA_SAMA})\b"
)
_SEPIHAK = re.compile(
    rf"\bsepihak\b|\b(?:salah satu|setiap|tiap|masing-masing)\s+PIHAK\s+(?:dapat|berhak|boleh|berwenang)\s+{_MENGAKHIRI}"
    rf"|(?<!dan )(?<!, )\bPIHAK\s+KE\w+\s+(?:dapat|berhak|boleh|berwenang)\s+{_MENGAKHIRI}"
    r"|\b(?:dapat|boleh)\s+(?:diakhiri|dibatalkan|diputuskan|dihentikan)\s+(?:[\w-]+\s+){0,2}?(?:oleh|atas (?:permintaan|kehendak|keinginan))\s+"
    r"(?:salah satu\s+PIHAK|PIHAK\s+KE\w++(?!\s*(?:,|dan|bersama)\s*PIHAK))",
    re.IGNORECASE,
)
_SEPAKAT = re.compile(r"\b(?:kesepakatan(?! bersama ini)|persetujuan)\b")
"""Agreement as such, in small letters; "Kesepakatan Bersama" is the paper."""
_TANPA_SEPAKAT = re.compile(r"\btanpa\s+(?:\w+\s+){0,2}?(?:persetujuan|kesepakatan)\b")


@shape("tidak_diakhiri_sepihak")
def tidak_diakhiri_sepihak(k: Konteks) -> Iterator[Temuan]:
    """No party may end the cooperation on its own."""
    pengakhiran = {q.pasal.kode for q in pasal_tentang(k, "pengakhiran")}
    for s in kalimat_bertanda(
        k, "sepihak", "pihak dapat", "pihak ke", "berhak", "berwenang", "boleh", "diakhiri", "mengakhiri", "salah satu"
    ):
        m = _SEPIHAK.search(s.teks)
        if m is None or not (_BERAKHIR if s.pasal.pasal.kode in pengakhiran else _KERJA_SAMA_BERAKHIR).search(
            s.lengkap
        ):
            if (
                m is None
                or m[0].lower() == "sepihak"
                or not re.search(r"menghentikan|mengundurkan diri", m[0], re.IGNORECASE)
            ):
                continue
        if (
            _TIDAK.search(s.teks[: m.end()])
            or _TIDAK_BERAKHIR.search(s.pembuka)
            or _SEPAKAT.search(_TANPA_SEPAKAT.sub("", s.teks))
        ):
            continue
        yield _temuan_kata(k, s, m)


_OTOMATIS = re.compile(
    r"\b(?:diperpanjang|perpanjangan|memperpanjang)\b[^.;]{0,80}?\b(?:otomatis|dengan sendirinya|serta[- ]merta)\b"
    r"|\b(?:otomatis|dengan sendirinya|serta[- ]merta|dianggap)\s+(?:\w+\s+){0,2}?(?:diperpanjang|perpanjangan|memperpanjang)\b"
    rf"|\b(?:jangka waktu|masa berlaku|{_KERJA_SAMA} ini)\b[^.;]{{0,40}}?\b(?:otomatis|dengan sendirinya|serta[- ]merta)\s+(?:bertambah|berlanjut|berlaku kembali)\b",
    re.IGNORECASE,
)
_TIDAK_DIDEPAN = re.compile(r"\b(?:tidak|bukan|tanpa)\b(?:\s+\w+){0,3}\s*$", re.IGNORECASE)


@shape("tidak_diperpanjang_otomatis", words=("kata",))
def tidak_diperpanjang_otomatis(k: Konteks) -> Iterator[Temuan]:
    """The term is not extended by itself."""
    for s in kalimat_bertanda(k, "otomatis", "dengan sendirinya", "serta merta", "serta-merta", "dianggap"):
        m = _OTOMATIS.search(s.teks)
        if m is not None and not _TIDAK.search(m[0]) and not _TIDAK_DIDEPAN.search(s.teks[: m.start()]):
            yield _temuan_kata(k, s, m, kata=m[0])


class SebabBerakhir(Parameter):
    """Grounds on which an agreement ends."""

    sebab: Mapping[str, str] = medan("Nama sebab → ungkapan reguler yang menunjukkannya")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        for name, pattern in self.sebab.items():
            yield from regex_faults(f"sebab.{name}", pattern)


@shape("sebab_berakhir_disebut", SebabBerakhir, words=("sebab",))
def sebab_berakhir_disebut(k: Konteks, p: SebabBerakhir) -> Iterator[Temuan]:
    """The article on termination names every ground in `sebab`, a map of its name to the words (`|` between) that show it."""
    pasal = pasal_tentang(k, "pengakhiran")
    teks = " ".join(" ".join(q.teks.lower().split()) for q in pasal)
    kurang = [nama for nama, tanda in p.sebab.items() if not re.search(tanda, teks)]
    if pasal and kurang:
        yield _pada_pasal(k, pasal[0], sebab=" dan ".join(kurang))


_SANKSI = re.compile(
    r"peringatan|teguran|denda|ganti (?:rugi|kerugian)|penghentian|dihentikan|pemutusan|diputus|pengakhiran|diakhiri|pembatalan|dibatalkan"
    r"|pencairan jaminan|dicairkan|pembekuan|dibekukan|penangguhan|ditangguhkan|penundaan|ditunda|pencabutan|dicabut|daftar hitam|bunga"
    r"|penalti|sanksi administra|pengembalian|dikembalikan|pemotongan|dipotong",
    re.IGNORECASE,
)


@shape("sanksi_disebut")
def sanksi_disebut(k: Konteks) -> Iterator[Temuan]:
    """An article on sanctions names at least one."""
    pasal = pasal_tentang(k, "sanksi")
    if pasal and not any(_SANKSI.search(q.teks) for q in pasal):
        yield _pada_pasal(k, pasal[0])


# --- form of the Lampiran ---------------------------------------------------------------------------------------------------------------------


@shape("format_lampiran", words=("simpang",))
def format_lampiran(k: Konteks) -> Iterator[Temuan]:
    """Where the paper departs from the format of the Lampiran: all in one finding, at the first of them.

    One NOMOR line per party alone is no departure worth a note: each party keeps its own register.
    """
    naskah = k.naskah
    isi = list(paragraf_dari(k.susunan.dokumen.isi))
    simpang: list[tuple[str, str]] = []
    if (
        naskah.jenis == "nota_kesepakatan"
        and not naskah.para_pihak[0].bentuk.pusat
        and any(q.bentuk.pusat for q in naskah.para_pihak)
    ):
        simpang.append(("para_pihak.0.bentuk", "PIHAK KESATU bukan kementerian, lembaga, atau instansi vertikal"))
    pertama = next((q for q in isi if q.peran == "pasal"), None)
    if pertama is not None and pertama.teks.strip().upper() == "KETENTUAN UMUM":
        simpang.append(("istilah" if naskah.istilah else "klausul", "Pasal 1 KETENTUAN UMUM, bukan MAKSUD DAN TUJUAN"))
    if any(q.peran == "judul_antara" and q.teks.strip().upper() == "DENGAN" for q in isi):
        simpang.append(("penghubung", "DENGAN pada judul, bukan DAN"))
    tanda_tangan = next((b for b in k.susunan.dokumen.isi if isinstance(b, Tabel) and b.peran == "tanda_tangan"), None)
    kiri = next((q.teks for q in paragraf_dari([tanda_tangan] if tanda_tangan else []) if q.peran == "ttd_pihak"), "")
    if kiri.startswith(("PIHAK KESATU", "PIHAK PERTAMA")):
        simpang.append(
            (
                "urutan.tanda_tangan" if naskah.urutan.tanda_tangan else "gaya",
                "tanda tangan PIHAK KESATU di sebelah kiri",
            )
        )
    if any(q.peran == "pihak_uraian" and "PIHAK PERTAMA" in q.teks for q in isi):
        simpang.append(("gaya", "sebutan PIHAK PERTAMA, bukan PIHAK KESATU"))
    gelar = {g for q in naskah.para_pihak for t in q.penanda_tangan for g in (t.gelar_depan, t.gelar_belakang) if g}
    if any(q.peran == "pihak_nama" and any(g in q.teks for g in gelar) for q in isi):
        simpang.append(("gaya", "nama dengan gelar"))
    nomor = sum(q.peran == "judul_nomor" for q in isi)
    if simpang and nomor > 1:
        simpang.append(("para_pihak.1.nomor", f"{nomor} baris NOMOR, bukan satu"))
    if simpang:
        yield Temuan(simpang[0][0], {"simpang": "; ".join(s for _, s in simpang)}, kunci=True)
