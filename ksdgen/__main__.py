"""`python -m ksdgen`, and the entry point of the installed command."""

import gc
import sys

from ksdgen.cli import main


def run() -> None:
    """Run the command and leave with its exit code."""
    # Agreements are trees of small objects without cycles: at the default threshold the collector walks all of them
    # again and again, and a run over many files takes more than its share of time.
    gc.set_threshold(100_000, 50, 50)
    sys.exit(main())


if __name__ == "__main__":
    run()
