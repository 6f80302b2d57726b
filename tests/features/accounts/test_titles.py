"""What a member holds beside a tier: honours, tasks under way, further ladders, growth that fades - told over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.scenes import Scene, mall, open_scene

DECAY = "      loyalty: {zh: 忠诚, en: Loyalty}\n"
PARTS = """
activities: {review: {name: {zh: 评价, en: Review}}}
cards: [{key: guard, name: {zh: 保级卡, en: Protection card}, days: 400, uses: 1, protects: mall}]
tasks: [{key: sprint, name: {zh: 冲金卡, en: Sprint}, tier: gold, metric: spend, at_least: 3000, days: 30}]
honours:
  - key: king
    kind: limited
    name: {zh: 双11王者, en: King of Double 11}
    badge: ♛
    from: 2025-11-01
    to: 2025-11-11
    award: {wallet: points, points: 1111}
"""
CLUB = """ladders:
  - key: mall
    granted_months: 12
"""
FURTHER = """
  - key: club
    name: {zh: 品牌大使, en: Contributors}
    review: never
    tiers:
      - {key: reader, name: {zh: 读者, en: Reader}, color: "#8c8c8c"}
      - key: author
        name: {zh: 作者, en: Author}
        color: "#3b6fb6"
        reach: {all: [{metric: activity.review, at_least: 2, window: lifetime}]}

rules:
"""


@pytest.fixture
def grand(database: Database, tmp_path: Path) -> Iterator[Scene]:
    """The mall with a task, an honour, a card, a second ladder and growth that fades."""
    text = mall(
        (DECAY, f"{DECAY}    decay: {{tier_rates: {{regular: 15%}}}}\n"),
        ("ladders:\n  - key: mall\n", CLUB),
        ("\nrules:\n", FURTHER),
    )
    with open_scene(database, tmp_path, text + PARTS) as running:
        yield running


def test_task__is_told_with_its_progress_and_grants_the_tier(grand: Scene):
    member = grand.member("2025-03-01 09:00")
    assert grand.tell(member, "task.accepted", task="sprint")["status"] == "accepted"
    assert grand.tell(member, "task.accepted", task="sprint")["code"] == "task_running"
    grand.pay(member, "o1", "2025-03-10 12:00", 200000)
    (attempt,) = grand.ask(member, "standing")["attempts"]
    assert (attempt["status"], attempt["progress"], attempt["required"], attempt["unit"]) == ("running", 200000, 300000, "money")
    assert attempt["text"]["zh"] == "接受后 30 天内消费满 3,000，立即升为金卡。"
    paid = grand.pay(member, "o2", "2025-03-31 08:59", 100000)
    assert paid["tiers"]["mall"] == "gold"
    standing = grand.ask(member, "standing")
    assert standing["attempts"][0]["status"] == "done"
    assert standing["history"][0]["reason"] == {"zh": "完成挑战任务", "en": "Completed a task"}
    assert standing["review"]["at"] == "2026-12-31T16:00:00Z"
    assert (standing["review"]["at_risk"], standing["review"]["days_left"]) == (True, 641)


def test_honour__ends_as_points_and_its_entry_says_of_what(grand: Scene):
    member = grand.member("2025-11-05 09:00")
    assert grand.tell(member, "honour.granted", honour="queen")["code"] == "honour_unknown"
    grand.tell(member, "honour.granted", honour="king")
    assert "honour.granted" in [moment["type"] for moment in grand.ask(member, "timeline")["items"]]
    (honour,) = grand.ask(member, "standing")["honours"]
    assert (honour["badge"], honour["name"]["zh"], honour["until"]) == ("♛", "双11王者", "2025-11-11T16:00:00Z")
    grand.move_to("2025-11-12 08:00")
    assert grand.ask(member, "standing")["honours"] == []
    (entry,) = grand.ask(member, "entries")["items"]
    assert (entry["amount"], entry["rule"], entry["rule_text"]["en"]) == (1111, "king", "King of Double 11 has ended.")


def test_further_ladder__moves_by_its_own_metrics(grand: Scene):
    member = grand.member("2025-03-01 09:00")
    for hour in (10, 11):
        (club,) = grand.ask(member, "standing")["others"]
        assert (club["tier"]["key"], club["name"]["zh"]) == ("reader", "品牌大使")
        outcome = grand.tell(member, "activity.done", f"2025-03-01 {hour}:00", activity="review")
    assert outcome["tiers"] == {"mall": "regular", "club": "author"}
    (club,) = grand.ask(member, "standing")["others"]
    assert (club["tier"]["key"], club["next"]) == ("author", None)


def test_growth__tells_when_and_how_much_it_fades_and_the_entry_says_why(grand: Scene):
    member = grand.member("2025-03-01 09:00")
    assert grand.ask(member, "standing")["growth"]["next_decay"] is None
    grand.pay(member, "o1", "2025-03-10 12:00", 50150, 50150)
    growth = grand.ask(member, "standing")["growth"]
    assert (growth["value"], growth["next_decay"]) == (1003, {"at": "2025-03-31T16:00:00Z", "points": 150})
    grand.move_to("2025-04-01 00:00")
    assert grand.ask(member, "standing")["growth"]["value"] == 853
    entry = grand.ask(member, "entries", wallet="growth")["items"][0]
    assert (entry["kind"], entry["amount"], entry["kind_text"]["zh"]) == ("decay", -150, "衰减")
    explained = grand.ask(member, "explain", wallet="growth")
    assert explained["sum"] == explained["balance"] == 853


def test_a_version_with_higher_thresholds__leaves_every_tier_until_its_review(grand: Scene):
    member = grand.member("2025-03-01 09:00")
    paid = grand.pay(member, "o1", "2025-03-10 12:00", 500000)
    assert paid["tiers"]["mall"] == "silver"
    dearer = mall((DECAY, f"{DECAY}    decay: {{tier_rates: {{regular: 15%}}}}\n"), ("ladders:\n  - key: mall\n", CLUB),
                  ("\nrules:\n", FURTHER), ("at_least: 5000,", "at_least: 9000,")) + PARTS  # fmt: skip
    grand.publish(dearer, "2025-05-01 00:00")
    assert grand.tell(member, "member.checked_in", "2025-05-02 10:00")["tiers"]["mall"] == "silver"
    assert grand.ask(member, "standing")["tier"]["key"] == "silver"


def test_everything__is_decided_again_to_the_same_entries(grand: Scene):
    member = grand.member("2025-10-01 09:00")
    grand.tell(member, "task.accepted", task="sprint")
    grand.pay(member, "o1", "2025-10-20 12:00", 310000)
    grand.tell(member, "honour.granted", "2025-11-05 09:00", honour="king")
    grand.tell(member, "card.granted", card="guard", card_id="c1")
    grand.tell(member, "order.refunded", "2025-12-02 10:00", refund_id="r1", order_id="o1", amount_minor=100000)
    grand.move_to("2026-03-01 00:00")
    grand.sweep()
    assert grand.violations() == []
