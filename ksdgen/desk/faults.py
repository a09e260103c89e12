"""The last line of defence: a fault of ksdgen itself over one file is a finding, so that it stops no other file.

No input is known that leads here; each one that comes to light is mended where it arises.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from ksdgen.diagnostics import Cause, Diagnostic, Span
from ksdgen.errors import Refused
from ksdgen.world.codes import finding

_T = TypeVar("_T")
_I = TypeVar("_I")


def guarded(path: str, work: Callable[[], _T], instead: Callable[[Diagnostic], _I]) -> _T | _I:
    """What some work over one file gives.

    Args:
        path: the file.
        work: what is done; it may be refused, or by the system.
        instead: what it gives where it fails in any other way, by the finding that tells so.

    Raises:
        Exception: with KSDGEN_DEBUG, whatever happened.
    """
    try:
        return work()
    except (Refused, OSError):
        raise
    except Exception as error:
        if os.environ.get("KSDGEN_DEBUG"):
            raise
        return instead(
            finding(
                "KSD028",
                f"ksdgen sendiri mengalami kesalahan ({type(error).__name__}) pada berkas ini",
                Span.at(path),
                "jalankan lagi dengan KSDGEN_DEBUG=1 dan laporkan keluarannya kepada pengembang ksdgen",
                cause=Cause.INTERNAL_FAULT,
            )
        )
