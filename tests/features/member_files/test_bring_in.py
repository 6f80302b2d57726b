"""Members come in from a file: what a row becomes, whom it meets, what is wrong with it; tried out, and done twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from regulars.features.member_files.facade import import_by_command, read_member_mapping
from regulars.kit.problems import Problem
from tests.support.member_files import HEADER, Place, counts, reasons, row
from tests.support.sales_files import write_xlsx

EXAMPLE = Path(__file__).parents[3] / "examples/members-csv"


def whole(phone: str, **more: str) -> list[str]:
    """A row that says everything."""
    digits = phone.replace(" ", "")
    said = {
        "邮箱": f"M{digits}@Example.com", "卡号": f"C{digits}", "姓名": "林晓薇", "入会日期": "2024年5月6日", "来源": "展会",
        "门店": "bj", "孩子": "两个", "身高": "168", "生日": "1990-02-28", "住址": "静安区一号", "短信": "是", "标签": "重要",
        "月日": "2月29日", "尺码": "大号", "到店": "3",
    }  # fmt: skip
    return row(phone, **(said | more))


def test_row__becomes_a_member_with_everything_it_says(place: Place):
    assert counts(place.bring(whole("139 1000 0001"))) == (1, 0, 0, 0, 0)
    member = place.member("13910000001")
    assert (member["display_name"], member["join_channel"]) == ("林晓薇", "展会")
    assert member["joined_at"] == "2024-05-05T16:00:00Z", "the day begins in the file's time zone"
    assert {(each["kind"], each["value"]) for each in member["identities"]} == {
        ("phone", "+8613910000001"), ("email", "m13910000001@example.com"), ("card_no", "C13910000001"),
    }  # fmt: skip
    assert [tag["key"] for tag in member["tags"]] == ["vip"]
    assert place.profile("13910000001") == {"children": "more", "height": 168, "born_on": "1990-02-28", "address": "静安区一号"}
    member_id = member["member_id"]
    [consent] = place.scene.get(f"/v1/members/{member_id}/consents")["now"]
    assert (consent["channel"], consent["granted"], consent["source"], consent["recorded_by"]) == (
        "sms", True, "登记表", "command line",
    )  # fmt: skip
    assert place.scene.get(f"/v1/members/{member_id}/home")["code"] == "bj"
    assert place.scene.pay(member_id, "o-1", "2026-03-02 10:00", 10_000)["status"] == "accepted", "an event finds a whole state"
    assert place.scene.violations() == []


def test_dry_run__says_what_the_import_then_does_and_writes_nothing(place: Place):
    place.bring(row("13910000011", 姓名="甲"), row("13910000012", 姓名="乙"))
    rows = [
        row("13910000011", 姓名="甲"), row("13910000012", 姓名="乙二", 身高="180"), row("13910000013"), row("abc"),
        row("13910000014", 门店="nowhere"), [""] * len(HEADER),
    ]  # fmt: skip
    before = place.everything()
    tried = place.bring(*rows, is_dry=True)
    assert place.everything() == before
    assert counts(tried) == (1, 1, 1, 0, 2)
    assert (tried.tally.rows, tried.tally.blank) == (6, 1)
    done = place.bring(*rows)
    assert (counts(done), done.rejects) == (counts(tried), tried.rejects)
    assert place.member("13910000012")["display_name"] == "乙二"


def test_twice__changes_nothing(place: Place):
    path = place.write(whole("13910000021"), whole("13910000022", 姓名="王伟"), row("13800138000", 姓名="假"))
    assert counts(place.bring(path=path)) == (2, 0, 0, 0, 1)
    before = place.everything()
    earlier = place.bring(path=path)
    assert (earlier.is_earlier, counts(earlier)) == (True, (2, 0, 0, 0, 1))
    place.scene.move_to("2026-03-05 09:00")
    assert counts(place.bring(path=path, again=True)) == (0, 0, 2, 0, 1), "what is said again is not news, also days later"
    assert place.everything() == before


def test_member_who_is_there__keeps_what_the_row_leaves_empty(place: Place):
    place.bring(whole("13910000031"))
    report = place.bring(row("13910000031", 姓名="林晓微", 邮箱="new@example.com", 门店="sz", 短信="否", 入会日期="2020-01-01"))
    assert counts(report) == (0, 1, 0, 0, 0)
    member = place.member("13910000031")
    assert (member["display_name"], member["joined_at"][:10], member["join_channel"]) == ("林晓微", "2024-05-05", "展会")
    assert [each["value"] for each in member["identities"] if each["kind"] == "email"] == [
        "m13910000031@example.com", "new@example.com",
    ]  # fmt: skip
    assert place.profile("13910000031")["height"] == 168
    assert place.scene.get(f"/v1/members/{member['member_id']}/home")["code"] == "sz"
    consents = place.scene.get(f"/v1/members/{member['member_id']}/consents")
    assert ([each["granted"] for each in consents["now"]], len(consents["history"])) == ([False], 2)
    lines = place.scene.site.staff("auditor").get("/v1/audit", params={"member_id": member["member_id"]}).json()["items"]
    assert "import_members" in {line["action"] for line in lines}


@pytest.mark.parametrize(("existing", "expected"), [("skip", (1, 0, 0, 1, 0)), ("reject", (1, 0, 0, 0, 1))])
def test_member_who_is_there__is_left_alone_or_listed_as_the_mapping_says(place: Place, existing: str, expected: tuple[int, ...]):
    old, new = ("13910000041", "13910000042") if existing == "skip" else ("13910000043", "13910000044")
    place.bring(row(old, 姓名="旧"))
    report = place.bring(row(old, 姓名="新"), row(new, 姓名="新"), existing=existing)
    assert counts(report) == expected
    assert place.member(old)["display_name"] == "旧"
    assert [reason for *_, reason in reasons(report)] == (["member_exists"] if existing == "reject" else [])


def test_two_rows__about_one_member_are_one_and_a_reject(place: Place):
    place.bring(row("13910000051", 卡号="K51"))
    report = place.bring(
        row("13910000052", 姓名="一"), row("+86 139-1000-0052", 姓名="二"), row("13910000051"), row("", 卡号="K51", 姓名="三")
    )
    assert counts(report) == (1, 0, 1, 0, 2)
    assert reasons(report) == [(3, "手机号", "identity_of_earlier_row"), (5, "卡号", "member_of_earlier_row")]
    assert report.rejects[0].value == "+86 139-1000-0052 (row 2)"
    assert place.member("13910000052")["display_name"] == "一"


def test_two_imports__at_once_make_nobody_twice(place: Place):
    there, back = range(200), range(199, -1, -1)
    files = [
        place.write(*(row(f"13911{number:06d}", 卡号=f"{name}{number}") for number in numbers))
        for name, numbers in (("A", there), ("B", back))
    ]
    with ThreadPoolExecutor(max_workers=2) as both:
        done = list(both.map(lambda path: place.bring(path=path), files))
    assert sum(report.tally.new for report in done) == 200
    assert sum(report.tally.updated for report in done) == 200, "the other card is added to whoever came first"
    assert {len(place.member(f"13911{number:06d}")["identities"]) for number in (0, 99, 199)} == {3}


def test_identities__of_two_members_in_one_row_merge_nobody(place: Place):
    place.bring(row("13910000061"), row("13910000062", 卡号="K62"))
    report = place.bring(row("13910000061", 卡号="K62"))
    assert reasons(report) == [(2, "卡号", "identities_of_two_members")]


def test_dummy_identity__is_left_out_and_nobody_is_made_of_it_alone(place: Place):
    report = place.bring(row("13800138000", 卡号="K71"), row("13800138000", 卡号="K72"), row("13800138000"))
    assert counts(report) == (2, 0, 0, 0, 1)
    assert reasons(report) == [
        (2, "手机号", "identity_blocked"), (3, "手机号", "identity_blocked"), (4, "手机号", "identity_blocked"),
        (4, "手机号", "identity_missing"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"姓名": "长" * 101}, "姓名", "name_too_long"),
        ({"姓名": "a\x07b"}, "姓名", "name_not_printable"),
        ({"入会日期": "2024-13-01"}, "入会日期", "joined_at_unreadable"),
        ({"入会日期": "2199-01-01"}, "入会日期", "joined_in_future"),
        ({"入会日期": "1899-12-31"}, "入会日期", "joined_at_too_early"),
        ({"门店": "gz"}, "门店", "unit_unknown"),
        ({"类型": "宠物"}, "类型", "kind_unknown"),
        ({"孩子": "三个"}, "孩子", "choice_does_not_fit"),
        ({"身高": "一米七"}, "身高", "number_does_not_fit"),
        ({"生日": "1990-02-30"}, "生日", "date_does_not_fit"),
        ({"行业": "零售"}, "industry", "field_of_other_kind"),
        ({"月日": "2月30日"}, "月日", "birthday_unreadable"),
        ({"尺码": "中号"}, "尺码", "attribute_text_does_not_fit"),
        ({"到店": "很多"}, "到店", "attribute_number_does_not_fit"),
        ({"类型": "企业", "联系人电话": "021-1"}, "联系人", "contact_without_name"),
        ({"类型": "企业", "联系人": "长" * 129}, "联系人", "contact_does_not_fit"),
        ({"联系人": "王敏"}, "联系人", "contacts_of_person"),
        ({"短信": "也许"}, "短信", "consent_unreadable"),
        ({"标签": "没有的"}, "标签", "tag_unknown"),
    ],
)
def test_bad_cell__rejects_the_row_with_its_column_and_reason(place: Place, cells: dict[str, str], column: str, reason: str):
    report = place.bring(row("13910000081", **cells))
    assert (counts(report), reasons(report)) == ((0, 0, 0, 0, 1), [(2, column, reason)])


def test_company__has_fields_of_companies(place: Place):
    assert counts(place.bring(row("13910000091", 类型="企业", 行业="零售"))) == (1, 0, 0, 0, 0)
    assert place.profile("13910000091") == {"industry": "零售"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv__is_read_in_the_encodings_that_tills_and_offices_write(place: Place, encoding: str):
    phone = {"utf-8-sig": "13910000101", "gb18030": "13910000102"}[encoding]
    path = place.write(row(phone, 姓名="欧阳娜娜"), ["too", "few"], encoding=encoding)
    report = place.bring(path=path)
    assert (counts(report), reasons(report)) == ((1, 0, 0, 0, 1), [(3, "", "wrong_number_of_fields")])
    assert place.member(phone)["display_name"] == "欧阳娜娜"


def test_excel_and_parquet__are_read_with_their_own_types(place: Place, tmp_path: Path):
    at = datetime(2024, 5, 6)  # noqa: DTZ001 - local, as in the file
    cells = ["", "", "", "表格", at, "", "", "", "", 170.0, *[""] * (len(HEADER) - 10)]
    write_xlsx(tmp_path / "m.xlsx", [list(HEADER), [13910000111.0, *cells[1:]]])
    assert counts(place.bring(path=tmp_path / "m.xlsx")) == (1, 0, 0, 0, 0)
    table = {name: pa.array([None], pa.string()) for name in HEADER}
    table |= {"手机号": pa.array([13910000112]), "入会日期": pa.array([at.date()]), "身高": pa.array([170], pa.int16())}
    pq.write_table(pa.table(table), tmp_path / "m.parquet")
    assert counts(place.bring(path=tmp_path / "m.parquet")) == (1, 0, 0, 0, 0)
    for phone in ("13910000111", "13910000112"):
        assert (place.member(phone)["joined_at"], place.profile(phone)) == ("2024-05-05T16:00:00Z", {"height": 170})


def test_mapping__that_does_not_fit_is_refused_before_any_row(place: Place):
    with pytest.raises(Problem, match="column_missing"):
        place.bring(path=place.write(["1"], header=["手机号"]))


def test_example__comes_to_what_its_readme_says(place: Place):
    mapping = read_member_mapping(EXAMPLE / "mapping.yaml")
    report = import_by_command(place.context, EXAMPLE / "members.csv", mapping, lambda *_: None, is_dry=True, again=False)
    assert counts(report) == (8, 0, 0, 0, 4)
    assert report.tally.faults == {
        "identity_blocked": 2, "identity_invalid": 1, "joined_at_unreadable": 1, "identity_of_earlier_row": 1,
        "consent_unreadable": 1, "identity_missing": 1,
    }  # fmt: skip


def test_nobody_is_left_in_doubt(place: Place):
    assert place.scene.violations() == []
