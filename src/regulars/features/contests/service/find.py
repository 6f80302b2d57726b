"""Find: the contests of the program in force, where each has come to, and who is how far."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.core.ladders import Contest
from regulars.features.contests import queries
from regulars.features.contests.contracts import Closing, ContestState, Held
from regulars.features.context import AppContext
from regulars.features.programs.facade import in_force
from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem, one_of

PLACES_MAX: Final = 200


def find_contests(context: AppContext, connection: Connection) -> list[Held]:
    """Every contest of the program in force, in the order of its text."""
    published = context.programs.published(connection)
    if not published:
        return []
    now = context.ledger.now(connection)
    version = in_force(published, now)
    program = version.program
    day = program.calendar.day_of(instant_of(now))
    closings = {(each.honour, each.first_day): each for each in queries.select_closings(connection)}
    found = []
    for key, contest in program.contests.items():
        closing = closings.get((key, contest.first_day))
        found.append(Held(version, program.limited_honours[key], contest, _state(contest, day, closing), closing))
    return found


def find_contest(context: AppContext, connection: Connection, honour: str) -> Held:
    """One of them; Problem `contest_unknown`."""
    contests = {each.honour.key: each for each in find_contests(context, connection)}
    if honour not in contests:
        field = FieldError("honour", f"no contest is held for {honour[:64]}", one_of(list(contests) or ["none"]))
        raise Problem("contest_unknown", "There is no such contest.", errors=(field,))
    return contests[honour]


def standing(connection: Connection, held: Held, count_max: int) -> list[tuple[UUID, int]]:
    """Who is furthest, with at least as much as winning takes; whoever is frozen is passed over."""
    return queries.select_standing(connection, held.honour.key, held.contest.at_least, count_max)


def _state(contest: Contest, day: int, closing: Closing | None) -> ContestState:
    if closing is not None:
        return "closed"
    if day < contest.first_day:
        return "coming"
    return "running" if day <= contest.last_day else "over"
