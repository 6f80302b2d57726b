"""Rows become orders: amounts that sum, times that are instants, members in one spelling."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.sales_files import HEADER, MAPPING, plan_of

AT = "2011-01-02 10:00:00"


def amounts(folder: Path, *lines: tuple[int, str], mapping: str = MAPPING) -> list[int]:
    plan = plan_of(folder, *[f'1,{AT},7,A,x,{quantity},"{price}"' for quantity, price in lines], mapping=mapping)
    assert plan.rejects == ()
    return [line["amount_minor"] for event in plan.events() for line in event["data"]["lines"]]


def test_amounts__round_the_running_total_half_up(tmp_path: Path):
    assert amounts(tmp_path, (1, "0.005"), (1, "0.004"), (1, "0.001"), (3, "0.333333"), (1, "0")) == [1, 0, 0, 100, 0]


PRICES = st.decimals(0, 2000, places=3).map(lambda price: format(price, "f"))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5000), PRICES), min_size=1, max_size=30))
def test_amounts__always_sum_to_the_rounded_total(lines: list[tuple[int, str]]):
    exact = sum((quantity * Decimal(price) for quantity, price in lines), Decimal(0))
    with TemporaryDirectory() as folder:
        found = amounts(Path(folder), *lines)
    assert sum(found) == int((exact * 100).to_integral_value(ROUND_HALF_UP))
    for (quantity, price), amount in zip(lines, found, strict=True):
        assert abs(quantity * Decimal(price) * 100 - amount) <= 1


@pytest.mark.parametrize(("digits", "price", "minor"), [(0, "1234", 1234), (2, "12.34", 1234), (3, "1.234", 1234)])
def test_amounts__follow_the_digits_of_the_currency(tmp_path: Path, digits: int, price: str, minor: int):
    assert amounts(tmp_path, (1, price), mapping=MAPPING.replace("digits: 2", f"digits: {digits}")) == [minor]


def test_amounts__at_the_limit_are_exact(tmp_path: Path):
    assert amounts(tmp_path, (1, "9999999999.985"), (9_999_999, "999.99")) == [999_999_999_999, 999_989_900_001]


@pytest.mark.parametrize(
    ("read", "text"), [('decimal: ","', "1,5"), ('decimal: ",", thousands: "."', "1.234,5"), ('thousands: ","', "1,234.5")]
)
def test_numbers__are_read_as_the_mapping_writes_them(tmp_path: Path, read: str, text: str):
    expected = 150 if text == "1,5" else 123_450
    assert amounts(tmp_path, (1, text), mapping=MAPPING + f"read: {{{read}}}\n") == [expected]


@pytest.mark.parametrize(
    ("local", "instant"),
    [
        ("2011-01-02 10:00:00", "2011-01-02T10:00:00+00:00"),
        ("2011-07-02 10:00:00", "2011-07-02T09:00:00+00:00"),
        ("2011-10-30 01:30:00", "2011-10-30T00:30:00+00:00"),  # shown twice: the first
        ("2011-03-27 01:30:00", "2011-03-27T01:30:00+00:00"),  # never shown: as if the clock had not moved
    ],
)
def test_time__is_local_and_becomes_an_instant(tmp_path: Path, local: str, instant: str):
    [event] = plan_of(tmp_path, f"1,{local},7,A,x,1,1").events()
    assert event["occurred_at"] == instant


def test_order__takes_the_earliest_time_of_its_rows_and_keeps_their_order(tmp_path: Path):
    rows = ["1,2011-01-02 10:01:00,7,B,x,1,1", "2,2011-01-02 09:00:00,7,C,x,1,1", "1,2011-01-02 10:00:00,7,A,x,1,1"]
    second, first = plan_of(tmp_path, *rows).events()
    assert second["data"]["order_id"] == "2"
    assert first["occurred_at"] == "2011-01-02T10:00:00+00:00"
    assert [(line["line_id"], line["sku"]) for line in first["data"]["lines"]] == [("1", "B"), ("2", "A")]


def test_event__is_as_the_ledger_takes_it(tmp_path: Path):
    mapping = MAPPING.replace("source: shop", "source: shop\nid_prefix: 'S-'")
    [event] = plan_of(tmp_path, f"1,{AT},7,A, BLUE  MUGS ,2,1.25", mapping=mapping).events()
    assert event == {
        "source": "shop",
        "id": "order:S-1",
        "type": "order.paid",
        "member": {"kind": "customer_no", "value": "7"},
        "occurred_at": "2011-01-02T10:00:00+00:00",
        "data": {
            "order_id": "S-1",
            "currency": "GBP",
            "lines": [
                {
                    "line_id": "1",
                    "sku": "A",
                    "name": "BLUE MUGS",
                    "category": "kitchen",
                    "kind": "goods",
                    "quantity": 2,
                    "amount_minor": 250,
                }
            ],
        },
    }


def test_kind__comes_from_the_stock_code_and_takes_the_category_away(tmp_path: Path):
    [event] = plan_of(tmp_path, f"1,{AT},7,POST,mug by post,1,1").events()
    assert event["data"]["lines"][0]["kind"] == "postage"
    assert "category" not in event["data"]["lines"][0]


def test_member__is_one_in_any_spelling(tmp_path: Path):
    mapping = MAPPING.replace("kind: customer_no", "kind: phone")
    rows = [f"{number},{AT},{phone},A,x,1,1" for number, phone in enumerate(["139-1234-5678", "13912345678", "12"], 1)]
    plan = plan_of(tmp_path, *rows, mapping=mapping)
    assert [member.value for member in plan.members] == ["+8613912345678"]
    assert plan.rejects == ((4, "customer", "12", "member_invalid"),)
    assert plan.summary.orders == 2


def test_further_identities__belong_to_whom_showed_them_first(tmp_path: Path):
    mapping = MAPPING.replace("column: customer}", "column: customer}, {kind: email, column: mail}")
    rows = [f"{row},{AT},{row},A,x,1,1,{mail}" for row, mail in enumerate(["A@x.org", "a@x.org", "nobody", ""], 1)]
    plan = plan_of(tmp_path, *rows, mapping=mapping, header=f"{HEADER},mail")
    assert [member.others for member in plan.members] == [(("email", "a@x.org"),), (), (), ()]
    assert [(reject.row, reject.reason) for reject in plan.rejects] == [
        (3, "identity_of_another_member"),
        (4, "identity_invalid"),
    ]
    assert plan.summary.orders == 4
