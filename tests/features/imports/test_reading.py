"""The same sales, whatever they are written in: CSV in two encodings, Excel, Parquet."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from regulars.features.imports.facade import ImportPlan, parse_mapping, read_documents, read_mapping
from regulars.kit.problems import Problem
from tests.support.sales_files import HEADER, MAPPING, plan_of, write_xlsx

EXAMPLES = Path(__file__).parents[3] / "examples"
ROW = "1,2011-01-02 10:00:00,13085,22086,茶杯 MUG,2,2.55"


def data_of(plan: ImportPlan) -> list[object]:
    return [(event["occurred_at"], event["member"]["value"], event["data"]) for event in plan.events()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv__is_read_in_any_of_the_encodings(tmp_path: Path, encoding: str):
    plan = plan_of(tmp_path, ROW, encoding=encoding)
    [event] = plan.events()
    assert event["data"]["lines"][0]["name"] == "茶杯 MUG"
    assert event["data"]["lines"][0]["amount_minor"] == 510


def test_csv__stated_encoding_that_does_not_fit_is_refused(tmp_path: Path):
    mapping = MAPPING + "read: {encoding: utf-8}\n"
    with pytest.raises(Problem, match="encoding_wrong"):
        plan_of(tmp_path, ROW, mapping=mapping, encoding="gb18030")


@pytest.mark.parametrize("content", [b"\xff\xfei\x00n\x00v\x00", b"invoice\n\x81", b"a\x00b\n"])
def test_csv__other_bytes_are_refused(tmp_path: Path, content: bytes):
    (tmp_path / "sales.csv").write_bytes(content)
    with pytest.raises(Problem, match="encoding_wrong"):
        read_documents(tmp_path / "sales.csv", parse_mapping(MAPPING))


def test_excel__gives_the_same_as_csv(tmp_path: Path):
    at = datetime(2011, 7, 2, 10, 5, 7)  # noqa: DTZ001 - local, as in the file
    cells = [["1", at, 13085.0, "22086", "茶杯", 2, 2.55], [], [2, at, 7, 1, "", 1, 0.1]]
    write_xlsx(tmp_path / "sales.xlsx", [HEADER.split(","), *cells])
    plan = read_documents(tmp_path / "sales.xlsx", parse_mapping(MAPPING))
    csv_rows = ["1,2011-07-02 10:05:07,13085,22086,茶杯,2,2.55", ",,,,,,", "2,2011-07-02 10:05:07,7,1,,1,0.1"]
    assert data_of(plan) == data_of(plan_of(tmp_path, *csv_rows))
    assert plan.summary.rows_blank == 1


def test_excel__sheet_is_chosen_by_name(tmp_path: Path):
    write_xlsx(tmp_path / "sales.xlsx", [HEADER.split(",")])
    with pytest.raises(Problem, match="It has: Sales"):
        read_documents(tmp_path / "sales.xlsx", parse_mapping(MAPPING + "read: {sheet: March}\n"))


@pytest.mark.parametrize("zone", [None, "UTC", "Asia/Shanghai"])
def test_parquet__types_of_any_kind_give_the_same(tmp_path: Path, zone: str | None):
    local = datetime(2011, 7, 2, 10, 5, 7)  # noqa: DTZ001 - local, as in the file
    at = local if zone is None else local.replace(tzinfo=ZoneInfo("Europe/London"))
    table = pa.table(
        {
            "invoice": pa.array([1], pa.int32()),
            "at": pa.array([at], pa.timestamp("ns", tz=zone)),
            "customer": pa.array([17850.0]),
            "code": pa.array(["22086"]).dictionary_encode(),
            "name": ["x"],
            "quantity": pa.array([2.0]),
            "price": pa.array([2.55]),
        }
    )
    pq.write_table(table, tmp_path / "sales.parquet")
    plan = read_documents(tmp_path / "sales.parquet", parse_mapping(MAPPING))
    assert data_of(plan) == data_of(plan_of(tmp_path, "1,2011-07-02 10:05:07,17850,22086,x,2,2.55"))


def test_rows__keep_their_number_through_blank_and_uneven_ones(tmp_path: Path):
    good = "{},2011-01-02 10:00:00,7,1,x,1,1"
    plan = plan_of(tmp_path, good.format(1), "", "1,2,3", '2,2011-01-02 10:00:00,7,1,"a\nb",1,1', "3,bad,7,1,x,1,1")
    assert [(reject.row, reject.reason) for reject in plan.rejects] == [(4, "wrong_number_of_fields"), (6, "time_unreadable")]
    assert [event["data"]["order_id"] for event in plan.events()] == ["1", "2"]
    assert (plan.summary.rows, plan.summary.rows_blank, plan.summary.rows_rejected) == (5, 1, 2)


def test_column__missing_is_named_with_those_there(tmp_path: Path):
    with pytest.raises(Problem) as caught:
        plan_of(tmp_path, "1,2", header="invoice,数量")
    assert caught.value.code == "column_missing"
    assert {error.path for error in caught.value.errors} == {"at", "customer", "code", "name", "quantity", "price"}
    assert caught.value.errors[0].expected == "one of: invoice, 数量"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("sales.csv", b"", "file_empty"),
        ("sales.pdf", b"x", "file_kind_unknown"),
        ("sales.parquet", b"x", "file_unreadable"),
        ("sales.xlsx", b"x", "file_unreadable"),
    ],
)
def test_file__that_is_no_sales_file_is_a_problem(tmp_path: Path, name: str, content: bytes, code: str):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Problem, match=code):
        read_documents(tmp_path / name, parse_mapping(MAPPING))


def test_header_alone__is_an_empty_plan(tmp_path: Path):
    plan = plan_of(tmp_path)
    assert (list(plan.events()), plan.summary.rows, plan.summary.first_at) == ([], 0, None)


def test_chinese_till__reads_by_its_own_mapping():
    folder = EXAMPLES / "pos-csv"
    plan = read_documents(folder / "pos.csv", read_mapping(folder / "mapping.yaml"))
    summary = plan.summary
    assert (summary.orders, summary.order_lines, summary.order_total_minor) == (18, 27, 510_790)
    assert (summary.refund_lines, summary.refund_lines_matched, summary.refund_events) == (7, 6, 5)
    assert {reject.reason for reject in plan.rejects} == {
        "order_not_in_file",
        "time_unreadable",
        "quantity_not_whole",
        "quantity_exceeds_purchases",
        "number_unreadable",
    }
    assert plan.members[0].others == (("phone", "+8613800000001"),)
    assert next(iter(plan.events()))["data"]["order_id"] == "POS-20250301-0001"
