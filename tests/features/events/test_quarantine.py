"""What came too late waits in a list, page by page, until staff let it count once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.features.events.conftest import Counter
from tests.ledger.shop import TODAY, days, order

LATE = TODAY - days(60)


@pytest.fixture
def held(counter: Counter) -> list[str]:
    """Give five late orders of Ann and two of Bo, in the order sent."""
    events = [order("ann", f"a{number}", 10, LATE) for number in range(5)] + [
        order("bo", f"b{number}", 20, LATE) for number in range(2)
    ]
    for event in events:
        answer = counter.post("/v1/events", event)
        assert (answer.status_code, answer.json()["rejection"]["code"]) == (202, "too_late")
    return [event["id"] for event in events]


def test_list__pages_through_everything_once(counter: Counter, held: list[str]):
    staff = counter.site.staff("operator")
    seen, cursor = [], None
    while True:
        page = staff.get("/v1/quarantine", params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        assert page["total"] == 7
        seen += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(item["id"] for item in seen) == sorted(held)
    one = seen[0]
    assert (one["source"], one["type"], one["code"]) == ("till-1", "order.paid", "too_late")
    assert (one["occurred_at"], one["received_at"]) == ("2025-04-02T04:00:00Z", "2025-06-01T04:00:00Z")


def test_two_sources_with_one_event_id__are_both_listed(counter: Counter):
    for number in range(3):
        counter.post("/v1/events", order("ann", f"o{number}", 10, LATE, event_id="1") | {"source": f"till-{number}"})
    staff = counter.site.staff("operator")
    first = staff.get("/v1/quarantine", params={"limit": 1}).json()
    second = staff.get("/v1/quarantine", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    third = staff.get("/v1/quarantine", params={"limit": 1, "cursor": second["next_cursor"]}).json()
    assert sorted(page["items"][0]["source"] for page in (first, second, third)) == ["till-0", "till-1", "till-2"]
    assert third["next_cursor"] is None


def test_release__counts_once_and_leaves_the_list(counter: Counter, held: list[str]):
    staff = counter.site.staff("operator")
    body = {"source": "till-1", "id": held[0]}
    first = staff.post("/v1/quarantine/release", json=body)
    assert (first.status_code, first.json()["status"], first.json()["duplicate"]) == (200, "accepted", False)
    assert first.json()["entries"][0]["at"] == "2025-04-02T04:00:00Z"
    again = staff.post("/v1/quarantine/release", json=body)
    assert (again.status_code, again.json()) == (200, first.json() | {"duplicate": True})
    page = staff.get("/v1/quarantine").json()
    assert (page["total"], len(page["items"]), page["next_cursor"]) == (6, 6, None)
    # The till that asks again still hears what it heard the first time.
    assert counter.post("/v1/events", order("ann", "a0", 10, LATE)).json()["duplicate"]
    assert counter.shop.points("ann") == 10
    assert counter.shop.violations() == []


def test_release__by_many_at_once_counts_once(counter: Counter, held: list[str]):
    client = counter.site.system("quarantine:release")
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: client.post("/v1/quarantine/release", json={"source": "till-1", "id": held[0]}), range(8))
        )
    assert {answer.status_code for answer in answers} == {200}
    assert sum(not answer.json()["duplicate"] for answer in answers) == 1
    assert counter.shop.points("ann") == 10


def test_release__of_what_has_become_impossible_is_a_problem_and_stays_listed_no_more(counter: Counter, held: list[str]):
    counter.post("/v1/events", order("bo", "a0", 5, event_id="sent-anew"))
    staff = counter.site.staff("operator")
    answer = staff.post("/v1/quarantine/release", json={"source": "till-1", "id": held[0]})
    assert (answer.status_code, answer.json()["code"]) == (409, "order_already_known")
    assert staff.get("/v1/quarantine").json()["total"] == 6
    assert counter.shop.violations() == []


def test_release__of_nothing_held_is_refused(counter: Counter, held: list[str]):
    counter.post("/v1/events", order("ann", "fresh", 10))
    staff = counter.site.staff("operator")
    for event_id in ("paid-fresh", "never-heard-of"):
        answer = staff.post("/v1/quarantine/release", json={"source": "till-1", "id": event_id})
        assert (answer.status_code, answer.json()["code"], answer.json()["errors"][0]["path"]) == (404, "event_unknown", "id")


@pytest.mark.parametrize(
    ("query", "path"), [({"limit": 0}, "limit"), ({"limit": 201}, "limit"), ({"cursor": "x"}, "cursor"), ({"page": 2}, "page")]
)
def test_list__refuses_what_it_does_not_know(shared_counter: Counter, query: dict, path: str):
    answer = shared_counter.site.system("members:read").get("/v1/quarantine", params=query)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, path)
