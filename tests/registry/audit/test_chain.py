"""The trees against RFC 6962: its known roots, its definitions written out plainly, and every proof of every small tree."""

import hashlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.audit import chain, verify
from registry.audit.chain import Tree

INPUTS = [
    bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [  # of the first 1 … 8 inputs, as in the tests of certificate-transparency
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
KNOWN_INCLUSION = {  # (index, size): path
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
}
KNOWN_CONSISTENCY = {  # (old size, new size): proof
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
LARGEST = 70
LEAVES = [hashlib.sha256(bytes([nth])).digest() for nth in range(256)]


def plain_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, as it is written there."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + plain_root(leaves[:split]) + plain_root(leaves[split:])).digest()


PLAIN = [plain_root(LEAVES[:size]) for size in range(LARGEST + 1)]


def test_known_roots() -> None:
    assert [chain.root(INPUTS[: nth + 1]).hex() for nth in range(8)] == ROOTS
    assert chain.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_known_proofs() -> None:
    for (index, size), path in KNOWN_INCLUSION.items():
        assert [node.hex() for node in chain.inclusion_proof(INPUTS[:size], index)] == path
    for (old, new), proof in KNOWN_CONSISTENCY.items():
        assert [node.hex() for node in chain.consistency_proof(Tree().grown(INPUTS[:old]), INPUTS[old:new])] == proof


def test_roots_are_as_the_definition_says_however_the_tree_was_grown() -> None:
    for size in range(LARGEST + 1):
        assert chain.root(LEAVES[:size]) == PLAIN[size]
        for first in range(0, size + 1, 7):
            assert Tree().grown(LEAVES[:first]).grown(LEAVES[first:size]) == Tree().grown(LEAVES[:size])


def test_every_leaf_of_every_small_tree_is_proved_and_nothing_else() -> None:
    for size in range(1, LARGEST + 1):
        for index in range(size):
            proof = chain.inclusion_proof(LEAVES[:size], index)
            assert chain.verify_inclusion(LEAVES[index], index, size, proof, PLAIN[size])
            assert not chain.verify_inclusion(LEAVES[index + 1], index, size, proof, PLAIN[size])
            assert not chain.verify_inclusion(LEAVES[index], index, size, proof, PLAIN[size - 1])
            assert not chain.verify_inclusion(LEAVES[index], index, size, [*proof, PLAIN[1]], PLAIN[size])
            assert not proof or not chain.verify_inclusion(LEAVES[index], index, size, proof[:-1], PLAIN[size])
            assert size == 1 or not chain.verify_inclusion(LEAVES[index], (index + 1) % size, size, proof, PLAIN[size])


def test_every_growth_of_every_small_tree_is_proved_and_nothing_else() -> None:
    for new in range(LARGEST + 1):
        for old in range(new + 1):
            proof = chain.consistency_proof(Tree().grown(LEAVES[:old]), LEAVES[old:new])
            assert chain.verify_consistency(old, PLAIN[old], new, PLAIN[new], proof)
            if 0 < old < new:
                other = chain.leaf_hash(b"other")
                assert not chain.verify_consistency(old, other, new, PLAIN[new], proof)
                assert not chain.verify_consistency(old, PLAIN[old], new, other, proof)
                assert not chain.verify_consistency(old, PLAIN[old], new, PLAIN[new], proof[:-1])
                assert not chain.verify_consistency(old, PLAIN[old], new, PLAIN[new], [*proof, other])
                assert not chain.verify_consistency(new, PLAIN[new], old, PLAIN[old], proof)
                assert not any(
                    chain.verify_consistency(old, PLAIN[old], new, PLAIN[new], [*proof[:nth], other, *proof[nth + 1 :]])
                    for nth in range(len(proof))
                )


def test_a_tree_that_did_not_grow_proves_itself_only() -> None:
    assert chain.verify_consistency(5, PLAIN[5], 5, PLAIN[5], [])
    assert not chain.verify_consistency(5, PLAIN[5], 5, PLAIN[4], [])
    assert not chain.verify_consistency(5, PLAIN[5], 5, PLAIN[5], [PLAIN[1]])
    assert not chain.verify_consistency(0, PLAIN[0], 5, PLAIN[5], [PLAIN[1]])
    assert not chain.verify_consistency(-1, PLAIN[0], 5, PLAIN[5], [])


def test_there_is_no_proof_of_a_leaf_that_is_not_there() -> None:
    for index, size in ((-1, 3), (3, 3), (0, 0)):
        with pytest.raises(IndexError):
            chain.inclusion_proof(LEAVES[:size], index)
        assert not chain.verify_inclusion(LEAVES[0], index, size, [], PLAIN[1])


@given(st.integers(1, 5000), st.data())
def test_larger_trees_prove_their_growth(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, new))
    leaves = [nth.to_bytes(4, "big") for nth in range(new)]
    before = Tree().grown(leaves[:old])
    proof = chain.consistency_proof(before, leaves[old:])
    after = before.grown(leaves[old:])
    assert chain.verify_consistency(old, before.root, new, after.root, proof)
    index = data.draw(st.integers(0, new - 1))
    assert chain.verify_inclusion(leaves[index], index, new, chain.inclusion_proof(leaves, index), after.root)


@given(st.lists(st.binary(max_size=40), max_size=200), st.sets(st.integers(0, 200)))
def test_the_verifier_computes_the_same_trees(leaves: list[bytes], sizes: set[int]) -> None:
    expected = {size: chain.root(leaves[:size]) for size in {0, *sizes} if size <= len(leaves)}
    assert verify._roots(leaves, sizes) == expected
    assert (verify.leaf_hash(b"x"), verify.node_hash(b"l", b"r")) == (chain.leaf_hash(b"x"), chain.node_hash(b"l", b"r"))


def test_random_damage_never_proves_anything() -> None:
    chance = Random(6962)
    for _ in range(3000):
        old, new = sorted(chance.sample(range(1, 200), 2))
        proof = [LEAVES[chance.randrange(256)] for _ in range(chance.randrange(10))]
        assert not chain.verify_consistency(old, LEAVES[old], new, LEAVES[new], proof)
        assert not chain.verify_inclusion(b"x", old, new, proof, LEAVES[new])
