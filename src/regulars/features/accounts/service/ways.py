"""Ways up: each that is enough by itself to rise to the next tier, the nearest first.

A tier that asks for `any` of several things has as many ways; a lift is another one while it can still be given. What a
condition bars is told last, with the condition.
"""

from __future__ import annotations

from collections.abc import Sequence

from regulars.core.conditions.sight import Sight
from regulars.core.grants import is_open
from regulars.core.ladders import Ladder, Requirement
from regulars.core.standings import sight_on
from regulars.core.state import NO_MONTH
from regulars.core.windows import measured
from regulars.features.accounts.contracts import Account
from regulars.features.accounts.standing_schemas import RequirementProgress, WayUp
from regulars.features.programs.facade import told_clauses


def ways_up(account: Account, ladder: Ladder, level: int) -> list[WayUp]:
    """The ways from a level to the one above it, measured in the windows of this month, as an event of this moment would be."""
    month = account.program.calendar.month_of(account.instant)
    sight = sight_on(ladder, account.state, account.program.calendar, account.instant)
    ways = _ways(account, ladder.tiers[level + 1].reach, month, sight)
    for lift in ladder.lifts:
        if is_open(account.state, ladder, lift, month):
            name = account.words.part("lift", lift.key).name
            named = {"lift": lift.key, "name": name}
            ways += [way.model_copy(update=named) for way in _ways(account, lift.when, month, sight)]
    return sorted(ways, key=lambda way: (way.holds is False, -way.progress))


def _ways(account: Account, requirement: Requirement, month: int, sight: Sight | None) -> list[WayUp]:
    """The alternatives of a requirement; the whole of it where it has none."""
    clauses = measure(account, requirement, month, NO_MONTH)
    if requirement.combinator == "all":
        return [_way(clauses, holds=_holds([requirement, *requirement.groups], sight))]
    groups = [None for _ in requirement.clauses] + list(requirement.groups)
    return [
        _way(
            [clause for clause in clauses if clause.part == part],
            holds=_holds([requirement, *([group] if group else [])], sight),
        )
        for part, group in enumerate(groups)
    ]


def _way(clauses: list[RequirementProgress], *, holds: bool | None) -> WayUp:
    return WayUp(lift=None, name=None, progress=progress(clauses), holds=holds, requirements=clauses)


def _holds(asked: Sequence[Requirement], sight: Sight | None) -> bool | None:
    conditions = [each.when for each in asked if each.when is not None]
    return all(condition.holds(sight) for condition in conditions) if conditions and sight is not None else None


def progress(requirements: Sequence[RequirementProgress]) -> float:
    """How far the bar is filled: of several parts the one furthest away where all are asked, the nearest where any is.

    Within a part of several clauses it is the other way round.
    """
    if not requirements:
        return 1.0
    parts: dict[int, list[float]] = {}
    for each in requirements:
        share = min(max(each.have, 0) / each.required, 1) if each.required else 1.0
        parts.setdefault(each.part, []).append(share)
    if requirements[0].group == "any":
        return max(min(shares) for shares in parts.values())
    return min(max(shares) for shares in parts.values())


def measure(account: Account, requirement: Requirement, month: int, up_to: int) -> list[RequirementProgress]:
    """What the member has toward each clause, seen from a month."""
    found = []
    for clause, told in zip(requirement.flat(), told_clauses(requirement, account.words.current.document), strict=True):
        have = measured(account.state, clause, month, up_to)
        missing = max(told.required - have, 0)
        found.append(RequirementProgress(**told._asdict(), have=have, missing=missing, met=not missing))
    return found
