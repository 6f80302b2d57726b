"""The shapes of checked conditions over HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.core.conditions.behaviours import LATEST, WINDOWS
from regulars.core.conditions.field import Field as ReadField
from regulars.core.conditions.field import FieldKind
from regulars.core.conditions.operands import OPERATORS
from regulars.core.conditions.said import WINDOWS as WINDOW_WORDS
from regulars.core.conditions.said import Said, Words
from regulars.features.access.contracts import Principal
from regulars.features.conditions.contracts import CheckedCondition
from regulars.features.conditions.reader import Use
from regulars.features.privacy.facade import name_for
from regulars.features.programs.facade import CONDITION_SCHEMA, ProgramWords, Sentence

PAGE_MAX: Final = 200
PAGE_DEFAULT: Final = 20

CONDITION_EXAMPLE: Final[dict[str, Any]] = {
    "combinator": "and",
    "rules": [
        {"field": "tier.mall", "operator": ">=", "value": "gold"},
        {"did": "spend", "at_least": "500", "window": "rolling_3_months"},
    ],
}
SENTENCE_EXAMPLE: Final[dict[str, Any]] = {
    "zh": "会员等级不低于金卡，且近 3 个月消费不少于 500 元",
    "en": "the tier is at least Gold and spend in the last 3 months is at least 500 CNY",
}
_MEMBER: Final[dict[str, Any]] = {
    "member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11", "member_no": 1024, "display_name": "Lin Wei",
    "tier": {"key": "gold", "name": {"zh": "金卡", "en": "Gold"}, "color": "#c8963e"}, "points_available": 353,
    "last_order_at": "2025-05-30T09:12:00Z",
}  # fmt: skip


FIELDS_EXAMPLE: Final[dict[str, Any]] = {
    "fields": [
        {
            "name": "tier.mall", "label": {"zh": "会员等级", "en": "the tier"}, "kind": "tier",
            "operators": list(OPERATORS["tier"]), "choices": [{"value": "gold", "name": {"zh": "金卡", "en": "Gold"}}],
        },
    ],
    "metrics": [{"name": "orders", "label": {"zh": "订单", "en": "orders"}, "kind": "number", "has_days": True}],
    "windows": [{"name": "month", "label": {"zh": "当月", "en": "this month"}}],
}  # fmt: skip

USE: Final = "`rule`: of the program, judges events; `members`: lists and tags, knows tags too but no order."


class ConditionDraft(BaseModel):
    """A condition to check, and how many of the members it holds for are wanted."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"condition": CONDITION_EXAMPLE, "limit": PAGE_DEFAULT}]}
    )

    condition: dict[str, Any] = Field(json_schema_extra=CONDITION_SCHEMA)
    limit: int = Field(PAGE_DEFAULT, ge=0, le=PAGE_MAX)
    use: Use = Field("rule", description=USE)


class FieldsQuery(BaseModel):
    """Which fields are asked for."""

    model_config = ConfigDict(extra="forbid")

    use: Use = Field("members", description=USE)


class FieldChoice(BaseModel):
    """A value that a field can have."""

    value: str
    name: Sentence


class ConditionField(BaseModel):
    """A field that conditions may name. Without choices any value of its kind can be given."""

    name: str
    label: Sentence
    kind: FieldKind
    operators: list[str]
    choices: list[FieldChoice]


class MetricShape(BaseModel):
    """A metric that behaviour clauses may count; `has_days`: `within_days` may be asked of it."""

    name: str
    label: Sentence
    kind: FieldKind
    has_days: bool


class WindowShape(BaseModel):
    """A window of behaviour clauses, beside `rolling_N_months`."""

    name: str
    label: Sentence


class ConditionFields(BaseModel):
    """All that an editor of conditions needs to offer."""

    model_config = ConfigDict(json_schema_extra={"examples": [FIELDS_EXAMPLE]})

    fields: list[ConditionField]
    metrics: list[MetricShape]
    windows: list[WindowShape]


class ConditionFaultShape(BaseModel):
    """One thing wrong. `path` leads into the condition, as `rules.0.value`."""

    path: str
    message: str
    expected: str


class MatchingTier(BaseModel):
    """The tier of a member, as it is shown."""

    key: str
    name: Sentence
    color: str


class MatchingMemberShape(BaseModel):
    """A member for whom the condition holds."""

    member_id: UUID
    member_no: int
    display_name: str
    tier: MatchingTier
    points_available: int
    last_order_at: AwareDatetime | None


class MatchingMembers(BaseModel):
    """How many members the condition holds for, and the first of them by member number."""

    total: int
    items: list[MatchingMemberShape]


class ConditionCheck(BaseModel):
    """A condition judged: its faults, or how it reads and for whom it holds now.

    `needs_order`: it speaks of an order and so holds for nobody in general; `members` is null then.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "ok": True, "errors": [], "sentence": SENTENCE_EXAMPLE, "needs_order": False,
                    "members": {"total": 1, "items": [_MEMBER]},
                }
            ]
        }
    )  # fmt: skip

    ok: bool
    errors: list[ConditionFaultShape]
    sentence: Sentence | None
    needs_order: bool
    members: MatchingMembers | None


def fields_shape(offered: Iterable[ReadField], words: Words, metrics: Mapping[str, FieldKind]) -> ConditionFields:
    """Fields and metrics that conditions may name, in words."""
    return ConditionFields(
        fields=[
            ConditionField(
                name=field.name,
                label=_sentence(words.field(field.name)),
                kind=field.kind,
                operators=list(OPERATORS[field.kind]),
                choices=[FieldChoice(value=choice, name=_unquoted(words.value(field.name, choice))) for choice in field.choices],
            )
            for field in offered
        ],
        metrics=[
            MetricShape(name=name, label=_sentence(words.metric(name)), kind=kind, has_days=name in LATEST)
            for name, kind in metrics.items()
        ],
        windows=[WindowShape(name=name, label=_sentence(WINDOW_WORDS[kind])) for name, kind in WINDOWS.items()],
    )


def _sentence(said: Said) -> Sentence:
    return Sentence(zh=said.zh, en=said.en)


def _unquoted(said: Said) -> Sentence:
    """A value as an editor lists it: without the quotation marks that set it off in a sentence."""
    return Sentence(zh=said.zh.strip("“”"), en=said.en.strip("“”"))


def check_shape(caller: Principal, checked: CheckedCondition, words: ProgramWords) -> ConditionCheck:
    """A judged condition as it goes out to a caller."""
    members = None
    if checked.total is not None:
        members = MatchingMembers(
            total=checked.total,
            items=[
                MatchingMemberShape.model_validate(
                    member._asdict()
                    | {"display_name": name_for(caller, member.display_name), "tier": _tier(words, member.tier_key)}
                )
                for member in checked.members
            ],
        )
    return ConditionCheck(
        ok=not checked.faults,
        errors=[ConditionFaultShape(**fault._asdict()) for fault in checked.faults],
        sentence=checked.sentence,
        needs_order=checked.needs_order,
        members=members,
    )


def _tier(words: ProgramWords, key: str) -> MatchingTier:
    told = words.tier(key)
    return MatchingTier(key=told.key, name=told.name, color=told.color)
