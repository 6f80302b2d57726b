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
from regulars.core.state import GrowthBalance, State, shift_in
from regulars.kit.instants import NEVER
from regulars.kit.ratio import Ratio

NO_MONTHS: Final[dict[int, int]] = {}


def losses(decay: Decay, growth: GrowthBalance, month: int, rate: Ratio | None) -> dict[int, int]:
    """What is lost of each month at the start of `month`, at the rate of the tier held; each loss is rounded down.

    >>> year = GrowthBalance({"spend": {12 * 2024 + month: 100 for month in range(12)}})
    >>> sum(losses(Decay(12, Ratio(1, 5)), year, 12 * 2025, None).values())
    120
    """
    left = growth.by_month()
    lost: dict[int, int] = {}
    if decay.window_months:
        first = month - decay.window_months + 1
        for held in sorted(left):
            if held < first:
                lost[held] = left[held]
            elif held == first and decay.fade is not None:
                lost[held] = decay.fade.of(left[held])
    if rate is not None:
        due = rate.of(growth.balance() - sum(lost.values()))
        for held in sorted(left):
            part = min(due, left[held] - lost.get(held, 0))
            lost[held] = lost.get(held, 0) + part
            due -= part
    return {held: part for held, part in lost.items() if part}


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
    for wallet, at in sorted(extras.decays_at.items()):
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
    month = _next_month(decay, moment.growth(wallet), this_month)
    if month <= this_month:
        return
    due = calendar.month_start(month)
    known = moment.state.opened().decays_at
    if due < known.get(wallet, NEVER):
        known[wallet] = due
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
    growth = moment.growth(wallet)
    left = growth.by_month().get(month, 0)
    if decay.window_months and month < first and left:
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
    for month, loss in sorted(lost.items()):
        parts = [(dimension, months[month]) for dimension, months in sorted(growth.parts.items()) if month in months]
        total = 0
        for _, held in parts:
            total += held
        passed = 0
        for dimension, held in parts:
            part = loss * (passed + held) // total - loss * passed // total
            passed += held
            shift_in(growth.parts, dimension, month, -part)
            shift_in(faded, dimension, month, part)
    changes = [LotChange(month, -loss) for month, loss in sorted(lost.items())]
    moment.enter(wallet, "decay", -sum(lost.values()), changes)


def _forget(extras: Extras, wallet: str, decay: Decay, month: int) -> None:
    """What faded in months that have left the window need not be remembered: nothing of them can come back."""
    faded = extras.faded.get(wallet)
    if faded is None:
        return
    if decay.window_months:
        for dimension, months in list(faded.items()):
            kept = {held: part for held, part in months.items() if held > month - decay.window_months}
            if kept:
                faded[dimension] = kept
            else:
                del faded[dimension]
    if not faded:
        del extras.faded[wallet]
