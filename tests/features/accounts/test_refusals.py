"""Who may look at an account, and what is answered to questions that cannot be answered."""

from uuid import uuid4

import pytest

from tests.support.databases import DatabaseServer
from tests.support.scenes import Scene, mall, open_scene

PAGES = ("wallet", "standing", "entries", "entries/1", "explain", "timeline")
CALLERS = {
    "anonymous": 401,
    "key:events:write": 403,
    "key:board:read": 403,
    "key:members:read": 200,
    "clerk": 200,
    "analyst": 200,
    "operator": 200,
    "admin": 200,
}


@pytest.fixture(scope="module")
def scene(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory):
    """Set one scene for all tests here: they only read."""
    with database_server.fresh_database() as database, open_scene(database, tmp_path_factory.mktemp("build"), mall()) as running:
        yield running


@pytest.fixture(scope="module")
def member(scene: Scene) -> str:
    """Give a member with one order."""
    member = scene.member()
    scene.pay(member, "o1", "2025-01-02 10:00", 10000)
    return member


@pytest.mark.parametrize("who", CALLERS)
def test_who__may_look(scene: Scene, member: str, who: str):
    caller = scene.client if who == "operator" else scene.site.caller(who)
    for page in PAGES:
        assert caller.get(f"/v1/members/{member}/{page}").status_code == CALLERS[who], page


def refused(scene: Scene, path: str, **query: str | int) -> tuple[int, str]:
    answer = scene.client.get(path, params=query)
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize("page", PAGES)
def test_member__unknown_or_no_id_at_all(scene: Scene, page: str):
    assert refused(scene, f"/v1/members/{uuid4()}/{page}") == (404, "member_unknown")
    assert refused(scene, f"/v1/members/nobody/{page}") == (422, "request_invalid")


@pytest.mark.parametrize("entry_no", ["0", "-1", "1.5", "x", str(2**63), "9" * 40])
def test_entry__number_that_cannot_be_one(scene: Scene, member: str, entry_no: str):
    assert refused(scene, f"/v1/members/{member}/entries/{entry_no}") == (422, "request_invalid")


def test_entry__number_not_there_yet(scene: Scene, member: str):
    assert refused(scene, f"/v1/members/{member}/entries/999") == (404, "entry_unknown")


@pytest.mark.parametrize("page", ["entries", "explain"])
def test_wallet__unknown(scene: Scene, member: str, page: str):
    assert refused(scene, f"/v1/members/{member}/{page}", wallet="gold coins") == (422, "wallet_unknown")
    assert refused(scene, f"/v1/members/{member}/{page}", wallet="a\x00b") == (422, "request_invalid")


@pytest.mark.parametrize("page", ["entries", "timeline"])
@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 201}, {"limit": "x"}, {"kind": "gift"}, {"unknown": 1}, {"cursor": "é" * 600}]
)
def test_list__query_that_cannot_be_used(scene: Scene, member: str, page: str, query: dict):
    assert refused(scene, f"/v1/members/{member}/{page}", **query) == (422, "request_invalid")


@pytest.mark.parametrize("page", ["entries", "timeline"])
@pytest.mark.parametrize("cursor", ["x", "e30", "W10", "é", "WyJhIl0", ""])
def test_cursor__made_up(scene: Scene, member: str, page: str, cursor: str):
    assert refused(scene, f"/v1/members/{member}/{page}", cursor=cursor) == (422, "cursor_invalid")


def test_cursor__of_another_list(scene: Scene, member: str):
    cursor = scene.ask(member, "entries", limit=1)["next_cursor"]
    other = scene.member("2025-01-03 10:00")
    assert refused(scene, f"/v1/members/{member}/entries", cursor=cursor, limit=1, wallet="points") == (422, "cursor_invalid")
    assert refused(scene, f"/v1/members/{member}/timeline", cursor=cursor) == (422, "cursor_invalid")
    assert refused(scene, f"/v1/members/{other}/entries", cursor=cursor) == (422, "cursor_invalid")


def test_member__without_any_event(scene: Scene):
    member = scene.member("2025-02-01 10:00")
    (wallet,) = scene.ask(member, "wallet")["wallets"]
    assert (wallet["balance"], wallet["lots"], wallet["expiring"]) == (0, [], [])
    assert scene.ask(member, "entries") == {"items": [], "next_cursor": None, "total": 0}
    assert scene.ask(member, "explain", wallet="growth")["sum"] == 0
    standing = scene.ask(member, "standing")
    assert (standing["tier"]["key"], standing["review"], standing["next"]["progress"]) == ("regular", None, 0)
    assert [moment["type"] for moment in scene.pages(member, "timeline")] == ["member.joined"]
