"""Bad input gets a clear error that names the field, and nothing is half written."""

import json
from typing import Any

import pytest

from regulars.core.settlement import settle
from regulars.kit.instants import instant_of
from regulars.store.codec import state_from_json, state_to_json
from tests.features.events.conftest import Counter
from tests.ledger.shop import TODAY, RawEvent, days, order, raw, redeem, refund

GOOD = order("ann", "o1", 100)
LINE = GOOD["data"]["lines"][0]
ZONELESS = TODAY.replace(tzinfo=None).isoformat()


def with_data(**data: Any) -> RawEvent:
    return GOOD | {"data": GOOD["data"] | data}


def with_line(**line: Any) -> RawEvent:
    return with_data(lines=[LINE | line])


def without(*names: str) -> RawEvent:
    return {name: value for name, value in GOOD.items() if name not in names}


def told(**data: Any) -> RawEvent:
    return GOOD | {"type": "member.profile_changed", "data": data}


INVALID = {
    "unknown type": (GOOD | {"type": "order.payed"}, "type"),
    "no type": (without("type"), "type"),
    "negative amount": (with_line(amount_minor=-1), "data.lines[0].amount_minor"),
    "float amount": (with_line(amount_minor=99.9), "data.lines[0].amount_minor"),
    "whole float amount": (with_line(amount_minor=100.0), "data.lines[0].amount_minor"),
    "amount as text": (with_line(amount_minor="100"), "data.lines[0].amount_minor"),
    "amount true": (with_line(amount_minor=True), "data.lines[0].amount_minor"),
    "amount beyond counting": (with_line(amount_minor=10**40), "data.lines[0].amount_minor"),
    "no amount": (with_data(lines=[{name: LINE[name] for name in ("line_id", "sku", "quantity")}]), "data.lines[0].amount_minor"),
    "quantity 0": (with_line(quantity=0), "data.lines[0].quantity"),
    "misspelt field": (with_line(ammount=5), "data.lines[0].ammount"),
    "currency in small letters": (with_data(currency="cny"), "data.currency"),
    "currency too long": (with_data(currency="CNYX"), "data.currency"),
    "currency with a line end": (with_data(currency="CNY\n"), "data.currency"),
    "no lines": (with_data(lines=[]), "data.lines"),
    "too many lines": (with_data(lines=[LINE | {"line_id": str(number)} for number in range(1001)]), "data.lines"),
    "two lines of one id": (with_data(lines=[LINE, LINE]), "data.lines"),
    "no order id": (GOOD | {"data": {"currency": "CNY", "lines": [LINE]}}, "data.order_id"),
    "data is a list": (GOOD | {"data": []}, "data"),
    "no data": (without("data"), "data.order_id"),
    "year 9999": (GOOD | {"occurred_at": "9999-12-31T23:59:59-10:00"}, "occurred_at"),
    "year 1": (GOOD | {"occurred_at": "0001-01-01T00:00:00+14:00"}, "occurred_at"),
    "time without zone": (GOOD | {"occurred_at": ZONELESS}, "occurred_at"),
    "time as number": (GOOD | {"occurred_at": 1748736000}, "occurred_at"),
    "no time": (without("occurred_at"), "occurred_at"),
    "NUL in the id": (GOOD | {"id": "a\0b"}, "id"),
    "NUL in a line": (with_line(name="a\0b"), "data.lines[0].name"),
    "NUL in the member": (GOOD | {"member": {"kind": "customer_no", "value": "an\0n"}}, "member.value"),
    "long id": (GOOD | {"id": "x" * 129}, "id"),
    "empty id": (GOOD | {"id": ""}, "id"),
    "reserved source": (GOOD | {"source": "regulars:release"}, "source"),
    "no member": (without("member"), "member"),
    "two members": (GOOD | {"member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"}, "member"),
    "member id is no UUID": (without("member") | {"member_id": "7"}, "member_id"),
    "a birthday that no year has": (told(birthday="02-30"), "data.birthday"),
    "a birthday with its year": (told(birthday="1990-05-20"), "data.birthday"),
    "an attribute that is a list": (told(attributes={"likes": ["tea"]}), "data.attributes[...]"),
    "half a count": (told(attributes={"visits": 1.5}), "data.attributes[...]"),
    "points 0": (redeem("ann", "x1", 0), "data.points"),
    "refund twice over": (
        refund("ann", "o1", "r1", amount_minor=5, lines=[{"line_id": "1", "quantity": 1}]),
        "data.amount_minor",
    ),
    "refund of a line by nothing": (refund("ann", "o1", "r1", lines=[{"line_id": "1"}]), "data.lines[0]"),
    "refund of a line both ways": (
        refund("ann", "o1", "r1", lines=[{"line_id": "1", "quantity": 1, "amount_minor": 1}]),
        "data.lines[0]",
    ),
}
PATHS = ("/v1/events", "/v1/events/preview")


@pytest.mark.parametrize(("event", "path"), INVALID.values(), ids=INVALID)
def test_invalid_field__is_named(shared_counter: Counter, event: RawEvent, path: str):
    for address in PATHS:
        answer = shared_counter.post(address, event)
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (422, "event_invalid"), answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert problem["errors"][0]["path"] == path
        assert problem["errors"][0]["message"]
    in_batch = shared_counter.post("/v1/events/batch", {"events": [event]}).json()["items"]
    assert [(item["status"], item["code"], item["errors"][0]["path"]) for item in in_batch] == [
        ("refused", "event_invalid", path)
    ]
    assert_nothing_stored(shared_counter)


MALFORMED = {
    "cut off": raw(GOOD)[:-5],
    "empty": b"",
    "two objects": raw(GOOD) * 2,
    "not UTF-8": raw(GOOD).replace(b"till-1", b"till-\xff"),
    "raw NUL": raw(GOOD).replace(b"till-1", b"till-\0"),
    "lone surrogate": raw(GOOD).replace(b"till-1", b"\\ud800"),
    "NaN": raw(GOOD).replace(b"10000", b"NaN"),
    "too deep": raw(GOOD).replace(b'"data": {', b'"data": {"x": ' + b"[" * 100_000 + b"]" * 100_000 + b", "),
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_malformed_json__is_said(shared_counter: Counter, body: bytes):
    for address in (*PATHS, "/v1/events/batch"):
        sent = b'{"events": [' + body + b"]}" if address.endswith("batch") and body else body
        answer = shared_counter.till.post(address, content=sent, headers={"Content-Type": "application/json"})
        if answer.status_code == 200:  # a batch whose one event turned out not to be JSON
            assert [item["code"] for item in answer.json()["items"]] == ["json_malformed"]
        else:
            assert (answer.status_code, answer.json()["code"]) == (400, "json_malformed"), answer.text
    assert_nothing_stored(shared_counter)


def test_body_of_two_megabytes__is_too_large(shared_counter: Counter):
    big = with_line(name="x" * 2 * 1024 * 1024)
    for address in PATHS:
        answer = shared_counter.post(address, big)
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    answer = shared_counter.post("/v1/events/batch", {"events": [big] * 3})
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert_nothing_stored(shared_counter)


def test_unknown_member__is_named(shared_counter: Counter):
    by_number = shared_counter.post("/v1/events", order("nobody", "o1", 1))
    by_id = shared_counter.post("/v1/events", without("member") | {"member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"})
    assert [(answer.status_code, answer.json()["code"]) for answer in (by_number, by_id)] == [(404, "member_unknown")] * 2
    assert [answer.json()["errors"][0]["path"] for answer in (by_number, by_id)] == ["member", "member_id"]
    assert_nothing_stored(shared_counter)


def test_impossible_identity__is_named(shared_counter: Counter):
    answer = shared_counter.post("/v1/events", GOOD | {"member": {"kind": "phone", "value": "call me"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "identity_invalid")
    assert answer.json()["errors"][0]["path"] == "member.value"


REJECTED = {
    "far future": (order("ann", "o1", 1, TODAY + days(36_500)), 422, "occurred_in_future", "occurred_at"),
    "ten minutes ahead": (order("ann", "o1", 1, TODAY + days(1) / 144), 422, "occurred_in_future", "occurred_at"),
    "another currency": (with_data(currency="USD"), 422, "currency_mismatch", "data.currency"),
    "too few points": (redeem("ann", "x1", 7), 422, "balance_insufficient", "data.points"),
    "refund of nothing known": (refund("ann", "o1", "r1"), 422, "order_unknown", "data.order_id"),
}


@pytest.mark.parametrize(("event", "status", "code", "path"), REJECTED.values(), ids=REJECTED)
def test_rejected_event__is_a_problem_with_its_outcome(counter: Counter, event: RawEvent, status: int, code: str, path: str):
    before = counter.shop.stored("ann")
    answer = counter.post("/v1/events", event)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), answer.text
    assert problem["errors"][0]["path"] == path
    assert (problem["facts"]["duplicate"], problem["facts"]["outcome"]["status"]) == (False, "rejected")
    again = counter.post("/v1/events", event)
    assert (again.status_code, again.json()["facts"]["duplicate"]) == (status, True)
    after = counter.shop.stored("ann")
    is_in_time = code != "occurred_in_future"
    expected = settled(counter, before.state) if is_in_time else before.state
    assert (after.entries, after.state, len(after.events)) == (before.entries, expected, 1)
    assert counter.shop.violations() == []


def settled(counter: Counter, state: str) -> str:
    """A stored state after what the clock causes up to today."""
    held = state_from_json(state)
    with counter.shop.database.transaction() as connection:
        settle(counter.shop.ledger.history(connection), held, instant_of(TODAY))
    return state_to_json(held)


def assert_nothing_stored(counter: Counter) -> None:
    counts = counter.shop.row_counts()
    assert {table: counts[table] for table in ("event", "entry", "business_record")} == {
        "event": 0,
        "entry": 0,
        "business_record": 0,
    }


def test_answer__never_repeats_what_was_sent(shared_counter: Counter):
    answer = shared_counter.post("/v1/events", with_line(amount_minor="13800138000"))
    assert "13800138000" not in json.dumps(answer.json())
