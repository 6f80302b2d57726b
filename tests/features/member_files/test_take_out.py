"""Members go out into a file: what stands in it, for whom, and that it comes in again as it went out."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from regulars.cli.main import app
from regulars.features.member_files.facade import import_by_command, read_member_mapping
from tests.support.databases import DatabaseServer
from tests.support.member_files import Place, open_place, row

runner = CliRunner()
EVERYBODY = [
    row("13920000001", 邮箱="lin@example.com", 卡号="K1", 姓名="林薇", 入会日期="2024-05-06 08:30:00", 来源="展会", 门店="bj",
        孩子="两个", 身高="168", 生日="1990-02-28", 住址="静安区一号 二楼", 短信="是", 标签="重要", 月日="02-29",
        尺码="大号", 到店="3"),
    row("13920000002", 姓名="=HYPERLINK(1)", 短信="否"),
    row("13920000003", 姓名="大商贸", 类型="企业", 行业="零售", 联系人="王敏", 联系人电话="02161234567"),
    row("", 卡号="-5", 姓名="@home"),
]  # fmt: skip


@pytest.fixture
def full(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Four members, two phones of one of them, whom commands find."""
    monkeypatch.setenv("REGULARS_DATABASE_URL", place.database.url)
    monkeypatch.setenv("COLUMNS", "200")
    place.bring(*EVERYBODY)
    place.bring(row("13920000009", 卡号="K1"))
    place.speak_to("13920000003", "王敏", "李雷", "韩梅", "王敏", "赵一")
    return place


def export(*arguments: str, status: int = 0) -> str:
    """Run the command."""
    done = runner.invoke(app, ["export", "members", *arguments])
    assert done.exit_code == status, done.output
    return done.output


def read_any(path: Path) -> list[list[str]]:
    """The cells of a file, as text."""
    match path.suffix:
        case ".csv":
            assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "by which Excel knows UTF-8"
            with path.open(encoding="utf-8-sig", newline="") as file:
                return list(csv.reader(file))
        case ".xlsx":
            return [
                [_text(cell) for cell in cells] for cells in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
            ]
        case _:
            table = pq.read_table(path)
            return [table.column_names, *([_text(cell) for cell in cells.values()] for cells in table.to_pylist())]


def _text(cell: object) -> str:
    return "" if cell is None else str(int(cell)) if isinstance(cell, float) else str(cell)


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_what_goes_out__comes_in_again_elsewhere_and_changes_nothing_here(
    full: Place, database_server: DatabaseServer, tmp_path: Path, form: str
):
    path = tmp_path / f"all.{form}"
    said = export(str(path))
    assert "4 members" in said
    assert (path.stat().st_mode & 0o777) == 0o600, "nobody else may read it"
    mapping = read_member_mapping(tmp_path / "all.mapping.yaml")
    before = full.everything()
    here = import_by_command(full.context, path, mapping, lambda *_: None, is_dry=False, again=False)
    assert ((here.tally.new, here.tally.updated, here.tally.unchanged), here.rejects) == ((0, 0, 4), ())
    assert full.everything() == before
    (tmp_path / "elsewhere" / "build").mkdir(parents=True)
    with database_server.fresh_database() as database, open_place(database, tmp_path / "elsewhere") as place:
        there = import_by_command(place.context, path, mapping, lambda *_: None, is_dry=False, again=False)
        assert (there.tally.new, there.rejects) == (4, ())
        for phone in ("13920000009", "13920000002", "13920000003"):
            ours, theirs = full.member(phone), place.member(phone)
            for key in ("display_name", "identities", "join_channel", "tags"):
                assert theirs[key] == ours[key], key
            assert theirs["joined_at"][:19] == ours["joined_at"][:19]
            assert (place.profile(phone), place.told(phone)) == (full.profile(phone), full.told(phone))
            assert place.contacts(phone) == full.contacts(phone)
        assert place.told("13920000009").birthday == 229
        assert [each["name"] for each in place.contacts("13920000003")] == ["王敏", "李雷", "韩梅", "王敏", "赵一"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_cells_that_a_spreadsheet_would_run__are_made_harmless(full: Place, tmp_path: Path, form: str):
    path = tmp_path / f"all.{form}"
    export(str(path))
    cells = {cell for cells in read_any(path) for cell in cells}
    assert {"'=HYPERLINK(1)", "'@home"} <= cells
    assert not [cell for cell in cells if cell[:1] in "=@" and cell]


def test_masked__shows_nothing_personal_in_full_and_cannot_be_brought_in(full: Place, tmp_path: Path):
    path = tmp_path / "masked.csv"
    export(str(path), "--masked", "--language", "en")
    text = path.read_text("utf-8-sig")
    for secret in ("林薇", "13920000001", "lin@", "静安区", "1990-02-28", "02-29", "王敏", "61234567"):
        assert secret not in text
    header, first, *_ = read_any(path)
    found = dict(zip(header, first, strict=True))
    assert (found["Name"], found["Phone"], found["住址"]) == ("林*", "139****0001;139****0009", "***")
    assert not (tmp_path / "masked.mapping.yaml").exists()


def test_condition__narrows_it_down(full: Place, tmp_path: Path):
    condition = {"combinator": "and", "rules": [{"field": "field.height", "operator": "=", "value": 168}]}
    export(str(tmp_path / "tall.csv"), "--condition", json.dumps(condition))
    assert [cells[1] for cells in read_any(tmp_path / "tall.csv")[1:]] == ["林薇"]
    assert "condition_invalid" in export(str(tmp_path / "x.csv"), "--condition", '{"combinator": "and"}', status=1)
    assert not (tmp_path / "x.csv").exists(), "what could not be written leaves nothing behind"


def test_file__that_is_there_is_not_overwritten(full: Place, tmp_path: Path):
    (tmp_path / "all.csv").write_text("mine")
    assert "file_unwritable" in export(str(tmp_path / "all.csv"), status=1)
    assert (tmp_path / "all.csv").read_text() == "mine"


def test_export__is_noted_in_the_audit_log(full: Place, tmp_path: Path):
    export(str(tmp_path / "all.parquet"), "--reason", "move to another till")
    lines = full.scene.site.staff("auditor", "looking").get("/v1/audit", params={"kind": "export"}).json()["items"]
    assert (lines[0]["action"], lines[0]["actor"], lines[0]["detail"]) == (
        "export_members", "command line", "move to another till",
    )  # fmt: skip
    assert lines[0]["after"]["members"] == 4
