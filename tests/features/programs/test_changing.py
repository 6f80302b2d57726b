"""Changing a program over HTTP: compared, its effect told from what members have, published once and by nobody unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from regulars.features.programs.effects import effect_of
from regulars.features.programs.facade import ProgramLibrary, draft_of
from regulars.kit.instants import instant_of
from regulars.store.clock import current_time
from regulars.store.database import Database
from tests.support.applications import open_site
from tests.support.databases import DatabaseServer
from tests.support.scenes import WITHOUT_DIAMOND, Json, Scene, mall, open_scene

DEARER = ("per: 1.00\n    lines: {kinds: [goods]}\n    tier", "per: 2.00\n    lines: {kinds: [goods]}\n    tier")
EASIER_SILVER = ("at_least: 5000, window", "at_least: 3000, window")
HARDER_KEEP = ("keep: {all: [{metric: spend, at_least: 4000", "keep: {all: [{metric: spend, at_least: 5900")
CALLERS = {"anonymous": 401, "key:members:read": 403, "key:program:read": 403, "clerk": 403, "analyst": 403, "operator": 403}


@contextmanager
def opened(database: Database, folder: Path) -> Iterator[Scene]:
    """Set a scene: one regular with 3,500 spent, one silver with 5,800, one regular who never bought; it is 1 May 2025."""
    with open_scene(database, folder, mall()) as running:
        names = ("Lin", "Wei", "Bo")
        lin, wei, _bo = (running.member("2025-01-01 09:00", name) for name in names)
        running.pay(lin, "o1", "2025-02-01 10:00", 350_000)
        running.pay(wei, "o2", "2025-02-01 10:00", 580_000)
        running.move_to("2025-05-01 00:00")
        running.client = running.site.staff("admin")
        yield running


@pytest.fixture(scope="module")
def shared(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Set one scene for all tests that publish nothing."""
    with database_server.fresh_database() as database, opened(database, tmp_path_factory.mktemp("build")) as running:
        yield running


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Iterator[Scene]:
    """Set a scene of its own for a test that publishes."""
    with opened(database, tmp_path) as running:
        yield running


def post(scene: Scene, path: str, status: int = 200, **body: object) -> Json:
    answer = scene.client.post(f"/v1/program/{path}", json=body)
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


def moves(found: list[Json]) -> list[tuple[str, str, int]]:
    return [(move["before"]["key"], move["after"]["key"], move["members"]) for move in found]


@pytest.mark.parametrize("who", CALLERS)
def test_publishing_and_its_effect__are_for_administrators(shared: Scene, who: str):
    caller = shared.site.caller(who) if who != "operator" else shared.site.staff("operator", "second")
    draft = {"yaml": mall(DEARER)}
    assert caller.post("/v1/program/effect", json=draft).status_code == CALLERS[who]
    body = draft | {"based_on": 1, "note": "no"}
    assert caller.post("/v1/program/publish", json=body).status_code == CALLERS[who]
    assert len(shared.get("/v1/program/versions")["items"]) == 1


def test_publish__makes_a_version_that_tells_who_when_and_why(scene: Scene):
    made = post(scene, "publish", 201, yaml=mall(DEARER), based_on=1, note="two yuan a point")
    assert (made["version"], made["published_by"], made["note"]) == (2, "staff:admin", "two yuan a point")
    assert made["in_force_from"] == "2025-04-30T16:00:00.000001Z"
    assert scene.get("/v1/program")["version"] == 2
    assert scene.get("/v1/program/versions/1")["yaml"] == mall()


def test_publish__on_top_of_an_older_version_is_refused(scene: Scene):
    post(scene, "publish", 201, yaml=mall(DEARER), based_on=1, note="first")
    refused = post(scene, "publish", 409, yaml=mall(EASIER_SILVER), based_on=1, note="unseen")
    assert (refused["code"], refused["facts"]) == ("program_conflict", {"version": 2, "published_by": "staff:admin"})
    assert refused["errors"][0]["path"] == "based_on"
    assert scene.get("/v1/program")["yaml"] == mall(DEARER)


def test_publish__sent_again_after_a_lost_answer_makes_no_second_version(scene: Scene):
    body = {"yaml": mall(DEARER), "based_on": 1, "note": "once"}
    first = post(scene, "publish", 201, **body)
    assert post(scene, "publish", 201, **body) == first
    assert len(scene.get("/v1/program/versions")["items"]) == 2


def test_publish__of_an_old_text_goes_back_to_it(scene: Scene):
    post(scene, "publish", 201, yaml=mall(DEARER), based_on=1, note="dearer")
    post(scene, "publish", 201, yaml=mall(), based_on=2, note="back")
    assert scene.get("/v1/program/versions/3")["yaml"] == mall()
    assert scene.get("/v1/program/diff", **{"from": 1, "to": 3})["is_same_text"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"yaml": mall(("late_days: 30", "late_days: -1"))}, 422, "program_invalid"),
        (
            {"yaml": mall(*WITHOUT_DIAMOND)},
            409,
            "program_strands_members",
        ),
        ({"in_force_from": "2025-04-01T00:00:00+08:00"}, 422, "program_in_force_in_past"),
        ({"in_force_from": "2025-06-01T00:00:00"}, 422, "request_invalid"),
        ({"note": ""}, 422, "request_invalid"),
        ({"note": "x" * 501}, 422, "request_invalid"),
        ({"based_on": -1}, 422, "request_invalid"),
        ({"based_on": 2}, 409, "program_conflict"),
    ],
)
def test_publish__refuses(shared: Scene, body: Json, status: int, code: str):
    refused = post(shared, "publish", status, **({"yaml": mall(DEARER), "based_on": 1, "note": "x"} | body))
    assert refused["code"] == code
    assert refused["errors"]
    assert len(shared.get("/v1/program/versions")["items"]) == 1


def test_publish__of_the_first_version(database: Database, tmp_path: Path):
    with open_site(database, tmp_path) as site:
        client = site.staff("admin")
        body = {"yaml": mall(), "based_on": 0, "note": "the beginning"}
        made = client.post("/v1/program/publish", json=body)
        assert (made.status_code, made.json()["version"], made.json()["in_force_from"]) == (201, 1, None)
        assert client.post("/v1/program/publish", json=body | {"yaml": mall(DEARER)}).json()["code"] == "program_conflict"


def test_diff__of_versions_and_of_a_draft(scene: Scene):
    post(scene, "publish", 201, yaml=mall(DEARER), based_on=1, note="dearer")
    found = scene.get("/v1/program/diff", **{"from": 1, "to": 2})
    assert (found["from_version"], found["to_version"], [part["path"] for part in found["parts"]]) == (1, 2, ["rules.base"])
    (value,) = found["parts"][0]["values"]
    assert (value["path"], value["before"]["zh"], value["after"]["zh"]) == ("rules.base.per", "1", "2")
    draft = mall(EASIER_SILVER)
    latest = post(scene, "diff", yaml=draft)
    assert (latest["from_version"], latest["to_version"]) == (2, None)
    assert [part["path"] for part in latest["parts"]] == ["ladders.mall", "rules.base"]
    assert [part["path"] for part in post(scene, "diff", **{"yaml": draft, "from": 1})["parts"]] == ["ladders.mall"]


def test_diff__refuses_versions_that_are_not_and_drafts_with_faults(shared: Scene):
    for query in ({"from": 1, "to": 2}, {"from": 9, "to": 1}):
        refused = shared.client.get("/v1/program/diff", params=query)
        assert (refused.status_code, refused.json()["code"]) == (404, "program_version_unknown")
    assert shared.client.get("/v1/program/diff", params={"from": 1}).status_code == 422
    assert post(shared, "diff", 404, **{"yaml": mall(), "from": 7})["errors"][0]["path"] == "from"
    assert post(shared, "diff", 422, yaml="program: 1")["code"] == "program_invalid"


def test_effect__tells_who_is_lifted_by_what_they_have(shared: Scene):
    found = post(shared, "effect", yaml=mall(EASIER_SILVER))
    assert (found["from_version"], found["members"], found["judged"], found["is_estimate"]) == (1, 3, 3, False)
    (ladder,) = found["ladders"]
    assert (moves(ladder["lifted"]), ladder["reviews"]) == ([("regular", "silver", 1)], [])
    assert [(held["tier"]["key"], held["members"]) for held in ladder["tiers"]] == [("silver", 1)]
    assert found["wallets"] == []


def test_effect__is_what_happens(scene: Scene):
    post(scene, "publish", 201, yaml=mall(EASIER_SILVER), based_on=1, note="easier")
    members = {item["display_name"]: item["member_id"] for item in scene.get("/v1/members")["items"]}
    for name in ("Lin", "Bo"):
        scene.tell(members[name], "member.checked_in", "2025-05-01 08:00")
    tiers = {item["display_name"]: item["tier"]["key"] for item in scene.get("/v1/members")["items"]}
    assert tiers == {"Lin": "silver", "Wei": "silver", "Bo": "regular"}


def test_effect__tells_whose_review_ends_otherwise(shared: Scene):
    found = post(shared, "effect", yaml=mall(HARDER_KEEP))
    (ladder,) = found["ladders"]
    assert (ladder["lifted"], moves(ladder["reviews"])) == ([], [("silver", "regular", 1)])


def test_effect__tells_holders_and_worth_of_wallets_that_change(shared: Scene):
    found = post(shared, "effect", yaml=mall(("worth: {points: 100, money: 1.00}", "worth: {points: 50, money: 1.00}")))
    (wallet,) = found["wallets"]
    points = 3500 + 350 + 5800 + 580
    assert (wallet["key"], wallet["members"], wallet["points"]) == ("points", 2, points)
    assert (wallet["worth_before_minor"], wallet["worth_after_minor"]) == (points, 2 * points)
    by_rule = post(shared, "effect", yaml=mall(DEARER))
    assert [(wallet["key"], wallet["members"]) for wallet in by_rule["wallets"]] == [("points", 2)]
    assert by_rule["ladders"] == []


def test_effect__of_a_draft_that_changes_nothing(shared: Scene):
    found = post(shared, "effect", yaml=mall() + "# the same\n")
    assert (found["ladders"], found["wallets"]) == ([], [])


def test_effect__of_a_large_base_is_an_estimate_from_a_sample(database_server: DatabaseServer, tmp_path: Path):
    members = 600
    with database_server.fresh_database() as database, open_scene(database, tmp_path, mall()) as scene:
        first = scene.member()
        scene.pay(first, "o1", "2025-02-01 10:00", 350_000)
        with database.transaction() as connection:
            connection.execute(
                "INSERT INTO member (member_id, joined_at) SELECT gen_random_uuid(), now() FROM generate_series(2, %s)",
                (members,),
            )
            connection.execute(
                "INSERT INTO member_document SELECT m.member_id, d.state FROM member AS m, member_document AS d"
                " WHERE m.member_id <> d.member_id"
            )
        with database.snapshot() as connection:
            published = ProgramLibrary().published(connection)
            now = current_time(connection)
            draft = draft_of(mall(EASIER_SILVER), published, now)
            found = effect_of(connection, published[-1], draft, instant_of(now), judged_max=200)
    assert found.members == members
    assert 0 < found.judged < members
    assert [move.members for move in found.ladders[0].lifted] == [members]


def test_schema__has_the_words_of_fields_and_choices(shared: Scene):
    schema = shared.get("/v1/program/schema")
    assert schema["properties"]["late_days"]["x-words"] == {"zh": "迟到期限（天）", "en": "days an event may be late"}
    assert schema["$defs"]["PointsWallet"]["properties"]["spend_order"]["x-value-words"]["oldest"]["zh"] == "先获得先用"
