"""Tests of ksdgen.regulation and of the packaged regulation files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from ksdgen import regulation

P22 = "permendagri-22-2020"
PP28 = "pp-28-2018"
UU23 = "uu-23-2014"
ALL = sorted(path.stem for path in regulation.FOLDER.glob("*.yaml"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Another folder of regulation files, with the caches empty before and after."""
    caches = (regulation.load_act, regulation._provisions, regulation._by_citation)
    monkeypatch.setattr(regulation, "FOLDER", tmp_path)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    for cache in caches:
        cache.cache_clear()


def position(citation: str) -> list[tuple[int, int, str]]:
    """Where a provision stands in its act; an elucidation follows everything inside its provision."""
    order = ("pasal", "ayat", "huruf", "angka", "lampiran", "penjelasan")
    result = []
    for part in citation.split("/"):
        kind, _, label = part.partition("-")
        figures = re.match(r"\d*", label)
        assert figures is not None
        result.append((order.index(kind), int(figures[0] or 0), label[figures.end() :]))
    return result


# --- the packaged files -----------------------------------------------------------------------------------------------


def test_everything_is_every_file_in_order() -> None:
    assert [act.id for act in regulation.all_acts()] == ALL
    assert len(ALL) >= 40


@pytest.mark.parametrize("id", ALL)
def test_file_is_sound(id: str) -> None:
    act = regulation.load_act(id)
    assert act is not None
    kind, number, year = id.split("-")
    assert (act.nomor, act.tahun) == (int(number), int(year))
    assert act.singkat == f"{regulation._ABBREVIATIONS[kind]} {number}/{year}"
    assert regulation.recognise(f"{act.bentuk} Nomor {act.nomor} Tahun {act.tahun} tentang {act.tentang}") == id
    assert regulation.recognise(act.singkat) == id
    assert regulation.recognise(id) == id
    if act.diundangkan is not None:
        assert act.berlaku is not None
        assert act.diundangkan <= act.berlaku
        # Promulgation is in the year of the number, save for acts numbered at the end of a year.
        assert act.diundangkan.year - act.tahun in (0, 1)
    if act.lembaran is not None:
        gazette_name = "Berita" if kind == "permendagri" else "Lembaran"
        assert act.lembaran.startswith(f"{gazette_name} Negara Republik Indonesia Tahun {act.tahun} Nomor ")
    if act.provisions:
        assert act.berlaku is not None


@pytest.mark.parametrize("id", ALL)
def test_provisions_are_well_formed_unique_and_ordered(id: str) -> None:
    act = regulation.load_act(id)
    assert act is not None
    citations = [provision.sitasi for provision in act.provisions]
    for citation in citations:
        assert regulation.parse_citation(f"{id}/{citation}") == regulation.Citation(id, tuple(citation.split("/")))
        assert regulation.render_citation(f"{id}/{citation}").startswith(f"{act.singkat} ")
        assert regulation.in_force_since(f"{id}/{citation}") >= (act.berlaku or date.max)
    assert len(set(citations)) == len(citations)
    assert len({regulation.render_citation(f"{id}/{citation}") for citation in citations}) == len(citations)
    assert citations == sorted(citations, key=position)


@pytest.mark.parametrize("id", ALL)
def test_every_provision_says_what_becomes_of_it(id: str) -> None:
    act = regulation.load_act(id)
    assert act is not None
    for provision in act.provisions:
        assert provision.uraian == provision.uraian.strip()
        assert provision.uraian
        assert bool(provision.aturan) == (provision.peran is regulation.Role.CHECKED), provision.sitasi
        assert bool(provision.alasan) or provision.peran is regulation.Role.CHECKED, provision.sitasi
        assert all(re.fullmatch(r"KSD\d{3}", code) for code in provision.aturan)
        if provision.sampai is not None:
            assert provision.sampai >= regulation.in_force_since(f"{id}/{provision.sitasi}")


@pytest.mark.parametrize("id", ALL)
def test_amendments_and_revocations_agree_on_both_sides(id: str) -> None:
    act = regulation.load_act(id)
    assert act is not None
    in_order = [(amendment.sejak, amendment.ke) for amendment in act.diubah_oleh]
    assert in_order == sorted(in_order)
    for amendment in act.diubah_oleh:
        amender = regulation.load_act(amendment.id)
        assert amender is not None
        assert amender.berlaku == amendment.sejak
    for revocation in act.mencabut:
        other = regulation.load_act(revocation.id)
        assert other is not None
        assert revocation.replace(id=id) in other.dicabut_oleh
        assert revocation.sejak == act.berlaku
        if revocation.dasar is not None:
            assert regulation.resolves(f"{id}/{revocation.dasar}")
    for revocation in act.dicabut_oleh:
        revoking = regulation.load_act(revocation.id)
        assert revoking is not None
        assert revocation.replace(id=id) in revoking.mencabut


def test_unverified_provisions_are_few_and_named() -> None:
    unverified = {
        f"{act.id}/{provision.sitasi}"
        for act, provision in regulation.coverage()
        if provision.keyakinan is regulation.Confidence.PRACTICE
    }
    assert unverified == {"pp-12-2019/pasal-92/ayat-3", "pp-12-2019/pasal-92/ayat-6"}


def test_nothing_of_the_file_but_the_provisions_is_put_off() -> None:
    for id in ALL:
        text = (regulation.FOLDER / f"{id}.yaml").read_text(encoding="utf-8")
        assert len(re.findall(r"^ketentuan:", text, re.MULTILINE)) <= 1
        assert "\r" not in text
        head, _, provisions = text.partition("\nketentuan:\n")
        assert not re.search(r"^\w", provisions, re.MULTILINE), "a key after the provisions would not be read"
        assert "sitasi:" not in head
        act = regulation.load_act(id)
        assert act is not None
        written = re.findall(r"^ *- sitasi: (\S+)$", provisions, re.MULTILINE)
        assert [provision.sitasi for provision in act.provisions] == written


# --- what must be listed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pasal", "letters", "divided", "points"),
    [
        (40, "abcde", "d", 7),
        (41, "abcde", "d", 10),
        (42, "abcdef", "e", 10),
    ],
)
def test_parts_of_the_papers_are_complete(pasal: int, letters: str, divided: str, points: int) -> None:
    """Ayat (1) has so many letters, one of which is divided into so many points, and there is an ayat (2)."""
    act = regulation.load_act(P22)
    assert act is not None
    ayat = f"pasal-{pasal}/ayat-1"
    assert {provision.sitasi for provision in act.provisions if provision.sitasi.startswith(f"pasal-{pasal}/")} == {
        *(f"{ayat}/huruf-{letter}" for letter in letters),
        *(f"{ayat}/huruf-{divided}/angka-{number}" for number in range(1, points + 1)),
        f"pasal-{pasal}/ayat-2",
    }


@pytest.mark.parametrize(
    ("id", "articles"),
    [
        (PP28, range(1, 53)),
        (P22, range(1, 65)),
        # Pasal 368 has not been compared with the official text and is not listed.
        (UU23, [65, 101, 154, 363, 364, 365, 366, 367, 369, 370]),
        ("uu-24-2009", [31, 52, 54, 57]),
        ("uu-10-2020", [3, 4, 5, 8, 9, 12]),
        ("permendagri-25-2020", [2, 4, 5, 6, 7, 9, 12, 13, 14, 15, 16, 20, 25, 26, 32, 33, 34, 37, 38, 40]),
    ],
)
def test_articles_are_covered(id: str, articles: Iterable[int]) -> None:
    act = regulation.load_act(id)
    assert act is not None
    listed = {found[1] for k in act.provisions if (found := re.match(r"pasal-(\d+)\b", k.sitasi))}
    assert set(map(str, articles)) <= listed


@pytest.mark.parametrize(
    "citation",
    [
        f"{P22}/pasal-5/ayat-4/huruf-a",
        f"{P22}/pasal-5/ayat-5",
        f"{P22}/pasal-8/ayat-6",
        f"{P22}/pasal-8/ayat-7",
        f"{P22}/pasal-24/ayat-2",
        f"{P22}/pasal-49/ayat-3/huruf-d",
        f"{P22}/pasal-63/huruf-d",
        f"{P22}/lampiran-a-1",
        f"{P22}/lampiran-b-2",
        f"{P22}/lampiran-c",
        f"{PP28}/pasal-12/ayat-2",
        f"{PP28}/pasal-19/ayat-2/huruf-d",
        f"{PP28}/pasal-46/ayat-3",
        f"{UU23}/pasal-65/ayat-1/huruf-e",
        f"{UU23}/pasal-65/ayat-6",
        f"{UU23}/pasal-366/ayat-2/huruf-b",
        f"{UU23}/pasal-366/ayat-2/huruf-c",
        f"{UU23}/pasal-366/ayat-2/huruf-d",
        f"{UU23}/pasal-370/ayat-4",
        "uu-30-2014/pasal-14/ayat-7",
        "pp-12-2019/pasal-92/ayat-6",
    ],
)
def test_provisions_easily_forgotten(citation: str) -> None:
    assert regulation.provision(citation) is not None


def test_coverage_has_every_provision_once() -> None:
    rows = list(regulation.coverage())
    assert len(rows) == sum(len(act.provisions) for act in regulation.all_acts())
    assert {act.id for act, _ in rows} >= {UU23, PP28, P22, "permendagri-25-2020"}


# --- citations --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("citation", "printed"),
    [
        (f"{P22}/pasal-41/ayat-1/huruf-d/angka-5", "Permendagri 22/2020 Pasal 41 ayat (1) huruf d angka 5"),
        (f"{P22}/pasal-33", "Permendagri 22/2020 Pasal 33"),
        (f"{P22}/pasal-1/angka-12", "Permendagri 22/2020 Pasal 1 angka 12"),
        (f"{P22}/pasal-27/huruf-a", "Permendagri 22/2020 Pasal 27 huruf a"),
        (f"{P22}/lampiran-a-1", "Permendagri 22/2020 Lampiran huruf A angka 1"),
        (f"{P22}/lampiran-c", "Permendagri 22/2020 Lampiran huruf C"),
        (f"{P22}/lampiran", "Permendagri 22/2020 Lampiran"),
        ("permendagri-25-2020/lampiran-4", "Permendagri 25/2020 Lampiran IV"),
        (f"{PP28}/pasal-9/ayat-2/penjelasan", "PP 28/2018 Penjelasan Pasal 9 ayat (2)"),
        ("uu-30-2014/pasal-39a/ayat-1", "UU 30/2014 Pasal 39A ayat (1)"),
        ("pp-28-2018", "PP 28/2018"),
        ("perpres-16-2018/pasal-3", "Perpres 16/2018 Pasal 3"),
        ("praktik", "praktik"),
        ("entah apa", "entah apa"),
    ],
)
def test_a_citation_as_people_write_it(citation: str, printed: str) -> None:
    assert regulation.render_citation(citation) == printed


def test_a_citation_taken_apart() -> None:
    citation = regulation.parse_citation(f"{P22}/pasal-9/ayat-3")
    assert citation is not None
    assert citation.act == P22
    assert citation.parts == ("pasal-9", "ayat-3")
    assert regulation.parse_citation("uu-27-2022") == regulation.Citation("uu-27-2022", ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "praktik",
        "pp-28",
        "pp-028-2018",
        "perda-1-2020/pasal-1",
        "PP-28-2018/pasal-1",
        f"{PP28}/",
        f"{PP28}/pasal-0",
        f"{PP28}/ayat-1",
        f"{PP28}/pasal-1/angka-1/huruf-a",
        f"{PP28}/pasal-1/ayat-1/ayat-2",
        f"{PP28}/pasal-1/ayat-(1)",
        f"{PP28}/pasal-1 ",
        f"{PP28}/pasal-1\n",
        f"{PP28}/../{PP28}",
        "../pp-28-2018",
    ],
)
def test_a_malformed_citation_cites_nothing(text: str) -> None:
    assert regulation.parse_citation(text) is None
    assert regulation.resolves(text) == (text == "praktik")
    assert regulation.provision(text) is None
    assert regulation.render_citation(text) == text


@pytest.mark.parametrize(
    ("citation", "present"),
    [
        (f"{P22}/pasal-41/ayat-1/huruf-d/angka-10", True),
        (f"{P22}/pasal-41/ayat-1/huruf-d/angka-11", False),
        (f"{P22}/pasal-41/ayat-1", True),
        (f"{P22}/pasal-41", True),
        (f"{P22}/pasal-4/ayat-3", False),
        (f"{P22}/pasal-6/huruf-k", False),
        (f"{P22}/pasal-64", True),
        (f"{P22}/pasal-65", False),
        (f"{P22}/pasal-33/ayat-1", False),
        (f"{P22}/lampiran", True),
        (f"{P22}/lampiran-a", True),
        (f"{P22}/lampiran-a-3", False),
        (f"{P22}/lampiran-d", False),
        (f"{PP28}/pasal-5/ayat-4", False),
        (PP28, True),
        ("pp-99-2018", False),
        ("pp-99-2018/pasal-1", False),
        ("praktik", True),
    ],
)
def test_which_citations_resolve(citation: str, present: bool) -> None:
    assert regulation.resolves(citation) is present


# --- dates ------------------------------------------------------------------------------------------------------------


def test_dates_are_per_citation() -> None:
    assert regulation.in_force_since(f"{UU23}/pasal-366/ayat-2/huruf-d") == date(2014, 10, 2)
    assert regulation.in_force_since(f"{PP28}/pasal-19/ayat-2/huruf-d") == date(2018, 7, 13)
    assert regulation.in_force_since(f"{P22}/pasal-41") == date(2020, 4, 14)
    assert regulation.in_force_since("uu-10-2020/pasal-5") == date(2021, 1, 1)
    assert regulation.in_force_since("praktik") == date.min
    assert regulation.in_force_until("praktik") is None
    assert regulation.in_force_until(f"{P22}/pasal-41") is None


def test_transition_of_the_ministerial_regulation() -> None:
    act = regulation.load_act(P22)
    assert act is not None
    assert act.peralihan == date(2020, 10, 14)
    assert regulation.resolves(f"{P22}/pasal-62")


def test_annulled_and_revoked() -> None:
    assert regulation.in_force_until("uu-24-2009/pasal-57/huruf-d") == date(2013, 1, 14)
    assert regulation.in_force_until("uu-24-2009/pasal-31/ayat-1") is None
    assert regulation.in_force_until("pp-50-2007") == date(2018, 7, 12)
    assert regulation.in_force_until("permendagri-54-2009") is None


@pytest.mark.parametrize("citation", ["pp-99-2018/pasal-1", f"{PP28}/pasal-60", "bukan sitasi"])
def test_what_does_not_resolve_has_no_dates(citation: str) -> None:
    with pytest.raises(ValueError, match=re.escape(citation)):
        regulation.in_force_since(citation)
    with pytest.raises(ValueError, match=re.escape(citation)):
        regulation.in_force_until(citation)


def test_a_day_that_is_not_known_is_told() -> None:
    with pytest.raises(ValueError, match="not known"):
        regulation.in_force_since("pp-50-2007")


# --- legal basis ------------------------------------------------------------------------------------------------------

BASE_ACT = "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah"
CIPTA_KERJA = "Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022 tentang Cipta Kerja"


@pytest.mark.parametrize(
    ("on_day", "continuation"),
    [
        (date(2014, 10, 1), ""),
        (
            date(2014, 12, 1),
            " sebagaimana telah diubah dengan Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2014 tentang"
            f" Perubahan atas {BASE_ACT}",
        ),
        (
            date(2015, 3, 17),  # making the Perppu an act is not a second amendment
            " sebagaimana telah diubah dengan Undang-Undang Nomor 2 Tahun 2015 tentang Penetapan Peraturan Pemerintah"
            f" Pengganti Undang-Undang Nomor 2 Tahun 2014 tentang Perubahan atas {BASE_ACT} menjadi Undang-Undang",
        ),
        (
            date(2015, 3, 18),
            " sebagaimana telah beberapa kali diubah, terakhir dengan Undang-Undang Nomor 9 Tahun 2015 tentang"
            f" Perubahan Kedua atas {BASE_ACT}",
        ),
        (
            date(2022, 12, 29),
            " sebagaimana telah beberapa kali diubah, terakhir dengan Undang-Undang Nomor 11 Tahun 2020 tentang"
            " Cipta Kerja",
        ),
        (date(2022, 12, 30), f" sebagaimana telah beberapa kali diubah, terakhir dengan {CIPTA_KERJA}"),
        (
            date(2023, 3, 31),
            " sebagaimana telah beberapa kali diubah, terakhir dengan Undang-Undang Nomor 6 Tahun 2023 tentang"
            f" Penetapan {CIPTA_KERJA} menjadi Undang-Undang",
        ),
    ],
)
def test_basis_as_of_a_day(on_day: date, continuation: str) -> None:
    assert regulation.act_name(UU23, on_day, gazette=False) == BASE_ACT + continuation


def test_basis_with_gazette_numbers() -> None:
    # As the ministerial regulation of 2020 itself prints it.
    assert regulation.act_name(UU23, date(2020, 3, 18), gazette=True) == (
        "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah (Lembaran Negara Republik Indonesia Tahun 2014"
        " Nomor 244, Tambahan Lembaran Negara Republik Indonesia Nomor 5587) sebagaimana telah beberapa kali diubah,"
        " terakhir dengan Undang-Undang Nomor 9 Tahun 2015 tentang Perubahan Kedua atas Undang-Undang Nomor 23 Tahun"
        " 2014 tentang Pemerintahan Daerah (Lembaran Negara Republik Indonesia Tahun 2015 Nomor 58, Tambahan Lembaran"
        " Negara Republik Indonesia Nomor 5679)"
    )
    assert regulation.act_name(PP28, None, gazette=True) == (
        "Peraturan Pemerintah Nomor 28 Tahun 2018 tentang Kerja Sama Daerah (Lembaran Negara Republik Indonesia Tahun"
        " 2018 Nomor 97, Tambahan Lembaran Negara Republik Indonesia Nomor 6219)"
    )
    assert regulation.act_name(P22, None, gazette=True) == (
        "Peraturan Menteri Dalam Negeri Nomor 22 Tahun 2020 tentang Tata Cara Kerja Sama Daerah dengan Daerah Lain dan"
        " Kerja Sama Daerah dengan Pihak Ketiga (Berita Negara Republik Indonesia Tahun 2020 Nomor 371)"
    )


def test_basis_without_date_gazette_or_file() -> None:
    assert regulation.act_name(UU23, None, gazette=True) == regulation.act_name(UU23, date.max, gazette=True)
    assert regulation.act_name("permendagri-22-2009", None, gazette=True) == (
        "Peraturan Menteri Dalam Negeri Nomor 22 Tahun 2009 tentang Petunjuk Teknis Tata Cara Kerjasama Daerah"
    )
    assert regulation.act_name("pp-99-2018", None, gazette=True) is None
    assert regulation.act_name("../pp-28-2018", None, gazette=True) is None


def test_one_amendment() -> None:
    text = regulation.act_name("uu-11-2008", date(2020, 1, 1), gazette=False)
    assert text is not None
    assert "sebagaimana telah diubah dengan Undang-Undang Nomor 19 Tahun 2016" in text


# --- revoked acts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "since", "citation"),
    [
        ("pp-50-2007", date(2018, 7, 13), f"{PP28}/pasal-51"),
        ("permendagri-69-2007", date(2020, 4, 14), f"{P22}/pasal-63/huruf-a"),
        ("permendagri-19-2009", date(2020, 4, 14), f"{P22}/pasal-63/huruf-b"),
        ("permendagri-22-2009", date(2020, 4, 14), f"{P22}/pasal-63/huruf-c"),
        ("permendagri-23-2009", date(2020, 4, 14), f"{P22}/pasal-63/huruf-d"),
        ("uu-32-2004", date(2014, 10, 2), UU23),
    ],
)
def test_revoked(id: str, since: date, citation: str) -> None:
    expected = (citation.partition("/")[0], since, citation)
    assert regulation.revoked(id, since) == expected
    assert regulation.revoked(id, None) == expected
    assert regulation.revoked(id, since.replace(day=1)) is None
    assert regulation.resolves(citation)


@pytest.mark.parametrize("id", ["permendagri-54-2009", PP28, P22, UU23, "pp-99-2018", "entah"])
def test_not_revoked(id: str) -> None:
    assert regulation.revoked(id, None) is None
    assert regulation.revoked(id, date(2026, 1, 1)) is None


# --- acts in free text ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Peraturan Pemerintah Nomor 50 Tahun 2007 tentang Tata Cara Pelaksanaan Kerja Sama Daerah", "pp-50-2007"),
        ("Peraturan Menteri Dalam Negeri Nomor 22 Tahun 2020", P22),
        ("Peraturan Menteri Dalam Negeri Republik Indonesia Nomor 22 Tahun 2020", P22),
        ("PERATURAN MENTERI DALAM NEGERI\nNOMOR 22 TAHUN 2020", P22),
        ("Permendagri No. 22 Tahun 2020", P22),
        ("Permendagri 22/2020 Pasal 9", P22),
        ("UU No 23 Th. 2014", UU23),
        ("UU 23/2014", UU23),
        ("berdasarkan Undang-undang Nomor 23 Tahun 2014 sebagaimana diubah dengan UU Nomor 9 Tahun 2015", UU23),
        ("Undang-\nUndang Nomor 23 Tahun 2014", UU23),
        ("Undang Undang RI No: 023 Tahun 2014", UU23),
        ("(PP 28/2018)", PP28),
        ("Peraturan Pemerintah RI No.28 Tahun 2018", PP28),
        ("Perpres Nomor 16 Tahun 2018", "perpres-16-2018"),
        ("Peraturan Presiden Nomor 63 Tahun 2019", "perpres-63-2019"),
        ("Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022", "perppu-2-2022"),
        ("Perpu Nomor 2 Tahun 2022", "perppu-2-2022"),
        ("Undang-Undang Nomor 6 Tahun 2023 tentang Penetapan Perppu Nomor 2 Tahun 2022", "uu-6-2023"),
        ("Peraturan Daerah Kabupaten Garut Nomor 1 Tahun 2020 tentang pelaksanaan PP Nomor 28 Tahun 2018", PP28),
        ("Peraturan Daerah Kabupaten Garut Nomor 1 Tahun 2020", None),
        ("Peraturan Menteri Keuangan Nomor 22 Tahun 2020", None),
        ("Rancangan RUU Nomor 23 Tahun 2014", None),
        ("Undang-Undang Dasar Negara Republik Indonesia Tahun 1945", None),
        ("PP Nomor 28 Tahun 20189", None),
        ("", None),
    ],
)
def test_an_act_is_recognised_in_free_text(text: str, id: str | None) -> None:
    assert regulation.recognise(text) == id


def test_recognising_is_linear() -> None:
    assert regulation.recognise("Undang " * 20_000 + "Nomor " * 20_000 + " " * 20_000) is None


# --- broken files -----------------------------------------------------------------------------------------------------

HEADER = "id: pp-1-2020\nbentuk: Peraturan Pemerintah\nnomor: 1\ntahun: 2020\ntentang: Uji\nsingkat: PP 1/2020\n"


def test_broken_head(folder: Path) -> None:
    (folder / "pp-1-2020.yaml").write_text(HEADER + "nomer: 2\n", encoding="utf-8")
    with pytest.raises(regulation.BrokenData, match=r"data/regulasi/pp-1-2020\.yaml:7: KSD010"):
        regulation.load_act("pp-1-2020")


def test_file_under_a_wrong_name(folder: Path) -> None:
    (folder / "pp-2-2020.yaml").write_text(HEADER, encoding="utf-8")
    with pytest.raises(regulation.BrokenData, match="names itself pp-1-2020"):
        regulation.load_act("pp-2-2020")


def test_broken_provision_keeps_its_line_and_spares_the_head(folder: Path) -> None:
    provisions = "ketentuan:\n  - sitasi: pasal-1\n    uraian: Uji\n    keyakinan: pasti\n    peran: belum\n"
    (folder / "pp-1-2020.yaml").write_text(HEADER + provisions, encoding="utf-8")
    act = regulation.load_act("pp-1-2020")
    assert act is not None
    assert regulation.act_name("pp-1-2020", None, gazette=True) == "Peraturan Pemerintah Nomor 1 Tahun 2020 tentang Uji"
    with pytest.raises(regulation.BrokenData, match=r"pp-1-2020\.yaml:10: KSD013"):
        _ = act.provisions


def test_amending_act_without_a_file(folder: Path) -> None:
    amendment = "diubah_oleh: [{id: pp-9-2021, sejak: 2021-01-01, ke: 1}]\n"
    (folder / "pp-1-2020.yaml").write_text(HEADER + amendment, encoding="utf-8")
    with pytest.raises(regulation.BrokenData, match="pp-9-2021 has no file"):
        regulation.act_name("pp-1-2020", None, gazette=True)
