"""Moving: the profile of a member who is merged into another fills the gaps of theirs; what is undone is a gap again."""

from __future__ import annotations

from psycopg import Connection

from regulars.features.merges.contracts import Kept, Mover, Moving
from regulars.features.profiles.service.read import personal_keys, read_profile, write_profile


def move(connection: Connection, moving: Moving) -> Kept:
    """Let the survivor know what only the absorbed member told."""
    own, other = read_profile(connection, moving.survivor), read_profile(connection, moving.absorbed)
    filled = [key for key in other.values if key not in own.values]
    contacts = [contact for contact in other.contacts if contact not in own.contacts] if own.kind == "enterprise" else []
    if not filled and not contacts:
        return {}
    after = own._replace(
        values=own.values | {key: other.values[key] for key in filled},
        told=own.told | {key: other.told[key] for key in filled if key in other.told},
        contacts=own.contacts + tuple(contacts),
    )
    write_profile(connection, moving.survivor, after, personal_keys(connection))
    return {"filled": filled, "contacts": len(contacts)}


def move_back(connection: Connection, moving: Moving, kept: Kept) -> None:
    """Let the survivor forget what came along and is still as the absorbed member told it."""
    own, other = read_profile(connection, moving.survivor), read_profile(connection, moving.absorbed)
    gone = {key for key in kept["filled"] if own.values.get(key) == other.values.get(key)}
    after = own._replace(
        values={key: value for key, value in own.values.items() if key not in gone},
        told={key: day for key, day in own.told.items() if key not in gone},
        contacts=tuple(contact for contact in own.contacts if not (kept["contacts"] and contact in other.contacts)),
    )
    write_profile(connection, moving.survivor, after, personal_keys(connection))


PROFILE_MOVER = Mover("profile", move, move_back)
