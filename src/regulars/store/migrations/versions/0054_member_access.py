"""Log-in of members."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0054_member_access"
down_revision = "0053_identity_rules"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
