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


DEARER = ("points: 5", "points: 6")


def changed(tmp_path: Path, *changes: tuple[str, str], name: str = "draft.yaml") -> Path:
    """A file with the mall's program and some of its text replaced."""
    text = MALL.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_diff__of_two_files_needs_no_database(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("REGULARS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere")
    told = run("diff", str(MALL), str(changed(tmp_path, ("at_least: 5000", "at_least: 6000"))))
    assert told.exit_code == 0, told.stderr
    for words in ("等级 › 银卡 › 达级条件", "tiers › Silver", "消费（自然年）≥ 5,000", "Spend (calendar year) ≥ 6,000"):
        assert words in told.stdout
    assert "Nothing differs" in run("diff", str(MALL), str(changed(tmp_path, ("# the return window", "# two weeks")))).stdout
    assert "the same" in run("diff", str(MALL), str(MALL)).stdout


def test_diff__of_versions_and_files_with_lines(run, tmp_path: Path):
    draft = changed(tmp_path, DEARER)
    for file in (MALL, draft):
        assert run("publish", str(file)).exit_code == 0
    told = run("diff", "1", "2", "--lines").stdout
    assert "规则 / rules: 每日签到 / Daily check-in" in told
    assert "-     points: 5" in told
    assert "+     points: 6" in told
    assert run("diff", "2", str(draft)).stdout == "The texts are the same.\n"
    assert "program_version_unknown" in run("diff", "1", "3").stderr
    assert "program_missing" not in run("diff", "1", "1").stderr
    missing = run("diff", "1", str(tmp_path / "none.yaml"))
    assert (missing.exit_code, "file_not_found" in missing.stderr) == (1, True)
    assert "late_days" in run("diff", "1", str(changed(tmp_path, ("late_days: 30", "late_days: -1"), name="bad.yaml"))).stderr


def test_publish__says_what_changes_and_what_it_does(run, tmp_path: Path):
    assert run("publish", str(MALL)).stdout.startswith("Version 1")
    told = run("publish", str(changed(tmp_path, ("at_least: 5000", "at_least: 6000")))).stdout
    assert told.index("≥ 6,000") < told.index("0 members.") < told.index("Version 2 of mall is published")
    assert "Nobody's tier changes at once" in told


def test_publish__based_on_another_version_than_the_latest_is_refused(run, tmp_path: Path):
    run("publish", str(MALL))
    run("publish", str(changed(tmp_path, DEARER)))
    refused = run("publish", str(changed(tmp_path, ("late_days: 30", "late_days: 60"))), "--based-on", "1")
    assert (refused.exit_code, "program_conflict" in refused.stderr) == (1, True)
    assert "Version 3" not in run("history").stdout


def test_publish__of_an_old_text_goes_back(run, tmp_path: Path):
    run("publish", str(MALL))
    run("publish", str(changed(tmp_path, DEARER)))
    assert "Version 3 of mall is published" in run("publish", str(MALL), "--note", "back to five").stdout
    assert "back to five" in run("history").stdout
    assert run("diff", "1", "3").stdout == "The texts are the same.\n"


def test_effect__of_a_draft_is_told_without_publishing(run, tmp_path: Path):
    draft = changed(tmp_path, DEARER)
    assert "program_missing" in run("effect", str(draft)).stderr
    run("publish", str(MALL))
    assert "积分 / Points" in run("effect", str(draft), "--everybody").stdout
    assert "Version 2" not in run("history").stdout
