"""Rule-based tags over a million members: a rule asked of everybody, and asked of those who changed."""

from __future__ import annotations

import time
from statistics import median
from typing import Any, Final
from uuid import UUID

from bench.base import orders_of_each
from bench.million import Million
from regulars.features.conditions.facade import ConditionReader
from regulars.features.tags.facade import evaluate_round, evaluate_until_done
from regulars.features.tags.service.define import make_tag
from regulars.kit.collecting import collect_seldom
from regulars.ledger.answers import Told
from regulars.store.extracts import follow_round

CHANGED: Final = 5_000
BATCH_EVENTS: Final = 100
ROUNDS: Final = 5
RULES: Final = 100
ORDERED: Final[dict[str, Any]] = {"field": "days_since_order", "operator": "<=", "value": 60}
STANDING: Final[list[dict[str, Any]]] = [{"field": "tier.retail", "operator": ">=", "value": "silver"}, ORDERED]
SPENDING: Final[list[dict[str, Any]]] = [{"did": "spend", "at_least": "500", "window": "rolling_3_months"}, ORDERED]


def measure(base: Million) -> dict[str, Any]:
    """Seconds of each."""
    collect_seldom()  # as every command of ours does
    evaluate_until_done(base.context)
    while follow_round(base.database):  # as the worker does all the time
        pass
    results: dict[str, Any] = {}
    for name, rules in (("narrow", [ORDERED]), ("standing", STANDING), ("spending", SPENDING)):
        define(base, name, rules)
        began = time.perf_counter()
        done = evaluate_round(base.context)
        results[f"tag_full_{name}_seconds"] = round(time.perf_counter() - began, 2)
        results[f"tag_full_{name}_members"] = done.entered
        assert done.rules == 1
        assert done.entered > 0
        began = time.perf_counter()
        _make_due(base, name)
        assert evaluate_round(base.context).rules == 1
        results[f"tag_again_{name}_seconds"] = round(time.perf_counter() - began, 2)
    for name in ("narrow", "standing"):
        _remove(base, name)
    base.rest()
    results["tag_changed_seconds"] = round(
        median(_follow(base, base.chosen(CHANGED), f"tag-{number}") for number in range(ROUNDS)), 3
    )
    for number in range(RULES - 1):
        define(base, f"rule_{number}", [{"did": "spend", "at_least": str(number), "window": "rolling_3_months"}])
    _settle(base)
    member_ids = base.chosen(CHANGED)
    _follow(base, member_ids, "tags-before")  # nobody was asked yet: whoever a rule is for enters now
    results["tags_changed_seconds"] = round(_follow(base, member_ids, "tags"), 2)
    results["tags"] = base.about() | {
        "changed": CHANGED, "rules": RULES, "full": "the first time: everybody whom the rule is for enters, and each is told",
        "again": "the whole base once more, nobody moves", "change": "an order of each", "repeat": "python -m bench tags",
    }  # fmt: skip
    return results


def define(base: Million, key: str, rules: list[dict[str, Any]]) -> None:
    """Declare a rule-based tag."""
    with base.database.transaction() as connection:
        now = base.context.ledger.now(connection)
        reader = ConditionReader(connection, base.context.programs.published(connection), now, "members")
        make_tag(
            connection, reader, key=key, name=key, description="", color="#5b6b7f",
            condition={"combinator": "and", "rules": rules}, by="bench", now=now,
        )  # fmt: skip


def _make_due(base: Million, key: str) -> None:
    with base.database.transaction() as connection:
        connection.execute("UPDATE tag SET is_due = true WHERE key = %s", (key,))


def _remove(base: Million, key: str) -> None:
    with base.database.transaction() as connection:
        connection.execute("DELETE FROM member_tag USING tag WHERE tag.key = %s AND member_tag.tag_no = tag.tag_no", (key,))
        connection.execute("DELETE FROM tag WHERE key = %s", (key,))


def _settle(base: Million) -> None:
    """Let the rules of the last figure know that they have been asked, without asking a hundred of them."""
    with base.database.transaction() as connection:
        connection.execute(
            "UPDATE tag SET is_due = false, evaluated_at = now(), evaluated_on = current_date + 1, program_version = 1"
        )


def _follow(base: Million, member_ids: list[UUID], prefix: str) -> float:
    """Seconds of a round after members bought something, which moves some of them."""
    evaluate_until_done(base.context)  # what rounds before this one told is taken in by now
    orders = orders_of_each(member_ids, prefix)
    for first in range(0, CHANGED, BATCH_EVENTS):
        answers = base.context.ledger.answer(orders[first : first + BATCH_EVENTS])
        assert all(isinstance(answer, Told) and answer.status == "accepted" for answer in answers)
    began = time.perf_counter()
    done = evaluate_round(base.context)
    seconds = time.perf_counter() - began
    assert done.changed == CHANGED, done
    assert done.entered + done.left > 0, done
    return seconds
