"""`regulars program backtest`: one command from a draft to what it would have done."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from regulars.cli.main import app
from regulars.store.database import Database
from tests.ledger.shop import PROGRAM, TODAY, Shop, check_in, order

SEVEN = ("points: 5\n    limit: {per: day, points: 5}", "points: 7\n    limit: {per: day, points: 7}")
"""Seven points for a check-in instead of five."""


@pytest.fixture
def shop(database: Database) -> Shop:
    """Give a shop in which Ann bought for 300 and Bo checked in."""
    shop = Shop(database)
    shop.join("ann", "bo")
    shop.accept(order("ann", "o1", 300), check_in("bo", TODAY))
    return shop


@pytest.fixture
def run(shop: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Give a way to ask about the shop's program with a piece of its text replaced."""
    monkeypatch.setenv("REGULARS_DATABASE_URL", shop.database.url)
    monkeypatch.setenv("COLUMNS", "200")

    def command(was: str, would: str, *arguments: str) -> Result:
        assert was in PROGRAM
        draft = tmp_path / "draft.yaml"
        draft.write_text(PROGRAM.replace(was, would), encoding="utf-8")
        return CliRunner().invoke(app, ["program", "backtest", str(draft), "--processes", "0", *arguments])

    return command


def test_tables__tell_both_programs_side_by_side(run):
    answer = run(*SEVEN)
    assert answer.exit_code == 0, answer.output
    lines = [line.split() for line in answer.stdout.splitlines()]
    assert answer.stdout.startswith("2 events of 2 members, 2025-01 to ")
    assert ["2025-06", "305", "→", "307", "0", "305", "→", "307", "3.05", "→", "3.07", "3.05", "→", "3.07"] in lines
    assert ["check_in", "points", "5", "→", "7", "0", "0.05", "→", "0.07"] in lines
    assert ["regular", "2", "2", "0", "0"] in lines
    assert "1 members gain 0.02 CNY, 0 lose 0.00, 1 stay as they are." in answer.stdout


def test_json__holds_report_and_ranking(run, shop: Shop):
    answer = run("tier_rates: {silver: 1.2, gold: 1.5}", "tier_rates: {regular: 0.5}", "--json", "--to", "2025-07-01")
    read = json.loads(answer.stdout)
    (wallet,) = read["report"]["wallets"]
    assert [month["month"] for month in wallet["in_force"]] == [f"2025-0{month}" for month in range(1, 7)]
    assert [(month["issued"], month["liability_minor"]) for month in wallet["draft"][-2:]] == [(0, 0), (155, 155)]
    (loser,) = read["ranking"]["losers"]
    assert loser["member_id"] == str(shop.member_id("ann"))
    assert loser["difference_minor"] == -150
    assert (loser["in_force"]["points"]["given"], loser["draft"]["points"]["given"]) == (300, 150)


def test_range__is_days_of_the_programs_zone(run):
    answer = run(*SEVEN, "--json", "--from", "2025-06-02")
    report = json.loads(answer.stdout)["report"]
    assert (report["events"], report["events_before"], report["first_month"]) == (0, 2, "2025-06")
    assert report["outcome"]["unchanged"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "2025-07-01", "--to", "2025-06-01"], "from: lies at or after the end"),
        (["--to", "2999-01-01"], "to: lies in the future"),
        (["--from", "soon"], "--from: soon is neither a date nor an instant"),
    ],
)
def test_range_that_cannot_be__is_refused(run, arguments: list[str], said: str):
    answer = run(*SEVEN, *arguments)
    assert answer.exit_code == 1
    assert said in answer.stderr


def test_faulty_draft__is_refused_with_its_lines(run):
    answer = run("late_days: 30", "late_days: -1")
    assert answer.exit_code == 1
    assert "late_days: line 6: " in answer.stderr


def test_draft_that_strands_members__is_refused(run):
    answer = run("key: growth\n", "key: merit\n")
    assert answer.exit_code == 1
    assert "growth" in answer.stderr
