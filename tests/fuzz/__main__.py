"""Attacks ksdgen with made-up inputs: `python -m tests.fuzz [TARGET…] [--inputs N] [--seconds S] [--seed X]`.

The same seed gives the same inputs, whatever the number of processes. At the end stands a table of what was tried. Each
fault is made as small as can be and written into a folder: what it is, and its input. The exit code is 1 when there is
any.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.engine import Fault, Tally
from tests.fuzz.processes import run_all
from tests.fuzz.targets import MODULES

INPUTS = 20_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help=f"which of: {', '.join(MODULES)}; all unless given"
    )
    parser.add_argument("--inputs", type=int, metavar="N", help=f"how many, over all targets; {INPUTS} unless given")
    parser.add_argument("--seconds", type=float, metavar="S", help="how long, over all targets, instead of a number")
    parser.add_argument("--seed", default="0", metavar="X", help="decides about every input")
    parser.add_argument("--processes", type=int, default=1, metavar="P")
    parser.add_argument("--folder", type=Path, default=Path("keluaran/fuzz"), help="where faults are written")
    chosen = parser.parse_args(arguments)
    if unknown := [name for name in chosen.targets if name not in MODULES]:
        parser.error(f"no target: {', '.join(unknown)}")
    # What one input leaves behind must not reach the next, nor the cache of whoever runs this.
    os.environ["KSDGEN_CACHE"] = ""
    names = chosen.targets or list(MODULES)
    start = time.monotonic()
    inputs = chosen.inputs if chosen.inputs or chosen.seconds else INPUTS
    tallies = run_all(names, inputs, chosen.seconds, chosen.seed, chosen.processes)
    print("\n".join(table(tallies, time.monotonic() - start)))
    faults = [fault for tally in tallies for fault in tally.faults.values()]
    for number, fault in enumerate(faults, 1):
        print(f"\n{number}. {fault.target}: {fault.kind}: {fault.place}\n{fault.detail}")
        write(chosen.folder, number, fault)
    if faults:
        print(f"\n{len(faults)} faults, their inputs in {chosen.folder}")
    return 1 if faults else 0


def table(tallies: Sequence[Tally], seconds: float) -> list[str]:
    """What was tried, one line for each target, and all of them together."""
    head = f"{'target':<18}{'inputs':>10}{'per second':>12}{'slowest s':>11}{'kinds':>7}{'faults':>8}"
    lines = [head, "-" * len(head)]
    for tally in tallies:
        pace = tally.inputs / tally.seconds if tally.seconds else 0
        lines.append(
            f"{tally.target:<18}{tally.inputs:>10}{pace:>12.0f}{tally.slowest:>11.1f}{len(tally.reached):>7}{len(tally.faults):>8}"
        )
    inputs = sum(tally.inputs for tally in tallies)
    reached = len({kind for tally in tallies for kind in tally.reached})
    slowest = max((tally.slowest for tally in tallies), default=0.0)
    faults = sum(len(tally.faults) for tally in tallies)
    pace = inputs / seconds if seconds else 0
    return [*lines, f"{'all':<18}{inputs:>10}{pace:>12.0f}{slowest:>11.1f}{reached:>7}{faults:>8}"]


def write(folder: Path, number: int, fault: Fault) -> None:
    """Write a fault for a person: a description, and the input as it was made."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{number:03}-{fault.target}-{fault.kind}"
    sample = fault.sample
    if isinstance(sample, bytes):
        (folder / f"{name}.bin").write_bytes(sample)
    else:
        text = json.dumps(sample, ensure_ascii=True, indent=1, default=repr)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    shown = repr(sample) if len(repr(sample)) < 5_000 else f"{repr(sample)[:5_000]}…"
    about = f"{fault.target}: {fault.kind}\n{fault.place}\n\n{fault.detail}\n\n{shown}\n"
    (folder / f"{name}.txt").write_text(about, encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
