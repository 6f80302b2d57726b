"""Documents of members with very many lots are stored in pieces."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0094_long_documents"
down_revision = "0093_list_orders"


def upgrade() -> None:
    """Add the columns."""
    run_sql_beside(op, __file__)
