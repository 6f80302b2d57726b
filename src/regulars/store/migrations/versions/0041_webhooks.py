"""Facts in one order, and webhooks that follow them."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0041_webhooks"
down_revision = "0040_follow_ups"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
