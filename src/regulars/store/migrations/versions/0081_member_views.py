"""Saved views of the member list."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0081_member_views"
down_revision = "0052_consents"


def upgrade() -> None:
    """Make the table."""
    run_sql_beside(op, __file__)
