"""Merges as the merges slice asks the ledger for them, and what both members hold together."""

from uuid import UUID

from tests.ledger.shop import Answer, Shop, raw

STAFF = "staff:anna"


def merge(shop: Shop, absorbed: str, survivor: str, merge_id: str) -> Answer:
    """Make one member a part of another."""
    into = str(shop.member_id(survivor))
    return _own(shop, "member.merged", shop.member_id(absorbed), merge_id, absorbed=str(shop.member_id(absorbed)), into=into)


def unmerge(shop: Shop, survivor: str, merge_id: str, *, event_id: str = "") -> Answer:
    """Undo a merge."""
    member_id = shop.member_id(survivor)
    return _own(shop, "member.unmerged", member_id, event_id or f"undo-{merge_id}", merge_id=merge_id, survivor=str(member_id))


def _own(shop: Shop, kind: str, member_id: UUID, event_id: str, **data: str) -> Answer:
    body = {
        "source": "regulars:merge", "id": event_id, "type": kind, "member_id": str(member_id),
        "occurred_at": shop.now.isoformat(),
        "data": {"merge_id": event_id, "reason": "the same person", **data},
    }  # fmt: skip
    (answer,) = shop.ledger.append([raw(body)], sent_by=STAFF, is_own=True)
    return answer
