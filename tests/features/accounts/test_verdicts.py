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
