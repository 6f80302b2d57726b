"""Identities over HTTP: what a member is found by, how its kinds are treated, and visitors who say who they are."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.members.identity_schemas import (
    HeldIdentityShape,
    Identified,
    IdentifyRequest,
    IdentityList,
    IdentityRuleIn,
    IdentityRules,
    IdentityRuleShape,
)
from regulars.features.members.schemas import IdentityShape
from regulars.features.members.service.identify import identify
from regulars.features.members.service.identities import add_identity, list_identities, take_identity_away
from regulars.features.privacy.facade import mask_identity, sees_all
from regulars.store.identities import KIND
from regulars.store.identity_rules import IdentityRule, read_rules, write_rule

router = APIRouter(prefix="/v1/members", tags=["members"])
rules_router = APIRouter(prefix="/v1/identity_rules", tags=["members"])

Reader = Annotated[Principal, Depends(require("members:read"))]
Writer = Annotated[Principal, Depends(require("members:write"))]
Configurer = Annotated[Principal, Depends(require("members:configure"))]


@router.post(
    "/identify",
    operation_id="identify_visitor",
    summary="Say who a visitor is",
    responses={409: {"description": "No program is published, or a member has enough identities of the kind."}},
)
def post_identify(body: IdentifyRequest, request: Request, caller: Writer, context: Context) -> Identified:
    """Join a visitor with a person, with everything the visitor did; staff can undo it as any merge.

    A device that several people use changes hands and never makes one member of two.
    """
    visitor, person = (body.visitor.kind, body.visitor.value), (body.person.kind, body.person.value)
    found = identify(context, visitor, person, body.join_channel.strip(), caller.known_as)
    members = [found.member_id] if found.anonymous_id is None else [found.member_id, found.anonymous_id]
    tell_audit(request, members=members, detail=found.how)
    return Identified(member_id=found.member_id, how=found.how, anonymous_member_id=found.anonymous_id)


@router.get("/{member_id}/identities", operation_id="list_identities", summary="What a member is found by")
def get_identities(member_id: UUID, caller: Reader, context: Context) -> IdentityList:
    """All identities, by the priority of their kinds."""
    with context.database.snapshot() as connection:
        held = list_identities(connection, member_id)
    return IdentityList(
        items=[
            HeldIdentityShape(
                identity_id=each.identity_id,
                kind=each.kind,
                value=each.value if sees_all(caller) else mask_identity(each.kind, each.value),
                added_at=each.added_at,
            )
            for each in held
        ]
    )


@router.post(
    "/{member_id}/identities",
    operation_id="add_identity",
    summary="Let a member be found by one more identity",
    status_code=201,
    responses={409: {"description": "It belongs to another member, or the member has enough of the kind, or was erased."}},
)
def post_identity(member_id: UUID, body: IdentityShape, request: Request, caller: Writer, context: Context) -> IdentityList:
    """Add an identity; one that the member has already changes nothing."""
    with context.database.transaction() as connection:
        add_identity(connection, member_id, body.kind, body.value)
    tell_audit(request, members=[member_id], after={"kind": body.kind})
    return get_identities(member_id, caller, context)


@router.delete(
    "/{member_id}/identities/{identity_id}",
    operation_id="remove_identity",
    summary="Let a member not be found by an identity any more",
    status_code=204,
)
def delete_identity(member_id: UUID, identity_id: UUID, request: Request, _: Writer, context: Context) -> None:
    """Remove an identity. Events that named the member by it stay as they are."""
    with context.database.transaction() as connection:
        take_identity_away(connection, member_id, identity_id)
    tell_audit(request, members=[member_id])


@rules_router.get("", operation_id="list_identity_rules", summary="How kinds of identities are treated")
def get_rules(_: Reader, context: Context) -> IdentityRules:
    """By priority. A kind that is not in it is a person's, up to ten a member, with nothing blocked."""
    with context.database.snapshot() as connection:
        return IdentityRules(items=[IdentityRuleShape.of(rule) for rule in read_rules(connection).values()])


@rules_router.put("/{kind}", operation_id="change_identity_rule", summary="Say how a kind of identities is treated")
def put_rule(
    kind: Annotated[str, Path(pattern=f"^{KIND.pattern}$")],
    body: IdentityRuleIn,
    request: Request,
    caller: Configurer,
    context: Context,
) -> IdentityRuleShape:
    """Change limits and blocked values of a kind. What members have already stays with them."""
    rule = IdentityRule(kind, body.priority, body.per_member, body.is_device, tuple(dict.fromkeys(body.blocked)))
    with context.database.transaction() as connection:
        before = read_rules(connection).get(kind)
        write_rule(connection, rule, context.wall_clock(), caller.known_as)
    shown = before and IdentityRuleShape.of(before).model_dump()
    tell_audit(request, subject=f"identity kind {kind}", before=shown, after=IdentityRuleShape.of(rule).model_dump())
    return IdentityRuleShape.of(rule)
