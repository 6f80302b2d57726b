"""Members come in and go out over HTTP: a file is handed over, tried out, brought in by a worker; each store its own."""

from __future__ import annotations

import csv
import io
import zipfile
from threading import Event

import httpx
import pytest

from regulars.features.member_files.contracts import LINES_PER_BATCH, UPLOAD_BYTES_MAX, UPLOAD_UNPACKED_BYTES_MAX, WAITING_MAX
from regulars.features.member_files.facade import Asked, take_out, work_off
from regulars.features.members.facade import MemberSelection
from regulars.kit.problems import Problem
from tests.support.member_files import Place
from tests.support.scenes import Json

HEADER = "手机号,会员卡号,姓名,所属门店,身高"
NOBODY = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"


def hand_over(client: httpx.Client, *rows: str, name: str = "members.csv", status: int = 201, encoding: str = "utf-8") -> Json:
    """Hand a CSV over."""
    content = "\r\n".join([HEADER, *rows]).encode(encoding)
    answer = client.post("/v1/member-imports", params={"file_name": name}, content=content)
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


def ask(client: httpx.Client, made: Json, what: str, status: int = 202, **body: object) -> Json:
    """Ask for the next step of an import."""
    answer = client.post(f"/v1/member-imports/{made['import_id']}/{what}", json=body or None)
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


def bring(place: Place, client: httpx.Client, *rows: str, **more: str) -> Json:
    """Hand over, try, start; as the last answer has it."""
    made = hand_over(client, *rows)
    ask(client, made, "try", mapping=made["suggested"] | more)
    assert work_off(place.context, Event())
    ask(client, made, "start")
    assert work_off(place.context, Event())
    found: Json = client.get(f"/v1/member-imports/{made['import_id']}").json()
    return found


def reasons(client: httpx.Client, made: Json) -> list[tuple[int, str]]:
    """The faults of an import, row by row."""
    answer = client.get(f"/v1/member-imports/{made['import_id']}/faults")
    assert answer.status_code == 200, answer.text
    return [(fault["row"], fault["reason"]) for fault in answer.json()["items"]]


def test_file__is_guessed_tried_out_and_brought_in(place: Place):
    client = place.scene.client
    made = hand_over(
        client, "13940000001,K401,林薇,bj,168", "13940000002,,王伟,,高", "13800138000,,,,", encoding="gb18030", name="名单.csv"
    )
    assert (made["status"], made["rows_total"], made["columns"][2]) == (
        "uploaded", 3, {"header": "姓名", "cells": ["林薇", "王伟", ""]},
    )  # fmt: skip
    suggested = made["suggested"]
    assert [each["kind"] for each in suggested["identities"]] == ["phone", "card_no"]
    assert (suggested["columns"], suggested["fields"]) == (
        {"name": "姓名", "home_unit": "所属门店"}, [{"field": "height", "column": "身高"}],
    )  # fmt: skip
    before = place.everything()
    assert ask(client, made, "try", mapping=suggested)["status"] == "trying"
    assert work_off(place.context, Event())
    tried = client.get(f"/v1/member-imports/{made['import_id']}").json()
    assert place.everything() == before, "nothing is written"
    assert (tried["status"], tried["done"]) == ("tried", None)
    assert (tried["tried"]["new"], tried["tried"]["rejected"]) == (1, 2)
    expected = [(3, "number_does_not_fit"), (4, "identity_blocked"), (4, "identity_missing")]
    assert reasons(client, made) == expected
    ask(client, made, "start")
    assert work_off(place.context, Event())
    done = client.get(f"/v1/member-imports/{made['import_id']}").json()
    assert (done["status"], done["done"], done["rows_done"]) == ("done", tried["tried"], 3)
    assert place.profile("13940000001") == {"height": 168}
    rejects = client.get(f"/v1/member-imports/{made['import_id']}/rejects")
    lines = list(csv.reader(io.StringIO(rejects.content.decode("utf-8-sig"))))
    assert [(line[0], line[3]) for line in lines[1:]] == [(str(row), reason) for row, reason in expected]
    assert done["columns"] == [], "the file is gone"
    with place.database.snapshot() as connection:
        assert connection.execute("SELECT count(*) FROM member_import_file").fetchone() == (0,)
    assert not work_off(place.context, Event())


def test_worker__told_to_stop_leaves_the_rest_to_the_next(place: Place):
    client = place.scene.client
    made = hand_over(client, *(f"136{number:08d},,,," for number in range(2 * LINES_PER_BATCH)))
    ask(client, made, "try", mapping=made["suggested"])
    assert work_off(place.context, Event())
    ask(client, made, "start")
    stop = Event()
    stop.set()
    assert work_off(place.context, stop)
    halfway = client.get(f"/v1/member-imports/{made['import_id']}").json()
    assert (halfway["status"], halfway["rows_done"], halfway["is_begun"]) == ("importing", LINES_PER_BATCH, False)
    assert work_off(place.context, Event())
    done = client.get(f"/v1/member-imports/{made['import_id']}").json()
    assert (done["status"], done["done"]["new"]) == ("done", 2 * LINES_PER_BATCH)


def test_given_up__comes_to_nothing_more(place: Place):
    client = place.scene.client
    made = hand_over(client, "13940000011,,,,")
    ask(client, made, "try", mapping=made["suggested"])
    assert ask(client, made, "cancel", status=200)["status"] == "cancelled"
    assert not work_off(place.context, Event())
    ask(client, made, "start", status=409)


def test_steps__have_their_order_and_their_number(place: Place):
    client = place.scene.client
    made = [hand_over(client, f"1394000002{number},,,,") for number in range(WAITING_MAX + 1)]
    assert ask(client, made[0], "start", status=409)["code"] == "import_not_ready"
    for each in made[:-1]:
        ask(client, each, "try", mapping=each["suggested"])
    assert ask(client, made[-1], "try", status=409, mapping=made[-1]["suggested"])["code"] == "imports_busy"
    for each in made:
        ask(client, each, "cancel", status=200)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"fields": [{"field": "shoe_size", "column": "身高"}]}, "mapping_invalid"),
        ({"attributes": [{"attribute": "shoe_size", "column": "身高"}]}, "mapping_invalid"),
        ({"identities": [{"kind": "device", "column": "手机号"}]}, "mapping_invalid"),
        ({"columns": {"name": "名"}}, "column_missing"),
        ({"identities": []}, "request_invalid"),
    ],
)
def test_mapping__that_does_not_fit_is_refused_at_once(place: Place, change: Json, code: str):
    made = hand_over(place.scene.client, "13940000031,,,,")
    assert ask(place.scene.client, made, "try", status=422, mapping=made["suggested"] | change)["code"] == code


def bomb() -> bytes:
    """A small workbook that is large once unpacked."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
        for _ in range(UPLOAD_UNPACKED_BYTES_MAX // 1024**2 + 1):
            sheet.write(bytes(1024**2))
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("members.pdf", b"x", 422, "file_kind_unknown"),
        ("members.parquet", b"PAR1", 422, "file_kind_unknown"),
        ("members.xlsx", bomb(), 413, "file_too_large"),
        ("members.xlsx", b"x", 422, "file_unreadable"),
        ("members.csv", b"\xff\xfe1", 422, "encoding_wrong"),
        ("members.csv", b"x" * (UPLOAD_BYTES_MAX + 1), 413, "body_too_large"),
    ],
)
def test_file__that_cannot_be_read_is_refused(place: Place, name: str, content: bytes, status: int, code: str):
    answer = place.scene.client.post("/v1/member-imports", params={"file_name": name}, content=content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_manager_of_a_store__brings_in_and_changes_their_own_members_alone(place: Place):
    bring(place, place.scene.client, "13940000041,,甲,bj,", "13940000042,K442,乙,sz,")
    manager = place.scene.site.staff("store_manager", "manager-bj", unit="bj")
    rows = ("13940000041,,甲二,,", "13940000042,,乙二,,", ",K442,,,", "13940000043,,丙,,", "13940000044,,丁,sz,")
    done = bring(place, manager, *rows)
    assert (done["done"]["new"], done["done"]["updated"], done["done"]["rejected"]) == (1, 1, 3)
    assert reasons(manager, done) == [(3, "identity_taken"), (4, "identity_taken"), (6, "unit_out_of_reach")]
    assert [place.member(phone)["display_name"] for phone in ("13940000041", "13940000042")] == ["甲二", "乙"]
    home = place.scene.get(f"/v1/members/{place.member('13940000043')['member_id']}/home")
    assert home["code"] == "bj", "who has one store brings members into that"


def test_import__of_somebody_else_is_as_unknown_as_one_that_is_not(place: Place):
    one = place.scene.site.staff("store_manager", "one", unit="bj")
    other = place.scene.site.staff("store_manager", "other", unit="bj")
    made = hand_over(one, "13940000051,,,,")
    for path in ("", "/faults", "/rejects"):
        answers = [other.get(f"/v1/member-imports/{each}{path}") for each in (made["import_id"], NOBODY)]
        assert [answer.status_code for answer in answers] == [404, 404]
    for what in ("start", "cancel"):
        assert other.post(f"/v1/member-imports/{made['import_id']}/{what}").status_code == 404
    assert other.get("/v1/member-imports").json()["items"] == []
    assert made["import_id"] in {each["import_id"] for each in place.scene.get("/v1/member-imports")["items"]}


@pytest.mark.parametrize(("who", "status"), [("anonymous", 401), ("clerk", 403), ("analyst", 403), ("key:members:write", 403)])
def test_others__neither_bring_in_nor_take_out(place: Place, who: str, status: int):
    client = place.scene.site.caller(who)
    assert client.post("/v1/member-imports", params={"file_name": "m.csv"}, content=b"x").status_code == status
    assert client.post("/v1/member-exports", json={}).status_code == status


def exported(answer: httpx.Response) -> list[list[str]]:
    """The cells of a CSV that was taken out."""
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_export__is_what_the_list_shows_masked_and_noted(place: Place):
    bring(place, place.scene.client, "13940000061,,孙悟空,bj,180", "13940000062,,孙八戒,sz,170")
    operator = place.scene.client
    _, *rows = exported(operator.post("/v1/member-exports", json={"q": "13940000061"}))
    assert [cells[1:3] for cells in rows] == [["孙**", "139****0061"]]
    lines = place.scene.site.staff("auditor", "seeing").get("/v1/audit", params={"action": "export_members"}).json()["items"]
    assert (lines[0]["kind"], lines[0]["members"], lines[0]["after"]["q"]) == (
        "export", [place.member("13940000061")["member_id"]], "13940000061",
    )  # fmt: skip
    condition = {"combinator": "and", "rules": [{"field": "field.height", "operator": "=", "value": 180}]}
    _, *rows = exported(operator.post("/v1/member-exports", json={"condition": condition}))
    assert len(rows) == 1


def test_export__in_full_needs_a_reason_and_the_right(place: Place):
    bring(place, place.scene.client, "13940000071,,沙僧,bj,")
    operator = place.scene.client
    assert operator.post("/v1/member-exports", json={"is_plain": True}).status_code == 422
    answer = operator.post("/v1/member-exports", json={"q": "13940000071", "is_plain": True, "reason": "post the magazine"})
    assert exported(answer)[1][1:3] == ["沙僧", "+8613940000071"]
    manager = place.scene.site.staff("store_manager", "in-full", unit="bj")
    refused = manager.post("/v1/member-exports", json={"is_plain": True, "reason": "post the magazine"})
    assert (refused.status_code, refused.json()["facts"]) == (403, {"scope": "pii:export"})


def test_export__of_a_store_holds_its_own_members(place: Place):
    bring(place, place.scene.client, "13940000081,,唐僧,bj,", "13940000082,,白马,sz,")
    manager = place.scene.site.staff("store_manager", "own", unit="sz")
    header, *rows = exported(manager.post("/v1/member-exports", json={"language": "en"}))
    assert {cells[header.index("Home store")] for cells in rows} == {"sz"}


def test_export__of_too_many_is_refused_before_anything_is_written(place: Place):
    bring(place, place.scene.client, "13940000091,,,,", "13940000092,,,,")
    asked = Asked(MemberSelection.model_validate({}), None, "csv", "zh", is_plain=False, members_max=1)
    file = io.BytesIO()
    with pytest.raises(Problem, match="export_too_large"):
        take_out(place.context, asked, file)
    assert file.getvalue() == b""
