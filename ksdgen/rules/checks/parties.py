"""Who the parties are, who signs for them, and with which authority."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.facts import mentions_apbd
from ksdgen.naskah.offices import HEADS, SEBUTAN_KEPALA_DAERAH, is_kepala_daerah, kepala_daerah
from ksdgen.naskah.pihak import DaerahLevel, LegalForm, PenandaTangan, Pihak, StatusJabatan, SuratKuasa
from ksdgen.naskah.routes import pihak_term
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import record_field
from ksdgen.source.scalars import has_gap

GROUPS = {"daerah": "daerah", "pusat": "kementerian, lembaga, atau instansi vertikal", "pihak_ketiga": "pihak ketiga"}
"""The three kinds of party that the categories tell apart, with their name in messages."""

_KUASA = re.compile(r"\b(kuasa|mandat|delegasi|pendelegasian|pelimpahan)\b", re.IGNORECASE)
_NOT_LEADER = re.compile(
    r"\b(kuasa|staf|staff|supervisor|man[ae]jer|manager|vice president|corporate secretary|sekretaris perusahaan"
    r"|(?:kepala|pemimpin|pimpinan|head)\s+(?:of\s+)?(?:kantor\s+)?"
    r"(?:cabang|wilayah|kas|bagian|biro|divisi|seksi|departemen|bidang|unit|branch|area|regional))\b",
    re.IGNORECASE,
)
_LEADER = re.compile(r"\b(direktur|direksi|presiden|ketua|rektor)\b", re.IGNORECASE)
_LEVEL_IN_NAME = re.compile(r"^pemerintah\s+(?:daerah\s+)?(provinsi|kabupaten|kota)\s+(.+)$", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"[,(/]|\b(?:provinsi|propinsi|selaku|sebagai|melalui|dalam|pada|untuk|periode|masa|tahun|c\.?\s?q)\b",
    re.IGNORECASE,
)
"""What follows a region's name without belonging to it."""

_AROUND_NAMES = frozenset(
    [
        "kabupaten",
        "kota",
        "provinsi",
        "propinsi",
        "daerah",
        "istimewa",
        "khusus",
        "ibu",
        "ibukota",
        "dki",
        "diy",
        "di",
        "d",
        "i",
        "dan",
        "kepulauan",
        "administrasi",
    ]
)
"""Words around the name of a region that do not tell it from another."""
_AROUND_TITLES = frozenset(
    [
        "perjanjian",
        "kerja",
        "sama",
        "kerjasama",
        "pks",
        "kontrak",
        "naskah",
        "dan",
        "tentang",
        "untuk",
        "menandatangani",
        "penandatanganan",
        "di",
        "dengan",
        "antara",
    ]
)
"""Words around the title of a paper."""


def group(legal_form: LegalForm) -> str:
    """Which of the three kinds of party a legal form belongs to."""
    if legal_form is LegalForm.PEMERINTAH_DAERAH:
        return "daerah"
    return "pusat" if legal_form.central else "pihak_ketiga"


def words(text: str) -> tuple[str, ...]:
    """The words of a text for comparison: lower case, without punctuation, "walikota" as two words."""
    return tuple(re.sub(r"\bwalikota\b", "wali kota", " ".join(re.findall(r"\w+", text.lower()))).split())


def _penanda_tangan(context: Context) -> Iterator[tuple[str, Pihak, PenandaTangan]]:
    """Everybody who signs, with his route and his party."""
    for pihak_index, pihak in enumerate(context.naskah.para_pihak):
        for index, person in enumerate(pihak.penanda_tangan):
            yield f"para_pihak.{pihak_index}.penanda_tangan.{index}", pihak, person


def _surat_kuasa(person: PenandaTangan, route: str) -> Iterator[tuple[str, SuratKuasa]]:
    """The powers of attorney by which a person signs, each with its route."""
    for index, basis in enumerate(person.dasar_kewenangan):
        if basis.surat_kuasa is not None:
            yield f"{route}.dasar_kewenangan.{index}.surat_kuasa", basis.surat_kuasa


def _surat_kuasa_of_daerah(context: Context) -> Iterator[tuple[str, Pihak, SuratKuasa]]:
    """The powers of attorney of the regions, each with its route and its party."""
    for route, pihak, person in _penanda_tangan(context):
        if pihak.bentuk is LegalForm.PEMERINTAH_DAERAH:
            for letter_route, letter in _surat_kuasa(person, route):
                yield letter_route, pihak, letter


# --- what the parties are ---------------------------------------------------------------------------------------------


class PihakGroup(Parameter):
    """Kinds of party that must be there, or must not."""

    wajib: tuple[str, ...] = record_field(
        "Kelompok pihak yang harus ada", default=(), single=True, choices=tuple(GROUPS)
    )
    dilarang: tuple[str, ...] = record_field(
        "Kelompok pihak yang tidak boleh ada", default=(), single=True, choices=tuple(GROUPS)
    )


@shape("susunan_pihak", PihakGroup, words=("masalah",))
def susunan_pihak(context: Context, parameter: PihakGroup) -> Iterator[Finding]:
    """Every kind in `wajib` is there, and no party of a kind in `dilarang`; a forbidden party explains a missing one."""
    forbidden = False
    for index, pihak in enumerate(context.naskah.para_pihak):
        if group(pihak.bentuk) in parameter.dilarang:
            forbidden = True
            legal_form = pihak.bentuk.value.replace("_", " ")
            yield Finding(f"para_pihak.{index}.bentuk", {"masalah": f"{pihak.nama} adalah {legal_form}"})
    present = {group(pihak.bentuk) for pihak in context.naskah.para_pihak}
    for required in parameter.wajib:
        if required not in present and not forbidden:
            yield Finding("para_pihak", {"masalah": f"belum ada {GROUPS[required]} di antara para pihak"}, key=True)


@shape("data_daerah_ada", words=("kurang", "pihak"))
def data_daerah_ada(context: Context) -> Iterator[Finding]:
    """Every region says its level, and a kabupaten or kota its province."""
    for index, pihak in enumerate(context.naskah.para_pihak):
        if pihak.bentuk is not LegalForm.PEMERINTAH_DAERAH:
            continue
        if pihak.daerah is None:
            yield Finding(f"para_pihak.{index}.daerah", {"pihak": pihak.nama, "kurang": "data `daerah`"}, key=True)
        elif pihak.daerah.tingkat is not DaerahLevel.PROVINSI and not pihak.daerah.provinsi:
            yield Finding(
                f"para_pihak.{index}.daerah.provinsi", {"pihak": pihak.nama, "kurang": "`provinsi`"}, key=True
            )


@shape("data_daerah_cocok", words=("acuan", "nilai"))
def data_daerah_cocok(context: Context) -> Iterator[Finding]:
    """A region's data agree with its name and with the office of the head who signs for it."""
    for pihak_index, pihak in enumerate(context.naskah.para_pihak):
        daerah = pihak.daerah
        if pihak.bentuk is not LegalForm.PEMERINTAH_DAERAH or daerah is None:
            continue
        mention = _LEVEL_IN_NAME.match(pihak.nama.strip())
        if mention is not None:
            if mention[1].lower() != daerah.tingkat.value:
                fillings = {"nilai": f"tingkat {daerah.tingkat.value}", "acuan": pihak.nama}
                yield Finding(f"para_pihak.{pihak_index}.daerah.tingkat", fillings)
            elif not _same_name(daerah.nama, _AFTER_NAME.split(mention[2], maxsplit=1)[0]):
                yield Finding(f"para_pihak.{pihak_index}.daerah.nama", {"nilai": daerah.nama, "acuan": pihak.nama})
        for person_index, person in enumerate(pihak.penanda_tangan):
            jabatan = person.jabatan or ""
            if is_kepala_daerah(person) and not _is_head_of(jabatan, pihak):
                route = f"para_pihak.{pihak_index}.penanda_tangan.{person_index}.jabatan"
                yield Finding(route, {"nilai": jabatan, "acuan": kepala_daerah(pihak)})


def _same_name(first: str, second: str) -> bool:
    """Whether two names are of one region, whatever stands around them ("Daerah Istimewa Yogyakarta", "DKI Jakarta")."""
    first_words, second_words = set(words(first)) - _AROUND_NAMES, set(words(second)) - _AROUND_NAMES
    return not first_words or not second_words or first_words == second_words


def _is_head_of(jabatan: str, pihak: Pihak) -> bool:
    """Whether an office that names a head of region names this region's; an office without a region's name may."""
    daerah = pihak.daerah
    mentions = list(SEBUTAN_KEPALA_DAERAH.finditer(jabatan))
    if daerah is None or not mentions:
        return True
    last = mentions[-1]
    if re.sub(r"\s", "", last[2].lower()) != re.sub(r"\s", "", HEADS[daerah.tingkat].lower()):
        return False
    return _same_name(daerah.nama, _AFTER_NAME.split(jabatan[last.end() :], maxsplit=1)[0])


class LegalFormPrefix(Parameter):
    """First words of names, and the legal forms that they allow."""

    awalan: Mapping[str, tuple[str, ...]] = record_field(
        "Awalan nama → bentuk yang diperbolehkan", single=True, choices=tuple(b.value for b in LegalForm)
    )


@shape("nama_sesuai_bentuk", LegalFormPrefix, words=("bentuk", "pihak", "seharusnya"))
def nama_sesuai_bentuk(context: Context, parameter: LegalFormPrefix) -> Iterator[Finding]:
    """A name that says what a party is ("PT …", "Yayasan …") agrees with `bentuk`.

    `awalan` maps first words to the forms that they allow.
    """
    for index, pihak in enumerate(context.naskah.para_pihak):
        name = " ".join(words(pihak.nama)) + " "
        for prefix, allowed in parameter.awalan.items():
            if name.startswith(f"{prefix.lower()} "):
                if pihak.bentuk.value not in allowed:
                    correct = bahasa.join([f"`{legal_form}`" for legal_form in allowed]).replace(" dan ", " atau ")
                    fillings = {"pihak": pihak.nama, "bentuk": pihak.bentuk.value, "seharusnya": correct}
                    yield Finding(f"para_pihak.{index}.bentuk", fillings)
                break


class NamePrefix(Parameter):
    """First words that names of a kind of party do not have."""

    kelompok: str = record_field("Kelompok pihak", choices=tuple(GROUPS))
    awalan: tuple[str, ...] = record_field("Awalan nama", single=True)


@shape("awalan_nama", NamePrefix, words=("pihak",))
def awalan_nama(context: Context, parameter: NamePrefix) -> Iterator[Finding]:
    """No party of the kind `kelompok` has a name that begins with one of `awalan`."""
    for index, pihak in enumerate(context.naskah.para_pihak):
        if group(pihak.bentuk) != parameter.kelompok:
            continue
        name = " ".join(words(pihak.nama)) + " "
        if name.startswith(tuple(f"{prefix.lower()} " for prefix in parameter.awalan)):
            yield Finding(f"para_pihak.{index}.nama", {"pihak": pihak.nama})


_NOTARISED = {("pt",), ("koperasi",), ("perseroan",), ("yayasan",)}
"""First words of the names of entities that always have a deed."""


@shape("dasar_badan_hukum", words=("kurang", "pihak"))
def dasar_badan_hukum(context: Context) -> Iterator[Finding]:
    """A legal entity names the deed that founds it and the approval that makes it one.

    A body that a regulation founds (Perumda, Perum, a state university) has neither; `sebutan` is enough there.
    """
    for index, pihak in enumerate(context.naskah.para_pihak):
        if pihak.bentuk not in (LegalForm.BADAN_HUKUM, LegalForm.YAYASAN):
            continue
        given = pihak.badan_hukum
        notarised = pihak.bentuk is LegalForm.YAYASAN or words(pihak.nama)[:1] in _NOTARISED
        if given is not None and given.sebutan and not notarised:
            continue
        lacking = [name for name in ("akta", "pengesahan") if not getattr(given, name, ())]
        if lacking:
            route = f"para_pihak.{index}.badan_hukum" + (f".{lacking[0]}" if given is not None else "")
            yield Finding(route, {"pihak": pihak.nama, "kurang": bahasa.join([f"`{n}`" for n in lacking])}, key=True)


@shape("nama_pihak_berbeda", words=("nama", "pihak"))
def nama_pihak_berbeda(context: Context) -> Iterator[Finding]:
    """No two parties are the same legal subject."""
    seen: dict[tuple[str, ...], int] = {}
    for index, pihak in enumerate(context.naskah.para_pihak):
        if has_gap(pihak.nama):
            continue  # a name with a gap is not known yet
        first = seen.setdefault(words(pihak.nama), index)
        if first != index:
            yield Finding(f"para_pihak.{index}.nama", {"nama": pihak.nama, "pihak": pihak_term(first)})


@shape("pemrakarsa_tunggal", words=("lain", "pihak"))
def pemrakarsa_tunggal(context: Context) -> Iterator[Finding]:
    """At most one party is marked as the initiator."""
    marked = [(index, pihak.nama) for index, pihak in enumerate(context.naskah.para_pihak) if pihak.pemrakarsa]
    for index, name in marked[1:]:
        yield Finding(f"para_pihak.{index}.pemrakarsa", {"pihak": name, "lain": marked[0][1]})


@shape("pemrakarsa_ada")
def pemrakarsa_ada(context: Context) -> Iterator[Finding]:
    """At least one party is marked as the initiator."""
    if not any(pihak.pemrakarsa for pihak in context.naskah.para_pihak):
        yield Finding("para_pihak", key=True)


# --- who signs, and with which authority ------------------------------------------------------------------------------


@shape("penanda_tangan_ada", words=("pihak",))
def penanda_tangan_ada(context: Context) -> Iterator[Finding]:
    """Every party has someone who signs for it."""
    for index, pihak in enumerate(context.naskah.para_pihak):
        if not pihak.penanda_tangan:
            yield Finding(f"para_pihak.{index}.penanda_tangan", {"pihak": pihak.nama}, key=True)


class DaerahKuasa(Parameter):
    """What a power of attorney changes."""

    kuasa: str = record_field("Arti surat kuasa", choices=("dilarang", "tanpa", "dengan"))


@shape("kepala_daerah_menandatangani", DaerahKuasa, words=("jabatan", "kepala_daerah", "pihak"))
def kepala_daerah_menandatangani(context: Context, parameter: DaerahKuasa) -> Iterator[Finding]:
    """The head of the region signs for it.

    `kuasa` says what a power of attorney changes: `dilarang` reports everybody else and the power itself, `tanpa`
    whoever else signs without one, `dengan` whoever else signs with one.
    """
    for pihak_index, pihak in enumerate(context.naskah.para_pihak):
        if pihak.bentuk is not LegalForm.PEMERINTAH_DAERAH:
            continue
        heads = list(map(is_kepala_daerah, pihak.penanda_tangan))
        head_signs = any(heads)
        for person_index, person in enumerate(pihak.penanda_tangan):
            route = f"para_pihak.{pihak_index}.penanda_tangan.{person_index}"
            fillings = {"pihak": pihak.nama, "jabatan": person.jabatan or "", "kepala_daerah": kepala_daerah(pihak)}
            letter_route = next((place for place, _ in _surat_kuasa(person, route)), None)
            if parameter.kuasa == "dilarang" and heads[person_index] and letter_route is not None:
                yield Finding(letter_route, {**fillings, "jabatan": "pemegang surat kuasa"}, key=True)
            if not person.jabatan or head_signs:
                continue
            if parameter.kuasa == "dilarang" or (_has_kuasa(person) and parameter.kuasa == "dengan"):
                yield Finding(f"{route}.jabatan", fillings)
            elif not _has_kuasa(person) and parameter.kuasa == "tanpa":
                yield Finding(f"{route}.dasar_kewenangan", fillings, key=True)


def _has_kuasa(person: PenandaTangan) -> bool:
    """Whether a power of attorney or words of one stand among the grounds for signing."""
    for basis in person.dasar_kewenangan:
        texts = [basis.pasal, basis.bebas]
        if basis.keputusan is not None:
            texts += [basis.keputusan.tentang, basis.keputusan.bentuk]
        if basis.surat_kuasa is not None or any(text and _KUASA.search(text) for text in texts):
            return True
    return False


class PihakKetigaKuasa(Parameter):
    """Where a power of attorney is enough."""

    kuasa: Mapping[str, str] = record_field("Jenis naskah → boleh", default=None, choices=("boleh",))


@shape("pimpinan_menandatangani", PihakKetigaKuasa, words=("jabatan", "pihak"))
def pimpinan_menandatangani(context: Context, parameter: PihakKetigaKuasa) -> Iterator[Finding]:
    """A leader signs for the third party: no branch manager, nobody with a power of attorney.

    `kuasa` names the types of paper on which a power is enough (`boleh`).
    """
    allowed = (parameter.kuasa or {}).get(context.naskah.jenis) == "boleh"
    for index, pihak in enumerate(context.naskah.para_pihak):
        if group(pihak.bentuk) != "pihak_ketiga" or pihak.bentuk is LegalForm.PERSEORANGAN:
            continue
        if pihak.penanda_tangan and not any(_may_sign(person, allowed) for person in pihak.penanda_tangan):
            jabatan = pihak.penanda_tangan[0].jabatan or "pemegang surat kuasa"
            fillings = {"pihak": pihak.nama, "jabatan": f"{jabatan} tanpa kuasa" if allowed else jabatan}
            yield Finding(f"para_pihak.{index}.penanda_tangan.0.jabatan", fillings)


def _may_sign(person: PenandaTangan, kuasa_allowed: bool) -> bool:
    """Whether a person can sign for a third party: as its leader or, where that is enough, by a power of attorney."""
    jabatan = person.jabatan or ""
    if _LEADER.search(jabatan):
        return True
    if _has_kuasa(person):
        return kuasa_allowed
    return not _NOT_LEADER.search(jabatan)


@shape("kewenangan_lebih_dahulu", words=("dasar", "pihak", "tanda_tangan", "tanggal"))
def kewenangan_lebih_dahulu(context: Context) -> Iterator[Finding]:
    """No ground for signing, and no deed of a legal entity, is younger than the signing; one of the same day is fine."""
    signing_date = context.naskah.penandatanganan.tanggal
    if not isinstance(signing_date, date):
        return
    for index, pihak in enumerate(context.naskah.para_pihak):
        for route, name, ground in _grounds(pihak, f"para_pihak.{index}"):
            if isinstance(ground.tanggal, date) and ground.tanggal > signing_date:
                fillings = {
                    "dasar": name.replace("_", " "),
                    "pihak": pihak.nama,
                    "tanggal": bahasa.long_date(ground.tanggal),
                    "tanda_tangan": bahasa.long_date(signing_date),
                }
                yield Finding(f"{route}.tanggal", fillings)


def _grounds(pihak: Pihak, pihak_route: str) -> Iterator[tuple[str, str, Any]]:
    """The dated grounds on which a party's signatures rest: route, name of the key, and record."""
    for person_index, person in enumerate(pihak.penanda_tangan):
        for index, basis in enumerate(person.dasar_kewenangan):
            route = f"{pihak_route}.penanda_tangan.{person_index}.dasar_kewenangan.{index}"
            for name in ("surat_kuasa", "keputusan", "akta"):
                if (ground := getattr(basis, name)) is not None:
                    yield f"{route}.{name}", name, ground
    if pihak.badan_hukum is not None:
        for name in ("akta", "pengesahan"):
            for index, ground in enumerate(getattr(pihak.badan_hukum, name)):
                yield f"{pihak_route}.badan_hukum.{name}.{index}", name, ground


_REGION_WORDS = frozenset(
    ["kabupaten", "kota", "provinsi", "pemerintah", "daerah", "dari", "ke", "pada", "dalam", "antar", "antara"]
)
_ABBREVIATIONS = {
    "kab": "kabupaten",
    "prov": "provinsi",
    "pemda": "pemerintah",
    "pemkab": "kabupaten",
    "pemkot": "kota",
    "pemprov": "provinsi",
}
_AFFIX = re.compile(r"(?:pen(?=d)|pem(?=b)|per|ber)?(\w{4,}?)(?:kan|an)?")


def _title_words(text: str) -> set[str]:
    """The significant words of a title, without abbreviations and common affixes: "Pendistribusian" is "distribusi"."""
    significant = {_ABBREVIATIONS.get(word, word) for word in words(text)} - _AROUND_TITLES
    return {
        match[1] if (match := _AFFIX.fullmatch(word)) is not None and word not in _REGION_WORDS else word
        for word in significant
    }


@shape("surat_kuasa_untuk_naskah_ini", words=("tentang", "untuk"))
def surat_kuasa_untuk_naskah_ini(context: Context) -> Iterator[Finding]:
    """A special power of attorney of a region names this paper by its title."""
    party_names = set(_REGION_WORDS)
    for pihak in context.naskah.para_pihak:
        party_names.update(words(pihak.nama), words(pihak.daerah.nama if pihak.daerah is not None else ""))
    title = _title_words(context.naskah.tentang)
    title = (title - party_names) or title
    names_alone = party_names - title
    for route, _, letter in _surat_kuasa_of_daerah(context):
        if not letter.untuk or not title:
            continue
        purpose = _title_words(letter.untuk) - names_alone
        # Most of the words of the title or, for a shortened title, most of its own; the names of the parties say
        # nothing about the subject.
        if 5 * len(title & purpose) < 3 * min(len(title), len(purpose)) or not title & purpose:
            yield Finding(f"{route}.untuk", {"untuk": letter.untuk, "tentang": context.naskah.tentang})


class SuratKuasaContent(Parameter):
    """A fact of powers of attorney."""

    medan: str = record_field("Isi surat kuasa", choices=tuple(SuratKuasa.fields_))


@shape("surat_kuasa_memuat", SuratKuasaContent, words=("pihak",))
def surat_kuasa_memuat(context: Context, parameter: SuratKuasaContent) -> Iterator[Finding]:
    """A power of attorney of a region has the fact `medan`."""
    for route, pihak, letter in _surat_kuasa_of_daerah(context):
        if not getattr(letter, parameter.medan):
            yield Finding(f"{route}.{parameter.medan}", {"pihak": pihak.nama}, key=True)


@shape("pemberi_kuasa_kepala_daerah", words=("kepala_daerah", "pemberi", "pihak"))
def pemberi_kuasa_kepala_daerah(context: Context) -> Iterator[Finding]:
    """The power of attorney of a region comes from its head; a substituted one from whoever holds the first."""
    for route, pihak, letter in _surat_kuasa_of_daerah(context):
        grantor = letter.pemberi_kuasa
        if letter.substitusi_dari:
            continue
        if not is_kepala_daerah(PenandaTangan(jabatan=grantor)) or not _is_head_of(grantor, pihak):
            yield Finding(
                f"{route}.pemberi_kuasa",
                {"pemberi": grantor, "kepala_daerah": kepala_daerah(pihak), "pihak": pihak.nama},
            )


@shape("pelaksana_mengalokasikan_anggaran", words=("jabatan",))
def pelaksana_mengalokasikan_anggaran(context: Context) -> Iterator[Finding]:
    """A daily or temporary executor (Plh., Plt.) signs for a region a paper that spends from its budget."""
    pembiayaan = context.naskah.pembiayaan
    if pembiayaan is None or not any(map(mentions_apbd, pembiayaan.sumber)):
        return
    for route, pihak, person in _penanda_tangan(context):
        if pihak.bentuk is not LegalForm.PEMERINTAH_DAERAH:
            continue
        jabatan = person.jabatan or ""
        if person.status_jabatan in (StatusJabatan.PLT, StatusJabatan.PLH):
            yield Finding(f"{route}.status_jabatan", {"jabatan": f"{person.status_jabatan.term} {jabatan}".strip()})
        elif re.match(r"(?:pl[th]\b|pelaksana (?:tugas|harian)\b)", jabatan.strip(), re.IGNORECASE):
            yield Finding(f"{route}.jabatan", {"jabatan": jabatan})


class JabatanSpelling(Parameter):
    """An office as it is not written any more, and as it is."""

    salah: str = record_field("Sebutan lama")
    benar: str = record_field("Sebutan kini")


@shape("sebutan_jabatan", JabatanSpelling, words=("benar", "salah"))
def sebutan_jabatan(context: Context, parameter: JabatanSpelling) -> Iterator[Finding]:
    """Offices are written as the law writes them today: `salah` → `benar`. Titles of decrees are quotations and stay."""
    pattern = re.compile(rf"\b{re.escape(parameter.salah)}\b", re.IGNORECASE)
    offices: list[tuple[str, str | None]] = []
    for route, _, person in _penanda_tangan(context):
        offices += [(f"{route}.jabatan", person.jabatan), (f"{route}.bertindak_selaku", person.bertindak_selaku)]
        offices += [(f"{place}.pemberi_kuasa", letter.pemberi_kuasa) for place, letter in _surat_kuasa(person, route)]
    for name in ("saksi", "mengetahui"):
        witnesses = getattr(context.naskah, name)
        offices += [(f"{name}.{index}.jabatan", witness.jabatan) for index, witness in enumerate(witnesses)]
    for route, jabatan in offices:
        if jabatan and pattern.search(jabatan):
            yield Finding(route, {"salah": parameter.salah, "benar": parameter.benar})
