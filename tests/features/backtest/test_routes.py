"""Backtests over HTTP: put into the queue, answered by a worker, watched, given up, and looked into member by member."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from regulars.features.backtest.facade import work_off
from regulars.features.context import AppContext, make_context
from regulars.kit.settings import Settings
from regulars.store.database import Database
from tests.support.scenes import Scene, mall, open_scene

BACKTESTS = "/v1/program/backtests"
DOUBLED = (
    "points: 1\n    per: 1.00\n    lines: {kinds: [goods]}\n    tier",
    "points: 2\n    per: 1.00\n    lines: {kinds: [goods]}\n    tier",
)
UNKNOWN = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
Json = dict[str, Any]


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Iterator[Scene]:
    """Set a scene: Ann buys for 300, then wants to spend 350 points, which she does not have; Bo checks in."""
    with open_scene(database, tmp_path, mall()) as running:
        ann = running.member("2025-01-01 09:00", "Ann")
        running.pay(ann, "o1", "2025-02-01 10:00", 300_00)
        running.tell(ann, "points.redeemed", "2025-02-20 10:00", redemption_id="x1", wallet="points", points=350)
        bo = running.member("2025-02-21 09:00", "Bo")
        running.tell(bo, "member.checked_in", "2025-02-21 10:00")
        running.move_to("2025-03-10 00:00")
        yield running


@pytest.fixture
def context(scene: Scene) -> AppContext:
    """Give what a worker works with."""
    return make_context(Settings(), scene.site.database)


def ask(scene: Scene, draft: str, **days: str) -> Json:
    """Put a question that is accepted."""
    answer = scene.client.post(BACKTESTS, json={"yaml": draft, **days})
    assert answer.status_code == 202, answer.text
    found: Json = answer.json()
    return found


def answered(scene: Scene, context: AppContext, draft: str, **days: str) -> Json:
    """A question with its report."""
    asked = ask(scene, draft, **days)
    assert work_off(context, Event(), processes=0)
    found: Json = scene.get(f"{BACKTESTS}/{asked['backtest_id']}")
    return found


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 401),
        ("clerk", 403),
        ("key:program:read", 403),
        ("key:program:backtest", 202),
        ("analyst", 202),
        ("admin", 202),
    ],
)
def test_who__may_ask(scene: Scene, who: str, status: int):
    caller = scene.site.caller(who)
    asked = caller.post(BACKTESTS, json={"yaml": mall()})
    assert asked.status_code == status
    path = f"{BACKTESTS}/{asked.json().get('backtest_id', UNKNOWN)}"
    for method, where in (("GET", BACKTESTS), ("GET", path), ("POST", f"{path}/cancel"), ("GET", f"{path}/members/{UNKNOWN}")):
        expected = status if status != 202 else 404 if UNKNOWN in where else 200
        assert caller.request(method, where).status_code == expected, where


def test_question__waits_for_a_worker_and_is_then_told(scene: Scene, context: AppContext):
    asked = ask(scene, mall(DOUBLED))
    assert (asked["status"], asked["report"], asked["events_total"], asked["since"]) == ("waiting", None, None, None)
    assert asked["until"] == "2025-03-09T16:00:00Z"
    assert asked["asked_by"] == "staff:operator"
    assert work_off(context, Event(), processes=0)
    assert not work_off(context, Event(), processes=0)
    found = scene.get(f"{BACKTESTS}/{asked['backtest_id']}")
    assert (found["status"], found["events_done"], found["events_total"], found["problem"]) == ("done", 3, 3, None)
    report = found["report"]
    assert [month["month"] for month in report["wallets"][0]["draft"]] == ["2025-01", "2025-02", "2025-03"]
    was, would = report["wallets"][0]["in_force"][1], report["wallets"][0]["draft"][1]
    assert (was["issued"], was["spent"], was["outstanding"]) == (335, 0, 335)
    assert (would["issued"], would["spent"], would["outstanding"], would["liability_minor"]) == (635, -350, 285, 285)
    assert report["refusals"] == [{"code": "balance_insufficient", "in_force": 1, "draft": 0}]
    assert report["outcome"] == {"winners": 1, "losers": 0, "unchanged": 1, "won_minor": 300, "lost_minor": 0}
    (listed,) = scene.get(BACKTESTS)["items"]
    assert listed == {key: value for key, value in found.items() if key not in {"yaml", "report"}}


def test_draft_from_a_day_on__leaves_what_was_before(scene: Scene, context: AppContext):
    found = answered(scene, context, mall(DOUBLED), **{"from": "2025-02-15", "to": "2025-03-01"})
    assert (found["since"], found["until"]) == ("2025-02-14T16:00:00Z", "2025-02-28T16:00:00Z")
    report = found["report"]
    assert (report["events_before"], report["events"], report["first_month"], report["last_month"]) == (
        1,
        2,
        "2025-02",
        "2025-02",
    )
    assert report["outcome"]["winners"] == 0


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        ({"yaml": mall(("late_days: 30", "late_days: -1"))}, "program_invalid", "late_days"),
        ({"yaml": mall(), "from": "2025-03-01", "to": "2025-02-01"}, "request_invalid", "from"),
        ({"yaml": mall(), "to": "2026-01-01"}, "request_invalid", "to"),
        ({"yaml": mall(), "from": "soon"}, "request_invalid", "from"),
        ({"from": "2025-01-01"}, "request_invalid", "yaml"),
    ],
)
def test_question_that_cannot_be__is_refused_at_once(scene: Scene, body: Json, code: str, path: str):
    answer = scene.client.post(BACKTESTS, json=body)
    assert (answer.status_code, answer.json()["code"], answer.json()["errors"][0]["path"]) == (422, code, path)
    assert scene.get(BACKTESTS)["items"] == []


def test_third_question__waits_until_one_is_done_or_given_up(scene: Scene, context: AppContext):
    first, _ = ask(scene, mall()), ask(scene, mall(DOUBLED))
    refused = scene.client.post(BACKTESTS, json={"yaml": mall()})
    assert (refused.status_code, refused.json()["code"]) == (409, "backtests_busy")
    cancelled = scene.client.post(f"{BACKTESTS}/{first['backtest_id']}/cancel")
    assert cancelled.json()["status"] == "cancelled"
    ask(scene, mall())
    assert work_off(context, Event(), processes=0)
    assert work_off(context, Event(), processes=0)
    assert {item["status"] for item in scene.get(BACKTESTS)["items"]} == {"done", "cancelled"}


def test_running_one__is_given_up_with_its_processes(scene: Scene, context: AppContext):
    asked = ask(scene, mall(DOUBLED))
    path = f"{BACKTESTS}/{asked['backtest_id']}"
    worker = Thread(target=work_off, args=(context, Event(), 1))
    worker.start()
    give_up_at = time.monotonic() + 60
    while scene.get(path)["status"] == "waiting" and time.monotonic() < give_up_at:
        time.sleep(0.01)
    assert scene.client.post(f"{path}/cancel").json()["status"] == "cancelled"
    worker.join(60)
    assert not worker.is_alive()
    assert multiprocessing.active_children() == []
    assert (scene.get(path)["status"], scene.get(path)["report"]) == ("cancelled", None)


def test_worker_that_is_told_to_stop__leaves_the_question_to_the_next(scene: Scene, context: AppContext):
    asked = ask(scene, mall())
    stop = Event()
    stop.set()
    assert work_off(context, stop, processes=0)
    assert scene.get(f"{BACKTESTS}/{asked['backtest_id']}")["status"] == "waiting"
    assert work_off(context, Event(), processes=0)
    assert scene.get(f"{BACKTESTS}/{asked['backtest_id']}")["status"] == "done"


def test_silent_worker__is_replaced_and_in_the_end_given_up(scene: Scene, context: AppContext):
    asked = ask(scene, mall())

    def fallen_silent(attempts: int) -> None:
        with scene.site.database.transaction() as connection:
            connection.execute(
                "UPDATE backtest SET status = 'running', seen_at = now() - interval '2 minutes', attempts = %s", (attempts,)
            )

    fallen_silent(3)
    assert not work_off(context, Event(), processes=0)
    failed = scene.get(f"{BACKTESTS}/{asked['backtest_id']}")
    assert failed["status"] == "failed"
    assert "silent" in failed["problem"]
    fallen_silent(1)
    assert work_off(context, Event(), processes=0)
    assert scene.get(f"{BACKTESTS}/{asked['backtest_id']}")["status"] == "done"


def test_draft_that_no_longer_fits__fails_and_says_why(scene: Scene, context: AppContext):
    asked = ask(scene, mall())
    scene.publish(mall_with_another_wallet(), "2025-03-11 00:00")
    assert work_off(context, Event(), processes=0)
    failed = scene.get(f"{BACKTESTS}/{asked['backtest_id']}")
    assert failed["status"] == "failed"
    assert "stars" in failed["problem"]


def mall_with_another_wallet() -> str:
    """The mall's program with one more wallet, which every later draft must know."""
    wallet = (
        "wallets:\n  - {key: stars, kind: points, name: {zh: 星, en: Stars}, worth: {points: 1, money: 1.00},"
        " expiry: {kind: never}}\n"
    )
    return mall(("wallets:\n", wallet))


def test_winners__are_named_and_their_lives_told_under_both(scene: Scene, context: AppContext):
    found = answered(scene, context, mall(DOUBLED))
    path = f"{BACKTESTS}/{found['backtest_id']}/members"
    page = scene.get(path, side="winners")
    (winner,) = page["items"]
    assert (winner["display_name"], winner["difference_minor"], page["total"], page["next_cursor"]) == ("Ann", 300, 1, None)
    assert (winner["in_force"]["points"]["given"], winner["draft"]["points"]["given"]) == (330, 630)
    assert scene.get(path, side="losers")["items"] == []

    life = scene.get(f"{path}/{winner['member_id']}")
    redeemed, bought = [moment for moment in life["items"] if moment["type"]]
    assert (bought["type"], bought["reference"], bought["differs"]) == ("order.paid", "order:o1", True)
    base = {"zh": "消费积分", "en": "Points for spending"}
    assert [moved["amount"] for moved in bought["in_force"]["moved"] if moved["rule"] == base] == [300]
    assert [moved["amount"] for moved in bought["draft"]["moved"] if moved["rule"] == base] == [600]
    assert redeemed["in_force"]["refused"] == "balance_insufficient"
    assert redeemed["draft"]["refused"] is None
    assert (redeemed["in_force"]["balances"], redeemed["draft"]["balances"]) == ({"points": 330}, {"points": 280})
    assert life["total"] == len(life["items"])


def test_life__comes_in_pages_and_can_leave_out_what_is_the_same(scene: Scene, context: AppContext):
    found = answered(scene, context, mall(DOUBLED))
    (winner,) = scene.get(f"{BACKTESTS}/{found['backtest_id']}/members", side="winners")["items"]
    path = f"{BACKTESTS}/{found['backtest_id']}/members/{winner['member_id']}"
    first = scene.get(path, limit=1)
    second = scene.get(path, limit=1, cursor=first["next_cursor"])
    whole = scene.get(path)
    assert first["items"] + second["items"] == whole["items"][:2]
    differing = scene.get(path, differing=True)
    assert differing["items"] == [moment for moment in whole["items"] if moment["differs"]]
    assert scene.client.get(f"{path}?differing=true&cursor={first['next_cursor']}").json()["code"] == "cursor_invalid"


def test_what_is_not_there__is_told_so(scene: Scene, context: AppContext):
    assert scene.client.get(f"{BACKTESTS}/{UNKNOWN}").json()["code"] == "backtest_unknown"
    assert scene.client.post(f"{BACKTESTS}/{UNKNOWN}/cancel").json()["code"] == "backtest_unknown"
    asked = ask(scene, mall())
    unfinished = scene.client.get(f"{BACKTESTS}/{asked['backtest_id']}/members?side=winners")
    assert (unfinished.status_code, unfinished.json()["code"]) == (409, "backtest_unfinished")
    nobody = scene.client.get(f"{BACKTESTS}/{asked['backtest_id']}/members/{UNKNOWN}")
    assert (nobody.status_code, nobody.json()["code"]) == (404, "member_unknown")
