"""Looking a member up by phone among a million members with five identities each.

The rows are written straight into the table, as wide as real ones. Phones have real tokens; those of the other kinds, and what is
sealed, nobody asks for here.
"""

from __future__ import annotations

import random
import time
from statistics import quantiles
from typing import Any, Final

from bench.million import Million
from regulars.store.exchange import Exchange
from regulars.store.identities import normalise_identity, tail_of, token_of
from regulars.store.members import find_members
from regulars.store.rows import Table
from regulars.store.vault import vault_of

LOOK_UPS: Final = 2_000
AT_ONCE: Final = 100_000
SEALED_BYTES: Final = 42
OTHERS: Final = ("card_no", "openid", "unionid", "pos_id")
"""What else each of them is known by."""
_HELD: Final = Table("member_identity", token="bytea", kind="word", member_id="uuid", sealed="bytea", tail="int4")  # noqa: S106 - a kind of column


def measure(base: Million) -> dict[str, Any]:
    """Milliseconds of one look-up, each of a phone number as somebody writes it."""
    for first in range(0, len(base.member_ids), AT_ONCE):
        _add_phones(base, first)
    _add_others(base)
    base.analyze()
    chance, times = random.Random(5), []
    with base.database.snapshot() as connection:
        for _ in range(LOOK_UPS):
            number = chance.randrange(len(base.member_ids))
            began = time.perf_counter()
            identity = normalise_identity("phone", _phone(number))
            found = find_members(connection, [identity])
            times.append(time.perf_counter() - began)
            assert found == {identity: base.member_ids[number]}
    return {
        "identity_lookup_ms_p95": round(quantiles(times, n=20)[-1] * 1000, 3),
        "look_up": base.about() | {
            "identities": (1 + len(OTHERS)) * len(base.member_ids), "look_ups": LOOK_UPS, "repeat": "python -m bench look_up",
        },
    }  # fmt: skip


def _add_phones(base: Million, first: int) -> None:
    """Give some members a phone number."""
    with base.database.transaction() as connection:
        index = vault_of(connection).index()
        rows = _HELD.rows()
        for number, member_id in enumerate(base.member_ids[first : first + AT_ONCE], start=first):
            identity = normalise_identity("phone", _phone(number))
            rows.add((token_of(index, identity.value), identity.kind, member_id, bytes(SEALED_BYTES), tail_of(index, identity)))
        exchange = Exchange(connection)
        _HELD.append(exchange, rows)
        exchange.run()


def _add_others(base: Million) -> None:
    """Give everybody an identity of each other kind, with a token by chance."""
    with base.database.transaction() as connection:
        connection.execute(
            "INSERT INTO member_identity (token, kind, member_id, sealed)"
            " SELECT uuid_send(gen_random_uuid()), kind, member_id, decode(repeat('00', %s), 'hex')"
            " FROM member CROSS JOIN unnest(%s::text[]) AS other (kind)",
            (SEALED_BYTES, list(OTHERS)),
        )


def _phone(number: int) -> str:
    return f"139{number:08d}"
