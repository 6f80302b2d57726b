"""What watches found, and points that are gone for good."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0095_findings"
down_revision = "0094_long_documents"


def upgrade() -> None:
    """Add the indexes."""
    run_sql_beside(op, __file__)
