"""The Merkle tree of RFC 6962, section 2.1: one hash that stands for an ordered list."""

import hashlib
from collections.abc import Iterable

_LEAF = b"\x00"
_NODE = b"\x01"


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The 32-byte tree head over the leaves in their order; of no leaves, the SHA-256 of nothing."""
    perfect: list[tuple[int, bytes]] = []  # (leaves below, hash) of full subtrees, widths falling from left to right
    for leaf in leaves:
        width, digest = 1, hashlib.sha256(_LEAF + leaf).digest()
        while perfect and perfect[-1][0] == width:
            digest = _node(perfect.pop()[1], digest)
            width *= 2
        perfect.append((width, digest))
    if not perfect:
        return hashlib.sha256(b"").digest()
    root = perfect.pop()[1]
    while perfect:
        root = _node(perfect.pop()[1], root)
    return root


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()
