"""Progress: how far a member is with what runs - the month's milestones, streaks of days - and which cards they hold."""

from __future__ import annotations

from regulars.core.challenges import within_limit
from regulars.core.extras import UNLIMITED, Run
from regulars.core.rules import Milestone, Streak
from regulars.features.accounts.contracts import Account
from regulars.features.accounts.progress_schemas import CardInHand, MilestoneProgress, ProgressShape, StreakProgress
from regulars.features.programs.facade import Sentence, told_cards, told_metric
from regulars.kit.calendars import month_label
from regulars.kit.instants import maybe_datetime


def read_progress(account: Account) -> ProgressShape:
    """What the member is in the middle of, by the version in force now."""
    return ProgressShape(
        month=month_label(account.program.calendar.month_of(account.instant)),
        milestones=[_milestone(account, rule) for rule in account.program.milestones.values()],
        streaks=[_streak(account, rule) for rules in account.program.streaks.values() for rule in rules],
        cards=_cards(account),
    )


def _milestone(account: Account, rule: Milestone) -> MilestoneProgress:
    month = account.program.calendar.month_of(account.instant)
    have = account.state.metrics.get(rule.metric, {}).get(month, 0)
    metric = told_metric(rule.metric, account.words.current)
    times = rule.times(have)
    is_over = bool(rule.times_max) and times >= rule.times_max
    if rule.limit is not None:
        is_over |= within_limit(account.state, rule, month, times + 1) <= within_limit(account.state, rule, month, times)
    return MilestoneProgress(
        rule=rule.key, text=_text(account, rule.key), metric=metric.name, unit=metric.unit, have=have,
        next_at=None if is_over else (times + 1) * rule.every, times=account.state.milestones.get(rule.key, {}).get(month, 0),
    )  # fmt: skip


def _streak(account: Account, rule: Streak) -> StreakProgress:
    today = account.program.calendar.day_of(account.instant)
    run = next((run for run in _runs(account, rule) if today - 1 <= run.last_day <= today), None)
    days = run.last_day - run.first_day + 1 if run else 0
    return StreakProgress(
        rule=rule.key, text=_text(account, rule.key), days=days, next_at=(days // rule.days + 1) * rule.days,
        is_today_counted=run is not None and run.last_day == today,
    )  # fmt: skip


def _runs(account: Account, rule: Streak) -> list[Run]:
    extras = account.state.extras
    return [] if extras is None else extras.runs.get(rule.key, [])


def _cards(account: Account) -> list[CardInHand]:
    extras = account.state.extras
    names = {card.key: card.name for card in told_cards(account.words.current)}
    return [
        CardInHand(
            card=card.card, card_id=card.card_id, name=names.get(card.card) or Sentence(zh=card.card, en=card.card),
            until=maybe_datetime(card.until), uses_left=None if card.left == UNLIMITED else card.left,
        )
        for card in (sorted(extras.cards, key=lambda card: card.until) if extras else [])
        if card.is_usable(account.instant)
    ]  # fmt: skip


def _text(account: Account, rule: str) -> Sentence:
    return account.words.rule(rule, account.program.version).text
