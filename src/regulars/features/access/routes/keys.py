"""API keys, for whoever may manage them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request

from regulars.features.access.access import actor_of, require
from regulars.features.access.contracts import ApiKey, Principal
from regulars.features.access.roles import KEY_SCOPES, SCOPES, UNIT_SCOPES, check_within
from regulars.features.access.routes.session import Guard
from regulars.features.access.schemas.keys import KeyCreated, KeyItem, KeyList, KeyRotation, KeyState, NewKey
from regulars.features.access.service import keys

router = APIRouter(prefix="/v1/keys", tags=["keys"])

manages = require("keys:manage")
Manager = Annotated[Principal, Depends(manages)]
KeyId = Annotated[str, Path(max_length=32, description="The middle part of `rk_<key id>_<secret>`.")]


@router.get("", operation_id="list_keys", summary="List API keys", dependencies=[Depends(manages)])
def get_keys(guard: Guard) -> KeyList:
    """Every key, newest first: what it may do, when it ends, and when it was last used."""
    now = guard.context.wall_clock()
    with guard.context.database.transaction() as connection:
        items = [_item(key, now) for key in keys.list_keys(connection)]
    return KeyList.model_validate({"items": items, "scopes": sorted(KEY_SCOPES), "unit_scopes": sorted(KEY_SCOPES & UNIT_SCOPES)})


@router.post("", operation_id="create_key", summary="Create an API key", status_code=201)
def post_key(body: NewKey, request: Request, caller: Manager, guard: Guard) -> KeyCreated:
    """A key for a system. What it sends is in the answer this once."""
    check_within(frozenset(body.scopes) & SCOPES, caller.scopes, "scopes")
    with guard.context.database.transaction() as connection:
        created = keys.create_key(
            connection,
            body.name,
            tuple(body.scopes),
            actor=actor_of(request, caller),
            now=guard.context.wall_clock(),
            valid_days=body.valid_days,
            unit_id=body.unit_id,
            inherits=body.inherits,
        )
    return KeyCreated.of(created)


@router.post(
    "/{key_id}/rotate",
    operation_id="rotate_key",
    summary="Replace an API key",
    status_code=201,
    responses={409: {"description": "The key has ended or was replaced already."}},
)
def post_rotation(key_id: KeyId, body: KeyRotation, request: Request, caller: Manager, guard: Guard) -> KeyCreated:
    """A successor with the same name and scopes. The old key works on for so many hours, so that nothing stops meanwhile."""
    with guard.context.database.transaction() as connection:
        created = keys.rotate_key(
            connection,
            key_id,
            overlap_hours=body.overlap_hours,
            actor=actor_of(request, caller),
            now=guard.context.wall_clock(),
            valid_days=body.valid_days,
        )
    return KeyCreated.of(created)


@router.delete("/{key_id}", operation_id="revoke_key", summary="Revoke an API key", status_code=204)
def delete_key(key_id: KeyId, request: Request, caller: Manager, guard: Guard) -> None:
    """End a key. A server that has just seen it may take it for 30 seconds more."""
    with guard.context.database.transaction() as connection:
        keys.revoke_key(connection, key_id, actor=actor_of(request, caller), now=guard.context.wall_clock())


def _item(key: ApiKey, now: datetime) -> KeyItem:
    state: KeyState = "active"
    if key.revoked_at is not None:
        state = "revoked"
    elif key.expires_at is not None and key.expires_at <= now:
        state = "expired"
    elif key.replaced_by is not None:
        state = "replaced"
    shown = {name: getattr(key, name) for name in KeyItem.model_fields if name != "state"}
    return KeyItem.model_validate(shown | {"state": state})
