"""Checkpoints of the hash chains."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0010_checkpoints"
down_revision = "0003_board"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
