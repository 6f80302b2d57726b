"""Whatever somebody changes in the history of entries, anywhere: verification names the member and the entry."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection, sql

from regulars.ledger.checkpoints import make_checkpoint
from regulars.ledger.sweep import sweep
from regulars.ledger.verification import Difference, verify
from regulars.store.checkpoints import Checkpoint, read_checkpoint
from tests.ledger.shop import DELAYED, TODAY, Shop, days, order
from tests.ledger.tampering import NAMES, QUIET, Change, entry_numbers, fill, found, hash_anew, keep, tampered
from tests.support.databases import DatabaseServer

TEXTS = ["wallet", "kind", "rule", "reference", "lots"]
NUMBERS = ["amount", "debt_change", "program_version"]
BUSY = NAMES[:-1]
PRINTABLE = st.characters(min_codepoint=32, max_codepoint=126)
THOROUGH = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def shop(database_server: DatabaseServer) -> Iterator[Shop]:
    """Give a shop with a history and two checkpoints."""
    with database_server.fresh_database() as database:
        shop = Shop(database, DELAYED.replace("pending_days: 7", "pending_days: 0"))
        fill(shop, lambda: make_checkpoint(shop.ledger))
        keep(shop)
        yield shop


def ids(shop: Shop) -> dict[str, UUID]:
    return {name: shop.member_id(name) for name in NAMES}


@st.composite
def places(draw: st.DrawFn, shop: Shop) -> tuple[UUID, int]:
    """Any entry of anybody."""
    member_id = shop.member_id(draw(st.sampled_from(BUSY)))
    return member_id, draw(st.sampled_from(entry_numbers(shop, member_id)))


def update(place: tuple[UUID, int], column: str, value: object) -> Change:
    """Put a value into a column of an entry."""
    statement = sql.SQL("UPDATE entry SET {} = %s WHERE member_id = %s AND entry_no = %s").format(sql.Identifier(column))
    return lambda connection: connection.execute(statement, (value, *place))


def value_of(shop: Shop, place: tuple[UUID, int], column: str):
    with shop.database.snapshot() as connection:
        row = connection.execute(
            sql.SQL("SELECT {} FROM entry WHERE member_id = %s AND entry_no = %s").format(sql.Identifier(column)), place
        ).fetchone()
    assert row is not None
    return row[0]


def named(differences: list[Difference]) -> list[tuple[UUID | None, int | None]]:
    return [(difference.member_id, difference.entry_no) for difference in differences]


def test_untouched_base__has_no_difference(shop: Shop):
    told: list[int] = []
    assert list(verify(shop.ledger, progress=told.append)) == []
    assert sum(told) == len(NAMES)


@THOROUGH
@given(data=st.data())
def test_one_character__of_any_text_of_any_entry(shop: Shop, data: st.DataObject):
    place, column = data.draw(places(shop)), data.draw(st.sampled_from(TEXTS))
    text = value_of(shop, place, column)
    if text is None:
        changed = data.draw(st.text(PRINTABLE))
    else:
        at = data.draw(st.integers(0, len(text) - 1))
        character = data.draw(PRINTABLE.filter(lambda drawn: drawn != text[at]))
        changed = text[:at] + character + text[at + 1 :]
    assert named(found(shop, update(place, column, changed))) == [place]


@THOROUGH
@given(data=st.data())
def test_one_digit__of_any_number_of_any_entry(shop: Shop, data: st.DataObject):
    place, column = data.draw(places(shop)), data.draw(st.sampled_from(NUMBERS))
    step = data.draw(st.integers(0, 8).map(lambda power: 10**power)) * data.draw(st.sampled_from([1, -1]))
    assert named(found(shop, update(place, column, value_of(shop, place, column) + step))) == [place]


@THOROUGH
@given(data=st.data())
def test_one_bit__of_any_hash(shop: Shop, data: st.DataObject):
    place, bit = data.draw(places(shop)), data.draw(st.integers(0, 255))
    digest = bytearray(value_of(shop, place, "hash"))
    digest[bit // 8] ^= 1 << bit % 8
    assert named(found(shop, update(place, "hash", bytes(digest)))) == [place]


@THOROUGH
@given(data=st.data())
def test_one_instant__by_as_little_as_a_microsecond(shop: Shop, data: st.DataObject):
    place = data.draw(places(shop))
    shift = data.draw(st.sampled_from(["1 microsecond", "-1 second", "1 day", "8 hours", "infinity", "20000 years"]))
    change = "UPDATE entry SET at = at + %s::interval WHERE member_id = %s AND entry_no = %s"
    assert named(found(shop, lambda connection: connection.execute(change, (shift, *place)))) == [place]


@THOROUGH
@given(data=st.data())
def test_event_behind_an_entry__exchanged_or_renamed(shop: Shop, data: st.DataObject):
    place = data.draw(places(shop))
    event_no = value_of(shop, place, "event_no")
    other = data.draw(st.sampled_from([None, event_no + 1, event_no - 1, 99]))
    assert named(found(shop, update(place, "event_no", other))) == [place]
    rename = "UPDATE event SET {} = {} || 'x' WHERE member_id = %s AND event_no = %s"
    column = data.draw(st.sampled_from(["source", "event_id"]))
    first = (
        place[0],
        min(number for number in entry_numbers(shop, place[0]) if value_of(shop, (place[0], number), "event_no") == event_no),
    )
    renamed = found(shop, lambda connection: connection.execute(rename.format(column, column), (place[0], event_no)))
    assert named(renamed) == [first]
    gone = "DELETE FROM event WHERE member_id = %s AND event_no = %s"
    assert named(found(shop, lambda connection: connection.execute(gone, (place[0], event_no)))) == [first]


@THOROUGH
@given(data=st.data())
def test_two_entries_swapped(shop: Shop, data: st.DataObject):
    member_id = shop.member_id(data.draw(st.sampled_from(BUSY)))
    numbers = entry_numbers(shop, member_id)
    first, second = sorted(data.draw(st.lists(st.sampled_from(numbers), min_size=2, max_size=2, unique=True)))

    def swap(connection: Connection) -> None:
        for before, after in ((first, -1), (second, first), (-1, second)):
            connection.execute(
                "UPDATE entry SET entry_no = %s WHERE member_id = %s AND entry_no = %s", (after, member_id, before)
            )

    assert named(found(shop, swap)) == [(member_id, first)]


def drop(member_id: UUID, entry_no: int) -> Change:
    return lambda connection: connection.execute(
        "DELETE FROM entry WHERE member_id = %s AND entry_no = %s", (member_id, entry_no)
    )


@THOROUGH
@given(data=st.data())
def test_entry_dropped__from_anywhere(shop: Shop, data: st.DataObject):
    place = data.draw(places(shop))
    assert named(found(shop, drop(*place))) == [place]


@pytest.mark.parametrize("name", BUSY)
def test_last_entry_dropped__with_the_state_set_back(shop: Shop, name: str):
    member_id = shop.member_id(name)
    *_, before, last = entry_numbers(shop, member_id)

    def forge(connection: Connection) -> None:
        drop(member_id, last)(connection)
        connection.execute("UPDATE member_state SET entry_no = %s WHERE member_id = %s", (before, member_id))
        hash_anew(connection, member_id)

    assert named(found(shop, forge)) == [(member_id, last)]


@pytest.mark.parametrize("name", NAMES)
def test_member_dropped__with_all_that_is_theirs(shop: Shop, name: str):
    member_id = shop.member_id(name)

    def forge(connection: Connection) -> None:
        for table in ("entry", "event", "member_document", "member_state", "member_identity", "member_key", "member"):
            connection.execute(f"DELETE FROM {table} WHERE member_id = %s", (member_id,))

    assert named(found(shop, forge)) == [(member_id, None if name == QUIET else 1)]


def test_entries_slipped_in__of_nobody_and_before_the_first(shop: Shop):
    ann = shop.member_id("ann")
    stranger = UUID("00000000-0000-7000-8000-000000000001")
    copy = (
        "INSERT INTO entry SELECT %s, %s, event_no, wallet, kind, amount, lots, debt_change, rule, program_version, at,"
        " recorded_at, reference, hash FROM entry WHERE member_id = %s AND entry_no = 1"
    )
    assert named(found(shop, lambda connection: connection.execute(copy, (stranger, 1, ann)))) == [(stranger, 1)]
    assert named(found(shop, lambda connection: connection.execute(copy, (ann, 0, ann)))) == [(ann, 0)]
    last = entry_numbers(shop, ann)[-1]
    assert named(found(shop, lambda connection: connection.execute(copy, (ann, last + 1, ann)))) == [(ann, last + 1)]


LEAVES_ANEW = (
    "UPDATE ledger_checkpoint_leaf AS l SET head = e.hash FROM entry AS e"
    " WHERE e.member_id = l.member_id AND e.entry_no = l.entry_no"
)


@THOROUGH
@given(data=st.data(), is_thorough=st.booleans())
def test_entry_edited__and_everything_behind_it_hashed_anew(shop: Shop, data: st.DataObject, is_thorough: bool):
    place = data.draw(places(shop))

    def forge(connection: Connection) -> None:
        update(place, "amount", value_of(shop, place, "amount") + 1)(connection)
        hash_anew(connection, place[0])
        if is_thorough:
            connection.execute(LEAVES_ANEW)

    assert place in named(found(shop, forge))
    assert {member_id for member_id, _ in named(found(shop, forge))} <= {place[0], None}


@THOROUGH
@given(data=st.data())
def test_entry_edited_with_its_event__is_named_by_the_span_between_checkpoints(shop: Shop, data: st.DataObject):
    """Where the events were changed as well, nobody can say more than between which checkpoints it happened."""
    ann = shop.member_id("ann")
    with shop.database.snapshot() as connection:
        (first_end,) = connection.execute(
            "SELECT entry_no FROM ledger_checkpoint_leaf WHERE member_id = %s AND checkpoint_no = 1", (ann,)
        ).fetchone() or (0,)
    place = (ann, data.draw(st.sampled_from(entry_numbers(shop, ann))))

    def forge(connection: Connection) -> None:
        update(place, "amount", value_of(shop, place, "amount") + 1)(connection)
        hash_anew(connection, ann)
        connection.execute("UPDATE event SET body = '{' WHERE member_id = %s", (ann,))

    (difference,) = found(shop, forge)
    assert difference.member_id == ann
    assert difference.entry_no == (1 if place[1] <= first_end else first_end + 1)
    assert "or a later one" in difference.what


RECORDS = {
    "root": "UPDATE ledger_checkpoint SET root = sha256('x') WHERE checkpoint_no = 1",
    "time": "UPDATE ledger_checkpoint SET at = at - interval '1 day' WHERE checkpoint_no = 1",
    "members": "UPDATE ledger_checkpoint SET members = members - 1 WHERE checkpoint_no = 2",
    "hash": "UPDATE ledger_checkpoint SET hash = sha256('x') WHERE checkpoint_no = 1",
    "link": "UPDATE ledger_checkpoint SET previous = sha256('x') WHERE checkpoint_no = 2",
    "first one dropped": "DELETE FROM ledger_checkpoint WHERE checkpoint_no = 1",
    "leaf": "DELETE FROM ledger_checkpoint_leaf WHERE checkpoint_no = 2",
    "block": "UPDATE ledger_checkpoint_block SET root = sha256('x') WHERE checkpoint_no = 2",
}


@pytest.mark.parametrize("statement", RECORDS.values(), ids=RECORDS)
def test_checkpoint_changed__is_found(shop: Shop, statement: str):
    differences = found(shop, lambda connection: connection.execute(statement))
    assert differences
    assert all(difference.member_id is None for difference in differences)


def test_everything_forged__is_found_against_a_checkpoint_kept_elsewhere(shop: Shop):
    """Entry, chain, state, leaves and all checkpoints made anew: the base agrees with itself, and not with the file."""
    with shop.database.snapshot() as connection:
        kept = read_checkpoint(connection)
    assert kept is not None
    ann = shop.member_id("ann")

    def forge(connection: Connection) -> None:
        update((ann, 1), "rule", "check_in")(connection)
        hash_anew(connection, ann)
        for table in ("ledger_checkpoint", "ledger_checkpoint_leaf", "ledger_checkpoint_block"):
            connection.execute(f"DELETE FROM {table}")

    with tampered(shop, forge):
        make_checkpoint(shop.ledger)
        make_checkpoint(shop.ledger)
        assert list(verify(shop.ledger)) == []
        told = [difference.what for difference in verify(shop.ledger, against=kept)]
        assert "checkpoint 2 is not the one in the file" in told
    with tampered(shop, lambda connection: connection.execute("DELETE FROM ledger_checkpoint WHERE checkpoint_no = 2")):
        assert [difference.what for difference in verify(shop.ledger, against=kept)] == ["checkpoint 2 of the file is missing"]
    assert list(verify(shop.ledger, against=kept)) == []


def test_file_of_an_older_checkpoint__still_holds_after_newer_ones(shop: Shop):
    with shop.database.snapshot() as connection:
        kept = read_checkpoint(connection, 1)
    assert isinstance(kept, Checkpoint)
    assert list(verify(shop.ledger, against=kept)) == []
    ann = shop.member_id("ann")
    assert (ann, 2) in named(found(shop, update((ann, 2), "amount", 7), against=kept))


def test_since__trusts_what_came_before_and_checks_what_came_after(shop: Shop):
    ann = shop.member_id("ann")
    last = entry_numbers(shop, ann)[-1]
    assert list(verify(shop.ledger, since=1)) == []
    assert list(verify(shop.ledger, since=2)) == []
    assert named(found(shop, update((ann, last), "amount", 7), since=1)) == [(ann, last)]
    assert named(found(shop, drop(ann, last), since=1)) == [(ann, last)]
    assert named(found(shop, update((ann, 1), "amount", 7), since=1)) == []


def test_two_members_changed__are_both_named_with_their_first_difference(shop: Shop):
    changed = ids(shop)

    def forge(connection: Connection) -> None:
        update((changed["ann"], 3), "amount", 7)(connection)
        update((changed["ann"], 2), "amount", 7)(connection)
        update((changed["di"], 1), "lots", "[]")(connection)

    assert sorted(named(found(shop, forge)), key=str) == sorted([(changed["ann"], 2), (changed["di"], 1)], key=str)


def test_verification__while_others_write_sees_one_moment(database_server: DatabaseServer):
    with database_server.fresh_database() as database:
        shop = Shop(database)
        fill(shop, lambda: make_checkpoint(shop.ledger))
        differences = verify(shop.ledger, progress=lambda _: shop.accept(order("ann", "late", 10, TODAY)) and None)
        assert list(differences) == []
        assert list(verify(shop.ledger)) == []


def test_settlement_entries__are_chained_without_an_event(database_server: DatabaseServer):
    with database_server.fresh_database() as database:
        shop = Shop(database)
        fill(shop, lambda: None)
        shop.now = TODAY + days(500)
        assert sweep(shop.ledger)
        make_checkpoint(shop.ledger)
        assert list(verify(shop.ledger)) == []
