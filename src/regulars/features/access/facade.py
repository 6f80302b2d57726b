"""What commands and other slices may do with access: accounts and keys. Each function is one transaction."""

from datetime import datetime

from regulars.features.access.contracts import ApiKey, StaffAccount
from regulars.features.access.passwords import generate_password
from regulars.features.access.service import accounts, keys
from regulars.features.context import system_time
from regulars.store.database import Database


def ensure_first_staff(database: Database, username: str, *, now: datetime | None = None) -> str | None:
    """Create an administrator if there is no account at all; the password, to be shown once, or None."""
    with database.transaction() as connection:
        return accounts.ensure_first_staff(connection, username, now=now or system_time())


def create_staff(
    database: Database,
    username: str,
    role: str,
    *,
    password: str | None = None,
    display_name: str = "",
    now: datetime | None = None,
) -> tuple[StaffAccount, str]:
    """Create an account; the account and its password (a generated one by default)."""
    chosen = password or generate_password()
    with database.transaction() as connection:
        account = accounts.create_staff(connection, username, role, chosen, now=now or system_time(), display_name=display_name)
    return account, chosen


def list_staff(database: Database) -> list[StaffAccount]:
    """Every account, by user name."""
    with database.transaction() as connection:
        return accounts.list_staff(connection)


def disable_staff(database: Database, username: str) -> None:
    """Close an account and its sessions at once."""
    with database.transaction() as connection:
        accounts.disable_staff(connection, username)


def reset_password(database: Database, username: str, password: str | None = None) -> str:
    """Give an account a new password and return it; its sessions end."""
    with database.transaction() as connection:
        return accounts.reset_password(connection, username, password)


def create_key(
    database: Database, name: str, scopes: tuple[str, ...], *, valid_days: int | None = None, now: datetime | None = None
) -> keys.CreatedKey:
    """Create an API key; `bearer` of the answer is what callers send, and is shown this once."""
    with database.transaction() as connection:
        return keys.create_key(connection, name, scopes, now=now or system_time(), valid_days=valid_days)


def list_keys(database: Database) -> list[ApiKey]:
    """Every key, newest first."""
    with database.transaction() as connection:
        return keys.list_keys(connection)


def revoke_key(database: Database, key_id: str, *, now: datetime | None = None) -> None:
    """Revoke a key. Running servers notice within 30 seconds."""
    with database.transaction() as connection:
        keys.revoke_key(connection, key_id, now=now or system_time())
