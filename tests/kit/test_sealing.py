"""Sealing: opens where it was sealed and nowhere else, never twice the same; keys are wrapped, and wrapped anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from regulars.kit.sealing import BlindIndex, DataKey, MasterKey, MasterKeys, SealBroken

KEY = DataKey(bytes(range(32)))


@given(plain=some.binary(max_size=200), place=some.text(max_size=40))
def test_seal__opens_to_what_was_sealed(plain: bytes, place: str):
    sealed = KEY.seal(plain, place)
    assert KEY.open(sealed, place) == plain
    assert len(plain) < 4 or plain not in sealed
    assert KEY.seal(plain, place) != sealed


@given(plain=some.binary(min_size=1, max_size=40), place=some.integers(0, 10_000), change=some.integers(1, 255))
def test_seal__a_changed_byte_is_noticed(plain: bytes, place: int, change: int):
    sealed = bytearray(KEY.seal(plain, "name"))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(SealBroken):
        KEY.open(bytes(sealed), "name")


def test_seal__does_not_open_elsewhere_or_with_another_key():
    sealed = KEY.seal_text("林薇", "name")
    for key, place in ((KEY, "note"), (DataKey.new(), "name")):
        with pytest.raises(SealBroken):
            key.open_text(sealed, place)
    for cut in (b"", sealed[:10], sealed[:-1]):
        with pytest.raises(SealBroken):
            KEY.open(cut, "name")


def test_master_keys__the_first_wraps_and_all_unwrap():
    old, new = MasterKey.new(), MasterKey.new()
    wrapped = MasterKeys([old]).wrap(KEY, "member 1")
    both = MasterKeys([new, old])
    assert both.unwrap(wrapped, "member 1").secret == KEY.secret
    anew = both.rewrap(wrapped, "member 1")
    assert (wrapped.master_key_id, anew.master_key_id) == (old.key_id, new.key_id)
    assert MasterKeys([new]).unwrap(anew, "member 1").secret == KEY.secret
    assert KEY.secret not in anew.sealed
    with pytest.raises(KeyError):
        MasterKeys([new]).unwrap(wrapped, "member 1")
    assert not both.opens(wrapped, "member 2")  # a wrapped key of somebody else is of no use


@pytest.mark.parametrize("text", ["", "rmk_", "rmk_abc", "secret", f"rmk_{'A' * 42}", f"rmk_{'!' * 44}"])
def test_master_key__what_is_none_is_refused(text: str):
    with pytest.raises(ValueError, match=r"master key|base64"):
        MasterKey.from_text(text)


def test_blind_index__same_for_same_only():
    index = BlindIndex(b"k" * 32)
    assert index.of("phone", "1") == index.of("phone", "1")
    hashes = {index.of("phone", "1"), index.of("phone", "2"), index.of("email", "1"), BlindIndex(b"j" * 32).of("phone", "1")}
    assert len(hashes) == 4
