"""Ledger text: what a decision did, in the words of the tables, and where that differs from what a table expects.

earn points +107 by base of order:o1 at 2025-06-01 10:00       (the parts after the amount may be left out)
available 0 pending 30 held 20 debt 0        balance growth 150        lots 100 to 2025-01-31, 80 for ever
tier gold        review on 2027-01-01        grace until 2027-04-01        no grace
metric spend 2025-06 99.90        rejected balance_insufficient available 0 pending 30        quarantined
skipped check_in limit_reached        unmet gold_day 0 "silver", 1 7        told tier.changed        nothing
sends 100 to 2025-01-31, 80 for ever        sends none owing 30        takes back 180        (what happens to the other member)
frozen spend        not frozen        score king 5000 (in a contest)
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, get_args

from regulars.core.entries import Entry, EntryKind, Fact
from regulars.core.events import MemberAbsorbed, MemberRestored, PointsReceived, ReceiptReversed
from regulars.core.lot import Lot
from regulars.core.program import Program
from regulars.core.rejections import Rejection
from regulars.core.state import State
from regulars.core.transition import Decision
from regulars.features.programs.metrics import is_money
from regulars.kit.calendars import parse_month
from regulars.kit.instants import NEVER, SECOND, Instant, datetime_of

ENTRY_KINDS = frozenset(get_args(EntryKind))


class Seen(NamedTuple):
    """What a row did."""

    state: State
    entries: list[Entry]
    facts: list[Fact]
    outcome: Decision | Rejection | None
    now: Instant
    program: Program


def differences(expected: Sequence[str], seen: Seen) -> Iterator[str]:
    """Where what was seen differs from what was expected, line by line; nothing when it does not."""
    wanted = [item for item in expected if item.split()[0] in ENTRY_KINDS]
    if [entry_text(entry, wish, seen) for entry, wish in zip(seen.entries, wanted, strict=False)] != wanted or len(wanted) != len(
        seen.entries
    ):
        yield f"  expected entries: {'; '.join(wanted) or 'nothing'}"
        yield f"  the ledger says:  {'; '.join(entry_text(entry, None, seen) for entry in seen.entries) or 'nothing'}"
    if isinstance(seen.outcome, Rejection) and not any(item.startswith("rejected ") for item in expected):
        yield f"  was rejected: {seen.outcome.code}, {seen.outcome.detail} {seen.outcome.facts}"
    for item in expected:
        if item not in wanted and (actual := shown(item, seen)) != item:
            yield f"  expected {item}\n  there is {actual}"


def local(at: Instant, seen: Seen) -> str:
    """An instant as the tables write it."""
    return _on_the_wall(at, seen, "%Y-%m-%d %H:%M:%S").removesuffix(":00")


def _on_the_wall(at: Instant, seen: Seen, form: str = "%Y-%m-%d") -> str:
    return datetime_of(at).astimezone(seen.program.zone).strftime(form)


def entry_text(entry: Entry, like: str | None, seen: Seen) -> str:
    """An entry as text, with the parts that `like` has, or all of them."""
    text = f"{entry.kind} {entry.wallet} {entry.amount:+d}"
    parts = {
        "by": entry.rule or "-",
        "of": entry.reference or "-",
        "owing": f"{entry.debt_change:+d}",
        "at": local(entry.at, seen),
    }
    for word, value in parts.items():
        if like is None or f" {word} " in like:
            text += f" {word} {value}"
    return text


def shown(item: str, seen: Seen) -> str:
    """What is there, in the form of what was expected."""
    for pattern, show in _SHOWN.items():
        if found := re.fullmatch(pattern, item):
            return show(found, seen)
    raise ValueError(f"no such expectation: {item}")


def _points(found: re.Match[str], seen: Seen) -> str:
    words = found[0].split()
    wallet = words[words.index("in") + 1] if "in" in words else "points"
    held = seen.state.points.get(wallet)
    values = {
        "available": held.available(seen.now) if held else 0,
        "pending": held.pending(seen.now) if held else 0,
        "held": seen.state.held(wallet),
        "debt": held.debt if held else 0,
    }
    return re.sub(r"(available|pending|held|debt) \d+", lambda name: f"{name[1]} {values[name[1]]}", found[0])


def _balance(found: re.Match[str], seen: Seen) -> str:
    return f"balance {found[1]} {seen.state.balance(found[1])}"


def _lots(_found: re.Match[str], seen: Seen) -> str:
    held = seen.state.points.get("points")
    return "lots " + (", ".join(_lot(lot, seen) for lot in held.lots) if held and held.lots else "none")


def _lot(lot: Lot, seen: Seen) -> str:
    return f"{lot.remaining} {_until(lot.expires_at, seen)}"


def _until(expires_at: Instant, seen: Seen) -> str:
    return "for ever" if expires_at == NEVER else f"to {_on_the_wall(expires_at - SECOND, seen)}"


def _metric(found: re.Match[str], seen: Seen) -> str:
    metric, month = found[1], found[2]
    value = seen.state.metrics.get(metric, {}).get(parse_month(month), 0)
    return f"metric {metric} {month} " + (f"{value // 100}.{value % 100:02d}" if is_money(metric) else str(value))


def _rejected(found: re.Match[str], seen: Seen) -> str:
    if not isinstance(seen.outcome, Rejection):
        return "no rejection"
    named = found[2].split()[::2]
    return " ".join(["rejected", seen.outcome.code, *(f"{name} {seen.outcome.facts.get(name)}" for name in named)])


def _skipped(found: re.Match[str], seen: Seen) -> str:
    skipped = seen.outcome.skipped if isinstance(seen.outcome, Decision) else []
    return next((f"skipped {rule} {reason}" for rule, reason in skipped if rule == found[1]), f"{found[1]} was not skipped")


def _unmet(found: re.Match[str], seen: Seen) -> str:
    unmet = seen.outcome.unmet if isinstance(seen.outcome, Decision) else {}
    clauses = ", ".join(f"{each.path} {json.dumps(each.actual, ensure_ascii=False)}" for each in unmet.get(found[1], []))
    return f"unmet {found[1]} {clauses}" if clauses else f"{found[1]} had no unmet clause"


def _told(found: re.Match[str], seen: Seen) -> str:
    names = [fact.name for fact in seen.facts] or ["nothing"]
    return f"told {found[1]}" if found[1] in names else f"told {', '.join(names) or 'nothing'}"


def _sent(_found: re.Match[str], seen: Seen) -> str:
    caused = seen.outcome.follow_ups if isinstance(seen.outcome, Decision) else []
    for follow_up in caused:
        if isinstance(follow_up.data, PointsReceived):
            return "sends " + ", ".join(f"{part.points} {_until(part.expires_at, seen)}" for part in follow_up.data.parts)
        if isinstance(follow_up.data, ReceiptReversed):
            return f"takes back {follow_up.data.points}"
        if isinstance(follow_up.data, MemberAbsorbed | MemberRestored):
            held = follow_up.data.carried.points["points"]
            owing = f" owing {held.debt}" if held.debt else ""
            return "sends " + (", ".join(_lot(lot, seen) for lot in held.lots) or "none") + owing
    return "sends nothing"


def _caused(_found: re.Match[str], seen: Seen) -> str:
    caused = seen.outcome.follow_ups if isinstance(seen.outcome, Decision) else []
    return ", ".join(f"causes {each.type} for {each.receiver or 'themselves'}" for each in caused) or "causes nothing"


def _frozen(_found: re.Match[str], seen: Seen) -> str:
    frozen = seen.state.extras.frozen if seen.state.extras else ""
    return f"frozen {frozen}" if frozen else "not frozen"


def _attempt(found: re.Match[str], seen: Seen) -> str:
    attempt = seen.state.extras.attempts.get(found[1]) if seen.state.extras else None
    return f"attempt {found[1]} {attempt.progress}{' done' if attempt.is_done else ''}" if attempt else f"no attempt {found[1]}"


def _honour(found: re.Match[str], seen: Seen) -> str:
    key = found[1] or found[2]
    is_held = seen.state.extras is not None and key in seen.state.extras.honours
    return f"honour {key}" if is_held else f"no honour {key}"


def _score(found: re.Match[str], seen: Seen) -> str:
    held = {} if seen.state.extras is None else seen.state.extras.scores.get(found[1], {})
    return f"score {found[1]} {sum(held.values())}"


def _standing(word: str, seen: Seen) -> str:
    standing = seen.state.standings[seen.program.ladders[0].key]
    if word == "tier":
        return f"tier {standing.tier}"
    at = {"review": standing.review_at, "grace": standing.grace_until}[word]
    if at == NEVER:
        return f"no {word}"
    return f"{word} {'on' if word == 'review' else 'until'} {_on_the_wall(at, seen)}"


_SHOWN: dict[str, Callable[[re.Match[str], Seen], str]] = {
    r"((available|pending|held|debt) \d+ ?)+( ?in \w+)?": _points,
    r"balance (\w+) -?\d+": _balance,
    r"lots .+": _lots,
    r"tier \w+": lambda _found, seen: _standing("tier", seen),
    r"no (review|grace)|(review) on \S+|(grace) until \S+": lambda found, seen: _standing(found[1] or found[2] or found[3], seen),
    r"metric ([\w.]+) (\d{4}-\d\d) [\d.-]+": _metric,
    r"rejected (\w+)((?: \w+ \d+)*)": _rejected,
    r"quarantined": lambda found, seen: (
        found[0] if isinstance(seen.outcome, Rejection) and seen.outcome.quarantine else "not kept"
    ),
    r"skipped (\w+) \w+": _skipped,
    r"unmet (\w+) .+": _unmet,
    r"told (\S+)": _told,
    r"causes .+": _caused,
    r"not told (\S+)": lambda found, seen: "told" if found[1] in [fact.name for fact in seen.facts] else found[0],
    r"attempt (\w+) (-?\d+)( done)?": _attempt,
    r"honour (\w+)|no honour (\w+)": _honour,
    r"score (\w+) -?\d+": _score,
    r"sends .+|takes back \d+": _sent,
    r"frozen \w+|not frozen": _frozen,
    r"nothing": lambda found, seen: found[0] if not seen.entries else "entries",
}
