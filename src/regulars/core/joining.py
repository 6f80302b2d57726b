"""Joining: how the parts of two members' states that are no sums become one, and come apart again.

`join` brings the absorbed member's in, `part` leaves the survivor with their own. What was not changed since the merge becomes
what it was before; what was changed since stays with the survivor.
"""

from __future__ import annotations

from typing import Any, Final

from regulars.core.erasing import ERASED
from regulars.core.extras import Attempt, Extras, Honour, Run
from regulars.core.grants import granted_level
from regulars.core.ladders import Ladder
from regulars.core.merge_policies import ATTRIBUTE, BIRTHDAY, MergePolicy
from regulars.core.merge_records import AbsorptionRecord
from regulars.core.moment import Moment
from regulars.core.standings import HISTORY_MAX, highest_reached, next_review, sight_on, standing_on
from regulars.core.state import NO_MONTH, Standing, State, TierChange
from regulars.core.strands import Strand
from regulars.kit.instants import NEVER

FREEZES: Final = {"": 0, "spend": 1, "all": 2, ERASED: 3}


def join(moment: Moment, brought: State, both: tuple[str, str], policy: MergePolicy) -> None:
    """Bring in everything of the absorbed member's that is no sum and no wallet; `both` are the ids of the two."""
    state = moment.state
    wins = winner(policy, state, brought)
    state.last_order_at = max(state.last_order_at, brought.last_order_at)
    state.last_active_at = max(state.last_active_at, brought.last_active_at)
    theirs, own = brought.extras or Extras(), state.extras
    if brought.extras is not None or (own is not None and own.referrer):
        own = state.opened()
        _join_profile(own, theirs, both, wins, policy)
        own.runs = _joined_runs(own.runs, theirs.runs)
        own.cards = own.cards + [card for card in theirs.cards if card.card_id not in {held.card_id for held in own.cards}]
        for task, attempt in theirs.attempts.items():
            own.attempts[task] = _further(own.attempts.get(task), attempt)
        for key, honour in theirs.honours.items():
            own.honours[key] = _longer(own.honours.get(key), honour)
        for ladder, granted in theirs.granted.items():
            own.granted[ladder] = {**granted, **own.granted.get(ladder, {})}
        own.holds.update(theirs.holds)
        own.frozen = max(own.frozen, theirs.frozen, key=_strictness)
    for ladder_on in moment.current.ladders:
        _join_standing(moment, ladder_on, brought, policy)


def winner(policy: MergePolicy, own: State, theirs: State) -> str:
    """Whose word holds where both told the same: `own` or `theirs`; `alone`: the survivor's, and its gaps stay gaps.

    When a birthday or an attribute was told is not remembered; whoever was active last is taken to know better.
    """
    if policy.profile == "survivor":
        return "alone"
    return "theirs" if policy.profile == "newest" and theirs.last_active_at > own.last_active_at else "own"


def _joined_birthday(own: Extras, theirs: Extras, wins: str, policy: MergePolicy) -> int:
    chosen = policy.chosen.get(BIRTHDAY, "")
    if chosen:
        told = own.birthday if chosen == "survivor" else theirs.birthday
        if told:
            return told
    if wins == "alone":
        return own.birthday
    return theirs.birthday or own.birthday if wins == "theirs" else own.birthday or theirs.birthday


def _joined_attributes(own: Extras, theirs: Extras, wins: str, policy: MergePolicy) -> dict[str, Any]:
    if wins == "alone":
        joined = own.attributes.copy()
    elif wins == "theirs":
        joined = {**own.attributes, **theirs.attributes}
    else:
        joined = {**theirs.attributes, **own.attributes}
    for field, chosen in policy.chosen.items():
        if field.startswith(ATTRIBUTE):
            name = field.removeprefix(ATTRIBUTE)
            told = own.attributes if chosen == "survivor" else theirs.attributes
            if name in told:
                joined[name] = told[name]
    return joined


def _join_profile(own: Extras, theirs: Extras, both: tuple[str, str], wins: str, policy: MergePolicy) -> None:
    """Birthday and attributes of both; who brought them is taken from the other, unless it was one of the two."""
    own.birthday = _joined_birthday(own, theirs, wins, policy)
    own.attributes = _joined_attributes(own, theirs, wins, policy)
    if not own.referrer and theirs.referrer not in both:
        own.referrer, own.converted_by = theirs.referrer, theirs.converted_by
    elif own.referrer in both:
        own.referrer = own.converted_by = ""


def _strictness(frozen: str) -> int:
    return FREEZES[frozen]


def _further(own: Attempt | None, theirs: Attempt) -> Attempt:
    if own is None or (own.is_done, own.progress) < (theirs.is_done, theirs.progress):
        return theirs
    return own


def _longer(own: Honour | None, theirs: Honour) -> Honour:
    return theirs if own is None or own.until < theirs.until else own


def _joined_runs(own: dict[str, list[Run]], theirs: dict[str, list[Run]]) -> dict[str, list[Run]]:
    """The days of both. Runs that touch are one run, which counts as rewarded as often as both were: merging rewards nothing."""
    joined: dict[str, list[Run]] = {}
    for rule in [*own, *(rule for rule in theirs if rule not in own)]:
        runs: list[Run] = []
        for run in sorted([*own.get(rule, []), *theirs.get(rule, [])], key=_first_day):
            if runs and run.first_day <= runs[-1].last_day + 1:
                runs[-1] = _one_run(runs[-1], run)
            else:
                runs.append(run)
        joined[rule] = runs
    return joined


def _first_day(run: Run) -> int:
    return run.first_day


def _one_run(first: Run, second: Run) -> Run:
    given = first.given.copy()
    for month, points in second.given.items():
        given[month] = given.get(month, 0) + points
    last = max(first.last_day, second.last_day)
    return Run(first.first_day, last, first.rewarded + second.rewarded, given)


def _join_standing(moment: Moment, ladder: Ladder, brought: State, policy: MergePolicy) -> None:
    """The standing that the policy chooses counts, whole: with its history, its review and its grace."""
    own, theirs = standing_on(moment.state, ladder), brought.standings.get(ladder.key)
    chosen = own
    if policy.tier == "recompute":
        chosen = _recomputed(moment, ladder, own, theirs)
    elif policy.tier == "higher" and theirs is not None and ladder.level(theirs.tier) > ladder.level(own.tier):
        chosen = theirs
    if chosen == own:
        return
    moment.state.standings[ladder.key] = chosen
    if chosen.tier != own.tier:
        moment.tell("tier.changed", {"ladder": ladder.key, "before": own.tier, "after": chosen.tier, "reason": "merged"})


def _recomputed(moment: Moment, ladder: Ladder, own: Standing, theirs: Standing | None) -> Standing:
    """The tier that the joined figures and what was granted come to now: as one of the two held it, or from now on."""
    calendar = moment.current.calendar
    months = [calendar.month_of(moment.now), moment.month]
    sight = sight_on(ladder, moment.state, calendar, moment.now)
    granted = granted_level(moment, ladder, months, sight)
    tier = ladder.tiers[highest_reached(moment.state, ladder, months, granted, sight)].key
    if tier == own.tier:
        return own
    if theirs is not None and tier == theirs.tier:
        return theirs
    due = next_review(moment.current, ladder, tier, moment.now)
    history = [*own.history, TierChange(moment.now, tier, "merged")][-HISTORY_MAX:]
    return Standing(tier, moment.now, tier, due, NO_MONTH, NEVER, history)


def part(moment: Moment, record: AbsorptionRecord, strand: Strand) -> State:
    """Leave the survivor with their own, and give what is the absorbed member's as they had it, with their cards as they are."""
    given = record.brought.copy()
    own, before, brought = moment.state.opened(), record.before.extras or Extras(), record.brought.extras or Extras()
    _part_profile(own, before, brought, winner(record.policy, record.before, record.brought), record.policy)
    if own.runs == _joined_runs(before.runs, brought.runs):
        own.runs = before.runs.copy()
    theirs = {card.card_id for card in brought.cards} | set(strand.cards)
    given.opened().cards = [card for card in own.cards if card.card_id in theirs]
    own.cards = [card for card in own.cards if card.card_id not in theirs]
    for task, attempt in brought.attempts.items():
        _put_back(own.attempts, task, _further(before.attempts.get(task), attempt), before.attempts)
    for key, honour in brought.honours.items():
        _put_back(own.honours, key, _longer(before.honours.get(key), honour), before.honours)
    # A title that ended meanwhile has turned into points already.
    given.opened().honours = {key: honour for key, honour in brought.honours.items() if honour.until > moment.now}
    for ladder, granted in brought.granted.items():
        kept = {cause: tier for cause, tier in own.granted.get(ladder, {}).items() if cause not in granted}
        if ladder in own.granted:
            kept.update({cause: tier for cause, tier in before.granted.get(ladder, {}).items() if cause in granted})
        own.granted.pop(ladder, None)
        if kept:
            own.granted[ladder] = kept
    if own.frozen == max(before.frozen, brought.frozen, key=_strictness):
        own.frozen = before.frozen
    for ladder_on in moment.current.ladders:
        _part_standing(moment, ladder_on, record)
    return given


def _part_profile(own: Extras, before: Extras, brought: Extras, wins: str, policy: MergePolicy) -> None:
    if own.birthday == _joined_birthday(before, brought, wins, policy):
        own.birthday = before.birthday
    joined = _joined_attributes(before, brought, wins, policy)
    for name in brought.attributes:
        if name in joined and joined[name] != before.attributes.get(name):
            _put_back(own.attributes, name, joined[name], before.attributes)
    if not before.referrer and own.referrer == brought.referrer:
        own.referrer = own.converted_by = ""
    elif before.referrer and not own.referrer:
        own.referrer, own.converted_by = before.referrer, before.converted_by


def _put_back(held: dict[str, Any], key: str, joined: object, before: dict[str, Any]) -> None:
    """What is still what the merge made of it becomes what it was before."""
    if key in held and held[key] == joined:
        del held[key]
        if key in before:
            held[key] = before[key]


def _part_standing(moment: Moment, ladder: Ladder, record: AbsorptionRecord) -> None:
    present, before = standing_on(moment.state, ladder), record.before.standings.get(ladder.key)
    if before is None or before == present or record.after.get(ladder.key) != present:
        return
    moment.state.standings[ladder.key] = before
    if before.tier != present.tier:
        told = {"ladder": ladder.key, "before": present.tier, "after": before.tier, "reason": "unmerged"}
        moment.tell("tier.changed", told)


def unreviewed(standing: Standing) -> Standing:
    """A standing that the clock leaves alone, for as long as its member is a part of another."""
    return Standing(standing.tier, standing.since, standing.secured, NEVER, NO_MONTH, NEVER, standing.history)
