"""The audit log: lines, and the chain of hashes over them."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0017_audit"
down_revision = "0016_identity_provider"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
