"""What the articles say: dispute settlement, termination, extension, sanctions, and the form of the Lampiran.

Texts are judged as printed, whoever wrote them: a standard clause, a changed one (`ubah`) or an article of the
agreement's own. Findings point at the words, in the agreement or in the template that holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ksdgen.compose.composition import Pasal
from ksdgen.diagnostics import Span
from ksdgen.paper.document import Paragraph, Table, Text, paragraphs_of
from ksdgen.rules.checks.places import regex_faults
from ksdgen.rules.reading import whole_text
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.record import record_field


@dataclass(frozen=True, slots=True)
class PasalText:
    """An article as printed: its heading and its paragraphs, those in tables included."""

    pasal: Pasal
    title: Paragraph
    content: tuple[Paragraph, ...]
    route: str

    @property
    def text(self) -> str:
        """All its words, a line per paragraph."""
        return "\n".join(p.text for p in self.content)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a point of an enumeration with the words that introduce it."""

    text: str
    opening: str
    """The text before the colon under which this point stands; empty for a sentence."""
    paragraph: Paragraph
    start: int
    """Where the sentence begins in its paragraph."""
    pasal: PasalText = field(compare=False)

    @property
    def full(self) -> str:
        """The point as it reads with its introduction."""
        return f"{self.opening} {self.text}".strip()


_TITLES = {
    "penyelesaian_perselisihan": re.compile(r"PERSELISIHAN|SENGKETA"),
    "pengakhiran": re.compile(r"PENGAKHIRAN|BERAKHIR|PEMUTUSAN|PEMBATALAN"),
    "jangka_waktu": re.compile(r"JANGKA WAKTU|MASA BERLAKU|PERPANJANGAN"),
    "sanksi": re.compile(r"\bSANKSI\b|\bDENDA\b"),
}
"""Headings by which an article is known that does not say which element it fulfils."""


def all_pasal(context: Context) -> list[PasalText]:
    """The articles of the composed document: what stands between two Pasal headings."""
    memo = whole_text(context).memo
    if "isi_pasal" not in memo:
        memo["isi_pasal"] = list(_split(context))
    result: list[PasalText] = memo["isi_pasal"]
    return result


def _split(context: Context) -> Iterator[PasalText]:
    by_key = {p.code: p for p in context.composition.pasal}
    current: tuple[Pasal, Paragraph] | None = None
    content: list[Paragraph] = []

    def close() -> Iterator[PasalText]:
        if current is not None:
            yield PasalText(*current, tuple(content), _route(context, current[0]))

    for paragraph in paragraphs_of(context.composition.dokumen.content):
        if paragraph.role in ("pasal", "penutup", "lampiran_judul"):
            yield from close()
            pasal = by_key.get(paragraph.identity or "") if paragraph.role == "pasal" else None
            current, content = ((pasal, paragraph) if pasal is not None else None), []
        else:
            content.append(paragraph)
    yield from close()


def _route(context: Context, pasal: Pasal) -> str:
    """Where an agreement has its say about an article."""
    if pasal.origin.startswith("tambahan."):
        return f"pasal_{pasal.origin}.isi"
    return f"klausul.{pasal.code}.{'ubah' if pasal.origin == 'ubahan' else 'varian'}"


def pasal_about(context: Context, unsur: str) -> list[PasalText]:
    """The articles on an element: those that fulfil it, bear its code, or are headed like it."""
    pattern = _TITLES.get(unsur)
    return [
        p
        for p in all_pasal(context)
        if unsur in p.pasal.unsur
        or p.pasal.code == unsur
        or (pattern is not None and pattern.search(p.title.text.upper()))
    ]


_FULL_STOP = re.compile(r"[.;](?:\s+|$)")


def sentence(context: Context, pasal: PasalText) -> list[Sentence]:
    """The sentences of an article; a point carries the introductions of all levels above it."""
    memo: dict[str, list[Sentence]] = whole_text(context).memo.setdefault("kalimat_pasal", {})
    if pasal.pasal.code not in memo:
        memo[pasal.pasal.code] = list(_sentences(pasal))
    return memo[pasal.pasal.code]


def _sentences(pasal: PasalText) -> Iterator[Sentence]:
    opening: list[tuple[int, str]] = []
    for paragraph in pasal.content:
        opening = [(d, t) for d, t in opening if d < paragraph.depth]
        text = paragraph.text
        start = " ".join(t for _, t in opening)
        begin = 0
        for boundary in [*(m.end() for m in _FULL_STOP.finditer(text)), len(text)]:
            if text[begin:boundary].strip():
                yield Sentence(text[begin:boundary], start, paragraph, begin, pasal)
            begin = boundary
        if text.rstrip().endswith(":"):
            opening.append((paragraph.depth, text))


def marked_sentences(context: Context, *mark: str) -> Iterator[Sentence]:
    """The sentences of all articles in which one of some words stands; most papers have none, and then nothing is read."""
    text = whole_text(context).lowered
    present = [t for t in mark if t in text]
    if present:
        for pasal in all_pasal(context):
            for statement in sentence(context, pasal):
                if any(t in statement.text.lower() for t in present):
                    yield statement


def _where(context: Context, pasal: PasalText, paragraph: Paragraph, start: int, end: int, **fillings: str) -> Finding:
    """A finding at the characters from `start` to `end` of a paragraph."""
    current = 0
    for part in paragraph.content:
        length = len(part.content) if hasattr(part, "content") else 1
        if current <= start < current + length and isinstance(part, Text):
            origin = part.place(start - current, min(end - current, length))
            if origin is not None:
                return Finding(origin.route or pasal.route, fillings, span=origin.span)
        current += length
    return _at_pasal(context, pasal, **fillings)


def _at_pasal(context: Context, pasal: PasalText, **fillings: str) -> Finding:
    """A finding about an article as a whole."""
    return Finding(
        pasal.route, fillings, key=True, span=None if context.places.present(pasal.route) else _title_span(pasal)
    )


def _title_span(pasal: PasalText) -> Span | None:
    return pasal.title.origin.span if pasal.title.origin is not None else None


def _word_finding(context: Context, statement: Sentence, match: re.Match[str], **fillings: str) -> Finding:
    return _where(
        context,
        statement.pasal,
        statement.paragraph,
        statement.start + match.start(),
        statement.start + match.end(),
        **fillings,
    )


# --- settlement of disputes -------------------------------------------------------------------------------------------

_FORUM = re.compile(
    r"(?P<arbitrase>\barbitrase\b|\bBANI\b|\bBasyarnas\b|\barbiter\b)"
    r"|(?P<pengadilan>\bpengadilan\b|\bmahkamah\b|\bjalur hukum\b|\blitigasi\b|\bgugatan\b|\b(?:lembaga|badan|jalur|proses) peradilan\b|\bPTUN\b"
    r"|\bdi (?:muka|hadapan|depan) hakim\b)",
    re.IGNORECASE,
)
_NOT_FORUM = re.compile(r"(?:\b(?:putusan|keputusan|penetapan|luar|panitera)\s+|\bnon-?)$", re.IGNORECASE)
_RULING = re.compile(
    r"\b(pelaksanaan|eksekusi|melaksanakan|pendaftaran|mendaftarkan|pembatalan)\b.{0,40}\bputusan\b|\bupaya hukum\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(tidak|bukan|tanpa|dilarang|dikecualikan)\b", re.IGNORECASE)
_FAILED = re.compile(
    r"\b(tercapai|mencapai|dicapai|berhasil|sepakat|kesepakatan|disepakati|mufakat|musyawarah|selesai|terselesaikan|diperoleh|memperoleh|maka"
    r"|membuahkan)\b"
    r"|\b(?:diselesaikan|diatasi|dirundingkan|dimusyawarahkan)\b.*?(?<!atau )(?<!dan )(?<!maupun )\b(?:memilih|menempuh|diajukan|dibawa|diputus|diserahkan"
    r"|dilimpahkan|diselesaikan)\b",
    re.IGNORECASE,
)
"""What a negation before a forum may belong to instead: the deliberation that failed, or the dispute that was not
settled before it goes on.
"""
_DOMICILE = re.compile(r"\b(domisili|kedudukan hukum)\b|\bPIHAK\b.{0,40}\bmenggugat\s+PIHAK\b", re.IGNORECASE)
_KERJA_SAMA_DISPUTE = re.compile(
    r"\W*(?:\w+\s+)?(?:sengketa|perselisihan)\b(?=.*\b(?:pasal|perjanjian kerja sama|kesepakatan bersama) ini\b|.*\bPARA PIHAK\b)"
    r".*(?<!yang )\b(?:diajukan|dibawa|diselesaikan|diputus|diserahkan)\b",
    re.IGNORECASE,
)
_SET_ASIDE = re.compile(
    r"[^,]{0,40}\btidak\b\s+(digunakan|dipakai|ditempuh|berwenang|dipilih|dapat|boleh|berlaku)"
    r"|(?:(?!\bpasal\b|\bketentuan\b)[^,]){0,40}\b(?:dikesampingkan|dikecualikan|ditiadakan)\b",
    re.IGNORECASE,
)
_FORUM_MARKS = (
    "pengadilan", "peradilan", "arbitrase", "arbiter", "bani", "basyarnas", "mahkamah", "jalur hukum", "litigasi", "gugatan", "ptun", "hakim",
)  # fmt: skip


def _forum(statement: Sentence) -> Iterator[tuple[str, re.Match[str]]]:
    """The forums that a sentence sends a dispute to; one that it excludes is none."""
    for match in _FORUM.finditer(statement.text):
        before, following = statement.text[: match.start()], statement.text[match.end() :]
        if _NOT_FORUM.search(before):
            continue
        denial = list(_NOT.finditer(f"{statement.opening} {before}"))
        if denial and not _FAILED.search(f"{statement.opening} {before}"[denial[-1].end() :]):
            continue
        if _SET_ASIDE.match(following):
            continue
        yield str(match.lastgroup), match


@shape("tanpa_forum_peradilan", words=("forum",))
def tanpa_forum_peradilan(context: Context) -> Iterator[Finding]:
    """No court and no arbitration settles the dispute; a choice of legal domicile at a court is one too."""
    dispute = {q.pasal.code for q in pasal_about(context, "penyelesaian_perselisihan")}
    for statement in marked_sentences(context, *_FORUM_MARKS):
        if (
            statement.pasal.pasal.code in dispute
            or _DOMICILE.search(statement.text)
            or _KERJA_SAMA_DISPUTE.match(statement.text)
        ):
            for _, match in _forum(statement):
                yield _word_finding(context, statement, match, forum=match[0])
                break


@shape("menyebut_jalur_menteri")
def menyebut_jalur_menteri(context: Context) -> Iterator[Finding]:
    """The article on disputes between regions leads to the Menteri, or refers to the regulations on such disputes."""
    pasal = pasal_about(context, "penyelesaian_perselisihan")
    text = "\n".join(q.text for q in pasal)
    if pasal and not re.search(r"\bmenteri\b|\bgubernur\b|peraturan perundang-undangan", text, re.IGNORECASE):
        yield _at_pasal(context, pasal[0])


_MUSYAWARAH = re.compile(
    r"(?<!tanpa )(?<!tanpa melalui )(?<!tanpa didahului )\b((?:ber)?musyawarah|(?:ber)?mufakat|perundingan|berunding|negosiasi|kekeluargaan)\b",
    re.IGNORECASE,
)
_FIRST_OF_ALL = re.compile(
    r"\b(?:dahulu|dulu|sebelum|sebelumnya|didahului|mendahulukan|mengutamakan|mengedepankan|setelah|sesudah)\b",
    re.IGNORECASE,
)


@shape("musyawarah_lebih_dahulu")
def musyawarah_lebih_dahulu(context: Context) -> Iterator[Finding]:
    """The article on disputes names deliberation, and not after a court or arbitration."""
    pasal = pasal_about(context, "penyelesaian_perselisihan")
    if not pasal:
        return
    for pasal_text in pasal:
        for statement in sentence(context, pasal_text):
            if _MUSYAWARAH.search(statement.full) or (
                _MUSYAWARAH.search(statement.paragraph.text) and _FIRST_OF_ALL.search(statement.paragraph.text)
            ):
                return
            for _, match in _forum(statement):
                yield _word_finding(context, statement, match)
                return
    yield _at_pasal(context, pasal[0])


@shape("satu_forum", words=("forum", "lain"))
def satu_forum(context: Context) -> Iterator[Finding]:
    """A dispute goes to a court or to arbitration, not to both."""
    first: str | None = None
    for pasal_text in pasal_about(context, "penyelesaian_perselisihan"):
        for statement in sentence(context, pasal_text):
            for forum, match in _forum(statement):
                if _RULING.search(statement.text):
                    continue
                if first is not None and forum != first:
                    yield _word_finding(context, statement, match, forum=match[0], lain=first)
                    return
                first = forum


# --- termination and extension ----------------------------------------------------------------------------------------

_PEJABAT = (
    r"(?:kepala daerah|bupati|wali\s?kota|gubernur|pejabat(?! penghubung)|kepemimpinan|pimpinan|penanda\s?tangan|kepala dinas|kepala badan"
    r"|kepala perangkat daerah)"
)
_REPLACED = (
    r"(?:pergantian|penggantian|bergantinya|berganti|digantinya|diganti|digantikan(?:nya)?|berhentinya|pemberhentian|mutasi|pensiun(?:nya)?"
    r"|(?:berakhirnya|habisnya|berakhir|habis) (?:masa )?(?:jabatan|bakti)(?:nya)?|perubahan|tidak lagi menjabat|berhenti menjabat|meninggal dunia"
    r"|mengundurkan diri|pelantikan)"
)
_SUCCESSION = re.compile(
    rf"\bmasa (?:jabatan|bakti)(?:\s+\w+){{0,2}}?\s+{_PEJABAT}\b(?:\s+[\w/,-]+){{0,3}}?\s+(?:berakhir|habis|selesai)\b"
    rf"|\b{_REPLACED}\b(?:\s+[\w/,-]+){{0,3}}?\s+{_PEJABAT}\b|\b{_PEJABAT}\b(?:\s+[\w/,-]+){{0,3}}?\s+{_REPLACED}\b",
    re.IGNORECASE,
)
_SUCCESSOR = re.compile(
    rf"\b{_PEJABAT}\b(?:\s+[\w/,-]+){{0,3}}?\s+(?:menggantikan(?:nya)?|pengganti(?:nya)?|baru)\b", re.IGNORECASE
)
_REMAINS_IN_FORCE = re.compile(
    r"\b(?:mengikat|tetap (?:berlaku|dilaksanakan|dilanjutkan)|tidak (?:memengaruhi|mempengaruhi|mengurangi|mengubah|berpengaruh))\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(berakhir|berakhirnya|diakhiri|mengakhiri|pengakhiran|pemutusan|diputuskan|dihentikan|batal|dibatalkan|pembatalan|gugur|hapus|putus"
    r"|tidak berlaku lagi|tidak lagi (?:berlaku|mengikat))\b",
    re.IGNORECASE,
)
_FIXED = re.compile(
    r"\b(?:(?:tidak|bukan)(?! lagi (?:menjabat|berlaku|mengikat)\b| berlaku lagi\b)|tetap(?! dapat (?:di)?(?:batal|akhir|putus|henti))"
    r"|tanpa (?:\w+ ){0,2}?(?:berakhir|mengakhiri|terputus|putus|batal|membatalkan)|meskipun|walaupun|sekalipun|kendati|dilanjutkan)\b",
    re.IGNORECASE,
)
_BEFORE_END = re.compile(r"\b(?:sebelum|sampai|hingga)\b[^,;]{0,60}?\bberakhir\w*", re.IGNORECASE)
_KERJA_SAMA = r"(?:perjanjian kerja sama|kesepakatan bersama|nota kesepakatan|kerja sama|perjanjian|kesepakatan)"
_KERJA_SAMA_ENDS = re.compile(
    rf"\b{_KERJA_SAMA}\b(?:\s+[\w/,-]+){{0,6}}?\s+(?:{_ENDS.pattern})|(?:{_ENDS.pattern})(?:\s+\w+){{0,4}}?\s+{_KERJA_SAMA}\b",
    re.IGNORECASE,
)
_DOES_NOT_END = re.compile(
    r"\btidak\s+(?:\w+\s+){0,3}?(?:berakhir|diakhiri|mengakhiri|batal|dibatalkan|putus|hapus|gugur)", re.IGNORECASE
)


def _successions(context: Context) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """The sentences that speak of a change of officials."""
    for statement in marked_sentences(
        context,
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
        lowered = statement.text.lower()
        if any(t in lowered for t in ("kepala", "bupati", "wali", "gubernur", "pejabat", "impin", "penanda")):
            match = _SUCCESSION.search(statement.text)
            if match is not None:
                yield statement, match


@shape("pergantian_pejabat_bukan_sebab", words=("sebab",))
def pergantian_pejabat_bukan_sebab(context: Context) -> Iterator[Finding]:
    """A change of officials is nowhere a ground on which the cooperation ends."""
    termination = {q.pasal.code for q in pasal_about(context, "pengakhiran")}
    for statement, match in _successions(context):
        # What ends must be the cooperation, and not be named only to tell a time.
        other = _BEFORE_END.sub("", " ".join(statement.full.replace(match[0], "").split()))
        if not (_ENDS if statement.pasal.pasal.code in termination else _KERJA_SAMA_ENDS).search(other):
            continue
        if not (_FIXED.search(statement.text) or _DOES_NOT_END.search(statement.opening)):
            yield _word_finding(context, statement, match, sebab=match[0])


@shape("pergantian_pejabat_diatur")
def pergantian_pejabat_diatur(context: Context) -> Iterator[Finding]:
    """The agreement says that a change of officials does not end it."""
    pasal = pasal_about(context, "pengakhiran")
    if not pasal or any(_ENDS.search(s.full) or _REMAINS_IN_FORCE.search(s.text) for s, _ in _successions(context)):
        return
    if not any(
        _SUCCESSOR.search(s.text) and (_REMAINS_IN_FORCE.search(s.text) or _DOES_NOT_END.search(s.full))
        for s in marked_sentences(context, "ganti", "baru")
    ):
        yield _at_pasal(context, pasal[0])


_TERMINATES = (
    r"(?:(?:untuk|sewaktu-waktu|setiap saat|setiap waktu|kapan saja)\s+){0,2}(?:mengakhiri|memutuskan|membatalkan"
    rf"|menghentikan(?:\s+pelaksanaan)?\s+{_KERJA_SAMA}|mengundurkan diri dari\s+{_KERJA_SAMA})\b"
)
_ONE_SIDED = re.compile(
    rf"\bsepihak\b|\b(?:salah satu|setiap|tiap|masing-masing)\s+PIHAK\s+(?:dapat|berhak|boleh|berwenang)\s+{_TERMINATES}"
    rf"|(?<!dan )(?<!, )\bPIHAK\s+KE\w+\s+(?:dapat|berhak|boleh|berwenang)\s+{_TERMINATES}"
    r"|\b(?:dapat|boleh)\s+(?:diakhiri|dibatalkan|diputuskan|dihentikan)\s+(?:[\w-]+\s+){0,2}?(?:oleh|atas (?:permintaan|kehendak|keinginan))\s+"
    r"(?:salah satu\s+PIHAK|PIHAK\s+KE\w++(?!\s*(?:,|dan|bersama)\s*PIHAK))",
    re.IGNORECASE,
)
_AGREED = re.compile(r"\b(?:kesepakatan(?! bersama ini)|persetujuan)\b")
"""Agreement as such, in small letters; "Kesepakatan Bersama" is the paper."""
_WITHOUT_CONSENT = re.compile(r"\btanpa\s+(?:\w+\s+){0,2}?(?:persetujuan|kesepakatan)\b")


@shape("tidak_diakhiri_sepihak")
def tidak_diakhiri_sepihak(context: Context) -> Iterator[Finding]:
    """No party may end the cooperation on its own."""
    termination = {q.pasal.code for q in pasal_about(context, "pengakhiran")}
    for statement in marked_sentences(
        context,
        "sepihak",
        "pihak dapat",
        "pihak ke",
        "berhak",
        "berwenang",
        "boleh",
        "diakhiri",
        "mengakhiri",
        "salah satu",
    ):
        match = _ONE_SIDED.search(statement.text)
        if match is None or not (_ENDS if statement.pasal.pasal.code in termination else _KERJA_SAMA_ENDS).search(
            statement.full
        ):
            if (
                match is None
                or match[0].lower() == "sepihak"
                or not re.search(r"menghentikan|mengundurkan diri", match[0], re.IGNORECASE)
            ):
                continue
        if (
            _NOT.search(statement.text[: match.end()])
            or _DOES_NOT_END.search(statement.opening)
            or _AGREED.search(_WITHOUT_CONSENT.sub("", statement.text))
        ):
            continue
        yield _word_finding(context, statement, match)


_AUTOMATIC = re.compile(
    r"\b(?:diperpanjang|perpanjangan|memperpanjang)\b[^.;]{0,80}?\b(?:otomatis|dengan sendirinya|serta[- ]merta)\b"
    r"|\b(?:otomatis|dengan sendirinya|serta[- ]merta|dianggap)\s+(?:\w+\s+){0,2}?(?:diperpanjang|perpanjangan|memperpanjang)\b"
    rf"|\b(?:jangka waktu|masa berlaku|{_KERJA_SAMA} ini)\b[^.;]{{0,40}}?\b(?:otomatis|dengan sendirinya|serta[- ]merta)\s+(?:bertambah|berlanjut|berlaku kembali)\b",
    re.IGNORECASE,
)
_NOT_AHEAD = re.compile(r"\b(?:tidak|bukan|tanpa)\b(?:\s+\w+){0,3}\s*$", re.IGNORECASE)


@shape("tidak_diperpanjang_otomatis", words=("kata",))
def tidak_diperpanjang_otomatis(context: Context) -> Iterator[Finding]:
    """The term is not extended by itself."""
    for statement in marked_sentences(
        context, "otomatis", "dengan sendirinya", "serta merta", "serta-merta", "dianggap"
    ):
        match = _AUTOMATIC.search(statement.text)
        if match is not None and not _NOT.search(match[0]) and not _NOT_AHEAD.search(statement.text[: match.start()]):
            yield _word_finding(context, statement, match, kata=match[0])


class EndingCauses(Parameter):
    """Grounds on which an agreement ends."""

    sebab: Mapping[str, str] = record_field("Nama sebab → ungkapan reguler yang menunjukkannya")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        for name, pattern in self.sebab.items():
            yield from regex_faults(f"sebab.{name}", pattern)


@shape("sebab_berakhir_disebut", EndingCauses, words=("sebab",))
def sebab_berakhir_disebut(context: Context, parameter: EndingCauses) -> Iterator[Finding]:
    """The article on termination names every ground in `sebab`, a map of its name to the words (`|` between) that show
    it.
    """
    pasal = pasal_about(context, "pengakhiran")
    text = " ".join(" ".join(q.text.lower().split()) for q in pasal)
    lacking = [name for name, mark in parameter.sebab.items() if not re.search(mark, text)]
    if pasal and lacking:
        yield _at_pasal(context, pasal[0], sebab=" dan ".join(lacking))


_SANCTION = re.compile(
    r"peringatan|teguran|denda|ganti (?:rugi|kerugian)|penghentian|dihentikan|pemutusan|diputus|pengakhiran|diakhiri|pembatalan|dibatalkan"
    r"|pencairan jaminan|dicairkan|pembekuan|dibekukan|penangguhan|ditangguhkan|penundaan|ditunda|pencabutan|dicabut|daftar hitam|bunga"
    r"|penalti|sanksi administra|pengembalian|dikembalikan|pemotongan|dipotong",
    re.IGNORECASE,
)


@shape("sanksi_disebut")
def sanksi_disebut(context: Context) -> Iterator[Finding]:
    """An article on sanctions names at least one."""
    pasal = pasal_about(context, "sanksi")
    if pasal and not any(_SANCTION.search(q.text) for q in pasal):
        yield _at_pasal(context, pasal[0])


# --- form of the Lampiran ---------------------------------------------------------------------------------------------


@shape("format_lampiran", words=("simpang",))
def format_lampiran(context: Context) -> Iterator[Finding]:
    """Where the paper departs from the format of the Lampiran: all in one finding, at the first of them.

    One NOMOR line per party alone is no departure worth a note: each party keeps its own register.
    """
    naskah = context.naskah
    content = list(paragraphs_of(context.composition.dokumen.content))
    swerves: list[tuple[str, str]] = []
    if (
        naskah.jenis == "nota_kesepakatan"
        and not naskah.para_pihak[0].bentuk.central
        and any(q.bentuk.central for q in naskah.para_pihak)
    ):
        swerves.append(("para_pihak.0.bentuk", "PIHAK KESATU bukan kementerian, lembaga, atau instansi vertikal"))
    first = next((q for q in content if q.role == "pasal"), None)
    if first is not None and first.text.strip().upper() == "KETENTUAN UMUM":
        swerves.append(("istilah" if naskah.istilah else "klausul", "Pasal 1 KETENTUAN UMUM, bukan MAKSUD DAN TUJUAN"))
    if any(q.role == "judul_antara" and q.text.strip().upper() == "DENGAN" for q in content):
        swerves.append(("penghubung", "DENGAN pada judul, bukan DAN"))
    signature = next(
        (b for b in context.composition.dokumen.content if isinstance(b, Table) and b.role == "tanda_tangan"), None
    )
    left = next((q.text for q in paragraphs_of([signature] if signature else []) if q.role == "ttd_pihak"), "")
    if left.startswith(("PIHAK KESATU", "PIHAK PERTAMA")):
        swerves.append(
            (
                "urutan.tanda_tangan" if naskah.urutan.tanda_tangan else "gaya",
                "tanda tangan PIHAK KESATU di sebelah kiri",
            )
        )
    if any(q.role == "pihak_uraian" and "PIHAK PERTAMA" in q.text for q in content):
        swerves.append(("gaya", "sebutan PIHAK PERTAMA, bukan PIHAK KESATU"))
    honorific = {g for q in naskah.para_pihak for t in q.penanda_tangan for g in (t.gelar_depan, t.gelar_belakang) if g}
    if any(q.role == "pihak_nama" and any(g in q.text for g in honorific) for q in content):
        swerves.append(("gaya", "nama dengan gelar"))
    number = sum(q.role == "judul_nomor" for q in content)
    if swerves and number > 1:
        swerves.append(("para_pihak.1.nomor", f"{number} baris NOMOR, bukan satu"))
    if swerves:
        yield Finding(swerves[0][0], {"simpang": "; ".join(s for _, s in swerves)}, key=True)
