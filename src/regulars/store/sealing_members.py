"""Sealing members of before: a database from a release without keys is sealed once, in parts, by the command that opens it next.

What was done stays done, and a run that was cut off is finished by the next. At the end the plain tables are gone and the rows
are written anew: nothing of them stays on disk but in the log of transactions, until the server recycles it.
"""

from __future__ import annotations

from typing import Final

import psycopg
from psycopg import Connection

from regulars.kit.problems import Problem
from regulars.store.database import Database
from regulars.store.exchange import Exchange
from regulars.store.held_identities import add_identities
from regulars.store.identities import Identity, normalise_identity
from regulars.store.member_keys import new_keys, store_new_keys
from regulars.store.names import NAMES, grams_of_name, seal_name
from regulars.store.vault import vault_of

MEMBERS_AT_ONCE: Final = 5_000
KIND_LENGTH: Final = 25


def seal_members_of_before(database: Database) -> int:
    """Seal the names and identities that lie in plain; returns how many members that were, 0 where there is nothing to do."""
    with database.snapshot() as connection:
        if connection.execute("SELECT to_regclass('plain_identity')").fetchone() == (None,):
            return 0
    done = 0
    while True:
        with database.transaction() as connection:
            part = _seal_part(connection)
        if not part:
            break
        done += part
    with psycopg.connect(database.url) as owner:
        owner.execute("DROP TABLE plain_identity")
        owner.execute("ALTER TABLE member DROP COLUMN plain_name")
    with psycopg.connect(database.url, autocommit=True) as alone:
        alone.execute("VACUUM FULL member")
    return done


def _spelt(kind: str, value: str) -> Identity:
    """An identity in today's spelling, which for phones was another one."""
    try:
        return normalise_identity(kind, value)
    except Problem:
        return Identity(kind, value)


def _seal_part(connection: Connection) -> int:
    rows = connection.execute(
        "SELECT member_id, plain_name FROM member WHERE plain_name IS NOT NULL ORDER BY member_id LIMIT %s FOR UPDATE",
        (MEMBERS_AT_ONCE,),
    ).fetchall()
    keys = new_keys(connection, [member_id for member_id, _ in rows])
    exchange = Exchange(connection)
    store_new_keys(exchange, keys)
    exchange.run()
    index = vault_of(connection).index(NAMES)
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE member SET plain_name = NULL, sealed_name = %s, name_grams = %s WHERE member_id = %s",
            [(seal_name(keys[member_id], name), grams_of_name(index, name), member_id) for member_id, name in rows],
        )
    named = connection.execute("DELETE FROM plain_identity WHERE member_id = ANY(%s) RETURNING *", (list(keys),)).fetchall()
    for kind, value, member_id in named:
        # Two spellings that were two members' identities are one by today's rules: the second stays to be seen, not to be found.
        if add_identities(connection, [(_spelt(kind, value), member_id)], keys):
            add_identities(connection, [(Identity(f"{kind[:KIND_LENGTH]}_before", value), member_id)], keys)
    return len(rows)
