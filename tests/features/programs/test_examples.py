"""The example programs: each passes the check, reads as sentences in both languages, and can be published and lived under."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from regulars.cli.main import app
from regulars.features.programs.checking import check_draft
from regulars.features.programs.telling import told_rules, told_wallets
from regulars.store.database import Database
from tests.support.scenes import open_scene

EXAMPLES = Path(__file__).parents[3] / "examples"
PROGRAMS = sorted(EXAMPLES.glob("*.yaml"))
NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_example__reads_in_both_languages(path: Path):
    checked = check_draft(path.read_text(encoding="utf-8"), (), NOW)
    assert checked.draft is not None, checked.faults
    told = [*told_rules(checked.draft), *told_wallets(checked.draft)]
    assert len(told) > 2
    for each in told:
        assert any("\u4e00" <= letter <= "\u9fff" for letter in each.text.zh), each.key
        assert each.text.en.isascii() or "×" in each.text.en or "“" in each.text.en, each.text.en
        assert each.text.zh.endswith("。"), each.text.zh
        assert each.text.en.endswith("."), each.text.en


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_example__passes_the_command(path: Path):
    result = CliRunner().invoke(app, ["program", "check", str(path)])
    assert result.exit_code == 0, result.output


def test_gym__is_published_and_lived_under(database: Database, tmp_path: Path):
    with open_scene(database, tmp_path, (EXAMPLES / "gym.yaml").read_text(encoding="utf-8")) as scene:
        member = scene.member("2025-06-01 09:00")
        for day in range(2, 10):
            outcome = scene.tell(member, "activity.done", f"2025-06-0{day} 11:00", activity="visit")
            assert outcome["status"] == "accepted", outcome
        assert outcome["tiers"] == {"gym": "regular"}
        told = scene.ask(member, "events/explain", source="till", id=outcome["id"])
        why = {each["rule"]: each["reason_text"] and each["reason_text"]["zh"] for each in told["rules"]}
        assert why["off_peak"] is None
        assert why["welcome_back"] == "条件未满足：要求“距上次活跃天数超过 14”，实际为 1"
        found = scene.client.post(
            "/v1/conditions/check",
            json={"condition": {"combinator": "and", "rules": [{"did": "activity.visit", "at_least": 8, "window": "month"}]}},
        ).json()
        assert found["members"]["total"] == 1
        assert found["sentence"]["zh"] == "当月到店训练不少于 8"
