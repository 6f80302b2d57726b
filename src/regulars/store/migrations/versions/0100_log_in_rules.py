"""Rules of log-in can be set by an administrator."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0100_log_in_rules"
down_revision = "0095_findings"


def upgrade() -> None:
    """Add the table."""
    run_sql_beside(op, __file__)
