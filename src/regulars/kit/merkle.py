"""Merkle trees of RFC 6962, section 2.1: one hash over any number of leaves, and short proofs that a leaf is among them.

    MTH({})       = SHA-256()
    MTH({d(0)})   = SHA-256(0x00 || d(0))
    MTH(D[n])     = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n]))        k the largest power of two smaller than n

The two prefixes keep a leaf from passing for a node. Functions here take leaves as their hashes. A full block of 2^b leaves is
one subtree of any larger tree, so the hashes of blocks may stand for the leaves in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


class MerkleRoot:
    """The root of a growing list of leaves, in memory for one hash per doubling of it.

    >>> tree = MerkleRoot()
    >>> for leaf in b"abc":
    ...     tree.append(leaf_hash(bytes([leaf])))
    >>> a, b, c = (leaf_hash(bytes([leaf])) for leaf in b"abc")
    >>> tree.root() == node_hash(node_hash(a, b), c), tree.size
    (True, 3)
    """

    def __init__(self) -> None:
        self.size = 0
        self._full: list[bytes] = []
        """Roots of the full subtrees that the list is made of, from the largest to the smallest."""

    def append(self, digest: bytes) -> None:
        """Add a leaf, given by its hash."""
        subtrees = self.size
        while subtrees & 1:
            digest = node_hash(self._full.pop(), digest)
            subtrees >>= 1
        self._full.append(digest)
        self.size += 1

    def root(self) -> bytes:
        """The root of the leaves so far."""
        if not self._full:
            return sha256().digest()
        digest = self._full[-1]
        for left in reversed(self._full[:-1]):
            digest = node_hash(left, digest)
        return digest


def root_of(digests: Iterable[bytes]) -> bytes:
    """The root of leaves, given by their hashes."""
    tree = MerkleRoot()
    for digest in digests:
        tree.append(digest)
    return tree.root()


def inclusion_path(digests: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes beside the way from a leaf up to the root, lowest first (RFC 6962, section 2.1.1)."""
    if len(digests) == 1:
        return []
    split = 1 << (len(digests) - 1).bit_length() - 1
    left, right = digests[:split], digests[split:]
    if index < split:
        return [*inclusion_path(left, index), root_of(right)]
    return [*inclusion_path(right, index - split), root_of(left)]


def root_from_path(digest: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a leaf at an index of a tree of a size leads to along a path (RFC 9162, section 2.1.3.2).

    None where no tree of this size has such a path.
    """
    if not 0 <= index < size:
        return None
    here, last = index, size - 1
    for beside in path:
        if last == 0:
            return None
        if here & 1 or here == last:
            digest = node_hash(beside, digest)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            digest = node_hash(digest, beside)
        here, last = here >> 1, last >> 1
    return digest if last == 0 else None
