"""Verdicts: what each rule made of one event, from what was stored when it was decided - the same years later.

The entries say what a rule gave, the first answer says who listened and gave nothing, and why. Whoever is in neither did not
listen to events of this kind.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec
from psycopg import Connection

from regulars.core.conditions.said import Said
from regulars.core.conditions.why import ToldUnmet
from regulars.features.accounts import queries, wording
from regulars.features.accounts.contracts import Account, JudgedEvent
from regulars.features.accounts.verdict_schemas import (
    EventExplanation,
    Given,
    PromotionVerdict,
    Refused,
    RuleVerdict,
    UnmetClause,
)
from regulars.features.programs.facade import PublishedProgram, Sentence, told_promotions, told_rules, told_unmet
from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.answers import UnmetView
from regulars.ledger.repeats import entry_numbers


class _Skipped(msgspec.Struct):
    rule: str
    reason: str
    unmet: list[UnmetView] = []


class _Refusal(msgspec.Struct):
    code: str
    detail: str


class _Answer(msgspec.Struct):
    skipped: list[_Skipped]
    rejection: _Refusal | None = None


_NO_QUESTION: Final[dict[str, Any]] = {"reason": None, "reason_text": None, "unmet": []}
_ANSWER = msgspec.json.Decoder(_Answer)


def explain_event(connection: Connection, account: Account, source: str, event_id: str) -> EventExplanation:
    """The verdict of every rule on one event of the member; Problem `event_unknown` if the member has none of this name."""
    event = queries.select_event(connection, account.member_id, source, event_id)
    if event is None:
        field = FieldError("id", "is not known", "an event of this member, as its sender named it")
        raise Problem("event_unknown", "The member has no event of this name.", errors=(field,))
    answer = _ANSWER.decode(event.outcome)
    given = queries.select_given(connection, account.member_id, event.event_no, entry_numbers(event.outcome))
    skipped = {each.rule: each for each in answer.skipped}
    version = account.words.published[event.program_version - 1]
    rules = {rule.key: rule.text for rule in told_rules(version)}
    rules |= {key: account.words.rule(key, event.program_version).text for key in given if key not in rules}
    return EventExplanation(
        source=source,
        id=event_id,
        type=event.type,
        status=event.status,
        occurred_at=event.occurred_at,
        decided_at=event.decided_at,
        program_version=event.program_version,
        refused=Refused(code=answer.rejection.code, detail=answer.rejection.detail) if answer.rejection else None,
        rules=[
            RuleVerdict(
                rule=key,
                text=text,
                verdict="gave" if key in given else "nothing" if key in skipped else "silent",
                given=[Given(wallet=wallet, amount=amount) for wallet, amount in given.get(key, [])],
                **(_NO_QUESTION if key in given else _why(version, key, skipped.get(key))),
            )
            for key, text in rules.items()
        ],
        promotions=_promotions(version, event, skipped),
    )


def _promotions(version: PublishedProgram, event: JudgedEvent, skipped: dict[str, _Skipped]) -> list[PromotionVerdict]:
    """The promotions of the version that judged; which run on a day is in the program, for whom they are is in the answer."""
    day = version.program.calendar.day_of(instant_of(event.occurred_at))
    running = {promotion.key for promotion in version.program.promotions if promotion.is_on(day)}
    told = []
    for promotion in told_promotions(version):
        held_back = skipped.get(promotion.key)
        reason = held_back.reason if held_back else None
        verdict: Literal["raised", "nothing", "silent"] = "nothing" if reason else "raised"
        if event.type != "order.paid" or event.status != "accepted":
            verdict, reason = "silent", wording.SILENT
        elif promotion.key not in running:
            verdict, reason = "silent", wording.NOT_ON
        unmet = _unmet(version, promotion.key, held_back)
        told.append(
            PromotionVerdict(
                promotion=promotion.key, name=promotion.name, text=promotion.text, verdict=verdict, reason=reason,
                reason_text=wording.skipped(reason, [each.sentence() for each in unmet]) if reason else None,
                unmet=_clauses(unmet),
            )
        )  # fmt: skip
    return told


def _why(version: PublishedProgram, rule: str, skipped: _Skipped | None) -> dict[str, Any]:
    """Why a rule gave nothing; of a condition, each clause that failed and what was there."""
    reason = skipped.reason if skipped else wording.SILENT
    unmet = _unmet(version, rule, skipped)
    return {
        "reason": reason,
        "reason_text": wording.skipped(reason, [each.sentence() for each in unmet]),
        "unmet": _clauses(unmet),
    }


def _unmet(version: PublishedProgram, key: str, skipped: _Skipped | None) -> list[ToldUnmet]:
    return told_unmet(version, key, [(each.path, each.actual) for each in skipped.unmet]) if skipped else []


def _clauses(unmet: list[ToldUnmet]) -> list[UnmetClause]:
    return [UnmetClause(clause=_sentence(each.clause), must_hold=each.is_wanted, actual=_sentence(each.actual)) for each in unmet]


def _sentence(said: Said) -> Sentence:
    return Sentence(zh=said.zh, en=said.en)
