"""Masking: who may not read personal data recognises whom they know, and reads it in full only with a reason that is kept."""

import pytest

from tests.support.applications import Site

MEMBER = {
    "display_name": "林晓薇",
    "identities": [{"kind": "phone", "value": "139 1234 5678"}, {"kind": "email", "value": "Xiaowei@example.com"}],
}
MASKED = {
    "display_name": "林**", "is_masked": True,
    "identities": [{"kind": "email", "value": "x******@example.com"}, {"kind": "phone", "value": "139****5678"}],
}  # fmt: skip
PLAIN = {
    "display_name": "林晓薇", "is_masked": False,
    "identities": [{"kind": "email", "value": "xiaowei@example.com"}, {"kind": "phone", "value": "+8613912345678"}],
}  # fmt: skip


def shown(member: dict) -> dict:
    return {name: member[name] for name in ("display_name", "is_masked", "identities")}


@pytest.mark.parametrize(("who", "expected"), [("operator", PLAIN), ("clerk", MASKED), ("analyst", MASKED)])
def test_member__is_shown_by_role(site: Site, who: str, expected: dict):
    created = site.staff("admin").post("/v1/members", json=MEMBER).json()
    client = site.staff(who)
    assert shown(client.get(f"/v1/members/{created['member_id']}").json()) == expected
    listed = client.get("/v1/members", params={"q": "13912345678"}).json()["items"]
    assert [shown(each) for each in listed] == [expected]
    found = client.get("/v1/members/lookup", params={"kind": "email", "value": "XIAOWEI@example.com"}).json()
    assert shown(found) == expected


def test_key__needs_the_scope_too(site: Site):
    site.staff("admin").post("/v1/members", json=MEMBER)
    for scopes, expected in ((["members:read"], MASKED), (["members:read", "pii:read"], PLAIN)):
        assert shown(site.system(*scopes).get("/v1/members").json()["items"][0]) == expected


def test_search__by_name_is_for_those_who_read_names(site: Site):
    operator, clerk = site.staff("operator"), site.staff("clerk")
    operator.post("/v1/members", json=MEMBER)
    assert [client.get("/v1/members", params={"q": "晓薇"}).json()["total"] for client in (operator, clerk)] == [1, 0]
    assert clerk.get("/v1/members", params={"q": "5678"}).json()["total"] == 1


def test_unmask__shows_all_and_keeps_the_reason(site: Site):
    admin, clerk = site.staff("admin"), site.staff("clerk", "ann")
    member_id = admin.post("/v1/members", json=MEMBER).json()["member_id"]
    answer = clerk.post(f"/v1/members/{member_id}/unmask", json={"reason": " lost card "})
    assert answer.json() == {"member_id": member_id, "display_name": PLAIN["display_name"], "identities": PLAIN["identities"]}
    (line,) = admin.get("/v1/audit", params={"action": "unmask_member"}).json()["items"]
    assert (line["kind"], line["actor"], line["members"], line["detail"]) == ("read", "staff:ann", [member_id], "lost card")


@pytest.mark.parametrize("body", [{}, {"reason": " "}, {"reason": "x"}, {"reason": "x" * 201}, {"reason": "a\nb"}])
def test_unmask__without_a_reason_is_refused(site: Site, body: dict):
    admin = site.staff("admin")
    member_id = admin.post("/v1/members", json=MEMBER).json()["member_id"]
    answer = admin.post(f"/v1/members/{member_id}/unmask", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "reason")


@pytest.mark.parametrize("who", ["anonymous", "analyst", "key:members:read", "key:pii:read"])
def test_unmask__is_not_for_everybody(site: Site, who: str):
    member_id = site.staff("admin").post("/v1/members", json=MEMBER).json()["member_id"]
    answer = site.caller(who).post(f"/v1/members/{member_id}/unmask", json={"reason": "because"})
    assert answer.status_code == (401 if who == "anonymous" else 403)
