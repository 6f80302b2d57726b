"""A condition asked of one member in core, of the base in PostgreSQL and of an export in DuckDB: always the same answer.

Members are random: without orders, with unknown birthdays, attributes of the wrong kind, months in the future, lots that have
expired; texts in many scripts with what SQL treats specially; zones on both sides of the date line. Conditions are random JSON,
read as a program's are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import duckdb
import psycopg
import pytest
import sqlglot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulars.core.conditions.catalogue import Catalogue, fields_of
from regulars.core.conditions.condition import Condition
from regulars.core.conditions.field import Field
from regulars.core.conditions.member_fields import Attribute
from regulars.core.conditions.operands import OPERATORS
from regulars.core.conditions.reading import read_condition
from regulars.core.conditions.sight import Sight
from regulars.core.lot import Lot
from regulars.core.state import NO_MONTH, GrowthBalance, PointsBalance, Standing, State, TierChange
from regulars.kit.calendars import calendar_of, date_of
from regulars.kit.instants import BEFORE_ALL, DAY, HOUR, NEVER, instant_of, maybe_datetime
from regulars.store.codec import state_to_json
from regulars.store.conditions import Opened, member_ids_where, members_where
from regulars.store.extracts import extracted
from tests.support.databases import DatabaseServer

ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "America/New_York", "Pacific/Apia", "Pacific/Kiritimati", "Europe/Lisbon")]
NOW = instant_of(datetime(2024, 2, 28, 22, 30, tzinfo=UTC))
MONTH = 2024 * 12 + 1
TEXTS = [
    "上海",
    "母婴",
    "o'neil",
    'say "hi"',
    "100%",
    "back\\slash",
    "a_b",
    "A",
    "a",
    "é",
    "e\u0301",
    "👩‍👩‍👧",
    "İ",
    "ß",
    ";--",
    "$$",
    "{0}",
]
CATALOGUE = Catalogue(
    fields_of(
        {"mall": ("regular", "silver", "gold"), "club": ("guest", "friend")}, ["points", "stars"], ["growth"], (),
        [Attribute("city", "text"), Attribute("visits", "number"), Attribute("vip", "flag")],
    ),
    {"spend": "money", "orders": "number", "interactions": "number", "activity.share": "number"},
    2,
)  # fmt: skip
FIELDS = [field for field in CATALOGUE.fields.values() if field.subject != "order"]

texts = st.one_of(
    st.sampled_from(TEXTS),
    st.tuples(st.sampled_from(TEXTS), st.sampled_from(TEXTS)).map("".join),
    st.text(st.characters(exclude_categories=["C", "Zs", "Zl", "Zp"]), min_size=1, max_size=4),
)
numbers = st.one_of(st.integers(-3, 12), st.sampled_from([0, 100, 1000, -(10**15), 10**15]), st.integers(0, 2000))
instants = st.one_of(
    st.integers(-40 * 24, 3).map(lambda hours: NOW + hours * HOUR), st.integers(-1500, 0).map(lambda days: NOW + days * DAY - 1)
)
months = st.dictionaries(st.integers(MONTH - 14, MONTH + 1), st.integers(-50, 2000), max_size=5)
past_months = st.dictionaries(st.integers(MONTH - 14, MONTH), st.integers(-50, 2000), max_size=5)


@st.composite
def states(draw: st.DrawFn) -> State:
    """A member of any kind."""
    state = State(draw(instants), NOW)
    state.last_order_at = draw(st.one_of(st.just(BEFORE_ALL), instants))
    state.last_active_at = draw(st.one_of(st.just(BEFORE_ALL), instants))
    for ladder, tiers in (("mall", ["regular", "silver", "gold"]), ("club", ["guest", "friend"])):
        if draw(st.booleans()):
            tier = draw(st.sampled_from(tiers))
            state.standings[ladder] = Standing(tier, NOW - DAY, tier, NEVER, NO_MONTH, NEVER, [TierChange(NOW - DAY, tier, "x")])
    for metric in draw(st.sets(st.sampled_from(list(CATALOGUE.metrics)))):
        state.metrics[metric] = draw(months)
    for wallet in draw(st.sets(st.sampled_from(["points", "stars"]))):
        edges = st.sampled_from([NOW - DAY, NOW - 1, NOW, NOW + 1, NEVER])
        lots = draw(st.lists(st.tuples(st.integers(1, 900), edges, edges), max_size=4))
        state.points[wallet] = PointsBalance(
            [Lot(no, left, left, NOW - DAY, active, ends, "r", "order:x", 1) for no, (left, active, ends) in enumerate(lots)]
        )
    if draw(st.booleans()):
        state.growth["growth"] = GrowthBalance(draw(st.dictionaries(st.sampled_from(["spend", "loyalty"]), past_months)))
    if draw(st.booleans()):
        extras = state.opened()
        extras.birthday = draw(st.sampled_from([0, 227, 228, 229, 301, 1231]))
        anything = st.one_of(texts, st.just(""), st.booleans(), numbers)
        extras.attributes = draw(st.dictionaries(st.sampled_from(["city", "visits", "vip"]), anything))
    return state


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Values that a field can be compared with."""
    if field.choices:
        return st.sampled_from(field.choices)
    days = st.integers(-1600, 30).map(lambda days: date_of(NOW // DAY + days).isoformat())
    return {"flag": st.booleans(), "text": texts, "day": days}.get(field.kind, numbers)


@st.composite
def clauses(draw: st.DrawFn) -> dict[str, Any]:
    """A clause on any field, with any operator that it takes; or a behaviour clause."""
    if draw(st.integers(0, 3)) == 0:
        return draw(behaviours)
    field = draw(st.sampled_from(FIELDS))
    operator = draw(st.sampled_from(OPERATORS[field.kind]))
    values = values_of(field)
    value: Any = None
    if operator in ("in", "notIn"):
        value = draw(st.lists(values, min_size=1, max_size=4))
    elif operator in ("between", "notBetween"):
        value = sorted(draw(st.lists(values, min_size=2, max_size=2)))
    elif operator not in ("null", "notNull"):
        value = draw(values)
    return {"field": field.name, "operator": operator, "value": value}


windows = st.sampled_from(["month", "quarter", "half", "year", "lifetime", "rolling_1_months", "rolling_13_months"])
behaviours = st.one_of(
    st.fixed_dictionaries(
        {"did": st.sampled_from(list(CATALOGUE.metrics)), "window": windows, "at_least": st.integers(-5, 40)},
        optional={"at_most": st.integers(40, 90)},
    ),
    st.fixed_dictionaries({"did": st.sampled_from(["orders", "interactions"]), "within_days": st.integers(0, 400)}),
)
conditions = st.recursive(
    clauses(),
    lambda inner: st.fixed_dictionaries(
        {"combinator": st.sampled_from(["and", "or"]), "not": st.booleans(), "rules": st.lists(inner, min_size=1, max_size=3)}
    ),
    max_leaves=6,
).map(lambda drawn: drawn if "rules" in drawn else {"combinator": "and", "rules": [drawn]})


def read(drawn: dict[str, Any]) -> Condition:
    """The condition of its JSON."""
    condition, faults = read_condition(drawn, CATALOGUE, ("member", "day"))
    assert condition is not None, faults
    return condition


class Bases:
    """The same members in both engines."""

    def __init__(self, server: psycopg.Connection) -> None:
        self.postgres = server
        self.duckdb = duckdb.connect()
        self.postgres.execute("CREATE SCHEMA held; SET search_path TO held")
        for name, columns in (
            ("member", "member_id UUID, member_no BIGINT, joined_at TIMESTAMPTZ, merged_into UUID"),
            (
                "member_state",
                "member_id UUID, last_order_at TIMESTAMPTZ, last_active_at TIMESTAMPTZ, tier_key TEXT, growth BIGINT",
            ),
            ("member_document", "member_id UUID, state TEXT"),
        ):
            self.postgres.execute(f"CREATE TABLE {name} ({columns})")
            self.duckdb.execute(f"CREATE TABLE {name} ({columns})")
        self.postgres.execute("CREATE TABLE member_extract (member_id UUID, parts JSONB)")
        # Where documents are kept in pieces, the whole is asked for by this name; elsewhere they are whole.
        self.postgres.execute("CREATE FUNCTION whole(member_document) RETURNS text LANGUAGE sql STABLE AS 'SELECT $1.state'")

    def fill(self, members: dict[UUID, State]) -> None:
        """Keep these members and no others."""
        self.postgres.execute("TRUNCATE member_extract")
        for name in ("member", "member_state", "member_document"):
            self.postgres.execute(f"TRUNCATE {name}")
            self.duckdb.execute(f"TRUNCATE {name}")
        for no, (member_id, state) in enumerate(members.items(), start=1):
            document = state_to_json(state)
            self.postgres.execute("INSERT INTO member_extract VALUES (%s, %s)", (member_id, extracted(document)))
            order, active = maybe_datetime(state.last_order_at), maybe_datetime(state.last_active_at)
            for name, row in (
                ("member", (member_id, no, maybe_datetime(state.joined_at), None)),
                ("member_state", (member_id, order, active, *_narrow(state))),
                ("member_document", (member_id, document)),
            ):
                self.postgres.execute(f"INSERT INTO {name} VALUES ({', '.join(['%s'] * len(row))})", row)
                self.duckdb.execute(f"INSERT INTO {name} VALUES ({', '.join(['?'] * len(row))})", row)


NARROW = {"tier.mall": "tier_key", "growth.growth": "growth"}
"""Fields that the narrow rows answer as well."""


def _narrow(state: State) -> tuple[str, int]:
    standing, growth = state.standings.get("mall"), state.growth.get("growth")
    return "regular" if standing is None else standing.tier, 0 if growth is None else growth.balance()


@pytest.fixture(scope="module")
def bases(database_server: DatabaseServer) -> Iterator[Bases]:
    with database_server.fresh_url() as url, psycopg.connect(url, autocommit=True) as connection:
        yield Bases(connection)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=st.lists(conditions, min_size=1, max_size=3), held=st.lists(states(), max_size=5), zone=st.sampled_from(ZONES))
def test_same_members__in_core_postgresql_and_duckdb(
    bases: Bases, drawn: list[dict[str, Any]], held: list[State], zone: ZoneInfo
):
    members = {uuid4(): state for state in held}
    bases.fill(members)
    calendar = calendar_of(zone)
    for given_condition in drawn:
        condition = read(given_condition)
        wanted = {member_id for member_id, state in members.items() if condition.holds(Sight(state, calendar, NOW))}
        found = bases.postgres.execute(members_where(condition, calendar, NOW, "postgres").encode()).fetchall()
        assert {member_id for member_id, _ in found} == wanted, "PostgreSQL"
        found = bases.postgres.execute(members_where(condition, calendar, NOW, "postgres", NARROW).encode()).fetchall()
        assert {member_id for member_id, _ in found} == wanted, "by narrow rows first"
        for narrow in ({}, NARROW):
            found = bases.postgres.execute(member_ids_where(condition, calendar, NOW, narrow).encode()).fetchall()
            assert {member_id for (member_id,) in found} == wanted, "by extracts"
        there = bases.duckdb.execute(members_where(condition, calendar, NOW, "duckdb")).fetchall()
        assert {member_id for member_id, _ in there} == wanted, "DuckDB"


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=st.lists(conditions, min_size=1, max_size=4), held=st.lists(states(), min_size=2, max_size=5), narrow=st.booleans())
def test_opened__many_conditions_of_some_members(bases: Bases, drawn: list[dict[str, Any]], held: list[State], narrow: bool):
    members = {uuid4(): state for state in held}
    bases.fill(members)
    calendar = calendar_of(ZONES[0])
    asked = [read(each) for each in drawn]
    opened = Opened(asked, calendar, NOW, NARROW if narrow else {})
    some = list(members)[1:]
    with bases.postgres.transaction():
        extracts = [extracted(state_to_json(members[member_id])) for member_id in some]
        given_some = (some, extracts) if opened.source == "extract" else (some,)
        bases.postgres.execute(opened.opening("%s", "%s").encode(), given_some)
        for condition in asked:
            found = bases.postgres.execute(opened.matching(condition).encode()).fetchall()
            assert {member_id for (member_id,) in found} == {
                member_id for member_id in some if condition.holds(Sight(members[member_id], calendar, NOW))
            }


@given(drawn=conditions, zone=st.sampled_from(ZONES))
def test_spark__is_written_as_spark_reads_it(drawn: dict[str, Any], zone: ZoneInfo):
    text = members_where(read(drawn), calendar_of(zone), NOW, "spark")
    assert sqlglot.parse_one(text, dialect="spark") is not None


def test_text__is_a_literal_whatever_it_holds(bases: Bases):
    state = State(NOW, NOW)
    state.opened().attributes = {"city": "'; DROP TABLE member; --"}
    member_id = uuid4()
    bases.fill({member_id: state})
    for value, wanted in (("'; DROP TABLE member; --", [(member_id, 1)]), ("' OR 'a' = 'a", []), ("\\' OR 1=1 --", [])):
        clause = {"field": "attribute.city", "operator": "=", "value": value}
        condition = read({"combinator": "and", "rules": [clause]})
        calendar = calendar_of(ZONES[0])
        assert bases.postgres.execute(members_where(condition, calendar, NOW, "postgres").encode()).fetchall() == wanted
        assert bases.duckdb.execute(members_where(condition, calendar, NOW, "duckdb")).fetchall() == wanted
