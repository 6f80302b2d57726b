"""Rules for kinds of identities."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0053_identity_rules"
down_revision = "0072_duplicates"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
