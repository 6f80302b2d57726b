"""Documents of members with very many lots are stored in pieces."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0093_long_documents"
down_revision = "0092_event_records"


def upgrade() -> None:
    """Add the columns."""
    run_sql_beside(op, __file__)
