"""Refund documents become refunds of orders, and what cannot be matched is listed."""

from pathlib import Path

from regulars.features.imports.facade import Event, ImportPlan
from tests.support.sales_files import HEADER, MAPPING, plan_of

ORDER = "{},2011-01-{:02} 10:00:00,7,{},x,{},{}"


def refunds(plan: ImportPlan) -> list[Event]:
    return [event for event in plan.events() if event["type"] == "order.refunded"]


def test_credit_line__spreads_over_orders_newest_first(tmp_path: Path):
    plan = plan_of(tmp_path, ORDER.format(1, 1, "A", 5, 1), ORDER.format(2, 2, "A", 2, 1), ORDER.format("C9", 3, "A", -4, 1))
    assert [(event["id"], event["data"]) for event in refunds(plan)] == [
        ("refund:C9/1", {"refund_id": "C9/1", "order_id": "1", "lines": [{"line_id": "1", "quantity": 2}]}),
        ("refund:C9/2", {"refund_id": "C9/2", "order_id": "2", "lines": [{"line_id": "1", "quantity": 2}]}),
    ]
    assert (plan.summary.refund_lines_matched, plan.rejects) == (1, ())


def test_credit_lines_of_one_document__are_one_refund_per_order(tmp_path: Path):
    rows = [ORDER.format(1, 1, sku, 2, 1) for sku in "AAB"] + [ORDER.format("C9", 3, sku, -1, 1) for sku in "BAAA"]
    [event] = refunds(plan_of(tmp_path, *rows))
    assert event["data"]["lines"] == [
        {"line_id": "1", "quantity": 1},
        {"line_id": "2", "quantity": 2},
        {"line_id": "3", "quantity": 1},
    ]


def test_unmatched__is_listed_with_reason_and_units(tmp_path: Path):
    plan = plan_of(
        tmp_path,
        ORDER.format(1, 2, "A", 3, 1),
        ORDER.format("C1", 1, "A", -1, 1),  # before it was bought
        ORDER.format("C2", 3, "A", -5, 1),  # two more than bought
        ORDER.format("C3", 4, "A", -1, 1),  # all gone
        ORDER.format("C4", 4, "M", -1, 1),  # a discount
        "C5,2011-01-09 10:00:00,8,A,x,-1,1",  # somebody else's
    )
    assert [(reject.row, reject.value, reject.reason) for reject in plan.rejects] == [
        (3, "1", "no_earlier_purchase"),
        (4, "2", "quantity_exceeds_purchases"),
        (5, "1", "quantity_exceeds_purchases"),
        (6, "1", "not_a_return"),
        (7, "1", "no_earlier_purchase"),
    ]
    summary = plan.summary
    assert (summary.refund_lines_matched, summary.refund_lines_matched_in_part, summary.refund_lines_unmatched) == (1, 1, 4)
    assert summary.unmatched_by_reason == {"no_earlier_purchase": 2, "not_a_return": 1, "quantity_exceeds_purchases": 1}


def test_price_difference__is_reported_and_not_booked(tmp_path: Path):
    plan = plan_of(tmp_path, ORDER.format(1, 1, "A", 3, 2), ORDER.format("C9", 3, "A", -2, "1.50"))
    assert (plan.summary.matched_stated_minor, plan.summary.matched_paid_minor) == (300, 400)
    assert plan.summary.price_difference_minor == -100


def test_order_comes_before_its_refund_at_the_same_instant(tmp_path: Path):
    plan = plan_of(tmp_path, ORDER.format("C1", 1, "A", -1, 1), ORDER.format("D1", 1, "A", 1, 1))
    assert [event["type"] for event in plan.events()] == ["order.paid", "order.refunded"]


def test_mark_by_sign__splits_an_exchange_into_order_and_refund(tmp_path: Path):
    mapping = MAPPING.replace("{prefix: C, not_a_return: [manual]}", "{sign: negative}")
    plan = plan_of(
        tmp_path, ORDER.format(1, 1, "A", 1, 5), ORDER.format(2, 2, "A", -1, 5), ORDER.format(2, 2, "B", 1, 7), mapping=mapping
    )
    assert [event["id"] for event in plan.events()] == ["order:1", "order:2", "refund:2/1"]


def test_named_order__is_the_only_one_that_is_refunded(tmp_path: Path):
    mapping = MAPPING.replace("{prefix: C,", "{column: type, values: [back], order_id: original,").replace(
        "source: shop", "source: shop\nid_prefix: S"
    )
    rows = [
        ORDER.format(1, 1, "A", 2, 1) + ",sale,",
        ORDER.format(2, 2, "A", 2, 1) + ",sale,",
        ORDER.format(3, 3, "A", 3, 1) + ",back,1",
        ORDER.format(4, 3, "A", 1, 1) + ",back,77",
        ORDER.format(5, 3, "A", 1, 1) + ",back,",
    ]
    plan = plan_of(tmp_path, *rows, mapping=mapping, header=f"{HEADER},type,original")
    [event] = refunds(plan)
    assert event["data"] == {"refund_id": "S3/S1", "order_id": "S1", "lines": [{"line_id": "1", "quantity": 2}]}
    assert [(reject.row, reject.reason) for reject in plan.rejects] == [
        (4, "quantity_exceeds_purchases"),
        (5, "order_not_in_file"),
        (6, "original_order_missing"),
    ]
