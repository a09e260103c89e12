"""How fast ksdgen is beside its peers: `python tests/bench/compare_speed.py [REPEATS]`.

Prints processor time per run (median), and as a ratio to the peer, for what is installed beside it: check-jsonschema
for `check`, docxtpl for `render`. All runs of a round follow each other, so that a busy machine slows all of them
alike.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from ksdgen.world import results

ROOT = Path(__file__).parents[2]
NASKAH = ROOT / "agreements/2026/cimahi-garut-cabai/perjanjian-kerja-sama.yaml"
MANY = 100
KSDGEN = [sys.executable, "-m", "ksdgen"]

DOCXTPL = """
import pathlib, sys, docx, docxtpl
form, folder, naskah = map(pathlib.Path, sys.argv[1:4])
document = docx.Document()
for line in naskah.read_text(encoding="utf-8").splitlines():
    document.add_paragraph("{{ lines[%d] }}" % len(document.paragraphs))
document.save(form)
for index in range(int(sys.argv[4])):
    template = docxtpl.DocxTemplate(form)
    template.render({"lines": naskah.read_text(encoding="utf-8").splitlines()}, autoescape=True)
    template.save(folder / f"{index}.docx")
"""
"""What docxtpl does instead: a form with a field for each line, filled in and saved as often as we print."""


def run_timed(command: list[str], cache: Path | None) -> float:
    """Processor time of a run with all that it starts, in milliseconds."""
    environment = {**os.environ, "KSDGEN_CACHE": str(cache or "")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(command, capture_output=True, env=environment, cwd=ROOT, check=False)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    if result.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {result.stderr.decode(errors='replace')}")
    return (end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime) * 1000


def table(title: str, benchmark: str, jobs: dict[str, tuple[list[str], Path | None]], repeats: int) -> None:
    """Run all jobs in turns and print their times, also as a ratio to the one called `benchmark`."""
    timings: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(repeats + 1):
        for name, (command, cache) in jobs.items():
            elapsed = run_timed(command, cache)
            if turn:  # the first round fills caches
                timings[name].append(elapsed)
    medians = {name: median(times) for name, times in timings.items()}
    print(title)
    for name, elapsed in medians.items():
        comparison = f"{elapsed / medians[benchmark]:6.2f}" if benchmark in medians else "     –"
        print(f"  {name:44} {elapsed:9.0f} ms {comparison}")


def main(repeats: int) -> None:
    """All comparisons."""
    with tempfile.TemporaryDirectory() as temporary:
        workdir = Path(temporary)
        shutil.copytree(ROOT / "agreements" / "pihak", workdir / "agreements" / "pihak")
        for index in range(MANY):
            shutil.copytree(NASKAH.parent, workdir / "agreements" / str(index))
        cache, one = workdir / "cache", str(NASKAH)
        one_check = {
            "ksdgen check, nothing known": ([*KSDGEN, "check", one], None),
            "ksdgen check, unchanged": ([*KSDGEN, "check", one], cache),
        }
        if tool := shutil.which("check-jsonschema"):
            schema = str(ROOT / "agreements" / "naskah.schema.json")
            one_check["check-jsonschema"] = ([tool, "--schemafile", schema, one], None)
        # The results of the run before are taken away: what remains known are templates and rules.
        templates_only = workdir / "cache-of-templates"
        delete = f"import shutil; shutil.rmtree({str(templates_only / results.SHELF)!r}, ignore_errors=True); "
        code = f"{delete}import sys; from ksdgen.__main__ import run; sys.argv = {['ksdgen', 'check', one]!r}; run()"
        one_check["ksdgen check, templates known"] = ([sys.executable, "-c", code], templates_only)
        table("one agreement", "check-jsonschema", one_check, repeats)

        folder, output = str(workdir / "agreements"), str(workdir / "keluaran")
        render = [*KSDGEN, "render", folder, "--out", output]
        many = {"ksdgen render": (render, None), "ksdgen render, unchanged": (render, cache)}
        if not subprocess.run([sys.executable, "-c", "import docxtpl"], capture_output=True, check=False).returncode:
            (workdir / "peer").mkdir()
            arguments = [str(workdir / "form.docx"), str(workdir / "peer"), one, str(2 * MANY)]
            many["docxtpl"] = ([sys.executable, "-c", DOCXTPL, *arguments], None)
        table(f"{2 * MANY} agreements to Word", "docxtpl", many, max(1, repeats // 4))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
