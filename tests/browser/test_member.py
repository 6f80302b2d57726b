"""The page of a member: head, tier and growth, wallet, ledger and timeline say what the API says, and explain it."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.support.browser import Desk
from tests.support.served_example import Json, ServedExample
from tests.support.shown import count, day, minute, money, number, signed, title_of

pytestmark = pytest.mark.browser

TOP_CUSTOMER_NO = "14646"
CELLS = "(lines) => lines.map((line) => [...line.cells].map((cell) => cell.innerText))"
NOBODY = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"


class MemberPage:
    """A member's page in a window, and the member's part of the API."""

    def __init__(self, desk: Desk, member: Json) -> None:
        self.desk = desk
        self.member = member
        self.path = f"/members/{member['member_id']}"

    def ask(self, what: str = "", **query: object) -> Json:
        """What the API says of this member."""
        return self.desk.example.get(f"/v1{self.path}{what}", **query)

    def open(self, query: str = "") -> "MemberPage":
        """Go to the page."""
        self.desk.open(self.path + query)
        return self

    def ledger(self) -> list[list[str]]:
        """The rows of the ledger, each a list of what its cells say."""
        rows = self.desk.panel("Ledger").locator("tbody tr.ant-table-row")
        found: list[list[str]] = rows.evaluate_all(CELLS)
        return found

    def timeline(self) -> list[str]:
        """What the timeline says, item by item."""
        return [" ".join(text.split()) for text in self.desk.panel("Timeline").locator("ol > li").all_inner_texts()]


@pytest.fixture
def top(desk: Desk, example: ServedExample) -> MemberPage:
    """Open the page of the best customer: much of everything, and nothing above the tier."""
    (member,) = example.members(q=TOP_CUSTOMER_NO)
    return MemberPage(desk, member).open()


@pytest.fixture
def climber(desk: Desk, example: ServedExample) -> MemberPage:
    """Open the page of a silver member who is on the way to gold and has returned something."""
    members = [MemberPage(desk, member) for member in example.members(tier="silver", sort="-last_order_at")]
    return next(page for page in members if page.ask("/timeline", kind="refund")["total"]).open()


def entry_row(entry: Json) -> list[str]:
    what = entry["kind_text"]["en"] + (f"\n{entry['rule_text']['en']}" if entry["rule_text"]["en"] else "")
    return [minute(entry["at"]), what, signed(entry["amount"]), count(entry["balance_after"])]


def timeline_text(item: Json) -> str:
    amount = item["amount_minor"]
    is_refund = item["type"] == "order.refunded"
    gains = [f"{signed(item[key])} {key}" for key in ("points", "growth") if item[key]]
    parts = [
        item["title"]["en"], item["reference"] or "",
        "" if amount is None else money(-amount if is_refund else amount),
        minute(item["at"]), ", ".join(gains), f"Show lines ({len(item['lines'])})" if item["lines"] else "",
        "" if item["event"]["source"] == "regulars:clock" else "Rule by rule",
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def test_head__says_who_and_how_much(top: MemberPage):
    head = top.desk.page.get_by_role("region", name=title_of(top.member), exact=True)
    top.desk.heading(f"{title_of(top.member)} Active")
    for text in (
        f"Customer no. {TOP_CUSTOMER_NO}", count(top.member["orders"]), money(top.member["spend_minor"]),
        day(top.member["last_order_at"]), day(top.member["joined_at"]),
        f"{count(top.member['points_available'])} points available",
    ):  # fmt: skip
        expect(head).to_contain_text(text)
    expect(head.get_by_text("Diamond", exact=True)).to_be_visible()


@pytest.mark.parametrize("whose", ["top", "climber"])
def test_wallet__equals_the_api(whose: str, request: pytest.FixtureRequest):
    page: MemberPage = request.getfixturevalue(whose)
    (wallet,) = page.ask("/wallet")["wallets"]
    expected = {key: wallet[key] for key in ("available", "pending", "debt")}
    expected["expiring"] = page.ask()["points_expiring_30_days"]
    assert {key: number(page.desk.figure(key).inner_text()) for key in expected} == expected
    expect(page.desk.panel("Wallet · Points")).to_contain_text(f"worth {money(wallet['value_minor'])}")


def test_wallet__lists_the_lots_behind_it(climber: MemberPage):
    (wallet,) = climber.ask("/wallet")["wallets"]
    panel = climber.desk.panel("Wallet · Points")
    panel.get_by_role("button", name=re.compile("^Show [0-9]+ more$")).click()
    rows = panel.locator("tbody tr.ant-table-row")
    expect(rows).to_have_count(len(wallet["lots"]))
    states = {"active": lambda lot: "Available", "pending": lambda lot: f"From {minute(lot['active_at'])}"}
    assert rows.evaluate_all(CELLS) == [
        [
            day(lot["earned_at"]), lot["rule_text"]["en"], lot["order_id"] or "—", states[lot["status"]](lot),
            count(lot["amount"]), count(lot["remaining"]), day(lot["last_day"]),
        ]
        for lot in wallet["lots"]
    ]  # fmt: skip
    assert sum(lot["remaining"] for lot in wallet["lots"]) == wallet["available"] + wallet["pending"]


def test_ledger__equals_the_api_page_by_page(top: MemberPage):
    panel = top.desk.panel("Ledger")
    first = top.ask("/entries", wallet="points", limit=10)
    second = top.ask("/entries", wallet="points", limit=10, cursor=first["next_cursor"])
    top.desk.becomes(top.ledger, [entry_row(entry) for entry in first["items"]])
    expect(panel).to_contain_text(f"1–10 of {count(first['total'])}")
    panel.get_by_role("button", name="Next page").click()
    top.desk.becomes(top.ledger, [entry_row(entry) for entry in second["items"]])
    expect(panel).to_contain_text(f"11–20 of {count(first['total'])}")
    panel.get_by_role("button", name="Previous page").click()
    top.desk.becomes(top.ledger, [entry_row(entry) for entry in first["items"]])


def test_ledger__of_growth_is_kept_in_the_address(top: MemberPage):
    top.desk.panel("Ledger").get_by_text("Growth", exact=True).click()
    top.desk.is_at(f"{top.path}?wallet=growth")
    expected = [entry_row(entry) for entry in top.ask("/entries", wallet="growth", limit=10)["items"]]
    top.desk.becomes(top.ledger, expected)
    top.desk.reload()
    top.desk.becomes(top.ledger, expected)


def opened(page: MemberPage, title: str) -> Locator:
    """The drawer that has opened, when what it tells is there."""
    drawer = page.desk.page.get_by_role("dialog", name=title)
    expect(drawer).to_be_visible()
    page.desk.settle()
    return drawer


def test_entry__opens_to_event_rule_and_lots(climber: MemberPage):
    entries = climber.ask("/entries", wallet="points", limit=10)["items"]
    place, entry = next((place, entry) for place, entry in enumerate(entries) if entry["event"])
    detail = climber.ask(f"/entries/{entry['entry_no']}")
    climber.desk.panel("Ledger").locator("tbody tr.ant-table-row").nth(place).get_by_role("button").click()
    climber.desk.is_at(f"{climber.path}?entry={entry['entry_no']}")

    drawer = opened(climber, "Where this entry comes from")
    words = {"order.paid": "Order paid", "order.refunded": "Order refunded"}
    for text in (
        entry["kind_text"]["en"], signed(entry["amount"]), minute(entry["at"]), count(entry["balance_after"]),
        words[entry["event"]["type"]], entry["event"]["source"], entry["event"]["id"], entry["rule_text"]["en"],
        f"Decided by rules v{detail['program']['version']}, published {day(detail['program']['published_at'])}",
    ):  # fmt: skip
        expect(drawer).to_contain_text(text)
    for lot in detail["lots"]:
        touched = drawer.get_by_role("listitem").filter(has_text=f"Lot earned on {day(lot['earned_at'])}")
        expect(touched.filter(has_text=signed(lot["change"])).first).to_contain_text(f"{count(lot['remaining_now'])} left now")
    assert sum(lot["change"] for lot in detail["lots"]) - detail["debt_change"] == entry["amount"]
    for line in detail["event_body"]["lines"][:5]:
        expect(drawer).to_contain_text(money(line["amount_minor"]))

    climber.desk.reload()
    expect(opened(climber, "Where this entry comes from")).to_contain_text(entry["event"]["id"])


def test_entry__of_the_clock_says_so(top: MemberPage):
    entries = top.ask("/entries", wallet="points", kind="expire", limit=1)["items"]
    top.open(f"?entry={entries[0]['entry_no']}")
    expect(opened(top, "Where this entry comes from")).to_contain_text("Made by the passing of time")


@pytest.mark.parametrize("whose", ["top", "climber"])
@pytest.mark.parametrize(("wallet", "button"), [("points", "Why this balance"), ("growth", "Why this value")])
def test_explanation__sums_to_the_balance(whose: str, wallet: str, button: str, request: pytest.FixtureRequest):
    page: MemberPage = request.getfixturevalue(whose)
    page.desk.button(button).click()
    explanation = page.ask("/explain", wallet=wallet)
    drawer = opened(page, f"Why the balance is {count(explanation['balance'])}")
    page.desk.is_at(f"{page.path}?explain={wallet}")
    left = [number(text) for text in drawer.locator("li b").all_inner_texts()]
    assert left == [line["left"] for line in explanation["lines"]]
    assert sum(left) == explanation["sum"] == explanation["balance"]
    assert number(drawer.locator("[data-figure=explain-sum]").inner_text()) == explanation["balance"]
    expect(drawer).to_contain_text("The sum agrees with the balance on the books.")
    last = page.ask("/entries", wallet=wallet, limit=1)["items"][0]
    assert last["balance_after"] == explanation["balance"]


def test_event__is_told_rule_by_rule(climber: MemberPage):
    order = climber.ask("/timeline", kind="order", limit=1)["items"][0]
    climber.desk.panel("Timeline").get_by_text("Orders", exact=True).click()
    climber.desk.panel("Timeline").get_by_role("button", name="Rule by rule").first.click()
    drawer = opened(climber, f"Rule by rule: {order['title']['en']} {order['reference']}")
    told = climber.ask("/events/explain", source=order["event"]["source"], id=order["event"]["id"])
    for rule in told["rules"]:
        expect(drawer).to_contain_text(rule["text"]["en"])
        for given in rule["given"]:
            expect(drawer).to_contain_text(signed(given["amount"]))
    assert {rule["verdict"] for rule in told["rules"]} == {"gave", "silent"} | (
        {"nothing"} if any(rule["verdict"] == "nothing" for rule in told["rules"]) else set()
    )


@pytest.mark.parametrize(("kind", "choice"), [("order", "Orders"), ("refund", "Refunds"), ("points", "Points")])
def test_timeline__shows_what_was_asked_for(climber: MemberPage, kind: str, choice: str):
    whole = climber.ask("/timeline", limit=10)
    climber.desk.becomes(climber.timeline, [timeline_text(item) for item in whole["items"]])
    climber.desk.panel("Timeline").get_by_text(choice, exact=True).click()
    climber.desk.is_at(f"{climber.path}?timeline={kind}")
    part = climber.ask("/timeline", kind=kind, limit=10)
    climber.desk.becomes(climber.timeline, [timeline_text(item) for item in part["items"]])
    expect(climber.desk.panel("Timeline")).to_contain_text(f"{count(part['total'])} in all")


def test_timeline__goes_back_in_time_and_opens_an_order(climber: MemberPage):
    climber.open("?timeline=order")
    first = climber.ask("/timeline", kind="order", limit=10)
    second = climber.ask("/timeline", kind="order", limit=10, cursor=first["next_cursor"])
    panel = climber.desk.panel("Timeline")
    panel.get_by_role("button", name="Earlier").click()
    climber.desk.becomes(climber.timeline, [timeline_text(item) for item in [*first["items"], *second["items"]]])
    item = panel.locator("ol > li").first
    item.get_by_role("button", name=re.compile("^Show lines")).click()
    lines = item.locator("ul > li")
    expect(lines).to_have_count(len(first["items"][0]["lines"]))
    for shown, line in zip(lines.all_inner_texts(), first["items"][0]["lines"], strict=True):
        assert line["name"] in shown
        assert shown.endswith(money(line["amount_minor"]))


def test_standing__says_what_is_missing_and_when_it_is_reviewed(climber: MemberPage):
    standing = climber.ask("/standing")
    panel = climber.desk.panel("Tier and growth")
    (missing,) = standing["next"]["requirements"]
    (keep,) = standing["review"]["keep"]
    review = day(standing["review"]["at"])
    expect(panel).to_contain_text(f"In this tier since {day(standing['since'])}")
    expect(panel).to_contain_text(f"Still needed for Gold: {missing['name']['en']} {money(missing['missing'])}.")
    expect(panel).to_contain_text(f"{money(missing['have'])} / {money(missing['required'])}")
    expect(panel).to_contain_text(
        f"Enough to keep the tier at the review of {review}."
        if keep["met"]
        else f"Still needed to keep the tier at the review of {review}: {keep['name']['en']} {money(keep['missing'])}."
    )
    assert number(climber.desk.figure("growth").inner_text()) == standing["growth"]["value"] == climber.member["growth"]
    here = panel.locator("[aria-current=step]")
    expect(here).to_contain_text("Silver")
    panel.get_by_text(re.compile("^Tier history")).click()
    expect(panel.locator("details li")).to_have_count(len(standing["history"]))


def test_standing__at_the_top_says_so(top: MemberPage):
    expect(top.desk.panel("Tier and growth")).to_contain_text("Diamond is the highest tier.")


def test_member__unknown_says_so_and_leads_back(desk: Desk):
    desk.tolerate(r"status of 404 .*/v1/members/")
    desk.open(f"/members/{NOBODY}")
    expect(desk.page.get_by_role("alert").first).to_contain_text("Not found")
    desk.see("main").get_by_role("link", name="Members", exact=True).click()
    desk.is_at("/members")
    desk.heading("Members")
