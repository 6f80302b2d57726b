"""Tables: ledger text in, ledger text out.

A table is a Markdown file. The YAML block before its first heading of the second level is laid over `base.yaml` for the whole
file (or over the example that a `program` block names), one below a heading for that case only, and `yaml from <when>` is the
case's next version. Each `ledger` block holds rows `when | what happens | what is expected`. Times are local; `2025-06-12 10:00
of 2025-06-09 18:00` arrives on the 12th and happened on the 9th. A row without a time goes on with what is expected of the row
above it. All entries of a row are named, in their order; of everything else only what matters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from regulars.core.entries import Fact
from regulars.core.events import Event
from regulars.core.invariants import check_entries, check_state
from regulars.core.program import Program, ProgramHistory
from regulars.core.records import Facts
from regulars.core.rejections import Rejection
from regulars.core.replay import Replay
from regulars.core.settlement import settle
from regulars.core.transition import Decision, transition
from regulars.features.programs.compiling import compile_program
from regulars.features.programs.document import parse_document
from regulars.kit.instants import Instant, instant_of
from tests.core.actions import ZONE, event_data, other_of
from tests.core.ledger_text import Seen, differences
from tests.core.merge_actions import under_a_name

BASE = Path(__file__).with_name("base.yaml")
EXAMPLES = Path(__file__).parents[2] / "examples"
TABLES = Path(__file__).with_name("tables")
JOINED_AT = instant_of(datetime(2020, 1, 1, tzinfo=ZONE))
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""Those in C where they are: hundreds of programs are laid over each other before the first test runs."""
Pauses = Callable[[Instant, Instant], Iterable[Instant]]


@dataclass(frozen=True)
class Row:
    """One line of a table: what is decided `now` about something that happened at `occurred_at`."""

    place: str
    now: Instant
    occurred_at: Instant
    action: str
    expected: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One heading of a table file, with its program's versions and the instant from which each is in force."""

    name: str
    versions: tuple[tuple[Instant, str], ...]
    rows: tuple[Row, ...]

    def programs(self) -> ProgramHistory:
        """The case's program for core."""
        return history(*self.versions)


def history(*versions: tuple[Instant, str]) -> ProgramHistory:
    """Compile the texts of a program's versions."""
    return ProgramHistory(tuple((start, program_of(text, number)) for number, (start, text) in enumerate(versions, start=1)))


@cache
def program_of(text: str, version: int = 1) -> Program:
    """Compile a program's text."""
    return compile_program(*parse_document(text), version)


def program_text(*fragments: str, below: str | None = None) -> str:
    """A program (the base, if none is given) with fragments laid over it, as YAML."""
    document = _read(BASE.read_text(encoding="utf-8") if below is None else below)
    for fragment in fragments:
        document = _laid_over(document, _read(fragment) or {})
    return str(yaml.dump(document, Dumper=DUMPER, allow_unicode=True, sort_keys=False))


def _read(text: str) -> Any:
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - a safe loader, in C or not


def _laid_over(below: Any, above: Any) -> Any:
    """`above` over `below`: mappings key by key, lists of keyed things by their keys; everything else is replaced."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{key: _laid_over(below.get(key), value) for key, value in above.items()}}
    if _is_keyed(below) and _is_keyed(above):
        known = {item["key"]: item for item in below}
        return list({**known, **{item["key"]: _laid_over(known.get(item["key"]), item) for item in above}}.values())
    return above


def _is_keyed(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) and "key" in item for item in value)


@cache
def read_cases(path: Path) -> tuple[Case, ...]:
    """Read the cases of a table file, in order."""
    title, *headings = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    whole = _whole(_blocks(title, 1))
    cases, line = [], title.count("\n") + 1
    for heading in headings:
        blocks = _blocks(heading, line)
        versions, program = list[tuple[Instant, str]](), whole
        for info, _, fragment in [block for block in blocks if block[0].startswith("yaml")] or [("yaml", 0, "")]:
            program = program_text(fragment, below=program)
            start = info.removeprefix("yaml").removeprefix(" from ")
            versions.append((instant(start) if start else JOINED_AT, program))
        rows = [row for info, first, text in blocks if info == "ledger" for row in _rows(text, path.name, first)]
        cases.append(Case(heading.splitlines()[0].strip(), tuple(versions), tuple(rows)))
        line += heading.count("\n")
    return tuple(cases)


def _whole(blocks: list[tuple[str, int, str]]) -> str:
    """The program of a whole file: the example that a `program` block names, or the base, with the other blocks over it."""
    named = [(EXAMPLES / text.strip()).read_text(encoding="utf-8") for info, _, text in blocks if info == "program"]
    return program_text(*(text for info, _, text in blocks if info != "program"), below=named[0] if named else None)


def _blocks(text: str, line: int) -> list[tuple[str, int, str]]:
    """The fenced blocks of a text that starts in a line: what they are, the line they start in, what they hold."""
    found = re.finditer(r"^```(\S.*)\n([\s\S]*?)^```$", text, flags=re.MULTILINE)
    return [(block[1].strip(), line + text[: block.start(2)].count("\n"), block[2]) for block in found]


def _rows(text: str, file: str, first: int) -> Iterator[Row]:
    held: Row | None = None
    for number, line in enumerate(text.splitlines(), start=first):
        when, action, expected = (cell.strip() for cell in line.split("|"))
        items = tuple(item.strip() for item in expected.split(";"))
        if not when:
            assert held, f"{file}:{number}: there is no row to go on with"
            held = replace(held, expected=held.expected + items)
            continue
        if held:
            yield held
        now, _, occurred = when.partition(" of ")
        held = Row(f"{file}:{number}", instant(now), instant(occurred or now), action, items)
    if held:
        yield held


def instant(text: str) -> Instant:
    """A local time such as `2025-06-01 10:00` as an instant."""
    return instant_of(datetime.fromisoformat(text).replace(tzinfo=ZONE))


def run(case: Case, pauses: Pauses = lambda _from, _to: ()) -> Replay:
    """Play a case and fail where it differs from its text. `pauses` are instants at which the sweeper comes by in between."""
    walk = Walk(case.programs())
    faults = [f"{row.place}: {row.action or 'settle'}\n{fault}" for row in case.rows for fault in walk.step(row, pauses)]
    assert not faults, f"{case.name}\n" + "\n".join(faults)
    return walk.replay


def parts_of(decision: Decision) -> tuple[Any, ...]:
    """All that a decision says, to be compared with another."""
    return (
        decision.state, decision.program_version, decision.rejection, decision.entries, decision.facts, decision.records,
        decision.skipped, decision.unmet,
    )  # fmt: skip


class Walk:
    """A replay that is fed with rows."""

    def __init__(self, programs: ProgramHistory) -> None:
        self.programs = programs
        self.replay = Replay(programs, JOINED_AT)
        self.now = JOINED_AT
        self.events = 0

    def step(self, row: Row, pauses: Pauses, told: list[Fact] | None = None) -> list[str]:
        """Do what a row says; return how the ledger differs from what it expects. The facts go to `told` as well."""
        before = len(self.replay.entries)
        facts = [fact for at in pauses(self.now, row.now) for fact in self.replay.settle(at)]
        self.now = row.now
        settled = self.replay.state.copy()
        settle(self.programs, settled, row.now)
        outcome: Decision | Rejection | None = None
        if row.action:
            outcome = self._decide(row, facts)
        if not isinstance(outcome, Decision):
            facts += self.replay.settle(row.now)
        if told is not None:
            told += facts
        seen = Seen(self.replay.state, self.replay.entries[before:], facts, outcome, row.now, self.programs.latest())
        broken = [*check_entries(self.replay.entries), *check_state(self.replay.state, self.replay.entries)]
        if isinstance(outcome, Rejection) and self.replay.state != settled:
            broken.append("a rejection changed more than the clock had")
        return [*differences(row.expected, seen), *(f"  broken: {sentence}" for sentence in broken)]

    def _decide(self, row: Row, told: list[Fact]) -> Decision | Rejection:
        self.events += 1
        action, released = re.subn(r"^released ", "", row.action)
        action, foreign = re.subn(r" of another member's ", " of ", action)
        action, elsewhere = under_a_name(action)
        data = event_data(action)
        event = Event("till", f"e{self.events}", type(data).__name__, row.occurred_at, data, bool(released))
        if foreign:
            return transition(self.programs, self.replay.state, event, Facts(belongs_to_other=True), row.now)
        decision = self.replay.apply(event, row.now, other_of(data), elsewhere)
        told += decision.facts
        return decision if decision.rejection is None else decision.rejection
