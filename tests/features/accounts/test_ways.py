"""The ways to the next tier on the member page: which is nearest, what a lift still asks for, what a condition bars."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.scenes import Json, Scene, open_scene

EXAMPLES = Path(__file__).parents[3] / "examples"
STUDENTS = """        reach: # any one of three ways
          any:
            - all: [{metric: spend, at_least: 2000, window: year}]
              when: {combinator: and, rules: [{field: attribute.student, operator: "=", value: true}]}
"""


@pytest.fixture
def whole(database: Database, tmp_path: Path) -> Iterator[Scene]:
    """The mall as its example has it, with one more way to silver, for students."""
    text = (EXAMPLES / "mall.yaml").read_text(encoding="utf-8")
    text = text.replace("        reach: # any one of three ways\n          any:\n", STUDENTS)
    attributes = "attributes: {student: {name: {zh: 学生, en: Being a student}, kind: flag}}"
    text = text.replace("\nmetrics:\n", f"\n{attributes}\nmetrics:\n")
    with open_scene(database, tmp_path, text) as running:
        yield running


def ways(scene: Scene, member: str) -> list[tuple[str, str | None, int, bool | None]]:
    """Each way as what it counts, its lift, how much is missing, and whether its condition holds; nearest first."""
    found: Json = scene.ask(member, "standing")["next"]
    assert found["progress"] == found["ways"][0]["progress"]
    return [
        (each["requirements"][0]["metric"], each["lift"], each["requirements"][0]["missing"], each["holds"])
        for each in found["ways"]
    ]


def test_ways__the_nearest_first_and_what_a_condition_bars_last(whole: Scene):
    member = whole.member()
    whole.pay(member, "o1", "2025-03-01 10:00", 30000)
    whole.pay(member, "o2", "2025-03-02 10:00", 30000)
    assert ways(whole, member) == [
        ("orders", None, 3, None), ("points_earned", None, 1340, None), ("spend", None, 440000, None),
        ("activity.log_in", "active", 10, None), ("activity.gathering", "active", 5, None), ("spend", None, 140000, False),
    ]  # fmt: skip
    for day in range(1, 5):
        whole.tell(member, "activity.done", f"2025-04-0{day} 10:00", activity="gathering")
    assert ways(whole, member)[0] == ("activity.gathering", "active", 1, None)
    whole.tell(member, "member.profile_changed", "2025-04-05 10:00", attributes={"student": True})
    assert ("spend", None, 140000, True) in ways(whole, member)[:5]


def test_lift__leads_to_the_next_tier_and_is_no_way_again_this_year(whole: Scene):
    member = whole.member()
    for day in range(1, 5):
        whole.tell(member, "activity.done", f"2025-04-0{day} 10:00", activity="gathering")
    lift = whole.ask(member, "standing")["next"]["ways"][0]
    assert (lift["name"], lift["progress"]) == ({"zh": "活跃升级", "en": "Active members"}, 0.8)
    assert whole.tell(member, "activity.done", "2025-04-05 10:00", activity="gathering")["tiers"] == {"mall": "silver"}
    assert [each[0] for each in ways(whole, member)] == ["spend", "orders"]
    whole.move_to("2026-01-02 10:00")
    assert "active" in [each[1] for each in ways(whole, member)]


def test_look__is_the_one_of_the_tier_held(whole: Scene):
    member = whole.member()
    plain = {"title": {"zh": "初见", "en": "New here"}, "badge": "", "to_color": None, "pattern": "ring"}
    assert whole.ask(member, "standing")["tier"]["look"] == plain
    whole.pay(member, "o1", "2025-03-01 10:00", 1000000)
    golden = {
        "title": {"zh": "座上宾", "en": "A guest of honour"}, "badge": "✪", "to_color": "#e3c078", "pattern": "waves",
    }  # fmt: skip
    assert whole.ask(member, "standing")["tier"]["look"] == golden
    looks = {tier["key"]: tier["look"] for tier in whole.get("/v1/program")["tiers"]}
    assert (looks["regular"], looks["gold"]) == (plain, golden)


def test_program__says_a_way_with_its_condition_in_both_languages(whole: Scene):
    silver = next(tier for tier in whole.get("/v1/program")["tiers"] if tier["key"] == "silver")
    conditions = {each["part"]: each["when"] for each in silver["requirements"]}
    assert [when for when in conditions.values() if when] == [{"zh": "学生为是", "en": "being a student is true"}]
    assert silver["requirements"][-1]["when"] is not None
    lift = next(part for part in whole.get("/v1/program")["parts"] if part["key"] == "active")
    assert lift["text"]["zh"] == "登录（自然年）≥ 10 或 参加活动（自然年）≥ 5，升一级，每年一次。"


def test_everything__is_decided_again_to_the_same_entries(whole: Scene):
    member = whole.member()
    whole.pay(member, "o1", "2025-03-01 10:00", 200000)
    whole.tell(member, "member.profile_changed", "2025-04-05 10:00", attributes={"student": True})
    whole.move_to("2026-06-01 00:00")
    whole.sweep()
    assert whole.violations() == []
