"""The organisation: headquarters, regions and stores, and which of them is a member's home."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0060_organisation"
down_revision = "0017_audit"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
