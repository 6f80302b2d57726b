"""API keys: what they may do, and when they stop working."""

from datetime import UTC, datetime, timedelta

import pytest

from regulars.features.access import facade
from regulars.features.access.contracts import Principal
from regulars.features.access.key_cache import KEPT_SECONDS, KeyCache
from regulars.features.access.service.keys import CheckedKey
from regulars.features.access.tokens import hash_token, new_key
from regulars.kit.problems import Problem
from regulars.store.database import Database
from tests.support.applications import Site

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def status_with(site: Site, authorization: str | bytes) -> int:
    return site.anonymous().get("/v1/members", headers={"Authorization": authorization}).status_code


def test_key__opens_what_its_scope_names(site: Site):
    bearer = facade.create_key(site.database, "board", ("members:read",)).bearer
    assert status_with(site, f"Bearer {bearer}") == 200
    assert status_with(site, f"bearer {bearer}") == 200


def test_key__bad_in_any_way_is_refused(site: Site):
    bearer = facade.create_key(site.database, "board", ("members:read",)).bearer
    other = str(new_key())
    swapped = f"{bearer.rsplit('_', 1)[0]}_{other.rsplit('_', 1)[1]}"
    for authorization in (
        "",
        "Bearer",
        f"Basic {bearer}",
        f"Bearer {bearer}x",
        f"Bearer {other}",
        f"Bearer {swapped}",
        "Bearer rk_é",
    ):
        assert status_with(site, authorization.encode()) == 401, authorization  # type: ignore[arg-type]


def test_key__that_was_just_used_does_not_open_the_way_for_another_secret(site: Site):
    bearer = facade.create_key(site.database, "board", ("members:read",)).bearer
    assert status_with(site, f"Bearer {bearer}") == 200
    swapped = f"{bearer.rsplit('_', 1)[0]}_{str(new_key()).rsplit('_', 1)[1]}"
    assert status_with(site, f"Bearer {swapped}") == 401


def test_bad_key__is_not_mended_by_a_good_cookie(site: Site):
    client = site.staff("admin")
    assert client.get("/v1/members", headers={"Authorization": "Bearer nonsense"}).status_code == 401


def test_key__revoked_or_expired_is_refused(site: Site):
    revoked = facade.create_key(site.database, "old", ("members:read",))
    facade.revoke_key(site.database, revoked.key.key_id)
    assert status_with(site, f"Bearer {revoked.bearer}") == 401
    brief = facade.create_key(site.database, "brief", ("members:read",), valid_days=1)
    assert status_with(site, f"Bearer {brief.bearer}") == 200
    site.clock.now = datetime.now(UTC) + timedelta(days=1, minutes=1)
    assert status_with(site, f"Bearer {brief.bearer}") == 401


def test_key__day_of_use_is_noted(site: Site):
    key = facade.create_key(site.database, "board", ("members:read",))
    status_with(site, f"Bearer {key.bearer}")
    assert facade.list_keys(site.database)[0].last_used_on == datetime.now(UTC).date()


def test_secret__is_kept_as_a_hash_only(database: Database):
    bearer = facade.create_key(database, "board", ("members:read",)).bearer
    with database.transaction() as connection:
        kept = str(connection.execute("SELECT * FROM api_key").fetchall())
    assert bearer.rsplit("_", 1)[1] not in kept


def test_cache__forgets_after_thirty_seconds():
    seconds = [0.0]
    cache, bearer = KeyCache(lambda: seconds[0]), new_key()
    principal = Principal("key", "till", frozenset({"events:write"}))
    cache.keep(bearer, CheckedKey(hash_token(bearer.secret), principal, None))
    seconds[0] = KEPT_SECONDS - 0.1
    assert cache.find(bearer, NOW) == principal
    assert cache.find(new_key()._replace(key_id=bearer.key_id), NOW) is None
    seconds[0] = KEPT_SECONDS
    assert cache.find(bearer, NOW) is None


@pytest.mark.parametrize(
    ("name", "scopes", "days", "code"),
    [
        ("", ("events:write",), None, "key_invalid"),
        ("till", (), None, "scope_unknown"),
        ("till", ("everything",), None, "scope_unknown"),
        ("till", ("events:write",), 0, "key_invalid"),
    ],
)
def test_create__refuses(database: Database, name, scopes, days, code):
    with pytest.raises(Problem) as refused:
        facade.create_key(database, name, scopes, valid_days=days)
    assert refused.value.code == code
