"""Faults of a ladder: reviews that cannot happen, tiers that cannot be reached, lifts to nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from regulars.core.conditions.catalogue import Catalogue
from regulars.features.programs.conditions import ALWAYS_KNOWN, condition_faults
from regulars.features.programs.ladders import Ladder
from regulars.kit.problems import FieldError, one_of
from regulars.kit.yaml_source import Path, YamlSource


def ladder_faults(ladder: Ladder, catalogue: Catalogue, path: Path, source: YamlSource) -> Iterator[FieldError]:
    """Every fault of one ladder."""
    keys = [tier.key for tier in ladder.tiers]
    if ladder.on_miss not in ("one_down", "reseat", *keys):
        yield source.error((*path, "on_miss"), f"{ladder.on_miss} is no tier", one_of(["one_down", "reseat", *keys]))
    if (ladder.review == "months_from_attainment") != (ladder.review_months > 0):
        expected = "a number above 0 with it, else none"
        yield source.error((*path, "review_months"), "`review_months` goes with `review: months_from_attainment`", expected)
    if ladder.granted_months and ladder.review == "never":
        yield source.error(
            (*path, "granted_months"), "no tier of this ladder is ever reviewed", "a `review`, or no `granted_months`"
        )
    if ladder.notice_days and ladder.review == "never":
        yield source.error((*path, "notice_days"), "no tier of this ladder is ever reviewed", "a `review`, or no `notice_days`")
    yield from _lift_faults(ladder, path, source)
    for where, requirement in ladder.requirements():
        for inside, when in requirement.conditions():
            yield from condition_faults(when, catalogue, ALWAYS_KNOWN, (*path, *where, *inside), source)
    for level, tier in enumerate(ladder.tiers):
        if not level and (tier.reach or tier.keep):
            yield source.error((*path, "tiers", 0), "everybody starts on the first tier", "a first tier without reach and keep")
        if level and tier.reach is None:
            yield source.error((*path, "tiers", level), "it is not said how this tier is reached", "`reach`")


def _lift_faults(ladder: Ladder, path: Path, source: YamlSource) -> Iterator[FieldError]:
    above = [tier.key for tier in ladder.tiers[1:]]
    for number, lift in enumerate(ladder.lifts):
        where = (*path, "lifts", number)
        if not above:
            yield source.error(where, "there is no tier to be lifted to", "a second tier")
        elif lift.up_to and lift.up_to not in above:
            yield source.error((*where, "up_to"), f"{lift.up_to} is no tier to be lifted to", one_of(above))
        if any(clause.window != lift.per for clause in lift.when.clauses()):
            message = f"once per {lift.per}, but it looks at another window"
            yield source.error((*where, "when"), message, f"`window: {lift.per}` in every clause")
