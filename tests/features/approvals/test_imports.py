"""Members from a file: above a limit somebody else has to agree, and the worker brings them in then, once."""

from datetime import timedelta
from threading import Event

import pytest

from regulars.features.context import AppContext, make_context
from regulars.features.member_files.facade import work_off
from regulars.features.member_files.queries.tasks import forget_left_lying
from regulars.features.organisation.facade import add_below
from regulars.kit.settings import Settings
from tests.features.approvals.conftest import NOW, Two, refusal

ROWS = ("phone,name", "13940000001,Ann", "13940000002,Bob", "13940000003,Cid")
POLICY = {"days": 30, "imports_above": 2}


@pytest.fixture
def context(two: Two) -> AppContext:
    """Give what a worker works with, where two members are as many as a file may bring in alone."""
    assert two.boss.put("/v1/approvals/policy", json=POLICY).status_code == 200
    return make_context(Settings(), two.site.database, two.site.clock)


def tried_out(context: AppContext, client, rows=ROWS) -> str:
    """Hand a file over and try it out; its id."""
    content = "\r\n".join(rows).encode()
    made = client.post("/v1/member-imports", params={"file_name": "m.csv"}, content=content).json()
    mapping = made["suggested"] | {"identities": [{"kind": "phone", "column": "phone"}], "columns": {"name": "name"}}
    asked = client.post(f"/v1/member-imports/{made['import_id']}/try", json={"mapping": mapping})
    assert asked.status_code == 202, asked.text
    assert work_off(context, Event())
    return made["import_id"]


def ask(client, import_id: str):
    return client.post("/v1/approvals/imports", json={"import_id": import_id, "reason": "the shop we took over"})


def start(client, import_id: str):
    return client.post(f"/v1/member-imports/{import_id}/start")


def test_small_file__is_brought_in_alone(two: Two, context: AppContext):
    assert start(two.anna, tried_out(context, two.anna, ROWS[:3])).status_code == 202


def test_large_file__comes_in_once_somebody_else_agrees(two: Two, context: AppContext):
    import_id = tried_out(context, two.anna)
    alone = start(two.anna, import_id)
    assert (refusal(alone), alone.json()["facts"]) == ((403, "approval_required"), {"above": 2})
    assert refusal(start(two.site.system("members:import", "pii:read"), import_id)) == (403, "approval_required")
    assert not work_off(context, Event())
    first, second = (ask(two.anna, import_id).json() for _ in range(2))
    assert (first["type"], first["foreseen"]["members"], first["data"]["file_name"]) == ("members.imported", 3, "m.csv")
    assert refusal(two.decide(first, who=two.anna)) == (403, "approval_own")
    path = f"/v1/member-imports/{import_id}"
    assert (two.anna.get(path).json()["status"], two.anna.get(path).json()["approval"]) == ("tried", "pending")
    done = two.decide(first).json()
    assert (done["status"], done["outcome"]["members"]) == ("approved", 3)
    assert two.decide(second).json()["outcome"]["refusal"] == "import_not_ready"
    assert work_off(context, Event())
    ended = two.anna.get(path).json()
    assert (ended["status"], ended["done"]["new"], ended["asked_by"]) == ("done", 3, "staff:anna")


def test_file__is_kept_as_long_as_a_request_may_wait(two: Two, context: AppContext):
    waiting, lying = tried_out(context, two.anna), tried_out(context, two.anna)
    ask(two.anna, waiting)
    for days, kept in ((29, 1), (31, 0)):
        with two.site.database.transaction() as connection:
            forget_left_lying(connection, NOW + timedelta(days=days))
            assert connection.execute("SELECT count(*) FROM member_import_file").fetchone() == (kept,)
    assert two.anna.get(f"/v1/member-imports/{lying}").status_code == 404


def test_store__asks_for_its_own_file_and_headquarters_decides(two: Two, context: AppContext):
    add_below(two.site.database, "hq", "store", "s1", "One")
    manager, other = (two.site.staff("store_manager", name, unit="s1") for name in ("mia", "noa"))
    import_id = tried_out(context, manager)
    assert refusal(ask(other, import_id)) == (404, "import_unknown")
    asked = ask(manager, import_id)
    assert asked.status_code == 201, asked.text
    region = two.site.staff("region_manager", "rob", unit="s1")
    assert region.get("/v1/approvals").json()["items"] == []
    assert two.decide(asked.json()).json()["status"] == "approved"
    assert work_off(context, Event())
    assert manager.get(f"/v1/member-imports/{import_id}").json()["done"]["new"] == 3
