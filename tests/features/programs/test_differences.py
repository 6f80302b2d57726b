"""What differs between two documents: by values and keys, for any model, told in the operator's words."""

from __future__ import annotations

import typing
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from regulars.features.programs.comparing import changed_parts, compare
from regulars.features.programs.contracts import ChangedPart, Comparison
from regulars.features.programs.differences import differences
from regulars.features.programs.document import ProgramDocument, parse_document
from regulars.features.programs.vocabulary import FIELDS, VALUES
from regulars.features.programs.wording import Text
from tests.support.scenes import mall

BASE = "per: 1.00\n    lines: {kinds: [goods]}\n    tier"


def compared(*changes: tuple[str, str]) -> Comparison:
    before, after = mall(), mall(*changes)
    return compare(parse_document(before)[0], before, parse_document(after)[0], after)


def the_part(*changes: tuple[str, str]) -> ChangedPart:
    (part,) = compared(*changes).parts
    return part


def told(part: ChangedPart, language: str) -> list[tuple[str, str | None, str | None]]:
    """Where, before and after of each value, in a language."""
    return [
        (
            " › ".join(getattr(step, language) for step in value.where),
            value.before and getattr(value.before, language),
            value.after and getattr(value.after, language),
        )
        for value in part.values
    ]


def test_same_text__differs_in_nothing():
    assert compared() == Comparison([], True, [])


def test_comments_spelling_and_order_of_fields__differ_by_line_only():
    found = compared(
        ("late_days: 30 #", "late_days: 30   # days;"),
        ("points: 5\n    limit: {per: day, points: 5}\n  - key: growth_spend",
         "limit: {points: 5, per: day}\n    points: 5\n  - key: growth_spend"),
        ("per: 1.00", "per: 1"),
    )  # fmt: skip
    assert (found.parts, found.is_same_text) == ([], False)
    assert found.lines
    assert {line.kind for line in found.lines} == {"same", "added", "removed", "gap"}


def test_default__written_out_makes_no_difference():
    assert compared(("    spend_order: earliest_expiry\n", "")).parts == []


def test_rule__changed_is_told_as_a_sentence_and_value_by_value():
    part = the_part((BASE, BASE.replace("1.00", "2.00")), ("silver: 1.2", "silver: 1.3"))
    assert (part.kind, part.path, part.section.zh, part.name and part.name.zh) == ("changed", "rules.base", "规则", "消费积分")
    assert part.before is not None
    assert part.after is not None
    assert part.before.zh.startswith("每消费 1 元得 1 积分")
    assert part.after.en.startswith("Points: 1 per 2 CNY spent; only goods; Silver ×1.3")
    assert told(part, "zh") == [("每", "1", "2"), ("等级倍率 › 银卡", "1.2", "1.3")]
    assert [value.path for value in part.values] == ["rules.base.per", "rules.base.tier_rates.silver"]


def test_requirement__is_told_as_one():
    part = the_part(("at_least: 5000, window: year", "at_least: 6000, window: rolling_12_months"))
    assert told(part, "zh") == [("等级 › 银卡 › 达级条件", "消费（自然年）≥ 5,000", "消费（近 12 个月）≥ 6,000")]
    assert told(part, "en")[0][1:] == ("Spend (calendar year) ≥ 5,000", "Spend (last 12 months) ≥ 6,000")


def test_named_choices__are_told_in_words():
    assert told(the_part(("on_miss: one_down", "on_miss: silver")), "zh") == [("未保级时", "降一级", "银卡")]
    assert told(the_part(("on_shortfall: debt", "on_shortfall: within_balance")), "en") == [
        ("when a refund finds too few points", "the rest is owed", "what the balance holds is taken back")
    ]
    assert told(the_part(("points_as_cash: {wallet: points, max_share: 30%}", "")), "zh") == [
        ("", "钱包：积分、最高比例：30%", None)
    ]


def test_condition__is_told_as_a_sentence():
    when = "    when: {combinator: and, rules: [{field: tier.mall, operator: in, value: [gold]}]}\n"
    check_in = "  - key: check_in\n"
    before, after = mall((check_in, check_in + when)), mall((check_in, check_in + when.replace("[gold]", "[gold, diamond]")))
    (part,) = compare(parse_document(before)[0], before, parse_document(after)[0], after).parts
    ((where, had, has),) = told(part, "zh")
    assert where == "条件"
    assert had is not None
    assert has is not None
    assert "金卡" in had
    assert "钻石" not in had
    assert "钻石" in has
    assert part.after is not None
    assert has in part.after.zh
    (added,) = changed_parts(parse_document(mall())[0], parse_document(after)[0])
    assert told(added, "zh") == [("条件", None, has)]


def test_rule__added_and_removed_is_told_as_a_sentence():
    text = "  - {key: welcome, kind: per_action, event: member.registered, wallet: points, points: 1000}\nrules_end: 0"
    added = text.replace("\nrules_end: 0", "\n")
    (part,) = changed_parts(
        parse_document(mall())[0], parse_document(mall(("rules:\n", f"rules:\n{added}")))[0]
    )  # fmt: skip
    assert (part.kind, part.before, part.values) == ("added", None, [])
    assert part.after is not None
    assert part.after.zh == "注册入会得 1000 积分。"
    (gone,) = changed_parts(parse_document(mall(("rules:\n", f"rules:\n{added}")))[0], parse_document(mall())[0])
    assert (gone.kind, gone.after, gone.before) == ("removed", None, part.after)
    assert gone.name is not None
    assert gone.name.zh == "welcome"


def test_named_values__come_and_go_by_their_names():
    part = the_part(("  test: {zh: 测试, en: Test lines}", "  gift: {zh: 礼品, en: Gifts}"))
    assert (part.path, part.name) == ("kinds", None)
    assert [(value.kind, value.path) for value in part.values] == [("added", "kinds.gift"), ("removed", "kinds.test")]
    assert told(part, "en") == [("Gifts", None, "Gifts"), ("Test lines", "Test lines", None)]


def test_head__is_a_part_for_each_field():
    part = the_part(("late_days: 30", "late_days: 1400"))
    assert (part.path, told(part, "en")) == ("late_days", [("", "30", "1,400")])


def test_rules__that_changed_places_are_told_once():
    rules = mall().partition("\nrules:\n")[2].partition("\npoints_as_cash")[0]
    first, second = (f"  - key: {part}" for part in rules.split("  - key: ")[1:3])
    part = the_part((first.rstrip() + "\n" + second.rstrip(), second.rstrip() + "\n" + first.rstrip()))
    assert [value.path for value in part.values] == ["rules.order"]
    ((where, before, after),) = told(part, "zh")
    assert (where, (before or "")[:9], (after or "")[:9]) == ("顺序", "消费积分、满百加赠", "满百加赠、消费积分")


def test_lines__are_numbered_in_both_texts():
    lines = compared(("late_days: 30", "late_days: 40")).lines
    assert lines is not None
    changed = [line for line in lines if line.kind in ("added", "removed")]
    assert [(line.kind, line.before, line.after, line.text[:13]) for line in changed] == [
        ("removed", 7, None, "late_days: 30"), ("added", None, 7, "late_days: 40"),
    ]  # fmt: skip


class Moon(BaseModel):
    """A part no program has."""

    key: str
    phase: str = "new"
    phases: tuple[str, ...] = ()


class Wave(BaseModel):
    """A part without a key."""

    height: int


class Sea(BaseModel):
    """A document no program is."""

    moons: tuple[Moon, ...] = ()
    waves: tuple[Wave, ...] = ()
    islands: dict[str, Wave] = {}
    captain: Moon | None = None


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (Sea(), Sea(), []),
        (Sea(moons=(Moon(key="io"),)), Sea(moons=(Moon(key="io", phase="full"),)), [("moons.io.phase", "new", "full")]),
        (Sea(moons=(Moon(key="io", phases=("a",)),)), Sea(moons=(Moon(key="io", phases=("a", "b")),)),
         [("moons.io.phases", ("a",), ("a", "b"))]),
        (Sea(), Sea(moons=(Moon(key="io"),)), [("moons.io", None, Moon(key="io"))]),
        (Sea(moons=(Moon(key="io"), Moon(key="eu"))), Sea(moons=(Moon(key="eu"), Moon(key="io"))),
         [("moons.order", ("io", "eu"), ("eu", "io"))]),
        (Sea(waves=(Wave(height=1), Wave(height=2))), Sea(waves=(Wave(height=1), Wave(height=3))), [("waves.2.height", 2, 3)]),
        (Sea(waves=(Wave(height=1), Wave(height=2))), Sea(waves=(Wave(height=2),)), [("waves.1", Wave(height=1), None)]),
        (Sea(islands={"a": Wave(height=1)}), Sea(islands={"b": Wave(height=1)}),
         [("islands.b", None, Wave(height=1)), ("islands.a", Wave(height=1), None)]),
        (Sea(captain=Moon(key="x")), Sea(), [("captain", Moon(key="x"), None)]),
    ],
)  # fmt: skip
def test_walk__knows_no_section_of_any_document(before: Sea, after: Sea, found: list):
    seen = differences(before, after, lambda _part: False)
    assert [(difference.path, difference.before, difference.after) for difference in seen] == found


def models(annotation: object) -> Iterator[type[BaseModel]]:
    """Every model that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models(field.annotation)
    for inner in typing.get_args(annotation):
        yield from models(inner)


def test_every_field_and_choice_of_the_document__has_words_in_both_languages():
    parts = set(models(ProgramDocument)) - {Text}
    fields = {field.alias or name for part in parts for name, field in part.model_fields.items()}
    assert fields - FIELDS.keys() == set(), "a field without a line in vocabulary.FIELDS"
    choices = {
        f"{name}.{value}"
        for part in parts
        for name, field in part.model_fields.items()
        for annotation in (field.annotation, *typing.get_args(field.annotation))
        if typing.get_origin(annotation) is typing.Literal
        for value in typing.get_args(annotation)
    }
    assert choices - VALUES.keys() == set(), "a choice without a line in vocabulary.VALUES"
