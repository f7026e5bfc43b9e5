"""A delta makes the new parts out of the old, to the byte, or it is not a message of this protocol."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.protocol.codec import Malformed, encode
from edge.protocol.list_delta import PartDelta, apply, between
from edge.protocol.pass_list import ListEntry, ListPart
from edge.protocol.rights import CredentialPart, CredentialRight, CredentialState

WINDOWS = st.dictionaries(st.integers(0, 12).map("{:032x}".format), st.integers(0, 3), max_size=8)
STATES = st.dictionaries(st.integers(0, 12).map("{:032x}".format), st.sampled_from(CredentialState), max_size=8)


def passes(windows: dict[str, int]) -> bytes:
    entries = [ListEntry(credential=key, not_before=windows[key], not_after=windows[key] + 1) for key in sorted(windows)]
    return encode(ListPart(v=1, entries=entries))


def credentials(states: dict[str, CredentialState]) -> bytes:
    entries = [CredentialRight(credential=key, not_before=0, not_after=9, state=states[key]) for key in sorted(states)]
    return encode(CredentialPart(v=1, entries=entries))


LISTS = st.fixed_dictionaries(
    {},
    optional={
        "passes-0": WINDOWS.map(passes),
        "passes-1": WINDOWS.map(passes),
        "credentials-0": STATES.map(credentials),
        "withdrawals-0": st.binary(max_size=24),
        "rules-0": st.sampled_from([b'{"v":1}', b"{}"]),
    },
)


@given(LISTS, LISTS)
def test_what_was_different_is_made_the_same_to_the_byte(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    changes = between(before, after)
    made = apply(before, changes)
    assert {name: made[name] for name in after} == after
    assert [change.name for change in changes] == [name for name in after if before.get(name) != after[name]]


def test_only_what_changed_is_told() -> None:
    before = {"passes-0": passes({"a" * 32: 1, "b" * 32: 1, "c" * 32: 1}), "rules-0": b"{}"}
    after = {"passes-0": passes({"a" * 32: 1, "b" * 32: 2, "d" * 32: 1}), "rules-0": b"{}"}
    (change,) = between(before, after)
    assert (change.drop, [one.credential for one in change.put], change.rights, change.whole) == (["c" * 32], ["b" * 32, "d" * 32], [], b"")


def test_a_part_that_cannot_be_read_is_malformed() -> None:
    with pytest.raises(Malformed):
        apply({"passes-0": b"nonsense"}, [PartDelta(name="passes-0", drop=["a" * 32])])
