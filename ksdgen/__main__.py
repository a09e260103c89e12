"""`python -m ksdgen`, and the entry point of the installed command."""

import gc
import sys

from ksdgen.world import stopping


def run() -> None:
    """Run the command and leave with its exit code."""
    # Agreements are trees of small objects without cycles: at the default threshold the collector walks all of them
    # again and again, and a run over many files takes more than its share of time.
    gc.set_threshold(100_000, 50, 50)
    stopping.listen()
    try:
        from ksdgen.cli import main  # whoever stops a run does not wait until everything is loaded

        code = main()
    except KeyboardInterrupt as stopped:
        words, code = stopping.verdict(stopped)
        if sys.stderr is not None:
            sys.stderr.write(f"{words}\n")
    stopping.ignore()
    sys.exit(code)


if __name__ == "__main__":
    run()
