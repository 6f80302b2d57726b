"""Moving: the profile of a member who is merged into another, by the policy of the merge; what is undone is as it was before.

What the survivor told and no longer holds is kept for that, sealed under their own key.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from psycopg import Connection

from regulars.core.merge_policies import Choice
from regulars.features.merges.contracts import FIELD, Kept, Mover, Moving
from regulars.features.profiles.contracts import Profile
from regulars.features.profiles.service.read import personal_keys, read_profile, write_profile
from regulars.store.member_keys import member_keys

PLACE = "profile before a merge"
NEVER_TOLD = 0


def fields_taken(
    connection: Connection, absorbed_id: UUID, survivor_id: UUID, policy: str, chosen: Mapping[str, Choice]
) -> tuple[str, ...]:
    """The fields that a survivor would have of the absorbed member, as the policy says and was chosen."""
    own, other = read_profile(connection, survivor_id), read_profile(connection, absorbed_id)
    return (*_filled(own, other, policy, chosen), *fields_replaced(own, other, policy, chosen))


def move(connection: Connection, moving: Moving) -> Kept:
    """Let the survivor know what only the absorbed member told, or told later."""
    own, other = read_profile(connection, moving.survivor), read_profile(connection, moving.absorbed)
    filled = _filled(own, other, moving.profile, moving.chosen)
    replaced = fields_replaced(own, other, moving.profile, moving.chosen)
    takes_contacts = own.kind == "enterprise" and moving.profile != "survivor"
    contacts = [contact for contact in other.contacts if contact not in own.contacts] if takes_contacts else []
    if not filled and not replaced and not contacts:
        return {}
    taken = [*filled, *replaced]
    after = own._replace(
        values=own.values | {key: other.values[key] for key in taken},
        told=own.told | {key: other.told[key] for key in taken if key in other.told},
        contacts=own.contacts + tuple(contacts),
    )
    write_profile(connection, moving.survivor, after, personal_keys(connection))
    kept: dict[str, Any] = {"filled": filled, "contacts": len(contacts)}
    if replaced:
        before = {key: [own.values[key], own.told.get(key, NEVER_TOLD)] for key in replaced}
        key = member_keys(connection, [moving.survivor])[moving.survivor]
        kept["replaced"] = b64encode(key.seal_text(json.dumps(before, ensure_ascii=False), PLACE)).decode()
    return kept


def move_back(connection: Connection, moving: Moving, kept: Kept) -> None:
    """Let the survivor forget what came along and is still as the absorbed member told it, and know again what they had told."""
    own, other = read_profile(connection, moving.survivor), read_profile(connection, moving.absorbed)
    before = _kept_before(connection, moving.survivor, kept)
    gone = {key for key in [*kept["filled"], *before] if own.values.get(key) == other.values.get(key)}
    values = {key: value for key, value in own.values.items() if key not in gone}
    told = {key: day for key, day in own.told.items() if key not in gone}
    for key, (value, day) in before.items():
        if key in gone:
            values[key] = value
            if day != NEVER_TOLD:
                told[key] = day
    contacts = tuple(contact for contact in own.contacts if not (kept["contacts"] and contact in other.contacts))
    after = own._replace(values=values, told=told, contacts=contacts)
    write_profile(connection, moving.survivor, after, personal_keys(connection))


def _filled(own: Profile, other: Profile, policy: str, chosen: Mapping[str, Choice]) -> list[str]:
    """What the absorbed member alone told."""
    return [
        key for key in other.values if key not in own.values and (policy != "survivor" or chosen.get(FIELD + key) == "absorbed")
    ]


def fields_replaced(own: Profile, other: Profile, policy: str, chosen: Mapping[str, Choice]) -> list[str]:
    """What both told, each something else, where the absorbed member's word holds: as chosen, or because they told it later."""

    def holds(key: str) -> bool:
        choice = chosen.get(FIELD + key)
        if choice is not None:
            return choice == "absorbed"
        return policy == "newest" and other.told.get(key, NEVER_TOLD) > own.told.get(key, NEVER_TOLD)

    return [key for key, value in other.values.items() if key in own.values and own.values[key] != value and holds(key)]


def _kept_before(connection: Connection, survivor_id: UUID, kept: Kept) -> dict[str, tuple[Any, int]]:
    if "replaced" not in kept:
        return {}
    key = member_keys(connection, [survivor_id])[survivor_id]
    found: dict[str, tuple[Any, int]] = json.loads(key.open_text(b64decode(kept["replaced"]), PLACE))
    return found


PROFILE_MOVER = Mover("profile", move, move_back)
