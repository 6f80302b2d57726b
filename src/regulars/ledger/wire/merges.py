"""Merges on the wire: two members become one, what moved, and undoing it. A state that moves is written as it is stored."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from msgspec import Meta, Raw, field

from regulars.core import events as core
from regulars.core.merge_policies import Choice, MergePolicy, ProfilePolicy, TierPolicy
from regulars.core.records import Record
from regulars.ledger.wire.parts import Id, Part, Printable, Reason
from regulars.store.codec import record_from_json, state_from_json

FieldName = Annotated[Printable, Meta(min_length=1, max_length=80)]
_ENCODE: Final = msgspec.json.Encoder().encode


class MemberMerged(Part, frozen=True):
    """The member becomes part of the survivor."""

    merge_id: Id
    absorbed: UUID
    into: UUID
    reason: Reason
    tier: TierPolicy = "higher"
    profile: ProfilePolicy = "filled"
    chosen: dict[FieldName, Choice] = field(default_factory=dict)


class MemberAbsorbed(Part, frozen=True):
    """The survivor takes in what the other member had, caused by the merge."""

    merge_id: Id
    absorbed: UUID
    survivor: UUID
    reason: Reason
    carried: Raw
    tier: TierPolicy = "higher"
    profile: ProfilePolicy = "filled"
    chosen: dict[FieldName, Choice] = field(default_factory=dict)


class MemberUnmerged(Part, frozen=True):
    """The merge is undone: an event of the survivor."""

    merge_id: Id
    survivor: UUID
    reason: Reason


class MemberRestored(Part, frozen=True):
    """The absorbed member has their own again, caused by undoing the merge."""

    merge_id: Id
    survivor: UUID
    carried: Raw
    records: dict[str, Raw] = field(default_factory=dict)


def member_merged(data: MemberMerged) -> core.MemberMerged:
    """The merge for core."""
    policy = MergePolicy(data.tier, data.profile, data.chosen)
    return core.MemberMerged(data.merge_id, str(data.absorbed), str(data.into), data.reason, policy)


def member_absorbed(data: MemberAbsorbed) -> core.MemberAbsorbed:
    """The absorption for core."""
    carried = state_from_json(_text(data.carried))
    policy = MergePolicy(data.tier, data.profile, data.chosen)
    return core.MemberAbsorbed(data.merge_id, str(data.absorbed), str(data.survivor), data.reason, carried, policy)


def absorbed_member(data: core.MemberAbsorbed) -> MemberAbsorbed:
    """The absorption as it is written down."""
    carried, policy = _raw(data.carried.plain()), data.policy
    return MemberAbsorbed(
        data.merge_id, UUID(data.absorbed), UUID(data.survivor), data.reason, carried, policy.tier, policy.profile, policy.chosen
    )


def member_unmerged(data: MemberUnmerged) -> core.MemberUnmerged:
    """The undoing for core."""
    return core.MemberUnmerged(data.merge_id, str(data.survivor), data.reason)


def member_restored(data: MemberRestored) -> core.MemberRestored:
    """The restoration for core."""
    records: dict[str, Record] = {name: record_from_json(name, _text(raw)) for name, raw in data.records.items()}
    return core.MemberRestored(data.merge_id, str(data.survivor), state_from_json(_text(data.carried)), records)


def restored_member(data: core.MemberRestored) -> MemberRestored:
    """The restoration as it is written down."""
    records = {name: _raw(record.plain()) for name, record in sorted(data.records.items())}
    return MemberRestored(data.merge_id, UUID(data.survivor), _raw(data.carried.plain()), records)


def _text(raw: Raw) -> str:
    return bytes(raw).decode()


def _raw(value: Any) -> Raw:
    """Plain data in one order, however it came about: the body is hashed."""
    return Raw(_ENCODE(_ordered(value)))


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value, key=str)}
    return [_ordered(each) for each in value] if isinstance(value, list | tuple) else value
