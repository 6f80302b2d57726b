"""Limits on guessing: per account and per address, shared by all servers of a database, over when their window is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from regulars.features.access import facade
from regulars.store.database import Database
from tests.support.applications import PASSWORD, Site, open_site
from tests.support.log_ins import log_in

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def ann(site: Site):
    """Make an account at nine o'clock."""
    site.clock.now = START
    facade.create_staff(site.database, "ann", "clerk", password=PASSWORD)


def statuses(site: Site, times: int, username: str = "ann") -> list[int]:
    client = site.anonymous()
    return [log_in(client, username, "wrong").status_code for _ in range(times)]


def test_limits__are_shared_by_servers_of_one_database(database: Database, tmp_path: Path, site: Site, ann):
    with Database.from_url(database.url) as second, open_site(second, tmp_path) as other:
        other.clock.now = START
        assert statuses(site, 5) + statuses(other, 5) == [401] * 10
        for server in (site, other):
            assert log_in(server.anonymous()).status_code == 429


@pytest.mark.parametrize("username", ["ann", "nobody"])
def test_account__waits_for_the_rest_of_the_quarter_hour_known_or_not(site: Site, ann, username):
    assert statuses(site, 10, username) == [401] * 10
    site.clock.now = START + timedelta(minutes=4)
    refused = log_in(site.anonymous(), username)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "660")
    site.clock.now = START + timedelta(minutes=15)
    assert log_in(site.anonymous(), username, "wrong").status_code == 401


def test_accounts__many_at_once_get_no_more_attempts_than_one_by_one(site: Site, ann):
    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(lambda _: log_in(site.anonymous(), "ann", "wrong").status_code, range(16)))
    assert sorted(answered) == [401] * 10 + [429] * 6


def test_address__waits_after_thirty_failures_and_others_do_not(site: Site, ann):
    client = site.anonymous()
    assert [log_in(client, f"guess{number}", "wrong").status_code for number in range(31)] == [401] * 30 + [429]
    assert log_in(client).status_code == 429
    client.headers["X-Forwarded-For"] = "192.0.2.7"  # as a proxy on this machine says
    assert log_in(client).status_code == 200
    del client.headers["X-Forwarded-For"]
    site.clock.now = START + timedelta(minutes=5)
    assert log_in(client).status_code == 200


def test_success__gives_the_attempt_back(site: Site, ann):
    client = site.anonymous()
    assert {log_in(client).status_code for _ in range(12)} == {200}
    assert statuses(site, 9) == [401] * 9
    assert {log_in(client).status_code for _ in range(3)} == {200}
    assert statuses(site, 2) == [401, 429]


def test_lock_out__is_noted_once_and_lifted_by_an_administrator(site: Site, ann):
    admin = site.staff("admin")
    statuses(site, 14)
    found = admin.get("/v1/access_log?subject=staff:ann").json()["items"]
    assert [item["kind"] for item in found].count("locked_out") == 1
    staff_id = next(item["staff_id"] for item in admin.get("/v1/staff").json()["items"] if item["username"] == "ann")
    assert admin.post(f"/v1/staff/{staff_id}/unlock").status_code == 204
    assert log_in(site.anonymous()).status_code == 200
    assert admin.get("/v1/access_log?subject=staff:ann").json()["items"][1]["kind"] == "unlocked"


def test_table__keeps_nothing_of_what_was_typed_and_forgets_old_windows(site: Site, ann):
    statuses(site, 1, "my-secret-typed-in-the-wrong-field")
    with site.database.transaction() as connection:
        kept = str(connection.execute("SELECT * FROM attempt_count").fetchall())
        logged = str(connection.execute("SELECT * FROM access_log").fetchall())
    assert "my-secret" not in kept + logged
    site.clock.now = START + timedelta(days=1, minutes=1)  # the longest window that can be set
    assert log_in(site.anonymous()).status_code == 200
    with site.database.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM attempt_count WHERE taken > 0").fetchone() == (0,)
