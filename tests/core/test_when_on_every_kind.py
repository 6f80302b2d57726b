"""Every kind of rule honours `when`: with a condition that never holds it gives nothing and says so."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from regulars.core.program import ProgramHistory
from regulars.core.transition import Decision
from regulars.features.programs.kinds import KINDS
from tests.core.table import JOINED_AT, Row, Walk, instant, program_of, program_text

CASES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "per_amount": ({"points": 1, "per": 1}, ("order o1: goods 100.00",)),
    "per_step": ({"points": 10, "every": 100}, ("order o1: goods 100.00",)),
    "per_action": ({"points": 5, "event": "member.checked_in"}, ("check in",)),
    "milestone": ({"points": 9, "metric": "orders", "every": 1}, ("order o1: goods 100.00",)),
    "streak": ({"points": 9, "event": "member.checked_in", "days": 2}, ("check in", "check in")),
    "referral": ({"points": 9, "to": "referred"}, ("referred by ann", "order o1: goods 100.00")),
}
"""By kind: what a rule of it needs beside key and wallet, and what happens on days running for it to give."""
NEVER = {"combinator": "and", "rules": [{"field": "hour", "operator": "<", "value": 0}]}


def decided(kind: str, **more: Any) -> tuple[set[str], dict[str, str]]:
    """The rules that gave something for what happened, and those that were skipped at the end of it, with their reasons."""
    fields, actions = CASES[kind]
    rule = {"key": "tried", "kind": kind, "wallet": "points", **fields, **more}
    program = program_of(program_text(yaml.safe_dump({"rules": [rule], "referrals": {"order_from": 1}})))
    walk = Walk(ProgramHistory(((JOINED_AT, program),)))
    skipped: dict[str, str] = {}
    for day, action in enumerate(actions, start=2):
        at = instant(f"2025-06-{day:02d} 09:00")
        decision = walk._decide(Row("", at, at, action, ()), [])
        assert isinstance(decision, Decision), decision
        skipped = dict(decision.skipped)
    return {entry.rule for entry in walk.replay.entries}, skipped


def test_every_kind__has_a_case_here():
    assert CASES.keys() == KINDS


@pytest.mark.parametrize("kind", CASES)
def test_condition__holds_it_back(kind: str):
    gave, _ = decided(kind)
    assert "tried" in gave
    gave, skipped = decided(kind, when=NEVER)
    assert "tried" not in gave
    assert skipped["tried"] == "condition_not_met"
