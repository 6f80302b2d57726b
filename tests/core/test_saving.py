"""Benefits at the checkout: discounts of 9, 8.5 and 8 折, free postage, the best of several (requirement E2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.core.basket import LineFilter
from regulars.core.benefits import Benefit, Discount, FreeLines, Promise
from regulars.core.events import OrderLine
from regulars.core.saving import savings
from regulars.kit.ratio import Ratio

GOODS, POSTAGE = LineFilter(frozenset({"goods"})), LineFilter(frozenset({"postage"}))
BOOKS = LineFilter(frozenset(), frozenset({"图书"}))
MEMBER = Discount("member", GOODS, {"silver": Ratio(9, 10), "gold": Ratio(17, 20), "diamond": Ratio(4, 5)})
FREE_POSTAGE = FreeLines("free_postage", POSTAGE, frozenset({"gold", "diamond"}), 9900)
SERVICE = Promise("service", frozenset({"diamond"}))


def line(amount_minor: int, kind: str = "goods", category: str = "") -> OrderLine:
    """A line of a basket."""
    return OrderLine("L", "sku", kind, category, 1, amount_minor)


def saved(benefits: tuple[Benefit, ...], tier: str, *lines: OrderLine) -> dict[str, list[int]]:
    """What each benefit takes off each line."""
    return {each.key: each.by_line for each in savings(benefits, frozenset({tier}), list(lines))}


@pytest.mark.parametrize(("tier", "off"), [("regular", 0), ("silver", 1000), ("gold", 1500), ("diamond", 2000)])
def test_discount__is_that_of_the_tier(tier: str, off: int):
    assert saved((MEMBER,), tier, line(10_000)).get("member", [0]) == [off]


def test_discount__is_for_its_lines_only():
    assert saved((MEMBER,), "silver", line(10_000), line(1_000, "postage")) == {"member": [1000, 0]}


def test_discount__is_rounded_down_once_over_all_lines():
    assert saved((MEMBER,), "silver", line(3333), line(3333), line(3333)) == {"member": [333, 333, 333]}
    assert saved((MEMBER,), "silver", line(5), line(5)) == {"member": [0, 1]}
    assert saved((MEMBER,), "silver", line(9)) == {}


def test_several_discounts__the_best_counts_for_each_line():
    books = Discount("books", BOOKS, {"silver": Ratio(3, 4)})
    assert saved((MEMBER, books), "silver", line(10_000), line(10_000, category="图书")) == {
        "member": [1000, 0],
        "books": [0, 2500],
    }
    assert saved((MEMBER, books), "diamond", line(10_000, category="图书")) == {"member": [2000]}


def test_equal_discounts__the_first_one_counts():
    again = Discount("again", GOODS, {"silver": Ratio(9, 10)})
    assert saved((MEMBER, again), "silver", line(10_000)) == {"member": [1000]}


def test_free_postage__from_so_much_after_discounts_and_without_itself():
    both = (MEMBER, FREE_POSTAGE)
    assert saved(both, "gold", line(11_648), line(1_000, "postage")) == {"member": [1747, 0], "free_postage": [0, 1000]}
    assert saved(both, "gold", line(11_646), line(1_000, "postage")) == {"member": [1746, 0], "free_postage": [0, 1000]}
    assert saved(both, "gold", line(11_640), line(1_000, "postage")) == {"member": [1746, 0]}
    assert saved(both, "silver", line(50_000), line(1_000, "postage")) == {"member": [5000, 0]}


def test_promise__saves_nothing_here():
    assert saved((SERVICE,), "diamond", line(10_000)) == {}


benefits = st.lists(
    st.one_of(
        st.builds(
            Discount, st.sampled_from("abc"), st.sampled_from([GOODS, BOOKS, LineFilter()]),
            st.fixed_dictionaries({"gold": st.sampled_from([Ratio(9, 10), Ratio(1, 3), Ratio(1, 1), Ratio(0, 1)])}),
        ),
        st.builds(
            FreeLines, st.sampled_from("def"), st.sampled_from([POSTAGE, BOOKS]), st.just(frozenset({"gold"})),
            st.sampled_from([0, 5000]),
        ),
    ),
    max_size=4,
    unique_by=lambda benefit: benefit.key,
).map(tuple)  # fmt: skip
baskets = st.lists(
    st.builds(line, st.integers(0, 30_000), st.sampled_from(["goods", "postage"]), st.sampled_from(["", "图书"])), min_size=1
)


@given(benefits, baskets)
def test_savings__never_take_more_than_a_line_costs_and_give_nothing_to_strangers(
    held: tuple[Benefit, ...], basket: list[OrderLine]
):
    found = savings(held, frozenset({"gold"}), basket)
    for position, bought in enumerate(basket):
        parts = [each.by_line[position] for each in found]
        assert min(parts, default=0) >= 0
        assert sum(parts) <= bought.amount_minor
    assert savings(held, frozenset({"silver"}), basket) == []
