"""The orders in which members are listed have an index each."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0093_list_orders"
down_revision = "0092_event_records"


def upgrade() -> None:
    """Make the indexes."""
    run_sql_beside(op, __file__)
