"""Consents with their history."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0052_consents"
down_revision = "0051_sealed_members"


def upgrade() -> None:
    """Make the table."""
    run_sql_beside(op, __file__)
