"""Records lie in the rows of the events that established them, until they change."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0092_event_records"
down_revision = "0091_approvals_of_more"


def upgrade() -> None:
    """Change the tables."""
    run_sql_beside(op, __file__)
