"""Who has something due stands in a queue of their own, so that an event changes no index of the wide row."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0113_due_members"
down_revision = "0112_lean_tag_indexes"


def upgrade() -> None:
    """Make the queue, let in who waits, and drop the index that it replaces."""
    run_sql_beside(op, __file__)
