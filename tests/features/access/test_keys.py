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
        assert status_with(site, authorization.encode()) == 401, authorization  # type: ignore[arg-type]  # bytes that are no text, which httpx takes


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
        ("till", ("keys:manage",), None, "scope_unknown"),
        ("till", ("events:write", "staff:manage"), None, "scope_unknown"),
        ("till", ("events:write",), 0, "key_invalid"),
    ],
)
def test_create__refuses(database: Database, name, scopes, days, code):
    with pytest.raises(Problem) as refused:
        facade.create_key(database, name, scopes, valid_days=days)
    assert refused.value.code == code


@pytest.fixture
def clocked(site: Site) -> Site:
    """Set the clock to nine o'clock."""
    site.clock.now = NOW
    return site


def test_rotation__lets_both_keys_work_until_the_overlap_is_over(clocked: Site):
    site = clocked
    old = facade.create_key(site.database, "till", ("members:read",), valid_days=90, now=NOW)
    site.clock.now = NOW + timedelta(days=60)
    new = facade.rotate_key(site.database, old.key.key_id, overlap_hours=24, now=site.clock.now)
    assert (new.key.name, new.key.scopes) == ("till", ("members:read",))
    assert new.key.expires_at == NOW + timedelta(days=150)
    site.clock.now = NOW + timedelta(days=60, hours=23)
    assert [status_with(site, f"Bearer {key.bearer}") for key in (old, new)] == [200, 200]
    site.clock.now = NOW + timedelta(days=61)
    assert [status_with(site, f"Bearer {key.bearer}") for key in (old, new)] == [401, 200]


def test_rotation__never_lengthens_the_old_keys_life(clocked: Site):
    old = facade.create_key(clocked.database, "till", ("members:read",), valid_days=1, now=NOW)
    facade.rotate_key(clocked.database, old.key.key_id, overlap_hours=720, now=NOW)
    kept = next(key for key in facade.list_keys(clocked.database) if key.key_id == old.key.key_id)
    assert kept.expires_at == NOW + timedelta(days=1)


@pytest.mark.parametrize("ending", ["revoked", "expired", "replaced"])
def test_rotation__of_a_key_that_has_ended_is_refused(database: Database, ending):
    key_id = facade.create_key(database, "till", ("members:read",), valid_days=1, now=NOW).key.key_id
    later = NOW + timedelta(days=2 if ending == "expired" else 0)
    if ending == "revoked":
        facade.revoke_key(database, key_id, now=NOW)
    elif ending == "replaced":
        facade.rotate_key(database, key_id, overlap_hours=1, now=NOW)
    with pytest.raises(Problem) as refused:
        facade.rotate_key(database, key_id, overlap_hours=1, now=later)
    assert refused.value.code == "key_ended"


def test_keys_over_http__from_making_one_to_its_end(clocked: Site):
    admin = clocked.staff("admin")
    made = admin.post("/v1/keys", json={"name": "till 12", "scopes": ["members:read", "members:read"], "valid_days": 30}).json()
    assert status_with(clocked, f"Bearer {made['bearer']}") == 200
    key_id = made["key"]["key_id"]
    turned = admin.post(f"/v1/keys/{key_id}/rotate", json={"overlap_hours": 1, "valid_days": 10}).json()
    listed = {key["key_id"]: key for key in admin.get("/v1/keys").json()["items"]}
    assert made["bearer"].rsplit("_", 1)[1] not in str(listed)
    assert (listed[key_id]["state"], listed[key_id]["last_used_on"]) == ("replaced", "2026-03-01")
    assert (listed[key_id]["expires_at"], listed[key_id]["replaced_by"]) == ("2026-03-01T10:00:00Z", turned["key"]["key_id"])
    assert turned["key"]["expires_at"] == "2026-03-11T09:00:00Z"
    assert admin.delete(f"/v1/keys/{turned['key']['key_id']}").status_code == 204
    assert status_with(clocked, f"Bearer {turned['bearer']}") == 401
    clocked.clock.now = NOW + timedelta(hours=1)
    assert {key["key_id"]: key["state"] for key in admin.get("/v1/keys").json()["items"]} == {
        turned["key"]["key_id"]: "revoked", key_id: "expired",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": "k", "scopes": ["everything"]}, "scope_unknown"),
        ({"name": "k", "scopes": ["staff:manage"]}, "scope_unknown"),
        ({"name": "  ", "scopes": ["board:read"]}, "key_invalid"),
        ({"name": "k", "scopes": []}, "request_invalid"),
        ({"name": "k", "scopes": ["board:read"], "valid_days": 0}, "request_invalid"),
    ],
)
def test_keys_over_http__refuse(site: Site, body, code):
    refused = site.staff("admin").post("/v1/keys", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, code)


def test_key__can_have_every_scope_that_keys_can_have(site: Site):
    admin = site.staff("admin")
    scopes = admin.get("/v1/keys").json()["scopes"]
    made = admin.post("/v1/keys", json={"name": "all", "scopes": scopes})
    assert (made.status_code, made.json()["key"]["scopes"]) == (201, scopes)
