"""Reading events: text is searched for control characters only where one can stand, and nothing else depends on that."""

import json
from typing import Any

import pytest

from regulars.kit.problems import Problem
from regulars.kit.sealing import BlindIndex
from regulars.ledger.wire import IncomingEvent, parse_event

INDEX = BlindIndex(bytes(32))
LINE = {"line_id": "1", "sku": "tea", "quantity": 2, "amount_minor": 500, "kind": "goods", "category": "drinks"}
DATA = {"order_id": "A-1", "currency": "CNY", "lines": [LINE], "hold_id": "h", "points_used": 5, "store": "S1"}
EVENT = {
    "source": "pos", "id": "e-1", "type": "order.paid", "member": {"kind": "card", "value": "123"},
    "occurred_at": "2026-03-01T10:00:00+08:00", "data": DATA,
}  # fmt: skip
TEXTS = [
    ("source",), ("id",), ("member", "kind"), ("data", "order_id"), ("data", "hold_id"), ("data", "store"),
    ("data", "lines", 0, "line_id"), ("data", "lines", 0, "sku"), ("data", "lines", 0, "kind"), ("data", "lines", 0, "category"),
]  # fmt: skip
FAULTS = [
    (("id",), "x" * 129), (("id",), ""), (("typo",), 1), (("data", "currency"), "cny"),
    (("data", "lines", 0, "amount_minor"), -1),
    (("data", "lines", 0, "quantity"), 0), (("data", "lines"), []), (("data", "typo"), 1), (("data", "lines", 0, "typo"), 1),
    (("data", "store"), "x" * 65), (("data", "lines", 0, "sku"), 7), (("occurred_at",), "2026-03-01T10:00:00"),
]  # fmt: skip


def with_(path: tuple[str | int, ...], value: Any) -> Any:
    event = json.loads(json.dumps(EVENT))
    at = event
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return event


def plain(event: Any) -> bytes:
    return json.dumps(event, ensure_ascii=False).encode()


def escaped(event: Any) -> bytes:
    """The same JSON, with a letter of the time zone's text written as an escape."""
    return plain(event).replace(b"2026", b"\\u0032026")


def named(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def refusal(raw: bytes) -> Problem:
    with pytest.raises(Problem) as refused:
        parse_event(raw, INDEX)
    return refused.value


@pytest.mark.parametrize("path", TEXTS, ids=named)
@pytest.mark.parametrize("written", [b"\\u0001", b"\\n", b"\\u007f", b"\x7f"])
def test_control_character__is_refused_however_it_is_written(path: tuple[str | int, ...], written: bytes):
    raw = plain(with_(path, "a\N{BLACK STAR}b")).replace("\N{BLACK STAR}".encode(), written)
    problem = refusal(raw)
    assert (problem.code, problem.errors[0].path) == ("event_invalid", named(path))


@pytest.mark.parametrize("path", [path for path in TEXTS if path[0] != "member"], ids=named)
def test_spelling__makes_no_other_event(path: tuple[str | int, ...]):
    event = with_(path, "中文 \U0001f375\x85")
    read, again = parse_event(plain(event), INDEX), parse_event(escaped(event), INDEX)
    assert isinstance(read, IncomingEvent)
    assert (read.event, read.member, read.member_id, read.body) == (again.event, again.member, again.member_id, again.body)


@pytest.mark.parametrize(("path", "value"), FAULTS, ids=lambda each: named(each) if isinstance(each, tuple) else None)
def test_every_other_limit__holds_whether_or_not_text_is_searched(path: tuple[str | int, ...], value: Any):
    event = with_(path, value)
    problem, again = refusal(plain(event)), refusal(escaped(event))
    assert problem.code == "event_invalid"
    assert (problem.detail, problem.errors) == (again.detail, again.errors)
    assert problem.errors[0].path.startswith(named(path[:1]))
