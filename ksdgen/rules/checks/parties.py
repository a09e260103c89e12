"""Who the parties are, who signs for them, and with which authority."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.facts import mentions_apbd
from ksdgen.naskah.offices import FRONT_MATTER, SEBUTAN_KEPALA_DAERAH, is_kepala_daerah, kepala_daerah
from ksdgen.naskah.pihak import DaerahLevel, LegalForm, PenandaTangan, Pihak, StatusJabatan, SuratKuasa
from ksdgen.naskah.routes import pihak_term
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import record_field
from ksdgen.source.record import record_field as field_
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
_BREAKER = re.compile(
    r"[,(/]|\b(?:provinsi|propinsi|selaku|sebagai|melalui|dalam|pada|untuk|periode|masa|tahun|c\.?\s?q)\b",
    re.IGNORECASE,
)
"""What follows a region's name without belonging to it."""

_NOT_NAME = frozenset(
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
_NOT_TITLE = frozenset(
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


def group(legal_form: LegalForm) -> str:
    """Which of the three kinds of party a legal form belongs to."""
    if legal_form is LegalForm.PEMERINTAH_DAERAH:
        return "daerah"
    return "pusat" if legal_form.central else "pihak_ketiga"


def words(text: str) -> tuple[str, ...]:
    """The words of a text for comparison: lower case, without punctuation, "walikota" as two words."""
    return tuple(re.sub(r"\bwalikota\b", "wali kota", " ".join(re.findall(r"\w+", text.lower()))).split())


def _penanda_tangan(context: Context, *pihak_groups: str) -> Iterator[tuple[int, Pihak, int, PenandaTangan]]:
    for pihak_index, pihak in enumerate(context.naskah.para_pihak):
        if group(pihak.bentuk) in pihak_groups:
            for person_index, person in enumerate(pihak.penanda_tangan):
                yield pihak_index, pihak, person_index, person


def _surat_kuasa(context: Context, *pihak_groups: str) -> Iterator[tuple[str, Pihak, SuratKuasa]]:
    """The powers of attorney of these kinds of party, each with its route."""
    for pihak_index, pihak, person_index, person in _penanda_tangan(context, *pihak_groups):
        for basis_index, basis in enumerate(person.dasar_kewenangan):
            if basis.surat_kuasa is not None:
                yield (
                    f"para_pihak.{pihak_index}.penanda_tangan.{person_index}.dasar_kewenangan.{basis_index}.surat_kuasa",
                    pihak,
                    basis.surat_kuasa,
                )


# --- what the parties are ---------------------------------------------------------------------------------------------


class PihakGroup(Parameter):
    """Kinds of party."""

    wajib: tuple[str, ...] = record_field(
        "Kelompok pihak yang harus ada", default=(), single=True, choices=tuple(GROUPS)
    )
    dilarang: tuple[str, ...] = record_field(
        "Kelompok pihak yang tidak boleh ada", default=(), single=True, choices=tuple(GROUPS)
    )


@shape("susunan_pihak", PihakGroup, words=("masalah",))
def susunan_pihak(context: Context, parameter: PihakGroup) -> Iterator[Finding]:
    """Every kind in `wajib` is there, and no party of a kind in `dilarang`; a forbidden party explains a missing one."""
    forbidden = parameter.dilarang
    foreign = False
    for index, pihak in enumerate(context.naskah.para_pihak):
        if group(pihak.bentuk) in forbidden:
            foreign = True
            legal_form = pihak.bentuk.value.replace("_", " ")
            yield Finding(f"para_pihak.{index}.bentuk", {"masalah": f"{pihak.nama} adalah {legal_form}"})
    present = {group(pihak.bentuk) for pihak in context.naskah.para_pihak}
    for required in parameter.wajib:
        if required not in present and not foreign:
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
                yield Finding(
                    f"para_pihak.{pihak_index}.daerah.tingkat",
                    {"nilai": f"tingkat {daerah.tingkat.value}", "acuan": pihak.nama},
                )
            elif not _same_name(daerah.nama, _BREAKER.split(mention[2], maxsplit=1)[0]):
                yield Finding(f"para_pihak.{pihak_index}.daerah.nama", {"nilai": daerah.nama, "acuan": pihak.nama})
        for person_index, person in enumerate(pihak.penanda_tangan):
            jabatan = person.jabatan or ""
            if is_kepala_daerah(person) and not _is_head_of(jabatan, pihak):
                yield Finding(
                    f"para_pihak.{pihak_index}.penanda_tangan.{person_index}.jabatan",
                    {"nilai": jabatan, "acuan": kepala_daerah(pihak)},
                )


def _same_name(first: str, second: str) -> bool:
    """The same region, whatever stands around its name ("Daerah Istimewa Yogyakarta", "DKI Jakarta")."""
    first_words, second_words = set(words(first)) - _NOT_NAME, set(words(second)) - _NOT_NAME
    return not first_words or not second_words or first_words == second_words


def _is_head_of(jabatan: str, pihak: Pihak) -> bool:
    """Whether an office that names a head of region names this region's; an office without a region's name may."""
    daerah = pihak.daerah
    mention = list(SEBUTAN_KEPALA_DAERAH.finditer(jabatan))
    if daerah is None or not mention:
        return True
    end = mention[-1]
    level = re.sub(r"\s", "", end[2].lower())
    if level != re.sub(r"\s", "", FRONT_MATTER[daerah.tingkat].lower()):
        return False
    return _same_name(daerah.nama, _BREAKER.split(jabatan[end.end() :], maxsplit=1)[0])


class LegalFormPrefix(Parameter):
    """First words of names, and the legal forms that they allow."""

    awalan: Mapping[str, tuple[str, ...]] = record_field(
        "Awalan nama → bentuk yang diperbolehkan", single=True, choices=tuple(b.value for b in LegalForm)
    )


@shape("nama_sesuai_bentuk", LegalFormPrefix, words=("bentuk", "pihak", "seharusnya"))
def nama_sesuai_bentuk(context: Context, parameter: LegalFormPrefix) -> Iterator[Finding]:
    """A name that says what a party is ("PT …", "Yayasan …") agrees with `bentuk`; `awalan` maps first words to the
    forms they allow.
    """
    for index, pihak in enumerate(context.naskah.para_pihak):
        name = " ".join(words(pihak.nama)) + " "
        for prefix, legal_form in parameter.awalan.items():
            if name.startswith(f"{prefix.lower()} "):
                if pihak.bentuk.value not in legal_form:
                    correct = bahasa.join([f"`{b}`" for b in legal_form]).replace(" dan ", " atau ")
                    yield Finding(
                        f"para_pihak.{index}.bentuk",
                        {"pihak": pihak.nama, "bentuk": pihak.bentuk.value, "seharusnya": correct},
                    )
                break


class NamePrefix(Parameter):
    """First words that names of a kind of party do not have."""

    kelompok: str = record_field("Kelompok pihak", choices=tuple(GROUPS))
    awalan: tuple[str, ...] = record_field("Awalan nama", single=True)


@shape("awalan_nama", NamePrefix, words=("pihak",))
def awalan_nama(context: Context, parameter: NamePrefix) -> Iterator[Finding]:
    """No party of the kind `group` has a name that begins with one of `awalan`."""
    for index, pihak in enumerate(context.naskah.para_pihak):
        name = " ".join(words(pihak.nama)) + " "
        if group(pihak.bentuk) == parameter.kelompok and any(
            name.startswith(f"{a.lower()} ") for a in parameter.awalan
        ):
            yield Finding(f"para_pihak.{index}.nama", {"pihak": pihak.nama})


@shape("dasar_badan_hukum", words=("kurang", "pihak"))
def dasar_badan_hukum(context: Context) -> Iterator[Finding]:
    """A legal entity names the deed that founds it and the approval that makes it one.

    A body that a regulation founds (Perumda, Perum, a state university) has neither; `sebutan` is enough there.
    """
    for index, pihak in enumerate(context.naskah.para_pihak):
        if pihak.bentuk not in (LegalForm.BADAN_HUKUM, LegalForm.YAYASAN):
            continue
        bh = pihak.badan_hukum
        notarised = pihak.bentuk is LegalForm.YAYASAN or words(pihak.nama)[:1] in (
            ("pt",),
            ("koperasi",),
            ("perseroan",),
            ("yayasan",),
        )
        if bh is not None and bh.sebutan and not notarised:
            continue
        lacking = [n for n, content in (("akta", bh and bh.akta), ("pengesahan", bh and bh.pengesahan)) if not content]
        if lacking:
            route = f"para_pihak.{index}.badan_hukum" + (f".{lacking[0]}" if bh is not None else "")
            yield Finding(route, {"pihak": pihak.nama, "kurang": bahasa.join([f"`{n}`" for n in lacking])}, key=True)


@shape("nama_pihak_berbeda", words=("nama", "pihak"))
def nama_pihak_berbeda(context: Context) -> Iterator[Finding]:
    """No two parties are the same legal subject."""
    seen: dict[tuple[str, ...], int] = {}
    for index, pihak in enumerate(context.naskah.para_pihak):
        if has_gap(pihak.nama):
            continue  # a name with a gap is not known yet
        start = seen.setdefault(words(pihak.nama), index)
        if start != index:
            yield Finding(f"para_pihak.{index}.nama", {"nama": pihak.nama, "pihak": pihak_term(start)})


@shape("pemrakarsa_tunggal", words=("lain", "pihak"))
def pemrakarsa_tunggal(context: Context) -> Iterator[Finding]:
    """At most one party is marked as the initiator."""
    pemrakarsa = [index for index, pihak in enumerate(context.naskah.para_pihak) if pihak.pemrakarsa]
    for index in pemrakarsa[1:]:
        pihak = context.naskah.para_pihak
        yield Finding(f"para_pihak.{index}.pemrakarsa", {"pihak": pihak[index].nama, "lain": pihak[pemrakarsa[0]].nama})


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
    way = parameter.kuasa
    for pihak_index, pihak in enumerate(context.naskah.para_pihak):
        if pihak.bentuk is not LegalForm.PEMERINTAH_DAERAH:
            continue
        heads = [is_kepala_daerah(t) for t in pihak.penanda_tangan]
        for person_index, person in enumerate(pihak.penanda_tangan):
            route = f"para_pihak.{pihak_index}.penanda_tangan.{person_index}"
            fillings = {"pihak": pihak.nama, "jabatan": person.jabatan or "", "kepala_daerah": kepala_daerah(pihak)}
            letter = next((n for n, d in enumerate(person.dasar_kewenangan) if d.surat_kuasa is not None), None)
            if way == "dilarang" and heads[person_index] and letter is not None:
                yield Finding(
                    f"{route}.dasar_kewenangan.{letter}.surat_kuasa",
                    {**fillings, "jabatan": "pemegang surat kuasa"},
                    key=True,
                )
            if not person.jabatan or any(heads):
                continue
            if way == "dilarang" or (_has_kuasa(person) and way == "dengan"):
                yield Finding(f"{route}.jabatan", fillings)
            elif not _has_kuasa(person) and way == "tanpa":
                yield Finding(f"{route}.dasar_kewenangan", fillings, key=True)


def _has_kuasa(person: PenandaTangan) -> bool:
    """Whether a power of attorney or words of one stand among the grounds for signing."""
    for basis in person.dasar_kewenangan:
        text = [basis.pasal, basis.bebas]
        if basis.keputusan is not None:
            text += [basis.keputusan.tentang, basis.keputusan.bentuk]
        if basis.surat_kuasa is not None or any(t and _KUASA.search(t) for t in text):
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
        weak = []
        for person in pihak.penanda_tangan:
            not_leader = bool(_NOT_LEADER.search(person.jabatan or "")) and not _LEADER.search(person.jabatan or "")
            kuasa = _has_kuasa(person)
            weak.append(
                not_leader and not kuasa
                if allowed
                else not_leader or (kuasa and not _LEADER.search(person.jabatan or ""))
            )
        if weak and all(weak):
            jabatan = pihak.penanda_tangan[0].jabatan or "pemegang surat kuasa"
            fillings = {"pihak": pihak.nama, "jabatan": f"{jabatan} tanpa kuasa" if allowed else jabatan}
            yield Finding(f"para_pihak.{index}.penanda_tangan.0.jabatan", fillings)


@shape("kewenangan_lebih_dahulu", words=("dasar", "pihak", "tanda_tangan", "tanggal"))
def kewenangan_lebih_dahulu(context: Context) -> Iterator[Finding]:
    """No ground for signing, and no deed of a legal entity, is younger than the signing; one of the same day is fine."""
    signature = context.naskah.penandatanganan.tanggal
    if not isinstance(signature, date):
        return
    for pihak_index, pihak in enumerate(context.naskah.para_pihak):
        basis: list[tuple[str, str, Any]] = []
        for person_index, person in enumerate(pihak.penanda_tangan):
            for number, ground in enumerate(person.dasar_kewenangan):
                route = f"para_pihak.{pihak_index}.penanda_tangan.{person_index}.dasar_kewenangan.{number}"
                for name, content in (
                    ("surat_kuasa", ground.surat_kuasa),
                    ("keputusan", ground.keputusan),
                    ("akta", ground.akta),
                ):
                    if content is not None:
                        basis.append((f"{route}.{name}.tanggal", name.replace("_", " "), content.tanggal))
        if pihak.badan_hukum is not None:
            route = f"para_pihak.{pihak_index}.badan_hukum"
            basis += [
                (f"{route}.akta.{number}.tanggal", "akta", a.tanggal) for number, a in enumerate(pihak.badan_hukum.akta)
            ]
            basis += [
                (f"{route}.pengesahan.{number}.tanggal", "pengesahan", s.tanggal)
                for number, s in enumerate(pihak.badan_hukum.pengesahan)
            ]
        for route, name, basis_date in basis:
            if isinstance(basis_date, date) and basis_date > signature:
                fillings = {
                    "dasar": name,
                    "pihak": pihak.nama,
                    "tanggal": bahasa.long_date(basis_date),
                    "tanda_tangan": bahasa.long_date(signature),
                }
                yield Finding(route, fillings)


_REGION = frozenset(
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
    result = {_ABBREVIATIONS.get(w, w) for w in words(text)} - _NOT_TITLE
    return {m[1] if (m := _AFFIX.fullmatch(w)) is not None and w not in _REGION else w for w in result}


@shape("surat_kuasa_untuk_naskah_ini", words=("tentang", "untuk"))
def surat_kuasa_untuk_naskah_ini(context: Context) -> Iterator[Finding]:
    """A special power of attorney of a region names this paper by its title."""
    region = {
        w for q in context.naskah.para_pihak for w in words(f"{q.nama} {q.daerah.nama if q.daerah is not None else ''}")
    } | _REGION
    title = _title_words(context.naskah.tentang)
    title = (title - region) or title
    for route, _, letter in _surat_kuasa(context, "daerah"):
        if not letter.untuk or not title:
            continue
        suits = _title_words(letter.untuk) - (region - title)
        # Most of the words of the title or, for a shortened title, most of its own; the names of the parties say
        # nothing about the subject.
        if 5 * len(title & suits) < 3 * min(len(title), len(suits)) or not title & suits:
            yield Finding(f"{route}.untuk", {"untuk": letter.untuk, "tentang": context.naskah.tentang})


class SuratKuasaContent(Parameter):
    """A fact of powers of attorney."""

    medan: str = field_("Isi surat kuasa", choices=tuple(SuratKuasa.fields_))


@shape("surat_kuasa_memuat", SuratKuasaContent, words=("pihak",))
def surat_kuasa_memuat(context: Context, parameter: SuratKuasaContent) -> Iterator[Finding]:
    """A power of attorney of a region has the fact `record_field`."""
    for route, pihak, letter in _surat_kuasa(context, "daerah"):
        if not getattr(letter, parameter.medan):
            yield Finding(f"{route}.{parameter.medan}", {"pihak": pihak.nama}, key=True)


@shape("pemberi_kuasa_kepala_daerah", words=("kepala_daerah", "pemberi", "pihak"))
def pemberi_kuasa_kepala_daerah(context: Context) -> Iterator[Finding]:
    """The power of attorney of a region comes from the head of that region; a substituted one comes from whoever holds
    it.
    """
    for route, pihak, letter in _surat_kuasa(context, "daerah"):
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
    cost = context.naskah.pembiayaan
    if cost is None or not any(map(mentions_apbd, cost.sumber)):
        return
    for pihak_index, _, person_index, person in _penanda_tangan(context, "daerah"):
        mention = re.match(r"(?:pl[th]\b|pelaksana (?:tugas|harian)\b)", (person.jabatan or "").strip(), re.IGNORECASE)
        route = f"para_pihak.{pihak_index}.penanda_tangan.{person_index}"
        if person.status_jabatan in (StatusJabatan.PLT, StatusJabatan.PLH):
            yield Finding(
                f"{route}.status_jabatan", {"jabatan": f"{person.status_jabatan.term} {person.jabatan or ''}".strip()}
            )
        elif mention is not None:
            yield Finding(f"{route}.jabatan", {"jabatan": person.jabatan or ""})


class JabatanSpelling(Parameter):
    """An office as it is not written any more, and as it is."""

    salah: str = record_field("Sebutan lama")
    benar: str = record_field("Sebutan kini")


@shape("sebutan_jabatan", JabatanSpelling, words=("benar", "salah"))
def sebutan_jabatan(context: Context, parameter: JabatanSpelling) -> Iterator[Finding]:
    """Offices are written as the law writes them today: `salah` → `benar`. Titles of decrees are quotations and stay."""
    pattern = re.compile(rf"\b{re.escape(parameter.salah)}\b", re.IGNORECASE)
    text: list[tuple[str, str | None]] = []
    for pihak_index, pihak in enumerate(context.naskah.para_pihak):
        for position, person in enumerate(pihak.penanda_tangan):
            route = f"para_pihak.{pihak_index}.penanda_tangan.{position}"
            text += [(f"{route}.jabatan", person.jabatan), (f"{route}.bertindak_selaku", person.bertindak_selaku)]
            for number, basis in enumerate(person.dasar_kewenangan):
                if basis.surat_kuasa is not None:
                    text.append(
                        (
                            f"{route}.dasar_kewenangan.{number}.surat_kuasa.pemberi_kuasa",
                            basis.surat_kuasa.pemberi_kuasa,
                        )
                    )
    for name in ("saksi", "mengetahui"):
        text += [(f"{name}.{number}.jabatan", s.jabatan) for number, s in enumerate(getattr(context.naskah, name))]
    for route, content in text:
        if content and pattern.search(content):
            yield Finding(route, {"salah": parameter.salah, "benar": parameter.benar})
