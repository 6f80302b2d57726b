"""Save: views are made, changed and removed by who owns them; shared ones also by whoever sets up what members are."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from regulars.features.access.contracts import Principal
from regulars.features.views import queries
from regulars.features.views.contracts import VIEWS_MAX, View
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem

SHARING_SCOPE = "members:configure"


def make_view(
    connection: Connection, caller: Principal, name: str, content: dict[str, Any], *, is_shared: bool, now: datetime
) -> View:
    """Save a view; Problem `view_exists`, `views_exceeded` or `scope_missing` (to share)."""
    own = [view for view in queries.select_views(connection, caller.known_as) if view.owner == caller.known_as]
    if len(own) >= VIEWS_MAX:
        raise Problem("views_exceeded", f"You have {VIEWS_MAX} views already.", hint="Remove one that is not used.")
    view = View(new_id(), name.strip(), caller.known_as, is_shared, content, now)
    if is_shared:
        _check_sharing(caller)
    _save(connection, view)
    return view


def change_view(
    connection: Connection,
    caller: Principal,
    view_id: UUID,
    *,
    name: str | None,
    content: dict[str, Any] | None,
    is_shared: bool | None,
) -> View:
    """Change what is given; Problem `view_unknown`, `view_exists` or `scope_missing`."""
    view = _find_changeable(connection, caller, view_id)
    if is_shared is not None and is_shared != view.is_shared:
        _check_sharing(caller)
    after = view._replace(
        name=view.name if name is None else name.strip(),
        content=view.content if content is None else content,
        is_shared=view.is_shared if is_shared is None else is_shared,
    )
    _save(connection, after)
    return after


def remove_view(connection: Connection, caller: Principal, view_id: UUID) -> View:
    """Remove a view; Problem `view_unknown` or `scope_missing`."""
    view = _find_changeable(connection, caller, view_id)
    queries.delete_view(connection, view_id)
    return view


def _find_changeable(connection: Connection, caller: Principal, view_id: UUID) -> View:
    view = queries.lock_view(connection, view_id)
    is_own = view is not None and view.owner == caller.known_as
    if view is None or not (is_own or view.is_shared):
        raise Problem("view_unknown", "There is no such view.", errors=(FieldError("view_id", "is not known"),))
    if not is_own:
        _check_sharing(caller)
    return view


def _check_sharing(caller: Principal) -> None:
    if SHARING_SCOPE not in caller.scopes:
        detail = f"What all see is set up with the scope {SHARING_SCOPE}."
        raise Problem("scope_missing", detail, hint="Keep the view for yourself.", facts={"scope": SHARING_SCOPE})


def _save(connection: Connection, view: View) -> None:
    if not queries.save_view(connection, view):
        field = FieldError("name", "is taken", hint="Choose another name.")
        raise Problem("view_exists", "You have a view of this name.", errors=(field,))
