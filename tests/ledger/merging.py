"""Merges as the merges slice asks the ledger for them, and what both members hold together."""

from uuid import UUID

from tests.ledger.shop import Answer, RawEvent, Shop, raw

STAFF = "staff:anna"


def merge(shop: Shop, absorbed: str, survivor: str, merge_id: str, **policy: str) -> Answer:
    """Make one member a part of another."""
    into = str(shop.member_id(survivor))
    return _own(
        shop, "member.merged", shop.member_id(absorbed), merge_id, absorbed=str(shop.member_id(absorbed)), into=into, **policy
    )


def unmerge(shop: Shop, survivor: str, merge_id: str, *, event_id: str = "") -> Answer:
    """Undo a merge."""
    member_id = shop.member_id(survivor)
    return _own(shop, "member.unmerged", member_id, event_id or f"undo-{merge_id}", merge_id=merge_id, survivor=str(member_id))


def erase(shop: Shop, name: str) -> Answer:
    """Close the account of a member who is erased."""
    member_id = shop.member_id(name)
    known_as = str(member_id)
    return _append(
        shop, {"source": "regulars:privacy", "id": f"erase {known_as}", "type": "member.erased", "member_id": known_as}
    )


def _own(shop: Shop, kind: str, member_id: UUID, event_id: str, **data: str) -> Answer:
    data = {"merge_id": event_id, "reason": "the same person", **data}
    return _append(shop, {"source": "regulars:merge", "id": event_id, "type": kind, "member_id": str(member_id), "data": data})


def _append(shop: Shop, event: RawEvent) -> Answer:
    body = {**event, "occurred_at": shop.now.isoformat()}
    (answer,) = shop.ledger.append([raw(body)], sent_by=STAFF, is_own=True)
    return answer
