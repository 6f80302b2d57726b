"""The second factor: one-time passwords by time (RFC 6238) from an app on the phone, and recovery codes for when it is gone.

A secret counts once a first code made with it was right. A code is good for its own 30 seconds and those beside it, and for one
log-in: the step of the last one taken is kept, and no code of that step or an earlier one is taken again.
"""

import hmac
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

import psycopg
import pyotp
import segno

from regulars.features.access.contracts import Actor, Principal, StaffRole
from regulars.features.access.passwords import generate_code
from regulars.features.access.queries import second_factor as queries
from regulars.features.access.service.granting import check_roles
from regulars.features.access.service.log import note
from regulars.features.access.tokens import hash_token
from regulars.kit.problems import Problem
from regulars.store.sealing_plain import totp_place
from regulars.store.vault import vault_of

CodeKind = Literal["app", "recovery"]

ISSUER = "Regulars"
STEP_SECONDS = 30
STEPS_AROUND = 1
PENDING_MAX = timedelta(minutes=30)
RECOVERY_CODES = 10
RECOVERY_GROUPS, RECOVERY_GROUP_LENGTH = 4, 4
APP_CODE = re.compile(r"[0-9]{6}")
SEPARATORS = re.compile(r"[\s-]")


class Enrolment(NamedTuple):
    """A secret to be put into an app: as text, as the address an app reads, and that address as a picture."""

    secret: str
    uri: str
    qr: str
    """An SVG as a data URI."""


class SecondFactor(NamedTuple):
    """How an account stands."""

    is_set: bool
    enrolled_at: datetime | None
    is_required: bool
    recovery_codes_left: int


def read_second_factor(connection: psycopg.Connection, caller: Principal) -> SecondFactor:
    """Whether the caller has a second factor, and needs one."""
    assert caller.staff_id is not None
    totp = queries.select_totp(connection, caller.staff_id)
    is_set = totp is not None and totp.secret is not None
    return SecondFactor(
        is_set=is_set,
        enrolled_at=totp.enrolled_at if totp else None,
        is_required=needs_second_factor(connection, caller.roles),
        recovery_codes_left=queries.count_recovery_codes(connection, caller.staff_id) if is_set else 0,
    )


def needs_second_factor(connection: psycopg.Connection, roles: Iterable[StaffRole]) -> bool:
    """Whether one of somebody's roles asks for a second factor."""
    return not queries.select_roles(connection).isdisjoint(each.role for each in roles)


def begin_enrolment(connection: psycopg.Connection, caller: Principal, now: datetime) -> Enrolment:
    """Make a secret that counts once a code made with it is confirmed; the one in use, if any, stays until then."""
    assert caller.staff_id is not None
    secret = pyotp.random_base32()
    sealed = vault_of(connection).secrets().seal_text(secret, totp_place(str(caller.staff_id)))
    queries.upsert_pending(connection, caller.staff_id, sealed, now)
    uri = pyotp.TOTP(secret).provisioning_uri(name=caller.name, issuer_name=ISSUER)
    return Enrolment(secret, uri, segno.make(uri, micro=False).svg_data_uri(scale=4, border=2))


def confirm_enrolment(
    connection: psycopg.Connection, caller: Principal, code: str, actor: Actor, now: datetime
) -> list[str] | None:
    """Take the waiting secret into use if a code made with it is right, and give recovery codes; None for a wrong code.

    Raises Problem `enrolment_missing` when no secret waits, or has waited too long.
    """
    assert caller.staff_id is not None
    totp = queries.select_totp(connection, caller.staff_id)
    if totp is None or totp.pending_secret is None or totp.pending_since is None or now - totp.pending_since >= PENDING_MAX:
        raise Problem("enrolment_missing", "No second factor is being set up.", hint="Begin again and scan the new picture.")
    step = _step_of(_opened(connection, caller.staff_id, totp.pending_secret), code, now)
    if step is None or not queries.update_confirmed(connection, caller.staff_id, totp.pending_secret, step, now):
        return None
    note(connection, "second_factor_set", caller.known_as, actor, now)
    return make_recovery_codes(connection, caller, actor, now)


def make_recovery_codes(connection: psycopg.Connection, caller: Principal, actor: Actor, now: datetime) -> list[str]:
    """Make recovery codes, shown this once; those from before are void. Raises Problem `second_factor_missing`."""
    assert caller.staff_id is not None
    totp = queries.select_totp(connection, caller.staff_id)
    if totp is None or totp.secret is None:
        raise Problem("second_factor_missing", "There is no second factor.", hint="Set one up first.")
    codes = [generate_code(RECOVERY_GROUPS, RECOVERY_GROUP_LENGTH) for _ in range(RECOVERY_CODES)]
    queries.replace_recovery_codes(connection, caller.staff_id, [_hash_recovery(caller.staff_id, code) for code in codes])
    note(connection, "recovery_codes_made", caller.known_as, actor, now, str(len(codes)))
    return codes


def take_code(connection: psycopg.Connection, staff_id: UUID, code: str, now: datetime) -> CodeKind | None:
    """Use up a code of the app or a recovery code; None for one that is wrong or was taken before."""
    plain = SEPARATORS.sub("", code)
    if not APP_CODE.fullmatch(plain):
        used = queries.update_recovery_code_used(connection, staff_id, _hash_recovery(staff_id, plain), now)
        return "recovery" if used else None
    totp = queries.select_totp(connection, staff_id)
    if totp is None or totp.secret is None:
        return None
    step = _step_of(_opened(connection, staff_id, totp.secret), plain, now)
    return "app" if step is not None and queries.update_step(connection, staff_id, step) else None


def remove_second_factor(connection: psycopg.Connection, staff_id: UUID, subject: str, actor: Actor, now: datetime) -> bool:
    """Forget the second factor of an account with its recovery codes; False when there was none."""
    removed = queries.delete_second_factor(connection, staff_id)
    if removed:
        note(connection, "second_factor_removed", subject, actor, now)
    return removed


def set_roles(
    connection: psycopg.Connection, roles: frozenset[str], actor: Actor, now: datetime, own_session: UUID | None = None
) -> None:
    """Say which roles need a second factor. Raises Problem `role_unknown`.

    It holds at once: sessions opened by the password alone, of people who need one by now, end; all but `own_session`, so that
    nobody is thrown out by what they have just asked for.
    """
    check_roles(connection, roles, "second_factor_roles")
    before = queries.select_roles(connection)
    if roles == before:
        return
    queries.replace_roles(connection, sorted(roles))
    ended = queries.delete_sessions_without_factor(connection, sorted(roles), own_session)
    told = [", ".join(sorted(each)) or "nobody" for each in (before, roles)]
    detail = f"second factor: {' → '.join(told)}"
    note(connection, "policy_changed", "", actor, now, f"{detail}; {ended} sessions ended" if ended else detail)


def _opened(connection: psycopg.Connection, staff_id: UUID, sealed: bytes) -> str:
    return vault_of(connection).secrets().open_text(sealed, totp_place(str(staff_id)))


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The 30 seconds that a code belongs to, if they are these or the ones beside them."""
    plain = SEPARATORS.sub("", code)
    totp = pyotp.TOTP(secret)
    present = int(now.timestamp()) // STEP_SECONDS
    steps = range(present - STEPS_AROUND, present + STEPS_AROUND + 1)
    fitting = [step for step in steps if hmac.compare_digest(totp.generate_otp(step).encode(), plain.encode())]
    return max(fitting, default=None)


def _hash_recovery(staff_id: UUID, code: str) -> bytes:
    # 16 signs of 31 are 79 bits: nothing to guess, so a plain hash will do. The account in it keeps equal codes apart.
    return hash_token(f"{staff_id}:{SEPARATORS.sub('', code).casefold()}")
