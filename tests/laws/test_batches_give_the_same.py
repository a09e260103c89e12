"""Laws of speed: what is kept from earlier runs, or done on several processes, changes nothing but the time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ksdgen.desk.batch import PROCESS_LIMIT, process_count
from ksdgen.desk.frozen import frozen_text
from ksdgen.desk.workspace import Workspace
from ksdgen.reporters import FORMAT
from ksdgen.world import pool, results
from tests.helpers.util import PNG, ROOT, ksb, ksdgen, pks, put, save, template

DAY = "2026-11-22"
SHIPPED = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "agreements").rglob("*.yaml"))


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were really checked, in this process."""
    log: list[str] = []
    original = Workspace.check

    def note(self: Workspace, path: str, *rest: Any, **options: Any) -> Any:
        log.append(path)
        return original(self, path, *rest, **options)

    monkeypatch.setattr(Workspace, "check", note)
    return log


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that knows nothing yet."""
    place = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("KSDGEN_CACHE", str(place))
    return place


def check(path: Path, *options: object) -> tuple[int, str]:
    """A check as it is told."""
    run = ksdgen("check", path, *options)
    return run.code, run.everything


def fresh(monkeypatch: pytest.MonkeyPatch, path: Path, *options: object) -> tuple[int, str]:
    """A check that knows nothing of earlier ones."""
    with monkeypatch.context() as patch:
        patch.setenv("KSDGEN_CACHE", "")
        return check(path, *options)


# --- results of earlier runs ------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("path", SHIPPED)
def test_a_saved_result_equals_a_fresh_one(
    path: str, cache: Path, computed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In two formats each, all formats in turn: findings are kept, and a report is made of them anew every time."""
    file = ROOT / path
    turn = 2 * SHIPPED.index(path)
    for format_ in (FORMAT[turn % len(FORMAT)], FORMAT[(turn + 1) % len(FORMAT)]):
        options = ("--tanggal", DAY, "--format", format_)
        expected = fresh(monkeypatch, file, *options)
        first = check(file, *options)
        computed.clear()
        assert check(file, *options) == first == expected
        assert computed == []


@pytest.mark.slow
def test_the_whole_folder_from_saved_results(cache: Path, computed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ROOT / "agreements"
    monkeypatch.setenv("KSDGEN_PROSES", "1")
    expected = fresh(monkeypatch, folder, "--tanggal", DAY)
    assert len(computed) == len(SHIPPED)
    assert check(folder, "--tanggal", DAY) == expected
    computed.clear()
    assert check(folder, "--tanggal", DAY) == expected
    assert computed == []


PIHAK = "bentuk: pemerintah_daerah\nnama: Pemerintah Daerah Kabupaten Contoh\ntempat_kedudukan: Contoh\nalamat: Jalan Contoh Nomor 1\n"


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


# What can change in the repository of `dependent`, by name.
CHANGES: dict[str, Callable[[Path], object]] = {
    "naskah": lambda r: _append(r / "agreements/pks.yaml", "# x\n"),
    "naskah_tanpa_ganti_panjang": lambda r: _replace(r / "agreements/pks.yaml", "Inflasi", "inflasI"),
    "berkas_pihak": lambda r: _replace(r / "agreements/pihak/contoh.yaml", "Nomor 1", "Nomor 2"),
    "berkas_pihak_hilang": lambda r: (r / "agreements/pihak/contoh.yaml").unlink(),
    "berkas_pihak_yml_menjadi_yaml": lambda r: (r / "agreements/pihak/kedua.yaml").write_text(PIHAK, encoding="utf-8"),
    "nama_berkas_pihak_lain": lambda r: (r / "agreements/pihak/tak-adaa.yaml").write_text(PIHAK, encoding="utf-8"),
    "ksb": lambda r: _replace(r / "agreements/ksb.yaml", "2026-12-07", "2026-12-08"),
    "ksb_hilang": lambda r: (r / "agreements/ksb.yaml").unlink(),
    "pihak_dari_ksb": lambda r: _replace(r / "agreements/pihak/hanya-ksb.yaml", "Kabupaten Contoh", "Kabupaten Lain"),
    "klausul_sendiri": lambda r: template(r, "klausul/penutup_sendiri.j2", "---\njudul: X\n---\n(1) x.\n"),
    "gaya_sendiri": lambda r: template(r, "gaya/dinas.yaml", "uraian: x\nberdasar_pada: baku\nkolom_tanda_tangan: 2\n"),
    "gambar": lambda r: (r / "agreements/logo.png").write_bytes(PNG + b"x"),
    "gambar_hilang": lambda r: (r / "agreements/logo.png").unlink(),
    "kunci": lambda r: (r / "agreements/pks.kunci.json").write_text("{}", encoding="utf-8"),
    "folder_agreements_baru": lambda r: (r / "agreements/agreements").mkdir(),
}


@pytest.fixture
def dependent(repo: Path) -> Path:
    """A repository with an agreement that depends on one file of each kind."""
    for name in ("contoh.yaml", "kedua.yml", "hanya-ksb.yaml"):
        save(repo, PIHAK, f"pihak/{name}")
    (repo / "agreements/logo.png").write_bytes(PNG)
    template(repo, "gaya/dinas.yaml", "uraian: Gaya dinas\nberdasar_pada: baku\n")
    parent = put(ksb(3), "para_pihak.2", {"kode": "lain", "acuan": "pihak/hanya-ksb", "nomor": "1/1/2026"})
    save(repo, parent, "ksb.yaml")
    data = pks(kesepakatan_bersama="ksb.yaml", gaya="dinas", tentang="Pengendalian Inflasi")
    data = put(data, "para_pihak.0.logo", "logo.png")
    data["para_pihak"] += [
        {"kode": "c", "acuan": "pihak/contoh", "nomor": "7/1/2026"},
        {"kode": "d", "acuan": "pihak/kedua", "nomor": "7/2/2026"},
        {"kode": "e", "acuan": "pihak/tak-ada", "nomor": "7/3/2026"},
    ]
    save(repo, data, "pks.yaml")
    save(repo, ksb(), "lain.yaml")
    return repo


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_checked_again(
    change: str, dependent: Path, cache: Path, computed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file that a result rests on, changed in any way, makes it void; then comes what a fresh check gives."""
    file = dependent / "agreements/pks.yaml"
    options = ("--tanggal", DAY)
    check(file, *options)
    computed.clear()
    check(file, *options)
    assert computed == []
    CHANGES[change](dependent)
    following = check(file, *options)
    assert computed == ["agreements/pks.yaml"] or change == "folder_agreements_baru"
    assert following == fresh(monkeypatch, file, *options)
    computed.clear()
    assert check(file, *options) == following
    assert computed == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "change", [name for name in CHANGES if name not in ("folder_agreements_baru", "klausul_sendiri", "gaya_sendiri")]
)
def test_in_a_folder_too_it_is_checked_again(
    change: str, dependent: Path, cache: Path, computed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one agreement reads another in the run has read before: it depends on it all the same. Others are left in
    peace.
    """
    folder = dependent / "agreements"
    check(folder, "--tanggal", DAY)
    computed.clear()
    CHANGES[change](dependent)
    following = check(folder, "--tanggal", DAY)
    assert "agreements/pks.yaml" in computed
    assert "agreements/lain.yaml" not in computed
    assert following == fresh(monkeypatch, folder, "--tanggal", DAY)


def test_frozen_naskah_and_its_images(
    repo: Path, cache: Path, computed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    template(repo, "gaya/dinas.yaml", "uraian: Gaya dinas\nberdasar_pada: baku\nlambang_negara: logo.png\n")
    image = repo / "templates/gaya/logo.png"
    image.write_bytes(PNG)
    file = save(repo, ksb(status="ditandatangani", gaya="dinas"))
    check(file, "--tanggal", DAY)
    workspace = Workspace(repo)
    frozen = frozen_text(workspace.check("agreements/a.yaml", date.fromisoformat(DAY)))
    assert "logo.png" in frozen
    (repo / "agreements/a.beku.json").write_text(frozen, encoding="utf-8")
    for change in (
        lambda: None,
        lambda: image.write_bytes(PNG + b"x"),
        lambda: _replace(file, "Inflasi", "Deflasi"),
        lambda: (repo / "agreements/a.beku.json").write_text("{}", encoding="utf-8"),
    ):
        change()
        computed.clear()
        assert check(file, "--tanggal", DAY) == fresh(monkeypatch, file, "--tanggal", DAY)
        assert computed.count("agreements/a.yaml") == 2, "the file was checked once with the cache and once without"


def test_another_day_and_other_code(
    repo: Path, cache: Path, computed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = save(
        repo, ksb(pengecualian=[{"aturan": "KSD346", "alasan": "x", "penanggung_jawab": "y", "sampai": "2026-11-22"}])
    )
    told = {day: check(file, "--tanggal", day) for day in ("2026-11-22", "2026-11-23")}
    assert len(computed) == 2
    assert "KSD091" in told["2026-11-23"][1] and "KSD091" not in told["2026-11-22"][1]
    monkeypatch.setattr(results, "state_of_code", lambda: b"another version")
    assert check(file, "--tanggal", "2026-11-23") == told["2026-11-23"]
    assert len(computed) == 3


def test_what_cannot_be_read_is_not_saved(
    repo: Path, cache: Path, computed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be read now may be readable at once after."""
    from ksdgen.world.tree import WorkingTree

    file = save(repo, ksb())
    original = WorkingTree.read

    def failed(self: WorkingTree, path: str) -> bytes | None:
        if path == "agreements/a.kunci.json":
            raise PermissionError(path)
        return original(self, path)

    with monkeypatch.context() as patch:
        patch.setattr(WorkingTree, "read", failed)
        assert "KSD056" in check(file)[1]
    assert "KSD056" not in check(file)[1]
    assert len(computed) == 2


def test_without_cache_nothing_is_written(repo: Path, computed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(repo / "rumah"))
    monkeypatch.setenv("KSDGEN_CACHE", "")
    file = save(repo, ksb())
    assert check(file) == check(file)
    assert len(computed) == 2
    assert not (repo / "rumah").exists()


def test_one_saved_result_for_one_file(repo: Path, cache: Path) -> None:
    file = save(repo, ksb())
    for day in ("2026-11-22", "2026-11-23", "2026-11-24"):
        check(file, "--tanggal", day)
        _append(file, "# x\n")
    assert len(list((cache / results.SHELF).iterdir())) == 1


@pytest.mark.slow(traced=True)
def test_what_is_known_loads_only_click(repo: Path, cache: Path) -> None:
    file = save(repo, ksb())
    code = (
        "import sys; from ksdgen.cli import main; main(sys.argv[1:]); sys.stderr.write(' '.join(sorted(sys.modules)))"
    )

    def modules() -> set[str]:
        result = subprocess.run([sys.executable, "-c", code, "check", file], capture_output=True, text=True, check=True)
        return set(result.stderr.split())

    assert "jinja2" in modules()
    heavy = {"jinja2", "yaml", "docx", "lxml", "pickle", "hashlib", "json", "decimal"}
    own = (
        "compose", "rules", "desk.agreement", "desk.loading", "desk.frozen", "desk.outcome", "naskah.model", "source.decode",
        "source.parse", "catalogue.catalogue", "regulation",
    )  # fmt: skip
    assert modules() & (heavy | {f"ksdgen.{module}" for module in own}) == set()


# --- printing ---------------------------------------------------------------------------------------------------------


def render(path: Path, out: Path, format_: str = "docx,txt,html") -> tuple[int, str, dict[str, bytes]]:
    """A run of `render`: what it tells, and all files that it left."""
    run = ksdgen("render", path, "--out", out, "--format", format_, "--tanggal", DAY)
    files = {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    return run.code, run.everything.replace(str(out), "OUT"), files


@pytest.mark.slow
def test_an_old_print_is_used_while_nothing_changes(
    repo: Path, cache: Path, computed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    naskah = save(repo, ksb())
    save(repo, ksb(gaya="tak_ada"), "salah.yaml")
    folder, out = repo / "agreements", repo / "o"
    with monkeypatch.context() as patch:
        patch.setenv("KSDGEN_CACHE", "")
        expected = render(folder, repo / "segar")
    assert expected[0] == 1 and len(expected[2]) == 3
    assert render(folder, out) == expected
    times = {p: p.stat().st_mtime_ns for p in out.iterdir()}
    computed.clear()
    assert render(folder, out) == expected
    assert computed == [] and times == {p: p.stat().st_mtime_ns for p in out.iterdir()}

    for change, again in (
        (lambda: (out / "a.docx").unlink(), 1),
        (lambda: (out / "a.txt").write_text("x"), 1),
        (lambda: shutil.rmtree(out), 1),
        (lambda: _append(naskah, "# x\n"), 1),
        (lambda: None, 0),
    ):
        change()
        computed.clear()
        assert render(folder, out) == expected
        assert len(computed) == again
    _replace(naskah, "pengendalian inflasi", "pengendalian harga")
    new = render(folder, out)
    assert new[2]["a.txt"] != expected[2]["a.txt"] and b"pengendalian harga" in new[2]["a.txt"]


def test_another_format_and_another_folder_are_printed(repo: Path, cache: Path) -> None:
    file = save(repo, ksb())
    files = render(file, repo / "o")[2]
    assert render(file, repo / "o", "txt")[2] == files
    assert set(render(file, repo / "p", "txt")[2]) == {"a.txt"}
    assert render(file, repo / "p")[2] == files


def test_signed_naskah_is_still_frozen(repo: Path, cache: Path) -> None:
    """Freezing is never skipped because the file was printed before."""
    template(repo, "gaya/dinas.yaml", "uraian: Gaya dinas\nberdasar_pada: baku\nlambang_negara: logo.png\n")
    (repo / "templates/gaya/logo.png").write_bytes(PNG)
    file = save(repo, ksb(status="ditandatangani", gaya="dinas"))
    frozen = repo / "agreements/a.beku.json"
    for _ in range(2):
        assert "KSD055" in render(file, repo / "o")[1] and frozen.exists()
        frozen.unlink()
    render(file, repo / "o")
    assert "KSD055" not in render(file, repo / "o")[1]
    assert "KSD055" not in render(file, repo / "o")[1]


def test_what_was_not_written_is_tried_again(repo: Path, cache: Path) -> None:
    """What could not be written is told, the other files are written, and the next run tries again."""
    save(repo, ksb())
    save(repo, ksb(), "b.yaml")
    out = repo / "o"
    (out / "a.docx").mkdir(parents=True)
    for _ in range(2):
        code, words, content = render(repo / "agreements", out)
        assert code == 2 and "tidak dapat ditulis: sudah ada folder dengan nama itu" in words
        assert {"a.txt", "b.docx", "b.txt"} <= set(content)
    (out / "a.docx").rmdir()
    assert render(repo / "agreements", out)[0] == 0


# --- several processes ------------------------------------------------------------------------------------------------


@pytest.fixture
def many(repo: Path) -> Path:
    """More files than one process would take, some with faults, some with numbers used twice."""
    for index in range(PROCESS_LIMIT + 5):
        naskah = ksb(2 + index % 3, tentang=f"Urusan {index}", status=("konsep", "siap_ditandatangani")[index % 2])
        save(repo, put(naskah, "para_pihak.0.nomor", f"{index % 7}/KSB/2026"), f"{index:02}.yaml")
    save(repo, "jenis: [", "rusak.yaml")
    return repo / "agreements"


@pytest.mark.slow
def test_several_processes_equal_one(many: Path, monkeypatch: pytest.MonkeyPatch, computed: list[str]) -> None:
    monkeypatch.setenv("KSDGEN_CACHE", "")
    told = []
    for count in ("1", "2", "5"):
        monkeypatch.setenv("KSDGEN_PROSES", count)
        computed.clear()
        told.append(check(many, "--tanggal", DAY))
        # Forked processes count for themselves: here only the first was done.
        assert len(computed) == (1 if count != "1" and hasattr(os, "fork") else PROCESS_LIMIT + 6)
    assert "KSD530" in told[0][1] and "KSD002" in told[0][1]
    assert told[0] == told[1] == told[2]


@pytest.mark.slow
def test_other_processes_save_too(
    many: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, computed: list[str]
) -> None:
    monkeypatch.setenv("KSDGEN_PROSES", "2")
    first = check(many, "--tanggal", DAY)
    computed.clear()
    assert check(many, "--tanggal", DAY) == first
    assert computed == []


@pytest.mark.slow
def test_several_processes_print_the_same(many: Path, monkeypatch: pytest.MonkeyPatch, computed: list[str]) -> None:
    monkeypatch.setenv("KSDGEN_CACHE", "")
    printed = []
    for count in ("1", "2"):
        monkeypatch.setenv("KSDGEN_PROSES", count)
        printed.append(render(many, many.parent / f"o{count}", "docx,txt"))
    assert len(printed[0][2]) >= PROCESS_LIMIT
    assert printed[0] == printed[1]


@pytest.mark.parametrize("asked", ["", "0", "1", "3", "x", "-1", "1.5"])
def test_number_of_processes(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSDGEN_PROSES", asked)
    count = process_count()
    assert count == (max(1, int(asked)) if asked.isdecimal() else count) and count >= 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_dead_process_takes_nothing_with_it() -> None:
    parent = os.getpid()

    def dead(number: int) -> int:
        if number == 7 and os.getpid() != parent:
            os._exit(9)
        return number * number

    assert list(pool.spread(range(30), dead, 2)) == [(i, i * i) for i in range(30)]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_an_error_in_another_process_stays_an_error(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Workspace.check

    def broken(self: Workspace, path: str, *rest: Any, **options: Any) -> Any:
        if path.endswith("07.yaml"):
            raise RuntimeError("boom")
        return original(self, path, *rest, **options)

    monkeypatch.setattr(Workspace, "check", broken)
    monkeypatch.setenv("KSDGEN_PROSES", "2")
    monkeypatch.setenv("KSDGEN_CACHE", "")
    run = ksdgen("check", many)
    assert run.code == 3 and "RuntimeError" in run.error
