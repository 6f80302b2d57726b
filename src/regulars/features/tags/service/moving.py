"""Moving: the tags that a member was given by hand, when they are merged into another. Rules see to theirs by themselves."""

from __future__ import annotations

from uuid import UUID

from psycopg import Connection

from regulars.features.merges.contracts import Kept, Mover, Moving
from regulars.features.tags import queries
from regulars.features.tags.service.evaluate import facts_about


def move(connection: Connection, moving: Moving) -> Kept:
    """Give the survivor the absorbed member's tags that they do not bear."""
    own = {borne.key for borne in queries.select_borne(connection, [moving.survivor])}
    theirs = [borne.key for borne in queries.select_borne(connection, [moving.absorbed]) if not borne.is_rule]
    given = [key for key in theirs if key not in own]
    for key in theirs:
        _change(connection, key, moving, moving.absorbed, is_given=False)
    for key in given:
        _change(connection, key, moving, moving.survivor, is_given=True)
    return {"theirs": theirs, "given": given} if theirs else {}


def move_back(connection: Connection, moving: Moving, kept: Kept) -> None:
    """Give the absorbed member their tags again, and take from the survivor what they had from there."""
    for key in kept["given"]:
        _change(connection, key, moving, moving.survivor, is_given=False)
    for key in kept["theirs"]:
        _change(connection, key, moving, moving.absorbed, is_given=True)


def _change(connection: Connection, key: str, moving: Moving, member_id: UUID, *, is_given: bool) -> None:
    tag = queries.lock_tag(connection, key)
    if tag is None or tag.condition is not None:
        return  # it was deleted since, or a rule gives it now
    entered, left = facts_about(tag, moving.by, "staff", moving.at)
    if is_given:
        queries.give_to(connection, tag.tag_no, [member_id], moving.by, moving.at, entered)
    else:
        queries.take_from(connection, tag.tag_no, [member_id], left)


TAGS_MOVER = Mover("tags", move, move_back)
