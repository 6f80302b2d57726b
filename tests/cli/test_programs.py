"""`regulars program`: from a faulty draft to a published version and its history."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from regulars.cli.main import app
from regulars.store.database import Database
from tests.support.examples import MALL


@pytest.fixture
def run(database: Database, monkeypatch: pytest.MonkeyPatch):
    """Give a way to run the command on the test's database."""
    monkeypatch.setenv("REGULARS_DATABASE_URL", database.url)
    monkeypatch.setenv("COLUMNS", "200")

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["program", *arguments])

    return command


def test_check__names_file_and_line(run, tmp_path: Path):
    draft = tmp_path / "draft.yaml"
    draft.write_text(MALL.read_text(encoding="utf-8").replace("late_days: 30", "late_days: -1"), encoding="utf-8")
    refused = run("check", str(draft))
    assert refused.exit_code == 1
    assert f"{draft}:7: late_days: " in refused.stderr
    draft.write_bytes(b"program: \xff")
    assert run("check", str(draft)).exit_code == 1


def test_check__tells_how_a_good_draft_reads(run):
    answer = run("check", str(MALL))
    assert answer.exit_code == 0
    assert "每次签到得 5 积分，每天最多 5。 / Points: 5 for each check-in; at most 5 a day." in answer.stdout


def test_publish__makes_versions_that_show_and_history_tell(run, tmp_path: Path):
    assert "program_missing" in run("show").stderr
    assert "Version 1 of mall is published, from the beginning." in run("publish", str(MALL)).stdout
    assert "Version 1 of mall" in run("publish", str(MALL)).stdout
    next_text = MALL.read_text(encoding="utf-8").replace("points: 5", "points: 6")
    later = tmp_path / "later.yaml"
    later.write_text(next_text, encoding="utf-8")
    published = run("publish", str(later), "--from", "2999-01-01T00:00:00+08:00", "--note", "six a day")
    assert "Version 2 of mall is published, from 2998-12-31T16:00:00+00:00." in published.stdout
    assert run("show", "--yaml").stdout == MALL.read_text(encoding="utf-8")
    assert run("show", "--version", "2", "--yaml").stdout == next_text
    assert "每次签到得 6 积分" in run("show", "--version", "2").stdout
    assert "program_version_unknown" in run("show", "--version", "3").stderr
    history = run("history").stdout
    assert "six a day" in history
    assert history.index("2998-12-31") < history.index("from the beginning")


@pytest.mark.parametrize(("start", "code"), [("tomorrow", "request_invalid"), ("2026-01-01T00:00:00", "request_invalid")])
def test_publish__refuses_an_instant_without_a_zone(run, start: str, code: str):
    refused = run("publish", str(MALL), "--from", start)
    assert (refused.exit_code, code in refused.stderr) == (1, True)


def test_schema__is_json(run):
    assert json.loads(run("schema").stdout)["title"] == "ProgramDocument"
