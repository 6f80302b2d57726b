"""The standing: which tier, what is missing to the next, what the coming review will look at, and how it came to be."""

from __future__ import annotations

from typing import Final

from regulars.core.decay import losses
from regulars.core.ladders import Ladder
from regulars.core.reviews import projected
from regulars.core.standings import standing_on
from regulars.core.state import NO_MONTH, GrowthBalance, Standing
from regulars.features.accounts import wording
from regulars.features.accounts.contracts import Account
from regulars.features.accounts.service.titles import read_attempts, read_honours
from regulars.features.accounts.service.ways import measure, ways_up
from regulars.features.accounts.standing_schemas import (
    DecayShape,
    DimensionValue,
    GrowthShape,
    HistoryStep,
    LadderStep,
    LookShape,
    MonthValue,
    NextTier,
    OtherStanding,
    RequirementShape,
    Review,
    StandingShape,
    TierAt,
    TierHeld,
    TierShape,
)
from regulars.features.programs.facade import Sentence, told_ladder
from regulars.kit.calendars import month_label
from regulars.kit.instants import NEVER, datetime_of, maybe_datetime

MONTHS_SHOWN: Final = 12


def read_standing(account: Account) -> StandingShape:
    """Where the member stands on the program's first ladder."""
    ladder = account.program.ladders[0]
    standing = standing_on(account.state, ladder)
    level = ladder.level(standing.tier)
    return StandingShape(
        tier=TierHeld(
            **_tier(account, standing.tier).model_dump(),
            level=level,
            look=LookShape(**account.words.tier(standing.tier).look._asdict()),
        ),
        since=datetime_of(standing.since),
        in_grace=standing.is_in_grace,
        growth=_growth(account),
        next=_next(account, ladder, level),
        review=_review(account, ladder, standing),
        ladder=[
            LadderStep(
                key=tier.key,
                name=tier.name,
                color=tier.color,
                level=tier.level,
                requirements=[RequirementShape(**clause._asdict()) for clause in tier.requirements],
            )
            for tier in told_ladder(account.words.current, ladder.key)
        ],
        history=[
            HistoryStep(tier=_tier(account, change.tier), since=datetime_of(change.since), reason=wording.reason(change.reason))
            for change in reversed(standing.history)
        ],
        honours=read_honours(account),
        attempts=read_attempts(account),
        others=[_other(account, other) for other in account.program.ladders[1:]],
    )


def _other(account: Account, ladder: Ladder) -> OtherStanding:
    standing = standing_on(account.state, ladder)
    level = ladder.level(standing.tier)
    names = {held.key: held.name for held in account.words.current.document.ladders}
    return OtherStanding(
        ladder=ladder.key, name=Sentence(zh=names[ladder.key].zh, en=names[ladder.key].en),
        tier=TierAt(**_tier(account, standing.tier).model_dump(), level=level), since=datetime_of(standing.since),
        next=_next(account, ladder, level),
    )  # fmt: skip


def _tier(account: Account, key: str) -> TierShape:
    tier = account.words.tier(key)
    return TierShape(key=tier.key, name=tier.name, color=tier.color)


def _growth(account: Account) -> GrowthShape:
    wallet = next(iter(account.program.growth_wallets), "")
    held = account.state.growth.get(wallet) or GrowthBalance()
    this_month = account.program.calendar.month_of(account.instant)
    months = range(this_month - MONTHS_SHOWN + 1, this_month + 1)
    left = held.by_month()
    return GrowthShape(
        value=held.balance(),
        next_decay=_next_decay(account, wallet, held),
        by_dimension=[
            DimensionValue(key=key, name=name, value=held.of(key)) for key, name in account.words.dimensions(wallet).items()
        ],
        by_month=[MonthValue(month=month_label(month), value=left.get(month, 0)) for month in months],
    )


def _next_decay(account: Account, wallet: str, held: GrowthBalance) -> DecayShape | None:
    """What the next month start at which something may fade would take, at the tier held now."""
    extras, decay = account.state.extras, account.program.decays.get(wallet)
    if decay is None or extras is None or wallet not in extras.decays_at:
        return None
    at = extras.decays_at[wallet]
    rate = decay.tier_rates.get(standing_on(account.state, account.program.ladders[0]).tier)
    lost = losses(decay, held, account.program.calendar.month_of(at), rate)
    return DecayShape(at=datetime_of(at), points=sum(lost.values()))


def _next(account: Account, ladder: Ladder, level: int) -> NextTier | None:
    """The tier above, measured in the windows of this month, as an event of this moment would be."""
    if level + 1 == len(ladder.tiers):
        return None
    tier = ladder.tiers[level + 1]
    requirements = measure(account, tier.reach, account.program.calendar.month_of(account.instant), NO_MONTH)
    ways = ways_up(account, ladder, level)
    return NextTier(tier=_tier(account, tier.key), progress=ways[0].progress, requirements=requirements, ways=ways)


def _review(account: Account, ladder: Ladder, standing: Standing) -> Review | None:
    """The coming review, or the end of the grace after a missed one; measured in the months that it will judge."""
    if standing.due_at == NEVER:
        return None
    calendar = account.program.calendar
    month = standing.grace_from if standing.is_in_grace else calendar.month_of(standing.review_at) - 1
    keep = ladder.tiers[ladder.level(standing.tier)].keep
    tier = projected(account.state, ladder, account.program, account.instant)
    return Review(
        at=datetime_of(standing.due_at),
        grace_until=maybe_datetime(standing.grace_until),
        days_left=calendar.day_of(standing.due_at) - calendar.day_of(account.instant),
        projected_tier=_tier(account, tier),
        at_risk=ladder.level(tier) < ladder.level(standing.tier),
        keep=measure(account, keep, month, max(month, calendar.month_of(account.instant))),
    )
