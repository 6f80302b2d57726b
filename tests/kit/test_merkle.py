"""Merkle trees: the roots of RFC 6962, and proofs that hold for their own leaf and for nothing else."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.kit.merkle import inclusion_path, leaf_hash, node_hash, root_from_path, root_of

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The published test data of Certificate Transparency: roots over the first 1, 2, … leaves."""


def leaves(count: int) -> list[bytes]:
    """Hashes of so many different leaves."""
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(count)]


@pytest.mark.parametrize("count", range(1, len(LEAVES) + 1))
def test_root__is_the_published_one(count: int):
    assert root_of(leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES[:count]).hex() == ROOTS[count - 1]


def test_root_of_nothing__is_the_hash_of_nothing():
    assert root_of([]) == sha256(b"").digest()


def test_leaf_and_node__are_of_different_domains():
    left, right = leaves(2)
    assert leaf_hash(left + right) != node_hash(left, right)


@given(st.integers(1, 130), st.data())
def test_path__of_every_leaf_leads_to_the_root_and_of_no_other(size: int, data: st.DataObject):
    hashes = leaves(size)
    root, index = root_of(hashes), data.draw(st.integers(0, size - 1))
    path = inclusion_path(hashes, index)
    assert root_from_path(hashes[index], index, size, path) == root
    for other in range(size):
        if other != index:
            assert root_from_path(hashes[other], index, size, path) != root
            assert root_from_path(hashes[index], other, size, path) != root
    assert root_from_path(hashes[index], index, size, [*path, root]) is None
    if path:
        assert root_from_path(hashes[index], index, size, path[:-1]) is None
        place = data.draw(st.integers(0, len(path) - 1))
        bent = [*path]
        bent[place] = bytes([bent[place][0] ^ 1]) + bent[place][1:]
        assert root_from_path(hashes[index], index, size, bent) != root


@given(st.integers(2, 130), st.data())
def test_root__depends_on_the_order_and_on_the_number(size: int, data: st.DataObject):
    hashes = leaves(size)
    first, second = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
    swapped = [*hashes]
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert len({root_of(hashes), root_of(swapped), root_of(hashes[:-1]), root_of([*hashes, hashes[-1]])}) == 4


@given(st.integers(1, 100), st.sampled_from([1, 2, 4, 8, 16]), st.data())
def test_blocks__stand_for_the_leaves_in_them(size: int, block_size: int, data: st.DataObject):
    """The paths inside a block and over the blocks, one behind the other, are the path of the whole."""
    hashes = leaves(size)
    blocks = [hashes[start : start + block_size] for start in range(0, size, block_size)]
    roots = [root_of(block) for block in blocks]
    assert root_of(roots) == root_of(hashes)
    index = data.draw(st.integers(0, size - 1))
    number, place = divmod(index, block_size)
    assert inclusion_path(blocks[number], place) + inclusion_path(roots, number) == inclusion_path(hashes, index)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 4), (4, 4)])
def test_path__outside_of_the_tree_leads_nowhere(index: int, size: int):
    assert root_from_path(leaf_hash(b""), index, size, []) is None
