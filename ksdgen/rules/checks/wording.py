"""What the articles say: dispute settlement, termination, extension, sanctions, and the form of the Lampiran.

Texts are judged as printed, whoever wrote them: a standard clause, a changed one (`ubah`) or an article of the
agreement's own. Findings point at the words, in the agreement or in the template that holds them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from ksdgen.compose.composition import Pasal
from ksdgen.paper.document import Paragraph, Table, Text, paragraphs_of
from ksdgen.rules.patterns import regex_faults
from ksdgen.rules.reading import stretches, whole_text
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
        memo["isi_pasal"] = list(_read_pasal(context))
    result: list[PasalText] = memo["isi_pasal"]
    return result


def _read_pasal(context: Context) -> Iterator[PasalText]:
    by_code = {pasal.code: pasal for pasal in context.composition.pasal}
    current: tuple[Pasal, Paragraph] | None = None
    content: list[Paragraph] = []

    def close() -> Iterator[PasalText]:
        if current is not None:
            yield PasalText(*current, tuple(content), _route(context, current[0]))

    for paragraph in paragraphs_of(context.composition.dokumen.content):
        if paragraph.role in ("pasal", "penutup", "lampiran_judul"):
            yield from close()
            pasal = by_code.get(paragraph.identity or "") if paragraph.role == "pasal" else None
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
        pasal
        for pasal in all_pasal(context)
        if unsur in pasal.pasal.unsur
        or pasal.pasal.code == unsur
        or (pattern is not None and pattern.search(pasal.title.text.upper()))
    ]


def _codes_about(context: Context, unsur: str) -> set[str]:
    """The codes of the articles on an element."""
    return {pasal.pasal.code for pasal in pasal_about(context, unsur)}


_FULL_STOP = re.compile(r"[.;](?:\s+|$)")
_OPENING = 1000
"""How many of the last characters of an introduction are read with each of its points."""


def sentences(context: Context, pasal: PasalText) -> list[Sentence]:
    """The sentences of an article; a point carries the introductions of all levels above it."""
    memo: dict[str, list[Sentence]] = whole_text(context).memo.setdefault("kalimat_pasal", {})
    if pasal.pasal.code not in memo:
        memo[pasal.pasal.code] = list(_read_sentences(pasal))
    return memo[pasal.pasal.code]


def _read_sentences(pasal: PasalText) -> Iterator[Sentence]:
    introductions: list[tuple[int, str]] = []
    for paragraph in pasal.content:
        introductions = [(depth, words) for depth, words in introductions if depth < paragraph.depth]
        opening = " ".join(words for _, words in introductions)[-_OPENING:]
        text = paragraph.text
        start = 0
        for end in [*(match.end() for match in _FULL_STOP.finditer(text)), len(text)]:
            if text[start:end].strip():
                for first, last in stretches(text[start:end]):
                    yield Sentence(text[start + first : start + last], opening, paragraph, start + first, pasal)
            start = end
        if text.rstrip().endswith(":"):
            introductions.append((paragraph.depth, text[-_OPENING:]))


def marked_sentences(context: Context, *marks: str) -> Iterator[Sentence]:
    """The sentences of all articles in which one of some words stands.

    Most papers have none of them, and then no sentence is read.

    Args:
        context: the agreement.
        marks: the words, or parts of words, in small letters.
    """
    text = whole_text(context).lowered
    present = [mark for mark in marks if mark in text]
    if present:
        for pasal in all_pasal(context):
            for sentence in sentences(context, pasal):
                lowered = sentence.text.lower()
                if any(mark in lowered for mark in present):
                    yield sentence


def _where(context: Context, pasal: PasalText, paragraph: Paragraph, start: int, end: int, **fillings: str) -> Finding:
    """A finding at the characters from `start` to `end` of a paragraph."""
    memo: dict[int, list[int]] = whole_text(context).memo.setdefault("letak", {})
    if id(paragraph) not in memo:
        lengths = (len(inline.content) if hasattr(inline, "content") else 1 for inline in paragraph.content)
        memo[id(paragraph)] = list(accumulate(lengths, initial=0))
    offsets = memo[id(paragraph)]
    index = bisect_right(offsets, start) - 1
    inline = paragraph.content[index] if index < len(paragraph.content) else None
    if isinstance(inline, Text):
        origin = inline.place(start - offsets[index], min(end - offsets[index], len(inline.content)))
        if origin is not None:
            return Finding(origin.route or pasal.route, fillings, span=origin.span)
    return _at_pasal(context, pasal, **fillings)


def _at_pasal(context: Context, pasal: PasalText, **fillings: str) -> Finding:
    """A finding about an article as a whole: where the agreement speaks of it, else at its heading in the template."""
    span = pasal.title.origin.span if pasal.title.origin is not None else None
    return Finding(pasal.route, fillings, key=True, span=None if context.places.present(pasal.route) else span)


def _word_finding(context: Context, sentence: Sentence, match: re.Match[str], **fillings: str) -> Finding:
    """A finding at some words of a sentence."""
    start, end = sentence.start + match.start(), sentence.start + match.end()
    return _where(context, sentence.pasal, sentence.paragraph, start, end, **fillings)


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
    r"|membuahkan)\b",
    re.IGNORECASE,
)
"""What a negation before a forum may belong to instead: deliberation that failed, or a dispute that was not settled."""
_NOT_SETTLED = re.compile(r"\b(?:diselesaikan|diatasi|dirundingkan|dimusyawarahkan)\b", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"(?<!atau )(?<!dan )(?<!maupun )\b(?:memilih|menempuh|diajukan|dibawa|diputus|diserahkan|dilimpahkan|diselesaikan)\b",
    re.IGNORECASE,
)
"""Of a dispute that was not settled: what is done with it then."""
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


def _forum(sentence: Sentence) -> Iterator[tuple[str, re.Match[str]]]:
    """The forums that a sentence sends a dispute to; one that it excludes is none."""
    matches = list(_FORUM.finditer(sentence.text))
    if not matches:
        return
    full = f"{sentence.opening} {sentence.text}"
    shift = len(full) - len(sentence.text)
    denials = [match.end() for match in _NOT.finditer(full)]
    for match in matches:
        if _NOT_FORUM.search(sentence.text, max(0, match.start() - 40), match.start()):
            continue
        count = bisect_right(denials, match.start() + shift)
        if count and not _answers(full[denials[count - 1] : match.start() + shift]):
            continue
        if _SET_ASIDE.match(sentence.text, match.end()):
            continue
        yield str(match.lastgroup), match


def _answers(words: str) -> bool:
    """Whether a negation belongs to the words behind it, up to a forum, and not to the forum."""
    if _FAILED.search(words):
        return True
    for line in words.split("\n"):
        unsettled = _NOT_SETTLED.search(line)
        if unsettled is not None and _LEADS_ON.search(line, unsettled.end()):
            return True
    return False


@shape("tanpa_forum_peradilan", words=("forum",))
def tanpa_forum_peradilan(context: Context) -> Iterator[Finding]:
    """No court and no arbitration settles the dispute; a choice of legal domicile at a court is one too."""
    dispute = _codes_about(context, "penyelesaian_perselisihan")
    for sentence in marked_sentences(context, *_FORUM_MARKS):
        if (
            sentence.pasal.pasal.code in dispute
            or _DOMICILE.search(sentence.text)
            or _KERJA_SAMA_DISPUTE.match(sentence.text)
        ):
            for _, match in _forum(sentence):
                yield _word_finding(context, sentence, match, forum=match[0])
                break


@shape("menyebut_jalur_menteri")
def menyebut_jalur_menteri(context: Context) -> Iterator[Finding]:
    """The article on disputes between regions leads to the Menteri, or refers to the regulations on such disputes."""
    pasal = pasal_about(context, "penyelesaian_perselisihan")
    text = "\n".join(pasal_text.text for pasal_text in pasal)
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
    paragraph: Paragraph | None = None
    for pasal_text in pasal:
        for sentence in sentences(context, pasal_text):
            if _MUSYAWARAH.search(sentence.full):
                return
            if sentence.paragraph is not paragraph:
                paragraph = sentence.paragraph
                if _MUSYAWARAH.search(paragraph.text) and _FIRST_OF_ALL.search(paragraph.text):
                    return
            for _, match in _forum(sentence):
                yield _word_finding(context, sentence, match)
                return
    yield _at_pasal(context, pasal[0])


@shape("satu_forum", words=("forum", "lain"))
def satu_forum(context: Context) -> Iterator[Finding]:
    """A dispute goes to a court or to arbitration, not to both."""
    first: str | None = None
    for pasal_text in pasal_about(context, "penyelesaian_perselisihan"):
        for sentence in sentences(context, pasal_text):
            for forum, match in _forum(sentence):
                if _RULING.search(sentence.text):
                    continue
                if first is not None and forum != first:
                    yield _word_finding(context, sentence, match, forum=match[0], lain=first)
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
    for sentence in marked_sentences(
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
        lowered = sentence.text.lower()
        if any(mark in lowered for mark in ("kepala", "bupati", "wali", "gubernur", "pejabat", "impin", "penanda")):
            match = _SUCCESSION.search(sentence.text)
            if match is not None:
                yield sentence, match


@shape("pergantian_pejabat_bukan_sebab", words=("sebab",))
def pergantian_pejabat_bukan_sebab(context: Context) -> Iterator[Finding]:
    """A change of officials is nowhere a ground on which the cooperation ends."""
    termination = _codes_about(context, "pengakhiran")
    for sentence, match in _successions(context):
        # What ends must be the cooperation, and not be named only to tell a time.
        other = _BEFORE_END.sub("", " ".join(sentence.full.replace(match[0], "").split()))
        if not (_ENDS if sentence.pasal.pasal.code in termination else _KERJA_SAMA_ENDS).search(other):
            continue
        if not (_FIXED.search(sentence.text) or _DOES_NOT_END.search(sentence.opening)):
            yield _word_finding(context, sentence, match, sebab=match[0])


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
    termination = _codes_about(context, "pengakhiran")
    for sentence in marked_sentences(
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
        match = _ONE_SIDED.search(sentence.text)
        if match is None:
            continue
        ends = _ENDS if sentence.pasal.pasal.code in termination else _KERJA_SAMA_ENDS
        leaves = re.search(r"menghentikan|mengundurkan diri", match[0], re.IGNORECASE)
        if not leaves and not ends.search(sentence.full):
            continue
        if (
            _NOT.search(sentence.text, 0, match.end())
            or _DOES_NOT_END.search(sentence.opening)
            or _AGREED.search(_WITHOUT_CONSENT.sub("", sentence.text))
        ):
            continue
        yield _word_finding(context, sentence, match)


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
    for sentence in marked_sentences(
        context, "otomatis", "dengan sendirinya", "serta merta", "serta-merta", "dianggap"
    ):
        match = _AUTOMATIC.search(sentence.text)
        if match is not None and not _NOT.search(match[0]) and not _NOT_AHEAD.search(sentence.text, 0, match.start()):
            yield _word_finding(context, sentence, match, kata=match[0])


class EndingCauses(Parameter):
    """Grounds on which an agreement ends."""

    sebab: Mapping[str, str] = record_field("Nama sebab → ungkapan reguler yang menunjukkannya")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        for name, pattern in self.sebab.items():
            yield from regex_faults(f"sebab.{name}", pattern)


@shape("sebab_berakhir_disebut", EndingCauses, words=("sebab",))
def sebab_berakhir_disebut(context: Context, parameter: EndingCauses) -> Iterator[Finding]:
    """The article on termination names every ground in `sebab`: name → regular expression that shows it."""
    pasal = pasal_about(context, "pengakhiran")
    text = " ".join(" ".join(pasal_text.text.lower().split()) for pasal_text in pasal)
    lacking = [name for name, pattern in parameter.sebab.items() if not re.search(pattern, text)]
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
    if pasal and not any(_SANCTION.search(pasal_text.text) for pasal_text in pasal):
        yield _at_pasal(context, pasal[0])


# --- form of the Lampiran ---------------------------------------------------------------------------------------------


@shape("format_lampiran", words=("simpang",))
def format_lampiran(context: Context) -> Iterator[Finding]:
    """Where the paper departs from the format of the Lampiran: all in one finding, at the first of them.

    One NOMOR line per party alone is no departure worth a note: each party keeps its own register.
    """
    naskah = context.naskah
    paragraphs = list(paragraphs_of(context.composition.dokumen.content))
    departures: list[tuple[str, str]] = []
    if (
        naskah.jenis == "nota_kesepakatan"
        and naskah.para_pihak
        and not naskah.para_pihak[0].bentuk.central
        and any(pihak.bentuk.central for pihak in naskah.para_pihak)
    ):
        departures.append(("para_pihak.0.bentuk", "PIHAK KESATU bukan kementerian, lembaga, atau instansi vertikal"))
    first = next((paragraph for paragraph in paragraphs if paragraph.role == "pasal"), None)
    if first is not None and first.text.strip().upper() == "KETENTUAN UMUM":
        departures.append(
            ("istilah" if naskah.istilah else "klausul", "Pasal 1 KETENTUAN UMUM, bukan MAKSUD DAN TUJUAN")
        )
    if any(p.role == "judul_antara" and p.text.strip().upper() == "DENGAN" for p in paragraphs):
        departures.append(("penghubung", "DENGAN pada judul, bukan DAN"))
    signature = next(
        (b for b in context.composition.dokumen.content if isinstance(b, Table) and b.role == "tanda_tangan"), None
    )
    signed = [p.text for p in paragraphs_of([signature] if signature else []) if p.role == "ttd_pihak"]
    if signed and signed[0].startswith(("PIHAK KESATU", "PIHAK PERTAMA")):
        route = "urutan.tanda_tangan" if naskah.urutan.tanda_tangan else "gaya"
        departures.append((route, "tanda tangan PIHAK KESATU di sebelah kiri"))
    if any(p.role == "pihak_uraian" and "PIHAK PERTAMA" in p.text for p in paragraphs):
        departures.append(("gaya", "sebutan PIHAK PERTAMA, bukan PIHAK KESATU"))
    signatories = [person for pihak in naskah.para_pihak for person in pihak.penanda_tangan]
    gelar = {gelar for person in signatories for gelar in (person.gelar_depan, person.gelar_belakang) if gelar}
    names = "\n".join(p.text for p in paragraphs if p.role == "pihak_nama")
    if any(g in names for g in gelar):
        departures.append(("gaya", "nama dengan gelar"))
    number_lines = sum(paragraph.role == "judul_nomor" for paragraph in paragraphs)
    if departures and number_lines > 1:
        departures.append(("para_pihak.1.nomor", f"{number_lines} baris NOMOR, bukan satu"))
    if departures:
        yield Finding(departures[0][0], {"simpang": "; ".join(what for _, what in departures)}, key=True)
