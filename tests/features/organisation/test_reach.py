"""Whoever belongs to one store: every operation of the API, with every role, against a member of another store.

The operations are read off the API's own description. One whose path names a member, or whose scope is never granted for a part
of the company, is tried without being told of; any other has a line in `RULES`, and a new one without a line fails.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from regulars.api.app import create_app
from regulars.features.access.facade import change_role
from regulars.features.access.roles import KEY_SCOPES, UNIT_SCOPES
from regulars.features.context import make_context
from regulars.kit.settings import Settings
from tests.support.applications import open_site
from tests.support.databases import DatabaseServer
from tests.support.log_ins import log_in
from tests.support.two_stores import LIMITED, NAMES, PHONES, TwoStores

UNKNOWN = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"

RULES = {
    # Nothing of members is in the answer
    "nothing": {
        "read_liveness", "read_readiness", "read_metrics", "read_info", "list_ways", "log_in_by_provider", "return_from_provider",
        "log_in", "enter_code", "read_session", "log_out", "read_link", "use_link", "read_me", "change_password",
        "begin_second_factor", "confirm_second_factor", "remove_second_factor", "renew_recovery_codes", "list_my_sessions",
        "end_my_other_sessions", "end_my_session", "list_my_sign_ins", "read_program", "list_program_versions",
        "read_program_version", "compare_program_versions", "compare_program_draft", "check_program", "read_program_schema",
        "read_clock", "list_condition_fields", "list_condition_places", "place_condition", "list_member_views",
        "create_member_view", "change_member_view", "delete_member_view", "list_identity_rules", "list_member_fields",
        "read_lifecycle",
    },
    # Members themselves, who see their own
    "own": {
        "ask_member_code", "open_member_session", "open_member_session_by_token", "end_member_session", "read_own_data",
        "read_own_wallets", "list_own_entries",
    },
    # Members of the caller's store alone are listed and counted
    "lists": {
        "list_members", "list_quarantine", "list_units", "list_tags", "search_members", "list_duplicates", "check_condition",
        "count_due", "foretell_program_effect", "export_members", "list_member_imports", "list_findings",
    },
    # Whom it is about stands in the body or the query; tried one by one below
    "named": {
        "append_event", "preview_event", "append_events", "release_event", "preview_checkout", "identify_member",
        "look_up_member", "create_member", "change_tag_members", "identify_visitor", "ask_approval", "list_approvals",
        "read_approval", "approve", "reject",
        # tests/features/member_files/test_tasks.py
        "hand_over_member_file", "read_member_import", "try_member_import", "start_member_import", "cancel_member_import",
        "list_member_import_faults", "export_member_import_rejects",
        "ask_import_approval",  # tests/features/approvals/test_imports.py
    },
}  # fmt: skip
QUERIES = {"explain_balance": {"wallet": "points"}, "explain_event": {"source": "till", "id": "b-1"}}
"""What a query has to say for a member's data to be in the answer."""


@pytest.fixture(scope="module")
def stores(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoStores]:
    """Give the two stores, for all tests of this file."""
    with database_server.fresh_database() as database, open_site(database, tmp_path_factory.mktemp("console")) as site:
        yield TwoStores(site)


@pytest.fixture(scope="module")
def operations(stores: TwoStores) -> dict[str, dict[str, Any]]:
    """Give every operation by its id."""
    app = create_app(make_context(Settings(), stores.site.database), console_build=Path("nowhere"))
    return {
        operation["operationId"]: operation | {"path": path, "method": method.upper()}
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    }


def ask(client, operation, **path):
    """Ask an operation as its own description shows it, about a member."""
    url = re.sub(r"\{(\w+)\}", lambda found: str(path.get(found[1], 1)), operation["path"])
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    body = content.get("example")
    return client.request(operation["method"], url, params=QUERIES.get(operation["operationId"]), json=body)


def told(answer, *ids):
    """An answer without what is different each time."""
    text = answer.text
    for each in ids:
        text = text.replace(each, "<id>")
    return answer.status_code, text


def everything_of(stores: TwoStores, store: str) -> str:
    """All rows that name a store's member, as one text."""
    with stores.site.database.snapshot() as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'member_id' AND table_schema = 'public'"
            " AND table_name IN (SELECT relname FROM pg_class WHERE relkind = 'r') ORDER BY 1"
        ).fetchall()
        rows = []
        for (table,) in tables:
            statement = f"SELECT to_json(t)::text FROM {table} AS t WHERE member_id = '{stores.members[store]}' ORDER BY 1"
            rows += [table, *(text for (text,) in connection.execute(statement.encode()).fetchall())]
    return "\n".join(rows)


def test_every_operation__has_a_rule(operations):
    ruled = set().union(*RULES.values())
    by_itself = {
        name for name, each in operations.items() if "{member_id}" in each["path"] or each.get("x-scope", "") not in UNIT_SCOPES
    }
    missing = {name for name in operations if name not in ruled and not (name in by_itself and operations[name].get("x-scope"))}
    assert not missing, "say in RULES what somebody of another store may find out by these"
    assert not ruled - set(operations), "these are gone"


@pytest.mark.parametrize("role", LIMITED)
def test_member_of_another_store__is_as_unknown_as_one_who_is_not(stores: TwoStores, operations, role):
    client, before = stores.staff(role), everything_of(stores, "b")
    tried = 0
    for operation in operations.values():
        if "{member_id}" in operation["path"]:
            theirs, nobody = (ask(client, operation, member_id=member_id) for member_id in (stores.members["b"], UNKNOWN))
            name = operation["operationId"]
            assert told(theirs, stores.members["b"]) == told(nobody, UNKNOWN), name
            assert theirs.status_code in (403, 404), name
            tried += 1
    assert tried >= 12
    assert everything_of(stores, "b") == before


def test_member_of_another_store__is_there_for_headquarters(stores: TwoStores, operations):
    for operation in operations.values():
        if "{member_id}" in operation["path"] and operation["method"] == "GET":
            answer = ask(stores.admin, operation, member_id=stores.members["b"])
            assert answer.status_code in (200, 409) or "backtest" in operation["path"], (operation["operationId"], answer.text)


@pytest.mark.parametrize("role", LIMITED)
def test_what_concerns_the_company__is_refused(stores: TwoStores, operations, role):
    client = stores.staff(role)
    for name, operation in operations.items():
        if operation.get("x-scope", "events:write") not in UNIT_SCOPES:
            answer = ask(client, operation, member_id=stores.members["a"])
            assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing"), name


@pytest.mark.parametrize("role", LIMITED)
def test_lists__hold_and_count_the_own_store_alone(stores: TwoStores, operations, role):
    client = stores.staff(role)
    for name in RULES["lists"]:
        answer = ask(client, operations[name])
        assert answer.status_code < 500, (name, answer.text)
        for secret in (stores.members["b"], stores.former["b"], PHONES["b"], NAMES["b"], "b-late", "b-2"):
            assert secret not in answer.text, (name, secret)


def test_lists__search_and_count(stores: TwoStores):
    manager = stores.staff("store_manager")
    listed = manager.get("/v1/members").json()
    assert ([item["member_id"] for item in listed["items"]], listed["total"]) == ([stores.members["a"]], 1)
    for searched in (PHONES["b"], "Bao", PHONES["b"][:4]):
        assert manager.get("/v1/members", params={"q": searched}).json()["total"] == 0
    assert manager.get("/v1/members", params={"q": PHONES["a"]}).json()["total"] == 1
    units = {unit["code"]: unit["members"] for unit in manager.get("/v1/organisation/units").json()["items"]}
    assert (units["a"], units["b"]) == (1, 0)
    condition = {"condition": {"combinator": "and", "rules": []}}
    counted = manager.post("/v1/conditions/check", json=condition).json()
    assert stores.members["b"] not in json.dumps(counted)


def test_region_manager__reaches_what_is_below_and_a_manager_of_the_region_alone_nothing(stores: TwoStores):
    below = stores.site.staff("region_manager", "north-1", unit="north").get("/v1/members").json()
    alone = stores.site.staff("region_manager", "north-2", unit="north", inherits=False).get("/v1/members").json()
    assert (below["total"], alone["total"]) == (1, 0)


def test_two_roles__each_reach_as_far_as_they_were_given(stores: TwoStores):
    client = stores.site.staff("auditor", "both")
    change_role(stores.site.database, "both", "store_manager", unit="a", is_added=True)
    assert log_in(client, "both").status_code == 200
    assert client.get("/v1/members").json()["total"] == 2
    theirs = {"unit_id": "00000000-0000-7000-8000-000000000001"}
    answers = [client.put(f"/v1/members/{member_id}/home", json=theirs) for member_id in (stores.members["b"], UNKNOWN)]
    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.fixture(params=["staff", "key"])
def by_name(request: pytest.FixtureRequest, stores: TwoStores):
    """Give somebody, and a system, of store a who may do all but serve members of other stores."""
    scopes = sorted((UNIT_SCOPES & KEY_SCOPES) - {"till:serve"})
    if request.param == "key":
        return stores.site.system(*scopes, unit="a")
    if "no_till" not in stores._staff:
        stores.admin.post("/v1/roles", json={"role": "no_till", "name": "No till", "scopes": scopes})
    return stores.staff("no_till")


def test_events__of_another_store_are_of_nobody(stores: TwoStores, by_name):
    before = everything_of(stores, "b")
    for type_ in ("order.paid", "member.checked_in", "points.adjusted", "member.frozen"):
        named = stores.event("b", "x-1", type_), stores.event("b", "x-1", type_, member={"kind": "phone", "value": "13700137000"})
        by_id = [
            {key: value for key, value in stores.event("b", "x-1", type_).items() if key != "member"} | {"member_id": member_id}
            for member_id in (stores.members["b"], UNKNOWN)
        ]
        for theirs, nobody in (named, by_id):
            for path in ("/v1/events", "/v1/events/preview"):
                answers = by_name.post(path, json=theirs), by_name.post(path, json=nobody)
                secrets = PHONES["b"], stores.members["b"], "13700137000", UNKNOWN
                assert told(answers[0], *secrets) == told(answers[1], *secrets)
                assert answers[0].status_code in (404, 422), answers[0].text
            batch = by_name.post("/v1/events/batch", json={"events": [theirs, nobody]}).json()["items"]
            assert [item["status"] for item in batch] == ["refused", "refused"]
            assert batch[0]["code"] == batch[1]["code"]
    assert everything_of(stores, "b") == before


def test_receiver__of_another_store_is_as_unknown_as_one_who_is_not(stores: TwoStores, by_name):
    answers = []
    for value in (PHONES["b"], "13700137000"):
        data = {"transfer_id": "t-1", "wallet": "points", "points": 1, "to": {"kind": "phone", "value": value}}
        answers.append(told(by_name.post("/v1/events", json=stores.event("a", "t-1", "points.transferred", data=data)), value))
    assert answers[0] == answers[1]
    assert answers[0][0] == 422


def test_look_up_and_preview__of_another_store_find_nobody(stores: TwoStores, by_name):
    found = []
    for value in (PHONES["b"], "13700137000"):
        looked_up = by_name.get("/v1/members/lookup", params={"kind": "phone", "value": value})
        basket = {
            "member": {"kind": "phone", "value": value}, "currency": "CNY",
            "lines": [{"line_id": "1", "sku": "s", "quantity": 1, "amount_minor": 100}],
        }  # fmt: skip
        preview = by_name.post("/v1/checkout/preview", json=basket)
        till = by_name.get("/v1/checkout/member", params={"kind": "phone", "value": value})
        found.append([told(answer, value) for answer in (looked_up, preview, till)])
        assert [answer.status_code for answer in (looked_up, preview, till)] == [404, 404, 403]
    assert found[0] == found[1]


def test_tags__are_given_to_and_counted_among_members_of_the_own_store(stores: TwoStores):
    made = stores.admin.post("/v1/tags", json={"key": "regular", "name": "Regular", "color": "#336699"})
    assert made.status_code == 201, made.text
    give = {"add": [stores.members["a"], stores.members["b"]], "remove": []}
    assert stores.admin.post("/v1/tags/regular/members", json=give).status_code == 200
    manager = stores.staff("store_manager")
    counts = [bearers(client, "regular") for client in (stores.admin, manager)]
    assert counts == [2, 1]
    answers = [
        manager.post("/v1/tags/regular/members", json={"add": [each], "remove": []}) for each in (stores.members["b"], UNKNOWN)
    ]
    assert told(answers[0], stores.members["b"]) == told(answers[1], UNKNOWN)
    taken = manager.post("/v1/tags/regular/members", json={"add": [], "remove": [stores.members["a"]]})
    assert taken.status_code == 200, taken.text
    assert bearers(stores.admin, "regular") == 1


def bearers(client, tag: str) -> int:
    return next(each["members"] for each in client.get("/v1/tags").json()["items"] if each["key"] == tag)


def test_visitor__is_not_joined_with_a_member_of_another_store(stores: TwoStores, by_name):
    before = everything_of(stores, "b")
    body = {"visitor": {"kind": "visitor", "value": "visitor-1"}, "person": {"kind": "phone", "value": PHONES["b"]}}
    answer = by_name.post("/v1/members/identify", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "identity_taken"), answer.text
    assert stores.members["b"] not in answer.text
    assert everything_of(stores, "b") == before


def test_release__of_another_stores_event_finds_none(stores: TwoStores):
    manager = stores.site.staff("region_manager", "releases", unit="a")
    answers = [manager.post("/v1/quarantine/release", json={"source": "till", "id": name}) for name in ("b-late", "nothing")]
    assert told(answers[0], "b-late") == told(answers[1], "nothing")
    assert answers[0].status_code == 404


def test_till__serves_members_of_other_stores_who_tell_their_identity_and_shows_little(stores: TwoStores):
    clerk = stores.staff("clerk")
    seen = clerk.get("/v1/checkout/member", params={"kind": "phone", "value": PHONES["b"]}).json()
    assert (seen["member_id"], seen["is_own"], seen["name"]) == (None, False, "B**")
    assert PHONES["b"] not in json.dumps(seen)
    own = clerk.get("/v1/checkout/member", params={"kind": "phone", "value": PHONES["a"]}).json()
    assert (own["member_id"], own["is_own"], own["name"]) == (stores.members["a"], True, NAMES["a"])
    assert clerk.post("/v1/events", json=stores.event("b", "at-the-till-of-a", "member.checked_in")).status_code == 200
    # By id, or what is more than serving, it stays somebody unknown.
    by_id = stores.event("b", "y-1") | {"member_id": stores.members["b"]}
    del by_id["member"]
    assert clerk.post("/v1/events", json=by_id).status_code == 404
    adjusted = stores.event("b", "y-2", "points.adjusted", data={"wallet": "points", "points": 5, "reason": "gift"})
    assert clerk.post("/v1/events", json=adjusted).status_code == 404
    assert clerk.get("/v1/members/lookup", params={"kind": "phone", "value": PHONES["b"]}).status_code == 404


def test_new_member__of_somebody_of_one_store_belongs_to_it_and_to_no_other(stores: TwoStores):
    clerk = stores.staff("clerk")
    made = clerk.post("/v1/members", json={"display_name": "New"})
    assert made.status_code == 201, made.text
    assert clerk.get(f"/v1/members/{made.json()['member_id']}/home").json()["code"] == "a"
    elsewhere = clerk.post("/v1/members", json={"home_store": "b"})
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (403, "unit_out_of_reach")
    taken = clerk.post("/v1/members", json={"identities": [{"kind": "phone", "value": PHONES["b"]}]})
    assert (taken.status_code, taken.json()["code"]) == (409, "identity_taken")
    assert stores.members["b"] not in taken.text
    units = {unit["code"]: unit["unit_id"] for unit in clerk.get("/v1/organisation/units").json()["items"]}
    moved = clerk.put(f"/v1/members/{made.json()['member_id']}/home", json={"unit_id": units["b"]})
    assert (moved.status_code, moved.json()["code"]) == (403, "unit_out_of_reach")
