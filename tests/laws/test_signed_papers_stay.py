"""Law: a signed paper is evidence. Whatever becomes of it since a revision is told, and nothing honest is accused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.git_util import Git
from tests.helpers.util import PNG, Run, ksdgen, pks, yaml

DAY = ("--tanggal", "2026-12-31")
NASKAH, FROZEN, LOGO = "agreements/a/pks.yaml", "agreements/a/pks.beku.json", "agreements/a/logo.png"
ALTERED, SHALLOW, MOVED = "KSD077", "KSD078", "KSD079"


class Signed(Git):
    """A repository in which an agreement was signed and frozen; `base` is the commit that did it."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.base = ""

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def remove(self, *paths: str) -> None:
        for path in paths:
            (self.root / path).unlink()

    def move(self, old: str, new: str) -> None:
        target = self.root / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(target)

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def forge(self, path: str = FROZEN) -> None:
        """Alter a frozen paper, and its digest with it."""
        from ksdgen.desk.frozen import _data_digest

        content = json.loads(self.read(path).replace("pengendalian inflasi", "penyerahan seluruh aset"))
        content["sidik_dokumen"] = _data_digest(content["dokumen"])
        self.write(path, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

    def status(self, new: str) -> None:
        self.edit(NASKAH, '"ditandatangani"', f'"{new}"')

    def freeze(self) -> None:
        assert ksdgen("lock", self.root / NASKAH, *DAY).code == 0

    def check(self, *options: str, since: str = "") -> Run:
        return ksdgen("check", self.root / "agreements", "--since", since or self.base, *DAY, *options)


def _make(root: Path) -> Signed:
    repository = Signed(root)
    data = pks(status="ditandatangani")
    data["para_pihak"][0]["logo"] = "logo.png"
    repository.write(NASKAH, yaml(data))
    repository.write(LOGO, PNG)
    other = pks(tentang="Kegiatan Lain")
    for pihak in other["para_pihak"]:
        pihak["nomor"] = "menyusul"
    repository.write("agreements/lain.yaml", yaml(other))
    repository.commit("naskah")
    repository.freeze()
    repository.base = repository.commit("tanda tangan")
    return repository


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Signed]:
    """Made once; what the law demands of the content is not at stake here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ksdgen.rules.engine._ready", tuple)
        yield _make(tmp_path_factory.mktemp("asal") / "r")


@pytest.fixture
def signed(original: Signed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Signed]:
    """A copy that a test may alter."""
    shutil.copytree(original.root, tmp_path / "r")
    repository = Signed(tmp_path / "r")
    repository.base = original.base
    monkeypatch.chdir(repository.root)
    yield repository


Deed = Callable[[Signed], Any]


@dataclass(frozen=True)
class Case:
    """Something that is done to a signed paper, and what is found then."""

    deed: Deed
    codes: tuple[str, ...] = ()


def _both_at_once(signed: Signed) -> None:
    """The agreement says what the forged paper says, with all digests."""
    signed.edit(NASKAH, "pengendalian inflasi", "penyerahan seluruh aset")
    signed.remove(FROZEN)
    signed.freeze()


def _removed_and_composed_anew(signed: Signed) -> None:
    signed.remove(FROZEN)
    signed.edit(NASKAH, "pengendalian inflasi", "penyerahan seluruh aset")


def _renamed_away(signed: Signed) -> None:
    signed.move(FROZEN, "agreements/a/lama.beku.json")


def _moved_to_a_copy(signed: Signed) -> None:
    """The evidence goes with a copy, and what is at the old place is altered."""
    signed.write("agreements/b/pks.yaml", signed.read(NASKAH))
    signed.write("agreements/b/logo.png", PNG)
    signed.move(FROZEN, "agreements/b/pks.beku.json")
    signed.edit(NASKAH, "pengendalian inflasi", "penyerahan seluruh aset")


def _returned_altered(signed: Signed) -> None:
    """What was removed comes back as something else."""
    text = signed.read(FROZEN)
    signed.remove(FROZEN)
    signed.commit("hapus")
    signed.write(FROZEN, text)
    signed.forge()
    signed.commit("kembali")


def _moved_and_altered(signed: Signed) -> None:
    _moved(signed)
    signed.forge("agreements/2027/pks.beku.json")


def _moved_to_parties(signed: Signed) -> None:
    for file in (NASKAH, FROZEN, LOGO):
        signed.move(file, file.replace("/a/", "/pihak/"))


def _taken_back(signed: Signed) -> None:
    signed.status("konsep")
    signed.remove(FROZEN)


def _moved(signed: Signed) -> None:
    for file in (NASKAH, FROZEN, LOGO):
        signed.move(file, file.replace("/a/", "/2027/"))


def _with_an_evil_merge(signed: Signed) -> None:
    signed("checkout", "-q", "-b", "usul")
    signed.write("b.txt", "x")
    signed.commit("usul")
    signed("checkout", "-q", "main")
    signed.write("c.txt", "x")
    signed.commit("lain")
    signed("merge", "-q", "--no-ff", "--no-commit", "usul")
    signed.forge()
    signed.commit("gabung")


def _cancelled_and_altered(signed: Signed) -> None:
    signed.status("batal")
    signed.edit(NASKAH, "pengendalian inflasi", "penyerahan seluruh aset")


def _linked_out(signed: Signed) -> None:
    signed.remove(FROZEN)
    (signed.root / FROZEN).symlink_to("/etc/passwd")


DISHONEST = {
    "isi dan sidik": Case(lambda r: r.forge(), (ALTERED,)),
    "keduanya sekaligus": Case(_both_at_once, (ALTERED,)),
    "dihapus, disusun baru": Case(_removed_and_composed_anew, (ALTERED,)),
    "dihapus saja": Case(lambda r: r.remove(FROZEN), (ALTERED,)),
    "dinamai lain": Case(_renamed_away, (ALTERED, ALTERED)),
    "ikut salinan": Case(_moved_to_a_copy, (ALTERED,)),
    "kembali lain": Case(_returned_altered, (ALTERED,)),
    "pindah dan lain": Case(_moved_and_altered, (ALTERED,)),
    "ke pihak": Case(_moved_to_parties, (ALTERED,)),
    "status mundur": Case(lambda r: r.status("konsep"), ("KSD076",)),
    "status mundur, beku dihapus": Case(_taken_back, (ALTERED,)),
    "naskah dihapus": Case(lambda r: r.remove(NASKAH, FROZEN), (ALTERED,)),
    "yaml dihapus": Case(lambda r: r.remove(NASKAH), (ALTERED,)),
    "batal lalu lain": Case(_cancelled_and_altered, ("KSD053",)),
    "merge jahat": Case(_with_an_evil_merge, (ALTERED,)),
    "gambar lain": Case(lambda r: r.write(LOGO, PNG[:40]), ("KSD060",)),
    "gambar dihapus": Case(lambda r: r.remove(LOGO), ("KSD060",)),
    "rusak": Case(lambda r: r.write(FROZEN, "{"), ("KSD054", ALTERED)),
    "tautan keluar": Case(_linked_out, ("KSD054", ALTERED)),
}


def _sign_another(signed: Signed) -> None:
    signed.write("agreements/b/pks.yaml", signed.read("agreements/lain.yaml").replace("menyusul", "9/PKS/2027"))
    signed.edit("agreements/b/pks.yaml", '"konsep"', '"ditandatangani"')
    assert ksdgen("render", signed.root / "agreements/b", "--out", signed.root / "o", "--format", "txt", *DAY).code == 0
    shutil.rmtree(signed.root / "o")


def _with_windows_line_ends(signed: Signed) -> None:
    for file in (NASKAH, FROZEN):
        (signed.root / file).write_bytes((signed.root / file).read_bytes().replace(b"\n", b"\r\n"))


def _parties_and_templates_change(signed: Signed) -> None:
    signed.edit("agreements/lain.yaml", "Kegiatan Lain", "Kegiatan Berbeda")
    signed.write("templates/klausul/objek.j2", "---\njudul: LAIN\n---\n(#) Lain.\n")


HONEST: dict[str, Case] = {
    "tidak ada": Case(lambda r: None),
    "naskah lain": Case(_parties_and_templates_change),
    "berakhir": Case(lambda r: r.status("berakhir")),
    "diubah": Case(lambda r: r.status("diubah")),
    "batal": Case(lambda r: r.status("batal")),
    "naskah baru": Case(_sign_another),
    "dipindahkan": Case(_moved, (MOVED,)),
    "ganti baris Windows": Case(_with_windows_line_ends),
    "naskah baru dihapus": Case(lambda r: r.remove("agreements/lain.yaml")),
}


def _told(run: Run) -> list[str]:
    """The codes about signed papers."""
    return sorted(
        c for c in run.finding_codes if c in (ALTERED, SHALLOW, MOVED, "KSD053", "KSD054", "KSD060", "KSD076")
    )


def _verdicts(repository: Signed, since: str = "") -> tuple[str, str, dict[str, Any]]:
    out = repository.root.parent / "telaah"
    run = ksdgen("review", since or repository.base, "--out", out, "--tanpa-gambar", *DAY)
    assert run.code == 0, run.everything
    data = json.loads(ksdgen("diff", since or repository.base, "--format", "json").output)
    return (out / "index.html").read_text(encoding="utf-8"), (out / "review.md").read_text(encoding="utf-8"), data


def _expect(repository: Signed, case: Case, *, dishonest: bool) -> None:
    run = repository.check("-q")
    assert _told(run) == sorted(case.codes), run.everything
    assert run.code == dishonest, run.everything
    page, twin, data = _verdicts(repository)
    words = "askah yang sudah ditandatangani berubah"
    assert (words in page.partition("</header>")[0]) is dishonest
    assert (words in twin.partition("\n\n**")[0] and "🔴" in twin) is dishonest
    assert any(found["tingkat"] == "kesalahan" for found in data["segel"]) is dishonest


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("committed", [False, True], ids=["berkas", "komit"])
@pytest.mark.parametrize("name", DISHONEST)
def test_what_is_done_to_a_signed_paper_is_told(signed: Signed, name: str, committed: bool) -> None:
    DISHONEST[name].deed(signed)
    if committed:
        signed.commit("usul")
    _expect(signed, DISHONEST[name], dishonest=True)


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("committed", [False, True], ids=["berkas", "komit"])
@pytest.mark.parametrize("name", HONEST)
def test_honest_work_is_not_accused(signed: Signed, name: str, committed: bool) -> None:
    HONEST[name].deed(signed)
    if committed:
        signed.commit("usul")
    _expect(signed, HONEST[name], dishonest=False)


@pytest.mark.slow(traced=True)
def test_a_fault_of_ksdgen_does_not_hide_it(signed: Signed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails while the paper is judged: that it was altered stays its verdict."""

    def failing(*_: object) -> None:
        raise RuntimeError

    signed.remove(FROZEN)
    monkeypatch.setattr("ksdgen.review.assessment.overview", failing)
    monkeypatch.delenv("KSDGEN_DEBUG", raising=False)
    run = ksdgen("review", signed.base, "--out", "telaah", "--tanpa-gambar", *DAY)
    twin = Path("telaah/review.md").read_text(encoding="utf-8")
    assert run.code == 3
    assert "🔴 1 naskah yang sudah ditandatangani berubah" in twin and "isi cetaknya tetap" not in twin
    assert "KSD077" in twin and "KSD028" in twin


# --- what history can and cannot tell ---------------------------------------------------------------------------------


def _clone(repository: Signed, folder: Path, *options: str) -> Signed:
    """A clone as CI makes it: of the last commit only, unless told otherwise."""
    repository("clone", "-q", *(options or ("--depth", "1")), repository.root.as_uri(), str(folder))
    clone = Signed(folder)
    clone("fetch", "-q", "--depth", "1", "origin", repository.base)
    clone.base = repository.base
    return clone


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize(
    ("deed", "codes"),
    [
        (lambda r: None, ()),
        (lambda r: r.status("diubah"), (SHALLOW,)),
        (lambda r: r.forge(), (ALTERED,)),
        (lambda r: r.remove(FROZEN, NASKAH), (ALTERED,)),
        (_sign_another, (SHALLOW,)),
        (_moved, (SHALLOW, MOVED)),
    ],
    ids=["tetap", "status", "palsu", "dihapus", "baru", "pindah"],
)
def test_a_cut_history_is_told_and_accuses_nobody(
    signed: Signed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: Deed, codes: tuple[str, ...]
) -> None:
    deed(signed)
    signed.commit("usul")
    clone = _clone(signed, tmp_path / "dangkal")
    monkeypatch.chdir(clone.root)
    run = clone.check("-q")
    assert _told(run) == sorted(codes) and run.code == (ALTERED in codes), run.everything
    assert ("fetch-depth: 0" in run.output) is (SHALLOW in codes)
    _, twin, _ = _verdicts(clone)
    assert ("riwayat git terpotong" in twin) is (SHALLOW in codes)


@pytest.mark.slow(traced=True)
def test_what_was_altered_before_the_base_is_found_and_may_be_mended(signed: Signed) -> None:
    """The first commit decides, not the base: who touches the paper learns of it, and who restores it is no forger."""
    text = signed.read(FROZEN)
    signed.forge()
    forged = signed.commit("diam-diam")
    assert _told(signed.check("-q", since=forged)) == [], "what nobody touches is not looked at again"
    signed.status("diubah")
    assert _told(signed.check("-q", since=forged)) == [ALTERED]
    signed.write(FROZEN, text)
    assert _told(signed.check("-q", since=forged)) == []
    assert _told(signed.check("-q")) == []


@pytest.mark.slow(traced=True)
def test_a_branch_from_before_the_signing_has_removed_nothing(signed: Signed) -> None:
    signed("checkout", "-q", "-b", "lama", "HEAD~1")
    signed.edit("agreements/lain.yaml", "Kegiatan Lain", "Kegiatan Berbeda")
    signed.commit("lama")
    run = signed.check("-q")
    assert (run.code, _told(run)) == (0, []), run.everything
    assert json.loads(ksdgen("diff", "main", "HEAD~1", "--format", "json").output)["segel"] == []
    # But a history without any common commit has no such excuse.
    signed("checkout", "-q", "--orphan", "asing")
    signed.commit("asing")
    assert _told(signed.check("-q")) == [ALTERED]


@pytest.mark.slow(traced=True)
def test_a_past_that_is_proposed_does_not_count(signed: Signed) -> None:
    """A branch from before the signing brings a paper of its own, and is merged with that."""
    signed("checkout", "-q", "-b", "usul", "HEAD~1")
    signed.edit(NASKAH, "pengendalian inflasi", "penyerahan seluruh aset")
    signed.freeze()
    signed.commit("tanda tangan lain")
    signed("merge", "-q", "-s", "ours", "-m", "gabung", "main")
    assert _told(signed.check("-q")) == [ALTERED]


@pytest.mark.slow(traced=True)
def test_lines_of_history_that_brought_the_same_paper_are_no_forgery(signed: Signed) -> None:
    text = signed.read(FROZEN)
    signed("checkout", "-q", "-b", "usul", "HEAD~1")
    signed.write(FROZEN, text)
    signed.commit("juga")
    signed("checkout", "-q", "main")
    signed("merge", "-q", "-m", "gabung", "usul")
    signed.status("diubah")
    assert _told(signed.check("-q")) == []


@pytest.mark.slow(traced=True)
def test_only_what_was_named_is_looked_at(signed: Signed) -> None:
    signed.forge()
    signed.edit("agreements/lain.yaml", "Kegiatan Lain", "Kegiatan Berbeda")
    for place, codes in (
        ("agreements/lain.yaml", []),
        (NASKAH, [ALTERED]),
        ("agreements/a", [ALTERED]),
        (".", [ALTERED]),
    ):
        run = ksdgen("check", place, "--since", signed.base, "-q", *DAY)
        assert _told(run) == codes, (place, run.everything)


@pytest.mark.slow(traced=True)
def test_without_git_a_signed_paper_is_checked_by_its_digests(signed: Signed) -> None:
    shutil.rmtree(signed.root / ".git")
    assert ksdgen("check", "agreements", "-q", *DAY).code == 0
    signed.status("konsep")
    assert _told(ksdgen("check", "agreements", "-q", *DAY)) == ["KSD076"]
    assert ksdgen("render", NASKAH, "--out", "o", *DAY).code == 1 and not (signed.root / "o").exists()
    assert ksdgen("lock", NASKAH, *DAY).code == 1 and not (signed.root / "agreements/a/pks.kunci.json").exists()
    signed.edit(NASKAH, '"konsep"', '"ditandatangani"')
    signed.edit(FROZEN, "pengendalian inflasi", "penyerahan seluruh aset")
    assert _told(ksdgen("check", "agreements", "-q", *DAY)) == ["KSD054"]


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("status", ["batal", "berakhir"])
def test_a_signed_paper_prints_the_same_whatever_became_of_it(signed: Signed, status: str) -> None:
    printed = []
    for folder in ("o1", "o2"):
        assert ksdgen("render", NASKAH, "--out", folder, *DAY).code == 0
        printed.append((signed.root / folder / "a/pks.docx").read_bytes())
        if folder == "o1":
            signed.status(status)
            signed.write("templates/klausul/objek.j2", "---\njudul: LAIN\n---\n(#) Lain.\n")
    assert printed[0] == printed[1]
