"""Digests by which content is known again within ksdgen; what signed papers are held to is SHA-256."""

from __future__ import annotations

from _operator import _compare_digest  # what `hmac` takes where there is no OpenSSL, which it would load

try:
    # `hashlib` loads OpenSSL first, which takes longer than all the digests of a run.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def digest(data: bytes) -> bytes:
    """A digest of content."""
    return blake2b(data, digest_size=16).digest()


def seal(key: bytes, *parts: bytes) -> bytes:
    """What only who has the key can give to these parts: 32 bytes."""
    # Their lengths first: nothing can be moved from one part to the next.
    sealing = blake2b(repr(list(map(len, parts))).encode(), digest_size=32, key=key)
    for part in parts:
        sealing.update(part)
    return sealing.digest()


def same(one: bytes, other: bytes) -> bool:
    """Whether two seals are the same; how long that takes does not tell how much of them is."""
    return _compare_digest(one, other)
