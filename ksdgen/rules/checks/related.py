"""related."""

from __future__ import annotations

from ksdgen.rules.rule import Cek

BENTUK: dict[str, Cek] = {}
