"""What files say that rules ask for - birthdays and attributes - and who the contacts of companies are."""

from tests.support.member_files import Place, counts, reasons, row


def test_birthday_and_attributes__are_known_to_rules_and_thanked_by_none(place: Place):
    rows = (row("13950000001", 月日="1990-05-20", 尺码="Large", 到店="12"), row("13950000002", 月日="2月29日", 尺码="特大"))
    before = place.everything()
    assert counts(place.bring(*rows, is_dry=True)) == (2, 0, 0, 0, 0)
    assert place.everything() == before
    assert counts(place.bring(*rows)) == (2, 0, 0, 0, 0)
    assert place.told("13950000001") == (520, {"size": "l", "visits": 12})
    assert place.told("13950000002") == (229, {"size": "l"})
    member = place.member("13950000001")
    assert (member["points_available"], member["lifecycle"]) == (0, "new"), "they did nothing themselves"
    [moment] = [each for each in place.scene.pages(member["member_id"], "timeline") if each["type"] != "member.joined"]
    assert (moment["type"], moment["title"]["zh"]) == ("member.profile_imported", "导入资料")
    condition = {"combinator": "and", "rules": [{"field": "attribute.visits", "operator": ">=", "value": 12}]}
    found = place.scene.client.post("/v1/members/search", json={"condition": condition}).json()["items"]
    assert [each["member_id"] for each in found] == [member["member_id"]]
    told = place.scene.tell(member["member_id"], "member.profile_changed", "2026-03-02 09:00", attributes={"size": "s"})
    assert [entry["amount"] for entry in told["entries"]] == [20], "what they tell themselves is thanked"
    assert place.scene.violations() == []


def test_member_who_is_there__is_told_only_what_is_news(place: Place):
    said = row("13950000011", 月日="12-31", 尺码="小号", 到店="1")
    place.bring(said)
    before = place.everything()
    assert counts(place.bring(said, again=True)) == (0, 0, 1, 0, 0)
    assert place.everything() == before
    assert counts(place.bring(row("13950000011", 到店="2"))) == (0, 1, 0, 0, 0)
    assert place.told("13950000011") == (1231, {"size": "s", "visits": 2}), "what the row leaves empty stays"
    assert place.scene.violations() == []


def test_contacts__come_with_a_company_and_are_joined_by_name(place: Place):
    company = row("13950000021", 类型="企业", 联系人="王敏", 联系人电话="021 6123")
    assert counts(place.bring(company)) == (1, 0, 0, 0, 0)
    assert counts(place.bring(company, again=True)) == (0, 0, 1, 0, 0)
    assert counts(place.bring(row("13950000021", 联系人="王敏", 联系人电话="021 6124"))) == (0, 1, 0, 0, 0)
    assert counts(place.bring(row("13950000021", 联系人="李雷"))) == (0, 1, 0, 0, 0)
    assert [(each["name"], each["phone"]) for each in place.contacts("13950000021")] == [("王敏", "021 6124"), ("李雷", "")]
    place.bring(row("13950000022"))
    report = place.bring(row("13950000022", 联系人="王敏"))
    assert reasons(report) == [(2, "联系人", "contacts_of_person")]
