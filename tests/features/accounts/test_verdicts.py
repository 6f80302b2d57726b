"""Why a rule gave so much, or nothing, for an event: told from what was stored when it was decided."""

from tests.support.scenes import Json, Scene, mall


def verdicts(scene: Scene, member: str, event: str) -> dict[str, Json]:
    """The verdicts on an event of the till, by rule."""
    told = scene.ask(member, "events/explain", source="till", id=event)
    return {each["rule"]: each for each in told["rules"]}


def test_order__says_who_gave_who_did_not_and_who_was_not_asked(scene: Scene):
    member = scene.member()
    paid = scene.pay(member, "o1", "2025-01-02 10:00", 8990)
    told = verdicts(scene, member, paid["id"])
    assert told["base"]["given"] == [{"wallet": "points", "amount": 89}]
    assert told["base"]["reason"] is None
    assert (told["full_hundred"]["verdict"], told["full_hundred"]["reason"]) == ("nothing", "amount_below_one_point")
    assert (told["check_in"]["verdict"], told["check_in"]["reason"]) == ("silent", "other_event")
    assert told["full_hundred"]["reason_text"]["zh"]
    given = {(each["wallet"], each["amount"]) for rule in told.values() for each in rule["given"]}
    assert given == {(entry["wallet"], entry["amount"]) for entry in paid["entries"]}


def test_second_check_in__names_the_limit(scene: Scene):
    member = scene.member()
    scene.tell(member, "member.checked_in", "2025-01-02 10:00")
    again = scene.tell(member, "member.checked_in", "2025-01-02 11:00")
    assert verdicts(scene, member, again["id"])["check_in"]["reason"] == "limit_reached"


def test_version__that_judged_is_the_one_that_explains(scene: Scene):
    member = scene.member()
    paid = scene.pay(member, "o1", "2025-01-02 10:00", 10000)
    before = verdicts(scene, member, paid["id"])
    scene.publish(mall(("key: full_hundred", "key: full_fifty")), "2025-02-01 00:00")
    scene.move_to("2026-06-01 00:00")
    assert verdicts(scene, member, paid["id"]) == before
    later = scene.pay(member, "o2", "2026-06-01 10:00", 10000)
    assert "full_fifty" in verdicts(scene, member, later["id"])


PROMOTIONS = """
promotions:
  - {key: member_day, name: {zh: 会员日, en: Member day}, rate: 2, when: {month_days: [8]}}
  - {key: birthday, name: {zh: 生日双倍, en: Birthday double}, rate: 3, when: {birthday: day}}
"""


def test_promotions__say_which_counted_and_why_the_others_did_not(scene: Scene):
    scene.publish(mall() + PROMOTIONS, "2025-01-01 08:00")
    member = scene.member()
    scene.tell(member, "member.profile_changed", "2025-01-01 10:00", birthday="01-08")
    days = {"o1": "2025-01-07 10:00", "o2": "2025-01-08 10:00", "o3": "2025-02-08 10:00"}
    paid = {order: scene.pay(member, order, day, 10000) for order, day in days.items()}
    told = {
        order: {each["promotion"]: (each["verdict"], each["reason"]) for each in explained["promotions"]}
        for order, event in paid.items()
        for explained in [scene.ask(member, "events/explain", source="till", id=event["id"])]
    }
    assert told == {
        "o1": {"member_day": ("silent", "not_on_that_day"), "birthday": ("nothing", "not_the_birthday")},
        "o2": {"member_day": ("nothing", "better_promotion"), "birthday": ("raised", None)},
        "o3": {"member_day": ("raised", None), "birthday": ("nothing", "not_the_birthday")},
    }
    checked_in = scene.tell(member, "member.checked_in", "2025-02-08 11:00")
    explained = scene.ask(member, "events/explain", source="till", id=checked_in["id"])
    assert {each["reason"] for each in explained["promotions"]} == {"other_event"}
    order = scene.pages(member, "entries", wallet="points")
    amounts = [entry["amount"] for entry in order if entry["rule"] == "base"]
    assert amounts == [200, 300, 100]


def test_refused_event__says_so_as_a_whole(scene: Scene):
    member = scene.member()
    scene.tell(member, "points.redeemed", "2025-01-02 10:00", redemption_id="x", wallet="points", points=10)
    told = scene.ask(member, "events/explain", source="till", id="e1")
    assert (told["status"], told["refused"]["code"]) == ("rejected", "balance_insufficient")
    assert {rule["verdict"] for rule in told["rules"]} == {"silent"}


def test_event_of_somebody_else__is_unknown(scene: Scene):
    member, other = scene.member(), scene.member(name="Bo")
    paid = scene.pay(member, "o1", "2025-01-02 10:00", 8990)
    answer = scene.client.get(f"/v1/members/{other}/events/explain", params={"source": "till", "id": paid["id"]})
    assert (answer.status_code, answer.json()["code"]) == (404, "event_unknown")


WHEN = """    limit: {per: day, points: 5}
    when:
      combinator: and
      rules:
        - {field: tier.mall, operator: in, value: [silver, gold]}
        - combinator: or
          not: true
          rules:
            - {did: spend, at_least: 50, window: month}
"""


def test_condition__says_which_clause_failed_and_what_was_there_for_ever(scene: Scene):
    before = "    limit: {per: day, points: 5}\n"
    scene.publish(mall(("event: member.checked_in\n    wallet: points\n    points: 5\n" + before,
                        "event: member.checked_in\n    wallet: points\n    points: 5\n" + WHEN)), "2025-01-01 00:00")  # fmt: skip
    member = scene.member("2025-01-01 09:00")
    scene.pay(member, "o1", "2025-01-02 10:00", 8990)
    checked_in = scene.tell(member, "member.checked_in", "2025-01-02 11:00")
    assert [each for each in checked_in["skipped"] if each["rule"] == "check_in"] == [
        {
            "rule": "check_in",
            "reason": "condition_not_met",
            "unmet": [
                {"path": "0", "actual": "regular"},
                {"path": "1.0", "actual": 8990},
            ],
        }
    ]
    scene.publish(mall(), "2025-02-01 00:00")
    scene.pay(member, "o2", "2025-02-02 10:00", 2000000)
    told = verdicts(scene, member, checked_in["id"])["check_in"]
    assert (told["verdict"], told["reason"]) == ("nothing", "condition_not_met")
    assert told["unmet"] == [
        {"clause": {"zh": "会员等级是银卡、金卡", "en": "the tier is one of Silver, Gold"}, "must_hold": True,
         "actual": {"zh": "实际为普通会员", "en": "it was Regular"}},
        {"clause": {"zh": "当月消费不少于 50 元", "en": "spend this month is at least 50 CNY"}, "must_hold": False,
         "actual": {"zh": "实际为 89.90 元", "en": "it was 89.90 CNY"}},
    ]  # fmt: skip
    assert told["reason_text"]["zh"] == (
        "条件未满足：要求“会员等级是银卡、金卡”，实际为普通会员；要求不是“当月消费不少于 50 元”，实际为 89.90 元"
    )
    assert verdicts(scene, member, checked_in["id"])["growth_check_in"]["verdict"] == "gave"


def test_birthday__says_which_day_it_is_and_which_it_was(scene: Scene):
    """Example 20 of the semantics."""
    when = '    when: {combinator: and, rules: [{field: is_birthday, operator: "=", value: true}]}\n'
    scene.publish(mall(("    every: 100.00\n", "    every: 100.00\n" + when)), "2025-01-01 00:00")
    member = scene.member("2025-01-02 09:00")
    scene.tell(member, "member.profile_changed", "2025-01-02 10:00", birthday="03-02")
    paid = scene.pay(member, "o9", "2025-03-01 12:00", 20000)
    told = verdicts(scene, member, paid["id"])["full_hundred"]
    assert told["reason_text"] == {
        "zh": "条件未满足：要求“当天是生日”，生日 03-02，当天 03-01",
        "en": "The condition did not hold: asked “today is the birthday”, birthday 03-02, event on 03-01",
    }
