"""Tests of `ksdgen.naskah.pihak_files`: party files, officials by date, and what is said when something is missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.pihak import PenandaTangan
from ksdgen.naskah.pihak_files import PihakBook
from ksdgen.source.decode import Decoder
from ksdgen.source.node import MappingNode, Node
from ksdgen.source.parse import load, parse
from ksdgen.source.places import Places

GARUT = """\
bentuk: pemerintah_daerah
nama: Pemerintah Daerah Kabupaten Garut
alamat: Jalan Pembangunan Nomor 1
daerah: {tingkat: kabupaten, nama: Garut}
pejabat:
  - {kode: bupati, sejak: 2020-01-01, sampai: 2024-12-31, nama: Lama, jabatan: Bupati Garut}
  - {kode: bupati, sejak: 2025-02-20, nama: Baru, jabatan: Bupati Garut, dasar_kewenangan: {pasal: Pasal 65}}
  - {kode: sekda, sejak: 2023-05-01, nama: Sekda, jabatan: Sekretaris Daerah}
"""


class Shelf:
    """Party files in memory."""

    def __init__(self, **files: str) -> None:
        self.files = files
        self.names_read: list[str] = []
        self.book = PihakBook(self.load, lambda: [f"pihak/{n}" for n in files])

    def load(self, reference: str) -> tuple[Node | None, list[Diagnostic]] | None:
        self.names_read.append(reference)
        content = self.files.get(reference.removeprefix("pihak/"))
        return None if content is None else load(content.encode(), f"{reference}.yaml")


def naskah(*pihak: str, on_date: str | None = "2026-12-07") -> str:
    day = f"penandatanganan: {{tanggal: {on_date}}}\n" if on_date else ""
    return f"jenis: x\nkategori: ksdpk\ntentang: y\n{day}para_pihak:\n" + "".join(f"  - {p}\n" for p in pihak)


def apply(shelf: Shelf, text: str) -> tuple[Naskah | None, list[Diagnostic], Places]:
    """The agreement after filling in and decoding, all findings, and its places."""
    node, problems = parse(text, "n.yaml")
    assert node is not None and problems == []
    result, findings = shelf.book.apply(node, "n.yaml")
    decoder = Decoder()
    content = decoder.record(Naskah, result)
    for finding in findings:
        assert finding.severity is Severity.ERROR and finding.span is not None
    return content, findings + decoder.findings, Places(result, "n.yaml")


def person(shelf: Shelf, code: str, on_date: str | None = "2026-12-07") -> PenandaTangan:
    content, findings, _ = apply(shelf, naskah(_pihak(code), on_date=on_date))
    assert findings == [] and content is not None
    return content.para_pihak[0].penanda_tangan[0]


def _pihak(code: str) -> str:
    return f"{{kode: garut, acuan: pihak/garut, penanda_tangan: [{{pejabat: {code}}}]}}"


def summary(findings: list[Diagnostic]) -> list[tuple[str, str | None, str | None]]:
    return [(d.code, d.route, d.hint) for d in findings]


# --- filling in -------------------------------------------------------------------------------------------------------


def test_values_come_from_the_file_and_the_agreement_wins() -> None:
    text = naskah(
        "{kode: garut, acuan: pihak/garut, alamat: Jalan Lain, nomor: 1/2026}", "{kode: a, bentuk: yayasan, nama: A}"
    )
    content, findings, places = apply(Shelf(garut=GARUT), text)
    assert findings == [] and content is not None
    pihak = content.para_pihak[0]
    assert (pihak.nama, pihak.alamat, pihak.nomor, pihak.acuan) == (
        "Pemerintah Daerah Kabupaten Garut",
        "Jalan Lain",
        "1/2026",
        "pihak/garut",
    )
    assert content.para_pihak[1].nama == "A", "other parties stay as they are"
    assert (places.span("para_pihak.0.nama").file, places.span("para_pihak.0.nama").line) == ("pihak/garut.yaml", 2)
    assert places.span("para_pihak.0.alamat").file == "n.yaml"
    assert places.key("para_pihak.0.nama").file == "pihak/garut.yaml"


def test_a_key_left_open_takes_the_value_of_the_file() -> None:
    content, findings, _ = apply(Shelf(garut=GARUT), naskah("{kode: garut, acuan: pihak/garut, alamat: }"))
    assert findings == [] and content is not None and content.para_pihak[0].alamat == "Jalan Pembangunan Nomor 1"


def test_a_file_is_read_once_and_never_changed() -> None:
    shelf = Shelf(garut=GARUT)
    two = naskah(_pihak("bupati"), _pihak("sekda"))
    first = apply(shelf, two)[0]
    assert apply(shelf, two)[0] == first
    assert shelf.names_read == ["pihak/garut"]


def test_inline_parties_need_no_file() -> None:
    shelf = Shelf()
    for pihak in ("{kode: a, bentuk: yayasan, nama: A}", "{kode: a, acuan: , bentuk: yayasan, nama: A}"):
        content, findings, _ = apply(shelf, naskah(pihak))
        assert findings == [] and content is not None
    assert shelf.names_read == []


@pytest.mark.parametrize(
    "text",
    ["a: b\n", "para_pihak: a\n", "para_pihak:\n- a\n- [b]\n-\n", "- a\n", "a\n", "para_pihak: [{acuan: [a]}]\n"],
)
def test_other_shapes_are_left_to_the_decoder(text: str) -> None:
    node, _ = parse(text, "n.yaml")
    assert node is not None
    assert Shelf().book.apply(node, "n.yaml") == (node, [])


# --- officials --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on_date", "name"),
    [
        ("2020-01-01", "Lama"),
        ("2024-12-31", "Lama"),
        ("2025-02-20", "Baru"),
        ("20 Februari 2025", "Baru"),
        ("2040-01-01", "Baru"),
        ("menyusul", "Baru"),
        (None, "Baru"),
    ],
)
def test_official_by_date(on_date: str | None, name: str) -> None:
    holder = person(Shelf(garut=GARUT), "bupati", on_date)
    assert (holder.nama, holder.jabatan, holder.pejabat) == (name, "Bupati Garut", "bupati")


@pytest.mark.parametrize(
    ("code", "on_date", "message", "hint"),
    [
        ("bupati", "2025-01-15", "tidak ada `bupati` yang menjabat pada 15 Januari 2025", "lengkapi masa jabatannya"),
        ("bupati", "2019-12-31", "tidak ada `bupati` yang menjabat pada 31 Desember 2019", "lengkapi masa jabatannya"),
        ("bupat", "2026-12-07", "berkas pihak tidak memuat pejabat `bupat`", "maksud Anda `bupati`?"),
        ("camat", "2026-12-07", "berkas pihak tidak memuat pejabat `camat`", "pejabat yang ada: bupati, sekda"),
    ],
)
def test_gap_or_unknown_official(code: str, on_date: str, message: str, hint: str) -> None:
    content, (finding,), places = apply(Shelf(garut=GARUT), naskah(_pihak(code), on_date=on_date))
    assert content is not None
    assert (finding.code, finding.message, finding.route) == (
        "KSD017",
        message,
        "para_pihak.0.penanda_tangan.0.pejabat",
    )
    assert hint in (finding.hint or "") and finding.span == places.span(finding.route or "")


def test_draft_without_a_holder_and_file_without_officials() -> None:
    ended = GARUT.replace("nama: Baru", "sampai: 2030-01-01, nama: Baru")
    _, (finding,), _ = apply(Shelf(garut=ended), naskah(_pihak("bupati"), on_date=None))
    assert finding.message == "tidak ada `bupati` yang menjabat pada saat ini"
    _, (finding,), _ = apply(Shelf(garut=GARUT.split("pejabat:")[0]), naskah(_pihak("bupati")))
    assert finding.hint == "berkas itu belum memuat pejabat"


def test_what_the_agreement_writes_of_a_signatory_wins() -> None:
    pihak = "{kode: garut, acuan: pihak/garut, penanda_tangan: [{pejabat: bupati, gelar_depan: Dr.}, {nama: Tamu, jabatan: Saksi}, {pejabat: }]}"
    content, findings, places = apply(Shelf(garut=GARUT), naskah(pihak))
    assert findings == [] and content is not None
    one, two, three = content.para_pihak[0].penanda_tangan
    assert (one.gelar_depan, one.nama, one.dasar_kewenangan[0].pasal) == ("Dr.", "Baru", "Pasal 65")
    assert (two.nama, three.nama) == ("Tamu", None)
    assert places.span("para_pihak.0.penanda_tangan.0.nama").line == 7
    assert places.span("para_pihak.0.penanda_tangan.0.dasar_kewenangan.0.pasal").file == "pihak/garut.yaml"


def test_official_needs_a_party_file() -> None:
    _, (finding,), _ = apply(Shelf(), naskah("{kode: a, bentuk: yayasan, nama: A, penanda_tangan: [{pejabat: ketua}]}"))
    assert (finding.code, finding.route) == ("KSD017", "para_pihak.0.penanda_tangan.0.pejabat")
    assert "acuan" in finding.message


def test_a_broken_official_does_not_take_the_place_of_another() -> None:
    broken = GARUT.replace("sejak: 2020-01-01", "sejak: kapan")
    content, findings, _ = apply(Shelf(garut=broken), naskah(_pihak("sekda")))
    assert content is not None and content.para_pihak[0].penanda_tangan[0].nama == "Sekda"
    assert [(d.code, d.route, d.span.file if d.span else "") for d in findings] == [
        ("KSD011", "pejabat.0.sejak", "pihak/garut.yaml")
    ]


DAY = st.dates(date(2020, 1, 1), date(2020, 2, 1))


@given(st.lists(st.tuples(DAY, st.none() | st.integers(0, 20)), min_size=1, max_size=5), st.none() | DAY)
def test_law_of_officials(periods: list[tuple[date, int | None]], on_day: date | None) -> None:
    limits = [(since, None if duration is None else since + timedelta(days=duration)) for since, duration in periods]
    lines = [
        f"  - {{kode: a, sejak: {since}, {f'sampai: {until}, ' if until else ''}nama: N{i}, jabatan: J}}\n"
        for i, (since, until) in enumerate(limits)
    ]
    shelf = Shelf(garut="bentuk: yayasan\nnama: Y\npejabat:\n" + "".join(lines))
    content, findings, _ = apply(shelf, naskah(_pihak("a"), on_date=str(on_day) if on_day else "menyusul"))
    assert content is not None
    matched = {
        i
        for i, (a, z) in enumerate(limits)
        if (z is None if on_day is None else a <= on_day and (z is None or on_day <= z))
    }
    chosen = content.para_pihak[0].penanda_tangan[0].nama
    assert (chosen is None) == (not matched) == bool(findings)
    if chosen is not None:
        number = int(chosen[1:])
        assert number in matched and limits[number][0] == max(limits[i][0] for i in matched)


# --- files that cannot be used ----------------------------------------------------------------------------------------


def test_unknown_file_is_one_finding() -> None:
    content, (finding,), places = apply(Shelf(garut=GARUT), naskah("{kode: a, acuan: pihak/Garud}"))
    assert content is not None, "what the file should have given is not reported as missing too"
    assert (finding.code, finding.route, finding.hint) == ("KSD017", "para_pihak.0.acuan", "maksud Anda `pihak/garut`?")
    assert finding.message == "berkas pihak `pihak/Garud` tidak ada" and finding.span == places.span(
        "para_pihak.0.acuan"
    )
    assert summary(apply(Shelf(), naskah("{kode: a, acuan: zzz}"))[1]) == [
        ("KSD017", "para_pihak.0.acuan", "berkas pihak ada pada agreements/pihak/, ditulis tanpa .yaml")
    ]


def test_what_only_the_agreement_can_say_is_still_demanded() -> None:
    _, findings, _ = apply(Shelf(garut=GARUT), naskah("{acuan: pihak/tidak-ada}", "{acuan: pihak/garut}"))
    assert [(d.code, d.route) for d in findings] == [
        ("KSD017", "para_pihak.0.acuan"),
        ("KSD012", "para_pihak.0.kode"),
        ("KSD012", "para_pihak.1.kode"),
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "../garut",
        "pihak/../../etc/passwd",
        "/etc/passwd",
        "..",
        ".",
        "./garut",
        "pihak//garut",
        "'..\\garut'",
        "'C:/x'",
        "'C:x'",
    ],
)
def test_path_does_not_leave_the_folder(reference: str) -> None:
    shelf = Shelf(garut=GARUT)
    _, findings, _ = apply(shelf, naskah(f"{{kode: a, acuan: {reference}}}"))
    assert [d.code for d in findings] == ["KSD017"]
    assert shelf.names_read == [], "the file is not even asked for"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("nama: [\n", "KSD002"),
        ("- a\n", "KSD011"),
        ("a\n", "KSD011"),
        ("nama: X\n", "KSD012"),
        ("bentuk: salah\nnama: X\n", "KSD013"),
        ("bentuk: yayasan\nnama: X\nalmat: Y\n", "KSD010"),
        ("bentuk: yayasan\nnama: X\ndaerah: {tingkat: desa, nama: Z}\n", "KSD013"),
    ],
)
def test_fault_of_a_file_is_reported_once_at_its_place(content: str, code: str) -> None:
    result, findings, _ = apply(Shelf(x=content), naskah("{kode: a, acuan: pihak/x}", "{kode: b, acuan: pihak/x}"))
    assert result is not None
    assert len(findings) == 1 and findings[0].code == code
    assert findings[0].span is not None and findings[0].span.file == "pihak/x.yaml"


def test_unreadable_file_tells_why() -> None:
    cause = Diagnostic("KSD009", Severity.ERROR, "tidak ada izin membaca", Places(None, "pihak/x.yaml").start())
    book = PihakBook(lambda _: (None, [cause]), list)
    node, _ = parse(naskah("{kode: a, acuan: pihak/x, penanda_tangan: [{pejabat: bupati}]}"), "n.yaml")
    assert isinstance(node, MappingNode)
    assert book.apply(node, "n.yaml")[1] == [cause]
