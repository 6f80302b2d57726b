"""Who may see the board, which ranges it refuses, and a base without anything in it."""

from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.applications import open_site
from tests.support.scenes import Scene, mall, open_scene

CALLERS = {
    "anonymous": 401,
    "key:events:write": 403,
    "key:members:read": 403,
    "clerk": 403,
    "key:board:read": 200,
    "analyst": 200,
    "operator": 200,
    "admin": 200,
}


@pytest.mark.parametrize("who", CALLERS)
def test_who__may_see_the_board(scene: Scene, who: str):
    caller = scene.client if who == "operator" else scene.site.caller(who)
    assert caller.get("/v1/board").status_code == CALLERS[who]


REFUSED = [
    {"from": "2025-13"},
    {"from": "2025-1"},
    {"from": "1800-01"},
    {"from": "2025-03-01"},
    {"from": "2026-02", "to": "2026-01"},
    {"to": "2026-04"},
    {"from": "2026-04"},
    {"from": "2016-03", "to": "2026-03"},
    {"month": "2025-01"},
]


@pytest.mark.parametrize("query", REFUSED, ids=str)
def test_range__that_cannot_be_shown(scene: Scene, query: dict[str, str]):
    answer = scene.client.get("/v1/board", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert answer.json()["errors"][0]["path"] in query


def test_range__of_ten_years_and_of_one_end(scene: Scene):
    assert len(scene.get("/v1/board", **{"from": "2016-04", "to": "2026-03"})["months"]) == 120
    assert scene.get("/v1/board", to="2025-12")["from"] == "2025-01"
    assert scene.get("/v1/board", **{"from": "2026-02"})["to"] == "2026-03"


def test_board__of_nothing(database: Database, tmp_path: Path):
    with open_scene(database, tmp_path, mall()) as scene:
        scene.move_to("2025-05-01 00:00")
        board = scene.get("/v1/board")
    assert (board["data_from"], board["data_to"], board["members"]["total"]) == ("2025-05", "2025-05", 0)
    assert {figure["value"] for figure in board["headline"]} == {0}
    assert board["sales"]["average_order_minor"] == 0


def test_board__without_a_program(database: Database, tmp_path: Path):
    with open_site(database, tmp_path) as site:
        answer = site.staff("analyst").get("/v1/board")
    assert (answer.status_code, answer.json()["code"]) == (409, "program_missing")
