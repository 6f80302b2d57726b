"""Actions: what happens in a row of a table, as the event that core decides.

order o1: A goods 33.33, goods/母婴 x2 60.00, postage 10.00 using 3000 points
refund r1 of o1            (everything that is left)
refund r1 of o1: 20.00     (an amount of the order)
refund r1 of o1: A, B x1, C 5.00     (a whole line, some units, an amount of a line)
redeem x1 120 points    cancel x1    check in    do share    do share as s1    register    adjust +50 points
born on 06-08    born on no day    told size = M, visits = 3, likes = -    told 100 things
card c1 double
referred by ann    register, brought by ann    converted by o1    undone by o1
send t1 200 points to bo    (or to frozen bo, to myself, to nobody)    undo transfer t1
receive t1: 100 to 2025-01-31, 80 for ever    take back t1 180 points    (what the other member's transfer causes)
freeze spend    freeze all    unfreeze    erase
review cleared    review confirmed, freeze all    (what staff decide about what a watch held back)    begun
complete o1
hold h1 120 points for 30 minutes    capture h1    capture h1 100    release h1
order o1: goods 100.00 using 3000 points of h1    (any spend may end in `confirmed`)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from regulars.core.events import (
    ActivityDone,
    CardGranted,
    CardRevoked,
    EarningReviewed,
    EventData,
    HonourGranted,
    MemberCheckedIn,
    MemberErased,
    MemberFrozen,
    MemberReferred,
    MemberRegistered,
    MemberUnfrozen,
    OrderCompleted,
    OrderLine,
    OrderPaid,
    OrderRefunded,
    PointsAdjusted,
    PointsCaptured,
    PointsHeld,
    PointsReceived,
    PointsRedeemed,
    PointsReleased,
    PointsTransferred,
    ProfileChanged,
    ProfileImported,
    ReceiptReversed,
    RedemptionCancelled,
    ReferralBegun,
    ReferralConverted,
    ReferralUndone,
    RefundLine,
    SentPart,
    TaskAccepted,
    TransferReversed,
)
from regulars.core.records import Other
from regulars.kit.calendars import calendar_of, day_number
from regulars.kit.instants import NEVER
from tests.core.merge_actions import absorbed, merged, unmerged

ZONE = ZoneInfo("Asia/Shanghai")
MONEY = r"[\d,]*\d(?:\.\d\d)?"
LINE = re.compile(rf"(?:([A-Z]\w*) )?([a-z]+)(?:/(\S+))?(?: x(\d+))? ({MONEY})")
PART = re.compile(rf"([A-Z]\w*)(?: x(\d+)| ({MONEY}))?")


def minor(text: str) -> int:
    """An amount as it is written, in minor units."""
    return int(Decimal(text.replace(",", "")) * 100)


def event_data(action: str) -> EventData:
    """The event that an action's text means."""
    for pattern, make in _ACTIONS.items():
        if found := re.fullmatch(pattern, action):
            return make(found)
    raise ValueError(f"no such action: {action}")


def _order(found: re.Match[str]) -> OrderPaid:
    lines = []
    for number, text in enumerate(found["lines"].split(", ")):
        line = LINE.fullmatch(text)
        assert line, f"no order line: {text}"
        name, kind, category, quantity, amount = line.groups()
        lines.append(OrderLine(name or f"L{number}", "sku", kind, category or "", int(quantity or 1), minor(amount)))
    used, hold_id = int(found["points"] or 0), found["hold"] or ""
    return OrderPaid(found["id"], found["currency"] or "CNY", lines, used, hold_id, bool(found["confirmed"]))


def _refund(found: re.Match[str]) -> OrderRefunded:
    what = found["what"]
    if what is None:
        return OrderRefunded(found["id"], found["order"])
    if re.fullmatch(MONEY, what):
        return OrderRefunded(found["id"], found["order"], [], minor(what))
    parts = []
    for text in what.split(", "):
        part = PART.fullmatch(text)
        assert part, f"no refund line: {text}"
        name, units, amount = part.groups()
        parts.append(RefundLine(name, None, minor(amount)) if amount else RefundLine(name, int(units or 1), None))
    return OrderRefunded(found["id"], found["order"], parts)


def _told(found: re.Match[str]) -> ProfileChanged:
    values = dict(item.split(" = ") for item in found[1].split(", "))
    plain = {"-": None, "true": True, "false": False}
    told = {name: plain[value] if value in plain else int(value) if value.isdigit() else value for name, value in values.items()}
    return ProfileChanged(None, told)


def _received(found: re.Match[str]) -> PointsReceived:
    parts = []
    for text in found["parts"].split(", "):
        points, _, end = text.partition(" ")
        last_day = None if end == "for ever" else date.fromisoformat(end.removeprefix("to "))
        gone_on = last_day and day_number(last_day + timedelta(days=1))
        parts.append(SentPart(int(points), NEVER if gone_on is None else calendar_of(ZONE).day_start(gone_on)))
    return PointsReceived(found["id"], "points", parts)


def other_of(data: EventData) -> Other | None:
    """What a table says of the other member whom an action names."""
    _, name = data.other_member()
    if name in ("", "nobody"):
        return None
    return Other(name, name == "myself", "spend" if name.startswith("frozen") else "")


_ACTIONS: dict[str, Callable[[re.Match[str]], EventData]] = {
    r"order (?P<id>\w+)(?: in (?P<currency>[A-Z]{3}))?: (?P<lines>.+?)"
    r"(?: using (?P<points>\d+) points(?: of (?P<hold>\w+))?(?P<confirmed> confirmed)?)?": _order,
    r"refund (?P<id>\w+) of (?P<order>\w+)(?:: (?P<what>.+))?": _refund,
    r"redeem (\w+) (\d+) (\w+)( confirmed)?": lambda found: PointsRedeemed(found[1], found[3], int(found[2]), bool(found[4])),
    r"hold (\w+) (\d+) (\w+) for (\d+) minutes( confirmed)?": lambda found: PointsHeld(
        found[1], found[3], int(found[2]), int(found[4]), bool(found[5])
    ),
    r"capture (\w+)(?: (\d+))?": lambda found: PointsCaptured(found[1], int(found[2]) if found[2] else None),
    r"complete (?:of )?(\w+)": lambda found: OrderCompleted(found[1]),
    r"release (\w+)": lambda found: PointsReleased(found[1]),
    r"cancel (\w+)": lambda found: RedemptionCancelled(found[1]),
    r"check in": lambda _found: MemberCheckedIn(),
    r"do (?P<key>\w+)(?: as (?P<id>\w+))?": lambda found: ActivityDone(found["key"], found["id"] or ""),
    r"register": lambda _found: MemberRegistered(),
    r"register, brought by (\w+)": lambda found: MemberRegistered(("table", found[1])),
    r"referred by (\w+)": lambda found: MemberReferred(("table", found[1])),
    r"begun": lambda _found: ReferralBegun(),
    r"review (cleared|confirmed)(?:, freeze (none|spend|all))?": lambda found: EarningReviewed(
        found[1], found[2] or "", "a test"
    ),
    r"converted by (\w+)": lambda found: ReferralConverted(found[1]),
    r"undone by (\w+)": lambda found: ReferralUndone(found[1]),
    r"born on (\d\d)-(\d\d)": lambda found: ProfileChanged(int(found[1]) * 100 + int(found[2])),
    r"born on no day": lambda _found: ProfileChanged(0),
    r"imported: born on (\d\d)-(\d\d)": lambda found: ProfileImported(int(found[1]) * 100 + int(found[2])),
    r"imported: (.+)": lambda found: ProfileImported(None, _told(found).attributes),
    r"accept (\w+)": lambda found: TaskAccepted(found[1]),
    r"honour (\w+)": lambda found: HonourGranted(found[1]),
    r"revoke card (\w+)": lambda found: CardRevoked(found[1], "a test"),
    r"card (\w+) (\w+)": lambda found: CardGranted(found[2], found[1]),
    r"told (\d+) things": lambda found: ProfileChanged(None, {f"thing{number}": number for number in range(int(found[1]))}),
    r"told (.+)": _told,
    r"adjust ([+-]\d+) (\w+)": lambda found: PointsAdjusted(found[2], int(found[1]), "a test"),
    r"send (\w+) (\d+) points to (.+?)( confirmed)?": lambda found: PointsTransferred(
        found[1], int(found[2]), ("table", found[3]), bool(found[4])
    ),
    r"receive (?P<id>\w+): (?P<parts>.+)": _received,
    r"undo transfer (\w+)": lambda found: TransferReversed(found[1], "a test"),
    r"take back (\w+) (\d+) points": lambda found: ReceiptReversed(found[1], "points", int(found[2])),
    r"freeze spend": lambda _found: MemberFrozen("spend", "a test"),
    r"freeze all": lambda _found: MemberFrozen("all", "a test"),
    r"erase": lambda _found: MemberErased(),
    r"unfreeze": lambda _found: MemberUnfrozen("a test"),
    r"merge (\w+) into (.+)": merged,
    r"absorb (?P<id>\w+) of (?P<name>\w+)(?: with (?P<lots>.+?))?(?: owing (?P<debt>\d+))?(?: at (?P<tier>\w+))?"
    r"(?: who spent (?P<spend>[\d.]+))?(?: (?P<how>keeping the tier|recomputing the tier))?": absorbed,
    r"unmerge (\w+)": unmerged,
}
