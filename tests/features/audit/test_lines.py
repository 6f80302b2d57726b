"""What is noted: every answer with members' data and every change, before the answer leaves, and nothing personal."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from tests.support.applications import Site

PHONE = "13900139000"
MEMBER = {"display_name": "Lin Yue", "identities": [{"kind": "phone", "value": PHONE}]}
NOBODY = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"


def lines(admin, **query) -> list[dict]:
    """The log, oldest first, without what access notes by itself."""
    found = admin.get("/v1/audit", params={"limit": 200} | query)
    assert found.status_code == 200, found.text
    return [line for line in found.json()["items"][::-1] if line["kind"] != "access" or "kind" in query]


def told(admin, **query) -> list[tuple[str, str, str, list[str]]]:
    return [(line["kind"], line["action"], line["actor"], line["members"]) for line in lines(admin, **query)]


def test_reading_and_changing__are_noted_with_whom_they_are_about(site: Site):
    admin, clerk = site.staff("admin"), site.staff("clerk", "ann")
    member_id = clerk.post("/v1/members", json=MEMBER).json()["member_id"]
    clerk.get("/v1/members", params={"q": PHONE})
    clerk.get("/v1/members/lookup", params={"kind": "phone", "value": PHONE})
    clerk.get(f"/v1/members/{member_id}")
    clerk.get(f"/v1/members/{member_id}/timeline")
    assert told(admin) == [
        ("change", "create_member", "staff:ann", [member_id]),
        ("read", "list_members", "staff:ann", [member_id]),
        ("read", "look_up_member", "staff:ann", [member_id]),
        ("read", "read_member", "staff:ann", [member_id]),
        ("read", "list_timeline", "staff:ann", [member_id]),
    ]
    first = lines(admin)[0]
    assert (first["address"], first["agent"][:12], bool(first["request_id"])) == ("127.0.0.1", "python-httpx", True)


def test_ids_in_lines__are_named_as_far_as_the_reader_may_see_them(site: Site):
    admin = site.staff("admin")
    top = admin.get("/v1/organisation/units").json()["items"][0]["unit_id"]
    store = {"parent_id": top, "kind": "store", "code": "S1", "name": "Harbour"}
    unit_id = admin.post("/v1/organisation/units", json=store).json()["unit_id"]
    greeter = {"role": "greeter", "name": "Greeter", "scopes": ["members:read"]}
    assert admin.post("/v1/roles", json=greeter).status_code == 201
    given = [{"role": "greeter", "unit_id": unit_id, "inherits": True}]
    made = admin.post("/v1/staff", json={"username": "gus", "assignments": given})
    assert made.status_code == 201, made.text
    member_id = admin.post("/v1/members", json=MEMBER).json()["member_id"]
    only_audit = {"role": "watcher", "name": "Watcher", "scopes": ["audit:read"]}
    assert admin.post("/v1/roles", json=only_audit).status_code == 201
    shown = admin.get("/v1/audit").json()
    assert unit_id in next(
        line["detail"] for line in shown["items"] if line["action"] == "staff_created" and "gus" in line["subject"]
    )
    assert (shown["names"][unit_id], shown["names"]["greeter"], shown["names"][member_id]) == ("Harbour", "Greeter", "Lin Yue")
    assert site.staff("auditor").get("/v1/audit").json()["names"][member_id] == "L******"
    assert member_id not in site.staff("watcher").get("/v1/audit").json()["names"]


def test_lines__hold_nothing_personal(site: Site):
    clerk = site.staff("clerk", "ann")
    clerk.post("/v1/members", json=MEMBER)
    clerk.get("/v1/members", params={"q": "Lin Yue"})
    clerk.get("/v1/members/lookup", params={"kind": "phone", "value": PHONE})
    with site.database.transaction() as connection:
        kept = str(connection.execute("SELECT * FROM audit_line").fetchall())
    assert kept.count("staff:ann") >= 3
    assert not any(secret in kept for secret in ("Lin", "Yue", PHONE))


def test_what_was_refused_or_shows_nobody__is_not_noted(site: Site):
    admin, clerk, analyst = site.staff("admin"), site.staff("clerk", "ann"), site.staff("analyst", "bob")
    assert clerk.get(f"/v1/members/{NOBODY}").status_code == 404
    assert analyst.post("/v1/members", json=MEMBER).status_code == 403
    assert site.anonymous().get("/v1/members").status_code == 401
    clerk.get("/v1/program")
    clerk.get("/v1/info")
    clerk.post("/v1/events/preview", json=adjustment("p-1"))
    assert told(admin) == []


def adjustment(event_id: str, points: int = 50) -> dict:
    return {
        "source": "console",
        "id": event_id,
        "type": "points.adjusted",
        "member": {"kind": "phone", "value": PHONE},
        "occurred_at": datetime.now(UTC).isoformat(),
        "data": {"wallet": "points", "points": points, "reason": "goodwill"},
    }


def test_events__of_people_are_noted_with_what_they_moved_and_those_of_systems_are_not(site: Site):
    admin, clerk, till = site.staff("admin"), site.staff("clerk", "ann"), site.system("events:write")
    member_id = clerk.post("/v1/members", json=MEMBER).json()["member_id"]
    assert till.post("/v1/events", json=adjustment("t-1")).status_code == 200
    answer = clerk.post("/v1/events", json=adjustment("a-1", 70))
    assert answer.status_code == 200, answer.text
    noted = lines(admin, action="append_event")
    assert [(line["actor"], line["subject"], line["members"], line["detail"]) for line in noted] == [
        ("staff:ann", "event console a-1", [member_id], "points.adjusted")
    ]
    assert noted[0]["after"]["moved"] == {"points": 70}
    assert noted[0]["after"]["balances"]["points"]["available"] == 120


def test_keys__that_read_members_are_noted_by_name(site: Site):
    admin, system = site.staff("admin"), site.system("members:read")
    system.get("/v1/members")
    assert told(admin) == [("read", "list_members", "key:test", [])]


def test_access__is_sealed_with_the_rest(site: Site):
    admin = site.staff("admin")
    admin.post("/v1/staff", json={"username": "lin", "assignments": [{"role": "clerk"}]})
    noted = lines(admin, kind="access")
    assert [(line["action"], line["actor"], line["subject"]) for line in noted] == [
        ("staff_created", "command line", "staff:admin"),
        ("logged_in", "staff:admin", "staff:admin"),
        ("staff_created", "staff:admin", "staff:lin"),
        ("invited", "staff:admin", "staff:lin"),
    ]


def test_search__finds_by_person_member_kind_action_and_time(site: Site):
    admin, ann, bob = site.staff("admin"), site.staff("clerk", "ann"), site.staff("clerk", "bob")
    one = ann.post("/v1/members", json=MEMBER).json()["member_id"]
    two = bob.post("/v1/members", json={}).json()["member_id"]
    bob.get(f"/v1/members/{one}")
    ann.get("/v1/members")
    assert [line["action"] for line in lines(admin, member_id=one)] == ["create_member", "read_member", "list_members"]
    assert [line["members"] for line in lines(admin, actor="staff:bob", kind="change")] == [[two]]
    assert [line["actor"] for line in lines(admin, action="read_member")] == ["staff:bob"]
    instant = lines(admin, action="read_member")[0]["at"]
    assert [line["action"] for line in lines(admin, since=instant)] == ["read_member", "list_members"]
    assert [line["action"] for line in lines(admin, until=instant)] == ["create_member", "create_member"]
    first = admin.get("/v1/audit?limit=1&kind=change").json()
    rest = admin.get("/v1/audit", params={"limit": 1, "kind": "change", "cursor": first["next_cursor"]}).json()
    assert [first["items"][0]["members"], rest["items"][0]["members"], rest["next_cursor"]] == [[two], [one], None]


def test_export__has_every_line_and_is_noted_itself(site: Site):
    admin, ann = site.staff("admin"), site.staff("clerk", "ann")
    ann.headers["User-Agent"] = "=HYPERLINK(1)"
    ann.get("/v1/members")
    answer = admin.get("/v1/audit/export")
    assert answer.headers["content-disposition"] == 'attachment; filename="audit.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["action"] for row in rows][-2:] == ["list_members", "export_audit"]
    assert [row["agent"] for row in rows if row["action"] == "list_members"] == ["'=HYPERLINK(1)"]
    texts = [json.loads(text) for text in admin.get("/v1/audit/export?format=ndjson&kind=export").text.splitlines()]
    assert [text["line"]["detail"] for text in texts] == ["csv", "ndjson"]
    assert [line["actor"] for line in lines(admin, kind="export")] == ["staff:admin"] * 2


@pytest.mark.parametrize("who", ["operator", "analyst", "clerk", "key:members:read"])
@pytest.mark.parametrize("path", ["/v1/audit", "/v1/audit/export", "/v1/audit/verification"])
def test_log__is_for_administrators(site: Site, who: str, path: str):
    assert site.caller(who).get(path).status_code == 403
