"""Members' rows: found by hashes, moved with their identities, and nothing personal readable; members of before are sealed."""

from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as some

from regulars.kit.ids import new_id
from regulars.kit.sealing import BlindIndex
from regulars.store.database import Database
from regulars.store.held_identities import read_identities
from regulars.store.identities import Identity, normalise_identity
from regulars.store.master_keys import MasterKeySource
from regulars.store.members import find_members
from regulars.store.migrate import MIGRATIONS, migrate
from regulars.store.names import find_part_of_name, fold, grams_of_name, read_names, write_name
from regulars.store.preparing import prepare
from tests.support.members import PlacedMember, place_member

INDEX = BlindIndex(b"k" * 32)
LETTERS = some.text("abAB林薇王小 ", max_size=8)
PHONES = [
    ("139 1234 5678", "+8613912345678"), ("+86 139-1234-5678", "+8613912345678"), ("8613912345678", "+8613912345678"),
    ("０１０ ８８８８ ８８８８", "+861088888888"), ("+44 (20) 7946-0018", "+442079460018"), ("10086", "10086"),
    ("99999999999", "99999999999"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), PHONES)
def test_phone__has_one_spelling(typed: str, kept: str):
    assert normalise_identity("phone", typed).value == kept
    assert normalise_identity("phone", kept).value == kept


@given(name=LETTERS, part=LETTERS.filter(lambda text: bool(fold(text))))
def test_grams__of_a_name_hold_those_of_its_parts(name: str, part: str):
    held = set(grams_of_name(INDEX, name) or [])
    asked = set(grams_of_name(INDEX, part) or [])
    if fold(part) in fold(name):
        assert asked <= held
    elif len(fold(part)) <= 2:
        assert not asked <= held


def test_name__is_found_by_parts_and_by_what_it_is_now(database: Database):
    with database.transaction() as connection:
        ann = place_member(connection, PlacedMember(name="abcabd"))
        place_member(connection, PlacedMember(name="abdbca"))
        assert find_part_of_name(connection, "ABCA") == (None, [ann])  # the other name has all of its pairs
        assert find_part_of_name(connection, " ") == (None, [])
        write_name(connection, ann, "林薇")
        assert (find_part_of_name(connection, "abca"), read_names(connection, [ann])) == ((None, []), {ann: "林薇"})


def test_rows__hold_nothing_readable(database: Database):
    with database.transaction() as connection:
        place_member(connection, PlacedMember(name="林薇", identities=(("phone", "13912345678"), ("email", "a@b.example"))))
        text = "".join(
            str(connection.execute(f"SELECT t::text FROM {table} AS t".encode()).fetchall())
            for table in ("member", "member_identity", "member_key")
        )
    for plain in ("林薇", "13912345678", "a@b.example", "林薇".encode().hex(), b"13912345678".hex(), b"a@b.example".hex()):
        assert plain not in text


def test_members_of_before__are_sealed_and_found(empty_url: str, tmp_path: Path):
    with psycopg.connect(empty_url) as connection:
        for name in ("0001_ledger", "0002_access"):
            connection.execute((MIGRATIONS / "versions" / f"{name}.sql").read_bytes())
        connection.execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)")
        connection.execute("INSERT INTO alembic_version VALUES ('0002_access')")
        for number in range(3):
            member_id = new_id()
            connection.execute(
                "INSERT INTO member (member_id, display_name, joined_at) VALUES (%s, %s, %s)",
                (member_id, f"林薇{number}", datetime(2026, 1, 1, tzinfo=UTC)),
            )
            connection.execute("INSERT INTO member_identity VALUES ('phone', %s, %s)", (f"1391234567{number}", member_id))
        # The same number in a spelling that was another identity then.
        connection.execute("INSERT INTO member_identity VALUES ('phone', '+8613912345670', %s)", (member_id,))
    migrate(empty_url)
    with Database.from_url(empty_url, MasterKeySource([], tmp_path / "master.key")) as database:
        assert prepare(database) == ()
        assert prepare(database) == ()
        with database.snapshot() as connection:
            grams, _ = find_part_of_name(connection, "薇2")
            row = connection.execute("SELECT member_id FROM member WHERE name_grams @> %s", (grams,)).fetchone()
            assert row is not None
            assert read_names(connection, [row[0]]) == {row[0]: "林薇2"}
            held = read_identities(connection, [member_id])[member_id]
            assert held == (Identity("phone", "+8613912345672"), Identity("phone_before", "+8613912345670"))
            assert find_members(connection, [normalise_identity("phone", "13912345672")]) == {
                Identity("phone", "+8613912345672"): member_id
            }
            assert connection.execute("SELECT to_regclass('plain_identity')").fetchone() == (None,)
