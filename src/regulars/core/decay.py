"""Decay: growth that fades at the start of a month - what is older than the window, a share of its oldest month, a share by tier.

What is lost is taken month by month, the oldest first, and within a month from each source in proportion. How much of every month
and source has faded is remembered, so that a refund takes back only what is left of what its order gave.
"""

from __future__ import annotations

from typing import Final

from regulars.core.entries import LotChange
from regulars.core.extras import Extras
from regulars.core.moment import Moment
from regulars.core.program import Decay
from regulars.core.standings import standing_on
from regulars.core.state import GrowthBalance, State, in_order, shift_in
from regulars.kit.instants import NEVER
from regulars.kit.ratio import Ratio

NO_MONTHS: Final[dict[int, int]] = {}


def losses(decay: Decay, growth: GrowthBalance, month: int, rate: Ratio | None) -> dict[int, int]:
    """What is lost of each month at the start of `month`, at the rate of the tier held; each loss is rounded down.

    >>> year = GrowthBalance({"spend": {12 * 2024 + month: 100 for month in range(12)}})
    >>> sum(losses(Decay(12, Ratio(1, 5)), year, 12 * 2025, None).values())
    120
    """
    left = sorted(growth.by_month().items())
    first = month - decay.window_months + 1 if decay.window_months else 0
    lost: dict[int, int] = {}
    rest = 0
    for held, value in left:
        rest += value
        loss = 0
        if held < first:
            loss = value
        elif held == first and decay.fade is not None:
            loss = decay.fade.of(value)
        if loss:
            lost[held] = loss
            rest -= loss
    due = 0 if rate is None else rate.of(rest)
    for held, value in left:
        if not due:
            break
        known = lost.get(held, 0)
        part = min(due, value - known)
        if part:
            lost[held] = known + part
            due -= part
    return lost


def rate_now(state: State, decay: Decay, moment: Moment) -> Ratio | None:
    """The monthly rate of the tier held; None where nothing is lost by tier."""
    if not decay.tier_rates:
        return None
    return decay.tier_rates.get(standing_on(state, moment.program.ladders[0]).tier)


def decay_due(moment: Moment) -> None:
    """Let the growth fade whose month start has come, and note when it fades next."""
    extras = moment.state.extras
    if extras is None or not extras.decays_at:
        return
    for wallet, at in in_order(extras.decays_at):
        if at > moment.now:
            continue
        del extras.decays_at[wallet]
        decay = moment.program.decays.get(wallet)
        if decay is None:
            continue
        growth = moment.growth(wallet)
        lost = losses(decay, growth, moment.month, rate_now(moment.state, decay, moment))
        if lost:
            _lose(moment, wallet, growth, lost)
            moment.tell("growth.decayed", {"wallet": wallet, "points": sum(lost.values())})
        _forget(extras, wallet, decay, moment.month)
        watch(moment, wallet)


def watch(moment: Moment, wallet: str) -> None:
    """Note the first month start at which something of a wallet may fade, unless an earlier one is noted."""
    decay = moment.current.decays.get(wallet)
    if decay is None:
        return
    calendar = moment.current.calendar
    this_month = calendar.month_of(moment.now)
    extras = moment.state.extras
    known = NEVER if extras is None else extras.decays_at.get(wallet, NEVER)
    if known <= calendar.month_start(this_month + 1):
        return
    month = _next_month(decay, moment.growth(wallet), this_month)
    if month <= this_month:
        return
    due = calendar.month_start(month)
    if due < known:
        moment.state.opened().decays_at[wallet] = due
        moment.is_due_by(due)


def watch_all(moment: Moment) -> None:
    """A new version may have brought decay for growth that is already there."""
    for wallet in moment.current.decays:
        if wallet in moment.state.growth:
            watch(moment, wallet)


def lose_late(moment: Moment, wallet: str, month: int) -> None:
    """Growth given late to a month that has left the window is gone at once."""
    decay = moment.current.decays[wallet]
    first = moment.current.calendar.month_of(moment.now) - decay.window_months + 1
    if not decay.window_months or month >= first:
        return
    growth = moment.growth(wallet)
    left = growth.by_month().get(month, 0)
    if left:
        _lose(moment, wallet, growth, {month: left})
        _forget(moment.state.opened(), wallet, decay, first + decay.window_months - 1)


def still_there(state: State, wallet: str, dimension: str, month: int, points: int) -> int:
    """How much of `points` once given is left to be taken back, as far as its month and source have not faded."""
    growth = state.growth.get(wallet)
    left = 0 if growth is None else growth.parts.get(dimension, NO_MONTHS).get(month, 0)
    faded = {} if state.extras is None else state.extras.faded.get(wallet, {})
    given = left + faded.get(dimension, NO_MONTHS).get(month, 0)
    if given <= points:
        return left
    return left - left * (given - points) // given


def unfade(state: State, wallet: str, dimension: str, month: int, change: int) -> None:
    """Forget what had faded of growth that is taken back."""
    if state.extras is None or wallet not in state.extras.faded:
        return
    faded = state.extras.faded[wallet]
    held = faded.get(dimension, NO_MONTHS).get(month, 0)
    if held:
        shift_in(faded, dimension, month, -min(held, change))
        if not faded:
            del state.extras.faded[wallet]


def _next_month(decay: Decay, growth: GrowthBalance, month: int) -> int:
    """The first month after `month` at whose start something may be lost; `month` itself for never."""
    if decay.highest_rate is not None and decay.highest_rate.of(growth.balance()):
        return month + 1
    left = growth.by_month()
    if not decay.window_months or not left:
        return month
    leaves = min(left) + decay.window_months
    return max(leaves - 1 if decay.fade is not None else leaves, month + 1)


def _lose(moment: Moment, wallet: str, growth: GrowthBalance, lost: dict[int, int]) -> None:
    faded = moment.state.opened().faded.setdefault(wallet, {})
    dimensions = in_order(growth.parts)
    changes: list[LotChange] = []
    points = 0
    for month, loss in sorted(lost.items()):
        changes.append(LotChange(month, -loss))
        points -= loss
        parts = [(dimension, months[month]) for dimension, months in dimensions if month in months]
        total = 0
        for _, held in parts:
            total += held
        passed = 0
        for dimension, held in parts:
            part = loss * (passed + held) // total - loss * passed // total
            passed += held
            shift_in(growth.parts, dimension, month, -part)
            shift_in(faded, dimension, month, part)
    moment.enter(wallet, "decay", points, changes)


def _forget(extras: Extras, wallet: str, decay: Decay, month: int) -> None:
    """What faded in months that have left the window need not be remembered: nothing of them can come back."""
    faded = extras.faded.get(wallet)
    if faded is None:
        return
    if decay.window_months:
        last_gone = month - decay.window_months
        for dimension, months in list(faded.items()):
            for held in [held for held in months if held <= last_gone]:
                del months[held]
            if not months:
                del faded[dimension]
    if not faded:
        del extras.faded[wallet]
