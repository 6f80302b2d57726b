"""What commands may do with the rules of log-in. Each function is one transaction."""

from collections.abc import Mapping
from datetime import datetime

from regulars.features.access.contracts import COMMAND_LINE
from regulars.features.context import system_time
from regulars.features.security.contracts import Change
from regulars.features.security.service.change import change_rules
from regulars.store.database import Database
from regulars.store.log_in_rules import select_rules


def read_rules(database: Database) -> dict[str, int]:
    """Every rule as it holds now, by its full name."""
    with database.snapshot() as connection:
        return select_rules(connection)


def set_rules(database: Database, wanted: Mapping[str, int | None], *, now: datetime | None = None) -> Change:
    """Set rules; None gives one back to the release. Raises Problem `rules_invalid`."""
    with database.transaction() as connection:
        return change_rules(connection, wanted, COMMAND_LINE, now or system_time())
