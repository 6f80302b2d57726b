"""Profile: what is known of members, as far as rules ask for it - the birthday, and attributes by name.

It counts from when it is decided on, whatever the time it was told: an order is judged by what is known when the order is judged.
"""

from __future__ import annotations

from typing import Any, Final

from regulars.core.earning import act
from regulars.core.events import ProfileChanged, ProfileImported
from regulars.core.moment import Moment
from regulars.core.records import Facts
from regulars.core.rejections import Rejection

ATTRIBUTES_MAX: Final = 100
"""Attributes that are remembered of one member."""


def change_profile(moment: Moment, data: ProfileChanged, _facts: Facts) -> Rejection | None:
    """Remember what the member told; rules may thank them for it."""
    rejection = _remember(moment, data.birthday, data.attributes)
    if rejection is None:
        act(moment, "member.profile_changed")
    return rejection


def import_profile(moment: Moment, data: ProfileImported, _facts: Facts) -> Rejection | None:
    """Remember what was known elsewhere. The member did nothing, so no rule thanks them."""
    return _remember(moment, data.birthday, data.attributes)


def _remember(moment: Moment, birthday: int | None, told: dict[str, Any]) -> Rejection | None:
    held = {} if moment.state.extras is None else moment.state.extras.attributes
    attributes = held.copy()
    for name, value in told.items():
        if value is None:
            attributes.pop(name, None)
        else:
            attributes[name] = value
    if len(attributes) > ATTRIBUTES_MAX:
        detail = f"a member has at most {ATTRIBUTES_MAX} attributes, this would make {len(attributes)}"
        return Rejection("attributes_too_many", "data.attributes", detail, "take away those that no rule asks for")
    if attributes != held:
        moment.state.opened().attributes = attributes
    if birthday is not None and (birthday or moment.state.extras is not None):
        moment.state.opened().birthday = birthday
    return None
