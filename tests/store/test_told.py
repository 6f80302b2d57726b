"""What is told of many alike stands once in the outbox, and is read as if it were told of each."""

from uuid import uuid4

from regulars.core.entries import Fact
from regulars.store.database import Database
from regulars.store.outbox import facts_from_json, read_relayed, relay, tell
from regulars.store.told import MEMBERS_PER_ROW, cause_told, insert_alike, members_alike, members_told, read_written


def test_alike__is_read_of_each_and_passed_over_as_one(database: Database):
    one = uuid4()
    entered = Fact("tag.entered", 7, {"tag": 'say "hi", [o\'clock]', "cause": "rule", "by": ""})
    with database.transaction() as connection:
        tell(connection, one, [Fact("order.paid", 5, {})])
        connection.execute(
            "CREATE TEMPORARY TABLE chosen AS SELECT gen_random_uuid() AS member_id FROM generate_series(1, %s)",
            (MEMBERS_PER_ROW + 1,),
        )
        insert_alike(connection, entered, "SELECT member_id FROM chosen")
        chosen = {member_id for (member_id,) in connection.execute("SELECT member_id FROM chosen")}
        relay(connection, 10)
        first, *rows = read_relayed(connection, 0, 10)
        assert [fact.member_id for fact in facts_from_json(first.facts)] == [one]
        told = [fact for row in rows for fact in facts_from_json(row.facts)]
        assert sorted(len(facts_from_json(row.facts)) for row in rows) == [1, MEMBERS_PER_ROW]
        assert {fact.member_id for fact in told} == chosen
        assert {(fact.name, fact.at, str(fact.data)) for fact in told} == {("tag.entered", 7, str(entered.data))}
        written = read_written(connection, 0, 10)
        assert [each.is_alike for each in written] == [False, True, True]
        assert members_told(written[0].facts) == [(str(one), [("order.paid", None)])]
        alike = {member_id for each in written[1:] for member_id in members_alike(connection, each.relay_no)}
        assert alike == chosen
        assert [cause_told(each.facts) for each in written[1:]] == [("tag.entered", "rule")] * 2
