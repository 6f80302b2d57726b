"""Programs over HTTP: the version in force, all versions, drafts with their faults, and what the service is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.applications import open_site
from tests.support.databases import DatabaseServer
from tests.support.scenes import WITHOUT_DIAMOND, Scene, mall, open_scene

CALLERS = {
    "anonymous": 401,
    "key:members:read": 403,
    "key:program:read": 200,
    "clerk": 200,
    "analyst": 200,
    "operator": 200,
    "admin": 200,
}
DEARER = ("per: 1.00\n    lines: {kinds: [goods]}\n    tier", "per: 2.00\n    lines: {kinds: [goods]}\n    tier")


@pytest.fixture(scope="module")
def scene(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Set one scene for all tests here: two versions, the second in force since 1 May 2025."""
    with database_server.fresh_database() as database, open_scene(database, tmp_path_factory.mktemp("build"), mall()) as running:
        running.publish(mall(DEARER), "2025-05-01 00:00")
        yield running


@pytest.mark.parametrize("who", CALLERS)
def test_who__may_read_the_program(scene: Scene, who: str):
    caller = scene.client if who == "operator" else scene.site.caller(who)
    for path in ("", "/versions", "/versions/1", "/schema"):
        assert caller.get(f"/v1/program{path}").status_code == CALLERS[who], path
    assert caller.get("/v1/info").status_code == CALLERS[who]
    assert caller.post("/v1/program/check", json={"yaml": mall()}).status_code == CALLERS[who]


def test_program__in_force_is_told_in_sentences(scene: Scene):
    program = scene.get("/v1/program")
    assert (program["key"], program["version"], program["in_force_from"]) == ("mall", 2, "2025-04-30T16:00:00.000001Z")
    assert (program["currency"], program["time_zone"]) == ("CNY", "Asia/Shanghai")
    assert program["yaml"] == mall(DEARER)
    rules = {rule["key"]: rule for rule in program["rules"]}
    assert rules["base"]["text"]["zh"] == (
        "每消费 2 元得 1 积分，仅计商品，银卡 1.2 倍、金卡 1.5 倍、钻石 2 倍，品类“母婴” 1.5 倍，7 天后可用。"
    )
    (points, growth) = program["wallets"]
    assert points["text"]["zh"].startswith("100 积分值 1 元，自获得起 12 个月有效，顺延至当月末，先到期的先使用")
    assert growth["text"]["en"] == "Decides the tier and cannot be spent, from spend, behaviour, loyalty."
    assert [tier["key"] for tier in program["tiers"]] == ["regular", "silver", "gold", "diamond"]
    assert program["tiers"][1]["requirements"] == [
        {
            "metric": "spend", "name": {"zh": "消费", "en": "Spend"}, "unit": "money",
            "window": {"zh": "自然年", "en": "calendar year"}, "required": 500000, "group": "all", "part": 0,
            "in_each_month": None, "when": None,
        },
    ]  # fmt: skip


def test_tiers__read_the_same_as_on_a_members_ladder(scene: Scene):
    member = scene.member("2025-05-02 09:00")
    tiers = [{name: part for name, part in tier.items() if name != "look"} for tier in scene.get("/v1/program")["tiers"]]
    assert scene.ask(member, "standing")["ladder"] == tiers


def test_versions__newest_first_and_the_first_has_no_beginning(scene: Scene):
    versions = scene.get("/v1/program/versions")["items"]
    assert [(version["version"], version["in_force_from"]) for version in versions] == [
        (2, "2025-04-30T16:00:00.000001Z"),
        (1, None),
    ]
    for version in versions:
        opened = scene.get(f"/v1/program/versions/{version['version']}")
        assert {key: opened[key] for key in version} == version
    assert scene.get("/v1/program/versions/1")["yaml"] == mall()


@pytest.mark.parametrize(
    ("version", "status", "code"),
    [
        ("3", 404, "program_version_unknown"),
        ("0", 422, "request_invalid"),
        ("x", 422, "request_invalid"),
        (str(2**40), 422, "request_invalid"),
    ],
)
def test_version__unknown(scene: Scene, version: str, status: int, code: str):
    answer = scene.client.get(f"/v1/program/versions/{version}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def checked(scene: Scene, text: str) -> dict:
    answer = scene.client.post("/v1/program/check", json={"yaml": text})
    assert answer.status_code == 200, answer.text
    found: dict = answer.json()
    return found


def test_check__of_a_good_draft_tells_how_it_reads(scene: Scene):
    found = checked(scene, mall(("points: 5\n    limit: {per: day, points: 5}\n  - key: growth_spend",
                                 "points: 8\n    limit: {per: day, points: 8}\n  - key: growth_spend")))  # fmt: skip
    assert (found["ok"], found["errors"]) == (True, [])
    assert "每次签到得 8 积分，每天最多 8。" in [rule["text"]["zh"] for rule in found["program"]["rules"]]
    assert scene.get("/v1/program")["version"] == 2


def test_check__names_path_line_and_what_was_expected(scene: Scene):
    found = checked(scene, mall(("review: year ", "review: never_ever ")))
    line = mall().splitlines().index(next(line for line in mall().splitlines() if "review: year" in line)) + 1
    assert (found["ok"], found["program"]) == (False, None)
    (fault,) = found["errors"]
    assert (fault["path"], fault["line"]) == ("ladders.0.review", line)
    assert "'year'" in fault["expected"]
    assert "program.yaml" not in fault["message"]


def test_check__finds_every_fault_at_once(scene: Scene):
    found = checked(scene, mall(("late_days: 30", "late_days: -1"), ("digits: 2", "digits: 9")))
    assert {fault["path"] for fault in found["errors"]} == {"late_days", "currency.digits"}


def test_check__refuses_to_strand_members(scene: Scene):
    found = checked(scene, mall(*WITHOUT_DIAMOND))
    assert not found["ok"]
    assert any("diamond" in fault["message"] and fault["line"] is None for fault in found["errors"])


@pytest.mark.parametrize("text", ["", "[", "- a", "a: &x 1", "a: b: c", "\t", "1", "program: [" + "[" * 500])
def test_check__of_what_is_no_program(scene: Scene, text: str):
    found = checked(scene, text)
    assert not found["ok"]
    assert found["errors"]


def test_check__refuses_a_text_beyond_all_measure(scene: Scene):
    assert scene.client.post("/v1/program/check", json={"yaml": "x" * (512 * 1024 + 1)}).status_code == 422
    assert not checked(scene, "# " + "é" * 300_000)["ok"]
    for body in ({}, {"yaml": 1}, {"yaml": "a: 1", "publish": True}):
        assert scene.client.post("/v1/program/check", json=body).status_code == 422


def test_schema__is_that_of_the_document(scene: Scene):
    schema = scene.get("/v1/program/schema")
    assert {"program", "wallets", "ladders", "rules"} <= schema["properties"].keys()


def test_info__says_which_clock_and_which_money(scene: Scene):
    scene.move_to("2025-06-01 08:00")
    info = scene.get("/v1/info")
    assert (info["product"], info["now"], info["clock"]) == ("Regulars", "2025-06-01T00:00:00Z", "test")
    assert (info["currency"], info["currency_digits"], info["time_zone"]) == ("CNY", 2, "Asia/Shanghai")
    assert info["program"] == {"key": "mall", "name": {"zh": "商场会员", "en": "Mall membership"}, "version": 2}
    assert info["default_locale"] == "zh"


def test_everything__before_the_first_program(database: Database, tmp_path: Path):
    with open_site(database, tmp_path) as site:
        client = site.staff("admin")
        for path in ("/v1/program", "/v1/program/versions", "/v1/program/versions/1", "/v1/info"):
            answer = client.get(path)
            assert (answer.status_code, answer.json()["code"]) == (409, "program_missing"), path
        assert client.post("/v1/program/check", json={"yaml": mall()}).json()["ok"]
