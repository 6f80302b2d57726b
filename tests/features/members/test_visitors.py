"""Visitors: what somebody did before they said who they are is theirs, once, and two people never become one by a device."""

from collections.abc import Iterator
from itertools import count
from uuid import UUID

import pytest

from regulars.features.context import AppContext
from regulars.features.members.service.create import create_member
from regulars.features.members.service.identify import Identified, identify, join_visitor
from regulars.features.members.service.identities import add_identity, list_identities, take_identity_away
from regulars.features.merges.facade import unmerge
from regulars.store.held_identities import read_identities
from regulars.store.members import standing_for
from tests.ledger.shop import RawEvent, Shop, at_once, event, order
from tests.support.applications import Site
from tests.support.databases import DatabaseServer
from tests.support.examples import publish_mall
from tests.support.lock_waits import holding
from tests.support.server_pairs import Servers, server_pair

STAFF = "staff:anna"
numbers = count(1)


@pytest.fixture(scope="module")
def servers(database_server: DatabaseServer) -> Iterator[Servers]:
    """Give both; each test has members of its own."""
    with server_pair(database_server) as servers:
        yield servers


def anonymous(servers: Servers, device: str) -> UUID:
    """A member who is nothing but a visitor, and has checked in."""
    with servers.shop.database.transaction() as connection:
        made = create_member(
            servers.east, connection, display_name="", join_channel="web", joined_at=None, identities=[("visitor", device)]
        )
    servers.shop.accept(did("member.checked_in", device, f"in-{device}"))
    return made


def did(type_: str, device: str, event_id: str) -> RawEvent:
    """Something a visitor does, known by the device alone."""
    return event(type_, "", event_id) | {"member": {"kind": "visitor", "value": device}}


def told(context: AppContext, device: str, person: str) -> Identified:
    """A visitor says who they are, by a customer number."""
    return identify(context, ("visitor", device), ("customer_no", person), "web", STAFF)


def stands(shop: Shop, member_id: UUID) -> UUID:
    """Who stands for a member."""
    with shop.database.snapshot() as connection:
        return standing_for(connection, member_id)


def test_anonymous_visitor_of_a_known_person__joins_them_with_everything_and_can_be_taken_out(servers: Servers):
    shop = servers.shop
    visitor = anonymous(servers, "v-1")
    shop.join("known-1")
    person = shop.member_id("known-1")
    shop.accept(order("known-1", "o-1", 40))
    assert told(servers.east, "v-1", "known-1") == (person, "merged", visitor)
    assert (shop.points("known-1"), stands(shop, visitor)) == (45, person)
    (answer,) = shop.accept(did("member.checked_in", "v-1", "again-1"))
    assert answer.member_id == person, "the device leads to the person from now on"
    assert told(servers.west, "v-1", "known-1").how == "known"
    with shop.database.snapshot() as connection:
        assert [each.kind for each in read_identities(connection, [person])[person]] == ["customer_no", "visitor"]
        [(merge_id, reason, by)] = connection.execute(
            "SELECT merge_id, reason, merged_by FROM member_merge WHERE absorbed_id = %s", (visitor,)
        ).fetchall()
    assert (reason, by) == ("visitor_identified", STAFF)
    unmerge(servers.east, merge_id, "another visitor after all", STAFF)
    assert (shop.points("known-1"), stands(shop, visitor)) == (40, visitor)


def test_two_people_claim_one_visitor_at_once__one_has_them_and_the_device_goes_to_the_other(servers: Servers):
    shop, device = servers.shop, "v-2"
    visitor = anonymous(servers, device)
    shop.join("known-2")
    person = shop.member_id("known-2")
    with holding(shop.database.url, visitor, "member") as queue:
        first = queue.join(lambda: told(servers.east, device, "new-2"))
        second = queue.join(lambda: told(servers.west, device, "known-2"))
        queue.open()
        assert (first.result(), second.result()) == ((visitor, "joined", None), (person, "moved", None))
    assert (shop.member_id("new-2"), stands(shop, visitor), shop.points("known-2")) == (visitor, visitor, 0)


@pytest.mark.parametrize("are_known", [(True, True), (True, False), (False, False)])
def test_many_who_claim_one_visitor_at_once__are_never_merged_with_each_other(servers: Servers, are_known: tuple[bool, bool]):
    shop = servers.shop
    for _ in range(3):
        device = f"v-{next(numbers)}-shared"
        visitor = anonymous(servers, device)
        people = [f"person-{next(numbers)}" for _ in are_known]
        shop.join(*(name for name, is_known in zip(people, are_known, strict=True) if is_known))
        found = at_once([
            lambda context=context, device=device, name=name: told(context, device, name)  # type: ignore[misc]  # default arguments, which mypy cannot infer
            for name in people
            for context in (servers.east, servers.west)
        ])  # fmt: skip
        members = [stands(shop, shop.member_id(name)) for name in people]
        assert len(set(members)) == 2
        assert {each.member_id for each in found} == set(members)
        assert stands(shop, visitor) in members, "one of them has what the visitor did"
        assert sum(shop.points(name) for name in people) == 5
        (answer,) = shop.accept(did("member.checked_in", device, f"again-{device}"))
        assert answer.member_id in members


def test_person_whose_identities_were_taken_away__is_never_merged_by_a_device(servers: Servers):
    """Otherwise a clerk could merge two real people where that needs a second person."""
    shop = servers.shop
    shop.join("robbed", "robber")
    robbed, robber = shop.member_id("robbed"), shop.member_id("robber")
    shop.accept(order("robbed", "o-robbed", 70))
    with shop.database.transaction() as connection:
        for held in list_identities(connection, robbed):
            take_identity_away(connection, robbed, held.identity_id)
        add_identity(connection, robbed, "visitor", "v-robbed")
    assert told(servers.east, "v-robbed", "robber") == (robber, "moved", None)
    assert (stands(shop, robbed), shop.points("robber")) == (robbed, 0)
    visitor = anonymous(servers, "v-once")
    assert told(servers.east, "v-once", "once-somebody") == (visitor, "joined", None)
    with shop.database.transaction() as connection:
        [named] = [held for held in list_identities(connection, visitor) if held.kind == "customer_no"]
        take_identity_away(connection, visitor, named.identity_id)
    assert told(servers.east, "v-once", "robber").how == "moved"


def test_member_who_logs_in__has_the_device_and_whoever_was_nothing_but_its_visitor(servers: Servers):
    shop = servers.shop
    visitor = anonymous(servers, "v-login")
    shop.join("logged-in", "other")
    member, other = shop.member_id("logged-in"), shop.member_id("other")
    assert join_visitor(servers.east, ("visitor", "v-new"), member, "member") == (member, "known", None)
    assert join_visitor(servers.east, ("visitor", "v-login"), member, "member") == (member, "merged", visitor)
    assert join_visitor(servers.west, ("visitor", "v-login"), member, "member").how == "known"
    assert (shop.points("logged-in"), stands(shop, visitor)) == (5, member)
    assert join_visitor(servers.west, ("visitor", "v-login"), other, "member") == (other, "moved", None)
    assert (shop.points("logged-in"), shop.points("other")) == (5, 0)


def test_identification__is_noted_with_both_members(site: Site):
    publish_mall(site.database)
    client = site.staff("operator")

    def join(kind: str, value: str) -> str:
        answer = client.post("/v1/members", json={"identities": [{"kind": kind, "value": value}]})
        return str(answer.json()["member_id"])

    visitor, person = join("visitor", "v1"), join("phone", "13912345678")
    body = {"visitor": {"kind": "visitor", "value": "v1"}, "person": {"kind": "phone", "value": "13912345678"}}
    answer = client.post("/v1/members/identify", json=body)
    assert answer.json() == {"member_id": person, "how": "merged", "anonymous_member_id": visitor}
    (line,) = site.staff("admin").get("/v1/audit", params={"action": "identify_visitor"}).json()["items"]
    assert (line["detail"], set(line["members"])) == ("merged", {person, visitor})
    assert client.get(f"/v1/members/{visitor}").json()["member_id"] == person
    (merge,) = client.get(f"/v1/members/{person}/merges").json()["items"]
    assert (merge["absorbed_id"], merge["reason"]) == (visitor, "visitor_identified")
