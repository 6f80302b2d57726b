"""Moving: the name of a member who is merged into another. The survivor's stays unless the other's was chosen, or there is none.

A name that the survivor lost is kept with the merge, sealed under their key, until the merge is undone.
"""

from __future__ import annotations

from base64 import b64decode, b64encode

from psycopg import Connection

from regulars.features.merges.contracts import NAME, Kept, Mover, Moving
from regulars.store.member_keys import member_keys
from regulars.store.names import read_names, write_name

PLACE = "name before a merge"


def move(connection: Connection, moving: Moving) -> Kept:
    """Give the survivor the absorbed member's name, where it was chosen or fills a gap."""
    names = read_names(connection, [moving.survivor, moving.absorbed])
    own, theirs = names[moving.survivor], names[moving.absorbed]
    fills = not own and moving.profile != "survivor"
    if not theirs or own == theirs or not (fills or moving.chosen.get(NAME) == "absorbed"):
        return {}
    key = member_keys(connection, [moving.survivor])[moving.survivor]
    write_name(connection, moving.survivor, theirs)
    return {"before": b64encode(key.seal_text(own, PLACE)).decode()}


def move_back(connection: Connection, moving: Moving, kept: Kept) -> None:
    """Give the survivor their own name back, unless they have been given another one since."""
    names = read_names(connection, [moving.survivor, moving.absorbed])
    if names[moving.survivor] == names[moving.absorbed]:
        key = member_keys(connection, [moving.survivor])[moving.survivor]
        write_name(connection, moving.survivor, key.open_text(b64decode(kept["before"]), PLACE))


NAME_MOVER = Mover("name", move, move_back)
