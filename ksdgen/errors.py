"""What stops a piece of work before it has a result. Bad data never does: a stage returns findings."""

from __future__ import annotations


class Refused(Exception):
    """What was asked for cannot be done; the text is for people."""
