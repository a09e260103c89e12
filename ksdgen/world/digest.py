"""Digests by which content is known again within ksdgen; what signed papers are held to is SHA-256."""

from __future__ import annotations

try:
    # `hashlib` loads OpenSSL first, which takes longer than all the digests of a run.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def digest(data: bytes) -> bytes:
    """A digest of content."""
    return blake2b(data, digest_size=16).digest()
