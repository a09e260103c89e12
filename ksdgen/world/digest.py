"""Digests by which content is known again within ksdgen; what signed papers are held to is SHA-256."""

from __future__ import annotations

try:
    # `hashlib` loads OpenSSL first, which takes longer than all the digests of a run.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

SEAL_LENGTH = 32
"""Bytes of a seal."""


def digest(data: bytes) -> bytes:
    """A digest of content."""
    return blake2b(data, digest_size=16).digest()


def seal(key: bytes, name: str, data: bytes | memoryview) -> bytes:
    """What only those can make who know a key, of a name and the content that goes under it (RFC 7693, keyed)."""
    maker = blake2b(b"%d:" % len(name), digest_size=SEAL_LENGTH, key=key)
    maker.update(name.encode("utf-8", "surrogateescape"))
    maker.update(data)
    return maker.digest()
