"""Versions of clauses are locked, agreements stay with the versions that they were drafted with, and signed ones with
what was signed.

`python -m tests.catalogue.test_pins` writes the index of the clauses that ship with ksdgen.
"""

from __future__ import annotations

import contextlib
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksdgen.catalogue import pins
from ksdgen.catalogue.archive import INDEX, check_index, read_index, write_index
from ksdgen.catalogue.catalogue import ARCHIVE, Catalogue
from ksdgen.catalogue.pins import BrokenPins, Pin
from ksdgen.desk.workspace import Workspace
from ksdgen.editing.versions import new_version, record
from ksdgen.errors import Refused
from ksdgen.world.tree import Overlay, WorkingTree
from tests.helpers.pinned import DAY, change_klausul, dokumen, pins_file, tree, write_all
from tests.helpers.util import PNG, ROOT, Run, company, daerah, ksb, ksdgen, pks, save, template, yaml

TEMPLATES = ROOT / "templates"
ALL = Catalogue(WorkingTree(TEMPLATES)).list_klausul()


# --- the index and the archive ----------------------------------------------------------------------------------------


def test_shipped_index_is_fresh_and_sound() -> None:
    """Every clause that ships is recorded in its version, and every older text is there unaltered."""
    shipped_tree = WorkingTree(TEMPLATES)
    assert check_index(shipped_tree) == []
    assert (TEMPLATES / INDEX).read_bytes() == record(shipped_tree).content, "run `python -m tests.catalogue.test_pins`"


codes = st.text("abcdefghij_", min_size=1, max_size=12)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(st.dictionaries(codes, st.dictionaries(st.integers(1, 99), digests, min_size=1, max_size=4), max_size=6))
def test_index_says_what_it_was_given(index: dict[str, dict[int, str]]) -> None:
    class One:
        def read(self, path: str) -> bytes | None:
            return write_index(index) if path == INDEX else None

    assert read_index(One()) == index  # type: ignore[arg-type]
    assert write_index(dict(reversed(index.items()))) == write_index(index)


@pytest.mark.parametrize("code", ALL)
def test_new_version_of_every_clause(repo: Path, code: str) -> None:
    """The old text lies in the archive byte for byte, only the number changed in the clause, and all is sound."""
    path = template(repo, f"klausul/{code}.j2", (TEMPLATES / f"klausul/{code}.j2").read_text(encoding="utf-8"))
    write_all(repo / "templates", [record(tree(repo))])
    before = path.read_bytes()
    version = Catalogue(tree(repo)).klausul(code).front_matter.versi  # type: ignore[union-attr]
    write_all(repo / "templates", new_version(tree(repo), code))
    assert (repo / f"templates/{ARCHIVE}/{code}@{version}.j2").read_bytes() == before
    differences = [(a, b) for a, b in zip(before.split(b"\n"), path.read_bytes().split(b"\n"), strict=True) if a != b]
    assert differences == [(f"versi: {version}".encode(), f"versi: {version + 1}".encode())]
    assert check_index(tree(repo)) == []


KLAUSUL = "---\njudul: UJI\nletak: {setelah: objek}\n---\n(#) Isi lama.\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_version_that_was_not_written_is_one(repo: Path, newline: str, bom: str) -> None:
    path = repo / "templates/klausul/uji.j2"
    path.parent.mkdir(parents=True)
    before = (bom + KLAUSUL.replace("\n", newline)).encode()
    path.write_bytes(before)
    write_all(repo / "templates", [record(tree(repo))])
    write_all(repo / "templates", new_version(tree(repo), "uji"))
    assert (repo / f"templates/{ARCHIVE}/uji@1.j2").read_bytes() == before
    assert path.read_bytes() == before.replace(
        f"---{newline}judul".encode(), f"---{newline}versi: 2{newline}judul".encode()
    )
    assert check_index(tree(repo)) == []


def test_text_edited_before_the_new_version_is_not_lost(repo: Path) -> None:
    """The recorded text must come from somewhere; the edited one stays and gets the new number."""
    path = template(repo, "klausul/uji.j2", KLAUSUL)
    with pytest.raises(Refused, match="belum dicatat"):
        new_version(tree(repo), "uji")
    write_all(repo / "templates", [record(tree(repo))])
    path.write_text(KLAUSUL.replace("lama", "baru"), encoding="utf-8")
    with pytest.raises(Refused, match="sudah diubah"):
        new_version(tree(repo), "uji")
    with pytest.raises(Refused, match="bukan teks"):
        new_version(tree(repo), "uji", KLAUSUL.replace("lama", "lain").encode())
    with pytest.raises(Refused, match="tidak ada"):
        new_version(tree(repo), "tak_ada")
    with pytest.raises(Refused, match="versi-baru"):
        record(tree(repo))
    write_all(repo / "templates", new_version(tree(repo), "uji", KLAUSUL.encode()))
    assert (repo / f"templates/{ARCHIVE}/uji@1.j2").read_text(encoding="utf-8") == KLAUSUL
    assert path.read_text(encoding="utf-8") == KLAUSUL.replace("---\njudul", "---\nversi: 2\njudul").replace(
        "lama", "baru"
    )
    write_all(repo / "templates", [record(tree(repo))])
    assert check_index(tree(repo)) == []
    (repo / f"templates/{ARCHIVE}/uji@2.j2").write_text("lain", encoding="utf-8")
    with pytest.raises(Refused, match="sudah ada"):
        new_version(tree(repo), "uji")


@pytest.fixture
def versioned(repo: Path) -> Path:
    """A clause with an older version in the archive."""
    template(repo, "klausul/uji.j2", KLAUSUL)
    write_all(repo / "templates", [record(tree(repo))])
    change_klausul(repo, "uji", "lama", "baru")
    return repo


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("klausul/uji.j2", "Isi baru", "Isi lain", ("KSD045", "klausul/uji.j2", 2, 8)),
        ("klausul/uji.j2", "judul: UJI", "judul: UJIAN", ("KSD045", "klausul/uji.j2", 2, 8)),
        ("klausul/uji.j2", "versi: 2", "versi: 1", ("KSD045", "klausul/uji.j2", 2, 8)),
        (f"{ARCHIVE}/uji@1.j2", "lama", "kuno", ("KSD046", f"{ARCHIVE}/uji@1.j2", 1, 1)),
        (f"{ARCHIVE}/uji@1.j2", "", "", ("KSD046", f"{ARCHIVE}/uji@1.j2", 1, 1)),
        (INDEX, '"uji"', '"uji', ("KSD046", INDEX, 1, 1)),
        (INDEX, '"1"', '"satu"', ("KSD046", INDEX, 1, 1)),
    ],
)
def test_altered_texts_are_found_at_their_place(
    versioned: Path, path: str, old: str, new: str, expected: tuple[str, str, int, int]
) -> None:
    file = versioned / "templates" / path
    if old:
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    else:
        file.unlink()
    for templates in (tree(versioned), Overlay(tree(versioned), WorkingTree(TEMPLATES, "ksdgen:templates/"))):
        findings = [
            (finding.code, finding.span.file, finding.span.line, finding.span.column)
            for finding in check_index(templates)
            if finding.span
        ]
        assert expected in findings and {finding[0] for finding in findings} <= {"KSD045", "KSD046"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("letak: {setelah: objek}", "letak: {setelah: [lokasi, objek]}"),
        ("versi: 2", "versi:    2"),
        ("\n(#)", "\n(#)"),
        ("Isi baru.\n", "Isi baru.  \n\n"),
    ],
)
def test_what_prints_nothing_may_be_mended(versioned: Path, old: str, new: str) -> None:
    file = versioned / "templates/klausul/uji.j2"
    text = file.read_text(encoding="utf-8").replace(old, new)
    for end in ("\n", "\r\n"):
        file.write_bytes(text.replace("\n", end).encode())
        assert check_index(tree(versioned)) == []


def test_text_in_the_archive_that_nobody_recorded_is_told(versioned: Path) -> None:
    (versioned / f"templates/{ARCHIVE}/uji@7.j2").write_text(KLAUSUL, encoding="utf-8")
    assert [finding.code for finding in check_index(tree(versioned))] == ["KSD046"]


def test_new_clause_needs_no_record(repo: Path) -> None:
    template(repo, "klausul/uji.j2", KLAUSUL)
    assert check_index(tree(repo)) == []
    layered = check_index(Overlay(tree(repo), WorkingTree(TEMPLATES, "ksdgen:templates/")))
    assert [finding for finding in layered if finding.span and not finding.span.file.startswith("ksdgen:")] == []


# --- pin files --------------------------------------------------------------------------------------------------------


@given(st.dictionaries(codes, st.builds(Pin, st.integers(1, 99), digests), max_size=8))
def test_pins_say_what_they_were_given(content: dict[str, Pin]) -> None:
    assert pins.read(pins.write(content)) == content
    assert pins.write(dict(reversed(content.items()))) == pins.write(content)
    assert len(pins.write(content).splitlines()) == (len(content) + 5 if content else 4), (
        "one line for each clause, to be read in a diff"
    )


@pytest.mark.slow
@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda x: (
            st.lists(x, max_size=3)
            | st.dictionaries(st.sampled_from(["versi", "klausul", "sidik", "a"]), x, max_size=3)
        ),
    ).map(lambda x: json.dumps(x).encode())
)
def test_whatever_a_pin_file_holds_is_pins_or_refused(data: bytes) -> None:
    with contextlib.suppress(BrokenPins):
        assert all(isinstance(p, Pin) for p in pins.read(data).values())


# --- a pinned agreement stays -----------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("nth", range(4))
def test_pinned_agreement_stays_whatever_its_clauses_become(owned: Path, nth: int) -> None:
    """Any of its clauses in any number of new versions: the same document, and a note that names them."""
    rng = random.Random(nth)
    before = dokumen(owned)
    used = sorted(json.loads(pins_file(owned).read_bytes())["klausul"])
    renewed = rng.sample(used, rng.randint(1, 5))
    for code in renewed:
        for _ in range(rng.randint(1, 3)):
            change_klausul(owned, code)
    assert dokumen(owned) == before
    (notes,) = [
        finding
        for finding in Workspace(owned).check("agreements/a.yaml", date(2026, 12, 31)).findings
        if finding.code == "KSD058"
    ]
    assert set(re.findall(r"`([a-z_]+)` versi", notes.message)) == set(renewed)
    pins_file(owned).unlink()
    assert dokumen(owned) != before, "without its pins it would have changed"


def test_pinned_blanks_titles_and_variants_come_from_the_old_version(owned: Path) -> None:
    """The whole front matter is that of the pinned version, not its text only."""
    before = dokumen(owned)
    write_all(owned / "templates", new_version(tree(owned), "keadaan_kahar"))
    path = owned / "templates/klausul/keadaan_kahar.j2"
    path.write_text(
        "---\njudul: KEADAAN MEMAKSA\nversi: 2\nisian: {jam: {tipe: bilangan, baku: 24, uraian: x}}\n---\n(#) {{ isian.jam | angka }} jam.\n",
        encoding="utf-8",
    )
    write_all(owned / "templates", [record(tree(owned))])
    assert dokumen(owned) == before


@pytest.mark.slow
@pytest.mark.parametrize("way", ["arsip hilang", "arsip berubah", "teks kini berubah", "klausul hilang"])
def test_lost_version_is_an_error_that_names_both(owned: Path, way: str) -> None:
    if way.startswith("arsip"):
        change_klausul(owned, "keadaan_kahar")
        archive = owned / f"templates/{ARCHIVE}/keadaan_kahar@1.j2"
        if way == "arsip hilang":
            archive.unlink()
        else:
            archive.write_text(
                archive.read_text(encoding="utf-8").replace("tsunami", "gelombang pasang"), encoding="utf-8"
            )
    else:
        path = owned / "templates/klausul/keadaan_kahar.j2"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("tsunami", "ombak") if way == "teks kini berubah" else text.replace("versi: 1", "versi: 5"),
            encoding="utf-8",
        )
    run = ksdgen("check", owned / "agreements/a.yaml", *DAY)
    assert run.code == 1
    (line,) = [b for b in run.output.split("\n") if "KSD057" in b]
    assert "`keadaan_kahar`" in line and "versi 1" in line
    assert (
        ("versi 2" in line or "versi 5" in line)
        if "hilang" in way
        else re.search(r"bersidik [0-9a-f]{12}, seharusnya [0-9a-f]{12}", line)
    )
    assert "ksdgen upgrade" in run.output
    render = ksdgen("render", owned / "agreements/a.yaml", "--out", owned / "keluaran", "--format", "txt", *DAY)
    assert render.code == 1 and not (owned / "keluaran/a.txt").exists()
    assert ksdgen("upgrade", owned / "agreements/a.yaml", "keadaan_kahar", *DAY).code == 0
    assert "KSD057" not in ksdgen("check", owned / "agreements/a.yaml", *DAY).finding_codes


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"versi": 2, "klausul": {}}',
        b'{"versi": 1}',
        b'{"versi": 1, "klausul": {"a": 1}}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_broken_pin_file_is_an_error_and_never_more(owned: Path, content: bytes) -> None:
    pins_file(owned).write_bytes(content)
    for command in (["check"], ["render", "--out", owned / "keluaran"], ["lock"], ["upgrade"]):
        run = ksdgen(*command, owned / "agreements/a.yaml", *DAY)
        assert run.code == 1 and "KSD056" in run.finding_codes, command
    assert pins_file(owned).read_bytes() == content


def test_pins_of_clauses_that_are_not_used_do_no_harm(owned: Path) -> None:
    """A clause that went from agreement or catalogue is no error, one that came is taken as it is."""
    content = json.loads(pins_file(owned).read_bytes())
    content["klausul"]["tak_ada_lagi"] = {"versi": 3, "sidik": "0" * 64}
    del content["klausul"]["sanksi"]
    pins_file(owned).write_text(json.dumps(content), encoding="utf-8")
    before = dokumen(owned)
    change_klausul(owned, "sanksi")
    run = ksdgen("check", owned / "agreements/a.yaml", *DAY)
    assert not {"KSD056", "KSD057", "KSD058"} & set(run.finding_codes)
    assert dokumen(owned) != before


def test_repository_overrides_a_shipped_clause_and_its_archive(repo: Path) -> None:
    """The repository's files win, the archive too; what it does not have comes from ksdgen."""
    save(repo, pks())
    assert ksdgen("lock", repo, *DAY).code == 0
    before = dokumen(repo)
    original = (TEMPLATES / "klausul/keadaan_kahar.j2").read_text(encoding="utf-8")
    template(repo, "klausul/keadaan_kahar.j2", original.replace("versi: 1", "versi: 2").replace("tsunami", "ombak"))
    assert "KSD057" in ksdgen("check", repo, *DAY).finding_codes, "version 1 is nowhere to be found any more"
    template(repo, f"{ARCHIVE}/keadaan_kahar@1.j2", original)
    assert dokumen(repo) == before
    assert "KSD057" not in ksdgen("check", repo, *DAY).finding_codes


@pytest.mark.slow
def test_own_words_are_compared_with_the_pinned_version(owned: Path) -> None:
    """What was the standard when the agreement was drafted is no deviation after the standard moved on, and the other
    way round.
    """
    from ksdgen.compose.composition import article
    from ksdgen.paper.print import write

    text = write(article(dokumen(owned), "keadaan_kahar"), scope="keadaan_kahar")
    save(owned, pks(klausul={"keadaan_kahar": {"ubah": text}}))
    change_klausul(owned, "keadaan_kahar")
    codes = ksdgen("check", owned / "agreements/a.yaml", *DAY).finding_codes
    assert "KSD406" in codes and "KSD402" not in codes and "KSD400" not in codes
    pins_file(owned).unlink()
    codes = ksdgen("check", owned / "agreements/a.yaml", *DAY).finding_codes
    assert "KSD406" not in codes and {"KSD400", "KSD402"} <= set(codes)


# --- signed stays signed ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("base_rules")
def test_signed_stays_signed_when_everything_changes_at_once(owned: Path) -> None:
    """Clauses, archive, pins, skeleton, document type, style, party data, parties' pictures' neighbours: the same
    document, the same bytes.
    """
    save(
        owned,
        {
            "bentuk": "pemerintah_daerah",
            "nama": "Pemerintah Daerah Kabupaten Garut",
            "alamat": "Jalan Lama",
            "tempat_kedudukan": "Garut",
            "logo": "a.png",
        },
        "pihak/garut.yaml",
    )
    (owned / "agreements/pihak/a.png").write_bytes(PNG)
    pihak = {k: v for k, v in daerah(0).items() if k not in ("nama", "alamat", "tempat_kedudukan", "bentuk")}
    content = pks(status="ditandatangani", para_pihak=[{"acuan": "pihak/garut", **pihak}, company()])
    path = save(owned, content)

    def render(folder: str) -> tuple[Run, dict[str, bytes]]:
        run = ksdgen("render", path, "--out", owned / folder, "--format", "docx,txt,html", *DAY)
        return run, {p.suffix: p.read_bytes() for p in sorted((owned / folder).glob("a.*"))}

    assert ksdgen("lock", path, *DAY).code == 0
    run, before = render("o1")
    assert run.code == 0 and set(before) == {".docx", ".txt", ".html"}
    composed_before = dokumen(owned)
    frozen = (owned / "agreements/a.beku.json").read_bytes()

    for code in ("keadaan_kahar", "sanksi", "objek"):
        change_klausul(owned, code)
    shutil.rmtree(owned / f"templates/{ARCHIVE}")
    template(owned, "klausul/pengakhiran.j2", "---\njudul: LAIN\n---\n(#) {{ rusak\n")
    (owned / "templates/klausul/pelaksanaan.j2").unlink()
    template(owned, "dasar.j2", "{% block x %}lain{% endblock %}\n@batang_tubuh\n")
    kind = owned / "templates/perjanjian_kerja_sama.j2"
    kind.write_text(
        kind.read_text(encoding="utf-8")
        .replace("judul: PERJANJIAN KERJA SAMA", "judul: PERJANJIAN")
        .replace("  - sanksi\n", ""),
        encoding="utf-8",
    )
    template(
        owned,
        "gaya/baku.yaml",
        "uraian: lain\nukuran: 9\nhuruf: Arial\nsebutan_pihak: pertama\ngelar: ya\nparaf: tidak\n",
    )
    save(
        owned,
        {"bentuk": "pemerintah_daerah", "nama": "Nama Baru", "alamat": "Jalan Baru", "logo": "a.png"},
        "pihak/garut.yaml",
    )
    pins_file(owned).write_text("{rusak", encoding="utf-8")

    run, after = render("o2")
    assert (run.code, after) == (0, before), run.output
    assert dokumen(owned) == composed_before
    assert (owned / "agreements/a.beku.json").read_bytes() == frozen
    (owned / "agreements/pihak/garut.yaml").unlink()
    pins_file(owned).unlink()
    assert render("o3")[1] == before


# --- what else knows of pins ------------------------------------------------------------------------------------------


def _git(repo: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(repo), "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments],
        check=True,
        capture_output=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("what", ["kunci", "arsip"])
def test_since_knows_pins_and_archive(owned: Path, what: str) -> None:
    save(owned, ksb(), "b.yaml")
    change_klausul(owned, "keadaan_kahar")
    _git(owned, "init", "-q")
    _git(owned, "add", "-A")
    _git(owned, "commit", "-q", "-m", "a")
    run = ksdgen("check", owned / "agreements", "--since", "HEAD", *DAY)
    assert run.findings == []
    file = pins_file(owned) if what == "kunci" else owned / f"templates/{ARCHIVE}/keadaan_kahar@1.j2"
    file.write_text(file.read_text(encoding="utf-8").replace("a", "b", 1) + "\n", encoding="utf-8")
    run = ksdgen("check", owned / "agreements", "--since", "HEAD", *DAY)
    assert any(f.endswith(("a.yaml", "a.kunci.json")) for f, *_ in run.findings)
    assert any(f.endswith("b.yaml") for f, *_ in run.findings) == (what == "arsip")


def test_agreement_without_pins_pays_nothing(repo: Path) -> None:
    """A check loads neither pins nor archive where there are none."""
    path = save(repo, yaml(ksb()))
    program = "import sys; from ksdgen.cli import main; main(sys.argv[1:]); print([m for m in ('ksdgen.catalogue.pins', 'ksdgen.catalogue.archive') if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", program, "check", str(path), "-q"], check=True, capture_output=True, text=True, cwd=repo
    )
    assert result.stdout.rstrip().endswith("[]"), result.stdout[-500:]


def test_pin_files_are_no_agreements(owned: Path) -> None:
    assert len(list(_naskah(owned))) == 1


def _naskah(repo: Path) -> Iterator[str]:
    from ksdgen.desk.collect import collect

    yield from (task.path for task in collect([repo], pihak=True))


def _write() -> None:
    """Record the clauses that ship, also where a text changed before its version was used by anybody."""
    index = record(WorkingTree(TEMPLATES), again=True)
    path = TEMPLATES / index.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(index.content)
    print(f"ditulis: {index.path}")


if __name__ == "__main__":
    _write()
