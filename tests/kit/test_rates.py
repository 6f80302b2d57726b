"""The sliding window: how many, how long to wait, and what is given back."""

from regulars.kit.rates import KEYS_MAX, RateLimit


def test_take__keys_do_not_share():
    limit = RateLimit(attempts=1, window_seconds=60)
    assert [limit.take(key, 0.0) for key in ("a", "b", "a")] == [0, 0, 60]


def test_give_back__frees_an_attempt():
    limit = RateLimit(attempts=1, window_seconds=60)
    limit.take("a", 0.0)
    limit.give_back("a")
    assert limit.take("a", 1.0) == 0


def test_keys__are_bounded():
    limit = RateLimit(attempts=1, window_seconds=60)
    for number in range(KEYS_MAX + 1):
        limit.take(str(number), 0.0)
    assert limit.take("0", 1.0) == 0, "the oldest key was forgotten"
    assert limit.take(str(KEYS_MAX), 1.0) > 0
