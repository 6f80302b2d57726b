"""Matching returns to purchases: properties that hold for any history, and a naive model that says the same."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from regulars.features.imports.matching import PurchaseLine, ReturnLine, match_returns

START = datetime(2011, 1, 1)  # noqa: DTZ001 - only the order of times matters
HOURS = st.integers(0, 12).map(lambda hours: START + timedelta(hours=hours))
KEYS = st.sampled_from(["mug", "lamp"])
QUANTITIES = st.integers(1, 9)


@st.composite
def purchases(draw: st.DrawFn) -> list[PurchaseLine]:
    lines = draw(st.lists(st.tuples(KEYS, HOURS, QUANTITIES), max_size=12))
    return [PurchaseLine(key, at, f"o{number:02}", 1, quantity) for number, (key, at, quantity) in enumerate(lines)]


@st.composite
def returns(draw: st.DrawFn) -> list[ReturnLine]:
    lines = draw(st.lists(st.tuples(KEYS, HOURS, QUANTITIES), max_size=12))
    return [ReturnLine(key, at, row, quantity) for row, (key, at, quantity) in enumerate(lines)]


def naive(bought: list[PurchaseLine], returned: list[ReturnLine]) -> list[list[tuple[str, int]]]:
    """The rule as one would say it: for each return, look at every earlier purchase from the newest back."""
    left = {line.order_id: line.quantity for line in bought}
    answers = []
    for wanted in sorted(returned, key=lambda line: (line.at, line.row)):
        missing, parts = wanted.quantity, []
        for line in sorted(bought, key=lambda line: (line.at, line.order_id), reverse=True):
            taken = min(missing, left[line.order_id]) if (line.key, True) == (wanted.key, line.at <= wanted.at) else 0
            if taken:
                left[line.order_id] -= taken
                missing -= taken
                parts.append((line.order_id, taken))
        answers.append(parts)
    return answers


@given(purchases(), returns())
def test_matching__agrees_with_the_naive_model(bought: list[PurchaseLine], returned: list[ReturnLine]):
    found = [[(part.purchase.order_id, part.quantity) for part in match.parts] for match in match_returns(bought, returned)]
    assert found == naive(bought, returned)


@given(purchases(), returns())
def test_matching__never_gives_back_more_than_was_bought_nor_before(bought: list[PurchaseLine], returned: list[ReturnLine]):
    given_back = dict.fromkeys([line.order_id for line in bought], 0)
    for match in match_returns(bought, returned):
        assert sum(part.quantity for part in match.parts) + match.missing == match.returned.quantity
        for part in match.parts:
            assert part.purchase.key == match.returned.key
            assert part.purchase.at <= match.returned.at
            assert part.before == given_back[part.purchase.order_id]
            given_back[part.purchase.order_id] += part.quantity
            assert given_back[part.purchase.order_id] <= part.purchase.quantity


@given(purchases(), returns())
def test_matching__takes_the_newest_first_and_leaves_nothing_that_fits(bought: list[PurchaseLine], returned: list[ReturnLine]):
    given_back = dict.fromkeys([line.order_id for line in bought], 0)
    for match in match_returns(bought, returned):
        ranks = [(part.purchase.at, part.purchase.order_id) for part in match.parts]
        assert ranks == sorted(ranks, reverse=True)
        for part in match.parts:
            given_back[part.purchase.order_id] += part.quantity
        if match.missing:
            fits = [line for line in bought if line.key == match.returned.key and line.at <= match.returned.at]
            assert all(given_back[line.order_id] == line.quantity for line in fits)
            assert match.had_purchase == bool(fits)


@given(purchases(), returns(), st.randoms(use_true_random=False))
def test_matching__does_not_depend_on_the_order_of_its_input(bought, returned, chance):
    mixed_bought, mixed_returned = list(bought), list(returned)
    chance.shuffle(mixed_bought)
    chance.shuffle(mixed_returned)
    assert match_returns(mixed_bought, mixed_returned) == match_returns(bought, returned)


def test_purchase_at_the_same_instant__counts_as_earlier():
    [match] = match_returns([PurchaseLine("mug", START, "o1", 1, 2)], [ReturnLine("mug", START, 1, 2)])
    assert (match.missing, len(match.parts)) == (0, 1)


def test_many_returns_of_one_product__take_linear_time():
    bought = [PurchaseLine("mug", START + timedelta(seconds=number), f"{number:06}", 1, 1) for number in range(50_000)]
    returned = [ReturnLine("mug", START + timedelta(days=9), number, 1) for number in range(50_000)]
    assert sum(match.missing for match in match_returns(bought, returned)) == 0
