"""Loading a plan: in batches, resumable at any point, and twice is once."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from regulars.features.imports.facade import Event, ImportPlan, RowReject, load, write_rejects
from regulars.store.database import Database
from tests.support.sales_files import plan_of


class PowerCutError(Exception):
    """The process dies here."""


class Receiver:
    """A ledger's behaviour as far as an import sees it: keeps events by id, and may die before or after a batch is kept."""

    def __init__(self) -> None:
        self.kept: dict[str, Event] = {}
        self.batches: list[int] = []
        self.dies_before = self.dies_after = -1

    def append(self, events: Sequence[Event]) -> list[dict[str, object]]:
        if len(self.batches) == self.dies_before:
            raise PowerCutError
        answers = [{"status": "accepted", "duplicate": event["id"] in self.kept, "code": ""} for event in events]
        self.kept.update({event["id"]: event for event in events})
        self.batches.append(len(events))
        if len(self.batches) - 1 == self.dies_after:
            raise PowerCutError
        return answers


@pytest.fixture
def plan(tmp_path: Path) -> ImportPlan:
    return plan_of(tmp_path, *[f"{number},2011-01-02 10:00:00,7,A,x,1,1" for number in range(2500)])


def test_load__sends_batches_of_a_thousand_and_reports(plan: ImportPlan, database: Database):
    receiver, seen = Receiver(), []
    report = load(plan, receiver.append, database=database, progress=lambda done, total: seen.append((done, total)))
    assert receiver.batches == [1000, 1000, 500]
    assert seen == [(1000, 2500), (2000, 2500), (2500, 2500)]
    assert (report.events_new, report.statuses) == (2500, {"accepted": 2500})


def test_load__twice_sends_nothing_the_second_time(plan: ImportPlan, database: Database):
    receiver = Receiver()
    load(plan, receiver.append, database=database)
    report = load(plan, receiver.append, database=database)
    assert (report.events_new, report.events_skipped, len(receiver.batches)) == (0, 2500, 3)


@pytest.mark.parametrize(("before", "after", "duplicates"), [(1, -1, 0), (-1, 1, 1000), (2, -1, 0)])
def test_load__goes_on_where_it_was_killed(plan: ImportPlan, database: Database, before: int, after: int, duplicates: int):
    receiver = Receiver()
    receiver.dies_before, receiver.dies_after = before, after
    with pytest.raises(PowerCutError):
        load(plan, receiver.append, database=database)
    receiver.dies_before = receiver.dies_after = -1
    report = load(plan, receiver.append, database=database)
    assert list(receiver.kept) == [event["id"] for event in plan.events()]
    assert report.events_duplicate == duplicates
    assert report.events_new + report.events_duplicate + report.events_skipped == 2500


def test_load__registers_every_member_before_the_first_event(plan: ImportPlan):
    told: list[str] = []

    def register(members):
        told.extend(member.value for member in members)
        return [RowReject(None, "phone", "1", "identity_of_another_member")]

    def append(events):
        told.append("events")
        return [{"status": "refused", "duplicate": False, "code": "member_unknown"} for _ in events]

    report = load(plan, append, register=register)
    assert told == ["7", "events", "events", "events"]
    assert (report.events_new, report.statuses, len(report.refused)) == (0, {"refused": 2500}, 2501)


def test_rejects__open_in_a_spreadsheet_and_run_nothing(tmp_path: Path):
    path = tmp_path / "rejects.csv"
    assert write_rejects(path, [RowReject(3, "数量", "=1+1", "number_unreadable"), RowReject(None, "order.paid", "-1", "x")]) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_text("utf-8-sig").splitlines() == [
        "row,column,value,reason",
        "3,数量,'=1+1,number_unreadable",
        ",order.paid,-1,x",
    ]
