"""Work and memory grow no faster than what is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ksdgen.desk.workspace import Workspace
from tests.helpers.util import ksb, save


def _calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls: a measure of work that no other process disturbs."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _with_ayat(repo: Path, count: int) -> Path:
    """An agreement with an article of that many ayat."""
    content = "".join(
        f"({i}) PARA PIHAK melaksanakan kegiatan ke-{i} sesuai ketentuan peraturan perundang-undangan.\n"
        for i in range(1, count + 1)
    )
    pasal = [{"kode": "rinci", "judul": "RINCIAN", "setelah": "pelaksanaan", "isi": content}]
    return save(repo, ksb(pasal_tambahan=pasal), f"n{count}.yaml")


@pytest.mark.slow(traced=True)
def test_work_grows_linearly(repo: Path) -> None:
    """The step from 400 to 800 paragraphs costs about twice what the step from 200 to 400 does."""
    workspace = Workspace(repo)
    files = {count: _with_ayat(repo, count).relative_to(repo).as_posix() for count in (1, 200, 400, 800)}
    workspace.check(files[1], date(2026, 11, 22))
    work = {count: _calls(lambda path=path: workspace.check(path, date(2026, 11, 22))) for count, path in files.items()}
    assert (work[800] - work[400]) <= 2.1 * (work[400] - work[200])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs the resource module")
def test_memory_does_not_grow_with_the_number_of_naskah(repo: Path) -> None:
    """A thousand files take at most 60 MiB more than a few."""

    def peak(count: int) -> float:
        for index in range(count):
            save(repo, ksb(tentang=f"Urusan {index}"), f"{count}/{index:04}.yaml")
        code = (
            "import sys, resource; from ksdgen.cli import main; main(sys.argv[1:]);"
            "r = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; sys.stderr.write(f' {r}')"
        )
        env = {**os.environ, "KSDGEN_CACHE": "", "KSDGEN_PROSES": "1"}
        command = [sys.executable, "-c", code, "check", "-q", repo / "agreements" / str(count)]
        error = subprocess.run(command, capture_output=True, text=True, check=True, env=env).stderr
        return int(error.split()[-1]) / (1024 * 1024 if sys.platform == "darwin" else 1024)

    assert (peak(210) - peak(10)) * 5 <= 60
