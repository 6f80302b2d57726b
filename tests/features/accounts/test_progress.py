"""What a member is in the middle of: the month's challenges, days running, and the cards that can be used."""

from tests.support.scenes import Scene, mall

RUNNING = """
  - {key: challenge, kind: milestone, wallet: points, metric: points_earned, every: 3000, points: 500, times_max: 1}
  - {key: bought, kind: milestone, wallet: points, metric: paid, every: 2000.00, points: 10}
  - {key: streak, kind: streak, event: member.checked_in, days: 7, points: 30, wallet: points}
cards:
  - {key: double, name: {zh: 双倍卡, en: Double card}, days: 30, uses: 2}
  - {key: ever, name: {zh: 常年卡, en: A card for ever}}
promotions:
  - {key: doubled, name: {zh: 双倍卡, en: Double card}, rate: 2, card: double}

points_as_cash:"""


def test_progress__follows_the_month_up_and_down(scene: Scene):
    scene.publish(mall(("\npoints_as_cash:", RUNNING)), "2025-01-01 08:00")
    member = scene.member()
    scene.pay(member, "o1", "2025-01-02 10:00", 245_000)
    found = scene.ask(member, "progress")
    assert found["month"] == "2025-01"
    milestones = {each["rule"]: each for each in found["milestones"]}
    challenge, bought = milestones["challenge"], milestones["bought"]
    assert (challenge["have"], challenge["next_at"], challenge["times"], challenge["unit"]) == (2690, 3000, 0, "count")
    assert (bought["have"], bought["next_at"], bought["times"], bought["unit"]) == (245_000, 400_000, 1, "money")
    scene.pay(member, "o2", "2025-01-03 10:00", 30_000)
    found = {each["rule"]: each for each in scene.ask(member, "progress")["milestones"]}
    assert (found["challenge"]["next_at"], found["challenge"]["times"]) == (None, 1)
    scene.tell(member, "order.refunded", "2025-01-04 10:00", refund_id="r1", order_id="o2")
    found = {each["rule"]: each for each in scene.ask(member, "progress")["milestones"]}
    assert (found["challenge"]["next_at"], found["challenge"]["times"]) == (3000, 0)
    scene.move_to("2025-02-01 00:00")
    found = {each["rule"]: each for each in scene.ask(member, "progress")["milestones"]}
    assert (found["challenge"]["have"], found["challenge"]["times"]) == (0, 0)


def test_milestone__whose_limit_is_used_up_has_nothing_more_to_reach(scene: Scene):
    limited = """
  - {key: once, kind: milestone, wallet: points, metric: paid, every: 100.00, points: 10, limit: {per: life, times: 2}}
  - {key: some, kind: milestone, wallet: points, metric: paid, every: 100.00, points: 10, limit: {per: month, points: 25}}

points_as_cash:"""
    scene.publish(mall(("\npoints_as_cash:", limited)), "2025-01-01 08:00")
    member = scene.member()

    def next_at() -> dict[str, int | None]:
        return {
            each["rule"]: each["next_at"]
            for each in scene.ask(member, "progress")["milestones"]
            if each["rule"] in ("once", "some")
        }

    scene.pay(member, "o1", "2025-01-02 10:00", 20_000)
    assert next_at() == {"once": None, "some": 30_000}
    scene.pay(member, "o2", "2025-01-03 10:00", 10_000)
    assert next_at() == {"once": None, "some": None}
    scene.move_to("2025-02-01 10:00")
    assert next_at() == {"once": None, "some": 10_000}


def test_streak__says_how_many_days_are_left_and_whether_today_counts(scene: Scene):
    scene.publish(mall(("\npoints_as_cash:", RUNNING)), "2025-01-01 08:00")
    member = scene.member()

    def streak() -> tuple[int, int, bool]:
        (found,) = scene.ask(member, "progress")["streaks"]
        return found["days"], found["next_at"], found["is_today_counted"]

    assert streak() == (0, 7, False)
    for day in range(2, 9):
        scene.tell(member, "member.checked_in", f"2025-01-0{day} 10:00")
    assert streak() == (7, 14, True)
    scene.move_to("2025-01-09 23:59")
    assert streak() == (7, 14, False)
    scene.move_to("2025-01-10 00:00")
    assert streak() == (0, 7, False)


def test_cards__are_shown_as_long_as_they_can_be_used(scene: Scene):
    scene.publish(mall(("\npoints_as_cash:", RUNNING)), "2025-01-01 08:00")
    member = scene.member()
    scene.tell(member, "card.granted", "2025-01-02 10:00", card="ever", card_id=f"{member}-1")
    scene.tell(member, "card.granted", "2025-01-02 10:00", card="double", card_id=f"{member}-2")
    cards = scene.ask(member, "progress")["cards"]
    assert [(card["card"], card["uses_left"], card["until"]) for card in cards] == [
        ("double", 2, "2025-02-01T16:00:00Z"), ("ever", None, None),
    ]  # fmt: skip
    for order in ("a", "b"):
        scene.pay(member, f"{member}-{order}", "2025-01-03 10:00", 10_000)
    assert [card["card"] for card in scene.ask(member, "progress")["cards"]] == ["ever"]


def test_revoked_card__is_gone_and_the_timeline_says_why(scene: Scene):
    scene.publish(mall(("\npoints_as_cash:", RUNNING)), "2025-01-01 08:00")
    member = scene.member()
    scene.tell(member, "card.granted", "2025-01-02 10:00", card="ever", card_id=f"{member}-1")
    revoked = scene.tell(member, "card.revoked", "2025-01-03 10:00", card_id=f"{member}-1", reason="granted by mistake")
    assert revoked["status"] == "accepted"
    assert scene.ask(member, "progress")["cards"] == []
    again = scene.tell(member, "card.revoked", "2025-01-03 11:00", card_id=f"{member}-1", reason="twice")
    assert again["code"] == "card_not_held" or again["rejection"]["code"] == "card_not_held"
    titles = [moment["title"] for moment in scene.ask(member, "timeline")["items"]]
    assert {"zh": "卡券被收回：granted by mistake", "en": "Card revoked: granted by mistake"} in titles
    assert scene.violations() == []
