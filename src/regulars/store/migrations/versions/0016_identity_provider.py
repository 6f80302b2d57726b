"""Log-in by an identity provider."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0016_identity_provider"
down_revision = "0011_log_in"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
