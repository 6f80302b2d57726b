"""The real file: two years of a real shop give the figures that are published for them, and the same ones every time."""

import hashlib
import json
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from regulars.features.imports.facade import ImportPlan, read_documents, read_mapping

EXAMPLE = Path(__file__).parents[3] / "examples/online-retail"


def read_example() -> ImportPlan:
    return read_documents(EXAMPLE / "online_retail_ii.parquet", read_mapping(EXAMPLE / "mapping.yaml"))


@pytest.fixture(scope="module")
def plan() -> ImportPlan:
    return read_example()


def test_purchases__are_those_published(plan: ImportPlan):
    summary = plan.summary
    assert (summary.rows, summary.rows_without_member, summary.rows_rejected) == (1_044_847, 235_287, 0)
    assert (summary.orders, summary.order_lines, summary.members, summary.buyers) == (36_975, 791_114, 5_942, 5_881)
    assert summary.order_total_exact.quantize(Decimal("0.01")) == Decimal("17431533.18")


def test_total__differs_from_the_exact_one_by_half_a_penny_an_order_at_most(plan: ImportPlan):
    drift = abs(plan.summary.order_total_exact * 100 - plan.summary.order_total_minor)
    assert drift <= Decimal(plan.summary.orders) / 2
    assert plan.summary.order_total_minor == 1_743_153_316


def test_credit_notes__are_those_published_and_each_line_is_accounted_for(plan: ImportPlan):
    summary = plan.summary
    assert (summary.refund_documents, summary.refund_lines) == (7_901, 18_446)
    assert summary.refund_total_exact == Decimal("1087882.14")
    assert summary.refund_lines_matched + summary.refund_lines_unmatched == 18_446
    assert sum(summary.unmatched_by_reason.values()) == summary.refund_lines_unmatched
    assert len(plan.rejects) == summary.refund_lines_unmatched + summary.refund_lines_matched_in_part


def test_matching__finds_a_purchase_for_most_credit_lines(plan: ImportPlan):
    assert plan.summary.refund_lines_matched == 16_269
    assert plan.summary.unmatched_by_reason == {
        "no_earlier_purchase": 1_642,
        "not_a_return": 419,
        "quantity_exceeds_purchases": 116,
    }


def test_categories__cover_nearly_every_line_of_goods(plan: ImportPlan):
    summary = plan.summary
    assert 12 <= len(summary.lines_by_category) <= 14
    assert summary.lines_by_category["other"] < summary.lines_by_kind["goods"] / 100
    assert set(summary.lines_by_kind) == {"goods", "postage", "fee", "manual", "test"}


def test_events__come_in_one_order_with_unique_ids(plan: ImportPlan):
    keys = [(event["occurred_at"], event["type"] == "order.refunded", event["id"]) for event in plan.events()]
    assert all(one < other for one, other in pairwise(keys))
    assert len({key[2] for key in keys}) == len(keys) == plan.events_total


def test_refunds__never_give_back_more_than_was_bought_nor_before(plan: ImportPlan):
    bought: dict[tuple[str, str], tuple[int, str, str]] = {}
    given_back: Counter[tuple[str, str]] = Counter()
    for event in plan.events():
        data = event["data"]
        for line in data["lines"]:
            key = (data["order_id"], line["line_id"])
            if event["type"] == "order.paid":
                bought[key] = (line["quantity"], event["member"]["value"], event["occurred_at"])
            else:
                given_back[key] += line["quantity"]
                quantity, member, at = bought[key]  # the order came before its refund
                assert given_back[key] <= quantity
                assert (member, True) == (event["member"]["value"], at <= event["occurred_at"])


def test_lines__are_numbered_and_sum_to_the_rounded_invoice(plan: ImportPlan):
    totals: dict[int, int] = defaultdict(int)
    for event in plan.events():
        if event["type"] == "order.paid":
            lines = event["data"]["lines"]
            assert [line["line_id"] for line in lines] == [str(number) for number in range(1, len(lines) + 1)]
            totals[0] += sum(line["amount_minor"] for line in lines)
    assert totals[0] == plan.summary.order_total_minor


def test_reading_twice__gives_the_same_plan(plan: ImportPlan):
    assert fingerprint(read_example()) == fingerprint(plan)


def fingerprint(plan: ImportPlan) -> str:
    digest = hashlib.sha256(f"{plan.file_sha256}{plan.mapping_sha256}{plan.summary}{plan.members}{plan.rejects}".encode())
    for event in plan.events():
        digest.update(json.dumps(event).encode())
    return digest.hexdigest()
