"""An answer is put together again from its event, its entries and the rest that is kept, letter by letter."""

import pytest

from regulars.ledger.answers import Told
from regulars.ledger.append import Ledger
from regulars.ledger.repeats import entry_numbers
from tests.ledger.shop import TODAY, RawEvent, Shop, check_in, days, order, outcome, raw, redeem, refund

ODD = 'o "1" \\ 七月'
STORY = [
    order("ann", "o1", [120, 80], event_id=ODD),
    order("ann", "o2", 9),
    redeem("ann", "x1", 5000),
    order("ann", "late", 100, TODAY - days(60)),
    refund("ann", "o1", "r1", amount_minor=5_000),
    refund("bo", "nowhere", "r2"),
    order("bo", "dear", 30_000),
    redeem("ann", "x2", 60),
    check_in("bo", TODAY, event_id="in 1"),
    check_in("bo", TODAY, event_id="in 2"),
]
"""What gives several entries, none, a refusal, a quarantine, skipped rules, a change of tier - and ids that JSON must escape."""


def texts(ledger: Ledger, events: list[RawEvent]) -> list[str]:
    answers = ledger.answer([raw(event) for event in events])
    assert all(isinstance(answer, Told) for answer in answers), answers
    return [answer.text for answer in answers if isinstance(answer, Told)]


def marked(first: list[str]) -> list[str]:
    return [text.replace('"duplicate":false', '"duplicate":true') for text in first]


@pytest.mark.parametrize("size", [1, len(STORY)])
def test_every_answer__again_is_the_first_one_to_the_letter(shop: Shop, size: int):
    first = [text for place in range(0, len(STORY), size) for text in texts(shop.ledger, STORY[place : place + size])]
    assert {outcome(Told("accepted", text)).status for text in first} == {"accepted", "rejected", "quarantined"}
    assert any(outcome(Told("accepted", text)).tiers_changed for text in first)
    assert any(outcome(Told("accepted", text)).skipped for text in first)
    shop.accept(order("ann", "meanwhile", 7), order("bo", "meanwhile too", 7))

    again = texts(shop.ledger, [order("ann", "new", 1), *STORY])
    assert '"duplicate":false' in again[0]
    assert again[1:] == marked(first)


def test_answer__names_what_the_clock_did_before_the_event_too(shop: Shop):
    shop.accept(order("ann", "o1", 100))
    shop.now = TODAY + days(800)
    late = order("ann", "o2", 50, shop.now)
    (first,) = texts(shop.ledger, [late])
    kinds = [entry.kind for entry in outcome(Told("accepted", first)).entries]
    assert "expire" in kinds
    assert "earn" in kinds

    assert texts(shop.ledger, [late]) == marked([first])


def test_answers_kept_whole_by_an_older_release__are_given_as_they_are(shop: Shop):
    first = texts(shop.ledger, STORY)
    numbers = [kept_numbers(shop, event) for event in STORY]
    with shop.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
        for event, text in zip(STORY, first, strict=True):
            connection.execute("UPDATE event SET outcome = %s WHERE event_id = %s", (text, event["id"]))

    assert texts(shop.ledger, STORY) == marked(first)
    assert [kept_numbers(shop, event) for event in STORY] == numbers
    named = [[entry.entry_no for entry in outcome(Told("accepted", text)).entries] for text in first]
    assert numbers == named


def kept_numbers(shop: Shop, event: RawEvent) -> list[int]:
    with shop.database.snapshot() as connection:
        row = connection.execute("SELECT outcome FROM event WHERE event_id = %s", (event["id"],)).fetchone()
    assert row is not None
    return entry_numbers(row[0])
