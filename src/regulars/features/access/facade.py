"""What commands and other slices may do with access: accounts and keys. Each function is one transaction."""

from datetime import datetime

from regulars.features.access.contracts import COMMAND_LINE, ApiKey, StaffAccount, StaffLink
from regulars.features.access.passwords import generate_password
from regulars.features.access.service import accounts, keys, links
from regulars.features.access.service.attempts import ADDRESS, Limit
from regulars.features.access.service.attempts import take as take_attempt
from regulars.features.context import system_time
from regulars.store.database import Database

__all__ = ["Limit", "take_attempt"]


def address_limit() -> Limit:
    """How often one address may try to get in, whoever it says it is."""
    return ADDRESS


def ensure_first_staff(database: Database, username: str, *, now: datetime | None = None) -> str | None:
    """Create an administrator if there is no account at all; the password, to be shown once, or None."""
    with database.transaction() as connection:
        return accounts.ensure_first_staff(connection, username, actor=COMMAND_LINE, now=now or system_time())


def create_staff(
    database: Database,
    username: str,
    role: str,
    *,
    password: str | None = None,
    display_name: str = "",
    email: str | None = None,
    now: datetime | None = None,
) -> tuple[StaffAccount, str]:
    """Create an account; the account and its password (a generated one by default)."""
    chosen = password or generate_password()
    with database.transaction() as connection:
        account = accounts.create_staff(
            connection, username, role, chosen,
            actor=COMMAND_LINE, now=now or system_time(), display_name=display_name, email=email,
        )  # fmt: skip
    return account, chosen


def invite_staff(
    database: Database,
    username: str,
    role: str,
    *,
    display_name: str = "",
    email: str | None = None,
    now: datetime | None = None,
) -> StaffLink:
    """Create an account without a password, and a link by which its person chooses one."""
    at = now or system_time()
    with database.transaction() as connection:
        account = accounts.create_staff(
            connection, username, role, None, actor=COMMAND_LINE, now=at, display_name=display_name, email=email
        )
        return links.make_link(connection, account, actor=COMMAND_LINE, now=at)


def list_staff(database: Database) -> list[StaffAccount]:
    """Every account, by user name."""
    with database.transaction() as connection:
        return accounts.list_staff(connection)


def deactivate_staff(database: Database, username: str, *, now: datetime | None = None) -> None:
    """Close an account and its sessions at once."""
    _change(database, username, {"disabled": True}, now)


def activate_staff(database: Database, username: str, *, now: datetime | None = None) -> None:
    """Open a closed account again, with the password it had."""
    _change(database, username, {"disabled": False}, now)


def change_role(database: Database, username: str, role: str, *, now: datetime | None = None) -> None:
    """Give an account another role; its sessions end."""
    _change(database, username, {"role": role}, now)


def make_reset_link(
    database: Database, username: str, *, forgets_second_factor: bool = False, now: datetime | None = None
) -> StaffLink:
    """Make a link by which a person chooses a new password, and a second factor if that is gone too."""
    with database.transaction() as connection:
        account = accounts.find_staff(connection, username)
        return links.make_link(
            connection, account, actor=COMMAND_LINE, now=now or system_time(), forgets_second_factor=forgets_second_factor
        )


def reset_password(database: Database, username: str, password: str | None = None, *, now: datetime | None = None) -> str:
    """Give an account a new password (a generated one by default), open it again, and return the password; its sessions end."""
    chosen, at = password or generate_password(), now or system_time()
    with database.transaction() as connection:
        account = accounts.find_staff(connection, username)
        accounts.set_password(connection, account, chosen, actor=COMMAND_LINE, now=at)
        accounts.change_staff(connection, account, {"disabled": False}, actor=COMMAND_LINE, now=at)
    return chosen


def unlock_staff(database: Database, username: str, *, now: datetime | None = None) -> None:
    """Let an account that waits after failed attempts try again at once."""
    with database.transaction() as connection:
        account = accounts.find_staff(connection, username)
        accounts.unlock_staff(connection, account, actor=COMMAND_LINE, now=now or system_time())


def create_key(
    database: Database, name: str, scopes: tuple[str, ...], *, valid_days: int | None = None, now: datetime | None = None
) -> keys.CreatedKey:
    """Create an API key; `bearer` of the answer is what callers send, and is shown this once."""
    with database.transaction() as connection:
        return keys.create_key(connection, name, scopes, actor=COMMAND_LINE, now=now or system_time(), valid_days=valid_days)


def list_keys(database: Database) -> list[ApiKey]:
    """Every key, newest first."""
    with database.transaction() as connection:
        return keys.list_keys(connection)


def rotate_key(
    database: Database, key_id: str, *, overlap_hours: int, valid_days: int | None = None, now: datetime | None = None
) -> keys.CreatedKey:
    """Make a successor of a key; the old one works on for so many hours."""
    with database.transaction() as connection:
        return keys.rotate_key(
            connection, key_id,
            overlap_hours=overlap_hours, actor=COMMAND_LINE, now=now or system_time(), valid_days=valid_days,
        )  # fmt: skip


def revoke_key(database: Database, key_id: str, *, now: datetime | None = None) -> None:
    """Revoke a key. Running servers notice within 30 seconds."""
    with database.transaction() as connection:
        keys.revoke_key(connection, key_id, actor=COMMAND_LINE, now=now or system_time())


def _change(database: Database, username: str, changes: dict[str, object], now: datetime | None) -> None:
    with database.transaction() as connection:
        account = accounts.find_staff(connection, username)
        accounts.change_staff(connection, account, changes, actor=COMMAND_LINE, now=now or system_time())
