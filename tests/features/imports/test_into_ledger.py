"""A till's export goes into the real ledger: every event is taken, and a second time changes nothing."""

from pathlib import Path

import pytest

from regulars.features.imports.facade import (
    ImportPlan,
    appending_to,
    load,
    read_documents,
    read_mapping,
    registering_in,
    require_currency,
)
from regulars.features.programs.facade import ProgramLibrary
from regulars.kit.problems import Problem
from regulars.ledger.append import Ledger
from regulars.store.database import Database
from regulars.store.held_identities import read_identities
from tests.support.examples import publish_mall

EXAMPLE = Path(__file__).parents[3] / "examples/pos-csv"


@pytest.fixture
def ledger(database: Database) -> Ledger:
    publish_mall(database)
    return Ledger(database, ProgramLibrary().history)


@pytest.fixture
def plan() -> ImportPlan:
    return read_documents(EXAMPLE / "pos.csv", read_mapping(EXAMPLE / "mapping.yaml"))


def test_events__are_all_accepted_and_only_once(ledger: Ledger, plan: ImportPlan):
    first = load(plan, appending_to(ledger), register=registering_in(ledger))
    again = load(plan, appending_to(ledger), register=registering_in(ledger))
    assert (first.statuses, first.events_new, first.refused) == ({"accepted": 23}, 23, ())
    assert (again.statuses, again.events_new, again.events_duplicate) == ({"accepted": 23}, 0, 23)


def test_members__join_with_their_first_document(ledger: Ledger, plan: ImportPlan):
    registering_in(ledger)(plan.members)
    with ledger.database.transaction() as connection:
        found = connection.execute(
            "SELECT joined_at, join_channel, member_id FROM member ORDER BY joined_at, member_no LIMIT 1"
        ).fetchone()
        assert found is not None
        identities = read_identities(connection, [found[2]])[found[2]]
    assert found[:2] == (plan.members[0].first_seen_at, "滨江店")
    assert identities == (("card_no", "8800001"), ("phone", "+8613800000001"))


def test_identity_of_another_member__is_given_back(ledger: Ledger, plan: ImportPlan):
    one = plan.members[0]
    registering_in(ledger)([one._replace(value="other")])
    refused = registering_in(ledger)([one])
    assert [(reject.column, reject.reason) for reject in refused] == [("phone", "identity_of_another_member")]


def test_other_currency__is_refused_before_anything_is_sent(ledger: Ledger):
    require_currency(ledger, "CNY")
    with pytest.raises(Problem, match="currency_mismatch"):
        require_currency(ledger, "GBP")
