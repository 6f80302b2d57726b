"""A bad row is listed by number, column, value and reason, and the rows around it go in."""

from pathlib import Path

import pytest

from regulars.kit.problems import Problem
from tests.support.sales_files import HEADER, MAPPING, plan_of

GOOD = {"invoice": "9", "at": "2011-01-02 10:00:00", "customer": "7", "code": "A", "name": "x", "quantity": "1", "price": "1"}
LONG = "y" * 300


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("invoice", "", "id_missing"),
        ("invoice", "y" * 61, "id_too_long"),
        ("invoice", "a\tb", "id_not_printable"),
        ("at", "", "time_missing"),
        ("at", "02/01/2011", "time_unreadable"),
        ("at", "2011-02-30 10:00:00", "time_unreadable"),
        ("at", "1911-01-02 10:00:00", "time_out_of_range"),
        ("customer", "", "member_missing"),
        ("customer", "y" * 129, "member_too_long"),
        ("code", "", "sku_missing"),
        ("code", "y" * 65, "sku_too_long"),
        ("name", LONG, "name_too_long"),
        ("quantity", "", "quantity_missing"),
        ("quantity", "two", "number_unreadable"),
        ("quantity", "1.5", "quantity_not_whole"),
        ("quantity", "0", "quantity_zero"),
        ("quantity", "-1", "quantity_negative_on_purchase"),
        ("quantity", "10000001", "quantity_too_large"),
        ("quantity", "999999999999", "amount_too_large"),
        ("price", "999999999999.999999", "amount_too_large"),
        ("quantity", "99999999999999999999", "number_unreadable"),
        ("price", "", "amount_missing"),
        ("price", "£1", "number_unreadable"),
        ("price", "1e3", "number_unreadable"),
        ("price", "nan", "number_unreadable"),
        ("price", "1,5", "number_unreadable"),
        ("price", "1.1234567", "number_unreadable"),
        ("price", "-0.01", "price_negative"),
    ],
)
def test_row__is_rejected_with_its_reason_and_the_others_go_in(tmp_path: Path, column: str, value: str, reason: str):
    bad = ",".join(f'"{cell}"' for cell in (GOOD | {column: value}).values())
    good = [",".join((GOOD | {"invoice": invoice}).values()) for invoice in ("8", "9")]
    plan = plan_of(tmp_path, good[0], bad, good[1])
    assert (3, column, value[:200], reason) in plan.rejects
    assert [event["data"]["order_id"] for event in plan.events()] == ["8", "9"]
    assert plan.summary.rows_rejected == 1


def test_row__with_two_faults_is_listed_twice_and_counted_once(tmp_path: Path):
    plan = plan_of(tmp_path, "1,never,7,A,x,none,1")
    assert [reject.column for reject in plan.rejects] == ["at", "quantity"]
    assert plan.summary.rows_rejected == 1


def test_without_member__can_be_skipped_and_counted(tmp_path: Path):
    plan = plan_of(tmp_path, "1,never,,A,x,none,1", mapping=MAPPING + "without_member: skip\n")
    assert (plan.summary.rows_without_member, plan.rejects, plan.members) == (1, (), ())


def test_document__of_two_members_keeps_the_first(tmp_path: Path):
    plan = plan_of(tmp_path, "1,2011-01-02 10:00:00,7,A,x,1,1", "1,2011-01-02 10:00:00,8,B,x,1,1")
    assert plan.rejects == ((3, "customer", "8", "member_differs_in_document"),)
    assert [member.value for member in plan.members] == ["7"]


def test_document__of_too_many_lines_is_rejected_as_a_whole(tmp_path: Path):
    rows = ["1,2011-01-02 10:00:00,7,A,x,1,1"] * 1001
    plan = plan_of(tmp_path, *rows, "2,2011-01-02 10:00:00,7,A,x,1,1", *["3,2011-01-02 10:00:00,7,A,x,1,1"] * 1000)
    assert plan.rejects == ((2, "invoice", "1", "too_many_lines"),)
    assert [len(event["data"]["lines"]) for event in plan.events()] == [1, 1000]
    assert plan.summary.rows_rejected == 1001


def test_without_a_refund_mark__a_negative_quantity_is_a_fault(tmp_path: Path):
    mapping = MAPPING.replace("refund: {prefix: C, not_a_return: [manual]}", "")
    plan = plan_of(tmp_path, "C1,2011-01-02 10:00:00,7,A,x,-1,1", mapping=mapping)
    assert [reject.reason for reject in plan.rejects] == ["quantity_negative_on_purchase"]


def test_quote_in_a_mapping__stays_text(tmp_path: Path):
    mapping = MAPPING.replace("prefix: C", 'prefix: "C\'; DROP TABLE raw; --"')
    assert plan_of(tmp_path, "1,2011-01-02 10:00:00,7,A,x,1,1", mapping=mapping, header=HEADER).summary.orders == 1


def test_time_format__that_cannot_be_used_is_a_fault_of_the_mapping(tmp_path: Path):
    with pytest.raises(Problem, match=r"read\.time_formats"):
        plan_of(tmp_path, mapping=MAPPING + 'read: {time_formats: ["%Q"]}\n')
